//! The communities by keys: which part is shown, a place booked in one line, its use signed, a task done, a mentor's meeting, a request from the catalogue.

use super::{Meant, Reading, Turn, asks, text_row, wrong};
use crate::campus::{Act, CommunityAct, Met, Seq, Task, VenueAct, clock_of};
use crate::capture::{BookingDoubt, BookingDraft};
use crate::say;
use crate::tui::entering::Thing;
use crate::tui::layer::{CaptureForm, Form, FormRow, Offer, Overlay, Purpose};
use crate::tui::model::{CommunityPlace, CommunityView, List, Place};
use crate::tui::view::CommunityRow;

/// How far ahead and back days are turned.
const DAYS_LIMIT: i16 = 366;
/// How long a meeting is taken to have been where nothing is said, in minutes.
const MEETING_MINUTES: u16 = 60;

impl Turn<'_> {
    /// Opens a part of the communities; a second time it is shown whole again.
    pub(in crate::tui::update) fn show_part(&mut self, view: CommunityView) {
        let community = match self.model.place {
            Place::Community(it) => it.community,
            _ => None,
        };
        self.go_to(Place::Community(CommunityPlace { view, community, days: 0, venue: None, branch: None, opened: None }));
        self.rewind(List::Community);
    }

    /// Another part beside the one that is shown, in place of it: the way back stays short.
    fn turn_community(&mut self, change: impl FnOnce(&mut CommunityPlace)) {
        if let Place::Community(mut at) = self.model.place {
            change(&mut at);
            self.model.place = Place::Community(at);
            self.rewind(List::Community);
        }
    }

    pub(in crate::tui::update) fn next_community_view(&mut self) {
        use CommunityView as V;
        self.turn_community(|at| {
            at.opened = None;
            (at.view, at.branch) = match at.view {
                V::Places => (V::Day, None),
                V::Day => (V::Week, None),
                V::Week => (V::Tasks, None),
                V::Tasks => (V::Places, None),
                V::People => (V::Mentors, None),
                V::Mentors => (V::People, None),
                view => (view, None),
            };
        });
    }

    pub(in crate::tui::update) fn next_community(&mut self) {
        let ids: Vec<_> = self.campus().places().communities().map(|it| it.0).collect();
        self.turn_community(|at| {
            let next = at.community.and_then(|id| ids.iter().position(|it| *it == id)).map_or(0, |it| it + 1);
            (at.community, at.venue, at.opened) = (ids.get(next).copied(), None, None);
        });
    }

    pub(in crate::tui::update) fn turn_days(&mut self, by: i16) {
        self.turn_community(|at| {
            let by = if at.view == CommunityView::Week { by * 7 } else { by };
            at.days = (at.days + by).clamp(-DAYS_LIMIT, DAYS_LIMIT);
        });
    }

    pub(in crate::tui::update) fn community_row(&self) -> Option<CommunityRow> {
        self.model.board.community.rows.get(self.model.cursor(List::Community).at).copied()
    }

    fn booking_here(&self) -> Option<Seq> {
        self.community_row().and_then(|it| if let CommunityRow::Booking(seq) = it { Some(seq) } else { None })
    }

    /// The place under the cursor, or that of the booking there.
    fn venue_here(&self) -> Option<Seq> {
        match (self.community_row(), self.model.place) {
            (Some(CommunityRow::Venue(seq) | CommunityRow::Free(seq, _)), _) => Some(seq),
            (Some(CommunityRow::Booking(seq)), _) => self.campus().venues().booking(seq).map(|it| it.venue),
            (_, Place::Community(at)) => at.venue,
            _ => None,
        }
    }

    pub(in crate::tui::update) fn book_venue(&mut self) {
        self.open_form(Purpose::BookVenue(self.venue_here()));
    }

    pub(in crate::tui::update) fn ask_of_booking(&mut self, purpose: fn(Seq) -> Purpose) {
        match self.booking_here() {
            Some(seq) => self.open_form(purpose(seq)),
            None => self.nothing(say!(self.world.words, "screen-toast-no-booking")),
        }
    }

    pub(in crate::tui::update) fn meet_students(&mut self) {
        match self.community_row() {
            Some(CommunityRow::Fellow(seq)) => self.open_form(Purpose::MeetStudents(seq)),
            Some(CommunityRow::Reception(seq)) => self.open_form(Purpose::Enter(Thing::Came(seq))),
            _ => self.nothing(say!(self.world.words, "screen-toast-no-mentor")),
        }
    }

    /// What was to be done is done today; `u` takes it back.
    pub(in crate::tui::update) fn task_done(&mut self) {
        let Some(CommunityRow::Task(seq)) = self.community_row() else {
            return self.nothing(say!(self.world.words, "screen-toast-no-task"));
        };
        let Some(before) = self.campus().communities().task(seq).and_then(|it| it.it.clone()) else { return };
        let today = self.model.now.day(self.campus().zone());
        let done = if before.done.is_some() { None } else { Some(today) };
        let said = say!(self.world.words, "screen-toast-task-done", what = before.what.to_string());
        let after = Task { done, ..before.clone() };
        let act = CommunityAct::TaskSet { task: Some(seq), before: Some(Box::new(before)), after: Some(Box::new(after)) };
        self.send(Act::Community(act), said);
    }

    /// What Enter does on a row that leads nowhere: one place alone or all again, a request for an item, a booking signed.
    pub(in crate::tui::update) fn open_community_row(&mut self) {
        match self.community_row() {
            Some(CommunityRow::Venue(seq) | CommunityRow::Free(seq, _)) => self.turn_community(|at| {
                (at.view, at.venue) = (CommunityView::Day, if at.venue == Some(seq) { None } else { Some(seq) });
            }),
            Some(CommunityRow::Item(nth)) => {
                let Some(item) = self.model.board.community.items.get(nth).cloned() else { return };
                let kind = self.world.words.request_kind(item.kind);
                self.open_capture(CaptureForm::Request);
                if let Some(Overlay::Capture(it)) = self.top() {
                    it.line.insert(&format!(" {kind} {}", item.name));
                    it.line.move_to(0);
                }
                self.capture_changed();
            }
            Some(CommunityRow::Booking(seq)) => self.open_form(Purpose::SignUse(seq)),
            _ => {}
        }
    }

    pub(super) fn community_form(&self, purpose: Purpose) -> (String, Vec<FormRow>) {
        let words = self.world.words;
        match purpose {
            Purpose::BookVenue(venue) => {
                let name = venue.and_then(|seq| self.campus().venues().venue(seq)).map(|it| it.name.to_string()).unwrap_or_default();
                (say!(words, "screen-form-book-venue", place = name), vec![text_row(say!(words, "screen-form-book-line"), "")])
            }
            Purpose::SignUse(seq) => {
                let count = self.campus().venues().booking(seq).map(|it| it.count.to_string()).unwrap_or_default();
                let rows = vec![text_row(say!(words, "screen-form-came"), &count), text_row(say!(words, "screen-form-words"), "")];
                (say!(words, "screen-form-sign-use", id = seq.to_string()), rows)
            }
            Purpose::GiveUpBooking(seq) => {
                (say!(words, "screen-form-give-up", id = seq.to_string()), vec![text_row(say!(words, "screen-form-reason"), "")])
            }
            Purpose::MeetStudents(seq) => {
                let name = self.campus().communities().fellow(seq).and_then(|it| it.it.as_ref()).map(|it| it.name.to_string());
                let rows = vec![
                    text_row(say!(words, "screen-form-met-whom"), ""),
                    text_row(say!(words, "screen-form-met-minutes"), &MEETING_MINUTES.to_string()),
                    text_row(say!(words, "screen-form-words"), ""),
                ];
                (say!(words, "screen-form-met", name = name.unwrap_or_default()), rows)
            }
            _ => (String::new(), Vec::new()),
        }
    }

    pub(super) fn read_community(&self, form: &Form) -> Reading {
        let words = self.world.words;
        match form.purpose {
            Purpose::BookVenue(venue) => self.read_booking(form, venue),
            Purpose::SignUse(booking) => {
                let typed = form.text_at(0).trim_end_matches('人');
                let Ok(count) = typed.parse::<u16>() else { return asks(say!(words, "screen-form-came-needed")) };
                let act = VenueAct::Used { booking, count, text: form.text_at(1).into() };
                let done = say!(words, "screen-toast-use-signed", id = booking.to_string());
                Ok(Meant { act: Act::Venue(act), said: String::new(), done })
            }
            Purpose::GiveUpBooking(booking) => {
                let act = VenueAct::BookingWithdrawn { booking, text: form.text_at(0).into() };
                let done = say!(words, "screen-toast-booking-given-up", id = booking.to_string());
                Ok(Meant { act: Act::Venue(act), said: String::new(), done })
            }
            Purpose::MeetStudents(fellow) => self.read_meeting(form, fellow),
            _ => asks(String::new()),
        }
    }

    fn read_booking(&self, form: &Form, venue: Option<Seq>) -> Reading {
        let (words, campus) = (self.world.words, self.campus());
        let draft = BookingDraft::read(form.text_at(0), campus, self.model.now, venue);
        let named = |seq: Seq| campus.venues().venue(seq).map(|it| it.name.to_string()).unwrap_or_default();
        let free = || match draft.venues.as_slice() {
            [one] => words.clocks(&campus.venues().free_on(*one, draft.day)),
            _ => String::new(),
        };
        let mut booking = match draft.booking() {
            Ok(it) => it,
            Err(BookingDoubt::NoVenue) => return asks(say!(words, "screen-form-book-place")),
            Err(BookingDoubt::ManyVenues(several)) => {
                let names: Vec<String> = several.iter().take(6).map(|seq| format!("{} Y{seq}", named(*seq))).collect();
                return wrong(say!(words, "screen-form-book-which", places = names.join(&say!(words, "campus-comma"))));
            }
            Err(BookingDoubt::NoTimes) => {
                return asks(say!(words, "screen-form-book-times", day = words.day_long(draft.day), free = free()));
            }
            Err(BookingDoubt::NoWho) => return asks(say!(words, "screen-form-book-who")),
        };
        let (place, mut who) = (named(booking.venue), booking.who.to_string());
        if let Some(typed) = &draft.student {
            let id = self.student_named(typed)?;
            booking.student = Some(id);
            who = format!("{who} @{}", self.student_and_bed(id));
        }
        let times = format!("{}–{}", clock_of(booking.from), clock_of(booking.until));
        let said = say!(
            words,
            "screen-form-venue-said",
            place = place.clone(),
            day = words.day_long(booking.day),
            times = times.clone(),
            who = who
        );
        let done = say!(words, "screen-toast-venue-booked", place = place, times = times);
        Ok(Meant { act: Act::Venue(VenueAct::Booked(Box::new(booking))), said, done })
    }

    /// Students that may be meant by what stands behind the `@` of a booking; one that is chosen is put in by number.
    pub(super) fn booking_offers(&self, form: &Form) -> Vec<Offer> {
        let line = form.text_at(0);
        let draft = BookingDraft::read(line, self.campus(), self.model.now, None);
        let Some(typed) = draft.student.filter(|it| !it.is_empty()) else { return Vec::new() };
        let offers = self.student_offers(&typed).into_iter().take(4);
        offers.map(|it| Offer { puts: line.replacen(&format!("@{typed}"), &format!("@{}", it.puts), 1), ..it }).collect()
    }

    fn read_meeting(&self, form: &Form, fellow: Seq) -> Reading {
        let (words, campus) = (self.world.words, self.campus());
        if form.text_at(0).is_empty() {
            return asks(say!(words, "screen-form-met-needed"));
        }
        let students = self.students_typed(form.text_at(0))?;
        let Ok(minutes) = form.text_at(1).parse::<u16>() else { return asks(say!(words, "screen-form-met-minutes-needed")) };
        let names: Vec<&str> = students.iter().filter_map(|id| campus.people().student(*id)).map(|it| &*it.facts.name).collect();
        let said = names.join(&say!(words, "campus-comma"));
        let day = self.model.now.day(campus.zone());
        let met = Met { fellow, day, students, minutes, text: form.text_at(2).into() };
        let done = say!(words, "screen-toast-met");
        Ok(Meant { act: Act::Community(CommunityAct::Met(met)), said, done })
    }
}
