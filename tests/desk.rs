//! The desk on a real disk: what it promises when it answers, what it gives back after it was closed, and whom it lets read what.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops at the first thing that is not as it should be")]

use std::path::Path;
use std::sync::{Arc, Mutex};
use yedeng::campus::*;
use yedeng::desk::{Clock, Desk, DeskError, Fault, Founding, KdfCost, Refused};
use yedeng::query::Wanted;

const PASSPHRASE: &str = "夜里的灯";

fn now() -> Stamp {
    Day::ymd(2026, 11, 23).unwrap().at(DEFAULT_ZONE, 23, 36)
}

fn found(home: &Path) -> Desk {
    let founding = Founding { college: "云溪学院".into(), login: "min".into(), name: "张敏".into() };
    let (desk, _) = Desk::create(home, founding, PASSPHRASE, KdfCost::DEMO, Clock::Fixed(now())).expect("a new home");
    let room = Room { building: BuildingId(0), floor: 4, number: "412".into(), beds: 4, purpose: RoomUse::Dwelling };
    let laid = Laid {
        communities: vec![Community { name: "三社区".into(), theme: "".into(), lead: None }],
        buildings: vec![Building { number: "3".into(), community: Some(CommunityId(0)), sex: None }],
        rooms: vec![room],
    };
    let facts = StudentFacts { bed: Some(Bed { room: RoomId(0), bed: 1 }), ..StudentFacts::new("2023010412", "张三") };
    let students = vec![StudentChange { before: None, after: facts }];
    desk.submit(Act::Person(PersonAct::Imported(Import { laid, students, ..Import::default() }))).expect("a roster");
    desk
}

fn open(home: &Path, login: &str, passphrase: &str) -> Result<Desk, DeskError> {
    Desk::begin(home, Clock::Fixed(now()))?.unlock(login, passphrase).map_err(|(_, error)| error)
}

/// Closes the desk and gives up the last handle on it.
fn leave(desk: Desk) {
    desk.close().expect("a checkpoint");
}

fn talk(text: &str, visibility: Visibility) -> Act {
    Act::Talk(TalkAct::Logged(logged(text, visibility)))
}

fn logged(text: &str, visibility: Visibility) -> TalkLogged {
    TalkLogged {
        students: [StudentId(0)].into_iter().collect(),
        held: now(),
        topic: Topic::Psych,
        way: Way::InPerson,
        place: None,
        level: None,
        followup: None,
        visibility,
        answers: None,
        tags: Vec::new(),
        text: text.into(),
        levels_before: [(Concern::None, None)].into_iter().collect(),
    }
}

fn colleague(desk: &Desk, login: &str, role: Role) {
    let user = User::new(login, login, role);
    desk.add_user(user, "another passphrase", KdfCost::DEMO).expect("an administrator may");
}

#[test]
fn what_was_acknowledged_is_there_after_closing() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("desk");
    let desk = found(&home);
    let receipt = desk.submit(talk("与室友矛盾,睡不好", Visibility::Normal)).unwrap();
    let before = desk.campus().clone();
    desk.close().unwrap();
    assert!(matches!(desk.submit(talk("x", Visibility::Normal)), Err(Refused::Closed)));
    drop(desk);

    let desk = open(&home, "min", PASSPHRASE).unwrap();
    assert_eq!(*desk.campus(), before);
    assert!(matches!(desk.entry(receipt.seq).unwrap().unwrap().act, Act::Talk(TalkAct::Logged(it)) if &*it.text == "与室友矛盾,睡不好"));
    let verified = desk.verify(&mut |_, _| {}).unwrap();
    assert!(verified.report.ok() && verified.replay_matches);
    assert!(desk.notices().is_empty(), "{:?}", desk.notices());
}

