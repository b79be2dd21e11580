//! The students' own grid (三级网格) as a whole: which posts nobody holds, who has served most.

use super::{BuildingId, Campus, ClassId, Day, OfficerPost, RoomId, RoomUse, StudentId};
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// Something in the grid that nobody looks after.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GridGap {
    /// A building in which people live has no sponsor (包联院系).
    Sponsor(BuildingId),
    /// A post nobody holds: nobody was named, or whoever was has left, or sleeps elsewhere by now.
    Post(OfficerPost),
}

/// What a student of the grid has done in a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Merit {
    /// Who.
    pub student: StudentId,
    /// How many times they served.
    pub times: u32,
    /// For how long, in minutes.
    pub minutes: u32,
    /// How often they were commended (表彰).
    pub commended: u32,
}

/// Whether whoever holds a post still can: they are enrolled, and sleep where it is.
pub fn can_hold(campus: &Campus, post: OfficerPost, student: StudentId) -> bool {
    let Some(facts) = campus.people().student(student).map(|it| &it.facts).filter(|it| !it.left) else { return false };
    let room = facts.bed.and_then(|bed| Some((bed.room, campus.places().room(bed.room)?)));
    match post {
        OfficerPost::BuildingHead(id) => room.is_some_and(|(_, it)| it.building == id),
        OfficerPost::FloorHead(id, floor) => room.is_some_and(|(_, it)| (it.building, it.floor) == (id, floor)),
        OfficerPost::RoomHead(id) => room.is_some_and(|(at, _)| at == id),
        OfficerPost::PsychWatcher(id) => facts.class == Some(id),
        // A party member looks after other people's rooms.
        OfficerPost::PartyRoom(_) => true,
    }
}

/// What nobody looks after: buildings without a head or a sponsor, floors and rooms without a head, then classes without a watcher. Only where
/// somebody lives or is enrolled.
pub fn gaps(campus: &Campus) -> Vec<GridGap> {
    let standing = campus.staff().officers().iter().filter(|it| it.until.is_none());
    let held: HashSet<OfficerPost> = standing.filter(|it| can_hold(campus, it.post, it.student)).map(|it| it.post).collect();
    let (places, people) = (campus.places(), campus.people());
    let mut gaps = Vec::new();
    let lived_in = |id: &&RoomId| places.room(**id).is_some_and(|it| it.purpose == RoomUse::Dwelling) && !people.in_room(**id).is_empty();
    for (building, _) in places.buildings() {
        let floors = places.floors(building);
        let floors: Vec<(i8, Vec<RoomId>)> =
            floors.into_iter().map(|(floor, rooms)| (floor, rooms.iter().filter(lived_in).copied().collect())).collect();
        if floors.iter().all(|(_, rooms)| rooms.is_empty()) {
            continue;
        }
        if places.sponsor(building).is_none() {
            gaps.push(GridGap::Sponsor(building));
        }
        let posts = floors.iter().filter(|(_, rooms)| !rooms.is_empty()).flat_map(|(floor, rooms)| {
            std::iter::once(OfficerPost::FloorHead(building, *floor)).chain(rooms.iter().copied().map(OfficerPost::RoomHead))
        });
        let posts = std::iter::once(OfficerPost::BuildingHead(building)).chain(posts);
        gaps.extend(posts.filter(|it| !held.contains(it)).map(GridGap::Post));
    }
    let classes: BTreeSet<ClassId> = people.enrolled().filter_map(|(_, it)| it.facts.class).collect();
    gaps.extend(classes.into_iter().map(OfficerPost::PsychWatcher).filter(|it| !held.contains(it)).map(GridGap::Post));
    gaps
}

