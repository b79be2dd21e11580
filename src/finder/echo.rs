//! Whether what somebody writes in their own words says what it has to: names in hanzi or pinyin, numbers in digits or hanzi, wide or narrow.

use crate::campus::{Fact, FactKind};
use crate::text;
use pinyin::{ToPinyin as _, ToPinyinMulti as _};

/// The facts that do not occur in a text, by their place in the list.
pub fn missing(facts: &[Fact], written: &str) -> Vec<usize> {
    let written = Folded::of(written);
    let missing = facts.iter().enumerate().filter(|(_, fact)| !fact.forms.iter().any(|it| written.says(it)));
    missing.map(|(at, _)| at).collect()
}

/// What an action can be recognised by in somebody else's words: each two hanzi in a row, each longer word of letters; without what other facts
/// say, so that the mere name of somebody does not stand for what is to be done with them.
pub fn catchwords(action: &str, others: &[Fact]) -> Vec<String> {
    let said: Vec<String> = others.iter().filter(|it| it.kind != FactKind::Action).flat_map(|it| &it.forms).map(|it| plain(it)).collect();
    let folded = numerals(&lower(action));
    let mut words = Vec::new();
    let mut run: Vec<char> = Vec::new();
    for c in folded.chars().chain([' ']) {
        let same = run.last().is_none_or(|it| is_hanzi(*it) == is_hanzi(c) && it.is_ascii_digit() == c.is_ascii_digit());
        if !c.is_alphanumeric() || !same {
            take(&run, &mut words);
            run.clear();
        }
        if c.is_alphanumeric() {
            run.push(c);
        }
    }
    words.retain(|word| !said.iter().any(|it| it.contains(word.as_str())));
    words
}

/// Shortest word of letters that tells what is to be done.
const WORD_LEAST: usize = 4;

fn take(run: &[char], words: &mut Vec<String>) {
    match run.first() {
        Some(c) if is_hanzi(*c) => words.extend(run.windows(2).map(|it| it.iter().collect::<String>())),
        Some(c) if !c.is_ascii_digit() && run.len() >= WORD_LEAST => words.push(run.iter().collect()),
        _ => {}
    }
}

