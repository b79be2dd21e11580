//! Where somebody sleeps, as rosters write it: `3#412-2`, `3号楼412`, `M7-115`, `松园3栋412室2床`, or spread over columns.
//!
//! A building is brought to its bare number (`三号楼`, `3栋`, `3#` are all `3`; `松园3栋` is `松园3`). Knows no campus: what a room is called
//! here is only compared with the campus later.

use super::clean::{tidy, tidy_hanzi};
use crate::campus::PLACE_NAME_LIMIT;

/// What a dorm text says; what it does not say is `None`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) building: Option<String>,
    pub(super) room: Option<String>,
    pub(super) bed: Option<u8>,
}

/// What ends the name of a building. Longer ones first, for `号楼` ends in `楼`.
const BUILDING_ENDS: &[&str] =
    &["号公寓楼", "号宿舍楼", "公寓楼", "宿舍楼", "号公寓", "号楼", "栋楼", "公寓", "#楼", "栋", "幢", "座", "楼", "#", "舍"];
/// What may stand before it without telling buildings apart.
const GENERIC: &[&str] = &["学生公寓", "学生宿舍", "公寓", "宿舍", "第"];
const ROOM_ENDS: &[&str] = &["号房间", "房间", "号房", "寝室", "宿舍", "号室", "室", "房", "寝", "号"];
const BED_ENDS: &[&str] = &["号床位", "号床", "床位", "号铺", "床", "铺", "号", "#"];

/// Whether it says in words that the student sleeps nowhere here.
pub(super) fn lives_out(text: &str) -> bool {
    const OUT: &[&str] = &["走读", "校外", "校外住宿", "外宿", "校外租房", "退宿", "已退宿", "未住宿", "未入住", "不住校", "不住宿", "无"];
    OUT.contains(&&*tidy_hanzi(text))
}

/// The number of a building as it is kept; `None` where nothing is left of it. What is kept is kept unchanged when it comes again.
pub(super) fn building(text: &str) -> Option<String> {
    let mut number = barer(text)?;
    // Every step takes something off or turns hanzi into digits, so this ends.
    loop {
        let next = barer(&number)?;
        if next == number {
            return Some(number);
        }
        number = next;
    }
}

fn barer(text: &str) -> Option<String> {
    let text = compact(text);
    let mut bare = text.as_str();
    for generic in GENERIC {
        bare = bare.strip_prefix(generic).filter(|it| !it.is_empty()).unwrap_or(bare);
    }
    let stem = BUILDING_ENDS.iter().find_map(|end| bare.strip_suffix(end)).filter(|it| !it.is_empty()).unwrap_or(bare);
    let stem = stem.trim_matches('-').trim_end_matches("号");
    // A unit (单元) of a building: `3栋2` is written `3-2`.
    let number = with_arabic_end(stem).replace('栋', "-");
    let number = match number.split_once('.') {
        Some((whole, "0")) => whole.to_owned(),
        _ => number,
    };
    (!number.is_empty() && number.chars().count() <= PLACE_NAME_LIMIT).then_some(number)
}

/// The number on a door: `412室` and `０412` are what is left without blanks and ends.
pub(super) fn room(text: &str) -> Option<String> {
    let text = compact(text);
    let bare = ROOM_ENDS.iter().find_map(|end| text.strip_suffix(end)).unwrap_or(&text);
    let bare = bare.strip_suffix(".0").unwrap_or(bare).trim_matches('-');
    (!bare.is_empty() && bare.chars().count() <= PLACE_NAME_LIMIT).then(|| bare.to_owned())
}

/// The number of a bed: `2`, `02`, `2号床`, `二床`, `B`. `Some(0)` is said to be none.
pub(super) fn bed(text: &str) -> Option<u8> {
    let text = compact(text);
    let bare = BED_ENDS.iter().find_map(|end| text.strip_suffix(end)).unwrap_or(&text);
    let bare = bare.strip_suffix(".0").unwrap_or(bare).trim_matches('-');
    match bare.as_bytes() {
        [letter @ b'A'..=b'H'] => Some(letter - b'A' + 1),
        _ if bare.len() <= 2 && !bare.is_empty() && bare.bytes().all(|it| it.is_ascii_digit()) => bare.parse().ok(),
        _ => arabic(bare).and_then(|it| u8::try_from(it).ok()),
    }
}

