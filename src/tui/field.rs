//! A piece of text being typed, one line or many: the buffer behind every field, and nothing about how it is drawn.
//!
//! The cursor stands between two grapheme clusters, as a byte offset. Nothing typed is lost silently: what does not fit is counted and
//! given back to the caller.

use super::input::{Code, Key};
use std::ops::Range;
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

/// How many steps back a field remembers.
const UNDO_LIMIT: usize = 100;

/// A text with a cursor in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Field {
    text: String,
    cursor: usize,
    chars: usize,
    limit: usize,
    lines: bool,
    past: Vec<(String, usize)>,
    future: Vec<(String, usize)>,
    last: LastEdit,
}

/// What the last change was: a run of typing is one step of undo.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum LastEdit {
    #[default]
    Other,
    Typed,
    Deleted,
}

/// Where a key wants to move the cursor.
enum Way {
    Back,
    Forth,
    WordBack,
    WordForth,
    LineStart,
    LineEnd,
}

impl Field {
    /// An empty field of one line that takes so many characters.
    pub fn line(limit: usize) -> Self {
        Self { limit, ..Self::default() }
    }

    /// An empty field of many lines that takes so many characters.
    pub fn note(limit: usize) -> Self {
        Self { limit, lines: true, ..Self::default() }
    }

    /// The same field with something in it, the cursor behind it.
    #[must_use]
    pub fn with(mut self, text: &str) -> Self {
        self.insert(text);
        self.past.clear();
        self.last = LastEdit::Other;
        self
    }

    /// What stands in it.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where the cursor stands, in bytes; always on a boundary of characters.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// How many characters stand in it.
    pub fn chars(&self) -> usize {
        self.chars
    }

    /// How many characters it takes.
    pub fn limit(&self) -> usize {
        self.limit
    }

    /// Whether nothing stands in it.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Puts text in at the cursor and says how many characters found no room. A field of one line turns line ends into blanks; control
    /// characters are passed over.
    pub fn insert(&mut self, text: &str) -> usize {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let clean = |c: char| match c {
            '\n' if self.lines => Some(c),
            '\n' | '\t' => Some(' '),
            c if c.is_control() => None,
            c => Some(c),
        };
        let room = self.limit.saturating_sub(self.chars);
        let mut fits = String::new();
        let (mut taken, mut left) = (0, 0);
        for c in text.chars().filter_map(clean) {
            if taken < room {
                fits.push(c);
                taken += 1;
            } else {
                left += 1;
            }
        }
        if taken > 0 {
            let run = taken == 1 && !fits.ends_with(char::is_whitespace);
            self.remember(if run { LastEdit::Typed } else { LastEdit::Other });
            self.text.insert_str(self.cursor, &fits);
            self.chars += taken;
            self.cursor += fits.len();
            // What was put in may join the glyph behind it; the cursor must not end up inside of one.
            if !GraphemeCursor::new(self.cursor, self.text.len(), true).is_boundary(&self.text, 0).unwrap_or(true) {
                self.cursor = self.after(self.cursor);
            }
        }
        left
    }

    /// Empties it; that can be undone.
    pub fn clear(&mut self) {
        self.set("");
    }

    /// Puts other text in place of all there is, the cursor behind it; that can be undone.
    pub fn set(&mut self, text: &str) {
        self.remember(LastEdit::Other);
        self.text.clear();
        (self.cursor, self.chars) = (0, 0);
        let past = std::mem::take(&mut self.past);
        self.insert(text);
        self.past = past;
    }

    /// Puts other text in place of a part, the cursor behind it. A range that does not lie on boundaries of characters changes nothing.
    pub fn replace(&mut self, range: Range<usize>, text: &str) -> usize {
        if self.text.get(range.clone()).is_none() {
            return text.chars().count();
        }
        self.remember(LastEdit::Other);
        self.chars -= self.text[range.clone()].chars().count();
        self.text.replace_range(range.clone(), "");
        self.cursor = range.start;
        let past = std::mem::take(&mut self.past);
        let left = self.insert(text);
        self.past = past;
        left
    }

    /// Puts the cursor at a byte offset, or before the glyph that holds it.
    pub fn move_to(&mut self, at: usize) {
        let mut at = at.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        let boundary = GraphemeCursor::new(at, self.text.len(), true).is_boundary(&self.text, 0).unwrap_or(true);
        self.cursor = if boundary { at } else { self.before(at) };
        self.last = LastEdit::Other;
    }

    /// Takes the last change back.
    pub fn undo(&mut self) -> bool {
        let Some(before) = self.past.pop() else { return false };
        self.future.push((std::mem::take(&mut self.text), self.cursor));
        self.restore(before);
        true
    }

