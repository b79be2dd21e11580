//! A round as it is walked (查寝): the room at hand, large; the floor it is on; how far one is and how many were there.

use super::Easel;
use super::big::big;
use super::say::mask;
use crate::campus::{Finding, Presence, RoomId, RoomMark, RoundScope, Seq, StudentId};
use crate::say;
use crate::tui::model::Hit;
use crate::tui::msg::Fetched;
use crate::tui::theme::Role;
use crate::tui::view::RoundBoard;
use crate::tui::walking::beds_of;
use crate::tui::widget::{self, Column, Line, Pane, Table, bar, ends, flow};
use ratatui::layout::Rect;

pub(super) fn draw(easel: &mut Easel<'_>, area: Rect, seq: Seq) {
    let words = easel.words;
    let board = easel.model.board.round.as_ref().filter(|it| it.seq == seq);
    let Some(board) = board.filter(|it| !it.rooms.is_empty()) else {
        let inner = easel.pane(area, &Pane { focus: true, ..Pane::default() });
        easel.say(say!(words, "screen-round-nobody"), Role::Quiet).draw(easel.buffer, inner);
        return;
    };
    let at = easel.model.round.room.and_then(|room| board.rooms.iter().position(|it| *it == room)).unwrap_or(0);
    let room = board.rooms[at];
    let title = title(easel, board, room);
    let progress = bar(easel.theme, if area.width >= 100 { 24 } else { 10 }, board.tally.checked as usize, board.tally.rooms as usize);
    let right = progress.gap(1).join(easel.labelled(
        say!(words, "screen-sum-checked"),
        format!("{}/{}", board.tally.checked, board.tally.rooms),
        Role::Text,
    ));
    let inner = easel.pane(area, &Pane { title, right, focus: true, ..Pane::default() });
    // From below: the sums, the floors, the floor at hand; the room takes what is left.
    let floor = floor_of(easel, board, room);
    let pitch = pitch(easel, &floor);
    let per_row = usize::from((inner.width.saturating_add(1) / pitch).max(1));
    let strip_rows = floor.len().div_ceil(per_row).min(4) as u16;
    let low = inner.height < 14;
    let lower = strip_rows + 1 + u16::from(!low) * 3;
    let upper = Rect { height: inner.height.saturating_sub(lower), ..inner };
    draw_room(easel, upper, board, at);
    let mut rest = widget::below(inner, upper.height);
    if !low {
        rest = widget::below(rest, 1);
        let label = easel.say(floor_name(easel, room), Role::Title).gap(2).join(legend(easel));
        label.draw(easel.buffer, widget::row(rest, 0));
        rest = widget::below(rest, 1);
    }
    strip(easel, Rect { height: rest.height.min(strip_rows), ..rest }, board, &floor, room, (pitch, per_row));
    rest = widget::below(rest, strip_rows);
    if !low {
        floors(easel, widget::row(rest, 0), board, room);
        rest = widget::below(rest, 1);
    }
    let sums = sums(easel, board);
    flow(easel.buffer, Rect { height: rest.height.min(1), ..rest }, 3, &sums, |_, _| {});
}

fn title<'a>(easel: &Easel<'a>, board: &RoundBoard, room: RoomId) -> Line<'a> {
    let words = easel.words;
    let Some(head) = easel.campus.rounds().walk(board.seq) else { return Line::new() };
    let line = easel.say(say!(words, "screen-round"), Role::Title).gap(1);
    let scope = match &head.begun.scope {
        RoundScope::Building(it) => easel.building(*it),
        RoundScope::Floor(it, floor) => format!("{} {}", easel.building(*it), say!(words, "screen-floor", floor = floor)),
        RoundScope::Sample { seed, .. } => {
            let building = easel.campus.places().room(room).map(|it| easel.building(it.building)).unwrap_or_default();
            format!("{} {building}", say!(words, "screen-round-sample", seed = seed))
        }
    };
    let way = if head.begun.upward { say!(words, "screen-round-upward") } else { say!(words, "screen-round-downward") };
    line.add(scope, easel.style(Role::Text)).gap(1).add(way, easel.style(Role::Quiet))
}

