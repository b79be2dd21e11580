//! The gate (门): what stands before the desk is open. First-run set-up, the passphrase prompt, the recovery key shown once.
//!
//! Knows neither the disk nor the terminal.

use super::lock::wait_after;
use crate::campus::{LOGIN_LIMIT, PLACE_NAME_LIMIT, Stamp};
use crate::say;
use crate::tui::field::Field;
use crate::tui::input::{Code, Input, Key};
use crate::tui::layer::{FormRow, FormValue, Secret};
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
    Unlock(UnlockPrompt),
    /// The recovery key, shown once.
    ShowRecovery(RecoveryShown),
    /// The home is being made.
    Working,
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
}

/// The passphrase prompt.
#[derive(Debug, Clone, PartialEq)]
pub struct UnlockPrompt {
    /// Who comes in.
    pub login: Field,
    /// The passphrase being typed; only its length may be drawn.
    pub secret: Secret,
    /// The cursor is in the login, not in the passphrase.
    pub in_login: bool,
    /// How often a wrong one was given.
    pub wrong: u32,
    /// Before this moment none is taken.
    pub wait_until: Option<Stamp>,
    /// One is being tried.
    pub trying: bool,
    /// What went wrong, in words.
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
    /// Login or passphrase was wrong.
    Wrong,
    /// The home could not be made, in words; the form is open again.
    Failed(Setup, String),
    /// The home is made; this is its recovery key.
    Made(Zeroizing<String>),
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
    /// The recovery key is written down: go in.
    Enter,
    /// Leave.
    Quit,
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

impl Setup {
    /// An empty form.
    pub fn new(words: &Words) -> Self {
        let text = |label, limit| FormRow { label, value: FormValue::Text(Field::line(limit)) };
        let secret = |label| FormRow { label, value: FormValue::Secret(Secret::default()) };
        let rows = vec![
            text(say!(words, "screen-setup-college"), PLACE_NAME_LIMIT),
            text(say!(words, "screen-setup-name"), LOGIN_LIMIT),
            text(say!(words, "screen-setup-login"), LOGIN_LIMIT),
            secret(say!(words, "screen-setup-passphrase")),
            secret(say!(words, "screen-setup-again")),
        ];
        Self { rows, at: 0, trouble: None }
    }

    fn text(&self, row: usize) -> String {
        match self.rows.get(row).map(|it| &it.value) {
            Some(FormValue::Text(field)) => field.text().trim().to_owned(),
            _ => String::new(),
        }
    }

    fn take_secret(&mut self, row: usize) -> Zeroizing<String> {
        match self.rows.get_mut(row).map(|it| &mut it.value) {
            Some(FormValue::Secret(secret)) => secret.take(),
            _ => Zeroizing::default(),
        }
    }

    fn refuse(&mut self, row: usize, trouble: String) {
        self.at = row;
        self.trouble = Some(trouble);
    }

    /// The answers, or the cursor on the row that is wrong and why.
    fn answers(&mut self, words: &Words) -> Option<Box<Answers>> {
        if let Some(row) = (0..3).find(|row| self.text(*row).is_empty()) {
            self.refuse(row, say!(words, "screen-setup-empty"));
            return None;
        }
        let login = self.text(2);
        if !login.chars().all(|c| c.is_alphanumeric() || "-_.".contains(c)) {
            self.refuse(2, say!(words, "screen-setup-bad-login"));
            return None;
        }
        let (passphrase, again) = (self.take_secret(3), self.take_secret(4));
        if passphrase.chars().count() < PASSPHRASE_LEAST {
            self.refuse(3, say!(words, "screen-setup-short", least = PASSPHRASE_LEAST));
            return None;
        }
        if passphrase != again {
            self.refuse(3, say!(words, "screen-setup-differ"));
            return None;
        }
        Some(Box::new(Answers { college: self.text(0), name: self.text(1), login, passphrase, form: self.clone() }))
    }

