//! The kinds of torture.

use super::child::{End, Place, copy};
use super::damage::{self, Left};
use super::journal::{self, Change};
use super::rebuild::{Disk, Mercy};
use super::{Case, Ground};
use std::collections::HashMap;
use std::fmt;
use std::fs;
use std::path::Path;
use std::time::Duration;

/// A kind of torture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// `kill -9` at random times, while working and while opening.
    Kill,
    /// The plug is pulled: only what was synced is certain.
    Power,
    /// The files of a finished home are damaged, exchanged, put back.
    Damage,
    /// The disk is full, or fails, at every write in turn, and then is well again.
    Full,
    /// Nothing can be written any more.
    Readonly,
    /// The clock jumps both ways.
    Clock,
}

/// What the errors of a bad disk are called by Linux.
const EIO: i32 = 5;
const ENOSPC: i32 = 28;
const EROFS: i32 = 30;

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Kill => "kill",
            Self::Power => "power",
            Self::Damage => "damage",
            Self::Full => "full",
            Self::Readonly => "readonly",
            Self::Clock => "clock",
        })
    }
}

impl Kind {
    /// All of them, in the order in which they are played.
    pub(crate) const ALL: [Self; 6] = [Self::Kill, Self::Power, Self::Damage, Self::Full, Self::Readonly, Self::Clock];

    /// How many of it to a hundred kills.
    pub(super) fn share(self) -> u64 {
        match self {
            Self::Kill => 100,
            Self::Power => 20,
            Self::Damage => 200,
            Self::Full => 50,
            Self::Readonly => 5,
            Self::Clock => 5,
        }
    }

    /// Whether it needs the bad disk.
    pub(super) fn needs_disk(self) -> bool {
        !matches!(self, Self::Kill | Self::Damage)
    }

    /// Plays one case.
    pub(super) fn torture(self, case: &mut Case<'_>) {
        match self {
            Self::Kill => kill(case),
            Self::Power => power(case),
            Self::Damage => damage(case),
            Self::Full => full(case),
            Self::Readonly => readonly(case),
            Self::Clock => clock(case),
        }
    }
}

/// A home to be opened, and what its opening will be. Some were hurt before, so that it is a recovery: one of the two copies is gone or behind.
fn home_or_patient(case: &mut Case<'_>) -> (Place, &'static str) {
    const HURTS: [&str; 6] = [
        "store: folder deleted",
        "store: cut short",
        "store: an old copy",
        "mirror: folder deleted",
        "mirror: cut short",
        "mirror: an old copy",
    ];
    if case.dice.chance(70) {
        return (case.home(None).0, "working");
    }
    let name = *case.dice.pick(&HURTS);
    let hurt = damage::ALL.iter().find(|it| it.name == name).expect("it stands in the list");
    let (place, base) = case.home(hurt.after_closing());
    (hurt.strike)(&place.home(), &base.old, &mut case.dice);
    (place, "recovering")
}

fn kill(case: &mut Case<'_>) {
    let (place, name) = home_or_patient(case);
    let pace = case.ground.pace;
    for _ in 0..1 + case.dice.below(3) {
        // A third dies while opening, some while opening what was killed while opening.
        let longest = if case.dice.chance(35) { pace / 3 } else { pace * 2 };
        let (seed, threads) = (case.dice.any(), 1 + case.dice.below(4) as u32);
        let task = if case.dice.chance(75) { place.work(seed, 1_000, threads, true) } else { place.judge() };
        let after = case.dice.time(longest);
        match case.ground.nursery.run(&place, &task, &[], Some(after)) {
            End::Killed => case.events += 1,
            End::Done => {}
            end => case.fell(name, &place, end),
        }
    }
    case.judge(name, Left::Good, &place);
}

