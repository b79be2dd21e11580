//! People of a community and bookings as a user sees them: that they are there everybody sees, which students are behind them not.

use super::sight::{Sight, Tie};
use super::table::Right;
use crate::campus::{BookingHead, Fellow, FellowHead, MeetingHead, Seq, StudentId, UserId};

/// Somebody of a community as a user sees them.
#[derive(Debug, Clone, Copy)]
pub struct FellowSight<'a> {
    sight: Sight<'a>,
    head: &'a FellowHead,
    it: &'a Fellow,
}

impl<'a> FellowSight<'a> {
    /// Their id.
    pub fn seq(&self) -> Seq {
        self.head.seq
    }

    /// Who entered them.
    pub fn by(&self) -> UserId {
        self.head.by
    }

    /// As what, where, for which branch. Its students are asked of [`Self::students`] and [`Self::student`].
    pub fn it(&self) -> &'a Fellow {
        self.it
    }

    /// Which student they are, if they are one and it is seen.
    pub fn student(&self) -> Option<StudentId> {
        self.it.student.filter(|id| self.sight.sees_in_community(self.head.by, *id))
    }

    /// The students they look after, as far as they are seen.
    pub fn students(&self) -> impl Iterator<Item = StudentId> + use<'a> {
        let (sight, by) = (self.sight, self.head.by);
        self.it.students.iter().copied().filter(move |id| sight.sees_in_community(by, *id))
    }

    /// What was written about them; about a student only where they are seen.
    pub fn text(&self) -> Option<&'a str> {
        let seen = self.it.student.is_none_or(|id| self.sight.sees_in_community(self.head.by, id));
        Some(&*self.it.text).filter(|it| seen && !it.is_empty())
    }

    /// Their meetings that stand, oldest first.
    pub fn meetings(&self) -> impl DoubleEndedIterator<Item = &'a MeetingHead> + use<'a> {
        self.sight.campus().communities().meetings_of(self.head.seq)
    }
}

/// A booking as a user sees it.
#[derive(Debug, Clone, Copy)]
pub struct BookingSight<'a> {
    sight: Sight<'a>,
    head: &'a BookingHead,
}

impl<'a> BookingSight<'a> {
    /// When, where, for whom. Its student is asked of [`Self::student`].
    pub fn head(&self) -> &'a BookingHead {
        self.head
    }

    /// The student who answers for it, as far as they are seen.
    pub fn student(&self) -> Option<StudentId> {
        self.head.student.filter(|id| self.sight.sees_in_community(self.head.by, *id))
    }

    /// Whether it is read what it is for.
    pub fn reads(&self) -> bool {
        self.sight.reads_in_community(self.head.by, self.head.student.as_slice())
    }
}

impl<'a> Sight<'a> {
    /// The people of the communities, in the order they came.
    pub fn fellows(self) -> impl DoubleEndedIterator<Item = FellowSight<'a>> {
        self.campus().communities().fellows().map(move |(head, it)| FellowSight { sight: self, head, it })
    }

    /// Somebody of a community who stands, by their id.
    pub fn fellow(self, seq: Seq) -> Option<FellowSight<'a>> {
        let head = self.campus().communities().fellow(seq)?;
        head.it.as_ref().map(|it| FellowSight { sight: self, head, it })
    }

    /// A booking.
    pub fn booking(self, head: &'a BookingHead) -> BookingSight<'a> {
        BookingSight { sight: self, head }
    }

    /// With whom a meeting was, as far as they are seen.
    pub fn students_met(self, head: &'a MeetingHead) -> impl Iterator<Item = StudentId> {
        head.students.iter().copied().filter(move |id| self.sees_in_community(head.by, *id))
    }

    /// Whether it is read what a meeting was about.
    pub fn reads_meeting(self, head: &MeetingHead) -> bool {
        self.reads_in_community(head.by, &head.students)
    }

    /// Whether it is seen that a student is behind something of a community that `by` wrote down.
    pub(super) fn sees_in_community(self, by: UserId, student: StudentId) -> bool {
        self.reaches(Right::CommunityStudents, Tie { mine: by == self.user(), students: &[student], ..Tie::default() })
    }

    fn reads_in_community(self, by: UserId, students: &[StudentId]) -> bool {
        let mine = by == self.user();
        // Words about nobody are for everybody.
        students.is_empty() || self.reaches(Right::CommunityWords, Tie { mine, students, ..Tie::default() })
    }
}
