//! What stands in one cell, cleaned and checked: numbers, names, sex, phones, standing. Each function takes the text of a cell as it
//! came and gives what is kept, or the [`Reason`] it is not.
//!
//! Knows no table, no row and no campus.

use super::Reason;
use super::table::Cell;
use crate::campus::{PERSON_TEXT_LIMIT, Sex};
use crate::text;

/// Shortest and longest student number, in characters. Colleges use 8–12; a register's own number (学籍号) may have up to 20.
const STUDENT_NO_LENGTHS: std::ops::RangeInclusive<usize> = 4..=20;

/// The text of a cell without what only dresses it: control and bidi characters, blanks around it and doubled ones in it, full-width
/// letters and digits, the `="…"` or `'` that guards a number from the spreadsheet.
pub(super) fn tidy(cell: &str) -> String {
    if is_plain(cell) {
        return cell.to_owned();
    }
    let kept: String = text::fold(cell).chars().map(|c| if c.is_whitespace() { ' ' } else { c }).filter(|c| !c.is_control()).collect();
    let cleaned = text::clean(&kept);
    let mut bare = cleaned.trim();
    if let Some(guarded) = bare.strip_prefix("=\"").and_then(|it| it.strip_suffix('"')) {
        bare = guarded.trim();
    }
    bare = bare.strip_prefix('\'').unwrap_or(bare);
    bare.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Nothing but common hanzi, ASCII letters and digits, which most cells are: nothing to tidy.
fn is_plain(cell: &str) -> bool {
    cell.chars().all(|c| c.is_ascii_alphanumeric() || ('\u{4E00}'..='\u{9FFF}').contains(&c))
}

/// As [`tidy`], and without the blanks beside hanzi: `张  三` is 张三, `Maria Lopez` keeps her blank.
pub(super) fn tidy_hanzi(cell: &str) -> String {
    let tidied = tidy(cell);
    if !tidied.contains(' ') {
        return tidied;
    }
    let mut kept = String::with_capacity(tidied.len());
    let mut chars = tidied.chars().peekable();
    while let Some(c) = chars.next() {
        let beside = |c: Option<char>| c.is_some_and(|c| is_hanzi(c) || c == '·');
        if c != ' ' || !(beside(kept.chars().next_back()) || beside(chars.peek().copied())) {
            kept.push(c);
        }
    }
    kept
}

/// Whether it is a Chinese character.
fn is_hanzi(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' | '〇')
}

/// Whether a cell is as good as empty: blank, or one of the signs that exports put where nothing is known.
pub(super) fn says_nothing(text: &str) -> bool {
    matches!(&*tidy(text), "" | "-" | "--" | "—" | "——" | "/" | "\\" | "NULL" | "null" | "N/A" | "n/a" | "暂无" | "待补")
}

/// A cell that holds something else than text or a number cannot be taken.
pub(super) fn readable(cell: &Cell) -> Result<(), Reason> {
    match cell {
        Cell::Imprecise(_) => Err(Reason::PrecisionLost),
        Cell::Date(..) => Err(Reason::DateInstead),
        Cell::Error => Err(Reason::CellError),
        Cell::Empty | Cell::Text(_) | Cell::Number(_) => Ok(()),
    }
}

/// A student number (学号).
pub(super) fn student_no(cell: &Cell) -> Result<Box<str>, Reason> {
    readable(cell)?;
    let bare: String = tidy(cell.text()).chars().filter(|c| *c != ' ').collect();
    if bare.is_empty() {
        return Err(Reason::StudentNoMissing);
    }
    let no = whole_number(&bare)?;
    let fits = no.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_') && no.chars().any(|c| c.is_ascii_digit());
    if fits && STUDENT_NO_LENGTHS.contains(&no.len()) { Ok(no.into()) } else { Err(Reason::StudentNoOdd) }
}

/// Text that a spreadsheet made of a number: `2024010101.0` and `2.024010101E+09` give the number back, `2.024E+09` has lost it.
fn whole_number(text: &str) -> Result<String, Reason> {
    let digits = |it: &str| !it.is_empty() && it.bytes().all(|byte| byte.is_ascii_digit());
    if let Some((mantissa, exponent)) = text.split_once(['e', 'E']) {
        let exponent = exponent.strip_prefix('+').unwrap_or(exponent);
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        if whole.len() == 1 && digits(whole) && (fraction.is_empty() || digits(fraction)) && digits(exponent) {
            let kept = exponent.parse() == Ok(fraction.len()) && !fraction.is_empty();
            return if kept { Ok(format!("{whole}{fraction}")) } else { exponent_or_letter(text) };
        }
    }
    match text.split_once('.') {
        Some((whole, zeros)) if digits(whole) && !zeros.is_empty() && zeros.bytes().all(|byte| byte == b'0') => Ok(whole.to_owned()),
        _ => Ok(text.to_owned()),
    }
}

/// `2E10101` may be a number of its own: a spreadsheet writes the exponent with a sign or after a point.
fn exponent_or_letter(text: &str) -> Result<String, Reason> {
    if text.contains(['.', '+']) { Err(Reason::PrecisionLost) } else { Ok(text.to_owned()) }
}

/// A name (姓名). The points of names from the west of the country are all written `·`.
pub(super) fn name(cell: &Cell) -> Result<Box<str>, Reason> {
    readable(cell)?;
    let pointed: String =
        cell.text().chars().map(|c| if matches!(c, '•' | '・' | '‧' | '∙' | '⋅' | '●' | '･') { '·' } else { c }).collect();
    let name = tidy_hanzi(&pointed);
    let begins_well = name.chars().next().is_some_and(char::is_alphabetic);
    if name.is_empty() {
        Err(Reason::NameMissing)
    } else if name.chars().count() > PERSON_TEXT_LIMIT {
        Err(Reason::TooLong)
    } else if !begins_well || name.contains('\u{FFFD}') {
        Err(Reason::NameUnreadable)
    } else {
        Ok(name.into())
    }
}

/// Sex (性别): words, letters or the national code (1 男, 2 女). `None` where the roster says it is not known.
pub(super) fn sex(text: &str) -> Result<Option<Sex>, Reason> {
    let text = tidy(text).to_lowercase();
    match text.strip_suffix(".0").unwrap_or(&text) {
        "男" | "男性" | "男生" | "m" | "male" | "1" => Ok(Some(Sex::Male)),
        "女" | "女性" | "女生" | "f" | "female" | "2" => Ok(Some(Sex::Female)),
        "" | "0" | "9" | "未知" | "未说明" | "无" => Ok(None),
        _ => Err(Reason::SexUnreadable),
    }
}

/// A mobile number: 11 digits, the first a 1. Whatever else it is, is kept as it stands, and the second value then says so.
pub(super) fn phone(text: &str) -> (String, bool) {
    let tidied = tidy_hanzi(text);
    let bare = tidied.strip_suffix(".0").unwrap_or(&tidied);
    let plain = bare.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '-' | '+' | '(' | ')'));
    let digits: String = bare.chars().filter(char::is_ascii_digit).collect();
    let national = ["0086", "86"].iter().find_map(|it| digits.strip_prefix(it).filter(|rest| rest.len() == 11)).unwrap_or(&digits);
    if plain && national.len() == 11 && national.starts_with('1') { (national.to_owned(), true) } else { (tidied, false) }
}

