//! Damage by somebody who knows the formats: entries swapped, moved and dropped inside the mirror and the database, checksums made right.

use super::damage::{files, last_of_mirror};
use super::dice::Dice;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// Bytes before the first frame of a segment, and before the contents of a frame; see `logbook/frame.rs`.
const SEGMENT_HEAD: usize = 80;
const PREFIX: usize = 40;

/// A frame of the mirror: all of it, and its contents.
struct Frame {
    whole: Range<usize>,
    inner: Range<usize>,
}

fn segment(home: &Path, dice: &mut Dice) -> PathBuf {
    dice.pick(&files(&home.join("mirror"))).clone()
}

fn number(bytes: &[u8], at: usize) -> usize {
    u32::from_le_bytes(*bytes[at..].first_chunk().expect("a frame has a front")) as usize
}

fn frames(bytes: &[u8]) -> Vec<Frame> {
    let (mut at, mut found) = (SEGMENT_HEAD, Vec::new());
    while bytes.get(at..at + 4) == Some(b"yd\xF1\x01") {
        let end = at + PREFIX + number(bytes, at + 8) + number(bytes, at + 12);
        found.push(Frame { whole: at..end, inner: at + PREFIX..end });
        at = end;
    }
    found
}

fn two(count: usize, dice: &mut Dice) -> Option<(usize, usize)> {
    let a = dice.below(count as u64) as usize;
    let b = dice.below(count as u64) as usize;
    (a != b).then_some((a.min(b), a.max(b)))
}

/// The contents of two entries change places, with the lengths and checksums that make the frames whole.
pub(super) fn swap_in_mirror(home: &Path, dice: &mut Dice) {
    let path = segment(home, dice);
    let mut bytes = fs::read(&path).expect("it is there");
    let all = frames(&bytes);
    // Mostly two of the same length, which nothing in the file itself gives away.
    let same: Vec<usize> = (0..all.len()).filter(|n| all[*n].inner.len() == all[0].inner.len()).collect();
    let Some((a, b)) = two(same.len(), dice).map(|(a, b)| (same[a], same[b])) else { return };
    let (one, other) = (bytes[all[a].inner.clone()].to_vec(), bytes[all[b].inner.clone()].to_vec());
    for (frame, contents) in [(&all[a], other), (&all[b], one)] {
        bytes[frame.inner.clone()].copy_from_slice(&contents);
        seal(&mut bytes, frame);
    }
    fs::write(path, bytes).expect("there is room");
}

fn seal(bytes: &mut [u8], frame: &Frame) {
    let front = frame.whole.start;
    let mut hasher = blake3::Hasher::new();
    hasher.update(&bytes[front..front + 24]).update(&bytes[frame.inner.clone()]);
    let sum = hasher.finalize();
    bytes[front + 24..front + PREFIX].copy_from_slice(&sum.as_bytes()[..16]);
}

/// Two frames as they are exchange their places.
pub(super) fn reorder_mirror(home: &Path, dice: &mut Dice) {
    let path = segment(home, dice);
    let bytes = fs::read(&path).expect("it is there");
    let all = frames(&bytes);
    let Some((a, b)) = two(all.len(), dice) else { return };
    let (a, b) = (all[a].whole.clone(), all[b].whole.clone());
    let parts = [&bytes[..a.start], &bytes[b.clone()], &bytes[a.end..b.start], &bytes[a], &bytes[b.end..]];
    fs::write(path, parts.concat()).expect("there is room");
}

/// The last entries are overwritten with zeros, as if they had never been.
pub(super) fn drop_last_of_mirror(home: &Path, dice: &mut Dice) {
    let path = last_of_mirror(home);
    let mut bytes = fs::read(&path).expect("it is there");
    let all = frames(&bytes);
    // A segment that was just begun may hold none.
    let Some(last) = all.len().checked_sub(1) else { return };
    let from = all[last - dice.below((all.len() as u64 / 2).max(1)) as usize].whole.start;
    bytes[from..].fill(0);
    fs::write(path, bytes).expect("there is room");
}

/// Garbage stands where the next entry would be written.
pub(super) fn garbage_behind_mirror(home: &Path, dice: &mut Dice) {
    let path = last_of_mirror(home);
    let mut bytes = fs::read(&path).expect("it is there");
    let end = frames(&bytes).last().map_or(SEGMENT_HEAD, |it| it.whole.end);
    bytes.truncate(end);
    bytes.extend((0..1 + dice.below(3_000)).map(|_| dice.any() as u8));
    fs::write(path, bytes).expect("there is room");
}

/// Opens a tree of the database as the program does, works in it and closes it.
fn in_store(home: &Path, dice: &mut Dice, work: fn(&sled::Tree, &mut Dice)) {
    let config = sled::Config::new().path(home.join("db")).cache_capacity(8 << 20).flush_every_ms(None);
    let db = config.open().expect("the database was good");
    // The entries, and now and then the pages of the checkpoint.
    let tree = db.open_tree(if dice.chance(80) { "1" } else { "2" }).expect("the tree was good");
    work(&tree, dice);
    db.flush().expect("there is room");
}

/// Two records with keys of one kind, if there are any.
fn pair(tree: &sled::Tree, dice: &mut Dice) -> Option<[(sled::IVec, sled::IVec); 2]> {
    let all: Vec<_> = tree.iter().map(|it| it.expect("the tree was good")).collect();
    let (first, _) = dice.pick(&all).clone();
    let like: Vec<_> = all.into_iter().filter(|(key, _)| key.len() == first.len() && key[0] == first[0]).collect();
    let (a, b) = two(like.len(), dice)?;
    Some([like[a].clone(), like[b].clone()])
}

/// Two records change places.
pub(super) fn swap_in_store(home: &Path, dice: &mut Dice) {
    in_store(home, dice, |tree, dice| {
        if let Some([(a, one), (b, other)]) = pair(tree, dice) {
            tree.insert(a, other).expect("there is room");
            tree.insert(b, one).expect("there is room");
        }
    });
}

/// A record stands at the key of another.
pub(super) fn move_in_store(home: &Path, dice: &mut Dice) {
    in_store(home, dice, |tree, dice| {
        if let Some([(a, one), (b, _)]) = pair(tree, dice) {
            tree.insert(b, one).expect("there is room");
            tree.remove(a).expect("there is room");
        }
    });
}

/// Some records are gone.
pub(super) fn drop_in_store(home: &Path, dice: &mut Dice) {
    in_store(home, dice, |tree, dice| {
        for _ in 0..1 + dice.below(20) {
            if let Some([(key, _), _]) = pair(tree, dice) {
                tree.remove(key).expect("there is room");
            }
        }
    });
}
