//! What the desk found or has to say, in words for a person in front of the screen.

use super::home::Home;
use super::trouble;
use crate::campus::{Lost, Stamp, Tz};
use crate::desk::{Desk, News, NewsKind, Notice};
use crate::say;
use crate::tui::layer::{Item, Sheet};
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
        Notice::KeyringOld { .. } => (Tone::Bad, say!(words, "screen-notice-keyring-old"), Vec::new()),
        Notice::CaughtUpFromSecond { entries } => (Tone::Plain, say!(words, "screen-notice-from-second", entries = entries), Vec::new()),
        Notice::SecondDiffers { ref dir } => {
            let dir = crate::text::clean(&dir.display().to_string()).into_owned();
            (Tone::Bad, say!(words, "screen-notice-second-differs", dir = dir), Vec::new())
        }
        Notice::SecondsForgotten => (Tone::Bad, say!(words, "screen-notice-seconds-forgotten"), Vec::new()),
        Notice::RolledBack { seen, has } => {
            let missing = seen.0.saturating_sub(has.0);
            (Tone::Bad, say!(words, "screen-notice-rolled-back", seen = seen.0, has = has.0, missing = missing), Vec::new())
        }
        Notice::Forked { at } => (Tone::Bad, say!(words, "screen-notice-forked", at = at.0), Vec::new()),
        Notice::WitnessUnreadable => (Tone::Bad, say!(words, "screen-notice-witness"), Vec::new()),
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
    let kind = lost.kind.as_deref().map(|it| words.get(&format!("cli-kind-{}", it.replace(['.', '_'], "-"))));
    [Some(which), when, kind].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// How the home stands, and what is news for who sits here, as events for the seat.
pub(super) fn home(words: &Words, desk: &Desk, home: &Home, head_accepted: bool) -> Vec<Event> {
    let mut events = vec![Event::Upkeep(Box::new(home.upkeep(head_accepted, |fault| trouble::fault(words, fault))))];
    if !home.news.is_empty() {
        let items = home.news.iter().map(|it| news(words, desk, it)).collect();
        let sheet = Sheet { news: true, ..Sheet::new(say!(words, "screen-told-news"), items) };
        events.push(Event::Tell(sheet));
    }
    events
}

/// One piece of news: who, when, what, and why if they had to say so.
fn news(words: &Words, desk: &Desk, news: &News) -> Item {
    let campus = desk.campus();
    let name = campus.staff().user(news.by).map(|it| it.name.to_string()).unwrap_or_default();
    let moment = |at: Stamp| words.moment(at, desk.now(), campus.zone());
    let when = moment(news.at);
    let text = match news.what {
        NewsKind::GlassBroken { talk, ref reason } => {
            let reason = crate::text::clean(reason).into_owned();
            say!(words, "screen-news-glass", name = name, when = when, talk = talk.0, reason = reason)
        }
        NewsKind::UnlocksFailed { times, last } => say!(words, "screen-news-tries", times = times, when = moment(last)),
        NewsKind::KeyReplaced => say!(words, "screen-news-key", name = name, when = when),
        NewsKind::RecoveryUsed => say!(words, "screen-news-recovery", when = when),
        NewsKind::RecoveryRenewed => say!(words, "screen-news-recovery-renewed", by = name, when = when),
    };
    Item { tone: Tone::Bad, text, more: Vec::new() }
}
