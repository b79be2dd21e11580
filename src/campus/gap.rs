//! Stepping over an entry that no copy holds any more (缺失), so that nothing that comes after it is ever read wrongly.
//!
//! Ids are rows, handed out while entries are applied. An entry that is lost but whose header says how many rows it added leaves that many
//! placeholders: later ids point where they always pointed. An entry of a kind that never adds a row is simply left out; what it changed stays
//! as it was before, and its loss is on record.
//!
//! Where nobody knows how many rows it added (its header is of the first form, or lost as well), every later id may be off. From there on nothing
//! is applied: such entries are as lost to the campus as the one before them, though their words can still be read by number. Only the
//! [`CustodyAct::Salvaged`] that puts all of them on record ends this; what is written after it was written by somebody who saw the campus as it
//! then stood, so it is applied again. A lost entry of that kind ends it as well. Replaying gives the same campus every time.

use super::{
    Act, Building, BuildingId, Campus, Class, Community, CommunityId, Concern, CustodyAct, Department, Laid, Officer, OfficerPost,
    PersonAct, PlaceAct, Post, Role, Room, RoomId, RoomUse, Seq, Shift, ShiftAct, ShiftRow, StaffAct, Stamp, Student, StudentFacts,
    StudentId, User, UserId,
};
use serde::{Deserialize, Serialize};

/// How many rows an act adds to each table.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each field is the table it counts")]
pub struct Adds {
    pub communities: u32,
    pub buildings: u32,
    pub rooms: u32,
    pub departments: u32,
    pub classes: u32,
    pub students: u32,
    pub users: u32,
    pub officers: u32,
    pub shifts: u32,
}

/// Most rows a lost entry is believed to have added: far more than any college has, and little enough to make placeholders of.
const ROWS_LIMIT: u32 = 1 << 20;

impl Adds {
    fn believable(&self) -> bool {
        let Self { communities, buildings, rooms, departments, classes, students, users, officers, shifts } = *self;
        [communities, buildings, rooms, departments, classes, students, users, officers, shifts].iter().all(|it| *it <= ROWS_LIMIT)
    }

    /// What an act adds that is known only by its kind: nothing, or `None` for a kind that may add rows.
    pub fn by_kind(kind: &str) -> Option<Self> {
        let adds_none = match kind.split_once('.') {
            Some((
                "talk" | "incident" | "round" | "custody" | "search" | "leave" | "hygiene" | "mood" | "service" | "preset" | "duty"
                | "draft" | "change" | "handover" | "query" | "care" | "request" | "reception" | "term" | "activity" | "community"
                | "venue" | "news" | "award",
                _,
            )) => true,
            Some(("place", what)) => matches!(what, "building_set" | "sponsor_set"),
            Some(("person", what)) => matches!(what, "import_reverted" | "moved"),
            Some(("staff", what)) => matches!(what, "changed" | "passphrase_changed" | "officer_relieved" | "key_published"),
            Some(("shift", what)) => matches!(what, "recalled" | "signed_in" | "signed_out" | "reassigned" | "checked" | "noted"),
            _ => kind == "founded",
        };
        adds_none.then(Self::default)
    }
}

impl Act {
    /// How many rows it adds to each table.
    pub fn adds(&self) -> Adds {
        let none = Adds::default();
        match self {
            Self::Place(PlaceAct::Laid(it)) => of_laid(it),
            Self::Person(PersonAct::Imported(it)) => Adds {
                departments: it.departments.len() as u32,
                classes: it.classes.len() as u32,
                students: it.students.iter().filter(|change| change.before.is_none()).count() as u32,
                ..of_laid(&it.laid)
            },
            Self::Staff(StaffAct::Joined(_)) => Adds { users: 1, ..none },
            Self::Staff(StaffAct::OfficersNamed(it)) => Adds { officers: it.len() as u32, ..none },
            Self::Shift(ShiftAct::Published(it) | ShiftAct::DraftPublished { added: it, .. }) => Adds { shifts: it.len() as u32, ..none },
            // An undo inside an undo is not applied, so it adds nothing.
            Self::Undone { by, .. } if !matches!(**by, Self::Undone { .. }) => by.adds(),
            _ => none,
        }
    }
}

fn of_laid(laid: &Laid) -> Adds {
    let (communities, buildings, rooms) = (laid.communities.len(), laid.buildings.len(), laid.rooms.len());
    Adds { communities: communities as u32, buildings: buildings as u32, rooms: rooms as u32, ..Adds::default() }
}

impl Campus {
    /// The entry from which on nothing is applied, because nobody knows which ids a lost entry handed out; see the module.
    pub fn gap(&self) -> Option<Seq> {
        self.gap
    }

    /// Steps over an entry that is lost. `kind` and `adds` are what its header says, if that was left.
    pub fn apply_lost(&mut self, seq: Seq, kind: Option<&str>, adds: Option<Adds>) {
        self.applied = seq;
        if kind == Some("custody.salvaged") {
            self.set_gap(None);
        }
        if self.gap.is_some() {
            return;
        }
        match adds.filter(Adds::believable) {
            Some(adds) => self.add_placeholders(seq, adds),
            None => self.set_gap(Some(seq)),
        }
    }

