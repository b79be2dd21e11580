//! Incidents (事件): what happened, who has it in hand, what must be reported by when.

use super::calendar::Calendar;
use super::{Day, Paged, People, Places, Refusal, Seq, Spot, Stamp, StudentId, Tz, UserId};
use serde::{Deserialize, Serialize};
use smallvec::SmallVec;

/// Severity (级别), the gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Severity {
    /// I 特别重大.
    Extreme,
    /// II 重大.
    Major,
    /// III 较大.
    Serious,
    /// IV 一般.
    Ordinary,
}

impl Severity {
    /// As the number people write, 1 to 4.
    pub fn number(self) -> u8 {
        self as u8 + 1
    }

    /// From the number people write.
    pub fn from_number(number: u8) -> Option<Self> {
        [Self::Extreme, Self::Major, Self::Serious, Self::Ordinary].get(usize::from(number).checked_sub(1)?).copied()
    }

    /// As the Roman numeral of the reports.
    pub fn roman(self) -> &'static str {
        ["I", "II", "III", "IV"][self as usize]
    }
}

/// What kind of incident (类别).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Category {
    /// 群体聚集、打架斗殴.
    Fight,
    /// 人身安全.
    Injury,
    /// 心理危机.
    Distress,
    /// 突发疾病.
    Illness,
    /// 人员失联.
    Missing,
    /// 案件纠纷.
    Crime,
    /// 消防用电.
    Fire,
    /// 诈骗与校园贷.
    Fraud,
    /// 舆情.
    Opinion,
    /// 设施故障.
    Facility,
    /// 其他.
    Other,
}

impl Category {
    /// All categories in the order a form lists them.
    pub const ALL: [Self; 11] = [
        Self::Fight,
        Self::Injury,
        Self::Distress,
        Self::Illness,
        Self::Missing,
        Self::Crime,
        Self::Fire,
        Self::Fraud,
        Self::Opinion,
        Self::Facility,
        Self::Other,
    ];
}

/// Where an incident stands (状态).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum IncidentState {
    /// 新报.
    New,
    /// 已受理.
    Acknowledged,
    /// 处置中.
    InHand,
    /// 已上报.
    Escalated,
    /// 待结案.
    Resolved,
    /// 已结案.
    Closed,
    /// Taken back.
    Withdrawn,
}

impl IncidentState {
    /// Whether it still wants somebody.
    pub fn is_open(self) -> bool {
        !matches!(self, Self::Closed | Self::Withdrawn)
    }

    /// The state that usually comes after this one.
    pub fn next(self) -> Option<Self> {
        match self {
            Self::New => Some(Self::Acknowledged),
            Self::Acknowledged => Some(Self::InHand),
            Self::InHand | Self::Escalated => Some(Self::Resolved),
            Self::Resolved => Some(Self::Closed),
            Self::Closed | Self::Withdrawn => None,
        }
    }
}

/// A report that is owed (上报).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Step {
    /// Department told (院系).
    TellDepartment,
    /// Security told (保卫处).
    TellSecurity,
    /// Student office told (学工处).
    TellStudentOffice,
    /// Spoken report (口头报告).
    SpokenReport,
    /// Written report (书面首报).
    WrittenReport,
    /// Written account (书面总结).
    Account,
}

impl Step {
    /// All steps in the order in which they fall due.
    pub const ALL: [Self; 6] =
        [Self::TellDepartment, Self::TellSecurity, Self::TellStudentOffice, Self::SpokenReport, Self::WrittenReport, Self::Account];

    fn bit(self) -> u8 {
        1 << self as u8
    }

