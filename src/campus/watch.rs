//! Patterns across rooms and weeks (安全研判): what somebody sees who reads all the sheets side by side. Pure: facts in, hints out.
//!
//! A hint says what was counted, in which days, and how it was in as many days before. It speaks of rooms, floors, buildings and classes, never of
//! one person; which facts may be counted at all, whoever gathers them asks of their rights.

use super::{BuildingId, ClassId, Day, Finding, RoomId, Seq, Weather};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// From how many within how many days on something is a pattern.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Threshold {
    /// Days looked back, today included.
    pub days: u16,
    /// So many make a hint; 0 looks for none.
    pub least: u16,
}

/// What is looked for (研判阈值).
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WatchRules {
    /// Rooms of a floor in which the same appliance was found.
    pub appliance: Threshold,
    /// Incidents of fraud.
    pub fraud: Threshold,
    /// Reports of a class whose weather was rain or worse.
    pub mood: Threshold,
    /// Requests for repair from one building to the same service.
    pub repair: Threshold,
    /// Late returns to one room.
    pub late: Threshold,
}

impl WatchRules {
    pub(super) fn unreasonable(&self) -> Option<&'static str> {
        let all = [self.appliance, self.fraud, self.mood, self.repair, self.late];
        let odd = |it: &Threshold| it.least > 0 && !(1..=366).contains(&it.days) || it.least == 1;
        all.iter().any(odd).then_some("watch")
    }
}

/// What a hint is about: things of the same pattern are counted together.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Pattern {
    /// The same appliance on one floor (同层同类违章电器).
    Appliance {
        /// Building.
        building: BuildingId,
        /// Floor.
        floor: i8,
        /// Which appliance.
        what: Finding,
    },
    /// Fraud (诈骗多发).
    Fraud,
    /// Low moods of one class (班级情绪持续偏低).
    Mood(ClassId),
    /// Repairs of a kind in one building (同楼同类报修).
    Repair {
        /// Building.
        building: BuildingId,
        /// The service that repairs.
        office: Box<str>,
    },
    /// Late returns to one room (同室多次晚归).
    Late(RoomId),
}

impl Pattern {
    /// The appliance, where it is about one.
    pub fn finding(&self) -> Option<Finding> {
        if let Self::Appliance { what, .. } = self { Some(*what) } else { None }
    }

    /// A number by which it is known as long as its ids stand: the same at every seat.
    pub fn tag(&self) -> u64 {
        let mut hasher = blake3::Hasher::new();
        hasher.update(self.key().as_bytes());
        let ids: [i64; 3] = match self {
            Self::Appliance { building, floor, what } => [building.index() as i64, i64::from(*floor), *what as i64],
            Self::Fraud => [0; 3],
            Self::Mood(class) => [class.index() as i64, 0, 0],
            Self::Repair { building, .. } => [building.index() as i64, 0, 0],
            Self::Late(room) => [room.index() as i64, 0, 0],
        };
        ids.iter().for_each(|it| {
            hasher.update(&it.to_le_bytes());
        });
        if let Self::Repair { office, .. } = self {
            hasher.update(office.as_bytes());
        }
        let mut front = [0; 8];
        front.copy_from_slice(&hasher.finalize().as_bytes()[..8]);
        u64::from_le_bytes(front)
    }

    /// Its name for scripts.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Appliance { .. } => "appliance",
            Self::Fraud => "fraud",
            Self::Mood(_) => "mood",
            Self::Repair { .. } => "repair",
            Self::Late(_) => "late",
        }
    }

    fn threshold(&self, rules: &WatchRules) -> Threshold {
        match self {
            Self::Appliance { .. } => rules.appliance,
            Self::Fraud => rules.fraud,
            Self::Mood(_) => rules.mood,
            Self::Repair { .. } => rules.repair,
            Self::Late(_) => rules.late,
        }
    }
}

/// What a fact was read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum WatchEntry {
    /// A room in a round.
    Room(RoomId),
    /// An incident.
    Incident(Seq),
    /// A request.
    Request(Seq),
    /// The report of a class's mood: which, and how it was.
    Mood(Seq, Weather),
}

/// Something that was seen once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WatchFact {
    /// What it counts for.
    pub pattern: Pattern,
    /// On which day.
    pub day: Day,
    /// What it was read from.
    pub entry: WatchEntry,
}

/// A pattern that is worth a look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// Which.
    pub pattern: Pattern,
    /// How many there were in the days looked at; of appliances, in how many rooms.
    pub count: usize,
    /// How many there were in as many days before.
    pub before: usize,
    /// What makes a hint of it.
    pub threshold: Threshold,
    /// The days looked at.
    pub from: Day,
    /// The day of the first of them.
    pub first: Day,
    /// The day of the last of them.
    pub last: Day,
    /// What was counted, the latest first.
    pub entries: Vec<(Day, WatchEntry)>,
}

