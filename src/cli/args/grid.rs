//! `hygiene`, `mood`, `officer`, `sponsor`, `preset`.

use super::{LimitArgs, PaperArgs};
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// From when to when, both days included.
#[derive(Debug, Args)]
pub(in crate::cli) struct PeriodArgs {
    #[arg(long, value_name = "D")]
    pub(in crate::cli) since: Option<String>,
    #[arg(long, value_name = "D")]
    pub(in crate::cli) until: Option<String>,
}

/// `hygiene …`.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum HygieneCommand {
    Score {
        #[arg(value_name = "ROOM")]
        room: String,
        #[arg(value_name = "ITEM=POINTS")]
        off: Vec<String>,
        #[arg(long, value_name = "TEXT", default_value = "")]
        text: String,
        #[arg(long, value_name = "D")]
        day: Option<String>,
    },
    Appeal {
        #[arg(value_name = "SCORE")]
        id: String,
        #[arg(long, value_name = "TEXT")]
        text: String,
    },
    Decide {
        #[arg(value_name = "SCORE")]
        id: String,
        #[arg(value_name = "POINTS")]
        points: u8,
        #[arg(long, value_name = "TEXT")]
        text: String,
    },
    Mend {
        #[arg(value_name = "SCORE")]
        id: String,
        #[arg(long, value_name = "D")]
        day: Option<String>,
    },
    Undo {
        #[arg(value_name = "SCORE")]
        id: String,
    },
    List(HygieneListArgs),
    Rooms(PeriodArgs),
}

/// `hygiene list`.
#[derive(Debug, Args)]
pub(in crate::cli) struct HygieneListArgs {
    #[arg(long)]
    pub(in crate::cli) to_mend: bool,
    #[arg(long)]
    pub(in crate::cli) appealed: bool,
    #[arg(long, value_name = "ROOM")]
    pub(in crate::cli) room: Option<String>,
    #[command(flatten)]
    pub(in crate::cli) period: PeriodArgs,
    #[command(flatten)]
    pub(in crate::cli) limit: LimitArgs,
}

/// `mood …`.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum MoodCommand {
    Report {
        #[arg(value_name = "CLASS")]
        class: String,
        #[arg(value_name = "WEATHER")]
        weather: String,
        #[arg(long, value_name = "N", default_value_t = 0)]
        low: u8,
        #[arg(long, value_name = "TEXT", default_value = "")]
        text: String,
        #[arg(long, value_name = "D")]
        day: Option<String>,
    },
    Undo {
        #[arg(value_name = "REPORT")]
        id: String,
    },
    List {
        #[arg(long, value_name = "D")]
        day: Option<String>,
    },
}

/// `officer …`.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum OfficerCommand {
    Name {
        #[arg(value_name = "POST")]
        post: String,
        #[arg(value_name = "PLACE")]
        place: String,
        #[arg(value_name = "STUDENT")]
        student: String,
        #[arg(long, value_name = "D")]
        from: Option<String>,
    },
    Relieve {
        #[arg(value_name = "POST")]
        post: String,
        #[arg(value_name = "PLACE")]
        place: String,
        #[arg(value_name = "STUDENT")]
        student: String,
        #[arg(long, value_name = "D")]
        on: Option<String>,
    },
    List {
        #[arg(long, value_name = "POST")]
        post: Option<String>,
        #[arg(long, value_name = "BUILDING")]
        building: Option<String>,
        #[arg(long)]
        all: bool,
        #[command(flatten)]
        limit: LimitArgs,
    },
    Gaps {
        #[arg(long, value_name = "BUILDING")]
        building: Option<String>,
        #[command(flatten)]
        limit: LimitArgs,
    },
    Serve {
        #[arg(value_name = "STUDENT")]
        student: String,
        #[arg(value_name = "POST")]
        post: String,
        #[arg(value_name = "MINUTES")]
        minutes: u16,
        #[arg(value_name = "TEXT")]
        text: String,
        #[arg(long, value_name = "PLACE")]
        place: Option<String>,
        #[arg(long, value_name = "D")]
        day: Option<String>,
    },
    Commend {
        #[arg(value_name = "STUDENT")]
        student: String,
        #[arg(value_name = "TEXT")]
        text: String,
        #[arg(long, value_name = "D")]
        day: Option<String>,
    },
    Record(PeriodArgs),
}

/// `sponsor …`.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum SponsorCommand {
    Propose,
    Set {
        #[arg(value_name = "BUILDING")]
        building: String,
        #[arg(value_name = "DEPARTMENT")]
        department: String,
    },
    List,
}

/// `preset …`.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum PresetCommand {
    Show,
    Set {
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    Reset,
}

/// `export …`.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum ExportCommand {
    Rounds(ExportRoundsArgs),
    Schedule(super::ExportScheduleArgs),
    Talks(super::ExportTalksArgs),
    Requests(super::ExportRequestsArgs),
    Activities(super::ExportActivitiesArgs),
    Board(super::ExportBoardArgs),
    Template {
        #[command(subcommand)]
        command: super::TemplateCommand,
    },
    Places(super::ExportRegisterArgs),
    People(super::ExportRegisterArgs),
    Catalogue(super::ExportRegisterArgs),
    Appraisal(super::ExportAppraisalArgs),
    Stats(super::ExportStatsArgs),
    News(super::ExportNewsArgs),
    Award(super::ExportAwardArgs),
}

/// `export rounds`.
#[derive(Debug, Args)]
pub(in crate::cli) struct ExportRoundsArgs {
    #[command(flatten)]
    pub(in crate::cli) paper: PaperArgs,
    #[command(flatten)]
    pub(in crate::cli) nights: NightsArgs,
}

/// A night or a period of nights, of all buildings or some.
#[derive(Debug, Args)]
pub(in crate::cli) struct NightsArgs {
    #[arg(long, value_name = "D", conflicts_with_all = ["since", "until"])]
    pub(in crate::cli) day: Option<String>,
    #[command(flatten)]
    pub(in crate::cli) period: PeriodArgs,
    #[arg(long, value_name = "BUILDING", conflicts_with = "community")]
    pub(in crate::cli) building: Option<String>,
    #[arg(long, value_name = "COMMUNITY")]
    pub(in crate::cli) community: Option<String>,
}
