//! The round through both copies finds what opening does not look at, and only that.

use super::*;

/// Goes round once; `between` is called after so many steps.
fn round(logbook: &mut Logbook, steps: usize, between: impl FnOnce(&mut Logbook)) -> Vec<Part> {
    let reader = logbook.reader();
    let mut patrol = Patrol::begin(&reader).unwrap();
    let mut between = Some(between);
    for step in 0.. {
        if step == steps {
            (between.take().unwrap())(logbook);
        }
        if let Walked::Done(parts) = patrol.step(&reader).unwrap() {
            assert!(between.is_none(), "it was over after {step} steps");
            return parts;
        }
    }
    unreachable!("a round ends")
}

fn plain(logbook: &mut Logbook) -> Vec<Part> {
    round(logbook, 0, |_| {})
}

fn damage_mirror(home: &Home, entry: usize) {
    let mut bytes = fs::read(home.mirror()).unwrap();
    bytes[home.frames()[entry - 1].start + 60] ^= 1;
    fs::write(home.mirror(), bytes).unwrap();
}

#[test]
fn two_good_copies_are_found_good_whatever_is_written_meanwhile() {
    for count in [0, 1, 63, 64, 65, 300] {
        let home = Home::with(count);
        let (mut logbook, ..) = home.open();
        assert_eq!(plain(&mut logbook), [], "{count}");
    }
    // Several segments, and one that is begun while the round is on its way.
    let home = Home::with(700);
    assert!(fs::read_dir(home.path().join("mirror")).unwrap().count() > 2);
    let (mut logbook, ..) = home.open();
    let append = |logbook: &mut Logbook| (701..=1_000).for_each(|n| logbook.append(&[entry(n)]).unwrap());
    assert_eq!(round(&mut logbook, 3, append), []);
}

#[test]
fn each_damaged_copy_is_named_and_healed() {
    for at in [2, 41, 64, 65, 100, 119] {
        let home = Home::with(120);
        damage_mirror(&home, at);
        let (mut logbook, campus, _) = home.open();
        assert_eq!(plain(&mut logbook), [Part::Mirror], "{at}");
        logbook.found_bad(&[Part::Mirror]);
        let of = |logbook: &Logbook| logbook.watch().states().into_iter().map(|it| it.standing).collect::<Vec<_>>();
        assert_eq!(of(&logbook), [Standing::Good, Standing::Broken]);
        assert_eq!(logbook.heal_found(&[Part::Mirror]), Ok(vec![Part::Mirror]));
        assert_eq!(of(&logbook), [Standing::Good, Standing::Good]);
        assert_eq!(plain(&mut logbook), []);
        assert_whole(&logbook, &campus, 120);
        logbook.shared().copies().store().unwrap().forge_body(Seq(at as u64), b"not a body");
        assert_eq!(plain(&mut logbook), [Part::Store], "{at}");
        assert_eq!(logbook.heal_found(&[Part::Store]), Ok(vec![Part::Store]));
        assert_whole(&logbook, &campus, 120);
        logbook.shared().copies().store().unwrap().forge_header(Seq(1), None);
        damage_mirror(&home, 70);
        assert_eq!(plain(&mut logbook), [Part::Mirror, Part::Store]);
    }
}

#[test]
fn a_whole_segment_that_is_gone_while_the_home_is_open_is_found() {
    let home = Home::with(700);
    let (mut logbook, campus, _) = home.open();
    fs::remove_file(home.path().join("mirror").join("00000002.log")).unwrap();
    assert_eq!(plain(&mut logbook), [Part::Mirror]);
    assert_eq!(logbook.heal_found(&[Part::Mirror]), Ok(vec![Part::Mirror]));
    assert_whole(&logbook, &campus, 700);
}

#[test]
fn a_round_begins_anew_when_the_copies_are_exchanged_under_it() {
    let home = Home::with(120);
    damage_mirror(&home, 110);
    let (mut logbook, ..) = home.open();
    let healed = |logbook: &mut Logbook| assert_eq!(logbook.heal_found(&[Part::Mirror]), Ok(vec![Part::Mirror]));
    assert_eq!(round(&mut logbook, 2, healed), []);
    let erased = |logbook: &mut Logbook| {
        logbook.rewrite(vec![(Seq(90), note("")), (Seq(20), note(""))], Seq(120), &mut |_, _| {}).unwrap();
    };
    assert_eq!(round(&mut logbook, 2, erased), []);
}
