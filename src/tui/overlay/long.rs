//! The long form of a talk: its fields in two columns, under them what was said, what to think of it, what is done about it. The text that has
//! the cursor takes the room there is; the others show their first lines. How the fields are understood stands at the foot, as under the line.

use super::capture::{chip_line, choices, doubts, form_name};
use crate::campus::{DETAIL_LIMIT, TEXT_LIMIT};
use crate::capture::{ChipKind, ChipState};
use crate::say;
use crate::tui::command::CommandId;
use crate::tui::layer::{Capture, Long, LongRow};
use crate::tui::model::Hit;
use crate::tui::screen::Easel;
use crate::tui::theme::Role;
use crate::tui::widget::{self, Line, Pane, field, flow, popup, prose, slot};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// The fields in the order they are drawn, two to a row; `who` has a row of its own.
const PAIRS: [(LongRow, Option<LongRow>); 7] = [
    (LongRow::Who, None),
    (LongRow::Topic, Some(LongRow::Way)),
    (LongRow::Time, Some(LongRow::Place)),
    (LongRow::Level, Some(LongRow::Until)),
    (LongRow::Reason, None),
    (LongRow::FollowUp, Some(LongRow::Tags)),
    (LongRow::Visibility, Some(LongRow::Readers)),
];
/// Columns of a label.
const LABEL: u16 = 10;
/// Blank columns between two chips.
const GAP: u16 = 3;
/// Rows of a text that has not the cursor.
const FOLDED: u16 = 2;

pub(super) fn draw(easel: &mut Easel<'_>, area: Rect, it: &Capture, form: &Long) {
    let words = easel.words;
    let title = easel.say(form_name(easel, it), Role::Title).gap(1).add(say!(words, "screen-long"), easel.style(Role::Quiet));
    let right = if it.sending { easel.say(say!(words, "screen-capture-sending"), Role::Info) } else { doubts(easel, it) };
    let inner = popup(easel.buffer, easel.theme, area, &Pane { title, right, focus: true, ..Pane::default() });
    easel.hit(area, Hit::Inside);

    // What stands at the foot: how it is understood, what may stand in the row, what is wrong.
    let chips: Vec<Line<'_>> = it
        .draft
        .iter()
        .flat_map(|draft| draft.chips.iter())
        // The rows say as much; what is left is what they mean.
        .filter(|chip| {
            chip.state == ChipState::Doubtful
                || matches!(
                    chip.kind,
                    ChipKind::Who(_)
                        | ChipKind::Day(_)
                        | ChipKind::FollowUp(_)
                        | ChipKind::Span(..)
                        | ChipKind::Time(_)
                        | ChipKind::Visibility(_)
                )
        })
        .map(|chip| chip_line(easel, chip))
        .collect();
    let choices = choices(easel, it);
    let rows_of = |pieces: &[Line<'_>], most: u16| {
        let nothing = Rect { x: 0, y: 0, width: inner.width, height: most };
        flow(&mut Buffer::empty(nothing), nothing, GAP, pieces, |_, _| {}).min(most)
    };
    let (chip_rows, choice_rows) = (rows_of(&chips, 2), rows_of(&choices, 2));
    let trouble = it.trouble.as_ref().map(|it| format!("{} {it}", easel.signs().alarm));
    let trouble_rows = trouble.as_ref().map_or(0, |text| crate::text::wrap(text, usize::from(inner.width).max(1)).len().min(2) as u16);
    let foot_rows = chip_rows + choice_rows + trouble_rows;

    let fields = (PAIRS.len() as u16).min(inner.height);
    for ((left, right), down) in PAIRS.iter().zip(0..fields) {
        let line = widget::row(inner, down);
        match right {
            None => row(easel, line, (it, form), *left),
            Some(right) => {
                let half = line.width / 2;
                row(easel, Rect { width: half.saturating_sub(2), ..line }, (it, form), *left);
                row(easel, widget::right_of(line, half), (it, form), *right);
            }
        }
    }
    let texts = widget::below(inner, fields);
    let texts = Rect { height: texts.height.saturating_sub(foot_rows), ..texts };
    let open = if form.at.is_text() { form.at } else { LongRow::Said };
    let labels = 3u16;
    let folded = FOLDED.min(texts.height.saturating_sub(labels + 1) / 4);
    let tall = texts.height.saturating_sub(labels + 2 * folded);
    let mut rest = texts;
    for at in [LongRow::Said, LongRow::Judgement, LongRow::Measures] {
        let high = if at == open { tall } else { folded };
        text(easel, Rect { height: (high + 1).min(rest.height), ..rest }, it, form, at);
        rest = widget::below(rest, high + 1);
    }

    let mut foot = widget::below(inner, inner.height.saturating_sub(foot_rows));
    flow(easel.buffer, Rect { height: chip_rows.min(foot.height), ..foot }, GAP, &chips, |_, _| {});
    foot = widget::below(foot, chip_rows);
    let mut placed = Vec::new();
    flow(easel.buffer, Rect { height: choice_rows.min(foot.height), ..foot }, GAP, &choices, |at, place| placed.push((at, place)));
    for (at, place) in placed {
        easel.hit(place, Hit::Choice(at));
    }
    foot = widget::below(foot, choice_rows);
    if let Some(text) = trouble {
        prose(easel.buffer, foot, &text, 0, None, easel.style(Role::Alarm));
    }
}