    fn input(&mut self, words: &Words, input: Input) -> Option<Box<Answers>> {
        let (last, at) = (self.rows.len() - 1, self.at);
        let key = match input {
            Input::Text(text) | Input::Paste(text) => {
                self.trouble = None;
                let fits = match self.rows.get_mut(at).map(|it| &mut it.value) {
                    Some(FormValue::Text(field)) => field.insert(&text) == 0,
                    Some(FormValue::Secret(secret)) => secret.push(&text),
                    _ => true,
                };
                if !fits {
                    self.trouble = Some(say!(words, "screen-setup-too-long"));
                }
                return None;
            }
            Input::Key(key) => key,
            Input::Mouse(_) | Input::Resize(..) | Input::Focus(_) => return None,
        };
        match key.code {
            Code::Enter if at == last => return self.answers(words),
            Code::Enter | Code::Tab | Code::Down => self.at = (at + 1).min(last),
            Code::BackTab | Code::Up => self.at = at.saturating_sub(1),
            _ => match self.rows.get_mut(at).map(|it| &mut it.value) {
                Some(FormValue::Text(field)) => {
                    field.edit(key, 0);
                }
                Some(FormValue::Secret(secret)) => edit_secret(secret, key),
                _ => {}
            },
        }
        None
    }
}

impl UnlockPrompt {
    /// For a login that is known already, or to be typed.
    pub fn new(login: &str) -> Self {
        Self {
            login: Field::line(LOGIN_LIMIT).with(login),
            secret: Secret::default(),
            in_login: login.is_empty(),
            wrong: 0,
            wait_until: None,
            trying: false,
            trouble: None,
        }
    }

