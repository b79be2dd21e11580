//! Talks and incidents.

use super::super::args::ListArgs;
use super::super::ask::short_time;
use super::super::choose::one_of;
use super::super::filter::Filters;
use super::super::out::{Out, Outcome, Table};
use super::super::problem::Problem;
use super::super::seat::Seat;
use super::super::view;
use super::{asking, is, level};
use crate::campus::{
    Campus, Category, IncidentState, PlanState, RoomId, Seq, Severity, Spot, StudentId, TalkState, Topic, Visibility, Way,
};
use crate::desk::Desk;
use crate::say;
use crate::words::Words;

const SEVERITIES: [Severity; 4] = [Severity::Extreme, Severity::Major, Severity::Serious, Severity::Ordinary];

pub(super) fn talks(seat: &Seat, desk: &Desk, args: &ListArgs, out: &mut Out) -> Outcome<()> {
    let words = &seat.words;
    let status = Filters::read(words, &args.filters)?.take("status", |it| status(words, it))?;
    if let Some(Status::Plan(state)) = status {
        return plans(seat, desk, args, state, out);
    }
    let found: Vec<Seq> = {
        asking!(seat, desk, args => campus, finding, span, filters);
        let by = filters.take("by", |it| finding.user(it))?;
        let student = filters.take("student", |it| finding.student(it))?;
        let room = filters.take("room", |it| finding.room(it))?;
        let topic = filters.take("topic", |it| one_of(words, "topic", it, &Topic::ALL, Topic::key, |words, it| words.topic(it)))?;
        let way = filters.take("way", |it| one_of(words, "way", it, &Way::ALL, Way::key, |words, it| words.way(it)))?;
        let wanted_level = filters.take("level", |it| level(words, it))?;
        let overdue = status == Some(Status::Overdue);
        let today = desk.now().day(campus.zone());
        let status = match filters.take("status", |it| self::status(words, it))? {
            Some(Status::Talk(state)) => Some(state),
            Some(Status::Overdue) => Some(TalkState::Awaiting),
            Some(Status::Plan(_)) | None => None,
        };
        let visibility = filters.take("visibility", |it| {
            const ALL: [Visibility; 3] = [Visibility::Normal, Visibility::Private, Visibility::Psych];
            one_of(words, "visibility", it, &ALL, Visibility::key, |words, it| words.visibility(it))
        })?;
        filters.end()?;
        let sight = desk.sight(&campus);
        // What was taken back is only told to who asks for it. A field that is not seen is no value, so no filter finds it.
        let standing =
            campus.talks().heads().iter().filter(|it| (it.state != TalkState::Withdrawn) != (status == Some(TalkState::Withdrawn)));
        let mut found: Vec<_> = standing
            .filter_map(|it| sight.talk(it))
            .filter(|it| {
                span.holds(it.held())
                    && is(by, it.by())
                    && student.is_none_or(|id| it.students().is_some_and(|students| students.contains(&id)))
                    && room.is_none_or(|id| it.students().is_some_and(|students| concerns_room(&campus, id, students, it.place())))
                    && sees(topic, it.topic())
                    && sees(way, it.way())
                    && sees(wanted_level, it.level())
                    && sees(status, it.state())
                    && (!overdue || it.followup().is_some_and(|day| day < today))
                    && sees(visibility, it.visibility())
            })
            .collect();
        found.sort_by_key(|it| std::cmp::Reverse((it.held(), it.seq())));
        found.iter().take(args.limit.count()).map(|it| it.seq()).collect()
    };
    let mut views = Vec::with_capacity(found.len());
    for seq in found {
        let entry = desk.entry(seq).map_err(|fault| Problem::fault(words, &fault))?;
        let campus = desk.campus();
        let seen = campus.talks().get(seq).and_then(|it| desk.sight(&campus).talk(it));
        views.extend(seen.map(|it| (view::talk(&campus, &it, entry.as_ref()), it.topic(), it.level(), it.state())));
    }
    let (views, said): (Vec<_>, Vec<_>) = views.into_iter().map(|(view, topic, level, state)| (view, (topic, level, state))).unzip();
    out.hand(words, views, |out, views| {
        let mut table = Table::new([
            say!(words, "cli-head-id"),
            say!(words, "cli-head-time"),
            say!(words, "cli-head-by"),
            say!(words, "cli-head-students"),
            say!(words, "cli-head-topic"),
            say!(words, "cli-head-level"),
            say!(words, "cli-head-followup"),
            say!(words, "cli-head-state"),
            say!(words, "cli-head-text"),
        ]);
        for (it, (topic, level, state)) in views.into_iter().zip(said) {
            let level = level.map(|it| words.concern(it)).unwrap_or_default();
            let topic = topic.map(|it| words.topic(it)).unwrap_or_default();
            let state = state.map(|it| words.talk_state(it)).unwrap_or_default();
            let (at, who, followup) = (short_time(&it.at), it.who(), it.followup.unwrap_or_default());
            let text = it.text.unwrap_or_else(|| say!(words, "cli-hidden"));
            table.row([it.id, at, it.by, who, topic, level, followup, state, brief(&text)]);
        }
        out.table(words, &table)
    })
}

