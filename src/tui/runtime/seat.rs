//! One person's sitting at the desk: from coming in to leaving, or to the moment the next one comes in at the locked seat.

use super::past::{Present, is_of_the_present};
use super::worker::{self, Worker};
use super::{RunError, Stage, Wake, notify, told, trouble};
use crate::campus::{Seq, Stamp};
use crate::desk::{Desk, DeskError, Fault, Pace, Refused};
use crate::say;
use crate::tui::World;
use crate::tui::effect::Effect;
use crate::tui::input::Input;
use crate::tui::layer::Sheet;
use crate::tui::model::{Model, Seat};
use crate::tui::msg::{Event, Msg, Why};
use crate::tui::screen::render;
use crate::tui::update::update;
use crate::words::Words;
use std::time::Instant;

/// How a sitting ended.
enum Ended {
    /// The seat was left.
    Left(Left),
    /// Somebody else came in.
    Next(Desk),
}

/// How the seat was left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Left {
    /// For good.
    Done,
    /// To come in again by the recovery key: the desk has to be closed for that.
    ToGate,
}

/// What one sitting needs at hand.
pub(super) struct Sitting {
    pub(super) desk: Desk,
    pub(super) model: Model,
    pub(super) worker: Worker,
    /// The present, while the three above look back.
    pub(super) present: Option<Present>,
    /// Who came in at the locked seat.
    next: Option<Desk>,
    /// Somebody at the locked seat has lost their passphrase.
    to_gate: bool,
}

impl Stage {
    /// Seats at the desk, one after the other, until one is left.
    pub(super) fn sit(&mut self, desk: &Desk) -> Result<Left, RunError> {
        let tell = self.tell.clone();
        desk.subscribe(Box::new(move |_: Seq| tell.send(Wake::Changed).is_ok()));
        desk.watch_over(Pace::STEADY);
        let mut desk = desk.clone();
        loop {
            match self.sit_one(desk)? {
                Ended::Left(left) => return Ok(left),
                Ended::Next(next) => desk = next,
            }
        }
    }

    /// One person's sitting, with a view, drafts and a way back of their own.
    fn sit_one(&mut self, desk: Desk) -> Result<Ended, RunError> {
        let worker = worker::start(desk.clone(), self.tell.clone())?;
        let seat =
            Seat { user: desk.user(), lang: self.settings.lang, theme: self.settings.theme, ascii: self.settings.ascii, size: self.size };
        let mut model = Model::new(seat, self.keymap.clone(), &desk.campus(), desk.now());
        model.lock_after = self.settings.lock_after * 60_000;
        model.remind_ahead = self.settings.remind * 60_000;
        model.quiet_hours = self.settings.quiet;
        model.demo_clock = !desk.has_real_clock();
        model.has_gate = self.has_gate;
        let events = self.first_events(&desk);
        let mut sitting = Sitting { desk, model, worker, present: None, next: None, to_gate: false };
        let outcome = self.turn_around(&mut sitting, events);
        let outcome = outcome.and_then(|left| self.to_present(&mut sitting).map(|()| left));
        // Whatever is still on its way to the disk gets there before the desk is left.
        sitting.worker.finish();
        self.uncopy()?;
        self.entitle(None)?;
        let left = outcome?;
        Ok(sitting.next.map_or(Ended::Left(left), Ended::Next))
    }

    /// What one is met with: the draft of an earlier run, and once for each run what was found on opening.
    fn first_events(&mut self, desk: &Desk) -> Vec<Event> {
        let mut events: Vec<Event> = match desk.load_draft(worker::DRAFT) {
            Ok(draft) => draft.map(Event::DraftFound).into_iter().collect(),
            Err(fault) => vec![Event::Notice(trouble::fault(&self.words, &fault))],
        };
        let mut items = std::mem::take(&mut self.complaints);
        if !std::mem::replace(&mut self.told, true) {
            let zone = desk.campus().zone();
            items.extend(desk.notices().iter().filter_map(|it| told::notice(&self.words, zone, it)));
        }
        if !items.is_empty() {
            events.push(Event::Tell(Sheet::new(say!(self.words, "screen-told-opening"), items)));
        }
        events
    }

    fn turn_around(&mut self, sitting: &mut Sitting, mut events: Vec<Event>) -> Result<Left, RunError> {
        events.push(Event::Tick);
        loop {
            for event in events.drain(..) {
                self.take(sitting, event)?;
            }
            if sitting.to_gate {
                return Ok(Left::ToGate);
            }
            if sitting.model.quit || sitting.next.is_some() {
                return Ok(Left::Done);
            }
            self.draw(sitting)?;
            let woken = self.wait_for(sitting);
            self.leave_past_when_idle(sitting, &woken)?;
            let gone = woken.iter().any(|it| matches!(it, Wake::Gone));
            events = self.events(sitting, woken)?;
            if gone {
                // The draft is kept; there is nobody left to draw for.
                self.take(sitting, Event::Terminate)?;
                return Ok(Left::Done);
            }
        }
    }

