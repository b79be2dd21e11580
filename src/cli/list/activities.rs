//! `list activities`.

use super::super::activity::{kind, tell, told};
use super::super::args::ListArgs;
use super::super::choose::one_of;
use super::super::out::{Out, Outcome};
use super::super::seat::Seat;
use super::{asking, is, yes};
use crate::campus::{ActivityState, Branch, Seq};
use crate::desk::Desk;

pub(super) fn activities(seat: &Seat, desk: &Desk, args: &ListArgs, out: &mut Out) -> Outcome<()> {
    let words = &seat.words;
    let found: Vec<Seq> = {
        asking!(seat, desk, args => campus, finding, span, filters);
        let by = filters.take("by", |it| finding.user(it))?;
        let community = filters.take("community", |it| finding.community(it))?;
        let department = filters.take("department", |it| finding.department(it))?;
        let student = filters.take("student", |it| finding.student(it))?;
        let wanted = filters.take("kind", |it| kind(words, it))?;
        let branch = filters.take("branch", |it| one_of(words, "branch", it, &Branch::ALL, Branch::key, |words, it| words.branch(it)))?;
        let state = filters.take("state", |it| {
            one_of(words, "state", it, &ActivityState::ALL, ActivityState::key, |words, it| words.activity_state(it))
        })?;
        let proved = filters.take("proved", |it| yes(words, "proved", it))?;
        let code = filters.take("counts", |it| Ok(it.to_owned()))?;
        filters.end()?;
        let zone = campus.zone();
        let sight = desk.sight(&campus);
        let seen = campus.activities().heads().iter().map(|it| sight.activity(it));
        let mut found: Vec<_> = seen
            .filter(|seen| {
                let it = seen.head();
                let at = it.facts.day.at(zone, u32::from(it.facts.minute.unwrap_or(0) / 60), 0);
                let stands = state.map_or(it.state != ActivityState::Withdrawn, |state| it.state == state);
                stands
                    && span.holds(at)
                    && is(by, it.by)
                    && is(wanted, it.facts.kind)
                    && community.is_none_or(|id| it.facts.community == Some(id))
                    && department.is_none_or(|id| it.facts.department == Some(id))
                    && branch.is_none_or(|branch| it.facts.branch == Some(branch))
                    && proved.is_none_or(|proved| it.state.is_held() && it.state.is_proved() == proved)
                    // Who may not see who was there must not learn it from what is listed.
                    && student.is_none_or(|id| seen.sees(id) && campus.activities().present(it.seq).contains(&id))
                    && code.as_deref().is_none_or(|code| campus.counts_for(it).iter().any(|(of, ..)| *of.obligation.code == *code))
            })
            .map(|it| (it.head().facts.day, it.head().seq))
            .collect();
        found.sort_unstable_by(|a, b| b.cmp(a));
        found.into_iter().take(args.limit.count()).map(|(_, seq)| seq).collect()
    };
    let told = found.into_iter().map(|it| told(seat, desk, it)).collect::<Result<Vec<_>, _>>()?;
    let told: Vec<_> = told.into_iter().flatten().collect();
    out.answer(words, &told, |out| tell(seat, &told, out))
}
