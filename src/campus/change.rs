//! Changes of the published schedule that people ask for (调班申请): a swap, a cover, a duty given away, a leave. Proposed, accepted by the
//! colleague, approved by somebody else; the rules are looked at anew at each step.

use super::shift::{Shifts, TurnMoved};
use super::{Day, LEAVE_LIMIT_DAYS, LeaveKind, Paged, Refusal, Seq, ShiftId, Stamp, UserId};
use serde::{Deserialize, Serialize};

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Wanted {
    /// Two people swap their duties (互换).
    Swap {
        /// Of whoever asks.
        mine: ShiftId,
        /// Of the colleague.
        theirs: ShiftId,
    },
    /// A colleague serves instead (替班).
    Cover {
        /// Which duty.
        shift: ShiftId,
        /// Who would serve.
        by: UserId,
    },
    /// Whoever wants it may have it (让班).
    GiveAway {
        /// Which duty.
        shift: ShiftId,
    },
    /// Not to serve for some days (请假); duties in them are then filled by repair.
    Leave {
        /// First duty date.
        from: Day,
        /// Last.
        until: Day,
        /// Why, in kind.
        kind: LeaveKind,
    },
}

/// How a request stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ChangeState {
    /// 待对方确认; a leave waits for approval at once.
    Proposed,
    /// 待审批.
    Accepted,
    /// 已批准.
    Approved,
    /// 已拒绝.
    Declined,
    /// 已撤回.
    Withdrawn,
}

/// Acts on requests.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ChangeAct {
    /// Something is asked for; its id is the number of this entry.
    Asked {
        /// Whose duty it is about.
        user: UserId,
        /// What.
        wanted: Wanted,
        /// It cannot wait until it would be in time.
        emergency: bool,
        /// Why.
        text: Box<str>,
    },
    /// The colleague agrees; whoever takes a duty that is given away.
    Accepted {
        /// Which.
        change: Seq,
        /// Who agrees.
        person: UserId,
    },
    /// It is approved, and the duties change hands.
    Approved {
        /// Which.
        change: Seq,
    },
    /// The colleague or whoever approves says no.
    Declined {
        /// Which.
        change: Seq,
        /// Why.
        text: Box<str>,
    },
    /// It is asked for no longer.
    Withdrawn {
        /// Which.
        change: Seq,
    },
}

/// A request as the campus keeps it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeHead {
    /// The entry it was asked for in: its id.
    pub seq: Seq,
    /// When.
    pub at: Stamp,
    /// Who wrote it down.
    pub by: UserId,
    /// Whose duty it is about.
    pub user: UserId,
    /// What.
    pub wanted: Wanted,
    /// It could not wait.
    pub emergency: bool,
    /// The colleague: whose the other duty was when it was asked, who would cover, who has taken what was given away.
    pub other: Option<UserId>,
    /// How it stands.
    pub state: ChangeState,
    /// Who decided it, and in which entry.
    pub decided: Option<(UserId, Seq)>,
}

impl ChangeHead {
    /// Whether it still waits for somebody.
    pub fn is_open(&self) -> bool {
        matches!(self.state, ChangeState::Proposed | ChangeState::Accepted)
    }

    /// Whether it is about this shift.
    pub fn names(&self, shift: ShiftId) -> bool {
        self.shifts().contains(&Some(shift))
    }

    /// The duties it is about.
    pub fn shifts(&self) -> [Option<ShiftId>; 2] {
        match self.wanted {
            Wanted::Swap { mine, theirs } => [Some(mine), Some(theirs)],
            Wanted::Cover { shift, .. } | Wanted::GiveAway { shift } => [Some(shift), None],
            Wanted::Leave { .. } => [None, None],
        }
    }

    /// What changes hands when it is approved; nothing as long as nobody has taken a duty that is given away, nor for a leave.
    pub fn turns(&self) -> Vec<TurnMoved> {
        let Some(other) = self.other else { return Vec::new() };
        match self.wanted {
            Wanted::Swap { mine, theirs } => {
                vec![TurnMoved { shift: mine, from: self.user, to: other }, TurnMoved { shift: theirs, from: other, to: self.user }]
            }
            Wanted::Cover { shift, .. } | Wanted::GiveAway { shift } => vec![TurnMoved { shift, from: self.user, to: other }],
            Wanted::Leave { .. } => Vec::new(),
        }
    }

