//! The mirror: the append-only log in which an entry counts as written. Files of frames (see `frame`), a new one every 16 MiB.
//!
//! Behind the last frame the file is filled with zeros in advance: a write into space that is there already needs no change to the
//! file's own record, which makes the sync a third cheaper. It knows neither keys nor sled.

use super::frame::{BadHead, Frame, MIRROR_VERSION, Parsed, SEGMENT_HEAD, Search, SegmentHead, parse};
use super::residue::Record;
use super::{Fault, Hash, Part, files};
use crate::campus::Seq;
use serde::{Deserialize, Serialize};
use std::fs::{self, File};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// A segment that has grown past this is followed by a new one.
const SEGMENT: u64 = if cfg!(test) { 64 << 10 } else { 16 << 20 };
/// What the rack set in its place, once and before anything was opened.
static SMALL: OnceLock<u64> = OnceLock::new();

/// Has segments of this process end after so many bytes: a home with many of them is then made in a moment. For the rack only.
pub(super) fn end_segments_after(bytes: u64) {
    // A second word comes too late and changes nothing.
    let _ = SMALL.set(bytes);
}

fn longest() -> u64 {
    *SMALL.get().unwrap_or(&SEGMENT)
}
/// How far the file is filled with zeros in advance.
const AHEAD: u64 = if cfg!(test) { 4 << 10 } else { 512 << 10 };

/// Where a frame stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Place {
    pub segment: u32,
    pub start: u64,
    pub end: u64,
}

/// A file of the mirror.
#[derive(Debug, Clone)]
pub(super) struct Segment {
    pub number: u32,
    pub path: PathBuf,
}

/// How a walk along the frames ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WalkEnd {
    /// At the end of what was written.
    Clean,
    /// At a last write that was never finished; so many bytes of it are there.
    Torn(u64),
    /// At something that was whole once, or of which a part is missing.
    Broken,
    /// The segment to begin with is not there, and none after it.
    Missing,
}

/// How far a walk came: the place behind the last frame that counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Walked {
    pub segment: u32,
    pub offset: u64,
    pub end: WalkEnd,
}

/// The mirror, open for writing.
pub(super) struct Mirror {
    dir: PathBuf,
    file: File,
    number: u32,
    end: u64,
    filled: u64,
    #[cfg(test)]
    disk: Disk,
}

/// Why a write was not taken.
#[derive(Debug)]
pub(super) struct Failed {
    pub fault: Fault,
    /// The sync failed: the system may believe that pages are on disk which are not, so nobody may write on before the files were read again.
    pub unsure: bool,
}

impl Failed {
    fn before_sync(fault: Fault) -> Self {
        Self { fault, unsure: false }
    }
}

fn io(error: std::io::Error) -> Fault {
    Fault::io(Part::Mirror)(error)
}

fn path_of(dir: &Path, number: u32) -> PathBuf {
    dir.join(format!("{number:08}.log"))
}

/// The segments of a mirror in order. Files of other names are not ours and are passed over.
pub(super) fn segments(dir: &Path) -> Result<Vec<Segment>, Fault> {
    let listed = match fs::read_dir(dir) {
        Ok(listed) => listed,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(io(error)),
    };
    let mut found = Vec::new();
    for file in listed {
        let path = file.map_err(io)?.path();
        let number = path.file_name().and_then(|it| it.to_str()).and_then(|it| it.strip_suffix(".log")).and_then(|it| it.parse().ok());
        if let Some(number) = number {
            found.push(Segment { number, path });
        }
    }
    found.sort_by_key(|it| it.number);
    Ok(found)
}

impl Segment {
    /// What it says of itself; `Ok(None)` if that does not read.
    pub(super) fn head(&self) -> Result<Option<SegmentHead>, Fault> {
        let mut bytes = Vec::with_capacity(SEGMENT_HEAD);
        File::open(&self.path).and_then(|file| file.take(SEGMENT_HEAD as u64).read_to_end(&mut bytes)).map_err(io)?;
        match SegmentHead::parse(&bytes) {
            Ok(head) if head.number == self.number => Ok(Some(head)),
            Ok(_) | Err(BadHead::Broken) => Ok(None),
            Err(BadHead::Newer(found)) => Err(Fault::NewerVersion { found, ours: MIRROR_VERSION }),
        }
    }

    /// How long its file is.
    pub(super) fn length(&self) -> Result<u64, Fault> {
        fs::metadata(&self.path).map(|it| it.len()).map_err(io)
    }

