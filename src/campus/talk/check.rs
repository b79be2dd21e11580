//! What an act about a talk is held against (谈话规则).

use super::{
    AMENDMENTS_LIMIT, DETAIL_LIMIT, FILE_NAME_LIMIT, FILES_LIMIT, MINUTES_LIMIT, NOTE_LIMIT, READERS_LIMIT, SealedNote, TalkAct,
    TalkDetail, TalkFile, TalkHead, TalkLogged, TalkPlan, TalkPlanSealed, TalkRecorded, TalkRecordedSealed, TalkSealed, TalkState, Talks,
    Visibility,
};
use crate::campus::{self, People, Refusal, Seq, Stamp, TalkRules, Tz, UserId, plan};

/// What a rule about a talk is asked against.
pub(in crate::campus) struct TalkGround<'a> {
    pub(in crate::campus) people: &'a People,
    pub(in crate::campus) staff: &'a campus::Staff,
    pub(in crate::campus) rules: &'a TalkRules,
    pub(in crate::campus) by: UserId,
    pub(in crate::campus) at: Stamp,
    pub(in crate::campus) zone: Tz,
}

impl Talks {
    pub(in crate::campus) fn check(&self, on: &TalkGround<'_>, act: &TalkAct) -> Result<(), Refusal> {
        let (staff, by, today) = (on.staff, on.by, on.at.day(on.zone));
        match act {
            TalkAct::Logged(it) => {
                campus::check_text(&it.text)?;
                check_reason(on.rules, it, "")?;
                self.check_logged(on, it)
            }
            TalkAct::Recorded(it) => {
                campus::check_text(&it.talk.text)?;
                check_reason(on.rules, &it.talk, &it.detail.reason)?;
                self.check_detail(on, &it.talk, &it.detail)?;
                self.check_logged(on, &it.talk)
            }
            TalkAct::LoggedSealed(it) => {
                let TalkSealed { talk, note } = &**it;
                check_wordless(talk)?;
                check_note(staff, by, note)?;
                self.check_logged(on, talk)
            }
            TalkAct::RecordedSealed(it) => {
                let TalkRecordedSealed { record: TalkRecorded { talk, detail }, note } = &**it;
                check_wordless(talk)?;
                if detail.has_words() {
                    return Err(Refusal::NotSealed);
                }
                check_note(staff, by, note)?;
                self.check_detail(on, talk, detail)?;
                self.check_logged(on, talk)
            }
            TalkAct::Planned(it) => {
                campus::check_text_len(&it.text)?;
                self.check_planned(on, it)
            }
            TalkAct::PlannedSealed(it) => {
                let TalkPlanSealed { plan, note } = &**it;
                if plan.visibility == Visibility::Normal || !plan.text.is_empty() || !plan.tags.is_empty() {
                    return Err(Refusal::NotSealed);
                }
                check_note(staff, by, note)?;
                self.check_planned(on, plan)
            }
            TalkAct::PlanMoved { plan, from, to } => self.plans.check_moved(*plan, from, to, today, on.zone),
            TalkAct::PlanCancelled { plan, text } => {
                let head = self.plans.check_open(*plan)?;
                if head.is_sealed() {
                    return Err(Refusal::NotSealed);
                }
                if text.trim().is_empty() { Err(Refusal::ReasonNeeded) } else { campus::check_text_len(text) }
            }
            TalkAct::PlanCancelledSealed { plan, note } => {
                let head = self.plans.check_open(*plan)?;
                if head.is_sealed() { check_note(staff, by, note) } else { Err(Refusal::NotSealed) }
            }
            TalkAct::PlanRestored { plan } => match self.plans.get(*plan) {
                Some(head) if head.state == campus::PlanState::Cancelled => Ok(()),
                Some(_) => Err(Refusal::PlanSettled(*plan)),
                None => Err(Refusal::NoSuchPlan(*plan)),
            },
            TalkAct::PlanWithdrawn { plan } => {
                let head = self.plans.check_open(*plan)?;
                if head.by == by { Ok(()) } else { Err(Refusal::NotYours) }
            }
            TalkAct::Amended { talk, text } => {
                campus::check_text(text)?;
                if self.check_amended(*talk, by)?.is_sealed() { Err(Refusal::NotSealed) } else { Ok(()) }
            }
            TalkAct::AmendedSealed { talk, note } => {
                check_note(staff, by, note)?;
                if self.check_amended(*talk, by)?.is_sealed() { Ok(()) } else { Err(Refusal::NotSealed) }
            }
            TalkAct::Attached { talk, file } => {
                check_file(on.rules, file)?;
                if self.check_attached(*talk, by)?.is_sealed() { Err(Refusal::NotSealed) } else { Ok(()) }
            }
            TalkAct::AttachedSealed { talk, note } => {
                check_keys(staff, by, note, on.rules.file_bytes() + 16 * 1024)?;
                if self.check_attached(*talk, by)?.is_sealed() { Ok(()) } else { Err(Refusal::NotSealed) }
            }
            TalkAct::FileTaken { talk, file } => {
                let head = self.get(*talk).ok_or(Refusal::NoSuchTalk(*talk))?;
                if head.files.contains(file) { Ok(()) } else { Err(Refusal::NoSuchFile(*file)) }
            }
            TalkAct::ClosedSealed { talk, note } => {
                let head = self.get(*talk).ok_or(Refusal::NoSuchTalk(*talk))?;
                check_note(staff, by, note)?;
                if !head.is_sealed() {
                    return Err(Refusal::NotSealed);
                }
                if head.state == TalkState::Awaiting { Ok(()) } else { Err(Refusal::TalkNotAwaiting(*talk)) }
            }
            TalkAct::ReaderAdded { talk, reader, keys } => {
                let head = self.get(*talk).ok_or(Refusal::NoSuchTalk(*talk))?;
                let readers = head.readers.as_ref().ok_or(Refusal::NotSealed)?;
                if staff.user(*reader).is_none_or(|it| !it.active) {
                    return Err(Refusal::NoSuchUser(*reader));
                }
                if !head.has_reader(by) {
                    return Err(Refusal::NotYours);
                }
                let belongs = |seq: Seq| seq == head.seq || head.more.contains(&seq);
                if keys.is_empty() || keys.iter().any(|(seq, it)| !belongs(*seq) || it.len() > WRAPPED_LIMIT) {
                    return Err(Refusal::NotSealed);
                }
                if readers.contains(reader) {
                    return Err(Refusal::ReaderAlready);
                }
                let got = readers.len() + 1;
                if got > READERS_LIMIT { Err(Refusal::TooLong { limit: READERS_LIMIT, got }) } else { Ok(()) }
            }
            TalkAct::ReaderRemoved { talk, reader } => {
                let head = self.get(*talk).ok_or(Refusal::NoSuchTalk(*talk))?;
                if *reader == head.by || (head.by != by && *reader != by) {
                    return Err(Refusal::NotYours);
                }
                if head.has_reader(*reader) { Ok(()) } else { Err(Refusal::NoSuchUser(*reader)) }
            }
            TalkAct::Closed { talk, text } => {
                campus::check_text_len(text)?;
                let head = self.get(*talk).ok_or(Refusal::NoSuchTalk(*talk))?;
                if head.is_sealed() && !text.is_empty() {
                    return Err(Refusal::NotSealed);
                }
                if head.state == TalkState::Awaiting { Ok(()) } else { Err(Refusal::TalkNotAwaiting(*talk)) }
            }
            TalkAct::Reopened { talk } => {
                let head = self.get(*talk).ok_or(Refusal::NoSuchTalk(*talk))?;
                if head.state == TalkState::Closed && head.followup.is_some() { Ok(()) } else { Err(Refusal::TalkNotAwaiting(*talk)) }
            }
            TalkAct::Withdrawn { talk, .. } => {
                let head = self.get(*talk).filter(|it| it.state != TalkState::Withdrawn).ok_or(Refusal::NoSuchTalk(*talk))?;
                if head.by == by { Ok(()) } else { Err(Refusal::NotYours) }
            }
        }
    }

