//! Moving (调宿): in, out, to another bed, two against each other, a whole floor at once. Checked as a whole, and the history is kept.

use super::{Bed, Day, Paged, People, Places, Refusal, RoomId, RoomUse, Seq, StudentId};
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};

/// A student's bed changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct BedChange {
    /// Who.
    pub student: StudentId,
    /// As it was.
    pub before: Option<Bed>,
    /// As it is from now on; `None` for moving out.
    pub after: Option<Bed>,
}

/// Students move, all together or not at all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// Who moves.
    pub changes: Vec<BedChange>,
    /// Why; may be empty.
    pub reason: Box<str>,
}

/// A move as the campus keeps it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Move {
    /// The entry.
    pub seq: Seq,
    /// When.
    pub day: Day,
    /// Who, from where, to where.
    pub change: BedChange,
}

/// All moves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moves {
    pub(super) rows: Paged<Move>,
    of_student: HashMap<StudentId, Vec<u32>>,
}

impl Default for Moves {
    fn default() -> Self {
        Self { rows: Paged::new(256), of_student: HashMap::new() }
    }
}

impl Moves {
    /// All moves in the order of the logbook.
    pub fn rows(&self) -> &[Move] {
        self.rows.rows()
    }

    /// A student's moves, oldest first.
    pub fn of_student(&self, id: StudentId) -> impl DoubleEndedIterator<Item = &Move> {
        self.of_student.get(&id).into_iter().flatten().filter_map(|row| self.rows.get(*row as usize))
    }

    /// Who moved into a room or out of it, oldest first.
    pub fn of_room(&self, room: RoomId) -> impl DoubleEndedIterator<Item = &Move> {
        let is_here = move |bed: Option<Bed>| bed.is_some_and(|it| it.room == room);
        self.rows().iter().filter(move |it| is_here(it.change.before) || is_here(it.change.after))
    }

    pub(super) fn push(&mut self, it: Move) {
        let row = self.rows.push(it);
        self.of_student.entry(it.change.student).or_default().push(row as u32);
    }

    pub(super) fn reindex(&mut self) {
        self.of_student.clear();
        for (row, it) in self.rows.rows().iter().enumerate() {
            self.of_student.entry(it.change.student).or_default().push(row as u32);
        }
    }
}

/// Every bed exists and is free once all have moved, every student is where they are said to be, and may live there.
pub(super) fn check(places: &Places, people: &People, act: &Moved) -> Result<(), Refusal> {
    super::check_text_len(&act.reason)?;
    if act.changes.is_empty() {
        return Err(Refusal::NobodyNamed);
    }
    let mut moving = HashSet::new();
    for it in &act.changes {
        let known = people.student(it.student).ok_or(Refusal::NoSuchStudent(it.student))?;
        if known.facts.left {
            return Err(Refusal::StudentLeft(it.student));
        }
        if !moving.insert(it.student) {
            return Err(Refusal::StudentTwice);
        }
        if known.facts.bed != it.before || it.before == it.after {
            return Err(Refusal::MovedMeanwhile(it.student));
        }
    }
    let mut taken = HashSet::new();
    for it in &act.changes {
        let Some(bed) = it.after else { continue };
        let room = places.room(bed.room).ok_or(Refusal::NoSuchRoom(bed.room))?;
        if room.purpose != RoomUse::Dwelling {
            return Err(Refusal::NotDwelling(bed.room));
        }
        if bed.bed == 0 || bed.bed > room.beds {
            return Err(Refusal::NoSuchBed { room: bed.room, bed: bed.bed, beds: room.beds });
        }
        let house = places.building(room.building).and_then(|it| it.sex);
        let sex = people.student(it.student).and_then(|it| it.facts.sex);
        if house.is_some_and(|house| sex.is_some_and(|sex| sex != house)) {
            return Err(Refusal::WrongSex { building: room.building, student: it.student });
        }
        let sleeper = people.in_room(bed.room).iter().find(|id| {
            let here = people.student(**id).and_then(|it| it.facts.bed) == Some(bed);
            here && !moving.contains(*id)
        });
        if let Some(student) = sleeper.copied().or_else(|| (!taken.insert(bed)).then_some(it.student)) {
            return Err(Refusal::BedTaken { room: bed.room, bed: bed.bed, student });
        }
    }
    Ok(())
}