/// The floor of a room: its number without the last two digits; `412` is on the 4th, `1203` on the 12th, `12` on the ground floor.
pub(super) fn floor(room: &str) -> i8 {
    let digits: String = room.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    let above = digits.len().checked_sub(2).and_then(|end| digits.get(..end)).unwrap_or("");
    above.parse::<i8>().unwrap_or(1).max(1)
}

/// Takes apart what names a room and perhaps building and bed. `None` where it cannot be told what is what.
pub(super) fn place(text: &str) -> Option<Place> {
    let text = compact(text);
    let (name, rest) = split_building(&text);
    match name {
        Some(name) => {
            let rest = without_floor(rest).trim_start_matches('-');
            let place = Place { building: Some(building(name)?), ..Place::default() };
            if rest.is_empty() {
                return Some(place);
            }
            let (room, bed) = room_and_bed(rest)?;
            Some(Place { room: Some(room), bed, ..place })
        }
        None => by_parts(&text),
    }
}

/// The text up to the end of a building's name, and the rest. A building within an area goes with it: `松园公寓3号楼`, `3栋2单元`.
fn split_building(text: &str) -> (Option<&str>, &str) {
    let Some(first) = end_of_building(text, 0) else { return (None, text) };
    let mut end = first;
    // `公寓3号楼`: only a number may stand between one end and the next, and `4楼` after a number is a floor.
    while let Some(next) = end_of_building(text, end) {
        let between = &text[end..next];
        let stem = BUILDING_ENDS.iter().find_map(|it| between.strip_suffix(it)).unwrap_or(between);
        let is_floor = between.ends_with('楼') && !between.ends_with("号楼") && ends_in_number(strip_end(&text[..end]));
        let short =
            stem.chars().count() <= 3 && !stem.is_empty() && stem.chars().all(|c| c.is_ascii_alphanumeric() || HANZI_DIGITS.contains(c));
        if is_floor || !short {
            break;
        }
        end = next;
    }
    (Some(&text[..end]), &text[end..])
}

/// Whether a text names a building before the room.
pub(super) fn names_building(text: &str) -> bool {
    let text = compact(text);
    matches!(split_building(&text), (Some(_), rest) if !rest.is_empty())
}

/// Where the first end of a building's name after `from` ends; a name must stand before it.
fn end_of_building(text: &str, from: usize) -> Option<usize> {
    let rest = text.get(from..)?;
    let found = rest.char_indices().skip(1).find_map(|(at, _)| {
        let here = &rest[at..];
        BUILDING_ENDS.iter().find(|end| here.starts_with(**end)).map(|end| (at, at + end.len()))
    });
    let (begins, ends) = found?;
    // `寝室` and `宿舍` behind a room number end no building.
    let before = &rest[..begins];
    let is_room_end = before.ends_with('宿') || (rest[begins..].starts_with("舍") && before.ends_with("寝"));
    (!is_room_end).then_some(from + ends)
}

fn strip_end(text: &str) -> &str {
    BUILDING_ENDS.iter().find_map(|end| text.strip_suffix(end)).unwrap_or(text)
}

fn ends_in_number(text: &str) -> bool {
    text.chars().next_back().is_some_and(|c| c.is_ascii_digit() || HANZI_DIGITS.contains(c))
}

/// Without the floor that some write between building and room: `4层412`, `4楼412`, `四楼412`, `4F412`.
fn without_floor(text: &str) -> &str {
    let text = text.trim_start_matches('-');
    let digits = text.find(|c: char| !c.is_ascii_digit() && !HANZI_DIGITS.contains(c)).unwrap_or(text.len());
    let ends = ["层", "楼", "F"];
    let rest = ends.iter().find_map(|end| text[digits..].strip_prefix(end));
    rest.filter(|_| digits > 0).unwrap_or(text)
}

