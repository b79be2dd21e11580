//! Cursors in lists and on the grid, and how far a list is scrolled.

use super::Turn;
use crate::tui::layer::Overlay;
use crate::tui::model::{Cursor, List, Pane, Place};
use crate::tui::view::{Board, cards_across};

/// Rows of a list that was never drawn.
const PAGE: usize = 20;
/// Floors that a page on the grid goes.
const PAGE_FLOORS: isize = 3;

impl Turn<'_> {
    /// Whether a list has no cursor of its own but is scrolled: text, help.
    fn is_scrolled(list: List) -> bool {
        matches!(list, List::Talk | List::Story | List::DutyLog | List::Overlay | List::News)
    }

    fn height(&self, list: List) -> usize {
        match self.model.frame.heights[list as usize] {
            0 => PAGE,
            height => usize::from(height),
        }
    }

    pub(super) fn rewind(&mut self, list: List) {
        self.model.cursors[list as usize] = Cursor::default();
    }

    /// One row or floor up or down.
    pub(super) fn step(&mut self, by: isize) {
        match (self.model.overlays.last(), self.list()) {
            (Some(_), _) => self.scroll_overlay(by),
            (None, Some(List::Communities)) => self.move_in(List::Communities, by * self.across()),
            (None, Some(list)) => self.move_in(list, by),
            (None, None) if matches!(self.model.place, Place::Round(_)) => self.step_in_round(by),
            (None, None) if self.model.place == Place::Schedule => self.move_on_schedule(by, 0),
            (None, None) => self.move_on_grid(by, 0),
        }
    }

    /// How many communities stand side by side.
    fn across(&self) -> isize {
        isize::try_from(cards_across(self.model.seat.size)).unwrap_or(1)
    }

    /// One screenful up or down.
    pub(super) fn page(&mut self, by: isize) {
        match (self.model.overlays.last(), self.list()) {
            (Some(_), _) => self.scroll_overlay(by * self.page_of(List::Overlay)),
            (None, Some(list)) => self.move_in(list, by * self.page_of(list)),
            (None, None) if self.model.place == Place::Schedule => self.turn_span(by as i32),
            (None, None) if matches!(self.model.place, Place::Round(_)) => self.turn_floor(by),
            (None, None) => self.move_on_grid(by * PAGE_FLOORS, 0),
        }
    }

    fn page_of(&self, list: List) -> isize {
        isize::try_from(self.height(list).saturating_sub(1).max(1)).unwrap_or(1)
    }

    /// To the first or the last row; on the grid to the first or last room of the floor.
    pub(super) fn go_to_end(&mut self, last: bool) {
        let by = if last { isize::MAX / 2 } else { isize::MIN / 2 };
        match (self.model.overlays.last(), self.list()) {
            (Some(_), _) => self.scroll_overlay(by),
            (None, Some(list)) => self.move_in(list, by),
            (None, None) if matches!(self.model.place, Place::Round(_)) => self.step_in_round(by),
            (None, None) if self.model.place == Place::Schedule => self.go_to_end_of_span(last),
            (None, None) => self.move_on_grid(0, by),
        }
    }

    /// To the left or right: on the grid, between the rooms of a building, or between panes.
    pub(super) fn sideways(&mut self, by: isize) {
        match self.model.place {
            Place::Round(_) => self.step_in_round(by),
            Place::Schedule => self.move_on_schedule(0, by),
            Place::Room(room) => {
                let rooms = self.world.campus.places().room(room).map(|it| self.world.campus.places().rooms_of(it.building));
                let next = rooms.and_then(|rooms| {
                    let at = rooms.iter().position(|it| *it == room)?;
                    rooms.get(at.checked_add_signed(by)?).copied()
                });
                if let Some(next) = next {
                    self.arrive(Place::Room(next));
                }
            }
            Place::Communities => self.move_in(List::Communities, by),
            Place::Appraisal | Place::Stats => self.count_sideways(by),
            Place::TermBoard => self.turn_board_cell(by),
            Place::Home | Place::Zoom(_) if self.model.focus == Pane::Dorm => self.move_on_grid(0, by),
            Place::Home => {
                let beside = match (self.model.focus, by > 0) {
                    (Pane::Talks, true) => Pane::Incidents,
                    (Pane::Incidents, false) => Pane::Talks,
                    (Pane::Duty, false) => Pane::Dorm,
                    (pane, _) => pane,
                };
                self.show_pane(beside);
            }
            _ => {}
        }
    }

    pub(super) fn move_in(&mut self, list: List, by: isize) {
        let last =
            if Self::is_scrolled(list) { self.len(list).saturating_sub(self.height(list)) } else { self.len(list).saturating_sub(1) };
        let cursor = &mut self.model.cursors[list as usize];
        cursor.at = cursor.at.min(last).saturating_add_signed(by).min(last);
        self.keep_in_sight(list);
    }

    /// Corrects a cursor that points past its list, and scrolls so that it is seen.
    pub(super) fn keep_in_sight(&mut self, list: List) {
        // What is worked out only where it is looked at keeps its cursor for whoever comes back there.
        let of_care = matches!(list, List::Next | List::Care | List::Coverage | List::Network | List::Appraisal | List::Stats);
        if list == List::Overlay || (of_care && self.list() != Some(list)) {
            return;
        }
        let (len, height) = (self.len(list), self.height(list));
        let cursor = &mut self.model.cursors[list as usize];
        if Self::is_scrolled(list) {
            cursor.top = cursor.at;
        } else {
            cursor.at = cursor.at.min(len.saturating_sub(1));
            cursor.top = scrolled(*cursor, height);
        }
    }

    /// Scrolls an overlay that is only read.
    fn scroll_overlay(&mut self, by: isize) {
        if matches!(self.model.overlays.last(), Some(Overlay::Query(_))) {
            return self.move_in_query(by);
        }
        let last = self.len(List::Overlay).saturating_sub(self.height(List::Overlay));
        let cursor = match self.top() {
            Some(Overlay::Help(it)) => &mut it.cursor,
            Some(Overlay::Sheet(it)) => &mut it.cursor,
            Some(Overlay::Proposal(it)) => &mut it.cursor,
            Some(Overlay::Copies(cursor)) => cursor,
            _ => return,
        };
        cursor.at = cursor.at.saturating_add_signed(by).min(last);
        cursor.top = cursor.at;
    }

    /// Scrolls the list of the topmost overlay so that its highlighted row is seen.
    pub(super) fn keep_overlay_in_sight(&mut self) {
        let height = self.height(List::Overlay);
        let cursor = match self.top() {
            Some(Overlay::Find(it)) => &mut it.cursor,
            Some(Overlay::Palette(it)) => &mut it.cursor,
            Some(Overlay::Seating(it)) => &mut it.cursor,
            Some(Overlay::Query(it)) => &mut it.cursor,
            _ => return,
        };
        cursor.top = scrolled(*cursor, height);
    }

    fn move_on_grid(&mut self, down: isize, right: isize) {
        // A building chosen just now may not be on the board yet.
        Board::refresh(self.model, self.world.campus);
        let grid = &self.model.board.grid;
        let Some((floor, at)) = self.model.dorm.room.and_then(|it| grid.find(it)) else {
            self.model.dorm.room = grid.floors.last().and_then(|it| it.cells.first()).map(|it| it.room);
            return;
        };
        let floor = floor.saturating_add_signed(down).min(grid.floors.len().saturating_sub(1));
        let Some(cells) = grid.floors.get(floor).map(|it| &it.cells) else { return };
        let at = at.saturating_add_signed(right).min(cells.len().saturating_sub(1));
        let Some(cell) = cells.get(at) else { return };
        self.model.dorm.room = Some(cell.room);
        let (columns, floors) = self.model.frame.grid;
        let see = |top, at, shown: u16| if shown == 0 { top } else { scrolled(Cursor { at, top }, usize::from(shown)) };
        self.model.dorm.left = see(self.model.dorm.left, at, columns);
        self.model.dorm.top = see(self.model.dorm.top, floor, floors);
    }
}

/// The first row to show so that the cursor is within `height` rows.
fn scrolled(cursor: Cursor, height: usize) -> usize {
    let height = height.max(1);
    cursor.top.clamp((cursor.at + 1).saturating_sub(height), cursor.at)
}
