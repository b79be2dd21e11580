//! What fuzzing found, replayed: every file in a folder of `tests/found` is given to the law of that name, as the fuzzer gave it.
//!
//! A file here broke its law once, or made the program ask for memory or time without end; its name says how. New ones are put here as the
//! fuzzer wrote them (`cargo fuzz tmin` makes them short).

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops at the first thing that is not as it should be")]

#[path = "found/laws.rs"]
mod laws;

use std::fs;
use std::path::Path;

/// Gives every case of a folder to its law.
fn replay(name: &str, law: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/found").join(name);
    let mut cases: Vec<_> = fs::read_dir(&folder).expect("every law has a folder").map(|it| it.expect("it can be listed").path()).collect();
    cases.sort();
    assert!(!cases.is_empty(), "{name} has no case");
    for case in cases {
        eprintln!("{}", case.display());
        law(&fs::read(&case).expect("it can be read"));
    }
}

macro_rules! replay {
    ($($law:ident)*) => {
        $(#[test] fn $law() { replay(stringify!($law), laws::$law); })*

        #[test]
        fn every_folder_has_a_law() {
            let laws = [$(stringify!($law)),*];
            let folders = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/found")).expect("it is in the repository");
            for folder in folders.map(|it| it.expect("it can be listed")).filter(|it| it.path().is_dir()) {
                assert!(laws.contains(&&*folder.file_name().to_string_lossy()), "{} is replayed by nobody", folder.path().display());
            }
        }
    };
}

replay! { roster_text roster_sheet roster_xls capture envelope frames keyring recovery_key settings }
