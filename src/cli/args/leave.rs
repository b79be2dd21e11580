//! `leave`.

use super::LimitArgs;
use clap::{Args, Subcommand};

/// `leave …`.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum LeaveCommand {
    Ask(LeaveAskArgs),
    Approve {
        #[arg(value_name = "LEAVE")]
        id: String,
    },
    Decline {
        #[arg(value_name = "LEAVE")]
        id: String,
        #[arg(long, value_name = "TEXT")]
        text: String,
    },
    Withdraw {
        #[arg(value_name = "LEAVE")]
        id: String,
    },
    Return {
        #[arg(value_name = "LEAVE")]
        id: String,
        #[arg(long, value_name = "T")]
        at: Option<String>,
    },
    List(LeaveListArgs),
}

/// `leave ask`.
#[derive(Debug, Args)]
pub(in crate::cli) struct LeaveAskArgs {
    #[arg(value_name = "STUDENT")]
    pub(in crate::cli) student: String,
    #[arg(long, value_name = "T")]
    pub(in crate::cli) from: Option<String>,
    #[arg(long, value_name = "T")]
    pub(in crate::cli) until: String,
    #[arg(long, value_name = "KIND", default_value = "personal")]
    pub(in crate::cli) kind: String,
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub(in crate::cli) text: String,
}

/// `leave list`.
#[derive(Debug, Args)]
pub(in crate::cli) struct LeaveListArgs {
    #[arg(long, conflicts_with_all = ["overdue", "open"])]
    pub(in crate::cli) due: bool,
    #[arg(long, conflicts_with = "open")]
    pub(in crate::cli) overdue: bool,
    #[arg(long)]
    pub(in crate::cli) open: bool,
    #[arg(long, value_name = "STUDENT")]
    pub(in crate::cli) student: Option<String>,
    #[command(flatten)]
    pub(in crate::cli) limit: LimitArgs,
}
