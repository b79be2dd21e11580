//! The capture line: what is typed, and under it, live, how it is understood. Each part is a chip with its label and its state: understood
//! `✓`, guessed `~`, doubtful `?`, by sign as well as colour.

use super::prompt;
use crate::campus::{Concern, StudentId};
use crate::capture::{Chip, ChipKind, ChipState, Doubt, Draft, Suggestion};
use crate::say;
use crate::tui::command::CommandId;
use crate::tui::layer::{Capture, CaptureForm};
use crate::tui::model::Hit;
use crate::tui::screen::Easel;
use crate::tui::theme::Role;
use crate::tui::widget::{self, Line, Pane, field, flow, popup, prose};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

pub(super) fn draw(easel: &mut Easel<'_>, area: Rect, it: &Capture) {
    if let Some(form) = &it.long {
        return super::long::draw(easel, area, it, form);
    }
    let chips: Vec<Line<'_>> = it.draft.iter().flat_map(|draft| draft.chips.iter().map(|chip| chip_line(easel, chip))).collect();
    let choices = choices(easel, it);
    let trouble = it.trouble.as_ref().map(|it| format!("{} {it}", easel.signs().alarm));
    // The popup is as high as what it has to say, and stands at the foot of the screen.
    let cols = area.width.saturating_sub(4);
    let rows_of = |pieces: &[Line<'_>]| {
        let nothing = Rect { x: 0, y: 0, width: cols, height: 4 };
        flow(&mut Buffer::empty(nothing), nothing, GAP, pieces, |_, _| {})
    };
    let chip_rows = rows_of(&chips).clamp(1, 3);
    let choice_rows = rows_of(&choices).min(3);
    let trouble_rows = trouble.as_ref().map_or(0, |text| crate::text::wrap(text, usize::from(cols).max(1)).len().min(3) as u16);
    let note_rows = if it.in_note { (area.height / 2).max(4) } else { u16::from(!it.note.is_empty()) };
    let high = (2 + 1 + chip_rows + choice_rows + trouble_rows + note_rows).min(area.height);
    let place = Rect { y: area.bottom() - high, height: high, ..area };
    let title = easel.say(form_name(easel, it), Role::Title);
    let right = if it.sending { easel.say(say!(easel.words, "screen-capture-sending"), Role::Info) } else { doubts(easel, it) };
    let inner = popup(easel.buffer, easel.theme, place, &Pane { title, right, focus: true, ..Pane::default() });
    easel.hit(place, Hit::Inside);

    let line = widget::row(inner, 0);
    let cols = prompt(easel, easel.signs().own).draw(easel.buffer, line);
    let typed = widget::right_of(line, cols);
    if it.line.is_empty() && it.note.is_empty() {
        grammar(easel, it).draw(easel.buffer, typed);
    }
    let style = |at: usize| typed_style(easel, it.draft.as_ref(), at);
    let styles: Vec<Style> = (0..=it.line.text().len().min(4096)).map(style).collect();
    let last = styles.last().copied().unwrap_or_default();
    let cursor = field(easel.buffer, typed, it.line.text(), it.line.cursor(), |at| styles.get(at).copied().unwrap_or(last));
    easel.info.cursor = cursor;

    let mut rest = widget::below(inner, 1);
    let used = flow(easel.buffer, Rect { height: chip_rows.min(rest.height), ..rest }, GAP, &chips, |_, _| {});
    rest = widget::below(rest, used.max(chip_rows));
    let mut placed = Vec::new();
    flow(easel.buffer, Rect { height: choice_rows.min(rest.height), ..rest }, GAP, &choices, |at, place| placed.push((at, place)));
    for (at, place) in placed {
        if at == it.choice {
            widget::select(easel.buffer, place, easel.style(Role::Selected));
        }
        easel.hit(place, Hit::Choice(at));
    }
    rest = widget::below(rest, choice_rows);
    if let Some(text) = trouble {
        prose(easel.buffer, Rect { height: trouble_rows.min(rest.height), ..rest }, &text, 0, None, easel.style(Role::Alarm));
        rest = widget::below(rest, trouble_rows);
    }
    note(easel, rest, it);
}

/// Blank columns between two chips.
const GAP: u16 = 3;