/// The rooms of the walk on the floor of a room.
fn floor_of(easel: &Easel<'_>, board: &RoundBoard, room: RoomId) -> Vec<RoomId> {
    let floor = |id: RoomId| easel.campus.places().room(id).map(|it| (it.building, it.floor));
    let here = floor(room);
    board.rooms.iter().copied().filter(|it| floor(*it) == here).collect()
}

fn floor_name(easel: &Easel<'_>, room: RoomId) -> String {
    let floor = easel.campus.places().room(room).map_or(0, |it| it.floor);
    say!(easel.words, "screen-floor", floor = floor)
}

/// The sign of a room in the round: what is on its way first, then the worst.
fn sign<'a>(easel: &Easel<'a>, board: &RoundBoard, room: RoomId) -> Line<'a> {
    let (signs, walking) = (easel.signs(), &easel.model.round);
    if walking.refused.iter().any(|(it, _)| *it == room) {
        return easel.say(signs.alarm, Role::Alarm);
    }
    if walking.is_flying(room) {
        return easel.say(signs.chips[1], Role::Info);
    }
    let Some(mark) = walking.mark(easel.campus, board.day, room) else { return easel.say(" ", Role::Quiet) };
    let has = |what| mark.away.iter().any(|(_, it)| *it == what);
    match () {
        () if has(Presence::Absent) => easel.say(signs.absent, Role::Alarm),
        () if has(Presence::Late) => easel.say(signs.late, Role::Warn),
        () if !mark.findings.is_empty() => easel.say(signs.finding, Role::Warn),
        () if !mark.away.is_empty() => easel.say(signs.leave, Role::Quiet),
        () => easel.say(signs.good, Role::Good),
    }
}

/// Columns of a room of the strip, with the blank after it.
fn pitch(easel: &Easel<'_>, floor: &[RoomId]) -> u16 {
    let number = |id: &RoomId| easel.campus.places().room(*id).map_or(0, |it| crate::text::width(&it.number));
    floor.iter().map(number).max().unwrap_or(3).min(10) as u16 + 2
}

/// The rooms of the floor, each with its sign; the one at hand is picked out.
fn strip(easel: &mut Easel<'_>, area: Rect, board: &RoundBoard, floor: &[RoomId], here: RoomId, (pitch, per_row): (u16, usize)) {
    // Where there are more rows than fit, the one at hand is among those shown.
    let at = floor.iter().position(|it| *it == here).unwrap_or(0) / per_row;
    let first = (at + 1).saturating_sub(usize::from(area.height.max(1)));
    for (down, rooms) in floor.chunks(per_row).skip(first).take(usize::from(area.height)).enumerate() {
        let row = widget::row(area, down as u16);
        for (nth, room) in rooms.iter().enumerate() {
            let number = easel.campus.places().room(*room).map_or("", |it| &it.number);
            let marked = easel.model.round.mark(easel.campus, board.day, *room).is_some();
            let line = easel.say(number, if marked { Role::Quiet } else { Role::Text }).join(sign(easel, board, *room));
            let place = Rect { x: row.x + pitch * nth as u16, width: pitch - 1, ..row }.intersection(row);
            line.draw(easel.buffer, place);
            easel.hit(place, Hit::Room(*room));
            if *room == here {
                widget::select(easel.buffer, place, easel.style(Role::Selected));
            }
        }
    }
}

