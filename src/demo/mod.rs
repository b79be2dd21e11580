//! The made-up college (演示学院): a believable campus, grown from a seed, for trying the program out, for tests and for benches.
//!
//! [`college`] gives the acts of a year in the order of the logbook, one at a time: places, people, staff, a published schedule, night
//! rounds with their searches, leaves, hygiene scores, moods, the students' grid, talks, incidents and the care for single students. The same seed, size and `now` give the same acts, byte for byte, on every machine.
//! It knows the campus and nothing else: no disk, no clock, no screen. Everybody in it is invented.
//!
//! Inside, everything planned stands in tables that are made once, before the first act, and never lose a row. Rows are handed about as
//! `usize` and come from those very tables, which is why the files here index by them without asking.

mod agenda;
mod asking;
mod award;
mod care;
mod community;
mod concern;
mod dice;
mod duty;
mod grid;
mod handover;
mod happening;
mod holding;
mod housing;
mod incident;
mod land;
mod leave;
mod name;
mod night;
mod papers;
mod people;
mod phrase;
mod plans;
mod query;
mod round;
mod schedule;
mod script;
mod staff;
mod talk;
mod talking;
mod telling;
#[cfg(test)]
mod tests;
mod year;

use crate::campus::{Act, Role, Seq, Stamp, UserId};

/// The passphrase of every login of the demo college.
pub const PASSPHRASE: &str = "yedeng-demo";
/// The name of the demo college.
pub const COLLEGE: &str = "云溪职业技术学院";
/// Its time zone.
pub const ZONE: &str = "Asia/Shanghai";
/// How many acts at the beginning only found the college and let the administrator join: [`Act::Founded`] and one `Joined` for `admin`.
/// A caller whose desk writes these two by itself passes over them with `skip`.
pub const FOUNDING_ACTS: usize = 2;

/// How large the college is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// Students; six at least are made. From 600 on the students of the README examples are among them.
    pub students: usize,
    /// Talks, exactly.
    pub talks: usize,
    /// Incidents, exactly.
    pub incidents: usize,
}

impl Default for Size {
    fn default() -> Self {
        Self { students: 10_000, talks: 4_000, incidents: 300 }
    }
}

/// A login that the demo college gives out; the other users of it have none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Login {
    /// What is typed to come in.
    pub login: &'static str,
    /// Whose it is.
    pub name: &'static str,
    /// Role.
    pub role: Role,
    /// The user's id: the order in which they join.
    pub user: UserId,
}

/// Who can come in, the administrator (who founds the college) first.
pub fn facts() -> &'static [Login] {
    &[
        Login { login: "admin", name: "系统管理员", role: Role::Administrator, user: UserId(0) },
        Login { login: "zhang", name: "张敏", role: Role::Counselor, user: UserId(1) },
        Login { login: "li", name: "李航", role: Role::Counselor, user: UserId(2) },
        Login { login: "wang", name: "王芳", role: Role::CounsellingCentre, user: UserId(3) },
        Login { login: "chen", name: "陈立", role: Role::DutyLeader, user: UserId(4) },
    ]
}

/// The smallest college that is made.
const FEWEST_STUDENTS: usize = 6;

/// The college of a seed, seen at `now`: all that happened in the twelve months before, nothing that lies after.
pub fn college(seed: u64, size: Size, now: Stamp) -> College {
    College(Box::new(year::Year::plan(seed, size, now)))
}

/// The acts of a college in the order of the logbook; each is allowed by [`Campus::check`](crate::campus::Campus::check) once those before
/// it are applied. Acts point at earlier ones by number, so every act must be written under the number that [`College::seq`] foretold.
pub struct College(Box<year::Year>);

impl College {
    /// Numbers the acts from `first` on instead of from 1. The campus must hold nothing yet, for the acts count people and places from 0.
    #[must_use]
    pub fn numbered_from(mut self, first: Seq) -> Self {
        self.0.seq = first;
        self
    }

    /// The number under which the next act must be written.
    pub fn seq(&self) -> Seq {
        self.0.seq
    }

    /// The instant at which the college is seen.
    pub fn now(&self) -> Stamp {
        self.0.now
    }
}

impl std::fmt::Debug for College {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("College").field("seq", &self.seq()).field("now", &self.now()).finish_non_exhaustive()
    }
}

impl Iterator for College {
    type Item = (Stamp, UserId, Act);

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next_act()
    }
}