/// How many rooms, incidents or reports it were: the same room twice is one room with an appliance, but two late returns.
fn counted(pattern: &Pattern, found: &[(Day, WatchEntry)]) -> usize {
    if !matches!(pattern, Pattern::Appliance { .. }) {
        return found.len();
    }
    let mut rooms: Vec<WatchEntry> = found.iter().map(|(_, it)| *it).collect();
    rooms.sort_unstable();
    rooms.dedup();
    rooms.len()
}

/// The patterns in these facts as of a day, what is furthest above its threshold first.
pub fn watch(facts: impl IntoIterator<Item = WatchFact>, rules: &WatchRules, today: Day) -> Vec<Hint> {
    let mut found: BTreeMap<Pattern, Vec<(Day, WatchEntry)>> = BTreeMap::new();
    for it in facts {
        let days = i32::from(it.pattern.threshold(rules).days);
        if it.day > today.plus(-2 * days) && it.day <= today {
            found.entry(it.pattern).or_default().push((it.day, it.entry));
        }
    }
    let hint = |(pattern, mut all): (Pattern, Vec<(Day, WatchEntry)>)| {
        let threshold = pattern.threshold(rules);
        let from = today.plus(1 - i32::from(threshold.days));
        all.sort_by_key(|it| std::cmp::Reverse(*it));
        let split = all.partition_point(|(day, _)| *day >= from);
        let (now, before) = all.split_at(split);
        let count = counted(&pattern, now);
        if threshold.least == 0 || count < usize::from(threshold.least) {
            return None;
        }
        let (last, first) = (now.first()?.0, now.last()?.0);
        Some(Hint { count, before: counted(&pattern, before), threshold, from, first, last, entries: now.to_vec(), pattern })
    };
    let mut hints: Vec<Hint> = found.into_iter().filter_map(hint).collect();
    let weight = |it: &Hint| it.count * 100 / usize::from(it.threshold.least.max(1));
    hints.sort_by(|a, b| (weight(b), b.last, &a.pattern).cmp(&(weight(a), a.last, &b.pattern)));
    hints
}

/// The furthest back any pattern looks, in days.
pub fn watch_reach(rules: &WatchRules) -> i32 {
    let all = [rules.appliance, rules.fraud, rules.mood, rules.repair, rules.late];
    all.into_iter().map(|it| 2 * i32::from(it.days)).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULES: WatchRules = WatchRules {
        appliance: Threshold { days: 14, least: 3 },
        fraud: Threshold { days: 14, least: 3 },
        mood: Threshold { days: 30, least: 2 },
        repair: Threshold { days: 14, least: 4 },
        late: Threshold { days: 14, least: 4 },
    };

    fn kettle(day: i32, room: u32) -> WatchFact {
        let pattern = Pattern::Appliance { building: BuildingId(0), floor: 4, what: Finding::Kettle };
        WatchFact { pattern, day: Day(day), entry: WatchEntry::Room(RoomId(room)) }
    }

    #[test]
    fn a_room_that_was_found_twice_is_one_room() {
        let twice = [kettle(100, 1), kettle(98, 1), kettle(97, 2)];
        assert_eq!(watch(twice, &RULES, Day(100)), []);
        let three = [kettle(100, 1), kettle(98, 3), kettle(97, 2), kettle(80, 2), kettle(20, 5)];
        let hints = watch(three, &RULES, Day(100));
        assert_eq!((hints[0].count, hints[0].before, hints[0].first, hints[0].last), (3, 1, Day(97), Day(100)));
        assert_eq!(hints[0].pattern.finding(), Some(Finding::Kettle));
    }

    #[test]
    fn what_is_too_old_or_switched_off_is_no_pattern() {
        let old: Vec<_> = (0..5).map(|it| kettle(70 + it, it as u32)).collect();
        assert_eq!(watch(old.clone(), &RULES, Day(100)), []);
        let off = WatchRules { appliance: Threshold { days: 90, least: 0 }, ..RULES };
        assert_eq!(watch(old, &off, Day(100)), []);
    }

    #[test]
    fn other_floors_and_appliances_are_counted_apart() {
        let other = |floor, what: Finding, room| WatchFact {
            pattern: Pattern::Appliance { building: BuildingId(0), floor, what },
            day: Day(99),
            entry: WatchEntry::Room(RoomId(room)),
        };
        assert_eq!(
            watch([kettle(99, 1), kettle(99, 2), other(5, Finding::Kettle, 7), other(4, Finding::RiceCooker, 3)], &RULES, Day(100)),
            []
        );
    }
}
