//! Obligations (指标): how many of what the term demands, where or of whom. Data, not code: what ships is the plan's own table.
//!
//! What is demanded may change from term to term. A change holds from a term on until the next; every version is kept.

use super::super::{CommunityId, Day, LeaderRank, Paged, Refusal, Role, Seq, Stamp, UserId};
use super::{ActivityKind, WrittenObligation};
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

/// Of whom something is demanded (范围).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Scope {
    /// Of the college as a whole.
    College,
    /// Of each community (各社区).
    Community,
    /// Of each department (各院系).
    Department,
    /// Of each leader of a rank (每位领导).
    Leaders(LeaderRank),
    /// Of each user of a role.
    Users(Role),
}

/// Within what time (周期).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Period {
    /// A quarter of the calendar year (季度).
    Quarter,
    /// A term (学期).
    Term,
    /// A school year (学年).
    Year,
    /// Once, by the deadline (限期).
    Once,
}

/// What is counted (来源).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Source {
    /// Activities.
    Activities,
    /// Reception days of leaders of a rank, from the request desk (接待日).
    Receptions(LeaderRank),
}

/// Something the term demands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Obligation {
    /// Its name for scripts and sheets: `volunteer`.
    pub code: Box<str>,
    /// Its words: `志愿服务`.
    pub name: Box<str>,
    /// Which of the seventeen systems of the plan it belongs to; 0 for none.
    pub system: u8,
    /// Of whom.
    pub scope: Scope,
    /// Within what time.
    pub period: Period,
    /// What is counted.
    pub source: Source,
    /// Which kinds of activity count; none for any.
    pub kinds: Vec<ActivityKind>,
    /// Words of which one has to be a tag of the activity or stand in its title; none for any.
    pub themes: Vec<Box<str>>,
    /// How many.
    pub target: u16,
    /// Who leads (牵头).
    pub lead: Box<str>,
    /// Who takes part (参与).
    pub takes_part: Box<str>,
    /// By when, where that is not the end of the period.
    pub deadline: Option<Day>,
    /// Of which persons, where it is demanded of leaders; whoever else is seen to have done it is counted as well.
    pub people: Vec<Box<str>>,
}

/// One obligation changes: comes (no `before`), changes, or goes (no `after`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObligationChange {
    /// As it was in force.
    pub before: Option<Obligation>,
    /// As it is from now on.
    pub after: Option<Obligation>,
}

impl ObligationChange {
    /// Which obligation it is about.
    pub fn code(&self) -> &str {
        self.after.as_ref().or(self.before.as_ref()).map_or("", |it| &it.code)
    }
}

/// A version of an obligation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObligationRow {
    /// The entry it was made in.
    pub seq: Seq,
    /// Who made it.
    pub by: UserId,
    /// When.
    pub at: Stamp,
    /// The first day of the term from which on it holds.
    pub from: Day,
    /// Which obligation.
    pub code: Box<str>,
    /// As it is from then on; `None` for not demanded any more.
    pub after: Option<Obligation>,
}

/// An obligation that is in force in a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InForce<'a> {
    /// What is demanded.
    pub obligation: &'a Obligation,
    /// The version it is of; `None` for as it ships.
    pub version: Option<&'a ObligationRow>,
}

/// Most obligations of a term.
pub const OBLIGATIONS_LIMIT: usize = 200;
/// Longest code, in characters.
pub(super) const CODE_LIMIT: usize = 32;
/// Longest name, theme or person, in characters.
pub(super) const NAME_LIMIT: usize = 60;
/// Most kinds, and most themes, of an obligation.
pub(super) const WORDS_LIMIT: usize = 32;
/// Most persons of one.
pub(super) const PEOPLE_LIMIT: usize = 64;
/// Most of one thing that is to be done.
const TARGET_LIMIT: u16 = 999;

static SHIPPED: LazyLock<Vec<Obligation>> =
    LazyLock::new(|| WrittenObligation::page(include_str!("../../../assets/obligations.toml")).unwrap_or_default());

/// What is demanded, with every version of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Obligations {
    pub(in crate::campus) rows: Paged<ObligationRow>,
}

impl Default for Obligations {
    fn default() -> Self {
        Self { rows: Paged::new(16) }
    }
}

