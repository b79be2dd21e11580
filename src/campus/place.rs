//! Where things are: communities (社区), buildings (楼栋), floors (楼层), rooms (寝室).
//!
//! Building, floor and room are separate fields; how they are written together (`3#412`, `3号楼412`) is a template of the college.

use super::{BuildingId, CommunityId, DepartmentId, Paged, Refusal, RoomId, Sex};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// One of the parts of the campus (社区), with its theme and the department that leads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Community {
    /// Name as people say it: `一社区`, `明德社区`.
    pub name: Box<str>,
    /// What the community is known for; may be empty.
    pub theme: Box<str>,
    /// The department that leads it (牵头部门).
    pub lead: Option<DepartmentId>,
}

/// A dormitory building (楼栋).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Building {
    /// The number people use, as text: `3`, `M7`.
    pub number: Box<str>,
    /// The community it stands in; unknown for a building that only an imported roster has named so far.
    pub community: Option<CommunityId>,
    /// Who may live here; `None` where both do or nobody said.
    pub sex: Option<Sex>,
}

/// What a room is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum RoomUse {
    /// Students sleep here.
    Dwelling,
    /// The counselors' workroom (值班室).
    Duty,
    /// Anything else: store, activity room.
    Other,
}

/// A room (寝室).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Room {
    /// The building it is in.
    pub building: BuildingId,
    /// The floor, the ground floor being 1.
    pub floor: i8,
    /// The number on the door, as text: `412`.
    pub number: Box<str>,
    /// How many beds stand in it.
    pub beds: u8,
    /// What it is used for.
    pub purpose: RoomUse,
}

/// Something that a talk or an incident can point at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Spot {
    /// A room.
    Room(RoomId),
    /// A whole building.
    Building(BuildingId),
    /// A whole community.
    Community(CommunityId),
    /// Anywhere else, in words: `操场`.
    Words(Box<str>),
}

/// Acts on places.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum PlaceAct {
    /// Communities, buildings and rooms are entered. They get the next free ids in this order.
    Laid(Laid),
    /// A building is put into a community and given to one sex, or neither.
    BuildingSet {
        /// Which building.
        building: BuildingId,
        /// As it was, so that the act can be undone.
        before: (Option<CommunityId>, Option<Sex>),
        /// As it is from now on.
        after: (Option<CommunityId>, Option<Sex>),
    },
    /// A department becomes the sponsor of a building (包联), or is it no longer.
    SponsorSet {
        /// Which building.
        building: BuildingId,
        /// As it was.
        before: Option<DepartmentId>,
        /// As it is from now on.
        after: Option<DepartmentId>,
    },
}

/// The department that sponsors a building (包联).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sponsor {
    /// Which building.
    pub building: BuildingId,
    /// Which department, if one does.
    pub department: Option<DepartmentId>,
}

/// New places, to be entered together.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Laid {
    /// New communities.
    pub communities: Vec<Community>,
    /// New buildings; they may name communities of this same act.
    pub buildings: Vec<Building>,
    /// New rooms; they may name buildings of this same act.
    pub rooms: Vec<Room>,
}

/// All places and the indexes over them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Places {
    pub(super) communities: Paged<Community>,
    pub(super) buildings: Paged<Building>,
    pub(super) rooms: Paged<Room>,
    pub(super) sponsors: Paged<Sponsor>,
    by_number: HashMap<Box<str>, BuildingId>,
    by_door: HashMap<(BuildingId, Box<str>), RoomId>,
    of_building: Vec<Vec<RoomId>>,
}

/// Longest place in words ([`Spot::Words`]), in characters.
pub const SPOT_WORDS_LIMIT: usize = 64;

/// Longest name or number of a place, in characters.
pub const PLACE_NAME_LIMIT: usize = 32;

impl Default for Places {
    fn default() -> Self {
        Self {
            communities: Paged::new(64),
            buildings: Paged::new(128),
            rooms: Paged::new(256),
            sponsors: Paged::new(128),
            by_number: HashMap::new(),
            by_door: HashMap::new(),
            of_building: Vec::new(),
        }
    }
}

impl Places {
    /// All communities with their ids.
    pub fn communities(&self) -> impl ExactSizeIterator<Item = (CommunityId, &Community)> {
        self.communities.rows().iter().enumerate().map(|(row, it)| (CommunityId::of(row), it))
    }

    /// All buildings with their ids.
    pub fn buildings(&self) -> impl ExactSizeIterator<Item = (BuildingId, &Building)> {
        self.buildings.rows().iter().enumerate().map(|(row, it)| (BuildingId::of(row), it))
    }

    /// All rooms with their ids, in the order they were entered.
    pub fn rooms(&self) -> impl ExactSizeIterator<Item = (RoomId, &Room)> {
        self.rooms.rows().iter().enumerate().map(|(row, it)| (RoomId::of(row), it))
    }

    /// One community.
    pub fn community(&self, id: CommunityId) -> Option<&Community> {
        self.communities.get(id.index())
    }

    /// One building.
    pub fn building(&self, id: BuildingId) -> Option<&Building> {
        self.buildings.get(id.index())
    }

    /// One room.
    pub fn room(&self, id: RoomId) -> Option<&Room> {
        self.rooms.get(id.index())
    }

    /// The building with this number (`3`).
    pub fn building_by_number(&self, number: &str) -> Option<BuildingId> {
        self.by_number.get(number).copied()
    }

    /// The room with this number in a building.
    pub fn room_by_door(&self, building: BuildingId, number: &str) -> Option<RoomId> {
        self.by_door.get(&(building, number.into())).copied()
    }

    /// The rooms of a building, by floor and then by number.
    pub fn rooms_of(&self, building: BuildingId) -> &[RoomId] {
        self.of_building.get(building.index()).map_or(&[], Vec::as_slice)
    }