/// A field of one line with its label.
fn row(easel: &mut Easel<'_>, area: Rect, (capture, form): (&Capture, &Long), at: LongRow) {
    let here = form.at == at;
    let label = easel.words.get(&format!("screen-long-{}", at.key()));
    easel.say(label, if here { Role::Key } else { Role::Quiet }).draw(easel.buffer, Rect { width: area.width.min(LABEL), ..area });
    let place = widget::right_of(area, LABEL);
    slot(easel.buffer, place);
    let Some(it) = form.rows.get(at as usize) else { return };
    if here {
        let style = easel.style(Role::Input);
        easel.info.cursor = field(easel.buffer, place, it.text(), it.cursor(), |_| style);
    } else if it.is_empty() {
        // Who may read it follows from the topic, where the row does not say.
        let meant = capture.draft.as_ref().filter(|_| at == LongRow::Visibility).map(|it| easel.words.visibility(it.visibility));
        let usual = meant.unwrap_or_else(|| easel.words.get(&format!("screen-long-{}-usual", at.key())));
        easel.say(usual, Role::Quiet).draw(easel.buffer, place);
    } else {
        easel.say(it.text().to_owned(), Role::Text).draw(easel.buffer, place);
    }
}

/// A text with its label and how many characters stand in it.
fn text(easel: &mut Easel<'_>, area: Rect, it: &Capture, form: &Long, at: LongRow) {
    let here = form.at == at;
    let Some(typed) = (if at == LongRow::Said { Some(&it.note) } else { form.rows.get(at as usize) }) else { return };
    let limit = if at == LongRow::Said { TEXT_LIMIT } else { DETAIL_LIMIT };
    let label = easel.words.get(&format!("screen-long-{}", at.key()));
    let count = crate::text::count_words(typed.text());
    let count = if typed.chars() * 10 > limit * 9 {
        easel.say(say!(easel.words, "screen-long-words-of", count = count, chars = typed.chars(), limit = limit), Role::Warn)
    } else {
        easel.say(say!(easel.words, "screen-long-words", count = count), Role::Quiet)
    };
    let head = widget::row(area, 0);
    let mut line = easel.say(label, if here { Role::Key } else { Role::Quiet }).gap(2).join(count);
    if here && at == LongRow::Said && typed.is_empty() {
        line = line.gap(2).join(easel.key(CommandId::Template));
    }
    line.draw(easel.buffer, head);
    let place = widget::right_of(widget::below(area, 1), 2);
    if here {
        easel.info.note_width = place.width.saturating_sub(1);
        let said = prose(easel.buffer, place, typed.text(), it.note_top, Some(typed.cursor()), easel.style(Role::Input));
        easel.info.cursor = said.cursor;
    } else {
        prose(easel.buffer, place, typed.text(), 0, None, easel.style(Role::Text));
    }
}
