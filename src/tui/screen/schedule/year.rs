//! A year (年度热力图): a month a row, a day a cell. Of one person the kind of each night they serve; of the whole college who is lacking.

use super::super::Easel;
use crate::campus::{Day, DutyKind, UserId};
use crate::say;
use crate::tui::model::Hit;
use crate::tui::scheduling::{Whose, month_of};
use crate::tui::theme::Role;
use crate::tui::view::DutyDay;
use crate::tui::widget::{self, Line, flow};
use chrono::Datelike as _;
use ratatui::layout::Rect;

/// Columns of the names of the months.
const MONTHS: u16 = 6;

pub(super) fn draw(easel: &mut Easel<'_>, area: Rect) {
    let board = &easel.model.board.schedule;
    let person = match easel.model.schedule.whose {
        Whose::All => None,
        Whose::Mine => Some(easel.model.seat.user),
        Whose::Of(person) => Some(person),
    };
    let each = ((area.width.saturating_sub(MONTHS + 6)) / 31).clamp(1, 4);
    let year = easel.model.schedule.day.date().year();
    let head = widget::right_of(widget::row(area, 0), MONTHS);
    for day in [1, 5, 10, 15, 20, 25, 30] {
        let place = widget::right_of(head, (day - 1) * each);
        easel.say(day.to_string(), Role::Quiet).draw(easel.buffer, Rect { width: 3, ..place }.intersection(head));
    }
    let tall = if area.height >= 12 * 2 + 4 { 2 } else { 1 };
    let rows = widget::below(area, 1);
    for month in 1..=12_u32 {
        let row = widget::row(rows, (month as u16 - 1) * tall);
        let Some(first) = Day::ymd(year, month, 1) else { continue };
        let (_, last) = month_of(first);
        let here = easel.model.schedule.day;
        let role = if month_of(here).0 == first { Role::Title } else { Role::Quiet };
        easel.say(say!(easel.words, "screen-schedule-month-short", month = month), role).draw(easel.buffer, Rect { width: MONTHS, ..row });
        let mut sum = 0;
        for nth in 0..=last.since(first) {
            let day = first.plus(nth);
            let Some(it) = usize::try_from(day.since(board.days.first().map_or(day, |it| it.day))).ok().and_then(|at| board.days.get(at))
            else {
                continue;
            };
            let (line, count) = sign(easel, it, person);
            sum += count;
            let place = Rect { width: 1, ..widget::right_of(row, MONTHS + nth as u16 * each) };
            let place = if place.x < row.right() { place } else { Rect { width: 0, ..place } };
            line.draw(easel.buffer, place);
            easel.hit(place, Hit::Seat(day, easel.model.schedule.column));
            if day == here {
                widget::select(easel.buffer, place, easel.style(Role::Selected));
            } else if day == board_day(easel) && !place.is_empty() {
                let style = easel.style(Role::Marked);
                easel.buffer[(place.x, place.y)].set_style(style);
            }
        }
        let end = widget::right_of(row, MONTHS + 31 * each + 1);
        easel.say(format!("{sum:>3}"), if sum == 0 { Role::Quiet } else { Role::Text }).draw(easel.buffer, end);
    }
    legend(easel, widget::below(rows, 12 * tall + 1), person);
}

fn board_day(easel: &Easel<'_>) -> Day {
    easel.model.board.duty.day
}

/// The sign of a kind of night; a letter or figure beside its colour.
fn kind_sign(easel: &Easel<'_>, kind: DutyKind) -> (String, Role) {
    match kind {
        DutyKind::Workday => (easel.signs().late.to_owned(), Role::Text),
        DutyKind::Weekend => (easel.signs().absent.to_owned(), Role::Info),
        DutyKind::Holiday => (easel.signs().mine.to_owned(), Role::Warn),
        DutyKind::Vacation => (easel.signs().concern.to_owned(), Role::Good),
    }
}

/// The sign of a day and what it adds to the sum of its month.
fn sign<'a>(easel: &Easel<'a>, it: &DutyDay, person: Option<UserId>) -> (Line<'a>, usize) {
    let none = || easel.say(easel.signs().empty, Role::Quiet);
    match person {
        Some(person) => {
            let serves = it.cells.iter().any(|cell| cell.person == Some(person));
            if !serves {
                return (none(), 0);
            }
            let (sign, role) = kind_sign(easel, it.kind);
            (easel.say(sign, role), 1)
        }
        None => {
            let gaps = it.cells.iter().filter(|cell| cell.gap).count();
            let filled = it.cells.iter().any(|cell| cell.person.is_some());
            let whole = it.cells.iter().all(|cell| cell.person.is_some());
            match gaps {
                0 if whole => (easel.say(easel.signs().good, Role::Good), 0),
                0 if filled => (easel.say(easel.signs().none, Role::Quiet), 0),
                0 => (none(), 0),
                1..=9 => (easel.say(gaps.to_string(), Role::Warn), gaps),
                _ => (easel.say("+", Role::Warn), gaps),
            }
        }
    }
}

fn legend(easel: &mut Easel<'_>, area: Rect, person: Option<UserId>) {
    let words = easel.words;
    let pieces: Vec<Line<'_>> = match person {
        Some(person) => {
            let name = easel.say(say!(words, "screen-schedule-year-of", name = easel.user(person)), Role::Text);
            let kinds = DutyKind::ALL.into_iter().map(|it| {
                let (sign, role) = kind_sign(easel, it);
                easel.say(sign, role).gap(1).add(words.duty_kind(it), easel.style(Role::Quiet))
            });
            std::iter::once(name).chain(kinds).collect()
        }
        None => vec![
            easel.say(say!(words, "screen-schedule-year-gaps"), Role::Text),
            easel.say(easel.signs().good, Role::Good).gap(1).add(say!(words, "screen-schedule-year-full"), easel.style(Role::Quiet)),
            easel.say("1", Role::Warn).gap(1).add(say!(words, "screen-schedule-year-lacking"), easel.style(Role::Quiet)),
            easel.say(easel.signs().none, Role::Quiet).gap(1).add(say!(words, "screen-schedule-year-past"), easel.style(Role::Quiet)),
            easel.say(easel.signs().empty, Role::Quiet).gap(1).add(say!(words, "screen-schedule-year-none"), easel.style(Role::Quiet)),
        ],
    };
    flow(easel.buffer, area, 3, &pieces, |_, _| {});
}
