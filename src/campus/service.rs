//! What the students of the grid have done (服务记录) and what they were commended for (表彰): good service gives priority.

use super::{Day, OfficerPost, Paged, People, Refusal, Seq, Staff, StudentId, UserId};
use serde::{Deserialize, Serialize};

/// Something a student of the grid did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Served {
    /// Who.
    pub student: StudentId,
    /// In which post.
    pub post: OfficerPost,
    /// When.
    pub day: Day,
    /// For how long, in minutes.
    pub minutes: u16,
    /// What.
    pub text: Box<str>,
}

/// Acts on service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ServiceAct {
    /// Service is recorded; the record is known by the number of this entry.
    Served(Served),
    /// A student is commended (表彰).
    Commended {
        /// Who.
        student: StudentId,
        /// When.
        day: Day,
        /// For what.
        text: Box<str>,
    },
    /// A record is taken back.
    Withdrawn {
        /// Which.
        record: Seq,
    },
}

/// What the campus keeps of a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceHead {
    /// The entry: its id.
    pub seq: Seq,
    /// Who wrote it down.
    pub by: UserId,
    /// Who served.
    pub student: StudentId,
    /// When.
    pub day: Day,
    /// In which post and for how many minutes; `None` for a commendation.
    pub service: Option<(OfficerPost, u16)>,
    /// Taken back.
    pub withdrawn: bool,
}

/// All records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Services {
    pub(super) records: Paged<ServiceHead>,
}

impl Default for Services {
    fn default() -> Self {
        Self { records: Paged::new(256) }
    }
}

impl Services {
    /// All records in the order of the logbook, those taken back included.
    pub fn records(&self) -> &[ServiceHead] {
        self.records.rows()
    }

    /// A student's records, oldest first, those taken back left out.
    pub fn of_student(&self, id: StudentId) -> impl DoubleEndedIterator<Item = &ServiceHead> {
        self.records.rows().iter().filter(move |it| it.student == id && !it.withdrawn)
    }

    /// A student's minutes of service and commendations within a period.
    pub fn sum(&self, id: StudentId, from: Day, until: Day) -> (u32, usize) {
        let within = || self.of_student(id).filter(|it| from <= it.day && it.day <= until);
        let minutes = within().filter_map(|it| it.service).map(|(_, minutes)| u32::from(minutes)).sum();
        (minutes, within().filter(|it| it.service.is_none()).count())
    }

    pub(super) fn check(&self, people: &People, staff: &Staff, today: Day, act: &ServiceAct) -> Result<(), Refusal> {
        let known = |id: StudentId, day: Day, text: &str| {
            people.student(id).filter(|it| !it.facts.is_erased()).ok_or(Refusal::NoSuchStudent(id))?;
            super::check_text(text)?;
            if day > today { Err(Refusal::InFuture) } else { Ok(()) }
        };
        match act {
            ServiceAct::Served(it) => {
                known(it.student, it.day, &it.text)?;
                let held = |at: &&super::Officer| at.post == it.post && at.student == it.student && at.from <= it.day;
                let held = staff.officers().iter().filter(held).any(|at| at.until.is_none_or(|last| it.day <= last));
                if !held {
                    return Err(Refusal::NoSuchOfficer);
                }
                if it.minutes == 0 || it.minutes > 24 * 60 { Err(Refusal::ShiftHours { minutes: it.minutes.into() }) } else { Ok(()) }
            }
            ServiceAct::Commended { student, day, text } => known(*student, *day, text),
            ServiceAct::Withdrawn { record } => {
                let it = self.records.by_seq(*record).filter(|it| !it.withdrawn);
                it.map(|_| ()).ok_or(Refusal::NoSuchService(*record))
            }
        }
    }

    pub(super) fn apply(&mut self, seq: Seq, by: UserId, act: &ServiceAct) {
        match act {
            ServiceAct::Served(it) => {
                let service = Some((it.post, it.minutes));
                self.records.push(ServiceHead { seq, by, student: it.student, day: it.day, service, withdrawn: false });
            }
            ServiceAct::Commended { student, day, .. } => {
                self.records.push(ServiceHead { seq, by, student: *student, day: *day, service: None, withdrawn: false });
            }
            ServiceAct::Withdrawn { record } => {
                if let Some(it) = self.records.by_seq_mut(*record) {
                    it.withdrawn = true;
                }
            }
        }
    }
}
