//! The capture line: how it is opened, read while it is typed, and sent.

use super::keys::LINE_LIMIT;
use super::{Seeker, Turn};
use crate::campus::{Act, ActivityAct, IncidentAct, Seq, StudentId, TEXT_LIMIT, TalkAct};
use crate::capture::{Doubt, Draft, Form, Pick, Setting};
use crate::say;
use crate::tui::effect::Effect;
use crate::tui::field::Field;
use crate::tui::layer::{Capture, CaptureForm, Confirmed, LongRow, Overlay};
use crate::tui::model::{Place, Tone, Unsaved, Waits};

/// Tags offered for completion.
const TAGS_OFFERED: usize = 20;

impl Capture {
    /// A line with nothing in it.
    pub(super) fn new(form: CaptureForm) -> Self {
        Self {
            form,
            line: Field::line(LINE_LIMIT),
            note: Field::note(TEXT_LIMIT),
            in_note: false,
            note_top: 0,
            picks: Vec::new(),
            answers: None,
            holds: None,
            long: None,
            seen: 0,
            stood: None,
            draft: None,
            namesakes: Vec::new(),
            suggestions: Vec::new(),
            choice: 0,
            trouble: None,
            sending: false,
        }
    }

    /// The form of the grammar, `None` for a timeline line.
    fn grammar(&self) -> Option<Form> {
        match self.form {
            CaptureForm::Talk => Some(Form::Talk),
            CaptureForm::Incident => Some(Form::Incident),
            CaptureForm::Plan => Some(Form::Plan),
            CaptureForm::Request => Some(Form::Request),
            CaptureForm::Activity | CaptureForm::AmendActivity(_) => Some(Form::Activity),
            CaptureForm::Line(_) | CaptureForm::Amend(_) | CaptureForm::RewriteNews(..) => None,
        }
    }

    /// The words of the line and the note under them.
    pub(super) fn join(&self, words: &str) -> String {
        let (words, note) = (words.trim(), self.note.text().trim());
        match (words.is_empty(), note.is_empty()) {
            (_, true) => words.to_owned(),
            (true, false) => note.to_owned(),
            (false, false) => format!("{words}\n{note}"),
        }
    }
}

