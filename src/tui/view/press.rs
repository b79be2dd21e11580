//! What the lists of news and awards show.

use crate::campus::{Campus, NewsState, Seq};

/// Most rows of either.
const ROWS: usize = 500;

/// The news that stand, the latest first.
pub fn news_rows(campus: &Campus) -> Vec<Seq> {
    let standing = campus.news().heads().iter().rev().filter(|it| it.state != NewsState::Withdrawn);
    standing.map(|it| it.seq).take(ROWS).collect()
}

/// The awards that stand, the latest first.
pub fn award_rows(campus: &Campus) -> Vec<Seq> {
    campus.awards().heads().iter().rev().filter(|it| !it.withdrawn).map(|it| it.seq).take(ROWS).collect()
}
