//! What is still to come (日程): things to do, each at its time, and how many talks and incidents fall on which day.

use super::incident::Case;
use super::papers::PaperStage;
use super::round::Walk;
use crate::campus::{
    Act, Calendar, Day, DayKind, HandoverGiven, RequestOpened, RoundBegun, Seq, ShiftId, Stamp, Topic, Tz, UserId, Visibility,
};
use chrono::Datelike as _;
use smallvec::SmallVec;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// A follow-up to be held.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) talk: Seq,
    pub(super) by: UserId,
    pub(super) who: SmallVec<[usize; 2]>,
    pub(super) topic: Topic,
    pub(super) threads: &'static str,
    pub(super) visibility: Visibility,
}

/// Something to be done.
#[derive(Debug)]
pub(super) enum Todo {
    Found,
    Departments,
    Lay,
    Import {
        department: usize,
        freshmen: bool,
    },
    Join(usize),
    TakeFreshmen(usize),
    NameOfficers {
        building: usize,
        freshmen: bool,
    },
    NameWatchers {
        freshmen: bool,
    },
    Publish {
        tonight_on: bool,
    },
    SignIn(ShiftId),
    SignOut(ShiftId),
    Walk(Walk),
    Begin {
        by: UserId,
        begun: Box<RoundBegun>,
        ends: Option<Stamp>,
    },
    Sample {
        day: Day,
    },
    AskLeave(usize),
    AskDutyLeave {
        user: UserId,
        from: Day,
        until: Day,
    },
    Score {
        room: usize,
        day: Day,
    },
    Mood {
        class: usize,
        day: Day,
    },
    HandOver {
        by: UserId,
        given: Box<HandoverGiven>,
        /// By whom it is accepted, and when.
        accepted: Option<(UserId, Stamp)>,
    },
    /// A concern level is looked at again: of anybody, or of one of 张敏's, whose review is by now overdue.
    Review {
        own: bool,
    },
    /// A student asks for something.
    Ask {
        nth: usize,
        seed: u64,
    },
    /// A leader receives students.
    Receive,
    Paper(Seq, PaperStage),
    /// What one of them brought.
    Asked {
        opened: Box<RequestOpened>,
        answered: bool,
    },
    /// Something of the communities, by its order.
    Community(usize),
    /// What needs nothing that is known only then.
    Ready(UserId, Box<Act>),
    Talk {
        held: Stamp,
        answer: Option<Box<Answer>>,
    },
    Close {
        talk: Seq,
        by: UserId,
    },
    ScriptedTalk(usize),
    /// A word is added to one of them.
    Amend,
    Open,
    OpenScripted(usize),
    Case(Box<Case>),
    /// An activity of the term in one of the communities.
    Hold {
        nth: usize,
        community: usize,
    },
    /// News of one of them.
    Tell(usize),
    /// A step of the awards.
    Award(usize),
}

#[derive(Debug)]
struct Due {
    at: Stamp,
    nth: u64,
    what: Todo,
}

impl PartialEq for Due {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Due {}

impl PartialOrd for Due {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Due {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.at, self.nth).cmp(&(other.at, other.nth))
    }
}

/// Things to do, the earliest first; of two at the same time the one that was put in first.
#[derive(Debug, Default)]
pub(super) struct Agenda {
    heap: BinaryHeap<Reverse<Due>>,
    nth: u64,
}

impl Agenda {
    pub(super) fn put(&mut self, at: Stamp, what: Todo) {
        self.nth += 1;
        self.heap.push(Reverse(Due { at, nth: self.nth, what }));
    }

    /// The next thing, if it is to be done before `limit`.
    pub(super) fn take_before(&mut self, limit: Stamp) -> Option<(Stamp, Todo)> {
        let due = self.heap.peek().is_some_and(|it| it.0.at < limit);
        due.then(|| self.heap.pop()).flatten().map(|it| (it.0.at, it.0.what))
    }
}

/// How a number of events spreads over the days of the year.
#[derive(Debug)]
pub(super) struct Spread {
    /// The days' weights added up, beginning with 0.
    sums: Vec<u64>,
    count: u64,
}

impl Spread {
    /// `count` events over the days from `first` on, each as heavy as `weight` says.
    pub(super) fn over(days: i32, count: usize, weight: impl Fn(i32) -> u64) -> Self {
        let mut sums = vec![0];
        let mut sum = 0;
        for day in 0..days {
            sum += weight(day);
            sums.push(sum);
        }
        Self { sums, count: count as u64 }
    }

    /// How many fall on a day, counted from 0. The days' numbers add up to the count exactly.
    pub(super) fn on(&self, day: usize) -> usize {
        let total = self.sums.last().copied().unwrap_or(0).max(1);
        let until = |at: usize| self.sums.get(at).map_or(0, |it| (u128::from(self.count) * u128::from(*it) / u128::from(total)) as u64);
        (until(day + 1).saturating_sub(until(day))) as usize
    }
}

/// How much is talked on a day of `elapsed` minutes after eight in the morning: less on days off, little in the vacations.
pub(super) fn weight_of_talks(day: Day, elapsed: i64) -> u64 {
    let kind = match Calendar::shipped().kind(day) {
        DayKind::Workday => 24,
        DayKind::Weekend => 11,
        DayKind::Holiday => 5,
    };
    let vacation = if is_vacation(day) { 5 } else { 1 };
    (kind * elapsed.clamp(0, 900) / vacation).unsigned_abs()
}

/// How much happens on a day.
pub(super) fn weight_of_incidents(day: Day, elapsed: i64) -> u64 {
    let vacation = if is_vacation(day) { 5 } else { 1 };
    (20 * elapsed.clamp(0, 900) / vacation).unsigned_abs()
}

fn is_vacation(day: Day) -> bool {
    let date = day.date();
    matches!((date.month(), date.day()), (1, 18..) | (2, ..=24) | (7, 9..) | (8, ..=28))
}

/// A minute of a day in the college's zone as an instant.
pub(super) fn minute_of(day: Day, minute: i64, zone: Tz) -> Stamp {
    day.at(zone, 0, 0).plus_minutes(minute)
}
