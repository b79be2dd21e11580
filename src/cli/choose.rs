//! From what was typed to what is meant: students, rooms, users, values of a kind, days. Where several may be meant, none is chosen.

use super::problem::Problem;
use crate::campus::{Bed, BuildingId, Campus, ClassId, CommunityId, Day, DepartmentId, RoomId, Stamp, StudentId, UserId};
use crate::capture::Resolve;
use crate::finder::{self, Asker, Finder, Hit};
use crate::say;
use crate::text;
use crate::words::Words;

/// Most candidates that are looked at to tell whether a choice is clear.
const CANDIDATES: usize = 100;

/// Finds students and rooms for whoever sits at this desk.
pub(super) struct Finding<'a> {
    pub(super) words: &'a Words,
    pub(super) campus: &'a Campus,
    pub(super) finder: &'a Finder,
    pub(super) asker: Asker,
}

impl<'a> Finding<'a> {
    pub(super) fn new(words: &'a Words, campus: &'a Campus, finder: &'a Finder, user: UserId) -> Self {
        Self { words, campus, finder, asker: Asker::of(campus, user, None) }
    }

    /// Everybody a query may mean, best first.
    pub(super) fn hits(&self, query: &str, limit: usize) -> Vec<Hit> {
        self.finder.students(self.campus, query, &self.asker, limit)
    }

    /// The one student who is meant.
    pub(super) fn student(&self, query: &str) -> Result<StudentId, Problem> {
        if let Some(id) = self.campus.people().by_no(query) {
            return Ok(id);
        }
        let hits = self.hits(query, CANDIDATES);
        let candidates: Vec<StudentId> = hits.iter().map(|it| it.student).collect();
        match (finder::certain(&hits), candidates.as_slice()) {
            (Some(id), _) => Ok(id),
            (None, []) => Err(Problem::not_found(self.words, query)),
            (None, several) => Err(Problem::ambiguous_students(self.words, self.campus, query, several)),
        }
    }

    /// The one room that is meant.
    pub(super) fn room(&self, query: &str) -> Result<RoomId, Problem> {
        if let Some(id) = self.finder.room(self.campus, query, None) {
            return Ok(id);
        }
        match self.finder.rooms(self.campus, query, None, CANDIDATES).as_slice() {
            [] => Err(Problem::not_found(self.words, query)),
            several => {
                let rooms: Vec<String> = several.iter().map(|id| self.campus.write_room(*id)).collect();
                Err(Problem::ambiguous_rooms(self.words, query, &rooms))
            }
        }
    }

    /// The one building that is meant: its number, or whatever else people call it.
    pub(super) fn building(&self, query: &str) -> Result<BuildingId, Problem> {
        if let Some(id) = self.campus.places().building_by_number(query) {
            return Ok(id);
        }
        match self.finder.buildings(self.campus, query).as_slice() {
            [] => Err(Problem::not_found(self.words, query)),
            [id] => Ok(*id),
            several => {
                let numbers = several.iter().filter_map(|id| self.campus.places().building(*id)).map(|it| it.number.to_string());
                Err(Problem::ambiguous_rooms(self.words, query, &numbers.collect::<Vec<_>>()))
            }
        }
    }

    /// The one class that is meant.
    pub(super) fn class(&self, query: &str) -> Result<ClassId, Problem> {
        self.named(query, self.campus.people().classes().map(|(id, it)| (id, &*it.name)))
    }

    /// The one department that is meant.
    pub(super) fn department(&self, query: &str) -> Result<DepartmentId, Problem> {
        self.named(query, self.campus.people().departments().map(|(id, it)| (id, &*it.name)))
    }

    /// The one community that is meant.
    pub(super) fn community(&self, query: &str) -> Result<CommunityId, Problem> {
        self.named(query, self.campus.places().communities().map(|(id, it)| (id, &*it.name)))
    }

