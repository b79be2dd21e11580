//! What the lists of news and awards show.

use crate::campus::{Act, AwardHead, Campus, NewsAct, NewsState, Ranked, Seq};
use crate::exchange::news::{Personal, personal};
use crate::tui::model::{Model, Place};
use crate::tui::msg::Fetched;

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

/// The candidates of an award as they are shown: before it is decided as somebody arranges them here, else as they are told.
pub fn award_order(model: &Model, it: &AwardHead) -> Vec<Ranked> {
    let mut all = it.told();
    if let Some((_, order)) = model.arranged.as_ref().filter(|(seq, _)| *seq == it.seq && it.decided.is_none()) {
        all.sort_by_key(|row| order.iter().position(|one| *one == row.nominee).unwrap_or(order.len()));
    }
    all
}

/// What personal data the news shown would show. It is looked for once for its words, for all names of the roster are held against them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// The entry in which the words stand.
    pub words: Seq,
    /// As of which state of the campus.
    applied: Seq,
    /// What was found.
    pub personal: Vec<Personal>,
}

impl Checked {
    /// Looks through the news shown, where that was not done yet.
    pub fn refresh(model: &mut Model, campus: &Campus) {
        let beside = model.beside.as_ref().and_then(|it| it.place);
        let ((Place::News(news), _) | (_, Some(Place::News(news)))) = (model.place, beside) else {
            model.checked = None;
            return;
        };
        let Some(words) = campus.news().get(news).map(|it| it.words.0) else { return };
        let applied = campus.applied();
        if model.checked.as_ref().is_some_and(|it| (it.words, it.applied) == (words, applied)) {
            return;
        }
        model.checked = written(model, words).map(|(title, text)| {
            let personal = personal(campus, &format!("{title}\n{text}"));
            Self { words, applied, personal }
        });
    }
}

/// The headline and the words that stand in an entry, where they are here.
pub fn written(model: &Model, words: Seq) -> Option<(&str, &str)> {
    let Some(Fetched::Entry(entry)) = model.texts.get(words) else { return None };
    match &entry.act {
        Act::News(NewsAct::Drafted(it)) => Some((&it.title, &it.text)),
        Act::News(NewsAct::Rewritten { title, text, .. }) => Some((title, text)),
        _ => None,
    }
}
