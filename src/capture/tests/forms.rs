//! Incidents, plans, requests and activities in one line, and the acts that drafts become.

use super::*;

#[test]
fn incidents() {
    let stage = Stage::new();
    check(
        &stage,
        Form::Incident,
        &[
            ("3-412 ls 打架 室友推搡，已劝开 !3", "李四 fight !III @3-412 | 室友推搡，已劝开"),
            ("@5-412 ls 心理危机 情绪激动 !2 #危机", "李四 distress !II @5-412 #危机 | 情绪激动"),
            ("3-412 室友推搡,已劝开", " fight? !IV? @3-412 | 室友推搡,已劝开"),
            ("3-412 停电", " facility? !IV? @3-412 | 停电"),
            ("@操场 聚众围观 !II", " fight? !II @操场 | 聚众围观"),
            ("@操场 车祸 !Ⅰ级", " injury? !I @操场 | 车祸"),
            ("ls,oy 打架 食堂门口 @食堂", "李四,欧阳娜娜 fight !IV? @食堂 | 食堂门口"),
            ("3-412 打架 !2", " fight !II @3-412 | 打架"),
            ("打架 3-412 ls 推搡", "李四 fight !IV? @3-412 | 推搡"),
            ("3-412 fire smoke in the room", " fire !IV? @3-412 | smoke in the room"),
            ("3-412 wangwei 失联 电话不通", "王伟? missing !IV? @3-412 | 电话不通 // ambiguous"),
            ("3-412 三楼停水", " facility? !IV? @3-412 | 三楼停水"),
            ("412 三楼停水", " facility? !IV? @3-412?? | 三楼停水 // ambiguous_room"),
            ("3-412 说不想活了，要跳楼，室友受伤", " distress? !II? @3-412 | 说不想活了，要跳楼，室友受伤"),
            (
                "3-412 停电 >3d ~电话 ^私密",
                " facility? !IV? @3-412 | 停电 >3d ~电话 ^私密 | >3d ~电话 ^私密 // not_understood not_understood not_understood",
            ),
            ("3-412 停电 !0", " facility? !IV? @3-412 | 停电 !0 | !0 // no_such_level"),
            ("", " other? !IV? |  // empty_text"),
            ("3-412 a student fainted", " illness? !IV? @3-412 | a student fainted"),
            ("@9-1 120 已到", " other? !IV? @9-1?? | 120 已到 // no_such_room"),
            ("3-412 \\ls 是谁", " other? !IV? @3-412 | ls 是谁"),
            ("20230106 失联 手机关机", "- missing !IV? | 手机关机 // left"),
        ],
    );
}

#[test]
fn a_talk_becomes_an_act_the_campus_accepts() {
    let stage = Stage::new();
    let setting = Setting { answers: Some(Seq(7)), ..stage.setting() };
    let draft = stage.talk("ls,oy 心理 睡不好 #失眠 !2 >3d @3-412 ~线上 =20:00");
    let Act::Talk(TalkAct::Logged(it)) = draft.act(&setting).unwrap() else { panic!("a talk") };
    assert_eq!(
        (it.topic, it.level, it.place, it.answers),
        (Topic::Psych, Some(Concern::Orange), Some(Spot::Room(RoomId(0))), Some(Seq(7)))
    );
    assert_eq!(it.held, Day::ymd(2026, 11, 24).unwrap().at(ZONE, 20, 0));
    assert_eq!(it.levels_before[..], [(Concern::None, None), (Concern::None, None)]);
    let act = draft.act(&stage.setting()).unwrap();
    assert_eq!(stage.campus.check(UserId(0), stage.now, &act), Ok(()));
}

#[test]
fn an_incident_becomes_an_act_the_campus_accepts() {
    let stage = Stage::new();
    let act = stage.incident("3-412 停电 !3").act(&stage.setting()).unwrap();
    assert_eq!(stage.campus.check(UserId(0), stage.now, &act), Ok(()));
    let Act::Incident(IncidentAct::Opened(it)) = act else { panic!("an incident") };
    assert_eq!((it.category, it.happened, it.students.len()), (Category::Facility, stage.now, 0));
}

