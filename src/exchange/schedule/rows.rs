//! The published shifts as one user may see them, a row each: what scripts read, and what everything on paper is made from.

use super::super::clean;
use crate::campus::{Campus, Day, Post, Shift, ShiftId, Stamp, UserId};
use crate::desk::Sight;
use serde::Serialize;

/// The site of the duty leader, for scripts.
pub const LEADER_SITE: &str = "leader";

/// Whether phones are to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phones {
    /// `138****2071`.
    Masked,
    /// In full, where this user sees one at all.
    Full,
}

/// Which shifts.
#[derive(Debug, Clone, Copy)]
pub struct ScheduleFilter {
    /// First duty date.
    pub from: Day,
    /// Last duty date.
    pub until: Day,
    /// Only this person's.
    pub person: Option<UserId>,
    /// Only this post's.
    pub post: Option<Post>,
}

/// A shift; its fields are what scripts read, and are only ever added to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ScheduleRow {
    /// `S12`.
    pub id: String,
    /// The date on which the night begins.
    pub duty_date: String,
    /// The community, or [`LEADER_SITE`].
    pub site: String,
    /// The person's login.
    pub person: String,
    /// The person's name.
    pub name: String,
    /// The person's phone, masked unless it was said why not; none where this user does not see it.
    pub phone: Option<String>,
    /// From, RFC 3339.
    pub starts: String,
    /// To, RFC 3339.
    pub ends: String,
    /// `planned`, `on` …
    pub state: &'static str,
    /// The shift itself.
    #[serde(skip)]
    pub shift: Shift,
}

impl ScheduleFilter {
    /// Whether a shift is meant. One that was taken off the schedule never is.
    pub fn holds(&self, it: &Shift) -> bool {
        let in_time = self.from <= it.day && it.day <= self.until;
        in_time && !it.cancelled && self.person.is_none_or(|id| id == it.person) && self.post.is_none_or(|post| post == it.post)
    }
}

/// The shifts that are meant, by day, then the leader's, then the communities in order.
pub fn rows(campus: &Campus, sight: Sight<'_>, filter: &ScheduleFilter, phones: Phones, now: Stamp) -> Vec<ScheduleRow> {
    let mut found: Vec<(ShiftId, &Shift)> = campus.shifts().all().filter(|(_, it)| filter.holds(it)).collect();
    found.sort_by_key(|(id, it)| (it.day, place(it.post), it.starts, *id));
    found.into_iter().map(|(id, it)| row(campus, sight, id, it, phones, now)).collect()
}

/// Where a post stands in its row of the door.
pub(super) fn place(post: Post) -> usize {
    match post {
        Post::Leader => 0,
        Post::Workroom(id) => id.index() + 1,
    }
}

fn row(campus: &Campus, sight: Sight<'_>, id: ShiftId, it: &Shift, phones: Phones, now: Stamp) -> ScheduleRow {
    let user = campus.staff().user(it.person);
    let time = |at: Stamp| at.local(campus.zone()).to_rfc3339();
    ScheduleRow {
        id: format!("S{}", id.0),
        duty_date: it.day.date().format("%Y-%m-%d").to_string(),
        site: site(campus, it.post).unwrap_or(LEADER_SITE).to_owned(),
        person: user.map_or_else(|| format!("#{}", it.person.0), |it| it.login.to_string()),
        name: user.map(|it| it.name.to_string()).unwrap_or_default(),
        phone: phone(sight, it.person, phones),
        starts: time(it.starts),
        ends: time(it.ends),
        state: it.state(now).key(),
        shift: it.clone(),
    }
}

/// The community whose workroom a post is; `None` for the duty leader.
pub(super) fn site(campus: &Campus, post: Post) -> Option<&str> {
    match post {
        Post::Leader => None,
        Post::Workroom(id) => campus.places().community(id).map(|it| &*it.name),
    }
}

/// A phone as far as it is seen.
pub(super) fn phone(sight: Sight<'_>, person: UserId, phones: Phones) -> Option<String> {
    let phone = sight.user_phone(person).filter(|it| !it.is_empty())?;
    Some(if phones == Phones::Full { phone.to_owned() } else { clean::masked(phone) })
}
