//! `report`: what was done in a month or a term, for the college or a community.

use super::PaperArgs;
use clap::{Args, Subcommand};

/// `report …`.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum ReportCommand {
    Month(ReportMonthArgs),
    Term(ReportTermArgs),
}

/// `report month`.
#[derive(Debug, Args)]
pub(in crate::cli) struct ReportMonthArgs {
    #[command(flatten)]
    pub(in crate::cli) paper: PaperArgs,
    #[arg(long, value_name = "D")]
    pub(in crate::cli) month: Option<String>,
    #[arg(long, value_name = "COMMUNITY")]
    pub(in crate::cli) community: Option<String>,
}

/// `report term`.
#[derive(Debug, Args)]
pub(in crate::cli) struct ReportTermArgs {
    #[command(flatten)]
    pub(in crate::cli) paper: PaperArgs,
    #[arg(long, value_name = "T")]
    pub(in crate::cli) term: Option<String>,
    #[arg(long, value_name = "COMMUNITY")]
    pub(in crate::cli) community: Option<String>,
}
