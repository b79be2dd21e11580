//! `reveal`: a number in full, once it is on record that somebody looked.

use super::args::RevealArgs;
use super::choose::{Finding, one_of};
use super::out::{Out, Outcome};
use super::problem::{Exit, Problem};
use super::seat::Seat;
use super::view;
use crate::campus::{NumberKind, Refusal};
use crate::desk::Refused;
use crate::say;
use crate::text;
use serde_json::json;

/// `reveal`.
pub(super) fn run(seat: &Seat, args: &RevealArgs, out: &mut Out) -> Outcome {
    const ALL: [NumberKind; 3] = [NumberKind::Phone, NumberKind::Guardian, NumberKind::Identity];
    let words = &seat.words;
    let what = one_of(words, "NUMBER", &args.what, &ALL, NumberKind::key, |words, it| words.number_kind(it))?;
    seat.at_desk(out, |desk, out| {
        let student = {
            let campus = desk.campus();
            Finding::new(words, &campus, &desk.finder(), desk.user()).student(&args.student)?
        };
        let number = desk.reveal(student, what, &args.reason).map_err(|refused| match refused {
            Refused::Rule(Refusal::EmptyName) => {
                Problem::new(Exit::NotFound, "no_number", say!(words, "cli-no-number", what = words.number_kind(what)))
            }
            other => Problem::refused(words, &desk.campus(), &other),
        })?;
        let answer = json!({ "student_no": view::student_no(&desk.campus(), student), "what": what.key(), "number": number });
        out.answer(words, &answer, |out| out.line(words, &text::clean(&number)))?;
        Ok(Exit::Done)
    })
}
