//! Text as a terminal shows it: how many columns it takes, how it is cut, padded and wrapped, and how it is made safe to show.
//!
//! Knows nothing of ours. A column is one terminal cell; a hanzi takes two. Ambiguous-width signs (`… — ① │ “`) count as one, as ratatui
//! counts them; on a terminal that draws them two wide, pass what is drawn through [`unambiguous`] last of all.

mod clean;
mod count;
mod fold;
mod width;
mod wrap;

pub use clean::{clean, clean_lines};
pub use count::count_words;
pub use fold::{fold, fold_char, unambiguous};
pub use width::{pad, pad_left, truncate, width};
pub use wrap::{wrap, wrap_hanging};
