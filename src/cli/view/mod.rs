//! The campus as scripts see it: one struct for each object of the contract. Fields are only ever added.

mod care;
mod duty;
mod night;
mod notes;
mod people;

pub(super) use care::{CareView, LevelView, MarkOfView, NextView, care, level, mark_of, next};
pub(super) use duty::{LEADER_SITE, RoundView, ShiftView, round, shift, site};
pub(super) use night::{LeaveView, MarkView, MoveView, SearchView, StepView, WalkView, bed, leave, mark, moved, search, walk};
pub(super) use notes::{
    IncidentView, PlanView, ReceptionView, RequestView, TalkView, amendments, incident, link, plan_of, reception, request, talk,
};
pub(super) use people::{RoomView, Signs, StudentView, room, student};

use crate::campus::{Campus, Day, Seq, Spot, Stamp, StudentId, Subject, UserId};
use crate::finder::{Hit, Why};
use crate::logbook::Header;
use crate::text;
use serde::Serialize;
use serde_json::Value;

/// A moment, RFC 3339 with the offset of the college's zone.
pub(super) fn time(campus: &Campus, at: Stamp) -> String {
    at.local(campus.zone()).to_rfc3339()
}

/// A day, `2026-11-23`.
pub(super) fn date(day: Day) -> String {
    day.date().format("%Y-%m-%d").to_string()
}

/// A number that must not be read in full: `138****2071`.
pub(super) fn masked(number: &str) -> Option<String> {
    let signs: Vec<char> = number.chars().collect();
    match signs.len() {
        0 => None,
        1..11 => Some("****".to_owned()),
        count => Some(signs[..3].iter().chain(&['*'; 4]).chain(&signs[count - 4..]).collect()),
    }
}

/// A user's login.
pub(super) fn login(campus: &Campus, user: UserId) -> String {
    campus.staff().user(user).map_or_else(|| format!("#{}", user.0), |it| it.login.to_string())
}

/// A student's number.
pub(super) fn student_no(campus: &Campus, id: StudentId) -> String {
    campus.people().student(id).map_or_else(|| format!("#{}", id.0), |it| it.facts.no.to_string())
}

pub(super) fn student_nos(campus: &Campus, ids: &[StudentId]) -> Vec<String> {
    ids.iter().map(|id| student_no(campus, *id)).collect()
}

/// Names, for people.
pub(super) fn names(campus: &Campus, ids: &[StudentId]) -> Vec<String> {
    ids.iter().filter_map(|id| campus.people().student(*id)).map(|it| it.facts.name.to_string()).collect()
}

/// A place as the college writes it.
pub(super) fn spot(campus: &Campus, spot: &Spot) -> String {
    let places = campus.places();
    match spot {
        Spot::Room(id) => campus.write_room(*id),
        Spot::Building(id) => places.building(*id).map(|it| it.number.to_string()).unwrap_or_default(),
        Spot::Community(id) => places.community(*id).map(|it| it.name.to_string()).unwrap_or_default(),
        Spot::Words(words) => words.to_string(),
    }
}

/// A student, in short: enough to tell namesakes apart.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Candidate {
    pub(super) student_no: String,
    pub(super) name: String,
    pub(super) class: Option<String>,
    pub(super) room: Option<String>,
}

impl Candidate {
    /// On one line, for people.
    pub(super) fn line(&self) -> String {
        let parts = [Some(&self.student_no), Some(&self.name), self.class.as_ref(), self.room.as_ref()];
        parts.into_iter().flatten().map(|it| text::clean(it)).collect::<Vec<_>>().join("  ")
    }
}

pub(super) fn candidate(campus: &Campus, id: StudentId) -> Option<Candidate> {
    let it = &campus.people().student(id)?.facts;
    Some(Candidate {
        student_no: it.no.to_string(),
        name: it.name.to_string(),
        class: it.class.and_then(|id| campus.people().class(id)).map(|it| it.name.to_string()),
        room: it.bed.map(|bed| campus.write_room(bed.room)),
    })
}

