//! What is gathered once for all students before any of them is weighed: who is looked for, in an open incident, owed a follow-up, was away at
//! night, is back from a leave; and how the classes feel.

use super::super::Sight;
use super::parts::in_parts;
use crate::campus::{
    Campus, ClassId, Concern, Day, LeaveState, Presence, Rules, Seq, Severity, SnoozeHead, Stamp, StudentId, Tz, UserId, Weather,
};
use chrono::Datelike as _;
use smallvec::SmallVec;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// Nights of a student in which they were not in their room.
#[derive(Debug, Default)]
pub(super) struct Nights {
    pub(super) absent: SmallVec<[Day; 4]>,
    pub(super) late: SmallVec<[Day; 4]>,
}

/// The ground on which students are weighed.
pub(super) struct Ground<'a> {
    pub(super) campus: &'a Campus,
    pub(super) sight: Sight<'a>,
    pub(super) rules: &'a Rules,
    pub(super) zone: Tz,
    pub(super) today: Day,
    pub(super) term: (Day, Day),
    pub(super) missing: HashMap<StudentId, (Day, Seq)>,
    pub(super) incidents: HashMap<StudentId, SmallVec<[(Seq, Severity); 1]>>,
    /// The talk in which it was promised, and days past its day.
    pub(super) followups: HashMap<StudentId, SmallVec<[(Seq, i32); 1]>>,
    pub(super) nights: HashMap<StudentId, Nights>,
    /// The leave, and the moment of the return.
    pub(super) back: HashMap<StudentId, (Seq, Stamp)>,
    pub(super) moods: HashMap<ClassId, Weather>,
    pub(super) officers: HashSet<StudentId>,
    pub(super) snoozes: HashMap<StudentId, &'a SnoozeHead>,
}

impl<'a> Ground<'a> {
    pub(super) fn new(campus: &'a Campus, user: UserId, now: Stamp) -> Self {
        let (sight, rules, zone) = (Sight::new(campus, user), campus.presets().rules(), campus.zone());
        let today = now.day(zone);
        let mut ground = Self {
            campus,
            sight,
            rules,
            zone,
            today,
            term: campus.terms().days(today),
            missing: HashMap::new(),
            incidents: HashMap::new(),
            followups: HashMap::new(),
            nights: HashMap::new(),
            back: HashMap::new(),
            moods: HashMap::new(),
            officers: campus.staff().officers().iter().filter(|it| it.until.is_none()).map(|it| it.student).collect(),
            snoozes: campus.care().snoozes_of(user, today).map(|it| (it.student, it)).collect(),
        };
        ground.gather(now);
        ground
    }

    fn gather(&mut self, now: Stamp) {
        let (campus, sight, zone, today) = (self.campus, self.sight, self.zone, self.today);
        // Who was left open for weeks is a matter of the record, not of tonight.
        let sought = campus.searches().open().filter(|it| today.since(it.day) <= i32::from(self.rules.repeat.days));
        self.missing.extend(sought.filter(|it| sight.sees_whereabouts(it.by, it.student)).map(|it| (it.student, (it.day, it.seq))));
        // Nobody has to be talked to because of a drill.
        for it in sight.real_incidents() {
            for id in it.students().unwrap_or_default() {
                self.incidents.entry(*id).or_default().push((it.seq(), it.severity()));
            }
        }
        for it in sight.awaiting() {
            let Some(day) = it.followup().filter(|day| *day <= today) else { continue };
            for id in it.students().unwrap_or_default() {
                self.followups.entry(*id).or_default().push((it.seq(), today.since(day)));
            }
        }
        let first = today.plus(-i32::from(self.rules.repeat.days));
        let sheets: Vec<_> = campus.rounds().sheets().iter().filter(|it| first <= it.day && it.day <= today).collect();
        let away = |part: Range<usize>| {
            let away = sheets[part].iter().flat_map(|sheet| sheet.marks.iter().flat_map(|it| &it.away).map(move |it| (sheet, it)));
            let asked = away.filter(|(sheet, (id, how))| {
                matches!(how, Presence::Absent | Presence::Late) && sight.sees_whereabouts(sheet.author(), *id)
            });
            asked.map(|(sheet, (id, how))| (*id, *how, sheet.day)).collect::<Vec<_>>()
        };
        for (id, how, day) in in_parts(sheets.len(), away).into_iter().flatten() {
            let nights = self.nights.entry(id).or_default();
            if how == Presence::Absent { &mut nights.absent } else { &mut nights.late }.push(day);
        }
        let care = &self.rules.care;
        let since = today.plus(-i32::from(care.back_days)).at(zone, 0, 0);
        for it in campus.leaves().heads() {
            if let LeaveState::Returned(at) = it.state
                && since <= at
                && at <= now
                && it.days() >= i64::from(care.back_after)
                && sight.sees_leave(it)
            {
                self.back.insert(it.student, (it.seq, at));
            }
        }
        // What was said two periods ago is no longer how it is.
        let fresh = today.plus(-2 * i32::from(self.rules.mood.days));
        for it in campus.moods().reports().iter().filter(|it| !it.withdrawn && it.day >= fresh && it.day <= today) {
            if sight.mood(it).is_some() {
                self.moods.insert(it.class, it.weather);
            }
        }
    }

    /// When a student was last talked to, as far as it is seen that it was with them.
    pub(super) fn last_talk(&self, id: StudentId) -> Option<Stamp> {
        self.sight.talks_of(id).next_back().map(|it| it.held())
    }

    /// Days left of the freshmen's days, for a freshman in their first term once those have begun; negative once they are over.
    pub(super) fn freshman_left(&self, id: StudentId) -> Option<i32> {
        let (from, _) = self.term;
        if from.date().month() != 8 {
            return None;
        }
        let grade = self.sight.student(id)?.detail(crate::campus::Detail::Grade)?;
        let year: i32 = grade.chars().filter(char::is_ascii_digit).take(4).collect::<String>().parse().ok()?;
        let (month, day) = self.rules.care.freshmen_begin();
        let begin = Day::ymd(from.date().year(), month, day)?;
        (year == from.date().year() && begin <= self.today).then(|| i32::from(self.rules.care.freshmen_days) - self.today.since(begin))
    }

    /// The level as it is seen; none where it is not.
    pub(super) fn level(&self, id: StudentId) -> Concern {
        self.sight.level(id)
    }
}
