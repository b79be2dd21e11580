//! Who is meant by a word of a list of those who were there: a number, a class, a room, a name that only one has.

use super::super::dorm;
use crate::campus::{Campus, RoomId, StudentId};

/// Why a word names nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Absent {
    /// No student, class or room is called so.
    Unknown,
    /// Several students are.
    Several,
    /// They left the college.
    Left,
}

/// The students a word means. Of a class and of a room those who left are left out; whoever is named by number or name and left is said.
///
/// # Errors
/// Nobody is meant, or nobody in particular.
pub fn present(campus: &Campus, word: &str) -> Result<Vec<StudentId>, Absent> {
    let people = campus.people();
    let here = |id: StudentId| people.student(id).is_some_and(|it| !it.facts.left);
    if let Some(id) = people.by_no(word) {
        return if here(id) { Ok(vec![id]) } else { Err(Absent::Left) };
    }
    if let Some((class, _)) = people.classes().find(|(_, it)| *it.name == *word) {
        return Ok(people.enrolled().filter(|(_, it)| it.facts.class == Some(class)).map(|(id, _)| id).collect());
    }
    if let Some(room) = room(campus, word) {
        return Ok(people.in_room(room).iter().copied().filter(|id| here(*id)).collect());
    }
    let mut named = people.enrolled().filter(|(_, it)| *it.facts.name == *word).map(|(id, _)| id);
    match (named.next(), named.next()) {
        (Some(id), None) => Ok(vec![id]),
        (Some(_), Some(_)) => Err(Absent::Several),
        (None, _) => {
            let left = people.students().any(|(_, it)| it.facts.left && *it.facts.name == *word);
            Err(if left { Absent::Left } else { Absent::Unknown })
        }
    }
}

/// The room a word names with its building: `3#412`, `3号楼412`, or as the college writes it.
pub(super) fn room(campus: &Campus, word: &str) -> Option<RoomId> {
    if !word.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let places = campus.places();
    let place = dorm::place(word)?;
    let building = places.building_by_number(&place.building?)?;
    places.room_by_door(building, &place.room?)
}
