//! Acts on talks beyond logging them: the long form, plans, amendments, files.

use yedeng::campus::*;

/// As the golden acts of the other file.
pub(crate) fn golden() -> Vec<(&'static str, Vec<Act>)> {
    let (talk, plan, day) = (Seq(7), Seq(300), Day(739_000));
    let note = || {
        let key = |reader, glass| NoteKey { reader: UserId(reader), glass, wrapped: Box::new([6; 92]) };
        SealedNote { sealed: Box::new([4; 320]), keys: vec![key(0, false), key(300, true)] }
    };
    let logged = |visibility| TalkLogged {
        students: [StudentId(70_000), StudentId(1)].into_iter().collect(),
        held: Stamp(1_700_000_000_000),
        topic: Topic::Study,
        way: Way::Group,
        place: Some(Spot::Words("操场".into())),
        level: Some(Concern::Red),
        followup: Some(day),
        visibility,
        answers: Some(Seq(5)),
        tags: vec!["挂科".into()],
        text: "三门不及格".into(),
        levels_before: [(Concern::None, None), (Concern::Blue, Some(Day(1)))].into_iter().collect(),
    };
    let detail = TalkDetail {
        minutes: Some(45),
        plan: Some(plan),
        until: Some(Day(739_060)),
        reason: "连续缺课".into(),
        judgement: "学习动力不足".into(),
        measures: "每周见一次".into(),
        readers: vec![UserId(3), UserId(300)],
    };
    let record = TalkRecorded { talk: logged(Visibility::Normal), detail: detail.clone() };
    let bare = TalkLogged { text: "".into(), tags: Vec::new(), ..logged(Visibility::Private) };
    let sealed_record = TalkRecorded { talk: bare, detail: detail.wordless() };
    let time = |at, place| PlanTime { day, at, place };
    let planned = TalkPlan {
        students: [StudentId(70_000)].into_iter().collect(),
        when: time(Some(Stamp(1_700_000_000_000)), Some(Spot::Room(RoomId(9)))),
        topic: Topic::Psych,
        way: Way::Phone,
        visibility: Visibility::Normal,
        answers: Some(talk),
        tags: vec!["失眠".into()],
        text: "问问睡眠".into(),
    };
    let hidden = TalkPlan { visibility: Visibility::Psych, tags: Vec::new(), text: "".into(), ..planned.clone() };
    let file = TalkFile { name: "请假条.pdf".into(), bytes: Box::new([7; 40]) };
    let moved = TalkAct::PlanMoved { plan, from: time(None, None), to: time(Some(Stamp(1)), Some(Spot::Words("办公室".into()))) };
    [
        ("talk.logged-recorded", TalkAct::Recorded(Box::new(record))),
        ("talk.logged-recorded_sealed", TalkAct::RecordedSealed(Box::new(TalkRecordedSealed { record: sealed_record, note: note() }))),
        ("talk.planned", TalkAct::Planned(Box::new(planned))),
        ("talk.planned_sealed", TalkAct::PlannedSealed(Box::new(TalkPlanSealed { plan: hidden, note: note() }))),
        ("talk.plan_moved", moved),
        ("talk.plan_cancelled", TalkAct::PlanCancelled { plan, text: "学生请假回家".into() }),
        ("talk.plan_cancelled_sealed", TalkAct::PlanCancelledSealed { plan, note: note() }),
        ("talk.plan_restored", TalkAct::PlanRestored { plan }),
        ("talk.plan_withdrawn", TalkAct::PlanWithdrawn { plan }),
        ("talk.amended", TalkAct::Amended { talk, text: "当晚又来电话".into() }),
        ("talk.amended_sealed", TalkAct::AmendedSealed { talk, note: note() }),
        ("talk.attached", TalkAct::Attached { talk, file: Box::new(file) }),
        ("talk.attached_sealed", TalkAct::AttachedSealed { talk, note: note() }),
        ("talk.file_taken", TalkAct::FileTaken { talk, file: Seq(9) }),
    ]
    .map(|(name, act)| (name, vec![Act::Talk(act)]))
    .into()
}
