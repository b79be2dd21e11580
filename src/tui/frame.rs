//! What a picture says about itself: what can be hit where, how much of each list is shown, where the cursor belongs.
//!
//! Drawing fills it in, `update` reads it. Plain numbers, nothing of ratatui's.

use super::command::CommandId;
use super::model::{List, Pane};
use crate::campus::{Day, RoomId};

/// A rectangle of the screen, in columns and rows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Area {
    /// Left edge.
    pub x: u16,
    /// Upper edge.
    pub y: u16,
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

impl Area {
    /// Whether a cell lies in it.
    pub fn holds(self, col: u16, row: u16) -> bool {
        col >= self.x && row >= self.y && col - self.x < self.width && row - self.y < self.height
    }
}

/// Something that can be hit with the mouse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hit {
    /// A pane.
    Pane(Pane),
    /// A row of a list.
    Row(List, usize),
    /// A room of the grid.
    Room(RoomId),
    /// A seat of the duty schedule, by day and column.
    Seat(Day, usize),
    /// A command in the footer, in a title or in the palette.
    Command(CommandId),
    /// A namesake or suggestion under the capture line.
    Choice(usize),
    /// A row of a form.
    FormRow(usize),
    /// Inside an overlay but on nothing in particular: it must not reach what lies beneath.
    Inside,
}

/// What a picture says about itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrameInfo {
    /// What can be hit; where two overlap the later one lies on top.
    pub hits: Vec<(Area, Hit)>,
    /// How many rows of each list are shown.
    pub heights: [u16; List::COUNT],
    /// How many rows each list has in all, where only drawing knows (text that is wrapped, help with its headings); else 0.
    pub rows: [usize; List::COUNT],
    /// How many rooms of a floor, and how many floors, the grid shows.
    pub grid: (u16, u16),
    /// Columns of the note editor, so that moving up and down can follow its wrapping.
    pub note_width: u16,
    /// Where the terminal's own cursor belongs, in columns and rows.
    pub cursor: Option<(u16, u16)>,
}

/// Written out, for arrays longer than 32 have no default.
impl Default for FrameInfo {
    fn default() -> Self {
        Self { hits: Vec::new(), heights: [0; List::COUNT], rows: [0; List::COUNT], grid: (0, 0), note_width: 0, cursor: None }
    }
}
