//! Who is looked for (未归), and the search for one of them: the steps of the ladder, whom to ring, what came of it.

use super::Easel;
use super::easel::Listing;
use super::say::mask;
use crate::campus::{Day, LadderStep, NumberKind, SearchHead, SearchState, StepTaken, StudentId};
use crate::say;
use crate::tui::command::CommandId;
use crate::tui::model::List;
use crate::tui::theme::Role;
use crate::tui::view::Sought;
use crate::tui::widget::{self, Column, Line, Pane, flow};
use ratatui::layout::Rect;

/// Who, room, class, since when, the next step, when it is due, the incident.
const SOUGHT: [Column; 7] = [
    Column::firm(0, 14),
    Column::firm(0, 12),
    Column::firm(3, 20),
    Column::firm(1, 18),
    Column::firm(0, 20),
    Column::firm(0, 14),
    Column::firm(1, 28),
];

pub(super) fn draw_list(easel: &mut Easel<'_>, area: Rect) {
    let words = easel.words;
    let sought = &easel.model.board.sought;
    let title = easel.say(say!(words, "screen-missing"), Role::Title);
    let right = easel.count(say!(words, "screen-missing-open"), sought.len(), Role::Alarm);
    let scroll = easel.scroll(List::Missing, sought.len(), area.height.saturating_sub(3));
    let inner = easel.pane(area, &Pane { title, right, focus: true, scroll, ..Pane::default() });
    if sought.is_empty() {
        let lines =
            [easel.say(say!(words, "screen-missing-nobody"), Role::Good), easel.say(say!(words, "screen-missing-nobody-how"), Role::Quiet)];
        easel.stack(inner, &lines);
        return;
    }
    let titles = [
        say!(words, "screen-column-name"),
        say!(words, "screen-column-room"),
        say!(words, "screen-column-class"),
        say!(words, "screen-missing-since"),
        say!(words, "screen-missing-next"),
        say!(words, "screen-missing-due"),
        say!(words, "screen-search-incident-at"),
    ];
    let titles = titles.map(|it| easel.say(it, Role::Quiet)).to_vec();
    let listing = Listing { list: List::Missing, count: sought.len(), columns: &SOUGHT, titles, focus: true };
    easel.list(inner, &listing, |easel, at| sought.get(at).map_or_else(Vec::new, |it| sought_row(easel, it)));
}

fn sought_row<'a>(easel: &Easel<'a>, it: &Sought) -> Vec<Line<'a>> {
    let words = easel.words;
    let next = it.next.map(|(step, _)| words.ladder_step(step)).unwrap_or_else(|| say!(words, "screen-missing-all-taken"));
    vec![
        easel.say(easel.student(it.student), Role::Title),
        easel.say(easel.campus.write_room(it.room), Role::Text),
        easel.say(easel.class_of(it.student), Role::Quiet),
        easel.say(easel.moment(it.since), Role::Quiet),
        easel.say(next, Role::Text),
        it.next.map_or_else(Line::new, |(_, due)| easel.countdown(due)),
        deadline(easel, it.incident, it.incident_due),
    ]
}

/// The incident it became, or when it becomes one.
fn deadline<'a>(easel: &Easel<'a>, incident: Option<crate::campus::Seq>, due: Option<crate::campus::Stamp>) -> Line<'a> {
    match (incident, due) {
        (Some(seq), _) => easel.say(format!("{}I{}", easel.signs().alarm, seq.0), Role::Alarm),
        (None, Some(due)) => easel.say(easel.clock(due), Role::Quiet).gap(1).join(easel.countdown(due)),
        (None, None) => Line::new(),
    }
}

