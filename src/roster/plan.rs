//! From the campus to a case and back: the nights, seats and people of a rota, with what the presets, the terms of duty, leaves, preferences and the
//! nights served before say about them.

use super::{Carried, Case, Instance, Ledger, Order, Roster, Server, Slot};
use crate::campus::{Campus, CommunityId, Day, DraftHead, DutySeat, Post, Preference, SeatNeed, Seated, Shift, ShiftId, Stamp, UserId};
use chrono::Datelike;
use std::collections::BTreeMap;

/// A rota that is planned by itself (值班序列).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Rota {
    /// The workrooms of all communities.
    Workrooms,
    /// The duty leaders (带班领导).
    Leaders,
}

impl Rota {
    /// Both, in the order they are planned.
    pub const ALL: [Self; 2] = [Self::Workrooms, Self::Leaders];

    /// Whether a post belongs to it.
    pub fn holds(self, post: Post) -> bool {
        (self == Self::Leaders) == (post == Post::Leader)
    }
}

/// Why nothing can be planned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unplannable {
    /// Nobody serves in this rota.
    #[error("nobody serves in this rota")]
    Nobody(Rota),
    /// There is no community whose workroom could be staffed.
    #[error("there is no community")]
    NoPost,
    /// No night, or too many.
    #[error("{days} nights")]
    Nights {
        /// How many.
        days: i32,
    },
}

/// A rota over some nights, ready to be solved.
#[derive(Debug, Clone)]
pub struct Plan {
    /// What is to be solved.
    pub instance: Instance,
    /// What is fixed: the past as it was published, and what is pinned in the draft.
    pub pinned: Roster,
    /// The rota.
    pub rota: Rota,
    from: Day,
    nights: i32,
    sites: Vec<(Post, u8)>,
    people: Vec<UserId>,
}

/// Nights back from the first planned one whose duties are set off.
const LOOKED_BACK: i32 = 180;
/// Most nights of a plan: a school year.
pub const NIGHTS_LIMIT: i32 = 400;

impl Plan {
    /// The rota from `from` to `until`, both included. Duties that began by `now` are fixed as they were published. With a draft its pins are fixed as
    /// well, and what it plans in the other rota keeps people busy; without one, what is published does.
    ///
    /// # Errors
    /// [`Unplannable`].
    pub fn of(campus: &Campus, rota: Rota, from: Day, until: Day, draft: Option<&DraftHead>, now: Stamp) -> Result<Self, Unplannable> {
        let (people, sites) = (people(campus, rota), sites(campus, rota));
        let days = until.since(from).saturating_add(1);
        if !(1..=NIGHTS_LIMIT).contains(&days) {
            return Err(Unplannable::Nights { days });
        }
        if sites.is_empty() {
            return Err(Unplannable::NoPost);
        }
        if people.is_empty() {
            return Err(Unplannable::Nobody(rota));
        }
        let carried = carried(campus, rota, from, &people, &sites);
        let mut servers = servers(campus, (from, until), &people, &sites);
        for (server, carried) in servers.iter_mut().zip(carried) {
            server.carried += carried.load;
            server.kind_price = carried.kind_price();
        }
        let rest = i32::from(campus.presets().rules().schedule.rest);
        for (server, person) in servers.iter_mut().zip(&people) {
            let elsewhere = busy_elsewhere(campus, rota, draft, *person, now);
            // What is published for after the last night keeps its rest, too.
            let after = campus.shifts().of_person(*person).map(|(_, it)| it).filter(|it| rota.holds(it.post) && it.day > until);
            let after: Vec<Day> = after.map(|it| it.day).collect();
            let busy = elsewhere.iter().chain(after.iter().filter(|it| it.since(until) <= rest));
            let near = busy.flat_map(|day| (-rest..=rest).map(move |by| day.plus(by)));
            let before = campus.shifts().of_person(*person).map(|(_, it)| it).filter(|it| rota.holds(it.post) && it.day < from);
            let before = before.map(|it| it.day);
            server.offs_elsewhere = offs(campus, (from, until), elsewhere.iter().copied().chain(after.iter().copied()).chain(before));
            // More may have begun at a post than it has seats, as after a rota was taken in: who has no seat there rests all the same.
            let begun = campus.shifts().of_person(*person).map(|(_, it)| it).filter(|it| rota.holds(it.post) && has_begun(it, now));
            let begun: Vec<Day> = begun.map(|it| it.day).collect();
            let around = begun.iter().flat_map(|day| (-rest..=rest).map(move |by| day.plus(by))).filter(|day| !begun.contains(day));
            let near = near.chain(around);
            server.leave.extend(near.filter(|day| (from..=until).contains(day)).map(|day| day.since(from) as usize));
            server.leave.sort_unstable();
            server.leave.dedup();
        }
        let case = Case { people: servers, ..frame(campus, from, days, &sites) };
        let instance = Instance::from(&case);
        let mut plan = Self { pinned: Roster::empty(&instance), instance, rota, from, nights: days, sites, people };
        let past = plan.roster_of(campus.shifts().all().filter(|(_, it)| has_begun(it, now)), campus);
        let pins = draft.into_iter().flat_map(|it| &it.seats).filter(|(_, it)| it.pinned);
        let pins: Vec<(Slot, u32)> = pins.filter_map(|(seat, it)| Some((plan.slot(*seat)?, plan.number(it.person)?))).collect();
        plan.pinned = past;
        for (slot, person) in pins {
            let place = &mut plan.pinned.0[slot.0 as usize];
            *place = place.or(Some(person));
        }
        Ok(plan)
    }

