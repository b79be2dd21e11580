//! Tonight's rounds by building, those not ended, and the nights before (查寝情况).

use super::Easel;
use super::easel::Listing;
use crate::campus::{RoundScope, Seq, Tally};
use crate::say;
use crate::tui::model::List;
use crate::tui::theme::Role;
use crate::tui::view::NightRow;
use crate::tui::widget::{self, Column, Line, Pane, bar, flow, spark};
use ratatui::layout::Rect;

/// Which, how far as a bar, rooms checked, expected, present, leave, late, absent, findings, who.
const COLUMNS: [Column; 10] = [
    Column::firm(0, 24),
    Column::firm(5, 10),
    Column::number(0, 9),
    Column::number(1, 8),
    Column::number(1, 8),
    Column::number(2, 8),
    Column::number(0, 8),
    Column::number(0, 8),
    Column::number(0, 9),
    Column::elastic(3, 8, 30),
];

pub(super) fn draw(easel: &mut Easel<'_>, area: Rect) {
    let words = easel.words;
    let nights = &easel.model.board.nights;
    let title = easel.say(say!(words, "screen-rounds"), Role::Title).gap(1).add(words.day_long(nights.day), easel.style(Role::Text));
    let all = nights.all;
    let right = easel.labelled(say!(words, "screen-sum-checked"), format!("{}/{}", all.checked, all.rooms), Role::Text);
    let trend_rows = if area.height >= 16 { 5 } else { 0 };
    let scroll = easel.scroll(List::Rounds, nights.rows.len(), area.height.saturating_sub(3 + trend_rows));
    let inner = easel.pane(area, &Pane { title, right, focus: true, scroll, ..Pane::default() });
    if nights.rows.is_empty() {
        easel.say(say!(words, "screen-dorm-empty"), Role::Quiet).draw(easel.buffer, inner);
        return;
    }
    let titles = [
        String::new(),
        String::new(),
        say!(words, "screen-sum-checked"),
        say!(words, "screen-sum-expected"),
        say!(words, "screen-sum-present"),
        say!(words, "screen-sum-leave"),
        say!(words, "screen-sum-late"),
        say!(words, "screen-sum-absent"),
        say!(words, "screen-sum-findings"),
        say!(words, "screen-rounds-by"),
    ];
    let titles = titles.map(|it| easel.say(it, Role::Quiet)).to_vec();
    let listing = Listing { list: List::Rounds, count: nights.rows.len(), columns: &COLUMNS, titles, focus: true };
    let list = Rect { height: inner.height.saturating_sub(trend_rows), ..inner };
    easel.list(list, &listing, |easel, at| nights.rows.get(at).map_or_else(Vec::new, |it| row(easel, it)));
    if trend_rows > 0 {
        trend(easel, widget::below(inner, inner.height - trend_rows + 1));
    }
}

/// What a round goes over: `3号楼`, `3号楼 4F`, `抽查 30 间 种子 7`.
pub(super) fn scope(easel: &Easel<'_>, seq: Seq) -> String {
    let words = easel.words;
    match easel.campus.rounds().walk(seq).map(|it| &it.begun.scope) {
        Some(RoundScope::Building(it)) => easel.building(*it),
        Some(RoundScope::Floor(it, floor)) => format!("{} {}", easel.building(*it), say!(words, "screen-floor", floor = floor)),
        Some(RoundScope::Sample { seed, .. }) => say!(words, "screen-round-sample", seed = seed),
        None => String::new(),
    }
}

fn row<'a>(easel: &Easel<'a>, it: &NightRow) -> Vec<Line<'a>> {
    let words = easel.words;
    let (name, tally, by) = match it {
        NightRow::Walk { seq, tally } => {
            let head = easel.campus.rounds().walk(*seq);
            let mine = head.is_some_and(|it| it.by == easel.model.seat.user);
            let sign = if mine { easel.signs().own } else { easel.signs().due };
            let name = format!("{sign}{} {}", scope(easel, *seq), say!(words, "screen-rounds-open"));
            let by = head.map(|it| easel.user(it.by).to_owned()).unwrap_or_default();
            (easel.say(name, if mine { Role::Own } else { Role::Due }), tally, by)
        }
        NightRow::Building { building, tally, by } => {
            let role = if tally.checked == 0 { Role::Quiet } else { Role::Text };
            (easel.say(easel.building(*building), role), tally, easel.users(by.iter().copied()))
        }
    };
    let number = |count: u32, role| easel.say(count.to_string(), if count == 0 { Role::Quiet } else { role });
    let checked = easel.say(format!("{}/{}", tally.checked, tally.rooms), if tally.checked == 0 { Role::Quiet } else { Role::Text });
    vec![
        name,
        bar(easel.theme, 10, tally.checked as usize, tally.rooms as usize),
        checked,
        number(tally.expected, Role::Text),
        number(tally.present, Role::Text),
        number(tally.leave, Role::Text),
        number(tally.late, Role::Warn),
        number(tally.absent, Role::Alarm),
        number(tally.findings, Role::Warn),
        easel.say(by, Role::Quiet),
    ]
}

/// The last nights as three small curves with their last and highest number.
fn trend(easel: &mut Easel<'_>, area: Rect) {
    let words = easel.words;
    let nights = &easel.model.board.nights.trend;
    let title = say!(words, "screen-rounds-trend", nights = nights.len());
    easel.say(title, Role::Title).draw(easel.buffer, widget::row(area, 0));
    let curve = |label: String, of: fn(&Tally) -> u32| {
        let values: Vec<u32> = nights.iter().map(|(_, it)| of(it)).collect();
        let (tonight, most) = (values.last().copied().unwrap_or(0), values.iter().copied().max().unwrap_or(0));
        let numbers = say!(words, "screen-rounds-curve", tonight = tonight, most = most);
        easel.say(label, Role::Quiet).gap(1).join(spark(easel.theme, &values)).gap(1).add(numbers, easel.style(Role::Text))
    };
    let pieces = [
        curve(say!(words, "screen-sum-absent"), |it| it.absent),
        curve(say!(words, "screen-sum-late"), |it| it.late),
        curve(say!(words, "screen-sum-findings"), |it| it.findings),
        curve(say!(words, "screen-sum-checked"), |it| it.checked),
    ];
    flow(easel.buffer, widget::below(area, 1), 4, &pieces, |_, _| {});
}
