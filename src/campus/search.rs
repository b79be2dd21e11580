//! Looking for a student who was not in their room (未归处置): begun by the mark "absent" of a round, walked step by step, closed when the
//! student is found; after a set hour it becomes an incident.
//!
//! A search has no entry of its own that begins it: it is the other side of the mark, so that nobody can forget to start it, and taking the
//! mark back takes it back. It is known by the night and the student.

use super::{Day, IncidentOpened, Ladder, Paged, Presence, Refusal, RoomId, RoundAct, Seq, Stamp, StudentId, UserId};
use serde::{Deserialize, Serialize};
use smallvec::SmallVec;
use std::collections::HashMap;

/// Whom to ring (处置步骤).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LadderStep {
    /// 本人.
    Student,
    /// 室友.
    RoomMates,
    /// 辅导员.
    Counselor,
    /// 院系.
    Department,
    /// 家长.
    Parents,
    /// 保卫处.
    Security,
}

impl LadderStep {
    /// All steps, from the nearest person to the farthest.
    pub const ALL: [Self; 6] = [Self::Student, Self::RoomMates, Self::Counselor, Self::Department, Self::Parents, Self::Security];
}

/// What came of a call (结果).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum CallOutcome {
    /// Nobody answered (未接).
    NoAnswer,
    /// Somebody answered, who does not know (接通、不知去向).
    Answered,
    /// They were told and look into it (已告知).
    Told,
    /// The number is wrong or switched off (空号、关机).
    Unreachable,
}

impl CallOutcome {
    /// All outcomes in the order a form lists them.
    pub const ALL: [Self; 4] = [Self::NoAnswer, Self::Answered, Self::Told, Self::Unreachable];
}

/// Acts on searches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum SearchAct {
    /// A step of the ladder was taken.
    Stepped {
        /// Duty date.
        day: Day,
        /// Who is looked for.
        student: StudentId,
        /// Whom one rang.
        step: LadderStep,
        /// When.
        at: Stamp,
        /// What came of it.
        outcome: CallOutcome,
        /// What was said; may be empty.
        text: Box<str>,
    },
    /// The student is found.
    Found {
        /// Duty date.
        day: Day,
        /// Who.
        student: StudentId,
        /// When.
        at: Stamp,
        /// Where and how; may be empty.
        text: Box<str>,
    },
    /// They are not, after all.
    Resumed {
        /// Duty date.
        day: Day,
        /// Who.
        student: StudentId,
    },
}

/// How a search stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum SearchState {
    /// 查找中.
    Open,
    /// 已找到, when.
    Found(Stamp),
    /// The mark that began it was changed: nobody is missing.
    Dropped,
}

/// A step that was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepTaken {
    /// The entry.
    pub seq: Seq,
    /// Whom one rang.
    pub step: LadderStep,
    /// When.
    pub at: Stamp,
    /// Who rang.
    pub by: UserId,
    /// What came of it.
    pub outcome: CallOutcome,
}

/// What the campus keeps of a search.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchHead {
    /// Duty date.
    pub day: Day,
    /// Who is looked for.
    pub student: StudentId,
    /// The room they were not in.
    pub room: RoomId,
    /// The entry that marked them absent.
    pub seq: Seq,
    /// When.
    pub since: Stamp,
    /// Who marked them.
    pub by: UserId,
    /// The steps taken, in the order they were written down.
    pub steps: SmallVec<[StepTaken; 2]>,
    /// How it stands.
    pub state: SearchState,
    /// The entry that says where they were found.
    pub found: Option<Seq>,
    /// The incident it became.
    pub incident: Option<Seq>,
}

/// All searches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Searches {
    pub(super) heads: Paged<SearchHead>,
    by_key: HashMap<(Day, StudentId), usize>,
    open: Vec<usize>,
}

/// Most steps taken in one search.
pub const SEARCH_STEPS_LIMIT: usize = 100;

impl Default for Searches {
    fn default() -> Self {
        Self { heads: Paged::new(64), by_key: HashMap::new(), open: Vec::new() }
    }
}

impl SearchHead {
    /// Whether somebody still looks.
    pub fn is_open(&self) -> bool {
        self.state == SearchState::Open
    }

    /// The step that is next by the ladder and when it is due: the first that nobody took.
    pub fn next_step(&self, ladder: &Ladder) -> Option<(LadderStep, Stamp)> {
        let taken = |step| self.steps.iter().any(|it| it.step == step);
        let next = ladder.steps.iter().find(|it| self.is_open() && !taken(it.call))?;
        Some((next.call, self.since.plus_minutes(next.after.into())))
    }

    /// The last time a step was taken, if it was.
    pub fn last(&self, step: LadderStep) -> Option<&StepTaken> {
        self.steps.iter().rev().find(|it| it.step == step)
    }
}

impl Searches {
    /// All searches in the order they began.
    pub fn heads(&self) -> &[SearchHead] {
        self.heads.rows()
    }

    /// The search for a student in a night.
    pub fn get(&self, day: Day, student: StudentId) -> Option<&SearchHead> {
        self.by_key.get(&(day, student)).and_then(|row| self.heads.get(*row))
    }

    /// The searches that go on, the oldest first.
    pub fn open(&self) -> impl DoubleEndedIterator<Item = &SearchHead> {
        self.open.iter().filter_map(|row| self.heads.get(*row))
    }

