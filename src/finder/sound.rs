//! Syllables, and all the ways people spell them: `lü` as `lv`, `lyu`, `lu`; `zhang` as `zang`, `zhan`; and how far into a query each spelling goes.

use super::query::Query;
use std::collections::HashMap;
use std::ops::Range;

/// Cost of a reading or spelling that is right but not the first one would think of.
pub(super) const OTHER_READING: u32 = 3;
/// Cost of a syllable that only sounds alike.
const FUZZY: u32 = 30;
/// Cost of a syllable left half-typed, so that 詹 goes before 张 for `zhan`.
const HALF_TYPED: u32 = 1;
/// Longest spelling, in letters.
const SPELLING_LIMIT: usize = 8;

/// Initials that are mixed up, both ways.
const LIKE_INITIALS: &[(&str, &str)] = &[("zh", "z"), ("ch", "c"), ("sh", "s"), ("l", "n"), ("f", "h")];

/// One way to spell a syllable.
#[derive(Debug, Clone)]
struct Spelling {
    letters: [u8; SPELLING_LIMIT],
    len: u8,
    /// Fewest letters that may stand for it: a lone `l` is nobody's way to write an `n`.
    least: u8,
    cost: u32,
}

/// A syllable of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Syllable(u16);

/// All syllables that occur in the names.
#[derive(Debug, Clone, Default)]
pub(super) struct Sounds {
    spellings: Vec<Spelling>,
    of: Vec<Range<u32>>,
    ids: HashMap<Box<str>, Syllable>,
}

impl Sounds {
    /// The syllable written like this in the dictionary; entered if it is new. `None` for what is no plain syllable (`ê`).
    pub(super) fn syllable(&mut self, written: &str) -> Option<Syllable> {
        let letters = written.replace('ü', "v");
        if letters.is_empty() || letters.len() > SPELLING_LIMIT - 2 || !letters.bytes().all(|it| it.is_ascii_lowercase()) {
            return None;
        }
        if let Some(id) = self.ids.get(&*letters) {
            return Some(*id);
        }
        let id = Syllable(u16::try_from(self.of.len()).ok()?);
        let from = self.spellings.len() as u32;
        self.spellings.extend(spellings(&letters));
        self.of.push(from..self.spellings.len() as u32);
        self.ids.insert(letters.into(), id);
        Some(id)
    }

    /// How far into the query every spelling goes from every place in it.
    pub(super) fn reach(&self, query: &Query) -> Reach {
        let len = query.len();
        let mut letters = vec![0; self.spellings.len() * len];
        for (row, spelling) in letters.chunks_exact_mut(len).zip(&self.spellings) {
            for (at, reached) in row.iter_mut().enumerate() {
                *reached = spelling.common(&query.letters[at..]);
            }
        }
        Reach { letters, len }
    }

    /// The lengths of the query from `at` on which the syllable eats, each with its cost and whether it is more than an initial.
    pub(super) fn eat(&self, syllable: Syllable, reach: &Reach, at: usize, mut each: impl FnMut(usize, u32, bool)) {
        let Some(range) = self.of.get(usize::from(syllable.0)) else { return };
        for row in range.start as usize..range.end as usize {
            let spelling = &self.spellings[row];
            for len in spelling.least..=reach.letters[row * reach.len + at] {
                let initial = len == 1 || (len == 2 && spelling.letters[1] == b'h');
                let half = !initial && len < spelling.len;
                each(usize::from(len), spelling.cost + if half { HALF_TYPED } else { 0 }, !initial);
            }
        }
    }

    /// Whether the syllable eats anything at all from `at` on.
    pub(super) fn eats(&self, syllable: Syllable, reach: &Reach, at: usize) -> bool {
        let Some(range) = self.of.get(usize::from(syllable.0)) else { return false };
        (range.start as usize..range.end as usize).any(|row| reach.letters[row * reach.len + at] >= self.spellings[row].least)
    }
}

/// How many letters of each spelling stand in the query, place by place.
#[derive(Debug)]
pub(super) struct Reach {
    letters: Vec<u8>,
    len: usize,
}

impl Spelling {
    fn new(text: &str, least: u8, cost: u32) -> Self {
        let mut letters = [0; SPELLING_LIMIT];
        let len = text.len().min(SPELLING_LIMIT);
        letters[..len].copy_from_slice(&text.as_bytes()[..len]);
        Self { letters, len: len as u8, least, cost }
    }

