//! The duty pane (值班): who is on tonight, who is on tomorrow, when it is our turn, and what happened since it last was.

use super::easel::Listing;
use super::{Easel, strip};
use crate::campus::{Calendar, Post, PostCheck, Shift, ShiftId, ShiftState};
use crate::say;
use crate::tui::command::CommandId;
use crate::tui::model::{self, Hit, List};
use crate::tui::theme::Role;
use crate::tui::view::DutyRow;
use crate::tui::widget::{self, Column, Line, Pane, ends};
use ratatui::layout::Rect;

/// The title of a pane: its number and its name.
pub(super) fn title<'a>(easel: &Easel<'a>, pane: model::Pane, focus: bool) -> Line<'a> {
    let key = easel.model.keymap.label(strip::key(pane));
    let name = strip::name(easel, pane);
    easel.say(key, Role::Key).gap(1).add(name, easel.style(if focus { Role::Title } else { Role::Text }))
}

pub(super) fn draw(easel: &mut Easel<'_>, area: Rect, focus: bool) {
    let board = &easel.model.board.duty;
    let words = easel.words;
    let day = words.day_long(board.day);
    let calendar = Calendar::shipped();
    let kind = calendar.name(board.day).map_or_else(|| words.day_kind(calendar.kind(board.day)), str::to_owned);
    let title = title(easel, model::Pane::Duty, focus).gap(1).add(day, easel.style(Role::Text)).gap(1).add(kind, easel.style(Role::Quiet));
    let right = on_duty(easel);
    let rows = board.tonight.len();
    let inner = easel.pane(area, &Pane { title, right, focus, ..Pane::default() });
    if rows == 0 {
        let lines = [easel.say(say!(words, "screen-duty-empty"), Role::Text), easel.say(say!(words, "screen-duty-empty-how"), Role::Quiet)];
        let used = easel.stack(inner, &lines);
        below(easel, widget::below(inner, used + 1));
        return;
    }
    // Tonight takes what it needs but leaves the rest of the pane its few rows.
    let keep = 5.min(inner.height / 2);
    let high = (rows as u16).min(inner.height - keep);
    let list = Rect { height: high, ..inner };
    // The pointer, the post, the person, how it stands, since when, the hours, the phone.
    let columns = [
        Column::firm(0, 1),
        Column::firm(0, 14),
        Column::firm(0, 12),
        Column::firm(1, 18),
        Column::firm(1, 16),
        Column::firm(2, 11),
        Column::firm(3, 13),
    ];
    let listing = Listing { list: List::Duty, count: rows, columns: &columns, titles: Vec::new(), focus };
    easel.list(list, &listing, |easel, at| board.tonight.get(at).map_or_else(Vec::new, |it| row(easel, it)));
    below(easel, widget::below(inner, high + 1));
}

fn on_duty<'a>(easel: &Easel<'a>) -> Line<'a> {
    let tonight = &easel.model.board.duty.tonight;
    let on = tonight.iter().filter(|it| it.state == ShiftState::On).count();
    let missing = tonight.iter().filter(|it| it.state == ShiftState::Missing).count();
    let line = if tonight.is_empty() {
        Line::new()
    } else {
        easel.say(say!(easel.words, "screen-duty-on", on = on, all = tonight.len()), Role::Quiet)
    };
    if missing == 0 {
        return line;
    }
    let text = format!("{}{}", easel.signs().alarm, say!(easel.words, "screen-duty-missing", count = missing));
    line.gap(1).add(text, easel.style(Role::Alarm))
}

fn row<'a>(easel: &Easel<'a>, it: &DutyRow) -> Vec<Line<'a>> {
    let Some(shift) = easel.campus.shifts().get(it.shift) else { return Vec::new() };
    let now = easel.model.now;
    let (sign, role) = match it.state {
        ShiftState::On => (easel.signs().good, Role::Good),
        ShiftState::Missing | ShiftState::Missed => (easel.signs().alarm, Role::Alarm),
        _ => (easel.signs().empty, Role::Quiet),
    };
    let since = match it.state {
        ShiftState::Missing => say!(easel.words, "screen-overdue", span = easel.span(shift.starts, now)),
        ShiftState::Planned => say!(easel.words, "screen-from", clock = easel.moment(shift.starts)),
        _ => shift.signed_out.or(shift.signed_in).map(|at| easel.moment(at)).unwrap_or_default(),
    };
    let late_after = easel.campus.presets().rules().schedule.late_after;
    let late = shift.signed_in.and_then(|_| shift.late_minutes(now, late_after));
    let check = easel.campus.shifts().row(it.shift).and_then(|row| row.check);
    // How they came and what the leader found goes before the phone, which is only needed where somebody is missing.
    let (last, last_role) = match (late, check) {
        (_, Some((_, at, found))) => {
            let role = if found == PostCheck::Present { Role::Good } else { Role::Alarm };
            (format!("{} {}", easel.words.post_check(found), easel.clock(at)), role)
        }
        (Some(minutes), None) => (say!(easel.words, "screen-duty-late-by", minutes = minutes), Role::Warn),
        (None, None) => (easel.sight().user_phone(shift.person).map(super::say::mask).unwrap_or_default(), Role::Quiet),
    };
    let post_role = if matches!(shift.post, Post::Leader) { Role::Title } else { Role::Text };
    let hours = format!("{}–{}", easel.clock(shift.starts), easel.clock(shift.ends));
    vec![
        if it.mine { easel.say(easel.signs().own, Role::Own) } else { Line::of(" ", easel.style(Role::Text)) },
        easel.say(easel.post(shift.post), post_role),
        easel.say(easel.user(shift.person), if it.mine { Role::Own } else { Role::Text }),
        easel.say(format!("{sign} {}", easel.words.shift_state(it.state)), role),
        easel.say(since, if it.state == ShiftState::Missing { Role::Alarm } else { Role::Quiet }),
        easel.say(hours, Role::Quiet),
        easel.say(last, last_role),
    ]
}

