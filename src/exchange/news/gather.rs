//! The pictures that go out with news, taken out of the logbook; that they were is on record.

use super::page::NewsPicture;
use super::picture::Picture;
use crate::campus::{NewsAbout, NewsHead, Refusal};
use crate::desk::{Desk, Refused};
use crate::say;
use crate::words::Words;

/// The pictures that were picked for a piece, cleaned, in their order.
///
/// # Errors
/// The user may not look into the files of the activity; a file is erased, or no whole picture; the disk failed.
pub fn pictures(words: &Words, desk: &Desk, head: &NewsHead) -> Result<Vec<NewsPicture>, Refused> {
    let NewsAbout::Activity(activity) = head.about else { return Ok(Vec::new()) };
    let mut all = Vec::new();
    for (file, nth) in head.pictures.iter().zip(1_usize..) {
        let kept = desk.take_evidence(activity, *file)?;
        let picture = Picture::read(&kept.bytes).ok_or(Refusal::NoSuchFile(*file))?;
        // What a file is called may name somebody.
        all.push(NewsPicture { picture, said: say!(words, "news-picture", nth = nth) });
    }
    Ok(all)
}
