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
    // What is missing in a cell that was opened stands below what counts in it.
    let missing = look.opened.as_ref().map_or(&[][..], |it| &it.missing);
    let count = board.rows.len();
    let scroll = easel.scroll(List::Activities, count, area.height.saturating_sub(3));
    let inner = easel.pane(area, &Pane { title, right, focus: true, scroll, ..Pane::default() });
    let inner = lacks(easel, inner, missing);
    if count == 0 && look.opened.is_some() {
        easel.say(say!(words, "screen-activities-none-counts"), Role::Text).draw(easel.buffer, inner);
        return;
    }
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

/// Draws what is missing at the foot, and gives what is left above it.
fn lacks(easel: &mut Easel<'_>, area: Rect, missing: &[String]) -> Rect {
    let most = usize::from(area.height / 3);
    let shown = missing.len().min(most);
    let left = Rect { height: area.height - shown as u16, ..area };
    for (nth, text) in missing.iter().take(shown).enumerate() {
        let rest = missing.len() - shown;
        let text = if nth + 1 == shown && rest > 0 { format!("{text} +{rest}") } else { text.clone() };
        let line = easel.say(easel.signs().due, Role::Warn).gap(1).add(text, easel.style(Role::Warn));
        line.draw(easel.buffer, crate::tui::widget::row(area, left.height + nth as u16));
    }
    left
}

/// A reception day among what counts.
fn reception<'a>(easel: &Easel<'a>, seq: Seq) -> Vec<Line<'a>> {
    let Some(it) = easel.campus.requests().reception(seq) else { return Vec::new() };
    let words = easel.words;
    let community = it.community.and_then(|id| easel.campus.places().community(id)).map(|it| it.name.to_string());
    let came = easel.campus.requests().of_reception(seq).filter_map(|it| easel.sight().request(it)).count();
    vec![
        easel.say(easel.signs().good, Role::Good),
        easel.say(easel.day_short(it.day), Role::Quiet),
        easel.say(say!(words, "screen-reception-day"), Role::Text),
        easel.say(community.unwrap_or_default(), Role::Quiet),
        easel.say(it.leader.to_string(), Role::Text),
        easel.say(came.to_string(), if came == 0 { Role::Quiet } else { Role::Text }),
        Line::new(),
        easel.say(words.leader_rank(it.rank), Role::Quiet),
    ]
}

fn row<'a>(easel: &Easel<'a>, seq: Seq) -> Vec<Line<'a>> {
    let Some(it) = easel.campus.activities().get(seq) else { return reception(easel, seq) };
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
