//! `find`: students by pinyin, hanzi, number or room.

use super::args::FindArgs;
use super::choose::Finding;
use super::out::{Out, Outcome, Table};
use super::problem::{Exit, Problem};
use super::seat::Seat;
use super::view;
use crate::finder::Why;
use crate::say;
use crate::words::Words;

/// `find`.
pub(super) fn find(seat: &Seat, args: &FindArgs, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let query = args.query.join(" ");
    seat.at_desk(out, |desk, out| {
        let campus = desk.campus();
        let finder = desk.finder();
        let finding = Finding::new(words, &campus, &finder, desk.user());
        let hits = finding.hits(&query, args.limit.count());
        let found: Vec<_> = hits.iter().filter_map(|it| view::found(&campus, it)).collect();
        out.answer(words, &found, |out| {
            if found.is_empty() {
                out.note(&Problem::not_found(words, &query).message);
                return Ok(());
            }
            let mut table = Table::new([
                say!(words, "cli-head-student-no"),
                say!(words, "cli-head-name"),
                say!(words, "cli-head-class"),
                say!(words, "cli-head-room"),
                say!(words, "cli-head-why"),
            ]);
            for (it, hit) in found.iter().zip(&hits) {
                let why = if it.left { say!(words, "cli-why-left") } else { why(words, hit.why) };
                let view::Candidate { student_no, name, class, room } = it.student.clone();
                table.row([student_no, name, class.unwrap_or_default(), room.unwrap_or_default(), why]);
            }
            out.table(words, &table)
        })?;
        Ok(Exit::Done)
    })
}

fn why(words: &Words, why: Why) -> String {
    match why {
        Why::Number | Why::NumberHead | Why::NumberTail => say!(words, "cli-why-number"),
        Why::Name | Why::Hanzi => say!(words, "cli-why-name"),
        Why::Pinyin => say!(words, "cli-why-pinyin"),
        Why::Initials => say!(words, "cli-why-initials"),
        Why::Room => say!(words, "cli-why-room"),
    }
}

/// A time for a column: `2026-11-23 23:36`.
pub(super) fn short_time(rfc3339: &str) -> String {
    rfc3339.get(..16).map_or_else(|| rfc3339.to_owned(), |it| it.replace('T', " "))
}
