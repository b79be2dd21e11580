//! Around the schedule of the demo college: on what terms a few serve, what they want of which days, a swap that waits for 张敏, a leave with the
//! duties it opens, and the draft of next month.

use super::agenda::Todo;
use super::land::COMMUNITIES;
use super::staff::{CHEN, Crew, ZHANG};
use super::year::{Year, ZONE};
use crate::campus::{
    Act, Calendar, ChangeAct, Day, DayKind, DraftAct, DutyAct, DutySeat, DutyTerms, Exemption, LeaveKind, Post, Preference, Seated, Sex,
    Shift, ShiftId, Stamp, UserId, Wanted,
};
use chrono::{Datelike as _, Months};
use std::collections::BTreeMap;

/// So many counselors in a community at least before one of them is spared.
const ENOUGH: usize = 4;
/// Free nights that are left between two duties, as the presets have it.
const REST: i32 = 2;
/// Communities of those who do not serve: 四社区 one by age, 五社区 a nursing mother; and 六社区, where somebody serves half.
const OF_AGE: usize = 3;
const NURSING: usize = 4;
const HALF: usize = 5;

/// Who serves on other terms than their role has it.
#[derive(Debug, Clone)]
pub(super) struct Special {
    pub(super) person: UserId,
    pub(super) share: u8,
    pub(super) exempt: Option<Exemption>,
}

impl Special {
    /// Those of a crew; a small one spares nobody.
    pub(super) fn of(crew: &Crew) -> Vec<Self> {
        let last = |community: usize, wanted: &dyn Fn(UserId) -> bool| {
            let all = crew.counselors.get(community).filter(|it| it.len() >= ENOUGH)?;
            all.iter().skip(1).rev().find(|id| wanted(**id)).copied()
        };
        let woman = |id: UserId| crew.users[id.index()].sex == Some(Sex::Female);
        let found = [
            last(OF_AGE, &|_| true).map(|person| Self { person, share: 0, exempt: Some(Exemption::Age) }),
            last(NURSING, &woman).map(|person| Self { person, share: 0, exempt: Some(Exemption::Maternity) }),
            last(HALF, &|_| true).map(|person| Self { person, share: 1, exempt: None }),
        ];
        found.into_iter().flatten().collect()
    }
}

/// The first and the last day of the month after a day.
fn next_month(day: Day) -> Option<(Day, Day)> {
    let first = day.date().with_day(1)?.checked_add_months(Months::new(1))?;
    let after = first.checked_add_months(Months::new(1))?;
    Some((Day::from(first), Day::from(after).plus(-1)))
}

impl Year {
    /// Puts all of it on the agenda, once the schedule is there.
    pub(super) fn put_duty(&mut self) {
        let published = self.schedule.tonight.plus(-super::schedule::NIGHTS.0 - 3).at(ZONE, 10, 0);
        for (nth, it) in self.special.clone().into_iter().enumerate() {
            let after = DutyTerms { share: it.share, exempt: it.exempt, leads: false, serves: true, sites: Default::default(), carried: 0 };
            let act = DutyAct::TermsSet { user: it.person, before: None, after: Some(after) };
            self.agenda.put(published.plus_minutes(nth as i64), Todo::Ready(CHEN, Box::new(Act::Duty(act))));
        }
        let Some((first, last)) = next_month(self.schedule.tonight) else { return };
        let wants = self.wants(first);
        for (nth, (user, from, until, what)) in wants.iter().copied().enumerate() {
            let act = Act::Duty(DutyAct::Preferred { user, from, until, what });
            self.agenda.put(self.now.plus_minutes(-30 * 60 + nth as i64 * 7), Todo::Ready(user, Box::new(act)));
        }
        let away = self.leave();
        if let Some((user, from, until)) = away {
            self.agenda.put(self.now.plus_minutes(-28 * 60), Todo::AskDutyLeave { user, from, until });
        }
        let seats = self.draft((first, last), &wants, away);
        let made = DraftAct::Made { from: first, until: last, seed: 1, seats };
        self.agenda.put(self.now.plus_minutes(-4 * 60), Todo::Ready(CHEN, Box::new(Act::Draft(made))));
        if let Some((user, wanted)) = self.swap(away.map(|it| it.0)) {
            let asked =
                ChangeAct::Asked { user, wanted, emergency: false, text: "周末要回老家参加婚礼，想和您换一下。".into() };
            self.agenda.put(self.now.plus_minutes(-95), Todo::Ready(user, Box::new(Act::Change(asked))));
        }
    }

    /// A leave as it is asked for; it is approved three hours later.
    pub(super) fn ask_duty_leave(&mut self, at: Stamp, (user, from, until): (UserId, Day, Day)) -> (UserId, Act) {
        let approved = Act::Change(ChangeAct::Approved { change: self.seq });
        self.agenda.put(at.plus_minutes(3 * 60), Todo::Ready(CHEN, Box::new(approved)));
        let wanted = Wanted::Leave { from, until, kind: LeaveKind::Sick };
        (user, Act::Change(ChangeAct::Asked { user, wanted, emergency: false, text: "阑尾手术，医生建议休息。".into() }))
    }

