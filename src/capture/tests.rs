//! Lines as counselors type them, and what is understood.

use super::stage::{Stage, ZONE};
use super::*;
use crate::campus::{Act, Category, Concern, Day, Entry, IncidentAct, PresetAct, SeatId, Spot, TalkAct, Topic};

/// A draft in short: names (with `?` if only proposed), topic (`?` if guessed), what was said, the words, rest, doubts.
fn short(draft: &Draft, stage: &Stage) -> String {
    let campus = &stage.campus;
    let name = |it: &Who| match it.chosen.and_then(|id| campus.people().student(id)) {
        Some(student) if it.how == How::Top => format!("{}?", student.facts.name),
        Some(student) => student.facts.name.to_string(),
        None => "-".to_owned(),
    };
    let mut parts = vec![draft.who.iter().map(name).collect::<Vec<_>>().join(",")];
    let state = |wanted: fn(&ChipKind) -> bool| draft.chips.iter().find(|it| wanted(&it.kind)).map(|it| it.state);
    let mark = |state: Option<ChipState>| match state {
        Some(ChipState::Guessed) => "?",
        Some(ChipState::Doubtful) => "??",
        _ => "",
    };
    match draft.form {
        Form::Talk | Form::Plan => parts.push(format!("{}{}", draft.topic.key(), mark(state(|it| matches!(it, ChipKind::Topic(_)))))),
        Form::Request => {
            parts.push(format!("{}{}", draft.kind.key(), mark(state(|it| matches!(it, ChipKind::Kind(_))))));
            parts.push(format!("→{}", draft.office));
        }
        Form::Activity => {
            parts.push(format!("{}{}", draft.activity.kind.key(), mark(state(|it| matches!(it, ChipKind::Activity(_))))));
            parts.extend(draft.activity.count.map(|it| format!("{it}p")));
            parts.extend(draft.activity.taking.iter().map(|it| format!("{}:{}", it.standing.key(), it.name)));
            parts.extend(draft.activity.promised.iter().map(|it| format!(">{it}")));
        }
        Form::Incident => {
            parts.push(format!("{}{}", draft.category.key(), mark(state(|it| matches!(it, ChipKind::Category(_))))));
            parts.push(format!("!{}{}", draft.severity.key(), mark(state(|it| matches!(it, ChipKind::Severity(_))))));
        }
    }
    parts.extend(draft.level.map(|it| format!("!{}", it.number())));
    parts.extend(draft.followup.map(|it| format!(">{}", it.date().format("%m-%d"))));
    if let Some(place) = &draft.place {
        parts.push(format!("@{}{}", place::write(place, campus), mark(state(|it| matches!(it, ChipKind::Place(_))))));
    }
    if state(|it| matches!(it, ChipKind::Way(_))) == Some(ChipState::Understood) {
        parts.push(format!("~{}", draft.way.key()));
    }
    if state(|it| matches!(it, ChipKind::Visibility(_))).is_some() {
        parts.push(format!("^{}", draft.visibility.key()));
    }
    parts.extend(draft.held.map(|at| format!("={}", at.local(ZONE).format("%d/%H:%M"))));
    parts.extend(draft.tags.iter().map(|it| format!("#{it}")));
    let mut out = format!("{} | {}", parts.join(" "), draft.text);
    if !draft.rest.is_empty() {
        out += &format!(" | {}", draft.rest.join(" "));
    }
    if !draft.doubts.is_empty() {
        out += &format!(" // {}", draft.doubts.iter().map(Doubt::key).collect::<Vec<_>>().join(" "));
    }
    out
}

fn check(stage: &Stage, form: Form, cases: &[(&str, &str)]) {
    for (line, want) in cases {
        let draft = read(form, line, &stage.setting());
        assert_eq!(short(&draft, stage), *want, "{line}");
    }
}

