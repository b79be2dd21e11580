//! `import activities`, `export template activities`: the ledger of activities, one row an activity.

use super::super::args::{ImportActivitiesArgs, PaperArgs};
use super::super::export::Form;
use super::super::ledger::listed;
use super::super::out::{Out, Outcome};
use super::super::paper::{Sheet, failed};
use super::super::problem::{Exit, Problem};
use super::super::roster::{in_file, unreadable};
use super::super::seat::Seat;
use crate::campus::{Act, Campus, Entry, Refusal, SeatId, Seq, Stamp, UserId};
use crate::desk::Desk;
use crate::desk::rights::may_do;
use crate::exchange::activities::{
    ActivityError, ActivityPlan, ActivityReason, ActivityRemark, ActivityRow, EarlierTerms, plan_activities, read_activities_file,
    template_document,
};
use crate::exchange::rounds;
use crate::say;
use crate::text;
use crate::words::Words;
use serde::Serialize;

/// The answer of an import.
#[derive(Serialize)]
struct Imported {
    dry_run: bool,
    rows: usize,
    added: usize,
    changed: usize,
    unchanged: usize,
    /// The first and the last entry they became: what `undo FIRST --to LAST` takes back.
    first: Option<u64>,
    last: Option<u64>,
    header_row: u32,
    mapping: serde_json::Map<String, serde_json::Value>,
    rejected: Vec<ActivityRemark>,
    /// Rows that the desk refused.
    refused: Vec<RefusedView>,
}

#[derive(Serialize)]
struct RefusedView {
    row: u32,
    message: String,
}

/// `import activities`.
pub(in crate::cli) fn import(seat: &Seat, args: &ImportActivitiesArgs, out: &mut Out) -> Outcome {
    let words = &seat.words;
    // The file is read first: nobody should have to type a passphrase to hear that it cannot be.
    let table = read_activities_file(&args.file).map_err(|error| unreadable(words, &args.file, &error))?;
    seat.at_desk(out, |desk, out| {
        let plan = {
            let campus = desk.campus();
            let today = desk.now().day(campus.zone());
            let earlier = if args.earlier { EarlierTerms::Taken } else { EarlierTerms::Rejected };
            plan_activities(&table, &campus, (desk.user(), today), earlier).map_err(|error| unplanned(words, args, &error))?
        };
        let it = taken(seat, desk, plan, args.dry_run);
        let exit = if it.refused.is_empty() && it.rejected.is_empty() { Exit::Done } else { Exit::Refused };
        out.answer(words, &it, |out| {
            lines(words, &it).iter().try_for_each(|line| out.line(words, &text::clean(line)))?;
            match (it.first, it.last) {
                (Some(first), Some(last)) => {
                    let (first, last) = (first.to_string(), last.to_string());
                    out.line(words, &say!(words, "register-done", first = first, last = last))
                }
                _ if it.dry_run => out.line(words, &say!(words, "cli-dry-run")),
                _ => out.line(words, &say!(words, "cli-import-nothing")),
            }
        })?;
        Ok(exit)
    })
}

/// Takes the rows in, or only finds out what would become of them.
fn taken(seat: &Seat, desk: &Desk, plan: ActivityPlan, dry_run: bool) -> Imported {
    let mut it = Imported {
        dry_run,
        rows: plan.rows.len() + plan.unchanged + plan.rejected.len(),
        added: 0,
        changed: 0,
        unchanged: plan.unchanged,
        first: None,
        last: None,
        header_row: plan.header_row,
        mapping: plan.mapping.iter().map(|(code, title)| ((*code).to_owned(), title.clone().into())).collect(),
        rejected: plan.rejected,
        refused: Vec::new(),
    };
    // What depends on what came before it is tried on a campus of its own.
    let mut trial = dry_run.then(|| Trial { campus: Campus::clone(&desk.campus()), user: desk.user(), now: desk.now() });
    for row in &plan.rows {
        let done = match &mut trial {
            Some(trial) => submit(row, |act| trial.submit(act).map_err(|refusal| seat.refusal(desk, &refusal).message)),
            None => submit(row, |act| {
                let seq = seat.receipt(desk, desk.submit(act)).map(|it| it.seq).map_err(|problem| problem.message.clone())?;
                it.first.get_or_insert(seq.0);
                it.last = Some(seq.0);
                Ok(seq)
            }),
        };
        match (done, row.known) {
            (Ok(()), None) => it.added += 1,
            (Ok(()), Some(_)) => it.changed += 1,
            (Err(message), _) => it.refused.push(RefusedView { row: row.row, message }),
        }
    }
    it
}

