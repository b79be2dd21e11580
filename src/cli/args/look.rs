//! Arguments of what looks for and lists things: `find`, `search`, `list`.

use super::LimitArgs;
use clap::{Args, ValueEnum};

/// `find`.
#[derive(Debug, Args)]
pub(in crate::cli) struct FindArgs {
    #[arg(value_name = "QUERY", required = true)]
    pub(in crate::cli) query: Vec<String>,
    #[command(flatten)]
    pub(in crate::cli) limit: LimitArgs,
}

/// `search`.
#[derive(Debug, Args)]
pub(in crate::cli) struct SearchArgs {
    #[arg(value_name = "TEXT", required_unless_present_any = ["saved", "list_saved", "drop_saved"])]
    pub(in crate::cli) text: Vec<String>,
    #[arg(long = "in", value_name = "KINDS", value_delimiter = ',')]
    pub(in crate::cli) kinds: Vec<SearchIn>,
    #[arg(long, value_name = "NAME", conflicts_with_all = ["list_saved", "drop_saved", "save"])]
    pub(in crate::cli) saved: Option<String>,
    #[arg(long, value_name = "NAME", conflicts_with_all = ["list_saved", "drop_saved"])]
    pub(in crate::cli) save: Option<String>,
    #[arg(long, conflicts_with = "drop_saved")]
    pub(in crate::cli) list_saved: bool,
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) drop_saved: Option<String>,
    #[command(flatten)]
    pub(in crate::cli) limit: LimitArgs,
}

/// Where `search` looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum SearchIn {
    Talks,
    Incidents,
    Requests,
}

/// `list`.
#[derive(Debug, Args)]
pub(in crate::cli) struct ListArgs {
    #[arg(value_name = "WHAT")]
    pub(in crate::cli) what: ListWhat,
    #[arg(value_name = "FILTER")]
    pub(in crate::cli) filters: Vec<String>,
    #[arg(long, value_name = "D")]
    pub(in crate::cli) since: Option<String>,
    #[arg(long, value_name = "D")]
    pub(in crate::cli) until: Option<String>,
    #[command(flatten)]
    pub(in crate::cli) limit: LimitArgs,
}

/// What `list` lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ListWhat {
    Students,
    Rooms,
    Talks,
    Incidents,
    Requests,
    Shifts,
    Rounds,
    Activities,
    People,
    Mentors,
    Places,
    Bookings,
    Catalogue,
}
