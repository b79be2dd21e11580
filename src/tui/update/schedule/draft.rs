//! Drafts of the schedule: having them worked out, publishing them, giving them up.

use super::Turn;
use crate::campus::{Act, Day, DraftAct, DraftHead, DraftState, DutySeat, SeatChange, Seated, Seq, Shift, UserId};
use crate::desk::rights::may_do;
use crate::roster::{BUDGET, Rota, Unplannable, publication};
use crate::say;
use crate::tui::effect::Effect;
use crate::tui::layer::{Confirmed, Item, Overlay, Proposal};
use crate::tui::model::{Cursor, Place, Token, Tone, Waits};
use crate::tui::planning::{PlanOrder, Planned};
use crate::tui::scheduling::{PlanProgress, Planning, month_of};
use crate::tui::view::{Drafted, draft_shown};
use std::collections::BTreeMap;

/// Nights of a month, beyond which more work is given.
const MONTH: i32 = 40;
/// How much more.
const LONGER: u64 = 4;

impl Turn<'_> {
    /// The draft shown, if the day at hand lies in it.
    pub(super) fn draft_here(&self) -> Option<&DraftHead> {
        let day = self.model.schedule.day;
        draft_shown(self.world.campus, &self.model.schedule).filter(|it| it.from <= day && day <= it.until)
    }

    /// Has a draft worked out for the month shown, from today on.
    pub(in crate::tui::update) fn new_draft(&mut self) {
        let (first, last) = month_of(self.model.schedule.day);
        let today = self.model.now.duty_day(self.world.campus.zone());
        if last < today {
            return self.toast(Tone::Bad, say!(self.world.words, "screen-toast-month-over"));
        }
        self.plan(first.max(today), last, None);
    }

    /// Has the rest of the draft shown worked out anew around what is pinned.
    pub(in crate::tui::update) fn replan(&mut self) {
        match draft_shown(self.world.campus, &self.model.schedule).map(|it| (it.from, it.until, it.seq)) {
            Some((from, until, seq)) => self.plan(from, until, Some(seq)),
            None => self.no_draft(),
        }
    }

    fn no_draft(&mut self) {
        self.nothing(say!(self.world.words, "screen-toast-no-draft"));
    }

    pub(in crate::tui::update) fn plan(&mut self, from: Day, until: Day, draft: Option<Seq>) {
        let (campus, words) = (self.world.campus, self.world.words);
        if self.model.schedule.planning.is_some() {
            return self.nothing(say!(words, "screen-toast-planning-already"));
        }
        let seed = campus.applied().0;
        let budget = if until.since(from) > MONTH { BUDGET * LONGER } else { BUDGET };
        let made = DraftAct::Made { from, until, seed, seats: Vec::new() };
        if !may_do(campus, self.model.seat.user, &Act::Draft(made)) {
            let why = words.refusal(campus, &crate::campus::Refusal::NotAllowed);
            return self.toast(Tone::Bad, why);
        }
        let order = PlanOrder { from, until, seed, budget, draft };
        let token = self.token();
        let since = self.model.now;
        self.model.schedule.planning = Some(Planning { token, order, since, progress: None, stopping: false });
        self.model.overlays.push(Overlay::Planning);
        self.effects.push(Effect::Plan { token, order });
    }

    /// Enough: the best so far is taken.
    pub(in crate::tui::update) fn stop_planning(&mut self) {
        if let Some(it) = &mut self.model.schedule.planning {
            it.stopping = true;
            self.effects.push(Effect::StopPlanning);
        } else {
            self.model.overlays.retain(|it| *it != Overlay::Planning);
        }
    }

    pub(in crate::tui::update) fn planning(&mut self, token: Token, progress: PlanProgress) {
        if let Some(it) = self.model.schedule.planning.as_mut().filter(|it| it.token == token) {
            it.progress = Some(progress);
        }
    }

    /// The solver is done: a new draft is made of it, or the seats of the old one change.
    pub(in crate::tui::update) fn planned(&mut self, token: Token, planned: Result<Box<Planned>, Unplannable>) {
        let Some(planning) = self.model.schedule.planning.take_if(|it| it.token == token) else { return };
        self.model.overlays.retain(|it| *it != Overlay::Planning);
        // Whoever locked the seat meanwhile has no keys any more to write it with.
        if self.model.lock.is_some() {
            return;
        }
        let words = self.world.words;
        let planned = match planned {
            Ok(planned) => *planned,
            Err(why) => return self.toast(Tone::Bad, self.unplannable(why)),
        };
        let order = planning.order;
        let done = say!(
            words,
            "screen-toast-drafted",
            from = words.day(order.from),
            until = words.day(order.until),
            unfilled = planned.unfilled,
            spread = hundredths(planned.spread)
        );
        match order.draft.and_then(|seq| self.world.campus.drafts().get(seq)) {
            None => {
                let made = DraftAct::Made { from: order.from, until: order.until, seed: order.seed, seats: planned.seats };
                self.model.schedule.day = self.model.schedule.day.clamp(order.from, order.until);
                self.submit(Act::Draft(made), done, Waits::Drafted);
            }
            Some(head) => {
                let changes = changes(head, &planned.seats);
                if changes.is_empty() {
                    return self.nothing(say!(words, "screen-toast-planned-same"));
                }
                self.submit(Act::Draft(DraftAct::Changed { draft: head.seq, changes }), done, Waits::Nobody);
            }
        }
    }

    pub(super) fn unplannable(&self, why: Unplannable) -> String {
        let words = self.world.words;
        match why {
            Unplannable::Nobody(Rota::Workrooms) => say!(words, "screen-unplannable-nobody"),
            Unplannable::Nobody(Rota::Leaders) => say!(words, "screen-unplannable-leaders"),
            Unplannable::NoPost => say!(words, "screen-unplannable-no-post"),
            Unplannable::Nights { days } => say!(words, "screen-unplannable-nights", days = days),
        }
    }

    /// Shows what is published, then one open draft after the other.
    pub(in crate::tui::update) fn turn_draft(&mut self) {
        let open: Vec<(Seq, Day)> = self.world.campus.drafts().open().map(|it| (it.seq, it.from)).collect();
        let shown = draft_shown(self.world.campus, &self.model.schedule).map(|it| it.seq);
        let next = match shown {
            None => open.last(),
            Some(seq) => open.iter().position(|it| it.0 == seq).and_then(|at| at.checked_sub(1)).and_then(|at| open.get(at)),
        };
        if open.is_empty() {
            return self.no_draft();
        }
        self.model.schedule.draft = next.map(|it| it.0);
        let day = self.model.schedule.day;
        if let Some(head) = next.and_then(|it| self.world.campus.drafts().get(it.0)) {
            self.model.schedule.day = day.clamp(head.from, head.until);
        }
    }

    pub(in crate::tui::update) fn ask_drop_draft(&mut self) {
        match draft_shown(self.world.campus, &self.model.schedule).map(|it| it.seq) {
            Some(seq) => {
                let question = say!(self.world.words, "screen-ask-drop-draft", seq = seq.0);
                self.ask(question, Confirmed::DropDraft(seq));
            }
            None => self.no_draft(),
        }
    }

    pub(in crate::tui::update) fn drop_draft(&mut self, draft: Seq) {
        let act = DraftAct::Moved { draft, from: DraftState::Open, to: DraftState::Dropped };
        self.send_act(Act::Draft(act), say!(self.world.words, "screen-toast-draft-dropped", seq = draft.0));
    }

    /// Shows what publishing the draft would do, and does it if one takes it.
    pub(in crate::tui::update) fn propose_publication(&mut self) {
        let (campus, words, now) = (self.world.campus, self.world.words, self.model.now);
        let Some(head) = draft_shown(campus, &self.model.schedule) else { return self.no_draft() };
        let out = publication(campus, head, now);
        let mut items = Vec::new();
        let mut add = |tone, text: String, more: Vec<String>| items.push(Item { tone, text, more });
        let same_seat = |it: &&Shift| {
            let there =
                |id: &&crate::campus::ShiftId| campus.shifts().get(**id).is_some_and(|old| (old.day, old.post) == (it.day, it.post));
            out.recalled.iter().any(|id| there(&id))
        };
        let moved = out.added.iter().filter(same_seat).count();
        let (new, recalled, kept) = (out.added.len().saturating_sub(moved), out.recalled.len().saturating_sub(moved), out.kept.len());
        add(Tone::Good, say!(words, "screen-publish-sums", added = new, moved = moved, recalled = recalled, kept = kept), Vec::new());
        let today = now.duty_day(campus.zone());
        let drafted = Drafted::new(campus, head);
        let against: Vec<String> = head
            .seats
            .iter()
            .filter(|(seat, _)| seat.day >= today)
            .filter_map(|(seat, it)| Some((seat, it, drafted.against(*seat, it.person)?)))
            .map(|(seat, it, why)| {
                format!("{} {}: {}", self.night_name(seat.day, seat.post), self.user_name(it.person), self.conflict_said(it.person, why))
            })
            .collect();
        let gaps = self.gaps_of(head, today);
        if !against.is_empty() {
            add(Tone::Bad, say!(words, "screen-schedule-conflicts", count = against.len()), against);
        }
        if !gaps.is_empty() {
            let said = gaps.iter().map(|it| self.night_name(it.day, it.post)).collect();
            add(Tone::Bad, say!(words, "screen-schedule-gaps", count = gaps.len()), said);
        }
        if out.past > 0 {
            add(Tone::Plain, say!(words, "screen-publish-past", count = out.past), Vec::new());
        }
        let mut people: BTreeMap<UserId, (usize, usize)> = BTreeMap::new();
        out.added.iter().for_each(|it| people.entry(it.person).or_default().0 += 1);
        let recalled = out.recalled.iter().filter_map(|id| campus.shifts().get(*id));
        recalled.for_each(|it| people.entry(it.person).or_default().1 += 1);
        let said = people
            .into_iter()
            .map(|(person, (gains, loses))| {
                say!(words, "screen-publish-person", name = self.user_name(person), gains = gains, loses = loses)
            })
            .collect::<Vec<String>>();
        if !said.is_empty() {
            add(Tone::Plain, say!(words, "screen-publish-people", count = said.len()), said);
        }
        let title = say!(words, "screen-publish", from = words.day(head.from), until = words.day(head.until));
        let done = say!(words, "screen-toast-published", from = words.day(head.from), until = words.day(head.until));
        let act = Act::Shift(out.act(head));
        self.propose(title, items, act, done);
    }

    /// Seats of a draft that nobody has from a day on.
    fn gaps_of(&self, head: &DraftHead, from: Day) -> Vec<DutySeat> {
        let seats = crate::tui::view::seat_columns(self.world.campus);
        let days = (0..=head.until.since(head.from)).map(|ahead| head.from.plus(ahead)).filter(|it| *it >= from);
        let all = days.flat_map(|day| seats.iter().map(move |(post, seat)| DutySeat { day, post: *post, seat: *seat }));
        all.filter(|it| head.seated(*it).is_none()).collect()
    }

    /// Lays something worked out on top, unless it would be refused: then says why.
    pub(super) fn propose(&mut self, title: String, items: Vec<Item>, act: Act, done: String) {
        match self.refused_now(&act) {
            Some(why) => self.toast(Tone::Bad, why),
            None => {
                let proposal = Proposal { title, items, cursor: Cursor::default(), act: Box::new(act), done, next: Vec::new() };
                self.model.overlays.push(Overlay::Proposal(proposal));
            }
        }
    }

    /// Does what is proposed.
    pub(in crate::tui::update) fn take_proposal(&mut self) {
        if !matches!(self.model.overlays.last(), Some(Overlay::Proposal(_))) {
            return;
        }
        let Some(Overlay::Proposal(it)) = self.model.overlays.pop() else { return };
        self.send_act(*it.act, it.done);
    }

    /// From when to when a schedule is to be planned, read from the form.
    pub(in crate::tui::update) fn plan_of_form(&mut self, from: Day, until: Day) {
        self.close_form();
        if self.model.place != Place::Schedule {
            self.go_to(Place::Schedule);
        }
        self.model.schedule.day = from;
        self.plan(from, until, None);
    }
}

/// Hundredths with a point: `0.55`.
pub(super) fn hundredths(it: i64) -> String {
    format!("{}{}.{:02}", if it < 0 { "-" } else { "" }, it.abs() / 100, it.abs() % 100)
}

/// What has to change in a draft so that these seats are its own.
fn changes(head: &DraftHead, seats: &[(DutySeat, Seated)]) -> Vec<SeatChange> {
    let after = |seat: DutySeat| seats.iter().find(|(it, _)| *it == seat).map(|(_, it)| *it);
    let gone = head.seats.iter().filter(|(seat, _)| after(*seat).is_none());
    let gone = gone.map(|(seat, it)| SeatChange { seat: *seat, before: Some(*it), after: None });
    let other = seats.iter().map(|(seat, it)| SeatChange { seat: *seat, before: head.seated(*seat), after: Some(*it) });
    gone.chain(other).filter(|it| it.before != it.after).collect()
}
