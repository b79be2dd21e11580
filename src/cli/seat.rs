//! The seat of one run of the command line: language, home, clock, who sits there, and how the passphrase is had.
//!
//! A passphrase comes from a file or from the terminal, never from an argument or a variable.

use super::args::{Global, Kdf, KdfArgs};
use super::out::{Out, Outcome};
use super::problem::{Exit, Problem};
use super::{mirror, past};
use crate::campus::{Campus, Refusal, Stamp};
use crate::desk::{Clock, Desk, DeskError, Fault, KdfCost, News, NewsKind, Notice, Receipt, Refused};
use crate::say;
use crate::words::{Lang, Words};
use std::io::{BufRead as _, Read as _};
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

/// Fewest characters of a new passphrase.
const PASSPHRASE_LEAST: usize = 8;
/// Most bytes of a passphrase file that are looked at.
const PASSPHRASE_FILE_LIMIT: u64 = 4096;
/// How often a passphrase may be typed wrongly.
const TRIES: u32 = 3;

/// A passphrase, wiped when it is no longer needed.
pub(super) type Passphrase = Zeroizing<String>;

/// Where one run of the command line sits.
pub(super) struct Seat {
    pub(super) words: Words,
    pub(super) clock: Clock,
    /// The language that was asked for, if one was; `words` speak it, or what the surroundings suggest.
    pub(super) lang: Option<Lang>,
    pub(super) is_plain: bool,
    /// The time the desk is looked back to, as it was typed.
    pub(super) as_of: Option<String>,
    home: Option<PathBuf>,
    login: Option<String>,
    passphrase: Source,
    /// Where this machine keeps what it has seen of its homes; none for a home that is made to be thrown away.
    state: Option<PathBuf>,
}

/// Where the passphrase comes from.
enum Source {
    Terminal,
    File(PathBuf),
    /// The demo college's, which everybody knows.
    Known(Passphrase),
}

impl Seat {
    pub(super) fn new(words: Words, global: &Global) -> Result<Self, Problem> {
        let clock = match global.now.as_deref() {
            None => Clock::System,
            Some(now) => match chrono::DateTime::parse_from_rfc3339(now.trim()) {
                Ok(at) => Clock::Fixed(Stamp::from(at)),
                Err(_) => return Err(Problem::usage("bad_time", say!(words, "cli-bad-now"))),
            },
        };
        let not_empty = |it: &PathBuf| !it.as_os_str().is_empty();
        Ok(Self {
            words,
            clock,
            lang: global.lang.as_deref().and_then(Lang::from_tag),
            is_plain: global.plain,
            as_of: None,
            home: global.home.clone().filter(not_empty),
            login: global.user.clone().filter(|it| !it.is_empty()),
            passphrase: global.passphrase_file.clone().filter(not_empty).map_or(Source::Terminal, Source::File),
            state: state_dir(),
        })
    }

    /// Where this machine keeps what it has seen of its homes.
    pub(super) fn state(&self) -> Option<&Path> {
        self.state.as_deref()
    }

    /// The same seat at another home, whose passphrase is known.
    pub(super) fn elsewhere(&self, home: PathBuf, login: &str, passphrase: &str) -> Self {
        Self {
            words: Words::new(self.words.lang()),
            home: Some(home),
            login: Some(login.to_owned()),
            passphrase: Source::Known(Zeroizing::new(passphrase.to_owned())),
            state: None,
            as_of: None,
            ..*self
        }
    }

    /// The home asked for, or the platform's data folder.
    pub(super) fn home(&self) -> Result<PathBuf, Problem> {
        let default = || directories::ProjectDirs::from("", "", "yedeng").map(|it| it.data_dir().to_owned());
        let home = self.home.clone().or_else(default);
        let home = home.ok_or_else(|| Problem::usage("home_needed", say!(self.words, "cli-home-needed")))?;
        // Said to people and scripts, so it must not depend on where they stand.
        Ok(std::path::absolute(&home).unwrap_or(home))
    }

    /// The login asked for, if one was.
    pub(super) fn login(&self) -> Option<&str> {
        self.login.as_deref()
    }

    /// The login, which this command cannot do without.
    pub(super) fn login_needed(&self) -> Result<&str, Problem> {
        self.login().ok_or_else(|| Problem::usage("user_needed", say!(self.words, "cli-user-needed")))
    }

