//! `people overview`: everybody of a community in one view. What is shown stands where it is written: receptions and services with the requests,
//! sponsors with the buildings, officers and their hours with the students' grid.

use super::super::out::{Out, Outcome, Table};
use super::super::problem::Exit;
use super::super::seat::Seat;
use super::super::view::{self as views, ReceptionView};
use super::fellow::{self, tell};
use super::task;
use super::view::{FellowView, TaskView};
use crate::campus::{Building, CommunityId};
use crate::desk::Desk;
use crate::desk::count::{self, PostSum};
use crate::say;
use serde::Serialize;

#[derive(Serialize)]
struct Overview {
    community: Option<String>,
    /// The term that is counted.
    since: String,
    until: String,
    receptions: Vec<ReceptionView>,
    sponsors: Vec<SponsorView>,
    services: Vec<ServiceView>,
    officers: Vec<OfficersView>,
    people: Vec<FellowView>,
    tasks: Vec<TaskView>,
}

#[derive(Serialize)]
struct SponsorView {
    building: String,
    department: Option<String>,
}

/// How a service did in the last weeks; no community is asked after, since a service answers all.
#[derive(Serialize)]
struct ServiceView {
    department: String,
    requests: usize,
    open: usize,
    overdue: usize,
    late: usize,
    median_minutes: Option<i64>,
    rating: Option<f64>,
}

/// A post of the students' own grid: how many hold it, what they did this term.
#[derive(Serialize)]
struct OfficersView {
    post: &'static str,
    holders: usize,
    minutes: u32,
    commendations: usize,
}

impl OfficersView {
    fn of(it: &PostSum) -> Self {
        Self { post: it.post.key(), holders: it.holders, minutes: it.minutes, commendations: it.praised }
    }
}

pub(super) fn show(seat: &Seat, desk: &Desk, community: Option<CommunityId>, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let people = fellow::views(desk, |it| community.is_none_or(|id| it.community.is_none_or(|of| of == id)));
    let tasks = task::views(desk, community, true);
    let overview = {
        let campus = desk.campus();
        let (sight, now) = (desk.sight(&campus), desk.now());
        let (since, until) = campus.terms().days(now.day(campus.zone()));
        let held = campus.requests().receptions().iter().filter(|it| !it.withdrawn && (since..=until).contains(&it.day));
        let held = held.filter(|it| community.is_none_or(|id| it.community.is_none_or(|of| of == id)));
        let receptions = held.map(|it| {
            let came: Vec<_> = campus.requests().of_reception(it.seq).filter_map(|it| sight.request(it)).collect();
            views::reception(&campus, it, &came, now)
        });
        let services = count::services(sight, now);
        let services = services.iter().map(|it| ServiceView {
            department: it.office.to_owned(),
            requests: it.count,
            open: it.open,
            overdue: it.overdue,
            late: it.late,
            median_minutes: it.median_minutes,
            rating: it.rating().map(|it| it as f64 / 100.0),
        });
        let here = |it: &Building| community.is_none_or(|id| it.community == Some(id));
        let sponsors = campus.places().buildings().filter(|(_, it)| here(it)).map(|(id, it)| SponsorView {
            building: it.number.to_string(),
            department: campus.places().sponsor(id).and_then(|id| campus.people().department(id)).map(|it| it.name.to_string()),
        });
        Overview {
            community: community.and_then(|id| campus.places().community(id)).map(|it| it.name.to_string()),
            since: views::date(since),
            until: views::date(until),
            receptions: receptions.collect(),
            sponsors: sponsors.collect(),
            services: services.collect(),
            officers: count::posts(&campus, community, (since, until)).iter().map(OfficersView::of).collect(),
            people,
            tasks,
        }
    };
    out.hand(words, overview, |out, it| {
        let mut table = Table::new([
            say!(words, "cli-head-day"),
            say!(words, "cli-head-leader"),
            say!(words, "cli-head-community"),
            say!(words, "cli-head-came"),
            say!(words, "cli-head-answered"),
            say!(words, "cli-head-overdue"),
        ]);
        for it in &it.receptions {
            let [came, answered, overdue] = [it.came, it.answered, it.overdue].map(|it| it.to_string());
            table.row([it.day.clone(), it.leader.clone(), it.community.clone().unwrap_or_default(), came, answered, overdue]);
        }
        out.line(words, &say!(words, "cli-overview-receptions"))?;
        out.table(words, &table)?;
        let comma = say!(words, "campus-comma");
        let sponsors = it.sponsors.iter().map(|it| format!("{} {}", it.building, it.department.clone().unwrap_or_default()));
        out.field(words, say!(words, "cli-overview-sponsors"), &sponsors.collect::<Vec<_>>().join(&comma))?;
        let officers = it.officers.iter().filter(|it| it.holders > 0).map(|it| {
            let hours = format!("{:.1}", f64::from(it.minutes) / 60.0);
            say!(words, "cli-overview-officer", post = it.post, count = it.holders, hours = hours, praised = it.commendations)
        });
        out.field(words, say!(words, "cli-overview-officers"), &officers.collect::<Vec<_>>().join(&comma))?;
        let services = it.services.iter().map(|it| {
            say!(words, "cli-overview-service", office = it.department.as_str(), count = it.requests, overdue = it.overdue, late = it.late)
        });
        out.field(words, say!(words, "cli-overview-services"), &services.collect::<Vec<_>>().join(&comma))?;
        out.line(words, &say!(words, "cli-overview-people"))?;
        tell(words, &it.people, out)?;
        out.line(words, &say!(words, "cli-overview-tasks"))?;
        task::tell(words, &it.tasks, out)
    })?;
    Ok(Exit::Done)
}
