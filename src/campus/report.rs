//! What the rounds of a night or of a period came to (查寝报告): sums by building, class, department and day, who is a repeat offender, which
//! searches began, which samples were drawn.
//!
//! What counts as "to be checked": in a report of one night every inhabited room; in a report of a period, in each night and building where
//! somebody marked a room or began a round, the rooms that round went to, the whole building if it was not a floor or a sample. Nights and
//! buildings in which nobody began anything are not held against anybody.
//!
//! Classes and departments: how often a student was late, absent, on leave or elsewhere is counted by the class they are in now. `nights` is what
//! that is to be held against: a night of a student whose room was checked. Who was present is not written down, so it is derived from who
//! sleeps in the room now; for whoever moved within the period it is an approximation.
//!
//! A report holds ids only. Whoever shows a name asks `desk::rights::Sight` first.

use super::{
    BuildingId, Campus, ClassId, CommunityId, Day, DepartmentId, Finding, Presence, RepeatRules, RoomId, RoomMark, RoomUse, RoundHead,
    RoundScope, Seq, Sheet, StudentId, Tally, UserId,
};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Nights, each under what they are counted for.
type Of<Id> = Vec<(Id, Nights)>;

/// Which buildings a report is about; by default all.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RoundFilter {
    /// This building only.
    pub building: Option<BuildingId>,
    /// The buildings of this community only.
    pub community: Option<CommunityId>,
}

/// Sums with the findings by kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counted {
    /// The sums.
    pub tally: Tally,
    /// How many of each finding, in the order of [`Finding::ALL`].
    pub kinds: [u32; Finding::ALL.len()],
}

/// How the students of a class or a department were found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Nights {
    /// Nights of a student whose room was checked, as far as it is known.
    pub nights: u32,
    /// Late.
    pub late: u32,
    /// Absent.
    pub absent: u32,
    /// On leave.
    pub leave: u32,
    /// Elsewhere.
    pub elsewhere: u32,
}

/// A repeat offender by the presets: a student (late, absent) or a room (forbidden appliances).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Repeat<T> {
    /// Who or which.
    pub who: T,
    /// What for.
    pub what: RepeatKind,
    /// How often within the days of the rule, at the most.
    pub times: u16,
    /// The last night of them.
    pub last: Day,
}

/// What somebody is a repeat offender for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RepeatKind {
    /// 晚归.
    Late,
    /// 夜不归宿.
    Absent,
    /// 违章电器.
    Appliance,
}

/// A random sample that was drawn in the period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sampled {
    /// The round.
    pub round: Seq,
    /// The night.
    pub day: Day,
    /// Who walked.
    pub by: UserId,
    /// From which it can be drawn again.
    pub seed: u64,
    /// From which buildings it was drawn.
    pub pool: Vec<BuildingId>,
    /// How many rooms were drawn.
    pub rooms: u32,
    /// How many of them were checked.
    pub checked: u32,
    /// It was walked to its end.
    pub ended: bool,
}

/// The report of a night or a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoundReport {
    /// First duty date.
    pub from: Day,
    /// Last duty date.
    pub until: Day,
    /// All together.
    pub total: Counted,
    /// By building, in the order of their ids.
    pub buildings: Vec<(BuildingId, Counted)>,
    /// By night, those in which something was to be checked.
    pub days: Vec<(Day, Counted)>,
    /// By class, in the order of their ids; those of whom something is known.
    pub classes: Vec<(ClassId, Nights)>,
    /// By department.
    pub departments: Vec<(DepartmentId, Nights)>,
    /// Students who were late or absent again and again, the most often first.
    pub students: Vec<Repeat<StudentId>>,
    /// Rooms in which forbidden appliances were found again and again.
    pub rooms: Vec<Repeat<RoomId>>,
    /// The searches that began, by night and student; [`super::Searches::get`] knows how they stand.
    pub searches: Vec<(Day, StudentId)>,
    /// The samples drawn, in the order they were begun.
    pub samples: Vec<Sampled>,
}

impl RoundFilter {
    fn admits(self, campus: &Campus, building: BuildingId) -> bool {
        let community = || campus.places().building(building).and_then(|it| it.community);
        self.building.is_none_or(|it| it == building) && self.community.is_none_or(|it| Some(it) == community())
    }
}

