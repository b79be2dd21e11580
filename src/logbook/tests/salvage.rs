//! Both copies are damaged: every entry is what was written or named as lost, and what was written later is never read wrongly.

use super::*;
use crate::campus::{CustodyAct, Lost, Role, StaffAct, User};
use crate::logbook::rewrite::crash;

/// What the notices name as missing.
fn named(notices: &[Notice]) -> Vec<Lost> {
    let lost = notices.iter().find_map(|it| if let Notice::Salvaged { lost, .. } = it { Some(lost.clone()) } else { None });
    lost.unwrap_or_default()
}

fn is_named(lost: &[Lost], n: u64) -> bool {
    lost.iter().any(|it| (it.first.0..=it.last.0).contains(&n))
}

/// Every entry up to `count` is what was written, or lost and named.
fn assert_nothing_wrong(logbook: &Logbook, lost: &[Lost], count: u64) {
    let reader = logbook.reader();
    for n in 1..=count {
        match reader.entry(Seq(n)) {
            Ok(Some(it)) => assert_eq!(it, entry(n)),
            Ok(None) => panic!("entry {n} went without a word"),
            Err(Fault::Lost { seq }) => assert!(seq == Seq(n) && is_named(lost, n), "entry {n} is lost and not named: {lost:?}"),
            Err(fault) => panic!("entry {n}: {fault}"),
        }
    }
}

/// Puts the losses on record, as the desk does.
fn record(logbook: &mut Logbook, campus: &mut Campus, lost: Vec<Lost>) {
    let next = logbook.next_seq();
    let entry = Entry { act: Act::Custody(CustodyAct::Salvaged { lost }), ..entry(next.0) };
    logbook.append(std::slice::from_ref(&entry)).unwrap();
    campus.apply(&entry);
}

fn flip(path: &Path, at: usize) {
    let mut bytes = fs::read(path).unwrap();
    bytes[at] ^= 1;
    fs::write(path, bytes).unwrap();
}

/// Takes a whole frame out of the mirror, and the database with it.
fn wipe(home: &Home, n: usize) {
    let frame = home.frames()[n - 1].clone();
    let mut bytes = fs::read(home.mirror()).unwrap();
    bytes[frame].fill(0);
    fs::write(home.mirror(), bytes).unwrap();
    fs::remove_dir_all(home.db()).unwrap();
}

#[test]
fn a_bit_that_turned_in_the_version_of_a_seal_makes_no_newer_program() {
    let head = |bytes: &[u8], frame: usize| u32::from_le_bytes(bytes[frame + 8..frame + 12].try_into().unwrap()) as usize;
    for of_body in [false, true] {
        let home = Home::with(20);
        let mut bytes = fs::read(home.mirror()).unwrap();
        let frame = home.frames()[9].start;
        let at = frame + 40 + if of_body { head(&bytes, frame) } else { 0 };
        assert_eq!(bytes[at], 1, "a seal begins with its version");
        bytes[at] ^= 0x10;
        fs::write(home.mirror(), bytes).unwrap();
        fs::remove_dir_all(home.db()).unwrap();
        let (logbook, _, notices) = home.open();
        let lost = named(&notices);
        assert!(lost.iter().all(|it| it.first == Seq(10) && it.last == Seq(10)), "{lost:?}");
        assert_nothing_wrong(&logbook, &lost, 20);
    }
}

#[test]
fn an_entry_that_no_copy_has_is_named_and_the_rest_goes_on() {
    let home = Home::with(20);
    flip(&home.mirror(), home.frames()[9].end - 1);
    fs::remove_dir_all(home.db()).unwrap();
    let (mut logbook, mut campus, notices) = home.open();
    let lost = named(&notices);
    assert_eq!(lost, [Lost { first: Seq(10), last: Seq(10), at: Some(entry(10).at), kind: Some("incident.noted".into()) }]);
    let Some(Notice::Salvaged { entries: 19, aside, .. }) = notices.first() else { panic!("{notices:?}") };
    assert_eq!(aside[0], home.path().join("mirror.broken-1"));
    assert_nothing_wrong(&logbook, &lost, 20);
    assert_eq!(logbook.reader().standing(Seq(10)), Ok(Some(EntryStanding::Lost)));
    assert_eq!(logbook.reader().header(Seq(10)).unwrap().unwrap().by, entry(10).by, "its header is left");
    let problems = |logbook: &Logbook| logbook.reader().verify(&mut |_, _| {}).unwrap().0.problems;
    assert_eq!(problems(&logbook), [Problem { seq: Seq(10), what: Wrong::Lost }]);
    drop(logbook);
    // It is said until it is on record.
    let (mut again, _, notices) = home.open();
    assert!(is_named(&named(&notices), 10));
    record(&mut again, &mut campus, lost);
    again.append(&[entry(22)]).unwrap();
    campus.apply(&entry(22));
    drop(again);
    let (again, replayed, notices) = home.open();
    logbook = again;
    assert_eq!((named(&notices), problems(&logbook)), (Vec::new(), Vec::new()));
    assert_eq!(replayed, campus);
    assert_eq!(logbook.head().seq, Seq(22));
}

