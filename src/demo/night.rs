//! What goes with the rounds (查寝): who began them and ended them, the spot check, and the search for whoever was absent.

use super::agenda::Todo;
use super::dice::{Dice, For};
use super::land::COMMUNITIES;
use super::people::Known;
use super::phrase::{Book, Scene};
use super::round::{self, HALF_WAY, Walk};
use super::staff::CHEN;
use super::year::{Year, ZONE};
use crate::campus::{
    Act, BuildingId, CallOutcome, Day, LadderStep, Presence, RoomId, RoomUse, RoundAct, RoundBegun, RoundScope, SearchAct, Stamp,
    StudentId, UserId,
};

/// Nights ago on which the duty leader drew a sample, and how many rooms.
const SAMPLES: [i32; 3] = [2, 9, 16];
const SAMPLE_ROOMS: usize = 36;

/// A phrase of a list.
pub(super) fn phrase(list: &str, dice: &mut Dice) -> Box<str> {
    let (book, mut out) = (Book::shipped(), String::new());
    book.write_any(book.list(list), &mut Scene::default(), dice, &mut out);
    out.into()
}

impl Year {
    /// Begins and ends each building's round around its walks. Tonight some are still under way.
    pub(super) fn put_rounds(&mut self, walks: &[Walk]) {
        let tonight = self.now.duty_day(ZONE);
        for of_one in walks.chunk_by(|a, b| (a.day, a.building) == (b.day, b.building)) {
            let (Some(first), Some(last)) = (of_one.first(), of_one.last()) else { continue };
            let lived_in = self.floors_of(first.building).any(|room| !self.body.sleepers[room].is_empty());
            let Some(by) = round::walker(&self.schedule, *first).filter(|_| lived_in) else { continue };
            let under_way = first.day == tonight && (first.building == HALF_WAY || last.is_cut_short());
            let ends = (!under_way).then(|| last.at.plus_minutes(6)).filter(|it| *it <= self.now);
            let scope = RoundScope::Building(BuildingId::of(first.building));
            let begun = RoundBegun { day: first.day, scope, upward: true };
            // Before the first floor is marked, and never on another day.
            let at = Stamp(first.at.0 - 1_000);
            // Seen by day, tonight's first floor is walked long before the night.
            if at.duty_day(ZONE) == first.day {
                self.agenda.put(at, Todo::Begin { by, begun: Box::new(begun), ends });
            }
        }
    }

    pub(super) fn put_samples(&mut self, tonight: Day) {
        for ago in SAMPLES {
            let day = tonight.plus(-ago);
            self.agenda.put(day.at(ZONE, 22, 40), Todo::Sample { day });
        }
    }

    /// A round as it begins; its end is put on the agenda, where it has one.
    pub(super) fn begin(&mut self, by: UserId, begun: RoundBegun, ends: Option<Stamp>) -> (UserId, Act) {
        if let Some(ends) = ends {
            let ended = Act::Round(RoundAct::Ended { round: self.seq, note: "".into() });
            self.agenda.put(ends, Todo::Ready(by, Box::new(ended)));
        }
        (by, Act::Round(RoundAct::Begun(begun)))
    }

    /// A spot check over all buildings, drawn as `campus::sample` draws it.
    pub(super) fn sample(&mut self, at: Stamp, day: Day) -> Option<(UserId, Act)> {
        let seed = day.0.unsigned_abs().into();
        let inhabited = |room: &usize| self.body.sleepers[*room].iter().any(|row| (*row as usize) < self.arrived);
        let rooms = (0..self.land.rooms.len()).filter(|at| self.land.rooms[*at].purpose == RoomUse::Dwelling).filter(inhabited);
        let mut drawn: Vec<([u8; 32], RoomId)> = rooms
            .map(|at| {
                let (room, mut hasher) = (&self.land.rooms[at], blake3::Hasher::new());
                let building = &self.land.buildings[room.building.index()].number;
                hasher.update(&u64::to_le_bytes(seed)).update(building.as_bytes()).update(&[0]).update(room.number.as_bytes());
                (*hasher.finalize().as_bytes(), RoomId::of(at))
            })
            .collect();
        drawn.sort_unstable();
        drawn.truncate(SAMPLE_ROOMS);
        if drawn.is_empty() {
            return None;
        }
        let pool = (0..self.land.buildings.len()).map(BuildingId::of).collect();
        let scope = RoundScope::Sample { seed, pool, rooms: drawn.into_iter().map(|(_, room)| room).collect() };
        Some(self.begin(CHEN, RoundBegun { day, scope, upward: true }, Some(at.plus_minutes(50))))
    }

    /// Whoever is marked absent is looked for: by the ladder, until they are found. Of tonight's they still look.
    pub(super) fn look_for_the_absent(&mut self, at: Stamp, by: UserId, act: &RoundAct) {
        let RoundAct::Marked { day, changes, .. } = act else { return };
        let marks = changes.iter().filter_map(|it| it.after.as_ref());
        let absent = marks.flat_map(|it| &it.away).filter(|(_, how)| *how == Presence::Absent).map(|(student, _)| *student);
        for student in absent.collect::<Vec<_>>() {
            self.look_for(at, by, *day, student);
        }
    }

    fn look_for(&mut self, at: Stamp, by: UserId, day: Day, student: StudentId) {
        let tonight = day == self.now.duty_day(ZONE);
        if self.body.known(Known::ZhaoLei) == Some(student.index()) && tonight {
            self.missing = Some((day, student));
        }
        let dice = &mut self.search_dice;
        let mut after = dice.between(2, 4);
        let found = dice.between(5, 48);
        let ladder = [
            (LadderStep::Student, CallOutcome::NoAnswer, "处置本人"),
            (LadderStep::RoomMates, CallOutcome::Answered, "处置室友"),
            (LadderStep::Counselor, CallOutcome::Told, "处置辅导员"),
        ];
        let mut todo: Vec<(i64, SearchAct)> = Vec::new();
        for (step, outcome, list) in ladder {
            if after >= found && !tonight {
                break;
            }
            let text = phrase(list, dice);
            todo.push((after, SearchAct::Stepped { day, student, step, at: at.plus_minutes(after), outcome, text }));
            after += dice.between(5, 12);
        }
        if !tonight {
            todo.push((found, SearchAct::Found { day, student, at: at.plus_minutes(found), text: phrase("找到", dice) }));
        }
        for (after, act) in todo {
            self.agenda.put(at.plus_minutes(after), Todo::Ready(by, Box::new(Act::Search(act))));
        }
    }
}

/// The community of a building.
pub(super) fn community(building: usize) -> usize {
    building % COMMUNITIES
}

/// Dice of what is not the rounds themselves.
pub(super) fn dice(seed: u64) -> Dice {
    Dice::new(seed, For::Searches)
}
