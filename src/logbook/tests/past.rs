//! The campus of an earlier day, with milestones and without.

use super::*;
use std::ops::ControlFlow;

fn at(logbook: &Logbook, seq: u64) -> Campus {
    logbook.reader().campus_at(Seq(seq), &mut |_, _| ControlFlow::Continue(())).unwrap().unwrap()
}

/// How many entries had to be applied for it.
fn applied(logbook: &Logbook, seq: u64) -> u64 {
    let mut all = 0;
    let campus = logbook.reader().campus_at(Seq(seq), &mut |_, of| {
        all = of;
        ControlFlow::Continue(())
    });
    assert!(campus.unwrap().is_some());
    all
}

fn milestone(home: &Home, seq: u64) -> PathBuf {
    home.path().join("past").join(format!("{seq:012}"))
}

#[test]
fn every_earlier_campus_is_the_one_there_was() {
    let home = Home::with(300);
    let (logbook, campus, _) = home.open();
    assert_eq!(at(&logbook, 300), campus);
    assert_eq!((applied(&logbook, 300), applied(&logbook, 191), applied(&logbook, 192)), (300 - 256, 191 - 128, 0));
    for seq in [0, 1, 2, 63, 64, 65, 127, 128, 200, 256, 299, 300] {
        assert_eq!(at(&logbook, seq), lived(seq), "after entry {seq}");
    }
    assert_eq!(at(&logbook, 5_000), campus, "past the end it is the present");
}

#[test]
fn a_milestone_that_is_not_right_is_made_anew() {
    let home = Home::with(300);
    let (logbook, ..) = home.open();
    at(&logbook, 300);
    let good = fs::read(milestone(&home, 128)).unwrap();
    for harm in 0..4 {
        let mut bytes = good.clone();
        match harm {
            0 => bytes.truncate(good.len() / 2),
            1 => *bytes.last_mut().unwrap() ^= 1,
            2 => bytes[3] = 0xFF,
            _ => bytes = fs::read(milestone(&home, 64)).unwrap(),
        }
        fs::write(milestone(&home, 128), bytes).unwrap();
        assert_eq!(at(&logbook, 200), lived(200), "harm {harm}");
        assert_eq!(at(&logbook, 290), lived(290), "harm {harm}");
    }
    assert_eq!(applied(&logbook, 290), 290 - 256, "it was written again");
}

#[test]
fn milestones_go_with_what_is_erased() {
    let home = Home::with(300);
    let (mut logbook, ..) = home.open();
    at(&logbook, 300);
    let gone = Act::Incident(IncidentAct::Noted { incident: Seq(2), at: Stamp(5), text: "".into() });
    logbook.rewrite(vec![(Seq(100), gone.clone())], Seq(300), &mut |_, _| {}).unwrap();
    assert!(!home.path().join("past").exists());
    let mut expected = Campus::default();
    (1..=290).for_each(|n| expected.apply(&if n == 100 { Entry { act: gone.clone(), ..entry(n) } } else { entry(n) }));
    assert_eq!(at(&logbook, 290), expected);
}

#[test]
fn whoever_no_longer_waits_stops_it() {
    let home = Home::with(300);
    let (logbook, ..) = home.open();
    let mut steps = 0;
    let stopped = logbook.reader().campus_at(Seq(300), &mut |_, _| {
        steps += 1;
        if steps == 2 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert_eq!((stopped, steps), (Ok(None), 2));
}

#[test]
fn the_last_entry_of_a_time_is_found_whatever_one_clock_said() {
    let home = Home::with(500);
    let (mut logbook, mut campus, _) = home.open();
    // A clock that was wrong for a moment, in either direction.
    for (n, clock) in [(501, 9_000_000), (502, 502_000), (503, 1_000), (504, 504_000), (505, 505_000)] {
        let entry = Entry { at: Stamp(clock), ..entry(n) };
        logbook.append(std::slice::from_ref(&entry)).unwrap();
        campus.apply(&entry);
    }
    logbook.append(&(506..=900).map(entry).collect::<Vec<_>>()).unwrap();
    let until = |time: i64| logbook.reader().last_until(Stamp(time)).unwrap().0;
    assert_eq!((until(-1), until(999), until(1_000), until(1_001)), (0, 0, 1, 1));
    for n in [2, 63, 64, 65, 250, 450, 495, 510, 600, 899, 900] {
        assert_eq!(until(n as i64 * 1_000 + 500), n, "the time of entry {n}");
    }
    assert_eq!(until(i64::MAX), 900);
}
