//! Statistics (统计): what happened, over time, by where and whom.
//!
//! Everything that happened is a [`Point`]; a [`Grid`] only says how many of them fall into which cell. A point whose place or people are not
//! seen is in the total and in no row.

use super::deeds::{Span, led_by};
use crate::campus::{BuildingId, Campus, ClassId, CommunityId, Day, IncidentState, Seq, ShiftId, Spot, Stamp, StudentId, UserId};
use crate::desk::Sight;
use crate::desk::rights::ActivitySight;
use smallvec::SmallVec;
use std::collections::BTreeMap;

/// What is counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Talks (谈话).
    #[default]
    Talks,
    /// Rooms looked into (查寝).
    Rounds,
    /// Incidents, drills left out (事件).
    Incidents,
    /// Requests (诉求).
    Requests,
    /// Shifts signed in to (值班).
    Duties,
    /// Activities held (活动).
    Activities,
}

/// By what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum By {
    /// Community.
    #[default]
    Community,
    /// Building.
    Building,
    /// Class.
    Class,
    /// Counselor, of those one may appraise.
    Counselor,
}

/// How long a column is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Scale {
    /// A day.
    Day,
    /// A week from Monday.
    #[default]
    Week,
    /// A month.
    Month,
}

macro_rules! choices {
    ($($name:ident $count:literal { $($variant:ident = $key:literal),+ })+) => {$(
        impl $name {
            /// All of them.
            pub const ALL: [Self; $count] = [$(Self::$variant),+];

            /// Its name for scripts.
            pub fn key(self) -> &'static str {
                match self { $(Self::$variant => $key),+ }
            }

            /// The next one, the first after the last.
            pub fn next(self) -> Self {
                let at = Self::ALL.iter().position(|it| *it == self).unwrap_or_default();
                Self::ALL[(at + 1) % Self::ALL.len()]
            }
        }
    )+};
}

choices! {
    Kind 6 {
        Talks = "talks", Rounds = "rounds", Incidents = "incidents", Requests = "requests", Duties = "duties", Activities = "activities"
    }
    By 4 { Community = "community", Building = "building", Class = "class", Counselor = "counselor" }
    Scale 3 { Day = "day", Week = "week", Month = "month" }
}

/// Whose a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// A community's.
    Community(CommunityId),
    /// A building's.
    Building(BuildingId),
    /// A class's.
    Class(ClassId),
    /// Somebody's.
    User(UserId),
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// On which day.
    pub day: Day,
    /// What it is known by: a talk, an incident, a request, an activity; of rooms that were looked into, the sheet.
    pub seq: Option<Seq>,
    /// The shift it is.
    pub shift: Option<ShiftId>,
    /// The rows it belongs to: none where that is not seen.
    pub keys: SmallVec<[Key; 2]>,
    /// How many it counts for.
    pub count: u32,
}

/// A row of the grid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GridRow {
    /// Whose.
    pub key: Key,
    /// How many in each column.
    pub counts: Vec<u32>,
}

impl GridRow {
    /// How many in all columns.
    pub fn total(&self) -> u32 {
        self.counts.iter().sum()
    }
}

/// How much happened when, by row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grid {
    /// What.
    pub kind: Kind,
    /// By what.
    pub by: By,
    /// How long a column is.
    pub scale: Scale,
    /// The first day of each column.
    pub columns: Vec<Day>,
    /// The rows in the order of their ids.
    pub rows: Vec<GridRow>,
    /// How much happened in each column, what stands in no row included, and what stands in several once.
    pub totals: Vec<u32>,
    /// How much of it stands in no row.
    pub apart: u32,
}

impl Grid {
    /// How much happened.
    pub fn total(&self) -> u32 {
        self.totals.iter().sum()
    }

