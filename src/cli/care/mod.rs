//! `care`: the concern levels with what set them, must-talk marks, the network of people around the students.

mod list;
mod network;

use super::args::{CareCommand, LevelHow};
use super::choose::one_of;
use super::list::level;
use super::out::{Out, Outcome};
use super::problem::Problem;
use super::seat::Seat;
use super::written::{choose, coming_day, day, id, take_off, write};
use crate::campus::{Act, CareAct, Concern, LevelChange, Marked, StudentId, Trigger};
use crate::desk::Desk;

/// The letter of the id of a mark.
const MARK: char = 'K';
/// The letter of the id of a level that was set.
const LEVEL: char = 'G';

/// `care …`.
pub(super) fn run(seat: &Seat, command: &CareCommand, out: &mut Out) -> Outcome {
    let words = &seat.words;
    seat.at_desk(out, |desk, out| match command {
        CareCommand::List(args) => list::list(seat, desk, args, out),
        CareCommand::Show { student } => {
            let student = choose(seat, desk, |finding| finding.student(student))?;
            list::show(seat, desk, student, out)
        }
        CareCommand::Network { of } => network::network(seat, desk, of.as_deref(), out),
        CareCommand::Set(args) => {
            let after = level(words, &args.level)?;
            let student = choose(seat, desk, |finding| finding.student(&args.student))?;
            set(seat, desk, student, Some(after), &args.how, out)
        }
        CareCommand::Review(args) => match &args.student {
            None => list::due(seat, desk, out),
            Some(student) => {
                let after = args.level.as_deref().map(|it| level(words, it)).transpose()?;
                let student = choose(seat, desk, |finding| finding.student(student))?;
                set(seat, desk, student, after, &args.how, out)
            }
        },
        CareCommand::Mark { student, trigger, day: typed, reason } => {
            let trigger = one_of(words, "TRIGGER", trigger, &Trigger::ALL, Trigger::key, |words, it| words.trigger(it))?;
            let day = day(seat, desk, typed.as_deref())?;
            let student = choose(seat, desk, |finding| finding.student(student))?;
            let marked = Marked { student, trigger, day, reason: reason.as_str().into() };
            write(seat, desk, Act::Care(CareAct::Marked(marked)), Some(MARK), out)
        }
        CareCommand::Unmark { id: typed } => {
            let mark = id(seat, typed, MARK)?;
            // Of a mark that is not seen it is not said that there is one.
            let seen = {
                let campus = desk.campus();
                campus.care().mark(mark).is_some_and(|it| desk.sight(&campus).sees_mark(it))
            };
            if !seen {
                return Err(Problem::not_found(words, typed).into());
            }
            take_off(seat, desk, Act::Care(CareAct::MarkWithdrawn { mark }), mark, out)
        }
    })
}

/// Sets a level, or looks at it again and leaves it. What is not said of one that demands it is as the presets have it, and for who acts to review.
fn set(seat: &Seat, desk: &Desk, student: StudentId, after: Option<Concern>, how: &LevelHow, out: &mut Out) -> Outcome {
    let until = how.until.as_deref().map(|it| coming_day(seat, desk, it)).transpose()?;
    let reviewer = how.reviewer.as_deref().map(|it| choose(seat, desk, |finding| finding.user(it))).transpose()?;
    let change = {
        let campus = desk.campus();
        let before = desk.sight(&campus).level(student);
        let after = after.unwrap_or(before);
        let today = desk.now().day(campus.zone());
        let rules = &campus.presets().rules().care;
        let until = until.or_else(|| rules.review_days(after).map(|days| today.plus(days)));
        let reviewer = reviewer.or_else(|| rules.review_days(after).map(|_| desk.user()));
        LevelChange { student, before, after, until, reviewer, reason: how.reason.as_str().into() }
    };
    write(seat, desk, Act::Care(CareAct::LevelSet(change)), Some(LEVEL), out)
}
