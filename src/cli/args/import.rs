//! Arguments of `import`.

use super::{ImportActivitiesArgs, ImportObligationsArgs, ImportRegisterArgs, ImportTalksArgs};
use clap::{Args, Subcommand};
use std::path::PathBuf;

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
