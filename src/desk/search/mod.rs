//! Full text over talks and incidents (全文检索): what a user may read, decrypted into memory behind their first search and looked through there.
//!
//! The texts belong to a session: they are what the person at this seat may read, sealed talks that their key opens included, and they are
//! overwritten when the seat is locked or left, when its person goes off duty, when their rights change and when something is erased. Nothing of
//! them is on disk. What may be read is asked of `Sight` at every search; what may be read no longer is not found, and overwritten.

mod arena;
mod bits;
mod form;
mod sieve;
mod snippet;
mod texts;
mod view;

#[doc(hidden)]
pub mod measure;

pub use snippet::{Around, Snippet};
pub(super) use texts::Texts;

use super::{Desk, locked};
use crate::campus::{Act, Entry, IncidentAct, RequestAct, Seq, Stamp, TalkAct};
use crate::logbook::Fault;
use crate::query::{Kind, Wanted};
use std::borrow::Cow;
use std::sync::Arc;

/// Something that holds what was looked for; its texts count as one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What it is.
    pub kind: Kind,
    /// The talk's or the incident's id.
    pub seq: Seq,
    /// The entry the snippet is from.
    pub entry: Seq,
    /// When the talk was held or the incident opened.
    pub at: Stamp,
    /// The words around the place.
    pub snippet: Snippet,
}

/// What came of a search.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sought {
    /// What was found, the newest first; the first of `count`.
    pub found: Vec<Found>,
    /// How much was found in all.
    pub count: usize,
    /// How far the texts are read.
    pub read: Gathered,
}

/// How far the texts are read, the newest first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Gathered {
    /// Talks and incidents whose texts are there.
    pub done: usize,
    /// Talks and incidents in all.
    pub all: usize,
    /// Entries that cannot be read, because they are damaged or lost.
    pub unreadable: usize,
}

impl Gathered {
    /// Whether everything is there.
    pub fn is_whole(self) -> bool {
        self.done >= self.all
    }
}

/// What is wanted of a search.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Most that are given back; everything is counted.
    pub limit: usize,
    /// How much of a text is cut out.
    pub around: Around,
}

/// Whether a query has to be looked for in texts at all, or only among what is known of things without them.
pub fn needs_texts(wanted: &Wanted) -> bool {
    Texts::are_needed(wanted)
}

/// Things whose texts are read at a step: a few milliseconds.
const STEP: usize = 512;
/// With how many things there a search looks for the first time whether it has enough.
const FIRST_LOOK: usize = 4_096;

impl Desk {
    /// Looks through everything this user may read and gives the newest `limit` that fit (0: all). Texts are read as far as it takes.
    ///
    /// # Errors
    /// The seat is locked, or the logbook cannot be read.
    pub fn search(&self, wanted: &Wanted, limit: usize) -> Result<Sought, Fault> {
        let look = Look { limit: if limit == 0 { usize::MAX } else { limit }, around: Around::default() };
        let mut next = if Texts::are_needed(wanted) { FIRST_LOOK } else { 0 };
        loop {
            let read = if next == 0 { Gathered::default() } else { self.gather()? };
            if next == 0 || read.done >= next || read.is_whole() {
                let sought = self.look(wanted, look, &|| true)?.unwrap_or_default();
                // What is read first is newest, so nothing that comes later goes before what was found.
                if next == 0 || sought.found.len() >= look.limit || sought.read.is_whole() {
                    return Ok(sought);
                }
                next = next.saturating_mul(2);
            }
        }
    }

    /// Reads some more of the texts.
    ///
    /// # Errors
    /// The seat is locked, or the logbook cannot be read at all.
    pub fn gather(&self) -> Result<Gathered, Fault> {
        self.watch_rights();
        let mut texts = locked(self.session.texts.lock());
        texts.open_or_locked()?;
        self.bring_up(&mut texts);
        let batch = texts.next_batch(&self.campus(), STEP);
        if !batch.is_empty() {
            let mut seqs: Vec<Seq> = batch.iter().map(|it| it.entry).collect();
            seqs.sort_unstable();
            let mut entries: Vec<(Seq, Option<Entry>)> = Vec::with_capacity(seqs.len());
            for (seq, entry) in seqs.iter().zip(self.inner.reader.some(&seqs)) {
                match entry {
                    Ok(entry) => entries.push((*seq, Some(entry))),
                    Err(Fault::Damaged { .. } | Fault::Lost { .. }) => {
                        texts.unreadable += 1;
                        entries.push((*seq, None));
                    }
                    Err(fault) => {
                        // What was to be read counts as read already.
                        texts.wipe();
                        return Err(fault);
                    }
                }
            }
            {
                let campus = self.campus();
                let sight = self.sight(&campus);
                for (seq, entry) in &mut entries {
                    *entry = entry.take().filter(|entry| sight.entry(*seq, entry.by, &entry.act));
                }
            }
            for (_, entry) in &mut entries {
                if let Some(closed) = entry.take() {
                    *entry = self.opened(closed)?;
                }
            }
            texts.take_in(&batch, |seq| {
                let at = entries.binary_search_by_key(&seq, |(it, _)| *it).ok()?;
                entries.get(at).and_then(|(_, entry)| entry.as_ref())
            });
        }
        Ok(texts.gathered())
    }

