//! The program: parses the command line, hands over, ends with an exit code.

use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};
use yedeng::cli::{self, Exit, Next};

fn main() -> ExitCode {
    let place = watch_panics();
    let exit = std::panic::catch_unwind(|| match cli::main(std::env::args_os()) {
        Next::Done(exit) => exit,
        Next::Screen(_) => Exit::Done,
    });
    let exit = exit.unwrap_or(Exit::Bug);
    if exit == Exit::Bug {
        cli::tell_bug(&place.lock().unwrap_or_else(PoisonError::into_inner));
    }
    ExitCode::from(exit as u8)
}

/// Keeps where the last panic was instead of printing it: what it says may hold names or words, and a panic inside the database that is
/// caught and healed is nobody's business. It is told when it reaches the top.
fn watch_panics() -> Arc<Mutex<String>> {
    let place = Arc::new(Mutex::new(String::from("?")));
    let kept = Arc::clone(&place);
    std::panic::set_hook(Box::new(move |panic| {
        if let Some(at) = panic.location() {
            *kept.lock().unwrap_or_else(PoisonError::into_inner) = format!("{}:{}", at.file(), at.line());
        }
    }));
    place
}