pub(super) fn draw_search(easel: &mut Easel<'_>, area: Rect, day: Day, student: StudentId) {
    let words = easel.words;
    let head = easel.campus.searches().get(day, student);
    let Some(head) = head.filter(|it| easel.sight().sees_whereabouts(it.by, student)) else {
        let inner = easel.pane(area, &Pane { focus: true, ..Pane::default() });
        easel.say(say!(words, "screen-search-none"), Role::Quiet).draw(easel.buffer, inner);
        return;
    };
    let title = easel.say(say!(words, "screen-search"), Role::Title).gap(1).add(easel.student(student), easel.style(Role::Title));
    let right = match head.state {
        SearchState::Open => easel.say(format!("{} {}", easel.signs().absent, words.search_state(head.state)), Role::Alarm),
        SearchState::Found(at) => easel.say(format!("{} {}", words.search_state(head.state), easel.moment(at)), Role::Good),
        SearchState::Dropped => easel.say(words.search_state(head.state), Role::Quiet),
    };
    let inner = easel.pane(area, &Pane { title, right, focus: true, ..Pane::default() });
    let pieces = facts(easel, head);
    let used = flow(easel.buffer, Rect { height: inner.height.min(3), ..inner }, 3, &pieces, |_, _| {});
    let list = widget::below(inner, used + u16::from(inner.height > 10));
    let steps = &easel.campus.presets().rules().ladder.steps;
    let high = (steps.len() as u16 + 1).min(list.height.saturating_sub(1));
    let titles = [
        say!(words, "screen-missing-due"),
        say!(words, "screen-search-step"),
        say!(words, "screen-search-whom"),
        say!(words, "screen-search-outcome"),
        say!(words, "screen-search-taken"),
    ];
    let titles = titles.map(|it| easel.say(it, Role::Quiet)).to_vec();
    let listing = Listing { list: List::Search, count: steps.len(), columns: &STEPS, titles, focus: true };
    let next = head.next_step(&easel.campus.presets().rules().ladder).map(|(step, _)| step);
    easel.list(Rect { height: high, ..list }, &listing, |easel, at| {
        steps.get(at).map_or_else(Vec::new, |it| {
            let due = head.since.plus_minutes(it.after.into());
            step_row(easel, head, (it.call, due), next == Some(it.call))
        })
    });
    let rest = widget::below(list, high + u16::from(list.height > high + 2));
    easel.say(hint(easel, head), Role::Quiet).draw(easel.buffer, widget::row(rest, 0));
    all_calls(easel, widget::below(rest, 2), head);
}

/// When due, which step, whom, what came of it, when it was taken.
const STEPS: [Column; 5] = [Column::firm(0, 20), Column::firm(0, 18), Column::elastic(1, 16, 60), Column::firm(0, 24), Column::firm(2, 24)];

fn facts<'a>(easel: &Easel<'a>, head: &SearchHead) -> Vec<Line<'a>> {
    let words = easel.words;
    let campus = easel.campus;
    let due = campus.presets().rules().ladder.incident_due(head.day, head.since, campus.zone());
    let deadline = deadline(easel, head.incident, head.is_open().then_some(due));
    let mut pieces = vec![
        easel.labelled(say!(words, "screen-column-room"), campus.write_room(head.room), Role::Text),
        easel.labelled(say!(words, "screen-column-class"), easel.class_of(head.student), Role::Text),
        easel.labelled(say!(words, "screen-missing-since"), easel.moment(head.since), Role::Text),
        easel.labelled(say!(words, "screen-search-by"), easel.user(head.by), Role::Text),
    ];
    if !deadline.is_empty() {
        let label = if head.incident.is_some() { say!(words, "screen-search-incident") } else { say!(words, "screen-search-incident-at") };
        pieces.push(easel.say(label, Role::Quiet).gap(1).join(deadline));
    }
    pieces
}

fn step_row<'a>(easel: &Easel<'a>, head: &SearchHead, (step, due): (LadderStep, crate::campus::Stamp), next: bool) -> Vec<Line<'a>> {
    let words = easel.words;
    let taken = head.last(step);
    let when = match taken {
        None if next => easel.say(easel.clock(due), Role::Text).gap(1).join(easel.countdown(due)),
        _ => easel.say(easel.clock(due), Role::Quiet),
    };
    let role = if taken.is_some() { Role::Quiet } else { Role::Text };
    let outcome = match taken {
        Some(it) => easel.say(format!("{} {}", easel.signs().good, words.call_outcome(it.outcome)), Role::Good),
        None => easel.say(easel.signs().unticked, Role::Quiet),
    };
    let at = taken.map(|it| format!("{} {}", easel.clock(it.at), easel.user(it.by))).unwrap_or_default();
    vec![when, easel.say(words.ladder_step(step), role), whom(easel, head.student, step), outcome, easel.say(at, Role::Quiet)]
}

