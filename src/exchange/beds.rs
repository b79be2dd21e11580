//! Two students in one bed: who of them has it.
//!
//! Whoever sleeps there already and is not moved out by the same roster stays; among those who come in, the first row. A row that is not
//! taken moves nobody out, so that the bed its student keeps may in turn be missing for another: followed to the end, each row once.

use super::home::Home;
use super::line::LineReader;
use super::report::{Reason, Rejected};
use super::roster::{Candidate, reject_where};
use super::{Field, dorm};
use crate::campus::{Bed, Campus, RoomId, StudentId};
use std::collections::HashMap;

/// A bed by the number of its door in [`Doors`] and its own: a new room has no id yet.
type BedKey = (usize, u8);

/// Rejects the rows whose bed somebody else has.
pub(super) fn reject_taken(candidates: &mut Vec<Candidate<'_>>, rejected: &mut Vec<Rejected>, reader: &LineReader<'_>, campus: &Campus) {
    let refused = Beds::new(candidates, campus).settle();
    reject_where(candidates, rejected, |at, it| {
        let holder = refused.get(&at)?;
        let field = if reader.has(Field::Bed) { Field::Bed } else { reader.door_field() };
        let (other_row, other_student_no) = match holder {
            Holder::Row(row) => (Some(*row), None),
            Holder::Student(id) => (None, campus.people().student(*id).map(|it| it.facts.no.to_string())),
        };
        Some(Rejected { other_row, other_student_no, ..reader.rejected(it.row, field, Reason::BedTaken) })
    });
}

/// Who has a bed that another row wants.
#[derive(Debug, Clone, Copy)]
enum Holder {
    /// The student of another row.
    Row(u32),
    /// A student whom the roster does not move.
    Student(StudentId),
}

struct Beds<'a> {
    candidates: &'a [Candidate<'a>],
    /// The bed each candidate has from now on, if they have one with a number.
    wanted: Vec<Option<BedKey>>,
    /// The candidates that want a bed, in the order of their rows.
    claims: HashMap<BedKey, Vec<usize>>,
    /// Who sleeps in a bed now.
    sleepers: HashMap<BedKey, Vec<StudentId>>,
    /// The bed a student sleeps in now.
    now: HashMap<StudentId, BedKey>,
    /// The candidate of a student.
    of_student: HashMap<StudentId, usize>,
}

impl<'a> Beds<'a> {
    fn new(candidates: &'a [Candidate<'a>], campus: &Campus) -> Self {
        let mut doors = Doors { campus, numbers: HashMap::new(), of_room: HashMap::new() };
        let (mut sleepers, mut now) = (HashMap::<BedKey, Vec<StudentId>>::new(), HashMap::new());
        for (id, student) in campus.people().enrolled() {
            if let Some(bed) = student.facts.bed.filter(|it| it.bed > 0)
                && let Some(door) = doors.of_bed(bed)
            {
                sleepers.entry((door, bed.bed)).or_default().push(id);
                now.insert(id, (door, bed.bed));
            }
        }
        let wanted: Vec<Option<BedKey>> = candidates
            .iter()
            .map(|it| {
                let before = it.known.and_then(|id| campus.people().student(id)).and_then(|it| it.facts.bed);
                match &it.line.home {
                    _ if it.left => None,
                    Home::Out => None,
                    Home::Unsaid => before.filter(|it| it.bed > 0).and_then(|bed| doors.of_bed(bed).map(|door| (door, bed.bed))),
                    Home::At { building, room, bed } => {
                        let kept = before.and_then(|it| Some((doors.of_bed(it)?, it.bed)));
                        let door = doors.number(building.clone(), room);
                        let bed = bed.or_else(|| kept.filter(|it| it.0 == door).map(|it| it.1));
                        bed.filter(|it| *it > 0).map(|bed| (door, bed))
                    }
                }
            })
            .collect();
        let mut claims: HashMap<BedKey, Vec<usize>> = HashMap::new();
        for (at, bed) in wanted.iter().enumerate() {
            if let Some(bed) = bed {
                claims.entry(*bed).or_default().push(at);
            }
        }
        let of_student = candidates.iter().enumerate().filter_map(|(at, it)| it.known.map(|id| (id, at))).collect();
        Self { candidates, wanted, claims, sleepers, now, of_student }
    }

    /// The candidates that do not get their bed, and who has it.
    fn settle(&self) -> HashMap<usize, Holder> {
        let mut refused: HashMap<usize, Holder> = HashMap::new();
        let mut to_look_at: Vec<BedKey> = self.claims.keys().copied().collect();
        while let Some(bed) = to_look_at.pop() {
            let Some(claims) = self.claims.get(&bed) else { continue };
            let stayers = self.stayers(bed, &refused);
            let holder = match stayers.first() {
                Some(stayer) => self.holder(*stayer, &refused),
                None => match claims.iter().find(|at| !refused.contains_key(at)) {
                    Some(first) => Holder::Row(self.candidates[*first].line.row),
                    None => continue,
                },
            };
            let mut winner_passed = !stayers.is_empty();
            for at in claims {
                let stays = self.candidates[*at].known.is_some_and(|id| stayers.contains(&id));
                if stays || refused.contains_key(at) {
                    continue;
                }
                if !winner_passed {
                    winner_passed = true;
                    continue;
                }
                refused.insert(*at, holder);
                to_look_at.extend(self.candidates[*at].known.and_then(|id| self.now.get(&id)));
            }
        }
        refused
    }

    /// Who sleeps in a bed and goes on doing so.
    fn stayers(&self, bed: BedKey, refused: &HashMap<usize, Holder>) -> Vec<StudentId> {
        let sleepers = self.sleepers.get(&bed).map_or(&[][..], Vec::as_slice);
        let stays = |id: &StudentId| self.of_student.get(id).is_none_or(|at| refused.contains_key(at) || self.wanted[*at] == Some(bed));
        sleepers.iter().copied().filter(stays).collect()
    }

    fn holder(&self, student: StudentId, refused: &HashMap<usize, Holder>) -> Holder {
        match self.of_student.get(&student) {
            Some(at) if !refused.contains_key(at) => Holder::Row(self.candidates[*at].line.row),
            _ => Holder::Student(student),
        }
    }
}

/// A number for every door, whether the campus knows the room already or not.
struct Doors<'a> {
    campus: &'a Campus,
    numbers: HashMap<(String, String), usize>,
    of_room: HashMap<RoomId, usize>,
}

impl Doors<'_> {
    fn number(&mut self, building: String, room: &str) -> usize {
        let next = self.numbers.len();
        *self.numbers.entry((building, room.to_owned())).or_insert(next)
    }

    fn of_bed(&mut self, bed: Bed) -> Option<usize> {
        if let Some(door) = self.of_room.get(&bed.room) {
            return Some(*door);
        }
        let room = self.campus.places().room(bed.room)?;
        let building = self.campus.places().building(room.building)?;
        let building = dorm::building(&building.number).unwrap_or_else(|| building.number.to_string());
        let door = self.number(building, &room.number);
        self.of_room.insert(bed.room, door);
        Some(door)
    }
}
