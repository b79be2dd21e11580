//! One incident (事件): what it is, what must be reported by when, and everything that was done, in order.

use super::easel::Listing;
use super::{Easel, say as said};
use crate::campus::{Act, CheckItem, Deadline, Entry, IncidentAct, IncidentState, Link, ReportKind, Seq, Stamp, StudentId, Tick};
use crate::desk::rights::IncidentSight;
use crate::say;
use crate::tui::command::CommandId;
use crate::tui::model::List;
use crate::tui::msg::Fetched;
use crate::tui::theme::Role;
use crate::tui::widget::{self, Column, Line, Pane, flow, prose};
use ratatui::layout::Rect;

/// Rows of the timeline that stay in sight below what is still to be done.
const TIMELINE_LEAST: u16 = 4;

pub(super) fn draw(easel: &mut Easel<'_>, area: Rect, seq: Seq) {
    let words = easel.words;
    let Some(it) = easel.incident(seq) else {
        let inner = easel.pane(area, &Pane { focus: true, ..Pane::default() });
        easel.say(say!(words, "screen-incident-none"), Role::Quiet).draw(easel.buffer, inner);
        return;
    };
    let title = easel.say(say!(words, "screen-incident-title", seq = seq.0), Role::Title).gap(1);
    let title = title.join(easel.severity(it.severity())).gap(1).add(easel.category(&it), easel.style(Role::Title));
    let stands = words.incident_stands(it.state(), it.merged(), it.is_drill());
    let right = easel.say(stands, if it.is_open() { Role::Warn } else { Role::Good });
    let students = it.students().unwrap_or_default();
    let inner = easel.pane(area, &Pane { title, right, focus: true, ..Pane::default() });
    let facts = [
        easel.say(words.severity(it.severity()), said::severity_role(it.severity())),
        easel.labelled(say!(words, "screen-opened"), easel.moment(it.opened()), Role::Text),
        easel.labelled(say!(words, "screen-place"), easel.whereabouts(it.place(), students), Role::Text),
        easel.labelled(say!(words, "screen-people"), people(easel, students), Role::Text),
        easel.labelled(say!(words, "screen-opened-by"), easel.user(it.by()), Role::Text),
        easel.labelled(say!(words, "screen-owner"), in_hand(easel, &it), Role::Text),
        next(easel, &it),
        acknowledged(easel, &it),
        easel.labelled(say!(words, "screen-linked"), linked(easel, &it), Role::Text),
    ];
    let used = flow(easel.buffer, Rect { height: inner.height.min(4), ..inner }, 3, &facts, |_, _| {});
    let rest = widget::below(inner, used + u16::from(inner.height > 12));
    let (text, role) = easel.incident_text(&it);
    let share = (rest.height / 4).max(1);
    let told = prose(easel.buffer, Rect { height: share.min(rest.height), ..rest }, &text, 0, None, easel.style(role));
    let rest = widget::below(rest, (told.lines as u16).min(share) + u16::from(inner.height > 12));
    steps_and_timeline(easel, rest, &it, Some(List::Incident));
}

fn people(easel: &Easel<'_>, students: &[StudentId]) -> String {
    let one = |id: &StudentId| [easel.student(*id), easel.class_of(*id)].join(" ").trim_end().to_owned();
    match students.len() {
        0 => easel.signs().none.to_owned(),
        1..=3 => students.iter().map(one).collect::<Vec<_>>().join(&format!(" {} ", easel.signs().dot)),
        _ => easel.students(students),
    }
}

/// The reports owed and made, and the timeline: side by side where there is room, one above the other where not. With a list the timeline
/// has a cursor; without, its latest lines are shown.
pub(super) fn steps_and_timeline(easel: &mut Easel<'_>, area: Rect, it: &IncidentSight<'_>, list: Option<List>) {
    let mut steps = steps(easel, it);
    if list.is_some() {
        steps.extend(checklist(easel, it));
    }
    let narrow = area.width < 90;
    // Where there is no room for both, what is done stands in the timeline only: what is still to be done has to be seen to be ticked.
    let steps: Vec<Line<'_>> = steps.into_iter().filter(|(done, _)| !(*done && narrow && list.is_some())).map(|(_, line)| line).collect();
    if !narrow {
        // Below what is to be done there is room for how the reports stand.
        let mut steps = steps;
        if list.is_some() {
            let left = usize::from(area.height).saturating_sub(steps.len() + 1);
            let more = beneath(easel, it);
            if left > 2 {
                steps.push(Line::new());
                steps.extend(more.into_iter().take(left));
            }
        }
        let wide = steps.iter().map(Line::width).max().unwrap_or(0).clamp(24, area.width / 2);
        easel.stack(Rect { width: wide, ..area }, &steps);
        timeline(easel, widget::right_of(area, wide + 3), it, list);
        return;
    }
    // In a small pane what is owed matters more than what was done.
    let high = area.height.saturating_sub(if list.is_some() { TIMELINE_LEAST } else { 2 }).max(1);
    let widest = steps.iter().map(Line::width).max().unwrap_or(0);
    let columns: u16 = if steps.len() > 2 && widest < area.width / 2 { 2 } else { 1 };
    let used = (steps.len() as u16).div_ceil(columns).min(high);
    for (at, line) in steps.iter().enumerate() {
        let (column, down) = (at as u16 % columns, at as u16 / columns);
        if down < used {
            let wide = area.width / columns;
            line.draw(easel.buffer, Rect { x: area.x + column * wide, width: wide.saturating_sub(1), ..widget::row(area, down) });
        }
    }
    timeline(easel, widget::below(area, used), it, list);
}

