//! The communities (社区): places and bookings, people, branches, tasks, the service catalogue. One list whose rows say what they are.

mod detail;
mod of_branch;

use super::Easel;
use super::easel::Listing;
use crate::campus::{BookingHead, CommunityId, Day, Seq, clock_of, moment};
use crate::say;
use crate::tui::command::CommandId;
use crate::tui::model::{CommunityPlace, CommunityView, List};
use crate::tui::theme::Role;
use crate::tui::view::CommunityRow;
use crate::tui::widget::{Column, Line, Pane, prose};
use ratatui::layout::Rect;

pub(super) fn draw(easel: &mut Easel<'_>, area: Rect, at: CommunityPlace) {
    let (words, board) = (easel.words, easel.community_board());
    let title = match at.view {
        CommunityView::Places => say!(words, "screen-venues"),
        CommunityView::Day => say!(words, "screen-venues-day"),
        CommunityView::Week => say!(words, "screen-venues-week"),
        CommunityView::Tasks => say!(words, "screen-tasks"),
        CommunityView::People => say!(words, "screen-people-of"),
        CommunityView::Mentors => say!(words, "screen-mentors"),
        CommunityView::Branches => say!(words, "screen-branches"),
        CommunityView::Catalogue => say!(words, "screen-catalogue"),
    };
    let mut title = easel.say(title, Role::Title);
    if let Some(seq) = at.opened {
        let name = match easel.sight().fellow(seq) {
            Some(it) => name_of(easel, &it),
            None => easel.campus.requests().reception(seq).map(|it| it.leader.to_string()).unwrap_or_default(),
        };
        title = title.gap(1).add(name, easel.style(Role::Title));
    }
    if let Some(branch) = at.branch {
        title = title.gap(1).add(words.branch(branch), easel.style(Role::Title));
    }
    if matches!(at.view, CommunityView::Day | CommunityView::Week) {
        let today = easel.model.now.day(easel.campus.zone());
        title = title.gap(1).add(easel.day_short(today.plus(at.days.into())), easel.style(Role::Text));
    }
    if at.opened.is_none() && !matches!(at.view, CommunityView::Branches | CommunityView::Catalogue) {
        let of = at.community.map_or_else(|| say!(words, "screen-community-all"), |id| community(easel, Some(id)).to_owned());
        title = title.gap(1).add(of, easel.style(Role::Text));
    }
    let is_whole = at.opened.is_none() && at.branch.is_none();
    let right = if is_whole && board.overdue > 0 && at.view != CommunityView::Catalogue {
        easel.count(say!(words, "screen-tasks-overdue"), board.overdue, Role::Alarm)
    } else {
        Line::new()
    };
    let count = board.rows.len();
    let scroll = easel.scroll(List::Community, count, area.height.saturating_sub(2));
    let inner = easel.pane(area, &Pane { title, right, focus: true, scroll, ..Pane::default() });
    if count == 0 {
        let key = |id| easel.model.keymap.label(id);
        let how = say!(words, "screen-community-empty-how", add = key(CommandId::AddThing), scope = key(CommandId::CommunityScope));
        let lines = [easel.say(say!(words, "screen-community-empty"), Role::Text), easel.say(how, Role::Quiet)];
        easel.stack(inner, &lines);
        return;
    }
    let inner = told(easel, inner);
    let listing = Listing { list: List::Community, count, columns: &COLUMNS, titles: Vec::new(), focus: true };
    easel.list(inner, &listing, |easel, row| board.rows.get(row).map_or_else(Vec::new, |it| cells(easel, *it)));
}

/// Draws at the foot in full what the row under the cursor may have no room for, and gives what is left above it.
fn told(easel: &mut Easel<'_>, area: Rect) -> Rect {
    let row = easel.community_board().rows.get(easel.cursor(List::Community).at);
    let text = row.map(|it| detail::of(easel, *it)).unwrap_or_default();
    if text.is_empty() || area.height < 8 {
        return area;
    }
    let lines = (crate::text::wrap(&text, usize::from(area.width).max(1)).len() as u16).clamp(1, 4);
    let left = Rect { height: area.height - lines, ..area };
    prose(easel.buffer, crate::tui::widget::below(area, left.height), &text, 0, None, easel.style(Role::Text));
    left
}

