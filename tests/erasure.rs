//! Backups and erasure at the desk on a real disk: what is made by itself, what goes on after an interruption, and what no file holds any more.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops at the first thing that is not as it should be")]

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use yedeng::campus::*;
use yedeng::desk::{BackupStatus, Clock, Desk, Fault, Founding, KdfCost};

const PASSPHRASE: &str = "夜里的灯";

fn now() -> Stamp {
    Day::ymd(2026, 11, 23).unwrap().at(DEFAULT_ZONE, 23, 36)
}

fn found(home: &Path) -> Desk {
    let founding = Founding { college: "云溪学院".into(), login: "min".into(), name: "张敏".into() };
    let (desk, _) = Desk::create(home, founding, PASSPHRASE, KdfCost::DEMO, Clock::Fixed(now())).expect("a new home");
    let facts = |no: &str, name: &str| StudentFacts { no: no.into(), name: name.into(), left: false, ..StudentFacts::erased() };
    let students =
        [("2023010412", "张三丰"), ("2023010413", "李四光")].map(|(no, name)| StudentChange { before: None, after: facts(no, name) });
    desk.submit(Act::Person(PersonAct::Imported(Import { students: students.into(), ..Import::default() }))).expect("a roster");
    desk
}

fn open(home: &Path, login: &str) -> Desk {
    Desk::begin(home, Clock::Fixed(now())).unwrap().unlock(login, PASSPHRASE).map_err(|(_, error)| error).unwrap()
}

fn talk(student: u32, text: &str, visibility: Visibility) -> Act {
    Act::Talk(TalkAct::Logged(TalkLogged {
        students: [StudentId(student)].into_iter().collect(),
        held: now(),
        topic: Topic::Psych,
        way: Way::InPerson,
        place: Some(Spot::Words("操场边的长椅".into())),
        level: None,
        followup: None,
        visibility,
        answers: None,
        tags: vec!["睡眠".into()],
        text: text.into(),
        levels_before: Default::default(),
    }))
}

fn add_office(desk: &Desk) {
    let user = User::new("office", "王芳", Role::StudentOffice);
    desk.add_user(user, PASSPHRASE, KdfCost::DEMO).unwrap();
}

