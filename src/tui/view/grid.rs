//! The dorm grid (宿舍): a building floor by floor, and what each room has to say.

use crate::campus::{
    AppealState, BuildingId, Campus, Concern, Day, DepartmentId, Presence, RoomId, RoomMark, RoomUse, Spot, Stamp, StudentId, Tally, Tz,
    UserId,
};
use crate::desk::Sight;
use crate::tui::model::GridView;
use std::collections::HashMap;

/// The dorm grid.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Grid {
    /// The building.
    pub building: Option<BuildingId>,
    /// The floors from the top of the house down.
    pub floors: Vec<GridFloor>,
    /// Sums of tonight's round.
    pub tally: Tally,
    /// The departments whose students live there with how many do, the largest first.
    pub departments: Vec<(DepartmentId, usize)>,
}

/// A floor of the grid.
#[derive(Debug, Clone, PartialEq)]
pub struct GridFloor {
    /// Which floor.
    pub floor: i8,
    /// Its rooms by number.
    pub cells: Vec<Cell>,
}

/// A room of the grid, with everything any view of it may say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// Which room.
    pub room: RoomId,
    /// How many sleep there.
    pub people: u8,
    /// How many beds stand in it.
    pub beds: u8,
    /// Students sleep in it; otherwise it is a workroom, a store and the like.
    pub dwelling: bool,
    /// How many were present tonight, once it was checked.
    pub present: Option<u8>,
    /// Absent, late, on leave or elsewhere tonight: the gravest.
    pub away: Option<Presence>,
    /// Something was found in it tonight.
    pub findings: u8,
    /// The gravest concern level of those who sleep there.
    pub level: Concern,
    /// Open incidents that point at the room or at somebody who sleeps there.
    pub incidents: u8,
    /// Requests of the room, or of somebody who sleeps there, to which an answer is owed.
    pub requests: u8,
    /// To how many of them it should have been given by now.
    pub overdue: u8,
    /// Days since the last talk with anybody who sleeps there; `None`: never.
    pub last_talk: Option<u16>,
    /// Stars of the latest hygiene score, 1 to 5.
    pub stars: Option<u8>,
    /// Whether that score still asks for something.
    pub upkeep: Upkeep,
    /// The department most who sleep there belong to, and whether all of them do.
    pub department: Option<(DepartmentId, bool)>,
}

/// What a hygiene score still asks for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Upkeep {
    /// Nothing.
    #[default]
    Settled,
    /// Something is to be mended (待整改).
    ToMend,
    /// An appeal waits for a decision (申诉).
    Appealed,
}

/// The grid of a building as it stands tonight, as far as `user` sees it.
pub fn grid_of(campus: &Campus, building: Option<BuildingId>, now: Stamp, user: UserId) -> Grid {
    let Some(id) = building.filter(|id| campus.places().building(*id).is_some()) else { return Grid::default() };
    let night = now.duty_day(campus.zone());
    let sight = Sight::new(campus, user);
    let incidents = incidents_by_room(campus, sight);
    let requests = requests_by_room(campus, sight, now);
    let cell = |room: RoomId| {
        let it = campus.places().room(room)?;
        let people = campus.people().in_room(room);
        let sheet = campus.rounds().sheet(night, it.building, it.floor);
        let mark = sheet.and_then(|it| it.marks.iter().find(|mark| mark.room == room));
        // Counts are for everybody; who it was, and so the sign, only for who may know.
        let seen = |mark: &RoomMark, id: StudentId| sheet.and_then(|it| sight.whereabouts(it.author(), mark, id));
        let score = campus.hygiene().last(room);
        let gone = mark.map_or(0, |it| it.away.iter().filter(|(_, how)| *how != Presence::Late).count());
        Some(Cell {
            room,
            people: small(people.len()),
            beds: it.beds,
            dwelling: it.purpose == RoomUse::Dwelling,
            present: mark.map(|it| it.expected.saturating_sub(small(gone))),
            away: mark.and_then(|it| it.away.iter().filter_map(|(id, _)| seen(it, *id)).min_by_key(|how| gravity(*how))),
            findings: small(mark.map_or(0, |it| it.findings.len())),
            level: people.iter().map(|id| sight.level(*id)).min_by_key(|it| rank(*it)).unwrap_or_default(),
            incidents: small(incidents.get(&room).copied().unwrap_or(0)),
            requests: small(requests.get(&room).map_or(0, |it| it.0)),
            overdue: small(requests.get(&room).map_or(0, |it| it.1)),
            stars: score.map(|it| campus.presets().rules().hygiene.stars_of(it.points)),
            upkeep: match score {
                Some(it) if it.appeal == AppealState::Open => Upkeep::Appealed,
                Some(it) if it.is_to_mend() => Upkeep::ToMend,
                _ => Upkeep::Settled,
            },
            department: department_of(campus, people),
            last_talk: people.iter().filter_map(|id| days_since_talk(sight, *id, now.day(campus.zone()), campus.zone())).min(),
        })
    };
    let floors = campus.places().floors(id).into_iter().rev();
    Grid {
        building: Some(id),
        floors: floors.map(|(floor, rooms)| GridFloor { floor, cells: rooms.iter().filter_map(|it| cell(*it)).collect() }).collect(),
        departments: campus.people().departments_in(campus.places(), id),
        tally: campus.rounds().tally(campus.places(), campus.people(), night, id),
    }
}