/// Sign, what it is, name, what there is to say, from where, a number or a day.
const COLUMNS: [Column; 6] = [
    Column::firm(0, 3),
    Column::firm(1, 14),
    Column::elastic(0, 14, 40),
    Column::elastic(2, 10, 110),
    Column::firm(3, 18),
    Column::firm(0, 16),
];

/// Whole hours without their minutes, where there is little room; the foot says them in full.
fn short(clocks: &str) -> String {
    clocks.replace(":00", "")
}

fn community<'a>(easel: &Easel<'a>, id: Option<CommunityId>) -> &'a str {
    id.and_then(|id| easel.campus.places().community(id)).map_or("", |it| &*it.name)
}

fn cells<'a>(easel: &Easel<'a>, row: CommunityRow) -> Vec<Line<'a>> {
    let (words, campus, board) = (easel.words, easel.campus, easel.community_board());
    let signs = easel.signs();
    let line = |text: String, role| easel.say(text, role);
    let row_of = |sign: Line<'a>, cells: [(String, Role); 5]| {
        std::iter::once(sign).chain(cells.into_iter().map(|(text, role)| line(text, role))).collect::<Vec<_>>()
    };
    let none = || Line::new();
    match row {
        CommunityRow::Day(day) => row_of(
            none(),
            [
                (easel.day_short(day), Role::Title),
                (String::new(), Role::Text),
                (String::new(), Role::Text),
                (String::new(), Role::Text),
                (String::new(), Role::Text),
            ],
        ),
        CommunityRow::Venue(seq) => {
            let Some(it) = campus.venues().venue(seq) else { return Vec::new() };
            let seats = if it.seats == 0 { String::new() } else { say!(words, "screen-venue-seats", count = it.seats.to_string()) };
            row_of(
                easel.say(signs.dot, Role::Quiet),
                [
                    (words.venue_kind(it.kind), Role::Quiet),
                    (it.name.to_string(), Role::Title),
                    (short(&words.hours(&it.hours)), Role::Quiet),
                    ([community(easel, it.community), &it.spot].join(" ").trim().to_owned(), Role::Quiet),
                    (seats, Role::Text),
                ],
            )
        }
        CommunityRow::Free(venue, day) => {
            let free = short(&words.clocks(&campus.venues().free_on(venue, day)));
            let said = say!(words, "screen-venue-free");
            row_of(
                none(),
                [
                    (said, Role::Quiet),
                    (String::new(), Role::Text),
                    (free, Role::Good),
                    (String::new(), Role::Text),
                    (String::new(), Role::Text),
                ],
            )
        }
        CommunityRow::Booking(seq) => campus.venues().booking(seq).map_or_else(Vec::new, |it| booking(easel, it)),
        CommunityRow::Task(seq) => task(easel, seq),
        CommunityRow::Fellow(seq) => fellow(easel, seq),
        CommunityRow::Reception(seq) => reception(easel, seq),
        CommunityRow::Sponsor(id) => {
            let sponsor = campus.places().sponsor(id).and_then(|id| campus.people().department(id)).map(|it| it.name.to_string());
            let missing = if sponsor.is_none() { easel.say(signs.due, Role::Warn) } else { none() };
            let place = campus.places().building(id).and_then(|it| it.community);
            row_of(
                missing,
                [
                    (say!(words, "screen-sponsored"), Role::Quiet),
                    (easel.building(id), Role::Text),
                    (sponsor.unwrap_or_else(|| signs.none.to_owned()), Role::Text),
                    (community(easel, place).to_owned(), Role::Quiet),
                    (String::new(), Role::Text),
                ],
            )
        }
        CommunityRow::Service(nth) => {
            let Some((office, count, overdue, late)) = board.services.get(nth) else { return Vec::new() };
            let sign = if *overdue > 0 { easel.say(signs.alarm, Role::Alarm) } else { none() };
            let said = say!(words, "screen-service-said", overdue = overdue.to_string(), late = late.to_string());
            row_of(
                sign,
                [
                    (say!(words, "screen-service"), Role::Quiet),
                    (office.clone(), Role::Text),
                    (said, if *overdue > 0 { Role::Alarm } else { Role::Text }),
                    (String::new(), Role::Text),
                    (say!(words, "screen-service-count", count = count.to_string()), Role::Text),
                ],
            )
        }
        CommunityRow::Officers(nth) => {
            let Some(it) = board.officers.get(nth) else { return Vec::new() };
            let hours = format!("{:.1}", f64::from(it.minutes) / 60.0);
            row_of(
                none(),
                [
                    (say!(words, "screen-self-government"), Role::Quiet),
                    (words.officer(it.post), Role::Text),
                    (say!(words, "screen-officers-said", hours = hours, praised = it.praised.to_string()), Role::Text),
                    (String::new(), Role::Text),
                    (say!(words, "screen-count-people", count = it.holders.to_string()), Role::Text),
                ],
            )
        }
        CommunityRow::Branch(branch) => of_branch::branch(easel, branch),
        CommunityRow::PartyDay(seq) => of_branch::party_day(easel, seq),
        CommunityRow::Attendance(nth) => of_branch::attendance(easel, nth),
        CommunityRow::Mentee(id) => detail::mentee(easel, id),
        CommunityRow::Meeting(seq) => detail::meeting(easel, seq),
        CommunityRow::Brought(seq) => detail::brought(easel, seq),
        CommunityRow::Item(nth) => {
            let Some(it) = board.items.get(nth) else { return Vec::new() };
            let ways = [(it.on_site, say!(words, "screen-way-site")), (it.online, say!(words, "screen-way-online"))];
            let ways = ways.into_iter().filter(|it| it.0).map(|it| it.1).collect::<Vec<_>>().join(" ");
            row_of(
                none(),
                [
                    (it.office.to_string(), Role::Text),
                    (it.name.to_string(), Role::Title),
                    (it.papers.to_string(), Role::Text),
                    (ways, Role::Quiet),
                    (words.within(it.minutes), Role::Text),
                ],
            )
        }
    }
}

