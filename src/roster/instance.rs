//! What is to be planned: days, sites, people and the rules between them; and the text form of `shared/data/roster`.

use std::fmt;

/// Most half units a day may weigh, and most a person may carry over: beyond it is a slip of the pen, and sums would no longer be safe.
const MOST_CARRIED: i64 = 100_000;
/// Most days of one instance, nearly three years.
const MOST_DAYS: usize = 1000;
/// Most cells of people times days.
const MOST_CELLS: usize = 4_000_000;
/// Most slots.
const MOST_SLOTS: usize = 200_000;

/// A day to be staffed (值班日).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    /// Its date, as it is called; the solver does not look into it.
    pub date: String,
    /// What a duty on it counts, in half units: 2 on a workday, 3 on a weekend, 4 on a public holiday.
    pub weight: i64,
    /// Whether it is a day off: it counts for the cap and for the fair share of days off.
    pub off: bool,
    /// The calendar month, from 0, within which the cap holds.
    pub month: usize,
}

/// One who serves.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Server {
    /// The site where they belong.
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
}

/// Everything that is given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// The days, in order and without holes.
    pub days: Vec<Day>,
    /// How many sites there are.
    pub sites: usize,
    /// People at each site each night.
    pub posts: usize,
    /// Free nights between two duties of a person, at least.
    pub rest_gap: usize,
    /// Duties on days off in a calendar month, at most.
    pub off_cap: usize,
    /// Who serves.
    pub people: Vec<Server>,
}

/// Why a case cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Flaw {
    /// Something is missing.
    Missing(&'static str),
    /// Not a whole number.
    NotANumber(String),
    /// Outside of what it may be, both ends included.
    OutOfRange {
        /// What.
        what: &'static str,
        /// What stood there.
        found: i64,
        /// The least it may be.
        least: i64,
        /// The most it may be.
        most: i64,
    },
    /// A day is named before any of the letters E, L, A, W.
    NoLetter,
    /// More lines than days and people.
    TooMuch,
    /// Nobody has a share.
    NoShare,
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(what) => write!(f, "{what} is missing"),
            Self::NotANumber(_) => f.write_str("not a whole number"),
            Self::OutOfRange { what, found, least, most } => write!(f, "{what} is {found}, not from {least} to {most}"),
            Self::NoLetter => f.write_str("a number before the first of E, L, A, W"),
            Self::TooMuch => f.write_str("more lines than days and people"),
            Self::NoShare => f.write_str("nobody has a share"),
        }
    }
}

/// A text that is no instance: where, and why.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}: {flaw}")]
pub struct Misread {
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
    /// What is wrong there.
    pub flaw: Flaw,
}

/// The words of a line one by one, each with its column.
struct Words<'a> {
    line: usize,
    end: usize,
    words: Vec<(usize, &'a str)>,
    next: usize,
}

impl<'a> Words<'a> {
    fn of(number: usize, line: &'a str) -> Self {
        let mut words: Vec<(usize, &str)> = Vec::new();
        let mut start = None;
        for (column, (at, c)) in line.char_indices().enumerate() {
            match (c.is_whitespace(), start) {
                (false, None) => start = Some((column + 1, at)),
                (true, Some((column, from))) => {
                    words.push((column, &line[from..at]));
                    start = None;
                }
                _ => {}
            }
        }
        words.extend(start.map(|(column, from)| (column, &line[from..])));
        Self { line: number, end: line.chars().count() + 1, words, next: 0 }
    }

    fn misread(&self, column: usize, flaw: Flaw) -> Misread {
        Misread { line: self.line, column, flaw }
    }

    fn word(&mut self, what: &'static str) -> Result<(usize, &'a str), Misread> {
        let word = self.words.get(self.next).copied().ok_or_else(|| self.misread(self.end, Flaw::Missing(what)))?;
        self.next += 1;
        Ok(word)
    }

    fn number(&mut self, what: &'static str, least: i64, most: i64) -> Result<i64, Misread> {
        let (column, word) = self.word(what)?;
        self.parsed(column, word, what, least, most)
    }

    fn parsed(&self, column: usize, word: &str, what: &'static str, least: i64, most: i64) -> Result<i64, Misread> {
        let found = word.parse::<i64>().map_err(|_| self.misread(column, Flaw::NotANumber(word.to_owned())))?;
        if !(least..=most).contains(&found) {
            return Err(self.misread(column, Flaw::OutOfRange { what, found, least, most }));
        }
        Ok(found)
    }

    /// A count or index: never negative.
    fn count(&mut self, what: &'static str, least: usize, most: usize) -> Result<usize, Misread> {
        let (least, most) = (i64::try_from(least).unwrap_or(i64::MAX), i64::try_from(most).unwrap_or(i64::MAX));
        self.number(what, least, most).map(|it| usize::try_from(it).unwrap_or(0))
    }
}

