//! People of a community (社区队伍) and its organisation (组织机构): who comes in, who they look after, who leads which task until when.
//!
//! What stands elsewhere is not kept here: reception days stand with the requests, sponsors with the buildings, officers with the staff.

mod fellow;
mod task;

pub use fellow::{FELLOW_TEXT_LIMIT, Fellow, FellowHead, FellowKind};
pub use task::{SYSTEMS, TASK_LIMIT, Task, TaskHead, TaskKind};

use super::{Day, Paged, People, Places, Refusal, Seq, Stamp, StudentId, UserId, Venues};
use serde::{Deserialize, Serialize};

/// A mentor met students (导师指导).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Met {
    /// Who.
    pub fellow: Seq,
    /// When.
    pub day: Day,
    /// With whom.
    pub students: Vec<StudentId>,
    /// For how long, in minutes.
    pub minutes: u16,
    /// What it was about; may be empty.
    pub text: Box<str>,
}

/// Acts on the people of a community and on its tasks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum CommunityAct {
    /// Somebody comes in, changes, or belongs to it no longer; who is new is known by the number of this entry.
    FellowSet {
        /// Who; `None` for somebody new.
        fellow: Option<Seq>,
        /// As they stood; `None` for who did not stand.
        before: Option<Box<Fellow>>,
        /// As they stand from now on; `None` for who leaves.
        after: Option<Box<Fellow>>,
    },
    /// A mentor met students; the meeting is known by the number of this entry.
    Met(Met),
    /// A meeting is taken back as a mistake.
    MeetingWithdrawn {
        /// Which.
        meeting: Seq,
    },
    /// A task is set, changed, done or dropped; a new one is known by the number of this entry.
    TaskSet {
        /// Which; `None` for a new one.
        task: Option<Seq>,
        /// As it stood.
        before: Option<Box<Task>>,
        /// As it stands from now on.
        after: Option<Box<Task>>,
    },
}

/// What the campus keeps of a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeetingHead {
    /// The entry: its id.
    pub seq: Seq,
    /// Who wrote it down.
    pub by: UserId,
    /// The mentor.
    pub fellow: Seq,
    /// When.
    pub day: Day,
    /// With whom.
    pub students: Vec<StudentId>,
    /// For how long, in minutes.
    pub minutes: u16,
    /// Taken back.
    pub withdrawn: bool,
}

/// All people of the communities, their meetings, and the tasks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Communities {
    pub(super) fellows: Paged<FellowHead>,
    pub(super) meetings: Paged<MeetingHead>,
    pub(super) tasks: Paged<TaskHead>,
}

impl Default for Communities {
    fn default() -> Self {
        Self { fellows: Paged::new(64), meetings: Paged::new(128), tasks: Paged::new(64) }
    }
}

impl Communities {
    /// All who stand, in the order they came.
    pub fn fellows(&self) -> impl DoubleEndedIterator<Item = (&FellowHead, &Fellow)> {
        self.fellows.rows().iter().filter_map(|head| Some((head, head.it.as_ref()?)))
    }

    /// Somebody by their id, gone or not.
    pub fn fellow(&self, seq: Seq) -> Option<&FellowHead> {
        self.fellows.by_seq(seq)
    }

    /// All meetings that stand, in the order of the logbook.
    pub fn meetings(&self) -> impl DoubleEndedIterator<Item = &MeetingHead> {
        self.meetings.rows().iter().filter(|it| !it.withdrawn)
    }

    /// A meeting by its id, taken back or not.
    pub fn meeting(&self, seq: Seq) -> Option<&MeetingHead> {
        self.meetings.by_seq(seq)
    }

    /// A mentor's meetings that stand, in the order of the logbook.
    pub fn meetings_of(&self, fellow: Seq) -> impl DoubleEndedIterator<Item = &MeetingHead> {
        self.meetings().filter(move |it| it.fellow == fellow)
    }

    /// All tasks that stand, in the order they were set.
    pub fn tasks(&self) -> impl DoubleEndedIterator<Item = (&TaskHead, &Task)> {
        self.tasks.rows().iter().filter_map(|head| Some((head, head.it.as_ref()?)))
    }

    /// A task by its id, dropped or not.
    pub fn task(&self, seq: Seq) -> Option<&TaskHead> {
        self.tasks.by_seq(seq)
    }