/// Several students who may be meant, as JSON.
pub(super) fn candidates(campus: &Campus, ids: &[StudentId]) -> Value {
    let found: Vec<_> = ids.iter().filter_map(|id| candidate(campus, *id)).collect();
    serde_json::to_value(found).unwrap_or_default()
}

/// An answer of `find`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Found {
    #[serde(flatten)]
    pub(super) student: Candidate,
    pub(super) why: &'static str,
    pub(super) left: bool,
}

pub(super) fn found(campus: &Campus, hit: &Hit) -> Option<Found> {
    Some(Found { student: candidate(campus, hit.student)?, why: why_key(hit.why), left: hit.left })
}

fn why_key(why: Why) -> &'static str {
    match why {
        Why::Number => "number",
        Why::NumberHead => "number_head",
        Why::NumberTail => "number_tail",
        Why::Name => "name",
        Why::Hanzi => "hanzi",
        Why::Pinyin => "pinyin",
        Why::Initials => "initials",
        Why::Room => "room",
    }
}

/// A line of `log`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct HeaderView {
    pub(super) seq: u64,
    pub(super) at: String,
    pub(super) by: String,
    pub(super) kind: String,
    pub(super) subjects: Vec<String>,
    pub(super) hash: String,
}

pub(super) fn header(campus: &Campus, it: &Header) -> HeaderView {
    HeaderView {
        seq: it.seq.0,
        at: time(campus, it.at),
        by: login(campus, it.by),
        kind: it.kind.to_string(),
        subjects: it.subjects.iter().map(|it| subject(campus, *it)).collect(),
        hash: hex(&it.hash),
    }
}

/// What an entry is about: `student:2024010101`, `talk:T12`.
pub(super) fn subject(campus: &Campus, subject: Subject) -> String {
    match subject {
        Subject::Student(id) => format!("student:{}", student_no(campus, id)),
        Subject::Talk(seq) => format!("talk:T{seq}"),
        Subject::Incident(seq) => format!("incident:I{seq}"),
        Subject::Shift(id) => format!("shift:S{}", id.0),
        Subject::Building(id) => format!("building:{}", campus.places().building(id).map_or("", |it| &it.number)),
        Subject::User(id) => format!("user:{}", login(campus, id)),
        Subject::Entry(seq) => format!("entry:{seq}"),
        Subject::Room(id) => format!("room:{}", campus.write_room(id)),
        Subject::Leave(seq) => format!("leave:L{seq}"),
    }
}

/// Bytes in hexadecimal.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|it| format!("{it:02x}")).collect()
}

/// The number of an entry behind a letter, such as `T123`; large and small letters are the same.
pub(super) fn numbered(id: &str, letter: char) -> Option<Seq> {
    let mut signs = id.chars();
    let first = signs.next()?;
    let digits = signs.as_str();
    let all_digits = !digits.is_empty() && digits.bytes().all(|it| it.is_ascii_digit());
    (first.eq_ignore_ascii_case(&letter) && all_digits).then(|| digits.parse().ok().map(Seq)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_masked_number_keeps_its_ends() {
        assert_eq!(masked("13812342071").as_deref(), Some("138****2071"));
        assert_eq!(masked("110101200601011234").as_deref(), Some("110****1234"));
        assert_eq!(masked("0571-1234").as_deref(), Some("****"));
        assert_eq!(masked(""), None);
    }

    #[test]
    fn ids_are_a_letter_and_digits() {
        assert_eq!(numbered("T12", 'T'), Some(Seq(12)));
        assert_eq!(numbered("t12", 'T'), Some(Seq(12)));
        assert_eq!(numbered("T", 'T'), None);
        assert_eq!(numbered("T+1", 'T'), None);
        assert_eq!(numbered("谈1", 'T'), None);
        assert_eq!(numbered("T99999999999999999999999", 'T'), None);
    }

    proptest! {
        #[test]
        fn no_more_than_seven_signs_of_a_number_are_shown(number in "\\PC{0,30}") {
            if let Some(masked) = masked(&number) {
                prop_assert!(masked.chars().count() <= 11);
                prop_assert!(masked.contains("****"));
            }
        }
    }
}