    /// The one with this name; else the one whose name holds what was typed.
    fn named<'n, T: Copy>(&self, query: &str, all: impl Iterator<Item = (T, &'n str)>) -> Result<T, Problem> {
        let all: Vec<(T, &str)> = all.collect();
        let plain = text::fold(query);
        let plain = plain.trim();
        if let Some((id, _)) = all.iter().find(|(_, name)| *name == plain) {
            return Ok(*id);
        }
        let near: Vec<(T, &str)> = all.into_iter().filter(|(_, name)| !plain.is_empty() && name.contains(plain)).collect();
        match near.as_slice() {
            [] => Err(Problem::not_found(self.words, query)),
            [(id, _)] => Ok(*id),
            several => {
                let names: Vec<String> = several.iter().map(|(_, name)| (*name).to_owned()).collect();
                Err(Problem::ambiguous_rooms(self.words, query, &names))
            }
        }
    }

    /// The bed that is meant: room, then the number on the bed, `3-412-2`.
    pub(super) fn bed(&self, typed: &str) -> Result<Bed, Problem> {
        let parted = typed.rsplit_once(['-', '/', '床', ' ']);
        let parted = parted.map(|(room, bed)| (room.trim(), if bed.is_empty() { room } else { bed })).filter(|(room, _)| !room.is_empty());
        if let Some((room, bed)) = parted
            && let Ok(bed) = text::fold(bed).trim().parse::<u8>()
            && let Ok(room) = self.room(room)
        {
            return Ok(Bed { room, bed });
        }
        // Perhaps the room alone; then say what is free in it.
        let room = self.room(typed)?;
        let beds = self.campus.places().room(room).map_or(0, |it| it.beds);
        let sleepers = self.campus.people().in_room(room).iter();
        let taken: Vec<u8> = sleepers.filter_map(|id| self.campus.people().student(*id)?.facts.bed).map(|it| it.bed).collect();
        let free: Vec<u8> = (1..=beds).filter(|bed| !taken.contains(bed)).collect();
        let place = self.campus.write_room(room);
        let said = free.iter().map(u8::to_string).collect::<Vec<_>>().join(" ");
        Err(Problem::usage("bed_needed", say!(self.words, "cli-bed-needed", room = place, free = said)).with("free", free))
    }

    /// The one user who is meant: by login, else by name.
    pub(super) fn user(&self, query: &str) -> Result<UserId, Problem> {
        if let Some(id) = self.campus.staff().by_login(query) {
            return Ok(id);
        }
        match self.finder.users(self.campus, query).as_slice() {
            [] => Err(Problem::not_found(self.words, query)),
            [id] => Ok(*id),
            several => {
                let users = several.iter().filter_map(|id| self.campus.staff().user(*id));
                let logins: Vec<String> = users.map(|it| it.login.to_string()).collect();
                Err(Problem::ambiguous_rooms(self.words, query, &logins))
            }
        }
    }
}

impl Resolve for Finding<'_> {
    fn students(&self, words: &str) -> Vec<StudentId> {
        self.hits(words, CANDIDATES).iter().map(|it| it.student).collect()
    }

    fn rooms(&self, words: &str) -> Vec<RoomId> {
        self.finder.rooms(self.campus, words, None, CANDIDATES)
    }
}

/// One value of a kind, by its key for scripts or by its name in the seat's language.
pub(super) fn one_of<T: Copy>(
    words: &Words,
    what: &str,
    typed: &str,
    all: &[T],
    key: impl Fn(T) -> &'static str,
    label: impl Fn(&Words, T) -> String,
) -> Result<T, Problem> {
    let found = all.iter().copied().find(|it| key(*it).eq_ignore_ascii_case(typed) || label(words, *it) == typed);
    found.ok_or_else(|| {
        let keys: Vec<&str> = all.iter().map(|it| key(*it)).collect();
        let typed = text::clean(typed);
        let message = say!(words, "cli-bad-value", what = what, typed = typed.as_ref(), keys = keys.join(" "));
        Problem::usage("bad_value", message).with("allowed", keys)
    })
}

/// When something begins or ends: a day (`2026-11-23`, `today`, `yesterday`, `tomorrow`, `7d` ago) or a moment (RFC 3339).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    Day(Day),
    Moment(Stamp),
}

impl When {
    pub(super) fn read(words: &Words, typed: &str, today: Day) -> Result<Self, Problem> {
        let plain = text::fold(typed).trim().to_ascii_lowercase();
        if let Ok(date) = plain.parse::<chrono::NaiveDate>() {
            return Ok(Self::Day(Day::from(date)));
        }
        if let Ok(at) = chrono::DateTime::parse_from_rfc3339(typed.trim()) {
            return Ok(Self::Moment(Stamp::from(at)));
        }
        let days_ago = plain.strip_suffix('d').and_then(|it| it.parse::<u16>().ok()).map(i32::from);
        let day = match plain.as_str() {
            "today" | "今天" => Some(today),
            "yesterday" | "昨天" => Some(today.plus(-1)),
            "tomorrow" | "明天" => Some(today.plus(1)),
            _ => days_ago.map(|it| today.plus(-it)),
        };
        let typed = text::clean(typed);
        day.map(Self::Day).ok_or_else(|| Problem::usage("bad_time", say!(words, "cli-bad-day", typed = typed.as_ref())))
    }

