//! Night rounds (查寝): one sheet per building, floor and duty date, with what was found room by room.

use super::{BuildingId, Day, Paged, People, Places, Refusal, RoomId, RoomUse, RoundBegun, RoundHead, Seq, Stamp, StudentId, UserId};
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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
    /// 电炉.
    Stove,
    /// 电饭锅.
    RiceCooker,
    /// 电热壶.
    Kettle,
    /// 电热毯.
    Blanket,
    /// 电磁炉.
    InductionCooker,
    /// 微波炉.
    Microwave,
}

impl Finding {
    /// All findings in the order a form lists them.
    pub const ALL: [Self; 15] = [
        Self::Appliance,
        Self::Stove,
        Self::RiceCooker,
        Self::Kettle,
        Self::Blanket,
        Self::InductionCooker,
        Self::Microwave,
        Self::Smoking,
        Self::Drinking,
        Self::Gambling,
        Self::Pet,
        Self::Stranger,
        Self::Lock,
        Self::Hygiene,
        Self::Refused,
    ];

    /// Whether it is a forbidden appliance (违章电器), of whatever kind.
    pub fn is_appliance(self) -> bool {
        use Finding as F;
        matches!(self, F::Appliance | F::Stove | F::RiceCooker | F::Kettle | F::Blanket | F::InductionCooker | F::Microwave)
    }
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
    /// Others marked here as well.
    pub several: bool,
    /// The rooms marked so far, in the order of their ids.
    pub marks: Vec<RoomMark>,
    /// Who marked each of them, in the same order.
    pub hands: Vec<UserId>,
    /// What was written about a room, by entry.
    pub remarks: Vec<(RoomId, Seq)>,
}

