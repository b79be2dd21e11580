//! A talk, an incident, a student as a user sees them: a field that is not seen is not there.

use super::sight::{Sight, Tie};
use super::{Grant, Right, TalkField};
use crate::campus::{
    Ack, Case, Category, ChainLink, CheckItem, Concern, Day, Deadline, Deadlines, Detail, Entry, Fired, IncidentHead, IncidentState,
    LevelRow, Link, Paper, PlanHead, PlanState, PlanTime, ReportDraft, ReportKind, RequestHead, RequestKind, RequestState, Seq, Severity,
    Spot, Stamp, Step, Student, StudentId, TalkHead, TalkState, Tick, Topic, UserId, Visibility, Way,
};
use smallvec::SmallVec;

/// A talk as a user sees it. A field that is not seen is `None`.
#[derive(Debug, Clone, Copy)]
pub struct TalkSight<'a> {
    pub(super) sight: Sight<'a>,
    pub(super) head: &'a TalkHead,
}

impl<'a> TalkSight<'a> {
    pub(super) fn sees(&self, field: TalkField) -> bool {
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
    pub(super) sight: Sight<'a>,
    pub(super) head: &'a PlanHead,
}

impl<'a> PlanSight<'a> {
    pub(super) fn sees(&self, field: TalkField) -> bool {
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

/// An incident as a user sees it. A field that is not seen is `None`.
#[derive(Debug, Clone, Copy)]
pub struct IncidentSight<'a> {
    pub(super) sight: Sight<'a>,
    pub(super) head: &'a IncidentHead,
}

impl<'a> IncidentSight<'a> {
    pub(super) fn reaches(&self, right: Right) -> bool {
        let (head, user) = (self.head, self.sight.user());
        self.sight.reaches(right, Tie { mine: head.by == user || head.owner == Some(user), shared: false, students: &head.students })
    }

    /// Its id.
    pub fn seq(&self) -> Seq {
        self.head.seq
    }

    /// Who opened it.
    pub fn by(&self) -> UserId {
        self.head.by
    }

    /// When it was opened.
    pub fn opened(&self) -> Stamp {
        self.head.opened
    }

    /// How grave it is.
    pub fn severity(&self) -> Severity {
        self.head.severity
    }

    /// How it stands.
    pub fn state(&self) -> IncidentState {
        self.head.state
    }

    /// Who has it in hand.
    pub fn owner(&self) -> Option<UserId> {
        self.head.owner
    }

    /// Whether a report is made.
    pub fn is_done(&self, step: Step) -> bool {
        self.head.is_done(step)
    }

    /// The entries of its timeline after the first.
    pub fn timeline(&self) -> &'a [Seq] {
        &self.head.timeline
    }

    /// The reports owed and not yet made, the earliest first.
    pub fn owed(&self) -> SmallVec<[(Step, Stamp); 8]> {
        let mut owed = self.head.owed(self.sight.campus().incident_clock());
        owed.retain(|(step, _)| self.sees_step(*step));
        owed
    }

    /// All reports by the ladder, made or not, with the time each is due.
    pub fn reports(&self) -> SmallVec<[(Step, Stamp); 8]> {
        let mut reports = self.head.reports(self.sight.campus().incident_clock());
        reports.retain(|(step, _)| self.sees_step(*step));
        reports
    }

    /// That the counselling centre is to be told would betray what kind it is.
    fn sees_step(&self, step: Step) -> bool {
        let by = self.sight.campus().incident_clock();
        let plain = || by.rules.reports((self.head.severity, Category::Other), self.head.since, by.zone, by.calendar);
        self.category().is_some() || plain().iter().any(|(it, _)| *it == step)
    }

    fn sees_deadline(&self, what: Deadline) -> bool {
        if let Deadline::Report(step) = what { self.sees_step(step) } else { true }
    }

