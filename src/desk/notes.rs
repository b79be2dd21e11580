//! Sealed notes at the desk's door: what is private or psychological is sealed to its readers on the way in, and opened for them on the way
//! out. Behind the door nobody meets the words in clear, and before it nobody notices that they were sealed.

use super::{Desk, Receipt, Refused, rights, writer};
use crate::campus::{
    Act, Campus, CustodyAct, Entry, NoteKey, PlanHead, Refusal, SealedNote, Seq, TEXT_LIMIT, TalkAct, TalkDetail, TalkFile, TalkHead,
    TalkLogged, TalkPlan, TalkPlanSealed, TalkRecorded, TalkRecordedSealed, TalkSealed, UserId, Visibility,
};
use crate::logbook::{Fault, Hash, Note, NotePlace, NoteReader, UserSecret};

/// Words that are to be sealed, and to whom.
pub(super) struct Sealing {
    act: TalkAct,
    by: UserId,
    readers: Vec<NoteReader>,
}

impl Sealing {
    /// Whether an act holds words that must not be written in clear; if so, who is to read them. `key_of` knows everybody's public key. Users
    /// without one are left out; `None` if the author is among those.
    pub(super) fn of(campus: &Campus, by: UserId, act: &Act, key_of: impl Fn(UserId) -> Option<Hash>) -> Option<Option<Self>> {
        let Act::Talk(act) = act else { return None };
        let talk = |seq: &Seq| campus.talks().get(*seq).filter(|it| it.is_sealed());
        let plan = |seq: &Seq| campus.talks().plans().get(*seq).filter(|it| it.is_sealed());
        let readers = match act {
            TalkAct::Logged(it) if it.visibility != Visibility::Normal => rights::note_readers(campus, by, it.visibility),
            TalkAct::Recorded(it) if it.talk.visibility != Visibility::Normal => {
                with_more(rights::note_readers(campus, by, it.talk.visibility), &it.detail.readers)
            }
            TalkAct::Planned(it) if it.visibility != Visibility::Normal => rights::note_readers(campus, by, it.visibility),
            TalkAct::Closed { talk: of, text } if !text.is_empty() => readers_of(campus, by, talk(of)?),
            TalkAct::Amended { talk: of, .. } | TalkAct::Attached { talk: of, .. } => readers_of(campus, by, talk(of)?),
            TalkAct::PlanCancelled { plan: of, .. } => readers_of_plan(by, plan(of)?),
            _ => return None,
        };
        let with_key = |(user, glass): (UserId, bool)| key_of(user).map(|public| NoteReader { user, public, glass });
        let readers: Vec<_> = readers.into_iter().filter_map(with_key).collect();
        let has_author = readers.iter().any(|it| it.user == by && !it.glass);
        Some(has_author.then(|| Self { act: act.clone(), by, readers }))
    }

    /// Seals.
    pub(super) fn seal(self) -> Result<Act, Fault> {
        let Self { act, by, readers } = self;
        let said = |text: Box<str>, place: &NotePlace| Note { text, ..Note::default() }.seal(place, &readers);
        Ok(Act::Talk(match act {
            TalkAct::Logged(talk) => {
                let place = NotePlace::of_talk(by, &talk)?;
                let TalkLogged { text, tags, .. } = talk.clone();
                let note = Note { text, tags, ..Note::default() }.seal(&place, &readers)?;
                TalkAct::LoggedSealed(Box::new(TalkSealed { talk: TalkLogged { text: "".into(), tags: Vec::new(), ..talk }, note }))
            }
            TalkAct::Recorded(record) => {
                let place = NotePlace::of_record(by, &record)?;
                let TalkRecorded { talk, detail } = *record;
                let TalkLogged { text, tags, .. } = talk.clone();
                let TalkDetail { reason, judgement, measures, .. } = detail.clone();
                let note = Note { text, tags, reason, judgement, measures, ..Note::default() }.seal(&place, &readers)?;
                let talk = TalkLogged { text: "".into(), tags: Vec::new(), ..talk };
                TalkAct::RecordedSealed(Box::new(TalkRecordedSealed { record: TalkRecorded { talk, detail: detail.wordless() }, note }))
            }
            TalkAct::Planned(plan) => {
                let place = NotePlace::of_plan(by, &plan)?;
                let TalkPlan { text, tags, .. } = (*plan).clone();
                let note = Note { text, tags, ..Note::default() }.seal(&place, &readers)?;
                TalkAct::PlannedSealed(Box::new(TalkPlanSealed { plan: TalkPlan { text: "".into(), tags: Vec::new(), ..*plan }, note }))
            }
            TalkAct::Closed { talk, text } => TalkAct::ClosedSealed { talk, note: said(text, &NotePlace::of_closing(by, talk))? },
            TalkAct::Amended { talk, text } => TalkAct::AmendedSealed { talk, note: said(text, &NotePlace::of_amendment(by, talk))? },
            TalkAct::PlanCancelled { plan, text } => {
                TalkAct::PlanCancelledSealed { plan, note: said(text, &NotePlace::of_cancelling(by, plan))? }
            }
            TalkAct::Attached { talk, file } => {
                let TalkFile { name, bytes } = *file;
                let note = Note { text: name, bytes, ..Note::default() }.seal(&NotePlace::of_file(by, talk), &readers)?;
                TalkAct::AttachedSealed { talk, note }
            }
            other => other,
        }))
    }
}

