//! News of what was done (宣传稿): drafted from the facts in the style of each house, looked through for personal data, and put on paper.
//!
//! Only sums stand in a draft: no student, no room, no word of a talk or an incident. What people write into it afterwards is looked through before
//! it is reviewed.

mod activity;
mod gather;
mod page;
mod personal;
mod picture;
#[cfg(test)]
mod tests;

pub use activity::draft_of_activity;
pub use gather::pictures;
pub use page::{NewsPage, NewsPicture, docx, html, markdown};
pub use personal::{Personal, PersonalKind, personal};
pub use picture::{PICTURE_MAGIC, Picture, PictureKind};

use crate::campus::{Campus, CommunityId, Day, NewsHouse, Stamp, UserId};
use crate::desk::count::{By, Key, Kind, Scale, Span, grid};
use crate::say;
use crate::words::Words;

/// A draft: headline and words as Markdown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Headline.
    pub title: String,
    /// Words.
    pub text: String,
}

/// Drafts news of a period from what was counted in it until today, as `user` sees it at `now`; `None` where nothing was.
pub fn draft(
    words: &Words,
    campus: &Campus,
    (user, now): (UserId, Stamp),
    span: Span,
    community: Option<CommunityId>,
    house: NewsHouse,
) -> Option<Draft> {
    // Nothing can be told of days that are still to come.
    let (whole, span) = (span, Span { until: span.until.min(now.day(campus.zone())), ..span });
    if span.from > span.until {
        return None;
    }
    let count = |kind: Kind| {
        let found = grid(campus, user, now, span, (kind, By::Community, Scale::Month));
        match community {
            Some(id) => found.rows.iter().find(|it| it.key == Key::Community(id)).map_or(0, |it| it.total()),
            None => found.total(),
        }
    };
    let (talks, rooms, requests) = (count(Kind::Talks), count(Kind::Rounds), count(Kind::Requests));
    let (duties, activities) = (count(Kind::Duties), count(Kind::Activities));
    if talks + rooms + requests + duties + activities == 0 {
        return None;
    }
    let place = community.and_then(|id| campus.places().community(id)).map(|it| it.name.to_string());
    let place = place.or_else(|| campus.college().map(|it| it.name.to_string())).unwrap_or_default();
    let month = called(words, campus, whole, span);
    let (from, until) = (dated(words, span.from), dated(words, span.until));
    let mut lines = Vec::new();
    let (title, opening, closing) = match house {
        NewsHouse::Cloud => (
            say!(words, "news-cloud-title", place = place.clone(), month = month),
            say!(words, "news-cloud-opening", place = place.clone(), from = from, until = until),
            say!(words, "news-cloud-closing", place = place),
        ),
        NewsHouse::Story => (
            say!(words, "news-story-title", place = place.clone(), month = month),
            say!(words, "news-story-opening", place = place.clone(), from = from, until = until),
            say!(words, "news-story-closing", place = place),
        ),
    };
    let cloud = house == NewsHouse::Cloud;
    let mut add = |count: u32, said: String| {
        if count > 0 {
            lines.push(format!("- {said}"));
        }
    };
    if cloud {
        add(activities, say!(words, "news-cloud-activities", count = activities));
        add(duties, say!(words, "news-cloud-duties", count = duties));
        add(rooms, say!(words, "news-cloud-rooms", count = rooms));
        add(talks, say!(words, "news-cloud-talks", count = talks));
        add(requests, say!(words, "news-cloud-requests", count = requests));
    } else {
        add(activities, say!(words, "news-story-activities", count = activities));
        add(duties, say!(words, "news-story-duties", count = duties));
        add(rooms, say!(words, "news-story-rooms", count = rooms));
        add(talks, say!(words, "news-story-talks", count = talks));
        add(requests, say!(words, "news-story-requests", count = requests));
    }
    Some(Draft { title, text: format!("{opening}\n\n{}\n\n{closing}\n", lines.join("\n")) })
}

/// What a headline calls a period: its month, the name of its term, or else the days that are told of.
fn called(words: &Words, campus: &Campus, whole: Span, told: Span) -> String {
    if whole == Span::month(whole.from) {
        return crate::exchange::count::column_name(whole.from, Scale::Month);
    }
    let term = campus.terms().at(whole.from);
    if (term.from, term.until) == (whole.from, whole.until) {
        return say!(words, "news-term", name = term.name.to_string());
    }
    say!(words, "news-days", from = dated(words, told.from), until = dated(words, told.until))
}

/// A day with its year: news are read long after.
fn dated(words: &Words, day: Day) -> String {
    say!(words, "news-day", year = day.date().format("%Y").to_string(), day = words.day(day))
}
