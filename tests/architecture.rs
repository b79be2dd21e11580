//! Who may know whom. Reads every `crate::…` path under `src/` and holds it against the table in `src/lib.rs`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops at the first thing that is not as it should be")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Each room of the house with the rooms it may know; its own is understood.
const MAY_KNOW: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("campus", &["text"]),
    ("logbook", &["campus"]),
    ("capture", &["campus", "text"]),
    ("finder", &["campus", "text"]),
    ("roster", &["campus", "text"]),
    ("query", &["campus", "capture", "finder", "text"]),
    ("words", &["campus", "capture", "query", "text"]),
    ("demo", &["campus", "text"]),
    ("desk", &["campus", "logbook", "finder", "query"]),
    ("exchange", &["campus", "text", "words", "desk"]),
    ("cli", &["query", "text", "campus", "logbook", "capture", "finder", "words", "demo", "desk", "exchange", "roster"]),
    ("tui", &["query", "text", "campus", "logbook", "capture", "finder", "words", "demo", "desk", "exchange", "roster"]),
];

/// Files that must not name a crate, because they are pure: no screen, no disk, no clock, no chance.
const PURE: &[(&str, &[&str])] = &[
    (
        "campus",
        &["ratatui", "crossterm", "sled", "std::fs", "std::io", "std::net", "rand", "Utc::now", "Local::now", "SystemTime", "Instant"],
    ),
    ("capture", &["ratatui", "crossterm", "sled", "std::fs", "std::io", "rand", "Utc::now", "Local::now", "SystemTime", "Instant"]),
    ("query", &["ratatui", "crossterm", "sled", "std::fs", "std::io", "rand", "Utc::now", "Local::now", "SystemTime", "Instant"]),
    ("finder", &["ratatui", "crossterm", "sled", "std::fs", "std::io", "rand", "Utc::now", "Local::now", "SystemTime", "Instant"]),
    (
        "roster",
        &[
            "ratatui",
            "crossterm",
            "sled",
            "std::fs",
            "std::io",
            "rand",
            "HashMap",
            "HashSet",
            "Utc::now",
            "Local::now",
            "SystemTime",
            "Instant",
        ],
    ),
    ("demo", &["ratatui", "crossterm", "sled", "std::fs", "std::io", "Utc::now", "Local::now", "SystemTime", "Instant"]),
    ("tui/update", &["ratatui", "crossterm", "sled", "std::fs", "std::io", "Utc::now", "Local::now", "SystemTime", "Instant"]),
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// Every Rust file under a folder with the part of it that is not tests, comments aside.
fn sources(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for item in fs::read_dir(&folder).expect("the folder is in the repository") {
            let path = item.expect("it can be listed").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|it| it == "rs") && !path.ends_with("tests.rs") {
                let text = fs::read_to_string(&path).expect("it is text");
                let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
                let lines = text.lines().map(|line| line.split("//").next().unwrap_or_default());
                found.push((path, lines.collect::<Vec<_>>().join("\n")));
            }
        }
    }
    found
}

/// The names that follow `crate::` in a source, those inside braces included.
fn rooms_named(source: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for rest in source.split("crate::").skip(1) {
        if let Some(list) = rest.strip_prefix('{') {
            let list = list.split("};").next().unwrap_or_default();
            names.extend(list.split(',').map(|item| item.trim().split(':').next().unwrap_or_default().trim().to_owned()));
        } else {
            names.insert(rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect());
        }
    }
    names
}

#[test]
fn dependencies_only_point_down() {
    let rooms: BTreeSet<&str> = MAY_KNOW.iter().map(|(room, _)| *room).collect();
    let mut broken = Vec::new();
    for (room, may_know) in MAY_KNOW {
        for (path, source) in sources(&root().join(room)) {
            for name in rooms_named(&source) {
                if rooms.contains(name.as_str()) && name != *room && !may_know.contains(&name.as_str()) {
                    broken.push(format!("{} knows {name}", path.display()));
                }
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn every_room_stands_in_the_table() {
    let folders: BTreeSet<String> = fs::read_dir(root())
        .expect("src is there")
        .filter_map(|item| item.ok().filter(|it| it.path().is_dir()).map(|it| it.file_name().to_string_lossy().into_owned()))
        .collect();
    let table: BTreeSet<String> = MAY_KNOW.iter().map(|(room, _)| (*room).to_owned()).collect();
    assert_eq!(folders, table);
}

#[test]
fn pure_rooms_name_nothing_impure() {
    let mut broken = Vec::new();
    for (room, forbidden) in PURE {
        for (path, source) in sources(&root().join(room)) {
            for word in *forbidden {
                let used = source.match_indices(word).any(|(at, _)| {
                    let before = source[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric() && c != '_');
                    let after = source[at + word.len()..].chars().next().is_none_or(|c| !c.is_alphanumeric() && c != '_');
                    before && after
                });
                if used {
                    broken.push(format!("{} names {word}", path.display()));
                }
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn only_the_terminal_knows_crossterm() {
    let outside: Vec<_> = sources(&root())
        .into_iter()
        .filter(|(path, source)| source.contains("crossterm::") && !path.starts_with(root().join("tui/term")))
        .map(|(path, _)| path)
        .collect();
    assert!(outside.is_empty(), "{outside:?}");
}

/// Whether a file serves the tests of its room alone.
fn is_of_tests(path: &Path) -> bool {
    path.ends_with("sample.rs") || path.components().any(|it| it.as_os_str() == "tests" || it.as_os_str() == "sample")
}

#[test]
fn roles_decide_nothing_outside_the_table() {
    // Where a role is only carried: its type, the words for it, reading it from the command line, the founder, the demo college, the nobody that stands for a
    // lost user.
    const CARRY: &[&str] =
        &["campus/staff.rs", "campus/gap.rs", "words/values.rs", "cli/found.rs", "desk/open.rs", "desk/rights/table.rs", "demo"];
    const ROLES: &[&str] = &["Counselor", "DutyLeader", "Department", "CounsellingCentre", "StudentOffice", "Administrator"];
    let outside: Vec<_> = sources(&root())
        .into_iter()
        .filter(|(path, _)| !is_of_tests(path))
        .filter(|(path, _)| !CARRY.iter().any(|it| path.starts_with(root().join(it))))
        .filter(|(_, source)| ROLES.iter().any(|role| source.contains(&format!("Role::{role}"))))
        .map(|(path, _)| path)
        .collect();
    assert!(outside.is_empty(), "{outside:?}");
}

#[test]
fn what_is_shown_of_a_person_is_asked_of_the_table() {
    // Each has a counterpart in `desk::rights::Sight` that leaves out what this user may not see.
    const RAW: &[&str] = &[
        "talks().of_student(",
        "talks().awaiting(",
        "incidents().of_student(",
        "incidents().open(",
        "requests().of_student(",
        "requests().open(",
        "facts.phone",
        "facts.guardian_phone",
        "student.level",
        "head.topic",
        "head.level",
        "head.followup",
        "head.visibility",
        "head.students",
    ];
    let mut broken = Vec::new();
    for room in ["cli", "tui"] {
        for (path, source) in sources(&root().join(room)) {
            let used = RAW.iter().filter(|raw| !is_of_tests(&path) && source.contains(**raw));
            broken.extend(used.map(|raw| format!("{} takes {raw} from the campus itself", path.display())));
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}
