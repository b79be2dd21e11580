//! Find a student or a room; go to a room by its number.

use super::Turn;
use crate::campus::{RoomId, StudentId};
use crate::finder::Asker;
use crate::tui::field::Field;
use crate::tui::layer::{Find, Found, Overlay};
use crate::tui::model::{Cursor, Target};

/// Most characters one looks for.
const QUERY_LIMIT: usize = 64;
/// Most things found that are listed.
const FOUND_LIMIT: usize = 50;
/// Most rooms among them.
const ROOMS_LIMIT: usize = 10;

impl Turn<'_> {
    pub(super) fn open_find(&mut self, go: bool) {
        let find = Find { go, line: Field::line(QUERY_LIMIT), found: Vec::new(), cursor: Cursor::default() };
        self.model.overlays.push(Overlay::Find(find));
    }

    /// Lets one choose between students, such as those of one talk.
    pub(super) fn pick_student(&mut self, students: &[StudentId]) {
        if students.is_empty() {
            return;
        }
        let found = students.iter().map(|id| Found { target: Target::Student(*id), why: None }).collect();
        let find = Find { go: false, line: Field::line(QUERY_LIMIT), found, cursor: Cursor::default() };
        self.model.overlays.push(Overlay::Find(find));
    }

    pub(super) fn find_changed(&mut self) {
        let Some(Overlay::Find(find)) = self.model.overlays.last() else { return };
        let (go, query) = (find.go, find.line.text().trim().to_owned());
        // The same key again: not somebody, but what somebody said.
        if !go && crate::text::fold(&query) == "/" {
            self.model.overlays.pop();
            return self.open_query();
        }
        let found = if query.is_empty() { Vec::new() } else { self.look_for(&query, go) };
        if go && let Some(room) = self.full_number(&query, &found) {
            self.model.overlays.pop();
            self.model.swallow_enter = true;
            return self.go_to_target(Target::Room(room));
        }
        if let Some(Overlay::Find(find)) = self.top() {
            find.found = found;
            find.cursor = Cursor::default();
        }
    }

    /// What a query may mean: rooms first where it begins with a digit or one asked to go to a room, else students first.
    fn look_for(&self, query: &str, go: bool) -> Vec<Found> {
        let (campus, finder) = (self.world.campus, self.world.finder);
        let building = self.model.dorm.building;
        let rooms = finder.rooms(campus, query, building, ROOMS_LIMIT);
        let rooms = rooms.into_iter().map(|id| Found { target: Target::Room(id), why: None });
        let asker = Asker::of(campus, self.model.seat.user, building);
        let students = finder.students(campus, query, &asker, FOUND_LIMIT);
        let students = students.into_iter().map(|it| Found { target: Target::Student(it.student), why: Some(it.why) });
        let rooms_first = go || query.chars().next().is_some_and(|c| crate::text::fold_char(c).is_ascii_digit());
        if rooms_first { rooms.chain(students).collect() } else { students.chain(rooms).collect() }
    }

    /// The one room whose building and door are typed in full, five digits or more, so that no key of any longer number could follow.
    /// With it any room is at most six keys away: `g12412`.
    fn full_number(&self, query: &str, found: &[Found]) -> Option<RoomId> {
        let query = crate::text::fold(query);
        if query.len() < 5 || !query.bytes().all(|it| it.is_ascii_digit()) {
            return None;
        }
        let places = self.world.campus.places();
        let reads = |room: RoomId| {
            let it = places.room(room)?;
            let building = places.building(it.building)?;
            (query == format!("{}{}", building.number, it.number)).then_some(room)
        };
        let mut rooms = found.iter().filter_map(|it| match it.target {
            Target::Room(room) => Some(room),
            Target::Student(_) => None,
        });
        let first = reads(rooms.next()?)?;
        let longer = places.buildings().any(|(id, building)| {
            query.strip_prefix(&*building.number).is_some_and(|door| {
                places
                    .rooms_of(id)
                    .iter()
                    .filter_map(|room| places.room(*room))
                    .any(|room| room.number.len() > door.len() && room.number.starts_with(door))
            })
        });
        (!longer && rooms.filter_map(reads).next().is_none()).then_some(first)
    }

    pub(super) fn accept_found(&mut self, nth: usize) {
        let Some(Overlay::Find(find)) = self.model.overlays.last() else { return };
        let Some(target) = find.found.get(nth).map(|it| it.target) else { return };
        self.model.overlays.pop();
        self.go_to_target(target);
    }
}
