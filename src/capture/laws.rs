//! What holds for every line, however odd.

use super::stage::Stage;
use super::*;
use crate::campus::Campus;
use crate::text::clean;
use proptest::prelude::*;
use std::sync::LazyLock;

static STAGE: LazyLock<Stage> = LazyLock::new(Stage::new);

/// Parts that mean something, parts that nearly do, and prose.
const PARTS: &[&str] = &[
    "ls",
    "zs",
    "李四",
    "王伟",
    "20230103",
    "20230105",
    "20230106",
    "ls,oy",
    "ls，oy",
    "ls,",
    "+oy",
    "+",
    "foo",
    "赵六",
    "欧阳娜娜、",
    "心理",
    "学业",
    "study",
    "other",
    "情绪",
    "打架",
    "消防",
    "fire",
    "失联",
    "!2",
    "！２",
    "!5",
    "!",
    "！",
    "!II",
    "!红",
    "!2..12.31",
    "！1（连续缺课，不接电话）",
    "!3到月底(a(b)",
    "!1()",
    "!2..2.30",
    "!2..x",
    ">3d",
    "＞周三",
    "》明天",
    ">2.30",
    ">5.12",
    ">11.20",
    ">someday",
    ">期中后",
    ">finals",
    ">nextmon",
    ">dec1",
    ">feb30",
    "@412",
    "@3-412",
    "@5栋",
    "@操场",
    "@明德",
    "@东8-207",
    "~电话",
    "～线上",
    "~x",
    "^私密",
    "^psych",
    "^?",
    "=21:30",
    "=20:30+40",
    "=20:30-21:10",
    "=+40m",
    "=20:30+0",
    "=19点半",
    ";lx",
    "；zx，",
    ";nope",
    "\\;lx",
    "~集体",
    "~面谈",
    "=23:59",
    "=25:00",
    "=2026-11-20T08:00",
    "#失眠",
    "＃挂科",
    "#a#b",
    "#a#",
    "#",
    "##",
    "#(",
    "#失眠，",
    "3-412",
    "412",
    "5号楼",
    "与室友矛盾，睡不好",
    "说最近失眠。",
    "真的！",
    "（心理）",
    "talked",
    "about",
    "exam",
    "+1",
    "1>0",
    "a@b",
    "\\",
    "\\\\",
    "\\!2",
    "\\#1",
    "\\ls",
    "\\心理",
    "\\n",
    "\\\\!2",
    "，",
    "、、",
    "。",
    "\u{FEFF}",
    "\u{200B}!3",
    "\u{1B}[2J",
    "e\u{301}",
    "\u{301}",
    "👨\u{200D}👩",
];

fn part() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => proptest::sample::select(PARTS).prop_map(str::to_owned),
        1 => "[#!>@~^=\\\\+,，！＞＃＠][a-z0-9一-龥，。.-]{0,5}",
        1 => "\\PC{1,5}",
    ]
}

fn line() -> impl Strategy<Value = String> {
    let blank = proptest::sample::select(&[" ", " ", " ", "  ", "\u{3000}", "\t", ""][..]);
    proptest::collection::vec((part(), blank), 0..12)
        .prop_map(|parts| parts.into_iter().flat_map(|(part, blank)| [part, blank.to_owned()]).collect())
}

fn form() -> impl Strategy<Value = Form> {
    prop_oneof![Just(Form::Talk), Just(Form::Incident), Just(Form::Plan), Just(Form::Request), Just(Form::Activity)]
}

/// What a draft says, without where and how it was said.
fn meaning(draft: &Draft) -> impl PartialEq + std::fmt::Debug {
    let it = draft.clone();
    (
        (it.students(), it.topic, it.category, it.level, it.severity, it.followup),
        (it.place, it.way, it.tags, it.visibility, it.held, it.text, it.detail),
    )
}

