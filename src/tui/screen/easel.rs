//! What every screen and overlay draws with: the seat and the world to read, the buffer to draw on, what the frame says about itself.

use crate::campus::Campus;
use crate::tui::World;
use crate::tui::command::CommandId;
use crate::tui::layer::Overlay;
use crate::tui::model::{Area, Cursor, FrameInfo, Hit, List, Model, Place};
use crate::tui::theme::{Role, Signs, Theme};
use crate::tui::view::{BedRow, Beside, CommunityBoard, StudentRow};
use crate::tui::widget::{self, Column, Line, Pane, Table, Window};
use crate::words::Words;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use std::borrow::Cow;

/// Everything a drawing needs at hand.
pub(in crate::tui) struct Easel<'a> {
    /// The seat.
    pub(in crate::tui) model: &'a Model,
    /// The campus.
    pub(in crate::tui) campus: &'a Campus,
    /// The words of the seat.
    pub(in crate::tui) words: &'a Words,
    /// The theme of the seat.
    pub(in crate::tui) theme: &'a Theme,
    /// The picture.
    pub(in crate::tui) buffer: &'a mut Buffer,
    /// What the picture says about itself.
    pub(in crate::tui) info: FrameInfo,
    /// What is drawn: where one is, or what stands beside it.
    pub(in crate::tui) place: Place,
    /// What is drawn stands beside a list and is to be read only.
    pub(in crate::tui) beside: Option<&'a Beside>,
}

/// A list to be drawn as a table: how many rows there are, and how each is made. Only those seen are made.
pub(in crate::tui) struct Listing<'b, 'a> {
    /// Whose cursor it has.
    pub(in crate::tui) list: List,
    /// How many rows there are.
    pub(in crate::tui) count: usize,
    /// The columns.
    pub(in crate::tui) columns: &'b [Column],
    /// Titles of the columns; may be empty.
    pub(in crate::tui) titles: Vec<Line<'a>>,
    /// Whether the cursor is shown.
    pub(in crate::tui) focus: bool,
}

impl<'a> Easel<'a> {
    pub(in crate::tui) fn new(model: &'a Model, world: World<'a>, theme: &'a Theme, buffer: &'a mut Buffer) -> Self {
        Self {
            model,
            campus: world.campus,
            words: world.words,
            theme,
            buffer,
            info: FrameInfo::default(),
            place: model.place,
            beside: None,
        }
    }

    /// How a role looks.
    pub(in crate::tui) fn style(&self, role: Role) -> Style {
        self.theme.style(role)
    }

