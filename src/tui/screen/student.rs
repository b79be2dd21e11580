//! A student's sheet: who they are, how they stand, their posts, and everything that has a date, the latest first.

use super::easel::Listing;
use super::say::{first_line, mask};
use super::{Easel, leaves, talks};
use crate::campus::{Act, Concern, CustodyAct, Day, Detail, LeaveHead, NumberKind, PersonAct, Seq, ServiceAct, StudentId, UserId};
use crate::say;
use crate::tui::model::{List, Place};
use crate::tui::msg::Fetched;
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
    let rows = easel.student_rows();
    let pieces = pieces(easel, id);
    let inner = easel.pane(area, &Pane { title, right, focus: true, ..Pane::default() });
    let most = if inner.height > 20 { 6 } else { 5 };
    let used = flow(easel.buffer, Rect { height: inner.height.min(most), ..inner }, 3, &pieces, |_, _| {});
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
    if let Some(it) = easel.model.board.sought.iter().find(|it| it.student == id) {
        let key = easel.model.keymap.label(crate::tui::command::CommandId::Missing);
        let text = format!("{}{}", easel.signs().absent, say!(words, "screen-sought-since", since = easel.moment(it.since), key = key));
        pieces.push(easel.say(text, Role::Alarm));
    }
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
    let numbers = [
        (NumberKind::Phone, seen.phone()),
        (NumberKind::Guardian, seen.guardian_phone()),
        (NumberKind::Identity, seen.detail(Detail::IdentityNo)),
    ];
    // Masked, unless it was asked for and the look is on record.
    for (what, number) in numbers {
        let shown = easel.model.revealed.iter().find(|it| it.student == id && it.what == what);
        let label = words.number_kind(what);
        match (shown, number) {
            (Some(it), _) => pieces.push(easel.labelled(label, it.number.to_string(), Role::Marked)),
            (None, Some(number)) => pieces.push(easel.labelled(label, mask(number), Role::Text)),
            (None, None) => {}
        }
    }
    pieces.extend(easel.posts_of(id));
    pieces.extend(easel.open_marks(id));
    pieces.extend(looks(easel, id));
    if let Some(since) = seen.level_since().filter(|_| seen.level().is_some_and(|it| it != Concern::None)) {
        pieces.push(easel.labelled(say!(words, "screen-level-since"), words.day(since), Role::Text));
    }
    pieces
}

/// Who had a number shown in full, the latest first, for who may know.
fn looks<'a>(easel: &Easel<'a>, id: StudentId) -> Option<Line<'a>> {
    let seen: Vec<_> = easel.campus.custody().reveals_of(id).filter(|it| easel.sight().sees_reveal(it.by, id)).collect();
    let one = |it: &&crate::campus::CustodyRow| {
        let what = match it.what {
            CustodyAct::Revealed { what, .. } => easel.words.number_kind(what),
            _ => String::new(),
        };
        format!("{} {what} {}", easel.user(it.by), easel.moment(it.at))
    };
    let latest: Vec<String> = seen.iter().rev().take(3).map(one).collect();
    (!latest.is_empty())
        .then(|| easel.labelled(say!(easel.words, "screen-looked-at"), latest.join(&format!(" {} ", easel.signs().dot)), Role::Quiet))
}

