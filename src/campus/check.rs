//! What the trade allows: every act goes through here before it is written.

use super::*;

impl Campus {
    /// Whether the trade allows `act`, done by `by` at `at`.
    ///
    /// # Errors
    /// The rule that forbids it.
    pub fn check(&self, by: UserId, at: Stamp, act: &Act) -> Result<(), Refusal> {
        let users = self.staff.users.len();
        match act {
            Act::Founded(_) if self.college.is_some() => Err(Refusal::FoundedAlready),
            Act::Founded(it) if it.college.trim().is_empty() => Err(Refusal::EmptyName),
            Act::Founded(_) => Ok(()),
            Act::Place(act) => self.places.check(self.people.departments.len(), act),
            Act::Person(act) => self.people.check(&self.places, act),
            Act::Staff(act) => self.staff.check(&self.places, &self.people, act),
            Act::Shift(act) => self.check_shift(by, at, act),
            Act::Duty(act) => self.duty.check(users, self.places.communities.len(), act),
            Act::Draft(act) => self.drafts.check(users, self.places.communities.len(), act),
            Act::Change(act) => self.check_change(by, at, act),
            Act::Query(act) => {
                let most = i32::from(self.presets.rules().care.snooze_days);
                self.queries.check((by, at.day(self.zone), most), act)
            }
            Act::Handover(act) => self.handovers.check(&self.shifts, users, (by, at), act),
            Act::Round(act) => {
                self.check_unlocked(by, at)?;
                let least = usize::from(self.presets.rules().sample.rooms);
                self.rounds.check((&self.places, &self.people), least, (by, at.duty_day(self.zone), at.day(self.zone)), act)
            }
            Act::Search(act) => self.searches.check(at, act),
            Act::Leave(act) => self.leaves.check(&self.people, at, act),
            Act::Hygiene(act) => self.hygiene.check(&self.places, &self.presets.rules().hygiene, (by, at.day(self.zone)), act),
            Act::Mood(act) => self.moods.check(&self.people, &self.presets.rules().mood, at.day(self.zone), act),
            Act::Service(act) => self.services.check(&self.people, &self.staff, at.day(self.zone), act),
            Act::Preset(act) => self.presets.check(act),
            Act::Talk(act) => {
                check_spot(&self.places, act.spot())?;
                let rules = &self.presets.rules().talk;
                self.talks.check(&talk::TalkGround { people: &self.people, staff: &self.staff, rules, by, at, zone: self.zone }, act)
            }
            Act::Care(act) => self.care.check((&self.people, &self.staff), self.presets.rules(), (by, at, at.day(self.zone)), act),
            Act::Incident(act) => {
                if let IncidentAct::OpenedFrom { day, student, opened } = act {
                    let stands = |id: Seq| self.incidents.get(id).is_some_and(|it| it.state != IncidentState::Withdrawn);
                    self.searches.check_incident((*day, *student), opened, stands)?;
                }
                if let IncidentAct::Linked { link: Link::Talk(talk), holds: true, .. } = act
                    && self.talks.get(*talk).is_none()
                {
                    return Err(Refusal::NoSuchTalk(*talk));
                }
                let (places, people, applied, clock) = (&self.places, &self.people, self.applied, self.incident_clock());
                self.incidents.check(&incident::IncidentGround { places, people, users, by, applied, at, clock }, act)
            }
            Act::Request(act) => self.requests.check(&self.places, &self.people, (at, at.day(self.zone)), act),
            Act::Term(act) => self.check_term(act),
            Act::Activity(act) => {
                let (places, people, users, today) = (&self.places, &self.people, self.staff.users.len(), at.day(self.zone));
                let file_bytes = self.presets.rules().talk.file_bytes();
                self.activities.check(&term::ActivityGround { places, people, users, file_bytes, today }, act)
            }
            Act::Community(act) => self.communities.check((&self.people, &self.places, &self.venues), at.day(self.zone), act),
            Act::Venue(act) => {
                let (people, places, rules, zone) = (&self.people, &self.places, self.presets.rules(), self.zone);
                self.venues.check(&venue::VenueGround { people, places, rules, zone }, at, act)
            }
            Act::Award(act) => self.awards.check(&self.places, &self.people, (by, at.day(self.zone)), act),
            Act::News(act) => {
                let ground = news::NewsGround { places: &self.places, people: &self.people, activities: &self.activities };
                self.news.check(&ground, (by, at.day(self.zone)), act)
            }
            Act::Custody(act) => self.custody.check((&self.people, &self.talks), users, by, act),
            Act::Undone { of, by: inverse } => match &**inverse {
                Act::Undone { .. } => Err(Refusal::CannotUndo),
                _ if *of > self.applied || self.undone_by(*of).is_some() => Err(Refusal::CannotUndo),
                inverse => self.check(by, at, inverse),
            },
        }
    }

    fn check_term(&self, act: &TermAct) -> Result<(), Refusal> {
        match act {
            TermAct::Set { term, before, after } => self.terms.check_set(*term, before.as_ref(), after.as_ref()),
            TermAct::ObligationsSet { from, changes } => {
                let term = self.terms.at(*from);
                // What was set from a day on can be put right from there, wherever the terms have moved since.
                if term.from != *from && !changes.iter().all(|it| self.obligations.has_version(it, *from)) {
                    return Err(Refusal::NotTermStart(*from));
                }
                self.obligations.check(term.middle().max(*from), changes)
            }
        }
    }

