//! The night: rounds as they are walked, marks, searches; and leaves and moves.

use super::{date, login, student_no, time};
use crate::campus::{Bed, Calendar, Campus, LeaveHead, LeaveState, Move, RoomMark, RoundHead, RoundScope, SearchHead, SearchState, UserId};
use crate::desk::Sight;
use serde::Serialize;

/// A round as it is walked.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(in crate::cli) struct WalkView {
    pub(in crate::cli) id: String,
    pub(in crate::cli) seq: u64,
    pub(in crate::cli) duty_date: String,
    pub(in crate::cli) by: String,
    pub(in crate::cli) since: String,
    pub(in crate::cli) ended: Option<String>,
    pub(in crate::cli) open: bool,
    pub(in crate::cli) scope: &'static str,
    /// The building, the floor of one (`3#4F`), or the buildings a sample was drawn from.
    pub(in crate::cli) place: String,
    pub(in crate::cli) seed: Option<u64>,
    pub(in crate::cli) upward: bool,
    pub(in crate::cli) rooms: u32,
    pub(in crate::cli) checked: u32,
    pub(in crate::cli) expected: u32,
    pub(in crate::cli) present: u32,
    pub(in crate::cli) leave: u32,
    pub(in crate::cli) late: u32,
    pub(in crate::cli) absent: u32,
    pub(in crate::cli) elsewhere: u32,
    pub(in crate::cli) findings: u32,
    /// The first room on the way that is not marked.
    pub(in crate::cli) next: Option<String>,
}

pub(in crate::cli) fn walk(campus: &Campus, it: &RoundHead) -> WalkView {
    let (places, people) = (campus.places(), campus.people());
    let tally = campus.rounds().tally_of(places, people, it);
    let number = |id| places.building(id).map(|it| it.number.to_string()).unwrap_or_default();
    let (scope, place, seed) = match &it.begun.scope {
        RoundScope::Building(building) => ("building", number(*building), None),
        RoundScope::Floor(building, floor) => ("floor", format!("{}#{floor}F", number(*building)), None),
        RoundScope::Sample { seed, pool, .. } => ("sample", pool.iter().map(|id| number(*id)).collect::<Vec<_>>().join(" "), Some(*seed)),
    };
    let unmarked = |id| campus.rounds().mark(places, it.begun.day, id).is_none();
    let next = it.rooms(places, people).into_iter().find(|id| it.is_open() && unmarked(*id));
    WalkView {
        id: format!("R{}", it.seq),
        seq: it.seq.0,
        duty_date: date(it.begun.day),
        by: login(campus, it.by),
        since: time(campus, it.since),
        ended: it.ended.map(|at| time(campus, at)),
        open: it.is_open(),
        scope,
        place,
        seed,
        upward: it.begun.upward,
        rooms: tally.rooms,
        checked: tally.checked,
        expected: tally.expected,
        present: tally.present,
        leave: tally.leave,
        late: tally.late,
        absent: tally.absent,
        elsewhere: tally.elsewhere,
        findings: tally.findings,
        next: next.map(|id| campus.write_room(id)),
    }
}

/// Somebody who was not simply there.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(in crate::cli) struct AwayView {
    pub(in crate::cli) student_no: String,
    pub(in crate::cli) name: String,
    pub(in crate::cli) presence: &'static str,
}

/// What is written down of a room, as far as it is seen.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(in crate::cli) struct MarkView {
    pub(in crate::cli) expected: u8,
    pub(in crate::cli) away: Vec<AwayView>,
    pub(in crate::cli) findings: Vec<&'static str>,
}

/// `author` is whose hand the sheet is.
pub(in crate::cli) fn mark(campus: &Campus, sight: Sight<'_>, author: UserId, it: &RoomMark) -> MarkView {
    let away = it.away.iter().filter_map(|(id, _)| {
        let presence = sight.whereabouts(author, it, *id)?.key();
        let name = campus.people().student(*id).map(|it| it.facts.name.to_string()).unwrap_or_default();
        Some(AwayView { student_no: student_no(campus, *id), name, presence })
    });
    MarkView { expected: it.expected, away: away.collect(), findings: it.findings.iter().map(|it| it.key()).collect() }
}

/// A step that was taken to find somebody.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(in crate::cli) struct StepView {
    pub(in crate::cli) seq: u64,
    pub(in crate::cli) step: &'static str,
    pub(in crate::cli) at: String,
    pub(in crate::cli) by: String,
    pub(in crate::cli) outcome: &'static str,
}

/// A search for a student.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(in crate::cli) struct SearchView {
    pub(in crate::cli) student_no: String,
    pub(in crate::cli) name: String,
    pub(in crate::cli) duty_date: String,
    pub(in crate::cli) place: String,
    pub(in crate::cli) since: String,
    pub(in crate::cli) by: String,
    pub(in crate::cli) state: &'static str,
    /// The same, for people to be told of.
    #[serde(skip)]
    pub(in crate::cli) stands: SearchState,
    pub(in crate::cli) found_at: Option<String>,
    pub(in crate::cli) steps: Vec<StepView>,
    pub(in crate::cli) next_step: Option<&'static str>,
    pub(in crate::cli) next_due: Option<String>,
    /// When it is to become an incident.
    pub(in crate::cli) incident_due: Option<String>,
    pub(in crate::cli) incident: Option<String>,
}

