//! The report of a month or a term (月报、学期报告) of the college or of one community: everything that was counted, as tables and as plots.

use super::{column_name, key_name, who_name};
use crate::campus::appraisal::{Measure, Record};
use crate::campus::{Board, BoardRow, Campus, CommunityId, Day, Period, Stamp, UserId, Whom, board, pace, quarter};
use crate::desk::Sight;
use crate::desk::count::{By, Grid, Key, Kind, Per, Scale, Span, Who, appraisal, grid};
use crate::exchange::rounds::{Document, Table, Value, escaped};
use crate::say;
use crate::words::Words;
use chrono::Datelike as _;
use std::fmt::Write as _;

/// What a report holds: a document and a plot for each thing that was counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Titles, notes and tables.
    pub document: Document,
    /// Plots as SVG.
    pub plots: Vec<String>,
}

/// What a report is about.
#[derive(Debug, Clone, Copy)]
pub struct ReportOf {
    /// The period.
    pub span: Span,
    /// A month, else a term.
    pub month: bool,
    /// One community, else all.
    pub community: Option<CommunityId>,
}

/// Makes a report as `user` sees it at `now`. After each of its parts `progress` is told how many of how many are done.
pub fn report(
    words: &Words,
    campus: &Campus,
    (user, now): (UserId, Stamp),
    of: ReportOf,
    mut progress: impl FnMut(usize, usize),
) -> Report {
    let scale = if of.month { Scale::Day } else { Scale::Week };
    let parts = Kind::ALL.len() + 1;
    let (mut tables, mut plots, mut sums) = (Vec::new(), Vec::new(), Vec::new());
    let (mut others, mut several) = (false, false);
    for (nth, kind) in Kind::ALL.into_iter().enumerate() {
        let by = if of.community.is_some() { By::Building } else { By::Community };
        let mut found = grid(campus, user, now, of.span, (kind, by, scale));
        if let Some(community) = of.community {
            let whole = grid(campus, user, now, of.span, (kind, By::Community, scale));
            narrow(campus, &mut found, &whole, community);
        }
        let name = words.get(&format!("count-kind-{}", kind.key()));
        sums.push(vec![Value::Text(name.clone()), Value::Number(found.total().into())]);
        if found.total() > 0 {
            plots.push(plot(&name, &found));
            let sums = found.sums();
            others |= sums.clone().any(|(cells, total)| cells < total);
            several |= sums.clone().any(|(cells, total)| cells > total);
            tables.push(table(words, campus, name, &found));
        }
        progress(nth + 1, parts);
    }
    let found = appraisal(campus, user, now, of.span, Per::Community, None);
    let mine = |who: Who| of.community.is_none_or(|it| who == Who::Community(Some(it)));
    let people: usize = found.rows.iter().filter(|it| mine(it.who)).map(|it| it.people.len()).sum();
    let rows: Vec<_> = found.rows.iter().filter(|it| mine(it.who)).map(|it| row(who_name(words, campus, it.who), &it.record)).collect();
    let mut headings = vec![say!(words, "count-per-community")];
    headings.extend(Measure::ALL.map(|it| words.measure(it)));
    tables.push(Table { name: say!(words, "count-appraisal"), headings, rows });
    tables.push(obligations(words, campus, now, &of));
    progress(parts, parts);
    tables.insert(
        0,
        Table { name: say!(words, "report-sums"), headings: vec![say!(words, "report-thing"), say!(words, "count-total")], rows: sums },
    );
    tables.retain(|it| !it.rows.is_empty());
    let place = of.community.and_then(|id| campus.places().community(id)).map(|it| it.name.to_string());
    let college = campus.college().map(|it| it.name.to_string()).unwrap_or_default();
    let place = place.unwrap_or(college);
    let (from, until) = (of.span.from.date().to_string(), of.span.until.date().to_string());
    let title = if of.month {
        say!(words, "report-month-title", place = place, from = from, until = until)
    } else {
        say!(words, "report-term-title", place = place, from = from, until = until)
    };
    let mut notes = vec![say!(words, "count-note-left-out"), say!(words, "report-no-names")];
    if others {
        notes.push(say!(words, "report-note-other"));
    }
    if several {
        notes.push(say!(words, "report-note-several"));
    }
    let sight = Sight::new(campus, user);
    let mut serving = campus.staff().users().filter(|(_, it)| it.active && it.role.serves() && mine(Who::Community(it.community)));
    if serving.any(|(id, _)| !sight.appraises(id)) {
        notes.push(say!(words, "report-note-people", count = people));
    }
    Report { document: Document { title, notes, tables }, plots }
}