    /// Of each column, what its cells come to and how much happened: more where something stands in no row, less where in several.
    pub fn sums(&self) -> impl Iterator<Item = (u32, u32)> + Clone + '_ {
        let rows = &self.rows;
        self.totals.iter().enumerate().map(move |(at, total)| (rows.iter().filter_map(|it| it.counts.get(at)).sum(), *total))
    }

    /// The most in one cell.
    pub fn most(&self) -> u32 {
        self.rows.iter().flat_map(|it| &it.counts).copied().max().unwrap_or_default()
    }
}

/// The first day of the column a day lies in.
fn column_of(day: Day, scale: Scale) -> Day {
    match scale {
        Scale::Day => day,
        Scale::Week => day.plus(-i32::from(u8::try_from(day.weekday().num_days_from_monday()).unwrap_or_default())),
        Scale::Month => Span::month(day).from,
    }
}

/// The first days of the columns that a period takes.
fn columns(span: Span, scale: Scale) -> Vec<Day> {
    let mut columns = Vec::new();
    let mut day = column_of(span.from, scale);
    while day <= span.until && columns.len() < 4_000 {
        columns.push(day);
        day = match scale {
            Scale::Day => day.plus(1),
            Scale::Week => day.plus(7),
            Scale::Month => Span::month(day).until.plus(1),
        };
    }
    columns
}

/// Counts what happened in a period as `user` sees it. Columns begin no later than `now`.
pub fn grid(campus: &Campus, user: UserId, now: Stamp, span: Span, (kind, by, scale): (Kind, By, Scale)) -> Grid {
    let span = Span { until: span.until.min(now.day(campus.zone())), ..span };
    let columns = columns(span, scale);
    let mut totals = vec![0; columns.len()];
    let (mut rows, mut apart) = (BTreeMap::<Key, Vec<u32>>::new(), 0);
    points(campus, user, span, (kind, by), |it| {
        let Some(at) = columns.partition_point(|first| *first <= it.day).checked_sub(1) else { return };
        totals[at] += it.count;
        if it.keys.is_empty() {
            apart += it.count;
        }
        for key in it.keys {
            rows.entry(key).or_insert_with(|| vec![0; columns.len()])[at] += it.count;
        }
    });
    let rows = rows.into_iter().map(|(key, counts)| GridRow { key, counts }).collect();
    Grid { kind, by, scale, columns, rows, totals, apart }
}

/// Hands everything that happened in a period and is seen to `each`.
pub fn points(campus: &Campus, user: UserId, span: Span, (kind, by): (Kind, By), mut each: impl FnMut(Point)) {
    let asked = Asked { campus, sight: Sight::new(campus, user), by };
    let (sight, zone) = (asked.sight, campus.zone());
    let (first, end) = (span.from.at(zone, 0, 0), span.until.plus(1).at(zone, 0, 0));
    let within = |at: Stamp| first <= at && at < end;
    match kind {
        Kind::Talks => sight.talks().filter(|it| within(it.held())).for_each(|it| {
            let keys = asked.keys(it.by(), it.students(), None);
            each(Point { day: it.held().day(zone), seq: Some(it.seq()), shift: None, keys, count: 1 });
        }),
        Kind::Rounds => campus.rounds().sheets().iter().filter(|it| span.holds(it.day)).for_each(|it| {
            let (seq, building) = (Some(it.seq), Some(Spot::Building(it.building)));
            if by == By::Counselor {
                for hand in &it.hands {
                    each(Point { day: it.day, seq, shift: None, keys: asked.keys(*hand, None, None), count: 1 });
                }
            } else {
                let keys = asked.keys(it.by, None, building.as_ref());
                each(Point { day: it.day, seq, shift: None, keys, count: it.marks.len() as u32 });
            }
        }),
        Kind::Incidents => {
            let standing = campus.incidents().heads().iter().filter(|it| within(it.opened) && it.state != IncidentState::Withdrawn);
            standing.filter_map(|it| sight.incident(it)).filter(|it| !it.is_drill()).for_each(|it| {
                let keys = asked.keys(it.by(), it.students(), it.place());
                each(Point { day: it.opened().day(zone), seq: Some(it.seq()), shift: None, keys, count: 1 });
            });
        }
        Kind::Requests => sight.requests().filter(|it| within(it.at())).for_each(|it| {
            let student = it.student();
            let keys = asked.keys(it.by(), student.as_ref().map(std::slice::from_ref), it.place());
            each(Point { day: it.at().day(zone), seq: Some(it.seq()), shift: None, keys, count: 1 });
        }),
        Kind::Duties => {
            let signed = campus.shifts().all().filter(|(_, it)| span.holds(it.day) && !it.cancelled && it.signed_in.is_some());
            signed.for_each(|(id, it)| {
                let spot = match it.post {
                    crate::campus::Post::Workroom(community) => Some(Spot::Community(community)),
                    crate::campus::Post::Leader => None,
                };
                let keys = asked.keys(it.person, None, spot.as_ref());
                each(Point { day: it.day, seq: None, shift: Some(id), keys, count: 1 });
            });
        }
        Kind::Activities => sight.activities().filter(|it| it.head().state.is_held() && span.holds(it.head().facts.day)).for_each(|it| {
            let head = it.head();
            each(Point { day: head.facts.day, seq: Some(head.seq), shift: None, keys: asked.keys_of_activity(&it), count: 1 });
        }),
    }
}

