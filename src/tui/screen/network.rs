//! The network of care (四级网络): college, department, class, room, each with its people and how many students stand at which level.

use super::Easel;
use super::easel::Listing;
use super::say::level_role;
use crate::campus::Concern;
use crate::desk::care::{NetworkNode, NetworkRow, Watcher};
use crate::say;
use crate::tui::model::List;
use crate::tui::theme::Role;
use crate::tui::widget::{self, Column, Line, Pane, flow};
use ratatui::layout::Rect;

pub(super) fn draw(easel: &mut Easel<'_>, area: Rect, at: NetworkNode) {
    let words = easel.words;
    let title = easel.say(say!(words, "screen-network"), Role::Title).gap(1).add(path(easel, at), easel.style(Role::Text));
    let Some(view) = &easel.model.board.care.network else {
        easel.pane(area, &Pane { title, focus: true, ..Pane::default() });
        return;
    };
    let right = easel.say(say!(words, "screen-people-count", count = view.here.students), Role::Quiet);
    let scroll = easel.scroll(List::Network, view.rows.len(), area.height.saturating_sub(5));
    let inner = easel.pane(area, &Pane { title, right, focus: true, scroll, ..Pane::default() });
    let mut head = vec![sums(easel, &view.here)];
    head.extend(view.here.watchers.iter().map(|it| watcher(easel, *it)));
    if view.here.watchers.is_empty() {
        head.push(easel.say(say!(words, "screen-network-nobody"), Role::Warn));
    }
    let used = flow(easel.buffer, Rect { height: inner.height.min(3), ..inner }, 3, &head, |_, _| {});
    let list = widget::below(inner, used + u16::from(inner.height > 8));
    let titles = [
        say!(words, "screen-column-scope"),
        say!(words, "screen-column-students"),
        words.concern(Concern::Red),
        words.concern(Concern::Orange),
        words.concern(Concern::Yellow),
        words.concern(Concern::Blue),
        say!(words, "screen-care-due"),
        say!(words, "screen-column-watchers"),
    ];
    let titles = titles.map(|it| easel.say(it, Role::Quiet)).to_vec();
    let listing = Listing { list: List::Network, count: view.rows.len(), columns: &COLUMNS, titles, focus: true };
    easel.list(list, &listing, |easel, at| view.rows.get(at).map_or_else(Vec::new, |it| row(easel, it)));
}

/// Of what, students, levels 1 to 4, due for review, people.
const COLUMNS: [Column; 8] = [
    Column::firm(0, 22),
    Column::number(3, 8),
    Column::number(0, 10),
    Column::number(0, 10),
    Column::number(0, 10),
    Column::number(1, 10),
    Column::number(2, 14),
    Column::elastic(0, 12, 120),
];

fn row<'a>(easel: &Easel<'a>, it: &NetworkRow) -> Vec<Line<'a>> {
    let mut cells = vec![easel.say(easel.node(it.node), Role::Text), easel.say(it.students.to_string(), Role::Quiet)];
    let levels = [Concern::Red, Concern::Orange, Concern::Yellow, Concern::Blue];
    cells.extend(
        levels.into_iter().enumerate().map(|(at, level)| count(easel, it.levels.and_then(|all| all.get(at).copied()), level_role(level))),
    );
    cells.push(count(easel, it.due, Role::Due));
    let mut people = Line::new();
    for (nth, watcher) in
        it.watchers.iter().map(|it| watcher(easel, *it)).chain(it.carriers.iter().map(|it| carrier(easel, it))).enumerate()
    {
        people = if nth > 0 { people.gap(2).join(watcher) } else { watcher };
    }
    cells.push(people);
    cells
}

/// A number; quiet where it is nothing, a sign where it is not seen.
fn count<'a>(easel: &Easel<'a>, count: Option<u32>, role: Role) -> Line<'a> {
    match count {
        Some(0) => easel.say("0", Role::Quiet),
        Some(count) => easel.say(count.to_string(), role),
        None => easel.say(easel.signs().none, Role::Quiet),
    }
}

fn sums<'a>(easel: &Easel<'a>, it: &NetworkRow) -> Line<'a> {
    let Some(levels) = it.levels else { return easel.say(say!(easel.words, "screen-care-hidden"), Role::Quiet) };
    let mut line = Line::new();
    for (level, count) in [Concern::Red, Concern::Orange, Concern::Yellow, Concern::Blue].into_iter().zip(levels) {
        let role = if count == 0 { Role::Quiet } else { level_role(level) };
        line = line.add(format!("{} {count}", easel.words.concern(level)), easel.style(role)).gap(2);
    }
    line.join(easel.count(say!(easel.words, "screen-care-due"), it.due.unwrap_or(0) as usize, Role::Due))
}

fn watcher<'a>(easel: &Easel<'a>, it: Watcher) -> Line<'a> {
    match it {
        Watcher::Staff(id) => {
            let role = easel.campus.staff().user(id).map(|it| easel.words.role(it.role)).unwrap_or_default();
            easel.labelled(role, easel.user(id), Role::Text)
        }
        Watcher::Officer(id, post) => easel.labelled(easel.words.officer(post), easel.student(id), Role::Text),
    }
}

fn carrier<'a>(easel: &Easel<'a>, (id, level): &(crate::campus::StudentId, Concern)) -> Line<'a> {
    easel.say(easel.student(*id), Role::Text).gap(1).join(easel.level(*level))
}

/// The way down to a place: `全校 › 信息工程系 › 软件2301`.
fn path(easel: &Easel<'_>, at: NetworkNode) -> String {
    let above = match at {
        NetworkNode::College => Vec::new(),
        NetworkNode::Department(_) => vec![NetworkNode::College],
        NetworkNode::Class(class) | NetworkNode::Room(class, _) => {
            let department = easel.campus.people().class(class).and_then(|it| it.department);
            vec![NetworkNode::College, NetworkNode::Department(department)]
        }
    };
    let names: Vec<String> = above.into_iter().chain([at]).map(|it| easel.node(it)).collect();
    names.join(&format!(" {} ", easel.signs().arrow))
}

impl Easel<'_> {
    /// A place in the network by its name.
    fn node(&self, node: NetworkNode) -> String {
        match node {
            NetworkNode::College => say!(self.words, "screen-network-college"),
            NetworkNode::Department(None) => say!(self.words, "screen-network-no-department"),
            NetworkNode::Department(Some(id)) => self.department(id).to_owned(),
            NetworkNode::Class(id) => self.campus.people().class(id).map_or("", |it| &it.name).to_owned(),
            NetworkNode::Room(_, None) => say!(self.words, "screen-no-bed"),
            NetworkNode::Room(_, Some(room)) => self.campus.write_room(room),
        }
    }
}
