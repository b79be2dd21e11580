//! The schedule in the shape that hangs on the door: a title, a row a day with a column a post, the hours below; and what each person has.

use super::rows::{Phones, ScheduleFilter, phone, place, site};
use crate::campus::{Campus, Day, DutyKind, Post, ScheduleRules, Shift, UserId};
use crate::desk::Sight;
use crate::say;
use crate::words::Words;
use chrono::Datelike as _;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The schedule in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Door {
    /// Title of the whole.
    pub title: String,
    /// Month by month.
    pub months: Vec<DoorMonth>,
    /// What stands over the columns of a month: date, weekday, kind, then the posts.
    pub headings: Vec<String>,
    /// Lines below: the hours.
    pub notes: Vec<String>,
    /// What each person has.
    pub people: Vec<DoorPerson>,
    /// What stands over the columns of the people.
    pub people_headings: Vec<String>,
    /// The name of their sheet.
    pub people_title: String,
}

/// A month, or what of it was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DoorMonth {
    /// College, month, 值班表.
    pub title: String,
    /// `2026-12`.
    pub name: String,
    /// Its days.
    pub days: Vec<DoorDay>,
}

/// A day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DoorDay {
    /// The duty date.
    pub day: Day,
    /// As it is written.
    pub date: String,
    /// `周一`.
    pub weekday: String,
    /// 工作日, 周末, or the name of the holiday.
    pub kind: String,
    /// Not a workday.
    pub off: bool,
    /// Who has duty, a cell a post; several, or a phone, on lines of their own.
    pub cells: Vec<String>,
}

/// What one person has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DoorPerson {
    /// Name.
    pub name: String,
    /// Login.
    pub login: String,
    /// Phone, as far as it is seen.
    pub phone: String,
    /// Shifts by kind, in the order of [`DutyKind::ALL`].
    pub counts: [u32; DutyKind::ALL.len()],
}

impl DoorPerson {
    /// All shifts.
    pub fn total(&self) -> u32 {
        self.counts.iter().sum()
    }
}

/// The schedule for the door. Days without a shift have their row, too: a gap is to be seen.
pub fn door(words: &Words, campus: &Campus, sight: Sight<'_>, filter: &ScheduleFilter, phones: Phones) -> Door {
    let rules = &campus.presets().rules().schedule;
    let mut shifts: Vec<&Shift> = campus.shifts().all().map(|(_, it)| it).filter(|it| filter.holds(it)).collect();
    shifts.sort_by_key(|it| (it.day, place(it.post), it.starts, it.person));
    let posts = posts(campus, filter);
    let names = Names::of(campus);
    let mut months: Vec<DoorMonth> = Vec::new();
    let mut cells: HashMap<(Day, Post), Vec<UserId>> = HashMap::new();
    shifts.iter().for_each(|it| cells.entry((it.day, it.post)).or_default().push(it.person));
    let college = campus.college().map(|it| it.name.to_string()).unwrap_or_default();
    let days = filter.until.since(filter.from).saturating_add(1).clamp(0, DAYS_LIMIT);
    for day in (0..days).map(|nth| filter.from.plus(nth)) {
        let date = day.date();
        let name = date.format("%Y-%m").to_string();
        if months.last().is_none_or(|it| it.name != name) {
            let title = say!(
                words,
                "export-schedule-month",
                college = college.as_str(),
                year = date.year().to_string(),
                month = date.month().to_string()
            );
            months.push(DoorMonth { title, name, days: Vec::new() });
        }
        let cell = |post: &Post| {
            let people = cells.get(&(day, *post)).map_or(&[][..], Vec::as_slice);
            people.iter().map(|id| cell(&names, sight, *id, phones)).collect::<Vec<_>>().join("\n")
        };
        let row = DoorDay {
            day,
            date: words.day(day),
            weekday: words.weekday(day),
            kind: kind(words, rules, day),
            off: rules.kind(day) != DutyKind::Workday,
            cells: posts.iter().map(cell).collect(),
        };
        if let Some(month) = months.last_mut() {
            month.days.push(row);
        }
    }
    let title = match months.as_slice() {
        [one] => one.title.clone(),
        _ => {
            let (from, until) = (filter.from.date().to_string(), filter.until.date().to_string());
            say!(words, "export-schedule-period", college = college, from = from, until = until)
        }
    };
    let headings = [say!(words, "export-schedule-date"), say!(words, "export-schedule-weekday"), say!(words, "export-schedule-kind")];
    Door {
        title,
        months,
        headings: headings.into_iter().chain(posts.iter().map(|it| post_name(words, campus, *it))).collect(),
        notes: notes(words, campus, rules, filter, &shifts),
        people: people(campus, sight, rules, &shifts, phones),
        people_headings: [say!(words, "export-schedule-name"), say!(words, "export-schedule-login"), say!(words, "export-schedule-phone")]
            .into_iter()
            .chain(DutyKind::ALL.map(|it| words.duty_kind(it)))
            .chain([say!(words, "export-schedule-total")])
            .collect(),
        people_title: say!(words, "export-schedule-people"),
    }
}

