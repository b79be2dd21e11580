//! The duty schedule as published: who staffs which post on which night (值班、带班).

use super::{CommunityId, Day, Paged, Refusal, Seq, ShiftId, Stamp, UserId};
use serde::{Deserialize, Serialize};
use smallvec::SmallVec;
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
    /// A draft is published (发布): what differs from what was published before goes and comes; what is the same stays as it is.
    DraftPublished {
        /// Which draft.
        draft: Seq,
        /// Shifts that are taken back.
        recalled: Vec<ShiftId>,
        /// Shifts that are new; they get the next free ids.
        added: Vec<Shift>,
    },
    /// Published shifts go to other people (改派): a repair, or somebody steps in.
    Reassigned {
        /// Which, from whom, to whom.
        turns: Vec<TurnMoved>,
        /// The rules of rest and the like do not hold it up, nor that the shift has begun.
        emergency: bool,
        /// Why.
        text: Box<str>,
    },
    /// The leader looked whether somebody is at their post (查岗).
    Checked {
        /// Which shift.
        shift: ShiftId,
        /// When.
        at: Stamp,
        /// What they found.
        found: PostCheck,
        /// What there is to say.
        text: Box<str>,
    },
    /// A line for the duty log (值班日志) that the program cannot know.
    Noted {
        /// Of which shift.
        shift: ShiftId,
        /// About what.
        what: DutyNote,
        /// What.
        text: Box<str>,
    },
}

/// A published shift that changes hands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TurnMoved {
    /// Which.
    pub shift: ShiftId,
    /// Whose it was.
    pub from: UserId,
    /// Whose it is from now on.
    pub to: UserId,
}

/// What a leader found at a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PostCheck {
    /// At the post (在岗).
    Present,
    /// Away for a while, with a reason (临时离岗).
    Away,
    /// Not there (脱岗).
    Absent,
}

/// What a line of the duty log is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum DutyNote {
    /// 天气; the last line counts.
    Weather,
    /// 来访.
    Visitor,
    /// 报修.
    Repair,
    /// 班前会.
    Briefing,
    /// 钥匙与物品.
    Things,
    /// 其他.
    Other,
}

impl DutyNote {
    /// All kinds, in the order of the form.
    pub const ALL: [Self; 6] = [Self::Weather, Self::Visitor, Self::Repair, Self::Briefing, Self::Things, Self::Other];
}

/// A line of the duty log; its words are in the entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteHead {
    /// The entry.
    pub seq: Seq,
    /// When it was written.
    pub at: Stamp,
    /// About what.
    pub what: DutyNote,
}

/// A published shift with what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShiftRow {
    /// As it stands.
    pub shift: Shift,
    /// Who had it before, each until when, the first holder first.
    pub had: SmallVec<[(UserId, Stamp); 1]>,
    /// When it was last published, given to somebody else or recalled.
    pub changed: Stamp,
    /// What a leader found, the last look: who, when, what.
    pub check: Option<(UserId, Stamp, PostCheck)>,
    /// Lines of the duty log.
    pub notes: Vec<NoteHead>,
}

impl ShiftRow {
    pub(super) fn new(shift: Shift, changed: Stamp) -> Self {
        Self { shift, had: SmallVec::new(), changed, check: None, notes: Vec::new() }
    }
}

/// All published shifts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shifts {
    pub(super) rows: Paged<ShiftRow>,
}

/// Longest shift, in minutes: a day off and its night, and two hours by which a clock may be set back in it.
pub const SHIFT_LIMIT_MINUTES: i64 = 26 * 60;

/// Longest line of a duty log, in characters.
pub const DUTY_NOTE_LIMIT: usize = 1_000;

/// How far the time somebody signs with may lie from the clock, and signing in before the shift begins, in minutes: a signature may be written
/// down later in the same night, not invented.
pub const SIGN_SLACK_MINUTES: i64 = 12 * 60;

