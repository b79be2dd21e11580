//! The gate (门): set-up, passphrase, recovery key, a bar while opening takes long. It stands before there is a campus, so it is drawn without one.

use crate::campus::Stamp;
use crate::say;
use crate::text::width;
use crate::tui::layer::{FormRow, FormValue};
use crate::tui::model::{Area, FrameInfo, Hit, SMALLEST};
use crate::tui::prompt::Prompt;
use crate::tui::theme::{Role, Theme};
use crate::tui::update::gate::{Gate, Recover, RecoveryShown, Setup};
use crate::tui::widget::{self, Line, Pane, bar, field, hidden, pane};
use crate::words::Words;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// What the gate is drawn with.
#[derive(Debug, Clone, Copy)]
pub struct GateSeat<'a> {
    /// The words of the seat.
    pub words: &'a Words,
    /// The theme of the seat.
    pub theme: &'a Theme,
    /// What the clock says.
    pub now: Stamp,
}

/// Draws the gate.
pub fn render_gate(gate: &Gate, seat: GateSeat<'_>, buffer: &mut Buffer) -> FrameInfo {
    let info = draw(gate, seat, buffer);
    if seat.theme.is_ascii() {
        widget::unambiguous(buffer);
    }
    info
}

fn draw(gate: &Gate, seat: GateSeat<'_>, buffer: &mut Buffer) -> FrameInfo {
    let GateSeat { words, theme, .. } = seat;
    let mut info = FrameInfo::default();
    let area = buffer.area;
    if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
        let line = Line::of(say!(words, "screen-too-small"), theme.style(Role::Alarm));
        line.draw(buffer, area);
        return info;
    }
    let rows = match gate {
        Gate::Setup(it) => it.rows.len() as u16 + 5,
        Gate::Unlock(_) => 7,
        Gate::ShowRecovery(_) => 9,
        Gate::Recover(it) => it.rows.len() as u16 + 6,
        Gate::Working => 3,
        Gate::Opening(..) => 5,
    };
    let (wide, high) = (64.min(area.width - 2), (rows + 2).min(area.height));
    let place = Rect { x: area.x + (area.width - wide) / 2, y: area.y + (area.height - high) / 2, width: wide, height: high };
    let name = Line::of(theme.signs.lamp, theme.style(Role::Lamp)).gap(1).add(say!(words, "screen-name"), theme.style(Role::Title));
    let title = match gate {
        Gate::Setup(_) => say!(words, "screen-gate-setup"),
        Gate::Unlock(_) => say!(words, "screen-gate-unlock"),
        Gate::ShowRecovery(_) => say!(words, "screen-gate-recovery"),
        Gate::Recover(_) => say!(words, "screen-gate-recover"),
        Gate::Opening(..) => say!(words, "screen-gate-opening"),
        Gate::Working => String::new(),
    };
    let title = if title.is_empty() { name } else { name.gap(1).add(title, theme.style(Role::Text)) };
    let inner = pane(buffer, theme, place, &Pane { title, focus: true, ..Pane::default() });
    match gate {
        Gate::Setup(it) => setup(it, seat, buffer, inner, &mut info),
        Gate::Unlock(it) => unlock(it, seat, buffer, inner, &mut info),
        Gate::ShowRecovery(it) => recovery(it, seat, buffer, inner),
        Gate::Recover(it) => recover(it, seat, buffer, inner, &mut info),
        Gate::Opening(done, all) => opening(*done, *all, seat, buffer, inner),
        Gate::Working => {
            Line::of(say!(words, "screen-gate-working"), theme.style(Role::Quiet)).draw(buffer, widget::row(inner, 1));
        }
    }
    info
}

