//! Hygiene scores of rooms (文明寝室评分): from 100, points off for what was found, stars, appeals, a date by which it is mended.

use super::{Day, HygieneRules, ModelRoomRules, Paged, Places, Refusal, RoomId, RoomUse, Seq, UserId};
use serde::{Deserialize, Serialize};
use smallvec::SmallVec;
use std::collections::HashMap;

/// Points before anything is taken off.
pub const HYGIENE_BASE: u8 = 100;

/// A room as it is scored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scored {
    /// Which room.
    pub room: RoomId,
    /// On which day it was looked at.
    pub day: Day,
    /// What was found: the item's code in the presets, and the points off.
    pub off: Vec<(Box<str>, u8)>,
    /// What is to be mended, in words; may be empty.
    pub text: Box<str>,
    /// By when it is to be mended, if anything is.
    pub mend_by: Option<Day>,
}

impl Scored {
    /// The points left.
    pub fn points(&self) -> u8 {
        self.off.iter().fold(HYGIENE_BASE, |left, (_, off)| left.saturating_sub(*off))
    }
}

/// Acts on hygiene scores.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum HygieneAct {
    /// A room is scored; the score is known by the number of this entry.
    Scored(Scored),
    /// The room disagrees (申诉).
    Appealed {
        /// Which score.
        score: Seq,
        /// Why.
        text: Box<str>,
    },
    /// The appeal is decided.
    Decided {
        /// Which score.
        score: Seq,
        /// The points from now on.
        points: u8,
        /// Why.
        text: Box<str>,
    },
    /// What was found is mended (整改).
    Mended {
        /// Which score.
        score: Seq,
        /// On which day it was looked at again.
        day: Day,
    },
    /// The score is taken back.
    Withdrawn {
        /// Which.
        score: Seq,
    },
}

/// How an appeal stands (申诉).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum AppealState {
    /// Nobody disagreed.
    #[default]
    None,
    /// It waits for a decision.
    Open,
    /// It is decided.
    Decided,
}

/// What the campus keeps of a score.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScoreHead {
    /// The entry: its id.
    pub seq: Seq,
    /// Who scored.
    pub by: UserId,
    /// Which room.
    pub room: RoomId,
    /// When.
    pub day: Day,
    /// The points as they stand.
    pub points: u8,
    /// By when it is to be mended.
    pub mend_by: Option<Day>,
    /// When it was.
    pub mended: Option<Day>,
    /// How an appeal stands.
    pub appeal: AppealState,
    /// The entries after the first: appeal, decision.
    pub more: SmallVec<[Seq; 1]>,
    /// Taken back.
    pub withdrawn: bool,
}

impl ScoreHead {
    /// Whether something is still to be mended.
    pub fn is_to_mend(&self) -> bool {
        !self.withdrawn && self.mend_by.is_some() && self.mended.is_none()
    }
}

/// All scores.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hygiene {
    pub(super) scores: Paged<ScoreHead>,
    of_room: HashMap<RoomId, Vec<u32>>,
}

impl Default for Hygiene {
    fn default() -> Self {
        Self { scores: Paged::new(256), of_room: HashMap::new() }
    }
}

impl HygieneRules {
    /// How many stars so many points are, 1 to 5.
    pub fn stars_of(&self, points: u8) -> u8 {
        1 + self.stars.iter().filter(|least| points >= **least).count() as u8
    }

    /// The last day on which a score may be appealed.
    pub fn appeal_until(&self, scored: Day) -> Day {
        scored.plus(self.appeal_days.into())
    }
}

impl Hygiene {
    /// All scores in the order of the logbook, those taken back included.
    pub fn scores(&self) -> &[ScoreHead] {
        self.scores.rows()
    }

    /// One score by its id.
    pub fn get(&self, seq: Seq) -> Option<&ScoreHead> {
        self.scores.by_seq(seq)
    }

    /// A room's scores in the order they were written down, those taken back left out.
    pub fn of_room(&self, room: RoomId) -> impl DoubleEndedIterator<Item = &ScoreHead> {
        let rows = self.of_room.get(&room).map_or(&[][..], Vec::as_slice);
        rows.iter().filter_map(|row| self.scores.get(*row as usize)).filter(|it| !it.withdrawn)
    }

    /// The score that a room has now: the latest.
    pub fn last(&self, room: RoomId) -> Option<&ScoreHead> {
        self.of_room(room).max_by_key(|it| (it.day, it.seq))
    }

