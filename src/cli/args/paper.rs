//! Where something is written, and whether it names people.

use clap::Args;
use std::path::PathBuf;

/// `FILE [--identified --reason TEXT] [--replace]`.
#[derive(Debug, Args)]
pub(in crate::cli) struct PaperArgs {
    #[arg(value_name = "FILE")]
    pub(in crate::cli) file: PathBuf,
    #[arg(long, requires = "reason")]
    pub(in crate::cli) identified: bool,
    #[arg(long, value_name = "TEXT")]
    pub(in crate::cli) reason: Option<String>,
    #[arg(long)]
    pub(in crate::cli) replace: bool,
}