    /// The first moment that counts, as a lower bound.
    pub(super) fn first(self, campus: &Campus) -> Stamp {
        match self {
            Self::Day(day) => day.at(campus.zone(), 0, 0),
            Self::Moment(at) => at,
        }
    }

    /// The first moment that no longer counts, as an upper bound: a day is meant wholly.
    pub(super) fn end(self, campus: &Campus) -> Stamp {
        match self {
            Self::Day(day) => day.plus(1).at(campus.zone(), 0, 0),
            Self::Moment(at) => Stamp(at.0.saturating_add(1)),
        }
    }
}

/// A moment: an RFC 3339 time, a day and a clock (`2026-11-24 18:00`), a day alone (its beginning, or its end), or a clock alone. A clock before
/// noon is after midnight of this night.
pub(super) fn moment(words: &Words, campus: &Campus, typed: &str, now: Stamp, end: bool) -> Result<Stamp, Problem> {
    let (plain, zone) = (text::fold(typed), campus.zone());
    let plain = plain.trim();
    if let Ok(clock) = chrono::NaiveTime::parse_from_str(plain, "%H:%M") {
        use chrono::Timelike as _;
        let night = now.duty_day(zone);
        let day = if clock.hour() < 12 { night.plus(1) } else { night };
        return Ok(day.at(zone, clock.hour(), clock.minute()));
    }
    let both = plain.replace('T', " ");
    if let Ok(at) = chrono::NaiveDateTime::parse_from_str(&both, "%Y-%m-%d %H:%M") {
        use chrono::Timelike as _;
        return Ok(Day::from(at.date()).at(zone, at.hour(), at.minute()));
    }
    let typed = text::clean(typed);
    let when = When::read(words, plain, now.day(zone));
    let when = when.map_err(|_| Problem::usage("bad_time", say!(words, "cli-bad-moment", typed = typed.as_ref())))?;
    Ok(match when {
        When::Moment(at) => at,
        When::Day(_) if end => when.end(campus),
        When::Day(_) => when.first(campus),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::campus::Topic;
    use crate::words::Lang;

    #[test]
    fn a_value_is_known_by_key_and_by_name() {
        let words = Words::new(Lang::Zh);
        let read = |typed| one_of(&words, "topic", typed, &Topic::ALL, Topic::key, |words, it| words.topic(it)).ok();
        assert_eq!(read("psych"), Some(Topic::Psych));
        assert_eq!(read("心理"), Some(Topic::Psych));
        assert_eq!(read("心"), None);
    }

    #[test]
    fn a_moment_is_a_clock_of_this_night_a_day_or_both() {
        let (words, campus) = (Words::new(Lang::En), Campus::default());
        let day = Day::ymd(2026, 12, 31).unwrap();
        let now = day.at(campus.zone(), 23, 30);
        let read = |typed, end| moment(&words, &campus, typed, now, end).ok();
        assert_eq!(read("22:10", false), Some(day.at(campus.zone(), 22, 10)));
        assert_eq!(read("00:20", false), Some(day.plus(1).at(campus.zone(), 0, 20)), "over midnight, and over new year");
        assert_eq!(read("2027-01-02", false), Some(day.plus(2).at(campus.zone(), 0, 0)));
        assert_eq!(read("2027-01-02", true), Some(day.plus(3).at(campus.zone(), 0, 0)));
        assert_eq!(read("2027-01-02 18:00", true), Some(day.plus(2).at(campus.zone(), 18, 0)));
        assert_eq!(read("2027-01-02T18:00", true), read("2027-01-02T18:00:00+08:00", true));
        assert_eq!((read("25:00", false), read("tonight", false)), (None, None));
    }

    #[test]
    fn days_are_read_as_dates_words_or_counts() {
        let words = Words::new(Lang::En);
        let today = Day::ymd(2026, 11, 23).unwrap();
        let read = |typed| When::read(&words, typed, today).ok();
        assert_eq!(read("2026-11-01"), Day::ymd(2026, 11, 1).map(When::Day));
        assert_eq!(read("昨天"), Some(When::Day(today.plus(-1))));
        assert_eq!(read("tomorrow"), Some(When::Day(today.plus(1))));
        assert_eq!(read("7d"), Some(When::Day(today.plus(-7))));
        assert_eq!(read("2026-11-23T08:00:00+08:00"), Some(When::Moment(Stamp(1_795_392_000_000))));
        assert_eq!(read("2026-13-01"), None);
        assert_eq!(read("99999999999d"), None);
    }
}
