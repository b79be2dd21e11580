//! Rows of the ledger against the campus: what is new, what changes, what stands already, and why a row is not taken.

use super::super::clean::{says_nothing, tidy};
use super::super::dorm;
use super::super::intake::{self, Head, SheetError, SheetRemark};
use super::super::table::{self, Cell, ReadError, Row, Table};
use super::super::talks::cell;
use super::column::{self, ActivityColumn as C};
use super::plan::{ActivityPlan, ActivityReason, ActivityRow, EarlierTerms};
use super::present::{Absent, present, room};
use super::template::EXAMPLE;
use crate::campus::{
    ATTENDANCE_LIMIT, ActivityEntered, ActivityFacts, ActivityHead, ActivityKind, ActivityState, Branch, Campus, CommunityId, Day, Spot,
    Standing, StudentId, Taking, TakingPart, UserId, attendance,
};
use crate::words::{Lang, Words};
use std::path::Path;

/// Reads the sheet that looks most like the ledger.
///
/// # Errors
/// As [`crate::exchange::read_table`].
pub fn read_activities_file(path: &Path) -> Result<Table, ReadError> {
    table::read_bytes_by(table::read_file(path)?, None, column::score)
}

/// Plans the import of a ledger for a user on a day.
///
/// # Errors
/// A column that every ledger needs is not found, or nothing stands under the headers.
pub fn plan_activities(
    table: &Table,
    campus: &Campus,
    (user, today): (UserId, Day),
    earlier: EarlierTerms,
) -> Result<ActivityPlan, SheetError> {
    let head = column::find(&table.rows);
    let mut plan: ActivityPlan = head.plan(&C::REQUIRED, C::headers, C::code)?;
    let languages = [Words::new(Lang::Zh), Words::new(Lang::En)];
    let since = (earlier == EarlierTerms::Rejected).then(|| campus.terms().at(today).from);
    let reader = Reader { head: &head, campus, languages: &languages, user, today, since };
    let mut seen: Vec<(Day, Box<str>, Option<CommunityId>)> = Vec::new();
    for row in table.rows.get(head.below..).unwrap_or_default() {
        let first = row.cells.first().map(|it| tidy(it.text())).unwrap_or_default();
        if row.cells.iter().all(Cell::is_blank) || first.starts_with(EXAMPLE) || first.starts_with('※') {
            continue;
        }
        match reader.read(row) {
            Err((column, reason, value)) => {
                plan.rejected.push(SheetRemark { row: row.number, column: head.title(column), value: Some(value), reason });
            }
            Ok(read) => {
                let facts = &read.entered.facts;
                let key = (facts.day, facts.title.clone(), facts.community);
                if seen.contains(&key) {
                    let value = Some(facts.title.to_string());
                    plan.rejected.push(SheetRemark { row: row.number, column: None, value, reason: ActivityReason::Duplicate });
                    continue;
                }
                seen.push(key);
                if read.known.is_some_and(|seq| read.then(seq).is_empty()) {
                    plan.unchanged += 1;
                } else {
                    plan.rows.push(read);
                }
            }
        }
    }
    plan.made()
}

type Wrong = (C, ActivityReason, String);

struct Reader<'a> {
    head: &'a Head<C>,
    campus: &'a Campus,
    languages: &'a [Words; 2],
    user: UserId,
    today: Day,
    /// First day that is taken.
    since: Option<Day>,
}

