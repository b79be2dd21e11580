//! What can be typed: commands, options, their environment. Says nothing in words: help is filled in from the locales by [`super::help`].

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// The whole command line.
#[derive(Debug, Parser)]
#[command(name = "yedeng", version, disable_help_subcommand = true)]
pub(super) struct Cli {
    #[command(flatten)]
    pub(super) global: Global,
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

/// Options of every command.
#[derive(Debug, Args)]
pub(super) struct Global {
    #[arg(long, global = true, env = "YEDENG_HOME", value_name = "DIR")]
    pub(super) home: Option<PathBuf>,
    #[arg(long, global = true, env = "YEDENG_USER", value_name = "NAME")]
    pub(super) user: Option<String>,
    #[arg(long, global = true, env = "YEDENG_PASSPHRASE_FILE", value_name = "FILE")]
    pub(super) passphrase_file: Option<PathBuf>,
    #[arg(long, global = true, env = "YEDENG_LANG", value_name = "LANG")]
    pub(super) lang: Option<String>,
    #[arg(long, global = true)]
    pub(super) json: bool,
    #[arg(long, global = true, value_name = "RFC3339")]
    pub(super) now: Option<String>,
    #[arg(long, global = true)]
    pub(super) plain: bool,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
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
    Talk(CaptureArgs),
    Incident(CaptureArgs),
    Find(FindArgs),
    Search(SearchArgs),
    List(ListArgs),
    Show {
        id: String,
        #[arg(long, value_name = "REASON")]
        glass: Option<String>,
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
    Completions {
        shell: clap_complete::Shell,
    },
    Man {
        #[arg(value_name = "COMMAND")]
        command: Option<String>,
    },
}

/// `demo`.
#[derive(Debug, Args)]
pub(super) struct DemoArgs {
    #[arg(long, value_name = "N")]
    pub(super) students: Option<usize>,
    #[arg(long, value_name = "N")]
    pub(super) talks: Option<usize>,
    #[arg(long, value_name = "N")]
    pub(super) incidents: Option<usize>,
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub(super) seed: u64,
    #[arg(long)]
    pub(super) no_screen: bool,
}

/// `init`; the login is the global `--user`.
#[derive(Debug, Args)]
pub(super) struct InitArgs {
    #[arg(long, value_name = "NAME")]
    pub(super) college: String,
    #[arg(long, value_name = "NAME")]
    pub(super) name: Option<String>,
    #[command(flatten)]
    pub(super) kdf: KdfArgs,
}

/// How dear a new passphrase is made.
#[derive(Debug, Args)]
pub(super) struct KdfArgs {
    #[arg(long, hide = true, default_value = "standard")]
    pub(super) kdf: Kdf,
}

/// A cost by name; `demo` protects nothing and is for tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Kdf {
    Standard,
    Demo,
}

/// `user …`.
#[derive(Debug, Subcommand)]
pub(super) enum UserCommand {
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
pub(super) enum ReaderCommand {
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
pub(super) struct RecoverArgs {
    #[arg(long, env = "YEDENG_RECOVERY_KEY_FILE", value_name = "FILE")]
    pub(super) recovery_key_file: Option<PathBuf>,
    #[arg(long, env = "YEDENG_NEW_PASSPHRASE_FILE", value_name = "FILE")]
    pub(super) new_passphrase_file: Option<PathBuf>,
    #[command(flatten)]
    pub(super) kdf: KdfArgs,
}

/// `user add`.
#[derive(Debug, Args)]
pub(super) struct UserAddArgs {
    pub(super) login: String,
    #[arg(long, value_name = "NAME")]
    pub(super) name: Option<String>,
    #[arg(long, value_name = "ROLE", default_value = "counselor")]
    pub(super) role: String,
    #[arg(long = "class", value_name = "CLASS")]
    pub(super) classes: Vec<String>,
    #[arg(long, value_name = "DEPARTMENT")]
    pub(super) department: Option<String>,
    #[arg(long, value_name = "COMMUNITY")]
    pub(super) community: Option<String>,
    #[arg(long, value_name = "SEX")]
    pub(super) sex: Option<String>,
    #[arg(long, value_name = "PHONE", default_value = "")]
    pub(super) phone: String,
    #[arg(long, env = "YEDENG_NEW_PASSPHRASE_FILE", value_name = "FILE")]
    pub(super) new_passphrase_file: Option<PathBuf>,
    #[command(flatten)]
    pub(super) kdf: KdfArgs,
}

/// `user passwd`.
#[derive(Debug, Args)]
pub(super) struct PasswdArgs {
    pub(super) login: Option<String>,
    #[arg(long, env = "YEDENG_NEW_PASSPHRASE_FILE", value_name = "FILE")]
    pub(super) new_passphrase_file: Option<PathBuf>,
    #[command(flatten)]
    pub(super) kdf: KdfArgs,
}

/// `import …`.
#[derive(Debug, Subcommand)]
pub(super) enum ImportCommand {
    Students(ImportArgs),
}

/// `import students`.
#[derive(Debug, Args)]
pub(super) struct ImportArgs {
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,
    #[arg(long)]
    pub(super) dry_run: bool,
    #[arg(long = "map", value_name = "FIELD=HEADER")]
    pub(super) maps: Vec<String>,
    #[arg(long, value_name = "NAME")]
    pub(super) sheet: Option<String>,
}

/// `talk`, `incident`.
#[derive(Debug, Args)]
pub(super) struct CaptureArgs {
    #[arg(value_name = "LINE")]
    pub(super) line: String,
    #[arg(long)]
    pub(super) dry_run: bool,
}

/// How many at most; 0 is all.
#[derive(Debug, Clone, Copy, Args)]
pub(super) struct LimitArgs {
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: usize,
}

impl LimitArgs {
    /// The limit, `usize::MAX` for all.
    pub(super) fn count(self) -> usize {
        if self.limit == 0 { usize::MAX } else { self.limit }
    }
}

/// `find`.
#[derive(Debug, Args)]
pub(super) struct FindArgs {
    #[arg(value_name = "QUERY", required = true)]
    pub(super) query: Vec<String>,
    #[command(flatten)]
    pub(super) limit: LimitArgs,
}

/// `search`.
#[derive(Debug, Args)]
pub(super) struct SearchArgs {
    #[arg(value_name = "TEXT", required = true)]
    pub(super) text: Vec<String>,
    #[arg(long = "in", value_name = "KINDS", value_delimiter = ',', default_value = "talks,incidents")]
    pub(super) kinds: Vec<SearchIn>,
    #[command(flatten)]
    pub(super) limit: LimitArgs,
}

/// Where `search` looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum SearchIn {
    Talks,
    Incidents,
}

/// `list`.
#[derive(Debug, Args)]
pub(super) struct ListArgs {
    #[arg(value_name = "WHAT")]
    pub(super) what: ListWhat,
    #[arg(value_name = "FILTER")]
    pub(super) filters: Vec<String>,
    #[arg(long, value_name = "D")]
    pub(super) since: Option<String>,
    #[arg(long, value_name = "D")]
    pub(super) until: Option<String>,
    #[command(flatten)]
    pub(super) limit: LimitArgs,
}

/// What `list` lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ListWhat {
    Students,
    Rooms,
    Talks,
    Incidents,
    Shifts,
    Rounds,
}

/// `verify`.
#[derive(Debug, Args)]
pub(super) struct VerifyArgs {
    #[arg(long, value_name = "HASH", num_args = 1..)]
    pub(super) head: Option<Vec<String>>,
    #[arg(long)]
    pub(super) heal: bool,
}

/// `backup`.
#[derive(Debug, Args)]
pub(super) struct BackupArgs {
    #[arg(value_name = "FILE")]
    pub(super) file: Option<PathBuf>,
    #[arg(long, requires = "file")]
    pub(super) check: bool,
    #[arg(long, value_name = "DIR", conflicts_with_all = ["file", "check"])]
    pub(super) dir: Option<PathBuf>,
}

/// `erase …`.
#[derive(Debug, Subcommand)]
pub(super) enum EraseCommand {
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
pub(super) struct LogArgs {
    #[arg(long, value_name = "SEQ", default_value_t = 1)]
    pub(super) since: u64,
    #[command(flatten)]
    pub(super) limit: LimitArgs,
}