    fn common(&self, query: &[u8]) -> u8 {
        self.letters[..usize::from(self.len)].iter().zip(query).take_while(|(a, b)| a == b).count() as u8
    }
}

/// All spellings of a syllable, the plain one first, none twice.
fn spellings(syllable: &str) -> Vec<Spelling> {
    let mut found: Vec<Spelling> = Vec::new();
    let mut add = |text: String, least: u8, cost: u32| {
        if !found.iter().any(|it| it.letters[..usize::from(it.len)] == *text.as_bytes()) {
            found.push(Spelling::new(&text, least, cost));
        }
    };
    add(syllable.to_owned(), 1, 0);
    if let Some((initial @ ("l" | "n"), rest)) = syllable.split_once('v') {
        add(format!("{initial}yu{rest}"), 1, 0);
        add(format!("{initial}u{rest}"), 1, OTHER_READING);
    }
    let sounds: Vec<String> = like_initials(syllable).into_iter().chain([(syllable.to_owned(), 1)]).map(|(text, _)| text).collect();
    for (initial, least) in like_initials(syllable) {
        add(initial, least, FUZZY);
    }
    for sound in sounds {
        // One slip in the final and one in the initial are two.
        let cost = if sound == syllable { FUZZY } else { 2 * FUZZY };
        if let Some(short) = sound.strip_suffix("ng").filter(|it| it.ends_with(['a', 'e', 'i'])) {
            add(format!("{short}n"), 2, cost);
        } else if sound.ends_with("an") || sound.ends_with("en") || sound.ends_with("in") {
            add(format!("{sound}g"), 2, cost);
        }
    }
    if syllable.contains('v') {
        add(syllable.replace('v', "u"), 2, FUZZY);
    } else if let Some((head @ ("l" | "n" | "j" | "q" | "x" | "y"), rest)) = syllable.split_once('u') {
        add(format!("{head}v{rest}"), 2, FUZZY);
    }
    found
}

/// The syllable with the initial it is mixed up with, and how many letters must be typed to mean it.
fn like_initials(syllable: &str) -> Vec<(String, u8)> {
    let mut found = Vec::new();
    for (a, b) in LIKE_INITIALS {
        let least = if a.len() == 1 { 2 } else { 1 };
        // `zh` begins with `z` too: the long form is tried first and the short one only where it does not fit.
        if let Some(rest) = syllable.strip_prefix(a) {
            found.push((format!("{b}{rest}"), least));
        } else if let Some(rest) = syllable.strip_prefix(b) {
            found.push((format!("{a}{rest}"), least));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(syllable: &str) -> Vec<(String, u32)> {
        let text = |it: &Spelling| String::from_utf8_lossy(&it.letters[..usize::from(it.len)]).into_owned();
        spellings(syllable).iter().map(|it| (text(it), it.cost)).collect()
    }

    #[test]
    fn a_syllable_is_spelt_in_many_ways() {
        let zhang = all("zhang");
        assert_eq!(zhang[0], ("zhang".to_owned(), 0));
        assert!(zhang.contains(&("zang".to_owned(), FUZZY)) && zhang.contains(&("zhan".to_owned(), FUZZY)));
        assert!(zhang.contains(&("zan".to_owned(), 2 * FUZZY)));
        let lv: Vec<_> = all("lv").into_iter().filter(|it| it.1 < FUZZY).map(|it| it.0).collect();
        assert_eq!(lv, ["lv", "lyu", "lu"]);
        assert!(all("fei").contains(&("hei".to_owned(), FUZZY)));
        assert!(all("ning").contains(&("ling".to_owned(), FUZZY)));
        assert!(all("yu").contains(&("yv".to_owned(), FUZZY)));
        assert!(!all("dong").iter().any(|it| it.0 == "don"));
    }

    #[test]
    fn an_initial_may_be_two_letters_and_a_half_syllable_costs() {
        let mut sounds = Sounds::default();
        let zhang = sounds.syllable("zhang").unwrap();
        assert_eq!(sounds.syllable("zhang"), Some(zhang));
        assert!(sounds.syllable("ê").is_none() && sounds.syllable("").is_none());
        let query = Query::new("zhan").unwrap();
        let reach = sounds.reach(&query);
        let mut best = HashMap::new();
        sounds.eat(zhang, &reach, 0, |len, cost, spelt| {
            best.entry(len).or_insert((cost, spelt));
        });
        assert_eq!(best, HashMap::from([(1, (0, false)), (2, (0, false)), (3, (1, true)), (4, (1, true))]));
    }
}
