//! Talks and incidents.

use super::{date, login, names, spot, student_nos, time};
use crate::campus::{
    Act, Campus, Category, Concern, Entry, Link, ReceptionHead, RequestAct, Seq, Stamp, TalkAct, TalkState, Topic, Visibility, Way,
};
use crate::desk::rights::{IncidentSight, RequestSight, TalkSight};
use crate::desk::{Desk, Fault};
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
    /// How long it took.
    pub(in crate::cli) minutes: Option<u16>,
    /// Until when its level is meant to stand, and why it was set.
    pub(in crate::cli) until: Option<String>,
    pub(in crate::cli) reason: Option<String>,
    pub(in crate::cli) judgement: Option<String>,
    pub(in crate::cli) measures: Option<String>,
    /// The planned talk that was held.
    pub(in crate::cli) plan: Option<String>,
    /// What was added since; filled where one talk is shown.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(in crate::cli) amended: Vec<AmendmentView>,
    /// How many files are kept with it.
    pub(in crate::cli) files: usize,
}

/// What was added to a talk.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(in crate::cli) struct AmendmentView {
    pub(in crate::cli) seq: u64,
    pub(in crate::cli) at: String,
    pub(in crate::cli) by: String,
    pub(in crate::cli) text: String,
}

/// A planned talk.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(in crate::cli) struct PlanView {
    pub(in crate::cli) id: String,
    pub(in crate::cli) seq: u64,
    /// The day it is meant for.
    pub(in crate::cli) day: String,
    /// The time that was agreed.
    pub(in crate::cli) at: Option<String>,
    pub(in crate::cli) by: String,
    pub(in crate::cli) students: Vec<String>,
    pub(in crate::cli) names: Vec<String>,
    pub(in crate::cli) topic: Option<&'static str>,
    pub(in crate::cli) status: &'static str,
    pub(in crate::cli) visibility: Option<&'static str>,
    pub(in crate::cli) way: Option<&'static str>,
    pub(in crate::cli) place: Option<String>,
    pub(in crate::cli) answers: Option<String>,
    pub(in crate::cli) held: Option<String>,
    pub(in crate::cli) text: Option<String>,
    /// Why it was called off.
    pub(in crate::cli) reason: Option<String>,
}

/// A planned talk; `None` where it is not seen.
pub(in crate::cli) fn plan_of(desk: &Desk, seq: Seq) -> Result<Option<PlanView>, Fault> {
    let entry = desk.entry(seq)?;
    let cancelled = desk.campus().talks().plans().get(seq).and_then(|it| it.cancelled);
    let reason = cancelled.map(|it| desk.entry(it)).transpose()?.flatten();
    let reason =
        reason.and_then(|it| if let Act::Talk(TalkAct::PlanCancelled { text, .. }) = it.act { Some(text.to_string()) } else { None });
    let campus = desk.campus();
    let Some(it) = campus.talks().plans().get(seq).and_then(|it| desk.sight(&campus).plan(it)) else { return Ok(None) };
    let planned = entry.as_ref().and_then(|entry| if let Act::Talk(act) = &entry.act { act.planned() } else { None });
    Ok(Some(PlanView {
        id: format!("P{seq}"),
        seq: seq.0,
        day: date(it.day()),
        at: it.when().at.map(|at| time(&campus, at)),
        by: login(&campus, it.by()),
        students: student_nos(&campus, it.students()),
        names: names(&campus, it.students()),
        topic: it.topic().map(Topic::key),
        status: it.state().key(),
        visibility: it.visibility().map(Visibility::key),
        way: it.way().map(Way::key),
        place: it.when().place.as_ref().map(|it| spot(&campus, it)),
        answers: it.answers().map(|it| format!("T{it}")),
        held: it.held().map(|it| format!("T{it}")),
        text: planned.map(|it| it.text.to_string()),
        reason,
    }))
}

/// What was added to a talk, as far as it may be read.
pub(in crate::cli) fn amendments(desk: &Desk, talk: Seq) -> Result<Vec<AmendmentView>, Fault> {
    let seqs: Vec<Seq> = {
        let campus = desk.campus();
        let seen = campus.talks().get(talk).and_then(|it| desk.sight(&campus).talk(it));
        seen.map(|it| it.amended().to_vec()).unwrap_or_default()
    };
    let mut amended = Vec::with_capacity(seqs.len());
    for seq in seqs {
        if let Some(Entry { at, by, act: Act::Talk(TalkAct::Amended { text, .. }), .. }) = desk.entry(seq)? {
            let campus = desk.campus();
            amended.push(AmendmentView { seq: seq.0, at: time(&campus, at), by: login(&campus, by), text: text.into() });
        }
    }
    Ok(amended)
}

/// Stands for what is not seen, in tables.
const HIDDEN_SIGN: &str = "·";

/// A talk; `entry` is `None` where this user may not read it.
pub(in crate::cli) fn talk(campus: &Campus, it: &TalkSight<'_>, entry: Option<&Entry>) -> TalkView {
    let act = entry.and_then(|entry| if let Act::Talk(act) = &entry.act { Some(act) } else { None });
    let (logged, detail) = (act.and_then(TalkAct::logged), act.and_then(TalkAct::detail));
    let words = |it: &str| Some(it.to_owned()).filter(|it| !it.is_empty());
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
        minutes: it.minutes(),
        until: it.until().map(date),
        reason: detail.and_then(|it| words(&it.reason)),
        judgement: detail.and_then(|it| words(&it.judgement)),
        measures: detail.and_then(|it| words(&it.measures)),
        plan: it.plan().map(|it| format!("P{it}")),
        amended: Vec::new(),
        files: it.files().len(),
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
    pub(in crate::cli) drill: bool,
    pub(in crate::cli) acknowledged_by: Option<String>,
    pub(in crate::cli) helpers: Vec<String>,
    pub(in crate::cli) merged_into: Option<String>,
    pub(in crate::cli) holds: Vec<String>,
    pub(in crate::cli) links: Vec<String>,
    pub(in crate::cli) happened: Option<String>,
    pub(in crate::cli) tags: Option<Vec<String>>,
    pub(in crate::cli) text: Option<String>,
}

