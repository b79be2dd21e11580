//! The dorm grid (宿舍): a building floor by floor, each room with the worst thing that waits there.

use super::Easel;
use super::grid::{self, Kind, Layout, Stretch};
use super::say::level_role;
use crate::campus::{Concern, DepartmentId, Presence};
use crate::say;
use crate::tui::command::CommandId;
use crate::tui::model::{GridView, Hit};
use crate::tui::theme::Role;
use crate::tui::view::{Cell, CellUpkeep, Grid};
use crate::tui::widget::{self, Line, Pane, Window, bar, ends, flow};
use ratatui::layout::Rect;

pub(super) fn draw(easel: &mut Easel<'_>, area: Rect, focus: bool) {
    let model = easel.model;
    let grid = &model.board.grid;
    let mut title = super::duty::title(easel, crate::tui::model::Pane::Dorm, focus);
    let mut right = Line::new();
    if let Some(building) = grid.building {
        title = title.gap(1).add(easel.building(building), easel.style(Role::Text));
        title = title.gap(1).add(easel.signs().dot, easel.style(Role::Quiet)).gap(1);
        title.push(view_name(easel, model.dorm.view), easel.style(Role::Text));
        let (rooms, people) =
            grid.floors.iter().flat_map(|it| &it.cells).fold((0, 0), |(rooms, people), it| (rooms + 1, people + u32::from(it.people)));
        right = easel.say(say!(easel.words, "screen-dorm-count", rooms = rooms, people = people), Role::Quiet);
    }
    let inner = easel.pane(area, &Pane { title, right, focus, ..Pane::default() });
    if grid.floors.is_empty() {
        empty(easel, inner);
        return;
    }
    // Below the grid, from the most to the least needed: the room under the cursor, the sums, the legend.
    let notes = match inner.height {
        0..=3 => 0,
        4..=6 => 1,
        7..=9 => 2,
        _ => 3,
    };
    let cells = Rect { height: inner.height - notes, ..inner };
    cells_of(easel, cells, grid, focus);
    let lower = widget::below(inner, inner.height - notes);
    detail(easel, widget::row(lower, 0), grid);
    sums(easel, widget::row(lower, 1), grid);
    let rows = if model.dorm.view == GridView::Department { widget::below(lower, 1) } else { widget::row(lower, 2) };
    legend(easel, rows);
}

fn empty(easel: &mut Easel<'_>, area: Rect) {
    let lines =
        [easel.say(say!(easel.words, "screen-dorm-empty"), Role::Text), easel.say(say!(easel.words, "screen-dorm-empty-how"), Role::Quiet)];
    easel.stack(area, &lines);
}

/// What a view is called.
fn view_name(easel: &Easel<'_>, view: GridView) -> String {
    match view {
        GridView::Round => say!(easel.words, "screen-view-round"),
        GridView::Concern => say!(easel.words, "screen-view-concern"),
        GridView::Incidents => say!(easel.words, "screen-view-incidents"),
        GridView::Requests => say!(easel.words, "screen-view-requests"),
        GridView::Vacancy => say!(easel.words, "screen-view-vacancy"),
        GridView::LastTalk => say!(easel.words, "screen-view-last-talk"),
        GridView::Hygiene => say!(easel.words, "screen-view-hygiene"),
        GridView::Department => say!(easel.words, "screen-view-department"),
    }
}

