//! What is told of a draft: chips, doubts, words, and the form for scripts.

use super::*;

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
    let locales = [include_str!("../../../assets/locales/zh-CN/yedeng.ftl"), include_str!("../../../assets/locales/en/yedeng.ftl")];
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
