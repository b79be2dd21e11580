//! The headers of the logbook as a user sees them: a kind and a subject can betray as much as a text.

use super::Sight;
use super::table::Right;
use crate::campus::{Seq, Subject, TalkHead, UserId};
use crate::logbook::Header;

/// The kind of an entry of which a user sees only that it was written, when and by whom.
pub const HIDDEN: &str = "hidden";

impl Sight<'_> {
    /// A header without what this user does not see.
    pub fn header(self, mut header: Header) -> Header {
        if !self.sees_kind(&header) {
            return Header { kind: HIDDEN.into(), subjects: Vec::new(), ..header };
        }
        let (kind, seq) = (header.kind.clone(), header.seq);
        header.subjects.retain(|subject| self.sees_subject(&kind, seq, *subject));
        header
    }

    fn sees_kind(self, header: &Header) -> bool {
        let talk = |seq| self.campus().talks().get(seq);
        let incident = |seq| self.campus().incidents().get(seq).is_some_and(|it| self.incident(it).is_some());
        match &*header.kind {
            "talk.logged" => talk(header.seq).is_some_and(|it| self.talk(it).is_some()),
            "incident.opened" => incident(header.seq),
            "custody.glass_broken" => first(header, talk_of).is_some_and(|it| self.glass(header.by, it)),
            "custody.unlocks_failed" | "custody.recovery_used" => first(header, user_of).is_some_and(|it| self.unlocks(it)),
            kind if kind.starts_with("custody.eras") => self.erasure(header.by, first(header, entry_of)),
            kind if kind.starts_with("custody.") => self.may(Right::CustodySeen),
            // What became of a talk says how its follow-up stands, and who reads it.
            _ => {
                let talks = first(header, talk_of).is_none_or(|it| talk(it).is_some_and(|it| self.sees_followup(it)));
                talks && first(header, incident_of).is_none_or(incident)
            }
        }
    }

    fn sees_subject(self, kind: &str, seq: Seq, subject: Subject) -> bool {
        let talk = || self.campus().talks().get(seq);
        match (kind, subject) {
            ("talk.logged", Subject::Student(_)) => talk().and_then(|it| self.talk(it)).is_some_and(|it| it.students().is_some()),
            ("talk.logged", Subject::Talk(_)) => talk().is_some_and(|it| self.sees_followup(it)),
            ("incident.opened", Subject::Student(_)) => {
                let head = self.campus().incidents().get(seq);
                head.and_then(|it| self.incident(it)).is_some_and(|it| it.students().is_some())
            }
            _ => true,
        }
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

fn entry_of(subject: &Subject) -> Option<Seq> {
    if let Subject::Entry(seq) = subject { Some(*seq) } else { None }
}

fn user_of(subject: &Subject) -> Option<UserId> {
    if let Subject::User(id) = subject { Some(*id) } else { None }
}