#[test]
fn talks_in_the_standard_form() {
    let stage = Stage::new();
    check(
        &stage,
        Form::Talk,
        &[
            ("ls 心理 与室友矛盾,睡不好 #失眠 !2 >3d @412", "李四 psych !2 >11-27 @3-412? ^psych #失眠 | 与室友矛盾,睡不好"),
            ("李四 学业 高数挂科，已约补考辅导。", "李四 study | 高数挂科，已约补考辅导。"),
            ("20230103 生活 换寝", "李四 life | 换寝"),
            ("0103 生活 换寝", "李四 life | 换寝"),
            ("ls 聊了聊", "李四 other? | 聊了聊"),
            ("ls 与室友吵架", "李四 relations? | 与室友吵架"),
            ("ls 说最近失眠", "李四 psych? ^psych | 说最近失眠"),
            ("ls 就业 签约了 ~电话", "李四 career ~phone | 签约了"),
            ("ls 家庭 母亲住院 ~家访 @3号楼 >下周三", "李四 family >12-02 @3号楼 ~home_visit | 母亲住院"),
            ("ls psych cannot sleep", "李四 psych ^psych | cannot sleep"),
            ("ls talked about family problems", "李四 family? | talked about family problems"),
            ("ls 其他 随便聊聊 ^私密", "李四 other ^private | 随便聊聊"),
            ("ls 心理 复查 ^普通", "李四 psych ^normal | 复查"),
            ("ls 纪律 晚归 =21:30", "李四 discipline =24/21:30 | 晚归"),
            ("ls 纪律 晚归 =22点半", "李四 discipline =23/22:30 | 晚归"),
            ("ls 思想 入党申请 !0", "李四 thought !0 | 入党申请"),
        ],
    );
}

#[test]
fn the_order_is_free_after_who() {
    let stage = Stage::new();
    let want = "李四 psych !2 >11-27 @3-412? ^psych #失眠 | 与室友矛盾,睡不好";
    check(
        &stage,
        Form::Talk,
        &[
            ("ls !2 #失眠 心理 >3d 与室友矛盾,睡不好 @412", want),
            ("ls @412 >3d !2 #失眠 与室友矛盾,睡不好 心理", want),
            ("#失眠 !2 ls 心理 @412 >3d 与室友矛盾,睡不好", want),
            ("心理 ls 与室友矛盾,睡不好 @412 #失眠 !2 >3d", want),
            ("  ls\u{3000}心理\t与室友矛盾,睡不好   !2  #失眠 >3d @412  ", want),
            ("ls 很 #失眠 累", "李四 other? #失眠 | 很 累"),
        ],
    );
}

#[test]
fn full_width_is_read_as_half_width_in_the_controls_only() {
    let stage = Stage::new();
    check(
        &stage,
        Form::Talk,
        &[
            (
                "ｌｓ　心理　与室友矛盾，睡不好　＃失眠　！２　＞３ｄ　＠３－４１２",
                "李四 psych !2 >11-27 @3-412 ^psych #失眠 | 与室友矛盾，睡不好",
            ),
            ("李四 学业 ＡＢＣ，１２３。", "李四 study | ＡＢＣ，１２３。"),
            ("李四 学业 》明天 补考", "李四 study >11-25 | 补考"),
            ("李四 学业 ～电话 ＾私密 ＝２１：３０ 补考", "李四 study ~phone ^private =24/21:30 | 补考"),
            ("李四 学业 真的不行！ 太难了！！", "李四 study | 真的不行！ 太难了！！"),
            ("李四 学业 ！真的不行 ～唉 》》 ！！", "李四 study | ！真的不行 ～唉 》》 ！！"),
            ("李四 学业 ！2个人都挂科", "李四 study | ！2个人都挂科"),
            ("李四 学业 ！９ 补考", "李四 study | ！９ 补考 | ！９ // no_such_level"),
        ],
    );
}

