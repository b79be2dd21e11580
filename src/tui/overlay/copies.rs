//! All copies of the logbook, how each stands and what to do about it; the head of the chain and the last backup under them.

use super::scrolled;
use crate::say;
use crate::tui::command::CommandId;
use crate::tui::model::Cursor;
use crate::tui::screen::Easel;
use crate::tui::theme::Role;
use crate::tui::upkeep::Standing;
use ratatui::layout::Rect;

pub(super) fn draw(easel: &mut Easel<'_>, area: Rect, cursor: Cursor) {
    let (words, upkeep) = (easel.words, &easel.model.upkeep);
    let mut rows = Vec::new();
    if upkeep.copies.is_empty() {
        rows.push((0, say!(words, "screen-copies-unknown"), Role::Quiet));
    }
    for it in &upkeep.copies {
        let (sign, role) = match it.standing {
            Standing::Good => (easel.signs().good, Role::Good),
            it if it.is_passing() => (easel.signs().dot, Role::Warn),
            _ => (easel.signs().alarm, Role::Alarm),
        };
        rows.push((0, format!("{sign} {} {} {}", it.which.said(words), easel.signs().dot, it.standing.said(words)), role));
        rows.extend(it.standing.advice(words).map(|text| (2, text, Role::Text)));
    }
    rows.push((0, String::new(), Role::Text));
    rows.extend(easel.custody_lines().into_iter().map(|(text, role)| (0, text, role)));
    let mut keys = vec![CommandId::Seen, CommandId::TryAgain];
    keys.extend(upkeep.head_doubted.then_some(CommandId::AcceptHead));
    scrolled(easel, area, say!(words, "screen-copies"), &rows, cursor.at, &keys);
}
