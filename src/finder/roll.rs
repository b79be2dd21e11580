//! The roll: all names in a compact form, and the walk of a query through each.
//!
//! A name is a row of glyphs. A hanzi is a glyph and eats, from the query, itself or any beginning of any of its readings; a word in
//! letters is one glyph and eats any beginning of itself. A name is found if some run of its glyphs eats the whole query.

use super::query::{QUERY_LIMIT, Query, is_hanzi, plain};
use super::sound::{OTHER_READING, Reach, Sounds, Syllable};
use super::surname;
use pinyin::ToPinyinMulti as _;
use smallvec::SmallVec;
use std::collections::HashMap;

/// Cost of a match that does not begin at the surname.
pub(super) const NOT_AT_SURNAME: u32 = 20;
/// Cost of each glyph that the query leaves over: 张三 goes before 张三丰 for `zs`.
const LEFT_OVER: u32 = 1;

type Readings = SmallVec<[(Syllable, u8); 2]>;

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Key {
    Hanzi(char),
    /// A hanzi in a surname that reads it in its own way.
    Surname(char, &'static [&'static str]),
    Word(Box<[char]>),
}

#[derive(Debug, Clone)]
struct Glyph {
    /// The hanzi, or the letters of the word.
    text: SmallVec<[char; 2]>,
    readings: Readings,
}

/// How a query went through a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Manner {
    /// Nothing but initials.
    Initials,
    /// A syllable was spelt out, or begun.
    Spelt,
    /// Something stands there as written in the name.
    Written,
    /// The whole name as written.
    Whole,
}

/// What a walk came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Walk {
    pub(super) cost: u32,
    pub(super) manner: Manner,
}

/// Names with a code each: a student number, a login.
#[derive(Debug, Clone, Default)]
pub(super) struct Roll {
    sounds: Sounds,
    glyphs: Vec<Glyph>,
    /// Whether any name has a digit in it; hardly any has.
    digits: bool,
    /// The glyphs of all names, one after another.
    names: Vec<u32>,
    name_ends: Vec<u32>,
    /// The codes of all, one after another, as queries are written.
    codes: String,
    code_ends: Vec<u32>,
}

