//! The disk as a power cut may leave it, made from what it was before and the journal of what was done to it.
//!
//! Certain is only what was promised: the contents of a file by its `fsync` or `fdatasync`, a name by the `fsync` of its folder. Of the rest
//! anything may have come to pass: of bytes written later, any blocks of 4 KiB, torn at sectors of 512; of new lengths, either; of names, a
//! part of the order, or any of them. `sync_file_range` counts for nothing.

use super::dice::Dice;
use super::journal::Change;
use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::Path;

const BLOCK: u64 = 4096;
const SECTOR: u64 = 512;

/// A file or folder, with what is promised of it and what is only hoped.
enum Node<'a> {
    Folder { sure: BTreeMap<String, usize>, now: BTreeMap<String, usize> },
    File { sure: Vec<u8>, hoped: Vec<Hope<'a>> },
}

/// A change to a file that nobody promised yet.
enum Hope<'a> {
    Write(u64, &'a [u8]),
    Length(u64),
}

/// A change of names that nobody promised yet.
enum Naming {
    Link { folder: usize, name: String, node: usize },
    Move { from: (usize, String), to: (usize, String) },
    Drop { folder: usize, name: String },
}

impl Naming {
    fn concerns(&self, folder: usize) -> bool {
        match self {
            Self::Link { folder: it, .. } | Self::Drop { folder: it, .. } => *it == folder,
            Self::Move { from, to } => from.0 == folder || to.0 == folder,
        }
    }
}

/// How kind the cut is to what was not promised.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mercy {
    /// How many of a hundred blocks and lengths survive.
    pub(super) blocks: u64,
    /// How many of a hundred names survive.
    pub(super) names: u64,
    /// Names survive in the order in which they were changed, up to some point, as on a file system with a journal.
    pub(super) ordered: bool,
}

impl Mercy {
    /// Everything survives: what the program itself saw.
    pub(super) const ALL: Self = Self { blocks: 100, names: 100, ordered: true };
    /// Nothing does.
    pub(super) const NONE: Self = Self { blocks: 0, names: 0, ordered: true };

    /// Any.
    pub(super) fn some(dice: &mut Dice) -> Self {
        Self { blocks: *dice.pick(&[0, 10, 50, 90, 100]), names: *dice.pick(&[0, 50, 100]), ordered: dice.chance(50) }
    }
}

/// A disk whose past is known.
pub(super) struct Disk<'a> {
    nodes: Vec<Node<'a>>,
    files: HashMap<u64, usize>,
    hoped: Vec<Naming>,
    honest: bool,
}

impl<'a> Disk<'a> {
    /// The disk as it was before, all of it promised. A disk that is not `honest` takes promises for nothing: it is there to show that a
    /// loss would be seen.
    pub(super) fn load(root: &Path, honest: bool) -> Self {
        let mut disk = Self { nodes: Vec::new(), files: HashMap::new(), hoped: Vec::new(), honest };
        disk.load_folder(root);
        disk
    }

    fn load_folder(&mut self, path: &Path) -> usize {
        let id = self.push(Node::Folder { sure: BTreeMap::new(), now: BTreeMap::new() });
        let mut names = BTreeMap::new();
        for item in fs::read_dir(path).expect("the disk is there") {
            let item = item.expect("it can be listed");
            let node = if item.path().is_dir() {
                self.load_folder(&item.path())
            } else {
                let sure = fs::read(item.path()).expect("it can be read");
                self.push(Node::File { sure, hoped: Vec::new() })
            };
            names.insert(item.file_name().into_string().expect("names of a home are text"), node);
        }
        self.nodes[id] = Node::Folder { sure: names.clone(), now: names };
        id
    }

    fn push(&mut self, node: Node<'a>) -> usize {
        self.nodes.push(node);
        self.nodes.len() - 1
    }

    fn now(&mut self, folder: usize) -> &mut BTreeMap<String, usize> {
        match &mut self.nodes[folder] {
            Node::Folder { now, .. } => now,
            Node::File { .. } => unreachable!("only folders are asked for names"),
        }
    }

