//! `schedule show`: what is published, or a draft, night by night, with its gaps.

use super::super::args::ScheduleShowArgs;
use super::super::ask::short_time;
use super::super::out::{Out, Outcome, Table};
use super::super::problem::Exit;
use super::super::seat::Seat;
use super::super::view;
use super::super::written;
use super::known;
use crate::campus::{Campus, Conflict, Day, DraftHead, Post, ShiftId, Stamp, TurnMoved, UserId};
use crate::desk::rights::Sight;
use crate::say;
use crate::words::Words;
use chrono::Datelike as _;
use serde::Serialize;

/// The answer.
#[derive(Serialize)]
struct Shown {
    from: String,
    to: String,
    /// The draft that is shown; none for what is published.
    draft: Option<u64>,
    shifts: Vec<Row>,
    /// Nights and posts that lack people.
    gaps: Vec<Gap>,
}

/// A shift, or a seat of a draft.
#[derive(Serialize)]
struct Row {
    id: Option<String>,
    duty_date: String,
    site: String,
    person: String,
    name: String,
    starts: String,
    ends: String,
    state: &'static str,
    /// Who had it before.
    had: Vec<String>,
    pinned: Option<bool>,
    /// What speaks against them having it as things stand.
    conflict: Option<&'static str>,
    #[serde(skip)]
    said: Said,
}

/// The same for people.
struct Said {
    day: Day,
    post: Post,
    state: String,
    conflict: String,
}

#[derive(Serialize)]
struct Gap {
    #[serde(flatten)]
    place: known::PlaceView,
    missing: usize,
    #[serde(skip)]
    at: (Day, Post),
}

/// What is asked for.
struct Asked<'a> {
    span: (Day, Day),
    person: Option<UserId>,
    post: Option<Post>,
    draft: Option<&'a DraftHead>,
    now: Stamp,
    sight: Sight<'a>,
}

impl Asked<'_> {
    fn wants(&self, day: Day, post: Post, person: UserId) -> bool {
        let (from, to) = self.span;
        from <= day && day <= to && self.post.is_none_or(|it| it == post) && self.person.is_none_or(|it| it == person)
    }
}

/// `schedule show`.
pub(super) fn run(seat: &Seat, args: &ScheduleShowArgs, out: &mut Out) -> Outcome {
    let words = &seat.words;
    seat.at_desk(out, |desk, out| {
        let (person, post) = written::choose(seat, desk, |finding| {
            let person = args.person.as_deref().map(|it| finding.user(it)).transpose()?;
            Ok((person, args.site.as_deref().map(|it| known::post(finding, it)).transpose()?))
        })?;
        let campus = desk.campus();
        let draft = args.draft.as_deref().map(|it| known::draft(words, &campus, it)).transpose()?;
        let (now, today) = known::now(desk, &campus);
        let monday = today.plus(-(today.date().weekday().num_days_from_monday() as i32));
        let usual = draft.map_or((monday, monday.plus(6)), |it| (it.from, it.until));
        let span = known::span(seat, &campus, now, (args.from.as_deref(), args.to.as_deref()), usual)?;
        let asked = Asked { span, person, post, draft, now, sight: desk.sight(&campus) };
        let mut shifts = match draft {
            Some(draft) => drafted(words, &campus, &asked, draft),
            None => published(words, &campus, &asked),
        };
        shifts.sort_by_key(|it| (it.said.day, order(it.said.post)));
        let shown = Shown {
            from: view::date(span.0),
            to: view::date(span.1),
            draft: draft.map(|it| it.seq.0),
            gaps: if person.is_some() { Vec::new() } else { gaps(&campus, &asked) },
            shifts,
        };
        out.answer(words, &shown, |out| tell(words, &campus, &shown, out))?;
        Ok(Exit::Done)
    })
}

/// The communities in their order, then the leader.
fn order(post: Post) -> usize {
    match post {
        Post::Workroom(id) => id.index(),
        Post::Leader => usize::MAX,
    }
}