#[test]
fn each_copy_gives_what_the_other_lacks() {
    let home = Home::with(60);
    let (logbook, ..) = home.open();
    {
        let copies = logbook.shared().copies();
        (1..=60).filter(|n| n % 3 == 0).for_each(|n| copies.store().unwrap().forge_header(Seq(n), None));
    }
    drop(logbook);
    let frames = home.frames();
    (0..60).filter(|n| n % 3 == 0).for_each(|n| flip(&home.mirror(), frames[n].end - 1));
    let (logbook, campus, notices) = home.open();
    assert!(matches!(&notices[0], Notice::Salvaged { entries: 60, lost, aside } if lost.is_empty() && aside.len() == 2), "{notices:?}");
    assert_whole(&logbook, &campus, 60);
}

#[test]
fn a_database_that_does_not_open_is_read_as_raw_bytes() {
    let home = Home::with(60);
    drop(home.open());
    fs::remove_dir_all(home.path().join("mirror")).unwrap();
    // Without its beginning sled knows nothing of what follows.
    let log = home.db().join("db");
    let mut bytes = fs::read(&log).unwrap();
    bytes[..64].fill(0xA5);
    fs::write(&log, bytes).unwrap();
    fs::write(home.db().join("conf"), b"garbage").unwrap();
    let (logbook, campus, notices) = home.open();
    assert!(matches!(&notices[0], Notice::Salvaged { lost, .. } if lost.is_empty()), "{notices:?}");
    assert_whole(&logbook, &campus, 60);
}

#[test]
fn a_tail_that_is_known_of_and_gone_is_named_and_its_numbers_are_not_given_again() {
    let home = Home::with(20);
    let frames = home.frames();
    let bytes = fs::read(home.mirror()).unwrap();
    fs::write(home.mirror(), &bytes[..frames[15].start]).unwrap();
    fs::remove_dir_all(home.db()).unwrap();
    let prepared = Prepared::begin(&home.path()).unwrap().knowing(Vec::new(), Seq(20));
    let (logbook, _, notices) = {
        let unlocked = prepared.unlocked(home.keys.clone().unwrap());
        prepared.open(unlocked, &mut |_, _| {})
    }
    .unwrap();
    let lost = named(&notices);
    assert_eq!(lost, [Lost { first: Seq(16), last: Seq(20), at: Some(entry(15).at), kind: None }]);
    assert_eq!(logbook.next_seq(), Seq(21));
    assert_nothing_wrong(&logbook, &lost, 20);
}

#[test]
fn a_mirror_cut_short_beside_a_broken_database_is_no_whole_one() {
    let home = Home::with(30);
    let frames = home.frames();
    let bytes = fs::read(home.mirror()).unwrap();
    fs::write(home.mirror(), &bytes[..frames[12].start]).unwrap();
    fs::write(home.db().join("conf"), b"garbage").unwrap();
    let (logbook, _, notices) = home.open();
    assert_nothing_wrong(&logbook, &named(&notices), 30);
    assert_eq!(logbook.head().seq, Seq(30));
}

#[test]
fn a_second_mirror_gives_what_both_copies_lack() {
    let home = Home::with(40);
    let second = home.dir.path().join("usb");
    copy_dir(&home.path().join("mirror"), &second);
    wipe(&home, 10);
    let prepared = Prepared::begin(&home.path()).unwrap().knowing(vec![second], Seq(0));
    let (logbook, campus, notices) = {
        let unlocked = prepared.unlocked(home.keys.clone().unwrap());
        prepared.open(unlocked, &mut |_, _| {})
    }
    .unwrap();
    assert_eq!(named(&notices), []);
    assert_whole(&logbook, &campus, 40);
}

