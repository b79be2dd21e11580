//! What incidents owe and nobody did (超时): put on record once, called out, shown until somebody is there. What is called out beyond the screen
//! names nobody and no kind: it comes at a locked seat too.

use super::Turn;
use crate::campus::{Act, Deadlines, IncidentAct, Seq, Severity};
use crate::desk::rights::may_do;
use crate::say;
use crate::tui::alarm::{self, Alarm, Call};
use crate::tui::effect::Effect;
use chrono::Timelike as _;

/// Most deadlines that are put on record at once, so that a storm keeps no key waiting; the rest follow at the next look.
const AT_ONCE: usize = 50;

impl Turn<'_> {
    /// Looks what has fallen due and what was opened, puts it on record, and calls it out. Asked whenever the campus changed, a minute is
    /// full, or the next deadline has come; so what was missed while the program was closed is found at the first look.
    pub(super) fn ring(&mut self) {
        let (campus, now, user) = (self.world.campus, self.model.now, self.model.seat.user);
        let looked = self.model.alarms.look(campus.applied());
        let due: Vec<(Seq, Severity, Deadlines)> = {
            let open = self.sight().open_incidents();
            open.map(|it| (it.seq(), it.severity(), it.fires(now))).filter(|(_, _, fires)| !fires.is_empty()).collect()
        };
        let mut told = 0;
        for (seq, severity, fires) in due {
            if told == AT_ONCE {
                break;
            }
            let news: Vec<_> = fires.into_iter().filter(|(what, due)| self.model.alarms.is_news(seq, *what, *due)).collect();
            if news.is_empty() {
                continue;
            }
            self.model.alarms.add(seq, severity);
            let act = Act::Incident(IncidentAct::Fired { incident: seq, passed: news });
            // Whoever may not handle it only sees and hears of it.
            if may_do(campus, user, &act) {
                told += 1;
                self.effects.push(Effect::Fire(Box::new(act)));
            }
        }
        let opened: Vec<(Seq, Severity)> = {
            let newest = campus.incidents().heads().iter().rev().take_while(|it| it.seq > looked);
            let others = newest.filter(|it| it.by != user && alarm::calls(it.state));
            others.filter(|it| self.sight().incident(it).is_some()).map(|it| (it.seq, it.severity)).collect()
        };
        for (seq, severity) in opened {
            self.model.alarms.add(seq, severity);
        }
        if let Some(call) = self.model.alarms.call(now) {
            self.call_out(call);
        }
    }

    fn call_out(&mut self, call: Call) {
        let (words, now) = (self.world.words, self.model.now);
        let local = now.local(self.world.campus.zone());
        let quiet = self.model.quiet_hours.is_some_and(|it| it.holds(local.hour() * 60 + local.minute()));
        let text = say!(words, "screen-alarm-call", count = call.about.len(), severity = call.gravest.roman());
        // The line at the top says it until somebody is there; over the keys at the foot it would only be in the way.
        self.model.alarm = Some(Alarm { about: call.about, since: now });
        self.effects.push(Effect::Title(Some(text.clone())));
        // In quiet hours only what is grave is loud.
        if (!quiet || call.gravest <= Severity::Major) && self.model.remind_ahead > 0 {
            self.effects.push(Effect::Remind(text.clone()));
            self.effects.push(Effect::Notify(text));
        }
    }

    /// Somebody is there: what flashed has been seen. What is owed is still owed, and says so in the queue.
    pub(super) fn quiet_alarm(&mut self) {
        if self.model.lock.is_none() && self.model.alarm.take().is_some() {
            self.effects.push(Effect::Title(None));
        }
    }
}
