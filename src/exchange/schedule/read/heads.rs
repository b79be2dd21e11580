//! Which row of a rota holds the headings, and what each column means.

use super::date;
use crate::campus::{Campus, CommunityId, Post};
use crate::exchange::field::plain;
use crate::exchange::{Cell, Row};

/// How many rows may stand above the headings.
const ROWS_LOOKED_AT: usize = 20;
/// How many days of the week make a grid.
const GRID_WEEKDAYS: usize = 5;
/// Most characters of a heading that are kept.
const TITLE_LIMIT: usize = 64;

const DATES: &[&str] = &["日期", "值班日期", "值班日", "时间", "值班时间", "日", "date", "day", "dutydate"];
const WEEKDAYS: &[&str] = &["星期", "周", "星期几", "周几", "weekday"];
const NAMES: &[&str] =
    &["姓名", "值班人", "值班人员", "值班教师", "值班老师", "辅导员", "值班辅导员", "值班员", "人员", "name", "person", "onduty"];
const LOGINS: &[&str] = &["账号", "登录名", "用户名", "login", "user"];
const POSTS: &[&str] =
    &["岗位", "值班岗位", "地点", "值班地点", "社区", "值班社区", "值班室", "位置", "岗位名称", "post", "site", "community", "place"];
const PHONES: &[&str] = &["电话", "联系电话", "联系方式", "手机", "手机号", "手机号码", "值班电话", "phone", "mobile"];
/// What stands on many rotas and is known without them.
const KNOWN: &[&str] = &["类型", "日别", "类别", "节假日", "序号", "kind", "no", "起", "止", "开始", "结束", "from", "to", "状态", "state"];
const LEADERS: &[&str] = &["带班", "值班领导", "领导", "leader"];

/// What a column means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Head {
    Date,
    Weekday,
    Name,
    Login,
    Post,
    Phone,
    Known,
    /// The people of one post.
    Of(Post),
}

/// The headings of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Heads {
    /// The number of their row.
    pub(super) row: u32,
    /// Index of the first row below.
    pub(super) below: usize,
    /// The headings as they stand.
    pub(super) titles: Vec<String>,
    /// What they mean.
    pub(super) heads: Vec<Option<Head>>,
}

impl Heads {
    /// The first column that means this.
    pub(super) fn column(&self, head: Head) -> Option<usize> {
        self.heads.iter().position(|it| *it == Some(head))
    }

    /// The columns of posts.
    pub(super) fn posts(&self) -> impl Iterator<Item = (usize, Post)> {
        self.heads.iter().enumerate().filter_map(|(column, it)| if let Some(Head::Of(post)) = it { Some((column, *post)) } else { None })
    }

    /// A heading.
    pub(super) fn title(&self, column: usize) -> &str {
        self.titles.get(column).map_or("", String::as_str)
    }

    /// Headings that mean nothing to us.
    pub(super) fn unbound(&self) -> Vec<String> {
        self.titles.iter().zip(&self.heads).filter(|(title, head)| head.is_none() && !title.is_empty()).map(|it| it.0.clone()).collect()
    }
}

/// How much rows look like a rota, whatever its posts are called.
pub(super) fn score(rows: &[Row]) -> usize {
    rows.iter().take(ROWS_LOOKED_AT).map(|it| score_of(it, |_| None)).max().unwrap_or(0)
}

/// The row of the headings; where none looks like it, the first with the most cells, so that an error can say what was found.
pub(super) fn find(rows: &[Row], campus: &Campus) -> Option<Heads> {
    let looked_at = rows.get(..ROWS_LOOKED_AT).unwrap_or(rows);
    let key = |row: &Row| (score_of(row, |it| post_of(campus, it)), row.cells.iter().filter(|it| !it.is_blank()).count());
    // Of equals the first.
    let (at, row) = looked_at.iter().enumerate().rev().max_by_key(|(_, row)| key(row))?;
    let titles: Vec<String> = row.cells.iter().map(|it| title(it.text())).collect();
    let mut heads: Vec<Option<Head>> = Vec::with_capacity(titles.len());
    for it in &titles {
        // A second column of the same heading says nothing new: the rota goes on beside itself, or it is a remark.
        let found = head(it, |it| post_of(campus, it)).filter(|it| *it == Head::Known || !heads.contains(&Some(*it)));
        heads.push(found);
    }
    Some(Heads { row: row.number, below: at + 1, titles, heads })
}