impl Reader<'_> {
    fn read(&self, row: &Row) -> Result<ActivityRow, Wrong> {
        let title: Box<str> = self.said(row, C::Title).unwrap_or_default().into();
        if title.is_empty() {
            return Err((C::Title, ActivityReason::TitleMissing, String::new()));
        }
        let day = self.day(row)?;
        let place = self.place(row)?;
        let community = self.community(row)?.or_else(|| self.community_of(place.as_ref()));
        let standing = self.standing(day, &title, community);
        let mut facts = self.facts(row, (title, day, place, community))?;
        if let Some(stands) = standing {
            // What the ledger has no column for stays.
            facts.department = stands.facts.department;
            self.keep(&mut facts, &stands.facts);
        }
        let named = self.students(row, C::Students)?;
        let absent = self.students(row, C::Absent)?;
        if let Some(id) = named.iter().find(|id| absent.contains(id)) {
            let name = self.campus.people().student(*id).map(|it| it.facts.name.to_string());
            return Err((C::Absent, ActivityReason::BothThereAndNot, name.unwrap_or_default()));
        }
        let there = standing.map_or(&[][..], |it| self.campus.activities().present(it.seq));
        let added: Vec<StudentId> = named.into_iter().filter(|id| !there.contains(id)).collect();
        // Who is not named is taken away already.
        let removed: Vec<StudentId> = absent.into_iter().filter(|id| there.contains(id)).collect();
        let named = there.len() + added.len() - removed.len();
        let least = u32::try_from(named).unwrap_or(u32::MAX);
        let before = standing.map_or(0, |it| it.count);
        let count = self.count(row)?;
        if let Some(count) = count.filter(|it| *it < least) {
            return Err((C::Count, ActivityReason::FewerThanNamed, format!("{count} < {least}")));
        }
        let count = count.unwrap_or_else(|| attendance(before, there.len(), named));
        let state = if day > self.today { ActivityState::Planned } else { ActivityState::Held };
        let ahead = standing.map(|it| it.state).filter(|it| it.is_ahead() && state == ActivityState::Held);
        let text = self.minutes(row);
        let before_facts = standing.map(|it| &it.facts).filter(|it| **it != facts).cloned();
        // A new one is entered with its number at once; of one with names the number comes with them.
        let entered = ActivityEntered { facts, state, count, text };
        let count = (if standing.is_some() { before } else { count }, count);
        Ok(ActivityRow { row: row.number, known: standing.map(|it| it.seq), entered, before: before_facts, ahead, added, removed, count })
    }

    fn facts(
        &self,
        row: &Row,
        (title, day, place, community): (Box<str>, Day, Option<Spot>, Option<CommunityId>),
    ) -> Result<ActivityFacts, Wrong> {
        let typed = self.said(row, C::Kind).unwrap_or_default();
        let kind = self.one_of(&typed, &ActivityKind::ALL, ActivityKind::key, Words::activity_kind);
        let kind = kind.ok_or((C::Kind, ActivityReason::KindUnknown, typed))?;
        let branch = match self.said(row, C::Branch).filter(|it| !it.is_empty()) {
            None => kind.branch(),
            Some(typed) => {
                let bare = typed.trim_end_matches("支部").trim_end_matches("党").trim_end_matches("功能型").to_owned();
                let found = [&typed, &bare].into_iter().find_map(|it| self.one_of(it, &Branch::ALL, Branch::key, Words::branch));
                Some(found.ok_or((C::Branch, ActivityReason::BranchUnknown, typed))?)
            }
        };
        let parts = [(C::Leads, Standing::Staff, TakingPart::Leads), (C::Speaks, Standing::Other, TakingPart::Speaks)];
        let parts = parts.into_iter().chain([(C::Attends, Standing::Other, TakingPart::Attends)]);
        let taking = parts.flat_map(|(column, standing, part)| {
            let cell = self.said(row, column).unwrap_or_default();
            cell::parts(&cell).into_iter().map(|it| self.taking(&it, standing, part)).collect::<Vec<_>>()
        });
        let list = |column| cell::parts(&self.said(row, column).unwrap_or_default());
        let tags = list(C::Tags).iter().map(|it| it.trim_start_matches('#').into()).collect();
        Ok(ActivityFacts {
            kind,
            branch,
            community,
            department: self.campus.staff().user(self.user).and_then(|it| it.department),
            day,
            minute: self.minute(row)?,
            place,
            title,
            tags,
            taking: taking.collect(),
            promised: list(C::Proof).into_iter().map(Into::into).collect(),
        })
    }

    /// What the file has no column for is as it stands.
    fn keep(&self, facts: &mut ActivityFacts, stands: &ActivityFacts) {
        let lacks = |column| self.head.at(column).is_none();
        if lacks(C::Branch) && stands.kind == facts.kind {
            facts.branch = stands.branch;
        }
        if lacks(C::Time) {
            facts.minute = stands.minute;
        }
        if lacks(C::Place) {
            facts.place = stands.place.clone();
        }
        if lacks(C::Tags) {
            facts.tags = stands.tags.clone();
        }
        if lacks(C::Proof) {
            facts.promised = stands.promised.clone();
        }
        for (column, part) in [(C::Leads, TakingPart::Leads), (C::Speaks, TakingPart::Speaks), (C::Attends, TakingPart::Attends)] {
            if lacks(column) {
                facts.taking.extend(stands.taking.iter().filter(|it| it.part == part).cloned());
            }
        }
        // The order in which they are named says nothing.
        let same = |it: &[Taking], other: &[Taking]| it.len() == other.len() && it.iter().all(|one| other.contains(one));
        if same(&facts.taking, &stands.taking) {
            facts.taking = stands.taking.clone();
        }
    }

    /// The activity that a row means.
    fn standing(&self, day: Day, title: &str, community: Option<CommunityId>) -> Option<&ActivityHead> {
        let heads = self.campus.activities().heads().iter().rev();
        heads
            .filter(|it| it.state != ActivityState::Withdrawn)
            .find(|it| it.facts.day == day && *it.facts.title == *title && it.facts.community == community)
    }

    /// What stands in a column; `None` where the file has no such column.
    fn said(&self, row: &Row, column: C) -> Option<String> {
        let text = self.head.at(column).map(|at| tidy(row.cell(at).text()))?;
        Some(if says_nothing(&text) { String::new() } else { text })
    }

    /// A value by its name in either language, or by its key.
    fn one_of<T: Copy>(&self, typed: &str, all: &[T], key: fn(T) -> &'static str, label: fn(&Words, T) -> String) -> Option<T> {
        intake::one_of(self.languages, typed, all, key, label)
    }

    fn day(&self, row: &Row) -> Result<Day, Wrong> {
        let cell = self.head.at(C::Day).map_or(&Cell::Empty, |at| row.cell(at));
        let unreadable = || (C::Day, ActivityReason::DayUnreadable, tidy(cell.text()));
        let (day, _) = cell::day(cell).ok_or_else(unreadable)?;
        match self.since {
            Some(since) if day < since => Err((C::Day, ActivityReason::BeforeTerm, day.date().to_string())),
            _ => Ok(day),
        }
    }

    /// At what time it begins; until when it lasts is not kept.
    fn minute(&self, row: &Row) -> Result<Option<u16>, Wrong> {
        let minute = |(hour, minute): (u32, u32)| (hour * 60 + minute) as u16;
        let behind_the_day = || self.head.at(C::Day).and_then(|at| cell::day(row.cell(at))?.1).map(minute);
        let Some(at) = self.head.at(C::Time).filter(|at| !row.cell(*at).is_blank()) else { return Ok(behind_the_day()) };
        let cell = row.cell(at);
        let wrong = || (C::Time, ActivityReason::TimeUnreadable, tidy(cell.text()));
        cell::times(cell).map(|(from, _)| Some(minute(from))).ok_or_else(wrong)
    }

    fn community(&self, row: &Row) -> Result<Option<CommunityId>, Wrong> {
        let Some(typed) = self.said(row, C::Community).filter(|it| !it.is_empty()) else { return Ok(None) };
        let found = self.campus.places().communities().find(|(_, it)| *it.name == *typed || it.name.trim_end_matches("社区") == typed);
        found.map(|it| Some(it.0)).ok_or((C::Community, ActivityReason::CommunityUnknown, typed))
    }

    fn community_of(&self, place: Option<&Spot>) -> Option<CommunityId> {
        let places = self.campus.places();
        let building = match place? {
            Spot::Building(id) => *id,
            Spot::Room(id) => places.room(*id)?.building,
            Spot::Community(id) => return Some(*id),
            Spot::Words(_) => return None,
        };
        places.building(building)?.community
    }

    /// A room, a building, a community, a place that can be booked, or words. What is written like a number on a door and is none is a slip of the
    /// fingers.
    fn place(&self, row: &Row) -> Result<Option<Spot>, Wrong> {
        let Some(typed) = self.said(row, C::Place).filter(|it| !it.is_empty()) else { return Ok(None) };
        let places = self.campus.places();
        if self.campus.venues().venues().any(|(_, it)| *it.name == *typed) {
            return Ok(Some(Spot::Words(typed.into())));
        }
        if let Some(room) = room(self.campus, &typed) {
            return Ok(Some(Spot::Room(room)));
        }
        let building = dorm::building(&typed).and_then(|number| places.building_by_number(&number));
        if let Some(id) = building.filter(|_| typed.ends_with(['楼', '栋', '幢', '舍', '#', '号'])) {
            return Ok(Some(Spot::Building(id)));
        }
        if let Some((id, _)) = places.communities().find(|(_, it)| *it.name == *typed) {
            return Ok(Some(Spot::Community(id)));
        }
        let joint = |c: char| c.is_ascii_alphanumeric() || "#-号楼栋幢室舍".contains(c);
        let like_a_door = typed.starts_with(|c: char| c.is_ascii_digit()) && typed.chars().all(joint);
        if like_a_door { Err((C::Place, ActivityReason::PlaceUnknown, typed)) } else { Ok(Some(Spot::Words(typed.into()))) }
    }

    fn count(&self, row: &Row) -> Result<Option<u32>, Wrong> {
        let typed = self.said(row, C::Count).unwrap_or_default();
        let bare = typed.trim_end_matches(['人', '次', '名']);
        if bare.is_empty() {
            return Ok(None);
        }
        let count = bare.parse().ok().filter(|it| *it as usize <= ATTENDANCE_LIMIT);
        count.map(Some).ok_or((C::Count, ActivityReason::CountUnreadable, typed))
    }

    /// Whom a column of students names, each once.
    fn students(&self, row: &Row, column: C) -> Result<Vec<StudentId>, Wrong> {
        let Some(at) = self.head.at(column) else { return Ok(Vec::new()) };
        let mut all: Vec<StudentId> = Vec::new();
        for word in cell::parts(row.cell(at).text()).iter().flat_map(|it| it.split(' ')).filter(|it| !it.is_empty()) {
            // Who was named and has left since may have been named by mistake all the same.
            let gone = || self.campus.people().by_no(word).filter(|_| column == C::Absent).map(|id| vec![id]);
            let found = gone().map_or_else(|| present(self.campus, word), Ok).map_err(|why| {
                let reason = match why {
                    Absent::Unknown => ActivityReason::StudentUnknown,
                    Absent::Several => ActivityReason::StudentSeveral,
                    Absent::Left => ActivityReason::StudentLeft,
                };
                (column, reason, word.to_owned())
            })?;
            let new: Vec<StudentId> = found.into_iter().filter(|id| !all.contains(id)).collect();
            all.extend(new);
        }
        Ok(all)
    }

    /// What was said, and below it what was decided.
    fn minutes(&self, row: &Row) -> Box<str> {
        let text = |column| self.head.at(column).map(|at| cell::words(row.cell(at))).unwrap_or_default();
        let (said, decided) = (text(C::Said), text(C::Decided));
        let title = C::Decided.headers().first().copied().unwrap_or_default();
        match (said.is_empty(), decided.is_empty()) {
            (_, true) => said.into(),
            (true, false) => format!("{title}：{decided}").into(),
            (false, false) => format!("{said}\n{title}：{decided}").into(),
        }
    }

    /// `王建国`, `校领导:刘建国`: as what somebody comes may stand before the name.
    fn taking(&self, word: &str, usual: Standing, part: TakingPart) -> Taking {
        let known = |it: &str| self.one_of(it.trim(), &Standing::ALL, Standing::key, Words::standing);
        let said = word.split_once(':').and_then(|(before, name)| Some((known(before)?, name.trim())));
        let (standing, name) = said.filter(|it| !it.1.is_empty()).unwrap_or((usual, word));
        let mut fit = self.campus.staff().users().filter(|(_, it)| it.active && (*it.name == *name || *it.login == *name));
        // Two of one name are nobody in particular.
        let user = fit.next().filter(|_| fit.next().is_none());
        let name = user.map_or(name, |(_, it)| &*it.name);
        Taking { name: name.into(), user: user.map(|it| it.0), standing, part }
    }
}
