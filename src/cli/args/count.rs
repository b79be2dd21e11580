//! What was done, counted: `appraisal`, `stats`, and both as files.

use super::{LimitArgs, PaperArgs, PeriodArgs};
use clap::Args;

/// A period: a term, or from day to day.
#[derive(Debug, Args)]
pub(in crate::cli) struct TermArgs {
    #[arg(long, value_name = "T", conflicts_with_all = ["since", "until"])]
    pub(in crate::cli) term: Option<String>,
    #[command(flatten)]
    pub(in crate::cli) period: PeriodArgs,
}

/// `appraisal`.
#[derive(Debug, Args)]
pub(in crate::cli) struct AppraisalArgs {
    #[command(flatten)]
    pub(in crate::cli) term: TermArgs,
    #[arg(long, value_name = "KEY", default_value = "counselor")]
    pub(in crate::cli) by: String,
    #[arg(long = "of", value_name = "NAME")]
    pub(in crate::cli) of: Option<String>,
    #[arg(long, value_name = "KEY", requires = "of")]
    pub(in crate::cli) open: Option<String>,
    #[command(flatten)]
    pub(in crate::cli) limit: LimitArgs,
}

/// What of by what by when.
#[derive(Debug, Args)]
pub(in crate::cli) struct GridArgs {
    #[command(flatten)]
    pub(in crate::cli) term: TermArgs,
    #[arg(long, value_name = "KEY", default_value = "community")]
    pub(in crate::cli) by: String,
    #[arg(long, value_name = "KEY", default_value = "week")]
    pub(in crate::cli) step: String,
}

/// `stats`.
#[derive(Debug, Args)]
pub(in crate::cli) struct StatsArgs {
    #[arg(value_name = "WHAT")]
    pub(in crate::cli) what: Option<String>,
    #[arg(long = "of", value_name = "NAME")]
    pub(in crate::cli) of: Option<String>,
    #[command(flatten)]
    pub(in crate::cli) grid: GridArgs,
}

/// `export appraisal`.
#[derive(Debug, Args)]
pub(in crate::cli) struct ExportAppraisalArgs {
    #[command(flatten)]
    pub(in crate::cli) paper: PaperArgs,
    #[command(flatten)]
    pub(in crate::cli) term: TermArgs,
    #[arg(long, value_name = "KEY", default_value = "counselor")]
    pub(in crate::cli) by: String,
}

/// `export stats`.
#[derive(Debug, Args)]
pub(in crate::cli) struct ExportStatsArgs {
    #[command(flatten)]
    pub(in crate::cli) paper: PaperArgs,
    #[arg(long, value_name = "KEY", default_value = "talks")]
    pub(in crate::cli) what: String,
    #[command(flatten)]
    pub(in crate::cli) grid: GridArgs,
}
