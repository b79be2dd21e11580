//! Texts in memory, side by side in the form of [`super::form`], to be looked through as fast as memory can be read (检索内存).
//!
//! Knows nothing of people, rights or disks: texts come in with the number of the thing they belong to, and what comes out is which things hold
//! a word. Everything in it is overwritten before it is let go.

use super::bits::Bits;
use super::form::{form_into, formed, most_bytes};
use memchr::arch::all::packedpair::HeuristicFrequencyRank;
use memchr::memmem::{Finder, FinderBuilder};
use std::sync::atomic::{AtomicUsize, Ordering};
use zeroize::Zeroizing;

/// Bytes of a piece. It is never made longer, so nothing is ever left behind where it was.
const PIECE: usize = 4 << 20;
/// Stands behind every text: no byte of a text, so nothing is found across two.
const END: u8 = 0xFF;
/// Of every so many texts one is counted for how frequent its bytes are.
const COUNTED: usize = 16;
/// Words whose places are remembered: those of the line that is being typed, and as it was a key ago.
const REMEMBERED: usize = 16;
/// From so many bytes on it is worth a second thread.
const SHARED: usize = 8 << 20;
/// Most threads that look at once.
const THREADS: usize = 4;

/// The number of a thing: of a talk its row, of an incident its row with the highest bit set.
pub(super) type Thing = u32;
/// A text that was taken out.
const GONE: Thing = Thing::MAX;

/// A text in a piece.
#[derive(Debug, Clone, Copy)]
struct Text {
    start: u32,
    /// To what it belongs.
    of: Thing,
    /// Which of its texts it is, from 0.
    nth: u32,
}

struct Piece {
    bytes: Zeroizing<Vec<u8>>,
    texts: Vec<Text>,
    /// How many texts stand in the pieces before.
    before: usize,
}

/// Where a word was found.
#[derive(Debug, Clone)]
pub(super) struct Places {
    word: Zeroizing<Vec<u8>>,
    /// The texts.
    texts: Bits,
}

/// The texts.
#[derive(Default)]
pub(super) struct Arena {
    pieces: Vec<Piece>,
    texts: usize,
    /// As the texts are written.
    written: usize,
    /// As they are held.
    bytes: usize,
    counts: Counts,
    remembered: Vec<Places>,
}

/// How frequent each byte is.
struct Counts([u64; 256]);

impl Default for Counts {
    fn default() -> Self {
        Self([0; 256])
    }
}

/// The bytes by how frequent they are in these texts: looking for the rarest of a word first is what makes it fast, and what is rare in English is
/// not in Chinese.
struct Ranks([u8; 256]);

impl HeuristicFrequencyRank for Ranks {
    fn rank(&self, byte: u8) -> u8 {
        self.0[usize::from(byte)]
    }
}

impl Counts {
    fn ranks(&self) -> Ranks {
        let mut bytes: Vec<u8> = (0..=255).collect();
        bytes.sort_by_key(|it| self.0[usize::from(*it)]);
        let mut ranks = [0; 256];
        (0..=255).zip(bytes).for_each(|(rank, byte)| ranks[usize::from(byte)] = rank);
        Ranks(ranks)
    }
}

impl Arena {
    /// How many bytes its texts are as they are written, and how many it takes up with what it knows about them.
    pub(super) fn size(&self) -> (usize, usize) {
        let pieces: usize = self.pieces.iter().map(|it| it.bytes.capacity() + it.texts.capacity() * size_of::<Text>()).sum();
        (self.written, pieces)
    }

    /// Takes a text in, with its tags.
    pub(super) fn add(&mut self, of: Thing, nth: u32, text: &str, tags: &[Box<str>]) {
        let most = most_bytes(text) + tags.iter().map(|it| most_bytes(it) + 2).sum::<usize>() + 2;
        let fits = self.pieces.last().is_some_and(|it| it.bytes.capacity() - it.bytes.len() >= most);
        if !fits {
            let bytes = Zeroizing::new(Vec::with_capacity(PIECE.max(most)));
            self.pieces.push(Piece { bytes, texts: Vec::new(), before: self.texts });
        }
        let Some(Piece { bytes, texts, .. }) = self.pieces.last_mut() else { return };
        let start = bytes.len();
        form_into(bytes, text);
        for tag in tags {
            bytes.extend_from_slice(b"\0#");
            form_into(bytes, tag);
        }
        if !tags.is_empty() {
            bytes.push(0);
        }
        if self.texts.is_multiple_of(COUNTED) {
            bytes[start..].iter().for_each(|it| self.counts.0[usize::from(*it)] += 1);
        }
        bytes.push(END);
        self.bytes += bytes.len() - start;
        self.written += text.len() + tags.iter().map(|it| it.len()).sum::<usize>();
        texts.push(Text { start: start as u32, of, nth });
        self.texts += 1;
        self.remembered.clear();
    }

