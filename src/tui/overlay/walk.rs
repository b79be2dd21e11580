//! Which round is to be begun; which finding there is in the room at hand.

use super::popup;
use crate::campus::{BuildingId, RoomUse};
use crate::say;
use crate::tui::command::CommandId;
use crate::tui::model::Hit;
use crate::tui::screen::Easel;
use crate::tui::theme::Role;
use crate::tui::update::FINDINGS;
use crate::tui::walking::Setting;
use crate::tui::widget::{self, Line, Pane};
use ratatui::layout::Rect;

pub(super) fn draw(easel: &mut Easel<'_>, area: Rect, it: &Setting) {
    let words = easel.words;
    let title = easel.say(say!(words, "screen-walk"), Role::Title);
    let inner = popup(easel, area, (56, 8), &Pane { title, ..Pane::default() });
    let building = easel.building(it.building);
    let floor = say!(words, "screen-floor", floor = it.floor);
    let rooms = |floor| say!(words, "screen-walk-rooms", rooms = rooms_of(easel, it.building, floor));
    let community = it.community.and_then(|id| easel.campus.places().community(id)).map_or(&*building, |it| &it.name).to_owned();
    let least = easel.campus.presets().rules().sample.rooms;
    let way = if it.upward { say!(words, "screen-round-upward") } else { say!(words, "screen-round-downward") };
    let rows = [
        (CommandId::WalkBuilding, building.clone(), rooms(None)),
        (CommandId::WalkFloor, format!("{building} {floor}"), rooms(Some(it.floor))),
        (CommandId::WalkSample, community, say!(words, "screen-walk-rooms", rooms = least)),
        (CommandId::WalkDirection, way, String::new()),
    ];
    for ((id, what, more), down) in rows.into_iter().zip(0..) {
        let row = widget::row(inner, down);
        let line = easel.key(id).gap(2).add(what, easel.style(Role::Title)).gap(2).add(more, easel.style(Role::Quiet));
        line.draw(easel.buffer, row);
        easel.hit(row, Hit::Command(id));
    }
    easel.key(CommandId::Cancel).draw(easel.buffer, widget::row(inner, 5));
}

/// How many rooms somebody sleeps in.
fn rooms_of(easel: &Easel<'_>, building: BuildingId, floor: Option<i8>) -> usize {
    let (places, people) = (easel.campus.places(), easel.campus.people());
    let fits = |it: &&crate::campus::RoomId| {
        let room = places.room(**it).filter(|it| it.purpose == RoomUse::Dwelling && floor.is_none_or(|floor| it.floor == floor));
        room.is_some() && !people.in_room(**it).is_empty()
    };
    places.rooms_of(building).iter().filter(fits).count()
}

/// The letters of all findings; those of the room at hand are ticked.
pub(super) fn draw_findings(easel: &mut Easel<'_>, area: Rect) {
    let words = easel.words;
    let board = easel.model.board.round.as_ref();
    let room = easel.model.round.room.or_else(|| board.and_then(|it| it.rooms.first().copied()));
    let mark = board.zip(room).and_then(|(board, room)| easel.model.round.mark(easel.campus, board.day, room));
    let found = mark.map(|it| it.findings.clone()).unwrap_or_default();
    let chords = easel.model.keymap.chords(CommandId::Finding);
    let pieces: Vec<Line<'_>> = FINDINGS
        .iter()
        .zip(chords)
        .map(|(finding, chord)| {
            let is_found = found.contains(finding);
            let line = easel.say(chord.to_string(), Role::Key).gap(1);
            let line = line.add(words.finding(*finding), easel.style(if is_found { Role::Warn } else { Role::Text }));
            if is_found { line.gap(1).add(easel.signs().good, easel.style(Role::Warn)) } else { line }
        })
        .collect();
    let wide = pieces.iter().map(Line::width).max().unwrap_or(10) + 3;
    let columns = (area.width.saturating_sub(4) / wide).clamp(1, 3);
    let rows = (pieces.len() as u16).div_ceil(columns);
    let title = easel.say(say!(words, "screen-findings"), Role::Title);
    let size = (wide * columns + 4, rows + 4);
    // Low, so that the beds of the room stay in sight.
    let low = widget::below(area, area.height.saturating_sub(size.1));
    let inner = popup(easel, low, size, &Pane { title, ..Pane::default() });
    for (nth, piece) in pieces.iter().enumerate() {
        let (across, down) = (nth as u16 / rows, nth as u16 % rows);
        let row = widget::row(inner, down);
        piece.draw(easel.buffer, Rect { width: wide, ..widget::right_of(row, across * wide) }.intersection(row));
    }
    easel.key(CommandId::Cancel).draw(easel.buffer, widget::row(inner, rows + 1));
}
