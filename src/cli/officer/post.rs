//! Posts of the grid as they are typed and shown: a kind (`room_head`, 寝室长) and a place (`3-412`, `3#4F`, a class).

use super::super::choose::{Finding, one_of};
use super::super::problem::Problem;
use crate::campus::{BuildingId, Campus, ClassId, OfficerPost, RoomId};
use crate::say;
use crate::text;
use crate::words::Words;

/// Every kind of post; what they are for is nothing yet.
const KINDS: [OfficerPost; 5] = [
    OfficerPost::BuildingHead(BuildingId(0)),
    OfficerPost::FloorHead(BuildingId(0), 0),
    OfficerPost::RoomHead(RoomId(0)),
    OfficerPost::PsychWatcher(ClassId(0)),
    OfficerPost::PartyRoom(RoomId(0)),
];

/// A kind of post, by its key or its name.
pub(super) fn kind(words: &Words, typed: &str) -> Result<OfficerPost, Problem> {
    one_of(words, "post", typed, &KINDS, OfficerPost::key, |words, it| words.officer(it))
}

/// A post by its kind and its place.
pub(super) fn read(finding: &Finding<'_>, typed: &str, place: &str) -> Result<OfficerPost, Problem> {
    Ok(match kind(finding.words, typed)? {
        OfficerPost::BuildingHead(_) => OfficerPost::BuildingHead(finding.building(place)?),
        OfficerPost::FloorHead(..) => {
            let (building, floor) = floor(place).ok_or_else(|| {
                let typed = text::clean(place);
                Problem::usage("bad_value", say!(finding.words, "cli-bad-floor", typed = typed.as_ref()))
            })?;
            OfficerPost::FloorHead(finding.building(&building)?, floor)
        }
        OfficerPost::RoomHead(_) => OfficerPost::RoomHead(finding.room(place)?),
        OfficerPost::PsychWatcher(_) => OfficerPost::PsychWatcher(finding.class(place)?),
        OfficerPost::PartyRoom(_) => OfficerPost::PartyRoom(finding.room(place)?),
    })
}

/// `3-4`, `3#4F`, `3号楼4层`: the building and the floor.
fn floor(typed: &str) -> Option<(String, i8)> {
    let plain = text::fold(typed);
    let plain = plain.trim().trim_end_matches(['f', 'F', '层', '楼']);
    // A cellar has a sign of its own, so that a hyphen parts them only where nothing else does.
    let (building, floor) = plain.split_once(['#', '楼', '栋']).or_else(|| plain.rsplit_once('-'))?;
    Some((building.trim_end_matches(['号', '#']).to_owned(), floor.parse().ok()?)).filter(|(building, _)| !building.is_empty())
}

/// The place of a post, as the college writes it.
pub(super) fn place(campus: &Campus, post: OfficerPost) -> String {
    let building = |id| campus.places().building(id).map(|it| it.number.to_string()).unwrap_or_default();
    match post {
        OfficerPost::BuildingHead(id) => building(id),
        OfficerPost::FloorHead(id, floor) => format!("{}#{floor}F", building(id)),
        OfficerPost::RoomHead(id) | OfficerPost::PartyRoom(id) => campus.write_room(id),
        OfficerPost::PsychWatcher(id) => campus.people().class(id).map(|it| it.name.to_string()).unwrap_or_default(),
    }
}

/// The building a post is in; none for a class.
pub(super) fn building(campus: &Campus, post: OfficerPost) -> Option<BuildingId> {
    match post {
        OfficerPost::BuildingHead(id) | OfficerPost::FloorHead(id, _) => Some(id),
        OfficerPost::RoomHead(id) | OfficerPost::PartyRoom(id) => campus.places().building_of(id),
        OfficerPost::PsychWatcher(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_floor_is_a_building_and_a_number() {
        for typed in ["3-4", "3#4F", "3号楼4层", "3栋4"] {
            assert_eq!(floor(typed), Some(("3".to_owned(), 4)), "{typed}");
        }
        assert_eq!(floor("M7#-1"), Some(("M7".to_owned(), -1)));
        assert_eq!(floor("3-412"), None, "a room is no floor");
        assert_eq!(floor("412"), None);
        assert_eq!(floor("-4"), None);
    }
}
