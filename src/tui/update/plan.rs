//! The life of a talk beyond logging it: what is planned is held, booked or called off; what was said is added to; a student's story.

use super::Turn;
use crate::campus::{Act, Day, PlanTime, Seq, Spot, TalkAct};
use crate::desk::rights::PlanSight;
use crate::say;
use crate::tui::effect::Effect;
use crate::tui::field::Field;
use crate::tui::layer::{Capture, CaptureForm, Form, FormRow, FormValue, Purpose};
use crate::tui::model::{Pending, Place, Tone, Waits};
use crate::tui::msg::Fetched;

/// Most characters of a row that says when or where.
const SHORT: usize = 60;
/// The hour a planned talk is taken to begin where no clock is said.
const CLOCK: (u32, u32) = (19, 0);

/// The act a form makes, what it does, and what to say when it is durable; or what is still asked or wrong, in words.
type PlanRead = Result<(Act, String, String), (Tone, String)>;

impl Turn<'_> {
    pub(super) fn today(&self) -> Day {
        self.model.now.day(self.world.campus.zone())
    }

    pub(super) fn plan_seen(&self, plan: Seq) -> Option<PlanSight<'_>> {
        self.world.campus.talks().plans().get(plan).and_then(|it| self.sight().plan(it))
    }

    /// The planned talk under the cursor, wherever one is.
    pub(super) fn plan_here(&self) -> Option<Seq> {
        self.talk_here().filter(|seq| self.plan_seen(*seq).is_some())
    }

    /// The same if it is still to be held; otherwise says so.
    pub(super) fn open_plan_here(&mut self) -> Option<Seq> {
        let plan = self.plan_here()?;
        if self.plan_seen(plan).is_some_and(|it| it.state().is_open()) {
            return Some(plan);
        }
        self.nothing(say!(self.world.words, "screen-toast-plan-settled"));
        None
    }

    /// Opens the capture line for the talk that holds a plan: with whom, about what, where and when are there already.
    pub(super) fn open_holding(&mut self, plan: Seq) {
        if self.open_plan_here() != Some(plan) {
            return;
        }
        let shelved = self.model.shelf.iter().rposition(|it| it.holds == Some(plan));
        if let Some(at) = shelved {
            let capture = self.model.shelf.remove(at);
            return self.show_capture(capture);
        }
        let Some(seen) = self.plan_seen(plan) else { return };
        let campus = self.world.campus;
        let answers = seen.answers().filter(|seq| {
            let owed = campus.talks().get(*seq).and_then(|it| self.sight().talk(it));
            owed.is_some_and(|it| it.state() == Some(crate::campus::TalkState::Awaiting))
        });
        let mut capture = Capture { holds: Some(plan), answers, ..Capture::new(CaptureForm::Talk) };
        self.name(&mut capture, seen.students());
        if let (Some(topic), Some(way), Some(visibility)) = (seen.topic(), seen.way(), seen.visibility()) {
            let place = seen.when().place.as_ref();
            let words = crate::capture::words_of_plan(campus, (topic, way, visibility), place, seen.students().len());
            // What is said goes between the topic and the rest, so that one types on.
            let (topic, rest) = words.split_once(' ').map_or((&*words, ""), |(topic, rest)| (topic, rest));
            capture.line.insert(&format!("{topic} "));
            let at = capture.line.cursor();
            let began = seen.when().at.filter(|at| *at <= self.model.now && at.day(campus.zone()) == self.today());
            let began = began.map(|at| format!("={}", at.local(campus.zone()).format("%H:%M")));
            let behind = [Some(rest.to_owned()).filter(|it| !it.is_empty()), began].into_iter().flatten().collect::<Vec<_>>().join(" ");
            if !behind.is_empty() {
                capture.line.insert(&format!(" {behind}"));
                capture.line.move_to(at);
            }
        }
        self.show_capture(capture);
    }

    pub(super) fn ask_book(&mut self) {
        match self.plan_here() {
            Some(_) => {
                if let Some(plan) = self.open_plan_here() {
                    self.open_form(Purpose::BookPlan(plan));
                }
            }
            None => self.nothing(say!(self.world.words, "screen-toast-no-plan")),
        }
    }

    /// Title and rows of a form about a plan or a file.
    pub(super) fn plan_form(&self, purpose: Purpose) -> Option<(String, Vec<FormRow>)> {
        let words = self.world.words;
        let row = |label: String, text: &str| FormRow { label, value: FormValue::Text(Field::line(SHORT).with(text)) };
        let long = |label: String, limit| FormRow { label, value: FormValue::Text(Field::line(limit)) };
        Some(match purpose {
            Purpose::BookPlan(plan) => {
                let seen = self.plan_seen(plan)?;
                let zone = self.world.campus.zone();
                let when = seen.when();
                let day = when.day.date().format("%Y-%m-%d").to_string();
                let clock = when.at.map(|at| at.local(zone).format(" %H:%M").to_string()).unwrap_or_default();
                let place = when.place.as_ref().map(|it| self.spot_words(it)).unwrap_or_default();
                let title = say!(words, "screen-form-book", who = self.names_of(seen.students()));
                let rows =
                    vec![row(say!(words, "screen-form-when"), &format!("{day}{clock}")), row(say!(words, "screen-form-place"), &place)];
                (title, rows)
            }
            Purpose::CancelPlan(plan) => {
                let seen = self.plan_seen(plan)?;
                let title = say!(words, "screen-form-cancel-plan", who = self.names_of(seen.students()));
                (title, vec![long(say!(words, "screen-form-reason"), crate::campus::TEXT_LIMIT)])
            }
            Purpose::Attach(talk) => (say!(words, "screen-form-attach", talk = talk.0), vec![long(say!(words, "screen-form-file"), 1_000)]),
            Purpose::TakeFile(talk) => {
                let files = self.files_of(talk);
                let choices = files.iter().map(|(_, name)| name.clone()).collect();
                let which = FormRow { label: say!(words, "screen-form-which-file"), value: FormValue::Choice(choices, 0) };
                (say!(words, "screen-form-take-file", talk = talk.0), vec![which, long(say!(words, "screen-form-to"), 1_000)])
            }
            _ => return None,
        })
    }

    pub(super) fn names_of(&self, students: &[crate::campus::StudentId]) -> String {
        let people = self.world.campus.people();
        students.iter().filter_map(|id| people.student(*id)).map(|it| &*it.facts.name).take(3).collect::<Vec<_>>().join("、")
    }

    fn spot_words(&self, spot: &Spot) -> String {
        let campus = self.world.campus;
        match spot {
            Spot::Room(id) => campus.write_room(*id),
            Spot::Building(id) => campus.places().building(*id).map(|it| it.number.to_string()).unwrap_or_default(),
            Spot::Community(id) => campus.places().community(*id).map(|it| it.name.to_string()).unwrap_or_default(),
            Spot::Words(words) => words.to_string(),
        }
    }

    /// The act a form about a plan makes and what to say when it is done, or what is still asked or wrong, in words.
    pub(super) fn read_plan_form(&self, form: &Form) -> Option<PlanRead> {
        let words = self.world.words;
        let text = |row: usize| match form.rows.get(row).map(|it| &it.value) {
            Some(FormValue::Text(field)) => field.text().trim(),
            _ => "",
        };
        Some(match form.purpose {
            Purpose::BookPlan(plan) => {
                let seen = self.plan_seen(plan)?;
                let (zone, today) = (self.world.campus.zone(), self.today());
                let Some(at) = crate::capture::moment_of(text(0), today, zone, CLOCK) else {
                    return Some(Err((Tone::Bad, say!(words, "screen-form-when-how"))));
                };
                let from = seen.when().clone();
                let place = match text(1) {
                    "" => None,
                    // As it stands: the same place, however it is written.
                    same if from.place.as_ref().is_some_and(|it| self.spot_words(it) == same) => from.place.clone(),
                    typed => Some(self.spot_named(typed)),
                };
                let said = say!(words, "screen-form-book-said", when = words.moment(at, self.model.now, zone));
                let done = say!(words, "screen-toast-booked", when = words.moment(at, self.model.now, zone));
                Ok((Act::Talk(TalkAct::PlanMoved { plan, from, to: PlanTime { day: at.day(zone), at: Some(at), place } }), said, done))
            }
            Purpose::CancelPlan(_) if text(0).is_empty() => Err((Tone::Plain, say!(words, "screen-form-cancel-why"))),
            Purpose::CancelPlan(plan) => {
                let act = Act::Talk(TalkAct::PlanCancelled { plan, text: text(0).into() });
                Ok((act, say!(words, "screen-form-cancel-said"), say!(words, "screen-toast-plan-cancelled")))
            }
            _ => return None,
        })
    }

    /// A place as the capture line reads it; in words where it is none the campus knows.
    fn spot_named(&self, typed: &str) -> Spot {
        let capture = Capture::new(CaptureForm::Talk);
        let word: String = typed.split_whitespace().collect();
        let line = format!("@{word}");
        let draft = self.with_setting(&capture, |setting| crate::capture::read(crate::capture::Form::Talk, &line, setting));
        draft.place.unwrap_or_else(|| Spot::Words(typed.into()))
    }

    /// Opens the line for what is added to the talk that is shown, by its author.
    pub(super) fn open_amendment(&mut self) {
        let Place::Talk(talk) = self.model.place else { return };
        let words = self.world.words;
        let Some(head) = self.world.campus.talks().get(talk).filter(|it| it.by == self.model.seat.user) else {
            return self.nothing(say!(words, "screen-toast-amend-author"));
        };
        let seen = head.amended.len();
        let shelved = self.model.shelf.iter().rposition(|it| it.form == CaptureForm::Amend(talk));
        let capture = match shelved {
            Some(at) => self.model.shelf.remove(at),
            None => Capture { seen, ..Capture::new(CaptureForm::Amend(talk)) },
        };
        self.show_capture(capture);
    }

    /// Says that the talk was added to at another seat while this was written: both stand.
    pub(super) fn amended_meanwhile(&mut self, talk: Seq, seen: usize, own: Seq) {
        let Some(head) = self.world.campus.talks().get(talk) else { return };
        let others: Vec<Seq> = head.amended.iter().skip(seen).copied().filter(|it| *it != own).collect();
        if !others.is_empty() {
            self.toast(Tone::Bad, say!(self.world.words, "screen-toast-amended-meanwhile", count = others.len()));
        }
    }

    /// The files of a talk by their names, as far as they were fetched.
    pub(super) fn files_of(&self, talk: Seq) -> Vec<(Seq, String)> {
        let seen = self.world.campus.talks().get(talk).and_then(|it| self.sight().talk(it));
        let files = seen.map(|it| it.files()).unwrap_or_default();
        let name = |seq: &Seq| match self.model.texts.get(*seq) {
            Some(Fetched::Entry(entry)) => match &entry.act {
                Act::Talk(TalkAct::Attached { file, .. }) if !file.name.is_empty() => Some((*seq, file.name.to_string())),
                _ => None,
            },
            _ => None,
        };
        files.iter().filter_map(name).collect()
    }

    pub(super) fn ask_attach(&mut self) {
        let Place::Talk(talk) = self.model.place else { return };
        match self.world.campus.talks().get(talk).filter(|it| it.by == self.model.seat.user) {
            Some(_) => self.open_form(Purpose::Attach(talk)),
            None => self.nothing(say!(self.world.words, "screen-toast-amend-author")),
        }
    }

    pub(super) fn ask_take_file(&mut self) {
        let Place::Talk(talk) = self.model.place else { return };
        if self.files_of(talk).is_empty() {
            return self.nothing(say!(self.world.words, "screen-toast-no-files"));
        }
        self.open_form(Purpose::TakeFile(talk));
    }

    /// Sends a form about a file.
    pub(super) fn send_file_form(&mut self, form: &Form) {
        let words = self.world.words;
        let path = form.text();
        if path.is_empty() {
            return self.form_refused(say!(words, "screen-form-path"));
        }
        match form.purpose {
            Purpose::Attach(talk) => {
                let done = say!(words, "screen-toast-attached", talk = talk.0);
                let token = self.await_answer(Pending { done, waits: Waits::Form, undoable: false });
                self.effects.push(Effect::Attach { token, talk, path });
            }
            Purpose::TakeFile(talk) => {
                let chosen = form.chosen().and_then(|at| self.files_of(talk).get(at).map(|(seq, _)| *seq));
                let Some(file) = chosen else { return self.close_form() };
                let done = say!(words, "screen-toast-file-taken", path = path.as_str());
                let token = self.await_answer(Pending { done, waits: Waits::Form, undoable: false });
                self.effects.push(Effect::TakeFile { token, talk, file, path });
            }
            _ => {}
        }
    }

    /// Shows the talks of the student at hand as one story.
    pub(super) fn open_story(&mut self) {
        let students = match self.model.place {
            Place::Student(id) => vec![id],
            Place::Talk(seq) => self.talk_students(seq),
            _ => Vec::new(),
        };
        match students.first() {
            Some(id) => self.go_to(Place::Story(*id)),
            None => self.nothing(say!(self.world.words, "screen-toast-no-story")),
        }
    }
}