#[test]
fn what_was_acknowledged_is_there_without_closing() {
    let folder = tempfile::tempdir().unwrap();
    let (home, copy) = (folder.path().join("desk"), folder.path().join("copy"));
    let desk = found(&home);
    let answers = desk.submit_many((0..100).map(|n| talk(&format!("第 {n} 次"), Visibility::Normal)).collect());
    assert!(answers.iter().all(Result::is_ok));
    // What a plug that is pulled leaves behind at worst: the mirror as it was synced, no database at all.
    std::fs::create_dir_all(&copy).unwrap();
    copy_folder(&home, &copy, &["db", "desk.lock"]);
    let again = open(&copy, "min", PASSPHRASE).unwrap();
    assert_eq!(*again.campus(), *desk.campus());
    assert!(!again.notices().is_empty(), "it says that the database was built again");
}

fn copy_folder(from: &Path, to: &Path, without: &[&str]) {
    for item in std::fs::read_dir(from).unwrap() {
        let item = item.unwrap();
        let name = item.file_name();
        if without.iter().any(|it| name == *it) {
            continue;
        }
        if item.path().is_dir() {
            std::fs::create_dir_all(to.join(&name)).unwrap();
            copy_folder(&item.path(), &to.join(&name), without);
        } else {
            std::fs::copy(item.path(), to.join(&name)).unwrap();
        }
    }
}

#[test]
fn each_act_of_a_group_is_answered_on_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let desk = found(&folder.path().join("desk"));
    let answers = desk.submit_many(vec![talk("一", Visibility::Normal), talk(" ", Visibility::Normal), talk("三", Visibility::Normal)]);
    assert!(answers[0].is_ok() && answers[2].is_ok());
    assert!(matches!(answers[1], Err(Refused::Rule(Refusal::EmptyText))));
    assert_eq!(desk.campus().talks().heads().len(), 2);
}

#[test]
fn seats_in_several_threads_lose_nothing_and_hear_of_everything() {
    let folder = tempfile::tempdir().unwrap();
    let desk = found(&folder.path().join("desk"));
    let heard = Arc::new(Mutex::new(Seq(0)));
    let last = Arc::clone(&heard);
    desk.subscribe(Box::new(move |seq| {
        *last.lock().unwrap() = seq;
        true
    }));
    std::thread::scope(|scope| {
        for seat in 0..4 {
            let desk = desk.clone();
            scope.spawn(move || (0..50).for_each(|n| assert!(desk.submit(talk(&format!("{seat}-{n}"), Visibility::Normal)).is_ok())));
        }
    });
    assert_eq!(desk.campus().talks().heads().len(), 200);
    desk.checkpoint().unwrap();
    assert_eq!(*heard.lock().unwrap(), desk.campus().applied());
}

#[test]
fn a_wrong_passphrase_may_be_tried_again_and_a_second_opener_is_told_who_has_it() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("desk");
    let desk = found(&home);
    assert!(matches!(Desk::begin(&home, Clock::System), Err(DeskError::Storage(Fault::LockedBy { pid, .. })) if pid == std::process::id()));
    leave(desk);
    let opening = Desk::begin(&home, Clock::System).unwrap();
    let (opening, error) = opening.unlock("min", "wrong").unwrap_err();
    assert!(matches!(error, DeskError::Storage(Fault::WrongPassphrase)));
    assert!(opening.unwrap().unlock("min", PASSPHRASE).is_ok());
}

#[test]
fn nobody_reads_what_is_not_theirs() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("desk");
    let desk = found(&home);
    colleague(&desk, "li", Role::Counselor);
    colleague(&desk, "centre", Role::CounsellingCentre);
    let psych = desk.submit(talk("他说夜里哭", Visibility::Psych)).unwrap().seq;
    let private = desk.submit(talk("他说家里的事", Visibility::Private)).unwrap().seq;
    leave(desk);
    for (login, may) in [("li", [false, false]), ("centre", [true, false])] {
        let desk = open(&home, login, "another passphrase").unwrap();
        for (seq, may) in [psych, private].into_iter().zip(may) {
            assert_eq!(desk.may_read(seq).unwrap(), may, "{login}");
            assert_eq!(desk.entry(seq).unwrap().is_some(), may, "{login}");
        }
        let said = Wanted { words: vec!["他说".into()], ..Wanted::default() };
        assert_eq!(desk.search(&said, 0).unwrap().found.len(), may.into_iter().filter(|it| *it).count(), "{login}");
        assert!(matches!(desk.undo(private), Err(Refused::Rule(Refusal::NotYours))), "{login}");
        let admin = Act::Founded(Founded { college: "x".into(), zone: "".into(), room_template: "".into() });
        assert!(matches!(desk.submit(admin), Err(Refused::Rule(Refusal::NotAllowed))), "{login}");
        leave(desk);
    }
}

