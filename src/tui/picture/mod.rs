//! A picture of a picture: the cells of a buffer as plain text for tests, and as SVG for the README.

mod dump;
mod svg;

pub use dump::{dump, dump_styles};
pub use svg::{Palette, svg};
