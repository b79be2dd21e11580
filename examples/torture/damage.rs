//! What can befall a home that nobody has open: bits that rot, files that go, and hands that put things where they do not belong.

use super::child::copy;
use super::dice::Dice;
use super::forge;
use std::fs;
use std::path::{Path, PathBuf};

/// What the damage leaves to heal from, and so what is due afterwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Left {
    /// A good copy of everything: every entry must be there, and everything be well again.
    Good,
    /// Neither copy of the entries is whole: each entry must be there or be named as missing.
    Pieces,
    /// Everything but the draft, of which there is one copy.
    NoDraft,
    /// Nothing: it may be refused, with a clear fault.
    Nothing,
    /// No key opens the home any more: it may be refused, with a clear fault.
    NoKeys,
    /// Everything is whole but older than what was promised: that must be noticed.
    Past,
}

/// A way to damage a home.
pub(super) struct Damage {
    /// Its name, as it stands in the table of what is known.
    pub(super) name: &'static str,
    /// What it leaves.
    pub(super) left: Left,
    /// Does it. Given are the home and the same home at an earlier time.
    pub(super) strike: fn(&Path, &Path, &mut Dice),
}

const fn damage(name: &'static str, left: Left, strike: fn(&Path, &Path, &mut Dice)) -> Damage {
    Damage { name, left, strike }
}

impl Damage {
    /// Whether the desk has to have been closed properly before; `None` if that is all the same. Until a desk is closed or writes a checkpoint
    /// the database lags behind, and then the mirror is the only good copy there is.
    pub(super) fn after_closing(&self) -> Option<bool> {
        match self.name {
            ONLY_COPY => Some(false),
            // What was written since the last checkpoint is known to the home alone; the witness knows the rest.
            name if name.starts_with("mirror: ") || matches!(self.left, Left::Pieces | Left::Past) => Some(true),
            _ => None,
        }
    }
}

/// The one damage that is done to a desk that was not closed, on purpose.
const ONLY_COPY: &str = "not closed, mirror: cut short";

