//! Coming to the desk: founding a college, opening a home, and what may go wrong on the way.

use super::backup::Keeper;
use super::clock::WallClock;
use super::keys::try_passphrase;
use super::owed::Owed;
use super::patrol::Watch;
use super::rejoin;
use super::session::Session;
use super::writer::{Job, KnownKeys, Writer, tell};
use super::{Clock, Desk, Inner, Listener, Refused};
use crate::campus::{
    Act, Campus, CustodyAct, DEFAULT_ROOM_TEMPLATE, DEFAULT_ZONE, Founded, LOGIN_LIMIT, Refusal, Role, SeatId, StaffAct, Stamp, User,
    UserId,
};
use crate::finder::Finder;
use crate::logbook::{Attempts, Fault, KdfCost, Logbook, Notice, Prepared, RecoveryKey, Unlocked};
use std::path::{Path, PathBuf};
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex, RwLock};

/// Why a desk cannot be had.
#[derive(Debug, Clone, thiserror::Error)]
pub enum DeskError {
    /// The home cannot be opened or made, or the passphrase is wrong.
    #[error(transparent)]
    Storage(#[from] Fault),
    /// The first entries of a new home were refused.
    #[error(transparent)]
    Rule(#[from] Refusal),
    /// The passphrase is right, but the user was disabled.
    #[error("this user was disabled")]
    Disabled,
    /// The passphrase is right, but the entry that took the user in is lost. An administrator takes them in again ([`Desk::add_user`]), or they
    /// come in by the recovery key ([`Opening::recover`]).
    #[error("the entry that took this user in is lost")]
    JoiningLost,
    /// The desk was closed.
    #[error("the desk was closed")]
    Closed,
}

impl From<Refused> for DeskError {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::Rule(refusal) => Self::Rule(refusal),
            Refused::Storage(fault) => Self::Storage(fault),
            Refused::Closed => Self::Closed,
        }
    }
}

/// What a new college needs to be told.
#[derive(Debug, Clone)]
pub struct Founding {
    /// Name of the college.
    pub college: String,
    /// What the first user types to come in.
    pub login: String,
    /// The first user's name.
    pub name: String,
}

/// A home whose lock we hold and whose database is being opened while somebody types a passphrase.
pub struct Opening {
    home: PathBuf,
    prepared: Prepared,
    clock: Clock,
    progress: Progress,
}

/// Hears entries done and entries in all while a home is opened, where that takes long.
pub type Progress = Box<dyn FnMut(u64, u64) + Send>;

impl std::fmt::Debug for Opening {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Opening")
    }
}

impl Opening {
    /// Tells how far opening has come, where it takes long: entries done and entries in all.
    #[must_use]
    pub fn watched(mut self, progress: Progress) -> Self {
        self.progress = progress;
        self
    }

    /// Opens the desk for a user. A wrong passphrase gives the opening back, so that it can be tried again.
    ///
    /// # Errors
    /// Unknown user, wrong passphrase, disabled user; or the data is damaged beyond what both copies can mend.
    #[expect(clippy::result_large_err, reason = "the opening comes back so that the next try need not open the database again")]
    pub fn unlock(self, login: &str, passphrase: &str) -> Result<Desk, (Option<Self>, DeskError)> {
        let (attempts, tag) = (Attempts::of(&self.home), self.prepared.tag_of(login));
        match try_passphrase(&attempts, tag, || self.prepared.unlock(login, passphrase)) {
            Ok(unlocked) => {
                let desk = self.open(login, unlocked, rejoin::refuse).map_err(|error| (None, error))?;
                desk.arrive(login);
                Ok(desk)
            }
            Err(fault) => Err((Some(self), fault.into())),
        }
    }

    /// Has the end of the logbook held against what this machine has seen of it, and kept, in a directory outside the home. What that finds
    /// stands among [`Desk::notices`].
    #[must_use]
    pub fn witnessed_in(self, dir: Option<PathBuf>) -> Self {
        Self { prepared: self.prepared.witnessed_in(dir), ..self }
    }

