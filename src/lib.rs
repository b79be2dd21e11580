//! yedeng 夜灯: the lamp on the duty counselor's desk.
//!
//! # The map of the house
//!
//! ```text
//! keys → Command → Act → Desk (may you? does it make sense?) → Logbook (sealed, chained, on disk) → Campus (the world as it stands) → picture
//! ```
//!
//! One way round, nothing comes back. Everything that changes anything is a [`campus::Act`], written as a [`campus::Entry`] into the
//! [`logbook`]; what is seen is the [`campus::Campus`], which is nothing but all entries applied in order.
//!
//! | room | what it is for | what it may know of ours |
//! |---|---|---|
//! | [`text`] | display width, truncate, wrap, fold, clean | nothing |
//! | [`campus`] | the world as it stands: types, acts, rules | `text` |
//! | [`logbook`] | entries sealed, chained and kept on disk | `campus` |
//! | [`capture`] | one line → a draft of an act, every part explained | `campus`, `text` |
//! | [`finder`] | students and rooms by pinyin, hanzi, number | `campus`, `text` |
//! | [`query`] | the language in which texts are looked for | `campus`, `capture`, `finder`, `text` |
//! | [`roster`] | the duty schedule solved and explained | `campus`, `text` |
//! | [`desk`] | the one door through which anything changes | `campus`, `logbook`, `finder`, `query` |
//! | [`exchange`] | rosters in | `campus`, `text`, `words` |
//! | [`demo`] | the made-up college | `campus`, `text` |
//! | [`words`] | the two languages, and how values are said in them | `campus`, `capture`, `query`, `text` |
//! | [`cli`], [`tui`] | the shell and the screen | everything above, never each other |
//!
//! `tests/architecture.rs` keeps this table true.

pub mod campus;
pub mod capture;
pub mod cli;
pub mod demo;
pub mod desk;
pub mod exchange;
pub mod finder;
pub mod logbook;
pub mod query;
pub mod roster;
pub mod text;
pub mod tui;
pub mod words;
