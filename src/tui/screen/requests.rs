//! Requests of students (诉求): to which an answer is owed and until when, and how the services keep what was promised.

use super::Easel;
use super::easel::Listing;
use super::say::first_line;
use crate::campus::{Act, RequestAct, RequestState, Seq};
use crate::desk::rights::RequestSight;
use crate::say;
use crate::tui::command::CommandId;
use crate::tui::model::{List, RequestScope};
use crate::tui::msg::Fetched;
use crate::tui::theme::Role;
use crate::tui::view::ServiceLine;
use crate::tui::widget::{Column, Line, Pane};
use ratatui::layout::Rect;

pub(super) fn draw(easel: &mut Easel<'_>, area: Rect) {
    let (words, board) = (easel.words, &easel.model.board.requests);
    let scope = match easel.model.request_scope {
        RequestScope::Open => say!(words, "screen-requests-open"),
        RequestScope::Answered => say!(words, "screen-requests-answered"),
        RequestScope::All => say!(words, "screen-requests-all"),
        RequestScope::Services => say!(words, "screen-requests-services"),
    };
    let title = easel.say(say!(words, "screen-requests"), Role::Title).gap(1).add(scope, easel.style(Role::Text));
    let right = easel.count(say!(words, "screen-requests-owed"), board.open, Role::Text).gap(2);
    let right = right.join(easel.count(say!(words, "screen-requests-overdue"), board.overdue, Role::Alarm));
    let count = board.rows.len().max(board.services.len());
    let scroll = easel.scroll(List::Requests, count, area.height.saturating_sub(3));
    let inner = easel.pane(area, &Pane { title, right, focus: true, scroll, ..Pane::default() });
    if count == 0 {
        let key = |id| easel.model.keymap.label(id);
        let how = say!(words, "screen-requests-empty-how", scope = key(CommandId::RequestScope), request = key(CommandId::Request));
        let lines = [easel.say(say!(words, "screen-requests-empty"), Role::Text), easel.say(how, Role::Quiet)];
        easel.stack(inner, &lines);
        return;
    }
    if easel.model.request_scope == RequestScope::Services {
        return services(easel, inner);
    }
    let titles = [
        String::new(),
        say!(words, "screen-column-due"),
        say!(words, "screen-column-kind"),
        say!(words, "screen-column-place"),
        say!(words, "screen-column-name"),
        say!(words, "screen-column-office"),
        say!(words, "screen-column-state"),
        say!(words, "screen-column-wanted"),
        say!(words, "screen-column-rating"),
    ];
    let titles = titles.map(|it| easel.say(it, Role::Quiet)).to_vec();
    let listing = Listing { list: List::Requests, count, columns: &COLUMNS, titles, focus: true };
    easel.list(inner, &listing, |easel, at| board.rows.get(at).map_or_else(Vec::new, |seq| row(easel, *seq)));
}

/// Sign, due, kind, place, who, service, state, words, rating.
const COLUMNS: [Column; 9] = [
    Column::firm(0, 3),
    Column::firm(0, 18),
    Column::firm(0, 10),
    Column::elastic(2, 6, 14),
    Column::firm(4, 12),
    Column::firm(1, 12),
    Column::firm(0, 10),
    Column::elastic(0, 14, 80),
    Column::firm(5, 10),
];

fn row<'a>(easel: &Easel<'a>, seq: Seq) -> Vec<Line<'a>> {
    let Some(it) = easel.request(seq) else { return Vec::new() };
    let (signs, words) = (easel.signs(), easel.words);
    let overdue = it.is_overdue(easel.model.now);
    let (sign, role) = match it.state() {
        _ if overdue => (signs.alarm, Role::Alarm),
        RequestState::New => (signs.due, Role::Due),
        state if state.is_open() => (signs.unticked, Role::Key),
        _ => (signs.good, Role::Good),
    };
    vec![
        easel.say(sign, role),
        if it.state().is_open() { easel.countdown(it.due()) } else { easel.say(easel.moment(it.at()), Role::Quiet) },
        easel.say(words.request_kind(it.kind()), Role::Text),
        easel.say(it.place().map(|it| easel.spot(it)).unwrap_or_default(), Role::Quiet),
        easel.say(it.student().map_or("", |id| easel.student(id)), Role::Text),
        easel.say(it.office().to_owned(), Role::Text),
        easel.say(words.request_state(it.state()), if overdue { Role::Alarm } else { Role::Text }),
        wanted(easel, &it),
        easel.say(it.stars().map(|it| words.stars(it)).unwrap_or_default(), Role::Good),
    ]
}