#[test]
fn several_people() {
    let stage = Stage::new();
    check(
        &stage,
        Form::Talk,
        &[
            ("ls,oy 人际 调解", "李四,欧阳娜娜 relations | 调解"),
            ("ls，oy 人际 调解", "李四,欧阳娜娜 relations | 调解"),
            ("李四、欧阳娜娜 人际 调解", "李四,欧阳娜娜 relations | 调解"),
            ("ls+oy 人际 调解", "李四,欧阳娜娜 relations | 调解"),
            ("ls；oy 人际 调解", "李四,欧阳娜娜 relations | 调解"),
            ("ls, oy 人际 调解", "李四,欧阳娜娜 relations | 调解"),
            ("ls +oy 人际 调解", "李四,欧阳娜娜 relations | 调解"),
            ("ls + oy 人际 调解", "李四,欧阳娜娜 relations | 调解"),
            ("ls oy 人际 调解", "李四 relations | oy 调解"),
            ("ls 人际 oy 调解", "李四 relations | oy 调解"),
            ("ls 学业 高数 +1 门", "李四 study | 高数 +1 门"),
            ("李四，心理，与室友矛盾，睡不好", "李四 psych ^psych | 与室友矛盾，睡不好"),
            ("李四，与室友发生矛盾，睡不好", "李四 relations? | 与室友发生矛盾，睡不好"),
            ("李四， 与室友发生矛盾", "李四 relations? | 与室友发生矛盾"),
            ("李四, 心理 与室友发生矛盾", "李四 psych ^psych | 与室友发生矛盾"),
            ("ls,20230103 人际 调解", "李四,李四 relations | 调解 // student_twice"),
            ("ls,foo 人际 调解", "李四,- relations | 调解 // nobody_found"),
            ("阿依古丽·买买提 学业 补考", "阿依古丽·买买提 study | 补考"),
        ],
    );
}

#[test]
fn nobody_is_chosen_silently() {
    let mut stage = Stage::new();
    check(
        &stage,
        Form::Talk,
        &[
            ("zs 学业 补考", "张三? study | 补考 // ambiguous"),
            ("张三 学业 补考", "张三 study | 补考"),
            ("张 学业 补考", "张三? study | 补考 // ambiguous"),
            ("王伟 学业 补考", "王伟? study | 补考 // ambiguous"),
            ("wangwei,ls 学业 补考", "王伟?,李四 study | 补考 // ambiguous"),
            ("20230105 学业 补考", "王伟 study | 补考"),
            ("20230106 学业 补考", "- study | 补考 // left"),
            ("赵六 学业 补考", "- study | 补考 // left"),
            ("nobody 学业 补考 !2", "- study !2 | 补考 // nobody_found"),
            ("今天和李四谈了补考的事情 学业", "- study |  // nobody_found empty_text"),
            ("!2 #失眠", " other? !2 #失眠 |  // nobody_named empty_text"),
            ("", " other? |  // nobody_named empty_text"),
            ("ls", "李四 other? |  // empty_text"),
            ("ls 心理", "李四 psych ^psych |  // empty_text"),
        ],
    );
    let draft = stage.talk("王伟,王伟 人际 调解");
    let who = draft.ambiguity().unwrap();
    assert_eq!((&*who.typed, who.span.clone(), who.candidates.len()), ("王伟", 0..6, 2));
    assert_eq!(draft.act(&stage.setting()), Err(Doubt::Ambiguous { span: 0..6, candidates: vec![StudentId(3), StudentId(4)] }));

    stage.picks = vec![Pick { typed: "王伟".into(), student: StudentId(4) }];
    let draft = stage.talk("王伟,王伟 人际 调解");
    assert_eq!(draft.ambiguity().map(|it| it.span.clone()), Some(7..13), "one pick is for the first of two");
    stage.picks.push(Pick { typed: "王伟".into(), student: StudentId(3) });
    let draft = stage.talk("王伟,王伟 人际 调解");
    assert_eq!(draft.students()[..], [StudentId(4), StudentId(3)]);
    assert!(draft.who.iter().all(|it| it.how == How::Picked));
    assert!(draft.act(&stage.setting()).is_ok());
}

