//! Looking through both copies behind everybody's back, and having a bad one built again when the desk is quiet.

use super::writer::Job;
use super::{Copy, Desk, Inner, Standing, locked};
use crate::logbook::{Fault, Part, Patrol, Walked};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Mutex, Weak};
use std::time::Duration;

/// When the copies are looked through, and how gently.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// How long after opening it begins: the first screen has better things to do.
    pub begin: Duration,
    /// Between two steps.
    pub breath: Duration,
    /// After somebody has written something.
    pub pause: Duration,
    /// How long nobody may have written anything before a bad copy is built again: whoever writes just then waits for it.
    pub quiet: Duration,
    /// Between two rounds of a desk that is never closed.
    pub again: Duration,
}

impl Pace {
    /// As it is done at a desk: 400,000 entries take a minute or two, and a twentieth of one core.
    pub const STEADY: Self = Self {
        begin: Duration::from_secs(10),
        breath: Duration::from_millis(10),
        pause: Duration::from_millis(500),
        quiet: Duration::from_secs(30),
        again: Duration::from_secs(12 * 3_600),
    };
}

/// Holds what ends the round when the desk is let go.
#[derive(Debug, Default)]
pub(super) struct Watch(Mutex<Option<Sender<()>>>);

impl Desk {
    /// Has both copies looked through from now on, a little at a time and never in the way of an act. A copy that is found damaged shows in
    /// [`Desk::copies`] at once, and is built again from the other when nobody has written anything for a while; that needs the thread that writes
    /// for some seconds, so it is not done while somebody works, nor on closing, when somebody waits to leave. Asked for again, it goes on as it was.
    pub fn watch_over(&self, pace: Pace) {
        let mut watch = locked(self.inner.watch.0.lock());
        if watch.is_some() {
            return;
        }
        let (let_go, gone) = channel();
        let inner = std::sync::Arc::downgrade(&self.inner);
        let work = move || {
            step_back();
            let _ = go_round(&inner, &gone, pace);
        };
        // Without a thread it is as if nobody had asked: what is damaged is found by whoever reads it.
        if std::thread::Builder::new().name("patrol".to_owned()).spawn(work).is_ok() {
            *watch = Some(let_go);
        }
    }
}

/// Whoever works goes first.
fn step_back() {
    // With Linux this is the thread alone; elsewhere it would be the whole program.
    #[cfg(target_os = "linux")]
    let _ = rustix::process::setpriority_process(None, 10);
}

/// Sleeps; `None` if the desk is let go meanwhile.
fn rest(gone: &Receiver<()>, long: Duration) -> Option<()> {
    (gone.recv_timeout(long) == Err(RecvTimeoutError::Timeout)).then_some(())
}

/// Round after round; comes back when the desk is gone.
fn go_round(inner: &Weak<Inner>, gone: &Receiver<()>, pace: Pace) -> Option<()> {
    rest(gone, pace.begin)?;
    loop {
        // A round that met a fault of the disk has nothing to say; the next one may.
        if let Ok(parts) = round(inner, gone, pace)? {
            let inner = inner.upgrade()?;
            let parts: Vec<Part> = parts.into_iter().filter(|it| is_thought_good(&inner, *it)).collect();
            if !parts.is_empty() {
                inner.jobs.send(Job::Mend(parts, pace.quiet)).ok()?;
            }
        }
        rest(gone, pace.again)?;
    }
}

/// Of a copy that is known to be behind, or not to take anything, nothing new can be said.
fn is_thought_good(inner: &Inner, part: Part) -> bool {
    let which = if part == Part::Mirror { Copy::Mirror } else { Copy::Store };
    let standing = inner.copies.states().into_iter().find(|it| it.which == which).map(|it| it.standing);
    // A second mirror that is held against ours may have said it first.
    matches!(standing, Some(Standing::Good | Standing::Low { .. })) || (part == Part::Mirror && standing == Some(Standing::Broken))
}

