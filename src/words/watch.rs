//! The hints of the safety watch in words, each with what was counted and what it is held against.

use super::Words;
use crate::campus::{Campus, Hint, Pattern, WatchEntry};
use crate::say;

impl Words {
    /// What a hint is about: `3 号楼 4 层 电热壶`.
    pub fn hint(&self, campus: &Campus, hint: &Hint) -> String {
        let building = |id| campus.places().building(id).map_or("", |it| &*it.number).to_owned();
        match &hint.pattern {
            Pattern::Appliance { building: id, floor, .. } => {
                let what = hint.pattern.finding().map(|it| self.finding(it)).unwrap_or_default();
                say!(self, "campus-hint-appliance", building = building(*id), floor = floor.to_string(), what = what)
            }
            Pattern::Fraud => say!(self, "campus-hint-fraud"),
            Pattern::Mood(id) => say!(self, "campus-hint-mood", class = campus.people().class(*id).map_or("", |it| &*it.name)),
            Pattern::Repair { building: id, office } => {
                say!(self, "campus-hint-repair", building = building(*id), office = office.as_ref())
            }
            Pattern::Late(room) => say!(self, "campus-hint-late", room = campus.write_room(*room)),
        }
    }

    /// Why: how many, from when to when, how many before, and from how many on it is said.
    pub fn hint_why(&self, hint: &Hint) -> String {
        let unit = self.get(match hint.pattern {
            Pattern::Appliance { .. } => "campus-hint-rooms",
            Pattern::Mood(_) => "campus-hint-reports",
            _ => "campus-hint-times",
        });
        say!(
            self,
            "campus-hint-why",
            days = hint.threshold.days.to_string(),
            count = hint.count.to_string(),
            unit = unit,
            first = self.day(hint.first),
            last = self.day(hint.last),
            before = hint.before.to_string(),
            least = hint.threshold.least.to_string()
        )
    }

    /// What was counted once.
    pub fn hint_entry(&self, campus: &Campus, entry: WatchEntry) -> String {
        match entry {
            WatchEntry::Room(room) => campus.write_room(room),
            WatchEntry::Incident(seq) => format!("I{seq}"),
            WatchEntry::Request(seq) => format!("Q{seq}"),
            WatchEntry::Mood(_, weather) => self.weather(weather),
        }
    }
}