    /// Whether it is a leave that covers a night.
    pub fn covers(&self, day: Day) -> bool {
        matches!(self.wanted, Wanted::Leave { from, until, .. } if from <= day && day <= until)
    }
}

/// All requests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changes {
    pub(super) heads: Paged<ChangeHead>,
}

impl Default for Changes {
    fn default() -> Self {
        Self { heads: Paged::new(256) }
    }
}

/// What a request is held against.
pub(super) struct Ground<'a> {
    pub(super) shifts: &'a Shifts,
    pub(super) users: usize,
    pub(super) by: UserId,
    pub(super) now: Stamp,
    pub(super) today: Day,
    /// Days ahead that a change is to be asked for.
    pub(super) ahead: i32,
}

impl Changes {
    /// All requests, oldest first.
    pub fn heads(&self) -> &[ChangeHead] {
        self.heads.rows()
    }

    /// Those that wait for somebody.
    pub fn open(&self) -> impl DoubleEndedIterator<Item = &ChangeHead> {
        self.heads.rows().iter().filter(|it| it.is_open())
    }

    /// One request.
    pub fn get(&self, seq: Seq) -> Option<&ChangeHead> {
        self.heads.by_seq(seq)
    }

    /// Whether somebody has a leave that covers the night.
    pub fn is_on_leave(&self, user: UserId, day: Day) -> bool {
        self.heads.rows().iter().any(|it| it.user == user && it.state == ChangeState::Approved && it.covers(day))
    }

    /// The open request, as it would stand with `other` as the colleague.
    pub(super) fn with(&self, change: Seq, other: Option<UserId>) -> Option<ChangeHead> {
        self.get(change).map(|it| ChangeHead { other: other.or(it.other), ..*it })
    }

    pub(super) fn check(&self, ground: &Ground<'_>, act: &ChangeAct) -> Result<(), Refusal> {
        let open = |change: Seq| {
            let head = self.get(change).ok_or(Refusal::NoSuchChange(change))?;
            if head.is_open() { Ok(head) } else { Err(Refusal::ChangeSettled(change)) }
        };
        match act {
            ChangeAct::Asked { user, wanted, emergency, text } => {
                if user.index() >= ground.users {
                    return Err(Refusal::NoSuchUser(*user));
                }
                super::check_text_len(text)?;
                if *emergency && text.trim().is_empty() {
                    return Err(Refusal::ReasonNeeded);
                }
                self.check_wanted(ground, *user, *wanted, *emergency)
            }
            ChangeAct::Accepted { change, person } => {
                let head = open(*change)?;
                let asked = match head.wanted {
                    Wanted::Leave { .. } => false,
                    Wanted::GiveAway { .. } => *person != head.user && person.index() < ground.users,
                    Wanted::Swap { .. } | Wanted::Cover { .. } => head.other == Some(*person),
                };
                if head.state != ChangeState::Proposed {
                    return Err(Refusal::ChangeSettled(*change));
                }
                if !asked {
                    return Err(Refusal::NotYours);
                }
                let as_accepted = ChangeHead { other: Some(*person), ..*head };
                ground.shifts.check_moved(ground.users, ground.now, &as_accepted.turns(), head.emergency)
            }
            ChangeAct::Approved { change } => {
                let head = open(*change)?;
                let is_leave = matches!(head.wanted, Wanted::Leave { .. });
                if !is_leave && head.state != ChangeState::Accepted {
                    return Err(Refusal::ChangeNotAccepted(*change));
                }
                // Nobody approves what they asked for or take part in.
                if ground.by == head.user || Some(ground.by) == head.other {
                    return Err(Refusal::SecondPersonNeeded);
                }
                if is_leave { Ok(()) } else { ground.shifts.check_moved(ground.users, ground.now, &head.turns(), head.emergency) }
            }
            ChangeAct::Declined { change, text } => {
                open(*change)?;
                super::check_text(text)
            }
            ChangeAct::Withdrawn { change } => {
                let head = self.get(*change).ok_or(Refusal::NoSuchChange(*change))?;
                // A leave may be given up after it was approved, as long as it is not over.
                let leave =
                    matches!(head.wanted, Wanted::Leave { until, .. } if head.state == ChangeState::Approved && until >= ground.today);
                if head.is_open() || leave { Ok(()) } else { Err(Refusal::ChangeSettled(*change)) }
            }
        }
    }

