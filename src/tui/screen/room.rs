//! A room's sheet: who sleeps there, and what tonight's round found.

use super::Easel;
use super::easel::Listing;
use super::say::mask;
use crate::campus::{OfficerPost, RoomId, Severity, Spot, StudentId};
use crate::desk::rights::IncidentSight;
use crate::say;
use crate::tui::model::List;
use crate::tui::theme::Role;
use crate::tui::widget::{self, Column, Line, Pane, flow};
use ratatui::layout::Rect;

pub(super) fn draw(easel: &mut Easel<'_>, area: Rect, id: RoomId) {
    let words = easel.words;
    let Some(room) = easel.campus.places().room(id) else {
        let inner = easel.pane(area, &Pane { focus: true, ..Pane::default() });
        easel.say(say!(words, "screen-room-none"), Role::Quiet).draw(easel.buffer, inner);
        return;
    };
    let people = easel.campus.people().in_room(id);
    let title = easel.say(easel.campus.write_room(id), Role::Title).gap(1).add(easel.building(room.building), easel.style(Role::Text));
    let title = title.gap(1).add(say!(words, "screen-floor", floor = room.floor), easel.style(Role::Text));
    let right = easel.say(say!(words, "screen-room-beds", people = people.len(), beds = room.beds), Role::Quiet);
    let inner = easel.pane(area, &Pane { title, right, focus: true, ..Pane::default() });
    let tonight: Vec<_> = tonight(easel, id).into_iter().chain(open_incidents(easel, id)).collect();
    let used = flow(easel.buffer, Rect { height: inner.height.min(2), ..inner }, 3, &tonight, |_, _| {});
    let list = widget::below(inner, used + u16::from(inner.height > 8));
    if people.is_empty() {
        easel.say(say!(words, "screen-room-empty"), Role::Quiet).draw(easel.buffer, list);
        return;
    }
    let listing = Listing { list: List::Room, count: people.len(), columns: &COLUMNS, titles: titles(easel), focus: true };
    easel.list(list, &listing, |easel, at| people.get(at).map_or_else(Vec::new, |student| row(easel, *student, id)));
}

/// What tonight's round found here.
fn tonight<'a>(easel: &Easel<'a>, id: RoomId) -> Vec<Line<'a>> {
    let words = easel.words;
    let day = easel.model.now.duty_day(easel.campus.zone());
    let Some(mark) = easel.campus.rounds().mark(easel.campus.places(), day, id) else {
        return vec![easel.labelled(say!(words, "screen-room-tonight"), say!(words, "screen-room-unchecked"), Role::Text)];
    };
    let gone = mark.away.len();
    let present = usize::from(mark.expected).saturating_sub(gone);
    let mut pieces = vec![easel.labelled(say!(words, "screen-room-tonight"), format!("{present}/{}", mark.expected), Role::Text)];
    pieces.extend(mark.findings.iter().map(|it| easel.say(format!("{}{}", easel.signs().finding, words.finding(*it)), Role::Warn)));
    if mark.away.is_empty() && mark.findings.is_empty() {
        pieces.push(easel.say(format!("{} {}", easel.signs().good, say!(words, "screen-room-in-order")), Role::Good));
    }
    pieces
}

/// The open incidents that are here, or that concern somebody who sleeps here.
fn open_incidents<'a>(easel: &Easel<'a>, id: RoomId) -> Vec<Line<'a>> {
    let people = easel.campus.people().in_room(id);
    let here = |it: &IncidentSight<'_>| {
        it.place() == Some(&Spot::Room(id)) || it.students().unwrap_or_default().iter().any(|student| people.contains(student))
    };
    let said = |it: IncidentSight<'_>| {
        let (category, state) = (easel.category(&it), easel.words.incident_state(it.state()));
        let role = if it.severity() <= Severity::Major { Role::Alarm } else { Role::Due };
        easel.say(format!("{}{} {category} {state}", easel.signs().alarm, it.severity().roman()), role)
    };
    easel.sight().open_incidents().filter(here).map(said).collect()
}

/// Bed, level, name, number, class, tonight, last talk, post, phone.
const COLUMNS: [Column; 9] = [
    Column::firm(0, 4),
    Column::firm(0, 5),
    Column::firm(0, 14),
    Column::firm(2, 14),
    Column::firm(1, 20),
    Column::firm(0, 10),
    Column::firm(3, 20),
    Column::firm(4, 12),
    Column::firm(5, 13),
];

fn titles<'a>(easel: &Easel<'a>) -> Vec<Line<'a>> {
    let words = easel.words;
    [
        say!(words, "screen-column-bed"),
        say!(words, "screen-column-level"),
        say!(words, "screen-column-name"),
        say!(words, "screen-column-number"),
        say!(words, "screen-column-class"),
        say!(words, "screen-room-tonight"),
        say!(words, "screen-column-last-talk"),
        say!(words, "screen-column-post"),
        say!(words, "screen-column-phone"),
    ]
    .map(|it| easel.say(it, Role::Quiet))
    .to_vec()
}

fn row<'a>(easel: &Easel<'a>, id: StudentId, room: RoomId) -> Vec<Line<'a>> {
    let Some(student) = easel.campus.people().student(id) else { return Vec::new() };
    let (facts, words) = (&student.facts, easel.words);
    let zone = easel.campus.zone();
    let mark = easel.campus.rounds().mark(easel.campus.places(), easel.model.now.duty_day(zone), room);
    let tonight = match mark.map(|mark| mark.away.iter().find(|(it, _)| *it == id).map(|(_, presence)| *presence)) {
        None => easel.say(easel.signs().none, Role::Quiet),
        Some(None) => easel.say(words.presence(None), Role::Quiet),
        Some(Some(presence)) => {
            easel.say(words.presence(Some(presence)), if presence == crate::campus::Presence::Absent { Role::Alarm } else { Role::Warn })
        }
    };
    let today = easel.model.now.day(zone);
    let last = easel.sight().talks_of(id).next_back();
    let last =
        last.map_or(easel.signs().none.to_owned(), |it| format!("{} {}", words.day_near(it.held().day(zone), today), easel.topic(&it)));
    let level = easel.level(easel.sight().level(id));
    let phone = easel.sight().student(id).and_then(|it| it.phone()).unwrap_or_default();
    let heads = easel.campus.staff().holders(OfficerPost::RoomHead(room)).any(|it| it == id);
    let bed = facts.bed.map(|it| it.bed).filter(|it| *it > 0).map_or(easel.signs().none.to_owned(), |it| it.to_string());
    vec![
        easel.say(bed, Role::Quiet),
        if level.is_empty() { easel.say(easel.signs().empty, Role::Quiet) } else { level },
        easel.say(&*facts.name, Role::Text),
        easel.say(&*facts.no, Role::Quiet),
        easel.say(easel.class_of(id), Role::Text),
        tonight,
        easel.say(last, Role::Quiet),
        if heads { easel.say(words.officer(OfficerPost::RoomHead(room)), Role::Info) } else { Line::new() },
        easel.say(mask(phone), Role::Quiet),
    ]
}
