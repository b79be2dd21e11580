//! A search told in words: what was done to find a student, for the incident it becomes.

use super::Words;
use crate::campus::{Campus, Day, Presence, SearchHead, Stamp, StudentId, Tz};
use crate::say;

/// How many nights it is asked back when the student was last in their room.
const LOOKED_BACK: i32 = 14;

impl Words {
    /// Everything known of a search, step by step, each on a line of its own. After `due`, the hour at which it should have become an incident,
    /// it says how late it is.
    pub fn search_story(&self, campus: &Campus, head: &SearchHead, (now, due): (Stamp, Option<Stamp>)) -> String {
        let zone = campus.zone();
        let facts = campus.people().student(head.student).map(|it| &it.facts);
        let name = facts.map_or("", |it| &it.name);
        let number = facts.map_or("", |it| &it.no);
        let class = facts.and_then(|it| it.class).and_then(|id| campus.people().class(id)).map_or("", |it| &it.name);
        let user = |id| campus.staff().user(id).map_or("", |it| &*it.name);
        let (room, since) = (campus.write_room(head.room), self.dated(head.since, zone));
        let mut lines = vec![say!(
            self,
            "campus-story-missing",
            name = name,
            number = number,
            class = class,
            room = room,
            since = since,
            by = user(head.by)
        )];
        lines.push(match last_present(campus, head.day, head.student) {
            Some(day) => say!(self, "campus-story-last-seen", day = self.day(day)),
            None => say!(self, "campus-story-never-seen"),
        });
        lines.extend(head.steps.iter().map(|it| {
            let at = self.dated(it.at, zone);
            let (step, outcome) = (self.ladder_step(it.step), self.call_outcome(it.outcome));
            say!(self, "campus-story-step", at = at, step = step, outcome = outcome, by = user(it.by))
        }));
        if head.steps.is_empty() {
            lines.push(say!(self, "campus-story-no-step"));
        }
        if let Some(due) = due.filter(|due| now.minutes_since(*due) >= 5) {
            let (due, late) = (self.dated(due, zone), self.span(due, now));
            lines.push(say!(self, "campus-story-late", due = due, late = late));
        }
        lines.join("\n")
    }

    fn dated(&self, at: Stamp, zone: Tz) -> String {
        format!("{} {}", self.day(at.day(zone)), self.clock(at, zone))
    }
}

/// The last night before `day` in which a round found the student in the room they sleep in now.
fn last_present(campus: &Campus, day: Day, student: StudentId) -> Option<Day> {
    let room = campus.people().student(student)?.facts.bed?.room;
    (1..=LOOKED_BACK).map(|back| day.plus(-back)).find(|night| {
        let mark = campus.rounds().mark(campus.places(), *night, room);
        mark.is_some_and(|it| !it.away.iter().any(|(id, how)| *id == student && *how != Presence::Late))
    })
}
