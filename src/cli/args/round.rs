//! `round` and `missing`.

use super::{LimitArgs, NightsArgs};
use clap::{Args, Subcommand};

/// `round …`.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum RoundCommand {
    Start(RoundStartArgs),
    Sample(RoundSampleArgs),
    Mark(RoundMarkArgs),
    List(RoundListArgs),
    Report(NightsArgs),
    End {
        id: String,
        #[arg(long, value_name = "TEXT", default_value = "")]
        note: String,
    },
}

/// `round start`.
#[derive(Debug, Args)]
pub(in crate::cli) struct RoundStartArgs {
    #[arg(value_name = "BUILDING")]
    pub(in crate::cli) building: String,
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    pub(in crate::cli) floor: Option<i8>,
    #[arg(long)]
    pub(in crate::cli) down: bool,
}

/// `round sample`.
#[derive(Debug, Args)]
pub(in crate::cli) struct RoundSampleArgs {
    #[arg(long, value_name = "N")]
    pub(in crate::cli) rooms: Option<usize>,
    #[arg(long, value_name = "S")]
    pub(in crate::cli) seed: u64,
    #[arg(long = "building", value_name = "BUILDING")]
    pub(in crate::cli) buildings: Vec<String>,
    #[arg(long)]
    pub(in crate::cli) start: bool,
    #[arg(long)]
    pub(in crate::cli) down: bool,
}

/// `round mark`; also a line of `round mark -`.
#[derive(Debug, Args)]
pub(in crate::cli) struct RoundMarkArgs {
    #[arg(value_name = "ROOM")]
    pub(in crate::cli) room: String,
    #[arg(value_name = "STATUS")]
    pub(in crate::cli) status: Option<String>,
    #[arg(value_name = "BED")]
    pub(in crate::cli) beds: Vec<String>,
    #[arg(long = "finding", value_name = "CODE")]
    pub(in crate::cli) findings: Vec<String>,
    #[arg(long, value_name = "TEXT")]
    pub(in crate::cli) note: Option<String>,
    #[arg(long, value_name = "D")]
    pub(in crate::cli) day: Option<String>,
}

/// `round list`.
#[derive(Debug, Args)]
pub(in crate::cli) struct RoundListArgs {
    #[arg(long)]
    pub(in crate::cli) open: bool,
    #[command(flatten)]
    pub(in crate::cli) limit: LimitArgs,
}

/// `missing …`.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum MissingCommand {
    List {
        #[arg(long)]
        all: bool,
        #[command(flatten)]
        limit: LimitArgs,
    },
    Step {
        student: String,
        step: String,
        outcome: String,
        #[arg(long, value_name = "TEXT", default_value = "")]
        text: String,
        #[arg(long, value_name = "T")]
        at: Option<String>,
    },
    Found {
        student: String,
        #[arg(long, value_name = "TEXT", default_value = "")]
        text: String,
        #[arg(long, value_name = "T")]
        at: Option<String>,
    },
    Escalate {
        student: String,
    },
}
