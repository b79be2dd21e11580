//! One frame of a large window: drawing, comparing with the frame before, writing bytes.
//!
//! `cargo bench --bench frame`. The college is the demo's with 10,000 students; the window 200×60 with all four panes.

#![allow(clippy::expect_used, reason = "a benchmark stops at the first fault")]

use divan::Bencher;
use ratatui::buffer::Buffer;
use yedeng::campus::{Campus, Day, Entry, SeatId, UserId};
use yedeng::demo::{Size, college};
use yedeng::finder::Finder;
use yedeng::tui::World;
use yedeng::tui::keymap::Keymap;
use yedeng::tui::model::{FrameInfo, Model, Seat, ThemeChoice};
use yedeng::tui::screen::render;
use yedeng::tui::term::Painter;
use yedeng::tui::theme::{Base, Theme};
use yedeng::words::{Lang, Words};

const SIZE: (u16, u16) = (200, 60);

fn main() {
    divan::main();
}

struct Stage {
    campus: Campus,
    finder: Finder,
    words: Words,
    theme: Theme,
    model: Model,
}

impl Stage {
    fn new() -> Self {
        let now = Day::ymd(2026, 11, 23).expect("a day of the calendar").at(yedeng::campus::DEFAULT_ZONE, 23, 36);
        let mut campus = Campus::default();
        let mut acts = college(1, Size::default(), now);
        loop {
            let seq = acts.seq();
            let Some((at, by, act)) = acts.next() else { break };
            campus.apply(&Entry { seq, at, by, seat: SeatId(0), act });
        }
        let seat = Seat { user: UserId(1), lang: Lang::Zh, theme: ThemeChoice::Dark, ascii: false, size: SIZE };
        let model = Model::new(seat, Keymap::default(), &campus, now);
        Self { finder: Finder::new(&campus), campus, words: Words::new(Lang::Zh), theme: Theme::shipped(Base::Dark), model }
    }

    fn draw(&self, buffer: &mut Buffer) -> (FrameInfo, Option<(u16, u16)>) {
        let world = World { campus: &self.campus, finder: &self.finder, words: &self.words };
        let info = render(&self.model, world, &self.theme, buffer);
        let cursor = info.cursor;
        (info, cursor)
    }
}

/// Everything afresh, as after a change of size.
#[divan::bench]
fn whole(bencher: Bencher<'_, '_>) {
    let stage = Stage::new();
    let mut painter = Painter::new(false);
    bencher.bench_local(move || {
        painter.forget();
        painter.frame(SIZE, |buffer| stage.draw(buffer)).1.len()
    });
}

/// The cursor of the grid goes one room on.
#[divan::bench]
fn one_step(bencher: Bencher<'_, '_>) {
    let mut stage = Stage::new();
    let mut painter = Painter::new(false);
    let rooms: Vec<_> = stage.model.board.grid.floors.iter().flat_map(|it| &it.cells).map(|it| it.room).collect();
    let mut at = 0;
    bencher.bench_local(move || {
        at = (at + 1) % rooms.len();
        stage.model.dorm.room = rooms.get(at).copied();
        painter.frame(SIZE, |buffer| stage.draw(buffer)).1.len()
    });
}

/// Nothing new: what a frame costs before a byte is written.
#[divan::bench]
fn unchanged(bencher: Bencher<'_, '_>) {
    let stage = Stage::new();
    let mut painter = Painter::new(false);
    bencher.bench_local(move || painter.frame(SIZE, |buffer| stage.draw(buffer)).1.len());
}
