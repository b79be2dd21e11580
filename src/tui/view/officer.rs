//! The students' own grid (楼栋长、楼层长、寝室长、心理委员、学生党员) of a building: who holds which post, and which has nobody.

use crate::campus::{BuildingId, Campus, ClassId, GridGap, Officer, OfficerPost, RoomUse, StudentId, can_hold, gaps};
use std::collections::{BTreeSet, HashMap};

/// A post and who holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OfficerRow {
    /// The post.
    pub post: OfficerPost,
    /// Who holds it; `None` is a gap.
    pub student: Option<StudentId>,
    /// Whoever holds it can no longer: they left, or sleep elsewhere by now.
    pub lapsed: bool,
}

/// How many floors of each building have no head.
pub(super) fn floors_without_head(campus: &Campus) -> HashMap<BuildingId, usize> {
    let mut counts = HashMap::new();
    for gap in gaps(campus) {
        if let GridGap::Post(OfficerPost::FloorHead(building, _)) = gap {
            *counts.entry(building).or_default() += 1;
        }
    }
    counts
}

/// On how many floors of a building somebody sleeps.
pub(super) fn floors_lived_in(campus: &Campus, building: BuildingId) -> usize {
    let places = campus.places();
    let lived = |id: &crate::campus::RoomId| {
        places.room(*id).is_some_and(|it| it.purpose == RoomUse::Dwelling) && !campus.people().in_room(*id).is_empty()
    };
    places.floors(building).iter().filter(|(_, rooms)| rooms.iter().any(lived)).count()
}

/// The posts of a building: those nobody holds first, then those somebody does; the building's, then by floor, by class, by room.
pub(super) fn officer_rows(campus: &Campus, building: Option<BuildingId>) -> Vec<OfficerRow> {
    let Some(building) = building else { return Vec::new() };
    let (places, people) = (campus.places(), campus.people());
    let sleepers = places.rooms_of(building).iter().flat_map(|room| people.in_room(*room));
    let classes: BTreeSet<ClassId> = sleepers.filter_map(|id| people.student(*id)?.facts.class).collect();
    let here = |post: OfficerPost| match post {
        OfficerPost::BuildingHead(id) | OfficerPost::FloorHead(id, _) => id == building,
        OfficerPost::RoomHead(room) | OfficerPost::PartyRoom(room) => places.building_of(room) == Some(building),
        OfficerPost::PsychWatcher(class) => classes.contains(&class),
    };
    // The highest floor first, as the grid shows them.
    let order = |post: OfficerPost| match post {
        OfficerPost::BuildingHead(_) => (0, 0, String::new()),
        OfficerPost::FloorHead(_, floor) => (1, -i32::from(floor), String::new()),
        OfficerPost::PsychWatcher(class) => (2, class.index() as i32, String::new()),
        OfficerPost::RoomHead(room) => (3, 0, places.room(room).map(|it| it.number.to_string()).unwrap_or_default()),
        OfficerPost::PartyRoom(room) => (4, 0, places.room(room).map(|it| it.number.to_string()).unwrap_or_default()),
    };
    let mut missing: Vec<OfficerPost> = gaps(campus)
        .into_iter()
        .filter_map(|it| match it {
            GridGap::Post(post) if here(post) => Some(post),
            _ => None,
        })
        .collect();
    missing.sort_by_cached_key(|post| order(*post));
    let mut held: Vec<&Officer> = campus.staff().officers().iter().filter(|it| it.until.is_none() && here(it.post)).collect();
    held.sort_by_cached_key(|it| order(it.post));
    let missing = missing.into_iter().map(|post| OfficerRow { post, student: None, lapsed: false });
    let row = |it: &Officer| OfficerRow { post: it.post, student: Some(it.student), lapsed: !can_hold(campus, it.post, it.student) };
    missing.chain(held.into_iter().map(row)).collect()
}