    /// Whether the passphrase need not be asked for.
    pub(super) fn has_passphrase(&self) -> bool {
        !matches!(self.passphrase, Source::Terminal)
    }

    fn passphrase_at_hand(&self, out: &mut Out) -> Result<Option<Passphrase>, Problem> {
        match &self.passphrase {
            Source::Terminal => Ok(None),
            Source::File(file) => read_passphrase(&self.words, file, out).map(Some),
            Source::Known(it) => Ok(Some(it.clone())),
        }
    }

    /// The passphrase of who sits here: the one at hand, else typed.
    pub(super) fn passphrase(&self, out: &mut Out) -> Result<Passphrase, Problem> {
        let login = self.login_needed()?;
        let at_hand = self.passphrase_at_hand(out)?;
        at_hand.map_or_else(|| ask(&self.words, &say!(self.words, "cli-ask-passphrase", user = login)), Ok)
    }

    /// Opens the desk, does something at it, and lets it go again.
    pub(super) fn at_desk<T>(&self, out: &mut Out, work: impl FnOnce(&Desk, &mut Out) -> Outcome<T>) -> Outcome<T> {
        let desk = self.open(out)?;
        self.greet(&desk, out);
        let done = match &self.as_of {
            None => work(&desk, out),
            Some(time) => past::look_back(self, &desk, time, out).and_then(|past| work(&past, out)),
        };
        self.close(&desk, out);
        done
    }

    /// Opens the desk. A wrong passphrase may be typed again; one from a file may not. What was found and what is news is not told yet: the
    /// screen tells it on a sheet, where it is not covered by the next thing.
    pub(super) fn open(&self, out: &mut Out) -> Outcome<Desk> {
        let words = &self.words;
        let home = self.home()?;
        let login = self.login_needed()?;
        let at_hand = self.passphrase_at_hand(out)?;
        let mut waiting = || out.note(&say!(words, "cli-waiting"));
        let opening = Desk::begin_telling(&home, self.clock, &mut waiting).map_err(|error| self.trouble(&home, &error))?;
        let mut opening = opening.witnessed_in(self.state.clone());
        let mut tries = 0;
        loop {
            let passphrase = match &at_hand {
                Some(it) => it.clone(),
                None => ask(words, &say!(words, "cli-ask-passphrase", user = login))?,
            };
            tries += 1;
            match opening.unlock(login, &passphrase) {
                Ok(desk) => return Ok(desk),
                Err((Some(again), DeskError::Storage(Fault::WrongPassphrase))) if at_hand.is_none() && tries < TRIES => {
                    out.note(&say!(words, "cli-fault-wrong-passphrase"));
                    opening = again;
                }
                Err((_, error)) => return Err(self.trouble(&home, &error).into()),
            }
        }
    }

    /// Says what was found and mended on opening, and what this user has to be told.
    pub(super) fn greet(&self, desk: &Desk, out: &mut Out) {
        desk.notices().iter().for_each(|it| out.note(&notice(&self.words, it)));
        let news = desk.news();
        for it in &news {
            out.note(&crate::text::clean(&told(&self.words, &desk.campus(), it)));
        }
        if !news.is_empty() {
            desk.news_seen();
        }
    }

    /// A secret other than a passphrase: the first line of a file, else typed.
    pub(super) fn secret(&self, file: Option<&Path>, prompt: &str, out: &mut Out) -> Result<Passphrase, Problem> {
        match file {
            Some(file) => read_passphrase(&self.words, file, out),
            None => ask(&self.words, prompt),
        }
    }

    /// What keeps a home from being had.
    pub(super) fn trouble(&self, home: &Path, error: &DeskError) -> Problem {
        trouble(&self.words, home, error)
    }

    /// A passphrase for somebody: from the file, else typed twice.
    pub(super) fn new_passphrase(&self, file: Option<&Path>, whose: &str, out: &mut Out) -> Result<Passphrase, Problem> {
        let words = &self.words;
        let passphrase = match file {
            Some(file) => read_passphrase(words, file, out)?,
            None => {
                let first = ask(words, &say!(words, "cli-ask-new-passphrase", user = whose))?;
                let again = ask(words, &say!(words, "cli-ask-again"))?;
                if *first != *again {
                    return Err(Problem::new(Exit::Refused, "passphrases_differ", say!(words, "cli-passphrases-differ")));
                }
                first
            }
        };
        if passphrase.chars().count() < PASSPHRASE_LEAST {
            return Err(Problem::new(Exit::Refused, "passphrase_too_short", say!(words, "cli-passphrase-short", least = PASSPHRASE_LEAST)));
        }
        Ok(passphrase)
    }