/// What an incident has to do with, by its id.
pub(in crate::cli) fn link(link: &Link) -> String {
    match link {
        Link::Talk(seq) => format!("T{seq}"),
        Link::Round(seq) => format!("R{seq}"),
        Link::Request(seq) => format!("Q{seq}"),
    }
}

/// An incident; `entry` is `None` where this user may not read it.
pub(in crate::cli) fn incident(campus: &Campus, it: &IncidentSight<'_>, entry: Option<&Entry>) -> IncidentView {
    let opened = entry.and_then(|entry| if let Act::Incident(it) = &entry.act { it.opened() } else { None });
    let next = it.deadlines().first().copied();
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
        next_step: next.map(|(what, _)| what.key()),
        next_deadline: next.map(|(_, due)| time(campus, due)),
        drill: it.is_drill(),
        acknowledged_by: it.acked().map(|ack| login(campus, ack.by)),
        helpers: it.helpers().iter().map(|id| login(campus, *id)).collect(),
        merged_into: it.merged().map(|it| format!("I{it}")),
        holds: it.holds().iter().map(|it| format!("I{it}")).collect(),
        links: it.links().iter().map(link).collect(),
        happened: opened.map(|it| time(campus, it.happened)),
        tags: opened.map(|it| it.tags.iter().map(|it| it.to_string()).collect()),
        text: opened.map(|it| it.text.to_string()),
    }
}

/// A request. What this user does not see of it is `None`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(in crate::cli) struct RequestView {
    pub(in crate::cli) id: String,
    pub(in crate::cli) seq: u64,
    pub(in crate::cli) at: String,
    pub(in crate::cli) by: String,
    pub(in crate::cli) kind: &'static str,
    pub(in crate::cli) department: String,
    pub(in crate::cli) state: &'static str,
    pub(in crate::cli) place: Option<String>,
    pub(in crate::cli) student: Option<String>,
    pub(in crate::cli) name: Option<String>,
    pub(in crate::cli) due: String,
    pub(in crate::cli) overdue: bool,
    pub(in crate::cli) answered_at: Option<String>,
    pub(in crate::cli) rating: Option<u8>,
    /// The reception day it was brought to, and what was promised there.
    pub(in crate::cli) reception: Option<String>,
    pub(in crate::cli) promise: Option<String>,
    pub(in crate::cli) tags: Option<Vec<String>>,
    pub(in crate::cli) text: Option<String>,
}

/// A request; `entry` is `None` where this user may not read it.
pub(in crate::cli) fn request(campus: &Campus, it: &RequestSight<'_>, entry: Option<&Entry>, now: Stamp) -> RequestView {
    let opened = entry.and_then(|entry| if let Act::Request(RequestAct::Opened(it)) = &entry.act { Some(it) } else { None });
    RequestView {
        id: format!("Q{}", it.seq()),
        seq: it.seq().0,
        at: time(campus, it.at()),
        by: login(campus, it.by()),
        kind: it.kind().key(),
        department: it.office().to_owned(),
        state: it.state().key(),
        place: it.place().map(|it| spot(campus, it)),
        student: it.student().map(|id| super::student_no(campus, id)),
        name: it.student().and_then(|id| names(campus, &[id]).pop()),
        due: time(campus, it.due()),
        overdue: it.is_overdue(now),
        answered_at: it.answered().map(|at| time(campus, at)),
        rating: it.stars(),
        reception: it.reception().map(|it| format!("V{it}")),
        promise: opened.map(|it| it.promise.to_string()).filter(|it| !it.is_empty()),
        tags: opened.map(|it| it.tags.iter().map(|it| it.to_string()).collect()),
        text: opened.map(|it| it.text.to_string()),
    }
}

/// A reception day, and how what was brought to it stands.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(in crate::cli) struct ReceptionView {
    pub(in crate::cli) id: String,
    pub(in crate::cli) seq: u64,
    pub(in crate::cli) day: String,
    pub(in crate::cli) leader: String,
    pub(in crate::cli) rank: &'static str,
    pub(in crate::cli) community: Option<String>,
    pub(in crate::cli) by: String,
    /// How many came; those that are seen.
    pub(in crate::cli) came: usize,
    pub(in crate::cli) answered: usize,
    pub(in crate::cli) overdue: usize,
    /// Answered later than was promised.
    pub(in crate::cli) late: usize,
}

/// A reception day with what became of those who came, as far as they are seen.
pub(in crate::cli) fn reception(campus: &Campus, head: &ReceptionHead, came: &[RequestSight<'_>], now: Stamp) -> ReceptionView {
    let community = head.community.and_then(|id| campus.places().community(id));
    ReceptionView {
        id: format!("V{}", head.seq),
        seq: head.seq.0,
        day: date(head.day),
        leader: head.leader.to_string(),
        rank: head.rank.key(),
        community: community.map(|it| it.name.to_string()),
        by: login(campus, head.by),
        came: came.len(),
        answered: came.iter().filter(|it| it.answered().is_some()).count(),
        overdue: came.iter().filter(|it| it.is_overdue(now)).count(),
        late: came.iter().filter(|it| it.answered().is_some_and(|at| at > it.due())).count(),
    }
}