fn published(words: &Words, campus: &Campus, asked: &Asked<'_>) -> Vec<Row> {
    let within = campus.shifts().all().filter(|(_, it)| !it.cancelled && asked.wants(it.day, it.post, it.person));
    let row = |(id, it): (ShiftId, &crate::campus::Shift)| {
        let shift = view::shift(campus, id, it, asked.now);
        // Held against itself: whether they might still have it.
        let ahead = it.starts > asked.now;
        let conflicts = if ahead { campus.conflicts(&[TurnMoved { shift: id, from: it.person, to: it.person }]) } else { Vec::new() };
        // That somebody is exempt is for who may see their terms.
        let seen = |found: &Conflict| *found != Conflict::Exempt || asked.sight.sees_terms(it.person);
        let conflict = conflicts.first().map(|(_, conflict)| *conflict).filter(seen);
        Row {
            id: Some(shift.id),
            duty_date: shift.duty_date,
            site: shift.site,
            person: shift.person,
            name: shift.name.unwrap_or_default(),
            starts: shift.starts,
            ends: shift.ends,
            state: shift.state,
            had: shift.had,
            pinned: None,
            conflict: conflict.map(|it| it.key()),
            said: Said {
                day: it.day,
                post: it.post,
                state: words.shift_state(it.state(asked.now)),
                conflict: conflict.map(|it| words.conflict(it)).unwrap_or_default(),
            },
        }
    };
    within.map(row).collect()
}

fn drafted(words: &Words, campus: &Campus, asked: &Asked<'_>, draft: &DraftHead) -> Vec<Row> {
    let rules = &campus.presets().rules().schedule;
    let within = draft.seats.iter().filter(|(seat, it)| asked.wants(seat.day, seat.post, it.person));
    within
        .map(|(seat, it)| {
            let (starts, ends) = rules.hours(seat.day, campus.zone());
            let who = known::person(campus, it.person);
            let on_leave = campus.changes().is_on_leave(it.person, seat.day);
            let conflict = campus.unfit(it.person, seat.post).or(on_leave.then_some(Conflict::OnLeave));
            let conflict = conflict.filter(|found| *found != Conflict::Exempt || asked.sight.sees_terms(it.person));
            Row {
                id: None,
                duty_date: view::date(seat.day),
                site: known::site(campus, seat.post),
                person: who.person,
                name: who.name,
                starts: view::time(campus, starts),
                ends: view::time(campus, ends),
                state: "draft",
                had: Vec::new(),
                pinned: Some(it.pinned),
                conflict: conflict.map(|it| it.key()),
                said: Said {
                    day: seat.day,
                    post: seat.post,
                    state: if it.pinned { say!(words, "cli-draft-pinned") } else { String::new() },
                    conflict: conflict.map(|it| words.conflict(it)).unwrap_or_default(),
                },
            }
        })
        .collect()
}

/// Where people are lacking; only between the first and the last night that are published, or within the draft.
fn gaps(campus: &Campus, asked: &Asked<'_>) -> Vec<Gap> {
    let posts: Vec<Post> = match asked.post {
        Some(post) => vec![post],
        None => campus.places().communities().map(|(id, _)| Post::Workroom(id)).chain([Post::Leader]).collect(),
    };
    let known = match asked.draft {
        Some(draft) => Some((draft.from, draft.until)),
        None => known::published(campus),
    };
    let Some((first, last)) = known else { return Vec::new() };
    let (from, to) = (asked.span.0.max(first), asked.span.1.min(last));
    let nights = (0..=to.since(from)).map(|ahead| from.plus(ahead));
    let there = |day: Day, post: Post| match asked.draft {
        Some(draft) => draft.seats.iter().filter(|(seat, _)| (seat.day, seat.post) == (day, post)).count(),
        None => campus.shifts().of_day(day).filter(|(_, it)| it.post == post).count(),
    };
    let gap = |day: Day, post: Post| {
        let missing = campus.seats_of(post).len().saturating_sub(there(day, post));
        (missing > 0).then(|| Gap { place: known::place(campus, day, post), missing, at: (day, post) })
    };
    nights.flat_map(|day| posts.iter().filter_map(move |post| gap(day, *post)).collect::<Vec<_>>()).collect()
}

fn tell(words: &Words, campus: &Campus, shown: &Shown, out: &mut Out) -> Outcome<()> {
    let mut table = Table::new([
        say!(words, "cli-head-day"),
        say!(words, "cli-head-site"),
        say!(words, "cli-head-person"),
        say!(words, "cli-head-from"),
        say!(words, "cli-head-to"),
        say!(words, "cli-head-state"),
        say!(words, "cli-head-id"),
        say!(words, "cli-head-against"),
    ]);
    for it in &shown.shifts {
        table.row([
            words.day_long(it.said.day),
            known::said_site(words, campus, it.said.post),
            it.name.clone(),
            short_time(&it.starts),
            short_time(&it.ends),
            it.said.state.clone(),
            it.id.clone().unwrap_or_default(),
            it.said.conflict.clone(),
        ]);
    }
    out.table(words, &table)?;
    for it in &shown.gaps {
        let (day, site) = (words.day_long(it.at.0), known::said_site(words, campus, it.at.1));
        out.note(&say!(words, "cli-show-gap", day = day, site = site, missing = it.missing.to_string()));
    }
    Ok(())
}