    fn check_logged(&self, on: &TalkGround<'_>, it: &TalkLogged) -> Result<(), Refusal> {
        let today = on.at.day(on.zone);
        campus::check_students(on.people, &it.students)?;
        if it.students.is_empty() {
            return Err(Refusal::NobodyNamed);
        }
        if it.held > on.at.plus_minutes(5) {
            return Err(Refusal::InFuture);
        }
        if let Some(day) = it.followup.filter(|day| *day < today) {
            return Err(Refusal::FollowUpInPast { day, today });
        }
        campus::check_tags(&it.tags)?;
        self.check_answers(it.answers)
    }

    fn check_answers(&self, answers: Option<Seq>) -> Result<(), Refusal> {
        match answers {
            Some(seq) if self.get(seq).is_none_or(|head| head.state != TalkState::Awaiting) => Err(Refusal::TalkNotAwaiting(seq)),
            _ => Ok(()),
        }
    }

    fn check_detail(&self, on: &TalkGround<'_>, talk: &TalkLogged, it: &TalkDetail) -> Result<(), Refusal> {
        let today = on.at.day(on.zone);
        for text in [&it.reason, &it.judgement, &it.measures] {
            campus::check_len(text, DETAIL_LIMIT)?;
        }
        if let Some(got) = it.minutes.filter(|it| !(1..=MINUTES_LIMIT).contains(it)) {
            return Err(Refusal::TalkMinutes { limit: MINUTES_LIMIT, got });
        }
        if let Some(day) = it.until.filter(|day| *day < today) {
            return Err(Refusal::LevelUntilPast { day, today });
        }
        if it.readers.len() > READERS_LIMIT {
            return Err(Refusal::TooLong { limit: READERS_LIMIT, got: it.readers.len() });
        }
        if let Some(reader) = it.readers.iter().find(|id| on.staff.user(**id).is_none_or(|it| !it.active)) {
            return Err(Refusal::NoSuchUser(*reader));
        }
        // A talk everybody concerned may read has no readers of its own.
        if talk.visibility == Visibility::Normal && !it.readers.is_empty() {
            return Err(Refusal::NotSealed);
        }
        it.plan.map_or(Ok(()), |plan| self.plans.check_open(plan).map(|_| ()))
    }