/// Comes on duty and goes off again; `nth` tells one shift of a night from another.
fn work_a_shift(desk: &Desk, nth: i32) {
    let shift = Shift {
        day: now().duty_day(DEFAULT_ZONE).plus(nth),
        post: Post::Leader,
        person: desk.user(),
        starts: now().plus_minutes(-60),
        ends: now().plus_minutes(60),
        signed_in: None,
        signed_out: None,
        cancelled: false,
    };
    desk.submit(Act::Shift(ShiftAct::Published(vec![shift]))).unwrap();
    let shift = desk.campus().shifts().all().next_back().unwrap().0;
    desk.submit(Act::Shift(ShiftAct::SignedIn { shift, at: now() })).unwrap();
    desk.submit(Act::Shift(ShiftAct::SignedOut { shift, at: now() })).unwrap();
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for item in std::fs::read_dir(folder).into_iter().flatten() {
        let path = item.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found
}

#[test]
fn a_backup_is_made_by_itself_when_a_shift_ends_and_can_be_restored() {
    let dir = tempfile::tempdir().unwrap();
    let home = dir.path().join("home");
    let desk = found(&home);
    assert_eq!(desk.last_backup(), None);
    std::fs::create_dir_all(desk.backup_dir()).unwrap();
    std::fs::write(desk.backup_dir().join("notes.txt"), b"mine").unwrap();
    work_a_shift(&desk, 0);
    desk.close().unwrap();
    assert!(matches!(desk.last_backup(), Some(BackupStatus::Made { entries, .. }) if entries > 0), "{:?}", desk.last_backup());
    drop(desk);
    let made = files(&home.join("backups"));
    assert_eq!(made.len(), 2, "{made:?}");
    let file = made.iter().find(|it| it.extension().is_some_and(|it| it == "yedeng")).unwrap();
    assert!(file.file_name().unwrap().to_str().unwrap().starts_with("20261123-233600-"));

    // What a backup that was cut short has left goes at the next opening; other people's files do not.
    let mut left = file.clone().into_os_string();
    left.push(".new");
    std::fs::write(&left, b"half").unwrap();
    let desk = open(&home, "min");
    assert!(!Path::new(&left).exists() && home.join("backups/notes.txt").exists());
    assert!(desk.campus().custody().rows().iter().any(|it| matches!(it.what, CustodyAct::BackedUp { automatic: true, .. })));

    // Elsewhere, once somebody says where.
    let away = dir.path().join("stick");
    desk.set_backup_dir(Some(&away)).unwrap();
    work_a_shift(&desk, 1);
    desk.close().unwrap();
    drop(desk);
    assert_eq!((files(&away).len(), files(&home.join("backups")).len()), (1, 2));

    let second = dir.path().join("second");
    let restored = Desk::restore(&files(&away)[0], &second, ("min", PASSPHRASE), Clock::Fixed(now()), &mut |_| {}).unwrap();
    assert_eq!(restored.epoch, 1);
    let desk = open(&second, "min");
    assert_eq!(desk.restored_at(), Some(restored.head.seq));
    assert!(desk.verify(&mut |_, _| {}).unwrap().report.ok());
    assert_eq!(desk.backup_dir(), second.join("backups"), "where the other desk keeps its backups is its own affair");
}

#[test]
fn a_backup_goes_as_far_as_the_logbook_did_when_it_began_while_others_write() {
    let dir = tempfile::tempdir().unwrap();
    let desk = found(&dir.path().join("home"));
    let hold = |desk: &Desk, student, n| assert!(desk.submit(talk(student, &format!("第 {n} 次"), Visibility::Normal)).is_ok());
    (0..300).for_each(|n| hold(&desk, 0, n));
    let file = dir.path().join("out.yedeng");
    let writing = desk.clone();
    let writer = std::thread::spawn(move || (300..350).for_each(|n| hold(&writing, 1, n)));
    let report = desk.backup(&file, &mut |_, _| {}).unwrap();
    writer.join().unwrap();
    assert!(report.head.seq >= Seq(300));
    let check = Desk::check_backup(&file, "min", PASSPHRASE, &mut |_, _| {}).unwrap();
    assert_eq!((check.wrong, check.head), (None, report.head));
    assert!(matches!(
        Desk::check_backup(&file, "min", "another", &mut |_, _| {}),
        Err(yedeng::desk::DeskError::Storage(Fault::WrongPassphrase))
    ));
}

/// Windows of a file, by which parts of it would be recognised elsewhere.
fn windows(bytes: &[u8]) -> HashSet<[u8; 40]> {
    bytes.chunks_exact(40).filter_map(|it| it.try_into().ok()).filter(|it| *it != [0; 40]).collect()
}

fn holds(bytes: &[u8], parts: &HashSet<[u8; 40]>) -> bool {
    bytes.windows(40).any(|it| <&[u8; 40]>::try_from(it).is_ok_and(|it| parts.contains(it)))
}

#[test]
fn after_an_erasure_no_file_holds_what_was_erased_sealed_or_in_clear() {
    let dir = tempfile::tempdir().unwrap();
    let home = dir.path().join("home");
    let desk = found(&home);
    add_office(&desk);
    desk.submit(talk(0, "挂科三门想退学", Visibility::Normal)).unwrap();
    let private = desk.submit(talk(0, "夜里睡不着", Visibility::Private)).unwrap().seq;
    let kept = desk.submit(talk(1, "与室友作息不合", Visibility::Normal)).unwrap().seq;
    desk.submit(Act::Talk(TalkAct::Amended { talk: private, text: "凌晨又来电话说挂科".into() })).unwrap();
    let file = desk.attach(private, "睡不着.txt", "夜里睡不着的日记".repeat(40).into()).unwrap().seq;
    let other = desk.attach(kept, "作息表.txt", b"22:30".to_vec()).unwrap().seq;
    work_a_shift(&desk, 0);
    desk.checkpoint().unwrap();
    desk.close().unwrap();
    drop(desk);
    // A broken copy that was set aside is a copy as well.
    std::fs::create_dir_all(home.join("mirror.broken-1")).unwrap();
    let mirror = |home: &Path| std::fs::read(home.join("mirror/00000001.log")).unwrap();
    std::fs::copy(home.join("mirror/00000001.log"), home.join("mirror.broken-1/00000001.log")).unwrap();
    let before = mirror(&home);
    let old_backups = files(&home.join("backups"));
    assert_eq!(old_backups.len(), 1);
    let old_backup = std::fs::read(&old_backups[0]).unwrap();

    let desk = open(&home, "office");
    let (asked, plan) = desk.propose_erasure(ErasureScope::Student(StudentId(0)), "本人要求").unwrap();
    assert_eq!(plan.kinds.get("talk.logged"), Some(&2));
    desk.close().unwrap();
    drop(desk);
    let desk = open(&home, "min");
    desk.approve_erasure(asked.seq).unwrap();
    desk.run_erasure(asked.seq, |_, _| {}).unwrap();
    assert_eq!(desk.entry(kept).unwrap().map(|it| it.act.kind()), Some("talk.logged"));
    let Some(Act::Talk(TalkAct::Logged(left))) = desk.entry(private).unwrap().map(|it| it.act) else {
        panic!("its author still sees that it was")
    };
    assert!(left.text.is_empty() && left.tags.is_empty());
    assert_eq!(desk.files(private).unwrap(), [(file, "".into(), 0)], "that there was a file, and nothing of it");
    assert!(desk.take_file(private, file).is_err());
    assert_eq!(desk.files(kept).unwrap(), [(other, "作息表.txt".into(), 5)]);
    let verified = desk.verify(&mut |_, _| {}).unwrap();
    assert!(verified.report.ok() && verified.replay_matches, "{:?}", verified.report.problems);
    assert_eq!(desk.campus().people().student(StudentId(0)).unwrap().facts, StudentFacts::erased());
    assert!(desk.finder().students(&desk.campus(), "zsf", &Default::default(), 9).is_empty());
    desk.close().unwrap();
    drop(desk);

    let after = mirror(&home);
    let left: HashSet<&[u8]> = after.windows(40).collect();
    let gone: HashSet<[u8; 40]> = windows(&before).into_iter().filter(|it| !left.contains(it.as_slice())).collect();
    assert!(gone.len() > 10 && !left.is_empty(), "{} parts of the mirror went", gone.len());
    // What stands in clear at its beginning, the wrapped keys, is the same in every backup.
    let old_backup = windows(&old_backup[old_backup.len() / 2..]);
    for file in files(&home) {
        let bytes = std::fs::read(&file).unwrap();
        assert!(!holds(&bytes, &gone), "{} still holds a sealed body", file.display());
        assert!(!holds(&bytes, &old_backup), "{} is part of an old backup", file.display());
        assert!(!file.to_string_lossy().contains("broken"), "{}", file.display());
        for word in ["挂科", "睡不着", "张三丰", "2023010412"] {
            assert!(!bytes.windows(word.len()).any(|it| it == word.as_bytes()), "{}: {word}", file.display());
        }
    }
    // The backup there is now was made afterwards, and opened with the keys it holds nothing of it either.
    let made = files(&home.join("backups"));
    assert_eq!(made.len(), 1);
    assert!(!old_backups.contains(&made[0]));
    let second = dir.path().join("second");
    Desk::restore(&made[0], &second, ("min", PASSPHRASE), Clock::Fixed(now()), &mut |_| {}).unwrap();
    let desk = open(&second, "min");
    assert_eq!(desk.campus().people().student(StudentId(0)).unwrap().facts, StudentFacts::erased());
    assert!(desk.campus().talks().heads().iter().filter(|it| it.seq != kept).all(|it| it.place.is_none()));
}

/// Somebody asks, somebody else agrees; the second sits at the desk that comes back.
fn agreed(home: &Path, desk: Desk) -> (Desk, Seq) {
    add_office(&desk);
    desk.close().unwrap();
    drop(desk);
    let desk = open(home, "office");
    let (asked, _) = desk.propose_erasure(ErasureScope::Student(StudentId(0)), "本人要求").unwrap();
    desk.close().unwrap();
    drop(desk);
    let desk = open(home, "min");
    desk.approve_erasure(asked.seq).unwrap();
    (desk, asked.seq)
}

#[test]
fn the_certificate_says_of_each_second_mirror_whether_it_was_made_anew() {
    let dir = tempfile::tempdir().unwrap();
    let (home, near, far) = (dir.path().join("home"), dir.path().join("near"), dir.path().join("far"));
    let desk = found(&home);
    desk.submit(talk(0, "挂科三门想退学", Visibility::Normal)).unwrap();
    for stick in [&near, &far] {
        std::fs::create_dir(stick).unwrap();
        desk.add_second_mirror(stick).unwrap();
    }
    let patience = std::time::Duration::from_secs(60);
    assert!(desk.await_second_mirrors(patience, &mut |_| {}));
    let (desk, erasure) = agreed(&home, desk);
    assert!(desk.await_second_mirrors(patience, &mut |_| {}));
    let away = dir.path().join("in a drawer");
    std::fs::rename(&far, &away).unwrap();
    let before = windows(&std::fs::read(home.join("mirror/00000001.log")).unwrap());
    std::fs::create_dir(home.join("mirror.broken-1")).unwrap();
    std::fs::copy(home.join("mirror/00000001.log"), home.join("mirror.broken-1/00000001.log")).unwrap();

    // The list of second mirrors cannot be written: both copies are exchanged by then, and what was to follow is missing.
    std::fs::create_dir(home.join("mirrors.new")).unwrap();
    assert!(desk.run_erasure(erasure, |_, _| {}).is_err());
    std::fs::remove_dir(home.join("mirrors.new")).unwrap();
    desk.run_erasure(erasure, |_, _| {}).unwrap();
    let certificate = desk.certificate(erasure).unwrap();
    assert_eq!((certificate.entries, &certificate.seconds), (2, &vec![(near.clone(), true), (far.clone(), false)]));
    assert!(!home.join("mirror.broken-1").exists());

    let mirror = std::fs::read(home.join("mirror/00000001.log")).unwrap();
    let gone: HashSet<[u8; 40]> = before.into_iter().filter(|it| !holds(&mirror, &HashSet::from([*it]))).collect();
    let clean = |stick: &Path| files(stick).iter().all(|it| !holds(&std::fs::read(it).unwrap(), &gone));
    assert!(clean(&near) && !clean(&away));
    std::fs::rename(&away, &far).unwrap();
    desk.close().unwrap();
    drop(desk);
    let desk = open(&home, "min");
    assert!(desk.await_second_mirrors(patience, &mut |_| {}));
    assert_eq!(desk.certificate(erasure).unwrap().seconds, [(near, true), (far.clone(), true)]);
    assert!(clean(&far));
}

#[test]
fn an_erasure_reaches_the_folders_that_backups_went_to_before() {
    let dir = tempfile::tempdir().unwrap();
    let (home, once) = (dir.path().join("home"), dir.path().join("once"));
    let desk = found(&home);
    desk.submit(talk(0, "挂科三门想退学", Visibility::Normal)).unwrap();
    work_a_shift(&desk, 0);
    desk.close().unwrap();
    drop(desk);
    let desk = open(&home, "min");
    desk.set_backup_dir(Some(&once)).unwrap();
    desk.backup_behind();
    desk.close().unwrap();
    drop(desk);
    let desk = open(&home, "min");
    let now = dir.path().join("now");
    desk.set_backup_dir(Some(&now)).unwrap();
    assert_eq!((files(&home.join("backups")).len(), files(&once).len()), (1, 1));
    let (desk, erasure) = agreed(&home, desk);
    desk.run_erasure(erasure, |_, _| {}).unwrap();
    assert_eq!(desk.certificate(erasure).unwrap().backups_left, 0);
    assert_eq!((files(&home.join("backups")).len(), files(&once).len(), files(&now).len()), (0, 0, 1));
    desk.set_backup_dir(None).unwrap();
    assert_eq!(desk.backup_dir(), home.join("backups"));
}

#[test]
fn an_erasure_that_was_agreed_to_and_never_run_is_run_at_the_next_opening() {
    let dir = tempfile::tempdir().unwrap();
    let home = dir.path().join("home");
    let desk = found(&home);
    add_office(&desk);
    desk.submit(talk(0, "挂科三门想退学", Visibility::Normal)).unwrap();
    let scope = ErasureScope::Period { from: Day::ymd(2026, 9, 1).unwrap(), until: Day::ymd(2027, 1, 31).unwrap() };
    let (asked, _) = desk.propose_erasure(scope, "到期").unwrap();
    desk.close().unwrap();
    drop(desk);
    let desk = open(&home, "office");
    desk.approve_erasure(asked.seq).unwrap();
    desk.close().unwrap();
    drop(desk);
    let desk = open(&home, "min");
    desk.checkpoint().unwrap();
    assert_eq!(desk.campus().custody().erasure(asked.seq).map(|it| it.2), Some(ErasureState::Done));
    let certificate = desk.certificate(asked.seq).unwrap();
    assert_eq!((certificate.entries, certificate.backups_left), (1, 0));
    assert_eq!(certificate.after, desk.head().hash);
    // Run once more it changes nothing.
    let head = desk.head();
    desk.run_erasure(asked.seq, |_, _| {}).unwrap();
    assert_eq!(desk.head(), head);
}
