//! The students' own grid (楼栋长、楼层长、寝室长 …): named, relieved, their service recorded, commended; sponsors of buildings.

use super::{Meant, OFFERS, Reading, Turn, asks, text_row, wrong};
use crate::campus::{Act, BuildingId, ClassId, DepartmentId, Officer, OfficerPost, PlaceAct, Served, ServiceAct, StaffAct, StudentId};
use crate::capture::day_of;
use crate::say;
use crate::tui::layer::{Confirmed, Form, FormRow, Offer, Purpose};
use crate::tui::model::List;
use crate::tui::view::OfficerRow;

impl Turn<'_> {
    /// The post under the cursor.
    pub(in crate::tui::update) fn officer_row(&self) -> Option<OfficerRow> {
        self.model.board.house.officers.get(self.model.cursor(List::Officers).at).copied()
    }

    /// The post under the cursor and who holds it; says so if nobody does.
    fn held_here(&mut self) -> Option<(OfficerPost, StudentId)> {
        let held = self.officer_row().and_then(|it| Some((it.post, it.student?)));
        if held.is_none() {
            self.nothing(say!(self.world.words, "screen-toast-nobody-holds"));
        }
        held
    }

    pub(in crate::tui::update) fn ask_name_officer(&mut self) {
        if let Some(row) = self.officer_row() {
            self.open_form(Purpose::NameOfficer(row.post));
        }
    }

    pub(in crate::tui::update) fn ask_relieve(&mut self) {
        let Some((post, student)) = self.held_here() else { return };
        let question = say!(self.world.words, "screen-ask-relieve", name = self.name_of(student), post = self.write_post(post));
        self.ask(question, Confirmed::Relieve(post, student));
    }

    pub(in crate::tui::update) fn relieve(&mut self, post: OfficerPost, student: StudentId) {
        let on = self.model.now.day(self.world.campus.zone());
        let done = say!(self.world.words, "screen-toast-relieved", name = self.name_of(student));
        self.send(Act::Staff(StaffAct::OfficerRelieved { post, student, on }), done);
    }

    pub(in crate::tui::update) fn ask_record_service(&mut self) {
        if let Some((post, student)) = self.held_here() {
            self.open_form(Purpose::RecordService(post, student));
        }
    }

    pub(in crate::tui::update) fn ask_commend(&mut self) {
        if let Some((_, student)) = self.held_here() {
            self.open_form(Purpose::Commend(student));
        }
    }

    pub(in crate::tui::update) fn ask_sponsor(&mut self) {
        if let Some(building) = self.model.dorm.building {
            self.open_form(Purpose::SetSponsor(building));
        }
    }

    /// A post with what it looks after: `4 层楼层长`.
    fn write_post(&self, post: OfficerPost) -> String {
        let (words, campus) = (self.world.words, self.world.campus);
        let building = |id: BuildingId| {
            let number = campus.places().building(id).map_or("", |it| &it.number);
            say!(words, "screen-building", number = number)
        };
        let of = match post {
            OfficerPost::BuildingHead(id) => building(id),
            OfficerPost::FloorHead(id, floor) => format!("{} {}", building(id), say!(words, "screen-floor", floor = floor)),
            OfficerPost::RoomHead(room) | OfficerPost::PartyRoom(room) => campus.write_room(room),
            OfficerPost::PsychWatcher(class) => self.class_name(class),
        };
        format!("{of} {}", words.officer(post))
    }

    fn class_name(&self, class: ClassId) -> String {
        self.campus().people().class(class).map(|it| it.name.to_string()).unwrap_or_default()
    }

    pub(super) fn officer_form(&self, purpose: Purpose) -> (String, Vec<FormRow>) {
        let words = self.world.words;
        match purpose {
            Purpose::NameOfficer(post) => {
                let title = say!(words, "screen-form-name-officer", post = self.write_post(post));
                (title, vec![text_row(say!(words, "screen-form-student"), "")])
            }
            Purpose::RecordService(post, student) => {
                let title = say!(words, "screen-form-service", name = self.name_of(student), post = self.write_post(post));
                let rows = vec![
                    text_row(say!(words, "screen-form-minutes"), ""),
                    text_row(say!(words, "screen-form-day"), &say!(words, "time-today")),
                    text_row(say!(words, "screen-form-what"), ""),
                ];
                (title, rows)
            }
            Purpose::Commend(student) => {
                (say!(words, "screen-form-commend", name = self.name_of(student)), vec![text_row(say!(words, "screen-form-for-what"), "")])
            }
            Purpose::SetSponsor(building) => {
                let number = self.campus().places().building(building).map_or("", |it| &it.number);
                let building = say!(words, "screen-building", number = number);
                (say!(words, "screen-form-sponsor", building = building), vec![text_row(say!(words, "screen-form-department"), "")])
            }
            _ => (String::new(), Vec::new()),
        }
    }

    pub(super) fn read_officer(&self, form: &Form) -> Reading {
        let words = self.world.words;
        let today = self.model.now.day(self.campus().zone());
        let meant = |act, said: String| Ok(Meant { act, done: said.clone(), said });
        match form.purpose {
            Purpose::NameOfficer(post) => {
                let student = self.student_named(form.text_at(0))?;
                let said = say!(words, "screen-toast-named", name = self.name_of(student), post = self.write_post(post));
                meant(Act::Staff(StaffAct::OfficersNamed(vec![Officer { post, student, from: today, until: None }])), said)
            }
            Purpose::RecordService(post, student) => {
                let (typed, day, text) = (form.text_at(0), form.text_at(1), form.text_at(2));
                let minutes = match crate::text::fold(typed).parse::<u16>() {
                    Ok(minutes) => minutes,
                    Err(_) if typed.is_empty() => return asks(say!(words, "screen-form-minutes-how")),
                    Err(_) => return wrong(say!(words, "screen-form-no-count", text = typed)),
                };
                let Some(day) = day_of(day, today) else { return wrong(say!(words, "screen-form-no-date", text = day)) };
                if text.is_empty() {
                    return asks(say!(words, "screen-form-what-done"));
                }
                let served = Served { student, post, day, minutes, text: text.into() };
                let said = say!(words, "screen-toast-served", name = self.name_of(student), minutes = minutes);
                meant(Act::Service(ServiceAct::Served(served)), said)
            }
            Purpose::Commend(student) => {
                let text = form.text_at(0);
                if text.is_empty() {
                    return asks(say!(words, "screen-form-reason-needed"));
                }
                let said = say!(words, "screen-toast-commended", name = self.name_of(student));
                meant(Act::Service(ServiceAct::Commended { student, day: today, text: text.into() }), said)
            }
            Purpose::SetSponsor(building) => {
                let before = self.campus().places().sponsor(building);
                let after = self.department_named(form.text_at(0))?;
                let name = self.campus().people().department(after).map(|it| it.name.to_string()).unwrap_or_default();
                let said = say!(words, "screen-toast-sponsor", name = name);
                meant(Act::Place(PlaceAct::SponsorSet { building, before, after: Some(after) }), said)
            }
            _ => asks(String::new()),
        }
    }

    /// The one department that was typed.
    fn department_named(&self, typed: &str) -> Result<DepartmentId, (crate::tui::model::Tone, String)> {
        let words = self.world.words;
        if typed.is_empty() {
            return asks(say!(words, "screen-form-which-department", key = self.choose_key()));
        }
        let exact = self.campus().people().departments().find(|(_, it)| &*it.name == typed).map(|(id, _)| id);
        let mut like = self.campus().people().departments().filter(|(_, it)| it.name.contains(typed)).map(|(id, _)| id);
        match (exact, like.next(), like.next()) {
            (Some(id), ..) | (None, Some(id), None) => Ok(id),
            (None, None, _) => wrong(say!(words, "screen-form-no-department")),
            (None, Some(_), Some(_)) => asks(say!(words, "screen-form-which-department", key = self.choose_key())),
        }
    }

    pub(super) fn officer_offers(&self, form: &Form) -> Vec<Offer> {
        let typed = form.text_at(0);
        match form.purpose {
            Purpose::NameOfficer(post) if typed.is_empty() => self.near(post).into_iter().map(|it| self.student_offer(it)).collect(),
            Purpose::NameOfficer(_) => self.student_offers(typed),
            Purpose::SetSponsor(building) => {
                // The department with most students there is proposed.
                let people = self.campus().people();
                let there = people.departments_in(self.campus().places(), building);
                let others = people.departments().map(|(id, _)| (id, 0)).filter(|(id, _)| there.iter().all(|(it, _)| it != id));
                let all = there.iter().copied().chain(others).filter_map(|(id, count)| Some((people.department(id)?, count)));
                let like = all.filter(|(it, _)| it.name.contains(typed));
                let label = |count: usize| say!(self.world.words, "screen-people-count", count = count);
                like.take(OFFERS)
                    .map(|(it, count)| Offer { label: format!("{}  {}", it.name, label(count)), puts: it.name.to_string() })
                    .collect()
            }
            _ => Vec::new(),
        }
    }

    /// Whom one would name first: for a room those who sleep there, for a floor its rooms' heads, for a building its floors'.
    fn near(&self, post: OfficerPost) -> Vec<StudentId> {
        let (campus, places) = (self.campus(), self.campus().places());
        let standing = || campus.staff().officers().iter().filter(|it| it.until.is_none());
        let found: Vec<StudentId> = match post {
            OfficerPost::RoomHead(room) | OfficerPost::PartyRoom(room) => campus.people().in_room(room).to_vec(),
            OfficerPost::FloorHead(building, floor) => {
                let on = |room| places.room(room).is_some_and(|it| it.building == building && it.floor == floor);
                standing().filter(|it| matches!(it.post, OfficerPost::RoomHead(room) if on(room))).map(|it| it.student).collect()
            }
            OfficerPost::BuildingHead(building) => {
                standing().filter(|it| matches!(it.post, OfficerPost::FloorHead(id, _) if id == building)).map(|it| it.student).collect()
            }
            OfficerPost::PsychWatcher(_) => Vec::new(),
        };
        found.into_iter().take(OFFERS).collect()
    }
}