/// `412`, `412室`, `412-2`, `412室2床`, `412室2`, `412B床`.
fn room_and_bed(text: &str) -> Option<(String, Option<u8>)> {
    if let Some((left, right)) = text.split_once('-') {
        if right.contains('-') {
            return None;
        }
        return Some((checked_room(left)?, Some(bed(right)?)));
    }
    for end in ROOM_ENDS {
        if let Some((left, right)) = text.split_once(end).filter(|(_, right)| !right.starts_with(['床', '铺'])) {
            let bed = if right.is_empty() { None } else { Some(bed(right)?) };
            return Some((checked_room(left)?, bed));
        }
    }
    Some((checked_room(text)?, None))
}

/// A room number has a digit and nothing but letters and digits; a number of one digit is none.
fn checked_room(text: &str) -> Option<String> {
    let room = room(text)?;
    let fits = room.chars().all(|c| c.is_ascii_alphanumeric()) && room.chars().filter(char::is_ascii_digit).count() >= 2;
    (fits && room.len() <= 8).then_some(room)
}

/// Without any word to go by, only the hyphens tell: `3-412`, `3-412-2`, `M7-115`, `412-2`, `3-4-412`, `3-4-412-2`.
fn by_parts(text: &str) -> Option<Place> {
    let text = BED_ENDS.iter().filter(|it| it.contains(['床', '铺'])).find_map(|end| text.strip_suffix(end)).unwrap_or(text);
    let parts: Vec<&str> = text.split('-').collect();
    let digits = |it: &str| it.chars().filter(char::is_ascii_digit).count();
    match *parts.as_slice() {
        [one] => {
            let (room, bed) = room_and_bed(one)?;
            Some(Place { building: None, room: Some(room), bed })
        }
        [a, b] if digits(a) >= 3 && digits(b) <= 2 => Some(Place { building: None, room: Some(checked_room(a)?), bed: Some(bed(b)?) }),
        [a, b] => Some(Place { building: Some(building(a)?), room: Some(checked_room(b)?), bed: None }),
        [a, b, c] if digits(b) >= 3 => Some(Place { building: Some(building(a)?), room: Some(checked_room(b)?), bed: Some(bed(c)?) }),
        [a, b, c] => Some(Place { building: Some(with_unit(a, b, c)?), room: Some(checked_room(c)?), bed: None }),
        [a, b, c, d] if digits(c) >= 3 => {
            Some(Place { building: Some(with_unit(a, b, c)?), room: Some(checked_room(c)?), bed: Some(bed(d)?) })
        }
        _ => None,
    }
}

/// The middle of three is the floor of the room, or else a unit (单元) of the building.
fn with_unit(a: &str, middle: &str, room: &str) -> Option<String> {
    let name = building(a)?;
    if middle.parse() == Ok(floor(room)) { Some(name) } else { Some(format!("{name}-{middle}")) }
}

/// Without blanks, in capitals, every kind of dash and slash a hyphen, a number in brackets behind one.
fn compact(text: &str) -> String {
    let mut compact = String::with_capacity(text.len());
    for c in tidy(text).chars() {
        match c {
            ' ' | ')' | ']' | '】' => {}
            '－' | '—' | '–' | '‐' | '‑' | '−' | '_' | '~' | '\\' | '/' | '(' | '[' | '【' => compact.push('-'),
            _ => compact.extend(c.to_uppercase()),
        }
    }
    // `3号楼-412` and `3号楼2单元402` are read as what they mean.
    compact.replace("单元", "栋").replace("号栋", "栋")
}

const HANZI_DIGITS: &str = "一二三四五六七八九十";