/// Who asks, and by what.
#[derive(Clone, Copy)]
struct Asked<'a> {
    campus: &'a Campus,
    sight: Sight<'a>,
    by: By,
}

impl Asked<'_> {
    /// The rows of something that `who` did, with these students, there.
    fn keys(self, who: UserId, students: Option<&[StudentId]>, spot: Option<&Spot>) -> SmallVec<[Key; 2]> {
        let mut keys = SmallVec::new();
        match self.by {
            By::Counselor => {
                if self.sight.appraises(who) {
                    keys.push(Key::User(who));
                }
            }
            By::Class => keys.extend(
                students
                    .unwrap_or_default()
                    .iter()
                    .filter_map(|id| self.campus.people().student(*id).and_then(|it| it.facts.class).map(Key::Class)),
            ),
            By::Building | By::Community => match spot.and_then(|it| self.key_of_spot(it)) {
                Some(key) => keys.push(key),
                None => keys.extend(students.unwrap_or_default().iter().filter_map(|id| {
                    let bed = self.campus.people().student(*id).and_then(|it| it.facts.bed)?;
                    self.key_of_spot(&Spot::Room(bed.room))
                })),
            },
        }
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// The rows of an activity: where it was held, who led it, the classes of those who are seen to have been there.
    fn keys_of_activity(self, it: &ActivitySight<'_>) -> SmallVec<[Key; 2]> {
        let facts = &it.head().facts;
        let mut keys: SmallVec<[Key; 2]> = match self.by {
            By::Counselor => led_by(it.head()).into_iter().filter(|id| self.sight.appraises(*id)).map(Key::User).collect(),
            By::Class => return self.keys(it.head().by, Some(&it.present().0), None),
            By::Community if facts.community.is_some() => facts.community.map(Key::Community).into_iter().collect(),
            By::Community | By::Building => facts.place.as_ref().and_then(|it| self.key_of_spot(it)).into_iter().collect(),
        };
        keys.sort_unstable();
        keys
    }

    fn key_of_spot(self, spot: &Spot) -> Option<Key> {
        let places = self.campus.places();
        let building = match spot {
            Spot::Room(id) => places.room(*id).map(|it| it.building),
            Spot::Building(id) => Some(*id),
            Spot::Community(id) => return (self.by == By::Community).then_some(Key::Community(*id)),
            Spot::Words(_) => None,
        }?;
        match self.by {
            By::Building => Some(Key::Building(building)),
            _ => places.building(building).and_then(|it| it.community).map(Key::Community),
        }
    }
}
