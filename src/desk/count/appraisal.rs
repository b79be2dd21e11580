//! The appraisal (考核) by counselor, department and community.

use super::deeds::{Span, deeds};
use crate::campus::appraisal::{AppraisalRules, Deed, Measure, Record, Sum, What};
use crate::campus::{BuildingId, Campus, CommunityId, Day, DepartmentId, RoomId, Seq, ShiftId, Stamp, UserId};
use crate::desk::Sight;

/// By what it is counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Per {
    /// By counselor.
    #[default]
    Counselor,
    /// By the counselors' department.
    Department,
    /// By the community whose workroom is theirs.
    Community,
}

impl Per {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Counselor, Self::Department, Self::Community];

    /// Its name for scripts.
    pub fn key(self) -> &'static str {
        match self {
            Self::Counselor => "counselor",
            Self::Department => "department",
            Self::Community => "community",
        }
    }
}

/// Whose a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Who {
    /// A counselor's.
    User(UserId),
    /// A department's; `None` of those who belong to none.
    Department(Option<DepartmentId>),
    /// A community's; `None` of those who belong to none.
    Community(Option<CommunityId>),
}

/// A row of the appraisal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppraisalRow {
    /// Whose.
    pub who: Who,
    /// The counselors it counts.
    pub people: Vec<UserId>,
    /// Of how many of them something is asked: nothing is of who may no longer come in.
    pub asked: usize,
    /// What was counted.
    pub record: Record,
}

impl AppraisalRow {
    /// Whether what is asked of its people is reached; `None` where nothing is asked of them, or nothing is there to ask it of.
    pub fn reaches(&self, rules: &AppraisalRules, measure: Measure) -> Option<bool> {
        reaches(rules, &self.record, measure, self.asked)
    }
}

/// The appraisal of a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appraisal {
    /// The period.
    pub span: Span,
    /// By what.
    pub per: Per,
    /// In the order of their ids.
    pub rows: Vec<AppraisalRow>,
    /// All together.
    pub total: Record,
}

impl Appraisal {
    /// Whether all together reach what is asked of them.
    pub fn reaches(&self, rules: &AppraisalRules, measure: Measure) -> Option<bool> {
        reaches(rules, &self.total, measure, self.rows.iter().map(|it| it.asked).sum())
    }
}

fn reaches(rules: &AppraisalRules, record: &Record, measure: Measure, asked: usize) -> Option<bool> {
    // A limit of minutes or a share is the same of any number of people, so of none it has to be left out here.
    if asked == 0 { None } else { record.reaches(rules, measure, u32::try_from(asked).unwrap_or(u32::MAX)) }
}

/// The counselors who are or were appraised and whom `user` may appraise; with `only` that one alone, whatever their role.
fn people(campus: &Campus, user: UserId, only: Option<UserId>) -> Vec<UserId> {
    let sight = Sight::new(campus, user);
    let asked = |id: UserId, serves: bool| only.map_or(serves, |it| it == id) && sight.appraises(id);
    campus.staff().users().filter(|(id, it)| asked(*id, it.role.serves())).map(|(id, _)| id).collect()
}

/// The appraisal of a period as `user` sees it at `now`; with `only`, of one person alone.
///
/// Who may no longer come in is in it with what they did in the period: a term that is over does not change when somebody leaves.
pub fn appraisal(campus: &Campus, user: UserId, now: Stamp, span: Span, per: Per, only: Option<UserId>) -> Appraisal {
    let people = people(campus, user, only);
    let mut place = vec![usize::MAX; campus.staff().users().len()];
    people.iter().enumerate().for_each(|(at, id)| place[id.index()] = at);
    let at = |id: UserId| place.get(id.index()).copied().filter(|it| *it != usize::MAX);
    let mut sums = vec![(Sum::default(), false); people.len()];
    deeds(
        campus,
        user,
        span,
        now,
        |id| at(id).is_some(),
        |deed| {
            if let Some((sum, did)) = at(deed.by).and_then(|at| sums.get_mut(at)) {
                sum.add(&deed);
                *did = true;
            }
        },
    );
    let mut groups: Vec<(Who, Vec<UserId>, Sum)> = Vec::new();
    let mut total = Sum::default();
    let active = |id: UserId| campus.staff().user(id).is_some_and(|it| it.active);
    for (id, (sum, did)) in people.into_iter().zip(sums) {
        if only.is_none() && !did && !active(id) {
            continue;
        }
        total.join(&sum);
        let of = campus.staff().user(id);
        let who = match per {
            Per::Counselor => Who::User(id),
            Per::Department => Who::Department(of.and_then(|it| it.department)),
            Per::Community => Who::Community(of.and_then(|it| it.community)),
        };
        match groups.iter_mut().find(|(it, ..)| *it == who && per != Per::Counselor) {
            Some((_, members, all)) => {
                members.push(id);
                all.join(&sum);
            }
            None => groups.push((who, vec![id], sum)),
        }
    }
    let order = |who: &Who| match *who {
        Who::User(id) => (false, id.index()),
        Who::Department(id) => (id.is_none(), id.map_or(0, |it| it.index())),
        Who::Community(id) => (id.is_none(), id.map_or(0, |it| it.index())),
    };
    groups.sort_by_key(|(who, ..)| order(who));
    let rows = groups.into_iter().map(|(who, people, sum)| {
        let asked = people.iter().filter(|id| active(**id)).count();
        AppraisalRow { who, people, asked, record: sum.record() }
    });
    Appraisal { span, per, rows: rows.collect(), total: total.record() }
}

/// An entry behind a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Behind {
    /// Whose deed it was.
    pub by: UserId,
    /// On which day it counts.
    pub day: Day,
    /// What it was.
    pub what: Source,
}

/// Where a deed stands in the logbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// A shift.
    Shift(ShiftId),
    /// A talk, and how many students of it are counted.
    Talk(Seq, Option<usize>),
    /// A round.
    Round(Seq),
    /// A room in a night.
    Visit(BuildingId, RoomId),
    /// An incident, and after how many minutes it was answered.
    Incident(Seq, i64),
    /// A talk whose follow-up came due, and whether it was kept in time.
    FollowUp(Seq, bool),
    /// An activity.
    Activity(Seq),
}

/// What stands behind a number of a row, the latest first.
pub fn behind(campus: &Campus, user: UserId, now: Stamp, span: Span, people: &[UserId], measure: Measure) -> Vec<Behind> {
    let sight = Sight::new(campus, user);
    let mut found: Vec<Behind> = Vec::new();
    deeds(
        campus,
        user,
        span,
        now,
        |id| people.contains(&id) && sight.appraises(id),
        |Deed { by, day, what }| {
            if !measure.counts(&what) {
                return;
            }
            let what = match what {
                What::Shift { id, .. } => Source::Shift(id),
                What::Talk { seq, students } => Source::Talk(seq, students.map(<[_]>::len)),
                What::Round(seq) => Source::Round(seq),
                What::Visit { building, room } => Source::Visit(building, room),
                What::Answer { incident, minutes } => Source::Incident(incident, minutes),
                What::FollowUp { talk, kept } => Source::FollowUp(talk, kept),
                What::Activity(seq) => Source::Activity(seq),
            };
            found.push(Behind { by, day, what });
        },
    );
    found.sort_by_key(|it| std::cmp::Reverse(it.day));
    found
}
