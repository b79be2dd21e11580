//! `room` and `reveal`.

use clap::{Args, Subcommand};

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
