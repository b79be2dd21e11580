//! Somebody who has left, still holds old keys and can write the files: what they add is never taken for ours.

use super::*;
use crate::logbook::envelope::{encode_act, encode_header, pad};
use crate::logbook::mirror::Place;
use crate::logbook::seal::{Keys, Kind};
use crate::logbook::store::{Sealed, Store};
use crate::logbook::writer::Mark;

/// A home whose keys were made anew before its last entry, and an entry that follows rightly on it but is sealed with the keys before.
struct Forged {
    home: Home,
    old: Keys,
    header: Vec<u8>,
    body: Vec<u8>,
    head: Head,
    place: Place,
}

fn forged() -> Forged {
    let (mut home, mut logbook, _) = Home::new();
    let old = Keys::derive(logbook.keys());
    logbook.append(&[entry(1), entry(2)]).unwrap();
    logbook.rotate().unwrap();
    logbook.append(&[entry(3)]).unwrap();
    home.keys = Some(logbook.keys().clone());
    let (before, four) = (logbook.head(), entry(4));
    drop(logbook);
    let key = 4u64.to_be_bytes();
    let plain = pad(&encode_act(&four.act).unwrap());
    let body = old.seal(Kind::Body, &key, &plain).unwrap();
    let header = encode_header(&four, old.digest(&plain), before.hash, body.len() as u32).unwrap();
    let header = old.seal(Kind::Header, &key, &pad(&header)).unwrap();
    let head = Head { seq: Seq(4), hash: old.chain(&before.hash, 4, &header) };
    let mut frame = Vec::new();
    Frame { seq: 4, first: true, last: true, standing: EntryStanding::Whole, header: &header, body: &body }.write(&mut frame);
    let start = home.frames().last().unwrap().end;
    let mut bytes = fs::read(home.mirror()).unwrap();
    bytes.splice(start..(start + frame.len()).min(bytes.len()), frame.iter().copied());
    fs::write(home.mirror(), bytes).unwrap();
    let place = Place { segment: 1, start: start as u64, end: (start + frame.len()) as u64 };
    Forged { home, old, header, body, head, place }
}

impl Forged {
    fn put_into(&self, store: &Store) {
        let sealed = Sealed { seq: Seq(4), standing: EntryStanding::Whole, header: &self.header, body: &self.body };
        let mark = Mark { seq: Seq(4), hash: self.head.hash, place: self.place }.seal(&self.old).unwrap();
        store.put([sealed], &mark).unwrap();
        store.sync().unwrap();
    }

    fn assert_unbelieved(&self) {
        let (logbook, campus, _) = self.home.open();
        assert_whole(&logbook, &campus, 3);
    }
}

#[test]
fn an_entry_added_to_the_mirror_with_old_keys_is_not_believed() {
    forged().assert_unbelieved();
}

#[test]
fn nor_where_the_database_has_it_too() {
    let forged = forged();
    let Ok(store) = store::open(&forged.home.db()) else { panic!("the database is good") };
    forged.put_into(&store);
    drop(store);
    forged.assert_unbelieved();
}

#[test]
fn nor_where_the_database_is_gone() {
    let forged = forged();
    fs::remove_dir_all(forged.home.db()).unwrap();
    forged.assert_unbelieved();
}

#[test]
fn verifying_says_so() {
    let forged = forged();
    let mirror = fs::read(forged.home.mirror()).unwrap();
    let (logbook, ..) = forged.home.open();
    fs::write(forged.home.mirror(), mirror).unwrap();
    forged.put_into(logbook.shared().copies().store().unwrap());
    logbook.shared().set_head(forged.head);
    let (report, _) = logbook.reader().verify(&mut |_, _| {}).unwrap();
    assert_eq!(report.problems, [Problem { seq: Seq(4), what: Wrong::Chain }]);
}
