//! The communities (社区) side by side; in a small window a list with the one under the cursor in full.

use super::Easel;
use super::easel::Listing;
use super::say::level_role;
use crate::campus::Concern;
use crate::say;
use crate::tui::model::{Hit, List};
use crate::tui::theme::Role;
use crate::tui::view::{CommunityCard, cards_across};
use crate::tui::widget::{self, Column, Line, Pane, bar, flow};
use ratatui::layout::Rect;

const LEVELS: [Concern; 4] = [Concern::Red, Concern::Orange, Concern::Yellow, Concern::Blue];

pub(super) fn draw(easel: &mut Easel<'_>, area: Rect) {
    let (words, cards) = (easel.words, &easel.model.board.house.communities);
    if cards.is_empty() {
        let title = easel.say(say!(words, "screen-communities"), Role::Title);
        let inner = easel.pane(area, &Pane { title, focus: true, ..Pane::default() });
        easel.say(say!(words, "screen-communities-empty"), Role::Quiet).draw(easel.buffer, inner);
        return;
    }
    let across = cards_across(easel.model.seat.size);
    if across == 1 {
        return list(easel, area, cards);
    }
    let rows = cards.len().div_ceil(across).max(1);
    // A card has so much to say and no more; on a tall screen the rest stays empty.
    let high = (area.height / rows as u16).min(12);
    let shown = usize::from(area.height / high.max(1)).min(rows);
    let at = easel.model.cursor(List::Communities).at.min(cards.len() - 1);
    let window = widget::Window::over(rows, shown as u16, at / across, 0);
    easel.info.heights[List::Communities as usize] = cards.len() as u16;
    let wide = area.width / across as u16;
    for (nth, it) in cards.iter().enumerate() {
        let Some(down) = (nth / across).checked_sub(window.top).filter(|down| *down < window.rows) else { continue };
        let column = (nth % across) as u16;
        let width = if usize::from(column) + 1 == across { area.width - wide * column } else { wide };
        let place = Rect { x: area.x + column * wide, y: area.y + down as u16 * high, width, height: high };
        easel.hit(place, Hit::Row(List::Communities, nth));
        card(easel, place, it, nth == at);
    }
}

fn name(easel: &Easel<'_>, it: &CommunityCard) -> String {
    let community = it.community.and_then(|id| easel.campus.places().community(id));
    community.map_or_else(|| say!(easel.words, "screen-community-none"), |it| it.name.to_string())
}

fn card(easel: &mut Easel<'_>, area: Rect, it: &CommunityCard, focus: bool) {
    let pointer = if focus { format!("{} ", easel.signs().own) } else { String::new() };
    let title = easel.say(format!("{pointer}{}", name(easel, it)), Role::Title);
    let right = it.duty.map(|id| easel.say(format!("{} {}", easel.signs().lamp, easel.user(id)), Role::Quiet)).unwrap_or_default();
    let inner = easel.pane(area, &Pane { title, right, focus, ..Pane::default() });
    body(easel, inner, it);
}

/// What there is to say of a community, a row each.
fn body(easel: &mut Easel<'_>, area: Rect, it: &CommunityCard) {
    let words = easel.words;
    let lead = it.community.and_then(|id| easel.campus.places().community(id)?.lead).map_or("", |id| easel.department(id));
    let buildings: Vec<String> = it.buildings.iter().map(|id| easel.building(*id)).collect();
    let lead = if lead.is_empty() { easel.signs().none } else { lead };
    let label = [say!(words, "screen-card-lead"), say!(words, "screen-card-people"), say!(words, "screen-card-round")];
    let cols = label.iter().map(|it| crate::text::width(it)).max().unwrap_or(0);
    let labelled = |text: &String| easel.say(crate::text::pad(text, cols), Role::Quiet).gap(1);
    let long = usize::from(area.width).saturating_sub(cols + 14).clamp(4, 24) as u16;
    let tally = it.tally;
    let people = bar(easel.theme, long, it.people as usize, it.beds as usize).gap(1);
    let round = bar(easel.theme, long, tally.checked as usize, tally.rooms as usize).gap(1);
    let lines = [
        labelled(&label[0]).add(lead, easel.style(Role::Text)).gap(2).add(buildings.join(" "), easel.style(Role::Text)),
        labelled(&label[1]).join(people).add(format!("{}/{}", it.people, it.beds), easel.style(Role::Text)),
        labelled(&label[2]).join(round).add(format!("{}/{}", tally.checked, tally.rooms), easel.style(Role::Text)),
    ];
    let mut place = widget::below(area, easel.stack(area, &lines));
    let counts = [
        vec![
            easel.labelled(say!(words, "screen-sum-present"), format!("{}/{}", tally.present, tally.expected), Role::Text),
            easel.count(say!(words, "screen-sum-absent"), tally.absent as usize, Role::Alarm),
            easel.count(say!(words, "screen-sum-late"), tally.late as usize, Role::Warn),
            easel.count(say!(words, "screen-sum-leave"), tally.leave as usize, Role::Text),
            easel.count(say!(words, "screen-card-findings"), tally.findings as usize, Role::Warn),
        ],
        vec![
            easel.count(say!(words, "screen-card-incidents"), it.incidents, Role::Alarm),
            easel.count(say!(words, "screen-card-searches"), it.searches, Role::Alarm),
        ],
        LEVELS.iter().zip(it.levels).map(|(level, count)| easel.count(words.concern(*level), count, level_role(*level))).collect(),
        vec![hygiene(easel, it), gaps(easel, it)],
    ];
    for pieces in counts {
        if place.height == 0 {
            return;
        }
        let used = flow(easel.buffer, Rect { height: place.height.min(2), ..place }, 2, &pieces, |_, _| {});
        place = widget::below(place, used);
    }
}

