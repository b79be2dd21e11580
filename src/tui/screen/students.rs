//! The student list (学生).

use super::Easel;
use super::easel::Listing;
use crate::campus::StudentId;
use crate::desk::rights::TalkSight;
use crate::say;
use crate::tui::command::CommandId;
use crate::tui::model::{List, StudentScope};
use crate::tui::theme::Role;
use crate::tui::widget::{Column, Line, Pane};
use ratatui::layout::Rect;

pub(super) fn draw(easel: &mut Easel<'_>, area: Rect) {
    let words = easel.words;
    let students = &easel.model.board.students;
    let scope = match easel.model.student_scope {
        StudentScope::Own => say!(words, "screen-students-own"),
        StudentScope::Concern => say!(words, "screen-students-concern"),
        StudentScope::All => say!(words, "screen-students-all"),
    };
    let title = easel.say(say!(words, "screen-students"), Role::Title).gap(1).add(scope, easel.style(Role::Text));
    let right = easel.say(say!(words, "screen-people-count", count = students.len()), Role::Quiet);
    let scroll = easel.scroll(List::Students, students.len(), area.height.saturating_sub(3));
    let inner = easel.pane(area, &Pane { title, right, focus: true, scroll, ..Pane::default() });
    if students.is_empty() {
        let how = say!(words, "screen-students-empty-how", key = easel.model.keymap.label(CommandId::StudentScope));
        let lines = [easel.say(say!(words, "screen-students-empty"), Role::Text), easel.say(how, Role::Quiet)];
        easel.stack(inner, &lines);
        return;
    }
    let listing = Listing { list: List::Students, count: students.len(), columns: &COLUMNS, titles: titles(easel), focus: true };
    easel.list(inner, &listing, |easel, at| students.get(at).map_or_else(Vec::new, |id| row(easel, *id)));
}

/// Level, name, number, sex, room, class, last talk, open incidents, phone.
const COLUMNS: [Column; 9] = [
    Column::firm(0, 5),
    Column::firm(0, 14),
    Column::firm(1, 14),
    Column::firm(5, 4),
    Column::firm(1, 12),
    Column::firm(2, 20),
    Column::firm(3, 20),
    Column::number(4, 6),
    Column::firm(6, 13),
];

fn titles<'a>(easel: &Easel<'a>) -> Vec<Line<'a>> {
    let words = easel.words;
    [
        say!(words, "screen-column-level"),
        say!(words, "screen-column-name"),
        say!(words, "screen-column-number"),
        say!(words, "screen-column-sex"),
        say!(words, "screen-column-room"),
        say!(words, "screen-column-class"),
        say!(words, "screen-column-last-talk"),
        say!(words, "screen-column-incidents"),
        say!(words, "screen-column-phone"),
    ]
    .map(|it| easel.say(it, Role::Quiet))
    .to_vec()
}

fn row<'a>(easel: &Easel<'a>, id: StudentId) -> Vec<Line<'a>> {
    let Some(student) = easel.campus.people().student(id) else { return Vec::new() };
    let facts = &student.facts;
    let sight = easel.sight();
    let level = easel.level(sight.level(id));
    let last = sight.talks_of(id).next_back().map(|it| last_talk(easel, &it));
    let open = sight.incidents_of(id).filter(|it| it.state().is_open() && !it.is_drill()).count();
    let phone = sight.student(id).and_then(|it| it.phone()).unwrap_or_default();
    vec![
        if level.is_empty() { easel.say(easel.signs().empty, Role::Quiet) } else { level },
        easel.say(&*facts.name, if facts.left { Role::Quiet } else { Role::Text }),
        easel.say(&*facts.no, Role::Quiet),
        easel.say(easel.words.sex(facts.sex), Role::Quiet),
        easel.say(easel.room_of(id), Role::Text),
        easel.say(easel.class_of(id), Role::Text),
        last.unwrap_or_else(|| easel.say(easel.signs().none, Role::Quiet)),
        if open == 0 { Line::new() } else { easel.say(format!("{}{open}", easel.signs().alarm), Role::Alarm) },
        easel.say(super::say::mask(phone), Role::Quiet),
    ]
}

fn last_talk<'a>(easel: &Easel<'a>, talk: &TalkSight<'_>) -> Line<'a> {
    let today = easel.model.now.day(easel.campus.zone());
    easel
        .say(easel.words.day_near(talk.held().day(easel.campus.zone()), today), Role::Quiet)
        .gap(1)
        .add(easel.topic(talk), easel.style(Role::Text))
}