/// Asks the rules about an act whose words are yet to be sealed.
pub(super) fn check_in_clear(campus: &Campus, act: &Act, check: impl Fn(&Act) -> Result<(), Refusal>) -> Result<(), Refusal> {
    match act {
        Act::Talk(TalkAct::Closed { talk, text }) => {
            let got = text.chars().count();
            if got > TEXT_LIMIT {
                return Err(Refusal::TooLong { limit: TEXT_LIMIT, got });
            }
            // A sealed talk is never closed with words in clear, so the rule is asked without them.
            check(&Act::Talk(TalkAct::Closed { talk: *talk, text: "".into() }))
        }
        // What is written is looked at here, all else once it is sealed.
        Act::Talk(it @ (TalkAct::Amended { .. } | TalkAct::PlanCancelled { .. } | TalkAct::Attached { .. })) => campus.check_talk_words(it),
        _ => check(act),
    }
}

/// These readers and some more, who need not break any glass then.
fn with_more(mut readers: Vec<(UserId, bool)>, more: &[UserId]) -> Vec<(UserId, bool)> {
    for user in more {
        match readers.iter_mut().find(|(id, _)| id == user) {
            Some((_, glass)) => *glass = false,
            None => readers.push((*user, false)),
        }
    }
    readers
}

/// Who reads why a planned talk was called off: whoever reads what it was to be about, and who writes.
fn readers_of_plan(by: UserId, head: &PlanHead) -> Vec<(UserId, bool)> {
    let others = head.readers.iter().flatten().filter(|id| **id != by);
    std::iter::once(by).chain(others.copied()).map(|id| (id, false)).collect()
}

/// Who reads what is added to a sealed talk: its readers as they stand, whoever may break the glass over it, and who writes.
fn readers_of(campus: &Campus, by: UserId, head: &TalkHead) -> Vec<(UserId, bool)> {
    let mut readers: Vec<_> = head.readers.iter().flatten().map(|id| (*id, false)).collect();
    if !head.has_reader(by) {
        readers.push((by, false));
    }
    let glass = rights::note_readers(campus, head.by, head.visibility).into_iter().filter(|(_, glass)| *glass);
    let new = glass.filter(|(id, _)| *id != by && !head.has_reader(*id)).collect::<Vec<_>>();
    readers.extend(new);
    readers
}

/// The note an entry holds, with the place it belongs to.
fn note_of(entry: &Entry) -> Option<(Seq, &SealedNote, Result<NotePlace, Fault>)> {
    match &entry.act {
        Act::Talk(TalkAct::LoggedSealed(it)) => Some((entry.seq, &it.note, NotePlace::of_talk(entry.by, &it.talk))),
        Act::Talk(TalkAct::RecordedSealed(it)) => Some((entry.seq, &it.note, NotePlace::of_record(entry.by, &it.record))),
        Act::Talk(TalkAct::PlannedSealed(it)) => Some((entry.seq, &it.note, NotePlace::of_plan(entry.by, &it.plan))),
        Act::Talk(TalkAct::PlanCancelledSealed { plan, note }) => Some((*plan, note, Ok(NotePlace::of_cancelling(entry.by, *plan)))),
        Act::Talk(TalkAct::AmendedSealed { talk, note }) => Some((*talk, note, Ok(NotePlace::of_amendment(entry.by, *talk)))),
        Act::Talk(TalkAct::AttachedSealed { talk, note }) => Some((*talk, note, Ok(NotePlace::of_file(entry.by, *talk)))),
        Act::Talk(TalkAct::ClosedSealed { talk, note }) => Some((*talk, note, Ok(NotePlace::of_closing(entry.by, *talk)))),
        _ => None,
    }
}