    /// Opens the desk with the printed recovery key and gives a user a new passphrase. They keep their key pair, so what is sealed to them
    /// stays readable; that the recovery key was used is recorded. Who has a key but whose entry was lost is taken in again. A wrong key gives the
    /// opening back.
    ///
    /// # Errors
    /// Wrong key, unknown or disabled user; or the data is damaged beyond what both copies can mend.
    #[expect(clippy::result_large_err, reason = "the opening comes back so that the next try need not open the database again")]
    pub fn recover(self, login: &str, key: &RecoveryKey, passphrase: &str, cost: KdfCost) -> Result<Desk, (Option<Self>, DeskError)> {
        match self.prepared.unlock_recovery(key) {
            Ok(unlocked) => self.recovered(login, key, unlocked, passphrase, cost).map_err(|error| (None, error)),
            Err(fault) => Err((Some(self), fault.into())),
        }
    }

    fn recovered(self, login: &str, key: &RecoveryKey, unlocked: Unlocked, passphrase: &str, cost: KdfCost) -> Result<Desk, DeskError> {
        let desk = self.open(login, unlocked, rejoin::take_in)?;
        let pair = desk.keyring()?.escrowed(login, key);
        let slot = desk.keyring()?.make_slot(login, passphrase, cost, pair)?;
        let secret = slot.secret().clone();
        // Recorded first: a use that is not on disk must not have opened anything.
        desk.submit(Act::Custody(CustodyAct::RecoveryUsed { user: desk.user }))?;
        desk.with_logbook(move |logbook| logbook.put_slot(&slot))??;
        desk.session.set(Some(secret));
        desk.arrive(login);
        Ok(desk)
    }

    /// `strange` is asked who comes in if the campus does not know the login.
    fn open(mut self, login: &str, unlocked: Unlocked, strange: rejoin::Strange) -> Result<Desk, DeskError> {
        let session = Session::of(unlocked.secret().cloned());
        let (mut logbook, mut campus, notices) = self.prepared.open(unlocked, &mut self.progress)?;
        let lost = notices.iter().find_map(|it| if let Notice::Salvaged { lost, .. } = it { Some(lost.clone()) } else { None });
        let mut lost = lost.unwrap_or_default();
        let user = match campus.staff().by_login(login) {
            Some(user) => user,
            None => strange(login, self.clock.now(), (&mut logbook, &mut campus), &mut lost)?,
        };
        if campus.staff().user(user).is_none_or(|it| !it.active) {
            return Err(DeskError::Disabled);
        }
        let desk = seat(self.home, logbook, campus, notices, self.clock, user, session);
        desk.owe(lost)?;
        desk.clear_unfinished_backups();
        desk.resume_erasures();
        Ok(desk)
    }
}

impl Desk {
    /// Takes a home: its lock, its keyring; the database opens in the background.
    ///
    /// # Errors
    /// There is no home, it is open elsewhere, it is of a newer version, or its files cannot be read.
    pub fn begin(home: &Path, clock: Clock) -> Result<Opening, DeskError> {
        Self::begin_telling(home, clock, &mut || {})
    }

    /// As [`Desk::begin`]; `waiting` is called once if another program has the home and it takes a while to let go.
    ///
    /// # Errors
    /// As [`Desk::begin`].
    pub fn begin_telling(home: &Path, clock: Clock, waiting: &mut dyn FnMut()) -> Result<Opening, DeskError> {
        Ok(Opening { home: home.to_owned(), prepared: Prepared::begin_telling(home, waiting)?, clock, progress: Box::new(|_, _| {}) })
    }

    /// Founds a college in a new home. The first user is its administrator.
    ///
    /// # Errors
    /// The folder is not empty or not writable, or a name is empty or too long.
    pub fn create(
        home: &Path,
        founding: Founding,
        passphrase: &str,
        cost: KdfCost,
        clock: Clock,
    ) -> Result<(Self, RecoveryKey), DeskError> {
        let now = clock.now();
        let Founding { college, login, name } = founding;
        let founded = Founded { college: college.into(), zone: DEFAULT_ZONE.name().into(), room_template: DEFAULT_ROOM_TEMPLATE.into() };
        let user = User::new(login.as_str(), name, Role::Administrator);
        let acts = [Act::Founded(founded), Act::Staff(StaffAct::Joined(user))];
        // Asked before anything is made, so that a name that is refused leaves no half-made home behind.
        let blank = Campus::default();
        acts.iter().try_for_each(|act| blank.check(UserId(0), now, act))?;
        let acts = acts.into_iter().map(|act| (now, UserId(0), act));
        Self::build(home, &[&login], passphrase, cost, clock, acts, &mut |_| {})
    }

