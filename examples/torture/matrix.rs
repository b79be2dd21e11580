//! The damage matrix: homes are tortured in every way there is, and each is then held against what was promised.
//!
//! Everything runs in processes of its own (`child`): a **worker** acts by a seeded script and writes down what the desk acknowledged; a
//! **judge** opens what is left and looks at every entry. Between the two something happens: a kill, a power cut on a recorded disk, damage
//! to the files, a disk that is full. What is due then stands in `expect`.

mod api;
mod child;
mod damage;
mod dice;
mod expect;
mod forge;
mod journal;
mod judge;
mod kinds;
mod rebuild;
mod script;
mod term;
mod worker;

pub(crate) use child::does_its_task;
pub(crate) use kinds::Kind;

use child::{End, Nursery, Place, Task, copy};
use damage::Left;
use dice::Dice;
use expect::{Finding, assess, known};
use judge::Verdict;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// What to do.
#[derive(Debug, Clone)]
pub(super) struct Plan {
    /// How many kills; the other kinds in proportion, see [`Kind::share`].
    pub(super) cases: u64,
    /// Where chance begins. Case `n` of a kind is made from `seed + n` alone.
    pub(super) seed: u64,
    /// Only this kind, and `cases` of it.
    pub(super) only: Option<Kind>,
    /// How many cases at once.
    pub(super) jobs: usize,
    /// Steps of the script in the homes that are damaged, small and large.
    pub(super) sizes: [u32; 2],
    /// After so long a child hangs.
    pub(super) limit: Duration,
    /// What stands between this program and a child's task.
    pub(super) args: &'static [&'static str],
    /// How a person starts this again.
    pub(super) again: &'static str,
}

/// A finished home, how it was earlier, and what was promised in it.
pub(super) struct Base {
    place: Place,
    old: PathBuf,
    /// Whether the desk was closed, or just left.
    closed: bool,
    /// Whether its mirror has many short segments instead of one.
    short: bool,
}

/// What all cases share.
pub(super) struct Ground {
    folder: PathBuf,
    nursery: Nursery,
    bases: Vec<Base>,
    /// How long a worker takes to open a home and do a hundred things.
    pace: Duration,
}

/// What came of a kind.
#[derive(Debug, Default, Clone)]
pub(super) struct Tally {
    /// Homes that were judged.
    pub(super) cases: u64,
    /// Kills, cuts, faults or damages.
    pub(super) events: u64,
    /// Acknowledged acts that were looked for.
    pub(super) acked: u64,
    /// Cases in which something was healed.
    pub(super) recovered: u64,
    /// Acts named as missing.
    pub(super) named: u64,
    /// Homes rightly refused, with a clear fault.
    pub(super) refused: u64,
    /// Findings that are known: after what, and how often.
    known: BTreeMap<String, u64>,
    /// Findings that are not, by what they are.
    found: Vec<Finding>,
    /// Panics of sled that were caught.
    pub(super) sled_panics: u64,
    /// How long it took.
    pub(super) time: Duration,
}

impl Tally {
    /// Whether nothing was found that nobody knew.
    pub(super) fn is_well(&self) -> bool {
        self.found.is_empty()
    }

    fn count(&self, of: &[Finding]) -> usize {
        self.found.iter().filter(|it| of.contains(it)).count()
    }

    fn add(&mut self, judged: &Result<Verdict, End>, acked: u64) {
        self.cases += 1;
        self.acked += acked;
        if let Ok(it) = judged {
            self.recovered += u64::from(!it.healed.is_empty());
            self.named += it.named.len() as u64;
            self.sled_panics += u64::from(it.sled_panics);
        }
    }
}

/// The columns of the table, in the order of [`row`].
const COLUMNS: [&str; 16] = [
    "kind",
    "homes judged",
    "kills, cuts, faults",
    "acknowledged acts",
    "lost",
    "failed reopens",
    "wrong",
    "panics",
    "hangs",
    "not well",
    "healed",
    "named missing",
    "rightly refused",
    "known",
    "sled's panics, caught",
    "seconds",
];

/// The table of what was done and found, in markdown, and below it what is known.
pub(super) fn table(tallies: &[(Kind, Tally)]) -> String {
    let heads = format!("| {} |\n|{}", COLUMNS.join(" | "), "---|".repeat(COLUMNS.len()));
    let rows = tallies.iter().map(|(kind, tally)| row(*kind, tally));
    let known = tallies.iter().flat_map(|(_, tally)| &tally.known).map(|(what, times)| format!("- known, {times} ×: {what}"));
    std::iter::once(heads).chain(rows).chain([String::new()]).chain(known).collect::<Vec<_>>().join("\n")
}

