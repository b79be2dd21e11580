//! Acts of care: levels, must-talk marks, putting off. And the one law of the levels.

use super::*;

/// Mostly one of the students of the birth.
fn pupil() -> impl Strategy<Value = StudentId> {
    prop_oneof![6 => (0u32..3).prop_map(StudentId), 1 => student()]
}

/// Mostly a day that is to come soon after the stamps.
fn ahead() -> impl Strategy<Value = Day> {
    prop_oneof![10 => 719_163i32..719_180, 1 => any::<i32>()].prop_map(Day)
}

pub(super) fn care() -> impl Strategy<Value = CareAct> {
    let reviewer = of(prop_oneof![3 => Just(UserId(0)), 1 => user()]);
    let change = (pupil(), concern(), concern(), of(ahead()), reviewer, text());
    let trigger = (0usize..12).prop_map(|it| Trigger::ALL[it]);
    prop_oneof![
        5 => change.prop_map(|(student, before, after, until, reviewer, reason)| {
            CareAct::LevelSet(LevelChange { student, before, after, until, reviewer, reason })
        }).boxed(),
        1 => seq().prop_map(|change| CareAct::LevelWithdrawn { change }),
        3 => (pupil(), trigger, day(), text()).prop_map(|(student, trigger, day, reason)| {
            CareAct::Marked(Marked { student, trigger, day, reason })
        }).boxed(),
        1 => seq().prop_map(|mark| CareAct::MarkWithdrawn { mark }),
        3 => (pupil(), ahead(), text()).prop_map(|(student, until, reason)| CareAct::Snoozed(Snoozed { student, until, reason })).boxed(),
        1 => seq().prop_map(|snooze| CareAct::SnoozeWithdrawn { snooze })
    ]
}

proptest! {
    /// Whatever sets levels and takes them back, in whatever order: a student's level is what stands last, and none where nothing does.
    #[test]
    fn a_level_is_what_stands_last(lived in entries(0..60)) {
        let (_, campus) = live(lived);
        for (id, it) in campus.people().students() {
            let standing = campus.people().levels().standing(id).map(|it| (it.level, Some(it.day)));
            prop_assert_eq!((it.level, it.level_since), standing.unwrap_or_default());
        }
        let rows = campus.people().levels().rows();
        prop_assert!(rows.iter().zip(rows.iter().skip(1)).all(|(a, b)| a.seq <= b.seq));
    }
}
