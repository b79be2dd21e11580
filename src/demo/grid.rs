//! The students' own grid (三级网格): who is named where and where nobody is, sponsors of buildings, party rooms, what they did and were commended for.

use super::agenda::Todo;
use super::dice::{Dice, For};
use super::night::phrase;
use super::staff::{ADMIN, CHEN};
use super::year::{Year, ZONE};
use crate::campus::{
    Act, BuildingId, ClassId, Day, DepartmentId, Officer, OfficerPost, PlaceAct, RoomId, Served, ServiceAct, StaffAct, StudentId, UserId,
};
use std::collections::BTreeMap;

/// What nobody was named to: the head of this building, this floor of that, every so many rooms, every so many classes.
const NO_BUILDING_HEAD: usize = 9;
const NO_FLOOR_HEAD: (usize, usize) = (4, 2);
const ROOMS_A_GAP: usize = 97;
const CLASSES_A_GAP: usize = 41;
/// The last buildings have no sponsor yet.
const UNSPONSORED: usize = 2;
/// One party room to so many rooms.
const ROOMS_A_PARTY_ROOM: usize = 60;
/// Days over which service is on record, how many records, and how many commendations.
const SERVICE_DAYS: i64 = 70;
const SERVICES: usize = 160;
const COMMENDATIONS: usize = 18;

impl Year {
    fn name(officers: Vec<Officer>) -> Option<(UserId, Act)> {
        (!officers.is_empty()).then_some((CHEN, Act::Staff(StaffAct::OfficersNamed(officers))))
    }

    pub(super) fn name_officers(&self, from: Day, building: usize, freshmen: bool) -> Option<(UserId, Act)> {
        Self::name(self.officers(from, building, freshmen))
    }

    pub(super) fn name_watchers(&self, from: Day, freshmen: bool) -> Option<(UserId, Act)> {
        Self::name(self.watchers(from, freshmen))
    }

    /// The heads of a building, its floors and its rooms: of those who were there before the freshmen, or of the freshmen where they
    /// live by themselves.
    fn officers(&self, from: Day, building: usize, freshmen: bool) -> Vec<Officer> {
        let old = self.body.before_freshmen.0;
        let first = |rooms: std::ops::Range<usize>| {
            let all = rooms.flat_map(|room| &self.body.sleepers[room]).map(|it| *it as usize);
            let head = all.clone().find(|it| *it < old).or_else(|| all.clone().next())?;
            ((head >= old) == freshmen).then_some(StudentId::of(head))
        };
        let id = BuildingId::of(building);
        let mut posts = Vec::new();
        if building != NO_BUILDING_HEAD {
            posts.push((OfficerPost::BuildingHead(id), first(self.floors_of(building))));
        }
        for floor in 1..=self.land.floors {
            let rooms = self.land.floor(building, floor);
            if (building, floor) != NO_FLOOR_HEAD {
                posts.push((OfficerPost::FloorHead(id, floor as i8), first(rooms.clone())));
            }
            let headed = rooms.filter(|room| room % ROOMS_A_GAP != ROOMS_A_GAP - 1);
            posts.extend(headed.map(|room| (OfficerPost::RoomHead(RoomId::of(room)), first(room..room + 1))));
        }
        posts.into_iter().filter_map(|(post, student)| Some(Officer { post, student: student?, from, until: None })).collect()
    }

    pub(super) fn floors_of(&self, building: usize) -> std::ops::Range<usize> {
        self.land.floor(building, 1).start..self.land.floor(building, self.land.floors).end
    }

    /// The psych watchers of the classes.
    fn watchers(&self, from: Day, freshmen: bool) -> Vec<Officer> {
        let classes = self.body.classes.iter().enumerate().filter(|(_, it)| (it.grade == self.body.youngest) == freshmen);
        let watcher = |(at, class): (usize, &super::people::PlannedClass)| {
            let pupil = class.pupils.clone().nth(at % class.pupils.len().max(1))?;
            Some(Officer { post: OfficerPost::PsychWatcher(ClassId::of(at)), student: StudentId::of(pupil), from, until: None })
        };
        classes.filter(|(at, _)| at % CLASSES_A_GAP != CLASSES_A_GAP - 1).filter_map(watcher).collect()
    }

