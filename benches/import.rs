//! How long a roster takes from bytes to plan: 20,000 students in 13 columns, as xlsx and as GBK csv; then the act on the campus, and the
//! same file once more.

#![allow(clippy::expect_used, reason = "a bench that cannot begin has nothing to measure")]

use rust_xlsxwriter::Workbook;
use yedeng::campus::{Act, Campus, Entry, SeatId, Seq, Stamp, UserId};
use yedeng::exchange::{plan, read_bytes};

const STUDENTS: u32 = 20_000;
const HEADERS: [&str; 13] = ["学号", "姓名", "性别", "院系", "专业", "班级", "年级", "手机", "楼栋", "房间号", "床位", "民族", "学籍状态"];

fn main() {
    divan::main();
}

/// One student's row: four to a room, 26 rooms to a floor, six floors to a building.
fn row(at: u32) -> [String; 13] {
    let (room, bed) = (at / 4, at % 4 + 1);
    let (building, in_building) = (room / 156 + 1, room % 156);
    let class = at / 40;
    let name = ["王浩然", "李  静", "张子涵", "欧阳诗雨"][at as usize % 4];
    [
        (2_024_000_000 + u64::from(at)).to_string(),
        name.to_owned(),
        if building % 2 == 0 { "女" } else { "男" }.to_owned(),
        format!("第{}学院", class / 50 + 1),
        "软件技术".to_owned(),
        format!("软件24{class:03}"),
        "2024级".to_owned(),
        (10_000_000_000 + u64::from(at)).to_string(),
        format!("{building}号楼"),
        ((in_building / 26 + 1) * 100 + in_building % 26 + 1).to_string(),
        bed.to_string(),
        "汉族".to_owned(),
        "在读".to_owned(),
    ]
}

fn xlsx() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_row(0, 0, HEADERS).expect("a header fits");
    for at in 0..STUDENTS {
        for (column, cell) in (0..).zip(row(at)) {
            // Numbers as numbers, as schools have them.
            match cell.parse::<f64>() {
                Ok(number) => sheet.write(at + 1, column, number),
                Err(_) => sheet.write(at + 1, column, cell),
            }
            .expect("a cell fits");
        }
    }
    book.save_to_buffer().expect("memory is there")
}

fn gbk_csv() -> Vec<u8> {
    let lines = (0..STUDENTS).map(|at| row(at).join(","));
    let text = std::iter::once(HEADERS.join(",")).chain(lines).collect::<Vec<_>>().join("\r\n");
    encoding_rs::GBK.encode(&text).0.into_owned()
}

fn import(bytes: Vec<u8>, campus: &Campus) -> Option<Act> {
    let table = read_bytes(bytes, None).expect("the roster is readable");
    let plan = plan(&table, &[], campus).expect("the roster is a roster");
    assert_eq!(plan.report.rejected, []);
    plan.act
}

fn peopled() -> Campus {
    let mut campus = Campus::default();
    apply(&mut campus, import(gbk_csv(), &Campus::default()).expect("everybody is new"));
    campus
}

fn apply(campus: &mut Campus, act: Act) {
    campus.apply(&Entry { seq: Seq(1), at: Stamp(0), by: UserId(0), seat: SeatId(0), act });
}

#[divan::bench(sample_count = 10)]
fn xlsx_into_an_empty_campus(bencher: divan::Bencher<'_, '_>) {
    let (bytes, campus) = (xlsx(), Campus::default());
    bencher.with_inputs(|| bytes.clone()).bench_values(|bytes| import(bytes, &campus));
}

#[divan::bench(sample_count = 10)]
fn gbk_csv_into_an_empty_campus(bencher: divan::Bencher<'_, '_>) {
    let (bytes, campus) = (gbk_csv(), Campus::default());
    bencher.with_inputs(|| bytes.clone()).bench_values(|bytes| import(bytes, &campus));
}

#[divan::bench(sample_count = 10)]
fn xlsx_once_more(bencher: divan::Bencher<'_, '_>) {
    let (bytes, campus) = (xlsx(), peopled());
    bencher.with_inputs(|| bytes.clone()).bench_values(|bytes| assert!(import(bytes, &campus).is_none()));
}

#[divan::bench(sample_count = 10)]
fn check_and_apply_the_act(bencher: divan::Bencher<'_, '_>) {
    let act = import(gbk_csv(), &Campus::default()).expect("everybody is new");
    bencher.with_inputs(|| (Campus::default(), act.clone())).bench_values(|(mut campus, act)| {
        assert_eq!(campus.check(UserId(0), Stamp(0), &act), Ok(()));
        apply(&mut campus, act);
        campus
    });
}