fn score_of(row: &Row, post: impl Fn(&str) -> Option<Post>) -> usize {
    let heads: Vec<Option<Head>> = row.cells.iter().map(|it| head(&title(it.text()), &post)).collect();
    let filled = row.cells.iter().filter(|it| !it.is_blank()).count();
    let posts = heads.iter().filter(|it| matches!(it, Some(Head::Of(_)))).count();
    if heads.contains(&Some(Head::Date)) && filled > 1 {
        10 + filled + 2 * posts
    } else if weekdays(row).len() >= GRID_WEEKDAYS {
        5
    } else {
        0
    }
}

/// The columns of a row that name days of the week.
pub(super) fn weekdays(row: &Row) -> Vec<(usize, chrono::Weekday)> {
    let named = |it: &Cell| if it.text().trim().parse::<f64>().is_ok() { None } else { date::weekday(it.text()) };
    let mut found: Vec<(usize, chrono::Weekday)> =
        row.cells.iter().enumerate().filter_map(|(column, it)| Some((column, named(it)?))).collect();
    let mut seen = Vec::new();
    found.retain(|(_, it)| {
        !seen.contains(it) && {
            seen.push(*it);
            true
        }
    });
    found
}

/// The row of a grid's weekdays.
pub(super) fn find_grid(rows: &[Row]) -> Option<usize> {
    rows.iter().take(ROWS_LOOKED_AT).position(|it| weekdays(it).len() >= GRID_WEEKDAYS)
}

fn head(title: &str, post: impl Fn(&str) -> Option<Post>) -> Option<Head> {
    let bare = plain(title);
    let is = |them: &[&str]| them.contains(&bare.as_str());
    Some(match bare.as_str() {
        "" => return None,
        _ if is(DATES) => Head::Date,
        _ if is(WEEKDAYS) => Head::Weekday,
        _ if is(POSTS) => Head::Post,
        _ if is(PHONES) => Head::Phone,
        _ if is(LOGINS) => Head::Login,
        _ if is(KNOWN) => Head::Known,
        _ => match post(title) {
            Some(it) => Head::Of(it),
            None if is(NAMES) => Head::Name,
            None => return None,
        },
    })
}

/// The post that a heading or a cell names: a community by its name, the leader by what leaders are called.
pub(super) fn post_of(campus: &Campus, named: &str) -> Option<Post> {
    let bare = whole(named);
    if bare.is_empty() {
        return None;
    }
    let known: Vec<(CommunityId, String)> = campus.places().communities().map(|(id, it)| (id, whole(&it.name))).collect();
    if let Some((id, _)) = known.iter().find(|(_, name)| *name == bare) {
        return Some(Post::Workroom(*id));
    }
    let holds = known.iter().filter(|(_, name)| holds_word(&bare, name)).max_by_key(|(_, name)| name.chars().count());
    if let Some((id, name)) = holds {
        // 一社区、二社区 in one cell is neither.
        let others = known.iter().filter(|(other, it)| other != id && holds_word(&bare, it) && !name.contains(it.as_str()));
        return if others.count() == 0 { Some(Post::Workroom(*id)) } else { None };
    }
    LEADERS.iter().any(|it| bare.contains(it)).then_some(Post::Leader)
}

/// Whether a name stands in a text, and not as the end of a longer one: 一社区 is not in 十一社区.
fn holds_word(text: &str, name: &str) -> bool {
    const COUNTS: &str = "零一二三四五六七八九十百";
    let joins = |before: Option<char>, first: Option<char>| match (before, first) {
        (Some(a), Some(b)) => (COUNTS.contains(a) && COUNTS.contains(b)) || (a.is_ascii_alphanumeric() && b.is_ascii_alphanumeric()),
        _ => false,
    };
    !name.is_empty()
        && text.match_indices(name).any(|(at, _)| {
            let after = text[at + name.len()..].chars().next();
            !joins(text[..at].chars().next_back(), name.chars().next()) && !joins(name.chars().next_back(), after)
        })
}

/// A name without blanks and in small letters; signs stay, for they may tell two communities apart.
fn whole(text: &str) -> String {
    let folded = crate::text::fold(text);
    crate::text::clean(&folded).chars().filter(|it| !it.is_whitespace()).flat_map(char::to_lowercase).collect()
}

/// A heading as it is shown.
pub(super) fn title(text: &str) -> String {
    let shown = crate::text::clean(text).split_whitespace().collect::<Vec<_>>().join(" ");
    shown.chars().take(TITLE_LIMIT).collect()
}