fn is_hanzi(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// A text in the forms in which it is compared.
struct Folded {
    plain: String,
    spelt: String,
}

impl Folded {
    fn of(written: &str) -> Self {
        // A name may have a numeral in it: 张三 is spelt `zhangsan`.
        Self { plain: plain(written), spelt: spell(&bare(&lower(written))) }
    }

    fn says(&self, form: &str) -> bool {
        let as_written = bare(&lower(form));
        if as_written.is_empty() {
            return false;
        }
        // One hanzi alone sounds like a dozen others.
        let spelt = as_written.chars().filter(|c| is_hanzi(*c)).count() >= 2;
        stands_in(&self.plain, &plain(form)) || (spelt && spellings(&as_written).iter().any(|it| stands_in(&self.spelt, it)))
    }
}

/// Whether a form stands in a text; a number is not part of a longer one.
fn stands_in(text: &str, form: &str) -> bool {
    let ends = |of: Option<char>, side: Option<char>| match (of, side) {
        (Some(a), Some(b)) => !(a.is_ascii_digit() && b.is_ascii_digit()),
        _ => true,
    };
    text.match_indices(form).any(|(at, _)| {
        let (before, after) = (text[..at].chars().next_back(), text[at + form.len()..].chars().next());
        ends(form.chars().next(), before) && ends(form.chars().next_back(), after)
    })
}

fn lower(text: &str) -> String {
    text::fold(text).to_lowercase()
}

/// Narrow, small, without signs; numerals in digits.
fn plain(text: &str) -> String {
    bare(&numerals(&lower(text)))
}

/// Without signs; a blank stays only between two numbers.
fn bare(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.chars() {
        if c.is_alphanumeric() {
            if gap && c.is_ascii_digit() && out.ends_with(|it: char| it.is_ascii_digit()) {
                out.push(' ');
            }
            out.push(c);
            gap = false;
        } else {
            gap = true;
        }
    }
    out
}

/// Numbers in hanzi as digits, up to 99: `二十三点半` is `23点半`.
fn numerals(text: &str) -> String {
    let digit = |c: char| "零一二三四五六七八九".chars().position(|it| it == c).or((c == '两').then_some(2));
    let signs: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(c) = signs.get(at).copied() {
        let next = |ahead: usize| signs.get(at + ahead).copied();
        let (value, len) = match (digit(c), next(1), next(2)) {
            (Some(tens), Some('十'), third) => match third.and_then(digit) {
                Some(ones) => (Some(tens * 10 + ones), 3),
                None => (Some(tens * 10), 2),
            },
            (None, second, _) if c == '十' => match second.and_then(digit) {
                Some(ones) => (Some(10 + ones), 2),
                None => (Some(10), 1),
            },
            (Some(ones), _, _) => (Some(ones), 1),
            _ => (None, 1),
        };
        match value {
            Some(value) => out.push_str(&value.to_string()),
            None => out.push(c),
        }
        at += len;
    }
    out
}

fn spell(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    text.chars().for_each(|c| match c.to_pinyin() {
        Some(it) => out.push_str(&it.plain().replace('ü', "v")),
        None => out.push(c),
    });
    out
}

/// A form in pinyin, with every reading of its first hanzi: 单 is `shan` as a surname and `dan` elsewhere.
fn spellings(text: &str) -> Vec<String> {
    let mut signs = text.chars();
    let Some(first) = signs.next() else { return Vec::new() };
    let rest = spell(signs.as_str());
    let readings: Vec<String> = match first.to_pinyin_multi() {
        Some(multi) => multi.into_iter().map(|it| it.plain().replace('ü', "v")).collect(),
        None => vec![first.to_string()],
    };
    readings.into_iter().map(|it| it + &rest).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fact(kind: FactKind, forms: &[&str]) -> Fact {
        Fact { kind, said: String::new(), forms: forms.iter().map(|it| (*it).to_owned()).collect() }
    }

    fn says(form: &str, written: &str) -> bool {
        missing(&[fact(FactKind::Who, &[form])], written).is_empty()
    }

    #[test]
    fn a_name_is_known_in_hanzi_and_in_pinyin() {
        assert!(says("张三", "张 三 还没回来"));
        assert!(says("张三", "Zhang San hai mei huilai"));
        assert!(says("单雪晴", "shanxueqing 没回"));
        assert!(says("吕布", "lvbu"));
        assert!(!says("张三", "李四还没回来"));
        assert!(!says("张三", ""));
    }

    #[test]
    fn a_number_is_known_in_digits_and_hanzi_wide_and_narrow_but_not_inside_another() {
        assert!(says("412", "３号楼４１２"));
        assert!(says("412", "3#412"));
        assert!(!says("412", "3#2412"));
        assert!(says("23:50", "２３：５０ 前"));
        assert!(says("23点50", "二十三点五十前"));
        assert!(says("11点半", "十一点半"));
        assert!(says("10点", "十点"));
        assert!(!says("23:50", "23:05"));
    }

    #[test]
    fn one_hanzi_is_not_taken_for_others_that_sound_alike() {
        assert!(says("我", "我来办"));
        assert!(!says("我", "窝来办"));
        assert!(says("心理", "xinli 问题"));
    }

    #[test]
    fn what_is_missing_is_listed_in_order() {
        let facts = [fact(FactKind::Who, &["张三", "412"]), fact(FactKind::What, &["心理"]), fact(FactKind::When, &["23:50", "23点50"])];
        assert_eq!(missing(&facts, "412 的同学"), vec![1, 2]);
        assert_eq!(missing(&facts, "张三心理状况，23:50 前报告"), Vec::<usize>::new());
        assert_eq!(missing(&facts, "知道了"), vec![0, 1, 2]);
        assert_eq!(missing(&[], "知道了"), Vec::<usize>::new());
        // A fact that nothing can say is never said.
        assert_eq!(missing(&[fact(FactKind::Owner, &[])], "知道了"), vec![0]);
    }

    #[test]
    fn an_action_is_known_by_any_two_hanzi_of_it_but_not_by_a_name() {
        let who = [fact(FactKind::Who, &["张三"])];
        let words = catchwords("打电话给张三的家长", &who);
        assert!(words.contains(&"电话".to_owned()) && words.contains(&"家长".to_owned()));
        assert!(!words.contains(&"张三".to_owned()));
        let action = Fact { kind: FactKind::Action, said: String::new(), forms: words };
        assert!(missing(std::slice::from_ref(&action), "联系家长").is_empty());
        assert!(!missing(&[action], "张三，知道了").is_empty());
        let english = Fact { kind: FactKind::Action, said: String::new(), forms: catchwords("Call the parents", &[]) };
        assert!(missing(std::slice::from_ref(&english), "I ring the parents").is_empty());
        assert!(!missing(&[english], "I see").is_empty());
    }
}
