//! `roster …`: the duty roster, solved from a file.

use clap::{Args, Subcommand};
use std::path::PathBuf;

/// `roster …`.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum RosterCommand {
    Solve(RosterSolveArgs),
}

/// `roster solve`.
#[derive(Debug, Args)]
pub(in crate::cli) struct RosterSolveArgs {
    #[arg(value_name = "INSTANCE")]
    pub(in crate::cli) instance: PathBuf,
    #[arg(value_name = "OUT")]
    pub(in crate::cli) out: PathBuf,
    #[command(flatten)]
    pub(in crate::cli) work: WorkArgs,
}

/// How much the solver may work.
#[derive(Debug, Clone, Copy, Args)]
pub(in crate::cli) struct WorkArgs {
    #[arg(long, value_name = "N")]
    pub(in crate::cli) iterations: Option<u64>,
    #[arg(long, value_name = "S")]
    pub(in crate::cli) seconds: Option<f64>,
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub(in crate::cli) seed: u64,
}
