//! `room` and `reveal`.

use clap::{Args, Subcommand};
use std::path::PathBuf;

/// `room …`.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum RoomCommand {
    Move(RoomMoveArgs),
    In(RoomMoveArgs),
    Swap {
        #[arg(value_name = "STUDENT")]
        student: String,
        #[arg(value_name = "OTHER")]
        other: String,
        #[arg(long, value_name = "TEXT", default_value = "")]
        reason: String,
    },
    Out {
        #[arg(value_name = "STUDENT")]
        student: String,
        #[arg(long, value_name = "TEXT", default_value = "")]
        reason: String,
    },
    File(RoomFileArgs),
    History {
        #[arg(value_name = "ROOM")]
        room: String,
    },
}

/// `room move`, `room in`.
#[derive(Debug, Args)]
pub(in crate::cli) struct RoomMoveArgs {
    #[arg(value_name = "STUDENT")]
    pub(in crate::cli) student: String,
    #[arg(value_name = "ROOM-BED")]
    pub(in crate::cli) bed: String,
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub(in crate::cli) reason: String,
}

/// `room file`.
#[derive(Debug, Args)]
pub(in crate::cli) struct RoomFileArgs {
    #[arg(value_name = "FILE")]
    pub(in crate::cli) file: PathBuf,
    #[arg(long)]
    pub(in crate::cli) dry_run: bool,
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) sheet: Option<String>,
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub(in crate::cli) reason: String,
}

/// `reveal`.
#[derive(Debug, Args)]
pub(in crate::cli) struct RevealArgs {
    #[arg(value_name = "STUDENT")]
    pub(in crate::cli) student: String,
    #[arg(value_name = "NUMBER")]
    pub(in crate::cli) what: String,
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub(in crate::cli) reason: String,
}