    fn check_planned(&self, on: &TalkGround<'_>, it: &TalkPlan) -> Result<(), Refusal> {
        campus::check_students(on.people, &it.students)?;
        if it.students.is_empty() {
            return Err(Refusal::NobodyNamed);
        }
        plan::check_time(&it.when, on.at.day(on.zone), on.zone)?;
        campus::check_tags(&it.tags)?;
        self.check_answers(it.answers)
    }

    /// What was said is added to by who said it, as long as the talk stands.
    fn check_amended(&self, talk: Seq, by: UserId) -> Result<&TalkHead, Refusal> {
        let head = self.get(talk).filter(|it| it.state != TalkState::Withdrawn).ok_or(Refusal::NoSuchTalk(talk))?;
        if head.by != by {
            return Err(Refusal::NotYours);
        }
        let got = head.amended.len() + 1;
        if got > AMENDMENTS_LIMIT { Err(Refusal::TooLong { limit: AMENDMENTS_LIMIT, got }) } else { Ok(head) }
    }

    fn check_attached(&self, talk: Seq, by: UserId) -> Result<&TalkHead, Refusal> {
        let head = self.get(talk).filter(|it| it.state != TalkState::Withdrawn).ok_or(Refusal::NoSuchTalk(talk))?;
        if head.by != by {
            return Err(Refusal::NotYours);
        }
        let got = head.files.len() + 1;
        if got > FILES_LIMIT { Err(Refusal::TooLong { limit: FILES_LIMIT, got }) } else { Ok(head) }
    }
}

/// A sealed talk is private, and holds no words in clear.
fn check_wordless(talk: &TalkLogged) -> Result<(), Refusal> {
    let open = talk.visibility == Visibility::Normal || !talk.text.is_empty() || !talk.tags.is_empty();
    if open { Err(Refusal::NotSealed) } else { Ok(()) }
}

/// A level is set with a reason where the college wants one. Of a talk whose words are sealed it is asked before they are.
fn check_reason(rules: &TalkRules, talk: &TalkLogged, reason: &str) -> Result<(), Refusal> {
    if talk.level.is_some_and(|it| rules.wants_reason(it)) && reason.trim().is_empty() { Err(Refusal::LevelReason) } else { Ok(()) }
}

/// What can be asked of words and files before they are sealed.
pub(in crate::campus) fn check_words(rules: &TalkRules, act: &TalkAct) -> Result<(), Refusal> {
    match act {
        TalkAct::Amended { text, .. } => campus::check_text(text),
        TalkAct::PlanCancelled { text, .. } if text.trim().is_empty() => Err(Refusal::ReasonNeeded),
        TalkAct::PlanCancelled { text, .. } => campus::check_text_len(text),
        TalkAct::Attached { file, .. } => check_file(rules, file),
        _ => Ok(()),
    }
}

/// A file has a name that is only a name, something in it, and is not too large.
fn check_file(rules: &TalkRules, file: &TalkFile) -> Result<(), Refusal> {
    let TalkFile { name, bytes } = file;
    campus::check_len(name, FILE_NAME_LIMIT)?;
    if name.trim().is_empty() || name.contains(['/', '\\', '\0']) || name.chars().any(char::is_control) {
        return Err(Refusal::EmptyName);
    }
    if bytes.is_empty() {
        return Err(Refusal::EmptyText);
    }
    let limit = rules.file_bytes();
    if bytes.len() > limit { Err(Refusal::FileTooLarge { limit, got: bytes.len() }) } else { Ok(()) }
}

/// Largest sealed key, in bytes; one is 106 now.
const WRAPPED_LIMIT: usize = 256;

/// A note has readers, the writer among them, each once and each a user; and it is not too large.
fn check_note(staff: &campus::Staff, by: UserId, note: &SealedNote) -> Result<(), Refusal> {
    check_keys(staff, by, note, NOTE_LIMIT)
}

fn check_keys(staff: &campus::Staff, by: UserId, note: &SealedNote, limit: usize) -> Result<(), Refusal> {
    let SealedNote { sealed, keys } = note;
    if sealed.len() > limit {
        return Err(Refusal::TooLong { limit, got: sealed.len() });
    }
    if keys.len() > READERS_LIMIT {
        return Err(Refusal::TooLong { limit: READERS_LIMIT, got: keys.len() });
    }
    for (at, key) in keys.iter().enumerate() {
        staff.user(key.reader).ok_or(Refusal::NoSuchUser(key.reader))?;
        if key.wrapped.len() > WRAPPED_LIMIT || keys[..at].iter().any(|it| it.reader == key.reader) {
            return Err(Refusal::NotSealed);
        }
    }
    if sealed.is_empty() || !keys.iter().any(|it| it.reader == by && !it.glass) { Err(Refusal::NotSealed) } else { Ok(()) }
}
