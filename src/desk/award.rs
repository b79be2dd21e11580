//! The candidates of an award (评优候选), computed by the rule from hygiene scores, rounds and incidents as one user sees them, each with why.

use super::Sight;
use super::count::Span;
use crate::campus::{
    AwardKind, AwardWhy, BuildingId, Campus, ClassId, CommunityId, IncidentState, Nominated, Nominee, Presence, RoomId, RoomUse, Spot,
    UserId,
};
use std::collections::HashMap;

/// What was found of a room or a class.
#[derive(Debug, Clone, Copy, Default)]
struct Found {
    scores: u16,
    points: u32,
    late: u16,
    absent: u16,
    appliance: u16,
    incident: u16,
}

impl Found {
    fn add(&mut self, other: Self) {
        self.scores = self.scores.saturating_add(other.scores);
        self.points += other.points;
        self.appliance = self.appliance.saturating_add(other.appliance);
        self.incident = self.incident.saturating_add(other.incident);
    }
}

/// Whose award it is: of which kind, over which days, and whether of one community alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Contest {
    /// What is awarded.
    pub kind: AwardKind,
    /// The days that count.
    pub span: Span,
    /// The rooms of one community alone; of a class then only what was found in those.
    pub community: Option<CommunityId>,
}

/// The best candidates by the rule, at most `limit` of them, the best first. Who falls below what the rule asks is none.
pub fn nominees(campus: &Campus, user: UserId, Contest { kind, span, community }: Contest, limit: usize) -> Vec<Nominated> {
    let rules = &campus.presets().rules().awards;
    let rule = rules.of(kind);
    let (rooms, classes) = found(campus, user, span, community);
    let judge = |nominee: Nominee, it: &Found, people: i32| {
        if it.scores == 0 || it.scores < rule.scores {
            return None;
        }
        let average = i32::try_from(u64::from(it.points) * 100 / u64::from(it.scores)).unwrap_or_default();
        if average < i32::from(rule.least) * 100 {
            return None;
        }
        let off = |count: u16, each: u8| -(i32::from(count) * i32::from(each) * 100 / people);
        let all = [
            (AwardWhy::Hygiene, it.scores, average),
            (AwardWhy::Late, it.late, off(it.late, rule.late)),
            (AwardWhy::Absent, it.absent, off(it.absent, rule.absent)),
            (AwardWhy::Appliance, it.appliance, off(it.appliance, rule.appliance)),
            (AwardWhy::Incident, it.incident, off(it.incident, rule.incident)),
        ];
        // What cost nothing is no reason.
        let why = all.into_iter().filter(|(_, _, points)| *points != 0).collect();
        Some(Nominated { nominee, why })
    };
    let mut all: Vec<Nominated> = match kind {
        AwardKind::Class => {
            let mut sizes = HashMap::<ClassId, i32>::new();
            campus.people().enrolled().filter_map(|(_, it)| it.facts.class).for_each(|id| *sizes.entry(id).or_default() += 1);
            let people = |id: ClassId| sizes.get(&id).copied().unwrap_or(1);
            classes.iter().filter_map(|(id, it)| judge(Nominee::Class(*id), it, people(*id))).collect()
        }
        _ => rooms.iter().filter_map(|(id, it)| judge(Nominee::Room(*id), it, 1)).collect(),
    };
    all.sort_by_key(|it| (std::cmp::Reverse(it.points()), it.nominee));
    all.truncate(limit);
    all
}

/// What was found of each room in which somebody sleeps, and of each class: the scores of the rooms its students sleep in, and what they did.
fn found(campus: &Campus, user: UserId, span: Span, community: Option<CommunityId>) -> (HashMap<RoomId, Found>, HashMap<ClassId, Found>) {
    let (sight, zone) = (Sight::new(campus, user), campus.zone());
    let of_building =
        |id: BuildingId| community.is_none_or(|community| campus.places().building(id).is_some_and(|it| it.community == Some(community)));
    let of_room = |id: RoomId| campus.places().building_of(id).is_some_and(of_building);
    let lived_in = |id: RoomId| {
        let dwelling = campus.places().room(id).is_some_and(|it| it.purpose == RoomUse::Dwelling);
        dwelling && !campus.people().in_room(id).is_empty()
    };
    let (mut rooms, mut classes) = (HashMap::<RoomId, Found>::new(), HashMap::<ClassId, Found>::new());
    for it in campus.hygiene().scores().iter().filter(|it| !it.withdrawn && span.holds(it.day) && of_room(it.room) && lived_in(it.room)) {
        let room = rooms.entry(it.room).or_default();
        room.scores = room.scores.saturating_add(1);
        room.points += u32::from(it.points);
    }
    for mark in campus.rounds().sheets().iter().filter(|it| span.holds(it.day) && of_building(it.building)).flat_map(|it| &it.marks) {
        let appliances = mark.findings.iter().filter(|it| it.is_appliance()).count();
        let count = |how: Presence| mark.away.iter().filter(|(_, it)| *it == how).count() as u16;
        let (late, absent) = (count(Presence::Late), count(Presence::Absent));
        if late + absent > 0 || appliances > 0 {
            let room = rooms.entry(mark.room).or_default();
            room.late = room.late.saturating_add(late);
            room.absent = room.absent.saturating_add(absent);
            room.appliance = room.appliance.saturating_add(appliances as u16);
        }
        for (student, how) in &mark.away {
            let Some(class) = campus.people().student(*student).and_then(|it| it.facts.class) else { continue };
            let class = classes.entry(class).or_default();
            match how {
                Presence::Late => class.late = class.late.saturating_add(1),
                Presence::Absent => class.absent = class.absent.saturating_add(1),
                Presence::Leave | Presence::Elsewhere => {}
            }
        }
    }
    let rules = &campus.presets().rules().awards;
    let standing = campus.incidents().heads().iter().filter(|it| it.state != IncidentState::Withdrawn && span.holds(it.opened.day(zone)));
    for it in standing.filter_map(|it| sight.incident(it)).filter(|it| !it.is_drill()) {
        if let (Some(category), Some(Spot::Room(room))) = (it.category(), it.place())
            && rules.counts(category)
            && of_room(*room)
        {
            let room = rooms.entry(*room).or_default();
            room.incident = room.incident.saturating_add(1);
        }
    }
    // A room stands in each class once that somebody of it belongs to.
    for (room, it) in &rooms {
        let mut theirs: Vec<ClassId> =
            campus.people().in_room(*room).iter().filter_map(|id| campus.people().student(*id)?.facts.class).collect();
        theirs.sort_unstable();
        theirs.dedup();
        theirs.into_iter().for_each(|class| classes.entry(class).or_default().add(*it));
    }
    (rooms, classes)
}
