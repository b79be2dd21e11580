//! The solver as a command runs it: how much work, watched on the terminal; and why nobody could be had, in words and for scripts.

use super::args::WorkArgs;
use super::out::Out;
use super::problem::Problem;
use crate::roster::{self, Bend, Pace, Progress, Reason};
use crate::say;
use crate::words::Words;
use std::collections::BTreeMap;
use std::io::IsTerminal as _;
use std::sync::OnceLock;
use std::time::Instant;

/// How much work a run may do.
#[derive(Debug, Clone, Copy)]
pub(super) struct Work {
    /// Steps of the solver.
    pub(super) budget: u64,
    /// Seconds of CPU instead, from which the machine makes what it can.
    seconds: Option<f64>,
    /// Whether the seconds alone limit it.
    timed: bool,
}

impl Work {
    /// As it was asked for.
    pub(super) fn asked(words: &Words, args: &WorkArgs) -> Result<Self, Problem> {
        if let Some(seconds) = args.seconds.filter(|it| !it.is_finite() || *it <= 0.0) {
            let message = say!(words, "cli-bad-value", what = "--seconds", typed = seconds.to_string(), keys = "> 0");
            return Err(Problem::usage("bad_value", message));
        }
        let budget = match (args.iterations, args.seconds) {
            (Some(iterations), _) => iterations,
            (None, Some(_)) => u64::MAX,
            (None, None) => roster::BUDGET,
        };
        Ok(Self { budget, seconds: args.seconds, timed: args.iterations.is_none() })
    }

    /// A part of it.
    pub(super) fn part(self, part: usize, whole: usize) -> Self {
        let (part, whole) = (part as u64, whole.max(1) as u64);
        let budget = if self.timed && self.seconds.is_some() { self.budget } else { self.budget / whole * part };
        Self { budget, seconds: self.seconds.map(|it| it * part as f64 / whole as f64), ..self }
    }
}

/// Minds the time, where one is given, and tells a terminal how far it is.
pub(super) fn watch<'a>(words: &'a Words, work: Work, out: &'a mut Out) -> impl FnMut(&Progress<'_>) -> Pace + 'a {
    let (watched, began) = (std::io::stderr().is_terminal(), cpu_seconds());
    let mut told = 0;
    move |progress| {
        let used = work.seconds.map(|seconds| (cpu_seconds() - began) / seconds);
        let pace = match used {
            Some(used) if used >= 1.0 => Pace::Stop,
            // Below 65,536, as `used` is below 1.
            Some(used) if work.timed => Pace::Used((used * 65_536.0) as u32),
            _ => Pace::Budget,
        };
        let share = if let Pace::Used(share) = pace { share } else { progress.share };
        let percent = u64::from(share) * 100 / 65_536;
        if watched && (percent > told || pace == Pace::Stop) {
            told = percent;
            let line = say!(words, "cli-roster-progress", percent = percent, empty = progress.unfilled);
            out.progress(&line, pace == Pace::Stop || percent >= 99);
        }
        pace
    }
}

/// Seconds of CPU of this thread, where the system tells them in a file (Linux): what others do on the machine then does not count. Elsewhere by the
/// clock on the wall.
pub(super) fn cpu_seconds() -> f64 {
    static BEGAN: OnceLock<Instant> = OnceLock::new();
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|it| it.split_whitespace().next()?.parse::<u64>().ok()).filter(|it| *it > 0);
    match nanoseconds {
        Some(nanoseconds) => nanoseconds as f64 / 1e9,
        None => BEGAN.get_or_init(Instant::now).elapsed().as_secs_f64(),
    }
}

/// To so many parts of one.
pub(super) fn rounded(value: f64, parts: f64) -> f64 {
    (value * parts).round() / parts
}

/// What keeps people from a duty, for scripts.
pub(super) fn reason_code(reason: Reason) -> &'static str {
    match reason {
        Reason::NotOfSite => "not_of_site",
        Reason::OnLeave => "on_leave",
        Reason::ServesThatNight => "serves_that_night",
        Reason::Rest => "rest",
        Reason::OffCap => "off_cap",
        Reason::Nothing => "nothing",
    }
}

/// How many are kept from a duty by what, for scripts.
pub(super) fn reason_codes(counts: &BTreeMap<Reason, usize>) -> BTreeMap<&'static str, usize> {
    counts.iter().map(|(reason, count)| (reason_code(*reason), *count)).collect()
}

/// The same in words.
pub(super) fn say_reasons(words: &Words, counts: &BTreeMap<Reason, usize>) -> String {
    let reason = |(reason, count): (&Reason, &usize)| {
        let count = count.to_string();
        match reason {
            Reason::NotOfSite => say!(words, "cli-roster-not-of-site", count = count),
            Reason::OnLeave => say!(words, "cli-roster-on-leave", count = count),
            Reason::ServesThatNight => say!(words, "cli-roster-serves", count = count),
            Reason::Rest => say!(words, "cli-roster-rest", count = count),
            Reason::OffCap => say!(words, "cli-roster-off-cap", count = count),
            Reason::Nothing => say!(words, "cli-roster-nothing", count = count),
        }
    };
    counts.iter().map(reason).collect::<Vec<_>>().join(&say!(words, "cli-roster-comma"))
}

/// A rule that would have to give way, for scripts.
pub(super) fn bend_code(bend: Bend) -> &'static str {
    match bend {
        Bend::Rest { .. } => "rest",
        Bend::OffCap { .. } => "off_cap",
        Bend::Site => "site",
        Bend::Leave => "leave",
    }
}

/// The same in words.
pub(super) fn say_bend(words: &Words, bend: Bend) -> String {
    match bend {
        Bend::Rest { left, needed } => say!(words, "cli-bend-rest", left = left.to_string(), needed = needed.to_string()),
        Bend::OffCap { count, cap } => say!(words, "cli-bend-off-cap", count = count.to_string(), cap = cap.to_string()),
        Bend::Site => say!(words, "cli-bend-site"),
        Bend::Leave => say!(words, "cli-bend-leave"),
    }
}