    /// Makes a change taken back again.
    pub fn redo(&mut self) -> bool {
        let Some(after) = self.future.pop() else { return false };
        self.past.push((std::mem::take(&mut self.text), self.cursor));
        self.restore(after);
        true
    }

    /// An editing key; `width` is the number of columns over which a note is wrapped, for going up and down. Says whether the key meant
    /// anything here.
    pub fn edit(&mut self, key: Key, width: u16) -> bool {
        let Key { code, ctrl, alt, .. } = key;
        match (code, ctrl, alt) {
            (Code::Left, false, false) => self.go(Way::Back),
            (Code::Right, false, false) => self.go(Way::Forth),
            (Code::Left, ..) | (Code::Char('b'), false, true) => self.go(Way::WordBack),
            (Code::Right, ..) | (Code::Char('f'), false, true) => self.go(Way::WordForth),
            (Code::Home, ..) | (Code::Char('a'), true, false) => self.go(Way::LineStart),
            (Code::End, ..) | (Code::Char('e'), true, false) => self.go(Way::LineEnd),
            (Code::Up, ..) if self.lines => self.go_rows(-1, width),
            (Code::Down, ..) if self.lines => self.go_rows(1, width),
            (Code::PageUp, ..) if self.lines => self.go_rows(-10, width),
            (Code::PageDown, ..) if self.lines => self.go_rows(10, width),
            (Code::Enter, ..) if self.lines => {
                self.insert("\n");
            }
            (Code::Backspace, false, false) | (Code::Char('h'), true, false) => self.delete(Way::Back),
            (Code::Backspace, ..) | (Code::Char('w'), true, false) => self.delete(Way::WordBack),
            (Code::Delete, false, false) => self.delete(Way::Forth),
            (Code::Delete, ..) | (Code::Char('d'), false, true) => self.delete(Way::WordForth),
            (Code::Char('u'), true, false) => self.delete(Way::LineStart),
            (Code::Char('k'), true, false) => self.delete(Way::LineEnd),
            _ => return false,
        }
        true
    }

    /// The rows of the text wrapped over so many columns, as byte ranges; a line end belongs to no row.
    pub fn rows(&self, width: u16) -> Vec<Range<usize>> {
        rows(&self.text, width)
    }

    fn remember(&mut self, edit: LastEdit) {
        let same_run = edit != LastEdit::Other && edit == self.last;
        self.last = edit;
        self.future.clear();
        if same_run {
            return;
        }
        if self.past.len() == UNDO_LIMIT {
            self.past.remove(0);
        }
        self.past.push((self.text.clone(), self.cursor));
    }

    fn restore(&mut self, (text, cursor): (String, usize)) {
        (self.text, self.cursor) = (text, cursor);
        self.chars = self.text.chars().count();
        self.last = LastEdit::Other;
    }

    fn go(&mut self, way: Way) {
        self.cursor = self.target(way);
        self.last = LastEdit::Other;
    }

    fn go_rows(&mut self, by: isize, width: u16) {
        let rows = self.rows(width);
        let row = rows.iter().rposition(|it| it.start <= self.cursor).unwrap_or(0);
        let Some(here) = rows.get(row) else { return };
        let column = crate::text::width(&self.text[here.start..self.cursor.min(here.end)]);
        let Some(there) = rows.get(row.saturating_add_signed(by).min(rows.len() - 1)) else { return };
        let mut columns = 0;
        let glyphs = self.text[there.clone()].grapheme_indices(true);
        let mut stops = glyphs.map(|(at, glyph)| {
            columns += crate::text::width(glyph);
            (at, columns)
        });
        let at = stops.find(|(_, columns)| *columns > column).map_or(there.end, |(at, _)| there.start + at);
        // The end of a wrapped row is also the start of the next one; the cursor is meant to stay on the row it was sent to.
        let wrapped = at == there.end && at > there.start && self.text[at..].chars().next().is_some_and(|c| c != '\n');
        self.move_to(if wrapped { self.before(at) } else { at });
    }

    fn delete(&mut self, way: Way) {
        let to = self.target(way);
        let range = self.cursor.min(to)..self.cursor.max(to);
        if range.is_empty() {
            return;
        }
        self.remember(LastEdit::Deleted);
        self.chars -= self.text[range.clone()].chars().count();
        self.cursor = range.start;
        self.text.replace_range(range, "");
        self.move_to(self.cursor);
        self.last = LastEdit::Deleted;
    }

    fn target(&self, way: Way) -> usize {
        let (before, behind) = self.text.split_at(self.cursor);
        match way {
            Way::Back => self.before(self.cursor),
            Way::Forth => self.after(self.cursor),
            Way::WordBack => before.unicode_word_indices().next_back().map_or(0, |(at, _)| at),
            Way::WordForth => behind.unicode_word_indices().next().map_or(self.text.len(), |(at, word)| self.cursor + at + word.len()),
            Way::LineStart => before.rfind('\n').map_or(0, |at| at + 1),
            Way::LineEnd => behind.find('\n').map_or(self.text.len(), |at| self.cursor + at),
        }
    }