    /// Its bytes from an offset on.
    pub(super) fn bytes_from(&self, offset: u64) -> Result<Vec<u8>, Fault> {
        let mut file = File::open(&self.path).map_err(io)?;
        let length = file.metadata().map_err(io)?.len();
        let mut bytes = Vec::with_capacity(length.saturating_sub(offset) as usize);
        file.seek(SeekFrom::Start(offset)).map_err(io)?;
        file.read_to_end(&mut bytes).map_err(io)?;
        Ok(bytes)
    }
}

/// The bytes of one frame; `None` if the file ends before.
pub(super) fn bytes_at(dir: &Path, place: Place) -> Result<Option<Vec<u8>>, Fault> {
    let mut file = match File::open(path_of(dir, place.segment)) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(io(error)),
    };
    let mut bytes = Vec::new();
    file.seek(SeekFrom::Start(place.start)).map_err(io)?;
    file.take(place.end.saturating_sub(place.start)).read_to_end(&mut bytes).map_err(io)?;
    Ok((bytes.len() as u64 == place.end.saturating_sub(place.start)).then_some(bytes))
}

/// Walks the frames from a place on, in writes that are there as a whole. `each` says whether it accepts a frame as the next one; one it
/// does not accept ends the walk as [`WalkEnd::Broken`].
pub(super) fn walk(dir: &Path, from: (u32, u64), each: &mut dyn FnMut(Place, Frame<'_>) -> Result<bool, Fault>) -> Result<Walked, Fault> {
    let all = segments(dir)?;
    let mut walked = Walked { segment: from.0, offset: from.1, end: WalkEnd::Clean };
    let mut due = from.0;
    for segment in all.iter().filter(|it| it.number >= from.0) {
        let is_last = all.last().is_some_and(|it| it.number == segment.number);
        if segment.number != due {
            walked.end = WalkEnd::Broken;
            return Ok(walked);
        }
        due += 1;
        // Where the walk begins inside a segment, its head is not needed.
        let inside = segment.number == from.0 && from.1 > SEGMENT_HEAD as u64;
        if !inside && segment.head()?.is_none() {
            // A crash while a new segment was begun leaves a short or empty one behind the others; nothing in it was acknowledged.
            let length = segment.length()?;
            let begun = is_last && length <= SEGMENT_HEAD as u64 && segment.number > from.0;
            walked.end = if begun { WalkEnd::Torn(length) } else { WalkEnd::Broken };
            return Ok(walked);
        }
        let begin = if segment.number == from.0 { from.1.max(SEGMENT_HEAD as u64) } else { SEGMENT_HEAD as u64 };
        (walked.segment, walked.offset) = (segment.number, begin);
        let bytes = segment.bytes_from(begin)?;
        let (good, end) = walk_bytes(&bytes, segment.number, begin, each)?;
        walked.offset = begin + good as u64;
        walked.end = end;
        if end == WalkEnd::Clean {
            continue;
        }
        if !is_last {
            walked.end = WalkEnd::Broken;
        }
        return Ok(walked);
    }
    if due == from.0 {
        walked.end = WalkEnd::Missing;
    }
    Ok(walked)
}

/// The same within the bytes of one segment, which begin at `offset`. Gives the length of what counts.
fn walk_bytes(
    bytes: &[u8],
    segment: u32,
    offset: u64,
    each: &mut dyn FnMut(Place, Frame<'_>) -> Result<bool, Fault>,
) -> Result<(usize, WalkEnd), Fault> {
    let mut good = 0;
    loop {
        let mut batch = Vec::new();
        let mut at = good;
        let stopped = loop {
            match parse(bytes.get(at..).unwrap_or_default()) {
                Parsed::Frame(frame, length) if frame.first == batch.is_empty() => {
                    batch.push((Place { segment, start: offset + at as u64, end: offset + (at + length) as u64 }, frame));
                    at += length;
                    if frame.last {
                        break None;
                    }
                }
                Parsed::End if batch.is_empty() => break Some(WalkEnd::Clean),
                Parsed::Newer => return Err(newer()),
                _ => {
                    // Writes follow one another only after a sync, so a later write behind this place says that this one was whole once.
                    let mut rest = bytes.get(at..).unwrap_or_default();
                    let mut later = false;
                    let mut search = Search::through(rest);
                    while let Some((found, frame)) = search.resync(rest) {
                        later |= frame.first;
                        rest = &rest[(found + 1).min(rest.len())..];
                        if later {
                            break;
                        }
                    }
                    let there = bytes.iter().rposition(|it| *it != 0).map_or(0, |last| (last + 1).saturating_sub(good));
                    break Some(if later { WalkEnd::Broken } else { WalkEnd::Torn(there as u64) });
                }
            }
        };
        if let Some(end) = stopped {
            return Ok((good, end));
        }
        for (place, frame) in batch {
            if !each(place, frame)? {
                return Ok((good, WalkEnd::Broken));
            }
        }
        good = at;
    }
}

fn newer() -> Fault {
    Fault::NewerVersion { found: MIRROR_VERSION + 1, ours: MIRROR_VERSION }
}

/// Looks an entry up by its number. Reads one segment; meant for damage, not for daily use.
pub(super) fn find(dir: &Path, seq: Seq) -> Result<Option<Record>, Fault> {
    for segment in segments(dir)?.iter().rev() {
        let Some(head) = segment.head()? else { continue };
        if head.first > seq.0 {
            continue;
        }
        let bytes = segment.bytes_from(SEGMENT_HEAD as u64)?;
        return Ok(frames(&bytes).find(|it| it.seq == seq.0).map(|it| Record::of(&it)));
    }
    Ok(None)
}

/// All whole frames in the bytes of a segment, with damage stepped over.
pub(super) fn frames(bytes: &[u8]) -> impl Iterator<Item = Frame<'_>> {
    let mut at = 0;
    let mut search = Search::through(bytes);
    std::iter::from_fn(move || {
        let (frame, end) = next_frame(bytes, at, &mut search)?;
        at = end;
        Some(frame)
    })
}

/// The next whole frame at a place or behind it, and where it ends.
pub(super) fn next_frame<'a>(bytes: &'a [u8], at: usize, search: &mut Search) -> Option<(Frame<'a>, usize)> {
    let rest = bytes.get(at..)?;
    if let Some((frame, length)) = search.frame(rest) {
        return Some((frame, at + length));
    }
    let (skipped, frame) = search.resync(rest)?;
    Some((frame, at + skipped + super::frame::PREFIX + frame.header.len() + frame.body.len()))
}

