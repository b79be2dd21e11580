//! The screen: a seat at the desk, made of a model, an input source and a writer.
//!
//! ```text
//! term → Input → Msg → update(&mut Model, &World, Msg) → Vec<Effect> → runtime → Desk → Msg …
//!                                   ↓
//!                         render(&Model, &World) → picture + FrameInfo
//! ```
//!
//! `update`, `model`, `layer`, `prompt`, `upkeep`, `frame`, `view`, `walking`, `querying`, `scheduling`, `counting`, `planning`, `field`, `command`, `keymap`, `input`, `msg` and `effect` are pure: they know neither ratatui nor
//! crossterm nor sled nor the clock. `theme`, `widget`, `screen`, `overlay` and `picture` draw and only read. `term` is the one place that
//! touches the terminal, `runtime` the one that knows both it and the desk.

pub mod alarm;
pub mod command;
pub mod counting;
pub mod effect;
pub mod entering;
pub mod field;
pub mod frame;
pub mod handing;
pub mod input;
pub mod keymap;
pub mod layer;
pub mod model;
pub mod msg;
pub mod overlay;
pub mod picture;
pub mod planning;
pub mod prompt;
pub mod querying;
pub mod runtime;
pub mod scheduling;
pub mod screen;
pub mod term;
pub mod theme;
pub mod update;
pub mod upkeep;
pub mod view;
pub mod walking;
pub mod widget;

use crate::campus::Campus;
use crate::finder::Finder;
use crate::words::Words;

/// What a seat looks at while it updates or draws: the campus as it stands, the way to find people in it, and the seat's language.
#[derive(Debug, Clone, Copy)]
pub struct World<'a> {
    /// The campus.
    pub campus: &'a Campus,
    /// The finder over it.
    pub finder: &'a Finder,
    /// The words of this seat.
    pub words: &'a Words,
}
