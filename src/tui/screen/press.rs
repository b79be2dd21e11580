//! News (宣传) and awards (评优): both lists, a piece with what is personal in it, an award with its candidates and why they stand where they do.

use super::Easel;
use super::easel::Listing;
use crate::campus::{Act, AwardHead, NewsAbout, NewsAct, NewsHead, NewsState, Seq};
use crate::exchange::count::{award_place, nominee_name};
use crate::say;
use crate::tui::command::CommandId;
use crate::tui::model::List;
use crate::tui::msg::Fetched;
use crate::tui::theme::Role;
use crate::tui::view::{award_order, award_rows, news_rows};
use crate::tui::widget::{self, Column, Line, Pane, flow, prose};
use ratatui::layout::Rect;

/// Id, house, about, headline, state.
const NEWS: [Column; 5] = [Column::firm(0, 7), Column::firm(1, 14), Column::firm(2, 24), Column::elastic(0, 20, 80), Column::firm(0, 10)];
/// Id, kind, title, whose, candidates, winners.
const AWARDS: [Column; 6] = [
    Column::firm(0, 7),
    Column::firm(1, 12),
    Column::elastic(0, 16, 60),
    Column::firm(1, 14),
    Column::number(0, 10),
    Column::number(0, 10),
];
/// Place, name, sum, rule, jury, why.
const NOMINEES: [Column; 6] = [
    Column::number(0, 4),
    Column::elastic(0, 10, 24),
    Column::number(0, 7),
    Column::number(1, 7),
    Column::number(0, 11),
    Column::elastic(2, 16, 80),
];

pub(super) fn draw_newsroom(easel: &mut Easel<'_>, area: Rect) {
    let words = easel.words;
    let rows = news_rows(easel.campus);
    let title = easel.say(say!(words, "screen-newsroom"), Role::Title);
    let scroll = easel.scroll(List::Newsroom, rows.len(), area.height.saturating_sub(3));
    let inner = easel.pane(area, &Pane { title, focus: true, scroll, ..Pane::default() });
    if rows.is_empty() {
        let key = |id| easel.model.keymap.label(id);
        let (month, activities, draft) = (key(CommandId::DraftMonth), key(CommandId::Activities), key(CommandId::DraftNews));
        let how = say!(words, "screen-newsroom-how", month = month, activities = activities, draft = draft);
        let lines = [easel.say(say!(words, "screen-newsroom-empty"), Role::Text), easel.say(how, Role::Quiet)];
        easel.stack(inner, &lines);
        return;
    }
    let titles = [
        String::new(),
        say!(words, "cli-publish-house"),
        say!(words, "screen-column-about"),
        say!(words, "cli-publish-title"),
        say!(words, "screen-column-state"),
    ];
    let titles = titles.map(|it| easel.say(it, Role::Quiet)).to_vec();
    let listing = Listing { list: List::Newsroom, count: rows.len(), columns: &NEWS, titles, focus: true };
    easel.list(inner, &listing, |easel, at| rows.get(at).map_or_else(Vec::new, |seq| news_row(easel, *seq)));
}

fn news_row<'a>(easel: &Easel<'a>, seq: Seq) -> Vec<Line<'a>> {
    let Some(it) = easel.campus.news().get(seq) else { return Vec::new() };
    let (title, role) = match written(easel, it) {
        Ok((title, _)) => (title, Role::Text),
        Err(why) => (why, Role::Quiet),
    };
    vec![
        easel.say(format!("X{seq}"), Role::Text),
        easel.say(easel.words.news_house(it.house), Role::Quiet),
        easel.say(about(easel, it), Role::Quiet),
        easel.say(title, role),
        easel.say(easel.words.news_state(it.state), state_role(it.state)),
    ]
}

fn state_role(state: NewsState) -> Role {
    match state {
        NewsState::Published => Role::Good,
        NewsState::Reviewed => Role::Text,
        NewsState::Drafted | NewsState::Withdrawn => Role::Warn,
    }
}

fn about(easel: &Easel<'_>, it: &NewsHead) -> String {
    match it.about {
        NewsAbout::Activity(seq) => format!("A{seq}"),
        NewsAbout::Period { from, until, .. } => format!("{} – {}", easel.day_short(from), easel.day_short(until)),
    }
}

/// Headline and words of a piece, or why they are not here.
fn written(easel: &Easel<'_>, it: &NewsHead) -> Result<(String, String), String> {
    let words = easel.words;
    match easel.model.texts.get(it.words.0) {
        Some(Fetched::Entry(_)) => match crate::tui::view::written(easel.model, it.words.0) {
            Some((title, text)) => Ok((title.to_owned(), text.to_owned())),
            None => Err(say!(words, "screen-text-gone")),
        },
        Some(Fetched::Unreadable) => Err(say!(words, "screen-text-unreadable")),
        Some(Fetched::Hidden | Fetched::UnderGlass) => Err(say!(words, "screen-text-hidden")),
        Some(Fetched::Gone) => Err(say!(words, "screen-text-gone")),
        None => Err(say!(words, "screen-text-coming")),
    }
}