    fn known(&self, day: Day, student: StudentId) -> Result<&SearchHead, Refusal> {
        self.get(day, student).filter(|it| it.state != SearchState::Dropped).ok_or(Refusal::NoSuchSearch { day, student })
    }

    pub(super) fn check(&self, now: Stamp, act: &SearchAct) -> Result<(), Refusal> {
        let timely = |at: Stamp| if at > now.plus_minutes(5) { Err(Refusal::InFuture) } else { Ok(()) };
        match act {
            SearchAct::Stepped { day, student, at, text, .. } => {
                let it = self.known(*day, *student)?;
                super::check_text_len(text)?;
                if it.steps.len() >= SEARCH_STEPS_LIMIT {
                    return Err(Refusal::TooLong { limit: SEARCH_STEPS_LIMIT, got: it.steps.len() });
                }
                timely(*at)
            }
            SearchAct::Found { day, student, at, text } => {
                super::check_text_len(text)?;
                if !self.known(*day, *student)?.is_open() {
                    return Err(Refusal::SearchOver { day: *day, student: *student });
                }
                timely(*at)
            }
            SearchAct::Resumed { day, student } => {
                if self.known(*day, *student)?.is_open() {
                    Err(Refusal::ChangedMeanwhile)
                } else {
                    Ok(())
                }
            }
        }
    }

    /// Whether the search may become this incident. One that was taken back does not count: `stands` says which do.
    pub(super) fn check_incident(
        &self,
        (day, student): (Day, StudentId),
        opened: &IncidentOpened,
        stands: impl Fn(Seq) -> bool,
    ) -> Result<(), Refusal> {
        let it = self.known(day, student)?;
        if !it.is_open() || it.incident.is_some_and(stands) {
            return Err(Refusal::SearchOver { day, student });
        }
        if opened.students.contains(&student) { Ok(()) } else { Err(Refusal::NoSuchSearch { day, student }) }
    }

    pub(super) fn apply(&mut self, seq: Seq, by: UserId, act: &SearchAct) {
        let (SearchAct::Stepped { day, student, .. } | SearchAct::Found { day, student, .. } | SearchAct::Resumed { day, student }) = act;
        self.change(*day, *student, |it| match act {
            SearchAct::Stepped { step, at, outcome, .. } => {
                it.steps.push(StepTaken { seq, step: *step, at: *at, by, outcome: *outcome });
            }
            SearchAct::Found { at, .. } => (it.state, it.found) = (SearchState::Found(*at), Some(seq)),
            SearchAct::Resumed { .. } => (it.state, it.found) = (SearchState::Open, None),
        });
    }

    pub(super) fn became(&mut self, day: Day, student: StudentId, incident: Seq) {
        self.change(day, student, |it| it.incident = Some(incident));
    }

    /// Marks of a round begin searches and drop them. A student who came late after all was found then.
    pub(super) fn marked(&mut self, seq: Seq, at: Stamp, by: UserId, act: &RoundAct) {
        let RoundAct::Marked { day, changes, .. } = act else { return };
        for change in changes {
            let how = |mark: &Option<super::RoomMark>, id: StudentId| {
                mark.iter().flat_map(|it| &it.away).find(|(it, _)| *it == id).map(|(_, how)| *how)
            };
            let gone = change.before.iter().chain(&change.after).flat_map(|it| it.away.iter().map(|(id, _)| (it.room, *id)));
            for (room, id) in gone.collect::<SmallVec<[_; 4]>>() {
                match (how(&change.before, id), how(&change.after, id)) {
                    (Some(Presence::Absent), Some(Presence::Absent)) => {}
                    (_, Some(Presence::Absent)) => self.begin(SearchHead {
                        day: *day,
                        student: id,
                        room,
                        seq,
                        since: at,
                        by,
                        steps: SmallVec::new(),
                        state: SearchState::Open,
                        found: None,
                        incident: None,
                    }),
                    (Some(Presence::Absent), after) => self.change(*day, id, |it| {
                        let late = after == Some(Presence::Late);
                        if it.is_open() {
                            it.state = if late { SearchState::Found(at) } else { SearchState::Dropped };
                        }
                    }),
                    _ => {}
                }
            }
        }
    }

    fn begin(&mut self, head: SearchHead) {
        let key = (head.day, head.student);
        if self.by_key.contains_key(&key) {
            // Marked absent again: what was done so far still counts, and so does when it began.
            return self.change(key.0, key.1, |it| {
                if !it.is_open() {
                    (it.state, it.found, it.room) = (SearchState::Open, None, head.room);
                }
            });
        }
        let row = self.heads.push(head);
        self.by_key.insert(key, row);
        self.open.push(row);
    }

    fn change(&mut self, day: Day, student: StudentId, change: impl FnOnce(&mut SearchHead)) {
        let Some(row) = self.by_key.get(&(day, student)).copied() else { return };
        let Some(it) = self.heads.get_mut(row) else { return };
        change(it);
        match (it.is_open(), self.open.binary_search(&row)) {
            (true, Err(at)) => self.open.insert(at, row),
            (false, Ok(at)) => {
                self.open.remove(at);
            }
            _ => {}
        }
    }

    pub(super) fn reindex(&mut self) {
        let rows = || self.heads.rows().iter().enumerate();
        let by_key = rows().map(|(row, it)| ((it.day, it.student), row)).collect();
        let open = rows().filter(|(_, it)| it.is_open()).map(|(row, _)| row).collect();
        (self.by_key, self.open) = (by_key, open);
    }
}
