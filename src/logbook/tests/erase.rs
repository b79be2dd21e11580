//! Bodies erased by law: gone from every file, while the chain and everything that hangs on it stand.

use super::*;
use crate::campus::CustodyAct;
use crate::logbook::rewrite::crash;

/// What is left of a note: that there was one.
fn residue(n: u64) -> Act {
    let Act::Incident(IncidentAct::Noted { incident, at, .. }) = entry(n).act else { panic!("entry {n} is no note") };
    Act::Incident(IncidentAct::Noted { incident, at, text: "".into() })
}

fn erased(gone: &[u64]) -> Vec<(Seq, Act)> {
    gone.iter().map(|n| (Seq(*n), residue(*n))).collect()
}

fn done(n: u64, gone: &[u64]) -> Entry {
    let act = CustodyAct::Erased { erasure: Seq(3), entries: gone.iter().copied().map(Seq).collect() };
    Entry { act: Act::Custody(act), ..entry(n) }
}

/// The sealed bodies of entries, as the mirror holds them.
fn sealed(home: &Home, gone: &[u64]) -> Vec<Vec<u8>> {
    let dir = home.path().join("mirror");
    gone.iter().map(|n| super::mirror::find(&dir, Seq(*n)).unwrap().unwrap().body.into_vec()).collect()
}

/// Whether a file anywhere under the home holds any 32 bytes of these.
fn holds_any(home: &Home, bodies: &[Vec<u8>]) -> Option<PathBuf> {
    let mut stack = vec![home.path()];
    while let Some(path) = stack.pop() {
        if path.is_dir() {
            stack.extend(fs::read_dir(path).unwrap().map(|it| it.unwrap().path()));
            continue;
        }
        let bytes = fs::read(&path).unwrap();
        if bodies.iter().any(|body| body.chunks_exact(32).any(|piece| memchr::memmem::find(&bytes, piece).is_some())) {
            return Some(path);
        }
    }
    None
}

/// A home with 300 entries, a broken copy of each kind beside it, and a checkpoint.
fn home() -> Home {
    let home = Home::with(300);
    let (mut logbook, mut campus, _) = home.open();
    logbook.checkpoint(&mut campus).unwrap();
    drop(logbook);
    copy_dir(&home.path().join("mirror"), &home.path().join("mirror.broken-1"));
    copy_dir(&home.db(), &home.path().join("db.broken-4"));
    home
}

const GONE: [u64; 4] = [5, 39, 150, 300];

fn assert_erased(logbook: &Logbook, last: u64) {
    let reader = logbook.reader();
    for n in 1..=last {
        let gone = GONE.contains(&n);
        let standing = if gone { EntryStanding::Erased } else { EntryStanding::Whole };
        assert_eq!(reader.standing(Seq(n)), Ok(Some(standing)), "entry {n}");
        if n <= 300 {
            let act = if gone { residue(n) } else { entry(n).act };
            assert_eq!(reader.entry(Seq(n)), Ok(Some(Entry { act, ..entry(n) })));
        }
        assert_eq!(reader.header(Seq(n)).unwrap().unwrap().seq, Seq(n));
    }
    assert!(reader.entries(Seq(1)..=Seq(last)).all(|it| it.is_ok()));
}

