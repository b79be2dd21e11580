//! The safety watch (安全研判): a hint is put off until a day, or taken up again.

use super::{Meant, Reading, Turn, asks, text_row};
use crate::campus::{Act, Hint, PutOff, QueryAct};
use crate::say;
use crate::tui::layer::{Form, FormRow, Purpose};
use crate::tui::model::List;
use crate::tui::view::WatchRow;

/// How long a hint is put off where nothing else is said, as one would type it.
const PUT_OFF: &str = "7d";

impl Turn<'_> {
    /// The hint under the cursor, and how it is put off.
    fn hint_here(&self) -> Option<(&Hint, Option<&PutOff>)> {
        let board = &self.model.board.watch;
        let (WatchRow::Hint(at) | WatchRow::Entry(at, _)) = board.rows.get(self.model.cursor(List::Watch).at)?;
        Some((board.hints.get(*at)?, board.off.get(*at).and_then(Option::as_ref)))
    }

    /// Puts the hint under the cursor off; one that is put off is taken up again.
    pub(in crate::tui::update) fn put_off_or_take_up(&mut self) {
        let words = self.world.words;
        match self.hint_here() {
            None => self.nothing(say!(words, "screen-toast-no-hint")),
            Some((hint, None)) => {
                let tag = hint.pattern.tag();
                self.open_form(Purpose::PutOffHint(tag));
            }
            Some((hint, Some(off))) => {
                let (pattern, before) = (hint.pattern.clone(), Some(off.clone()));
                let done = say!(words, "screen-toast-hint-taken-up", hint = words.hint(self.campus(), hint));
                self.send(Act::Query(QueryAct::HintPutOff { pattern: Box::new(pattern), before, after: None }), done);
            }
        }
    }

    fn tagged(&self, tag: u64) -> Option<&Hint> {
        self.model.board.watch.hints.iter().find(|it| it.pattern.tag() == tag)
    }

    pub(super) fn put_off_form(&self, tag: u64) -> Option<(String, Vec<FormRow>)> {
        let words = self.world.words;
        let hint = self.tagged(tag)?;
        let rows = vec![text_row(say!(words, "screen-form-snooze-until"), PUT_OFF), text_row(say!(words, "screen-form-reason"), "")];
        Some((say!(words, "screen-form-put-off", hint = words.hint(self.campus(), hint)), rows))
    }

    pub(super) fn read_put_off(&self, form: &Form, tag: u64) -> Reading {
        let (words, campus) = (self.world.words, self.campus());
        // It may have gone, or grown, while somebody was typing: what is put off is as it stands now.
        let Some(hint) = self.tagged(tag) else { return asks(say!(words, "screen-toast-no-hint")) };
        let Some(until) = self.coming_day(form.text_at(0), self.model.now.day(campus.zone()))? else {
            return asks(say!(words, "screen-form-until-when"));
        };
        if form.text_at(1).is_empty() {
            return asks(say!(words, "screen-form-reason-needed"));
        }
        let after = Some(PutOff { until, count: u32::try_from(hint.count).unwrap_or(u32::MAX), reason: form.text_at(1).into() });
        let before = self.sight().put_off(&hint.pattern).cloned();
        let said = say!(words, "screen-form-put-off-said", day = words.day_long(until), count = hint.count);
        let done = say!(words, "screen-toast-hint-put-off", day = words.day(until));
        let act = Act::Query(QueryAct::HintPutOff { pattern: Box::new(hint.pattern.clone()), before, after });
        Ok(Meant { act, said, done })
    }
}
