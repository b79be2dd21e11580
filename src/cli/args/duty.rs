//! `duty …`.

use super::DutyLogArgs;
use clap::{Args, Subcommand};

/// `duty …`.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum DutyCommand {
    #[command(flatten)]
    Post(PostCommand),
    Terms(DutyTermsArgs),
    List,
    Prefer {
        #[arg(value_name = "WHAT")]
        what: String,
        #[arg(value_name = "FROM")]
        from: String,
        #[arg(value_name = "TO")]
        to: Option<String>,
        #[arg(long, value_name = "LOGIN")]
        person: Option<String>,
    },
    Preferences {
        #[arg(long, value_name = "LOGIN")]
        person: Option<String>,
    },
    Withdraw {
        #[arg(value_name = "PREFERENCE")]
        preference: String,
    },
}

/// `duty in`, `out`, `check`, `note`, `log`.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum PostCommand {
    In {
        #[arg(value_name = "SHIFT")]
        shift: Option<String>,
    },
    Out {
        #[arg(value_name = "SHIFT")]
        shift: Option<String>,
    },
    Check {
        #[arg(value_name = "SHIFT")]
        shift: String,
        #[arg(value_name = "FOUND")]
        found: String,
        #[arg(long, value_name = "TEXT", default_value = "")]
        text: String,
    },
    Note {
        #[arg(value_name = "WHAT")]
        what: String,
        #[arg(value_name = "TEXT")]
        text: String,
        #[arg(long, value_name = "SHIFT")]
        shift: Option<String>,
    },
    Log(DutyLogArgs),
}

/// `duty terms`.
#[derive(Debug, Args)]
pub(in crate::cli) struct DutyTermsArgs {
    #[arg(value_name = "LOGIN")]
    pub(in crate::cli) login: String,
    #[arg(long, value_name = "HALVES", value_parser = clap::value_parser!(u8).range(0..=2))]
    pub(in crate::cli) share: Option<u8>,
    #[arg(long, value_name = "WHY")]
    pub(in crate::cli) exempt: Option<String>,
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub(in crate::cli) sites: Option<Vec<String>>,
    #[arg(long, value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    pub(in crate::cli) leads: Option<bool>,
    #[arg(long, value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    pub(in crate::cli) serves: Option<bool>,
    #[arg(long, value_name = "DUTIES", allow_negative_numbers = true)]
    pub(in crate::cli) carried: Option<f64>,
    #[arg(long, conflicts_with_all = ["share", "exempt", "sites", "leads", "serves", "carried"])]
    pub(in crate::cli) by_role: bool,
}
