//! `list requests`.

use super::super::args::ListArgs;
use super::super::choose::one_of;
use super::super::out::{Out, Outcome};
use super::super::request::{tell, told};
use super::super::seat::Seat;
use super::{asking, is, yes};
use crate::campus::{RequestKind, RequestState, Seq, Spot};
use crate::desk::Desk;

/// A state, or all to which an answer is owed.
#[derive(Clone, Copy, PartialEq)]
enum State {
    Open,
    Just(RequestState),
}

pub(super) fn requests(seat: &Seat, desk: &Desk, args: &ListArgs, out: &mut Out) -> Outcome<()> {
    let words = &seat.words;
    let found: Vec<Seq> = {
        asking!(seat, desk, args => campus, finding, span, filters);
        let by = filters.take("by", |it| finding.user(it))?;
        let student = filters.take("student", |it| finding.student(it))?;
        let room = filters.take("room", |it| finding.room(it))?;
        let kind = filters
            .take("kind", |it| one_of(words, "kind", it, &RequestKind::ALL, RequestKind::key, |words, it| words.request_kind(it)))?;
        let office = filters.take("department", |it| Ok(it.to_owned()))?;
        let overdue = filters.take("overdue", |it| yes(words, "overdue", it))?;
        let reception = filters.take("reception", |it| Ok(super::super::view::numbered(crate::text::fold(it).trim(), 'V')))?;
        let state = filters.take("state", |it| {
            let all: Vec<State> = std::iter::once(State::Open).chain(RequestState::ALL.map(State::Just)).collect();
            let key = |it| if let State::Just(it) = it { it.key() } else { "open" };
            let label = |words: &crate::words::Words, it| if let State::Just(it) = it { words.request_state(it) } else { "open".into() };
            one_of(words, "state", it, &all, key, label)
        })?;
        filters.end()?;
        let sight = desk.sight(&campus);
        let now = desk.now();
        let seen = campus.requests().heads().iter().filter_map(|it| sight.request(it));
        let mut found: Vec<_> = seen
            .filter(|it| {
                let stands = match state {
                    None => it.state() != RequestState::Withdrawn,
                    Some(State::Open) => it.state().is_open(),
                    Some(State::Just(state)) => it.state() == state,
                };
                stands
                    && span.holds(it.at())
                    && is(by, it.by())
                    && is(kind, it.kind())
                    && office.as_deref().is_none_or(|office| it.office() == office)
                    && overdue.is_none_or(|overdue| it.is_overdue(now) == overdue)
                    && reception.is_none_or(|reception| it.reception() == reception)
                    && student.is_none_or(|id| it.student() == Some(id))
                    && room.is_none_or(|id| it.place() == Some(&Spot::Room(id)))
            })
            .map(|it| (it.at(), it.seq()))
            .collect();
        found.sort_unstable_by_key(|it| std::cmp::Reverse(*it));
        found.into_iter().take(args.limit.count()).map(|it| it.1).collect()
    };
    let told = found.into_iter().map(|it| told(seat, desk, it)).collect::<Result<Vec<_>, _>>()?;
    let told: Vec<_> = told.into_iter().flatten().collect();
    out.hand(words, told, |out, told| tell(seat, desk, &told, out))
}
