//! A talk, an incident, a shift, a sheet of a round, an entry.

use super::super::ask::short_time;
use super::super::handover::{log_view, tell_log};
use super::super::log::say_kind;
use super::super::out::{Out, Outcome};
use super::super::problem::Problem;
use super::super::seat::Seat;
use super::super::view;
use super::history::{self, Event};
use super::{Shown, people};
use crate::campus::{Entry, Seq, ShiftId, Subject};
use crate::desk::Desk;
use crate::exchange::handover::DutyLogView;
use crate::exchange::rounds::Names;
use crate::say;
use serde::Serialize;
use serde_json::Value;

/// A talk: what was said, and what became of its follow-up. `opened` is its entry, and the later ones with sealed words, where it was read in need.
pub(super) fn talk(seat: &Seat, desk: &Desk, seq: Seq, opened: Option<(Entry, Vec<Entry>)>, out: &mut Out) -> Outcome<()> {
    let words = &seat.words;
    let about = history::scan(seat, desk, seq, |it| history::is_about(it, Subject::Talk(seq), seq))?;
    let mut events = history::events(seat, desk, &about)?;
    let entry = match opened {
        Some((entry, later)) => {
            let campus = desk.campus();
            for later in &later {
                events.iter_mut().filter(|it| it.seq == later.seq.0).for_each(|it| *it = Event::of(words, &campus, later));
            }
            Some(entry)
        }
        None => desk.entry(seq).map_err(|fault| Problem::fault(words, &fault))?,
    };
    let amended = view::amendments(desk, seq).map_err(|fault| Problem::fault(words, &fault))?;
    let campus = desk.campus();
    let Some(it) = campus.talks().get(seq).and_then(|it| desk.sight(&campus).talk(it)) else { return Ok(()) };
    let talk = view::TalkView { amended, ..view::talk(&campus, &it, entry.as_ref()) };
    let shown = Shown { kind: "talk", it: talk, history: history::in_order(events) };
    out.answer(words, &shown, |out| {
        let talk = &shown.it;
        let who = it.students().map(|students| {
            let lines = students.iter().filter_map(|id| view::candidate(&campus, *id)).map(|it| it.line());
            lines.collect::<Vec<_>>().join("\n")
        });
        let tags = talk.tags.iter().flatten().map(|it| format!("#{it}")).collect::<Vec<_>>().join(" ");
        let fields = [
            (say!(words, "cli-head-id"), talk.id.clone()),
            (say!(words, "cli-head-time"), short_time(&talk.at)),
            (say!(words, "cli-head-by"), talk.by.clone()),
            (say!(words, "cli-head-students"), who.unwrap_or_else(|| talk.who())),
            (say!(words, "cli-head-topic"), it.topic().map(|it| words.topic(it)).unwrap_or_default()),
            (say!(words, "cli-head-level"), it.level().map(|it| words.concern(it)).unwrap_or_default()),
            (say!(words, "cli-head-way"), it.way().map(|it| words.way(it)).unwrap_or_default()),
            (say!(words, "cli-head-place"), talk.place.clone().unwrap_or_default()),
            (say!(words, "cli-head-followup"), it.followup().map(|it| words.day_long(it)).unwrap_or_default()),
            (say!(words, "cli-head-state"), it.state().map(|it| words.talk_state(it)).unwrap_or_default()),
            (say!(words, "cli-head-visibility"), it.visibility().map(|it| words.visibility(it)).unwrap_or_default()),
            (say!(words, "cli-head-answers"), talk.answers.clone().unwrap_or_default()),
            (say!(words, "cli-head-tags"), tags),
            (say!(words, "cli-head-text"), talk.text.clone().unwrap_or_else(|| say!(words, "cli-hidden"))),
            (say!(words, "cli-head-minutes"), talk.minutes.map(|it| it.to_string()).unwrap_or_default()),
            (say!(words, "cli-head-level-until"), talk.until.clone().unwrap_or_default()),
            (say!(words, "screen-long-reason"), talk.reason.clone().unwrap_or_default()),
            (say!(words, "screen-long-judgement"), talk.judgement.clone().unwrap_or_default()),
            (say!(words, "screen-long-measures"), talk.measures.clone().unwrap_or_default()),
            (say!(words, "cli-head-plan"), talk.plan.clone().unwrap_or_default()),
        ];
        fields.into_iter().try_for_each(|(name, value)| out.field(words, name, &value))?;
        // The first entry is the talk itself, which was just told.
        history::tell(words, shown.history.get(1..).unwrap_or_default(), out)
    })
}

