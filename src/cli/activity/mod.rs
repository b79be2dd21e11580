//! `activity` and its verbs: entered in one line, announced, held, proved, published or cancelled; who was there, what was said, what proves it.

mod attend;
mod files;
mod ledger;
mod tell;

pub(super) use ledger::{import, template};
pub(super) use tell::{ActivityView, tell, told};

use super::args::{ActivityArgs, ActivityCommand, AmendArgs};
use super::capture::{self, Asked};
use super::choose::{self, Finding, When, one_of};
use super::out::{Out, Outcome};
use super::problem::{Exit, Problem};
use super::seat::Seat;
use super::view;
use crate::campus::{Act, ActivityAct, ActivityFacts, ActivityKind, ActivityState, Branch, Refusal, Seq};
use crate::capture::Form;
use crate::desk::Desk;
use crate::say;
use crate::text;

/// The letter of the id of an activity.
pub(super) const ACTIVITY: char = 'A';

/// `activity`.
pub(super) fn run(seat: &Seat, args: &ActivityArgs, out: &mut Out) -> Outcome {
    use ActivityCommand as C;
    let Some(command) = &args.command else {
        return capture::one(seat, Asked::new(Form::Activity), args.line.as_deref().unwrap_or_default(), args.dry_run, out);
    };
    seat.at_desk(out, |desk, out| {
        let activity = match command {
            C::Attach { id, file } => {
                let activity = known(seat, desk, id)?;
                files::attach(seat, desk, activity, file)?;
                activity
            }
            C::Files { id } => return files::list(seat, desk, known(seat, desk, id)?, out),
            C::Save { id, name, to } => return files::save(seat, desk, known(seat, desk, id)?, name, to, out),
            C::Attend(args) => {
                let activity = known(seat, desk, &args.id)?;
                attend::attend(seat, desk, activity, args, out)?;
                activity
            }
            C::Note { id, text } => {
                let activity = known(seat, desk, id)?;
                submit(seat, desk, ActivityAct::Noted { activity, text: text.trim().into() })?;
                activity
            }
            C::Amend(args) => {
                let activity = known(seat, desk, &args.id)?;
                let (before, after) = amended(seat, desk, activity, args)?;
                // Whoever asks for what is so already gets it.
                if before != after {
                    submit(seat, desk, ActivityAct::Amended { activity, before: Box::new(before), after: Box::new(after) })?;
                }
                activity
            }
            C::Announce(it) => moved(seat, desk, &it.id, &it.text, ActivityState::Announced)?,
            C::Hold { step, count } => {
                let activity = moved(seat, desk, &step.id, &step.text, ActivityState::Held)?;
                if let Some(count) = *count {
                    attend::count(seat, desk, activity, count)?;
                }
                activity
            }
            C::Prove { step, files } => {
                let activity = known(seat, desk, &step.id)?;
                files.iter().try_for_each(|it| files::attach(seat, desk, activity, it))?;
                moved(seat, desk, &step.id, &step.text, ActivityState::Proved)?
            }
            C::Publish(it) => moved(seat, desk, &it.id, &it.text, ActivityState::Published)?,
            C::Cancel(it) => moved(seat, desk, &it.id, &it.text, ActivityState::Cancelled)?,
            C::Drop(it) => moved(seat, desk, &it.id, &it.text, ActivityState::Withdrawn)?,
            C::Back(it) => {
                let from = known_state(desk, known(seat, desk, &it.id)?);
                let to = match from {
                    Some(ActivityState::Published) => ActivityState::Proved,
                    Some(ActivityState::Proved) => ActivityState::Held,
                    _ => ActivityState::Planned,
                };
                moved(seat, desk, &it.id, &it.text, to)?
            }
        };
        let Some(told) = told(seat, desk, activity)? else { return Ok(Exit::Done) };
        out.answer(&seat.words, &told, |out| tell(seat, std::slice::from_ref(&told), out))?;
        Ok(Exit::Done)
    })
}

/// An activity by its id.
pub(super) fn known(seat: &Seat, desk: &Desk, typed: &str) -> Result<Seq, Problem> {
    let campus = desk.campus();
    let head = view::numbered(text::fold(typed).trim(), ACTIVITY).and_then(|seq| campus.activities().get(seq));
    let standing = head.filter(|it| it.state != ActivityState::Withdrawn);
    standing.map(|it| it.seq).ok_or_else(|| Problem::not_found(&seat.words, typed))
}

