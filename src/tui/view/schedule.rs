//! The duty schedule as it is shown (排班): every day with every seat of every post, who has it, and what speaks against it.

use super::ledger::{LedgerRow, ledger_rows};
use crate::campus::{
    Campus, ChangeState, Conflict, Day, DraftHead, DutyKind, DutySeat, Post, Preference, Seq, Shift, ShiftId, Stamp, TurnMoved, UserId,
};
use crate::tui::scheduling::{ScheduleView, Scheduling};
use chrono::Datelike;
use std::collections::HashMap;

/// What the schedule shows.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ScheduleBoard {
    /// The seats, column by column: the leader's first, then by community.
    pub seats: Vec<(Post, u8)>,
    /// The days shown, in order; of a year only those of which something is known.
    pub days: Vec<DutyDay>,
    /// Seats without anybody from today on, where the schedule is made.
    pub gaps: usize,
    /// Duties from today on that something speaks against.
    pub conflicts: usize,
    /// Nothing is published, or drafted, for any of these days.
    pub is_blank: bool,
    /// The public holidays of a year shown are not known.
    pub unknown_year: bool,
    /// Who serves how much in the span shown.
    pub ledger: Vec<LedgerRow>,
    /// Requests that wait for us.
    pub waiting: usize,
}

/// A day of the schedule.
#[derive(Debug, Clone, PartialEq)]
pub struct DutyDay {
    /// Which.
    pub day: Day,
    /// What kind of night it is.
    pub kind: DutyKind,
    /// Who has which seat, by column.
    pub cells: Vec<DutyCell>,
    /// What we want of it.
    pub wants: Option<Preference>,
}

/// A seat on a day.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct DutyCell {
    /// Who has it.
    pub person: Option<UserId>,
    /// The shift, where it is published.
    pub shift: Option<ShiftId>,
    /// Planning anew leaves it as it is.
    pub pinned: bool,
    /// What speaks against it.
    pub conflict: Option<Conflict>,
    /// Somebody asks for a change of it.
    pub asked: Option<Seq>,
    /// Nobody has it, and somebody should.
    pub gap: bool,
}

/// A duty of somebody: published, or in the draft shown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Duty {
    /// The night.
    pub day: Day,
    /// Where.
    pub post: Post,
    /// Who.
    pub person: UserId,
}

/// All seats there are, in the order of the columns.
pub fn seat_columns(campus: &Campus) -> Vec<(Post, u8)> {
    let rooms = campus.places().communities().map(|(id, _)| Post::Workroom(id));
    let seats = |post: Post| (0..campus.seats_of(post).len() as u8).map(move |nth| (post, nth));
    std::iter::once(Post::Leader).chain(rooms).flat_map(seats).collect()
}

/// What somebody serves in a span, in the draft where it has a say, else as published.
pub fn duties(campus: &Campus, draft: Option<&DraftHead>, (from, until): (Day, Day)) -> Vec<Duty> {
    let drafted = |day: Day| draft.is_some_and(|it| it.from <= day && day <= it.until);
    let shifts = campus.shifts().all().filter(|(_, it)| !it.cancelled && from <= it.day && it.day <= until && !drafted(it.day));
    let shifts = shifts.map(|(_, it)| Duty { day: it.day, post: it.post, person: it.person });
    let seats = draft.into_iter().flat_map(|it| it.seats.iter()).filter(|(seat, _)| from <= seat.day && seat.day <= until);
    let seats = seats.map(|(seat, it)| Duty { day: seat.day, post: seat.post, person: it.person });
    shifts.chain(seats).collect()
}

/// The draft shown, as long as it is open.
pub fn draft_shown<'a>(campus: &'a Campus, look: &Scheduling) -> Option<&'a DraftHead> {
    look.draft.and_then(|seq| campus.drafts().get(seq)).filter(|it| it.state == crate::campus::DraftState::Open)
}

