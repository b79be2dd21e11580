//! `schedule …` and `export schedule`.

use super::{LimitArgs, PaperArgs, WorkArgs};
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// `schedule …`.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum ScheduleCommand {
    Make {
        #[arg(long, value_name = "D")]
        from: String,
        #[arg(long, value_name = "D")]
        to: String,
        #[command(flatten)]
        work: WorkArgs,
        #[arg(long)]
        dry_run: bool,
    },
    Remake {
        #[arg(value_name = "DRAFT")]
        draft: String,
        #[command(flatten)]
        work: WorkArgs,
        #[arg(long)]
        dry_run: bool,
    },
    Drafts {
        #[arg(long)]
        all: bool,
    },
    Show(ScheduleShowArgs),
    Set {
        #[command(flatten)]
        seat: DraftSeatArgs,
        #[arg(value_name = "PERSON")]
        person: String,
        #[arg(long)]
        pin: bool,
    },
    Clear(DraftSeatArgs),
    Pin(DraftSeatArgs),
    Unpin(DraftSeatArgs),
    Diff {
        #[arg(value_name = "DRAFT")]
        draft: String,
    },
    Publish {
        #[arg(value_name = "DRAFT")]
        draft: String,
        #[arg(long)]
        dry_run: bool,
    },
    Drop {
        #[arg(value_name = "DRAFT")]
        draft: String,
    },
    Why {
        #[arg(value_name = "DAY")]
        day: String,
        #[arg(value_name = "SITE")]
        site: String,
        #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=8))]
        seat: u8,
        #[arg(long, value_name = "DRAFT")]
        draft: Option<String>,
        #[command(flatten)]
        limit: LimitArgs,
    },
    Ledger {
        #[arg(long, value_name = "D")]
        from: Option<String>,
        #[arg(long, value_name = "D")]
        to: Option<String>,
    },
    Repair(RepairArgs),
    Offers {
        #[arg(long, value_name = "D")]
        from: Option<String>,
        #[arg(long, value_name = "D")]
        to: Option<String>,
        #[arg(long, value_name = "N", default_value_t = 8)]
        changes: usize,
        #[arg(long, value_name = "N")]
        take: Option<usize>,
        #[arg(long, value_name = "TEXT", requires = "take")]
        reason: Option<String>,
    },
    Swap {
        #[arg(value_name = "MINE")]
        mine: String,
        #[arg(value_name = "THEIRS")]
        theirs: String,
        #[command(flatten)]
        asking: AskingArgs,
    },
    Cover {
        #[arg(value_name = "SHIFT")]
        shift: String,
        #[arg(value_name = "LOGIN")]
        login: String,
        #[command(flatten)]
        asking: AskingArgs,
    },
    Give {
        #[arg(value_name = "SHIFT")]
        shift: String,
        #[command(flatten)]
        asking: AskingArgs,
    },
    Leave {
        #[arg(long, value_name = "D")]
        from: String,
        #[arg(long, value_name = "D")]
        to: Option<String>,
        #[arg(long, value_name = "KIND", default_value = "personal")]
        kind: String,
        #[arg(long, value_name = "LOGIN")]
        person: Option<String>,
        #[command(flatten)]
        asking: AskingArgs,
    },
    Requests {
        #[arg(long)]
        open: bool,
        #[arg(long, value_name = "LOGIN")]
        person: Option<String>,
        #[command(flatten)]
        limit: LimitArgs,
    },
    Accept {
        #[arg(value_name = "REQUEST")]
        request: String,
        #[arg(long, value_name = "LOGIN")]
        person: Option<String>,
        #[arg(long)]
        dry_run: bool,
    },
    Approve {
        #[arg(value_name = "REQUEST")]
        request: String,
        #[arg(long)]
        dry_run: bool,
    },
    Decline {
        #[arg(value_name = "REQUEST")]
        request: String,
        #[arg(long, value_name = "TEXT")]
        reason: String,
    },
    Withdraw {
        #[arg(value_name = "REQUEST")]
        request: String,
    },
    Import(ScheduleImportArgs),
}

/// `schedule show`.
#[derive(Debug, Args)]
pub(in crate::cli) struct ScheduleShowArgs {
    #[arg(long, value_name = "DRAFT")]
    pub(in crate::cli) draft: Option<String>,
    #[arg(long, value_name = "D")]
    pub(in crate::cli) from: Option<String>,
    #[arg(long, value_name = "D")]
    pub(in crate::cli) to: Option<String>,
    #[arg(long, value_name = "LOGIN")]
    pub(in crate::cli) person: Option<String>,
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) site: Option<String>,
}

/// A seat of a draft.
#[derive(Debug, Args)]
pub(in crate::cli) struct DraftSeatArgs {
    #[arg(value_name = "DRAFT")]
    pub(in crate::cli) draft: String,
    #[arg(value_name = "DAY")]
    pub(in crate::cli) day: String,
    #[arg(value_name = "SITE")]
    pub(in crate::cli) site: String,
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=8))]
    pub(in crate::cli) seat: u8,
}

/// `schedule repair`.
#[derive(Debug, Args)]
pub(in crate::cli) struct RepairArgs {
    #[arg(value_name = "SHIFT", required_unless_present = "person", conflicts_with = "person")]
    pub(in crate::cli) shifts: Vec<String>,
    #[arg(long, value_name = "LOGIN")]
    pub(in crate::cli) person: Option<String>,
    #[arg(long, value_name = "D", requires = "person")]
    pub(in crate::cli) from: Option<String>,
    #[arg(long, value_name = "D", requires = "person")]
    pub(in crate::cli) to: Option<String>,
    #[command(flatten)]
    pub(in crate::cli) asking: AskingArgs,
}

/// How something is asked for.
#[derive(Debug, Args)]
pub(in crate::cli) struct AskingArgs {
    #[arg(long, requires = "reason")]
    pub(in crate::cli) emergency: bool,
    #[arg(long, value_name = "TEXT")]
    pub(in crate::cli) reason: Option<String>,
    #[arg(long)]
    pub(in crate::cli) dry_run: bool,
}

/// `schedule import`.
#[derive(Debug, Args)]
pub(in crate::cli) struct ScheduleImportArgs {
    #[arg(value_name = "FILE")]
    pub(in crate::cli) file: PathBuf,
    #[arg(long)]
    pub(in crate::cli) dry_run: bool,
    #[arg(long, value_name = "Y", value_parser = clap::value_parser!(i32).range(1900..=2999))]
    pub(in crate::cli) year: Option<i32>,
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) sheet: Option<String>,
    #[arg(long)]
    pub(in crate::cli) past: bool,
}

/// `export schedule`.
#[derive(Debug, Args)]
pub(in crate::cli) struct ExportScheduleArgs {
    #[command(flatten)]
    pub(in crate::cli) paper: PaperArgs,
    #[arg(long, value_name = "D")]
    pub(in crate::cli) from: Option<String>,
    #[arg(long, value_name = "D")]
    pub(in crate::cli) to: Option<String>,
    #[arg(long, value_name = "LOGIN")]
    pub(in crate::cli) person: Option<String>,
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) site: Option<String>,
}
