//! The columns of each list, and the headers by which schools call them. The first one is what our own templates write in Chinese, the last one in English.

use super::super::intake::Head;
use super::super::table::Row;

/// A list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Register {
    /// Places.
    Places,
    /// Mentors and other people of a community.
    Mentors,
    /// The catalogue of the service centre.
    Catalogue,
}

/// A column of one of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the field of that name")]
pub enum RegisterColumn {
    Name,
    Kind,
    Community,
    Where,
    Seats,
    Hours,
    StudentNo,
    Branch,
    Office,
    Text,
    Students,
    Papers,
    Within,
    Ways,
}

impl Register {
    /// Its columns in the order the template has them; those that have to be there first.
    pub fn columns(self) -> &'static [RegisterColumn] {
        use RegisterColumn as C;
        match self {
            Self::Places => &[C::Name, C::Kind, C::Community, C::Where, C::Seats, C::Hours],
            Self::Mentors => &[C::Name, C::Kind, C::Community, C::Office, C::Branch, C::StudentNo, C::Students, C::Text],
            Self::Catalogue => &[C::Name, C::Office, C::Kind, C::Within, C::Ways, C::Where, C::Papers],
        }
    }

    /// Those of them without which nothing can be read.
    pub fn required(self) -> &'static [RegisterColumn] {
        self.columns().get(..2).unwrap_or_default()
    }

    /// How a column may be called in this list.
    pub fn headers(self, column: RegisterColumn) -> &'static [&'static str] {
        use RegisterColumn as C;
        match (self, column) {
            (Self::Places, C::Name) => &["场地名称", "场地", "名称", "场所", "场所名称", "place", "name"],
            (Self::Places, C::Kind) => &["场地类别", "类别", "类型", "用途", "kind"],
            (Self::Mentors, C::Name) => &["姓名", "导师姓名", "导师", "人员", "name"],
            (Self::Mentors, C::Kind) => &["人员类别", "导师类别", "类别", "类型", "kind"],
            (Self::Catalogue, C::Name) => &["服务事项", "事项名称", "事项", "项目", "item"],
            (Self::Catalogue, C::Kind) => &["诉求类别", "类别", "类型", "kind"],
            (_, C::Community) => &["所属社区", "社区", "community"],
            (Self::Catalogue, C::Where) => &["办理地点", "地点", "窗口", "where"],
            (_, C::Where) => &["位置", "地点", "地址", "where"],
            (_, C::Seats) => &["座位数", "容纳人数", "座位", "人数", "seats"],
            (_, C::Hours) => &["开放时间", "开放时段", "时间", "hours"],
            (_, C::StudentNo) => &["学号", "student_no"],
            (_, C::Branch) => &["所属支部", "支部", "党支部", "branch"],
            (Self::Catalogue, C::Office) => &["办理部门", "责任部门", "部门", "department"],
            (_, C::Office) => &["所在单位", "单位", "部门", "院系", "office"],
            (_, C::Text) => &["专长与事迹", "专长", "事迹", "备注", "说明", "text"],
            (_, C::Students) => &["指导学生学号", "指导学生", "学生学号", "students"],
            (_, C::Papers) => &["所需材料", "材料", "papers"],
            (_, C::Within) => &["承诺时限", "办理时限", "时限", "within"],
            (_, C::Ways) => &["办理方式", "方式", "ways"],
        }
    }
}

impl RegisterColumn {
    /// Its name for scripts.
    pub fn code(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Kind => "kind",
            Self::Community => "community",
            Self::Where => "where",
            Self::Seats => "seats",
            Self::Hours => "hours",
            Self::StudentNo => "student_no",
            Self::Branch => "branch",
            Self::Office => "office",
            Self::Text => "text",
            Self::Students => "students",
            Self::Papers => "papers",
            Self::Within => "within",
            Self::Ways => "ways",
        }
    }
}

/// Where the headers are.
pub(super) fn find(register: Register, rows: &[Row]) -> Head<RegisterColumn> {
    Head::find(rows, register.columns(), |it| register.headers(it))
}

/// How much rows look like each of the lists.
pub(super) fn score(register: Register) -> fn(&[Row]) -> usize {
    match register {
        Register::Places => |rows| find(Register::Places, rows).bound.len(),
        Register::Mentors => |rows| find(Register::Mentors, rows).bound.len(),
        Register::Catalogue => |rows| find(Register::Catalogue, rows).bound.len(),
    }
}
