//! Help in the seat's language, put over the commands before anything is parsed; and what was typed wrongly, said in it.
//!
//! The messages are found by name: `cli-about` for the program, `cli-about-user-add` for a command, `cli-arg-limit` for an argument of
//! every command, `cli-arg-log-limit` for one that means something of its own there.

use super::problem::Problem;
use crate::say;
use crate::text;
use crate::words::Words;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command};

/// The command line with its help in words.
pub(super) fn localised(words: &Words, command: Command) -> Command {
    let version = Arg::new("version").short('V').long("version").action(clap::ArgAction::Version);
    dress(words, command.disable_version_flag(true).arg(version), "")
}

fn dress(words: &Words, command: Command, path: &str) -> Command {
    let about = words.get(&about_id(path));
    let options = say!(words, "cli-help-options");
    let arguments = say!(words, "cli-help-arguments");
    let template = format!("{{about-with-newline}}\n{}{{usage}}\n\n{{all-args}}{{after-help}}", say!(words, "cli-help-usage"));
    let help = Arg::new("help").short('h').long("help").action(clap::ArgAction::Help);
    let mut place = 0;
    let mut command = command
        .about(about)
        .help_template(template)
        .subcommand_help_heading(say!(words, "cli-help-commands"))
        .disable_help_flag(true)
        .arg(help)
        .mut_args(|arg| {
            let id = arg_id(words, path, arg.get_id().as_str());
            // As they stand in `args`: a command's own first, then those of every command, then help.
            let common =
                if arg.is_global_set() { 100 } else { 0 } + if matches!(arg.get_id().as_str(), "help" | "version") { 200 } else { 0 };
            place += 1;
            let heading = if arg.is_positional() { arguments.clone() } else { options.clone() };
            arg.help(words.get(&id)).help_heading(heading).display_order(common + place).hide_env_values(true)
        });
    if path.is_empty() {
        command = command.after_help(say!(words, "cli-help-after"));
    }
    command.mut_subcommands(|sub| {
        let path = format!("{path}-{}", sub.get_name());
        dress(words, sub, &path)
    })
}

fn about_id(path: &str) -> String {
    format!("cli-about{path}")
}

fn arg_id(words: &Words, path: &str, arg: &str) -> String {
    let arg = arg.replace('_', "-");
    let own = format!("cli-arg{path}-{arg}");
    if words.loader().has(&own) { own } else { format!("cli-arg-{arg}") }
}

/// What was typed wrongly.
pub(super) fn usage_problem(words: &Words, error: &clap::Error) -> Problem {
    let text_of = |kind| match error.get(kind) {
        Some(ContextValue::String(it)) => Some(it.clone()),
        Some(ContextValue::Strings(them)) => Some(them.join(" ")),
        Some(ContextValue::Number(number)) => Some(number.to_string()),
        _ => None,
    };
    let clean = |it: Option<String>| text::clean(&it.unwrap_or_default()).into_owned();
    let (arg, value) = (clean(text_of(ContextKind::InvalidArg)), clean(text_of(ContextKind::InvalidValue)));
    let allowed = clean(text_of(ContextKind::ValidValue));
    let (code, message) = match error.kind() {
        // A word too many is most likely part of a line that was not quoted; it may be about somebody, so it is not said again.
        ErrorKind::UnknownArgument if !arg.starts_with('-') => ("unexpected_word", say!(words, "cli-usage-word")),
        ErrorKind::ArgumentConflict if !arg.starts_with("--") => ("unexpected_word", say!(words, "cli-usage-word")),
        ErrorKind::UnknownArgument => ("unknown_option", say!(words, "cli-usage-option", arg = arg)),
        ErrorKind::InvalidSubcommand => {
            ("unknown_command", say!(words, "cli-usage-command", name = clean(text_of(ContextKind::InvalidSubcommand))))
        }
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            ("command_needed", say!(words, "cli-usage-command-needed"))
        }
        ErrorKind::MissingRequiredArgument => ("argument_needed", say!(words, "cli-usage-needed", arg = arg)),
        ErrorKind::InvalidValue if value.is_empty() => ("value_needed", say!(words, "cli-usage-value-needed", arg = arg)),
        ErrorKind::InvalidValue if !allowed.is_empty() => {
            ("bad_value", say!(words, "cli-bad-value", what = arg, typed = value, keys = allowed))
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => ("bad_value", say!(words, "cli-usage-value", arg = arg, value = value)),
        ErrorKind::ArgumentConflict => ("given_twice", say!(words, "cli-usage-twice", arg = arg)),
        ErrorKind::InvalidUtf8 => ("not_utf8", say!(words, "cli-line-not-text")),
        _ => ("usage", say!(words, "cli-usage-other")),
    };
    let problem = Problem::usage(code, message).line(say!(words, "cli-usage-help"));
    let near = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    match near.into_iter().find_map(text_of) {
        Some(near) => {
            let line = say!(words, "cli-usage-near", near = near.as_str());
            problem.with("suggestion", near).line(line)
        }
        None => problem,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::args::Cli;
    use crate::words::Lang;
    use clap::CommandFactory as _;

    fn each(command: &Command, path: &str, look: &mut impl FnMut(&Command, &str)) {
        look(command, path);
        for sub in command.get_subcommands() {
            each(sub, &format!("{path}-{}", sub.get_name()), look);
        }
    }

    #[test]
    fn every_command_and_argument_is_explained_in_both_languages() {
        for words in [Words::new(Lang::Zh), Words::new(Lang::En)] {
            let mut missing = Vec::new();
            each(&localised(&words, Cli::command()), "", &mut |command, path| {
                let args = command.get_arguments().map(|arg| arg_id(&words, path, arg.get_id().as_str()));
                missing.extend(std::iter::once(about_id(path)).chain(args).filter(|id| !words.loader().has(id)));
            });
            assert!(missing.is_empty(), "{missing:#?}");
        }
    }

    #[test]
    fn the_command_line_is_sound() {
        localised(&Words::new(Lang::Zh), Cli::command()).debug_assert();
    }

    #[test]
    fn help_does_not_show_what_stands_in_the_environment() {
        each(&localised(&Words::new(Lang::En), Cli::command()), "", &mut |command, _| {
            command.get_arguments().for_each(|arg| assert!(arg.get_env().is_none() || arg.is_hide_env_values_set()));
        });
    }

    #[test]
    fn a_word_too_many_is_not_said_again() {
        let words = Words::new(Lang::En);
        let command = localised(&words, Cli::command());
        let error = command.try_get_matches_from(["yedeng", "talk", "zs", "与室友矛盾"]).unwrap_err();
        let problem = usage_problem(&words, &error);
        assert_eq!(problem.code, "unexpected_word");
        assert!(!problem.json().to_string().contains("室友"));
    }
}
