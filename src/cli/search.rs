//! `search`: full text in what this user may read, and the searches they keep.

use super::args::{SearchArgs, SearchIn};
use super::ask::short_time;
use super::out::{Out, Outcome, Table};
use super::problem::{Exit, Problem};
use super::seat::Seat;
use super::view;
use crate::campus::{Act, QueryAct};
use crate::desk::{Desk, Found};
use crate::query::{Filter, Ground, Key, Kind, Query, Reading, Trouble, Wanted, Wrong, read, resolve};
use crate::say;
use crate::text;
use serde::Serialize;
use serde_json::json;

/// An answer of `search`.
#[derive(Serialize)]
struct FoundText {
    id: String,
    kind: &'static str,
    at: String,
    snippet: String,
    /// Where in the snippet the first word stands, in characters.
    hit: [usize; 2],
    /// Where everything that was looked for stands.
    hits: Vec<[usize; 2]>,
}

impl FoundText {
    fn of(found: Found, at: String) -> Self {
        let (letter, kind) = match found.kind {
            Kind::Talks => ('T', "talk"),
            Kind::Incidents => ('I', "incident"),
            Kind::Requests => ('Q', "request"),
        };
        let text = found.snippet.text;
        let chars = |until: usize| text.get(..until).map_or(0, |before| before.chars().count());
        let hits: Vec<[usize; 2]> = found.snippet.marks.iter().map(|it| [chars(it.start), chars(it.end)]).collect();
        let hit = hits.first().copied().unwrap_or_default();
        Self { id: format!("{letter}{}", found.seq), kind, at, snippet: text, hit, hits }
    }
}

/// `search`.
pub(super) fn search(seat: &Seat, args: &SearchArgs, out: &mut Out) -> Outcome {
    seat.at_desk(out, |desk, out| {
        if args.list_saved {
            return list_saved(seat, desk, out);
        }
        if let Some(name) = &args.drop_saved {
            return drop_saved(seat, desk, name, out);
        }
        let (line, wanted) = asked(seat, desk, args)?;
        match &args.save {
            Some(name) => save(seat, desk, name, &line, out),
            None => run(seat, desk, &line, &wanted, args, out),
        }
    })
}

