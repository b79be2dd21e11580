//! Leaves (请假) by what they wait for: a decision, the student's return.

use super::LOG_ROWS;
use crate::campus::{Campus, LeaveHead, LeaveState, Seq, Stamp, UserId};
use crate::desk::Sight;
use crate::desk::rights::may_decide_leave;
use crate::tui::model::LeaveScope;

/// The leaves of a scope, as far as `user` sees them.
pub(super) fn leave_rows(campus: &Campus, scope: LeaveScope, now: Stamp, user: UserId) -> Vec<Seq> {
    let (leaves, zone, sight) = (campus.leaves(), campus.zone(), Sight::new(campus, user));
    let mut rows: Vec<&LeaveHead> = match scope {
        LeaveScope::Waiting => leaves.standing().filter(|it| it.state == LeaveState::Asked).collect(),
        LeaveScope::Away => leaves.standing().filter(|it| it.covers(now.duty_day(zone), zone)).collect(),
        LeaveScope::Today => leaves.due_on(now.day(zone), zone).collect(),
        LeaveScope::Overdue => leaves.overdue(now),
        LeaveScope::All => leaves.heads().iter().rev().filter(|it| sight.sees_leave(it)).take(LOG_ROWS).collect(),
    };
    match scope {
        LeaveScope::Waiting => rows.sort_by_key(|it| (!may_decide_leave(campus, user, it), it.from, it.seq)),
        LeaveScope::Away | LeaveScope::Today => rows.sort_by_key(|it| (it.until, it.seq)),
        LeaveScope::Overdue | LeaveScope::All => {}
    }
    rows.into_iter().filter(|it| sight.sees_leave(it)).map(|it| it.seq).collect()
}
