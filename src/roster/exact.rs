//! The fine work: again and again the duties of two people, or some of three or four, are shared out anew among them, exactly. The prices they are
//! shared out by carry noise that dies away, which is what carries the roster from one valley to the next as heat does in annealing.

use super::chance::{Chance, cooled};
use super::few::{Few, MOST};
use super::pair::Pair;
use super::run::Run;
use super::sheet::Sheet;

/// Groups between two looks at the budget.
const STRETCH: usize = 400;

/// How a roster is worked on. Where everybody has few duties, four people can be dealt with whole; where they have many, two can, and of more only a stretch.
struct Way {
    /// Of 256 groups, those of a few people rather than two.
    few: usize,
    people: usize,
    duties: usize,
    /// Points of Z of noise at the beginning, and how often that is halved.
    noise: i64,
    halvings: u32,
    /// How much dearer a sharing out may be, in eighths of the noise.
    limit: i64,
}

const SHORT: Way = Way { few: 230, people: MOST, duties: 16, noise: 7, halvings: 3, limit: 8 };
const LONG: Way = Way { few: 51, people: 3, duties: 9, noise: 4, halvings: 2, limit: 5 };
/// Mean duties of a person from which on a roster is long.
const MANY: usize = 8;

/// Works from this share (of 65,536) of the budget to its end.
pub(super) fn refine(run: &mut Run<'_>, sheet: &mut Sheet<'_>, chance: &mut Chance, from: u32) {
    let n = sheet.n;
    if n.people < 2 {
        return;
    }
    let way = if n.slots() / n.people < MANY { SHORT } else { LONG };
    let (mut pair, mut few) = (Pair::default(), Few::default());
    let mut group = Vec::with_capacity(MOST);
    while let Some(share) = run.share() {
        let done = u64::from(share.saturating_sub(from)) * 65_536 / u64::from(65_536 - from);
        let noise = cooled(way.noise * n.shares, way.halvings, done as u32);
        let limit = noise * way.limit / 8;
        for _ in 0..STRETCH {
            let wanted = if chance.below(256) < way.few { way.people } else { 2 };
            gather(sheet, chance, wanted, &mut group);
            let work = match group.as_slice() {
                [_] => 5,
                [p, q] => pair.share_out(sheet, (*p, *q), noise, limit, chance),
                several => few.share_out(sheet, several, way.duties, (noise, limit), chance),
            };
            run.work(work);
            run.note(sheet);
        }
    }
}

/// People who have something to give one another: each new one may serve at a site of one who is there already.
fn gather(sheet: &Sheet<'_>, chance: &mut Chance, wanted: usize, group: &mut Vec<usize>) {
    let n = sheet.n;
    group.clear();
    group.push(chance.below(n.people));
    // A few tries more than people, as the same one may come up twice.
    for _ in 0..3 * wanted {
        if group.len() == wanted {
            break;
        }
        let of = group[chance.below(group.len())];
        let home = &n.home_sites[of];
        // Chance is asked only where there is something to choose.
        let Some(mut site) = (if home.len() < 2 { home.first() } else { home.get(chance.below(home.len())) }).copied() else { continue };
        if wanted > 2 && chance.below(2) == 0 {
            let other = chance.below(n.sites);
            if n.eligible[of * n.sites + other] {
                site = other;
            }
        }
        let list = &n.of_site[site];
        if let Some(person) = list.get(chance.below(list.len())).map(|it| *it as usize).filter(|it| !group.contains(it)) {
            group.push(person);
        }
    }
}
