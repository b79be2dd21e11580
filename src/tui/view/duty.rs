//! The duty pane (值班): who is on tonight and tomorrow, which shift is ours, and what happened since we were last on.

use super::talks::LOOKED_BACK;
use crate::campus::{Campus, Day, IncidentState, Post, Presence, Seq, Shift, ShiftId, ShiftState, Stamp, StudentId, TalkState, UserId};
use crate::desk::Sight;

/// How far back it looks where there was no shift of ours, in minutes.
const SINCE_DEFAULT_MINUTES: i64 = 24 * 60;

/// The duty pane.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DutyBoard {
    /// The duty date shown as tonight.
    pub day: Day,
    /// The shifts of tonight: the leader first, then by community.
    pub tonight: Vec<DutyRow>,
    /// The shifts of the day after.
    pub tomorrow: Vec<ShiftId>,
    /// Our own shift that covers now, if there is one.
    pub mine: Option<ShiftId>,
    /// Our next shift.
    pub my_next: Option<ShiftId>,
    /// What happened since we were last on duty.
    pub since: Since,
}

/// A shift of tonight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DutyRow {
    /// Which.
    pub shift: ShiftId,
    /// How it stands now.
    pub state: ShiftState,
    /// It is ours.
    pub mine: bool,
}

/// What happened since we were last on duty (交接摘要).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Since {
    /// When our last shift ended; `None` if there was none, then the last 24 hours count.
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

/// A row of the handover summary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HandoverRow {
    /// An incident.
    Incident(Seq),
    /// A talk.
    Talk(Seq),
    /// Somebody absent or late in a round.
    Away(StudentId, Presence, Day),
    /// Somebody who is still looked for.
    Search(Day, StudentId),
    /// A round that is not ended.
    Walk(Seq),
}

impl Since {
    /// Its rows in the order they are shown: who is looked for, rounds not ended, incidents, absences, talks.
    pub fn rows(&self) -> impl Iterator<Item = HandoverRow> {
        let incidents = self.incidents.iter().map(|seq| HandoverRow::Incident(*seq));
        let away = self.away.iter().map(|(student, how, day)| HandoverRow::Away(*student, *how, *day));
        let searches = self.searches.iter().map(|(day, student)| HandoverRow::Search(*day, *student));
        let walks = self.walks.iter().map(|seq| HandoverRow::Walk(*seq));
        searches.chain(walks).chain(incidents).chain(away).chain(self.talks.iter().map(|seq| HandoverRow::Talk(*seq)))
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.searches.len() + self.walks.len() + self.incidents.len() + self.away.len() + self.talks.len()
    }

    /// Whether nothing happened.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// The duty pane as it stands at `now` for `user`.
pub fn duty_board(campus: &Campus, now: Stamp, user: UserId) -> DutyBoard {
    let shifts = campus.shifts();
    let day = now.duty_day(campus.zone());
    let order = |it: &Shift| match it.post {
        Post::Leader => (0, 0, it.starts),
        Post::Workroom(community) => (1, community.index(), it.starts),
    };
    let of = |day| {
        let mut found: Vec<(ShiftId, &Shift)> = shifts.of_day(day).collect();
        found.sort_by_key(|(id, it)| (order(it), *id));
        found
    };
    let row = |(shift, it): (ShiftId, &Shift)| DutyRow { shift, state: it.state(now), mine: it.person == user };
    DutyBoard {
        day,
        tonight: of(day).into_iter().map(row).collect(),
        tomorrow: of(day.plus(1)).into_iter().map(|(id, _)| id).collect(),
        mine: mine(campus, now, user),
        my_next: shifts.next_of(user, now).map(|(id, _)| id),
        since: since(campus, now, user),
    }
}

/// Our shift that covers now; else one we signed in to and never out of, for its ending is still to be signed.
fn mine(campus: &Campus, now: Stamp, user: UserId) -> Option<ShiftId> {
    let ours = || campus.shifts().all().rev().filter(|(_, it)| it.person == user && !it.cancelled && it.starts <= now);
    let unsigned = |it: &Shift| it.signed_in.is_some() && it.signed_out.is_none();
    ours().find(|(_, it)| it.covers(now)).or_else(|| ours().find(|(_, it)| unsigned(it))).map(|(id, _)| id)
}

fn since(campus: &Campus, now: Stamp, user: UserId) -> Since {
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
        searches: super::search::sought(campus, now, user).into_iter().map(|it| (it.day, it.student)).collect(),
        walks: walks.map(|it| it.seq).collect(),
    }
}
