//! Who a word of the line means. A choice between several is never made here: the best of them is proposed, and the draft is in doubt.

use super::{Doubt, Form, How, Setting, Who, line};
use crate::campus::{PERSON_TEXT_LIMIT, Student, StudentId};
use std::ops::Range;

/// Fewer digits than this at the beginning of an incident are a number of something else: `120`.
const TELLING_DIGITS: usize = 4;
/// English words that begin a sentence and could be pinyin.
const ENGLISH_OPENINGS: [&str; 16] =
    ["a", "an", "the", "he", "she", "we", "they", "i", "it", "in", "on", "at", "no", "two", "someone", "there"];

/// Finds who is meant by the word at `span`. `nth` counts how often the same word stood before it in the line.
pub(super) fn seek(form: Form, raw: &str, span: Range<usize>, nth: usize, setting: &Setting<'_>) -> (Who, Option<Doubt>) {
    let word = line::view(raw);
    let people = setting.campus.people();
    let student = |id: StudentId| people.student(id);
    let enrolled = |id: &StudentId| student(*id).is_some_and(|it| !it.facts.left);
    let make = |candidates: Vec<StudentId>, chosen, how| Who { typed: raw.into(), span: span.clone(), candidates, chosen, how };

    let by_no = people.by_no(&word).or_else(|| people.by_no(raw));
    if let Some(id) = by_no.filter(enrolled) {
        return (make(vec![id], Some(id), How::Certain), None);
    }
    if let Some(id) = by_no {
        return (make(vec![id], None, How::Certain), Some(Doubt::Left { span: span.clone(), student: id }));
    }
    let found = ask(form, &word, setting);
    let named = |id: &StudentId| student(*id).is_some_and(|it: &Student| *it.facts.name == *word);
    let here: Vec<StudentId> = found.iter().copied().filter(enrolled).collect();
    let exact: Vec<StudentId> = here.iter().copied().filter(named).collect();
    let candidates = if exact.is_empty() { here } else { exact };
    if let Some(pick) = setting.picks.iter().filter(|it| *it.typed == *raw).nth(nth).filter(|it| enrolled(&it.student)) {
        return (make(candidates, Some(pick.student), How::Picked), None);
    }
    match (&candidates[..], found.first()) {
        ([only], _) => (make(candidates.clone(), Some(*only), How::Certain), None),
        ([top, ..], _) => {
            let doubt = Doubt::Ambiguous { span: span.clone(), candidates: candidates.clone() };
            (make(candidates.clone(), Some(*top), How::Top), Some(doubt))
        }
        ([], Some(left)) => (make(found.clone(), None, How::Certain), Some(Doubt::Left { span: span.clone(), student: *left })),
        ([], None) => (make(Vec::new(), None, How::Certain), Some(Doubt::NobodyFound { span: span.clone() })),
    }
}

/// Whether somebody enrolled has exactly this name.
pub(super) fn is_name_of_somebody(raw: &str, setting: &Setting<'_>) -> bool {
    let word = line::view(raw);
    let people = setting.campus.people();
    ask(Form::Talk, &word, setting).into_iter().filter_map(|id| people.student(id)).any(|it| !it.facts.left && *it.facts.name == *word)
}

fn ask(form: Form, word: &str, setting: &Setting<'_>) -> Vec<StudentId> {
    if word.chars().take(PERSON_TEXT_LIMIT + 1).count() > PERSON_TEXT_LIMIT {
        return Vec::new();
    }
    // People are optional in an incident, so its first words must not turn into somebody who merely sounds alike or whose number ends so.
    let few_digits = word.len() < TELLING_DIGITS && word.bytes().all(|it| it.is_ascii_digit());
    if !form.is_talk() && (few_digits || ENGLISH_OPENINGS.iter().any(|it| it.eq_ignore_ascii_case(word))) {
        return Vec::new();
    }
    let mut found = setting.resolve.students(word);
    if !form.is_talk() && word.contains(is_hanzi) {
        let people = setting.campus.people();
        found.retain(|id| people.student(*id).is_some_and(|it| it.facts.name.contains(word)));
    }
    found
}

/// Whether a word that finds nobody still looks like a name or number, so that it is a slip and not the beginning of the words.
pub(super) fn looks_like_a_name(raw: &str) -> bool {
    const LONGEST: usize = 24;
    const LONGEST_HANZI: usize = 4;
    let word = line::view(raw);
    let (mut chars, mut hanzi) = (0, 0);
    for c in word.chars() {
        if !c.is_alphanumeric() && !"·.-_'".contains(c) {
            return false;
        }
        chars += 1;
        hanzi += usize::from(is_hanzi(c));
        if chars > LONGEST {
            return false;
        }
    }
    chars > 0 && (hanzi <= LONGEST_HANZI || word.contains('·'))
}

fn is_hanzi(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}
