//! Help for exactly this place, with the person's own keys.

use super::popup;
use crate::say;
use crate::tui::command::{COMMANDS, Command, Context};
use crate::tui::layer::Help;
use crate::tui::model::List;
use crate::tui::screen::Easel;
use crate::tui::theme::Role;
use crate::tui::widget::{Column, Line, Pane, Table, Window, table};
use ratatui::layout::Rect;

/// A row of help: a heading, or a command.
enum Row {
    Heading(String),
    Command(&'static Command),
    Blank,
}

pub(super) fn draw(easel: &mut Easel<'_>, area: Rect, it: &Help) {
    let words = easel.words;
    let here = |command: &&Command| command.contexts.contains(&it.context);
    let mut rows = vec![Row::Heading(context_name(easel, it.context))];
    rows.extend(COMMANDS.iter().filter(here).map(Row::Command));
    if it.context.is_place() {
        rows.push(Row::Blank);
        rows.push(Row::Heading(say!(words, "screen-help-everywhere")));
        rows.extend(COMMANDS.iter().filter(|it| it.contexts.contains(&Context::Global)).map(Row::Command));
    }
    let title = easel.say(say!(words, "screen-help"), Role::Title);
    let high = rows.len() as u16 + 2;
    let (cols, inner_high) = (92, high.min(area.height).saturating_sub(2));
    let window = Window::over(rows.len(), inner_high, it.cursor.at, it.cursor.top);
    // Help has no row to choose: its cursor is the first row shown.
    let top = it.cursor.at.min(rows.len().saturating_sub(usize::from(inner_high)));
    let scroll = Some((rows.len(), top));
    let foot = if rows.len() > usize::from(inner_high) {
        let last = (top + window.rows).min(rows.len());
        easel.say(format!("{}–{last}/{}", top + 1, rows.len()), Role::Quiet)
    } else {
        Line::new()
    };
    let inner = popup(easel, area, (cols, high), &Pane { title, scroll, foot, ..Pane::default() });
    easel.info.heights[List::Overlay as usize] = inner.height;
    easel.info.rows[List::Overlay as usize] = rows.len();
    let columns = [Column::firm(0, 24), Column::firm(0, 24), Column::elastic(1, 10, 60)];
    let shown = rows.iter().skip(top).take(usize::from(inner.height));
    let cells = shown
        .map(|row| match row {
            Row::Blank => vec![Line::new(), Line::new(), Line::new()],
            // A heading spans all columns; it is drawn over the row afterwards.
            Row::Heading(_) => vec![Line::new(), Line::new(), Line::new()],
            Row::Command(of) => command(easel, it.context, of),
        })
        .collect();
    let places = table(easel.buffer, easel.theme, inner, &Table { columns: &columns, titles: Vec::new(), rows: cells, selected: None });
    for (place, row) in places.into_iter().zip(rows.iter().skip(top)) {
        if let Row::Heading(name) = row {
            easel.say(name.clone(), Role::Title).draw(easel.buffer, place);
        }
    }
}

fn command<'a>(easel: &Easel<'a>, context: Context, it: &Command) -> Vec<Line<'a>> {
    // Only the keys that reach it here: a place's own go before those that work everywhere.
    let chords: Vec<String> = easel.model.keymap.working(context, it.id).map(ToString::to_string).collect();
    // Nine keys that differ in their digit are said as a range.
    let keys = match &chords[..] {
        [first, .., last] if chords.len() > 4 => format!("{first}…{last}"),
        chords => chords.join("  "),
    };
    let keys = if keys.is_empty() { easel.say(easel.signs().none, Role::Quiet) } else { easel.say(keys, Role::Key) };
    vec![
        keys,
        easel.say(easel.words.get(&format!("command-{}", it.name)), Role::Text),
        easel.say(easel.words.get(&format!("command-{}-help", it.name)), Role::Quiet),
    ]
}

fn context_name(easel: &Easel<'_>, context: Context) -> String {
    let words = easel.words;
    match context {
        Context::Dorm => say!(words, "screen-pane-dorm"),
        Context::Duty => say!(words, "screen-pane-duty"),
        Context::Talks => say!(words, "screen-pane-talks"),
        Context::Incidents => say!(words, "screen-pane-incidents"),
        Context::Students => say!(words, "screen-students"),
        Context::Student => say!(words, "screen-context-student"),
        Context::Room => say!(words, "screen-context-room"),
        Context::Talk => say!(words, "screen-context-talk"),
        Context::Incident => say!(words, "screen-context-incident"),
        Context::Handover => say!(words, "screen-handover"),
        Context::DutyLog => say!(words, "report-duty-log"),
        Context::Communities => say!(words, "screen-communities"),
        Context::Leaves => say!(words, "screen-leaves"),
        Context::Hygiene => say!(words, "screen-hygiene"),
        Context::Moods => say!(words, "screen-moods"),
        Context::Officers => say!(words, "screen-officers"),
        Context::Round => say!(words, "screen-round"),
        Context::Rounds => say!(words, "screen-rounds"),
        Context::Missing => say!(words, "screen-missing"),
        Context::Search => say!(words, "screen-search"),
        Context::Schedule => say!(words, "screen-schedule"),
        Context::Changes => say!(words, "screen-changes"),
        Context::Next => say!(words, "screen-next"),
        Context::Care => say!(words, "screen-care"),
        Context::Coverage => say!(words, "screen-coverage"),
        Context::Network => say!(words, "screen-network"),
        Context::Requests => say!(words, "screen-requests"),
        Context::Request => say!(words, "screen-context-request"),
        Context::Watch => say!(words, "screen-watch"),
        Context::Paper => say!(words, "screen-context-paper"),
        Context::Activities => say!(words, "screen-activities"),
        Context::Activity => say!(words, "screen-context-activity"),
        Context::TermBoard => say!(words, "screen-board"),
        Context::Obligations => say!(words, "screen-obligations"),
        Context::Community => say!(words, "screen-context-community"),
        Context::Appraisal => say!(words, "screen-appraisal"),
        Context::Stats => say!(words, "screen-stats"),
        Context::Figure => say!(words, "screen-figure"),
        Context::Newsroom => say!(words, "screen-newsroom"),
        Context::News => say!(words, "screen-context-news"),
        Context::Awards => say!(words, "screen-awards"),
        Context::Award => say!(words, "screen-context-award"),
        Context::Walk => say!(words, "screen-walk"),
        Context::Finding => say!(words, "screen-findings"),
        Context::Capture => say!(words, "screen-context-capture"),
        Context::Find => say!(words, "screen-find"),
        Context::Query => say!(words, "screen-query"),
        Context::Palette => say!(words, "screen-palette"),
        Context::Note => say!(words, "screen-context-note"),
        Context::Story => say!(words, "screen-context-story"),
        Context::Long => say!(words, "screen-context-long"),
        Context::Form => say!(words, "screen-context-form"),
        Context::Seating => say!(words, "screen-seating"),
        Context::Proposal | Context::Planning => say!(words, "screen-schedule"),
        Context::Help | Context::Confirm | Context::Sheet | Context::Locked | Context::Global => say!(words, "screen-help"),
    }
}
