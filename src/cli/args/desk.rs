//! Arguments of the commands on the desk itself: the home, its users, keys, copies, and what is erased.

use super::LimitArgs;
use clap::{Args, Subcommand, ValueEnum};
use std::path::PathBuf;

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