fn spans_are_sound(line: &str, draft: &Draft) -> Result<(), TestCaseError> {
    let mut end = 0;
    for chip in &draft.chips {
        prop_assert!(line.get(chip.span.clone()).is_some(), "{:?} of {line:?}", chip);
        prop_assert!(chip.span.start >= end, "{:?} begins before {end} in {line:?}", chip);
        prop_assert!(!chip.is_default() || chip.state == ChipState::Guessed);
        end = chip.span.end;
    }
    for who in &draft.who {
        prop_assert_eq!(line.get(who.span.clone()), Some(&*who.typed));
    }
    for doubt in &draft.doubts {
        if let Some(span) = doubt.span() {
            prop_assert!(draft.chips.iter().any(|it| it.span == span && it.state == ChipState::Doubtful), "{:?} of {line:?}", doubt);
        }
    }
    Ok(())
}

/// The signs of the grammar itself, which are no words.
fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !"\\+＋,，、;；#＃".contains(*c)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn no_line_panics_and_spans_are_sound(form in form(), line in prop_oneof![line(), any::<String>(), "\\PC*"]) {
        let draft = read(form, &line, &STAGE.setting());
        spans_are_sound(&line, &draft)?;
        let _ = (draft.act(&STAGE.setting()), draft.understood(&STAGE.campus), draft.write(&STAGE.campus), draft.ambiguity());
        let _ = draft.write(&Campus::default());
    }

    #[test]
    fn words_are_kept_in_order(form in form(), line in line()) {
        let draft = read(form, &line, &STAGE.setting());
        let taken = |it: &Chip| match it.kind {
            ChipKind::Rest(_) => false,
            ChipKind::Topic(_) | ChipKind::Category(_) | ChipKind::Activity(_) => it.state != ChipState::Guessed,
            _ => true,
        };
        let mut left = String::new();
        let mut at = 0;
        for chip in draft.chips.iter().filter(|it| taken(it)) {
            left += &line[at..chip.span.start];
            left.push(' ');
            if let ChipKind::Short(text) = &chip.kind {
                left += text;
            }
            at = chip.span.end;
        }
        left += &line[at..];
        let left: Vec<_> = left.split_whitespace().map(|it| clean(it).into_owned()).collect();
        let left = bare(&left.concat());
        // An incident of one word is told by that word.
        if left.is_empty() && form == Form::Incident {
            return Ok(());
        }
        prop_assert_eq!(left.replace('◌', ""), bare(&draft.text).replace('◌', ""), "{:?}", line);
    }

    #[test]
    fn what_was_not_understood_is_in_the_text(form in form(), line in line()) {
        let draft = read(form, &line, &STAGE.setting());
        let mut words = draft.text.split(' ');
        for rest in &draft.rest {
            prop_assert!(words.any(|it| *it == **rest));
        }
    }

    #[test]
    fn a_written_draft_reads_the_same(form in form(), line in line()) {
        let setting = STAGE.setting();
        let draft = read(form, &line, &setting);
        let blocked = draft.doubts.iter().any(|it| it.blocks() && !matches!(it, Doubt::NobodyNamed | Doubt::EmptyText));
        if blocked {
            return Ok(());
        }
        let written = draft.write(&STAGE.campus);
        let again = read(form, &written, &setting);
        prop_assert_eq!(meaning(&again), meaning(&draft), "{:?} was written {:?}", line, written);
        prop_assert!(again.rest.is_empty(), "{:?} was written {:?}", line, written);
        prop_assert_eq!(again.write(&STAGE.campus), written);
    }

    #[test]
    fn suggestions_fit_into_the_line(form in form(), line in prop_oneof![line(), any::<String>()], cursor in 0usize..80) {
        for it in complete(form, &line, cursor, &STAGE.setting()) {
            prop_assert!(line.get(it.replace.clone()).is_some());
            prop_assert!(!it.with.is_empty() && !it.with.contains(char::is_whitespace));
        }
    }
}
