//! Activities (活动): of the term, ahead, without proof; or those that count in a cell of the board.

use super::super::Easel;
use super::super::easel::Listing;
use crate::campus::{ActivityHead, ActivityState, Seq};
use crate::say;
use crate::tui::command::CommandId;
use crate::tui::model::List;
use crate::tui::theme::Role;
use crate::tui::widget::{Column, Line, Pane};
use ratatui::layout::Rect;

/// Sign, day, kind, community, title, count, state, what it counts for.
const COLUMNS: [Column; 8] = [
    Column::firm(0, 3),
    Column::firm(0, 14),
    Column::firm(1, 12),
    Column::firm(2, 12),
    Column::elastic(0, 14, 60),
    Column::number(1, 6),
    Column::firm(0, 10),
    Column::elastic(3, 8, 40),
];

pub(in crate::tui::screen) fn draw(easel: &mut Easel<'_>, area: Rect) {
    let (words, board, look) = (easel.words, &easel.model.board.term, &easel.model.term);
    let scope = match &look.opened {
        Some(opened) => opened.name.clone(),
        None => words.activity_scope(look.scope),
    };
    let title = easel.say(say!(words, "screen-activities"), Role::Title).gap(1).add(scope, easel.style(Role::Text));
    let right = easel.count(say!(words, "screen-activities-ahead"), board.ahead, Role::Text).gap(2);
    let right = right.join(easel.count(say!(words, "screen-activities-unproved"), board.unproved, Role::Warn));
    let count = board.rows.len();
    let scroll = easel.scroll(List::Activities, count, area.height.saturating_sub(3));
    let inner = easel.pane(area, &Pane { title, right, focus: true, scroll, ..Pane::default() });
    if count == 0 {
        let key = |id| easel.model.keymap.label(id);
        let how = say!(words, "screen-activities-empty-how", scope = key(CommandId::ActivityScope), enter = key(CommandId::EnterActivity));
        let lines = [easel.say(say!(words, "screen-activities-empty"), Role::Text), easel.say(how, Role::Quiet)];
        easel.stack(inner, &lines);
        return;
    }
    let titles = [
        String::new(),
        say!(words, "screen-column-day"),
        say!(words, "screen-column-kind"),
        say!(words, "screen-column-community"),
        say!(words, "screen-column-activity"),
        say!(words, "screen-column-present"),
        say!(words, "screen-column-state"),
        say!(words, "screen-column-counts"),
    ];
    let titles = titles.map(|it| easel.say(it, Role::Quiet)).to_vec();
    let listing = Listing { list: List::Activities, count, columns: &COLUMNS, titles, focus: true };
    easel.list(inner, &listing, |easel, at| board.rows.get(at).map_or_else(Vec::new, |seq| row(easel, *seq)));
}

fn row<'a>(easel: &Easel<'a>, seq: Seq) -> Vec<Line<'a>> {
    let Some(it) = easel.campus.activities().get(seq) else { return Vec::new() };
    let words = easel.words;
    let (sign, role) = sign(easel, it);
    let community = it.facts.community.and_then(|id| easel.campus.places().community(id)).map(|it| it.name.to_string());
    let counts: Vec<String> = easel.campus.counts_for(it).iter().map(|(force, ..)| force.obligation.name.to_string()).collect();
    vec![
        easel.say(sign, role),
        easel.say(easel.day_short(it.facts.day), Role::Quiet),
        easel.say(words.activity_kind(it.facts.kind), Role::Text),
        easel.say(community.unwrap_or_default(), Role::Quiet),
        easel.say(it.facts.title.to_string(), Role::Text),
        easel.say(it.count.to_string(), if it.count == 0 { Role::Quiet } else { Role::Text }),
        easel.say(words.activity_state(it.state), role),
        easel.say(counts.join(" "), Role::Quiet),
    ]
}

/// How an activity stands, by a sign and a role.
pub(super) fn sign(easel: &Easel<'_>, it: &ActivityHead) -> (&'static str, Role) {
    let signs = easel.signs();
    let passed = it.facts.day < easel.model.now.day(easel.campus.zone());
    match it.state {
        ActivityState::Planned | ActivityState::Announced if passed => (signs.alarm, Role::Alarm),
        ActivityState::Planned | ActivityState::Announced => (signs.unticked, Role::Text),
        ActivityState::Held => (signs.due, Role::Warn),
        ActivityState::Proved | ActivityState::Published => (signs.good, Role::Good),
        ActivityState::Cancelled | ActivityState::Withdrawn => (signs.none, Role::Quiet),
    }
}
