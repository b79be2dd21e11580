//! The readers of the term and its papers, for good examples that were spoilt: whatever is typed or filled in, each says what it makes of it and
//! never stops. The chance is the same every time; and each reader must take some of what it is given and refuse some, or nothing was tried.

use super::laws::{CAMPUS, Found, WORDS, live, now, workbook};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use std::cell::Cell;
use std::io::Read as _;
use yedeng::campus::{Act, TermAct, UserId, VenueAct};
use yedeng::capture::{self, BookingDraft, Doubt, Form, Setting};
use yedeng::desk::Sight;
use yedeng::exchange::activities;
use yedeng::exchange::register::{Register, plan_register, read_register_file, template_document};
use yedeng::exchange::rounds::{Document, Names, Table, Value, xlsx};
use yedeng::exchange::talks::{FormTemplate, LedgerFor, docx_forms, plan_ledger, read_ledger_file};
use yedeng::exchange::{plan_obligations, table_of, template};
use yedeng::logbook::envelope;
use yedeng::query::{Ground, read, resolve};

/// A change of a text: where, how many signs are taken out, what comes in.
type Edit = (usize, usize, String);

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let odd = prop_oneof![
        3 => proptest::sample::select(&["", " ", "　", "@", ">", "#", "~", "=", "!", "，", "\"", "-", ":", "0", "99999999999", "25:00", "人", "\u{0}", "💡"][..])
            .prop_map(str::to_owned),
        1 => "\\PC{0,3}",
    ];
    proptest::collection::vec((0usize..400, 0usize..4, odd), 0..4)
}

fn spoilt(good: &str, edits: &[Edit]) -> String {
    let mut signs: Vec<char> = good.chars().collect();
    for (at, out, into) in edits {
        let at = at % (signs.len() + 1);
        let end = (at + out).min(signs.len());
        signs.splice(at..end, into.chars());
    }
    signs.into_iter().collect()
}

/// Gives a reader so many inputs; `read` says whether it took one.
fn tried<T: std::fmt::Debug>(cases: u32, inputs: impl Strategy<Value = T>, read: impl Fn(T) -> bool) {
    let (taken, refused) = (Cell::new(0), Cell::new(0));
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let ran = runner.run(&inputs, |it| {
        let counted = if read(it) { &taken } else { &refused };
        counted.set(counted.get() + 1);
        Ok(())
    });
    ran.unwrap_or_else(|no| panic!("{no}"));
    assert!(taken.get() > 0 && refused.get() > 0, "of {cases} {} were taken and {} refused", taken.get(), refused.get());
}

/// Good lines that were spoilt, and now and then no line at all.
fn lines(good: &'static [&'static str]) -> impl Strategy<Value = String> {
    prop_oneof![
        6 => (proptest::sample::select(good), edits()).prop_map(|(line, edits)| spoilt(line, &edits)),
        1 => any::<String>(),
        1 => "[ 　]{0,3}",
    ]
}

fn setting() -> Setting<'static> {
    let campus = &CAMPUS;
    Setting { campus, resolve: &Found, now: now(), user: UserId(1), building: None, picks: &[], answers: None, holds: None, tags: &[] }
}

/// A line of the capture grammar, to the act it comes to.
fn captured(form: Form, line: &str) -> bool {
    let setting = setting();
    let draft = capture::read(form, line, &setting);
    for span in draft.chips.iter().map(|it| it.span.clone()).chain(draft.doubts.iter().filter_map(Doubt::span)) {
        assert!(line.get(span).is_some(), "a span of the line");
    }
    for it in capture::complete(form, line, line.len(), &setting) {
        assert!(line.get(it.replace).is_some());
    }
    draft.act(&setting).map(live).is_ok()
}

#[test]
fn a_line_about_an_activity_is_read_whatever_it_is() {
    const GOOD: &[&str] =
        &["志愿服务 三社区 12人 清扫楼道 #劳动 >照片", "主题党日 一社区 =19:30 30人 学习讲话 @活动室", "反诈讲座 二社区 120人 >签到表"];
    tried(200, lines(GOOD), |line| captured(Form::Activity, &line));
}

#[test]
fn a_line_about_a_request_is_read_whatever_it_is() {
    const GOOD: &[&str] = &["报修 水管漏水 @3-412 #水", "证明 开在读证明 >3d", "投诉 食堂排队太久", "建议 自习室延长开放"];
    tried(200, lines(GOOD), |line| captured(Form::Request, &line));
}