fn row(kind: Kind, it: &Tally) -> String {
    use Finding::{Draft, Hung, LockedOut, Lost, NotRecovered, NotWell, Panicked, Refused, VerifyBad, Wrong};
    let found = [&[Lost, NotRecovered][..], &[Refused, LockedOut], &[Wrong], &[Panicked], &[Hung], &[VerifyBad, NotWell, Draft]];
    let counts = [it.cases, it.events, it.acked].into_iter();
    let counts = counts.chain(found.map(|of| it.count(of) as u64));
    let counts = counts.chain([it.recovered, it.named, it.refused, it.known.values().sum(), it.sled_panics, it.time.as_secs()]);
    let cells: Vec<String> = std::iter::once(kind.to_string()).chain(counts.map(|it| it.to_string())).collect();
    format!("| {} |", cells.join(" | "))
}

/// Everything the plan says; a tally for each kind, in order. Findings are told on stderr as they come, and their homes are kept.
pub(super) fn run(plan: &Plan, folder: &Path) -> Vec<(Kind, Tally)> {
    let ground = Ground::prepare(plan, folder);
    let kinds = Kind::ALL.into_iter().filter(|kind| plan.only.is_none_or(|it| it == *kind));
    let playable = kinds.filter(|kind| !kind.needs_disk() || ground.nursery.shim.is_some());
    playable.map(|kind| (kind, ground.run(plan, kind))).collect()
}

impl Ground {
    fn prepare(plan: &Plan, folder: &Path) -> Self {
        std::fs::create_dir_all(folder).expect("there is room");
        let nursery = Nursery { args: plan.args, limit: plan.limit, shim: journal::compile(folder) };
        let mut ground = Self { folder: folder.to_owned(), nursery, bases: Vec::new(), pace: Duration::ZERO };
        for (n, steps) in plan.sizes.into_iter().enumerate() {
            for (close, short) in [(true, false), (true, true), (false, false), (false, true)] {
                let base = ground.base(&format!("base-{n}-{close}-{short}"), steps, close, short);
                ground.bases.push(base);
            }
        }
        let place = ground.fresh(&ground.bases[0], "pace");
        let begun = Instant::now();
        ground.done(&place, &place.work(1, 100, 1, true));
        ground.pace = begun.elapsed();
        if ground.nursery.shim.is_some() {
            kinds::prove_that_losses_show(&ground);
        }
        ground
    }

    fn done(&self, place: &Place, task: &Task) {
        let end = self.nursery.run(place, task, &[], None);
        assert_eq!(end, End::Done, "a quiet desk works");
    }

    /// Makes a home with some history; the last worker closes the desk, or just stops.
    fn base(&self, name: &str, steps: u32, close: bool, short: bool) -> Base {
        let place = Place(self.folder.join(name));
        std::fs::create_dir_all(place.disk()).expect("there is room");
        if short {
            std::fs::write(place.short_segments(), b"").expect("there is room");
        }
        self.done(&place, &Task::Found { home: place.home(), promises: place.acks() });
        self.done(&place, &place.work(11, steps.div_ceil(2), 1, true));
        let old = place.0.join("old");
        copy(&place.home(), &old);
        self.done(&place, &place.work(12, steps.div_ceil(2), 2, close));
        Base { place, old, closed: close, short }
    }

    /// A copy of a base for a case.
    fn fresh(&self, base: &Base, name: &str) -> Place {
        let place = Place(self.folder.join(name));
        copy(&base.place.disk(), &place.disk());
        copy(&base.place.0.join("outside"), &place.0.join("outside"));
        place
    }

    /// Any base that was closed, or was not, if that matters; half of them with many segments. The large ones are dearer, so less often.
    fn any_base(&self, dice: &mut Dice, closed: Option<bool>) -> &Base {
        let closed = closed.unwrap_or(dice.chance(50));
        let short = dice.chance(50);
        let mut fitting = self.bases.iter().filter(|it| it.closed == closed && it.short == short);
        let (small, large) = (fitting.next(), fitting.next());
        large.filter(|_| dice.chance(15)).or(small).expect("there is one of each")
    }

