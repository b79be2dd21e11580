//! What an erasure leaves of acts on incidents (事件).

use super::wordless;
use crate::campus::{Campus, Entry, ErasureScope, IncidentAct, IncidentOpened, Seq};

impl Entry {
    pub(super) fn left_of_incident(&self, act: &IncidentAct, campus: &Campus, scope: ErasureScope) -> Option<IncidentAct> {
        let text = Box::default();
        let about = |incident: Seq| campus.incidents().get(incident).filter(|it| scope.holds_incident(campus, it)).map(|it| it.seq);
        Some(match act {
            IncidentAct::Opened(it) | IncidentAct::OpenedFrom { opened: it, .. } | IncidentAct::Drilled(it) => {
                let concerned = scope.holds_one_of(&it.students) || scope.holds_day(self.at.day(campus.zone()));
                let left = IncidentOpened { place: wordless(&it.place), tags: Vec::new(), text, students: it.students.clone(), ..*it };
                let left = match act {
                    IncidentAct::OpenedFrom { day, student, .. } => IncidentAct::OpenedFrom { day: *day, student: *student, opened: left },
                    IncidentAct::Drilled(_) => IncidentAct::Drilled(left),
                    _ => IncidentAct::Opened(left),
                };
                concerned.then_some(left)?
            }
            IncidentAct::Noted { incident, at, .. } => IncidentAct::Noted { incident: about(*incident)?, at: *at, text },
            IncidentAct::Stepped { incident, step, done, .. } => {
                IncidentAct::Stepped { incident: about(*incident)?, step: *step, done: *done, text }
            }
            IncidentAct::Moved { incident, from, to, .. } => IncidentAct::Moved { incident: about(*incident)?, from: *from, to: *to, text },
            IncidentAct::Weighed { incident, from, to, .. } => {
                IncidentAct::Weighed { incident: about(*incident)?, from: *from, to: *to, text }
            }
            IncidentAct::Ticked { incident, item, done, .. } => {
                IncidentAct::Ticked { incident: about(*incident)?, item: item.clone(), done: *done, text }
            }
            IncidentAct::Merged { incident, into, .. } => IncidentAct::Merged { incident: about(*incident)?, into: *into, text },
            IncidentAct::Split { incident, from, .. } => IncidentAct::Split { incident: about(*incident)?, from: *from, text },
            IncidentAct::Sent { incident, report, at, .. } => {
                IncidentAct::Sent { incident: about(*incident)?, report: *report, to: text.clone(), at: *at, text }
            }
            IncidentAct::Reported { incident, report, .. } => {
                IncidentAct::Reported { incident: about(*incident)?, report: *report, words: Vec::new() }
            }
            IncidentAct::Countersigned { incident, paper, .. } => {
                IncidentAct::Countersigned { incident: about(*incident)?, paper: *paper, text }
            }
            IncidentAct::Owned { .. }
            | IncidentAct::ReportWithdrawn { .. }
            | IncidentAct::SignatureWithdrawn { .. }
            | IncidentAct::Acknowledged { .. }
            | IncidentAct::Fired { .. }
            | IncidentAct::Helped { .. }
            | IncidentAct::Linked { .. } => return None,
        })
    }
}
