//! The campus in pages: it spares the replay and is never trusted where it does not fit.

use super::*;

#[test]
fn a_checkpoint_spares_the_replay_and_only_dirty_pages_are_written() {
    let (home, mut logbook, _) = Home::new();
    let mut campus = Campus::default();
    for n in 1..=40 {
        logbook.append(&[entry(n)]).unwrap();
        campus.apply(&entry(n));
        if n % 10 == 0 {
            logbook.checkpoint(&mut campus).unwrap();
        }
    }
    assert!(Checkpoint::take(&mut campus).is_empty());
    (41..=45).for_each(|n| logbook.append(&[entry(n)]).unwrap());
    drop(logbook);
    let (mut logbook, mut campus, notices) = home.open();
    assert_eq!(notices, []);
    assert_whole(&logbook, &campus, 45);
    let checkpoint = Checkpoint::take(&mut campus);
    assert_eq!((checkpoint.len(), checkpoint.applied()), (1, Seq(45)), "only the incident changed since");
    logbook.write_checkpoint(checkpoint).unwrap();
    drop(logbook);
    let (logbook, campus, _) = home.open();
    assert_whole(&logbook, &campus, 45);
}

#[test]
fn a_checkpoint_may_lag_behind_the_logbook_but_not_run_ahead() {
    let (home, mut logbook, _) = Home::new();
    let mut campus = lived(2);
    assert!(matches!(logbook.checkpoint(&mut campus), Err(Fault::OutOfOrder { .. })));
    (1..=5).for_each(|n| logbook.append(&[entry(n)]).unwrap());
    // The pages that were refused are not lost: nothing of the campus is dirty any more.
    assert!(campus.take_dirty().is_empty());
    logbook.checkpoint(&mut campus).unwrap();
    drop(logbook);
    let (logbook, campus, notices) = home.open();
    assert_eq!(notices, []);
    assert_whole(&logbook, &campus, 5);
}

#[test]
fn a_damaged_checkpoint_is_thrown_away_and_replaced() {
    let checkpointed = || {
        let home = Home::with(8);
        let (mut logbook, mut campus, _) = home.open();
        logbook.checkpoint(&mut campus).unwrap();
        (home, logbook)
    };
    let damages: [fn(&Logbook); 5] = [
        |it| it.shared().copies().store().unwrap().forge_page(&[0, 0, 0, 0, 0, 0, 0], None),
        |it| it.shared().copies().store().unwrap().forge_page(&[12, 0, 0, 0, 0, 0, 1], Some(b"one piece too many")),
        |it| it.shared().copies().store().unwrap().forge_page(&[12, 0, 0, 0, 0, 0, 0], Some(b"garbage")),
        |it| it.shared().copies().store().unwrap().forge_page(&[0xFF], Some(b"garbage")),
        |it| it.shared().copies().store().unwrap().forge_page(&[0xFF], None),
    ];
    for damage in damages {
        let (home, logbook) = checkpointed();
        damage(&logbook);
        drop(logbook);
        let (mut logbook, mut campus, notices) = home.open();
        assert_eq!(notices, [Notice::CampusReplayed { entries: 8 }]);
        assert_whole(&logbook, &campus, 8);
        logbook.checkpoint(&mut campus).unwrap();
        drop(logbook);
        let (logbook, campus, notices) = home.open();
        assert_eq!(notices, [], "the new checkpoint is good");
        assert_whole(&logbook, &campus, 8);
    }
}

#[test]
fn an_old_page_put_back_is_noticed() {
    let (home, mut logbook, _) = Home::new();
    let mut campus = Campus::default();
    let page =
        |logbook: &Logbook| logbook.shared().copies().store().unwrap().pages().unwrap().into_iter().find(|(key, _)| key[0] == 12).unwrap();
    for n in 1..=4 {
        logbook.append(&[entry(n)]).unwrap();
        campus.apply(&entry(n));
    }
    logbook.checkpoint(&mut campus).unwrap();
    let (key, old) = page(&logbook);
    logbook.append(&[entry(5)]).unwrap();
    campus.apply(&entry(5));
    logbook.checkpoint(&mut campus).unwrap();
    logbook.shared().copies().store().unwrap().forge_page(&key, Some(&old));
    drop(logbook);
    let (logbook, campus, notices) = home.open();
    assert_eq!(notices, [Notice::CampusReplayed { entries: 5 }]);
    assert_whole(&logbook, &campus, 5);
}
