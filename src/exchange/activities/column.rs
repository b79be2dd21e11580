//! The columns of the ledger, and the headers by which schools call them. The first is what our template writes in Chinese, the last one in English.

use super::super::clean::tidy_hanzi;
use super::super::table::Row;

/// How many rows may stand above the headers.
const ROWS_LOOKED_AT: usize = 20;

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the field of that name")]
pub enum ActivityColumn {
    Title,
    Kind,
    Day,
    Time,
    Community,
    Branch,
    Place,
    Leads,
    Speaks,
    Attends,
    Count,
    Students,
    Said,
    Decided,
    Tags,
    Proof,
}

use ActivityColumn as C;

impl ActivityColumn {
    /// All of them in the order of the template.
    pub const ALL: [Self; 16] = [
        C::Title,
        C::Kind,
        C::Day,
        C::Time,
        C::Community,
        C::Branch,
        C::Place,
        C::Leads,
        C::Speaks,
        C::Attends,
        C::Count,
        C::Students,
        C::Said,
        C::Decided,
        C::Tags,
        C::Proof,
    ];
    /// Those without which nothing can be read.
    pub const REQUIRED: [Self; 3] = [C::Title, C::Kind, C::Day];

    /// Its name for scripts.
    pub fn code(self) -> &'static str {
        self.headers().last().copied().unwrap_or_default()
    }

    /// How it may be called.
    pub fn headers(self) -> &'static [&'static str] {
        match self {
            C::Title => &["活动名称", "活动主题", "主题", "名称", "活动", "title"],
            C::Kind => &["活动类别", "类别", "类型", "kind"],
            C::Day => &["活动日期", "日期", "day"],
            C::Time => &["活动时间", "时间", "开始时间", "time"],
            C::Community => &["所属社区", "社区", "community"],
            C::Branch => &["承办支部", "所属支部", "支部", "党支部", "branch"],
            C::Place => &["活动地点", "地点", "场地", "place"],
            C::Leads => &["负责人", "组织者", "组织人", "leads"],
            C::Speaks => &["主讲人", "主讲", "speaks"],
            C::Attends => &["出席人", "出席领导", "出席嘉宾", "attends"],
            C::Count => &["参加人数", "人数", "count"],
            C::Students => &["参加学生", "学生名单", "签到名单", "学生", "students"],
            C::Said => &["活动纪要", "活动内容", "纪要", "内容", "said"],
            C::Decided => &["议定事项", "决定", "决议", "decided"],
            C::Tags => &["标签", "关键词", "tags"],
            C::Proof => &["佐证材料", "佐证", "proof"],
        }
    }
}

/// Where the headers are and what they mean.
#[derive(Debug, Clone, Default)]
pub(super) struct Head {
    /// The number of the row.
    pub(super) row: u32,
    /// Index of the first row below it.
    pub(super) below: usize,
    /// All headers, by column.
    pub(super) titles: Vec<String>,
    /// Which column is where.
    pub(super) bound: Vec<(ActivityColumn, usize)>,
}

impl Head {
    pub(super) fn at(&self, column: ActivityColumn) -> Option<usize> {
        self.bound.iter().find(|it| it.0 == column).map(|it| it.1)
    }

    pub(super) fn title(&self, column: ActivityColumn) -> Option<String> {
        self.at(column).and_then(|at| self.titles.get(at)).cloned()
    }
}

/// The row among the first that binds the most headers.
pub(super) fn find(rows: &[Row]) -> Head {
    let looked_at = rows.get(..ROWS_LOOKED_AT).unwrap_or(rows);
    let heads = looked_at.iter().enumerate().map(|(at, row)| {
        let titles: Vec<String> = row.cells.iter().map(|it| tidy_hanzi(it.text()).chars().take(64).collect()).collect();
        Head { row: row.number, below: at + 1, bound: bind(&titles), titles }
    });
    // `max_by_key` takes the last of equals.
    heads.rev().max_by_key(|it| it.bound.len()).unwrap_or_default()
}

fn bind(titles: &[String]) -> Vec<(ActivityColumn, usize)> {
    let mut bound: Vec<(ActivityColumn, usize)> = Vec::new();
    for column in ActivityColumn::ALL {
        let free = |at: &usize| !bound.iter().any(|it| it.1 == *at);
        let named = |name: &&str| (0..titles.len()).filter(free).find(|at| titles.get(*at).is_some_and(|it| it.eq_ignore_ascii_case(name)));
        if let Some(at) = column.headers().iter().find_map(named) {
            bound.push((column, at));
        }
    }
    bound
}

/// How much rows look like the ledger.
pub(super) fn score(rows: &[Row]) -> usize {
    find(rows).bound.len()
}
