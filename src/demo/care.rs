//! Hygiene scores (文明寝室评分) and the mood barometer (心理晴雨表) of the last fortnights.

use super::agenda::Todo;
use super::dice::{Dice, For};
use super::land::BUILDING_3;
use super::night::{community, phrase};
use super::staff::CHEN;
use super::year::{Year, ZONE};
use crate::campus::{Act, ClassId, Day, HygieneAct, MoodAct, MoodReported, Presets, RoomId, RoomUse, Scored, UserId, Weather};

/// Fortnights in which rooms are scored.
const SCORED_FORTNIGHTS: i32 = 3;
/// Outside building 3 only every so many rooms are looked at, the same each time.
const ROOMS_APART: usize = 9;
/// Periods of the barometer.
const MOOD_PERIODS: i32 = 3;

/// The dice of this file.
pub(super) fn dice(seed: u64) -> Dice {
    Dice::new(seed, For::Care)
}

impl Year {
    pub(super) fn put_scores(&mut self) {
        let today = self.now.day(ZONE);
        for building in 0..self.land.buildings.len() {
            for room in self.floors_of(building) {
                let looked_at = building == BUILDING_3 || room % ROOMS_APART == 0;
                if !looked_at || self.land.rooms[room].purpose != RoomUse::Dwelling || self.body.sleepers[room].is_empty() {
                    continue;
                }
                for fortnight in 0..SCORED_FORTNIGHTS {
                    let day = today.plus(-14 * fortnight - 2 - (building % 7) as i32);
                    let at = day.at(ZONE, 15, 0).plus_minutes((room % 120) as i64);
                    // Of whom nobody was there yet there is nothing to score.
                    if day > self.first_day.plus(5) {
                        self.agenda.put(at, Todo::Score { room, day });
                    }
                }
            }
        }
    }

    /// A room is scored; what comes of it is put on the agenda.
    pub(super) fn score(&mut self, room: usize, day: Day) -> Option<(UserId, Act)> {
        if !self.body.sleepers[room].iter().any(|row| (*row as usize) < self.arrived) {
            return None;
        }
        let presets = Presets::default();
        let rules = &presets.rules().hygiene;
        let staff = self.crew.counselors.get(community(self.land.rooms[room].building.index()))?.clone();
        // A room is as its people are: the same throw every time, give or take.
        let tidy = room * 7_919 % 10;
        let dice = &mut self.care_dice;
        let by = dice.pick(&staff).copied().unwrap_or(CHEN);
        let items = match (tidy, dice.below(10)) {
            (0..6, 0..7) => 0,
            (0..6, _) | (6..8, 0..5) => 1,
            (6..8, _) => 2,
            _ => 1 + dice.below(3),
        };
        let mut off: Vec<(Box<str>, u8)> = Vec::new();
        for _ in 0..items {
            let Some(item) = dice.pick(&rules.items) else { continue };
            if off.iter().all(|(code, _)| *code != item.code) {
                off.push((item.code.clone(), dice.between(2, i64::from(item.most).min(12)) as u8));
            }
        }
        let mend_by = (!off.is_empty()).then(|| day.plus(rules.mend_days.into()));
        let text = if off.is_empty() { "".into() } else { phrase("卫生整改", dice) };
        let scored = Scored { room: RoomId::of(room), day, off, text, mend_by };
        self.follow_up_score(&scored, by, &staff);
        Some((by, Act::Hygiene(HygieneAct::Scored(scored))))
    }

    fn follow_up_score(&mut self, scored: &Scored, by: UserId, staff: &[UserId]) {
        let (score, dice) = (self.seq, &mut self.care_dice);
        let Some(mend_by) = scored.mend_by else { return };
        let mut todo: Vec<(Day, UserId, HygieneAct)> = Vec::new();
        if dice.chance(8_600) {
            let day = scored.day.plus(dice.between(1, i64::from(mend_by.since(scored.day))) as i32);
            todo.push((day, by, HygieneAct::Mended { score, day }));
        }
        if dice.chance(900) {
            todo.push((scored.day.plus(1), by, HygieneAct::Appealed { score, text: phrase("卫生申诉", dice) }));
            // Never by who scored.
            let other = staff.iter().copied().find(|it| *it != by).unwrap_or(CHEN);
            if dice.chance(7_000) {
                let points = scored.points().saturating_add(dice.between(0, 8) as u8).min(100);
                todo.push((scored.day.plus(3), other, HygieneAct::Decided { score, points, text: phrase("卫生裁定", dice) }));
            }
        }
        todo.sort_by_key(|it| it.0);
        for (day, by, act) in todo {
            let at = day.at(ZONE, 16, 30).plus_minutes(self.care_dice.between(0, 90));
            if at <= self.now {
                self.agenda.put(at, Todo::Ready(by, Box::new(Act::Hygiene(act))));
            }
        }
    }

    pub(super) fn put_moods(&mut self) {
        let presets = Presets::default();
        let rules = &presets.rules().mood;
        let (today, length) = (self.now.day(ZONE), i32::from(rules.days));
        for back in (0..MOOD_PERIODS).rev() {
            let first = rules.period(today.plus(-back * length));
            // The classes of the freshmen have to be there.
            if first <= self.freshmen_come.plus(1) && today > self.freshmen_come || first <= self.first_day.plus(3) {
                continue;
            }
            for class in 0..self.body.classes.len() {
                let dice = &mut self.care_dice;
                let reported = if back == 0 { dice.chance(6_800) } else { dice.chance(9_600) };
                let day = first.plus(dice.between(0, i64::from(length) - 1) as i32);
                let at = day.at(ZONE, 18, 0).plus_minutes(dice.between(0, 200));
                let there = class < self.body.before_freshmen.1 || today > self.freshmen_come;
                if reported && there && at <= self.now {
                    self.agenda.put(at, Todo::Mood { class, day });
                }
            }
        }
    }

    /// What the watcher of a class says of it; most are well most of the time.
    pub(super) fn mood(&mut self, class: usize, day: Day) -> Option<(UserId, Act)> {
        let first = self.body.classes.get(class)?.pupils.start;
        if first >= self.arrived {
            return None;
        }
        let dice = &mut self.care_dice;
        let (weather, low) = match dice.below(100) {
            0..42 => (Weather::Sunny, 0),
            42..74 => (Weather::Cloudy, dice.below(2) as u8),
            74..90 => (Weather::Overcast, 1 + dice.below(2) as u8),
            90..98 => (Weather::Rain, 1 + dice.below(3) as u8),
            _ => (Weather::Storm, 2 + dice.below(3) as u8),
        };
        let reported = MoodReported { class: ClassId::of(class), day, weather, low, text: phrase("晴雨", dice) };
        let by = self.crew.of_class.get(class).copied().unwrap_or(CHEN);
        Some((by, Act::Mood(MoodAct::Reported(reported))))
    }
}
