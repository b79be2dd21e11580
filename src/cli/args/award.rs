//! `award`: from the candidates to the notice.

use super::count::TermArgs;
use super::{LimitArgs, PaperArgs};
use clap::{Args, Subcommand};

/// `award …`.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum AwardCommand {
    Open(AwardOpenArgs),
    Point {
        #[arg(value_name = "AWARD")]
        id: String,
        #[arg(value_name = "NOMINEE")]
        nominee: String,
        #[arg(value_name = "POINTS")]
        points: Option<u8>,
    },
    Decide {
        #[arg(value_name = "AWARD")]
        id: String,
        #[arg(value_name = "NOMINEE")]
        winners: Vec<String>,
        #[arg(long, value_name = "TEXT", default_value = "")]
        text: String,
    },
    Reopen {
        #[arg(value_name = "AWARD")]
        id: String,
    },
    Withdraw {
        #[arg(value_name = "AWARD")]
        id: String,
    },
    List {
        #[command(flatten)]
        limit: LimitArgs,
    },
    Show {
        #[arg(value_name = "AWARD")]
        id: String,
    },
}

/// `award open`.
#[derive(Debug, Args)]
pub(in crate::cli) struct AwardOpenArgs {
    #[arg(value_name = "KIND")]
    pub(in crate::cli) kind: String,
    #[arg(long, value_name = "TEXT")]
    pub(in crate::cli) title: Option<String>,
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub(in crate::cli) places: u16,
    #[arg(long, value_name = "N", default_value_t = 30)]
    pub(in crate::cli) candidates: usize,
    #[arg(long, value_name = "COMMUNITY")]
    pub(in crate::cli) community: Option<String>,
    #[command(flatten)]
    pub(in crate::cli) term: TermArgs,
    #[arg(long)]
    pub(in crate::cli) dry_run: bool,
}

/// `export award`.
#[derive(Debug, Args)]
pub(in crate::cli) struct ExportAwardArgs {
    #[arg(value_name = "AWARD")]
    pub(in crate::cli) id: String,
    #[command(flatten)]
    pub(in crate::cli) paper: PaperArgs,
}
