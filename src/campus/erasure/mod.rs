//! Erasure (删除): what is left of an act when the words in it are gone, and what goes from the campus with them.
//!
//! Two ways have to come to the same: an open campus to which [`CustodyAct::Erased`] is applied, and one that is built again from the acts
//! as they are left. So everything that gives ids or decides what later entries mean stays: who, when, to what, how it stood.

mod handover;
mod incident;
mod request;
mod talk;
mod term;

use request::left_of_request;
use talk::left_of_talk;
use term::{left_of_activity, left_of_community, left_of_venue};

use crate::campus::{
    Act, AwardAct, Campus, CareAct, CustodyAct, Day, Entry, ErasureScope, HygieneAct, Import, IncidentHead, LeaveAct, LeaveAsked,
    LevelChange, MarkChange, Marked, MoodAct, MoodReported, Moved, NoteKey, PersonAct, RequestHead, RoomId, RoundAct, Scored, SealedNote,
    SearchAct, Seq, Served, ServiceAct, ShiftAct, Snoozed, Spot, Stamp, StudentChange, StudentFacts, StudentId, TalkFile, TalkHead,
};

impl StudentFacts {
    /// What is left of an erased student: nobody, gone, without a bed. The same for all, so that nothing tells them apart but the id.
    pub fn erased() -> Self {
        Self { left: true, ..Self::new("", "") }
    }

    /// Whether this is what is left of an erased student. Nobody else is without a number.
    pub fn is_erased(&self) -> bool {
        self.no.is_empty()
    }
}

impl SealedNote {
    /// What is left of an erased note: who its readers were.
    pub(super) fn erased(&self) -> Self {
        let keys = self.keys.iter().map(|it| NoteKey { reader: it.reader, glass: it.glass, wrapped: Box::default() });
        Self { sealed: Box::default(), keys: keys.collect() }
    }

    /// Whether this is what is left of an erased note.
    pub fn is_erased(&self) -> bool {
        self.sealed.is_empty()
    }
}

impl TalkFile {
    /// What is left of an erased file: that there was one.
    pub(super) fn erased() -> Self {
        Self { name: Box::default(), bytes: Box::default() }
    }

    /// Whether this is what is left of an erased file.
    pub fn is_erased(&self) -> bool {
        self.bytes.is_empty()
    }
}

impl ErasureScope {
    fn holds_day(self, day: Day) -> bool {
        matches!(self, Self::Period { from, until } if from <= day && day <= until)
    }

    fn holds_one_of(self, students: &[StudentId]) -> bool {
        matches!(self, Self::Student(id) if students.contains(&id))
    }

    fn holds_talk(self, campus: &Campus, it: &TalkHead) -> bool {
        self.holds_one_of(&it.students) || self.holds_day(it.held.day(campus.zone()))
    }

    fn holds_request(self, campus: &Campus, it: &RequestHead) -> bool {
        self.holds_one_of(it.student.as_slice()) || self.holds_day(it.at.day(campus.zone()))
    }

    fn holds_incident(self, campus: &Campus, it: &IncidentHead) -> bool {
        self.holds_one_of(&it.students) || self.holds_day(it.opened.day(campus.zone()))
    }
}

impl Entry {
    /// What is left of this entry's act after an erasure; `None` if the erasure does not concern it, or there is nothing left to erase.
    /// `campus` is as it stood before the entry, for whom it was about.
    ///
    /// Of a talk with several students the words go as soon as one of them is erased: nobody can say which of them are about whom.
    pub fn residue(&self, campus: &Campus, scope: ErasureScope) -> Option<Act> {
        let left = self.left_of(&self.act, campus, scope)?;
        (left != self.act).then_some(left)
    }

