//! The ground (场地) of the demo college: six communities and the buildings, floors and rooms that hold its students.

use super::phrase::section;
use crate::campus::{Building, BuildingId, Community, CommunityId, DepartmentId, Laid, Room, RoomId, RoomUse, Sex};

pub(super) const COLLEGE_TXT: &str = include_str!("../../assets/demo/college.txt");

/// How many communities there are.
pub(super) const COMMUNITIES: usize = 6;
const ROOMS_PER_FLOOR: usize = 26;
/// Of twelve buildings in a row: who lives there and how many beds a room has. Building 3 is for men, four to a room.
const PATTERN: [(Sex, u8); 12] = [
    (Sex::Male, 6),
    (Sex::Female, 6),
    (Sex::Male, 4),
    (Sex::Female, 6),
    (Sex::Male, 5),
    (Sex::Female, 5),
    (Sex::Female, 6),
    (Sex::Male, 6),
    (Sex::Female, 5),
    (Sex::Male, 6),
    (Sex::Female, 6),
    (Sex::Male, 5),
];
/// The rooms of building 3 that the README examples and tonight's incidents speak of: somebody must live in them.
pub(super) const LIVED_IN: [&str; 3] = ["412", "305", "204"];
/// Where those rooms are: building 3.
pub(super) const BUILDING_3: usize = 2;
/// From so many students on there are four floors and twelve rooms on each, so that 3#412 exists.
pub(super) const ENOUGH_FOR_EXAMPLES: usize = 600;

/// The ground plan.
#[derive(Debug)]
pub(super) struct Land {
    pub(super) buildings: Vec<Building>,
    pub(super) rooms: Vec<Room>,
    /// Floors of every building.
    pub(super) floors: usize,
    per_floor: usize,
}

impl Land {
    /// Enough buildings for so many students; at least six, one for each community.
    pub(super) fn plan(students: usize) -> Self {
        let floors = match students {
            2_000.. => 6,
            ENOUGH_FOR_EXAMPLES.. => 4,
            _ => 3,
        };
        let needed = students + students / 50 + 6;
        let beds = |count: usize, per_floor: usize| -> usize {
            (0..count).map(|at| (floors * per_floor).saturating_sub(1) * usize::from(pattern(at).1)).sum()
        };
        let least = if students >= ENOUGH_FOR_EXAMPLES { 12 } else { 4 };
        let (count, per_floor) = (COMMUNITIES..)
            .map(|count| (count, (least..=ROOMS_PER_FLOOR).find(|it| beds(count, *it) >= needed)))
            .find_map(|(count, per_floor)| per_floor.map(|it| (count, it)))
            .unwrap_or((COMMUNITIES, ROOMS_PER_FLOOR));
        let mut land = Self { buildings: Vec::new(), rooms: Vec::new(), floors, per_floor };
        for at in 0..count {
            let (sex, beds) = pattern(at);
            land.buildings.push(Building {
                number: (at + 1).to_string().into(),
                community: Some(CommunityId::of(at % COMMUNITIES)),
                sex: Some(sex),
            });
            for floor in 1..=floors {
                for door in 1..=per_floor {
                    let duty = floor == 1 && door == 1;
                    land.rooms.push(Room {
                        building: BuildingId::of(at),
                        floor: floor as i8,
                        number: format!("{floor}{door:02}").into(),
                        beds: if duty { 0 } else { beds },
                        purpose: if duty { RoomUse::Duty } else { RoomUse::Dwelling },
                    });
                }
            }
        }
        land
    }

    /// Everything as one act; `departments` are the names whose rows are the departments' ids.
    pub(super) fn laid(&self, departments: &[&str]) -> Laid {
        let communities = section(COLLEGE_TXT, "社区").into_iter().map(|line| {
            let mut fields = line.split_whitespace().map(Box::from);
            let (name, theme) = (fields.next().unwrap_or_default(), fields.next().unwrap_or_default());
            let lead: Option<Box<str>> = fields.next();
            let lead = departments.iter().position(|it| lead.as_deref() == Some(*it)).map(DepartmentId::of);
            Community { name, theme, lead }
        });
        Laid { communities: communities.collect(), buildings: self.buildings.clone(), rooms: self.rooms.clone() }
    }

    /// The row of the first room on a floor; the others follow.
    pub(super) fn floor(&self, building: usize, floor: usize) -> std::ops::Range<usize> {
        let first = (building * self.floors + floor - 1) * self.per_floor;
        first..(first + self.per_floor).min(self.rooms.len())
    }

    /// The row of a room of building 3.
    pub(super) fn room_of_3(&self, number: &str) -> Option<usize> {
        let rooms = self.floor(BUILDING_3, 1).start..self.floor(BUILDING_3, self.floors).end;
        rooms.into_iter().find(|at| self.rooms.get(*at).is_some_and(|it| &*it.number == number))
    }

    /// A room as the college writes it, `3#412`, and its building, `3号楼`.
    pub(super) fn write(&self, room: RoomId) -> (Box<str>, Box<str>) {
        let Some(it) = self.rooms.get(room.index()) else { return Default::default() };
        let building = self.buildings.get(it.building.index()).map_or("", |it| &it.number);
        (format!("{building}#{}", it.number).into(), format!("{building}号楼").into())
    }

    /// The community of a room.
    pub(super) fn community_of(&self, room: RoomId) -> usize {
        self.rooms.get(room.index()).map_or(0, |it| it.building.index() % COMMUNITIES)
    }

    /// Who may live in a room.
    pub(super) fn sex_of(&self, room: &Room) -> Sex {
        pattern(room.building.index()).0
    }
}

fn pattern(building: usize) -> (Sex, u8) {
    // The remainder is less than the length.
    PATTERN[building % PATTERN.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_thousand_fill_twelve_buildings() {
        let land = Land::plan(10_000);
        assert_eq!((land.buildings.len(), land.floors, land.per_floor), (12, 6, 26));
        assert!(land.rooms.iter().map(|it| usize::from(it.beds)).sum::<usize>() >= 10_000);
    }

    #[test]
    fn rooms_are_found_where_they_are() {
        let land = Land::plan(600);
        let at = land.room_of_3("412").unwrap();
        assert_eq!(land.write(RoomId::of(at)), ("3#412".into(), "3号楼".into()));
        assert_eq!(land.community_of(RoomId::of(at)), 2);
        assert!(land.floor(2, 4).contains(&at));
    }
}
