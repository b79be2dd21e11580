//! What lies on top of the duty schedule: who is to have a seat, something proposed, the solver at work.

use super::{popup, prompt, scrolled};
use crate::campus::Conflict;
use crate::say;
use crate::tui::command::CommandId;
use crate::tui::layer::{Candidate, Proposal, Seating};
use crate::tui::model::{Hit, List, Tone};
use crate::tui::screen::Easel;
use crate::tui::theme::Role;
use crate::tui::widget::{self, Column, Line, Pane, Table, Window, bar, field, table};
use ratatui::layout::Rect;

/// Number, mark, name, community, cost, spread, what speaks against it or what is exchanged.
const COLUMNS: [Column; 7] = [
    Column::firm(1, 2),
    Column::firm(0, 1),
    Column::firm(0, 14),
    Column::firm(2, 12),
    Column::number(0, 8),
    Column::number(1, 6),
    Column::elastic(0, 8, 44),
];

pub(super) fn draw_seating(easel: &mut Easel<'_>, area: Rect, it: &Seating) {
    let words = easel.words;
    let night = format!("{} {}", words.day_long(it.seat.day), easel.post(it.seat.post));
    let title = easel.say(say!(words, "screen-seating"), Role::Title).gap(1).add(night, easel.style(Role::Text));
    let high = (it.found.len() as u16).clamp(2, 16) + 5;
    let inner = popup(easel, area, (88, high), &Pane { title, ..Pane::default() });
    let cols = prompt(easel, "/").draw(easel.buffer, inner);
    let style = easel.style(Role::Input);
    easel.info.cursor = field(easel.buffer, widget::right_of(widget::row(inner, 0), cols), it.line.text(), it.line.cursor(), |_| style);
    let list = widget::below(inner, 2);
    easel.info.heights[List::Overlay as usize] = list.height.saturating_sub(1);
    if it.found.is_empty() {
        easel.say(say!(words, "screen-nothing-found"), Role::Quiet).draw(easel.buffer, list);
        return;
    }
    let window = Window::over(it.found.len(), list.height.saturating_sub(1), it.cursor.at, it.cursor.top);
    let rows =
        window.range().filter_map(|at| it.found.get(at).and_then(|nth| it.all.get(*nth)).map(|one| candidate(easel, at, one))).collect();
    let titles = [
        String::new(),
        String::new(),
        say!(words, "screen-column-name"),
        say!(words, "screen-column-home"),
        say!(words, "screen-column-cost"),
        say!(words, "screen-column-spread"),
        String::new(),
    ];
    let titles = titles.map(|it| easel.say(it, Role::Quiet)).to_vec();
    let selected = it.cursor.at.checked_sub(window.top);
    let places = table(easel.buffer, easel.theme, list, &Table { columns: &COLUMNS, titles, rows, selected });
    for (place, at) in places.into_iter().zip(window.range()) {
        easel.hit(place, Hit::Row(List::Overlay, at));
    }
}

fn candidate<'a>(easel: &Easel<'a>, at: usize, it: &Candidate) -> Vec<Line<'a>> {
    let words = easel.words;
    let number = if at < 9 { (at + 1).to_string() } else { String::new() };
    let home = easel.campus.staff().user(it.person).and_then(|it| it.community).and_then(|id| easel.campus.places().community(id));
    let hundredths = |value: i64| format!("{}.{:02}", value / 100, value % 100);
    let points = |value: i64| format!("{:+}", (value + 50).div_euclid(100));
    let cost = it.price.map(|it| points(it.0)).unwrap_or_default();
    let spread = it.price.map(|it| hundredths(it.1)).unwrap_or_default();
    let exempt = |why: &Conflict| *why == Conflict::Exempt && !easel.sight().sees_terms(it.person);
    let more = match (it.holds, it.exchange, it.conflict) {
        (true, ..) => easel.say(say!(words, "screen-seating-holds"), Role::Own),
        (_, Some(seat), _) => {
            let night = format!("{} {}", words.day(seat.day), easel.post(seat.post));
            easel.say(say!(words, "screen-seating-exchange", night = night), Role::Info)
        }
        (_, None, Some(why)) if exempt(&why) => easel.say(say!(words, "screen-schedule-cannot"), Role::Warn),
        (_, None, Some(why)) => easel.say(format!("{}{}", easel.signs().alarm, words.conflict(why)), Role::Warn),
        (_, None, None) => Line::new(),
    };
    let free = it.price.is_some() || it.holds;
    let role = if it.price.is_some_and(|it| it.0 < 0) { Role::Good } else { Role::Text };
    vec![
        easel.say(number, Role::Key),
        if it.holds { easel.say(easel.signs().mine, Role::Own) } else { Line::new() },
        easel.say(easel.user(it.person), if free { Role::Text } else { Role::Quiet }),
        easel.say(home.map_or("", |it| &it.name), Role::Quiet),
        easel.say(cost, role),
        easel.say(spread, Role::Quiet),
        more,
    ]
}

