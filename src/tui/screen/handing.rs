//! The sides of the handover (交接): what is given, what is taken, what was handed over; the line under the cursor with both sides' words.

use super::easel::Listing;
use super::handover::{self, counts};
use super::{Easel, duty_log};
use crate::campus::{Act, Entry, HandoverAct, HandoverGiven, HandoverHead, HandoverLine, HandoverState, Seq, Stamp, Weight};
use crate::desk::handover::missing;
use crate::exchange::handover::{facts, item};
use crate::exchange::rounds::Names;
use crate::say;
use crate::tui::command::CommandId;
use crate::tui::handing::HandoverView;
use crate::tui::model::List;
use crate::tui::msg::Fetched;
use crate::tui::theme::Role;
use crate::tui::widget::{self, Column, Line, Pane, prose};
use ratatui::layout::Rect;

/// Fewest rows of the list before anything is shown below it.
const LIST_LEAST: u16 = 4;
/// Rows of what happened since, above what is taken over, in a large window.
const SINCE_ROWS: u16 = 6;
/// A window of this height has room for what happened since as well.
const TALL: u16 = 30;

pub(super) fn draw(easel: &mut Easel<'_>, area: Rect) {
    match easel.model.board.handover.view {
        HandoverView::Since => handover::draw(easel, area),
        HandoverView::Give => give(easel, area),
        HandoverView::Take | HandoverView::Done => read(easel, area),
    }
}

/// A line of a list, with what is known about it beyond the line.
struct Row {
    line: HandoverLine,
    mark: (&'static str, Role),
    left_out: bool,
    hidden: bool,
}

fn give(easel: &mut Easel<'_>, area: Rect) {
    let words = easel.words;
    let Some(draft) = easel.model.board.handover.draft.as_ref() else { return };
    let edits = easel.model.edits.of(draft.shift);
    let rows: Vec<Row> = easel
        .model
        .edits
        .rows(words, draft)
        .into_iter()
        .map(|it| Row {
            mark: if it.own { (easel.signs().own, Role::Own) } else { (" ", Role::Quiet) },
            line: it.line,
            left_out: it.left_out,
            hidden: false,
        })
        .collect();
    let to = draft.to.map(|id| easel.user(id)).filter(|it| !it.is_empty());
    let title = easel.say(say!(words, "screen-handover-give"), Role::Title).gap(1);
    let title = match to {
        Some(to) => title.add(say!(words, "screen-handover-to", to = to), easel.style(Role::Text)),
        None => title.add(say!(words, "screen-handover-nobody"), easel.style(Role::Warn)),
    };
    let right = tally(easel, &rows);
    let none = say!(words, "screen-handover-unwritten", key = easel.model.keymap.label(CommandId::HandoverSummary));
    let text = |it: Option<&str>| it.filter(|it| !it.is_empty()).map(str::to_owned);
    let summary = text(edits.map(|it| &*it.summary)).unwrap_or(none);
    let things = text(edits.map(|it| &*it.things)).unwrap_or_default();
    let mut head = vec![easel.labelled(say!(words, "report-handover-summary"), summary, Role::Text)];
    if !things.is_empty() {
        head.push(easel.labelled(say!(words, "report-handover-things"), things, Role::Text));
    }
    head.push(duty_log::headline(easel, &draft.log));
    let inner = frame(easel, area, title, right, rows.len());
    let inner = handover::custody(easel, inner);
    let used = easel.stack(inner, &head);
    let below = widget::below(inner, used);
    if rows.is_empty() {
        let sign = easel.model.keymap.label(CommandId::SignHandover);
        easel.say(say!(words, "screen-handover-quiet", key = sign), Role::Good).draw(easel.buffer, widget::row(below, 1));
        return;
    }
    let high = below.height.saturating_sub(6).max(LIST_LEAST).min(below.height);
    table(easel, Rect { height: high, ..below }, &rows);
    detail(easel, widget::below(below, high), &rows, None);
}

fn read(easel: &mut Easel<'_>, area: Rect) {
    let words = easel.words;
    let head = easel.model.board.handover.head.and_then(|seq| easel.campus.handovers().get(seq));
    let Some(head) = head else { return };
    let taking = easel.model.board.handover.view == HandoverView::Take;
    let given = given(easel, head.seq);
    let rows = rows_of(easel, head, given);
    let name = if taking { say!(words, "screen-handover-take") } else { say!(words, "screen-handover-done") };
    let title = easel.say(name, Role::Title).gap(1);
    let who = say!(words, "screen-handover-from-to", from = easel.user(head.by), to = easel.user(head.to));
    let title = title.add(who, easel.style(Role::Text)).gap(1).join(state(easel, head));
    let right = tally(easel, &rows);
    let inner = frame(easel, area, title, right, rows.len());
    let inner = handover::custody(easel, inner);
    let text = |it: fn(&HandoverGiven) -> &str| given.map(it).filter(|it| !it.is_empty()).map(str::to_owned);
    let mut lines = vec![signatures(easel, head)];
    if let Some(summary) = text(|it| &it.summary) {
        lines.push(easel.labelled(say!(words, "report-handover-summary"), summary, Role::Text));
    }
    if let Some(things) = text(|it| &it.things) {
        lines.push(easel.labelled(say!(words, "report-handover-things"), things, Role::Text));
    }
    let since = &easel.model.board.duty.since;
    if taking {
        let from = match since.ended {
            Some(_) => say!(words, "screen-since-shift", from = easel.moment(since.from)),
            None => say!(words, "screen-since-day"),
        };
        lines.push(easel.say(from, Role::Info).gap(2).join(counts(easel)));
    }
    let used = easel.stack(inner, &lines);
    let mut below = widget::below(inner, used);
    if taking && inner.height >= TALL && !since.is_empty() {
        handover::latest(easel, Rect { height: SINCE_ROWS.min(since.len() as u16), ..below });
        below = widget::below(below, SINCE_ROWS.min(since.len() as u16) + 1);
    }
    let asked = asked(easel, head);
    if rows.is_empty() {
        let role = if head.state == HandoverState::Given { Role::Good } else { Role::Quiet };
        let said = if taking {
            say!(words, "screen-handover-take-quiet", key = easel.model.keymap.label(CommandId::SignHandover))
        } else {
            say!(words, "screen-handover-no-lines")
        };
        easel.say(said, role).draw(easel.buffer, widget::row(below, 1));
        let rest = widget::below(below, 3);
        easel.stack(rest, &asked);
        return;
    }
    let talk = (asked.len() as u16).min(below.height / 4);
    let high = (below.height.saturating_sub(talk) * 3 / 5).max(LIST_LEAST).min(below.height);
    let high = high.min(rows.len() as u16 + 1).max(LIST_LEAST.min(below.height));
    table(easel, Rect { height: high, ..below }, &rows);
    let rest = widget::below(below, high);
    let talk_at = rest.height.saturating_sub(talk);
    detail(easel, Rect { height: talk_at, ..rest }, &rows, Some(head));
    let last = asked.len().saturating_sub(usize::from(talk));
    easel.stack(widget::below(rest, talk_at), asked.get(last..).unwrap_or_default());
}

fn frame<'a>(easel: &mut Easel<'a>, area: Rect, title: Line<'a>, right: Line<'a>, count: usize) -> Rect {
    let scroll = easel.scroll(List::Handover, count, area.height.saturating_sub(10));
    easel.pane(area, &Pane { title, right, focus: true, scroll, ..Pane::default() })
}

