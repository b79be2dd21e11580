//! Statistics (统计): one thing over time, a row a community, building, class or counselor: a heat map of numbers and shades, a line and a sum.

use super::Easel;
use super::easel::Listing;
use crate::exchange::count::{column_name, key_name};
use crate::say;
use crate::tui::command::CommandId;
use crate::tui::model::List;
use crate::tui::theme::Role;
use crate::tui::widget::{self, Column, Line, Pane, bar, spark};
use ratatui::layout::Rect;
use ratatui::style::Modifier;

/// Columns of a cell of the map: up to four digits and the shade before them.
const CELL: u16 = 6;
/// Columns of the bar and of the name.
const BAR: u16 = 10;
const NAME: u16 = 16;
/// Columns of the brackets around the cell under the cursor.
const BRACKETS: u16 = 2;
/// Rows below the list: the line of all.
const FOOT_ROWS: u16 = 4;

pub(super) fn draw(easel: &mut Easel<'_>, area: Rect) {
    let (words, counting) = (easel.words, easel.model.counting);
    let said = |axis: &str, key: &str| words.get(&format!("count-{axis}-{key}"));
    let what = say!(
        words,
        "screen-stats-what",
        kind = said("kind", counting.kind.key()),
        by = said("by", counting.by.key()),
        scale = said("scale", counting.scale.key())
    );
    let title = easel.say(say!(words, "screen-stats"), Role::Title).gap(1).add(what, easel.style(Role::Text));
    let Some(found) = &easel.model.board.count.grid else {
        easel.pane(area, &Pane { title, focus: true, ..Pane::default() });
        return;
    };
    let today = easel.model.now.day(easel.campus.zone());
    let span = counting.span(easel.campus, today);
    let right = easel.say(say!(words, "screen-count-span", from = words.day(span.from), until = words.day(span.until)), Role::Quiet);
    // The sum stands below the rows, and opens as they do.
    let count = found.rows.len() + 1;
    let scroll = easel.scroll(List::Stats, count, area.height.saturating_sub(3 + FOOT_ROWS));
    let inner = easel.pane(area, &Pane { title, right, focus: true, scroll, ..Pane::default() });
    if found.total() == 0 {
        let key = |id| easel.model.keymap.label(id);
        let how = say!(words, "screen-stats-empty-how", kind = key(CommandId::CountKind), before = key(CommandId::CountBefore));
        let lines = [easel.say(say!(words, "screen-stats-empty"), Role::Text), easel.say(how, Role::Quiet)];
        easel.stack(inner, &lines);
        return;
    }
    let foot = if inner.height > FOOT_ROWS + 3 { FOOT_ROWS } else { 0 };
    // The latest columns that fit, further back where the cursor is.
    let room = usize::from(inner.width.saturating_sub(NAME + BAR + 10 + BRACKETS) / (CELL + 1)).clamp(1, found.columns.len().max(1));
    let chosen = found.columns.len().saturating_sub(1 + counting.back);
    let first = chosen.min(found.columns.len() - room);
    let shown = first..first + room;
    let most = found.most();
    let mut columns = vec![Column::elastic(0, 8, NAME), Column::number(0, 6), Column::firm(1, BAR)];
    columns.extend(shown.clone().map(|at| Column::number(0, if at == chosen { CELL + BRACKETS } else { CELL })));
    let mut titles = vec![easel.say("", Role::Quiet), easel.say(say!(words, "count-total"), Role::Quiet), easel.say("", Role::Quiet)];
    titles.extend(shown.clone().map(|at| {
        let name = found.columns.get(at).map(|day| column_name(*day, found.scale)).unwrap_or_default();
        let name = name.strip_prefix("20").map(str::to_owned).unwrap_or(name);
        let style = easel.style(if at == chosen { Role::Title } else { Role::Quiet });
        if at == chosen { Line::of(name, style.add_modifier(Modifier::UNDERLINED)).add(" ", style) } else { Line::of(name, style) }
    }));
    let list = Rect { height: inner.height - foot, ..inner };
    let listing = Listing { list: List::Stats, count, columns: &columns, titles, focus: true };
    let highest = found.rows.iter().map(|it| it.total()).max().unwrap_or(0) as usize;
    let here = easel.cursor(List::Stats).at.min(count - 1);
    easel.list(list, &listing, |easel, row| {
        let (name, counts, total) = match found.rows.get(row) {
            Some(row) => (easel.say(key_name(easel.campus, row.key), Role::Text), &row.counts, row.total()),
            None => (easel.say(say!(words, "count-total"), Role::Title), &found.totals, found.total()),
        };
        let is_sum = row >= found.rows.len();
        let mut cells = vec![
            name,
            easel.say(total.to_string(), Role::Text),
            if is_sum { easel.say("", Role::Quiet) } else { bar(easel.theme, BAR, total as usize, highest) },
        ];
        cells.extend(shown.clone().map(|at| {
            let cell = heat(easel, counts.get(at).copied().unwrap_or_default(), if is_sum { 0 } else { most });
            if at == chosen { easel.crossed(cell, row == here) } else { cell }
        }));
        cells
    });
    if foot > 0 {
        let lower = widget::below(inner, inner.height - foot + 1);
        let wide = usize::from(inner.width.saturating_sub(12)).max(1);
        let line = &found.totals[found.totals.len().saturating_sub(wide)..];
        let mut lines = vec![easel.say(say!(words, "count-trend"), Role::Quiet).gap(2).join(spark(easel.theme, line))];
        if found.apart > 0 {
            lines.push(easel.say(say!(words, "count-note-apart", count = found.apart), Role::Quiet));
        }
        lines.push(easel.say(say!(words, "count-note-left-out"), Role::Quiet));
        easel.stack(lower, &lines);
    }
}

/// A number with its shade, from nothing to the highest in four steps; the sign says it as well as the colour.
fn heat<'a>(easel: &Easel<'a>, count: u32, most: u32) -> Line<'a> {
    if count == 0 {
        return easel.say(easel.signs().dot, Role::Quiet);
    }
    let eighths = &easel.signs().eighths;
    let step = (u64::from(count) * 4).div_ceil(u64::from(most.max(1))).min(4) as usize;
    let sign = if most == 0 { "" } else { eighths.get(step * 2).copied().unwrap_or(" ") };
    let role = match step {
        _ if most == 0 => Role::Text,
        0 | 1 => Role::Quiet,
        2 => Role::Text,
        3 => Role::Info,
        _ => Role::Own,
    };
    easel.say(format!("{sign}{count}"), role)
}
