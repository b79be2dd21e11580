//! The report in words: a title, what to know about it, and tables. Every form on paper is made from this.

use super::sparkline;
use super::view::{NightsRow, PersonView, RoundView, SumsView};
use crate::campus::{Finding, Presence};
use crate::say;
use crate::words::Words;

/// Bars of the trend on paper.
const TREND_COLUMNS: usize = 62;

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Text.
    Text(String),
    /// A count.
    Number(u64),
}

/// A table under a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// What stands over the columns.
    pub headings: Vec<String>,
    /// The rows, each as long as the headings.
    pub rows: Vec<Vec<Value>>,
}

/// A report to be printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Title.
    pub title: String,
    /// What has to be known to read it, a line each.
    pub notes: Vec<String>,
    /// Its tables; those without rows are left out.
    pub tables: Vec<Table>,
}

impl Value {
    /// As text.
    pub fn text(&self) -> String {
        match self {
            Self::Text(it) => it.clone(),
            Self::Number(it) => it.to_string(),
        }
    }
}

fn text(it: impl Into<String>) -> Value {
    Value::Text(it.into())
}

fn maybe(it: &Option<String>) -> Value {
    Value::Text(it.clone().unwrap_or_default())
}

fn number(it: impl Into<u64>) -> Value {
    Value::Number(it.into())
}

/// The report in the words of a seat.
pub fn document(words: &Words, view: &RoundView) -> Document {
    let place = view.only.clone().unwrap_or_else(|| say!(words, "report-everywhere"));
    let period = if view.from == view.until { view.from.clone() } else { format!("{} – {}", view.from, view.until) };
    let title = say!(words, "report-title", college = view.college.as_str(), place = place, period = period);
    let mut notes = vec![if view.identified { say!(words, "report-note-named") } else { say!(words, "report-note-masked") }];
    if view.trend.len() > 1 {
        notes.push(say!(words, "report-trend", line = sparkline(&view.trend, TREND_COLUMNS)));
    }
    if view.hidden > 0 {
        notes.push(say!(words, "report-hidden", count = view.hidden));
    }
    notes.push(say!(words, "report-note-nights"));
    let tables = [
        total(words, view),
        by_building(words, view),
        kinds(words, &view.total),
        repeat_students(words, view),
        repeat_rooms(words, view),
        searches(words, view),
        samples(words, view),
        by_night(words, view),
        departments(words, view),
        classes(words, view),
        away(words, view),
    ];
    Document { title, notes, tables: tables.into_iter().filter(|it| !it.rows.is_empty()).collect() }
}

/// The headings of sums.
fn sums_headings(words: &Words, first: String) -> Vec<String> {
    vec![
        first,
        say!(words, "report-rooms"),
        say!(words, "report-checked"),
        say!(words, "report-expected"),
        say!(words, "report-present"),
        say!(words, "report-leave"),
        say!(words, "report-late"),
        say!(words, "report-absent"),
        say!(words, "report-elsewhere"),
        say!(words, "report-findings"),
    ]
}

fn sums_row(first: Value, it: &SumsView) -> Vec<Value> {
    let counts = [it.rooms, it.checked, it.expected, it.present, it.leave, it.late, it.absent, it.elsewhere, it.findings];
    std::iter::once(first).chain(counts.into_iter().map(number)).collect()
}

fn total(words: &Words, view: &RoundView) -> Table {
    let first = view.only.clone().unwrap_or_else(|| say!(words, "report-everywhere"));
    Table {
        name: say!(words, "report-table-total"),
        headings: sums_headings(words, say!(words, "report-place")),
        rows: vec![sums_row(text(first), &view.total)],
    }
}

fn by_building(words: &Words, view: &RoundView) -> Table {
    Table {
        name: say!(words, "report-table-buildings"),
        headings: sums_headings(words, say!(words, "report-building")),
        rows: view.buildings.iter().map(|it| sums_row(maybe(&it.building), &it.sums)).collect(),
    }
}

fn by_night(words: &Words, view: &RoundView) -> Table {
    Table {
        name: say!(words, "report-table-nights"),
        headings: sums_headings(words, say!(words, "report-night")),
        rows: view.days.iter().map(|it| sums_row(maybe(&it.duty_date), &it.sums)).collect(),
    }
}

fn kinds(words: &Words, total: &SumsView) -> Table {
    let rows = total.kinds.iter().filter_map(|(key, count)| Some(vec![text(words.finding(Finding::from_key(key)?)), number(*count)]));
    Table {
        name: say!(words, "report-table-kinds"),
        headings: vec![say!(words, "report-finding"), say!(words, "report-times")],
        rows: rows.collect(),
    }
}

fn nights_headings(words: &Words) -> [String; 5] {
    [
        say!(words, "report-nights"),
        say!(words, "report-late"),
        say!(words, "report-absent"),
        say!(words, "report-leave"),
        say!(words, "report-elsewhere"),
    ]
}

