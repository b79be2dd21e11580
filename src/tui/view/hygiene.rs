//! Hygiene scores (卫生评分): what is to be mended or decided, the model rooms of the term, the latest.

use super::LOG_ROWS;
use crate::campus::{AppealState, Campus, Day, RoomId, ScoreHead, Seq};
use crate::tui::model::HygieneScope;

/// A row of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScoreRow {
    /// A score.
    Score(Seq),
    /// A model room with its average.
    Model(RoomId, u8),
}

/// The rows of a scope on a day.
pub(super) fn score_rows(campus: &Campus, scope: HygieneScope, today: Day) -> Vec<ScoreRow> {
    let hygiene = campus.hygiene();
    let standing = || hygiene.scores().iter().filter(|it| !it.withdrawn);
    match scope {
        HygieneScope::Open => {
            let mut rows: Vec<&ScoreHead> = standing().filter(|it| it.is_to_mend() || it.appeal == AppealState::Open).collect();
            // An appeal waits for a person and has no date of its own: it comes first.
            rows.sort_by_key(|it| (it.appeal != AppealState::Open, it.mend_by, it.seq));
            rows.into_iter().map(|it| ScoreRow::Score(it.seq)).collect()
        }
        HygieneScope::Model => {
            let (from, until) = campus.terms().days(today);
            let rooms = hygiene.model_rooms(from, until, &campus.presets().rules().model_room);
            rooms.into_iter().map(|(room, average)| ScoreRow::Model(room, average)).collect()
        }
        HygieneScope::All => standing().rev().take(LOG_ROWS).map(|it| ScoreRow::Score(it.seq)).collect(),
    }
}
