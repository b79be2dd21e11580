//! What a place on the line means, and how a place is written so that it means the same again.

use super::Setting;
use crate::campus::{BuildingId, Campus, PLACE_NAME_LIMIT, Places, RoomId, Spot};

/// What was found by a word for a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Found {
    /// One place.
    One(Spot),
    /// Several rooms: the best, and all of them, best first.
    Rooms(RoomId, Vec<RoomId>),
    /// Nothing; it is a place in words, or no place at all.
    Nothing,
}

/// What may follow the number of a building, the longest first.
const BUILDING_ENDS: [&str; 7] = ["号楼", "号", "栋", "幢", "楼", "舍", "#"];
/// What may stand between building and room.
const BETWEEN: [&str; 8] = ["号楼-", "号楼", "号", "栋", "幢", "楼", "-", "#"];

/// Finds a place by a word that is folded to half width: a room by building and number, a bare number in the building at hand, a building,
/// a community, and last whatever the resolver finds.
pub(super) fn find(word: &str, setting: &Setting<'_>) -> Found {
    let places = setting.campus.places();
    let in_building = || setting.building.and_then(|id| places.room_by_door(id, word));
    if let Some(room) = room_by_parts(places, word).or_else(in_building).or_else(|| room_by_template(setting.campus, word)) {
        return Found::One(Spot::Room(room));
    }
    if let Some(id) = building(places, word).or_else(|| BUILDING_ENDS.iter().find_map(|end| building(places, word.strip_suffix(end)?))) {
        return Found::One(Spot::Building(id));
    }
    if let Some((id, _)) = places.communities().find(|(_, it)| same(&it.name, word) || same(it.name.trim_end_matches("社区"), word)) {
        return Found::One(Spot::Community(id));
    }
    let rooms = if word.contains(|c: char| c.is_ascii_digit()) { setting.resolve.rooms(word) } else { Vec::new() };
    match rooms[..] {
        [] => Found::Nothing,
        [room] => Found::One(Spot::Room(room)),
        [best, ..] => Found::Rooms(best, rooms),
    }
}

/// Whether a word may be a place at all: some words, and not too many.
pub(super) fn is_place(word: &str) -> bool {
    !word.is_empty() && word.chars().take(PLACE_NAME_LIMIT + 1).count() <= PLACE_NAME_LIMIT
}

/// Whether a word without `@` may be tried as a place: it has a number, and is not merely `3`.
pub(super) fn looks_like_a_place(word: &str) -> bool {
    is_place(word) && word.contains(|c: char| c.is_ascii_digit()) && word.len() > 2
}

/// Whether a word is written like the number of a room or a building, `9#999`, `3栋`, `412`, and not like a place in words: `操场`,
/// `3号楼大厅`, `A201`. Such a word that finds nothing is a slip of the fingers.
pub(super) fn looks_like_a_door(places: &Places, word: &str) -> bool {
    let is_digit = |c: char| c.is_ascii_digit();
    let is_joint = |c: char| c == '室' || BUILDING_ENDS.iter().chain(&BETWEEN).any(|it| it.contains(c));
    let behind_a_building = BETWEEN.iter().any(|between| {
        let mut parted = word.match_indices(between).filter_map(|(at, _)| Some((word.get(..at)?, word.get(at + between.len()..)?)));
        parted.any(|(before, door)| door.starts_with(is_digit) && building(places, before).is_some())
    });
    let numbers_alone = word.starts_with(is_digit) || word.contains(is_joint);
    let all_numbers = word.contains(is_digit) && word.chars().all(|c| c.is_ascii_alphanumeric() || is_joint(c));
    behind_a_building || (all_numbers && numbers_alone)
}

fn room_by_parts(places: &Places, word: &str) -> Option<RoomId> {
    BETWEEN.iter().find_map(|between| {
        word.match_indices(between).find_map(|(at, _)| {
            let id = building(places, word.get(..at)?)?;
            let door = word.get(at + between.len()..)?;
            let door = door.strip_suffix('室').unwrap_or(door);
            places.room_by_door(id, door).or_else(|| places.rooms_of(id).iter().copied().find(|it| is_door(places, *it, door)))
        })
    })
}

/// The room that the college writes like this.
fn room_by_template(campus: &Campus, word: &str) -> Option<RoomId> {
    let may_be = campus.places().rooms().filter(|(_, it)| word.len() > it.number.len() && word.contains(&*it.number));
    may_be.map(|(id, _)| id).find(|id| same(&campus.write_room(*id), word))
}

/// Whether this is the number on the door of a room.
pub(super) fn is_door(places: &Places, room: RoomId, door: &str) -> bool {
    places.room(room).is_some_and(|it| same(&it.number, door))
}

fn building(places: &Places, number: &str) -> Option<BuildingId> {
    places.building_by_number(number).or_else(|| places.buildings().find(|(_, it)| same(&it.number, number)).map(|(id, _)| id))
}

/// Whether two ways of writing a place are the same but for blanks and large letters; a word on the line has no blanks.
fn same(name: &str, word: &str) -> bool {
    !word.is_empty() && name.chars().filter(|c| !c.is_whitespace()).map(lower).eq(word.chars().map(lower))
}

fn lower(c: char) -> char {
    c.to_ascii_lowercase()
}

/// A place as a word for the line. Empty for a place that does not exist.
pub(super) fn write(spot: &Spot, campus: &Campus) -> String {
    let places = campus.places();
    let number = |id: BuildingId| places.building(id).map_or("", |it| &*it.number);
    let word = match spot {
        Spot::Room(id) => places.room(*id).map(|it| format!("{}-{}", number(it.building), it.number)).unwrap_or_default(),
        Spot::Building(id) if BUILDING_ENDS.iter().any(|end| number(*id).ends_with(end)) => number(*id).to_owned(),
        Spot::Building(id) => format!("{}号楼", number(*id)),
        Spot::Community(id) => places.community(*id).map(|it| it.name.to_string()).unwrap_or_default(),
        Spot::Words(words) => words.to_string(),
    };
    word.split_whitespace().collect()
}
