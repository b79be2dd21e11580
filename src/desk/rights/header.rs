//! The headers of the logbook as a user sees them: a kind and a subject can betray as much as a text.

use super::Sight;
use super::sight::Tie;
use super::table::Right;
use crate::campus::{Seq, StudentId, Subject, TalkHead, UserId};
use crate::logbook::Header;

/// The kind of an entry of which a user sees only that it was written, when and by whom.
pub const HIDDEN: &str = "hidden";

impl Sight<'_> {
    /// A header without what this user does not see.
    pub fn header(self, mut header: Header) -> Header {
        if !self.sees_kind(&header) {
            return Header { kind: HIDDEN.into(), subjects: Vec::new(), ..header };
        }
        let (kind, seq, by) = (header.kind.clone(), header.seq, header.by);
        header.subjects.retain(|subject| self.sees_subject(&kind, (seq, by), *subject));
        header
    }

    fn sees_kind(self, header: &Header) -> bool {
        let talk = |seq| self.campus().talks().get(seq);
        let incident = |seq| self.campus().incidents().get(seq).is_some_and(|it| self.incident(it).is_some());
        match &*header.kind {
            "talk.logged" => talk(header.seq).is_some_and(|it| self.talk(it).is_some()),
            "talk.planned" => self.knows_of_plan(header.seq),
            kind if kind.starts_with("talk.plan_") => first(header, entry_of).is_some_and(|it| self.knows_of_plan(it)),
            // Who added to a talk or took a file out of it is for those who may read it.
            "talk.amended" | "talk.attached" | "talk.file_taken" => {
                first(header, talk_of).and_then(talk).and_then(|it| self.talk(it)).is_some_and(|it| it.reads())
            }
            "incident.opened" => incident(header.seq),
            "request.opened" => self.knows_of_request(header.seq),
            kind if kind.starts_with("request.") => first(header, entry_of).is_some_and(|it| self.knows_of_request(it)),
            "custody.glass_broken" => first(header, talk_of).is_some_and(|it| self.glass(header.by, it)),
            "custody.exported" => self.reaches(Right::ExportsSeen, Tie::mine(header.by == self.user())),
            "custody.revealed" => first(header, student_of).is_some_and(|it| self.sees_reveal(header.by, it)),
            "custody.unlocks_failed" | "custody.recovery_used" => first(header, user_of).is_some_and(|it| self.unlocks(it)),
            kind if kind.starts_with("custody.eras") => self.erasure(header.by, first(header, entry_of)),
            kind if kind.starts_with("custody.") => self.may(Right::CustodySeen),
            kind if kind.starts_with("search.") => first(header, student_of).is_some_and(|it| self.sees_whereabouts(header.by, it)),
            kind if kind.starts_with("query.") => self.sees_query(header.by),
            "leave.asked" => self.knows_of_leave(header.seq),
            "duty.terms_set" => first(header, user_of).is_some_and(|it| self.sees_terms(it)),
            "mood.reported" => self.knows_of_mood(header.seq),
            kind if kind.starts_with("care.") => {
                self.knows_of_care(header.seq) || first(header, entry_of).is_some_and(|it| self.knows_of_care(it))
            }
            "mood.withdrawn" => first(header, entry_of).is_some_and(|it| self.knows_of_mood(it)),
            // What became of a talk says how its follow-up stands, and who reads it; what became of a leave, that there is one.
            _ => {
                let leaves = first(header, leave_of).is_none_or(|it| self.knows_of_leave(it));
                let talks = first(header, talk_of).is_none_or(|it| talk(it).is_some_and(|it| self.sees_followup(it)));
                leaves && talks && first(header, incident_of).is_none_or(incident)
            }
        }
    }

    fn sees_subject(self, kind: &str, (seq, by): (Seq, UserId), subject: Subject) -> bool {
        let talk = || self.campus().talks().get(seq);
        match (kind, subject) {
            ("talk.logged", Subject::Student(_)) => talk().and_then(|it| self.talk(it)).is_some_and(|it| it.students().is_some()),
            ("talk.logged", Subject::Talk(_)) => talk().is_some_and(|it| self.sees_followup(it)),
            // What was planned is seen only with whom.
            ("talk.logged", Subject::Entry(_)) => talk().is_some_and(|it| self.sees_followup(it)),
            ("incident.opened", Subject::Student(_)) => {
                let head = self.campus().incidents().get(seq);
                head.and_then(|it| self.incident(it)).is_some_and(|it| it.students().is_some())
            }
            ("request.opened", Subject::Student(_)) => {
                let head = self.campus().requests().get(seq);
                head.and_then(|it| self.request(it)).is_some_and(|it| it.reads())
            }
            ("community.fellow_set" | "community.met" | "venue.booked", Subject::Student(student)) => self.sees_in_community(by, student),
            ("news.drafted", Subject::Student(_)) => self.campus().news().get(seq).is_some_and(|it| self.reads_news(it)),
            ("news.rewritten", Subject::Student(_)) => self.may(Right::NewsWords),
            // Among what is taken back may be that somebody was found.
            ("undone", Subject::Student(student)) => self.sees_whereabouts(by, student),
            _ => true,
        }
    }

    fn knows_of_plan(self, plan: Seq) -> bool {
        self.campus().talks().plans().get(plan).is_some_and(|it| self.plan(it).is_some())
    }

    fn knows_of_request(self, request: Seq) -> bool {
        self.campus().requests().get(request).is_some_and(|it| self.request(it).is_some())
    }

    fn knows_of_leave(self, leave: Seq) -> bool {
        self.campus().leaves().get(leave).is_some_and(|it| self.sees_leave(it))
    }

    /// A level that was set, a mark, somebody put off: by the entry.
    fn knows_of_care(self, seq: Seq) -> bool {
        let (levels, care) = (self.campus().people().levels(), self.campus().care());
        levels.of_care(seq).is_some_and(|it| self.sees_level_set(it))
            || care.mark(seq).is_some_and(|it| self.sees_mark(it))
            || care.snooze(seq).is_some_and(|it| self.sees_snooze(it))
    }

    fn knows_of_mood(self, report: Seq) -> bool {
        self.campus().moods().get(report).is_some_and(|it| self.sees_mood(it.by, it.class))
    }

    fn sees_followup(self, head: &TalkHead) -> bool {
        // The head is looked up anew: what is seen lives as long as the campus does.
        let head = self.campus().talks().get(head.seq);
        head.and_then(|it| self.talk(it)).is_some_and(|it| it.state().is_some())
    }
}

fn first<T>(header: &Header, pick: impl Fn(&Subject) -> Option<T>) -> Option<T> {
    header.subjects.iter().find_map(pick)
}

fn talk_of(subject: &Subject) -> Option<Seq> {
    if let Subject::Talk(seq) = subject { Some(*seq) } else { None }
}

fn incident_of(subject: &Subject) -> Option<Seq> {
    if let Subject::Incident(seq) = subject { Some(*seq) } else { None }
}

fn leave_of(subject: &Subject) -> Option<Seq> {
    if let Subject::Leave(seq) = subject { Some(*seq) } else { None }
}

fn student_of(subject: &Subject) -> Option<StudentId> {
    if let Subject::Student(id) = subject { Some(*id) } else { None }
}

fn entry_of(subject: &Subject) -> Option<Seq> {
    if let Subject::Entry(seq) = subject { Some(*seq) } else { None }
}

fn user_of(subject: &Subject) -> Option<UserId> {
    if let Subject::User(id) = subject { Some(*id) } else { None }
}
