//! `schedule diff` and `schedule publish`: what a draft would change in what is published, and that done.

use super::super::out::{Out, Outcome};
use super::super::problem::{Exit, Problem};
use super::super::seat::Seat;
use super::super::view;
use super::known;
use super::planning::{self, Unfilled};
use crate::campus::{Act, Campus, DraftHead, DraftState, Refusal, Seq, Shift, ShiftId, Stamp};
use crate::desk::rights::Right;
use crate::roster::{self, Plan, Publication, Rota, Score};
use crate::say;
use crate::words::Words;
use serde::Serialize;

/// Most changes that people are told; scripts get all of them.
const TOLD: usize = 40;

/// The answer.
#[derive(Serialize)]
struct Published {
    draft: u64,
    /// The entry it became; none where nothing is written.
    seq: Option<u64>,
    dry_run: bool,
    added: Vec<Turn>,
    recalled: Vec<Turn>,
    kept: usize,
    /// Seats whose nights have begun: the past never moves.
    past: usize,
    unfilled: Vec<Unfilled>,
    /// Rules that the draft breaks, as it was changed by hand.
    broken: usize,
    /// Open requests about shifts that are recalled.
    requests: Vec<u64>,
}

#[derive(Serialize)]
struct Turn {
    id: Option<String>,
    duty_date: String,
    site: String,
    person: String,
    name: String,
    #[serde(skip)]
    said: String,
}

/// `schedule diff`, or `schedule publish` where `write` says so.
pub(super) fn run(seat: &Seat, typed: &str, write: bool, out: &mut Out) -> Outcome {
    let words = &seat.words;
    seat.at_desk(out, |desk, out| {
        let campus = desk.campus();
        let draft = known::draft(words, &campus, typed)?;
        if draft.state != DraftState::Open {
            return Err(Problem::refusal(words, &campus, &Refusal::DraftClosed(draft.seq)).into());
        }
        if write && !desk.sight(&campus).may(Right::SchedulePublish) {
            return Err(Problem::refusal(words, &campus, &Refusal::NotAllowed).into());
        }
        let publication = roster::publication(&campus, draft, desk.now());
        let mut published = look(words, &campus, draft, &publication, desk.now());
        published.dry_run = !write;
        let empty: Vec<String> = published.unfilled.iter().map(|it| it.said(words, &campus)).collect();
        let act = Act::Shift(publication.act(draft));
        drop(campus);
        if write {
            published.seq = Some(seat.receipt(desk, desk.submit(act))?.seq.0);
        }
        out.answer(words, &published, |out| tell(words, &published, out))?;
        if !empty.is_empty() {
            out.note(&say!(words, "cli-roster-unfilled", count = empty.len()));
            empty.iter().take(TOLD).for_each(|it| out.note(&format!("  {it}")));
        }
        if published.broken > 0 {
            out.note(&say!(words, "cli-publish-broken", count = published.broken.to_string()));
        }
        for it in &published.requests {
            out.note(&say!(words, "cli-publish-request", request = it.to_string()));
        }
        Ok(Exit::Done)
    })
}

fn look(words: &Words, campus: &Campus, draft: &DraftHead, publication: &Publication, now: Stamp) -> Published {
    let turn = |id: Option<ShiftId>, it: &Shift| {
        let who = known::person(campus, it.person);
        let said = format!("{} {} {}", words.day_long(it.day), known::said_site(words, campus, it.post), who.name);
        let (duty_date, site) = (view::date(it.day), known::site(campus, it.post));
        Turn { id: id.map(|id| format!("S{}", id.0)), duty_date, site, person: who.person, name: who.name, said }
    };
    let recalled = publication.recalled.iter().filter_map(|id| campus.shifts().get(*id).map(|it| turn(Some(*id), it)));
    let touched = |seq: &Seq| campus.changes().get(*seq).is_some_and(|it| publication.recalled.iter().any(|id| it.names(*id)));
    let (mut unfilled, mut broken) = (Vec::new(), 0);
    for rota in Rota::ALL {
        let Ok(plan) = Plan::of(campus, rota, draft.from, draft.until, Some(draft), now) else { continue };
        let roster = plan.roster_of_draft(draft);
        broken += Score::of(&plan.instance, &roster).broken;
        unfilled.extend(planning::unfilled(campus, &plan, &roster, now));
    }
    Published {
        draft: draft.seq.0,
        seq: None,
        dry_run: true,
        added: publication.added.iter().map(|it| turn(None, it)).collect(),
        recalled: recalled.collect(),
        kept: publication.kept.len(),
        past: publication.past,
        unfilled,
        broken,
        requests: campus.changes().open().map(|it| it.seq).filter(touched).map(|it| it.0).collect(),
    }
}

fn tell(words: &Words, it: &Published, out: &mut Out) -> Outcome<()> {
    let (added, recalled) = (it.added.len(), it.recalled.len());
    out.line(words, &say!(words, "cli-publish-summary", added = added, recalled = recalled, kept = it.kept, past = it.past))?;
    let lines = it.recalled.iter().map(|turn| format!("  − {}", turn.said)).chain(it.added.iter().map(|turn| format!("  + {}", turn.said)));
    for line in lines.take(TOLD) {
        out.line(words, &crate::text::clean(&line))?;
    }
    let more = (added + recalled).saturating_sub(TOLD);
    if more > 0 {
        out.line(words, &format!("  {}", say!(words, "cli-schedule-more", count = more)))?;
    }
    match it.seq {
        Some(seq) => out.line(words, &say!(words, "cli-publish-done", seq = seq.to_string())),
        None => out.line(words, &say!(words, "cli-dry-run")),
    }
}
