//! The top line: who is on duty, where, until when; what is open; what will fall due next; the clock.

use super::Easel;
use crate::campus::Seq;
use crate::say;
use crate::tui::model::Hit;
use crate::tui::theme::Role;
use crate::tui::view::{Timer, TimerKind};
use crate::tui::widget::{Line, fit_lines};
use ratatui::layout::Rect;

pub(super) fn draw(easel: &mut Easel<'_>, area: Rect) {
    let clock = easel.say(easel.clock(easel.model.now), Role::Title);
    let today = easel.model.now.day(easel.campus.zone());
    let dated = easel.say(easel.words.day_long(today), Role::Quiet).gap(2).join(clock.clone());
    let lamp = easel.say(easel.signs().lamp, Role::Lamp);
    // What is wrong is the last to go where there is too little room.
    let mut pieces = [
        (0, lamp.gap(1).join(duty(easel, area.width))),
        (0, copies(easel, area.width)),
        (4, open(easel)),
        (1, gravest(easel)),
        (2, overdue(easel)),
        (3, timer(easel, area.width >= 100)),
        (0, missing(easel)),
        (1, round(easel, area.width)),
        (5, requests(easel)),
    ];
    let all = pieces.iter().filter(|(_, it)| !it.is_empty()).count();
    let gap = if area.width >= 100 { 3 } else { 2 };
    let room = |clock: &Line<'_>| area.width.saturating_sub(clock.width() + 4);
    if fit_lines(&pieces, gap, room(&clock)).len() < all {
        pieces[5].1 = timer(easel, false);
    }
    let fitted = |clock: &Line<'_>| fit_lines(&pieces, gap, room(clock));
    // The date is the first to go.
    let clock = if area.width >= 100 && fitted(&dated).len() == all { dated } else { clock };
    let room = room(&clock);
    let mut x = area.x + 1;
    for at in fitted(&clock) {
        let cols = pieces[at].1.draw(easel.buffer, Rect { x, width: (area.x + 1 + room).saturating_sub(x), ..area });
        if at == 1 {
            easel.hit(Rect { x, width: cols, ..area }, Hit::Command(crate::tui::command::CommandId::Copies));
        }
        if let (5, Some(Timer { kind: TimerKind::Incident(..), .. })) = (at, easel.model.board.timer) {
            easel.hit(Rect { x, width: cols, ..area }, Hit::Pane(crate::tui::model::Pane::Incidents));
        }
        x += cols + gap;
    }
    clock.draw_right(easel.buffer, Rect { width: area.width.saturating_sub(1), ..area });
}

fn duty<'a>(easel: &Easel<'a>, cols: u16) -> Line<'a> {
    let me = easel.user(easel.model.seat.user);
    let name = if cols >= 100 { easel.say(say!(easel.words, "screen-name"), Role::Title).gap(2) } else { Line::new() };
    let mine = easel.model.board.duty.mine.and_then(|id| easel.campus.shifts().get(id));
    match mine {
        Some(shift) => {
            let clock = easel.clock(shift.ends);
            let until = if cols >= 100 {
                say!(easel.words, "screen-top-until", clock = clock)
            } else {
                say!(easel.words, "screen-top-to", clock = clock)
            };
            let line = name.add(easel.post(shift.post), easel.style(Role::Text)).gap(1);
            line.add(me, easel.style(Role::Own)).gap(1).add(until, easel.style(Role::Text))
        }
        None => name.add(me, easel.style(Role::Own)).gap(1).add(say!(easel.words, "screen-top-off"), easel.style(Role::Quiet)),
    }
}

/// The first copy that is not as it should be, and how many more; nothing while all is well.
fn copies<'a>(easel: &Easel<'a>, cols: u16) -> Line<'a> {
    let mut ailing = easel.model.upkeep.ailing();
    let Some(first) = ailing.next() else { return Line::new() };
    let standing = first.standing.said(easel.words);
    let mut text = format!("{} {}", easel.signs().alarm, say!(easel.words, "screen-top-copy", standing = standing));
    let more = ailing.count();
    if more > 0 && cols >= 100 {
        text.push_str(&format!(" +{more}"));
    }
    let catching_up = first.standing.is_passing() && more == 0;
    easel.say(text, if catching_up { Role::Warn } else { Role::Alarm })
}

fn open<'a>(easel: &Easel<'a>) -> Line<'a> {
    let count = easel.model.board.open_items;
    let role = if count == 0 { Role::Quiet } else { Role::Text };
    easel.labelled(say!(easel.words, "screen-top-open"), count.to_string(), role)
}

