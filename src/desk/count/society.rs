//! What the students' own grid and the services did, summed up (三级网格、服务督办).

use crate::campus::{Campus, CommunityId, Day, OfficerPost, ServiceRecord, Stamp, supervise};
use crate::desk::Sight;

/// Days over which the services of a community are looked at.
const SERVICE_DAYS: i32 = 28;

/// A post of the students' own grid: how many hold it, what they did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PostSum {
    /// The post; of which place does not matter.
    pub post: OfficerPost,
    /// How many hold it.
    pub holders: usize,
    /// Minutes of service.
    pub minutes: u32,
    /// Commendations.
    pub praised: usize,
}

/// Who of the grid of a community, or of all of them, holds which kind of post, and what they did on the days of a span, both included.
pub fn posts(campus: &Campus, community: Option<CommunityId>, (since, until): (Day, Day)) -> Vec<PostSum> {
    let places = campus.places();
    let of_building = |id| places.building(id).and_then(|it| it.community);
    let of_room = |id| places.room(id).and_then(|it| of_building(it.building));
    let here = |post: OfficerPost| {
        let of = match post {
            OfficerPost::BuildingHead(id) | OfficerPost::FloorHead(id, _) => of_building(id),
            OfficerPost::RoomHead(id) | OfficerPost::PartyRoom(id) => of_room(id),
            // A class is of no community.
            OfficerPost::PsychWatcher(_) => None,
        };
        community.is_none_or(|id| of == Some(id))
    };
    let mut sums: Vec<PostSum> = Vec::new();
    for it in campus.staff().officers().iter().filter(|it| it.until.is_none() && here(it.post)) {
        let (minutes, praised) = campus.services().sum(it.student, since, until);
        match sums.iter_mut().find(|sum| sum.post.key() == it.post.key()) {
            Some(sum) => {
                sum.holders += 1;
                sum.minutes += minutes;
                sum.praised += praised;
            }
            None => sums.push(PostSum { post: it.post, holders: 1, minutes, praised }),
        }
    }
    sums
}

/// How each service did in the last four weeks, by the requests that are seen.
pub fn services(sight: Sight<'_>, now: Stamp) -> Vec<ServiceRecord<'_>> {
    let zone = sight.zone();
    let first = now.day(zone).plus(1 - SERVICE_DAYS).at(zone, 0, 0);
    supervise(sight.requests().filter(|it| it.at() >= first).map(|it| it.case()), now)
}