/// Tomorrow, our next shift, and what happened since the last.
fn below(easel: &mut Easel<'_>, area: Rect) {
    let words = easel.words;
    let board = &easel.model.board.duty;
    let names = |easel: &Easel<'_>, ids: &[ShiftId]| {
        let dot = format!(" {} ", easel.signs().dot);
        ids.iter().filter_map(|id| easel.campus.shifts().get(*id)).map(|it: &Shift| easel.user(it.person)).collect::<Vec<_>>().join(&dot)
    };
    let nobody = easel.signs().none;
    let tomorrow = if board.tomorrow.is_empty() { nobody.to_owned() } else { names(easel, &board.tomorrow) };
    let next = board.my_next.and_then(|id| easel.campus.shifts().get(id));
    let next =
        next.map_or(nobody.to_owned(), |it| format!("{} {} {}", words.day_long(it.day), easel.clock(it.starts), easel.post(it.post)));
    let since = &board.since;
    let from = easel.moment(since.from);
    let headline = match since.ended {
        Some(_) => say!(words, "screen-since-shift", from = from),
        None => say!(words, "screen-since-day"),
    };
    let counts = super::handover::counts(easel);
    let mut lines = vec![
        easel.labelled(words.day_near(board.day.plus(1), easel.model.now.day(easel.campus.zone())), tomorrow, Role::Text),
        easel.labelled(say!(words, "screen-duty-next"), next, Role::Text),
    ];
    if area.height >= 5 {
        lines.push(Line::new());
    }
    let used = easel.stack(area, &lines);
    let rest = widget::below(area, used);
    let key = easel.key(CommandId::Handover);
    let title = easel.say(say!(words, "screen-handover"), Role::Title).gap(1).add(headline, easel.style(Role::Quiet));
    ends(easel.buffer, widget::row(rest, 0), &title, &key);
    let cols = key.width().min(rest.width);
    easel.hit(Rect { x: rest.right() - cols, width: cols, ..widget::row(rest, 0) }, Hit::Command(CommandId::Handover));
    counts.draw(easel.buffer, widget::row(rest, 1));
    let rest = widget::below(rest, 2);
    // A large pane has room for the week as well.
    let week = if rest.height >= 6 + WEEK && area.width >= 70 { WEEK } else { 0 };
    super::handover::latest(easel, Rect { height: rest.height - week - u16::from(week > 0), ..rest });
    if week > 0 {
        draw_week(easel, widget::below(rest, rest.height - week));
    }
}

/// Days of the rota shown ahead, with the row of titles.
const WEEK: u16 = 7 + 1;

/// Who is on, day by day and post by post.
fn draw_week(easel: &mut Easel<'_>, area: Rect) {
    let first = easel.model.board.duty.day;
    let communities = easel.campus.places().communities().take(8).map(|(id, _)| Post::Workroom(id));
    let posts: Vec<Post> = std::iter::once(Post::Leader).chain(communities).collect();
    let mut columns = vec![Column::firm(0, 16)];
    columns.extend(posts.iter().map(|_| Column::firm(1, 12)));
    let mut titles = vec![easel.say(say!(easel.words, "screen-week"), Role::Title)];
    titles.extend(posts.iter().map(|post| easel.say(easel.post(*post), Role::Quiet)));
    let rows = (1..=7).map(|ahead| {
        let day = first.plus(ahead);
        let shifts: Vec<&Shift> = easel.campus.shifts().of_day(day).map(|(_, it)| it).collect();
        let mut cells = vec![easel.say(easel.words.day_long(day), Role::Quiet)];
        cells.extend(posts.iter().map(|post| match shifts.iter().find(|it| it.post == *post) {
            Some(it) if it.person == easel.model.seat.user => easel.say(easel.user(it.person), Role::Own),
            Some(it) => easel.say(easel.user(it.person), Role::Text),
            None => easel.say(easel.signs().empty, Role::Quiet),
        }));
        cells
    });
    let table = widget::Table { columns: &columns, titles, rows: rows.collect(), selected: None };
    widget::table(easel.buffer, easel.theme, area, &table);
}
