//! What second mirrors know beyond the home is taken over at opening: the home is an older copy, or has lost its end.
//!
//! Each entry is held against chain and seals. One of another history is never merged.

use super::frame::{Frame, PREFIX, SEGMENT_HEAD};
use super::mirror::{self, Mirror};
use super::residue::Record;
use super::seal::Keys;
use super::second::{Folder, Seconds};
use super::store::{Sealed, Store};
use super::writer::Mark;
use super::{Fault, Head, Notice, recover};
use crate::campus::Seq;
use std::path::Path;

/// Entries taken over at once.
const BATCH: usize = 512;

/// What is open of a home while second mirrors are asked what they know.
pub(super) struct Behind<'a> {
    pub home: &'a Path,
    pub name: &'a str,
    pub keys: &'a Keys,
    pub store: &'a Store,
    pub mirror: &'a mut Mirror,
    pub head: &'a mut Head,
}

impl Behind<'_> {
    /// Takes over what second mirrors know beyond the home. A mirror that is away, or of another history, changes nothing.
    pub(super) fn catch_up(&mut self, seconds: &Seconds, notices: &mut Vec<Notice>) -> Result<(), Fault> {
        for dir in &seconds.dirs {
            let folder = Folder::below(dir, self.name);
            // One made before an erasure holds what is gone for good.
            if !folder.0.is_dir() || folder.generation().is_ok_and(|it| it < seconds.generation) {
                continue;
            }
            match self.take_from(&folder.mirror()) {
                Ok(Taken::Nothing) | Err(Taking::Theirs) => {}
                Ok(Taken::Differs) => notices.push(Notice::SecondDiffers { dir: dir.clone() }),
                Ok(Taken::Entries(entries)) => notices.push(Notice::CaughtUpFromSecond { entries }),
                Err(Taking::Ours(fault)) => return Err(fault),
            }
        }
        Ok(())
    }

    fn take_from(&mut self, theirs: &Path) -> Result<Taken, Taking> {
        let away = |_: Fault| Taking::Theirs;
        let segments = mirror::segments(theirs).map_err(away)?;
        let Some(last) = segments.last() else { return Ok(Taken::Nothing) };
        // A copy that ends where ours does, or before, in the same bytes has nothing to give: the usual case, and it costs no reading.
        if self.is_tail_of_ours(last).map_err(away)? {
            return Ok(Taken::Nothing);
        }
        let mut from = 1;
        for segment in segments.iter().rev() {
            if segment.head().map_err(away)?.is_some_and(|it| it.first <= self.head.seq.0.max(1)) {
                from = segment.number;
                break;
            }
        }
        let before = *self.head;
        let (keys, store) = (self.keys, self.store);
        let mut taker = Taker { keys, store, begin: before, at: before, epoch: 0, waiting: Vec::new(), whole: 0, bytes: 0, differs: false };
        let mut ours = Ok(());
        let walked = mirror::walk(theirs, (from, SEGMENT_HEAD as u64), &mut |_, frame| {
            let goes_on = taker.follow(&frame);
            if frame.last && goes_on {
                ours = taker.end_write(self.mirror, self.head);
            }
            Ok(goes_on && ours.is_ok())
        });
        ours.map_err(Taking::Ours)?;
        // What it holds up to where it is damaged or cannot be read is good all the same: each entry was held against chain and seals.
        drop(walked);
        // Of a write that stops making sense half way, nothing counts.
        taker.waiting.truncate(taker.whole);
        taker.put(self.mirror, self.head).map_err(Taking::Ours)?;
        if taker.differs {
            return Ok(Taken::Differs);
        }
        match self.head.seq.0 - before.seq.0 {
            0 => Ok(Taken::Nothing),
            entries => self.store.sync().map(|()| Taken::Entries(entries)).map_err(Taking::Ours),
        }
    }

    /// Whether the last segment of a copy is where ours has the same last bytes, and not past our end.
    fn is_tail_of_ours(&self, theirs: &mirror::Segment) -> Result<bool, Fault> {
        const TAIL: u64 = 4 << 10;
        let ours = mirror::segments(&recover::mirror_dir(self.home))?.into_iter().find(|it| it.number == theirs.number);
        let Some(ours) = ours else { return Ok(false) };
        let length = theirs.length()?;
        let (number, end) = self.mirror.end();
        if (theirs.number, length) > (number, end) || length > ours.length()? {
            return Ok(false);
        }
        let from = length.saturating_sub(TAIL);
        let (theirs, mut ours) = (theirs.bytes_from(from)?, ours.bytes_from(from)?);
        ours.truncate(theirs.len());
        Ok(theirs == ours)
    }
}

