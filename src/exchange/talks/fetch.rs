//! Talks out of the logbook, as rows for paper.

use super::{TalkRow, TalkWords, row};
use crate::campus::Seq;
use crate::desk::{Desk, Fault};
use crate::exchange::rounds::Names;

/// The talks as rows, for this user; what they may not read is left out. Without names no word is even fetched.
///
/// # Errors
/// The logbook cannot be read.
pub fn fetch(desk: &Desk, seqs: &[Seq], names: Names) -> Result<Vec<TalkRow>, Fault> {
    let mut rows = Vec::with_capacity(seqs.len());
    for seq in seqs {
        let said = if names == Names::Full { said(desk, *seq)? } else { None };
        let campus = desk.campus();
        let seen = campus.talks().get(*seq).and_then(|it| desk.sight(&campus).talk(it));
        rows.extend(seen.and_then(|it| row(&campus, &it, said.as_ref(), names)));
    }
    Ok(rows)
}

/// What was said in a talk, and what was added since.
fn said(desk: &Desk, seq: Seq) -> Result<Option<TalkWords>, Fault> {
    let Some(mut said) = desk.entry(seq)?.as_ref().and_then(TalkWords::of) else { return Ok(None) };
    let amended = {
        let campus = desk.campus();
        let seen = campus.talks().get(seq).and_then(|it| desk.sight(&campus).talk(it));
        seen.map(|it| it.amended().to_vec()).unwrap_or_default()
    };
    for seq in amended {
        if let Some(entry) = desk.entry(seq)? {
            said.add(&entry);
        }
    }
    Ok(Some(said))
}
