//! Looking at every entry says what is wrong with which.

use super::*;

#[test]
fn a_record_taken_out_or_changed_in_the_database_is_read_from_the_mirror_and_reported() {
    let home = Home::with(10);
    let (logbook, campus, _) = home.open();
    let copies = logbook.shared().copies();
    let store = copies.store().unwrap();
    let mut flipped = store.header(Seq(4)).unwrap().unwrap().to_vec();
    flipped[40] ^= 2;
    store.forge_header(Seq(4), Some(&flipped));
    store.forge_header(Seq(6), None);
    let eight = store.header(Seq(8)).unwrap().unwrap();
    store.forge_header(Seq(7), Some(&eight));
    store.forge_body(Seq(9), b"not a body");
    let reader = logbook.reader();
    for n in 1..=10 {
        assert_eq!(reader.entry(Seq(n)).unwrap(), Some(entry(n)));
        assert_eq!(reader.header(Seq(n)).unwrap().unwrap().seq, Seq(n));
    }
    assert_eq!(reader.headers(Seq(1), 10).unwrap().len(), 10);
    assert_eq!(reader.entries(Seq(1)..=Seq(10)).collect::<Result<Vec<_>, _>>().unwrap(), (1..=10).map(entry).collect::<Vec<_>>());
    let (report, replayed) = reader.verify(&mut |_, _| {}).unwrap();
    let found: Vec<_> = report.problems.iter().map(|it| (it.seq.0, it.what)).collect();
    let changed = |n| [(n, Wrong::CopiesDiffer), (n, Wrong::Seal)];
    assert_eq!(found, [&changed(4)[..], &[(6, Wrong::MissingInStore)], &changed(7), &changed(9)].concat());
    assert!(!report.ok());
    assert_eq!(replayed, campus);
}

#[test]
fn every_flipped_bit_of_the_mirror_is_reported_and_never_read_as_something_else() {
    let home = Home::with(4);
    let good = fs::read(home.mirror()).unwrap();
    let frame = home.frames()[1].clone();
    let (logbook, ..) = home.open();
    let reader = logbook.reader();
    for at in frame {
        let mut bad = good.clone();
        bad[at] ^= 1 << (at % 8);
        fs::write(home.mirror(), bad).unwrap();
        let (report, campus) = reader.verify(&mut |_, _| {}).unwrap();
        assert_eq!(report.problems, [Problem { seq: Seq(2), what: Wrong::MissingInMirror }], "byte {at}");
        assert_eq!(campus, lived(4));
    }
}

#[test]
fn frames_exchanged_in_the_mirror_are_reported() {
    let home = Home::with(6);
    let (logbook, ..) = home.open();
    let good = fs::read(home.mirror()).unwrap();
    let places = home.frames();
    let of = |n: usize| match parse(&good[places[n].clone()]) {
        Parsed::Frame(frame, _) => frame,
        other => panic!("{other:?}"),
    };
    // Entry 4 written where 3 was, with a right checksum and number: only the seal knows.
    let mut forged = good[..places[2].start].to_vec();
    Frame { seq: 3, ..of(3) }.write(&mut forged);
    (3..6).for_each(|n| of(n).write(&mut forged));
    fs::write(home.mirror(), forged).unwrap();
    let (report, campus) = logbook.reader().verify(&mut |_, _| {}).unwrap();
    let found: Vec<_> = report.problems.iter().map(|it| (it.seq.0, it.what)).collect();
    assert_eq!(found, [(3, Wrong::CopiesDiffer), (3, Wrong::Seal)]);
    assert_eq!(campus, lived(6));
}
