//! What the counselors of the demo college write about their talks (谈心谈话): texts put together from the phrases of a topic.

use super::dice::Dice;
use super::phrase::{Book, ListId, Scene};
use crate::campus::{Concern, Topic};
use smallvec::SmallVec;
use std::fmt::Write as _;

/// A text with its tags and the threads it follows, which a later talk takes up again.
#[derive(Debug, Clone, Default)]
pub(super) struct Written {
    pub(super) text: String,
    pub(super) tags: Vec<Box<str>>,
    pub(super) threads: &'static str,
}

/// What a text is to say.
#[derive(Debug, Clone)]
pub(super) struct Wanted {
    pub(super) topic: Topic,
    /// The threads of the talk that this one follows up; `None` for a first talk.
    pub(super) follows: Option<&'static str>,
    /// The concern level before and after, if the talk sets one.
    pub(super) level: Option<(Concern, Concern)>,
    /// Month and day on which to talk again.
    pub(super) again: Option<(u32, u32)>,
}

/// The lists of one topic.
#[derive(Debug)]
struct Lists {
    because: ListId,
    said: ListId,
    judged: ListId,
    done: ListId,
    again: ListId,
    tags: ListId,
}

/// The writer of talks.
#[derive(Debug)]
pub(super) struct Writer {
    book: &'static Book,
    /// By [`Topic::ALL`].
    topics: Vec<Lists>,
    heads: [ListId; 4],
    levels: Vec<ListId>,
    lower: ListId,
    lifted: ListId,
    closed: ListId,
}

/// By [`Topic::ALL`]: the headings in `talks.txt`, and of a hundred talks how many are about it.
const TOPICS: [(&str, usize); 11] = [
    ("学业", 24),
    ("生活", 15),
    ("心理", 12),
    ("就业", 8),
    ("资助", 8),
    ("人际", 10),
    ("家庭", 7),
    ("纪律", 7),
    ("安全", 5),
    ("思想", 4),
    ("其他", 3),
];
/// The shortest text, in characters.
const SHORTEST: usize = 40;

impl Writer {
    pub(super) fn new() -> Self {
        let book = Book::shipped();
        let topics = TOPICS.iter().map(|(topic, _)| {
            let list = |part: &str| book.list(&format!("{topic}/{part}"));
            Lists { because: list("因"), said: list("说"), judged: list("判"), done: list("措"), again: list("访"), tags: list("签") }
        });
        Self {
            book,
            topics: topics.collect(),
            heads: ["说头", "又说", "判头", "又"].map(|it| book.list(it)),
            levels: (1..=4).map(|it| book.list(&format!("级/{it}"))).collect(),
            lower: book.list("级/降"),
            lifted: book.list("级/解"),
            closed: book.list("结案"),
        }
    }

    /// A topic as often as counselors have it; those about to leave speak of work.
    pub(super) fn topic(leaving: bool, dice: &mut Dice) -> Topic {
        if leaving && dice.chance(2_200) {
            return Topic::Career;
        }
        Topic::ALL[dice.weighted(TOPICS.iter().map(|(_, weight)| *weight)).min(Topic::ALL.len() - 1)]
    }

    /// How a follow-up ended without another talk.
    pub(super) fn closing(&self, dice: &mut Dice) -> Box<str> {
        let mut text = String::new();
        self.book.write_any(self.closed, &mut Scene::default(), dice, &mut text);
        text.into()
    }