/// The number of a parent, which may be a landline: at least seven digits in all, and words are welcome.
pub(super) fn guardian_phone(text: &str) -> (String, bool) {
    let (phone, mobile) = phone(text);
    let fits = mobile || phone.chars().filter(char::is_ascii_digit).count() >= 7;
    (phone, fits)
}

/// Whether a student of this standing (学籍状态) is no longer here. 休学 and 保留学籍 count: they sleep elsewhere and are not to be missed at
/// a round; the next roster that says 在读 brings them back.
pub(super) fn has_left(standing: &str) -> bool {
    const HERE: &[&str] = &["在读", "在校", "在籍", "转入", "复学", "未"];
    const GONE: &[&str] =
        &["退学", "毕业", "结业", "肄业", "转出", "转学", "开除", "除名", "休学", "注销", "死亡", "保留学籍", "离校", "保留入学资格"];
    !HERE.iter().any(|it| standing.contains(it)) && GONE.iter().any(|it| standing.contains(it))
}

/// A value as a report may show it: identity and phone numbers only by their ends.
pub(super) fn masked(value: &str) -> String {
    let length = value.chars().count();
    if length < 8 {
        return "*".repeat(length);
    }
    let hidden = value.chars().enumerate().map(|(at, c)| if at < 3 || at + 4 >= length { c } else { '*' });
    hidden.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(it: &str) -> Cell {
        Cell::Text(it.into())
    }

    #[test]
    fn student_numbers_are_brought_to_one_form() {
        for dressed in [
            "2024010101",
            " 2024010101\u{a0}",
            "２０２４０１０１０１",
            "=\"2024010101\"",
            "\t2024010101\t",
            "'2024010101",
            "2024010101.0",
            "2.024010101E+09",
            "\u{feff}2024010101\u{200b}",
            "2024 0101 01",
        ] {
            assert_eq!(student_no(&text(dressed)).as_deref(), Ok("2024010101"), "{dressed:?}");
        }
        assert_eq!(student_no(&text("00240101")).as_deref(), Ok("00240101"));
        assert_eq!(student_no(&text("20E10101")).as_deref(), Ok("20E10101"));
        assert_eq!(student_no(&text("2E101010")).as_deref(), Ok("2E101010"));
    }

    #[test]
    fn what_is_no_student_number_is_named() {
        for (cell, reason) in [
            (text(" \u{3000}"), Reason::StudentNoMissing),
            (text("2.024E+09"), Reason::PrecisionLost),
            (text("2.024e9"), Reason::PrecisionLost),
            (Cell::Imprecise("2e17".into()), Reason::PrecisionLost),
            (Cell::Error, Reason::CellError),
            (Cell::Date(None, None), Reason::DateInstead),
            (text("张三"), Reason::StudentNoOdd),
            (text("123"), Reason::StudentNoOdd),
            (text("abcdef"), Reason::StudentNoOdd),
            (Cell::Number("2024.5".into()), Reason::StudentNoOdd),
        ] {
            assert_eq!(student_no(&cell), Err(reason), "{cell:?}");
        }
    }

    #[test]
    fn names_are_written_one_way() {
        for (raw, kept) in [
            ("张  三", "张三"),
            (" 欧阳\u{3000}娜娜 ", "欧阳娜娜"),
            ("买买提•艾力", "买买提·艾力"),
            ("买买提 ・ 艾力", "买买提·艾力"),
            ("Maria  Lopez", "Maria Lopez"),
            ("张\u{200b}三\u{202e}", "张三"),
            ("张\u{1b}[31m三", "张[31m三"),
            ("𠮷田", "𠮷田"),
        ] {
            assert_eq!(name(&text(raw)).as_deref(), Ok(kept), "{raw:?}");
        }
        assert_eq!(name(&text("=1+2")), Err(Reason::NameUnreadable));
        assert_eq!(name(&text("张\u{fffd}")), Err(Reason::NameUnreadable));
        assert_eq!(name(&text(&"张".repeat(65))), Err(Reason::TooLong));
    }

    #[test]
    fn phones_lose_what_only_divides_them() {
        for raw in ["13800138000", "138-0013-8000", "+86 138 0013 8000", "１３８００１３８０００", "13800138000.0"] {
            assert_eq!(phone(raw), ("13800138000".into(), true), "{raw}");
        }
        assert_eq!(phone("1380013800"), ("1380013800".into(), false));
        assert_eq!(phone("13800138000/13900139000"), ("13800138000/13900139000".into(), false));
        assert!(guardian_phone("0371-12345678").1 && guardian_phone("父 13800138000").1 && !guardian_phone("无").1);
    }

    #[test]
    fn standing_says_who_has_left() {
        for gone in ["退学", "已毕业", "休学", "转出", "开除学籍", "保留学籍"] {
            assert!(has_left(gone), "{gone}");
        }
        for here in ["在读", "", "注册学籍", "转学转入", "未毕业", "复学", "毕业班在校"] {
            assert!(!has_left(here), "{here}");
        }
    }

    #[test]
    fn a_mask_leaves_the_ends() {
        assert_eq!(masked("13800138000"), "138****8000");
        assert_eq!(masked("12345"), "*****");
    }
}
