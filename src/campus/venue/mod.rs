//! Places of the community (物理空间): service halls, activity rooms, community centres, 青春解忧园地, 驿站; who has them when, and what is offered there.

mod hours;
mod item;

pub use hours::{DAY_MINUTES, HOURS_LIMIT, OpenHours, clock_of, free_of, open_on, read_hours, read_times};
pub use item::{ITEM_TEXT_LIMIT, ItemHead, ItemRule, ServiceItem, ServiceRules, read_within};

use super::community::as_it_stood;
use super::{CommunityId, Day, OFFICE_LIMIT, Paged, People, Places, Refusal, Rules, Seq, Spot, Stamp, StudentId, Tz, UserId};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// What a place is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum VenueKind {
    /// 服务大厅.
    ServiceHall,
    /// 活动室.
    ActivityRoom,
    /// 社区中心.
    CommunityCentre,
    /// 青春解忧园地.
    HeartGarden,
    /// 志愿服务驿站.
    Station,
    /// 辅导员工作室.
    Workroom,
    /// 党员活动室.
    PartyRoom,
}

impl VenueKind {
    /// All of them in the order lists have them.
    pub const ALL: [Self; 7] =
        [Self::ServiceHall, Self::ActivityRoom, Self::CommunityCentre, Self::HeartGarden, Self::Station, Self::Workroom, Self::PartyRoom];
}

/// A place that can be used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Venue {
    /// What it is called.
    pub name: Box<str>,
    /// What it is for.
    pub kind: VenueKind,
    /// In which community.
    pub community: Option<CommunityId>,
    /// Where it is, in words; may be empty.
    pub spot: Box<str>,
    /// How many it seats; 0 where nobody counts.
    pub seats: u16,
    /// When it is open; always where nothing is said.
    pub hours: Vec<OpenHours>,
}

impl Venue {
    fn check(&self, places: &Places) -> Result<(), Refusal> {
        if self.name.trim().is_empty() {
            return Err(Refusal::EmptyName);
        }
        super::check_len(&self.name, OFFICE_LIMIT)?;
        super::check_len(&self.spot, OFFICE_LIMIT)?;
        super::check_spot(places, self.community.map(Spot::Community).as_ref())?;
        if self.hours.len() > HOURS_LIMIT {
            return Err(Refusal::TooLong { limit: HOURS_LIMIT, got: self.hours.len() });
        }
        self.hours.iter().try_for_each(|it| it.check())
    }
}

/// A place is booked (预约).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Booking {
    /// Which.
    pub venue: Seq,
    /// For which day.
    pub day: Day,
    /// From which minute of it.
    pub from: u16,
    /// Until which.
    pub until: u16,
    /// For whom: a club, a class, an office, in words.
    pub who: Box<str>,
    /// The student who answers for it.
    pub student: Option<StudentId>,
    /// How many come; 0 where nobody knows.
    pub count: u16,
    /// What for; may be empty.
    pub text: Box<str>,
}

/// Longest name of who a place is booked for, in characters.
pub const BOOKING_WHO_LIMIT: usize = 60;
/// How many days ahead a place is booked at most.
pub const BOOKING_AHEAD_DAYS: i32 = 366;

/// Acts on places and on the catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum VenueAct {
    /// A place is entered, changed or given up; a new one is known by the number of this entry.
    Set {
        /// Which; `None` for a new one.
        venue: Option<Seq>,
        /// As it stood.
        before: Option<Box<Venue>>,
        /// As it stands from now on.
        after: Option<Box<Venue>>,
    },
    /// A place is booked; the booking is known by the number of this entry.
    Booked(Box<Booking>),
    /// A booking is given up.
    BookingWithdrawn {
        /// Which.
        booking: Seq,
        /// Why; may be empty.
        text: Box<str>,
    },
    /// A booking that was given up stands again.
    BookingRestored {
        /// Which.
        booking: Seq,
    },
    /// That the place was used is signed (使用签认).
    Used {
        /// By which booking.
        booking: Seq,
        /// How many came.
        count: u16,
        /// In which state it was left; may be empty.
        text: Box<str>,
    },
    /// The signature was a mistake.
    UseWithdrawn {
        /// Of which booking.
        booking: Seq,
    },
    /// An item of the catalogue is set, or no longer offered.
    ItemSet {
        /// As it stood.
        before: Option<Box<ServiceItem>>,
        /// As it stands from now on.
        after: Option<Box<ServiceItem>>,
    },
}

impl VenueAct {
    /// The booking it is about, unless it makes one.
    pub fn booking(&self) -> Option<Seq> {
        match self {
            Self::BookingWithdrawn { booking, .. }
            | Self::BookingRestored { booking }
            | Self::Used { booking, .. }
            | Self::UseWithdrawn { booking } => Some(*booking),
            Self::Set { .. } | Self::Booked(_) | Self::ItemSet { .. } => None,
        }
    }
}

