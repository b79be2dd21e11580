//! The talk pane (谈话): the latest talks, whom one ought to talk to today, and how far the month has come.

use super::Easel;
use super::easel::Listing;
use super::say::first_line;
use crate::campus::{Concern, PlanState, TalkState};
use crate::desk::rights::{PlanSight, TalkSight};
use crate::say;
use crate::tui::command::CommandId;
use crate::tui::model::{self, List, TalkScope};
use crate::tui::theme::Role;
use crate::tui::view::{Ought, OughtWhy};
use crate::tui::widget::{self, Column, Line, Pane, bar, fit_lines};
use ratatui::layout::Rect;

pub(super) fn draw(easel: &mut Easel<'_>, area: Rect, focus: bool) {
    let (board, words) = (&easel.model.board, easel.words);
    let scope = match easel.model.talk_scope {
        TalkScope::All => say!(words, "screen-scope-all"),
        TalkScope::Mine => say!(words, "screen-scope-mine"),
        TalkScope::Due => say!(words, "screen-scope-due"),
        TalkScope::Plans => say!(words, "screen-scope-plans"),
    };
    let title = super::duty::title(easel, model::Pane::Talks, focus).gap(1).add(scope, easel.style(Role::Text));
    let right = easel.say(say!(words, "screen-talks-today", count = board.talks_today), Role::Quiet);
    let right = match board.due.len() {
        0 => right,
        due => right.gap(2).add(format!("{}{}", easel.signs().due, say!(words, "screen-talks-due", count = due)), easel.style(Role::Due)),
    };
    let right = match board.planned {
        0 => right,
        count => right.gap(2).add(say!(words, "screen-talks-planned", count = count), easel.style(Role::Own)),
    };
    // What stands below the list: a blank row, whom to talk to, the month.
    let notes = if area.height >= 9 { 3 } else { 0 };
    let height = area.height.saturating_sub(2 + notes);
    let scroll = easel.scroll(List::Talks, board.talks.len(), height);
    let inner = easel.pane(area, &Pane { title, right, focus, scroll, ..Pane::default() });
    let list = Rect { height: inner.height.saturating_sub(notes), ..inner };
    if board.talks.is_empty() {
        let how = say!(words, "screen-talks-empty-how", key = easel.model.keymap.label(CommandId::Talk));
        let lines = [easel.say(say!(words, "screen-talks-empty"), Role::Text), easel.say(how, Role::Quiet)];
        easel.stack(list, &lines);
    } else {
        let roomy = list.width >= 90;
        let listing = Listing { list: List::Talks, count: board.talks.len(), columns: &COLUMNS, titles: Vec::new(), focus };
        easel.list(list, &listing, |easel, at| {
            let Some(seq) = board.talks.get(at) else { return Vec::new() };
            let plan = || easel.plan(*seq).map_or_else(Vec::new, |it| plan_row(easel, &it, roomy));
            easel.talk(*seq).map_or_else(plan, |it| row(easel, &it, roomy))
        });
    }
    if notes > 0 {
        let lower = widget::below(inner, inner.height - 2);
        ought(easel, widget::row(lower, 0));
        month(easel, widget::row(lower, 1));
    }
}

/// When, who, room, topic, level, what was said, follow-up, who held it.
const COLUMNS: [Column; 8] = [
    Column::firm(0, 16),
    Column::firm(0, 14),
    Column::firm(4, 12),
    Column::firm(1, 12),
    Column::firm(2, 4),
    Column::elastic(3, 18, 90),
    Column::firm(1, 14),
    Column::firm(5, 10),
];

/// A talk as a row of a list.
fn row<'a>(easel: &Easel<'a>, talk: &TalkSight<'_>, roomy: bool) -> Vec<Line<'a>> {
    let (text, role) = easel.talk_text(talk);
    let level = talk.level().filter(|it| *it != Concern::None).map(|it| easel.level(it)).unwrap_or_default();
    let mine = talk.by() == easel.model.seat.user;
    vec![
        easel.say(if roomy { easel.moment(talk.held()) } else { easel.moment_short(talk.held()) }, Role::Quiet),
        easel.say(easel.talked_with(talk), Role::Text),
        easel.say(talk.students().and_then(<[_]>::first).map(|id| easel.room_of(*id)).unwrap_or_default(), Role::Quiet),
        easel.say(easel.topic(talk), Role::Text),
        level,
        Line::of(first_line(text), easel.style(role)),
        followup(easel, talk, roomy),
        easel.say(easel.user(talk.by()), if mine { Role::Own } else { Role::Quiet }),
    ]
}

/// A planned talk as a row of the same list: what stands under "when" is when it is to be.
fn plan_row<'a>(easel: &Easel<'a>, plan: &PlanSight<'_>, roomy: bool) -> Vec<Line<'a>> {
    let mine = plan.by() == easel.model.seat.user;
    let when = match (plan.when().at, roomy) {
        (_, true) => easel.planned_for(plan),
        (Some(at), false) => easel.moment_short(at),
        (None, false) => easel.day_short(plan.day()),
    };
    vec![
        easel.say(when, plan_role(easel, plan)),
        easel.say(easel.students(plan.students()), Role::Text),
        easel.say(plan.students().first().map(|id| easel.room_of(*id)).unwrap_or_default(), Role::Quiet),
        easel.say(plan.topic().map_or_else(|| easel.signs().none.to_owned(), |it| easel.words.topic(it)), Role::Text),
        Line::new(),
        Line::of(first_line(easel.words_in(plan.seq())), easel.style(Role::Text)),
        plan_state(easel, plan),
        easel.say(easel.user(plan.by()), if mine { Role::Own } else { Role::Quiet }),
    ]
}