    /// Writes a text.
    pub(super) fn write(&self, wanted: &Wanted, scene: &mut Scene, dice: &mut Dice) -> Written {
        let Some(lists) = self.topics.get(wanted.topic as usize) else { return Written::default() };
        let mut out = Draft {
            writer: self,
            scene,
            dice,
            threads: wanted.follows.unwrap_or_default(),
            taken: Vec::new(),
            text: String::with_capacity(512),
        };
        match wanted.follows {
            None => out.threads = out.sentence(lists.because, None, None).unwrap_or_default(),
            Some(_) => {
                out.sentence(lists.again, None, Some(out.threads));
            }
        }
        let [said, said_too, judged, too] = self.heads;
        match out.dice.below(100) {
            0..12 => {
                out.text.push('，');
                out.several(lists.done, 1, None, None);
            }
            12..35 => {
                out.several(lists.said, 1, Some(said), None);
                out.several(lists.done, 1, None, None);
            }
            35..70 => {
                out.several(lists.said, 1, Some(said), None);
                out.several(lists.judged, 1, Some(judged), None);
                out.several(lists.done, 1, None, None);
            }
            70..90 => {
                out.several(lists.said, 2, Some(said), Some(said_too));
                out.several(lists.judged, 1, Some(judged), None);
                out.several(lists.done, 2, None, Some(too));
            }
            _ => {
                out.several(lists.said, 3, Some(said), Some(said_too));
                out.several(lists.judged, 2, Some(judged), None);
                out.several(lists.done, 3, None, Some(too));
            }
        }
        if out.text.chars().count() < SHORTEST {
            out.several(lists.said, 1, Some(said), None);
        }
        if let Some((before, after)) = wanted.level {
            let list = match after {
                Concern::None => self.lifted,
                after if before != Concern::None && after.number() > before.number() => self.lower,
                after => self.levels.get(usize::from(after.number()).saturating_sub(1)).copied().unwrap_or(self.lifted),
            };
            out.several(list, 1, None, None);
        }
        if let Some((month, day)) = wanted.again.filter(|_| out.dice.chance(4_500)) {
            let how = ["再谈一次", "回访", "再约", "去寝室看看", "电话问一次"];
            let how = out.dice.pick(&how).copied().unwrap_or("回访");
            // Writing to a string cannot fail.
            let _ = write!(out.text, "。{month}月{day}日{how}");
        }
        out.text.push('。');
        let threads = out.threads;
        let mut written = Written { text: out.text, tags: Vec::new(), threads };
        for _ in 0..[0, 0, 1, 1, 1, 2][dice.below(6)] {
            let mut tag = String::new();
            if let Some(line) = self.book.choose(lists.tags, scene, Some(threads), &[], dice).and_then(|at| self.book.at(lists.tags, at)) {
                self.book.write(line, scene, dice, &mut tag);
            }
            if !tag.is_empty() && !written.tags.iter().any(|it| **it == *tag) {
                written.tags.push(tag.into());
            }
        }
        written
    }
}

/// A text while it is written.
struct Draft<'a> {
    writer: &'a Writer,
    scene: &'a mut Scene,
    dice: &'a mut Dice,
    threads: &'static str,
    /// What was said already, for nobody says the same thing twice.
    taken: Vec<(ListId, usize)>,
    text: String,
}

impl Draft<'_> {
    /// Adds one line, its head before it, and says what threads it is of.
    fn sentence(&mut self, list: ListId, head: Option<ListId>, thread: Option<&str>) -> Option<&'static str> {
        let book = self.writer.book;
        let at = self.choose(list, thread)?;
        if !self.text.is_empty() && !self.text.ends_with('，') {
            self.text.push('。');
        }
        if let Some((list, at)) = head.and_then(|list| Some((list, self.choose(list, None)?)))
            && let Some(head) = book.at(list, at)
        {
            book.write(head, self.scene, self.dice, &mut self.text);
        }
        let line = book.at(list, at)?;
        book.write(line, self.scene, self.dice, &mut self.text);
        Some(line.threads)
    }

    fn choose(&mut self, list: ListId, thread: Option<&str>) -> Option<usize> {
        let taken: SmallVec<[usize; 8]> = self.taken.iter().filter(|(it, _)| *it == list).map(|(_, at)| *at).collect();
        let at = self.writer.book.choose(list, self.scene, thread, &taken, self.dice)?;
        self.taken.push((list, at));
        Some(at)
    }

    /// Adds several different lines of a list; the first has one head, the others another.
    fn several(&mut self, list: ListId, count: usize, first: Option<ListId>, others: Option<ListId>) {
        for nth in 0..count {
            self.sentence(list, if nth == 0 { first } else { others }, Some(self.threads));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::dice::For;
    use super::*;

    fn write(count: usize) -> Vec<String> {
        let (writer, mut dice) = (Writer::new(), Dice::new(1, For::Talks));
        let one = |_| {
            let leaving = dice.chance(3_000);
            let topic = Writer::topic(leaving, &mut dice);
            let mut scene = Scene::default();
            (scene.leaving, scene.department) = (leaving, dice.below(8));
            let follows = dice.chance(2_500).then_some("");
            writer.write(&Wanted { topic, follows, level: None, again: Some((11, 26)) }, &mut scene, &mut dice).text
        };
        (0..count).map(one).collect()
    }

    #[test]
    fn texts_differ() {
        let texts = write(2_000);
        let distinct: std::collections::BTreeSet<_> = texts.iter().collect();
        assert!(distinct.len() > 1_960, "{} of 2000 are distinct", distinct.len());
    }

    #[test]
    fn texts_are_neither_curt_nor_endless_and_have_no_holes() {
        for text in write(2_000) {
            assert!((30..=420).contains(&text.chars().count()), "{} characters: {text}", text.chars().count());
            assert!(!text.contains(['{', '}', '[', ']']) && !text.contains("。。") && !text.contains("，。"), "{text}");
        }
    }

    #[test]
    fn no_text_states_a_diagnosis() {
        for text in write(4_000) {
            for word in ["抑郁症", "焦虑症", "双相", "精神病", "诊断", "障碍"] {
                assert!(!text.contains(word), "{text}");
            }
        }
    }
}
