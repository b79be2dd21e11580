use super::*;
use crate::tui::layer::FormValue;
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
    let mut door = Door { gate: Gate::Unlock(Prompt::new("zhang")), words: Words::new(Lang::En), now: Stamp(0) };
    let Some(GateEffect::Unlock { login, passphrase }) = door.fill(&["wrong"]) else { panic!("not tried") };
    assert_eq!((login.as_str(), passphrase.as_str()), ("zhang", "wrong"));
    assert_eq!(door.fill(&["again"]), None, "one at a time");
    door.tell(GateEvent::Wrong("too early".into()));
    assert!(matches!(&door.gate, Gate::Unlock(prompt) if prompt.trouble.as_deref() == Some("too early")));
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
                door.gate = Gate::Unlock(Prompt::new(""));
            }
            for (at, code) in codes.iter().enumerate() {
                if let Some(text) = texts.get(at) {
                    door.tell(GateEvent::Input(Input::Paste(text.clone())));
                }
                if let Some(GateEffect::Unlock { .. }) = door.key(all[*code]) {
                    door.tell(GateEvent::Wrong("too early".into()));
                    door.now = Stamp(door.now.0 + 60_000);
                }
            }
        }
    }
}

const KEY: &str = "0000-0000-0000-0000-0000-0000-0000-0000";

/// The door with the form for who has lost their passphrase.
fn lost() -> Door {
    let words = Words::new(Lang::Zh);
    let mut door = Door { gate: Gate::Unlock(Prompt::new("zhang")), words, now: Stamp(0) };
    door.key(Code::F(2));
    door
}

fn recover(door: &Door) -> &Recover {
    match &door.gate {
        Gate::Recover(it) => it,
        other => panic!("no form but {other:?}"),
    }
}

#[test]
fn who_has_lost_the_passphrase_is_led_to_the_recovery_key_and_back() {
    let mut door = lost();
    assert_eq!((recover(&door).login().as_str(), recover(&door).at), ("zhang", 1));
    assert_eq!(door.key(Code::Esc), None);
    assert!(matches!(&door.gate, Gate::Unlock(it) if it.login() == "zhang"));
}

#[test]
fn a_slip_in_the_recovery_key_is_named_and_marked() {
    for (typed, said) in [("0000-0U00", "第 2 组第 2 个"), ("0000", "36"), (&format!("{KEY}-0000"), "一组一组")] {
        let mut door = lost();
        assert_eq!(door.fill(&[typed, "12345678", "12345678"]), None);
        let form = recover(&door);
        assert_eq!(form.at, 1, "{typed}");
        assert!(form.trouble.as_deref().unwrap().contains(said), "{:?}", form.trouble);
    }
    let mut door = lost();
    door.fill(&["0000-0U00", "12345678", "12345678"]);
    let FormValue::Text(field) = &recover(&door).rows[1].value else { panic!("no text") };
    assert_eq!(&field.text()[field.cursor()..], "U00", "the cursor stands on it");
}

#[test]
fn the_right_key_goes_in_and_a_wrong_one_gives_the_form_back_without_it() {
    let key = crate::desk::RecoveryKey::parse(&printed()).unwrap();
    let mut door = lost();
    let Some(GateEffect::Recover(lost)) = door.fill(&[&printed(), "夜里的灯还亮着呢", "夜里的灯还亮着呢"]) else {
        panic!("not tried")
    };
    assert_eq!((lost.login.as_str(), &lost.key, &**lost.passphrase), ("zhang", &key, "夜里的灯还亮着呢"));
    assert_eq!(door.gate, Gate::Working);
    door.tell(GateEvent::NotRecovered(lost.form, "不是这里的".into()));
    assert_eq!(recover(&door).trouble.as_deref(), Some("不是这里的"));
    assert!(matches!(&recover(&door).rows[1].value, FormValue::Text(it) if it.is_empty()));
}

/// A key of nothing but zeros as it is printed, with its checksum: the first twenty bits of a hash.
fn printed() -> String {
    let sum = blake3::derive_key("yedeng 2026 recovery key checksum", &[0; 20]);
    let bits = u32::from_be_bytes([0, sum[0], sum[1], sum[2]]) >> 4;
    let letter = |shift: u32| char::from(b"0123456789ABCDEFGHJKMNPQRSTVWXYZ"[(bits >> shift & 31) as usize]);
    format!("{KEY}-{}{}{}{}", letter(15), letter(10), letter(5), letter(0))
}

#[test]
fn escape_loses_a_filled_form_only_when_pressed_twice() {
    let mut door = Door::setup();
    assert_eq!(door.key(Code::Esc), Some(GateEffect::Quit), "there is nothing to lose");
    let mut door = Door::setup();
    door.fill(&["示范学院"]);
    assert_eq!(door.key(Code::Esc), None);
    assert!(door.form().leaving);
    door.fill(&["张敏"]);
    assert!(!door.form().leaving, "another key takes it back");
    assert_eq!((door.key(Code::Esc), door.key(Code::Esc)), (None, Some(GateEffect::Quit)));
}

#[test]
fn opening_that_takes_long_shows_how_far_it_is() {
    let mut door = Door { gate: Gate::Unlock(Prompt::new("zhang")), words: Words::new(Lang::En), now: Stamp(0) };
    door.fill(&["right"]);
    door.tell(GateEvent::Progress(10, 500));
    assert_eq!(door.gate, Gate::Opening(10, 500));
    assert_eq!(door.tell(GateEvent::Input(Input::Key(Key::ctrl('c')))), None, "it is not left half rebuilt");
}