#[test]
fn what_is_not_understood_stays_in_the_text() {
    let stage = Stage::new();
    check(
        &stage,
        Form::Talk,
        &[
            ("ls 学业 补考 >2.30", "李四 study | 补考 >2.30 | >2.30 // no_such_date"),
            ("ls 学业 补考 >someday", "李四 study | 补考 >someday | >someday // not_understood"),
            ("ls 学业 补考 !5", "李四 study | 补考 !5 | !5 // no_such_level"),
            ("ls 学业 补考 !!!", "李四 study | 补考 !!!"),
            ("ls 学业 补考 ~飞鸽", "李四 study | 补考 ~飞鸽 | ~飞鸽 // not_understood"),
            ("ls 学业 补考 ^all", "李四 study | 补考 ^all | ^all // not_understood"),
            ("ls 学业 补考 =25:00", "李四 study | 补考 =25:00 | =25:00 // no_such_time"),
            ("ls 学业 !2 补考 !3", "李四 study !2 | 补考 !3 | !3 // twice"),
            ("ls 学业 >3d 补考 >4d", "李四 study >11-27 | 补考 >4d | >4d // twice"),
            ("ls 学业 @3-412 补考 @5-412", "李四 study @3-412 | 补考 @5-412 | @5-412 // twice"),
            ("ls 学业 >11.20 补考", "李四 study >11-20 | 补考 // date_in_past"),
            ("ls 学业 补考 #a(b)", "李四 study | 补考 #a(b) | #a(b) // not_understood"),
            ("ls 学业 生活 都谈了", "李四 study | 生活 都谈了"),
            ("ls 学业 email a@b.c 1>0 x=1 a#b 5~6", "李四 study | email a@b.c 1>0 x=1 a#b 5~6"),
            ("ls 学业 \\#1 楼 \\心理 课 \\>3d \\n", "李四 study | #1 楼 心理 课 >3d \\n"),
            ("ls 学业 >_< ^_^ =3=", "李四 study | >_< ^_^ =3= | =3= // not_understood"),
        ],
    );
}

#[test]
fn tags() {
    let stage = Stage::new();
    check(
        &stage,
        Form::Talk,
        &[
            ("ls 学业 补考 #挂科 #高数", "李四 study #挂科 #高数 | 补考"),
            ("ls 学业 补考 #挂科#高数#", "李四 study #挂科 #高数 | 补考"),
            ("ls 学业 补考 #挂科, #挂科", "李四 study #挂科 | 补考"),
            ("ls 学业 补考 #", "李四 study | 补考 #"),
            (
                "ls 学业 补考 #一二三四五六七八九十一二三四五六七八九十一二三四五",
                "李四 study | 补考 #一二三四五六七八九十一二三四五六七八九十一二三四五 | #一二三四五六七八九十一二三四五六七八九十一二三四五 // tag_too_long",
            ),
        ],
    );
    let many = (0..20).map(|it| format!(" #t{it}")).collect::<String>();
    let draft = stage.talk(&format!("ls 学业 补考{many}"));
    assert_eq!((draft.tags.len(), draft.rest.len(), draft.doubts.len()), (16, 4, 4));
}

