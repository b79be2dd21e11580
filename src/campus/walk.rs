//! A night round as it is walked (查寝路线): begun for a building, a floor or a seeded random sample, gone on with after an interruption, ended.
//!
//! What was found stands in the sheets of the floors, whoever walked there; a round only says which rooms are to be looked at.

use super::{BuildingId, Day, People, Places, Refusal, RoomId, RoomUse, Rounds, Seq, Stamp, Tally, UserId};
use serde::{Deserialize, Serialize};

/// Which rooms a round goes to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum RoundScope {
    /// A whole building.
    Building(BuildingId),
    /// One floor of it.
    Floor(BuildingId, i8),
    /// A random sample (抽查) that anybody can draw again from its seed; see [`sample`].
    Sample {
        /// Where chance begins.
        seed: u64,
        /// The buildings it is drawn from.
        pool: Vec<BuildingId>,
        /// The rooms drawn.
        rooms: Vec<RoomId>,
    },
}

/// A round as it is begun.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoundBegun {
    /// Duty date.
    pub day: Day,
    /// Which rooms.
    pub scope: RoundScope,
    /// From the ground up; else from the top down.
    pub upward: bool,
}

/// What the campus keeps of a round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoundHead {
    /// The entry it was begun in: its id.
    pub seq: Seq,
    /// Who walks.
    pub by: UserId,
    /// Since when.
    pub since: Stamp,
    /// As it was begun.
    pub begun: RoundBegun,
    /// When it was ended.
    pub ended: Option<Stamp>,
    /// It was begun by mistake and taken back.
    pub called_off: bool,
}

impl RoundHead {
    /// Whether somebody still walks.
    pub fn is_open(&self) -> bool {
        self.ended.is_none() && !self.called_off
    }

    /// The rooms to look at, in the order they are walked: floor by floor, along each floor by number.
    pub fn rooms(&self, places: &Places, people: &People) -> Vec<RoomId> {
        let mut rooms: Vec<RoomId> = match &self.begun.scope {
            RoundScope::Building(building) => lived_in(places, people, *building).collect(),
            RoundScope::Floor(building, floor) => {
                lived_in(places, people, *building).filter(|id| places.room(*id).is_some_and(|it| it.floor == *floor)).collect()
            }
            RoundScope::Sample { rooms, .. } => rooms.clone(),
        };
        let key = |id: &RoomId| places.room(*id).map(|it| (it.building, it.floor, it.number.len(), it.number.clone()));
        rooms.sort_by_cached_key(key);
        if self.begun.upward {
            return rooms;
        }
        // Down the house, but along each floor by number all the same.
        let floor = |id: &RoomId| places.room(*id).map(|it| (it.building, it.floor));
        let mut floors: Vec<&[RoomId]> = rooms.chunk_by(|a, b| floor(a) == floor(b)).collect();
        floors.sort_by_key(|it| places.room(it[0]).map(|room| (room.building, std::cmp::Reverse(room.floor))));
        floors.concat()
    }
}

/// The rooms of a building in which somebody sleeps.
fn lived_in<'a>(places: &'a Places, people: &'a People, building: BuildingId) -> impl Iterator<Item = RoomId> + 'a {
    let dwelling = |id: &RoomId| places.room(*id).is_some_and(|it| it.purpose == RoomUse::Dwelling);
    places.rooms_of(building).iter().copied().filter(move |id| dwelling(id) && !people.in_room(*id).is_empty())
}

/// Draws a random sample of at most `count` inhabited rooms from some buildings: those whose keyed hash, the key being the seed, is smallest.
/// It depends on the seed and on the numbers on the doors alone, so that anybody can draw it again: BLAKE3 over the seed (8 bytes, little
/// endian), the building's number, a zero byte and the room's number.
pub fn sample(places: &Places, people: &People, pool: &[BuildingId], seed: u64, count: usize) -> Vec<RoomId> {
    let drawn = |id: RoomId| {
        let room = places.room(id)?;
        let building = places.building(room.building)?;
        let mut hasher = blake3::Hasher::new();
        hasher.update(&seed.to_le_bytes()).update(building.number.as_bytes()).update(&[0]).update(room.number.as_bytes());
        Some((*hasher.finalize().as_bytes(), id))
    };
    let mut drawn: Vec<_> = pool.iter().flat_map(|it| lived_in(places, people, *it)).filter_map(drawn).collect();
    drawn.sort_unstable();
    drawn.dedup();
    drawn.truncate(count);
    drawn.into_iter().map(|(_, id)| id).collect()
}