    pub(super) fn set_gap(&mut self, gap: Option<Seq>) {
        if self.gap != gap {
            self.gap = gap;
            self.gap_dirty.0 = true;
        }
    }

    /// Whether an entry is to be applied; the one that puts a gap on record ends it.
    pub(super) fn passes_gap(&mut self, act: &Act) -> bool {
        if matches!(act, Act::Custody(CustodyAct::Salvaged { .. })) {
            self.set_gap(None);
        }
        self.gap.is_none()
    }

    /// Rows that stand for nothing: people who have left, users who may do nothing, shifts that were cancelled.
    fn add_placeholders(&mut self, seq: Seq, adds: Adds) {
        let Adds { communities, buildings, rooms, departments, classes, students, users, officers, shifts } = adds;
        let nothing = || Box::<str>::from("");
        let day = Stamp(0).day(self.zone);
        (0..communities).for_each(|_| {
            self.places.communities.push(Community { name: nothing(), theme: nothing(), lead: None });
        });
        (0..buildings).for_each(|_| {
            self.places.buildings.push(Building { number: nothing(), community: None, sex: None });
        });
        (0..rooms).for_each(|_| {
            let building = BuildingId(u16::MAX);
            self.places.rooms.push(Room { building, floor: 0, number: nothing(), beds: 0, purpose: RoomUse::Other });
        });
        (0..departments).for_each(|_| {
            self.people.departments.push(Department { name: nothing() });
        });
        (0..classes).for_each(|_| {
            self.people.classes.push(Class { name: nothing(), department: None });
        });
        (0..students).for_each(|_| {
            self.people.students.push(Student { facts: StudentFacts::erased(), level: Concern::None, level_since: None });
        });
        (0..users).for_each(|_| {
            self.staff.users.push(no_user());
        });
        (0..officers).for_each(|_| {
            let post = OfficerPost::RoomHead(RoomId(u32::MAX));
            self.staff.officers.push(Officer { post, student: StudentId(u32::MAX), from: day, until: Some(day) });
        });
        (0..shifts).for_each(|_| {
            let (post, person) = (Post::Workroom(CommunityId(u8::MAX)), UserId(u16::MAX));
            let (starts, ends) = (Stamp(0), Stamp(0));
            let shift = Shift { day, post, person, starts, ends, signed_in: None, signed_out: None, cancelled: true };
            self.shifts.rows.push(ShiftRow::new(shift, starts));
        });
        if adds != Adds::default() {
            self.reindex_people();
            self.people_changed = super::Aside(seq);
        }
    }
}

fn no_user() -> User {
    User { active: false, ..User::new("", "", Role::Department) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::campus::tests::{acts, entries, live};
    use crate::campus::{Entry, Lost, SeatId};
    use proptest::prelude::*;

    fn tables(campus: &Campus) -> [usize; 9] {
        let Campus { places, people, staff, shifts, .. } = campus;
        let of_places = [places.communities.len(), places.buildings.len(), places.rooms.len()];
        let of_people = [people.departments.len(), people.classes.len(), people.students.len()];
        let of_staff = [staff.users.len(), staff.officers.len(), shifts.rows.len()];
        [of_places, of_people, of_staff].concat().try_into().unwrap()
    }

    fn salvaged(seq: u64) -> Entry {
        let lost = vec![Lost { first: Seq(1), last: Seq(1), at: None, kind: None }];
        Entry { seq: Seq(seq), at: Stamp(0), by: UserId(0), seat: SeatId(0), act: Act::Custody(CustodyAct::Salvaged { lost }) }
    }

    #[test]
    fn nothing_is_applied_behind_an_unknown_loss_until_it_is_on_record() {
        let joined = |seq| Entry { seq: Seq(seq), act: Act::Staff(StaffAct::Joined(no_user())), ..salvaged(seq) };
        let mut campus = Campus::default();
        campus.apply(&joined(1));
        campus.apply_lost(Seq(2), Some("staff.joined"), None);
        campus.apply(&joined(3));
        campus.apply_lost(Seq(4), None, None);
        assert_eq!((campus.gap(), campus.applied(), campus.staff().users().count()), (Some(Seq(2)), Seq(4), 1));
        let mut pages = campus.clone();
        let loaded = Campus::from_pages(Seq(4), pages.take_dirty()).unwrap();
        assert_eq!(loaded.gap(), Some(Seq(2)), "a checkpoint keeps it");
        campus.apply(&salvaged(5));
        campus.apply(&joined(6));
        assert_eq!((campus.gap(), campus.staff().users().count()), (None, 2));
    }

    proptest! {
        #[test]
        fn an_act_adds_the_rows_it_says_and_a_lost_one_as_many(before in entries(0..20), act in acts()) {
            let (_, campus) = live(before);
            let entry = Entry { seq: campus.applied().next(), act, ..salvaged(1) };
            let (mut with, mut without) = (campus.clone(), campus);
            with.apply(&entry);
            without.apply_lost(entry.seq, Some(entry.act.kind()), Some(entry.act.adds()));
            prop_assert_eq!(tables(&with), tables(&without));
            prop_assert_eq!(with.applied(), without.applied());
            if let Some(adds) = Adds::by_kind(entry.act.kind()) {
                prop_assert_eq!(adds, entry.act.adds());
            }
        }
    }
}
