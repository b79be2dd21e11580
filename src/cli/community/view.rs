//! People, tasks, places, bookings and items as scripts see them.

use super::super::view::{date, login, names, student_nos, time};
use crate::campus::{BookingHead, Campus, Day, MeetingHead, Seq, ServiceItem, Task, Venue, clock_of};
use crate::desk::Desk;
use crate::desk::rights::FellowSight;
use crate::words::Words;
use serde::Serialize;

fn community(campus: &Campus, id: Option<crate::campus::CommunityId>) -> Option<String> {
    id.and_then(|id| campus.places().community(id)).map(|it| it.name.to_string())
}

/// Somebody of a community. What this user does not see of a student is `None`.
#[derive(Debug, Clone, Serialize)]
pub(super) struct FellowView {
    pub(super) id: String,
    pub(super) seq: u64,
    pub(super) kind: &'static str,
    pub(super) name: Option<String>,
    pub(super) student: Option<String>,
    pub(super) community: Option<String>,
    pub(super) branch: Option<&'static str>,
    pub(super) secretary: bool,
    pub(super) office: String,
    pub(super) text: Option<String>,
    /// The students they look after that this user sees; how many there are in all.
    pub(super) students: Vec<String>,
    pub(super) student_count: usize,
    /// Meetings that stand, and the minutes of all of them.
    pub(super) meetings: usize,
    pub(super) minutes: u32,
    pub(super) last_met: Option<String>,
}

pub(super) fn fellow(campus: &Campus, it: &FellowSight<'_>) -> FellowView {
    let of = it.it();
    let student = it.student();
    let name = if of.student.is_some() { student.and_then(|id| names(campus, &[id]).pop()) } else { Some(of.name.to_string()) };
    let students: Vec<_> = it.students().collect();
    FellowView {
        id: format!("F{}", it.seq()),
        seq: it.seq().0,
        kind: of.kind.key(),
        name,
        student: student.and_then(|id| student_nos(campus, &[id]).pop()),
        community: community(campus, of.community),
        branch: of.branch.map(|it| it.key()),
        secretary: of.secretary,
        office: of.office.to_string(),
        text: it.text().map(str::to_owned),
        students: student_nos(campus, &students),
        student_count: of.students.len(),
        meetings: it.meetings().count(),
        minutes: it.meetings().map(|it| u32::from(it.minutes)).sum(),
        last_met: it.meetings().map(|it| it.day).max().map(date),
    }
}

/// A meeting of a mentor.
#[derive(Debug, Clone, Serialize)]
pub(super) struct MeetingView {
    pub(super) id: String,
    pub(super) day: String,
    pub(super) by: String,
    pub(super) students: Vec<String>,
    pub(super) names: Vec<String>,
    pub(super) minutes: u16,
}

pub(super) fn meeting(desk: &Desk, campus: &Campus, head: &MeetingHead) -> MeetingView {
    let students: Vec<_> = desk.sight(campus).students_met(head).collect();
    MeetingView {
        id: format!("N{}", head.seq),
        day: date(head.day),
        by: login(campus, head.by),
        students: student_nos(campus, &students),
        names: names(campus, &students),
        minutes: head.minutes,
    }
}

/// A task.
#[derive(Debug, Clone, Serialize)]
pub(super) struct TaskView {
    pub(super) id: String,
    pub(super) kind: &'static str,
    pub(super) what: String,
    pub(super) system: Option<u8>,
    pub(super) community: Option<String>,
    pub(super) place: Option<String>,
    pub(super) lead: String,
    pub(super) with: String,
    pub(super) due: String,
    pub(super) done: Option<String>,
    pub(super) overdue: bool,
}

pub(super) fn task(campus: &Campus, seq: Seq, it: &Task, today: Day) -> TaskView {
    TaskView {
        id: format!("W{seq}"),
        kind: it.kind.key(),
        what: it.what.to_string(),
        system: (it.system > 0).then_some(it.system),
        community: community(campus, it.community),
        place: it.venue.and_then(|seq| campus.venues().venue(seq)).map(|it| it.name.to_string()),
        lead: it.lead.to_string(),
        with: it.with.to_string(),
        due: date(it.due),
        done: it.done.map(date),
        overdue: it.is_overdue(today),
    }
}

/// A place.
#[derive(Debug, Clone, Serialize)]
pub(super) struct VenueView {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) kind: &'static str,
    pub(super) community: Option<String>,
    #[serde(rename = "where")]
    pub(super) spot: String,
    pub(super) seats: u16,
    pub(super) hours: String,
}

pub(super) fn venue(words: &Words, campus: &Campus, seq: Seq, it: &Venue) -> VenueView {
    VenueView {
        id: format!("Y{seq}"),
        name: it.name.to_string(),
        kind: it.kind.key(),
        community: community(campus, it.community),
        spot: it.spot.to_string(),
        seats: it.seats,
        hours: words.hours(&it.hours),
    }
}

/// A booking. What this user does not see of a student is `None`.
#[derive(Debug, Clone, Serialize)]
pub(super) struct BookingView {
    pub(super) id: String,
    pub(super) seq: u64,
    pub(super) place: Option<String>,
    pub(super) community: Option<String>,
    pub(super) day: String,
    pub(super) from: String,
    pub(super) until: String,
    pub(super) who: String,
    pub(super) student: Option<String>,
    pub(super) count: u16,
    pub(super) by: String,
    pub(super) state: &'static str,
    /// How many came, who signed it and when.
    pub(super) came: Option<u16>,
    pub(super) signed_by: Option<String>,
    pub(super) signed_at: Option<String>,
}

pub(super) fn booking(desk: &Desk, campus: &Campus, head: &BookingHead) -> BookingView {
    let venue = campus.venues().venue(head.venue);
    let student = desk.sight(campus).booking(head).student();
    BookingView {
        id: format!("B{}", head.seq),
        seq: head.seq.0,
        place: venue.map(|it| it.name.to_string()),
        community: venue.and_then(|it| community(campus, it.community)),
        day: date(head.day),
        from: clock_of(head.from),
        until: clock_of(head.until),
        who: head.who.to_string(),
        student: student.and_then(|id| student_nos(campus, &[id]).pop()),
        count: head.count,
        by: login(campus, head.by),
        state: match (head.withdrawn, head.used) {
            (true, _) => "withdrawn",
            (false, Some(_)) => "used",
            (false, None) => "booked",
        },
        came: head.used.map(|it| it.2),
        signed_by: head.used.map(|it| login(campus, it.0)),
        signed_at: head.used.map(|it| time(campus, it.1)),
    }
}

/// An item of the catalogue.
#[derive(Debug, Clone, Serialize)]
pub(super) struct ItemView {
    pub(super) name: String,
    pub(super) kind: &'static str,
    pub(super) department: String,
    pub(super) papers: String,
    /// Within how many minutes it is promised.
    pub(super) minutes: u32,
    pub(super) on_site: bool,
    pub(super) online: bool,
    #[serde(rename = "where")]
    pub(super) spot: String,
}

pub(super) fn item(it: &ServiceItem) -> ItemView {
    ItemView {
        name: it.name.to_string(),
        kind: it.kind.key(),
        department: it.office.to_string(),
        papers: it.papers.to_string(),
        minutes: it.minutes,
        on_site: it.on_site,
        online: it.online,
        spot: it.spot.to_string(),
    }
}
