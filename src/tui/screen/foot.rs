//! The foot line with the keys that work here, and the messages that go away by themselves.

use super::Easel;
use crate::campus::TalkState;
use crate::text::truncate;
use crate::tui::command::{COMMANDS, Command, CommandId, Context};
use crate::tui::keymap::Chord;
use crate::tui::model::{Hit, Place, Tone};
use crate::tui::msg::Fetched;
use crate::tui::theme::Role;
use crate::tui::widget::{self, Line, fit_lines};
use ratatui::layout::Rect;

/// Draws the keys that work where the person is, from the command table and their own keymap. The least important are left out where
/// there is no room; help never is.
pub(super) fn draw(easel: &mut Easel<'_>, area: Rect) {
    let context = easel.model.context();
    let own = |it: &&Command| it.contexts.contains(&context);
    let here = COMMANDS.iter().filter(|it| it.footer > 0 && it.is_in(context) && !is_idle(easel, it.id));
    let mut commands: Vec<&Command> = here.collect();
    commands.sort_by_key(|it| (!own(it), it.footer));
    let mut area = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    if !easel.model.chord.is_empty() {
        // A chord begun: what was pressed stands first, so that nobody wonders why nothing happens.
        let begun: Vec<String> = easel.model.chord.iter().map(|key| Chord::from(*key).to_string()).collect();
        let line = easel.say(format!("{} {}", begun.join(" "), easel.signs().arrow), Role::Marked).gap(2);
        let cols = line.draw(easel.buffer, area);
        area = widget::right_of(area, cols);
    }
    let lines: Vec<(u8, Line<'_>)> = commands
        .iter()
        .map(|it| {
            let rank = if it.id == CommandId::Help { 0 } else { it.footer + if own(it) { 0 } else { 1 } };
            (rank, easel.key(it.id))
        })
        .collect();
    let gap = if area.width >= 100 { 3 } else { 2 };
    for at in fit_lines(&lines, gap, area.width) {
        let cols = lines[at].1.draw(easel.buffer, area);
        easel.hit(Rect { width: cols, ..area }, Hit::Command(commands[at].id));
        area = widget::right_of(area, cols + gap);
    }
}

/// Whether a command could do nothing with the talk that is shown, for who sits here. It still answers when its key is pressed: it says why.
fn is_idle(easel: &Easel<'_>, id: CommandId) -> bool {
    let Place::Talk(seq) = easel.model.place else { return false };
    let Some(talk) = easel.talk(seq) else { return false };
    let is_reader = talk.readers().is_some_and(|it| it.contains(&easel.model.seat.user));
    match id {
        CommandId::FollowUp | CommandId::CloseFollowUp => talk.state() != Some(TalkState::Awaiting),
        CommandId::BreakGlass => easel.model.glass.is_some() || easel.model.texts.get(seq) != Some(&Fetched::UnderGlass),
        CommandId::AddReader => !is_reader,
        _ => false,
    }
}

/// Draws the messages over the lowest rows, the newest over the keys: there it covers nothing that somebody is about to read.
pub(super) fn toasts(easel: &mut Easel<'_>, area: Rect) {
    if easel.model.context() == Context::Locked {
        return;
    }
    let shown = easel.model.toasts.iter().rev().take(3);
    for (toast, up) in shown.zip(1..=area.height) {
        let (sign, role) = match toast.tone {
            Tone::Good => (easel.signs().good, Role::Good),
            Tone::Plain => (easel.signs().dot, Role::Info),
            Tone::Bad => (easel.signs().alarm, Role::Alarm),
        };
        let text = truncate(&toast.text, usize::from(area.width.saturating_sub(8)));
        let line = Line::of(format!(" {sign} {text} "), easel.style(role));
        let cols = line.width().min(area.width);
        let place = Rect { x: area.right().saturating_sub(cols + 2).max(area.x), y: area.bottom() - up, width: cols, height: 1 };
        widget::blank_halves(easel.buffer, place);
        line.draw(easel.buffer, place);
        easel.hit(place, Hit::Inside);
    }
}