/// How what the term demands stood when the period ended, or stands today (指标完成); what each quarter demands, when that quarter ended.
fn obligations(words: &Words, campus: &Campus, now: Stamp, of: &ReportOf) -> Table {
    let today = now.day(campus.zone());
    let on = of.span.until.min(today);
    let boards: Vec<Board<'_>> = quarters(of.span.from, on).into_iter().map(|day| board(campus, day)).collect();
    let mut rows = Vec::new();
    // The last board is that of the last day, and what it demands is demanded in the whole term.
    for row in boards.last().map(|it| it.rows.as_slice()).unwrap_or_default() {
        if row.it.obligation.period != Period::Quarter {
            rows.extend(demanded(words, campus, of, (row, &*row.it.obligation.name), (on, today)));
            continue;
        }
        for board in &boards {
            let Some(row) = board.row(&row.it.obligation.code) else { continue };
            let (year, nth) = (board.on.date().year().to_string(), board.on.date().month().div_ceil(3).to_string());
            let name = say!(words, "report-obligation-quarter", name = row.it.obligation.name.to_string(), year = year, nth = nth);
            rows.extend(demanded(words, campus, of, (row, name.as_str()), (board.on, today)));
        }
    }
    let headings = ["name", "whom", "done", "target", "unproved", "state"].map(|it| words.get(&format!("report-obligation-{it}")));
    Table { name: say!(words, "report-obligations", day = words.day(on)), headings: headings.to_vec(), rows }
}

/// Most quarters of a report; no term has more.
const QUARTERS: usize = 16;

/// The last day of each quarter from a day on, and `on`, on which the last of them may not be over.
fn quarters(from: Day, on: Day) -> Vec<Day> {
    let mut days = vec![on];
    let mut day = quarter(on).0.plus(-1);
    while day >= from && days.len() < QUARTERS {
        days.push(day);
        day = quarter(day).0.plus(-1);
    }
    days.reverse();
    days
}

