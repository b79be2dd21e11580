//! Shifts and rounds.

use super::{date, login, time};
use crate::campus::{Campus, Post, Sheet, Shift, ShiftId, Stamp, Tally};
use serde::Serialize;

/// A shift.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(in crate::cli) struct ShiftView {
    pub(in crate::cli) id: String,
    pub(in crate::cli) duty_date: String,
    pub(in crate::cli) site: String,
    pub(in crate::cli) person: String,
    pub(in crate::cli) name: Option<String>,
    pub(in crate::cli) starts: String,
    pub(in crate::cli) ends: String,
    pub(in crate::cli) state: &'static str,
    pub(in crate::cli) signed_in: Option<String>,
    pub(in crate::cli) signed_out: Option<String>,
    /// Who had it before, the first holder first.
    pub(in crate::cli) had: Vec<String>,
    /// Minutes late; of a shift nobody has signed in to, so far.
    pub(in crate::cli) late_minutes: Option<i64>,
    /// What the leader found last.
    pub(in crate::cli) check: Option<&'static str>,
}

/// The site of the duty leader, in scripts.
pub(in crate::cli) const LEADER_SITE: &str = "leader";

pub(in crate::cli) fn shift(campus: &Campus, id: ShiftId, it: &Shift, now: Stamp) -> ShiftView {
    let row = campus.shifts().row(id);
    ShiftView {
        id: format!("S{}", id.0),
        duty_date: date(it.day),
        site: site(campus, it).unwrap_or_else(|| LEADER_SITE.to_owned()),
        person: login(campus, it.person),
        name: campus.staff().user(it.person).map(|it| it.name.to_string()),
        starts: time(campus, it.starts),
        ends: time(campus, it.ends),
        state: it.state(now).key(),
        signed_in: it.signed_in.map(|at| time(campus, at)),
        signed_out: it.signed_out.map(|at| time(campus, at)),
        had: row.map(|it| it.had.iter().map(|(who, _)| login(campus, *who)).collect()).unwrap_or_default(),
        late_minutes: it.late_minutes(now, campus.presets().rules().schedule.late_after),
        check: row.and_then(|it| it.check).map(|(_, _, found)| found.key()),
    }
}

/// The community whose workroom a shift staffs; `None` for the duty leader.
pub(in crate::cli) fn site(campus: &Campus, it: &Shift) -> Option<String> {
    match it.post {
        Post::Leader => None,
        Post::Workroom(id) => campus.places().community(id).map(|it| it.name.to_string()),
    }
}

/// A sheet of a round: one floor in one night.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(in crate::cli) struct RoundView {
    pub(in crate::cli) id: String,
    pub(in crate::cli) seq: u64,
    pub(in crate::cli) duty_date: String,
    pub(in crate::cli) at: String,
    pub(in crate::cli) by: String,
    pub(in crate::cli) building: String,
    pub(in crate::cli) floor: i8,
    /// Building and floor: `3#4F`.
    pub(in crate::cli) place: String,
    pub(in crate::cli) rooms: u32,
    pub(in crate::cli) expected: u32,
    pub(in crate::cli) present: u32,
    pub(in crate::cli) leave: u32,
    pub(in crate::cli) late: u32,
    pub(in crate::cli) absent: u32,
    pub(in crate::cli) elsewhere: u32,
    pub(in crate::cli) findings: u32,
}

pub(in crate::cli) fn round(campus: &Campus, it: &Sheet) -> RoundView {
    let mut tally = Tally::default();
    it.marks.iter().for_each(|mark| mark.add_to(&mut tally));
    let building = campus.places().building(it.building).map(|it| it.number.to_string()).unwrap_or_default();
    RoundView {
        id: format!("R{}", it.seq),
        seq: it.seq.0,
        duty_date: date(it.day),
        at: time(campus, it.at),
        by: login(campus, it.by),
        place: format!("{building}#{}F", it.floor),
        building,
        floor: it.floor,
        rooms: tally.checked,
        expected: it.marks.iter().map(|mark| u32::from(mark.expected)).sum(),
        present: tally.present,
        leave: tally.leave,
        late: tally.late,
        absent: tally.absent,
        elsewhere: tally.elsewhere,
        findings: tally.findings,
    }
}
