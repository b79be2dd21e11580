//! Getting about: panes, screens, the way back.

use super::{Turn, texts};
use crate::campus::{BuildingId, RoomId, Seq, StudentId};
use crate::tui::model::{Cursor, List, Pane, Place, Target};
use crate::tui::scheduling::ScheduleView;
use crate::tui::view::{NightRow, StudentRow, leads_to};

/// How many places back one can go.
const TRAIL_LIMIT: usize = 64;

impl Turn<'_> {
    /// Goes somewhere, remembering where one was.
    pub(super) fn go_to(&mut self, place: Place) {
        if place == self.model.place {
            return;
        }
        if self.model.trail.len() == TRAIL_LIMIT {
            self.model.trail.remove(0);
        }
        let cursor = self.list().map_or_else(Cursor::default, |list| self.model.cursor(list));
        self.model.trail.push((self.model.place, cursor));
        self.arrive(place);
    }

    pub(super) fn arrive(&mut self, place: Place) {
        self.model.place = place;
        match place {
            Place::Student(_) => self.rewind(List::Student),
            Place::Talk(_) => self.rewind(List::Talk),
            // The newest stands last, and is what one comes for.
            Place::Story(_) => self.model.cursors[List::Story as usize] = Cursor { at: usize::MAX / 2, top: usize::MAX / 2 },
            Place::Incident(seq) => {
                let last = texts::timeline(self.world.campus, seq).len().saturating_sub(1);
                self.model.cursors[List::Incident as usize] = Cursor { at: last, top: 0 };
            }
            Place::Room(room) => {
                self.rewind(List::Room);
                self.show_room(room);
            }
            Place::Changes => self.rewind(List::Changes),
            Place::Missing => self.rewind(List::Missing),
            Place::Rounds => self.rewind(List::Rounds),
            Place::DutyLog(_) => self.rewind(List::DutyLog),
            Place::Next => self.rewind(List::Next),
            Place::Care => self.rewind(List::Care),
            Place::Coverage => self.rewind(List::Coverage),
            Place::Community(_) => self.rewind(List::Community),
            Place::Network(_) => self.rewind(List::Network),
            Place::Requests => self.rewind(List::Requests),
            Place::Watch => self.rewind(List::Watch),
            Place::Paper(_) => self.rewind(List::Paper),
            Place::Activities => {}
            Place::TermBoard => self.rewind(List::TermBoard),
            Place::Obligations => self.rewind(List::Obligations),
            Place::Activity(seq) => {
                let last = self.world.campus.activities().get(seq).map_or(0, |it| it.timeline.len());
                self.model.cursors[List::Activity as usize] = Cursor { at: last, top: 0 };
            }
            Place::Request(seq) => {
                let last = texts::request_entries(self.world.campus, self.model, seq).len().saturating_sub(1);
                self.model.cursors[List::Request as usize] = Cursor { at: last, top: 0 };
            }
            Place::Appraisal => self.rewind(List::Appraisal),
            Place::Stats => self.rewind(List::Stats),
            Place::Figure => self.rewind(List::Figure),
            Place::News(_) => self.rewind(List::News),
            Place::Newsroom | Place::Awards => {}
            Place::Award(_) => self.rewind(List::Award),
            Place::Search(..) => self.point_at_next_step(),
            Place::Home
            | Place::Zoom(_)
            | Place::Students
            | Place::Handover
            | Place::Round(_)
            | Place::Schedule
            | Place::Leaves
            | Place::Hygiene
            | Place::Moods
            | Place::Officers => {}
            Place::Communities => {
                let own = self.world.campus.staff().user(self.model.seat.user).and_then(|it| it.community);
                self.model.cursors[List::Communities as usize] = Cursor { at: own.map_or(0, |it| it.index()), top: 0 };
            }
        }
    }

    /// Puts the grid on a room, in whatever building it stands.
    pub(super) fn show_room(&mut self, room: RoomId) {
        let Some(it) = self.world.campus.places().room(room) else { return };
        self.model.dorm.building = Some(it.building);
        self.model.dorm.room = Some(room);
    }

    /// Shows a building on the grid.
    pub(super) fn show_building(&mut self, building: BuildingId) {
        self.model.dorm.building = Some(building);
        self.model.dorm.room = self.world.campus.places().rooms_of(building).first().copied();
        self.model.focus = Pane::Dorm;
        self.go_to(Place::Zoom(Pane::Dorm));
    }

    /// Goes where something found leads.
    pub(super) fn go_to_target(&mut self, target: Target) {
        if let Target::Room(room) = target
            && self.goes_within_round(room)
        {
            return;
        }
        self.go_to(match target {
            Target::Student(id) => Place::Student(id),
            Target::Room(id) => Place::Room(id),
        });
    }

    /// Goes back where one came from; from a place one did not come to, home.
    pub(super) fn back(&mut self) {
        let (place, cursor) = self.model.trail.pop().unwrap_or((Place::Home, Cursor::default()));
        self.model.place = place;
        // Two sheets of one kind share a cursor: it stands again where it stood before the second was opened. The panes follow theirs.
        if let Some(list) = self.list().filter(|_| !matches!(place, Place::Home | Place::Zoom(_))) {
            self.model.cursors[list as usize] = cursor;
        }
        match self.model.place {
            Place::Room(room) => self.show_room(room),
            Place::Round(_) => self.model.round.room.into_iter().for_each(|it| self.show_room(it)),
            _ => {}
        }
        self.back_to_query();
    }

    pub(super) fn show_pane(&mut self, pane: Pane) {
        self.model.focus = pane;
        match self.model.place {
            Place::Home => {}
            Place::Zoom(_) => self.model.place = Place::Zoom(pane),
            _ => self.go_to(Place::Home),
        }
    }

    pub(super) fn turn_pane(&mut self, by: usize) {
        let here = Pane::ALL.iter().position(|it| *it == self.model.focus).unwrap_or(0);
        if let Some(pane) = Pane::ALL.get((here + by) % Pane::ALL.len()) {
            self.show_pane(*pane);
        }
    }

    pub(super) fn zoom(&mut self) {
        match self.model.place {
            Place::Home => self.go_to(Place::Zoom(self.model.focus)),
            Place::Zoom(_) => self.back(),
            _ => {}
        }
    }

    /// Opens what is under the cursor.
    pub(super) fn open(&mut self) {
        if let Some(place) = leads_to(self.model, self.world.campus) {
            return self.go_to(place);
        }
        match self.model.place {
            Place::Home | Place::Zoom(_) => match self.model.focus {
                Pane::Dorm => {
                    if let Some(room) = self.model.dorm.room {
                        self.go_to(Place::Room(room));
                    }
                }
                Pane::Duty => self.go_to(Place::Handover),
                Pane::Talks => {
                    if let Some(seq) = self.row_seq(List::Talks) {
                        self.go_to(Place::Talk(seq));
                    }
                }
                Pane::Incidents => {
                    if let Some(seq) = self.row_seq(List::Incidents) {
                        self.go_to(Place::Incident(seq));
                    }
                }
            },
            Place::Room(_) => self.ask_move_in(),
            Place::Talk(seq) => {
                let several = self.talk_students(seq);
                self.pick_student(&several);
            }
            Place::Incident(_) => self.open_line(),
            Place::Round(_) => self.round_next(),
            Place::Search(..) => self.ask_step(),
            Place::Schedule => self.open_seat(),
            Place::Changes => self.open_change(),
            Place::Rounds => match self.model.board.nights.rows.get(self.model.cursor(List::Rounds).at) {
                Some(NightRow::Walk { seq, .. }) => self.open_walk(*seq),
                Some(NightRow::Building { building, .. }) => self.show_building(*building),
                None => {}
            },
            Place::Handover => self.open_handover_row(),
            Place::Network(_) => self.open_network_row(),
            Place::Paper(_) => self.ask_paper_words(),
            Place::TermBoard => self.open_cell(),
            Place::Obligations => self.open_obligation(),
            Place::Community(_) => self.open_community_row(),
            Place::Appraisal | Place::Stats => self.open_number(),
            Place::Figure => self.no_sheet(),
            Place::Communities => self.open_community(),
            Place::Leaves => self.open_leave(),
            Place::Moods => self.ask_mood(),
            Place::Officers => self.ask_name_officer(),
            Place::Students
            | Place::Student(_)
            | Place::Missing
            | Place::Next
            | Place::Care
            | Place::Coverage
            | Place::Watch
            | Place::Activities
            | Place::Activity(_)
            | Place::Requests
            | Place::Request(_)
            | Place::Newsroom
            | Place::News(_)
            | Place::Awards
            | Place::Award(_)
            | Place::DutyLog(_)
            | Place::Story(_)
            | Place::Hygiene => {}
        }
    }

    /// Shows the first building of the community under the cursor.
    fn open_community(&mut self) {
        if self.show_community() {
            self.model.focus = Pane::Dorm;
            self.go_to(Place::Zoom(Pane::Dorm));
        }
    }

    /// Shows the students' grid of the community under the cursor.
    pub(super) fn open_community_officers(&mut self) {
        if self.show_community() {
            self.go_to(Place::Officers);
        }
    }

    /// Puts the grid on the first building of the community under the cursor. Says whether there is one.
    fn show_community(&mut self) -> bool {
        let card = self.model.board.house.communities.get(self.model.cursor(List::Communities).at);
        let Some(building) = card.and_then(|it| it.buildings.first().copied()) else { return false };
        if self.model.dorm.building != Some(building) {
            self.model.dorm.building = Some(building);
            self.model.dorm.room = self.world.campus.places().rooms_of(building).first().copied();
        }
        true
    }

    /// The row under the cursor of the student shown.
    pub(super) fn student_row(&self) -> Option<StudentRow> {
        self.model.board.student.get(self.model.cursor(List::Student).at).copied()
    }

    /// Who is under the cursor in the room shown.
    pub(super) fn room_person(&self) -> Option<StudentId> {
        let Place::Room(room) = self.model.place else { return None };
        crate::tui::view::bed_rows(self.world.campus, room).get(self.model.cursor(List::Room).at)?.student()
    }

    /// The entry under the cursor of the talk or incident list.
    pub(super) fn row_seq(&self, list: List) -> Option<Seq> {
        let (at, board) = (self.model.cursor(list).at, &self.model.board);
        match list {
            List::Talks => board.talks.get(at).copied(),
            List::Incidents => board.incidents.get(at).map(|it| it.seq),
            _ => None,
        }
    }

    /// Shows the next building or the one before, the cursor on the same door if it has one.
    pub(super) fn turn_building(&mut self, by: isize) {
        let places = self.world.campus.places();
        let count = places.buildings().len();
        if count == 0 {
            return;
        }
        let here = self.model.dorm.building.map_or(0, |it| it.index());
        let next = crate::campus::BuildingId::of((here + count).saturating_add_signed(by) % count);
        let door = self.model.dorm.room.and_then(|it| places.room(it)).map(|it| it.number.clone());
        let same_door = door.and_then(|it| places.room_by_door(next, &it));
        self.model.dorm.building = Some(next);
        self.model.dorm.room = same_door.or_else(|| places.rooms_of(next).first().copied());
        if let (Place::Room(_), Some(room)) = (self.model.place, self.model.dorm.room) {
            self.arrive(Place::Room(room));
        }
    }

    /// The list that the arrows move in, where the place has one.
    pub(super) fn list(&self) -> Option<List> {
        match self.model.place {
            Place::Home | Place::Zoom(_) => match self.model.focus {
                Pane::Dorm => None,
                Pane::Duty => Some(List::Duty),
                Pane::Talks => Some(List::Talks),
                Pane::Incidents => Some(List::Incidents),
            },
            Place::Students => Some(List::Students),
            Place::Student(_) => Some(List::Student),
            Place::Room(_) => Some(List::Room),
            Place::Talk(_) => Some(List::Talk),
            Place::Story(_) => Some(List::Story),
            Place::Incident(_) => Some(List::Incident),
            Place::Handover => Some(List::Handover),
            Place::DutyLog(_) => Some(List::DutyLog),
            Place::Communities => Some(List::Communities),
            Place::Leaves => Some(List::Leaves),
            Place::Hygiene => Some(List::Hygiene),
            Place::Moods => Some(List::Moods),
            Place::Officers => Some(List::Officers),
            Place::Rounds => Some(List::Rounds),
            Place::Missing => Some(List::Missing),
            Place::Search(..) => Some(List::Search),
            Place::Schedule if self.model.schedule.view == ScheduleView::Ledger => Some(List::Ledger),
            Place::Changes => Some(List::Changes),
            Place::Next => Some(List::Next),
            Place::Care => Some(List::Care),
            Place::Coverage => Some(List::Coverage),
            Place::Community(_) => Some(List::Community),
            Place::Network(_) => Some(List::Network),
            Place::Requests => Some(List::Requests),
            Place::Watch => Some(List::Watch),
            Place::Paper(_) => Some(List::Paper),
            Place::Request(_) => Some(List::Request),
            Place::Activities => Some(List::Activities),
            Place::Activity(_) => Some(List::Activity),
            Place::TermBoard => Some(List::TermBoard),
            Place::Obligations => Some(List::Obligations),
            Place::Appraisal => Some(List::Appraisal),
            Place::Stats => Some(List::Stats),
            Place::Figure => Some(List::Figure),
            Place::Newsroom => Some(List::Newsroom),
            Place::Awards => Some(List::Awards),
            Place::Award(_) => Some(List::Award),
            Place::News(_) => Some(List::News),
            Place::Round(_) | Place::Schedule => None,
        }
    }

    /// How many rows a list has.
    pub(super) fn len(&self, list: List) -> usize {
        let board = &self.model.board;
        match (list, self.model.place) {
            (List::Duty, _) => board.duty.tonight.len(),
            (List::Talks, _) => board.talks.len(),
            (List::Incidents, _) => board.incidents.len(),
            (List::Students, _) => board.students.len(),
            (List::Student, _) => board.student.len(),
            (List::Room, Place::Room(room)) => crate::tui::view::bed_rows(self.world.campus, room).len(),
            (List::Communities, _) => board.house.communities.len(),
            (List::Leaves, _) => board.house.leaves.len(),
            (List::Hygiene, _) => board.house.scores.len(),
            (List::Moods, _) => board.house.moods.len(),
            (List::Officers, _) => board.house.officers.len(),
            (List::Incident, Place::Incident(seq)) => texts::timeline(self.world.campus, seq).len(),
            (List::Handover, _) => self.handover_len(),
            (List::Rounds, _) => board.nights.rows.len(),
            (List::Missing, _) => board.sought.len(),
            (List::Ledger, _) => board.schedule.ledger.len(),
            (List::Changes, _) => board.changes.len(),
            (List::Next, _) => board.care.next.len(),
            (List::Care, _) => board.care.list.len(),
            (List::Watch, _) => board.watch.rows.len(),
            (List::Paper, _) => crate::campus::ReportField::ALL.into_iter().filter(|it| it.is_of(self.model.paper_kind)).count(),
            (List::Coverage, _) => board.care.coverage_rows.len(),
            (List::Community, _) => board.community.rows.len(),
            (List::Network, _) => board.care.network.as_ref().map_or(0, |it| it.rows.len()),
            (List::Requests, _) => board.requests.rows.len().max(board.requests.services.len()),
            (List::Appraisal, _) => board.count.appraisal.as_ref().map_or(0, |it| it.rows.len()),
            (List::Stats, _) => board.count.grid.as_ref().map_or(0, |it| it.rows.len() + 1),
            (List::Figure, _) => self.model.figure.as_ref().map_or(0, |it| it.rows.len()),
            (List::Request, Place::Request(seq)) => texts::request_entries(self.world.campus, self.model, seq).len(),
            (List::Newsroom, _) => crate::tui::view::news_rows(self.world.campus).len(),
            (List::Awards, _) => crate::tui::view::award_rows(self.world.campus).len(),
            (List::Award, Place::Award(seq)) => self.world.campus.awards().get(seq).map_or(0, |it| it.opened.nominees.len()),
            (List::Activities, _) => board.term.rows.len(),
            (List::Activity, Place::Activity(seq)) => self.world.campus.activities().get(seq).map_or(0, |it| it.timeline.len() + 1),
            (List::TermBoard, _) => board.term.lines.len(),
            (List::Obligations, _) => self.obligation_count(),
            (List::Search, _) => self.world.campus.presets().rules().ladder.steps.len(),
            (List::Talk | List::Story | List::DutyLog | List::Overlay | List::News, _) => self.model.frame.rows[list as usize],
            _ => 0,
        }
    }
}
