//! Shifts and rounds.

use super::super::args::ListArgs;
use super::super::ask::short_time;
use super::super::choose::{When, one_of};
use super::super::out::{Out, Outcome, Table};
use super::super::seat::Seat;
use super::super::view;
use super::{asking, is, number};
use crate::campus::{Shift, ShiftId, ShiftState, UserId};
use crate::desk::Desk;
use crate::say;

pub(super) fn shifts(seat: &Seat, desk: &Desk, args: &ListArgs, out: &mut Out) -> Outcome<()> {
    let words = &seat.words;
    asking!(seat, desk, args => campus, finding, span, filters);
    let now = desk.now();
    let person: Option<UserId> = filters.take("person", |it| finding.user(it))?;
    let site = filters.take("site", |it| Ok(it.to_owned()))?;
    let day = filters.take("day", |it| When::read(words, it, now.duty_day(campus.zone())))?;
    let state = filters.take("state", |it| {
        use ShiftState as S;
        const ALL: [S; 6] = [S::Planned, S::Missing, S::On, S::Done, S::Missed, S::Cancelled];
        one_of(words, "state", it, &ALL, S::key, |words, it| words.shift_state(it))
    })?;
    filters.end()?;
    let site_of = |it| view::site(&campus, it).unwrap_or_else(|| say!(words, "cli-leader"));
    let mut found: Vec<(ShiftId, &Shift)> = campus
        .shifts()
        .all()
        .filter(|(_, it)| {
            let stands = state.map_or(!it.cancelled, |state| it.state(now) == state);
            let at_site = site.as_ref().is_none_or(|site| {
                let named = view::site(&campus, it);
                named.as_ref() == Some(site) || named.is_none() && (site == view::LEADER_SITE || *site == say!(words, "cli-leader"))
            });
            let on_day = day.is_none_or(|day| match day {
                When::Day(day) => it.day == day,
                When::Moment(at) => it.starts <= at && at < it.ends,
            });
            stands && at_site && on_day && span.holds(it.day.at(campus.zone(), 12, 0)) && is(person, it.person)
        })
        .collect();
    found.sort_by_key(|(id, it)| std::cmp::Reverse((it.starts, *id)));
    found.truncate(args.limit.count());
    let views: Vec<_> = found.iter().map(|(id, it)| view::shift(&campus, *id, it, now)).collect();
    out.hand(words, views, |out, views| {
        let mut table = Table::new([
            say!(words, "cli-head-id"),
            say!(words, "cli-head-day"),
            say!(words, "cli-head-site"),
            say!(words, "cli-head-person"),
            say!(words, "cli-head-from"),
            say!(words, "cli-head-to"),
            say!(words, "cli-head-state"),
            say!(words, "cli-head-late-by"),
            say!(words, "cli-head-had"),
        ]);
        for (it, (_, shift)) in views.into_iter().zip(&found) {
            let state = words.shift_state(shift.state(now));
            let (from, to) = (short_time(&it.starts), short_time(&it.ends));
            let (late, had) = (it.late_minutes.map(|it| it.to_string()).unwrap_or_default(), it.had.join(" → "));
            table.row([it.id, it.duty_date, site_of(shift), it.name.unwrap_or(it.person), from, to, state, late, had]);
        }
        out.table(words, &table)
    })
}

pub(super) fn rounds(seat: &Seat, desk: &Desk, args: &ListArgs, out: &mut Out) -> Outcome<()> {
    let words = &seat.words;
    asking!(seat, desk, args => campus, finding, span, filters);
    let building = filters.take("building", |it| finding.building(it))?;
    let floor = filters.take("floor", |it| number(words, "floor", it))?;
    let by = filters.take("by", |it| finding.user(it))?;
    filters.end()?;
    let sheets = campus.rounds().sheets().iter().filter(|it| {
        span.holds(it.day.at(campus.zone(), 12, 0))
            && is(building, it.building)
            && floor.is_none_or(|floor| i64::from(it.floor) == floor)
            && is(by, it.by)
    });
    let mut sheets: Vec<_> = sheets.collect();
    sheets.sort_by_key(|it| std::cmp::Reverse((it.day, it.seq)));
    let views: Vec<_> = sheets.into_iter().take(args.limit.count()).map(|it| view::round(&campus, it)).collect();
    out.hand(words, views, |out, views| {
        let mut table = Table::new([
            say!(words, "cli-head-id"),
            say!(words, "cli-head-day"),
            say!(words, "cli-head-place"),
            say!(words, "cli-head-by"),
            say!(words, "cli-head-expected"),
            say!(words, "cli-head-present"),
            say!(words, "cli-head-leave"),
            say!(words, "cli-head-late"),
            say!(words, "cli-head-absent"),
            say!(words, "cli-head-findings"),
        ]);
        for it in views {
            let counts = [it.expected, it.present, it.leave, it.late, it.absent, it.findings].map(|it| it.to_string());
            table.row([it.id, it.duty_date, it.place, it.by].into_iter().chain(counts));
        }
        out.table(words, &table)
    })
}
