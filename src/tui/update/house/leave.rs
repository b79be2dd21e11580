//! Leave (请假) and reporting back (销假).

use super::{Meant, Reading, Turn, asks, choice_row, text_row, wrong};
use crate::campus::{Act, Calendar, LeaveAct, LeaveAsked, LeaveHead, LeaveKind, LeaveState, Refusal, Seq, Stamp};
use crate::capture::moment_of;
use crate::desk::rights::may_decide_leave;
use crate::say;
use crate::tui::layer::{Confirmed, Form, FormRow, Item, Overlay, Purpose, Sheet};
use crate::tui::model::{List, Place, Tone};
use crate::tui::msg::Fetched;

/// A leave begins in the morning of a day that is named without a clock, and ends in the evening.
const MORNING: (u32, u32) = (8, 0);
const EVENING: (u32, u32) = (18, 0);

impl Turn<'_> {
    /// The leave under the cursor; on a student's sheet the one that stands.
    fn leave_here(&mut self) -> Option<LeaveHead> {
        let leaves = self.world.campus.leaves();
        let found = match self.model.place {
            Place::Student(id) => leaves.of_student(id).rev().find(|it| it.state == LeaveState::Approved),
            _ => self.model.board.house.leaves.get(self.model.cursor(List::Leaves).at).and_then(|seq| leaves.get(*seq)),
        };
        let found = found.filter(|it| self.sight().sees_leave(it)).cloned();
        if found.is_none() {
            self.nothing(say!(self.world.words, "screen-toast-no-leave"));
        }
        found
    }

    /// Asks for a leave in a student's name.
    pub(in crate::tui::update) fn ask_leave(&mut self) {
        let student = self.student_here();
        self.open_form(Purpose::AskLeave(student));
    }

    /// Approves the leave under the cursor.
    pub(in crate::tui::update) fn approve_leave(&mut self) {
        let Some(leave) = self.leave_to_decide() else { return };
        let done = say!(self.world.words, "screen-toast-leave-approved", name = self.name_of(leave.student));
        self.send(Act::Leave(LeaveAct::Approved { leave: leave.seq }), done);
    }

    /// Asks why the leave under the cursor is declined.
    pub(in crate::tui::update) fn ask_decline_leave(&mut self) {
        if let Some(leave) = self.leave_to_decide() {
            self.open_form(Purpose::DeclineLeave(leave.seq));
        }
    }

    /// The leave under the cursor, if it waits and is ours to decide about; otherwise says whose it is.
    fn leave_to_decide(&mut self) -> Option<LeaveHead> {
        let leave = self.leave_here()?;
        let words = self.world.words;
        if leave.state != LeaveState::Asked {
            let why = words.refusal(self.world.campus, &Refusal::LeaveSettled(leave.seq));
            self.toast(Tone::Bad, why);
            return None;
        }
        if !may_decide_leave(self.world.campus, self.model.seat.user, &leave) {
            let approver = words.approver(leave.approver(&self.world.campus.presets().rules().leave));
            self.toast(Tone::Bad, say!(words, "screen-toast-leave-not-ours", days = leave.days(), approver = approver));
            return None;
        }
        Some(leave)
    }

    /// The student of the leave under the cursor is back.
    pub(in crate::tui::update) fn report_back(&mut self) {
        let Some(leave) = self.leave_here() else { return };
        let done = say!(self.world.words, "screen-toast-returned", name = self.name_of(leave.student));
        self.send(Act::Leave(LeaveAct::Returned { leave: leave.seq, at: self.model.now }), done);
    }

    /// Asks whether the leave under the cursor is given up.
    pub(in crate::tui::update) fn ask_withdraw_leave(&mut self) {
        let Some(leave) = self.leave_here() else { return };
        let question = say!(self.world.words, "screen-ask-withdraw-leave", name = self.name_of(leave.student));
        self.ask(question, Confirmed::WithdrawLeave(leave.seq));
    }

    pub(in crate::tui::update) fn withdraw_leave(&mut self, leave: Seq) {
        self.send(Act::Leave(LeaveAct::Withdrawn { leave }), say!(self.world.words, "screen-toast-leave-withdrawn"));
    }

    pub(super) fn leave_form(&self, purpose: Purpose) -> (String, Vec<FormRow>) {
        let words = self.world.words;
        match purpose {
            Purpose::AskLeave(student) => {
                let no = student.and_then(|id| self.campus().people().student(id)).map(|it| it.facts.no.to_string());
                let kinds = LeaveKind::ALL.into_iter().map(|it| words.leave_kind(it)).collect();
                let rows = vec![
                    text_row(say!(words, "screen-form-student"), &no.unwrap_or_default()),
                    text_row(say!(words, "screen-form-from"), ""),
                    text_row(say!(words, "screen-form-until"), ""),
                    choice_row(say!(words, "screen-form-kind"), kinds),
                    text_row(say!(words, "screen-form-leave-words"), ""),
                ];
                (say!(words, "screen-form-ask-leave"), rows)
            }
            Purpose::DeclineLeave(leave) => {
                let student = self.campus().leaves().get(leave).map(|it| self.name_of(it.student)).unwrap_or_default();
                (say!(words, "screen-form-decline-leave", name = student), vec![text_row(say!(words, "screen-form-reason"), "")])
            }
            _ => (String::new(), Vec::new()),
        }
    }

    pub(super) fn read_leave(&self, form: &Form) -> Reading {
        let words = self.world.words;
        match form.purpose {
            Purpose::AskLeave(_) => {
                let student = self.student_named(form.text_at(0))?;
                let (from, until) = (self.leave_from(form.text_at(1))?, self.leave_until(form.text_at(1), form.text_at(2))?);
                let kind = LeaveKind::ALL.get(form.choice_at(3)).copied().unwrap_or(LeaveKind::Personal);
                let asked = LeaveAsked { student, from, until, kind, text: form.text_at(4).into() };
                let head = LeaveHead {
                    seq: Seq(0),
                    by: self.model.seat.user,
                    student,
                    from,
                    until,
                    kind,
                    state: LeaveState::Asked,
                    decided: None,
                };
                let said = say!(
                    words,
                    "screen-form-leave-said",
                    name = self.name_of(student),
                    from = self.moment_of(from),
                    until = self.moment_of(until),
                    days = head.days(),
                    approver = words.approver(head.approver(&self.campus().presets().rules().leave))
                );
                let done = say!(words, "screen-toast-leave-asked", name = self.name_of(student));
                Ok(Meant { act: Act::Leave(LeaveAct::Asked(asked)), said, done })
            }
            Purpose::DeclineLeave(leave) => {
                let text = form.text_at(0);
                if text.is_empty() {
                    return asks(say!(words, "screen-form-reason-needed"));
                }
                let done = say!(words, "screen-toast-leave-declined");
                Ok(Meant { act: Act::Leave(LeaveAct::Declined { leave, text: text.into() }), said: done.clone(), done })
            }
            _ => asks(String::new()),
        }
    }

    fn moment_of(&self, at: Stamp) -> String {
        self.world.words.moment(at, self.model.now, self.campus().zone())
    }

    /// From now on where nothing is said, or only that it is today.
    fn leave_from(&self, typed: &str) -> Result<Stamp, (Tone, String)> {
        let (now, zone) = (self.model.now, self.campus().zone());
        if typed.is_empty() {
            return Ok(now);
        }
        match moment_of(typed, now.day(zone), zone, MORNING) {
            Some(at) if at < now && at == now.day(zone).at(zone, MORNING.0, MORNING.1) => Ok(now),
            Some(at) => Ok(at),
            None => wrong(say!(self.world.words, "screen-form-no-date", text = typed)),
        }
    }

    fn leave_until(&self, from: &str, typed: &str) -> Result<Stamp, (Tone, String)> {
        let (now, zone) = (self.model.now, self.campus().zone());
        match moment_of(typed, now.day(zone), zone, EVENING) {
            Some(at) => Ok(at),
            None if typed.is_empty() && from.is_empty() => asks(say!(self.world.words, "screen-form-dates-how")),
            None if typed.is_empty() => asks(say!(self.world.words, "screen-form-until-when")),
            None => wrong(say!(self.world.words, "screen-form-no-date", text = typed)),
        }
    }

    /// Opens the leave under the cursor: all of it, its words as far as they may be read.
    pub(in crate::tui::update) fn open_leave(&mut self) {
        let Some(it) = self.leave_here() else { return };
        let (words, campus) = (self.world.words, self.world.campus);
        let rules = &campus.presets().rules().leave;
        let reads = self.sight().reads_leave(&it);
        let user = |id| campus.staff().user(id).map(|it| it.name.to_string()).unwrap_or_default();
        let when = say!(
            words,
            "screen-form-leave-said",
            name = self.student_and_bed(it.student),
            from = self.moment_of(it.from),
            until = self.moment_of(it.until),
            days = it.days(),
            approver = words.approver(it.approver(rules))
        );
        let plain = |text: String| Item { tone: Tone::Plain, text, more: Vec::new() };
        let mut items = vec![plain(when)];
        let text = match self.model.texts.get(it.seq) {
            _ if !reads => say!(words, "screen-text-hidden"),
            Some(Fetched::Entry(entry)) => match &entry.act {
                Act::Leave(LeaveAct::Asked(asked)) => [words.leave_kind(it.kind), asked.text.to_string()].join(" "),
                _ => words.leave_kind(it.kind),
            },
            _ => words.leave_kind(it.kind),
        };
        items.push(plain(text));
        items.push(plain(say!(words, "screen-leave-asked-by", name = user(it.by))));
        let state = words.leave_state(it.state);
        items.push(plain(match (it.state, it.decided) {
            (LeaveState::Returned(at), _) => format!("{state} {}", self.moment_of(at)),
            (_, Some((by, _))) => format!("{state} {}", user(by)),
            (_, None) => state,
        }));
        if it.state == LeaveState::Approved {
            let by = it.report_by(rules, campus.zone(), Calendar::shipped());
            let late = by < self.model.now.day(campus.zone());
            let tone = if late { Tone::Bad } else { Tone::Plain };
            items.push(Item { tone, text: say!(words, "screen-leave-report-by", day = words.day_long(by)), more: Vec::new() });
        }
        let title = say!(words, "screen-leave-title", seq = it.seq.0, name = self.name_of(it.student));
        self.model.overlays.push(Overlay::Sheet(Sheet::new(title, items)));
    }
}