impl Obligations {
    /// What ships: the table of the plan.
    pub fn shipped() -> &'static [Obligation] {
        &SHIPPED
    }

    /// What is demanded in the term with this middle ([`TermSpan::middle`](super::TermSpan::middle)): in the order of the plan, then in that in
    /// which it was added.
    pub fn in_force(&self, middle: Day) -> Vec<InForce<'_>> {
        let mut all: Vec<(&str, InForce<'_>)> = SHIPPED.iter().map(|it| (&*it.code, InForce { obligation: it, version: None })).collect();
        let mut gone: Vec<&str> = Vec::new();
        let mut rows: Vec<&ObligationRow> = self.rows.rows().iter().filter(|it| it.from <= middle).collect();
        rows.sort_by_key(|it| (it.from, it.seq));
        for row in rows {
            let at = all.iter().position(|(code, _)| **code == *row.code);
            gone.retain(|code| **code != *row.code);
            match (&row.after, at) {
                (Some(it), Some(at)) => all[at].1 = InForce { obligation: it, version: Some(row) },
                (Some(it), None) => all.push((&row.code, InForce { obligation: it, version: Some(row) })),
                (None, Some(_)) => gone.push(&row.code),
                (None, None) => {}
            }
        }
        all.into_iter().filter(|(code, _)| !gone.contains(code)).map(|(_, it)| it).collect()
    }

    /// One that is in force in the term with this middle.
    pub fn one(&self, middle: Day, code: &str) -> Option<InForce<'_>> {
        self.in_force(middle).into_iter().find(|it| *it.obligation.code == *code)
    }

    /// Every version of one, oldest first.
    pub fn versions<'a>(&'a self, code: &'a str) -> impl Iterator<Item = &'a ObligationRow> {
        self.rows.rows().iter().filter(move |it| *it.code == *code)
    }

    /// Whether what a change is about has a version from just that day on.
    pub(in crate::campus) fn has_version(&self, change: &ObligationChange, from: Day) -> bool {
        self.versions(change.code()).any(|it| it.from == from)
    }

    pub(in crate::campus) fn check(&self, middle: Day, changes: &[ObligationChange]) -> Result<(), Refusal> {
        if changes.is_empty() || changes.len() > OBLIGATIONS_LIMIT {
            return Err(Refusal::TooLong { limit: OBLIGATIONS_LIMIT, got: changes.len() });
        }
        let mut count = self.in_force(middle).len();
        for (at, it) in changes.iter().enumerate() {
            let code = it.code();
            let same = |other: &Option<Obligation>| other.as_ref().is_none_or(|it| *it.code == *code);
            if changes[..at].iter().any(|other| other.code() == code) || !same(&it.before) {
                return Err(Refusal::ObligationTwice(code.into()));
            }
            let stands = self.one(middle, code).map(|it| it.obligation);
            if stands != it.before.as_ref() || it.before == it.after {
                return Err(Refusal::ChangedMeanwhile);
            }
            it.after.as_ref().map_or(Ok(()), sensible)?;
            count += usize::from(it.before.is_none());
        }
        if count > OBLIGATIONS_LIMIT { Err(Refusal::TooLong { limit: OBLIGATIONS_LIMIT, got: count }) } else { Ok(()) }
    }

    pub(in crate::campus) fn apply(&mut self, (seq, at, by): (Seq, Stamp, UserId), from: Day, changes: &[ObligationChange]) {
        for it in changes {
            self.rows.push(ObligationRow { seq, by, at, from, code: it.code().into(), after: it.after.clone() });
        }
    }
}

