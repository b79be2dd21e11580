//! Columns: measuring, cutting and padding. Works in whole graphemes, so that no glyph is ever halved.

use std::borrow::Cow;
use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

/// The halfwidth katakana sound marks: `unicode-width` counts them as part of the glyph before, terminals give them a cell.
const SOUND_MARKS: [char; 2] = ['\u{FF9E}', '\u{FF9F}'];

/// Whether a text is nothing but printable ASCII, so that bytes, characters and columns are the same.
fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| (0x20..0x7F).contains(&byte))
}

/// Columns of one grapheme. One with a control character takes none: the screen leaves it out.
pub(super) fn columns(grapheme: &str) -> usize {
    if let [byte] = grapheme.as_bytes() {
        return usize::from(!byte.is_ascii_control());
    }
    if grapheme.contains(char::is_control) {
        return 0;
    }
    grapheme.width() + grapheme.chars().filter(|c| SOUND_MARKS.contains(c)).count()
}

/// How many columns a text takes.
pub fn width(text: &str) -> usize {
    if is_plain(text) { text.len() } else { text.graphemes(true).map(columns).sum() }
}

/// Cuts a text to at most `cols` columns; where something was cut it ends with `…`, which counts.
pub fn truncate(text: &str, cols: usize) -> Cow<'_, str> {
    // Short texts are the rule, and no grapheme takes more columns than bytes.
    if text.len() <= cols {
        return Cow::Borrowed(text);
    }
    let (mut used, mut cut) = (0, 0);
    for (at, grapheme) in text.grapheme_indices(true) {
        used += columns(grapheme);
        if used > cols {
            return if cols == 0 { Cow::Borrowed("") } else { Cow::Owned(format!("{}…", &text[..cut])) };
        }
        if used < cols {
            cut = at + grapheme.len();
        }
    }
    Cow::Borrowed(text)
}

/// Cuts or fills a text with blanks on the right, so that it takes exactly `cols` columns.
pub fn pad(text: &str, cols: usize) -> String {
    let mut cell = truncate(text, cols).into_owned();
    let missing = cols.saturating_sub(width(&cell));
    cell.extend(std::iter::repeat_n(' ', missing));
    cell
}

/// Cuts a text or puts blanks before it, so that it takes exactly `cols` columns: for numbers, which stand on the right.
pub fn pad_left(text: &str, cols: usize) -> String {
    let cell = truncate(text, cols);
    let mut filled = " ".repeat(cols.saturating_sub(width(&cell)));
    filled.push_str(&cell);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn hanzi_take_two_columns() {
        assert_eq!(width("张三 zs"), 7);
        assert_eq!(width(""), 0);
        assert_eq!(width("a\u{301}"), 1);
        assert_eq!(width("…—①│“"), 5);
    }

    #[test]
    fn a_cut_never_halves_a_glyph() {
        assert_eq!(truncate("张三丰", 6), "张三丰");
        assert_eq!(truncate("张三丰", 5), "张三…");
        assert_eq!(truncate("张三丰", 4), "张…");
        assert_eq!(truncate("张三丰", 2), "…");
        assert_eq!(truncate("张三丰", 1), "…");
        assert_eq!(truncate("张三丰", 0), "");
        assert_eq!(truncate("abcdef", 4), "abc…");
    }

    #[test]
    fn a_mark_that_takes_no_column_is_not_lost_at_the_edge() {
        assert_eq!(truncate("abe\u{301}", 3), "abe\u{301}");
    }

    #[test]
    fn cells_line_up() {
        assert_eq!(pad("张三", 6), "张三  ");
        assert_eq!(pad("张三丰", 4), "张… ");
        assert_eq!(pad_left("412", 5), "  412");
    }

    proptest! {
        #[test]
        fn truncate_never_exceeds(text in "\\PC*|.*", cols in 0usize..40) {
            prop_assert!(width(&truncate(&text, cols)) <= cols);
        }

        #[test]
        fn what_fits_stays_whole(text in ".{0,30}") {
            prop_assert_eq!(truncate(&text, width(&text)), text.as_str());
        }

        #[test]
        fn a_padded_cell_is_exact(text in ".{0,30}|[ -~一-龥]{0,30}", cols in 0usize..40) {
            prop_assert_eq!(width(&pad(&text, cols)), cols);
            prop_assert_eq!(width(&pad_left(&text, cols)), cols);
        }

        #[test]
        fn columns_are_those_of_the_screen(text in ".{1,20}") {
            use ratatui::buffer::CellWidth as _;
            for grapheme in text.graphemes(true).filter(|it| !it.contains(char::is_control)) {
                prop_assert_eq!(columns(grapheme), usize::from(grapheme.cell_width()));
            }
        }
    }
}
