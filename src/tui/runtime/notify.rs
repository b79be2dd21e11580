//! The command of the seat that calls somebody (`notify` in `seat.toml`): run without a shell, killed when it hangs.

use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// What went wrong with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trouble {
    /// It could not be started, or said that it failed.
    Failed,
    /// It did not end in time, and was killed.
    Hung,
}

/// How long it may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// How often it is looked whether it has ended.
const LOOK: Duration = Duration::from_millis(50);

/// Runs it beside the seat and says what went wrong, if anything did.
pub(super) fn run(command: &[String], text: &str, tell: impl Fn(Trouble) + Send + Sync + 'static) {
    let arguments = arguments(command, text);
    let tell = Arc::new(tell);
    let told = tell.clone();
    let waits = move || {
        if let Err(trouble) = carry_out(&arguments, PATIENCE) {
            told(trouble);
        }
    };
    if std::thread::Builder::new().name("notify".into()).spawn(waits).is_err() {
        tell(Trouble::Failed);
    }
}

/// The command with the text in its place; at the end where it has none.
fn arguments(command: &[String], text: &str) -> Vec<String> {
    let mut all: Vec<String> = command.iter().map(|it| it.replace("{text}", text)).collect();
    if !command.iter().any(|it| it.contains("{text}")) {
        all.push(text.to_owned());
    }
    all
}

fn carry_out(arguments: &[String], patience: Duration) -> Result<(), Trouble> {
    let Some((program, rest)) = arguments.split_first() else { return Ok(()) };
    let mut command = Command::new(program);
    command.args(rest).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().map_err(|_| Trouble::Failed)?;
    let until = Instant::now() + patience;
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return if status.success() { Ok(()) } else { Err(Trouble::Failed) },
            Ok(None) if Instant::now() < until => std::thread::sleep(LOOK),
            Ok(None) | Err(_) => {
                drop(child.kill());
                drop(child.wait());
                return Err(Trouble::Hung);
            }
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn command(words: &[&str]) -> Vec<String> {
        words.iter().map(|it| (*it).to_owned()).collect()
    }

    #[test]
    fn the_text_is_one_argument_and_no_shell_reads_it() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("made");
        let text = format!("1 起事件; touch {}", file.display());
        assert_eq!(arguments(&command(&["say", "-t", "{text}!"]), "x"), command(&["say", "-t", "x!"]));
        carry_out(&arguments(&command(&["true"]), &text), PATIENCE).unwrap();
        assert!(!file.exists());
    }

    #[test]
    fn what_fails_is_said_and_what_hangs_is_killed() {
        assert_eq!(carry_out(&command(&["false"]), PATIENCE), Err(Trouble::Failed));
        assert_eq!(carry_out(&command(&["/nowhere/at/all"]), PATIENCE), Err(Trouble::Failed));
        let begun = Instant::now();
        assert_eq!(carry_out(&command(&["sleep", "60"]), Duration::from_millis(100)), Err(Trouble::Hung));
        assert!(begun.elapsed() < Duration::from_secs(10));
    }
}
