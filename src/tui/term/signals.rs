//! SIGTERM, SIGHUP and SIGINT from outside, told to the loop instead of killing us, so that the terminal is restored and drafts are kept.

use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::{Handle, Signals as Incoming};
use std::io;

/// While it lives, signals are listened to.
#[derive(Debug)]
#[must_use]
pub struct Signals(Handle);

/// Calls `tell` from a thread of its own whenever somebody wants us gone.
///
/// # Errors
/// The system refuses the handler or the thread.
pub fn on_terminate(mut tell: impl FnMut() + Send + 'static) -> io::Result<Signals> {
    let mut incoming = Incoming::new([SIGTERM, SIGHUP, SIGINT])?;
    let handle = incoming.handle();
    std::thread::Builder::new().name("signals".into()).spawn(move || incoming.forever().for_each(|_| tell()))?;
    Ok(Signals(handle))
}

impl Drop for Signals {
    fn drop(&mut self) {
        self.0.close();
    }
}
