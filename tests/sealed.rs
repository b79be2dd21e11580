//! Sealed notes at a real desk: who opens them, who does not, and what becomes of them when keys come and go.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops at the first thing that is not as it should be")]

use std::path::Path;
use yedeng::campus::*;
use yedeng::desk::{Clock, Desk, DeskError, Fault, Founding, KdfCost, NewsKind, RecoveryKey, Refused};
use yedeng::logbook::Prepared;
use yedeng::query::Wanted;

const PASSPHRASE: &str = "夜里的灯";
const OTHER: &str = "another passphrase";
const WORDS: &str = "他说夜里睡不着";

fn now() -> Stamp {
    Day::ymd(2026, 11, 23).unwrap().at(DEFAULT_ZONE, 23, 36)
}

/// A desk with one student; `min`, the administrator, sits at it.
fn found(home: &Path) -> (Desk, RecoveryKey) {
    let founding = Founding { college: "云溪学院".into(), login: "min".into(), name: "张敏".into() };
    let (desk, recovery) = Desk::create(home, founding, PASSPHRASE, KdfCost::DEMO, Clock::Fixed(now())).unwrap();
    let facts = StudentFacts::new("2023010412", "张三");
    let students = vec![StudentChange { before: None, after: facts }];
    desk.submit(Act::Person(PersonAct::Imported(Import { students, ..Import::default() }))).unwrap();
    for (login, role) in [
        ("li", Role::Counselor),
        ("zhao", Role::Counselor),
        ("centre", Role::CounsellingCentre),
        ("office", Role::StudentOffice),
        ("chen", Role::DutyLeader),
    ] {
        let user = User::new(login, login, role);
        desk.add_user(user, OTHER, KdfCost::DEMO).unwrap();
    }
    (desk, recovery)
}

fn id(desk: &Desk, login: &str) -> UserId {
    desk.campus().staff().by_login(login).unwrap()
}

fn sit(desk: &Desk, login: &str) -> Desk {
    desk.switch(login, OTHER).unwrap()
}

fn talk(text: &str, visibility: Visibility, followup: bool) -> Act {
    Act::Talk(TalkAct::Logged(TalkLogged {
        students: [StudentId(0)].into_iter().collect(),
        held: now(),
        topic: Topic::Psych,
        way: Way::InPerson,
        place: None,
        level: None,
        followup: followup.then(|| Day::ymd(2026, 11, 27).unwrap()),
        visibility,
        answers: None,
        tags: vec!["失眠".into()],
        text: text.into(),
        levels_before: [(Concern::None, None)].into_iter().collect(),
    }))
}

fn log(desk: &Desk, visibility: Visibility) -> Seq {
    desk.submit(talk(WORDS, visibility, true)).unwrap().seq
}

fn words(desk: &Desk, seq: Seq) -> Option<String> {
    match desk.entry(seq).unwrap()?.act {
        Act::Talk(TalkAct::Logged(it)) => {
            assert_eq!(it.tags, ["失眠".into()]);
            Some(it.text.into())
        }
        Act::Talk(TalkAct::Closed { text, .. } | TalkAct::Amended { text, .. } | TalkAct::PlanCancelled { text, .. }) => Some(text.into()),
        Act::Talk(TalkAct::Planned(it)) => Some(it.text.into()),
        Act::Talk(TalkAct::Attached { file, .. }) => Some(format!("{}:{}", file.name, String::from_utf8_lossy(&file.bytes))),
        _ => panic!("no words were asked for"),
    }
}

#[test]
fn a_psychological_talk_is_read_by_its_author_and_the_centre_and_nobody_else_at_the_same_desk() {
    let folder = tempfile::tempdir().unwrap();
    let (min, _) = found(&folder.path().join("desk"));
    let li = sit(&min, "li");
    let (psych, private) = (log(&li, Visibility::Psych), log(&li, Visibility::Private));
    assert_eq!(words(&li, psych).as_deref(), Some(WORDS));
    assert_eq!(words(&li, private).as_deref(), Some(WORDS));
    let asleep = Wanted { words: vec!["睡不着".into()], ..Wanted::default() };
    let centre = sit(&min, "centre");
    assert_eq!((words(&centre, psych).as_deref(), words(&centre, private)), (Some(WORDS), None));
    assert_eq!(centre.search(&asleep, 0).unwrap().count, 1);
    for other in [&min, &sit(&min, "zhao"), &sit(&min, "office"), &sit(&min, "chen")] {
        assert_eq!((words(other, psych), words(other, private)), (None, None), "{other:?}");
        assert!(!other.may_read(psych).unwrap());
        assert!(other.search(&asleep, 0).unwrap().found.is_empty());
    }
}

