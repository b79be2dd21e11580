//! What was done, on paper: the appraisal (考核表) and the statistics (统计表).

mod award;
mod report;
#[cfg(test)]
mod tests;

pub use award::{award_name, award_news, award_notice, award_place, award_reason, nominee_name};
pub use report::{Report, ReportOf, report};

use super::rounds::{Document, Table, Value};
use crate::campus::Campus;
use crate::campus::appraisal::{Measure, Record};
use crate::desk::count::{Appraisal, AppraisalRow, Grid, Key, Scale, Who};
use crate::say;
use crate::words::Words;

/// Whose a row of the appraisal is, by name.
pub fn who_name(words: &Words, campus: &Campus, who: Who) -> String {
    let name = match who {
        Who::User(id) => campus.staff().user(id).map(|it| it.name.to_string()),
        Who::Department(id) => id.and_then(|id| campus.people().department(id)).map(|it| it.name.to_string()),
        Who::Community(id) => id.and_then(|id| campus.places().community(id)).map(|it| it.name.to_string()),
    };
    name.unwrap_or_else(|| say!(words, "count-nowhere"))
}

/// Whose a row of the statistics is, by name.
pub fn key_name(campus: &Campus, key: Key) -> String {
    match key {
        Key::Community(id) => campus.places().community(id).map(|it| it.name.to_string()),
        Key::Building(id) => campus.places().building(id).map(|it| it.number.to_string()),
        Key::Class(id) => campus.people().class(id).map(|it| it.name.to_string()),
        Key::User(id) => campus.staff().user(id).map(|it| it.name.to_string()),
    }
    .unwrap_or_default()
}

/// A column of the statistics, by its first day.
pub fn column_name(day: crate::campus::Day, scale: Scale) -> String {
    let date = day.date();
    match scale {
        Scale::Day | Scale::Week => date.format("%m-%d").to_string(),
        Scale::Month => date.format("%Y-%m").to_string(),
    }
}

/// The appraisal: a row each, and below it what is asked and how each number comes about.
pub fn appraisal(words: &Words, campus: &Campus, it: &Appraisal) -> Document {
    let rules = &campus.presets().rules().appraisal;
    let college = campus.college().map(|it| it.name.to_string()).unwrap_or_default();
    let (from, until) = (it.span.from.date().to_string(), it.span.until.date().to_string());
    let mut headings = vec![words.get(&format!("count-per-{}", it.per.key())), say!(words, "count-people")];
    headings.extend(Measure::ALL.map(|measure| words.measure(measure)));
    headings.push(say!(words, "count-short"));
    let row = |name: String, people: usize, record: &Record, reaches: &dyn Fn(Measure) -> Option<bool>| {
        let mut row = vec![Value::Text(name), Value::Number(people as u64)];
        row.extend(
            Measure::ALL.map(|measure| record.of(measure).map_or_else(|| Value::Text(String::new()), |it| Value::Number(it.into()))),
        );
        let short = Measure::ALL.into_iter().filter(|measure| reaches(*measure) == Some(false));
        row.push(Value::Text(short.map(|measure| words.measure(measure)).collect::<Vec<_>>().join("、")));
        row
    };
    let of = |it: &AppraisalRow| {
        row(who_name(words, campus, it.who), it.people.len(), &it.record, &|measure: Measure| it.reaches(rules, measure))
    };
    let mut rows: Vec<_> = it.rows.iter().map(of).collect();
    let all: usize = it.rows.iter().map(|it| it.people.len()).sum();
    if it.rows.len() > 1 {
        rows.push(row(say!(words, "count-total"), all, &it.total, &|measure: Measure| it.reaches(rules, measure)));
    }
    let mut asked = vec![Value::Text(say!(words, "count-asked-each")), Value::Number(1)];
    asked.extend(
        Measure::ALL.map(|measure| rules.asked(measure, 1).map_or_else(|| Value::Text(String::new()), |it| Value::Number(it.into()))),
    );
    asked.push(Value::Text(String::new()));
    rows.push(asked);
    let mut notes = vec![say!(words, "count-note-how", days = rules.grace_days), say!(words, "count-note-left-out")];
    if it.total.unseen > 0 {
        notes.push(say!(words, "count-note-unseen", count = it.total.unseen));
    }
    Document {
        title: say!(words, "count-appraisal-title", college = college, from = from, until = until),
        notes,
        tables: vec![Table { name: say!(words, "count-appraisal"), headings, rows }],
    }
}

/// The statistics: a row each, a column a day, week or month.
pub fn stats(words: &Words, campus: &Campus, it: &Grid) -> Document {
    let kind = words.get(&format!("count-kind-{}", it.kind.key()));
    let by = words.get(&format!("count-by-{}", it.by.key()));
    let mut headings = vec![by.clone(), say!(words, "count-total")];
    headings.extend(it.columns.iter().map(|day| column_name(*day, it.scale)));
    let row = |name: String, counts: &[u32]| {
        let mut row = vec![Value::Text(name), Value::Number(counts.iter().map(|it| u64::from(*it)).sum())];
        row.extend(counts.iter().map(|it| Value::Number(u64::from(*it))));
        row
    };
    let mut rows: Vec<_> = it.rows.iter().map(|it| row(key_name(campus, it.key), &it.counts)).collect();
    rows.push(row(say!(words, "count-total"), &it.totals));
    let mut notes = vec![say!(words, "count-note-left-out")];
    if it.apart > 0 {
        notes.push(say!(words, "count-note-apart", count = it.apart));
    }
    Document {
        title: say!(words, "count-stats-title", kind = kind.clone(), by = by),
        notes,
        tables: vec![Table { name: kind, headings, rows }],
    }
}
