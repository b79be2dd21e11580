//! Searching the texts as one types: the line as it is understood, what is not, what was found with the words around it.

use super::{popup, prompt};
use crate::desk::Found;
use crate::query::{Kind, Part};
use crate::say;
use crate::tui::command::CommandId;
use crate::tui::model::{Hit, List};
use crate::tui::querying::Querying;
use crate::tui::screen::Easel;
use crate::tui::theme::Role;
use crate::tui::widget::{self, Column, Line, Pane, Table, Window, field, fit_lines, table};
use ratatui::layout::Rect;

/// When, what it is about, who, where, the words around the place, who wrote it.
const COLUMNS: [Column; 6] =
    [Column::firm(2, 16), Column::firm(1, 12), Column::firm(3, 14), Column::firm(4, 12), Column::elastic(0, 36, 300), Column::firm(5, 10)];
/// Name of a kept search, and its line.
const KEPT_COLUMNS: [Column; 2] = [Column::firm(0, 30), Column::elastic(0, 10, 200)];

pub(super) fn draw(easel: &mut Easel<'_>, area: Rect, it: &Querying) {
    let words = easel.words;
    let title = easel.say(say!(words, "screen-query"), Role::Title);
    let right = counts(easel, it);
    let rows = if it.is_blank() { easel.sight().queries().count() } else { it.found().len() };
    let height = area.height.saturating_sub(5);
    let scroll = (rows > usize::from(height)).then_some((rows, it.cursor.top));
    let inner = popup(easel, area, (area.width, area.height), &Pane { title, right, scroll, ..Pane::default() });
    let cols = prompt(easel, "\\").draw(easel.buffer, inner);
    let plain = easel.style(Role::Input);
    let parts: Vec<_> = it.reading.parts.iter().map(|(span, part)| (span.clone(), easel.style(role_of(*part)))).collect();
    let wrong = easel.style(Role::ChipDoubtful);
    let style = |at: usize| {
        let is_wrong = it.troubles.iter().any(|it| it.span.contains(&at));
        let part = parts.iter().find(|(span, _)| span.contains(&at)).map(|(_, style)| *style);
        if is_wrong { wrong } else { part.unwrap_or(plain) }
    };
    easel.info.cursor = field(easel.buffer, widget::right_of(widget::row(inner, 0), cols), it.line.text(), it.line.cursor(), style);
    hint(easel, Rect { height: inner.height.saturating_sub(1).min(2), ..widget::below(inner, 1) }, it);
    let list = widget::below(inner, 3);
    easel.info.heights[List::Overlay as usize] = list.height;
    if it.is_blank() { kept(easel, list, it) } else { found(easel, list, it) }
}

fn role_of(part: Part) -> Role {
    match part {
        Part::Word => Role::Input,
        Part::Without => Role::Warn,
        Part::Filter(_) => Role::ChipUnderstood,
    }
}

/// How much was found, and how far the texts are read.
fn counts<'a>(easel: &Easel<'a>, it: &Querying) -> Line<'a> {
    let words = easel.words;
    let Some((_, sought)) = &it.shown else { return Line::new() };
    let mut line = if it.is_blank() {
        easel.say(say!(words, "screen-query-all", count = sought.read.all), Role::Quiet)
    } else {
        easel.say(say!(words, "screen-query-count", count = sought.count), if sought.count == 0 { Role::Quiet } else { Role::Text })
    };
    if !it.is_blank() && sought.count > sought.found.len() {
        line = line.gap(1).add(say!(words, "screen-query-first", count = sought.found.len()), easel.style(Role::Quiet));
    }
    if !sought.read.is_whole() {
        let reading = say!(words, "screen-query-reading", done = sought.read.done, all = sought.read.all);
        line = line.gap(2).add(reading, easel.style(Role::Due));
    }
    if sought.read.unreadable > 0 {
        line = line.gap(2).add(say!(words, "screen-query-unreadable", count = sought.read.unreadable), easel.style(Role::Alarm));
    }
    line
}

/// What is wrong, else what may stand at the cursor, else how it is done.
fn hint(easel: &mut Easel<'_>, area: Rect, it: &Querying) {
    let words = easel.words;
    if let Some(fault) = &it.fault {
        easel.say(fault.clone(), Role::Alarm).draw(easel.buffer, area);
    } else if let Some(trouble) = it.trouble() {
        // It may need both rows.
        widget::prose(easel.buffer, area, &words.query_trouble(trouble), 0, None, easel.style(Role::Warn));
    } else if !it.offers.is_empty() {
        let key = easel.model.keymap.label_in(easel.model.context(), CommandId::Complete);
        let mut lines = vec![(0, easel.say(key, Role::Key))];
        lines.extend(it.offers.iter().zip(1_u8..).map(|(offer, rank)| {
            let role = if rank == 1 { Role::ChipGuessed } else { Role::Quiet };
            (rank, easel.say(offer.label.clone(), role))
        }));
        let mut rest = area;
        for at in fit_lines(&lines, 2, area.width) {
            let cols = lines[at].1.draw(easel.buffer, rest);
            if at > 0 {
                easel.hit(Rect { width: cols, ..rest }, Hit::Choice(at - 1));
            }
            rest = widget::right_of(rest, cols + 2);
        }
    } else if let Some(trouble) = it.troubles.first() {
        easel.say(words.query_trouble(trouble), Role::Quiet).draw(easel.buffer, area);
    } else {
        easel.say(say!(words, "screen-query-how"), Role::Quiet).draw(easel.buffer, area);
    }
}