/// Most days on one door: ten years.
const DAYS_LIMIT: i32 = 3_660;

/// The columns: the leader, then every community; one of them where only that was asked for.
fn posts(campus: &Campus, filter: &ScheduleFilter) -> Vec<Post> {
    let all = std::iter::once(Post::Leader).chain(campus.places().communities().map(|(id, _)| Post::Workroom(id)));
    all.filter(|it| filter.post.is_none_or(|post| post == *it)).collect()
}

/// A post as it stands over its column.
pub(super) fn post_name(words: &Words, campus: &Campus, post: Post) -> String {
    site(campus, post).map_or_else(|| say!(words, "export-schedule-leader"), str::to_owned)
}

/// The kind of a day: one off by its name, if it has one.
pub(super) fn kind(words: &Words, rules: &ScheduleRules, day: Day) -> String {
    let kind = rules.kind(day);
    let name = rules.day_name(day).filter(|_| kind != DutyKind::Workday);
    name.map_or_else(|| words.duty_kind(kind), str::to_owned)
}

/// How people are told apart on the sheet: by name, and by login where the name alone would not do.
struct Names<'a> {
    times: HashMap<String, u32>,
    campus: &'a Campus,
}

impl<'a> Names<'a> {
    fn of(campus: &'a Campus) -> Self {
        let mut times = HashMap::new();
        campus.staff().users().for_each(|(_, it)| *times.entry(super::read::name_key(&it.name)).or_default() += 1);
        Self { times, campus }
    }

    fn of_user(&self, id: UserId) -> String {
        let Some(user) = self.campus.staff().user(id) else { return format!("#{}", id.0) };
        let key = super::read::name_key(&user.name);
        let is_plain = user.name.chars().all(|c| c.is_alphabetic() || c == ' ' || c == '·');
        if is_plain && self.times.get(&key) == Some(&1) { user.name.to_string() } else { format!("{}({})", user.name, user.login) }
    }
}

fn cell(names: &Names<'_>, sight: Sight<'_>, id: UserId, phones: Phones) -> String {
    let name = names.of_user(id);
    // A masked phone on a door helps nobody.
    let phone = if phones == Phones::Full { phone(sight, id, phones) } else { None };
    phone.map_or_else(|| name.clone(), |phone| format!("{name}\n{phone}"))
}

/// The hours that the shifts on this sheet really have, by kind of day, and what else has to be known.
fn notes(words: &Words, campus: &Campus, rules: &ScheduleRules, filter: &ScheduleFilter, shifts: &[&Shift]) -> Vec<String> {
    let zone = campus.zone();
    let mut hours: BTreeMap<DutyKind, BTreeSet<String>> = BTreeMap::new();
    for it in shifts {
        let (from, to) = (words.clock(it.starts, zone), words.clock(it.ends, zone));
        let next = it.ends.day(zone) != it.starts.day(zone);
        let said = if next {
            say!(words, "export-schedule-hours-overnight", from = from, to = to)
        } else {
            say!(words, "export-schedule-hours", from = from, to = to)
        };
        hours.entry(rules.kind(it.day)).or_default().insert(said);
    }
    let hours = hours.into_iter().map(|(kind, said)| {
        let said = said.into_iter().collect::<Vec<_>>().join(" / ");
        say!(words, "export-schedule-hours-of", kind = words.duty_kind(kind), hours = said)
    });
    let mut notes: Vec<String> = hours.collect();
    let years = filter.from.date().year()..=filter.until.date().year();
    let unknown = years.filter(|year| Day::ymd(*year, 1, 1).is_some_and(|it| !rules.knows_year(it)));
    notes.extend(unknown.take(3).map(|it| say!(words, "export-schedule-no-holidays", year = it.to_string())));
    notes
}

fn people(campus: &Campus, sight: Sight<'_>, rules: &ScheduleRules, shifts: &[&Shift], phones: Phones) -> Vec<DoorPerson> {
    let mut kinds: BTreeMap<UserId, Vec<DutyKind>> = BTreeMap::new();
    shifts.iter().for_each(|it| kinds.entry(it.person).or_default().push(rules.kind(it.day)));
    let person = |(id, kinds): (UserId, Vec<DutyKind>)| {
        let user = campus.staff().user(id);
        DoorPerson {
            name: user.map(|it| it.name.to_string()).unwrap_or_default(),
            login: user.map_or_else(|| format!("#{}", id.0), |it| it.login.to_string()),
            phone: phone(sight, id, phones).unwrap_or_default(),
            counts: DutyKind::ALL.map(|kind| kinds.iter().filter(|it| **it == kind).count() as u32),
        }
    };
    kinds.into_iter().map(person).collect()
}