/// Sign, when, what, level or severity, what was said, how it stands, who.
const COLUMNS: [Column; 7] = [
    Column::firm(0, 8),
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
        StudentRow::Plan(seq) => {
            let Some(plan) = easel.plan(*seq) else { return Vec::new() };
            let topic = plan.topic().map_or_else(|| easel.signs().none.to_owned(), |it| easel.words.topic(it));
            vec![
                easel.say(say!(easel.words, "screen-kind-plan"), Role::Quiet),
                easel.say(easel.planned_for(&plan), Role::Quiet),
                easel.say(topic, Role::Text),
                Line::new(),
                Line::of(first_line(easel.words_in(*seq)), easel.style(Role::Text)),
                talks::plan_state(easel, &plan),
                easel.say(easel.user(plan.by()), Role::Quiet),
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
        StudentRow::Leave(seq) => easel.campus.leaves().get(*seq).map_or_else(Vec::new, |it| leave_row(easel, it)),
        StudentRow::Search(day, seq) => search_row(easel, *day, *seq),
        StudentRow::Moved(seq) => moved_row(easel, *seq),
        StudentRow::Service(seq) => service_row(easel, *seq),
        StudentRow::Level(seq) => level_row(easel, *seq),
        StudentRow::Mark(seq) => mark_row(easel, *seq),
        StudentRow::Request(seq) => request_row(easel, *seq),
    }
}

/// A row of the sheet from its parts.
fn dated<'a>(easel: &Easel<'a>, kind: String, when: String, what: Line<'a>, text: Line<'a>, state: Line<'a>, by: UserId) -> Vec<Line<'a>> {
    vec![easel.say(kind, Role::Quiet), easel.say(when, Role::Quiet), what, Line::new(), text, state, easel.say(easel.user(by), Role::Quiet)]
}

fn leave_row<'a>(easel: &Easel<'a>, it: &LeaveHead) -> Vec<Line<'a>> {
    let what = easel.say(say!(easel.words, "screen-leave-days", days = it.days()), Role::Text);
    let until = easel.say(format!("{} {}", easel.signs().arrow, easel.moment_short(it.until)), Role::Quiet).gap(1);
    let (text, role) = leaves::leave_text(easel, it);
    let text = until.add(first_line(text), easel.style(role));
    dated(easel, say!(easel.words, "screen-kind-leave"), easel.moment(it.from), what, text, leaves::state(easel, it), it.by)
}

fn search_row<'a>(easel: &Easel<'a>, day: Day, seq: Seq) -> Vec<Line<'a>> {
    let found = easel.campus.searches().heads().iter().find(|it| it.day == day && it.seq == seq);
    let Some(it) = found.filter(|it| easel.sight().sees_whereabouts(it.by, it.student)) else { return Vec::new() };
    let role = if it.is_open() { Role::Alarm } else { Role::Quiet };
    let steps: Vec<String> = it.steps.iter().map(|step| easel.words.ladder_step(step.step)).collect();
    let what = easel.say(easel.campus.write_room(it.room), Role::Text);
    let text = easel.say(steps.join(&format!(" {} ", easel.signs().arrow)), Role::Text);
    let state = easel.say(easel.words.search_state(it.state), role);
    dated(easel, say!(easel.words, "screen-kind-search"), easel.moment(it.since), what, text, state, it.by)
}

fn moved_row<'a>(easel: &Easel<'a>, seq: Seq) -> Vec<Line<'a>> {
    let shown = match easel.place {
        Place::Student(id) => easel.campus.people().moves().of_student(id).find(|it| it.seq == seq),
        _ => None,
    };
    let Some(it) = shown else { return Vec::new() };
    let (reason, by) = match easel.model.texts.get(seq) {
        Some(Fetched::Entry(entry)) => match &entry.act {
            Act::Person(PersonAct::Moved(moved)) => (moved.reason.to_string(), Some(entry.by)),
            _ => (String::new(), Some(entry.by)),
        },
        _ => (String::new(), None),
    };
    let text = easel.say(easel.bed_change(it.change), Role::Text).gap(1).add(reason, easel.style(Role::Quiet));
    let by = by.map_or("", |id| easel.user(id));
    let kind = easel.say(say!(easel.words, "screen-kind-moved"), Role::Quiet);
    vec![
        kind,
        easel.say(easel.words.day_near(it.day, easel.model.now.day(easel.campus.zone())), Role::Quiet),
        Line::new(),
        Line::new(),
        text,
        Line::new(),
        easel.say(by, Role::Quiet),
    ]
}

