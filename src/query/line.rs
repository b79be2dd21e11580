//! The line cut into its parts, and parts written so that they are cut in the same places again.

use crate::text::fold_char;
use std::ops::Range;

/// A part of the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    /// Where it stands, in bytes.
    pub(super) span: Range<usize>,
    /// It has a `-` before it.
    pub(super) excluded: bool,
    /// What stands before a colon outside of quotes, and where the colon ends, in bytes of the line.
    pub(super) key: Option<(String, usize)>,
    /// What it says, quotes aside; where there is a key, what stands behind the colon.
    pub(super) text: String,
    /// It stands in quotes, so it means itself.
    pub(super) quoted: bool,
}

fn is_blank(c: char) -> bool {
    fold_char(c) == ' ' || c.is_whitespace() || c.is_control()
}

/// What opens a quotation, and what closes it.
fn closing(c: char) -> Option<char> {
    match c {
        '"' => Some('"'),
        '＂' => Some('＂'),
        '“' | '”' => Some('”'),
        _ => None,
    }
}

/// Cuts a line at its blanks, but for those in quotes. Quotes count at the beginning of a part or right behind a colon; anywhere else they are
/// signs like any other. Within `"…"` two of them are one.
pub(super) fn cut(line: &str) -> Vec<Token> {
    let chars: Vec<(usize, char)> = line.char_indices().collect();
    let end_of = |at: usize| chars.get(at).map_or(line.len(), |(byte, _)| *byte);
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        if is_blank(chars[at].1) {
            at += 1;
            continue;
        }
        let start = chars[at].0;
        let excluded = fold_char(chars[at].1) == '-' && chars.get(at + 1).is_some_and(|(_, c)| !is_blank(*c));
        at += usize::from(excluded);
        let mut token = Token { span: start..start, excluded, key: None, text: String::new(), quoted: false };
        if let Some(close) = closing(chars[at].1) {
            at = quotation(&chars, at + 1, close, &mut token.text);
            token.quoted = true;
        } else {
            while at < chars.len() && !is_blank(chars[at].1) {
                let c = chars[at].1;
                at += 1;
                if fold_char(c) == ':' && token.key.is_none() && !token.text.is_empty() {
                    token.key = Some((std::mem::take(&mut token.text), end_of(at)));
                    if let Some(close) = chars.get(at).and_then(|(_, c)| closing(*c)) {
                        at = quotation(&chars, at + 1, close, &mut token.text);
                        token.quoted = true;
                        break;
                    }
                } else {
                    token.text.push(c);
                }
            }
        }
        token.span.end = end_of(at);
        tokens.push(token);
    }
    tokens
}

/// Takes what stands in quotes; one that is not closed goes on to the end. Gives where the rest begins.
fn quotation(chars: &[(usize, char)], mut at: usize, close: char, text: &mut String) -> usize {
    while let Some((_, c)) = chars.get(at) {
        at += 1;
        if *c == close && close == '"' && chars.get(at).is_some_and(|(_, next)| *next == '"') {
            text.push('"');
            at += 1;
        } else if *c == close {
            break;
        } else {
            text.push(if c.is_control() { ' ' } else { *c });
        }
    }
    at
}

fn quote(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// A word as it is written.
pub(super) fn word(text: &str) -> String {
    let reads_as_itself = |tokens: &[Token]| matches!(tokens, [it] if !it.excluded && it.key.is_none() && it.text == text);
    if reads_as_itself(&cut(text)) { text.to_owned() } else { quote(text) }
}

/// A word that is left out as it is written, behind its `-`.
pub(super) fn excluded(text: &str) -> String {
    let reads_as_itself = |tokens: &[Token]| matches!(tokens, [it] if it.excluded && it.key.is_none() && it.text == text);
    if reads_as_itself(&cut(&format!("-{text}"))) { text.to_owned() } else { quote(text) }
}

/// The value of a filter as it is written, behind its colon.
pub(super) fn value(text: &str) -> String {
    let reads_as_itself = |tokens: &[Token]| matches!(tokens, [it] if it.key.is_some() && it.text == text);
    if reads_as_itself(&cut(&format!("x:{text}"))) { text.to_owned() } else { quote(text) }
}
