//! Whom to talk to next (该和谁谈): everybody who is owed something, the most urgent first, each with what makes them so, term by term.

use super::ground::Ground;
use super::parts::in_parts;
use super::{Circle, Whose};
use crate::campus::{Campus, Concern, Day, Detail, Seq, Stamp, Student, StudentId, Trigger, UserId, Why};
use chrono::Datelike as _;
use smallvec::SmallVec;
use std::cmp::Reverse;
use std::ops::Range;

/// A term of a score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Term {
    /// What.
    pub why: Why,
    /// How many points it adds.
    pub points: u32,
}

/// Somebody who is owed something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextRow {
    /// Whom.
    pub student: StudentId,
    /// The sum of all terms.
    pub score: u32,
    /// What it is made of, the heaviest first.
    pub terms: SmallVec<[Term; 4]>,
    /// When they were last talked to.
    pub last: Option<Stamp>,
    /// The entry by which whoever asks has put them off.
    pub snoozed: Option<Seq>,
}

/// Everybody who is owed something.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Next {
    /// Those to be talked to now: by score, then who was not talked to for longest, then in the order of the roster.
    pub rows: Vec<NextRow>,
    /// Those who are put off, in the same order.
    pub snoozed: Vec<NextRow>,
    /// How many students were asked about.
    pub students: usize,
}

impl Next {
    fn and(mut self, other: Self) -> Self {
        self.rows.extend(other.rows);
        self.snoozed.extend(other.snoozed);
        self.students += other.students;
        self
    }
}

/// Whom `user` should talk to next, as they see it at `now`.
pub fn next(campus: &Campus, user: UserId, now: Stamp, whose: Whose) -> Next {
    let (ground, circle) = (Ground::new(campus, user, now), Circle::new(campus, user, whose));
    let weigh = |part: Range<usize>| {
        let mut next = Next::default();
        let students = campus.people().students().skip(part.start).take(part.len());
        for (id, it) in students.filter(|(id, it)| circle.holds(campus, *id, it)) {
            next.students += 1;
            let weighed = Scales::new(&ground, id, it).weigh();
            if weighed.owed {
                if weighed.row.snoozed.is_some() { &mut next.snoozed } else { &mut next.rows }.push(weighed.row);
            }
        }
        next
    };
    let parts = in_parts(campus.people().students().len(), weigh).into_iter();
    let mut next = parts.reduce(Next::and).unwrap_or_default();
    let order = |it: &NextRow| (Reverse(it.score), it.last, it.student);
    next.rows.sort_by_key(order);
    next.snoozed.sort_by_key(order);
    next
}

/// What one student's score is made of, owed or not; `None` if there is no such student, or they have left.
pub fn why(campus: &Campus, user: UserId, now: Stamp, student: StudentId) -> Option<NextRow> {
    let it = campus.people().student(student).filter(|it| !it.facts.left)?;
    Some(Scales::new(&Ground::new(campus, user, now), student, it).weigh().row)
}

struct Weighed {
    row: NextRow,
    /// Something of it is owed, not only aggravating.
    owed: bool,
}

/// One student being weighed.
struct Scales<'a, 'g> {
    ground: &'g Ground<'a>,
    id: StudentId,
    it: &'g Student,
    terms: SmallVec<[Term; 4]>,
    owed: bool,
    /// The newest entry that ends a putting off: who is looked for or in an incident, or comes to a grave level, is not put off any longer.
    fresh: Option<Seq>,
}

impl<'a, 'g> Scales<'a, 'g> {
    fn new(ground: &'g Ground<'a>, id: StudentId, it: &'g Student) -> Self {
        Self { ground, id, it, terms: SmallVec::new(), owed: false, fresh: None }
    }

    /// Something that is owed. What the presets give no points is not asked for.
    fn owe(&mut self, why: Why, points: u32) {
        if points > 0 {
            self.terms.push(Term { why, points });
            self.owed = true;
        }
    }

    /// Something that only makes what is owed more urgent.
    fn add(&mut self, why: Why, points: u32) {
        if points > 0 {
            self.terms.push(Term { why, points });
        }
    }

