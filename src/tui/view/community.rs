//! The communities (社区) side by side: who leads them, how many live there, how tonight's round stands, what waits there.

use super::officer::{floors_lived_in, floors_without_head};
use crate::campus::{BuildingId, Campus, CommunityId, Concern, Post, RoomId, RoomUse, Spot, Stamp, StudentId, Tally, UserId};
use crate::desk::Sight;
use std::collections::{BTreeSet, HashMap};

/// A community at a glance.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CommunityCard {
    /// Which; `None` for the buildings that stand in none.
    pub community: Option<CommunityId>,
    /// Its buildings.
    pub buildings: Vec<BuildingId>,
    /// Who is on duty there tonight.
    pub duty: Option<UserId>,
    /// Beds in it.
    pub beds: u32,
    /// Students who sleep there.
    pub people: u32,
    /// Sums of tonight's round.
    pub tally: Tally,
    /// Open incidents that point there, or at somebody who sleeps there.
    pub incidents: usize,
    /// Students who are being looked for.
    pub searches: usize,
    /// How many students of each concern level, the gravest first.
    pub levels: [usize; 4],
    /// The average of the rooms' latest hygiene scores.
    pub hygiene: Option<u8>,
    /// Floors people live on, and those of them without a head.
    pub floors: (usize, usize),
}

/// How many cards stand side by side in a window of this size; 1 is a list.
pub fn cards_across((cols, rows): (u16, u16)) -> usize {
    match (cols, rows) {
        (165.., 24..) => 3,
        (110.., 32..) => 3,
        _ => 1,
    }
}

/// All communities as `user` sees them at `now`.
pub(super) fn communities(campus: &Campus, now: Stamp, user: UserId) -> Vec<CommunityCard> {
    let (places, sight) = (campus.places(), Sight::new(campus, user));
    let night = now.duty_day(campus.zone());
    let headless = floors_without_head(campus);
    let mut cards: Vec<CommunityCard> =
        places.communities().map(|(id, _)| CommunityCard { community: Some(id), ..CommunityCard::default() }).collect();
    if places.buildings().any(|(_, it)| it.community.is_none()) {
        cards.push(CommunityCard::default());
    }
    let counts = waiting(campus, sight);
    for card in &mut cards {
        card.buildings = places.buildings().filter(|(_, it)| it.community == card.community).map(|(id, _)| id).collect();
        let shifts = campus.shifts().of_day(night).filter(|(_, it)| !it.cancelled);
        let mut here = shifts.filter(|(_, it)| card.community.is_some_and(|id| it.post == Post::Workroom(id)));
        card.duty = here.next().map(|(_, it)| it.person);
        (card.incidents, card.searches) = counts.get(&card.community).copied().unwrap_or_default();
        let mut scores = (0_usize, 0_usize);
        for building in card.buildings.iter().copied() {
            card.tally += campus.rounds().tally(places, campus.people(), night, building);
            card.floors.0 += floors_lived_in(campus, building);
            card.floors.1 += headless.get(&building).copied().unwrap_or(0);
            for room in places.rooms_of(building) {
                let Some(it) = places.room(*room).filter(|it| it.purpose == RoomUse::Dwelling) else { continue };
                card.beds += u32::from(it.beds);
                let people = campus.people().in_room(*room);
                card.people += people.len() as u32;
                for level in people.iter().map(|id| sight.level(*id)).filter(|it| *it != Concern::None) {
                    if let Some(count) = card.levels.get_mut(usize::from(level.number()).saturating_sub(1)) {
                        *count += 1;
                    }
                }
                if let Some(score) = campus.hygiene().last(*room) {
                    scores = (scores.0 + 1, scores.1 + usize::from(score.points));
                }
            }
        }
        card.hygiene = scores.1.checked_div(scores.0).map(|it| it as u8);
    }
    cards
}

/// Open incidents and searches by community; an incident counts once in each it touches.
fn waiting(campus: &Campus, sight: Sight<'_>) -> HashMap<Option<CommunityId>, (usize, usize)> {
    let places = campus.places();
    let of_building = |id: BuildingId| places.building(id).map(|it| it.community);
    let of_room = |room: RoomId| places.building_of(room).and_then(of_building);
    let of_student = |id: &StudentId| campus.people().student(*id)?.facts.bed.and_then(|bed| of_room(bed.room));
    let mut counts: HashMap<_, (usize, usize)> = HashMap::new();
    for it in sight.real_incidents() {
        let mut touched: BTreeSet<Option<CommunityId>> = it.students().unwrap_or_default().iter().filter_map(of_student).collect();
        touched.extend(match it.place() {
            Some(Spot::Room(room)) => of_room(*room),
            Some(Spot::Building(building)) => of_building(*building),
            Some(Spot::Community(community)) => Some(Some(*community)),
            Some(Spot::Words(_)) | None => None,
        });
        touched.into_iter().for_each(|it| counts.entry(it).or_default().0 += 1);
    }
    for it in campus.searches().open() {
        if let Some(community) = of_room(it.room) {
            counts.entry(community).or_default().1 += 1;
        }
    }
    counts
}