impl Counted {
    fn add_mark(&mut self, mark: &RoomMark) {
        self.tally.expected += u32::from(mark.expected);
        self.tally.rooms += 1;
        // Nearly every room of a million: everybody there, nothing found.
        if mark.away.is_empty() && mark.findings.is_empty() {
            self.tally.checked += 1;
            self.tally.present += u32::from(mark.expected);
            return;
        }
        mark.add_to(&mut self.tally);
        for finding in &mark.findings {
            if let Some(at) = Finding::ALL.iter().position(|it| it == finding) {
                self.kinds[at] += 1;
            }
        }
    }

    /// Adds other sums to these.
    pub fn add(&mut self, other: &Self) {
        self.tally += other.tally;
        self.kinds.iter_mut().zip(other.kinds).for_each(|(to, from)| *to += from);
    }
}

impl Nights {
    fn add(&mut self, how: Presence) {
        *match how {
            Presence::Late => &mut self.late,
            Presence::Absent => &mut self.absent,
            Presence::Leave => &mut self.leave,
            Presence::Elsewhere => &mut self.elsewhere,
        } += 1;
    }
}

/// The rooms as they are lived in now, in tables, because a year has a million marks to be held against them.
struct Houses {
    /// How many sleep in each room in which people live.
    sleepers: Vec<u32>,
    /// Of each building: inhabited rooms, sleepers.
    of_building: Vec<(u32, u32)>,
}

impl Houses {
    fn of(campus: &Campus) -> Self {
        let places = campus.places();
        let mut of_building = vec![(0, 0); places.buildings().len()];
        let count = |(id, room): (RoomId, &super::Room)| {
            let sleepers = if room.purpose == RoomUse::Dwelling { campus.people().in_room(id).len() as u32 } else { 0 };
            if let Some(sums) = of_building.get_mut(room.building.index()) {
                *sums = (sums.0 + u32::from(sleepers > 0), sums.1 + sleepers);
            }
            sleepers
        };
        let sleepers = places.rooms().map(count).collect();
        Self { sleepers, of_building }
    }

    fn sleepers(&self, room: RoomId) -> u32 {
        self.sleepers.get(room.index()).copied().unwrap_or(0)
    }
}

/// A building in a night.
#[derive(Default)]
struct House {
    counted: Counted,
    /// Of the rooms marked: how many are inhabited now, and by how many.
    marked: (u32, u32),
    /// Rounds began of floors or samples only, and these are the rooms they go to; `None` where all of the building is to be checked.
    only: Option<BTreeSet<RoomId>>,
}

/// The report of the nights from `from` to `until`, both included.
pub fn report(campus: &Campus, from: Day, until: Day, filter: &RoundFilter) -> RoundReport {
    let houses = Houses::of(campus);
    let admits: Vec<bool> = campus.places().buildings().map(|(id, _)| filter.admits(campus, id)).collect();
    let admitted = |building: BuildingId| admits.get(building.index()).copied().unwrap_or(false);
    let rules = &campus.presets().rules().repeat;
    let earliest = from.plus(1 - i32::from(rules.days)).min(from);

    let mut nights: BTreeMap<(Day, BuildingId), House> = BTreeMap::new();
    let mut people = Tables::new(campus);
    let (mut offences, mut appliances) = (Vec::new(), Vec::new());
    for sheet in campus.rounds().sheets().iter().filter(|it| earliest <= it.day && it.day <= until && admitted(it.building)) {
        gather_repeats(sheet, &mut offences, &mut appliances);
        if sheet.day < from || sheet.marks.is_empty() {
            continue;
        }
        let house = nights.entry((sheet.day, sheet.building)).or_default();
        for mark in &sheet.marks {
            house.counted.add_mark(mark);
            let sleepers = houses.sleepers(mark.room);
            house.marked = (house.marked.0 + u32::from(sleepers > 0), house.marked.1 + sleepers);
            people.count(mark);
        }
    }
    let walks: Vec<&RoundHead> =
        campus.rounds().walks().iter().filter(|it| !it.called_off && from <= it.begun.day && it.begun.day <= until).collect();
    go_where_rounds_go(campus, &walks, admitted, &mut nights);
    if from == until {
        for (id, _) in campus.places().buildings().filter(|(id, _)| admitted(*id)) {
            nights.entry((from, id)).or_default().only = None;
        }
    }

    let mut total = Counted::default();
    let (mut buildings, mut days): (BTreeMap<BuildingId, Counted>, BTreeMap<Day, Counted>) = Default::default();
    for ((day, building), mut house) in nights {
        house.owe_the_rest(campus, &houses, day, building);
        if house.counted.tally.rooms == 0 {
            continue;
        }
        total.add(&house.counted);
        buildings.entry(building).or_default().add(&house.counted);
        days.entry(day).or_default().add(&house.counted);
    }
    let (classes, departments) = people.finish(campus);
    let (students, rooms) = repeats(rules, (from, until), offences, appliances);
    let of_room = |room| campus.places().building_of(room).is_some_and(admitted);
    let searches = campus.searches().heads().iter().filter(|it| from <= it.day && it.day <= until && of_room(it.room));
    RoundReport {
        from,
        until,
        total,
        buildings: buildings.into_iter().collect(),
        days: days.into_iter().collect(),
        classes,
        departments,
        students,
        rooms,
        searches: searches.map(|it| (it.day, it.student)).collect(),
        samples: walks.iter().filter_map(|it| sampled(campus, it, admitted)).collect(),
    }
}

