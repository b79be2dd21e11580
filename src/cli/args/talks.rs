//! `export talks` and `import talks`.

use super::{ImportArgs, PaperArgs, PeriodArgs};
use clap::Args;
use std::path::PathBuf;

/// `export talks`.
#[derive(Debug, Args)]
pub(in crate::cli) struct ExportTalksArgs {
    #[command(flatten)]
    pub(in crate::cli) paper: PaperArgs,
    #[arg(long, value_name = "TALK", conflicts_with_all = ["since", "until", "month", "student", "class", "topic", "by", "summary"])]
    pub(in crate::cli) talk: Option<String>,
    #[command(flatten)]
    pub(in crate::cli) period: PeriodArgs,
    #[arg(long, value_name = "YYYY-MM", conflicts_with_all = ["since", "until"])]
    pub(in crate::cli) month: Option<String>,
    #[arg(long, conflicts_with_all = ["since", "until", "student", "class", "topic", "template"])]
    pub(in crate::cli) summary: bool,
    #[arg(long, value_name = "STUDENT")]
    pub(in crate::cli) student: Option<String>,
    #[arg(long, value_name = "CLASS")]
    pub(in crate::cli) class: Option<String>,
    #[arg(long, value_name = "TOPIC")]
    pub(in crate::cli) topic: Option<String>,
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) by: Option<String>,
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) template: Option<PathBuf>,
}

/// `import talks`.
#[derive(Debug, Args)]
pub(in crate::cli) struct ImportTalksArgs {
    #[command(flatten)]
    pub(in crate::cli) import: ImportArgs,
    #[arg(long)]
    pub(in crate::cli) mine: bool,
}