fn wanted<'a>(easel: &Easel<'a>, it: &RequestSight<'_>) -> Line<'a> {
    if !it.reads() {
        return easel.say(say!(easel.words, "screen-text-hidden"), Role::Quiet);
    }
    Line::of(first_line(easel.request_text(it.seq()).into()), easel.style(Role::Text))
}

impl<'a> Easel<'a> {
    /// A request as the seat sees it.
    pub(in crate::tui) fn request(&self, seq: Seq) -> Option<RequestSight<'a>> {
        self.campus.requests().get(seq).and_then(|it| self.sight().request(it))
    }

    /// What is wanted, once it was fetched.
    pub(super) fn request_text(&self, seq: Seq) -> String {
        match self.model.texts.get(seq) {
            Some(Fetched::Entry(entry)) => match &entry.act {
                Act::Request(RequestAct::Opened(it)) => it.text.to_string(),
                _ => String::new(),
            },
            Some(Fetched::Gone) => say!(self.words, "screen-text-gone"),
            Some(Fetched::Unreadable) => say!(self.words, "screen-text-unreadable"),
            Some(Fetched::Hidden | Fetched::UnderGlass) => say!(self.words, "screen-text-hidden"),
            None => say!(self.words, "screen-text-coming"),
        }
    }
}

/// Service, count, owed, overdue, late, median, rating.
const SERVICE_COLUMNS: [Column; 7] = [
    Column::firm(0, 14),
    Column::number(0, 6),
    Column::number(0, 8),
    Column::number(0, 8),
    Column::number(0, 8),
    Column::number(1, 14),
    Column::number(1, 14),
];

fn services(easel: &mut Easel<'_>, area: Rect) {
    let words = easel.words;
    let titles = [
        say!(words, "screen-column-office"),
        say!(words, "screen-column-count"),
        say!(words, "screen-column-owed"),
        say!(words, "screen-column-overdue"),
        say!(words, "screen-column-late"),
        say!(words, "screen-column-median"),
        say!(words, "screen-column-rating"),
    ];
    let titles = titles.map(|it| easel.say(it, Role::Quiet)).to_vec();
    let rows = &easel.model.board.requests.services;
    let listing = Listing { list: List::Requests, count: rows.len(), columns: &SERVICE_COLUMNS, titles, focus: true };
    easel.list(area, &listing, |easel, at| rows.get(at).map_or_else(Vec::new, |it| service(easel, it)));
}

fn service<'a>(easel: &Easel<'a>, it: &ServiceLine) -> Vec<Line<'a>> {
    use crate::campus::Stamp;
    let number = |count: usize, role| easel.say(count.to_string(), if count == 0 { Role::Quiet } else { role });
    let median = it.median_minutes.map(|it| easel.span(Stamp(0), Stamp(0).plus_minutes(it))).unwrap_or_default();
    let rating = it.rating.map(|(rating, rated)| format!("{}.{:02} ({rated})", rating / 100, rating % 100));
    vec![
        easel.say(it.office.clone(), Role::Text),
        number(it.count, Role::Text),
        number(it.open, Role::Text),
        number(it.overdue, Role::Alarm),
        number(it.late, Role::Warn),
        easel.say(median, Role::Text),
        easel.say(rating.unwrap_or_default(), Role::Text),
    ]
}
