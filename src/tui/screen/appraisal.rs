//! The appraisal (考核): a row a counselor, department or community, a column a measure. What falls short of what is asked has a sign.

use super::Easel;
use super::easel::Listing;
use crate::campus::appraisal::Measure;
use crate::desk::count::AppraisalRow;
use crate::exchange::count::who_name;
use crate::say;
use crate::tui::command::CommandId;
use crate::tui::model::List;
use crate::tui::theme::Role;
use crate::tui::widget::{self, Column, Line, Pane};
use ratatui::layout::Rect;
use ratatui::style::Modifier;
use std::ops::Range;

/// Rows below the list: what is asked, and what is left out.
const FOOT_ROWS: u16 = 3;
/// Columns of a number.
const NUMBER: u16 = 6;
/// Columns of a name, at least and at most.
const NAME: (u16, u16) = (8, 16);
/// Columns between two numbers.
const GAP: u16 = 2;
/// Columns of the brackets around the number under the cursor.
const BRACKETS: u16 = 2;

pub(super) fn draw(easel: &mut Easel<'_>, area: Rect) {
    let (words, counting) = (easel.words, easel.model.counting);
    let by = words.get(&format!("count-per-{}", counting.per.key()));
    let title = easel.say(say!(words, "screen-appraisal"), Role::Title).gap(1).add(by, easel.style(Role::Text));
    let Some(found) = &easel.model.board.count.appraisal else {
        easel.pane(area, &Pane { title, focus: true, ..Pane::default() });
        return;
    };
    let (from, until) = (words.day(found.span.from), words.day(found.span.until));
    let right = easel.say(say!(words, "screen-count-span", from = from, until = until), Role::Quiet);
    let scroll = easel.scroll(List::Appraisal, found.rows.len(), area.height.saturating_sub(3 + FOOT_ROWS));
    let inner = easel.pane(area, &Pane { title, right, focus: true, scroll, ..Pane::default() });
    if found.rows.is_empty() {
        let key = easel.model.keymap.label(CommandId::CountBefore);
        let lines = [
            easel.say(say!(words, "screen-appraisal-empty"), Role::Text),
            easel.say(say!(words, "screen-appraisal-empty-how", key = key), Role::Quiet),
        ];
        easel.stack(inner, &lines);
        return;
    }
    let foot = if inner.height > FOOT_ROWS + 3 { FOOT_ROWS } else { 0 };
    // Where all columns do not fit, those around the one under the cursor do.
    let name = found.rows.iter().map(|it| width(&who_name(words, easel.campus, it.who))).max().unwrap_or(0).clamp(NAME.0, NAME.1);
    let wide = Measure::ALL.map(|measure| {
        let cells = found.rows.iter().map(|it| cell(easel, it, measure).width());
        cells.chain([width(&short_name(easel, measure))]).max().unwrap_or(0)
    });
    let shown = &Measure::ALL[around(&wide, counting.measure, inner.width.saturating_sub(name + BRACKETS))];
    let mut columns = vec![Column::elastic(0, NAME.0, NAME.1)];
    let is_chosen = |it: &Measure| Measure::ALL.get(counting.measure) == Some(it);
    columns.extend(shown.iter().map(|it| Column::number(0, if is_chosen(it) { NUMBER + BRACKETS } else { NUMBER })));
    let mut titles = vec![easel.say("", Role::Quiet)];
    titles.extend(shown.iter().map(|it| {
        let style = easel.style(if is_chosen(it) { Role::Title } else { Role::Quiet });
        let name = short_name(easel, *it);
        if is_chosen(it) { Line::of(name, style.add_modifier(Modifier::UNDERLINED)).add(" ", style) } else { Line::of(name, style) }
    }));
    let list = Rect { height: inner.height - foot, ..inner };
    let listing = Listing { list: List::Appraisal, count: found.rows.len(), columns: &columns, titles, focus: true };
    let here = easel.cursor(List::Appraisal).at.min(found.rows.len() - 1);
    easel.list(list, &listing, |easel, at| {
        let Some(row) = found.rows.get(at) else { return Vec::new() };
        let mut cells = vec![easel.say(who_name(easel.words, easel.campus, row.who), Role::Text)];
        cells.extend(shown.iter().map(|it| {
            let cell = cell(easel, row, *it);
            if is_chosen(it) { easel.crossed(cell, at == here) } else { cell }
        }));
        cells
    });
    if foot > 0 {
        let measure = Measure::ALL.get(counting.measure).copied().unwrap_or(Measure::Nights);
        let rules = &easel.campus.presets().rules().appraisal;
        let asked = match rules.asked(measure, 1) {
            Some(asked) if measure.is_cost() => say!(words, "screen-appraisal-at-most", what = words.measure(measure), asked = asked),
            Some(asked) => say!(words, "screen-appraisal-at-least", what = words.measure(measure), asked = asked),
            None => say!(words, "screen-appraisal-not-asked", what = words.measure(measure)),
        };
        let mut lines = vec![easel.say(asked, Role::Text), easel.say(say!(words, "count-note-left-out"), Role::Quiet)];
        if found.total.unseen > 0 {
            lines.push(easel.say(say!(words, "count-note-unseen", count = found.total.unseen), Role::Quiet));
        }
        easel.stack(widget::below(inner, inner.height - foot), &lines);
    }
}

/// As many columns of these widths as there is room for, from the first on as long as the chosen one is among them.
fn around(wide: &[u16], chosen: usize, room: u16) -> Range<usize> {
    let chosen = chosen.min(wide.len().saturating_sub(1));
    let fits = |it: Range<usize>| wide[it].iter().map(|it| it + GAP).sum::<u16>() <= room;
    let first = (0..chosen).find(|first| fits(*first..chosen + 1)).unwrap_or(chosen);
    let end = (chosen + 1..=wide.len()).rev().find(|end| fits(first..*end)).unwrap_or(wide.len().min(chosen + 1));
    first..end
}

fn width(text: &str) -> u16 {
    u16::try_from(crate::text::width(text)).unwrap_or(u16::MAX)
}

/// A measure in at most six columns.
fn short_name(easel: &Easel<'_>, measure: Measure) -> String {
    easel.words.get(&format!("screen-measure-{}", measure.key().replace('_', "-")))
}

/// A number; one that falls short has a sign before it.
fn cell<'a>(easel: &Easel<'a>, row: &AppraisalRow, measure: Measure) -> Line<'a> {
    let rules = &easel.campus.presets().rules().appraisal;
    let Some(number) = row.record.of(measure) else { return easel.say("–", Role::Quiet) };
    match row.reaches(rules, measure) {
        Some(false) => easel.say(format!("{}{number}", easel.signs().due), Role::Warn),
        Some(true) => easel.say(number.to_string(), Role::Text),
        None => easel.say(number.to_string(), if number == 0 { Role::Quiet } else { Role::Text }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_columns_around_the_chosen_one_are_as_many_as_there_is_room_for() {
        let wide = [4, 4, 3, 6];
        assert_eq!(around(&wide, 0, 25), 0..4, "all of them");
        assert_eq!(around(&wide, 0, 24), 0..3);
        assert_eq!(around(&wide, 3, 24), 1..4);
        assert_eq!(around(&wide, 2, 5), 2..3, "only the chosen one");
        assert_eq!(around(&wide, 2, 0), 2..3, "cut, but there");
        assert_eq!(around(&[], 2, 9), 0..0);
    }
}