/// What `status:` may say: of a talk, or of one that is only planned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Status {
    Talk(TalkState),
    /// Its follow-up is owed, and past its day.
    Overdue,
    Plan(PlanState),
}

fn status(words: &Words, typed: &str) -> Result<Status, Problem> {
    const ALL: [Status; 7] = [
        Status::Talk(TalkState::Awaiting),
        Status::Talk(TalkState::Closed),
        Status::Talk(TalkState::Withdrawn),
        Status::Overdue,
        Status::Plan(PlanState::Planned),
        Status::Plan(PlanState::Booked),
        Status::Plan(PlanState::Cancelled),
    ];
    let key = |it: Status| match it {
        Status::Talk(it) => it.key(),
        Status::Overdue => "overdue",
        Status::Plan(it) => it.key(),
    };
    one_of(words, "status", typed, &ALL, key, |words, it| match it {
        Status::Talk(it) => words.talk_state(it),
        Status::Overdue => say!(words, "cli-status-overdue"),
        Status::Plan(it) => words.plan_state(it),
    })
}

/// Planned talks, the next one first; what was called off, the latest first.
fn plans(seat: &Seat, desk: &Desk, args: &ListArgs, state: PlanState, out: &mut Out) -> Outcome<()> {
    let words = &seat.words;
    let found: Vec<Seq> = {
        asking!(seat, desk, args => campus, finding, span, filters);
        let by = filters.take("by", |it| finding.user(it))?;
        let student = filters.take("student", |it| finding.student(it))?;
        let topic = filters.take("topic", |it| one_of(words, "topic", it, &Topic::ALL, Topic::key, |words, it| words.topic(it)))?;
        filters.take("status", |it| status(words, it))?;
        filters.end()?;
        let sight = desk.sight(&campus);
        let zone = campus.zone();
        let seen = campus.talks().plans().heads().iter().filter_map(|it| sight.plan(it));
        let mut found: Vec<_> = seen
            .filter(|it| {
                it.state() == state
                    && span.holds(it.when().at.unwrap_or_else(|| it.day().at(zone, 12, 0)))
                    && is(by, it.by())
                    && student.is_none_or(|id| it.students().contains(&id))
                    && sees(topic, it.topic())
            })
            .collect();
        found.sort_by_key(|it| (it.day(), it.when().at.is_none(), it.when().at, it.seq()));
        if !state.is_open() {
            found.reverse();
        }
        found.iter().take(args.limit.count()).map(|it| it.seq()).collect()
    };
    let mut views = Vec::with_capacity(found.len());
    for seq in found {
        views.extend(view::plan_of(desk, seq).map_err(|fault| Problem::fault(words, &fault))?);
    }
    out.hand(words, views, |out, views| {
        let mut table = Table::new([
            say!(words, "cli-head-id"),
            say!(words, "cli-head-time"),
            say!(words, "cli-head-by"),
            say!(words, "cli-head-students"),
            say!(words, "cli-head-topic"),
            say!(words, "cli-head-place"),
            say!(words, "cli-head-state"),
            say!(words, "cli-head-text"),
        ]);
        for it in views {
            let at = it.at.as_deref().map_or_else(|| it.day.clone(), short_time);
            let topic = it.topic.and_then(Topic::from_key).map(|it| words.topic(it)).unwrap_or_default();
            let text = it.reason.or(it.text).unwrap_or_else(|| say!(words, "cli-hidden"));
            let state = words.plan_state(state);
            table.row([it.id, at, it.by, it.names.join(" "), topic, it.place.unwrap_or_default(), state, brief(&text)]);
        }
        out.table(words, &table)
    })
}

/// Whether a field is seen and has the value that is wanted, if one is.
fn sees<T: PartialEq>(wanted: Option<T>, got: Option<T>) -> bool {
    wanted.is_none() || wanted == got
}

/// The beginning of a text, for a column.
fn brief(text: &str) -> String {
    crate::text::truncate(&crate::text::clean(text), 48).into_owned()
}