    /// The passphrase of a founder: from the file for passphrases, else typed twice.
    pub(super) fn founder_passphrase(&self, whose: &str, out: &mut Out) -> Result<Passphrase, Problem> {
        let file = if let Source::File(file) = &self.passphrase { Some(file.as_path()) } else { None };
        self.new_passphrase(file, whose, out)
    }

    /// How dear a new key is made; a cheap one is said out loud.
    pub(super) fn kdf_cost(&self, kdf: &KdfArgs, out: &mut Out) -> KdfCost {
        match kdf.kdf {
            Kdf::Standard => KdfCost::STANDARD,
            Kdf::Demo => {
                out.note(&say!(self.words, "cli-kdf-demo"));
                KdfCost::DEMO
            }
        }
    }

    /// A receipt, or the problem that there is none.
    pub(super) fn receipt(&self, desk: &Desk, answer: Result<Receipt, Refused>) -> Result<Receipt, Problem> {
        answer.map_err(|refused| Problem::refused(&self.words, &desk.campus(), &refused))
    }

    /// What a rule forbids.
    pub(super) fn refusal(&self, desk: &Desk, refusal: &Refusal) -> Problem {
        Problem::refusal(&self.words, &desk.campus(), refusal)
    }

    /// Lets the home go. The entries are safe whatever happens here, so trouble is only told.
    pub(super) fn close(&self, desk: &Desk, out: &mut Out) {
        desk.copies().iter().filter_map(|it| mirror::warning(&self.words, it)).for_each(|it| out.note(&it));
        if let Err(error) = desk.close() {
            out.note(&Problem::desk(&self.words, &Campus::default(), &error).message);
        }
    }
}

/// `YEDENG_STATE`, else the platform's directory for what a machine remembers; where it has none, the one for local data.
fn state_dir() -> Option<PathBuf> {
    let told = std::env::var_os("YEDENG_STATE").filter(|it| !it.is_empty()).map(PathBuf::from);
    let of_platform = || {
        let dirs = directories::ProjectDirs::from("", "", "yedeng")?;
        Some(dirs.state_dir().unwrap_or_else(|| dirs.data_local_dir()).to_owned())
    };
    told.or_else(of_platform)
}

/// What keeps a home from being had, with the place it was looked for.
pub(super) fn trouble(words: &Words, home: &Path, error: &DeskError) -> Problem {
    let problem = Problem::desk(words, &Campus::default(), error);
    if matches!(error, DeskError::Storage(_)) && problem.exit != Exit::Denied {
        let place = home.display().to_string();
        let shown = crate::text::clean(&place);
        let line = say!(words, "cli-home-is", home = shown.as_ref());
        problem.line(line).with("home", place)
    } else {
        problem
    }
}

/// The first line of a file, without its end.
fn read_passphrase(words: &Words, file: &Path, out: &mut Out) -> Result<Passphrase, Problem> {
    let unreadable = |kind: std::io::ErrorKind| {
        Problem::usage("passphrase_file", say!(words, "cli-passphrase-file", what = words.io(kind))).with("kind", kind.to_string())
    };
    let opened = std::fs::File::open(file).map_err(|error| unreadable(error.kind()))?;
    warn_if_others_read(words, &opened, out);
    let mut line = Zeroizing::new(String::with_capacity(PASSPHRASE_FILE_LIMIT as usize));
    let mut reader = std::io::BufReader::new(opened.take(PASSPHRASE_FILE_LIMIT));
    reader.read_line(&mut line).map_err(|error| unreadable(error.kind()))?;
    let kept = line.trim_start_matches('\u{feff}').trim_end_matches(['\n', '\r']);
    if kept.is_empty() {
        return Err(Problem::usage("passphrase_file", say!(words, "cli-passphrase-file-empty")));
    }
    Ok(Zeroizing::new(kept.to_owned()))
}