#[test]
fn somebody_who_was_disabled_does_not_come_in() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("desk");
    let desk = found(&home);
    colleague(&desk, "li", Role::Counselor);
    desk.disable_user(UserId(1)).unwrap();
    assert!(matches!(desk.disable_user(UserId(0)), Err(DeskError::Rule(Refusal::LastAdministrator))));
    leave(desk);
    assert!(matches!(open(&home, "li", "another passphrase"), Err(DeskError::Storage(Fault::WrongPassphrase))));
}

#[test]
fn a_new_passphrase_takes_the_place_of_the_old() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("desk");
    let desk = found(&home);
    assert!(desk.check_passphrase(PASSPHRASE).is_ok() && desk.check_passphrase("wrong").is_err());
    desk.set_passphrase("min", "another", KdfCost::DEMO).unwrap();
    leave(desk);
    assert!(open(&home, "min", PASSPHRASE).is_err());
    assert!(open(&home, "min", "another").is_ok());
}

#[test]
fn a_draft_outlives_the_desk_and_lies_nowhere_in_clear() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("desk");
    let desk = found(&home);
    desk.submit(talk("明文不应出现在磁盘上", Visibility::Normal)).unwrap();
    desk.save_draft("capture", "zs 心理 没写完的一行".as_bytes()).unwrap();
    leave(desk);
    let desk = open(&home, "min", PASSPHRASE).unwrap();
    assert_eq!(desk.load_draft("capture").unwrap().as_deref(), Some("zs 心理 没写完的一行".as_bytes()));
    for clear in ["没写完", "明文不应", "张三", "2023010412", "张敏", "云溪学院", PASSPHRASE] {
        assert!(!found_below(&home, clear), "{clear} lies in clear");
    }
    desk.clear_draft("capture").unwrap();
    assert_eq!(desk.load_draft("capture").unwrap(), None);
}

/// Whether any file below a folder, or its name, holds some words.
fn found_below(folder: &Path, words: &str) -> bool {
    std::fs::read_dir(folder).unwrap().map(Result::unwrap).any(|item| {
        let named = item.file_name().to_string_lossy().contains(words);
        let holds = if item.path().is_dir() {
            found_below(&item.path(), words)
        } else {
            std::fs::read(item.path()).unwrap().windows(words.len()).any(|it| it == words.as_bytes())
        };
        named || holds
    })
}

#[test]
fn undo_takes_back_and_says_so_in_the_log() {
    let folder = tempfile::tempdir().unwrap();
    let desk = found(&folder.path().join("desk"));
    let seq = desk.submit(talk("记错了", Visibility::Normal)).unwrap().seq;
    let undone = desk.undo(seq).unwrap().seq;
    assert_eq!(desk.campus().talks().get(seq).unwrap().state, TalkState::Withdrawn);
    assert!(matches!(desk.undo(seq), Err(Refused::Rule(Refusal::CannotUndo))));
    let headers = desk.headers(seq, 10).unwrap();
    assert_eq!(headers.iter().map(|it| (it.seq, &*it.kind)).collect::<Vec<_>>(), [(seq, "talk.logged"), (undone, "undone")]);
}

