//! The words around a place, cut out of a text as it was written, the places marked.

use super::form::lower;
use std::ops::Range;

/// How many characters are shown before and behind the first place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Around {
    /// Before.
    pub before: usize,
    /// Behind.
    pub behind: usize,
}

impl Default for Around {
    fn default() -> Self {
        Self { before: 24, behind: 24 }
    }
}

/// A piece of a text on one line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Snippet {
    /// The piece.
    pub text: String,
    /// Where in it what was looked for stands, in bytes, in order and apart.
    pub marks: Vec<Range<usize>>,
    /// There is more of the text before it, and behind it.
    pub more: (bool, bool),
}

impl Snippet {
    /// Cuts the first place of any of the words out of a text and marks all of them in the piece; where none stands in it, the beginning of the text.
    pub(super) fn cut(text: &str, words: &[Box<str>], around: Around) -> Self {
        let chars: Vec<char> = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        // The lowered characters, each with the character of the text it came from: one may become several.
        let lowered: Vec<(char, usize)> = text.chars().enumerate().flat_map(|(at, c)| lower(c).map(move |it| (it, at))).collect();
        let mut places: Vec<Range<usize>> = Vec::new();
        for word in words {
            let wanted: Vec<char> = word.chars().flat_map(lower).collect();
            let mut from = 0;
            while let Some(at) = find(&lowered[from..], &wanted) {
                let (start, end) = (from + at, from + at + wanted.len());
                places.push(lowered[start].1..lowered[end - 1].1 + 1);
                from = end;
            }
        }
        places.sort_by_key(|it| (it.start, it.end));
        let first = places.first().cloned().unwrap_or(0..0);
        let behind = if places.is_empty() { around.before + around.behind } else { around.behind };
        let (from, to) = (first.start.saturating_sub(around.before), (first.end + behind).min(chars.len()));
        let mut snippet = Self { text: String::new(), marks: Vec::new(), more: (from > 0, to < chars.len()) };
        let mut places = places.into_iter().filter(|it| it.start >= from && it.start < to).peekable();
        let mut end = 0;
        for (at, c) in chars.iter().enumerate().take(to).skip(from) {
            while let Some(place) = places.next_if(|it| it.start == at) {
                if place.start < end {
                    end = end.max(place.end);
                } else {
                    end = place.end;
                    snippet.marks.push(snippet.text.len()..snippet.text.len());
                }
            }
            snippet.text.push(*c);
            if at < end
                && let Some(mark) = snippet.marks.last_mut()
            {
                mark.end = snippet.text.len();
            }
        }
        snippet
    }
}

fn find(text: &[(char, usize)], wanted: &[char]) -> Option<usize> {
    if wanted.is_empty() {
        return None;
    }
    text.windows(wanted.len()).position(|it| it.iter().map(|(c, _)| c).eq(wanted))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cut(text: &str, words: &[&str]) -> Snippet {
        let words: Vec<Box<str>> = words.iter().map(|it| Box::from(*it)).collect();
        Snippet::cut(text, &words, Around::default())
    }

    fn marked(snippet: &Snippet) -> Vec<&str> {
        snippet.marks.iter().map(|it| &snippet.text[it.clone()]).collect()
    }

    #[test]
    fn the_place_is_cut_out_and_marked() {
        let text = "学生反映与室友作息冲突,近两周睡不好,情绪低落;\n已约心理中心老师,下周二复谈,并请寝室长多留意夜间情况。";
        let snippet = cut(text, &["心理中心", "寝室长"]);
        assert_eq!(marked(&snippet), ["心理中心", "寝室长"]);
        assert!(!snippet.text.contains('\n'));
        assert_eq!(snippet.more, (true, false));
        assert_eq!(marked(&cut("Call QQ 123, qq again", &["qq"])), ["QQ", "qq"]);
        assert_eq!(marked(&cut("aaaa", &["aa", "aaa"])), ["aaaa"], "places that overlap are one");
        assert_eq!(marked(&cut("İstanbul", &["i"])), ["İ"], "a letter that grows is still one letter");
        assert_eq!(cut(text, &[]).text.chars().count(), 48);
    }

    proptest! {
        #[test]
        fn cutting_never_panics_and_what_is_marked_is_what_was_asked(text in ".{0,200}", words in proptest::collection::vec(".{0,4}", 0..4)) {
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let snippet = cut(&text, &words);
            prop_assert!(snippet.marks.iter().all(|it| snippet.text.get(it.clone()).is_some_and(|it| !it.is_empty())));
            prop_assert!(snippet.marks.windows(2).all(|it| it[0].end <= it[1].start));
        }
    }
}