/// The name with the hanzi number it ends in written in digits: `松园三` is `松园3`.
fn with_arabic_end(name: &str) -> String {
    let begins = name.char_indices().rev().take_while(|(_, c)| HANZI_DIGITS.contains(*c)).last().map_or(name.len(), |it| it.0);
    match arabic(&name[begins..]) {
        Some(number) => format!("{}{number}", &name[..begins]),
        None => name.to_owned(),
    }
}

/// A number from 1 to 99 written in hanzi.
fn arabic(hanzi: &str) -> Option<u32> {
    let digit = |it: &str| "一二三四五六七八九".find(it).filter(|_| it.chars().count() == 1).map(|at| at as u32 / 3 + 1);
    match hanzi.split_once('十') {
        None => digit(hanzi),
        Some((tens, ones)) => {
            let tens = if tens.is_empty() { 1 } else { digit(tens)? };
            let ones = if ones.is_empty() { 0 } else { digit(ones)? };
            Some(tens * 10 + ones)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> (String, String, u8) {
        let it = place(text).unwrap_or_default();
        (it.building.unwrap_or_default(), it.room.unwrap_or_default(), it.bed.unwrap_or(0))
    }

    #[test]
    fn the_ways_schools_write_a_bed() {
        for (text, building, room, bed) in [
            ("3号楼412-2", "3", "412", 2),
            ("3#412-2", "3", "412", 2),
            ("3-412-2", "3", "412", 2),
            ("M7-115", "M7", "115", 0),
            ("m7－115", "M7", "115", 0),
            ("三号楼412", "3", "412", 0),
            ("松园3栋412室2床", "松园3", "412", 2),
            ("３＃４１２－２", "3", "412", 2),
            ("3号楼 412室 2号床", "3", "412", 2),
            ("学生公寓3号楼412", "3", "412", 0),
            ("紫荆公寓十二号楼1203-4", "紫荆公寓12", "1203", 4),
            ("3号楼4楼412", "3", "412", 0),
            ("3号楼4层412室", "3", "412", 0),
            ("3-4-412-1", "3", "412", 1),
            ("3-2-402", "3-2", "402", 0),
            ("3栋2单元402室", "3-2", "402", 0),
            ("3#412（2）", "3", "412", 2),
            ("3#-412-B", "3", "412", 2),
            ("竹园A座B101", "竹园A", "B101", 0),
            ("3#楼412", "3", "412", 0),
            ("412-2", "", "412", 2),
            ("412室", "", "412", 0),
            ("3号楼", "3", "", 0),
            ("二舍305", "2", "305", 0),
        ] {
            assert_eq!(parts(text), (building.into(), room.into(), bed), "{text}");
        }
    }

    #[test]
    fn what_cannot_be_told_is_not_guessed() {
        for text in ["", "待定", "3号楼四一二", "3-412-2-1-1", "3#412-床", "张三", "-", "3#4", "#"] {
            assert_eq!(place(text).and_then(|it| it.room), None, "{text}");
        }
    }

    #[test]
    fn columns_of_their_own_are_brought_to_one_form() {
        for text in ["3", "3号楼", "3栋", "3#", "三号楼", "３ 幢", "3.0", "第3公寓", "学生公寓3号楼", "3号"] {
            assert_eq!(building(text).as_deref(), Some("3"), "{text}");
        }
        assert_eq!(building("梅园").as_deref(), Some("梅园"));
        assert_eq!(building("m7").as_deref(), Some("M7"));
        assert_eq!(building("九思楼").as_deref(), Some("九思"));
        assert_eq!(room("412室").as_deref(), Some("412"));
        assert_eq!(room("A-412").as_deref(), Some("A-412"));
        assert_eq!(["2", "02", "2号床", "2床", "二床", "B", "2.0"].map(bed), [Some(2); 7]);
        assert_eq!([bed("上铺"), bed("123"), bed("")], [None, None, None]);
        assert_eq!(["412", "1203", "12", "B101", "412-2", "99999999"].map(floor), [4, 12, 1, 1, 4, 1]);
    }
}