/// How the reports on paper stand.
fn beneath<'a>(easel: &Easel<'a>, it: &IncidentSight<'_>) -> Vec<Line<'a>> {
    let words = easel.words;
    let mut lines = vec![easel.say(say!(words, "screen-incident-papers"), Role::Quiet)];
    for kind in ReportKind::ALL {
        let paper = it.paper(kind);
        let sent = it.sent().iter().any(|(of, ..)| *of == kind);
        let (said, role) = match paper {
            _ if sent => (say!(words, "screen-incident-paper-sent"), Role::Good),
            Some(it) if it.signed.is_some() => (say!(words, "screen-incident-paper-signed"), Role::Good),
            Some(_) => (say!(words, "screen-incident-paper-made"), Role::Warn),
            None => (easel.signs().none.to_owned(), Role::Quiet),
        };
        lines.push(easel.labelled(words.report_kind(kind), said, role));
    }
    lines
}

/// What must be reported, and whether it was.
fn steps<'a>(easel: &Easel<'a>, it: &IncidentSight<'_>) -> Vec<(bool, Line<'a>)> {
    let owed = it.owed();
    let fell = |step| it.fired().any(|it| it.what == Deadline::Report(step));
    let cols = it.reports().iter().map(|(step, _)| crate::text::width(&easel.words.step(*step))).max().unwrap_or(0);
    let name = |step| crate::text::pad(&easel.words.step(step), cols);
    let mut lines: Vec<(bool, Line<'a>)> = owed
        .iter()
        .map(|(step, due)| {
            let line = easel.say(easel.signs().unticked, Role::Key).gap(1).add(name(*step), easel.style(Role::Text)).gap(1);
            let line = line.join(easel.clock_down(*due));
            (false, if fell(*step) { line.gap(1).add(easel.signs().alarm, easel.style(Role::Alarm)) } else { line })
        })
        .collect();
    let done = it.reports().into_iter().map(|(step, _)| step).filter(|step| it.is_done(*step));
    lines.extend(done.map(|step| (true, easel.say(easel.signs().ticked, Role::Good).gap(1).add(name(step), easel.style(Role::Quiet)))));
    lines
}

/// The checklist, each line with the key that ticks it, and whether it is done; of what is done, when and by whom.
fn checklist<'a>(easel: &Easel<'a>, it: &IncidentSight<'_>) -> Vec<(bool, Line<'a>)> {
    let chords = easel.model.keymap.chords(CommandId::CheckLine);
    let line = |(at, (line, tick)): (usize, (&CheckItem, Option<&Tick>))| {
        let key = chords.get(at).map(ToString::to_string).unwrap_or_default();
        match tick {
            None => {
                let begun = easel.say(easel.signs().unticked, Role::Key).gap(1).add(key, easel.style(Role::Key)).gap(1);
                (false, begun.add(line.text.to_string(), easel.style(Role::Text)))
            }
            Some(tick) => {
                let begun = easel.say(easel.signs().ticked, Role::Good).gap(1).add(key, easel.style(Role::Quiet)).gap(1);
                let said = format!("{} {} {}", easel.clock(tick.at), easel.user(tick.by), line.text);
                (true, begun.add(said, easel.style(Role::Quiet)))
            }
        }
    };
    it.checklist().into_iter().enumerate().map(line).collect()
}

/// What it owes next, and in how long: counted in seconds in the last hour.
fn next<'a>(easel: &Easel<'a>, it: &IncidentSight<'_>) -> Line<'a> {
    let Some((what, due)) = it.deadlines().first().copied() else { return Line::new() };
    easel.labelled(say!(easel.words, "screen-incident-next"), easel.words.deadline(what), Role::Text).gap(1).join(easel.clock_down(due))
}

