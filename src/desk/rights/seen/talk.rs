//! A talk, held or planned, as a user sees it: a field that is not seen is not there.

use crate::campus::{
    Concern, Day, PlanHead, PlanState, PlanTime, Seq, Spot, Stamp, StudentId, TalkHead, TalkState, Topic, UserId, Visibility, Way,
};
use crate::desk::rights::sight::{Sight, Tie};
use crate::desk::rights::{Grant, Right, TalkField};

/// A talk as a user sees it. A field that is not seen is `None`.
#[derive(Debug, Clone, Copy)]
pub struct TalkSight<'a> {
    pub(in crate::desk::rights) sight: Sight<'a>,
    pub(in crate::desk::rights) head: &'a TalkHead,
}

impl<'a> TalkSight<'a> {
    pub(in crate::desk::rights) fn sees(&self, field: TalkField) -> bool {
        let head = self.head;
        let tie = Tie { mine: head.by == self.sight.user(), shared: head.has_reader(self.sight.user()), students: &head.students };
        self.sight.reaches(Right::of_talk(head.visibility, field), tie)
    }

    fn if_sees<T>(&self, field: TalkField, value: T) -> Option<T> {
        self.sees(field).then_some(value)
    }

    /// Its id.
    pub fn seq(&self) -> Seq {
        self.head.seq
    }

    /// Who wrote it.
    pub fn by(&self) -> UserId {
        self.head.by
    }

    /// When it was held.
    pub fn held(&self) -> Stamp {
        self.head.held
    }

    /// With how many.
    pub fn people(&self) -> usize {
        self.head.students.len()
    }

    /// With whom.
    pub fn students(&self) -> Option<&'a [StudentId]> {
        self.if_sees(TalkField::Students, &self.head.students)
    }

    /// Where, if it was said.
    pub fn place(&self) -> Option<&'a Spot> {
        self.head.place.as_ref().filter(|_| self.sees(TalkField::Students))
    }

    /// To whom its words are sealed, if they are; its readers see that.
    pub fn readers(&self) -> Option<&'a [UserId]> {
        self.head.readers.as_deref().filter(|_| self.reads())
    }

    /// About what.
    pub fn topic(&self) -> Option<Topic> {
        self.if_sees(TalkField::Topic, self.head.topic)
    }

    /// How.
    pub fn way(&self) -> Option<Way> {
        self.if_sees(TalkField::Topic, self.head.way)
    }

    /// Who may read it.
    pub fn visibility(&self) -> Option<Visibility> {
        self.if_sees(TalkField::Topic, self.head.visibility)
    }

    /// The level it set, if it set one.
    pub fn level(&self) -> Option<Concern> {
        self.head.level.filter(|_| self.sees(TalkField::Level))
    }

    /// The day of the follow-up, if one was promised.
    pub fn followup(&self) -> Option<Day> {
        self.head.followup.filter(|_| self.sees(TalkField::FollowUp))
    }

    /// How the follow-up stands.
    pub fn state(&self) -> Option<TalkState> {
        self.if_sees(TalkField::FollowUp, self.head.state)
    }

    /// The earlier talk it follows up.
    pub fn answers(&self) -> Option<Seq> {
        self.head.answers.filter(|_| self.sees(TalkField::FollowUp))
    }

    /// When its follow-up was kept or given up.
    pub fn settled(&self) -> Option<Stamp> {
        self.head.settled.filter(|_| self.sees(TalkField::FollowUp))
    }

    /// How long it took, in minutes.
    pub fn minutes(&self) -> Option<u16> {
        self.head.minutes.filter(|_| self.sees(TalkField::Topic))
    }

    /// Until when the level it set is meant to stand.
    pub fn until(&self) -> Option<Day> {
        self.head.until.filter(|_| self.sees(TalkField::Level))
    }

    /// The planned talk that was held.
    pub fn plan(&self) -> Option<Seq> {
        self.head.plan.filter(|_| self.sees(TalkField::FollowUp))
    }

    /// The entries that added to what was said; for who may read it.
    pub fn amended(&self) -> &'a [Seq] {
        if self.reads() { &self.head.amended } else { &[] }
    }

    /// The entries that hold files; for who may read it.
    pub fn files(&self) -> &'a [Seq] {
        if self.reads() { &self.head.files } else { &[] }
    }

    /// The entry that closed its follow-up with words of its own; for who may read it.
    pub fn closed(&self) -> Option<Seq> {
        self.head.closed.filter(|_| self.reads())
    }

    /// Whether what was said may be read. Where it is sealed, only by those whose keys open it.
    pub fn reads(&self) -> bool {
        self.sees(TalkField::Words) && (!self.head.is_sealed() || self.head.has_reader(self.sight.user()))
    }

    /// Whether one may break the glass to read what was said.
    pub fn may_break_glass(&self) -> bool {
        let right = Right::of_talk(self.head.visibility, TalkField::Words);
        self.sight.grant(right) == Grant::Glass && !self.reads() && self.head.state != TalkState::Withdrawn
    }
}

/// A planned talk as a user sees it. A field that is not seen is `None`.
#[derive(Debug, Clone, Copy)]
pub struct PlanSight<'a> {
    pub(in crate::desk::rights) sight: Sight<'a>,
    pub(in crate::desk::rights) head: &'a PlanHead,
}

impl<'a> PlanSight<'a> {
    pub(in crate::desk::rights) fn sees(&self, field: TalkField) -> bool {
        let head = self.head;
        let tie = Tie { mine: head.by == self.sight.user(), shared: head.has_reader(self.sight.user()), students: &head.students };
        self.sight.reaches(Right::of_talk(head.visibility, field), tie)
    }

    /// Its id.
    pub fn seq(&self) -> Seq {
        self.head.seq
    }

    /// Who planned it.
    pub fn by(&self) -> UserId {
        self.head.by
    }

    /// With whom.
    pub fn students(&self) -> &'a [StudentId] {
        &self.head.students
    }

    /// For when, and where.
    pub fn when(&self) -> &'a PlanTime {
        &self.head.when
    }

    /// For which day.
    pub fn day(&self) -> Day {
        self.head.when.day
    }

    /// How it stands.
    pub fn state(&self) -> PlanState {
        self.head.state
    }

    /// The talk whose follow-up it is to be.
    pub fn answers(&self) -> Option<Seq> {
        self.head.answers
    }

    /// The talk it became.
    pub fn held(&self) -> Option<Seq> {
        self.head.held
    }

    /// The entry that called it off, with the reason; for who may read it.
    pub fn cancelled(&self) -> Option<Seq> {
        self.head.cancelled.filter(|_| self.reads())
    }

    /// About what.
    pub fn topic(&self) -> Option<Topic> {
        self.sees(TalkField::Topic).then_some(self.head.topic)
    }

    /// How.
    pub fn way(&self) -> Option<Way> {
        self.sees(TalkField::Topic).then_some(self.head.way)
    }

    /// Who may read what it is to be about.
    pub fn visibility(&self) -> Option<Visibility> {
        self.sees(TalkField::Topic).then_some(self.head.visibility)
    }

    /// Whether what it is to be about may be read. Where it is sealed, only by those whose keys open it.
    pub fn reads(&self) -> bool {
        self.sees(TalkField::Words) && (!self.head.is_sealed() || self.head.has_reader(self.sight.user()))
    }
}