/// What the campus keeps of a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VenueHead {
    /// The entry it was entered in: its id.
    pub seq: Seq,
    /// Who set it last, and when.
    pub changed: (UserId, Stamp),
    /// How it stands; `None` for one that was given up.
    pub it: Option<Venue>,
}

/// What the campus keeps of a booking.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookingHead {
    /// The entry: its id.
    pub seq: Seq,
    /// Who wrote it down.
    pub by: UserId,
    /// Which place.
    pub venue: Seq,
    /// For which day.
    pub day: Day,
    /// From which minute of it.
    pub from: u16,
    /// Until which.
    pub until: u16,
    /// For whom, in words.
    pub who: Box<str>,
    /// The student who answers for it.
    pub student: Option<StudentId>,
    /// How many come.
    pub count: u16,
    /// Given up.
    pub withdrawn: bool,
    /// That it was used: who signed it, when, and how many came.
    pub used: Option<(UserId, Stamp, u16)>,
}

/// All places, bookings and what the college set of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Venues {
    pub(super) venues: Paged<VenueHead>,
    pub(super) bookings: Paged<BookingHead>,
    pub(super) items: Paged<ItemHead>,
    of_day: HashMap<(Seq, Day), Vec<u32>>,
}

impl Default for Venues {
    fn default() -> Self {
        Self { venues: Paged::new(64), bookings: Paged::new(128), items: Paged::new(64), of_day: HashMap::new() }
    }
}

impl Venues {
    /// All places that stand, in the order they were entered.
    pub fn venues(&self) -> impl DoubleEndedIterator<Item = (Seq, &Venue)> {
        self.venues.rows().iter().filter_map(|head| Some((head.seq, head.it.as_ref()?)))
    }

    /// A place that stands, by its id.
    pub fn venue(&self, seq: Seq) -> Option<&Venue> {
        self.head(seq).and_then(|it| it.it.as_ref())
    }

    /// What is kept of a place by its id, given up or not.
    pub fn head(&self, seq: Seq) -> Option<&VenueHead> {
        self.venues.rows().binary_search_by_key(&seq, |it| it.seq).ok().and_then(|row| self.venues.get(row))
    }

    /// All bookings in the order of the logbook, those given up included.
    pub fn bookings(&self) -> &[BookingHead] {
        self.bookings.rows()
    }

    /// A booking by its id, given up or not.
    pub fn booking(&self, seq: Seq) -> Option<&BookingHead> {
        self.booking_row(seq).and_then(|row| self.bookings.get(row))
    }

    fn booking_row(&self, seq: Seq) -> Option<usize> {
        self.bookings.rows().binary_search_by_key(&seq, |it| it.seq).ok()
    }

    /// The bookings of a place on a day that stand, by when they begin.
    pub fn bookings_on(&self, venue: Seq, day: Day) -> Vec<&BookingHead> {
        let rows = self.of_day.get(&(venue, day)).map_or(&[][..], Vec::as_slice);
        let mut all: Vec<&BookingHead> =
            rows.iter().filter_map(|row| self.bookings.get(*row as usize)).filter(|it| !it.withdrawn).collect();
        all.sort_by_key(|it| (it.from, it.seq));
        all
    }

    /// When a place is open and nobody has it on a day, in minutes of it.
    pub fn free_on(&self, venue: Seq, day: Day) -> Vec<(u16, u16)> {
        let open = self.venue(venue).map(|it| open_on(&it.hours, day)).unwrap_or_default();
        free_of(&open, self.bookings_on(venue, day).iter().map(|it| (it.from, it.until)).collect())
    }

    /// What can be done at the service centre: what the college set, and what ships where it set nothing, by name.
    pub fn catalogue(&self, rules: &Rules) -> Vec<ServiceItem> {
        let own = |name: &str| self.items.rows().iter().find(|it| &*it.name == name);
        let shipped = rules.service.items.iter().filter_map(ItemRule::item);
        let kept = shipped.filter_map(|it| own(&it.name).map_or(Some(it), |own| own.it.clone()));
        let mut items: Vec<ServiceItem> = kept.collect();
        let shipped: Vec<Box<str>> = rules.service.items.iter().map(|it| it.name.clone()).collect();
        items.extend(self.items.rows().iter().filter(|it| !shipped.contains(&it.name)).filter_map(|it| it.it.clone()));
        items
    }

    /// Who set an item of the catalogue last, and when; `None` where it stands as it ships.
    pub fn item_changed(&self, name: &str) -> Option<(UserId, Stamp)> {
        self.items.rows().iter().find(|it| &*it.name == name).map(|it| it.changed)
    }

