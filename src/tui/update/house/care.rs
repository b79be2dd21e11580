//! Care for single students (关心关爱): a concern level, a must-talk mark, putting somebody off. And why somebody stands where they stand in the
//! list of whom to talk to next.

use super::{Meant, Reading, Turn, asks, choice_row, text_row, wrong};
use crate::campus::{Act, CareAct, Concern, Day, LevelChange, Marked, Seq, Snoozed, StudentId, Trigger, UserId};
use crate::capture::day_of;
use crate::desk::care::{NetworkNode, NextRow, why};
use crate::say;
use crate::tui::layer::{Form, FormRow, Item, Overlay, Purpose, Sheet};
use crate::tui::model::{List, Place, Tone};
use crate::tui::view::StudentRow;

/// The levels in the order of the form, so that a digit is its level; none comes last.
const LEVELS: [Concern; 5] = [Concern::Red, Concern::Orange, Concern::Yellow, Concern::Blue, Concern::None];
/// How long somebody is put off where nothing else is said, as one would type it.
const SNOOZE: &str = "3d";

impl Turn<'_> {
    /// The student under the cursor or on the sheet, whichever screen it is.
    pub(in crate::tui::update) fn cared_for(&self) -> Option<StudentId> {
        let at = |list: List| self.model.cursor(list).at;
        match self.model.place {
            Place::Next => self.next_here().map(|it| it.student),
            Place::Care => self.model.board.care.list.get(at(List::Care)).map(|it| it.student),
            Place::Students => self.model.board.students.get(at(List::Students)).copied(),
            _ => self.student_here(),
        }
    }

    fn next_here(&self) -> Option<&NextRow> {
        self.model.board.care.next.get(self.model.cursor(List::Next).at)
    }

    pub(in crate::tui::update) fn ask_level(&mut self) {
        self.ask_care(Purpose::SetLevel);
    }

    pub(in crate::tui::update) fn ask_mark(&mut self) {
        self.ask_care(Purpose::MustTalk);
    }

    fn ask_care(&mut self, purpose: fn(StudentId) -> Purpose) {
        match self.cared_for() {
            Some(student) => self.open_form(purpose(student)),
            None => self.nothing(say!(self.world.words, "screen-care-nobody-here")),
        }
    }

    /// Puts the student under the cursor off; whoever is put off is taken up again.
    pub(in crate::tui::update) fn snooze_or_wake(&mut self) {
        let Some((student, snoozed)) = self.next_here().map(|it| (it.student, it.snoozed)) else {
            return self.nothing(say!(self.world.words, "screen-care-nobody-here"));
        };
        match snoozed {
            Some(snooze) => {
                let done = say!(self.world.words, "screen-toast-woken", name = self.name_of(student));
                self.send(Act::Care(CareAct::SnoozeWithdrawn { snooze }), done);
            }
            None => self.open_form(Purpose::Snooze(student)),
        }
    }

    /// The must-talk mark under the cursor of the sheet, if it is one.
    pub(in crate::tui::update) fn mark_here(&self) -> Option<Seq> {
        match (self.model.place, self.student_row()) {
            (Place::Student(_), Some(StudentRow::Mark(seq))) => Some(seq),
            _ => None,
        }
    }

    /// Takes a must-talk mark off.
    pub(in crate::tui::update) fn take_mark_off(&mut self, mark: Seq) {
        self.send(Act::Care(CareAct::MarkWithdrawn { mark }), say!(self.world.words, "screen-toast-unmarked"));
    }

    /// Shows what the score of the student under the cursor is made of.
    pub(in crate::tui::update) fn show_why(&mut self) {
        let (words, campus, now) = (self.world.words, self.world.campus, self.model.now);
        let Some(row) = self.cared_for().and_then(|it| why(campus, self.model.seat.user, now, it)) else {
            return self.nothing(say!(words, "screen-care-nobody-here"));
        };
        let today = now.day(campus.zone());
        let plain = |text: String| Item { tone: Tone::Plain, text, more: Vec::new() };
        let mut items: Vec<Item> = row.terms.iter().map(|it| plain(words.why_in_points(it.why, it.points, today))).collect();
        items.push(plain(say!(words, "screen-next-sum", score = row.score)));
        let title = say!(words, "screen-next-why", name = self.name_of(row.student));
        self.model.overlays.push(Overlay::Sheet(Sheet::new(title, items)));
    }

    /// Goes down into the row of the network under the cursor; from a room on into the room itself.
    pub(in crate::tui::update) fn open_network_row(&mut self) {
        let at = self.model.cursor(List::Network).at;
        let node = self.model.board.care.network.as_ref().and_then(|it| it.rows.get(at)).map(|it| it.node);
        match node {
            Some(NetworkNode::Room(_, Some(room))) => self.go_to(Place::Room(room)),
            Some(NetworkNode::Room(_, None)) | None => {}
            Some(node) => {
                self.rewind(List::Network);
                self.go_to(Place::Network(node));
            }
        }
    }

    pub(super) fn care_form(&self, purpose: Purpose) -> Option<(String, Vec<FormRow>)> {
        let words = self.world.words;
        let reason = |text| text_row(text, "");
        Some(match purpose {
            Purpose::SetLevel(student) => {
                let mut level = choice_row(say!(words, "screen-form-level"), LEVELS.into_iter().map(|it| words.concern(it)).collect());
                let now = self.sight().level(student);
                if let crate::tui::layer::FormValue::Choice(_, at) = &mut level.value {
                    *at = LEVELS.iter().position(|it| *it == now).unwrap_or(0);
                }
                let rows = vec![
                    level,
                    reason(say!(words, "screen-form-level-until")),
                    reason(say!(words, "screen-form-reviewer")),
                    reason(say!(words, "screen-form-reason")),
                ];
                (say!(words, "screen-form-set-level", name = self.student_and_bed(student)), rows)
            }
            Purpose::MustTalk(student) => {
                let triggers = Trigger::ALL.into_iter().map(|it| words.trigger(it)).collect();
                let rows = vec![
                    choice_row(say!(words, "screen-form-trigger"), triggers),
                    reason(say!(words, "screen-form-day")),
                    reason(say!(words, "screen-form-words")),
                ];
                (say!(words, "screen-form-must-talk", name = self.student_and_bed(student)), rows)
            }
            Purpose::Snooze(student) => {
                let rows = vec![text_row(say!(words, "screen-form-snooze-until"), SNOOZE), reason(say!(words, "screen-form-reason"))];
                (say!(words, "screen-form-snooze", name = self.student_and_bed(student)), rows)
            }
            _ => return None,
        })
    }

    pub(super) fn read_care(&self, form: &Form) -> Reading {
        let (words, campus) = (self.world.words, self.campus());
        let today = self.model.now.day(campus.zone());
        let reason = |row: usize| -> Box<str> { form.text_at(row).into() };
        match form.purpose {
            Purpose::SetLevel(student) => self.read_level(form, student, today),
            Purpose::MustTalk(student) => {
                let trigger = Trigger::ALL.get(form.choice_at(0)).copied().unwrap_or(Trigger::FallingMarks);
                let day = self.coming_day(form.text_at(1), today)?.unwrap_or(today);
                let said = say!(words, "screen-form-mark-said", trigger = words.trigger(trigger), day = words.day_long(day));
                let done = say!(words, "screen-toast-marked", name = self.name_of(student), trigger = words.trigger(trigger));
                let marked = Marked { student, trigger, day, reason: reason(2) };
                Ok(Meant { act: Act::Care(CareAct::Marked(marked)), said, done })
            }
            Purpose::Snooze(student) => {
                let Some(until) = self.coming_day(form.text_at(0), today)? else {
                    return asks(say!(words, "screen-form-until-when"));
                };
                if form.text_at(1).is_empty() {
                    return asks(say!(words, "screen-form-reason-needed"));
                }
                let said = say!(words, "screen-form-snooze-said", day = words.day_long(until));
                let done = say!(words, "screen-toast-snoozed", name = self.name_of(student), day = words.day(until));
                let act = Act::Care(CareAct::Snoozed(Snoozed { student, until, reason: reason(1) }));
                Ok(Meant { act, said, done })
            }
            _ => asks(String::new()),
        }
    }

    /// What is left out of a level is as the presets have it, and for who acts to review.
    fn read_level(&self, form: &Form, student: StudentId, today: Day) -> Reading {
        let (words, campus) = (self.world.words, self.campus());
        let rules = &campus.presets().rules().care;
        let before = self.sight().level(student);
        let after = LEVELS.get(form.choice_at(0)).copied().unwrap_or_default();
        let name = self.name_of(student);
        if before == Concern::None && after == Concern::None {
            return asks(say!(words, "screen-form-no-level", name = name));
        }
        let preset = rules.review_days(after).map(|days| today.plus(days));
        let until = self.coming_day(form.text_at(1), today)?.or(preset);
        let reviewer: Option<UserId> = match form.text_at(2) {
            "" => preset.map(|_| self.model.seat.user),
            typed => Some(self.user_named(typed).or_else(wrong)?),
        };
        if form.text_at(3).is_empty() && (rules.demands(before) || rules.demands(after)) {
            return asks(say!(words, "screen-form-level-reason"));
        }
        let who = reviewer.and_then(|id| campus.staff().user(id)).map(|it| it.name.to_string()).unwrap_or_default();
        let said = match until {
            Some(day) if before == after => {
                say!(words, "screen-form-level-stays", level = words.concern(after), day = words.day_long(day), who = who)
            }
            Some(day) => {
                let (from, to) = (words.concern(before), words.concern(after));
                say!(words, "screen-form-level-said", from = from, to = to, day = words.day_long(day), who = who)
            }
            None => say!(words, "screen-form-level-off", level = words.concern(before)),
        };
        let done = say!(words, "screen-toast-level", name = name, level = words.concern(after));
        // What stands without a level needs nobody to look at it again.
        let (until, reviewer) = if after == Concern::None { (None, None) } else { (until, reviewer) };
        let change = LevelChange { student, before, after, until, reviewer, reason: form.text_at(3).into() };
        Ok(Meant { act: Act::Care(CareAct::LevelSet(change)), said, done })
    }

    /// A day as the capture line reads them; `None` where nothing is typed.
    pub(super) fn coming_day(&self, typed: &str, today: Day) -> Result<Option<Day>, (Tone, String)> {
        if typed.is_empty() {
            return Ok(None);
        }
        day_of(typed, today).map_or_else(|| wrong(say!(self.world.words, "screen-form-no-date", text = typed)), |day| Ok(Some(day)))
    }
}
