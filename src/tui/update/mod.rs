//! How a seat changes: `update` takes what happened and says what is to be done.
//!
//! Knows neither ratatui nor crossterm nor sled nor the clock.

pub mod gate;