impl Default for Shifts {
    fn default() -> Self {
        Self { rows: Paged::new(128) }
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

    /// By how many minutes somebody came late (迟到), or has not come yet by `now`; `None` where it is less than what `late_after` minutes allow.
    pub fn late_minutes(&self, now: Stamp, late_after: u16) -> Option<i64> {
        let came = self.signed_in.unwrap_or_else(|| now.min(self.ends));
        let minutes = came.minutes_since(self.starts);
        (!self.cancelled && minutes > i64::from(late_after)).then_some(minutes)
    }

    /// Whether its hours cover `now`.
    pub fn covers(&self, now: Stamp) -> bool {
        !self.cancelled && self.starts <= now && now < self.ends
    }
}

impl Shifts {
    /// All shifts with their ids, those taken off included.
    pub fn all(&self) -> impl DoubleEndedIterator<Item = (ShiftId, &Shift)> + ExactSizeIterator {
        self.rows.rows().iter().enumerate().map(|(row, it)| (ShiftId::of(row), &it.shift))
    }

    /// One shift.
    pub fn get(&self, id: ShiftId) -> Option<&Shift> {
        self.row(id).map(|it| &it.shift)
    }

    /// One shift with what became of it.
    pub fn row(&self, id: ShiftId) -> Option<&ShiftRow> {
        self.rows.get(id.index())
    }

    /// A person's shifts that stand, in the order they were published.
    pub fn of_person(&self, person: UserId) -> impl DoubleEndedIterator<Item = (ShiftId, &Shift)> {
        self.all().filter(move |(_, it)| it.person == person && !it.cancelled)
    }