fn hygiene<'a>(easel: &Easel<'a>, it: &CommunityCard) -> Line<'a> {
    let label = easel.say(say!(easel.words, "screen-card-hygiene"), Role::Quiet).gap(1);
    it.hygiene
        .map_or_else(|| label.clone().add(easel.signs().none, easel.style(Role::Quiet)), |points| label.clone().join(easel.points(points)))
}

fn gaps<'a>(easel: &Easel<'a>, it: &CommunityCard) -> Line<'a> {
    let (floors, gaps) = it.floors;
    let role = if gaps > 0 { Role::Warn } else { Role::Good };
    easel.labelled(say!(easel.words, "screen-card-heads"), format!("{}/{floors}", floors.saturating_sub(gaps)), role)
}

/// Name, buildings, people, round, absent, late, incidents, searches, hygiene, floors' heads.
const COLUMNS: [Column; 10] = [
    Column::firm(0, 12),
    Column::firm(4, 10),
    Column::number(1, 11),
    Column::number(0, 9),
    Column::number(0, 6),
    Column::number(2, 6),
    Column::number(1, 9),
    Column::number(2, 9),
    Column::number(4, 8),
    Column::number(3, 8),
];

fn list(easel: &mut Easel<'_>, area: Rect, cards: &[CommunityCard]) {
    let words = easel.words;
    let title = easel.say(say!(words, "screen-communities"), Role::Title);
    let inner = easel.pane(area, &Pane { title, focus: true, ..Pane::default() });
    let table = Rect { height: inner.height.min(cards.len() as u16 + 1), ..inner };
    let titles = [
        say!(words, "screen-communities"),
        say!(words, "screen-card-buildings"),
        say!(words, "screen-card-people"),
        say!(words, "screen-card-round"),
        say!(words, "screen-sum-absent"),
        say!(words, "screen-sum-late"),
        say!(words, "screen-card-incidents"),
        say!(words, "screen-card-searches"),
        say!(words, "screen-card-hygiene"),
        say!(words, "screen-card-heads"),
    ];
    let titles = titles.map(|it| easel.say(it, Role::Quiet)).to_vec();
    let listing = Listing { list: List::Communities, count: cards.len(), columns: &COLUMNS, titles, focus: true };
    easel.list(table, &listing, |easel, at| cards.get(at).map_or_else(Vec::new, |it| row(easel, it)));
    let rest = widget::below(inner, table.height + 1);
    let at = easel.model.cursor(List::Communities).at;
    if let Some(it) = cards.get(at).filter(|_| rest.height > 2) {
        easel.say(name(easel, it), Role::Title).draw(easel.buffer, rest);
        body(easel, widget::below(rest, 1), it);
    }
}

fn row<'a>(easel: &Easel<'a>, it: &CommunityCard) -> Vec<Line<'a>> {
    let number = |count: usize, role| easel.say(count.to_string(), if count == 0 { Role::Quiet } else { role });
    let numbers: Vec<&str> = it.buildings.iter().filter_map(|id| easel.campus.places().building(*id)).map(|it| &*it.number).collect();
    let (floors, gaps) = it.floors;
    vec![
        easel.say(name(easel, it), Role::Text),
        easel.say(numbers.join(" "), Role::Quiet),
        easel.say(format!("{}/{}", it.people, it.beds), Role::Text),
        easel.say(format!("{}/{}", it.tally.checked, it.tally.rooms), Role::Text),
        number(it.tally.absent as usize, Role::Alarm),
        number(it.tally.late as usize, Role::Warn),
        number(it.incidents, Role::Alarm),
        number(it.searches, Role::Alarm),
        it.hygiene.map_or_else(|| easel.say(easel.signs().none, Role::Quiet), |points| easel.say(points.to_string(), Role::Text)),
        easel.say(format!("{}/{floors}", floors - gaps.min(floors)), if gaps > 0 { Role::Warn } else { Role::Text }),
    ]
}