/// Who has it in hand, and who helps.
fn in_hand(easel: &Easel<'_>, it: &IncidentSight<'_>) -> String {
    let owner = it.owner().map_or(easel.signs().none, |id| easel.user(id)).to_owned();
    it.helpers().iter().fold(owner, |all, id| format!("{all} +{}", easel.user(*id)))
}

/// Who acknowledged it and until when that holds without a sign of life; or that nobody has.
fn acknowledged<'a>(easel: &Easel<'a>, it: &IncidentSight<'_>) -> Line<'a> {
    let words = easel.words;
    let holds = it.deadlines().into_iter().find(|(what, _)| matches!(what, Deadline::Hold(_) | Deadline::Answer(_)));
    match (it.acked(), holds) {
        (Some(ack), Some((_, due))) => {
            let line = easel.labelled(say!(words, "screen-acknowledged"), easel.user(ack.by), Role::Text);
            line.gap(3).join(easel.say(say!(words, "screen-acknowledged-next"), Role::Quiet)).gap(1).join(easel.clock_down(due))
        }
        (Some(ack), None) => easel.labelled(say!(words, "screen-acknowledged"), easel.user(ack.by), Role::Text),
        (None, Some((_, due))) => easel.say(say!(words, "screen-not-acknowledged"), Role::Alarm).gap(1).join(easel.clock_down(due)),
        (None, None) => Line::new(),
    }
}

/// What it has to do with, and what went into it.
fn linked(easel: &Easel<'_>, it: &IncidentSight<'_>) -> String {
    let held = it.holds().iter().map(|seq| say!(easel.words, "screen-holds", id = seq.to_string()));
    let all: Vec<String> = held.chain(it.links().into_iter().map(link_id)).collect();
    if all.is_empty() { easel.signs().none.to_owned() } else { all.join(" ") }
}

/// What an incident has to do with, by its id.
fn link_id(link: Link) -> String {
    match link {
        Link::Talk(seq) => format!("T{seq}"),
        Link::Round(seq) => format!("R{seq}"),
        Link::Request(seq) => format!("Q{seq}"),
    }
}

/// Who knew what when (谁何时知情): the reports made and the people who came in, without the rest.
fn tells_somebody(act: &IncidentAct) -> bool {
    match act {
        IncidentAct::Noted { .. } | IncidentAct::Ticked { .. } | IncidentAct::Linked { .. } | IncidentAct::Weighed { .. } => false,
        IncidentAct::Stepped { done, .. } => *done,
        IncidentAct::Moved { to, .. } => *to == IncidentState::Escalated,
        _ => true,
    }
}

fn timeline(easel: &mut Easel<'_>, area: Rect, it: &IncidentSight<'_>, list: Option<List>) {
    let columns = [Column::firm(0, 16), Column::elastic(0, 12, 120), Column::firm(1, 10)];
    // The opening is the first line of the timeline.
    let mut all = easel.campus.incidents().timeline(it.seq());
    if list.is_some() && easel.model.who_knew {
        let told = |seq: &Seq| match easel.model.texts.get(*seq) {
            Some(Fetched::Entry(entry)) => matches!(&entry.act, Act::Incident(act) if tells_somebody(act)),
            _ => false,
        };
        all.retain(told);
    }
    let count = all.len();
    let seq = |at: usize| all.get(at).copied();
    match list {
        Some(list) => {
            let listing = Listing { list, count, columns: &columns, titles: Vec::new(), focus: true };
            easel.list(area, &listing, |easel, at| seq(at).map_or_else(Vec::new, |seq| line(easel, seq)));
        }
        None => {
            let from = count.saturating_sub(usize::from(area.height));
            let rows = (from..count).filter_map(seq).map(|seq| line(easel, seq)).collect();
            let table = widget::Table { columns: &columns, titles: Vec::new(), rows, selected: None };
            widget::table(easel.buffer, easel.theme, area, &table);
        }
    }
}

fn line<'a>(easel: &Easel<'a>, seq: Seq) -> Vec<Line<'a>> {
    match easel.model.texts.get(seq) {
        Some(Fetched::Entry(entry)) => {
            let (at, text) = happened(easel, entry);
            vec![easel.say(easel.moment(at), Role::Quiet), easel.say(text, Role::Text), easel.say(easel.user(entry.by), Role::Quiet)]
        }
        Some(Fetched::Unreadable) => vec![Line::new(), easel.say(say!(easel.words, "screen-text-unreadable"), Role::Alarm), Line::new()],
        Some(Fetched::Hidden | Fetched::UnderGlass) => {
            vec![Line::new(), easel.say(say!(easel.words, "screen-text-hidden"), Role::Quiet), Line::new()]
        }
        Some(Fetched::Gone) => vec![Line::new(), easel.say(say!(easel.words, "screen-text-gone"), Role::Quiet), Line::new()],
        None => vec![Line::new(), easel.say(say!(easel.words, "screen-text-coming"), Role::Quiet), Line::new()],
    }
}

