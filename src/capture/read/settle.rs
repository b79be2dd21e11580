//! The end of the line: what only the whole of it can tell, guesses, defaults.

use super::Reader;
use crate::campus::{ActivityKind, Category, RequestKind, RoomId, STUDENTS_LIMIT, Spot, TEXT_LIMIT, TITLE_LIMIT, Topic, Visibility};
use crate::capture::place::{self, Found};
use crate::capture::{ChipKind, ChipState, Doubt, Draft, Form, vocabulary};
use crate::text::clean;

impl Reader<'_> {
    pub(super) fn finish(mut self) -> (Draft, Option<usize>) {
        self.settle_place();
        self.settle_name();
        self.settle_defaults();
        self.settle_booking();
        self.draft.text = std::mem::take(&mut self.text).into();
        let got = self.draft.text.chars().count();
        let limit = if self.draft.form == Form::Activity { TITLE_LIMIT } else { TEXT_LIMIT };
        let asking = self.draft.students().len();
        let doubts = &mut self.draft.doubts;
        if self.draft.form.is_talk() && self.draft.who.is_empty() {
            doubts.push(Doubt::NobodyNamed);
        }
        if self.draft.form == Form::Request && asking > 1 {
            doubts.push(Doubt::TooManyStudents { limit: 1, got: asking });
        }
        if self.beyond > 0 {
            doubts.push(Doubt::TooManyStudents { limit: STUDENTS_LIMIT, got: STUDENTS_LIMIT + self.beyond });
        }
        if self.draft.form == Form::Plan && self.draft.followup.is_none() {
            doubts.push(Doubt::NoDay);
        }
        // What a planned talk is to be about need not be said yet.
        if got == 0 && self.draft.form != Form::Plan {
            doubts.push(Doubt::EmptyText);
        } else if got > limit {
            doubts.push(Doubt::TooLong { limit, got });
        }
        self.draft.chips.sort_by_key(|it| (it.span.start, it.span.end));
        (self.draft, self.first_word)
    }

    /// A bare door number is the room of somebody named, if it is their door; else a door of the building at hand; else of the building where
    /// those named live. Otherwise it is not for us to choose.
    fn settle_place(&mut self) {
        let Some((span, word, found)) = self.place.take() else { return };
        let places = self.setting.campus.places();
        let people = self.setting.campus.people();
        let students = self.draft.students();
        let homes: Vec<RoomId> = students.iter().filter_map(|id| people.student(*id)?.facts.bed).map(|bed| bed.room).collect();
        let their_own = the_only(homes.iter().copied().filter(|it| place::is_door(places, *it, &word)));
        let (spot, state) = match (their_own.map(Spot::Room), found) {
            (Some(own), Found::One(spot)) if own == spot => (spot, ChipState::Understood),
            (Some(own), _) => (own, ChipState::Guessed),
            (None, Found::One(spot)) => (spot, ChipState::Understood),
            (None, Found::Nothing) if place::looks_like_a_door(places, &word) => {
                self.draft.doubts.push(Doubt::NoSuchRoom { span: span.clone() });
                (Spot::Words(word), ChipState::Doubtful)
            }
            (None, Found::Nothing) => (Spot::Words(word), ChipState::Understood),
            (None, Found::Rooms(best, rooms)) => {
                let building = |room: RoomId| places.room(room).map(|it| it.building);
                let near = |room: &RoomId| place::is_door(places, *room, &word) && homes.iter().any(|it| building(*it) == building(*room));
                match the_only(rooms.iter().copied().filter(near)) {
                    Some(room) => (Spot::Room(room), ChipState::Guessed),
                    None => {
                        self.draft.doubts.push(Doubt::AmbiguousRoom { span: span.clone(), candidates: rooms });
                        (Spot::Room(best), ChipState::Doubtful)
                    }
                }
            }
        };
        self.draft.place = Some(spot.clone());
        self.chip(ChipKind::Place(spot), span, state);
    }

    fn settle_name(&mut self) {
        let end = self.line.len()..self.line.len();
        match (self.name.clone(), self.draft.form) {
            (Some(span), Form::Incident) if self.text.is_empty() => {
                // `3-412 打架 !2` is a whole report at night: the word that names the category is then also what happened.
                self.text = self.line.get(span).map(|it| clean(it).into_owned()).unwrap_or_default();
            }
            (None, Form::Activity) => {
                let (kind, span) = vocabulary::guess_activity(self.line, &self.telling).unwrap_or((ActivityKind::Other, end));
                self.draft.activity.kind = kind;
                self.chip(ChipKind::Activity(kind), span, ChipState::Guessed);
            }
            (said, Form::Request) => self.settle_route(said.map(|_| self.draft.kind)),
            (Some(_), _) => {}
            (None, Form::Talk | Form::Plan) => {
                let (topic, span) = vocabulary::guess_topic(self.line, &self.telling).unwrap_or((Topic::Other, end));
                self.draft.topic = topic;
                self.chip(ChipKind::Topic(topic), span, ChipState::Guessed);
            }
            (None, Form::Incident) => {
                let (category, span) = vocabulary::guess_category(self.line, &self.telling).unwrap_or((Category::Other, end));
                self.draft.category = category;
                self.chip(ChipKind::Category(category), span, ChipState::Guessed);
            }
        }
    }

    /// Which service answers, and until when, by the college's table; what is wanted as well, where that was not said.
    fn settle_route(&mut self, said: Option<RequestKind>) {
        let end = self.line.len()..self.line.len();
        let campus = self.setting.campus;
        let routed = campus.route_request(said, &self.text);
        let word = routed.word.and_then(|word| self.line.find(&*word).map(|at| at..at + word.len()));
        if said.is_none() {
            self.chip(ChipKind::Kind(routed.kind), word.unwrap_or_else(|| end.clone()), ChipState::Guessed);
        }
        let due = self.setting.now.plus_minutes(routed.minutes);
        (self.draft.kind, self.draft.office, self.draft.due) = (routed.kind, routed.office.clone(), Some(due));
        self.chip(ChipKind::Office(routed.office), end.clone(), ChipState::Guessed);
        self.chip(ChipKind::Due(due), end.clone(), ChipState::Guessed);
        // What is to be mended is where they live, if nothing else is said.
        let room = || {
            let student = self.draft.students().first().copied()?;
            campus.people().student(student)?.facts.bed.map(|it| it.room)
        };
        if routed.kind == RequestKind::Repair
            && self.draft.place.is_none()
            && let Some(room) = room()
        {
            self.draft.place = Some(Spot::Room(room));
            self.chip(ChipKind::Place(Spot::Room(room)), end, ChipState::Guessed);
        }
    }

    /// The time that was agreed lies on the day that was said; where none was, on the next day on which the clock will show it.
    fn settle_booking(&mut self) {
        let Some((span, (hour, minute))) = self.booked.take() else { return };
        let (zone, now) = (self.setting.campus.zone(), self.setting.now);
        let today = now.day(zone);
        let soon = || if today.at(zone, hour, minute) > now { today } else { today.plus(1) };
        let day = *self.draft.followup.get_or_insert_with(soon);
        let at = day.at(zone, hour, minute);
        self.draft.held = Some(at);
        self.chip(ChipKind::Time(at), span, ChipState::Understood);
    }

    fn settle_defaults(&mut self) {
        let end = self.line.len()..self.line.len();
        match self.draft.form {
            Form::Talk | Form::Plan => {
                let usual_way = vocabulary::usual_way(self.draft.students().len());
                self.draft.way = self.way.unwrap_or(usual_way);
                if self.way.is_none() {
                    self.chip(ChipKind::Way(usual_way), end.clone(), ChipState::Guessed);
                }
                let usual = vocabulary::usual_visibility(self.draft.topic);
                self.draft.visibility = self.visibility.unwrap_or(usual);
                if self.visibility.is_none() && usual != Visibility::Normal {
                    self.chip(ChipKind::Visibility(usual), end, ChipState::Guessed);
                }
            }
            Form::Request | Form::Activity => {}
            Form::Incident => {
                let usual = vocabulary::usual_severity(self.line);
                self.draft.severity = self.severity.unwrap_or(usual);
                if self.severity.is_none() {
                    self.chip(ChipKind::Severity(usual), end, ChipState::Guessed);
                }
            }
        }
    }
}

/// The room, if all are the same one.
fn the_only(mut rooms: impl Iterator<Item = RoomId>) -> Option<RoomId> {
    let room = rooms.next()?;
    rooms.all(|it| it == room).then_some(room)
}
