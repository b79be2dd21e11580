//! `appraisal`: a row a counselor, department or community; a number opens to its entries.

use super::super::args::AppraisalArgs;
use super::super::choose::{Finding, one_of};
use super::super::out::{Out, Outcome, Table};
use super::super::problem::{Exit, Problem};
use super::super::seat::Seat;
use super::super::view;
use super::{per, span};
use crate::campus::appraisal::{AppraisalRules, Measure, Record};
use crate::campus::{Campus, UserId};
use crate::desk::Desk;
use crate::desk::count::{self, Appraisal, AppraisalRow, Behind, Per, Source, Span};
use crate::exchange::count::who_name;
use crate::say;
use crate::words::Words;
use serde::Serialize;
use serde_json::{Map, Value, json};

/// `appraisal`.
pub(in crate::cli) fn appraisal(seat: &Seat, args: &AppraisalArgs, out: &mut Out) -> Outcome {
    let words = &seat.words;
    seat.at_desk(out, |desk, out| {
        let campus = desk.campus();
        let (per, span) = (per(seat, &args.by)?, span(seat, desk, &campus, &args.term)?);
        let only = args.of.as_deref().map(|it| Finding::new(words, &campus, &desk.finder(), desk.user()).user(it)).transpose()?;
        if let Some(user) = only.filter(|it| !desk.sight(&campus).appraises(*it)) {
            return Err(not_yours(words, &campus, user).into());
        }
        if let (Some(measure), Some(user)) = (&args.open, only) {
            return open(seat, desk, &campus, span, user, measure, args.limit.count(), out);
        }
        let found = count::appraisal(&campus, desk.user(), desk.now(), span, per, only);
        let value = told(words, &campus, &found);
        out.answer(words, &value, |out| tell(words, &campus, &found, out))?;
        Ok(Exit::Done)
    })
}

/// Of whom one may not ask.
fn not_yours(words: &Words, campus: &Campus, user: UserId) -> Problem {
    let name = campus.staff().user(user).map(|it| it.name.to_string()).unwrap_or_default();
    Problem::new(Exit::Denied, "not_allowed", say!(words, "cli-appraisal-not-yours", name = name))
}

/// The numbers of a record for scripts; what there is nothing to take it of is `null`.
pub(super) fn numbers(record: &Record) -> Map<String, Value> {
    let mut map = Map::new();
    for measure in Measure::ALL {
        map.insert(measure.key().to_owned(), json!(record.of(measure)));
    }
    map.insert("followups_due".to_owned(), json!(record.due));
    map.insert("followups_kept".to_owned(), json!(record.kept));
    map.insert("talks_unseen".to_owned(), json!(record.unseen));
    map
}

fn short(rules: &AppraisalRules, row: &AppraisalRow) -> Vec<Measure> {
    Measure::ALL.into_iter().filter(|it| row.reaches(rules, *it) == Some(false)).collect()
}

fn told(words: &Words, campus: &Campus, it: &Appraisal) -> Value {
    let rules = &campus.presets().rules().appraisal;
    let rows = it.rows.iter().map(|row| {
        let mut map = numbers(&row.record);
        map.insert("of".to_owned(), json!(who_name(words, campus, row.who)));
        map.insert("counselors".to_owned(), json!(row.people.iter().map(|id| view::login(campus, *id)).collect::<Vec<_>>()));
        map.insert("short".to_owned(), json!(short(rules, row).iter().map(|it| it.key()).collect::<Vec<_>>()));
        map
    });
    let asked: Map<String, Value> = Measure::ALL.into_iter().map(|it| (it.key().to_owned(), json!(rules.asked(it, 1)))).collect();
    json!({
        "from": view::date(it.span.from),
        "until": view::date(it.span.until),
        "by": it.per.key(),
        "asked_of_one": asked,
        "rows": rows.collect::<Vec<_>>(),
        "total": numbers(&it.total),
    })
}