fn booking<'a>(easel: &Easel<'a>, it: &BookingHead) -> Vec<Line<'a>> {
    let (words, campus, signs) = (easel.words, easel.campus, easel.signs());
    let over = moment(it.day, it.until, campus.zone()) <= easel.model.now;
    let (sign, role, state) = match it.used {
        Some((_, _, came)) => (signs.good, Role::Good, say!(words, "screen-booking-used", count = came.to_string())),
        None if over => (signs.due, Role::Warn, say!(words, "screen-booking-unsigned")),
        None => (signs.unticked, Role::Text, say!(words, "screen-booking-booked")),
    };
    let venue = campus.venues().venue(it.venue).map_or("", |it| &*it.name);
    let student = easel.sight().booking(it).student().map(|id| easel.student(id).to_owned());
    let who = [Some(it.who.to_string()), student].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let people = if it.count == 0 { String::new() } else { say!(words, "screen-count-people", count = it.count.to_string()) };
    let times = format!("{}–{}", clock_of(it.from), clock_of(it.until));
    let cells = [(times, Role::Text), (venue.to_owned(), Role::Quiet), (who, Role::Text), (people, Role::Quiet), (state, role)];
    std::iter::once(easel.say(sign, role)).chain(cells.into_iter().map(|(text, role)| easel.say(text, role))).collect()
}

