//! Whom to talk to next, the care list, levels and marks.

use super::{Candidate, candidate, date, login, time};
use crate::campus::{Campus, Concern, MarkHead, Stamp, Trigger, Why};
use crate::desk::Sight;
use crate::desk::care::{CareRow, NextRow, Term};
use crate::desk::rights::LevelSight;
use crate::words::Words;
use serde::Serialize;

/// A student who is to be talked to.
#[derive(Debug, Serialize)]
pub(in crate::cli) struct NextView {
    #[serde(flatten)]
    pub(in crate::cli) student: Candidate,
    /// `null` where it is not seen.
    pub(in crate::cli) level: Option<u8>,
    pub(in crate::cli) score: u32,
    pub(in crate::cli) terms: Vec<TermView>,
    pub(in crate::cli) last_talk: Option<String>,
    pub(in crate::cli) snoozed_until: Option<String>,
}

/// A term of a score.
#[derive(Debug, Serialize)]
pub(in crate::cli) struct TermView {
    pub(in crate::cli) why: &'static str,
    pub(in crate::cli) points: u32,
    /// The talk, incident, leave or mark it comes from.
    pub(in crate::cli) id: Option<String>,
    /// What mark it is.
    pub(in crate::cli) trigger: Option<&'static str>,
    pub(in crate::cli) text: String,
    #[serde(skip)]
    pub(in crate::cli) said: String,
}

pub(in crate::cli) fn next(words: &Words, campus: &Campus, sight: Sight<'_>, now: Stamp, it: &NextRow) -> Option<NextView> {
    let today = now.day(campus.zone());
    let term = |it: &Term| {
        let id = match it.why {
            Why::FollowUp(seq, _) => Some(format!("T{seq}")),
            Why::Incident(seq, _) => Some(format!("I{seq}")),
            Why::Back(seq, _) => Some(format!("L{seq}")),
            Why::Mark(seq, ..) => Some(format!("K{seq}")),
            _ => None,
        };
        let trigger = if let Why::Mark(_, it, _) | Why::Trait(it) = it.why { Some(it.key()) } else { None };
        let (text, said) = (words.why(it.why, today), words.why_in_points(it.why, it.points, today));
        TermView { why: it.why.key(), points: it.points, id, trigger, text, said }
    };
    let snooze = it.snoozed.and_then(|seq| campus.care().snooze(seq)).filter(|it| sight.sees_snooze(it));
    Some(NextView {
        student: candidate(campus, it.student)?,
        level: sight.student(it.student).and_then(|it| it.level()).map(Concern::number),
        score: it.score,
        terms: it.terms.iter().map(term).collect(),
        last_talk: it.last.map(|at| time(campus, at)),
        snoozed_until: snooze.map(|it| date(it.until)),
    })
}

/// A student on the care list.
#[derive(Debug, Serialize)]
pub(in crate::cli) struct CareView {
    #[serde(flatten)]
    pub(in crate::cli) student: Candidate,
    pub(in crate::cli) level: u8,
    /// From here on `null` where it is not seen what set the level.
    pub(in crate::cli) since: Option<String>,
    pub(in crate::cli) cause: Option<&'static str>,
    pub(in crate::cli) talk: Option<String>,
    pub(in crate::cli) until: Option<String>,
    pub(in crate::cli) review: Option<String>,
    pub(in crate::cli) reviewer: Option<String>,
    pub(in crate::cli) overdue_days: Option<i32>,
    pub(in crate::cli) last_talk: Option<String>,
}

pub(in crate::cli) fn care(campus: &Campus, it: &CareRow<'_>) -> Option<CareView> {
    let set = it.set.map(|it| it.row());
    Some(CareView {
        student: candidate(campus, it.student)?,
        level: it.level.number(),
        since: set.map(|it| date(it.day)),
        cause: it.set.map(|it| cause(&it)),
        talk: it.set.and_then(|it| it.talk()).map(|seq| format!("T{seq}")),
        until: set.and_then(|it| it.until).map(date),
        review: it.review.map(date),
        reviewer: set.and_then(|it| it.reviewer).map(|it| login(campus, it)),
        overdue_days: it.overdue,
        last_talk: it.last.map(|at| time(campus, at)),
    })
}

fn cause(it: &LevelSight<'_>) -> &'static str {
    if it.is_of_talk() { "talk" } else { "care" }
}

/// A level that was set.
#[derive(Debug, Serialize)]
pub(in crate::cli) struct LevelView {
    pub(in crate::cli) seq: u64,
    pub(in crate::cli) at: String,
    pub(in crate::cli) day: String,
    pub(in crate::cli) by: String,
    pub(in crate::cli) level: u8,
    pub(in crate::cli) cause: &'static str,
    pub(in crate::cli) talk: Option<String>,
    pub(in crate::cli) until: Option<String>,
    pub(in crate::cli) reviewer: Option<String>,
    /// `null` where there is none, or it may not be read.
    pub(in crate::cli) reason: Option<String>,
    #[serde(skip)]
    pub(in crate::cli) reads: bool,
}

pub(in crate::cli) fn level(campus: &Campus, it: &LevelSight<'_>) -> LevelView {
    let row = it.row();
    LevelView {
        seq: row.seq.0,
        at: time(campus, row.at),
        day: date(row.day),
        by: login(campus, row.by),
        level: row.level.number(),
        cause: cause(it),
        talk: it.talk().map(|seq| format!("T{seq}")),
        until: row.until.map(date),
        reviewer: row.reviewer.map(|it| login(campus, it)),
        reason: None,
        reads: it.reads(),
    }
}

/// A must-talk mark.
#[derive(Debug, Serialize)]
pub(in crate::cli) struct MarkOfView {
    pub(in crate::cli) id: String,
    pub(in crate::cli) seq: u64,
    pub(in crate::cli) trigger: &'static str,
    pub(in crate::cli) day: String,
    pub(in crate::cli) by: String,
    /// Whether a talk has answered it.
    pub(in crate::cli) answered: bool,
    pub(in crate::cli) reason: Option<String>,
    #[serde(skip)]
    pub(in crate::cli) said: Trigger,
}

pub(in crate::cli) fn mark_of(campus: &Campus, sight: Sight<'_>, it: &MarkHead) -> MarkOfView {
    MarkOfView {
        id: format!("K{}", it.seq),
        seq: it.seq.0,
        trigger: it.trigger.key(),
        day: date(it.day),
        by: login(campus, it.by),
        answered: sight.talks_of(it.student).any(|talk| talk.held() >= it.at),
        reason: None,
        said: it.trigger,
    }
}
