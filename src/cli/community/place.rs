//! `place`: the places of the community, who has them when, and that they were used.

use super::super::args::{ListArgs, PlaceCommand, VenueArgs};
use super::super::choose::{Finding, When, one_of};
use super::super::filter::Filters;
use super::super::out::{Out, Outcome, Table};
use super::super::problem::{Exit, Problem};
use super::super::seat::Seat;
use super::super::written::{choose, coming_day, id, take_off, write};
use super::view::{self, BookingView, VenueView};
use super::{BOOKING, VENUE, known_venue, one, week};
use crate::campus::{Act, BookingHead, CommunityId, Day, Seq, Venue, VenueAct, VenueKind, read_hours};
use crate::capture::{BookingDoubt, BookingDraft};
use crate::desk::Desk;
use crate::say;
use crate::text;
use crate::words::Words;
use serde::Serialize;

/// `place …`.
pub(in crate::cli) fn run(seat: &Seat, command: &PlaceCommand, out: &mut Out) -> Outcome {
    use PlaceCommand as C;
    let words = &seat.words;
    seat.at_desk(out, |desk, out| match command {
        C::List { community, kind } => {
            let community = community.as_deref().map(|it| choose(seat, desk, |finding| finding.community(it))).transpose()?;
            let kind = kind.as_deref().map(|it| venue_kind(words, it)).transpose()?;
            let views = views(seat, desk, community, kind);
            out.hand(words, views, |out, views| tell(words, &views, out))?;
            Ok(Exit::Done)
        }
        C::Add { name, kind, of } => {
            let kind = venue_kind(words, kind)?;
            let venue = choose(seat, desk, |finding| {
                let name = text::clean(name).trim().into();
                let empty = Venue { name, kind, community: None, spot: "".into(), seats: 0, hours: Vec::new() };
                changed(finding, empty, of)
            })?;
            let act = VenueAct::Set { venue: None, before: None, after: Some(Box::new(venue)) };
            write(seat, desk, Act::Venue(act), Some(VENUE), out)
        }
        C::Change { place, of } => {
            let act = set(seat, desk, place, |finding, it| changed(finding, it, of).map(Some))?.1;
            write(seat, desk, act, None, out)
        }
        C::Remove { place } => {
            let (seq, act) = set(seat, desk, place, |_, _| Ok(None))?;
            take_off(seat, desk, act, seq, out)
        }
        C::Show { place, day } => {
            let venue = choose(seat, desk, |finding| known_venue(finding, place))?;
            let day = match day {
                Some(typed) => coming_or_past(seat, desk, typed)?,
                None => desk.now().day(desk.campus().zone()),
            };
            show(seat, desk, venue, day, out)
        }
        C::Week { day, days, community } => {
            let first = match day {
                Some(typed) => coming_or_past(seat, desk, typed)?,
                None => desk.now().day(desk.campus().zone()),
            };
            let community = community.as_deref().map(|it| choose(seat, desk, |finding| finding.community(it))).transpose()?;
            week::show(seat, desk, (first, *days), community, out)
        }
        C::Book { line, student, dry_run } => book(seat, desk, (line, student.as_deref()), *dry_run, out),
        C::Cancel { id: typed, reason } => {
            let booking = id(seat, typed, BOOKING)?;
            let act = VenueAct::BookingWithdrawn { booking, text: reason.trim().into() };
            take_off(seat, desk, Act::Venue(act), booking, out)
        }
        C::Sign { id: typed, count, text } => {
            let booking = id(seat, typed, BOOKING)?;
            let said = desk.campus().venues().booking(booking).map(|it| it.count);
            let count = count.or(said).unwrap_or_default();
            write(seat, desk, Act::Venue(VenueAct::Used { booking, count, text: text.trim().into() }), None, out)
        }
    })
}

fn venue_kind(words: &Words, typed: &str) -> Result<VenueKind, Problem> {
    one_of(words, "--kind", typed, &VenueKind::ALL, VenueKind::key, |words, it| words.venue_kind(it))
}