    /// The next shift at the same post: the first that starts when this one ends or later.
    pub fn after(&self, id: ShiftId) -> Option<(ShiftId, &Shift)> {
        let it = self.get(id)?;
        let later = self.all().filter(|(_, next)| next.post == it.post && !next.cancelled && next.starts >= it.ends);
        later.min_by_key(|(id, next)| (next.starts, *id))
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
        let standing = |id: ShiftId| self.get(id).filter(|it| !it.cancelled).ok_or(Refusal::NoSuchShift(id));
        match act {
            ShiftAct::Published(shifts) => self.check_published(users, communities, shifts, &[]),
            ShiftAct::Recalled(ids) => ids.iter().try_for_each(|id| {
                let it = self.get(*id).ok_or(Refusal::NoSuchShift(*id))?;
                if it.signed_in.is_some() { Err(Refusal::ShiftBegun(*id)) } else { Ok(()) }
            }),
            ShiftAct::SignedIn { shift, at } => {
                let it = standing(*shift)?;
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
            ShiftAct::DraftPublished { recalled, added, .. } => {
                // The past never moves.
                for id in recalled {
                    let it = standing(*id)?;
                    if it.signed_in.is_some() || it.starts <= now {
                        return Err(Refusal::ShiftBegun(*id));
                    }
                }
                if let Some(it) = added.iter().find(|it| it.starts <= now) {
                    return Err(Refusal::NightOver(it.day));
                }
                self.check_published(users, communities, added, recalled)
            }
            ShiftAct::Reassigned { turns, emergency, text } => {
                super::check_text_up_to(text, DUTY_NOTE_LIMIT)?;
                self.check_moved(users, now, turns, *emergency)
            }
            ShiftAct::Checked { shift, at, found, text } => {
                let it = standing(*shift)?;
                super::check_len(text, DUTY_NOTE_LIMIT)?;
                if *found != PostCheck::Present && text.trim().is_empty() {
                    return Err(Refusal::ReasonNeeded);
                }
                if !(it.starts <= *at && *at < it.ends) || is_far(*at, now) { Err(Refusal::SignedElsewhen(*shift)) } else { Ok(()) }
            }
            ShiftAct::Noted { shift, text, .. } => {
                standing(*shift)?;
                super::check_text_up_to(text, DUTY_NOTE_LIMIT)
            }
        }
    }

    /// Whether shifts may change hands: they stand with whom they are said to, they are not over, and nobody gets one twice. How tired somebody
    /// would be is looked at elsewhere.
    pub(super) fn check_moved(&self, users: usize, now: Stamp, turns: &[TurnMoved], emergency: bool) -> Result<(), Refusal> {
        if turns.is_empty() {
            return Err(Refusal::NobodyNamed);
        }
        let mut seen = HashSet::new();
        turns.iter().try_for_each(|it| {
            let shift = self.get(it.shift).filter(|it| !it.cancelled).ok_or(Refusal::NoSuchShift(it.shift))?;
            if it.to.index() >= users {
                return Err(Refusal::NoSuchUser(it.to));
            }
            if shift.ends <= now {
                return Err(Refusal::ShiftOver(it.shift));
            }
            if !emergency && (shift.starts <= now || shift.signed_in.is_some()) {
                return Err(Refusal::ShiftBegun(it.shift));
            }
            if shift.person != it.from || it.from == it.to || !seen.insert(it.shift) { Err(Refusal::ChangedMeanwhile) } else { Ok(()) }
        })
    }

    fn check_published(&self, users: usize, communities: usize, shifts: &[Shift], without: &[ShiftId]) -> Result<(), Refusal> {
        let turn = |it: &Shift| (it.day, it.post, it.person);
        let standing = self.all().filter(|(id, it)| !it.cancelled && !without.contains(id));
        let mut taken: HashSet<(Day, Post, UserId)> = standing.map(|(_, it)| turn(it)).collect();
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

    pub(super) fn apply(&mut self, (seq, at, by): (Seq, Stamp, UserId), act: &ShiftAct) {
        match act {
            ShiftAct::Published(shifts) => self.publish(at, shifts),
            ShiftAct::Recalled(ids) => self.recall(at, ids),
            ShiftAct::SignedIn { shift, at } => {
                if let Some(it) = self.rows.get_mut(shift.index()) {
                    it.shift.signed_in = Some(*at);
                }
            }
            ShiftAct::SignedOut { shift, at } => {
                if let Some(it) = self.rows.get_mut(shift.index()) {
                    it.shift.signed_out = Some(*at);
                }
            }
            ShiftAct::DraftPublished { recalled, added, .. } => {
                self.recall(at, recalled);
                self.publish(at, added);
            }
            ShiftAct::Reassigned { turns, .. } => self.reassign(at, turns),
            ShiftAct::Checked { shift, at, found, .. } => {
                if let Some(it) = self.rows.get_mut(shift.index()) {
                    it.check = Some((by, *at, *found));
                }
            }
            ShiftAct::Noted { shift, what, .. } => {
                if let Some(it) = self.rows.get_mut(shift.index()) {
                    it.notes.push(NoteHead { seq, at, what: *what });
                }
            }
        }
    }

    fn publish(&mut self, at: Stamp, shifts: &[Shift]) {
        shifts.iter().for_each(|it| {
            self.rows.push(ShiftRow::new(it.clone(), at));
        });
    }

    fn recall(&mut self, at: Stamp, ids: &[ShiftId]) {
        ids.iter().for_each(|id| {
            if let Some(it) = self.rows.get_mut(id.index()) {
                it.shift.cancelled = true;
                it.changed = at;
            }
        });
    }

    /// Gives shifts to other people; their hours stay as they are.
    pub(super) fn reassign(&mut self, at: Stamp, turns: &[TurnMoved]) {
        turns.iter().for_each(|it| {
            if let Some(row) = self.rows.get_mut(it.shift.index()) {
                row.had.push((row.shift.person, at));
                row.shift.person = it.to;
                row.changed = at;
                // Who signed in has gone; who steps in signs anew.
                row.shift.signed_in = None;
            }
        });
    }
}

/// Whether a signature's time has nothing to do with the clock's.
fn is_far(at: Stamp, now: Stamp) -> bool {
    now.minutes_since(at).saturating_abs() > SIGN_SLACK_MINUTES
}