    fn left_of(&self, act: &Act, campus: &Campus, scope: ErasureScope) -> Option<Act> {
        match act {
            Act::Talk(act) => left_of_talk(act, campus, scope).map(Act::Talk),
            Act::Incident(act) => self.left_of_incident(act, campus, scope).map(Act::Incident),
            Act::Round(act) => left_of_round(act, campus, scope).map(Act::Round),
            Act::Search(act) => left_of_search(act, scope).map(Act::Search),
            Act::Leave(act) => left_of_leave(act, campus, scope).map(Act::Leave),
            Act::Hygiene(act) => left_of_hygiene(act, campus, scope).map(Act::Hygiene),
            Act::Mood(act) => left_of_mood(act, scope).map(Act::Mood),
            Act::Service(act) => left_of_service(act, scope).map(Act::Service),
            Act::Person(PersonAct::Moved(it)) => {
                let concerned = it.changes.iter().any(|it| scope.holds_one_of(&[it.student]));
                let concerned = concerned || scope.holds_day(self.at.day(campus.zone()));
                concerned.then(|| Act::Person(PersonAct::Moved(Moved { changes: it.changes.clone(), reason: "".into() })))
            }
            Act::Custody(CustodyAct::Revealed { student, what, .. }) => {
                let concerned = scope.holds_one_of(&[*student]) || scope.holds_day(self.at.day(campus.zone()));
                concerned.then(|| Act::Custody(CustodyAct::Revealed { student: *student, what: *what, reason: "".into() }))
            }
            Act::Person(act) => match scope {
                ErasureScope::Student(id) => Some(Act::Person(left_of_person(act, campus, id))),
                ErasureScope::Period { .. } => None,
            },
            Act::Custody(CustodyAct::GlassBroken { talk, .. }) => {
                campus.talks().get(*talk).filter(|it| scope.holds_talk(campus, it))?;
                Some(Act::Custody(CustodyAct::GlassBroken { talk: *talk, reason: "".into() }))
            }
            // One level only, as it is applied.
            Act::Undone { of, by } if !matches!(**by, Act::Undone { .. }) => {
                Some(Act::Undone { of: *of, by: Box::new(self.left_of(by, campus, scope)?) })
            }
            // Visitors and the like: nobody can say whom such a line is about, so it goes with the period.
            Act::Shift(ShiftAct::Noted { shift, what, .. }) => {
                let concerned = scope.holds_day(self.at.day(campus.zone()));
                concerned.then(|| Act::Shift(ShiftAct::Noted { shift: *shift, what: *what, text: Box::default() }))
            }
            Act::Handover(act) => self.left_of_handover(act, campus, scope).map(Act::Handover),
            Act::Care(act) => left_of_care(act, self.at.day(campus.zone()), scope).map(Act::Care),
            Act::Request(act) => left_of_request(act, self.at.day(campus.zone()), campus, scope).map(Act::Request),
            Act::Activity(act) => left_of_activity(act, campus, scope).map(Act::Activity),
            Act::Community(act) => left_of_community(act, scope).map(Act::Community),
            Act::Venue(act) => left_of_venue(act, campus, scope).map(Act::Venue),
            // Rooms and classes, nobody by name; what was said about the order of winners goes with the period.
            Act::Award(AwardAct::Decided { award, winners, .. }) => {
                let left = AwardAct::Decided { award: *award, winners: winners.clone(), text: Box::default() };
                scope.holds_day(self.at.day(campus.zone())).then_some(Act::Award(left))
            }
            Act::Award(_) => None,
            Act::News(act) => self.left_of_news(act, campus, scope).map(Act::News),
            Act::Founded(_) | Act::Place(_) | Act::Staff(_) | Act::Shift(_) | Act::Custody(_) | Act::Preset(_) | Act::Undone { .. } => None,
            Act::Term(_) => None,
            Act::Duty(_) | Act::Draft(_) | Act::Change(_) | Act::Query(_) => None,
        }
    }
}

/// A place, unless it is one in words.
fn wordless(place: &Option<Spot>) -> Option<Spot> {
    place.clone().filter(|it| !matches!(it, Spot::Words(_)))
}

