//! A week (周时间轴): hours from left to right, a seat a row, each duty a bar from its beginning to its end, and where now is.

use super::super::Easel;
use super::{cell, post_title};
use crate::campus::{Day, Stamp};
use crate::tui::model::Hit;
use crate::tui::theme::Role;
use crate::tui::view::DutyCell;
use crate::tui::widget::{self, Line, put};
use ratatui::layout::Rect;

/// Columns of the names of the posts.
const POSTS: u16 = 9;

pub(super) fn draw(easel: &mut Easel<'_>, area: Rect) {
    let from = easel.model.schedule.span(easel.campus.terms()).0;
    draw_from(easel, area, from);
}

/// The week that begins on a day, as far as it is worked out.
pub(super) fn draw_from(easel: &mut Easel<'_>, area: Rect, from: Day) {
    let board = &easel.model.board.schedule;
    let zone = easel.campus.zone();
    // The axis runs over seven days and the morning after.
    let (start, end) = (from.at(zone, 0, 0), from.plus(7).at(zone, 12, 0));
    let axis = widget::right_of(area, POSTS);
    let column = |at: Stamp| -> u16 {
        let whole = end.minutes_since(start).max(1);
        let part = at.minutes_since(start).clamp(0, whole);
        u16::try_from(part * i64::from(axis.width) / whole).unwrap_or(0)
    };
    let days: Vec<Day> = (0..7).map(|ahead| from.plus(ahead)).collect();
    let today = board_day(easel);
    for day in &days {
        let x = column(day.at(zone, 0, 0));
        let cols = column(day.plus(1).at(zone, 0, 0)).saturating_sub(x);
        let role = if *day == easel.model.schedule.day {
            Role::Title
        } else if *day == today {
            Role::Marked
        } else {
            Role::Quiet
        };
        let full = easel.words.day_long(*day);
        let name = if crate::text::width(&full) < usize::from(cols) { full } else { short_day(easel, *day) };
        let place = Rect { width: cols.saturating_sub(1), ..widget::right_of(widget::row(axis, 0), x) };
        easel.say(name, role).draw(easel.buffer, place);
        super::day_name(easel, *day, easel.campus.presets().rules().schedule.kind(*day))
            .draw(easel.buffer, Rect { width: cols.saturating_sub(1), ..widget::right_of(widget::row(axis, 1), x) });
    }
    let rules = &easel.campus.presets().rules().schedule;
    let tall = area.height.saturating_sub(3) >= 2 * board.seats.len() as u16;
    let body = widget::below(area, 2);
    let shown = |(post, _): &(crate::campus::Post, u8)| easel.model.schedule.site.is_none_or(|it| it == *post);
    let seats: Vec<usize> = (0..board.seats.len()).filter(|at| board.seats.get(*at).is_some_and(shown)).collect();
    for (nth, seat) in seats.iter().enumerate() {
        let row = widget::row(body, nth as u16 * if tall { 2 } else { 1 });
        if row.is_empty() {
            break;
        }
        let role = if *seat == easel.model.schedule.column { Role::Title } else { Role::Quiet };
        let name = post_title(easel, board.seats[*seat], POSTS - 1);
        easel.say(name, role).draw(easel.buffer, Rect { width: POSTS - 1, ..row });
        let line = widget::right_of(row, POSTS);
        for day in &days {
            let Some(it) = board.cell(*day, *seat) else { continue };
            let (starts, ends) = match it.shift.and_then(|id| easel.campus.shifts().get(id)) {
                Some(shift) => (shift.starts, shift.ends),
                None => rules.hours(*day, zone),
            };
            let (x, until) = (column(starts), column(ends));
            let place = Rect { width: until.saturating_sub(x).min(line.width.saturating_sub(x)), ..widget::right_of(line, x) };
            let at_once = rules.hours(day.plus(1), zone).0 <= ends;
            bar(easel, place, it, at_once);
            easel.hit(place, Hit::Seat(*day, *seat));
            if *day == easel.model.schedule.day && *seat == easel.model.schedule.column {
                widget::select(easel.buffer, place, easel.style(Role::Selected));
            }
        }
    }
    // Where now is, on every row that has no name there.
    let now = easel.model.now;
    if start <= now && now < end {
        let x = axis.x + column(now);
        for y in body.top()..(body.y + (seats.len() as u16 * if tall { 2 } else { 1 }).min(body.height)) {
            if easel.buffer.cell((x, y)).is_some_and(|it| matches!(it.symbol(), " " | "━" | "=" | "─" | "-")) && !covered(easel, x, y) {
                put(easel.buffer, x, y, 1, easel.signs().now, easel.style(Role::Alarm));
            }
        }
    }
}

/// Whether a cell is the right half of a wide glyph.
fn covered(easel: &Easel<'_>, x: u16, y: u16) -> bool {
    x.checked_sub(1).and_then(|x| easel.buffer.cell((x, y))).is_some_and(|it| crate::text::width(it.symbol()) > 1)
}

fn board_day(easel: &Easel<'_>) -> Day {
    easel.model.board.duty.day
}

fn short_day(easel: &Easel<'_>, day: Day) -> String {
    let date = easel.words.weekday(day);
    format!("{} {date}", chrono::Datelike::day(&day.date()))
}

/// A duty from its beginning to its end, the name on it.
fn bar(easel: &mut Easel<'_>, place: Rect, it: &DutyCell, starts_at_once: bool) {
    if it.person.is_none() && !it.gap {
        return;
    }
    let role = if it.gap { Role::Warn } else { Role::BarRest };
    let sign = if it.gap { easel.signs().bar[1] } else { easel.signs().bar[0] };
    // Only where the next night begins at once a blank parts the two.
    let parted = starts_at_once || place.width > 12;
    let last = place.width.saturating_sub(u16::from(parted));
    Line::of(sign.repeat(usize::from(last)), easel.style(role)).draw(easel.buffer, Rect { width: last, ..place });
    // Where the bar is short the blank before the name is better used for the name.
    let line = cell(easel, it);
    let blank = line.pieces().next().is_some_and(|(sign, _)| sign == " ");
    let line = if blank && last < 9 {
        line.pieces().skip(1).fold(Line::new(), |all, (text, style)| all.add(text.to_owned(), style))
    } else {
        line
    };
    line.draw(easel.buffer, Rect { width: last, ..place });
}
