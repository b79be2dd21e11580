//! Somebody's students and meetings, who came to a reception day, and what a row says in full.

use super::super::Easel;
use crate::campus::{Act, CommunityAct, Day, ReceptionHeld, RequestAct, Seq, StudentId};
use crate::say;
use crate::tui::model::{CommunityView, Place};
use crate::tui::msg::Fetched;
use crate::tui::theme::Role;
use crate::tui::view::CommunityRow;
use crate::tui::widget::Line;

/// What the row under the cursor says in full; empty where its cells say it all.
pub(super) fn of(easel: &Easel<'_>, row: CommunityRow) -> String {
    let (words, campus) = (easel.words, easel.campus);
    let dot = format!(" {} ", easel.signs().dot);
    match row {
        CommunityRow::Free(venue, day) => free(easel, venue, day),
        CommunityRow::Venue(venue) => day_shown(easel).map(|day| free(easel, venue, day)).unwrap_or_default(),
        CommunityRow::Booking(seq) => match (campus.venues().booking(seq), day_shown(easel)) {
            (Some(it), Some(day)) => free(easel, it.venue, day),
            _ => String::new(),
        },
        CommunityRow::Branch(branch) => super::of_branch::said(easel, branch),
        CommunityRow::Task(seq) => {
            let Some(it) = campus.communities().task(seq).and_then(|it| it.it.as_ref()) else { return String::new() };
            let with = if it.with.is_empty() { it.lead.to_string() } else { format!("{} + {}", it.lead, it.with) };
            format!("{}{dot}{with}", it.what)
        }
        CommunityRow::Item(nth) => {
            let Some(it) = easel.community_board().items.get(nth) else { return String::new() };
            [&*it.name, &it.papers, &it.spot].into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(&dot)
        }
        CommunityRow::Fellow(seq) => easel.sight().fellow(seq).and_then(|it| it.text()).unwrap_or_default().to_owned(),
        CommunityRow::Meeting(seq) => {
            let head = campus.communities().meeting(seq);
            let names: Vec<&str> = head.into_iter().flat_map(|it| easel.sight().students_met(it)).map(|id| easel.student(id)).collect();
            [names.join(&say!(words, "campus-comma")), said(easel, seq)]
                .into_iter()
                .filter(|it| !it.is_empty())
                .collect::<Vec<_>>()
                .join(&dot)
        }
        CommunityRow::Reception(seq) => {
            let words = easel.campus.requests().reception(seq).map_or(seq, |it| it.words);
            let both = [super::came_said(easel, seq).0, said(easel, words)];
            both.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(&dot)
        }
        CommunityRow::Brought(seq) => said(easel, seq),
        _ => String::new(),
    }
}

/// When a place is open and nobody has it.
fn free(easel: &Easel<'_>, venue: Seq, day: Day) -> String {
    let name = easel.campus.venues().venue(venue).map_or("", |it| &*it.name);
    let times = easel.words.clocks(&easel.campus.venues().free_on(venue, day));
    format!("{name} {} {} {times}", easel.day_short(day), say!(easel.words, "screen-venue-free"))
}

/// The day whose bookings are shown.
fn day_shown(easel: &Easel<'_>) -> Option<Day> {
    match easel.place {
        Place::Community(at) if at.view == CommunityView::Day => Some(easel.model.now.day(easel.campus.zone()).plus(at.days.into())),
        _ => None,
    }
}

/// The words of an entry, as far as they are read: what a meeting was about, what there is to say of a reception day, what was promised.
fn said(easel: &Easel<'_>, seq: Seq) -> String {
    match easel.model.texts.get(seq) {
        Some(Fetched::Entry(entry)) => match &entry.act {
            Act::Community(CommunityAct::Met(it)) => it.text.to_string(),
            Act::Request(RequestAct::Opened(it)) if !it.promise.is_empty() => {
                format!("{} {} {}", it.text, easel.signs().arrow, say!(easel.words, "screen-promised", text = it.promise.to_string()))
            }
            Act::Request(RequestAct::Opened(it)) => it.text.to_string(),
            act => ReceptionHeld::of(act).map(|it| it.text.to_string()).unwrap_or_default(),
        },
        Some(Fetched::Hidden | Fetched::UnderGlass) => say!(easel.words, "screen-text-hidden"),
        Some(Fetched::Gone) => say!(easel.words, "screen-text-gone"),
        Some(Fetched::Unreadable) => say!(easel.words, "screen-text-unreadable"),
        // What is not read is not fetched.
        None => String::new(),
    }
}

/// A student somebody looks after.
pub(super) fn mentee<'a>(easel: &Easel<'a>, id: StudentId) -> Vec<Line<'a>> {
    let bed = easel.campus.people().student(id).and_then(|it| it.facts.bed).map(|it| easel.bed(it)).unwrap_or_default();
    vec![
        Line::new(),
        easel.say(say!(easel.words, "screen-mentee"), Role::Quiet),
        easel.say(easel.student(id), Role::Text),
        Line::new(),
        easel.say(bed, Role::Quiet),
        Line::new(),
    ]
}

/// A meeting: with whom, for how long, what it was about as far as that is read.
pub(super) fn meeting<'a>(easel: &Easel<'a>, seq: Seq) -> Vec<Line<'a>> {
    let Some(it) = easel.campus.communities().meeting(seq) else { return Vec::new() };
    let words = easel.words;
    let seen: Vec<StudentId> = easel.sight().students_met(it).collect();
    let hidden = it.students.len() - seen.len();
    let mut names: Vec<String> = seen.into_iter().map(|id| easel.student(id).to_owned()).collect();
    if hidden > 0 {
        names.push(say!(words, "screen-count-people", count = hidden.to_string()));
    }
    let (text, role) = match easel.sight().reads_meeting(it) {
        true => (said(easel, seq), Role::Text),
        false => (say!(words, "screen-text-hidden"), Role::Quiet),
    };
    vec![
        Line::new(),
        easel.say(say!(words, "screen-meeting"), Role::Quiet),
        easel.say(names.join(&say!(words, "campus-comma")), Role::Text),
        easel.say(text, role),
        easel.say(say!(words, "screen-minutes", count = it.minutes), Role::Quiet),
        easel.say(easel.day_short(it.day), Role::Text),
    ]
}

/// A request that was brought to a reception day: whose, what about, how it stands.
pub(super) fn brought<'a>(easel: &Easel<'a>, seq: Seq) -> Vec<Line<'a>> {
    let seen = easel.campus.requests().get(seq).and_then(|it| easel.sight().request(it));
    let Some(it) = seen else { return Vec::new() };
    let (words, signs) = (easel.words, easel.signs());
    let overdue = it.is_overdue(easel.model.now);
    let (sign, role) = match it.answered() {
        Some(_) => (signs.good, Role::Good),
        None if overdue => (signs.alarm, Role::Alarm),
        None => (signs.due, Role::Warn),
    };
    let student = it.student().map(|id| easel.student(id).to_owned()).unwrap_or_default();
    vec![
        easel.say(sign, role),
        easel.say(words.request_kind(it.kind()), Role::Quiet),
        easel.say(student, Role::Text),
        easel.say(said(easel, seq), Role::Text),
        easel.say(it.office().to_owned(), Role::Quiet),
        easel.say(words.request_state(it.state()), role),
    ]
}