fn given<'a>(easel: &Easel<'a>, seq: Seq) -> Option<&'a HandoverGiven> {
    match &entry(easel, seq)?.act {
        Act::Handover(HandoverAct::Given(it)) => Some(it),
        _ => None,
    }
}

fn entry<'a>(easel: &Easel<'a>, seq: Seq) -> Option<&'a Entry> {
    match easel.model.texts.get(seq) {
        Some(Fetched::Entry(entry)) => Some(entry),
        _ => None,
    }
}

fn written<'a>(easel: &Easel<'a>, head: &HandoverHead, at: usize) -> Option<&'a str> {
    let (_, seq) = head.written_back.iter().find(|(line, _)| usize::from(*line) == at)?;
    match &entry(easel, *seq)?.act {
        Act::Handover(HandoverAct::WrittenBack { text, .. }) => Some(text),
        _ => None,
    }
}

fn rows_of(easel: &Easel<'_>, head: &HandoverHead, given: Option<&HandoverGiven>) -> Vec<Row> {
    let owed: Vec<u16> = head.owed().collect();
    let rows = head.lines.iter().enumerate().map(|(at, (about, weight))| {
        let hidden = about.is_some_and(|it| !easel.sight().sees_item(it));
        let line = given.and_then(|it| it.lines.get(at)).filter(|_| !hidden).cloned();
        let line = line.unwrap_or_else(|| HandoverLine {
            item: *about,
            weight: *weight,
            action: "".into(),
            owner: None,
            due: None,
            contingency: "".into(),
        });
        let is_owed = owed.iter().any(|it| usize::from(*it) == at);
        let done = head.written_back.iter().any(|(line, _)| usize::from(*line) == at);
        let lacks = done && !hidden && !lacks(easel, head, at, &line).is_empty();
        let mark = match (is_owed, done, lacks) {
            (true, ..) => (easel.signs().due, Role::Due),
            (_, true, true) => (easel.signs().alarm, Role::Warn),
            (_, true, false) => (easel.signs().good, Role::Good),
            _ => (" ", Role::Quiet),
        };
        Row { line, mark, left_out: false, hidden }
    });
    rows.collect()
}