    /// The floors of a building from the ground up, each with its rooms by number.
    pub fn floors(&self, building: BuildingId) -> Vec<(i8, &[RoomId])> {
        let rooms = self.rooms_of(building);
        rooms.chunk_by(|a, b| self.floor_of(*a) == self.floor_of(*b)).map(|floor| (self.floor_of(floor[0]), floor)).collect()
    }

    fn floor_of(&self, room: RoomId) -> i8 {
        self.room(room).map_or(0, |it| it.floor)
    }

    /// The department that sponsors a building.
    pub fn sponsor(&self, building: BuildingId) -> Option<DepartmentId> {
        self.sponsors.rows().iter().find(|it| it.building == building).and_then(|it| it.department)
    }

    /// The building a room stands in.
    pub fn building_of(&self, room: RoomId) -> Option<BuildingId> {
        self.room(room).map(|it| it.building)
    }

    /// Writes a room by the college's template, in which `{building}`, `{floor}` and `{room}` are filled in. Empty for an unknown room.
    pub fn write_room(&self, id: RoomId, template: &str) -> String {
        let Some(room) = self.room(id) else { return String::new() };
        let building = self.building(room.building).map_or("", |it| &it.number);
        template.replace("{building}", building).replace("{floor}", &room.floor.to_string()).replace("{room}", &room.number)
    }

    pub(super) fn check(&self, departments: usize, act: &PlaceAct) -> Result<(), Refusal> {
        match act {
            PlaceAct::SponsorSet { building, before, after } => {
                self.building(*building).ok_or(Refusal::NoSuchBuilding(*building))?;
                if self.sponsor(*building) != *before {
                    return Err(Refusal::ChangedMeanwhile);
                }
                after.filter(|id| id.index() >= departments).map_or(Ok(()), |id| Err(Refusal::NoSuchDepartment(id)))
            }
            PlaceAct::Laid(laid) => self.check_laid(laid),
            PlaceAct::BuildingSet { building, before, after } => {
                let it = self.building(*building).ok_or(Refusal::NoSuchBuilding(*building))?;
                if (it.community, it.sex) != *before {
                    return Err(Refusal::ChangedMeanwhile);
                }
                after.0.filter(|id| self.community(*id).is_none()).map_or(Ok(()), |id| Err(Refusal::NoSuchCommunity(id)))
            }
        }
    }

    pub(super) fn check_laid(&self, laid: &Laid) -> Result<(), Refusal> {
        let communities = self.communities.len() + laid.communities.len();
        let buildings = self.buildings.len() + laid.buildings.len();
        for it in &laid.communities {
            check_name(&it.name)?;
        }
        let mut numbers: Vec<&str> = Vec::new();
        for it in &laid.buildings {
            check_name(&it.number)?;
            if let Some(id) = it.community.filter(|id| id.index() >= communities) {
                return Err(Refusal::NoSuchCommunity(id));
            }
            if self.by_number.contains_key(&it.number) || numbers.contains(&&*it.number) {
                return Err(Refusal::BuildingExists(it.number.clone()));
            }
            numbers.push(&it.number);
        }
        let mut doors = std::collections::HashSet::new();
        for it in &laid.rooms {
            check_name(&it.number)?;
            if it.building.index() >= buildings {
                return Err(Refusal::NoSuchBuilding(it.building));
            }
            let door = (it.building, it.number.clone());
            if self.by_door.contains_key(&door) || !doors.insert(door) {
                return Err(Refusal::RoomExists(it.number.clone()));
            }
        }
        Ok(())
    }

    pub(super) fn apply(&mut self, act: &PlaceAct) {
        match act {
            PlaceAct::SponsorSet { building, after, .. } => {
                let row = self.sponsors.rows().iter().position(|it| it.building == *building);
                let row = row.unwrap_or_else(|| self.sponsors.push(Sponsor { building: *building, department: None }));
                if let Some(it) = self.sponsors.get_mut(row) {
                    it.department = *after;
                }
            }
            PlaceAct::Laid(laid) => self.lay(laid),
            PlaceAct::BuildingSet { building, after, .. } => {
                if let Some(it) = self.buildings.get_mut(building.index()) {
                    (it.community, it.sex) = *after;
                }
            }
        }
    }

    pub(super) fn lay(&mut self, laid: &Laid) {
        laid.communities.iter().for_each(|it| {
            self.communities.push(it.clone());
        });
        laid.buildings.iter().for_each(|it| {
            self.buildings.push(it.clone());
        });
        laid.rooms.iter().for_each(|it| {
            self.rooms.push(it.clone());
        });
        if !laid.buildings.is_empty() || !laid.rooms.is_empty() {
            self.reindex();
        }
    }

    pub(super) fn reindex(&mut self) {
        self.by_number = self.buildings().map(|(id, it)| (it.number.clone(), id)).collect();
        self.by_door = self.rooms().map(|(id, it)| ((it.building, it.number.clone()), id)).collect();
        let mut of_building = vec![Vec::new(); self.buildings.len()];
        for (id, it) in self.rooms() {
            if let Some(rooms) = of_building.get_mut(it.building.index()) {
                rooms.push(id);
            }
        }
        for rooms in &mut of_building {
            rooms.sort_by_key(|id| self.room(*id).map(|it| (it.floor, it.number.len(), it.number.clone())));
        }
        self.of_building = of_building;
    }
}

fn check_name(name: &str) -> Result<(), Refusal> {
    if name.trim().is_empty() {
        return Err(Refusal::EmptyName);
    }
    let got = name.chars().count();
    if got > PLACE_NAME_LIMIT { Err(Refusal::TooLong { limit: PLACE_NAME_LIMIT, got }) } else { Ok(()) }
}
