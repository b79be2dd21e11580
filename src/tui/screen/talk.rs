//! One talk (谈话): with whom, about what, what was said, what is owed.

use super::{Easel, talks};
use crate::campus::{Act, Concern, Seq, StudentId, TalkAct, TalkDetail, TalkState};
use crate::desk::rights::TalkSight;
use crate::say;
use crate::tui::command::CommandId;
use crate::tui::model::List;
use crate::tui::msg::Fetched;
use crate::tui::theme::Role;
use crate::tui::widget::{self, Line, Pane, flow, prose};
use ratatui::layout::Rect;

/// A text is read best in lines no longer than this.
pub(super) const READABLE: u16 = 88;

pub(super) fn draw(easel: &mut Easel<'_>, area: Rect, seq: Seq) {
    let words = easel.words;
    let Some(talk) = easel.talk(seq) else {
        let inner = easel.pane(area, &Pane { focus: true, ..Pane::default() });
        easel.say(say!(words, "screen-talk-none"), Role::Quiet).draw(easel.buffer, inner);
        return;
    };
    let title = easel.say(say!(words, "screen-talk-title", seq = seq.0), Role::Title).gap(1);
    let title = title.add(easel.talked_with(&talk), easel.style(Role::Title));
    let title = match talk.topic() {
        Some(topic) => title.gap(1).add(words.topic(topic), easel.style(Role::Text)),
        None => title,
    };
    let right = easel.say(talk.state().map(|it| words.talk_state(it)).unwrap_or_default(), Role::Text);
    let level = talk.level().filter(|it| *it != Concern::None);
    let level = level.map_or_else(Line::new, |it| easel.say(words.concern(it), super::say::level_role(it)));
    let named = |students: &[StudentId]| {
        let people = students.iter().take(6).map(|id| [easel.student(*id), easel.class_of(*id)].join(" "));
        people.collect::<Vec<_>>().join(&format!(" {} ", easel.signs().dot))
    };
    let people = talk.students().map_or_else(|| easel.talked_with(&talk), named);
    let place = easel.whereabouts(talk.place(), talk.students().unwrap_or_default());
    // What is not seen is left out: a label without a value tells nobody anything.
    let way = talk.way().map(|it| words.way(it)).unwrap_or_default();
    let visibility = talk.visibility().map(|it| words.visibility(it)).unwrap_or_default();
    let mut facts: Vec<Line<'_>> = [
        (say!(words, "screen-people"), people),
        (say!(words, "screen-held"), easel.moment(talk.held())),
        (say!(words, "screen-took"), talk.minutes().map(|it| say!(words, "screen-minutes", count = it)).unwrap_or_default()),
        (say!(words, "screen-way"), way),
        (say!(words, "screen-place"), place),
        (say!(words, "screen-held-by"), easel.user(talk.by()).to_owned()),
        (say!(words, "screen-visibility"), visibility),
    ]
    .into_iter()
    .filter(|(_, value)| !value.is_empty())
    .map(|(label, value)| easel.labelled(label, value, Role::Text))
    .collect();
    if !level.is_empty() {
        facts.push(easel.say(say!(words, "screen-column-level"), Role::Quiet).gap(1).join(level));
    }
    if talk.followup().is_some() {
        facts.push(easel.say(say!(words, "screen-followup"), Role::Quiet).join(talks::followup(easel, &talk, true)));
    }
    if let Some(day) = talk.until() {
        facts.push(easel.labelled(say!(words, "screen-level-until"), words.day(day), Role::Text));
    }
    if let Some(plan) = talk.plan() {
        facts.push(easel.labelled(say!(words, "screen-plan"), format!("P{plan}"), Role::Text));
    }
    if let Some(earlier) = talk.answers() {
        facts.push(easel.labelled(say!(words, "screen-answers"), format!("T{}", earlier.0), Role::Text));
    }
    if let Some(readers) = talk.readers() {
        let readers = easel.users(readers.iter().copied());
        facts.push(easel.labelled(say!(words, "screen-sealed"), readers, Role::Own));
    }
    let entry = match easel.model.texts.get(seq) {
        Some(Fetched::Entry(entry)) => Some(entry),
        _ => easel.model.glass.as_ref().filter(|it| it.seq == seq),
    };
    let act = entry.and_then(|it| if let Act::Talk(act) = &it.act { Some(act) } else { None });
    let tags: Vec<String> = act.and_then(TalkAct::logged).iter().flat_map(|it| &it.tags).map(|tag| format!("#{tag}")).collect();
    if !tags.is_empty() {
        facts.push(easel.say(tags.join(" "), Role::Info));
    }
    let inner = easel.pane(area, &Pane { title, right, focus: true, ..Pane::default() });
    let used = flow(easel.buffer, Rect { height: inner.height.min(5), ..inner }, 3, &facts, |_, _| {});
    let text_area = widget::below(inner, used + u16::from(inner.height > 6));
    let text_area = Rect { width: text_area.width.min(READABLE), ..text_area };
    let text_area = glass(easel, text_area, seq);
    let (text, role) = easel.talk_text(&talk);
    let text = [text.into_owned()].into_iter().chain(more_words(easel, &talk, act.and_then(TalkAct::detail))).collect::<Vec<_>>();
    let text = text.join("\n\n");
    let top = easel.cursor(List::Talk).at;
    let said = prose(easel.buffer, text_area, &text, top, None, easel.style(role));
    easel.info.heights[List::Talk as usize] = text_area.height;
    easel.info.rows[List::Talk as usize] = said.lines;
    if said.lines > said.top + usize::from(text_area.height) {
        let more = format!(" {} {} ", easel.signs().more[1], said.lines - said.top - usize::from(text_area.height));
        easel
            .say(more, Role::Quiet)
            .draw_right(easel.buffer, Rect { y: area.bottom().saturating_sub(1), height: 1, width: area.width.saturating_sub(2), ..area });
    }
}

