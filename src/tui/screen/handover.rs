//! What happened since one was last on duty (交接): incidents, talks, students who were away.

use super::Easel;
use super::easel::Listing;
use crate::campus::Presence;
use crate::say;
use crate::tui::model::List;
use crate::tui::theme::Role;
use crate::tui::view::{HandoverRow, since_rows};
use crate::tui::widget::{self, Column, Line, Pane, Table};
use ratatui::layout::Rect;

pub(super) fn draw(easel: &mut Easel<'_>, area: Rect) {
    let words = easel.words;
    let since = &easel.model.board.duty.since;
    let title = easel.say(say!(words, "screen-handover"), Role::Title).gap(1);
    let headline = match since.ended {
        Some(_) => say!(words, "screen-since-shift", from = easel.moment(since.from)),
        None => say!(words, "screen-since-day"),
    };
    let rows: Vec<HandoverRow> = since_rows(since).collect();
    let right = counts(easel);
    let height = area.height.saturating_sub(2 + custody_rows(easel, area));
    let scroll = easel.scroll(List::Handover, rows.len(), height);
    let pane = Pane { title: title.add(headline, easel.style(Role::Text)), right, focus: true, scroll, ..Pane::default() };
    let inner = easel.pane(area, &pane);
    let inner = custody(easel, inner);
    if rows.is_empty() {
        easel.say(say!(words, "screen-since-nothing"), Role::Good).draw(easel.buffer, inner);
        return;
    }
    let listing = Listing { list: List::Handover, count: rows.len(), columns: &COLUMNS, titles: Vec::new(), focus: true };
    easel.list(inner, &listing, |easel, at| rows.get(at).map_or_else(Vec::new, |it| cells(easel, it)));
}

/// Rows at the foot for the head of the logbook and the last backup, with a blank one above; none in a window too low for them.
pub(super) fn custody_rows(easel: &Easel<'_>, area: Rect) -> u16 {
    let lines = custody_lines(easel, area.width.saturating_sub(4)).len() as u16;
    if lines > 0 && area.height > 2 * lines + 6 { lines + 1 } else { 0 }
}

fn custody_lines(easel: &Easel<'_>, cols: u16) -> Vec<(String, Role)> {
    let wrap = |(text, role): (String, Role)| {
        let rows = crate::tui::field::rows(&text, cols);
        rows.into_iter().map(|it| (text[it].trim_end().to_owned(), role)).collect::<Vec<_>>()
    };
    easel.custody_lines().into_iter().flat_map(wrap).collect()
}

/// The head of the logbook, to be written down on the sheet, and the last backup; gives what is left above them.
pub(super) fn custody(easel: &mut Easel<'_>, area: Rect) -> Rect {
    let outer = Rect { width: area.width + 4, height: area.height + 2, ..area };
    let rows = custody_rows(easel, outer).min(area.height);
    if rows == 0 {
        return area;
    }
    let rest = Rect { height: area.height - rows, ..area };
    let foot = widget::below(area, area.height - rows + 1);
    let lines: Vec<Line<'_>> = custody_lines(easel, area.width).into_iter().map(|(text, role)| easel.say(text, role)).collect();
    easel.stack(foot, &lines);
    rest
}

/// How many of each there were.
pub(super) fn counts<'a>(easel: &Easel<'a>) -> Line<'a> {
    let (words, since) = (easel.words, &easel.model.board.duty.since);
    let line = easel.count(say!(words, "screen-since-incidents"), since.incidents.len(), Role::Warn).gap(3);
    let line = line.join(easel.count(say!(words, "screen-since-away"), since.away.len(), Role::Warn)).gap(3);
    line.join(easel.count(say!(words, "screen-since-talks"), since.talks.len(), Role::Text))
}

