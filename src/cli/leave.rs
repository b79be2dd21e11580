//! `leave`: asked for, decided, over.

use super::args::{LeaveAskArgs, LeaveCommand, LeaveListArgs};
use super::ask::short_time;
use super::choose::{self, Finding, one_of};
use super::out::{Out, Outcome, Table};
use super::problem::{Exit, Problem};
use super::seat::Seat;
use super::view;
use crate::campus::{Act, Approver, LeaveAct, LeaveAsked, LeaveHead, LeaveKind, LeaveState, Refusal, Seq};
use crate::desk::Desk;
use crate::desk::rights;
use crate::say;
use crate::text;
use serde::Serialize;

/// A leave with what was written down.
#[derive(Serialize)]
struct Told {
    #[serde(flatten)]
    leave: view::LeaveView,
    /// Why and where to; `None` for who may not read it.
    text: Option<String>,
}

/// `leave …`.
pub(super) fn run(seat: &Seat, command: &LeaveCommand, out: &mut Out) -> Outcome {
    seat.at_desk(out, |desk, out| {
        let act = match command {
            LeaveCommand::List(args) => return list(seat, desk, args, out),
            LeaveCommand::Ask(args) => LeaveAct::Asked(asked(seat, desk, args)?),
            LeaveCommand::Approve { id } => LeaveAct::Approved { leave: known(seat, desk, id)? },
            LeaveCommand::Decline { id, text } => LeaveAct::Declined { leave: known(seat, desk, id)?, text: text.as_str().into() },
            LeaveCommand::Withdraw { id } => LeaveAct::Withdrawn { leave: known(seat, desk, id)? },
            LeaveCommand::Return { id, at } => {
                let leave = known(seat, desk, id)?;
                let now = desk.now();
                let at = at.as_deref().map_or(Ok(now), |it| choose::moment(&seat.words, &desk.campus(), it, now, false))?;
                LeaveAct::Returned { leave, at }
            }
        };
        let of = match &act {
            LeaveAct::Approved { leave } | LeaveAct::Declined { leave, .. } | LeaveAct::Withdrawn { leave } => Some(*leave),
            LeaveAct::Returned { leave, .. } | LeaveAct::Restored { leave, .. } => Some(*leave),
            LeaveAct::Asked(_) => None,
        };
        let act = Act::Leave(act);
        let is_decision = matches!(act, Act::Leave(LeaveAct::Approved { .. } | LeaveAct::Declined { .. }));
        if let Some(problem) = of.filter(|_| is_decision).and_then(|leave| not_theirs(seat, desk, leave, &act)) {
            return Err(problem.into());
        }
        let seq = seat.receipt(desk, desk.submit(act))?.seq;
        let Some(told) = told(seat, desk, of.unwrap_or(seq))? else { return Ok(Exit::Done) };
        out.answer(&seat.words, &told, |out| tell(seat, std::slice::from_ref(&told), out))?;
        Ok(Exit::Done)
    })
}

/// Who else decides about a leave of this length, where this user does not.
fn not_theirs(seat: &Seat, desk: &Desk, leave: Seq, act: &Act) -> Option<Problem> {
    let campus = desk.campus();
    let head = campus.leaves().get(leave).filter(|_| !rights::may_do(&campus, desk.user(), act))?;
    let approver = head.approver(&campus.presets().rules().leave);
    let problem = seat.refusal(desk, &Refusal::NotAllowed);
    let line = say!(seat.words, "cli-leave-approver", days = head.days().to_string(), approver = seat.words.approver(approver));
    Some(problem.line(line).with("approver", approver.key()))
}

/// A leave by its id, if this user knows of it.
fn known(seat: &Seat, desk: &Desk, typed: &str) -> Result<Seq, Problem> {
    let campus = desk.campus();
    let found = view::numbered(text::fold(typed).trim(), 'L').and_then(|seq| campus.leaves().get(seq));
    let found = found.filter(|it| desk.sight(&campus).sees_leave(it));
    found.map(|it| it.seq).ok_or_else(|| Problem::not_found(&seat.words, typed))
}