/// Plays a worker on a recorded disk and pulls the plug at several moments; some of the openings after that are cut short in the same way.
fn power(case: &mut Case<'_>) {
    let (place, name) = home_or_patient(case);
    let before = case.place();
    copy(&place.disk(), &before.disk());
    let steps = 20 + case.dice.below(60) as u32;
    let (seed, threads, close) = (case.dice.any(), 1 + case.dice.below(3) as u32, case.dice.chance(50));
    let task = place.work(seed, steps, threads, close);
    let Some(written) = recorded(case, name, &place, &task) else { return };
    let changes = match journal::read(&written) {
        Ok(changes) => changes,
        Err(error) => return case.fell(name, &place, End::Fell(error)),
    };
    if let Err(error) = is_faithful(&before, &changes, &place, case) {
        return case.fell("the journal is not the disk", &place, End::Fell(error));
    }
    for _ in 0..4 {
        let at = case.dice.below(changes.len() as u64 + 1) as usize;
        let after = cut(case, &before, &changes[..at]);
        if case.dice.chance(40) {
            cut_again(case, &after);
        } else {
            case.judge(name, Left::Good, &after);
        }
    }
}

/// Runs a child on a recorded disk. The journal, if the child ended well.
fn recorded(case: &mut Case<'_>, name: &str, place: &Place, task: &super::Task) -> Option<Vec<u8>> {
    let journal = place.0.join("journal");
    let end = case.ground.nursery.run(place, task, &[("DISK_JOURNAL", journal.display().to_string())], None);
    if end != End::Done {
        case.fell(name, place, end);
        return None;
    }
    Some(fs::read(journal).unwrap_or_default())
}

/// Pulls the plug after these changes; gives the disk that is left, in a place of its own.
fn cut(case: &mut Case<'_>, before: &Place, changes: &[Change<'_>]) -> Place {
    let mercy = Mercy::some(&mut case.dice);
    case.events += 1;
    left(case, before, changes, mercy, true)
}

fn left(case: &mut Case<'_>, before: &Place, changes: &[Change<'_>], mercy: Mercy, honest: bool) -> Place {
    let after = case.place();
    let mut disk = Disk::load(&before.disk(), honest);
    changes.iter().for_each(|it| disk.play(*it));
    disk.cut(mercy, &mut case.dice, &after.disk());
    // The promises were made to people, who do not forget them.
    fs::write(after.acks(), promises(before, changes)).expect("there is room");
    after
}

/// A rack that finds nothing proves nothing: on a disk that forgets what was synced, acknowledged entries are lost, and that has to be seen.
pub(super) fn prove_that_losses_show(ground: &Ground) {
    let mut case = Case::new(ground, Kind::Power, 0);
    let (place, _) = case.home(None);
    let before = case.place();
    copy(&place.disk(), &before.disk());
    let written = recorded(&mut case, "proof", &place, &place.work(1, 40, 1, true)).expect("a quiet desk works");
    let changes = journal::read(&written).expect("the journal can follow");
    let forgot = left(&mut case, &before, &changes, Mercy::NONE, false);
    let lost = ground.nursery.judge(&forgot).map(|it| it.lost.len());
    assert!(matches!(lost, Ok(1..)), "a disk that forgets everything went unnoticed: {lost:?}");
    case.clear();
}

