//! The communities: places and who has them when, the people, the branches, tasks, and what the service centre does.

use super::branch::{AttendanceLine, BranchLine, branches, party_days};
use crate::campus::{Branch, BuildingId, Campus, CommunityId, Day, Fellow, FellowKind, Seq, ServiceItem, Stamp, StudentId, UserId, Venue};
use crate::desk::Sight;
use crate::desk::count::{self, PostSum};
use crate::tui::model::{CommunityPlace, CommunityView, Place};

/// Days that the week shows.
pub const WEEK_DAYS: i32 = 7;

/// A row of a screen of the communities.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CommunityRow {
    /// A day, over what is booked on it.
    Day(Day),
    /// A place.
    Venue(Seq),
    /// When a place is free on a day.
    Free(Seq, Day),
    /// A booking.
    Booking(Seq),
    /// A task.
    Task(Seq),
    /// Somebody.
    Fellow(Seq),
    /// A leader's reception day.
    Reception(Seq),
    /// A building with its sponsor.
    Sponsor(BuildingId),
    /// How a service did, at this place of the board's list.
    Service(usize),
    /// A post of the students' grid, at this place of the board's list.
    Officers(usize),
    /// A branch.
    Branch(Branch),
    /// An item of the catalogue, at this place of the board's list.
    Item(usize),
    /// A student somebody looks after.
    Mentee(StudentId),
    /// A meeting of a mentor with students.
    Meeting(Seq),
    /// A request that was brought to a reception day.
    Brought(Seq),
    /// A themed party day of a branch.
    PartyDay(Seq),
    /// A leader's attendance of party days, at this place of the board's list.
    Attendance(usize),
}

/// What a screen of the communities shows; empty while none is looked at.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CommunityBoard {
    /// Its rows.
    pub rows: Vec<CommunityRow>,
    /// The catalogue, where it is shown.
    pub items: Vec<ServiceItem>,
    /// How the services did: which, how many, overdue, late.
    pub services: Vec<(String, usize, usize, usize)>,
    /// The students' own grid.
    pub officers: Vec<PostSum>,
    /// Tasks that should have been done.
    pub overdue: usize,
    /// The branches with their party days of the quarter.
    pub branches: Vec<BranchLine>,
    /// Of each leader how many party days they attended this quarter, of how many.
    pub attendance: Vec<AttendanceLine>,
}

impl CommunityBoard {
    /// As `user` sees it at `now`.
    pub(super) fn of(campus: &Campus, place: Place, now: Stamp, user: UserId) -> Self {
        let Place::Community(at) = place else { return Self::default() };
        let today = now.day(campus.zone());
        let overdue = campus.communities().tasks().filter(|(_, it)| holds(at.community, it.community) && it.is_overdue(today)).count();
        let mut board = Self { overdue, ..Self::default() };
        match at.view {
            CommunityView::Places => board.rows = venues(campus, at).into_iter().map(CommunityRow::Venue).collect(),
            CommunityView::Day => board.day(campus, at, today.plus(at.days.into())),
            CommunityView::Week => {
                let first = today.plus(at.days.into());
                for day in (0..WEEK_DAYS).map(|it| first.plus(it)) {
                    board.rows.push(CommunityRow::Day(day));
                    let mut all: Vec<_> = venues(campus, at).iter().flat_map(|venue| campus.venues().bookings_on(*venue, day)).collect();
                    all.sort_by_key(|it| (it.from, it.seq));
                    board.rows.extend(all.into_iter().map(|it| CommunityRow::Booking(it.seq)));
                }
            }
            CommunityView::Tasks => {
                let mut all: Vec<_> = campus.communities().tasks().filter(|(_, it)| holds(at.community, it.community)).collect();
                all.sort_by_key(|(head, it)| (it.done.is_some(), it.due, head.seq));
                board.rows = all.into_iter().map(|(head, _)| CommunityRow::Task(head.seq)).collect();
            }
            CommunityView::People | CommunityView::Mentors if at.opened.is_some() => board.opened(campus, at.opened, user),
            CommunityView::People => board.people(campus, at.community, now, user),
            CommunityView::Mentors => {
                let wanted = |it: &Fellow| holds(at.community, it.community) && (it.kind.is_mentor() || it.kind == FellowKind::RoleModel);
                board.rows = fellows(campus, user, wanted);
            }
            CommunityView::Branches => match at.branch {
                None => {
                    (board.branches, board.attendance) = branches(campus, user, today);
                    board.rows = Branch::ALL.into_iter().map(CommunityRow::Branch).collect();
                    board.rows.extend((0..board.attendance.len()).map(CommunityRow::Attendance));
                }
                Some(branch) => {
                    board.rows = fellows(campus, user, |it| it.branch == Some(branch));
                    board.rows.extend(party_days(campus, branch, today).into_iter().map(CommunityRow::PartyDay));
                }
            },
            CommunityView::Catalogue => {
                board.items = campus.venues().catalogue(campus.presets().rules());
                board.rows = (0..board.items.len()).map(CommunityRow::Item).collect();
            }
        }
        board
    }

