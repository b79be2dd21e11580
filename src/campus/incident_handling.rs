//! How an incident is handled once it is open (处置): acknowledged, ticked, helped with, merged, reported; what its deadlines leave on record.

use super::incident::{HOLDS_LIMIT, IncidentGround};
use super::incident_clock::ClockRules;
use super::{Ack, Deadline, Fired, IncidentAct, IncidentHead, IncidentOpened, IncidentState, Incidents, Refusal, Seq, Stamp, Tick, UserId};
use smallvec::SmallVec;

/// Most people who help with one incident.
pub const HELPERS_LIMIT: usize = 20;
/// Most things one incident has to do with.
pub const LINKS_LIMIT: usize = 50;

impl IncidentHead {
    pub(super) fn new((seq, at, by): (Seq, Stamp, UserId), it: &IncidentOpened, drill: bool) -> Self {
        Self {
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
            since: at,
            asked: (seq, at),
            acked: None,
            ticks: Vec::new(),
            helpers: SmallVec::new(),
            links: Vec::new(),
            merged: None,
            holds: Vec::new(),
            drill,
            fired: Vec::new(),
            sent: Vec::new(),
            papers: Vec::new(),
            answered: None,
            done: 0,
        }
    }

    /// How many reports and lines of the checklist are not done.
    pub fn steps_open(&self, by: ClockRules<'_>) -> usize {
        let lines = by.rules.checklist(self.category).iter().filter(|it| self.tick(&it.code).is_none()).count();
        lines + self.reports(by).iter().filter(|(step, _)| !self.is_done(*step)).count()
    }

    /// Whatever somebody does with an incident shows that it is not forgotten.
    pub(super) fn live(&mut self, seq: Seq, at: Stamp, by: UserId, act: &IncidentAct) {
        match act {
            IncidentAct::Fired { .. } => {}
            // Put together with others, or apart, by somebody who may have it nowhere in hand.
            IncidentAct::Linked { .. } | IncidentAct::Merged { .. } | IncidentAct::Split { .. } => {
                self.acked = self.acked.map(|it| Ack { seq, at, ..it });
            }
            IncidentAct::Acknowledged { .. } => self.acked = Some(Ack { by, seq, at }),
            _ => self.acked = Some(self.acked.map_or(Ack { by, seq, at }, |it| Ack { seq, at, ..it })),
        }
        if self.acked.is_some() {
            self.answered = self.answered.or(Some((by, at)));
        }
    }

    pub(super) fn handle(&mut self, (seq, at, by): (Seq, Stamp, UserId), act: &IncidentAct) {
        match act {
            IncidentAct::Acknowledged { .. } if self.state == IncidentState::New => self.state = IncidentState::Acknowledged,
            IncidentAct::Ticked { item, done: true, .. } if self.tick(item).is_none() => {
                self.ticks.push(Tick { item: item.clone(), seq, at, by });
            }
            IncidentAct::Ticked { item, done: false, .. } => self.ticks.retain(|it| it.item != *item),
            IncidentAct::Fired { passed, .. } => passed.iter().for_each(|(what, due)| self.fell((*what, *due), seq, at)),
            IncidentAct::Helped { helper, joins: true, .. } if !self.helpers.contains(helper) => self.helpers.push(*helper),
            IncidentAct::Helped { helper, joins: false, .. } => self.helpers.retain(|it| it != helper),
            IncidentAct::Linked { link, holds: true, .. } if !self.links.contains(link) => self.links.push(*link),
            IncidentAct::Linked { link, holds: false, .. } => self.links.retain(|it| it != link),
            IncidentAct::Sent { report, at: when, .. } => {
                self.sent.push((*report, seq, *when));
                self.report((seq, at, by), act);
            }
            act => self.report((seq, at, by), act),
        }
    }

