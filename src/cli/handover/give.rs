//! The outgoing side: drafted, and given.

use super::super::args::HandoverSignArgs;
use super::super::ask::short_time;
use super::super::out::{Out, Outcome, Table};
use super::super::problem::{Exit, Problem};
use super::super::seat::Seat;
use super::super::view;
use super::super::written::choose;
use super::{shift_named, show};
use crate::campus::{Act, HandoverAct, HandoverGiven, HandoverLine, ShiftId, UserId, Weight};
use crate::desk::Desk;
use crate::desk::handover::{self, HandoverDraft};
use crate::exchange::handover::{duty_view, item, propose};
use crate::exchange::rounds::Names;
use crate::say;
use crate::text;
use serde::Serialize;
use serde_json::json;

/// A proposed line.
#[derive(Serialize)]
struct LineView {
    line: usize,
    kind: Option<&'static str>,
    id: Option<String>,
    about: String,
    students: Vec<String>,
    weight: &'static str,
    action: String,
    owner: Option<String>,
    due: Option<String>,
    contingency: String,
    #[serde(skip)]
    owner_name: String,
}

/// The shift that is meant: the one named, else ours that is still to be handed over.
fn shift_meant(seat: &Seat, desk: &Desk, typed: Option<&str>) -> Result<ShiftId, Problem> {
    if let Some(typed) = typed {
        return shift_named(seat, desk, typed);
    }
    let campus = desk.campus();
    let (user, now) = (desk.user(), desk.now());
    let on = || campus.shifts().covering(now).find(|(_, it)| it.person == user).map(|(id, _)| id);
    let found = handover::standing(&campus, user, now).to_give.or_else(on);
    found.ok_or_else(|| Problem::new(Exit::NotFound, "no_shift", say!(seat.words, "cli-no-shift")))
}

fn lines(seat: &Seat, desk: &Desk, draft: &HandoverDraft) -> Vec<LineView> {
    let campus = desk.campus();
    let sight = desk.sight(&campus);
    let lines = draft.lines.iter().enumerate().filter_map(|(at, it)| {
        let about = item(&seat.words, &campus, sight, it.item, Names::Full)?;
        let line = propose(&seat.words, it);
        let no = |id| campus.people().student(id).map(|it| it.facts.no.to_string());
        Some(LineView {
            line: at + 1,
            kind: Some(about.kind),
            id: about.id,
            about: about.said,
            students: about.students.into_iter().filter_map(no).collect(),
            weight: it.weight.key(),
            action: line.action.into(),
            owner: it.owner.map(|id| view::login(&campus, id)),
            owner_name: it.owner.and_then(|id| campus.staff().user(id)).map(|it| it.name.to_string()).unwrap_or_default(),
            due: it.due.map(|at| view::time(&campus, at)),
            contingency: line.contingency.into(),
        })
    });
    lines.collect()
}

