//! An activity as a user sees it: that it was held is for everybody, who was there is not.

use super::Right;
use super::sight::{Sight, Tie};
use crate::campus::{ActivityAct, ActivityHead, ActivityState, Seq, StudentId};

/// An activity as a user sees it.
#[derive(Debug, Clone, Copy)]
pub struct ActivitySight<'a> {
    sight: Sight<'a>,
    head: &'a ActivityHead,
}

impl<'a> ActivitySight<'a> {
    /// What everybody sees of it.
    pub fn head(&self) -> &'a ActivityHead {
        self.head
    }

    fn tie<'t>(&self, students: &'t [StudentId]) -> Tie<'t> {
        Tie { mine: self.head.by == self.sight.user(), shared: false, students }
    }

    /// The students who were there and are seen, and how many more are named that are not.
    pub fn present(&self) -> (Vec<StudentId>, usize) {
        let named = self.sight.campus().activities().present(self.head.seq);
        let seen: Vec<StudentId> = named.iter().copied().filter(|id| self.sees(*id)).collect();
        let hidden = named.len() - seen.len();
        (seen, hidden)
    }

    /// Whether it is seen of a student that they were there.
    pub fn sees(&self, student: StudentId) -> bool {
        self.sight.reaches(Right::AttendanceSeen, self.tie(&[student]))
    }

    /// The entries that hold files, for who may look into them.
    pub fn files(&self) -> &'a [Seq] {
        if self.sight.reaches(Right::ActivityFiles, self.tie(&[])) { &self.head.files } else { &[] }
    }
}

impl<'a> Sight<'a> {
    /// An activity.
    pub fn activity(self, head: &'a ActivityHead) -> ActivitySight<'a> {
        ActivitySight { sight: self, head }
    }

    /// The activities that stand, in the order of the logbook.
    pub fn activities(self) -> impl DoubleEndedIterator<Item = ActivitySight<'a>> {
        let standing = self.campus().activities().heads().iter().filter(|it| it.state != ActivityState::Withdrawn);
        standing.map(move |it| self.activity(it))
    }

    /// The activities a student was at, as far as that is seen.
    pub fn activities_of(self, student: StudentId) -> impl Iterator<Item = ActivitySight<'a>> {
        self.campus().activities().of_student(student).map(move |it| self.activity(it)).filter(move |it| it.sees(student))
    }

    /// Whether what an entry holds of an activity is seen.
    pub(super) fn activity_entry(self, act: &ActivityAct) -> bool {
        let head = act.activity().and_then(|it| self.campus().activities().get(it)).map(|it| self.activity(it));
        match act {
            ActivityAct::Attended { added, removed, .. } => head.is_some_and(|head| added.iter().chain(removed).all(|id| head.sees(*id))),
            ActivityAct::Attached { .. } | ActivityAct::FileTaken { .. } => {
                head.is_some_and(|head| self.reaches(Right::ActivityFiles, head.tie(&[])))
            }
            _ => true,
        }
    }
}