fn legend<'a>(easel: &Easel<'a>) -> Line<'a> {
    let (words, signs) = (easel.words, easel.signs());
    let parts = [
        (signs.good, say!(words, "screen-round-in-order"), Role::Good),
        (signs.absent, say!(words, "screen-legend-absent"), Role::Alarm),
        (signs.late, say!(words, "screen-legend-late"), Role::Warn),
        (signs.finding, say!(words, "screen-legend-finding"), Role::Warn),
        (signs.leave, say!(words, "screen-legend-leave"), Role::Quiet),
        (signs.chips[1], say!(words, "screen-round-flying"), Role::Info),
    ];
    parts.into_iter().fold(Line::new(), |line, (sign, label, role)| {
        let line = if line.is_empty() { line } else { line.gap(2) };
        line.add(sign, easel.style(role)).add(label, easel.style(Role::Quiet))
    })
}

/// Every floor of the walk with how far it is.
fn floors(easel: &mut Easel<'_>, area: Rect, board: &RoundBoard, here: RoomId) {
    let places = easel.campus.places();
    let floor = |id: &RoomId| places.room(*id).map(|it| (it.building, it.floor));
    let pieces: Vec<Line<'_>> = board
        .rooms
        .chunk_by(|a, b| floor(a) == floor(b))
        .filter_map(|rooms| {
            let checked = rooms.iter().filter(|it| easel.campus.rounds().mark(places, board.day, **it).is_some()).count();
            let role = if checked == rooms.len() { Role::Good } else { Role::Quiet };
            let name = if floor(&here) == floor(rooms.first()?) { Role::Title } else { Role::Quiet };
            Some(easel.say(floor_name(easel, *rooms.first()?), name).gap(1).add(format!("{checked}/{}", rooms.len()), easel.style(role)))
        })
        .collect();
    flow(easel.buffer, area, 3, &pieces, |_, _| {});
}

/// Expected, present, on leave, late, absent, elsewhere, findings: what is on disk.
fn sums<'a>(easel: &Easel<'a>, board: &RoundBoard) -> Vec<Line<'a>> {
    let (words, tally) = (easel.words, board.tally);
    let count = |label: String, count: u32, role| easel.count(label, count as usize, role);
    vec![
        count(say!(words, "screen-sum-expected"), tally.expected, Role::Text),
        count(say!(words, "screen-sum-present"), tally.present, Role::Text),
        count(say!(words, "screen-sum-leave"), tally.leave, Role::Text),
        count(say!(words, "screen-sum-late"), tally.late, Role::Warn),
        count(say!(words, "screen-sum-absent"), tally.absent, Role::Alarm),
        count(say!(words, "screen-sum-elsewhere"), tally.elsewhere, Role::Text),
        count(say!(words, "screen-sum-findings"), tally.findings, Role::Warn),
    ]
}

/// The room at hand: its number large, who sleeps there, what was found.
fn draw_room(easel: &mut Easel<'_>, area: Rect, board: &RoundBoard, at: usize) {
    let (words, room) = (easel.words, board.rooms[at]);
    let Some(it) = easel.campus.places().room(room) else { return };
    let beds = beds_of(easel.campus, room);
    let mark = easel.model.round.mark(easel.campus, board.day, room);
    // The number in letters of three rows where everything else has room as well.
    let wants = beds.len() as u16 + 3;
    let large = if area.height >= wants + 4 { big(easel, &it.number) } else { Vec::new() };
    let standing = standing(easel, room, mark);
    let next =
        board.rooms.get(at + 1).map(|next| easel.labelled(say!(words, "screen-round-next"), easel.campus.write_room(*next), Role::Quiet));
    let people = easel.say(say!(words, "screen-room-beds", people = beds.len(), beds = it.beds), Role::Quiet);
    let mut rest = area;
    if large.is_empty() {
        let line = easel.say(easel.campus.write_room(room), Role::Title).gap(2).join(standing).gap(2).join(people);
        ends(easel.buffer, widget::row(rest, 0), &line, &next.unwrap_or_default());
        rest = widget::below(rest, 1);
    } else {
        let cols = large.iter().map(Line::width).max().unwrap_or(0) + 3;
        rest = widget::below(rest, 1);
        easel.stack(rest, &large);
        let beside = widget::right_of(rest, cols);
        ends(easel.buffer, widget::row(beside, 0), &easel.say(easel.campus.write_room(room), Role::Title), &next.unwrap_or_default());
        easel.stack(widget::below(beside, 1), &[people, standing]);
        rest = widget::below(rest, large.len() as u16);
    }
    rest = widget::below(rest, u16::from(area.height > wants));
    let rows: Vec<Vec<Line<'_>>> = beds.iter().map(|(bed, id)| row(easel, board, (*bed, *id), mark)).collect();
    let selected = easel.model.round.student.and_then(|id| beds.iter().position(|(_, it)| *it == id));
    let table = Table { columns: &COLUMNS, titles: Vec::new(), rows, selected };
    widget::table(easel.buffer, easel.theme, Rect { height: rest.height.min(beds.len() as u16), ..rest }, &table);
    rest = widget::below(rest, beds.len() as u16 + u16::from(area.height > wants));
    below_beds(easel, rest, board, room, mark);
}