fn known_state(desk: &Desk, activity: Seq) -> Option<ActivityState> {
    desk.campus().activities().get(activity).map(|it| it.state)
}

fn submit(seat: &Seat, desk: &Desk, act: ActivityAct) -> Result<Seq, Problem> {
    seat.receipt(desk, desk.submit(Act::Activity(act))).map(|it| it.seq)
}

fn moved(seat: &Seat, desk: &Desk, id: &str, text: &str, to: ActivityState) -> Result<Seq, Problem> {
    let activity = known(seat, desk, id)?;
    let Some(from) = known_state(desk, activity) else { return Err(Problem::not_found(&seat.words, id)) };
    submit(seat, desk, ActivityAct::Moved { activity, from, to, text: text.trim().into() })?;
    Ok(activity)
}

/// As it is known, and as it is to be known.
fn amended(seat: &Seat, desk: &Desk, activity: Seq, args: &AmendArgs) -> Result<(ActivityFacts, ActivityFacts), Problem> {
    let words = &seat.words;
    let campus = desk.campus();
    let finder = desk.finder();
    let finding = Finding::new(words, &campus, &finder, desk.user());
    let head = campus.activities().get(activity).ok_or_else(|| seat.refusal(desk, &Refusal::NoSuchActivity(activity)))?;
    let before = head.facts.clone();
    let mut after = before.clone();
    if let Some(typed) = &args.kind {
        after.kind = kind(words, typed)?;
        after.branch = after.kind.branch().or(after.branch);
    }
    if let Some(typed) = &args.branch {
        after.branch = Some(one_of(words, "branch", typed, &Branch::ALL, Branch::key, |words, it| words.branch(it))?);
    }
    if let Some(typed) = &args.community {
        after.community = Some(finding.community(typed)?);
    }
    if let Some(typed) = &args.department {
        after.department = Some(finding.department(typed)?);
    }
    if let Some(typed) = &args.day {
        after.day = day(seat, desk, typed)?;
    }
    if let Some(title) = &args.title {
        after.title = text::clean(title).trim().into();
    }
    if !args.tags.is_empty() {
        after.tags = args.tags.iter().map(|it| it.trim().trim_start_matches('#').into()).collect();
    }
    Ok((before, after))
}

/// A kind, by its name for scripts or in the seat's language, or by any word the line knows.
pub(super) fn kind(words: &crate::words::Words, typed: &str) -> Result<ActivityKind, Problem> {
    match crate::capture::activity_kind_of(typed) {
        Some(it) => Ok(it),
        None => one_of(words, "kind", typed, &ActivityKind::ALL, ActivityKind::key, |words, it| words.activity_kind(it)),
    }
}

/// A day as it is typed.
pub(super) fn day(seat: &Seat, desk: &Desk, typed: &str) -> Result<crate::campus::Day, Problem> {
    let campus = desk.campus();
    let today = desk.now().day(campus.zone());
    match choose::When::read(&seat.words, typed, today) {
        Ok(When::Day(day)) => Ok(day),
        Ok(When::Moment(at)) => Ok(at.day(campus.zone())),
        Err(problem) => crate::capture::day_of(typed, today).ok_or(problem),
    }
}

/// The day that is asked about: today where nothing is said.
pub(super) fn on(seat: &Seat, desk: &Desk, typed: Option<&str>) -> Result<crate::campus::Day, Problem> {
    match typed {
        Some(typed) => day(seat, desk, typed),
        None => {
            let campus = desk.campus();
            Ok(desk.now().day(campus.zone()))
        }
    }
}

/// What is said of an activity before the term began, or of one that nothing counts.
pub(super) fn warnings(seat: &Seat, told: &ActivityView) -> Vec<String> {
    let words = &seat.words;
    let mut said = Vec::new();
    if told.counts_for.is_empty() {
        said.push(say!(words, "cli-activity-counts-nowhere"));
    }
    if told.before_term {
        said.push(say!(words, "cli-activity-before-term", term = told.term.as_str()));
    }
    said
}
