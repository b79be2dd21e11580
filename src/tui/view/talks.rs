//! Whom one ought to talk to (今天该谈): follow-ups due, rhythms overrun, absences of tonight; and how this month goes.

use crate::campus::{Campus, Concern, Day, Presence, Seq, Stamp, Student, StudentId, TalkState, UserId};
use crate::desk::Sight;
use chrono::Datelike as _;
use std::collections::HashMap;

/// How many of the latest talks are looked at for "today" and "this month": talks are logged soon after they are held.
pub(super) const LOOKED_BACK: usize = 20_000;

/// A follow-up that is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// The talk in which it was promised.
    pub talk: Seq,
    /// The day promised.
    pub day: Day,
    /// Days past it; 0 today.
    pub overdue: i32,
}

/// Somebody one ought to talk to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ought {
    /// Whom.
    pub student: StudentId,
    /// Why.
    pub why: OughtWhy,
}

/// Why one ought to talk to somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OughtWhy {
    /// A follow-up is due: the talk, and days past its day.
    FollowUp(Seq, i32),
    /// The rhythm of the concern level: the level, and days since the last talk (`None`: never).
    Rhythm(Concern, Option<i32>),
    /// Absent or late in tonight's round.
    Away(Presence),
}

/// This month's talks of ours.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Month {
    /// Talks, one for each student spoken with.
    pub talks: usize,
    /// Students of our classes spoken with.
    pub reached: usize,
    /// Students of our classes.
    pub own: usize,
    /// The day on which all will be reached at this pace.
    pub full_on: Option<Day>,
}

/// The follow-ups due by today that `user` sees, the most overdue first.
pub fn due_followups(campus: &Campus, now: Stamp, user: UserId) -> Vec<Due> {
    let today = now.day(campus.zone());
    let due = Sight::new(campus, user).awaiting().filter_map(|it| Some((it.seq(), it.followup().filter(|day| *day <= today)?)));
    let mut due: Vec<Due> = due.map(|(talk, day)| Due { talk, day, overdue: today.since(day) }).collect();
    due.sort_by_key(|it| (it.day, it.talk));
    due
}

/// Whom `user` ought to talk to, each student once: follow-ups due, then rhythms overrun by level, then those absent or late tonight.
/// A counselor with classes is told of their own students; anybody else of all.
pub fn ought_to_talk(campus: &Campus, now: Stamp, user: UserId) -> Vec<Ought> {
    let today = now.day(campus.zone());
    let classes = campus.staff().user(user).map(|it| it.classes.clone()).unwrap_or_default();
    let ours = |it: &Student| !it.facts.left && (classes.is_empty() || it.facts.class.is_some_and(|class| classes.contains(&class)));
    let (people, sight) = (campus.people(), Sight::new(campus, user));
    let mut why: HashMap<StudentId, OughtWhy> = HashMap::new();
    for due in due_followups(campus, now, user) {
        let with = campus.talks().get(due.talk).and_then(|it| sight.talk(it)?.students());
        for id in with.unwrap_or_default() {
            if people.student(*id).is_some_and(ours) {
                why.entry(*id).or_insert(OughtWhy::FollowUp(due.talk, due.overdue));
            }
        }
    }
    for (id, it) in people.students().filter(|(_, it)| ours(it)) {
        if it.level == Concern::None {
            continue;
        }
        let level = sight.level(id);
        let Some(rhythm) = campus.presets().rules().care.rhythm_days(level) else { continue };
        let last = sight.talks_of(id).next_back().map(|talk| today.since(talk.held().day(campus.zone())));
        if last.is_none_or(|days| days > rhythm) {
            why.entry(id).or_insert(OughtWhy::Rhythm(level, last));
        }
    }
    let night = now.duty_day(campus.zone());
    let sheets = campus.rounds().sheets().iter().rev().take_while(|it| it.day >= night.plus(-1)).filter(|it| it.day == night);
    for (id, how) in sheets.flat_map(|it| it.marks.iter().flat_map(|mark| mark.away.iter())) {
        if matches!(how, Presence::Absent | Presence::Late) && people.student(*id).is_some_and(ours) {
            why.entry(*id).or_insert(OughtWhy::Away(*how));
        }
    }
    let mut ought: Vec<Ought> = why.into_iter().map(|(student, why)| Ought { student, why }).collect();
    ought.sort_by_key(|it| (urgency(it.why), it.student));
    ought
}

/// Smaller is more urgent.
fn urgency(why: OughtWhy) -> (u8, u8, i32) {
    match why {
        OughtWhy::FollowUp(_, overdue) => (0, 0, -overdue),
        OughtWhy::Rhythm(level, days) => (1, level.number(), -days.unwrap_or(i32::MAX)),
        OughtWhy::Away(Presence::Absent) => (2, 0, 0),
        OughtWhy::Away(_) => (2, 1, 0),
    }
}

/// This month's talks of `user`.
pub fn month_of(campus: &Campus, now: Stamp, user: UserId) -> Month {
    let today = now.day(campus.zone());
    let first = Day::from(today.date().with_day(1).unwrap_or(today.date()));
    let start = first.at(campus.zone(), 0, 0);
    let latest = campus.talks().heads().iter().rev().take(LOOKED_BACK);
    let talks = latest.filter(|it| it.by == user && it.held >= start && it.state != TalkState::Withdrawn);
    let classes = campus.staff().user(user).map(|it| it.classes.clone()).unwrap_or_default();
    let own = || campus.people().enrolled().filter(|(_, it)| it.facts.class.is_some_and(|class| classes.contains(&class)));
    let sight = Sight::new(campus, user);
    let reached = own().filter(|(id, _)| sight.talks_of(*id).next_back().is_some_and(|it| it.held() >= start)).count();
    let own = own().count();
    let days = today.since(first) + 1;
    let left = i32::try_from((own - reached) as i64 * i64::from(days) / (reached as i64).max(1)).unwrap_or(i32::MAX);
    Month {
        talks: talks.map(|it| it.students.len()).sum(),
        reached,
        own,
        full_on: (reached > 0 && reached < own).then(|| today.plus(left)),
    }
}
