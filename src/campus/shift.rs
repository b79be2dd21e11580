//! The duty schedule as published: who staffs which post on which night (值班、带班).

use super::{CommunityId, Day, Paged, Refusal, ShiftId, Stamp, UserId};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// A place to be staffed (岗位).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Post {
    /// The workroom of a community.
    Workroom(CommunityId),
    /// Duty leader of the whole campus (带班领导), one a day.
    Leader,
}

/// One person's turn at a post (班次).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shift {
    /// The date on which the night began (值班日).
    pub day: Day,
    /// Where.
    pub post: Post,
    /// Who.
    pub person: UserId,
    /// From.
    pub starts: Stamp,
    /// To.
    pub ends: Stamp,
    /// When they signed in (签到).
    pub signed_in: Option<Stamp>,
    /// When they signed out (签退).
    pub signed_out: Option<Stamp>,
    /// Taken off the schedule again.
    pub cancelled: bool,
}

/// How a shift stands at a given time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ShiftState {
    /// Not yet begun.
    Planned,
    /// Begun, but nobody has signed in.
    Missing,
    /// On duty.
    On,
    /// Over.
    Done,
    /// Over, and nobody ever signed in.
    Missed,
    /// Taken off the schedule.
    Cancelled,
}

/// Acts on the schedule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ShiftAct {
    /// Shifts are published and get the next free ids.
    Published(Vec<Shift>),
    /// Published shifts are taken back, all those that nobody has signed in to.
    Recalled(Vec<ShiftId>),
    /// A person comes on duty.
    SignedIn {
        /// Which shift.
        shift: ShiftId,
        /// When.
        at: Stamp,
    },
    /// A person goes off duty.
    SignedOut {
        /// Which shift.
        shift: ShiftId,
        /// When.
        at: Stamp,
    },
}

/// All published shifts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shifts {
    pub(super) rows: Paged<Shift>,
}

/// Longest shift, in minutes: a weekend day and its night.
pub const SHIFT_LIMIT_MINUTES: i64 = 24 * 60;

/// How far the time somebody signs with may lie from the clock, and signing in before the shift begins, in minutes: a signature may be written
/// down later in the same night, not invented.
pub const SIGN_SLACK_MINUTES: i64 = 12 * 60;

impl Default for Shifts {
    fn default() -> Self {
        Self { rows: Paged::new(256) }
    }
}

impl Shift {
    /// How it stands at `now`.
    pub fn state(&self, now: Stamp) -> ShiftState {
        match (self.cancelled, self.signed_in, self.signed_out) {
            (true, ..) => ShiftState::Cancelled,
            (_, _, Some(_)) => ShiftState::Done,
            (_, Some(_), None) if now < self.ends => ShiftState::On,
            (_, Some(_), None) => ShiftState::Done,
            (_, None, None) if now < self.starts => ShiftState::Planned,
            (_, None, None) if now < self.ends => ShiftState::Missing,
            _ => ShiftState::Missed,
        }
    }

    /// Whether its hours cover `now`.
    pub fn covers(&self, now: Stamp) -> bool {
        !self.cancelled && self.starts <= now && now < self.ends
    }
}

impl Shifts {
    /// All shifts with their ids, those taken off included.
    pub fn all(&self) -> impl DoubleEndedIterator<Item = (ShiftId, &Shift)> + ExactSizeIterator {
        self.rows.rows().iter().enumerate().map(|(row, it)| (ShiftId::of(row), it))
    }

    /// One shift.
    pub fn get(&self, id: ShiftId) -> Option<&Shift> {
        self.rows.get(id.index())
    }

    /// The shifts whose hours cover `now`.
    pub fn covering(&self, now: Stamp) -> impl Iterator<Item = (ShiftId, &Shift)> {
        self.all().filter(move |(_, it)| it.covers(now))
    }

    /// The shifts of a duty date.
    pub fn of_day(&self, day: Day) -> impl Iterator<Item = (ShiftId, &Shift)> {
        self.all().filter(move |(_, it)| it.day == day && !it.cancelled)
    }

    /// A person's first shift that starts after `now`.
    pub fn next_of(&self, person: UserId, now: Stamp) -> Option<(ShiftId, &Shift)> {
        self.all().filter(|(_, it)| it.person == person && !it.cancelled && it.starts > now).min_by_key(|(_, it)| it.starts)
    }