/// A planned talk: for when, about what, and what became of it.
pub(super) fn plan(seat: &Seat, desk: &Desk, seq: Seq, out: &mut Out) -> Outcome<()> {
    let words = &seat.words;
    let about = history::scan(seat, desk, seq, |it| history::is_about(it, Subject::Entry(seq), seq))?;
    let events = history::events(seat, desk, &about)?;
    let Some(plan) = view::plan_of(desk, seq).map_err(|fault| Problem::fault(words, &fault))? else { return Ok(()) };
    let shown = Shown { kind: "plan", it: plan, history: history::in_order(events) };
    out.answer(words, &shown, |out| {
        let plan = &shown.it;
        let state = desk.campus().talks().plans().get(seq).map(|it| words.plan_state(it.state)).unwrap_or_default();
        let fields = [
            (say!(words, "cli-head-id"), plan.id.clone()),
            (say!(words, "cli-head-time"), plan.at.as_deref().map_or_else(|| plan.day.clone(), short_time)),
            (say!(words, "cli-head-by"), plan.by.clone()),
            (say!(words, "cli-head-students"), plan.names.join(" ")),
            (say!(words, "cli-head-topic"), plan.topic.unwrap_or_default().to_owned()),
            (say!(words, "cli-head-place"), plan.place.clone().unwrap_or_default()),
            (say!(words, "cli-head-state"), state),
            (say!(words, "cli-head-answers"), plan.answers.clone().unwrap_or_default()),
            (say!(words, "cli-head-held"), plan.held.clone().unwrap_or_default()),
            (say!(words, "cli-head-reason"), plan.reason.clone().unwrap_or_default()),
            (say!(words, "cli-head-text"), plan.text.clone().unwrap_or_else(|| say!(words, "cli-hidden"))),
        ];
        fields.into_iter().try_for_each(|(name, value)| out.field(words, name, &value))?;
        history::tell(words, shown.history.get(1..).unwrap_or_default(), out)
    })
}

/// An incident with the reports it owes.
#[derive(Serialize)]
struct Case {
    #[serde(flatten)]
    incident: view::IncidentView,
    steps: Vec<StepView>,
    checklist: Vec<CheckView>,
    fired: Vec<FiredView>,
    sent: Vec<SentView>,
    papers: Vec<PaperView>,
}

/// A report that was made.
#[derive(Serialize)]
struct PaperView {
    seq: u64,
    report: &'static str,
    at: String,
    by: String,
    signed_by: Option<String>,
    signed_at: Option<String>,
    sent: bool,
}

/// A line of the checklist.
#[derive(Serialize)]
struct CheckView {
    code: String,
    text: String,
    done_at: Option<String>,
    done_by: Option<String>,
}

/// A deadline that passed.
#[derive(Serialize)]
struct FiredView {
    what: &'static str,
    due: String,
    at: String,
    late: bool,
    #[serde(skip)]
    said: String,
}

/// A report on paper that was sent.
#[derive(Serialize)]
struct SentView {
    report: &'static str,
    at: String,
    seq: u64,
}

/// A report that is owed or made.
#[derive(Serialize)]
struct StepView {
    step: &'static str,
    due: String,
    done: bool,
    #[serde(skip)]
    said: String,
}

