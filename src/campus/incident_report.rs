//! Reports on paper about an incident (首报、续报、终报): made from its timeline, completed by words, counter-signed by somebody else, sent.
//!
//! What a report says is not kept but drafted again from the entries up to the one it was made in, so that a later entry changes nothing in a
//! report that was signed. Only the words that the timeline does not have are kept, in that entry.

use super::{Ack, IncidentHead, IncidentState, Incidents, Refusal, ReportKind, Seq, Stamp, UserId};
use serde::{Deserialize, Serialize};

/// A field of a report (报告要素).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ReportField {
    /// When it happened and was noticed (时间).
    When,
    /// Where (地点).
    Where,
    /// Whom it concerns (涉及人员).
    Who,
    /// The course of events (经过).
    Course,
    /// What was done (已采取措施).
    Measures,
    /// What seems to have caused it (初步原因).
    Cause,
    /// Whom to ask, and by which phone (联系人及电话).
    Contact,
    /// What is new since the last report (续报新增).
    Added,
    /// How it ended (处置结论).
    Conclusion,
}

impl ReportField {
    /// All fields in the order of a form.
    pub const ALL: [Self; 9] =
        [Self::When, Self::Where, Self::Who, Self::Course, Self::Measures, Self::Cause, Self::Contact, Self::Added, Self::Conclusion];

    /// Whether a report of this kind has the field.
    pub fn is_of(self, kind: ReportKind) -> bool {
        match self {
            Self::Added => kind == ReportKind::Further,
            Self::Conclusion => kind == ReportKind::Final,
            _ => true,
        }
    }

    /// Whether words about it hold for later reports too; what was new and how it ended is said anew.
    pub fn stays(self) -> bool {
        !matches!(self, Self::Added | Self::Conclusion)
    }
}

/// A report that was made (报告).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paper {
    /// Which.
    pub report: ReportKind,
    /// The entry it was made in: its id, and up to where it tells.
    pub seq: Seq,
    /// When.
    pub at: Stamp,
    /// By whom.
    pub by: UserId,
    /// Who counter-signed it (会签).
    pub signed: Option<Ack>,
    /// The entry in which it was sent first.
    pub sent: Option<Seq>,
}

/// Most reports about one incident.
pub const PAPERS_LIMIT: usize = 50;

impl IncidentHead {
    /// The report of a kind that stands: the one made last.
    pub fn paper(&self, kind: ReportKind) -> Option<&Paper> {
        self.papers.iter().rev().find(|it| it.report == kind)
    }

    /// The last report before an entry that left the desk or was counter-signed: which, and up to which entry it told.
    pub fn told_before(&self, before: Seq) -> Option<(ReportKind, Seq)> {
        let signed = self.papers.iter().filter(|it| it.seq < before && (it.signed.is_some() || it.sent.is_some()));
        let signed = signed.map(|it| (it.report, it.seq));
        // What was sent without having been made here told what was known when it was sent.
        let sent = self.sent.iter().filter(|(_, seq, _)| *seq < before && !self.papers.iter().any(|it| it.sent == Some(*seq)));
        signed.chain(sent.map(|(kind, seq, _)| (*kind, *seq))).max_by_key(|(_, seq)| *seq)
    }

    pub(super) fn report(&mut self, (seq, at, by): (Seq, Stamp, UserId), act: &super::IncidentAct) {
        use super::IncidentAct as A;
        match act {
            A::Reported { report, .. } => self.papers.push(Paper { report: *report, seq, at, by, signed: None, sent: None }),
            A::Countersigned { paper, .. } => self.change_paper(*paper, |it| it.signed = Some(Ack { by, seq, at })),
            A::SignatureWithdrawn { paper, .. } => self.change_paper(*paper, |it| it.signed = None),
            A::ReportWithdrawn { paper, .. } => self.papers.retain(|it| it.seq != *paper),
            A::Sent { report, .. } => {
                if let Some(seq_of) = self.paper(*report).map(|it| it.seq) {
                    self.change_paper(seq_of, |it| it.sent = it.sent.or(Some(seq)));
                }
            }
            _ => {}
        }
    }

    fn change_paper(&mut self, paper: Seq, change: impl FnOnce(&mut Paper)) {
        if let Some(it) = self.papers.iter_mut().find(|it| it.seq == paper) {
            change(it);
        }
    }
}

impl Incidents {
    pub(super) fn check_report(&self, by: UserId, act: &super::IncidentAct) -> Result<(), Refusal> {
        use super::IncidentAct as A;
        let paper_of = |incident: &Seq, paper: &Seq| {
            let it = self.standing(*incident)?;
            let found = it.papers.iter().find(|it| it.seq == *paper).ok_or(Refusal::NoSuchReport(*paper))?;
            Ok((it, found))
        };
        match act {
            A::Reported { incident, words, report } => {
                let it = self.standing(*incident)?;
                if it.state == IncidentState::Withdrawn {
                    return Err(Refusal::ChangedMeanwhile);
                }
                if it.papers.len() >= PAPERS_LIMIT {
                    return Err(Refusal::TooLong { limit: PAPERS_LIMIT, got: it.papers.len() + 1 });
                }
                let doubled = words.iter().enumerate().any(|(at, (field, _))| words[..at].iter().any(|(it, _)| it == field));
                if doubled || words.iter().any(|(field, _)| !field.is_of(*report)) {
                    return Err(Refusal::NoSuchField);
                }
                words.iter().try_for_each(|(_, text)| super::check_text(text))
            }
            A::Countersigned { incident, paper, text } => {
                super::check_text_len(text)?;
                let (it, found) = paper_of(incident, paper)?;
                if found.signed.is_some() {
                    return Err(Refusal::ReportSigned(*paper));
                }
                if it.paper(found.report).is_none_or(|it| it.seq != *paper) {
                    return Err(Refusal::ChangedMeanwhile);
                }
                if found.by == by { Err(Refusal::SecondPersonNeeded) } else { Ok(()) }
            }
            A::ReportWithdrawn { incident, paper } => {
                let (_, found) = paper_of(incident, paper)?;
                if found.signed.is_some() || found.sent.is_some() { Err(Refusal::ReportSigned(*paper)) } else { Ok(()) }
            }
            A::SignatureWithdrawn { incident, paper } => {
                let (_, found) = paper_of(incident, paper)?;
                if found.sent.is_some() || found.signed.is_none() { Err(Refusal::ChangedMeanwhile) } else { Ok(()) }
            }
            _ => Ok(()),
        }
    }
}