    fn weigh(mut self) -> Weighed {
        let last = self.ground.last_talk(self.id);
        self.happened(last);
        self.level(last);
        self.term(last);
        self.marks(last);
        self.birthday(last);
        if self.owed {
            self.aggravates();
        }
        self.terms.sort_by_key(|it| Reverse(it.points));
        let snooze = self.ground.snoozes.get(&self.id).filter(|it| self.fresh.is_none_or(|fresh| fresh < it.seq));
        let row = NextRow {
            student: self.id,
            score: self.terms.iter().map(|it| it.points).sum(),
            terms: self.terms,
            last,
            snoozed: snooze.map(|it| it.seq),
        };
        Weighed { row, owed: self.owed }
    }

    fn freshen(&mut self, seq: Seq) {
        self.fresh = self.fresh.max(Some(seq));
    }

    /// Searches, incidents, follow-ups, nights away, returns.
    fn happened(&mut self, last: Option<Stamp>) {
        let (ground, id) = (self.ground, self.id);
        let rules = &ground.rules.next;
        if let Some((day, seq)) = ground.missing.get(&id) {
            self.owe(Why::Missing(*day), rules.missing.into());
            self.freshen(*seq);
        }
        for (seq, severity) in ground.incidents.get(&id).into_iter().flatten() {
            self.owe(Why::Incident(*seq, *severity), rules.of_incident(*severity));
            self.freshen(*seq);
        }
        for (talk, overdue) in ground.followups.get(&id).into_iter().flatten() {
            self.owe(Why::FollowUp(*talk, *overdue), rules.followup.points(overdue.unsigned_abs().saturating_add(1)));
        }
        if let Some(nights) = ground.nights.get(&id) {
            // A talk on the day after answers a night away; one in the evening before it does not.
            // The night in which they are looked for stands for itself.
            let looked_for = ground.missing.get(&id).map(|(day, _)| *day);
            let since = |days: &[Day]| {
                let unanswered = |it: &&Day| last.is_none_or(|last| last < it.plus(1).at(ground.zone, 0, 0));
                days.iter().filter(|it| Some(**it) != looked_for).filter(unanswered).count() as u32
            };
            let (absent, late) = (since(&nights.absent), since(&nights.late));
            self.owe(Why::Absent(absent), rules.absent.points(absent));
            if late >= u32::from(ground.rules.repeat.late) {
                self.owe(Why::Late(late), rules.late.points(late));
            }
        }
        if let Some((leave, at)) = ground.back.get(&id).filter(|(_, at)| last.is_none_or(|last| last < *at)) {
            self.owe(Why::Back(*leave, at.day(ground.zone)), rules.back.into());
        }
    }

    /// What the level asks for.
    fn level(&mut self, last: Option<Stamp>) {
        if self.it.level == Concern::None {
            return;
        }
        let (ground, id) = (self.ground, self.id);
        let level = ground.level(id);
        let (care, rules) = (&ground.rules.care, &ground.rules.next);
        if let Some(rhythm) = care.rhythm_days(level) {
            match last.map(|it| ground.today.since(it.day(ground.zone))) {
                None => self.owe(Why::Never(level), rules.never.into()),
                Some(days) if days > rhythm => self.owe(Why::Rhythm(level, days), rules.rhythm.points((days - rhythm).unsigned_abs())),
                Some(_) => {}
            }
        }
        if let Some(set) = ground.sight.standing_level(id)
            && let Some(day) = set.row().review_on(care).filter(|day| *day <= ground.today)
        {
            let days = ground.today.since(day);
            self.owe(Why::Review(level, days), rules.review.points(days.unsigned_abs().saturating_add(1)));
        }
        if matches!(level, Concern::Red | Concern::Orange)
            && let Some(set) = ground.campus.people().levels().standing(id)
        {
            self.freshen(set.seq);
        }
    }

    /// Everybody once a term, freshmen within their days.
    fn term(&mut self, last: Option<Stamp>) {
        let (ground, rules) = (self.ground, &self.ground.rules.next);
        let (from, until) = ground.term;
        if last.is_some_and(|it| it.day(ground.zone) >= from) {
            return;
        }
        let (passed, length) = (ground.today.since(from) + 1, until.since(from) + 1);
        let share = |whole: u16, passed: i32, length: i32| {
            let points = u32::from(whole) * passed.clamp(0, length).unsigned_abs() / length.max(1).unsigned_abs();
            if whole == 0 { 0 } else { points.max(1) }
        };
        self.owe(Why::Term((passed.clamp(0, length) * 100 / length.max(1)).unsigned_abs()), share(rules.term, passed, length));
        if let Some(left) = ground.freshman_left(self.id) {
            let days = i32::from(ground.rules.care.freshmen_days);
            self.owe(Why::Freshman(left), share(rules.freshman, days - left, days));
        }
    }

