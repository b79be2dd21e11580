//! The students' own grid (三级网格) of a building: who holds which post, the gaps first.

use super::Easel;
use super::easel::Listing;
use crate::campus::{OfficerPost, StudentId};
use crate::say;
use crate::tui::command::CommandId;
use crate::tui::model::List;
use crate::tui::theme::Role;
use crate::tui::view::OfficerRow;
use crate::tui::widget::{self, Column, Line, Pane, flow};
use ratatui::layout::Rect;

pub(super) fn draw(easel: &mut Easel<'_>, area: Rect) {
    let (words, rows) = (easel.words, &easel.model.board.house.officers);
    let mut title = easel.say(say!(words, "screen-officers"), Role::Title);
    let Some(building) = easel.model.dorm.building.filter(|_| !rows.is_empty()) else {
        let inner = easel.pane(area, &Pane { title, focus: true, ..Pane::default() });
        easel.say(say!(words, "screen-dorm-empty"), Role::Quiet).draw(easel.buffer, inner);
        return;
    };
    title = title.gap(1).add(easel.building(building), easel.style(Role::Text));
    let gaps = |of: fn(OfficerPost) -> bool| rows.iter().filter(|it| it.student.is_none() && of(it.post)).count();
    let right = easel.count(say!(words, "screen-officers-gaps"), gaps(|_| true), Role::Warn);
    let inner = easel.pane(area, &Pane { title, right, focus: true, ..Pane::default() });
    let mut head = vec![easel.sponsor(building)];
    if let Some((id, count)) = easel.campus.people().departments_in(easel.campus.places(), building).first().copied()
        && easel.campus.places().sponsor(building) != Some(id)
    {
        let key = easel.model.keymap.label(CommandId::SetSponsor);
        let text = say!(words, "screen-sponsor-proposed", name = easel.department(id), count = count, key = key);
        head.push(easel.say(text, Role::Quiet));
    }
    head.push(easel.count(say!(words, "screen-gap-floors"), gaps(|it| matches!(it, OfficerPost::FloorHead(..))), Role::Warn));
    head.push(easel.count(say!(words, "screen-gap-rooms"), gaps(|it| matches!(it, OfficerPost::RoomHead(_))), Role::Warn));
    head.push(easel.count(say!(words, "screen-gap-classes"), gaps(|it| matches!(it, OfficerPost::PsychWatcher(_))), Role::Warn));
    let used = flow(easel.buffer, Rect { height: inner.height.min(2), ..inner }, 3, &head, |_, _| {});
    let list = widget::below(inner, used + u16::from(inner.height > 12));
    let titles = [
        say!(words, "screen-column-post"),
        say!(words, "screen-column-of"),
        say!(words, "screen-column-name"),
        say!(words, "screen-column-room"),
        say!(words, "screen-column-class"),
        say!(words, "screen-column-since"),
        say!(words, "screen-column-service"),
        say!(words, "screen-column-commended"),
    ];
    let titles = titles.map(|it| easel.say(it, Role::Quiet)).to_vec();
    let listing = Listing { list: List::Officers, count: rows.len(), columns: &COLUMNS, titles, focus: true };
    easel.list(list, &listing, |easel, at| rows.get(at).map_or_else(Vec::new, |it| row(easel, it)));
}

/// Post, of what, name, room, class, since, service, commended.
const COLUMNS: [Column; 8] = [
    Column::firm(0, 22),
    Column::firm(0, 16),
    Column::firm(0, 14),
    Column::firm(2, 12),
    Column::firm(4, 16),
    Column::firm(5, 12),
    Column::number(1, 12),
    Column::number(3, 9),
];

fn row<'a>(easel: &Easel<'a>, it: &OfficerRow) -> Vec<Line<'a>> {
    let words = easel.words;
    let of = match it.post {
        OfficerPost::BuildingHead(id) => easel.building(id),
        OfficerPost::FloorHead(_, floor) => say!(words, "screen-floor", floor = floor),
        OfficerPost::RoomHead(room) | OfficerPost::PartyRoom(room) => easel.campus.write_room(room),
        OfficerPost::PsychWatcher(class) => easel.campus.people().class(class).map_or("", |it| &it.name).to_owned(),
    };
    let mut cells = vec![easel.say(words.officer(it.post), Role::Text), easel.say(of, Role::Text)];
    match it.student {
        None => cells.push(easel.say(format!("{} {}", easel.signs().alarm, say!(words, "screen-nobody")), Role::Warn)),
        Some(id) => cells.extend(holder(easel, it, id)),
    }
    cells.resize_with(COLUMNS.len(), Line::new);
    cells
}

fn holder<'a>(easel: &Easel<'a>, row: &OfficerRow, id: StudentId) -> Vec<Line<'a>> {
    let held = easel.campus.staff().officers().iter().find(|it| it.post == row.post && it.student == id && it.until.is_none());
    let (from, until) = easel.campus.terms().days(easel.model.now.day(easel.campus.zone()));
    let (minutes, commended) = easel.campus.services().sum(id, from, until);
    // Who moved away or left still stands there, to be relieved; the post itself is among the gaps.
    let name = if row.lapsed {
        easel.say(format!("{} {}", easel.signs().chips[2], easel.student(id)), Role::Warn)
    } else {
        easel.say(easel.student(id), Role::Text)
    };
    vec![
        name,
        easel.say(easel.room_of(id), if row.lapsed { Role::Warn } else { Role::Text }),
        easel.say(easel.class_of(id), Role::Quiet),
        easel.say(held.map(|it| easel.words.day(it.from)).unwrap_or_default(), Role::Quiet),
        if minutes == 0 { easel.say(easel.signs().none, Role::Quiet) } else { easel.say(easel.hours(minutes), Role::Text) },
        if commended == 0 { Line::new() } else { easel.say(commended.to_string(), Role::Good) },
    ]
}
