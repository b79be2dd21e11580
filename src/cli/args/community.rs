//! `people`, `branch`, `place`, `catalogue`: the people of a community, its branches, its places, what is offered there.

use super::{LimitArgs, PaperArgs};
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// `people …`.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum PeopleCommand {
    Overview {
        #[arg(value_name = "COMMUNITY")]
        community: Option<String>,
    },
    List {
        #[arg(long, value_name = "KIND")]
        kind: Option<String>,
        #[arg(long, value_name = "COMMUNITY")]
        community: Option<String>,
        #[command(flatten)]
        limit: LimitArgs,
    },
    Add {
        #[arg(value_name = "KIND")]
        kind: String,
        #[arg(value_name = "NAME", required_unless_present = "student")]
        name: Option<String>,
        #[arg(long, value_name = "STUDENT", conflicts_with = "name")]
        student: Option<String>,
        #[command(flatten)]
        of: FellowArgs,
    },
    Change {
        #[arg(value_name = "PERSON")]
        id: String,
        #[command(flatten)]
        of: FellowArgs,
    },
    Remove {
        #[arg(value_name = "PERSON")]
        id: String,
    },
    Show {
        #[arg(value_name = "PERSON")]
        id: String,
    },
    Meet {
        #[arg(value_name = "PERSON")]
        id: String,
        #[arg(value_name = "TEXT", default_value = "")]
        text: String,
        #[arg(long = "student", value_name = "STUDENT", required = true)]
        students: Vec<String>,
        #[arg(long, value_name = "N", default_value_t = 60)]
        minutes: u16,
        #[arg(long, value_name = "D")]
        day: Option<String>,
    },
    Unmeet {
        #[arg(value_name = "MEETING")]
        id: String,
    },
    Task {
        #[command(subcommand)]
        command: TaskCommand,
    },
}

/// What is known of somebody; of a change, what is not said stays.
#[derive(Debug, Args)]
pub(in crate::cli) struct FellowArgs {
    #[arg(long, value_name = "COMMUNITY")]
    pub(in crate::cli) community: Option<String>,
    #[arg(long, value_name = "BRANCH")]
    pub(in crate::cli) branch: Option<String>,
    #[arg(long)]
    pub(in crate::cli) secretary: bool,
    #[arg(long, value_name = "DEPARTMENT")]
    pub(in crate::cli) office: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(in crate::cli) text: Option<String>,
    #[arg(long = "mentee", value_name = "STUDENT")]
    pub(in crate::cli) mentees: Vec<String>,
}

/// `people task …`.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum TaskCommand {
    List {
        #[arg(long)]
        open: bool,
        #[arg(long, value_name = "COMMUNITY")]
        community: Option<String>,
    },
    Add {
        #[arg(value_name = "TEXT")]
        what: String,
        #[arg(long, value_name = "NAME")]
        lead: String,
        #[arg(long, value_name = "D")]
        due: String,
        #[arg(long, value_name = "KIND", default_value = "organisation")]
        kind: String,
        #[arg(long, value_name = "NAMES", default_value = "")]
        with: String,
        #[arg(long, value_name = "N", default_value_t = 0)]
        system: u8,
        #[arg(long, value_name = "COMMUNITY")]
        community: Option<String>,
        #[arg(long, value_name = "PLACE")]
        place: Option<String>,
    },
    Done {
        #[arg(value_name = "TASK")]
        id: String,
        #[arg(long, value_name = "D")]
        day: Option<String>,
    },
    Drop {
        #[arg(value_name = "TASK")]
        id: String,
    },
}

/// `branch …`.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum BranchCommand {
    List,
    Show {
        #[arg(value_name = "BRANCH")]
        branch: String,
    },
    Join {
        #[arg(value_name = "BRANCH")]
        branch: String,
        #[arg(value_name = "PERSON")]
        id: String,
        #[arg(long)]
        secretary: bool,
    },
    Leave {
        #[arg(value_name = "PERSON")]
        id: String,
    },
}