/// How many bytes the whole frames at the beginning of `bytes` take up, counting those that end at or before `limit`.
pub(super) fn whole_frames(bytes: &[u8], limit: usize) -> usize {
    let mut at = 0;
    while let Parsed::Frame(_, length) = parse_some(bytes.get(at..).unwrap_or_default()) {
        if at + length > limit {
            break;
        }
        at += length;
    }
    at
}

/// As [`parse`], but without looking whether zeros go on to the end.
fn parse_some(bytes: &[u8]) -> Parsed<'_> {
    if bytes.first() == Some(&0) { Parsed::End } else { parse(bytes) }
}

impl Mirror {
    /// Begins a new mirror whose first frame will hold entry `first`, in a directory made for it.
    pub(super) fn create(dir: &Path, first: u64, prev: Hash) -> Result<Self, Fault> {
        files::make_dir(dir).map_err(io)?;
        let (number, end) = (1, SEGMENT_HEAD as u64);
        let file = begin(dir, SegmentHead { number, first, prev, before: 0 })?;
        Ok(Self {
            dir: dir.to_owned(),
            file,
            number,
            end,
            filled: end,
            #[cfg(test)]
            disk: Disk::default(),
        })
    }

    /// Opens a mirror to write on from where a walk ended. What stands behind that place is cut off.
    pub(super) fn open(dir: &Path, walked: Walked) -> Result<Self, Fault> {
        for segment in segments(dir)?.iter().filter(|it| it.number > walked.segment) {
            fs::remove_file(&segment.path).map_err(io)?;
        }
        let file = files::private().read(true).write(true).open(path_of(dir, walked.segment)).map_err(io)?;
        let mut filled = file.metadata().map_err(io)?.len();
        if walked.end != WalkEnd::Clean {
            file.set_len(walked.offset).map_err(io)?;
            file.sync_all().map_err(io)?;
            filled = walked.offset;
        }
        files::sync_dir(dir).map_err(io)?;
        Ok(Self {
            dir: dir.to_owned(),
            file,
            number: walked.segment,
            end: walked.offset,
            filled,
            #[cfg(test)]
            disk: Disk::default(),
        })
    }

    /// Appends the frames of one write with one sync; `last` is the length of the last frame. Gives the place of that frame. `first` and
    /// `prev` say which entry the write begins with and the chain hash before it, should a new segment begin.
    ///
    /// After an error nothing of the write counts: it is cut off if the system still allows that, and is not whole if not.
    pub(super) fn append(&mut self, frames: &mut Vec<u8>, last: usize, first: u64, prev: Hash) -> Result<Place, Failed> {
        let length = frames.len() as u64;
        if self.end > SEGMENT_HEAD as u64 && self.end + length > longest() {
            self.rotate(first, prev).map_err(Failed::before_sync)?;
        }
        let end = self.end + length;
        if end > self.filled {
            let ahead = (end + AHEAD).min(longest().max(end));
            frames.resize((ahead - self.end) as usize, 0);
        }
        let written = self.write(frames).map_err(|it| Failed::before_sync(io(it)));
        let written = written.and_then(|()| self.sync().map_err(|it| Failed { fault: io(it), unsure: true }));
        if let Err(failed) = written {
            let _ = self.file.set_len(self.end).and_then(|()| self.file.sync_all());
            return Err(failed);
        }
        self.filled = self.filled.max(self.end + frames.len() as u64);
        self.end = end;
        Ok(Place { segment: self.number, start: end - last as u64, end })
    }

