//! The printed recovery key: coming in with it, and making a new one.
//!
//! It comes from a file or from the terminal, never from an argument.

use super::args::RecoverArgs;
use super::out::{Out, Outcome};
use super::problem::{Exit, Problem};
use super::seat::Seat;
use crate::desk::{Desk, RecoveryKey, RecoveryKeyTypo};
use crate::say;
use serde_json::json;
use std::path::Path;

/// Letters in a group of the printed key.
const GROUP: usize = 4;

/// `recover`: a new passphrase for who lost theirs.
pub(super) fn recover(seat: &Seat, args: &RecoverArgs, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let home = seat.home()?;
    let login = seat.login_needed()?;
    let opening =
        Desk::begin(&home, seat.clock).map_err(|error| seat.trouble(&home, &error))?.witnessed_in(seat.state().map(Path::to_owned));
    let key = read(seat, args.recovery_key_file.as_deref(), out)?;
    let passphrase = seat.new_passphrase(args.new_passphrase_file.as_deref(), login, out)?;
    let cost = seat.kdf_cost(&args.kdf, out);
    let desk = opening.recover(login, &key, &passphrase, cost).map_err(|(_, error)| seat.trouble(&home, &error))?;
    seat.greet(&desk, out);
    seat.close(&desk, out);
    out.answer(words, &json!({ "user": login }), |out| out.line(words, &say!(words, "cli-recovered", user = login)))?;
    Ok(Exit::Done)
}

/// `user new-recovery-key`. `old` is the key as it was, `None` if it is lost.
pub(super) fn renew(seat: &Seat, desk: &Desk, file: Option<&Path>, is_lost: bool, out: &mut Out) -> Outcome<()> {
    let words = &seat.words;
    let old = if is_lost { None } else { Some(read(seat, file, out)?) };
    let key = desk.new_recovery_key(old).map_err(|error| Problem::desk(words, &desk.campus(), &error))?.to_string();
    if is_lost {
        out.note(&say!(words, "cli-recovery-later"));
    }
    out.answer(words, &json!({ "recovery_key": key, "complete": !is_lost }), |out| {
        out.line(words, &say!(words, "cli-init-recovery"))?;
        out.line(words, "")?;
        out.line(words, &format!("    {key}"))
    })
}

fn read(seat: &Seat, file: Option<&Path>, out: &mut Out) -> Result<RecoveryKey, Problem> {
    let words = &seat.words;
    let typed = seat.secret(file, &say!(words, "cli-ask-recovery-key"), out)?;
    RecoveryKey::parse(&typed).map_err(|typo| {
        let message = match typo {
            RecoveryKeyTypo::Length { got, wanted } => {
                say!(words, "cli-recovery-typo-length", got = got.to_string(), wanted = wanted.to_string())
            }
            RecoveryKeyTypo::Letter { at } => {
                let (group, nth) = (at.saturating_sub(1) / GROUP + 1, at.saturating_sub(1) % GROUP + 1);
                say!(words, "cli-recovery-typo-letter", group = group.to_string(), nth = nth.to_string())
            }
            RecoveryKeyTypo::Checksum => say!(words, "cli-recovery-typo-sum"),
        };
        Problem::usage("recovery_key_typo", message)
    })
}