/// An incident: reports, and the whole timeline.
pub(super) fn incident(seat: &Seat, desk: &Desk, seq: Seq, out: &mut Out) -> Outcome<()> {
    let words = &seat.words;
    let line: Vec<Seq> = {
        let campus = desk.campus();
        campus.incidents().timeline(seq)
    };
    let events = history::events(seat, desk, &line)?;
    let entry = desk.entry(seq).map_err(|fault| Problem::fault(words, &fault))?;
    let campus = desk.campus();
    let Some(it) = campus.incidents().get(seq) else { return Ok(()) };
    let Some(seen) = desk.sight(&campus).incident(it) else { return Ok(()) };
    let steps = seen.reports().into_iter().map(|(step, due)| StepView {
        step: step.key(),
        due: view::time(&campus, due),
        done: it.is_done(step),
        said: words.step(step),
    });
    let checklist = seen.checklist().into_iter().map(|(line, tick)| CheckView {
        code: line.code.to_string(),
        text: line.text.to_string(),
        done_at: tick.map(|it| view::time(&campus, it.at)),
        done_by: tick.and_then(|it| campus.staff().user(it.by)).map(|it| it.login.to_string()),
    });
    let fired = seen.fired().map(|it| FiredView {
        what: it.what.key(),
        due: view::time(&campus, it.due),
        at: view::time(&campus, it.at),
        late: it.is_late(),
        said: words.deadline(it.what),
    });
    let name_of = |id| campus.staff().user(id).map(|it: &crate::campus::User| it.login.to_string()).unwrap_or_default();
    let papers = seen.papers().iter().map(|it| PaperView {
        seq: it.seq.0,
        report: it.report.key(),
        at: view::time(&campus, it.at),
        by: name_of(it.by),
        signed_by: it.signed.map(|it| name_of(it.by)),
        signed_at: it.signed.map(|it| view::time(&campus, it.at)),
        sent: it.sent.is_some(),
    });
    let sent = seen.sent().iter().map(|(kind, seq, at)| SentView { report: kind.key(), at: view::time(&campus, *at), seq: seq.0 });
    let case = Case {
        incident: view::incident(&campus, &seen, entry.as_ref()),
        steps: steps.collect(),
        checklist: checklist.collect(),
        fired: fired.collect(),
        sent: sent.collect(),
        papers: papers.collect(),
    };
    let shown = Shown { kind: "incident", it: case, history: history::in_order(events) };
    out.answer(words, &shown, |out| {
        let Case { incident, steps, checklist, fired, .. } = &shown.it;
        let who = seen.students().unwrap_or_default().iter().filter_map(|id| view::candidate(&campus, *id)).map(|it| it.line());
        let tags = incident.tags.iter().flatten().map(|it| format!("#{it}")).collect::<Vec<_>>().join(" ");
        let fields = [
            (say!(words, "cli-head-id"), incident.id.clone()),
            (say!(words, "cli-head-time"), short_time(&incident.opened_at)),
            (say!(words, "cli-head-by"), incident.by.clone()),
            (say!(words, "cli-head-severity"), words.severity(it.severity)),
            (say!(words, "cli-head-category"), seen.category().map(|it| words.category(it)).unwrap_or_default()),
            (say!(words, "cli-head-state"), words.incident_stands(it.state, it.merged, it.drill)),
            (say!(words, "cli-head-place"), incident.place.clone().unwrap_or_default()),
            (say!(words, "cli-head-students"), who.collect::<Vec<_>>().join("\n")),
            (say!(words, "cli-head-owner"), incident.owner.clone().unwrap_or_default()),
            (say!(words, "cli-head-tags"), tags),
            (say!(words, "cli-head-text"), incident.text.clone().unwrap_or_else(|| say!(words, "cli-hidden"))),
        ];
        fields.into_iter().try_for_each(|(name, value)| out.field(words, name, &value))?;
        out.line(words, "")?;
        out.line(words, &say!(words, "cli-steps"))?;
        for it in steps {
            let sign = if it.done { "✓" } else { "·" };
            out.line(words, &format!("  {sign} {}  {}", short_time(&it.due), it.said))?;
        }
        out.line(words, &say!(words, "cli-checklist"))?;
        for it in checklist {
            let done = it.done_at.as_deref().zip(it.done_by.as_deref());
            let done = done.map_or_else(|| "·".to_owned(), |(at, by)| format!("✓ {} {by}", short_time(at)));
            out.line(words, &crate::text::clean(&format!("  {done}  {} [{}]", it.text, it.code)))?;
        }
        for it in fired {
            let late = if it.late { say!(words, "cli-fired-late") } else { String::new() };
            out.line(words, &format!("  ! {}  {}  {late}", short_time(&it.due), it.said))?;
        }
        history::tell(words, shown.history.get(1..).unwrap_or_default(), out)
    })
}