    /// An item of the catalogue by its name.
    pub fn item(&self, rules: &Rules, name: &str) -> Option<ServiceItem> {
        match self.items.rows().iter().find(|it| &*it.name == name) {
            Some(own) => own.it.clone(),
            None => rules.service.items.iter().find(|it| &*it.name == name).and_then(ItemRule::item),
        }
    }

    pub(super) fn check(&self, ground: &VenueGround<'_>, at: Stamp, act: &VenueAct) -> Result<(), Refusal> {
        match act {
            VenueAct::Set { venue, before, after } => {
                let stood = venue.map(|seq| self.head(seq).map(|it| it.it.as_ref()).ok_or(Refusal::NoSuchVenue(seq))).transpose()?;
                as_it_stood(stood.flatten(), before.as_deref(), after.as_deref())?;
                if let Some(seq) = venue {
                    self.check_no_booking_lost(*seq, after.as_deref(), (ground.zone, at))?;
                }
                let Some(after) = after else { return Ok(()) };
                after.check(ground.places)?;
                let same = |(seq, it): &(Seq, &Venue)| Some(*seq) != *venue && (&it.name, it.community) == (&after.name, after.community);
                self.venues().find(same).map_or(Ok(()), |(seq, _)| Err(Refusal::VenueTwice(seq)))
            }
            VenueAct::Booked(it) => self.check_booked(ground, at, it),
            VenueAct::BookingWithdrawn { booking, text } => {
                super::check_text_len(text)?;
                let it = self.standing(*booking)?;
                if it.used.is_some() { Err(Refusal::BookingUsed(*booking)) } else { Ok(()) }
            }
            VenueAct::BookingRestored { booking } => {
                let it = self.booking(*booking).filter(|it| it.withdrawn).ok_or(Refusal::NoSuchBooking(*booking))?;
                self.check_free(it.venue, it.day, it.from, it.until)
            }
            VenueAct::Used { booking, text, .. } => {
                super::check_text_len(text)?;
                let it = self.standing(*booking)?;
                if it.used.is_some() {
                    return Err(Refusal::BookingUsed(*booking));
                }
                let begins = moment(it.day, it.from, ground.zone);
                if at < begins { Err(Refusal::BookingNotBegun(*booking)) } else { Ok(()) }
            }
            VenueAct::UseWithdrawn { booking } => {
                let it = self.standing(*booking)?;
                if it.used.is_some() { Ok(()) } else { Err(Refusal::NoSuchBooking(*booking)) }
            }
            VenueAct::ItemSet { before, after } => {
                let name = |it: &Option<Box<ServiceItem>>| it.as_ref().map(|it| it.name.clone());
                let (was, is) = (name(before), name(after));
                let Some(of) =
                    was.clone().or_else(|| is.clone()).filter(|of| [&was, &is].iter().all(|it| it.as_ref().is_none_or(|it| it == of)))
                else {
                    return Err(Refusal::ChangedMeanwhile);
                };
                as_it_stood(self.item(ground.rules, &of).as_ref(), before.as_deref(), after.as_deref())?;
                after.as_ref().map_or(Ok(()), |it| it.check())
            }
        }
    }

    /// Whoever has booked a place finds it there and open: it is not given up or closed under what is still to come.
    fn check_no_booking_lost(&self, venue: Seq, after: Option<&Venue>, (zone, now): (Tz, Stamp)) -> Result<(), Refusal> {
        let to_come = |it: &&BookingHead| it.venue == venue && !it.withdrawn && it.used.is_none() && moment(it.day, it.until, zone) > now;
        let kept = |it: &BookingHead| {
            after.is_some_and(|venue| open_on(&venue.hours, it.day).iter().any(|(opens, closes)| *opens <= it.from && it.until <= *closes))
        };
        let lost = self.bookings().iter().filter(to_come).find(|it| !kept(it));
        lost.map_or(Ok(()), |it| Err(Refusal::VenueStillBooked(it.seq)))
    }

    fn check_booked(&self, ground: &VenueGround<'_>, at: Stamp, it: &Booking) -> Result<(), Refusal> {
        let today = at.day(ground.zone);
        let venue = self.venue(it.venue).ok_or(Refusal::NoSuchVenue(it.venue))?;
        if it.who.trim().is_empty() {
            return Err(Refusal::EmptyName);
        }
        super::check_len(&it.who, BOOKING_WHO_LIMIT)?;
        super::check_text_len(&it.text)?;
        super::check_students(ground.people, it.student.as_slice())?;
        if it.from >= it.until || it.until > DAY_MINUTES {
            return Err(Refusal::BookingTimes);
        }
        if it.day < today {
            return Err(Refusal::BookingPast { day: it.day, today });
        }
        if it.day.since(today) > BOOKING_AHEAD_DAYS {
            return Err(Refusal::DaysSpan { days: it.day.since(today) });
        }
        if venue.seats > 0 && it.count > venue.seats {
            return Err(Refusal::VenueTooSmall { seats: venue.seats, got: it.count });
        }
        self.check_free(it.venue, it.day, it.from, it.until)
    }

