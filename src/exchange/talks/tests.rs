//! What stands on paper of talks, and what must not.

#![allow(clippy::unwrap_used, reason = "a test stops at the first thing that is not as it should be")]

use super::*;
use crate::campus::{
    Act, Campus, Class, ClassId, Concern, Day, Entry, Import, Laid, NoteKey, PersonAct, Role, SealedNote, SeatId, Seq, Spot, StaffAct,
    Stamp, StudentChange, StudentFacts, StudentId, TalkAct, TalkDetail, TalkLogged, TalkRecorded, TalkSealed, Topic, User, UserId,
    Visibility, Way,
};
use crate::desk::Sight;
use crate::exchange::rounds::{self, Names};
use crate::words::{Lang, Words};
use std::collections::HashMap;
use std::io::Read as _;

const DAY: Day = Day(739_900);

fn does(campus: &mut Campus, by: u16, at: Stamp, act: Act) -> Seq {
    let seq = campus.applied().next();
    campus.apply(&Entry { seq, at, by: UserId(by), seat: SeatId(0), act });
    seq
}

fn user(login: &str, name: &str, role: Role) -> Act {
    Act::Staff(StaffAct::Joined(User { classes: [ClassId(0)].into_iter().collect(), ..User::new(login, name, role) }))
}

fn student(no: &str, name: &str) -> StudentChange {
    let facts = StudentFacts { class: Some(ClassId(0)), ..StudentFacts::new(no, name) };
    StudentChange { before: None, after: facts }
}

fn talk(campus: &Campus, who: &[u32], topic: Topic, visibility: Visibility, text: &str) -> TalkLogged {
    TalkLogged {
        students: who.iter().map(|it| StudentId(*it)).collect(),
        held: DAY.at(campus.zone(), 20, 15),
        topic,
        way: Way::InPerson,
        place: Some(Spot::Words("赵六家".into())),
        level: None,
        followup: None,
        visibility,
        answers: None,
        tags: vec!["失眠".into()],
        text: text.into(),
        levels_before: Default::default(),
    }
}

/// 王老师 (0) and 李老师 (1); a talk everybody of the class may read, with a follow-up on the third day, and a psychological one of 李老师's.
fn campus() -> (Campus, Seq, Seq) {
    let mut campus = Campus::default();
    does(&mut campus, 0, Stamp(0), user("wang", "王老师", Role::Counselor));
    does(&mut campus, 0, Stamp(0), user("li", "李老师", Role::Counselor));
    let import = Import {
        departments: Vec::new(),
        classes: vec![Class { name: "软件2401".into(), department: None }],
        laid: Laid { communities: Vec::new(), buildings: Vec::new(), rooms: Vec::new() },
        students: vec![student("2024010101", "欧阳娜娜"), student("2024010102", "张三"), student("2024010103", "赵六")],
    };
    does(&mut campus, 0, Stamp(0), Act::Person(PersonAct::Imported(import)));
    let at = DAY.at(campus.zone(), 21, 0);
    let mut open = talk(&campus, &[0, 1], Topic::Relations, Visibility::Normal, "=与室友\u{b}矛盾<&>\n第二行");
    (open.followup, open.level) = (Some(DAY.plus(3)), Some(Concern::Orange));
    let detail = TalkDetail { minutes: Some(40), judgement: "需关注".into(), measures: "约回访".into(), ..TalkDetail::default() };
    let open = does(&mut campus, 0, at, Act::Talk(TalkAct::Recorded(Box::new(TalkRecorded { talk: open, detail }))));
    let mut sealed = talk(&campus, &[2], Topic::Psych, Visibility::Psych, "");
    sealed.tags.clear();
    let keys = vec![NoteKey { reader: UserId(1), glass: false, wrapped: Box::from([1]) }];
    let note = SealedNote { sealed: Box::from([1]), keys };
    let sealed = does(&mut campus, 1, at, Act::Talk(TalkAct::LoggedSealed(Box::new(TalkSealed { talk: sealed, note }))));
    (campus, open, sealed)
}

