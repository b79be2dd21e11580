//! Processes that may be killed, may hang and may fall over without taking anything with them: this program started again with a task.

use super::judge::Verdict;
use super::{judge, worker};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Where a child finds its task.
const TASK: &str = "YEDENG_TORTURE_TASK";
/// What a child may take of memory, in KiB: far more than a desk needs, far less than a garbled length asks for.
const MEMORY: u64 = 6 << 20;
/// Says of a disk that the segments of its mirror are short.
const SHORT: &str = "short-segments";
/// How long those are: so that a hundred acts make several.
const SEGMENT: u64 = 48 << 10;
/// How often a child that runs is looked at.
const GLANCE: Duration = Duration::from_millis(2);

/// What a child is to do.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) enum Task {
    /// Found a home.
    Found { home: PathBuf, promises: PathBuf },
    /// Work at the desk of a home.
    Work { home: PathBuf, promises: PathBuf, seed: u64, steps: u32, threads: u32, close: bool },
    /// Look at it, and write what was found into a file.
    Judge { home: PathBuf, promises: PathBuf, verdict: PathBuf },
}

/// The folder of a case: `disk/home`, `disk/acks`, and what belongs to it beside the disk.
#[derive(Debug, Clone)]
pub(super) struct Place(pub(super) PathBuf);

impl Place {
    /// The disk that is tortured.
    pub(super) fn disk(&self) -> PathBuf {
        self.0.join("disk")
    }

    /// The home on it.
    pub(super) fn home(&self) -> PathBuf {
        self.disk().join("home")
    }

    /// The promises that were made.
    pub(super) fn acks(&self) -> PathBuf {
        self.disk().join("acks")
    }

    /// A file on the disk that says that the mirror's segments are short: so every copy of the disk says it too.
    pub(super) fn short_segments(&self) -> PathBuf {
        self.disk().join(SHORT)
    }

    /// The task of working here.
    pub(super) fn work(&self, seed: u64, steps: u32, threads: u32, close: bool) -> Task {
        Task::Work { home: self.home(), promises: self.acks(), seed, steps, threads, close }
    }

    /// The task of looking.
    pub(super) fn judge(&self) -> Task {
        Task::Judge { home: self.home(), promises: self.acks(), verdict: self.0.join("verdict") }
    }
}

/// Does the task this process was started for. `false` if it was started by a person.
pub(crate) fn does_its_task() -> bool {
    let Ok(task) = std::env::var(TASK) else { return false };
    let task = serde_json::from_str(&task).expect("a task reads back");
    let (Task::Found { home, .. } | Task::Work { home, .. } | Task::Judge { home, .. }) = &task;
    if home.with_file_name(SHORT).exists() {
        yedeng::logbook::fuzzing::end_segments_after(SEGMENT);
    }
    match task {
        Task::Found { home, promises } => worker::found(&home, &promises),
        Task::Work { home, promises, seed, steps, threads, close } => worker::work(&home, &promises, seed, steps, threads, close),
        Task::Judge { home, promises, verdict } => {
            let found = judge::judge(&home, &promises);
            std::fs::write(verdict, serde_json::to_vec(&found).expect("a verdict can be written")).expect("beside the disk there is room");
        }
    }
    true
}

/// How a child ended.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum End {
    /// By itself, well.
    Done,
    /// We killed it.
    Killed,
    /// It fell over: how.
    Fell(String),
    /// It did not end within the limit.
    Hung,
}

/// How children are started.
#[derive(Debug, Clone)]
pub(super) struct Nursery {
    /// What stands between this program and its task: nothing, or the name of a test.
    pub(super) args: &'static [&'static str],
    /// After so long a child hangs.
    pub(super) limit: Duration,
    /// The bad disk, compiled; `None` where there is none.
    pub(super) shim: Option<PathBuf>,
}

impl Nursery {
    /// Starts a child in the folder of a case, with the bad disk below it if `disk` says how bad, and waits until it ends, or kills it when
    /// `kill` has passed.
    pub(super) fn run(&self, place: &Place, task: &Task, disk: &[(&str, String)], kill: Option<Duration>) -> End {
        let outside = place.0.join("outside");
        std::fs::create_dir_all(&outside).expect("beside the disk there is room");
        let said = std::fs::File::options().create(true).append(true).open(place.0.join("said"));
        let said = said.expect("beside the disk there is room");
        let mut command = Command::new("sh");
        command.arg("-c").arg(format!("ulimit -v {MEMORY}; ulimit -c 0; exec \"$0\" \"$@\""));
        command.arg(std::env::current_exe().expect("this program has a path")).args(self.args);
        command.env(TASK, serde_json::to_string(task).expect("a task can be written"));
        // Whatever the program keeps outside its home stays with the case.
        for name in ["HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"] {
            command.env(name, &outside);
        }
        if !disk.is_empty() {
            let shim = self.shim.as_ref().expect("asked only where there is one");
            command.env("LD_PRELOAD", shim).env("DISK_ROOT", place.disk()).envs(disk.iter().map(|(name, value)| (name, value)));
        }
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(said);
        let begun = Instant::now();
        let mut child = command.spawn().expect("this program can be started");
        loop {
            if let Some(status) = child.try_wait().expect("a child can be waited for") {
                return if status.success() { End::Done } else { End::Fell(format!("{status}: {}", last_words(place))) };
            }
            let (late, due) = (begun.elapsed() > self.limit, kill.is_some_and(|it| begun.elapsed() >= it));
            if late || due {
                // SIGKILL: nothing of it runs any more.
                drop(child.kill());
                drop(child.wait());
                return if due { End::Killed } else { End::Hung };
            }
            let rest = kill.map_or(GLANCE, |it| it.saturating_sub(begun.elapsed()).min(GLANCE));
            std::thread::sleep(rest);
        }
    }

    /// Lets a child look at a case. The verdict, or how the child ended without one.
    pub(super) fn judge(&self, place: &Place) -> Result<Verdict, End> {
        let verdict = place.0.join("verdict");
        drop(std::fs::remove_file(&verdict));
        match self.run(place, &place.judge(), &[], None) {
            End::Done => {
                let bytes = std::fs::read(&verdict).map_err(|_| End::Fell("no verdict".to_owned()))?;
                serde_json::from_slice(&bytes).map_err(|it| End::Fell(it.to_string()))
            }
            end => Err(end),
        }
    }
}

fn last_words(place: &Place) -> String {
    let said = std::fs::read(place.0.join("said")).unwrap_or_default();
    String::from_utf8_lossy(&said).lines().rev().take(3).collect::<Vec<_>>().join(" | ")
}

/// Copies a folder with all that is in it.
pub(super) fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("there is room");
    for item in std::fs::read_dir(from).expect("it is there") {
        let item = item.expect("it can be listed");
        let target = to.join(item.file_name());
        if item.file_type().expect("it has a type").is_dir() {
            copy(&item.path(), &target);
        } else {
            std::fs::copy(item.path(), target).expect("there is room");
        }
    }
}
