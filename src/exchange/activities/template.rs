//! The template: headers, how to fill them in, and examples that are passed over when the file comes back.

use super::super::rounds::{Document, Table, Value};
use super::column::ActivityColumn;
use crate::say;
use crate::words::{Lang, Words};

/// With this begins the first cell of an example.
pub(super) const EXAMPLE: &str = "示例:";

const EXAMPLES: [[&str; 17]; 2] = [
    [
        "示例:清扫楼道和自习室",
        "志愿服务",
        "2026-11-20",
        "19:30",
        "一社区",
        "劳动实践",
        "3号楼",
        "张敏",
        "",
        "院系领导:周晓明",
        "",
        "2024000101、2024000102、3#412",
        "分三组清扫 1 至 6 层",
        "每月一次",
        "劳动",
        "照片、签到表",
        "2024000103",
    ],
    [
        "示例:反诈讲座",
        "安全教育",
        "2026-11-24",
        "15:00-16:30",
        "二社区",
        "",
        "报告厅",
        "",
        "导师:何志远",
        "",
        "130",
        "",
        "刷单与校园贷",
        "",
        "电信诈骗",
        "照片",
        "",
    ],
];

/// The template, as a document with one table.
pub fn template_document(words: &Words) -> Document {
    let heading = |column: ActivityColumn| {
        let names = column.headers();
        let name = if words.lang() == Lang::En { names.last() } else { names.first() };
        name.map(|it| (*it).to_owned()).unwrap_or_default()
    };
    let rows = EXAMPLES.iter().map(|row| row.iter().map(|it| Value::Text((*it).to_owned())).collect());
    let title = say!(words, "activities-template");
    Document {
        title: title.clone(),
        notes: vec![say!(words, "activities-template-how"), say!(words, "activities-template-who")],
        tables: vec![Table { name: title, headings: ActivityColumn::ALL.map(heading).to_vec(), rows: rows.collect() }],
    }
}
