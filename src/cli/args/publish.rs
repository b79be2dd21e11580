//! `publish`: news of what was done, from draft to link; `export news`.

use super::{LimitArgs, PaperArgs};
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// `publish …`.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum PublishCommand {
    Draft(PublishDraftArgs),
    Rewrite {
        #[arg(value_name = "NEWS")]
        id: String,
        #[arg(value_name = "FILE")]
        file: PathBuf,
        #[arg(long, value_name = "TEXT")]
        title: Option<String>,
    },
    Check {
        #[arg(value_name = "NEWS")]
        id: String,
    },
    Review {
        #[arg(value_name = "NEWS")]
        id: String,
        #[arg(long)]
        accept_personal: bool,
    },
    Back {
        #[arg(value_name = "NEWS")]
        id: String,
        #[arg(value_name = "REASON")]
        reason: String,
    },
    Done {
        #[arg(value_name = "NEWS")]
        id: String,
        #[arg(value_name = "LINK")]
        link: String,
        #[arg(long, value_name = "D")]
        day: Option<String>,
    },
    Recall {
        #[arg(value_name = "NEWS")]
        id: String,
    },
    Withdraw {
        #[arg(value_name = "NEWS")]
        id: String,
    },
    List {
        #[arg(long, value_name = "KEY")]
        state: Option<String>,
        #[command(flatten)]
        limit: LimitArgs,
    },
    Show {
        #[arg(value_name = "NEWS")]
        id: String,
    },
    Pictures {
        #[arg(value_name = "NEWS")]
        id: String,
        #[arg(long, value_name = "NAME", required_unless_present = "drop")]
        add: Vec<String>,
        #[arg(long, value_name = "NAME")]
        drop: Vec<String>,
    },
}

/// `publish draft`.
#[derive(Debug, Args)]
pub(in crate::cli) struct PublishDraftArgs {
    #[arg(long, value_name = "ACTIVITY", conflicts_with_all = ["month", "term", "community"])]
    pub(in crate::cli) activity: Option<String>,
    #[arg(long, value_name = "D", conflicts_with = "term")]
    pub(in crate::cli) month: Option<String>,
    #[arg(long, value_name = "T")]
    pub(in crate::cli) term: Option<String>,
    #[arg(long, value_name = "COMMUNITY")]
    pub(in crate::cli) community: Option<String>,
    #[arg(long, value_name = "KEY", default_value = "cloud")]
    pub(in crate::cli) house: String,
    #[arg(long)]
    pub(in crate::cli) dry_run: bool,
    #[arg(long = "picture", value_name = "NAME", requires = "activity")]
    pub(in crate::cli) pictures: Vec<String>,
}

/// `export news`.
#[derive(Debug, Args)]
pub(in crate::cli) struct ExportNewsArgs {
    #[arg(value_name = "NEWS")]
    pub(in crate::cli) id: String,
    #[command(flatten)]
    pub(in crate::cli) paper: PaperArgs,
}
