//! The roster while it is worked on: who has which slot, and everything that follows from it, kept up to date with each change.
//!
//! Costs are in points of Z times [`Instance::shares`], counted from the empty sheet, so what is the same in every roster is left out:
//! `cost × shares + base = Z × shares²`.

#[cfg(test)]
use super::instance::PER_WISH;
use super::instance::{Instance, PER_LOAD, PER_OFF};
use super::score::Roster;

/// The mark of a day on which somebody is away in [`Sheet::near`]; more than there can be duties within the rest of one day.
const LEAVE: u8 = 100;

/// See the module.
#[derive(Debug, Clone)]
pub(super) struct Sheet<'a> {
    pub(super) n: &'a Instance,
    /// The person of each slot; [`Sheet::nobody`] where there is none.
    pub(super) who: Vec<u32>,
    /// Slots of each person by class of day, those of nobody last, and where in its list each slot stands.
    duties: Vec<Vec<u32>>,
    place: Vec<u32>,
    /// By person and day: own duties within the rest of that day, [`LEAVE`] more on leave or when still tired from before. Free is 0.
    pub(super) near: Vec<u8>,
    /// By person and month: duties on days off.
    pub(super) off_in: Vec<i32>,
    /// Load of each person less the fair one, in half units times `shares`; and the same for days off.
    pub(super) load: Vec<i64>,
    pub(super) off: Vec<i64>,
    /// Of what is filled.
    pub(super) cost: i64,
    /// Slots of nobody where somebody is needed.
    pub(super) unfilled: usize,
    /// Slots that are not to be changed; those where nobody is needed are among them.
    pub(super) pinned: Vec<bool>,
    pub(super) day: Vec<u32>,
    pub(super) site: Vec<u32>,
}

impl<'a> Sheet<'a> {
    /// With nobody on it.
    pub(super) fn new(n: &'a Instance) -> Self {
        let slots = n.slots();
        let each_day = n.sites * n.posts;
        let mut duties = vec![Vec::new(); (n.people + 1) * n.classes];
        let mut place = vec![0; slots];
        for (slot, place) in place.iter_mut().enumerate().filter(|(slot, _)| !n.closed[*slot]) {
            let list = &mut duties[n.people * n.classes + n.class[slot / each_day]];
            *place = list.len() as u32;
            list.push(slot as u32);
        }
        Self {
            n,
            who: vec![n.people as u32; slots],
            duties,
            place,
            near: n.away.iter().map(|away| if *away { LEAVE } else { 0 }).collect(),
            off_in: vec![0; n.people * n.months],
            load: n.target.iter().map(|it| -it).collect(),
            off: n.off_target.iter().map(|it| -it).collect(),
            cost: 0,
            unfilled: n.closed.iter().filter(|it| !**it).count(),
            pinned: n.closed.clone(),
            day: (0..slots).map(|slot| (slot / each_day) as u32).collect(),
            site: (0..slots).map(|slot| (slot / n.posts % n.sites) as u32).collect(),
        }
    }

    /// As a roster has it; what breaks a rule in it is taken over as it stands, what is no duty of the instance is left out.
    pub(super) fn of(n: &'a Instance, roster: &Roster) -> Self {
        let mut sheet = Self::new(n);
        for (slot, who) in roster.filled().filter(|(slot, who)| n.is_open(*slot) && (*who as usize) < n.people) {
            sheet.cost += sheet.priced_gain(who as usize, slot.0 as usize);
            sheet.set(slot.0 as usize, who as usize);
        }
        sheet
    }

    /// The number that stands for nobody.
    pub(super) fn nobody(&self) -> usize {
        self.n.people
    }

    pub(super) fn roster(&self) -> Roster {
        Roster(self.who.iter().map(|who| (*who as usize != self.nobody()).then_some(*who)).collect())
    }

    /// What is the same in every roster, times the square of `shares`.
    #[cfg(test)]
    pub(super) fn base(&self) -> i128 {
        let n = self.n;
        let square = |it: &i64| i128::from(*it) * i128::from(*it);
        let wishes = n.wish.iter().filter(|it| **it).count() as i128;
        i128::from(PER_LOAD) * n.target.iter().map(square).sum::<i128>()
            + i128::from(PER_OFF) * n.off_target.iter().map(square).sum::<i128>()
            + i128::from(PER_WISH) * wishes * square(&n.shares)
    }