#[test]
fn erased_bodies_are_in_no_file_and_the_chain_stands() {
    let home = home();
    let bodies = sealed(&home, &GONE);
    assert!(holds_any(&home, &bodies).is_some());
    let (mut logbook, ..) = home.open();
    let (reader, before) = (logbook.reader(), logbook.head());
    let headers = reader.headers(Seq(1), 300).unwrap();
    logbook.rewrite(erased(&GONE), Seq(3), &mut |_, _| {}).unwrap();
    assert_eq!(holds_any(&home, &bodies), None);
    assert_eq!(logbook.head(), before);
    assert_eq!(reader.headers(Seq(1), 300).unwrap(), headers, "a reader from before goes on, and every header is what it was");
    assert_erased(&logbook, 300);
    // Until an entry says so, it is no erasure but damage.
    let (report, _) = reader.verify(&mut |_, _| {}).unwrap();
    let not_erased = |n: &u64| Problem { seq: Seq(*n), what: Wrong::NotErased };
    assert_eq!(report.problems, GONE.iter().map(not_erased).collect::<Vec<_>>());
    logbook.append(&[done(301, &GONE)]).unwrap();
    let mut campus = logbook.replay(&mut |_, _| {}).unwrap();
    logbook.checkpoint(&mut campus).unwrap();
    let (report, replayed) = reader.verify(&mut |_, _| {}).unwrap();
    assert_eq!((report.problems, report.erased, report.lost), (Vec::new(), 4, 0));
    assert_eq!(replayed, campus);
    drop((logbook, reader));
    let (logbook, loaded, notices) = home.open();
    assert_eq!((notices, &loaded), (Vec::new(), &campus));
    assert_erased(&logbook, 301);
    assert_eq!(holds_any(&home, &bodies), None);
}

#[test]
fn either_copy_is_built_again_from_the_other_with_its_residues() {
    for lost in ["mirror", "db"] {
        let home = home();
        let (mut logbook, ..) = home.open();
        logbook.rewrite(erased(&GONE), Seq(3), &mut |_, _| {}).unwrap();
        logbook.append(&[done(301, &GONE)]).unwrap();
        drop(logbook);
        fs::remove_dir_all(home.path().join(lost)).unwrap();
        let (logbook, campus, _) = home.open();
        assert_erased(&logbook, 301);
        let (report, replayed) = logbook.reader().verify(&mut |_, _| {}).unwrap();
        assert!(report.ok(), "{lost}: {:?}", report.problems);
        assert_eq!(replayed, campus);
    }
}

#[test]
fn a_crash_at_any_step_leaves_either_state_and_asking_again_finishes() {
    let whole = home();
    for steps in 0.. {
        let home = whole.again();
        let bodies = sealed(&home, &GONE);
        let (mut logbook, ..) = home.open();
        crash::after(steps);
        let crashed = logbook.rewrite(erased(&GONE), Seq(3), &mut |_, _| {}).is_err();
        crash::never();
        drop(logbook);
        let (mut logbook, ..) = home.open();
        assert_eq!(logbook.head().seq, Seq(300));
        let standing = |n: &u64| logbook.reader().standing(Seq(*n)).unwrap().unwrap();
        assert!(GONE.iter().all(|n| standing(n) == standing(&GONE[0])), "after {steps} steps some are erased and some not");
        for n in (1..=300).filter(|n| !GONE.contains(n)) {
            assert_eq!(logbook.reader().entry(Seq(n)), Ok(Some(entry(n))), "after {steps} steps");
        }
        for name in ["mirror.old", "db.old", "mirror.new"] {
            assert!(!home.path().join(name).exists(), "after {steps} steps {name} is left");
        }
        logbook.rewrite(erased(&GONE), Seq(3), &mut |_, _| {}).unwrap();
        assert_erased(&logbook, 300);
        assert_eq!(holds_any(&home, &bodies), None, "after {steps} steps");
        if !crashed {
            assert!(steps > 6, "there are that many steps at least");
            break;
        }
    }
}

#[test]
fn what_is_not_there_cannot_be_erased_and_nothing_is_touched() {
    let home = Home::with(10);
    let (mut logbook, campus, _) = home.open();
    for n in [0, 11] {
        let refused = logbook.rewrite(vec![(Seq(n), residue(5))], Seq(3), &mut |_, _| {});
        assert!(matches!(refused, Err(Fault::OutOfOrder { .. })));
    }
    assert_whole(&logbook, &campus, 10);
    logbook.append(&[entry(11)]).unwrap();
}