    /// Looks through what is read so far. `None` if `go_on` said no meanwhile.
    ///
    /// # Errors
    /// The seat is locked, or the logbook cannot be read.
    pub fn look(&self, wanted: &Wanted, look: Look, go_on: &(dyn Fn() -> bool + Sync)) -> Result<Option<Sought>, Fault> {
        let (hits, count, read) = {
            let mut texts = locked(self.session.texts.lock());
            texts.open_or_locked()?;
            self.bring_up(&mut texts);
            let Some(holding) = texts.holding(wanted, go_on) else { return Ok(None) };
            let (hits, count) = texts.sift((&self.campus(), self.user), wanted, holding, look.limit);
            (hits, count, texts.gathered())
        };
        let marks: Vec<Box<str>> = wanted.words.iter().cloned().chain(wanted.tags.iter().map(|it| format!("#{it}").into())).collect();
        let mut sought = Sought { found: Vec::with_capacity(hits.len()), count, read };
        for hit in hits {
            if !go_on() {
                return Ok(None);
            }
            // What could be read a moment ago and no longer can is not shown, nor counted.
            match self.entry(hit.entry) {
                Ok(Some(entry)) => {
                    let text = said_in(&entry).map(|(text, tags)| with_tags(&text, tags).into_owned()).unwrap_or_default();
                    let snippet = Snippet::cut(&text, &marks, look.around);
                    sought.found.push(Found { kind: hit.kind, seq: hit.seq, entry: hit.entry, at: hit.at, snippet });
                }
                Ok(None) | Err(Fault::Damaged { .. } | Fault::Lost { .. }) => sought.count = sought.count.saturating_sub(1),
                Err(fault) => return Err(fault),
            }
        }
        Ok(Some(sought))
    }

    /// Whether texts of this seat are in memory.
    pub fn holds_texts(&self) -> bool {
        !locked(self.session.texts.lock()).is_empty()
    }

    /// Overwrites the texts of this seat; the next search reads them again.
    pub fn forget_texts(&self) {
        locked(self.session.texts.lock()).wipe();
    }

    fn bring_up(&self, texts: &mut Texts) {
        let campus = self.campus();
        texts.bring_up(&campus, self.user);
    }

    /// From the first search on, a change of this user's rights and an erasure overwrite the texts at once, whoever does it.
    fn watch_rights(&self) {
        if !self.session.watch() {
            return;
        }
        *locked(self.session.grounds.lock()) = Some(Grounds::of(&self.campus(), self.user));
        let (session, campus, user) = (Arc::downgrade(&self.session), Arc::clone(&self.inner.campus), self.user);
        self.subscribe(Box::new(move |_| {
            let Some(session) = session.upgrade() else { return false };
            let grounds = {
                let campus = locked(campus.read());
                view::Grounds::of(&campus, user)
            };
            let known = locked(session.grounds.lock()).replace(grounds.clone());
            if known.is_some_and(|it| it != grounds) {
                locked(session.texts.lock()).wipe();
            }
            true
        }));
    }
}

pub(super) use view::Grounds;

/// The words an entry holds and their tags, if it holds any.
fn said_in(entry: &Entry) -> Option<(Cow<'_, str>, &[Box<str>])> {
    let (text, tags): (&str, &[Box<str>]) = match &entry.act {
        Act::Talk(TalkAct::Closed { text, .. } | TalkAct::Amended { text, .. }) => (text, &[]),
        Act::Talk(it) => {
            let talk = it.logged()?;
            // The long form says more than what was said.
            let more = it.detail().map(|it| [&it.reason, &it.judgement, &it.measures]);
            let words: Vec<&str> = more.iter().flatten().filter(|it| !it.is_empty()).map(|it| &***it).collect();
            if !words.is_empty() {
                return Some((Cow::Owned([&[&*talk.text], &words[..]].concat().join("\n")), &talk.tags));
            }
            (&talk.text, &talk.tags)
        }
        Act::Incident(IncidentAct::Opened(it) | IncidentAct::OpenedFrom { opened: it, .. } | IncidentAct::Drilled(it)) => {
            (&it.text, &it.tags)
        }
        Act::Incident(
            IncidentAct::Noted { text, .. }
            | IncidentAct::Stepped { text, .. }
            | IncidentAct::Moved { text, .. }
            | IncidentAct::Weighed { text, .. },
        ) => (text, &[]),
        // A report says in its own words what the timeline does not.
        Act::Incident(IncidentAct::Reported { words, .. }) => {
            let words: Vec<&str> = words.iter().map(|(_, text)| &**text).collect();
            return Some((Cow::Owned(words.join("\n")), &[]));
        }
        Act::Request(RequestAct::Opened(it)) if !it.promise.is_empty() => {
            return Some((Cow::Owned([&*it.text, &*it.promise].join("\n")), &it.tags));
        }
        Act::Request(RequestAct::Opened(it)) => (&it.text, &it.tags),
        Act::Request(
            RequestAct::Moved { text, .. }
            | RequestAct::Assigned { text, .. }
            | RequestAct::Answered { text, .. }
            | RequestAct::Reopened { text, .. }
            | RequestAct::Rated { text, .. }
            | RequestAct::Noted { text, .. },
        ) => (text, &[]),
        _ => return None,
    };
    Some((Cow::Borrowed(text), tags))
}

/// A text with its tags behind it, as both are looked through.
fn with_tags<'a>(text: &'a str, tags: &[Box<str>]) -> Cow<'a, str> {
    if tags.is_empty() {
        return Cow::Borrowed(text);
    }
    let tags = tags.iter().map(|it| format!(" #{it}"));
    Cow::Owned(std::iter::once(text.to_owned()).chain(tags).collect())
}
