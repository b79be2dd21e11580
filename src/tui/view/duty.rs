//! The duty pane (值班): who is on tonight and tomorrow, which shift is ours, and what happened since we were last on.

use crate::campus::{Campus, Day, Post, Shift, ShiftId, ShiftState, Stamp, UserId};
use crate::desk::handover::{Since, since};

/// The duty pane.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DutyBoard {
    /// The duty date shown as tonight.
    pub day: Day,
    /// The shifts of tonight: the leader first, then by community.
    pub tonight: Vec<DutyRow>,
    /// The shifts of the day after.
    pub tomorrow: Vec<ShiftId>,
    /// Our own shift that covers now, if there is one.
    pub mine: Option<ShiftId>,
    /// Our next shift.
    pub my_next: Option<ShiftId>,
    /// What happened since we were last on duty.
    pub since: Since,
}

/// A shift of tonight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DutyRow {
    /// Which.
    pub shift: ShiftId,
    /// How it stands now.
    pub state: ShiftState,
    /// It is ours.
    pub mine: bool,
}

/// The duty pane as it stands at `now` for `user`.
pub fn duty_board(campus: &Campus, now: Stamp, user: UserId) -> DutyBoard {
    let shifts = campus.shifts();
    let day = now.duty_day(campus.zone());
    let order = |it: &Shift| match it.post {
        Post::Leader => (0, 0, it.starts),
        Post::Workroom(community) => (1, community.index(), it.starts),
    };
    let of = |day| {
        let mut found: Vec<(ShiftId, &Shift)> = shifts.of_day(day).collect();
        found.sort_by_key(|(id, it)| (order(it), *id));
        found
    };
    let row = |(shift, it): (ShiftId, &Shift)| DutyRow { shift, state: it.state(now), mine: it.person == user };
    DutyBoard {
        day,
        tonight: of(day).into_iter().map(row).collect(),
        tomorrow: of(day.plus(1)).into_iter().map(|(id, _)| id).collect(),
        mine: mine(campus, now, user),
        my_next: shifts.next_of(user, now).map(|(id, _)| id),
        since: since(campus, now, user),
    }
}

/// Our shift that covers now; else one we signed in to and never out of, for its ending is still to be signed.
fn mine(campus: &Campus, now: Stamp, user: UserId) -> Option<ShiftId> {
    let ours = || campus.shifts().all().rev().filter(|(_, it)| it.person == user && !it.cancelled && it.starts <= now);
    let unsigned = |it: &Shift| it.signed_in.is_some() && it.signed_out.is_none();
    ours().find(|(_, it)| it.covers(now)).or_else(|| ours().find(|(_, it)| unsigned(it))).map(|(id, _)| id)
}
