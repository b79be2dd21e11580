//! Sled's flush with an end to it. On a disk that failed once it may wait for ever, for the thread that met the failure wakes nobody; whoever
//! waits for it here goes on after a while and takes the database for lost. The mirror has everything all the same.

use super::{Fault, Part};
use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

/// Longer than any disk that still works takes for what stands between two checkpoints.
const PATIENCE: Duration = Duration::from_secs(20);

/// Whether a database still answers.
#[derive(Debug, Default)]
pub(super) struct Pulse(AtomicBool);

fn silent() -> Fault {
    Fault::Io { part: Part::Store, kind: io::ErrorKind::TimedOut }
}

impl Pulse {
    /// Refuses to ask a database that has fallen silent: it would keep whoever asks as well.
    pub(super) fn check(&self) -> Result<(), Fault> {
        if self.0.load(Ordering::Relaxed) { Err(silent()) } else { Ok(()) }
    }

    /// Does something that may never come back, on a thread of its own, and waits for it a while. The thread that is stuck keeps what it
    /// holds, so that nobody hangs a second time on letting go of it; it ends with the program.
    pub(super) fn within_reason(&self, work: impl FnOnce() -> Result<(), Fault> + Send + 'static) -> Result<(), Fault> {
        self.within(PATIENCE, work)
    }

    fn within(&self, patience: Duration, work: impl FnOnce() -> Result<(), Fault> + Send + 'static) -> Result<(), Fault> {
        self.check()?;
        let (done, heard) = channel();
        let spawned = thread::Builder::new().name("sled-flush".to_owned()).spawn(move || drop(done.send(work())));
        spawned.map_err(Fault::io(Part::Store))?;
        heard.recv_timeout(patience).unwrap_or_else(|_| {
            self.0.store(true, Ordering::Relaxed);
            Err(silent())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_asks_something_silent_goes_on_and_it_is_not_asked_again() {
        let pulse = Pulse::default();
        assert_eq!(pulse.within_reason(|| Ok(())), Ok(()));
        let (never, wait) = channel::<()>();
        let stuck = pulse.within(Duration::from_millis(1), move || {
            let _ = wait.recv();
            Ok(())
        });
        assert_eq!((stuck, pulse.check()), (Err(silent()), Err(silent())));
        assert_eq!(pulse.within_reason(|| unreachable!("it is not asked again")), Err(silent()));
        drop(never);
    }
}