fn nights_row(first: Vec<Value>, it: &NightsRow) -> Vec<Value> {
    first.into_iter().chain([it.nights, it.late, it.absent, it.leave, it.elsewhere].into_iter().map(number)).collect()
}

fn classes(words: &Words, view: &RoundView) -> Table {
    let first = [say!(words, "report-class"), say!(words, "report-department")];
    Table {
        name: say!(words, "report-table-classes"),
        headings: first.into_iter().chain(nights_headings(words)).collect(),
        rows: view.classes.iter().map(|it| nights_row(vec![maybe(&it.class), maybe(&it.department)], it)).collect(),
    }
}

fn departments(words: &Words, view: &RoundView) -> Table {
    Table {
        name: say!(words, "report-table-departments"),
        headings: std::iter::once(say!(words, "report-department")).chain(nights_headings(words)).collect(),
        rows: view.departments.iter().map(|it| nights_row(vec![maybe(&it.department)], it)).collect(),
    }
}

/// Number and room stand there only where students are named.
fn person_headings(words: &Words, view: &RoundView) -> Vec<String> {
    let (name, class) = (say!(words, "report-name"), say!(words, "report-class"));
    if view.identified { vec![say!(words, "report-student-no"), name, class, say!(words, "report-room")] } else { vec![name, class] }
}

fn person(view: &RoundView, it: &PersonView) -> Vec<Value> {
    let (name, class) = (text(it.name.as_str()), maybe(&it.class));
    if view.identified { vec![maybe(&it.student_no), name, class, maybe(&it.room)] } else { vec![name, class] }
}

fn presence(words: &Words, key: &str) -> Value {
    text(Presence::from_key(key).map(|it| words.presence(Some(it))).unwrap_or_default())
}

fn repeat_students(words: &Words, view: &RoundView) -> Table {
    let mut headings = person_headings(words, view);
    headings.extend([say!(words, "report-what"), say!(words, "report-times"), say!(words, "report-last")]);
    let row = |it: &super::view::RepeatView| {
        let mut row = person(view, &it.person);
        row.extend([presence(words, it.what), number(it.times), text(it.last.as_str())]);
        row
    };
    Table { name: say!(words, "report-table-repeat"), headings, rows: view.repeat_students.iter().map(row).collect() }
}

fn repeat_rooms(words: &Words, view: &RoundView) -> Table {
    let row = |it: &super::view::RepeatRoomView| vec![text(it.place.as_str()), number(it.times), text(it.last.as_str())];
    Table {
        name: say!(words, "report-table-appliances"),
        headings: vec![say!(words, "report-room"), say!(words, "report-times"), say!(words, "report-last")],
        rows: view.repeat_rooms.iter().map(row).collect(),
    }
}

fn searches(words: &Words, view: &RoundView) -> Table {
    let mut headings = vec![say!(words, "report-night")];
    headings.extend(person_headings(words, view));
    headings.extend([
        say!(words, "report-state"),
        say!(words, "report-found"),
        say!(words, "report-steps"),
        say!(words, "report-incident"),
    ]);
    let minute = |it: &str| it.get(..16).map_or_else(|| it.to_owned(), |it| it.replace('T', " "));
    let row = |it: &super::view::SearchView| {
        let mut row = vec![text(it.duty_date.as_str())];
        row.extend(person(view, &it.person));
        let found = it.found_at.as_deref().map(minute).unwrap_or_default();
        row.extend([text(words.search_state(it.stands)), text(found), number(it.steps as u64), maybe(&it.incident)]);
        row
    };
    Table { name: say!(words, "report-table-searches"), headings, rows: view.searches.iter().map(row).collect() }
}

fn samples(words: &Words, view: &RoundView) -> Table {
    let row = |it: &super::view::SampleView| {
        let ended = if it.ended { say!(words, "report-ended") } else { say!(words, "report-under-way") };
        // The seed is what the sample is drawn again from: as text, for a spreadsheet keeps fifteen digits only.
        let (seed, pool) = (text(it.seed.to_string()), text(it.pool.join(" ")));
        vec![text(it.duty_date.as_str()), text(it.by.as_str()), seed, pool, number(it.rooms), number(it.checked), text(ended)]
    };
    Table {
        name: say!(words, "report-table-samples"),
        headings: vec![
            say!(words, "report-night"),
            say!(words, "report-by"),
            say!(words, "report-seed"),
            say!(words, "report-pool"),
            say!(words, "report-rooms"),
            say!(words, "report-checked"),
            say!(words, "report-state"),
        ],
        rows: view.samples.iter().map(row).collect(),
    }
}

fn away(words: &Words, view: &RoundView) -> Table {
    let mut headings = vec![say!(words, "report-night")];
    headings.extend(person_headings(words, view));
    headings.push(say!(words, "report-what"));
    let row = |it: &super::view::AwayView| {
        let mut row = vec![text(it.duty_date.as_str())];
        row.extend(person(view, &it.person));
        row.push(text(words.presence(Some(it.presence))));
        row
    };
    Table { name: say!(words, "report-table-away"), headings, rows: view.away.iter().map(row).collect() }
}