pub(in crate::cli) fn search(campus: &Campus, it: &SearchHead) -> SearchView {
    let ladder = &campus.presets().rules().ladder;
    let next = it.next_step(ladder);
    let due = (it.is_open() && it.incident.is_none()).then(|| ladder.incident_due(it.day, it.since, campus.zone()));
    let step = |it: &crate::campus::StepTaken| StepView {
        seq: it.seq.0,
        step: it.step.key(),
        at: time(campus, it.at),
        by: login(campus, it.by),
        outcome: it.outcome.key(),
    };
    SearchView {
        student_no: student_no(campus, it.student),
        name: campus.people().student(it.student).map(|it| it.facts.name.to_string()).unwrap_or_default(),
        duty_date: date(it.day),
        place: campus.write_room(it.room),
        since: time(campus, it.since),
        by: login(campus, it.by),
        state: it.state.key(),
        stands: it.state,
        found_at: if let SearchState::Found(at) = it.state { Some(time(campus, at)) } else { None },
        steps: it.steps.iter().map(step).collect(),
        next_step: next.map(|(step, _)| step.key()),
        next_due: next.map(|(_, due)| time(campus, due)),
        incident_due: due.map(|it| time(campus, it)),
        incident: it.incident.map(|it| format!("I{it}")),
    }
}

/// A leave.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(in crate::cli) struct LeaveView {
    pub(in crate::cli) id: String,
    pub(in crate::cli) seq: u64,
    pub(in crate::cli) student_no: String,
    pub(in crate::cli) name: String,
    pub(in crate::cli) from: String,
    pub(in crate::cli) until: String,
    pub(in crate::cli) days: i64,
    /// Why, in kind; `None` for who may not read why.
    pub(in crate::cli) kind: Option<&'static str>,
    pub(in crate::cli) state: &'static str,
    #[serde(skip)]
    pub(in crate::cli) stands: LeaveState,
    pub(in crate::cli) approver: &'static str,
    pub(in crate::cli) by: String,
    pub(in crate::cli) decided_by: Option<String>,
    pub(in crate::cli) report_by: String,
    pub(in crate::cli) returned_at: Option<String>,
}

pub(in crate::cli) fn leave(campus: &Campus, sight: Sight<'_>, it: &LeaveHead) -> LeaveView {
    let rules = &campus.presets().rules().leave;
    LeaveView {
        id: format!("L{}", it.seq),
        seq: it.seq.0,
        student_no: student_no(campus, it.student),
        name: campus.people().student(it.student).map(|it| it.facts.name.to_string()).unwrap_or_default(),
        from: time(campus, it.from),
        until: time(campus, it.until),
        days: it.days(),
        kind: sight.reads_leave(it).then(|| it.kind.key()),
        state: it.state.key(),
        stands: it.state,
        approver: it.approver(rules).key(),
        by: login(campus, it.by),
        decided_by: it.decided.map(|(by, _)| login(campus, by)),
        report_by: date(it.report_by(rules, campus.zone(), Calendar::shipped())),
        returned_at: if let LeaveState::Returned(at) = it.state { Some(time(campus, at)) } else { None },
    }
}

/// A bed as it is typed: `3#412-2`; the room alone where the roster names no bed.
pub(in crate::cli) fn bed(campus: &Campus, bed: Bed) -> String {
    let room = campus.write_room(bed.room);
    if bed.bed == 0 { room } else { format!("{room}-{}", bed.bed) }
}

/// A student's move.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(in crate::cli) struct MoveView {
    pub(in crate::cli) seq: u64,
    pub(in crate::cli) day: String,
    pub(in crate::cli) student_no: String,
    pub(in crate::cli) name: String,
    pub(in crate::cli) from: Option<String>,
    pub(in crate::cli) to: Option<String>,
}

impl MoveView {
    /// From where to where, for people.
    pub(in crate::cli) fn said(&self) -> String {
        let place = |it: &Option<String>| it.clone().unwrap_or_else(|| "—".to_owned());
        format!("{} → {}", place(&self.from), place(&self.to))
    }
}

pub(in crate::cli) fn moved(campus: &Campus, it: &Move) -> MoveView {
    MoveView {
        seq: it.seq.0,
        day: date(it.day),
        student_no: student_no(campus, it.change.student),
        name: campus.people().student(it.change.student).map(|it| it.facts.name.to_string()).unwrap_or_default(),
        from: it.change.before.map(|it| bed(campus, it)),
        to: it.change.after.map(|it| bed(campus, it)),
    }
}