/// What was found, what was written, what was refused.
fn below_beds(easel: &mut Easel<'_>, area: Rect, board: &RoundBoard, room: RoomId, mark: Option<&RoomMark>) {
    let words = easel.words;
    let found = mark.map(|it| &it.findings[..]).unwrap_or_default();
    let mut pieces: Vec<Line<'_>> = found.iter().map(|it| finding(easel, *it)).collect();
    let remark = easel.campus.rounds().remarks(easel.campus.places(), board.day, room).next_back();
    if let Some(text) = remark.and_then(|seq| remark_text(easel, seq)) {
        pieces.push(easel.labelled(say!(words, "screen-round-remark"), text, Role::Text));
    }
    let used = flow(easel.buffer, Rect { height: area.height.min(2), ..area }, 3, &pieces, |_, _| {});
    let refused: Vec<String> = easel.model.round.refused.iter().map(|(_, text)| format!("{} {text}", easel.signs().alarm)).collect();
    let mut rest = widget::below(area, used);
    for text in refused {
        let rows = crate::text::wrap(&text, usize::from(rest.width)).len() as u16;
        widget::prose(easel.buffer, Rect { height: rest.height.min(rows), ..rest }, &text, 0, None, easel.style(Role::Alarm));
        rest = widget::below(rest, rows);
    }
}

pub(super) fn finding<'a>(easel: &Easel<'a>, finding: Finding) -> Line<'a> {
    easel.say(format!("{}{}", easel.signs().finding, easel.words.finding(finding)), Role::Warn)
}

fn remark_text(easel: &Easel<'_>, seq: Seq) -> Option<String> {
    match easel.model.texts.get(seq)? {
        Fetched::Entry(entry) => match &entry.act {
            crate::campus::Act::Round(crate::campus::RoundAct::Remarked { text, .. }) => Some(text.lines().next().unwrap_or("").to_owned()),
            _ => None,
        },
        _ => None,
    }
}

/// Whether the room is marked, and whether that is on disk.
fn standing<'a>(easel: &Easel<'a>, room: RoomId, mark: Option<&RoomMark>) -> Line<'a> {
    let (words, signs) = (easel.words, easel.signs());
    match mark {
        _ if easel.model.round.is_flying(room) => {
            easel.say(format!("{} {}", signs.chips[1], say!(words, "screen-round-flying")), Role::Info)
        }
        None => easel.say(say!(words, "screen-room-unchecked"), Role::Due),
        Some(mark) if mark.away.is_empty() && mark.findings.is_empty() => {
            easel.say(format!("{} {}", signs.good, say!(words, "screen-round-all-present")), Role::Good)
        }
        Some(_) => easel.say(format!("{} {}", signs.good, say!(words, "screen-round-marked")), Role::Good),
    }
}

/// Digit, name, level, how tonight, until when, how last night, class, phone.
const COLUMNS: [Column; 8] = [
    Column::firm(0, 2),
    Column::firm(0, 16),
    Column::firm(0, 5),
    Column::firm(0, 12),
    Column::firm(1, 24),
    Column::firm(2, 20),
    Column::firm(3, 20),
    Column::firm(4, 13),
];

