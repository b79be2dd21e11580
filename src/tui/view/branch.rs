//! The six branches (功能型党支部): the themed party days of each in a quarter, and which leaders attended.

use crate::campus::{
    ActivityHead, ActivityKind, Board, Branch, Campus, Day, LeaderRank, Obligation, Period, Scope, Seq, Standing, UserId, Whom, board,
    quarter,
};
use crate::desk::Sight;

/// A branch with its party days of the quarter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BranchLine {
    /// Which.
    pub branch: Branch,
    /// How many it held, with how many leaders present in all.
    pub held: (u32, usize),
    /// How many are planned until the quarter ends.
    pub planned: u32,
    /// How many are demanded: what the quarter's party days of each community are. The plan says "regularly" and names no number of its own.
    pub target: u16,
}

/// A leader's attendance of party days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttendanceLine {
    /// Who; nobody where nobody has said who they are.
    pub whom: Whom,
    /// Of which rank.
    pub rank: LeaderRank,
    /// How many they attended.
    pub done: u32,
    /// Of how many.
    pub target: u16,
}

/// The branches and the leaders, as of a day.
pub(super) fn branches(campus: &Campus, user: UserId, on: Day) -> (Vec<BranchLine>, Vec<AttendanceLine>) {
    let board = board(campus, on);
    let target = quarterly(&board).filter(|it| !matches!(it.scope, Scope::Leaders(_))).map(|it| it.target).max().unwrap_or(1);
    let sight = Sight::new(campus, user);
    let (from, until) = quarter(on);
    let days: Vec<&ActivityHead> = sight.activities().map(|it| it.head()).filter(|it| is_party_day(it, from, until)).collect();
    let lines = Branch::ALL.map(|branch| {
        let of = || days.iter().filter(|it| it.facts.branch == Some(branch));
        let leads = |it: &ActivityHead| it.facts.taking.iter().filter(|it| is_leader(it.standing)).count();
        let held = of().filter(|it| it.state.is_held());
        BranchLine {
            branch,
            held: (held.clone().count() as u32, held.map(|it| leads(it)).sum()),
            planned: of().filter(|it| it.state.is_ahead()).count() as u32,
            target,
        }
    });
    let of_leaders = board.rows.iter().filter_map(|row| match row.it.obligation.scope {
        Scope::Leaders(rank) if is_quarterly(row.it.obligation) => Some((rank, row)),
        _ => None,
    });
    let attendance = of_leaders.flat_map(|(rank, row)| {
        let target = row.it.obligation.target;
        row.cells.iter().map(move |cell| AttendanceLine { whom: cell.whom.clone(), rank, done: cell.done, target })
    });
    (lines.to_vec(), attendance.collect())
}

/// The party days of a branch in the quarter a day lies in, the latest first.
pub(super) fn party_days(campus: &Campus, branch: Branch, on: Day) -> Vec<Seq> {
    let (from, until) = quarter(on);
    let heads = campus.activities().heads().iter();
    let mut days: Vec<(Day, Seq)> =
        heads.filter(|it| it.facts.branch == Some(branch) && is_party_day(it, from, until)).map(|it| (it.facts.day, it.seq)).collect();
    days.sort_unstable();
    days.into_iter().rev().map(|(_, seq)| seq).collect()
}

fn is_party_day(it: &ActivityHead, from: Day, until: Day) -> bool {
    let stands = it.state.is_held() || it.state.is_ahead();
    stands && it.facts.kind == ActivityKind::PartyDay && from <= it.facts.day && it.facts.day <= until
}

fn is_leader(standing: Standing) -> bool {
    matches!(standing, Standing::CollegeLeader | Standing::DepartmentLeader)
}

fn is_quarterly(it: &Obligation) -> bool {
    it.period == Period::Quarter && it.kinds.contains(&ActivityKind::PartyDay)
}

fn quarterly<'a>(board: &'a Board<'_>) -> impl Iterator<Item = &'a Obligation> {
    board.rows.iter().map(|it| it.it.obligation).filter(|it| is_quarterly(it))
}