impl Turn<'_> {
    pub(super) fn with_setting<T>(&self, capture: &Capture, ask: impl FnOnce(&Setting<'_>) -> T) -> T {
        let (campus, model) = (self.world.campus, &self.model);
        let resolve = Seeker::new(campus, self.world.finder, model.seat.user, model.dorm.building);
        ask(&Setting {
            campus,
            resolve: &resolve,
            now: model.now,
            user: model.seat.user,
            building: model.dorm.building,
            picks: &capture.picks,
            answers: capture.answers,
            holds: capture.holds,
            tags: &model.tags,
        })
    }

    /// Opens the line for what is in front of the person: the students one looks at are put in. What was put aside is taken up again.
    pub(super) fn open_capture(&mut self, form: CaptureForm) {
        if self.only_looks() {
            return;
        }
        let students = match form {
            CaptureForm::Line(_)
            | CaptureForm::Amend(_)
            | CaptureForm::Activity
            | CaptureForm::AmendActivity(_)
            | CaptureForm::RewriteNews(..) => Vec::new(),
            CaptureForm::Talk | CaptureForm::Incident | CaptureForm::Plan => self.students_here(),
            // One asks at a time.
            CaptureForm::Request => self.students_here().into_iter().take(1).collect(),
        };
        // What answers a talk or holds a plan belongs there.
        let plain = |it: &Capture| it.form == form && it.answers.is_none() && it.holds.is_none();
        let shelved = self.model.shelf.iter().rposition(|it| plain(it) && (students.is_empty() || it.names(&students)));
        let capture = match shelved {
            Some(at) => self.model.shelf.remove(at),
            None => {
                let mut capture = Capture::new(form);
                self.name(&mut capture, &students);
                if let (CaptureForm::Incident | CaptureForm::Request, Place::Room(room), true) =
                    (form, self.model.place, students.is_empty())
                {
                    capture.line.insert(&format!(" @{}", self.world.campus.write_room(room)));
                    capture.line.move_to(0);
                }
                capture
            }
        };
        self.show_capture(capture);
    }

    /// Opens the line for the talk that answers a follow-up, with the same students.
    pub(super) fn open_answer(&mut self, talk: Seq) {
        let shelved = self.model.shelf.iter().rposition(|it| it.answers == Some(talk));
        let capture = match shelved {
            Some(at) => self.model.shelf.remove(at),
            None => {
                let mut capture = Capture { answers: Some(talk), ..Capture::new(CaptureForm::Talk) };
                let students = self.talk_students(talk);
                self.name(&mut capture, &students);
                capture
            }
        };
        self.show_capture(capture);
    }

    pub(super) fn show_capture(&mut self, capture: Capture) {
        self.model.overlays.push(Overlay::Capture(Box::new(capture)));
        self.reread();
    }

    /// Puts students in by name, each picked, so that a namesake cannot be meant; by number where a name could not be read back.
    pub(super) fn name(&self, capture: &mut Capture, students: &[StudentId]) {
        for id in students {
            let Some(it) = self.world.campus.people().student(*id) else { continue };
            let plain = it.facts.name.chars().all(char::is_alphabetic);
            let typed = if plain { &it.facts.name } else { &it.facts.no };
            capture.line.insert(&format!("{typed} "));
            capture.picks.push(Pick { typed: typed.clone(), student: *id });
        }
    }

    /// With whom a talk was, as far as this seat sees it.
    pub(super) fn talk_students(&self, talk: Seq) -> Vec<StudentId> {
        crate::tui::view::talked_with(&self.sight(), self.world.campus, talk)
    }

    /// The students in front of the person.
    fn students_here(&self) -> Vec<StudentId> {
        match self.model.place {
            Place::Student(id) | Place::Story(id) => vec![id],
            Place::Room(_) => self.room_person().into_iter().collect(),
            Place::Talk(seq) => self.talk_students(seq),
            Place::Incident(seq) | Place::Paper(seq) => {
                let seen = self.world.campus.incidents().get(seq).and_then(|it| self.sight().incident(it)?.students());
                seen.unwrap_or_default().to_vec()
            }
            Place::Students => {
                self.model.board.students.get(self.model.cursor(crate::tui::model::List::Students).at).copied().into_iter().collect()
            }
            Place::Next | Place::Care => self.cared_for().into_iter().collect(),
            Place::Officers => self.officer_row().and_then(|it| it.student).into_iter().collect(),
            Place::Request(seq) => {
                let seen = self.world.campus.requests().get(seq).and_then(|it| self.sight().request(it)?.student());
                seen.into_iter().collect()
            }
            Place::Search(_, student) => vec![student],
            Place::Round(_) => self.model.round.student.into_iter().collect(),
            Place::Home
            | Place::Zoom(_)
            | Place::Handover
            | Place::DutyLog(_)
            | Place::Rounds
            | Place::Missing
            | Place::Communities
            | Place::Leaves
            | Place::Hygiene
            | Place::Coverage
            | Place::Watch
            | Place::Community(_)
            | Place::Appraisal
            | Place::Stats
            | Place::Figure
            | Place::Newsroom
            | Place::News(_)
            | Place::Awards
            | Place::Award(_)
            | Place::Network(_)
            | Place::Moods
            | Place::Schedule
            | Place::Requests
            | Place::Activities
            | Place::Activity(_)
            | Place::TermBoard
            | Place::Obligations
            | Place::Changes => Vec::new(),
        }
    }

    /// The line or the note was changed: read it again and keep it.
    pub(super) fn capture_changed(&mut self) {
        if let Some(Overlay::Capture(it)) = self.top() {
            it.trouble = None;
        }
        self.long_changed();
        self.reread();
        self.save_draft();
    }

    pub(super) fn reread(&mut self) {
        let Some(Overlay::Capture(capture)) = self.model.overlays.last() else { return };
        let Some(form) = capture.grammar() else { return };
        let (line, cursor) = (capture.line.text(), capture.line.cursor());
        let draft = self.with_setting(capture, |setting| crate::capture::read(form, line, setting));
        let suggestions = match capture.long {
            Some(_) => self.row_suggestions(capture),
            None => self.with_setting(capture, |setting| crate::capture::complete(form, line, cursor, setting)),
        };
        let Some(Overlay::Capture(capture)) = self.top() else { return };
        capture.namesakes = draft.ambiguity().map(|it| it.candidates.clone()).unwrap_or_default();
        capture.suggestions = if capture.namesakes.is_empty() { suggestions } else { Vec::new() };
        capture.choice = 0;
        capture.draft = Some(draft);
    }

    /// Takes the nth namesake, or puts the nth suggestion in.
    pub(super) fn choose_in_capture(&mut self, nth: usize) {
        let Some(Overlay::Capture(capture)) = self.top() else { return };
        if let Some(student) = capture.namesakes.get(nth).copied() {
            let Some(who) = capture.draft.as_ref().and_then(Draft::ambiguity) else { return };
            let typed = who.typed.clone();
            capture.picks.push(Pick { typed, student });
        } else if capture.long.is_some() {
            return self.choose_in_row(nth);
        } else if let Some(it) = capture.suggestions.get(nth).cloned() {
            let after = capture.line.text().get(it.replace.end..).unwrap_or_default();
            let blank = if after.starts_with(' ') { "" } else { " " };
            capture.line.replace(it.replace, &format!("{}{blank}", it.with));
        } else {
            return;
        }
        self.capture_changed();
    }

    /// Enter on the line: settles a namesake first, then sends.
    pub(super) fn save_capture(&mut self) {
        let Some(Overlay::Capture(capture)) = self.model.overlays.last() else { return };
        if capture.sending {
            return;
        }
        if !capture.namesakes.is_empty() {
            // In the note the candidates are out of sight: nobody is taken for another unseen.
            return if capture.in_note { self.show_namesakes() } else { self.choose_in_capture(capture.choice) };
        }
        if let CaptureForm::AmendActivity(activity) = capture.form
            && let Some(told) = self.activity_changed(activity)
        {
            self.save_draft();
            return self.capture_refused(told);
        }
        let Some(Overlay::Capture(capture)) = self.model.overlays.last() else { return };
        let waits = match capture.form {
            CaptureForm::Amend(talk) => Waits::Amended(talk, capture.seen),
            _ => Waits::Capture,
        };
        let made = match capture.form {
            CaptureForm::AmendActivity(activity) => self.amendment_of(capture, activity),
            CaptureForm::RewriteNews(news, before) => self.rewriting_of(capture, (news, before)),
            _ => self.act_of(capture).map(|made| vec![made]),
        };
        match made.map(|mut acts| (acts.pop(), acts)) {
            // As it stands: there is nothing to send.
            Ok((None, _)) => self.discard(),
            Ok((Some((act, done)), before)) => {
                if let Some(Overlay::Capture(it)) = self.top() {
                    it.sending = true;
                    it.trouble = None;
                }
                // The line waits for the last of them.
                before.into_iter().for_each(|(act, done)| self.submit(act, done, Waits::Nobody));
                self.submit(act, done, waits);
            }
            Err(trouble) => self.capture_refused(trouble),
        }
    }

    /// Back from the note to the line, where one of several of a name has to be chosen.
    fn show_namesakes(&mut self) {
        let trouble = self.world.words.get("capture-doubt-ambiguous");
        if let Some(Overlay::Capture(it)) = self.top() {
            it.in_note = false;
            it.trouble = Some(trouble);
        }
    }

    /// The act that a capture makes and what to say when it is done, or what is wrong with it, in words.
    fn act_of(&self, capture: &Capture) -> Result<(Act, String), String> {
        let (words, campus) = (self.world.words, self.world.campus);
        if let CaptureForm::Line(incident) = capture.form {
            let text: Box<str> = capture.join(capture.line.text()).into();
            let act = Act::Incident(IncidentAct::Noted { incident, at: self.model.now, text });
            return Ok((act, say!(words, "screen-toast-line-noted")));
        }
        if let CaptureForm::Amend(talk) = capture.form {
            let text = capture.join(capture.line.text());
            if text.is_empty() {
                return Err(self.doubt(&Doubt::EmptyText, ""));
            }
            let act = Act::Talk(TalkAct::Amended { talk, text: text.into() });
            return Ok((act, say!(words, "screen-toast-amended", talk = talk.0)));
        }
        let Some(mut draft) = capture.draft.clone() else { return Err(self.doubt(&Doubt::EmptyText, "")) };
        // Of an activity the line is the title, and the note what was said there.
        if capture.form != CaptureForm::Activity {
            draft.text = capture.join(&draft.text).into();
        }
        if let Some(long) = &capture.long {
            self.with_long(long, &mut draft)?;
        }
        if !draft.text.is_empty() {
            draft.doubts.retain(|it| *it != Doubt::EmptyText);
        }
        let mut act = self.with_setting(capture, |setting| draft.act(setting)).map_err(|doubt| self.doubt(&doubt, capture.line.text()))?;
        if let Act::Activity(ActivityAct::Entered(it)) = &mut act {
            it.text = capture.note.text().trim().into();
        }
        let names: Vec<&str> =
            draft.students().iter().filter_map(|id| campus.people().student(*id)).map(|it| &*it.facts.name).take(3).collect();
        let names = names.join("、");
        let done = match &act {
            Act::Talk(TalkAct::Planned(it)) => {
                say!(words, "screen-toast-talk-planned", who = names, day = words.day_near(it.when.day, self.today()))
            }
            Act::Talk(it) if it.logged().is_some() => {
                say!(words, "screen-toast-talk-logged", who = names, topic = words.topic(draft.topic))
            }
            Act::Request(_) => {
                say!(words, "screen-toast-request-opened", kind = words.request_kind(draft.kind), office = draft.office.to_string())
            }
            Act::Activity(ActivityAct::Entered(it)) => {
                say!(
                    words,
                    "screen-toast-activity-entered",
                    kind = words.activity_kind(it.facts.kind),
                    state = words.activity_state(it.state)
                )
            }
            _ => say!(words, "screen-toast-incident-opened", category = words.category(draft.category), who = names),
        };
        Ok((act, done))
    }

    /// A doubt in words, with the part of the line it is about.
    pub(super) fn doubt(&self, doubt: &Doubt, line: &str) -> String {
        let what = self.world.words.get(&format!("capture-doubt-{}", doubt.key().replace('_', "-")));
        let typed = doubt.span().and_then(|it| line.get(it)).unwrap_or_default();
        if typed.is_empty() {
            what
        } else {
            say!(self.world.words, "screen-doubt", typed = crate::text::clean(typed).into_owned(), what = what)
        }
    }

    pub(super) fn capture_refused(&mut self, reason: String) {
        let open = self.model.overlays.iter_mut().find_map(|it| match it {
            Overlay::Capture(capture) => Some(capture),
            _ => None,
        });
        let Some(capture) = open else { return self.toast(Tone::Bad, reason) };
        capture.sending = false;
        self.keep_held_words();
        if let Some(Overlay::Capture(capture)) = self.top() {
            capture.trouble = Some(reason);
        }
    }

    /// The act is durable: the line closes, its tags are remembered for the next.
    pub(super) fn captured(&mut self) {
        let at = self.model.overlays.iter().position(|it| matches!(it, Overlay::Capture(_)));
        let Some(Overlay::Capture(capture)) = at.map(|at| self.model.overlays.remove(at)) else { return };
        for tag in capture.draft.map(|it| it.tags).unwrap_or_default() {
            self.model.tags.retain(|it| *it != tag);
            self.model.tags.insert(0, tag);
        }
        self.model.tags.truncate(TAGS_OFFERED);
    }

    /// Esc on the line: what is typed goes on the shelf, and the same key takes it up again.
    pub(super) fn put_aside(&mut self) {
        let Some(Overlay::Capture(capture)) = self.model.overlays.pop() else { return };
        if capture.sending {
            self.model.overlays.push(Overlay::Capture(capture));
            return;
        }
        if capture.has_words() && !self.stands_already(&capture) {
            self.model.shelf.push(*capture);
            self.toast(Tone::Plain, say!(self.world.words, "screen-toast-put-aside"));
        }
        self.save_draft();
    }

    /// Asks whether to throw away what is written; an empty line just closes.
    pub(super) fn ask_discard(&mut self) {
        match self.model.overlays.last() {
            Some(Overlay::Capture(it)) if it.sending => {}
            Some(Overlay::Capture(it)) if it.has_words() => {
                let question = say!(self.world.words, "screen-ask-discard");
                self.ask(question, Confirmed::Discard);
            }
            _ => self.discard(),
        }
    }

    pub(super) fn discard(&mut self) {
        if let Some(Overlay::Capture(_)) = self.model.overlays.last() {
            self.model.overlays.pop();
            self.save_draft();
        }
    }

    pub(super) fn open_note(&mut self) {
        if let Some(Overlay::Capture(it)) = self.top() {
            it.in_note = true;
        }
    }

    pub(super) fn fold_note(&mut self) {
        if let Some(Overlay::Capture(it)) = self.top() {
            it.in_note = false;
        }
    }

    pub(super) fn note_history(&mut self, forth: bool) {
        if let Some(Overlay::Capture(it)) = self.top() {
            let field = match &mut it.long {
                Some(long) if long.at != LongRow::Said => long.rows.get_mut(long.at as usize),
                _ => Some(&mut it.note),
            };
            let changed = field.is_some_and(|it| if forth { it.redo() } else { it.undo() });
            if changed {
                self.capture_changed();
            }
        }
    }

    /// Keeps everything typed and not yet logged: the shelf and the open line.
    pub(super) fn save_draft(&mut self) {
        // A locked seat has put it away already, and nothing of it is left in memory: what lies on disk must not be cleared for that.
        if self.model.lock.as_ref().is_some_and(|it| matches!(it.unsaved, Unsaved::Saving | Unsaved::Safe)) {
            return;
        }
        let bytes = super::draft::write(self.model);
        self.effects.push(match bytes {
            Some(bytes) => Effect::SaveDraft(bytes),
            None => Effect::ClearDraft,
        });
    }
}

impl Capture {
    /// Whether anything is in it beyond the names that were put in.
    pub(super) fn has_words(&self) -> bool {
        let mut line = self.line.text();
        for pick in &self.picks {
            line = line.trim_start().strip_prefix(&*pick.typed).unwrap_or(line);
        }
        let long = || self.long.iter().flat_map(|it| &it.rows[LongRow::Said as usize..]).any(|it| !it.text().trim().is_empty());
        !line.trim().is_empty() || !self.note.text().trim().is_empty() || long()
    }

    fn names(&self, students: &[StudentId]) -> bool {
        self.draft.as_ref().is_some_and(|it| it.students()[..] == *students)
    }
}
