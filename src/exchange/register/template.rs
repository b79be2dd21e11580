//! The templates: headers, a line that says how to fill them in, and examples that are passed over when the file comes back.

use super::super::rounds::{Document, Table, Value};
use super::column::Register;
use crate::say;
use crate::words::{Lang, Words};

/// With this begins the first cell of an example.
pub const EXAMPLE: &str = "示例:";

/// The template of a list, as a document with one table.
pub fn template_document(words: &Words, register: Register) -> Document {
    let english = words.lang() == Lang::En;
    let heading = |names: &[&str]| (if english { names.last() } else { names.first() }).map(|it| (*it).to_owned()).unwrap_or_default();
    let (title, note, examples): (String, String, &[&[&str]]) = match register {
        Register::Places => (
            say!(words, "register-places"),
            say!(words, "register-places-how"),
            &[
                &["社区活动中心", "活动室", "一社区", "3号楼一层", "40", "1-5 08:00-22:00; 6-7 09:00-21:00"],
                &["青春解忧园地", "青春解忧园地", "二社区", "5号楼102", "8", "1-5 14:00-21:00"],
            ],
        ),
        Register::Mentors => (
            say!(words, "register-mentors"),
            say!(words, "register-mentors-how"),
            &[
                &["王建国", "学业导师", "一社区", "信息工程系", "", "", "2024000101、2024000102", "高等数学"],
                &["", "先进典型", "", "", "", "2024000103", "", "国家奖学金获得者"],
            ],
        ),
        Register::Catalogue => (
            say!(words, "register-catalogue"),
            say!(words, "register-catalogue-how"),
            &[
                &["在读证明", "教务处", "办事", "2天", "现场、线上", "一站式服务中心 1号窗口", "学生证"],
                &["宿舍报修", "后勤处", "报修", "1天", "现场", "楼栋值班室", ""],
            ],
        ),
    };
    let mut rows: Vec<Vec<Value>> = examples.iter().map(|row| row.iter().map(|it| Value::Text((*it).to_owned())).collect()).collect();
    for row in &mut rows {
        if let Some(first) = row.first_mut() {
            *first = Value::Text(format!("{EXAMPLE}{}", first.text()));
        }
    }
    let headings = register.columns().iter().map(|it| heading(register.headers(*it))).collect();
    Document { title: title.clone(), notes: vec![note], tables: vec![Table { name: title, headings, rows }] }
}
