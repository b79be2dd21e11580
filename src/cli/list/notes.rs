//! Talks and incidents.

use super::super::args::ListArgs;
use super::super::ask::short_time;
use super::super::choose::one_of;
use super::super::out::{Out, Outcome, Table};
use super::super::problem::Problem;
use super::super::seat::Seat;
use super::super::view;
use super::{asking, is, level};
use crate::campus::{Calendar, Campus, Category, IncidentState, RoomId, Seq, Severity, Spot, StudentId, TalkState, Topic, Visibility, Way};
use crate::desk::Desk;
use crate::say;

const SEVERITIES: [Severity; 4] = [Severity::Extreme, Severity::Major, Severity::Serious, Severity::Ordinary];

pub(super) fn talks(seat: &Seat, desk: &Desk, args: &ListArgs, out: &mut Out) -> Outcome<()> {
    let words = &seat.words;
    let found: Vec<Seq> = {
        asking!(seat, desk, args => campus, finding, span, filters);
        let by = filters.take("by", |it| finding.user(it))?;
        let student = filters.take("student", |it| finding.student(it))?;
        let room = filters.take("room", |it| finding.room(it))?;
        let topic = filters.take("topic", |it| one_of(words, "topic", it, &Topic::ALL, Topic::key, |words, it| words.topic(it)))?;
        let way = filters.take("way", |it| one_of(words, "way", it, &Way::ALL, Way::key, |words, it| words.way(it)))?;
        let wanted_level = filters.take("level", |it| level(words, it))?;
        let status = filters.take("status", |it| {
            const ALL: [TalkState; 3] = [TalkState::Awaiting, TalkState::Closed, TalkState::Withdrawn];
            one_of(words, "status", it, &ALL, TalkState::key, |words, it| words.talk_state(it))
        })?;
        let visibility = filters.take("visibility", |it| {
            const ALL: [Visibility; 3] = [Visibility::Normal, Visibility::Private, Visibility::Psych];
            one_of(words, "visibility", it, &ALL, Visibility::key, |words, it| words.visibility(it))
        })?;
        filters.end()?;
        let mut heads: Vec<_> = campus
            .talks()
            .heads()
            .iter()
            .filter(|it| {
                // What was taken back is only told to who asks for it.
                let stands = status.map_or(it.state != TalkState::Withdrawn, |status| it.state == status);
                stands
                    && span.holds(it.held)
                    && is(by, it.by)
                    && student.is_none_or(|id| it.students.contains(&id))
                    && room.is_none_or(|id| concerns_room(&campus, id, &it.students, it.place.as_ref()))
                    && is(topic, it.topic)
                    && is(way, it.way)
                    && wanted_level.is_none_or(|level| it.level == Some(level))
                    && is(visibility, it.visibility)
            })
            .collect();
        heads.sort_by_key(|it| std::cmp::Reverse((it.held, it.seq)));
        heads.iter().take(args.limit.count()).map(|it| it.seq).collect()
    };
    let mut views = Vec::with_capacity(found.len());
    for seq in found {
        let entry = desk.entry(seq).map_err(|fault| Problem::fault(words, &fault))?;
        let campus = desk.campus();
        views.extend(campus.talks().get(seq).map(|it| (view::talk(&campus, it, entry.as_ref()), it.topic, it.level, it.state)));
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
            let text = it.text.unwrap_or_else(|| say!(words, "cli-hidden"));
            let (at, names, followup) = (short_time(&it.at), it.names.join(" "), it.followup.unwrap_or_default());
            table.row([it.id, at, it.by, names, words.topic(topic), level, followup, words.talk_state(state), brief(&text)]);
        }
        out.table(words, &table)
    })
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
        let mut heads: Vec<_> = campus
            .incidents()
            .heads()
            .iter()
            .filter(|it| {
                let stands = match state {
                    None => it.state != IncidentState::Withdrawn,
                    Some(State::Open) => it.state.is_open(),
                    Some(State::Just(state)) => it.state == state,
                };
                stands
                    && span.holds(it.opened)
                    && is(by, it.by)
                    && is(owner, it.owner)
                    && student.is_none_or(|id| it.students.contains(&id))
                    && room.is_none_or(|id| concerns_room(&campus, id, &it.students, it.place.as_ref()))
                    && is(severity, it.severity)
                    && is(category, it.category)
            })
            .collect();
        heads.sort_by_key(|it| std::cmp::Reverse((it.opened, it.seq)));
        heads.iter().take(args.limit.count()).map(|it| it.seq).collect()
    };
    let mut views = Vec::with_capacity(found.len());
    let mut said = Vec::with_capacity(found.len());
    for seq in found {
        let entry = desk.entry(seq).map_err(|fault| Problem::fault(words, &fault))?;
        let campus = desk.campus();
        if let Some(it) = campus.incidents().get(seq) {
            views.push(view::incident(&campus, it, entry.as_ref()));
            let next = it.owed(campus.zone(), Calendar::shipped()).first().copied();
            said.push((
                it.category,
                it.state,
                next.map(|(step, due)| format!("{} {}", words.step(step), words.moment(due, desk.now(), campus.zone()))),
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
                words.category(category),
                words.incident_state(state),
                it.place.unwrap_or_default(),
                it.names.join(" "),
                it.owner.unwrap_or_default(),
                next.unwrap_or_default(),
                brief(&text),
            ]);
        }
        out.table(words, &table)
    })
}