/// `place …`.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum PlaceCommand {
    List {
        #[arg(long, value_name = "COMMUNITY")]
        community: Option<String>,
        #[arg(long, value_name = "KIND")]
        kind: Option<String>,
    },
    Add {
        #[arg(value_name = "NAME")]
        name: String,
        #[arg(long, value_name = "KIND")]
        kind: String,
        #[command(flatten)]
        of: VenueArgs,
    },
    Change {
        #[arg(value_name = "PLACE")]
        place: String,
        #[command(flatten)]
        of: VenueArgs,
    },
    Remove {
        #[arg(value_name = "PLACE")]
        place: String,
    },
    Show {
        #[arg(value_name = "PLACE")]
        place: String,
        #[arg(long, value_name = "D")]
        day: Option<String>,
    },
    Week {
        #[arg(value_name = "D")]
        day: Option<String>,
        #[arg(long, value_name = "N", default_value_t = 7)]
        days: u8,
        #[arg(long, value_name = "COMMUNITY")]
        community: Option<String>,
    },
    Book {
        #[arg(value_name = "LINE")]
        line: String,
        #[arg(long, value_name = "STUDENT")]
        student: Option<String>,
        #[arg(long)]
        dry_run: bool,
    },
    Cancel {
        #[arg(value_name = "BOOKING")]
        id: String,
        #[arg(value_name = "TEXT", default_value = "")]
        reason: String,
    },
    Sign {
        #[arg(value_name = "BOOKING")]
        id: String,
        #[arg(long, value_name = "N")]
        count: Option<u16>,
        #[arg(value_name = "TEXT", default_value = "")]
        text: String,
    },
}

/// What is known of a place; of a change, what is not said stays.
#[derive(Debug, Args)]
pub(in crate::cli) struct VenueArgs {
    #[arg(long, value_name = "COMMUNITY")]
    pub(in crate::cli) community: Option<String>,
    #[arg(long = "where", value_name = "TEXT")]
    pub(in crate::cli) spot: Option<String>,
    #[arg(long, value_name = "N")]
    pub(in crate::cli) seats: Option<u16>,
    #[arg(long, value_name = "HOURS")]
    pub(in crate::cli) hours: Option<String>,
}

/// `catalogue …`.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum CatalogueCommand {
    List {
        #[arg(value_name = "TEXT")]
        query: Option<String>,
    },
    Show {
        #[arg(value_name = "ITEM")]
        item: String,
    },
    Set {
        #[arg(value_name = "ITEM")]
        item: String,
        #[arg(long, value_name = "KIND")]
        kind: Option<String>,
        #[arg(long, value_name = "DEPARTMENT")]
        department: Option<String>,
        #[arg(long, value_name = "TEXT")]
        papers: Option<String>,
        #[arg(long, value_name = "TIME")]
        within: Option<String>,
        #[arg(long, value_name = "WAYS")]
        ways: Option<String>,
        #[arg(long = "where", value_name = "TEXT")]
        spot: Option<String>,
    },
    Drop {
        #[arg(value_name = "ITEM")]
        item: String,
    },
    Request {
        #[arg(value_name = "ITEM")]
        item: String,
        #[arg(value_name = "LINE")]
        line: String,
        #[arg(long)]
        dry_run: bool,
    },
}

/// `import places`, `import mentors`, `import catalogue`.
#[derive(Debug, Args)]
pub(in crate::cli) struct ImportRegisterArgs {
    #[arg(value_name = "FILE")]
    pub(in crate::cli) file: PathBuf,
    #[arg(long)]
    pub(in crate::cli) dry_run: bool,
}

/// `export places`, `export people`, `export catalogue`.
#[derive(Debug, Args)]
pub(in crate::cli) struct ExportRegisterArgs {
    #[command(flatten)]
    pub(in crate::cli) paper: PaperArgs,
}
