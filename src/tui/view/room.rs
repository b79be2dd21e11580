//! A room (寝室) bed by bed, and how its last nights were.

use crate::campus::{Campus, Day, Presence, RoomId, StudentId};
use crate::desk::Sight;

/// A row of the room sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BedRow {
    /// Somebody sleeps here.
    Sleeper(StudentId),
    /// Nobody sleeps in the bed with this number.
    Empty(u8),
}

impl BedRow {
    /// Who sleeps there.
    pub fn student(self) -> Option<StudentId> {
        match self {
            Self::Sleeper(id) => Some(id),
            Self::Empty(_) => None,
        }
    }
}

/// How a room was found in a night: the worst of it, as far as it is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NightSign {
    /// Nobody looked.
    Unchecked,
    /// Everybody there, nothing found.
    Good,
    /// Somebody on leave or elsewhere.
    Leave,
    /// Something found.
    Finding,
    /// Somebody late.
    Late,
    /// Somebody absent.
    Absent,
}

/// The beds of a room by number, the empty ones too; who sleeps there without a bed of their own comes last.
pub fn bed_rows(campus: &Campus, room: RoomId) -> Vec<BedRow> {
    let people = campus.people();
    let beds = campus.places().room(room).map_or(0, |it| it.beds);
    let bed_of = |id: &StudentId| people.student(*id).and_then(|it| it.facts.bed).map_or(0, |it| it.bed);
    let sleepers = people.in_room(room);
    let mut rows: Vec<BedRow> = Vec::new();
    for bed in 1..=beds {
        let before = rows.len();
        rows.extend(sleepers.iter().filter(|id| bed_of(id) == bed).map(|id| BedRow::Sleeper(*id)));
        if rows.len() == before {
            rows.push(BedRow::Empty(bed));
        }
    }
    rows.extend(sleepers.iter().filter(|id| !(1..=beds).contains(&bed_of(id))).map(|id| BedRow::Sleeper(*id)));
    rows
}

/// The beds of a room in which nobody sleeps, by number. Somebody without a bed of their own takes none of them.
pub fn free_beds(campus: &Campus, room: RoomId) -> Vec<u8> {
    let empty = |row| match row {
        BedRow::Empty(bed) => Some(bed),
        BedRow::Sleeper(_) => None,
    };
    bed_rows(campus, room).into_iter().filter_map(empty).collect()
}

/// The last `count` nights of a room up to `last`, the oldest first.
pub fn nights(campus: &Campus, sight: Sight<'_>, room: RoomId, last: Day, count: i32) -> Vec<(Day, NightSign)> {
    let of = |day: Day| {
        let it = campus.places().room(room)?;
        let sheet = campus.rounds().sheet(day, it.building, it.floor)?;
        let mark = sheet.marks.iter().find(|it| it.room == room)?;
        let seen = || mark.away.iter().filter_map(|(id, _)| sight.whereabouts(sheet.author(), mark, *id));
        let any = |what: &[Presence]| seen().any(|it| what.contains(&it));
        Some(if any(&[Presence::Absent]) {
            NightSign::Absent
        } else if any(&[Presence::Late]) {
            NightSign::Late
        } else if !mark.findings.is_empty() {
            NightSign::Finding
        } else if any(&[Presence::Leave, Presence::Elsewhere]) {
            NightSign::Leave
        } else {
            NightSign::Good
        })
    };
    (1 - count..=0).map(|back| last.plus(back)).map(|day| (day, of(day).unwrap_or(NightSign::Unchecked))).collect()
}
