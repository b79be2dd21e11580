//! How far everybody was talked to (谈话覆盖): by level, class and building, held against the presets, and when all will have been.

use super::Easel;
use super::easel::Listing;
use crate::campus::Concern;
use crate::desk::care::{Coverage, Forecast, Share};
use crate::say;
use crate::tui::model::List;
use crate::tui::theme::Role;
use crate::tui::view::CoverageRow;
use crate::tui::widget::{self, Column, Line, Pane, bar};
use ratatui::layout::Rect;

/// Rows below the list: when all will have been talked to, and how that is worked out.
const FOOT_ROWS: u16 = 3;
/// Columns of the bar.
const BAR: u16 = 20;

pub(super) fn draw(easel: &mut Easel<'_>, area: Rect) {
    let (words, rows) = (easel.words, &easel.model.board.care.coverage_rows);
    let title = easel.say(say!(words, "screen-coverage"), Role::Title).gap(1).add(say!(words, "screen-next-mine"), easel.style(Role::Text));
    let Some(found) = &easel.model.board.care.coverage else {
        easel.pane(area, &Pane { title, focus: true, ..Pane::default() });
        return;
    };
    let (from, until) = (words.day(found.term.0), words.day(found.term.1));
    let right = easel.say(say!(words, "screen-coverage-term", from = from, until = until), Role::Quiet);
    let scroll = easel.scroll(List::Coverage, rows.len(), area.height.saturating_sub(3 + FOOT_ROWS));
    let inner = easel.pane(area, &Pane { title, right, focus: true, scroll, ..Pane::default() });
    if found.all.students == 0 {
        easel.say(say!(words, "screen-coverage-empty"), Role::Quiet).draw(easel.buffer, inner);
        return;
    }
    let foot = if inner.height > FOOT_ROWS + 3 { FOOT_ROWS } else { 0 };
    let titles = [
        say!(words, "screen-column-scope"),
        String::new(),
        String::new(),
        say!(words, "screen-column-reached"),
        say!(words, "screen-column-asked"),
    ];
    let titles = titles.map(|it| easel.say(it, Role::Quiet)).to_vec();
    let list = Rect { height: inner.height - foot, ..inner };
    let listing = Listing { list: List::Coverage, count: rows.len(), columns: &COLUMNS, titles, focus: true };
    easel.list(list, &listing, |easel, at| rows.get(at).map_or_else(Vec::new, |it| row(easel, found, *it)));
    if foot > 0 {
        let lower = widget::below(inner, inner.height - foot + 1);
        let lines = forecast(easel, found);
        easel.stack(lower, &lines);
    }
}

/// Of what, bar, percent, reached of how many, what is asked.
const COLUMNS: [Column; 5] = [Column::firm(0, 24), Column::firm(2, BAR), Column::number(0, 5), Column::number(0, 14), Column::firm(1, 20)];

fn row<'a>(easel: &Easel<'a>, found: &Coverage, it: CoverageRow) -> Vec<Line<'a>> {
    let words = easel.words;
    let once = || say!(words, "screen-coverage-once");
    let nothing = (easel.say("", Role::Text), Share::default(), String::new());
    let (of, share, asked) = match it {
        CoverageRow::All => (easel.say(say!(words, "screen-coverage-all"), Role::Title), found.all, once()),
        CoverageRow::Freshmen => {
            let days = easel.campus.presets().rules().care.freshmen_days;
            let asked = say!(words, "screen-coverage-freshmen-days", days = days);
            (easel.say(say!(words, "screen-coverage-freshmen"), Role::Text), found.freshmen, asked)
        }
        CoverageRow::Level(at) => found.levels.get(at).map_or(nothing, |it| {
            let asked = it.rhythm.map_or_else(once, |days| say!(words, "screen-coverage-rhythm", days = days));
            let of = if it.level == Concern::None {
                easel.say(say!(words, "screen-coverage-no-level"), Role::Text)
            } else {
                easel.say(words.concern(it.level), super::say::level_role(it.level))
            };
            (of, it.share, asked)
        }),
        CoverageRow::Class(at) => found.classes.get(at).map_or(nothing, |(id, share)| {
            (easel.say(easel.campus.people().class(*id).map_or("", |it| &it.name), Role::Text), *share, String::new())
        }),
        CoverageRow::Building(at) => {
            found.buildings.get(at).map_or(nothing, |(id, share)| (easel.say(easel.building(*id), Role::Text), *share, String::new()))
        }
    };
    let role = match share.percent() {
        100 => Role::Good,
        50.. => Role::Text,
        _ => Role::Warn,
    };
    vec![
        of,
        bar(easel.theme, BAR, share.reached as usize, share.students as usize),
        easel.say(format!("{}%", share.percent()), role),
        easel.say(format!("{}/{}", share.reached, share.students), Role::Quiet),
        easel.say(asked, Role::Quiet),
    ]
}

/// When all will have been talked to, and how that was worked out.
fn forecast<'a>(easel: &Easel<'a>, it: &Coverage) -> Vec<Line<'a>> {
    let words = easel.words;
    let (said, role) = match it.forecast {
        Forecast::Done => (say!(words, "screen-coverage-done"), Role::Good),
        Forecast::NoPace => (say!(words, "screen-coverage-no-pace", days = it.pace_days), Role::Warn),
        Forecast::On(day) => (say!(words, "screen-coverage-on", day = words.day(day)), Role::Text),
        Forecast::AfterTerm => (say!(words, "screen-coverage-after", day = words.day(it.term.1)), Role::Warn),
    };
    let mut lines = vec![easel.say(said, role)];
    if matches!(it.forecast, Forecast::On(_) | Forecast::AfterTerm) {
        let how = say!(words, "screen-coverage-how", days = it.pace_days, count = it.pace, left = it.all.left());
        lines.push(easel.say(how, Role::Quiet));
    }
    lines
}
