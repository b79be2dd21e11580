//! The deeds of a period, one by one, as one user sees them.

use crate::campus::appraisal::{Deed, What};
use crate::campus::{ActivityHead, Campus, Day, IncidentState, Stamp, TakingPart, UserId};
use crate::desk::Sight;
use smallvec::SmallVec;

/// A period of days, the last one included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// First day.
    pub from: Day,
    /// Last day.
    pub until: Day,
}

impl Span {
    /// The term a day lies in, as the college says.
    pub fn term(campus: &Campus, day: Day) -> Self {
        let term = campus.terms().at(day);
        Self { from: term.from, until: term.until }
    }

    /// The month a day lies in.
    pub fn month(day: Day) -> Self {
        let date = day.date();
        let (year, month) = (chrono::Datelike::year(&date), chrono::Datelike::month(&date));
        let from = Day::ymd(year, month, 1).unwrap_or(day);
        let next = if month == 12 { Day::ymd(year.saturating_add(1), 1, 1) } else { Day::ymd(year, month + 1, 1) };
        Self { from, until: next.map_or(day, |it| it.plus(-1)) }
    }

    /// Whether a day lies in it.
    pub fn holds(self, day: Day) -> bool {
        self.from <= day && day <= self.until
    }
}

/// Hands every deed of the period that `user` sees and that `whose` lets pass to `each`, in no particular order.
pub fn deeds<'a>(campus: &'a Campus, user: UserId, span: Span, now: Stamp, whose: impl Fn(UserId) -> bool, mut each: impl FnMut(Deed<'a>)) {
    let (sight, zone) = (Sight::new(campus, user), campus.zone());
    let (first, end) = (span.from.at(zone, 0, 0), span.until.plus(1).at(zone, 0, 0));
    let within = |at: Stamp| first <= at && at < end;
    let (today, grace) = (now.day(zone), i32::from(campus.presets().rules().appraisal.grace_days));

    for (id, it) in campus.shifts().all().filter(|(_, it)| span.holds(it.day) && !it.cancelled && it.signed_in.is_some()) {
        if whose(it.person) {
            let night = it.ends > it.day.plus(1).at(zone, 0, 0);
            each(Deed { by: it.person, day: it.day, what: What::Shift { id, night } });
        }
    }
    for it in sight.talks().filter(|it| whose(it.by())) {
        if within(it.held()) {
            let what = What::Talk { seq: it.seq(), students: it.students() };
            each(Deed { by: it.by(), day: it.held().day(zone), what });
        }
        let Some(promised) = it.followup().filter(|day| span.holds(*day)) else { continue };
        let last = promised.plus(grace);
        let kept = it.settled().map(|at| at.day(zone) <= last);
        // One that is still owed is late only when its last day is over.
        if let Some(kept) = kept.or_else(|| (last < today).then_some(false)) {
            each(Deed { by: it.by(), day: promised, what: What::FollowUp { talk: it.seq(), kept } });
        }
    }
    for it in campus.rounds().walks().iter().filter(|it| !it.called_off && it.ended.is_some()) {
        if span.holds(it.begun.day) && whose(it.by) {
            each(Deed { by: it.by, day: it.begun.day, what: What::Round(it.seq) });
        }
    }
    for sheet in campus.rounds().sheets().iter().filter(|it| span.holds(it.day)) {
        for (mark, by) in sheet.marks.iter().zip(&sheet.hands).filter(|(_, by)| whose(**by)) {
            each(Deed { by: *by, day: sheet.day, what: What::Visit { building: sheet.building, room: mark.room } });
        }
    }
    let incidents = campus.incidents().heads().iter().filter(|it| within(it.opened) && it.state != IncidentState::Withdrawn);
    for it in incidents.filter_map(|it| sight.incident(it)).filter(|it| !it.is_drill()) {
        if let Some((by, at)) = it.answered().filter(|(by, _)| whose(*by)) {
            let minutes = at.minutes_since(it.opened()).max(0);
            each(Deed { by, day: it.opened().day(zone), what: What::Answer { incident: it.seq(), minutes } });
        }
    }
    for it in sight.activities().map(|it| it.head()).filter(|it| it.state.is_held() && span.holds(it.facts.day)) {
        for by in led_by(it).into_iter().filter(|by| whose(*by)) {
            each(Deed { by, day: it.facts.day, what: What::Activity(it.seq) });
        }
    }
}

/// Whose deed an activity is: the users who led it, each once; where it says of none that they led it, whoever entered it.
pub(super) fn led_by(it: &ActivityHead) -> SmallVec<[UserId; 2]> {
    let leads = it.facts.taking.iter().filter(|it| it.part == TakingPart::Leads).filter_map(|it| it.user);
    let mut led: SmallVec<[UserId; 2]> = leads.collect();
    if led.is_empty() {
        led.push(it.by);
    }
    led.sort_unstable();
    led.dedup();
    led
}
