//! The gate before the desk: set-up, passphrase, recovery key, with the slow work in a thread of its own.

use super::{RunError, Stage, Wake, trouble};
use crate::campus::Stamp;
use crate::desk::{Clock, Desk, DeskError, Fault, Founding, KdfCost, Opening, RecoveryKey};
use crate::tui::input::Input;
use crate::tui::model::SMALLEST;
use crate::tui::screen::{GateSeat, render_gate};
use crate::tui::update::gate::{Answers, Gate, GateEffect, GateEvent, Lost, update};
use std::path::Path;
use std::sync::mpsc::Sender;
use std::time::Instant;
use zeroize::Zeroizing;

impl Stage {
    /// Leads through the gate; `None` if the person turned away.
    pub(super) fn pass_gate(
        &mut self,
        home: &Path,
        (mut gate, mut opening): (Gate, Option<Opening>),
        clock: Clock,
    ) -> Result<Option<Desk>, RunError> {
        let mut desk = None;
        loop {
            self.draw_gate(&gate, clock.now())?;
            let now = clock.now();
            let mut events = Vec::new();
            let woken = self.wait(now, gate.wake_at(now));
            if woken.is_empty() {
                events.push(GateEvent::Tick);
            }
            for wake in woken {
                match wake {
                    Wake::Inputs(inputs) => {
                        for input in inputs {
                            if let Input::Resize(width, height) = input {
                                self.size = (width, height);
                            }
                            // A recovery key must not be sworn to unseen, nor anything typed blind.
                            if self.size.0 >= SMALLEST.0 && self.size.1 >= SMALLEST.1 {
                                events.push(GateEvent::Input(input));
                            }
                        }
                    }
                    Wake::Opened(opened) => match *opened {
                        Ok(opened) => return Ok(Some(opened)),
                        Err((Some(back), error @ DeskError::Storage(Fault::WrongPassphrase | Fault::TryLater { .. }))) => {
                            opening = Some(back);
                            events.push(GateEvent::Wrong(trouble::desk(&self.words, &error)));
                        }
                        Err((_, error)) => return Err(error.into()),
                    },
                    Wake::Made(made) => match *made {
                        Ok((made, key)) => {
                            desk = Some(made);
                            events.push(GateEvent::Made(Zeroizing::new(key.to_string())));
                        }
                        Err((form, error)) => events.push(GateEvent::Failed(form, trouble::desk(&self.words, &error))),
                    },
                    Wake::Recovered(recovered) => match *recovered {
                        Ok(opened) => return Ok(Some(opened)),
                        Err((back, form, error)) => {
                            opening = Some(back.ok_or_else(|| RunError::Desk(error.clone()))?);
                            events.push(GateEvent::NotRecovered(form, trouble::desk(&self.words, &error)));
                        }
                    },
                    Wake::Progress(done, all) => events.push(GateEvent::Progress(done, all)),
                    Wake::Terminate | Wake::Gone => return Ok(None),
                    _ => {}
                }
            }
            for event in events {
                match update(&mut gate, &self.words, clock.now(), event) {
                    Some(GateEffect::Create(answers)) => make(home, *answers, clock, self.tell.clone())?,
                    Some(GateEffect::Unlock { login, passphrase }) => {
                        if let Some(opening) = opening.take() {
                            unlock(opening, login, passphrase, self.tell.clone())?;
                        }
                    }
                    Some(GateEffect::Recover(lost)) => {
                        if let Some(opening) = opening.take() {
                            recover(opening, *lost, self.tell.clone())?;
                        }
                    }
                    Some(GateEffect::Enter) => return Ok(desk),
                    Some(GateEffect::Quit) => return Ok(None),
                    None => {}
                }
            }
        }
    }

    fn draw_gate(&mut self, gate: &Gate, now: Stamp) -> Result<(), RunError> {
        let seat = GateSeat { words: &self.words, theme: &self.theme, now };
        self.screen.draw(self.size, |buffer| {
            let info = render_gate(gate, seat, buffer);
            ((), info.cursor)
        })?;
        self.drawn = Some(Instant::now());
        Ok(())
    }
}

fn unlock(opening: Opening, login: String, passphrase: Zeroizing<String>, tell: Sender<Wake>) -> std::io::Result<()> {
    let ears = tell.clone();
    let opening = opening.watched(Box::new(move |done, all| drop(ears.send(Wake::Progress(done, all)))));
    let work = move || drop(tell.send(Wake::Opened(Box::new(opening.unlock(&login, &passphrase)))));
    std::thread::Builder::new().name("unlock".into()).spawn(work).map(drop)
}

fn recover(opening: Opening, lost: Lost, tell: Sender<Wake>) -> std::io::Result<()> {
    let ears = tell.clone();
    let opening = opening.watched(Box::new(move |done, all| drop(ears.send(Wake::Progress(done, all)))));
    let work = move || {
        let Lost { login, key, passphrase, form } = lost;
        let opened = opening.recover(&login, &key, &passphrase, KdfCost::STANDARD);
        drop(tell.send(Wake::Recovered(Box::new(opened.map_err(|(back, error)| (back, form, error))))));
    };
    std::thread::Builder::new().name("recover".into()).spawn(work).map(drop)
}

fn make(home: &Path, answers: Answers, clock: Clock, tell: Sender<Wake>) -> std::io::Result<()> {
    let home = home.to_owned();
    let work = move || {
        let Answers { college, name, login, passphrase, form } = answers;
        let made: Result<(Desk, RecoveryKey), DeskError> =
            Desk::create(&home, Founding { college, login, name }, &passphrase, KdfCost::STANDARD, clock);
        drop(tell.send(Wake::Made(Box::new(made.map_err(|error| (form, error))))));
    };
    std::thread::Builder::new().name("create".into()).spawn(work).map(drop)
}