/// A shift with its duty log.
#[derive(Serialize)]
struct Turn {
    #[serde(flatten)]
    shift: view::ShiftView,
    log: DutyLogView,
}

/// A shift.
pub(super) fn shift(seat: &Seat, desk: &Desk, id: ShiftId, out: &mut Out) -> Outcome<()> {
    let words = &seat.words;
    // What is answered to a request names the request alone.
    let requests: Vec<Subject> =
        desk.campus().changes().heads().iter().filter(|it| it.names(id)).map(|it| Subject::Entry(it.seq)).collect();
    let of = |it: &Subject| *it == Subject::Shift(id) || requests.contains(it);
    let about = history::scan(seat, desk, Seq(1), |it| it.subjects.iter().any(of))?;
    let events = history::events(seat, desk, &about)?;
    let log = log_view(seat, desk, id, Names::Full)?;
    let turn = {
        let campus = desk.campus();
        let Some(it) = campus.shifts().get(id) else { return Ok(()) };
        Turn { shift: view::shift(&campus, id, it, desk.now()), log }
    };
    let shown = Shown { kind: "shift", it: turn, history: history::in_order(events) };
    out.answer(words, &shown, |out| {
        out.field(words, say!(words, "cli-head-id"), &shown.it.shift.id)?;
        out.field(words, say!(words, "cli-head-had"), &shown.it.shift.had.join(" → "))?;
        tell_log(seat, desk, &shown.it.log, out)?;
        history::tell(words, &shown.history, out)
    })
}

/// A sheet room by room.
#[derive(Serialize)]
struct Sheet {
    #[serde(flatten)]
    round: view::RoundView,
    marks: Vec<MarkView>,
}

/// What a round wrote down of a room.
#[derive(Serialize)]
struct MarkView {
    place: String,
    expected: u8,
    away: Value,
    findings: Value,
    #[serde(skip)]
    said: String,
}

/// A sheet of a round.
pub(super) fn round(seat: &Seat, desk: &Desk, seq: Seq, out: &mut Out) -> Outcome<()> {
    let words = &seat.words;
    let (day, building, floor) = {
        let campus = desk.campus();
        let Some(it) = campus.rounds().sheets().iter().find(|it| it.seq == seq) else { return Ok(()) };
        (it.day, it.building, it.floor)
    };
    // A header names the building only, so each entry about it is looked into.
    let about = history::scan(seat, desk, seq, |it| it.subjects.contains(&Subject::Building(building)))?;
    let mut events = Vec::new();
    for seq in about {
        let entry = desk.entry(seq).map_err(|fault| Problem::fault(words, &fault))?;
        events.extend(entry.filter(|entry| marks_floor(&entry.act, day, building, floor)).map(|it| Event::of(words, &desk.campus(), &it)));
    }
    let campus = desk.campus();
    let Some(it) = campus.rounds().sheet(day, building, floor) else { return Ok(()) };
    let sight = desk.sight(&campus);
    let marks = it.marks.iter().map(|mark| {
        let gone = people::seen(sight, it, mark);
        let away = gone.iter().map(|(id, how)| {
            let name = campus.people().student(*id).map(|it| it.facts.name.to_string()).unwrap_or_default();
            format!("{name} {}", words.presence(Some(*how)))
        });
        let found = mark.findings.iter().map(|it| words.finding(*it));
        MarkView {
            place: campus.write_room(mark.room),
            expected: mark.expected,
            away: people::away(&campus, &gone),
            findings: people::findings(mark),
            said: away.chain(found).collect::<Vec<_>>().join("  "),
        }
    });
    let sheet = Sheet { round: view::round(&campus, it), marks: marks.collect() };
    let shown = Shown { kind: "round", it: sheet, history: history::in_order(events) };
    out.answer(words, &shown, |out| {
        let Sheet { round, marks } = &shown.it;
        let fields = [
            (say!(words, "cli-head-id"), round.id.clone()),
            (say!(words, "cli-head-day"), words.day_long(day)),
            (say!(words, "cli-head-place"), round.place.clone()),
            (say!(words, "cli-head-by"), round.by.clone()),
            (say!(words, "cli-head-expected"), round.expected.to_string()),
            (say!(words, "cli-head-present"), round.present.to_string()),
            (say!(words, "cli-head-leave"), round.leave.to_string()),
            (say!(words, "cli-head-late"), round.late.to_string()),
            (say!(words, "cli-head-absent"), round.absent.to_string()),
        ];
        fields.into_iter().try_for_each(|(name, value)| out.field(words, name, &value))?;
        for it in marks.iter().filter(|it| !it.said.is_empty()) {
            out.line(words, &crate::text::clean(&format!("  {}  {}", it.place, it.said)))?;
        }
        history::tell(words, &shown.history, out)
    })
}

