//! `care network`: the four-level network of people, with how many students stand at which level.

use super::super::choose::Finding;
use super::super::out::{Out, Outcome, Table};
use super::super::problem::{Exit, Problem};
use super::super::seat::Seat;
use super::super::view;
use crate::campus::Campus;
use crate::desk::Desk;
use crate::desk::care::{NetworkNode, NetworkRow, Watcher, network as network_of};
use crate::say;
use crate::words::Words;
use serde::Serialize;

/// Somebody who watches.
#[derive(Serialize)]
struct WatcherView {
    name: String,
    /// The login of who works here.
    login: Option<String>,
    student_no: Option<String>,
    /// `psych_watcher`, `room_head`; a role for who works here.
    post: &'static str,
    #[serde(skip)]
    said: String,
}

/// A row of the network.
#[derive(Serialize)]
struct RowView {
    /// `college`, `department`, `class`, `room`.
    kind: &'static str,
    name: String,
    students: u32,
    /// How many at levels 1 to 4; `null` where none of theirs is seen.
    levels: Option<[u32; 4]>,
    due: Option<u32>,
    people: Vec<WatcherView>,
    /// Of a room its students with a level.
    carriers: Vec<CarrierView>,
}

/// A student with a level.
#[derive(Serialize)]
struct CarrierView {
    student_no: String,
    name: String,
    level: u8,
}

#[derive(Serialize)]
struct NetworkTold {
    #[serde(flatten)]
    here: RowView,
    rows: Vec<RowView>,
}

/// `care network`.
pub(super) fn network(seat: &Seat, desk: &Desk, of: Option<&str>, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let campus = desk.campus();
    let at = of.map_or(Ok(NetworkNode::College), |it| {
        let finder = desk.finder();
        node(&Finding::new(words, &campus, &finder, desk.user()), it)
    })?;
    let found = network_of(&campus, desk.user(), desk.now().day(campus.zone()), at);
    let told = NetworkTold { here: row(words, &campus, &found.here), rows: found.rows.iter().map(|it| row(words, &campus, it)).collect() };
    out.hand(words, told, |out, told| {
        let mut table = Table::new([
            say!(words, "cli-head-scope"),
            say!(words, "cli-head-students"),
            say!(words, "cli-head-level-1"),
            say!(words, "cli-head-level-2"),
            say!(words, "cli-head-level-3"),
            say!(words, "cli-head-level-4"),
            say!(words, "cli-head-review"),
            say!(words, "cli-head-watchers"),
        ]);
        for it in std::iter::once(told.here).chain(told.rows) {
            let count = |at: usize| it.levels.and_then(|all| all.get(at).copied()).map(|it| it.to_string()).unwrap_or_default();
            let people = it.people.iter().map(|it| format!("{} {}", it.said, it.name));
            let carriers = it.carriers.iter().map(|it| {
                let level = crate::campus::Concern::from_number(it.level).map(|it| words.concern(it)).unwrap_or_default();
                format!("{} {level}", it.name)
            });
            let people: Vec<String> = people.chain(carriers).collect();
            let due = it.due.map(|it| it.to_string()).unwrap_or_default();
            table.row([it.name.clone(), it.students.to_string(), count(0), count(1), count(2), count(3), due, people.join("、")]);
        }
        out.table(words, &table)
    })?;
    Ok(Exit::Done)
}

/// A department or a class by its name; a class where both would fit.
fn node(finding: &Finding<'_>, typed: &str) -> Result<NetworkNode, Problem> {
    match finding.class(typed) {
        Ok(class) => Ok(NetworkNode::Class(class)),
        Err(of_class) => match finding.department(typed) {
            Ok(department) => Ok(NetworkNode::Department(Some(department))),
            // Whichever of the two has several to choose from says more.
            Err(of_department) => Err(if of_class.code == "ambiguous" { of_class } else { of_department }),
        },
    }
}

fn row(words: &Words, campus: &Campus, it: &NetworkRow) -> RowView {
    let (kind, name) = match it.node {
        NetworkNode::College => ("college", say!(words, "cli-care-college")),
        NetworkNode::Department(id) => {
            let name = id.and_then(|id| campus.people().department(id)).map(|it| it.name.to_string());
            ("department", name.unwrap_or_else(|| say!(words, "cli-care-no-department")))
        }
        NetworkNode::Class(id) => ("class", campus.people().class(id).map(|it| it.name.to_string()).unwrap_or_default()),
        NetworkNode::Room(_, room) => ("room", room.map_or_else(|| say!(words, "cli-care-no-bed"), |it| campus.write_room(it))),
    };
    let people = it.watchers.iter().filter_map(|it| watcher(words, campus, *it)).collect();
    let carriers = it.carriers.iter().filter_map(|(id, level)| {
        let facts = &campus.people().student(*id)?.facts;
        Some(CarrierView { student_no: facts.no.to_string(), name: facts.name.to_string(), level: level.number() })
    });
    RowView { kind, name, students: it.students, levels: it.levels, due: it.due, people, carriers: carriers.collect() }
}

fn watcher(words: &Words, campus: &Campus, it: Watcher) -> Option<WatcherView> {
    match it {
        Watcher::Staff(id) => {
            let user = campus.staff().user(id)?;
            let (name, login) = (user.name.to_string(), Some(user.login.to_string()));
            Some(WatcherView { name, login, student_no: None, post: user.role.key(), said: words.role(user.role) })
        }
        Watcher::Officer(id, post) => {
            let name = campus.people().student(id)?.facts.name.to_string();
            let student_no = Some(view::student_no(campus, id));
            Some(WatcherView { name, login: None, student_no, post: post.key(), said: words.officer(post) })
        }
    }
}
