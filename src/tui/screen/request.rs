//! One request (诉求): what is wanted, which service has it until when, and everything that became of it, in order.

use super::Easel;
use super::easel::Listing;
use crate::campus::{Act, Entry, RequestAct, RequestState, Seq, Stamp};
use crate::say;
use crate::tui::model::List;
use crate::tui::msg::Fetched;
use crate::tui::theme::Role;
use crate::tui::widget::{self, Column, Line, Pane, flow, prose};
use ratatui::layout::Rect;

pub(super) fn draw(easel: &mut Easel<'_>, area: Rect, seq: Seq) {
    let words = easel.words;
    let Some(it) = easel.request(seq) else {
        let inner = easel.pane(area, &Pane { focus: true, ..Pane::default() });
        easel.say(say!(words, "screen-request-none"), Role::Quiet).draw(easel.buffer, inner);
        return;
    };
    let title = easel.say(say!(words, "screen-request-title", seq = seq.0), Role::Title).gap(1);
    let title = title.add(words.request_kind(it.kind()), easel.style(Role::Title));
    let overdue = it.is_overdue(easel.model.now);
    let role = match it.state() {
        _ if overdue => Role::Alarm,
        state if state.is_open() => Role::Warn,
        _ => Role::Good,
    };
    let right = easel.say(words.request_state(it.state()), role);
    let inner = easel.pane(area, &Pane { title, right, focus: true, ..Pane::default() });
    let student = it.student().map(|id| [easel.student(id), easel.class_of(id)].join(" ").trim_end().to_owned());
    let none = || easel.signs().none.to_owned();
    let due = if it.state().is_open() { easel.countdown(it.due()) } else { easel.say(easel.moment(it.due()), Role::Text) };
    let mut facts = vec![
        easel.labelled(say!(words, "screen-column-office"), it.office().to_owned(), Role::Text),
        easel.say(say!(words, "screen-column-due"), Role::Quiet).gap(1).join(due),
        easel.labelled(say!(words, "screen-place"), it.place().map_or_else(none, |it| easel.spot(it)), Role::Text),
        easel.labelled(say!(words, "screen-people"), student.unwrap_or_else(none), Role::Text),
        easel.labelled(say!(words, "screen-opened"), easel.moment(it.at()), Role::Text),
        easel.labelled(say!(words, "screen-opened-by"), easel.user(it.by()).to_owned(), Role::Text),
    ];
    if let Some(stars) = it.stars() {
        facts.push(easel.labelled(say!(words, "screen-column-rating"), words.stars(stars), Role::Good));
    }
    if let Some(reception) = it.reception().and_then(|seq| easel.campus.requests().reception(seq)) {
        let held = format!("{} {}", easel.day_short(reception.day), reception.leader);
        facts.push(easel.labelled(say!(words, "screen-request-reception"), held, Role::Text));
    }
    let used = flow(easel.buffer, Rect { height: inner.height.min(3), ..inner }, 3, &facts, |_, _| {});
    let rest = widget::below(inner, used + u16::from(inner.height > 12));
    let text = if it.reads() { easel.request_text(seq) } else { say!(words, "screen-text-hidden") };
    let share = (rest.height / 4).max(1);
    let told = prose(easel.buffer, Rect { height: share.min(rest.height), ..rest }, &text, 0, None, easel.style(Role::Text));
    let rest = widget::below(rest, (told.lines as u16).min(share) + u16::from(inner.height > 12));
    timeline(easel, rest, seq, it.timeline());
}

fn timeline(easel: &mut Easel<'_>, area: Rect, request: Seq, later: &[Seq]) {
    let columns = [Column::firm(0, 16), Column::elastic(0, 12, 120), Column::firm(1, 10)];
    let listing = Listing { list: List::Request, count: later.len() + 1, columns: &columns, titles: Vec::new(), focus: true };
    let seq = |at: usize| at.checked_sub(1).map_or(Some(request), |at| later.get(at).copied());
    easel.list(area, &listing, |easel, at| seq(at).map_or_else(Vec::new, |seq| line(easel, seq)));
}

fn line<'a>(easel: &Easel<'a>, seq: Seq) -> Vec<Line<'a>> {
    let instead = |text: String, role| vec![Line::new(), easel.say(text, role), Line::new()];
    match easel.model.texts.get(seq) {
        Some(Fetched::Entry(entry)) => {
            let (at, text) = happened(easel, entry);
            vec![easel.say(easel.moment(at), Role::Quiet), easel.say(text, Role::Text), easel.say(easel.user(entry.by), Role::Quiet)]
        }
        Some(Fetched::Unreadable) => instead(say!(easel.words, "screen-text-unreadable"), Role::Alarm),
        Some(Fetched::Hidden | Fetched::UnderGlass) => instead(say!(easel.words, "screen-text-hidden"), Role::Quiet),
        Some(Fetched::Gone) => instead(say!(easel.words, "screen-text-gone"), Role::Quiet),
        None => instead(say!(easel.words, "screen-text-coming"), Role::Quiet),
    }
}

/// What an entry of the timeline says, and when it was.
fn happened(easel: &Easel<'_>, entry: &Entry) -> (Stamp, String) {
    let words = easel.words;
    let with = |what: String, text: &str| if text.is_empty() { what } else { format!("{what} {} {text}", easel.signs().dot) };
    let arrow = easel.signs().arrow;
    let (undone, act) = match &entry.act {
        Act::Undone { by, .. } => (true, &**by),
        act => (false, act),
    };
    let Act::Request(act) = act else { return (entry.at, String::new()) };
    let said = match act {
        RequestAct::Opened(it) => with(words.request_state(RequestState::New), &it.promise),
        RequestAct::Moved { from, to, text, .. } => {
            with(format!("{} {arrow} {}", words.request_state(*from), words.request_state(*to)), if undone { "" } else { text })
        }
        RequestAct::Assigned { from, to, text, .. } => with(format!("{from} {arrow} {to}"), if undone { "" } else { text }),
        RequestAct::Answered { text, .. } => with(words.request_state(RequestState::Answered), text),
        RequestAct::Reopened { text, .. } => with(say!(words, "screen-request-reopened"), text),
        RequestAct::Rated { stars, text, .. } => with(words.stars(*stars), text),
        RequestAct::Noted { at, text, .. } => return (*at, text.to_string()),
        RequestAct::Restored { to, .. } => format!("{arrow} {}", words.request_state(*to)),
        RequestAct::ReceptionHeld(_) | RequestAct::ReceptionWithdrawn { .. } | RequestAct::ReceptionAmended { .. } => String::new(),
    };
    (entry.at, if undone { format!("{} {said}", say!(words, "screen-request-taken-back")) } else { said })
}
