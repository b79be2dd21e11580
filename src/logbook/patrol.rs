//! The round through both copies while the desk is open (巡检): opening looks at their ends only, and what rotted in the middle would otherwise be
//! found by whoever reads it, when the other copy may have gone too.
//!
//! It goes in small steps, each of which holds nothing that an act waits for; who calls for them decides when the next is due. Two copies that are the
//! same, one of them with its sum, are good: opening every seal again is for [`Reader::verify`].

use super::frame::{SEGMENT_HEAD, Search};
use super::mirror::{self, Segment, next_frame};
use super::reader::{Copies, Reader};
use super::residue::Record;
use super::{Fault, Part};
use crate::campus::Seq;
use std::collections::VecDeque;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};

/// Entries looked at in a step.
const STEP: u64 = 64;
/// Bytes of the mirror read in a step.
const PIECE: u64 = 1 << 20;

/// A round under way.
#[derive(Debug)]
pub struct Patrol {
    /// What is written behind it meanwhile is left to the next round.
    last: Seq,
    at: Seq,
    /// The segments not begun yet.
    segments: VecDeque<Segment>,
    loading: Option<Segment>,
    bytes: Vec<u8>,
    place: usize,
    search: Search,
    /// How often the copies had been exchanged for others when the round began.
    exchanged: u64,
    mirror_is_bad: bool,
    store_is_bad: bool,
}

/// What a step came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Walked {
    /// There is more to look at.
    On,
    /// The round is over; these copies are not whole.
    Done(Vec<Part>),
}

impl Patrol {
    /// Begins a round, up to the present end of the logbook.
    ///
    /// # Errors
    /// The mirror cannot be listed.
    pub fn begin(reader: &Reader) -> Result<Self, Fault> {
        let shared = &reader.shared;
        let _copies = shared.copies();
        Ok(Self {
            last: reader.head().seq,
            at: Seq(1),
            segments: mirror::segments(&shared.mirror_dir)?.into(),
            loading: None,
            bytes: Vec::new(),
            place: 0,
            search: Search::through(&[]),
            exchanged: shared.exchanged(),
            mirror_is_bad: false,
            store_is_bad: false,
        })
    }

    /// Goes a little further: well under a millisecond of work, or a piece of the mirror read from its disk.
    ///
    /// # Errors
    /// The files cannot be read; the round is to be begun anew some time.
    pub fn step(&mut self, reader: &Reader) -> Result<Walked, Fault> {
        let copies = reader.shared.copies();
        if self.exchanged != reader.shared.exchanged() {
            drop(copies);
            *self = Self::begin(reader)?;
            return Ok(Walked::On);
        }
        if self.at > self.last || (self.mirror_is_bad && self.store_is_bad) {
            let bad = [(self.mirror_is_bad, Part::Mirror), (self.store_is_bad, Part::Store)];
            return Ok(Walked::Done(bad.into_iter().filter_map(|(bad, part)| bad.then_some(part)).collect()));
        }
        if self.load()? {
            return Ok(Walked::On);
        }
        let found = self.frames();
        // Where the mirror goes on, what is between its frames may still come.
        let is_over = self.place >= self.bytes.len() && self.segments.is_empty();
        let due = Seq(self.last.0.min(self.at.0 + STEP - 1));
        let end = match found.last() {
            _ if is_over => due,
            Some((seq, _)) => *seq,
            None if self.place >= self.bytes.len() => return Ok(Walked::On),
            None => due,
        };
        self.compare(reader, &copies, end, found)?;
        self.at = end.next();
        Ok(Walked::On)
    }

    /// Reads the next piece of a segment if all that was read is looked at. Whether it did.
    fn load(&mut self) -> Result<bool, Fault> {
        let fault = Fault::io(Part::Mirror);
        if self.loading.is_none() {
            if self.place < self.bytes.len() {
                return Ok(false);
            }
            let Some(next) = self.segments.pop_front() else { return Ok(false) };
            self.loading = Some(next);
            self.bytes = Vec::new();
        }
        let Some(segment) = &self.loading else { return Ok(false) };
        let mut read = || {
            let mut file = File::open(&segment.path)?;
            let begin = self.bytes.len() as u64;
            file.seek(SeekFrom::Start(begin))?;
            file.take(PIECE).read_to_end(&mut self.bytes)
        };
        let count = match read() {
            Ok(count) => count as u64,
            // Whoever took it away took its entries.
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => 0,
            Err(error) => return Err(fault(error)),
        };
        if count < PIECE {
            self.loading = None;
            self.place = SEGMENT_HEAD;
            self.search = Search::through(&self.bytes);
        }
        Ok(true)
    }

    /// The frames of the next entries, as far as the bytes that were read hold them.
    fn frames(&mut self) -> Vec<(Seq, Record)> {
        let mut found = Vec::new();
        while let Some((frame, end)) = next_frame(&self.bytes, self.place, &mut self.search) {
            if frame.seq >= self.at.0 + STEP || frame.seq > self.last.0 {
                // What follows the end is not looked at, nor is it taken for a gap.
                if frame.seq > self.last.0 {
                    self.place = self.bytes.len();
                    self.segments.clear();
                }
                return found;
            }
            self.place = end;
            if frame.seq >= self.at.0 {
                found.push((Seq(frame.seq), Record::of(&frame)));
            }
        }
        self.place = self.bytes.len();
        found
    }

    fn compare(&mut self, reader: &Reader, copies: &Copies<'_>, end: Seq, found: Vec<(Seq, Record)>) -> Result<(), Fault> {
        if end < self.at {
            return Ok(());
        }
        let range = self.at..=end;
        let many = (end.0 - self.at.0 + 1) as usize;
        // What the database reports as damage is damage; a database that is being exchanged has nothing to say.
        let stored = copies.store()?.records(range).unwrap_or_else(|_| vec![None; many]);
        let mut found = found.into_iter().peekable();
        for (seq, stored) in (self.at.0..).map(Seq).zip(stored) {
            let mut mirrored = None;
            while let Some((_, record)) = found.next_if(|(it, _)| *it == seq) {
                mirrored = Some(record);
            }
            if mirrored.is_none() || mirrored != stored {
                self.judge(reader, seq, mirrored, stored);
            }
        }
        Ok(())
    }

    /// The copies of an entry are not the same: which of them is not right?
    fn judge(&mut self, reader: &Reader, seq: Seq, mirrored: Option<Record>, stored: Option<Record>) {
        let keys = &reader.shared.keys;
        let is_whole = |it: &Option<Record>| it.as_ref().is_some_and(|it| it.open(keys, seq).is_ok());
        let (mut mirror_is, store_is) = (is_whole(&mirrored), is_whole(&stored));
        if !mirror_is && !self.mirror_is_bad {
            // The word of the file itself counts, not that of the bytes in memory.
            mirror_is = is_whole(&mirror::find(&reader.shared.mirror_dir, seq).ok().flatten());
        }
        let differ = mirror_is && store_is && mirrored.is_some() && mirrored != stored;
        self.mirror_is_bad |= !mirror_is || differ;
        self.store_is_bad |= !store_is || differ;
    }
}
