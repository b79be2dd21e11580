//! What happened since one was last on duty (交接): incidents, talks, students who were away.

use super::Easel;
use crate::campus::{Day, Presence, Seq, StudentId};
use crate::say;
use crate::tui::model::{Hit, List};
use crate::tui::theme::Role;
use crate::tui::view::Since;
use crate::tui::widget::{self, Column, Line, Pane, Table, Window};
use ratatui::layout::Rect;

/// A row of the screen: a heading or one thing.
enum Row {
    Heading(String, usize),
    Incident(Seq),
    Talk(Seq),
    Away(StudentId, Presence, Day),
}

pub(super) fn draw(easel: &mut Easel<'_>, area: Rect) {
    let words = easel.words;
    let since = &easel.model.board.duty.since;
    let title = easel.say(say!(words, "screen-handover"), Role::Title).gap(1);
    let headline = match since.ended {
        Some(_) => say!(words, "screen-since-shift", from = easel.moment(since.from)),
        None => say!(words, "screen-since-day"),
    };
    let rows = rows(easel, since);
    let height = area.height.saturating_sub(2);
    let scroll = easel.scroll(List::Handover, rows.len(), height);
    let pane = Pane { title: title.add(headline, easel.style(Role::Text)), focus: true, scroll, ..Pane::default() };
    let inner = easel.pane(area, &pane);
    if since.incidents.is_empty() && since.talks.is_empty() && since.away.is_empty() {
        easel.say(say!(words, "screen-since-nothing"), Role::Good).draw(easel.buffer, inner);
        return;
    }
    easel.info.heights[List::Handover as usize] = inner.height;
    let cursor = easel.model.cursor(List::Handover);
    let window = Window::over(rows.len(), inner.height, cursor.at, cursor.top);
    for (at, down) in window.range().zip(0..) {
        let place = widget::row(inner, down);
        match rows.get(at) {
            Some(Row::Heading(name, count)) => {
                easel.say(name.clone(), Role::Title).gap(1).add(count.to_string(), easel.style(Role::Quiet)).draw(easel.buffer, place);
            }
            Some(row) => {
                let cells = cells(easel, row);
                let table = Table { columns: &COLUMNS, titles: Vec::new(), rows: vec![cells], selected: None };
                widget::table(easel.buffer, easel.theme, widget::right_of(place, 2), &table);
            }
            None => {}
        }
        if at == cursor.at {
            widget::select(easel.buffer, place, easel.style(Role::Selected));
        }
        easel.hit(place, Hit::Row(List::Handover, at));
    }
}

/// The latest of what happened, as many rows as fit: for the duty pane.
pub(super) fn latest(easel: &mut Easel<'_>, area: Rect) {
    let since = &easel.model.board.duty.since;
    let rows = since.incidents.iter().map(|seq| Row::Incident(*seq)).chain(since.away.iter().map(|(id, presence, day)| Row::Away(*id, *presence, *day)));
    let rows: Vec<_> = rows.take(usize::from(area.height)).map(|row| cells(easel, &row)).collect();
    widget::table(easel.buffer, easel.theme, area, &Table { columns: &COLUMNS, titles: Vec::new(), rows, selected: None });
}

fn rows(easel: &Easel<'_>, since: &Since) -> Vec<Row> {
    let mut rows = Vec::new();
    let words = easel.words;
    if !since.incidents.is_empty() {
        rows.push(Row::Heading(say!(words, "screen-since-incidents"), since.incidents.len()));
        rows.extend(since.incidents.iter().map(|it| Row::Incident(*it)));
    }
    if !since.away.is_empty() {
        rows.push(Row::Heading(say!(words, "screen-since-away"), since.away.len()));
        rows.extend(since.away.iter().map(|(id, presence, day)| Row::Away(*id, *presence, *day)));
    }
    if !since.talks.is_empty() {
        rows.push(Row::Heading(say!(words, "screen-since-talks"), since.talks.len()));
        rows.extend(since.talks.iter().map(|it| Row::Talk(*it)));
    }
    rows
}

/// A sign, when, what, where, who, how it stands.
const COLUMNS: [Column; 6] =
    [Column::text(0, 1, 4), Column::text(0, 5, 14), Column::text(0, 4, 14), Column::text(1, 5, 12), Column::text(0, 4, 14), Column::text(2, 4, 14)];

fn cells<'a>(easel: &Easel<'a>, row: &Row) -> Vec<Line<'a>> {
    let words = easel.words;
    let plain = |text: String| easel.say(text, Role::Text);
    let quiet = |text: String| easel.say(text, Role::Quiet);
    match row {
        Row::Heading(..) => Vec::new(),
        Row::Incident(seq) => easel.campus.incidents().get(*seq).map_or_else(Vec::new, |it| {
            vec![
                easel.severity(it.severity),
                quiet(easel.moment(it.opened)),
                plain(words.category(it.category)),
                quiet(easel.whereabouts(it.place.as_ref(), &it.students)),
                plain(easel.students(&it.students)),
                quiet(words.incident_state(it.state)),
            ]
        }),
        Row::Talk(seq) => easel.campus.talks().get(*seq).map_or_else(Vec::new, |it| {
            vec![
                it.level.map(|level| easel.level(level)).filter(|it| !it.is_empty()).unwrap_or_else(|| easel.say(easel.signs().empty, Role::Quiet)),
                quiet(easel.moment(it.held)),
                plain(words.topic(it.topic)),
                quiet(easel.whereabouts(it.place.as_ref(), &it.students)),
                plain(easel.students(&it.students)),
                super::talks::followup(easel, it),
            ]
        }),
        Row::Away(id, presence, day) => {
            let (sign, role) = match presence {
                Presence::Absent => (easel.signs().absent, Role::Alarm),
                Presence::Late => (easel.signs().late, Role::Warn),
                _ => (easel.signs().leave, Role::Quiet),
            };
            let today = easel.model.now.duty_day(easel.campus.zone());
            vec![
                easel.say(format!(" {sign}"), role),
                quiet(words.day_near(*day, today)),
                easel.say(words.presence(Some(*presence)), role),
                quiet(easel.room_of(*id)),
                plain(easel.student(*id).to_owned()),
                quiet(easel.class_of(*id).to_owned()),
            ]
        }
    }
}
