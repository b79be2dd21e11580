//! The care list (关注名单): everybody with a concern level, as far as it is seen, with what set it and when it is due for review.

use super::super::Sight;
use super::super::rights::LevelSight;
use super::{Circle, Whose};
use crate::campus::{Campus, Concern, Day, Stamp, StudentId, UserId};

/// Somebody on the care list.
#[derive(Debug, Clone, Copy)]
pub struct CareRow<'a> {
    /// Who.
    pub student: StudentId,
    /// Their level.
    pub level: Concern,
    /// What set it, as far as that is seen.
    pub set: Option<LevelSight<'a>>,
    /// When it is due for review; where it is not seen what set it, that is not either.
    pub review: Option<Day>,
    /// Days past the day of review; `None` where it has not come.
    pub overdue: Option<i32>,
    /// When they were last talked to.
    pub last: Option<Stamp>,
}

/// The care list as `user` sees it: those due for review first, the most overdue on top, then by level, then those longest at it.
pub fn care_list(campus: &Campus, user: UserId, now: Stamp, whose: Whose) -> Vec<CareRow<'_>> {
    let (sight, circle) = (Sight::new(campus, user), Circle::new(campus, user, whose));
    let (today, rules) = (now.day(campus.zone()), &campus.presets().rules().care);
    let carries = campus.people().students().filter(|(id, it)| it.level != Concern::None && circle.holds(campus, *id, it));
    let mut rows: Vec<CareRow<'_>> = carries
        .filter_map(|(student, _)| {
            let level = sight.student(student)?.level().filter(|it| *it != Concern::None)?;
            let set = sight.standing_level(student);
            let review = set.and_then(|it| it.row().review_on(rules));
            let overdue = review.filter(|day| *day <= today).map(|day| today.since(day));
            let last = sight.talks_of(student).next_back().map(|it| it.held());
            Some(CareRow { student, level, set, review, overdue, last })
        })
        .collect();
    rows.sort_by_key(|it| {
        (it.overdue.is_none(), it.overdue.map(std::cmp::Reverse), it.level.number(), it.set.map(|it| it.row().day), it.student)
    });
    rows
}
