//! How far everybody has been reached (谈话覆盖): by class, building and level, held against the presets, and when all will have been.

use super::ground::Ground;
use super::parts::in_parts;
use super::{Circle, Whose};
use crate::campus::{BuildingId, Campus, ClassId, Concern, Day, Stamp, Student, StudentId, UserId};
use std::collections::BTreeMap;
use std::ops::Range;

/// How many of how many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Share {
    /// Students who are to be talked to.
    pub students: u32,
    /// Of them, who were.
    pub reached: u32,
}

impl Share {
    fn count(&mut self, reached: bool) {
        self.students += 1;
        self.reached += u32::from(reached);
    }

    fn add(&mut self, other: Self) {
        self.students += other.students;
        self.reached += other.reached;
    }

    /// Who were not.
    pub fn left(self) -> u32 {
        self.students - self.reached
    }

    /// In hundredths, rounded down, so that 100 is everybody.
    pub fn percent(self) -> u32 {
        (self.reached * 100).checked_div(self.students).unwrap_or(100)
    }
}

/// The students of a level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LevelShare {
    /// Which.
    pub level: Concern,
    /// Days of its rhythm; `None` where it is once a term.
    pub rhythm: Option<i32>,
    /// Whose last talk lies within the rhythm, or the term.
    pub share: Share,
}

/// When everybody will have been talked to, if it goes on as in the last days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Forecast {
    /// Everybody was.
    Done,
    /// Nobody was for the first time in these days, so there is no pace.
    NoPace,
    /// On this day.
    On(Day),
    /// Not before the term is over.
    AfterTerm,
}

/// How far everybody has been reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// The term, by its first and last day.
    pub term: (Day, Day),
    /// Everybody once a term.
    pub all: Share,
    /// Freshmen; nobody outside the autumn term.
    pub freshmen: Share,
    /// By class, the least reached first.
    pub classes: Vec<(ClassId, Share)>,
    /// By building.
    pub buildings: Vec<(BuildingId, Share)>,
    /// By level as it is seen, the gravest first; empty where none is.
    pub levels: Vec<LevelShare>,
    /// Of how many days the pace was taken.
    pub pace_days: u32,
    /// Who was talked to for the first time this term in those days.
    pub pace: u32,
    /// When everybody will have been.
    pub forecast: Forecast,
}

/// How far `user` has come at `now`.
pub fn coverage(campus: &Campus, user: UserId, now: Stamp, whose: Whose) -> Coverage {
    let (ground, circle) = (Ground::new(campus, user, now), Circle::new(campus, user, whose));
    let (from, until) = ground.term;
    // In the first weeks of a term the pace is that of the term so far.
    let window = i32::from(ground.rules.care.pace_days).min(ground.today.since(from) + 1).max(1);
    let paced_from = ground.today.plus(1 - window);
    let count = |part: Range<usize>| {
        let mut counted = Counted::default();
        let students = campus.people().students().skip(part.start).take(part.len());
        students.filter(|(id, it)| circle.holds(campus, *id, it)).for_each(|(id, it)| counted.count(&ground, paced_from, id, it));
        counted
    };
    let parts = in_parts(campus.people().students().len(), count).into_iter();
    let Counted { all, freshmen, pace, classes, buildings, levels } = parts.reduce(Counted::and).unwrap_or_default();
    let mut classes: Vec<_> = classes.into_iter().collect();
    classes.sort_by_key(|(id, it)| (it.percent(), *id));
    Coverage {
        term: ground.term,
        all,
        freshmen,
        classes,
        buildings: buildings.into_iter().collect(),
        levels: levels.into_values().collect(),
        pace_days: window.unsigned_abs(),
        pace,
        forecast: forecast(all.left(), pace, window, ground.today, until),
    }
}

/// What is counted of some students.
#[derive(Default)]
struct Counted {
    all: Share,
    freshmen: Share,
    pace: u32,
    classes: BTreeMap<ClassId, Share>,
    buildings: BTreeMap<BuildingId, Share>,
    /// The gravest first, none last.
    levels: BTreeMap<u8, LevelShare>,
}

