//! Finding a student or a room by a few letters.

use super::{popup, prompt};
use crate::finder::Why;
use crate::say;
use crate::tui::layer::{Find, Found};
use crate::tui::model::{Hit, List, Target};
use crate::tui::screen::Easel;
use crate::tui::theme::Role;
use crate::tui::widget::{self, Column, Line, Pane, Table, Window, field, table};
use ratatui::layout::Rect;

pub(super) fn draw(easel: &mut Easel<'_>, area: Rect, it: &Find) {
    let words = easel.words;
    let title = if it.go { say!(words, "screen-go") } else { say!(words, "screen-find") };
    let title = easel.say(title, Role::Title);
    let high = (it.found.len() as u16).clamp(2, 14) + 4;
    let inner = popup(easel, area, (84, high), &Pane { title, ..Pane::default() });
    let cols = prompt(easel, "/").draw(easel.buffer, inner);
    let style = easel.style(Role::Input);
    easel.info.cursor = field(easel.buffer, widget::right_of(widget::row(inner, 0), cols), it.line.text(), it.line.cursor(), |_| style);
    let list = widget::below(inner, 2);
    easel.info.heights[List::Overlay as usize] = list.height;
    if it.found.is_empty() {
        let text = if it.line.is_empty() { say!(words, "screen-find-how") } else { say!(words, "screen-nothing-found") };
        widget::prose(easel.buffer, list, &text, 0, None, easel.style(Role::Quiet));
        return;
    }
    let window = Window::over(it.found.len(), list.height, it.cursor.at, it.cursor.top);
    let rows = window.range().zip(1..).filter_map(|(at, _)| it.found.get(at).map(|found| row(easel, at, found))).collect();
    let selected = it.cursor.at.checked_sub(window.top);
    let places = table(easel.buffer, easel.theme, list, &Table { columns: &COLUMNS, titles: Vec::new(), rows, selected });
    for (place, at) in places.into_iter().zip(window.range()) {
        easel.hit(place, Hit::Row(List::Overlay, at));
    }
}

/// Number to choose by, level, name, number, room, class, why it was found.
const COLUMNS: [Column; 7] = [
    Column::firm(1, 2),
    Column::firm(3, 4),
    Column::firm(0, 14),
    Column::firm(1, 14),
    Column::firm(0, 12),
    Column::firm(2, 20),
    Column::firm(4, 14),
];

fn row<'a>(easel: &Easel<'a>, at: usize, found: &Found) -> Vec<Line<'a>> {
    let number = if at < 9 { (at + 1).to_string() } else { String::new() };
    let number = easel.say(number, Role::Key);
    match found.target {
        Target::Student(id) => {
            let Some(student) = easel.campus.people().student(id) else { return Vec::new() };
            let why = found.why.map(|why| why_found(easel, why)).unwrap_or_default();
            vec![
                number,
                easel.level(easel.sight().level(id)),
                easel.say(&*student.facts.name, if student.facts.left { Role::Quiet } else { Role::Text }),
                easel.say(&*student.facts.no, Role::Quiet),
                easel.say(easel.room_of(id), Role::Text),
                easel.say(easel.class_of(id), Role::Text),
                easel.say(why, Role::Quiet),
            ]
        }
        Target::Room(id) => {
            let people = easel.campus.people().in_room(id).len();
            vec![
                number,
                Line::new(),
                easel.say(say!(easel.words, "screen-kind-room"), Role::Quiet),
                Line::new(),
                easel.say(easel.campus.write_room(id), Role::Text),
                easel.say(say!(easel.words, "screen-people-count", count = people), Role::Quiet),
                Line::new(),
            ]
        }
    }
}

fn why_found(easel: &Easel<'_>, why: Why) -> String {
    match why {
        Why::Number | Why::NumberHead | Why::NumberTail => say!(easel.words, "screen-why-number"),
        Why::Name | Why::Hanzi => say!(easel.words, "screen-why-name"),
        Why::Pinyin => say!(easel.words, "screen-why-pinyin"),
        Why::Initials => say!(easel.words, "screen-why-initials"),
        Why::Room => say!(easel.words, "screen-why-room"),
    }
}
