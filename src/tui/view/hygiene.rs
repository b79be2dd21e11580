//! Hygiene scores (卫生评分): what is to be mended or decided, the model rooms of the term, the latest.

use super::LOG_ROWS;
use crate::campus::{AppealState, Campus, Day, RoomId, ScoreHead, Seq};
use crate::tui::model::HygieneScope;
use chrono::Datelike as _;

/// A row of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScoreRow {
    /// A score.
    Score(Seq),
    /// A model room with its average.
    Model(RoomId, u8),
}

/// The term a day lies in, by its first and last day: from August to January, and from February to July.
pub fn term_of(day: Day) -> (Day, Day) {
    let (year, month) = (day.date().year(), day.date().month());
    let from = match month {
        1 => Day::ymd(year - 1, 8, 1),
        2..=7 => Day::ymd(year, 2, 1),
        _ => Day::ymd(year, 8, 1),
    };
    let until = match month {
        1 => Day::ymd(year, 1, 31),
        2..=7 => Day::ymd(year, 7, 31),
        _ => Day::ymd(year + 1, 1, 31),
    };
    (from.unwrap_or(day), until.unwrap_or(day))
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
            let (from, until) = term_of(today);
            let rooms = hygiene.model_rooms(from, until, &campus.presets().rules().model_room);
            rooms.into_iter().map(|(room, average)| ScoreRow::Model(room, average)).collect()
        }
        HygieneScope::All => standing().rev().take(LOG_ROWS).map(|it| ScoreRow::Score(it.seq)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn january_belongs_to_the_autumn_term() {
        let day = |y, m, d| Day::ymd(y, m, d).unwrap();
        let autumn = (day(2026, 8, 1), day(2027, 1, 31));
        assert_eq!([term_of(day(2027, 1, 31)), term_of(day(2026, 8, 1)), term_of(day(2026, 12, 5))], [autumn; 3]);
        assert_eq!(term_of(day(2027, 2, 1)), (day(2027, 2, 1), day(2027, 7, 31)));
    }
}
