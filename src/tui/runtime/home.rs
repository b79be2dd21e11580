//! How the home stands: asked of the desk in the thread that carries out effects, for it may take the disk a while.

use crate::desk::{BackupStatus, Desk, Fault, News};
use crate::logbook::{Head, head::groups};
use crate::tui::upkeep;

/// How the home stands, as the desk says it.
pub(super) struct Home {
    head: Head,
    backup: Option<BackupStatus>,
    pub(super) news: Vec<News>,
}

/// Asks the desk.
pub(super) fn look(desk: &Desk) -> Home {
    Home { head: desk.head(), backup: desk.last_backup(), news: desk.news() }
}

impl Home {
    /// As the seat is told it; `say` puts a fault into words.
    pub(super) fn upkeep(&self, say: impl Fn(&Fault) -> String) -> upkeep::Upkeep {
        upkeep::Upkeep {
            head: Some(upkeep::Head { seq: self.head.seq, groups: groups(&self.head.hash) }),
            backup: match &self.backup {
                None => upkeep::Backup::None,
                Some(BackupStatus::Running) => upkeep::Backup::Running,
                Some(BackupStatus::Made { at, entries }) => upkeep::Backup::Made { at: *at, entries: *entries },
                Some(BackupStatus::Failed { at, fault }) => upkeep::Backup::Failed { at: *at, why: say(fault) },
            },
            ..upkeep::Upkeep::default()
        }
    }
}
