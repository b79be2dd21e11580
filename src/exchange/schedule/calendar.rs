//! The schedule as a calendar (ICS) that phones and mail programs take in, and take in again when it has changed.
//!
//! Every shift is one event for each person who has or had it, under one and the same UID for ever: who no longer has it finds the event cancelled, with a
//! higher SEQUENCE, and not merely gone, for a calendar that misses an event keeps it. Times are in UTC, so that no zone has to be described.

use super::rows::{ScheduleFilter, site};
use crate::campus::{Campus, Day, Post, ShiftId, ShiftRow, Stamp, Tz, UserId};
use crate::say;
use crate::text;
use crate::words::Words;
use chrono::{DateTime, Duration, Utc};
use icalendar::{Alarm, Calendar, Component as _, Event, EventLike as _, EventStatus, Property, Trigger};

/// The hour of the evening before at which one is reminded, on the college's clock.
pub const EVENING_HOUR: u32 = 20;
/// How long before it begins one is reminded again, in minutes.
pub const AHEAD_MINUTES: i64 = 120;
/// The octets a line may have (RFC 5545, 3.1).
const LINE: usize = 75;

/// What stands for this home in the UIDs of its shifts: says nothing of the college, differs from every other home and never changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HomeName([u8; 32]);

impl HomeName {
    /// Of a college that was founded at this moment.
    pub fn of(campus: &Campus, founded: Stamp) -> Self {
        let mut hasher = blake3::Hasher::new_derive_key("yedeng 2026-11 name of a home in calendars");
        hasher.update(&founded.0.to_le_bytes());
        hasher.update(campus.college().map_or("", |it| &it.name).as_bytes());
        Self(*hasher.finalize().as_bytes())
    }

    /// The UID of a person's turn at a shift.
    fn uid(self, shift: ShiftId, person: UserId) -> String {
        let mut hasher = blake3::Hasher::new_keyed(&self.0);
        hasher.update(&shift.0.to_le_bytes());
        hasher.update(&person.0.to_le_bytes());
        let digits: String = hasher.finalize().as_bytes()[..16].iter().map(|byte| format!("{byte:02x}")).collect();
        format!("{digits}@yedeng")
    }
}

/// A shift in the calendar of one person who has it or had it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarShift {
    /// Which shift.
    pub id: ShiftId,
    /// In whose calendar.
    pub person: UserId,
    /// From.
    pub starts: Stamp,
    /// To.
    pub ends: Stamp,
    /// Where.
    pub post: Post,
    /// How often it has changed: only ever higher.
    pub sequence: u32,
    /// This person does not have it any more.
    pub cancelled: bool,
    /// When it last changed.
    pub modified: Stamp,
}

/// Whose calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CalendarOf {
    /// Of everybody, everywhere. Reminds of nothing.
    All,
    /// Of one person.
    Person(UserId),
    /// Of one workroom, or of the duty leaders.
    Site(Post),
}

impl CalendarShift {
    /// The events of a shift: of who has it, and cancelled of all who had it before. Whatever happens to a shift raises the sequence of all of its
    /// events, so that who gets it back is not outdone by their own cancellation.
    pub fn of(id: ShiftId, row: &ShiftRow) -> Vec<Self> {
        let it = &row.shift;
        let changes = u32::try_from(row.had.len()).unwrap_or(u32::MAX);
        let event = |person: UserId, cancelled: bool| Self {
            id,
            person,
            starts: it.starts,
            ends: it.ends,
            post: it.post,
            sequence: changes.saturating_add(u32::from(it.cancelled)),
            cancelled,
            modified: row.changed,
        };
        let mut before: Vec<UserId> = row.had.iter().map(|(person, _)| *person).filter(|person| *person != it.person).collect();
        before.sort_unstable();
        before.dedup();
        let before = before.into_iter().map(|person| event(person, true));
        std::iter::once(event(it.person, it.cancelled)).chain(before).collect()
    }
}

/// The events of a calendar, by when they begin; what was taken back or given on included.
pub fn calendar_shifts(campus: &Campus, of: CalendarOf, filter: &ScheduleFilter) -> Vec<CalendarShift> {
    let shifts = campus.shifts();
    let rows = shifts.all().filter(|(_, it)| filter.from <= it.day && it.day <= filter.until);
    let mut events: Vec<CalendarShift> = rows
        .filter_map(|(id, _)| Some(CalendarShift::of(id, shifts.row(id)?)))
        .flatten()
        .filter(|it| match of {
            CalendarOf::All => true,
            CalendarOf::Person(person) => it.person == person,
            CalendarOf::Site(post) => it.post == post,
        })
        .collect();
    events.sort_by_key(|it| (it.starts, it.id, it.cancelled, it.person));
    events
}

