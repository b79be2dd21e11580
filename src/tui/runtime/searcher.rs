//! The thread that looks through the texts while somebody types: it reads them behind the first search, tells what it has found so far, and drops
//! what is asked no longer, so that neither the loop nor anybody's acts ever wait for it.

use super::Wake;
use crate::desk::search::needs_texts;
use crate::desk::{Around, Desk, Fault, Look, Sought};
use crate::query::Wanted;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// What is given back of what was found: more than anybody reads, little enough to be cut out of the texts within a key.
const LOOK: Look = Look { limit: 200, around: Around { before: 10, behind: 140 } };
/// How soon something is told of what is not whole yet, and how often after that.
const TELL: (Duration, Duration) = (Duration::from_millis(40), Duration::from_millis(200));
/// Nothing is asked.
const NOTHING: u64 = u64::MAX;

/// The thread and the way to it.
pub(super) struct Searcher {
    jobs: Sender<(u64, Wanted)>,
    /// The number of what was asked last.
    latest: Arc<AtomicU64>,
    thread: JoinHandle<()>,
}

/// Starts it.
pub(super) fn start(desk: Desk, tell: Sender<Wake>) -> io::Result<Searcher> {
    let (jobs, waiting) = channel();
    let latest = Arc::new(AtomicU64::new(NOTHING));
    let asked = Arc::clone(&latest);
    let thread = std::thread::Builder::new().name("searcher".into()).spawn(move || work(&desk, &waiting, &tell, &asked))?;
    Ok(Searcher { jobs, latest, thread })
}

impl Searcher {
    /// Asks for something in place of what was asked before. `false` if the thread is gone and nobody will answer.
    pub(super) fn ask(&self, number: u64, wanted: Wanted) -> bool {
        self.latest.store(number, Ordering::Relaxed);
        self.jobs.send((number, wanted)).is_ok()
    }

    /// Nothing is looked for any more.
    pub(super) fn stop(&self) {
        self.latest.store(NOTHING, Ordering::Relaxed);
    }

    /// Lets it go.
    pub(super) fn finish(self) {
        self.stop();
        drop(self.jobs);
        drop(self.thread.join());
    }
}

fn work(desk: &Desk, waiting: &Receiver<(u64, Wanted)>, tell: &Sender<Wake>, latest: &AtomicU64) {
    while let Ok(first) = waiting.recv() {
        // Of several that wait only the last counts.
        let (number, wanted) = waiting.try_iter().last().unwrap_or(first);
        let go_on = || latest.load(Ordering::Relaxed) == number;
        match answer(desk, &wanted, &go_on, &|sought| drop(tell.send(Wake::Sought(number, Ok(sought))))) {
            // A locked seat has nothing to say.
            Ok(()) | Err(Fault::SeatLocked) => {}
            Err(fault) => drop(tell.send(Wake::Sought(number, Err(fault)))),
        }
    }
}

/// Tells what is found of what is there, reads on, and tells again, until everything is read or something else is asked.
fn answer(desk: &Desk, wanted: &Wanted, go_on: &(dyn Fn() -> bool + Sync), tell: &dyn Fn(Sought)) -> Result<(), Fault> {
    let reads = wanted.is_empty() || needs_texts(wanted);
    let look = if wanted.is_empty() { Look { limit: 0, ..LOOK } } else { LOOK };
    let mut every = TELL.0;
    loop {
        let Some(sought) = desk.look(wanted, look, go_on)? else { return Ok(()) };
        let whole = sought.read.is_whole();
        tell(sought);
        if whole || !reads {
            return Ok(());
        }
        let begun = Instant::now();
        while go_on() && begun.elapsed() < every {
            if desk.gather()?.is_whole() {
                break;
            }
        }
        if !go_on() {
            return Ok(());
        }
        every = TELL.1;
    }
}