impl Counted {
    fn count(&mut self, ground: &Ground<'_>, paced_from: Day, id: StudentId, it: &Student) {
        let (from, _) = ground.term;
        let mut days = ground.sight.talks_of(id).rev().map(|it| it.held().day(ground.zone));
        let last = days.find(|day| *day <= ground.today).filter(|day| from <= *day);
        let reached = last.is_some();
        let first = last.map(|last| days.take_while(|day| from <= *day).last().unwrap_or(last));
        self.all.count(reached);
        self.pace += u32::from(first.is_some_and(|day| day >= paced_from));
        if ground.freshman_left(id).is_some() {
            self.freshmen.count(reached);
        }
        if let Some(class) = it.facts.class {
            self.classes.entry(class).or_default().count(reached);
        }
        if let Some(building) = it.facts.bed.and_then(|bed| ground.campus.places().building_of(bed.room)) {
            self.buildings.entry(building).or_default().count(reached);
        }
        if let Some(level) = ground.sight.student(id).and_then(|it| it.level()) {
            let rhythm = ground.rules.care.rhythm_days(level);
            let in_time = match rhythm {
                // A rhythm may be longer than the term is old.
                Some(days) => ground.last_talk(id).is_some_and(|it| ground.today.since(it.day(ground.zone)) <= days),
                None => last.is_some(),
            };
            let place = if level == Concern::None { u8::MAX } else { level.number() };
            let share = Share::default();
            self.levels.entry(place).or_insert(LevelShare { level, rhythm, share }).share.count(in_time);
        }
    }

    fn and(mut self, other: Self) -> Self {
        self.all.add(other.all);
        self.freshmen.add(other.freshmen);
        self.pace += other.pace;
        other.classes.into_iter().for_each(|(id, it)| self.classes.entry(id).or_default().add(it));
        other.buildings.into_iter().for_each(|(id, it)| self.buildings.entry(id).or_default().add(it));
        for (place, it) in other.levels {
            let empty = LevelShare { share: Share::default(), ..it };
            self.levels.entry(place).or_insert(empty).share.add(it.share);
        }
        self
    }
}

/// Whoever is left, at as many a day as were talked to for the first time this term in the last days.
fn forecast(left: u32, pace: u32, window: i32, today: Day, until: Day) -> Forecast {
    if left == 0 {
        return Forecast::Done;
    }
    if pace == 0 {
        return Forecast::NoPace;
    }
    let days = (u64::from(left) * u64::from(window.unsigned_abs())).div_ceil(u64::from(pace));
    let day = today.plus(i32::try_from(days).unwrap_or(i32::MAX));
    if day > until { Forecast::AfterTerm } else { Forecast::On(day) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_forecast_is_who_is_left_at_the_pace_of_the_last_days() {
        let (today, until) = (Day(100), Day(130));
        assert_eq!(forecast(0, 5, 28, today, until), Forecast::Done);
        assert_eq!(forecast(9, 0, 28, today, until), Forecast::NoPace);
        assert_eq!(forecast(10, 28, 28, today, until), Forecast::On(Day(110)));
        assert_eq!(forecast(10, 27, 28, today, until), Forecast::On(Day(111)), "a day begun is a day");
        assert_eq!(forecast(30, 28, 28, today, until), Forecast::On(until), "on the last day is within the term");
        assert_eq!(forecast(31, 28, 28, today, until), Forecast::AfterTerm);
        assert_eq!(forecast(u32::MAX, 1, 366, Day(i32::MAX), Day(i32::MAX)), Forecast::On(Day(i32::MAX)));
    }

    #[test]
    fn a_share_is_whole_only_when_it_is() {
        assert_eq!(Share { students: 200, reached: 199 }.percent(), 99);
        assert_eq!(Share::default().percent(), 100);
    }
}