/// The calendar as a file. `now` is when it is made.
pub fn calendar(words: &Words, campus: &Campus, home: HomeName, of: CalendarOf, shifts: &[CalendarShift], now: Stamp) -> String {
    let mut file = Calendar::empty();
    let name = clean(&name(words, campus, of));
    file.append_property(("VERSION", "2.0"));
    file.append_property(("PRODID", concat!("-//yedeng//yedeng ", env!("CARGO_PKG_VERSION"), "//ZH")));
    file.append_property(("CALSCALE", "GREGORIAN"));
    file.append_property(("METHOD", "PUBLISH"));
    // Known to every program that shows calendars, but not to the library: it has to be told that this is text, or it would not escape it.
    let named = Property::new("X-WR-CALNAME", name).add_parameter("VALUE", "TEXT").done();
    file.append_property(named);
    for it in shifts {
        file.push(event(words, campus, home, of, it, now));
    }
    folded(&file.to_string())
}

/// Lines of at most [`LINE`] octets. The library folds too, but forgets the space that begins a folded line where the rest just fits.
fn folded(file: &str) -> String {
    let mut lines = Vec::new();
    for line in file.split("\r\n") {
        let fits = line.floor_char_boundary(LINE);
        lines.push(line[..fits].to_owned());
        if fits < line.len() {
            lines.push(format!(" {}", &line[fits..]));
        }
    }
    lines.join("\r\n")
}

fn event(words: &Words, campus: &Campus, home: HomeName, of: CalendarOf, it: &CalendarShift, now: Stamp) -> Event {
    let place = site(campus, it.post).map_or_else(|| say!(words, "export-schedule-leader"), str::to_owned);
    let person = campus.staff().user(it.person).map(|it| it.name.to_string()).unwrap_or_default();
    let summary = match of {
        CalendarOf::Person(_) => say!(words, "export-schedule-event", place = place.as_str()),
        CalendarOf::All | CalendarOf::Site(_) => say!(words, "export-schedule-event-of", name = person, place = place.as_str()),
    };
    let location = match it.post {
        Post::Leader => campus.college().map(|it| it.name.to_string()).unwrap_or_default(),
        Post::Workroom(_) => say!(words, "export-schedule-workroom", place = place),
    };
    let (summary, uid) = (clean(&summary), home.uid(it.id, it.person));
    let mut event = Event::new();
    event
        .uid(&uid)
        .timestamp(utc(now))
        .last_modified(utc(it.modified))
        .sequence(it.sequence)
        .summary(&summary)
        .location(&clean(&location))
        .starts(utc(it.starts))
        .ends(utc(it.ends))
        .status(if it.cancelled { EventStatus::Cancelled } else { EventStatus::Confirmed });
    if !it.cancelled && of != CalendarOf::All {
        let ahead = Duration::minutes(-AHEAD_MINUTES);
        event.alarm(alarm(&summary, &format!("evening-{uid}"), utc(evening_before(it.starts, campus.zone())), now));
        event.alarm(alarm(&summary, &format!("ahead-{uid}"), ahead, now));
    }
    event.done()
}

/// An alarm. The library would give it a UID of chance and the clock's time, and no two files would be the same.
fn alarm(summary: &str, uid: &str, trigger: impl Into<Trigger>, now: Stamp) -> Alarm {
    let mut alarm = Alarm::display(summary, trigger);
    alarm.add_property("UID", uid).add_property("DTSTAMP", utc(now).format("%Y%m%dT%H%M%SZ").to_string());
    alarm
}

/// The evening before a shift begins.
fn evening_before(starts: Stamp, zone: Tz) -> Stamp {
    let day: Day = starts.day(zone);
    day.plus(-1).at(zone, EVENING_HOUR, 0)
}

fn name(words: &Words, campus: &Campus, of: CalendarOf) -> String {
    let college = campus.college().map(|it| it.name.to_string()).unwrap_or_default();
    let whose = match of {
        CalendarOf::All => String::new(),
        CalendarOf::Person(id) => campus.staff().user(id).map(|it| it.name.to_string()).unwrap_or_default(),
        CalendarOf::Site(post) => super::door::post_name(words, campus, post),
    };
    say!(words, "export-schedule-calendar", college = college, whose = whose)
}

/// On one line, without signs that no calendar may hold.
fn clean(it: &str) -> String {
    text::clean(it).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn utc(at: Stamp) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(at.0).unwrap_or_default()
}
