//! Who asks: it decides who comes first.

use crate::campus::{BuildingId, Campus, ClassId, StudentId, TalkState, UserId};

/// How many of the last talks of all are looked at for those of the asker: some weeks of a college.
const TALKS_LOOKED_AT: usize = 2_000;
/// How many of them count as recent.
const RECENT_LIMIT: usize = 30;

/// Who asks, and from where.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asker {
    /// The user.
    pub user: UserId,
    /// The classes they lead: their students come first.
    pub own: Vec<ClassId>,
    /// Students they dealt with lately, the last first: they come next.
    pub recent: Vec<StudentId>,
    /// The building they are in: a bare `412` is looked for here first.
    pub building: Option<BuildingId>,
}

impl Asker {
    /// The asker as the campus knows them: their classes, and whom their last talks were with.
    pub fn of(campus: &Campus, user: UserId, building: Option<BuildingId>) -> Self {
        let own = campus.staff().user(user).map(|it| it.classes.to_vec()).unwrap_or_default();
        let mut recent = Vec::new();
        let talks =
            campus.talks().heads().iter().rev().take(TALKS_LOOKED_AT).filter(|it| it.by == user && it.state != TalkState::Withdrawn);
        for student in talks.flat_map(|it| it.students.iter().copied()) {
            if recent.len() < RECENT_LIMIT && !recent.contains(&student) {
                recent.push(student);
            }
        }
        Self { user, own, recent, building }
    }
}