impl ScheduleBoard {
    /// As `user` sees it at `now`.
    pub fn of(campus: &Campus, look: &Scheduling, now: Stamp, user: UserId) -> Self {
        let draft = draft_shown(campus, look);
        let span = look.span(campus.terms());
        let seats = seat_columns(campus);
        let rules = &campus.presets().rules().schedule;
        let days = match look.view {
            ScheduleView::Ledger => Vec::new(),
            _ => days(campus, draft, &seats, span, (now, user)),
        };
        let today = now.duty_day(campus.zone());
        let ahead = || days.iter().filter(|it| it.day >= today).flat_map(|it| it.cells.iter());
        Self {
            gaps: ahead().filter(|it| it.gap).count(),
            conflicts: ahead().filter(|it| it.conflict.is_some()).count(),
            is_blank: days.iter().all(|it| it.cells.iter().all(|it| it.person.is_none())),
            unknown_year: !rules.knows_year(span.0) || !rules.knows_year(span.1),
            ledger: if look.view == ScheduleView::Year { Vec::new() } else { ledger_rows(campus, draft, span, user) },
            waiting: waiting_for(campus, user),
            days,
            seats,
        }
    }

    /// The cell of a day and a column.
    pub fn cell(&self, day: Day, column: usize) -> Option<&DutyCell> {
        self.days.iter().find(|it| it.day == day).and_then(|it| it.cells.get(column))
    }
}

/// The requests in the order they are listed.
pub fn change_rows(campus: &Campus, user: UserId) -> Vec<Seq> {
    let mut rows: Vec<_> = campus.changes().heads().iter().collect();
    rows.sort_by_key(|it| (!waits_for(campus, it, user), !it.is_open(), std::cmp::Reverse(it.seq)));
    rows.into_iter().take(super::LOG_ROWS).map(|it| it.seq).collect()
}

/// How many requests wait for a user: to agree, or to decide.
pub fn waiting_for(campus: &Campus, user: UserId) -> usize {
    campus.changes().open().filter(|it| waits_for(campus, it, user)).count()
}

/// Whether a request waits for a user.
pub fn waits_for(campus: &Campus, it: &crate::campus::ChangeHead, user: UserId) -> bool {
    use crate::campus::{Act, ChangeAct, Wanted};
    let may = |act: ChangeAct| crate::desk::rights::may_do(campus, user, &Act::Change(act));
    let decides = || may(ChangeAct::Approved { change: it.seq }) && it.user != user && it.other != Some(user);
    match (it.state, it.wanted) {
        (ChangeState::Proposed, Wanted::Leave { .. }) | (ChangeState::Accepted, _) => decides(),
        (ChangeState::Proposed, Wanted::GiveAway { shift }) => {
            let post = campus.shifts().get(shift).map(|it| it.post);
            it.user != user && post.is_some_and(|post| campus.unfit(user, post).is_none())
        }
        (ChangeState::Proposed, _) => it.other == Some(user),
        _ => false,
    }
}

fn days(
    campus: &Campus,
    draft: Option<&DraftHead>,
    seats: &[(Post, u8)],
    (from, until): (Day, Day),
    (now, user): (Stamp, UserId),
) -> Vec<DutyDay> {
    let rules = &campus.presets().rules().schedule;
    let today = now.duty_day(campus.zone());
    // One pass over all shifts, however many years there are.
    let mut of_seat: HashMap<(Day, Post), Vec<(ShiftId, &Shift)>> = HashMap::new();
    let standing = campus.shifts().all().filter(|(_, it)| !it.cancelled && from <= it.day && it.day <= until);
    standing.for_each(|(id, it)| of_seat.entry((it.day, it.post)).or_default().push((id, it)));
    let made = made_span(campus, from, until);
    let own = draft.map(|it| Drafted::new(campus, it));
    let asked: HashMap<ShiftId, Seq> =
        campus.changes().open().flat_map(|it| it.shifts().into_iter().flatten().map(move |id| (id, it.seq))).collect();
    let mut found = Vec::new();
    let mut day = from;
    while day <= until {
        let drafted = draft.is_some_and(|it| it.from <= day && day <= it.until);
        let cell = |(post, nth): &(Post, u8)| match own.as_ref().filter(|_| drafted) {
            Some(own) => own.cell(DutySeat { day, post: *post, seat: *nth }),
            None => {
                let shift = of_seat.get(&(day, *post)).and_then(|it| it.get(usize::from(*nth)));
                let Some((id, it)) = shift else {
                    // What nobody did in the past is nobody's to fill.
                    let gap = draft.is_none() && day >= today && made.is_some_and(|(first, last)| first <= day && day <= last);
                    return DutyCell { gap, ..DutyCell::default() };
                };
                let conflict = if day >= today && draft.is_none() { against(campus, *id, it.person) } else { None };
                DutyCell { person: Some(it.person), shift: Some(*id), conflict, asked: asked.get(id).copied(), ..DutyCell::default() }
            }
        };
        let cells = seats.iter().map(cell).collect();
        found.push(DutyDay { day, kind: rules.kind(day), cells, wants: campus.duty().preference_of(user, day) });
        day = day.plus(1);
    }
    found
}

