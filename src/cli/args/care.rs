//! `next`, `care`, `coverage`.

use super::LimitArgs;
use clap::{Args, Subcommand};

/// `next`, alone or with what is asked or done about one student.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(in crate::cli) struct NextArgs {
    #[command(subcommand)]
    pub(in crate::cli) command: Option<NextCommand>,
    #[arg(value_name = "FILTER")]
    pub(in crate::cli) filters: Vec<String>,
    #[arg(long)]
    pub(in crate::cli) all: bool,
    #[arg(long)]
    pub(in crate::cli) snoozed: bool,
    #[command(flatten)]
    pub(in crate::cli) limit: LimitArgs,
}

/// `next …`.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum NextCommand {
    Why {
        #[arg(value_name = "STUDENT")]
        student: String,
    },
    Snooze {
        #[arg(value_name = "STUDENT")]
        student: String,
        #[arg(long, value_name = "D")]
        until: String,
        #[arg(long, value_name = "TEXT")]
        reason: String,
    },
    Wake {
        #[arg(value_name = "STUDENT")]
        student: String,
    },
}

/// `care …`.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum CareCommand {
    List(CareListArgs),
    Set(CareSetArgs),
    Show {
        #[arg(value_name = "STUDENT")]
        student: String,
    },
    Review(CareReviewArgs),
    Network {
        #[arg(value_name = "DEPARTMENT|CLASS")]
        of: Option<String>,
    },
    Mark {
        #[arg(value_name = "STUDENT")]
        student: String,
        #[arg(value_name = "TRIGGER")]
        trigger: String,
        #[arg(long, value_name = "D")]
        day: Option<String>,
        #[arg(long, value_name = "TEXT", default_value = "")]
        reason: String,
    },
    Unmark {
        #[arg(value_name = "MARK")]
        id: String,
    },
}

/// `care list`.
#[derive(Debug, Args)]
pub(in crate::cli) struct CareListArgs {
    #[arg(value_name = "FILTER")]
    pub(in crate::cli) filters: Vec<String>,
    #[arg(long)]
    pub(in crate::cli) all: bool,
    #[arg(long)]
    pub(in crate::cli) due: bool,
    #[command(flatten)]
    pub(in crate::cli) limit: LimitArgs,
}

/// `care set`.
#[derive(Debug, Args)]
pub(in crate::cli) struct CareSetArgs {
    #[arg(value_name = "STUDENT")]
    pub(in crate::cli) student: String,
    #[arg(value_name = "LEVEL")]
    pub(in crate::cli) level: String,
    #[command(flatten)]
    pub(in crate::cli) how: LevelHow,
}

/// `care review`.
#[derive(Debug, Args)]
pub(in crate::cli) struct CareReviewArgs {
    #[arg(value_name = "STUDENT")]
    pub(in crate::cli) student: Option<String>,
    #[arg(long, value_name = "LEVEL", requires = "student")]
    pub(in crate::cli) level: Option<String>,
    #[command(flatten)]
    pub(in crate::cli) how: LevelHow,
}

/// Why, until when, and who looks at it again then.
#[derive(Debug, Args)]
pub(in crate::cli) struct LevelHow {
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub(in crate::cli) reason: String,
    #[arg(long, value_name = "D")]
    pub(in crate::cli) until: Option<String>,
    #[arg(long, value_name = "USER")]
    pub(in crate::cli) reviewer: Option<String>,
}

/// `coverage`.
#[derive(Debug, Args)]
pub(in crate::cli) struct CoverageArgs {
    #[arg(long)]
    pub(in crate::cli) all: bool,
}