    /// Everything it owes, passed or to come, the earliest first.
    pub fn deadlines(&self) -> Deadlines {
        let mut all = self.head.deadlines(self.sight.campus().incident_clock());
        all.retain(|(what, _)| self.sees_deadline(*what));
        all
    }

    /// What has passed by `now` and is not on record.
    pub fn fires(&self, now: Stamp) -> Deadlines {
        let mut all = self.head.fires(self.sight.campus().incident_clock(), now);
        all.retain(|(what, _)| self.sees_deadline(*what));
        all
    }

    /// The deadlines that passed, as they were put on record.
    pub fn fired(&self) -> impl Iterator<Item = &'a Fired> {
        self.head.fired.iter().filter(|it| self.sees_deadline(it.what))
    }

    /// Whether it still wants somebody.
    pub fn is_open(&self) -> bool {
        self.head.is_open()
    }

    /// Whether it is a drill.
    pub fn is_drill(&self) -> bool {
        self.head.drill
    }

    /// Who acknowledged it, as far as that still holds, and the last sign of life.
    pub fn acked(&self) -> Option<Ack> {
        self.head.acked
    }

    /// Who answered it first, and when.
    pub fn answered(&self) -> Option<(UserId, Stamp)> {
        self.head.answered
    }

    /// From when its deadlines run.
    pub fn since(&self) -> Stamp {
        self.head.since
    }

    /// Who helps.
    pub fn helpers(&self) -> &'a [UserId] {
        &self.head.helpers
    }

    /// The incident it went into.
    pub fn merged(&self) -> Option<Seq> {
        self.head.merged
    }

    /// The incidents that went into it.
    pub fn holds(&self) -> &'a [Seq] {
        &self.head.holds
    }

    /// The reports on paper that were sent: which, in which entry, when.
    pub fn sent(&self) -> &'a [(ReportKind, Seq, Stamp)] {
        &self.head.sent
    }

    /// The reports that were made, in their order.
    pub fn papers(&self) -> &'a [Paper] {
        &self.head.papers
    }

    /// The report of a kind that stands.
    pub fn paper(&self, kind: ReportKind) -> Option<&'a Paper> {
        self.head.paper(kind)
    }

    /// The draft of a report, for who may read what happened; `entries` are those of the timeline.
    pub fn draft(&self, kind: ReportKind, entries: &[Entry], paper: Option<Seq>) -> Option<ReportDraft> {
        self.reads().then(|| ReportDraft::new(self.head, kind, entries, paper))
    }

    /// The reporting chain at a moment.
    pub fn chain(&self, at: Stamp) -> Vec<ChainLink> {
        self.sight.campus().incident_chain(self.head, at)
    }

    /// What it has to do with, as far as that is seen.
    pub fn links(&self) -> Vec<Link> {
        let sight = self.sight;
        let seen = |link: &&Link| match link {
            Link::Talk(talk) => sight.campus().talks().get(*talk).is_some_and(|it| sight.talk(it).is_some()),
            Link::Round(_) | Link::Request(_) => true,
        };
        let links: &[Link] = if self.reaches(Right::IncidentMatter) { &self.head.links } else { &[] };
        links.iter().filter(seen).copied().collect()
    }

    /// The checklist of its category, each line with its tick; what the category is, is seen by who may know it.
    pub fn checklist(&self) -> Vec<(&'a CheckItem, Option<&'a Tick>)> {
        let Some(category) = self.category() else { return Vec::new() };
        let lines = self.sight.campus().presets().rules().incident.checklist(category);
        lines.iter().map(|it| (it, self.head.tick(&it.code))).collect()
    }

    /// What kind.
    pub fn category(&self) -> Option<Category> {
        self.reaches(Right::IncidentMatter).then_some(self.head.category)
    }

    /// Where, if it was said.
    pub fn place(&self) -> Option<&'a Spot> {
        self.head.place.as_ref().filter(|_| self.reaches(Right::IncidentMatter))
    }

    /// Whom it concerns.
    pub fn students(&self) -> Option<&'a [StudentId]> {
        self.reaches(Right::IncidentMatter).then_some(&*self.head.students)
    }

    /// Whether what happened may be read.
    pub fn reads(&self) -> bool {
        let words = if self.head.category == Category::Distress { Right::DistressWords } else { Right::IncidentWords };
        self.reaches(Right::IncidentMatter) && self.reaches(words)
    }
}

