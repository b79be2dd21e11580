//! What can be typed: commands, options, their environment. Says nothing in words: help is filled in from the locales by [`crate::cli::help`].

mod award;
mod care;
mod community;
mod count;
mod duty;
mod grid;
mod handover;
mod incident;
mod leave;
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
pub(in crate::cli) use duty::{DutyCommand, DutyTermsArgs, PostCommand};
pub(in crate::cli) use grid::{
    ExportCommand, ExportRoundsArgs, HygieneCommand, HygieneListArgs, MoodCommand, NightsArgs, OfficerCommand, PeriodArgs, PresetCommand,
    SponsorCommand,
};
pub(in crate::cli) use handover::{DutyLogArgs, HandoverCommand, HandoverSheetArgs, HandoverSignArgs, HandoverTextArgs};
pub(in crate::cli) use incident::{IncidentArgs, IncidentCommand, IncidentReportArgs};
pub(in crate::cli) use leave::{LeaveAskArgs, LeaveCommand, LeaveListArgs};
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

use clap::{Args, Parser, Subcommand, ValueEnum};
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

/// `demo`.
#[derive(Debug, Args)]
pub(in crate::cli) struct DemoArgs {
    #[arg(long, value_name = "N")]
    pub(in crate::cli) students: Option<usize>,
    #[arg(long, value_name = "N")]
    pub(in crate::cli) talks: Option<usize>,
    #[arg(long, value_name = "N")]
    pub(in crate::cli) incidents: Option<usize>,
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub(in crate::cli) seed: u64,
    #[arg(long)]
    pub(in crate::cli) no_screen: bool,
}

/// `init`; the login is the global `--user`.
#[derive(Debug, Args)]
pub(in crate::cli) struct InitArgs {
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) college: String,
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) name: Option<String>,
    #[command(flatten)]
    pub(in crate::cli) kdf: KdfArgs,
}

/// How dear a new passphrase is made.
#[derive(Debug, Args)]
pub(in crate::cli) struct KdfArgs {
    #[arg(long, hide = true, default_value = "standard")]
    pub(in crate::cli) kdf: Kdf,
}

/// A cost by name; `demo` protects nothing and is for tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Kdf {
    Standard,
    Demo,
}

/// `user …`.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum UserCommand {
    Add(UserAddArgs),
    List,
    Role {
        login: String,
        role: String,
    },
    Classes {
        login: String,
        #[arg(value_name = "CLASS")]
        classes: Vec<String>,
    },
    Disable {
        login: String,
    },
    Passwd(PasswdArgs),
    NewRecoveryKey {
        #[arg(long, env = "YEDENG_RECOVERY_KEY_FILE", value_name = "FILE")]
        recovery_key_file: Option<PathBuf>,
        #[arg(long, conflicts_with = "recovery_key_file")]
        without_old_key: bool,
    },
}

/// `reader …`.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum ReaderCommand {
    Add {
        #[arg(value_name = "TALK")]
        talk: String,
        login: String,
    },
    Remove {
        #[arg(value_name = "TALK")]
        talk: String,
        login: String,
    },
}

/// `recover`; the login is the global `--user`.
#[derive(Debug, Args)]
pub(in crate::cli) struct RecoverArgs {
    #[arg(long, env = "YEDENG_RECOVERY_KEY_FILE", value_name = "FILE")]
    pub(in crate::cli) recovery_key_file: Option<PathBuf>,
    #[arg(long, env = "YEDENG_NEW_PASSPHRASE_FILE", value_name = "FILE")]
    pub(in crate::cli) new_passphrase_file: Option<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) kdf: KdfArgs,
}

/// `user add`.
#[derive(Debug, Args)]
pub(in crate::cli) struct UserAddArgs {
    pub(in crate::cli) login: String,
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) name: Option<String>,
    #[arg(long, value_name = "ROLE", default_value = "counselor")]
    pub(in crate::cli) role: String,
    #[arg(long = "class", value_name = "CLASS")]
    pub(in crate::cli) classes: Vec<String>,
    #[arg(long, value_name = "DEPARTMENT")]
    pub(in crate::cli) department: Option<String>,
    #[arg(long, value_name = "COMMUNITY")]
    pub(in crate::cli) community: Option<String>,
    #[arg(long, value_name = "SEX")]
    pub(in crate::cli) sex: Option<String>,
    #[arg(long, value_name = "PHONE", default_value = "")]
    pub(in crate::cli) phone: String,
    #[arg(long, env = "YEDENG_NEW_PASSPHRASE_FILE", value_name = "FILE")]
    pub(in crate::cli) new_passphrase_file: Option<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) kdf: KdfArgs,
}

/// `user passwd`.
#[derive(Debug, Args)]
pub(in crate::cli) struct PasswdArgs {
    pub(in crate::cli) login: Option<String>,
    #[arg(long, env = "YEDENG_NEW_PASSPHRASE_FILE", value_name = "FILE")]
    pub(in crate::cli) new_passphrase_file: Option<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) kdf: KdfArgs,
}