fn said() -> TalkWords {
    TalkWords {
        text: "=与室友\u{b}矛盾<&>\n第二行".into(),
        tags: vec!["失眠".into()],
        judgement: "需关注".into(),
        measures: "约回访".into(),
        amended: vec!["补记一句".into()],
        ..TalkWords::default()
    }
}

fn rows(campus: &Campus, user: u16, names: Names) -> Vec<TalkRow> {
    let sight = Sight::new(campus, UserId(user));
    sight.talks().filter_map(|it| row(campus, &it, Some(&said()), names)).collect()
}

/// Everything that stands in a docx, part by part.
fn parts(bytes: &[u8]) -> HashMap<String, String> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut parts = HashMap::new();
    for nth in 0..archive.len() {
        let mut part = archive.by_index(nth).unwrap();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        parts.insert(part.name().unwrap().into_owned(), text);
    }
    parts
}

fn form(rows: &[TalkRow], names: Names) -> HashMap<String, String> {
    let template = FormTemplate::shipped().unwrap();
    parts(&docx_forms(&Words::new(Lang::Zh), "云溪学院", &template, rows, names).unwrap())
}

#[test]
fn the_form_with_names_holds_every_field_in_a_chinese_font() {
    let (campus, open, _) = campus();
    let parts = form(&rows(&campus, 0, Names::Full), Names::Full);
    let body = &parts["word/document.xml"];
    for text in ["云溪学院谈心谈话记录表", "学生姓名", "欧阳娜娜、张三", "2024010101", "2024010102", "软件2401", "20:15–20:55", "赵六家"]
    {
        assert!(body.contains(text), "{text}");
    }
    for text in ["人际", "面谈", "与室友矛盾&lt;&amp;&gt;", "第二行", "需关注", "约回访", "补记一句", "王老师", &format!("T{open}")]
    {
        assert!(body.contains(text), "{text}");
    }
    assert!(body.contains(r#"w:eastAsia="SimSun""#) && !body.contains('\u{b}'));
    let runs = body.matches("<w:r>").count();
    assert!(runs > 20 && body.matches("w:eastAsia=").count() >= runs, "every run says its Chinese font");
}

#[test]
fn without_names_nobody_and_nothing_said_stands_in_any_form() {
    let (campus, ..) = campus();
    let words = Words::new(Lang::Zh);
    for user in [0, 1] {
        let rows = rows(&campus, user, Names::Masked);
        let document = ledger(&words, "云溪学院", "全部", &rows, Names::Masked);
        let mut papers: Vec<String> = form(&rows, Names::Masked).into_values().collect();
        papers.extend(parts(&docx_document(&document).unwrap()).into_values());
        papers.extend(parts(&rounds::xlsx(&document).unwrap()).into_values());
        papers.push(String::from_utf8(rounds::csv(&document).unwrap()).unwrap());
        papers.push(rounds::html(&document, "zh-CN"));
        papers.push(serde_json::to_string(&rows).unwrap());
        for paper in &papers {
            for name in ["娜娜", "欧阳娜", "张三", "赵六", "赵*", "202401010", "王老师", "李老师", "室友", "失眠", "需关注", "补记一句"]
            {
                assert!(!paper.contains(name), "{name} as seen by {user}");
            }
        }
        assert!(papers.iter().any(|it| it.contains("欧*")), "and yet they can be told apart");
    }
}

#[test]
fn a_sealed_talk_is_a_row_for_its_readers_only_and_then_without_even_a_class() {
    let (campus, open, sealed) = campus();
    let ids = |user, names| rows(&campus, user, names).into_iter().map(|it| it.id).collect::<Vec<_>>();
    assert_eq!(ids(0, Names::Full), [format!("T{open}")]);
    assert_eq!(ids(1, Names::Full), [format!("T{open}"), format!("T{sealed}")]);
    let mine = rows(&campus, 1, Names::Masked).pop().unwrap();
    assert_eq!((&*mine.students[0].name, &mine.students[0].class, mine.text), ("*", &None, None));
}

fn summed(campus: &Campus, user: u16, today: Day, closings: &HashMap<Seq, Stamp>) -> SummaryView {
    let of = SummaryOf { days: (DAY.plus(-10), DAY.plus(10)), today, by: None, closings, names: Names::Masked };
    summary(&Words::new(Lang::Zh), campus, Sight::new(campus, UserId(user)), &of)
}

#[test]
fn the_month_counts_what_one_may_read_and_nothing_else() {
    let (campus, ..) = campus();
    let none = HashMap::new();
    let wang = summed(&campus, 0, DAY, &none);
    assert_eq!((wang.talks, wang.persons), (1, 2));
    assert!(wang.topics.iter().all(|it| it.of != "psych"), "a talk sealed to others is in no count");
    let li = summed(&campus, 1, DAY, &none);
    assert_eq!((li.talks, li.persons, li.classes[0].talks, li.classes[0].persons), (2, 3, 2, 3));
    assert_eq!(li.topics.iter().map(|it| (&*it.of, it.talks, it.persons)).collect::<Vec<_>>(), [("psych", 1, 1), ("relations", 1, 2)]);
    let paper = rounds::html(&summary_document(&Words::new(Lang::Zh), &li), "zh-CN");
    assert!(paper.contains("软件2401") && !paper.contains("李老师"));
}

#[test]
fn a_follow_up_is_on_time_by_its_day_and_late_after_it() {
    let (mut campus, open, _) = campus();
    let due = DAY.plus(3);
    let mut none = HashMap::new();
    let sums = |it: &SummaryView| [it.followups.on_time, it.followups.late, it.followups.overdue, it.followups.pending];
    assert_eq!(sums(&summed(&campus, 0, due, &none)), [0, 0, 0, 1]);
    assert_eq!(sums(&summed(&campus, 0, due.plus(1), &none)), [0, 0, 1, 0]);
    let before = campus.clone();
    for (day, expected) in [(due, [1, 0, 0, 0]), (due.plus(1), [0, 1, 0, 0])] {
        let mut campus = before.clone();
        let mut answer = talk(&campus, &[0, 1], Topic::Relations, Visibility::Normal, "和好了");
        (answer.held, answer.answers) = (day.at(campus.zone(), 9, 0), Some(open));
        does(&mut campus, 0, day.at(before.zone(), 10, 0), Act::Talk(TalkAct::Logged(answer)));
        assert_eq!(sums(&summed(&campus, 0, due.plus(2), &none)), expected);
    }
    let at = due.plus(1).at(campus.zone(), 9, 0);
    let closed = does(&mut campus, 0, at, Act::Talk(TalkAct::Closed { talk: open, text: "已处理".into() }));
    none.insert(closed, at);
    assert_eq!(sums(&summed(&campus, 0, due.plus(2), &none)), [0, 1, 0, 0]);
}

#[test]
fn a_school_changes_rows_labels_and_title() {
    let (campus, ..) = campus();
    let page = "title = \"{college}谈话登记\"\nfont = \"KaiTi\"\n[[row]]\ncells = [{ field = \"name\", label = \"谈话对象\" }]\n\
        [[row]]\ncells = [{ field = \"date\" }, { field = \"topic\" }, { field = \"by\" }]\n";
    let template = FormTemplate::read(page).unwrap();
    let rows = rows(&campus, 0, Names::Full);
    let body =
        parts(&docx_forms(&Words::new(Lang::Zh), "云溪", &template, &rows, Names::Full).unwrap()).remove("word/document.xml").unwrap();
    for text in ["云溪谈话登记", "谈话对象", "谈话主题", "KaiTi"] {
        assert!(body.contains(text), "{text}");
    }
    assert!(!body.contains("处理措施") && !body.contains("约回访"));
}

#[test]
fn a_bad_page_names_its_line_and_what_is_allowed() {
    let line = |page: &str| FormTemplate::read(page).map_err(|it| it.line);
    let wrong = FormTemplate::read("size = 12\n[[row]]\ncells = [\n{ field = \"name\" },\n{ field = \"shoe_size\" }]\n").unwrap_err();
    assert_eq!(wrong.line, 5);
    assert!(wrong.what.contains("student_no"), "{wrong}");
    assert_eq!(line("size = 99\n[[row]]\ncells = [{ field = \"name\" }]\n"), Err(1));
    assert_eq!(line("[[row]]\ncells = [{ field = \"name\" }]\n\n[[row]]\ncells = []\n"), Err(4));
    assert_eq!(line("[[row]]\nheight = 999\ncells = [{ field = \"name\" }]\n"), Err(1));
    assert_eq!(line("\n\ncolour = 1\n"), Err(3));
    assert!(line("").is_err() && line("row = []").is_err());
    let shipped = FormTemplate::shipped().unwrap();
    assert!(shipped.rows.iter().flat_map(|it| &it.cells).all(|it| it.label.is_none()), "its labels come in the seat's language");
    TalkField::ALL.iter().for_each(|it| {
        let page = format!("[[row]]\ncells = [{{ field = \"{}\" }}]\n", it.key());
        assert!(FormTemplate::read(&page).is_ok(), "{page}");
    });
}

/// The rows of a workbook; a cell that begins with `^` belongs to the one above it.
fn workbook(rows: &[&[&str]]) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in (0_u32..).zip(rows) {
        for (column, text) in (0_u16..).zip(*cells).filter(|(_, it)| **it != "^") {
            let same = rows[row as usize + 1..].iter().take_while(|it| it.get(usize::from(column)) == Some(&"^")).count() as u32;
            if same > 0 {
                sheet.merge_range(row, column, row + same, column, text, &rust_xlsxwriter::Format::new()).unwrap();
            } else {
                sheet.write_string(row, column, *text).unwrap();
            }
        }
    }
    book.save_to_buffer().unwrap()
}

fn planned(campus: &Campus, bytes: Vec<u8>) -> LedgerPlan {
    let table = crate::exchange::table::read_bytes_by(bytes, None, super::column::score).unwrap();
    let of = LedgerFor { user: UserId(0), now: DAY.plus(1).at(campus.zone(), 8, 0), all_mine: false };
    plan_ledger(&table, &[], campus, Sight::new(campus, UserId(0)), of).unwrap()
}

#[test]
fn merged_cells_are_one_talk_with_a_group_and_several_with_one_student() {
    let (campus, ..) = campus();
    let day = DAY.date().format("%Y-%m-%d").to_string();
    let plan = planned(
        &campus,
        workbook(&[
            &["谈话记录汇总"],
            &["谈话日期", "谈话时间", "谈话对象", "谈话方式", "谈话类别", "谈话记录"],
            &[&day, "15:00-15:40", "张三", "集体", "安全教育", "防诈骗"],
            &["^", "^", "赵六", "^", "^", "^"],
            &[&day, "", "欧阳娜娜", "面谈", "学业", "复习"],
            &[&day, "", "^", "面谈", "生活", "作息"],
        ]),
    );
    assert_eq!(plan.report.rejected, []);
    let talks: Vec<_> = plan.talks.iter().map(|it| (it.rows.clone(), it.talk.students.len(), it.talk.topic, it.detail.minutes)).collect();
    assert_eq!(talks, [(vec![5], 1, Topic::Study, None), (vec![6], 1, Topic::Life, None), (vec![3, 4], 2, Topic::Safety, Some(40))]);
}

#[test]
fn an_old_level_does_not_overturn_one_that_was_set_since() {
    let (campus, ..) = campus();
    let day = |back: i32| DAY.plus(-back).date().format("%Y-%m-%d").to_string();
    let header: &[&str] = &["学号", "谈话日期", "谈话主题", "谈话内容", "关注等级", "定级理由"];
    let old = planned(&campus, workbook(&[header, &["2024010101", &day(30), "学业", "挂科", "红", ""]]));
    assert_eq!((old.talks[0].talk.level, old.report.warnings[0].reason), (None, LedgerReason::LevelKeptAsWords));
    assert!(old.talks[0].detail.judgement.contains("红"));
    let new = planned(&campus, workbook(&[header, &["2024010103", &day(30), "学业", "挂科", "红", "两门不及格"]]));
    assert_eq!((new.talks[0].talk.level, &*new.talks[0].detail.reason), (Some(Concern::Red), "两门不及格"));
    let psych = planned(&campus, workbook(&[header, &["2024010103", &day(30), "心理", "情绪", "", ""]]));
    assert_eq!(psych.talks[0].talk.visibility, Visibility::Psych, "never less private than the topic");
}
