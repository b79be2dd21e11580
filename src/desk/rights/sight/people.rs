//! What a user sees of students, of their nights, and of colleagues.

use super::{Sight, Tie};
use crate::campus::{
    ClassId, Concern, LeaveHead, LevelRow, MarkHead, MoodHead, NewsHead, NewsState, Pattern, Presence, PutOff, RoomMark, SnoozeHead,
    StudentId, UserId,
};
use crate::desk::rights::seen::{LevelSight, StudentSight};
use crate::desk::rights::{Grant, Right};

impl<'a> Sight<'a> {
    /// A student.
    pub fn student(self, id: StudentId) -> Option<StudentSight<'a>> {
        Some(StudentSight { sight: self, id, it: self.campus.people().student(id)? })
    }

    /// A student's concern level as it stands; none where it is not seen.
    pub fn level(self, id: StudentId) -> Concern {
        self.student(id).and_then(|it| it.level()).unwrap_or_default()
    }

    /// What set a student's level, oldest first, as far as it is seen. The last one stands.
    pub fn levels_of(self, student: StudentId) -> impl DoubleEndedIterator<Item = LevelSight<'a>> {
        let rows = self.campus.people().levels().of_student(student);
        rows.filter(move |it| self.sees_level_set(it)).map(move |row| LevelSight { sight: self, row })
    }

    /// What set the level that stands, as far as it is seen.
    pub fn standing_level(self, student: StudentId) -> Option<LevelSight<'a>> {
        let row = self.campus.people().levels().standing(student)?;
        self.sees_level_set(row).then_some(LevelSight { sight: self, row })
    }

    /// Whether it is seen that and when a level was set, beyond what it is now: of others' students that may point at a talk.
    pub fn sees_level_set(self, row: &LevelRow) -> bool {
        let mine = row.talk.is_none() && row.by == self.user;
        self.student(row.student).is_some_and(|it| it.level().is_some())
            && self.reaches(Right::StudentLevelSince, Tie { mine, students: &[row.student], ..Tie::default() })
    }

    /// Whether it is read why.
    pub(in crate::desk::rights) fn reads_level(self, row: &LevelRow) -> bool {
        self.sees_level_set(row)
            && self.reaches(Right::LevelWords, Tie { mine: row.by == self.user, students: &[row.student], ..Tie::default() })
    }

    /// Whether a must-talk mark is seen, and what was written about it.
    pub fn sees_mark(self, mark: &MarkHead) -> bool {
        let right = if mark.trigger.is_psychological() { Right::PsychMarkSeen } else { Right::MarkSeen };
        self.reaches(right, Tie { mine: mark.by == self.user, students: &[mark.student], ..Tie::default() })
    }

    /// The marks of a student that hold and are seen, oldest first.
    pub fn marks_of(self, student: StudentId) -> impl DoubleEndedIterator<Item = &'a MarkHead> {
        self.campus.care().marks_of(student).filter(move |it| self.sees_mark(it))
    }

    /// Whether it is seen that a student is put off, and why.
    pub fn sees_snooze(self, snooze: &SnoozeHead) -> bool {
        self.reaches(Right::SnoozeSeen, Tie { mine: snooze.by == self.user, ..Tie::default() })
    }

    /// Whether it is seen, of every normal talk with a student, that it was with them: what counts talks by student asks.
    pub fn follows(self, student: StudentId) -> bool {
        self.reaches(Right::NormalStudents, Tie { students: &[student], ..Tie::default() })
    }

    /// Whether a student is in one of one's own classes.
    pub fn leads_student(self, student: StudentId) -> bool {
        self.leads(student)
    }

    /// How a student was found in a night, as far as it is seen; `by` wrote it down. Present, or not to be seen, is `None`.
    pub fn whereabouts(self, by: UserId, mark: &RoomMark, student: StudentId) -> Option<Presence> {
        let (_, how) = mark.away.iter().find(|(id, _)| *id == student)?;
        self.sees_whereabouts(by, student).then_some(*how)
    }

    /// Whether it is seen where a student was in a night of which `by` wrote something down.
    pub fn sees_whereabouts(self, by: UserId, student: StudentId) -> bool {
        self.reaches(Right::Whereabouts, Tie { mine: by == self.user, students: &[student], ..Tie::default() })
    }

    /// Whether it is seen where a student was in any night, whoever wrote it down: what sums over many nights asks.
    pub fn sees_nights_of(self, student: StudentId) -> bool {
        self.reaches(Right::Whereabouts, Tie { students: &[student], ..Tie::default() })
    }

    /// Whether it is seen that a student is, or asked to be, on leave.
    pub fn sees_leave(self, leave: &LeaveHead) -> bool {
        self.sees_whereabouts(leave.by, leave.student)
    }

    /// Whether it is seen why.
    pub fn reads_leave(self, leave: &LeaveHead) -> bool {
        self.reaches(Right::LeaveWords, Tie { mine: leave.by == self.user, students: &[leave.student], ..Tie::default() })
    }

    /// Whether a search that `by` keeps is seen.
    pub fn sees_query(self, by: UserId) -> bool {
        self.reaches(Right::QueriesSeen, Tie::mine(by == self.user))
    }

    /// The searches this user keeps, name and line.
    pub fn queries(self) -> impl Iterator<Item = (&'a str, &'a str)> {
        let user = self.sees_query(self.user).then_some(self.user);
        user.into_iter().flat_map(move |user| self.campus.queries().of(user))
    }

    /// How this user put a hint of the watch off.
    pub fn put_off(self, pattern: &Pattern) -> Option<&'a PutOff> {
        let user = self.sees_query(self.user).then_some(self.user)?;
        self.campus.queries().put_offs().of(user, pattern)
    }

    /// Whether the mood of a class is seen, as `by` wrote it down.
    pub fn sees_mood(self, by: UserId, class: ClassId) -> bool {
        let mine = by == self.user || self.who.is_some_and(|it| it.classes.contains(&class));
        match self.grant(Right::MoodSeen) {
            // Of a class there are no students to ask about, only who leads it.
            Grant::Own => mine,
            Grant::Mine => by == self.user,
            grant => grant == Grant::Yes,
        }
    }

    /// A report of the mood of a class, if it is seen.
    pub fn mood(self, head: &'a MoodHead) -> Option<&'a MoodHead> {
        self.sees_mood(head.by, head.class).then_some(head)
    }

    /// Whether it is seen that `by` had a number of a student shown in full.
    pub fn sees_reveal(self, by: UserId, student: StudentId) -> bool {
        self.reaches(Right::RevealsSeen, Tie { mine: by == self.user, students: &[student], ..Tie::default() })
    }

    /// Whether the words of a piece of news are read.
    pub fn reads_news(self, head: &NewsHead) -> bool {
        head.state == NewsState::Published || self.reaches(Right::NewsWords, Tie::mine(head.by == self.user))
    }

    /// Whether it is seen what is counted of a user's work (考核).
    pub fn appraises(self, whose: UserId) -> bool {
        let mine = whose == self.user;
        match self.grant(Right::AppraisalSeen) {
            // Of a counselor there are no students to ask about, only which department is theirs.
            Grant::Department => {
                let theirs = self.campus.staff().user(whose).and_then(|it| it.department);
                mine || theirs.is_some() && theirs == self.who.and_then(|it| it.department)
            }
            Grant::Yes => true,
            grant => mine && grant != Grant::No,
        }
    }

    /// A user's phone, still to be masked.
    pub fn user_phone(self, id: UserId) -> Option<&'a str> {
        let phone = self.campus.staff().user(id).map(|it| &*it.phone)?;
        self.reaches(Right::UserPhone, Tie::mine(id == self.user)).then_some(phone)
    }

    /// Whether it is seen on what terms somebody serves.
    pub fn sees_terms(self, user: UserId) -> bool {
        self.reaches(Right::DutyTermsSeen, Tie::mine(user == self.user))
    }
}
