//! What an import did or would do, row by row, so that a person can act on it.
//!
//! Values of cells stand in it for the person who owns the file; `Debug` leaves them out, so that none reaches a log.

use super::Field;
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt;

/// Why a row was not taken, or which cell of a taken row needs a look. The code is stable: scripts read it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// No student number in the row.
    StudentNoMissing,
    /// The student number has a sign or a length no student number has.
    StudentNoOdd,
    /// The student number is shorter than nearly all others of the file: were leading zeros lost?
    StudentNoShort,
    /// The student number stands in an earlier row too.
    DuplicateStudentNo,
    /// A number of more than 15 digits, or one written as `2.024E+09`: the spreadsheet has forgotten its last digits.
    PrecisionLost,
    /// A new student without a name.
    NameMissing,
    /// What stands as the name is none, or has characters that could not be read.
    NameUnreadable,
    /// Longer than can be kept.
    TooLong,
    /// Another student sleeps in that bed.
    BedTaken,
    /// The spreadsheet holds an error such as `#N/A` there.
    CellError,
    /// The spreadsheet has made a date of it, as it does with `3-12`.
    DateInstead,
    /// Neither 男 nor 女.
    SexUnreadable,
    /// Not a mobile number of 11 digits; kept as it is.
    PhoneOdd,
    /// The building is not said, or the room is not.
    DormIncomplete,
    /// The dorm text could not be taken apart, or its parts contradict one another.
    DormUnclear,
    /// Not the number of a bed; the room was taken.
    BedUnreadable,
    /// The room has fewer beds than that; taken as written.
    BedBeyondRoom,
    /// The building is for the other sex; taken as written.
    BuildingSex,
    /// No student has this number.
    StudentUnknown,
    /// The student is no longer enrolled.
    StudentLeft,
    /// There is no such building or room.
    RoomUnknown,
    /// Nobody sleeps in this room.
    NotDwelling,
    /// The bed is not said.
    BedMissing,
    /// The room has no such bed.
    BedUnknown,
    /// The building is for the other sex; a move there is refused.
    WrongSex,
}

/// A row that was not taken.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Rejected {
    /// Row as the spreadsheet numbers it, from 1.
    pub row: u32,
    /// The header of the column at fault.
    pub column: Option<String>,
    /// What stands there; identity and phone numbers masked.
    pub value: String,
    /// Why.
    pub reason: Reason,
    /// The other row it collides with.
    pub other_row: Option<u32>,
    /// The student it collides with, where that one is not in the file.
    pub other_student_no: Option<String>,
}

/// A cell of a row that was taken, but not as it stands or not without doubt.
pub type Warning = Rejected;

impl fmt::Debug for Rejected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rejected")
            .field("row", &self.row)
            .field("reason", &self.reason)
            .field("other_row", &self.other_row)
            .finish_non_exhaustive()
    }
}

/// What an import did or would do.
#[derive(Clone, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The sheet that was read; `None` for a text file.
    pub sheet: Option<String>,
    /// Other sheets that look as much like a roster and were not read.
    pub other_sheets: Vec<String>,
    /// How the file is written: `utf-8`, `utf-8-bom`, `utf-16le`, `gb18030` …, or `xlsx`, `xls`.
    pub encoding: String,
    /// The row the headers stand in.
    pub header_row: u32,
    /// Rows with a student in them: the sum of the four below.
    pub rows: usize,
    /// Students who are new.
    pub added: usize,
    /// Students of whom something changes.
    pub changed: usize,
    /// Students of whom nothing changes.
    pub unchanged: usize,
    /// Rows that were not taken.
    pub rejected: Vec<Rejected>,
    /// Cells of taken rows that need a look.
    pub warnings: Vec<Warning>,
    /// Of the changed: those who sleep elsewhere from now on.
    pub moved: usize,
    /// Of the added and changed: those who are no longer enrolled from now on.
    pub left: usize,
    /// Rows that are no students: sums, repeated headers.
    pub skipped: Vec<u32>,
    /// Which header each field was bound to.
    pub mapping: BTreeMap<Field, String>,
    /// Headers that were not used.
    pub unbound: Vec<String>,
    /// Departments that are new.
    pub new_departments: Vec<String>,
    /// Classes that are new.
    pub new_classes: Vec<String>,
    /// Buildings that are new.
    pub new_buildings: Vec<String>,
    /// How many rooms are new.
    pub new_rooms: usize,
}

impl fmt::Debug for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Report")
            .field("rows", &self.rows)
            .field("added", &self.added)
            .field("changed", &self.changed)
            .field("unchanged", &self.unchanged)
            .field("rejected", &self.rejected)
            .field("warnings", &self.warnings)
            .finish_non_exhaustive()
    }
}