/// What was asked, as a line and as what it means here. Whatever of it is not understood is said.
fn asked(seat: &Seat, desk: &Desk, args: &SearchArgs) -> Result<(String, Wanted), Problem> {
    let mut typed = args.text.join(" ");
    if let Some(name) = &args.saved {
        let kept = kept(desk).into_iter().find(|it| it.name == *name).ok_or_else(|| no_such(seat, desk, name))?;
        typed = format!("{} {typed}", kept.line);
    }
    let campus = desk.campus();
    let today = desk.now().day(campus.zone());
    let mut reading = read(typed.trim(), today);
    let mut kinds = Vec::new();
    for kind in &args.kinds {
        let kind = match kind {
            SearchIn::Talks => Kind::Talks,
            SearchIn::Incidents => Kind::Incidents,
            SearchIn::Requests => Kind::Requests,
        };
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    if !kinds.is_empty() {
        reading.query.filters.push(Filter::In(kinds));
    }
    let finder = desk.finder();
    let (wanted, troubles) = resolve(&reading, Ground { campus: &campus, finder: &finder, user: desk.user(), today });
    if let Some(trouble) = troubles.first() {
        return Err(not_understood(seat, trouble));
    }
    let Reading { query, .. } = reading;
    if wanted == Wanted::default() {
        return Err(Problem::usage("nothing_asked", say!(seat.words, "cli-search-nothing")));
    }
    Ok((Query::written(&query), wanted))
}

fn not_understood(seat: &Seat, trouble: &Trouble) -> Problem {
    let message = seat.words.query_trouble(trouble);
    match &trouble.what {
        Wrong::NoSuchFilter => Problem::usage("unknown_filter", message).with("allowed", Key::ALL.map(Key::name).to_vec()),
        Wrong::NoValue | Wrong::NoSuchValue | Wrong::NotExcludable => {
            Problem::usage("bad_filter", message).with("filter", trouble.key.map_or("", Key::name))
        }
        Wrong::NotFound => Problem::new(Exit::NotFound, "not_found", message),
        Wrong::Several(several) => Problem::new(Exit::NotFound, "ambiguous", message).with("candidates", several.clone()),
    }
}

fn run(seat: &Seat, desk: &Desk, line: &str, wanted: &Wanted, args: &SearchArgs, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let limit = if args.limit.count() == usize::MAX { 0 } else { args.limit.count() };
    let sought = desk.search(wanted, limit).map_err(|fault| Problem::fault(words, &fault))?;
    let campus = desk.campus();
    let found: Vec<FoundText> = sought.found.into_iter().map(|it| FoundText::of(it.clone(), view::time(&campus, it.at))).collect();
    if sought.read.unreadable > 0 {
        out.note(&say!(words, "cli-search-unreadable", count = sought.read.unreadable));
    }
    out.answer(words, &found, |out| {
        if found.is_empty() {
            out.note(&Problem::not_found(words, line).message);
            return Ok(());
        }
        let mut table = Table::new([say!(words, "cli-head-id"), say!(words, "cli-head-time"), say!(words, "cli-head-text")]);
        for it in &found {
            table.row([it.id.clone(), short_time(&it.at), it.snippet.clone()]);
        }
        out.table(words, &table)
    })?;
    Ok(Exit::Done)
}

/// A search somebody keeps.
#[derive(Serialize)]
struct Kept {
    name: String,
    line: String,
}

fn kept(desk: &Desk) -> Vec<Kept> {
    let campus = desk.campus();
    desk.sight(&campus).queries().map(|(name, line)| Kept { name: name.to_owned(), line: line.to_owned() }).collect()
}

fn no_such(seat: &Seat, desk: &Desk, name: &str) -> Problem {
    let names: Vec<String> = kept(desk).into_iter().map(|it| it.name).collect();
    let typed = text::clean(name);
    let problem = Problem::new(Exit::NotFound, "not_found", say!(seat.words, "cli-search-no-saved", name = typed.as_ref()));
    Problem { lines: names.clone(), ..problem }.with("candidates", names)
}

fn list_saved(seat: &Seat, desk: &Desk, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let kept = kept(desk);
    out.answer(words, &kept, |out| {
        if kept.is_empty() {
            out.note(&say!(words, "cli-search-none-saved"));
            return Ok(());
        }
        let mut table = Table::new([say!(words, "cli-head-name"), say!(words, "cli-head-query")]);
        kept.iter().for_each(|it| table.row([it.name.clone(), it.line.clone()]));
        out.table(words, &table)
    })?;
    Ok(Exit::Done)
}

fn save(seat: &Seat, desk: &Desk, name: &str, line: &str, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let before = kept(desk).into_iter().find(|it| it.name == name).map(|it| it.line.into());
    let act = QueryAct::Saved { name: name.into(), before, line: line.into() };
    let receipt = seat.receipt(desk, desk.submit(Act::Query(act)))?;
    let shown = text::clean(name);
    out.answer(words, &json!({ "seq": receipt.seq.0, "name": name, "line": line }), |out| {
        out.line(words, &say!(words, "cli-search-saved", name = shown.as_ref()))
    })?;
    Ok(Exit::Done)
}

fn drop_saved(seat: &Seat, desk: &Desk, name: &str, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let Kept { name, line } = kept(desk).into_iter().find(|it| it.name == name).ok_or_else(|| no_such(seat, desk, name))?;
    let act = QueryAct::Dropped { name: name.as_str().into(), line: line.into() };
    let receipt = seat.receipt(desk, desk.submit(Act::Query(act)))?;
    let shown = text::clean(&name);
    out.answer(words, &json!({ "seq": receipt.seq.0, "name": name }), |out| {
        out.line(words, &say!(words, "cli-search-dropped", name = shown.as_ref()))
    })?;
    Ok(Exit::Done)
}
