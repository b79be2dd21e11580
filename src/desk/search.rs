//! Full text over talks and incidents: a plain scan, newest first, through what this user may read.

use super::Desk;
use crate::campus::{Act, Entry, IncidentAct, IncidentHead, IncidentState, Seq, Stamp, TalkAct};
use crate::logbook::Fault;
use std::ops::Range;

/// What to look through.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scope {
    /// Talks.
    Talks,
    /// Incidents with their timelines.
    Incidents,
}

/// A text that holds what was looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What it is.
    pub scope: Scope,
    /// The talk's or the incident's id.
    pub seq: Seq,
    /// When the talk was held or the incident opened.
    pub at: Stamp,
    /// The words around the place, on one line.
    pub snippet: String,
    /// Where in the snippet it stands, in bytes.
    pub hit: Range<usize>,
}

/// Characters shown before and behind what was found.
const AROUND: usize = 24;

impl Desk {
    /// The newest `limit` texts (0: all) that contain `words`, letter case aside.
    ///
    /// # Errors
    /// The logbook cannot be read.
    pub fn search(&self, words: &str, scopes: &[Scope], limit: usize) -> Result<Vec<Found>, Fault> {
        let words = words.trim().to_lowercase();
        let limit = if limit == 0 { usize::MAX } else { limit };
        let mut found = Vec::new();
        if words.is_empty() {
            return Ok(found);
        }
        // Reading takes long; the ids are taken out first so that the writer does not wait for us.
        for (scope, at, seqs) in self.readable(scopes) {
            if found.len() >= limit {
                break;
            }
            for seq in &seqs {
                let Some(entry) = self.entry(*seq)? else { continue };
                if let Some((snippet, hit)) = text_of(&entry).and_then(|text| cut(text, &words)) {
                    found.push(Found { scope, seq: seqs[0], at, snippet, hit });
                    break;
                }
            }
        }
        Ok(found)
    }

    /// Every readable thing, newest first, with the entries that hold its words; the first is its id.
    fn readable(&self, scopes: &[Scope]) -> Vec<(Scope, Stamp, Vec<Seq>)> {
        let campus = self.campus();
        let sight = self.sight(&campus);
        let mut things = Vec::new();
        if scopes.contains(&Scope::Talks) {
            let talks = sight.talks().filter(|it| it.reads());
            things.extend(talks.map(|it| {
                let entries = std::iter::once(it.seq()).chain(it.amended().iter().copied());
                (Scope::Talks, it.held(), entries.collect::<Vec<_>>())
            }));
        }
        if scopes.contains(&Scope::Incidents) {
            let standing = campus.incidents().heads().iter().filter(|it| it.state != IncidentState::Withdrawn);
            let readable = standing.filter(|it| sight.incident(it).is_some_and(|it| it.reads()));
            let lines = |it: &IncidentHead| std::iter::once(it.seq).chain(it.timeline.iter().copied()).collect();
            things.extend(readable.map(|it| (Scope::Incidents, it.opened, lines(it))));
        }
        things.sort_by_key(|(_, at, seqs)| std::cmp::Reverse((*at, seqs[0])));
        things
    }
}

/// The words an entry holds, if it holds any.
pub(super) fn text_of(entry: &Entry) -> Option<&str> {
    match &entry.act {
        Act::Talk(TalkAct::Closed { text, .. } | TalkAct::Amended { text, .. }) => Some(text),
        Act::Talk(it) => it.logged().map(|it| &*it.text),
        Act::Incident(IncidentAct::Opened(it) | IncidentAct::OpenedFrom { opened: it, .. }) => Some(&it.text),
        Act::Incident(
            IncidentAct::Noted { text, .. }
            | IncidentAct::Stepped { text, .. }
            | IncidentAct::Moved { text, .. }
            | IncidentAct::Weighed { text, .. },
        ) => Some(text),
        _ => None,
    }
}

/// Finds `words` (in lower case) in `text` and cuts out the place.
fn cut(text: &str, words: &str) -> Option<(String, Range<usize>)> {
    // Lower case may be longer or shorter than what it came from, so the place is counted in characters of the lowered text; for Chinese,
    // and for all but a handful of letters, that is the same place in the text.
    let lowered = text.to_lowercase();
    let at = lowered.find(words)?;
    let chars: Vec<char> = if lowered.chars().count() == text.chars().count() { text.chars().collect() } else { lowered.chars().collect() };
    let start = lowered[..at].chars().count();
    let end = start + words.chars().count();
    let (from, to) = (start.saturating_sub(AROUND), (end + AROUND).min(chars.len()));
    let flat = |range: Range<usize>| -> String { chars[range].iter().map(|c| if c.is_control() { ' ' } else { *c }).collect() };
    let (before, hit, after) = (flat(from..start), flat(start..end.min(chars.len())), flat(end.min(chars.len())..to));
    let span = before.len()..before.len() + hit.len();
    Some((format!("{before}{hit}{after}"), span))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_place_is_cut_out_and_marked() {
        let text = "学生反映与室友作息冲突,近两周睡不好,情绪低落;\n已约心理中心老师,下周二复谈,并请寝室长多留意夜间情况。";
        let (snippet, hit) = cut(text, "心理中心").unwrap();
        assert_eq!(&snippet[hit], "心理中心");
        assert!(!snippet.contains('\n'));
    }

    proptest! {
        #[test]
        fn cutting_never_panics_and_the_hit_is_what_was_asked(text in ".{0,200}", words in ".{1,6}") {
            let words = words.to_lowercase();
            if let Some((snippet, hit)) = cut(&text, &words) {
                prop_assert!(snippet.get(hit).is_some());
            }
        }
    }
}