    /// When it is due by the preset clocks: I–II tell three offices at once (5 min), speak in 30 min, write in 1 h; III–IV tell the
    /// department in 30 min and write in 24 h; all give a written account within three working days. `None` where it is not owed.
    pub fn due(self, severity: Severity, opened: Stamp, zone: Tz, calendar: &Calendar) -> Option<Stamp> {
        let grave = severity <= Severity::Major;
        let minutes = match self {
            Self::TellDepartment => Some(if grave { 5 } else { 30 }),
            Self::TellSecurity | Self::TellStudentOffice => grave.then_some(5),
            Self::SpokenReport => grave.then_some(30),
            Self::WrittenReport => Some(if grave { 60 } else { 24 * 60 }),
            Self::Account => None,
        };
        match self {
            Self::Account => Some(calendar.workdays_after(opened.day(zone), 3).at(zone, 17, 0)),
            _ => minutes.map(|it| opened.plus_minutes(it)),
        }
    }
}

/// An incident as it is opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IncidentOpened {
    /// How grave.
    pub severity: Severity,
    /// What kind.
    pub category: Category,
    /// When it happened or was noticed.
    pub happened: Stamp,
    /// Where.
    pub place: Option<Spot>,
    /// Whom it concerns; may be nobody.
    pub students: SmallVec<[StudentId; 2]>,
    /// Tags, without the `#`.
    pub tags: Vec<Box<str>>,
    /// What happened.
    pub text: Box<str>,
}

/// Acts on incidents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum IncidentAct {
    /// An incident is opened; its id is the number of this entry.
    Opened(IncidentOpened),
    /// A line of the timeline: a call, a measure.
    Noted {
        /// Which incident.
        incident: Seq,
        /// When it was.
        at: Stamp,
        /// What.
        text: Box<str>,
    },
    /// A report is made, or its tick is taken back.
    Stepped {
        /// Which incident.
        incident: Seq,
        /// Which report.
        step: Step,
        /// Whether it is done now.
        done: bool,
        /// To whom, and what they said; may be empty.
        text: Box<str>,
    },
    /// It changes its state.
    Moved {
        /// Which incident.
        incident: Seq,
        /// As it was.
        from: IncidentState,
        /// As it is from now on.
        to: IncidentState,
        /// Why; demanded for reopening and closing with open steps.
        text: Box<str>,
    },
    /// Somebody takes it on, or gives it back.
    Owned {
        /// Which incident.
        incident: Seq,
        /// As it was.
        from: Option<UserId>,
        /// As it is from now on.
        to: Option<UserId>,
    },
    /// It turns out graver or lighter.
    Weighed {
        /// Which incident.
        incident: Seq,
        /// As it was.
        from: Severity,
        /// As it is from now on.
        to: Severity,
        /// Why.
        text: Box<str>,
    },
    /// A student who was not found by the set hour becomes an incident; its id is the number of this entry.
    OpenedFrom {
        /// The night.
        day: Day,
        /// Who is looked for.
        student: StudentId,
        /// The incident, with everything done so far in its words.
        opened: IncidentOpened,
    },
}

impl IncidentAct {
    /// What an incident is opened with, if this opens one.
    pub fn opened(&self) -> Option<&IncidentOpened> {
        match self {
            Self::Opened(it) | Self::OpenedFrom { opened: it, .. } => Some(it),
            _ => None,
        }
    }
}

/// What the campus keeps of an incident.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IncidentHead {
    /// The entry it was opened in: its id.
    pub seq: Seq,
    /// Who opened it.
    pub by: UserId,
    /// When the clock began to run.
    pub opened: Stamp,
    /// How grave.
    pub severity: Severity,
    /// What kind.
    pub category: Category,
    /// How it stands.
    pub state: IncidentState,
    /// Where.
    pub place: Option<Spot>,
    /// Whom it concerns.
    pub students: SmallVec<[StudentId; 2]>,
    /// Who has it in hand.
    pub owner: Option<UserId>,
    /// The entries of its timeline after the first.
    pub timeline: SmallVec<[Seq; 4]>,
    done: u8,
}

impl IncidentHead {
    /// Whether a report is made.
    pub fn is_done(&self, step: Step) -> bool {
        self.done & step.bit() != 0
    }

