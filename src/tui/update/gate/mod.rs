//! The gate (门): what stands before the desk is open. First-run set-up, the passphrase prompt, the recovery key shown once or used.
//!
//! Knows neither the disk nor the terminal.

mod recover;
mod setup;
#[cfg(test)]
mod tests;

use crate::campus::Stamp;
use crate::desk::RecoveryKey;
use crate::say;
use crate::tui::input::{Code, Input, Key};
use crate::tui::layer::FormRow;
use crate::tui::prompt::Prompt;
use crate::words::Words;
use zeroize::Zeroizing;

/// Fewest characters of a new passphrase.
pub const PASSPHRASE_LEAST: usize = 8;

/// What stands before the desk is open.
#[derive(Debug, Clone, PartialEq)]
pub enum Gate {
    /// There is no home yet: college, name, login, passphrase twice.
    Setup(Setup),
    /// The home is sealed: login and passphrase.
    Unlock(Prompt),
    /// The recovery key, shown once.
    ShowRecovery(RecoveryShown),
    /// The passphrase is lost: login, the printed recovery key, a new passphrase twice.
    Recover(Recover),
    /// The home is being made, or the recovery key is tried.
    Working,
    /// The passphrase was right and opening takes long: entries done, entries in all.
    Opening(u64, u64),
}

/// First-run set-up.
#[derive(Debug, Clone, PartialEq)]
pub struct Setup {
    /// Its rows, labels in words.
    pub rows: Vec<FormRow>,
    /// Which row has the cursor.
    pub at: usize,
    /// What keeps it from being accepted, in words.
    pub trouble: Option<String>,
    /// It was asked whether to leave what is filled in: the next Esc does.
    pub leaving: bool,
}

/// The way in for who has lost their passphrase.
#[derive(Debug, Clone, PartialEq)]
pub struct Recover {
    /// Its rows, labels in words.
    pub rows: Vec<FormRow>,
    /// Which row has the cursor.
    pub at: usize,
    /// What keeps it from being accepted, in words.
    pub trouble: Option<String>,
}

/// The recovery key, shown once.
#[derive(Clone, PartialEq)]
pub struct RecoveryShown {
    /// The key in the groups in which it is written down.
    pub key: Zeroizing<String>,
    /// It was asked whether the key is written down: the next Enter goes on.
    pub asked: bool,
}

impl std::fmt::Debug for RecoveryShown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RecoveryShown")
    }
}

/// What happens at the gate.
#[derive(Debug)]
pub enum GateEvent {
    /// The person did something.
    Input(Input),
    /// The moment the gate asked to be woken at has come.
    Tick,
    /// Login or passphrase was wrong, or it is too early for another try: which of these, in words.
    Wrong(String),
    /// The home could not be made, in words; the form is open again.
    Failed(Setup, String),
    /// The home is made; this is its recovery key.
    Made(Zeroizing<String>),
    /// Opening takes long: entries done, entries in all.
    Progress(u64, u64),
    /// The recovery key did not open the home, in words; the form is open again.
    NotRecovered(Recover, String),
}

/// What the gate asks for.
#[derive(Debug, PartialEq)]
pub enum GateEffect {
    /// Make a home.
    Create(Box<Answers>),
    /// Try a login and its passphrase.
    Unlock {
        /// Who.
        login: String,
        /// Their passphrase.
        passphrase: Zeroizing<String>,
    },
    /// Open with the recovery key and give a login a new passphrase.
    Recover(Box<Lost>),
    /// The recovery key is written down: go in.
    Enter,
    /// Leave.
    Quit,
}

/// What somebody told who has lost their passphrase.
#[derive(Clone, PartialEq)]
pub struct Lost {
    /// Who.
    pub login: String,
    /// The printed key.
    pub key: RecoveryKey,
    /// Their new passphrase.
    pub passphrase: Zeroizing<String>,
    /// The form, should it have to be shown again; without key and passphrases.
    pub form: Recover,
}

impl std::fmt::Debug for Lost {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Lost")
    }
}

/// What the set-up was told.
#[derive(Clone, PartialEq)]
pub struct Answers {
    /// The college.
    pub college: String,
    /// The first user's name.
    pub name: String,
    /// What they type to come in.
    pub login: String,
    /// Their passphrase.
    pub passphrase: Zeroizing<String>,
    /// The form, should it have to be shown again; without the passphrases.
    pub form: Setup,
}

