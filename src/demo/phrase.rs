//! The phrases (词句) of the demo college, read from `assets/demo`: named lists of lines with slots in them.
//!
//! A line may begin with marks: `[新]` only for freshmen, `[毕]` only for those about to leave, `[寒]` only in the cold
//! months; any other mark names the threads it belongs
//! to, so that a talk that began with a kettle does not end with a kitten. `{表}` is replaced by a line of that list (the same one all
//! through a text), `{2-5}` by a number, `{课}` by a course of the student's department, `{寝室}` and `{楼}` by the place.

use super::dice::Dice;
use smallvec::SmallVec;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::LazyLock;

/// The lines of a file under their headings `= name`, without comments and blank lines. What stands before the first heading is `""`.
pub(super) fn sections(text: &'static str) -> Vec<(&'static str, Vec<&'static str>)> {
    let mut sections = vec![("", Vec::new())];
    for line in text.lines().map(str::trim).filter(|it| !it.is_empty() && !it.starts_with('#')) {
        match (line.strip_prefix("= "), sections.last_mut()) {
            (Some(name), _) => sections.push((name, Vec::new())),
            (None, Some((_, lines))) => lines.push(line),
            (None, None) => {}
        }
    }
    sections
}

/// The lines of one heading of a file.
pub(super) fn section(text: &'static str, name: &str) -> Vec<&'static str> {
    sections(text).into_iter().filter(|(it, _)| *it == name).flat_map(|(_, lines)| lines).collect()
}

/// A list of the book.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ListId(u16);

#[derive(Debug, Clone)]
enum Piece {
    Text(&'static str),
    List(ListId),
    Range(i64, i64),
    Room,
    House,
    Course,
}

/// A line with its slots.
#[derive(Debug, Clone)]
pub(super) struct Line {
    fresh_only: bool,
    leaving_only: bool,
    cold_only: bool,
    /// The threads it belongs to, one hanzi each; empty if it goes with any.
    pub(super) threads: &'static str,
    pieces: Vec<Piece>,
}

impl Line {
    /// Whether it names a room, or a building.
    pub(super) fn place(&self) -> (bool, bool) {
        let names = |what: fn(&Piece) -> bool| self.pieces.iter().any(what);
        (names(|it| matches!(it, Piece::Room)), names(|it| matches!(it, Piece::House)))
    }

    fn fits(&self, scene: &Scene, thread: Option<&str>) -> bool {
        let in_thread = thread.is_none_or(|it| self.threads.is_empty() || self.threads.chars().any(|mark| it.contains(mark)));
        in_thread && (!self.fresh_only || scene.fresh) && (!self.leaving_only || scene.leaving) && (!self.cold_only || scene.cold)
    }
}

/// What a text is about, for its slots; it remembers what was chosen.
#[derive(Debug, Clone, Default)]
pub(super) struct Scene {
    /// A freshman (新生).
    pub(super) fresh: bool,
    /// In the last year (毕业班).
    pub(super) leaving: bool,
    /// Between November and March.
    pub(super) cold: bool,
    /// Row of the department, for its courses.
    pub(super) department: usize,
    /// The room as it is written: `3#412`.
    pub(super) room: Box<str>,
    /// The building as it is written: `3号楼`.
    pub(super) house: Box<str>,
    chosen: SmallVec<[(u16, u16); 8]>,
}

/// All lists.
#[derive(Debug)]
pub(super) struct Book {
    lists: Vec<Vec<Line>>,
    names: BTreeMap<&'static str, ListId>,
    courses: Vec<ListId>,
    common_courses: ListId,
    /// The list that is drawn anew every time: what people answer to a report.
    loose: ListId,
}

const COURSE_MEMORY: u16 = u16::MAX;
/// Slots within slots go no deeper than this.
const DEPTH: usize = 4;

impl Book {
    /// The book that ships with the program.
    pub(super) fn shipped() -> &'static Self {
        static SHIPPED: LazyLock<Book> = LazyLock::new(|| {
            let phrases = include_str!("../../assets/demo/phrases.txt");
            let talks = include_str!("../../assets/demo/talks.txt");
            Book::of(sections(phrases).into_iter().chain(sections(talks)).collect())
        });
        &SHIPPED
    }

    fn of(sections: Vec<(&'static str, Vec<&'static str>)>) -> Self {
        // List 0 is empty and stands for every name that is not there; a test sees to it that the shipped book has none.
        let mut book =
            Self { lists: vec![Vec::new()], names: BTreeMap::new(), courses: Vec::new(), common_courses: ListId(0), loose: ListId(0) };
        for (row, (name, _)) in sections.iter().enumerate() {
            book.names.insert(name, ListId(row as u16 + 1));
        }
        for (_, lines) in &sections {
            let lines = lines.iter().map(|line| book.line(line)).collect();
            book.lists.push(lines);
        }
        book.courses = (0..8).map(|department| book.list(&format!("课/{department}"))).collect();
        book.common_courses = book.list("公课");
        book.loose = book.list("步应");
        book
    }

    /// The list of this name; an empty one if there is none.
    pub(super) fn list(&self, name: &str) -> ListId {
        self.names.get(name).copied().unwrap_or(ListId(0))
    }

    fn lines(&self, list: ListId) -> &[Line] {
        self.lists.get(usize::from(list.0)).map_or(&[], Vec::as_slice)
    }

    /// Reads one line with its marks and slots.
    pub(super) fn line(&self, text: &'static str) -> Line {
        let mut line = Line { fresh_only: false, leaving_only: false, cold_only: false, threads: "", pieces: Vec::new() };
        let mut rest = text;
        while let Some((mark, after)) = rest.strip_prefix('[').and_then(|it| it.split_once(']')) {
            match mark {
                "新" => line.fresh_only = true,
                "毕" => line.leaving_only = true,
                "寒" => line.cold_only = true,
                threads => line.threads = threads,
            }
            rest = after;
        }
        while let Some((before, (slot, after))) = rest.split_once('{').and_then(|(before, it)| Some((before, it.split_once('}')?))) {
            line.pieces.push(Piece::Text(before));
            line.pieces.push(self.slot(slot));
            rest = after;
        }
        line.pieces.push(Piece::Text(rest));
        line
    }

    fn slot(&self, slot: &str) -> Piece {
        let range = slot.split_once('-').and_then(|(low, high)| Some((low.parse().ok()?, high.parse().ok()?)));
        match (slot, range) {
            (_, Some((low, high))) => Piece::Range(low, high),
            ("寝室", _) => Piece::Room,
            ("楼", _) => Piece::House,
            ("课", _) => Piece::Course,
            (name, _) => Piece::List(self.list(name)),
        }
    }

    /// A line of a list that fits the scene and the thread and is not among `taken`. With a thread, lines of that very thread come first
    /// more often than not.
    pub(super) fn choose(&self, list: ListId, scene: &Scene, thread: Option<&str>, taken: &[usize], dice: &mut Dice) -> Option<usize> {
        let lines = self.lines(list);
        let close = thread.is_some_and(|it| !it.is_empty()) && dice.chance(6_500);
        for only_close in [close, false] {
            for _ in 0..if only_close { 24 } else { 12 } {
                let at = dice.below(lines.len());
                let good = |it: &Line| it.fits(scene, thread) && !(only_close && it.threads.is_empty());
                if lines.get(at).is_some_and(good) && !taken.contains(&at) {
                    return Some(at);
                }
            }
        }
        let start = dice.below(lines.len());
        let turned = (0..lines.len()).map(|step| (start + step) % lines.len());
        turned.into_iter().find(|at| lines.get(*at).is_some_and(|it| it.fits(scene, thread)) && !taken.contains(at))
    }

    /// The line at a place of a list.
    pub(super) fn at(&self, list: ListId, at: usize) -> Option<&Line> {
        self.lines(list).get(at)
    }

    /// Writes a fitting line of a list.
    pub(super) fn write_any(&self, list: ListId, scene: &mut Scene, dice: &mut Dice, out: &mut String) {
        if let Some(line) = self.choose(list, scene, None, &[], dice).and_then(|at| self.at(list, at)) {
            self.write(line, scene, dice, out);
        }
    }

    /// Writes a line with its slots filled.
    pub(super) fn write(&self, line: &Line, scene: &mut Scene, dice: &mut Dice, out: &mut String) {
        self.write_deep(line, scene, dice, out, 0);
    }

    fn write_deep(&self, line: &Line, scene: &mut Scene, dice: &mut Dice, out: &mut String, depth: usize) {
        for piece in &line.pieces {
            match piece {
                Piece::Text(text) => out.push_str(text),
                Piece::Room => out.push_str(&scene.room),
                Piece::House => out.push_str(&scene.house),
                Piece::Range(low, high) => {
                    let step = if *high >= 1_000 {
                        100
                    } else if *high >= 200 {
                        50
                    } else {
                        1
                    };
                    let number = dice.between(low / step, high / step) * step;
                    // Writing to a string cannot fail.
                    let _ = write!(out, "{number}");
                }
                Piece::List(list) => self.write_slot(list.0, *list, scene, dice, out, depth),
                Piece::Course => {
                    let own = self.courses.get(scene.department).copied().filter(|_| dice.chance(6_500));
                    let list = own.unwrap_or(self.common_courses);
                    match scene.chosen.iter().find(|(memory, _)| *memory == COURSE_MEMORY).map(|(_, at)| *at) {
                        Some(code) => self.write_course(code, out),
                        None => {
                            let at = dice.below(self.lines(list).len());
                            let code = list.0 << 5 | at as u16;
                            scene.chosen.push((COURSE_MEMORY, code));
                            self.write_course(code, out);
                        }
                    }
                }
            }
        }
    }

    /// What a list's slot was filled with in a text, if it has one.
    pub(super) fn recall(&self, name: &str, scene: &Scene) -> Option<&'static str> {
        let list = self.list(name);
        let (_, at) = scene.chosen.iter().find(|(memory, _)| *memory == list.0)?;
        match self.at(list, usize::from(*at))?.pieces.first()? {
            Piece::Text(text) => Some(text),
            _ => None,
        }
    }

    fn write_course(&self, code: u16, out: &mut String) {
        let line = self.at(ListId(code >> 5), usize::from(code & 31));
        for piece in line.iter().flat_map(|it| &it.pieces) {
            if let Piece::Text(text) = piece {
                out.push_str(text);
            }
        }
    }

    fn write_slot(&self, memory: u16, list: ListId, scene: &mut Scene, dice: &mut Dice, out: &mut String, depth: usize) {
        if depth >= DEPTH {
            return;
        }
        let known = scene.chosen.iter().find(|(it, _)| *it == memory).map(|(_, at)| usize::from(*at));
        let Some(at) = known.or_else(|| self.choose(list, scene, None, &[], dice)) else { return };
        if known.is_none() && list != self.loose {
            scene.chosen.push((memory, at as u16));
        }
        if let Some(line) = self.at(list, at) {
            self.write_deep(line, scene, dice, out, depth + 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::dice::For;
    use super::*;

    #[test]
    fn every_slot_of_the_shipped_book_has_its_list() {
        let book = Book::shipped();
        for (name, id) in &book.names {
            for line in book.lines(*id) {
                assert!(!line.pieces.iter().any(|it| matches!(it, Piece::List(ListId(0)))), "a slot without a list in {name}: {line:?}");
            }
        }
    }

    #[test]
    fn a_slot_keeps_its_choice_through_a_text() {
        let book = Book::shipped();
        let line = book.line("{电器}与{电器}");
        for seed in 0..20 {
            let mut out = String::new();
            book.write(&line, &mut Scene::default(), &mut Dice::new(seed, For::Talks), &mut out);
            let (first, second) = out.split_once('与').unwrap();
            assert_eq!(first, second);
        }
    }

    #[test]
    fn marks_keep_a_line_to_its_own() {
        let book = Book::of(vec![("x", vec!["[新]甲", "[电]乙", "丙"])]);
        let list = book.list("x");
        let mut dice = Dice::new(1, For::Talks);
        let mut seen = |thread| (0..60).filter_map(|_| book.choose(list, &Scene::default(), thread, &[], &mut dice)).collect::<Vec<_>>();
        assert!(seen(Some("水")).iter().all(|at| *at == 2));
        assert!(seen(Some("电")).contains(&1));
    }
}