#[test]
fn a_line_about_a_booking_is_read_whatever_it_is() {
    const GOOD: &[&str] =
        &["活动室 周五 14:00-16:00 30人 数学社 例会", "服务大厅 明天 9:00-11:00 资助中心 答疑", "Y1 12-1 8:00-9:30 12p 合唱团"];
    let here = CAMPUS.venues().venues().map(|it| it.0).next();
    tried(300, (lines(GOOD), any::<bool>()), |(line, there)| {
        let draft = BookingDraft::read(&line, &CAMPUS, now(), here.filter(|_| there));
        draft.booking().map(|it| live(Act::Venue(VenueAct::Booked(Box::new(it))))).is_ok()
    });
}

#[test]
fn a_line_of_the_search_language_is_read_whatever_it_is() {
    const GOOD: &[&str] = &[
        "失眠 topic:心理 since:上月",
        "停水 in:incidents 类别:设施",
        "by:me level:<=2 -已解决 \"睡 不好\"",
        "state:open until:3d room:412",
    ];
    let finder = yedeng::finder::Finder::new(&CAMPUS);
    let today = now().day(CAMPUS.zone());
    tried(300, lines(GOOD), |line| {
        let reading = read(&line, today);
        let ground = Ground { campus: &CAMPUS, finder: &finder, user: UserId(1), today };
        let (_, troubles) = resolve(&reading, ground);
        assert!(troubles.iter().all(|it| line.get(it.span.clone()).is_some()), "a span of the line");
        troubles.is_empty()
    });
}

#[test]
fn a_template_of_the_talk_form_is_read_or_refused() {
    let shipped = include_str!("../../assets/talk_form.toml");
    tried(60, edits(), |edits| {
        let Ok(template) = FormTemplate::read(&spoilt(shipped, &edits)) else { return false };
        docx_forms(&WORDS, "云溪学院", &template, &[], Names::Masked).expect("what is read can be written").starts_with(b"PK")
    });
}

/// A workbook with the bytes of its sheet, its words or the whole spoilt: which part, then where and by what.
fn books(good: Vec<u8>) -> impl Strategy<Value = Vec<u8>> {
    let edits =
        proptest::collection::vec((any::<proptest::sample::Index>(), 0usize..6, proptest::collection::vec(any::<u8>(), 0..6)), 0..3);
    // A workbook is a zip with checksums: what is spoilt outside of its parts is mostly no zip any more.
    let part = |name: &str| {
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(&good)).expect("our own workbook");
        let mut bytes = Vec::new();
        if let Ok(mut file) = zip.by_name(name) {
            file.read_to_end(&mut bytes).expect("our own workbook");
        }
        bytes
    };
    let parts = [part("xl/worksheets/sheet1.xml"), part("xl/sharedStrings.xml"), part("xl/styles.xml")];
    (0u8..8, edits).prop_map(move |(which, edits)| {
        let cut = |bytes: &mut Vec<u8>| {
            for (at, out, into) in &edits {
                let at = at.index(bytes.len() + 1);
                let end = (at + out).min(bytes.len());
                bytes.splice(at..end, into.iter().copied());
            }
        };
        let (mut whole, mut parts) = (good.clone(), parts.clone());
        match which {
            0 => {
                cut(&mut whole);
                return whole;
            }
            1..4 => cut(&mut parts[0]),
            _ => cut(&mut parts[1]),
        }
        let [sheet, strings, styles] = &parts;
        workbook(&[("xl/worksheets/sheet1.xml", sheet), ("xl/sharedStrings.xml", strings), ("xl/styles.xml", styles)])
    })
}

/// A workbook as a file, for as long as it is read.
fn in_file<T>(book: &[u8], read: impl FnOnce(&std::path::Path) -> T) -> T {
    let folder = tempfile::tempdir().expect("a folder of our own");
    let file = folder.path().join("a.xlsx");
    std::fs::write(&file, book).expect("a file in a folder of our own");
    read(&file)
}

fn filled(mut document: Document, rows: &[&[&str]]) -> Vec<u8> {
    let table = document.tables.first_mut().expect("a template has a table");
    table.rows.extend(rows.iter().map(|row| row.iter().map(|it| Value::Text((*it).to_owned())).collect::<Vec<_>>()));
    xlsx(&document).expect("a workbook in memory")
}

/// What is planned goes into the logbook and comes out again, and the rules look at it without stopping.
fn planned(act: Act) {
    let bytes = envelope::encode_act(&act).map(|it| envelope::decode_act(&it));
    assert!(matches!(bytes, Ok(Ok(ref again)) if *again == act), "an import reads back from the logbook");
    live(act);
}

fn register(register: Register, rows: &[&[&str]]) {
    let book = filled(template_document(&WORDS, register), rows);
    tried(48, books(book), |book| {
        let Ok(table) = in_file(&book, |file| read_register_file(register, file)) else { return false };
        let Ok(plan) = plan_register(register, &table, &CAMPUS) else { return false };
        assert!(plan.rejected.iter().all(|it| table.rows.iter().any(|row| row.number == it.row)), "a rejected row is one of the file");
        let taken = !plan.rows.is_empty();
        plan.rows.into_iter().for_each(|it| planned(it.act));
        taken
    });
}

