//! Who has the home open: one program at a time. The lock is the operating system's and ends with the process; it is never overridden.
//!
//! The locked file stays empty, for on Windows nobody else could read it; who holds it stands in a file beside.

use super::{Fault, Part, files};
use std::fs::{self, File, TryLockError};
use std::path::Path;
use std::time::{Duration, Instant};

/// How long an opener waits for a program that is just closing, or whose end the system has not noticed yet.
pub(super) const PATIENCE: Duration = Duration::from_secs(3);
/// After how long it says that it waits.
const SAID: Duration = Duration::from_millis(500);
/// How often it looks again.
pub(super) const PAUSE: Duration = Duration::from_millis(40);
const LOCK: &str = "desk.lock";
const HOLDER: &str = "desk.holder";

/// The lock on a home, held as long as this lives.
pub(super) struct HomeLock {
    _file: File,
}

impl HomeLock {
    /// Takes the lock, waiting `patience` for another program to let go; `waiting` is called once when that takes a while.
    pub(super) fn take(home: &Path, patience: Duration, waiting: &mut dyn FnMut()) -> Result<Self, Fault> {
        let file = files::private().create(true).truncate(false).write(true).read(true).open(home.join(LOCK));
        let file = file.map_err(Fault::io(Part::Lock))?;
        let begun = Instant::now();
        let mut said = false;
        loop {
            match file.try_lock() {
                Ok(()) => break,
                Err(TryLockError::WouldBlock) if begun.elapsed() < patience => {
                    if !said && begun.elapsed() >= SAID {
                        said = true;
                        waiting();
                    }
                    std::thread::sleep(PAUSE);
                }
                Err(TryLockError::WouldBlock) => return Err(holder(home)),
                Err(TryLockError::Error(error)) => return Err(Fault::io(Part::Lock)(error)),
            }
        }
        let since = chrono::Local::now().to_rfc3339_opts(chrono::SecondsFormat::Secs, false);
        let told = format!("{}\n{}\n{}\n{since}\n", user(), host(), std::process::id());
        // Only for the courtesy of saying who it is, so it need not survive a power cut, and a full disk is no reason not to open.
        match fs::write(home.join(HOLDER), told).map_err(Fault::io(Part::Lock)) {
            Err(Fault::Full) | Ok(()) => {}
            Err(fault) => return Err(fault),
        }
        Ok(Self { _file: file })
    }
}

/// Who has it open, as far as they said.
pub(super) fn holder(home: &Path) -> Fault {
    let told = fs::read_to_string(home.join(HOLDER)).unwrap_or_default();
    let mut lines = told.lines().map(|line| line.chars().filter(|c| !c.is_control()).take(64).collect::<String>());
    let mut next = || lines.next().unwrap_or_default();
    let (who, host, pid, since) = (next(), next(), next().parse().unwrap_or(0), next());
    Fault::LockedBy { who, host, pid, since }
}

/// The operating system's name of the user. No login of ours: those stand nowhere in clear.
fn user() -> String {
    let told = ["USER", "LOGNAME", "USERNAME"].iter().find_map(|name| std::env::var(name).ok()).map(one_line);
    told.filter(|it| !it.is_empty()).or_else(user_by_number).unwrap_or_default()
}

/// From the system's list of users, where the environment does not say; a user it does not list is told by number.
#[cfg(unix)]
fn user_by_number() -> Option<String> {
    let number = rustix::process::getuid().as_raw().to_string();
    let listed = fs::read_to_string("/etc/passwd").unwrap_or_default();
    Some(named_in(&listed, &number).unwrap_or(number))
}

#[cfg(not(unix))]
fn user_by_number() -> Option<String> {
    None
}

/// The name in front of a number in the form of `/etc/passwd`.
#[cfg(unix)]
fn named_in(listed: &str, number: &str) -> Option<String> {
    let mut users = listed.lines().map(|line| line.split(':'));
    users.find_map(|mut it| it.next().filter(|_| it.nth(1) == Some(number)).map(str::to_owned))
}

fn host() -> String {
    let told = ["/proc/sys/kernel/hostname", "/etc/hostname"].iter().find_map(|path| fs::read_to_string(path).ok());
    told.or_else(|| std::env::var("COMPUTERNAME").ok()).or_else(|| std::env::var("HOSTNAME").ok()).map(one_line).unwrap_or_default()
}

fn one_line(text: String) -> String {
    text.lines().next().unwrap_or_default().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_is_told_who_has_it_and_gets_it_when_the_first_lets_go() {
        let dir = tempfile::tempdir().unwrap();
        let first = HomeLock::take(dir.path(), PATIENCE, &mut || {}).unwrap();
        let Err(Fault::LockedBy { pid, since, .. }) = HomeLock::take(dir.path(), Duration::ZERO, &mut || {}) else { panic!("taken twice") };
        assert_eq!(pid, std::process::id());
        assert!(chrono::DateTime::parse_from_rfc3339(&since).is_ok());
        drop(first);
        assert!(HomeLock::take(dir.path(), Duration::ZERO, &mut || {}).is_ok());
    }

    #[test]
    fn whoever_waits_long_is_told_once() {
        let dir = tempfile::tempdir().unwrap();
        let _first = HomeLock::take(dir.path(), PATIENCE, &mut || {}).unwrap();
        let mut told = 0;
        assert!(HomeLock::take(dir.path(), SAID + 3 * PAUSE, &mut || told += 1).is_err());
        assert_eq!(told, 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_user_is_named_by_number_where_the_environment_is_silent() {
        let listed = "root:x:0:0:root:/root:/bin/sh\nzhang:x:1000:1000::/home/zhang:/bin/sh\nbroken\n";
        assert_eq!((named_in(listed, "1000").as_deref(), named_in(listed, "7")), (Some("zhang"), None));
    }

    #[test]
    fn a_garbled_holder_is_no_reason_to_fail() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join(HOLDER), b"\x1b[2Jzhang\n\xff").unwrap();
        assert_eq!(holder(dir.path()), Fault::LockedBy { who: String::new(), host: String::new(), pid: 0, since: String::new() });
    }
}
