//! The notice of an award (评优公示): who gets it, by which points, and why.

use crate::campus::{AwardHead, AwardKind, Campus, CommunityId, Nominee};
use crate::exchange::rounds::{Document, Table, Value};
use crate::say;
use crate::words::Words;

/// A candidate by name.
pub fn nominee_name(campus: &Campus, it: Nominee) -> String {
    match it {
        Nominee::Room(id) => campus.write_room(id),
        Nominee::Class(id) => campus.people().class(id).map(|it| it.name.to_string()).unwrap_or_default(),
    }
}

/// What an award is called where nobody says: its kind, and whose it is where it is of one community.
pub fn award_name(words: &Words, campus: &Campus, kind: AwardKind, community: Option<CommunityId>) -> String {
    let of = community.and_then(|id| campus.places().community(id)).map(|it| it.name.to_string());
    let kind = words.award_kind(kind);
    of.map_or_else(|| kind.clone(), |of| say!(words, "award-of", of = of, kind = kind.clone()))
}

/// Whose award it is: of a community, or of the whole college.
pub fn award_place(words: &Words, campus: &Campus, head: &AwardHead) -> String {
    let of = head.community.and_then(|id| campus.places().community(id));
    of.map_or_else(|| say!(words, "award-everywhere"), |it| it.name.to_string())
}

/// Headline and words of the news that tell who gets an award; `None` while it is not decided.
pub fn award_news(words: &Words, campus: &Campus, head: &AwardHead) -> Option<(String, String)> {
    let (_, winners) = head.decided.as_ref()?;
    let college = campus.college().map(|it| it.name.to_string()).unwrap_or_default();
    let opened = &head.opened;
    let (from, until) = (words.day(opened.from), words.day(opened.until));
    let opening = say!(words, "award-news-opening", title = opened.title.to_string(), from = from, until = until, count = winners.len());
    let mut text = format!("{opening}\n\n");
    winners.iter().for_each(|it| text.push_str(&format!("- {}\n", nominee_name(campus, *it))));
    text.push('\n');
    text.push_str(&say!(words, "award-news-closing"));
    text.push('\n');
    Some((say!(words, "award-news-title", college = college, title = opened.title.to_string()), text))
}

/// The notice: the winners once it is decided, and below them everybody by points.
pub fn award_notice(words: &Words, campus: &Campus, head: &AwardHead) -> Document {
    let college = campus.college().map(|it| it.name.to_string()).unwrap_or_default();
    let opened = &head.opened;
    let title = say!(words, "award-title", college = college, title = opened.title.to_string());
    let (from, until) = (words.day(opened.from), words.day(opened.until));
    let place = say!(words, "award-of-whom", place = award_place(words, campus, head));
    let mut notes = vec![place, say!(words, "award-period", from = from, until = until, places = opened.places, jury = opened.jury)];
    notes.push(if head.decided.is_some() { say!(words, "award-decided") } else { say!(words, "award-undecided") });
    let mut tables = Vec::new();
    if let Some((_, winners)) = &head.decided {
        let rows = winners.iter().enumerate().map(|(at, it)| vec![Value::Number(at as u64 + 1), Value::Text(nominee_name(campus, *it))]);
        let headings = vec![say!(words, "award-rank"), say!(words, "award-nominee")];
        tables.push(Table { name: say!(words, "award-winners"), headings, rows: rows.collect() });
    }
    let headings = vec![
        say!(words, "award-rank"),
        say!(words, "award-nominee"),
        say!(words, "count-total"),
        say!(words, "award-rule"),
        say!(words, "award-jury"),
        say!(words, "award-why"),
    ];
    let rows = head.told().into_iter().enumerate().map(|(at, it)| {
        let why = opened.nominees.iter().find(|one| one.nominee == it.nominee).map(|one| words.award_whys(&one.why));
        let jury = it.jury.map(|(points, count)| format!("{} ({count})", words.hundredths(points)));
        vec![
            Value::Number(at as u64 + 1),
            Value::Text(nominee_name(campus, it.nominee)),
            Value::Text(words.hundredths(it.total)),
            Value::Text(words.hundredths(it.rule)),
            Value::Text(jury.unwrap_or_default()),
            Value::Text(why.unwrap_or_default()),
        ]
    });
    tables.push(Table { name: say!(words, "award-candidates"), headings, rows: rows.collect() });
    Document { title, notes, tables }
}