/// One round: the copies that are not whole.
fn round(inner: &Weak<Inner>, gone: &Receiver<()>, pace: Pace) -> Option<Result<Vec<Part>, Fault>> {
    let mut patrol = match Patrol::begin(&inner.upgrade()?.reader) {
        Ok(patrol) => patrol,
        Err(fault) => return Some(Err(fault)),
    };
    let mut head = inner.upgrade()?.reader.head().seq;
    loop {
        // Held for the step only, so that the home can be let go in between.
        let desk = inner.upgrade()?;
        let now = desk.reader.head().seq;
        let walked = if now == head { patrol.step(&desk.reader) } else { Ok(Walked::On) };
        drop(desk);
        match walked {
            Ok(Walked::On) => {}
            Ok(Walked::Done(parts)) => return Some(Ok(parts)),
            Err(fault) => return Some(Err(fault)),
        }
        rest(gone, if now == head { pace.breath } else { pace.pause })?;
        head = now;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::campus::{Act, StaffAct};
    use crate::desk::{Clock, Founding, KdfCost};
    use std::fs;
    use std::path::Path;
    use std::time::Instant;

    const QUICK: Pace = Pace {
        begin: Duration::ZERO,
        breath: Duration::from_millis(1),
        pause: Duration::from_millis(5),
        quiet: Duration::from_millis(300),
        again: Duration::from_secs(3_600),
    };

    fn open(home: &Path) -> Desk {
        Desk::begin(home, Clock::System).unwrap().unlock("min", "夜灯").map_err(|(_, error)| error).unwrap()
    }

    fn act(desk: &Desk) -> Act {
        Act::Staff(StaffAct::PassphraseChanged { user: desk.user() })
    }

    /// A closed home with 400 entries and a bit turned in the middle of the mirror.
    fn damaged(home: &Path) {
        let founding = Founding { college: "学院".into(), login: "min".into(), name: "张敏".into() };
        let (desk, _) = Desk::create(home, founding, "夜灯", KdfCost::DEMO, Clock::System).unwrap();
        assert!(desk.submit_many((0..400).map(|_| act(&desk)).collect()).iter().all(Result::is_ok));
        desk.close().unwrap();
        drop(desk);
        let path = home.join("mirror/00000001.log");
        let mut bytes = fs::read(&path).unwrap();
        let used = bytes.iter().rposition(|it| *it != 0).unwrap();
        bytes[used / 2] ^= 1;
        fs::write(path, bytes).unwrap();
    }

    fn mirror(desk: &Desk) -> Standing {
        desk.copies().into_iter().find(|it| it.which == Copy::Mirror).unwrap().standing
    }

    fn wait_for(what: impl Fn() -> bool) {
        let begun = Instant::now();
        while !what() {
            assert!(begun.elapsed() < Duration::from_secs(30), "it never came to that");
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    #[test]
    fn a_bit_that_turned_in_the_middle_is_said_and_mended_when_it_is_quiet() {
        let dir = tempfile::tempdir().unwrap();
        let home = dir.path().join("home");
        damaged(&home);
        let desk = open(&home);
        let (tells, told) = channel();
        desk.subscribe(Box::new(move |_| tells.send(()).is_ok()));
        desk.watch_over(QUICK);
        told.recv_timeout(Duration::from_secs(30)).unwrap();
        assert_eq!(mirror(&desk), Standing::Broken, "and the seats are told of it");
        // As long as somebody works, nobody has to wait for the mending.
        for _ in 0..20 {
            desk.submit(act(&desk)).unwrap();
            assert_eq!(mirror(&desk), Standing::Broken);
            std::thread::sleep(Duration::from_millis(30));
        }
        wait_for(|| mirror(&desk) == Standing::Good);
        let verified = desk.verify(&mut |_, _| {}).unwrap();
        assert!(verified.report.ok() && verified.replay_matches);
        desk.submit(act(&desk)).unwrap();
        desk.close().unwrap();
        drop(desk);
        let desk = open(&home);
        assert_eq!(desk.notices(), []);
        assert!(desk.verify(&mut |_, _| {}).unwrap().report.ok());
    }

    #[test]
    fn a_desk_that_is_left_is_not_held_by_its_round() {
        let dir = tempfile::tempdir().unwrap();
        let home = dir.path().join("home");
        damaged(&home);
        for pace in [QUICK, Pace { quiet: Duration::from_secs(3_600), ..QUICK }, Pace::STEADY] {
            let desk = open(&home);
            desk.watch_over(pace);
            desk.watch_over(pace);
            std::thread::sleep(Duration::from_millis(5));
            let begun = Instant::now();
            desk.close().unwrap();
            drop(desk);
            assert!(begun.elapsed() < Duration::from_secs(2));
        }
    }
}
