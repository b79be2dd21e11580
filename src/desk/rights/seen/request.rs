//! A request as a user sees it: a field that is not seen is not there.

use crate::campus::{Case, RequestHead, RequestKind, RequestState, Seq, Spot, Stamp, StudentId, UserId};
use crate::desk::rights::Right;
use crate::desk::rights::sight::{Sight, Tie};

/// A request as a user sees it. A field that is not seen is `None`.
#[derive(Debug, Clone, Copy)]
pub struct RequestSight<'a> {
    pub(in crate::desk::rights) sight: Sight<'a>,
    pub(in crate::desk::rights) head: &'a RequestHead,
}

impl<'a> RequestSight<'a> {
    pub(in crate::desk::rights) fn reaches(&self, right: Right) -> bool {
        let (head, mine) = (self.head, self.head.by == self.sight.user());
        self.sight.reaches(right, Tie { mine, shared: false, students: head.student.as_slice() })
    }

    /// Its id.
    pub fn seq(&self) -> Seq {
        self.head.seq
    }

    /// Who wrote it down.
    pub fn by(&self) -> UserId {
        self.head.by
    }

    /// When.
    pub fn at(&self) -> Stamp {
        self.head.at
    }

    /// What is wanted.
    pub fn kind(&self) -> RequestKind {
        self.head.kind
    }

    /// How it stands.
    pub fn state(&self) -> RequestState {
        self.head.state
    }

    /// Which service has it.
    pub fn office(&self) -> &'a str {
        &self.head.office
    }

    /// Until when an answer is promised.
    pub fn due(&self) -> Stamp {
        self.head.due
    }

    /// Whether an answer is owed that should have been given.
    pub fn is_overdue(&self, now: Stamp) -> bool {
        self.head.is_overdue(now)
    }

    /// When the answer that stands was given.
    pub fn answered(&self) -> Option<Stamp> {
        self.head.answer().map(|(_, at)| at)
    }

    /// How many stars the student gave.
    pub fn stars(&self) -> Option<u8> {
        self.head.rating().map(|(_, stars)| stars)
    }

    /// The reception day it was brought to.
    pub fn reception(&self) -> Option<Seq> {
        self.head.reception
    }

    /// What counts of it in the supervision of services.
    pub fn case(&self) -> Case<'a> {
        self.head.case()
    }

    /// Where, if it was said.
    pub fn place(&self) -> Option<&'a Spot> {
        self.head.place.as_ref().filter(|_| self.reads())
    }

    /// Who asks, if that is known.
    pub fn student(&self) -> Option<StudentId> {
        self.head.student.filter(|_| self.reads())
    }

    /// The entries after the first; for who may read it.
    pub fn timeline(&self) -> &'a [Seq] {
        if self.reads() { &self.head.timeline } else { &[] }
    }

    /// Whether it may be read.
    pub fn reads(&self) -> bool {
        let complaint = self.head.kind == RequestKind::Complaint;
        self.reaches(if complaint { Right::ComplaintWords } else { Right::RequestWords })
    }
}