/// All of them.
pub(super) const ALL: &[Damage] = &[
    damage("store: cut short", Left::Good, |home, _, dice| truncate(&store(home, dice), dice)),
    damage("store: one bit", Left::Good, |home, _, dice| flip(&store(home, dice), dice)),
    damage("store: zeroed page", Left::Good, |home, _, dice| zero(&store(home, dice), dice)),
    damage("store: file deleted", Left::Good, |home, _, dice| delete(&store(home, dice))),
    damage("store: folder deleted", Left::Good, |home, _, _| delete_dir(&home.join("db"))),
    damage("store: garbage appended", Left::Good, |home, _, dice| garbage(&store(home, dice), dice)),
    damage("store: two files swapped", Left::Good, |home, _, dice| swap_files(&store(home, dice), &store(home, dice))),
    damage("store: an old copy", Left::Good, |home, old, _| put_back(home, old, "db")),
    damage("store: two entries swapped", Left::Good, |home, _, dice| forge::swap_in_store(home, dice)),
    damage("store: a record moved", Left::Good, |home, _, dice| forge::move_in_store(home, dice)),
    damage("store: a record dropped", Left::Good, |home, _, dice| forge::drop_in_store(home, dice)),
    damage("mirror: cut short", Left::Good, |home, _, dice| truncate(&mirror(home, dice), dice)),
    damage("mirror: one bit", Left::Good, |home, _, dice| flip(&mirror(home, dice), dice)),
    damage("mirror: zeroed page", Left::Good, |home, _, dice| zero(&mirror(home, dice), dice)),
    damage("mirror: file deleted", Left::Good, |home, _, dice| delete(&mirror(home, dice))),
    damage("mirror: two segments swapped", Left::Good, |home, _, dice| swap_files(&mirror(home, dice), &mirror(home, dice))),
    damage("mirror: an old copy of a segment", Left::Good, |home, old, dice| {
        let segment = dice.pick(&files(&old.join("mirror"))).clone();
        fs::copy(&segment, home.join("mirror").join(segment.file_name().expect("it has a name"))).expect("there is room");
    }),
    damage("mirror: folder deleted", Left::Good, |home, _, _| delete_dir(&home.join("mirror"))),
    damage("mirror: garbage appended", Left::Good, |home, _, dice| garbage(&mirror(home, dice), dice)),
    damage("mirror: garbage behind the last entry", Left::Good, |home, _, dice| forge::garbage_behind_mirror(home, dice)),
    damage("mirror: an old copy", Left::Good, |home, old, _| put_back(home, old, "mirror")),
    damage("mirror: two entries swapped", Left::Good, |home, _, dice| forge::swap_in_mirror(home, dice)),
    damage("mirror: two entries exchange their places", Left::Good, |home, _, dice| forge::reorder_mirror(home, dice)),
    damage("mirror: the last entries dropped", Left::Good, |home, _, dice| forge::drop_last_of_mirror(home, dice)),
    damage(ONLY_COPY, Left::Past, |home, _, dice| truncate(&last_of_mirror(home), dice)),
    damage("both: damaged anyhow", Left::Pieces, |home, _, dice| {
        any_of(&store(home, dice), dice);
        any_of(&mirror(home, dice), dice);
    }),
    damage("both: one bit each", Left::Pieces, |home, _, dice| {
        flip(&home.join("db/db"), dice);
        flip(&mirror(home, dice), dice);
    }),
    damage("both: folders deleted", Left::Nothing, |home, _, _| {
        delete_dir(&home.join("db"));
        delete_dir(&home.join("mirror"));
    }),
    damage("both: files swapped", Left::Pieces, |home, _, dice| swap_files(&home.join("db/db"), &mirror(home, dice))),
    damage("both: entries swapped", Left::Pieces, |home, _, dice| {
        let seed = dice.any();
        forge::swap_in_mirror(home, &mut Dice::new(seed));
        forge::swap_in_store(home, &mut Dice::new(seed));
    }),
    damage("store gone, mirror: one bit", Left::Pieces, |home, _, dice| {
        delete_dir(&home.join("db"));
        flip(&mirror(home, dice), dice);
    }),
    damage("store gone, mirror: cut short", Left::Past, |home, _, dice| {
        delete_dir(&home.join("db"));
        truncate(&mirror(home, dice), dice);
    }),
    damage("mirror gone, store: one bit", Left::Pieces, |home, _, dice| {
        delete_dir(&home.join("mirror"));
        flip(&home.join("db/db"), dice);
    }),
    damage("both: an old copy", Left::Past, |home, old, _| {
        put_back(home, old, "db");
        put_back(home, old, "mirror");
    }),
    damage("everything: an old copy", Left::Past, |home, old, _| {
        delete_dir(home);
        copy(old, home);
    }),
    damage("keyring: one copy damaged", Left::Good, |home, _, dice| any_of(&keyring(home, dice), dice)),
    damage("keyring: an old copy of one", Left::Good, |home, old, dice| {
        let name = *dice.pick(&["keyring.a", "keyring.b"]);
        fs::copy(old.join(name), home.join(name)).expect("there is room");
    }),
    damage("keyring: both copies damaged", Left::NoKeys, |home, _, dice| {
        for name in ["keyring.a", "keyring.b"] {
            let file = home.join(name);
            let how: fn(&Path, &mut Dice) = *dice.pick(&[truncate, flip, garbage]);
            how(&file, dice);
        }
    }),
    damage("keyring: an old copy of both", Left::NoKeys, |home, old, _| {
        for name in ["keyring.a", "keyring.b"] {
            fs::copy(old.join(name), home.join(name)).expect("there is room");
        }
    }),
    damage("format: damaged", Left::Good, |home, _, dice| any_of(&home.join("format"), dice)),
    damage("draft: damaged", Left::NoDraft, |home, _, dice| {
        if let Some(draft) = files(&home.join("drafts")).first() {
            any_of(draft, dice);
        }
    }),
    damage("files of nobody", Left::Good, |home, _, dice| {
        for name in ["mirror/99999999.log.bak", "mirror/x.log", "db/snap.generating", "keyring.c", "mirror.new/00000001.log", "desk.holder"]
        {
            let path = home.join(name);
            fs::create_dir_all(path.parent().expect("it has a folder")).expect("there is room");
            fs::write(path, noise(dice)).expect("there is room");
        }
    }),
];