#[test]
fn places() {
    let mut stage = Stage::new();
    check(
        &stage,
        Form::Talk,
        &[
            ("ls 谈 @3-412", "李四 other? @3-412 | 谈"),
            ("ls 谈 @3#412", "李四 other? @3-412 | 谈"),
            ("ls 谈 @5号楼412", "李四 other? @5-412 | 谈"),
            ("ls 谈 @5栋412室", "李四 other? @5-412 | 谈"),
            ("ls 谈 @m7-115", "李四 other? @M7-115 | 谈"),
            ("ls 谈 @115", "李四 other? @M7-115 | 谈"),
            ("ls 谈 @东8-207", "李四 other? @东8-207 | 谈"),
            ("oy 谈 @412", "欧阳娜娜 other? @3-412?? | 谈 // ambiguous_room"),
            ("ls,20230105 谈 @412", "李四,王伟 other? @3-412?? | 谈 // ambiguous_room"),
            ("20230104 谈 @412", "王伟 other? @3-412? | 谈"),
            ("ls 谈 @5栋", "李四 other? @5号楼 | 谈"),
            ("ls 谈 @明德", "李四 other? @明德社区 | 谈"),
            ("ls 谈 @操场", "李四 other? @操场 | 谈"),
            ("ls 谈 @9-999", "李四 other? @9-999?? | 谈 // no_such_room"),
            ("ls 谈 @9#999", "李四 other? @9#999?? | 谈 // no_such_room"),
            ("ls 谈 @东8-999", "李四 other? @东8-999?? | 谈 // no_such_room"),
            ("ls 谈 @19栋", "李四 other? @19栋?? | 谈 // no_such_room"),
            ("ls 谈 @99999", "李四 other? @99999?? | 谈 // no_such_room"),
            ("ls 谈 @3号楼大厅", "李四 other? @3号楼大厅 | 谈"),
            ("ls 谈 @A201", "李四 other? @A201 | 谈"),
        ],
    );
    stage.building = Some(BuildingId(1));
    check(
        &stage,
        Form::Talk,
        &[
            ("oy 谈 @412", "欧阳娜娜 other? @5-412 | 谈"),
            ("20230104 谈 @412", "王伟 other? @5-412 | 谈"),
            ("ls 谈 @412", "李四 other? @3-412? | 谈"),
            ("20230105 谈 @412", "王伟 other? @5-412 | 谈"),
        ],
    );
}

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
fn chips_say_where_and_how_sure() {
    let stage = Stage::new();
    let line = "ls 说最近失眠 >2.30";
    let draft = stage.talk(line);
    let chips: Vec<_> = draft.chips.iter().map(|it| (it.kind.key(), &line[it.span.clone()], it.state)).collect();
    use ChipState::*;
    assert_eq!(
        chips,
        [
            ("who", "ls", Understood),
            ("topic", "失眠", Guessed),
            ("rest", ">2.30", Doubtful),
            ("way", "", Guessed),
            ("visibility", "", Guessed)
        ]
    );
    assert_eq!(draft.doubts, [Doubt::NoSuchDate { span: 19..24 }]);
    assert_eq!(draft.act(&stage.setting()), Err(Doubt::NoSuchDate { span: 19..24 }), "a promise is not lost by a slip");
    assert!(stage.talk("ls 说最近失眠 \\>2.30").act(&stage.setting()).is_ok(), "it may still be words");
}

#[test]
fn a_level_may_say_until_when_and_why() {
    let stage = Stage::new();
    let read = |line: &str| {
        let draft = stage.talk(line);
        let until = draft.detail.until.map(|it| it.date().format("%m-%d").to_string()).unwrap_or_default();
        let doubts: Vec<_> = draft.doubts.iter().map(Doubt::key).collect();
        (draft.level.map(Concern::number), until, draft.detail.reason.to_string(), doubts.join(" "))
    };
    let said = |level, until: &str, reason: &str, doubts: &str| (level, until.to_owned(), reason.to_owned(), doubts.to_owned());
    assert_eq!(read("ls 学业 补考 !2..12.31"), said(Some(2), "12-31", "", ""));
    assert_eq!(read("ls 学业 补考 ！１到月底（连续缺课，不接电话）"), said(Some(1), "11-30", "连续缺课，不接电话", ""));
    assert_eq!(read("ls 学业 补考 !橙(缺课)"), said(Some(2), "", "缺课", ""));
    assert_eq!(read("ls 学业 补考 !2..11.20"), said(Some(2), "11-20", "", "until_past"));
    assert_eq!(read("ls 学业 补考 !2..2.30"), said(None, "", "", "no_such_date"));
    assert_eq!(read("ls 学业 补考 !2..某天"), said(None, "", "", "not_understood"));
    let act = stage.talk("ls 学业 补考 !2..12.31(缺课)").act(&stage.setting()).unwrap();
    assert_eq!(stage.campus.check(UserId(0), stage.now, &act), Ok(()));
    assert!(matches!(act, Act::Talk(TalkAct::Recorded(it)) if &*it.detail.reason == "缺课" && it.talk.level == Some(Concern::Orange)));
}

#[test]
fn where_the_college_wants_a_reason_for_a_level_the_line_says_so() {
    let mut stage = Stage::new();
    let page = "[talk]\nreason_from = 2\n";
    let act = Act::Preset(PresetAct::Set { before: "".into(), after: page.into() });
    stage.campus.apply(&Entry { seq: stage.campus.applied().next(), at: stage.now, by: UserId(0), seat: SeatId(0), act });
    let doubts = |line: &str| stage.talk(line).doubts.iter().map(Doubt::key).collect::<Vec<_>>();
    assert_eq!(doubts("ls 学业 补考 !2"), ["reason_needed"]);
    assert_eq!(doubts("ls 学业 补考 !3"), [""; 0]);
    assert_eq!(doubts("ls 学业 补考 !2(缺课)"), [""; 0]);
    assert!(matches!(stage.talk("ls 学业 补考 !2").act(&stage.setting()), Err(Doubt::ReasonNeeded { .. })));
}

