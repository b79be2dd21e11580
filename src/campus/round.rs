//! Night rounds (查寝): one sheet per building, floor and duty date, with what was found room by room.

use super::{BuildingId, Day, Paged, People, Places, Refusal, RoomId, RoomUse, Seq, Stamp, StudentId, UserId};
use serde::{Deserialize, Serialize};
use smallvec::SmallVec;
use std::collections::{HashMap, HashSet};

/// How a student was found. Present is not written down: it is what is left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Presence {
    /// 晚归.
    Late,
    /// 夜不归宿.
    Absent,
    /// 请假.
    Leave,
    /// In another room or building.
    Elsewhere,
}

/// What was found in a room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Finding {
    /// 违章电器.
    Appliance,
    /// 吸烟.
    Smoking,
    /// 酗酒.
    Drinking,
    /// 赌博.
    Gambling,
    /// 宠物.
    Pet,
    /// 外来人员.
    Stranger,
    /// 门锁.
    Lock,
    /// 卫生.
    Hygiene,
    /// Entry was refused (拒查).
    Refused,
}

/// One room of a sheet. Everybody who sleeps there and is not listed was present.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoomMark {
    /// Which room.
    pub room: RoomId,
    /// How many sleep there, as of this mark.
    pub expected: u8,
    /// Those who were not simply present.
    pub away: SmallVec<[(StudentId, Presence); 1]>,
    /// What was found.
    pub findings: SmallVec<[Finding; 2]>,
}

/// A floor of a building in one night.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// The entry that began it.
    pub seq: Seq,
    /// Duty date.
    pub day: Day,
    /// Building.
    pub building: BuildingId,
    /// Floor.
    pub floor: i8,
    /// Who marked last.
    pub by: UserId,
    /// When they did.
    pub at: Stamp,
    /// The rooms marked so far.
    pub marks: Vec<RoomMark>,
}

/// A mark set, changed or taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MarkChange {
    /// As it was.
    pub before: Option<RoomMark>,
    /// As it is from now on.
    pub after: Option<RoomMark>,
}

/// Acts on rounds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum RoundAct {
    /// Rooms of one floor are marked.
    Marked {
        /// Duty date.
        day: Day,
        /// Building.
        building: BuildingId,
        /// Floor.
        floor: i8,
        /// The rooms.
        changes: Vec<MarkChange>,
        /// A note on the floor; may be empty.
        note: Box<str>,
    },
}

/// Sums over marks (应到、实到、请假、晚归、未归).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Rooms that are to be checked.
    pub rooms: u32,
    /// Rooms checked.
    pub checked: u32,
    /// Students who sleep in the rooms that are to be checked.
    pub expected: u32,
    /// Students found present in the rooms checked, the late ones included.
    pub present: u32,
    /// On leave.
    pub leave: u32,
    /// Late.
    pub late: u32,
    /// Absent.
    pub absent: u32,
    /// Elsewhere.
    pub elsewhere: u32,
    /// Findings.
    pub findings: u32,
}

/// All sheets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rounds {
    pub(super) sheets: Paged<Sheet>,
    by_floor: HashMap<(Day, BuildingId, i8), usize>,
}

impl Default for Rounds {
    fn default() -> Self {
        Self { sheets: Paged::new(8), by_floor: HashMap::new() }
    }
}

impl RoomMark {
    /// Adds this mark to a sum.
    pub fn add_to(&self, tally: &mut Tally) {
        let count = |what| self.away.iter().filter(|(_, it)| *it == what).count() as u32;
        tally.checked += 1;
        tally.leave += count(Presence::Leave);
        tally.late += count(Presence::Late);
        tally.absent += count(Presence::Absent);
        tally.elsewhere += count(Presence::Elsewhere);
        let gone = self.away.iter().filter(|(_, it)| *it != Presence::Late).count() as u32;
        tally.present += u32::from(self.expected).saturating_sub(gone);
        tally.findings += self.findings.len() as u32;
    }
}

impl Rounds {
    /// All sheets in the order they were begun.
    pub fn sheets(&self) -> &[Sheet] {
        self.sheets.rows()
    }

    /// The sheet of a floor in a night.
    pub fn sheet(&self, day: Day, building: BuildingId, floor: i8) -> Option<&Sheet> {
        self.by_floor.get(&(day, building, floor)).and_then(|row| self.sheets.get(*row))
    }

    /// The mark of a room in a night.
    pub fn mark(&self, places: &Places, day: Day, room: RoomId) -> Option<&RoomMark> {
        let it = places.room(room)?;
        self.sheet(day, it.building, it.floor)?.marks.iter().find(|mark| mark.room == room)
    }

    /// Sums for a building in a night.
    pub fn tally(&self, places: &Places, people: &People, day: Day, building: BuildingId) -> Tally {
        let mut tally = Tally::default();
        for (floor, rooms) in places.floors(building) {
            for room in rooms.iter().filter(|id| places.room(**id).is_some_and(|it| it.purpose == RoomUse::Dwelling)) {
                let sleeping = people.in_room(*room).len() as u32;
                tally.rooms += u32::from(sleeping > 0);
                tally.expected += sleeping;
            }
            let sheet = self.sheet(day, building, floor);
            sheet.iter().flat_map(|it| &it.marks).for_each(|mark| mark.add_to(&mut tally));
        }
        tally
    }

    pub(super) fn check(&self, places: &Places, people: &People, today: Day, act: &RoundAct) -> Result<(), Refusal> {
        let RoundAct::Marked { day, building, floor, changes, note } = act;
        super::check_text_len(note)?;
        if *day > today {
            return Err(Refusal::InFuture);
        }
        let mut seen = HashSet::new();
        for change in changes {
            let room = change.after.as_ref().or(change.before.as_ref()).map(|it| it.room).ok_or(Refusal::ChangedMeanwhile)?;
            if !seen.insert(room) {
                return Err(Refusal::RoomTwice(room));
            }
            let it = places.room(room).ok_or(Refusal::NoSuchRoom(room))?;
            if it.building != *building || it.floor != *floor {
                return Err(Refusal::RoomElsewhere(room));
            }
            if self.mark(places, *day, room) != change.before.as_ref() {
                return Err(Refusal::MarkedMeanwhile(room));
            }
            for (student, _) in change.after.iter().flat_map(|it| &it.away) {
                let known = people.student(*student).ok_or(Refusal::NoSuchStudent(*student))?;
                if known.facts.left {
                    return Err(Refusal::StudentLeft(*student));
                }
            }
        }
        Ok(())
    }

    pub(super) fn apply(&mut self, seq: Seq, at: Stamp, by: UserId, act: &RoundAct) {
        let RoundAct::Marked { day, building, floor, changes, .. } = act;
        let key = (*day, *building, *floor);
        let row = *self
            .by_floor
            .entry(key)
            .or_insert_with(|| self.sheets.push(Sheet { seq, day: *day, building: *building, floor: *floor, by, at, marks: Vec::new() }));
        let Some(sheet) = self.sheets.get_mut(row) else { return };
        (sheet.by, sheet.at) = (by, at);
        for change in changes {
            let Some(room) = change.after.as_ref().or(change.before.as_ref()).map(|it| it.room) else { continue };
            sheet.marks.retain(|mark| mark.room != room);
            sheet.marks.extend(change.after.clone());
        }
    }

    pub(super) fn reindex(&mut self) {
        self.by_floor = self.sheets.rows().iter().enumerate().map(|(row, it)| ((it.day, it.building, it.floor), row)).collect();
    }
}
