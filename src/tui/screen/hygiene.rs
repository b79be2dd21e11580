//! Hygiene (卫生): what is to be mended, appeals, the model rooms of the term, the latest scores.

use super::Easel;
use super::easel::Listing;
use super::say::first_line;
use crate::campus::{Act, AppealState, HygieneAct, ScoreHead};
use crate::say;
use crate::tui::command::CommandId;
use crate::tui::model::{HygieneScope, List};
use crate::tui::msg::Fetched;
use crate::tui::theme::Role;
use crate::tui::view::ScoreRow;
use crate::tui::widget::{Column, Line, Pane};
use ratatui::layout::Rect;

pub(super) fn draw(easel: &mut Easel<'_>, area: Rect) {
    let (words, rows) = (easel.words, &easel.model.board.house.scores);
    let scope = match easel.model.hygiene_scope {
        HygieneScope::Open => say!(words, "screen-hygiene-open"),
        HygieneScope::Model => {
            let (from, until) = easel.campus.terms().days(easel.model.now.day(easel.campus.zone()));
            say!(words, "screen-hygiene-model", from = words.day(from), until = words.day(until))
        }
        HygieneScope::All => say!(words, "screen-hygiene-all"),
    };
    let title = easel.say(say!(words, "screen-hygiene"), Role::Title).gap(1).add(scope, easel.style(Role::Text));
    let right = easel.say(say!(words, "screen-hygiene-count", count = rows.len()), Role::Quiet);
    let scroll = easel.scroll(List::Hygiene, rows.len(), area.height.saturating_sub(3));
    let inner = easel.pane(area, &Pane { title, right, focus: true, scroll, ..Pane::default() });
    if rows.is_empty() {
        let key = |id| easel.model.keymap.label(id);
        let how = say!(words, "screen-hygiene-empty-how", scope = key(CommandId::HygieneScope), score = key(CommandId::Score));
        let lines = [easel.say(say!(words, "screen-hygiene-empty"), Role::Text), easel.say(how, Role::Quiet)];
        easel.stack(inner, &lines);
        return;
    }
    let titles = [
        String::new(),
        say!(words, "screen-column-room"),
        say!(words, "screen-column-day"),
        say!(words, "screen-column-points"),
        say!(words, "screen-column-mend-by"),
        say!(words, "screen-column-appeal"),
        say!(words, "screen-column-people"),
        say!(words, "screen-column-found"),
        say!(words, "screen-column-by"),
    ];
    let titles = titles.map(|it| easel.say(it, Role::Quiet)).to_vec();
    let listing = Listing { list: List::Hygiene, count: rows.len(), columns: &COLUMNS, titles, focus: true };
    easel.list(inner, &listing, |easel, at| match rows.get(at) {
        Some(ScoreRow::Score(seq)) => easel.campus.hygiene().get(*seq).map_or_else(Vec::new, |it| score(easel, it)),
        Some(ScoreRow::Model(room, average)) => model_room(easel, *room, *average),
        None => Vec::new(),
    });
}

/// Sign, room, day, points, mend by, appeal, people, what was found, who scored.
const COLUMNS: [Column; 9] = [
    Column::firm(0, 2),
    Column::firm(0, 12),
    Column::firm(2, 12),
    Column::firm(0, 18),
    Column::firm(0, 20),
    Column::firm(1, 14),
    Column::elastic(5, 12, 40),
    Column::elastic(3, 12, 80),
    Column::firm(4, 10),
];

fn score<'a>(easel: &Easel<'a>, it: &ScoreHead) -> Vec<Line<'a>> {
    let (signs, words) = (easel.signs(), easel.words);
    let today = easel.model.now.day(easel.campus.zone());
    let late = it.is_to_mend() && it.mend_by.is_some_and(|day| day < today);
    let sign = match () {
        () if it.appeal == AppealState::Open => easel.say(signs.chips[2], Role::Due),
        () if late => easel.say(signs.alarm, Role::Alarm),
        () if it.is_to_mend() => easel.say(signs.due, Role::Due),
        () => easel.say(signs.good, Role::Good),
    };
    let appeal = match it.appeal {
        AppealState::Open => easel.say(words.appeal(it.appeal), Role::Due),
        appeal => easel.say(words.appeal(appeal), Role::Quiet),
    };
    vec![
        sign,
        easel.say(easel.campus.write_room(it.room), Role::Text),
        easel.say(easel.day_short(it.day), Role::Quiet),
        easel.points(it.points),
        mending(easel, it),
        appeal,
        people(easel, it.room),
        Line::of(first_line(found(easel, it).into()), easel.style(Role::Text)),
        easel.say(easel.user(it.by), Role::Quiet),
    ]
}

/// By when something is to be mended, or when it was.
pub(super) fn mending<'a>(easel: &Easel<'a>, it: &ScoreHead) -> Line<'a> {
    let words = easel.words;
    let today = easel.model.now.day(easel.campus.zone());
    match (it.mend_by, it.mended) {
        (_, Some(day)) => easel.say(say!(words, "screen-mended-on", day = easel.day_short(day)), Role::Quiet),
        (Some(day), None) => {
            let role = if day < today { Role::Alarm } else { Role::Due };
            easel.say(say!(words, "screen-mend-by", day = easel.day_short(day)), role)
        }
        (None, None) => Line::new(),
    }
}

fn people<'a>(easel: &Easel<'a>, room: crate::campus::RoomId) -> Line<'a> {
    let names: Vec<&str> = easel.campus.people().in_room(room).iter().map(|id| easel.student(*id)).collect();
    easel.say(names.join(" "), Role::Quiet)
}

/// What was found and written down, once it is fetched.
fn found(easel: &Easel<'_>, it: &ScoreHead) -> String {
    let Some(Fetched::Entry(entry)) = easel.model.texts.get(it.seq) else { return String::new() };
    let Act::Hygiene(HygieneAct::Scored(scored)) = &entry.act else { return String::new() };
    let items = &easel.campus.presets().rules().hygiene.items;
    let name = |code: &str| items.iter().find(|it| &*it.code == code).map_or_else(|| code.to_owned(), |it| it.name.to_string());
    let mut parts: Vec<String> = scored.off.iter().map(|(code, off)| format!("{}-{off}", name(code))).collect();
    parts.extend((!scored.text.is_empty()).then(|| scored.text.to_string()));
    parts.join(" ")
}

fn model_room<'a>(easel: &Easel<'a>, room: crate::campus::RoomId, average: u8) -> Vec<Line<'a>> {
    vec![
        easel.say(easel.signs().good, Role::Good),
        easel.say(easel.campus.write_room(room), Role::Text),
        Line::new(),
        easel.points(average),
        Line::new(),
        Line::new(),
        people(easel, room),
        Line::new(),
        Line::new(),
    ]
}