#[test]
fn who_has_the_data_key_and_the_files_finds_the_words_nowhere() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("desk");
    let (min, _) = found(&home);
    let li = sit(&min, "li");
    let psych = log(&li, Visibility::Psych);
    li.submit(Act::Talk(TalkAct::Closed { talk: psych, text: format!("{WORDS},好些了").into() })).unwrap();
    log(&li, Visibility::Normal);
    min.close().unwrap();
    drop((min, li));
    // Past the desk: every body as the data key opens it.
    let prepared = Prepared::begin(&home).unwrap();
    let unlocked = prepared.unlock("min", PASSPHRASE).unwrap();
    let (logbook, ..) = prepared.open(unlocked, &mut |_, _| {}).unwrap();
    let holds = |seq: u64| {
        let entry = logbook.reader().entry(Seq(seq)).unwrap().unwrap();
        let bytes = yedeng::logbook::envelope::encode_act(&entry.act).unwrap();
        memchr::memmem::find(&bytes, "睡不着".as_bytes()).is_some() || memchr::memmem::find(&bytes, "失眠".as_bytes()).is_some()
    };
    let found: Vec<u64> = (1..=logbook.head().seq.0).filter(|seq| holds(*seq)).collect();
    assert_eq!(found, [logbook.head().seq.0], "the normal talk alone, so the search is a search");
}

#[test]
fn rules_are_asked_before_sealing_and_nothing_is_ever_written_in_clear_instead() {
    let folder = tempfile::tempdir().unwrap();
    let (min, _) = found(&folder.path().join("desk"));
    let li = sit(&min, "li");
    let before = li.campus().applied();
    assert!(matches!(li.submit(talk(" ", Visibility::Psych, true)), Err(Refused::Rule(Refusal::EmptyText))));
    let long = "长".repeat(TEXT_LIMIT + 1);
    assert!(matches!(li.submit(talk(&long, Visibility::Psych, true)), Err(Refused::Rule(Refusal::TooLong { .. }))));
    assert_eq!(li.campus().applied(), before);
    let long = "长".repeat(TEXT_LIMIT);
    let seq = li.submit(talk(&long, Visibility::Psych, true)).unwrap().seq;
    assert_eq!(words(&li, seq), Some(long));
    let answers = li.submit_many(vec![
        talk("一", Visibility::Psych, false),
        talk("", Visibility::Private, false),
        talk("三", Visibility::Normal, false),
    ]);
    assert_eq!(answers.iter().map(Result::is_ok).collect::<Vec<_>>(), [true, false, true]);
    assert_eq!(words(&li, answers[0].as_ref().unwrap().seq).as_deref(), Some("一"));
    assert_eq!(words(&li, answers[2].as_ref().unwrap().seq).as_deref(), Some("三"));
}

#[test]
fn a_reader_is_added_with_every_note_and_removed_from_what_comes() {
    let folder = tempfile::tempdir().unwrap();
    let (min, _) = found(&folder.path().join("desk"));
    let (li, zhao) = (sit(&min, "li"), sit(&min, "zhao"));
    let psych = log(&li, Visibility::Psych);
    let closed = li.submit(Act::Talk(TalkAct::Closed { talk: psych, text: "好些了".into() })).unwrap().seq;
    assert_eq!((words(&li, closed).as_deref(), words(&zhao, closed)), (Some("好些了"), None));
    let user = id(&li, "zhao");
    assert!(matches!(zhao.add_reader(psych, user), Err(Refused::Rule(Refusal::NotYours))));
    li.add_reader(psych, user).unwrap();
    assert_eq!((words(&zhao, psych).as_deref(), words(&zhao, closed).as_deref()), (Some(WORDS), Some("好些了")));
    assert!(matches!(li.add_reader(psych, user), Err(Refused::Rule(Refusal::ReaderAlready))));
    li.submit(Act::Talk(TalkAct::Reopened { talk: psych })).unwrap();
    let again = li.submit(Act::Talk(TalkAct::Closed { talk: psych, text: "又谈了".into() })).unwrap().seq;
    assert_eq!(words(&zhao, again).as_deref(), Some("又谈了"), "what is added is sealed to the new reader too");
    li.remove_reader(psych, user).unwrap();
    assert_eq!((words(&zhao, psych), words(&zhao, again)), (None, None));
    assert_eq!(words(&li, psych).as_deref(), Some(WORDS));
}

