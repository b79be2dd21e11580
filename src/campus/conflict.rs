//! Who may serve when (值班资格): on what terms, and what speaks against somebody having a duty.

use super::shift::TurnMoved;
use super::{Campus, Day, DutyKind, DutyTerms, Post, Role, SeatNeed, Sex, Shift, ShiftId, UserId};
use chrono::Datelike;

/// What speaks against somebody having a duty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Conflict {
    /// Is not with us any more.
    Inactive,
    /// Does not serve at all.
    Exempt,
    /// Does not serve at this post.
    NotOfPost,
    /// The post needs somebody of the other sex that night.
    WrongSex,
    /// Is on leave.
    OnLeave,
    /// Serves that night already.
    TwiceThatNight,
    /// Serves on this night, which leaves too few free ones between.
    TooLittleRest {
        /// The other duty.
        other: Day,
    },
    /// Would have too many duties on days off that month.
    OffCap {
        /// How many.
        count: u8,
    },
}

/// What a change does to one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effect {
    /// Who.
    pub person: UserId,
    /// What they serve from the first to the last night of the term so far published, in half units: before and after.
    pub load: (i64, i64),
    /// Duties on days off in it, before and after.
    pub off: (usize, usize),
    /// Fewest free nights between two of their duties, before and after; `None` with fewer than two duties.
    pub rest: (Option<i32>, Option<i32>),
}

impl Campus {
    /// On what terms somebody serves: as they were set, else as their role says.
    pub fn duty_terms(&self, user: UserId) -> DutyTerms {
        if let Some(terms) = self.duty.terms(user) {
            return terms.clone();
        }
        let role = self.staff.user(user).map(|it| it.role);
        let (serves, leads) = (role.is_some_and(Role::serves), role.is_some_and(Role::leads));
        let share = if serves || leads { 2 } else { 0 };
        DutyTerms { share, exempt: None, leads, serves, sites: Default::default(), carried: 0 }
    }

    /// What speaks against somebody having a post at all.
    pub fn unfit(&self, user: UserId, post: Post) -> Option<Conflict> {
        let Some(it) = self.staff.user(user).filter(|it| it.active) else { return Some(Conflict::Inactive) };
        let terms = self.duty_terms(user);
        if terms.exempt.is_some() || terms.share == 0 {
            return Some(Conflict::Exempt);
        }
        let fits = match post {
            Post::Leader => terms.leads,
            Post::Workroom(site) => {
                let away = if terms.sites.is_empty() { self.presets.rules().schedule.away } else { terms.sites.contains(&site) };
                terms.serves && (it.community == Some(site) || away)
            }
        };
        if fits { None } else { Some(Conflict::NotOfPost) }
    }

    /// Who each seat of a post is for.
    pub fn seats_of(&self, post: Post) -> &[SeatNeed] {
        match post {
            Post::Leader => &[SeatNeed::Any],
            Post::Workroom(id) => {
                let name = self.places.community(id).map_or("", |it| &it.name);
                self.presets.rules().schedule.seats(name)
            }
        }
    }

    /// What would speak against published shifts changing hands so.
    pub fn conflicts(&self, turns: &[TurnMoved]) -> Vec<(TurnMoved, Conflict)> {
        turns.iter().filter_map(|it| self.conflict(turns, it).map(|conflict| (*it, conflict))).collect()
    }

