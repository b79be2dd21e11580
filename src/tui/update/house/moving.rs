//! Moving (调宿) by keyboard: to another bed, against somebody else, in, out.

use super::{Meant, OFFERS, Reading, Turn, asks, text_row, wrong};
use crate::campus::{Act, Bed, BedChange, Moved, PersonAct, RoomId, RoomUse, StudentId};
use crate::say;
use crate::tui::layer::{Form, FormRow, Offer, Purpose};
use crate::tui::model::Tone;
use crate::tui::view::{BedRow, free_beds};

impl Turn<'_> {
    /// Asks where the student at hand moves to.
    pub(in crate::tui::update) fn ask_move(&mut self) {
        self.ask_of_student(Purpose::Move);
    }

    /// Asks with whom the student at hand changes beds.
    pub(in crate::tui::update) fn ask_swap(&mut self) {
        self.ask_of_student(Purpose::Swap);
    }

    /// Asks why the student at hand moves out.
    pub(in crate::tui::update) fn ask_move_out(&mut self) {
        self.ask_of_student(Purpose::MoveOut);
    }

    fn ask_of_student(&mut self, purpose: impl Fn(StudentId) -> Purpose) {
        match self.student_here() {
            Some(student) => self.open_form(purpose(student)),
            None => self.nothing(say!(self.world.words, "screen-toast-no-sleeper")),
        }
    }

    /// Asks who moves into the empty bed under the cursor.
    pub(in crate::tui::update) fn ask_move_in(&mut self) {
        let crate::tui::model::Place::Room(room) = self.model.place else { return };
        match self.bed_here() {
            Some(BedRow::Empty(bed)) => self.open_form(Purpose::MoveIn(Bed { room, bed })),
            _ => self.nothing(say!(self.world.words, "screen-toast-bed-not-empty")),
        }
    }

    /// A bed as people say it: `3#412-2`; the room alone where no bed is known.
    pub(super) fn write_bed(&self, bed: Bed) -> String {
        let room = self.campus().write_room(bed.room);
        if bed.bed == 0 { room } else { say!(self.world.words, "screen-bed", room = room, bed = bed.bed) }
    }

    /// A bed so that it is read back as the same.
    fn type_bed(&self, bed: Bed) -> String {
        let places = self.campus().places();
        let room = places.room(bed.room);
        let building = room.and_then(|it| places.building(it.building));
        format!("{}-{}-{}", building.map_or("", |it| &it.number), room.map_or("", |it| &it.number), bed.bed)
    }

    fn bed_of(&self, student: StudentId) -> Option<Bed> {
        self.campus().people().student(student).and_then(|it| it.facts.bed)
    }

    pub(super) fn moving_form(&self, purpose: Purpose) -> (String, Vec<FormRow>) {
        let words = self.world.words;
        let reason = || text_row(say!(words, "screen-form-why"), "");
        match purpose {
            Purpose::Move(it) => {
                let title = say!(words, "screen-form-move", who = self.student_and_bed(it));
                (title, vec![text_row(say!(words, "screen-form-target"), ""), reason()])
            }
            Purpose::Swap(it) => {
                let title = say!(words, "screen-form-swap", who = self.student_and_bed(it));
                (title, vec![text_row(say!(words, "screen-form-with"), ""), reason()])
            }
            Purpose::MoveIn(bed) => {
                let title = say!(words, "screen-form-move-in", bed = self.write_bed(bed));
                (title, vec![text_row(say!(words, "screen-form-student"), ""), reason()])
            }
            Purpose::MoveOut(it) => (say!(words, "screen-form-move-out", who = self.student_and_bed(it)), vec![reason()]),
            _ => (String::new(), Vec::new()),
        }
    }

    /// The bed that was typed: with its number, or the first free one of a room.
    fn bed_named(&self, typed: &str) -> Result<Bed, (Tone, String)> {
        let words = self.world.words;
        if typed.is_empty() {
            return asks(say!(words, "screen-form-which-bed"));
        }
        let here = self.model.dorm.building;
        match self.world.finder.bed(self.world.campus, typed, here) {
            None if self.rooms_typed(typed).is_empty() => wrong(say!(words, "screen-form-no-room")),
            None => asks(say!(words, "screen-form-which-room")),
            Some((room, Some(bed))) => Ok(Bed { room, bed }),
            Some((room, None)) => match free_beds(self.campus(), room).first() {
                Some(bed) => Ok(Bed { room, bed: *bed }),
                None => wrong(say!(words, "screen-form-room-full", room = self.campus().write_room(room))),
            },
        }
    }

    fn rooms_typed(&self, typed: &str) -> Vec<RoomId> {
        self.world.finder.rooms(self.world.campus, typed, self.model.dorm.building, 40)
    }

    pub(super) fn read_moving(&self, form: &Form) -> Reading {
        let words = self.world.words;
        let moved = |changes: Vec<BedChange>, reason: &str, said: String| {
            let done = said.clone();
            Ok(Meant { act: Act::Person(PersonAct::Moved(Moved { changes, reason: reason.into() })), said, done })
        };
        let change = |student, after| BedChange { student, before: self.bed_of(student), after };
        match form.purpose {
            Purpose::Move(student) => {
                let bed = self.bed_named(form.text_at(0))?;
                let said = say!(words, "screen-toast-moved-to", who = self.student_and_bed(student), bed = self.write_bed(bed));
                moved(vec![change(student, Some(bed))], form.text_at(1), said)
            }
            Purpose::Swap(student) => {
                let other = self.student_named(form.text_at(0))?;
                let (Some(here), Some(there)) = (self.bed_of(student), self.bed_of(other)) else {
                    return wrong(say!(words, "screen-form-swap-no-bed"));
                };
                let said = say!(words, "screen-toast-swapped", one = self.student_and_bed(student), other = self.student_and_bed(other));
                moved(vec![change(student, Some(there)), change(other, Some(here))], form.text_at(1), said)
            }
            Purpose::MoveIn(bed) => {
                let student = self.student_named(form.text_at(0))?;
                let said = say!(words, "screen-toast-moved-to", who = self.student_and_bed(student), bed = self.write_bed(bed));
                moved(vec![change(student, Some(bed))], form.text_at(1), said)
            }
            Purpose::MoveOut(student) => {
                if self.bed_of(student).is_none() {
                    return wrong(say!(words, "screen-form-no-bed-to-leave"));
                }
                if form.text_at(0).is_empty() {
                    return asks(say!(words, "screen-form-reason-needed"));
                }
                let said = say!(words, "screen-toast-moved-out", who = self.student_and_bed(student));
                moved(vec![change(student, None)], form.text_at(0), said)
            }
            _ => asks(String::new()),
        }
    }

    pub(super) fn moving_offers(&self, form: &Form) -> Vec<Offer> {
        let typed = form.text_at(0);
        match form.purpose {
            Purpose::Move(student) => self.bed_offers(student, typed),
            Purpose::MoveIn(bed) if typed.is_empty() => self.homeless(bed).into_iter().map(|it| self.student_offer(it)).collect(),
            Purpose::Swap(_) | Purpose::MoveIn(_) => self.student_offers(typed),
            _ => Vec::new(),
        }
    }

    /// Students without a bed who may live there.
    fn homeless(&self, bed: Bed) -> Vec<StudentId> {
        let places = self.campus().places();
        let house = places.building_of(bed.room).and_then(|id| places.building(id)).and_then(|it| it.sex);
        let fits = |sex| house.is_none() || sex == house;
        let without = self.campus().people().enrolled().filter(|(_, it)| it.facts.bed.is_none() && fits(it.facts.sex));
        without.map(|(id, _)| id).take(OFFERS).collect()
    }

    /// Free beds in the rooms that were typed; as long as nothing is, the nearest in the house the student sleeps in, one of each room.
    fn bed_offers(&self, student: StudentId, typed: &str) -> Vec<Offer> {
        let (campus, places) = (self.campus(), self.campus().places());
        let home = self.bed_of(student);
        let certain = self.world.finder.bed(campus, typed, self.model.dorm.building);
        let rooms = match certain {
            Some((_, Some(_))) => return Vec::new(),
            Some((room, None)) => vec![room],
            None if !typed.is_empty() => self.rooms_typed(typed),
            None => {
                let building = home.and_then(|it| places.building_of(it.room)).or(self.model.dorm.building);
                let mut rooms = building.map(|it| places.rooms_of(it).to_vec()).unwrap_or_default();
                let floor = home.and_then(|it| places.room(it.room)).map_or(1, |it| it.floor);
                rooms.sort_by_key(|id| places.room(*id).map(|it| (i32::from(it.floor) - i32::from(floor)).abs()));
                rooms
            }
        };
        let sex = campus.people().student(student).and_then(|it| it.facts.sex);
        let fits = |room: &RoomId| {
            let Some(it) = places.room(*room).filter(|it| it.purpose == RoomUse::Dwelling) else { return false };
            let house = places.building(it.building).and_then(|it| it.sex);
            house.is_none() || sex.is_none() || house == sex
        };
        let several = rooms.len() > 1;
        let beds = rooms.iter().copied().filter(fits).flat_map(|room| {
            let free = free_beds(campus, room).into_iter().map(move |bed| Bed { room, bed });
            free.take(if several { 1 } else { OFFERS })
        });
        beds.take(OFFERS).map(|bed| Offer { label: self.bed_label(bed), puts: self.type_bed(bed) }).collect()
    }

    /// A free bed, and who would be the room-mates.
    fn bed_label(&self, bed: Bed) -> String {
        let mates: Vec<String> = self.campus().people().in_room(bed.room).iter().map(|id| self.name_of(*id)).collect();
        format!("{}  {}", self.write_bed(bed), mates.join(" "))
    }
}
