//! One talk (谈话): with whom, about what, what was said, what is owed.

use super::{Easel, talks};
use crate::campus::{Act, Concern, Seq, TalkAct};
use crate::say;
use crate::tui::command::CommandId;
use crate::tui::model::List;
use crate::tui::msg::Fetched;
use crate::tui::theme::Role;
use crate::tui::widget::{self, Line, Pane, flow, prose};
use ratatui::layout::Rect;

/// A text is read best in lines no longer than this.
const READABLE: u16 = 88;

pub(super) fn draw(easel: &mut Easel<'_>, area: Rect, seq: Seq) {
    let words = easel.words;
    let Some(head) = easel.campus.talks().get(seq) else {
        let inner = easel.pane(area, &Pane { focus: true, ..Pane::default() });
        easel.say(say!(words, "screen-talk-none"), Role::Quiet).draw(easel.buffer, inner);
        return;
    };
    let title = easel.say(say!(words, "screen-talk-title", seq = seq.0), Role::Title).gap(1);
    let title =
        title.add(easel.students(&head.students), easel.style(Role::Title)).gap(1).add(words.topic(head.topic), easel.style(Role::Text));
    let right = easel.say(words.talk_state(head.state), Role::Text);
    let level =
        head.level.filter(|it| *it != Concern::None).map_or_else(Line::new, |it| easel.say(words.concern(it), super::say::level_role(it)));
    let people = head.students.iter().take(6).map(|id| [easel.student(*id), easel.class_of(*id)].join(" "));
    let people = people.collect::<Vec<_>>().join(&format!(" {} ", easel.signs().dot));
    let mut facts = vec![
        easel.labelled(say!(words, "screen-people"), people, Role::Text),
        easel.labelled(say!(words, "screen-held"), easel.moment(head.held), Role::Text),
        easel.labelled(say!(words, "screen-way"), words.way(head.way), Role::Text),
        easel.labelled(say!(words, "screen-place"), easel.whereabouts(head.place.as_ref(), &head.students), Role::Text),
        easel.labelled(say!(words, "screen-held-by"), easel.user(head.by), Role::Text),
        easel.labelled(say!(words, "screen-visibility"), words.visibility(head.visibility), Role::Text),
    ];
    if !level.is_empty() {
        facts.push(easel.say(say!(words, "screen-column-level"), Role::Quiet).gap(1).join(level));
    }
    if head.followup.is_some() {
        facts.push(easel.say(say!(words, "screen-followup"), Role::Quiet).join(talks::followup(easel, head, true)));
    }
    if let Some(earlier) = head.answers {
        facts.push(easel.labelled(say!(words, "screen-answers"), format!("T{}", earlier.0), Role::Text));
    }
    if head.is_sealed() {
        let readers = easel.users(head.readers.iter().flatten().copied());
        facts.push(easel.labelled(say!(words, "screen-sealed"), readers, Role::Own));
    }
    let entry = match easel.model.texts.get(seq) {
        Some(Fetched::Entry(entry)) => Some(entry),
        _ => easel.model.glass.as_ref().filter(|it| it.seq == seq),
    };
    if let Some(Act::Talk(TalkAct::Logged(it))) = entry.map(|it| &it.act)
        && !it.tags.is_empty()
    {
        let tags: Vec<String> = it.tags.iter().map(|tag| format!("#{tag}")).collect();
        facts.push(easel.say(tags.join(" "), Role::Info));
    }
    let inner = easel.pane(area, &Pane { title, right, focus: true, ..Pane::default() });
    let used = flow(easel.buffer, Rect { height: inner.height.min(5), ..inner }, 3, &facts, |_, _| {});
    let text_area = widget::below(inner, used + u16::from(inner.height > 6));
    let text_area = Rect { width: text_area.width.min(READABLE), ..text_area };
    let text_area = glass(easel, text_area, seq);
    let (text, role) = easel.talk_text(head);
    let top = easel.model.cursor(List::Talk).at;
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

/// Above the text: that it is read through broken glass, or how it could be; gives what is left below.
fn glass(easel: &mut Easel<'_>, area: Rect, seq: Seq) -> Rect {
    let words = easel.words;
    let broken = easel.model.glass.as_ref().is_some_and(|it| it.seq == seq);
    let text = match easel.model.texts.get(seq) {
        _ if broken => say!(words, "screen-glass-broken"),
        Some(Fetched::UnderGlass) => say!(words, "screen-glass-how", key = easel.model.keymap.label(CommandId::BreakGlass)),
        _ => return area,
    };
    let said = prose(easel.buffer, Rect { height: area.height.min(3), ..area }, &text, 0, None, easel.style(Role::Warn));
    widget::below(area, said.lines.min(3) as u16 + 1)
}
