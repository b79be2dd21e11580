//! The leaves (请假): those that wait for a decision, who is away, who is to be back.

use super::Easel;
use super::easel::Listing;
use super::say::first_line;
use crate::campus::{Act, Calendar, LeaveAct, LeaveHead, LeaveState, Seq};
use crate::desk::rights::may_decide_leave;
use crate::say;
use crate::tui::command::CommandId;
use crate::tui::model::{LeaveScope, List};
use crate::tui::msg::Fetched;
use crate::tui::theme::Role;
use crate::tui::widget::{self, Column, Line, Pane};
use ratatui::layout::Rect;
use std::borrow::Cow;

pub(super) fn draw(easel: &mut Easel<'_>, area: Rect) {
    let (words, rows) = (easel.words, &easel.model.board.house.leaves);
    let scope = match easel.model.leave_scope {
        LeaveScope::Waiting => say!(words, "screen-leaves-waiting"),
        LeaveScope::Away => say!(words, "screen-leaves-away"),
        LeaveScope::Today => say!(words, "screen-leaves-today"),
        LeaveScope::Overdue => say!(words, "screen-leaves-overdue"),
        LeaveScope::All => say!(words, "screen-leaves-all"),
    };
    let title = easel.say(say!(words, "screen-leaves"), Role::Title).gap(1).add(scope, easel.style(Role::Text));
    let right = easel.say(say!(words, "screen-leaves-count", count = rows.len()), Role::Quiet);
    let scroll = easel.scroll(List::Leaves, rows.len(), area.height.saturating_sub(4));
    let inner = easel.pane(area, &Pane { title, right, focus: true, scroll, ..Pane::default() });
    let rules = easel.campus.presets().rules().leave;
    let how = say!(
        words,
        "screen-leaves-rules",
        counselor = rules.counselor,
        department = rules.department,
        office = rules.student_office,
        back = rules.report_back
    );
    let list = Rect { height: inner.height.saturating_sub(1), ..inner };
    easel.say(how, Role::Quiet).draw(easel.buffer, widget::row(inner, inner.height.saturating_sub(1)));
    if rows.is_empty() {
        let key = |id| easel.model.keymap.label(id);
        let how = say!(words, "screen-leaves-empty-how", scope = key(CommandId::LeaveScope), ask = key(CommandId::AskLeave));
        let lines = [easel.say(say!(words, "screen-leaves-empty"), Role::Text), easel.say(how, Role::Quiet)];
        easel.stack(list, &lines);
        return;
    }
    let titles = [
        String::new(),
        say!(words, "screen-column-name"),
        say!(words, "screen-column-room"),
        say!(words, "screen-column-class"),
        say!(words, "screen-form-from"),
        say!(words, "screen-form-until"),
        say!(words, "screen-column-days"),
        say!(words, "screen-column-state"),
        say!(words, "screen-column-why"),
    ];
    let titles = titles.map(|it| easel.say(it, Role::Quiet)).to_vec();
    let listing = Listing { list: List::Leaves, count: rows.len(), columns: &COLUMNS, titles, focus: true };
    easel.list(list, &listing, |easel, at| rows.get(at).map_or_else(Vec::new, |seq| row(easel, *seq)));
}

/// Mark, name, room, class, from, until, days, state, why.
const COLUMNS: [Column; 9] = [
    Column::firm(0, 2),
    Column::firm(0, 14),
    Column::firm(2, 12),
    Column::firm(5, 16),
    Column::firm(1, 16),
    Column::firm(0, 16),
    Column::number(2, 4),
    Column::firm(0, 20),
    Column::elastic(3, 8, 80),
];

fn row<'a>(easel: &Easel<'a>, seq: Seq) -> Vec<Line<'a>> {
    let Some(it) = easel.campus.leaves().get(seq) else { return Vec::new() };
    let mine = it.state == LeaveState::Asked && may_decide_leave(easel.campus, easel.model.seat.user, it);
    let over = it.state == LeaveState::Approved && it.until <= easel.model.now;
    let mark = match () {
        () if mine => easel.say(easel.signs().own, Role::Own),
        () if over && is_late(easel, it) => easel.say(easel.signs().alarm, Role::Alarm),
        () if over => easel.say(easel.signs().due, Role::Due),
        () => easel.say(" ", Role::Quiet),
    };
    let (text, role) = leave_text(easel, it);
    vec![
        mark,
        easel.say(easel.student(it.student), Role::Text),
        easel.say(easel.room_of(it.student), Role::Text),
        easel.say(easel.class_of(it.student), Role::Quiet),
        easel.say(easel.moment(it.from), Role::Quiet),
        easel.say(easel.moment(it.until), if over { Role::Warn } else { Role::Text }),
        easel.say(it.days().to_string(), Role::Quiet),
        state(easel, it),
        Line::of(first_line(text), easel.style(role)),
    ]
}

/// Whether the day has passed by which a student was to report back.
fn is_late(easel: &Easel<'_>, it: &LeaveHead) -> bool {
    let zone = easel.campus.zone();
    it.report_by(&easel.campus.presets().rules().leave, zone, Calendar::shipped()) < easel.model.now.day(zone)
}

/// How a leave stands: who decides, or by when the student reports back.
pub(super) fn state<'a>(easel: &Easel<'a>, it: &LeaveHead) -> Line<'a> {
    let (words, rules, zone) = (easel.words, &easel.campus.presets().rules().leave, easel.campus.zone());
    match it.state {
        LeaveState::Asked => easel.say(say!(words, "screen-leave-waits-for", approver = words.approver(it.approver(rules))), Role::Due),
        LeaveState::Approved if it.until <= easel.model.now => {
            let day = easel.day_short(it.report_by(rules, zone, Calendar::shipped()));
            let role = if is_late(easel, it) { Role::Alarm } else { Role::Due };
            easel.say(say!(words, "screen-leave-report-short", day = day), role)
        }
        LeaveState::Returned(at) => easel.say(format!("{} {}", words.leave_state(it.state), easel.moment_short(at)), Role::Quiet),
        state => easel.say(words.leave_state(state), Role::Quiet),
    }
}

/// Why a student is away, as far as it may be read.
pub(super) fn leave_text<'a>(easel: &Easel<'a>, it: &LeaveHead) -> (Cow<'a, str>, Role) {
    if !easel.sight().reads_leave(it) {
        return (say!(easel.words, "screen-text-hidden").into(), Role::Quiet);
    }
    let kind = easel.words.leave_kind(it.kind);
    match easel.model.texts.get(it.seq) {
        Some(Fetched::Entry(entry)) => match &entry.act {
            Act::Leave(LeaveAct::Asked(asked)) => (format!("{kind} {}", asked.text).into(), Role::Text),
            _ => (kind.into(), Role::Text),
        },
        _ => (kind.into(), Role::Text),
    }
}
