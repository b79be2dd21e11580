//! How far a second mirror is ours, byte for byte, and how the rest gets there. Knows neither keys nor threads.

use super::frame::SEGMENT_HEAD;
use super::mirror::{self, Segment};
use super::{Fault, Part, files};
use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::Path;

/// How much is copied or compared at once.
pub(super) const PIECE: u64 = 1 << 20;
/// How much at the end of a copy has to be ours before it is gone on with.
const TAIL: u64 = 64 << 10;

/// A place in the mirror: the segment, and how far in it.
pub(super) type At = (u32, u64);

fn fault(error: std::io::Error) -> Fault {
    Fault::io(Part::Second)(error)
}

/// How a copy fits ours.
pub(super) enum Fit {
    /// It is ours up to here.
    At(At),
    /// It is ours, and goes on with so many entries.
    Ahead(u64),
    /// It is something else.
    Differs,
}

fn segment(dir: &Path, number: u32) -> Result<Option<Segment>, Fault> {
    Ok(mirror::segments(dir)?.into_iter().find(|it| it.number == number))
}

/// How much of one of our segments counts.
pub(super) fn content(ours: &Path, number: u32, end: At) -> Result<u64, Fault> {
    if number >= end.0 {
        return Ok(if number == end.0 { end.1 } else { 0 });
    }
    let next = segment(ours, number + 1)?.map(|it| it.head()).transpose()?.flatten();
    next.map(|it| it.before).ok_or(Fault::damaged(Part::Mirror, None))
}

/// The last entry before a segment of ours, for saying about how many are missing.
pub(super) fn last_before(ours: &Path, at: At) -> u64 {
    let head = segment(ours, at.0).ok().flatten().and_then(|it| it.head().ok().flatten());
    head.map_or(0, |it| it.first.saturating_sub(1))
}

/// Finds how far a copy is ours. What was torn when the stick was pulled is cut off.
pub(super) fn fit(ours: &Path, theirs: &Path, end: At) -> Result<Fit, Fault> {
    let copies = mirror::segments(theirs)?;
    let Some(last) = copies.last() else { return Ok(Fit::At((1, 0))) };
    if !copies.iter().map(|it| it.number).eq(1..=last.number) {
        return Ok(Fit::Differs);
    }
    for copy in copies.iter().take_while(|it| it.number < last.number.min(end.0)) {
        let same = segment(ours, copy.number)?.is_some_and(|it| matches!((it.head(), copy.head()), (Ok(Some(a)), Ok(Some(b))) if a == b));
        if !same || copy.length()? != content(ours, copy.number, end)? {
            return Ok(Fit::Differs);
        }
    }
    let number = last.number.min(end.0);
    let (Some(our), Some(their)) = (segment(ours, number)?, copies.iter().find(|it| it.number == number)) else {
        return Ok(Fit::Differs);
    };
    let (ends, length) = (content(ours, number, end)?, their.length()?);
    if last.number == number && length <= ends && same_bytes(&our, their, length.saturating_sub(TAIL), length)? {
        return Ok(Fit::At((number, length)));
    }
    let (mut a, b) = (our.bytes_from(0)?, their.bytes_from(0)?);
    a.truncate(ends as usize);
    let common = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    // What follows on the last frame that is the same, if that is whole, is another history or one that is longer; if not, it is torn.
    let frames = a.get(SEGMENT_HEAD..).unwrap_or_default();
    let kept = mirror::whole_frames(frames, common.saturating_sub(SEGMENT_HEAD));
    let beyond = mirror::frames(b.get(SEGMENT_HEAD + kept..).unwrap_or_default()).count() as u64;
    let later = last.number > number;
    if beyond == 0 && !later {
        let kept = if common < SEGMENT_HEAD { 0 } else { common as u64 };
        files::private().write(true).open(&their.path).and_then(|it| it.set_len(kept)).map_err(fault)?;
        return Ok(Fit::At((number, kept)));
    }
    if common == a.len() && number == end.0 {
        let mut entries = beyond;
        for copy in copies.iter().filter(|it| it.number > number) {
            entries += mirror::frames(&copy.bytes_from(SEGMENT_HEAD as u64)?).count() as u64;
        }
        return Ok(Fit::Ahead(entries));
    }
    Ok(Fit::Differs)
}

fn read_piece(segment: &Segment, from: u64, to: u64) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::new();
    let mut file = File::open(&segment.path).map_err(fault)?;
    file.seek(SeekFrom::Start(from)).map_err(fault)?;
    file.take(to.saturating_sub(from)).read_to_end(&mut bytes).map_err(fault)?;
    Ok(bytes)
}

fn same_bytes(a: &Segment, b: &Segment, from: u64, to: u64) -> Result<bool, Fault> {
    Ok(read_piece(a, from, to)? == read_piece(b, from, to)?)
}

/// Copies the rest of a segment and has it on the disk when it returns. How much that was.
pub(super) fn copy_segment(ours: &Path, theirs: &Path, at: At, length: u64) -> Result<u64, Fault> {
    let our = segment(ours, at.0)?.ok_or(Fault::damaged(Part::Mirror, None))?;
    let path = theirs.join(our.path.file_name().unwrap_or_default());
    let mut file = files::private().write(true).create(true).truncate(false).open(&path).map_err(fault)?;
    file.seek(SeekFrom::Start(at.1)).map_err(fault)?;
    let mut from = at.1;
    while from < length {
        let to = length.min(from + PIECE);
        let piece = read_piece(&our, from, to)?;
        if piece.len() as u64 != to - from {
            return Err(Fault::damaged(Part::Mirror, None));
        }
        file.write_all(&piece).map_err(fault)?;
        from = to;
    }
    file.sync_data().map_err(fault)?;
    if at.1 == 0 {
        files::sync_dir(theirs).map_err(fault)?;
    }
    Ok(length - at.1)
}

/// Holds the next piece of a copy that goes to `at` against ours; `false` if it is another. `compared` is how far that was done.
pub(super) fn compare(ours: &Path, theirs: &Path, at: At, compared: &mut At, end: At) -> Result<bool, Fault> {
    let (number, from) = (compared.0.max(1), compared.1);
    let length = if number == at.0 { at.1 } else { content(ours, number, end)? };
    if from >= length {
        *compared = (number + 1, 0);
        return Ok(true);
    }
    let to = length.min(from + PIECE);
    let (Some(our), Some(their)) = (segment(ours, number)?, segment(theirs, number)?) else { return Ok(false) };
    *compared = (number, from);
    let same = same_bytes(&our, &their, from, to)?;
    if same {
        compared.1 = to;
    }
    Ok(same)
}

/// Whether all frames of one of our segments are whole.
pub(super) fn is_whole(ours: &Path, number: u32, end: At) -> bool {
    let look = || {
        let Some(our) = segment(ours, number)? else { return Ok::<_, Fault>(false) };
        let length = content(ours, number, end)? as usize;
        let bytes = our.bytes_from(SEGMENT_HEAD as u64)?;
        let bytes = bytes.get(..length.saturating_sub(SEGMENT_HEAD)).unwrap_or_default();
        Ok(our.head()?.is_some() && mirror::whole_frames(bytes, bytes.len()) == bytes.len())
    };
    look().unwrap_or(false)
}