fn cells_of(easel: &mut Easel<'_>, area: Rect, grid: &Grid, focus: bool) {
    let numbers = grid.floors.iter().flat_map(|it| &it.cells).map(|it| crate::text::width(number(easel, it)));
    let wide = numbers.max().unwrap_or(3).min(8) as u16;
    let floors: Vec<usize> = grid.floors.iter().map(|it| it.cells.len()).collect();
    let label = grid.floors.iter().map(|it| it.floor.to_string().len()).max().unwrap_or(1) as u16 + 2;
    let layout = grid::lay(&floors, wide, label, area.width, area.height);
    let at = easel.model.dorm.room.and_then(|room| {
        let holds = |line: &&Stretch| {
            grid.floors[line.floor].cells.get(line.rooms.clone()).is_some_and(|it| it.iter().any(|cell| cell.room == room))
        };
        layout.lines.iter().find(holds)
    });
    // The cursor's line is always seen; otherwise the top of the house is.
    let window = Window::over(layout.rows, area.height, at.map_or(0, |it| it.row), 0);
    let (mut floors_seen, mut rooms_seen) = (0, 0);
    for line in &layout.lines {
        let Some(down) = line.row.checked_sub(window.top).filter(|down| *down < usize::from(area.height)) else { continue };
        let row = widget::row(area, down as u16);
        let floor = &grid.floors[line.floor];
        if line.rooms.start == 0 {
            let name = say!(easel.words, "screen-floor", floor = floor.floor);
            easel.say(name, Role::Quiet).draw(easel.buffer, Rect { width: label.saturating_sub(1).min(row.width), ..row });
            floors_seen += 1;
        }
        for (nth, cell) in floor.cells[line.rooms.clone()].iter().enumerate() {
            let x = row.x.saturating_add(label).saturating_add(layout.pitch.saturating_mul(nth as u16));
            let place = Rect { x, width: layout.kind.cols(wide), ..row }.intersection(row);
            draw_cell(easel, place, cell, &layout, wide, focus);
        }
        rooms_seen = rooms_seen.max(line.rooms.len());
    }
    easel.info.grid = (rooms_seen as u16, floors_seen);
}

fn number<'a>(easel: &Easel<'a>, cell: &Cell) -> &'a str {
    easel.campus.places().room(cell.room).map_or("", |it| &it.number)
}

fn draw_cell(easel: &mut Easel<'_>, place: Rect, cell: &Cell, layout: &Layout, wide: u16, focus: bool) {
    let view = easel.model.dorm.view;
    let (sign, role) = sign(easel, cell, view);
    // What asks for nothing more steps back: rooms checked and in order, rooms nobody lives in.
    let settled = cell.people == 0 || view == GridView::Round && cell.present.is_some() || view != GridView::Round && !cell.speaks(view);
    let plain = if settled { Role::Quiet } else { Role::Text };
    let here = easel.model.dorm.room == Some(cell.room);
    let number_role = if role == Role::Alarm { Role::Alarm } else { plain };
    let mut line = easel.say(crate::text::pad(number(easel, cell), usize::from(wide)), number_role);
    let beds = match layout.kind {
        Kind::Small => String::new(),
        // Its name takes the place of the sign as well.
        Kind::Full if !cell.dwelling => format!(" {}", say!(easel.words, "screen-room-duty")),
        _ if !cell.dwelling => " ".repeat(usize::from(layout.kind.cols(0)) - 1),
        Kind::Full => format!(" {}/{}", digit(cell.people), digit(cell.beds)),
        Kind::Middle => format!(" {}", digit(cell.people)),
    };
    line.push(beds, easel.style(if cell.people < cell.beds && view == GridView::Vacancy { Role::Info } else { Role::Quiet }));
    if cell.dwelling || layout.kind != Kind::Full {
        line.push(sign, easel.style(role));
    }
    line.draw(easel.buffer, place);
    easel.hit(place, Hit::Room(cell.room));
    if here {
        let style = easel.style(if focus { Role::Selected } else { Role::Marked });
        let area = if focus { place } else { Rect { width: wide.min(place.width), ..place } };
        widget::select(easel.buffer, area, style);
    }
}

/// A small number as one sign; more than nine as `+`.
fn digit(number: u8) -> char {
    char::from_digit(u32::from(number), 10).unwrap_or('+')
}