#[test]
fn glass_is_broken_by_who_may_with_a_reason_and_the_author_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let (min, _) = found(&folder.path().join("desk"));
    let (li, office, chen) = (sit(&min, "li"), sit(&min, "office"), sit(&min, "chen"));
    let (psych, private, normal) = (log(&li, Visibility::Psych), log(&li, Visibility::Private), log(&li, Visibility::Normal));
    for (desk, talk) in [(&office, private), (&chen, psych), (&chen, private), (&min, psych), (&min, normal), (&sit(&min, "zhao"), psych)] {
        assert!(!desk.may_break_glass(talk));
        assert!(matches!(desk.break_glass(talk, "急"), Err(Refused::Rule(Refusal::NotAllowed))), "{desk:?} {talk}");
    }
    let before = li.campus().applied();
    assert!(matches!(office.break_glass(psych, " "), Err(Refused::Rule(Refusal::ReasonNeeded))));
    assert_eq!(li.campus().applied(), before);
    assert!(li.news().is_empty());
    let closed = li.submit(Act::Talk(TalkAct::Closed { talk: psych, text: "好些了".into() })).unwrap().seq;
    assert_eq!(words(&office, closed), None);
    let (entry, later) = office.break_glass(psych, "学生失联").unwrap();
    let said = later.iter().map(|it| (it.seq, if let Act::Talk(TalkAct::Closed { text, .. }) = &it.act { &**text } else { "" }));
    assert_eq!(said.collect::<Vec<_>>(), [(closed, "好些了")]);
    assert!(matches!(entry.act, Act::Talk(TalkAct::Logged(it)) if &*it.text == WORDS));
    assert_eq!(words(&office, psych), None, "once is once");
    assert!(chen.break_glass(normal, "夜里送医").is_ok());
    let told: Vec<_> = li.news().into_iter().map(|it| (it.by, it.what)).collect();
    let broken = |by: &Desk, talk, reason: &str| (by.user(), NewsKind::GlassBroken { talk, reason: reason.into() });
    assert_eq!(told, [broken(&office, psych, "学生失联"), broken(&chen, normal, "夜里送医")]);
    li.news_seen();
    assert!(li.news().is_empty() && office.news().is_empty());
}

#[test]
fn a_locked_seat_opens_nothing_until_its_user_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    let (min, _) = found(&folder.path().join("desk"));
    let li = sit(&min, "li");
    let psych = log(&li, Visibility::Psych);
    li.save_draft("talk", b"half").unwrap();
    let second_handle = li.clone();
    li.forget_keys();
    assert_eq!((words(&li, psych), words(&second_handle, psych)), (None, None));
    assert_eq!(li.load_draft("talk"), Err(Fault::SeatLocked));
    assert!(matches!(li.remember("wrong"), Err(DeskError::Storage(Fault::WrongPassphrase))));
    assert_eq!(words(&li, psych), None);
    li.remember(OTHER).unwrap();
    assert_eq!(words(&second_handle, psych).as_deref(), Some(WORDS));
    assert_eq!(li.load_draft("talk").unwrap().unwrap(), b"half");
}

