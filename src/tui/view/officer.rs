//! The students' own grid (楼栋长、楼层长、寝室长、心理委员、学生党员) of a building: who holds which post, and which has nobody.

use crate::campus::{BuildingId, Campus, ClassId, OfficerPost, RoomId, RoomUse, StudentId};
use std::collections::{BTreeSet, HashMap};

/// A post and who holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OfficerRow {
    /// The post.
    pub post: OfficerPost,
    /// Who holds it; `None` is a gap.
    pub student: Option<StudentId>,
}

/// Who holds which post now.
pub(super) fn standing(campus: &Campus) -> HashMap<OfficerPost, Vec<StudentId>> {
    let mut held: HashMap<OfficerPost, Vec<StudentId>> = HashMap::new();
    for it in campus.staff().officers().iter().filter(|it| it.until.is_none()) {
        held.entry(it.post).or_default().push(it.student);
    }
    held
}

/// The rooms of a building in which somebody sleeps, by floor.
fn lived_in(campus: &Campus, building: BuildingId) -> Vec<(i8, Vec<RoomId>)> {
    let dwelling = |id: &RoomId| campus.places().room(*id).is_some_and(|it| it.purpose == RoomUse::Dwelling);
    let lived = |rooms: &[RoomId]| rooms.iter().copied().filter(|id| dwelling(id) && !campus.people().in_room(*id).is_empty()).collect();
    let floors = campus.places().floors(building).into_iter().map(|(floor, rooms)| (floor, lived(rooms)));
    floors.filter(|(_, rooms): &(i8, Vec<RoomId>)| !rooms.is_empty()).collect()
}

/// How many floors of a building people live on, and how many of them have no head.
pub(super) fn floors_without_head(campus: &Campus, held: &HashMap<OfficerPost, Vec<StudentId>>, building: BuildingId) -> (usize, usize) {
    let floors = lived_in(campus, building);
    let gaps = floors.iter().filter(|(floor, _)| !held.contains_key(&OfficerPost::FloorHead(building, *floor))).count();
    (floors.len(), gaps)
}

/// The posts of a building: those nobody holds first, then those somebody does; the building's, then by floor, by room, by class.
pub(super) fn officer_rows(campus: &Campus, building: Option<BuildingId>) -> Vec<OfficerRow> {
    let Some(building) = building else { return Vec::new() };
    let held = standing(campus);
    let floors = lived_in(campus, building);
    let rooms = || floors.iter().flat_map(|(_, rooms)| rooms.iter().copied());
    let people = rooms().flat_map(|room| campus.people().in_room(room));
    let classes: BTreeSet<ClassId> = people.filter_map(|id| campus.people().student(*id)?.facts.class).collect();
    let mut posts = vec![OfficerPost::BuildingHead(building)];
    posts.extend(floors.iter().rev().map(|(floor, _)| OfficerPost::FloorHead(building, *floor)));
    posts.extend(classes.into_iter().map(OfficerPost::PsychWatcher));
    posts.extend(rooms().map(OfficerPost::RoomHead));
    let gaps = posts.iter().filter(|post| !held.contains_key(post)).map(|post| OfficerRow { post: *post, student: None });
    // A party member's room is nobody's gap: not every room has one.
    let party = rooms().map(OfficerPost::PartyRoom).filter(|post| held.contains_key(post));
    let holders = posts.iter().copied().chain(party);
    let holders = holders.flat_map(|post| held.get(&post).into_iter().flatten().map(move |id| OfficerRow { post, student: Some(*id) }));
    gaps.chain(holders).collect()
}
