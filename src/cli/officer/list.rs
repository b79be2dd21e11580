//! Officers, gaps and merits, listed.

use super::super::args::PeriodArgs;
use super::super::out::{Out, Outcome, Table};
use super::super::problem::Exit;
use super::super::seat::Seat;
use super::super::view::{date, student_no};
use super::super::written::{choose, period};
use super::post;
use crate::campus::{Campus, GridGap, Officer, OfficerPost, StudentId, can_hold, gaps as gaps_of, merits};
use crate::desk::Desk;
use crate::say;
use serde::Serialize;

/// Days looked back for the record of service, where no period is given.
const TERM: i32 = 140;

fn name(campus: &Campus, id: StudentId) -> String {
    campus.people().student(id).map(|it| it.facts.name.to_string()).unwrap_or_default()
}

#[derive(Serialize)]
struct OfficerView {
    post: &'static str,
    place: String,
    student_no: String,
    name: String,
    from: String,
    until: Option<String>,
    /// They can hold it: enrolled, and sleeping where it is.
    fit: bool,
    duties: String,
}

/// `officer list`.
pub(super) fn officers(
    seat: &Seat,
    desk: &Desk,
    (kind, building, all): (Option<&str>, Option<&str>, bool),
    limit: usize,
    out: &mut Out,
) -> Outcome {
    let words = &seat.words;
    let found: Vec<(OfficerView, OfficerPost)> = choose(seat, desk, |finding| {
        let campus = finding.campus;
        let kind = kind.map(|it| post::kind(words, it)).transpose()?;
        let building = building.map(|it| finding.building(it)).transpose()?;
        let wanted = |it: &&Officer| {
            (all || it.until.is_none())
                && kind.is_none_or(|kind| kind.key() == it.post.key())
                && building.is_none_or(|id| post::building(campus, it.post) == Some(id))
        };
        let duties = &campus.presets().rules().duties;
        let view = |it: &Officer| OfficerView {
            post: it.post.key(),
            place: post::place(campus, it.post),
            student_no: student_no(campus, it.student),
            name: name(campus, it.student),
            from: date(it.from),
            until: it.until.map(date),
            fit: can_hold(campus, it.post, it.student),
            duties: duties.of(it.post).to_owned(),
        };
        Ok(campus.staff().officers().iter().filter(wanted).take(limit).map(|it| (view(it), it.post)).collect())
    })?;
    let json: Vec<&OfficerView> = found.iter().map(|it| &it.0).collect();
    out.answer(words, &json, |out| {
        let mut table = Table::new([
            say!(words, "cli-head-post"),
            say!(words, "cli-head-place"),
            say!(words, "cli-head-student-no"),
            say!(words, "cli-head-name"),
            say!(words, "cli-head-from"),
            say!(words, "cli-head-to"),
            say!(words, "cli-head-state"),
        ]);
        for (it, post) in &found {
            let state = if it.fit { String::new() } else { say!(words, "cli-officer-unfit") };
            let until = it.until.clone().unwrap_or_default();
            table.row([words.officer(*post), it.place.clone(), it.student_no.clone(), it.name.clone(), it.from.clone(), until, state]);
        }
        out.table(words, &table)?;
        // What each post is there for, once each.
        let mut told: Vec<&str> = Vec::new();
        for (it, post) in &found {
            if !told.contains(&it.post) && !it.duties.is_empty() {
                told.push(it.post);
                let (post, duties) = (words.officer(*post), crate::text::clean(&it.duties).into_owned());
                out.line(words, &say!(words, "cli-officer-duties", post = post, duties = duties))?;
            }
        }
        Ok(())
    })?;
    Ok(Exit::Done)
}

#[derive(Serialize)]
struct GapView {
    gap: &'static str,
    place: String,
    building: Option<String>,
}

/// `officer gaps`.
pub(super) fn gaps(seat: &Seat, desk: &Desk, building: Option<&str>, limit: usize, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let building = building.map(|it| choose(seat, desk, |finding| finding.building(it))).transpose()?;
    let campus = desk.campus();
    let place_of = |gap: GridGap| match gap {
        GridGap::Sponsor(id) => Some(id),
        GridGap::Post(post) => post::building(&campus, post),
    };
    let mut found = gaps_of(&campus);
    found.retain(|it| building.is_none_or(|id| place_of(*it) == Some(id)));
    let count = found.len();
    let view = |it: &GridGap| GapView {
        gap: match it {
            GridGap::Sponsor(_) => "sponsor",
            GridGap::Post(post) => post.key(),
        },
        place: match it {
            GridGap::Sponsor(id) => post::place(&campus, OfficerPost::BuildingHead(*id)),
            GridGap::Post(post) => post::place(&campus, *post),
        },
        building: place_of(*it).map(|id| post::place(&campus, OfficerPost::BuildingHead(id))),
    };
    let views: Vec<GapView> = found.iter().take(limit).map(view).collect();
    out.answer(words, &views, |out| {
        let mut table = Table::new([say!(words, "cli-head-gap"), say!(words, "cli-head-place")]);
        for (it, gap) in views.iter().zip(&found) {
            let what = match gap {
                GridGap::Sponsor(_) => say!(words, "cli-gap-sponsor"),
                GridGap::Post(post) => say!(words, "cli-gap-post", post = words.officer(*post)),
            };
            table.row([what, it.place.clone()]);
        }
        out.table(words, &table)?;
        out.line(words, &say!(words, "cli-gaps", shown = views.len(), count = count))
    })?;
    Ok(Exit::Done)
}

#[derive(Serialize)]
struct MeritView {
    rank: usize,
    student_no: String,
    name: String,
    posts: Vec<&'static str>,
    times: u32,
    minutes: u32,
    commended: u32,
}

/// `officer record`.
pub(super) fn record(seat: &Seat, desk: &Desk, args: &PeriodArgs, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let (from, until) = period(seat, desk, (args.since.as_deref(), args.until.as_deref()), TERM)?;
    let campus = desk.campus();
    let ranked = merits(&campus, from, until);
    let posts = |id: StudentId| campus.staff().officers().iter().filter(move |it| it.student == id && it.until.is_none()).map(|it| it.post);
    let views: Vec<MeritView> = ranked
        .iter()
        .enumerate()
        .map(|(at, it)| MeritView {
            rank: at + 1,
            student_no: student_no(&campus, it.student),
            name: name(&campus, it.student),
            posts: posts(it.student).map(OfficerPost::key).collect(),
            times: it.times,
            minutes: it.minutes,
            commended: it.commended,
        })
        .collect();
    out.answer(words, &views, |out| {
        out.line(words, &say!(words, "cli-record-period", from = date(from), until = date(until)))?;
        let mut table = Table::new([
            say!(words, "cli-head-rank"),
            say!(words, "cli-head-student-no"),
            say!(words, "cli-head-name"),
            say!(words, "cli-head-posts"),
            say!(words, "cli-head-times"),
            say!(words, "cli-head-hours"),
            say!(words, "cli-head-commended"),
        ]);
        for (it, merit) in views.iter().zip(&ranked) {
            let held: Vec<String> = posts(merit.student).map(|it| words.officer(it)).collect();
            // Tenths of an hour, rounded down: nobody is credited with what they did not do.
            let hours = format!("{}.{}", it.minutes / 60, it.minutes % 60 / 6);
            let (rank, times, commended) = (it.rank.to_string(), it.times.to_string(), it.commended.to_string());
            table.row([rank, it.student_no.clone(), it.name.clone(), held.join(" "), times, hours, commended]);
        }
        out.table(words, &table)
    })?;
    Ok(Exit::Done)
}