impl Roll {
    /// The roll of these names and codes; rows are numbered in their order.
    pub(super) fn of<'a>(people: impl ExactSizeIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut roll = Self { name_ends: Vec::with_capacity(people.len()), code_ends: Vec::with_capacity(people.len()), ..Self::default() };
        let mut ids = HashMap::new();
        let mut chars = Vec::new();
        for (name, code) in people {
            chars.clear();
            chars.extend(name.chars());
            roll.add_name(&chars, &mut ids);
            roll.name_ends.push(roll.names.len() as u32);
            roll.codes.extend(code.chars().filter_map(plain));
            roll.code_ends.push(roll.codes.len() as u32);
        }
        for vec in [&mut roll.names, &mut roll.name_ends, &mut roll.code_ends] {
            vec.shrink_to_fit();
        }
        roll.codes.shrink_to_fit();
        roll
    }

    fn add_name(&mut self, name: &[char], ids: &mut HashMap<Key, u32>) {
        let surname = surname::readings(name);
        let mut word: Vec<char> = Vec::new();
        for (at, c) in name.iter().enumerate() {
            let kept = plain(*c);
            match kept {
                Some(letter) if !is_hanzi(letter) => word.push(if letter == 'v' && !matches!(c, 'v' | 'V') { 'u' } else { letter }),
                _ => self.close_word(&mut word, ids),
            }
            match (kept.filter(|it| is_hanzi(*it)), surname.get(at)) {
                (Some(hanzi), Some(readings)) => self.add_glyph(Key::Surname(hanzi, readings), ids),
                (Some(hanzi), None) => self.add_glyph(Key::Hanzi(hanzi), ids),
                (None, _) => {}
            }
        }
        self.close_word(&mut word, ids);
    }

    fn close_word(&mut self, word: &mut Vec<char>, ids: &mut HashMap<Key, u32>) {
        if !word.is_empty() {
            self.add_glyph(Key::Word(std::mem::take(word).into()), ids);
        }
    }

    fn add_glyph(&mut self, key: Key, ids: &mut HashMap<Key, u32>) {
        let id = match ids.get(&key) {
            Some(id) => *id,
            None => {
                let id = self.glyphs.len() as u32;
                let glyph = self.glyph(&key);
                self.glyphs.push(glyph);
                ids.insert(key, id);
                id
            }
        };
        self.names.push(id);
    }

    fn glyph(&mut self, key: &Key) -> Glyph {
        let (text, own): (SmallVec<[char; 2]>, &[&str]) = match key {
            Key::Word(letters) => {
                self.digits |= letters.iter().any(char::is_ascii_digit);
                return Glyph { text: SmallVec::from_slice(letters), readings: Readings::new() };
            }
            Key::Hanzi(hanzi) => (SmallVec::from_slice(&[*hanzi]), &[]),
            Key::Surname(hanzi, readings) => (SmallVec::from_slice(&[*hanzi]), readings),
        };
        let mut readings = Readings::new();
        let dictionary = text.first().and_then(|it| it.to_pinyin_multi()).into_iter().flatten().map(|it| it.plain());
        for (rank, written) in own.iter().copied().chain(dictionary).enumerate() {
            let cost = if rank < own.len().max(1) { 0 } else { OTHER_READING as u8 };
            if let Some(syllable) = self.sounds.syllable(written)
                && !readings.iter().any(|(it, _)| *it == syllable)
            {
                readings.push((syllable, cost));
            }
        }
        Glyph { text, readings }
    }

    /// How many rows there are.
    pub(super) fn len(&self) -> usize {
        self.name_ends.len()
    }

    /// The code of a row; empty for a row that is not there.
    pub(super) fn code(&self, row: usize) -> &str {
        let from = row.checked_sub(1).and_then(|before| self.code_ends.get(before)).map_or(0, |it| *it as usize);
        self.code_ends.get(row).and_then(|to| self.codes.get(from..*to as usize)).unwrap_or("")
    }

    /// The code of each row in turn.
    pub(super) fn codes(&self) -> impl Iterator<Item = &str> {
        let starts = std::iter::once(0).chain(self.code_ends.iter().copied());
        starts.zip(&self.code_ends).map(|(from, to)| self.codes.get(from as usize..*to as usize).unwrap_or(""))
    }

    /// The glyphs of a name; two people are namesakes if these are the same.
    pub(super) fn name(&self, row: usize) -> &[u32] {
        let from = row.checked_sub(1).and_then(|before| self.name_ends.get(before)).map_or(0, |it| *it as usize);
        let to = self.name_ends.get(row).map_or(from, |it| *it as usize);
        &self.names[from..to]
    }

    /// Walks the query through every name and tells of each in which it comes to its end.
    pub(super) fn walk(&self, query: &Query, mut found: impl FnMut(usize, Walk)) {
        if !self.digits && query.chars.iter().any(char::is_ascii_digit) {
            return;
        }
        let reach = self.sounds.reach(query);
        let opens: Vec<bool> = self.glyphs.iter().map(|glyph| self.opens(glyph, query, &reach)).collect();
        let mut walker = Walker::new(self, query, &reach);
        let mut from = 0;
        for (row, end) in self.name_ends.iter().enumerate() {
            let name = &self.names[from as usize..*end as usize];
            from = *end;
            let starts = (0..name.len()).filter(|start| opens[name[*start] as usize]);
            let best = starts.filter_map(|start| {
                let cost = if start == 0 { 0 } else { NOT_AT_SURNAME };
                walker.run(&name[start..], start == 0).map(|walk| Walk { cost: walk.cost + cost, ..walk })
            });
            if let Some(best) = best.min() {
                found(row, best);
            }
        }
    }

    /// Whether a glyph eats the beginning of the query: the one test that most names fail.
    fn opens(&self, glyph: &Glyph, query: &Query, reach: &Reach) -> bool {
        glyph.text.first().zip(query.chars.first()).is_some_and(|(a, b)| same(*a, *b))
            || glyph.readings.iter().any(|(it, _)| self.sounds.eats(*it, reach, 0))
    }
}