#[test]
fn a_new_passphrase_keeps_the_notes_and_a_reset_closes_them_until_somebody_adds_the_user_again() {
    let folder = tempfile::tempdir().unwrap();
    let (min, _) = found(&folder.path().join("desk"));
    let (li, centre) = (sit(&min, "li"), sit(&min, "centre"));
    let psych = log(&li, Visibility::Psych);
    centre.set_passphrase("centre", "chosen by herself", KdfCost::DEMO).unwrap();
    assert_eq!(words(&min.switch("centre", "chosen by herself").unwrap(), psych).as_deref(), Some(WORDS));
    assert!(centre.news().is_empty());
    min.set_passphrase("centre", "given by min", KdfCost::DEMO).unwrap();
    let centre = min.switch("centre", "given by min").unwrap();
    assert_eq!(words(&centre, psych), None);
    assert_eq!(centre.news().into_iter().map(|it| (it.by, it.what)).collect::<Vec<_>>(), [(min.user(), NewsKind::KeyReplaced)]);
    li.remove_reader(psych, centre.user()).unwrap();
    li.add_reader(psych, centre.user()).unwrap();
    assert_eq!(words(&centre, psych).as_deref(), Some(WORDS));
    let later = log(&li, Visibility::Psych);
    assert_eq!(words(&centre, later).as_deref(), Some(WORDS), "what comes is sealed to the new key");
}

#[test]
fn the_recovery_key_gives_a_new_passphrase_and_leaves_the_notes_readable() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("desk");
    let (min, recovery) = found(&home);
    let li = sit(&min, "li");
    let private = log(&li, Visibility::Private);
    min.close().unwrap();
    drop((min, li));
    let opening = Desk::begin(&home, Clock::Fixed(now())).unwrap();
    let wrong = RecoveryKey::parse("0000-0000-0000-0000-0000-0000-0000-0000-0000");
    assert!(wrong.is_err(), "a typo is seen before anything is tried");
    let li = opening.recover("li", &recovery, "a new passphrase", KdfCost::DEMO).map_err(|it| it.1).unwrap();
    assert_eq!(words(&li, private).as_deref(), Some(WORDS));
    assert!(li.news().iter().any(|it| it.what == NewsKind::RecoveryUsed));
    li.close().unwrap();
    drop(li);
    let opening = Desk::begin(&home, Clock::Fixed(now())).unwrap();
    let (opening, error) = opening.unlock("li", OTHER).unwrap_err();
    assert!(matches!(error, DeskError::Storage(Fault::WrongPassphrase)));
    let li = opening.unwrap().unlock("li", "a new passphrase").map_err(|it| it.1).unwrap();
    assert_eq!(words(&li, private).as_deref(), Some(WORDS));
}

#[test]
fn nobody_makes_a_new_recovery_key_without_the_others_being_told() {
    let folder = tempfile::tempdir().unwrap();
    let (min, old) = found(&folder.path().join("desk"));
    let li = sit(&min, "li");
    assert!(matches!(li.new_recovery_key(None), Err(DeskError::Rule(Refusal::NotAllowed))));
    let wrong = RecoveryKey::parse("RFD9-8HZY-QTZD-XTQ3-G2EX-D8KB-YGYS-DN92-A6JY").unwrap();
    assert!(matches!(min.new_recovery_key(Some(wrong)), Err(DeskError::Storage(Fault::WrongRecoveryKey))));
    assert!(li.news().is_empty(), "none was made");
    for given in [Some(old), None] {
        min.new_recovery_key(given).unwrap();
        let told: Vec<_> = li.news().into_iter().map(|it| (it.by, it.what)).collect();
        assert_eq!(told, [(min.user(), NewsKind::RecoveryRenewed)]);
        assert!(min.news().is_empty());
        li.news_seen();
    }
}

#[test]
fn a_user_who_is_shut_out_leaves_with_an_old_key() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("desk");
    let (min, _) = found(&home);
    min.disable_user(id(&min, "zhao")).unwrap();
    let rotated = min.campus().custody().rows().iter().any(|it| it.what == CustodyAct::KeyRotated { epoch: 1 });
    assert!(rotated);
    assert!(matches!(min.switch("zhao", OTHER), Err(DeskError::Storage(Fault::WrongPassphrase))));
    let li = sit(&min, "li");
    let psych = log(&li, Visibility::Psych);
    assert!(matches!(li.rotate_keys(), Err(DeskError::Rule(Refusal::NotAllowed))));
    min.close().unwrap();
    drop((min, li));
    let li = Desk::begin(&home, Clock::Fixed(now())).unwrap().unlock("li", OTHER).map_err(|it| it.1).unwrap();
    assert_eq!(words(&li, psych).as_deref(), Some(WORDS));
    let verified = li.verify(&mut |_, _| {}).unwrap();
    assert!(verified.report.ok() && verified.replay_matches);
}