impl std::fmt::Debug for Answers {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Answers")
    }
}

/// Takes what happened into the gate and says what is to be done outside.
pub fn update(gate: &mut Gate, words: &Words, now: Stamp, event: GateEvent) -> Option<GateEffect> {
    if let GateEvent::Input(Input::Key(key)) = &event
        && key.ctrl
        && matches!(key.code, Code::Char('c' | 'q'))
        && !matches!(gate, Gate::Working | Gate::Opening(..))
    {
        return Some(GateEffect::Quit);
    }
    match (&mut *gate, event) {
        (Gate::Setup(setup), GateEvent::Input(Input::Key(Key { code: Code::Esc, .. }))) => setup.leave().then_some(GateEffect::Quit),
        (Gate::Setup(setup), GateEvent::Input(input)) => {
            let answers = setup.input(words, input)?;
            *gate = Gate::Working;
            Some(GateEffect::Create(answers))
        }
        (Gate::Unlock(prompt), GateEvent::Input(input)) => {
            if let Input::Key(Key { code: Code::F(2), .. }) = input {
                *gate = Gate::Recover(Recover::new(words, prompt.login()));
                return None;
            }
            knock(prompt, words, now, input)
        }
        (Gate::Unlock(prompt), GateEvent::Wrong(trouble)) => {
            prompt.failed(now, trouble);
            None
        }
        (Gate::Recover(form), GateEvent::Input(Input::Key(Key { code: Code::Esc, .. }))) => {
            *gate = Gate::Unlock(Prompt::new(&form.login()));
            None
        }
        (Gate::Recover(form), GateEvent::Input(input)) => {
            let lost = form.input(words, input)?;
            *gate = Gate::Working;
            Some(GateEffect::Recover(lost))
        }
        (_, GateEvent::NotRecovered(mut form, trouble)) => {
            form.refuse(recover::KEY, trouble);
            *gate = Gate::Recover(form);
            None
        }
        (Gate::ShowRecovery(shown), GateEvent::Input(Input::Key(Key { code: Code::Enter, .. }))) => {
            // Twice, so that the Enter that ended the form, pressed once too often, does not wipe the key away unseen.
            if shown.asked {
                return Some(GateEffect::Enter);
            }
            shown.asked = true;
            None
        }
        (Gate::ShowRecovery(shown), GateEvent::Input(Input::Key(_) | Input::Text(_))) => {
            shown.asked = false;
            None
        }
        (_, GateEvent::Failed(mut form, trouble)) => {
            form.refuse(3, trouble);
            *gate = Gate::Setup(form);
            None
        }
        (_, GateEvent::Made(key)) => {
            *gate = Gate::ShowRecovery(RecoveryShown { key, asked: false });
            None
        }
        (Gate::Unlock(_) | Gate::Working | Gate::Opening(..), GateEvent::Progress(done, all)) => {
            *gate = Gate::Opening(done, all);
            None
        }
        _ => None,
    }
}

/// One input at the passphrase prompt.
fn knock(prompt: &mut Prompt, words: &Words, now: Stamp, input: Input) -> Option<GateEffect> {
    let key = match input {
        Input::Text(text) | Input::Paste(text) => {
            if !prompt.type_text(&text) {
                prompt.trouble = Some(say!(words, "screen-setup-too-long"));
            }
            return None;
        }
        Input::Key(key) => key,
        Input::Mouse(_) | Input::Resize(..) | Input::Focus(_) => return None,
    };
    match key.code {
        Code::Esc if prompt.trying => None,
        Code::Esc => Some(GateEffect::Quit),
        Code::Enter => prompt.enter(now).map(|(login, passphrase)| GateEffect::Unlock { login, passphrase }),
        Code::Tab | Code::BackTab | Code::Up | Code::Down => {
            prompt.turn();
            None
        }
        _ => {
            prompt.edit(key);
            None
        }
    }
}

impl Gate {
    /// When it wants to be woken although nothing happened: each second while one has to wait.
    pub fn wake_at(&self, now: Stamp) -> Option<Stamp> {
        match self {
            Self::Unlock(it) => it.wake_at(now),
            _ => None,
        }
    }
}
