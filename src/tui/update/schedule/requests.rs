//! Requests about the schedule (调班申请): asking, agreeing, deciding, withdrawing.

use super::Turn;
use crate::campus::{Act, ChangeAct, ChangeHead, Seq, ShiftId, Wanted};
use crate::desk::rights::may_do;
use crate::say;
use crate::tui::layer::{Confirmed, Item, Overlay, Purpose, Sheet};
use crate::tui::model::{List, Tone};
use crate::tui::msg::Fetched;

impl Turn<'_> {
    /// The request under the cursor; says so if there is none.
    fn change_here(&mut self) -> Option<ChangeHead> {
        let at = self.model.cursor(List::Changes).at;
        let found = self.model.board.changes.get(at).and_then(|seq| self.world.campus.changes().get(*seq)).copied();
        if found.is_none() {
            self.nothing(say!(self.world.words, "screen-toast-no-change"));
        }
        found
    }

    /// Asks for a swap, a cover or to give a duty away: our own under the cursor, or our next one for another's under it.
    pub(in crate::tui::update) fn ask_change(&mut self) {
        let (user, now) = (self.model.seat.user, self.model.now);
        let here = self.seat_here().and_then(|(_, _, cell)| Some((cell.shift?, cell.person?)));
        let next = self.world.campus.shifts().next_of(user, now).map(|(id, _)| id);
        let (mine, theirs) = match here {
            Some((shift, person)) if person == user => (Some(shift), None),
            Some((shift, _)) => (next, Some(shift)),
            None => (next, None),
        };
        if mine.is_none() {
            return self.nothing(say!(self.world.words, "screen-toast-no-own-duty"));
        }
        self.open_form(Purpose::AskChange(mine, theirs));
    }

    /// Asks not to serve for some days; for whoever is under the cursor, where one may ask for others.
    pub(in crate::tui::update) fn ask_duty_leave(&mut self) {
        let (user, day) = (self.model.seat.user, self.model.schedule.day.max(self.model.now.duty_day(self.world.campus.zone())));
        let other = self.seat_here().and_then(|(_, _, cell)| cell.person).unwrap_or(user);
        let wanted = Wanted::Leave { from: day, until: day, kind: crate::campus::LeaveKind::Sick };
        let act = Act::Change(ChangeAct::Asked { user: other, wanted, emergency: false, text: "".into() });
        let who = if may_do(self.world.campus, user, &act) { other } else { user };
        self.open_form(Purpose::AskDutyLeave(day, who));
    }

    pub(in crate::tui::update) fn agree_change(&mut self) {
        let Some(it) = self.change_here() else { return };
        let act = Act::Change(ChangeAct::Accepted { change: it.seq, person: self.model.seat.user });
        self.send_act(act, say!(self.world.words, "screen-toast-change-agreed", name = self.user_name(it.user)));
    }

    pub(in crate::tui::update) fn approve_change(&mut self) {
        let Some(it) = self.change_here() else { return };
        let words = self.world.words;
        let name = self.user_name(it.user);
        let done = match it.wanted {
            Wanted::Leave { .. } => {
                let key = self.model.keymap.label(crate::tui::command::CommandId::RepairAll);
                let schedule = self.model.keymap.label(crate::tui::command::CommandId::Schedule);
                say!(words, "screen-toast-duty-leave-approved", name = name, key = key, schedule = schedule)
            }
            _ => say!(words, "screen-toast-change-approved", name = name),
        };
        self.send_act(Act::Change(ChangeAct::Approved { change: it.seq }), done);
    }

    pub(in crate::tui::update) fn ask_decline_change(&mut self) {
        let Some(it) = self.change_here() else { return };
        let declined = Act::Change(ChangeAct::Declined { change: it.seq, text: "·".into() });
        match self.refused_now(&declined) {
            Some(why) => self.toast(Tone::Bad, why),
            None => self.open_form(Purpose::DeclineChange(it.seq)),
        }
    }

    pub(in crate::tui::update) fn ask_withdraw_change(&mut self) {
        let Some(it) = self.change_here() else { return };
        match self.refused_now(&Act::Change(ChangeAct::Withdrawn { change: it.seq })) {
            Some(why) => self.toast(Tone::Bad, why),
            None => {
                let question = say!(self.world.words, "screen-ask-withdraw-change", what = self.change_said(&it));
                self.ask(question, Confirmed::WithdrawChange(it.seq));
            }
        }
    }

    pub(in crate::tui::update) fn withdraw_change(&mut self, change: Seq) {
        self.send_act(Act::Change(ChangeAct::Withdrawn { change }), say!(self.world.words, "screen-toast-change-withdrawn"));
    }

    fn shift_said(&self, id: ShiftId) -> String {
        self.world.campus.shifts().get(id).map(|it| self.night_name(it.day, it.post)).unwrap_or_default()
    }

    /// A request in one line.
    fn change_said(&self, it: &ChangeHead) -> String {
        let words = self.world.words;
        let what = words.wanted(it.wanted);
        let of = match it.wanted {
            Wanted::Swap { mine, theirs } => format!("{} ↔ {}", self.shift_said(mine), self.shift_said(theirs)),
            Wanted::Cover { shift, .. } | Wanted::GiveAway { shift } => self.shift_said(shift),
            Wanted::Leave { from, until, .. } => format!("{}–{}", words.day(from), words.day(until)),
        };
        format!("{} {what} {of}", self.user_name(it.user))
    }

    /// All of the request under the cursor: what it would do, why, who decided.
    pub(in crate::tui::update) fn open_change(&mut self) {
        let Some(it) = self.change_here() else { return };
        let words = self.world.words;
        let plain = |text: String| Item { tone: Tone::Plain, text, more: Vec::new() };
        let mut items = vec![plain(self.change_said(&it))];
        if let Some(other) = it.other {
            items.push(plain(say!(words, "screen-change-with", name = self.user_name(other))));
        }
        let reads = self.sight().reads_change(&it);
        let text = match self.model.texts.get(it.seq) {
            _ if !reads => say!(words, "screen-text-hidden"),
            Some(Fetched::Entry(entry)) => match &entry.act {
                Act::Change(ChangeAct::Asked { text, .. }) => text.to_string(),
                _ => String::new(),
            },
            _ => String::new(),
        };
        let kind = match it.wanted {
            Wanted::Leave { kind, .. } if reads => words.leave_kind(kind),
            _ => String::new(),
        };
        let why = [kind, text].join(" ").trim().to_owned();
        if !why.is_empty() {
            items.push(plain(why));
        }
        if it.emergency {
            items.push(Item { tone: Tone::Bad, text: say!(words, "screen-change-emergency"), more: Vec::new() });
        }
        let state = words.change_state(it.state);
        items.push(plain(match it.decided {
            Some((by, _)) => format!("{state} {}", self.user_name(by)),
            None => state,
        }));
        if it.is_open() {
            let turns = it.turns();
            let against = self.conflicts_said(&turns);
            if !against.is_empty() {
                items.push(Item { tone: Tone::Bad, text: say!(words, "screen-schedule-conflicts", count = against.len()), more: against });
            }
            items.extend(self.effects_said(&turns));
        }
        if let Wanted::Leave { from, until, .. } = it.wanted {
            let nights: Vec<String> = self
                .world
                .campus
                .shifts()
                .of_person(it.user)
                .filter(|(_, shift)| from <= shift.day && shift.day <= until && shift.starts > self.model.now)
                .map(|(_, shift)| self.night_name(shift.day, shift.post))
                .collect();
            items.push(Item { tone: Tone::Plain, text: say!(words, "screen-change-duties", count = nights.len()), more: nights });
        }
        let title = say!(words, "screen-change-title", seq = it.seq.0);
        self.model.overlays.push(Overlay::Sheet(Sheet::new(title, items)));
    }
}
