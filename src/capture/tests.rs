//! Lines as counselors type them, and what is understood.

mod college;
mod forms;
mod told;

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