/// From when to when the schedule is published, as far as it touches a span: only there can somebody be lacking.
fn made_span(campus: &Campus, from: Day, until: Day) -> Option<(Day, Day)> {
    let days = || campus.shifts().all().filter(|(_, it)| !it.cancelled && from <= it.day && it.day <= until).map(|(_, it)| it.day);
    Some((days().min()?, days().max()?))
}

/// What speaks against a published duty staying with whoever has it.
pub fn against(campus: &Campus, shift: ShiftId, person: UserId) -> Option<Conflict> {
    campus.conflicts(&[TurnMoved { shift, from: person, to: person }]).first().map(|(_, it)| *it)
}

/// A draft with who serves when, so that what speaks against a seat is found at once.
#[derive(Debug)]
pub struct Drafted<'a> {
    campus: &'a Campus,
    head: &'a DraftHead,
    /// Of each person the nights, in the draft and around it.
    nights: HashMap<UserId, Vec<Day>>,
}

impl<'a> Drafted<'a> {
    /// Of an open draft.
    pub fn new(campus: &'a Campus, head: &'a DraftHead) -> Self {
        let (first, last) = (crate::tui::scheduling::month_of(head.from).0, crate::tui::scheduling::month_of(head.until).1);
        let mut nights: HashMap<UserId, Vec<Day>> = HashMap::new();
        let around = duties(campus, Some(head), (first.plus(-14), last.plus(14)));
        around.into_iter().for_each(|it| nights.entry(it.person).or_default().push(it.day));
        Self { campus, head, nights }
    }

    fn cell(&self, seat: DutySeat) -> DutyCell {
        match self.head.seated(seat) {
            Some(it) => {
                let conflict = self.against(seat, it.person);
                DutyCell { person: Some(it.person), pinned: it.pinned, conflict, ..DutyCell::default() }
            }
            None => DutyCell { gap: true, ..DutyCell::default() },
        }
    }

    /// What speaks against somebody having a seat; a duty of theirs that night in this very seat does not.
    pub fn against(&self, seat: DutySeat, person: UserId) -> Option<Conflict> {
        let (campus, day) = (self.campus, seat.day);
        if let Some(unfit) = campus.unfit(person, seat.post) {
            return Some(unfit);
        }
        if campus.changes().is_on_leave(person, day) {
            return Some(Conflict::OnLeave);
        }
        let sex = campus.staff().user(person).and_then(|it| it.sex);
        if campus.seats_of(seat.post).get(usize::from(seat.seat)).is_some_and(|it| !it.admits(sex)) {
            return Some(Conflict::WrongSex);
        }
        let rules = &campus.presets().rules().schedule;
        let mut others = self.nights.get(&person).cloned().unwrap_or_default();
        if self.head.seated(seat).is_some_and(|it| it.person == person)
            && let Some(at) = others.iter().position(|it| *it == day)
        {
            others.remove(at);
        }
        if others.contains(&day) {
            return Some(Conflict::TwiceThatNight);
        }
        if let Some(other) = others.iter().find(|it| it.since(day).abs() <= i32::from(rules.rest)) {
            return Some(Conflict::TooLittleRest { other: *other });
        }
        let month = |day: Day| (day.date().year(), day.date().month());
        if rules.kind(day).is_off() {
            let count = 1 + others.iter().filter(|it| month(**it) == month(day) && rules.kind(**it).is_off()).count();
            if count > usize::from(rules.off_cap) {
                return Some(Conflict::OffCap { count: count.min(255) as u8 });
            }
        }
        None
    }
}
