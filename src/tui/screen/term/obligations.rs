//! What the term demands (学期指标): each obligation with of whom, within what time, who leads, and which version it is.

use super::super::Easel;
use super::super::easel::Listing;
use crate::campus::InForce;
use crate::say;
use crate::tui::model::List;
use crate::tui::theme::Role;
use crate::tui::view::{term_rows, term_shown};
use crate::tui::widget::{Column, Line, Pane};
use ratatui::layout::Rect;

/// System, words, target, of whom, period, lead, who takes part, version.
const COLUMNS: [Column; 8] = [
    Column::number(3, 4),
    Column::elastic(0, 14, 30),
    Column::number(0, 6),
    Column::firm(0, 16),
    Column::firm(1, 10),
    Column::elastic(2, 8, 20),
    Column::elastic(4, 8, 40),
    Column::firm(3, 12),
];

pub(in crate::tui::screen) fn draw(easel: &mut Easel<'_>, area: Rect) {
    if easel.model.term.terms {
        return terms(easel, area);
    }
    let words = easel.words;
    let term = term_shown(easel.campus, &easel.model.term, easel.model.now);
    let all = easel.campus.obligations().in_force(term.middle());
    let title = easel.say(say!(words, "screen-obligations"), Role::Title).gap(1).add(words.term_span(&term), easel.style(Role::Text));
    let scroll = easel.scroll(List::Obligations, all.len(), area.height.saturating_sub(3));
    let inner = easel.pane(area, &Pane { title, focus: true, scroll, ..Pane::default() });
    let titles = ["system", "name", "target", "scope", "period", "lead", "takes_part"].map(|it| words.obligation_column(it));
    let mut titles: Vec<Line<'_>> = titles.into_iter().map(|it| easel.say(it, Role::Quiet)).collect();
    titles.push(easel.say(say!(words, "screen-obligations-version"), Role::Quiet));
    let listing = Listing { list: List::Obligations, count: all.len(), columns: &COLUMNS, titles, focus: true };
    easel.list(inner, &listing, |easel, at| all.get(at).map_or_else(Vec::new, |it| row(easel, it)));
}

/// Name, school year, first day, last day, what there is to say of it.
const TERM_COLUMNS: [Column; 5] =
    [Column::elastic(0, 12, 30), Column::firm(1, 14), Column::firm(0, 12), Column::firm(0, 12), Column::elastic(2, 8, 40)];

/// The terms (学期) with their days.
fn terms(easel: &mut Easel<'_>, area: Rect) {
    let words = easel.words;
    let all = term_rows(easel.campus, easel.model.now);
    let title = easel.say(say!(words, "screen-terms"), Role::Title);
    let scroll = easel.scroll(List::Obligations, all.len(), area.height.saturating_sub(3));
    let inner = easel.pane(area, &Pane { title, focus: true, scroll, ..Pane::default() });
    let titles = ["name", "year", "first-day", "last-day"].map(|it| words.get(&format!("screen-field-{it}")));
    let mut titles: Vec<Line<'_>> = titles.into_iter().map(|it| easel.say(it, Role::Quiet)).collect();
    titles.push(Line::new());
    let today = easel.model.now.day(easel.campus.zone());
    let listing = Listing { list: List::Obligations, count: all.len(), columns: &TERM_COLUMNS, titles, focus: true };
    easel.list(inner, &listing, |easel, at| {
        let Some(it) = all.get(at) else { return Vec::new() };
        let runs = it.holds(today);
        let note = match (runs, it.id) {
            (_, None) => say!(words, "screen-term-counted"),
            (true, Some(_)) => say!(words, "screen-term-runs"),
            (false, Some(_)) => String::new(),
        };
        let role = if runs { Role::Title } else { Role::Text };
        vec![
            easel.say(it.name.to_string(), role),
            easel.say(it.year.to_string(), Role::Quiet),
            easel.say(it.from.date().to_string(), Role::Text),
            easel.say(it.until.date().to_string(), Role::Text),
            easel.say(note, Role::Quiet),
        ]
    });
}

fn row<'a>(easel: &Easel<'a>, force: &InForce<'_>) -> Vec<Line<'a>> {
    let (it, words) = (force.obligation, easel.words);
    let version =
        force.version.map_or_else(|| say!(words, "screen-obligations-shipped"), |it| easel.day_short(it.at.day(easel.campus.zone())));
    vec![
        easel.say(if it.system == 0 { String::new() } else { it.system.to_string() }, Role::Quiet),
        easel.say(it.name.to_string(), Role::Text),
        easel.say(it.target.to_string(), Role::Text),
        easel.say(words.scope(it.scope), Role::Text),
        easel.say(words.period(it.period), Role::Text),
        easel.say(it.lead.to_string(), Role::Quiet),
        easel.say(it.takes_part.to_string(), Role::Quiet),
        easel.say(version, Role::Quiet),
    ]
}
