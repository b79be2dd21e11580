//! Erasure (删除): what is left of an act when the words in it are gone, and what goes from the campus with them.
//!
//! Two ways have to come to the same: an open campus to which [`CustodyAct::Erased`] is applied, and one that is built again from the acts
//! as they are left. So everything that gives ids or decides what later entries mean stays: who, when, to what, how it stood.

use super::{
    Act, ActivityAct, ActivityEntered, ActivityFacts, AwardAct, Booking, Campus, CareAct, CommunityAct, CustodyAct, Day, Entry,
    ErasureScope, HandoverAct, HandoverGiven, HandoverItem, HandoverLine, HygieneAct, Import, IncidentAct, IncidentHead, IncidentOpened,
    LeaveAct, LeaveAsked, LevelChange, MarkChange, Marked, Met, MoodAct, MoodReported, Moved, NewsAct, NewsDrafted, NoteKey, PersonAct,
    ReceptionHeld, RequestAct, RequestHead, RequestOpened, RoomId, RoundAct, Scored, SealedNote, SearchAct, Seq, Served, ServiceAct,
    ShiftAct, Snoozed, Spot, Stamp, StudentChange, StudentFacts, StudentId, TalkAct, TalkFile, TalkHead, TalkLogged, TalkPlan,
    TalkPlanSealed, TalkRecorded, TalkRecordedSealed, TalkSealed, VenueAct,
};

impl StudentFacts {
    /// What is left of an erased student: nobody, gone, without a bed. The same for all, so that nothing tells them apart but the id.
    pub fn erased() -> Self {
        Self {
            no: "".into(),
            name: "".into(),
            sex: None,
            class: None,
            department: None,
            bed: None,
            phone: "".into(),
            guardian_phone: "".into(),
            more: Vec::new(),
            left: true,
        }
    }

    /// Whether this is what is left of an erased student. Nobody else is without a number.
    pub fn is_erased(&self) -> bool {
        self.no.is_empty()
    }
}

