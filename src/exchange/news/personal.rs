//! What personal data a text would show (个人信息检查): names and numbers of students, rooms, phones, identity numbers.

use crate::campus::{Campus, StudentId};
use std::collections::BTreeSet;

/// Of what kind it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PersonalKind {
    /// A student's name.
    Name,
    /// A student number.
    StudentNo,
    /// A room.
    Room,
    /// A phone number.
    Phone,
    /// An identity number.
    Identity,
}

impl PersonalKind {
    /// Its name for scripts.
    pub fn key(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::StudentNo => "student_no",
            Self::Room => "room",
            Self::Phone => "phone",
            Self::Identity => "identity",
        }
    }
}

/// Something personal in a text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Personal {
    /// Of what kind.
    pub kind: PersonalKind,
    /// As it stands in the text.
    pub text: String,
    /// Whose name or number it is; the first who is called so.
    pub student: Option<StudentId>,
}

/// Everything personal in a text, each once.
pub fn personal(campus: &Campus, text: &str) -> Vec<Personal> {
    let mut found = BTreeSet::new();
    let mut seen = BTreeSet::new();
    // What is not seen separates nothing for who reads it.
    let plain: String = crate::text::fold(text).chars().filter(|it| !is_unseen(*it)).collect();
    let squeezed = Squeezed::of(&plain);
    let upper = squeezed.text.to_ascii_uppercase();
    // Who left is somebody all the same; where two are called so, the one who is here is meant.
    let gone = campus.people().students().filter(|(_, it)| it.facts.left && !it.facts.is_erased());
    for (id, it) in campus.people().enrolled().chain(gone) {
        if let Some(text) = name_in(&plain, &squeezed, &it.facts.name)
            && seen.insert(it.facts.name.clone())
        {
            found.insert(Personal { kind: PersonalKind::Name, text, student: Some(id) });
        }
        if let Some(text) = number_in(&plain, &squeezed, &upper, &it.facts.no) {
            found.insert(Personal { kind: PersonalKind::StudentNo, text, student: Some(id) });
        }
    }
    for room in (0..campus.places().rooms().len()).map(crate::campus::RoomId::of) {
        let written = campus.write_room(room);
        if !written.is_empty() && whole(&plain, &written) {
            found.insert(Personal { kind: PersonalKind::Room, text: written, student: None });
        }
    }
    for (kind, text) in numbers(&plain) {
        let same = bare(&text);
        if !found.iter().any(|it: &Personal| bare(&it.text) == same) {
            found.insert(Personal { kind, text, student: None });
        }
    }
    found.into_iter().collect()
}

/// Whether `what` stands in a text with no digit before or behind it.
fn whole(text: &str, what: &str) -> bool {
    text.match_indices(what).any(|(at, _)| edged(text, at, at + what.len()))
}

/// Whether no digit stands right before or right behind a part of a text.
fn edged(text: &str, from: usize, until: usize) -> bool {
    let is_digit = |it: Option<char>| it.is_some_and(|c| c.is_ascii_digit());
    let before = text.get(..from).and_then(|it| it.chars().next_back());
    let behind = text.get(until..).and_then(|it| it.chars().next());
    !is_digit(before) && !is_digit(behind)
}

/// Characters that are there but not seen: they would hide a name from a search, not from a reader.
fn is_unseen(c: char) -> bool {
    matches!(
        c,
        '\u{AD}'
            | '\u{34F}'
            | '\u{61C}'
            | '\u{180B}'..='\u{180F}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
            | '\u{E0000}'..='\u{E0FFF}'
    )
}

fn is_dot(c: char) -> bool {
    matches!(c, '·' | '•' | '・' | '‧')
}

