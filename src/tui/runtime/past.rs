//! Looking back at the seat: a sitting of its own over the desk of an earlier time, while the present waits beneath it as it was left.

use super::seat::Sitting;
use super::worker::{self, Worker};
use super::{RunError, Stage, Wake, trouble};
use crate::campus::Stamp;
use crate::desk::{Desk, DeskError};
use crate::say;
use crate::tui::effect::Effect;
use crate::tui::model::{Model, Seat};
use crate::tui::msg::Event;
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

/// How often it is said how far going back has come.
const TELL_EVERY: Duration = Duration::from_millis(700);

/// The present, while somebody looks back.
pub(super) struct Present {
    pub(super) desk: Desk,
    model: Model,
    worker: Worker,
    /// When somebody last touched a key: the clock of the past stands, so it cannot tell.
    pub(super) touched: Instant,
}

impl Present {
    /// When the seat is to lock itself, which it does in the present.
    pub(super) fn locks_at(&self) -> Option<Instant> {
        let after = u64::try_from(self.model.lock_after).ok().filter(|it| *it > 0)?;
        self.touched.checked_add(Duration::from_millis(after))
    }
}

/// What concerns the present alone and is not asked of the past: drafts, deadlines, keys and the home.
pub(super) fn is_of_the_present(effect: &Effect) -> bool {
    matches!(
        effect,
        Effect::SaveDraft(_)
            | Effect::ClearDraft
            | Effect::Fire(_)
            | Effect::NewsSeen
            | Effect::LookAfter
            | Effect::TryAgain
            | Effect::AcceptHead
    )
}

impl Stage {
    /// Has the desk of an earlier time made, in a thread of its own.
    pub(super) fn look_back(&self, sitting: &Sitting, at: Stamp) {
        let desk = sitting.present.as_ref().map_or(&sitting.desk, |it| &it.desk).clone();
        let (tell, lang) = (self.tell.clone(), self.settings.lang);
        let work = move || {
            let words = crate::words::Words::new(lang);
            let mut told = Instant::now();
            let past = desk.as_of(at, &mut |done, all| {
                if told.elapsed() < TELL_EVERY {
                    return ControlFlow::Continue(());
                }
                told = Instant::now();
                let said = say!(words, "screen-past-progress", done = (done * 100 / all.max(1)).to_string());
                // Nobody is there any more to be told.
                if tell.send(Wake::Answer(Event::Notice(said))).is_err() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            });
            if let Some(past) = past.transpose() {
                drop(tell.send(Wake::LookedBack(Box::new(past))));
            }
        };
        if std::thread::Builder::new().name("past".into()).spawn(work).is_err() {
            drop(self.tell.send(Wake::LookedBack(Box::new(Err(DeskError::Closed)))));
        }
    }

    /// The desk of an earlier time has come: it is what the screen shows from now on. What is under way in the present is waited for first.
    pub(super) fn looked_back(&mut self, sitting: &mut Sitting, past: Result<Desk, DeskError>) -> Result<Option<Event>, RunError> {
        let past = match past {
            Ok(past) => past,
            Err(error) => return Ok(Some(Event::Notice(trouble::desk(&self.words, &error)))),
        };
        // Locked meanwhile, or something is on its way to the disk whose answer belongs to the present.
        if sitting.model.lock.is_some() || !sitting.model.pending.is_empty() {
            return Ok(None);
        }
        let now = past.now();
        let seat = Seat { ..sitting.model.seat.clone() };
        let mut model = Model::new(seat, self.keymap.clone(), &past.campus(), now);
        model.past = Some(now);
        model.demo_clock = sitting.model.demo_clock;
        let worker = worker::start(past.clone(), self.tell.clone())?;
        let desk = std::mem::replace(&mut sitting.desk, past);
        let (model, worker) = (std::mem::replace(&mut sitting.model, model), std::mem::replace(&mut sitting.worker, worker));
        match &mut sitting.present {
            // From one past to another: the present waits on.
            Some(_) => worker.finish(),
            None => sitting.present = Some(Present { desk, model, worker, touched: Instant::now() }),
        }
        self.screen.repaint();
        Ok(Some(Event::Tick))
    }

    /// Back to the present, as it was left.
    pub(super) fn to_present(&mut self, sitting: &mut Sitting) -> Result<(), RunError> {
        let Some(Present { desk, model, worker, .. }) = sitting.present.take() else { return Ok(()) };
        let seat = sitting.model.seat.clone();
        (sitting.desk, sitting.model) = (desk, model);
        // The window may have another size by now, and another language was chosen perhaps.
        sitting.model.seat = seat;
        std::mem::replace(&mut sitting.worker, worker).finish();
        self.screen.repaint();
        self.take(sitting, Event::Changed)
    }
}
