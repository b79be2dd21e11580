//! The thread that gives the database to the system right after acts were acknowledged, out of their way.
//!
//! Sled keeps what was put in last in its own memory, which a kill takes with it; the mirror is then the only copy. A moment after each act, and
//! once for all acts of that moment, it is made to write. That is no sync: it is what a kill does not take, and a power cut finds the mirror.

use super::reader::Shared;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, SyncSender, channel, sync_channel};
use std::sync::{Arc, Weak};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// How long it waits for more acts, so that those which come one upon the other are not slowed by it.
const MOMENT: Duration = Duration::from_millis(20);
/// How long whoever leaves the desk waits for it.
const GOODBYE: Duration = Duration::from_secs(3);

/// The thread, as the logbook holds it. Dropping it ends the thread.
pub(super) struct Settler {
    /// Holds one word at most: that there is something to do.
    woken: Option<SyncSender<()>>,
    ended: Receiver<()>,
    thread: Option<JoinHandle<()>>,
}

impl Settler {
    /// Begins to wait. Without a thread the database is brought to its disk later, as the mirror is there meanwhile.
    pub(super) fn start(shared: &Arc<Shared>) -> Self {
        let (woken, waits) = sync_channel(1);
        let (ending, ended) = channel();
        let shared = Arc::downgrade(shared);
        let work = move || run(&shared, &waits, ending);
        let thread = thread::Builder::new().name("settle".to_owned()).spawn(work).ok();
        Self { woken: Some(woken), ended, thread }
    }

    /// Says that something was put in. Waits for nobody.
    pub(super) fn wake(&self) {
        // Full: it is said already.
        let _ = self.woken.as_ref().map(|it| it.try_send(()));
    }
}

impl Drop for Settler {
    fn drop(&mut self) {
        self.woken = None;
        // A disk that hangs must not keep the desk from being left.
        let hangs = self.ended.recv_timeout(GOODBYE) == Err(RecvTimeoutError::Timeout);
        if let Some(thread) = self.thread.take().filter(|_| !hangs) {
            drop(thread.join());
        }
    }
}

/// `_ending` tells that the thread has ended, however it does.
fn run(shared: &Weak<Shared>, waits: &Receiver<()>, _ending: Sender<()>) {
    while waits.recv().is_ok() {
        let until = Instant::now() + MOMENT;
        loop {
            match waits.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(()) => {}
                Err(RecvTimeoutError::Timeout) => break,
                // Sled itself writes everything when it is closed.
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
        let Some(shared) = shared.upgrade() else { return };
        // The mirror has it all the same; how the database stands, its next write tells.
        let _ = shared.copies().store().and_then(|it| it.flush());
    }
}
