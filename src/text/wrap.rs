//! Breaking text into lines the Chinese way: between any two hanzi, around Latin words, and never so that a line begins with closing
//! punctuation or ends with an opening bracket.

use super::width::columns;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation as _;

/// What may not begin a line.
const CLOSING: &str = "，。！？、；：）》〉」』】〕］｝〗〙〛”’…·～％‰℃°ー々〻〟,.!?;:)]}%";
/// What may not end a line.
const OPENING: &str = "（《〈「『【〔［｛〖〘〚“‘〝￥＄([{";

/// One grapheme on its way into a line.
struct Piece {
    at: usize,
    end: usize,
    cols: usize,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Blank,
    /// Part of a word, which is kept whole: letters, digits, narrow signs.
    Word,
    /// A hanzi or another wide glyph, which is a word of its own.
    Wide,
    Opening,
    Closing,
}

impl Piece {
    fn of((at, grapheme): (usize, &str)) -> Self {
        let cols = columns(grapheme);
        let kind = match grapheme.chars().next() {
            Some(' ' | '\t' | '\u{3000}') => Kind::Blank,
            Some(c) if OPENING.contains(c) => Kind::Opening,
            Some(c) if CLOSING.contains(c) => Kind::Closing,
            _ if cols >= 2 => Kind::Wide,
            _ => Kind::Word,
        };
        Self { at, end: at + grapheme.len(), cols, kind }
    }

    /// Narrow punctuation belongs to the word it touches: `3.5`, `a)`, `(b`.
    fn is_narrow(&self) -> bool {
        self.cols < 2
    }
}

/// Whether a line may end between two neighbours that are not blank.
fn may_break(before: &Piece, after: &Piece) -> bool {
    match (before.kind, after.kind) {
        (Kind::Opening, _) | (_, Kind::Closing) => false,
        (Kind::Wide, _) | (_, Kind::Wide) => true,
        _ => !(before.is_narrow() && after.is_narrow()),
    }
}

/// Breaks a text into lines of at most `cols` columns and gives the bytes of each. A newline always breaks; the blanks at a break belong
/// to no line. A word longer than a line is split. A glyph wider than `cols` stands alone. An empty text is one empty line.
pub fn wrap(text: &str, cols: usize) -> Vec<Range<usize>> {
    wrap_hanging(text, cols, 0)
}

/// As [`wrap`], but all lines of a paragraph after its first are narrower by `indent` columns, for the caller to put before them.
pub fn wrap_hanging(text: &str, cols: usize, indent: usize) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut start = 0;
    for paragraph in text.split('\n') {
        let body = paragraph.strip_suffix('\r').unwrap_or(paragraph);
        wrap_paragraph(body, start, cols, indent, &mut lines);
        start += paragraph.len() + 1;
    }
    lines
}

fn wrap_paragraph(text: &str, offset: usize, cols: usize, indent: usize, lines: &mut Vec<Range<usize>>) {
    let pieces: Vec<Piece> = text.grapheme_indices(true).map(Piece::of).collect();
    let narrow = cols.saturating_sub(indent).max(1);
    let mut room = cols.max(1);
    let mut from = 0;
    loop {
        let until = line_end(&pieces, from, room);
        let last = pieces[from..until].iter().rposition(|it| it.kind != Kind::Blank);
        let (at, end) = match (pieces.get(from), last) {
            (Some(first), Some(last)) => (first.at, pieces[from + last].end),
            (Some(first), None) => (first.at, first.at),
            (None, _) => (text.len(), text.len()),
        };
        lines.push(offset + at..offset + end);
        from = until + pieces[until..].iter().take_while(|it| it.kind == Kind::Blank).count();
        if from >= pieces.len() {
            return;
        }
        room = narrow;
    }
}

/// Where the line that begins at `from` ends: as far on as fits, back to the last place where it may break.
fn line_end(pieces: &[Piece], from: usize, room: usize) -> usize {
    let (mut used, mut safe) = (0, None);
    for (at, piece) in pieces.iter().enumerate().skip(from) {
        if at > from {
            let before = &pieces[at - 1];
            if (before.kind == Kind::Blank) != (piece.kind == Kind::Blank) || may_break(before, piece) && before.kind != Kind::Blank {
                // After the blanks that open a paragraph there is nothing yet to stand on the line.
                let anything = pieces[from..at].iter().any(|it| it.kind != Kind::Blank);
                safe = if anything { Some(at) } else { safe };
            }
        }
        used += piece.cols;
        if used > room && piece.kind != Kind::Blank {
            return safe.unwrap_or(at).max(from + 1);
        }
    }
    pieces.len()
}

#[cfg(test)]
mod tests {
    use super::super::width;
    use super::*;
    use proptest::prelude::*;

    fn lines(text: &str, cols: usize) -> Vec<&str> {
        wrap(text, cols).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn hanzi_break_anywhere_and_words_stay_whole() {
        assert_eq!(lines("与室友矛盾睡不好", 8), ["与室友矛", "盾睡不好"]);
        assert_eq!(lines("hello brave world", 11), ["hello brave", "world"]);
        assert_eq!(lines("住3#412的张三", 6), ["住", "3#412", "的张三"]);
        assert_eq!(lines("a  b", 1), ["a", "b"]);
    }

    #[test]
    fn punctuation_keeps_its_side() {
        assert_eq!(lines("他说不想去，我们谈了", 10), ["他说不想", "去，我们谈", "了"]);
        assert_eq!(lines("去找他（张三）谈", 8), ["去找他", "（张三）", "谈"]);
        assert_eq!(lines("谈“睡眠”好", 5), ["谈“睡", "眠”好"]);
        assert_eq!(lines("！！！！", 4), ["！！", "！！"]);
    }

    #[test]
    fn long_words_are_split_and_newlines_kept() {
        assert_eq!(lines("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(lines("一\r\n\n二\n", 10), ["一", "", "二", ""]);
        assert_eq!(lines("", 10), [""]);
        assert_eq!(lines("   ", 2), [""]);
        assert_eq!(lines("张", 1), ["张"]);
        assert_eq!(lines("张三", 0), ["张", "三"]);
        assert_eq!(lines("  缩进的一段", 8), ["  缩进的", "一段"]);
    }

    #[test]
    fn later_lines_leave_room_for_the_indent() {
        let text = "一二三四五六七";
        let found: Vec<_> = wrap_hanging(text, 8, 2).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, ["一二三四", "五六七"]);
    }

    proptest! {
        #[test]
        fn all_text_is_there_in_order_and_fits(text in "[a-z 一-龥，。（）“”\n]{0,80}|.{0,60}", cols in 4usize..30) {
            let ranges = wrap(&text, cols);
            let mut end = 0;
            let mut kept = String::new();
            for range in ranges {
                prop_assert!(range.start >= end, "lines overlap");
                end = range.end;
                let line = &text[range];
                prop_assert!(width(line) <= cols || line.graphemes(true).count() == 1, "{:?} is too wide", line);
                kept.push_str(line);
            }
            let bare = |text: &str| text.chars().filter(|c| !" \t\u{3000}\r\n".contains(*c)).collect::<String>();
            prop_assert_eq!(bare(&kept), bare(&text));
        }

        #[test]
        fn no_line_begins_with_closing_punctuation(text in "([一-龥]{2}[，。）]?){1,20}", cols in 6usize..30) {
            for line in lines(&text, cols) {
                prop_assert!(!line.starts_with(['，', '。', '）']), "{:?}", line);
            }
        }
    }
}