/// The latest of what happened, as many rows as fit: for the duty pane.
pub(super) fn latest(easel: &mut Easel<'_>, area: Rect) {
    let since = &easel.model.board.duty.since;
    let rows = since_rows(since).filter(|it| !matches!(it, HandoverRow::Talk(_)));
    let rows: Vec<_> = rows.take(usize::from(area.height)).map(|row| cells(easel, &row)).collect();
    widget::table(easel.buffer, easel.theme, area, &Table { columns: &COLUMNS, titles: Vec::new(), rows, selected: None });
}

/// A sign, when, what, where, who, how it stands.
const COLUMNS: [Column; 6] =
    [Column::firm(0, 4), Column::firm(0, 16), Column::firm(0, 18), Column::firm(1, 14), Column::firm(0, 14), Column::firm(2, 14)];

fn cells<'a>(easel: &Easel<'a>, row: &HandoverRow) -> Vec<Line<'a>> {
    let words = easel.words;
    let plain = |text: String| easel.say(text, Role::Text);
    let quiet = |text: String| easel.say(text, Role::Quiet);
    match row {
        HandoverRow::Incident(seq) => easel.incident(*seq).map_or_else(Vec::new, |it| {
            let students = it.students().unwrap_or_default();
            vec![
                easel.severity(it.severity()),
                quiet(easel.moment_short(it.opened())),
                plain(easel.category(&it)),
                quiet(easel.whereabouts(it.place(), students)),
                plain(easel.students(students)),
                quiet(words.incident_state(it.state())),
            ]
        }),
        HandoverRow::Talk(seq) => easel.talk(*seq).map_or_else(Vec::new, |it| {
            vec![
                it.level()
                    .map(|level| easel.level(level))
                    .filter(|it| !it.is_empty())
                    .unwrap_or_else(|| easel.say(easel.signs().empty, Role::Quiet)),
                quiet(easel.moment_short(it.held())),
                plain(easel.topic(&it)),
                quiet(easel.whereabouts(it.place(), it.students().unwrap_or_default())),
                plain(easel.talked_with(&it)),
                super::talks::followup(easel, &it, false),
            ]
        }),
        HandoverRow::Search(day, student) => {
            let head = easel.campus.searches().get(*day, *student);
            let ladder = &easel.campus.presets().rules().ladder;
            let next = head.and_then(|it| it.next_step(ladder)).map(|(step, _)| words.ladder_step(step)).unwrap_or_default();
            vec![
                easel.say(format!(" {}", easel.signs().absent), Role::Alarm),
                quiet(head.map(|it| easel.moment_short(it.since)).unwrap_or_default()),
                easel.say(say!(words, "screen-sought"), Role::Alarm),
                quiet(easel.room_of(*student)),
                plain(easel.student(*student).to_owned()),
                quiet(next),
            ]
        }
        HandoverRow::Walk(seq) => {
            let head = easel.campus.rounds().walk(*seq);
            let tally = head.map(|it| easel.campus.rounds().tally_of(easel.campus.places(), easel.campus.people(), it)).unwrap_or_default();
            vec![
                easel.say(format!(" {}", easel.signs().due), Role::Due),
                quiet(head.map(|it| easel.moment_short(it.since)).unwrap_or_default()),
                easel.say(say!(words, "screen-round-not-ended"), Role::Due),
                quiet(super::rounds::scope(easel, *seq)),
                plain(head.map(|it| easel.user(it.by).to_owned()).unwrap_or_default()),
                quiet(format!("{}/{}", tally.checked, tally.rooms)),
            ]
        }
        HandoverRow::Away(id, presence, day) => {
            let (sign, role) = match presence {
                Presence::Absent => (easel.signs().absent, Role::Alarm),
                Presence::Late => (easel.signs().late, Role::Warn),
                _ => (easel.signs().leave, Role::Quiet),
            };
            let today = easel.model.now.duty_day(easel.campus.zone());
            vec![
                easel.say(format!(" {sign}"), role),
                quiet(words.day_near(*day, today)),
                easel.say(words.presence(Some(*presence)), role),
                quiet(easel.room_of(*id)),
                plain(easel.student(*id).to_owned()),
                quiet(easel.class_of(*id).to_owned()),
            ]
        }
    }
}
