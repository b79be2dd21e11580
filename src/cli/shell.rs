//! `completions` and `man`: what the shell is told about us.

use super::out::{Out, Outcome};
use super::problem::{Exit, Problem};
use crate::say;
use crate::words::Words;
use clap::Command;
use clap_complete::Shell;

/// `completions`.
pub(super) fn completions(words: &Words, mut command: Command, shell: Shell, out: &mut Out) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command, "yedeng", &mut script);
    out.bytes(words, &script)?;
    Ok(Exit::Done)
}

/// `man`: the page of the program, or of one command (`man user` includes those under it).
pub(super) fn man(words: &Words, mut command: Command, wanted: Option<&str>, out: &mut Out) -> Outcome {
    command.build();
    let page = match wanted {
        None => command,
        Some(name) => {
            let found = command.find_subcommand(name).ok_or_else(|| Problem::not_found(words, name))?;
            found.clone().display_name(format!("yedeng-{name}"))
        }
    };
    let mut text = Vec::new();
    let rendered = clap_mangen::Man::new(page).render(&mut text);
    rendered.map_err(|error| Problem::new(Exit::Bug, "bug", say!(words, "cli-output-failed", what = error.kind().to_string())))?;
    out.bytes(words, &text)?;
    Ok(Exit::Done)
}
