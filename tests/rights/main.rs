//! The table role × act × field, cell by cell: for everybody and everything, what the real command line tells and lets them do is what the cell
//! says, and nothing that was planted where somebody may not look comes out anywhere.

#![allow(clippy::expect_used, clippy::panic, reason = "a test says what it wanted and stops")]

mod college;
mod does;
mod sees;

use college::{College, Ears, PEOPLE, Person};
use std::sync::Mutex;
use yedeng::desk::rights::Right;

/// What is compared for a cell: what of, whether it was given, whether it should have been.
pub(crate) struct Compared {
    pub(crate) what: String,
    pub(crate) given: bool,
    pub(crate) due: bool,
}

#[test]
fn every_cell_of_the_table_holds_and_nothing_leaks() {
    let college = College::new();
    let wrong = Mutex::new(Vec::new());
    let next = Mutex::new(PEOPLE.iter());
    // Two at a time, each in a home of their own.
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                loop {
                    let Some(person) = next.lock().expect("nobody panicked").next() else { break };
                    let found = mistakes(&college, *person);
                    wrong.lock().expect("nobody panicked").extend(found);
                }
            });
        }
    });
    let wrong = wrong.into_inner().expect("nobody panicked");
    assert!(wrong.is_empty(), "{} mistakes:\n{}", wrong.len(), wrong.join("\n"));
}

fn mistakes(college: &College, person: Person) -> Vec<String> {
    let ears = Ears::new(college, person);
    let mut wrong = Vec::new();
    let [desk, home] = ["desk", "shell"].map(|at| college.copy_for(&format!("{}-{at}", person.login)));
    let desk = college::open(&desk, person.login);
    for right in Right::ALL {
        let (seen, done) = (sees::compare(*right, &ears), does::compare(*right, college, person, &desk, &home));
        if seen.is_none() && done.is_none() {
            wrong.push(format!("{right:?} has no test"));
        }
        let compared = seen.into_iter().chain(done).flatten();
        wrong.extend(compared.filter(|it| it.given != it.due).map(|it| {
            let Compared { what, given, due } = it;
            format!("{} ({:?}) {right:?} {what}: given {given}, due {due}", person.login, person.role)
        }));
    }
    wrong.extend(sees::leaks(&ears));
    wrong
}
