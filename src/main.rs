//! The program: parses the command line, hands over, ends with an exit code.

use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};
use yedeng::cli::{self, Exit, Next, ScreenRequest};
use yedeng::tui::runtime::{self, RunError, SeatOptions};

fn main() -> ExitCode {
    keep_out_of_dumps();
    let place = watch_panics();
    let exit = std::panic::catch_unwind(|| match cli::main(std::env::args_os()) {
        Next::Done(exit) => exit,
        Next::Screen(request) => screen(*request),
    });
    // Where the screen has already said where it was, nothing is known here.
    let place = place.lock().unwrap_or_else(PoisonError::into_inner).take();
    let answered = exit.is_ok();
    let exit = exit.unwrap_or(Exit::Bug);
    if let Some(place) = place.filter(|_| exit == Exit::Bug) {
        cli::tell_bug(&place, answered);
    }
    ExitCode::from(exit as u8)
}

/// Opens the screen and stays until it is left.
fn screen(mut request: ScreenRequest) -> Exit {
    let options = SeatOptions { lang: request.lang, login: request.login.clone(), state: request.state.clone(), ..SeatOptions::default() };
    let left = match request.desk.take() {
        Some(desk) => {
            let left = runtime::run(&desk, &options);
            let closed = desk.close();
            left.and_then(|()| Ok(closed?))
        }
        None => runtime::run_home(&request.home, request.clock, &options),
    };
    match left {
        Ok(()) => Exit::Done,
        Err(RunError::Desk(error)) => request.desk_failed(&error),
        Err(RunError::Terminal(error)) => request.terminal_failed(&error),
    }
}

/// Before any secret is in memory: no core file is ever written of this process, and under Linux no other process of the same user may look
/// into it. A system that refuses is no reason not to work at night.
#[cfg(unix)]
fn keep_out_of_dumps() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
    #[cfg(target_os = "linux")]
    let _ = rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable);
}

#[cfg(not(unix))]
fn keep_out_of_dumps() {}

/// Keeps where the last panic was instead of printing it: what it says may hold names or words, and a panic inside the database that is
/// caught and healed is nobody's business. It is told when it reaches the top.
fn watch_panics() -> Arc<Mutex<Option<String>>> {
    let place = Arc::new(Mutex::new(None));
    let kept = Arc::clone(&place);
    std::panic::set_hook(Box::new(move |panic| {
        let at = panic.location().map(|at| format!("{}:{}", at.file(), at.line()));
        *kept.lock().unwrap_or_else(PoisonError::into_inner) = at;
    }));
    place
}
