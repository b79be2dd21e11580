//! Requests about the duty schedule (调班申请): those that wait for us first, then the open ones, then the latest.

use super::Easel;
use super::easel::Listing;
use super::say::first_line;
use crate::campus::{Act, ChangeAct, ChangeHead, ChangeState, Seq, ShiftId, Wanted};
use crate::say;
use crate::tui::command::CommandId;
use crate::tui::model::List;
use crate::tui::msg::Fetched;
use crate::tui::theme::Role;
use crate::tui::view::waits_for;
use crate::tui::widget::{self, Column, Line, Pane};
use ratatui::layout::Rect;

pub(super) fn draw(easel: &mut Easel<'_>, area: Rect) {
    let (words, rows) = (easel.words, &easel.model.board.changes);
    let title = easel.say(say!(words, "screen-changes"), Role::Title);
    let open = easel.campus.changes().open().count();
    let right = easel.say(say!(words, "screen-changes-open", count = open), Role::Quiet);
    let scroll = easel.scroll(List::Changes, rows.len(), area.height.saturating_sub(4));
    let inner = easel.pane(area, &Pane { title, right, focus: true, scroll, ..Pane::default() });
    let rules = &easel.campus.presets().rules().schedule;
    let how = say!(words, "screen-changes-rules", days = rules.change_days);
    let list = Rect { height: inner.height.saturating_sub(1), ..inner };
    easel.say(how, Role::Quiet).draw(easel.buffer, widget::row(inner, inner.height.saturating_sub(1)));
    if rows.is_empty() {
        let schedule = easel.model.keymap.label(CommandId::Schedule);
        let ask = easel.model.keymap.label(CommandId::AskChange);
        let lines = [
            easel.say(say!(words, "screen-changes-empty"), Role::Text),
            easel.say(say!(words, "screen-changes-empty-how", schedule = schedule, ask = ask), Role::Quiet),
        ];
        easel.stack(list, &lines);
        return;
    }
    let titles = [
        String::new(),
        say!(words, "screen-column-name"),
        say!(words, "screen-form-kind"),
        say!(words, "screen-column-duty"),
        say!(words, "screen-form-colleague"),
        say!(words, "screen-column-state"),
        say!(words, "screen-column-why"),
    ];
    let titles = titles.map(|it| easel.say(it, Role::Quiet)).to_vec();
    let listing = Listing { list: List::Changes, count: rows.len(), columns: &COLUMNS, titles, focus: true };
    easel.list(list, &listing, |easel, at| rows.get(at).map_or_else(Vec::new, |seq| row(easel, *seq)));
}

/// Mark, who, what, which duties, with whom, state, why.
const COLUMNS: [Column; 7] = [
    Column::firm(0, 2),
    Column::firm(0, 12),
    Column::firm(0, 10),
    Column::elastic(0, 16, 44),
    Column::firm(1, 12),
    Column::firm(0, 14),
    Column::elastic(2, 8, 80),
];

fn row<'a>(easel: &Easel<'a>, seq: Seq) -> Vec<Line<'a>> {
    let Some(it) = easel.campus.changes().get(seq) else { return Vec::new() };
    let words = easel.words;
    let mark = match () {
        () if waits_for(easel.campus, it, easel.model.seat.user) => easel.say(easel.signs().own, Role::Own),
        () if it.is_open() && it.emergency => easel.say(easel.signs().alarm, Role::Alarm),
        () => easel.say(" ", Role::Quiet),
    };
    let state = match it.state {
        ChangeState::Proposed | ChangeState::Accepted => Role::Due,
        ChangeState::Approved => Role::Good,
        ChangeState::Declined | ChangeState::Withdrawn => Role::Quiet,
    };
    // A leave waits for approval at once, and what is given away for somebody to take it.
    let said = match (it.state, it.wanted) {
        (ChangeState::Proposed, Wanted::Leave { .. }) => words.change_state(ChangeState::Accepted),
        (state, _) => words.change_state(state),
    };
    vec![
        mark,
        easel.say(easel.user(it.user), if it.user == easel.model.seat.user { Role::Own } else { Role::Text }),
        easel.say(words.wanted(it.wanted), Role::Text),
        easel.say(what(easel, it), if it.is_open() { Role::Text } else { Role::Quiet }),
        easel.say(it.other.map(|id| easel.user(id)).unwrap_or_default(), Role::Text),
        easel.say(said, state),
        why(easel, it),
    ]
}

fn what(easel: &Easel<'_>, it: &ChangeHead) -> String {
    let shift = |id: ShiftId| {
        easel.campus.shifts().get(id).map(|it| format!("{} {}", easel.day_short(it.day), easel.post(it.post))).unwrap_or_default()
    };
    match it.wanted {
        Wanted::Swap { mine, theirs } => format!("{} ↔ {}", shift(mine), shift(theirs)),
        Wanted::Cover { shift: id, .. } | Wanted::GiveAway { shift: id } => shift(id),
        Wanted::Leave { from, until, .. } => format!("{}–{}", easel.day_short(from), easel.day_short(until)),
    }
}

/// Why it is asked for, as far as it may be read.
fn why<'a>(easel: &Easel<'a>, it: &ChangeHead) -> Line<'a> {
    if !easel.sight().reads_change(it) {
        return easel.say(say!(easel.words, "screen-text-hidden"), Role::Quiet);
    }
    match easel.model.texts.get(it.seq) {
        Some(Fetched::Entry(entry)) => match &entry.act {
            Act::Change(ChangeAct::Asked { text, .. }) => {
                Line::of(first_line(std::borrow::Cow::Borrowed(&**text)), easel.style(Role::Text))
            }
            _ => Line::new(),
        },
        _ => Line::new(),
    }
}
