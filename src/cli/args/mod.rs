//! What can be typed: commands, options, their environment. Says nothing in words: help is filled in from the locales by [`crate::cli::help`].

mod award;
mod care;
mod community;
mod count;
mod desk;
mod duty;
mod grid;
mod handover;
mod import;
mod incident;
mod leave;
mod look;
mod paper;
mod publish;
mod report;
mod request;
mod room;
mod roster;
mod round;
mod schedule;
mod talk;
mod talks;
mod term;
mod watch;

pub(in crate::cli) use award::{AwardCommand, AwardOpenArgs, ExportAwardArgs};
pub(in crate::cli) use care::{CareCommand, CareListArgs, CoverageArgs, LevelHow, NextArgs, NextCommand};
pub(in crate::cli) use community::{
    BranchCommand, CatalogueCommand, ExportRegisterArgs, FellowArgs, ImportRegisterArgs, PeopleCommand, PlaceCommand, TaskCommand,
    VenueArgs,
};
pub(in crate::cli) use count::{AppraisalArgs, ExportAppraisalArgs, ExportStatsArgs, GridArgs, StatsArgs, TermArgs};
pub(in crate::cli) use desk::{
    BackupArgs, DemoArgs, EraseCommand, InitArgs, Kdf, KdfArgs, LogArgs, MirrorArgs, MirrorCommand, PasswdArgs, ReaderCommand, RecoverArgs,
    UserAddArgs, UserCommand, VerifyArgs,
};
pub(in crate::cli) use duty::{DutyCommand, DutyTermsArgs, PostCommand};
pub(in crate::cli) use grid::{
    ExportCommand, ExportRoundsArgs, HygieneCommand, HygieneListArgs, MoodCommand, NightsArgs, OfficerCommand, PeriodArgs, PresetCommand,
    SponsorCommand,
};
pub(in crate::cli) use handover::{DutyLogArgs, HandoverCommand, HandoverSheetArgs, HandoverSignArgs, HandoverTextArgs};
pub(in crate::cli) use import::{ImportArgs, ImportCommand};
pub(in crate::cli) use incident::{IncidentArgs, IncidentCommand, IncidentReportArgs};
pub(in crate::cli) use leave::{LeaveAskArgs, LeaveCommand, LeaveListArgs};
pub(in crate::cli) use look::{FindArgs, ListArgs, ListWhat, SearchArgs, SearchIn};
pub(in crate::cli) use paper::PaperArgs;
pub(in crate::cli) use publish::{ExportNewsArgs, PublishCommand, PublishDraftArgs};
pub(in crate::cli) use report::ReportCommand;
pub(in crate::cli) use request::{ExportRequestsArgs, ReceptionCommand, RequestArgs, RequestCommand};
pub(in crate::cli) use room::{RevealArgs, RoomCommand, RoomFileArgs, RoomMoveArgs};
pub(in crate::cli) use roster::{RosterCommand, RosterSolveArgs, WorkArgs};
pub(in crate::cli) use round::{MissingCommand, RoundCommand, RoundListArgs, RoundMarkArgs, RoundSampleArgs, RoundStartArgs};
pub(in crate::cli) use schedule::{
    AskingArgs, DraftSeatArgs, ExportScheduleArgs, RepairArgs, ScheduleCommand, ScheduleImportArgs, ScheduleShowArgs,
};

pub(in crate::cli) use talk::{TalkArgs, TalkCommand, TalkMoreArgs};
pub(in crate::cli) use talks::{ExportTalksArgs, ImportTalksArgs};
pub(in crate::cli) use term::{
    ActivityArgs, ActivityCommand, AmendArgs, AttendArgs, BoardArgs, ExportActivitiesArgs, ExportBoardArgs, ImportActivitiesArgs,
    ImportObligationsArgs, ObligationCommand, TemplateCommand, TermCommand,
};
pub(in crate::cli) use watch::{WatchArgs, WatchCommand};

use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;

/// The whole command line.
#[derive(Debug, Parser)]
#[command(name = "yedeng", version, disable_help_subcommand = true)]
pub(in crate::cli) struct Cli {
    #[command(flatten)]
    pub(in crate::cli) global: Global,
    #[command(subcommand)]
    pub(in crate::cli) command: Option<Command>,
}