fn plan_role(easel: &Easel<'_>, plan: &PlanSight<'_>) -> Role {
    let today = easel.model.now.day(easel.campus.zone());
    match (plan.state().is_open(), plan.day().since(today)) {
        (true, ..0) => Role::Alarm,
        (true, 0) => Role::Due,
        _ => Role::Text,
    }
}

/// How a planned talk stands; one whose day is past is said to be overdue by its sign.
pub(super) fn plan_state<'a>(easel: &Easel<'a>, plan: &PlanSight<'_>) -> Line<'a> {
    let role = plan_role(easel, plan);
    let sign = match (plan.state(), role) {
        (_, Role::Alarm) => easel.signs().alarm,
        (_, Role::Due) => easel.signs().due,
        (PlanState::Held, _) => easel.signs().good,
        _ => " ",
    };
    let role = if plan.state().is_open() { role } else { Role::Quiet };
    easel.say(format!("{sign}{}", easel.words.plan_state(plan.state())), role)
}

/// How a talk's follow-up stands: when it is due, in full where there is room, or that nothing more is owed.
pub(super) fn followup<'a>(easel: &Easel<'a>, talk: &TalkSight<'_>, roomy: bool) -> Line<'a> {
    let today = easel.model.now.day(easel.campus.zone());
    match (talk.state(), talk.followup()) {
        (Some(TalkState::Awaiting), Some(day)) => {
            let (sign, role) = if day < today {
                (easel.signs().alarm, Role::Alarm)
            } else if day == today {
                (easel.signs().due, Role::Due)
            } else {
                (" ", Role::Text)
            };
            easel.say(format!("{sign}{}", if roomy { easel.words.day_near(day, today) } else { easel.day_short(day) }), role)
        }
        (Some(state @ TalkState::Closed), Some(_)) => {
            easel.say(format!("{}{}", easel.signs().good, easel.words.talk_state(state)), Role::Quiet)
        }
        (Some(state @ TalkState::Withdrawn), _) => easel.say(format!(" {}", easel.words.talk_state(state)), Role::Quiet),
        _ => easel.say(format!(" {}", easel.signs().none), Role::Quiet),
    }
}

/// Whom one ought to talk to, as many as there is room for, the others counted.
fn ought(easel: &mut Easel<'_>, area: Rect) {
    let ought = &easel.model.board.ought;
    let label = easel.say(say!(easel.words, "screen-ought"), Role::Title);
    if ought.is_empty() {
        label.gap(2).add(say!(easel.words, "screen-ought-nobody"), easel.style(Role::Good)).draw(easel.buffer, area);
        return;
    }
    let mut lines = vec![(0, label)];
    // No row holds more than a dozen.
    lines.extend(ought.iter().take(12).enumerate().map(|(at, it)| (at as u8 + 1, one(easel, it))));
    let room = area.width.saturating_sub(6);
    let kept = fit_lines(&lines, 2, room);
    let mut rest = area;
    for at in &kept {
        let cols = lines[*at].1.draw(easel.buffer, rest);
        rest = widget::right_of(rest, cols + 2);
    }
    let more = ought.len() - kept.len().saturating_sub(1);
    if more > 0 {
        easel.say(format!("+{more}"), Role::Quiet).draw(easel.buffer, rest);
    }
}

fn one<'a>(easel: &Easel<'a>, it: &Ought) -> Line<'a> {
    let (why, role) = match it.why {
        OughtWhy::FollowUp(_, 0) => (say!(easel.words, "screen-ought-followup"), Role::Due),
        OughtWhy::FollowUp(_, days) => (say!(easel.words, "screen-ought-overdue", days = days), Role::Alarm),
        OughtWhy::Rhythm(level, None) => (say!(easel.words, "screen-ought-never", level = level.number()), super::say::level_role(level)),
        OughtWhy::Rhythm(level, Some(days)) => {
            (say!(easel.words, "screen-ought-rhythm", level = level.number(), days = days), super::say::level_role(level))
        }
        OughtWhy::Away(presence) => (easel.words.presence(Some(presence)), Role::Warn),
    };
    easel.say(easel.student(it.student), Role::Text).gap(1).add(why, easel.style(role))
}

fn month(easel: &mut Easel<'_>, area: Rect) {
    let (words, month) = (easel.words, easel.model.board.month);
    let talks = easel.labelled(say!(words, "screen-month"), say!(words, "screen-month-talks", count = month.talks), Role::Text);
    let mut lines = vec![(0, talks)];
    if let Some(percent) = (month.reached * 100).checked_div(month.own) {
        let share = format!("{percent}%");
        lines.push((
            1,
            easel.labelled(say!(words, "screen-month-reached"), share, Role::Text).gap(1).join(bar(
                easel.theme,
                10,
                month.reached,
                month.own,
            )),
        ));
        lines.push((3, easel.say(format!("{}/{}", month.reached, month.own), Role::Quiet)));
        if let Some(day) = month.full_on {
            lines.push((2, easel.say(say!(words, "screen-month-full", day = words.day(day)), Role::Quiet)));
        }
    }
    let mut rest = area;
    for at in fit_lines(&lines, 2, area.width) {
        let cols = lines[at].1.draw(easel.buffer, rest);
        rest = widget::right_of(rest, cols + 2);
    }
}
