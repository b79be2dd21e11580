//! The incident pane (事件): the queue with the next report owed, and beneath it how the one under the cursor stands.

use super::easel::Listing;
use super::say::first_line;
use super::{Easel, incident};
use crate::campus::{IncidentState, Severity};
use crate::desk::rights::IncidentSight;
use crate::say;
use crate::tui::command::CommandId;
use crate::tui::model::{self, IncidentScope, List};
use crate::tui::theme::Role;
use crate::tui::view::IncidentRow;
use crate::tui::widget::{self, Column, Line, Pane};
use ratatui::layout::Rect;

pub(super) fn draw(easel: &mut Easel<'_>, area: Rect, focus: bool) {
    let (board, words) = (&easel.model.board, easel.words);
    let scope = match easel.model.incident_scope {
        IncidentScope::Open => say!(words, "screen-scope-open"),
        IncidentScope::All => say!(words, "screen-scope-all"),
    };
    let title = super::duty::title(easel, model::Pane::Incidents, focus).gap(1).add(scope, easel.style(Role::Text));
    let right = match board.gravest {
        None => easel.say(say!(words, "screen-top-calm"), Role::Good),
        Some((severity, _)) => {
            let role = if severity <= Severity::Major { Role::Alarm } else { Role::Quiet };
            easel.say(say!(words, "screen-incidents-open", count = board.open_incidents), role)
        }
    };
    let right = match board.drills {
        0 => right,
        drills => easel.say(say!(words, "screen-incidents-drills", count = drills), Role::Quiet).gap(2).join(right),
    };
    let count = board.incidents.len();
    // The list takes half of a high pane at most, so that the incident under the cursor can be seen as well.
    let high = area.height.saturating_sub(2);
    let list_high = if high >= 9 { (count.max(2) as u16).min(high / 2) } else { high };
    let scroll = easel.scroll(List::Incidents, count, list_high);
    let inner = easel.pane(area, &Pane { title, right, focus, ..Pane::default() });
    let list = Rect { height: list_high.min(inner.height), ..inner };
    if count == 0 {
        let how = say!(words, "screen-incidents-empty-how", key = easel.model.keymap.label(CommandId::Incident));
        let lines = [easel.say(say!(words, "screen-incidents-empty"), Role::Good), easel.say(how, Role::Quiet)];
        easel.stack(inner, &lines);
        return;
    }
    let listing = Listing { list: List::Incidents, count, columns: &COLUMNS, titles: Vec::new(), focus };
    let rows = &board.incidents;
    easel.list(list, &listing, |easel, at| rows.get(at).map_or_else(Vec::new, |it| row(easel, it)));
    let rest = widget::below(inner, list.height);
    let at = easel.model.cursor(List::Incidents).at.min(count - 1);
    if let Some(it) = rows.get(at).and_then(|it| easel.incident(it.seq))
        && rest.height >= 3
    {
        let rule = widget::row(rest, 0);
        easel.say(easel.signs().edge.across.repeat(usize::from(rule.width)), Role::Border).draw(easel.buffer, rule);
        let shown = match scroll {
            Some((count, top)) => easel.say(format!(" {}–{}/{count} ", top + 1, top + usize::from(list.height)), Role::Quiet),
            None => Line::new(),
        };
        shown.draw_right(easel.buffer, Rect { width: rule.width.saturating_sub(1), ..rule });
        let room = Rect { width: rule.width.saturating_sub(shown.width() + 2), ..rule };
        easel.say(" ", Role::Text).join(heading(easel, &it)).gap(1).draw(easel.buffer, widget::right_of(room, 1));
        let why = easel.words.urgency((it.severity(), it.since()), it.deadlines().first().copied(), easel.model.now);
        let rest = widget::below(rest, 1);
        let rest = if rest.height >= 4 {
            easel.say(why, Role::Quiet).draw(easel.buffer, rest);
            widget::below(rest, 1)
        } else {
            rest
        };
        incident::steps_and_timeline(easel, rest, &it, None);
    }
}

fn heading<'a>(easel: &Easel<'a>, it: &IncidentSight<'_>) -> Line<'a> {
    let students = it.students().unwrap_or_default();
    let place = easel.whereabouts(it.place(), students);
    easel
        .say(easel.category(it), Role::Title)
        .gap(1)
        .add(place, easel.style(Role::Text))
        .gap(1)
        .add(easel.students(students), easel.style(Role::Text))
}

/// Severity, category, where, who, what happened, state, next report, time left, owner.
const COLUMNS: [Column; 9] = [
    Column::firm(0, 4),
    Column::firm(0, 18),
    Column::elastic(1, 6, 16),
    Column::firm(3, 14),
    Column::elastic(5, 14, 80),
    Column::firm(2, 14),
    Column::firm(4, 18),
    Column::number(0, 18),
    Column::firm(6, 10),
];

fn row<'a>(easel: &Easel<'a>, it: &IncidentRow) -> Vec<Line<'a>> {
    let Some(incident) = easel.incident(it.seq) else { return Vec::new() };
    let (state, students) = (incident.state(), incident.students().unwrap_or_default());
    let open = incident.is_open();
    let (text, role) = easel.incident_text(&incident);
    let state_role = match state {
        IncidentState::New => Role::Alarm,
        IncidentState::Closed | IncidentState::Withdrawn => Role::Quiet,
        _ => Role::Text,
    };
    let (step, left) = match it.next {
        Some((what, due)) => (easel.say(easel.words.deadline(what), Role::Text), easel.clock_down(due)),
        None => (Line::new(), easel.say(easel.moment(incident.opened()), Role::Quiet)),
    };
    let owner = incident.owner().map_or_else(
        || easel.say(easel.signs().none, Role::Quiet),
        |id| easel.say(easel.user(id), if id == easel.model.seat.user { Role::Own } else { Role::Quiet }),
    );
    vec![
        if open { easel.severity(incident.severity()) } else { easel.say(format!(" {}", incident.severity().roman()), Role::Quiet) },
        easel.say(easel.category(&incident), if open { Role::Text } else { Role::Quiet }),
        easel.say(easel.whereabouts(incident.place(), students), Role::Quiet),
        easel.say(easel.students(students), Role::Text),
        Line::of(first_line(text), easel.style(role)),
        easel.say(easel.words.incident_stands(state, incident.merged(), incident.is_drill()), state_role),
        step,
        left,
        owner,
    ]
}
