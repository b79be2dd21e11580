//! The campus cut into pages for the checkpoint.
//!
//! Pages are a convenience: whatever they hold can be had again by applying the logbook from the start. So a page form that changes
//! only raises [`PAGES_VERSION`]; older pages are then thrown away, not converted.

use super::{
    ActivityHead, Aside, AwardHead, BookingHead, Building, Campus, ChangeHead, Class, College, Community, CustodyRow, Department,
    DraftHead, FellowHead, HandoverHead, IncidentHead, ItemHead, LeaveHead, LevelRow, MarkHead, MeetingHead, MoodHead, Move, NewsHead,
    ObligationRow, Officer, PlanHead, PreferenceHead, Presets, PutOffRow, ReceptionHead, RequestHead, Room, RoundHead, SavedQuery,
    ScoreHead, SearchHead, Seq, ServiceHead, Sheet, ShiftRow, SnoozeHead, Sponsor, Student, StudentId, TalkHead, TaskHead, TermRow,
    TermsOf, Undone, User, UserKey, VenueHead,
};
use serde::{Deserialize, Serialize};

/// Raised whenever a type in [`Page`] changes.
pub const PAGES_VERSION: u32 = 11;

/// Which page of which table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PageId {
    /// The table: position of the variant in [`Page`].
    pub table: u8,
    /// The page within it, from 0.
    pub index: u32,
}

/// A page: rows of one table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each variant is the table of the type it holds")]
pub enum Page {
    College(Option<College>),
    Communities(Vec<Community>),
    Buildings(Vec<Building>),
    Rooms(Vec<Room>),
    Departments(Vec<Department>),
    Classes(Vec<Class>),
    Students(Vec<Student>),
    Users(Vec<User>),
    Officers(Vec<Officer>),
    Shifts(Vec<ShiftRow>),
    Sheets(Vec<Sheet>),
    Talks(Vec<TalkHead>),
    Incidents(Vec<IncidentHead>),
    Undone(Vec<Undone>),
    UserKeys(Vec<UserKey>),
    Custody(Vec<CustodyRow>),
    Gap(Option<Seq>),
    Walks(Vec<RoundHead>),
    Searches(Vec<SearchHead>),
    Leaves(Vec<LeaveHead>),
    Scores(Vec<ScoreHead>),
    Moods(Vec<MoodHead>),
    Services(Vec<ServiceHead>),
    Sponsors(Vec<Sponsor>),
    Moves(Vec<Move>),
    Presets(Box<str>),
    Terms(Vec<TermsOf>),
    Preferences(Vec<PreferenceHead>),
    Drafts(Vec<DraftHead>),
    Changes(Vec<ChangeHead>),
    Handovers(Vec<HandoverHead>),
    Queries(Vec<SavedQuery>),
    Levels(Vec<LevelRow>),
    Marks(Vec<MarkHead>),
    Snoozes(Vec<SnoozeHead>),
    Plans(Vec<PlanHead>),
    Requests(Vec<RequestHead>),
    Receptions(Vec<ReceptionHead>),
    SchoolTerms(Vec<TermRow>),
    Obligations(Vec<ObligationRow>),
    Activities(Vec<ActivityHead>),
    Attendances(Vec<Vec<StudentId>>),
    Fellows(Vec<FellowHead>),
    Meetings(Vec<MeetingHead>),
    Tasks(Vec<TaskHead>),
    Venues(Vec<VenueHead>),
    Bookings(Vec<BookingHead>),
    Items(Vec<ItemHead>),
    News(Vec<NewsHead>),
    Awards(Vec<AwardHead>),
    PutOffs(Vec<PutOffRow>),
}

/// The pages do not make a campus; it has to be built again from the logbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("checkpoint page {index} of table {table} is out of place")]
pub struct PageOutOfPlace {
    /// The table.
    pub table: u8,
    /// The page.
    pub index: u32,
}