pub(super) fn draw_proposal(easel: &mut Easel<'_>, area: Rect, it: &Proposal) {
    let mut rows = Vec::new();
    for (at, item) in it.items.iter().enumerate() {
        if at > 0 && !item.more.is_empty() {
            rows.push((0, String::new(), Role::Text));
        }
        let (sign, role) = match item.tone {
            Tone::Good => (easel.signs().good, Role::Good),
            Tone::Plain => (easel.signs().dot, Role::Text),
            Tone::Bad => (easel.signs().alarm, Role::Alarm),
        };
        rows.push((0, format!("{sign} {}", item.text), role));
        rows.extend(item.more.iter().map(|line| (2, line.clone(), Role::Text)));
    }
    let several = [CommandId::Take, CommandId::NextProposal, CommandId::Cancel];
    let keys: &[CommandId] = if it.next.is_empty() { &[CommandId::Take, CommandId::Cancel] } else { &several };
    scrolled(easel, area, it.title.clone(), &rows, it.cursor.at, keys);
}

pub(super) fn draw_planning(easel: &mut Easel<'_>, area: Rect) {
    let words = easel.words;
    let Some(it) = &easel.model.schedule.planning else { return };
    let span = format!("{}–{}", words.day(it.order.from), words.day(it.order.until));
    let title = easel.say(say!(words, "screen-planning"), Role::Title).gap(1).add(span, easel.style(Role::Text));
    let inner = popup(easel, area, (62, 8), &Pane { title, ..Pane::default() });
    let seconds = easel.model.now.0.saturating_sub(it.since.0) / 1000;
    let lines = match it.progress {
        None => vec![easel.say(say!(words, "screen-planning-begins"), Role::Quiet)],
        Some(progress) => {
            let rota = if progress.leaders { say!(words, "screen-planning-leaders") } else { say!(words, "screen-planning-rooms") };
            let bar = bar(easel.theme, 30, usize::from(progress.percent), 100);
            let unfilled = progress.unfilled;
            let spread = format!("{}.{:02}", progress.spread / 100, progress.spread % 100);
            vec![
                easel.say(rota, Role::Text).gap(2).join(bar).gap(1).add(format!("{:>3}%", progress.percent), easel.style(Role::Text)),
                easel
                    .count(say!(words, "screen-planning-unfilled"), unfilled, Role::Warn)
                    .gap(3)
                    .join(easel.labelled(say!(words, "screen-planning-spread"), spread, Role::Text))
                    .gap(3)
                    .join(easel.labelled(say!(words, "screen-planning-seconds"), seconds.to_string(), Role::Quiet)),
            ]
        }
    };
    easel.stack(widget::below(inner, 1), &lines);
    let key =
        if it.stopping { easel.say(say!(words, "screen-planning-stopping"), Role::Quiet) } else { easel.key(CommandId::StopPlanning) };
    let row = widget::row(inner, inner.height.saturating_sub(1));
    let cols = key.draw(easel.buffer, row);
    easel.hit(Rect { width: cols, ..row }, Hit::Command(CommandId::StopPlanning));
}
