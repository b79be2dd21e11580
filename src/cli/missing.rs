//! `missing`: the search for students who were not in their room.

use super::args::MissingCommand;
use super::ask::short_time;
use super::choose::{self, Finding, one_of};
use super::out::{Out, Outcome, Table};
use super::problem::{Exit, Problem};
use super::seat::Seat;
use super::view;
use crate::campus::{
    Act, CallOutcome, Campus, Category, Day, IncidentAct, IncidentOpened, LadderStep, SearchAct, SearchHead, SearchState, Seq, Severity,
    Spot, StudentId,
};
use crate::desk::Desk;
use crate::say;
use crate::words::search_story;
use serde::Serialize;
use std::collections::HashMap;

/// A search with what was written down in it.
#[derive(Serialize)]
struct Told {
    #[serde(flatten)]
    search: view::SearchView,
    /// What was said, by entry.
    texts: HashMap<u64, String>,
    /// The entry that was just written.
    #[serde(skip_serializing_if = "Option::is_none")]
    seq: Option<u64>,
}

/// `missing …`.
pub(super) fn run(seat: &Seat, command: &MissingCommand, out: &mut Out) -> Outcome {
    let words = &seat.words;
    seat.at_desk(out, |desk, out| {
        let at = |typed: &Option<String>| {
            let now = desk.now();
            typed.as_deref().map_or(Ok(now), |it| choose::moment(words, &desk.campus(), it, now, false))
        };
        let (day, student, act) = match command {
            MissingCommand::List { all, limit } => return list(seat, desk, *all, limit.count(), out),
            MissingCommand::Step { student, step, outcome, text, at: when } => {
                let step = one_of(words, "STEP", step, &LadderStep::ALL, LadderStep::key, |words, it| words.ladder_step(it))?;
                let outcome = one_of(words, "OUTCOME", outcome, &CallOutcome::ALL, CallOutcome::key, |words, it| words.call_outcome(it))?;
                let (day, student) = meant(seat, desk, student)?;
                let (at, text) = (at(when)?, text.as_str().into());
                (day, student, Act::Search(SearchAct::Stepped { day, student, step, at, outcome, text }))
            }
            MissingCommand::Found { student, text, at: when } => {
                let (day, student) = meant(seat, desk, student)?;
                (day, student, Act::Search(SearchAct::Found { day, student, at: at(when)?, text: text.as_str().into() }))
            }
            MissingCommand::Escalate { student } => {
                let (day, student) = meant(seat, desk, student)?;
                (day, student, Act::Incident(IncidentAct::OpenedFrom { day, student, opened: incident(seat, desk, day, student)? }))
            }
        };
        let receipt = seat.receipt(desk, desk.submit(act))?;
        let told = {
            let campus = desk.campus();
            let head = campus.searches().get(day, student).filter(|it| desk.sight(&campus).sees_whereabouts(it.by, student)).cloned();
            head.map(|it| (view::search(&campus, &it), it))
        };
        let Some((search, head)) = told else { return Ok(Exit::Done) };
        let told = Told { texts: texts(seat, desk, &head)?, search, seq: Some(receipt.seq.0) };
        out.answer(words, &told, |out| tell(seat, std::slice::from_ref(&told), out))?;
        Ok(Exit::Done)
    })
}

/// Whom one means and of which night: the last in which they are looked for, as far as one may know. Where one may not, this night, so that
/// nothing betrays whether there is a search.
fn meant(seat: &Seat, desk: &Desk, typed: &str) -> Result<(Day, StudentId), Problem> {
    let campus = desk.campus();
    let finder = desk.finder();
    let student = Finding::new(&seat.words, &campus, &finder, desk.user()).student(typed)?;
    let sight = desk.sight(&campus);
    let seen = |it: &&SearchHead| it.student == student && it.state != SearchState::Dropped && sight.sees_whereabouts(it.by, student);
    let last = campus.searches().open().rev().find(seen).or_else(|| campus.searches().heads().iter().rev().find(seen));
    Ok((last.map_or_else(|| desk.now().duty_day(campus.zone()), |it| it.day), student))
}

