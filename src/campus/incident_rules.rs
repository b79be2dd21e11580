//! What the college's presets say of incidents (事件规则): who must know by when, how long an acknowledgement holds, what is done first.

use super::{Calendar, Category, Severity, Stamp, Step, Tz};
use serde::Deserialize;
use std::collections::BTreeMap;

/// How incidents are handled (事件).
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IncidentRules {
    /// Minutes within which somebody acknowledges an incident of severity I to IV (受理时限); 0 asks for nothing.
    pub respond: [u16; 4],
    /// Minutes after which an acknowledged incident of severity I to IV that nobody touched comes back (受理有效期); 0 never.
    pub hold: [u16; 4],
    /// Who must know by when, and what must be written by when (上报阶梯).
    pub ladder: Vec<ReportRule>,
    /// What is done first, by the key of the category (处置清单).
    #[serde(default)]
    pub checklist: BTreeMap<Box<str>, Vec<CheckItem>>,
    /// Name and phone of the posts of the reporting chain that are no users of the program (联系人), by the key of the post.
    #[serde(default)]
    pub contacts: BTreeMap<Box<str>, Contact>,
}

/// Somebody to be told who is no user of the program.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// What they are called.
    pub name: Box<str>,
    /// Phone, of an office rather than of a person.
    #[serde(default)]
    pub phone: Box<str>,
}

/// A rung of the ladder.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportRule {
    /// Which report, by its key.
    pub step: Box<str>,
    /// Minutes after the opening at severity I to IV; 0 where it is not owed.
    #[serde(default)]
    pub minutes: [u16; 4],
    /// Instead of minutes: so many workdays after the day of the opening, at 17:00.
    #[serde(default)]
    pub workdays: u16,
    /// Only for these categories, by their keys; all where none is named.
    #[serde(default)]
    pub only: Vec<Box<str>>,
}

/// A line of a checklist.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CheckItem {
    /// Its short name in acts and on the command line.
    pub code: Box<str>,
    /// What is to be done.
    pub text: Box<str>,
}

/// The posts of the reporting chain that presets may name.
const POSTS: [&str; 6] = ["duty_leader", "department", "student_office", "security", "counselling_centre", "college_leader"];

/// Most lines of one checklist.
pub const CHECKLIST_LIMIT: usize = 20;
/// Longest name of a line in acts, in bytes.
pub(super) const CODE_LIMIT: usize = 16;

impl ReportRule {
    fn due(&self, (severity, category): (Severity, Category), since: Stamp, zone: Tz, calendar: &Calendar) -> Option<(Step, Stamp)> {
        let step = Step::from_key(&self.step)?;
        if !self.only.is_empty() && !self.only.iter().any(|it| **it == *category.key()) {
            return None;
        }
        if self.workdays > 0 {
            return Some((step, calendar.workdays_after(since.day(zone), self.workdays.into()).at(zone, 17, 0)));
        }
        let minutes = self.minutes.get(severity as usize).copied().filter(|it| *it > 0)?;
        Some((step, since.plus_minutes(minutes.into())))
    }

    fn is_reasonable(&self) -> bool {
        let timed = self.minutes.iter().any(|it| *it > 0);
        let named = self.only.iter().all(|it| Category::from_key(it).is_some());
        Step::from_key(&self.step).is_some() && named && timed != (self.workdays > 0) && self.workdays <= 30
    }
}

impl IncidentRules {
    /// The reports an incident owes and when each is due, by the ladder; each report once, at its earliest.
    pub fn reports(
        &self,
        what: (Severity, Category),
        since: Stamp,
        zone: Tz,
        calendar: &Calendar,
    ) -> smallvec::SmallVec<[(Step, Stamp); 8]> {
        let mut owed: smallvec::SmallVec<[(Step, Stamp); 8]> = smallvec::SmallVec::new();
        for (step, due) in self.ladder.iter().filter_map(|it| it.due(what, since, zone, calendar)) {
            match owed.iter_mut().find(|(it, _)| *it == step) {
                Some((_, before)) => *before = due.min(*before),
                None => owed.push((step, due)),
            }
        }
        owed.sort_by_key(|(step, due)| (*due, *step as u8));
        owed
    }

    /// The checklist of a category; that of 其他 where it has none of its own.
    pub fn checklist(&self, category: Category) -> &[CheckItem] {
        let of = |it: Category| self.checklist.get(it.key());
        of(category).or_else(|| of(Category::Other)).map_or(&[], Vec::as_slice)
    }

    /// Minutes within which somebody acknowledges; `None` where nobody has to.
    pub fn respond(&self, severity: Severity) -> Option<i64> {
        Some(i64::from(self.respond[severity as usize])).filter(|it| *it > 0)
    }

    /// Minutes for which an acknowledgement holds; `None` for ever.
    pub fn hold(&self, severity: Severity) -> Option<i64> {
        Some(i64::from(self.hold[severity as usize])).filter(|it| *it > 0)
    }

    pub(super) fn unreasonable(&self) -> Option<&'static str> {
        let sound = |items: &[CheckItem]| {
            let doubled = items.iter().enumerate().any(|(at, it)| items[..at].iter().any(|other| other.code == it.code));
            let named = items.iter().all(|it| !it.code.is_empty() && it.code.len() <= CODE_LIMIT && !it.text.trim().is_empty());
            items.len() <= CHECKLIST_LIMIT && !doubled && named
        };
        if self.ladder.len() > 32 || !self.ladder.iter().all(ReportRule::is_reasonable) {
            Some("incident.ladder")
        } else if self.checklist.iter().any(|(key, items)| Category::from_key(key).is_none() || !sound(items)) {
            Some("incident.checklist")
        } else if self.contacts.iter().any(|(key, it)| !POSTS.contains(&&**key) || it.name.trim().is_empty()) {
            Some("incident.contacts")
        } else {
            None
        }
    }
}
