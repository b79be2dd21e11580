//! The duty log of a shift (值班日志): it fills itself from what was entered in its hours.

use super::super::Sight;
use super::since::LOOKED_BACK;
use crate::campus::{Campus, Counted, DutyNote, Finding, Post, PostCheck, RoundFilter, Seq, Shift, ShiftId, Stamp, UserId, Weight, report};

/// The duty log of a shift, as far as somebody sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DutyLog {
    /// Which shift.
    pub shift: ShiftId,
    /// Who leads on that duty date (带班领导).
    pub leaders: Vec<UserId>,
    /// Who was at the post, in order; the last is who has it now.
    pub staff: Vec<UserId>,
    /// By how many minutes they came late.
    pub late_minutes: Option<i64>,
    /// The night's rounds at the post's buildings.
    pub rounds: Counted,
    /// Forbidden appliances found in them (违章电器).
    pub appliances: u32,
    /// Incidents opened in its hours, the first one first.
    pub incidents: Vec<Seq>,
    /// Talks held in its hours by who was at the post.
    pub talks: usize,
    /// What is open now, and how much of it is grave.
    pub open: (usize, usize),
    /// Lines written by hand, in order.
    pub notes: Vec<DutyNoteRow>,
    /// What a leader found, the last look: who, when, what.
    pub check: Option<(UserId, Stamp, PostCheck)>,
    /// The handover by which the shift was taken over; its giver is whoever was on duty before.
    pub taken: Option<Seq>,
    /// The handover in which it was handed on.
    pub given: Option<Seq>,
    /// Since when additions are late, and the entry that sealed it.
    pub sealed: Option<(Stamp, Seq)>,
}

/// A line written by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DutyNoteRow {
    /// Its entry, which holds the words.
    pub seq: Seq,
    /// When.
    pub at: Stamp,
    /// About what.
    pub what: DutyNote,
    /// It was written after the shift was handed over and accepted (补记).
    pub late: bool,
}

impl DutyLog {
    /// The last line about something, such as the weather.
    pub fn last(&self, what: DutyNote) -> Option<Seq> {
        self.notes.iter().rev().find(|it| it.what == what).map(|it| it.seq)
    }
}

/// The duty log of a shift at `now`; `None` if there is no such shift.
pub fn duty_log(campus: &Campus, user: UserId, shift: ShiftId, now: Stamp) -> Option<DutyLog> {
    let row = campus.shifts().row(shift)?;
    let it = &row.shift;
    let sight = Sight::new(campus, user);
    let community = match it.post {
        Post::Workroom(id) => Some(id),
        Post::Leader => None,
    };
    let rounds = report(campus, it.day, it.day, &RoundFilter { community, ..RoundFilter::default() }).total;
    let of_kind = |(kind, count): (&Finding, u32)| if kind.is_appliance() { count } else { 0 };
    let staff: Vec<UserId> = row.had.iter().map(|(user, _)| *user).chain([it.person]).collect();
    let handovers = campus.handovers();
    let sealed = handovers.sealed(shift);
    let late = |seq: Seq| sealed.is_some_and(|(_, by)| seq > by);
    let open = campus.pending(now, it.day.plus(1), community);
    let open = open.iter().filter(|it| sight.sees_item(it.item));
    let (all, severe) = open.fold((0, 0), |(all, severe), it| (all + 1, severe + usize::from(it.weight == Weight::Severe)));
    Some(DutyLog {
        shift,
        leaders: leaders(campus, it),
        late_minutes: it.late_minutes(now, campus.presets().rules().schedule.late_after),
        appliances: Finding::ALL.iter().zip(rounds.kinds).map(of_kind).sum(),
        rounds,
        incidents: incidents(campus, sight, it, now),
        talks: talks(campus, sight, it, &staff, now),
        open: (all, severe),
        notes: row.notes.iter().map(|it| DutyNoteRow { seq: it.seq, at: it.at, what: it.what, late: late(it.seq) }).collect(),
        check: row.check,
        taken: handovers.heads().iter().rev().find(|it| it.next == Some(shift) && it.settled.is_some()).map(|it| it.seq),
        given: handovers.of_shift(shift).map(|it| it.seq),
        sealed,
        staff,
    })
}

fn leaders(campus: &Campus, it: &Shift) -> Vec<UserId> {
    campus.shifts().of_day(it.day).filter(|(_, it)| it.post == Post::Leader).map(|(_, it)| it.person).collect()
}

/// From when to when something belongs to a shift: from its beginning until it was signed off, but not after now.
fn hours(it: &Shift, now: Stamp) -> (Stamp, Stamp) {
    let came = it.signed_in.map_or(it.starts, |at| at.min(it.starts));
    (came, it.signed_out.map_or(it.ends, |at| at.max(it.ends)).min(now))
}

fn incidents(campus: &Campus, sight: Sight<'_>, it: &Shift, now: Stamp) -> Vec<Seq> {
    let (from, until) = hours(it, now);
    let near = campus.incidents().heads().iter().rev().take_while(|it| it.opened >= from).filter(|it| it.opened <= until);
    let concerns = |seq| match it.post {
        Post::Leader => true,
        Post::Workroom(_) if from > until => false,
        Post::Workroom(community) => campus.incidents().get(seq).is_some_and(|head| {
            let of = campus.community_of_incident(head);
            of.is_none_or(|it| it == community)
        }),
    };
    // A drill is told under the training, not among what happened.
    let seen = near.filter(|it| !it.drill).filter_map(|it| sight.incident(it)).map(|it| it.seq()).filter(|seq| concerns(*seq));
    let mut seen: Vec<Seq> = seen.collect();
    seen.reverse();
    seen
}

fn talks(campus: &Campus, sight: Sight<'_>, it: &Shift, staff: &[UserId], now: Stamp) -> usize {
    let (from, until) = hours(it, now);
    let heads = campus.talks().heads();
    let near = heads.iter().rev().take(LOOKED_BACK).filter(|it| from <= it.held && it.held <= until);
    near.filter(|it| staff.contains(&it.by)).filter(|it| sight.talk(it).is_some()).count()
}