/// A day as people say one that comes, or one that was.
fn coming_or_past(seat: &Seat, desk: &Desk, typed: &str) -> Result<Day, Problem> {
    let today = desk.now().day(desk.campus().zone());
    match When::read(&seat.words, typed, today) {
        Ok(When::Day(day)) if !typed.trim().ends_with('d') => Ok(day),
        _ => coming_day(seat, desk, typed),
    }
}

fn set(
    seat: &Seat,
    desk: &Desk,
    typed: &str,
    change: impl FnOnce(&Finding<'_>, Venue) -> Result<Option<Venue>, Problem>,
) -> Result<(Seq, Act), Problem> {
    choose(seat, desk, |finding| {
        let seq = known_venue(finding, typed)?;
        let before = finding.campus.venues().venue(seq).cloned().ok_or_else(|| Problem::not_found(&seat.words, typed))?;
        let after = change(finding, before.clone())?.map(Box::new);
        Ok((seq, Act::Venue(VenueAct::Set { venue: Some(seq), before: Some(Box::new(before)), after })))
    })
}

fn changed(finding: &Finding<'_>, mut it: Venue, of: &VenueArgs) -> Result<Venue, Problem> {
    if let Some(typed) = &of.community {
        it.community = Some(finding.community(typed)?);
    }
    if let Some(spot) = &of.spot {
        it.spot = spot.trim().into();
    }
    it.seats = of.seats.unwrap_or(it.seats);
    if let Some(typed) = &of.hours {
        it.hours = read_hours(typed).ok_or_else(|| {
            let clean = text::clean(typed);
            Problem::usage("bad_hours", say!(finding.words, "cli-bad-hours", typed = clean.as_ref()))
        })?;
    }
    Ok(it)
}

/// What a line of a booking was understood as.
#[derive(Serialize)]
struct Booked {
    seq: Option<u64>,
    id: Option<String>,
    dry_run: bool,
    place: String,
    place_id: String,
    day: String,
    from: String,
    until: String,
    who: String,
    count: u16,
    text: String,
    /// When the place is free that day, as it stood before.
    free: Vec<[String; 2]>,
}

fn book(seat: &Seat, desk: &Desk, (line, student): (&str, Option<&str>), dry_run: bool, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let named = BookingDraft::read(line, &desk.campus(), desk.now(), None).student;
    let student = student.or(named.as_deref()).map(|it| choose(seat, desk, |finding| finding.student(it))).transpose()?;
    let (booking, mut booked) = {
        let campus = desk.campus();
        let draft = BookingDraft::read(line, &campus, desk.now(), None);
        let mut booking = draft.booking().map_err(|doubt| match doubt {
            BookingDoubt::ManyVenues(several) => one(words, line, &several, VENUE).err().unwrap_or_else(|| Problem::not_found(words, line)),
            BookingDoubt::NoVenue => Problem::not_found(words, line).line(say!(words, "cli-booking-no-place")),
            BookingDoubt::NoTimes => Problem::usage("times_needed", say!(words, "campus-refused-booking-times")),
            BookingDoubt::NoWho => Problem::usage("who_needed", say!(words, "cli-booking-who")),
        })?;
        booking.student = student;
        let clock = crate::campus::clock_of;
        let free = campus.venues().free_on(booking.venue, booking.day);
        let booked = Booked {
            seq: None,
            id: None,
            dry_run,
            place: campus.venues().venue(booking.venue).map(|it| it.name.to_string()).unwrap_or_default(),
            place_id: format!("{VENUE}{}", booking.venue),
            day: super::super::view::date(booking.day),
            from: clock(booking.from),
            until: clock(booking.until),
            who: booking.who.to_string(),
            count: booking.count,
            text: booking.text.to_string(),
            free: free.into_iter().map(|(from, until)| [clock(from), clock(until)]).collect(),
        };
        (booking, booked)
    };
    let act = Act::Venue(VenueAct::Booked(Box::new(booking)));
    if dry_run {
        let refused = desk.campus().check(desk.user(), desk.now(), &act).err();
        if let Some(refused) = refused {
            return Err(seat.refusal(desk, &refused).into());
        }
    } else {
        let receipt = seat.receipt(desk, desk.submit(act))?;
        (booked.seq, booked.id) = (Some(receipt.seq.0), Some(format!("{BOOKING}{}", receipt.seq)));
    }
    out.hand(words, booked, |out, it| {
        let (day, from, until) = (it.day.as_str(), it.from.as_str(), it.until.as_str());
        out.line(
            words,
            &say!(words, "cli-booked-as", place = it.place.as_str(), day = day, from = from, until = until, who = it.who.as_str()),
        )?;
        match &it.id {
            Some(id) => out.line(words, &say!(words, "cli-written-as", id = id.as_str())),
            None => out.line(words, &say!(words, "cli-dry-run")),
        }
    })?;
    Ok(Exit::Done)
}

pub(super) fn views(seat: &Seat, desk: &Desk, community: Option<CommunityId>, kind: Option<VenueKind>) -> Vec<VenueView> {
    let campus = desk.campus();
    let wanted = |it: &Venue| kind.is_none_or(|kind| it.kind == kind) && community.is_none_or(|id| it.community.is_none_or(|of| of == id));
    let mut all: Vec<(Seq, &Venue)> = campus.venues().venues().filter(|(_, it)| wanted(it)).collect();
    all.sort_by_key(|(seq, it)| (it.community.is_none(), it.community, it.kind, *seq));
    all.into_iter().map(|(seq, it)| view::venue(&seat.words, &campus, seq, it)).collect()
}

fn tell(words: &Words, views: &[VenueView], out: &mut Out) -> Outcome<()> {
    let mut table = Table::new([
        say!(words, "cli-head-id"),
        say!(words, "cli-head-place"),
        say!(words, "cli-head-kind"),
        say!(words, "cli-head-community"),
        say!(words, "cli-head-where"),
        say!(words, "cli-head-seats"),
        say!(words, "cli-head-hours"),
    ]);
    for it in views {
        let kind = VenueKind::from_key(it.kind).map(|it| words.venue_kind(it)).unwrap_or_default();
        let seats = if it.seats == 0 { String::new() } else { it.seats.to_string() };
        table.row([
            it.id.clone(),
            it.name.clone(),
            kind,
            it.community.clone().unwrap_or_default(),
            it.spot.clone(),
            seats,
            it.hours.clone(),
        ]);
    }
    out.table(words, &table)
}

/// `list places`.
pub(in crate::cli) fn list(seat: &Seat, desk: &Desk, args: &ListArgs, out: &mut Out) -> Outcome<()> {
    let words = &seat.words;
    let mut filters = Filters::read(words, &args.filters)?;
    let community = filters.take("community", |it| choose(seat, desk, |finding| finding.community(it)))?;
    let kind = filters.take("kind", |it| venue_kind(words, it))?;
    filters.end()?;
    let views: Vec<VenueView> = views(seat, desk, community, kind).into_iter().take(args.limit.count()).collect();
    out.hand(words, views, |out, views| tell(words, &views, out))
}

/// `list bookings`, the latest day first.
pub(in crate::cli) fn list_bookings(seat: &Seat, desk: &Desk, args: &ListArgs, out: &mut Out) -> Outcome<()> {
    let words = &seat.words;
    let mut filters = Filters::read(words, &args.filters)?;
    let venue = filters.take("place", |it| choose(seat, desk, |finding| known_venue(finding, it)))?;
    let community = filters.take("community", |it| choose(seat, desk, |finding| finding.community(it)))?;
    let states = ["booked", "used", "withdrawn", "unsigned"];
    let state = filters.take("state", |it| one_of(words, "state", it, &states, |it| it, |_, it| it.to_owned()))?;
    filters.end()?;
    let views: Vec<BookingView> = {
        let campus = desk.campus();
        let now = desk.now();
        let read = |typed: &Option<String>| typed.as_deref().map(|it| coming_or_past(seat, desk, it)).transpose();
        let (since, until) = (read(&args.since)?, read(&args.until)?);
        let of_community = |it: &BookingHead| campus.venues().venue(it.venue).and_then(|it| it.community);
        let ended = |it: &BookingHead| crate::campus::moment(it.day, it.until, campus.zone()) <= now;
        let wanted = |it: &&BookingHead| {
            venue.is_none_or(|of| it.venue == of)
                && since.is_none_or(|day| day <= it.day)
                && until.is_none_or(|day| it.day <= day)
                && community.is_none_or(|id| of_community(it) == Some(id))
                && match state {
                    None => !it.withdrawn,
                    Some("withdrawn") => it.withdrawn,
                    Some("used") => !it.withdrawn && it.used.is_some(),
                    Some("unsigned") => !it.withdrawn && it.used.is_none() && ended(it),
                    Some(_) => !it.withdrawn && it.used.is_none(),
                }
        };
        let mut all: Vec<&BookingHead> = campus.venues().bookings().iter().filter(wanted).collect();
        all.sort_by_key(|it| std::cmp::Reverse((it.day, it.from, it.seq)));
        all.into_iter().take(args.limit.count()).map(|it| view::booking(desk, &campus, it)).collect()
    };
    out.hand(words, views, |out, views| tell_bookings(words, &views, out))
}

pub(super) fn tell_bookings(words: &Words, views: &[BookingView], out: &mut Out) -> Outcome<()> {
    let mut table = Table::new([
        say!(words, "cli-head-id"),
        say!(words, "cli-head-day"),
        say!(words, "cli-head-time"),
        say!(words, "cli-head-place"),
        say!(words, "cli-head-who"),
        say!(words, "cli-head-people"),
        say!(words, "cli-head-state"),
        say!(words, "cli-head-by"),
    ]);
    for it in views {
        let people = match it.came {
            Some(came) => came.to_string(),
            None if it.count == 0 => String::new(),
            None => it.count.to_string(),
        };
        let state = match it.state {
            "used" => say!(words, "cli-booking-used"),
            "withdrawn" => say!(words, "cli-booking-withdrawn"),
            _ => say!(words, "cli-booking-booked"),
        };
        let place = [it.community.clone().unwrap_or_default(), it.place.clone().unwrap_or_default()].join(" ");
        let times = format!("{}–{}", it.from, it.until);
        table.row([it.id.clone(), it.day.clone(), times, place.trim().to_owned(), it.who.clone(), people, state, it.by.clone()]);
    }
    out.table(words, &table)
}

/// A place on a day.
#[derive(Serialize)]
struct Shown {
    #[serde(flatten)]
    place: VenueView,
    day: String,
    bookings: Vec<BookingView>,
    free: Vec<[String; 2]>,
    tasks: Vec<view::TaskView>,
}

fn show(seat: &Seat, desk: &Desk, venue: Seq, day: Day, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let (shown, free) = {
        let campus = desk.campus();
        let today = desk.now().day(campus.zone());
        let Some(it) = campus.venues().venue(venue) else { return Err(Problem::not_found(words, &format!("{VENUE}{venue}")).into()) };
        let free = campus.venues().free_on(venue, day);
        let clock = crate::campus::clock_of;
        let tasks = campus.communities().tasks().filter(|(_, it)| it.venue == Some(venue));
        let shown = Shown {
            place: view::venue(words, &campus, venue, it),
            day: super::super::view::date(day),
            bookings: campus.venues().bookings_on(venue, day).into_iter().map(|it| view::booking(desk, &campus, it)).collect(),
            free: free.iter().map(|(from, until)| [clock(*from), clock(*until)]).collect(),
            tasks: tasks.map(|(head, it)| view::task(&campus, head.seq, it, today)).collect(),
        };
        (shown, free)
    };
    out.hand(words, shown, |out, shown| {
        tell(words, std::slice::from_ref(&shown.place), out)?;
        out.line(words, "")?;
        tell_bookings(words, &shown.bookings, out)?;
        out.field(words, say!(words, "cli-head-free"), &format!("{} {}", shown.day, words.clocks(&free)))?;
        if shown.tasks.is_empty() { Ok(()) } else { super::task::tell(words, &shown.tasks, out) }
    })?;
    Ok(Exit::Done)
}
