//! The night rounds (查寝) of the last four weeks: one act for each floor and night.

use super::dice::Dice;
use super::land::{BUILDING_3, COMMUNITIES, Land};
use super::people::{Body, Known};
use super::phrase::{Book, Scene};
use super::schedule::Schedule;
use crate::campus::{
    BuildingId, Calendar, Day, DayKind, Finding, MarkChange, Presence, RoomId, RoomMark, RoomUse, RoundAct, Stamp, StudentId, Tz,
};
use smallvec::SmallVec;

/// Nights of rounds, tonight's included.
pub(super) const NIGHTS: i32 = 28;
/// Rooms of the last floor of building 3 that are already marked tonight.
const MARKED_ON_LAST_FLOOR: usize = 2;

/// A floor to be walked.
#[derive(Debug, Clone, Copy)]
pub(super) struct Walk {
    pub(super) at: Stamp,
    pub(super) day: Day,
    pub(super) building: usize,
    floor: usize,
    /// Only so many of its rooms are marked.
    rooms: Option<usize>,
}

/// The walks of a duty date that are done by `now`. Building 3 on `tonight` is begun in any case and not finished.
pub(super) fn walks(land: &Land, day: Day, tonight: Day, now: Stamp, zone: Tz, dice: &mut Dice) -> Vec<Walk> {
    let mut walks = Vec::new();
    for building in 0..land.buildings.len() {
        let begun = day.at(zone, 22, 5).plus_minutes(dice.between(0, 20) + (building % COMMUNITIES) as i64 * 4);
        let ours = building == BUILDING_3 && day == tonight;
        // Where there are six floors the top one is left for last; where there are only four, the ground floor, for 3#412 must be marked.
        let last = if land.floors >= 6 { land.floors } else { 1 };
        let floors = (1..=land.floors).filter(|it| !ours || *it != last).chain(ours.then_some(last));
        let start = if ours { begun.min(now.plus_minutes(-54)) } else { begun };
        for (nth, floor) in floors.enumerate() {
            let at = start.plus_minutes(nth as i64 * 8 + dice.between(0, 5));
            if at <= now {
                let rooms = (ours && floor == last).then_some(MARKED_ON_LAST_FLOOR + usize::from(last == 1));
                walks.push(Walk { at, day, building, floor, rooms });
            }
        }
    }
    walks
}

/// What is found on a walk; `arrived` students are there so far. `None` if nobody lives on the floor.
pub(super) fn sheet(land: &Land, body: &Body, walk: Walk, arrived: usize, tonight: bool, dice: &mut Dice) -> Option<RoundAct> {
    let free = matches!(Calendar::shipped().kind(walk.day.plus(1)), DayKind::Weekend | DayKind::Holiday);
    let (rooms, mut changes) = (land.floor(walk.building, walk.floor), Vec::new());
    for room in rooms.clone().take(walk.rooms.unwrap_or(rooms.len())) {
        if land.rooms[room].purpose != RoomUse::Dwelling {
            continue;
        }
        let here: SmallVec<[usize; 6]> = body.sleepers[room].iter().map(|it| *it as usize).filter(|it| *it < arrived).collect();
        if here.is_empty() {
            continue;
        }
        let mut away: SmallVec<[(StudentId, Presence); 1]> = SmallVec::new();
        for row in &here {
            let known = |who| tonight && body.known(who) == Some(*row);
            let presence = match dice.below(10_000) {
                _ if known(Known::ZhaoLei) => Some(Presence::Absent),
                _ if known(Known::ZhangSan) => None,
                0..60 => Some(Presence::Late),
                60..90 => Some(Presence::Absent),
                90..100 => Some(Presence::Elsewhere),
                100..250 => Some(Presence::Leave),
                // On the eve of a day off many have gone home.
                250..900 if free => Some(Presence::Leave),
                _ => None,
            };
            away.extend(presence.map(|it| (StudentId::of(*row), it)));
        }
        let mut findings: SmallVec<[Finding; 2]> = SmallVec::new();
        if dice.chance(100) {
            findings.push(match dice.below(100) {
                0..30 => Finding::Appliance,
                30..66 => Finding::Hygiene,
                66..78 => Finding::Smoking,
                78..84 => Finding::Lock,
                84..89 => Finding::Pet,
                89..93 => Finding::Stranger,
                93..96 => Finding::Drinking,
                96..98 => Finding::Gambling,
                _ => Finding::Refused,
            });
        }
        if tonight && land.room_of_3("204") == Some(room) && !findings.contains(&Finding::Appliance) {
            findings.push(Finding::Appliance);
        }
        let after = RoomMark { room: RoomId::of(room), expected: here.len() as u8, away, findings };
        changes.push(MarkChange { before: None, after: Some(after) });
    }
    if changes.is_empty() {
        return None;
    }
    let mut note = String::new();
    if dice.chance(1_500) {
        let book = Book::shipped();
        book.write_any(book.list("查寝记"), &mut Scene::default(), dice, &mut note);
    }
    let (building, floor) = (BuildingId::of(walk.building), walk.floor as i8);
    Some(RoundAct::Marked { day: walk.day, building, floor, changes, note: note.into() })
}

/// Who walks: the counselor on duty in the building's community.
pub(super) fn walker(schedule: &Schedule, walk: Walk) -> Option<crate::campus::UserId> {
    schedule.on_duty(walk.day, walk.building % COMMUNITIES)
}
