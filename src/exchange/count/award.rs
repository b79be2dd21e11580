//! The notice of an award (评优公示): who gets it, by which points, and why.

use crate::campus::{Act, AwardAct, AwardHead, AwardKind, Campus, CommunityId, Nominee, Seq};
use crate::desk::{Desk, Fault};
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
    let (from, until) = (opened.from.date().to_string(), opened.until.date().to_string());
    let opening = say!(words, "award-news-opening", title = opened.title.to_string(), from = from, until = until, count = winners.len());
    let mut text = format!("{opening}\n\n");
    winners.iter().for_each(|it| text.push_str(&format!("- {}\n", nominee_name(campus, *it))));
    text.push('\n');
    text.push_str(&say!(words, "award-news-closing"));
    text.push('\n');
    Some((say!(words, "award-news-title", college = college, title = opened.title.to_string()), text))
}

/// What was said when an award was decided; empty where nothing was, or it is not decided. The campus keeps no words, they stand in the entry
/// that decided it.
///
/// # Errors
/// The entry cannot be read.
pub fn award_reason(desk: &Desk, award: Seq) -> Result<String, Fault> {
    let decided = desk.campus().awards().get(award).and_then(|it| it.decided.as_ref().map(|(seq, _)| *seq));
    let Some(decided) = decided else { return Ok(String::new()) };
    Ok(match desk.entry(decided)?.map(|it| it.act) {
        Some(Act::Award(AwardAct::Decided { text, .. })) => text.trim().to_owned(),
        _ => String::new(),
    })
}

/// The notice: the winners once it is decided with what was said then ([`award_reason`]), and below them everybody by points.
pub fn award_notice(words: &Words, campus: &Campus, head: &AwardHead, text: &str) -> Document {
    let college = campus.college().map(|it| it.name.to_string()).unwrap_or_default();
    let opened = &head.opened;
    let title = say!(words, "award-title", college = college, title = opened.title.to_string());
    let (from, until) = (opened.from.date().to_string(), opened.until.date().to_string());
    let place = say!(words, "award-of-whom", place = award_place(words, campus, head));
    let mut notes = vec![place, say!(words, "award-period", from = from, until = until, places = opened.places, jury = opened.jury)];
    notes.push(if head.decided.is_some() { say!(words, "award-decided") } else { say!(words, "award-undecided") });
    if head.decided.is_some() && !text.trim().is_empty() {
        notes.push(say!(words, "award-reason", text = text.trim().to_owned()));
    }
    let ranked = head.ranked();
    let mut tables = Vec::new();
    if let Some((_, winners)) = &head.decided {
        let rank = |nominee: Nominee| ranked.iter().find(|(_, it)| it.nominee == nominee).map_or(0, |(rank, _)| *rank as u64);
        let rows = winners.iter().map(|it| vec![Value::Number(rank(*it)), Value::Text(nominee_name(campus, *it))]);
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
    let rows = ranked.iter().map(|(rank, it)| {
        let why = opened.nominees.iter().find(|one| one.nominee == it.nominee).map(|one| words.award_whys(&one.why));
        let jury = it.jury.map(|(points, count)| format!("{} ({count})", words.hundredths(points)));
        vec![
            Value::Number(*rank as u64),
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
