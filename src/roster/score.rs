//! How good a roster is, from scratch: the objective Z of `score.py`, exactly, in whole numbers.

use super::instance::{Instance, PER_AVOIDED, PER_AWAY, PER_LOAD, PER_OFF, PER_WISH, Slot};
use std::fmt::Write as _;

/// Who serves where: a person for each slot, by the slot's number.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Roster(pub Vec<Option<u32>>);

impl Roster {
    /// With nobody on it.
    #[must_use]
    pub fn empty(instance: &Instance) -> Self {
        Self(vec![None; instance.slots()])
    }

    /// As text: a line `day site person` for each slot that is filled.
    #[must_use]
    pub fn write(&self, instance: &Instance) -> String {
        let mut text = String::new();
        for (at, person) in self.filled() {
            // Writing into a string cannot fail.
            let _ = writeln!(text, "{} {} {person}", instance.day_of(at), instance.site_of(at));
        }
        text
    }

    /// The slots that somebody has, and who.
    pub fn filled(&self) -> impl Iterator<Item = (Slot, u32)> + '_ {
        (0..).map(Slot).zip(&self.0).filter_map(|(slot, who)| who.map(|who| (slot, who)))
    }

    /// The slots that nobody has; those where nobody is needed are among them, [`Instance::unfilled`] leaves them out.
    pub fn unfilled(&self) -> impl Iterator<Item = Slot> + '_ {
        (0..).map(Slot).zip(&self.0).filter_map(|(slot, who)| who.is_none().then_some(slot))
    }
}

/// What a roster comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Score {
    /// Slots without anybody where somebody is needed.
    pub unfilled: usize,
    /// Breaches: two duties on one day, too little rest, a site or a leave or a cap not minded, somebody where nobody is needed.
    pub broken: usize,
    /// Duties on days somebody asked to be spared.
    pub avoided: usize,
    /// Wishes in vain.
    pub missed: usize,
    /// Duties away from the place of home.
    pub away: usize,
    /// What all turns cost or spared, in points of Z (see [`super::Server::kind_price`]); 0 for instance files.
    pub turns: i64,
    /// Z times the square of `shares`.
    pub scaled: i128,
    /// Most less least deviation from the fair load, in half units times `shares`.
    pub spread: i64,
    shares: i64,
}

impl Score {
    /// Of a roster, from scratch.
    #[must_use]
    pub fn of(instance: &Instance, roster: &Roster) -> Self {
        let n = instance;
        let mut duties = vec![Vec::new(); n.people];
        let mut score = Self { unfilled: 0, broken: 0, avoided: 0, missed: 0, away: 0, turns: 0, scaled: 0, spread: 0, shares: n.shares };
        score.unfilled = n.unfilled(roster).count();
        for (slot, who) in roster.filled() {
            if !n.is_open(slot) || who as usize >= n.people {
                score.broken += 1;
                continue;
            }
            duties[who as usize].push((n.day_of(slot), n.site_of(slot)));
        }
        let (mut least, mut most) = (i64::MAX, i64::MIN);
        for (person, duties) in duties.iter_mut().enumerate() {
            duties.sort_unstable();
            let days = |it: &[(usize, usize)]| it[1].0 - it[0].0;
            score.broken += duties.windows(2).filter(|pair| days(pair) <= n.gap[person]).count();
            score.broken += duties.iter().filter(|it| n.away[person * n.days + it.0]).count();
            score.broken += duties.iter().filter(|it| !n.eligible[person * n.sites + it.1]).count();
            let mut offs = vec![0; n.months];
            duties.iter().for_each(|it| offs[n.month[it.0]] += n.off[it.0]);
            let over = |(month, count): (usize, &i64)| usize::try_from(count - i64::from(n.cap[person * n.months + month])).unwrap_or(0);
            score.broken += offs.iter().enumerate().map(over).sum::<usize>();
            score.away += duties.iter().filter(|it| n.place_of[it.1] != n.home[person]).count();
            score.turns += duties.iter().map(|it| n.kind_price[person][n.kind[it.0] as usize]).sum::<i64>();
            let mut served = vec![false; n.days];
            duties.iter().for_each(|it| served[it.0] = true);
            let mine = |table: &[bool], day: usize| table[person * n.days + day];
            score.avoided += (0..n.days).filter(|day| served[*day] && mine(&n.avoid, *day)).count();
            score.missed += (0..n.days).filter(|day| !served[*day] && mine(&n.wish, *day)).count();
            let load = n.shares * duties.iter().map(|it| n.weight[it.0]).sum::<i64>() - n.target[person];
            let off = n.shares * offs.iter().sum::<i64>() - n.off_target[person];
            let square = |it: i64| i128::from(it) * i128::from(it);
            score.scaled += i128::from(PER_LOAD) * square(load) + i128::from(PER_OFF) * square(off);
            (least, most) = (least.min(load), most.max(load));
        }
        let points = |count: usize, each: i64| i128::try_from(count).unwrap_or(0) * i128::from(each);
        let plain =
            points(score.avoided, PER_AVOIDED) + points(score.missed, PER_WISH) + points(score.away, PER_AWAY) + i128::from(score.turns);
        score.scaled += plain * i128::from(n.shares) * i128::from(n.shares);
        score.spread = most.saturating_sub(least).max(0);
        score
    }

    /// Everything that may not be: breaches and slots without anybody.
    #[must_use]
    pub fn hard(&self) -> usize {
        self.broken + self.unfilled
    }

    /// The objective, for showing; compare [`Score::scaled`].
    #[must_use]
    pub fn z(&self) -> f64 {
        self.scaled as f64 / (self.shares as f64 * self.shares as f64)
    }

    /// Most less least deviation from the fair load, in units (a workday's duty is one).
    #[must_use]
    pub fn spread_units(&self) -> f64 {
        self.spread as f64 / (2 * self.shares) as f64
    }
}
