//! Looking back: the desk as it stood at an earlier time (回看), to be asked anything and told nothing.
//!
//! It is a handle like any other, with a campus of its own, so that every question of the screen and the shell can be put to it. Who looks
//! has the rights they have now. It comes to an end when those change or something is erased: it then shows nothing to anybody.

use super::search::Grounds;
use super::session::Session;
use super::{Desk, DeskError, Inner, locked};
use crate::campus::{Campus, Refusal, Seq, Stamp, UserId};
use crate::finder::Finder;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock, RwLock};

/// The campus of an earlier time.
pub(super) struct Past {
    pub(super) at: Stamp,
    /// The last entry of that time.
    pub(super) until: Seq,
    pub(super) campus: RwLock<Campus>,
    finder: OnceLock<RwLock<Finder>>,
    grounds: Grounds,
    /// Up to which entry of today the grounds were held against those of then; `OVER` once they were not the same.
    held: AtomicU64,
}

/// The grounds have changed.
const OVER: u64 = u64::MAX;

impl Past {
    /// Made when it is asked for first: most questions do without.
    pub(super) fn finder(&self) -> &RwLock<Finder> {
        self.finder.get_or_init(|| {
            let campus = locked(self.campus.read());
            RwLock::new(Finder::new(&campus))
        })
    }

    /// Whether rights have changed, or something was erased, since this was opened.
    pub(super) fn is_over(&self, inner: &Inner, user: UserId) -> bool {
        let held = self.held.load(Ordering::Relaxed);
        if held == OVER {
            return true;
        }
        let today = locked(inner.campus.read());
        if today.applied().0 == held {
            return false;
        }
        let over = Grounds::of(&today, user) != self.grounds;
        self.held.store(if over { OVER } else { today.applied().0 }, Ordering::Relaxed);
        over
    }
}

impl Desk {
    /// The desk as it stood when its clock showed `at`, for questions only. `progress` hears entries applied and to be applied, and says
    /// whether to go on; `None` if not.
    ///
    /// # Errors
    /// The time is yet to come, or lies before the first entry; or the logbook cannot be read.
    pub fn as_of(&self, at: Stamp, progress: &mut dyn FnMut(u64, u64) -> ControlFlow<()>) -> Result<Option<Self>, DeskError> {
        if at > self.inner.clock.now() {
            return Err(Refusal::InFuture.into());
        }
        let until = self.inner.reader.last_until(at)?;
        if until == Seq(0) {
            return Err(Refusal::BeforeBeginning.into());
        }
        let secret = self.session.secret()?;
        let Some(mut campus) = self.inner.reader.campus_at(until, progress)? else { return Ok(None) };
        let (grounds, held) = {
            let today = locked(self.inner.campus.read());
            campus.carry_rights(&today, self.user);
            (Grounds::of(&today, self.user), today.applied().0)
        };
        let (campus, held) = (RwLock::new(campus), AtomicU64::new(held));
        let past = Past { at, until, campus, finder: OnceLock::new(), grounds, held };
        let session = Arc::new(Session::of(Some(secret)));
        Ok(Some(Self { past: Some(Arc::new(past)), session, ..self.clone() }))
    }

    /// The time this desk looks back to; `None` at the desk of today.
    pub fn looks_back_to(&self) -> Option<Stamp> {
        self.past.as_ref().map(|it| it.at)
    }

    /// Whether this desk looks back and has come to its end: the rights of who looks have changed, or something was erased.
    pub fn past_is_over(&self) -> bool {
        self.past.as_ref().is_some_and(|it| it.is_over(&self.inner, self.user))
    }
}
