//! Talks and incidents.

use super::{date, login, names, spot, student_nos, time};
use crate::campus::{Act, Calendar, Campus, Concern, Entry, IncidentAct, IncidentHead, TalkAct, TalkHead};
use serde::Serialize;

/// A talk.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(in crate::cli) struct TalkView {
    pub(in crate::cli) id: String,
    pub(in crate::cli) seq: u64,
    pub(in crate::cli) at: String,
    pub(in crate::cli) by: String,
    pub(in crate::cli) students: Vec<String>,
    pub(in crate::cli) names: Vec<String>,
    pub(in crate::cli) topic: &'static str,
    pub(in crate::cli) level: Option<u8>,
    pub(in crate::cli) followup: Option<String>,
    pub(in crate::cli) status: &'static str,
    pub(in crate::cli) visibility: &'static str,
    pub(in crate::cli) way: &'static str,
    pub(in crate::cli) place: Option<String>,
    pub(in crate::cli) answers: Option<String>,
    pub(in crate::cli) tags: Option<Vec<String>>,
    pub(in crate::cli) text: Option<String>,
}

/// A talk; `entry` is `None` where this user may not read it.
pub(in crate::cli) fn talk(campus: &Campus, it: &TalkHead, entry: Option<&Entry>) -> TalkView {
    let logged = entry.and_then(|entry| if let Act::Talk(TalkAct::Logged(it)) = &entry.act { Some(it) } else { None });
    TalkView {
        id: format!("T{}", it.seq),
        seq: it.seq.0,
        at: time(campus, it.held),
        by: login(campus, it.by),
        students: student_nos(campus, &it.students),
        names: names(campus, &it.students),
        topic: it.topic.key(),
        level: it.level.map(Concern::number),
        followup: it.followup.map(date),
        status: it.state.key(),
        visibility: it.visibility.key(),
        way: it.way.key(),
        place: it.place.as_ref().map(|it| spot(campus, it)),
        answers: it.answers.map(|it| format!("T{it}")),
        tags: logged.map(|it| it.tags.iter().map(|it| it.to_string()).collect()),
        text: logged.map(|it| it.text.to_string()),
    }
}

/// An incident.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(in crate::cli) struct IncidentView {
    pub(in crate::cli) id: String,
    pub(in crate::cli) seq: u64,
    pub(in crate::cli) opened_at: String,
    pub(in crate::cli) by: String,
    pub(in crate::cli) severity: &'static str,
    pub(in crate::cli) category: &'static str,
    pub(in crate::cli) state: &'static str,
    pub(in crate::cli) place: Option<String>,
    pub(in crate::cli) students: Vec<String>,
    pub(in crate::cli) names: Vec<String>,
    pub(in crate::cli) owner: Option<String>,
    pub(in crate::cli) next_step: Option<&'static str>,
    pub(in crate::cli) next_deadline: Option<String>,
    pub(in crate::cli) happened: Option<String>,
    pub(in crate::cli) tags: Option<Vec<String>>,
    pub(in crate::cli) text: Option<String>,
}

/// An incident; `entry` is `None` where this user may not read it.
pub(in crate::cli) fn incident(campus: &Campus, it: &IncidentHead, entry: Option<&Entry>) -> IncidentView {
    let opened = entry.and_then(|entry| if let Act::Incident(IncidentAct::Opened(it)) = &entry.act { Some(it) } else { None });
    let next = it.owed(campus.zone(), Calendar::shipped()).first().copied();
    IncidentView {
        id: format!("I{}", it.seq),
        seq: it.seq.0,
        opened_at: time(campus, it.opened),
        by: login(campus, it.by),
        severity: it.severity.key(),
        category: it.category.key(),
        state: it.state.key(),
        place: it.place.as_ref().map(|it| spot(campus, it)),
        students: student_nos(campus, &it.students),
        names: names(campus, &it.students),
        owner: it.owner.map(|id| login(campus, id)),
        next_step: next.map(|(step, _)| step.key()),
        next_deadline: next.map(|(_, due)| time(campus, due)),
        happened: opened.map(|it| time(campus, it.happened)),
        tags: opened.map(|it| it.tags.iter().map(|it| it.to_string()).collect()),
        text: opened.map(|it| it.text.to_string()),
    }
}
