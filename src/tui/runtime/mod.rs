//! The loop of the local seat: what comes in from terminal, desk and clock goes through `update`, then one picture is drawn.
//!
//! The one place in `tui` that knows both the desk and the terminal. Three threads beside the loop: one reads the terminal, one carries
//! out effects (`worker`), one waits for signals. Nobody polls: an idle seat sleeps until the minute is full.

mod gate;
mod settings;
mod trouble;
mod worker;

use super::World;
use super::effect::Effect;
use super::input::Input;
use super::keymap::Keymap;
use super::model::{Model, Seat, ThemeChoice};
use super::msg::{Event, Msg, Why};
use super::screen::render;
use super::term::{Guard, Inlet, Screen, listen};
use super::theme::Theme;
use super::update::update;
use crate::campus::{Seq, Stamp};
use crate::desk::{Clock, Desk, DeskError, Opening, RecoveryKey, Refused};
use crate::say;
use crate::words::{Lang, Words};
use settings::Settings;
use std::io::{self, Stdout};
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

/// Pictures are at least so far apart.
const FRAME: Duration = Duration::from_millis(10);

/// What a person asked for on the command line; what is `None` is as they left it, or as the surroundings suggest.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SeatOptions {
    /// Language.
    pub lang: Option<Lang>,
    /// Theme.
    pub theme: Option<ThemeChoice>,
    /// Borders and signs in ASCII.
    pub ascii: Option<bool>,
    /// Take the mouse. Without it the terminal's own selection works as ever.
    pub mouse: Option<bool>,
    /// Who comes in, if that is known already.
    pub login: Option<String>,
}

