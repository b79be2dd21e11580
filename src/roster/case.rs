//! What is to be planned: days, sites, people and the rules between them. How it is read from a file is in [`super::file`].

use crate::campus::DutyKind;

/// A day to be staffed (值班日).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Day {
    /// Its date, as it is called; the solver does not look into it.
    pub date: String,
    /// What a duty on it counts, in half units: 2 on a workday, 3 on a weekend, 4 on a public holiday.
    pub weight: i64,
    /// Whether it is a day off: it counts for the cap and for the fair share of days off.
    pub off: bool,
    /// The calendar month, from 0, within which the cap holds.
    pub month: usize,
    /// Whose turn it is in (see [`Server::kind_price`]).
    pub kind: DutyKind,
}

/// One who serves.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Server {
    /// The place where they belong (see [`Case::place_of`]); at all its sites they are at home.
    pub home: usize,
    /// Their share: 2 full, 1 half.
    pub share: i64,
    /// Half units served too much (positive) or too little before.
    pub carried: i64,
    /// Sites where they may serve.
    pub sites: Vec<usize>,
    /// Days on leave.
    pub leave: Vec<usize>,
    /// Days they asked to be spared.
    pub avoid: Vec<usize>,
    /// Days they asked for.
    pub wish: Vec<usize>,
    /// Their own count of free nights between two duties, where it is not that of the case.
    pub rest_gap: Option<usize>,
    /// Their own cap of days off in a month, where it is not that of the case.
    pub off_cap: Option<usize>,
    /// Duties on days off that they have in each month beside this case: on nights that are not planned here, or in another rota. They count for the cap.
    pub offs_elsewhere: Vec<usize>,
    /// Days on which they served shortly before day 0, counted from it and so negative (-1 is the night before): their rest holds from there on too.
    pub before: Vec<i32>,
    /// What one more duty of each kind costs them, in points of Z and beside all else: positive for whoever has had more of that kind than their
    /// part, negative for whoever has had less. Cut at ±[`MOST_PRICE`]. [`super::Carried::kind_price`] makes one from a past term.
    pub kind_price: [i64; 4],
}

/// Most points of Z that a turn may cost: a hundred avoided days.
pub const MOST_PRICE: i64 = 1000;

/// Everything that is given.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Case {
    /// The days, in order and without holes.
    pub days: Vec<Day>,
    /// How many sites there are. A site is a seat with rules of its own on who may have it: a workroom of two where one has to be a woman is two sites
    /// of one place.
    pub sites: usize,
    /// The place (a community, 社区) of each site. A site that is not in the list is a place of its own, by its number.
    pub place_of: Vec<usize>,
    /// People at each site each night.
    pub posts: usize,
    /// Days and sites where nobody is needed, as (day, site): a house closed in the vacation, or a past night that stayed empty.
    pub closed: Vec<(usize, usize)>,
    /// Free nights between two duties of a person, at least. With 0 somebody may serve night after night without end, so a schedule for people
    /// should have at least 1, which also is "never two nights in a row".
    pub rest_gap: usize,
    /// Duties on days off in a calendar month, at most.
    pub off_cap: usize,
    /// Who serves.
    pub people: Vec<Server>,
}