#[test]
fn a_list_of_places_is_read_or_refused() {
    register(Register::Places, &[&["活动室甲", "activity_room", "", "一层", "30人", "周一至周五 8:00-22:00"]]);
}

#[test]
fn a_list_of_people_is_read_or_refused() {
    register(Register::Mentors, &[&["王老师", "学业导师", "", "信息系", "安全教育", "", "", "数学"]]);
}

#[test]
fn a_list_of_services_is_read_or_refused() {
    register(Register::Catalogue, &[&["盖章", "教务处", "办事", "2天", "现场、线上", "1号窗口", "学生证"]]);
}

#[test]
fn a_sheet_of_obligations_is_read_or_refused() {
    let day = now().day(CAMPUS.zone());
    let in_force = CAMPUS.obligations().in_force(day);
    let all: Vec<_> = in_force.iter().map(|it| it.obligation).collect();
    // The first of them with another target, so that there is something to change.
    let mut document = template(&WORDS, &all);
    let at = document.tables[0].headings.iter().position(|it| it == "target").expect("it has a target");
    document.tables[0].rows[0][at] = Value::Text("9".to_owned());
    tried(48, books(filled(document, &[])), |book| {
        let Ok(table) = in_file(&book, table_of) else { return false };
        let plan = plan_obligations(&WORDS, &table, &in_force);
        assert!(
            plan.faults.iter().all(|it| it.row == 0 || table.rows.iter().any(|row| row.number == it.row)),
            "a fault is of a row of the file"
        );
        if plan.changes.is_empty() || !plan.faults.is_empty() {
            return false;
        }
        planned(Act::Term(TermAct::ObligationsSet { from: day, changes: plan.changes }));
        true
    });
}

#[test]
fn a_ledger_of_talks_is_read_or_refused() {
    let no = CAMPUS.people().enrolled().map(|(_, it)| it.facts.no.to_string()).next().expect("there are students");
    let name = CAMPUS.people().enrolled().map(|(_, it)| it.facts.name.to_string()).next().expect("there are students");
    let headings = ["谈话日期", "谈话时间", "学号", "姓名", "谈话主题", "谈话方式", "谈话内容"].map(str::to_owned).to_vec();
    let document = Document {
        title: "谈话台账".to_owned(),
        notes: Vec::new(),
        tables: vec![Table { name: "台账".to_owned(), headings, rows: Vec::new() }],
    };
    let book = filled(document, &[&["2026-11-20", "19:30", &no, &name, "学业", "面谈", "高数落下了，约好每周两次答疑"]]);
    tried(48, books(book), |book| {
        let Ok(table) = in_file(&book, |file| read_ledger_file(file, None)) else { return false };
        let of = LedgerFor { user: UserId(1), now: now(), all_mine: true };
        let Ok(plan) = plan_ledger(&table, &[], &CAMPUS, Sight::new(&CAMPUS, UserId(1)), of) else { return false };
        assert!(
            plan.report.rejected.iter().all(|it| table.rows.iter().any(|row| row.number == it.row)),
            "a rejected row is one of the file"
        );
        let taken = !plan.talks.is_empty();
        plan.talks.into_iter().for_each(|it| planned(it.act()));
        taken
    });
}

#[test]
fn a_ledger_of_activities_is_read_or_refused() {
    let no = CAMPUS.people().enrolled().map(|(_, it)| it.facts.no.to_string()).next().expect("there are students");
    let today = now().day(CAMPUS.zone());
    let day = today.plus(-1).date().to_string();
    let rows: [&[&str]; 2] = [
        &[
            "清扫楼道",
            "志愿服务",
            &day,
            "19:30-21:00",
            "",
            "",
            "报告厅",
            "张敏",
            "导师:何志远",
            "",
            "12人",
            &no,
            "分三组",
            "每月一次",
            "#劳动",
            "照片",
        ],
        &["反诈讲座", "安全教育", &day, "", "", "", "", "", "", "", "130", "", "", "", "", "", &no],
    ];
    let book = filled(activities::template_document(&WORDS), &rows);
    tried(48, books(book), |book| {
        let Ok(table) = in_file(&book, activities::read_activities_file) else { return false };
        let of = (UserId(1), today);
        let Ok(plan) = activities::plan_activities(&table, &CAMPUS, of, activities::EarlierTerms::Taken) else { return false };
        assert!(plan.rejected.iter().all(|it| table.rows.iter().any(|row| row.number == it.row)), "a rejected row is one of the file");
        let taken = !plan.rows.is_empty();
        plan.rows
            .iter()
            .flat_map(|it| it.enters().into_iter().chain(it.known.map(|seq| it.then(seq)).into_iter().flatten()))
            .for_each(planned);
        taken
    });
}
