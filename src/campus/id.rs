//! The numbers by which one thing points at another.
//!
//! All are handed out in the order of the logbook while it is applied, so the same logbook always gives the same ids.

use serde::{Deserialize, Serialize};
use std::fmt;

/// Place of an entry in the logbook, counted from 1. `Seq(0)` is "before everything".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Seq(pub u64);

impl Seq {
    /// The number after this one.
    pub fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

impl fmt::Display for Seq {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident($inner:ty);)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
        pub struct $name(pub $inner);

        impl $name {
            /// The row of the table this id stands for.
            pub fn index(self) -> usize {
                self.0 as usize
            }
            /// The id of a row. Tables stay far below the width of the id (sizes in `PRACTICE`); a row past it wraps and is then refused as unknown.
            pub fn of(row: usize) -> Self {
                Self(row as $inner)
            }
        }
    )*};
}

ids! {
    /// A community (社区).
    CommunityId(u8);
    /// A building (楼栋).
    BuildingId(u16);
    /// A room (寝室).
    RoomId(u32);
    /// A department (院系 or 部门).
    DepartmentId(u16);
    /// A class (班级).
    ClassId(u16);
    /// A student (学生).
    StudentId(u32);
    /// A user of the program: counselor, leader, officer of a department (辅导员等).
    UserId(u16);
    /// A shift (班次).
    ShiftId(u32);
    /// A seat: one screen or one run of the command line.
    SeatId(u16);
}