impl Case {
    /// Reads the text form: the sizes, a line for each day, a line for each person.
    ///
    /// # Errors
    ///
    /// The first place that cannot be understood, by line and column.
    pub fn read(text: &str) -> Result<Self, Misread> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut lines = text.lines().enumerate().map(|(at, line)| Words::of(at + 1, line));
        let after = Misread { line: text.lines().count() + 1, column: 1, flaw: Flaw::Missing("line") };
        let mut head = lines.next().ok_or(Misread { line: 1, column: 1, flaw: Flaw::Missing("people") })?;
        let people = head.count("people", 1, MOST_CELLS)?;
        let days = head.count("days", 1, MOST_DAYS.min(MOST_CELLS / people))?;
        let sites = head.count("sites", 1, MOST_SLOTS / days)?;
        let posts = head.count("posts", 1, MOST_SLOTS / days / sites)?;
        let rest_gap = head.count("rest gap", 0, MOST_DAYS)?;
        let off_cap = head.count("weekend cap", 0, MOST_DAYS)?;
        let mut case = Self { days: Vec::new(), sites, posts, rest_gap, off_cap, people: Vec::new() };
        for _ in 0..days {
            case.days.push(day(&mut lines.next().ok_or_else(|| after.clone())?)?);
        }
        for _ in 0..people {
            case.people.push(server(&mut lines.next().ok_or_else(|| after.clone())?, days, sites)?);
        }
        if let Some(line) = lines.find(|line| !line.words.is_empty()) {
            return Err(line.misread(1, Flaw::TooMuch));
        }
        if case.people.iter().all(|it| it.share == 0) {
            return Err(Misread { line: days + 2, column: 1, flaw: Flaw::NoShare });
        }
        Ok(case)
    }
}

fn day(line: &mut Words<'_>) -> Result<Day, Misread> {
    let date = line.word("date")?.1.to_owned();
    line.number("class", 0, 100)?;
    let weight = line.number("weight", 0, 100)?;
    let off = line.number("day off", 0, 1)? == 1;
    let month = line.count("month", 0, MOST_DAYS)?;
    Ok(Day { date, weight, off, month })
}

fn server(line: &mut Words<'_>, days: usize, sites: usize) -> Result<Server, Misread> {
    line.word("sex")?;
    let home = line.count("home", 0, sites - 1)?;
    let share = line.number("share", 0, 100)?;
    let carried = line.number("carried", -MOST_CARRIED, MOST_CARRIED)?;
    let mut server = Server { home, share, carried, ..Server::default() };
    let mut letter = "";
    while line.next < line.words.len() {
        let (column, word) = line.word("letter")?;
        let (list, what, most) = match letter {
            _ if matches!(word, "E" | "L" | "A" | "W") => {
                letter = word;
                continue;
            }
            "E" => (&mut server.sites, "site", sites - 1),
            "L" => (&mut server.leave, "day", days - 1),
            "A" => (&mut server.avoid, "day", days - 1),
            "W" => (&mut server.wish, "day", days - 1),
            _ => return Err(line.misread(column, Flaw::NoLetter)),
        };
        let found = line.parsed(column, word, what, 0, i64::try_from(most).unwrap_or(i64::MAX))?;
        list.push(usize::try_from(found).unwrap_or(0));
    }
    Ok(server)
}

/// A case made ready for planning: everything by number, costs in whole numbers (a point of Z is [`Instance::shares`] units, so that fair
/// shares need no fractions).
#[derive(Debug, Clone)]
pub struct Instance {
    pub(super) people: usize,
    pub(super) days: usize,
    pub(super) sites: usize,
    pub(super) posts: usize,
    pub(super) gap: usize,
    pub(super) cap: i32,
    pub(super) weight: Vec<i64>,
    pub(super) off: Vec<i64>,
    pub(super) month: Vec<usize>,
    pub(super) months: usize,
    /// Days of the same weight that are off alike are of one class.
    pub(super) class: Vec<usize>,
    pub(super) classes: usize,
    /// The sum of all shares.
    pub(super) shares: i64,
    /// Fair load of each person in half units, times `shares`.
    pub(super) target: Vec<i64>,
    /// Fair count of days off of each person, times `shares`.
    pub(super) off_target: Vec<i64>,
    /// By person and day.
    pub(super) leave: Vec<bool>,
    pub(super) avoid: Vec<bool>,
    pub(super) wish: Vec<bool>,
    pub(super) day_cost: Vec<i64>,
    /// By person and site.
    pub(super) eligible: Vec<bool>,
    pub(super) site_cost: Vec<i64>,
    /// Who may serve at a site, and who of them belongs there.
    pub(super) of_site: Vec<Vec<u32>>,
    pub(super) at_home: Vec<Vec<u32>>,
    pub(super) home: Vec<usize>,
    pub(super) dates: Vec<String>,
}