    /// Runs cases until enough has happened.
    fn run(&self, plan: &Plan, kind: Kind) -> Tally {
        let begun = Instant::now();
        let due = if plan.only.is_some() { plan.cases } else { (plan.cases * kind.share() / 100).max(1) };
        let (next, happened) = (AtomicU64::new(0), AtomicU64::new(0));
        let tally = Mutex::new(Tally::default());
        std::thread::scope(|scope| {
            for _ in 0..plan.jobs {
                scope.spawn(|| {
                    while happened.load(Ordering::Relaxed) < due {
                        let seed = plan.seed.wrapping_add(next.fetch_add(1, Ordering::Relaxed));
                        let mut case = Case::new(self, kind, seed);
                        kind.torture(&mut case);
                        happened.fetch_add(case.events, Ordering::Relaxed);
                        case.enter(plan, &mut tally.lock().expect("nobody panics while counting"));
                    }
                });
            }
        });
        let mut tally = tally.into_inner().expect("nobody panics while counting");
        tally.time = begun.elapsed();
        tally
    }
}

/// One home, or several grown from one, on the rack.
pub(super) struct Case<'a> {
    ground: &'a Ground,
    kind: Kind,
    seed: u64,
    dice: Dice,
    /// The folders it made.
    places: Vec<Place>,
    events: u64,
    judged: Vec<Judged>,
}

/// What a judge said of one of them.
struct Judged {
    name: String,
    left: Left,
    place: Place,
    acked: u64,
    verdict: Result<Verdict, End>,
}

impl<'a> Case<'a> {
    fn new(ground: &'a Ground, kind: Kind, seed: u64) -> Self {
        // Neighbouring cases are not to throw alike.
        let mut dice = Dice::new(seed ^ ((kind as u64) << 56));
        dice.any();
        Self { ground, kind, seed, dice, places: Vec::new(), events: 0, judged: Vec::new() }
    }

    /// An empty folder of its own.
    fn place(&mut self) -> Place {
        let place = Place(self.ground.folder.join(format!("{}-{}-{}", self.kind, self.seed, self.places.len())));
        self.places.push(place.clone());
        place
    }

    /// A copy of a base, one that was closed, or was not, if that matters.
    fn home(&mut self, closed: Option<bool>) -> (Place, &'a Base) {
        let base = self.ground.any_base(&mut self.dice, closed);
        let name = format!("{}-{}-{}", self.kind, self.seed, self.places.len());
        let place = self.ground.fresh(base, &name);
        self.places.push(place.clone());
        (place, base)
    }

    /// Lets the judge look. `name` is what was done, for the table of what is known.
    fn judge(&mut self, name: &str, left: Left, place: &Place) {
        let text = std::fs::read_to_string(place.acks()).expect("there is a file of promises");
        let acked = judge::Promised::read(&text).acked.len() as u64;
        let verdict = self.ground.nursery.judge(place);
        self.judged.push(Judged { name: name.to_owned(), left, place: place.clone(), acked, verdict });
    }

    /// A worker or judge that should have ended by itself did not.
    fn fell(&mut self, name: &str, place: &Place, end: End) {
        self.judged.push(Judged { name: name.to_owned(), left: Left::Good, place: place.clone(), acked: 0, verdict: Err(end) });
    }

    /// Counts what was found, tells of what nobody knew, and clears away what nobody has to look at.
    fn enter(self, plan: &Plan, tally: &mut Tally) {
        tally.events += self.events;
        let mut keep = std::env::var_os("YEDENG_TORTURE_KEEP").is_some();
        for Judged { name, left, place, acked, verdict } in &self.judged {
            tally.add(verdict, *acked);
            let findings = assess(*left, verdict);
            tally.refused += u64::from(findings.is_empty() && verdict.as_ref().is_ok_and(|it| it.refused.is_some()));
            for (finding, about) in findings {
                let torture = format!("{}: {name}", self.kind);
                if let Some(until) = known(&torture, finding) {
                    *tally.known.entry(format!("{torture}: {finding:?}, since {until}")).or_default() += 1;
                    continue;
                }
                tally.found.push(finding);
                keep = true;
                eprintln!("{finding:?} after {torture}: {about}");
                eprintln!("  again: {} --only {} --cases 1 --seed {}", plan.again, self.kind, self.seed);
                eprintln!("  kept: {}", place.0.display());
            }
        }
        if !keep {
            self.clear();
        }
    }

    fn clear(&self) {
        self.places.iter().for_each(|it| drop(std::fs::remove_dir_all(&it.0)));
    }
}