/// Whether an obligation makes sense.
fn sensible(it: &Obligation) -> Result<(), Refusal> {
    let code = !it.code.is_empty()
        && it.code.chars().count() <= CODE_LIMIT
        && it.code.chars().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == '_' || it == '-');
    if !code {
        return Err(Refusal::ObligationUnfit { code: it.code.clone(), field: "code" });
    }
    let unfit = |field| Err(Refusal::ObligationUnfit { code: it.code.clone(), field });
    let short = |it: &str| !it.trim().is_empty() && it.chars().count() <= NAME_LIMIT;
    let of_people = matches!(it.scope, Scope::Leaders(_));
    if !short(&it.name) {
        unfit("name")
    } else if it.system > 17 {
        unfit("system")
    } else if it.target == 0 || it.target > TARGET_LIMIT {
        unfit("target")
    } else if it.period == Period::Once && it.deadline.is_none() {
        unfit("deadline")
    } else if it.kinds.len() > WORDS_LIMIT {
        unfit("kinds")
    } else if it.themes.len() > WORDS_LIMIT || !it.themes.iter().all(|it| short(it)) {
        unfit("themes")
    } else if it.people.len() > PEOPLE_LIMIT || !it.people.iter().all(|it| short(it)) || !it.people.is_empty() && !of_people {
        unfit("people")
    } else if matches!(it.source, Source::Receptions(_)) && !(it.kinds.is_empty() && it.themes.is_empty()) {
        unfit("kinds")
    } else if matches!((it.source, it.scope), (Source::Receptions(_), Scope::Department | Scope::Users(_))) {
        unfit("scope")
    } else if [&it.lead, &it.takes_part].into_iter().any(|it| it.chars().count() > NAME_LIMIT * 2) {
        unfit("lead")
    } else {
        Ok(())
    }
}

/// The communities of an obligation of each community.
pub(super) fn communities(count: usize) -> impl Iterator<Item = CommunityId> {
    (0..count).map(CommunityId::of)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ships_is_the_table_of_the_plan() {
        let shipped = Obligations::shipped();
        assert!(shipped.len() >= 15, "{}", shipped.len());
        for it in shipped {
            sensible(it).unwrap();
            assert_eq!(shipped.iter().filter(|other| other.code == it.code).count(), 1, "{}", it.code);
        }
        let target = |code: &str| shipped.iter().find(|it| &*it.code == code).map(|it| (it.scope, it.period, it.target));
        assert_eq!(target("volunteer"), Some((Scope::Community, Period::Term, 5)));
        assert_eq!(target("ideology"), Some((Scope::Community, Period::Term, 2)));
        assert_eq!(target("role_model"), Some((Scope::Community, Period::Term, 2)));
        assert_eq!(target("mental_health"), Some((Scope::Community, Period::Term, 1)));
        assert_eq!(target("safety"), Some((Scope::Community, Period::Term, 2)));
        assert_eq!(target("conscription"), Some((Scope::Community, Period::Term, 1)));
        assert_eq!(target("reception_college"), Some((Scope::Leaders(LeaderRank::College), Period::Term, 1)));
        assert_eq!(target("reception_department"), Some((Scope::Leaders(LeaderRank::Department), Period::Term, 2)));
        assert_eq!(target("party_day_college"), Some((Scope::Leaders(LeaderRank::College), Period::Quarter, 1)));
        assert_eq!(target("party_day_department"), Some((Scope::Leaders(LeaderRank::Department), Period::Quarter, 1)));
    }

    #[test]
    fn a_change_holds_from_its_term_on_and_earlier_terms_keep_what_they_had() {
        let mut all = Obligations::default();
        let shipped = all.one(Day(1000), "volunteer").unwrap().obligation.clone();
        let more = Obligation { target: 6, ..shipped.clone() };
        let change = ObligationChange { before: Some(shipped.clone()), after: Some(more.clone()) };
        all.check(Day(1000), std::slice::from_ref(&change)).unwrap();
        all.apply((Seq(7), Stamp(0), UserId(0)), Day(900), &[change]);
        assert_eq!(all.one(Day(899), "volunteer").unwrap().obligation.target, 5);
        assert_eq!(all.one(Day(1000), "volunteer").unwrap().obligation.target, 6);
        assert_eq!(all.one(Day(5000), "volunteer").unwrap().version.map(|it| it.seq), Some(Seq(7)));
        let gone = ObligationChange { before: Some(more), after: None };
        all.check(Day(2000), std::slice::from_ref(&gone)).unwrap();
        all.apply((Seq(8), Stamp(0), UserId(0)), Day(1500), &[gone]);
        assert!(all.one(Day(2000), "volunteer").is_none() && all.one(Day(1000), "volunteer").is_some());
        assert_eq!(all.versions("volunteer").count(), 2);
        let stale = ObligationChange { before: Some(shipped), after: None };
        assert_eq!(all.check(Day(1000), &[stale]), Err(Refusal::ChangedMeanwhile));
    }
}