/// What one writes between the characters of a name or number without meaning another.
fn is_between(c: char) -> bool {
    c.is_whitespace() || is_dot(c) || matches!(c, '*' | '_' | '.' | '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

fn bare(text: &str) -> String {
    text.chars().filter(|it| !is_between(*it)).collect()
}

/// A text without what may stand between the characters of a name or number.
struct Squeezed {
    text: String,
    /// Where each of its bytes stands in the whole text.
    from: Vec<usize>,
}

impl Squeezed {
    fn of(plain: &str) -> Self {
        let (mut text, mut from) = (String::with_capacity(plain.len()), Vec::with_capacity(plain.len()));
        for (at, c) in plain.char_indices().filter(|(_, it)| !is_between(*it)) {
            text.push(c);
            from.extend(at..at + c.len_utf8());
        }
        Self { text, from }
    }

    /// Where a part of it stands in the whole text.
    fn place(&self, at: usize, len: usize) -> Option<(usize, usize)> {
        let run = self.from.get(at..at + len)?;
        Some((*run.first()?, run.last()? + 1))
    }

    /// Whether everything that was dropped inside a part of it is such as `fits` says.
    fn gaps(&self, plain: &str, (at, len): (usize, usize), fits: impl Fn(&str) -> bool) -> bool {
        let run = self.from.get(at..at + len).unwrap_or_default();
        let mut pairs = run.iter().zip(run.iter().skip(1));
        pairs.all(|(before, behind)| before + 1 == *behind || plain.get(before + 1..*behind).is_some_and(&fits))
    }
}

/// A name as it stands in a text.
fn name_in(plain: &str, squeezed: &Squeezed, name: &str) -> Option<String> {
    let name = bare(&crate::text::fold(name));
    let signs = name.chars().count();
    // A single sign is no name that anybody could be told by.
    if signs < 2 {
        return None;
    }
    // Two signs meet by chance across a stop or a dash; across a blank somebody spaced a name. A new paragraph goes on with no name.
    let fits = |gap: &str| {
        let near = gap.chars().filter(|it| *it == '\n').count() < 2;
        near && (signs > 2 || gap.chars().all(|it| it.is_whitespace() || is_dot(it) || matches!(it, '*' | '_')))
    };
    let mut places = squeezed.text.match_indices(&name);
    let (at, _) = places.find(|(at, _)| squeezed.gaps(plain, (*at, name.len()), fits))?;
    slice(plain, squeezed.place(at, name.len())?)
}

/// Fewest signs of a student number that is looked for in pieces: a shorter one is found in any date.
const PIECED: usize = 6;

/// A student number as it stands in a text.
fn number_in(plain: &str, squeezed: &Squeezed, upper: &str, no: &str) -> Option<String> {
    if no.is_empty() {
        return None;
    }
    if plain.contains(no) {
        return Some(no.to_owned());
    }
    let bare = bare(&crate::text::fold(no)).to_ascii_uppercase();
    if bare.chars().count() < PIECED {
        return None;
    }
    let mut places = upper.match_indices(&bare).filter(|(at, _)| squeezed.gaps(plain, (*at, bare.len()), joins));
    let place = places.find_map(|(at, _)| squeezed.place(at, bare.len()).filter(|(from, until)| edged(plain, *from, *until)))?;
    slice(plain, place)
}

/// A part of a text in one line.
fn slice(plain: &str, (from, until): (usize, usize)) -> Option<String> {
    plain.get(from..until).map(|it| it.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Whether what stands between two runs of digits leaves them one number: a blank, a dash, a bracket closed, stars of Markdown.
fn joins(gap: &str) -> bool {
    let signs = gap.chars().filter(|it| !it.is_whitespace() && !matches!(it, '*' | '_')).count();
    let lines = gap.chars().filter(|it| *it == '\n').count();
    let fits = gap.chars().all(|it| is_between(it) || it == ')');
    fits && gap.chars().count() <= 4 && signs <= 1 && (lines == 0 || lines == 1 && signs == 0)
}

/// Digits with nothing between them.
struct Run {
    from: usize,
    until: usize,
    /// Whether it goes on with the run before it.
    joined: bool,
    /// Whether an X ends it, as in some identity numbers.
    ends_x: bool,
}

fn runs(plain: &str) -> Vec<Run> {
    let bytes = plain.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut all: Vec<Run> = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if !is_digit(at) {
            at += 1;
            continue;
        }
        let from = at;
        while is_digit(at) {
            at += 1;
        }
        let joined = all.last().is_some_and(|it| !it.ends_x && plain.get(it.until..from).is_some_and(joins));
        let is_x = bytes.get(at).is_some_and(|it| matches!(it, b'X' | b'x'));
        let ends_x = is_x && !bytes.get(at + 1).is_some_and(u8::is_ascii_alphanumeric);
        all.push(Run { from, until: at, joined, ends_x });
    }
    all
}

/// Phone and identity numbers as they stand in a text.
fn numbers(plain: &str) -> Vec<(PersonalKind, String)> {
    let runs = runs(plain);
    let (mut rest, mut found) = (runs.as_slice(), Vec::new());
    while let Some((first, behind)) = rest.split_first() {
        rest = behind;
        let (mut digits, mut lens) = (String::new(), Vec::new());
        for (nth, run) in std::iter::once(first).chain(behind).enumerate() {
            if nth > 0 && !run.joined || digits.len() > 18 {
                break;
            }
            digits.push_str(plain.get(run.from..run.until).unwrap_or_default());
            lens.push(run.until - run.from);
            let Some(kind) = kind_of(&digits, &lens, run.ends_x) else { continue };
            let with_x = kind == PersonalKind::Identity && digits.len() == 17;
            found.extend(slice(plain, (first.from, run.until + usize::from(with_x))).map(|it| (kind, it)));
            rest = behind.get(nth..).unwrap_or_default();
            break;
        }
    }
    found
}

/// What digits are that stand in runs of such lengths.
fn kind_of(digits: &str, lens: &[usize], ends_x: bool) -> Option<PersonalKind> {
    if is_mobile(digits, lens) || is_landline(digits, lens) {
        return Some(PersonalKind::Phone);
    }
    // Numbers that only stand side by side are none, so one in pieces has to hold a birthday.
    let one = lens.len() == 1 || lens.iter().all(|it| *it == 1);
    let born = |at: usize| {
        let two = |at: usize| digits.get(at..at + 2).and_then(|it| it.parse::<u8>().ok()).unwrap_or_default();
        (1..=12).contains(&two(at)) && (1..=31).contains(&two(at + 2))
    };
    let fits = match digits.len() + usize::from(ends_x && digits.len() == 17) {
        18 => one || lens.len() <= 5 && born(10),
        15 => one || lens.len() <= 4 && born(8),
        _ => false,
    };
    fits.then_some(PersonalKind::Identity)
}

fn is_mobile(digits: &str, lens: &[usize]) -> bool {
    let abroad = ["0086", "86"].into_iter().find(|it| digits.len() == 11 + it.len() && digits.starts_with(it));
    let mut cut = abroad.map_or(0, str::len);
    let number = digits.get(cut..).unwrap_or_default();
    let starts = number.starts_with('1') && number.get(1..2).is_some_and(|it| ("3"..="9").contains(&it));
    if number.len() != 11 || !starts {
        return false;
    }
    let mut left = Vec::new();
    for len in lens {
        let gone = cut.min(*len);
        cut -= gone;
        if *len > gone {
            left.push(len - gone);
        }
    }
    // As people break it; a row of counts or a date with a time is broken otherwise.
    left.iter().all(|it| *it == 1) || left == [3, 2, 2, 2, 2] || left.len() <= 4 && left.iter().all(|it| *it >= 3)
}

fn is_landline(digits: &str, lens: &[usize]) -> bool {
    if !digits.starts_with('0') || digits.starts_with("00") {
        return false;
    }
    match lens {
        [len] => (10..=12).contains(len),
        [3 | 4, 7 | 8] | [3 | 4, 3, 4] | [3 | 4, 4, 3 | 4] => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::campus::{Act, Entry, Import, PersonAct, SeatId, Stamp, StudentChange, StudentFacts, UserId};

    fn campus() -> Campus {
        let mut campus = Campus::default();
        let new = |no: &str, name: &str, left| StudentChange { before: None, after: StudentFacts { left, ..StudentFacts::new(no, name) } };
        let students = vec![
            new("2023010112", "张三", false),
            new("2023010104", "欧阳小明", false),
            new("2022010101", "李去", true),
            new("2023010105", "王", false),
        ];
        let act = Act::Person(PersonAct::Imported(Import { students, ..Import::default() }));
        let seq = campus.applied().next();
        campus.apply(&Entry { seq, at: Stamp(0), by: UserId(0), seat: SeatId(0), act });
        campus
    }

    fn kinds(text: &str) -> Vec<PersonalKind> {
        personal(&campus(), text).into_iter().map(|it| it.kind).collect()
    }

    #[test]
    fn a_name_is_found_however_it_is_spaced() {
        for text in ["张三", "张 三", "张　三", "张\n三", "张\u{200B}三", "张·三", "**张**三", "张_三", "欧阳.小明", "欧阳-小 明"]
        {
            assert_eq!(kinds(&format!("感谢{text}同学")), [PersonalKind::Name], "{text:?}");
        }
        assert_eq!(kinds("李去来过"), [PersonalKind::Name], "who left is named too");
        for text in ["打开一张、三张", "纸张。三人", "纸张，三人", "纸张-三人", "纸张\n\n三人", "姓王的"] {
            assert!(kinds(text).is_empty(), "{text:?}");
        }
        let found = personal(&campus(), "感谢张 三");
        assert_eq!((&*found[0].text, found[0].student), ("张 三", campus().people().by_no("2023010112")), "as it stands there");
    }

    #[test]
    fn a_number_is_found_however_it_is_broken() {
        let phones = [
            "13812345678",
            "138-1234-5678",
            "137 1234 5679",
            "138\u{200B}12345678",
            "１３８１２３４５６７８",
            "+8613612345680",
            "+86 136 1234 5680",
            "86135-1234-5681",
            "0571-88001234",
            "(0571)88001234",
            "010 8800 1234",
            "057188001234",
            "1 3 8 1 2 3 4 5 6 7 8",
        ];
        for text in phones {
            assert_eq!(kinds(&format!("电话{text}。")), [PersonalKind::Phone], "{text:?}");
        }
        for text in ["330106200501011234", "33010620050101123X", "330106 20050101 1234", "330106-20050101-123x", "330106050101123"] {
            assert_eq!(kinds(&format!("证件{text}。")), [PersonalKind::Identity], "{text:?}");
        }
        for text in ["2023010112", "2023-010112", "2023 0101 04", "２０２３０１０１１２"] {
            assert_eq!(kinds(&format!("学号{text}。")), [PersonalKind::StudentNo], "{text:?}");
        }
    }

    #[test]
    fn dates_times_counts_and_money_are_nobodys() {
        let all = [
            "2026-11-28",
            "2026-10-01至2026-10-31",
            "2026-10-01 2026-10-31",
            "2026-11-28 08:00-22:00",
            "2026.11.28 1900",
            "20261128 180",
            "180 2026-11-28",
            "共 1 234 567.00 元",
            "￥13800.00",
            "参加 120 人，来了 3 场，1500 份",
            "一共 12345678901 份",
        ];
        for text in all {
            assert!(kinds(text).is_empty(), "{text:?}");
        }
    }
}