    /// A deadline passed. An acknowledgement that nobody followed up is none any more: the incident waits for somebody again.
    fn fell(&mut self, (what, due): (Deadline, Stamp), seq: Seq, at: Stamp) {
        self.fired.push(Fired { what, due, at });
        if let Deadline::Hold(last) = what
            && self.acked.is_some_and(|it| it.seq == last)
        {
            self.acked = None;
            self.asked = (seq, at);
            if self.state == IncidentState::Acknowledged {
                self.state = IncidentState::New;
            }
        }
    }
}

impl Incidents {
    pub(super) fn check_handling(&self, ground: &IncidentGround<'_>, act: &IncidentAct) -> Result<(), Refusal> {
        let unless = |changed: bool| if changed { Err(Refusal::ChangedMeanwhile) } else { Ok(()) };
        match act {
            IncidentAct::Acknowledged { incident, before } => {
                let it = self.standing(*incident)?;
                let waits = it.is_open() && it.state != IncidentState::Resolved;
                unless(!waits || it.acked.map(|it| it.seq) != *before)
            }
            IncidentAct::Ticked { incident, item, done, text } => {
                super::check_text_len(text)?;
                let it = self.standing(*incident)?;
                if *done && !ground.clock.rules.checklist(it.category).iter().any(|line| line.code == *item) {
                    return Err(Refusal::NoSuchCheck(item.clone()));
                }
                unless(it.tick(item).is_some() == *done)
            }
            IncidentAct::Fired { incident, passed } => {
                let due = self.standing(*incident)?.fires(ground.clock, ground.at);
                let doubled = passed.iter().enumerate().any(|(at, it)| passed[..at].contains(it));
                unless(passed.is_empty() || doubled || passed.iter().any(|it| !due.contains(it)))
            }
            IncidentAct::Helped { incident, helper, joins } => {
                let it = self.standing(*incident)?;
                if helper.index() >= ground.users {
                    return Err(Refusal::NoSuchUser(*helper));
                }
                if *joins && it.helpers.len() >= HELPERS_LIMIT {
                    return Err(Refusal::TooLong { limit: HELPERS_LIMIT, got: it.helpers.len() + 1 });
                }
                unless(it.helpers.contains(helper) == *joins)
            }
            IncidentAct::Linked { incident, link, holds } => {
                let it = self.standing(*incident)?;
                let (super::Link::Talk(seq) | super::Link::Round(seq) | super::Link::Request(seq)) = link;
                if *holds && it.links.len() >= LINKS_LIMIT {
                    return Err(Refusal::TooLong { limit: LINKS_LIMIT, got: it.links.len() + 1 });
                }
                unless(*seq > ground.applied || it.links.contains(link) == *holds)
            }
            IncidentAct::Merged { incident, into, text } => {
                super::check_text_len(text)?;
                let (child, parent) = (self.standing(*incident)?, self.standing(*into)?);
                if incident == into || !parent.is_open() || !child.is_open() {
                    return Err(Refusal::ChangedMeanwhile);
                }
                if child.severity < parent.severity {
                    return Err(Refusal::MergeGraver { incident: *incident, into: *into });
                }
                if child.drill != parent.drill {
                    return Err(Refusal::MergeDrill);
                }
                let got = parent.holds.len() + 1;
                if got > HOLDS_LIMIT { Err(Refusal::TooLong { limit: HOLDS_LIMIT, got }) } else { Ok(()) }
            }
            IncidentAct::Split { incident, from, text } => {
                super::check_text(text)?;
                self.known(*from)?;
                unless(self.known(*incident)?.merged != Some(*from))
            }
            IncidentAct::Sent { incident, to, at, text, .. } => {
                self.standing(*incident)?;
                super::check_text_up_to(to, 200)?;
                super::check_text_len(text)?;
                if *at > ground.at.plus_minutes(5) { Err(Refusal::InFuture) } else { Ok(()) }
            }
            IncidentAct::Reported { .. }
            | IncidentAct::Countersigned { .. }
            | IncidentAct::ReportWithdrawn { .. }
            | IncidentAct::SignatureWithdrawn { .. } => self.check_report(ground.by, act),
            // The others are looked at in `check`.
            _ => Ok(()),
        }
    }
}
