//! The columns of a ledger that schools keep (谈话台账), and which row holds the headers. Binds by name, never by position.

use super::super::field::plain;
use super::super::table::Row;
use serde::Serialize;

/// How many rows may stand above the headers.
const ROWS_LOOKED_AT: usize = 20;
/// Most characters of a header that are kept.
const TITLE_LIMIT: usize = 64;

/// What a column of a ledger can be bound to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Column {
    /// 学号.
    StudentNo,
    /// 姓名.
    Name,
    /// 班级, to tell namesakes apart.
    Class,
    /// 日期, perhaps with the time.
    Date,
    /// 时间: a clock, or from when until when.
    Time,
    /// 时长, in minutes.
    Minutes,
    /// 主题.
    Topic,
    /// 方式.
    Way,
    /// 地点.
    Place,
    /// 谈话内容.
    Text,
    /// 研判.
    Judgement,
    /// 措施.
    Measures,
    /// 关注等级.
    Level,
    /// 定级理由.
    Reason,
    /// 回访日期.
    Followup,
    /// 可见范围.
    Visibility,
    /// 标签.
    Tags,
    /// 谈话人.
    By,
}

/// Every column with its code and the headers that mean it, the surest first. Headers stand here as [`plain`] makes them.
const SYNONYMS: &[(Column, &str, &[&str])] = &[
    (Column::StudentNo, "student_no", &["学号", "学生学号", "学生编号", "studentno", "studentnumber", "studentid"]),
    (
        Column::Name,
        "name",
        &["学生姓名", "姓名", "谈话对象", "谈话学生", "谈心对象", "被谈话人", "受访学生", "学生", "对象", "name", "student"],
    ),
    (Column::Class, "class", &["班级", "行政班级", "所在班级", "专业班级", "班级名称", "class"]),
    (Column::Date, "date", &["谈话日期", "日期", "谈心日期", "谈心谈话日期", "date", "day"]),
    (Column::Time, "time", &["谈话时间", "时间", "谈心时间", "谈心谈话时间", "起止时间", "开始时间", "time"]),
    (Column::Minutes, "minutes", &["时长", "谈话时长", "用时", "minutes", "duration"]),
    (
        Column::Topic,
        "topic",
        &["谈话主题", "主题", "谈话类型", "谈话类别", "类别", "类型", "谈话事由", "事由", "问题类型", "topic", "subject"],
    ),
    (Column::Way, "way", &["谈话方式", "方式", "谈话形式", "形式", "way", "form"]),
    (Column::Place, "place", &["谈话地点", "地点", "place"]),
    (
        Column::Text,
        "text",
        &[
            "谈话内容",
            "内容",
            "谈话记录",
            "记录",
            "主要内容",
            "谈话主要内容",
            "谈话内容摘要",
            "谈话情况",
            "情况记录",
            "whatwassaid",
            "content",
            "text",
        ],
    ),
    (Column::Judgement, "judgement", &["分析研判", "研判", "分析", "存在问题", "谈话效果", "效果", "judgement", "analysis"]),
    (Column::Measures, "measures", &["处理措施", "措施", "处理结果", "解决措施", "帮扶措施", "采取措施", "处理意见", "measures", "action"]),
    (Column::Level, "level", &["关注等级", "关注级别", "等级", "预警等级", "风险等级", "concernlevel", "level"]),
    (Column::Reason, "reason", &["定级理由", "定级原因", "关注原因", "whythislevel", "reason"]),
    (Column::Followup, "followup", &["回访日期", "回访时间", "下次谈话时间", "下次谈话日期", "跟进时间", "回访", "followupon", "followup"]),
    (Column::Visibility, "visibility", &["可见范围", "保密", "visibility"]),
    (Column::Tags, "tags", &["标签", "关键词", "tags"]),
    (Column::By, "by", &["谈话人", "谈话教师", "谈话老师", "辅导员", "记录人", "辅导员姓名", "counselor", "by"]),
];

impl Column {
    /// All columns.
    pub fn all() -> impl Iterator<Item = Self> {
        SYNONYMS.iter().map(|it| it.0)
    }

