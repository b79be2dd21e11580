//! The loop of the local seat: what comes in from terminal, desk and clock goes through `update`, then one picture is drawn.
//!
//! The one place in `tui` that knows both the desk and the terminal. Three threads beside the loop: one reads the terminal, one carries
//! out effects (`worker`), one waits for signals. Nobody polls: an idle seat sleeps until the minute is full.

mod files;
mod gate;
mod home;
mod notify;
mod paper;
mod past;
mod press;
mod searcher;
mod seat;
mod settings;
mod told;
mod trouble;
mod worker;

use super::input::Input;
use super::keymap::Keymap;
use super::layer::Item;
use super::model::ThemeChoice;
use super::msg::Event;
use super::prompt::Prompt;
use super::term::{Guard, Inlet, Screen, listen};
use super::theme::Theme;
use super::update::gate::{Gate, Recover, Setup};
use crate::campus::Stamp;
use crate::desk::{Clock, Desk, DeskError, Fault, Opening, RecoveryKey, Refused, Sought};
use crate::say;
use crate::words::{Lang, Words};
use seat::Left;
use settings::Settings;
use std::io::{self, Stdout};
use std::path::{Path, PathBuf};
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
    /// Where this machine keeps what it has seen of its homes; without it, nobody notices an older copy that was put back.
    pub state: Option<PathBuf>,
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

/// The desk by the recovery key; or the opening and the form again, and why.
type Recovered = Result<Desk, (Option<Opening>, Recover, DeskError)>;

/// Something that wakes the loop.
enum Wake {
    Inputs(Vec<Input>),
    Changed,
    Answer(Event),
    Refused(super::model::Token, Refused),
    Fault(Fault),
    /// What was found in the texts so far, and to which question.
    Sought(u64, Result<Sought, Fault>),
    /// The keys are forgotten; whether what was being typed is on disk.
    Locked(Result<(), Fault>),
    /// Somebody tried to come in at the locked seat.
    Switched(Box<Result<Desk, DeskError>>),
    /// The desk as it stood at an earlier time, or why it cannot be shown.
    LookedBack(Box<Result<Desk, DeskError>>),
    /// How the home stands.
    Home(Box<home::Home>),
    /// What kept the home from being written was tried again.
    TriedAgain(Result<(), DeskError>),
    /// The head was accepted as it stands, or not.
    HeadAccepted(Result<(), DeskError>),
    Opened(Box<Result<Desk, (Option<Opening>, DeskError)>>),
    Made(Box<Result<(Desk, RecoveryKey), (Setup, DeskError)>>),
    Recovered(Box<Recovered>),
    /// Opening takes long: entries done, entries in all.
    Progress(u64, u64),
    Terminate,
    /// The terminal is gone.
    Gone,
}

/// What is wrong in the seat's three files in this home, in words: the door of the fuzzer and of `tests/found.rs`.
#[doc(hidden)]
pub fn complaints_of(home: &Path, words: &Words) -> Vec<String> {
    let items = Settings::load(home, &SeatOptions::default()).furnish(words).2;
    items.into_iter().flat_map(|it| std::iter::once(it.text).chain(it.more)).collect()
}

/// Runs a seat at an open desk until it is left. The desk stays open.
///
/// # Errors
/// The terminal is none, or it is gone.
pub fn run(desk: &Desk, options: &SeatOptions) -> Result<(), RunError> {
    let mut stage = Stage::enter(desk.home(), options)?;
    stage.sit(desk).map(drop)
}

/// Opens a home and runs a seat at it: set-up where there is none yet, the passphrase, the screen. The desk is closed at the end.
///
/// # Errors
/// The home cannot be opened, or the terminal is none or gone.
pub fn run_home(home: &Path, clock: Clock, options: &SeatOptions) -> Result<(), RunError> {
    // Whatever is wrong with the home is better said on the plain terminal.
    let opening = match Desk::begin(home, clock) {
        Ok(opening) => Some(opening.witnessed_in(options.state.clone())),
        Err(DeskError::Storage(crate::desk::Fault::NoHome)) => None,
        Err(error) => return Err(error.into()),
    };
    let mut stage = Stage::enter(home, options)?;
    stage.has_gate = true;
    let login = options.login.as_deref().unwrap_or_default();
    let mut gate = match opening {
        Some(opening) => (Gate::Unlock(Prompt::new(login)), Some(opening)),
        None => (Gate::Setup(Setup::new(&stage.words)), None),
    };
    loop {
        let Some(desk) = stage.pass_gate(home, gate, clock)? else { return Ok(()) };
        let left = stage.sit(&desk);
        if !matches!(left, Ok(Left::ToGate)) {
            drop(stage);
            desk.close()?;
            return left.map(drop);
        }
        desk.close()?;
        drop(desk);
        // Another opening may find other things.
        stage.told = false;
        gate = (Gate::Recover(Recover::new(&stage.words, "")), Some(Desk::begin(home, clock)?.witnessed_in(options.state.clone())));
    }
}

/// The terminal taken over, with all that is needed to draw on it and to hear from it.
struct Stage {
    news: Receiver<Wake>,
    tell: Sender<Wake>,
    settings: Settings,
    complaints: Vec<Item>,
    /// What was found on opening has been told.
    told: bool,
    /// Something of ours is on the clipboard.
    copied: bool,
    /// The title of the window is ours.
    titled: bool,
    /// There is a gate before this desk.
    has_gate: bool,
    /// The head was accepted since the opening.
    head_accepted: bool,
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
            told: false,
            copied: false,
            titled: false,
            has_gate: false,
            head_accepted: false,
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
}