/// Who has served in a period and who was commended: by commendations, then by time, the most first.
pub fn merits(campus: &Campus, from: Day, until: Day) -> Vec<Merit> {
    let mut found: BTreeMap<StudentId, Merit> = BTreeMap::new();
    for it in campus.services().records().iter().filter(|it| !it.withdrawn && from <= it.day && it.day <= until) {
        let none = Merit { student: it.student, times: 0, minutes: 0, commended: 0 };
        let merit = found.entry(it.student).or_insert(none);
        match it.service {
            Some((_, minutes)) => (merit.times, merit.minutes) = (merit.times + 1, merit.minutes.saturating_add(minutes.into())),
            None => merit.commended += 1,
        }
    }
    let mut found: Vec<Merit> = found.into_values().collect();
    found.sort_by_key(|it| std::cmp::Reverse((it.commended, it.minutes)));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::campus::report::tests::{campus, does};
    use crate::campus::{Act, DepartmentId, Officer, PlaceAct, Seq, Served, ServiceAct, StaffAct};

    const DAY: Day = Day(739_900);

    fn name(campus: &mut Campus, post: OfficerPost, student: usize) {
        let officer = Officer { post, student: StudentId::of(student), from: DAY, until: None };
        does(campus, Act::Staff(StaffAct::OfficersNamed(vec![officer])));
    }

    #[test]
    fn what_nobody_looks_after_is_named_once_each() {
        let mut campus = campus();
        // Three buildings: a sponsor, a head, two floors, three inhabited rooms each; three classes.
        assert_eq!(gaps(&campus).len(), 3 * (1 + 1 + 2 + 3) + 3);
        name(&mut campus, OfficerPost::RoomHead(RoomId(0)), 0);
        name(&mut campus, OfficerPost::FloorHead(BuildingId(0), 1), 2);
        name(&mut campus, OfficerPost::PsychWatcher(ClassId(0)), 0);
        let sponsor = PlaceAct::SponsorSet { building: BuildingId(0), before: None, after: Some(DepartmentId(0)) };
        does(&mut campus, Act::Place(sponsor));
        let left = gaps(&campus);
        assert_eq!(left.len(), 3 * 7 + 3 - 4);
        assert!(!left.contains(&GridGap::Sponsor(BuildingId(0))));
        assert!(left.contains(&GridGap::Post(OfficerPost::RoomHead(RoomId(1)))));
    }

    #[test]
    fn whoever_sleeps_elsewhere_holds_no_room() {
        let mut campus = campus();
        name(&mut campus, OfficerPost::RoomHead(RoomId(0)), 2);
        assert!(gaps(&campus).contains(&GridGap::Post(OfficerPost::RoomHead(RoomId(0)))));
        name(&mut campus, OfficerPost::PartyRoom(RoomId(0)), 2);
        assert!(can_hold(&campus, OfficerPost::PartyRoom(RoomId(0)), StudentId(2)));
    }

    #[test]
    fn commendations_weigh_more_than_hours() {
        let mut campus = campus();
        let post = OfficerPost::RoomHead(RoomId(0));
        let served = |student: u32, minutes, day| {
            Act::Service(ServiceAct::Served(Served { student: StudentId(student), post, day, minutes, text: "清扫".into() }))
        };
        does(&mut campus, served(0, 90, DAY));
        does(&mut campus, served(0, 30, DAY.plus(1)));
        does(&mut campus, served(1, 60, DAY));
        does(&mut campus, served(2, 600, DAY.plus(40)));
        does(&mut campus, Act::Service(ServiceAct::Commended { student: StudentId(1), day: DAY, text: "好".into() }));
        let ranked: Vec<_> = merits(&campus, DAY, DAY.plus(30)).iter().map(|it| (it.student.0, it.minutes, it.commended)).collect();
        assert_eq!(ranked, [(1, 60, 1), (0, 120, 0)]);
        let first = Seq(campus.applied().0 - 4);
        does(&mut campus, Act::Service(ServiceAct::Withdrawn { record: first }));
        assert_eq!(merits(&campus, DAY, DAY.plus(30))[1].minutes, 30, "what was taken back does not count");
    }
}
