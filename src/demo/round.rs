//! The night rounds (查寝) of the last four weeks: one act for each floor and night.

use super::dice::Dice;
use super::land::{BUILDING_3, COMMUNITIES, Land};
use super::leave::Leaves;
use super::people::{Body, Known};
use super::phrase::{Book, Scene};
use super::schedule::Schedule;
use crate::campus::{BuildingId, Day, Finding, MarkChange, Presence, RoomId, RoomMark, RoomUse, RoundAct, Stamp, StudentId, Tz};
use smallvec::SmallVec;

/// Nights of rounds, tonight's included.
pub(super) const NIGHTS: i32 = 28;
/// Rooms of the last floor of building 3 that are already marked tonight.
const MARKED_ON_LAST_FLOOR: usize = 2;
/// Tonight this building's round is in the middle, and that one's has not begun: its counselor has not signed in.
pub(super) const HALF_WAY: usize = 9;
const NOT_BEGUN: usize = 7;

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

impl Walk {
    /// It stops before the end of the floor.
    pub(super) fn is_cut_short(&self) -> bool {
        self.rooms.is_some()
    }
}

/// What a sheet is written from.
#[derive(Clone, Copy)]
pub(super) struct Night<'a> {
    pub(super) land: &'a Land,
    pub(super) body: &'a Body,
    pub(super) leaves: &'a Leaves,
    /// So many students are there so far.
    pub(super) arrived: usize,
    /// It is the night that is seen.
    pub(super) tonight: bool,
}

/// The walks of a duty date that are done by `now`. Building 3 on `tonight` is begun in any case and not finished.
pub(super) fn walks(land: &Land, day: Day, tonight: Day, now: Stamp, zone: Tz, dice: &mut Dice) -> Vec<Walk> {
    let mut walks = Vec::new();
    for building in 0..land.buildings.len() {
        let begun = day.at(zone, 22, 5).plus_minutes(dice.between(0, 20) + (building % COMMUNITIES) as i64 * 4);
        if day == tonight && building == NOT_BEGUN {
            continue;
        }
        let ours = building == BUILDING_3 && day == tonight;
        let half = day == tonight && building == HALF_WAY;
        // Where there are six floors the top one is left for last; where there are only four, the ground floor, for 3#412 must be marked.
        let last = if land.floors >= 6 { land.floors } else { 1 };
        let floors = (1..=land.floors).filter(|it| !ours || *it != last).chain(ours.then_some(last));
        let floors = floors.take(if half { land.floors / 2 } else { land.floors });
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

/// What is found on a walk. `None` if nobody lives on the floor.
pub(super) fn sheet(night: &Night<'_>, walk: Walk, dice: &mut Dice) -> Option<RoundAct> {
    let Night { land, body, arrived, tonight, .. } = *night;
    let (rooms, mut changes) = (land.floor(walk.building, walk.floor), Vec::new());
    let rooms: Vec<usize> = rooms.clone().take(walk.rooms.unwrap_or(rooms.len())).collect();
    for room in rooms.iter().copied() {
        if land.rooms[room].purpose != RoomUse::Dwelling {
            continue;
        }
        let here: SmallVec<[usize; 6]> = body.sleepers[room].iter().map(|it| *it as usize).filter(|it| *it < arrived).collect();
        if here.is_empty() {
            continue;
        }
        let mut away: SmallVec<[(StudentId, Presence); 1]> = SmallVec::new();
        // The room that was marked a moment ago: somebody is missing, and the ladder has only begun.
        let mut to_miss = walk.is_cut_short() && rooms.last() == Some(&room);
        for row in &here {
            let known = |who| body.known(who) == Some(*row);
            let presence = match dice.below(10_000) {
                _ if night.leaves.cover(*row, walk.day) => Some(Presence::Leave),
                _ if tonight && known(Known::ZhaoLei) => Some(Presence::Absent),
                _ if tonight && known(Known::ZhangSan) => None,
                _ if std::mem::take(&mut to_miss) => Some(Presence::Absent),
                0..60 => Some(Presence::Late),
                // Tonight's are those above.
                60..67 => Some(if tonight { Presence::Late } else { Presence::Absent }),
                67..77 => Some(Presence::Elsewhere),
                _ => habit(*row, dice),
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

/// A few come late again and again.
fn habit(row: usize, dice: &mut Dice) -> Option<Presence> {
    (row % 641 == 13 && dice.chance(1_500)).then_some(Presence::Late)
}

/// Who walks: the counselor on duty in the building's community.
pub(super) fn walker(schedule: &Schedule, walk: Walk) -> Option<crate::campus::UserId> {
    schedule.on_duty(walk.day, walk.building % COMMUNITIES)
}
