//! `handover`, `duty`.

use super::{LimitArgs, PaperArgs};
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// `handover …`.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum HandoverCommand {
    Draft {
        #[arg(value_name = "SHIFT")]
        shift: Option<String>,
    },
    Sign(HandoverSignArgs),
    Show {
        #[arg(value_name = "HANDOVER")]
        id: Option<String>,
    },
    Ask(HandoverTextArgs),
    Answer(HandoverTextArgs),
    Bypass {
        #[arg(long, value_name = "TEXT")]
        reason: String,
        #[arg(long, value_name = "HANDOVER")]
        handover: Option<String>,
    },
    Recall {
        #[arg(value_name = "HANDOVER")]
        id: Option<String>,
    },
    List {
        #[arg(long)]
        waiting: bool,
        #[command(flatten)]
        limit: LimitArgs,
    },
    Sheet(HandoverSheetArgs),
    Log(DutyLogArgs),
}

/// `handover sign`: given without `--write-back` and `--accept`, else taken.
#[derive(Debug, Args)]
pub(in crate::cli) struct HandoverSignArgs {
    #[arg(long, value_name = "SHIFT", conflicts_with_all = ["write_back", "accept"])]
    pub(in crate::cli) shift: Option<String>,
    #[arg(long, value_name = "USER", conflicts_with_all = ["write_back", "accept"])]
    pub(in crate::cli) to: Option<String>,
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub(in crate::cli) summary: String,
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub(in crate::cli) things: String,
    #[arg(long = "note", value_name = "TEXT")]
    pub(in crate::cli) notes: Vec<String>,
    #[arg(long = "leave-out", value_name = "N")]
    pub(in crate::cli) leave_out: Vec<usize>,
    #[arg(long, value_names = ["N", "TEXT"], num_args = 2, action = clap::ArgAction::Append)]
    pub(in crate::cli) write_back: Vec<String>,
    #[arg(long)]
    pub(in crate::cli) accept: bool,
    #[arg(long, value_name = "HANDOVER", conflicts_with_all = ["shift", "to"])]
    pub(in crate::cli) handover: Option<String>,
}

/// `handover ask`, `handover answer`.
#[derive(Debug, Args)]
pub(in crate::cli) struct HandoverTextArgs {
    #[arg(value_name = "TEXT")]
    pub(in crate::cli) text: String,
    #[arg(long, value_name = "HANDOVER")]
    pub(in crate::cli) handover: Option<String>,
}

/// `handover sheet`.
#[derive(Debug, Args)]
pub(in crate::cli) struct HandoverSheetArgs {
    #[command(flatten)]
    pub(in crate::cli) paper: PaperArgs,
    #[arg(long, value_name = "HANDOVER")]
    pub(in crate::cli) handover: Option<String>,
}

/// `duty log`, `handover log`.
#[derive(Debug, Args)]
pub(in crate::cli) struct DutyLogArgs {
    #[arg(value_name = "SHIFT")]
    pub(in crate::cli) shift: Option<String>,
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) html: Option<PathBuf>,
    #[arg(long, requires_all = ["reason", "html"])]
    pub(in crate::cli) identified: bool,
    #[arg(long, value_name = "TEXT")]
    pub(in crate::cli) reason: Option<String>,
    #[arg(long)]
    pub(in crate::cli) replace: bool,
}