/// A letter of a name against one of a query, in which `ü` has become `v`.
fn same(name: char, query: char) -> bool {
    name == query || (name == 'u' && query == 'v')
}

/// The best way to each place in the query.
struct Steps {
    cost: [u32; QUERY_LIMIT + 1],
    manner: [Manner; QUERY_LIMIT + 1],
}

impl Steps {
    fn new() -> Self {
        Self { cost: [u32::MAX; QUERY_LIMIT + 1], manner: [Manner::Initials; QUERY_LIMIT + 1] }
    }

    fn clear(&mut self, len: usize) {
        self.cost[..=len].fill(u32::MAX);
    }

    fn offer(&mut self, at: usize, cost: u32, manner: Manner) {
        if (cost, manner) < (self.cost[at], self.manner[at]) {
            (self.cost[at], self.manner[at]) = (cost, manner);
        }
    }
}

/// One glyph eats from one place in the query to another.
#[derive(Clone, Copy)]
struct Move {
    to: usize,
    cost: u32,
    manner: Manner,
}

struct Walker<'a> {
    roll: &'a Roll,
    query: &'a Query,
    reach: &'a Reach,
    here: Steps,
    there: Steps,
    moves: Vec<Move>,
    /// Where in `moves` those of a glyph from a place stand; worked out when first asked for, since thousands of names share a glyph.
    known: Vec<Option<(u32, u32)>>,
}

impl<'a> Walker<'a> {
    fn new(roll: &'a Roll, query: &'a Query, reach: &'a Reach) -> Self {
        let known = vec![None; roll.glyphs.len() * query.len()];
        Self { roll, query, reach, here: Steps::new(), there: Steps::new(), moves: Vec::new(), known }
    }

    /// Walks through a name, or the rest of one, from its first glyph on; each glyph must eat something until the query is eaten up.
    fn run(&mut self, name: &[u32], at_surname: bool) -> Option<Walk> {
        let len = self.query.len();
        self.here.clear(len);
        self.here.offer(0, 0, Manner::Initials);
        let mut best: Option<Walk> = None;
        for (nth, id) in name.iter().enumerate() {
            self.there.clear(len);
            let mut alive = false;
            for at in nth..len {
                if self.here.cost[at] != u32::MAX {
                    alive |= self.step(*id, at);
                }
            }
            if self.there.cost[len] != u32::MAX {
                let cost = self.there.cost[len] + LEFT_OVER * (name.len() - nth - 1) as u32;
                let walk = Walk { cost, manner: self.there.manner[len] };
                best = Some(best.map_or(walk, |it| it.min(walk)));
            }
            if !alive {
                break;
            }
            std::mem::swap(&mut self.here, &mut self.there);
        }
        let whole = at_surname && best.is_some_and(|it| it.cost == 0 && it.manner == Manner::Written) && self.is_whole(name);
        best.map(|it| if whole { Walk { manner: Manner::Whole, ..it } } else { it })
    }

    /// Lets one glyph eat from one place on; whether it ate and left something for the next.
    fn step(&mut self, id: u32, at: usize) -> bool {
        let (cost, manner) = (self.here.cost[at], self.here.manner[at]);
        let slot = id as usize * self.query.len() + at;
        let (from, to) = match self.known[slot] {
            Some(range) => range,
            None => {
                let range = self.find_moves(id, at);
                self.known[slot] = Some(range);
                range
            }
        };
        let mut alive = false;
        for it in &self.moves[from as usize..to as usize] {
            self.there.offer(it.to, cost + it.cost, manner.max(it.manner));
            alive |= it.to < self.query.len();
        }
        alive
    }

