//! A slot that nobody can have: the smallest rule that would have to give way, for whom, and at what price.

use super::instance::{Instance, Slot};
use super::score::Roster;
use super::sheet::Sheet;

/// A rule that gives way for one person and one night.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bend {
    /// Fewer free nights before or after the duty than they should have.
    Rest {
        /// Those that would be left.
        left: usize,
        /// Those that should be.
        needed: usize,
    },
    /// More days off in the month than the cap.
    OffCap {
        /// Those that they would have.
        count: usize,
        /// The cap.
        cap: usize,
    },
    /// A duty at a site that is not one of theirs.
    Site,
    /// A duty on a day of leave.
    Leave,
}

impl Bend {
    /// How grave it is, in points of Z: to compare, nothing more. A night of rest weighs as much as two avoided days, a leave as eight.
    #[must_use]
    pub fn points(self) -> i64 {
        match self {
            Self::Rest { left, needed } => 20 * i64::try_from(needed.saturating_sub(left)).unwrap_or(i64::MAX / 20),
            Self::OffCap { count, cap } => 25 * i64::try_from(count.saturating_sub(cap)).unwrap_or(i64::MAX / 25),
            Self::Site => 35,
            Self::Leave => 80,
        }
    }
}

/// A way to fill the slot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relax {
    /// Who would serve.
    pub person: u32,
    /// What would have to give way for it: seldom more than one rule.
    pub bends: Vec<Bend>,
    /// What the duty would cost, the rules aside, in points of Z times [`Instance::shares`].
    pub cost: i64,
}

/// Everybody who does not serve that night already, with what would have to give way for them: one rule before two, the lightest rule first, and for
/// the same rule first whom the duty costs least. Whoever nothing keeps from it has no bends and comes before all. `may_lend` says who may be asked at a
/// site that is not one of theirs (a man never for a seat that has to be a woman's).
#[must_use]
pub fn relax(instance: &Instance, roster: &Roster, slot: Slot, may_lend: &dyn Fn(u32) -> bool) -> Vec<Relax> {
    let sheet = Sheet::of(instance, roster);
    if !instance.is_open(slot) {
        return Vec::new();
    }
    let at = slot.0 as usize;
    let holder = sheet.who[at] as usize;
    let mut ways: Vec<Relax> = (0..instance.people)
        .filter(|person| *person != holder)
        .filter_map(|person| {
            let bends = bends(&sheet, person, at)?;
            let lent = bends.contains(&Bend::Site);
            (!lent || may_lend(person as u32)).then(|| Relax { person: person as u32, bends, cost: sheet.priced_gain(person, at) })
        })
        .collect();
    let points = |way: &Relax| way.bends.iter().map(|it| it.points()).sum::<i64>();
    ways.sort_by_key(|way| (way.bends.len(), points(way), way.cost, way.person));
    ways
}

/// What keeps somebody from a slot, all of it; `None` if they serve that night.
fn bends(sheet: &Sheet<'_>, person: usize, slot: usize) -> Option<Vec<Bend>> {
    let (n, day) = (sheet.n, sheet.day[slot] as usize);
    let own = sheet.of_person(person).map(|own| (sheet.day[own as usize] as usize).abs_diff(day)).min();
    if own == Some(0) {
        return None;
    }
    let earlier = n.before[person].map(|before| day + before);
    let mut bends = Vec::new();
    if let Some(nearest) = own.into_iter().chain(earlier).min().filter(|it| *it <= n.gap[person]) {
        bends.push(Bend::Rest { left: nearest.saturating_sub(1), needed: n.gap[person] });
    }
    let (count, cap) = (sheet.off_in[person * n.months + n.month[day]], n.cap[person * n.months + n.month[day]]);
    if n.off[day] != 0 && count >= cap {
        let [count, cap] = [count + 1, cap].map(|it| usize::try_from(it).unwrap_or(0));
        bends.push(Bend::OffCap { count, cap });
    }
    if !sheet.may_at(person, slot) {
        bends.push(Bend::Site);
    }
    if n.leave[person * n.days + day] {
        bends.push(Bend::Leave);
    }
    Some(bends)
}