#[test]
fn what_was_given_up_stays_so_though_an_old_copy_has_it() {
    let home = Home::with(20);
    let old = home.dir.path().join("old");
    copy_dir(&home.path().join("mirror"), &old);
    wipe(&home, 10);
    let (mut logbook, mut campus, notices) = home.open();
    record(&mut logbook, &mut campus, named(&notices));
    drop(logbook);
    copy_dir(&old, &home.path().join("mirror.broken-9"));
    wipe(&home, 4);
    let (logbook, replayed, notices) = home.open();
    assert_eq!(named(&notices), [], "entry 4 comes from the copy set aside, entry 10 is on record");
    assert_eq!(logbook.reader().entry(Seq(4)), Ok(Some(entry(4))));
    assert_eq!(logbook.reader().standing(Seq(10)), Ok(Some(EntryStanding::Lost)));
    assert_eq!(replayed, campus);
}

#[test]
fn with_nothing_left_there_is_nothing_to_open() {
    let home = Home::with(20);
    fs::remove_dir_all(home.db()).unwrap();
    fs::remove_dir_all(home.path().join("mirror")).unwrap();
    assert!(matches!(home.try_open().map(drop), Err(Fault::Damaged { part: Part::Mirror, .. })));
}

/// Entry 1 founds the college, all others bring in a user whose login is their number.
fn joined(n: u64) -> Entry {
    if n == 1 {
        return entry(1);
    }
    let user = User::new(n.to_string(), "某", Role::Counselor);
    Entry { act: Act::Staff(StaffAct::Joined(user)), ..entry(n) }
}

/// What is left of entry 4.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Left {
    Header,
    Body,
    Nothing,
}

#[test]
fn later_ids_never_shift() {
    for left in [Left::Header, Left::Body, Left::Nothing] {
        let (home, mut logbook, _) = Home::new();
        (1..=8).for_each(|n| logbook.append(&[joined(n)]).unwrap());
        drop(logbook);
        let frame = home.frames()[3].clone();
        match left {
            Left::Header => flip(&home.mirror(), frame.end - 1),
            Left::Body => flip(&home.mirror(), frame.start + 45),
            Left::Nothing => wipe(&home, 4),
        }
        let _ = fs::remove_dir_all(home.db());
        let (mut logbook, mut campus, notices) = home.open();
        let lost = named(&notices);
        let logins: Vec<_> = campus.staff().users().map(|(_, it)| it.login.to_string()).collect();
        if left == Left::Nothing {
            assert_eq!(logins, ["2", "3"], "nobody knows how many there were");
            assert_eq!(lost.iter().map(|it| it.first.0).collect::<Vec<_>>(), [4, 5, 6, 7, 8], "so all that follow are named");
            assert_eq!((lost[0].kind.as_deref(), lost[1].kind.as_deref()), (None, Some("staff.joined")));
        } else {
            assert_eq!(logins, ["2", "3", "", "5", "6", "7", "8"], "a placeholder stands where the lost user was");
            let at = if left == Left::Header { entry(4).at } else { entry(3).at };
            assert_eq!(lost, [Lost { first: Seq(4), last: Seq(4), at: Some(at), kind: Some("staff.joined".into()) }]);
        }
        record(&mut logbook, &mut campus, lost);
        logbook.append(&[joined(10)]).unwrap();
        campus.apply(&joined(10));
        let (report, replayed) = logbook.reader().verify(&mut |_, _| {}).unwrap();
        assert!(report.ok(), "{:?}", report.problems);
        assert_eq!(replayed, campus);
        assert!(campus.staff().by_login("10").is_some(), "what is written afterwards counts");
        logbook.checkpoint(&mut campus).unwrap();
        drop(logbook);
        assert_eq!(home.open().1, campus);
    }
}