impl House {
    /// Adds what was to be checked and was not.
    fn owe_the_rest(&mut self, campus: &Campus, houses: &Houses, day: Day, building: BuildingId) {
        let (rooms, sleepers) = match &self.only {
            None => {
                let (rooms, sleepers) = houses.of_building.get(building.index()).copied().unwrap_or_default();
                (rooms.saturating_sub(self.marked.0), sleepers.saturating_sub(self.marked.1))
            }
            Some(rooms) => {
                let left = rooms.iter().filter(|id| campus.rounds().mark(campus.places(), day, **id).is_none());
                let left = left.map(|id| houses.sleepers(*id)).filter(|it| *it > 0);
                left.fold((0, 0), |(rooms, sleepers), it| (rooms + 1, sleepers + it))
            }
        };
        self.counted.tally.rooms += rooms;
        self.counted.tally.expected += sleepers;
    }
}

/// Says of each building and night where rounds began which rooms they go to.
fn go_where_rounds_go(
    campus: &Campus,
    walks: &[&RoundHead],
    admitted: impl Fn(BuildingId) -> bool,
    nights: &mut BTreeMap<(Day, BuildingId), House>,
) {
    let places = campus.places();
    // A building walked as a whole, by whichever round, is to be checked as a whole.
    let mut whole: BTreeSet<(Day, BuildingId)> = BTreeSet::new();
    let mut parts: BTreeMap<(Day, BuildingId), BTreeSet<RoomId>> = BTreeMap::new();
    for walk in walks {
        let day = walk.begun.day;
        match &walk.begun.scope {
            RoundScope::Building(building) => {
                whole.insert((day, *building));
            }
            RoundScope::Floor(building, floor) => {
                let on_floor = places.rooms_of(*building).iter().filter(|id| places.room(**id).is_some_and(|it| it.floor == *floor));
                parts.entry((day, *building)).or_default().extend(on_floor);
            }
            RoundScope::Sample { rooms, .. } => {
                for room in rooms {
                    let Some(building) = places.building_of(*room) else { continue };
                    parts.entry((day, building)).or_default().insert(*room);
                }
            }
        }
    }
    for key in whole.iter().filter(|it| admitted(it.1)) {
        nights.entry(*key).or_default();
    }
    for (key, rooms) in parts.into_iter().filter(|(key, _)| admitted(key.1) && !whole.contains(key)) {
        nights.entry(key).or_default().only = Some(rooms);
    }
}

fn sampled(campus: &Campus, walk: &RoundHead, admitted: impl Fn(BuildingId) -> bool) -> Option<Sampled> {
    let RoundScope::Sample { seed, pool, rooms } = &walk.begun.scope else { return None };
    if !pool.iter().any(|it| admitted(*it)) {
        return None;
    }
    let checked = rooms.iter().filter(|id| campus.rounds().mark(campus.places(), walk.begun.day, **id).is_some()).count();
    Some(Sampled {
        round: walk.seq,
        day: walk.begun.day,
        by: walk.by,
        seed: *seed,
        pool: pool.clone(),
        rooms: rooms.len() as u32,
        checked: checked as u32,
        ended: walk.ended.is_some(),
    })
}