    /// Waits for the next thing to happen. In the past the clock stands, and only keys and the lock of the seat are waited for.
    fn wait_for(&mut self, sitting: &Sitting) -> Vec<Wake> {
        match &sitting.present {
            None => self.wait(sitting.desk.now(), Some(sitting.model.wake_at())),
            Some(present) => {
                let left = present.locks_at().map(|at| at.saturating_duration_since(Instant::now()).as_millis() as i64 + 1);
                let now = present.desk.now();
                self.wait(now, left.map(|it| Stamp(now.0.saturating_add(it))))
            }
        }
    }

    /// Nobody touched a key for as long as the seat waits before it locks: it goes back to the present and locks there.
    fn leave_past_when_idle(&mut self, sitting: &mut Sitting, woken: &[Wake]) -> Result<(), RunError> {
        let Some(present) = &mut sitting.present else { return Ok(()) };
        if woken.iter().any(|it| matches!(it, Wake::Inputs(_))) {
            present.touched = Instant::now();
        }
        if present.locks_at().is_some_and(|at| at <= Instant::now()) { self.take(sitting, Event::Lock) } else { Ok(()) }
    }

    /// One event through `update`, and what it asks for done or passed on.
    pub(super) fn take(&mut self, sitting: &mut Sitting, event: Event) -> Result<(), RunError> {
        if matches!(event, Event::Terminate | Event::Lock) {
            self.to_present(sitting)?;
        }
        let effects = {
            let (campus, finder) = (sitting.desk.campus(), sitting.desk.finder());
            let world = World { campus: &campus, finder: &finder, words: &self.words };
            update(&mut sitting.model, &world, Msg { at: sitting.desk.now(), event })
        };
        self.size = sitting.model.seat.size;
        for effect in effects {
            match effect {
                Effect::Language(lang) => {
                    self.settings.lang = lang;
                    self.words = Words::new(lang);
                    self.settings.save();
                }
                Effect::Theme(theme) => {
                    self.settings.theme = theme;
                    self.theme = self.settings.theme(&self.words).0;
                    self.settings.save();
                    self.screen.repaint();
                }
                Effect::Redraw => self.screen.repaint(),
                Effect::Copy(text) => {
                    self.screen.copy(&text)?;
                    self.copied = true;
                }
                Effect::Uncopy => self.uncopy()?,
                Effect::Remind(text) => self.screen.remind(&say!(self.words, "screen-remind-title"), &text)?,
                Effect::Notify(text) => self.notify(&text),
                Effect::Title(text) => self.entitle(text.as_deref())?,
                Effect::ToGate => sitting.to_gate = true,
                Effect::Quit => {}
                Effect::LookBack(at) => self.look_back(sitting, at),
                Effect::Present => return self.to_present(sitting),
                // Whoever locks the past locks the seat.
                Effect::Lock(_) if sitting.present.is_some() => return self.take(sitting, Event::Lock),
                Effect::Lock(draft) => {
                    // Nothing of what was on the screen stays behind in what the terminal remembers of it.
                    self.screen.repaint();
                    self.uncopy()?;
                    self.ask(sitting, Effect::Lock(draft));
                }
                effect => self.ask(sitting, effect),
            }
        }
        Ok(())
    }

    fn ask(&self, sitting: &Sitting, effect: Effect) {
        if sitting.present.is_some() && is_of_the_present(&effect) {
            return;
        }
        if !sitting.worker.ask(effect) {
            // It panicked, a mistake of ours; what is typed is still on the screen, and on disk up to the last draft.
            drop(self.tell.send(Wake::Answer(Event::Notice(say!(self.words, "screen-fault-closed")))));
        }
    }

    /// Runs the command of the seat that calls somebody; that it could not be run, or hung, is said on the screen.
    fn notify(&self, text: &str) {
        if self.settings.notify.is_empty() {
            return;
        }
        let (tell, failed) = (self.tell.clone(), say!(self.words, "screen-notify-failed"));
        let hung = say!(self.words, "screen-notify-hung");
        notify::run(&self.settings.notify, text, move |trouble| {
            let said = match trouble {
                notify::Trouble::Failed => failed.clone(),
                notify::Trouble::Hung => hung.clone(),
            };
            drop(tell.send(Wake::Answer(Event::Notice(said))));
        });
    }

    /// Puts a text into the title of the window, or gives the title back that was there before.
    fn entitle(&mut self, text: Option<&str>) -> Result<(), RunError> {
        if text.is_some() || self.titled {
            self.screen.entitle(text, self.titled)?;
        }
        self.titled = text.is_some();
        Ok(())
    }

    /// Empties the clipboard if something of ours is on it.
    fn uncopy(&mut self) -> Result<(), RunError> {
        if std::mem::take(&mut self.copied) {
            self.screen.copy("")?;
        }
        Ok(())
    }

