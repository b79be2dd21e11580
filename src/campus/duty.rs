//! On what terms somebody is on the duty rota (值班条件): their share, where they may serve, and the days they would rather or rather not.

use super::{CommunityId, Day, Paged, Refusal, Seq, UserId};
use serde::{Deserialize, Serialize};
use smallvec::SmallVec;

/// Why somebody does not serve (免值).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Exemption {
    /// 55 or older (年龄).
    Age,
    /// Expecting or nursing (孕产).
    Maternity,
    /// Ill for long (长病假).
    Illness,
    /// 其他.
    Other,
}

impl Exemption {
    /// All, in the order of the form.
    pub const ALL: [Self; 4] = [Self::Age, Self::Maternity, Self::Illness, Self::Other];
}

/// On what terms somebody serves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DutyTerms {
    /// Half shares: 2 serves like everybody, 1 half as much, 0 not at all.
    pub share: u8,
    /// Why not at all.
    pub exempt: Option<Exemption>,
    /// Serves as duty leader (带班领导).
    pub leads: bool,
    /// Serves at workrooms.
    pub serves: bool,
    /// Other workrooms than that of their own community where they may serve; all of them if none is named and the presets allow it.
    pub sites: SmallVec<[CommunityId; 4]>,
    /// Served too much (positive) or too little before this program knew of it, in half units.
    pub carried: i32,
}

/// What somebody wants of a day (意愿).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Preference {
    /// To be spared if it can be (尽量不排).
    Avoid,
    /// To have it if it can be (希望排).
    Wish,
}

/// Acts on the terms of duty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum DutyAct {
    /// Somebody's terms.
    TermsSet {
        /// Whose.
        user: UserId,
        /// As they were; nothing where the role alone said so.
        before: Option<DutyTerms>,
        /// As they are from now on.
        after: Option<DutyTerms>,
    },
    /// Days are asked to be spared or given; the id is the number of this entry.
    Preferred {
        /// Whose.
        user: UserId,
        /// First.
        from: Day,
        /// Last.
        until: Day,
        /// What.
        what: Preference,
    },
    /// A preference is taken back.
    PreferenceWithdrawn {
        /// Which.
        preference: Seq,
    },
}

/// A preference as the campus keeps it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreferenceHead {
    /// The entry: its id.
    pub seq: Seq,
    /// Whose.
    pub user: UserId,
    /// First day.
    pub from: Day,
    /// Last day.
    pub until: Day,
    /// What.
    pub what: Preference,
    /// Taken back.
    pub withdrawn: bool,
}

/// Terms of one user.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermsOf {
    /// Whose.
    pub user: UserId,
    /// What; nothing where the role alone says.
    pub terms: Option<DutyTerms>,
}

/// All terms and preferences.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duty {
    pub(super) terms: Paged<TermsOf>,
    pub(super) preferences: Paged<PreferenceHead>,
}

/// Longest stretch of days one preference covers.
pub const PREFERENCE_LIMIT_DAYS: i32 = 62;
/// Largest balance that is carried, in half units: beyond it is a slip of the pen.
pub const CARRIED_LIMIT: i32 = 400;

impl Default for Duty {
    fn default() -> Self {
        Self { terms: Paged::new(256), preferences: Paged::new(512) }
    }
}

impl Duty {
    /// The terms somebody was given, if they were given any.
    pub fn terms(&self, user: UserId) -> Option<&DutyTerms> {
        self.terms.rows().iter().find(|it| it.user == user).and_then(|it| it.terms.as_ref())
    }

    /// Everybody who was given terms.
    pub fn all_terms(&self) -> impl Iterator<Item = (UserId, &DutyTerms)> {
        self.terms.rows().iter().filter_map(|it| Some((it.user, it.terms.as_ref()?)))
    }

    /// Preferences that stand, oldest first.
    pub fn preferences(&self) -> impl DoubleEndedIterator<Item = &PreferenceHead> {
        self.preferences.rows().iter().filter(|it| !it.withdrawn)
    }

    /// One preference, whether it stands or not.
    pub fn preference(&self, seq: Seq) -> Option<&PreferenceHead> {
        self.preferences.by_seq(seq)
    }

    /// What somebody wants of a day; of several the last.
    pub fn preference_of(&self, user: UserId, day: Day) -> Option<Preference> {
        self.preferences().rev().find(|it| it.user == user && it.from <= day && day <= it.until).map(|it| it.what)
    }

    pub(super) fn check(&self, users: usize, communities: usize, act: &DutyAct) -> Result<(), Refusal> {
        let known = |user: UserId| if user.index() < users { Ok(()) } else { Err(Refusal::NoSuchUser(user)) };
        match act {
            DutyAct::TermsSet { user, before, after } => {
                known(*user)?;
                if self.terms(*user) != before.as_ref() {
                    return Err(Refusal::ChangedMeanwhile);
                }
                let Some(after) = after else { return Ok(()) };
                if let Some(id) = after.sites.iter().find(|it| it.index() >= communities) {
                    return Err(Refusal::NoSuchCommunity(*id));
                }
                let is_share = after.share <= 2 && (after.exempt.is_none() || after.share == 0);
                if is_share && after.carried.abs() <= CARRIED_LIMIT { Ok(()) } else { Err(Refusal::DutyTerms) }
            }
            DutyAct::Preferred { user, from, until, .. } => {
                known(*user)?;
                let days = until.since(*from);
                if (0..PREFERENCE_LIMIT_DAYS).contains(&days) { Ok(()) } else { Err(Refusal::DaysSpan { days: days.saturating_add(1) }) }
            }
            DutyAct::PreferenceWithdrawn { preference } => {
                let stands = self.preference(*preference).filter(|it| !it.withdrawn);
                stands.map(|_| ()).ok_or(Refusal::NoSuchPreference(*preference))
            }
        }
    }

    pub(super) fn apply(&mut self, seq: Seq, act: &DutyAct) {
        match act {
            DutyAct::TermsSet { user, after, .. } => {
                let row = self.terms.rows().iter().position(|it| it.user == *user);
                match row.and_then(|row| self.terms.get_mut(row)) {
                    Some(it) => it.terms.clone_from(after),
                    None => drop(self.terms.push(TermsOf { user: *user, terms: after.clone() })),
                }
            }
            DutyAct::Preferred { user, from, until, what } => {
                let (user, from, until, what) = (*user, *from, *until, *what);
                self.preferences.push(PreferenceHead { seq, user, from, until, what, withdrawn: false });
            }
            DutyAct::PreferenceWithdrawn { preference } => {
                if let Some(it) = self.preferences.by_seq_mut(*preference) {
                    it.withdrawn = true;
                }
            }
        }
    }
}