    fn check_wanted(&self, ground: &Ground<'_>, user: UserId, wanted: Wanted, emergency: bool) -> Result<(), Refusal> {
        if let Wanted::Leave { from, until, .. } = wanted {
            let days = i64::from(until.since(from)) + 1;
            if !(1..=LEAVE_LIMIT_DAYS).contains(&days) {
                return Err(Refusal::LeaveDays { days });
            }
            let overlaps = |it: &&ChangeHead| {
                let stands = it.is_open() || it.state == ChangeState::Approved;
                stands && it.user == user && matches!(it.wanted, Wanted::Leave { from: a, until: z, .. } if a <= until && from <= z)
            };
            return self.heads.rows().iter().find(overlaps).map_or(Ok(()), |it| Err(Refusal::DutyLeaveOverlaps(it.seq)));
        }
        let head = self.asked(ground.shifts, (Seq(0), ground.now, ground.by), user, wanted, emergency);
        for shift in head.shifts().into_iter().flatten() {
            let it = ground.shifts.get(shift).filter(|it| !it.cancelled).ok_or(Refusal::NoSuchShift(shift))?;
            if let Some(other) = self.open().find(|it| it.names(shift)) {
                return Err(Refusal::ChangePending(other.seq));
            }
            if !emergency && it.day.since(ground.today) < ground.ahead {
                return Err(Refusal::ChangeTooLate { day: it.day, ahead: ground.ahead });
            }
            if it.ends <= ground.now || (it.starts <= ground.now && !emergency) {
                return Err(Refusal::ShiftBegun(shift));
            }
        }
        let own = |shift: ShiftId| ground.shifts.get(shift).is_some_and(|it| it.person == user);
        match wanted {
            Wanted::Swap { mine, .. } if !own(mine) => Err(Refusal::NotYours),
            Wanted::Swap { mine, theirs } if mine == theirs || own(theirs) => Err(Refusal::ChangedMeanwhile),
            Wanted::Cover { shift, .. } | Wanted::GiveAway { shift } if !own(shift) => Err(Refusal::NotYours),
            Wanted::Cover { by, .. } if by.index() >= ground.users => Err(Refusal::NoSuchUser(by)),
            Wanted::Cover { by, .. } if by == user => Err(Refusal::ChangedMeanwhile),
            _ => Ok(()),
        }
    }

    fn asked(&self, shifts: &Shifts, (seq, at, by): (Seq, Stamp, UserId), user: UserId, wanted: Wanted, emergency: bool) -> ChangeHead {
        let other = match wanted {
            Wanted::Swap { theirs, .. } => shifts.get(theirs).map(|it| it.person),
            Wanted::Cover { by, .. } => Some(by),
            Wanted::GiveAway { .. } | Wanted::Leave { .. } => None,
        };
        ChangeHead { seq, at, by, user, wanted, emergency, other, state: ChangeState::Proposed, decided: None }
    }

    pub(super) fn apply(&mut self, shifts: &mut Shifts, (seq, at, by): (Seq, Stamp, UserId), act: &ChangeAct) {
        let (change, to) = match act {
            ChangeAct::Asked { user, wanted, emergency, .. } => {
                let head = self.asked(shifts, (seq, at, by), *user, *wanted, *emergency);
                self.heads.push(head);
                return;
            }
            ChangeAct::Accepted { change, person } => {
                if let Some(it) = self.heads.by_seq_mut(*change) {
                    (it.other, it.state) = (Some(*person), ChangeState::Accepted);
                }
                return;
            }
            ChangeAct::Approved { change } => (*change, ChangeState::Approved),
            ChangeAct::Declined { change, .. } => (*change, ChangeState::Declined),
            ChangeAct::Withdrawn { change } => (*change, ChangeState::Withdrawn),
        };
        if let Some(it) = self.heads.by_seq_mut(change) {
            (it.state, it.decided) = (to, Some((by, seq)));
            if to == ChangeState::Approved {
                shifts.reassign(at, &it.turns());
            }
        }
    }
}
