//! Templates come back as they went out, and what is filled in wrongly is told by row and column.

use super::super::intake::SheetError;
use super::super::rounds::{Value, xlsx};
use super::super::table::read_bytes_by;
use super::*;
use crate::campus::tests::live;
use crate::campus::{Act, Campus, Entry, SeatId, Stamp, UserId, VenueAct};
use crate::words::{Lang, Words};

fn filled(register: Register, lang: Lang, rows: &[&[&str]]) -> super::super::table::Table {
    let mut document = template_document(&Words::new(lang), register);
    let table = document.tables.first_mut().unwrap();
    table.rows.extend(rows.iter().map(|row| row.iter().map(|it| Value::Text((*it).to_owned())).collect::<Vec<_>>()));
    read_bytes_by(xlsx(&document).unwrap(), None, column::score(register)).unwrap()
}

fn take(campus: &mut Campus, plan: &RegisterPlan) {
    for row in &plan.rows {
        let (by, at) = (UserId(0), Stamp(7_200_000));
        campus.check(by, at, &row.act).unwrap();
        campus.apply(&Entry { seq: campus.applied().next(), at, by, seat: SeatId(0), act: row.act.clone() });
    }
}

#[test]
fn a_template_as_it_ships_is_empty_and_one_filled_in_is_taken_once() {
    for lang in [Lang::Zh, Lang::En] {
        for register in [Register::Places, Register::Mentors, Register::Catalogue] {
            let (_, mut campus) = live(Vec::new());
            assert_eq!(plan_register(register, &filled(register, lang, &[]), &campus), Err(SheetError::NoRows));
            let row: &[&str] = match register {
                Register::Places => &["活动室甲", "activity_room", "", "一层", "30人", "周一至周五 8:00-22:00"],
                Register::Mentors => &["王老师", "学业导师", "", "信息系", "安全教育", "", "", "数学"],
                Register::Catalogue => &["盖章", "教务处", "办事", "2天", "现场、线上", "1号窗口", "学生证"],
            };
            let table = filled(register, lang, &[row]);
            let plan = plan_register(register, &table, &campus).unwrap();
            assert_eq!((plan.rows.len(), plan.unchanged, plan.rejected.len()), (1, 0, 0), "{plan:?}");
            take(&mut campus, &plan);
            let again = plan_register(register, &table, &campus).unwrap();
            assert_eq!((again.rows.len(), again.unchanged), (0, 1));
        }
    }
}

#[test]
fn what_is_wrong_is_told_by_row_and_column() {
    let (_, mut campus) = live(Vec::new());
    let rows: &[&[&str]] = &[
        &["甲", "活动室", "没有的社区", "", "", ""],
        &["乙", "仓库", "", "", "", ""],
        &["丙", "活动室", "", "", "许多", ""],
        &["丁", "活动室", "", "", "", "白天"],
        &["戊", "活动室", "", "", "10", ""],
        &["戊", "活动室", "", "", "20", ""],
        &["", "活动室", "", "", "", ""],
    ];
    let table = filled(Register::Places, Lang::Zh, rows);
    let plan = plan_register(Register::Places, &table, &campus).unwrap();
    let said: Vec<_> = plan.rejected.iter().map(|it| (it.column.as_deref(), it.reason)).collect();
    use RegisterReason as R;
    let expected = [
        (Some("所属社区"), R::CommunityUnknown),
        (Some("场地类别"), R::KindUnknown),
        (Some("座位数"), R::SeatsUnreadable),
        (Some("开放时间"), R::HoursUnreadable),
        (None, R::Duplicate),
        (Some("场地名称"), R::NameMissing),
    ];
    assert_eq!(said, expected);
    let first = plan.rejected.first().unwrap().row;
    assert_eq!(first, plan.header_row + 3, "rows are numbered as the spreadsheet shows them");
    take(&mut campus, &plan);
    // A change is told from a new one.
    let table = filled(Register::Places, Lang::Zh, &[&["戊", "服务大厅", "", "", "15", ""]]);
    let plan = plan_register(Register::Places, &table, &campus).unwrap();
    assert!(plan.rows[0].changes);
    assert!(matches!(&plan.rows[0].act, Act::Venue(VenueAct::Set { venue: Some(_), .. })));
    let missing = super::super::table::Table { rows: table.rows[..1].to_vec(), ..table };
    assert!(matches!(plan_register(Register::Places, &missing, &campus), Err(SheetError::MissingColumns { .. })));
}
