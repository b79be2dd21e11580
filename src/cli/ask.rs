//! `find` and `search`.

use super::args::{FindArgs, SearchArgs, SearchIn};
use super::choose::Finding;
use super::out::{Out, Outcome, Table};
use super::problem::{Exit, Problem};
use super::seat::Seat;
use super::view;
use crate::desk::Scope;
use crate::finder::Why;
use crate::say;
use crate::words::Words;
use serde::Serialize;

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

/// An answer of `search`.
#[derive(Serialize)]
struct FoundText {
    id: String,
    kind: &'static str,
    at: String,
    snippet: String,
    /// Where in the snippet it stands, in characters.
    hit: [usize; 2],
}

/// `search`.
pub(super) fn search(seat: &Seat, args: &SearchArgs, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let text = args.text.join(" ");
    let mut scopes = Vec::new();
    for kind in &args.kinds {
        let scope = match kind {
            SearchIn::Talks => Scope::Talks,
            SearchIn::Incidents => Scope::Incidents,
        };
        if !scopes.contains(&scope) {
            scopes.push(scope);
        }
    }
    let limit = if args.limit.count() == usize::MAX { 0 } else { args.limit.count() };
    seat.at_desk(out, |desk, out| {
        let hits = desk.search(&text, &scopes, limit).map_err(|fault| Problem::fault(words, &fault))?;
        let campus = desk.campus();
        let found: Vec<FoundText> = hits
            .into_iter()
            .map(|it| {
                let (letter, kind) = match it.scope {
                    Scope::Talks => ('T', "talk"),
                    Scope::Incidents => ('I', "incident"),
                };
                let chars = |until: usize| it.snippet.get(..until).map_or(0, |before| before.chars().count());
                let hit = [chars(it.hit.start), chars(it.hit.end)];
                FoundText { id: format!("{letter}{}", it.seq), kind, at: view::time(&campus, it.at), snippet: it.snippet, hit }
            })
            .collect();
        out.answer(words, &found, |out| {
            if found.is_empty() {
                out.note(&Problem::not_found(words, &text).message);
                return Ok(());
            }
            let mut table = Table::new([say!(words, "cli-head-id"), say!(words, "cli-head-time"), say!(words, "cli-head-text")]);
            for it in &found {
                table.row([it.id.clone(), short_time(&it.at), it.snippet.clone()]);
            }
            out.table(words, &table)
        })?;
        Ok(Exit::Done)
    })
}

/// A time for a column: `2026-11-23 23:36`.
pub(super) fn short_time(rfc3339: &str) -> String {
    rfc3339.get(..16).map_or_else(|| rfc3339.to_owned(), |it| it.replace('T', " "))
}
