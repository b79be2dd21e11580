//! The network of care (四级网络): college, department, class, room. At each level the people who watch and how many students stand at which
//! concern level, as far as that is seen.

use super::super::Sight;
use super::super::rights::{Watch, watches};
use crate::campus::{Campus, ClassId, Concern, DepartmentId, OfficerPost, RoomId, StudentId, UserId};
use std::collections::BTreeMap;

/// A place in the network.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NetworkNode {
    /// The college.
    #[default]
    College,
    /// A department; `None` for students of no department.
    Department(Option<DepartmentId>),
    /// A class.
    Class(ClassId),
    /// A room, in which students of the class sleep; `None` for those without a bed.
    Room(ClassId, Option<RoomId>),
}

/// Somebody who watches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Watcher {
    /// Somebody who works here: counselling centre, student office, department, counselor.
    Staff(UserId),
    /// A student in a post of the grid: psych watcher, room head.
    Officer(StudentId, OfficerPost),
}

/// A row of the network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NetworkRow {
    /// Of what.
    pub node: NetworkNode,
    /// How many students.
    pub students: u32,
    /// How many of them stand at levels 1 to 4; `None` where no level of theirs is seen.
    pub levels: Option<[u32; 4]>,
    /// How many levels are due for review; `None` likewise.
    pub due: Option<u32>,
    /// Who watches.
    pub watchers: Vec<Watcher>,
    /// Of a room its students with a level, the gravest first; of nothing larger.
    pub carriers: Vec<(StudentId, Concern)>,
}

/// A place in the network with what lies beneath it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NetworkView {
    /// The place itself.
    pub here: NetworkRow,
    /// What lies beneath it, the gravest first; nothing beneath a room.
    pub rows: Vec<NetworkRow>,
}

#[derive(Default)]
struct Sums {
    students: u32,
    seen: bool,
    levels: [u32; 4],
    due: u32,
    carriers: Vec<(StudentId, Concern)>,
}

impl Sums {
    fn add(&mut self, student: StudentId, level: Option<Concern>, due: bool) {
        self.students += 1;
        self.seen |= level.is_some();
        self.due += u32::from(due);
        let Some(level) = level.filter(|it| *it != Concern::None) else { return };
        if let Some(count) = usize::from(level.number()).checked_sub(1).and_then(|at| self.levels.get_mut(at)) {
            *count += 1;
        }
        self.carriers.push((student, level));
    }

    fn row(mut self, campus: &Campus, node: NetworkNode) -> NetworkRow {
        let (levels, due) = if self.seen { (Some(self.levels), Some(self.due)) } else { (None, None) };
        if !matches!(node, NetworkNode::Room(..)) {
            self.carriers.clear();
        }
        self.carriers.sort_by_key(|(id, level)| (level.number(), *id));
        NetworkRow { node, students: self.students, levels, due, watchers: watchers(campus, node), carriers: self.carriers }
    }
}

/// A place in the network as `user` sees it.
pub fn network(campus: &Campus, user: UserId, today: crate::campus::Day, at: NetworkNode) -> NetworkView {
    let sight = Sight::new(campus, user);
    let rules = &campus.presets().rules().care;
    let mut here = Sums::default();
    let mut beneath: BTreeMap<NetworkNode, Sums> = BTreeMap::new();
    for (id, it) in campus.people().enrolled() {
        let department = campus.people().department_of(id);
        let (class, room) = (it.facts.class, it.facts.bed.map(|bed| bed.room));
        let below = match at {
            NetworkNode::College => Some(NetworkNode::Department(department)),
            NetworkNode::Department(of) if of == department => class.map(NetworkNode::Class),
            NetworkNode::Class(of) if class == Some(of) => Some(NetworkNode::Room(of, room)),
            NetworkNode::Room(of, within) if class == Some(of) && room == within => None,
            _ => continue,
        };
        let level = sight.student(id).and_then(|it| it.level());
        let due = match level {
            Some(Concern::None) | None => false,
            Some(_) => sight.standing_level(id).and_then(|it| it.row().review_on(rules)).is_some_and(|day| day <= today),
        };
        here.add(id, level, due);
        if let Some(node) = below {
            beneath.entry(node).or_default().add(id, level, due);
        }
    }
    let mut rows: Vec<NetworkRow> = beneath.into_iter().map(|(node, sums)| sums.row(campus, node)).collect();
    // As a row of digits: more at level 1 first, then more at level 2.
    rows.sort_by_key(|it| (std::cmp::Reverse(it.levels), it.node));
    NetworkView { here: here.row(campus, at), rows }
}

/// Who watches over a place.
fn watchers(campus: &Campus, node: NetworkNode) -> Vec<Watcher> {
    let staff = campus.staff();
    let active = || staff.users().filter(|(_, it)| it.active);
    let holders = |post: OfficerPost| staff.holders(post).map(move |id| Watcher::Officer(id, post));
    match node {
        NetworkNode::College => {
            active().filter(|(_, it)| watches(it.role) == Some(Watch::College)).map(|(id, _)| Watcher::Staff(id)).collect()
        }
        NetworkNode::Department(of) => {
            let theirs = active().filter(|(_, it)| watches(it.role) == Some(Watch::Department) && of.is_some() && it.department == of);
            theirs.map(|(id, _)| Watcher::Staff(id)).collect()
        }
        NetworkNode::Class(of) => {
            let leads = active().filter(|(_, it)| it.classes.contains(&of)).map(|(id, _)| Watcher::Staff(id));
            leads.chain(holders(OfficerPost::PsychWatcher(of))).collect()
        }
        NetworkNode::Room(_, Some(room)) => holders(OfficerPost::RoomHead(room)).collect(),
        NetworkNode::Room(_, None) => Vec::new(),
    }
}