/// What an entry of the timeline says, and when it was.
fn happened(easel: &Easel<'_>, entry: &Entry) -> (Stamp, String) {
    let words = easel.words;
    let with = |what: String, text: &str| if text.is_empty() { what } else { format!("{what} {} {text}", easel.signs().dot) };
    let act = match &entry.act {
        Act::Undone { by, .. } => by,
        act => act,
    };
    let Act::Incident(act) = act else { return (entry.at, String::new()) };
    match act {
        IncidentAct::Opened(it) | IncidentAct::OpenedFrom { opened: it, .. } | IncidentAct::Drilled(it) => {
            (it.happened, with(words.incident_state(IncidentState::New), &it.text))
        }
        IncidentAct::Noted { at, text, .. } => (*at, text.to_string()),
        IncidentAct::Stepped { step, done: true, text, .. } => {
            (entry.at, with(format!("{} {}", easel.signs().ticked, words.step(*step)), text))
        }
        IncidentAct::Stepped { step, done: false, text, .. } => {
            (entry.at, with(format!("{} {}", easel.signs().unticked, words.step(*step)), text))
        }
        IncidentAct::Moved { from, to, text, .. } => {
            (entry.at, with(format!("{} {} {}", words.incident_state(*from), easel.signs().arrow, words.incident_state(*to)), text))
        }
        IncidentAct::Owned { to, .. } => {
            let who = to.map_or(easel.signs().none, |id| easel.user(id));
            (entry.at, say!(words, "screen-timeline-owner", name = who))
        }
        IncidentAct::Weighed { from, to, text, .. } => {
            (entry.at, with(format!("{} {} {}", from.roman(), easel.signs().arrow, to.roman()), text))
        }
        act => (entry.at, handled(easel, act)),
    }
}

/// What was done with an incident, where it is no change of how it stands.
fn handled(easel: &Easel<'_>, act: &IncidentAct) -> String {
    let words = easel.words;
    let with = |what: String, text: &str| if text.is_empty() { what } else { format!("{what} {} {text}", easel.signs().dot) };
    match act {
        IncidentAct::Acknowledged { .. } => say!(words, "screen-timeline-acknowledged"),
        IncidentAct::Ticked { incident, item, done, text } => {
            let lines = easel.incident(*incident).map(|it| it.checklist()).unwrap_or_default();
            let line = lines.iter().find(|(line, _)| line.code == *item).map_or(&**item, |(line, _)| &*line.text);
            let sign = if *done { easel.signs().ticked } else { easel.signs().unticked };
            with(format!("{sign} {line}"), text)
        }
        IncidentAct::Fired { passed, .. } => {
            let said: Vec<String> = passed.iter().map(|(what, due)| format!("{} {}", words.deadline(*what), easel.moment(*due))).collect();
            format!("{} {}", easel.signs().alarm, say!(words, "screen-timeline-fired", what = said.join("、")))
        }
        IncidentAct::Helped { helper, joins: true, .. } => say!(words, "screen-timeline-helps", name = easel.user(*helper)),
        IncidentAct::Helped { helper, .. } => say!(words, "screen-timeline-helps-no-longer", name = easel.user(*helper)),
        IncidentAct::Merged { incident, into, text } => {
            with(say!(words, "screen-timeline-merged", id = incident.to_string(), into = into.to_string()), text)
        }
        IncidentAct::Split { incident, from, text } => {
            with(say!(words, "screen-timeline-split", id = incident.to_string(), from = from.to_string()), text)
        }
        IncidentAct::Reported { report, words: said, .. } => {
            let said: Vec<String> = said.iter().map(|(field, text)| format!("{} {text}", words.report_field(*field))).collect();
            with(say!(words, "screen-timeline-reported", report = words.report_kind(*report)), &said.join("；"))
        }
        IncidentAct::Countersigned { paper, text, .. } => {
            with(say!(words, "screen-timeline-countersigned", paper = paper.to_string()), text)
        }
        IncidentAct::ReportWithdrawn { paper, .. } => say!(words, "screen-timeline-report-withdrawn", paper = paper.to_string()),
        IncidentAct::SignatureWithdrawn { paper, .. } => say!(words, "screen-timeline-signature-withdrawn", paper = paper.to_string()),
        IncidentAct::Sent { report, to, text, .. } => {
            with(say!(words, "screen-timeline-sent", report = words.report_kind(*report), to = to.as_ref()), text)
        }
        IncidentAct::Linked { link, holds, .. } => {
            format!("{} {}", if *holds { "+" } else { "-" }, link_id(*link))
        }
        _ => String::new(),
    }
}