/// Classes and departments, counted in tables.
struct Tables {
    /// How often each room was checked.
    checked: Vec<u32>,
    /// How each student was found.
    away: HashMap<StudentId, Nights>,
}

impl Tables {
    fn new(campus: &Campus) -> Self {
        Self { checked: vec![0; campus.places().rooms().len()], away: HashMap::new() }
    }

    fn count(&mut self, mark: &RoomMark) {
        if let Some(times) = self.checked.get_mut(mark.room.index()) {
            *times += 1;
        }
        for (student, how) in &mark.away {
            self.away.entry(*student).or_default().add(*how);
        }
    }

    fn finish(mut self, campus: &Campus) -> (Of<ClassId>, Of<DepartmentId>) {
        for (student, it) in campus.people().enrolled() {
            let times = it.facts.bed.and_then(|bed| self.checked.get(bed.room.index())).copied().unwrap_or(0);
            if times > 0 {
                self.away.entry(student).or_default().nights += times;
            }
        }
        let (mut classes, mut departments): (BTreeMap<ClassId, Nights>, BTreeMap<DepartmentId, Nights>) = Default::default();
        for (student, it) in self.away {
            let class = campus.people().student(student).and_then(|it| it.facts.class).map(|id| classes.entry(id).or_default());
            let department = campus.people().department_of(student).map(|id| departments.entry(id).or_default());
            for to in [class, department].into_iter().flatten() {
                to.nights += it.nights;
                to.late += it.late;
                to.absent += it.absent;
                to.leave += it.leave;
                to.elsewhere += it.elsewhere;
            }
        }
        (classes.into_iter().collect(), departments.into_iter().collect())
    }
}

type Offence<T> = (T, RepeatKind, Day);

fn gather_repeats(sheet: &Sheet, offences: &mut Vec<Offence<StudentId>>, appliances: &mut Vec<Offence<RoomId>>) {
    for mark in sheet.marks.iter().filter(|it| !it.away.is_empty() || !it.findings.is_empty()) {
        offences.extend(mark.away.iter().filter_map(|(student, how)| match how {
            Presence::Late => Some((*student, RepeatKind::Late, sheet.day)),
            Presence::Absent => Some((*student, RepeatKind::Absent, sheet.day)),
            Presence::Leave | Presence::Elsewhere => None,
        }));
        if mark.findings.iter().any(|it| it.is_appliance()) {
            appliances.push((mark.room, RepeatKind::Appliance, sheet.day));
        }
    }
}

fn repeats(
    rules: &RepeatRules,
    period: (Day, Day),
    offences: Vec<Offence<StudentId>>,
    appliances: Vec<Offence<RoomId>>,
) -> (Vec<Repeat<StudentId>>, Vec<Repeat<RoomId>>) {
    let limit = |what| match what {
        RepeatKind::Late => rules.late,
        RepeatKind::Absent => rules.absent,
        RepeatKind::Appliance => rules.appliance,
    };
    let days = i32::from(rules.days);
    (worst(offences, (period.0, days), limit), worst(appliances, (period.0, days), limit))
}

/// Of everybody the stretch of `days` nights that ends in the period and has most offences, where it reaches the limit.
fn worst<T: Copy + Ord>(mut all: Vec<Offence<T>>, (from, days): (Day, i32), limit: impl Fn(RepeatKind) -> u16) -> Vec<Repeat<T>> {
    all.sort_unstable();
    all.dedup();
    let mut found = Vec::new();
    for of_one in all.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
        let ends = of_one.iter().map(|it| it.2.max(from));
        let stretch = |end: Day| {
            let first = of_one.partition_point(|it| it.2 <= end.plus(-days));
            let behind = of_one.partition_point(|it| it.2 <= end);
            (behind - first, of_one.get(behind.wrapping_sub(1)).map_or(end, |it| it.2))
        };
        // The latest of the worst, so that a report says what is newest.
        let Some((times, last)) = ends.map(stretch).max() else { continue };
        let (who, what, _) = of_one[0];
        if times >= usize::from(limit(what)) {
            found.push(Repeat { who, what, times: times.min(usize::from(u16::MAX)) as u16, last });
        }
    }
    found.sort_by_key(|it| (std::cmp::Reverse(it.times), it.what, it.who));
    found
}

#[cfg(test)]
pub(super) mod tests;
