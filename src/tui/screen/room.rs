//! A room's sheet: who sleeps in which bed, what tonight's round found, who looks after it, how it was scored, who came and went.

use super::easel::Listing;
use super::house::{Section, sections};
use super::say::mask;
use super::{Easel, hygiene, leaves};
use crate::campus::{AppealState, OfficerPost, RoomId, ScoreHead, Severity, Spot, StudentId};
use crate::desk::rights::IncidentSight;
use crate::say;
use crate::tui::model::List;
use crate::tui::theme::Role;
use crate::tui::view::{BedRow, nights};
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
    let beds = easel.bed_rows();
    if beds.is_empty() {
        easel.say(say!(words, "screen-room-empty"), Role::Quiet).draw(easel.buffer, list);
    }
    // The beds come first; what is left of the sheet is for the rest, a blank row between.
    let high = (beds.len() as u16 + 1).min(list.height);
    let listing = Listing { list: List::Room, count: beds.len(), columns: &COLUMNS, titles: titles(easel), focus: true };
    easel.list(Rect { height: high, ..list }, &listing, |easel, at| match beds.get(at) {
        Some(BedRow::Sleeper(student)) => row(easel, *student, id),
        Some(BedRow::Empty(bed)) => empty_bed(easel, *bed),
        None => Vec::new(),
    });
    let rest = widget::below(list, high + u16::from(list.height > high + 6));
    let about = about(easel, id);
    sections(easel, rest, &about);
}

/// Everything about the room beside who sleeps there.
fn about<'a>(easel: &Easel<'a>, id: RoomId) -> Vec<Section<'a>> {
    let words = easel.words;
    let Some(room) = easel.campus.places().room(id) else { return Vec::new() };
    let section = |label, pieces, rows| Section { label, pieces, rows };
    let mut heads = vec![easel.holders(OfficerPost::RoomHead(id))];
    heads.push(easel.holders(OfficerPost::FloorHead(room.building, room.floor)));
    heads.push(easel.holders(OfficerPost::BuildingHead(room.building)));
    if easel.campus.staff().holders(OfficerPost::PartyRoom(id)).next().is_some() {
        heads.push(easel.holders(OfficerPost::PartyRoom(id)));
    }
    heads.push(easel.sponsor(room.building));
    let tonight = easel.model.now.duty_day(easel.campus.zone());
    let nights = nights(easel.campus, easel.sight(), id, tonight, 7).into_iter().map(|it| easel.night(it)).collect();
    vec![
        section(say!(words, "screen-room-nights"), nights, 1),
        section(say!(words, "screen-room-heads"), heads, 3),
        section(say!(words, "screen-hygiene"), scores(easel, id), 3),
        section(say!(words, "screen-room-open"), open_items(easel, id), 3),
        section(say!(words, "screen-room-moves"), moves(easel, id), 4),
    ]
}

/// The last scores, the latest first.
fn scores<'a>(easel: &Easel<'a>, id: RoomId) -> Vec<Line<'a>> {
    let one = |it: &ScoreHead| {
        let line = easel.say(easel.day_short(it.day), Role::Quiet).gap(1).join(easel.points(it.points));
        let mending = hygiene::mending(easel, it);
        let line = if mending.is_empty() { line } else { line.gap(1).join(mending) };
        if it.appeal == AppealState::None { line } else { line.gap(1).add(easel.words.appeal(it.appeal), easel.style(Role::Due)) }
    };
    easel.campus.hygiene().of_room(id).rev().take(3).map(one).collect()
}

/// Who is looked for, whose leave waits or runs, whose follow-up is owed.
fn open_items<'a>(easel: &Easel<'a>, id: RoomId) -> Vec<Line<'a>> {
    let (sight, words) = (easel.sight(), easel.words);
    let here = easel.campus.people().in_room(id);
    let searches = easel.campus.searches().open().filter(|it| here.contains(&it.student) && sight.sees_whereabouts(it.by, it.student));
    let searches = searches.map(|it| {
        let text = format!("{}{} {}", easel.signs().absent, easel.student(it.student), words.search_state(it.state));
        easel.say(text, Role::Alarm)
    });
    let leaves = easel.campus.leaves().standing().filter(|it| here.contains(&it.student) && sight.sees_leave(it));
    let leaves = leaves.map(|it| {
        let days = format!("{}–{}", easel.moment_short(it.from), easel.moment_short(it.until));
        easel.say(format!("{}{} {days}", easel.signs().leave, easel.student(it.student)), Role::Text).gap(1).join(leaves::state(easel, it))
    });
    let talks = sight.awaiting().filter(|it| it.students().is_some_and(|all| all.iter().any(|id| here.contains(id))));
    let talks = talks.filter_map(|it| {
        let day = easel.day_short(it.followup()?);
        let text = format!("{}{} {} {day}", easel.signs().due, easel.talked_with(&it), say!(words, "screen-room-follow-up"));
        Some(easel.say(text, Role::Due))
    });
    searches.chain(leaves).chain(talks).collect()
}

/// Who came and went, the latest first.
fn moves<'a>(easel: &Easel<'a>, id: RoomId) -> Vec<Line<'a>> {
    let mut moves: Vec<_> = easel.campus.people().moves().of_room(id).collect();
    moves.reverse();
    let one = |it: &&crate::campus::Move| {
        let line = easel.say(easel.day_short(it.day), Role::Quiet).gap(1).add(easel.student(it.change.student), easel.style(Role::Text));
        line.gap(1).add(easel.bed_change(it.change), easel.style(Role::Quiet))
    };
    moves.iter().take(6).map(one).collect()
}

fn empty_bed<'a>(easel: &Easel<'a>, bed: u8) -> Vec<Line<'a>> {
    let mut cells = vec![
        easel.say(bed.to_string(), Role::Quiet),
        easel.say(easel.signs().empty, Role::Quiet),
        easel.say(say!(easel.words, "screen-bed-empty"), Role::Info),
    ];
    cells.resize_with(COLUMNS.len(), Line::new);
    cells
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
        let (category, state) = (easel.category(&it), easel.words.incident_stands(it.state(), it.merged(), it.is_drill()));
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
    let sheet =
        easel.campus.places().room(room).and_then(|it| easel.campus.rounds().sheet(easel.model.now.duty_day(zone), it.building, it.floor));
    let mark = sheet.and_then(|it| Some((it.author(), it.marks.iter().find(|mark| mark.room == room)?)));
    let seen = mark.filter(|(by, _)| easel.sight().sees_whereabouts(*by, id));
    let tonight = match seen.map(|(by, mark)| easel.sight().whereabouts(by, mark, id)) {
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
