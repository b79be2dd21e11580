//! Who sleeps where (床位): everybody in a building for their sex, class beside class, 张敏's classes in her own community.

use super::dice::Dice;
use super::land::{BUILDING_3, COMMUNITIES, LIVED_IN, Land};
use super::people::{Body, Known, ZHANG_SAN};
use crate::campus::{Bed, RoomId, RoomUse, Sex};
use std::collections::BTreeSet;

impl Body {
    /// Gives everybody a bed, class beside class, 张敏's classes in her own community.
    pub(super) fn house(&mut self, land: &Land, dice: &mut Dice) {
        let mut beds: Vec<Vec<Option<u32>>> = land.rooms.iter().map(|it| vec![None; usize::from(it.beds)]).collect();
        let mut order: Vec<usize> = (0..self.classes.len()).collect();
        order.sort_by_key(|at| (self.classes[*at].department, -self.classes[*at].grade, *at));
        for sex in [Sex::Male, Sex::Female] {
            let sleepers: Vec<usize> =
                order.iter().flat_map(|at| self.classes[*at].pupils.clone()).filter(|row| self.pupils[*row].sex == sex).collect();
            let open = open_beds(land, sex, sleepers.len());
            // The few beds left over lie evenly among the others.
            let (wanted, there) = (sleepers.len(), open.len());
            let used = (0..there).filter(|at| (at + 1) * wanted / there != at * wanted / there);
            for (row, at) in sleepers.into_iter().zip(used) {
                let (room, bed) = open[at];
                beds[room][bed] = Some(row as u32);
                self.pupils[row].bed = Some(Bed { room: RoomId::of(room), bed: bed as u8 + 1 });
            }
        }
        self.settle_zhang(land, &mut beds);
        // A few have changed beds over the years, so that rooms are not all of one class.
        for _ in 0..self.pupils.len() / 40 {
            let (one, other) = (dice.below(self.pupils.len()), dice.below(self.pupils.len()));
            if self.pupils[one].sex == self.pupils[other].sex && ![one, other].iter().any(|it| self.is_known(*it)) {
                self.swap(&mut beds, one, self.pupils[other].bed);
            }
        }
        for (who, number, bed) in [(Known::ZhangSan, "412", ZHANG_SAN.1), (Known::ZhaoLei, "305", 1)] {
            if let (Some(row), Some(room)) = (self.known(who), land.room_of_3(number)) {
                self.swap(&mut beds, row, Some(Bed { room: RoomId::of(room), bed }));
            }
        }
        self.sleepers = beds.into_iter().map(|room| room.into_iter().flatten().collect()).collect();
        for class in &mut self.classes {
            let mut homes = [0; COMMUNITIES];
            for bed in self.pupils[class.pupils.clone()].iter().filter_map(|it| it.bed) {
                homes[land.community_of(bed.room)] += 1;
            }
            // The first of the fullest, so that equal ones do not depend on anything else.
            class.home = (0..COMMUNITIES).rev().max_by_key(|at| homes[*at]).unwrap_or(0);
        }
    }

    /// Moves a student into a bed; who slept there gets theirs.
    fn swap(&mut self, beds: &mut [Vec<Option<u32>>], row: usize, to: Option<Bed>) {
        let (Some(from), Some(to)) = (self.pupils[row].bed, to) else { return };
        let place = |bed: Bed| (bed.room.index(), usize::from(bed.bed).saturating_sub(1));
        let ((room, bed), (old_room, old_bed)) = (place(to), place(from));
        let other = beds[room][bed];
        beds[old_room][old_bed] = other;
        beds[room][bed] = Some(row as u32);
        if let Some(other) = other {
            self.pupils[other as usize].bed = Some(from);
        }
        self.pupils[row].bed = Some(to);
    }

    fn settle_zhang(&mut self, land: &Land, beds: &mut [Vec<Option<u32>>]) {
        let of_sex = |at: &usize, sex: Sex| land.buildings.get(*at).is_some_and(|it| it.sex == Some(sex));
        let women =
            (BUILDING_3..land.buildings.len()).step_by(COMMUNITIES).chain(0..land.buildings.len()).find(|at| of_sex(at, Sex::Female));
        for (sex, building) in [(Sex::Male, Some(BUILDING_3)), (Sex::Female, women)] {
            let Some(building) = building else { continue };
            // From the fourth floor down, where the examples are, then up.
            let floors = (1..=land.floors.min(4)).rev().chain(5..=land.floors);
            let rooms = floors.flat_map(|floor| land.floor(building, floor));
            let taken: Vec<Bed> = rooms
                .flat_map(|room| (0..beds[room].len()).map(move |bed| (room, bed)))
                .filter(|(room, bed)| beds[*room][*bed].is_some())
                .map(|(room, bed)| Bed { room: RoomId::of(room), bed: bed as u8 + 1 })
                .collect();
            let own = self.zhang.iter().flat_map(|at| self.classes[*at].pupils.clone()).filter(|row| self.pupils[*row].sex == sex);
            for (row, bed) in own.collect::<Vec<_>>().into_iter().zip(taken) {
                self.swap(beds, row, Some(bed));
            }
        }
    }
}

/// The beds to be used for one sex, room by room, community by community: a few more than are needed, in rooms spread over all floors.
fn open_beds(land: &Land, sex: Sex, sleepers: usize) -> Vec<(usize, usize)> {
    let mut rooms: Vec<usize> =
        (0..land.rooms.len()).filter(|at| land.rooms[*at].purpose == RoomUse::Dwelling && land.sex_of(&land.rooms[*at]) == sex).collect();
    rooms.sort_by_key(|at| (land.community_of(RoomId::of(*at)), *at));
    let beds = |at: &usize| usize::from(land.rooms[*at].beds);
    let all: usize = rooms.iter().map(beds).sum();
    let want = (sleepers + sleepers / 50 + 3).min(all);
    let lived_in: BTreeSet<usize> = LIVED_IN.iter().filter_map(|number| land.room_of_3(number)).collect();
    let mut due = 0;
    let mut open: Vec<usize> = rooms.clone();
    open.retain(|at| {
        due += beds(at) * want;
        let opens = due >= beds(at) * all;
        due -= if opens { beds(at) * all } else { 0 };
        opens || lived_in.contains(at)
    });
    if open.iter().map(beds).sum::<usize>() < sleepers {
        open = rooms;
    }
    open.iter().flat_map(|at| (0..beds(at)).map(move |bed| (*at, bed))).collect()
}
