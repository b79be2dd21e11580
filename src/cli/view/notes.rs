//! Talks and incidents.

use super::{date, login, names, spot, student_nos, time};
use crate::campus::{Act, Campus, Category, Concern, Entry, TalkAct, TalkState, Topic, Visibility, Way};
use crate::desk::rights::{IncidentSight, TalkSight};
use serde::Serialize;

/// A talk. What this user does not see of it is `None`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(in crate::cli) struct TalkView {
    pub(in crate::cli) id: String,
    pub(in crate::cli) seq: u64,
    pub(in crate::cli) at: String,
    pub(in crate::cli) by: String,
    /// With how many; told even where it is not with whom.
    pub(in crate::cli) people: usize,
    pub(in crate::cli) students: Option<Vec<String>>,
    pub(in crate::cli) names: Option<Vec<String>>,
    pub(in crate::cli) topic: Option<&'static str>,
    pub(in crate::cli) level: Option<u8>,
    pub(in crate::cli) followup: Option<String>,
    pub(in crate::cli) status: Option<&'static str>,
    pub(in crate::cli) visibility: Option<&'static str>,
    pub(in crate::cli) way: Option<&'static str>,
    pub(in crate::cli) place: Option<String>,
    pub(in crate::cli) answers: Option<String>,
    pub(in crate::cli) tags: Option<Vec<String>>,
    pub(in crate::cli) text: Option<String>,
}

/// Stands for what is not seen, in tables.
const HIDDEN_SIGN: &str = "·";

/// A talk; `entry` is `None` where this user may not read it.
pub(in crate::cli) fn talk(campus: &Campus, it: &TalkSight<'_>, entry: Option<&Entry>) -> TalkView {
    let logged = entry.and_then(|entry| if let Act::Talk(TalkAct::Logged(it)) = &entry.act { Some(it) } else { None });
    TalkView {
        id: format!("T{}", it.seq()),
        seq: it.seq().0,
        at: time(campus, it.held()),
        by: login(campus, it.by()),
        people: it.people(),
        students: it.students().map(|it| student_nos(campus, it)),
        names: it.students().map(|it| names(campus, it)),
        topic: it.topic().map(Topic::key),
        level: it.level().map(Concern::number),
        followup: it.followup().map(date),
        status: it.state().map(TalkState::key),
        visibility: it.visibility().map(Visibility::key),
        way: it.way().map(Way::key),
        place: it.place().map(|it| spot(campus, it)),
        answers: it.answers().map(|it| format!("T{it}")),
        tags: logged.map(|it| it.tags.iter().map(|it| it.to_string()).collect()),
        text: logged.map(|it| it.text.to_string()),
    }
}

impl TalkView {
    /// With whom, for people; where that is not seen, with how many.
    pub(in crate::cli) fn who(&self) -> String {
        self.names.as_ref().map_or_else(|| format!("{HIDDEN_SIGN}×{}", self.people), |names| names.join(" "))
    }
}

/// An incident. What this user does not see of it is `None`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(in crate::cli) struct IncidentView {
    pub(in crate::cli) id: String,
    pub(in crate::cli) seq: u64,
    pub(in crate::cli) opened_at: String,
    pub(in crate::cli) by: String,
    pub(in crate::cli) severity: &'static str,
    pub(in crate::cli) category: Option<&'static str>,
    pub(in crate::cli) state: &'static str,
    pub(in crate::cli) place: Option<String>,
    pub(in crate::cli) students: Option<Vec<String>>,
    pub(in crate::cli) names: Option<Vec<String>>,
    pub(in crate::cli) owner: Option<String>,
    pub(in crate::cli) next_step: Option<&'static str>,
    pub(in crate::cli) next_deadline: Option<String>,
    pub(in crate::cli) happened: Option<String>,
    pub(in crate::cli) tags: Option<Vec<String>>,
    pub(in crate::cli) text: Option<String>,
}

/// An incident; `entry` is `None` where this user may not read it.
pub(in crate::cli) fn incident(campus: &Campus, it: &IncidentSight<'_>, entry: Option<&Entry>) -> IncidentView {
    let opened = entry.and_then(|entry| if let Act::Incident(it) = &entry.act { it.opened() } else { None });
    let next = it.owed().first().copied();
    IncidentView {
        id: format!("I{}", it.seq()),
        seq: it.seq().0,
        opened_at: time(campus, it.opened()),
        by: login(campus, it.by()),
        severity: it.severity().key(),
        category: it.category().map(Category::key),
        state: it.state().key(),
        place: it.place().map(|it| spot(campus, it)),
        students: it.students().map(|it| student_nos(campus, it)),
        names: it.students().map(|it| names(campus, it)),
        owner: it.owner().map(|id| login(campus, id)),
        next_step: next.map(|(step, _)| step.key()),
        next_deadline: next.map(|(_, due)| time(campus, due)),
        happened: opened.map(|it| time(campus, it.happened)),
        tags: opened.map(|it| it.tags.iter().map(|it| it.to_string()).collect()),
        text: opened.map(|it| it.text.to_string()),
    }
}
