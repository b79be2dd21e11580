//! A student's sheet: who they are, how they stand, and every talk and incident, the latest first.

use super::easel::Listing;
use super::say::{first_line, mask};
use super::{Easel, talks};
use crate::campus::{Concern, Detail, StudentId};
use crate::say;
use crate::tui::model::List;
use crate::tui::theme::Role;
use crate::tui::view::StudentRow;
use crate::tui::widget::{self, Column, Line, Pane, flow};
use ratatui::layout::Rect;

pub(super) fn draw(easel: &mut Easel<'_>, area: Rect, id: StudentId) {
    let words = easel.words;
    let Some(student) = easel.campus.people().student(id) else {
        let inner = easel.pane(area, &Pane { focus: true, ..Pane::default() });
        easel.say(say!(words, "screen-student-none"), Role::Quiet).draw(easel.buffer, inner);
        return;
    };
    let facts = &student.facts;
    let title = easel.say(&*facts.name, Role::Title).gap(1).add(&*facts.no, easel.style(Role::Quiet));
    let title = if facts.left { title.gap(1).add(say!(words, "screen-student-left"), easel.style(Role::Warn)) } else { title };
    let right = match easel.sight().level(id) {
        Concern::None => Line::new(),
        level => easel.say(words.concern(level), super::say::level_role(level)),
    };
    let rows = &easel.model.board.student;
    let pieces = pieces(easel, id);
    let inner = easel.pane(area, &Pane { title, right, focus: true, ..Pane::default() });
    let used = flow(easel.buffer, Rect { height: inner.height.min(4), ..inner }, 3, &pieces, |_, _| {});
    let list = widget::below(inner, used + u16::from(inner.height > 8));
    if rows.is_empty() {
        let how = say!(words, "screen-student-empty", key = easel.model.keymap.label(crate::tui::command::CommandId::Talk));
        easel.say(how, Role::Quiet).draw(easel.buffer, list);
        return;
    }
    let listing = Listing { list: List::Student, count: rows.len(), columns: &COLUMNS, titles: Vec::new(), focus: true };
    easel.list(list, &listing, |easel, at| rows.get(at).map_or_else(Vec::new, |it| row(easel, it)));
}

fn pieces<'a>(easel: &Easel<'a>, id: StudentId) -> Vec<Line<'a>> {
    let words = easel.words;
    let Some(student) = easel.campus.people().student(id) else { return Vec::new() };
    let Some(seen) = easel.sight().student(id) else { return Vec::new() };
    let facts = &student.facts;
    let mut pieces = Vec::new();
    let mut add = |label: String, value: String| {
        if !value.is_empty() {
            pieces.push(easel.labelled(label, value, Role::Text));
        }
    };
    add(say!(words, "screen-column-sex"), words.sex(facts.sex));
    let bed =
        facts.bed.map(|it| if it.bed == 0 { easel.room_of(id) } else { say!(words, "screen-bed", room = easel.room_of(id), bed = it.bed) });
    add(say!(words, "screen-column-room"), bed.unwrap_or_default());
    add(say!(words, "screen-column-class"), easel.class_of(id).to_owned());
    let department = facts.department.and_then(|id| easel.campus.people().department(id));
    add(say!(words, "screen-department"), department.map(|it| it.name.to_string()).unwrap_or_default());
    let counselor = facts.class.and_then(|class| easel.campus.staff().counselor_of(class));
    add(say!(words, "screen-counselor"), counselor.map(|id| easel.user(id).to_owned()).unwrap_or_default());
    add(say!(words, "screen-column-phone"), mask(seen.phone().unwrap_or_default()));
    add(say!(words, "screen-guardian"), mask(seen.guardian_phone().unwrap_or_default()));
    for (detail, text) in &facts.more {
        // Identity numbers, ethnic group and political status are nobody's business at a glance.
        let label = match detail {
            Detail::Major => say!(words, "screen-detail-major"),
            Detail::Grade => say!(words, "screen-detail-grade"),
            Detail::Origin => say!(words, "screen-detail-origin"),
            Detail::Standing => say!(words, "screen-detail-standing"),
            Detail::IdentityNo | Detail::Ethnic | Detail::Political => continue,
        };
        add(label, text.to_string());
    }
    if let Some(since) = seen.level_since().filter(|_| seen.level().is_some_and(|it| it != Concern::None)) {
        add(say!(words, "screen-level-since"), words.day(since));
    }
    pieces
}

/// Sign, when, what, level or severity, what was said, how it stands, who.
const COLUMNS: [Column; 7] = [
    Column::firm(0, 2),
    Column::firm(0, 16),
    Column::firm(0, 18),
    Column::firm(2, 4),
    Column::elastic(3, 10, 100),
    Column::firm(1, 14),
    Column::firm(4, 10),
];

fn row<'a>(easel: &Easel<'a>, it: &StudentRow) -> Vec<Line<'a>> {
    match it {
        StudentRow::Talk(seq) => {
            let Some(talk) = easel.talk(*seq) else { return Vec::new() };
            let (text, role) = easel.talk_text(&talk);
            vec![
                easel.say(say!(easel.words, "screen-kind-talk"), Role::Quiet),
                easel.say(easel.moment(talk.held()), Role::Quiet),
                easel.say(easel.topic(&talk), Role::Text),
                talk.level().map(|level| easel.level(level)).unwrap_or_default(),
                Line::of(first_line(text), easel.style(role)),
                talks::followup(easel, &talk, true),
                easel.say(easel.user(talk.by()), Role::Quiet),
            ]
        }
        StudentRow::Incident(seq) => {
            let Some(incident) = easel.incident(*seq) else { return Vec::new() };
            let (text, role) = easel.incident_text(&incident);
            let (state, open) = (incident.state(), incident.state().is_open());
            vec![
                easel.say(say!(easel.words, "screen-kind-incident"), if open { Role::Alarm } else { Role::Quiet }),
                easel.say(easel.moment(incident.opened()), Role::Quiet),
                easel.say(easel.category(&incident), Role::Text),
                easel.severity(incident.severity()),
                Line::of(first_line(text), easel.style(role)),
                easel.say(format!(" {}", easel.words.incident_state(state)), if open { Role::Warn } else { Role::Quiet }),
                easel.say(easel.user(incident.by()), Role::Quiet),
            ]
        }
    }
}