fn asked(seat: &Seat, desk: &Desk, args: &LeaveAskArgs) -> Result<LeaveAsked, Problem> {
    let words = &seat.words;
    let campus = desk.campus();
    let finder = desk.finder();
    let student = Finding::new(words, &campus, &finder, desk.user()).student(&args.student)?;
    let moment = |typed: &str, end| choose::moment(words, &campus, typed, desk.now(), end);
    Ok(LeaveAsked {
        student,
        from: args.from.as_deref().map_or(Ok(desk.now()), |it| moment(it, false))?,
        until: moment(&args.until, true)?,
        kind: one_of(words, "--kind", &args.kind, &LeaveKind::ALL, LeaveKind::key, |words, it| words.leave_kind(it))?,
        text: args.text.as_str().into(),
    })
}

/// A leave as this user sees it, with what was written down; `None` if not even that there is one.
fn told(seat: &Seat, desk: &Desk, leave: Seq) -> Result<Option<Told>, Problem> {
    let entry = desk.entry(leave).map_err(|fault| Problem::fault(&seat.words, &fault))?;
    let text = entry.and_then(|it| if let Act::Leave(LeaveAct::Asked(it)) = it.act { Some(it.text.to_string()) } else { None });
    let campus = desk.campus();
    let sight = desk.sight(&campus);
    let head = campus.leaves().get(leave).filter(|it| sight.sees_leave(it));
    Ok(head.map(|it| Told { leave: view::leave(&campus, sight, it), text: text.filter(|_| sight.reads_leave(it)) }))
}

fn list(seat: &Seat, desk: &Desk, args: &LeaveListArgs, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let found: Vec<Seq> = {
        let campus = desk.campus();
        let (now, zone) = (desk.now(), campus.zone());
        let finder = desk.finder();
        let student = args.student.as_deref().map(|it| Finding::new(words, &campus, &finder, desk.user()).student(it)).transpose()?;
        let leaves = campus.leaves();
        let found: Vec<&LeaveHead> = if args.due {
            leaves.due_on(now.day(zone), zone).collect()
        } else if args.overdue {
            leaves.overdue(now)
        } else if args.open || student.is_none() {
            leaves.standing().rev().filter(|it| !args.open || it.state == LeaveState::Asked).collect()
        } else {
            student.into_iter().flat_map(|id| leaves.of_student(id).rev()).collect()
        };
        let sight = desk.sight(&campus);
        let seen = found.into_iter().filter(|it| sight.sees_leave(it) && student.is_none_or(|id| it.student == id));
        seen.take(args.limit.count()).map(|it| it.seq).collect()
    };
    let told = found.into_iter().map(|it| told(seat, desk, it)).collect::<Result<Vec<_>, _>>()?;
    let told: Vec<Told> = told.into_iter().flatten().collect();
    out.answer(words, &told, |out| tell(seat, &told, out))?;
    Ok(Exit::Done)
}

fn tell(seat: &Seat, told: &[Told], out: &mut Out) -> Outcome<()> {
    let words = &seat.words;
    let mut table = Table::new([
        say!(words, "cli-head-id"),
        say!(words, "cli-head-student-no"),
        say!(words, "cli-head-name"),
        say!(words, "cli-head-from"),
        say!(words, "cli-head-to"),
        say!(words, "cli-head-days"),
        say!(words, "cli-head-kind"),
        say!(words, "cli-head-state"),
        say!(words, "cli-head-approver"),
        say!(words, "cli-head-text"),
    ]);
    for Told { leave, text } in told {
        let kind = leave.kind.and_then(LeaveKind::from_key).map(|it| words.leave_kind(it)).unwrap_or_default();
        let approver = Approver::from_key(leave.approver).map(|it| words.approver(it)).unwrap_or_default();
        table.row([
            leave.id.clone(),
            leave.student_no.clone(),
            leave.name.clone(),
            short_time(&leave.from),
            short_time(&leave.until),
            leave.days.to_string(),
            kind,
            words.leave_state(leave.stands),
            approver,
            text.clone().unwrap_or_default(),
        ]);
    }
    out.table(words, &table)
}