/// A request as a user sees it. A field that is not seen is `None`.
#[derive(Debug, Clone, Copy)]
pub struct RequestSight<'a> {
    pub(super) sight: Sight<'a>,
    pub(super) head: &'a RequestHead,
}

impl<'a> RequestSight<'a> {
    pub(super) fn reaches(&self, right: Right) -> bool {
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

/// A student as a user sees them: what the roster says in confidence, and how great the concern is. A field that is not seen, or not known,
/// is `None`; numbers are still to be masked.
#[derive(Debug, Clone, Copy)]
pub struct StudentSight<'a> {
    pub(super) sight: Sight<'a>,
    pub(super) id: StudentId,
    pub(super) it: &'a Student,
}

impl<'a> StudentSight<'a> {
    fn reaches(&self, right: Right) -> bool {
        self.sight.reaches(right, Tie { students: &[self.id], ..Tie::default() })
    }

    fn text(&self, right: Right, text: &'a str) -> Option<&'a str> {
        Some(text).filter(|it| !it.is_empty() && self.reaches(right))
    }

    /// The concern level as it stands.
    pub fn level(&self) -> Option<Concern> {
        self.reaches(Right::StudentLevel).then_some(self.it.level)
    }

    /// Since when it stands.
    pub fn level_since(&self) -> Option<Day> {
        self.it.level_since.filter(|_| self.reaches(Right::StudentLevelSince))
    }

    /// Mobile phone.
    pub fn phone(&self) -> Option<&'a str> {
        self.text(Right::StudentPhone, &self.it.facts.phone)
    }

    /// The number of a parent or another person to ring.
    pub fn guardian_phone(&self) -> Option<&'a str> {
        self.text(Right::GuardianPhone, &self.it.facts.guardian_phone)
    }

    /// A further column of the roster.
    pub fn detail(&self, what: Detail) -> Option<&'a str> {
        let (_, text) = self.it.facts.more.iter().find(|(it, _)| *it == what)?;
        match what {
            Detail::IdentityNo => self.text(Right::IdentityNo, text),
            Detail::Ethnic | Detail::Political => self.text(Right::Background, text),
            Detail::Origin | Detail::Major | Detail::Grade | Detail::Standing => Some(text),
        }
    }
}

/// A level that was set, as a user sees it: that it was set, when, until when and who looks at it again. Which talk set it, and why, only as far as
/// that is seen.
#[derive(Debug, Clone, Copy)]
pub struct LevelSight<'a> {
    pub(super) sight: Sight<'a>,
    pub(super) row: &'a LevelRow,
}

impl<'a> LevelSight<'a> {
    /// The entry that set it.
    pub fn seq(&self) -> Seq {
        self.row.seq
    }

    /// The row itself: all in it but the talk is seen by whoever sees that a level was set.
    pub fn row(&self) -> &'a LevelRow {
        self.row
    }

    /// Whether a talk set it.
    pub fn is_of_talk(&self) -> bool {
        self.row.talk.is_some()
    }

    /// The talk that set it, as far as it is seen that it did.
    pub fn talk(&self) -> Option<Seq> {
        let head = self.row.talk.and_then(|seq| self.sight.campus().talks().get(seq))?;
        self.sight.talk(head).filter(|it| it.level().is_some() && it.students().is_some()).map(|it| it.seq())
    }

    /// Whether the reason of an act of care may be read.
    pub fn reads(&self) -> bool {
        self.row.talk.is_none() && self.sight.reads_level(self.row)
    }
}