    /// Overwrites the texts of some things.
    pub(super) fn take_out(&mut self, is_out: impl Fn(Thing) -> bool) {
        for Piece { bytes, texts, .. } in &mut self.pieces {
            let end = bytes.len();
            for at in 0..texts.len() {
                if texts[at].of == GONE || !is_out(texts[at].of) {
                    continue;
                }
                let until = texts.get(at + 1).map_or(end, |it| it.start as usize);
                bytes[texts[at].start as usize..until].fill(END);
                texts[at].of = GONE;
            }
        }
        self.remembered.clear();
    }

    /// Overwrites everything.
    pub(super) fn wipe(&mut self) {
        // Pieces and words overwrite themselves when they go.
        *self = Self::default();
    }

    /// Forgets what was looked for lately.
    pub(super) fn forget_words(&mut self) {
        self.remembered.clear();
    }

    /// What is looked for where a text has this tag.
    pub(super) fn tag(tag: &str) -> Vec<u8> {
        let mut word = b"\0#".to_vec();
        form_into(&mut word, tag);
        word.push(0);
        word
    }

    /// A word as it is looked for.
    pub(super) fn word(word: &str) -> Vec<u8> {
        formed(word)
    }

    /// The texts that hold a word, by their number in the arena; `None` if `go_on` said no meanwhile. What was looked for lately is remembered, and
    /// of a word that goes on from it only those texts are looked through.
    pub(super) fn find(&mut self, word: &[u8], go_on: &(dyn Fn() -> bool + Sync)) -> Option<&Bits> {
        if let Some(at) = self.remembered.iter().position(|it| *it.word == word) {
            // The last one asked for is the last one forgotten.
            let places = self.remembered.remove(at);
            self.remembered.push(places);
        } else {
            let ranks = self.counts.ranks();
            let finder = FinderBuilder::new().build_forward_with_ranker(&ranks, word);
            let begun = self.remembered.iter().filter(|it| finder_holds(word, &it.word)).min_by_key(|it| it.texts.count());
            let texts = match begun.filter(|it| it.texts.count() * 8 < self.texts) {
                Some(begun) => self.look_among(&finder, &begun.texts),
                None => self.sweep(&finder, go_on)?,
            };
            if self.remembered.len() == REMEMBERED {
                self.remembered.remove(0);
            }
            self.remembered.push(Places { word: Zeroizing::new(word.to_vec()), texts });
        }
        self.remembered.last().map(|it| &it.texts)
    }

    /// The things that some texts belong to, each with its number among its texts.
    pub(super) fn things<'a>(&'a self, texts: &'a Bits) -> impl Iterator<Item = (Thing, u32)> + 'a {
        let mut pieces = self.pieces.iter().peekable();
        texts.iter().filter_map(move |at| {
            while pieces.peek().is_some_and(|it| at >= it.before + it.texts.len()) {
                pieces.next();
            }
            let piece = pieces.peek()?;
            let text = piece.texts.get(at.checked_sub(piece.before)?)?;
            (text.of != GONE).then_some((text.of, text.nth))
        })
    }

    fn look_among(&self, finder: &Finder<'_>, among: &Bits) -> Bits {
        let mut found = Bits::none(self.texts);
        let mut pieces = self.pieces.iter().peekable();
        for at in among.iter() {
            while pieces.peek().is_some_and(|it| at >= it.before + it.texts.len()) {
                pieces.next();
            }
            let Some(piece) = pieces.peek() else { break };
            let nth = at - piece.before;
            let end = piece.texts.get(nth + 1).map_or(piece.bytes.len(), |it| it.start as usize);
            let text = piece.texts.get(nth).and_then(|it| piece.bytes.get(it.start as usize..end));
            if text.is_some_and(|text| finder.find(text).is_some()) {
                found.set(at);
            }
        }
        found
    }

    /// Looks through everything, in several threads where it is much.
    fn sweep(&self, finder: &Finder<'_>, go_on: &(dyn Fn() -> bool + Sync)) -> Option<Bits> {
        let next = AtomicUsize::new(0);
        let work = || {
            let mut found = Bits::none(self.texts);
            while let Some(piece) = self.pieces.get(next.fetch_add(1, Ordering::Relaxed)) {
                if !go_on() {
                    return None;
                }
                piece.sweep(finder, &mut found);
            }
            Some(found)
        };
        let threads = std::thread::available_parallelism().map_or(1, |it| it.get()).min(THREADS);
        if threads == 1 || self.bytes < SHARED {
            return work();
        }
        std::thread::scope(|scope| {
            let others: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
            let mut found = work();
            for other in others {
                let more = other.join().ok().flatten();
                found = found.zip(more).map(|(mut found, more)| {
                    found.or(&more);
                    found
                });
            }
            found
        })
    }
}

