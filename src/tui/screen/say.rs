//! How things of the campus are said on the screen: short, and never more of a person than this place needs.

use super::Easel;
use crate::campus::{Act, Concern, Day, IncidentAct, Post, RoomId, Seq, Severity, Spot, Stamp, StudentId, TalkAct, UserId};
use crate::desk::Sight;
use crate::desk::rights::{IncidentSight, PlanSight, TalkSight};
use crate::say;
use crate::tui::msg::Fetched;
use crate::tui::theme::Role;
use crate::tui::upkeep::Backup;
use crate::tui::widget::Line;
use crate::words::Lang;
use chrono::Datelike as _;
use std::borrow::Cow;

/// What was said in a talk.
fn words_of(act: &Act) -> Cow<'_, str> {
    match act {
        Act::Talk(TalkAct::Amended { text, .. } | TalkAct::Closed { text, .. } | TalkAct::PlanCancelled { text, .. }) => {
            Cow::Borrowed(text)
        }
        Act::Talk(it) => {
            let said = it.logged().map(|it| &*it.text).or_else(|| it.planned().map(|it| &*it.text));
            Cow::Borrowed(said.unwrap_or_default())
        }
        _ => Cow::Borrowed(""),
    }
}

impl<'a> Easel<'a> {
    /// A student's name.
    pub(in crate::tui) fn student(&self, id: StudentId) -> &'a str {
        self.campus.people().student(id).map_or("", |it| &it.facts.name)
    }

    /// A user's name.
    pub(in crate::tui) fn user(&self, id: UserId) -> &'a str {
        self.campus.staff().user(id).map_or("", |it| &it.name)
    }

    /// Several students: the first by name, the others counted.
    pub(in crate::tui) fn students(&self, ids: &[StudentId]) -> String {
        match ids {
            [] => String::new(),
            [one] => self.student(*one).to_owned(),
            [first, rest @ ..] => format!("{}+{}", self.student(*first), rest.len()),
        }
    }

    /// What this seat sees of the campus.
    pub(in crate::tui) fn sight(&self) -> Sight<'a> {
        Sight::new(self.campus, self.model.seat.user)
    }

    /// A talk, as far as it is seen.
    pub(in crate::tui) fn talk(&self, seq: Seq) -> Option<TalkSight<'a>> {
        self.campus.talks().get(seq).and_then(|it| self.sight().talk(it))
    }

    /// A planned talk, as far as it is seen.
    pub(in crate::tui) fn plan(&self, seq: Seq) -> Option<PlanSight<'a>> {
        self.campus.talks().plans().get(seq).and_then(|it| self.sight().plan(it))
    }

    /// What an entry says that was fetched and may be read.
    pub(in crate::tui) fn words_in(&self, seq: Seq) -> Cow<'a, str> {
        match self.model.texts.get(seq) {
            Some(Fetched::Entry(entry)) => words_of(&entry.act),
            _ => Cow::Borrowed(""),
        }
    }

    /// For when a talk is planned: the day, and the time if one was agreed.
    pub(in crate::tui) fn planned_for(&self, plan: &PlanSight<'_>) -> String {
        let today = self.model.now.day(self.campus.zone());
        let when = plan.when();
        let clock = when.at.map(|at| format!(" {}", self.clock(at))).unwrap_or_default();
        format!("{}{clock}", self.words.day_near(when.day, today))
    }

    /// An incident, as far as it is seen.
    pub(in crate::tui) fn incident(&self, seq: Seq) -> Option<IncidentSight<'a>> {
        self.campus.incidents().get(seq).and_then(|it| self.sight().incident(it))
    }

    /// With whom a talk was; where that is not seen, with how many.
    pub(in crate::tui) fn talked_with(&self, talk: &TalkSight<'_>) -> String {
        talk.students().map_or_else(|| say!(self.words, "screen-people-count", count = talk.people()), |it| self.students(it))
    }

    /// What a talk was about; a sign where that is not seen.
    pub(in crate::tui) fn topic(&self, talk: &TalkSight<'_>) -> String {
        talk.topic().map_or_else(|| self.signs().none.to_owned(), |it| self.words.topic(it))
    }

    /// What kind of incident it is; a sign where that is not seen.
    pub(in crate::tui) fn category(&self, incident: &IncidentSight<'_>) -> String {
        incident.category().map_or_else(|| self.signs().none.to_owned(), |it| self.words.category(it))
    }

    /// The room a student sleeps in, as the college writes it.
    pub(in crate::tui) fn room_of(&self, id: StudentId) -> String {
        let bed = self.campus.people().student(id).and_then(|it| it.facts.bed);
        bed.map(|bed| self.campus.write_room(bed.room)).unwrap_or_default()
    }

    /// A student's class.
    pub(in crate::tui) fn class_of(&self, id: StudentId) -> &'a str {
        let class = self.campus.people().student(id).and_then(|it| it.facts.class);
        class.and_then(|id| self.campus.people().class(id)).map_or("", |it| &it.name)
    }

    /// A building: `3号楼`.
    pub(in crate::tui) fn building(&self, id: crate::campus::BuildingId) -> String {
        let number = self.campus.places().building(id).map_or("", |it| &it.number);
        say!(self.words, "screen-building", number = number)
    }

    /// A place.
    pub(in crate::tui) fn spot(&self, spot: &Spot) -> String {
        match spot {
            Spot::Room(id) => self.campus.write_room(*id),
            Spot::Building(id) => self.building(*id),
            Spot::Community(id) => self.campus.places().community(*id).map(|it| it.name.to_string()).unwrap_or_default(),
            Spot::Words(words) => words.to_string(),
        }
    }

    /// Where a talk or an incident belongs: its place, else the room of its first student.
    pub(in crate::tui) fn whereabouts(&self, place: Option<&Spot>, students: &[StudentId]) -> String {
        place.map(|it| self.spot(it)).or_else(|| students.first().map(|id| self.room_of(*id))).unwrap_or_default()
    }

    /// A post on the schedule: `带班`, `三社区`.
    pub(in crate::tui) fn post(&self, post: Post) -> String {
        match post {
            Post::Leader => say!(self.words, "screen-post-leader"),
            Post::Workroom(id) => self.campus.places().community(id).map(|it| it.name.to_string()).unwrap_or_default(),
        }
    }

    /// A concern level as a short sign with its number, in its colour; nothing for none.
    pub(in crate::tui) fn level(&self, level: Concern) -> Line<'a> {
        match level {
            Concern::None => Line::new(),
            _ => self.say(say!(self.words, "screen-level", number = level.number()), level_role(level)),
        }
    }

    /// A severity as its Roman numeral, in its colour, the gravest two with the alarm sign.
    pub(in crate::tui) fn severity(&self, severity: Severity) -> Line<'a> {
        let sign = if severity <= Severity::Major { self.signs().alarm } else { " " };
        self.say(format!("{sign}{}", severity.roman()), severity_role(severity))
    }

    /// The time left until `due`, or the time it is overdue by, with how it is meant.
    pub(in crate::tui) fn countdown(&self, due: Stamp) -> Line<'a> {
        let now = self.model.now;
        // The last minute is counted in seconds: then the picture is drawn each second.
        let left = due.0 - now.0;
        let span = if (0..=60_000).contains(&left) { self.words.span(now, due) } else { self.span(now, due) };
        if due < now {
            self.say(say!(self.words, "screen-overdue", span = span), Role::Alarm)
        } else {
            self.say(span, if due.minutes_since(now) < 10 { Role::Alarm } else { Role::Due })
        }
    }

    /// The same of what an incident owes: in its last hour the picture is drawn each second, so it is counted in seconds.
    pub(in crate::tui) fn clock_down(&self, due: Stamp) -> Line<'a> {
        let now = self.model.now;
        if !(0..=3_600_000).contains(&(due.0 - now.0)) {
            return self.countdown(due);
        }
        self.say(self.words.span(now, due), if due.minutes_since(now) < 10 { Role::Alarm } else { Role::Due })
    }

    /// A span of time. The picture is drawn once a minute when nothing happens, so it says no seconds.
    pub(in crate::tui) fn span(&self, from: Stamp, to: Stamp) -> String {
        match to.minutes_since(from).unsigned_abs() {
            minutes @ 0..60 => say!(self.words, "screen-minutes", count = minutes),
            minutes @ 360..1440 => say!(self.words, "screen-hours", count = (minutes / 60)),
            _ => self.words.span(from, to),
        }
    }

    /// The day or the clock of a moment.
    pub(in crate::tui) fn moment(&self, at: Stamp) -> String {
        self.words.moment(at, self.model.now, self.campus.zone())
    }

    /// A moment for a narrow list: the clock of today, the day alone of any other.
    pub(in crate::tui) fn moment_short(&self, at: Stamp) -> String {
        let zone = self.campus.zone();
        let (day, today) = (at.day(zone), self.model.now.day(zone));
        if day == today { self.clock(at) } else { self.day_short(day) }
    }

    /// A day for a narrow list: by name within the week, `11/21` else.
    pub(in crate::tui) fn day_short(&self, day: Day) -> String {
        let today = self.model.now.day(self.campus.zone());
        match day.since(today) {
            -1..=6 => self.words.day_near(day, today),
            _ if self.words.lang() == Lang::Zh => format!("{}/{}", day.date().month(), day.date().day()),
            _ => self.words.day(day),
        }
    }

    /// The clock of a moment.
    pub(in crate::tui) fn clock(&self, at: Stamp) -> String {
        self.words.clock(at, self.campus.zone())
    }

    /// What was said in a talk, if it was fetched and may be read; else why not.
    pub(in crate::tui) fn talk_text(&self, talk: &TalkSight<'_>) -> (Cow<'a, str>, Role) {
        if let Some(entry) = self.model.glass.as_ref().filter(|it| it.seq == talk.seq()) {
            return (words_of(&entry.act), Role::Text);
        }
        match self.model.texts.get(talk.seq()) {
            None => (Cow::Borrowed(""), Role::Quiet),
            Some(Fetched::Unreadable) => (say!(self.words, "screen-text-unreadable").into(), Role::Alarm),
            Some(Fetched::Hidden | Fetched::UnderGlass) => (say!(self.words, "screen-text-hidden").into(), Role::Quiet),
            Some(Fetched::Gone) => (say!(self.words, "screen-text-gone").into(), Role::Quiet),
            Some(Fetched::Entry(entry)) => (words_of(&entry.act), Role::Text),
        }
    }

    /// The head of the logbook in groups to be written down, what it is for, and the last backup; nothing where nothing is known.
    pub(in crate::tui) fn custody_lines(&self) -> Vec<(String, Role)> {
        let (words, upkeep) = (self.words, &self.model.upkeep);
        let mut lines = Vec::new();
        if let Some(head) = &upkeep.head {
            lines.push((say!(words, "screen-head", seq = head.seq.0, hash = head.groups.as_str()), Role::Text));
            lines.push((say!(words, "screen-head-what-for"), Role::Quiet));
            lines.push(match upkeep.backup {
                Backup::None => (say!(words, "screen-backup-none"), Role::Warn),
                Backup::Running => (say!(words, "screen-backup-running"), Role::Text),
                Backup::Made { at, entries } => (say!(words, "screen-backup-last", when = self.moment(at), entries = entries), Role::Text),
                Backup::Failed { at, ref why } => {
                    let text = say!(words, "screen-backup-failed", when = self.moment(at), why = why.as_str());
                    (format!("{} {text}", self.signs().alarm), Role::Alarm)
                }
            });
        }
        lines
    }

    /// The names of users, as many as there are.
    pub(in crate::tui) fn users(&self, ids: impl IntoIterator<Item = UserId>) -> String {
        ids.into_iter().map(|id| self.user(id)).collect::<Vec<_>>().join("、")
    }

    /// What was written when an incident was opened, if it was fetched and may be read; else why not.
    pub(in crate::tui) fn incident_text(&self, incident: &IncidentSight<'_>) -> (Cow<'a, str>, Role) {
        match self.model.texts.get(incident.seq()) {
            None => (Cow::Borrowed(""), Role::Quiet),
            Some(Fetched::Unreadable) => (say!(self.words, "screen-text-unreadable").into(), Role::Alarm),
            Some(Fetched::Hidden | Fetched::UnderGlass) => (say!(self.words, "screen-text-hidden").into(), Role::Quiet),
            Some(Fetched::Gone) => (say!(self.words, "screen-text-gone").into(), Role::Quiet),
            Some(Fetched::Entry(entry)) => match &entry.act {
                Act::Incident(IncidentAct::Opened(it) | IncidentAct::OpenedFrom { opened: it, .. } | IncidentAct::Drilled(it)) => {
                    (Cow::Borrowed(&*it.text), Role::Text)
                }
                _ => (Cow::Borrowed(""), Role::Quiet),
            },
        }
    }

    /// The people of a room with the level of those who have one, so many columns at most.
    pub(in crate::tui) fn sleepers(&self, room: RoomId) -> Line<'a> {
        let mut line = Line::new();
        for (at, id) in self.campus.people().in_room(room).iter().enumerate() {
            let Some(student) = self.campus.people().student(*id) else { continue };
            if at > 0 {
                line = line.gap(1);
            }
            line.push(&*student.facts.name, self.style(Role::Text));
            line = line.join(self.level(self.sight().level(*id)));
        }
        line
    }
}