/// The note on a floor may be about whoever was not in their room, so it goes with them; what was written about a room with whoever sleeps there.
pub(super) fn left_of_round(act: &RoundAct, campus: &Campus, scope: ErasureScope) -> Option<RoundAct> {
    let (day, building, floor, changes) = match act {
        RoundAct::Marked { day, building, floor, changes, .. } => (day, building, floor, changes),
        RoundAct::Remarked { day, room, .. } => {
            let concerned = scope.holds_day(*day) || scope.holds_one_of(&sleepers(campus, *room, *day));
            return concerned.then(|| RoundAct::Remarked { day: *day, room: *room, text: Box::default() });
        }
        RoundAct::Ended { round, .. } => {
            let concerned = campus.rounds().walk(*round).is_some_and(|it| scope.holds_day(it.begun.day));
            return concerned.then(|| RoundAct::Ended { round: *round, note: Box::default() });
        }
        RoundAct::Begun(_) | RoundAct::Resumed { .. } | RoundAct::CalledOff { .. } => return None,
    };
    let names = |it: &MarkChange| {
        let marks = it.before.iter().chain(&it.after);
        marks.flat_map(|mark| &mark.away).any(|(student, _)| scope.holds_one_of(&[*student]))
    };
    let concerned = scope.holds_day(*day) || changes.iter().any(names);
    concerned.then(|| RoundAct::Marked { day: *day, building: *building, floor: *floor, changes: changes.clone(), note: Box::default() })
}

/// Who sleeps in a room, and who was marked there in a night.
fn sleepers(campus: &Campus, room: RoomId, day: Day) -> Vec<StudentId> {
    let marked = campus.rounds().mark(campus.places(), day, room);
    let marked = marked.into_iter().flat_map(|it| it.away.iter().map(|(id, _)| *id));
    campus.people().in_room(room).iter().copied().chain(marked).collect()
}

pub(super) fn left_of_search(act: &SearchAct, scope: ErasureScope) -> Option<SearchAct> {
    let about = |day: Day, student: StudentId| (scope.holds_day(day) || scope.holds_one_of(&[student])).then_some((day, student));
    let text = Box::default();
    Some(match act {
        SearchAct::Stepped { day, student, step, at, outcome, .. } => {
            let (day, student) = about(*day, *student)?;
            SearchAct::Stepped { day, student, step: *step, at: *at, outcome: *outcome, text }
        }
        SearchAct::Found { day, student, at, .. } => {
            let (day, student) = about(*day, *student)?;
            SearchAct::Found { day, student, at: *at, text }
        }
        SearchAct::Resumed { .. } => return None,
    })
}

pub(super) fn left_of_leave(act: &LeaveAct, campus: &Campus, scope: ErasureScope) -> Option<LeaveAct> {
    let holds = |student: StudentId, from: Stamp| scope.holds_one_of(&[student]) || scope.holds_day(from.day(campus.zone()));
    match act {
        LeaveAct::Asked(it) => holds(it.student, it.from).then(|| LeaveAct::Asked(LeaveAsked { text: Box::default(), ..it.clone() })),
        LeaveAct::Declined { leave, .. } => {
            let concerned = campus.leaves().get(*leave).is_some_and(|it| holds(it.student, it.from));
            concerned.then(|| LeaveAct::Declined { leave: *leave, text: Box::default() })
        }
        LeaveAct::Approved { .. } | LeaveAct::Withdrawn { .. } | LeaveAct::Returned { .. } | LeaveAct::Restored { .. } => None,
    }
}

pub(super) fn left_of_hygiene(act: &HygieneAct, campus: &Campus, scope: ErasureScope) -> Option<HygieneAct> {
    let text = Box::default();
    let holds = |room: RoomId, day: Day| scope.holds_day(day) || scope.holds_one_of(&sleepers(campus, room, day));
    let about = |score: Seq| campus.hygiene().get(score).filter(|it| holds(it.room, it.day)).map(|it| it.seq);
    Some(match act {
        HygieneAct::Scored(it) => holds(it.room, it.day).then(|| HygieneAct::Scored(Scored { text, ..it.clone() }))?,
        HygieneAct::Appealed { score, .. } => HygieneAct::Appealed { score: about(*score)?, text },
        HygieneAct::Decided { score, points, .. } => HygieneAct::Decided { score: about(*score)?, points: *points, text },
        HygieneAct::Mended { .. } | HygieneAct::Withdrawn { .. } => return None,
    })
}