/// The rows of an obligation, of those whom the report is about.
fn demanded(words: &Words, campus: &Campus, of: &ReportOf, (row, name): (&BoardRow<'_>, &str), (on, today): (Day, Day)) -> Vec<Vec<Value>> {
    let target = row.it.obligation.target;
    // On the evening of its last day it may still be done; whoever reads of that day later reads what came of it.
    let over = on >= row.due && today > row.due;
    let theirs = row.cells.iter().filter(|it| of.community.is_none_or(|id| it.whom == Whom::Community(id)));
    let rows = theirs.map(|it| {
        let reached = if over { pace((row.from, row.due), today, (it.done, it.planned), target.into()) } else { it.pace };
        vec![
            Value::Text(name.to_owned()),
            Value::Text(words.whom(campus, &it.whom)),
            Value::Number(it.done.into()),
            Value::Number(target.into()),
            Value::Number(it.unproved.into()),
            Value::Text(words.pace(&reached, row.due)),
        ]
    });
    rows.collect()
}

fn row(name: String, record: &Record) -> Vec<Value> {
    let number = |it: Measure| record.of(it).map_or_else(|| Value::Text(String::new()), |it| Value::Number(it.into()));
    std::iter::once(Value::Text(name)).chain(Measure::ALL.map(number)).collect()
}

/// Leaves of a grid by building what is of one community; the totals are those of the community.
fn narrow(campus: &Campus, found: &mut Grid, whole: &Grid, community: CommunityId) {
    let theirs = |key: Key| match key {
        Key::Building(id) => campus.places().building(id).and_then(|it| it.community) == Some(community),
        _ => false,
    };
    found.rows.retain(|it| theirs(it.key));
    let row = whole.rows.iter().find(|it| it.key == Key::Community(community));
    found.totals = row.map_or_else(|| vec![0; whole.columns.len()], |it| it.counts.clone());
    found.apart = 0;
}

fn table(words: &Words, campus: &Campus, name: String, it: &Grid) -> Table {
    // A term of weeks fits a page across; a month of days does not, so days stand below one another.
    let mut headings = vec![say!(words, "report-from")];
    headings.extend(it.rows.iter().map(|row| key_name(campus, row.key)));
    // What stands in no column has one of its own, or the rows would not add up.
    let others = it.sums().any(|(cells, total)| cells < total);
    if others {
        headings.push(say!(words, "report-other"));
    }
    headings.push(say!(words, "count-total"));
    let columns = it.columns.iter().zip(it.sums()).enumerate().filter(|(_, (_, (_, total)))| *total > 0);
    let rows = columns.map(|(at, (day, (cells, total)))| {
        let mut row = vec![Value::Text(column_name(*day, it.scale))];
        row.extend(it.rows.iter().map(|row| Value::Number(row.counts.get(at).copied().unwrap_or_default().into())));
        row.extend(others.then(|| Value::Number(total.saturating_sub(cells).into())));
        row.push(Value::Number(total.into()));
        row
    });
    Table { name, headings, rows: rows.collect() }
}

/// Width and height of a plot, and the room for its labels.
const PLOT: (usize, usize) = (720, 180);
const LEFT: usize = 44;
const BELOW: usize = 26;
/// How many of its columns are named.
const LABELS: usize = 7;

/// Bars of the totals, with the highest and the first and last column written; it reads in grey as well.
fn plot(name: &str, it: &Grid) -> String {
    let (width, height) = (PLOT.0 - LEFT - 8, PLOT.1 - BELOW - 24);
    let most = it.totals.iter().copied().max().unwrap_or(1).max(1) as usize;
    let step = width as f64 / it.totals.len().max(1) as f64;
    let mut svg = String::new();
    let title = escaped(name);
    // Writing to a string cannot fail.
    let _ = write!(
        svg,
        "<figure><svg role=\"img\" aria-label=\"{title}\" viewBox=\"0 0 {} {}\" width=\"100%\" font-family=\"'Noto Sans CJK SC','Microsoft YaHei',sans-serif\" xmlns=\"http://www.w3.org/2000/svg\">\n\
         <text x=\"{LEFT}\" y=\"14\" font-size=\"13\" font-weight=\"bold\">{title}</text>\n",
        PLOT.0, PLOT.1
    );
    let base = 24 + height;
    let _ = writeln!(svg, "<path d=\"M{LEFT} 24V{base}H{}\" fill=\"none\" stroke=\"#888\"/>", LEFT + width);
    let _ = writeln!(svg, "<text x=\"{}\" y=\"34\" font-size=\"11\" text-anchor=\"end\">{most}</text>", LEFT - 6);
    let _ = writeln!(svg, "<text x=\"{}\" y=\"{base}\" font-size=\"11\" text-anchor=\"end\">0</text>", LEFT - 6);
    if most > 1 {
        let (half, middle) = (most / 2, base - (most / 2 * height).div_ceil(most));
        let _ = writeln!(svg, "<path d=\"M{LEFT} {middle}H{}\" fill=\"none\" stroke=\"#ccc\" stroke-dasharray=\"3 3\"/>", LEFT + width);
        let _ = writeln!(svg, "<text x=\"{}\" y=\"{}\" font-size=\"11\" text-anchor=\"end\">{half}</text>", LEFT - 6, middle + 4);
    }
    for (at, count) in it.totals.iter().enumerate().filter(|(_, count)| **count > 0) {
        let tall = (*count as usize * height).div_ceil(most);
        let (x, y) = (LEFT as f64 + at as f64 * step + step * 0.1, base - tall);
        let day = it.columns.get(at).map(|day| column_name(*day, it.scale)).unwrap_or_default();
        let _ = writeln!(
            svg,
            "<rect x=\"{x:.1}\" y=\"{y}\" width=\"{:.1}\" height=\"{tall}\" fill=\"#4a6fa5\"><title>{day}: {count}</title></rect>",
            step * 0.8
        );
    }
    // Each label stands under its bar.
    let mut label = |at: usize| {
        let Some(day) = it.columns.get(at).map(|day| column_name(*day, it.scale)) else { return };
        let x = (LEFT as f64 + (at as f64 + 0.5) * step).round();
        let anchor = if it.columns.len() > 1 && at + 1 == it.columns.len() && x + 20.0 > (LEFT + width) as f64 { "end" } else { "middle" };
        let _ = writeln!(svg, "<text x=\"{x}\" y=\"{}\" font-size=\"11\" text-anchor=\"{anchor}\">{day}</text>", base + 16);
    };
    let count = it.columns.len();
    let mut labelled: Vec<usize> =
        (0..LABELS.min(count)).map(|nth| nth * count.saturating_sub(1) / (LABELS.min(count).max(2) - 1)).collect();
    labelled.dedup();
    labelled.into_iter().for_each(&mut label);
    svg.push_str("</svg></figure>\n");
    svg
}