    /// How far the acknowledged frames go: the segment, and the length of it that counts.
    pub(super) fn end(&self) -> (u32, u64) {
        (self.number, self.end)
    }

    /// How many bytes still go into the segment that is being written.
    pub(super) fn room(&self) -> u64 {
        longest().saturating_sub(self.end)
    }

    /// Opens the files again after a write that failed before its sync, and cuts off what it left. `head` is the last acknowledged entry, of
    /// which the segment has to show that it still ends with it.
    pub(super) fn reopen(&mut self, is_head: &mut dyn FnMut(Option<(u64, Record)>, Hash) -> bool) -> Result<(), Fault> {
        let path = path_of(&self.dir, self.number);
        // Cutting a file that has become shorter would make it longer.
        if fs::metadata(&path).map_err(io)?.len() < self.end {
            return Err(Fault::damaged(Part::Mirror, None));
        }
        let cut = Walked { segment: self.number, offset: self.end, end: WalkEnd::Torn(0) };
        let opened = Self::open(&self.dir, cut)?;
        let segment = Segment { number: self.number, path };
        let before = segment.head()?.ok_or(Fault::damaged(Part::Mirror, None))?.prev;
        let bytes = segment.bytes_from(SEGMENT_HEAD as u64)?;
        let mut last = None;
        let (good, end) = walk_bytes(&bytes, self.number, SEGMENT_HEAD as u64, &mut |_, frame| {
            last = Some((frame.seq, Record::of(&frame)));
            Ok(true)
        })?;
        if end != WalkEnd::Clean || good != bytes.len() || !is_head(last, before) {
            return Err(Fault::damaged(Part::Mirror, None));
        }
        (self.file, self.filled) = (opened.file, opened.filled);
        Ok(())
    }

    fn write(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        self.file.seek(SeekFrom::Start(self.end))?;
        #[cfg(test)]
        self.disk.before_write(&mut self.file, bytes)?;
        self.file.write_all(bytes)
    }

    fn sync(&mut self) -> std::io::Result<()> {
        #[cfg(test)]
        self.disk.before_sync()?;
        self.file.sync_data()
    }

    fn rotate(&mut self, first: u64, prev: Hash) -> Result<(), Fault> {
        // The zeros behind the last frame have done their work; whether they go or stay makes no difference to a reader.
        self.file.set_len(self.end).map_err(io)?;
        self.filled = self.end;
        let number = self.number + 1;
        self.file = begin(&self.dir, SegmentHead { number, first, prev, before: self.end })?;
        (self.number, self.end, self.filled) = (number, SEGMENT_HEAD as u64, SEGMENT_HEAD as u64);
        Ok(())
    }
}

fn begin(dir: &Path, head: SegmentHead) -> Result<File, Fault> {
    let write = || {
        let mut file = files::private().read(true).write(true).create(true).truncate(true).open(path_of(dir, head.number))?;
        file.write_all(&head.bytes())?;
        file.sync_all()?;
        files::sync_dir(dir)?;
        Ok(file)
    };
    write().map_err(io)
}

/// A disk that fails when a test wants it to.
#[cfg(test)]
#[derive(Debug, Clone, Default)]
pub(super) struct Disk {
    pub write: Option<std::io::ErrorKind>,
    /// How many bytes of the write that fails get to the disk all the same.
    pub short: usize,
    pub sync: Option<std::io::ErrorKind>,
    /// Writes and syncs that succeed before.
    pub good: usize,
}

#[cfg(test)]
impl Disk {
    fn before_write(&mut self, file: &mut File, bytes: &[u8]) -> std::io::Result<()> {
        match self.write {
            Some(kind) if self.good == 0 => file.write_all(&bytes[..self.short.min(bytes.len())]).and(Err(kind.into())),
            Some(_) => {
                self.good -= 1;
                Ok(())
            }
            None => Ok(()),
        }
    }

    fn before_sync(&mut self) -> std::io::Result<()> {
        match self.sync {
            Some(kind) if self.good == 0 => Err(kind.into()),
            Some(_) => {
                self.good -= 1;
                Ok(())
            }
            None => Ok(()),
        }
    }
}

#[cfg(test)]
impl Mirror {
    /// The disk from now on.
    pub(super) fn set_disk(&mut self, disk: Disk) {
        self.disk = disk;
    }
}
