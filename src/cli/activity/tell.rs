//! An activity as scripts see it, and as people read it.

use super::super::out::{Out, Outcome, Table};
use super::super::problem::Problem;
use super::super::seat::Seat;
use super::super::view;
use crate::campus::{ActivityKind, ActivityState, Seq, Whom};
use crate::desk::Desk;
use crate::say;
use serde::Serialize;

/// An activity.
#[derive(Debug, Serialize)]
pub(in crate::cli) struct ActivityView {
    pub(in crate::cli) id: String,
    pub(in crate::cli) seq: u64,
    /// When it is or was held.
    pub(in crate::cli) at: String,
    pub(in crate::cli) day: String,
    /// When it begins, `HH:MM`, where that was said; `at` is the beginning of the day otherwise.
    pub(in crate::cli) time: Option<String>,
    pub(in crate::cli) by: String,
    pub(in crate::cli) kind: &'static str,
    pub(in crate::cli) branch: Option<&'static str>,
    pub(in crate::cli) community: Option<String>,
    pub(in crate::cli) department: Option<String>,
    pub(in crate::cli) place: Option<String>,
    pub(in crate::cli) title: String,
    pub(in crate::cli) count: u32,
    /// How many of them are named.
    pub(in crate::cli) named: usize,
    pub(in crate::cli) state: &'static str,
    pub(in crate::cli) tags: Vec<String>,
    pub(in crate::cli) taking: Vec<TakingView>,
    /// What is to prove it.
    pub(in crate::cli) promised: Vec<String>,
    pub(in crate::cli) files: usize,
    pub(in crate::cli) term: String,
    /// Whether it lies before the term that runs now.
    pub(in crate::cli) before_term: bool,
    pub(in crate::cli) counts_for: Vec<String>,
    /// The same, with of whom and why.
    pub(in crate::cli) counts: Vec<CountsView>,
}

/// Somebody who leads, speaks, attends.
#[derive(Debug, Serialize)]
pub(in crate::cli) struct TakingView {
    pub(in crate::cli) name: String,
    pub(in crate::cli) standing: &'static str,
    pub(in crate::cli) part: &'static str,
    #[serde(skip)]
    pub(in crate::cli) said: String,
}

/// For what it counts.
#[derive(Debug, Serialize)]
pub(in crate::cli) struct CountsView {
    pub(in crate::cli) obligation: String,
    pub(in crate::cli) name: String,
    pub(in crate::cli) whom: Vec<String>,
    pub(in crate::cli) why: String,
}

/// An activity as this user sees it; `None` if there is none.
pub(in crate::cli) fn told(seat: &Seat, desk: &Desk, activity: Seq) -> Result<Option<ActivityView>, Problem> {
    let words = &seat.words;
    let campus = desk.campus();
    let Some(head) = campus.activities().get(activity) else { return Ok(None) };
    let it = &head.facts;
    let zone = campus.zone();
    let (hour, minute) = (it.minute.unwrap_or(0) / 60, it.minute.unwrap_or(0) % 60);
    let (term, now) = (campus.terms().at(it.day), campus.terms().at(desk.now().day(zone)));
    let counts = campus.counts_for(head).into_iter().map(|(force, whom, why)| CountsView {
        obligation: force.obligation.code.to_string(),
        name: force.obligation.name.to_string(),
        whom: whom.iter().filter(|it| **it != Whom::Nobody).map(|it| words.whom(&campus, it)).collect(),
        why: words.counts_by(&why),
    });
    let counts: Vec<CountsView> = counts.collect();
    let taking = it.taking.iter().map(|it| TakingView {
        name: it.name.to_string(),
        standing: it.standing.key(),
        part: it.part.key(),
        said: format!("{} {}", words.taking_part(it.part), it.name),
    });
    Ok(Some(ActivityView {
        id: format!("{}{}", super::ACTIVITY, head.seq),
        seq: head.seq.0,
        at: view::time(&campus, it.day.at(zone, u32::from(hour), u32::from(minute))),
        day: view::date(it.day),
        time: it.minute.map(|_| format!("{hour:02}:{minute:02}")),
        by: view::login(&campus, head.by),
        kind: it.kind.key(),
        branch: it.branch.map(|it| it.key()),
        community: it.community.and_then(|id| campus.places().community(id)).map(|it| it.name.to_string()),
        department: it.department.and_then(|id| campus.people().department(id)).map(|it| it.name.to_string()),
        place: it.place.as_ref().map(|it| view::spot(&campus, it)),
        title: it.title.to_string(),
        count: head.count,
        named: campus.activities().present(head.seq).len(),
        state: head.state.key(),
        tags: it.tags.iter().map(|it| it.to_string()).collect(),
        taking: taking.collect(),
        promised: it.promised.iter().map(|it| it.to_string()).collect(),
        files: head.files.len(),
        before_term: it.day < now.from,
        term: term.name.to_string(),
        counts_for: counts.iter().map(|it| it.obligation.clone()).collect(),
        counts,
    }))
}

/// Activities, for people.
pub(in crate::cli) fn tell(seat: &Seat, told: &[ActivityView], out: &mut Out) -> Outcome<()> {
    let words = &seat.words;
    let mut table = Table::new([
        say!(words, "cli-head-id"),
        say!(words, "cli-head-time"),
        say!(words, "cli-head-kind"),
        say!(words, "cli-head-community"),
        say!(words, "cli-head-state"),
        say!(words, "cli-head-present"),
        say!(words, "cli-head-title"),
        say!(words, "cli-head-counts-for"),
    ]);
    for it in told {
        let counts: Vec<&str> = it.counts.iter().map(|it| it.name.as_str()).collect();
        table.row([
            it.id.clone(),
            it.time.as_ref().map_or_else(|| it.day.clone(), |time| format!("{} {time}", it.day)),
            ActivityKind::from_key(it.kind).map(|it| words.activity_kind(it)).unwrap_or_default(),
            it.community.clone().unwrap_or_default(),
            ActivityState::from_key(it.state).map(|it| words.activity_state(it)).unwrap_or_default(),
            it.count.to_string(),
            it.title.clone(),
            counts.join(" "),
        ]);
    }
    out.table(words, &table)?;
    if let [one] = told
        && !out.is_json()
    {
        super::warnings(seat, one).iter().for_each(|it| out.note(it));
    }
    Ok(())
}
