//! A student and their levels as a user sees them: a field that is not seen is not there.

use crate::campus::{Concern, Day, Detail, LevelRow, Seq, Student, StudentId};
use crate::desk::rights::Right;
use crate::desk::rights::sight::{Sight, Tie};

/// A student as a user sees them: what the roster says in confidence, and how great the concern is. A field that is not seen, or not known,
/// is `None`; numbers are still to be masked.
#[derive(Debug, Clone, Copy)]
pub struct StudentSight<'a> {
    pub(in crate::desk::rights) sight: Sight<'a>,
    pub(in crate::desk::rights) id: StudentId,
    pub(in crate::desk::rights) it: &'a Student,
}

impl<'a> StudentSight<'a> {
    fn reaches(&self, right: Right) -> bool {
        self.sight.reaches(right, Tie { students: &[self.id], ..Tie::default() })
    }

    fn text(&self, right: Right, text: &'a str) -> Option<&'a str> {
        Some(text).filter(|it| !it.is_empty() && self.reaches(right))
    }

    /// The concern level as it stands.
    pub fn level(&self) -> Option<Concern> {
        self.reaches(Right::StudentLevel).then_some(self.it.level)
    }

    /// Since when it stands.
    pub fn level_since(&self) -> Option<Day> {
        self.it.level_since.filter(|_| self.reaches(Right::StudentLevelSince))
    }

    /// Mobile phone.
    pub fn phone(&self) -> Option<&'a str> {
        self.text(Right::StudentPhone, &self.it.facts.phone)
    }

    /// The number of a parent or another person to ring.
    pub fn guardian_phone(&self) -> Option<&'a str> {
        self.text(Right::GuardianPhone, &self.it.facts.guardian_phone)
    }

    /// A further column of the roster.
    pub fn detail(&self, what: Detail) -> Option<&'a str> {
        let (_, text) = self.it.facts.more.iter().find(|(it, _)| *it == what)?;
        match what {
            Detail::IdentityNo => self.text(Right::IdentityNo, text),
            Detail::Ethnic | Detail::Political => self.text(Right::Background, text),
            Detail::Origin | Detail::Major | Detail::Grade | Detail::Standing => Some(text),
        }
    }
}

/// A level that was set, as a user sees it: that it was set, when, until when and who looks at it again. Which talk set it, and why, only as far as
/// that is seen.
#[derive(Debug, Clone, Copy)]
pub struct LevelSight<'a> {
    pub(in crate::desk::rights) sight: Sight<'a>,
    pub(in crate::desk::rights) row: &'a LevelRow,
}

impl<'a> LevelSight<'a> {
    /// The entry that set it.
    pub fn seq(&self) -> Seq {
        self.row.seq
    }

    /// The row itself: all in it but the talk is seen by whoever sees that a level was set.
    pub fn row(&self) -> &'a LevelRow {
        self.row
    }

    /// Whether a talk set it.
    pub fn is_of_talk(&self) -> bool {
        self.row.talk.is_some()
    }

    /// The talk that set it, as far as it is seen that it did.
    pub fn talk(&self) -> Option<Seq> {
        let head = self.row.talk.and_then(|seq| self.sight.campus().talks().get(seq))?;
        self.sight.talk(head).filter(|it| it.level().is_some() && it.students().is_some()).map(|it| it.seq())
    }

    /// Whether the reason of an act of care may be read.
    pub fn reads(&self) -> bool {
        self.row.talk.is_none() && self.sight.reads_level(self.row)
    }
}
