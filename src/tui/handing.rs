//! The handover a seat works on (交接): which side of it is shown, and what the giver changed in the draft.

use crate::campus::{HandoverItem, HandoverLine, ShiftId, Weight};
use crate::desk::handover::HandoverDraft;
use crate::exchange::handover::propose;
use crate::words::Words;
use serde::{Deserialize, Serialize};

/// A side of the handover.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum HandoverView {
    /// What happened since one was last on duty.
    #[default]
    Since,
    /// What one takes over.
    Take,
    /// What one gives.
    Give,
    /// What one gave, or the last that was given or taken.
    Done,
}

/// What the giver changed in the draft; kept on disk until it is given.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edits {
    /// Of which shift.
    pub shift: Option<ShiftId>,
    /// Lines as they were rewritten.
    pub lines: Vec<(HandoverItem, HandoverLine)>,
    /// Lines that are no item.
    pub added: Vec<HandoverLine>,
    /// Routine items that are left out.
    pub left_out: Vec<HandoverItem>,
    /// What kind of night it was.
    pub summary: String,
    /// Keys and things of the room.
    pub things: String,
}

/// A row of what is given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GiveRow {
    /// The line as it would be given.
    pub line: HandoverLine,
    /// It is left out.
    pub left_out: bool,
    /// It was rewritten or added by hand.
    pub own: bool,
    /// Which of the added ones.
    pub added: Option<usize>,
}

impl Edits {
    /// Whether there is nothing that a crash could lose.
    pub fn is_empty(&self) -> bool {
        *self == Self { shift: self.shift, ..Self::default() }
    }

    /// The edits of this shift; those of another one have nothing to say about it.
    pub fn of(&self, shift: ShiftId) -> Option<&Self> {
        (self.shift == Some(shift)).then_some(self)
    }

    /// The rows of a draft with what was changed, the grave ones first; what is added by hand goes behind its like.
    pub fn rows(&self, words: &Words, draft: &HandoverDraft) -> Vec<GiveRow> {
        let mine = self.of(draft.shift);
        let drafted = draft.lines.iter().map(|it| {
            let own = mine.and_then(|edits| edits.lines.iter().find(|(item, _)| *item == it.item)).map(|(_, line)| line.clone());
            let left_out = it.weight == Weight::Routine && mine.is_some_and(|edits| edits.left_out.contains(&it.item));
            GiveRow { own: own.is_some(), line: own.unwrap_or_else(|| propose(words, it)), left_out, added: None }
        });
        let mut rows: Vec<GiveRow> = drafted.collect();
        let added = mine.into_iter().flat_map(|it| it.added.iter().enumerate());
        rows.extend(added.map(|(nth, line)| GiveRow { line: line.clone(), left_out: false, own: true, added: Some(nth) }));
        rows.sort_by_key(|it| it.line.weight);
        rows
    }
}