    /// All slots of a person.
    pub(super) fn of_person(&self, person: usize) -> impl Iterator<Item = u32> + '_ {
        self.duties[person * self.n.classes..(person + 1) * self.n.classes].iter().flatten().copied()
    }

    /// Any slot of a person, by a random word.
    #[inline]
    pub(super) fn any_of(&self, person: usize, word: u32) -> Option<usize> {
        let lists = &self.duties[person * self.n.classes..(person + 1) * self.n.classes];
        let mut at = super::chance::part(word, lists.iter().map(Vec::len).sum());
        for list in lists {
            if let Some(slot) = list.get(at) {
                return Some(*slot as usize);
            }
            at -= list.len();
        }
        None
    }

    /// Any slot of a person on a day of a class, by a random word.
    #[inline]
    pub(super) fn any_of_class(&self, person: usize, class: usize, word: u32) -> Option<usize> {
        let list = &self.duties[person * self.n.classes + class];
        list.get(super::chance::part(word, list.len())).map(|slot| *slot as usize)
    }

    /// What it costs that a person serves `weight` half units and `off` days off more.
    #[inline]
    pub(super) fn shifted(&self, person: usize, weight: i64, off: i64) -> i64 {
        let shares = self.n.shares;
        PER_LOAD * weight * (2 * self.load[person] + shares * weight) + PER_OFF * off * (2 * self.off[person] + shares * off)
    }

    /// What it costs that this person has this slot, load aside.
    #[inline]
    pub(super) fn liking(&self, person: usize, slot: usize) -> i64 {
        let n = self.n;
        n.day_cost[person * n.days + self.day[slot] as usize] + n.site_cost[person * n.sites + self.site[slot] as usize]
    }

    #[inline]
    pub(super) fn may_at(&self, person: usize, slot: usize) -> bool {
        self.n.eligible[person * self.n.sites + self.site[slot] as usize]
    }

    /// Most less least load off the fair one, in half units times `shares`, if these people served so many half units more.
    pub(super) fn spread(&self, more: &[(usize, i64)]) -> i64 {
        let load = |person: usize| {
            let added: i64 = more.iter().filter(|it| it.0 == person).map(|it| it.1).sum();
            self.load[person] + self.n.shares * added
        };
        let loads = (0..self.n.people).map(load);
        let (least, most) = loads.fold((i64::MAX, i64::MIN), |(least, most), load| (least.min(load), most.max(load)));
        most.saturating_sub(least).max(0)
    }

    /// The cost of one duty more, whatever the rules say.
    pub(super) fn priced_gain(&self, person: usize, slot: usize) -> i64 {
        let day = self.day[slot] as usize;
        self.liking(person, slot) + self.shifted(person, self.n.weight[day], self.n.off[day])
    }

    /// The cost of one duty more, if no rule forbids it.
    #[inline]
    pub(super) fn gain(&self, person: usize, slot: usize) -> Option<i64> {
        let (n, day) = (self.n, self.day[slot] as usize);
        if self.near[person * n.days + day] != 0 || !self.may_at(person, slot) {
            return None;
        }
        if n.off[day] != 0 && self.off_in[person * n.months + n.month[day]] >= n.cap[person * n.months + n.month[day]] {
            return None;
        }
        Some(self.priced_gain(person, slot))
    }

    /// The cost of one duty less.
    #[inline]
    pub(super) fn lose(&self, person: usize, slot: usize) -> i64 {
        let day = self.day[slot] as usize;
        self.shifted(person, -self.n.weight[day], -self.n.off[day]) - self.liking(person, slot)
    }

    /// The cost of another duty in the place of one, if no rule forbids it. Nobody does anything at no cost.
    #[inline]
    pub(super) fn exchange(&self, person: usize, out: usize, into: usize) -> Option<i64> {
        let n = self.n;
        let (from, to) = (self.day[out] as usize, self.day[into] as usize);
        let close = u8::from(from.abs_diff(to) <= n.gap[person]);
        if self.near[person * n.days + to] != close || !self.may_at(person, into) {
            return None;
        }
        if n.off[to] != 0 {
            let same = n.off[from] != 0 && n.month[from] == n.month[to];
            if self.off_in[person * n.months + n.month[to]] - i32::from(same) >= n.cap[person * n.months + n.month[to]] {
                return None;
            }
        }
        let (weight, off) = (n.weight[to] - n.weight[from], n.off[to] - n.off[from]);
        let shift = if weight | off == 0 { 0 } else { self.shifted(person, weight, off) };
        Some(self.liking(person, into) - self.liking(person, out) + shift)
    }

    /// Gives a slot to a person, or to nobody. Neither rules nor the cost are looked at.
    pub(super) fn set(&mut self, slot: usize, person: usize) {
        let (n, was) = (self.n, self.who[slot] as usize);
        if was == person {
            return;
        }
        let day = self.day[slot] as usize;
        let at = self.place[slot] as usize;
        let list = &mut self.duties[was * n.classes + n.class[day]];
        list.swap_remove(at);
        if let Some(moved) = list.get(at) {
            self.place[*moved as usize] = at as u32;
        }
        let list = &mut self.duties[person * n.classes + n.class[day]];
        self.place[slot] = list.len() as u32;
        list.push(slot as u32);
        self.who[slot] = person as u32;
        if was == n.people {
            self.unfilled -= 1;
        } else {
            self.count(was, day, -1);
        }
        if person == n.people {
            self.unfilled += 1;
        } else {
            self.count(person, day, 1);
        }
    }

    #[inline]
    fn count(&mut self, person: usize, day: usize, by: i64) {
        let n = self.n;
        let (first, last) = (day.saturating_sub(n.gap[person]), day.saturating_add(n.gap[person]).min(n.days - 1));
        let step = if by > 0 { 1 } else { u8::MAX };
        self.near[person * n.days + first..=person * n.days + last].iter_mut().for_each(|it| *it = it.wrapping_add(step));
        self.load[person] += by * n.shares * n.weight[day];
        self.off[person] += by * n.shares * n.off[day];
        self.off_in[person * n.months + n.month[day]] += (by * n.off[day]) as i32;
    }

    /// Back to an assignment that was good before.
    pub(super) fn restore(&mut self, who: &[u32], cost: i64) {
        for (slot, person) in who.iter().enumerate() {
            self.set(slot, *person as usize);
        }
        self.cost = cost;
    }
}
