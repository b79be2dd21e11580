//! Doors: what people call a building or a room. `3-412`, `3#412`, `3栋412`, `三号楼412室`, `3412`, `412`, and `412-2` for a bed.

use super::query::plain;
use crate::campus::{BuildingId, Places, RoomId};
use crate::text::fold;

/// What may follow the number of a building; longer words before those they begin with.
const BUILDING_WORDS: &[&str] = &["号楼", "栋楼", "号", "栋", "幢", "楼", "座", "#", "-", "—", "–", "_", "/", ".", "·"];
/// What may follow the number of a room.
const ROOM_WORDS: &[&str] = &["寝室", "宿舍", "房间", "室", "房", "寝", "号"];
/// What may stand between room and bed.
const BED_SIGNS: &[char] = &['-', '#', '/', '_', ' '];

/// How well a query names a room, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// Building and room are named.
    Named,
    /// The room is named, and it is in the building one is in.
    Here,
    /// The digits can be parted into building and room.
    Parted,
    /// The room is named, and there is one in another building.
    Elsewhere,
    /// The building is named and the room begun.
    NamedHead,
    /// A room of the building one is in is begun.
    HereHead,
    /// The digits can be parted into a building and the beginning of a room.
    PartedHead,
    /// A room of another building is begun.
    ElsewhereHead,
}

impl Fit {
    /// The same, for a room whose number is only begun.
    fn head(self) -> Self {
        match self {
            Self::Named => Self::NamedHead,
            Self::Here => Self::HereHead,
            Self::Parted => Self::PartedHead,
            _ => Self::ElsewhereHead,
        }
    }

    /// Whether building and room are both certain.
    pub(super) fn is_exact(self) -> bool {
        matches!(self, Self::Named | Self::Here)
    }
}

/// A room found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Door {
    pub(super) fit: Fit,
    pub(super) room: RoomId,
    /// The bed, if one was named behind the room.
    pub(super) bed: Option<u8>,
}

/// The rooms a query may mean, the best fit first; within a fit, `here` first and then in the order of buildings, floors and rooms.
pub(super) fn rooms(places: &Places, query: &str, here: Option<BuildingId>) -> Vec<Door> {
    let text = form(query);
    if text.is_empty() {
        return Vec::new();
    }
    let bare = Wanted::of(&text);
    let mut doors: Vec<(Fit, bool, Door)> = Vec::new();
    for (id, building) in places.buildings() {
        let away = here != Some(id);
        let mut look = |wanted: &Wanted<'_>, fit: Fit| {
            for room in places.rooms_of(id) {
                let Some(number) = places.room(*room).map(|it| &*it.number) else { continue };
                if let Some((whole, bed)) = wanted.fits(number) {
                    let fit = if whole { fit } else { fit.head() };
                    doors.push((fit, away, Door { fit, room: *room, bed }));
                }
            }
        };
        if !bare.whole.is_empty() {
            look(&bare, if away { Fit::Elsewhere } else { Fit::Here });
        }
        if let Some((rest, named)) = strip_building(&text, &number(&building.number)) {
            look(&Wanted::of(rest), if named { Fit::Named } else { Fit::Parted });
        }
    }
    // Stable: rooms of one fit stay in the order they were looked at.
    doors.sort_by_key(|(fit, away, _)| (*fit, *away));
    let mut seen = std::collections::HashSet::new();
    doors.into_iter().map(|(_, _, door)| door).filter(|door| seen.insert(door.room)).collect()
}

/// The buildings a query may mean, the one with exactly that number first.
pub(super) fn buildings(places: &Places, query: &str) -> Vec<BuildingId> {
    let text = form(query);
    if text.is_empty() {
        return Vec::new();
    }
    let (mut whole, mut begun) = (Vec::new(), Vec::new());
    for (id, building) in places.buildings() {
        let number = number(&building.number);
        if text == number || strip_building(&text, &number).is_some_and(|(rest, named)| named && rest.is_empty()) {
            whole.push(id);
        } else if number.starts_with(&text) {
            begun.push(id);
        }
    }
    whole.append(&mut begun);
    whole
}

/// The form in which doors are compared: half-width, lower case, without outer blanks, the building in digits.
fn form(query: &str) -> String {
    // Longer than any door by far; somebody may have pasted a book.
    const LIMIT: usize = 64;
    let text: String = query.trim().chars().take(LIMIT + 1).collect();
    if text.chars().count() > LIMIT {
        return String::new();
    }
    let text = fold(&text).trim().to_lowercase();
    let numerals = text.chars().take_while(|c| numeral(*c).is_some()).count();
    let split = text.char_indices().nth(numerals).map_or(text.len(), |(at, _)| at);
    let (head, rest) = text.split_at(split);
    match count(head) {
        Some(number) if BUILDING_WORDS.iter().any(|word| rest.starts_with(word)) => format!("{number}{rest}"),
        _ => text,
    }
}

