//! Sled's flush with an end to it. On a disk that failed once it may wait for ever, for the thread that met the failure wakes nobody; whoever
//! waits for it here goes on after a while and takes the database for lost. The mirror has everything all the same.
//!
//! A flush keeps a lock of sled's for all databases of the process, and a write waits for that lock, and every read behind the write. So a write
//! begins only when no flush is under way: it would wait as long in either case, but here it can give up.

use super::{Fault, Part};
use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::channel;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

/// Longer than any disk that still works takes for what stands between two checkpoints.
const PATIENCE: Duration = Duration::from_secs(20);

/// Whether a database still answers, and whose turn it is to make it write.
#[derive(Debug, Default)]
pub(super) struct Pulse {
    silent: AtomicBool,
    door: Arc<Door>,
}

/// Lets one in at a time.
#[derive(Debug, Default)]
struct Door {
    taken: Mutex<bool>,
    free: Condvar,
}

/// Somebody's turn, until it is dropped.
#[derive(Debug)]
pub(super) struct Turn(Arc<Door>);

impl Drop for Turn {
    fn drop(&mut self) {
        *self.0.taken.lock().unwrap_or_else(PoisonError::into_inner) = false;
        self.0.free.notify_one();
    }
}

fn silent() -> Fault {
    Fault::Io { part: Part::Store, kind: io::ErrorKind::TimedOut }
}

impl Pulse {
    /// Refuses to ask a database that has fallen silent: it would keep whoever asks as well.
    pub(super) fn check(&self) -> Result<(), Fault> {
        if self.silent.load(Ordering::Relaxed) { Err(silent()) } else { Ok(()) }
    }

    /// Waits until nobody else makes the database write.
    pub(super) fn turn(&self) -> Result<Turn, Fault> {
        self.turn_within(PATIENCE)
    }

    fn turn_within(&self, patience: Duration) -> Result<Turn, Fault> {
        self.check()?;
        let taken = self.door.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.door.free.wait_timeout_while(taken, patience, |it| *it);
        let (mut taken, _) = waited.unwrap_or_else(PoisonError::into_inner);
        if *taken {
            self.silent.store(true, Ordering::Relaxed);
            return Err(silent());
        }
        *taken = true;
        drop(taken);
        Ok(Turn(self.door.clone()))
    }

    /// Does something that may never come back, on a thread of its own, and waits for it a while. The thread that is stuck keeps what it
    /// holds, so that nobody hangs a second time on letting go of it; it ends with the program.
    pub(super) fn within_reason(&self, work: impl FnOnce() -> Result<(), Fault> + Send + 'static) -> Result<(), Fault> {
        self.within(PATIENCE, work)
    }

    fn within(&self, patience: Duration, work: impl FnOnce() -> Result<(), Fault> + Send + 'static) -> Result<(), Fault> {
        let turn = self.turn_within(patience)?;
        let (done, heard) = channel();
        let work = move || {
            let _turn = turn;
            work()
        };
        let spawned = thread::Builder::new().name("sled-flush".to_owned()).spawn(move || drop(done.send(work())));
        spawned.map_err(Fault::io(Part::Store))?;
        heard.recv_timeout(patience).unwrap_or_else(|_| {
            self.silent.store(true, Ordering::Relaxed);
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

    #[test]
    fn nobody_waits_for_ever_behind_a_flush_that_is_stuck() {
        let pulse = Pulse::default();
        let (never, wait) = channel::<()>();
        let turn = pulse.turn_within(Duration::ZERO).unwrap();
        let stuck = thread::spawn(move || {
            let _turn = turn;
            let _ = wait.recv();
        });
        assert_eq!(pulse.turn_within(Duration::from_millis(1)).map(drop), Err(silent()));
        assert_eq!(pulse.turn().map(drop), Err(silent()), "the next does not wait at all");
        drop(never);
        stuck.join().unwrap();
    }

    #[test]
    fn whoever_comes_next_gets_their_turn() {
        let pulse = Pulse::default();
        for _ in 0..3 {
            drop(pulse.turn_within(Duration::ZERO).unwrap());
            assert_eq!(pulse.within_reason(|| Ok(())), Ok(()));
        }
    }
}
