//! The communities from the shell: `people`, `branch`, `place`, `catalogue`, and their lists as files in and out.

mod branch;
mod catalogue;
mod fellow;
mod overview;
mod place;
mod register;
mod task;
mod view;
mod week;

pub(super) use branch::run as branch;
pub(super) use catalogue::{list as list_catalogue, run as catalogue};
pub(super) use fellow::{list as list_people, run as people};
pub(super) use place::{list as list_places, list_bookings, run as place};
pub(super) use register::{export, import, template};

use super::choose::{Finding, one_of};
use super::problem::Problem;
use super::seat::Seat;
use super::view::numbered;
use crate::campus::{Branch, FellowKind, Seq};
use crate::desk::Desk;
use crate::text;
use crate::words::Words;

/// The letter of the id of somebody of a community.
const FELLOW: char = 'F';
/// Of a meeting.
const MEETING: char = 'N';
/// Of a task.
const TASK: char = 'W';
/// Of a place.
const VENUE: char = 'Y';
/// Of a booking.
const BOOKING: char = 'B';

fn fellow_kind(words: &Words, typed: &str) -> Result<FellowKind, Problem> {
    one_of(words, "KIND", typed, &FellowKind::ALL, FellowKind::key, |words, it| words.fellow_kind(it))
}

fn branch_named(words: &Words, typed: &str) -> Result<Branch, Problem> {
    one_of(words, "BRANCH", typed, &Branch::ALL, Branch::key, |words, it| words.branch(it))
}

/// Somebody who stands, by their id, or by a name that only one has.
fn known_fellow(seat: &Seat, desk: &Desk, typed: &str) -> Result<Seq, Problem> {
    let campus = desk.campus();
    let plain = text::fold(typed);
    let plain = plain.trim();
    if let Some(seq) = numbered(plain, FELLOW).filter(|seq| desk.sight(&campus).fellow(*seq).is_some()) {
        return Ok(seq);
    }
    let named: Vec<Seq> =
        campus.communities().fellows().filter(|(_, it)| !it.name.is_empty() && *it.name == *plain).map(|it| it.0.seq).collect();
    one(&seat.words, typed, &named, FELLOW)
}

/// A place that stands: by its id, its name, its community and its name, or what its name holds.
fn known_venue(finding: &Finding<'_>, typed: &str) -> Result<Seq, Problem> {
    let now = crate::campus::Stamp(0);
    let line = text::fold(typed).replace(' ', "");
    let venues = crate::capture::BookingDraft::read(&line, finding.campus, now, None).venues;
    one(finding.words, typed, &venues, VENUE)
}

/// The one, where there is one; several are named by their ids.
fn one(words: &Words, typed: &str, found: &[Seq], letter: char) -> Result<Seq, Problem> {
    match found {
        [] => Err(Problem::not_found(words, typed)),
        [one] => Ok(*one),
        several => {
            let ids: Vec<String> = several.iter().map(|seq| format!("{letter}{seq}")).collect();
            Err(Problem::ambiguous_rooms(words, typed, &ids))
        }
    }
}
