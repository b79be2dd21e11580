//! `request`: one line opens a request; its verbs are what becomes of it. `reception`: the leaders' reception days.

use super::{CaptureArgs, LimitArgs, PaperArgs, PeriodArgs};
use clap::{Args, Subcommand};

/// `request LINE`, or one of its verbs.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(in crate::cli) struct RequestArgs {
    #[command(subcommand)]
    pub(in crate::cli) command: Option<RequestCommand>,
    #[arg(value_name = "LINE", required = true)]
    pub(in crate::cli) line: Option<String>,
    #[arg(long)]
    pub(in crate::cli) dry_run: bool,
}

/// What becomes of a request.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum RequestCommand {
    Accept {
        #[arg(value_name = "REQUEST")]
        id: String,
    },
    Begin {
        #[arg(value_name = "REQUEST")]
        id: String,
    },
    Assign {
        #[arg(value_name = "REQUEST")]
        id: String,
        #[arg(value_name = "DEPARTMENT")]
        department: String,
        #[arg(long, value_name = "D")]
        due: Option<String>,
        #[arg(long, value_name = "TEXT", default_value = "")]
        reason: String,
    },
    Answer {
        #[arg(value_name = "REQUEST")]
        id: String,
        #[arg(value_name = "TEXT")]
        text: String,
    },
    Reopen {
        #[arg(value_name = "REQUEST")]
        id: String,
        #[arg(value_name = "REASON")]
        reason: String,
    },
    Rate {
        #[arg(value_name = "REQUEST")]
        id: String,
        #[arg(value_name = "STARS")]
        stars: u8,
        #[arg(value_name = "TEXT", default_value = "")]
        text: String,
    },
    Close {
        #[arg(value_name = "REQUEST")]
        id: String,
        #[arg(long, value_name = "TEXT", default_value = "")]
        reason: String,
    },
    Note {
        #[arg(value_name = "REQUEST")]
        id: String,
        #[arg(value_name = "TEXT")]
        text: String,
    },
    Week(PeriodArgs),
    Hanger {
        #[arg(value_name = "ROOM")]
        room: String,
        #[arg(value_name = "FILE")]
        file: std::path::PathBuf,
        #[arg(long)]
        replace: bool,
    },
}

/// `reception …`.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum ReceptionCommand {
    Hold {
        #[arg(value_name = "LEADER")]
        leader: String,
        #[arg(long, value_name = "RANK", default_value = "department")]
        rank: String,
        #[arg(long, value_name = "D")]
        day: Option<String>,
        #[arg(long, value_name = "COMMUNITY")]
        community: Option<String>,
        #[arg(long, value_name = "TEXT", default_value = "")]
        text: String,
    },
    Came {
        #[arg(value_name = "RECEPTION")]
        id: String,
        #[command(flatten)]
        line: CaptureArgs,
        #[arg(long, value_name = "TEXT", default_value = "")]
        promise: String,
    },
    List {
        #[command(flatten)]
        period: PeriodArgs,
        #[command(flatten)]
        limit: LimitArgs,
    },
    Show {
        #[arg(value_name = "RECEPTION")]
        id: String,
    },
    Undo {
        #[arg(value_name = "RECEPTION")]
        id: String,
    },
    Amend {
        #[arg(value_name = "RECEPTION")]
        id: String,
        #[arg(long, value_name = "LEADER")]
        leader: Option<String>,
        #[arg(long, value_name = "RANK")]
        rank: Option<String>,
        #[arg(long, value_name = "D")]
        day: Option<String>,
        #[arg(long, value_name = "COMMUNITY")]
        community: Option<String>,
        #[arg(long, value_name = "TEXT")]
        text: Option<String>,
    },
}

/// `export requests`.
#[derive(Debug, Args)]
pub(in crate::cli) struct ExportRequestsArgs {
    #[command(flatten)]
    pub(in crate::cli) paper: PaperArgs,
    #[command(flatten)]
    pub(in crate::cli) period: PeriodArgs,
}