#[test]
fn wrong_passphrases_make_the_next_try_wait_and_the_user_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let (min, _) = found(&folder.path().join("desk"));
    for _ in 0..2 {
        assert!(matches!(min.switch("li", "wrong"), Err(DeskError::Storage(Fault::WrongPassphrase))));
    }
    let li = sit(&min, "li");
    let told: Vec<_> = li.news().into_iter().map(|it| it.what).collect();
    assert!(matches!(told[..], [NewsKind::UnlocksFailed { times: 2, .. }]), "{told:?}");
    // A stranger is held up just like somebody who is known, and neither learns which it is.
    for login in ["zhao", "nobody"] {
        // Each wait is twice the one before, so however slow the machine is, one of these comes too early.
        let mut tries = (0..12).map(|_| min.switch(login, "wrong").unwrap_err());
        let held_up = tries.find(|it| !matches!(it, DeskError::Storage(Fault::WrongPassphrase)));
        assert!(matches!(held_up, Some(DeskError::Storage(Fault::TryLater { seconds: 1.. }))), "{login}");
    }
}

#[test]
fn a_home_of_the_first_version_opens_and_its_users_get_their_keys() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("desk");
    copy(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/home-v1").as_path(), &home);
    let min = Desk::begin(&home, Clock::Fixed(now())).unwrap().unlock("min", PASSPHRASE).map_err(|it| it.1).unwrap();
    assert_eq!(min.load_draft("talk").unwrap().unwrap(), "写了一半".as_bytes(), "a draft under the desk's own key is still read");
    assert!(min.campus().staff().key_of(min.user()).is_some());
    let li = min.switch("li", OTHER).unwrap();
    assert!(min.campus().staff().key_of(li.user()).is_some_and(|it| it.by == li.user()));
    assert!(li.news().is_empty());
    assert!(matches!(min.rotate_keys(), Err(DeskError::Storage(Fault::KeysNotReady))), "the recovery key is still of the old kind");
    let old = RecoveryKey::parse("RFD9-8HZY-QTZD-XTQ3-G2EX-D8KB-YGYS-DN92-A6JY").unwrap();
    min.new_recovery_key(Some(old)).unwrap();
    min.rotate_keys().unwrap();
    min.close().unwrap();
    drop((min, li));
    let again = Desk::begin(&home, Clock::Fixed(now())).unwrap().unlock("li", OTHER).map_err(|it| it.1).unwrap();
    assert!(again.verify(&mut |_, _| {}).unwrap().report.ok());
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for item in std::fs::read_dir(from).unwrap() {
        let item = item.unwrap();
        if item.path().is_dir() {
            copy(&item.path(), &to.join(item.file_name()));
        } else {
            std::fs::copy(item.path(), to.join(item.file_name())).unwrap();
        }
    }
}