/// The entry as if it had never been sealed.
fn in_clear(entry: Entry, note: Note) -> Entry {
    let Note { text, tags, reason, judgement, measures, bytes } = note;
    let act = match entry.act {
        Act::Talk(TalkAct::RecordedSealed(it)) => {
            let TalkRecorded { talk, detail } = it.record;
            let (talk, detail) = (TalkLogged { text, tags, ..talk }, TalkDetail { reason, judgement, measures, ..detail });
            Act::Talk(TalkAct::Recorded(Box::new(TalkRecorded { talk, detail })))
        }
        Act::Talk(TalkAct::PlannedSealed(it)) => Act::Talk(TalkAct::Planned(Box::new(TalkPlan { text, tags, ..it.plan }))),
        Act::Talk(TalkAct::PlanCancelledSealed { plan, .. }) => Act::Talk(TalkAct::PlanCancelled { plan, text }),
        Act::Talk(TalkAct::AmendedSealed { talk, .. }) => Act::Talk(TalkAct::Amended { talk, text }),
        Act::Talk(TalkAct::AttachedSealed { talk, .. }) => {
            Act::Talk(TalkAct::Attached { talk, file: Box::new(TalkFile { name: text, bytes }) })
        }
        Act::Talk(TalkAct::LoggedSealed(it)) => Act::Talk(TalkAct::Logged(TalkLogged { text, tags, ..it.talk })),
        Act::Talk(TalkAct::ClosedSealed { talk, .. }) => Act::Talk(TalkAct::Closed { talk, text }),
        other => other,
    };
    Entry { act, ..entry }
}

impl Desk {
    /// An act as it may be written: words that only some may read, sealed to them. What a rule forbids is refused before anything is sealed.
    pub(super) fn sealed(&self, act: Act) -> Result<Act, Refused> {
        let sealing = {
            let campus = self.campus();
            let Some(sealing) = Sealing::of(&campus, self.user, &act, |id| campus.staff().key_of(id).map(|it| it.key)) else {
                return Ok(act);
            };
            check_in_clear(&campus, &act, |act| writer::check(&campus, self.user, (self.now(), self.inner.clock.latest()), act))?;
            sealing
        };
        // Who sits here has had a key since they came in. If it could not be published then, the words are not written in clear instead.
        Ok(sealing.ok_or(Refusal::NotSealed)?.seal()?)
    }

    /// An entry as its reader sees it; `None` if the key of this seat does not open it.
    pub(super) fn opened(&self, entry: Entry) -> Result<Option<Entry>, Fault> {
        self.open_with_key(entry, false)
    }

    fn open_with_key(&self, entry: Entry, breaks_glass: bool) -> Result<Option<Entry>, Fault> {
        let Some((talk, note, place)) = note_of(&entry) else { return Ok(Some(entry)) };
        if note.is_erased() {
            return Ok(Some(in_clear(entry, Note::default())));
        }
        let Ok(secret) = self.session.secret() else { return Ok(None) };
        let place = place?;
        for wrapped in self.boxes_for(talk, entry.seq, note, breaks_glass)? {
            match Note::open(note, &place, self.user, &wrapped, &secret) {
                Ok(note) => return Ok(Some(in_clear(entry, note))),
                // A box for a key pair that was lost since; there may be a newer one.
                Err(Fault::Damaged { .. }) => {}
                Err(fault) => return Err(fault),
            }
        }
        Ok(None)
    }

    /// The boxes with a note's key that are meant for this user, the newest first.
    fn boxes_for(&self, talk: Seq, seq: Seq, note: &SealedNote, breaks_glass: bool) -> Result<Vec<Box<[u8]>>, Fault> {
        let more = self.campus().talks().get(talk).map(|it| it.more.clone()).unwrap_or_default();
        let mut boxes = Vec::new();
        for added in more.into_iter().rev() {
            if let Some(Entry { act: Act::Talk(TalkAct::ReaderAdded { reader, keys, .. }), .. }) = self.inner.reader.entry(added)? {
                let meant = keys.into_iter().filter(|(of, _)| reader == self.user && *of == seq);
                boxes.extend(meant.map(|(_, wrapped)| wrapped));
            }
        }
        let meant = |it: &&NoteKey| it.reader == self.user && (!it.glass || breaks_glass);
        boxes.extend(note.keys.iter().filter(meant).map(|it| it.wrapped.clone()));
        Ok(boxes)
    }

