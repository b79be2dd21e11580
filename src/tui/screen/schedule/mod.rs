//! The duty schedule (排班): a month as days by posts, a week as hours by posts, a year as a heat map, the ledger.

mod ledger;
mod month;
mod week;
mod year;

use super::Easel;
use crate::campus::{Day, DutyKind, Post, Preference, UserId};
use crate::say;
use crate::tui::command::CommandId;
use crate::tui::model::List;
use crate::tui::scheduling::{ScheduleView, Whose};
use crate::tui::theme::Role;
use crate::tui::view::{DutyCell, draft_shown};
use crate::tui::widget::{Line, Pane};
use chrono::Datelike as _;
use ratatui::layout::Rect;

pub(super) fn draw(easel: &mut Easel<'_>, area: Rect) {
    let rows = easel.model.board.schedule.ledger.len();
    let scroll = match easel.model.schedule.view {
        ScheduleView::Ledger => easel.scroll(List::Ledger, rows, area.height.saturating_sub(4)),
        _ => None,
    };
    let pane = Pane { title: title(easel), right: sums(easel), foot: foot(easel), focus: true, scroll };
    let inner = easel.pane(area, &pane);
    match easel.model.schedule.view {
        ScheduleView::Month => month::draw(easel, inner),
        ScheduleView::Week => week::draw(easel, inner),
        ScheduleView::Year => year::draw(easel, inner),
        ScheduleView::Ledger => ledger::draw(easel, inner),
    }
}

/// What is shown, of when, published or a draft, of whom, of which post.
fn title<'a>(easel: &Easel<'a>) -> Line<'a> {
    let (words, look) = (easel.words, &easel.model.schedule);
    let (from, until) = look.span(easel.campus.terms());
    let date = look.day.date();
    let span = match look.view {
        ScheduleView::Month => say!(words, "screen-schedule-month", year = date.year().to_string(), month = date.month()),
        ScheduleView::Year => say!(words, "screen-schedule-year", year = date.year().to_string()),
        ScheduleView::Week | ScheduleView::Ledger => format!("{}–{}", words.day(from), words.day(until)),
    };
    let line = easel.say(say!(words, "screen-schedule"), Role::Title).gap(1).add(span, easel.style(Role::Text)).gap(1);
    let line = match draft_shown(easel.campus, look) {
        Some(draft) => line.add(say!(words, "screen-schedule-draft", seq = draft.seq.0), easel.style(Role::Marked)),
        None => line.add(say!(words, "screen-schedule-published"), easel.style(Role::Quiet)),
    };
    let line = match look.whose {
        Whose::All => line,
        Whose::Mine => line.gap(1).add(say!(words, "screen-schedule-mine"), easel.style(Role::Own)),
        Whose::Of(person) => line.gap(1).add(easel.user(person), easel.style(Role::Own)),
    };
    match look.site {
        None => line,
        Some(site) => line.gap(1).add(easel.post(site), easel.style(Role::Text)),
    }
}

/// Seats without anybody and duties that something speaks against, each with its sign.
fn sums<'a>(easel: &Easel<'a>) -> Line<'a> {
    let (words, board, signs) = (easel.words, &easel.model.board.schedule, easel.signs());
    let mut line = Line::new();
    let mut add = |text: String, role| {
        let before = std::mem::take(&mut line);
        line = if before.is_empty() { before } else { before.gap(2) }.add(text, easel.style(role));
    };
    if board.waiting > 0 {
        add(format!("{}{}", signs.due, say!(words, "screen-schedule-waiting", count = board.waiting)), Role::Due);
    }
    if board.conflicts > 0 {
        add(format!("{}{}", signs.alarm, say!(words, "screen-schedule-conflicts", count = board.conflicts)), Role::Alarm);
    }
    if board.gaps > 0 {
        add(format!("{}{}", signs.finding, say!(words, "screen-schedule-gaps", count = board.gaps)), Role::Warn);
    }
    if board.unknown_year {
        add(format!("{}{}", signs.alarm, say!(words, "screen-schedule-unknown-year")), Role::Warn);
    }
    line
}

