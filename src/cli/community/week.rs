//! `place week`: the bookings of some days, by day and place.

use super::super::out::{Out, Outcome};
use super::super::problem::Exit;
use super::super::seat::Seat;
use super::super::view::date;
use super::place::tell_bookings;
use super::view::{self, BookingView};
use crate::campus::{CommunityId, Day, Seq, Venue};
use crate::desk::Desk;
use crate::say;
use serde::Serialize;

#[derive(Serialize)]
struct DayView {
    day: String,
    bookings: Vec<BookingView>,
}

pub(super) fn show(seat: &Seat, desk: &Desk, (first, days): (Day, u8), community: Option<CommunityId>, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let views: Vec<DayView> = {
        let campus = desk.campus();
        let wanted = |it: &Venue| community.is_none_or(|id| it.community == Some(id));
        let venues: Vec<Seq> = campus.venues().venues().filter(|(_, it)| wanted(it)).map(|it| it.0).collect();
        let of = |day: Day| {
            let mut all: Vec<_> = venues.iter().flat_map(|venue| campus.venues().bookings_on(*venue, day)).collect();
            all.sort_by_key(|it| (it.from, it.venue));
            DayView { day: date(day), bookings: all.into_iter().map(|it| view::booking(desk, &campus, it)).collect() }
        };
        (0..i32::from(days.clamp(1, 62))).map(|at| of(first.plus(at))).collect()
    };
    out.hand(words, views, |out, views| {
        let all: Vec<BookingView> = views.into_iter().flat_map(|it| it.bookings).collect();
        if all.is_empty() { out.line(words, &say!(words, "cli-bookings-none")) } else { tell_bookings(words, &all, out) }
    })?;
    Ok(Exit::Done)
}