impl SealedNote {
    /// What is left of an erased note: who its readers were.
    fn erased(&self) -> Self {
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
    fn erased() -> Self {
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

    /// Of news that name somebody to be erased all words go; what is published elsewhere stays there, and is for whoever published it.
    fn left_of_news(&self, act: &NewsAct, campus: &Campus, scope: ErasureScope) -> Option<NewsAct> {
        let of_period = scope.holds_day(self.at.day(campus.zone()));
        let about = |news: Seq| {
            let head = campus.news().get(news)?;
            (of_period || scope.holds_one_of(&head.students)).then_some(news)
        };
        let (title, text) = (Box::default(), Box::default());
        Some(match act {
            NewsAct::Drafted(it) => {
                let concerned = of_period || scope.holds_one_of(&it.students);
                let left = NewsDrafted { title, text, pictures: it.pictures.clone(), students: it.students.clone(), ..**it };
                concerned.then(|| NewsAct::Drafted(Box::new(left)))?
            }
            NewsAct::Rewritten { news, before, students, .. } => {
                let concerned = about(*news).is_some() || scope.holds_one_of(students);
                concerned.then(|| NewsAct::Rewritten { news: *news, before: *before, title, text, students: students.clone() })?
            }
            NewsAct::SentBack { news, .. } => NewsAct::SentBack { news: about(*news)?, text },
            // An address may hold what it leads to.
            NewsAct::Published { news, day, .. } => NewsAct::Published { news: about(*news)?, day: *day, link: text },
            NewsAct::Reviewed { .. }
            | NewsAct::Recalled { .. }
            | NewsAct::Withdrawn { .. }
            | NewsAct::Restored { .. }
            | NewsAct::Pictured { .. } => return None,
        })
    }

    /// Of a handover that names somebody to be erased all words go: nobody can say which of them are about whom.
    fn left_of_handover(&self, act: &HandoverAct, campus: &Campus, scope: ErasureScope) -> Option<HandoverAct> {
        let of_period = scope.holds_day(self.at.day(campus.zone()));
        let names = |item: &HandoverItem| match item {
            HandoverItem::Incident(seq) => campus.incidents().get(*seq).is_some_and(|it| scope.holds_incident(campus, it)),
            HandoverItem::Search { student, .. } | HandoverItem::Student(student) => scope.holds_one_of(&[*student]),
            HandoverItem::FollowUp(seq) => campus.talks().get(*seq).is_some_and(|it| scope.holds_talk(campus, it)),
            HandoverItem::Leave(seq) => campus.leaves().get(*seq).is_some_and(|it| scope.holds_one_of(&[it.student])),
            HandoverItem::Round(_) | HandoverItem::Change(_) => false,
        };
        let about = |seq: Seq| {
            let head = campus.handovers().get(seq)?;
            (of_period || head.lines.iter().filter_map(|(item, _)| item.as_ref()).any(names)).then_some(seq)
        };
        let text = Box::default();
        Some(match act {
            HandoverAct::Given(it) => {
                let concerned = of_period || it.lines.iter().filter_map(|line| line.item.as_ref()).any(names);
                let bare = |line: &HandoverLine| HandoverLine { action: Box::default(), contingency: Box::default(), ..line.clone() };
                let left = HandoverGiven {
                    summary: Box::default(),
                    things: Box::default(),
                    lines: it.lines.iter().map(bare).collect(),
                    ..it.clone()
                };
                concerned.then_some(HandoverAct::Given(left))?
            }
            HandoverAct::WrittenBack { handover, line, .. } => HandoverAct::WrittenBack { handover: about(*handover)?, line: *line, text },
            HandoverAct::Asked { handover, .. } => HandoverAct::Asked { handover: about(*handover)?, text },
            HandoverAct::Answered { handover, .. } => HandoverAct::Answered { handover: about(*handover)?, text },
            HandoverAct::Bypassed { handover, .. } => HandoverAct::Bypassed { handover: about(*handover)?, text },
            HandoverAct::Accepted { .. } | HandoverAct::Recalled { .. } => return None,
        })
    }

    fn left_of_incident(&self, act: &IncidentAct, campus: &Campus, scope: ErasureScope) -> Option<IncidentAct> {
        let text = Box::default();
        let about = |incident: Seq| campus.incidents().get(incident).filter(|it| scope.holds_incident(campus, it)).map(|it| it.seq);
        Some(match act {
            IncidentAct::Opened(it) | IncidentAct::OpenedFrom { opened: it, .. } | IncidentAct::Drilled(it) => {
                let concerned = scope.holds_one_of(&it.students) || scope.holds_day(self.at.day(campus.zone()));
                let left = IncidentOpened { place: wordless(&it.place), tags: Vec::new(), text, students: it.students.clone(), ..*it };
                let left = match act {
                    IncidentAct::OpenedFrom { day, student, .. } => IncidentAct::OpenedFrom { day: *day, student: *student, opened: left },
                    IncidentAct::Drilled(_) => IncidentAct::Drilled(left),
                    _ => IncidentAct::Opened(left),
                };
                concerned.then_some(left)?
            }
            IncidentAct::Noted { incident, at, .. } => IncidentAct::Noted { incident: about(*incident)?, at: *at, text },
            IncidentAct::Stepped { incident, step, done, .. } => {
                IncidentAct::Stepped { incident: about(*incident)?, step: *step, done: *done, text }
            }
            IncidentAct::Moved { incident, from, to, .. } => IncidentAct::Moved { incident: about(*incident)?, from: *from, to: *to, text },
            IncidentAct::Weighed { incident, from, to, .. } => {
                IncidentAct::Weighed { incident: about(*incident)?, from: *from, to: *to, text }
            }
            IncidentAct::Ticked { incident, item, done, .. } => {
                IncidentAct::Ticked { incident: about(*incident)?, item: item.clone(), done: *done, text }
            }
            IncidentAct::Merged { incident, into, .. } => IncidentAct::Merged { incident: about(*incident)?, into: *into, text },
            IncidentAct::Split { incident, from, .. } => IncidentAct::Split { incident: about(*incident)?, from: *from, text },
            IncidentAct::Sent { incident, report, at, .. } => {
                IncidentAct::Sent { incident: about(*incident)?, report: *report, to: text.clone(), at: *at, text }
            }
            IncidentAct::Reported { incident, report, .. } => {
                IncidentAct::Reported { incident: about(*incident)?, report: *report, words: Vec::new() }
            }
            IncidentAct::Countersigned { incident, paper, .. } => {
                IncidentAct::Countersigned { incident: about(*incident)?, paper: *paper, text }
            }
            IncidentAct::Owned { .. }
            | IncidentAct::ReportWithdrawn { .. }
            | IncidentAct::SignatureWithdrawn { .. }
            | IncidentAct::Acknowledged { .. }
            | IncidentAct::Fired { .. }
            | IncidentAct::Helped { .. }
            | IncidentAct::Linked { .. } => return None,
        })
    }
}

/// A place, unless it is one in words.
fn wordless(place: &Option<Spot>) -> Option<Spot> {
    place.clone().filter(|it| !matches!(it, Spot::Words(_)))
}

fn left_of_talk(act: &TalkAct, campus: &Campus, scope: ErasureScope) -> Option<TalkAct> {
    let about = |talk: Seq| campus.talks().get(talk).filter(|it| scope.holds_talk(campus, it)).map(|it| it.seq);
    let logged = |it: &TalkLogged| {
        let concerned = scope.holds_one_of(&it.students) || scope.holds_day(it.held.day(campus.zone()));
        concerned.then(|| TalkLogged { place: wordless(&it.place), tags: Vec::new(), text: Box::default(), ..it.clone() })
    };
    let recorded = |it: &TalkRecorded| logged(&it.talk).map(|talk| TalkRecorded { talk, detail: it.detail.wordless() });
    let planned = |it: &TalkPlan| {
        let concerned = scope.holds_one_of(&it.students) || scope.holds_day(it.when.day);
        concerned.then(|| TalkPlan { when: it.when.wordless(), tags: Vec::new(), text: Box::default(), ..it.clone() })
    };
    let of_plan = |plan: Seq| {
        let head = campus.talks().plans().get(plan)?;
        (scope.holds_one_of(&head.students) || scope.holds_day(head.when.day)).then_some(plan)
    };
    Some(match act {
        TalkAct::Logged(it) => TalkAct::Logged(logged(it)?),
        TalkAct::LoggedSealed(it) => TalkAct::LoggedSealed(Box::new(TalkSealed { talk: logged(&it.talk)?, note: it.note.erased() })),
        TalkAct::Recorded(it) => TalkAct::Recorded(Box::new(recorded(it)?)),
        TalkAct::RecordedSealed(it) => {
            TalkAct::RecordedSealed(Box::new(TalkRecordedSealed { record: recorded(&it.record)?, note: it.note.erased() }))
        }
        TalkAct::Planned(it) => TalkAct::Planned(Box::new(planned(it)?)),
        TalkAct::PlannedSealed(it) => TalkAct::PlannedSealed(Box::new(TalkPlanSealed { plan: planned(&it.plan)?, note: it.note.erased() })),
        TalkAct::PlanMoved { plan, from, to } => TalkAct::PlanMoved { plan: of_plan(*plan)?, from: from.wordless(), to: to.wordless() },
        TalkAct::PlanCancelled { plan, .. } => TalkAct::PlanCancelled { plan: of_plan(*plan)?, text: Box::default() },
        TalkAct::PlanCancelledSealed { plan, note } => TalkAct::PlanCancelledSealed { plan: of_plan(*plan)?, note: note.erased() },
        TalkAct::Amended { talk, .. } => TalkAct::Amended { talk: about(*talk)?, text: Box::default() },
        TalkAct::AmendedSealed { talk, note } => TalkAct::AmendedSealed { talk: about(*talk)?, note: note.erased() },
        // The name of a file may say as much as the file.
        TalkAct::Attached { talk, .. } => TalkAct::Attached { talk: about(*talk)?, file: Box::new(TalkFile::erased()) },
        TalkAct::AttachedSealed { talk, note } => TalkAct::AttachedSealed { talk: about(*talk)?, note: note.erased() },
        TalkAct::Closed { talk, .. } => TalkAct::Closed { talk: about(*talk)?, text: Box::default() },
        TalkAct::ClosedSealed { talk, note } => TalkAct::ClosedSealed { talk: about(*talk)?, note: note.erased() },
        TalkAct::ReaderAdded { talk, reader, .. } => TalkAct::ReaderAdded { talk: about(*talk)?, reader: *reader, keys: Vec::new() },
        TalkAct::Reopened { .. }
        | TalkAct::Withdrawn { .. }
        | TalkAct::ReaderRemoved { .. }
        | TalkAct::PlanRestored { .. }
        | TalkAct::PlanWithdrawn { .. }
        | TalkAct::FileTaken { .. } => return None,
    })
}

/// The note on a floor may be about whoever was not in their room, so it goes with them; what was written about a room with whoever sleeps there.
fn left_of_round(act: &RoundAct, campus: &Campus, scope: ErasureScope) -> Option<RoundAct> {
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

fn left_of_search(act: &SearchAct, scope: ErasureScope) -> Option<SearchAct> {
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

fn left_of_leave(act: &LeaveAct, campus: &Campus, scope: ErasureScope) -> Option<LeaveAct> {
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

fn left_of_hygiene(act: &HygieneAct, campus: &Campus, scope: ErasureScope) -> Option<HygieneAct> {
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
fn left_of_mood(act: &MoodAct, scope: ErasureScope) -> Option<MoodAct> {
    let MoodAct::Reported(it) = act else { return None };
    scope.holds_day(it.day).then(|| MoodAct::Reported(MoodReported { text: Box::default(), ..it.clone() }))
}

fn left_of_service(act: &ServiceAct, scope: ErasureScope) -> Option<ServiceAct> {
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
fn left_of_care(act: &CareAct, day: Day, scope: ErasureScope) -> Option<CareAct> {
    let holds = |student: StudentId| scope.holds_one_of(&[student]) || scope.holds_day(day);
    let reason = Box::default();
    match act {
        CareAct::LevelSet(it) => holds(it.student).then(|| CareAct::LevelSet(LevelChange { reason, ..it.clone() })),
        CareAct::Marked(it) => holds(it.student).then(|| CareAct::Marked(Marked { reason, ..it.clone() })),
        CareAct::Snoozed(it) => holds(it.student).then(|| CareAct::Snoozed(Snoozed { reason, ..it.clone() })),
        CareAct::LevelWithdrawn { .. } | CareAct::MarkWithdrawn { .. } | CareAct::SnoozeWithdrawn { .. } => None,
    }
}

/// The words go, and what was said of the day; who has it, how it stands, what was promised by when stays, for it is counted.
fn left_of_request(act: &RequestAct, day: Day, campus: &Campus, scope: ErasureScope) -> Option<RequestAct> {
    let about = |request: Seq| campus.requests().get(request).filter(|it| scope.holds_request(campus, it)).map(|it| it.seq);
    let text = Box::default();
    Some(match act {
        RequestAct::Opened(it) => {
            let concerned = scope.holds_one_of(it.student.as_slice()) || scope.holds_day(day);
            let (tags, promise) = (Vec::new(), Box::default());
            let left = RequestOpened { place: wordless(&it.place), tags, text, promise, office: it.office.clone(), ..**it };
            concerned.then(|| RequestAct::Opened(Box::new(left)))?
        }
        RequestAct::Moved { request, from, to, .. } => RequestAct::Moved { request: about(*request)?, from: *from, to: *to, text },
        RequestAct::Assigned { request, from, to, due_before, due, .. } => {
            let (from, to) = (from.clone(), to.clone());
            RequestAct::Assigned { request: about(*request)?, from, to, due_before: *due_before, due: *due, text }
        }
        RequestAct::Answered { request, from, .. } => RequestAct::Answered { request: about(*request)?, from: *from, text },
        RequestAct::Reopened { request, from, due_before, due, .. } => {
            RequestAct::Reopened { request: about(*request)?, from: *from, due_before: *due_before, due: *due, text }
        }
        RequestAct::Rated { request, from, stars, .. } => RequestAct::Rated { request: about(*request)?, from: *from, stars: *stars, text },
        RequestAct::Noted { request, at, .. } => RequestAct::Noted { request: about(*request)?, at: *at, text },
        RequestAct::ReceptionHeld(it) => {
            let left = ReceptionHeld { text, ..it.clone() };
            scope.holds_day(it.day).then_some(RequestAct::ReceptionHeld(left))?
        }
        RequestAct::ReceptionAmended { reception, words, before, after } => {
            let left = |it: &ReceptionHeld| Box::new(ReceptionHeld { text: Box::default(), ..it.clone() });
            let holds = scope.holds_day(before.day) || scope.holds_day(after.day);
            let (before, after) = (left(before), left(after));
            holds.then_some(RequestAct::ReceptionAmended { reception: *reception, words: *words, before, after })?
        }
        RequestAct::Restored { .. } | RequestAct::ReceptionWithdrawn { .. } => return None,
    })
}

/// Of a student goes that they were there; how many were there stays. Of a period go the free words and the files.
fn left_of_activity(act: &ActivityAct, campus: &Campus, scope: ErasureScope) -> Option<ActivityAct> {
    if let ErasureScope::Student(id) = scope {
        let ActivityAct::Attended { activity, added, removed, before, count } = act else { return None };
        let but = |all: &[StudentId]| all.iter().copied().filter(|it| *it != id).collect::<Vec<_>>();
        let (activity, before, count) = (*activity, *before, *count);
        return Some(ActivityAct::Attended { activity, added: but(added), removed: but(removed), before, count });
    }
    let about = |activity: Seq| campus.activities().get(activity).filter(|it| scope.holds_day(it.facts.day)).map(|it| it.seq);
    let wordless = |it: &ActivityFacts| {
        let mut left = it.clone();
        left.forget();
        left
    };
    let text = Box::default();
    Some(match act {
        ActivityAct::Entered(it) => {
            let left = ActivityEntered { facts: wordless(&it.facts), state: it.state, count: it.count, text };
            scope.holds_day(it.facts.day).then(|| ActivityAct::Entered(Box::new(left)))?
        }
        ActivityAct::Moved { activity, from, to, .. } => ActivityAct::Moved { activity: about(*activity)?, from: *from, to: *to, text },
        ActivityAct::Amended { activity, before, after } => {
            let concerned = scope.holds_day(before.day) || scope.holds_day(after.day);
            let (before, after) = (Box::new(wordless(before)), Box::new(wordless(after)));
            concerned.then_some(ActivityAct::Amended { activity: *activity, before, after })?
        }
        ActivityAct::Noted { activity, .. } => ActivityAct::Noted { activity: about(*activity)?, text },
        ActivityAct::Attached { activity, .. } => ActivityAct::Attached { activity: about(*activity)?, file: Box::new(TalkFile::erased()) },
        ActivityAct::Attended { .. } | ActivityAct::FileTaken { .. } => return None,
    })
}

/// Of a mentor whose student is erased what was written about the mentor goes, for it may be about the student; whom they met stays as a number.
fn left_of_community(act: &CommunityAct, scope: ErasureScope) -> Option<CommunityAct> {
    match act {
        CommunityAct::FellowSet { fellow, before, after } => {
            let concerned = before.iter().chain(after).any(|it| it.everybody().any(|id| scope.holds_one_of(&[id])));
            let wordless = |it: &Option<Box<super::Fellow>>| it.as_ref().map(|it| Box::new(it.wordless()));
            concerned.then(|| CommunityAct::FellowSet { fellow: *fellow, before: wordless(before), after: wordless(after) })
        }
        CommunityAct::Met(it) => {
            let concerned = scope.holds_one_of(&it.students) || scope.holds_day(it.day);
            concerned.then(|| CommunityAct::Met(Met { text: Box::default(), ..it.clone() }))
        }
        CommunityAct::MeetingWithdrawn { .. } | CommunityAct::TaskSet { .. } => None,
    }
}

/// For whom and what for goes; that a place was taken stays.
fn left_of_venue(act: &VenueAct, campus: &Campus, scope: ErasureScope) -> Option<VenueAct> {
    let holds = |student: Option<StudentId>, day: Day| scope.holds_one_of(student.as_slice()) || scope.holds_day(day);
    let about = |booking: Seq| campus.venues().booking(booking).filter(|it| holds(it.student, it.day)).map(|it| it.seq);
    let text = Box::default();
    Some(match act {
        VenueAct::Booked(it) => {
            let left = Booking { who: Box::default(), text, ..(**it).clone() };
            holds(it.student, it.day).then(|| VenueAct::Booked(Box::new(left)))?
        }
        VenueAct::BookingWithdrawn { booking, .. } => VenueAct::BookingWithdrawn { booking: about(*booking)?, text },
        VenueAct::Used { booking, count, .. } => VenueAct::Used { booking: about(*booking)?, count: *count, text },
        VenueAct::Set { .. } | VenueAct::BookingRestored { .. } | VenueAct::UseWithdrawn { .. } | VenueAct::ItemSet { .. } => return None,
    })
}

fn left_of_person(act: &PersonAct, campus: &Campus, student: StudentId) -> PersonAct {
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

fn left_of_change(change: &StudentChange, concerned: bool) -> StudentChange {
    if !concerned {
        return change.clone();
    }
    let before = change.before.as_ref().map(|(id, _)| (*id, StudentFacts::erased()));
    StudentChange { before, after: StudentFacts::erased() }
}

impl Campus {
    /// Takes out of the campus what went with an erasure. Whatever the acts left of its entries have brought about already is done once more
    /// and changes nothing.
    pub(super) fn erase(&mut self, seq: Seq, erasure: Seq, entries: &[Seq]) {
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