#[test]
fn the_long_form_plans_amendments_and_files_are_sealed_to_the_same_readers() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("desk");
    let (min, _) = found(&home);
    let (li, zhao, centre) = (sit(&min, "li"), sit(&min, "zhao"), sit(&min, "centre"));
    let Act::Talk(TalkAct::Logged(logged)) = talk(WORDS, Visibility::Psych, true) else { panic!("a talk") };
    let day = Day::ymd(2026, 11, 27).unwrap();
    let plan = TalkPlan {
        students: [StudentId(0)].into_iter().collect(),
        when: PlanTime { day, at: None, place: None },
        topic: Topic::Psych,
        way: Way::InPerson,
        visibility: Visibility::Private,
        answers: None,
        tags: Vec::new(),
        text: "问他睡不着的事".into(),
    };
    let detail = TalkDetail {
        judgement: "睡不着是老毛病".into(),
        measures: "睡不着就来电话".into(),
        readers: vec![id(&li, "zhao")],
        ..TalkDetail::default()
    };
    let record = li.submit(Act::Talk(TalkAct::Recorded(Box::new(TalkRecorded { talk: logged, detail })))).unwrap().seq;
    let planned = li.submit(Act::Talk(TalkAct::Planned(Box::new(plan)))).unwrap().seq;
    let cancelled = li.submit(Act::Talk(TalkAct::PlanCancelled { plan: planned, text: "他睡不着回家了".into() })).unwrap().seq;
    let amended = li.submit(Act::Talk(TalkAct::Amended { talk: record, text: "夜里又睡不着".into() })).unwrap().seq;
    let file = li.attach(record, "睡不着.txt", "睡不着的夜".into()).unwrap().seq;

    // The author, the centre and whoever was named read the talk and all that belongs to it; the plan is private.
    for reader in [&li, &centre, &zhao] {
        let Some(Act::Talk(TalkAct::Recorded(it))) = reader.entry(record).unwrap().map(|it| it.act) else { panic!("{reader:?}") };
        assert_eq!((&*it.talk.text, &*it.detail.judgement, &*it.detail.measures), (WORDS, "睡不着是老毛病", "睡不着就来电话"));
        assert_eq!(words(reader, amended).as_deref(), Some("夜里又睡不着"));
        assert_eq!(words(reader, file).as_deref(), Some("睡不着.txt:睡不着的夜"));
    }
    assert_eq!((words(&li, planned).as_deref(), words(&li, cancelled).as_deref()), (Some("问他睡不着的事"), Some("他睡不着回家了")));
    for other in [&centre, &zhao, &min] {
        assert_eq!((words(other, planned), words(other, cancelled)), (None, None), "{other:?}");
    }
    assert_eq!((words(&min, amended), words(&min, file)), (None, None));
    assert!(min.entry(record).unwrap().is_none());

    // Only the author adds to it; both of two amendments stay.
    let second = TalkAct::Amended { talk: record, text: "另一席位".into() };
    assert!(matches!(zhao.submit(Act::Talk(second.clone())), Err(Refused::Rule(Refusal::NotAllowed | Refusal::NotYours))));
    li.submit(Act::Talk(second)).unwrap();
    assert_eq!(li.campus().talks().get(record).unwrap().amended.len(), 2);
    assert!(matches!(li.submit(Act::Talk(TalkAct::Amended { talk: record, text: " ".into() })), Err(Refused::Rule(Refusal::EmptyText))));

    // Who takes a file out is on record first; who may not read gets nothing, and no record either.
    let before = li.campus().applied();
    assert!(matches!(min.take_file(record, file), Err(Refused::Rule(Refusal::NotAllowed))));
    assert_eq!(li.campus().applied(), before);
    assert_eq!(&*zhao.take_file(record, file).unwrap().bytes, "睡不着的夜".as_bytes());
    assert_eq!(li.campus().applied(), before.next());
    let large = vec![7; 5_000_001];
    assert!(matches!(li.attach(record, "大.bin", large), Err(Refused::Rule(Refusal::FileTooLarge { limit: 5_000_000, .. }))));
    let fits: Vec<u8> = (0..5_000_000u32).map(|it| (it % 251) as u8).collect();
    let kept = li.attach(record, "满.bin", fits.clone()).unwrap().seq;
    assert!(*li.take_file(record, kept).unwrap().bytes == *fits);
    assert!(matches!(li.attach(record, "../x", b"x".to_vec()), Err(Refused::Rule(Refusal::EmptyName))));

    min.close().unwrap();
    drop((min, li, zhao, centre));
    let prepared = Prepared::begin(&home).unwrap();
    let unlocked = prepared.unlock("min", PASSPHRASE).unwrap();
    let (logbook, campus, _) = prepared.open(unlocked, &mut |_, _| {}).unwrap();
    for seq in 1..=logbook.head().seq.0 {
        let entry = logbook.reader().entry(Seq(seq)).unwrap().unwrap();
        let bytes = yedeng::logbook::envelope::encode_act(&entry.act).unwrap();
        assert!(memchr::memmem::find(&bytes, "睡不着".as_bytes()).is_none(), "{}", entry.act.kind());
    }
    assert_eq!(campus.talks().get(record).unwrap().files[..], [file, kept], "checkpoint or replay, the same");
}