    /// An order to solve it with what is fixed.
    pub fn order(&self, seed: u64, budget: u64) -> Order {
        Order { seed, budget, pinned: Some(self.pinned.clone()) }
    }

    /// First and last night.
    pub fn nights(&self) -> (Day, Day) {
        (self.from, self.from.plus(self.nights - 1))
    }

    /// Everybody in the rota, by number.
    pub fn people(&self) -> &[UserId] {
        &self.people
    }

    /// Who somebody is. Numbers come from the plan's own rosters, so there is somebody for each.
    pub fn person(&self, number: u32) -> Option<UserId> {
        self.people.get(number as usize).copied()
    }

    /// The number of somebody in the rota.
    pub fn number(&self, person: UserId) -> Option<u32> {
        self.people.iter().position(|it| *it == person).map(|it| it as u32)
    }

    /// The seat of a slot.
    pub fn seat(&self, slot: Slot) -> DutySeat {
        let day = self.from.plus(self.instance.day_of(slot) as i32);
        let (post, seat) = self.sites.get(self.instance.site_of(slot)).copied().unwrap_or((Post::Leader, 0));
        DutySeat { day, post, seat }
    }

    /// The slot of a seat, if the plan has it.
    pub fn slot(&self, seat: DutySeat) -> Option<Slot> {
        let day = usize::try_from(seat.day.since(self.from)).ok().filter(|it| *it < self.nights as usize)?;
        let site = self.sites.iter().position(|it| *it == (seat.post, seat.seat))?;
        Some(self.instance.slot(day, site))
    }

    /// A draft as a roster; whoever is not in the rota any more is left out.
    pub fn roster_of_draft(&self, draft: &DraftHead) -> Roster {
        let mut roster = Roster::empty(&self.instance);
        for (seat, it) in &draft.seats {
            if let (Some(slot), Some(person)) = (self.slot(*seat), self.number(it.person)) {
                roster.0[slot.0 as usize] = Some(person);
            }
        }
        roster
    }

    /// What is published as a roster.
    pub fn roster_of_shifts(&self, campus: &Campus) -> Roster {
        self.roster_of(campus.shifts().all(), campus)
    }

