//! An incident in hand (处置): acknowledged, ticked, taken on, moved, merged.

use super::Turn;
use crate::campus::{Act, IncidentAct, IncidentHead, IncidentState, Seq};
use crate::desk::rights::IncidentSight;
use crate::say;
use crate::tui::layer::{Capture, CaptureForm, Purpose};
use crate::tui::model::Waits;

impl<'a> Turn<'a> {
    fn incident_head(&mut self) -> Option<&'a IncidentHead> {
        let head = self.incident_here().and_then(|seq| self.world.campus.incidents().get(seq));
        if head.is_none() {
            self.no_incident();
        }
        head
    }

    fn incident_seen(&self, seq: Seq) -> Option<IncidentSight<'_>> {
        self.world.campus.incidents().get(seq).and_then(|it| self.sight().incident(it))
    }

    /// Says that an incident is not forgotten: for the first time, or again.
    pub(super) fn acknowledge(&mut self) {
        let Some(head) = self.incident_head() else { return };
        let act = IncidentAct::Acknowledged { incident: head.seq, before: head.acked.map(|it| it.seq) };
        self.submit(Act::Incident(act), say!(self.world.words, "screen-toast-acknowledged"), Waits::Nobody);
    }

    /// Ticks the report that is owed next.
    pub(super) fn tick_step(&mut self) {
        let words = self.world.words;
        let Some(head) = self.incident_head() else { return };
        let owed = self.incident_seen(head.seq).and_then(|it| it.owed().first().copied());
        let Some((step, _)) = owed else {
            return self.nothing(say!(words, "screen-toast-nothing-owed"));
        };
        let act = IncidentAct::Stepped { incident: head.seq, step, done: true, text: "".into() };
        self.submit(Act::Incident(act), say!(words, "screen-toast-stepped", step = words.step(step)), Waits::Nobody);
    }

    /// Ticks a line of the checklist, or takes its tick back.
    pub(super) fn check_line(&mut self, nth: usize) {
        let Some(head) = self.incident_head() else { return };
        let line =
            self.incident_seen(head.seq).and_then(|it| it.checklist().get(nth).map(|(line, tick)| ((*line).clone(), tick.is_some())));
        let Some((line, done)) = line else { return };
        let act = IncidentAct::Ticked { incident: head.seq, item: line.code, done: !done, text: "".into() };
        self.submit(Act::Incident(act), say!(self.world.words, "screen-toast-line-checked", line = line.text.as_ref()), Waits::Nobody);
    }

    /// Moves an incident to another state, as it stands now.
    pub(super) fn move_incident(&mut self, incident: Seq, to: IncidentState, text: Box<str>, waits: Waits) {
        let words = self.world.words;
        let Some(from) = self.world.campus.incidents().get(incident).map(|it| it.state) else { return };
        let act = IncidentAct::Moved { incident, from, to, text };
        self.submit(Act::Incident(act), say!(words, "screen-toast-moved", state = words.incident_state(to)), waits);
    }

    /// Moves an incident to the state that usually comes next; closing one with steps that are not done, and taking one up again, needs a
    /// reason.
    pub(super) fn next_state(&mut self) {
        let Some(head) = self.incident_head() else { return };
        match head.state.next() {
            None => self.open_form(Purpose::ReopenIncident(head.seq)),
            Some(IncidentState::Closed) => self.close(head),
            Some(to) => self.move_incident(head.seq, to, "".into(), Waits::Nobody),
        }
    }

    pub(super) fn ask_close(&mut self) {
        if let Some(head) = self.incident_head() {
            self.close(head);
        }
    }

    fn close(&mut self, head: &IncidentHead) {
        if !head.is_open() {
            return self.nothing(say!(self.world.words, "screen-toast-closed-already"));
        }
        if head.steps_open(self.world.campus.incident_clock()) > 0 {
            return self.open_form(Purpose::CloseIncident(head.seq));
        }
        self.move_incident(head.seq, IncidentState::Closed, "".into(), Waits::Nobody);
    }

    pub(super) fn ask_escalate(&mut self) {
        if let Some(head) = self.incident_head() {
            self.open_form(Purpose::EscalateIncident(head.seq));
        }
    }

    /// Takes an incident on; who does has seen it.
    pub(super) fn take_ownership(&mut self) {
        let (words, user) = (self.world.words, self.model.seat.user);
        let Some(head) = self.incident_head() else { return };
        if head.owner == Some(user) {
            return self.nothing(say!(words, "screen-toast-yours-already"));
        }
        let act = IncidentAct::Owned { incident: head.seq, from: head.owner, to: Some(user) };
        self.submit(Act::Incident(act), say!(words, "screen-toast-owned"), Waits::Nobody);
    }

    /// Helps, or helps no longer.
    pub(super) fn help_incident(&mut self) {
        let (words, helper) = (self.world.words, self.model.seat.user);
        let Some(head) = self.incident_head() else { return };
        let joins = !head.helpers.contains(&helper);
        let done = if joins { say!(words, "screen-toast-helps") } else { say!(words, "screen-toast-helps-no-longer") };
        self.submit(Act::Incident(IncidentAct::Helped { incident: head.seq, helper, joins }), done, Waits::Nobody);
    }

    pub(super) fn ask_merge(&mut self) {
        let Some(head) = self.incident_head() else { return };
        if self.merge_choices(head.seq, true).is_empty() {
            return self.nothing(say!(self.world.words, "screen-toast-nothing-to-merge"));
        }
        self.open_form(Purpose::MergeIncident(head.seq));
    }

    pub(super) fn ask_split(&mut self) {
        let Some(head) = self.incident_head() else { return };
        if self.merge_choices(head.seq, false).is_empty() {
            return self.nothing(say!(self.world.words, "screen-toast-nothing-to-split"));
        }
        self.open_form(Purpose::SplitIncident(head.seq));
    }

    /// With which others one may be put together: those it may go into, the likeliest first; or what went into it.
    pub(super) fn merge_choices(&self, seq: Seq, merges: bool) -> Vec<Seq> {
        let Some(head) = self.world.campus.incidents().get(seq) else { return Vec::new() };
        if !merges {
            return head.holds.clone();
        }
        let fits = |it: &IncidentSight<'_>| it.seq() != seq && it.is_drill() == head.drill && it.severity() <= head.severity;
        let mut found: Vec<_> = self.sight().open_incidents().filter(fits).collect();
        found.sort_by_key(|it| {
            let same_place = it.place().is_some() && it.place() == head.place.as_ref();
            let same_people = it.students().is_some_and(|all| all.iter().any(|id| head.students.contains(id)));
            (!(same_place || same_people), it.category() != Some(head.category), it.since().0.abs_diff(head.since.0))
        });
        found.into_iter().map(|it| it.seq()).take(MERGE_CHOICES).collect()
    }

    /// An incident in a list of choices: its number, kind and time.
    pub(super) fn incident_label(&self, seq: Seq) -> String {
        let Some(it) = self.incident_seen(seq) else { return format!("I{seq}") };
        let (words, zone) = (self.world.words, self.world.campus.zone());
        let category = it.category().map(|it| words.category(it)).unwrap_or_default();
        format!("I{seq} {} {category} {}", it.severity().roman(), words.clock(it.opened(), zone))
    }

    /// Opens the line for a drill: like any other, with the tag that makes it one.
    pub(super) fn open_drill(&mut self) {
        let mut capture = Capture::new(CaptureForm::Incident);
        capture.line.insert(&format!("#{} ", crate::capture::DRILL_TAGS[0]));
        self.show_capture(capture);
    }
}

/// Most incidents that are proposed to be put together with one.
const MERGE_CHOICES: usize = 9;
