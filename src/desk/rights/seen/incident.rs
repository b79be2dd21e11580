//! An incident as a user sees it: a field that is not seen is not there.

use crate::campus::{
    Ack, Category, ChainLink, CheckItem, Deadline, Deadlines, Entry, Fired, IncidentHead, IncidentState, Link, Paper, ReportDraft,
    ReportKind, Seq, Severity, Spot, Stamp, Step, StudentId, Tick, UserId,
};
use crate::desk::rights::Right;
use crate::desk::rights::sight::{Sight, Tie};
use smallvec::SmallVec;

/// An incident as a user sees it. A field that is not seen is `None`.
#[derive(Debug, Clone, Copy)]
pub struct IncidentSight<'a> {
    pub(in crate::desk::rights) sight: Sight<'a>,
    pub(in crate::desk::rights) head: &'a IncidentHead,
}

impl<'a> IncidentSight<'a> {
    pub(in crate::desk::rights) fn reaches(&self, right: Right) -> bool {
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