    /// A person's last shift that ended by `now`.
    pub fn last_of(&self, person: UserId, now: Stamp) -> Option<(ShiftId, &Shift)> {
        self.all().filter(|(_, it)| it.person == person && !it.cancelled && it.ends <= now).max_by_key(|(_, it)| it.ends)
    }

    pub(super) fn check(&self, users: usize, communities: usize, now: Stamp, act: &ShiftAct) -> Result<(), Refusal> {
        match act {
            ShiftAct::Published(shifts) => self.check_published(users, communities, shifts),
            ShiftAct::Recalled(ids) => ids.iter().try_for_each(|id| {
                let it = self.get(*id).ok_or(Refusal::NoSuchShift(*id))?;
                if it.signed_in.is_some() { Err(Refusal::ShiftBegun(*id)) } else { Ok(()) }
            }),
            ShiftAct::SignedIn { shift, at } => {
                let it = self.get(*shift).filter(|it| !it.cancelled).ok_or(Refusal::NoSuchShift(*shift))?;
                match it.signed_in {
                    Some(_) => Err(Refusal::AlreadySigned(*shift)),
                    None if *at >= it.ends => Err(Refusal::ShiftOver(*shift)),
                    None if is_far(*at, now) || it.starts.minutes_since(*at) > SIGN_SLACK_MINUTES => Err(Refusal::SignedElsewhen(*shift)),
                    None => Ok(()),
                }
            }
            ShiftAct::SignedOut { shift, at } => {
                let it = self.get(*shift).ok_or(Refusal::NoSuchShift(*shift))?;
                match (it.signed_in, it.signed_out) {
                    (Some(came), None) if *at < came || is_far(*at, now) => Err(Refusal::SignedElsewhen(*shift)),
                    (Some(_), None) => Ok(()),
                    (None, _) => Err(Refusal::NotSignedIn(*shift)),
                    _ => Err(Refusal::AlreadySigned(*shift)),
                }
            }
        }
    }

    fn check_published(&self, users: usize, communities: usize, shifts: &[Shift]) -> Result<(), Refusal> {
        let turn = |it: &Shift| (it.day, it.post, it.person);
        let mut taken: HashSet<(Day, Post, UserId)> = self.rows.rows().iter().filter(|it| !it.cancelled).map(turn).collect();
        shifts.iter().try_for_each(|it| {
            if it.person.index() >= users {
                return Err(Refusal::NoSuchUser(it.person));
            }
            if let Post::Workroom(id) = it.post
                && id.index() >= communities
            {
                return Err(Refusal::NoSuchCommunity(id));
            }
            if it.cancelled || it.signed_in.is_some() || it.signed_out.is_some() {
                return Err(Refusal::ShiftNotNew);
            }
            let minutes = it.ends.minutes_since(it.starts);
            if minutes <= 0 || minutes > SHIFT_LIMIT_MINUTES {
                return Err(Refusal::ShiftHours { minutes });
            }
            if taken.insert(turn(it)) { Ok(()) } else { Err(Refusal::ShiftTwice { day: it.day, person: it.person }) }
        })
    }

    pub(super) fn apply(&mut self, act: &ShiftAct) {
        match act {
            ShiftAct::Published(shifts) => shifts.iter().for_each(|it| {
                self.rows.push(it.clone());
            }),
            ShiftAct::Recalled(ids) => ids.iter().for_each(|id| {
                if let Some(it) = self.rows.get_mut(id.index()) {
                    it.cancelled = true;
                }
            }),
            ShiftAct::SignedIn { shift, at } => {
                if let Some(it) = self.rows.get_mut(shift.index()) {
                    it.signed_in = Some(*at);
                }
            }
            ShiftAct::SignedOut { shift, at } => {
                if let Some(it) = self.rows.get_mut(shift.index()) {
                    it.signed_out = Some(*at);
                }
            }
        }
    }
}

/// Whether a signature's time has nothing to do with the clock's.
fn is_far(at: Stamp, now: Stamp) -> bool {
    now.minutes_since(at).saturating_abs() > SIGN_SLACK_MINUTES
}