#[test]
fn a_crash_at_any_step_of_the_salvage_loses_nothing_more() {
    for steps in 0.. {
        let home = Home::with(40);
        let frames = home.frames();
        flip(&home.mirror(), frames[9].start + 45);
        let (logbook, ..) = home.open();
        logbook.shared().copies().store().unwrap().forge_header(Seq(20), None);
        logbook.shared().copies().store().unwrap().forge_header(Seq(40), None);
        logbook.shared().copies().store().unwrap().forge_header(Seq(10), None);
        drop(logbook);
        crash::after(steps);
        let crashed = home.try_open().is_err();
        crash::never();
        let (logbook, _, notices) = home.open();
        let lost = named(&notices);
        assert_nothing_wrong(&logbook, &lost, 40);
        assert!((1..=40).all(|n| n == 10 || !is_named(&lost, n) || logbook.reader().standing(Seq(n)) == Ok(Some(EntryStanding::Whole))));
        if !crashed {
            assert!(steps > 4);
            break;
        }
    }
}

/// What may happen to a file.
#[derive(Debug, Clone)]
enum Harm {
    Flip(usize),
    Zero(usize, usize),
    Cut(usize),
}

fn harm() -> impl Strategy<Value = Harm> {
    prop_oneof![
        4 => any::<usize>().prop_map(Harm::Flip),
        2 => (any::<usize>(), 1..4096usize).prop_map(|(at, length)| Harm::Zero(at, length)),
        1 => any::<usize>().prop_map(Harm::Cut),
    ]
}

fn do_harm(path: &Path, harm: &Harm) {
    let Ok(mut bytes) = fs::read(path) else { return };
    if bytes.is_empty() {
        return;
    }
    let length = bytes.len();
    match harm {
        Harm::Flip(at) => bytes[at % length] ^= 1 << (at % 8),
        Harm::Zero(at, count) => bytes.iter_mut().skip(at % length).take(*count).for_each(|it| *it = 0),
        Harm::Cut(at) => bytes.truncate(at % length),
    }
    fs::write(path, bytes).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn no_noise_in_the_mirror_makes_it_panic_or_invent(noise in proptest::collection::vec(any::<u8>(), 0..300), at in 0usize..4000) {
        let home = Home::with(6);
        let mut bytes = fs::read(home.mirror()).unwrap();
        let at = at.min(home.frames().last().unwrap().end);
        bytes.splice(at..(at + noise.len()).min(bytes.len()), noise);
        fs::write(home.mirror(), bytes).unwrap();
        let (_, campus, _) = home.open();
        prop_assert_eq!(campus, lived(6));
    }

    #[test]
    fn whatever_is_damaged_every_entry_is_right_or_named(of_mirror in proptest::collection::vec(harm(), 1..5), of_store in proptest::collection::vec(harm(), 1..5)) {
        let home = Home::with(80);
        // The witness outside knows how far it went; without it a tail cut off both copies alike would leave no trace.
        home.open_witnessed().0.witness().unwrap();
        of_mirror.iter().for_each(|it| do_harm(&home.mirror(), it));
        of_store.iter().for_each(|it| do_harm(&home.db().join("db"), it));
        let prepared = Prepared::begin(&home.path()).unwrap().witnessed_in(Some(home.state()));
        let unlocked = prepared.unlocked(home.keys.clone().unwrap());
        let opened = prepared.open(unlocked, &mut |_, _| {});
        let opened = opened.map_err(|fault| fault.to_string());
        if let Err(fault) = &opened {
            // Only if nothing at all was left.
            prop_assert!(of_mirror.iter().any(|it| matches!(it, Harm::Cut(_))), "{fault}");
        } else if let Ok((mut logbook, mut campus, notices)) = opened {
            let lost = named(&notices);
            let rolled = notices.iter().find_map(|it| if let Notice::RolledBack { seen: Seq(80), has } = it { Some(has.0) } else { None });
            assert_nothing_wrong(&logbook, &lost, rolled.unwrap_or(80));
            if !lost.is_empty() {
                record(&mut logbook, &mut campus, lost);
            }
            let (report, replayed) = logbook.reader().verify(&mut |_, _| {}).unwrap();
            prop_assert!(report.problems.iter().all(|it| matches!(it.what, Wrong::MissingInMirror)), "{:?}", report.problems);
            prop_assert_eq!(&replayed, &campus);
            drop(logbook);
            prop_assert_eq!(&home.open().1, &campus);
        }
    }
}