/// The one sign of a room in a view, and what it means: the worst thing that waits there.
fn sign(easel: &Easel<'_>, cell: &Cell, view: GridView) -> (String, Role) {
    let signs = easel.signs();
    let of = |sign: &str, role| (sign.to_owned(), role);
    match view {
        _ if cell.people == 0 && !matches!(view, GridView::Vacancy | GridView::Requests) => of(signs.empty, Role::Quiet),
        GridView::Round if cell.incidents > 0 => of(signs.alarm, Role::Alarm),
        GridView::Round => match cell.away {
            Some(Presence::Absent) => of(signs.absent, Role::Alarm),
            Some(Presence::Late) => of(signs.late, Role::Warn),
            _ if cell.findings > 0 => of(signs.finding, Role::Warn),
            _ if matches!(cell.level, Concern::Red | Concern::Orange) => of(signs.concern, level_role(cell.level)),
            Some(Presence::Leave | Presence::Elsewhere) => of(signs.leave, Role::Quiet),
            None => of(" ", Role::Quiet),
        },
        GridView::Concern if cell.level == Concern::None => of(" ", Role::Quiet),
        GridView::Concern => (cell.level.number().to_string(), level_role(cell.level)),
        GridView::Incidents if cell.incidents == 0 => of(" ", Role::Quiet),
        GridView::Incidents => of(signs.alarm, Role::Alarm),
        GridView::Requests if cell.overdue > 0 => of(signs.alarm, Role::Warn),
        GridView::Requests => of(if cell.requests > 0 { "?" } else { " " }, Role::Info),
        GridView::Vacancy => match cell.beds.saturating_sub(cell.people) {
            0 => of(" ", Role::Quiet),
            free => (digit(free).to_string(), Role::Info),
        },
        GridView::LastTalk => match cell.last_talk {
            None => of("?", Role::Warn),
            Some(days) => (digit((days / 7).min(9) as u8).to_string(), if days >= 28 { Role::Due } else { Role::Quiet }),
        },
        GridView::Hygiene => match (cell.upkeep, cell.stars) {
            (CellUpkeep::Appealed, _) => of(signs.chips[2], Role::Due),
            (CellUpkeep::ToMend, _) => of(signs.alarm, Role::Warn),
            // A letter: a digit behind the number of the room would read as part of it.
            (CellUpkeep::Settled, Some(stars)) => (grade(stars).to_string(), if stars < 3 { Role::Warn } else { Role::Good }),
            (CellUpkeep::Settled, None) => of(" ", Role::Quiet),
        },
        GridView::Department => cell.department.map_or((" ".to_owned(), Role::Quiet), |(id, all)| department_sign(easel, id, all)),
    }
}

/// Five stars as A, one as E.
fn grade(stars: u8) -> char {
    char::from(b'A' + 5_u8.saturating_sub(stars.clamp(1, 5)))
}

/// Departments with a letter of their own in a building: the largest. All others share a sign.
const LETTERS: usize = 8;
/// The colours of the letters, which repeat: the letter alone says which it is.
const LETTER_ROLES: [Role; 4] = [Role::Info, Role::Good, Role::Level3, Role::Own];

/// The letter of a department in the building shown, large where everybody in the room belongs to it, small where others live there too.
fn department_sign(easel: &Easel<'_>, id: DepartmentId, all: bool) -> (String, Role) {
    let at = easel.model.board.grid.departments.iter().take(LETTERS).position(|(it, _)| *it == id);
    let Some(at) = at else { return ("*".to_owned(), Role::Quiet) };
    let letter = char::from(b'A' + at as u8);
    let letter = if all { letter } else { letter.to_ascii_lowercase() };
    (letter.to_string(), LETTER_ROLES[at % LETTER_ROLES.len()])
}

/// The letters and the departments they stand for, with how many live here.
fn department_legend<'a>(easel: &Easel<'a>) -> Vec<Line<'a>> {
    let departments = &easel.model.board.grid.departments;
    let one = |(id, count): &(DepartmentId, usize)| {
        let (letter, role) = department_sign(easel, *id, true);
        let name = format!("{} {count}", easel.department(*id));
        Line::of(letter, easel.style(role)).gap(1).add(name, easel.style(Role::Quiet))
    };
    let mut pieces: Vec<Line<'a>> = departments.iter().take(LETTERS).map(one).collect();
    pieces.push(easel.say(say!(easel.words, "screen-legend-mixed"), Role::Quiet));
    let others: usize = departments.iter().skip(LETTERS).map(|(_, count)| count).sum();
    if others > 0 {
        pieces.push(
            easel.say("*", Role::Quiet).gap(1).add(say!(easel.words, "screen-legend-others", count = others), easel.style(Role::Quiet)),
        );
    }
    pieces
}

