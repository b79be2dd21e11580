//! The long form of a talk (长表单): every field on a row of its own, three texts, the same grammar behind them. What stands in the rows is
//! the line, written out; so whatever holds for the line (chips, doubts, namesakes, what is kept on disk) holds for the form.

use super::Turn;
use super::keys::LINE_LIMIT;
use crate::campus::{DETAIL_LIMIT, TalkDetail, UserId};
use crate::capture::{ChipKind, Draft, Form, Suggestion};
use crate::say;
use crate::tui::field::Field;
use crate::tui::layer::{Capture, CaptureForm, Long, LongRow, Overlay};
use crate::tui::model::Tone;
use serde::{Deserialize, Serialize};

/// The long form as it is kept on disk. Read back leniently, like the line.
#[derive(Serialize, Deserialize)]
pub(super) struct KeptLong {
    at: LongRow,
    #[serde(default)]
    rows: Vec<String>,
}

impl Long {
    /// A form with nothing in it.
    fn new() -> Self {
        let row = |it: &LongRow| if it.is_text() { Field::note(DETAIL_LIMIT) } else { Field::line(LINE_LIMIT) };
        Self { rows: LongRow::ALL.iter().map(row).collect(), at: LongRow::Said }
    }

    pub(super) fn keep(&self) -> KeptLong {
        KeptLong { at: self.at, rows: self.rows.iter().map(|it| it.text().to_owned()).collect() }
    }

    /// What stands in a row.
    pub fn text(&self, row: LongRow) -> &str {
        self.rows.get(row as usize).map_or("", Field::text).trim()
    }

    fn put(&mut self, row: LongRow, text: &str) {
        if let Some(field) = self.rows.get_mut(row as usize) {
            *field = field.clone().with_only(text);
        }
    }

    /// A row as it stands on the line: without blanks, behind its sign. Empty where nothing is said.
    fn token(&self, row: LongRow) -> String {
        let bare = |row: LongRow| self.text(row).split_whitespace().collect::<String>();
        let behind = |sign: &str| {
            let body = bare(row);
            if body.is_empty() { body } else { format!("{sign}{body}") }
        };
        match row {
            LongRow::Who => self.text(row).split_whitespace().collect::<Vec<_>>().join(","),
            LongRow::Topic => bare(row),
            LongRow::Way => behind("~"),
            LongRow::Time => behind("="),
            LongRow::Place => behind("@"),
            LongRow::Level if self.text(LongRow::Until).is_empty() => behind("!"),
            LongRow::Level => format!("{}..{}", behind("!"), bare(LongRow::Until)),
            LongRow::FollowUp => behind(">"),
            LongRow::Visibility => behind("^"),
            LongRow::Tags => {
                self.text(row).split_whitespace().map(|it| format!("#{}", it.trim_start_matches('#'))).collect::<Vec<_>>().join(" ")
            }
            // These never stand on the line.
            LongRow::Until | LongRow::Reason | LongRow::Readers | LongRow::Said | LongRow::Judgement | LongRow::Measures => String::new(),
        }
    }

    /// The line that says the same as the fields.
    pub fn line(&self) -> String {
        let tokens = LongRow::ALL.iter().map(|it| self.token(*it)).filter(|it| !it.is_empty());
        tokens.collect::<Vec<_>>().join(" ")
    }

    /// A line that ends with the row at hand, and where its words begin there: what may stand in it is asked with the cursor at the end.
    fn probe(&self) -> Option<(String, usize)> {
        let (sign, row) = match self.at {
            LongRow::Who => return Some((self.text(LongRow::Who).to_owned(), 0)),
            LongRow::Topic => (String::new(), LongRow::Topic),
            LongRow::Way => ("~".to_owned(), self.at),
            LongRow::Place => ("@".to_owned(), self.at),
            LongRow::Level => ("!".to_owned(), self.at),
            LongRow::FollowUp | LongRow::Until => (">".to_owned(), self.at),
            LongRow::Visibility => ("^".to_owned(), self.at),
            LongRow::Tags => ("#".to_owned(), self.at),
            _ => return None,
        };
        let words = self.text(row).split_whitespace().next_back().unwrap_or_default().trim_start_matches('#');
        let before = format!("{} {sign}", self.token(LongRow::Who));
        let start = before.len();
        Some((format!("{before}{words}"), start))
    }

