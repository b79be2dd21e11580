//! How a seat changes: [`update`] takes what happened and says what is to be done.
//!
//! Knows neither ratatui nor crossterm nor sled nor the clock.

mod acts;
mod alarm;
mod capture;
mod clip;
mod count;
mod draft;
mod find;
mod form;
pub mod gate;
mod glass;
mod house;
mod incident;
mod keys;
mod lock;
mod long;
mod mark;
mod mouse;
mod palette;
mod paper;
mod past;
mod plan;
mod query;
mod remind;
mod resolve;
mod round;
mod run;
mod schedule;
mod scroll;
mod search;
mod texts;
mod upkeep;
mod walk;

#[cfg(test)]
mod tests;

pub use mark::FINDINGS;
pub use resolve::Seeker;

use super::World;
use super::effect::Effect;
use super::layer::Overlay;
use super::model::{List, Model, Toast, Tone};
use super::msg::{Event, Msg};
use super::view::{Beside, Board};
use crate::campus::{Seq, Stamp};
use crate::desk::Sight;

/// How long a message stays, in milliseconds: good and plain ones, and those that say why something did not work.
const TOAST_MILLIS: (i64, i64) = (4_000, 8_000);
/// Most messages kept at once.
const TOASTS_LIMIT: usize = 5;

/// Takes what happened into the model and says what is to be done outside.
pub fn update(model: &mut Model, world: &World<'_>, msg: Msg) -> Vec<Effect> {
    model.now = msg.at;
    model.toasts.retain(|it| it.until > msg.at);
    let mut turn = Turn { model, world: *world, effects: Vec::new() };
    turn.happen(msg.event);
    turn.settle();
    turn.effects
}

/// One message on its way through the seat.
struct Turn<'a> {
    model: &'a mut Model,
    world: World<'a>,
    effects: Vec<Effect>,
}

impl Turn<'_> {
    fn happen(&mut self, event: Event) {
        match event {
            Event::Input(input) => {
                self.model.touched = self.model.now;
                self.quiet_alarm();
                // In the past the clock stands, so a message goes with the next key.
                if self.model.past.is_some() {
                    self.model.toasts.clear();
                }
                self.input(input);
            }
            Event::Tick => {}
            // An entry came, or a copy stands otherwise than before: a stick that was pulled out is said now, not at the next full minute.
            Event::Changed => {
                self.model.looked = None;
                self.query_again();
            }
            Event::Submitted { token, seq } => self.submitted(token, seq),
            Event::Refused { token, why } => self.refused(token, &why),
            Event::Texts(entries) => self.texts_came(entries),
            Event::DraftFound(bytes) => self.draft_found(&bytes),
            Event::Locked(saved) => self.locked(saved),
            Event::Lock => self.lock(),
            Event::Unlocked(draft) => self.unlocked(draft.as_deref()),
            Event::UnlockFailed(why) => self.unlock_failed(why),
            Event::GlassBroken { token, entry } => self.glass_broken(token, entry),
            Event::SheetMade(made) => self.sheet_made(made),
            Event::Seed(drawn) => self.seed_drawn(drawn),
            Event::Revealed { token, student, what, number } => self.revealed(token, student, what, number),
            Event::Planning { token, progress } => self.planning(token, progress),
            Event::Planned { token, planned } => self.planned(token, planned),
            Event::Sought { number, sought } => self.sought(number, sought),
            Event::Upkeep(upkeep) => self.upkeep_came(*upkeep),
            Event::Tell(sheet) => self.tell(sheet),
            Event::Notice(text) => self.toast(Tone::Plain, text),
            Event::Terminate => self.leave(),
        }
    }

    /// What follows from whatever happened: the board, the cursors on it, the texts it shows.
    fn settle(&mut self) {
        self.lock_when_idle();
        self.forget();
        self.empty_clipboard();
        self.leave_glass();
        self.leave_revealed();
        self.leave_round();
        let is_present = self.model.past.is_none();
        if is_present {
            self.escalate_ripe();
        }
        self.show_untold();
        let follow = [List::Talks, List::Incidents].map(|list| (list, self.row_seq(list)));
        let passed = self.model.board.passed(self.model.now);
        if Board::refresh(self.model, self.world.campus) {
            if is_present {
                if let Some(timer) = passed {
                    self.fell_due(timer);
                }
                self.remind_ahead();
                self.ring();
            }
            follow.into_iter().for_each(|(list, seq)| self.follow(list, seq));
        }
        for list in List::ALL {
            self.keep_in_sight(list);
        }
        let has_rows = self.list().is_some_and(|list| self.len(list) > 0);
        Beside::refresh(self.model, self.world.campus, has_rows);
        self.look_after();
        self.want_texts();
        super::view::Checked::refresh(self.model, self.world.campus);
    }

    /// What this seat sees of the campus.
    fn sight(&self) -> Sight<'_> {
        Sight::new(self.world.campus, self.model.seat.user)
    }

    /// Puts the cursor back on the row it was on, wherever that stands now; a cursor at the top stays there.
    fn follow(&mut self, list: List, seq: Option<Seq>) {
        let cursor = self.model.cursor(list);
        let Some(seq) = seq.filter(|_| cursor.at > 0) else { return };
        let board = &self.model.board;
        let found = match list {
            List::Talks => board.talks.iter().position(|it| *it == seq),
            _ => board.incidents.iter().position(|it| it.seq == seq),
        };
        if let Some(at) = found {
            let top = (cursor.top + at).saturating_sub(cursor.at);
            self.model.cursors[list as usize] = super::model::Cursor { at, top };
        }
    }

    fn toast(&mut self, tone: Tone, text: String) {
        let millis = if tone == Tone::Bad { TOAST_MILLIS.1 } else { TOAST_MILLIS.0 };
        self.model.toasts.retain(|it| it.text != text);
        if self.model.toasts.len() == TOASTS_LIMIT {
            self.model.toasts.remove(0);
        }
        let until = Stamp(self.model.now.0.saturating_add(millis));
        self.model.toasts.push(Toast { tone, text, until });
    }

    fn top(&mut self) -> Option<&mut Overlay> {
        self.model.overlays.last_mut()
    }

    fn leave(&mut self) {
        self.save_draft();
        self.model.quit = true;
        self.effects.push(Effect::Quit);
    }
}
