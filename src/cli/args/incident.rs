//! `incident`: one line opens an incident; its verbs are what is done with it.

use super::PaperArgs;
use clap::{Args, Subcommand};

/// `incident LINE`, or one of its verbs.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(in crate::cli) struct IncidentArgs {
    #[command(subcommand)]
    pub(in crate::cli) command: Option<IncidentCommand>,
    #[arg(value_name = "LINE", required = true)]
    pub(in crate::cli) line: Option<String>,
    #[arg(long)]
    pub(in crate::cli) dry_run: bool,
}

/// What is done with an incident.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum IncidentCommand {
    Ack {
        #[arg(value_name = "INCIDENT")]
        incident: String,
    },
    Take {
        #[arg(value_name = "INCIDENT")]
        incident: String,
    },
    Join {
        #[arg(value_name = "INCIDENT")]
        incident: String,
        #[arg(long)]
        leave: bool,
    },
    Note {
        #[arg(value_name = "INCIDENT")]
        incident: String,
        #[arg(value_name = "TEXT")]
        text: String,
        #[arg(long, value_name = "TIME")]
        at: Option<String>,
    },
    Tick {
        #[arg(value_name = "INCIDENT")]
        incident: String,
        #[arg(value_name = "STEP")]
        step: String,
        #[arg(value_name = "TEXT", default_value = "")]
        text: String,
        #[arg(long)]
        undo: bool,
    },
    Move {
        #[arg(value_name = "INCIDENT")]
        incident: String,
        #[arg(value_name = "STATE")]
        state: String,
        #[arg(value_name = "TEXT", default_value = "")]
        text: String,
    },
    Escalate {
        #[arg(value_name = "INCIDENT")]
        incident: String,
        #[arg(value_name = "TEXT", default_value = "")]
        text: String,
    },
    Close {
        #[arg(value_name = "INCIDENT")]
        incident: String,
        #[arg(value_name = "TEXT", default_value = "")]
        text: String,
    },
    Reopen {
        #[arg(value_name = "INCIDENT")]
        incident: String,
        #[arg(value_name = "TEXT", default_value = "")]
        text: String,
    },
    Weigh {
        #[arg(value_name = "INCIDENT")]
        incident: String,
        #[arg(value_name = "SEVERITY")]
        severity: String,
        #[arg(value_name = "TEXT")]
        text: String,
    },
    Merge {
        #[arg(value_name = "INCIDENT")]
        incident: String,
        #[arg(value_name = "INTO")]
        into: String,
        #[arg(value_name = "TEXT", default_value = "")]
        text: String,
    },
    Split {
        #[arg(value_name = "INCIDENT")]
        incident: String,
        #[arg(value_name = "TEXT")]
        text: String,
    },
    Link {
        #[arg(value_name = "INCIDENT")]
        incident: String,
        #[arg(value_name = "ID")]
        to: String,
        #[arg(long)]
        undo: bool,
    },
    Sent {
        #[arg(value_name = "INCIDENT")]
        incident: String,
        #[arg(value_name = "REPORT")]
        report: String,
        #[arg(value_name = "TO")]
        to: String,
        #[arg(value_name = "TEXT", default_value = "")]
        text: String,
        #[arg(long, value_name = "TIME")]
        at: Option<String>,
    },
    Due {
        #[arg(long)]
        fire: bool,
    },
    Knew {
        #[arg(value_name = "INCIDENT")]
        incident: String,
    },
    Draft {
        #[arg(value_name = "INCIDENT")]
        incident: String,
        #[arg(value_name = "REPORT")]
        report: String,
    },
    Make {
        #[arg(value_name = "INCIDENT")]
        incident: String,
        #[arg(value_name = "REPORT")]
        report: String,
        #[arg(value_name = "FIELD=TEXT")]
        said: Vec<String>,
    },
    Report(IncidentReportArgs),
    Countersign {
        #[arg(value_name = "INCIDENT")]
        incident: String,
        #[arg(value_name = "REPORT")]
        report: String,
        #[arg(value_name = "TEXT", default_value = "")]
        text: String,
    },
}

/// `incident report`.
#[derive(Debug, Args)]
pub(in crate::cli) struct IncidentReportArgs {
    #[arg(value_name = "INCIDENT")]
    pub(in crate::cli) incident: String,
    #[arg(value_name = "REPORT")]
    pub(in crate::cli) report: String,
    #[command(flatten)]
    pub(in crate::cli) paper: PaperArgs,
    #[arg(long)]
    pub(in crate::cli) draft: bool,
}