    /// What people want of next month.
    fn wants(&self, first: Day) -> Vec<(UserId, Day, Day, Preference)> {
        let of = |community: usize, nth: usize| self.crew.counselors[community].get(nth).copied();
        let days = |from: i32, nights: i32| (first.plus(from), first.plus(from + nights - 1));
        let wants = [
            (Some(ZHANG), days(11, 2), Preference::Avoid),
            (of(0, 0), days(17, 1), Preference::Wish),
            (of(1, 1), days(5, 3), Preference::Avoid),
            (of(3, 0), days(23, 2), Preference::Wish),
        ];
        wants.into_iter().filter_map(|(user, (from, until), what)| Some((user?, from, until, what))).collect()
    }

    /// Duties after tonight, by row.
    fn ahead(&self) -> impl Iterator<Item = (ShiftId, &Shift)> {
        let all = self.schedule.shifts.iter().enumerate().map(|(row, it)| (ShiftId::of(row), it));
        all.filter(|(_, it)| it.day.since(self.schedule.tonight) >= 3)
    }

    /// Somebody who will be away over one of their duties, and the days.
    fn leave(&self) -> Option<(UserId, Day, Day)> {
        let fits = |it: &Shift| it.post == Post::Workroom(crate::campus::CommunityId::of(1)) && it.day.since(self.schedule.tonight) >= 5;
        let (_, duty) = self.ahead().find(|(_, it)| fits(it))?;
        Some((duty.person, duty.day.plus(-1), duty.day.plus(3)))
    }

    /// A swap of 张敏's that both could make: two workdays, with rest before and after.
    fn swap(&self, not: Option<UserId>) -> Option<(UserId, Wanted)> {
        let workday = |it: &Shift| Calendar::shipped().kind(it.day) == DayKind::Workday;
        let duties = |person: UserId| self.schedule.shifts.iter().filter(move |it| it.person == person);
        let rests = |person, day: Day, without: Day| duties(person).filter(|it| it.day != without).all(|it| it.day.since(day).abs() > REST);
        let hers = || self.ahead().filter(|(_, it)| it.person == ZHANG && workday(it));
        let colleagues = &self.crew.counselors[self.crew.users[ZHANG.index()].community?.index()];
        self.ahead()
            .filter(|(_, it)| colleagues.contains(&it.person) && it.person != ZHANG && Some(it.person) != not && workday(it))
            .flat_map(|mine| hers().map(move |theirs| (mine, theirs)))
            .find(|((_, mine), (_, theirs))| rests(mine.person, theirs.day, mine.day) && rests(ZHANG, mine.day, theirs.day))
            .map(|((id, mine), (theirs, _))| (mine.person, Wanted::Swap { mine: id, theirs }))
    }

    /// Next month as it would be if nobody planned it: what is published as it is, then always whoever has served least.
    fn draft(
        &self,
        (first, last): (Day, Day),
        wants: &[(UserId, Day, Day, Preference)],
        away: Option<(UserId, Day, Day)>,
    ) -> Vec<(DutySeat, Seated)> {
        let spared = |id: &UserId| self.special.iter().any(|it| it.person == *id && it.share == 0);
        let is_away = |id: UserId, day: Day| away.is_some_and(|(user, from, until)| user == id && from <= day && day <= until);
        let avoids = |id: UserId, day: Day| {
            wants.iter().any(|(user, from, until, what)| *user == id && *from <= day && day <= *until && *what == Preference::Avoid)
        };
        let mut seats = Vec::new();
        for (at, staff) in self.crew.counselors.iter().chain([&self.crew.leaders]).enumerate() {
            let post = if at < COMMUNITIES { Post::Workroom(crate::campus::CommunityId::of(at)) } else { Post::Leader };
            let staff: Vec<UserId> = staff.iter().filter(|it| !spared(it)).copied().collect();
            let mut served: BTreeMap<UserId, (usize, Option<Day>)> = staff.iter().map(|id| (*id, (0, None))).collect();
            let mut serve = |id: UserId, day: Day| {
                if let Some(it) = served.get_mut(&id) {
                    *it = (it.0 + 1, Some(day));
                }
            };
            let published: BTreeMap<Day, UserId> =
                self.schedule.shifts.iter().filter(|it| it.post == post).map(|it| (it.day, it.person)).collect();
            published.iter().for_each(|(day, id)| serve(*id, *day));
            for day in (0..=last.since(first)).map(|ahead| first.plus(ahead)) {
                let seat = DutySeat { day, post, seat: 0 };
                if let Some(id) = published.get(&day) {
                    if !is_away(*id, day) {
                        seats.push((seat, Seated { person: *id, pinned: false }));
                    }
                    continue;
                }
                let rested = |it: &(usize, Option<Day>)| it.1.is_none_or(|last| day.since(last) > REST);
                let least = served.iter().filter(|(id, it)| rested(it) && !avoids(**id, day)).min_by_key(|(id, it)| (it.0, it.1, **id));
                let Some(person) = least.map(|it| *it.0) else { continue };
                if let Some(it) = served.get_mut(&person) {
                    *it = (it.0 + 1, Some(day));
                }
                seats.push((seat, Seated { person, pinned: false }));
            }
        }
        seats.sort_by_key(|(seat, _)| (seat.day, seat.post == Post::Leader));
        seats
    }
}