    fn input(&mut self, words: &Words, now: Stamp, input: Input) -> Option<GateEffect> {
        if self.trying {
            return None;
        }
        let key = match input {
            Input::Text(text) | Input::Paste(text) => {
                let fits = if self.in_login { self.login.insert(&text) == 0 } else { self.secret.push(&text) };
                self.trouble = (!fits).then(|| say!(words, "screen-setup-too-long"));
                return None;
            }
            Input::Key(key) => key,
            Input::Mouse(_) | Input::Resize(..) | Input::Focus(_) => return None,
        };
        match key.code {
            Code::Enter if self.in_login => self.in_login = false,
            Code::Enter if self.secret.is_empty() || self.wait_until.is_some_and(|at| at > now) => {}
            Code::Enter => {
                (self.trying, self.trouble) = (true, None);
                let login = self.login.text().trim().to_owned();
                return Some(GateEffect::Unlock { login, passphrase: self.secret.take() });
            }
            Code::Tab | Code::BackTab | Code::Up | Code::Down => self.in_login = !self.in_login,
            _ if self.in_login => {
                self.login.edit(key, 0);
            }
            _ => edit_secret(&mut self.secret, key),
        }
        None
    }
}

fn edit_secret(secret: &mut Secret, key: Key) {
    match key.code {
        Code::Backspace => secret.pop(),
        Code::Char('u') if key.ctrl => secret.clear(),
        _ => {}
    }
}

/// Takes what happened into the gate and says what is to be done outside.
pub fn update(gate: &mut Gate, words: &Words, now: Stamp, event: GateEvent) -> Option<GateEffect> {
    if let GateEvent::Input(Input::Key(key)) = &event
        && key.ctrl
        && matches!(key.code, Code::Char('c' | 'q'))
        && *gate != Gate::Working
    {
        return Some(GateEffect::Quit);
    }
    match (&mut *gate, event) {
        (Gate::Setup(_) | Gate::Unlock(_), GateEvent::Input(Input::Key(Key { code: Code::Esc, .. }))) => Some(GateEffect::Quit),
        (Gate::Setup(setup), GateEvent::Input(input)) => {
            let answers = setup.input(words, input)?;
            *gate = Gate::Working;
            Some(GateEffect::Create(answers))
        }
        (Gate::Unlock(prompt), GateEvent::Input(input)) => prompt.input(words, now, input),
        (Gate::Unlock(prompt), GateEvent::Wrong) => {
            prompt.trying = false;
            prompt.wrong += 1;
            prompt.wait_until = Some(wait_after(prompt.wrong, now));
            prompt.trouble = Some(say!(words, "screen-unlock-wrong"));
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
        _ => None,
    }
}

impl Gate {
    /// When it wants to be woken although nothing happened: each second while one has to wait.
    pub fn wake_at(&self, now: Stamp) -> Option<Stamp> {
        match self {
            Self::Unlock(it) => it.wait_until.filter(|at| *at > now).map(|at| at.min(Stamp(now.0 + 1_000))),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Lang;
    use proptest::prelude::*;

    struct Door {
        gate: Gate,
        words: Words,
        now: Stamp,
    }

    impl Door {
        fn setup() -> Self {
            let words = Words::new(Lang::Zh);
            Self { gate: Gate::Setup(Setup::new(&words)), words, now: Stamp(0) }
        }

        fn tell(&mut self, event: GateEvent) -> Option<GateEffect> {
            update(&mut self.gate, &self.words, self.now, event)
        }

        fn key(&mut self, code: Code) -> Option<GateEffect> {
            self.tell(GateEvent::Input(Input::Key(Key::plain(code))))
        }

        fn fill(&mut self, rows: &[&str]) -> Option<GateEffect> {
            let mut last = None;
            for row in rows {
                self.tell(GateEvent::Input(Input::Text((*row).into())));
                last = self.key(Code::Enter);
            }
            last
        }

        fn form(&self) -> &Setup {
            match &self.gate {
                Gate::Setup(it) => it,
                other => panic!("no form but {other:?}"),
            }
        }
    }

    #[test]
    fn a_college_is_founded_and_the_key_is_shown_until_two_enters() {
        let mut door = Door::setup();
        let effect = door.fill(&["示范学院", "张敏", "zhang", "夜里的灯亮着呢", "夜里的灯亮着呢"]);
        assert_eq!(effect, None, "seven characters are too few");
        assert_eq!(door.form().at, 3);
        let Some(GateEffect::Create(answers)) = door.fill(&["夜里的灯还亮着呢", "夜里的灯还亮着呢"]) else {
            panic!("not created")
        };
        assert_eq!((&*answers.college, &*answers.name, &*answers.login), ("示范学院", "张敏", "zhang"));
        assert_eq!(*answers.passphrase, "夜里的灯还亮着呢");
        assert_eq!(door.gate, Gate::Working);
        door.tell(GateEvent::Made(Zeroizing::new("ABCD-EFGH".into())));
        assert_eq!(door.key(Code::Enter), None);
        assert_eq!(door.key(Code::Enter), Some(GateEffect::Enter));
    }

    #[test]
    fn each_wrong_answer_is_named_at_its_row() {
        for (rows, at) in [
            (["", "张", "zhang", "12345678", "12345678"], 0),
            (["院", "", "zhang", "12345678", "12345678"], 1),
            (["院", "张", "zhang min", "12345678", "12345678"], 2),
            (["院", "张", "zhang", "1234567", "1234567"], 3),
            (["院", "张", "zhang", "12345678", "12345679"], 3),
        ] {
            let mut door = Door::setup();
            assert_eq!(door.fill(&rows), None);
            assert_eq!(door.form().at, at, "{rows:?}");
            assert!(door.form().trouble.is_some());
        }
    }

    #[test]
    fn a_home_that_cannot_be_made_gives_the_form_back() {
        let mut door = Door::setup();
        let Some(GateEffect::Create(answers)) = door.fill(&["院", "张", "zhang", "12345678", "12345678"]) else { panic!("not created") };
        door.tell(GateEvent::Failed(answers.form.clone(), "磁盘满了".into()));
        assert_eq!(door.form().text(0), "院");
        assert_eq!(door.form().trouble.as_deref(), Some("磁盘满了"));
    }

    #[test]
    fn a_wrong_passphrase_makes_one_wait() {
        let mut door = Door { gate: Gate::Unlock(UnlockPrompt::new("zhang")), words: Words::new(Lang::En), now: Stamp(0) };
        let Some(GateEffect::Unlock { login, passphrase }) = door.fill(&["wrong"]) else { panic!("not tried") };
        assert_eq!((login.as_str(), passphrase.as_str()), ("zhang", "wrong"));
        assert_eq!(door.fill(&["again"]), None, "one at a time");
        door.tell(GateEvent::Wrong);
        assert_eq!(door.gate.wake_at(Stamp(0)), Some(Stamp(1_000)));
        assert_eq!(door.fill(&["right"]), None);
        door.now = Stamp(1_000);
        assert!(matches!(door.key(Code::Enter), Some(GateEffect::Unlock { passphrase, .. }) if *passphrase == "right"));
    }

    proptest! {
        #[test]
        fn no_input_breaks_the_gate(texts in proptest::collection::vec("\\PC{0,40}", 0..8), codes in proptest::collection::vec(0_usize..9, 0..40)) {
            let all = [Code::Enter, Code::Tab, Code::BackTab, Code::Up, Code::Down, Code::Backspace, Code::Left, Code::Delete, Code::End];
            for unlock in [false, true] {
                let mut door = Door::setup();
                if unlock {
                    door.gate = Gate::Unlock(UnlockPrompt::new(""));
                }
                for (at, code) in codes.iter().enumerate() {
                    if let Some(text) = texts.get(at) {
                        door.tell(GateEvent::Input(Input::Paste(text.clone())));
                    }
                    if let Some(GateEffect::Unlock { .. }) = door.key(all[*code]) {
                        door.tell(GateEvent::Wrong);
                        door.now = Stamp(door.now.0 + 60_000);
                    }
                }
            }
        }
    }
}
