//! `activity`: one line enters an activity; its verbs are what becomes of it. `obligation`: what terms demand. `board`: how far it is done.

use super::{PaperArgs, PeriodArgs};
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// `activity LINE`, or one of its verbs.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(in crate::cli) struct ActivityArgs {
    #[command(subcommand)]
    pub(in crate::cli) command: Option<ActivityCommand>,
    #[arg(value_name = "LINE", required = true)]
    pub(in crate::cli) line: Option<String>,
    #[arg(long)]
    pub(in crate::cli) dry_run: bool,
}

/// What becomes of an activity.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum ActivityCommand {
    Announce(ActivityStepArgs),
    Hold {
        #[command(flatten)]
        step: ActivityStepArgs,
        #[arg(long, value_name = "N")]
        count: Option<u32>,
    },
    Prove {
        #[command(flatten)]
        step: ActivityStepArgs,
        #[arg(long = "file", value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    Publish(ActivityStepArgs),
    Cancel(ActivityStepArgs),
    Back(ActivityStepArgs),
    Drop(ActivityStepArgs),
    Note {
        #[arg(value_name = "ACTIVITY")]
        id: String,
        #[arg(value_name = "TEXT")]
        text: String,
    },
    Attend(AttendArgs),
    Attach {
        #[arg(value_name = "ACTIVITY")]
        id: String,
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    Files {
        #[arg(value_name = "ACTIVITY")]
        id: String,
    },
    Save {
        #[arg(value_name = "ACTIVITY")]
        id: String,
        #[arg(value_name = "NAME")]
        name: String,
        #[arg(value_name = "FILE")]
        to: PathBuf,
    },
    Amend(AmendArgs),
}

/// An activity, and why or where.
#[derive(Debug, Args)]
pub(in crate::cli) struct ActivityStepArgs {
    #[arg(value_name = "ACTIVITY")]
    pub(in crate::cli) id: String,
    #[arg(value_name = "TEXT", default_value = "")]
    pub(in crate::cli) text: String,
}

/// `activity attend`.
#[derive(Debug, Args)]
pub(in crate::cli) struct AttendArgs {
    #[arg(value_name = "ACTIVITY")]
    pub(in crate::cli) id: String,
    #[arg(value_name = "STUDENT")]
    pub(in crate::cli) students: Vec<String>,
    #[arg(long, value_name = "N")]
    pub(in crate::cli) count: Option<u32>,
    #[arg(long = "class", value_name = "CLASS")]
    pub(in crate::cli) classes: Vec<String>,
    #[arg(long = "room", value_name = "ROOM")]
    pub(in crate::cli) rooms: Vec<String>,
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) list: Option<PathBuf>,
    #[arg(long = "remove", value_name = "STUDENT")]
    pub(in crate::cli) remove: Vec<String>,
}

/// `activity amend`.
#[derive(Debug, Args)]
pub(in crate::cli) struct AmendArgs {
    #[arg(value_name = "ACTIVITY")]
    pub(in crate::cli) id: String,
    #[arg(long, value_name = "KIND")]
    pub(in crate::cli) kind: Option<String>,
    #[arg(long, value_name = "STRAND")]
    pub(in crate::cli) branch: Option<String>,
    #[arg(long, value_name = "COMMUNITY")]
    pub(in crate::cli) community: Option<String>,
    #[arg(long, value_name = "DEPARTMENT")]
    pub(in crate::cli) department: Option<String>,
    #[arg(long, value_name = "D")]
    pub(in crate::cli) day: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(in crate::cli) title: Option<String>,
    #[arg(long = "tag", value_name = "TAG")]
    pub(in crate::cli) tags: Vec<String>,
}

/// `obligation …`.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum ObligationCommand {
    List {
        #[arg(long, value_name = "D")]
        on: Option<String>,
    },
    History {
        #[arg(value_name = "CODE")]
        code: String,
    },
    Set {
        #[arg(value_name = "CODE")]
        code: String,
        #[arg(value_name = "FIELD=VALUE", required = true)]
        fields: Vec<String>,
        #[arg(long, value_name = "D")]
        on: Option<String>,
    },
    Drop {
        #[arg(value_name = "CODE")]
        code: String,
        #[arg(long, value_name = "D")]
        on: Option<String>,
    },
    Term {
        #[command(subcommand)]
        command: TermCommand,
    },
}

/// `obligation term …`.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum TermCommand {
    List,
    Set {
        #[arg(value_name = "NAME")]
        name: String,
        #[arg(value_name = "FROM")]
        from: String,
        #[arg(value_name = "UNTIL")]
        until: String,
        #[arg(long, value_name = "YEAR")]
        year: Option<String>,
    },
    Drop {
        #[arg(value_name = "NAME")]
        name: String,
    },
}

/// `board`.
#[derive(Debug, Args)]
pub(in crate::cli) struct BoardArgs {
    #[arg(long, value_name = "D")]
    pub(in crate::cli) on: Option<String>,
    #[arg(long, value_name = "CODE")]
    pub(in crate::cli) open: Option<String>,
}

/// `import obligations`.
#[derive(Debug, Args)]
pub(in crate::cli) struct ImportObligationsArgs {
    #[arg(value_name = "FILE")]
    pub(in crate::cli) file: PathBuf,
    #[arg(long)]
    pub(in crate::cli) dry_run: bool,
    #[arg(long, value_name = "D")]
    pub(in crate::cli) on: Option<String>,
}

/// `export activities`.
#[derive(Debug, Args)]
pub(in crate::cli) struct ExportActivitiesArgs {
    #[command(flatten)]
    pub(in crate::cli) paper: PaperArgs,
    #[command(flatten)]
    pub(in crate::cli) period: PeriodArgs,
}

/// `export board`.
#[derive(Debug, Args)]
pub(in crate::cli) struct ExportBoardArgs {
    #[command(flatten)]
    pub(in crate::cli) paper: PaperArgs,
    #[arg(long, value_name = "D")]
    pub(in crate::cli) on: Option<String>,
}

/// `export template …`.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum TemplateCommand {
    Obligations(PaperArgs),
    Places(PaperArgs),
    Mentors(PaperArgs),
    Catalogue(PaperArgs),
    Activities(PaperArgs),
}

/// `import activities`.
#[derive(Debug, Args)]
pub(in crate::cli) struct ImportActivitiesArgs {
    #[arg(value_name = "FILE")]
    pub(in crate::cli) file: PathBuf,
    #[arg(long)]
    pub(in crate::cli) dry_run: bool,
    #[arg(long)]
    pub(in crate::cli) earlier: bool,
}