    /// The reports owed and not yet made, with the time they are due, the earliest first.
    pub fn owed(&self, zone: Tz, calendar: &Calendar) -> SmallVec<[(Step, Stamp); 6]> {
        let open = self.state.is_open();
        let steps = Step::ALL.into_iter().filter(|step| open && !self.is_done(*step));
        let mut owed: SmallVec<[(Step, Stamp); 6]> =
            steps.filter_map(|step| step.due(self.severity, self.opened, zone, calendar).map(|due| (step, due))).collect();
        owed.sort_by_key(|(_, due)| *due);
        owed
    }
}

/// All incidents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incidents {
    pub(super) heads: Paged<IncidentHead>,
    open: Vec<u32>,
    of_student: std::collections::HashMap<StudentId, Vec<u32>>,
}

/// Most entries in the timeline of one incident.
pub const TIMELINE_LIMIT: usize = 2_000;

impl Default for Incidents {
    fn default() -> Self {
        Self { heads: Paged::new(64), open: Vec::new(), of_student: std::collections::HashMap::new() }
    }
}

impl Incidents {
    /// All incidents in the order of the logbook, those taken back included.
    pub fn heads(&self) -> &[IncidentHead] {
        self.heads.rows()
    }

    /// One incident by its id.
    pub fn get(&self, seq: Seq) -> Option<&IncidentHead> {
        self.row(seq).and_then(|row| self.heads.get(row))
    }

    fn row(&self, seq: Seq) -> Option<usize> {
        self.heads.rows().binary_search_by_key(&seq, |it| it.seq).ok()
    }

    /// The incidents that still want somebody, in the order they were opened.
    pub fn open(&self) -> impl DoubleEndedIterator<Item = &IncidentHead> {
        self.open.iter().filter_map(|row| self.heads.get(*row as usize))
    }

    /// A student's incidents, oldest first, those taken back left out.
    pub fn of_student(&self, id: StudentId) -> impl DoubleEndedIterator<Item = &IncidentHead> {
        let rows = self.of_student.get(&id).map_or(&[][..], Vec::as_slice);
        rows.iter().filter_map(|row| self.heads.get(*row as usize)).filter(|it| it.state != IncidentState::Withdrawn)
    }

    /// The open incidents, the one that will hurt first on top: the gravest, then the nearest deadline, then the oldest.
    pub fn queue(&self, zone: Tz, calendar: &Calendar) -> Vec<(&IncidentHead, Option<(Step, Stamp)>)> {
        let mut queue: Vec<_> = self.open().map(|it| (it, it.owed(zone, calendar).first().copied())).collect();
        queue.sort_by_key(|(it, next)| (it.severity, next.map_or(Stamp(i64::MAX), |(_, due)| due), it.opened));
        queue
    }

    pub(super) fn check(&self, places: &Places, people: &People, users: usize, at: Stamp, act: &IncidentAct) -> Result<(), Refusal> {
        match act {
            IncidentAct::Opened(it) | IncidentAct::OpenedFrom { opened: it, .. } => {
                super::check_spot(places, it.place.as_ref())?;
                super::check_students(people, &it.students)?;
                super::check_tags(&it.tags)?;
                super::check_text(&it.text)?;
                if it.happened > at.plus_minutes(5) { Err(Refusal::InFuture) } else { Ok(()) }
            }
            IncidentAct::Noted { incident, at: when, text } => {
                self.known(*incident)?;
                super::check_text(text)?;
                if *when > at.plus_minutes(5) { Err(Refusal::InFuture) } else { Ok(()) }
            }
            IncidentAct::Stepped { incident, step, done, text } => {
                super::check_text_len(text)?;
                if self.known(*incident)?.is_done(*step) == *done { Err(Refusal::ChangedMeanwhile) } else { Ok(()) }
            }
            IncidentAct::Moved { incident, from, to, text } => {
                super::check_text_len(text)?;
                let it = self.known(*incident)?;
                if it.state != *from || from == to {
                    return Err(Refusal::ChangedMeanwhile);
                }
                let reopened = !from.is_open() && to.is_open();
                let told = it.done & Step::WrittenReport.bit() != 0;
                let unfinished = *to == IncidentState::Closed && !told;
                if (reopened || unfinished) && text.trim().is_empty() { Err(Refusal::ReasonNeeded) } else { Ok(()) }
            }
            IncidentAct::Owned { incident, from, to } => {
                if self.known(*incident)?.owner != *from {
                    return Err(Refusal::ChangedMeanwhile);
                }
                to.filter(|id| id.index() >= users).map_or(Ok(()), |id| Err(Refusal::NoSuchUser(id)))
            }
            IncidentAct::Weighed { incident, from, to, text } => {
                if self.known(*incident)?.severity != *from || from == to {
                    return Err(Refusal::ChangedMeanwhile);
                }
                super::check_text(text)
            }
        }
    }

