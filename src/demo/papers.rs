//! The reports on paper of one incident of tonight (首报、终报): made, counter-signed, sent; the last one waits for its signature. They are written in the
//! last minute, so that nothing else of the college gets another number.

use super::agenda::Todo;
use super::staff::{CHEN, ZHANG};
use super::year::Year;
use crate::campus::{Act, IncidentAct, ReportField, ReportKind, Seq, Stamp, UserId};

/// Seconds before `now` at which the first of them is made, and from one to the next.
const BEGINS: i64 = 50;
const BETWEEN: i64 = 12;

/// What comes next of the reports.
#[derive(Debug, Clone, Copy)]
pub(super) enum PaperStage {
    /// The first report is made.
    Made,
    /// This one is counter-signed.
    Signed(Seq),
    /// It is sent.
    Sent,
    /// The last report is made.
    Final,
}

impl Year {
    /// Has the reports of an incident written.
    pub(super) fn put_papers(&mut self, incident: Seq) {
        let at = Stamp(self.now.0 - BEGINS * 1_000);
        self.agenda.put(at, Todo::Paper(incident, PaperStage::Made));
    }

    /// The next thing that becomes of them.
    pub(super) fn paper(&mut self, at: Stamp, incident: Seq, stage: PaperStage) -> (UserId, Act) {
        let (by, act, next) = match stage {
            PaperStage::Made => {
                let words = vec![
                    (ReportField::Cause, "图方便在寝室煮面，插排同时接四样电器，超过负荷。".into()),
                    (ReportField::Contact, "一社区值班室 8412".into()),
                ];
                let act = IncidentAct::Reported { incident, report: ReportKind::First, words };
                (ZHANG, act, Some(PaperStage::Signed(self.seq)))
            }
            PaperStage::Signed(paper) => {
                (CHEN, IncidentAct::Countersigned { incident, paper, text: "情况属实。".into() }, Some(PaperStage::Sent))
            }
            PaperStage::Sent => {
                let (report, to, text) = (ReportKind::First, "学工处".into(), "邮件，已回执".into());
                (ZHANG, IncidentAct::Sent { incident, report, to, at, text }, Some(PaperStage::Final))
            }
            PaperStage::Final => {
                let words = vec![(ReportField::Conclusion, "电器收交登记，三人书面说明，全寝复查无其他违规电器；下周复查一次。".into())];
                (ZHANG, IncidentAct::Reported { incident, report: ReportKind::Final, words }, None)
            }
        };
        if let Some(next) = next {
            self.agenda.put(Stamp(at.0 + BETWEEN * 1_000), Todo::Paper(incident, next));
        }
        (by, Act::Incident(act))
    }
}