/// The room under the cursor: who sleeps there, and in words what its sign says.
fn detail(easel: &mut Easel<'_>, area: Rect, grid: &Grid) {
    let here = easel.model.dorm.room;
    let Some(cell) = grid.floors.iter().flat_map(|it| &it.cells).find(|it| Some(it.room) == here) else { return };
    let line = easel.say(easel.signs().own, Role::Own).add(easel.campus.write_room(cell.room), easel.style(Role::Title)).gap(1);
    let line = line.add(format!("{}/{}", cell.people, cell.beds), easel.style(Role::Quiet)).gap(1).join(easel.sleepers(cell.room));
    let mut right = Line::new();
    let mut add = |text: String, role| {
        if !right.is_empty() {
            right = std::mem::take(&mut right).gap(1);
        }
        right.push(text, easel.style(role));
    };
    match easel.model.dorm.view {
        GridView::Department => {
            if let Some((id, _)) = cell.department {
                add(easel.department(id).to_owned(), Role::Info);
            }
        }
        GridView::Hygiene => {
            if let Some(score) = easel.campus.hygiene().last(cell.room) {
                let stars = easel.campus.presets().rules().hygiene.stars_of(score.points);
                add(say!(easel.words, "screen-points", points = score.points, stars = stars), Role::Text);
                if let Some(day) = score.mend_by.filter(|_| score.is_to_mend()) {
                    add(say!(easel.words, "screen-mend-by", day = easel.day_short(day)), Role::Warn);
                }
            }
        }
        GridView::Requests if cell.requests > 0 => {
            let said = say!(easel.words, "screen-room-requests", count = cell.requests, overdue = cell.overdue);
            add(said, if cell.overdue > 0 { Role::Warn } else { Role::Info });
        }
        _ => {}
    }
    if cell.incidents > 0 {
        add(format!("{}{}", easel.signs().alarm, say!(easel.words, "screen-room-incidents", count = cell.incidents)), Role::Alarm);
    }
    if easel.model.board.sought.iter().any(|it| it.room == cell.room) {
        add(format!("{}{}", easel.signs().absent, say!(easel.words, "screen-sought")), Role::Alarm);
    }
    if let Some(away) = cell.away {
        add(easel.words.presence(Some(away)), if away == Presence::Absent { Role::Alarm } else { Role::Warn });
    }
    if cell.findings > 0 {
        add(say!(easel.words, "screen-room-findings", count = cell.findings), Role::Warn);
    }
    ends(easel.buffer, area, &line, &right);
}

fn sums(easel: &mut Easel<'_>, area: Rect, grid: &Grid) {
    let words = easel.words;
    let cells = || grid.floors.iter().flat_map(|it| &it.cells);
    let (pieces, right) = match easel.model.dorm.view {
        GridView::Round => {
            let tally = grid.tally;
            let checked = easel.labelled(say!(words, "screen-sum-checked"), format!("{}/{}", tally.checked, tally.rooms), Role::Text);
            let right = if area.width >= 70 {
                bar(easel.theme, 8, tally.checked as usize, tally.rooms as usize).gap(1).join(checked)
            } else {
                checked
            };
            let present = easel.labelled(say!(words, "screen-sum-present"), format!("{}/{}", tally.present, tally.expected), Role::Text);
            let away = [
                (say!(words, "screen-sum-absent"), tally.absent, Role::Alarm),
                (say!(words, "screen-sum-late"), tally.late, Role::Warn),
                (say!(words, "screen-sum-leave"), tally.leave, Role::Text),
            ];
            let away = away.map(|(label, count, role)| easel.count(label, count as usize, role));
            (std::iter::once(present).chain(away).collect(), right)
        }
        GridView::Concern => {
            let levels = [Concern::Red, Concern::Orange, Concern::Yellow, Concern::Blue];
            let rooms = |level| cells().filter(|it| it.level == level).count();
            (levels.map(|level| easel.count(words.concern(level), rooms(level), level_role(level))).to_vec(), Line::new())
        }
        GridView::Incidents => {
            let rooms = cells().filter(|it| it.incidents > 0).count();
            (vec![easel.count(say!(words, "screen-sum-rooms-with-incidents"), rooms, Role::Alarm)], Line::new())
        }
        GridView::Requests => {
            let sum = |of: fn(&Cell) -> u8| cells().map(|it| usize::from(of(it))).sum();
            let pieces = [
                (say!(words, "screen-sum-rooms-with-requests"), cells().filter(|it| it.requests > 0).count(), Role::Text),
                (say!(words, "screen-sum-requests"), sum(|it| it.requests), Role::Info),
                (say!(words, "screen-sum-requests-overdue"), sum(|it| it.overdue), Role::Warn),
            ];
            (pieces.map(|(label, count, role)| easel.count(label, count, role)).to_vec(), easel.key(CommandId::Requests))
        }
        GridView::Vacancy => {
            let (beds, people) = cells().fold((0, 0), |(beds, people), it| (beds + usize::from(it.beds), people + usize::from(it.people)));
            let pieces = [
                (say!(words, "screen-sum-beds"), beds, Role::Text),
                (say!(words, "screen-sum-free"), beds.saturating_sub(people), Role::Info),
            ];
            (pieces.map(|(label, count, role)| easel.count(label, count, role)).to_vec(), Line::new())
        }
        GridView::LastTalk => {
            let never = cells().filter(|it| it.people > 0 && it.last_talk.is_none()).count();
            let long = cells().filter(|it| it.last_talk.is_some_and(|days| days >= 28)).count();
            let pieces = [(say!(words, "screen-sum-never"), never, Role::Warn), (say!(words, "screen-sum-long"), long, Role::Due)];
            (pieces.map(|(label, count, role)| easel.count(label, count, role)).to_vec(), Line::new())
        }
        GridView::Hygiene => {
            let of = |wanted: fn(&Cell) -> bool| cells().filter(|it| wanted(it)).count();
            let pieces = [
                (say!(words, "screen-sum-scored"), of(|it| it.stars.is_some()), Role::Text),
                (say!(words, "screen-sum-few-stars"), of(|it| it.stars.is_some_and(|stars| stars < 3)), Role::Warn),
                (say!(words, "screen-sum-to-mend"), of(|it| it.upkeep == CellUpkeep::ToMend), Role::Warn),
                (say!(words, "screen-sum-appeals"), of(|it| it.upkeep == CellUpkeep::Appealed), Role::Due),
            ];
            let key = easel.key(CommandId::HygieneHere);
            (pieces.map(|(label, count, role)| easel.count(label, count, role)).to_vec(), key)
        }
        // The letters need both rows.
        GridView::Department => (Vec::new(), Line::new()),
    };
    let left = Rect { width: area.width.saturating_sub(right.width() + 2), ..area };
    let row = Rect { height: area.height.min(1), ..left };
    flow(easel.buffer, row, 2, &pieces, |_, _| {});
    right.draw_right(easel.buffer, area);
}