/// Points of Z for the square of a half unit off the fair load.
pub(super) const PER_LOAD: i64 = 30;
/// For the square of a day off off the fair count.
pub(super) const PER_OFF: i64 = 12;
/// For a day somebody asked to be spared.
pub(super) const PER_AVOIDED: i64 = 10;
/// For a day wished in vain.
pub(super) const PER_WISH: i64 = 5;
/// For a duty away from home.
pub(super) const PER_AWAY: i64 = 3;

impl From<&Case> for Instance {
    fn from(case: &Case) -> Self {
        let (people, days, sites) = (case.people.len(), case.days.len(), case.sites);
        let weight: Vec<i64> = case.days.iter().map(|it| it.weight).collect();
        let off: Vec<i64> = case.days.iter().map(|it| i64::from(it.off)).collect();
        let mut kinds: Vec<(i64, i64)> = weight.iter().copied().zip(off.iter().copied()).collect();
        kinds.sort_unstable();
        kinds.dedup();
        let class = weight.iter().zip(&off).map(|(w, o)| kinds.binary_search(&(*w, *o)).unwrap_or(0)).collect();
        let each_day = i64::try_from(sites * case.posts).unwrap_or(i64::MAX);
        // At least one, so that nobody's share of nothing is nothing.
        let shares = case.people.iter().map(|it| it.share).sum::<i64>().max(1);
        let whole = each_day * weight.iter().sum::<i64>() + case.people.iter().map(|it| it.carried).sum::<i64>();
        let offs = each_day * off.iter().sum::<i64>();
        let by_day = |list: fn(&Server) -> &Vec<usize>| {
            let mut table = vec![false; people * days];
            for (at, server) in case.people.iter().enumerate() {
                list(server).iter().filter(|it| **it < days).for_each(|day| table[at * days + day] = true);
            }
            table
        };
        let (leave, avoid, wish) = (by_day(|it| &it.leave), by_day(|it| &it.avoid), by_day(|it| &it.wish));
        let day_cost = avoid.iter().zip(&wish).map(|(a, w)| shares * (PER_AVOIDED * i64::from(*a) - PER_WISH * i64::from(*w))).collect();
        let mut eligible = vec![false; people * sites];
        for (at, server) in case.people.iter().enumerate() {
            server.sites.iter().filter(|it| **it < sites).for_each(|site| eligible[at * sites + site] = true);
        }
        let of_site: Vec<Vec<u32>> =
            (0..sites).map(|site| (0..people as u32).filter(|p| eligible[*p as usize * sites + site]).collect()).collect();
        let at_home = |(site, list): (usize, &Vec<u32>)| list.iter().copied().filter(|p| case.people[*p as usize].home == site).collect();
        Self {
            people,
            days,
            sites,
            posts: case.posts,
            gap: case.rest_gap,
            cap: i32::try_from(case.off_cap).unwrap_or(i32::MAX),
            months: case.days.iter().map(|it| it.month + 1).max().unwrap_or(1),
            month: case.days.iter().map(|it| it.month).collect(),
            classes: kinds.len(),
            class,
            shares,
            target: case.people.iter().map(|it| it.share * whole - it.carried * shares).collect(),
            off_target: case.people.iter().map(|it| it.share * offs).collect(),
            site_cost: case
                .people
                .iter()
                .flat_map(|it| (0..sites).map(|site| if it.home == site { 0 } else { PER_AWAY * shares }))
                .collect(),
            at_home: of_site.iter().enumerate().map(at_home).collect(),
            of_site,
            home: case.people.iter().map(|it| it.home).collect(),
            dates: case.days.iter().map(|it| it.date.clone()).collect(),
            weight,
            off,
            leave,
            avoid,
            wish,
            day_cost,
            eligible,
        }
    }
}

/// A place to be filled: a post at a site on a day. Its number counts posts within sites within days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slot(pub u32);

impl Instance {
    /// How many slots there are.
    #[must_use]
    pub fn slots(&self) -> usize {
        self.days * self.sites * self.posts
    }

    /// The day of a slot, from 0.
    #[must_use]
    pub fn day_of(&self, slot: Slot) -> usize {
        slot.0 as usize / (self.sites * self.posts)
    }

    /// The site of a slot, from 0.
    #[must_use]
    pub fn site_of(&self, slot: Slot) -> usize {
        slot.0 as usize / self.posts % self.sites
    }

    /// The first slot of a site on a day; the others follow it.
    #[must_use]
    pub fn slot(&self, day: usize, site: usize) -> Slot {
        Slot(((day * self.sites + site) * self.posts) as u32)
    }

    /// How a day is called.
    #[must_use]
    pub fn date(&self, day: usize) -> &str {
        self.dates.get(day).map_or("", String::as_str)
    }

    /// A point of Z in the whole numbers that costs are kept in.
    #[must_use]
    pub fn shares(&self) -> i64 {
        self.shares
    }
}
