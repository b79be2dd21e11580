//! The fields a roster may tell of a student, and the headers (表头) schools write over them.
//!
//! Knows no table and no campus: a field, its code for scripts, its synonyms. Adding a synonym is adding a word to [`SYNONYMS`].

use crate::campus::Detail;
use serde::Serialize;

/// What a column of a roster can be bound to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// 学号; the only column no roster can do without.
    StudentNo,
    /// 姓名.
    Name,
    /// 性别.
    Sex,
    /// 院系.
    Department,
    /// 专业.
    Major,
    /// 班级.
    Class,
    /// 年级.
    Grade,
    /// 手机.
    Phone,
    /// 家长电话、紧急联系人.
    GuardianPhone,
    /// 宿舍: building, room and perhaps bed in one cell, `3#412-2`.
    Dorm,
    /// 楼栋.
    Building,
    /// 房间号.
    Room,
    /// 床位.
    Bed,
    /// 身份证件号码.
    IdentityNo,
    /// 民族.
    Ethnic,
    /// 政治面貌.
    Political,
    /// 生源地.
    Origin,
    /// 学籍状态.
    Standing,
}

/// Every field with its code and the headers that mean it, the surest first. Headers stand here as [`plain`] makes them.
const SYNONYMS: &[(Field, &str, &[&str])] = &[
    (
        Field::StudentNo,
        "student_no",
        &["学号", "学籍号", "学生编号", "考生号", "学生号", "学号编号", "studentno", "studentid", "studentnumber", "no"],
    ),
    (Field::Name, "name", &["姓名", "名字", "中文姓名", "name", "studentname", "fullname"]),
    (Field::Sex, "sex", &["性别", "sex", "gender"]),
    (
        Field::Department,
        "department",
        &["院系", "二级学院", "学院", "系部", "院部", "系别", "系", "院系部", "教学单位", "department", "school", "faculty"],
    ),
    (Field::Major, "major", &["专业", "专业方向", "major", "programme", "program"]),
    (Field::Class, "class", &["行政班级", "班级", "行政班", "班别", "教学班", "class", "classname"]),
    (Field::Grade, "grade", &["年级", "当前年级", "入学年份", "级别", "grade", "year"]),
    (
        Field::Phone,
        "phone",
        &[
            "手机",
            "手机号",
            "手机号码",
            "本人手机",
            "本人电话",
            "移动电话",
            "联系电话",
            "联系方式",
            "电话",
            "电话号码",
            "联系手机",
            "phone",
            "mobile",
            "tel",
        ],
    ),
    (
        Field::GuardianPhone,
        "guardian_phone",
        &[
            "家长电话",
            "家长联系电话",
            "家长手机",
            "家长手机号",
            "家长联系方式",
            "监护人电话",
            "监护人联系电话",
            "紧急联系电话",
            "紧急联系人电话",
            "紧急联系方式",
            "家庭电话",
            "家庭联系电话",
            "父母电话",
            "父亲电话",
            "母亲电话",
            "紧急联系人",
            "guardianphone",
            "parentphone",
            "emergencycontact",
        ],
    ),
    (
        Field::Dorm,
        "dorm",
        &[
            "宿舍",
            "寝室",
            "住宿",
            "宿舍地址",
            "寝室地址",
            "住宿地址",
            "住宿信息",
            "宿舍床位",
            "楼栋房间",
            "楼栋寝室",
            "公寓房间",
            "宿舍信息",
            "dorm",
            "dormitory",
        ],
    ),
    (
        Field::Building,
        "building",
        &[
            "楼栋",
            "楼栋号",
            "公寓楼",
            "楼号",
            "楼宇",
            "宿舍楼",
            "宿舍楼栋",
            "宿舍楼号",
            "公寓",
            "公寓号",
            "公寓楼栋",
            "寝室楼",
            "楼幢",
            "栋号",
            "幢号",
            "楼",
            "building",
        ],
    ),
    (
        Field::Room,
        "room",
        &["房间号", "宿舍号", "寝室号", "房间", "房号", "寝室编号", "宿舍编号", "门牌号", "宿舍房间号", "宿舍房间", "room", "roomno"],
    ),
    (Field::Bed, "bed", &["床位", "床号", "床位号", "床铺", "床铺号", "铺位", "bed", "bedno"]),
    (
        Field::IdentityNo,
        "identity_no",
        &[
            "身份证号",
            "身份证件号码",
            "身份证号码",
            "身份证",
            "身份证件号",
            "证件号",
            "证件号码",
            "公民身份号码",
            "identityno",
            "idnumber",
            "idno",
        ],
    ),
    (Field::Ethnic, "ethnic", &["民族", "ethnic", "ethnicity", "ethnicgroup"]),
    (Field::Political, "political", &["政治面貌", "political", "politicalstatus"]),
    (Field::Origin, "origin", &["生源地", "生源", "籍贯", "生源省份", "生源所在地", "origin", "hometown"]),
    (Field::Standing, "standing", &["学籍状态", "学生状态", "在校状态", "学籍", "学籍异动", "状态", "standing", "status"]),
];