fn numeral(c: char) -> Option<u32> {
    "〇一二三四五六七八九十".chars().position(|it| it == c).map(|at| at as u32)
}

/// `三` is 3, `十二` 12, `二十` 20, `二十三` 23.
fn count(numerals: &str) -> Option<u32> {
    let digits: Vec<u32> = numerals.chars().filter_map(numeral).collect();
    match *digits.as_slice() {
        [only] => Some(only),
        [10, ones] if ones < 10 => Some(10 + ones),
        [tens, 10] if tens < 10 => Some(tens * 10),
        [tens, 10, ones] if tens < 10 && ones < 10 => Some(tens * 10 + ones),
        _ => None,
    }
}

/// The number of a building without the word behind it: `3号楼` is `3`.
fn number(written: &str) -> String {
    let folded = fold(written).trim().to_lowercase();
    let bare = BUILDING_WORDS.iter().find_map(|word| folded.strip_suffix(word)).unwrap_or(&folded).trim_end();
    if bare.is_empty() { folded } else { bare.to_owned() }
}

/// What follows the building in a query, and whether a word or a sign parts them.
fn strip_building<'q>(text: &'q str, number: &str) -> Option<(&'q str, bool)> {
    let after = text.strip_prefix(number).filter(|_| !number.is_empty())?;
    let mut rest = after.trim_start();
    while let Some(next) = BUILDING_WORDS.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = next.trim_start();
    }
    let named = rest.len() < after.len();
    (named || rest.starts_with(|c: char| c.is_ascii_digit())).then_some((rest, named))
}

/// A room as it was written, read with and without a bed behind it.
struct Wanted<'q> {
    whole: &'q str,
    bed: Option<(&'q str, u8)>,
}

impl<'q> Wanted<'q> {
    fn of(text: &'q str) -> Self {
        let text = text.trim();
        let whole = ROOM_WORDS.iter().find_map(|word| text.strip_suffix(word)).unwrap_or(text).trim_end();
        let bed = text.strip_suffix('床').map_or(text, |it| it.strip_suffix('号').unwrap_or(it)).trim_end();
        let bed = bed.rsplit_once(BED_SIGNS).or_else(|| bed.rsplit_once('室')).and_then(|(room, bed)| {
            let room = room.trim_end_matches(BED_SIGNS);
            let room = ROOM_WORDS.iter().find_map(|word| room.strip_suffix(word)).unwrap_or(room);
            Some((room, bed.parse().ok()?)).filter(|_| !room.is_empty())
        });
        Self { whole, bed }
    }

    /// Whether the room with this number is meant: wholly or by its beginning, and which bed of it.
    fn fits(&self, number: &str) -> Option<(bool, Option<u8>)> {
        if number.eq_ignore_ascii_case(self.whole) {
            return Some((true, None));
        }
        if let Some((_, bed)) = self.bed.filter(|(room, _)| number.eq_ignore_ascii_case(room)) {
            return Some((true, Some(bed)));
        }
        let head = number.as_bytes().get(..self.whole.len())?;
        head.eq_ignore_ascii_case(self.whole.as_bytes()).then_some((false, None))
    }
}

/// A query as a number is kept, if nothing in it speaks of a door: letters and digits, blanks apart.
pub(super) fn as_number(query: &str) -> Option<String> {
    let folded = fold(query);
    let all = folded.chars().all(|c| c == ' ' || c.is_ascii_alphanumeric());
    let code: String = folded.chars().filter_map(plain).collect();
    (all && code.bytes().any(|it| it.is_ascii_digit())).then_some(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_are_counted() {
        assert_eq!(form("三号楼412"), "3号楼412");
        assert_eq!(form("十二栋"), "12栋");
        assert_eq!(form("二十三栋"), "23栋");
        assert_eq!(form("三丰"), "三丰");
        assert_eq!(form("３＃４１２"), "3#412");
    }

    #[test]
    fn building_words_are_taken_off() {
        assert_eq!(number("3号楼"), "3");
        assert_eq!(number("M7"), "m7");
        assert_eq!(number("楼"), "楼");
        assert_eq!(strip_building("3号楼-412", "3"), Some(("412", true)));
        assert_eq!(strip_building("3412", "3"), Some(("412", false)));
        assert_eq!(strip_building("3", "3"), None);
        assert_eq!(strip_building("ma", "m"), None);
    }

    #[test]
    fn a_bed_may_follow() {
        assert_eq!(Wanted::of("412-2床").fits("412"), Some((true, Some(2))));
        assert_eq!(Wanted::of("412室2号床").fits("412"), Some((true, Some(2))));
        assert_eq!(Wanted::of("412室").fits("412"), Some((true, None)));
        assert_eq!(Wanted::of("A-412").fits("a-412"), Some((true, None)));
        assert_eq!(Wanted::of("41").fits("412"), Some((false, None)));
        assert_eq!(Wanted::of("412").fits("1412"), None);
    }
}