    /// What woke us, as events for `update`; characters that came in several pieces are put together.
    fn events(&mut self, sitting: &mut Sitting, woken: Vec<Wake>) -> Result<Vec<Event>, RunError> {
        let mut inputs: Vec<Input> = Vec::new();
        let mut events = Vec::new();
        let mut changed = false;
        for wake in woken {
            match wake {
                Wake::Inputs(more) => {
                    for input in more {
                        match (inputs.last_mut(), input) {
                            (Some(Input::Text(text)), Input::Text(more)) => text.push_str(&more),
                            (_, input) => inputs.push(input),
                        }
                    }
                }
                Wake::Changed => changed = true,
                Wake::Answer(event) => events.push(event),
                Wake::Refused(token, refused) => events.push(Event::Refused { token, why: self.why(refused) }),
                Wake::Fault(fault) => events.push(Event::Notice(trouble::fault(&self.words, &fault))),
                Wake::Sought(number, sought) => {
                    events.push(Event::Sought { number, sought: sought.map_err(|fault| trouble::fault(&self.words, &fault)) });
                }
                Wake::Locked(saved) => events.push(Event::Locked(saved.map_err(|fault| trouble::fault(&self.words, &fault)))),
                Wake::Switched(switched) => events.extend(self.switched(sitting, *switched)?),
                Wake::Home(home) => events.extend(told::home(&self.words, &sitting.desk, &home, self.head_accepted)),
                Wake::TriedAgain(tried) => {
                    let said = tried.map(|()| say!(self.words, "screen-toast-writes-again"));
                    events.push(Event::Notice(said.unwrap_or_else(|error| trouble::desk(&self.words, &error))));
                    self.ask(sitting, Effect::LookAfter);
                }
                Wake::HeadAccepted(accepted) => {
                    self.head_accepted |= accepted.is_ok();
                    let said = accepted.map(|()| say!(self.words, "screen-toast-head-accepted"));
                    events.push(Event::Notice(said.unwrap_or_else(|error| trouble::desk(&self.words, &error))));
                    self.ask(sitting, Effect::LookAfter);
                }
                Wake::LookedBack(past) => events.extend(self.looked_back(sitting, *past)?),
                Wake::Terminate => events.push(Event::Terminate),
                Wake::Opened(_) | Wake::Made(_) | Wake::Recovered(_) | Wake::Progress(..) | Wake::Gone => {}
            }
        }
        if changed {
            if sitting.desk.past_is_over() {
                self.to_present(sitting)?;
                events.push(Event::Notice(say!(self.words, "screen-past-over")));
            }
            events.push(Event::Changed);
        }
        if events.is_empty() && inputs.is_empty() {
            events.push(Event::Tick);
        }
        // Keys come last: what they are pressed on is then as new as it can be.
        events.extend(inputs.into_iter().map(Event::Input));
        Ok(events)
    }

    /// Somebody came in at the locked seat, or did not. The same person goes on where they were, with keys of a new session; anybody else
    /// gets a sitting of their own.
    fn switched(&mut self, sitting: &mut Sitting, switched: Result<Desk, DeskError>) -> Result<Option<Event>, RunError> {
        let desk = match switched {
            Ok(desk) => desk,
            Err(DeskError::Storage(Fault::WrongPassphrase | Fault::NoSuchUser)) => {
                return Ok(Some(Event::UnlockFailed(say!(self.words, "screen-unlock-wrong"))));
            }
            Err(error) => return Ok(Some(Event::UnlockFailed(trouble::desk(&self.words, &error)))),
        };
        if desk.user() != sitting.desk.user() {
            sitting.next = Some(desk);
            return Ok(None);
        }
        let worker = worker::start(desk.clone(), self.tell.clone())?;
        std::mem::replace(&mut sitting.worker, worker).finish();
        let draft = desk.load_draft(worker::DRAFT);
        sitting.desk = desk;
        Ok(Some(match draft {
            Ok(draft) => Event::Unlocked(draft),
            Err(fault) => {
                drop(self.tell.send(Wake::Fault(fault)));
                Event::Unlocked(None)
            }
        }))
    }

    fn why(&self, refused: Refused) -> Why {
        match refused {
            Refused::Rule(refusal) => Why::Rule(refusal),
            Refused::Storage(fault) => Why::Storage(trouble::fault(&self.words, &fault)),
            Refused::Closed => Why::Storage(say!(self.words, "screen-fault-closed")),
        }
    }

    fn draw(&mut self, sitting: &mut Sitting) -> Result<(), RunError> {
        let seen = |model: &Model| (model.frame.heights, model.frame.rows, model.frame.grid);
        let before = seen(&sitting.model);
        self.paint(sitting)?;
        if before != seen(&sitting.model) {
            // The window has other room than was thought: scroll to fit, and fetch what has come into sight.
            self.take(sitting, Event::Tick)?;
            self.paint(sitting)?;
        }
        self.drawn = Some(Instant::now());
        Ok(())
    }

    fn paint(&mut self, sitting: &mut Sitting) -> Result<(), RunError> {
        let (campus, finder) = (sitting.desk.campus(), sitting.desk.finder());
        let world = World { campus: &campus, finder: &finder, words: &self.words };
        let (theme, seen) = (&self.theme, &sitting.model);
        let frame = self.screen.draw(self.size, |buffer| {
            let info = render(seen, world, theme, buffer);
            let cursor = info.cursor;
            (info, cursor)
        })?;
        sitting.model.frame = frame;
        Ok(())
    }
}
