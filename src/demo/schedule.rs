//! The published schedule (值班表) of the demo college: every night one counselor for each community and one duty leader.

use super::dice::{Dice, For};
use super::duty::Special;
use super::land::COMMUNITIES;
use super::staff::{Crew, ZHANG};
use crate::campus::{Calendar, CommunityId, Day, DayKind, Post, Shift, ShiftId, Stamp, Tz, UserId};

/// Nights before tonight and after it.
pub(super) const NIGHTS: (i32, i32) = (28, 21);
const POSTS: usize = COMMUNITIES + 1;
/// The community whose counselor has not signed in tonight: 二社区.
const NOT_YET_IN: usize = 1;

/// The schedule around tonight.
#[derive(Debug)]
pub(super) struct Schedule {
    pub(super) tonight: Day,
    /// Night by night, the communities in order and then the leader; the id is the row.
    pub(super) shifts: Vec<Shift>,
}

/// From when to when a shift of a duty date runs: on a workday from 17:00, else from 8:00, to 8:00 on the next day.
pub(super) fn hours(day: Day, zone: Tz) -> (Stamp, Stamp) {
    let from = if Calendar::shipped().kind(day) == DayKind::Workday { 17 } else { 8 };
    (day.at(zone, from, 0), day.plus(1).at(zone, 8, 0))
}

/// The duty date of the shift that covers `now`; in the daytime of a workday, when none does, today.
pub(super) fn tonight(now: Stamp, zone: Tz) -> Day {
    let today = now.day(zone);
    let covers = |day: Day| hours(day, zone).0 <= now && now < hours(day, zone).1;
    if !covers(today) && covers(today.plus(-1)) { today.plus(-1) } else { today }
}

impl Schedule {
    pub(super) fn make(seed: u64, crew: &Crew, special: &[Special], now: Stamp, zone: Tz) -> Self {
        let mut dice = Dice::new(seed, For::Schedule);
        let tonight = tonight(now, zone);
        let serves = |id: &UserId| !special.iter().any(|it| it.person == *id && it.share == 0);
        let posts = crew.counselors.iter().chain([&crew.leaders]).map(|all| all.iter().copied().filter(serves).collect());
        let posts: Vec<Vec<UserId>> = posts.collect();
        let nights = (NIGHTS.0 + NIGHTS.1 + 1) as usize;
        let mut people = vec![[ZHANG; POSTS]; nights];
        for (post, staff) in posts.iter().enumerate() {
            let turns = turns(staff, tonight, &mut dice);
            turns.into_iter().zip(&mut people).for_each(|(person, night)| night[post] = person);
        }
        let mut shifts = Vec::with_capacity(nights * POSTS);
        for (night, people) in people.iter().enumerate() {
            let day = tonight.plus(night as i32 - NIGHTS.0);
            let (starts, ends) = hours(day, zone);
            for (post, person) in people.iter().enumerate() {
                let post = if post < COMMUNITIES { Post::Workroom(CommunityId::of(post)) } else { Post::Leader };
                shifts.push(Shift { day, post, person: *person, starts, ends, signed_in: None, signed_out: None, cancelled: false });
            }
        }
        Self { tonight, shifts }
    }

    /// Who has duty in a community on a duty date, where the schedule reaches so far.
    pub(super) fn on_duty(&self, day: Day, community: usize) -> Option<UserId> {
        let night = usize::try_from(day.since(self.tonight) + NIGHTS.0).ok()?;
        self.shifts.get(night * POSTS + community).map(|it| it.person)
    }

    /// The two publications: what lies before tonight, and tonight with what follows.
    pub(super) fn published(&self) -> (Vec<Shift>, Vec<Shift>) {
        let (before, after) = self.shifts.split_at(NIGHTS.0 as usize * POSTS);
        (before.to_vec(), after.to_vec())
    }

    /// When people signed in and out, up to tonight; not all did.
    pub(super) fn signatures(&self, dice: &mut Dice) -> Vec<(ShiftId, Stamp, Stamp)> {
        let mut signatures = Vec::new();
        for (row, shift) in self.shifts.iter().enumerate().take((NIGHTS.0 as usize + 1) * POSTS) {
            let (post, tonight) = (row % POSTS, shift.day == self.tonight);
            // Two nights somebody stayed away: 五社区 eleven nights ago, the leader nineteen nights ago.
            let missed = [(4, 11), (COMMUNITIES, 19)].contains(&(post, self.tonight.since(shift.day))) && shift.person != ZHANG;
            let late = dice.chance(400) && shift.person != ZHANG;
            let (early, out) = (dice.between(-12, -1), dice.between(0, 14));
            let late = if late { dice.between(4, 30) } else { early };
            if missed || (tonight && post == NOT_YET_IN) {
                continue;
            }
            let minutes = if shift.person == ZHANG {
                -8
            } else if tonight {
                early
            } else {
                late
            };
            signatures.push((ShiftId::of(row), shift.starts.plus_minutes(minutes), shift.ends.plus_minutes(out)));
        }
        signatures
    }
}

/// Who takes which night: workdays, weekends and holidays turn each on their own, nobody has two of three nights in a row, and the first
/// of the staff has tonight.
fn turns(staff: &[UserId], tonight: Day, dice: &mut Dice) -> Vec<UserId> {
    let nights = (NIGHTS.0 + NIGHTS.1 + 1) as usize;
    let mut taken: Vec<Option<usize>> = vec![None; nights];
    taken[NIGHTS.0 as usize] = Some(0);
    let kind = |night: usize| Calendar::shipped().kind(tonight.plus(night as i32 - NIGHTS.0)) as usize;
    let mut next = [1, 1 + dice.below(staff.len()), 1 + dice.below(staff.len())];
    let rest = if staff.len() >= 4 { 2 } else { usize::from(staff.len() >= 3) };
    let onward = (NIGHTS.0 as usize + 1..nights).chain((0..NIGHTS.0 as usize).rev());
    for night in onward {
        let near = |person: usize| taken[night.saturating_sub(rest)..(night + rest + 1).min(nights)].contains(&Some(person));
        let turn = &mut next[kind(night)];
        let person = (0..staff.len()).map(|step| (*turn + step) % staff.len()).find(|it| !near(*it)).unwrap_or(*turn % staff.len());
        *turn = person + 1;
        taken[night] = Some(person);
    }
    taken.into_iter().map(|it| it.and_then(|at| staff.get(at)).copied().unwrap_or(ZHANG)).collect()
}