#[test]
fn days_with_a_name_and_short_forms_are_the_colleges_own() {
    let stage = Stage::new();
    let day = |line: &str| stage.talk(line).followup.map(|it| it.date().format("%m-%d").to_string()).unwrap_or_default();
    assert_eq!(["ls 谈 >期中后", "ls 谈 >期末前", "ls 谈 >finals", "ls 谈 >节后"].map(day), ["05-06", "12-28", "12-28", "05-06"]);
    assert_eq!(&*stage.talk("ls 学业 补考 ;lx ；zx， 再看").text, "补考 已联系家长 建议到心理咨询中心 再看");
    assert_eq!(&*stage.talk("ls ;lx").text, "已联系家长");
    assert_eq!(&*stage.talk("ls \\;lx").text, ";lx");
    assert_eq!(&*stage.talk("ls ;nope 谈").text, ";nope 谈");
}

#[test]
fn how_long_it_took_stands_behind_when_it_began() {
    let stage = Stage::new();
    let draft = stage.talk("ls 学业 补考 =20:00-20:45");
    assert_eq!((draft.held, draft.detail.minutes), (Some(Day::ymd(2026, 11, 24).unwrap().at(ZONE, 20, 0)), Some(45)));
    assert_eq!(stage.talk("ls 学业 补考 =+30m").held, Some(stage.now.plus_minutes(-30)));
    assert_eq!(stage.incident("3-412 停电 =20:00+30m").rest[..], ["=20:00+30m".into()]);
}