    /// The signs of the theme.
    pub(in crate::tui) fn signs(&self) -> &'static Signs {
        self.theme.signs
    }

    /// A line of one piece.
    pub(in crate::tui) fn say(&self, text: impl Into<Cow<'a, str>>, role: Role) -> Line<'a> {
        Line::of(text, self.style(role))
    }

    /// A label and its value: the label quiet.
    pub(in crate::tui) fn labelled(&self, label: impl Into<Cow<'a, str>>, value: impl Into<Cow<'a, str>>, role: Role) -> Line<'a> {
        self.say(label, Role::Quiet).gap(1).add(value, self.style(role))
    }

    /// A label and a number, quiet where there is nothing.
    pub(in crate::tui) fn count(&self, label: String, count: usize, role: Role) -> Line<'a> {
        self.labelled(label, count.to_string(), if count == 0 { Role::Quiet } else { role })
    }

    /// A key and what it does, as the footer and the empty panes show it; empty if no key is bound.
    pub(in crate::tui) fn key(&self, id: CommandId) -> Line<'a> {
        let label = self.model.keymap.label_in(self.model.context(), id);
        if label.is_empty() {
            return Line::new();
        }
        // Enter only leads on while a form has more to ask.
        let more = id == CommandId::Accept && matches!(self.model.overlays.last(), Some(Overlay::Form(it)) if it.at + 1 < it.rows.len());
        let does = if more { CommandId::NextField } else { id };
        let name = match (does, self.model.place) {
            // What answers a talk holds a plan, and what closes it calls the plan off.
            (CommandId::FollowUp, Place::Talk(seq)) if self.plan(seq).is_some() => "hold-plan",
            (CommandId::CloseFollowUp, Place::Talk(seq)) if self.plan(seq).is_some() => "cancel-plan",
            _ => does.command().name,
        };
        let title = self.words.get(&format!("command-{name}"));
        self.say(label, Role::Key).gap(1).add(title, self.style(Role::Text))
    }

    /// Draws a frame. One beside a list has not the keys, and says with which key one gets there.
    pub(in crate::tui) fn pane(&mut self, area: Rect, pane: &Pane<'_>) -> Rect {
        if self.beside.is_none() {
            return widget::pane(self.buffer, self.theme, area, pane);
        }
        let foot = if pane.foot.is_empty() { self.key(CommandId::Open) } else { pane.foot.clone() };
        widget::pane(self.buffer, self.theme, area, &Pane { focus: false, foot, ..pane.clone() })
    }

    /// Where one stands in a list; one that stands beside shows its beginning, a timeline its end.
    pub(in crate::tui) fn cursor(&self, list: List) -> Cursor {
        match self.beside {
            None => self.model.cursor(list),
            Some(_) if list.ends_with_now() => Cursor { at: usize::MAX / 2, top: 0 },
            Some(_) => Cursor::default(),
        }
    }

    /// The rows of the student shown.
    pub(super) fn student_rows(&self) -> &'a [StudentRow] {
        self.beside.map_or(&self.model.board.student, |it| &it.student)
    }

    /// The beds of the room shown.
    pub(super) fn bed_rows(&self) -> &'a [BedRow] {
        self.beside.map_or(&self.model.board.house.beds, |it| &it.beds)
    }

    /// What is shown of the communities.
    pub(super) fn community_board(&self) -> &'a CommunityBoard {
        self.beside.map_or(&self.model.board.community, |it| &it.community)
    }

    /// Says that something can be hit.
    pub(in crate::tui) fn hit(&mut self, area: Rect, hit: Hit) {
        if !area.is_empty() {
            self.info.hits.push((Area { x: area.x, y: area.y, width: area.width, height: area.height }, hit));
        }
    }

    /// Draws the part of a list that fits and gives the window over it. `row` makes the cells of one row.
    pub(in crate::tui) fn list(
        &mut self,
        area: Rect,
        listing: &Listing<'_, 'a>,
        mut row: impl FnMut(&Self, usize) -> Vec<Line<'a>>,
    ) -> Window {
        let titled = !listing.titles.is_empty() && area.height > 2;
        let height = area.height - u16::from(titled).min(area.height);
        self.info.heights[listing.list as usize] = height;
        let Cursor { at, top } = self.cursor(listing.list);
        let window = Window::over(listing.count, height, at, top);
        let rows = window.range().map(|at| row(self, at)).collect();
        let selected = (listing.focus && self.beside.is_none() && listing.count > 0)
            .then(|| at.min(listing.count - 1))
            .filter(|at| window.range().contains(at));
        let titles = if titled { listing.titles.clone() } else { Vec::new() };
        let table = Table { columns: listing.columns, titles, rows, selected: selected.map(|at| at - window.top) };
        let places = widget::table(self.buffer, self.theme, area, &table);
        for (place, at) in places.into_iter().zip(window.range()) {
            self.hit(place, Hit::Row(listing.list, at));
        }
        window
    }

    /// The first row a list of this height would show.
    pub(in crate::tui) fn scroll(&self, list: List, count: usize, height: u16) -> Option<(usize, usize)> {
        let Cursor { at, top } = self.cursor(list);
        (count > usize::from(height)).then(|| (count, Window::over(count, height, at, top).top))
    }

    /// A cell of a table that has a column under the cursor besides a row: the one cell that both point at stands in brackets, so that it is
    /// seen without colour and in the bar of its row; the others of that column make room for them.
    pub(super) fn crossed(&self, cell: Line<'a>, is_chosen: bool) -> Line<'a> {
        if !is_chosen {
            return cell.add(" ", Style::new());
        }
        let edge = self.style(Role::Key).add_modifier(Modifier::BOLD);
        let inner = cell.pieces().fold(Line::of("[", edge), |all, (text, style)| {
            all.add(text.to_owned(), style.add_modifier(Modifier::BOLD | Modifier::UNDERLINED))
        });
        inner.add("]", edge)
    }

    /// Draws lines one under the other, as many as there is room for; gives the rows used.
    pub(in crate::tui) fn stack(&mut self, area: Rect, lines: &[Line<'_>]) -> u16 {
        for (line, down) in lines.iter().zip(0..area.height) {
            line.draw(self.buffer, widget::row(area, down));
        }
        (lines.len() as u16).min(area.height)
    }
}
