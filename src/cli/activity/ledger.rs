//! `import activities`, `export template activities`: the ledger of activities, one row an activity.

use super::super::args::{ImportActivitiesArgs, PaperArgs};
use super::super::export::Form;
use super::super::intake::{Imported, unplanned};
use super::super::out::{Out, Outcome};
use super::super::paper::{Sheet, failed};
use super::super::roster::unreadable;
use super::super::seat::Seat;
use crate::campus::{Act, Campus, Entry, Refusal, SeatId, Seq, Stamp, UserId};
use crate::desk::Desk;
use crate::desk::rights::may_do;
use crate::exchange::activities::{
    ActivityPlan, ActivityReason, ActivityRow, EarlierTerms, plan_activities, read_activities_file, template_document,
};
use crate::exchange::rounds;
use crate::say;

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
            let plan = plan_activities(&table, &campus, (desk.user(), today), earlier);
            plan.map_err(|error| unplanned(words, (&args.file, &table), &error))?
        };
        taken(seat, desk, plan, args.dry_run).answer(words, reason, out)
    })
}

/// Takes the rows in, or only finds out what would become of them.
fn taken(seat: &Seat, desk: &Desk, plan: ActivityPlan, dry_run: bool) -> Imported<ActivityReason> {
    let (mut it, rows) = Imported::of(plan, dry_run);
    // What depends on what came before it is tried on a campus of its own.
    let mut trial = dry_run.then(|| Trial { campus: Campus::clone(&desk.campus()), user: desk.user(), now: desk.now() });
    for row in &rows {
        let done = match &mut trial {
            Some(trial) => submit(row, |act| trial.submit(act).map_err(|refusal| seat.refusal(desk, &refusal).message)),
            None => submit(row, |act| {
                let seq = seat.receipt(desk, desk.submit(act)).map(|it| it.seq).map_err(|problem| problem.message.clone())?;
                it.wrote(seq);
                Ok(seq)
            }),
        };
        it.done(row.row, row.known.is_some(), done);
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

fn reason(reason: ActivityReason) -> &'static str {
    use ActivityReason as R;
    match reason {
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
        R::BothThereAndNot => "activities-reason-both",
    }
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