fn task<'a>(easel: &Easel<'a>, seq: Seq) -> Vec<Line<'a>> {
    let (words, signs) = (easel.words, easel.signs());
    let Some(it) = easel.campus.communities().task(seq).and_then(|head| head.it.as_ref()) else { return Vec::new() };
    let today = easel.model.now.day(easel.campus.zone());
    let (sign, role) = match it.done {
        Some(_) => (signs.good, Role::Good),
        None if it.is_overdue(today) => (signs.alarm, Role::Alarm),
        None => (signs.unticked, Role::Text),
    };
    let due = |day: Day| easel.day_short(day);
    let when = it.done.map_or_else(|| due(it.due), |day| say!(words, "screen-task-done", day = due(day)));
    let venue = it.venue.and_then(|seq| easel.campus.venues().venue(seq)).map_or("", |it| &*it.name);
    let place = [community(easel, it.community), venue].join(" ").trim().to_owned();
    let with = if it.with.is_empty() { it.lead.to_string() } else { format!("{} + {}", it.lead, it.with) };
    let cells = [
        (words.task_kind(it.kind), Role::Quiet),
        (it.what.to_string(), Role::Text),
        (with, Role::Text),
        (place, Role::Quiet),
        (when, role),
    ];
    std::iter::once(easel.say(sign, role)).chain(cells.into_iter().map(|(text, role)| easel.say(text, role))).collect()
}

/// Their name; of a student who is not seen nothing.
fn name_of(easel: &Easel<'_>, it: &crate::desk::rights::FellowSight<'_>) -> String {
    match (it.it().student, it.student()) {
        (None, _) => it.it().name.to_string(),
        (Some(_), Some(id)) => easel.student(id).to_owned(),
        (Some(_), None) => say!(easel.words, "screen-text-hidden"),
    }
}

fn fellow<'a>(easel: &Easel<'a>, seq: Seq) -> Vec<Line<'a>> {
    let words = easel.words;
    let Some(sight) = easel.sight().fellow(seq) else { return Vec::new() };
    let it = sight.it();
    let branch = it.branch.map(|branch| {
        let branch = words.branch(branch);
        if it.secretary { say!(words, "screen-branch-secretary-of", branch = branch) } else { branch }
    });
    let met = sight.meetings().count();
    let looks =
        (!it.students.is_empty()).then(|| say!(words, "screen-mentees", count = it.students.len().to_string(), met = met.to_string()));
    let text = [branch, looks, sight.text().map(str::to_owned)]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(&format!(" {} ", easel.signs().dot));
    let last =
        sight.meetings().map(|it| it.day).max().map(|day| say!(words, "screen-last-met", day = easel.day_short(day))).unwrap_or_default();
    let office = [community(easel, it.community), &it.office].join(" ").trim().to_owned();
    let cells = [
        (words.fellow_kind(it.kind), Role::Quiet),
        (name_of(easel, &sight), Role::Text),
        (text, Role::Text),
        (office, Role::Quiet),
        (last, Role::Quiet),
    ];
    std::iter::once(Line::new()).chain(cells.into_iter().map(|(text, role)| easel.say(text, role))).collect()
}

fn reception<'a>(easel: &Easel<'a>, seq: Seq) -> Vec<Line<'a>> {
    let (words, campus) = (easel.words, easel.campus);
    let Some(it) = campus.requests().reception(seq) else { return Vec::new() };
    let (said, overdue) = came_said(easel, seq);
    let sign = if overdue { easel.say(easel.signs().alarm, Role::Alarm) } else { Line::new() };
    let cells = [
        (words.leader_rank(it.rank), Role::Quiet),
        (it.leader.to_string(), Role::Text),
        (said, if overdue { Role::Alarm } else { Role::Text }),
        (community(easel, it.community).to_owned(), Role::Quiet),
        (easel.day_short(it.day), Role::Text),
    ];
    std::iter::once(sign).chain(cells.into_iter().map(|(text, role)| easel.say(text, role))).collect()
}

/// How many came to a reception day and were answered, and whether an answer is overdue.
fn came_said(easel: &Easel<'_>, reception: Seq) -> (String, bool) {
    let came: Vec<_> = easel.campus.requests().of_reception(reception).filter_map(|it| easel.sight().request(it)).collect();
    let overdue = came.iter().filter(|it| it.is_overdue(easel.model.now)).count();
    let answered = came.iter().filter(|it| it.answered().is_some()).count();
    let [came, answered, late] = [came.len(), answered, overdue].map(|it| it.to_string());
    (say!(easel.words, "screen-reception-said", came = came, answered = answered, overdue = late), overdue > 0)
}
