//! What a roster names that the campus does not have yet: departments, classes, buildings, rooms; each with the id it will get.

use super::clean::tidy_hanzi;
use super::roster::PlanError;
use super::{Field, dorm};
use crate::campus::{Building, BuildingId, Campus, Class, ClassId, Department, DepartmentId, Import, Laid, Room, RoomId, RoomUse, Sex};
use std::collections::{HashMap, HashSet};

/// Fewest beds a new room gets; it gets more if the roster names a higher bed or puts more students there.
const BEDS_AT_LEAST: u8 = 4;

/// Most rows of a table whose ids have 16 bits.
const IDS_LIMIT: usize = u16::MAX as usize;

/// The campus and what grows on it during one import.
pub(super) struct Growth<'a> {
    campus: &'a Campus,
    departments: HashMap<String, DepartmentId>,
    classes: HashMap<String, Namesakes>,
    buildings: HashMap<String, BuildingId>,
    doors: HashMap<(BuildingId, String), RoomId>,
    /// How many students the roster puts into a new room.
    placed: HashMap<RoomId, u8>,
    new: Import,
}

/// Classes of one name. A hostile roster may have tens of thousands, so none is looked for by going through all.
struct Namesakes {
    first: ClassId,
    all: HashSet<ClassId>,
    /// The first of each department, and of none.
    of: HashMap<Option<DepartmentId>, ClassId>,
}

impl Namesakes {
    fn of(first: ClassId) -> Self {
        Self { first, all: HashSet::new(), of: HashMap::new() }
    }

    fn add(&mut self, id: ClassId, department: Option<DepartmentId>) {
        self.all.insert(id);
        self.of.entry(department).or_insert(id);
    }
}

impl<'a> Growth<'a> {
    pub(super) fn new(campus: &'a Campus) -> Self {
        let (people, places) = (campus.people(), campus.places());
        let mut growth = Self {
            campus,
            departments: HashMap::new(),
            classes: HashMap::new(),
            buildings: HashMap::new(),
            doors: HashMap::new(),
            placed: HashMap::new(),
            new: Import { laid: Laid::default(), ..Import::default() },
        };
        // By the name as it is kept, and where that leaves nobody out also as a roster would bring it: somebody may have typed it with blanks.
        for (id, it) in people.departments() {
            growth.departments.insert(it.name.to_string(), id);
        }
        for (id, it) in people.departments() {
            growth.departments.entry(tidy_hanzi(&it.name)).or_insert(id);
        }
        for (id, it) in people.classes() {
            let tidied = tidy_hanzi(&it.name);
            if tidied != *it.name {
                growth.add_class(tidied, id, it.department);
            }
            growth.add_class(it.name.to_string(), id, it.department);
        }
        for (id, it) in places.buildings() {
            growth.buildings.entry(dorm::building(&it.number).unwrap_or_else(|| it.number.to_string())).or_insert(id);
        }
        growth
    }

    /// The department of this name.
    pub(super) fn department(&mut self, name: &str) -> Result<DepartmentId, PlanError> {
        if let Some(id) = self.departments.get(name) {
            return Ok(*id);
        }
        let row = within_limit(Field::Department, self.campus.people().departments().len() + self.new.departments.len())?;
        self.new.departments.push(Department { name: name.into() });
        let id = DepartmentId::of(row);
        self.departments.insert(name.to_owned(), id);
        Ok(id)
    }

    /// The class of this name. Two departments may each have one: the one of the department said, else the one the student is in, else
    /// the first.
    pub(super) fn class(&mut self, name: &str, department: Option<DepartmentId>, before: Option<ClassId>) -> Result<ClassId, PlanError> {
        let found = self.classes.get(name).and_then(|named| match department {
            Some(_) => named.of.get(&department).or_else(|| named.of.get(&None)).copied(),
            None => Some(before.filter(|id| named.all.contains(id)).unwrap_or(named.first)),
        });
        if let Some(id) = found {
            return Ok(id);
        }
        let row = within_limit(Field::Class, self.campus.people().classes().len() + self.new.classes.len())?;
        self.new.classes.push(Class { name: name.into(), department });
        let id = ClassId::of(row);
        self.add_class(name.to_owned(), id, department);
        Ok(id)
    }

    fn add_class(&mut self, name: String, id: ClassId, department: Option<DepartmentId>) {
        self.classes.entry(name).or_insert_with(|| Namesakes::of(id)).add(id, department);
    }

    /// The department of a class, old or new.
    pub(super) fn department_of(&self, class: ClassId) -> Option<DepartmentId> {
        let old = self.campus.people().classes().len();
        let class = self.campus.people().class(class).or_else(|| self.new.classes.get(class.index().checked_sub(old)?));
        class.and_then(|it| it.department)
    }

    /// The room of this number, with a student in that bed (0 if the roster does not say).
    pub(super) fn room(&mut self, building: &str, number: &str, bed: u8) -> Result<RoomId, PlanError> {
        let building = self.building(building)?;
        if let Some(id) = self.campus.places().room_by_door(building, number) {
            return Ok(id);
        }
        let old = self.campus.places().rooms().len();
        let door = (building, number.to_owned());
        let id = match self.doors.get(&door) {
            Some(id) => *id,
            None => {
                let id = RoomId::of(old + self.new.laid.rooms.len());
                let floor = dorm::floor(number);
                let room = Room { building, floor, number: number.into(), beds: BEDS_AT_LEAST, purpose: RoomUse::Dwelling };
                self.new.laid.rooms.push(room);
                self.doors.insert(door, id);
                id
            }
        };
        let placed = self.placed.entry(id).or_insert(0);
        *placed = placed.saturating_add(1);
        if let Some(room) = id.index().checked_sub(old).and_then(|row| self.new.laid.rooms.get_mut(row)) {
            room.beds = room.beds.max(bed).max(*placed);
        }
        Ok(id)
    }

    fn building(&mut self, number: &str) -> Result<BuildingId, PlanError> {
        if let Some(id) = self.buildings.get(number) {
            return Ok(*id);
        }
        let row = within_limit(Field::Building, self.campus.places().buildings().len() + self.new.laid.buildings.len())?;
        self.new.laid.buildings.push(Building { number: number.into(), community: None, sex: None });
        let id = BuildingId::of(row);
        self.buildings.insert(number.to_owned(), id);
        Ok(id)
    }

    /// How many beds a room has that the campus knew before.
    pub(super) fn beds(&self, room: RoomId) -> Option<u8> {
        self.campus.places().room(room).map(|it| it.beds)
    }

    /// For which sex the building of a room is, if somebody said.
    pub(super) fn sex_of_building(&self, room: RoomId) -> Option<Sex> {
        let room = self.campus.places().room(room)?;
        self.campus.places().building(room.building)?.sex
    }

    /// What has grown.
    pub(super) fn finish(self) -> Import {
        self.new
    }
}

/// The row a new thing gets, while its ids suffice.
fn within_limit(field: Field, row: usize) -> Result<usize, PlanError> {
    if row < IDS_LIMIT { Ok(row) } else { Err(PlanError::TooMany { field, limit: IDS_LIMIT }) }
}
