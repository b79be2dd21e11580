//! Whether what is done goes fast enough (进度预测).

use super::super::Day;

/// How what is demanded stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CellState {
    /// 已完成.
    Met,
    /// 按进度可完成: at this pace, or with what is planned, it will be.
    OnPace,
    /// 进度不足: at this pace it will not be.
    Short,
    /// 逾期未完成: the day has passed.
    Missed,
    /// 未开始: the period has not begun.
    Ahead,
}

/// How far it goes at the pace it goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// How it stands.
    pub state: CellState,
    /// How many will be missing on the last day: at this pace, or with what is planned, whichever is more hopeful.
    pub short_by: u32,
    /// On which day it would be done at this pace; `None` where nothing is done yet, or all is.
    pub done_on: Option<Day>,
}

/// Of `target` within `from..=until` so many are done on the evening of `on`, and so many more planned until the last day.
///
/// The pace is what was done by the days that have passed; what comes of it is rounded down. Whole numbers throughout.
pub fn pace((from, until): (Day, Day), on: Day, (done, planned): (u32, u32), target: u32) -> Pace {
    let missing = target.saturating_sub(done);
    let state = |state, short_by, done_on| Pace { state, short_by, done_on };
    if missing == 0 {
        return state(CellState::Met, 0, None);
    }
    if on > until {
        return state(CellState::Missed, missing, None);
    }
    if on < from {
        return state(CellState::Ahead, 0, None);
    }
    let passed = i64::from(on.since(from)) + 1;
    let whole = i64::from(until.since(from)) + 1;
    let expected = (i64::from(done) * whole / passed).min(i64::from(u32::MAX)) as u32;
    let done_on = (done > 0).then(|| {
        let days = (i64::from(target) * passed + i64::from(done) - 1) / i64::from(done);
        from.plus(i32::try_from(days - 1).unwrap_or(i32::MAX))
    });
    let short_by = target.saturating_sub(expected.max(done.saturating_add(planned)));
    state(if short_by == 0 { CellState::OnPace } else { CellState::Short }, short_by, done_on)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn short_by_one_at_this_pace() {
        let period = (Day(0), Day(99));
        let at = |on, done, planned| pace(period, Day(on), (done, planned), 5);
        assert_eq!(at(49, 2, 0), Pace { state: CellState::Short, short_by: 1, done_on: Some(Day(124)) });
        assert_eq!(at(49, 3, 0).state, CellState::OnPace);
        assert_eq!(at(49, 2, 3).state, CellState::OnPace);
        assert_eq!(at(99, 5, 0).state, CellState::Met);
        assert_eq!(at(100, 4, 1), Pace { state: CellState::Missed, short_by: 1, done_on: None });
        assert_eq!(at(-1, 0, 0).state, CellState::Ahead);
        assert_eq!(at(0, 0, 0), Pace { state: CellState::Short, short_by: 5, done_on: None });
    }

    proptest! {
        #[test]
        fn more_done_is_never_worse(days in 1i32..300, on in 0i32..300, done in 0u32..20, planned in 0u32..5, target in 1u32..20) {
            let one = |done| pace((Day(0), Day(days - 1)), Day(on), (done, planned), target);
            prop_assert!(one(done + 1).short_by <= one(done).short_by);
            prop_assert_eq!(one(done).state == CellState::Met, done >= target);
            if let Some(day) = one(done).done_on {
                // On that day, at this pace, it is done; on the day before not yet.
                let by = |day: Day| i64::from(done) * i64::from(day.0 + 1) / i64::from(on + 1);
                prop_assert!(by(day) >= i64::from(target));
                prop_assert!(by(day.plus(-1)) < i64::from(target));
            }
        }
    }
}