impl Rounds {
    /// All rounds in the order they were begun, those called off included.
    pub fn walks(&self) -> &[RoundHead] {
        self.walks.rows()
    }

    /// One round by its id.
    pub fn walk(&self, seq: Seq) -> Option<&RoundHead> {
        self.walks.by_seq(seq)
    }

    /// The rounds that were begun and not ended, the latest last.
    pub fn unfinished(&self) -> impl DoubleEndedIterator<Item = &RoundHead> {
        self.walks.rows().iter().filter(|it| it.is_open())
    }

    /// The round somebody is in the middle of in a night: the last they began.
    pub fn walked_by(&self, user: UserId, day: Day) -> Option<&RoundHead> {
        self.unfinished().rev().find(|it| it.by == user && it.begun.day == day)
    }

    /// Sums over the rooms of a round, whoever marked them.
    pub fn tally_of(&self, places: &Places, people: &People, round: &RoundHead) -> Tally {
        let mut tally = Tally::default();
        for room in round.rooms(places, people) {
            tally.rooms += 1;
            match self.mark(places, round.begun.day, room) {
                Some(mark) => {
                    tally.expected += u32::from(mark.expected);
                    mark.add_to(&mut tally);
                }
                None => tally.expected += people.in_room(room).len() as u32,
            }
        }
        tally
    }

    pub(super) fn check_begun(
        &self,
        (places, people): (&Places, &People),
        least: usize,
        (by, today): (UserId, Day),
        it: &RoundBegun,
    ) -> Result<(), Refusal> {
        if it.day != today {
            return Err(if it.day > today { Refusal::InFuture } else { Refusal::NightOver(it.day) });
        }
        if let Some(open) = self.walked_by(by, it.day).filter(|open| open.begun.scope == it.scope) {
            return Err(Refusal::RoundUnderWay(open.seq));
        }
        let known = |id: BuildingId| places.building(id).map(|_| ()).ok_or(Refusal::NoSuchBuilding(id));
        match &it.scope {
            RoundScope::Building(building) => known(*building),
            RoundScope::Floor(building, floor) => {
                known(*building)?;
                let has = places.rooms_of(*building).iter().filter_map(|id| places.room(*id)).any(|it| it.floor == *floor);
                if has { Ok(()) } else { Err(Refusal::NoSuchFloor { building: *building, floor: *floor }) }
            }
            RoundScope::Sample { seed, pool, rooms } => {
                pool.iter().try_for_each(|id| known(*id))?;
                if *rooms != sample(places, people, pool, *seed, rooms.len()) {
                    return Err(Refusal::SampleNotOfSeed);
                }
                let all = || pool.iter().map(|it| lived_in(places, people, *it).count()).sum::<usize>();
                if rooms.is_empty() || rooms.len() < least && rooms.len() < all() {
                    return Err(Refusal::SampleTooSmall { least, got: rooms.len() });
                }
                Ok(())
            }
        }
    }

    pub(super) fn open_walk(&self, seq: Seq) -> Result<&RoundHead, Refusal> {
        let it = self.walk(seq).filter(|it| !it.called_off).ok_or(Refusal::NoSuchRound(seq))?;
        if it.ended.is_some() { Err(Refusal::RoundOver(seq)) } else { Ok(it) }
    }

    pub(super) fn change_walk(&mut self, seq: Seq, change: impl FnOnce(&mut RoundHead)) {
        if let Some(it) = self.walks.by_seq_mut(seq) {
            change(it);
        }
    }
}
