//! Appraisal (考核): what somebody did, counted from the logbook alone.
//!
//! Whoever asks brings the deeds they may see, one by one; here they are only added up. So what is not seen is in no sum, and every number
//! is nothing but the deeds behind it.

mod rules;

pub use rules::AppraisalRules;

use super::{BuildingId, Day, RoomId, Seq, ShiftId, StudentId, UserId};

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Measure {
    /// Nights stayed (住宿夜数).
    Nights,
    /// Shifts signed in to (值班).
    Shifts,
    /// Talks (谈话).
    Talks,
    /// Students reached by them (谈话人数).
    Persons,
    /// Rounds walked to their end (查寝).
    Rounds,
    /// Rooms looked into (走访寝室).
    Visits,
    /// Incidents answered first (处置事件).
    Incidents,
    /// Minutes to the first answer, in the middle of all (首次响应).
    Answer,
    /// Follow-ups on time, in hundredths (回访及时率).
    FollowUps,
    /// Activities (活动).
    Activities,
}

impl Measure {
    /// All of them in the order of the table.
    pub const ALL: [Self; 10] = [
        Self::Nights,
        Self::Shifts,
        Self::Talks,
        Self::Persons,
        Self::Rounds,
        Self::Visits,
        Self::Incidents,
        Self::Answer,
        Self::FollowUps,
        Self::Activities,
    ];

    /// Whether less of it is better.
    pub fn is_cost(self) -> bool {
        self == Self::Answer
    }

    /// Whether something counts towards it.
    pub fn counts(self, what: &What<'_>) -> bool {
        match what {
            What::Shift { night, .. } => self == Self::Shifts || *night && self == Self::Nights,
            What::Talk { students, .. } => self == Self::Talks || students.is_some() && self == Self::Persons,
            What::Round(_) => self == Self::Rounds,
            What::Visit { .. } => self == Self::Visits,
            What::Answer { .. } => matches!(self, Self::Incidents | Self::Answer),
            What::FollowUp { .. } => self == Self::FollowUps,
            What::Activity(_) => self == Self::Activities,
        }
    }
}

/// Something somebody did, with where it stands in the logbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What<'a> {
    /// They signed in to a shift.
    Shift {
        /// Which.
        id: ShiftId,
        /// It went on past midnight.
        night: bool,
    },
    /// They held a talk.
    Talk {
        /// Which.
        seq: Seq,
        /// With whom, where that is seen.
        students: Option<&'a [StudentId]>,
    },
    /// They walked a round to its end.
    Round(Seq),
    /// They looked into a room.
    Visit {
        /// The building.
        building: BuildingId,
        /// The room.
        room: RoomId,
    },
    /// They were the first to answer an incident.
    Answer {
        /// Which.
        incident: Seq,
        /// After how many minutes.
        minutes: i64,
    },
    /// They promised a follow-up whose day has come.
    FollowUp {
        /// The talk that promised it.
        talk: Seq,
        /// It was kept in time.
        kept: bool,
    },
    /// They led an activity.
    Activity(Seq),
}

/// Something somebody did, and on which day it counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deed<'a> {
    /// Who.
    pub by: UserId,
    /// On which day.
    pub day: Day,
    /// What.
    pub what: What<'a>,
}

/// What was counted of somebody, or of several together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Record {
    /// Nights stayed, each person's night once.
    pub nights: u32,
    /// Shifts signed in to.
    pub shifts: u32,
    /// Talks.
    pub talks: u32,
    /// Students they were with, each once.
    pub persons: u32,
    /// Talks of which whoever asks does not see with whom: none of their students is in `persons`.
    pub unseen: u32,
    /// Rounds.
    pub rounds: u32,
    /// Rooms looked into.
    pub visits: u32,
    /// Incidents answered first.
    pub incidents: u32,
    /// Minutes to the first answer, the one in the middle.
    pub answer: Option<u32>,
    /// Follow-ups whose day has come.
    pub due: u32,
    /// Of them, those kept in time.
    pub kept: u32,
    /// Activities.
    pub activities: u32,
}

impl Record {
    /// The number of a measure; `None` where there is nothing to take it of.
    pub fn of(&self, measure: Measure) -> Option<u32> {
        match measure {
            Measure::Nights => Some(self.nights),
            Measure::Shifts => Some(self.shifts),
            Measure::Talks => Some(self.talks),
            Measure::Persons => Some(self.persons),
            Measure::Rounds => Some(self.rounds),
            Measure::Visits => Some(self.visits),
            Measure::Incidents => Some(self.incidents),
            Measure::Answer => self.answer,
            Measure::FollowUps => (self.kept * 100).checked_div(self.due),
            Measure::Activities => Some(self.activities),
        }
    }

    /// Whether what is asked of so many people is reached; `None` where nothing is asked, or nothing is there to ask it of.
    pub fn reaches(&self, rules: &AppraisalRules, measure: Measure, people: u32) -> Option<bool> {
        let (asked, got) = (rules.asked(measure, people)?, self.of(measure)?);
        Some(if measure.is_cost() { got <= asked } else { got >= asked })
    }
}

/// Deeds on their way to a record.
#[derive(Debug, Clone, Default)]
pub struct Sum {
    record: Record,
    nights: Vec<(UserId, Day)>,
    persons: Vec<StudentId>,
    minutes: Vec<i64>,
}

impl Sum {
    /// Adds a deed.
    pub fn add(&mut self, deed: &Deed<'_>) {
        let it = &mut self.record;
        match deed.what {
            What::Shift { night, .. } => {
                it.shifts += 1;
                if night {
                    self.nights.push((deed.by, deed.day));
                }
            }
            What::Talk { students, .. } => {
                it.talks += 1;
                match students {
                    Some(students) => self.persons.extend_from_slice(students),
                    None => it.unseen += 1,
                }
            }
            What::Round(_) => it.rounds += 1,
            What::Visit { .. } => it.visits += 1,
            What::Answer { minutes, .. } => {
                it.incidents += 1;
                self.minutes.push(minutes);
            }
            What::FollowUp { kept, .. } => {
                it.due += 1;
                it.kept += u32::from(kept);
            }
            What::Activity(_) => it.activities += 1,
        }
    }

    /// The same of both together.
    pub fn join(&mut self, other: &Self) {
        let (it, more) = (&mut self.record, &other.record);
        it.shifts += more.shifts;
        it.talks += more.talks;
        it.unseen += more.unseen;
        it.rounds += more.rounds;
        it.visits += more.visits;
        it.incidents += more.incidents;
        it.due += more.due;
        it.kept += more.kept;
        it.activities += more.activities;
        self.nights.extend_from_slice(&other.nights);
        self.persons.extend_from_slice(&other.persons);
        self.minutes.extend_from_slice(&other.minutes);
    }

    /// The record.
    pub fn record(mut self) -> Record {
        fn distinct<T: Ord>(all: &mut Vec<T>) -> u32 {
            all.sort_unstable();
            all.dedup();
            all.len() as u32
        }
        self.minutes.sort_unstable();
        // Of two in the middle the lesser: it is a number that somebody really took.
        let middle = self.minutes.get(self.minutes.len().saturating_sub(1) / 2);
        Record {
            nights: distinct(&mut self.nights),
            persons: distinct(&mut self.persons),
            answer: middle.map(|it| u32::try_from(*it).unwrap_or_default()),
            ..self.record
        }
    }
}