pub(super) fn draw_news(easel: &mut Easel<'_>, area: Rect, seq: Seq) {
    let words = easel.words;
    let Some(it) = easel.campus.news().get(seq).filter(|it| it.state != NewsState::Withdrawn) else {
        let inner = easel.pane(area, &Pane { focus: true, ..Pane::default() });
        easel.say(say!(words, "screen-toast-no-news"), Role::Quiet).draw(easel.buffer, inner);
        return;
    };
    let found = written(easel, it);
    let headline = found.as_ref().map_or_else(|_| String::new(), |(title, _)| title.clone());
    let title = easel.say(format!("X{seq}"), Role::Title).gap(1).add(headline.clone(), easel.style(Role::Title));
    let right = easel.say(words.news_state(it.state), state_role(it.state));
    let inner = easel.pane(area, &Pane { title, right, focus: true, ..Pane::default() });
    let mut facts = vec![
        easel.labelled(say!(words, "cli-publish-house"), words.news_house(it.house), Role::Text),
        easel.labelled(say!(words, "screen-column-about"), about(easel, it), Role::Text),
        easel.labelled(say!(words, "screen-opened-by"), easel.user(it.by).to_owned(), Role::Text),
    ];
    if let Some((who, _)) = it.reviewed {
        facts.push(easel.labelled(say!(words, "cli-publish-reviewed-by"), easel.user(who).to_owned(), Role::Text));
    }
    let link = it.published.and_then(|(seq, _)| easel.model.texts.get(seq));
    if let Some(Fetched::Entry(entry)) = link
        && let Act::News(NewsAct::Published { link, .. }) = &entry.act
    {
        facts.push(easel.labelled(say!(words, "cli-publish-link"), link.to_string(), Role::Good));
    }
    let used = flow(easel.buffer, Rect { height: inner.height.min(3), ..inner }, 3, &facts, |_, _| {});
    let rest = widget::below(inner, used + 1);
    let (text, role) = match found {
        Ok((_, text)) => (text, Role::Text),
        Err(why) => (why, Role::Quiet),
    };
    let checked = easel.model.checked.as_ref().filter(|checked| checked.words == it.words.0);
    let personal = checked.map(|it| it.personal.as_slice()).unwrap_or_default();
    // What is personal stands below the words, so much of it as there is room for; the words are scrolled above it.
    let pictures = usize::from(!it.pictures.is_empty());
    let below = (personal.len() as u16 + pictures as u16 + 1).min(rest.height / 2);
    let told = Rect { height: rest.height.saturating_sub(below + 1), ..rest };
    let shown = prose(easel.buffer, told, &text, easel.cursor(List::News).at, None, easel.style(role));
    easel.info.heights[List::News as usize] = told.height;
    easel.info.rows[List::News as usize] = shown.lines;
    let hidden = shown.lines.saturating_sub(shown.top + usize::from(told.height));
    if hidden > 0 {
        let more = format!("{} {hidden}", easel.signs().more[1]);
        easel.say(more, Role::Quiet).draw_right(easel.buffer, widget::row(widget::below(rest, told.height), 0));
    }
    let list = widget::below(rest, (shown.lines as u16 + 1).min(told.height + 1));
    let mut lines = Vec::new();
    match checked {
        None => {}
        Some(_) if personal.is_empty() => lines.push(easel.say(say!(words, "cli-publish-no-personal"), Role::Good)),
        Some(_) => lines.push(easel.say(say!(words, "screen-news-personal", count = personal.len()), Role::Warn)),
    }
    if pictures > 0 {
        // Above the list of what is personal, never between its head and its rows.
        let above = if personal.is_empty() { lines.len() } else { 0 };
        lines.insert(above, easel.say(say!(words, "screen-news-faces", count = it.pictures.len()), Role::Warn));
    }
    for it in personal {
        let kind = words.get(&format!("news-personal-{}", it.kind.key().replace('_', "-")));
        lines.push(easel.labelled(kind, it.text.clone(), Role::Alarm));
    }
    let room = usize::from(list.height);
    if lines.len() > room && room > 1 {
        let more = format!("{} {}", easel.signs().more[1], lines.len() + 1 - room);
        lines.truncate(room - 1);
        lines.push(easel.say(more, Role::Alarm));
    }
    easel.stack(list, &lines);
}