    pub(super) fn check(
        &self,
        (people, places, venues): (&People, &Places, &Venues),
        today: Day,
        act: &CommunityAct,
    ) -> Result<(), Refusal> {
        match act {
            CommunityAct::FellowSet { fellow, before, after } => {
                let stood = fellow.map(|seq| self.fellow(seq).map(|it| it.it.as_ref()).ok_or(Refusal::NoSuchFellow(seq))).transpose()?;
                as_it_stood(stood.flatten(), before.as_deref(), after.as_deref())?;
                let Some(after) = after else { return Ok(()) };
                after.check(people, places, before.as_deref())?;
                let same = |(head, it): &(&FellowHead, &Fellow)| Some(head.seq) != *fellow && it.is_same(after);
                self.fellows().find(same).map_or(Ok(()), |(head, _)| Err(Refusal::FellowTwice(head.seq)))
            }
            CommunityAct::Met(it) => {
                let fellow = self.fellow(it.fellow).and_then(|head| head.it.as_ref()).ok_or(Refusal::NoSuchFellow(it.fellow))?;
                if !fellow.kind.meets() {
                    return Err(Refusal::NotAMentor);
                }
                super::check_text_len(&it.text)?;
                if it.students.is_empty() {
                    return Err(Refusal::NobodyNamed);
                }
                super::check_students(people, &it.students)?;
                if it.day > today {
                    return Err(Refusal::InFuture);
                }
                if it.minutes == 0 || it.minutes > 24 * 60 { Err(Refusal::ShiftHours { minutes: it.minutes.into() }) } else { Ok(()) }
            }
            CommunityAct::MeetingWithdrawn { meeting } => {
                let stands = self.meeting(*meeting).is_some_and(|it| !it.withdrawn);
                if stands { Ok(()) } else { Err(Refusal::NoSuchMeeting(*meeting)) }
            }
            CommunityAct::TaskSet { task, before, after } => {
                let stood = task.map(|seq| self.task(seq).map(|it| it.it.as_ref()).ok_or(Refusal::NoSuchTask(seq))).transpose()?;
                as_it_stood(stood.flatten(), before.as_deref(), after.as_deref())?;
                after.as_ref().map_or(Ok(()), |it| it.check(places, venues, today))
            }
        }
    }

    pub(super) fn apply(&mut self, (seq, at, by): (Seq, Stamp, UserId), act: &CommunityAct) {
        match act {
            CommunityAct::FellowSet { fellow: None, after, .. } => {
                self.fellows.push(FellowHead { seq, by, changed: (by, at), set: seq, it: after.as_deref().cloned() });
            }
            CommunityAct::FellowSet { fellow: Some(id), after, .. } => {
                if let Some(head) = self.fellows.by_seq_mut(*id) {
                    (head.set, head.changed, head.it) = (seq, (by, at), after.as_deref().cloned());
                }
            }
            CommunityAct::Met(it) => {
                let Met { fellow, day, students, minutes, .. } = it.clone();
                self.meetings.push(MeetingHead { seq, by, fellow, day, students, minutes, withdrawn: false });
            }
            CommunityAct::MeetingWithdrawn { meeting } => {
                if let Some(head) = self.meetings.by_seq_mut(*meeting) {
                    head.withdrawn = true;
                }
            }
            CommunityAct::TaskSet { task: None, after, .. } => {
                self.tasks.push(TaskHead { seq, by, changed: (by, at), it: after.as_deref().cloned() });
            }
            CommunityAct::TaskSet { task: Some(id), after, .. } => {
                if let Some(head) = self.tasks.by_seq_mut(*id) {
                    (head.changed, head.it) = ((by, at), after.as_deref().cloned());
                }
            }
        }
    }

    /// What was written about somebody goes with the entry that wrote it.
    pub(super) fn erase(&mut self, entry: Seq) {
        for row in 0..self.fellows.len() {
            if self.fellows.get(row).is_some_and(|it| it.set == entry)
                && let Some(it) = self.fellows.get_mut(row).and_then(|it| it.it.as_mut())
            {
                it.text = Box::default();
            }
        }
    }
}

/// Whether something stands as an act says it does, and whether the act changes anything.
pub(super) fn as_it_stood<T: PartialEq>(stood: Option<&T>, before: Option<&T>, after: Option<&T>) -> Result<(), Refusal> {
    if stood == before && before != after { Ok(()) } else { Err(Refusal::ChangedMeanwhile) }
}
