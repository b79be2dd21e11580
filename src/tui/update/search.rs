//! Looking for a student who is missing (未归处置): the steps of the ladder, found, a number in full, the incident it becomes at the set hour.

use super::Turn;
use crate::campus::{
    Act, CallOutcome, Campus, Category, Day, IncidentAct, IncidentOpened, LadderStep, NumberKind, Presence, SearchAct, SearchHead,
    Severity, Spot, Stamp, StudentId,
};
use crate::desk::rights::may_do;
use crate::say;
use crate::tui::layer::Purpose;
use crate::tui::model::{Cursor, List, Place, Tone, Waits};
use crate::tui::msg::Fetched;
use crate::tui::view::ripe;
use crate::words::search_story;

/// From so many minutes after the set hour on an incident says that it is late.
const LATE_MINUTES: i64 = 5;
/// How many nights it is looked back when the student was last in their room.
const LOOKED_BACK: i32 = 14;

impl Turn<'_> {
    /// Which search one is at: the one shown, or the one under the cursor of the list.
    fn search_here(&self) -> Option<(Day, StudentId)> {
        match self.model.place {
            Place::Search(day, student) => Some((day, student)),
            Place::Missing => self.model.board.sought.get(self.model.cursor(List::Missing).at).map(|it| (it.day, it.student)),
            _ => None,
        }
    }

    /// Puts the cursor on the step that is next.
    pub(super) fn point_at_next_step(&mut self) {
        let Place::Search(day, student) = self.model.place else { return };
        let ladder = &self.world.campus.presets().rules().ladder;
        let next = self.world.campus.searches().get(day, student).and_then(|it| it.next_step(ladder)).map(|(step, _)| step);
        let at = ladder.steps.iter().position(|it| Some(it.call) == next).unwrap_or(ladder.steps.len().saturating_sub(1));
        self.model.cursors[List::Search as usize] = Cursor { at, top: 0 };
    }

    /// The step under the cursor of the search shown.
    fn step_here(&self) -> Option<(Day, StudentId, LadderStep)> {
        let Place::Search(day, student) = self.model.place else { return None };
        let at = self.model.cursor(List::Search).at;
        self.world.campus.presets().rules().ladder.steps.get(at).map(|it| (day, student, it.call))
    }

    /// One key says what came of the step under the cursor.
    pub(super) fn step_outcome(&mut self, nth: usize) {
        let (Some((day, student, step)), Some(outcome)) = (self.step_here(), CallOutcome::ALL.get(nth)) else { return };
        self.submit_step((day, student, step), *outcome, "".into(), Waits::Step);
    }

    pub(super) fn submit_step(
        &mut self,
        (day, student, step): (Day, StudentId, LadderStep),
        outcome: CallOutcome,
        text: Box<str>,
        waits: Waits,
    ) {
        let words = self.world.words;
        let done = say!(words, "screen-toast-search-step", step = words.ladder_step(step), outcome = words.call_outcome(outcome));
        let at = self.model.now;
        self.submit(Act::Search(SearchAct::Stepped { day, student, step, at, outcome, text }), done, waits);
    }

    /// Asks what came of the step under the cursor, with words.
    pub(super) fn ask_step(&mut self) {
        if let Some((day, student, step)) = self.step_here() {
            self.open_form(Purpose::Step(day, student, step));
        }
    }

    pub(super) fn ask_found(&mut self) {
        match self.search_here() {
            Some((day, student)) => self.open_form(Purpose::Found(day, student)),
            None => self.nothing(say!(self.world.words, "screen-missing-nobody")),
        }
    }

    /// Asks for a number in full: of whoever is to be rung at the step under the cursor, or of a parent.
    pub(super) fn reveal_here(&mut self, parent: bool) {
        let Some((_, student, step)) = self.step_here() else { return };
        let people = self.world.campus.people();
        let shown = |id: StudentId| self.model.revealed.iter().any(|it| it.student == id && it.what == NumberKind::Phone);
        let (whose, what) = match step {
            _ if parent => (student, NumberKind::Guardian),
            LadderStep::Parents => (student, NumberKind::Guardian),
            LadderStep::RoomMates => {
                let room = people.student(student).and_then(|it| it.facts.bed).map(|it| it.room);
                let mates = room.map_or(&[][..], |it| people.in_room(it)).iter().copied().filter(|id| *id != student);
                match mates.clone().find(|id| !shown(*id)) {
                    Some(mate) => (mate, NumberKind::Phone),
                    None => return self.nothing(say!(self.world.words, "screen-toast-no-more-numbers")),
                }
            }
            _ => (student, NumberKind::Phone),
        };
        if self.model.revealed.iter().any(|it| it.student == whose && it.what == what) {
            return;
        }
        self.reveal(whose, what, String::new(), Waits::Nobody);
    }

    /// Makes the search one is at an incident now.
    pub(super) fn escalate_here(&mut self) {
        match self.search_here() {
            Some(search) => self.escalate(search, true),
            None => self.nothing(say!(self.world.words, "screen-missing-nobody")),
        }
    }

    /// At the set hour a search becomes an incident by itself, whether anybody looks or not, and also if the program was closed then. Asked
    /// for once by each seat; of several seats the campus takes the first.
    pub(super) fn escalate_ripe(&mut self) {
        for search in ripe(self.world.campus, self.model.now) {
            if self.model.escalated.insert(search) {
                self.escalate(search, false);
            }
        }
    }

    fn escalate(&mut self, (day, student): (Day, StudentId), asked: bool) {
        let (campus, words) = (self.world.campus, self.world.words);
        let Some(head) = campus.searches().get(day, student) else { return };
        let due = campus.presets().rules().ladder.incident_due(day, head.since, campus.zone());
        let opened = IncidentOpened {
            severity: Severity::Serious,
            category: Category::Missing,
            happened: head.since,
            place: Some(Spot::Room(head.room)),
            students: [student].into_iter().collect(),
            tags: Vec::new(),
            text: self.story(head, (!asked).then_some(due)).into(),
        };
        let act = Act::Incident(IncidentAct::OpenedFrom { day, student, opened });
        let handles = Act::Search(SearchAct::Resumed { day, student });
        let may = [&act, &handles].into_iter().all(|it| may_do(campus, self.model.seat.user, it));
        // What happens by itself happens at the seat of somebody who might do it; whoever asks is told by the desk that they may not.
        if asked || may {
            let name = campus.people().student(student).map(|it| it.facts.name.to_string()).unwrap_or_default();
            let done = say!(words, "screen-toast-search-incident", name = name);
            self.submit(act, done, Waits::Escalation { asked });
        }
    }

    /// Everything that was done, in the words of the incident; after the hour `due`, how late it is.
    fn story(&self, head: &SearchHead, due: Option<Stamp>) -> String {
        let (campus, words, now) = (self.world.campus, self.world.words, self.model.now);
        let said = |seq| match self.model.texts.get(seq) {
            Some(Fetched::Entry(entry)) => match &entry.act {
                Act::Search(SearchAct::Stepped { text, .. }) => Some(text.to_string()),
                _ => None,
            },
            _ => None,
        };
        let mut story = search_story(words, campus, head, said);
        let mut add = |line: String| story.extend(["\n", &line]);
        add(match last_present(campus, head.day, head.student) {
            Some(day) => say!(words, "campus-story-last-seen", day = words.day(day)),
            None => say!(words, "campus-story-never-seen"),
        });
        if head.steps.is_empty() {
            add(say!(words, "campus-story-no-step"));
        }
        // A few minutes are the clock's, not the program's.
        if let Some(due) = due.filter(|due| now.minutes_since(*due) >= LATE_MINUTES) {
            add(say!(words, "campus-story-late", due = words.clock(due, campus.zone()), late = words.span(due, now)));
        }
        story
    }

    /// Another seat was quicker, or the disk failed: then it is tried again with the next minute.
    pub(super) fn escalation_refused(&mut self, asked: bool, reason: String, by_rule: bool) {
        if asked || !by_rule {
            self.toast(Tone::Bad, reason);
        }
        if !by_rule {
            self.model.escalated.clear();
        }
    }
}

/// The last night before `day` in which a round found the student in the room they sleep in now.
fn last_present(campus: &Campus, day: Day, student: StudentId) -> Option<Day> {
    let room = campus.people().student(student)?.facts.bed?.room;
    (1..=LOOKED_BACK).map(|back| day.plus(-back)).find(|night| {
        let mark = campus.rounds().mark(campus.places(), *night, room);
        mark.is_some_and(|it| !it.away.iter().any(|(id, how)| *id == student && *how != Presence::Late))
    })
}
