//! What happened since somebody was last on duty (自上次值班以来): the difference that is theirs alone.

use super::super::Sight;
use crate::campus::{Campus, Day, IncidentState, Presence, SearchHead, Seq, Stamp, StudentId, TalkState, UserId};

/// How far back it looks where there was no shift of theirs, in minutes.
const SINCE_DEFAULT_MINUTES: i64 = 24 * 60;
/// How many of the latest talks are looked through. They are logged soon after they are held, but not in that order.
pub(super) const LOOKED_BACK: usize = 20_000;
/// For how many nights a search counts.
const SOUGHT_DAYS: i32 = 30;

/// What happened since somebody was last on duty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Since {
    /// When their last shift ended; `None` if there was none, then the last 24 hours count.
    pub ended: Option<Stamp>,
    /// From when it is counted.
    pub from: Stamp,
    /// Incidents opened, the latest first.
    pub incidents: Vec<Seq>,
    /// Talks logged, the latest first.
    pub talks: Vec<Seq>,
    /// Students who were absent or late in a round, the latest first.
    pub away: Vec<(StudentId, Presence, Day)>,
    /// Students who are still looked for.
    pub searches: Vec<(Day, StudentId)>,
    /// Rounds of tonight and the night before that nobody has ended.
    pub walks: Vec<Seq>,
}

impl Since {
    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.searches.len() + self.walks.len() + self.incidents.len() + self.away.len() + self.talks.len()
    }

    /// Whether nothing happened.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// What `user` sees of what happened since they were last on duty.
pub fn since(campus: &Campus, now: Stamp, user: UserId) -> Since {
    let ended = campus.shifts().last_of(user, now).map(|(_, it)| it.signed_out.unwrap_or(it.ends));
    let from = ended.unwrap_or(now.plus_minutes(-SINCE_DEFAULT_MINUTES));
    let sight = Sight::new(campus, user);
    let incidents = campus.incidents().heads().iter().rev().take_while(|it| it.opened >= from);
    let incidents = incidents.filter(|it| it.state != IncidentState::Withdrawn).filter_map(|it| sight.incident(it));
    let talks = campus.talks().heads().iter().rev().take(LOOKED_BACK).filter(|it| it.held >= from && it.held <= now);
    let talks = talks.filter(|it| it.state != TalkState::Withdrawn).filter_map(|it| sight.talk(it));
    // Who came home late three communities away is not ours to hand over.
    let home = campus.staff().user(user).and_then(|it| it.community);
    let ours = |building| home.is_none() || campus.places().building(building).is_some_and(|it| it.community == home);
    let tonight = now.duty_day(campus.zone());
    let walks = campus.rounds().unfinished().rev().take_while(|it| it.begun.day.plus(1) >= tonight);
    let nights = campus.rounds().sheets().iter().rev().take_while(|it| it.at >= from).filter(|it| ours(it.building));
    let away = nights.flat_map(|it| it.marks.iter().flat_map(move |mark| mark.away.iter().map(move |(id, how)| (*id, *how, it.day))));
    Since {
        ended,
        from,
        incidents: incidents.map(|it| it.seq()).collect(),
        talks: talks.map(|it| it.seq()).collect(),
        away: away.filter(|(_, how, _)| matches!(how, Presence::Absent | Presence::Late)).collect(),
        searches: sought(campus, sight, tonight),
        walks: walks.map(|it| it.seq).collect(),
    }
}

/// The searches of the last nights that go on: the latest night first, in it the longest missing first.
fn sought(campus: &Campus, sight: Sight<'_>, tonight: Day) -> Vec<(Day, StudentId)> {
    let first = tonight.plus(-SOUGHT_DAYS);
    // They begin in the order of the nights, but for what was written down later.
    let near = campus.searches().open().rev().take_while(|it| it.day >= first.plus(-SOUGHT_DAYS)).filter(|it| it.day >= first);
    let mut seen: Vec<&SearchHead> = near.filter(|it| sight.sees_whereabouts(it.by, it.student)).collect();
    seen.sort_by_key(|it| (std::cmp::Reverse(it.day), it.since));
    seen.into_iter().map(|it| (it.day, it.student)).collect()
}
