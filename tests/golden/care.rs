//! Acts of care for single students: levels, must-talk marks, putting off.

use yedeng::campus::*;

/// As the golden acts of the other file.
pub(crate) fn golden() -> Vec<(&'static str, Vec<Act>)> {
    let (student, day) = (StudentId(70_000), Day(739_000));
    let levels = [Concern::None, Concern::Red, Concern::Orange, Concern::Yellow, Concern::Blue];
    let change = |(before, after), until, reviewer| {
        let reason = "连续失眠，家长已知情".into();
        Act::Care(CareAct::LevelSet(LevelChange { student, before, after, until, reviewer, reason }))
    };
    let pairs = levels.into_iter().zip(levels.into_iter().cycle().skip(1));
    let mut changes: Vec<Act> = pairs.map(|it| change(it, Some(day), Some(UserId(300)))).collect();
    changes.push(change((Concern::Blue, Concern::None), None, None));
    let marked = |trigger| Act::Care(CareAct::Marked(Marked { student, trigger, day, reason: "期中退步".into() }));
    let snoozed = Snoozed { student, until: day, reason: "参赛集训".into() };
    vec![
        ("care.level_set", changes),
        ("care.level_withdrawn", vec![Act::Care(CareAct::LevelWithdrawn { change: Seq(300) })]),
        ("care.marked", Trigger::ALL.into_iter().map(marked).collect()),
        ("care.mark_withdrawn", vec![Act::Care(CareAct::MarkWithdrawn { mark: Seq(300) })]),
        ("care.snoozed", vec![Act::Care(CareAct::Snoozed(snoozed))]),
        ("care.snooze_withdrawn", vec![Act::Care(CareAct::SnoozeWithdrawn { snooze: Seq(300) })]),
    ]
}