/// What was written down in a search.
fn texts(seat: &Seat, desk: &Desk, head: &SearchHead) -> Result<HashMap<u64, String>, Problem> {
    let mut texts = HashMap::new();
    for seq in head.steps.iter().map(|it| it.seq).chain(head.found) {
        let entry = desk.entry(seq).map_err(|fault| Problem::fault(&seat.words, &fault))?;
        if let Some(Act::Search(SearchAct::Stepped { text, .. } | SearchAct::Found { text, .. })) = entry.map(|it| it.act)
            && !text.is_empty()
        {
            texts.insert(seq.0, text.to_string());
        }
    }
    Ok(texts)
}

/// The incident a search becomes, with everything done so far in its words.
fn incident(seat: &Seat, desk: &Desk, day: Day, student: StudentId) -> Result<IncidentOpened, Problem> {
    let seen = |campus: &Campus| {
        let head = campus.searches().get(day, student).cloned();
        head.filter(|it| desk.sight(campus).sees_whereabouts(it.by, student))
    };
    let head = seen(&desk.campus());
    let texts = head.as_ref().map(|it| texts(seat, desk, it)).transpose()?.unwrap_or_default();
    let campus = desk.campus();
    let text = head.as_ref().map(|it| search_story(&seat.words, &campus, it, |seq: Seq| texts.get(&seq.0).cloned()));
    Ok(IncidentOpened {
        severity: Severity::Serious,
        category: Category::Missing,
        happened: head.as_ref().map_or_else(|| desk.now(), |it| it.since),
        place: head.as_ref().map(|it| Spot::Room(it.room)),
        students: [student].into_iter().collect(),
        tags: Vec::new(),
        text: text.unwrap_or_default().into(),
    })
}

fn list(seat: &Seat, desk: &Desk, all: bool, limit: usize, out: &mut Out) -> Outcome {
    let heads: Vec<SearchHead> = {
        let campus = desk.campus();
        let sight = desk.sight(&campus);
        let wanted = |it: &&SearchHead| (all || it.is_open()) && sight.sees_whereabouts(it.by, it.student);
        campus.searches().heads().iter().rev().filter(wanted).take(limit).cloned().collect()
    };
    let mut told = Vec::with_capacity(heads.len());
    for head in heads {
        let texts = texts(seat, desk, &head)?;
        told.push(Told { search: view::search(&desk.campus(), &head), texts, seq: None });
    }
    out.answer(&seat.words, &told, |out| tell(seat, &told, out))?;
    Ok(Exit::Done)
}

fn tell(seat: &Seat, told: &[Told], out: &mut Out) -> Outcome<()> {
    let words = &seat.words;
    let mut table = Table::new([
        say!(words, "cli-head-student-no"),
        say!(words, "cli-head-name"),
        say!(words, "cli-head-day"),
        say!(words, "cli-head-room"),
        say!(words, "cli-head-since"),
        say!(words, "cli-head-state"),
        say!(words, "cli-head-steps"),
        say!(words, "cli-head-next"),
        say!(words, "cli-head-incident"),
    ]);
    for Told { search, .. } in told {
        let clock = |it: &str| short_time(it).get(11..).unwrap_or_default().to_owned();
        let step = |it: &view::StepView| {
            let named = LadderStep::from_key(it.step).map(|it| words.ladder_step(it)).unwrap_or_default();
            let outcome = CallOutcome::from_key(it.outcome).map(|it| words.call_outcome(it)).unwrap_or_default();
            format!("{} {named} {outcome}", clock(&it.at))
        };
        let steps: Vec<String> = search.steps.iter().map(step).collect();
        let next = search.next_step.and_then(LadderStep::from_key).map(|it| words.ladder_step(it));
        let next = next.zip(search.next_due.as_deref()).map(|(step, due)| format!("{step} {}", clock(due)));
        let incident = search.incident.clone().or_else(|| search.incident_due.as_deref().map(clock)).unwrap_or_default();
        table.row([
            search.student_no.clone(),
            search.name.clone(),
            search.duty_date.clone(),
            search.place.clone(),
            clock(&search.since),
            words.search_state(search.stands),
            steps.join("；"),
            next.unwrap_or_default(),
            incident,
        ]);
    }
    out.table(words, &table)
}