/// Options of every command.
#[derive(Debug, Args)]
pub(in crate::cli) struct Global {
    #[arg(long, global = true, env = "YEDENG_HOME", value_name = "DIR")]
    pub(in crate::cli) home: Option<PathBuf>,
    #[arg(long, global = true, env = "YEDENG_USER", value_name = "NAME")]
    pub(in crate::cli) user: Option<String>,
    #[arg(long, global = true, env = "YEDENG_PASSPHRASE_FILE", value_name = "FILE")]
    pub(in crate::cli) passphrase_file: Option<PathBuf>,
    #[arg(long, global = true, env = "YEDENG_LANG", value_name = "LANG")]
    pub(in crate::cli) lang: Option<String>,
    #[arg(long, global = true)]
    pub(in crate::cli) json: bool,
    #[arg(long, global = true, value_name = "RFC3339")]
    pub(in crate::cli) now: Option<String>,
    #[arg(long, global = true)]
    pub(in crate::cli) plain: bool,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum Command {
    Demo(DemoArgs),
    Init(InitArgs),
    User {
        #[command(subcommand)]
        command: UserCommand,
    },
    Import {
        #[command(subcommand)]
        command: ImportCommand,
    },
    Talk(TalkArgs),
    Incident(IncidentArgs),
    Request(RequestArgs),
    Reception {
        #[command(subcommand)]
        command: ReceptionCommand,
    },
    Round {
        #[command(subcommand)]
        command: RoundCommand,
    },
    Missing {
        #[command(subcommand)]
        command: MissingCommand,
    },
    Room {
        #[command(subcommand)]
        command: RoomCommand,
    },
    Leave {
        #[command(subcommand)]
        command: LeaveCommand,
    },
    Handover {
        #[command(subcommand)]
        command: HandoverCommand,
    },
    Reveal(RevealArgs),
    Hygiene {
        #[command(subcommand)]
        command: HygieneCommand,
    },
    Mood {
        #[command(subcommand)]
        command: MoodCommand,
    },
    Officer {
        #[command(subcommand)]
        command: OfficerCommand,
    },
    Sponsor {
        #[command(subcommand)]
        command: SponsorCommand,
    },
    Preset {
        #[command(subcommand)]
        command: PresetCommand,
    },
    Export {
        #[command(subcommand)]
        command: ExportCommand,
    },
    Next(NextArgs),
    Care {
        #[command(subcommand)]
        command: CareCommand,
    },
    /// Read by hand before anything else (see `cli::past`), so that what stands behind it is a command like any other; here for help.
    AsOf {
        time: String,
        #[arg(trailing_var_arg = true, required = true)]
        question: Vec<String>,
    },
    Coverage(CoverageArgs),
    Watch(WatchArgs),
    Find(FindArgs),
    Search(SearchArgs),
    List(ListArgs),
    Show {
        id: String,
        #[arg(long, value_name = "REASON")]
        glass: Option<String>,
    },
    Roster {
        #[command(subcommand)]
        command: RosterCommand,
    },
    Schedule {
        #[command(subcommand)]
        command: ScheduleCommand,
    },
    Duty {
        #[command(subcommand)]
        command: DutyCommand,
    },
    Reader {
        #[command(subcommand)]
        command: ReaderCommand,
    },
    Recover(RecoverArgs),
    Log(LogArgs),
    Undo {
        #[arg(value_name = "SEQ")]
        seq: u64,
        #[arg(long, value_name = "SEQ")]
        to: Option<u64>,
    },
    Verify(VerifyArgs),
    Backup(BackupArgs),
    Restore {
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    Erase {
        #[command(subcommand)]
        command: EraseCommand,
    },
    Mirror {
        #[command(subcommand)]
        command: MirrorCommand,
    },
    Activity(ActivityArgs),
    Obligation {
        #[command(subcommand)]
        command: ObligationCommand,
    },
    Board(BoardArgs),
    Completions {
        shell: clap_complete::Shell,
    },
    Man {
        #[arg(value_name = "COMMAND")]
        command: Option<String>,
    },
    People {
        #[command(subcommand)]
        command: PeopleCommand,
    },
    Branch {
        #[command(subcommand)]
        command: BranchCommand,
    },
    Place {
        #[command(subcommand)]
        command: PlaceCommand,
    },
    Catalogue {
        #[command(subcommand)]
        command: CatalogueCommand,
    },
    Appraisal(AppraisalArgs),
    Stats(StatsArgs),
    Report {
        #[command(subcommand)]
        command: ReportCommand,
    },
    Publish {
        #[command(subcommand)]
        command: PublishCommand,
    },
    Award {
        #[command(subcommand)]
        command: AwardCommand,
    },
}

/// `talk`, `incident`.
#[derive(Debug, Args)]
pub(in crate::cli) struct CaptureArgs {
    #[arg(value_name = "LINE")]
    pub(in crate::cli) line: String,
    #[arg(long)]
    pub(in crate::cli) dry_run: bool,
}

/// How many at most; 0 is all.
#[derive(Debug, Clone, Copy, Args)]
pub(in crate::cli) struct LimitArgs {
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: usize,
}

impl LimitArgs {
    /// The limit, `usize::MAX` for all.
    pub(in crate::cli) fn count(self) -> usize {
        if self.limit == 0 { usize::MAX } else { self.limit }
    }
}