/// What stands under what was said: judgement and measures, what was added, what it was closed with, files.
fn more_words(easel: &Easel<'_>, talk: &TalkSight<'_>, detail: Option<&TalkDetail>) -> Vec<String> {
    let words = easel.words;
    let mut more = Vec::new();
    if let Some(detail) = detail {
        let parts = [
            ("screen-long-reason", &detail.reason),
            ("screen-long-judgement", &detail.judgement),
            ("screen-long-measures", &detail.measures),
        ];
        more.extend(parts.iter().filter(|(_, text)| !text.is_empty()).map(|(label, text)| format!("{}：{text}", words.get(label))));
    }
    for seq in talk.amended() {
        if let Some(Fetched::Entry(entry)) = easel.model.texts.get(*seq) {
            let (when, text) = (easel.moment(entry.at), easel.words_in(*seq).into_owned());
            more.push(format!("+ {}", say!(words, "screen-amended", when = when, who = easel.user(entry.by), text = text)));
        }
    }
    if let Some(text) = talk.closed().map(|it| easel.words_in(it).into_owned()).filter(|it| !it.is_empty()) {
        more.push(format!("{} {}：{text}", easel.signs().good, words.talk_state(TalkState::Closed)));
    }
    let name = |seq: &Seq| match easel.model.texts.get(*seq) {
        Some(Fetched::Entry(entry)) => match &entry.act {
            Act::Talk(TalkAct::Attached { file, .. }) if !file.name.is_empty() => Some(file.name.to_string()),
            _ => Some(say!(words, "screen-text-gone")),
        },
        _ => None,
    };
    let files: Vec<String> = talk.files().iter().filter_map(name).collect();
    if !files.is_empty() {
        more.push(say!(words, "screen-files", names = files.join("、")));
    }
    more
}

/// Above the text: that it is read through broken glass, or how it could be, or that nothing more of it is for this role; gives what is left
/// below.
fn glass(easel: &mut Easel<'_>, area: Rect, seq: Seq) -> Rect {
    let words = easel.words;
    let broken = easel.model.glass.as_ref().is_some_and(|it| it.seq == seq);
    let text = match easel.model.texts.get(seq) {
        _ if broken => say!(words, "screen-glass-broken"),
        Some(Fetched::UnderGlass) => say!(words, "screen-glass-how", key = easel.model.keymap.label(CommandId::BreakGlass)),
        Some(Fetched::Hidden) => say!(words, "screen-talk-hidden-how"),
        _ => return area,
    };
    let role = if matches!(easel.model.texts.get(seq), Some(Fetched::Hidden)) && !broken { Role::Quiet } else { Role::Warn };
    let said = prose(easel.buffer, Rect { height: area.height.min(3), ..area }, &text, 0, None, easel.style(role));
    widget::below(area, said.lines.min(3) as u16 + 1)
}