fn level_row<'a>(easel: &Easel<'a>, seq: Seq) -> Vec<Line<'a>> {
    let Place::Student(id) = easel.place else { return Vec::new() };
    let Some(it) = easel.sight().levels_of(id).find(|it| it.seq() == seq) else { return Vec::new() };
    let row = it.row();
    let (text, role) =
        if it.reads() { (easel.care_reason(seq).to_owned(), Role::Text) } else { (say!(easel.words, "screen-text-hidden"), Role::Quiet) };
    let until = row.until.map(|day| say!(easel.words, "screen-care-until", day = easel.words.day(day))).unwrap_or_default();
    vec![
        easel.say(say!(easel.words, "screen-kind-level"), Role::Quiet),
        easel.say(easel.moment(row.at), Role::Quiet),
        easel.say(easel.words.concern(row.level), super::say::level_role(row.level)),
        Line::new(),
        Line::of(first_line(text.into()), easel.style(role)),
        easel.say(until, Role::Quiet),
        easel.say(easel.user(row.by), Role::Quiet),
    ]
}

fn mark_row<'a>(easel: &Easel<'a>, seq: Seq) -> Vec<Line<'a>> {
    let Some(it) = easel.campus.care().mark(seq).filter(|it| easel.sight().sees_mark(it)) else { return Vec::new() };
    let answered = easel.sight().talks_of(it.student).any(|talk| talk.held() >= it.at);
    let (state, role) = if answered {
        (format!("{}{}", easel.signs().good, say!(easel.words, "screen-care-answered")), Role::Quiet)
    } else {
        (format!("{}{}", easel.signs().due, say!(easel.words, "screen-care-owed")), Role::Due)
    };
    let when = easel.words.day_near(it.day, easel.model.now.day(easel.campus.zone()));
    let what = easel.say(easel.words.trigger(it.trigger), Role::Text);
    let text = Line::of(first_line(easel.care_reason(seq).into()), easel.style(Role::Text));
    dated(easel, say!(easel.words, "screen-kind-mark"), when, what, text, easel.say(state, role), it.by)
}

fn request_row<'a>(easel: &Easel<'a>, seq: Seq) -> Vec<Line<'a>> {
    let Some(it) = easel.request(seq) else { return Vec::new() };
    let overdue = it.is_overdue(easel.model.now);
    let role = if overdue { Role::Alarm } else { Role::Quiet };
    let what = easel.say(easel.words.request_kind(it.kind()), Role::Text);
    let text = Line::of(first_line(easel.request_text(seq).into()), easel.style(Role::Text));
    let state = easel.say(easel.words.request_state(it.state()), role);
    dated(easel, say!(easel.words, "screen-requests"), easel.moment(it.at()), what, text, state, it.by())
}

fn service_row<'a>(easel: &Easel<'a>, seq: Seq) -> Vec<Line<'a>> {
    let records = easel.campus.services().records();
    let Some(it) = records.binary_search_by_key(&seq, |it| it.seq).ok().and_then(|at| records.get(at)) else { return Vec::new() };
    let text = match easel.model.texts.get(seq) {
        Some(Fetched::Entry(entry)) => match &entry.act {
            Act::Service(ServiceAct::Served(served)) => served.text.to_string(),
            Act::Service(ServiceAct::Commended { text, .. }) => text.to_string(),
            _ => String::new(),
        },
        _ => String::new(),
    };
    let (kind, what) = match it.service {
        Some((post, minutes)) => {
            (say!(easel.words, "screen-kind-service"), format!("{} {}", easel.words.officer(post), easel.hours(u32::from(minutes))))
        }
        None => (say!(easel.words, "screen-kind-commended"), String::new()),
    };
    let when = easel.words.day_near(it.day, easel.model.now.day(easel.campus.zone()));
    dated(easel, kind, when, easel.say(what, Role::Text), easel.say(text, Role::Text), Line::new(), it.by)
}
