//! What is written comes back, and nobody without the key reads it.

use super::*;

#[test]
fn what_is_written_comes_back() {
    let (home, mut logbook, _) = Home::new();
    assert_eq!((logbook.next_seq(), logbook.head()), (Seq(1), Head::default()));
    logbook.append(&[]).unwrap();
    logbook.append(&[entry(1)]).unwrap();
    logbook.append(&(2..=30).map(entry).collect::<Vec<_>>()).unwrap();
    assert_whole(&logbook, &lived(30), 30);
    let head = logbook.head();
    drop(logbook);
    for _ in 0..3 {
        let (logbook, campus, notices) = home.open();
        assert_eq!((logbook.head(), logbook.next_seq()), (head, Seq(31)));
        assert_eq!(notices, [Notice::CampusReplayed { entries: 30 }], "there was no checkpoint");
        assert_whole(&logbook, &campus, 30);
    }
}

#[test]
fn headers_say_everything_but_the_words() {
    let home = Home::with(20);
    let (logbook, ..) = home.open();
    let reader = logbook.reader();
    let headers = reader.headers(Seq(0), 100).unwrap();
    assert_eq!(headers.len(), 20);
    for (n, header) in (1..).zip(&headers) {
        let entry = entry(n);
        assert_eq!((header.seq, header.at, header.by, header.seat), (entry.seq, entry.at, entry.by, entry.seat));
        assert_eq!((&*header.kind, &header.subjects), (entry.act.kind(), &entry.act.subjects()));
        assert_eq!(reader.header(Seq(n)).unwrap().as_ref(), Some(header));
    }
    assert!(headers.windows(2).all(|two| two[1].prev == two[0].hash));
    assert_eq!(headers[19].hash, logbook.head().hash);
    assert_eq!(reader.headers(Seq(5), 3).unwrap(), headers[4..7]);
    assert_eq!(reader.headers(Seq(21), 3).unwrap(), []);
    assert_eq!(reader.headers(Seq(u64::MAX), usize::MAX).unwrap(), []);
}

#[test]
fn entries_must_follow_one_another() {
    let home = Home::with(3);
    let (mut logbook, campus, _) = home.open();
    for wrong in [3, 5] {
        let refused = logbook.append(&[entry(wrong)]);
        assert_eq!(refused, Err(Fault::OutOfOrder { expected: Seq(4), got: Seq(wrong) }));
    }
    assert_eq!(logbook.append(&[entry(4), entry(6)]), Err(Fault::OutOfOrder { expected: Seq(5), got: Seq(6) }));
    assert_whole(&logbook, &campus, 3);
    logbook.append(&[entry(4)]).unwrap();
    assert_whole(&logbook, &lived(4), 4);
}

#[test]
fn a_large_roster_is_kept_in_small_records() {
    let (home, mut logbook, _) = Home::new();
    let facts = |n: usize| StudentFacts {
        phone: "13800000000".into(),
        guardian_phone: "13900000000".into(),
        ..StudentFacts::new(format!("2023{n:08}"), "欧阳娜娜")
    };
    let students = (0..13_000).map(|n| StudentChange { before: None, after: facts(n) }).collect();
    let import = crate::campus::Import { students, ..Default::default() };
    let big = Entry { act: Act::Person(crate::campus::PersonAct::Imported(import)), ..entry(1) };
    logbook.append(std::slice::from_ref(&big)).unwrap();
    let mut campus = Campus::default();
    campus.apply(&big);
    logbook.checkpoint(&mut campus).unwrap();
    drop(logbook);
    assert_eq!(fs::read_dir(home.db().join("blobs")).unwrap().count(), 0, "sled made blob files");
    let (logbook, loaded, notices) = home.open();
    assert_eq!((notices, &loaded), (Vec::new(), &campus));
    assert_eq!(logbook.reader().entry(Seq(1)), Ok(Some(big)));
    assert!(logbook.reader().verify(&mut |_, _| {}).unwrap().0.ok());
}

#[test]
fn nothing_can_be_read_without_the_key() {
    let (home, mut logbook, _) = Home::new();
    let secret = "绝密的话";
    logbook.append(&[Entry { act: note(secret), ..entry(1) }]).unwrap();
    logbook.checkpoint(&mut lived(1)).unwrap();
    logbook.drafts().save(&UserSecret::create().unwrap(), "talk", secret.as_bytes()).unwrap();
    drop(logbook);
    let mut stack = vec![home.path()];
    while let Some(path) = stack.pop() {
        if path.is_dir() {
            stack.extend(fs::read_dir(path).unwrap().map(|it| it.unwrap().path()));
            continue;
        }
        let bytes = fs::read(&path).unwrap();
        for clear in [secret, "学院", LOGIN, PASS, "incident.noted"] {
            assert!(memchr::memmem::find(&bytes, clear.as_bytes()).is_none(), "{clear} stands in {}", path.display());
        }
    }
}

#[test]
fn drafts_outlive_the_program() {
    let (home, logbook, _) = Home::new();
    let me = UserSecret::create().unwrap();
    logbook.drafts().save(&me, "talk", b"half a line").unwrap();
    drop(logbook);
    assert_eq!(home.open().0.drafts().load(&me, "talk"), Ok(Some(b"half a line".to_vec())));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn replaying_the_logbook_gives_the_campus_that_was_lived(entries in arbitrary_entries(0..40), groups in proptest::collection::vec((1usize..6, any::<bool>(), any::<bool>()), 1..12)) {
        let (lived, mut campus) = live(entries);
        let (home, mut logbook, _) = Home::new();
        let mut running = Campus::default();
        let mut rest = &lived[..];
        for (size, checkpoint, reopen) in groups.into_iter().cycle() {
            if rest.is_empty() {
                break;
            }
            let (now, later) = rest.split_at(size.min(rest.len()));
            logbook.append(now).unwrap();
            now.iter().for_each(|it| running.apply(it));
            rest = later;
            if checkpoint {
                logbook.checkpoint(&mut running).unwrap();
            }
            if reopen {
                drop(logbook);
                (logbook, running, _) = home.open();
            }
        }
        let (report, replayed) = logbook.reader().verify(&mut |_, _| {}).unwrap();
        prop_assert!(report.ok());
        prop_assert_eq!(&replayed, &campus);
        drop(logbook);
        let (_, loaded, _) = home.open();
        prop_assert_eq!(&loaded, &campus);
        let _ = campus.take_dirty();
    }
}