pub(super) fn draw_awards(easel: &mut Easel<'_>, area: Rect) {
    let words = easel.words;
    let rows = award_rows(easel.campus);
    let title = easel.say(say!(words, "screen-awards"), Role::Title);
    let scroll = easel.scroll(List::Awards, rows.len(), area.height.saturating_sub(3));
    let inner = easel.pane(area, &Pane { title, focus: true, scroll, ..Pane::default() });
    if rows.is_empty() {
        let lines = [
            easel.say(say!(words, "screen-awards-empty"), Role::Text),
            easel.say(say!(words, "screen-awards-how", key = easel.model.keymap.label(CommandId::OpenAward)), Role::Quiet),
        ];
        easel.stack(inner, &lines);
        return;
    }
    let titles = [
        String::new(),
        say!(words, "screen-column-kind"),
        say!(words, "cli-publish-title"),
        say!(words, "award-where"),
        say!(words, "screen-column-candidates"),
        say!(words, "screen-column-winners"),
    ];
    let titles = titles.map(|it| easel.say(it, Role::Quiet)).to_vec();
    let listing = Listing { list: List::Awards, count: rows.len(), columns: &AWARDS, titles, focus: true };
    easel.list(inner, &listing, |easel, at| {
        let Some(it) = rows.get(at).and_then(|seq| easel.campus.awards().get(*seq)) else { return Vec::new() };
        let winners = it.decided.as_ref().map_or_else(|| easel.signs().none.to_owned(), |(_, all)| all.len().to_string());
        vec![
            easel.say(format!("E{}", it.seq), Role::Text),
            easel.say(words.award_kind(it.opened.kind), Role::Quiet),
            easel.say(it.opened.title.to_string(), Role::Text),
            easel.say(award_place(words, easel.campus, it), Role::Quiet),
            easel.say(it.opened.nominees.len().to_string(), Role::Text),
            easel.say(winners, if it.decided.is_some() { Role::Good } else { Role::Warn }),
        ]
    });
}

pub(super) fn draw_award(easel: &mut Easel<'_>, area: Rect, seq: Seq) {
    let words = easel.words;
    let Some(it) = easel.campus.awards().get(seq).filter(|it| !it.withdrawn) else {
        let inner = easel.pane(area, &Pane { focus: true, ..Pane::default() });
        easel.say(say!(words, "screen-toast-no-award"), Role::Quiet).draw(easel.buffer, inner);
        return;
    };
    let title = easel.say(format!("E{seq}"), Role::Title).gap(1).add(it.opened.title.to_string(), easel.style(Role::Title));
    let arranged = easel.model.arranged.as_ref().is_some_and(|(arranged, _)| *arranged == seq);
    let (said, role) = match it.decided {
        Some(_) => (say!(words, "award-decided"), Role::Good),
        None if arranged => (say!(words, "screen-award-arranged"), Role::Warn),
        None => (say!(words, "award-undecided"), Role::Warn),
    };
    let standings = award_order(easel.model, it);
    let scroll = easel.scroll(List::Award, standings.len(), area.height.saturating_sub(6));
    let inner = easel.pane(area, &Pane { title, focus: true, scroll, ..Pane::default() });
    let opened = &it.opened;
    let (from, until) = (words.day(opened.from), words.day(opened.until));
    let period = say!(words, "award-period", from = from, until = until, places = opened.places, jury = opened.jury);
    let place = say!(words, "award-of-whom", place = award_place(words, easel.campus, it));
    let period = easel.say(place, Role::Text).gap(1).add(period, easel.style(Role::Quiet));
    let used = easel.stack(inner, &[easel.say(said, role), period]);
    let rest = widget::below(inner, used);
    // Why the one under the cursor has its points stands below, for whom the column is too narrow or not there.
    let list = Rect { height: rest.height.saturating_sub(1), ..rest };
    let titles = [
        String::new(),
        say!(words, "award-nominee"),
        say!(words, "screen-column-sum"),
        say!(words, "award-rule"),
        say!(words, "screen-column-jury"),
        say!(words, "award-why"),
    ];
    let titles = titles.map(|it| easel.say(it, Role::Quiet)).to_vec();
    let listing = Listing { list: List::Award, count: standings.len(), columns: &NOMINEES, titles, focus: true };
    easel.list(list, &listing, |easel, at| {
        let Some(row) = standings.get(at) else { return Vec::new() };
        let wins = it.decided.as_ref().is_some_and(|(_, all)| all.contains(&row.nominee));
        let jury = row.jury.map_or_else(|| easel.signs().none.to_owned(), |(points, by)| format!("{} ({by})", words.hundredths(points)));
        vec![
            easel.say((at + 1).to_string(), Role::Quiet),
            easel.say(nominee_name(easel.campus, row.nominee), if wins { Role::Good } else { Role::Text }),
            easel.say(words.hundredths(row.total), if wins { Role::Good } else { Role::Text }),
            easel.say(words.hundredths(row.rule), Role::Quiet),
            easel.say(jury, Role::Quiet),
            easel.say(why(easel, it, at), Role::Quiet),
        ]
    });
    if rest.height > 1 {
        let at = easel.cursor(List::Award).at;
        let mine = standings.get(at).and_then(|row| it.given(row.nominee, easel.model.seat.user));
        let mine = mine.map_or_else(|| easel.signs().none.to_owned(), |it| it.to_string());
        let line = easel.say(why(easel, it, at), Role::Text).gap(2);
        let line = line.join(easel.labelled(say!(words, "screen-award-mine"), mine, Role::Text));
        line.draw(easel.buffer, widget::row(rest, rest.height - 1));
    }
}

/// Why a candidate has the points of the rule.
fn why(easel: &Easel<'_>, it: &AwardHead, at: usize) -> String {
    let nominee = award_order(easel.model, it).get(at).map(|it| it.nominee);
    let found = it.opened.nominees.iter().find(|one| Some(one.nominee) == nominee);
    found.map_or_else(String::new, |it| easel.words.award_whys(&it.why))
}
