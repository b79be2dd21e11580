//! The sheet beside a list (旁边): on a wide screen what Enter would open stands right of the list and follows the cursor, to be read only.
//!
//! It is worked out for the one row under the cursor, and only when that row, the campus or the minute is another. Whatever its words are
//! asked for and shown by is what its own screen asks by; nothing is opened in it that takes an act.

use super::leads::{has_sheets, is_sheet, leads_to};
use super::{BedRow, CommunityBoard, StudentRow, bed_rows, student_rows};
use crate::campus::{Campus, Seq};
use crate::tui::model::{Model, Place};

/// The least columns of a window that has room for a sheet beside a list.
pub const WIDE: u16 = 160;

/// What stands beside a list.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Beside {
    /// The sheet; none where the row under the cursor has none.
    pub place: Option<Place>,
    /// Its rows, if it is that of a student.
    pub student: Vec<StudentRow>,
    /// Its beds, if it is that of a room.
    pub beds: Vec<BedRow>,
    /// Its rows, if it is of the communities.
    pub community: CommunityBoard,
    /// For which state of the campus and which minute it was worked out.
    as_of: (Seq, i64),
}

impl Beside {
    /// Works out what stands beside the list that is shown, where anything does; `has_rows` says whether that list has any.
    pub fn refresh(model: &mut Model, campus: &Campus, has_rows: bool) {
        if model.seat.size.0 < WIDE || model.lock.is_some() {
            model.beside = None;
            return;
        }
        let place = leads_to(model, campus).filter(|it| is_sheet(*it) && *it != model.place);
        if place.is_none() && !(has_rows && has_sheets(model)) {
            model.beside = None;
            return;
        }
        let as_of = (campus.applied(), model.now.0.div_euclid(60_000));
        if model.beside.as_ref().is_some_and(|it| (it.place, it.as_of) == (place, as_of)) {
            return;
        }
        let (now, user) = (model.now, model.seat.user);
        let mut it = Self { place, as_of, ..Self::default() };
        match place {
            Some(Place::Student(id)) => it.student = student_rows(campus, id, user),
            Some(Place::Room(room)) => it.beds = bed_rows(campus, room),
            Some(place @ Place::Community(_)) => it.community = CommunityBoard::of(campus, place, now, user),
            _ => {}
        }
        model.beside = Some(it);
    }
}