/// Whether a word holds another one.
fn finder_holds(word: &[u8], begun: &[u8]) -> bool {
    !begun.is_empty() && memchr::memmem::find(word, begun).is_some()
}

impl Piece {
    fn sweep(&self, finder: &Finder<'_>, found: &mut Bits) {
        let (mut from, mut nth) = (0, 0);
        while let Some(at) = self.bytes.get(from..).and_then(|rest| finder.find(rest)) {
            let at = from + at;
            // Where a text has it, the next is mostly not far; where few have it, it is.
            let near = self.texts[nth..].iter().take(8).take_while(|it| it.start as usize <= at).count();
            nth += if near < 8 { near } else { self.texts[nth..].partition_point(|it| it.start as usize <= at) };
            found.set(self.before + nth - 1);
            let Some(next) = self.texts.get(nth) else { break };
            from = next.start as usize;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::collection::vec;
    use proptest::prelude::*;

    fn go_on() -> bool {
        true
    }

    fn found(arena: &mut Arena, word: &[u8]) -> Vec<(Thing, u32)> {
        let texts = arena.find(word, &go_on).unwrap().clone();
        arena.things(&texts).collect()
    }

    #[test]
    fn a_word_is_found_in_its_text_and_across_none() {
        let mut arena = Arena::default();
        arena.add(7, 0, "睡不好", &[]);
        arena.add(8, 0, "好多了", &["复学".into()]);
        arena.add(7, 1, "又睡不好 QQ", &[]);
        assert_eq!(found(&mut arena, &Arena::word("睡不好")), [(7, 0), (7, 1)]);
        assert_eq!(found(&mut arena, &Arena::word("好好")), []);
        assert_eq!(found(&mut arena, &Arena::word("Qq")), [(7, 1)]);
        assert_eq!(found(&mut arena, &Arena::tag("复学")), [(8, 0)]);
        assert_eq!(found(&mut arena, &Arena::tag("复")), []);
        assert_eq!(found(&mut arena, &Arena::word("#复")), [(8, 0)], "tags are words as well");
        arena.take_out(|it| it == 7);
        assert_eq!(found(&mut arena, &Arena::word("睡不好")), []);
        assert_eq!(found(&mut arena, &Arena::word("好")), [(8, 0)]);
        assert!(arena.find(b"x", &|| false).is_none());
    }

    #[test]
    fn what_is_taken_out_is_overwritten() {
        let mut arena = Arena::default();
        arena.add(1, 0, "他说的话", &[]);
        arena.add(2, 0, "别的", &[]);
        arena.take_out(|it| it == 1);
        let bytes = &arena.pieces[0].bytes;
        let holds = |word: &str| memchr::memmem::find(bytes, &Arena::word(word)).is_some();
        assert!(!holds("他说") && holds("别的"));
    }

    proptest! {
        #[test]
        fn hits_are_those_of_a_plain_scan(
            texts in vec("[ab失眠室友Ａß]{0,12}", 0..40),
            words in vec("[abA失眠室友ａ]{1,3}", 1..6),
            out in 0u32..40
        ) {
            let mut arena = Arena::default();
            for (at, text) in texts.iter().enumerate() {
                arena.add(at as u32, 0, text, &[]);
            }
            let plain = |word: &str, gone: Option<u32>| -> Vec<Thing> {
                let small = |text: &str| text.chars().flat_map(char::to_lowercase).collect::<String>();
                (0..texts.len() as u32).filter(|at| Some(*at) != gone && small(&texts[*at as usize]).contains(&small(word))).collect()
            };
            // Key by key, so that what is remembered is used.
            for word in &words {
                for (end, _) in word.char_indices().skip(1).chain([(word.len(), ' ')]) {
                    let got: Vec<Thing> = found(&mut arena, &Arena::word(&word[..end])).into_iter().map(|it| it.0).collect();
                    prop_assert_eq!(got, plain(&word[..end], None));
                }
            }
            arena.take_out(|it| it == out);
            for word in &words {
                let got: Vec<Thing> = found(&mut arena, &Arena::word(word)).into_iter().map(|it| it.0).collect();
                prop_assert_eq!(got, plain(word, Some(out)));
            }
        }
    }
}