/// `handover draft`.
pub(super) fn draft(seat: &Seat, desk: &Desk, typed: Option<&str>, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let shift = shift_meant(seat, desk, typed)?;
    let drafted = handover::draft(&desk.campus(), desk.user(), shift, desk.now());
    let draft = drafted.ok_or_else(|| Problem::not_found(words, &format!("S{}", shift.0)))?;
    let lines = lines(seat, desk, &draft);
    let notes: Vec<_> = draft.log.notes.iter().map(|it| it.seq).collect();
    let texts = super::entries(seat, desk, notes)?;
    let campus = desk.campus();
    let sight = desk.sight(&campus);
    let text_of = |seq| texts.get(&seq).cloned();
    let log = duty_view(words, &campus, sight, &draft.log, &text_of, (Names::Full, desk.now()));
    let since = &draft.since;
    let to = draft.to.map(|id| view::login(&campus, id));
    let counts = json!({
        "from": view::time(&campus, since.from),
        "last_shift_ended": since.ended.map(|at| view::time(&campus, at)),
        "incidents": since.incidents.iter().map(|seq| format!("I{seq}")).collect::<Vec<_>>(),
        "talks": since.talks.iter().map(|seq| format!("T{seq}")).collect::<Vec<_>>(),
        "rounds": since.walks.iter().map(|seq| format!("R{seq}")).collect::<Vec<_>>(),
        "missing": since.searches.len(),
        "away": since.away.iter().filter(|(id, _, _)| sight.sees_nights_of(*id)).count(),
    });
    let severe = lines.iter().filter(|it| it.weight == Weight::Severe.key()).count();
    let value = json!({
        "shift": format!("S{}", shift.0),
        "next": draft.next.map(|it| format!("S{}", it.0)),
        "to": to,
        "until": view::date(draft.until),
        "items": lines.len(),
        "severe": severe,
        "lines": lines,
        "since": counts,
        "log": log,
    });
    out.answer(words, &value, |out| {
        let name = draft.to.and_then(|id| campus.staff().user(id)).map(|it| it.name.to_string());
        let to = name.unwrap_or_else(|| say!(words, "report-duty-none"));
        out.line(
            words,
            &text::clean(&say!(
                words,
                "cli-handover-draft",
                shift = format!("S{}", shift.0),
                to = to,
                items = lines.len(),
                severe = severe
            )),
        )?;
        let mut table = Table::new([
            say!(words, "report-handover-line"),
            say!(words, "report-handover-weight"),
            say!(words, "report-handover-about"),
            say!(words, "report-handover-action"),
            say!(words, "report-handover-owner"),
            say!(words, "report-handover-due"),
            say!(words, "report-handover-contingency"),
        ]);
        for (it, drafted) in lines.iter().zip(&draft.lines) {
            let due = it.due.as_deref().map(short_time).unwrap_or_default();
            let (owner, weight) = (it.owner_name.clone(), words.weight(drafted.weight));
            table.row([it.line.to_string(), weight, it.about.clone(), it.action.clone(), owner, due, it.contingency.clone()]);
        }
        out.table(words, &table)
    })?;
    Ok(Exit::Done)
}

/// `handover sign` of who goes.
pub(super) fn sign(seat: &Seat, desk: &Desk, args: &HandoverSignArgs, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let shift = shift_meant(seat, desk, args.shift.as_deref())?;
    let to: Option<UserId> = args.to.as_deref().map(|typed| choose(seat, desk, |finding| finding.user(typed))).transpose()?;
    let given = {
        let campus = desk.campus();
        let drafted = handover::draft(&campus, desk.user(), shift, desk.now());
        let draft = drafted.ok_or_else(|| Problem::not_found(words, &format!("S{}", shift.0)))?;
        let to = to.or(draft.to).ok_or_else(|| Problem::usage("to_needed", say!(words, "cli-handover-to")))?;
        let unknown = args.leave_out.iter().find(|nth| !(1..=draft.lines.len()).contains(*nth));
        if let Some(nth) = unknown {
            let line = u16::try_from(*nth).unwrap_or(u16::MAX).saturating_sub(1);
            return Err(seat.refusal(desk, &crate::campus::Refusal::NoSuchLine(line)).into());
        }
        let severe = |nth: &&usize| draft.lines.get(**nth - 1).is_some_and(|it| it.weight != Weight::Routine);
        if let Some(nth) = args.leave_out.iter().find(severe) {
            return Err(
                Problem::new(Exit::Refused, "line_not_routine", say!(words, "cli-handover-not-routine", line = nth.to_string())).into()
            );
        }
        let kept = draft.lines.iter().enumerate().filter(|(at, _)| !args.leave_out.contains(&(at + 1)));
        let mut lines: Vec<HandoverLine> = kept.map(|(_, it)| propose(words, it)).collect();
        lines.extend(args.notes.iter().map(|text| HandoverLine {
            item: None,
            weight: Weight::Watch,
            action: text.as_str().into(),
            owner: Some(to),
            due: None,
            contingency: "".into(),
        }));
        // The grave things go first, and what was added by hand goes with its like.
        lines.sort_by_key(|it| it.weight);
        // The next shift takes over only if it is theirs whom it is given to.
        let next = draft.next.filter(|id| campus.shifts().get(*id).is_some_and(|it| it.person == to));
        HandoverGiven { shift, next, to, summary: args.summary.as_str().into(), lines, things: args.things.as_str().into() }
    };
    let receipt = seat.receipt(desk, desk.submit(Act::Handover(HandoverAct::Given(given))))?;
    show(seat, desk, receipt.seq, out)
}
