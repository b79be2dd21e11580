//! One activity (活动): what it was, who was there, for what it counts and why, and everything that became of it.

use super::super::Easel;
use super::super::easel::Listing;
use super::activities::sign;
use crate::campus::{Act, ActivityAct, Entry, Seq};
use crate::say;
use crate::tui::model::List;
use crate::tui::msg::Fetched;
use crate::tui::theme::Role;
use crate::tui::widget::{self, Column, Line, Pane, flow, prose};
use ratatui::layout::Rect;

pub(in crate::tui::screen) fn draw(easel: &mut Easel<'_>, area: Rect, seq: Seq) {
    let words = easel.words;
    let Some(it) = easel.campus.activities().get(seq) else {
        let inner = easel.pane(area, &Pane { focus: true, ..Pane::default() });
        easel.say(say!(words, "screen-activity-none"), Role::Quiet).draw(easel.buffer, inner);
        return;
    };
    let title = easel.say(format!("A{seq}"), Role::Title).gap(1).add(it.facts.title.to_string(), easel.style(Role::Title));
    let right = easel.say(words.activity_state(it.state), sign(easel, it).1);
    let inner = easel.pane(area, &Pane { title, right, focus: true, ..Pane::default() });
    let none = || easel.signs().none.to_owned();
    let community = it.facts.community.and_then(|id| easel.campus.places().community(id)).map(|it| it.name.to_string());
    let when = it.facts.minute.map_or_else(
        || easel.day_short(it.facts.day),
        |minute| format!("{} {:02}:{:02}", easel.day_short(it.facts.day), minute / 60, minute % 60),
    );
    let taking: Vec<String> = it.facts.taking.iter().map(|it| format!("{} {}", words.taking_part(it.part), it.name)).collect();
    let tags: Vec<String> = it.facts.tags.iter().map(|it| format!("#{it}")).collect();
    let (seen, hidden) = easel.sight().activity(it).present();
    let mut facts = vec![
        easel.labelled(say!(words, "screen-column-kind"), words.activity_kind(it.facts.kind), Role::Text),
        easel.labelled(say!(words, "screen-column-day"), when, Role::Text),
        easel.labelled(say!(words, "screen-column-community"), community.unwrap_or_else(none), Role::Text),
        easel.labelled(say!(words, "screen-place"), it.facts.place.as_ref().map_or_else(none, |it| easel.spot(it)), Role::Text),
        easel.labelled(say!(words, "screen-column-present"), format!("{} ({})", it.count, seen.len() + hidden), Role::Text),
        easel.labelled(say!(words, "screen-activity-proof"), proof(it.files.len(), &it.facts.promised), Role::Text),
    ];
    if let Some(branch) = it.facts.branch {
        facts.push(easel.labelled(say!(words, "screen-activity-branch"), words.branch(branch), Role::Text));
    }
    if !taking.is_empty() {
        facts.push(easel.labelled(say!(words, "screen-activity-taking"), taking.join(" "), Role::Text));
    }
    if !tags.is_empty() {
        facts.push(easel.say(tags.join(" "), Role::Quiet));
    }
    let used = flow(easel.buffer, Rect { height: inner.height.min(4), ..inner }, 3, &facts, |_, _| {});
    let mut rest = widget::below(inner, used);
    for (force, whom, why) in easel.campus.counts_for(it).into_iter().take(4) {
        let whom: Vec<String> = whom.iter().map(|it| words.whom(easel.campus, it)).collect();
        let arrow = easel.signs().arrow;
        let line = easel.say(format!("{arrow} {} {}", force.obligation.name, whom.join(" ")), Role::Good).gap(1);
        line.add(words.counts_by(&why), easel.style(Role::Quiet)).draw(easel.buffer, widget::row(rest, 0));
        rest = widget::below(rest, 1);
    }
    if !seen.is_empty() {
        let names: Vec<&str> = seen.iter().map(|id| easel.student(*id)).collect();
        let told = prose(easel.buffer, Rect { height: rest.height.min(2), ..rest }, &names.join("、"), 0, None, easel.style(Role::Quiet));
        rest = widget::below(rest, (told.lines as u16).min(2));
    }
    timeline(easel, rest, seq);
}

fn proof(files: usize, promised: &[Box<str>]) -> String {
    if promised.is_empty() { files.to_string() } else { format!("{files} / {}", promised.join(" ")) }
}

fn timeline(easel: &mut Easel<'_>, area: Rect, activity: Seq) {
    let columns = [Column::firm(0, 16), Column::elastic(0, 12, 120), Column::firm(1, 10)];
    let later: Vec<Seq> = easel.campus.activities().get(activity).map(|it| it.timeline.to_vec()).unwrap_or_default();
    let listing = Listing { list: List::Activity, count: later.len() + 1, columns: &columns, titles: Vec::new(), focus: true };
    let seq = |at: usize| at.checked_sub(1).map_or(Some(activity), |at| later.get(at).copied());
    easel.list(area, &listing, |easel, at| seq(at).map_or_else(Vec::new, |seq| line(easel, seq)));
}

fn line<'a>(easel: &Easel<'a>, seq: Seq) -> Vec<Line<'a>> {
    let instead = |text: String, role| vec![Line::new(), easel.say(text, role), Line::new()];
    match easel.model.texts.get(seq) {
        Some(Fetched::Entry(entry)) => {
            let said = happened(easel, entry);
            vec![easel.say(easel.moment(entry.at), Role::Quiet), easel.say(said, Role::Text), easel.say(easel.user(entry.by), Role::Quiet)]
        }
        Some(Fetched::Unreadable) => instead(say!(easel.words, "screen-text-unreadable"), Role::Alarm),
        Some(Fetched::Hidden | Fetched::UnderGlass) => instead(say!(easel.words, "screen-text-hidden"), Role::Quiet),
        Some(Fetched::Gone) => instead(say!(easel.words, "screen-text-gone"), Role::Quiet),
        None => instead(say!(easel.words, "screen-text-coming"), Role::Quiet),
    }
}

/// What an entry of the timeline says.
fn happened(easel: &Easel<'_>, entry: &Entry) -> String {
    let words = easel.words;
    let with = |what: String, text: &str| if text.is_empty() { what } else { format!("{what} {} {text}", easel.signs().dot) };
    let (undone, act) = match &entry.act {
        Act::Undone { by, .. } => (true, &**by),
        act => (false, act),
    };
    let Act::Activity(act) = act else { return String::new() };
    let said = match act {
        ActivityAct::Entered(it) => with(words.activity_state(it.state), &it.text),
        ActivityAct::Moved { from, to, text, .. } => with(
            format!("{} {} {}", words.activity_state(*from), easel.signs().arrow, words.activity_state(*to)),
            if undone { "" } else { text },
        ),
        ActivityAct::Amended { .. } => words.get("cli-kind-activity-amended"),
        ActivityAct::Attended { added, removed, count, .. } => format!("+{} -{} = {count}", added.len(), removed.len()),
        ActivityAct::Noted { text, .. } => text.to_string(),
        ActivityAct::Attached { file, .. } => with(words.get("cli-kind-activity-attached"), &file.name),
        ActivityAct::FileTaken { .. } => words.get("cli-kind-activity-file-taken"),
    };
    if undone { format!("{} {said}", say!(words, "screen-request-taken-back")) } else { said }
}