impl Campus {
    /// The pages that changed since this was last asked, with a copy of their rows.
    pub fn take_dirty(&mut self) -> Vec<(PageId, Page)> {
        let mut pages = Vec::new();
        if std::mem::take(&mut self.college_dirty.0) {
            pages.push((PageId { table: 0, index: 0 }, Page::College(self.college.clone())));
        }
        macro_rules! take {
            ($($table:literal $variant:ident $rows:expr;)*) => {$(
                pages.extend($rows.take_dirty().into_iter().map(|(index, rows)| (PageId { table: $table, index }, Page::$variant(rows))));
            )*};
        }
        take! {
            1 Communities self.places.communities;
            2 Buildings self.places.buildings;
            3 Rooms self.places.rooms;
            4 Departments self.people.departments;
            5 Classes self.people.classes;
            6 Students self.people.students;
            7 Users self.staff.users;
            8 Officers self.staff.officers;
            9 Shifts self.shifts.rows;
            10 Sheets self.rounds.sheets;
            11 Talks self.talks.heads;
            12 Incidents self.incidents.heads;
            13 Undone self.undone;
            14 UserKeys self.staff.keys;
            15 Custody self.custody.rows;
            17 Walks self.rounds.walks;
            18 Searches self.searches.heads;
            19 Leaves self.leaves.heads;
            20 Scores self.hygiene.scores;
            21 Moods self.moods.reports;
            22 Services self.services.records;
            23 Sponsors self.places.sponsors;
            24 Moves self.people.moves.rows;
            26 Terms self.duty.terms;
            27 Preferences self.duty.preferences;
            28 Drafts self.drafts.heads;
            29 Changes self.changes.heads;
            30 Handovers self.handovers.heads;
            34 Queries self.queries.rows;
            31 Levels self.people.levels.rows;
            32 Marks self.care.marks;
            33 Snoozes self.care.snoozes;
            35 Plans self.talks.plans.heads;
            36 Requests self.requests.heads;
            37 Receptions self.requests.receptions;
            39 SchoolTerms self.terms.rows;
            40 Obligations self.obligations.rows;
            41 Activities self.activities.heads;
            42 Attendances self.activities.present;
            44 Fellows self.communities.fellows;
            45 Meetings self.communities.meetings;
            46 Tasks self.communities.tasks;
            47 Venues self.venues.venues;
            48 Bookings self.venues.bookings;
            49 Items self.venues.items;
            50 News self.news.heads;
            51 Awards self.awards.heads;
            52 PutOffs self.queries.put_offs.rows;
        }
        if std::mem::take(&mut self.gap_dirty.0) {
            pages.push((PageId { table: 16, index: 0 }, Page::Gap(self.gap)));
        }
        if std::mem::take(&mut self.presets_dirty.0) {
            pages.push((PageId { table: 25, index: 0 }, Page::Presets(self.presets.written().into())));
        }
        pages
    }

