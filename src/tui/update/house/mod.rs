//! The acts of the house: moving, leave, hygiene, moods, the students' grid. Each is a small form whose answers are read after every key, so
//! that what they mean, or why they cannot be, stands there before anything is sent.

mod activity;
mod amend;
mod award;
mod care;
mod change;
mod community;
mod enter;
mod handing;
mod hygiene;
mod leave;
mod mood;
mod moving;
mod newswriting;
mod officer;
mod paper;
mod post;
mod press;
mod request;
mod reveal;
mod watch;

use super::Turn;
use crate::campus::{Act, Campus, Refusal, StudentId, TEXT_LIMIT};
use crate::desk::rights::may_do;
use crate::finder::{self, Asker};
use crate::say;
use crate::tui::field::Field;
use crate::tui::layer::{Form, FormRow, FormValue, Offer, Overlay, Purpose};
use crate::tui::model::{List, Place, Tone, Waits};
use crate::tui::view::BedRow;

/// Most things offered for a row; each is chosen with one digit.
const OFFERS: usize = 9;

/// What the answers of a form mean.
struct Meant {
    /// The act.
    act: Act,
    /// What it does, in words, before it is done.
    said: String,
    /// What to say when it is durable, in words.
    done: String,
}

/// What the answers mean, or what is still asked or wrong, in words.
type Reading = Result<Meant, (Tone, String)>;

/// Something is still to be answered.
fn asks<T>(text: String) -> Result<T, (Tone, String)> {
    Err((Tone::Plain, text))
}

/// Something is answered that cannot be.
fn wrong<T>(text: String) -> Result<T, (Tone, String)> {
    Err((Tone::Bad, text))
}

/// A row for a text.
fn text_row(label: String, text: &str) -> FormRow {
    FormRow { label, value: FormValue::Text(Field::line(TEXT_LIMIT).with(text)) }
}

/// A row for a choice.
fn choice_row(label: String, choices: Vec<String>) -> FormRow {
    FormRow { label, value: FormValue::Choice(choices, 0) }
}

impl Form {
    /// The text in a row; empty where it holds none.
    fn text_at(&self, row: usize) -> &str {
        match self.rows.get(row).map(|it| &it.value) {
            Some(FormValue::Text(field)) => field.text().trim(),
            _ => "",
        }
    }

    /// Which is chosen in a row.
    fn choice_at(&self, row: usize) -> usize {
        match self.rows.get(row).map(|it| &it.value) {
            Some(FormValue::Choice(_, at)) => *at,
            _ => 0,
        }
    }
}

