//! The mouse: what the last picture said lies under it.

use super::Turn;
use crate::tui::input::{Mouse, MouseKind};
use crate::tui::layer::Overlay;
use crate::tui::model::{Hit, List, Pane, Place};

/// Rows that a notch of the wheel goes.
const NOTCH: isize = 3;

impl Turn<'_> {
    pub(super) fn mouse(&mut self, mouse: Mouse) {
        if self.model.lock.is_some() {
            return;
        }
        let hit = self.model.frame.hits.iter().rev().find(|(area, _)| area.holds(mouse.col, mouse.row)).map(|(_, hit)| *hit);
        match mouse.kind {
            MouseKind::Press => self.press(hit),
            MouseKind::WheelUp => self.wheel(hit, -NOTCH),
            MouseKind::WheelDown => self.wheel(hit, NOTCH),
            MouseKind::Release | MouseKind::Drag | MouseKind::PressRight => {}
        }
    }

    fn press(&mut self, hit: Option<Hit>) {
        self.model.chord.clear();
        let over = !self.model.overlays.is_empty();
        match hit {
            Some(Hit::Command(id)) if id.command().is_in(self.model.context()) => self.run(id, 0),
            Some(Hit::Row(List::Overlay, row)) => self.press_overlay_row(row),
            Some(Hit::Choice(nth)) => self.choose(nth),
            Some(Hit::FormRow(row)) => {
                if let Some(Overlay::Form(it)) = self.top() {
                    it.at = row.min(it.rows.len().saturating_sub(1));
                }
            }
            Some(Hit::Inside | Hit::Command(_)) => {}
            // Beside an overlay that holds nothing typed: it goes away. One that does stays.
            _ if over => {
                if matches!(
                    self.model.overlays.last(),
                    Some(
                        Overlay::Help(_)
                            | Overlay::Palette(_)
                            | Overlay::Find(_)
                            | Overlay::Copies(_)
                            | Overlay::Seating(_)
                            | Overlay::Proposal(_)
                    )
                ) {
                    self.model.overlays.pop();
                }
            }
            Some(Hit::Pane(pane)) => self.focus(pane),
            Some(Hit::Row(list, row)) => self.press_row(list, row),
            Some(Hit::Seat(day, column)) => self.press_seat(day, column),
            Some(Hit::Room(room)) if self.goes_within_round(room) => {}
            Some(Hit::Room(room)) => {
                let again = self.model.focus == Pane::Dorm && self.model.dorm.room == Some(room);
                self.focus(Pane::Dorm);
                self.model.dorm.room = Some(room);
                if again {
                    self.open();
                }
            }
            None => {}
        }
    }

    fn focus(&mut self, pane: Pane) {
        if matches!(self.model.place, Place::Home | Place::Zoom(_)) {
            self.show_pane(pane);
        }
    }

    /// A first press goes to the row, a second one opens it.
    fn press_row(&mut self, list: List, row: usize) {
        let again = self.model.cursor(list).at == row && self.is_in_front(list);
        if let Some(pane) = pane_of(list) {
            self.focus(pane);
        }
        self.model.cursors[list as usize].at = row;
        self.keep_in_sight(list);
        if again {
            self.open();
        }
    }

    fn is_in_front(&self, list: List) -> bool {
        pane_of(list).is_none_or(|pane| self.model.focus == pane)
    }

    fn press_overlay_row(&mut self, row: usize) {
        match self.top() {
            Some(Overlay::Find(_)) => self.accept_found(row),
            Some(Overlay::Palette(it)) => {
                it.cursor.at = row;
                self.accept_palette();
            }
            Some(Overlay::Seating(_)) => self.take_seat(row),
            Some(Overlay::Query(_)) => self.press_query_row(row),
            _ => {}
        }
    }

    fn wheel(&mut self, hit: Option<Hit>, by: isize) {
        if !self.model.overlays.is_empty() {
            match self.model.overlays.last() {
                Some(Overlay::Help(_) | Overlay::Sheet(_) | Overlay::Proposal(_) | Overlay::Copies(_)) => self.step(by),
                Some(Overlay::Find(_) | Overlay::Palette(_) | Overlay::Seating(_)) => self.wheel_overlay(by),
                Some(Overlay::Query(_)) => self.move_in_query(by),
                _ => {}
            }
            return;
        }
        match hit {
            Some(Hit::Row(list, _)) => self.move_in(list, by),
            Some(Hit::Pane(Pane::Duty)) => self.move_in(List::Duty, by),
            Some(Hit::Pane(Pane::Talks)) => self.move_in(List::Talks, by),
            Some(Hit::Pane(Pane::Incidents)) => self.move_in(List::Incidents, by),
            Some(Hit::Pane(Pane::Dorm) | Hit::Room(_)) if self.model.focus == Pane::Dorm => self.step(by.signum()),
            Some(_) => {}
            None => self.step(by),
        }
    }

    fn wheel_overlay(&mut self, by: isize) {
        let (cursor, len) = match self.top() {
            Some(Overlay::Find(it)) => (&mut it.cursor, it.found.len()),
            Some(Overlay::Palette(it)) => (&mut it.cursor, it.found.len()),
            Some(Overlay::Seating(it)) => (&mut it.cursor, it.found.len()),
            _ => return,
        };
        cursor.at = cursor.at.saturating_add_signed(by).min(len.saturating_sub(1));
        self.keep_overlay_in_sight();
    }
}

fn pane_of(list: List) -> Option<Pane> {
    match list {
        List::Duty => Some(Pane::Duty),
        List::Talks => Some(Pane::Talks),
        List::Incidents => Some(Pane::Incidents),
        _ => None,
    }
}
