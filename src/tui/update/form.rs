//! Small forms: a few choices and a reason.

use super::Turn;
use crate::campus::{Act, CallOutcome, IncidentAct, IncidentState, Refusal, RoundAct, SearchAct, Severity, TEXT_LIMIT, TalkAct};
use crate::say;
use crate::tui::entering::Thing;
use crate::tui::field::Field;
use crate::tui::layer::{Form, FormRow, FormValue, Overlay, Purpose};
use crate::tui::model::Waits;

/// All severities, the gravest first.
const SEVERITIES: [Severity; 4] = [Severity::Extreme, Severity::Major, Severity::Serious, Severity::Ordinary];

/// Most digits of a number in a form.
const NUMBER_LIMIT: usize = 20;

impl Turn<'_> {
    pub(super) fn open_form(&mut self, purpose: Purpose) {
        if purpose != Purpose::LookBack && self.only_looks() {
            return;
        }
        let words = self.world.words;
        let text = |label: String| FormRow { label, value: FormValue::Text(Field::line(TEXT_LIMIT)) };
        let (title, rows) = match purpose {
            Purpose::Weigh(seq) => {
                let Some(head) = self.world.campus.incidents().get(seq) else { return };
                let choices = SEVERITIES.iter().map(|it| words.severity(*it)).collect();
                let now = SEVERITIES.iter().position(|it| *it == head.severity).unwrap_or(0);
                let level = FormRow { label: say!(words, "screen-form-severity"), value: FormValue::Choice(choices, now) };
                (say!(words, "screen-form-weigh"), vec![level, text(say!(words, "screen-form-reason"))])
            }
            Purpose::CloseIncident(_) => (say!(words, "screen-form-close-incident"), vec![text(say!(words, "screen-form-reason"))]),
            Purpose::ReopenIncident(_) => (say!(words, "screen-form-reopen-incident"), vec![text(say!(words, "screen-form-reason"))]),
            Purpose::EscalateIncident(_) => (say!(words, "screen-form-escalate-incident"), vec![text(say!(words, "screen-form-words"))]),
            Purpose::MergeIncident(seq) | Purpose::SplitIncident(seq) => {
                let merges = matches!(purpose, Purpose::MergeIncident(_));
                let choices = self.merge_choices(seq, merges).into_iter().map(|it| self.incident_label(it)).collect();
                let which = FormRow { label: say!(words, "screen-form-which-incident"), value: FormValue::Choice(choices, 0) };
                let title = if merges {
                    say!(words, "screen-form-merge-incident", id = seq.to_string())
                } else {
                    say!(words, "screen-form-split-incident", id = seq.to_string())
                };
                (title, vec![which, text(say!(words, "screen-form-reason"))])
            }
            Purpose::CloseFollowUp(_) => (say!(words, "screen-form-close-follow-up"), vec![text(say!(words, "screen-form-how"))]),
            Purpose::BreakGlass(_) => (say!(words, "screen-form-break-glass"), vec![text(say!(words, "screen-form-reason"))]),
            Purpose::TalkForm(_) => (say!(words, "screen-form-talk-form"), vec![text(say!(words, "screen-form-reason"))]),
            Purpose::AddReader(_) => (say!(words, "screen-form-add-reader"), vec![text(say!(words, "screen-form-user"))]),
            Purpose::RemoveReader(seq) => {
                let staff = self.world.campus.staff();
                let names = self.removable(seq).into_iter().filter_map(|it| staff.user(it)).map(|it| it.name.to_string()).collect();
                let who = FormRow { label: say!(words, "screen-form-reader"), value: FormValue::Choice(names, 0) };
                (say!(words, "screen-form-remove-reader"), vec![who])
            }
            Purpose::Sample(setting) => {
                let least = self.world.campus.presets().rules().sample.rooms.to_string();
                let seed = setting.seed.map(|it| it.to_string()).unwrap_or_default();
                let number = |label: String, value: &str| FormRow { label, value: FormValue::Text(Field::line(NUMBER_LIMIT).with(value)) };
                let rows = vec![number(say!(words, "screen-form-rooms"), &least), number(say!(words, "screen-form-seed"), &seed)];
                (say!(words, "screen-form-sample"), rows)
            }
            Purpose::RoomNote(_, room) => {
                let title = say!(words, "screen-form-room-note", room = self.world.campus.write_room(room));
                (title, vec![text(say!(words, "screen-form-words"))])
            }
            Purpose::Step(_, _, step) => {
                let choices = CallOutcome::ALL.iter().map(|it| words.call_outcome(*it)).collect();
                let outcome = FormRow { label: say!(words, "screen-form-outcome"), value: FormValue::Choice(choices, 0) };
                (words.ladder_step(step), vec![outcome, text(say!(words, "screen-form-words"))])
            }
            Purpose::Found(_, student) => {
                let name = self.world.campus.people().student(student).map_or("", |it| &it.facts.name);
                (say!(words, "screen-form-found", name = name), vec![text(say!(words, "screen-form-where"))])
            }
            Purpose::LookBack => (say!(words, "screen-form-look-back"), vec![text(say!(words, "screen-form-look-back-when"))]),
            Purpose::SaveQuery => self.save_query_form(),
            purpose => match self.house_form(purpose) {
                Some(form) => form,
                None => return,
            },
        };
        let warning = match purpose {
            Purpose::Sample(_) => Some(say!(words, "screen-form-sample-warning")),
            Purpose::BreakGlass(_) => Some(say!(words, "screen-form-glass-warning")),
            Purpose::TalkForm(_) | Purpose::PrintPaper(..) => Some(say!(words, "screen-form-talk-form-how")),
            Purpose::LookBack => Some(say!(words, "screen-form-look-back-how")),
            Purpose::AddReader(_) => Some(say!(words, "screen-form-reader-warning")),
            Purpose::RemoveReader(_) => Some(say!(words, "screen-form-removed-warning")),
            Purpose::Reveal(_) => Some(say!(words, "screen-form-reveal-warning")),
            Purpose::WriteBack(seq, line) => self.line_said(seq, line),
            Purpose::HandoverLine(at) => self.row_said(at),
            _ => None,
        };
        let filled = self.is_filled(purpose).then(|| rows.clone());
        let (trouble, check, offers) = (None, None, Vec::new());
        let form = Form { purpose, title, warning, rows, at: 0, trouble, sending: false, check, offers, typed: false, filled };
        self.model.overlays.push(Overlay::Form(Form { at: Self::first_row(purpose), ..form }));
        self.form_changed();
    }

    /// The row in which the cursor stands when a form is opened.
    fn first_row(purpose: Purpose) -> usize {
        match purpose {
            // How many, and by when, is what changes.
            Purpose::Enter(Thing::Obligation(_, Some(_))) => 1,
            // Whose leave it is was said by where it was asked for.
            Purpose::AskLeave(Some(_)) | Purpose::Snooze(_) | Purpose::PutOffHint(_) => 1,
            _ => 0,
        }
    }

    pub(super) fn close_form(&mut self) {
        let typed = self.model.overlays.iter().any(|it| matches!(it, Overlay::Form(form) if form.typed));
        self.model.overlays.retain(|it| !matches!(it, Overlay::Form(_)));
        if typed {
            self.save_draft();
        }
    }

    pub(super) fn turn_field(&mut self, by: isize) {
        if let Some(Overlay::Form(it)) = self.top() {
            let len = it.rows.len().max(1);
            it.at = (it.at + len).saturating_add_signed(by) % len;
        }
        self.form_changed();
    }

    /// Sends the form as it stands, wherever its cursor is; refused it stays there.
    pub(super) fn send_form(&mut self) {
        let Some(Overlay::Form(form)) = self.top() else { return };
        let at = form.at;
        form.at = form.rows.len().saturating_sub(1);
        self.accept_form();
        if let Some(Overlay::Form(form)) = self.top() {
            form.at = at;
        }
    }

    /// Enter in a form: on to the next row, and from the last one off.
    pub(super) fn accept_form(&mut self) {
        let words = self.world.words;
        let Some(Overlay::Form(form)) = self.top() else { return };
        if form.sending {
            return;
        }
        if form.at + 1 < form.rows.len() {
            let now = form.clone();
            if let Some(why) = self.unsettled(&now) {
                return self.form_refused(why);
            }
            if let Some(Overlay::Form(form)) = self.top() {
                form.at += 1;
                Self::skip_rows(form);
            }
            return self.form_changed();
        }
        form.sending = true;
        let form = form.clone();
        let text: Box<str> = form.text().into();
        let incidents = self.world.campus.incidents();
        match form.purpose {
            Purpose::Weigh(incident) => {
                let Some(from) = incidents.get(incident).map(|it| it.severity) else { return };
                let Some(to) = form.chosen().and_then(|at| SEVERITIES.get(at)).copied() else { return };
                let act = IncidentAct::Weighed { incident, from, to, text };
                self.submit(Act::Incident(act), say!(words, "screen-toast-weighed", level = words.severity(to)), Waits::Form);
            }
            Purpose::CloseIncident(incident) => self.move_incident(incident, IncidentState::Closed, text, Waits::Form),
            Purpose::ReopenIncident(incident) => self.move_incident(incident, IncidentState::InHand, text, Waits::Form),
            Purpose::EscalateIncident(incident) => self.move_incident(incident, IncidentState::Escalated, text, Waits::Form),
            Purpose::MergeIncident(incident) | Purpose::SplitIncident(incident) => {
                let merges = matches!(form.purpose, Purpose::MergeIncident(_));
                let Some(other) = form.chosen().and_then(|at| self.merge_choices(incident, merges).get(at).copied()) else { return };
                let (act, done) = if merges {
                    let done = say!(words, "screen-toast-merged", id = incident.to_string(), into = other.to_string());
                    (IncidentAct::Merged { incident, into: other, text }, done)
                } else {
                    let done = say!(words, "screen-toast-split", id = other.to_string(), from = incident.to_string());
                    (IncidentAct::Split { incident: other, from: incident, text }, done)
                };
                self.submit(Act::Incident(act), done, Waits::Form);
            }
            Purpose::BreakGlass(_) if text.is_empty() => self.form_refused(words.refusal(self.world.campus, &Refusal::ReasonNeeded)),
            Purpose::BreakGlass(talk) => self.break_glass(talk, text.into()),
            Purpose::TalkForm(talk) => self.print_talk_form(talk, text.into()),
            Purpose::PrintPaper(incident, report) => self.print_paper(incident, report, text.into()),
            Purpose::LookBack => self.send_look_back(&form),
            Purpose::AddReader(talk) => match self.user_named(&text) {
                Ok(reader) => self.change_reader(talk, reader, true),
                Err(trouble) => self.form_refused(trouble),
            },
            Purpose::RemoveReader(talk) => match form.chosen().and_then(|at| self.removable(talk).get(at).copied()) {
                Some(reader) => self.change_reader(talk, reader, false),
                None => self.close_form(),
            },
            Purpose::Sample(setting) => self.begin_sample(setting, (&form.nth_text(0), &form.nth_text(1))),
            Purpose::RoomNote(day, room) => {
                let act = RoundAct::Remarked { day, room, text };
                self.submit(Act::Round(act), say!(words, "screen-toast-room-note"), Waits::Form);
            }
            Purpose::Step(day, student, step) => {
                let Some(outcome) = form.chosen().and_then(|at| CallOutcome::ALL.get(at)).copied() else { return };
                self.submit_step((day, student, step), outcome, text, Waits::Form);
            }
            Purpose::Found(day, student) => {
                let act = SearchAct::Found { day, student, at: self.model.now, text };
                let name = self.world.campus.people().student(student).map_or("", |it| &it.facts.name);
                self.submit(Act::Search(act), say!(words, "screen-toast-found", name = name), Waits::Form);
            }
            Purpose::CloseFollowUp(talk) => {
                let act = TalkAct::Closed { talk, text };
                self.submit(Act::Talk(act), say!(words, "screen-toast-follow-up-closed"), Waits::Form);
            }
            Purpose::SaveQuery => self.save_query(&form),
            _ => self.accept_house_form(&form),
        }
    }

    /// A digit chose what came of a step, to which level, for which mark, how many stars, which service: on to the words, so that one key says it.
    pub(super) fn after_choice(&mut self) {
        if let Some(Overlay::Form(it)) = self.top()
            && matches!(
                it.purpose,
                Purpose::Step(..) | Purpose::SetLevel(_) | Purpose::MustTalk(_) | Purpose::RateRequest(_) | Purpose::AssignRequest(_)
            )
        {
            it.at = it.rows.len().saturating_sub(1);
        }
    }

    pub(super) fn form_refused(&mut self, reason: String) {
        let open = self.model.overlays.iter_mut().find_map(|it| match it {
            Overlay::Form(form) => Some(form),
            _ => None,
        });
        match open {
            Some(form) => {
                form.sending = false;
                form.trouble = Some(reason);
            }
            None => self.toast(crate::tui::model::Tone::Bad, reason),
        }
    }
}

impl Form {
    /// A number drawn by chance, for a sample whose seed nobody has typed yet.
    pub(super) fn propose_seed(&mut self, drawn: u64) {
        if let (Purpose::Sample(_), Some(FormRow { value: FormValue::Text(field), .. })) = (self.purpose, self.rows.get_mut(1))
            && field.text().is_empty()
        {
            *field = Field::line(NUMBER_LIMIT).with(&drawn.to_string());
        }
    }

    /// What stands in a row that is a text.
    fn nth_text(&self, nth: usize) -> String {
        match self.rows.get(nth).map(|it| &it.value) {
            Some(FormValue::Text(field)) => field.text().trim().to_owned(),
            _ => String::new(),
        }
    }

    /// What stands in its first text.
    pub(super) fn text(&self) -> String {
        let text = self.rows.iter().find_map(|it| match &it.value {
            FormValue::Text(field) => Some(field.text()),
            _ => None,
        });
        text.unwrap_or_default().trim().to_owned()
    }

    /// What is chosen in its first choice.
    pub(super) fn chosen(&self) -> Option<usize> {
        self.rows.iter().find_map(|it| match &it.value {
            FormValue::Choice(_, at) => Some(*at),
            _ => None,
        })
    }
}