    fn known(&self, incident: Seq) -> Result<&IncidentHead, Refusal> {
        let it = self.get(incident).ok_or(Refusal::NoSuchIncident(incident))?;
        if it.timeline.len() >= TIMELINE_LIMIT { Err(Refusal::TooLong { limit: TIMELINE_LIMIT, got: it.timeline.len() }) } else { Ok(it) }
    }

    pub(super) fn apply(&mut self, seq: Seq, at: Stamp, by: UserId, act: &IncidentAct) {
        let incident = match act {
            IncidentAct::Opened(it) | IncidentAct::OpenedFrom { opened: it, .. } => {
                let row = self.heads.push(IncidentHead {
                    seq,
                    by,
                    opened: at,
                    severity: it.severity,
                    category: it.category,
                    state: IncidentState::New,
                    place: it.place.clone(),
                    students: it.students.clone(),
                    owner: None,
                    timeline: SmallVec::new(),
                    done: 0,
                });
                self.index(row);
                return;
            }
            IncidentAct::Noted { incident, .. }
            | IncidentAct::Stepped { incident, .. }
            | IncidentAct::Moved { incident, .. }
            | IncidentAct::Owned { incident, .. }
            | IncidentAct::Weighed { incident, .. } => *incident,
        };
        let Some(row) = self.row(incident) else { return };
        let Some(it) = self.heads.get_mut(row) else { return };
        it.timeline.push(seq);
        match act {
            IncidentAct::Opened(_) | IncidentAct::OpenedFrom { .. } | IncidentAct::Noted { .. } => {}
            IncidentAct::Stepped { step, done: true, .. } => it.done |= step.bit(),
            IncidentAct::Stepped { step, done: false, .. } => it.done &= !step.bit(),
            IncidentAct::Moved { to, .. } => it.state = *to,
            IncidentAct::Owned { to, .. } => it.owner = *to,
            IncidentAct::Weighed { to, .. } => it.severity = *to,
        }
        let open = it.state.is_open();
        let listed = self.open.binary_search(&(row as u32));
        match (open, listed) {
            (true, Err(at)) => self.open.insert(at, row as u32),
            (false, Ok(at)) => {
                self.open.remove(at);
            }
            _ => {}
        }
    }

    /// A place in words goes with the words of the incident.
    pub(super) fn erase(&mut self, incident: Seq) {
        if let Some(it) = self.row(incident).and_then(|row| self.heads.get_mut(row)) {
            it.place = it.place.take().filter(|it| !matches!(it, Spot::Words(_)));
        }
    }

    fn index(&mut self, row: usize) {
        let Some(it) = self.heads.get(row) else { return };
        if it.state.is_open() {
            self.open.push(row as u32);
        }
        for id in &it.students {
            self.of_student.entry(*id).or_default().push(row as u32);
        }
    }

    pub(super) fn reindex(&mut self) {
        self.open.clear();
        self.of_student.clear();
        (0..self.heads.len()).for_each(|row| self.index(row));
    }
}