#[test]
fn a_clock_that_jumps_both_ways_reorders_nothing_and_refuses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("desk");
    leave(found(&home));
    let hours = [0, 30, -50, 24 * 400, -24 * 400, 1];
    let mut written = Vec::new();
    for by in hours {
        let at = now().plus_minutes(by * 60);
        let desk = Desk::begin(&home, Clock::Fixed(at)).unwrap().unlock("min", PASSPHRASE).map_err(|(_, error)| error).unwrap();
        let held = |act: Act| match act {
            Act::Talk(TalkAct::Logged(it)) => {
                let tomorrow = at.day(DEFAULT_ZONE).plus(1);
                Act::Talk(TalkAct::Logged(TalkLogged { held: at, followup: Some(tomorrow), ..it }))
            }
            other => other,
        };
        let first = desk.submit(held(talk("一", Visibility::Normal))).unwrap();
        // The follow-up of a talk that was held, by the clock, long after or long before.
        if let Some((seq, _)) = written.last() {
            desk.submit(Act::Talk(TalkAct::Closed { talk: *seq, text: "谈过了".into() })).unwrap();
        }
        assert_eq!(first.at, at, "time is what the clock said");
        written.push((first.seq, at));
        leave(desk);
    }
    assert!(written.windows(2).all(|two| two[0].0 < two[1].0), "the order is that of the entries");
    let desk = open(&home, "min", PASSPHRASE).unwrap();
    let verified = desk.verify(&mut |_, _| {}).unwrap();
    assert!(verified.report.ok() && verified.replay_matches);
    for (seq, at) in written {
        assert_eq!(desk.entry(seq).unwrap().unwrap().at, at);
    }
}

#[test]
fn verify_is_not_put_out_by_what_is_written_meanwhile() {
    let folder = tempfile::tempdir().unwrap();
    let desk = found(&folder.path().join("desk"));
    desk.submit_many((0..300).map(|n| talk(&format!("第 {n} 次"), Visibility::Normal)).collect());
    std::thread::scope(|scope| {
        let writer = desk.clone();
        let writing = scope.spawn(move || (0..200).for_each(|_| assert!(writer.submit(talk("x", Visibility::Normal)).is_ok())));
        while !writing.is_finished() {
            let verified = desk.verify(&mut |_, _| {}).unwrap();
            assert!(verified.replay_matches && verified.report.ok(), "{:?}", verified.report.problems);
        }
    });
}

#[test]
fn the_copies_are_good_and_a_change_is_heard_of() {
    use yedeng::desk::{Copy, Standing};
    let folder = tempfile::tempdir().unwrap();
    let stick = folder.path().join("stick");
    std::fs::create_dir(&stick).unwrap();
    let desk = found(&folder.path().join("desk"));
    assert_eq!(desk.copies().iter().map(|it| it.which.clone()).collect::<Vec<_>>(), [Copy::Store, Copy::Mirror]);
    assert!(desk.stopped().is_none() && desk.try_again().is_ok());
    let (tell, heard) = std::sync::mpsc::channel();
    desk.subscribe(Box::new(move |_| tell.send(()).is_ok()));
    desk.add_second_mirror(&stick).unwrap();
    while !desk.copies().iter().any(|it| it.which == Copy::Second(stick.clone()) && it.standing == Standing::Good) {
        heard.recv_timeout(std::time::Duration::from_secs(20)).expect("a change is told");
    }
    colleague(&desk, "li", Role::Counselor);
    leave(desk);
    let desk = open(&folder.path().join("desk"), "li", "another passphrase").unwrap();
    assert!(matches!(desk.add_second_mirror(&stick), Err(DeskError::Rule(Refusal::NotAllowed))));
    assert!(matches!(desk.accept_head(), Err(DeskError::Rule(Refusal::NotAllowed))));
}

#[test]
fn what_no_copy_holds_any_more_is_put_on_record_by_whoever_comes_in_first() {
    let dir = tempfile::tempdir().unwrap();
    let home = dir.path().join("home");
    let desk = found(&home);
    let lost = desk.submit(talk("这一条会丢", Visibility::Normal)).unwrap().seq;
    let kept = desk.submit(talk("这一条还在", Visibility::Normal)).unwrap().seq;
    leave(desk);
    std::fs::remove_dir_all(home.join("db")).unwrap();
    let log = home.join("mirror").join("00000001.log");
    let mut bytes = std::fs::read(&log).unwrap();
    // The magic of a frame; that of the lost entry is the last but one. Its body ends where the next begins.
    let frames: Vec<usize> = bytes.windows(4).enumerate().filter(|(_, it)| *it == b"yd\xF1\x01").map(|(at, _)| at).collect();
    bytes[frames[frames.len() - 1] - 1] ^= 1;
    std::fs::write(&log, bytes).unwrap();
    let desk = open(&home, "min", PASSPHRASE).unwrap();
    let on_record: Vec<Lost> = desk.campus().custody().lost().cloned().collect();
    assert_eq!(on_record, [Lost { first: lost, last: lost, at: Some(now()), kind: Some("talk.logged".into()) }]);
    assert_eq!(desk.entry(lost).unwrap_err(), Fault::Lost { seq: lost });
    assert!(desk.entry(kept).unwrap().is_some());
    let verified = desk.verify(&mut |_, _| {}).unwrap();
    assert!(verified.replay_matches && verified.report.ok(), "{:?}", verified.report.problems);
    assert_eq!((verified.report.lost, desk.heal().unwrap()), (1, vec![]));
    leave(desk);
    let again = open(&home, "min", PASSPHRASE).unwrap();
    assert_eq!(again.campus().custody().lost().count(), 1, "it is recorded once");
}

