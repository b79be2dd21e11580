//! The columns of the ledger, and the headers by which schools call them. The first is what our template writes in Chinese, the last one in English.

use super::super::intake::Head;
use super::super::table::Row;

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
    Absent,
}

use ActivityColumn as C;

impl ActivityColumn {
    /// All of them in the order of the template.
    pub const ALL: [Self; 17] = [
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
        C::Absent,
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
            C::Absent => &["未到学生", "缺席学生", "误记学生", "absent"],
        }
    }
}

/// Where the headers are.
pub(super) fn find(rows: &[Row]) -> Head<ActivityColumn> {
    Head::find(rows, &ActivityColumn::ALL, ActivityColumn::headers)
}

/// How much rows look like the ledger.
pub(super) fn score(rows: &[Row]) -> usize {
    find(rows).bound.len()
}