    fn roster_of<'a>(&self, shifts: impl Iterator<Item = (ShiftId, &'a Shift)>, campus: &Campus) -> Roster {
        let mut roster = Roster::empty(&self.instance);
        for (slot, id) in self.slots_of(shifts, campus) {
            roster.0[slot.0 as usize] = campus.shifts().get(id).and_then(|it| self.number(it.person));
        }
        roster
    }

    /// Which shift stands for which slot.
    pub fn shifts(&self, campus: &Campus) -> BTreeMap<Slot, ShiftId> {
        self.slots_of(campus.shifts().all(), campus).into_iter().collect()
    }

    /// Shifts do not say which seat they are; those that are for a sex are given out first.
    fn slots_of<'a>(&self, shifts: impl Iterator<Item = (ShiftId, &'a Shift)>, campus: &Campus) -> Vec<(Slot, ShiftId)> {
        let (first, last) = self.nights();
        let mut at: BTreeMap<(Day, usize), (Post, Vec<ShiftId>)> = BTreeMap::new();
        for (id, it) in shifts.filter(|(_, it)| !it.cancelled && self.rota.holds(it.post) && first <= it.day && it.day <= last) {
            at.entry((it.day, place(it.post))).or_insert_with(|| (it.post, Vec::new())).1.push(id);
        }
        let sex = |id: &ShiftId| campus.shifts().get(*id).and_then(|it| campus.staff().user(it.person)).and_then(|it| it.sex);
        let mut found = Vec::new();
        for ((day, _), (post, mut ids)) in at {
            let needs = campus.seats_of(post);
            let mut seats: Vec<u8> = (0..needs.len() as u8).collect();
            seats.sort_by_key(|seat| needs[usize::from(*seat)] == SeatNeed::Any);
            for seat in seats {
                let fit = ids.iter().position(|id| needs[usize::from(seat)].admits(sex(id))).or((!ids.is_empty()).then_some(0));
                if let (Some(at), Some(slot)) = (fit, self.slot(DutySeat { day, post, seat })) {
                    found.push((slot, ids.remove(at)));
                }
            }
        }
        found.sort_unstable();
        found
    }

    /// The seats of a roster, for a draft; pinned are those that `pinned` says.
    pub fn seated(&self, roster: &Roster, pinned: &dyn Fn(DutySeat) -> bool) -> Vec<(DutySeat, Seated)> {
        let seat = |(slot, person): (Slot, u32)| {
            let seat = self.seat(slot);
            Some((seat, Seated { person: self.person(person)?, pinned: pinned(seat) }))
        };
        roster.filled().filter_map(seat).collect()
    }
}

/// Everybody who serves in a rota.
fn people(campus: &Campus, rota: Rota) -> Vec<UserId> {
    let serves = |id: UserId| {
        let terms = campus.duty_terms(id);
        terms.share > 0 && terms.exempt.is_none() && if rota == Rota::Leaders { terms.leads } else { terms.serves }
    };
    campus.staff().users().filter(|(id, it)| it.active && serves(*id)).map(|(id, _)| id).collect()
}

/// The seats of a night.
fn sites(campus: &Campus, rota: Rota) -> Vec<(Post, u8)> {
    let posts: Vec<Post> = match rota {
        Rota::Leaders => vec![Post::Leader],
        Rota::Workrooms => campus.places().communities().map(|(id, _)| Post::Workroom(id)).collect(),
    };
    posts.into_iter().flat_map(|post| (0..campus.seats_of(post).len() as u8).map(move |seat| (post, seat))).collect()
}

fn place(post: Post) -> usize {
    match post {
        Post::Leader => 0,
        Post::Workroom(id) => id.index(),
    }
}

/// The nights and sites, without people.
fn frame(campus: &Campus, from: Day, nights: i32, sites: &[(Post, u8)]) -> Case {
    let rules = &campus.presets().rules().schedule;
    let month = |day: Day| day.date().year() as i64 * 12 + i64::from(day.date().month0());
    let day = |ahead: i32| {
        let day = from.plus(ahead);
        let kind = rules.kind(day);
        super::Day {
            date: day.date().to_string(),
            weight: rules.weight(day),
            off: kind.is_off(),
            month: (month(day) - month(from)) as usize,
            kind,
        }
    };
    Case {
        days: (0..nights).map(day).collect(),
        sites: sites.len(),
        place_of: sites.iter().map(|(post, _)| place(*post)).collect(),
        posts: 1,
        rest_gap: rules.rest.into(),
        off_cap: rules.off_cap.into(),
        ..Case::default()
    }
}