fn row<'a>(easel: &Easel<'a>, board: &RoundBoard, (bed, id): (u8, StudentId), mark: Option<&RoomMark>) -> Vec<Line<'a>> {
    let (words, campus) = (easel.words, easel.campus);
    let leave = campus.leaves().of_student(id).find(|it| it.covers(board.day, campus.zone())).filter(|it| easel.sight().sees_leave(it));
    // What is about to be marked if one only goes on is shown as such, quietly.
    let how = match mark {
        Some(mark) => presence(easel, how_of(easel, board, mark, id)),
        None if leave.is_some() => easel.say(words.presence(Some(Presence::Leave)), Role::Quiet),
        None => easel.say(easel.signs().none, Role::Quiet),
    };
    let until = leave.map(|it| say!(words, "screen-round-leave-until", until = easel.moment(it.until))).unwrap_or_default();
    let sought = campus.searches().get(board.day, id).is_some_and(|it| it.is_open());
    let until = if sought && until.is_empty() {
        easel.say(format!("{}{}", easel.signs().alarm, say!(words, "screen-sought")), Role::Alarm)
    } else {
        easel.say(until, Role::Quiet)
    };
    let phone = easel.sight().student(id).and_then(|it| it.phone()).unwrap_or_default();
    vec![
        easel.say(bed.to_string(), Role::Key),
        easel.say(easel.student(id), Role::Title),
        easel.level(easel.sight().level(id)),
        how,
        until,
        last_night(easel, board, id),
        easel.say(easel.class_of(id), Role::Quiet),
        easel.say(mask(phone), Role::Quiet),
    ]
}

/// How a student was found tonight, as far as it is seen; what we marked ourselves a moment ago is.
fn how_of(easel: &Easel<'_>, board: &RoundBoard, mark: &RoomMark, id: StudentId) -> Option<Presence> {
    let it = easel.campus.places().room(mark.room)?;
    let sheet = easel.campus.rounds().sheet(board.day, it.building, it.floor);
    let by = if easel.model.round.is_flying(mark.room) { easel.model.seat.user } else { sheet.map_or(easel.model.seat.user, |it| it.by) };
    easel.sight().whereabouts(by, mark, id)
}

fn presence<'a>(easel: &Easel<'a>, how: Option<Presence>) -> Line<'a> {
    let (signs, words) = (easel.signs(), easel.words);
    let (sign, role) = match how {
        None => (signs.good, Role::Good),
        Some(Presence::Absent) => (signs.absent, Role::Alarm),
        Some(Presence::Late) => (signs.late, Role::Warn),
        Some(Presence::Leave | Presence::Elsewhere) => (signs.leave, Role::Text),
    };
    easel.say(format!("{sign} {}", words.presence(how)), role)
}

/// How a student was found the night before, where they sleep now.
fn last_night<'a>(easel: &Easel<'a>, board: &RoundBoard, id: StudentId) -> Line<'a> {
    let (words, campus) = (easel.words, easel.campus);
    let night = board.day.plus(-1);
    let room = campus.people().student(id).and_then(|it| it.facts.bed).and_then(|it| campus.places().room(it.room).map(|at| (it.room, at)));
    let Some((room, at)) = room else { return Line::new() };
    let sheet = campus.rounds().sheet(night, at.building, at.floor);
    let Some((by, mark)) = sheet.and_then(|it| it.marks.iter().find(|mark| mark.room == room).map(|mark| (it.by, mark))) else {
        return easel.labelled(say!(words, "screen-round-last-night"), easel.signs().none, Role::Quiet);
    };
    let how = easel.sight().whereabouts(by, mark, id);
    let role = match how {
        Some(Presence::Absent) => Role::Alarm,
        Some(Presence::Late) => Role::Warn,
        _ => Role::Quiet,
    };
    easel.labelled(say!(words, "screen-round-last-night"), words.presence(how), role)
}