    /// What the form adds to the talk of the line; `readers` are those that were named.
    fn detail(&self, read: &TalkDetail, readers: Vec<UserId>) -> TalkDetail {
        TalkDetail {
            reason: self.text(LongRow::Reason).into(),
            judgement: self.text(LongRow::Judgement).into(),
            measures: self.text(LongRow::Measures).into(),
            readers,
            ..read.clone()
        }
    }
}

impl KeptLong {
    pub(super) fn take_up(self) -> Long {
        let mut long = Long::new();
        long.at = self.at;
        LongRow::ALL.iter().zip(self.rows).for_each(|(row, text)| long.put(*row, &text));
        long
    }
}

impl Field {
    /// The same field with other text in it and nothing to undo.
    fn with_only(mut self, text: &str) -> Self {
        self.set("");
        self.with(text)
    }
}

impl Turn<'_> {
    /// From the line to the long form, or back to the line.
    pub(super) fn turn_long(&mut self) {
        let Some(Overlay::Capture(capture)) = self.model.overlays.last() else { return };
        if capture.sending {
            return;
        }
        match (&capture.long, capture.form) {
            (Some(long), _) => {
                // What the line cannot hold is not to be lost by going back to it.
                let more = [LongRow::Reason, LongRow::Judgement, LongRow::Measures, LongRow::Readers];
                if more.iter().any(|row| !long.text(*row).is_empty()) {
                    return self.nothing(say!(self.world.words, "screen-long-stays"));
                }
                if let Some(Overlay::Capture(it)) = self.top() {
                    (it.long, it.in_note) = (None, false);
                }
            }
            (None, CaptureForm::Talk) => {
                let long = self.long_of(capture);
                let said = capture.draft.as_ref().map(|it| capture.join(&it.text)).unwrap_or_default();
                if let Some(Overlay::Capture(it)) = self.top() {
                    it.note.set(&said);
                    it.line.set(&long.line());
                    (it.long, it.in_note, it.note_top) = (Some(Box::new(long)), false, 0);
                }
            }
            (None, _) => return self.nothing(say!(self.world.words, "screen-long-only-talks")),
        }
        self.capture_changed();
    }

    /// The long form with what the line says already.
    fn long_of(&self, capture: &Capture) -> Long {
        let mut long = Long::new();
        let (Some(draft), line) = (&capture.draft, capture.line.text()) else { return long };
        let typed: Vec<&str> = draft.who.iter().map(|it| &*it.typed).collect();
        long.put(LongRow::Who, &typed.join(" "));
        let mut tags = Vec::new();
        for chip in draft.chips.iter().filter(|it| !it.is_default()) {
            let raw = line.get(chip.span.clone()).unwrap_or_default();
            let mut body = raw.chars();
            body.next();
            let body = body.as_str();
            match &chip.kind {
                ChipKind::Topic(it) => long.put(LongRow::Topic, crate::capture::topic_word(*it)),
                ChipKind::FollowUp(_) => long.put(LongRow::FollowUp, body),
                ChipKind::Place(_) => long.put(LongRow::Place, raw.trim_start_matches(['@', '＠'])),
                ChipKind::Way(_) => long.put(LongRow::Way, body),
                ChipKind::Visibility(_) => long.put(LongRow::Visibility, body),
                ChipKind::Time(_) | ChipKind::Span(..) => long.put(LongRow::Time, body),
                ChipKind::Level(it) => long.put(LongRow::Level, &it.number().to_string()),
                ChipKind::LevelMore(it, until, reason) => {
                    long.put(LongRow::Level, &it.number().to_string());
                    long.put(LongRow::Until, &until.map(|day| day.date().format("%Y-%m-%d").to_string()).unwrap_or_default());
                    long.put(LongRow::Reason, reason);
                }
                ChipKind::Tag(tag) => tags.push(format!("#{tag}")),
                _ => {}
            }
        }
        long.put(LongRow::Tags, &tags.join(" "));
        if draft.who.is_empty() {
            long.at = LongRow::Who;
        }
        long
    }

    /// The next row of the long form, or the one before.
    pub(super) fn turn_row(&mut self, by: isize) {
        let Some(Overlay::Capture(capture)) = self.top() else { return };
        let Some(long) = &mut capture.long else { return };
        let len = LongRow::ALL.len();
        let at = (long.at as usize + len).saturating_add_signed(by) % len;
        long.at = LongRow::ALL.get(at).copied().unwrap_or(LongRow::Who);
        capture.note_top = 0;
        self.reread();
    }

    /// A row of the long form was changed: the line says the same again.
    pub(super) fn long_changed(&mut self) {
        if let Some(Overlay::Capture(capture)) = self.top()
            && let Some(long) = &capture.long
        {
            let line = long.line();
            if line != capture.line.text() {
                capture.line.set(&line);
            }
        }
    }

    /// What may stand in the row at hand.
    pub(super) fn row_suggestions(&self, capture: &Capture) -> Vec<Suggestion> {
        let Some((probe, start)) = capture.long.as_ref().and_then(|it| it.probe()) else { return Vec::new() };
        let found = self.with_setting(capture, |setting| crate::capture::complete(Form::Talk, &probe, probe.len(), setting));
        let is_first = |it: &Suggestion| it.replace.end == probe.len() && it.replace.start <= start;
        found.into_iter().filter(|it| start == 0 || is_first(it)).collect()
    }

    /// Puts the nth suggestion into the row at hand.
    pub(super) fn choose_in_row(&mut self, nth: usize) {
        let Some(Overlay::Capture(capture)) = self.top() else { return };
        let Some(it) = capture.suggestions.get(nth).cloned() else { return };
        let Some(long) = &mut capture.long else { return };
        let at = long.at;
        match at {
            LongRow::Who => {
                if let Some(field) = long.rows.get_mut(at as usize) {
                    field.replace(it.replace, &it.with);
                }
            }
            LongRow::Tags => {
                let mut words: Vec<&str> = long.text(at).split_whitespace().collect();
                words.pop();
                let text = words.into_iter().chain([&*it.with]).collect::<Vec<_>>().join(" ");
                long.put(at, &text);
            }
            _ => long.put(at, it.with.trim_start_matches(['~', '@', '!', '>', '^', '#'])),
        }
        self.capture_changed();
    }

    /// What the long form adds to a draft that was read from its line, or what is wrong with it, in words.
    pub(super) fn with_long(&self, long: &Long, draft: &mut Draft) -> Result<(), String> {
        let readers = self.readers_named(long.text(LongRow::Readers))?;
        draft.detail = long.detail(&draft.detail, readers);
        if !draft.detail.reason.is_empty() {
            draft.doubts.retain(|it| !matches!(it, crate::capture::Doubt::ReasonNeeded { .. }));
        }
        // A row that is not understood would stand in the text, where nobody looks for it.
        draft.rest.first().map_or(Ok(()), |word| Err(say!(self.world.words, "screen-long-not-understood", word = word.as_ref())))
    }

    /// Users by name or login, with blanks or commas between.
    fn readers_named(&self, typed: &str) -> Result<Vec<UserId>, String> {
        let mut readers = Vec::new();
        for name in typed.split(|c: char| c.is_whitespace() || ",，、;；".contains(c)).filter(|it| !it.is_empty()) {
            let id = self.user_named(name)?;
            if !readers.contains(&id) {
                readers.push(id);
            }
        }
        Ok(readers)
    }

    /// Begins the text at hand with the template of its topic, where nothing stands yet.
    pub(super) fn put_template(&mut self) {
        let words = self.world.words;
        let Some(Overlay::Capture(capture)) = self.model.overlays.last() else { return };
        let said = capture.long.as_ref().is_none_or(|it| it.at == LongRow::Said);
        let topic = capture.draft.as_ref().map(|it| it.topic);
        let template = topic.and_then(|it| self.world.campus.presets().rules().talk.templates.get(it.key())).cloned();
        let empty = capture.note.text().trim().is_empty();
        match (template, said && empty) {
            (Some(template), true) => {
                if let Some(Overlay::Capture(capture)) = self.top() {
                    capture.note.set(&template);
                    // The first question waits for its answer.
                    let end = template.find('\n').unwrap_or(template.len());
                    capture.note.move_to(end);
                }
                self.capture_changed();
            }
            (None, _) => self.toast(Tone::Plain, say!(words, "screen-template-none")),
            (Some(_), false) => self.toast(Tone::Plain, say!(words, "screen-template-not-empty")),
        }
    }
}