    fn sure(&mut self, folder: usize) -> &mut BTreeMap<String, usize> {
        match &mut self.nodes[folder] {
            Node::Folder { sure, .. } => sure,
            Node::File { .. } => unreachable!("only folders are asked for names"),
        }
    }

    /// The folder and the last name of a path, as the program sees it.
    fn split(&mut self, path: &str) -> (usize, String) {
        let mut parts: Vec<&str> = path.split('/').filter(|it| !it.is_empty()).collect();
        let name = parts.pop().unwrap_or_default().to_owned();
        let folder = parts.into_iter().fold(0, |folder, part| self.now(folder)[part]);
        (folder, name)
    }

    fn find(&mut self, path: &str) -> usize {
        match self.split(path) {
            (_, name) if name.is_empty() => 0,
            (folder, name) => self.now(folder)[&name],
        }
    }

    /// Does what the program did.
    pub(super) fn play(&mut self, change: Change<'a>) {
        match change {
            Change::Create { ino, path } => {
                let node = self.push(Node::File { sure: Vec::new(), hoped: Vec::new() });
                self.files.insert(ino, node);
                self.link(path, node);
            }
            Change::MakeDir { path } => {
                let node = self.push(Node::Folder { sure: BTreeMap::new(), now: BTreeMap::new() });
                self.link(path, node);
            }
            Change::Bind { ino, path } => {
                let node = self.find(path);
                self.files.insert(ino, node);
            }
            Change::Truncate { ino, length } => self.hope(ino, Hope::Length(length)),
            Change::Write { ino, at, bytes } => self.hope(ino, Hope::Write(at, bytes)),
            Change::Sync { ino } => self.sync(ino),
            Change::SyncDir { path } => {
                let folder = self.find(path);
                if self.honest {
                    let (due, rest) = std::mem::take(&mut self.hoped).into_iter().partition(|it| it.concerns(folder));
                    self.hoped = rest;
                    let due: Vec<Naming> = due;
                    due.into_iter().for_each(|it| self.name(it));
                }
            }
            Change::Rename { from, to } => {
                let (from, to) = (self.split(from), self.split(to));
                let node = self.now(from.0).remove(&from.1).expect("what is renamed was there");
                self.now(to.0).insert(to.1.clone(), node);
                self.hoped.push(Naming::Move { from, to });
            }
            Change::Unlink { path } | Change::RemoveDir { path } => {
                let (folder, name) = self.split(path);
                self.now(folder).remove(&name);
                self.hoped.push(Naming::Drop { folder, name });
            }
        }
    }

    fn link(&mut self, path: &str, node: usize) {
        let (folder, name) = self.split(path);
        self.now(folder).insert(name.clone(), node);
        self.hoped.push(Naming::Link { folder, name, node });
    }

    fn hope(&mut self, ino: u64, hope: Hope<'a>) {
        if let Node::File { hoped, .. } = &mut self.nodes[self.files[&ino]] {
            hoped.push(hope);
        }
    }

    fn sync(&mut self, ino: u64) {
        if let (true, Node::File { sure, hoped }) = (self.honest, &mut self.nodes[self.files[&ino]]) {
            hoped.drain(..).for_each(|it| fulfil(sure, &it));
        }
    }

    /// Makes a change of names certain. One whose ground is gone has no effect.
    fn name(&mut self, naming: Naming) {
        match naming {
            Naming::Link { folder, name, node } => drop(self.sure(folder).insert(name, node)),
            Naming::Drop { folder, name } => drop(self.sure(folder).remove(&name)),
            Naming::Move { from, to } => {
                if let Some(node) = self.sure(from.0).remove(&from.1) {
                    self.sure(to.0).insert(to.1, node);
                }
            }
        }
    }