    /// Marks that no talk has answered.
    fn marks(&mut self, last: Option<Stamp>) {
        let ground = self.ground;
        for mark in ground.sight.marks_of(self.id).filter(|mark| last.is_none_or(|last| last < mark.at)) {
            self.owe(Why::Mark(mark.seq, mark.trigger, mark.day), ground.rules.next.of_mark(mark.trigger));
        }
    }

    /// A birthday that nobody has thought of yet. It is known from the identity number, to those who may see that.
    fn birthday(&mut self, last: Option<Stamp>) {
        let ground = self.ground;
        let ahead = i32::from(ground.rules.care.birthday_days);
        let Some(days) = self.birth().and_then(|(month, day)| days_until(ground.today, month, day)).filter(|days| *days <= ahead) else {
            return;
        };
        // Whoever was talked to in these very days was congratulated.
        if last.is_none_or(|it| it.day(ground.zone) < ground.today.plus(days - ahead)) {
            self.owe(Why::Birthday(days), ground.rules.next.birthday.into());
        }
    }

    fn birth(&self) -> Option<(u32, u32)> {
        let number = self.ground.sight.student(self.id)?.detail(Detail::IdentityNo)?;
        if number.len() != 18 || !number.is_char_boundary(14) {
            return None;
        }
        Some((number.get(10..12)?.parse().ok()?, number.get(12..14)?.parse().ok()?))
    }

    /// What makes somebody more urgent who is owed something anyhow.
    fn aggravates(&mut self) {
        let (ground, id) = (self.ground, self.id);
        let rules = &ground.rules.next;
        let level = if self.it.level == Concern::None { Concern::None } else { ground.level(id) };
        self.add(Why::Level(level), rules.of_level(level));
        if self.terms.iter().any(|it| matches!(it.why, Why::Term(_))) {
            for trigger in self.traits() {
                self.add(Why::Trait(trigger), rules.of_mark(trigger));
            }
        }
        if let Some(weather) = self.it.facts.class.and_then(|class| ground.moods.get(&class)) {
            self.add(Why::Mood(*weather), rules.of_mood(*weather));
        }
    }

    /// What the campus knows of itself that makes a talk a must.
    fn traits(&self) -> SmallVec<[Trigger; 3]> {
        let mut traits = SmallVec::new();
        if self.ground.officers.contains(&self.id) {
            traits.push(Trigger::Officer);
        }
        let Some(seen) = self.ground.sight.student(self.id) else { return traits };
        if seen.detail(Detail::Political).is_some_and(|it| it.contains("党员")) {
            traits.push(Trigger::Party);
        }
        if seen.detail(Detail::Ethnic).is_some_and(|it| !it.trim().is_empty() && !it.trim().starts_with('汉')) {
            traits.push(Trigger::Minority);
        }
        traits
    }
}

/// Days from today to the next time it is this day of the year; whoever was born on 29 February has it on the 28th in other years.
fn days_until(today: Day, month: u32, day: u32) -> Option<i32> {
    let in_year = |year| Day::ymd(year, month, day).or_else(|| (month == 2 && day == 29).then(|| Day::ymd(year, 2, 28)).flatten());
    let year = today.date().year();
    let this = in_year(year)?;
    if this >= today { Some(this.since(today)) } else { in_year(year.saturating_add(1)).map(|it| it.since(today)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_birthday_comes_every_year() {
        let day = |y, m, d| Day::ymd(y, m, d).unwrap();
        assert_eq!(days_until(day(2026, 11, 24), 11, 24), Some(0));
        assert_eq!(days_until(day(2026, 12, 30), 1, 1), Some(2), "over new year");
        assert_eq!(days_until(day(2026, 2, 26), 2, 29), Some(2), "no leap year");
        assert_eq!(days_until(day(2028, 2, 26), 2, 29), Some(3));
        assert_eq!(days_until(day(2026, 11, 24), 13, 1), None);
    }
}
