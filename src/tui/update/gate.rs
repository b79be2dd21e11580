//! The gate (门): what stands before the desk is open. First-run set-up, the passphrase prompt, the recovery key shown once.
//!
//! Knows neither the disk nor the terminal.

use crate::campus::Stamp;
use crate::tui::layer::{FormRow, Secret};

/// What stands before the desk is open.
#[derive(Debug, Clone, PartialEq)]
pub enum Gate {
    /// There is no home yet: college, name, login, passphrase twice.
    Setup(Setup),
    /// The home is sealed: login and passphrase.
    Unlock(UnlockPrompt),
    /// The recovery key, shown once; any other key than Enter stays.
    ShowRecovery(RecoveryShown),
    /// The home is being made or opened.
    Working,
}

/// First-run set-up.
#[derive(Debug, Clone, PartialEq)]
pub struct Setup {
    /// Its rows, labels in words.
    pub rows: Vec<FormRow>,
    /// Which row has the cursor.
    pub at: usize,
    /// What keeps it from being accepted, in words.
    pub trouble: Option<String>,
}

/// The passphrase prompt.
#[derive(Debug, Clone, PartialEq)]
pub struct UnlockPrompt {
    /// Who comes in.
    pub login: crate::tui::field::Field,
    /// The passphrase being typed; only its length may be drawn.
    pub secret: Secret,
    /// The cursor is in the login, not in the passphrase.
    pub in_login: bool,
    /// How often a wrong one was given.
    pub wrong: u32,
    /// Before this moment none is taken.
    pub wait_until: Option<Stamp>,
    /// One is being tried.
    pub trying: bool,
    /// What went wrong, in words.
    pub trouble: Option<String>,
}

/// The recovery key, shown once.
#[derive(Clone, PartialEq)]
pub struct RecoveryShown {
    /// The key in the groups in which it is written down.
    pub key: zeroize::Zeroizing<String>,
}

impl std::fmt::Debug for RecoveryShown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RecoveryShown")
    }
}
