//! The thread that carries out what a seat asks the desk for, one thing after another, so that the loop never waits for the disk.

use super::searcher::{self, Searcher};
use super::{Wake, files, home};
use crate::campus::{Act, ActivityAct, Campus, Entry, Seq, TalkAct, TalkFile};
use crate::desk::{Desk, Fault, Refused};
use crate::exchange::news::PICTURE_MAGIC;
use crate::roster::{Pace, Unplannable};
use crate::tui::effect::{DraftStep, Effect};
use crate::tui::model::Token;
use crate::tui::msg::{Event, Fetched};
use crate::tui::planning::{PlanOrder, plan_draft, progress_of};
use crate::words::Words;
use std::collections::VecDeque;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// The slot in which the seat keeps what is being typed.
pub(super) const DRAFT: &str = "capture";

/// The thread and the way to it.
pub(super) struct Worker {
    jobs: Sender<Effect>,
    /// The solver is to stop with the best so far.
    stop: Arc<AtomicBool>,
    searcher: Searcher,
    thread: JoinHandle<()>,
}

/// Starts it.
pub(super) fn start(desk: Desk, tell: Sender<Wake>) -> io::Result<Worker> {
    let searcher = searcher::start(desk.clone(), tell.clone())?;
    let (jobs, waiting) = channel();
    let stop = Arc::new(AtomicBool::new(false));
    let stopped = stop.clone();
    let thread = std::thread::Builder::new().name("effects".into()).spawn(move || work(&desk, &waiting, &tell, &stopped))?;
    Ok(Worker { jobs, stop, searcher, thread })
}

impl Worker {
    /// Asks for something. `false` if the thread is gone and nobody will answer.
    pub(super) fn ask(&self, effect: Effect) -> bool {
        match effect {
            Effect::StopPlanning => {
                self.stop.store(true, Ordering::Relaxed);
                true
            }
            Effect::Query { number, wanted } => self.searcher.ask(number, *wanted),
            Effect::StopQuery => {
                self.searcher.stop();
                true
            }
            effect => self.jobs.send(effect).is_ok(),
        }
    }

    /// Lets it finish what it was asked for.
    pub(super) fn finish(self) {
        self.stop.store(true, Ordering::Relaxed);
        drop(self.jobs);
        drop(self.thread.join());
        self.searcher.finish();
    }
}

fn work(desk: &Desk, waiting: &Receiver<Effect>, tell: &Sender<Wake>, stop: &Arc<AtomicBool>) {
    while let Ok(first) = waiting.recv() {
        let mut jobs: VecDeque<Effect> = std::iter::once(first).chain(waiting.try_iter()).collect();
        while let Some(job) = jobs.pop_front() {
            // Of several drafts that wait only the last counts.
            let draft = |it: &Effect| matches!(it, Effect::SaveDraft(_) | Effect::ClearDraft);
            if draft(&job) && jobs.iter().any(draft) {
                continue;
            }
            if let Effect::Plan { token, order } = job {
                stop.store(false, Ordering::Relaxed);
                plan(desk, (token, order), tell, stop);
                continue;
            }
            if let Some(wake) = carry_out(desk, job) {
                drop(tell.send(wake));
            }
            jobs.extend(waiting.try_iter());
        }
    }
}