/// The acts of a row, one after the other; ends with the first that is refused.
fn submit(row: &ActivityRow, mut submit: impl FnMut(Act) -> Result<Seq, String>) -> Result<(), String> {
    let entered = row.enters().map(&mut submit).transpose()?;
    let Some(activity) = row.known.or(entered) else { return Ok(()) };
    row.then(activity).into_iter().try_for_each(|act| submit(act).map(|_| ()))
}

/// A campus on which an import is tried.
struct Trial {
    campus: Campus,
    user: UserId,
    now: Stamp,
}

impl Trial {
    fn submit(&mut self, act: Act) -> Result<Seq, Refusal> {
        if !may_do(&self.campus, self.user, &act) {
            return Err(Refusal::NotAllowed);
        }
        self.campus.check(self.user, self.now, &act)?;
        let seq = self.campus.applied().next();
        self.campus.apply(&Entry { seq, at: self.now, by: self.user, seat: SeatId(0), act });
        Ok(seq)
    }
}

fn unplanned(words: &Words, args: &ImportActivitiesArgs, error: &ActivityError) -> Problem {
    let file = &args.file;
    match error {
        ActivityError::NoRows => Problem::new(Exit::Refused, "no_rows", in_file(words, file, say!(words, "register-no-rows"))),
        ActivityError::MissingColumns { missing, found } => {
            let list = missing.join(&say!(words, "import-comma"));
            let message = in_file(words, file, say!(words, "register-missing-columns", list = list));
            Problem::new(Exit::Refused, "missing_columns", message).with("missing", missing.clone()).with("headers", found.clone())
        }
    }
}

fn lines(words: &Words, it: &Imported) -> Vec<String> {
    let rejected = it.rejected.len() + it.refused.len();
    let mut lines = vec![say!(
        words,
        "register-summary",
        rows = it.rows,
        added = it.added,
        changed = it.changed,
        unchanged = it.unchanged,
        rejected = rejected
    )];
    let rejected = it.rejected.iter().map(|it| {
        let reason = reason(words, it.reason);
        let reason = if it.value.is_empty() { reason } else { say!(words, "activities-value", value = it.value.as_str(), reason = reason) };
        let reason = match &it.column {
            Some(column) => say!(words, "register-column", column = column.as_str(), reason = reason),
            None => reason,
        };
        say!(words, "import-row", row = it.row, reason = reason)
    });
    let refused = it.refused.iter().map(|it| say!(words, "import-row", row = it.row, reason = it.message.as_str()));
    let all: Vec<String> = rejected.chain(refused).collect();
    listed(words, &mut lines, say!(words, "import-rejected", count = all.len()), all);
    lines
}

fn reason(words: &Words, reason: ActivityReason) -> String {
    use ActivityReason as R;
    words.get(match reason {
        R::TitleMissing => "activities-reason-title",
        R::KindUnknown => "activities-reason-kind",
        R::DayUnreadable => "activities-reason-day",
        R::BeforeTerm => "activities-reason-before-term",
        R::TimeUnreadable => "activities-reason-time",
        R::CommunityUnknown => "register-reason-community-unknown",
        R::BranchUnknown => "register-reason-branch-unknown",
        R::PlaceUnknown => "activities-reason-place",
        R::CountUnreadable => "activities-reason-count",
        R::FewerThanNamed => "activities-reason-fewer",
        R::StudentUnknown => "activities-reason-student",
        R::StudentSeveral => "activities-reason-several",
        R::StudentLeft => "activities-reason-left",
        R::Duplicate => "register-reason-duplicate",
    })
}

/// `export template activities`.
pub(in crate::cli) fn template(seat: &Seat, paper: &PaperArgs, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let form = Form::of(words, &paper.file, &[Form::Xlsx, Form::Csv])?;
    paper.paper().not_there_yet(words)?;
    let document = template_document(words);
    let bytes = match form {
        Form::Csv => rounds::csv(&document).map_err(|error| failed(words, &words.io(error.kind())))?,
        _ => rounds::xlsx(&document).map_err(|error| failed(words, &error.to_string()))?,
    };
    seat.at_desk(out, |desk, out| {
        let told = |file: String| say!(words, "register-template-written", file = file);
        paper.paper().deliver((seat, desk), &Sheet { what: "template", bytes: &bytes, rows: 0 }, &[], told, out)
    })
}