    /// The duties of somebody after a change, but one of them.
    fn duties_after<'a>(&'a self, person: UserId, turns: &'a [TurnMoved]) -> impl Iterator<Item = (ShiftId, &'a Shift)> {
        let moved = move |id: ShiftId| turns.iter().find(|it| it.shift == id);
        self.shifts.all().filter(move |(id, it)| !it.cancelled && moved(*id).map_or(it.person, |turn| turn.to) == person)
    }

    fn conflict(&self, turns: &[TurnMoved], turn: &TurnMoved) -> Option<Conflict> {
        let shift = self.shifts.get(turn.shift)?;
        if let Some(unfit) = self.unfit(turn.to, shift.post) {
            return Some(unfit);
        }
        if self.changes.is_on_leave(turn.to, shift.day) {
            return Some(Conflict::OnLeave);
        }
        let rules = &self.presets.rules().schedule;
        let others = || self.duties_after(turn.to, turns).filter(|(id, _)| *id != turn.shift).map(|(_, it)| it);
        if others().any(|it| it.day == shift.day) {
            return Some(Conflict::TwiceThatNight);
        }
        if let Some(near) = others().find(|it| it.day.since(shift.day).abs() <= i32::from(rules.rest)) {
            return Some(Conflict::TooLittleRest { other: near.day });
        }
        let month = |day: Day| (day.date().year(), day.date().month());
        if rules.kind(shift.day).is_off() {
            let count = 1 + others().filter(|it| month(it.day) == month(shift.day) && rules.kind(it.day).is_off()).count();
            if count > usize::from(rules.off_cap) {
                return Some(Conflict::OffCap { count: count.min(255) as u8 });
            }
        }
        if self.sexes_fit(shift, turns) { None } else { Some(Conflict::WrongSex) }
    }

    /// Whether the post of a shift has, after a change, the women and men that its seats are for.
    fn sexes_fit(&self, shift: &Shift, turns: &[TurnMoved]) -> bool {
        let seats = self.seats_of(shift.post);
        let there: Vec<Option<Sex>> = self
            .shifts
            .all()
            .filter(|(_, it)| !it.cancelled && it.day == shift.day && it.post == shift.post)
            .map(|(id, it)| turns.iter().find(|turn| turn.shift == id).map_or(it.person, |turn| turn.to))
            .map(|person| self.staff.user(person).and_then(|it| it.sex))
            .collect();
        [(SeatNeed::Female, Sex::Female), (SeatNeed::Male, Sex::Male)].into_iter().all(|(need, sex)| {
            let wanted = seats.iter().filter(|it| **it == need).count();
            // A post that lacks people may lack just these; that is not the fault of this change.
            let missing = seats.len().saturating_sub(there.len());
            there.iter().filter(|it| **it == Some(sex)).count() >= wanted.saturating_sub(missing)
        })
    }

    /// What a change would do to everybody it touches, counted over the nights `from` to `until`.
    pub fn effects(&self, turns: &[TurnMoved], (from, until): (Day, Day)) -> Vec<Effect> {
        let mut people: Vec<UserId> = turns.iter().flat_map(|it| [it.from, it.to]).collect();
        people.sort_unstable();
        people.dedup();
        let counted = |person: UserId, turns: &[TurnMoved]| {
            let rules = &self.presets.rules().schedule;
            let mut days: Vec<Day> =
                self.duties_after(person, turns).map(|(_, it)| it.day).filter(|it| from <= *it && *it <= until).collect();
            days.sort_unstable();
            let load: i64 = days.iter().map(|it| rules.weight(*it)).sum();
            let off = days.iter().filter(|it| rules.kind(**it).is_off()).count();
            (load, off, days.windows(2).map(|pair| pair[1].since(pair[0]) - 1).min())
        };
        people
            .into_iter()
            .map(|person| {
                let (before, after) = (counted(person, &[]), counted(person, turns));
                Effect { person, load: (before.0, after.0), off: (before.1, after.1), rest: (before.2, after.2) }
            })
            .collect()
    }

    /// How many nights of each kind somebody has in a span, by the published schedule.
    pub fn nights_served(&self, person: UserId, (from, until): (Day, Day)) -> [u32; 4] {
        let rules = &self.presets.rules().schedule;
        let mut counts = [0; 4];
        let mine = self.shifts.of_person(person).filter(|(_, it)| from <= it.day && it.day <= until);
        mine.for_each(|(_, it)| counts[kind_index(rules.kind(it.day))] += 1);
        counts
    }
}

fn kind_index(kind: DutyKind) -> usize {
    DutyKind::ALL.iter().position(|it| *it == kind).unwrap_or(0)
}