impl Turn<'_> {
    /// Title and rows of a form of the house; `None` where there is nothing to ask.
    pub(super) fn house_form(&self, purpose: Purpose) -> Option<(String, Vec<FormRow>)> {
        match purpose {
            Purpose::PictureNews(news) => self.pictures_form(news),
            Purpose::HandoverLine(_) | Purpose::HandoverAdd | Purpose::HandoverSummary => self.draft_form(purpose),
            Purpose::WriteBack(..) | Purpose::AskGiver(_) | Purpose::AnswerReceiver(_) | Purpose::Bypass(_) => {
                Some(self.handover_form(purpose))
            }
            Purpose::SetLevel(_) | Purpose::MustTalk(_) | Purpose::Snooze(_) => self.care_form(purpose),
            Purpose::CheckPost(_) | Purpose::DutyNote(_) => Some(self.post_form(purpose)),
            Purpose::AnswerRequest(_)
            | Purpose::AssignRequest(_)
            | Purpose::RateRequest(_)
            | Purpose::ReopenRequest(_)
            | Purpose::CloseRequest(_)
            | Purpose::NoteRequest(_) => Some(self.request_form(purpose)),
            Purpose::PaperWords(..)
            | Purpose::SignPaper(..)
            | Purpose::SendPaper(..)
            | Purpose::PrintPaper(..)
            | Purpose::LinkIncident(_) => Some(self.paper_form(purpose)),
            Purpose::HoldActivity(_)
            | Purpose::ProveActivity(_)
            | Purpose::PublishActivity(_)
            | Purpose::CancelActivity(_)
            | Purpose::AttendActivity(_)
            | Purpose::NoteActivity(_)
            | Purpose::ProveByFile(_) => Some(self.activity_form(purpose)),
            Purpose::DraftNews(_) | Purpose::DraftMonth => Some(self.drafting_form(purpose)),
            Purpose::BookVenue(_) | Purpose::SignUse(_) | Purpose::GiveUpBooking(_) | Purpose::MeetStudents(_) => {
                Some(self.community_form(purpose))
            }
            Purpose::ReviewNews(_)
            | Purpose::PublishNews(_)
            | Purpose::SendNewsBack(_)
            | Purpose::PointNominee(..)
            | Purpose::DecideAward(_) => Some(self.press_form(purpose)),
            Purpose::Enter(thing) => Some(self.enter_form(thing)),
            Purpose::OpenAward => Some(self.award_form()),
            Purpose::PutOffHint(tag) => self.put_off_form(tag),
            Purpose::Reveal(student) => self.reveal_form(student),
            Purpose::Move(_) | Purpose::Swap(_) | Purpose::MoveOut(_) | Purpose::MoveIn(_) => Some(self.moving_form(purpose)),
            Purpose::AskLeave(_) | Purpose::DeclineLeave(_) => Some(self.leave_form(purpose)),
            Purpose::Score(_) | Purpose::Appeal(_) | Purpose::DecideAppeal(_) => Some(self.hygiene_form(purpose)),
            Purpose::Mood(class) => Some(self.mood_form(class)),
            Purpose::NameOfficer(_) | Purpose::RecordService(..) | Purpose::Commend(_) | Purpose::SetSponsor(_) => {
                Some(self.officer_form(purpose))
            }
            Purpose::BookPlan(_) | Purpose::CancelPlan(_) | Purpose::Attach(_) | Purpose::TakeFile(_) => self.plan_form(purpose),
            Purpose::PlanSpan | Purpose::AskChange(..) | Purpose::AskDutyLeave(..) | Purpose::DeclineChange(_) => {
                Some(self.change_form(purpose))
            }
            _ => None,
        }
    }

    /// What the answers mean; `None` for a form that is not read until it is sent.
    fn reading(&self, form: &Form) -> Option<Reading> {
        Some(match form.purpose {
            Purpose::Move(_) | Purpose::Swap(_) | Purpose::MoveOut(_) | Purpose::MoveIn(_) => self.read_moving(form),
            Purpose::AskLeave(_) | Purpose::DeclineLeave(_) => self.read_leave(form),
            Purpose::Score(_) | Purpose::Appeal(_) | Purpose::DecideAppeal(_) => self.read_hygiene(form),
            Purpose::HandoverLine(_) | Purpose::HandoverAdd | Purpose::HandoverSummary => {
                return self.read_draft_line(form).err().map(Err);
            }
            Purpose::WriteBack(..) | Purpose::AskGiver(_) | Purpose::AnswerReceiver(_) | Purpose::Bypass(_) => self.read_handover(form),
            Purpose::SetLevel(_) | Purpose::MustTalk(_) | Purpose::Snooze(_) => self.read_care(form),
            Purpose::CheckPost(_) | Purpose::DutyNote(_) => self.read_post(form),
            Purpose::AnswerRequest(seq)
            | Purpose::AssignRequest(seq)
            | Purpose::RateRequest(seq)
            | Purpose::ReopenRequest(seq)
            | Purpose::CloseRequest(seq)
            | Purpose::NoteRequest(seq) => self.read_request(form, seq),
            Purpose::PaperWords(seq, ..) | Purpose::SignPaper(seq, _) | Purpose::SendPaper(seq, _) | Purpose::LinkIncident(seq) => {
                self.read_paper(form, seq)
            }
            Purpose::HoldActivity(seq)
            | Purpose::ProveActivity(seq)
            | Purpose::PublishActivity(seq)
            | Purpose::CancelActivity(seq)
            | Purpose::AttendActivity(seq)
            | Purpose::NoteActivity(seq) => self.read_activity(form, seq),
            Purpose::BookVenue(_) | Purpose::SignUse(_) | Purpose::GiveUpBooking(_) | Purpose::MeetStudents(_) => self.read_community(form),
            Purpose::ReviewNews(_) | Purpose::PublishNews(_) | Purpose::SendNewsBack(_) => self.read_news(form),
            Purpose::PointNominee(..) | Purpose::DecideAward(_) => self.read_award(form),
            Purpose::DraftNews(_) | Purpose::DraftMonth => self.read_drafting(form),
            Purpose::OpenAward => self.read_award_form(form),
            Purpose::PutOffHint(tag) => self.read_put_off(form, tag),
            Purpose::BookPlan(_) | Purpose::CancelPlan(_) => self.read_plan_form(form)?.map(|(act, said, done)| Meant { act, said, done }),
            Purpose::Enter(thing) => self.read_enter(form, thing),
            Purpose::PictureNews(news) => self.read_pictures(form, news),
            Purpose::Mood(class) => self.read_mood(form, class),
            Purpose::NameOfficer(_) | Purpose::RecordService(..) | Purpose::Commend(_) | Purpose::SetSponsor(_) => self.read_officer(form),
            Purpose::AskChange(..) | Purpose::AskDutyLeave(..) | Purpose::DeclineChange(_) => self.read_change(form),
            _ => return None,
        })
    }

    fn offers(&self, form: &Form) -> Vec<Offer> {
        match (form.purpose, form.at) {
            (Purpose::Move(_) | Purpose::Swap(_) | Purpose::MoveIn(_), 0) => self.moving_offers(form),
            (Purpose::AskChange(..) | Purpose::AskDutyLeave(..), _) => self.change_offers(form),
            (Purpose::AskLeave(_), 0) => self.student_offers(form.text_at(0)),
            (Purpose::NameOfficer(_) | Purpose::SetSponsor(_), 0) => self.officer_offers(form),
            (Purpose::Enter(thing), _) => self.enter_offers(form, thing),
            (Purpose::BookVenue(_), _) => self.booking_offers(form),
            _ => Vec::new(),
        }
    }

    /// Why one cannot go on from the row at hand: it is not certain yet who or where is meant.
    pub(super) fn unsettled(&self, form: &Form) -> Option<String> {
        let settled = match (form.purpose, form.at) {
            (Purpose::Swap(_) | Purpose::MoveIn(_) | Purpose::AskLeave(_), 0) => self.student_named(form.text_at(0)).map(|_| ()),
            (Purpose::Move(_), 0) => self.bed_named(form.text_at(0)).map(|_| ()),
            _ => Ok(()),
        };
        settled.err().map(|(_, why)| why)
    }

    /// The form on top was answered further: says what that means, and offers what may stand in the row at hand.
    pub(super) fn form_changed(&mut self) {
        let Some(Overlay::Form(form)) = self.model.overlays.last() else { return };
        let check = self.reading(form).map(|it| match it {
            Ok(meant) => self.refusal_of(&meant.act).map_or((Tone::Good, meant.said), |why| (Tone::Bad, why)),
            Err(said) => said,
        });
        let check = match form.purpose {
            Purpose::LookBack => self.read_look_back(form).map(|it| it.map_or_else(|why| (Tone::Bad, why), |(_, said)| (Tone::Good, said))),
            _ => check,
        };
        let offers = self.offers(form);
        if let Some(Overlay::Form(form)) = self.top() {
            (form.check, form.offers) = (check, offers);
        }
    }

    /// Puts an offer into the row at hand.
    pub(super) fn choose_offer(&mut self, nth: usize) {
        let Some(Overlay::Form(form)) = self.top() else { return };
        let Some(puts) = form.offers.get(nth).map(|it| it.puts.clone()) else { return };
        if let Some(FormRow { value: FormValue::Text(field), .. }) = form.rows.get_mut(form.at) {
            field.set(&puts);
        }
        self.form_changed();
    }

    pub(super) fn accept_house_form(&mut self, form: &Form) {
        if let Purpose::Reveal(student) = form.purpose {
            return self.send_reveal(student, form);
        }
        if matches!(form.purpose, Purpose::Attach(_) | Purpose::TakeFile(_)) {
            return self.send_file_form(form);
        }
        if let Purpose::ProveByFile(activity) = form.purpose {
            return self.send_evidence(activity, form);
        }
        if form.purpose == Purpose::PlanSpan {
            return match self.read_span(form) {
                Ok((from, until)) => self.plan_of_form(from, until),
                Err((_, why)) => self.form_refused(why),
            };
        }
        if matches!(form.purpose, Purpose::HandoverLine(_) | Purpose::HandoverAdd | Purpose::HandoverSummary) {
            return self.keep_draft_line(form);
        }
        if self.changed_meanwhile(form) {
            return;
        }
        // What is left out is said once; whoever sends it all the same is marked for the giver.
        if let Some((_, again)) = self.lacks(form).filter(|(_, again)| form.trouble.as_ref() != Some(again)) {
            return self.form_refused(again);
        }
        match self.reading(form) {
            Some(Ok(meant)) => {
                let with = self.with_news(&meant.act);
                let waits = match form.purpose {
                    Purpose::OpenAward => Waits::Award,
                    Purpose::DraftNews(_) | Purpose::DraftMonth => Waits::News,
                    _ => Waits::Form,
                };
                self.submit(meant.act, meant.done, waits);
                if let Some((act, done)) = with {
                    self.submit(act, done, Waits::Nobody);
                }
            }
            Some(Err((_, why))) => self.form_refused(why),
            None => self.close_form(),
        }
    }

    /// Why an act would be refused as things stand, in words.
    fn refusal_of(&self, act: &Act) -> Option<String> {
        let (campus, user) = (self.world.campus, self.model.seat.user);
        let may = if may_do(campus, user, act) { campus.check(user, self.model.now, act) } else { Err(Refusal::NotAllowed) };
        may.err().map(|why| self.world.words.refusal(campus, &why))
    }

    /// Sends an act that needs no form, unless it would be refused: then says why.
    fn send(&mut self, act: Act, done: String) {
        match self.refusal_of(&act) {
            Some(why) => self.toast(Tone::Bad, why),
            None => self.submit(act, done, Waits::Nobody),
        }
    }

    fn campus(&self) -> &Campus {
        self.world.campus
    }

    /// The student in front of the person: of the sheet shown, or under the cursor in the room shown.
    fn student_here(&self) -> Option<StudentId> {
        match self.model.place {
            Place::Student(id) => Some(id),
            Place::Room(_) => self.room_person(),
            _ => None,
        }
    }

    /// The bed under the cursor in the room shown.
    fn bed_here(&self) -> Option<BedRow> {
        self.model.board.house.beds.get(self.model.cursor(List::Room).at).copied()
    }

    fn name_of(&self, student: StudentId) -> String {
        self.campus().people().student(student).map(|it| it.facts.name.to_string()).unwrap_or_default()
    }

    /// A student by name, with where they sleep: `张三 3#412-1`.
    fn student_and_bed(&self, student: StudentId) -> String {
        let bed = self.campus().people().student(student).and_then(|it| it.facts.bed);
        let bed = bed.map_or_else(|| say!(self.world.words, "screen-no-bed"), |it| self.write_bed(it));
        format!("{} {bed}", self.name_of(student))
    }

    /// The one student that was typed, or why it is none or not certain.
    fn student_named(&self, typed: &str) -> Result<StudentId, (Tone, String)> {
        let words = self.world.words;
        if typed.is_empty() {
            return asks(say!(words, "screen-form-who"));
        }
        let hits = self.hits(typed);
        match finder::certain(&hits) {
            Some(id) => Ok(id),
            None if hits.is_empty() => wrong(say!(words, "screen-form-nobody")),
            None => asks(say!(words, "screen-form-several", key = self.choose_key())),
        }
    }

    fn hits(&self, typed: &str) -> Vec<finder::Hit> {
        let asker = Asker::of(self.world.campus, self.model.seat.user, self.model.dorm.building);
        self.world.finder.students(self.world.campus, typed, &asker, OFFERS)
    }

    /// Students that may be meant, to be chosen by number once there is more than one.
    fn student_offers(&self, typed: &str) -> Vec<Offer> {
        let hits = self.hits(typed);
        if finder::certain(&hits).is_some() {
            return Vec::new();
        }
        hits.into_iter().map(|it| self.student_offer(it.student)).collect()
    }

    fn student_offer(&self, student: StudentId) -> Offer {
        let no = self.campus().people().student(student).map(|it| it.facts.no.to_string()).unwrap_or_default();
        Offer { label: format!("{}  {no}", self.student_and_bed(student)), puts: no }
    }

    fn choose_key(&self) -> String {
        use crate::tui::command::{CommandId, Context};
        self.model.keymap.label_in(Context::Form, CommandId::Choose)
    }
}
