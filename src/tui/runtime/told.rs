//! What the desk found or has to say, in words for a person in front of the screen.

use super::home::Home;
use crate::desk::{Desk, Notice};
use crate::say;
use crate::tui::layer::Item;
use crate::tui::model::Tone;
use crate::tui::msg::Event;
use crate::words::Words;

/// What was mended on opening, where a person ought to know; what every crash leaves behind is mended without a word.
pub(super) fn notice(words: &Words, notice: &Notice) -> Option<Item> {
    let (tone, text) = match *notice {
        Notice::TornTailCut { .. } | Notice::StoreCaughtUp { .. } | Notice::CampusReplayed { .. } | Notice::FormatRestored => return None,
        Notice::StoreRebuilt { entries, .. } => (Tone::Bad, say!(words, "screen-notice-store-rebuilt", entries = entries)),
        Notice::MirrorRebuilt { entries, .. } => (Tone::Bad, say!(words, "screen-notice-mirror-rebuilt", entries = entries)),
        Notice::KeyringHealed => (Tone::Plain, say!(words, "screen-notice-keyring-healed")),
    };
    Some(Item { tone, text, more: Vec::new() })
}

/// How the home stands, as events for the seat.
pub(super) fn home(_words: &Words, _desk: &Desk, home: Home) -> Vec<Event> {
    vec![Event::Upkeep(Box::new(home.upkeep))]
}
