//! An activity further: announced, changed in the line it was entered with, proved by a file.

use super::Turn;
use crate::campus::{Act, ActivityAct, ActivityState, Refusal, Seq};
use crate::capture::{amended_facts, line_of_activity};
use crate::say;
use crate::tui::effect::Effect;
use crate::tui::layer::{Capture, CaptureForm, Form, Overlay};
use crate::tui::model::{Pending, Waits};

impl Turn<'_> {
    pub(in crate::tui::update) fn announce_activity(&mut self) {
        match self.activity_head() {
            Some(it) if it.state == ActivityState::Planned => self.move_activity(&it, ActivityState::Announced),
            Some(it) => {
                let state = self.world.words.activity_state(it.state);
                self.nothing(say!(self.world.words, "screen-toast-activity-not-planned", state = state));
            }
            None => self.no_activity(),
        }
    }

    /// Opens the line with what stands; what was put aside is taken up again.
    pub(in crate::tui::update) fn amend_activity(&mut self) {
        if self.only_looks() {
            return;
        }
        let Some(activity) = self.activity_here() else { return self.no_activity() };
        let form = CaptureForm::AmendActivity(activity);
        let shelved = self.model.shelf.iter().rposition(|it| it.form == form);
        let capture = match shelved {
            Some(at) => self.model.shelf.remove(at),
            None => {
                let mut capture = Capture::new(form);
                capture.line.insert(&self.line_as_it_stands(activity));
                capture.stood = self.campus().activities().get(activity).map(|it| it.changed);
                capture
            }
        };
        self.show_capture(capture);
    }

    /// What somebody changed since the line on top was filled, said once; the next press sends it as it is.
    pub(in crate::tui::update) fn activity_changed(&mut self, activity: Seq) -> Option<String> {
        let now = self.campus().activities().get(activity)?.changed;
        let Some(Overlay::Capture(capture)) = self.top() else { return None };
        let stood = capture.stood.replace(now)?;
        if stood == now {
            return None;
        }
        let (who, when) = self.who_and_when(Some(now));
        let line = self.line_as_it_stands(activity);
        Some(say!(self.world.words, "screen-line-changed-meanwhile", who = who, when = when, line = line))
    }

    fn line_as_it_stands(&self, activity: Seq) -> String {
        let capture = Capture::new(CaptureForm::Activity);
        let head = self.campus().activities().get(activity);
        head.map_or_else(String::new, |head| self.with_setting(&capture, |setting| line_of_activity(head, setting)))
    }

    /// Whether a line that was filled says what stands, so that nothing is lost with it.
    pub(in crate::tui::update) fn stands_already(&self, capture: &Capture) -> bool {
        match capture.form {
            CaptureForm::AmendActivity(activity) => {
                capture.note.text().trim().is_empty() && capture.line.text() == self.line_as_it_stands(activity)
            }
            CaptureForm::RewriteNews(news, before) => self.words_of_news(news).is_some_and(|(at, title, text)| {
                at == before && title == capture.line.text().trim() && text.trim() == capture.note.text().trim()
            }),
            _ => false,
        }
    }

    /// The acts that a changed line makes, each with what to say when it is durable: the number of people, what was said, what is known.
    pub(in crate::tui::update) fn amendment_of(&self, capture: &Capture, activity: Seq) -> Result<Vec<(Act, String)>, String> {
        let (words, campus) = (self.world.words, self.campus());
        let gone = || words.refusal(campus, &Refusal::NoSuchActivity(activity));
        let head = campus.activities().get(activity).ok_or_else(gone)?;
        let Some(draft) = &capture.draft else { return Ok(Vec::new()) };
        let (facts, count) = self.with_setting(capture, |setting| match draft.act(setting) {
            Ok(_) => Ok(amended_facts(draft, head, setting)),
            Err(doubt) => Err(self.doubt(&doubt, capture.line.text())),
        })?;
        let mut acts = Vec::new();
        if let Some(count) = count.filter(|it| *it != head.count) {
            let act = ActivityAct::Attended { activity, added: Vec::new(), removed: Vec::new(), before: head.count, count };
            acts.push((act, say!(words, "screen-toast-activity-attended", count = count)));
        }
        let note = capture.note.text().trim();
        if !note.is_empty() {
            acts.push((ActivityAct::Noted { activity, text: note.into() }, say!(words, "screen-toast-activity-noted")));
        }
        if facts != head.facts {
            let (before, after) = (Box::new(head.facts.clone()), Box::new(facts));
            let done = say!(words, "screen-toast-activity-amended", id = format!("A{activity}"));
            acts.push((ActivityAct::Amended { activity, before, after }, done));
        }
        // Of several none is sent where one would be refused.
        let acts: Vec<(Act, String)> = acts.into_iter().map(|(act, done)| (Act::Activity(act), done)).collect();
        match acts.iter().find_map(|(act, _)| self.refusal_of(act)) {
            Some(why) => Err(why),
            None => Ok(acts),
        }
    }

    /// Sends the path of a file that is to prove an activity.
    pub(super) fn send_evidence(&mut self, activity: Seq, form: &Form) {
        let words = self.world.words;
        let path = form.text();
        if path.is_empty() {
            return self.form_refused(say!(words, "screen-form-path"));
        }
        let done = say!(words, "screen-toast-activity-file", id = format!("A{activity}"));
        let token = self.await_answer(Pending { done, waits: Waits::Evidence(activity), undoable: false });
        self.effects.push(Effect::ProveByFile { token, activity, path, lang: words.lang() });
    }

    /// The file is there: what was held is proved by it.
    pub(in crate::tui::update) fn proved_by_file(&mut self, activity: Seq) {
        if let Some(it) = self.campus().activities().get(activity).filter(|it| it.state == ActivityState::Held).cloned() {
            self.move_activity(&it, ActivityState::Proved);
        }
    }
}