    /// Sponsors and party rooms in the first days, service and commendations in the last weeks.
    pub(super) fn put_grid(&mut self, seed: u64) {
        let mut dice = Dice::new(seed, For::Grid);
        let mut at = self.first_day.plus(2).at(ZONE, 10, 0);
        let sponsored = self.land.buildings.len().saturating_sub(UNSPONSORED);
        for building in 0..sponsored {
            let Some(department) = self.department_of_most(building) else { continue };
            let set = PlaceAct::SponsorSet { building: BuildingId::of(building), before: None, after: Some(DepartmentId::of(department)) };
            self.agenda.put(at, Todo::Ready(ADMIN, Box::new(Act::Place(set))));
            at = at.plus_minutes(1);
        }
        let from = at.day(ZONE);
        let party: Vec<Officer> = (0..self.land.buildings.len()).flat_map(|it| self.party_rooms(it, from)).collect();
        if !party.is_empty() {
            self.agenda.put(at, Todo::Ready(CHEN, Box::new(Act::Staff(StaffAct::OfficersNamed(party)))));
        }
        self.put_service(&mut dice);
    }

    fn department_of_most(&self, building: usize) -> Option<usize> {
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        for row in self.floors_of(building).flat_map(|room| &self.body.sleepers[room]) {
            *counts.entry(self.body.classes[self.body.pupils[*row as usize].class].department).or_default() += 1;
        }
        counts.into_iter().max_by_key(|(department, count)| (*count, std::cmp::Reverse(*department))).map(|(department, _)| department)
    }

    /// A party member, of those who are in their third year at least, looks after a room near their own.
    fn party_rooms(&self, building: usize, from: Day) -> Vec<Officer> {
        let rooms: Vec<usize> = self.floors_of(building).filter(|room| !self.body.sleepers[*room].is_empty()).collect();
        let is_old = |row: &usize| {
            let class = &self.body.classes[self.body.pupils[*row].class];
            class.grade <= self.body.youngest - 2 && !self.body.is_known(*row)
        };
        let pairs = rooms.windows(2).step_by(ROOMS_A_PARTY_ROOM);
        let named = |pair: &[usize]| {
            let member = self.body.sleepers[pair[0]].iter().map(|it| *it as usize).find(is_old)?;
            Some(Officer { post: OfficerPost::PartyRoom(RoomId::of(pair[1])), student: StudentId::of(member), from, until: None })
        };
        pairs.filter_map(named).collect()
    }

    /// A few do most of it.
    fn put_service(&mut self, dice: &mut Dice) {
        let since = self.first_day.plus(1);
        let heads = (0..self.land.buildings.len()).flat_map(|it| self.officers(since, it, false));
        let heads: Vec<Officer> = heads.filter(|it| !matches!(it.post, OfficerPost::RoomHead(_))).collect();
        if heads.is_empty() {
            return;
        }
        let today = self.now.day(ZONE);
        for nth in 0..SERVICES + COMMENDATIONS {
            let head = &heads[dice.below(heads.len()).min(dice.below(heads.len()))];
            let day = today.plus(-dice.between(1, SERVICE_DAYS) as i32);
            let at = day.at(ZONE, 19, 30).plus_minutes(dice.between(0, 120));
            let by = dice.pick(&self.crew.counselors[(nth + 1) % self.crew.counselors.len()]).copied().unwrap_or(CHEN);
            let act = if nth < SERVICES {
                let minutes = 15 * dice.between(1, 10) as u16;
                let (student, post) = (head.student, head.post);
                ServiceAct::Served(Served { student, post, day, minutes, text: phrase("网格服务", dice) })
            } else {
                ServiceAct::Commended { student: head.student, day, text: phrase("网格表彰", dice) }
            };
            if day > since.plus(2) {
                self.agenda.put(at, Todo::Ready(by, Box::new(Act::Service(act))));
            }
        }
    }
}