/// The department most of these students belong to, and whether all of them do.
fn department_of(campus: &Campus, people: &[StudentId]) -> Option<(DepartmentId, bool)> {
    let of: Vec<_> = people.iter().filter_map(|id| campus.people().department_of(*id)).collect();
    let count = |which: DepartmentId| of.iter().filter(|it| **it == which).count();
    let most = of.iter().copied().max_by_key(|it| (count(*it), std::cmp::Reverse(*it)))?;
    Some((most, count(most) == people.len()))
}

fn small(count: usize) -> u8 {
    u8::try_from(count).unwrap_or(u8::MAX)
}

/// The gravest concern first, none last.
fn rank(level: Concern) -> u8 {
    if level == Concern::None { u8::MAX } else { level.number() }
}

fn gravity(how: Presence) -> u8 {
    match how {
        Presence::Absent => 0,
        Presence::Late => 1,
        Presence::Elsewhere => 2,
        Presence::Leave => 3,
    }
}

/// Open incidents by the rooms they point at, directly or through somebody who sleeps there; each counts once a room.
fn incidents_by_room(campus: &Campus, sight: Sight<'_>) -> HashMap<RoomId, usize> {
    let mut rooms = HashMap::new();
    for it in sight.real_incidents() {
        let students = it.students().unwrap_or_default().iter();
        let mut touched: Vec<RoomId> = students.filter_map(|id| campus.people().student(*id)?.facts.bed).map(|bed| bed.room).collect();
        if let Some(Spot::Room(room)) = it.place() {
            touched.push(*room);
        }
        touched.sort_unstable();
        touched.dedup();
        touched.into_iter().for_each(|room| *rooms.entry(room).or_insert(0) += 1);
    }
    rooms
}

/// Requests to which an answer is owed by the room they are about, or else where who asks sleeps; how many, and how many of them are overdue.
fn requests_by_room(campus: &Campus, sight: Sight<'_>, now: Stamp) -> HashMap<RoomId, (usize, usize)> {
    let mut rooms = HashMap::new();
    for it in sight.open_requests() {
        let room = match it.place() {
            Some(Spot::Room(room)) => Some(*room),
            Some(_) => None,
            None => it.student().and_then(|id| campus.people().student(id)?.facts.bed).map(|bed| bed.room),
        };
        if let Some(room) = room {
            let (all, overdue) = rooms.entry(room).or_insert((0, 0));
            *all += 1;
            *overdue += usize::from(it.is_overdue(now));
        }
    }
    rooms
}

fn days_since_talk(sight: Sight<'_>, student: StudentId, today: Day, zone: Tz) -> Option<u16> {
    let last = sight.talks_of(student).next_back()?;
    let days = today.since(last.held().day(zone));
    Some(u16::try_from(days.max(0)).unwrap_or(u16::MAX))
}

impl Grid {
    /// Where a room stands: floor from the top of the house, and place on the floor.
    pub fn find(&self, room: RoomId) -> Option<(usize, usize)> {
        self.floors.iter().enumerate().find_map(|(floor, it)| Some((floor, it.cells.iter().position(|cell| cell.room == room)?)))
    }
}

impl Cell {
    /// Whether the cell says anything in this view.
    pub fn speaks(&self, view: GridView) -> bool {
        match view {
            GridView::Round => self.away.is_some() || self.findings > 0,
            GridView::Concern => self.level != Concern::None,
            GridView::Incidents => self.incidents > 0,
            GridView::Requests => self.requests > 0,
            GridView::Vacancy => self.dwelling && self.people < self.beds,
            GridView::LastTalk | GridView::Department => self.people > 0,
            GridView::Hygiene => self.stars.is_some_and(|it| it < 3) || self.upkeep != Upkeep::Settled,
        }
    }
}