    /// Whether a place is open and nobody has it.
    fn check_free(&self, venue: Seq, day: Day, from: u16, until: u16) -> Result<(), Refusal> {
        let open = open_on(&self.venue(venue).ok_or(Refusal::NoSuchVenue(venue))?.hours, day);
        if !open.iter().any(|(opens, closes)| *opens <= from && until <= *closes) {
            return Err(Refusal::VenueClosed { day, open });
        }
        let overlaps = |it: &&&BookingHead| it.from < until && from < it.until;
        match self.bookings_on(venue, day).iter().find(overlaps) {
            Some(other) => Err(Refusal::VenueBooked { booking: other.seq, free: self.free_on(venue, day) }),
            None => Ok(()),
        }
    }

    fn standing(&self, booking: Seq) -> Result<&BookingHead, Refusal> {
        self.booking(booking).filter(|it| !it.withdrawn).ok_or(Refusal::NoSuchBooking(booking))
    }

    pub(super) fn apply(&mut self, (seq, at, by): (Seq, Stamp, UserId), act: &VenueAct) {
        match act {
            VenueAct::Set { venue: None, after, .. } => {
                self.venues.push(VenueHead { seq, changed: (by, at), it: after.as_deref().cloned() });
            }
            VenueAct::Set { venue: Some(id), after, .. } => {
                let row = self.venues.rows().binary_search_by_key(id, |it| it.seq).ok();
                if let Some(head) = row.and_then(|row| self.venues.get_mut(row)) {
                    (head.changed, head.it) = ((by, at), after.as_deref().cloned());
                }
            }
            VenueAct::Booked(it) => {
                let Booking { venue, day, from, until, who, student, count, .. } = (**it).clone();
                let head = BookingHead { seq, by, venue, day, from, until, who, student, count, withdrawn: false, used: None };
                let row = self.bookings.push(head);
                self.of_day.entry((venue, day)).or_default().push(row as u32);
            }
            VenueAct::ItemSet { before, after } => {
                let Some(name) = after.as_ref().or(before.as_ref()).map(|it| it.name.clone()) else { return };
                let it = after.as_deref().cloned();
                let row = self.items.rows().iter().position(|it| it.name == name);
                match row.and_then(|row| self.items.get_mut(row)) {
                    Some(head) => (head.seq, head.changed, head.it) = (seq, (by, at), it),
                    None => drop(self.items.push(ItemHead { seq, changed: (by, at), name, it })),
                }
            }
            _ => {
                let Some(row) = act.booking().and_then(|it| self.booking_row(it)) else { return };
                let Some(it) = self.bookings.get_mut(row) else { return };
                match act {
                    VenueAct::BookingWithdrawn { .. } => it.withdrawn = true,
                    VenueAct::BookingRestored { .. } => it.withdrawn = false,
                    VenueAct::Used { count, .. } => it.used = Some((by, at, *count)),
                    VenueAct::UseWithdrawn { .. } => it.used = None,
                    VenueAct::Set { .. } | VenueAct::Booked(_) | VenueAct::ItemSet { .. } => {}
                }
            }
        }
    }

    /// For whom a place was booked goes with the words of the booking.
    pub(super) fn erase(&mut self, entry: Seq) {
        if let Some(it) = self.booking_row(entry).and_then(|row| self.bookings.get_mut(row)) {
            it.who = Box::default();
        }
    }

    pub(super) fn reindex(&mut self) {
        self.of_day.clear();
        for (row, it) in self.bookings.rows().iter().enumerate() {
            self.of_day.entry((it.venue, it.day)).or_default().push(row as u32);
        }
    }
}

/// What an act on places is held against.
pub(super) struct VenueGround<'a> {
    pub(super) people: &'a People,
    pub(super) places: &'a Places,
    pub(super) rules: &'a Rules,
    pub(super) zone: Tz,
}

/// A minute of a day; that of the end of the day is the next one's beginning.
pub fn moment(day: Day, minute: u16, zone: Tz) -> Stamp {
    let (day, minute) = if minute >= DAY_MINUTES { (day.plus(1), 0) } else { (day, minute) };
    day.at(zone, u32::from(minute / 60), u32::from(minute % 60))
}