    /// Whether the words or the file of an act on a talk may be written, before they are sealed to their readers.
    ///
    /// # Errors
    /// Nothing is written, or too much; the file is too large.
    pub fn check_talk_words(&self, act: &TalkAct) -> Result<(), Refusal> {
        talk::check_words(&self.presets.rules().talk, act)
    }

    /// A handover that waits keeps from duty whoever is to take it, until it is accepted or bypassed. Emergencies are never kept from anybody.
    fn check_unlocked(&self, by: UserId, at: Stamp) -> Result<(), Refusal> {
        self.handovers.locks(&self.shifts, by, at).map_or(Ok(()), |it| Err(Refusal::HandoverWaits(it.seq)))
    }

    fn check_shift(&self, by: UserId, at: Stamp, act: &ShiftAct) -> Result<(), Refusal> {
        match act {
            ShiftAct::SignedIn { shift, .. } => {
                if let Some(waiting) = self.handovers.waiting_for_shift(*shift)
                    && Handovers::is_receiver(waiting, &self.shifts, by)
                {
                    return Err(Refusal::HandoverWaits(waiting.seq));
                }
            }
            ShiftAct::DraftPublished { draft, .. } => drop(self.drafts.check_open(*draft)?),
            ShiftAct::Reassigned { turns, emergency: false, .. } => self.check_conflicts(turns)?,
            _ => {}
        }
        self.shifts.check(self.staff.users.len(), self.places.communities.len(), at, act)
    }

    fn check_change(&self, by: UserId, at: Stamp, act: &ChangeAct) -> Result<(), Refusal> {
        let ground = change::Ground {
            shifts: &self.shifts,
            users: self.staff.users.len(),
            by,
            now: at,
            today: at.duty_day(self.zone),
            ahead: self.presets.rules().schedule.change_days.into(),
        };
        self.changes.check(&ground, act)?;
        let after = match act {
            ChangeAct::Accepted { change, person } => self.changes.with(*change, Some(*person)),
            ChangeAct::Approved { change } => self.changes.with(*change, None),
            _ => None,
        };
        after.filter(|it| !it.emergency).map_or(Ok(()), |it| self.check_conflicts(&it.turns()))
    }

    fn check_conflicts(&self, turns: &[TurnMoved]) -> Result<(), Refusal> {
        let refused = |(turn, conflict): (TurnMoved, Conflict)| {
            let day = self.shifts.get(turn.shift).map_or_else(Day::default, |it| it.day);
            Err(Refusal::DutyConflict { person: turn.to, day, conflict })
        };
        self.conflicts(turns).into_iter().next().map_or(Ok(()), refused)
    }
}

/// Something is written, and not too much.
pub(super) fn check_text(text: &str) -> Result<(), Refusal> {
    check_text_up_to(text, TEXT_LIMIT)
}

/// Something is written, and not more than so many characters.
pub(super) fn check_text_up_to(text: &str, limit: usize) -> Result<(), Refusal> {
    if text.trim().is_empty() { Err(Refusal::EmptyText) } else { check_len(text, limit) }
}

/// Not too much is written; nothing at all is fine.
pub(super) fn check_text_len(text: &str) -> Result<(), Refusal> {
    check_len(text, TEXT_LIMIT)
}

pub(super) fn check_len(text: &str, limit: usize) -> Result<(), Refusal> {
    let got = text.chars().count();
    if got > limit { Err(Refusal::TooLong { limit, got }) } else { Ok(()) }
}

/// Not too many tags, and none too long.
pub(super) fn check_tags(tags: &[Box<str>]) -> Result<(), Refusal> {
    let (most, longest) = TAG_LIMITS;
    if tags.len() > most {
        return Err(Refusal::TooLong { limit: most, got: tags.len() });
    }
    let too_long = tags.iter().map(|tag| tag.chars().count()).find(|got| *got > longest);
    too_long.map_or(Ok(()), |got| Err(Refusal::TooLong { limit: longest, got }))
}

/// A place that is pointed at exists; one in words is not a text of its own.
pub(super) fn check_spot(places: &Places, spot: Option<&Spot>) -> Result<(), Refusal> {
    match spot {
        None => Ok(()),
        Some(Spot::Room(id)) => places.room(*id).map(|_| ()).ok_or(Refusal::NoSuchRoom(*id)),
        Some(Spot::Building(id)) => places.building(*id).map(|_| ()).ok_or(Refusal::NoSuchBuilding(*id)),
        Some(Spot::Community(id)) => places.community(*id).map(|_| ()).ok_or(Refusal::NoSuchCommunity(*id)),
        Some(Spot::Words(words)) => {
            let got = words.chars().count();
            if got > SPOT_WORDS_LIMIT { Err(Refusal::TooLong { limit: SPOT_WORDS_LIMIT, got }) } else { Ok(()) }
        }
    }
}

/// Every student exists, is named once and has not left.
pub(super) fn check_students(people: &People, students: &[StudentId]) -> Result<(), Refusal> {
    if students.len() > STUDENTS_LIMIT {
        return Err(Refusal::TooLong { limit: STUDENTS_LIMIT, got: students.len() });
    }
    for (at, id) in students.iter().enumerate() {
        let it = people.student(*id).ok_or(Refusal::NoSuchStudent(*id))?;
        if it.facts.left {
            return Err(Refusal::StudentLeft(*id));
        }
        if students[..at].contains(id) {
            return Err(Refusal::StudentTwice);
        }
    }
    Ok(())
}