    /// Pulls the plug, and writes what is left into a folder.
    pub(super) fn cut(mut self, mercy: Mercy, dice: &mut Dice, into: &Path) {
        let hoped = std::mem::take(&mut self.hoped);
        let until = match mercy.names {
            0 => 0,
            100 => hoped.len() as u64,
            _ => dice.below(hoped.len() as u64 + 1),
        };
        for (at, naming) in hoped.into_iter().enumerate() {
            let survives = if mercy.ordered { (at as u64) < until } else { dice.chance(mercy.names) };
            if survives {
                self.name(naming);
            }
        }
        self.write(0, mercy, dice, into);
    }

    fn write(&self, folder: usize, mercy: Mercy, dice: &mut Dice, into: &Path) {
        fs::create_dir_all(into).expect("there is room");
        let Node::Folder { sure, .. } = &self.nodes[folder] else { unreachable!("only folders are written as such") };
        for (name, node) in sure {
            match &self.nodes[*node] {
                Node::Folder { .. } => self.write(*node, mercy, dice, &into.join(name)),
                Node::File { sure, hoped } => fs::write(into.join(name), survive(sure, hoped, mercy, dice)).expect("there is room"),
            }
        }
    }
}

fn fulfil(file: &mut Vec<u8>, hope: &Hope<'_>) {
    match hope {
        Hope::Length(length) => file.resize(*length as usize, 0),
        Hope::Write(at, bytes) => put(file, *at, bytes),
    }
}

fn put(file: &mut Vec<u8>, at: u64, bytes: &[u8]) {
    let end = at as usize + bytes.len();
    if file.len() < end {
        file.resize(end, 0);
    }
    file[at as usize..end].copy_from_slice(bytes);
}

/// What is left of a file.
fn survive(sure: &[u8], hoped: &[Hope<'_>], mercy: Mercy, dice: &mut Dice) -> Vec<u8> {
    let mut file = sure.to_vec();
    let mut blocks = Blocks { writes: hoped.len() as u64, mercy, whole: HashMap::new(), torn: HashMap::new() };
    // Where a new, shorter length did not come to pass, what was written behind it later went to blocks nobody finds.
    let mut hidden = u64::MAX;
    for (index, hope) in hoped.iter().enumerate() {
        match hope {
            Hope::Length(length) if dice.chance(mercy.blocks) => file.resize(*length as usize, 0),
            Hope::Length(length) => hidden = hidden.min(*length),
            Hope::Write(at, bytes) => {
                let end = at + bytes.len() as u64;
                let mut from = *at;
                while from < end.min(hidden) {
                    let until = ((from / SECTOR + 1) * SECTOR).min(end).min(hidden);
                    if (index as u64) < blocks.limit(from, dice) {
                        put(&mut file, from, &bytes[(from - at) as usize..(until - at) as usize]);
                    }
                    from = until;
                }
                // The length may be on disk before the bytes are.
                if file.len() < end as usize && end <= hidden && mercy.blocks > 0 && dice.chance(30) {
                    file.resize(end as usize, 0);
                }
            }
        }
    }
    file
}

/// How far each block of a file got: a disk writes a block as it was at one moment, so it holds the first so many of the writes to it.
struct Blocks {
    writes: u64,
    mercy: Mercy,
    /// By block: how many of the writes it holds, and whether it was torn.
    whole: HashMap<u64, (u64, bool)>,
    /// The same by sector, for blocks that were torn.
    torn: HashMap<u64, u64>,
}

impl Blocks {
    /// How many of the writes are in the sector at a place.
    fn limit(&mut self, at: u64, dice: &mut Dice) -> u64 {
        let (writes, mercy) = (self.writes, self.mercy);
        let (limit, torn) = *self.whole.entry(at / BLOCK).or_insert_with(|| {
            let limit = if dice.chance(mercy.blocks) {
                writes
            } else if mercy.blocks > 0 && dice.chance(50) {
                dice.below(writes)
            } else {
                0
            };
            (limit, mercy.blocks < 100 && dice.chance(20))
        });
        if torn { *self.torn.entry(at / SECTOR).or_insert_with(|| dice.below(limit + 1)) } else { limit }
    }
}
