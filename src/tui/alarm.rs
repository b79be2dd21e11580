//! The alarm (警报): of everything that happens to incidents, what is called out, how often, and what is gathered into one call.
//!
//! Pure. One call a minute at most, whatever comes: each incident is in one call of that minute, and more than one incident make a digest.

use crate::campus::{Deadline, IncidentState, Seq, Severity, Stamp};
use std::collections::{BTreeMap, HashSet};

/// Calls are at least so far apart, in milliseconds.
pub const APART: i64 = 60_000;
/// How long the line flashes, in milliseconds; it stands until somebody touches a key.
pub const FLASHES: i64 = 20_000;

/// What stands across the screen until somebody is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alarm {
    /// The incidents it is about, the gravest first.
    pub about: Vec<Seq>,
    /// Since when.
    pub since: Stamp,
}

/// What is to be called out now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// The incidents it is about, the gravest first.
    pub about: Vec<Seq>,
    /// The gravest.
    pub gravest: Severity,
}

/// What was called out, and what waits for the next call.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AlarmBook {
    /// The last call.
    last: Option<Stamp>,
    /// What waits.
    waits: BTreeMap<Seq, Severity>,
    /// Deadlines that were called out here.
    rung: HashSet<(Seq, Deadline, Stamp)>,
    /// Up to which entry new incidents were looked at.
    looked: Option<Seq>,
}

impl AlarmBook {
    /// Whether a deadline is new to this seat; from now on it is not.
    pub fn is_news(&mut self, incident: Seq, what: Deadline, due: Stamp) -> bool {
        self.rung.insert((incident, what, due))
    }

    /// Up to which entry new incidents were looked at before; from now on up to `applied`. Nothing is new at the first look.
    pub fn look(&mut self, applied: Seq) -> Seq {
        self.looked.replace(applied).unwrap_or(applied)
    }

    /// Something happened to an incident that is worth a call.
    pub fn add(&mut self, incident: Seq, severity: Severity) {
        let known = self.waits.entry(incident).or_insert(severity);
        *known = severity.min(*known);
    }

    /// When what waits is called out; `None` if nothing does.
    pub fn due(&self, now: Stamp) -> Option<Stamp> {
        let last = self.last.filter(|it| *it <= now);
        (!self.waits.is_empty()).then(|| last.map_or(now, |it| Stamp(it.0.saturating_add(APART)).max(now)))
    }

    /// Everything that waits as one call, if it is time for one.
    pub fn call(&mut self, now: Stamp) -> Option<Call> {
        if self.due(now).is_none_or(|it| it > now) {
            return None;
        }
        self.last = Some(now);
        let waits = std::mem::take(&mut self.waits);
        let gravest = waits.values().min().copied()?;
        let mut about: Vec<(Severity, Seq)> = waits.into_iter().map(|(seq, severity)| (severity, seq)).collect();
        about.sort();
        Some(Call { about: about.into_iter().map(|(_, seq)| seq).collect(), gravest })
    }
}

/// Whether an incident that was opened is worth a call: whoever opened it is there already.
pub fn calls(state: IncidentState) -> bool {
    state == IncidentState::New
}

/// Hours in which only grave things are loud (免打扰), in minutes of the day; they may go past midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuietHours {
    /// The first minute.
    pub from: u32,
    /// The first minute after.
    pub until: u32,
}

impl QuietHours {
    /// From `22:00-07:00`.
    pub fn read(text: &str) -> Option<Self> {
        let minute = |it: &str| {
            let (hour, minute) = it.trim().split_once(':')?;
            let (hour, minute): (u32, u32) = (hour.parse().ok()?, minute.parse().ok()?);
            (hour < 24 && minute < 60).then_some(hour * 60 + minute)
        };
        let (from, until) = text.split_once('-')?;
        Some(Self { from: minute(from)?, until: minute(until)? })
    }

    /// Whether a minute of the day is one of them.
    pub fn holds(self, minute: u32) -> bool {
        if self.from <= self.until { (self.from..self.until).contains(&minute) } else { minute >= self.from || minute < self.until }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_storm_is_one_call_a_minute_and_names_each_incident_once() {
        let (mut book, mut calls) = (AlarmBook::default(), Vec::new());
        // 500 a minute for ten minutes, over 40 incidents.
        for nth in 0..5_000_i64 {
            let now = Stamp(nth * 120);
            book.add(Seq((nth % 40) as u64 + 1), if nth % 40 == 7 { Severity::Extreme } else { Severity::Ordinary });
            calls.extend(book.call(now).map(|it| (now, it)));
        }
        assert_eq!(calls.len(), 10);
        assert!(calls.windows(2).all(|it| it[1].0.0 - it[0].0.0 >= APART));
        let (_, digest) = &calls[1];
        assert_eq!((digest.about.len(), digest.about[0], digest.gravest), (40, Seq(8), Severity::Extreme));
    }

    #[test]
    fn what_waits_is_called_out_when_its_time_has_come_also_when_the_clock_jumped_back() {
        let mut book = AlarmBook::default();
        book.add(Seq(1), Severity::Major);
        assert!(book.call(Stamp(100_000)).is_some());
        book.add(Seq(2), Severity::Major);
        assert_eq!((book.call(Stamp(110_000)), book.due(Stamp(110_000))), (None, Some(Stamp(160_000))));
        assert!(book.call(Stamp(160_000)).is_some());
        book.add(Seq(3), Severity::Major);
        assert!(book.call(Stamp(5_000)).is_some(), "a clock that jumped back must not keep anybody waiting for hours");
    }

    #[test]
    fn quiet_hours_go_past_midnight() {
        let night = QuietHours::read("22:00-07:00").unwrap();
        assert!(night.holds(23 * 60) && night.holds(60) && !night.holds(7 * 60) && !night.holds(12 * 60));
        let noon = QuietHours::read("12:00 - 13:30").unwrap();
        assert!(noon.holds(13 * 60) && !noon.holds(14 * 60));
        assert_eq!(QuietHours::read("25:00-1:00"), None);
    }
}
