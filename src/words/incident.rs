//! Incidents in words: what is owed, how one stands, why it comes where it does in the queue.

use super::Words;
use crate::campus::{Deadline, IncidentState, ReportField, ReportKind, Seq, Severity, Stamp};
use crate::say;

impl Words {
    /// Something owed by a moment: `受理`, `告知学工处`.
    pub fn deadline(&self, what: Deadline) -> String {
        match what {
            Deadline::Answer(_) => self.get("campus-deadline-answer"),
            Deadline::Hold(_) => self.get("campus-deadline-hold"),
            Deadline::Report(step) => self.step(step),
        }
    }

    /// A report on paper: `首报`.
    pub fn report_kind(&self, kind: ReportKind) -> String {
        self.get(match kind {
            ReportKind::First => "campus-report-first",
            ReportKind::Further => "campus-report-further",
            ReportKind::Final => "campus-report-final",
        })
    }

    /// A field of a report: `初步原因`.
    pub fn report_field(&self, field: ReportField) -> String {
        self.get(match field {
            ReportField::When => "campus-report-field-when",
            ReportField::Where => "campus-report-field-where",
            ReportField::Who => "campus-report-field-who",
            ReportField::Course => "campus-report-field-course",
            ReportField::Measures => "campus-report-field-measures",
            ReportField::Cause => "campus-report-field-cause",
            ReportField::Contact => "campus-report-field-contact",
            ReportField::Added => "campus-report-field-added",
            ReportField::Conclusion => "campus-report-field-conclusion",
        })
    }

    /// How an incident stands, with what goes before: a drill, what went into another, what waits to be acknowledged again.
    pub fn incident_stands(&self, state: IncidentState, merged: Option<Seq>, drill: bool) -> String {
        let state = match merged {
            Some(into) => say!(self, "campus-incident-merged", into = into.to_string()),
            None => self.incident_state(state),
        };
        if drill { say!(self, "campus-incident-drill", state = state) } else { state }
    }

    /// Why an incident comes where it does: how grave, what is due next, how old.
    pub fn urgency(&self, (severity, since): (Severity, Stamp), next: Option<(Deadline, Stamp)>, now: Stamp) -> String {
        // A clock that was put back makes nothing older.
        let age = self.span(since, now.max(since));
        let severity = severity.roman();
        match next {
            Some((what, due)) if due <= now => {
                say!(self, "campus-urgency-overdue", severity = severity, what = self.deadline(what), span = self.span(due, now), age = age)
            }
            Some((what, due)) => {
                say!(self, "campus-urgency-next", severity = severity, what = self.deadline(what), span = self.span(now, due), age = age)
            }
            None => say!(self, "campus-urgency-none", severity = severity, age = age),
        }
    }
}