    /// Makes a new home and writes a whole history into it, each act with its own time and author; `progress` hears the count so far.
    /// The acts must bring in the users `logins`, who all get the passphrase; the first of them sits down. What they wrote in private is
    /// sealed to its readers among them.
    ///
    /// # Errors
    /// As [`Desk::create`]; and the first act that a rule refuses.
    pub fn build(
        home: &Path,
        logins: &[&str],
        passphrase: &str,
        cost: KdfCost,
        clock: Clock,
        acts: impl Iterator<Item = (Stamp, UserId, Act)>,
        progress: &mut dyn FnMut(usize),
    ) -> Result<(Self, RecoveryKey), DeskError> {
        const GROUP: usize = 1_000;
        if let Some(got) = logins.iter().map(|it| it.chars().count()).find(|got| *got > LOGIN_LIMIT) {
            return Err(Refusal::TooLong { limit: LOGIN_LIMIT, got }.into());
        }
        let (first, others) = logins.split_first().ok_or(Fault::NoSuchUser)?;
        let (mut logbook, recovery, secret) = Prepared::create(home, first, passphrase, cost)?;
        let mut secrets = vec![(Box::<str>::from(*first), secret)];
        for login in others {
            let slot = logbook.keyring().make_slot(login, passphrase, cost, None)?;
            logbook.put_slot(&slot)?;
            secrets.push((Box::from(*login), slot.secret().clone()));
        }
        let known: Arc<KnownKeys> = Arc::new(secrets.iter().map(|(login, secret)| (login.clone(), secret.public())).collect());
        let session = Session::of(secrets.first().map(|(_, secret)| secret.clone()));
        let mut desk = seat(home.to_owned(), logbook, Campus::default(), Vec::new(), clock, UserId(0), session);
        let mut acts = acts.peekable();
        let mut count = 0;
        while acts.peek().is_some() {
            let group: Vec<_> = acts.by_ref().take(GROUP).collect();
            count += group.len();
            desk.ask(|reply| Job::Feed(group, Arc::clone(&known), reply))??;
            progress(count);
        }
        let user = desk.campus().staff().by_login(first);
        desk.user = user.ok_or(Fault::NoSuchUser)?;
        for (login, secret) in &secrets {
            let user = desk.campus().staff().by_login(login).ok_or(Fault::NoSuchUser)?;
            desk.publish(user, secret)?;
        }
        desk.checkpoint()?;
        Ok((desk, recovery))
    }
}

fn seat(home: PathBuf, logbook: Logbook, campus: Campus, notices: Vec<Notice>, clock: Clock, user: UserId, session: Session) -> Desk {
    let finder = Arc::new(RwLock::new(Finder::new(&campus)));
    let campus = Arc::new(RwLock::new(campus));
    let listeners: Arc<Mutex<Vec<Listener>>> = Arc::default();
    let (jobs, waiting) = channel();
    let (reader, drafts, copies) = (logbook.reader(), logbook.drafts(), logbook.watch());
    let (told, seen) = (Arc::clone(&listeners), reader.clone());
    logbook.on_copies(Box::new(move || tell(&told, seen.head().seq)));
    let clock = Arc::new(WallClock::new(clock));
    let writer = Writer::new(logbook, Arc::clone(&campus), Arc::clone(&finder), Arc::clone(&listeners), Arc::clone(&clock));
    std::thread::spawn(move || writer.run(&waiting));
    let (keeper, owed, watch) = (Keeper::default(), Owed::default(), Watch::default());
    let inner = Inner { home, campus, finder, listeners, reader, drafts, clock, notices, keeper, owed, watch, copies, jobs };
    Desk { inner: Arc::new(inner), user, seat: SeatId(0), session: Arc::new(session), past: None }
}
