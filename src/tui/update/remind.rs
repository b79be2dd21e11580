//! What falls due, said on the screen and called out to whoever is not looking (提醒). What is called out anybody may read, also at a locked
//! seat, so nobody's name is in it.

use super::Turn;
use crate::campus::{ShiftId, Stamp};
use crate::say;
use crate::tui::effect::Effect;
use crate::tui::model::{Reminder, Tone};
use crate::tui::view::{Timer, TimerKind};

impl Turn<'_> {
    /// Says that the moment shown on the top line has come, unless what it stood for is done already.
    pub(super) fn fell_due(&mut self, timer: Timer) {
        let (words, campus) = (self.world.words, self.world.campus);
        let shift_of = |id: ShiftId| campus.shifts().get(id).filter(|it| !it.cancelled);
        let said = match timer.kind {
            // What incidents owe has an alarm of its own.
            TimerKind::Incident(..) => None,
            TimerKind::ShiftStarts(id) => shift_of(id).filter(|it| it.signed_in.is_none()).map(|_| {
                let said = say!(words, "screen-toast-shift-starts");
                (Tone::Plain, said.clone(), said)
            }),
            TimerKind::ShiftEnds(id) => shift_of(id).filter(|it| it.signed_out.is_none()).map(|_| {
                let said = say!(words, "screen-toast-shift-ends");
                (Tone::Plain, said.clone(), said)
            }),
            TimerKind::Rung(day, student, step) => {
                let head = campus.searches().get(day, student).filter(|it| it.is_open() && it.last(step).is_none());
                head.filter(|it| self.sight().sees_whereabouts(it.by, student)).map(|_| {
                    let name = campus.people().student(student).map(|it| it.facts.name.to_string()).unwrap_or_default();
                    let said = say!(words, "screen-toast-rung-due", name = name, step = words.ladder_step(step));
                    (Tone::Bad, said, say!(words, "screen-remind-search"))
                })
            }
            // It becomes an incident, which says so.
            TimerKind::SearchDue(..) => None,
        };
        let Some((tone, text, call)) = said else { return };
        // What is locked says nothing in words; how much is overdue stands on it.
        if self.model.lock.is_none() {
            self.toast(tone, text);
        }
        self.call(call);
    }

    /// Reminds of a shift of ours that begins soon, and of one that is to be handed over soon; of each once.
    pub(super) fn remind_ahead(&mut self) {
        let (now, ahead) = (self.model.now, self.model.remind_ahead);
        let minutes = |at: Stamp| (at > now && at.0 - now.0 <= ahead).then(|| ((at.0 - now.0) + 59_999) / 60_000);
        let (words, campus) = (self.world.words, self.world.campus);
        let mut due = Vec::new();
        for (id, shift) in campus.shifts().of_person(self.model.seat.user).filter(|(_, it)| !it.cancelled) {
            if let Some(left) = minutes(shift.starts).filter(|_| shift.signed_in.is_none()) {
                due.push((Reminder::Begins(id), say!(words, "screen-remind-begins", minutes = left)));
            }
            let given = shift.signed_out.is_some() || campus.handovers().of_shift(id).is_some();
            if let Some(left) = minutes(shift.ends).filter(|_| shift.signed_in.is_some() && !given) {
                due.push((Reminder::HandOver(id), say!(words, "screen-remind-hand-over", minutes = left)));
            }
        }
        for (reminder, text) in due {
            if self.model.reminded.insert(reminder) {
                if self.model.lock.is_none() {
                    self.toast(Tone::Plain, text.clone());
                }
                self.call(text);
            }
        }
    }

    fn call(&mut self, text: String) {
        if self.model.remind_ahead > 0 {
            self.effects.push(Effect::Remind(text));
        }
    }
}