/// The role of a concern level.
pub(super) fn level_role(level: Concern) -> Role {
    match level {
        Concern::None => Role::Quiet,
        Concern::Red => Role::Level1,
        Concern::Orange => Role::Level2,
        Concern::Yellow => Role::Level3,
        Concern::Blue => Role::Level4,
    }
}

/// The role of a severity.
pub(super) fn severity_role(severity: Severity) -> Role {
    match severity {
        Severity::Extreme => Role::Level1,
        Severity::Major => Role::Level2,
        Severity::Serious => Role::Level3,
        Severity::Ordinary => Role::Text,
    }
}

/// A phone or identity number as it may be seen by anybody who looks over a shoulder: `138****2071`.
pub(super) fn mask(number: &str) -> String {
    let chars: Vec<char> = number.chars().collect();
    let (head, tail) = if chars.len() >= 9 { (3, 4) } else { (chars.len() / 4, chars.len() / 4) };
    let hidden = chars.len() - head - tail;
    chars.iter().enumerate().map(|(at, c)| if (head..head + hidden).contains(&at) { '*' } else { *c }).collect()
}

/// The first line of a text, for a cell; the cell cuts it.
pub(super) fn first_line<'a>(text: Cow<'a, str>) -> Cow<'a, str> {
    // More than a cell can show is not worth carrying along.
    let end = text.char_indices().nth(200).map_or(text.len(), |(at, _)| at);
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text[..end].lines().next().unwrap_or("")),
        Cow::Owned(text) => Cow::Owned(text[..end].lines().next().unwrap_or("").to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_masked_whatever_their_length() {
        assert_eq!(mask("13812342071"), "138****2071");
        assert_eq!(mask("110101200601011234"), "110***********1234");
        assert_eq!(mask("8866"), "8**6");
        assert_eq!(mask("12"), "**");
        assert_eq!(mask(""), "");
    }
}
