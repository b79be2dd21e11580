//! Who serves how much (工作量): share, carried balance, nights by kind, and how far from fair, as a bar that goes to either side.

use super::super::Easel;
use super::super::easel::Listing;
use crate::campus::DutyKind;
use crate::say;
use crate::tui::model::List;
use crate::tui::scheduling::Whose;
use crate::tui::theme::Role;
use crate::tui::view::LedgerRow;
use crate::tui::widget::{self, Column, Line, Table, Window};
use ratatui::layout::Rect;

/// Mark, name, rota, share, carried, served, four kinds, deviation, its bar.
const COLUMNS: [Column; 11] = [
    Column::firm(0, 1),
    Column::firm(0, 14),
    Column::firm(4, 12),
    Column::number(2, 4),
    Column::number(2, 6),
    Column::number(0, 6),
    Column::number(1, 7),
    Column::number(1, 7),
    Column::number(1, 7),
    Column::number(3, 8),
    Column::firm(0, 40),
];

/// Columns of the bar to either side of fair.
const SIDE: u16 = 12;

pub(super) fn draw(easel: &mut Easel<'_>, area: Rect) {
    let (words, rows) = (easel.words, &easel.model.board.schedule.ledger);
    let titles = [
        String::new(),
        say!(words, "screen-column-name"),
        say!(words, "screen-ledger-rota"),
        say!(words, "screen-ledger-share"),
        say!(words, "screen-ledger-carried"),
        say!(words, "screen-ledger-served"),
        words.duty_kind(DutyKind::Workday),
        words.duty_kind(DutyKind::Weekend),
        words.duty_kind(DutyKind::Holiday),
        words.duty_kind(DutyKind::Vacation),
        say!(words, "screen-ledger-deviation"),
    ];
    let titles = titles.map(|it| easel.say(it, Role::Quiet)).to_vec();
    let most = most(rows);
    let listing = Listing { list: List::Ledger, count: rows.len(), columns: &COLUMNS, titles, focus: true };
    easel.list(area, &listing, |easel, at| rows.get(at).map_or_else(Vec::new, |it| row(easel, it, most)));
}

/// The largest deviation, for the bars; at least a night, so that a small one looks small.
fn most(rows: &[LedgerRow]) -> i64 {
    rows.iter().filter_map(|it| it.terms).map(|it| it.2.abs()).max().unwrap_or(0).max(100)
}

fn row<'a>(easel: &Easel<'a>, it: &LedgerRow, most: i64) -> Vec<Line<'a>> {
    let mine = it.person == easel.model.seat.user;
    let none = || easel.say(easel.signs().none, Role::Quiet);
    let rota = if it.leads { say!(easel.words, "screen-post-leader") } else { home(easel, it) };
    let mut cells = vec![
        if mine { easel.say(easel.signs().mine, Role::Own) } else { Line::new() },
        easel.say(easel.user(it.person), name_role(easel, it)),
        easel.say(rota, Role::Quiet),
        it.terms.map_or_else(none, |it| easel.say(halves(i64::from(it.0)), Role::Quiet)),
        it.terms.map_or_else(none, |it| easel.say(signed(50 * i64::from(it.1)), Role::Quiet)),
        easel.say(halves(it.served), Role::Text),
    ];
    cells.extend(it.kinds.iter().map(|count| easel.say(count.to_string(), if *count == 0 { Role::Quiet } else { Role::Text })));
    cells.push(it.terms.map_or_else(none, |it| deviation(easel, it.2, most, SIDE)));
    cells
}

fn home(easel: &Easel<'_>, it: &LedgerRow) -> String {
    let community = easel.campus.staff().user(it.person).and_then(|it| it.community);
    community.and_then(|id| easel.campus.places().community(id)).map(|it| it.name.to_string()).unwrap_or_default()
}

fn name_role(easel: &Easel<'_>, it: &LedgerRow) -> Role {
    let picked = match easel.model.schedule.whose {
        Whose::Of(person) => person == it.person,
        Whose::All | Whose::Mine => it.person == easel.model.seat.user,
    };
    if picked { Role::Own } else { Role::Text }
}

/// Half units as nights: `3`, `4.5`.
pub(super) fn halves(half: i64) -> String {
    if half % 2 == 0 { (half / 2).to_string() } else { format!("{}{}.5", if half < 0 { "-" } else { "" }, half.abs() / 2) }
}

/// Hundredths of a night with their sign: `+0.55`, `-1.20`, `0`.
pub(super) fn signed(hundredths: i64) -> String {
    let sign = match hundredths {
        0 => return "0".to_owned(),
        1.. => "+",
        _ => "-",
    };
    let it = hundredths.abs();
    if it % 100 == 0 { format!("{sign}{}", it / 100) } else { format!("{sign}{}.{:02}", it / 100, it % 100) }
}

/// A bar to the left for too little, to the right for too much, with the number.
fn deviation<'a>(easel: &Easel<'a>, off: i64, most: i64, side: u16) -> Line<'a> {
    let cols = usize::try_from((off.abs() * i64::from(side) + most / 2) / most).unwrap_or(0).min(usize::from(side));
    let [full, rest] = easel.signs().bar;
    let side = usize::from(side);
    let role = if off.abs() > 100 { Role::Warn } else { Role::Bar };
    let (left, right) = if off < 0 { (cols, 0) } else { (0, cols) };
    easel
        .say(rest.repeat(side - left), Role::BarRest)
        .add(full.repeat(left), easel.style(role))
        .add(easel.signs().edge.down, easel.style(Role::Quiet))
        .add(full.repeat(right), easel.style(role))
        .add(rest.repeat(side - right), easel.style(Role::BarRest))
        .gap(1)
        .add(format!("{:>6}", signed(off)), easel.style(Role::Text))
}

/// The same in short, beside the month: name, nights, and how far from fair or the load as a bar where that is not to be seen.
pub(super) fn bars(easel: &mut Easel<'_>, area: Rect) {
    let rows = &easel.model.board.schedule.ledger;
    let (most, whole) = (most(rows), rows.iter().map(|it| it.served).max().unwrap_or(0).max(1));
    // Bars of two kinds side by side would say nothing: who may not see the terms of all sees the loads of all.
    let alike = rows.iter().all(|it| it.terms.is_some());
    let picked = match easel.model.schedule.whose {
        Whose::Of(person) => person,
        Whose::All | Whose::Mine => easel.model.seat.user,
    };
    let at = rows.iter().position(|it| it.person == picked).unwrap_or(0);
    let window = Window::over(rows.len(), area.height, at, 0);
    let cells = rows[window.range()]
        .iter()
        .map(|it| {
            let bar = match it.terms.filter(|_| alike) {
                Some(terms) => deviation(easel, terms.2, most, 12),
                None => widget::bar(easel.theme, 25, usize::try_from(it.served).unwrap_or(0), usize::try_from(whole).unwrap_or(1)),
            };
            let mine = it.person == easel.model.seat.user;
            vec![
                if mine { easel.say(easel.signs().mine, Role::Own) } else { Line::new() },
                easel.say(easel.user(it.person), name_role(easel, it)),
                easel.say(halves(it.served), Role::Text),
                bar,
            ]
        })
        .collect();
    let columns = [Column::firm(0, 1), Column::firm(0, 14), Column::number(0, 5), Column::firm(1, 36)];
    widget::table(easel.buffer, easel.theme, area, &Table { columns: &columns, titles: Vec::new(), rows: cells, selected: None });
}
