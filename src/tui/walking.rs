//! A round as it is walked at a seat: which room is at hand, what of it is still on its way to the disk.
//!
//! Keys come faster than the disk. What was marked and is not durable yet lies over what the campus knows, so that the next mark of the same
//! room builds on it; should the first be refused, so is the next, and nothing of another seat's is ever overwritten.

use super::model::Token;
use crate::campus::{BuildingId, Campus, CommunityId, Day, RoomId, RoomMark, StudentId};

/// Where one stands in a round.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Walking {
    /// The room at hand.
    pub room: Option<RoomId>,
    /// Who was marked last in it: whom a letter is about.
    pub student: Option<StudentId>,
    /// Marks on their way to the disk, the oldest first.
    pub flying: Vec<Flying>,
    /// Marks that were refused, and what stands there instead, in words. They stay until the room is marked anew or left behind.
    pub refused: Vec<(RoomId, String)>,
    /// Something is to be taken back.
    pub undo: Undo,
}

/// A mark on its way to the disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flying {
    /// By which the answer is known.
    pub token: Token,
    /// Which room.
    pub room: RoomId,
    /// The mark.
    pub mark: RoomMark,
}

/// How far taking something back has come. What is typed meanwhile waits for it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Undo {
    /// Nothing is to be taken back.
    #[default]
    No,
    /// As soon as everything before it is on disk.
    Wanted,
    /// It is on its way.
    Sent,
}

impl Walking {
    /// The mark of a room as this seat left it: what is on its way, else what stands.
    pub fn mark<'a>(&'a self, campus: &'a Campus, day: Day, room: RoomId) -> Option<&'a RoomMark> {
        let flying = self.flying.iter().rev().find(|it| it.room == room).map(|it| &it.mark);
        flying.or_else(|| campus.rounds().mark(campus.places(), day, room))
    }

    /// Whether something of a room is still on its way to the disk.
    pub fn is_flying(&self, room: RoomId) -> bool {
        self.flying.iter().any(|it| it.room == room)
    }
}

/// The beds of a room as a round counts them: the digit and who sleeps there. Whoever has no bed of a number, or a high one, gets a digit
/// that is free.
pub fn beds_of(campus: &Campus, room: RoomId) -> Vec<(u8, StudentId)> {
    let people = campus.people();
    let bed = |id: StudentId| people.student(id).and_then(|it| it.facts.bed).map(|it| it.bed).filter(|it| (1..=9).contains(it));
    let mut beds: Vec<(u8, StudentId)> = Vec::new();
    let mut others = Vec::new();
    for id in people.in_room(room) {
        match bed(*id).filter(|bed| beds.iter().all(|(taken, _)| taken != bed)) {
            Some(bed) => beds.push((bed, *id)),
            None => others.push(*id),
        }
    }
    for id in others {
        let free = (1..=9).find(|bed| beds.iter().all(|(taken, _)| taken != bed));
        beds.push((free.unwrap_or(0), id));
    }
    beds.sort_unstable();
    beds
}

/// How a round is to be begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Setting {
    /// Where one is.
    pub building: BuildingId,
    /// On which floor.
    pub floor: i8,
    /// The community whose buildings a sample is drawn from.
    pub community: Option<CommunityId>,
    /// From the ground up.
    pub upward: bool,
    /// Where the chance of a sample begins, once it is drawn.
    pub seed: Option<u64>,
}