    fn find_moves(&mut self, id: u32, at: usize) -> (u32, u32) {
        let from = self.moves.len();
        let moves = &mut self.moves;
        let mut offer = |eaten: usize, cost: u32, manner: Manner| {
            let it = Move { to: at + eaten, cost, manner };
            match moves[from..].iter_mut().find(|other| other.to == it.to) {
                Some(other) if (it.cost, it.manner) < (other.cost, other.manner) => *other = it,
                Some(_) => {}
                None => moves.push(it),
            }
        };
        if let Some(glyph) = self.roll.glyphs.get(id as usize) {
            let written = glyph.text.iter().zip(&self.query.chars[at..]).take_while(|(a, b)| same(**a, **b)).count();
            for eaten in 1..=written {
                // The first letter of a longer word is an initial as that of a syllable is.
                let initial = eaten == 1 && glyph.text.len() > 1;
                offer(eaten, 0, if initial { Manner::Initials } else { Manner::Written });
            }
            for (syllable, extra) in &glyph.readings {
                self.roll.sounds.eat(*syllable, self.reach, at, |eaten, more, spelt| {
                    offer(eaten, u32::from(*extra) + more, if spelt { Manner::Spelt } else { Manner::Initials });
                });
            }
        }
        (from as u32, self.moves.len() as u32)
    }

    /// Whether the query is the whole name, character by character.
    fn is_whole(&self, name: &[u32]) -> bool {
        let letters = name.iter().filter_map(|id| self.roll.glyphs.get(*id as usize)).flat_map(|it| it.text.iter().copied());
        let mut query = self.query.chars.iter().copied();
        let all = letters.into_iter().all(|letter| query.next().is_some_and(|it| same(letter, it)));
        all && query.next().is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(names: &[&str], query: &str) -> Vec<(String, u32, Manner)> {
        let roll = Roll::of(names.iter().map(|name| (*name, "")).collect::<Vec<_>>().into_iter());
        let mut hits = Vec::new();
        roll.walk(&Query::new(query).unwrap(), |row, walk| hits.push((names[row].to_owned(), walk.cost, walk.manner)));
        hits.sort_by_key(|it| it.1);
        hits
    }

    fn cost(name: &str, query: &str) -> Option<u32> {
        find(&[name], query).first().map(|it| it.1)
    }

    #[test]
    fn each_glyph_eats_itself_or_a_beginning_of_a_reading() {
        for query in ["zs", "zhs", "zsan", "zhangs", "zhangsan", "张s", "z三", "张三", "zhasa"] {
            assert!(cost("张三", query).is_some_and(|it| it <= 2), "{query}");
        }
        assert_eq!(cost("张三", "zsf"), None);
        assert_eq!(cost("张三", "z3"), None);
    }

    #[test]
    fn costs_tell_the_plain_from_the_far_fetched() {
        assert_eq!(cost("张三", "zs"), Some(0));
        assert_eq!(cost("张三丰", "zs"), Some(1));
        assert_eq!(cost("单雪晴", "dxq"), Some(OTHER_READING));
        assert_eq!(cost("张三", "zangsan"), Some(30));
        assert_eq!(cost("张三", "san"), Some(NOT_AT_SURNAME));
        assert_eq!(cost("吕布", "lubu"), Some(OTHER_READING));
    }

    #[test]
    fn the_manner_is_told() {
        let manner = |name: &str, query: &str| find(&[name], query).first().map(|it| it.2);
        assert_eq!(manner("张三", "zs"), Some(Manner::Initials));
        assert_eq!(manner("张三", "zhangs"), Some(Manner::Spelt));
        assert_eq!(manner("张三", "张s"), Some(Manner::Written));
        assert_eq!(manner("张三", "张三"), Some(Manner::Whole));
        assert_eq!(manner("张三丰", "张三"), Some(Manner::Written));
        assert_eq!(manner("John Smith", "john smith"), Some(Manner::Whole));
        assert_eq!(manner("John Smith", "js"), Some(Manner::Initials));
    }

    #[test]
    fn words_are_eaten_from_their_beginning_only() {
        assert_eq!(cost("John Smith", "smi"), Some(NOT_AT_SURNAME));
        assert_eq!(cost("John Smith", "mith"), None);
        assert_eq!(cost("Gülnar", "gul"), Some(0));
        assert_eq!(cost("Gülnar", "gül"), Some(0));
        assert!(cost("阿卜杜拉·买买提", "abdlmmt").is_some());
        assert!(cost("阿卜杜拉·买买提", "买买提").is_some());
        assert!(cost("扎西 多吉", "zhaxiduoji").is_some());
    }
}
