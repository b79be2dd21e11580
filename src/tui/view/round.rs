//! Rounds (查寝): the one being walked, and how tonight and the nights before stand.

use crate::campus::{
    BuildingId, Campus, Day, Repeat, RoomId, RoundFilter, RoundHead, RoundScope, Seq, Stamp, StudentId, Tally, UserId, report,
};
use crate::desk::Sight;

/// Nights of the trend.
const TREND_NIGHTS: i32 = 14;
/// Most repeat offenders named.
const REPEATS: usize = 24;
/// A user who is nobody.
const NOBODY: UserId = UserId(u16::MAX);

/// The round being walked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoundBoard {
    /// Which.
    pub seq: Seq,
    /// The night.
    pub day: Day,
    /// Its rooms in the order they are walked.
    pub rooms: Vec<RoomId>,
    /// What is on disk of them.
    pub tally: Tally,
}

/// Our round that is not ended, for the top line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OwnRound {
    /// Which.
    pub seq: Seq,
    /// How it stands.
    pub tally: Tally,
}

/// Tonight's rounds and the nights before.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Nights {
    /// Tonight.
    pub day: Day,
    /// The rounds that are not ended, then the buildings.
    pub rows: Vec<NightRow>,
    /// Sums of all buildings tonight.
    pub all: Tally,
    /// The last nights, the oldest first, tonight last.
    pub trend: Vec<(Day, Tally)>,
    /// Who was late or absent again and again, as far as it is seen, the most often first.
    pub students: Vec<Repeat<StudentId>>,
    /// Where forbidden appliances were found again and again.
    pub rooms: Vec<Repeat<RoomId>>,
}

/// A row of tonight.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NightRow {
    /// A round that is not ended.
    Walk {
        /// Which.
        seq: Seq,
        /// How it stands.
        tally: Tally,
    },
    /// A building.
    Building {
        /// Which.
        building: BuildingId,
        /// How it stands.
        tally: Tally,
        /// Who wrote something down there.
        by: Vec<UserId>,
    },
}

/// The round shown, as it stands on disk.
pub fn round_board(campus: &Campus, seq: Seq) -> Option<RoundBoard> {
    let head = campus.rounds().walk(seq)?;
    let (places, people) = (campus.places(), campus.people());
    let rooms = head.rooms(places, people);
    Some(RoundBoard { seq, day: head.begun.day, tally: campus.rounds().tally_of(places, people, head), rooms })
}

/// The round `user` is in the middle of.
pub fn own_round(campus: &Campus, now: Stamp, user: UserId) -> Option<OwnRound> {
    let head = campus.rounds().walked_by(user, now.duty_day(campus.zone()))?;
    Some(OwnRound { seq: head.seq, tally: campus.rounds().tally_of(campus.places(), campus.people(), head) })
}

/// Tonight by building, and the nights before.
pub fn nights_of(campus: &Campus, now: Stamp, user: UserId) -> Nights {
    let (rounds, places, people) = (campus.rounds(), campus.places(), campus.people());
    let day = now.duty_day(campus.zone());
    let walks = rounds.unfinished().rev().filter(|it| it.begun.day == day);
    let walks = walks.map(|it| NightRow::Walk { seq: it.seq, tally: rounds.tally_of(places, people, it) });
    let mut all = Tally::default();
    let buildings = places.buildings().map(|(building, _)| {
        let tally = rounds.tally(places, people, day, building);
        all += tally;
        let sheets = places.floors(building).into_iter().filter_map(|(floor, _)| rounds.sheet(day, building, floor));
        let mut by: Vec<UserId> = sheets.map(|it| it.by).collect();
        by.extend(rounds.unfinished().filter(|it| it.begun.day == day && goes_to(it, building)).map(|it| it.by));
        by.sort_unstable();
        by.dedup();
        NightRow::Building { building, tally, by }
    });
    let mut buildings: Vec<NightRow> = buildings.collect();
    // Those where somebody was come first; the others are still to be walked.
    buildings.sort_by_key(|it| matches!(it, NightRow::Building { tally, .. } if tally.checked == 0));
    let first = day.plus(1 - TREND_NIGHTS);
    let mut trend: Vec<(Day, Tally)> = (0..TREND_NIGHTS).map(|it| (first.plus(it), Tally::default())).collect();
    // Sheets are written in the order of the nights, but for what was written down later.
    for sheet in rounds.sheets().iter().rev().take_while(|it| it.day.plus(TREND_NIGHTS) >= first) {
        let Some((_, tally)) = usize::try_from(sheet.day.since(first)).ok().and_then(|at| trend.get_mut(at)) else { continue };
        sheet.marks.iter().for_each(|it| it.add_to(tally));
    }
    let report = report(campus, day, day, &RoundFilter::default());
    let sight = Sight::new(campus, user);
    // Who wrote each of the nights down is not in the report; as if it had been somebody else.
    let seen = |it: &Repeat<StudentId>| sight.sees_whereabouts(NOBODY, it.who);
    Nights {
        day,
        rows: walks.collect::<Vec<_>>().into_iter().chain(buildings).collect(),
        all,
        trend,
        students: report.students.into_iter().filter(seen).take(REPEATS).collect(),
        rooms: report.rooms.into_iter().take(REPEATS).collect(),
    }
}

fn goes_to(walk: &RoundHead, building: BuildingId) -> bool {
    match &walk.begun.scope {
        RoundScope::Building(it) | RoundScope::Floor(it, _) => *it == building,
        RoundScope::Sample { pool, .. } => pool.contains(&building),
    }
}
