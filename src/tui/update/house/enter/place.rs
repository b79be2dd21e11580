//! A place, a task, an item of the catalogue, field by field.

use super::{DAY, Form, FormRow, NUMBER, Reading, Turn, asks, chosen_row, wrong};
use crate::campus::{
    Act, CommunityAct, Day, HOURS_LIMIT, ITEM_TEXT_LIMIT, OFFICE_LIMIT, RequestKind, SYSTEMS, Seq, ServiceItem, TASK_LIMIT, Task, TaskKind,
    Venue, VenueAct, VenueKind, read_hours, read_within,
};
use crate::say;
use crate::tui::model::{Place, Tone};

/// Most characters of a line of opening hours.
const HOURS_LINE: usize = 24;
/// Most characters of a span as [`read_within`] reads it.
const WITHIN: usize = 12;

impl Turn<'_> {
    pub(super) fn venue_form(&self, venue: Option<Seq>) -> (String, Vec<FormRow>) {
        let words = self.world.words;
        let it = venue.and_then(|seq| self.campus().venues().venue(seq));
        let kind = it.map_or(VenueKind::ActivityRoom, |it| it.kind);
        let kinds = VenueKind::ALL.iter().map(|it| words.venue_kind(*it)).collect();
        let seats = it.filter(|it| it.seats > 0).map(|it| it.seats.to_string()).unwrap_or_default();
        let rows = vec![
            self.text_field("name", it.map_or("", |it| &it.name), OFFICE_LIMIT),
            chosen_row(self.label("kind"), kinds, VenueKind::ALL.iter().position(|it| *it == kind).unwrap_or(0)),
            self.community_field(it.map_or(self.community_shown(), |it| it.community)),
            self.text_field("spot", it.map_or("", |it| &it.spot), OFFICE_LIMIT),
            self.text_field("seats", &seats, NUMBER),
            self.text_field("hours", &it.map(|it| words.hours(&it.hours)).unwrap_or_default(), HOURS_LIMIT * HOURS_LINE),
        ];
        (self.form_title("venue", it.is_some()), rows)
    }

    pub(super) fn read_venue(&self, form: &Form, venue: Option<Seq>) -> Reading {
        let words = self.world.words;
        let before = venue.and_then(|seq| self.campus().venues().venue(seq)).cloned();
        let name = form.text_at(0);
        if name.is_empty() {
            return asks(say!(words, "screen-form-name-needed"));
        }
        let Some(kind) = VenueKind::ALL.get(form.choice_at(1)).copied() else { return asks(String::new()) };
        let Some(hours) = read_hours(form.text_at(5)) else { return wrong(say!(words, "screen-form-hours-wrong")) };
        let after = Venue {
            name: name.into(),
            kind,
            community: self.community_at(form, 2),
            spot: form.text_at(3).into(),
            seats: self.number_at(form, 4, u16::MAX)?,
            hours,
        };
        if before.as_ref() == Some(&after) {
            return asks(say!(words, "screen-form-nothing-changed"));
        }
        let open = if after.hours.is_empty() { say!(words, "screen-form-open-always") } else { words.hours(&after.hours) };
        let said = format!("{} {open}", words.venue_kind(kind));
        let act = VenueAct::Set { venue, before: before.map(Box::new), after: Some(Box::new(after)) };
        self.entered(Act::Venue(act), name, said)
    }

    pub(super) fn task_form(&self, task: Option<Seq>) -> (String, Vec<FormRow>) {
        let (words, campus) = (self.world.words, self.campus());
        let it = task.and_then(|seq| campus.communities().task(seq)).and_then(|it| it.it.as_ref());
        let day = |it: Option<Day>| it.map(|it| it.date().to_string()).unwrap_or_default();
        let kind = it.map_or(TaskKind::Organisation, |it| it.kind);
        let kinds = TaskKind::ALL.iter().map(|it| words.task_kind(*it)).collect();
        let venue = it.and_then(|it| it.venue).and_then(|seq| campus.venues().venue(seq)).map(|it| it.name.to_string());
        let system = it.filter(|it| it.system > 0).map(|it| it.system.to_string()).unwrap_or_default();
        let rows = vec![
            self.text_field("what", it.map_or("", |it| &it.what), TASK_LIMIT),
            self.text_field("lead", it.map_or("", |it| &it.lead), OFFICE_LIMIT),
            self.text_field("due", &day(it.map(|it| it.due)), DAY),
            self.text_field("with", it.map_or("", |it| &it.with), TASK_LIMIT),
            self.text_field("done", &day(it.and_then(|it| it.done)), DAY),
            chosen_row(self.label("kind"), kinds, TaskKind::ALL.iter().position(|it| *it == kind).unwrap_or(0)),
            self.community_field(it.map_or(self.community_shown(), |it| it.community)),
            self.text_field("system", &system, 2),
            self.text_field("venue", &venue.unwrap_or_default(), OFFICE_LIMIT),
        ];
        (self.form_title("task", it.is_some()), rows)
    }

    pub(super) fn read_task(&self, form: &Form, task: Option<Seq>) -> Reading {
        let (words, campus) = (self.world.words, self.campus());
        let before = task.and_then(|seq| campus.communities().task(seq)).and_then(|it| it.it.clone());
        if form.text_at(0).is_empty() {
            return asks(say!(words, "screen-form-task-what"));
        }
        if form.text_at(1).is_empty() {
            return asks(say!(words, "screen-form-task-lead"));
        }
        let Some(due) = self.day_at(form, 2)? else { return asks(say!(words, "screen-form-task-due")) };
        let Some(kind) = TaskKind::ALL.get(form.choice_at(5)).copied() else { return asks(String::new()) };
        let after = Task {
            kind,
            what: form.text_at(0).into(),
            system: u8::try_from(self.number_at(form, 7, SYSTEMS.into())?).unwrap_or_default(),
            community: self.community_at(form, 6),
            venue: self.venue_typed(form.text_at(8), before.as_ref().and_then(|it| it.venue))?,
            lead: form.text_at(1).into(),
            with: form.text_at(3).into(),
            due,
            done: self.day_at(form, 4)?,
        };
        if before.as_ref() == Some(&after) {
            return asks(say!(words, "screen-form-nothing-changed"));
        }
        let said = format!("{} {} {}", words.task_kind(kind), after.lead, words.day_long(due));
        let what = after.what.to_string();
        let act = CommunityAct::TaskSet { task, before: before.map(Box::new), after: Some(Box::new(after)) };
        self.entered(Act::Community(act), &what, said)
    }

    /// A place by its id, its name, or what only its name holds; where several have the name, the one that stood there.
    fn venue_typed(&self, typed: &str, stood: Option<Seq>) -> Result<Option<Seq>, (Tone, String)> {
        if typed.is_empty() {
            return Ok(None);
        }
        let venues = self.campus().venues();
        let named = |seq: Seq| venues.venue(seq).is_some_and(|it| *it.name == *typed);
        if let Some(seq) = stood.filter(|seq| named(*seq)) {
            return Ok(Some(seq));
        }
        let by_id = typed.strip_prefix(['Y', 'y']).and_then(|it| it.parse().ok()).map(Seq).filter(|seq| venues.venue(*seq).is_some());
        if by_id.is_some() {
            return Ok(by_id);
        }
        let mut found: Vec<Seq> = venues.venues().filter(|(_, it)| *it.name == *typed).map(|it| it.0).collect();
        if found.is_empty() {
            found = venues.venues().filter(|(_, it)| it.name.contains(typed)).map(|it| it.0).collect();
        }
        match found.as_slice() {
            [only] => Ok(Some(*only)),
            _ => wrong(say!(self.world.words, "screen-form-venue-unclear")),
        }
    }

    pub(super) fn item_form(&self, nth: Option<usize>) -> (String, Vec<FormRow>) {
        let it = nth.and_then(|nth| self.model.board.community.items.get(nth)).filter(|_| matches!(self.model.place, Place::Community(_)));
        (self.form_title("item", it.is_some()), self.item_rows(it))
    }

    /// The rows of an item, filled from how it stands.
    pub(super) fn item_rows(&self, it: Option<&ServiceItem>) -> Vec<FormRow> {
        let words = self.world.words;
        let kind = it.map_or(RequestKind::Paperwork, |it| it.kind);
        let kinds = RequestKind::ALL.iter().map(|it| words.request_kind(*it)).collect();
        let (site, online) = (say!(words, "screen-way-site"), say!(words, "screen-way-online"));
        let both = format!("{site} {online}");
        let way = it.map_or(0, |it| if it.on_site && it.online { 2 } else { usize::from(it.online) });
        vec![
            self.text_field("name", it.map_or("", |it| &it.name), OFFICE_LIMIT),
            self.text_field("service", it.map_or("", |it| &it.office), OFFICE_LIMIT),
            self.text_field("papers", it.map_or("", |it| &it.papers), ITEM_TEXT_LIMIT),
            self.text_field("within", &it.map(|it| within(it.minutes)).unwrap_or_default(), WITHIN),
            chosen_row(self.label("ways"), vec![site, online, both], way),
            self.text_field("spot", it.map_or("", |it| &it.spot), ITEM_TEXT_LIMIT),
            chosen_row(self.label("kind"), kinds, RequestKind::ALL.iter().position(|it| *it == kind).unwrap_or(0)),
        ]
    }

    pub(super) fn read_item(&self, form: &Form) -> Reading {
        let (words, campus) = (self.world.words, self.campus());
        let name = form.text_at(0);
        if name.is_empty() {
            return asks(say!(words, "screen-form-name-needed"));
        }
        let before = campus.venues().item(campus.presets().rules(), name);
        let Some(kind) = RequestKind::ALL.get(form.choice_at(6)).copied() else { return asks(String::new()) };
        let Some(minutes) = read_within(form.text_at(3)) else { return wrong(say!(words, "screen-form-within-wrong")) };
        if form.text_at(1).is_empty() {
            return asks(say!(words, "screen-form-item-service"));
        }
        let after = ServiceItem {
            name: name.into(),
            kind,
            office: form.text_at(1).into(),
            papers: form.text_at(2).into(),
            minutes,
            on_site: form.choice_at(4) != 1,
            online: form.choice_at(4) != 0,
            spot: form.text_at(5).into(),
        };
        if before.as_ref() == Some(&after) {
            return asks(say!(words, "screen-form-nothing-changed"));
        }
        let said = [words.request_kind(kind), after.office.to_string(), words.within(minutes)].join(" ");
        let act = VenueAct::ItemSet { before: before.map(Box::new), after: Some(Box::new(after)) };
        self.entered(Act::Venue(act), name, said)
    }
}

/// A span as [`read_within`] reads it, whatever the language of the seat.
fn within(minutes: u32) -> String {
    match minutes {
        0 => String::new(),
        it if it % (24 * 60) == 0 => format!("{}d", it / (24 * 60)),
        it if it % 60 == 0 => format!("{}h", it / 60),
        it => format!("{it}m"),
    }
}
