//! Awards (评优): 文明宿舍, 文明班级, 宿舍美化, 舍标设计. Candidates come with points that a rule computed and explains; a jury adds its own; then it is
//! decided and stands.
//!
//! What the rule said is kept with the award, so that a later score changes nothing behind anybody's back. An award is known by the entry that
//! opened it.

use super::{ClassId, CommunityId, Day, Paged, People, Places, Refusal, RoomId, Seq, UserId};
use serde::{Deserialize, Serialize};

/// What is awarded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum AwardKind {
    /// 文明宿舍, a school year.
    Room,
    /// 文明班级, a school year.
    Class,
    /// 宿舍美化, a term.
    Decor,
    /// 舍标设计, a term.
    Sign,
}

impl AwardKind {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Room, Self::Class, Self::Decor, Self::Sign];
}

/// Who may get one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Nominee {
    /// A room.
    Room(RoomId),
    /// A class.
    Class(ClassId),
}

/// Why points were given or taken (依据).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum AwardWhy {
    /// The average of its hygiene scores.
    Hygiene,
    /// Students who came late.
    Late,
    /// Students who were absent.
    Absent,
    /// Forbidden appliances.
    Appliance,
    /// Incidents of a kind that counts.
    Incident,
}

/// A candidate with the points the rule computed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Nominated {
    /// Who.
    pub nominee: Nominee,
    /// How many there were of each, and the points they came to, in hundredths.
    pub why: Vec<(AwardWhy, u16, i32)>,
}

impl Nominated {
    /// The points of the rule, in hundredths, never below nothing.
    pub fn points(&self) -> i32 {
        self.why.iter().fold(0_i32, |sum, (_, _, points)| sum.saturating_add(*points)).max(0)
    }
}

/// An award as it is opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AwardOpened {
    /// What is awarded.
    pub kind: AwardKind,
    /// What it is called.
    pub title: Box<str>,
    /// First day of what counts.
    pub from: Day,
    /// Last day of what counts.
    pub until: Day,
    /// How many may get it.
    pub places: u16,
    /// How much of the sum the jury gives, in hundredths.
    pub jury: u8,
    /// The candidates, the best by the rule first.
    pub nominees: Vec<Nominated>,
}

/// Acts on awards.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum AwardAct {
    /// An award is opened; its id is the number of this entry.
    Opened(Box<AwardOpened>),
    /// Somebody of the jury gives points to a candidate, or other points, or none after all.
    Pointed {
        /// Which award.
        award: Seq,
        /// To whom.
        nominee: Nominee,
        /// Their points before, 0 to 100.
        before: Option<u8>,
        /// From now on.
        after: Option<u8>,
    },
    /// It is decided (公示).
    Decided {
        /// Which award.
        award: Seq,
        /// Who gets it, the first one first.
        winners: Vec<Nominee>,
        /// What there is to say; where it is not the order of the points, why.
        text: Box<str>,
    },
    /// The decision is taken back.
    Reopened {
        /// Which award.
        award: Seq,
    },
    /// It is taken back.
    Withdrawn {
        /// Which award.
        award: Seq,
    },
    /// It is not taken back after all.
    Restored {
        /// Which award.
        award: Seq,
    },
    /// An award of one community alone is opened; its id is the number of this entry.
    OpenedFor {
        /// As every award is opened.
        opened: Box<AwardOpened>,
        /// Whose it is.
        community: CommunityId,
    },
}

impl AwardAct {
    /// Opens an award, of one community or of the whole college.
    pub fn opening(opened: AwardOpened, community: Option<CommunityId>) -> Self {
        let opened = Box::new(opened);
        match community {
            Some(community) => Self::OpenedFor { opened, community },
            None => Self::Opened(opened),
        }
    }

    /// The award it opens, and of which community it is.
    pub fn opens(&self) -> Option<(&AwardOpened, Option<CommunityId>)> {
        match self {
            Self::Opened(it) => Some((it, None)),
            Self::OpenedFor { opened, community } => Some((opened, Some(*community))),
            _ => None,
        }
    }

    /// The award it is about; `None` for a new one.
    pub fn award(&self) -> Option<Seq> {
        match self {
            Self::Opened(_) | Self::OpenedFor { .. } => None,
            Self::Pointed { award, .. }
            | Self::Decided { award, .. }
            | Self::Reopened { award }
            | Self::Withdrawn { award }
            | Self::Restored { award } => Some(*award),
        }
    }
}

/// What the campus keeps of an award.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AwardHead {
    /// The entry it was opened in: its id.
    pub seq: Seq,
    /// Who opened it.
    pub by: UserId,
    /// As it was opened.
    pub opened: AwardOpened,
    /// The points of the jury: to whom, by whom, how many.
    pub points: Vec<(Nominee, UserId, u8)>,
    /// The entry that decided it, and who gets it.
    pub decided: Option<(Seq, Vec<Nominee>)>,
    /// It was taken back.
    pub withdrawn: bool,
    /// The community whose it is; `None` for one of the whole college.
    pub community: Option<CommunityId>,
}