    fn day(&mut self, campus: &Campus, at: CommunityPlace, day: Day) {
        for venue in venues(campus, at) {
            self.rows.push(CommunityRow::Venue(venue));
            self.rows.extend(campus.venues().bookings_on(venue, day).into_iter().map(|it| CommunityRow::Booking(it.seq)));
            self.rows.push(CommunityRow::Free(venue, day));
        }
    }

    /// Somebody with their students and meetings, or a reception day with who came to it.
    fn opened(&mut self, campus: &Campus, opened: Option<Seq>, user: UserId) {
        let sight = Sight::new(campus, user);
        let Some(seq) = opened else { return };
        if let Some(it) = sight.fellow(seq) {
            self.rows.push(CommunityRow::Fellow(seq));
            self.rows.extend(it.students().map(CommunityRow::Mentee));
            self.rows.extend(it.meetings().rev().map(|it| CommunityRow::Meeting(it.seq)));
        } else if campus.requests().reception(seq).is_some_and(|it| !it.withdrawn) {
            self.rows.push(CommunityRow::Reception(seq));
            let came = campus.requests().of_reception(seq).filter_map(|it| sight.request(it));
            self.rows.extend(came.map(|it| CommunityRow::Brought(it.seq())));
        }
    }

    /// Everybody in one view: leaders with their receptions, sponsors, those who come in, the students' own grid, the services.
    fn people(&mut self, campus: &Campus, community: Option<CommunityId>, now: Stamp, user: UserId) {
        let zone = campus.zone();
        let (since, until) = campus.terms().days(now.day(zone));
        let held = campus.requests().receptions().iter().rev();
        let held = held.filter(|it| !it.withdrawn && (since..=until).contains(&it.day) && holds(community, it.community));
        self.rows.extend(held.map(|it| CommunityRow::Reception(it.seq)));
        let here = |of: Option<CommunityId>| community.is_none_or(|id| of == Some(id));
        self.rows.extend(campus.places().buildings().filter(|(_, it)| here(it.community)).map(|(id, _)| CommunityRow::Sponsor(id)));
        self.rows.extend(fellows(campus, user, |it| holds(community, it.community)));
        self.officers = count::posts(campus, community, (since, until));
        self.rows.extend((0..self.officers.len()).map(CommunityRow::Officers));
        let services = count::services(Sight::new(campus, user), now);
        self.services = services.iter().map(|it| (it.office.to_owned(), it.count, it.overdue, it.late)).collect();
        self.rows.extend((0..self.services.len()).map(CommunityRow::Service));
    }
}

/// Whether something of a community, or of all of them, is to be shown.
fn holds(wanted: Option<CommunityId>, of: Option<CommunityId>) -> bool {
    wanted.is_none() || of.is_none() || wanted == of
}

fn venues(campus: &Campus, at: CommunityPlace) -> Vec<Seq> {
    let wanted = |(seq, it): &(Seq, &Venue)| at.venue.map_or_else(|| holds(at.community, it.community), |only| only == *seq);
    let mut all: Vec<_> = campus.venues().venues().filter(wanted).collect();
    all.sort_by_key(|(seq, it)| (it.community.is_none(), it.community, it.kind, *seq));
    all.into_iter().map(|it| it.0).collect()
}

fn fellows(campus: &Campus, user: UserId, wanted: impl Fn(&Fellow) -> bool) -> Vec<CommunityRow> {
    let mut all: Vec<_> = Sight::new(campus, user).fellows().filter(|it| wanted(it.it())).collect();
    all.sort_by_key(|it| (!it.it().secretary, it.it().kind, it.it().community, it.seq()));
    all.into_iter().map(|it| CommunityRow::Fellow(it.seq())).collect()
}