fn tell(words: &Words, campus: &Campus, it: &Appraisal, out: &mut Out) -> Outcome<()> {
    let (from, until) = (view::date(it.span.from), view::date(it.span.until));
    out.line(words, &say!(words, "cli-appraisal-period", from = from, until = until))?;
    if it.rows.is_empty() {
        return out.line(words, &say!(words, "cli-appraisal-none"));
    }
    let rules = &campus.presets().rules().appraisal;
    let mut headings = vec![words.get(&format!("count-per-{}", it.per.key()))];
    headings.extend(Measure::ALL.map(|it| words.measure(it)));
    headings.push(say!(words, "count-short"));
    let mut table = Table::new(headings);
    let cells = |record: &Record| Measure::ALL.map(|it| record.of(it).map_or_else(|| "–".to_owned(), |it| it.to_string()));
    for row in &it.rows {
        let short: Vec<String> = short(rules, row).into_iter().map(|it| words.measure(it)).collect();
        let name = std::iter::once(who_name(words, campus, row.who));
        table.row(name.chain(cells(&row.record)).chain(std::iter::once(short.join("、"))));
    }
    if it.rows.len() > 1 {
        table.row(std::iter::once(say!(words, "count-total")).chain(cells(&it.total)));
    }
    if it.per == Per::Counselor {
        let asked = Measure::ALL.map(|it| rules.asked(it, 1).map_or_else(String::new, |it| it.to_string()));
        table.row(std::iter::once(say!(words, "count-asked-each")).chain(asked));
    }
    out.table(words, &table)?;
    out.line(words, &say!(words, "count-note-left-out"))?;
    if it.total.unseen > 0 {
        out.line(words, &say!(words, "count-note-unseen", count = it.total.unseen))?;
    }
    Ok(())
}

/// An entry behind a number, for scripts.
#[derive(Serialize)]
struct BehindView {
    id: String,
    day: String,
    by: String,
    /// Of an answer.
    minutes: Option<i64>,
    /// Of a follow-up.
    on_time: Option<bool>,
    /// Of a talk: how many students of it are counted.
    students: Option<usize>,
}

#[allow(clippy::too_many_arguments, reason = "what is asked, of whom, and where it goes")]
fn open(seat: &Seat, desk: &Desk, campus: &Campus, span: Span, user: UserId, measure: &str, limit: usize, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let measure = one_of(words, "--open", measure, &Measure::ALL, Measure::key, |words, it| words.measure(it))?;
    let found = count::behind(campus, desk.user(), desk.now(), span, &[user], measure);
    let views: Vec<_> = found.iter().take(limit).map(|it| behind(campus, it)).collect();
    let count = found.len();
    out.hand(words, views, |out, views| {
        out.line(words, &say!(words, "cli-appraisal-behind", what = words.measure(measure), count = count))?;
        let mut table = Table::new([
            say!(words, "cli-head-id"),
            say!(words, "cli-head-day"),
            say!(words, "count-minutes"),
            say!(words, "count-on-time"),
            say!(words, "cli-head-students"),
        ]);
        for it in views {
            let on_time = it.on_time.map(|it| if it { say!(words, "count-yes") } else { say!(words, "count-no") });
            let number = |it: Option<String>| it.unwrap_or_default();
            table.row([
                it.id,
                it.day,
                number(it.minutes.map(|it| it.to_string())),
                number(on_time),
                number(it.students.map(|it| it.to_string())),
            ]);
        }
        out.table(words, &table)
    })?;
    Ok(Exit::Done)
}

fn behind(campus: &Campus, it: &Behind) -> BehindView {
    let (mut minutes, mut on_time, mut students) = (None, None, None);
    let id = match it.what {
        Source::Shift(id) => format!("S{}", id.0),
        Source::Talk(seq, counted) => {
            students = counted;
            format!("T{seq}")
        }
        Source::Round(seq) => format!("R{seq}"),
        Source::Visit(_, room) => campus.write_room(room),
        Source::Incident(seq, after) => {
            minutes = Some(after);
            format!("I{seq}")
        }
        Source::FollowUp(seq, kept) => {
            on_time = Some(kept);
            format!("T{seq}")
        }
        Source::Activity(seq) => format!("A{seq}"),
    };
    BehindView { id, day: view::date(it.day), by: view::login(campus, it.by), minutes, on_time, students }
}
