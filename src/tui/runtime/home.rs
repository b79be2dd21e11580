//! How the home stands: asked of the desk in the thread that carries out effects, for it may take the disk a while.

use crate::desk::{BackupStatus, Copy, CopyState, Desk, Fault, News, Notice, Standing};
use crate::logbook::{Head, head::groups};
use crate::tui::upkeep;

/// How the home stands, as the desk says it.
pub(super) struct Home {
    copies: Vec<CopyState>,
    stopped: Option<Fault>,
    /// Another end of the chain was seen on this machine when the home was opened.
    head_doubted: bool,
    head: Head,
    backup: Option<BackupStatus>,
    pub(super) news: Vec<News>,
}

/// Asks the desk.
pub(super) fn look(desk: &Desk) -> Home {
    let doubts = |it: &Notice| {
        matches!(it, Notice::RolledBack { .. } | Notice::Forked { .. } | Notice::WitnessUnreadable | Notice::KeyringOld { .. })
    };
    Home {
        copies: desk.copies(),
        stopped: desk.stopped(),
        head_doubted: desk.notices().iter().any(doubts),
        head: desk.head(),
        backup: desk.last_backup(),
        news: desk.news(),
    }
}

impl Home {
    /// As the seat is told it; `say` puts a fault into words. A head that was accepted since the opening is doubted no longer.
    pub(super) fn upkeep(&self, head_accepted: bool, say: impl Fn(&Fault) -> String) -> upkeep::Upkeep {
        upkeep::Upkeep {
            copies: self.copies.iter().map(row).collect(),
            stopped: self.stopped.as_ref().map(&say),
            head_doubted: self.head_doubted && !head_accepted,
            head: Some(upkeep::Head { seq: self.head.seq, groups: groups(&self.head.hash) }),
            backup: match &self.backup {
                None => upkeep::Backup::None,
                Some(BackupStatus::Running) => upkeep::Backup::Running,
                Some(BackupStatus::Made { at, entries }) => upkeep::Backup::Made { at: *at, entries: *entries },
                Some(BackupStatus::Failed { at, fault }) => upkeep::Backup::Failed { at: *at, why: say(fault) },
            },
        }
    }
}

fn row(it: &CopyState) -> upkeep::CopyRow {
    upkeep::CopyRow {
        which: match &it.which {
            Copy::Store => upkeep::Which::Store,
            Copy::Mirror => upkeep::Which::Mirror,
            Copy::Second(path) => upkeep::Which::Second(crate::text::clean(&path.display().to_string()).into_owned()),
        },
        standing: match it.standing {
            Standing::Good => upkeep::Standing::Good,
            Standing::Low { free_mib } => upkeep::Standing::Low(free_mib),
            Standing::Behind { entries } => upkeep::Standing::Behind(entries),
            Standing::Ahead { entries } => upkeep::Standing::Ahead(entries),
            Standing::Missing => upkeep::Standing::Missing,
            Standing::Full => upkeep::Standing::Full,
            Standing::ReadOnly => upkeep::Standing::ReadOnly,
            Standing::Broken => upkeep::Standing::Broken,
        },
    }
}
