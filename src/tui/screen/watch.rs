//! The safety watch (安全研判): patterns across rooms and weeks, each with what was counted, what it is held against, and its entries.

use super::Easel;
use super::easel::Listing;
use crate::say;
use crate::tui::model::List;
use crate::tui::theme::Role;
use crate::tui::view::WatchRow;
use crate::tui::widget::{self, Column, Line, Pane, prose};
use ratatui::layout::Rect;

/// Rows below the list.
const FOOT_ROWS: u16 = 3;

pub(super) fn draw(easel: &mut Easel<'_>, area: Rect) {
    let (words, board) = (easel.words, &easel.model.board.watch);
    let title = easel.say(say!(words, "screen-watch"), Role::Title);
    let right = easel.count(say!(words, "screen-watch-hints"), board.standing(), Role::Warn);
    // Where the list has no room for it, why the hint under the cursor is one stands below.
    let foot = if area.height > FOOT_ROWS + 8 && area.width < 120 { FOOT_ROWS } else { 0 };
    let scroll = easel.scroll(List::Watch, board.rows.len(), area.height.saturating_sub(2 + foot));
    let inner = easel.pane(area, &Pane { title, right, focus: true, scroll, ..Pane::default() });
    if board.rows.is_empty() {
        let lines = [easel.say(say!(words, "screen-watch-empty"), Role::Good), easel.say(say!(words, "screen-watch-how"), Role::Quiet)];
        easel.stack(inner, &lines);
        return;
    }
    let columns = [Column::firm(0, 3), Column::elastic(0, 20, 60), Column::elastic(1, 10, 110)];
    let listing = Listing { list: List::Watch, count: board.rows.len(), columns: &columns, titles: Vec::new(), focus: true };
    easel.list(Rect { height: inner.height.saturating_sub(foot), ..inner }, &listing, |easel, at| row(easel, at));
    let here = board.rows.get(easel.model.cursor(List::Watch).at).map(|it| hint_of(*it));
    if let Some((hint, at)) = here.and_then(|at| Some((board.hints.get(at)?, at))).filter(|_| foot > 0) {
        let below = widget::below(inner, inner.height.saturating_sub(FOOT_ROWS - 1));
        let why = match board.off.get(at).and_then(Option::as_ref) {
            Some(off) => {
                let until = say!(words, "screen-watch-off", day = words.day(off.until), reason = off.reason.to_string());
                format!("{until} {}", words.hint_why(hint))
            }
            None => words.hint_why(hint),
        };
        prose(easel.buffer, below, &why, 0, None, easel.style(Role::Quiet));
    }
}

fn hint_of(row: WatchRow) -> usize {
    let (WatchRow::Hint(at) | WatchRow::Entry(at, _)) = row;
    at
}

fn row<'a>(easel: &Easel<'a>, at: usize) -> Vec<Line<'a>> {
    let (words, board) = (easel.words, &easel.model.board.watch);
    match board.rows.get(at).copied() {
        Some(WatchRow::Hint(nth)) => board.hints.get(nth).map_or_else(Vec::new, |it| {
            if let Some(off) = board.off.get(nth).and_then(Option::as_ref) {
                let until = say!(words, "screen-watch-off", day = words.day(off.until), reason = off.reason.to_string());
                let hint = easel.say(words.hint(easel.campus, it), Role::Quiet);
                return vec![easel.say(easel.signs().none, Role::Quiet), hint, easel.say(until, Role::Quiet)];
            }
            vec![
                easel.say(easel.signs().alarm, Role::Warn),
                easel.say(words.hint(easel.campus, it), Role::Text),
                easel.say(words.hint_why(it), Role::Quiet),
            ]
        }),
        Some(WatchRow::Entry(nth, entry)) => {
            let entry = board.hints.get(nth).and_then(|it| it.entries.get(entry));
            entry.map_or_else(Vec::new, |(day, it)| {
                let said = format!("  {} {}", words.day(*day), words.hint_entry(easel.campus, *it));
                vec![Line::new(), easel.say(said, Role::Quiet), Line::new()]
            })
        }
        None => Vec::new(),
    }
}
