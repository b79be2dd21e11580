//! What the desk found or has to say, in words for a person in front of the screen.

use super::home::Home;
use crate::campus::{Lost, Tz};
use crate::desk::{Desk, Notice};
use crate::say;
use crate::tui::layer::Item;
use crate::tui::model::Tone;
use crate::tui::msg::Event;
use crate::words::Words;

/// What was mended on opening, where a person ought to know; what every crash leaves behind is mended without a word.
pub(super) fn notice(words: &Words, zone: Tz, notice: &Notice) -> Option<Item> {
    let (tone, text, more) = match *notice {
        Notice::TornTailCut { .. } | Notice::StoreCaughtUp { .. } | Notice::CampusReplayed { .. } | Notice::FormatRestored => return None,
        Notice::StoreRebuilt { entries, .. } => (Tone::Bad, say!(words, "screen-notice-store-rebuilt", entries = entries), Vec::new()),
        Notice::MirrorRebuilt { entries, .. } => (Tone::Bad, say!(words, "screen-notice-mirror-rebuilt", entries = entries), Vec::new()),
        Notice::KeyringHealed => (Tone::Plain, say!(words, "screen-notice-keyring-healed"), Vec::new()),
        Notice::Salvaged { entries, ref lost, .. } => {
            let missing: u64 = lost.iter().map(|it| it.last.0 - it.first.0 + 1).sum();
            let more = lost.iter().map(|it| stretch(words, zone, it)).collect();
            (Tone::Bad, say!(words, "screen-notice-salvaged", entries = entries, lost = missing), more)
        }
    };
    Some(Item { tone, text, more })
}

/// Entries that are lost: which, when, of what kind, as far as any copy still says.
fn stretch(words: &Words, zone: Tz, lost: &Lost) -> String {
    let which = if lost.first == lost.last { format!("{}", lost.first.0) } else { format!("{}–{}", lost.first.0, lost.last.0) };
    let when = lost.at.map(|at| format!("{} {}", words.day_long(at.day(zone)), words.clock(at, zone)));
    let kind = lost.kind.as_deref().map(|it| crate::text::clean(it).into_owned());
    [Some(which), when, kind].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// How the home stands, as events for the seat.
pub(super) fn home(_words: &Words, _desk: &Desk, home: Home) -> Vec<Event> {
    vec![Event::Upkeep(Box::new(home.upkeep))]
}