fn legend(easel: &mut Easel<'_>, area: Rect) {
    let (words, signs) = (easel.words, easel.signs());
    let one = |easel: &Easel<'_>, sign: &str, label: String, role| {
        Line::of(sign.to_owned(), easel.style(role)).add(label, easel.style(Role::Quiet))
    };
    let pieces = match easel.model.dorm.view {
        GridView::Round => vec![
            one(easel, signs.alarm, say!(words, "screen-legend-incident"), Role::Alarm),
            one(easel, signs.absent, say!(words, "screen-legend-absent"), Role::Alarm),
            one(easel, signs.late, say!(words, "screen-legend-late"), Role::Warn),
            one(easel, signs.finding, say!(words, "screen-legend-finding"), Role::Warn),
            one(easel, signs.concern, say!(words, "screen-legend-concern"), Role::Level2),
            one(easel, signs.leave, say!(words, "screen-legend-leave"), Role::Quiet),
        ],
        GridView::Concern => vec![easel.say(say!(words, "screen-legend-level"), Role::Quiet)],
        GridView::Incidents => vec![one(easel, signs.alarm, say!(words, "screen-legend-incident"), Role::Alarm)],
        GridView::Requests => vec![
            one(easel, "?", say!(words, "screen-legend-request"), Role::Info),
            one(easel, signs.alarm, say!(words, "screen-legend-request-overdue"), Role::Warn),
        ],
        GridView::Vacancy => vec![easel.say(say!(words, "screen-legend-free"), Role::Quiet)],
        GridView::LastTalk => vec![easel.say(say!(words, "screen-legend-weeks"), Role::Quiet)],
        GridView::Hygiene => vec![
            easel.say(say!(words, "screen-legend-stars"), Role::Quiet),
            one(easel, signs.alarm, say!(words, "screen-legend-to-mend"), Role::Warn),
            one(easel, signs.chips[2], say!(words, "screen-legend-appeal"), Role::Due),
        ],
        GridView::Department => department_legend(easel),
    };
    let label = easel.model.keymap.label(CommandId::GridView);
    let key = if label.is_empty() {
        Line::new()
    } else {
        easel.say(label, Role::Key).gap(1).add(say!(words, "screen-view"), easel.style(Role::Quiet))
    };
    let row = Rect { width: area.width.saturating_sub(key.width() + 2), ..area };
    flow(easel.buffer, row, 2, &pieces, |_, _| {});
    let cols = key.width().min(area.width);
    let last = widget::below(area, area.height.saturating_sub(1));
    key.draw_right(easel.buffer, last);
    easel.hit(Rect { x: last.right() - cols, width: cols, ..last }, Hit::Command(CommandId::GridView));
}