/// The long text under the line: the editor, or its first words when it is folded.
fn note(easel: &mut Easel<'_>, area: Rect, it: &Capture) {
    // What the field wraps by when the cursor moves up and down.
    easel.info.note_width = area.width.saturating_sub(3);
    if it.in_note {
        let rule = easel.signs().edge.down;
        for down in 0..area.height {
            easel.say(rule, Role::BorderFocus).draw(easel.buffer, widget::row(area, down));
        }
        let text = widget::right_of(area, 2);
        let said = prose(easel.buffer, text, it.note.text(), it.note_top, Some(it.note.cursor()), easel.style(Role::Input));
        easel.info.cursor = said.cursor;
    } else if !it.note.is_empty() {
        let label = say!(easel.words, "screen-capture-note", count = it.note.chars());
        let line = easel.labelled(label, it.note.text().lines().next().unwrap_or("").to_owned(), Role::Text);
        line.draw(easel.buffer, widget::row(area, 0));
    }
}

pub(super) fn form_name(easel: &Easel<'_>, it: &Capture) -> String {
    match it.form {
        CaptureForm::Talk if it.holds.is_some() => say!(easel.words, "screen-capture-holding"),
        CaptureForm::Talk if it.answers.is_some() => say!(easel.words, "screen-capture-followup"),
        CaptureForm::Talk => say!(easel.words, "screen-capture-talk"),
        CaptureForm::Incident => say!(easel.words, "screen-capture-incident"),
        CaptureForm::Line(_) => say!(easel.words, "screen-capture-line"),
        CaptureForm::Plan => say!(easel.words, "screen-capture-plan"),
        CaptureForm::Amend(talk) => say!(easel.words, "screen-capture-amend", talk = talk.0),
        CaptureForm::Request => say!(easel.words, "screen-capture-request"),
        CaptureForm::Activity => say!(easel.words, "screen-capture-activity"),
        CaptureForm::AmendActivity(seq) => say!(easel.words, "screen-capture-amend-activity", id = format!("A{seq}")),
        CaptureForm::RewriteNews(seq, _) => say!(easel.words, "screen-capture-rewrite-news", id = format!("X{seq}")),
    }
}

/// What may be typed, shown while nothing is.
fn grammar<'a>(easel: &Easel<'a>, it: &Capture) -> Line<'a> {
    let text = match it.form {
        CaptureForm::Talk => say!(easel.words, "screen-grammar-talk"),
        CaptureForm::Incident => say!(easel.words, "screen-grammar-incident"),
        CaptureForm::Line(_) => say!(easel.words, "screen-grammar-line"),
        CaptureForm::Plan => say!(easel.words, "screen-grammar-plan"),
        CaptureForm::Amend(_) => say!(easel.words, "screen-grammar-amend"),
        CaptureForm::Request => say!(easel.words, "screen-grammar-request"),
        CaptureForm::Activity | CaptureForm::AmendActivity(_) => say!(easel.words, "screen-grammar-activity"),
        CaptureForm::RewriteNews(..) => say!(easel.words, "screen-grammar-rewrite-news"),
    };
    easel.say(text, Role::Quiet)
}

/// Whether the line may be saved, and if not, why not yet.
pub(super) fn doubts<'a>(easel: &Easel<'a>, it: &Capture) -> Line<'a> {
    let nothing = it.line.is_empty() && it.note.is_empty();
    let Some(draft) = it.draft.as_ref().filter(|_| !nothing) else { return Line::new() };
    // Words of a note are words as well; the line alone does not know of them.
    let blocks = |doubt: &&Doubt| doubt.blocks() && (**doubt != Doubt::EmptyText || it.note.is_empty());
    match draft.doubts.iter().find(blocks) {
        None => {
            let noted = it.in_note || it.long.is_some();
            let label = easel.model.keymap.label(if noted { CommandId::SaveNote } else { CommandId::Accept });
            easel.say(label, Role::Key).gap(1).add(say!(easel.words, "screen-capture-ready"), easel.style(Role::Good))
        }
        Some(doubt) => easel.say(easel.words.get(&format!("capture-doubt-{}", doubt.key().replace('_', "-"))), Role::Quiet),
    }
}

/// How a byte of the typed line looks: as the chip it belongs to.
fn typed_style(easel: &Easel<'_>, draft: Option<&Draft>, at: usize) -> Style {
    let chip = draft.and_then(|it| it.chips.iter().find(|chip| chip.span.contains(&at)));
    chip.map_or(easel.style(Role::Input), |it| easel.style(state_role(it.state)))
}