/// A candidate with all points (名次).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ranked {
    /// Who.
    pub nominee: Nominee,
    /// The points of the rule, in hundredths.
    pub rule: i32,
    /// The average of the jury, in hundredths, and how many gave points.
    pub jury: Option<(i32, usize)>,
    /// The sum, in hundredths.
    pub total: i32,
}

impl AwardHead {
    /// As it stands when it is opened in an entry.
    pub fn new((seq, by): (Seq, UserId), (opened, community): (&AwardOpened, Option<CommunityId>)) -> Self {
        Self { seq, by, opened: opened.clone(), points: Vec::new(), decided: None, withdrawn: false, community }
    }

    /// The candidates as they are told: once it is decided who gets it, in the order of the decision; then the others by their sum.
    pub fn told(&self) -> Vec<Ranked> {
        let winners = self.decided.as_ref().map(|it| it.1.as_slice()).unwrap_or_default();
        let mut all = self.standings();
        // The sort is stable, so the others stay as they stand.
        all.sort_by_key(|it| winners.iter().position(|one| *one == it.nominee).unwrap_or(winners.len()));
        all
    }

    /// The candidates as they are told, each with its rank; who has as many points as the one before has the same rank.
    pub fn ranked(&self) -> Vec<(usize, Ranked)> {
        let mut ranked: Vec<(usize, Ranked)> = Vec::new();
        for (at, it) in self.told().into_iter().enumerate() {
            let same = ranked.last().filter(|(_, before)| before.total == it.total).map(|(rank, _)| *rank);
            ranked.push((same.unwrap_or(at + 1), it));
        }
        ranked
    }

    /// Whether this is the order of the points; among candidates with equal sums any order is.
    fn in_order(&self, winners: &[Nominee]) -> bool {
        let all = self.standings();
        let total = |nominee: &Nominee| all.iter().find(|it| it.nominee == *nominee).map(|it| it.total);
        winners.iter().map(total).eq(all.iter().take(winners.len()).map(|it| Some(it.total)))
    }

    /// The candidates by their sum, the best first; with equal sums by the rule, then by id.
    pub fn standings(&self) -> Vec<Ranked> {
        let share = i32::from(self.opened.jury.min(100));
        let standing = |it: &Nominated| {
            let given: Vec<i32> =
                self.points.iter().filter(|(who, ..)| *who == it.nominee).map(|(_, _, points)| i32::from(*points)).collect();
            let jury = (!given.is_empty()).then(|| (given.iter().sum::<i32>() * 100 / given.len() as i32, given.len()));
            let rule = it.points();
            // Whom the jury has not looked at yet has nothing from it.
            let total = (i64::from(rule) * i64::from(100 - share) + i64::from(jury.map_or(0, |it| it.0)) * i64::from(share)) / 100;
            Ranked { nominee: it.nominee, rule, jury, total: i32::try_from(total).unwrap_or(i32::MAX) }
        };
        let mut all: Vec<Ranked> = self.opened.nominees.iter().map(standing).collect();
        all.sort_by_key(|it| (std::cmp::Reverse((it.total, it.rule)), it.nominee));
        all
    }

    /// The points somebody of the jury gave a candidate.
    pub fn given(&self, nominee: Nominee, by: UserId) -> Option<u8> {
        self.points.iter().find(|(who, from, _)| (*who, *from) == (nominee, by)).map(|(_, _, points)| *points)
    }
}

/// Longest name of an award, in characters.
pub const AWARD_TITLE_LIMIT: usize = 60;
/// Most candidates of one award.
pub const NOMINEES_LIMIT: usize = 2_000;
/// Most of a jury.
pub const JURY_LIMIT: usize = 60;

/// All awards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Awards {
    pub(super) heads: Paged<AwardHead>,
}

impl Default for Awards {
    fn default() -> Self {
        Self { heads: Paged::new(1) }
    }
}

impl Awards {
    /// All awards in the order of the logbook, those taken back included.
    pub fn heads(&self) -> &[AwardHead] {
        self.heads.rows()
    }

    /// One award by its id.
    pub fn get(&self, seq: Seq) -> Option<&AwardHead> {
        self.row(seq).and_then(|row| self.heads.get(row))
    }

    fn row(&self, seq: Seq) -> Option<usize> {
        self.heads.rows().binary_search_by_key(&seq, |it| it.seq).ok()
    }

