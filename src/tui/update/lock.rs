//! One key hides the screen and locks the seat; a passphrase opens it again, and each wrong one makes the next wait longer.

use super::Turn;
use crate::campus::Stamp;
use crate::tui::effect::Effect;
use crate::tui::layer::Secret;
use crate::tui::model::{Lock, Texts};

/// Longest wait after a wrong passphrase, in seconds.
const LONGEST_WAIT: i64 = 60;

/// How long one waits after so many wrong passphrases: 1, 2, 4 … 60 seconds.
pub(super) fn wait_after(wrong: u32, now: Stamp) -> Stamp {
    let seconds = 1_i64.checked_shl(wrong.saturating_sub(1)).unwrap_or(LONGEST_WAIT).clamp(1, LONGEST_WAIT);
    Stamp(now.0.saturating_add(seconds * 1_000))
}

impl Turn<'_> {
    pub(super) fn lock(&mut self) {
        if self.model.lock.is_some() {
            return;
        }
        self.save_draft();
        self.model.chord.clear();
        self.model.texts = Texts::default();
        self.model.toasts.clear();
        self.model.lock = Some(Lock { secret: Secret::default(), wrong: 0, wait_until: None, trying: false });
        self.effects.push(Effect::Lock);
    }

    pub(super) fn try_unlock(&mut self) {
        let now = self.model.now;
        let Some(lock) = &mut self.model.lock else { return };
        if lock.trying || lock.secret.is_empty() || lock.wait_until.is_some_and(|at| at > now) {
            return;
        }
        lock.trying = true;
        self.effects.push(Effect::Unlock(lock.secret.take()));
    }

    pub(super) fn unlocked(&mut self) {
        self.model.lock = None;
    }

    pub(super) fn unlock_failed(&mut self) {
        let now = self.model.now;
        let Some(lock) = &mut self.model.lock else { return };
        lock.trying = false;
        lock.secret.clear();
        lock.wrong += 1;
        lock.wait_until = Some(wait_after(lock.wrong, now));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_doubles_up_to_a_minute() {
        let waits: Vec<_> = [1, 2, 3, 7, 40, u32::MAX].into_iter().map(|wrong| wait_after(wrong, Stamp(0)).0 / 1_000).collect();
        assert_eq!(waits, vec![1, 2, 4, 60, 60, 60]);
    }
}