#[test]
fn three_and_more_are_a_group() {
    let stage = Stage::new();
    assert_eq!(stage.talk("ls,oy 安全 讲防骗").way, Way::InPerson);
    let draft = stage.talk("ls,oy,20230104 安全 讲防骗");
    assert_eq!(draft.way, Way::Group);
    assert!(draft.chips.iter().any(|it| it.kind == ChipKind::Way(Way::Group) && it.state == ChipState::Guessed));
    assert_eq!(stage.talk("ls,oy,20230104 安全 讲防骗 ~电话").way, Way::Phone);
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
fn scripts_are_told_what_was_understood() {
    let stage = Stage::new();
    let understood = stage.talk("ls 心理 睡不好 #失眠 !2 >3d @3-412").understood(&stage.campus);
    let json = serde_json::to_value(understood).unwrap();
    let want = serde_json::json!({
        "students": [{"student_no": "20230103", "name": "李四"}], "topic": "psych", "level": 2, "followup": "2026-11-27", "place": "3#412",
        "way": "in_person", "visibility": "psych", "held": null, "tags": ["失眠"], "text": "睡不好", "rest": [],
    });
    assert_eq!(json, want);
    let json = serde_json::to_value(stage.incident("3-412 停电 !3").understood(&stage.campus)).unwrap();
    assert_eq!((json["category"].as_str(), json["severity"].as_str(), json.get("topic")), (Some("facility"), Some("III"), None));
}

#[test]
fn too_much_is_refused_whole_and_never_cut() {
    let stage = Stage::new();
    let words = "长".repeat(20_001);
    let draft = stage.talk(&format!("ls 学业 {words}"));
    assert_eq!(&*draft.text, words);
    assert_eq!(draft.act(&stage.setting()), Err(Doubt::TooLong { limit: 20_000, got: 20_001 }));
    let draft = stage.talk(&format!("ls 学业 {}", "长".repeat(20_000)));
    assert!(draft.act(&stage.setting()).is_ok());
    let many = vec!["20230103"; 300].join(",");
    let draft = stage.talk(&format!("{many} 学业 补考"));
    assert!(draft.doubts.contains(&Doubt::TooManyStudents { limit: 200, got: 300 }));
}

#[test]
fn every_chip_and_doubt_has_its_words() {
    let locales = [include_str!("../../assets/locales/zh-CN/yedeng.ftl"), include_str!("../../assets/locales/en/yedeng.ftl")];
    let stage = Stage::new();
    let lines = [
        "",
        "foo 谈",
        "zs 谈",
        "赵六 谈",
        "ls,ls 谈",
        "oy 谈 @412",
        "ls >2.30",
        "ls >11.20",
        "ls !9",
        "ls =25:00",
        "ls =2027-01-01T10:00",
        "ls !1 !2",
        "ls #一二三四五六七八九十一二三四五六七八九十一二三四五",
        "ls >x",
        "ls ~电话 ^私密 =20:00 #a 学业 !1 >3d @操场",
        "ls !2..11.20(缺课) =20:00+30m ;lx",
    ];
    let mut drafts: Vec<Draft> = lines.iter().map(|it| stage.talk(it)).collect();
    drafts.push(stage.incident("3-412 停电"));
    drafts.push(read(Form::Plan, "ls >周五", &stage.setting()));
    drafts.push(read(Form::Plan, "ls 谈", &stage.setting()));
    drafts.push(stage.talk(&format!("ls {}", "长".repeat(20_001))));
    drafts.push(stage.talk(&format!("{} 谈", vec!["ls"; 201].join(","))));
    drafts.push(stage.talk(&format!("ls 谈{}", (0..17).map(|it| format!(" #t{it}")).collect::<String>())));
    let doubts: std::collections::BTreeSet<&str> = drafts.iter().flat_map(|it| &it.doubts).map(Doubt::key).collect();
    let chips: std::collections::BTreeSet<&str> = drafts.iter().flat_map(|it| &it.chips).map(|it| it.kind.key()).collect();
    assert_eq!((doubts.len(), chips.len()), (20, 14), "every kind is reached: {doubts:?} {chips:?}");
    for locale in locales {
        for key in &doubts {
            assert!(locale.contains(&format!("\ncapture-doubt-{} = ", key.replace('_', "-"))), "{key}");
        }
        for key in &chips {
            assert!(locale.contains(&format!("\ncapture-chip-{key} = ")), "{key}");
        }
    }
}

#[test]
fn a_room_is_read_as_the_college_writes_it() {
    let mut stage = Stage::new();
    let founded = crate::campus::Founded {
        college: "夜校".into(),
        zone: "Asia/Shanghai".into(),
        room_template: "{building}幢{floor}层 {room}".into(),
    };
    let mut campus = Campus::default();
    let laid = crate::campus::Laid {
        communities: Vec::new(),
        buildings: vec![crate::campus::Building { number: "3".into(), community: None, sex: None }],
        rooms: vec![crate::campus::Room {
            building: BuildingId(0),
            floor: 4,
            number: "412".into(),
            beds: 4,
            purpose: crate::campus::RoomUse::Dwelling,
        }],
    };
    let acts = [Act::Founded(founded), Act::Place(crate::campus::PlaceAct::Laid(laid))];
    for (row, act) in acts.into_iter().enumerate() {
        let seat = crate::campus::SeatId(0);
        campus.apply(&crate::campus::Entry { seq: Seq(row as u64 + 1), at: stage.now, by: UserId(0), seat, act });
    }
    stage.campus = campus;
    assert_eq!(stage.incident("@3幢4层412 停电").place, Some(Spot::Room(RoomId(0))));
}

#[test]
fn controls_are_cleaned_out_of_the_words() {
    let stage = Stage::new();
    let draft = stage.talk("\u{FEFF}ls 学业 补\u{1B}[2J考\u{202E} \u{200B}!2");
    assert_eq!((&*draft.text, draft.level), ("补␛[2J考", Some(Concern::Orange)));
}

#[test]
fn errors_and_settings_name_nobody() {
    let stage = Stage::new();
    let doubts = [stage.talk("王伟 谈"), stage.talk("赵六 谈"), stage.talk("foo 谈")].map(|it| it.doubts);
    let said = format!("{doubts:?} {:?} {}", stage.setting(), doubts.iter().flatten().map(|it| it.to_string()).collect::<String>());
    assert!(["王伟", "赵六", "foo", "2023"].iter().all(|it| !said.contains(it)), "{said}");
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