fn gravest<'a>(easel: &Easel<'a>) -> Line<'a> {
    match easel.model.board.gravest {
        None => easel.say(say!(easel.words, "screen-top-calm"), Role::Good),
        Some((severity, count)) => {
            let text = say!(easel.words, "screen-top-gravest", severity = severity.roman(), count = count);
            let role = if severity <= crate::campus::Severity::Major { Role::Alarm } else { Role::Warn };
            easel.say(format!("{} {text}", easel.signs().alarm), role)
        }
    }
}

fn overdue<'a>(easel: &Easel<'a>) -> Line<'a> {
    match easel.model.board.overdue {
        0 => Line::new(),
        count => easel.say(format!("{}{}", easel.signs().alarm, say!(easel.words, "screen-top-overdue", count = count)), Role::Alarm),
    }
}

/// How many are looked for; nothing while nobody is.
fn missing<'a>(easel: &Easel<'a>) -> Line<'a> {
    match easel.model.board.sought.len() {
        0 => Line::new(),
        count => easel.say(format!("{}{}", easel.signs().absent, say!(easel.words, "screen-top-missing", count = count)), Role::Alarm),
    }
}

/// How many requests wait for an answer that should have been given; nothing while none does.
fn requests<'a>(easel: &Easel<'a>) -> Line<'a> {
    match easel.model.board.requests_overdue {
        0 => Line::new(),
        count => easel.say(say!(easel.words, "screen-top-requests", count = count), Role::Warn),
    }
}

/// How our round stands, as long as it is not ended.
fn round<'a>(easel: &Easel<'a>, cols: u16) -> Line<'a> {
    let Some(own) = easel.model.board.own_round else { return Line::new() };
    let (words, signs, tally) = (easel.words, easel.signs(), own.tally);
    let line = easel.labelled(say!(words, "screen-round"), format!("{}/{}", tally.checked, tally.rooms), Role::Own);
    let count = |line: Line<'a>, sign: &'static str, count: u32, role| {
        if count == 0 { line } else { line.gap(1).add(format!("{sign}{count}"), easel.style(role)) }
    };
    let line = if cols >= 100 {
        let present = say!(words, "screen-top-present", present = tally.present, expected = tally.expected);
        line.gap(1).add(present, easel.style(Role::Text))
    } else {
        line
    };
    let line = count(line, signs.leave, tally.leave, Role::Quiet);
    let line = count(line, signs.late, tally.late, Role::Warn);
    count(line, signs.absent, tally.absent, Role::Alarm)
}

/// What falls due next and in how long; with whose it is, where that has room.
fn timer<'a>(easel: &Easel<'a>, in_full: bool) -> Line<'a> {
    let Some(Timer { at, kind }) = easel.model.board.timer else { return Line::new() };
    let what = match kind {
        TimerKind::Incident(_, what) => easel.words.deadline(what),
        TimerKind::Rung(_, _, step) => easel.words.ladder_step(step),
        TimerKind::SearchDue(..) => say!(easel.words, "screen-timer-search-due"),
        TimerKind::ShiftEnds(_) => say!(easel.words, "screen-timer-shift-ends"),
        TimerKind::ShiftStarts(_) => say!(easel.words, "screen-timer-shift-starts"),
    };
    let whose = match kind {
        TimerKind::Incident(seq, _) => whose(easel, seq),
        TimerKind::Rung(_, student, _) | TimerKind::SearchDue(_, student) => easel.student(student).to_owned(),
        _ => String::new(),
    };
    let left = match kind {
        TimerKind::Incident(..) | TimerKind::Rung(..) | TimerKind::SearchDue(..) => easel.countdown(at),
        // That a shift begins or ends is no alarm.
        _ => easel.say(easel.span(easel.model.now, at), Role::Text),
    };
    if !in_full {
        return left.gap(1).add(what, easel.style(Role::Text));
    }
    let line = easel.say(say!(easel.words, "screen-top-next"), Role::Quiet).gap(1).join(left).gap(1);
    let line = line.add(what, easel.style(Role::Text));
    if whose.is_empty() { line } else { line.gap(1).add(whose, easel.style(Role::Quiet)) }
}

fn whose(easel: &Easel<'_>, seq: Seq) -> String {
    easel.incident(seq).map(|it| easel.whereabouts(it.place(), it.students().unwrap_or_default())).unwrap_or_default()
}