pub(super) fn state_role(state: ChipState) -> Role {
    match state {
        ChipState::Understood => Role::ChipUnderstood,
        ChipState::Guessed => Role::ChipGuessed,
        ChipState::Doubtful => Role::ChipDoubtful,
    }
}

pub(super) fn chip_line<'a>(easel: &Easel<'a>, chip: &Chip) -> Line<'a> {
    let (sign, role) = (easel.signs().chips[chip.state as usize], state_role(chip.state));
    let label = easel.words.get(&format!("capture-chip-{}", chip.kind.key()));
    let line = easel.say(sign, role).add(label, easel.style(Role::Quiet)).gap(1);
    let quiet = chip.is_default();
    line.add(value(easel, &chip.kind), easel.style(if quiet { Role::Quiet } else { role }))
}

fn value(easel: &Easel<'_>, kind: &ChipKind) -> String {
    let words = easel.words;
    match kind {
        ChipKind::Who(None) => say!(words, "screen-nobody-found"),
        ChipKind::Who(Some(id)) => person(easel, *id),
        ChipKind::Topic(it) => words.topic(*it),
        ChipKind::Category(it) => words.category(*it),
        ChipKind::Level(it) => words.concern(*it),
        ChipKind::LevelMore(it, until, reason) => {
            let until = until.map(|day| say!(words, "screen-until", day = words.day(day)));
            let reason = Some(reason.to_string()).filter(|it| !it.is_empty());
            let dot = format!(" {} ", easel.signs().dot);
            [Some(words.concern(*it)), until, reason].into_iter().flatten().collect::<Vec<_>>().join(&dot)
        }
        ChipKind::Kind(it) => words.request_kind(*it),
        ChipKind::Office(it) => it.to_string(),
        ChipKind::Due(at) => easel.moment(*at),
        ChipKind::Severity(it) => words.severity(*it),
        ChipKind::FollowUp(day) => words.day_long(*day),
        ChipKind::Place(spot) => easel.spot(spot),
        ChipKind::Way(it) => words.way(*it),
        ChipKind::Tag(tag) => format!("#{tag}"),
        ChipKind::Visibility(it) => words.visibility(*it),
        ChipKind::Time(at) => easel.moment(*at),
        ChipKind::Span(at, minutes) => {
            let minutes = *minutes;
            format!("{} {} {}", easel.moment(*at), easel.signs().dot, say!(words, "screen-minutes", count = minutes))
        }
        ChipKind::Day(day) => words.day_long(*day),
        ChipKind::Short(text) => text.to_string(),
        ChipKind::Rest(text) => text.to_string(),
        ChipKind::Activity(it) => words.activity_kind(*it),
        ChipKind::Count(count) => {
            let count = *count;
            say!(words, "cli-people", count = count)
        }
        ChipKind::Taking(it) => format!("{} {}", words.taking_part(it.part), it.name),
        ChipKind::Promised(it) => it.to_string(),
    }
}

/// A student so that namesakes can be told apart: name, number, class, room.
fn person(easel: &Easel<'_>, id: StudentId) -> String {
    let number = easel.campus.people().student(id).map_or("", |it| &it.facts.no);
    let room = easel.room_of(id);
    let parts = [easel.student(id), number, easel.class_of(id), &room];
    parts.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Namesakes to choose from, or else what may stand at the cursor, each with the digit that chooses it.
pub(super) fn choices<'a>(easel: &Easel<'a>, it: &Capture) -> Vec<Line<'a>> {
    let digit = |at: usize| easel.say(if at < 9 { format!("{}", at + 1) } else { String::new() }, Role::Key).gap(1);
    if !it.namesakes.is_empty() {
        let one = |(at, id): (usize, &StudentId)| {
            let level = easel.sight().level(*id);
            let line = digit(at).add(person(easel, *id), easel.style(Role::Text));
            if level == Concern::None { line } else { line.gap(1).join(easel.level(level)) }
        };
        return it.namesakes.iter().take(9).enumerate().map(one).collect();
    }
    let one = |(at, suggestion): (usize, &Suggestion)| {
        let with = suggestion.with.trim().to_owned();
        let meant = value(easel, &suggestion.kind);
        let line = digit(at).add(with.clone(), easel.style(Role::Text));
        if meant == with { line } else { line.gap(1).add(meant, easel.style(Role::Quiet)) }
    };
    it.suggestions.iter().take(9).enumerate().map(one).collect()
}
