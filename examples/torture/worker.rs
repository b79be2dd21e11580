//! The process that is tortured: it works at a desk as its script says and writes down each promise the desk made, after it was made.
//!
//! A line of the file of promises is written with one call, so a kill leaves whole lines only:
//! `i PRINT` is about to be submitted · `a SEQ PRINT` was acknowledged · `d`/`D PRINT` a draft, before and after · `u`/`U LOGIN` a user · `K KEY` the recovery key.

use super::api;
use super::script::{Script, Step};
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use yedeng::campus::{Act, Seq, StaffAct};
use yedeng::desk::{Desk, KdfCost, Refused};

/// After so many faults of the disk in a row nobody goes on trying.
const PATIENCE: u32 = 6;

/// At every so many sittings it is the student office that works.
const OFFICE_EVERY: u64 = 3;

/// The file of promises, open for writing.
pub(super) struct Promises(Mutex<File>);

impl Promises {
    /// Opens it; what is there stays.
    pub(super) fn open(path: &Path) -> Self {
        Self(Mutex::new(OpenOptions::new().create(true).append(true).open(path).expect("the file of promises can be written")))
    }

    fn line(&self, line: String) {
        let mut file = self.0.lock().expect("nobody panics while writing");
        file.write_all((line + "\n").as_bytes()).expect("promises are never on the bad disk");
    }

    fn submit(&self, desk: &Desk, script: &mut Script, acts: Vec<Act>, faults: &AtomicU32) {
        acts.iter().for_each(|act| self.line(format!("i {}", api::print(act))));
        let answers = desk.submit_many(acts.clone());
        for (act, answer) in acts.iter().zip(answers) {
            match answer {
                Ok(receipt) => {
                    faults.store(0, Ordering::Relaxed);
                    self.line(format!("a {} {}", receipt.seq.0, api::print(act)));
                    script.done(receipt.seq, act);
                }
                Err(Refused::Rule(_)) => {}
                Err(_) => drop(faults.fetch_add(1, Ordering::Relaxed)),
            }
        }
    }

    fn step(&self, desk: &Desk, script: &mut Script, step: Step, faults: &AtomicU32) {
        match step {
            Step::Acts(acts) => self.submit(desk, script, acts, faults),
            Step::Undo(seq) => {
                let entry = desk.entry(seq).ok().flatten();
                let opposite = entry.and_then(|it| desk.campus().inverse(&it).ok());
                if let Some(act) = opposite {
                    self.submit(desk, script, vec![act], faults);
                }
            }
            Step::Draft(bytes) => {
                self.line(format!("d {}", api::print_bytes(&bytes)));
                if desk.save_draft(api::SLOT, &bytes).is_ok() {
                    self.line(format!("D {}", api::print_bytes(&bytes)));
                }
            }
            Step::User(login) => {
                self.line(format!("u {login}"));
                self.line(format!("i {}", api::print(&Act::Staff(StaffAct::Joined(api::colleague(&login))))));
                if desk.add_user(api::colleague(&login), api::ANOTHER, KdfCost::DEMO).is_ok() {
                    self.line(format!("U {login}"));
                }
            }
            Step::Checkpoint => drop(desk.checkpoint()),
        }
    }
}

/// Founds a home and writes down what the founding brought.
pub(super) fn found(home: &Path, promises: &Path) {
    let (desk, key) = api::found(home);
    let promises = Promises::open(promises);
    promises.line(format!("K {}", key.replace(' ', "-")));
    desk.add_user(api::office(), api::ANOTHER, KdfCost::DEMO).expect("an office joins a new home");
    let head = desk.campus().applied();
    for seq in (1..=head.0).map(Seq) {
        let entry = desk.entry(seq).expect("a new home reads").expect("the founder reads the founding");
        promises.line(format!("a {} {}", seq.0, api::print(&entry.act)));
    }
    desk.close().expect("a new home closes");
}

/// Works until `steps` things are done or the disk gives up; closes the desk at the end, or just stops, as it is told.
pub(super) fn work(home: &Path, promises: &Path, seed: u64, steps: u32, threads: u32, close: bool) {
    let promises = Promises::open(promises);
    let office = seed.is_multiple_of(OFFICE_EVERY);
    let who = if office { (api::OFFICE, api::ANOTHER) } else { (api::LOGIN, api::PASSPHRASE) };
    let Ok(desk) = api::open(home, who.0, who.1) else { return };
    let (faults, over) = (AtomicU32::new(0), AtomicBool::new(false));
    std::thread::scope(|scope| {
        for thread in 0..threads {
            let (desk, promises, faults, over) = (&desk, &promises, &faults, &over);
            scope.spawn(move || {
                let mut script = Script::new(seed.wrapping_add(u64::from(thread)), format!("s{seed:x}t{thread}"), thread == 0, office);
                for _ in 0..steps.div_ceil(threads) {
                    let step = script.next(desk);
                    promises.step(desk, &mut script, step, faults);
                    if faults.load(Ordering::Relaxed) >= PATIENCE || over.load(Ordering::Relaxed) {
                        over.store(true, Ordering::Relaxed);
                        break;
                    }
                }
            });
        }
    });
    if close {
        drop(desk.close());
    } else {
        // As a program ends whose window is torn off: no destructor runs.
        std::process::exit(0);
    }
}