impl Sheet {
    /// Whose hand all of it is, for what only its author sees; a user that does not exist where there were several.
    pub fn author(&self) -> UserId {
        if self.several { UserId(u16::MAX) } else { self.by }
    }
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
    /// A round is begun; its id is the number of this entry.
    Begun(RoundBegun),
    /// A round is walked to its end, or given up.
    Ended {
        /// Which.
        round: Seq,
        /// What there is to say; may be empty.
        note: Box<str>,
    },
    /// A round that was ended goes on.
    Resumed {
        /// Which.
        round: Seq,
    },
    /// A round was begun by mistake.
    CalledOff {
        /// Which.
        round: Seq,
    },
    /// Something is written about a room: what was found, and what was done about it.
    Remarked {
        /// Duty date.
        day: Day,
        /// Which room.
        room: RoomId,
        /// What.
        text: Box<str>,
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

impl std::ops::AddAssign for Tally {
    fn add_assign(&mut self, it: Self) {
        self.rooms += it.rooms;
        self.checked += it.checked;
        self.expected += it.expected;
        self.present += it.present;
        self.leave += it.leave;
        self.late += it.late;
        self.absent += it.absent;
        self.elsewhere += it.elsewhere;
        self.findings += it.findings;
    }
}

/// All sheets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rounds {
    pub(super) sheets: Paged<Sheet>,
    pub(super) walks: Paged<RoundHead>,
    by_floor: HashMap<(Day, BuildingId, i8), usize>,
}

impl Default for Rounds {
    fn default() -> Self {
        Self { sheets: Paged::new(8), walks: Paged::new(64), by_floor: HashMap::new() }
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
        let marks = &self.sheet(day, it.building, it.floor)?.marks;
        marks.binary_search_by_key(&room, |mark| mark.room).ok().and_then(|at| marks.get(at))
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

    /// What was written about a room in a night, by entry, oldest first.
    pub fn remarks(&self, places: &Places, day: Day, room: RoomId) -> impl DoubleEndedIterator<Item = Seq> {
        let sheet = places.room(room).and_then(|it| self.sheet(day, it.building, it.floor));
        sheet.into_iter().flat_map(|it| &it.remarks).filter(move |(it, _)| *it == room).map(|(_, seq)| *seq)
    }

    /// `now` is who acts, the duty date, which lasts until noon, and the calendar day; `least` the smallest sample.
    pub(super) fn check(
        &self,
        (places, people): (&Places, &People),
        least: usize,
        now: (UserId, Day, Day),
        act: &RoundAct,
    ) -> Result<(), Refusal> {
        let (by, tonight, today) = now;
        match act {
            RoundAct::Marked { day, building, floor, changes, note } => {
                super::check_text_len(note)?;
                if *day > today {
                    return Err(Refusal::InFuture);
                }
                self.check_marks((places, people), (*day, *building, *floor), *day >= tonight, changes)
            }
            RoundAct::Begun(it) => self.check_begun((places, people), least, (by, tonight), it),
            RoundAct::Ended { round, note } => {
                super::check_text_len(note)?;
                self.open_walk(*round).map(|_| ())
            }
            RoundAct::Resumed { round } => match self.walk(*round).filter(|it| !it.called_off) {
                Some(it) if it.ended.is_some() => Ok(()),
                Some(_) => Err(Refusal::ChangedMeanwhile),
                None => Err(Refusal::NoSuchRound(*round)),
            },
            RoundAct::CalledOff { round } => self.open_walk(*round).map(|_| ()),
            RoundAct::Remarked { day, room, text } => {
                super::check_text(text)?;
                if *day > today {
                    return Err(Refusal::InFuture);
                }
                places.room(*room).map(|_| ()).ok_or(Refusal::NoSuchRoom(*room))
            }
        }
    }

    /// `tonight`: the night is not over, so that whoever is marked has to sleep in the room they are marked in.
    fn check_marks(
        &self,
        (places, people): (&Places, &People),
        (day, building, floor): (Day, BuildingId, i8),
        tonight: bool,
        changes: &[MarkChange],
    ) -> Result<(), Refusal> {
        let mut seen = HashSet::new();
        for change in changes {
            let room = change.after.as_ref().or(change.before.as_ref()).map(|it| it.room).ok_or(Refusal::ChangedMeanwhile)?;
            if !seen.insert(room) {
                return Err(Refusal::RoomTwice(room));
            }
            let it = places.room(room).ok_or(Refusal::NoSuchRoom(room))?;
            if it.building != building || it.floor != floor {
                return Err(Refusal::RoomElsewhere(room));
            }
            if self.mark(places, day, room) != change.before.as_ref() {
                return Err(Refusal::MarkedMeanwhile(room));
            }
            let away = change.after.iter().flat_map(|it| &it.away);
            for (at, (student, _)) in away.clone().enumerate() {
                let known = people.student(*student).ok_or(Refusal::NoSuchStudent(*student))?;
                if known.facts.left {
                    return Err(Refusal::StudentLeft(*student));
                }
                if tonight && known.facts.bed.map(|it| it.room) != Some(room) {
                    return Err(Refusal::NotInRoom { student: *student, room });
                }
                if away.clone().take(at).any(|(other, _)| other == student) {
                    return Err(Refusal::StudentTwice);
                }
            }
        }
        Ok(())
    }

    pub(super) fn apply(&mut self, places: &Places, (seq, at, by): (Seq, Stamp, UserId), act: &RoundAct) {
        match act {
            RoundAct::Marked { day, building, floor, changes, .. } => {
                let row = self.sheet_row((*day, *building, *floor), (seq, at, by));
                let Some(sheet) = self.sheets.get_mut(row) else { return };
                sheet.several |= sheet.by != by;
                (sheet.by, sheet.at) = (by, at);
                for change in changes {
                    let Some(room) = change.after.as_ref().or(change.before.as_ref()).map(|it| it.room) else { continue };
                    let at = sheet.marks.binary_search_by_key(&room, |mark| mark.room);
                    match (at, &change.after) {
                        (Ok(at), Some(after)) => (sheet.marks[at], sheet.hands[at]) = (after.clone(), by),
                        (Ok(at), None) => drop((sheet.marks.remove(at), sheet.hands.remove(at))),
                        (Err(at), Some(after)) => {
                            sheet.marks.insert(at, after.clone());
                            sheet.hands.insert(at, by);
                        }
                        (Err(_), None) => {}
                    }
                }
            }
            RoundAct::Begun(begun) => {
                let head = RoundHead { seq, by, since: at, begun: begun.clone(), ended: None, called_off: false };
                self.walks.push(head);
            }
            RoundAct::Ended { round, .. } => self.change_walk(*round, |it| it.ended = Some(at)),
            RoundAct::Resumed { round } => self.change_walk(*round, |it| it.ended = None),
            RoundAct::CalledOff { round } => self.change_walk(*round, |it| it.called_off = true),
            RoundAct::Remarked { day, room, .. } => {
                let Some(it) = places.room(*room) else { return };
                let row = self.sheet_row((*day, it.building, it.floor), (seq, at, by));
                if let Some(sheet) = self.sheets.get_mut(row) {
                    sheet.remarks.push((*room, seq));
                }
            }
        }
    }

    fn sheet_row(&mut self, key: (Day, BuildingId, i8), (seq, at, by): (Seq, Stamp, UserId)) -> usize {
        let (day, building, floor) = key;
        let sheets = &mut self.sheets;
        let begin = || {
            let (marks, hands, remarks) = (Vec::new(), Vec::new(), Vec::new());
            sheets.push(Sheet { seq, day, building, floor, by, at, several: false, marks, hands, remarks })
        };
        *self.by_floor.entry(key).or_insert_with(begin)
    }

    pub(super) fn reindex(&mut self) {
        self.by_floor = self.sheets.rows().iter().enumerate().map(|(row, it)| ((it.day, it.building, it.floor), row)).collect();
    }
}
