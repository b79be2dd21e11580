//! What an incident owes by when (时限), and what has fallen due: pure questions to the campus and a moment.
//!
//! Nothing here waits. Whoever asks at a moment is told everything whose time has come and that nobody has put on record yet; putting it on
//! record is an act, [`IncidentAct::Fired`](super::IncidentAct::Fired). So a program that was closed for weeks finds each missed deadline at its
//! next look, and finds it once, whatever the clock did meanwhile.

use super::{Calendar, Campus, IncidentHead, IncidentRules, IncidentState, Seq, Severity, Stamp, Step, Tz};
use serde::{Deserialize, Serialize};
use smallvec::SmallVec;

/// Something an incident owes by a moment (时限).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Deadline {
    /// Somebody acknowledges it (受理); since this entry nobody has.
    Answer(Seq),
    /// Somebody touches it again (跟进); the last who did was this entry.
    Hold(Seq),
    /// A report is made (上报).
    Report(Step),
}

/// A deadline that passed and is on record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fired {
    /// What was missed.
    pub what: Deadline,
    /// When it was due.
    pub due: Stamp,
    /// When that was put on record.
    pub at: Stamp,
}

/// From so many minutes after its time on a firing says that it is late.
pub const FIRED_LATE_MINUTES: i64 = 2;

impl Fired {
    /// Whether it was put on record only later, since nobody had the program open.
    pub fn is_late(&self) -> bool {
        self.at.minutes_since(self.due) >= FIRED_LATE_MINUTES
    }
}

/// Deadlines with the time of each, the earliest first.
pub type Deadlines = SmallVec<[(Deadline, Stamp); 8]>;

/// By what deadlines are told.
#[derive(Clone, Copy)]
pub struct ClockRules<'a> {
    /// The college's presets.
    pub rules: &'a IncidentRules,
    /// The college's zone.
    pub zone: Tz,
    /// Workdays.
    pub calendar: &'a Calendar,
}

impl IncidentHead {
    /// The reports owed and not yet made, with the time they are due, the earliest first.
    pub fn owed(&self, by: ClockRules<'_>) -> SmallVec<[(Step, Stamp); 8]> {
        if !self.is_open() {
            return SmallVec::new();
        }
        let mut owed = self.reports(by);
        owed.retain(|(step, _)| !self.is_done(*step));
        owed
    }

    /// All reports by the ladder, made or not, with the time each is due.
    pub fn reports(&self, by: ClockRules<'_>) -> SmallVec<[(Step, Stamp); 8]> {
        by.rules.reports((self.severity, self.category), self.since, by.zone, by.calendar)
    }

    /// Everything it owes, passed or to come, the earliest first.
    pub fn deadlines(&self, by: ClockRules<'_>) -> Deadlines {
        let mut all: Deadlines = self.owed(by).into_iter().map(|(step, due)| (Deadline::Report(step), due)).collect();
        if self.is_open() && self.state != IncidentState::Resolved {
            match self.acked {
                None => {
                    let (asked, at) = self.asked;
                    all.extend(by.rules.respond(self.severity).map(|it| (Deadline::Answer(asked), at.plus_minutes(it))));
                }
                Some(ack) => all.extend(by.rules.hold(self.severity).map(|it| (Deadline::Hold(ack.seq), ack.at.plus_minutes(it)))),
            }
        }
        all.sort_by_key(|(what, due)| (*due, *what));
        all
    }

    /// Whether it is on record that a deadline of this time passed. One that was put off afterwards is a new one.
    pub fn has_fired(&self, what: Deadline, due: Stamp) -> bool {
        self.fired.iter().any(|it| it.what == what && it.at >= due)
    }

    /// What has passed by `now` and is not on record.
    pub fn fires(&self, by: ClockRules<'_>, now: Stamp) -> Deadlines {
        let mut all = self.deadlines(by);
        all.retain(|(what, due)| *due <= now && !self.has_fired(*what, *due));
        all
    }

    /// Where it stands in the queue, what hurts first on top: the gravest, then the nearest deadline, then the oldest. A drill comes last.
    pub fn urgency(&self, next: Option<Stamp>) -> (bool, Severity, Stamp, Stamp) {
        (self.drill, self.severity, next.unwrap_or(Stamp(i64::MAX)), self.since)
    }
}

impl Campus {
    /// By what the deadlines of incidents are told.
    pub fn incident_clock(&self) -> ClockRules<'_> {
        ClockRules { rules: &self.presets().rules().incident, zone: self.zone(), calendar: Calendar::shipped() }
    }

    /// The open incidents with what each owes next, the one that will hurt first on top.
    pub fn incident_queue(&self) -> Vec<(&IncidentHead, Option<(Deadline, Stamp)>)> {
        let by = self.incident_clock();
        let mut queue: Vec<_> = self.incidents().open().map(|it| (it, it.deadlines(by).first().copied())).collect();
        queue.sort_by_key(|(it, next)| it.urgency(next.map(|(_, due)| due)));
        queue
    }

    /// What fires at `now`: every deadline of an open incident that has passed and is not on record, by incident.
    pub fn incidents_due(&self, now: Stamp) -> Vec<(&IncidentHead, Deadlines)> {
        let by = self.incident_clock();
        let due = self.incidents().open().map(|it| (it, it.fires(by, now)));
        due.filter(|(_, fires)| !fires.is_empty()).collect()
    }
}