fn concerns_room(campus: &Campus, room: RoomId, students: &[StudentId], place: Option<&Spot>) -> bool {
    place == Some(&Spot::Room(room)) || students.iter().any(|id| campus.people().in_room(room).contains(id))
}

pub(super) fn incidents(seat: &Seat, desk: &Desk, args: &ListArgs, out: &mut Out) -> Outcome<()> {
    /// A state, or all that still want somebody.
    #[derive(Clone, Copy, PartialEq)]
    enum State {
        Open,
        Just(IncidentState),
    }
    let words = &seat.words;
    let found: Vec<Seq> = {
        asking!(seat, desk, args => campus, finding, span, filters);
        let by = filters.take("by", |it| finding.user(it))?;
        let owner = filters.take("owner", |it| if it == "none" { Ok(None) } else { finding.user(it).map(Some) })?;
        let student = filters.take("student", |it| finding.student(it))?;
        let room = filters.take("room", |it| finding.room(it))?;
        let severity = filters.take("severity", |it| {
            Severity::from_key(it)
                .map_or_else(|| one_of(words, "severity", it, &SEVERITIES, Severity::key, |words, it| words.severity(it)), Ok)
        })?;
        let category =
            filters.take("category", |it| one_of(words, "category", it, &Category::ALL, Category::key, |words, it| words.category(it)))?;
        let state = filters.take("state", |it| {
            use IncidentState as S;
            let all = [S::New, S::Acknowledged, S::InHand, S::Escalated, S::Resolved, S::Closed, S::Withdrawn].map(State::Just);
            let all: Vec<State> = std::iter::once(State::Open).chain(all).collect();
            let key = |it| if let State::Just(it) = it { S::key(it) } else { "open" };
            one_of(
                words,
                "state",
                it,
                &all,
                key,
                |words, it| if let State::Just(it) = it { words.incident_state(it) } else { "open".into() },
            )
        })?;
        filters.end()?;
        let sight = desk.sight(&campus);
        let seen = campus.incidents().heads().iter().filter_map(|it| sight.incident(it));
        let mut found: Vec<_> = seen
            .filter(|it| {
                let stands = match state {
                    None => it.state() != IncidentState::Withdrawn,
                    Some(State::Open) => it.is_open(),
                    Some(State::Just(state)) => it.state() == state,
                };
                stands
                    && span.holds(it.opened())
                    && is(by, it.by())
                    && is(owner, it.owner())
                    && student.is_none_or(|id| it.students().is_some_and(|students| students.contains(&id)))
                    && room.is_none_or(|id| it.students().is_some_and(|students| concerns_room(&campus, id, students, it.place())))
                    && is(severity, it.severity())
                    && sees(category, it.category())
            })
            .collect();
        found.sort_by_key(|it| std::cmp::Reverse((it.opened(), it.seq())));
        found.iter().take(args.limit.count()).map(|it| it.seq()).collect()
    };
    let mut views = Vec::with_capacity(found.len());
    let mut said = Vec::with_capacity(found.len());
    for seq in found {
        let entry = desk.entry(seq).map_err(|fault| Problem::fault(words, &fault))?;
        let campus = desk.campus();
        if let Some(it) = campus.incidents().get(seq).and_then(|it| desk.sight(&campus).incident(it)) {
            views.push(view::incident(&campus, &it, entry.as_ref()));
            let next = it.deadlines().first().copied();
            said.push((
                it.category(),
                it.state(),
                next.map(|(what, due)| format!("{} {}", words.deadline(what), words.moment(due, desk.now(), campus.zone()))),
            ));
        }
    }
    out.hand(words, views, |out, views| {
        let mut table = Table::new([
            say!(words, "cli-head-id"),
            say!(words, "cli-head-time"),
            say!(words, "cli-head-severity"),
            say!(words, "cli-head-category"),
            say!(words, "cli-head-state"),
            say!(words, "cli-head-place"),
            say!(words, "cli-head-students"),
            say!(words, "cli-head-owner"),
            say!(words, "cli-head-next"),
            say!(words, "cli-head-text"),
        ]);
        for (it, (category, state, next)) in views.into_iter().zip(said) {
            let text = it.text.unwrap_or_else(|| say!(words, "cli-hidden"));
            table.row([
                it.id,
                short_time(&it.opened_at),
                it.severity.to_owned(),
                category.map(|it| words.category(it)).unwrap_or_default(),
                words.incident_state(state),
                it.place.unwrap_or_default(),
                it.names.unwrap_or_default().join(" "),
                it.owner.unwrap_or_default(),
                next.unwrap_or_default(),
                brief(&text),
            ]);
        }
        out.table(words, &table)
    })
}