/// What the write-back of a line leaves out, in words.
fn lacks(easel: &Easel<'_>, head: &HandoverHead, at: usize, line: &HandoverLine) -> Vec<String> {
    let Some(text) = written(easel, head, at) else { return Vec::new() };
    let reader = head.settled.map_or(head.to, |(who, ..)| who);
    let facts = facts(easel.words, easel.campus, easel.sight(), line, (reader, head.at));
    missing(&facts, text).into_iter().filter_map(|at| facts.get(at)).map(|it| it.said.clone()).collect()
}

fn state<'a>(easel: &Easel<'a>, head: &HandoverHead) -> Line<'a> {
    let role = match head.state {
        HandoverState::Given => Role::Due,
        HandoverState::Accepted => Role::Good,
        HandoverState::Recalled => Role::Quiet,
        HandoverState::Bypassed => Role::Alarm,
    };
    easel.say(easel.words.handover_state(head.state), role)
}

/// Both signatures with their times, and since when additions are late.
fn signatures<'a>(easel: &Easel<'a>, head: &HandoverHead) -> Line<'a> {
    let words = easel.words;
    let given = format!("{} {}", easel.user(head.by), easel.moment(head.at));
    let line = easel.labelled(say!(words, "report-duty-given"), given, Role::Text).gap(3);
    let label = say!(words, "report-duty-taken");
    match head.settled {
        Some((who, at, _)) if head.state == HandoverState::Accepted => {
            let line = line.join(easel.labelled(label, format!("{} {}", easel.user(who), easel.moment(at)), Role::Good)).gap(3);
            line.add(say!(words, "screen-handover-sealed"), easel.style(Role::Quiet))
        }
        Some((who, at, seq)) => {
            let why = match entry(easel, seq).map(|it| &it.act) {
                Some(Act::Handover(HandoverAct::Bypassed { text, .. })) => text.to_string(),
                _ => String::new(),
            };
            let said = format!("{} {} {why}", easel.user(who), easel.moment(at));
            line.join(easel.labelled(words.handover_state(head.state), said, Role::Alarm))
        }
        None => line.join(easel.labelled(label, easel.signs().none, Role::Quiet)),
    }
}

fn tally<'a>(easel: &Easel<'a>, rows: &[Row]) -> Line<'a> {
    let words = easel.words;
    let of = |weight| rows.iter().filter(|it| it.line.weight == weight && !it.left_out).count();
    let line = easel.count(words.weight(Weight::Severe), of(Weight::Severe), Role::Alarm).gap(2);
    let line = line.join(easel.count(words.weight(Weight::Watch), of(Weight::Watch), Role::Warn)).gap(2);
    line.join(easel.count(words.weight(Weight::Routine), of(Weight::Routine), Role::Text))
}

/// Mark, weight, about, action, owner, due, contingency.
const COLUMNS: [Column; 7] = [
    Column::firm(0, 2),
    Column::firm(0, 8),
    Column::elastic(0, 16, 40),
    Column::elastic(1, 14, 40),
    Column::firm(2, 10),
    Column::firm(1, 12),
    Column::elastic(3, 10, 60),
];

fn table(easel: &mut Easel<'_>, area: Rect, rows: &[Row]) {
    let words = easel.words;
    let titles = [
        String::new(),
        say!(words, "report-handover-weight"),
        say!(words, "report-handover-about"),
        say!(words, "report-handover-action"),
        say!(words, "report-handover-owner"),
        say!(words, "report-handover-due"),
        say!(words, "report-handover-contingency"),
    ];
    let titles = titles.map(|it| easel.say(it, Role::Quiet)).to_vec();
    let listing = Listing { list: List::Handover, count: rows.len(), columns: &COLUMNS, titles, focus: true };
    easel.list(area, &listing, |easel, at| rows.get(at).map_or_else(Vec::new, |it| cells(easel, it)));
}

