//! `stats`: the counts of the appraisal table as one object, or one thing over time by place and people.

use super::super::args::{GridArgs, StatsArgs};
use super::super::choose::{Finding, one_of};
use super::super::out::{Out, Outcome, Table};
use super::super::problem::{Exit, Problem};
use super::super::seat::Seat;
use super::super::view;
use super::appraisal::numbers;
use super::span;
use crate::campus::Campus;
use crate::campus::appraisal::Measure;
use crate::desk::Desk;
use crate::desk::count::{self, By, Grid, Kind, Per, Scale};
use crate::exchange::count::{column_name, key_name};
use crate::exchange::rounds::sparkline;
use crate::say;
use crate::words::Words;
use serde_json::{Value, json};

/// Columns of the line of a row.
const LINE: usize = 26;

/// `stats`.
pub(in crate::cli) fn stats(seat: &Seat, args: &StatsArgs, out: &mut Out) -> Outcome {
    let words = &seat.words;
    seat.at_desk(out, |desk, out| {
        let campus = desk.campus();
        if let Some(what) = &args.what {
            let found = asked(seat, desk, &campus, what, &args.grid)?;
            let value = told(&campus, &found);
            out.answer(words, &value, |out| tell(words, &campus, &found, out))?;
            return Ok(Exit::Done);
        }
        let span = span(seat, desk, &campus, &args.grid.term)?;
        // Without a name it is of whoever sits there.
        let user = match &args.of {
            Some(typed) => Finding::new(words, &campus, &desk.finder(), desk.user()).user(typed)?,
            None => desk.user(),
        };
        let found = count::appraisal(&campus, desk.user(), desk.now(), span, Per::Counselor, Some(user));
        let Some(row) = found.rows.first() else {
            let name = campus.staff().user(user).map(|it| it.name.to_string()).unwrap_or_default();
            return Err(Problem::new(Exit::Denied, "not_allowed", say!(words, "cli-appraisal-not-yours", name = name)).into());
        };
        let mut value = numbers(&row.record);
        value.insert("user".to_owned(), json!(view::login(&campus, user)));
        value.insert("from".to_owned(), json!(view::date(span.from)));
        value.insert("until".to_owned(), json!(view::date(span.until)));
        out.answer(words, &value, |out| {
            let (from, until) = (view::date(span.from), view::date(span.until));
            // Without being asked it is of oneself, and zeros want a name beside them.
            let name = campus.staff().user(user).map(|it| it.name.to_string()).unwrap_or_default();
            out.line(words, &say!(words, "cli-stats-of", name = name, from = from, until = until))?;
            Measure::ALL.into_iter().try_for_each(|it| {
                let number = row.record.of(it).map_or_else(|| "–".to_owned(), |it| it.to_string());
                out.field(words, words.measure(it), &number)
            })
        })?;
        Ok(Exit::Done)
    })
}

/// The grid that is asked for.
pub(in crate::cli) fn asked(seat: &Seat, desk: &Desk, campus: &Campus, what: &str, args: &GridArgs) -> Result<Grid, Problem> {
    let words = &seat.words;
    let named = |words: &Words, axis: &str, key: &str| words.get(&format!("count-{axis}-{key}"));
    let kind = one_of(words, "WHAT", what, &Kind::ALL, Kind::key, |words, it| named(words, "kind", it.key()))?;
    let by = one_of(words, "--by", &args.by, &By::ALL, By::key, |words, it| named(words, "by", it.key()))?;
    let scale = one_of(words, "--step", &args.step, &Scale::ALL, Scale::key, |words, it| named(words, "scale", it.key()))?;
    let span = span(seat, desk, campus, &args.term)?;
    Ok(count::grid(campus, desk.user(), desk.now(), span, (kind, by, scale)))
}

fn told(campus: &Campus, it: &Grid) -> Value {
    let rows = it.rows.iter().map(|row| json!({ "of": key_name(campus, row.key), "total": row.total(), "counts": row.counts }));
    json!({
        "what": it.kind.key(),
        "by": it.by.key(),
        "step": it.scale.key(),
        "columns": it.columns.iter().map(|it| view::date(*it)).collect::<Vec<_>>(),
        "rows": rows.collect::<Vec<_>>(),
        "totals": it.totals,
        "total": it.total(),
        "apart": it.apart,
    })
}

fn tell(words: &Words, campus: &Campus, it: &Grid, out: &mut Out) -> Outcome<()> {
    if it.total() == 0 {
        return out.line(words, &say!(words, "cli-stats-none"));
    }
    let mut table = Table::new([words.get(&format!("count-by-{}", it.by.key())), say!(words, "count-total"), say!(words, "count-trend")]);
    let line = |counts: &[u32]| sparkline(&counts.iter().copied().map(Some).collect::<Vec<_>>(), LINE);
    for row in &it.rows {
        table.row([key_name(campus, row.key), row.total().to_string(), line(&row.counts)]);
    }
    table.row([say!(words, "count-total"), it.total().to_string(), line(&it.totals)]);
    let (first, last) = (it.columns.first(), it.columns.last());
    let name = |it: Option<&crate::campus::Day>, scale| it.map(|day| column_name(*day, scale)).unwrap_or_default();
    out.line(words, &say!(words, "cli-stats-period", from = name(first, it.scale), until = name(last, it.scale)))?;
    out.table(words, &table)?;
    if it.apart > 0 {
        out.line(words, &say!(words, "count-note-apart", count = it.apart))?;
    }
    Ok(())
}