fn setup(it: &Setup, GateSeat { words, theme, .. }: GateSeat<'_>, buffer: &mut Buffer, area: Rect, info: &mut FrameInfo) {
    let used = wrapped(buffer, area, &say!(words, "screen-gate-setup-how"), theme.style(Role::Quiet));
    let rows = widget::below(area, used + u16::from(area.height > it.rows.len() as u16 + used + 2));
    form_rows(&it.rows, it.at, theme, buffer, rows, info);
    let note = widget::below(rows, it.rows.len() as u16 + u16::from(rows.height > it.rows.len() as u16 + 1));
    match &it.trouble {
        _ if it.leaving => wrapped(buffer, note, &say!(words, "screen-gate-setup-leave"), theme.style(Role::Warn)),
        Some(trouble) => wrapped(buffer, note, &format!("{} {trouble}", theme.signs.alarm), theme.style(Role::Alarm)),
        None => wrapped(buffer, note, &say!(words, "screen-gate-setup-keys"), theme.style(Role::Quiet)),
    };
}

fn recover(it: &Recover, GateSeat { words, theme, .. }: GateSeat<'_>, buffer: &mut Buffer, area: Rect, info: &mut FrameInfo) {
    let used = wrapped(buffer, area, &say!(words, "screen-gate-recover-how"), theme.style(Role::Quiet));
    let rows = widget::below(area, used + u16::from(area.height > it.rows.len() as u16 + used + 2));
    form_rows(&it.rows, it.at, theme, buffer, rows, info);
    let note = widget::below(rows, it.rows.len() as u16 + u16::from(rows.height > it.rows.len() as u16 + 1));
    match &it.trouble {
        Some(trouble) => wrapped(buffer, note, &format!("{} {trouble}", theme.signs.alarm), theme.style(Role::Alarm)),
        None => wrapped(buffer, note, &say!(words, "screen-gate-recover-keys"), theme.style(Role::Quiet)),
    };
}

/// A bar while a copy is rebuilt or the logbook is read from its beginning.
fn opening(done: u64, all: u64, GateSeat { words, theme, .. }: GateSeat<'_>, buffer: &mut Buffer, area: Rect) {
    let used = wrapped(buffer, area, &say!(words, "screen-gate-opening-why"), theme.style(Role::Quiet));
    let rest = widget::below(area, used);
    let whole = usize::try_from(all).unwrap_or(usize::MAX);
    bar(theme, rest.width, usize::try_from(done).unwrap_or(whole), whole).draw(buffer, rest);
    let count = say!(words, "screen-gate-opening-count", done = done, all = all);
    Line::of(count, theme.style(Role::Text)).draw(buffer, widget::below(rest, 1));
}

fn unlock(it: &Prompt, seat: GateSeat<'_>, buffer: &mut Buffer, area: Rect, info: &mut FrameInfo) {
    let GateSeat { words, theme, now } = seat;
    let rows = [(say!(words, "screen-gate-login"), it.in_login), (say!(words, "screen-gate-passphrase"), !it.in_login)];
    let label = rows.iter().map(|(label, _)| width(label)).max().unwrap_or(0) as u16 + 2;
    for ((text, here), down) in rows.iter().zip([1, 2]) {
        let row = widget::row(area, down);
        let role = if *here { Role::Title } else { Role::Quiet };
        Line::of(text.as_str(), theme.style(role)).draw(buffer, row);
        let place = widget::right_of(row, label);
        let style = theme.style(Role::Input);
        let cursor = if down == 1 {
            field(buffer, place, it.login.text(), it.login.cursor(), |_| style)
        } else {
            hidden(buffer, place, it.secret.len(), theme.signs.hidden, style)
        };
        widget::slot(buffer, place);
        if *here && !it.trying {
            info.cursor = cursor;
        }
        info.hits.push((Area { x: row.x, y: row.y, width: row.width, height: row.height }, Hit::FormRow(usize::from(down) - 1)));
    }
    let note = widget::below(area, 4);
    if it.trying {
        wrapped(buffer, note, &say!(words, "screen-lock-trying"), theme.style(Role::Quiet));
    } else if let Some(seconds) = it.wait_seconds(now) {
        wrapped(buffer, note, &say!(words, "screen-lock-wait", seconds = seconds), theme.style(Role::Warn));
    } else if let Some(trouble) = &it.trouble {
        wrapped(buffer, note, &format!("{} {trouble}", theme.signs.alarm), theme.style(Role::Alarm));
    } else {
        wrapped(buffer, note, &say!(words, "screen-gate-unlock-keys"), theme.style(Role::Quiet));
    }
}