fn carry_out(desk: &Desk, effect: Effect) -> Option<Wake> {
    Some(match effect {
        Effect::Submit { token, act, draft } => match desk.submit(*act) {
            Ok(receipt) => {
                // That a draft stays behind is said later, if at all: the act is what one waits for.
                let _ = draft.map_or(Ok(()), |it| keep_draft(desk, it));
                Wake::Answer(Event::Submitted { token, seq: receipt.seq })
            }
            Err(refused) => Wake::Refused(token, refused),
        },
        Effect::Fire(act) => match desk.submit(*act) {
            Err(Refused::Storage(fault)) => Wake::Fault(fault),
            _ => return None,
        },
        Effect::Undo { token, seq } => match desk.undo(seq) {
            Ok(receipt) => Wake::Answer(Event::Submitted { token, seq: receipt.seq }),
            Err(refused) => Wake::Refused(token, refused),
        },
        Effect::FetchTexts(seqs) => {
            let fetched = seqs.into_iter().map(|seq| (seq, fetch(desk, seq).unwrap_or(Fetched::Unreadable)));
            Wake::Answer(Event::Texts(fetched.collect()))
        }
        Effect::SaveDraft(bytes) => Wake::Fault(keep_draft(desk, DraftStep::Save(bytes)).err()?),
        Effect::ClearDraft => Wake::Fault(keep_draft(desk, DraftStep::Clear).err()?),
        Effect::Lock(draft) => {
            let saved = keep_draft(desk, draft.map_or(DraftStep::Clear, DraftStep::Save));
            desk.forget_keys();
            Wake::Locked(saved)
        }
        Effect::Unlock { login, passphrase } => Wake::Switched(Box::new(desk.switch(&login, &passphrase))),
        Effect::BreakGlass { token, talk, reason } => match desk.break_glass(talk, &reason) {
            Ok((entry, _)) => Wake::Answer(Event::GlassBroken { token, entry: Arc::new(entry) }),
            Err(refused) => Wake::Refused(token, refused),
        },
        Effect::Reader { token, talk, reader, add } => {
            match if add { desk.add_reader(talk, reader) } else { desk.remove_reader(talk, reader) } {
                Ok(receipt) => Wake::Answer(Event::Submitted { token, seq: receipt.seq }),
                Err(refused) => Wake::Refused(token, refused),
            }
        }
        Effect::Attach { token, talk, path } => match files::read(&path, desk.campus().presets().rules().talk.file_bytes()) {
            Ok((name, bytes)) => match desk.attach(talk, &name, bytes) {
                Ok(receipt) => Wake::Answer(Event::Submitted { token, seq: receipt.seq }),
                Err(refused) => Wake::Refused(token, refused),
            },
            Err(why) => Wake::Answer(Event::Refused { token, why }),
        },
        Effect::ProveByFile { token, activity, path, lang } => {
            let limit = desk.campus().presets().rules().talk.file_bytes();
            match files::read_in(&Words::new(lang), &path, limit) {
                Ok((name, bytes)) => {
                    let file = Box::new(TalkFile { name: name.into(), bytes: bytes.into() });
                    match desk.submit(Act::Activity(ActivityAct::Attached { activity, file })) {
                        Ok(receipt) => Wake::Answer(Event::Submitted { token, seq: receipt.seq }),
                        Err(refused) => Wake::Refused(token, refused),
                    }
                }
                Err(why) => Wake::Answer(Event::Refused { token, why }),
            }
        }
        Effect::TakeFile { token, talk, file, path } => match desk.take_file(talk, file) {
            Ok(file) => match files::write(&path, &file) {
                Ok(()) => Wake::Answer(Event::Submitted { token, seq: talk }),
                Err(why) => Wake::Answer(Event::Refused { token, why }),
            },
            Err(refused) => Wake::Refused(token, refused),
        },
        Effect::TalkForm { talk, reason, lang } => Wake::Answer(Event::SheetMade(super::paper::talk_form(desk, talk, &reason, lang))),
        Effect::IncidentReport { incident, report, reason, lang } => {
            Wake::Answer(Event::SheetMade(super::paper::incident_report(desk, (incident, report), &reason, lang)))
        }
        Effect::CountPaper { counting, appraisal, lang } => {
            Wake::Answer(Event::SheetMade(super::paper::counted(desk, counting, appraisal, lang)))
        }
        Effect::FigurePaper { name, document, lang } => Wake::Answer(Event::SheetMade(super::paper::figure(desk, &name, &document, lang))),
        Effect::NewsPaper { news, lang } => Wake::Answer(Event::SheetMade(super::press::news(desk, news, lang))),
        Effect::AwardPaper { award, lang } => Wake::Answer(Event::SheetMade(super::press::award(desk, award, lang))),
        Effect::Sheet { handover, lang } => Wake::Answer(Event::SheetMade(super::paper::sheet(desk, handover, lang))),
        Effect::DrawSeed => Wake::Answer(Event::Seed(seed()?)),
        Effect::Reveal { token, student, what, reason } => match desk.reveal(student, what, &reason) {
            Ok(number) => Wake::Answer(Event::Revealed { token, student, what, number: number.into() }),
            Err(refused) => Wake::Refused(token, refused),
        },
        Effect::NewsSeen => {
            desk.news_seen();
            return None;
        }
        Effect::TryAgain => Wake::TriedAgain(desk.try_again()),
        Effect::AcceptHead => Wake::HeadAccepted(desk.accept_head()),
        Effect::LookAfter => Wake::Home(Box::new(home::look(desk))),
        // Whoever looks back has one of their own, so that acts need not wait for it.
        Effect::LookBack(_) | Effect::Present => return None,
        // The solver has a thread of its own, and is told to stop past this one.
        Effect::Plan { .. } | Effect::StopPlanning => return None,
        // So has whoever looks through the texts.
        Effect::Query { .. } | Effect::StopQuery => return None,
        // These concern the seat alone; the loop keeps them to itself.
        Effect::Language(_)
        | Effect::Theme(_)
        | Effect::Redraw
        | Effect::Copy(_)
        | Effect::Uncopy
        | Effect::Remind(_)
        | Effect::Notify(_)
        | Effect::Title(_)
        | Effect::ToGate
        | Effect::Quit => {
            return None;
        }
    })
}

