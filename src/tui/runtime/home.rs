//! How the home stands: asked of the desk in the thread that carries out effects, for it may take the disk a while.

use crate::desk::Desk;
use crate::tui::upkeep::Upkeep;

/// How the home stands, as the desk says it.
pub(super) struct Home {
    pub(super) upkeep: Upkeep,
}

/// Asks the desk.
pub(super) fn look(_desk: &Desk) -> Home {
    Home { upkeep: Upkeep::default() }
}