/// Whom to ring at a step: the number masked until a look at it is on record.
fn whom<'a>(easel: &Easel<'a>, student: StudentId, step: LadderStep) -> Line<'a> {
    let people = easel.campus.people();
    let facts = people.student(student).map(|it| &it.facts);
    match step {
        LadderStep::Student => number(easel, student, NumberKind::Phone),
        LadderStep::Parents => number(easel, student, NumberKind::Guardian),
        LadderStep::RoomMates => {
            let room = facts.and_then(|it| it.bed).map(|it| it.room);
            let mates = room.map_or(&[][..], |it| people.in_room(it)).iter().filter(|id| **id != student);
            mates.fold(Line::new(), |line, id| {
                let line = if line.is_empty() { line } else { line.gap(2) };
                line.add(easel.student(*id), easel.style(Role::Text)).gap(1).join(number(easel, *id, NumberKind::Phone))
            })
        }
        LadderStep::Counselor => {
            let counselor = facts.and_then(|it| it.class).and_then(|it| easel.campus.staff().counselor_of(it));
            counselor.map_or_else(Line::new, |id| {
                let phone = easel.sight().user_phone(id).map(mask).unwrap_or_default();
                easel.say(easel.user(id), Role::Text).gap(1).add(phone, easel.style(Role::Quiet))
            })
        }
        LadderStep::Department => {
            let department = facts.and_then(|it| it.department).and_then(|it| people.department(it));
            easel.say(department.map_or("", |it| &it.name), Role::Text)
        }
        LadderStep::Security => Line::new(),
    }
}

/// A number of a student: in full once the look is on record, else masked.
fn number<'a>(easel: &Easel<'a>, student: StudentId, what: NumberKind) -> Line<'a> {
    if let Some(shown) = easel.model.revealed.iter().find(|it| it.student == student && it.what == what) {
        return easel.say(shown.number.to_string(), Role::Marked);
    }
    let seen = easel.sight().student(student);
    let masked = match what {
        NumberKind::Guardian => seen.and_then(|it| it.guardian_phone()),
        _ => seen.and_then(|it| it.phone()),
    };
    easel.say(masked.filter(|it| !it.is_empty()).map_or_else(|| easel.signs().none.to_owned(), mask), Role::Quiet)
}

/// What the keys do here, in one line.
fn hint(easel: &Easel<'_>, head: &SearchHead) -> String {
    let words = easel.words;
    // Beside a list those keys are not this sheet's.
    if !head.is_open() || easel.beside.is_some() {
        return String::new();
    }
    let key = |id| easel.model.keymap.label(id);
    let outcomes = easel.model.keymap.chords(CommandId::SearchOutcome).iter().zip(crate::campus::CallOutcome::ALL);
    let outcomes: Vec<String> = outcomes.map(|(chord, it)| format!("{chord} {}", words.call_outcome(it))).collect();
    say!(words, "screen-search-hint", outcomes = outcomes.join("  "), phone = key(CommandId::Reveal), found = key(CommandId::Found))
}

/// Every call that was made, the latest first: a step may have been taken more than once.
fn all_calls(easel: &mut Easel<'_>, area: Rect, head: &SearchHead) {
    if area.height < 2 || head.steps.is_empty() {
        return;
    }
    let words = easel.words;
    let line = |it: &StepTaken| {
        let text = format!("{}  {}  {}", words.ladder_step(it.step), words.call_outcome(it.outcome), easel.user(it.by));
        easel.say(easel.clock(it.at), Role::Quiet).gap(2).add(text, easel.style(Role::Text))
    };
    let mut lines = vec![easel.say(say!(words, "screen-search-calls"), Role::Title)];
    lines.extend(head.steps.iter().rev().map(line));
    easel.stack(area, &lines);
}