/// The searches this person keeps; where there are none, what may be typed.
fn kept(easel: &mut Easel<'_>, list: Rect, it: &Querying) {
    let words = easel.words;
    let all: Vec<(String, String)> = easel.sight().queries().map(|(name, line)| (name.to_owned(), line.to_owned())).collect();
    if all.is_empty() {
        let key = easel.model.keymap.label_in(easel.model.context(), CommandId::SaveQuery);
        let text = say!(words, "screen-query-examples", key = key);
        widget::prose(easel.buffer, list, &text, 0, None, easel.style(Role::Quiet));
        return;
    }
    let window = Window::over(all.len(), list.height, it.cursor.at, it.cursor.top);
    let rows = window
        .range()
        .filter_map(|at| all.get(at))
        .map(|(name, line)| vec![easel.say(name.clone(), Role::Text), easel.say(line.clone(), Role::Quiet)]);
    let rows = rows.collect();
    draw_rows(easel, list, (window, it.cursor.at), &KEPT_COLUMNS, rows);
}

fn found(easel: &mut Easel<'_>, list: Rect, it: &Querying) {
    let words = easel.words;
    let found = it.found();
    if found.is_empty() {
        let reading = it.shown.as_ref().is_some_and(|(_, sought)| !sought.read.is_whole());
        let text = match (it.is_answered(), reading) {
            (true, true) => say!(words, "screen-query-nothing-yet"),
            (true, false) => say!(words, "screen-nothing-found"),
            (false, _) => return,
        };
        easel.say(text, Role::Quiet).draw(easel.buffer, list);
        return;
    }
    let window = Window::over(found.len(), list.height, it.cursor.at, it.cursor.top);
    let roomy = list.width >= 110;
    let rows = window.range().filter_map(|at| found.get(at)).map(|it| row(easel, it, roomy)).collect();
    draw_rows(easel, list, (window, it.cursor.at), &COLUMNS, rows);
}

fn draw_rows(easel: &mut Easel<'_>, list: Rect, (window, at): (Window, usize), columns: &[Column], rows: Vec<Vec<Line<'_>>>) {
    let selected = at.checked_sub(window.top);
    let places = table(easel.buffer, easel.theme, list, &Table { columns, titles: Vec::new(), rows, selected });
    for (place, at) in places.into_iter().zip(window.range()) {
        easel.hit(place, Hit::Row(List::Overlay, at));
    }
}

/// Something found as a row. What may be read no longer is not shown, whatever was found a moment ago.
fn row<'a>(easel: &Easel<'a>, it: &Found, roomy: bool) -> Vec<Line<'a>> {
    let when = if roomy { easel.moment(it.at) } else { easel.moment_short(it.at) };
    let when = easel.say(when, Role::Quiet);
    match it.kind {
        Kind::Talks => {
            let Some(talk) = easel.talk(it.seq).filter(|it| it.reads()) else { return Vec::new() };
            let room = talk.students().and_then(<[_]>::first).map(|id| easel.room_of(*id)).unwrap_or_default();
            vec![
                when,
                easel.say(easel.topic(&talk), Role::Text),
                easel.say(easel.talked_with(&talk), Role::Text),
                easel.say(room, Role::Quiet),
                snippet(easel, it),
                easel.say(easel.user(talk.by()), Role::Quiet),
            ]
        }
        Kind::Incidents => {
            let Some(incident) = easel.incident(it.seq).filter(|it| it.reads()) else { return Vec::new() };
            let students = incident.students().unwrap_or_default();
            vec![
                when,
                easel.say(easel.category(&incident), Role::Due),
                easel.say(easel.students(students), Role::Text),
                easel.say(easel.whereabouts(incident.place(), students), Role::Quiet),
                snippet(easel, it),
                easel.say(easel.user(incident.by()), Role::Quiet),
            ]
        }
        Kind::Requests => {
            let Some(request) = easel.request(it.seq).filter(|it| it.reads()) else { return Vec::new() };
            vec![
                when,
                easel.say(easel.words.request_kind(request.kind()), Role::Text),
                easel.say(request.student().map(|id| easel.student(id).to_owned()).unwrap_or_default(), Role::Text),
                easel.say(request.place().map(|it| easel.spot(it)).unwrap_or_default(), Role::Quiet),
                snippet(easel, it),
                easel.say(easel.user(request.by()), Role::Quiet),
            ]
        }
    }
}

/// The words around the place, with what was looked for picked out.
fn snippet<'a>(easel: &Easel<'a>, it: &Found) -> Line<'a> {
    let (snippet, plain) = (&it.snippet, easel.style(Role::Text));
    let mut line = Line::new();
    if snippet.more.0 {
        line.push("…", easel.style(Role::Quiet));
    }
    let mut from = 0;
    for mark in &snippet.marks {
        line.push(snippet.text.get(from..mark.start).unwrap_or_default().to_owned(), plain);
        line.push(snippet.text.get(mark.clone()).unwrap_or_default().to_owned(), easel.style(Role::Marked));
        from = mark.end;
    }
    line.push(snippet.text.get(from..).unwrap_or_default().to_owned(), plain);
    line
}