    fn before(&self, at: usize) -> usize {
        GraphemeCursor::new(at, self.text.len(), true).prev_boundary(&self.text, 0).ok().flatten().unwrap_or(0)
    }

    fn after(&self, at: usize) -> usize {
        GraphemeCursor::new(at, self.text.len(), true).next_boundary(&self.text, 0).ok().flatten().unwrap_or(self.text.len())
    }
}

/// A text wrapped over so many columns, as byte ranges; a line end belongs to no row, and an empty line has an empty row.
pub fn rows(text: &str, width: u16) -> Vec<Range<usize>> {
    let mut rows = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        let wrapped = crate::text::wrap(line, usize::from(width.max(2)));
        if wrapped.is_empty() {
            rows.push(start..start);
        }
        rows.extend(wrapped.into_iter().map(|it| start + it.start..start + it.end));
        start += line.len() + 1;
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(field: &mut Field, code: Code) {
        assert!(field.edit(Key::plain(code), 20));
    }

    #[test]
    fn a_wide_glyph_or_a_family_is_one_step() {
        let mut field = Field::line(50).with("张👨‍👩‍👧e\u{301}");
        at(&mut field, Code::Backspace);
        assert_eq!(field.text(), "张👨‍👩‍👧");
        at(&mut field, Code::Left);
        assert_eq!(field.cursor(), "张".len());
        at(&mut field, Code::Delete);
        assert_eq!((field.text(), field.chars()), ("张", 1));
    }

    #[test]
    fn what_does_not_fit_is_counted() {
        let mut field = Field::note(20_000);
        assert_eq!(field.insert(&"夜".repeat(350_000)), 330_000);
        assert_eq!(field.chars(), 20_000);
        assert_eq!(field.insert("灯"), 1);
    }

    #[test]
    fn a_line_holds_no_line_end_and_no_escape() {
        assert_eq!(Field::line(50).with("a\r\nb\tc\u{1b}[31m").text(), "a b c[31m");
        assert_eq!(Field::note(50).with("a\r\nb").text(), "a\nb");
    }

    #[test]
    fn a_run_of_typing_is_one_step_of_undo() {
        let mut field = Field::note(50);
        ["夜", "里", " ", "睡", "不", "好"].iter().for_each(|it| {
            field.insert(it);
        });
        assert!(field.undo());
        assert_eq!(field.text(), "夜里 ");
        assert!(field.undo() && field.undo());
        assert_eq!(field.text(), "");
        assert!(!field.undo());
        assert!(field.redo() && field.redo() && field.redo() && !field.redo());
        assert_eq!(field.text(), "夜里 睡不好");
    }

    #[test]
    fn up_and_down_follow_the_wrapping() {
        let mut field = Field::note(100).with("一二三四五六七八九十\n短\n一二三");
        at(&mut field, Code::Up);
        assert_eq!(&field.text()[..field.cursor()], "一二三四五六七八九十\n短");
        assert!(field.edit(Key::plain(Code::Up), 10));
        assert_eq!(&field.text()[..field.cursor()], "一二三四五六");
    }

    proptest! {
        #[test]
        fn no_key_breaks_it(start in "\\PC{0,40}", keys in proptest::collection::vec(0u8..24, 0..60), width in 0u16..30) {
            let mut field = Field::note(60).with(&start);
            for key in keys {
                let codes = [Code::Left, Code::Right, Code::Up, Code::Down, Code::Home, Code::End, Code::Backspace, Code::Delete, Code::Enter];
                match key {
                    0..9 => { field.edit(Key::plain(codes[key as usize]), width); }
                    9 => { field.edit(Key::ctrl('w'), width); }
                    10 => { field.edit(Key::ctrl('k'), width); }
                    11 => { field.edit(Key::ctrl('u'), width); }
                    12 => { field.edit(Key::alt('f'), width); }
                    13 => { field.edit(Key::alt('b'), width); }
                    14 => { field.undo(); }
                    15 => { field.redo(); }
                    16 => { field.insert("\u{200d}"); }
                    17 => { field.insert("\u{301}"); }
                    18 => { field.insert("👩"); }
                    n => { field.insert(["张", "a", "，", "\n", "e"][usize::from(n - 19)]); }
                }
                prop_assert!(field.text().is_char_boundary(field.cursor()));
                prop_assert_eq!(field.chars(), field.text().chars().count());
                prop_assert!(field.chars() <= 60);
            }
        }
    }
}
