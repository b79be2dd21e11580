//! A planned talk (计划谈话): with whom, for when, about what, and what became of it.

use super::{Easel, talks};
use crate::campus::Seq;
use crate::say;
use crate::tui::command::CommandId;
use crate::tui::model::List;
use crate::tui::theme::Role;
use crate::tui::widget::{self, Line, Pane, flow, prose};
use ratatui::layout::Rect;

pub(super) fn draw(easel: &mut Easel<'_>, area: Rect, seq: Seq) {
    let words = easel.words;
    let Some(plan) = easel.plan(seq) else { return };
    let title = easel.say(say!(words, "screen-plan-title", seq = seq.0), Role::Title).gap(1);
    let title = title.add(easel.students(plan.students()), easel.style(Role::Title));
    let title = match plan.topic() {
        Some(topic) => title.gap(1).add(words.topic(topic), easel.style(Role::Text)),
        None => title,
    };
    let right = talks::plan_state(easel, &plan);
    let named = plan.students().iter().take(6).map(|id| [easel.student(*id), easel.class_of(*id)].join(" "));
    let people = named.collect::<Vec<_>>().join(&format!(" {} ", easel.signs().dot));
    let mut facts: Vec<Line<'_>> = [
        (say!(words, "screen-people"), people),
        (say!(words, "screen-planned-for"), easel.planned_for(&plan)),
        (say!(words, "screen-way"), plan.way().map(|it| words.way(it)).unwrap_or_default()),
        (say!(words, "screen-place"), plan.when().place.as_ref().map(|it| easel.spot(it)).unwrap_or_default()),
        (say!(words, "screen-planned-by"), easel.user(plan.by()).to_owned()),
        (say!(words, "screen-visibility"), plan.visibility().map(|it| words.visibility(it)).unwrap_or_default()),
        (say!(words, "screen-answers"), plan.answers().map(|it| format!("T{it}")).unwrap_or_default()),
    ]
    .into_iter()
    .filter(|(_, value)| !value.is_empty())
    .map(|(label, value)| easel.labelled(label, value, Role::Text))
    .collect();
    if let Some(talk) = plan.held() {
        facts.push(easel.labelled(say!(words, "screen-plan-held"), format!("T{talk}"), Role::Good));
    }
    let inner = easel.pane(area, &Pane { title, right, focus: true, ..Pane::default() });
    let used = flow(easel.buffer, Rect { height: inner.height.min(5), ..inner }, 3, &facts, |_, _| {});
    let mut rest = widget::below(inner, used + u16::from(inner.height > 6));
    let mut text = easel.words_in(seq).into_owned();
    if let Some(reason) = plan.cancelled().map(|it| easel.words_in(it)).filter(|it| !it.is_empty()) {
        let said = say!(words, "screen-plan-cancelled-why", why = reason.into_owned());
        text = if text.is_empty() { said } else { format!("{text}\n\n{said}") };
    }
    let role = if text.is_empty() { Role::Quiet } else { Role::Text };
    if text.is_empty() {
        text = say!(words, "screen-plan-no-words");
    }
    let width = rest.width.min(super::talk::READABLE);
    let said = prose(easel.buffer, Rect { width, ..rest }, &text, easel.cursor(List::Talk).at, None, easel.style(role));
    easel.info.heights[List::Talk as usize] = rest.height;
    easel.info.rows[List::Talk as usize] = said.lines;
    // Beside a list those keys are not this sheet's.
    if plan.state().is_open() && easel.beside.is_none() {
        rest = widget::below(rest, said.lines as u16 + 1);
        for id in [CommandId::FollowUp, CommandId::Book, CommandId::CloseFollowUp] {
            let key = easel.model.keymap.label_in(easel.model.context(), id);
            let what = easel.words.get(&format!("screen-plan-{}", id.command().name));
            easel.say(key, Role::Key).gap(1).add(what, easel.style(Role::Quiet)).draw(easel.buffer, widget::row(rest, 0));
            rest = widget::below(rest, 1);
        }
    }
}
