//! The board of the term (指标看板): a row for each obligation, a column for each community, and one for all others.

use super::super::Easel;
use super::super::easel::Listing;
use crate::campus::{CellState, CommunityId, Whom};
use crate::say;
use crate::tui::model::List;
use crate::tui::theme::Role;
use crate::tui::view::{TermCell, TermLine};
use crate::tui::widget::{Column, Line, Pane};
use ratatui::layout::Rect;

/// From so many columns on, all who are not communities have room in a row as a rule.
const ROOMY: u16 = 160;

pub(in crate::tui::screen) fn draw(easel: &mut Easel<'_>, area: Rect) {
    let (words, board) = (easel.words, &easel.model.board.term);
    let span = board
        .on
        .map(|(from, until, on)| say!(words, "screen-board-span", from = words.day(from), until = words.day(until), on = words.day(on)));
    let title = easel.say(say!(words, "screen-board"), Role::Title).gap(1).add(span.unwrap_or_default(), easel.style(Role::Text));
    let right = easel.count(say!(words, "screen-board-due"), board.due, Role::Alarm).gap(2);
    let right = right.join(easel.count(say!(words, "screen-board-gaps"), board.gaps, Role::Warn));
    let count = board.lines.len();
    let scroll = easel.scroll(List::TermBoard, count, area.height.saturating_sub(5));
    let inner = easel.pane(area, &Pane { title, right, focus: true, scroll, ..Pane::default() });
    let names: Vec<String> = easel.campus.places().communities().map(|(_, it)| short(&it.name)).collect();
    let look = &easel.model.term;
    let mut columns = vec![Column::elastic(0, 14, 26), Column::firm(2, 9)];
    let mut titles =
        vec![easel.say(say!(words, "screen-column-obligation"), Role::Quiet), easel.say(say!(words, "screen-column-due"), Role::Quiet)];
    for (at, name) in names.iter().enumerate() {
        columns.push(Column::firm(0, 10));
        let is_chosen = look.community == Some(CommunityId::of(at));
        titles.push(easel.say(name.clone(), if is_chosen { Role::Key } else { Role::Quiet }));
    }
    columns.push(Column::elastic(1, 10, 60));
    titles.push(easel.say(say!(words, "screen-board-others"), Role::Quiet));
    let list = Rect { height: inner.height.saturating_sub(2), ..inner };
    let listing = Listing { list: List::TermBoard, count, columns: &columns, titles, focus: true };
    let here = easel.cursor(List::TermBoard).at;
    easel.list(list, &listing, |easel, at| board.lines.get(at).map_or_else(Vec::new, |it| row(easel, it, at == here)));
    // What the row under the cursor comes to, in words.
    let foot = Rect { y: inner.y + list.height, height: inner.height - list.height, ..inner };
    if let Some(line) = board.lines.get(easel.model.cursor(List::TermBoard).at) {
        for (at, said) in told(easel, line).into_iter().take(usize::from(foot.height)).enumerate() {
            easel.say(said, Role::Quiet).draw(easel.buffer, crate::tui::widget::row(foot, at as u16));
        }
    }
}

/// `一社区` needs no more than `一`.
fn short(name: &str) -> String {
    let bare = name.strip_suffix("社区").filter(|it| !it.is_empty()).unwrap_or(name);
    bare.chars().take(4).collect()
}

fn row<'a>(easel: &Easel<'a>, it: &TermLine, is_here: bool) -> Vec<Line<'a>> {
    let look = &easel.model.term;
    let mut row = vec![easel.say(it.name.clone(), Role::Text), easel.say(easel.words.day(it.due), Role::Quiet)];
    for (at, of_one) in it.communities.iter().enumerate() {
        let is_chosen = is_here && look.whom.is_none() && look.community == Some(CommunityId::of(at));
        // Of whom nothing is demanded the cell is empty, but it may be the one chosen.
        let empty = || if is_chosen { easel.say(easel.signs().dot, Role::Quiet) } else { Line::new() };
        let of_one = of_one.as_ref().map_or_else(empty, |of_one| cell(easel, of_one, it.target));
        row.push(if is_chosen { easel.crossed(of_one, true) } else { of_one });
    }
    let mut others = Line::new();
    // Where there is no room for all of them, those before the chosen one give way, so that it is seen.
    let chosen = it.others.iter().position(|(whom, _)| is_here && look.whom.as_ref() == Some(whom)).unwrap_or(0);
    let skipped = if easel.buffer.area.width < ROOMY { chosen } else { 0 };
    if skipped > 0 {
        others = easel.say("…", Role::Quiet).gap(1);
    }
    for (whom, of_one) in it.others.iter().skip(skipped) {
        // How it stands goes before who it is: on a narrow screen the name may be cut.
        let name = if *whom == Whom::College { String::new() } else { format!(" {}", easel.words.whom(easel.campus, whom)) };
        let is_chosen = look.whom.as_ref() == Some(whom);
        let role = if is_chosen { Role::Key } else { Role::Quiet };
        let one = cell(easel, of_one, it.target);
        let one = if is_chosen && is_here { easel.crossed(one, true) } else { one };
        others = others.join(one).join(easel.say(name, role)).gap(2);
    }
    row.push(others);
    row
}

/// `3/5 ?1 +2`: done of so many, without proof, planned; with a sign, never by colour alone.
fn cell<'a>(easel: &Easel<'a>, it: &TermCell, target: u16) -> Line<'a> {
    let signs = easel.signs();
    let (sign, role) = match it.pace.state {
        CellState::Met if it.unproved == 0 => (signs.good, Role::Good),
        CellState::Met => (signs.good, Role::Warn),
        CellState::OnPace | CellState::Ahead => ("", Role::Text),
        CellState::Short => (signs.due, Role::Warn),
        CellState::Missed => (signs.alarm, Role::Alarm),
    };
    let unproved = if it.unproved > 0 { format!("?{}", it.unproved) } else { String::new() };
    easel.say(format!("{}/{target}{unproved}{sign}", it.done), role)
}

/// What is missing in the row: of whom one looks at, else of all of whom something is.
fn told(easel: &Easel<'_>, line: &TermLine) -> Vec<String> {
    let (words, look) = (easel.words, &easel.model.term);
    let whom = look.whom.clone().or(look.community.map(Whom::Community));
    let of_one = |it: &Whom, cell: &TermCell| {
        let name = words.whom(easel.campus, it);
        words.cell_missing((&name, line.target, line.due), (cell.done, cell.unproved, cell.planned), &cell.pace)
    };
    if let Some(whom) = whom {
        return vec![line.cell(&whom).map_or_else(|| say!(words, "screen-board-not-asked"), |cell| of_one(&whom, cell))];
    }
    let is_open = |cell: &&TermCell| cell.pace.state != CellState::Met;
    let open = line.whoms().into_iter().filter_map(|whom| line.cell(&whom).filter(is_open).map(|cell| of_one(&whom, cell)));
    let said: Vec<String> = open.collect();
    if said.is_empty() {
        return vec![words.cell_state(CellState::Met)];
    }
    let dot = format!(" {} ", easel.signs().dot);
    said.chunks(3).map(|part| part.join(&dot)).collect()
}