    pub(super) fn check(&self, places: &Places, people: &People, (by, today): (UserId, Day), act: &AwardAct) -> Result<(), Refusal> {
        if let Some((it, community)) = act.opens() {
            if let Some(id) = community {
                places.community(id).ok_or(Refusal::NoSuchCommunity(id))?;
            }
            return check_opened(places, people, today, it);
        }
        match act {
            AwardAct::Opened(_) | AwardAct::OpenedFor { .. } => Ok(()),
            AwardAct::Pointed { award, nominee, before, after } => {
                let it = self.undecided(*award)?;
                is_nominated(it, *nominee)?;
                if after.is_some_and(|it| it > 100) {
                    return Err(Refusal::JuryPoints(after.unwrap_or_default()));
                }
                let jury: std::collections::HashSet<UserId> = it.points.iter().map(|(_, by, _)| *by).collect();
                if jury.len() >= JURY_LIMIT && !jury.contains(&by) {
                    return Err(Refusal::TooLong { limit: JURY_LIMIT, got: jury.len() + 1 });
                }
                if it.given(*nominee, by) != *before || before == after { Err(Refusal::ChangedMeanwhile) } else { Ok(()) }
            }
            AwardAct::Decided { award, winners, text } => {
                super::check_text_len(text)?;
                let it = self.undecided(*award)?;
                winners.iter().try_for_each(|one| is_nominated(it, *one))?;
                let mut seen = std::collections::HashSet::new();
                if winners.is_empty() || winners.iter().any(|it| !seen.insert(*it)) {
                    return Err(Refusal::NomineeTwice);
                }
                if winners.len() > usize::from(it.opened.places) {
                    return Err(Refusal::TooLong { limit: it.opened.places.into(), got: winners.len() });
                }
                if !it.in_order(winners) && text.trim().is_empty() { Err(Refusal::ReasonNeeded) } else { Ok(()) }
            }
            AwardAct::Reopened { award } => {
                let it = self.standing(*award)?;
                if it.decided.is_some() { Ok(()) } else { Err(Refusal::ChangedMeanwhile) }
            }
            AwardAct::Withdrawn { award } => self.undecided(*award).map(|_| ()),
            AwardAct::Restored { award } => {
                let it = self.get(*award).ok_or(Refusal::NoSuchAward(*award))?;
                if it.withdrawn { Ok(()) } else { Err(Refusal::ChangedMeanwhile) }
            }
        }
    }

    fn standing(&self, award: Seq) -> Result<&AwardHead, Refusal> {
        self.get(award).filter(|it| !it.withdrawn).ok_or(Refusal::NoSuchAward(award))
    }

    fn undecided(&self, award: Seq) -> Result<&AwardHead, Refusal> {
        let it = self.standing(award)?;
        if it.decided.is_none() { Ok(it) } else { Err(Refusal::AwardDecided(award)) }
    }

    pub(super) fn apply(&mut self, (seq, by): (Seq, UserId), act: &AwardAct) {
        if let Some(opens) = act.opens() {
            self.heads.push(AwardHead::new((seq, by), opens));
            return;
        }
        let Some(row) = act.award().and_then(|it| self.row(it)) else { return };
        let Some(it) = self.heads.get_mut(row) else { return };
        match act {
            AwardAct::Opened(_) | AwardAct::OpenedFor { .. } => {}
            AwardAct::Pointed { nominee, after, .. } => {
                it.points.retain(|(who, from, _)| (*who, *from) != (*nominee, by));
                it.points.extend(after.map(|points| (*nominee, by, points)));
            }
            AwardAct::Decided { winners, .. } => it.decided = Some((seq, winners.clone())),
            AwardAct::Reopened { .. } => it.decided = None,
            AwardAct::Withdrawn { .. } => it.withdrawn = true,
            AwardAct::Restored { .. } => it.withdrawn = false,
        }
    }
}

fn is_nominated(it: &AwardHead, nominee: Nominee) -> Result<(), Refusal> {
    if it.opened.nominees.iter().any(|one| one.nominee == nominee) { Ok(()) } else { Err(Refusal::NoSuchNominee) }
}

fn check_opened(places: &Places, people: &People, today: Day, it: &AwardOpened) -> Result<(), Refusal> {
    super::check_text_up_to(&it.title, AWARD_TITLE_LIMIT)?;
    if it.from > it.until || it.from > today {
        return Err(Refusal::InFuture);
    }
    if it.nominees.is_empty() || it.places == 0 || it.jury > 100 {
        return Err(Refusal::NoNominees);
    }
    if it.nominees.len() > NOMINEES_LIMIT {
        return Err(Refusal::TooLong { limit: NOMINEES_LIMIT, got: it.nominees.len() });
    }
    let mut seen = std::collections::HashSet::new();
    it.nominees.iter().try_for_each(|one| match one.nominee {
        it if !seen.insert(it) => Err(Refusal::NomineeTwice),
        Nominee::Room(id) => places.room(id).map(|_| ()).ok_or(Refusal::NoSuchRoom(id)),
        Nominee::Class(id) => people.class(id).map(|_| ()).ok_or(Refusal::NoSuchNominee),
    })
}