/// A file of the database, the big one mostly.
fn store(home: &Path, dice: &mut Dice) -> PathBuf {
    let all = files(&home.join("db"));
    if dice.chance(60) { home.join("db/db") } else { dice.pick(&all).clone() }
}

/// A segment of the mirror: in half of the homes it is the only one.
fn mirror(home: &Path, dice: &mut Dice) -> PathBuf {
    dice.pick(&files(&home.join("mirror"))).clone()
}

/// The segment that is written to.
pub(super) fn last_of_mirror(home: &Path) -> PathBuf {
    files(&home.join("mirror")).pop().expect("there is a mirror")
}

fn keyring(home: &Path, dice: &mut Dice) -> PathBuf {
    home.join(dice.pick(&["keyring.a", "keyring.b"]))
}

/// The files of a folder and of the folders in it, by name.
pub(super) fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for item in fs::read_dir(folder).into_iter().flatten() {
        let path = item.expect("it can be listed").path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

fn read(file: &Path) -> Vec<u8> {
    fs::read(file).expect("it is there")
}

fn write(file: &Path, bytes: &[u8]) {
    fs::write(file, bytes).expect("there is room");
}

/// A place in the part of a file that means something: behind it there may be zeros that wait.
fn somewhere(bytes: &[u8], dice: &mut Dice) -> usize {
    let used = bytes.iter().rposition(|it| *it != 0).map_or(0, |last| last + 1);
    dice.below(used as u64) as usize
}

fn truncate(file: &Path, dice: &mut Dice) {
    let mut bytes = read(file);
    bytes.truncate(somewhere(&bytes, dice));
    write(file, &bytes);
}

fn flip(file: &Path, dice: &mut Dice) {
    let mut bytes = read(file);
    let at = somewhere(&bytes, dice);
    if let Some(byte) = bytes.get_mut(at) {
        *byte ^= 1 << dice.below(8);
    }
    write(file, &bytes);
}

fn zero(file: &Path, dice: &mut Dice) {
    let mut bytes = read(file);
    let page = somewhere(&bytes, dice) / 4096 * 4096;
    bytes.iter_mut().skip(page).take(4096).for_each(|it| *it = 0);
    write(file, &bytes);
}

fn noise(dice: &mut Dice) -> Vec<u8> {
    (0..1 + dice.below(5_000)).map(|_| dice.any() as u8).collect()
}

fn garbage(file: &Path, dice: &mut Dice) {
    let mut bytes = read(file);
    bytes.extend(noise(dice));
    write(file, &bytes);
}

fn delete(file: &Path) {
    fs::remove_file(file).expect("it was there");
}

fn delete_dir(folder: &Path) {
    fs::remove_dir_all(folder).expect("it was there");
}

fn swap_files(a: &Path, b: &Path) {
    let (one, two) = (read(a), read(b));
    write(a, &two);
    write(b, &one);
}

fn put_back(home: &Path, old: &Path, folder: &str) {
    delete_dir(&home.join(folder));
    copy(&old.join(folder), &home.join(folder));
}

/// Any simple damage to a file.
fn any_of(file: &Path, dice: &mut Dice) {
    match dice.below(5) {
        0 => truncate(file, dice),
        1 => flip(file, dice),
        2 => zero(file, dice),
        3 => garbage(file, dice),
        _ => delete(file),
    }
}