    /// Whether this user, who is no reader of a talk, may read it in need.
    pub fn may_break_glass(&self, talk: Seq) -> bool {
        let campus = self.campus();
        campus.talks().get(talk).is_some_and(|it| rights::may_break_glass(&campus, self.user, it))
    }

    /// Reads a talk in need (应急查阅): its own entry, and those that closed it with sealed words as far as there is a key to them. That it is done, and
    /// why, is on disk before anything is opened; the author is told.
    ///
    /// # Errors
    /// Not allowed, no reason, no key to it; or the disk failed.
    pub fn break_glass(&self, talk: Seq, reason: &str) -> Result<(Entry, Vec<Entry>), Refused> {
        let entry = self.inner.reader.entry(talk)?.ok_or(Refusal::NoSuchTalk(talk))?;
        if !self.may_break_glass(talk) {
            return Err(Refusal::NotAllowed.into());
        }
        // Nobody's name is written down for what they then cannot read.
        let secret = note_of(&entry).map(|_| self.session.secret()).transpose()?;
        if secret.is_some() && self.open_with_key(entry.clone(), true)?.is_none() {
            return Err(Refusal::NotAllowed.into());
        }
        drop(secret);
        self.submit(Act::Custody(CustodyAct::GlassBroken { talk, reason: reason.into() }))?;
        let more = self.campus().talks().get(talk).map(|it| it.more.clone()).unwrap_or_default();
        let mut later = Vec::new();
        for seq in more {
            // What was lost since does not keep anybody from the rest.
            if let Ok(Some(added)) = self.inner.reader.entry(seq)
                && note_of(&added).is_some()
            {
                later.extend(self.open_with_key(added, true)?);
            }
        }
        Ok((self.open_with_key(entry, true)?.ok_or(Refusal::NotAllowed)?, later))
    }

    /// Lets somebody else read a sealed talk: every note of it that this user can open.
    ///
    /// # Errors
    /// Not a sealed talk, not a reader of it, the other is one already or has no key yet; or the disk failed.
    pub fn add_reader(&self, talk: Seq, reader: UserId) -> Result<Receipt, Refused> {
        let (more, public) = {
            let campus = self.campus();
            let head = campus.talks().get(talk).ok_or(Refusal::NoSuchTalk(talk))?;
            if !head.is_sealed() {
                return Err(Refusal::NotSealed.into());
            }
            let of_this_talk = Act::Talk(TalkAct::Reopened { talk });
            if !head.has_reader(self.user) || !rights::may_do(&campus, self.user, &of_this_talk) {
                return Err(Refusal::NotYours.into());
            }
            if !rights::may_become_reader(&campus, reader, head.visibility) {
                return Err(Refusal::NotAllowed.into());
            }
            let public = campus.staff().key_of(reader).map(|it| it.key).ok_or(Refusal::NoSuchUser(reader))?;
            (head.more.clone(), public)
        };
        let secret = self.session.secret()?;
        let mut keys = Vec::new();
        for seq in std::iter::once(talk).chain(more) {
            if let Some(wrapped) = self.passed_on(seq, &secret, reader, &public)? {
                keys.push((seq, wrapped));
            }
        }
        self.submit(Act::Talk(TalkAct::ReaderAdded { talk, reader, keys }))
    }

    fn passed_on(&self, seq: Seq, secret: &UserSecret, reader: UserId, public: &Hash) -> Result<Option<Box<[u8]>>, Fault> {
        let Some(entry) = self.inner.reader.entry(seq)? else { return Ok(None) };
        let Some((talk, note, place)) = note_of(&entry) else { return Ok(None) };
        let place = place?;
        for own in self.boxes_for(talk, seq, note, false)? {
            if let Some(wrapped) = Note::pass_on(note, &place, (self.user, &own, secret), (reader, public))? {
                return Ok(Some(wrapped));
            }
        }
        Ok(None)
    }

    /// Takes a reader off a sealed talk. What they have read they have read; what is added to the talk from now on is not sealed to them.
    ///
    /// # Errors
    /// Not the author, nor the reader themselves; not a reader; or the disk failed.
    pub fn remove_reader(&self, talk: Seq, reader: UserId) -> Result<Receipt, Refused> {
        self.submit(Act::Talk(TalkAct::ReaderRemoved { talk, reader }))
    }
}