fn marks_floor(act: &crate::campus::Act, on: crate::campus::Day, house: crate::campus::BuildingId, level: i8) -> bool {
    use crate::campus::{Act, RoundAct};
    match act {
        Act::Round(RoundAct::Marked { day, building, floor, .. }) => (*day, *building, *floor) == (on, house, level),
        Act::Undone { by, .. } if !matches!(**by, Act::Undone { .. }) => marks_floor(by, on, house, level),
        _ => false,
    }
}

/// An entry of the logbook as it stands there.
#[derive(Serialize)]
struct EntryView {
    #[serde(flatten)]
    header: view::HeaderView,
    /// The kind of act; `kind` says that this is an entry.
    act: String,
    prev: String,
    digest: String,
    readable: bool,
    undone_by: Option<u64>,
}

/// An entry.
pub(super) fn entry(seat: &Seat, desk: &Desk, seq: Seq, out: &mut Out) -> Outcome<()> {
    let words = &seat.words;
    let fault = |fault| Problem::fault(words, &fault);
    let header = desk.headers(seq, 1).map_err(fault)?.pop().ok_or_else(|| Problem::not_found(words, &seq.to_string()))?;
    let readable = desk.may_read(seq).map_err(fault)?;
    let events = history::events(seat, desk, &[seq])?;
    let campus = desk.campus();
    let view = EntryView {
        act: header.kind.to_string(),
        prev: view::hex(&header.prev),
        digest: view::hex(&header.digest),
        readable,
        undone_by: campus.undone_by(seq).map(|it| it.0),
        header: view::header(&campus, &header),
    };
    let shown = EntryShown { it: view, history: events };
    out.answer(words, &shown, |out| {
        let it = &shown.it;
        let fields = [
            (say!(words, "cli-head-seq"), seq.to_string()),
            (say!(words, "cli-head-time"), short_time(&it.header.at)),
            (say!(words, "cli-head-by"), it.header.by.clone()),
            (say!(words, "cli-head-kind"), say_kind(words, &it.act)),
            (say!(words, "cli-head-subjects"), it.header.subjects.join(" ")),
            (say!(words, "cli-head-hash"), it.header.hash.clone()),
            (say!(words, "cli-head-undone"), it.undone_by.map(|it| it.to_string()).unwrap_or_default()),
            (say!(words, "cli-head-text"), if it.readable { String::new() } else { say!(words, "cli-hidden") }),
        ];
        fields.into_iter().try_for_each(|(name, value)| out.field(words, name, &value))?;
        history::tell(words, &shown.history, out)
    })
}

/// An entry with what it says; its own `kind` is that of its act.
#[derive(Serialize)]
struct EntryShown {
    #[serde(flatten)]
    it: EntryView,
    history: Vec<Event>,
}