fn about<'a>(easel: &Easel<'a>, row: &Row) -> String {
    if row.hidden {
        return say!(easel.words, "screen-text-hidden");
    }
    let found = row.line.item.and_then(|it| item(easel.words, easel.campus, easel.sight(), it, Names::Full));
    found.map_or_else(|| say!(easel.words, "screen-handover-free"), |it| it.said)
}

fn cells<'a>(easel: &Easel<'a>, row: &Row) -> Vec<Line<'a>> {
    let line = &row.line;
    let (role, text) = match (row.left_out, line.weight) {
        (true, _) => (Role::Quiet, Role::Quiet),
        (_, Weight::Severe) => (Role::Alarm, Role::Text),
        (_, Weight::Watch) => (Role::Warn, Role::Text),
        (_, Weight::Routine) => (Role::Quiet, Role::Text),
    };
    let weight = if row.left_out { say!(easel.words, "screen-handover-left-out") } else { easel.words.weight(line.weight) };
    vec![
        easel.say(row.mark.0, row.mark.1),
        easel.say(weight, role),
        easel.say(about(easel, row), text),
        easel.say(line.action.to_string(), text),
        easel.say(line.owner.map(|id| easel.user(id)).unwrap_or_default(), Role::Quiet),
        line.due.map_or_else(Line::new, |at| easel.countdown(at)),
        easel.say(line.contingency.to_string(), Role::Quiet),
    ]
}

/// The line under the cursor in full: on the left what the giver says, on the right what the receiver understood.
fn detail(easel: &mut Easel<'_>, area: Rect, rows: &[Row], head: Option<&HandoverHead>) {
    let words = easel.words;
    let at = easel.model.cursor(List::Handover).at.min(rows.len().saturating_sub(1));
    let Some(row) = rows.get(at).filter(|_| area.height > 1) else { return };
    let area = widget::below(area, 1);
    let beside = head.is_some() && area.width >= 60;
    let left = Rect { width: if beside { area.width / 2 - 1 } else { area.width }, ..area };
    let line = &row.line;
    let due = line.due.map(|at| due_said(easel, at)).unwrap_or_default();
    let owner = line.owner.map(|id| easel.user(id)).unwrap_or_default();
    let who = [owner, due.as_str()].join(" ");
    let parts = [about(easel, row), line.action.to_string(), who.trim().to_owned(), line.contingency.to_string()];
    let said = parts.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join("\n");
    prose(easel.buffer, left, &said, 0, None, easel.style(Role::Text));
    let Some(head) = head.filter(|_| beside) else { return };
    let right = widget::right_of(area, area.width / 2 + 1);
    let (text, role) = match written(easel, head, at) {
        Some(text) => (format!("{} {text}", say!(words, "screen-handover-written")), Role::Text),
        None if row.line.weight == Weight::Severe && head.state == HandoverState::Given => {
            (say!(words, "screen-handover-owed", key = easel.model.keymap.label(CommandId::WriteLine)), Role::Due)
        }
        None => (String::new(), Role::Quiet),
    };
    let used = prose(easel.buffer, right, &text, 0, None, easel.style(role)).lines as u16;
    let lacks = lacks(easel, head, at, line);
    if !lacks.is_empty() {
        let text = format!("{} {}", easel.signs().alarm, say!(words, "report-handover-lacks", what = lacks.join(" · ")));
        prose(easel.buffer, widget::below(right, used), &text, 0, None, easel.style(Role::Warn));
    }
}

/// By when: the day alone where its end is meant.
fn due_said(easel: &Easel<'_>, at: Stamp) -> String {
    let zone = easel.campus.zone();
    let day = at.day(zone);
    if at == day.at(zone, 0, 0) { easel.words.day_near(day.plus(-1), easel.model.now.day(zone)) } else { easel.moment(at) }
}

/// Questions and answers, in order.
fn asked<'a>(easel: &Easel<'a>, head: &HandoverHead) -> Vec<Line<'a>> {
    let lines = head.asked.iter().filter_map(|seq| entry(easel, *seq)).filter_map(|it| {
        let (sign, text) = match &it.act {
            Act::Handover(HandoverAct::Asked { text, .. }) => ("?", text),
            Act::Handover(HandoverAct::Answered { text, .. }) => ("→", text),
            _ => return None,
        };
        let who = format!("{sign} {} {}", easel.user(it.by), easel.moment(it.at));
        Some(easel.say(who, Role::Quiet).gap(1).add(text.to_string(), easel.style(Role::Text)))
    });
    lines.collect()
}