#[test]
fn an_opposite_made_by_hand_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let desk = found(&folder.path().join("desk"));
    let [kept, taken] = ["留着", "撤回"].map(|text| desk.submit(talk(text, Visibility::Normal)).unwrap().seq);
    let withdrawn = |talk| Box::new(Act::Talk(TalkAct::Withdrawn { talk, levels: Default::default() }));
    // It says that it takes one entry back, and would take back another; or an entry that nobody may take back.
    for (of, talk) in [(taken, kept), (taken, taken), (Seq(1), kept)] {
        let forged = Act::Undone { of, by: withdrawn(talk) };
        assert!(matches!(desk.submit(forged), Err(Refused::Rule(Refusal::CannotUndo))));
    }
    assert_eq!(desk.campus().talks().get(kept).unwrap().state, TalkState::Closed);
    let answers = desk.submit_many(vec![
        talk("前", Visibility::Normal),
        Act::Undone { of: taken, by: withdrawn(taken) },
        talk("后", Visibility::Normal),
    ]);
    assert!(answers[0].is_ok() && matches!(answers[1], Err(Refused::Rule(Refusal::CannotUndo))) && answers[2].is_ok());
    desk.undo(taken).unwrap();
}

#[test]
fn nobody_takes_back_what_another_did_by_role_alone() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("desk");
    let desk = found(&home);
    colleague(&desk, "li", Role::Counselor);
    colleague(&desk, "office", Role::StudentOffice);
    let headers = desk.headers(Seq(1), 20).unwrap();
    let import = headers.iter().find(|it| &*it.kind == "person.imported").unwrap().seq;
    leave(desk);
    let incident = IncidentOpened {
        severity: Severity::Ordinary,
        category: Category::Fire,
        happened: now(),
        place: None,
        students: Default::default(),
        tags: Vec::new(),
        text: "有烟味".into(),
    };
    let li = open(&home, "li", "another passphrase").unwrap();
    let opened = li.submit(Act::Incident(IncidentAct::Opened(incident))).unwrap().seq;
    let owed = TalkLogged { followup: Some(now().day(DEFAULT_ZONE)), ..logged("约了再谈", Visibility::Private) };
    let private = li.submit(Act::Talk(TalkAct::Logged(owed))).unwrap().seq;
    leave(li);
    for login in ["office", "min"] {
        let desk = open(&home, login, if login == "min" { PASSPHRASE } else { "another passphrase" }).unwrap();
        assert!(matches!(desk.undo(opened), Err(Refused::Rule(Refusal::NotYours))), "{login}");
        // A follow-up of a talk one may not read is nobody's to close.
        let closed = Act::Talk(TalkAct::Closed { talk: private, text: "".into() });
        assert!(matches!(desk.submit(closed), Err(Refused::Rule(Refusal::NotAllowed))), "{login}");
        let answered = Act::Talk(TalkAct::Logged(TalkLogged { answers: Some(private), ..logged("替她谈了", Visibility::Normal) }));
        assert!(matches!(desk.submit(answered), Err(Refused::Rule(Refusal::NotAllowed))), "{login}");
        if login == "office" {
            assert!(matches!(desk.undo(import), Err(Refused::Rule(Refusal::NotYours))));
        }
        leave(desk);
    }
}
