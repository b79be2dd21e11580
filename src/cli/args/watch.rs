//! `watch`, alone or with what becomes of a hint.

use clap::{Args, Subcommand};

/// `watch`.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(in crate::cli) struct WatchArgs {
    #[command(subcommand)]
    pub(in crate::cli) command: Option<WatchCommand>,
    #[arg(long)]
    pub(in crate::cli) all: bool,
}

/// `watch …`.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum WatchCommand {
    PutOff {
        #[arg(value_name = "HINT")]
        hint: String,
        #[arg(long, value_name = "D")]
        until: String,
        #[arg(long, value_name = "TEXT")]
        reason: String,
    },
    TakeUp {
        #[arg(value_name = "HINT")]
        hint: String,
    },
}
