//! `schedule …` and `export schedule`.

use clap::{Args, Subcommand};
use std::path::PathBuf;

/// `schedule …`.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum ScheduleCommand {
    Import(ScheduleImportArgs),
}

/// `schedule import`.
#[derive(Debug, Args)]
pub(in crate::cli) struct ScheduleImportArgs {
    #[arg(value_name = "FILE")]
    pub(in crate::cli) file: PathBuf,
    #[arg(long)]
    pub(in crate::cli) dry_run: bool,
    #[arg(long, value_name = "Y", value_parser = clap::value_parser!(i32).range(1900..=2999))]
    pub(in crate::cli) year: Option<i32>,
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) sheet: Option<String>,
    #[arg(long)]
    pub(in crate::cli) past: bool,
}

/// `export schedule`.
#[derive(Debug, Args)]
pub(in crate::cli) struct ExportScheduleArgs {
    #[arg(value_name = "FILE")]
    pub(in crate::cli) file: PathBuf,
    #[arg(long, value_name = "D")]
    pub(in crate::cli) from: Option<String>,
    #[arg(long, value_name = "D")]
    pub(in crate::cli) to: Option<String>,
    #[arg(long, value_name = "LOGIN")]
    pub(in crate::cli) person: Option<String>,
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) site: Option<String>,
    #[arg(long, requires = "reason")]
    pub(in crate::cli) identified: bool,
    #[arg(long, value_name = "TEXT")]
    pub(in crate::cli) reason: Option<String>,
    #[arg(long)]
    pub(in crate::cli) replace: bool,
}
