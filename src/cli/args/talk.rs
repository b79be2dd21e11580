//! `talk`: one line logs a talk; its verbs are what comes before and after.

use super::CaptureArgs;
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// `talk LINE`, or one of its verbs.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(in crate::cli) struct TalkArgs {
    #[command(subcommand)]
    pub(in crate::cli) command: Option<TalkCommand>,
    #[arg(value_name = "LINE", required = true)]
    pub(in crate::cli) line: Option<String>,
    #[command(flatten)]
    pub(in crate::cli) more: TalkMoreArgs,
    #[arg(long)]
    pub(in crate::cli) dry_run: bool,
}

/// What the long form adds to a line.
#[derive(Debug, Default, Args)]
pub(in crate::cli) struct TalkMoreArgs {
    #[arg(long, value_name = "TEXT")]
    pub(in crate::cli) judgement: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(in crate::cli) measures: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(in crate::cli) level_reason: Option<String>,
    #[arg(long = "reader", value_name = "NAME")]
    pub(in crate::cli) readers: Vec<String>,
}

/// What comes before and after a talk.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum TalkCommand {
    Plan(CaptureArgs),
    Book {
        #[arg(value_name = "PLAN")]
        plan: String,
        #[arg(value_name = "WHEN")]
        when: String,
        #[arg(long, value_name = "PLACE")]
        place: Option<String>,
    },
    Hold {
        #[arg(value_name = "PLAN")]
        plan: String,
        #[command(flatten)]
        line: CaptureArgs,
        #[command(flatten)]
        more: TalkMoreArgs,
    },
    Cancel {
        #[arg(value_name = "PLAN")]
        plan: String,
        #[arg(value_name = "REASON")]
        reason: String,
    },
    Answer {
        #[arg(value_name = "TALK")]
        talk: String,
        #[command(flatten)]
        line: CaptureArgs,
        #[command(flatten)]
        more: TalkMoreArgs,
    },
    Close {
        #[arg(value_name = "TALK")]
        talk: String,
        #[arg(value_name = "TEXT", default_value = "")]
        text: String,
    },
    Amend {
        #[arg(value_name = "TALK")]
        talk: String,
        #[arg(value_name = "TEXT")]
        text: String,
    },
    Story {
        #[arg(value_name = "STUDENT")]
        student: String,
    },
    Attach {
        #[arg(value_name = "TALK")]
        talk: String,
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    Files {
        #[arg(value_name = "TALK")]
        talk: String,
    },
    Save {
        #[arg(value_name = "TALK")]
        talk: String,
        #[arg(value_name = "NAME")]
        name: String,
        #[arg(long, value_name = "FILE")]
        to: PathBuf,
    },
}