fn recovery(it: &RecoveryShown, GateSeat { words, theme, .. }: GateSeat<'_>, buffer: &mut Buffer, area: Rect) {
    let used = wrapped(buffer, area, &say!(words, "screen-gate-recovery-how"), theme.style(Role::Text));
    let key = widget::below(area, used + 1);
    let used = wrapped(buffer, key, &it.key, theme.style(Role::Marked));
    let (keys, role) = if it.asked {
        (say!(words, "screen-gate-recovery-sure"), Role::Warn)
    } else {
        (say!(words, "screen-gate-recovery-keys"), Role::Quiet)
    };
    wrapped(buffer, widget::below(key, used + 1), &keys, theme.style(role));
}

/// Draws a text wrapped; gives the rows used.
fn wrapped(buffer: &mut Buffer, area: Rect, text: &str, style: ratatui::style::Style) -> u16 {
    let said = widget::prose(buffer, area, text, 0, None, style);
    u16::try_from(said.lines).unwrap_or(u16::MAX).min(area.height)
}

/// The first choice that is drawn, so that the chosen one is in sight.
fn first_choice(all: &[String], chosen: usize, cols: u16) -> usize {
    let wide = |from: usize| all.iter().take(chosen + 1).skip(from).map(|it| width(it) + 3).sum::<usize>();
    (0..=chosen).find(|from| wide(*from) <= usize::from(cols) + 1).unwrap_or(chosen)
}

/// Draws the rows of a form: labels, values, the cursor in the one at hand.
pub(in crate::tui) fn form_rows(rows: &[FormRow], at: usize, theme: &Theme, buffer: &mut Buffer, area: Rect, info: &mut FrameInfo) {
    let label = rows.iter().map(|it| width(&it.label)).max().unwrap_or(0).min(24) as u16 + 2;
    // More rows than there is room for: the one at hand stays in sight.
    let window = widget::Window::over(rows.len(), area.height, at, 0);
    for (nth, down) in window.range().zip(0..) {
        let (Some(it), row) = (rows.get(nth), widget::row(area, down)) else { break };
        let here = nth == at;
        let style = theme.style(if here { Role::Title } else { Role::Quiet });
        Line::of(it.label.as_str(), style).draw(buffer, Rect { width: label.min(row.width), ..row });
        let place = widget::right_of(row, label);
        let input = theme.style(Role::Input);
        let cursor = match &it.value {
            FormValue::Text(it) => field(buffer, place, it.text(), it.cursor(), |_| input),
            FormValue::Secret(it) => hidden(buffer, place, it.len(), theme.signs.hidden, input),
            FormValue::Choice(all, chosen) => {
                let mut rest = place;
                let first = first_choice(all, *chosen, place.width);
                for (nth, text) in all.iter().enumerate().skip(first) {
                    let cols = Line::of(format!(" {text} "), input).draw(buffer, rest);
                    if nth == *chosen {
                        widget::select(buffer, Rect { width: cols, ..rest }, theme.style(if here { Role::Selected } else { Role::Marked }));
                    }
                    rest = widget::right_of(rest, cols + 1);
                }
                None
            }
            FormValue::Points(off, most) => {
                let role = if *off > 0 { Role::Warn } else { Role::Input };
                let cols = Line::of(format!(" {off:>2} "), theme.style(role)).draw(buffer, place);
                if here {
                    widget::select(buffer, Rect { width: cols, ..place }, theme.style(Role::Selected));
                }
                Line::of(format!("/ {most}"), theme.style(Role::Quiet)).draw(buffer, widget::right_of(place, cols));
                None
            }
        };
        if !matches!(it.value, FormValue::Choice(..) | FormValue::Points(..)) {
            widget::slot(buffer, place);
        }
        if here {
            info.cursor = cursor;
        }
        info.hits.push((Area { x: row.x, y: row.y, width: row.width, height: row.height }, Hit::FormRow(nth)));
    }
}