/// A report names nobody, but words about a class may still betray somebody: they go with the period.
pub(super) fn left_of_mood(act: &MoodAct, scope: ErasureScope) -> Option<MoodAct> {
    let MoodAct::Reported(it) = act else { return None };
    scope.holds_day(it.day).then(|| MoodAct::Reported(MoodReported { text: Box::default(), ..it.clone() }))
}

pub(super) fn left_of_service(act: &ServiceAct, scope: ErasureScope) -> Option<ServiceAct> {
    let holds = |student: StudentId, day: Day| scope.holds_one_of(&[student]) || scope.holds_day(day);
    match act {
        ServiceAct::Served(it) => holds(it.student, it.day).then(|| ServiceAct::Served(Served { text: Box::default(), ..it.clone() })),
        ServiceAct::Commended { student, day, .. } => {
            holds(*student, *day).then(|| ServiceAct::Commended { student: *student, day: *day, text: Box::default() })
        }
        ServiceAct::Withdrawn { .. } => None,
    }
}

/// The reasons go; what stood at which level, and when, stays, as it does of a talk.
pub(super) fn left_of_care(act: &CareAct, day: Day, scope: ErasureScope) -> Option<CareAct> {
    let holds = |student: StudentId| scope.holds_one_of(&[student]) || scope.holds_day(day);
    let reason = Box::default();
    match act {
        CareAct::LevelSet(it) => holds(it.student).then(|| CareAct::LevelSet(LevelChange { reason, ..it.clone() })),
        CareAct::Marked(it) => holds(it.student).then(|| CareAct::Marked(Marked { reason, ..it.clone() })),
        CareAct::Snoozed(it) => holds(it.student).then(|| CareAct::Snoozed(Snoozed { reason, ..it.clone() })),
        CareAct::LevelWithdrawn { .. } | CareAct::MarkWithdrawn { .. } | CareAct::SnoozeWithdrawn { .. } => None,
    }
}

pub(super) fn left_of_person(act: &PersonAct, campus: &Campus, student: StudentId) -> PersonAct {
    let people = campus.people();
    match act {
        // Taken care of by who calls.
        PersonAct::Moved(it) => PersonAct::Moved(it.clone()),
        PersonAct::Imported(import) => {
            let mut next = people.students().len();
            let students = import.students.iter().map(|it| {
                let whose = it.before.as_ref().map_or_else(|| StudentId::of(next), |(id, _)| *id);
                next += usize::from(it.before.is_none());
                left_of_change(it, whose == student)
            });
            let students = students.collect();
            let Import { departments, classes, laid, .. } = import.clone();
            PersonAct::Imported(Import { departments, classes, laid, students })
        }
        PersonAct::ImportReverted { students } => {
            let whose = |it: &StudentChange| it.before.as_ref().map_or_else(|| people.by_no(&it.after.no), |(id, _)| Some(*id));
            PersonAct::ImportReverted { students: students.iter().map(|it| left_of_change(it, whose(it) == Some(student))).collect() }
        }
    }
}

pub(super) fn left_of_change(change: &StudentChange, concerned: bool) -> StudentChange {
    if !concerned {
        return change.clone();
    }
    let before = change.before.as_ref().map(|(id, _)| (*id, StudentFacts::erased()));
    StudentChange { before, after: StudentFacts::erased() }
}

impl Campus {
    /// Takes out of the campus what went with an erasure. Whatever the acts left of its entries have brought about already is done once more
    /// and changes nothing.
    pub(in crate::campus) fn erase(&mut self, seq: Seq, erasure: Seq, entries: &[Seq]) {
        let Some((_, scope, _)) = self.custody.erasure(erasure) else { return };
        for entry in entries {
            self.talks.erase(*entry);
            self.incidents.erase(*entry);
            self.requests.erase(*entry);
            self.activities.erase(*entry);
            self.communities.erase(*entry);
            self.venues.erase(*entry);
            self.custody.erase(*entry);
        }
        if let ErasureScope::Student(id) = scope {
            self.people.erase(id);
            self.activities.release(id);
            self.people_changed.0 = seq;
            let gone = |id: &StudentId| self.people.student(*id).is_none_or(|it| it.facts.is_erased());
            self.talks.release(id, gone);
        }
    }
}
