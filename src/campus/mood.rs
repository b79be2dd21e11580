//! The mood barometer of the classes (班级心理晴雨表): once a fortnight the watcher of each class says how the weather is.

use super::{ClassId, Day, MoodRules, Paged, People, Refusal, Seq, UserId};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// How the mood of a class is (晴雨).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Weather {
    /// 晴.
    Sunny,
    /// 多云.
    Cloudy,
    /// 阴.
    Overcast,
    /// 雨.
    Rain,
    /// 雷暴.
    Storm,
}

impl Weather {
    /// All weathers, the best first.
    pub const ALL: [Self; 5] = [Self::Sunny, Self::Cloudy, Self::Overcast, Self::Rain, Self::Storm];
}

/// What a watcher says of a class.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MoodReported {
    /// Which class.
    pub class: ClassId,
    /// The day it speaks of.
    pub day: Day,
    /// How it is.
    pub weather: Weather,
    /// How many students need somebody; no names.
    pub low: u8,
    /// What moves the class, in words; may be empty.
    pub text: Box<str>,
}

/// Acts on moods.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum MoodAct {
    /// A class is reported; the report is known by the number of this entry.
    Reported(MoodReported),
    /// A report is taken back.
    Withdrawn {
        /// Which.
        report: Seq,
    },
}

/// What the campus keeps of a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MoodHead {
    /// The entry: its id.
    pub seq: Seq,
    /// Who wrote it down.
    pub by: UserId,
    /// Which class.
    pub class: ClassId,
    /// The day it speaks of.
    pub day: Day,
    /// How it is.
    pub weather: Weather,
    /// How many students need somebody.
    pub low: u8,
    /// Taken back.
    pub withdrawn: bool,
}

/// All reports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moods {
    pub(super) reports: Paged<MoodHead>,
    of_class: HashMap<ClassId, Vec<u32>>,
}

impl Default for Moods {
    fn default() -> Self {
        Self { reports: Paged::new(256), of_class: HashMap::new() }
    }
}

impl MoodRules {
    /// The period a day lies in, by its first day. Periods are counted from a Monday, so that a fortnight begins with a week.
    pub fn period(&self, day: Day) -> Day {
        // Day 1 of the year 1 was a Monday.
        let length = i32::from(self.days.max(1));
        Day(day.0.saturating_sub(1).div_euclid(length).saturating_mul(length).saturating_add(1))
    }
}

impl Moods {
    /// All reports in the order of the logbook, those taken back included.
    pub fn reports(&self) -> &[MoodHead] {
        self.reports.rows()
    }

    /// One report by its id.
    pub fn get(&self, seq: Seq) -> Option<&MoodHead> {
        self.reports.by_seq(seq)
    }

    /// A class's reports in the order they were written down, those taken back left out.
    pub fn of_class(&self, class: ClassId) -> impl DoubleEndedIterator<Item = &MoodHead> {
        let rows = self.of_class.get(&class).map_or(&[][..], Vec::as_slice);
        rows.iter().filter_map(|row| self.reports.get(*row as usize)).filter(|it| !it.withdrawn)
    }

    /// What was reported of a class in the period of a day.
    pub fn in_period(&self, class: ClassId, day: Day, rules: &MoodRules) -> Option<&MoodHead> {
        let period = rules.period(day);
        self.of_class(class).rev().find(|it| rules.period(it.day) == period)
    }

    pub(super) fn check(&self, people: &People, rules: &MoodRules, today: Day, act: &MoodAct) -> Result<(), Refusal> {
        match act {
            MoodAct::Reported(it) => {
                people.class(it.class).ok_or(Refusal::NoSuchClass(it.class))?;
                super::check_text_len(&it.text)?;
                if it.day > today {
                    return Err(Refusal::InFuture);
                }
                let again = self.in_period(it.class, it.day, rules).is_some();
                if again { Err(Refusal::MoodAlready(it.class)) } else { Ok(()) }
            }
            MoodAct::Withdrawn { report } => self.get(*report).filter(|it| !it.withdrawn).map(|_| ()).ok_or(Refusal::NoSuchMood(*report)),
        }
    }

    pub(super) fn apply(&mut self, seq: Seq, by: UserId, act: &MoodAct) {
        match act {
            MoodAct::Reported(it) => {
                let MoodReported { class, day, weather, low, .. } = *it;
                let row = self.reports.push(MoodHead { seq, by, class, day, weather, low, withdrawn: false });
                self.of_class.entry(class).or_default().push(row as u32);
            }
            MoodAct::Withdrawn { report } => {
                if let Some(it) = self.reports.by_seq_mut(*report) {
                    it.withdrawn = true;
                }
            }
        }
    }

    pub(super) fn reindex(&mut self) {
        self.of_class.clear();
        for (row, it) in self.reports.rows().iter().enumerate() {
            self.of_class.entry(it.class).or_default().push(row as u32);
        }
    }
}