    /// Builds the campus from the pages of a checkpoint, given in the order of their ids.
    ///
    /// # Errors
    /// A page is missing, doubled or of another table than its id says.
    pub fn from_pages(applied: Seq, pages: impl IntoIterator<Item = (PageId, Page)>) -> Result<Self, PageOutOfPlace> {
        let mut campus = Self { applied, college_dirty: Aside(false), people_changed: Aside(applied), ..Self::default() };
        for (id, page) in pages {
            let PageId { table, index } = id;
            let fits = match (table, page) {
                (0, Page::College(it)) => {
                    campus.set_college(it);
                    index == 0
                }
                (1, Page::Communities(rows)) => campus.places.communities.load(index, rows),
                (2, Page::Buildings(rows)) => campus.places.buildings.load(index, rows),
                (3, Page::Rooms(rows)) => campus.places.rooms.load(index, rows),
                (4, Page::Departments(rows)) => campus.people.departments.load(index, rows),
                (5, Page::Classes(rows)) => campus.people.classes.load(index, rows),
                (6, Page::Students(rows)) => campus.people.students.load(index, rows),
                (7, Page::Users(rows)) => campus.staff.users.load(index, rows),
                (8, Page::Officers(rows)) => campus.staff.officers.load(index, rows),
                (9, Page::Shifts(rows)) => campus.shifts.rows.load(index, rows),
                (10, Page::Sheets(rows)) => campus.rounds.sheets.load(index, rows),
                (11, Page::Talks(rows)) => campus.talks.heads.load(index, rows),
                (12, Page::Incidents(rows)) => campus.incidents.heads.load(index, rows),
                (13, Page::Undone(rows)) => campus.undone.load(index, rows),
                (14, Page::UserKeys(rows)) => campus.staff.keys.load(index, rows),
                (15, Page::Custody(rows)) => campus.custody.rows.load(index, rows),
                (16, Page::Gap(gap)) => {
                    campus.gap = gap;
                    index == 0
                }
                (17, Page::Walks(rows)) => campus.rounds.walks.load(index, rows),
                (18, Page::Searches(rows)) => campus.searches.heads.load(index, rows),
                (19, Page::Leaves(rows)) => campus.leaves.heads.load(index, rows),
                (20, Page::Scores(rows)) => campus.hygiene.scores.load(index, rows),
                (21, Page::Moods(rows)) => campus.moods.reports.load(index, rows),
                (22, Page::Services(rows)) => campus.services.records.load(index, rows),
                (23, Page::Sponsors(rows)) => campus.places.sponsors.load(index, rows),
                (24, Page::Moves(rows)) => campus.people.moves.rows.load(index, rows),
                (25, Page::Presets(page)) => {
                    campus.presets = Presets::read(&page);
                    index == 0
                }
                (26, Page::Terms(rows)) => campus.duty.terms.load(index, rows),
                (27, Page::Preferences(rows)) => campus.duty.preferences.load(index, rows),
                (28, Page::Drafts(rows)) => campus.drafts.heads.load(index, rows),
                (29, Page::Changes(rows)) => campus.changes.heads.load(index, rows),
                (30, Page::Handovers(rows)) => campus.handovers.heads.load(index, rows),
                (34, Page::Queries(rows)) => campus.queries.rows.load(index, rows),
                (31, Page::Levels(rows)) => campus.people.levels.rows.load(index, rows),
                (32, Page::Marks(rows)) => campus.care.marks.load(index, rows),
                (33, Page::Snoozes(rows)) => campus.care.snoozes.load(index, rows),
                (35, Page::Plans(rows)) => campus.talks.plans.heads.load(index, rows),
                (36, Page::Requests(rows)) => campus.requests.heads.load(index, rows),
                (37, Page::Receptions(rows)) => campus.requests.receptions.load(index, rows),
                (39, Page::SchoolTerms(rows)) => campus.terms.rows.load(index, rows),
                (40, Page::Obligations(rows)) => campus.obligations.rows.load(index, rows),
                (41, Page::Activities(rows)) => campus.activities.heads.load(index, rows),
                (42, Page::Attendances(rows)) => campus.activities.present.load(index, rows),
                (44, Page::Fellows(rows)) => campus.communities.fellows.load(index, rows),
                (45, Page::Meetings(rows)) => campus.communities.meetings.load(index, rows),
                (46, Page::Tasks(rows)) => campus.communities.tasks.load(index, rows),
                (47, Page::Venues(rows)) => campus.venues.venues.load(index, rows),
                (48, Page::Bookings(rows)) => campus.venues.bookings.load(index, rows),
                (49, Page::Items(rows)) => campus.venues.items.load(index, rows),
                (50, Page::News(rows)) => campus.news.heads.load(index, rows),
                (51, Page::Awards(rows)) => campus.awards.heads.load(index, rows),
                (52, Page::PutOffs(rows)) => campus.queries.put_offs.rows.load(index, rows),
                _ => false,
            };
            if !fits {
                return Err(PageOutOfPlace { table, index });
            }
        }
        campus.college_dirty = Aside(false);
        campus.reindex();
        Ok(campus)
    }
}