/// What stands at the seat at hand, in full.
fn foot<'a>(easel: &Easel<'a>) -> Line<'a> {
    let (words, board, look) = (easel.words, &easel.model.board.schedule, &easel.model.schedule);
    if look.view == ScheduleView::Ledger {
        return Line::new();
    }
    let rules = &easel.campus.presets().rules().schedule;
    let name = rules.day_name(look.day).map(str::to_owned).unwrap_or_else(|| words.duty_kind(rules.kind(look.day)));
    let line = easel.say(words.day_long(look.day), Role::Text).gap(1).add(name, easel.style(Role::Quiet));
    let line = match easel.campus.duty().preference_of(easel.model.seat.user, look.day) {
        None => line,
        Some(wants) => line.gap(1).add(wish(easel, wants, true), easel.style(Role::Info)),
    };
    if look.view == ScheduleView::Year {
        return line;
    }
    let Some(((post, _), cell)) = board.seats.get(look.column).zip(board.cell(look.day, look.column)) else { return line };
    let (starts, ends) = rules.hours(look.day, easel.campus.zone());
    let line = line.gap(2).add(easel.post(*post), easel.style(Role::Text));
    let hours = format!("{}–{}", easel.clock(starts), easel.clock(ends));
    let line = match cell.person {
        Some(person) => {
            line.gap(1).add(easel.user(person), easel.style(role_of(easel, person))).gap(1).add(hours, easel.style(Role::Quiet))
        }
        None if cell.gap => line.gap(1).add(say!(words, "screen-schedule-nobody"), easel.style(Role::Warn)),
        None => line,
    };
    let line = match cell.conflict {
        None => line,
        Some(conflict) => line.gap(1).add(format!("{}{}", easel.signs().alarm, words.conflict(conflict)), easel.style(Role::Alarm)),
    };
    match cell.asked {
        None => line,
        Some(_) => line.gap(1).add(say!(words, "screen-schedule-asked"), easel.style(Role::Due)),
    }
}

/// Avoid or wish, for a cell or in full.
fn wish(easel: &Easel<'_>, wants: Preference, full: bool) -> String {
    match (wants, full) {
        (Preference::Avoid, false) => say!(easel.words, "screen-schedule-avoid-short"),
        (Preference::Wish, false) => say!(easel.words, "screen-schedule-wish-short"),
        (Preference::Avoid, true) => say!(easel.words, "screen-schedule-avoid"),
        (Preference::Wish, true) => say!(easel.words, "screen-schedule-wish"),
    }
}

/// How somebody's name looks: ours stands out, and so does whoever is picked out, the others then step back.
fn role_of(easel: &Easel<'_>, person: UserId) -> Role {
    let own = person == easel.model.seat.user;
    match easel.model.schedule.whose {
        Whose::All if own => Role::Own,
        Whose::All => Role::Text,
        Whose::Mine if own => Role::Own,
        Whose::Of(it) if it == person => Role::Own,
        Whose::Mine | Whose::Of(_) => Role::Quiet,
    }
}

/// A cell: the sign of what is wrong or whose it is, and the name.
fn cell<'a>(easel: &Easel<'a>, cell: &DutyCell) -> Line<'a> {
    let signs = easel.signs();
    let Some(person) = cell.person else {
        let text =
            if cell.gap { format!("{}{}", signs.finding, say!(easel.words, "screen-schedule-gap")) } else { format!(" {}", signs.empty) };
        return easel.say(text, if cell.gap { Role::Warn } else { Role::Quiet });
    };
    let picked = match easel.model.schedule.whose {
        Whose::Of(it) => it == person,
        Whose::All | Whose::Mine => person == easel.model.seat.user,
    };
    let role = role_of(easel, person);
    let (sign, sign_role) = match () {
        () if cell.conflict.is_some() => (signs.alarm, Role::Alarm),
        () if picked => (signs.mine, Role::Own),
        () if cell.asked.is_some() => (signs.chips[1], Role::Due),
        () if cell.pinned => (signs.pinned, Role::Info),
        () => (" ", role),
    };
    let style = easel.style(if cell.conflict.is_some() { Role::Alarm } else { role });
    let style = if picked { style.add_modifier(ratatui::style::Modifier::BOLD) } else { style };
    easel.say(sign, sign_role).add(easel.user(person), style)
}

/// A post for the head of a column, shorter where there is little room.
fn post_title(easel: &Easel<'_>, (post, nth): (Post, u8), cols: u16) -> String {
    let name = easel.post(post);
    let second = if nth > 0 { format!("{}", nth + 1) } else { String::new() };
    let room = usize::from(cols).saturating_sub(second.len());
    format!("{}{second}", crate::text::truncate(&name, room))
}

/// The name of a day that is no workday, short.
fn day_name<'a>(easel: &Easel<'a>, day: Day, kind: DutyKind) -> Line<'a> {
    let name = easel.campus.presets().rules().schedule.day_name(day);
    match kind {
        // A workday that has a name is one to make up for a holiday.
        DutyKind::Workday if name.is_some() => easel.say(say!(easel.words, "screen-schedule-make-up"), Role::Warn),
        DutyKind::Workday => Line::new(),
        DutyKind::Holiday | DutyKind::Vacation => {
            easel.say(name.map(str::to_owned).unwrap_or_else(|| easel.words.duty_kind(kind)), Role::Info)
        }
        DutyKind::Weekend => easel.say(name.map(str::to_owned).unwrap_or_else(|| easel.words.duty_kind(kind)), Role::Quiet),
    }
}

/// What to do where nothing is published.
fn blank<'a>(easel: &Easel<'a>) -> Vec<Line<'a>> {
    let key = easel.model.keymap.label(CommandId::NewDraft);
    vec![
        easel.say(say!(easel.words, "screen-schedule-blank"), Role::Text),
        easel.say(say!(easel.words, "screen-schedule-blank-how", key = key), Role::Quiet),
    ]
}