/// The file of promises as it was at that moment, promised or not.
fn promises(before: &Place, changes: &[Change<'_>]) -> Vec<u8> {
    let mut text = fs::read(before.acks()).expect("there is a file of promises");
    let mut ours = None;
    for change in changes {
        match change {
            Change::Bind { ino, path: "/acks" } => ours = Some(*ino),
            Change::Write { ino, bytes, .. } if ours == Some(*ino) => text.extend_from_slice(bytes),
            _ => {}
        }
    }
    text
}

/// The plug is pulled once more while the home is opened after the first time.
fn cut_again(case: &mut Case<'_>, after: &Place) {
    let before = case.place();
    copy(&after.disk(), &before.disk());
    let task = after.judge();
    let Some(written) = recorded(case, "opening", after, &task) else { return };
    let changes = journal::read(&written).unwrap_or_default();
    let at = case.dice.below(changes.len() as u64 + 1) as usize;
    let last = cut(case, &before, &changes[..at]);
    case.judge("opening", Left::Good, &last);
}

/// Whether the journal, played with all mercy, gives the files that are there: nothing went around it.
fn is_faithful(before: &Place, changes: &[Change<'_>], place: &Place, case: &mut Case<'_>) -> Result<(), String> {
    let again = left(case, before, changes, Mercy::ALL, true);
    let contents = |place: &Place| -> HashMap<String, Vec<u8>> {
        let root = place.disk();
        let name = |it: &Path| it.strip_prefix(&root).expect("it is below").display().to_string();
        damage::files(&root).iter().map(|it| (name(it), fs::read(it).expect("it is there"))).collect()
    };
    let (played, real) = (contents(&again), contents(place));
    let differs = real.keys().chain(played.keys()).find(|name| real.get(*name) != played.get(*name));
    differs.map_or(Ok(()), |name| Err(format!("{name} differs")))
}

fn damage(case: &mut Case<'_>) {
    let damage = case.dice.pick(damage::ALL);
    let (place, base) = case.home(damage.after_closing());
    (damage.strike)(&place.home(), &base.old, &mut case.dice);
    case.events += 1;
    case.judge(damage.name, damage.left, &place);
}

/// A disk that takes no more, or fails, from the nth call on; one case in three it has room again after some calls. Afterwards it is well.
fn full(case: &mut Case<'_>) {
    const WAYS: [(&str, &str, i32); 5] = [
        ("no room to grow", "grow", ENOSPC),
        ("no room at all", "write", ENOSPC),
        ("writes fail", "write", EIO),
        ("syncs fail", "sync", EIO),
        ("nothing opens", "open", EIO),
    ];
    let (name, class, error) = WAYS[(case.seed % 5) as usize];
    let nth = 1 + case.seed / 5 % 150;
    let (place, _) = case.home(None);
    let count = if case.dice.chance(33) { 1 + case.dice.below(8) } else { 0 };
    let short = case.dice.below(2);
    let seed = case.dice.any();
    let disk = [("DISK_FAIL", format!("{class}:{nth}:{count}:{error}:{short}"))];
    case.events += 1;
    match case.ground.nursery.run(&place, &place.work(seed, 120, 2, true), &disk, None) {
        End::Done => {}
        end => case.fell(name, &place, end),
    }
    case.judge(name, Left::Good, &place);
}

/// A disk that becomes read-only from the nth change on; the desk may close or only be read, but nothing may be lost.
fn readonly(case: &mut Case<'_>) {
    let (place, _) = case.home(None);
    let nth = if case.dice.chance(50) { 1 } else { 1 + case.dice.below(200) };
    let disk = [("DISK_FAIL", format!("change:{nth}:0:{EROFS}:0"))];
    let seed = case.dice.any();
    case.events += 1;
    let task = if case.dice.chance(50) { place.work(seed, 80, 1, true) } else { place.judge() };
    match case.ground.nursery.run(&place, &task, &disk, None) {
        End::Done => {}
        end => case.fell("read-only", &place, end),
    }
    case.judge("read-only", Left::Good, &place);
}

/// The time of day jumps by up to two years while somebody works; half of them are killed on top of that.
fn clock(case: &mut Case<'_>) {
    let (place, _) = case.home(None);
    let seed = case.dice.any();
    let disk = [("DISK_CLOCK", (seed >> 1).to_string())];
    let kill: Option<Duration> = case.dice.chance(50).then(|| case.dice.time(case.ground.pace * 2));
    case.events += 1;
    match case.ground.nursery.run(&place, &place.work(seed, 150, 3, true), &disk, kill) {
        End::Done | End::Killed => {}
        end => case.fell("jumping", &place, end),
    }
    case.judge("jumping", Left::Good, &place);
}