fn servers(campus: &Campus, (from, until): (Day, Day), people: &[UserId], sites: &[(Post, u8)]) -> Vec<Server> {
    let rest = i32::from(campus.presets().rules().schedule.rest);
    let nights = || (0..=until.since(from)).map(move |ahead| (ahead as usize, from.plus(ahead)));
    let one = |person: UserId| {
        let (terms, user) = (campus.duty_terms(person), campus.staff().user(person));
        let sex = user.and_then(|it| it.sex);
        let may = |(post, seat): (Post, u8)| {
            campus.unfit(person, post).is_none() && campus.seats_of(post).get(usize::from(seat)).is_some_and(|it| it.admits(sex))
        };
        let wants = |what| nights().filter(move |(_, day)| campus.duty().preference_of(person, *day) == Some(what)).map(|(at, _)| at);
        let before = campus.shifts().of_person(person).map(|(_, it)| it.day.since(from)).filter(|it| (-rest..0).contains(it));
        Server {
            home: user.and_then(|it| it.community).map_or(0, CommunityId::index),
            share: terms.share.into(),
            carried: terms.carried.into(),
            sites: sites.iter().enumerate().filter(|(_, site)| may(**site)).map(|(at, _)| at).collect(),
            leave: nights().filter(|(_, day)| campus.changes().is_on_leave(person, *day)).map(|(at, _)| at).collect(),
            avoid: wants(Preference::Avoid).collect(),
            wish: wants(Preference::Wish).collect(),
            before: before.collect(),
            ..Server::default()
        }
    };
    people.iter().map(|it| one(*it)).collect()
}

/// Nights on days off in each month of a plan.
fn offs(campus: &Campus, (from, until): (Day, Day), nights: impl Iterator<Item = Day>) -> Vec<usize> {
    let month = |day: Day| day.date().year() * 12 + day.date().month0() as i32;
    let mut counts = vec![0; (month(until) - month(from)).max(0) as usize + 1];
    for day in nights.filter(|it| campus.presets().rules().schedule.kind(*it).is_off()) {
        if let Some(count) = usize::try_from(month(day) - month(from)).ok().and_then(|at| counts.get_mut(at)) {
            *count += 1;
        }
    }
    counts
}

/// Whether a shift cannot be taken back any more.
fn has_begun(it: &Shift, now: Stamp) -> bool {
    it.starts <= now || it.signed_in.is_some()
}

/// Nights on which somebody serves in the other rota.
fn busy_elsewhere(campus: &Campus, rota: Rota, draft: Option<&DraftHead>, person: UserId, now: Stamp) -> Vec<Day> {
    let drafted = draft.into_iter().flat_map(|it| &it.seats).filter(|(seat, it)| it.person == person && !rota.holds(seat.post));
    let of_draft = |day: Day| draft.is_some_and(|it| it.from <= day && day <= it.until);
    let published = campus.shifts().of_person(person).filter(|(_, it)| !rota.holds(it.post));
    // What has begun stands, whatever the draft says.
    let published = published.filter(|(_, it)| has_begun(it, now) || !of_draft(it.day));
    drafted.map(|(seat, _)| seat.day).chain(published.map(|(_, it)| it.day)).collect()
}

/// What everybody carries into the first night: what they served too much or too little of the published nights before it. Who served none of them is
/// new, and carries nothing.
fn carried(campus: &Campus, rota: Rota, from: Day, people: &[UserId], sites: &[(Post, u8)]) -> Vec<Carried> {
    let nothing = || vec![Carried::default(); people.len()];
    let within = |it: &Shift| rota.holds(it.post) && !it.cancelled && it.day < from && it.day >= from.plus(-LOOKED_BACK);
    let shifts = || campus.shifts().all().filter(|(_, it)| within(it));
    let Some(first) = shifts().map(|(_, it)| it.day).min() else { return nothing() };
    let nights = from.since(first);
    let mut case = frame(campus, first, nights, sites);
    case.people = servers(campus, (first, from.plus(-1)), people, sites);
    for (server, person) in case.people.iter_mut().zip(people) {
        (server.carried, server.avoid, server.wish) = (0, Vec::new(), Vec::new());
        if !shifts().any(|(_, it)| it.person == *person) {
            server.share = 0;
        }
    }
    if case.people.iter().all(|it| it.share == 0) {
        return nothing();
    }
    // Nights that were never published, or served by people who are gone, are nobody's fault.
    let draw = |closed| {
        let instance = Instance::from(&Case { closed, ..case.clone() });
        Plan { pinned: Roster::empty(&instance), instance, rota, from: first, nights, sites: sites.to_vec(), people: people.to_vec() }
    };
    let open = draw(Vec::new());
    let closed =
        open.roster_of(shifts(), campus).unfilled().map(|slot| (open.instance.day_of(slot), open.instance.site_of(slot))).collect();
    let plan = draw(closed);
    Ledger::of(&plan.instance, &plan.roster_of(shifts(), campus)).carry(&[])
}
