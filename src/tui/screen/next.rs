//! Whom to talk to next (该和谁谈): everybody who is owed something, ranked, and below the list what the one under the cursor is owed.

use super::Easel;
use super::easel::Listing;
use super::say::level_role;
use crate::campus::{Concern, Why};
use crate::desk::care::{NextRow, Term};
use crate::say;
use crate::tui::command::CommandId;
use crate::tui::model::{List, NextScope};
use crate::tui::theme::Role;
use crate::tui::widget::{self, Column, Line, Pane, flow};
use ratatui::layout::Rect;

/// Rows of the lower pane, frame included, and the height from which on there is one.
const WHY_ROWS: u16 = 8;
const TALL: u16 = 18;

pub(super) fn draw(easel: &mut Easel<'_>, area: Rect) {
    let why = if area.height >= TALL { WHY_ROWS } else { 0 };
    list(easel, Rect { height: area.height - why, ..area });
    if why > 0 {
        reasons(easel, widget::below(area, area.height - why));
    }
}

fn list(easel: &mut Easel<'_>, area: Rect) {
    let (words, rows) = (easel.words, &easel.model.board.care.next);
    let (open, put_off, students) = easel.model.board.care.next_counts;
    let scope = match easel.model.next_scope {
        NextScope::Mine => say!(words, "screen-next-mine"),
        NextScope::Snoozed => say!(words, "screen-next-snoozed"),
        NextScope::All => say!(words, "screen-next-all"),
    };
    let title = easel.say(say!(words, "screen-next"), Role::Title).gap(1).add(scope, easel.style(Role::Text));
    let right = easel.say(say!(words, "screen-next-count", open = open, students = students), Role::Quiet);
    let right = if put_off == 0 { right } else { right.gap(2).join(easel.count(say!(words, "screen-next-put-off"), put_off, Role::Text)) };
    let scroll = easel.scroll(List::Next, rows.len(), area.height.saturating_sub(3));
    let inner = easel.pane(area, &Pane { title, right, focus: true, scroll, ..Pane::default() });
    if rows.is_empty() {
        let how = say!(words, "screen-next-empty-how", key = easel.model.keymap.label(CommandId::NextScope));
        let said = if easel.model.next_scope == NextScope::Snoozed {
            say!(words, "screen-next-none-snoozed")
        } else {
            say!(words, "screen-next-empty")
        };
        let lines = [easel.say(said, Role::Text), easel.say(how, Role::Quiet)];
        easel.stack(inner, &lines);
        return;
    }
    let titles = [
        say!(words, "screen-column-score"),
        say!(words, "screen-column-level"),
        say!(words, "screen-column-name"),
        say!(words, "screen-column-room"),
        say!(words, "screen-column-class"),
        say!(words, "screen-column-last-talk"),
        say!(words, "screen-column-why"),
    ];
    let titles = titles.map(|it| easel.say(it, Role::Quiet)).to_vec();
    let listing = Listing { list: List::Next, count: rows.len(), columns: &COLUMNS, titles, focus: true };
    easel.list(inner, &listing, |easel, at| rows.get(at).map_or_else(Vec::new, |it| row(easel, it)));
}

/// Score, level, name, room, class, last talk, why.
const COLUMNS: [Column; 7] = [
    Column::number(0, 5),
    Column::firm(0, 5),
    Column::firm(0, 14),
    Column::firm(2, 12),
    Column::firm(3, 16),
    Column::firm(1, 12),
    Column::elastic(0, 16, 160),
];

fn row<'a>(easel: &Easel<'a>, it: &NextRow) -> Vec<Line<'a>> {
    let level = easel.sight().level(it.student);
    let urgent = it.terms.iter().any(|it| role(it.why) == Role::Alarm);
    vec![
        easel.say(it.score.to_string(), if urgent { Role::Alarm } else { Role::Text }),
        if level == Concern::None { easel.say(easel.signs().empty, Role::Quiet) } else { easel.level(level) },
        easel.say(easel.student(it.student), Role::Text),
        easel.say(easel.room_of(it.student), Role::Quiet),
        easel.say(easel.class_of(it.student), Role::Quiet),
        last(easel, it),
        why(easel, it),
    ]
}

fn last<'a>(easel: &Easel<'a>, it: &NextRow) -> Line<'a> {
    let zone = easel.campus.zone();
    match it.last {
        Some(at) => easel.say(easel.words.day_near(at.day(zone), easel.model.now.day(zone)), Role::Quiet),
        None => easel.say(say!(easel.words, "screen-next-never"), Role::Warn),
    }
}

/// The terms one after the other, as many as there is room for.
fn why<'a>(easel: &Easel<'a>, it: &NextRow) -> Line<'a> {
    let today = easel.model.now.day(easel.campus.zone());
    let mut line = Line::new();
    // The level has a column of its own.
    let terms = it.terms.iter().filter(|it| !matches!(it.why, Why::Level(_)));
    for (nth, term) in terms.enumerate() {
        if nth > 0 {
            line = line.add(format!(" {} ", easel.signs().dot), easel.style(Role::Quiet));
        }
        line = line.add(easel.words.why(term.why, today), easel.style(role(term.why)));
    }
    line
}

/// How urgent a term is, whatever points the presets give it.
fn role(why: Why) -> Role {
    match why {
        Why::Missing(_) | Why::Incident(..) => Role::Alarm,
        Why::FollowUp(_, days) | Why::Review(_, days) if days > 0 => Role::Warn,
        Why::FollowUp(..) | Why::Review(..) => Role::Due,
        Why::Rhythm(level, _) | Why::Never(level) | Why::Level(level) => level_role(level),
        Why::Absent(_) | Why::Late(_) | Why::Mark(..) => Role::Warn,
        Why::Freshman(left) if left < 0 => Role::Warn,
        Why::Term(_) | Why::Freshman(_) | Why::Trait(_) | Why::Back(..) | Why::Birthday(_) | Why::Mood(_) => Role::Text,
    }
}

/// What the one under the cursor is owed, term by term with points.
fn reasons(easel: &mut Easel<'_>, area: Rect) {
    let words = easel.words;
    let Some(it) = easel.model.board.care.next.get(easel.model.cursor(List::Next).at) else {
        easel.pane(area, &Pane { title: easel.say(say!(words, "screen-next-why-pane"), Role::Title), ..Pane::default() });
        return;
    };
    let title = easel.say(say!(words, "screen-next-why", name = easel.student(it.student)), Role::Title);
    let right = easel.say(say!(words, "screen-next-sum", score = it.score), Role::Text);
    let put_off = it.snoozed.and_then(|seq| easel.campus.care().snooze(seq));
    let right = match put_off {
        Some(it) => easel.say(say!(words, "screen-next-until", day = words.day(it.until)), Role::Info).gap(2).join(right),
        None => right,
    };
    let inner = easel.pane(area, &Pane { title, right, ..Pane::default() });
    let today = easel.model.now.day(easel.campus.zone());
    let term = |it: &Term| {
        let points = easel.say(format!("+{}", it.points), Role::Key);
        points.gap(1).add(words.why(it.why, today), easel.style(role(it.why)))
    };
    let pieces: Vec<Line<'_>> = it.terms.iter().map(term).collect();
    // One under the other where they fit, side by side where they do not.
    if pieces.len() <= usize::from(inner.height) {
        easel.stack(inner, &pieces);
    } else {
        flow(easel.buffer, inner, 3, &pieces, |_, _| {});
    }
}