    /// The model rooms (文明寝室) of a period with their average, the best first.
    pub fn model_rooms(&self, from: Day, until: Day, rules: &ModelRoomRules) -> Vec<(RoomId, u8)> {
        let mut found: Vec<(RoomId, u8)> = Vec::new();
        for room in self.of_room.keys() {
            let within = || self.of_room(*room).filter(|it| from <= it.day && it.day <= until);
            let count = within().count();
            if count == 0 || count < usize::from(rules.scores) || within().any(|it| it.points < rules.least || it.is_to_mend()) {
                continue;
            }
            let average = within().map(|it| usize::from(it.points)).sum::<usize>() / count;
            if average >= usize::from(rules.average) {
                found.push((*room, average as u8));
            }
        }
        found.sort_by_key(|(room, average)| (std::cmp::Reverse(*average), *room));
        found
    }

    pub(super) fn check(&self, places: &Places, rules: &HygieneRules, (by, today): (UserId, Day), act: &HygieneAct) -> Result<(), Refusal> {
        let known = |score: &Seq| self.get(*score).filter(|it| !it.withdrawn).ok_or(Refusal::NoSuchScore(*score));
        match act {
            HygieneAct::Scored(it) => {
                super::check_text_len(&it.text)?;
                let room = places.room(it.room).ok_or(Refusal::NoSuchRoom(it.room))?;
                if room.purpose != RoomUse::Dwelling {
                    return Err(Refusal::NotDwelling(it.room));
                }
                if it.day > today {
                    return Err(Refusal::InFuture);
                }
                for (at, (code, off)) in it.off.iter().enumerate() {
                    let item = rules.items.iter().find(|item| item.code == *code).ok_or_else(|| Refusal::NoSuchItem(code.clone()))?;
                    let again = it.off[..at].iter().any(|(other, _)| other == code);
                    if *off == 0 || *off > item.most || again {
                        return Err(Refusal::PointsOff { item: code.clone(), most: item.most });
                    }
                }
                let again = self.of_room(it.room).any(|other| other.day == it.day);
                if again { Err(Refusal::ScoredAlready(it.room)) } else { Ok(()) }
            }
            HygieneAct::Appealed { score, text } => {
                let it = known(score)?;
                super::check_text(text)?;
                let until = rules.appeal_until(it.day);
                match it.appeal {
                    AppealState::None if today > until => Err(Refusal::AppealTooLate(until)),
                    AppealState::None => Ok(()),
                    AppealState::Open | AppealState::Decided => Err(Refusal::AppealedAlready(*score)),
                }
            }
            HygieneAct::Decided { score, points, text } => {
                let it = known(score)?;
                super::check_text(text)?;
                // Nobody decides about their own score.
                if it.by == by {
                    return Err(Refusal::SecondPersonNeeded);
                }
                if it.appeal != AppealState::Open {
                    return Err(Refusal::NotAppealed(*score));
                }
                if *points > HYGIENE_BASE { Err(Refusal::PointsOff { item: "".into(), most: HYGIENE_BASE }) } else { Ok(()) }
            }
            HygieneAct::Mended { score, day } => {
                let it = known(score)?;
                if *day > today {
                    return Err(Refusal::InFuture);
                }
                if it.is_to_mend() && *day >= it.day { Ok(()) } else { Err(Refusal::NothingToMend(*score)) }
            }
            HygieneAct::Withdrawn { score } => known(score).map(|_| ()),
        }
    }

    pub(super) fn apply(&mut self, seq: Seq, by: UserId, act: &HygieneAct) {
        let score = match act {
            HygieneAct::Scored(it) => {
                let row = self.scores.push(ScoreHead {
                    seq,
                    by,
                    room: it.room,
                    day: it.day,
                    points: it.points(),
                    mend_by: it.mend_by,
                    mended: None,
                    appeal: AppealState::None,
                    more: SmallVec::new(),
                    withdrawn: false,
                });
                self.of_room.entry(it.room).or_default().push(row as u32);
                return;
            }
            HygieneAct::Appealed { score, .. }
            | HygieneAct::Decided { score, .. }
            | HygieneAct::Mended { score, .. }
            | HygieneAct::Withdrawn { score } => *score,
        };
        let Some(it) = self.scores.by_seq_mut(score) else { return };
        match act {
            HygieneAct::Scored(_) => {}
            HygieneAct::Appealed { .. } => {
                it.appeal = AppealState::Open;
                it.more.push(seq);
            }
            HygieneAct::Decided { points, .. } => {
                (it.appeal, it.points) = (AppealState::Decided, *points);
                it.more.push(seq);
            }
            HygieneAct::Mended { day, .. } => it.mended = Some(*day),
            HygieneAct::Withdrawn { .. } => it.withdrawn = true,
        }
    }

    pub(super) fn reindex(&mut self) {
        self.of_room.clear();
        for (row, it) in self.scores.rows().iter().enumerate() {
            self.of_room.entry(it.room).or_default().push(row as u32);
        }
    }
}