/// Words schools put before a header without changing what it means.
const PREFIXES: &[&str] = &["学生", "所在", "所属", "本人", "现"];

/// Words schools put after it.
const SUFFIXES: &[&str] = &["名称"];

impl Field {
    /// All fields.
    pub fn all() -> impl Iterator<Item = Self> {
        SYNONYMS.iter().map(|it| it.0)
    }

    /// Its code in reports and for `--map`: `student_no`.
    pub fn code(self) -> &'static str {
        SYNONYMS.iter().find(|it| it.0 == self).map_or("", |it| it.1)
    }

    /// From what a person wrote before the `=` of `--map`: the code or any header that means it (`学号`).
    pub fn from_code(code: &str) -> Option<Self> {
        let code = code.trim();
        let by_code = SYNONYMS.iter().find(|it| it.1.eq_ignore_ascii_case(code)).map(|it| it.0);
        by_code.or_else(|| Self::of_header(&plain(code)).map(|(field, _)| field))
    }

    /// The detail that keeps it, for fields that are kept as text only.
    pub(super) fn detail(self) -> Option<Detail> {
        Some(match self {
            Self::IdentityNo => Detail::IdentityNo,
            Self::Ethnic => Detail::Ethnic,
            Self::Political => Detail::Political,
            Self::Origin => Detail::Origin,
            Self::Major => Detail::Major,
            Self::Grade => Detail::Grade,
            Self::Standing => Detail::Standing,
            _ => return None,
        })
    }

    /// The field a header means and how sure that is: 0 is the surest. The header is given as [`plain`] makes it.
    pub(super) fn of_header(header: &str) -> Option<(Self, usize)> {
        let exact = |header: &str| {
            SYNONYMS.iter().find_map(|(field, _, names)| names.iter().position(|name| *name == header).map(|rank| (*field, rank)))
        };
        exact(header).or_else(|| {
            let short = PREFIXES.iter().find_map(|it| header.strip_prefix(it)).unwrap_or(header);
            let short = SUFFIXES.iter().find_map(|it| short.strip_suffix(it)).unwrap_or(short);
            // A shortened header is less sure than any written out.
            exact(short).map(|(field, rank)| (field, rank + 100))
        })
    }
}

/// A header without what schools decorate it with: blanks of any kind inside it, `*`, a remark in brackets, a colon; in lower case.
pub(super) fn plain(header: &str) -> String {
    let folded = crate::text::fold(header);
    let mut plain = String::with_capacity(folded.len());
    let mut depth = 0_u32;
    for c in crate::text::clean(&folded).chars() {
        match c {
            '(' | '[' | '【' | '〔' => depth += 1,
            ')' | ']' | '】' | '〕' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            '*' | ':' | '_' | '-' | '"' | '\'' | '.' | '、' | '/' => {}
            _ if c.is_whitespace() || !c.is_alphanumeric() => {}
            _ => plain.extend(c.to_lowercase()),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decorated_headers_are_understood() {
        for (header, field) in [
            ("学　号", Field::StudentNo),
            (" 姓\u{a0}名 ", Field::Name),
            ("*学号（必填）", Field::StudentNo),
            ("Student No.", Field::StudentNo),
            ("所在学院", Field::Department),
            ("班级名称", Field::Class),
            ("手机\n号码", Field::Phone),
            ("学生姓名：", Field::Name),
            ("身份证件号码", Field::IdentityNo),
            ("紧急联系人", Field::GuardianPhone),
            ("宿舍号", Field::Room),
            ("寝室", Field::Dorm),
        ] {
            assert_eq!(Field::of_header(&plain(header)).map(|it| it.0), Some(field), "{header}");
        }
        assert_eq!(Field::of_header(&plain("家长姓名")), None);
        assert_eq!(Field::of_header(&plain("备注")), None);
    }

    #[test]
    fn no_header_means_two_fields_and_all_are_plain() {
        let mut seen = std::collections::HashMap::new();
        for (field, code, names) in SYNONYMS {
            assert_eq!(Field::from_code(code), Some(*field));
            assert_eq!(serde_json::to_value(field).unwrap(), *code);
            for name in *names {
                assert_eq!(plain(name), *name);
                assert_eq!(seen.insert(*name, field), None, "{name}");
            }
        }
    }
}