enum Taken {
    Nothing,
    Entries(u64),
    Differs,
}

/// Whose fault it is that nothing was taken over.
enum Taking {
    Theirs,
    Ours(Fault),
}

/// Follows a copy past our own end.
struct Taker<'a> {
    keys: &'a Keys,
    store: &'a Store,
    begin: Head,
    at: Head,
    /// The highest epoch of keys on the way, ours included.
    epoch: u8,
    waiting: Vec<Waiting>,
    /// How many of them make up whole writes, and how many bytes those are.
    whole: usize,
    bytes: u64,
    differs: bool,
}

/// An entry on its way from a copy into the home.
struct Waiting {
    head: Head,
    first: bool,
    last: bool,
    record: Record,
}

impl Waiting {
    fn frame(&self) -> Frame<'_> {
        let Record { standing, header, body } = &self.record;
        Frame { seq: self.head.seq.0, first: self.first, last: self.last, standing: *standing, header, body }
    }

    fn sealed(&self) -> Sealed<'_> {
        let Record { standing, header, body } = &self.record;
        Sealed { seq: self.head.seq, standing: *standing, header, body }
    }

    fn length(&self) -> u64 {
        (PREFIX + self.record.header.len() + self.record.body.len()) as u64
    }
}

impl Taker<'_> {
    /// Whether the frame fits ours, or goes on from our end.
    fn follow(&mut self, frame: &Frame<'_>) -> bool {
        let seq = Seq(frame.seq);
        if seq < self.begin.seq {
            self.differs = self.store.header(seq).is_ok_and(|it| it.is_some_and(|it| *it != *frame.header));
            return !self.differs;
        }
        let record = Record::of(frame);
        let Ok(full) = record.open_header(self.keys, seq) else { return false };
        if seq == self.begin.seq {
            self.differs = full.header.hash != self.begin.hash;
            self.epoch = full.epoch.unwrap_or_default();
            return !self.differs;
        }
        if seq != self.at.seq.next() || full.header.prev != self.at.hash {
            self.differs = seq == self.begin.seq.next();
            return false;
        }
        if !full.may_follow(self.epoch) || record.open(self.keys, seq).is_err() {
            return false;
        }
        self.at = Head { seq, hash: full.header.hash };
        self.epoch = full.epoch.unwrap_or(self.epoch);
        self.waiting.push(Waiting { head: self.at, first: frame.first, last: frame.last, record });
        true
    }

    /// A write is there as a whole. Many go to the disk at once, but so that our segments come out as theirs are.
    fn end_write(&mut self, mirror: &mut Mirror, head: &mut Head) -> Result<(), Fault> {
        let length = self.waiting[self.whole..].iter().map(Waiting::length).sum::<u64>();
        if self.whole >= BATCH || (self.whole > 0 && self.bytes + length > mirror.room()) {
            self.put(mirror, head)?;
        }
        (self.whole, self.bytes) = (self.waiting.len(), self.bytes + length);
        Ok(())
    }

    /// Writes the whole writes that were found, as any write: the mirror first.
    fn put(&mut self, mirror: &mut Mirror, head: &mut Head) -> Result<(), Fault> {
        let rest = self.waiting.split_off(self.whole);
        let found = std::mem::replace(&mut self.waiting, rest);
        (self.whole, self.bytes) = (0, 0);
        let Some(last) = found.last() else { return Ok(()) };
        let mut frames = Vec::new();
        found.iter().for_each(|it| it.frame().write(&mut frames));
        let place = mirror.append(&mut frames, last.length() as usize, head.seq.0 + 1, head.hash).map_err(|it| it.fault)?;
        let mark = Mark { seq: last.head.seq, hash: last.head.hash, place }.seal(self.keys)?;
        self.store.put(found.iter().map(Waiting::sealed), &mark)?;
        *head = last.head;
        Ok(())
    }
}