/// Has a draft of the schedule worked out in a thread of its own, so that nobody's acts wait for it.
fn plan(desk: &Desk, (token, order): (Token, PlanOrder), tell: &Sender<Wake>, stop: &Arc<AtomicBool>) {
    let (desk, answer, stop) = (desk.clone(), tell.clone(), stop.clone());
    let thread = std::thread::Builder::new().name("solver".into()).spawn(move || {
        // The campus is looked at, not held: whoever writes meanwhile must not wait.
        let campus = Campus::clone(&desk.campus());
        let mut said = Instant::now();
        let planned = plan_draft(&campus, &order, desk.now(), &mut |plan, progress| {
            if said.elapsed() >= TELL_EVERY {
                said = Instant::now();
                let progress = progress_of(plan, progress.share, &progress.best());
                drop(answer.send(Wake::Answer(Event::Planning { token, progress })));
            }
            if stop.load(Ordering::Relaxed) { Pace::Stop } else { Pace::Budget }
        });
        drop(answer.send(Wake::Answer(Event::Planned { token, planned: planned.map(Box::new) })));
    });
    if thread.is_err() {
        drop(tell.send(Wake::Answer(Event::Planned { token, planned: Err(Unplannable::NoPost) })));
    }
}

/// How often the solver says how far it is.
const TELL_EVERY: Duration = Duration::from_millis(150);

/// A number by chance, short enough to be written on a sheet. Without chance nothing is proposed, and whoever walks names one.
fn seed() -> Option<u64> {
    let mut bytes = [0; 4];
    getrandom::fill(&mut bytes).ok()?;
    Some(u64::from(u32::from_le_bytes(bytes) % 1_000_000))
}

fn keep_draft(desk: &Desk, step: DraftStep) -> Result<(), Fault> {
    match step {
        DraftStep::Save(bytes) => desk.save_draft(DRAFT, &bytes),
        DraftStep::Clear => desk.clear_draft(DRAFT),
    }
}

/// Of a file only its name is read on the screen.
fn without_file(mut entry: Entry) -> Entry {
    match &mut entry.act {
        Act::Talk(TalkAct::Attached { file, .. }) => file.bytes = Box::default(),
        // And whether it is a picture.
        Act::Activity(ActivityAct::Attached { file, .. }) => {
            file.bytes = file.bytes.get(..PICTURE_MAGIC).map(Into::into).unwrap_or_default();
        }
        _ => {}
    }
    entry
}

fn fetch(desk: &Desk, seq: Seq) -> Result<Fetched, Fault> {
    Ok(match desk.entry(seq)? {
        Some(entry) => Fetched::Entry(Arc::new(without_file(entry))),
        None if desk.may_read(seq)? => Fetched::Gone,
        None if desk.may_break_glass(seq) => Fetched::UnderGlass,
        None => Fetched::Hidden,
    })
}