#[test]
fn a_plan_is_for_a_day_and_booked_with_a_time() {
    let stage = Stage::new();
    let plan = |line: &str| read(Form::Plan, line, &stage.setting());
    let when = |line: &str| match plan(line).act(&stage.setting()) {
        Ok(Act::Talk(TalkAct::Planned(it))) => {
            assert_eq!(stage.campus.check(UserId(0), stage.now, &Act::Talk(TalkAct::Planned(it.clone()))), Ok(()));
            let at = it.when.at.map(|at| at.local(ZONE).format(" %m-%d %H:%M").to_string()).unwrap_or_default();
            format!("{}{at}", it.when.day.date().format("%m-%d"))
        }
        Ok(_) => "no plan".to_owned(),
        Err(doubt) => doubt.key().to_owned(),
    };
    assert_eq!(when("ls 学业 谈补考 >周五"), "11-27");
    assert_eq!(when("ls 学业 >周五 =19:30 @办公室"), "11-27 11-27 19:30");
    assert_eq!(when("ls =22:30"), "11-24 11-24 22:30", "tonight still");
    assert_eq!(when("ls =19:30"), "11-25 11-25 19:30", "that clock is past today");
    assert_eq!(when("ls 学业 谈补考"), "no_day");
    assert_eq!(when("ls 学业 >2.30"), "no_such_date");
    assert_eq!(plan("ls 学业 >周五 !2").rest[..], ["!2".into()], "a plan sets no level");
    assert_eq!(plan("ls >周五 =19:30 @3-412").write(&stage.campus), "20230103 其他 >2026-11-27 @3-412 =19:30");
}

#[test]
fn a_request_is_routed_by_what_is_said() {
    let stage = Stage::new();
    let of = |line: &str| read(Form::Request, line, &stage.setting());
    let said = |line: &str| short(&of(line), &stage);
    assert_eq!(said("20230101 卫生间漏水"), "张三 repair? →后勤处 @3-412? | 卫生间漏水");
    assert_eq!(said("@5-101 断网了 #急"), " repair? →信息中心 @5-101 #急 | 断网了");
    assert_eq!(said("张三 投诉 楼下太吵"), "张三 complaint →学工处 | 楼下太吵");
    assert_eq!(said("想开在读证明"), " paperwork? →教务处 | 想开在读证明");
    let due = |line: &str| of(line).due.map(|it| it.minutes_since(stage.now));
    assert_eq!([due("漏水"), due("报修 窗帘掉了"), due("随便问问")], [Some(30), Some(48 * 60), Some(7 * 24 * 60)]);
    let codes = |line: &str| of(line).doubts.iter().map(Doubt::key).collect::<Vec<_>>();
    assert_eq!((codes("报修"), codes(" ")), (vec!["empty_text"], vec!["empty_text"]));
    assert_eq!(codes("张三,李四 想换寝"), ["too_many_students"]);
    assert_eq!(codes("20230106 灯坏了"), ["left"], "a student who left asks for nothing");
}

#[test]
fn an_activity_in_one_line() {
    use crate::campus::{ActivityAct, ActivityEntered, ActivityState, CommunityId};
    let stage = Stage::new();
    let of = |line: &str| read(Form::Activity, line, &stage.setting());
    let said = |line: &str| short(&of(line), &stage);
    assert_eq!(said("志愿服务 明德社区 12人 清扫楼道 #劳动 >照片"), " volunteer 12p >照片 @明德社区 #劳动 | 清扫楼道");
    assert_eq!(said("明德 反诈讲座 80人"), " safety? 80p @明德社区 | 反诈讲座");
    assert_eq!(
        said("主题党日 校领导:刘校长 主讲:王老师、李老师 学习 >照片,签到表"),
        " party_day college_leader:刘校长 other:王老师 other:李老师 >照片 >签到表 | 学习"
    );
    assert_eq!(said("张三 分享会 30人"), " other? 30p | 张三 分享会", "who was there is said apart");
    let entered = |line: &str| -> ActivityEntered {
        match of(line).act(&stage.setting()) {
            Ok(Act::Activity(ActivityAct::Entered(it))) => *it,
            other => panic!("{other:?}"),
        }
    };
    let today = stage.now.day(ZONE);
    let it = entered("志愿服务 明德 清扫楼道");
    assert_eq!((it.state, it.facts.day, it.facts.community, it.facts.place), (ActivityState::Held, today, Some(CommunityId(0)), None));
    let it = entered("志愿服务 清扫 =明天T19:30");
    assert_eq!((it.state, it.facts.day, it.facts.minute), (ActivityState::Planned, today.plus(1), Some(19 * 60 + 30)));
    assert_eq!(entered("志愿服务 清扫 =昨天").facts.day, today.plus(-1));
    let codes = |line: &str| of(line).doubts.iter().map(Doubt::key).collect::<Vec<_>>();
    assert_eq!(codes("志愿服务 清扫 =2020-07-01"), ["before_term"]);
    assert_eq!((codes("志愿服务"), codes("志愿服务 清扫 =25:00")), (vec!["empty_text"], vec!["no_such_time"]));
    // Written out and read again it means the same.
    for line in ["志愿服务 明德社区 12人 清扫楼道 #劳动 >照片", "主题党日 校领导:刘校长 学习 =2026-12-01T19:30", "三 讲座"]
    {
        let draft = of(line);
        let again = of(&draft.write(&stage.campus));
        assert_eq!((again.activity, again.text, again.tags, again.place), (draft.activity, draft.text, draft.tags, draft.place), "{line}");
    }
}