#[cfg(unix)]
fn warn_if_others_read(words: &Words, file: &std::fs::File, out: &mut Out) {
    use std::os::unix::fs::PermissionsExt as _;
    if file.metadata().is_ok_and(|it| it.is_file() && it.permissions().mode() & 0o044 != 0) {
        out.note(&say!(words, "cli-passphrase-file-open"));
    }
}

#[cfg(not(unix))]
fn warn_if_others_read(_words: &Words, _file: &std::fs::File, _out: &mut Out) {}

/// Asks on the terminal itself, whatever stdin and stdout are.
fn ask(words: &Words, prompt: &str) -> Result<Passphrase, Problem> {
    let typed = rpassword::prompt_password(prompt);
    typed.map(Zeroizing::new).map_err(|_| Problem::usage("passphrase_needed", say!(words, "cli-passphrase-needed")))
}

/// What a user has to be told.
fn told(words: &Words, campus: &Campus, news: &News) -> String {
    let by = campus.staff().user(news.by).map(|it| it.login.to_string()).unwrap_or_default();
    let time = |at: Stamp| super::ask::short_time(&super::view::time(campus, at));
    match &news.what {
        NewsKind::GlassBroken { talk, reason } => {
            say!(words, "cli-news-glass", by = by, at = time(news.at), talk = talk.to_string(), reason = reason.to_string())
        }
        NewsKind::UnlocksFailed { times, last } => say!(words, "cli-news-unlocks", times = times.to_string(), at = time(*last)),
        NewsKind::KeyReplaced => say!(words, "cli-news-key", by = by, at = time(news.at)),
        NewsKind::RecoveryUsed => say!(words, "cli-news-recovery", at = time(news.at)),
        NewsKind::RecoveryRenewed => say!(words, "cli-news-recovery-renewed", by = by, at = time(news.at)),
    }
}

/// What was found and mended on opening.
fn notice(words: &Words, notice: &Notice) -> String {
    let aside = |path: &Option<PathBuf>| path.as_ref().map_or_else(|| "-".to_owned(), |it| it.display().to_string());
    match notice {
        Notice::TornTailCut { bytes } => say!(words, "cli-notice-torn", bytes = bytes.to_string()),
        Notice::StoreCaughtUp { entries } => say!(words, "cli-notice-caught-up", entries = entries.to_string()),
        Notice::StoreRebuilt { entries, aside: path } => {
            say!(words, "cli-notice-store", entries = entries.to_string(), aside = aside(path))
        }
        Notice::MirrorRebuilt { entries, aside: path } => {
            say!(words, "cli-notice-mirror", entries = entries.to_string(), aside = aside(path))
        }
        Notice::CampusReplayed { entries } => say!(words, "cli-notice-replayed", entries = entries.to_string()),
        Notice::Salvaged { entries, lost, aside } => {
            let missing: u64 = lost.iter().map(|it| it.last.0 - it.first.0 + 1).sum();
            let places = aside.iter().map(|it| it.display().to_string()).collect::<Vec<_>>().join(" ");
            say!(words, "cli-notice-salvaged", entries = entries.to_string(), lost = missing.to_string(), aside = places)
        }
        Notice::KeyringHealed => say!(words, "cli-notice-keyring"),
        Notice::KeyringOld { seen, has } => say!(words, "cli-notice-keyring-old", seen = seen.to_string(), has = has.to_string()),
        Notice::FormatRestored => say!(words, "cli-notice-format"),
        Notice::CaughtUpFromSecond { entries } => say!(words, "cli-notice-from-second", entries = entries.to_string()),
        Notice::SecondDiffers { dir } => {
            let dir = dir.display().to_string();
            say!(words, "cli-notice-second-differs", dir = crate::text::clean(&dir).into_owned())
        }
        Notice::SecondsForgotten => say!(words, "cli-notice-seconds-forgotten"),
        Notice::RolledBack { seen, has } => {
            let missing = seen.0 - has.0;
            say!(words, "cli-notice-rolled-back", seen = seen.to_string(), has = has.to_string(), missing = missing.to_string())
        }
        Notice::Forked { at } => say!(words, "cli-notice-forked", at = at.to_string()),
        Notice::WitnessUnreadable => say!(words, "cli-notice-witness"),
    }
}