/// Why there is no screen, or no longer.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// The desk cannot be had.
    #[error(transparent)]
    Desk(#[from] DeskError),
    /// The terminal is none, or it is gone.
    #[error("the terminal: {0}")]
    Terminal(#[from] io::Error),
}

/// Something that wakes the loop.
enum Wake {
    Inputs(Vec<Input>),
    Changed,
    Answer(Event),
    Refused(super::model::Token, Refused),
    Fault(crate::desk::Fault),
    Opened(Box<Result<Desk, (Option<Opening>, DeskError)>>),
    Made(Box<Result<(Desk, RecoveryKey), (super::update::gate::Setup, DeskError)>>),
    Terminate,
    /// The terminal is gone.
    Gone,
}

/// What is wrong in the seat's three files in this home, in words: the door of the fuzzer and of `tests/found.rs`.
#[doc(hidden)]
pub fn complaints_of(home: &Path, words: &Words) -> Vec<String> {
    Settings::load(home, &SeatOptions::default()).furnish(words).2
}

/// Runs a seat at an open desk until it is left. The desk stays open.
///
/// # Errors
/// The terminal is none, or it is gone.
pub fn run(desk: &Desk, options: &SeatOptions) -> Result<(), RunError> {
    let mut stage = Stage::enter(desk.home(), options)?;
    stage.sit(desk)
}

/// Opens a home and runs a seat at it: set-up where there is none yet, the passphrase, the screen. The desk is closed at the end.
///
/// # Errors
/// The home cannot be opened, or the terminal is none or gone.
pub fn run_home(home: &Path, clock: Clock, options: &SeatOptions) -> Result<(), RunError> {
    // Whatever is wrong with the home is better said on the plain terminal.
    let opening = match Desk::begin(home, clock) {
        Ok(opening) => Some(opening),
        Err(DeskError::Storage(crate::desk::Fault::NoHome)) => None,
        Err(error) => return Err(error.into()),
    };
    let mut stage = Stage::enter(home, options)?;
    let Some(desk) = stage.pass_gate(home, opening, clock, options.login.as_deref().unwrap_or_default())? else { return Ok(()) };
    let left = stage.sit(&desk);
    drop(stage);
    desk.close()?;
    left
}

/// The terminal taken over, with all that is needed to draw on it and to hear from it.
struct Stage {
    news: Receiver<Wake>,
    tell: Sender<Wake>,
    settings: Settings,
    complaints: Vec<String>,
    keymap: Keymap,
    words: Words,
    theme: Theme,
    screen: Screen<Stdout>,
    size: (u16, u16),
    drawn: Option<Instant>,
    #[cfg(unix)]
    _signals: super::term::Signals,
    // Last, so that the terminal is given back when everything else is gone.
    _guard: Guard,
}

impl Stage {
    fn enter(home: &Path, options: &SeatOptions) -> Result<Self, RunError> {
        let mut settings = Settings::load(home, options);
        let words = Words::new(settings.lang);
        let (keymap, theme, complaints) = settings.furnish(&words);
        let guard = Guard::enter(settings.mouse, say!(words, "screen-panic"))?;
        let (tell, news) = channel();
        #[cfg(unix)]
        let signals = {
            let tell = tell.clone();
            super::term::on_terminate(move || drop(tell.send(Wake::Terminate)))?
        };
        let ears = tell.clone();
        std::thread::Builder::new().name("input".into()).spawn(move || {
            let mut inlet = Inlet::default();
            while let Ok(inputs) = listen(&mut inlet) {
                if ears.send(Wake::Inputs(inputs)).is_err() {
                    return;
                }
            }
            drop(ears.send(Wake::Gone));
        })?;
        let screen = Screen::stdout(settings.ascii);
        let size = super::term::size()?;
        Ok(Self {
            news,
            tell,
            settings,
            complaints,
            keymap,
            words,
            theme,
            screen,
            size,
            drawn: None,
            #[cfg(unix)]
            _signals: signals,
            _guard: guard,
        })
    }

    /// Waits until something happens or `wake` has come, then takes everything that is there. Frames stay [`FRAME`] apart, and what comes in
    /// meanwhile is taken too. Nothing means that it is time.
    fn wait(&mut self, now: Stamp, wake: Option<Stamp>) -> Vec<Wake> {
        let sleep = wake.map(|at| Duration::from_millis(u64::try_from(at.0.saturating_sub(now.0)).unwrap_or(0).max(1)));
        let first = match sleep {
            Some(sleep) => self.news.recv_timeout(sleep),
            None => self.news.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        let Ok(first) = first else { return Vec::new() };
        let mut all = vec![first];
        loop {
            all.extend(self.news.try_iter());
            let rest = self.drawn.map_or(Duration::ZERO, |at| FRAME.saturating_sub(at.elapsed()));
            if rest.is_zero() {
                return all;
            }
            match self.news.recv_timeout(rest) {
                Ok(more) => all.push(more),
                Err(_) => return all,
            }
        }
    }

    /// A seat at the desk, until it is left.
    fn sit(&mut self, desk: &Desk) -> Result<(), RunError> {
        let worker = worker::start(desk.clone(), self.tell.clone())?;
        let tell = self.tell.clone();
        desk.subscribe(Box::new(move |_: Seq| tell.send(Wake::Changed).is_ok()));
        let seat =
            Seat { user: desk.user(), lang: self.settings.lang, theme: self.settings.theme, ascii: self.settings.ascii, size: self.size };
        let mut model = Model::new(seat, std::mem::take(&mut self.keymap), &desk.campus(), desk.now());
        let mut events: Vec<Event> = match desk.load_draft(worker::DRAFT) {
            Ok(draft) => draft.map(Event::DraftFound).into_iter().collect(),
            Err(fault) => vec![Event::Notice(trouble::fault(&self.words, &fault))],
        };
        events.extend(std::mem::take(&mut self.complaints).into_iter().map(Event::Notice));
        events.extend(desk.notices().iter().filter_map(|it| trouble::notice(&self.words, it)).map(Event::Notice));
        let outcome = self.turn_around(desk, &mut model, &worker, events);
        // Whatever is still on its way to the disk gets there before the desk is left.
        worker.finish();
        outcome
    }

    fn turn_around(&mut self, desk: &Desk, model: &mut Model, worker: &worker::Worker, mut events: Vec<Event>) -> Result<(), RunError> {
        events.push(Event::Tick);
        loop {
            for event in events.drain(..) {
                self.take(desk, model, worker, event);
            }
            if model.quit {
                return Ok(());
            }
            self.draw(desk, model, worker)?;
            let woken = self.wait(desk.now(), Some(model.wake_at()));
            let gone = woken.iter().any(|it| matches!(it, Wake::Gone));
            events = self.events(woken);
            if gone {
                // The draft is kept; there is nobody left to draw for.
                self.take(desk, model, worker, Event::Terminate);
                return Ok(());
            }
        }
    }

    /// One event through `update`, and what it asks for done or passed on.
    fn take(&mut self, desk: &Desk, model: &mut Model, worker: &worker::Worker, event: Event) {
        let effects = {
            let (campus, finder) = (desk.campus(), desk.finder());
            let world = World { campus: &campus, finder: &finder, words: &self.words };
            update(model, &world, Msg { at: desk.now(), event })
        };
        self.size = model.seat.size;
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
                Effect::Lock | Effect::Quit => {}
                effect => {
                    if !worker.ask(effect) {
                        // It panicked, a mistake of ours; what is typed is still on the screen, and on disk up to the last draft.
                        drop(self.tell.send(Wake::Answer(Event::Notice(say!(self.words, "screen-fault-closed")))));
                    }
                }
            }
        }
    }

    /// What woke us, as events for `update`; characters that came in several pieces are put together.
    fn events(&self, woken: Vec<Wake>) -> Vec<Event> {
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
                    continue;
                }
                Wake::Changed => changed = true,
                Wake::Answer(event) => events.push(event),
                Wake::Refused(token, refused) => events.push(Event::Refused { token, why: self.why(refused) }),
                Wake::Fault(fault) => events.push(Event::Notice(trouble::fault(&self.words, &fault))),
                Wake::Terminate => events.push(Event::Terminate),
                Wake::Opened(_) | Wake::Made(_) | Wake::Gone => {}
            }
        }
        if changed {
            events.push(Event::Changed);
        }
        if events.is_empty() && inputs.is_empty() {
            events.push(Event::Tick);
        }
        // Keys come last: what they are pressed on is then as new as it can be.
        events.extend(inputs.into_iter().map(Event::Input));
        events
    }

    fn why(&self, refused: Refused) -> Why {
        match refused {
            Refused::Rule(refusal) => Why::Rule(refusal),
            Refused::Storage(fault) => Why::Storage(trouble::fault(&self.words, &fault)),
            Refused::Closed => Why::Storage(say!(self.words, "screen-fault-closed")),
        }
    }

    fn draw(&mut self, desk: &Desk, model: &mut Model, worker: &worker::Worker) -> Result<(), RunError> {
        let before = (model.frame.heights, model.frame.rows, model.frame.grid);
        self.paint(desk, model)?;
        if before != (model.frame.heights, model.frame.rows, model.frame.grid) {
            // The window has other room than was thought: scroll to fit, and fetch what has come into sight.
            self.take(desk, model, worker, Event::Tick);
            self.paint(desk, model)?;
        }
        self.drawn = Some(Instant::now());
        Ok(())
    }

    fn paint(&mut self, desk: &Desk, model: &mut Model) -> Result<(), RunError> {
        let (campus, finder) = (desk.campus(), desk.finder());
        let world = World { campus: &campus, finder: &finder, words: &self.words };
        let (theme, seen) = (&self.theme, &*model);
        model.frame = self.screen.draw(self.size, |buffer| {
            let info = render(seen, world, theme, buffer);
            let cursor = info.cursor;
            (info, cursor)
        })?;
        Ok(())
    }
}
