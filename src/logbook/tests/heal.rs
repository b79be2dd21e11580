//! Damage in the middle of a copy, found while the home is open, is healed there and then.

use super::*;
use crate::logbook::rewrite::crash;

/// A home with 300 entries and damage in the middle of the mirror that opening does not see.
fn damaged() -> Home {
    let home = Home::with(300);
    let mut bytes = fs::read(home.mirror()).unwrap();
    bytes[home.frames()[40].start + 60] ^= 1;
    fs::write(home.mirror(), bytes).unwrap();
    home
}

#[test]
fn damage_in_the_middle_of_the_mirror_is_healed_while_open() {
    let home = damaged();
    let (mut logbook, campus, notices) = home.open();
    assert_eq!(notices, [Notice::CampusReplayed { entries: 300 }], "opening looks at the ends only");
    let reader = logbook.reader();
    assert_eq!(reader.troubled(), None);
    assert_eq!(reader.verify(&mut |_, _| {}).unwrap().0.problems, [Problem { seq: Seq(41), what: Wrong::MissingInMirror }]);
    assert_eq!(reader.troubled(), Some(Part::Mirror));
    assert_eq!(logbook.heal(&mut |_, _| {}), Ok(vec![Part::Mirror]));
    assert_eq!(reader.troubled(), None);
    assert!(home.path().join("mirror.broken-1").exists());
    assert_whole(&logbook, &campus, 300);
    assert_eq!(logbook.heal(&mut |_, _| {}), Ok(vec![]), "there is nothing more to heal");
    logbook.append(&[entry(301)]).unwrap();
    drop((logbook, reader));
    let (logbook, campus, notices) = home.open();
    assert_eq!(notices, [Notice::CampusReplayed { entries: 301 }]);
    assert_whole(&logbook, &campus, 301);
}

#[test]
fn a_reader_that_had_to_do_without_the_database_says_so_and_it_is_healed() {
    let home = Home::with(100);
    let (mut logbook, campus, _) = home.open();
    logbook.shared().copies().store().unwrap().forge_header(Seq(50), None);
    let reader = logbook.reader();
    assert_eq!(reader.entry(Seq(50)), Ok(Some(entry(50))));
    assert_eq!(reader.troubled(), Some(Part::Store));
    assert_eq!(logbook.heal(&mut |_, _| {}), Ok(vec![Part::Store]));
    assert_eq!(reader.troubled(), None);
    assert_whole(&logbook, &campus, 100);
    logbook.append(&[entry(101)]).unwrap();
    // The pages of the campus went aside with the database; until there is one whose pages are all new, none are written.
    let mut campus = campus;
    campus.apply(&entry(101));
    logbook.checkpoint(&mut campus).unwrap();
    drop((logbook, reader));
    let (logbook, campus, notices) = home.open();
    assert_eq!(notices, [Notice::CampusReplayed { entries: 101 }]);
    assert_whole(&logbook, &campus, 101);
}

#[test]
fn each_copy_heals_the_other() {
    let home = damaged();
    let (mut logbook, campus, _) = home.open();
    logbook.shared().copies().store().unwrap().forge_body(Seq(200), b"not a body");
    assert_eq!(logbook.heal(&mut |_, _| {}), Ok(vec![Part::Mirror, Part::Store]));
    assert_whole(&logbook, &campus, 300);
}

#[test]
fn what_neither_has_is_not_healed_and_nothing_is_touched() {
    let home = damaged();
    let (mut logbook, ..) = home.open();
    logbook.shared().copies().store().unwrap().forge_header(Seq(41), None);
    assert_eq!(logbook.heal(&mut |_, _| {}), Err(Fault::Damaged { part: Part::Store, seq: Some(Seq(41)) }));
    assert_eq!(logbook.reader().entry(Seq(42)), Ok(Some(entry(42))));
    logbook.append(&[entry(301)]).unwrap();
}

#[test]
fn a_crash_at_any_step_of_healing_loses_nothing() {
    for steps in 0.. {
        let home = damaged();
        let (mut logbook, ..) = home.open();
        logbook.shared().copies().store().unwrap().forge_body(Seq(200), b"not a body");
        crash::after(steps);
        let crashed = logbook.heal(&mut |_, _| {}).is_err();
        crash::never();
        drop(logbook);
        let (mut logbook, campus, _) = home.open();
        logbook.heal(&mut |_, _| {}).unwrap();
        assert_whole(&logbook, &campus, 300);
        if !crashed {
            assert!(steps > 3);
            break;
        }
    }
}