/// `mirror …`.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum MirrorCommand {
    List,
    Add(MirrorArgs),
    Remove(MirrorArgs),
    Restore(MirrorArgs),
}

/// A directory with second mirrors.
#[derive(Debug, Args)]
pub(in crate::cli) struct MirrorArgs {
    #[arg(value_name = "DIR")]
    pub(in crate::cli) dir: PathBuf,
}

/// `import …`.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum ImportCommand {
    Students(ImportArgs),
    Talks(ImportTalksArgs),
    Obligations(ImportObligationsArgs),
    Places(ImportRegisterArgs),
    Mentors(ImportRegisterArgs),
    Catalogue(ImportRegisterArgs),
    Activities(ImportActivitiesArgs),
}

/// `import students`.
#[derive(Debug, Args)]
pub(in crate::cli) struct ImportArgs {
    #[arg(value_name = "FILE")]
    pub(in crate::cli) file: PathBuf,
    #[arg(long)]
    pub(in crate::cli) dry_run: bool,
    #[arg(long = "map", value_name = "FIELD=HEADER")]
    pub(in crate::cli) maps: Vec<String>,
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) sheet: Option<String>,
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

/// `find`.
#[derive(Debug, Args)]
pub(in crate::cli) struct FindArgs {
    #[arg(value_name = "QUERY", required = true)]
    pub(in crate::cli) query: Vec<String>,
    #[command(flatten)]
    pub(in crate::cli) limit: LimitArgs,
}

/// `search`.
#[derive(Debug, Args)]
pub(in crate::cli) struct SearchArgs {
    #[arg(value_name = "TEXT", required_unless_present_any = ["saved", "list_saved", "drop_saved"])]
    pub(in crate::cli) text: Vec<String>,
    #[arg(long = "in", value_name = "KINDS", value_delimiter = ',')]
    pub(in crate::cli) kinds: Vec<SearchIn>,
    #[arg(long, value_name = "NAME", conflicts_with_all = ["list_saved", "drop_saved", "save"])]
    pub(in crate::cli) saved: Option<String>,
    #[arg(long, value_name = "NAME", conflicts_with_all = ["list_saved", "drop_saved"])]
    pub(in crate::cli) save: Option<String>,
    #[arg(long, conflicts_with = "drop_saved")]
    pub(in crate::cli) list_saved: bool,
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) drop_saved: Option<String>,
    #[command(flatten)]
    pub(in crate::cli) limit: LimitArgs,
}

/// Where `search` looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum SearchIn {
    Talks,
    Incidents,
    Requests,
}

/// `list`.
#[derive(Debug, Args)]
pub(in crate::cli) struct ListArgs {
    #[arg(value_name = "WHAT")]
    pub(in crate::cli) what: ListWhat,
    #[arg(value_name = "FILTER")]
    pub(in crate::cli) filters: Vec<String>,
    #[arg(long, value_name = "D")]
    pub(in crate::cli) since: Option<String>,
    #[arg(long, value_name = "D")]
    pub(in crate::cli) until: Option<String>,
    #[command(flatten)]
    pub(in crate::cli) limit: LimitArgs,
}

/// What `list` lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ListWhat {
    Students,
    Rooms,
    Talks,
    Incidents,
    Requests,
    Shifts,
    Rounds,
    Activities,
    People,
    Mentors,
    Places,
    Bookings,
    Catalogue,
}

/// `verify`.
#[derive(Debug, Args)]
pub(in crate::cli) struct VerifyArgs {
    #[arg(long, value_name = "HASH", num_args = 1..)]
    pub(in crate::cli) head: Option<Vec<String>>,
    #[arg(long)]
    pub(in crate::cli) heal: bool,
    #[arg(long)]
    pub(in crate::cli) accept_head: bool,
}

/// `backup`.
#[derive(Debug, Args)]
pub(in crate::cli) struct BackupArgs {
    #[arg(value_name = "FILE")]
    pub(in crate::cli) file: Option<PathBuf>,
    #[arg(long, requires = "file")]
    pub(in crate::cli) check: bool,
    #[arg(long, value_name = "DIR", conflicts_with_all = ["file", "check"])]
    pub(in crate::cli) dir: Option<PathBuf>,
}

/// `erase …`.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum EraseCommand {
    Plan {
        scope: String,
    },
    Propose {
        scope: String,
        #[arg(long, value_name = "TEXT")]
        reason: String,
    },
    Approve {
        id: String,
    },
    Reject {
        id: String,
        #[arg(long, value_name = "TEXT")]
        reason: String,
    },
    Run {
        id: String,
    },
    Certificate {
        id: String,
        #[arg(value_name = "FILE")]
        file: Option<PathBuf>,
    },
    List,
    Due {
        #[arg(long, value_name = "N", default_value_t = crate::desk::RETENTION_YEARS)]
        years: u32,
    },
}

/// `log`.
#[derive(Debug, Args)]
pub(in crate::cli) struct LogArgs {
    #[arg(long, value_name = "SEQ", default_value_t = 1)]
    pub(in crate::cli) since: u64,
    #[command(flatten)]
    pub(in crate::cli) limit: LimitArgs,
}