    /// Its code in reports and for `--map`: `student_no`.
    pub fn code(self) -> &'static str {
        SYNONYMS.iter().find(|it| it.0 == self).map_or("", |it| it.1)
    }

    /// From what a person wrote before the `=` of `--map`: the code or any header that means it.
    pub fn from_code(code: &str) -> Option<Self> {
        let by_code = SYNONYMS.iter().find(|it| it.1.eq_ignore_ascii_case(code.trim())).map(|it| it.0);
        by_code.or_else(|| Self::of_header(&plain(code)).map(|it| it.0))
    }

    /// The column a header means and how sure that is: 0 is the surest.
    fn of_header(header: &str) -> Option<(Self, usize)> {
        SYNONYMS.iter().find_map(|(column, _, names)| names.iter().position(|name| *name == header).map(|rank| (*column, rank)))
    }
}

/// Where the headers are and what they mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Head {
    /// The number of the header row.
    pub(super) row: u32,
    /// Index of the first row below it.
    pub(super) below: usize,
    /// All headers, by column.
    pub(super) titles: Vec<String>,
    /// What is bound to which column, each to at most one.
    pub(super) bound: Vec<(Column, usize)>,
}

impl Head {
    /// The column that is bound to something.
    pub(super) fn column(&self, it: Column) -> Option<usize> {
        self.bound.iter().find(|bound| bound.0 == it).map(|it| it.1)
    }

    /// The header over something.
    pub(super) fn title(&self, it: Column) -> &str {
        self.column(it).and_then(|at| self.titles.get(at)).map_or("", String::as_str)
    }

    /// Headers that mean nothing here.
    pub(super) fn unbound(&self) -> Vec<String> {
        let free = |at: usize| !self.bound.iter().any(|it| it.1 == at);
        self.titles.iter().enumerate().filter(|(at, it)| !it.is_empty() && free(*at)).map(|it| it.1.clone()).collect()
    }
}

/// How many headers of a ledger the best row has.
pub(super) fn score(rows: &[Row]) -> usize {
    find(rows, &[]).map_or(0, |it| it.bound.len())
}

/// The row that binds the most, of equals the first. `None` for a table without rows.
pub(super) fn find(rows: &[Row], overrides: &[(Column, String)]) -> Option<Head> {
    let looked_at = rows.get(..ROWS_LOOKED_AT).unwrap_or(rows);
    let heads = looked_at.iter().enumerate().map(|(at, row)| {
        let titles: Vec<String> = row.cells.iter().map(|it| title(it.text())).collect();
        Head { row: row.number, below: at + 1, bound: bind(&titles, overrides), titles }
    });
    // `max_by_key` takes the last of equals.
    let filled = |it: &Head| it.titles.iter().filter(|it| !it.is_empty()).count();
    heads.collect::<Vec<_>>().into_iter().rev().max_by_key(|it| (it.bound.len(), if it.bound.is_empty() { filled(it) } else { 0 }))
}

fn title(text: &str) -> String {
    let shown = crate::text::clean(text).split_whitespace().collect::<Vec<_>>().join(" ");
    shown.chars().take(TITLE_LIMIT).collect()
}

/// By hand first, then each to the column whose header means it most surely.
fn bind(titles: &[String], overrides: &[(Column, String)]) -> Vec<(Column, usize)> {
    let plains: Vec<String> = titles.iter().map(|it| plain(it)).collect();
    let mut bound: Vec<(Column, usize)> = Vec::new();
    for (column, asked) in overrides {
        if let Some(at) = plains.iter().position(|it| !it.is_empty() && *it == plain(asked)) {
            bound.retain(|it| it.0 != *column && it.1 != at);
            bound.push((*column, at));
        }
    }
    let mut sure: Vec<(usize, usize, Column)> =
        plains.iter().enumerate().filter_map(|(at, it)| Column::of_header(it).map(|(column, rank)| (rank, at, column))).collect();
    sure.sort_unstable();
    for (_, at, column) in sure {
        if !bound.iter().any(|it| it.0 == column || it.1 == at) {
            bound.push((column, at));
        }
    }
    bound.sort_unstable();
    bound
}
