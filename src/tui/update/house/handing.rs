//! The handover at the seat (交接): what is drafted is changed and given; what is given is written back and accepted.

use super::{Meant, Reading, Turn, asks, choice_row, text_row, wrong};
use crate::campus::{Act, Entry, HandoverAct, HandoverGiven, HandoverHead, HandoverItem, HandoverLine, Seq, ShiftId, Stamp, Weight};
use crate::capture::moment_of;
use crate::desk::handover::{missing, standing};
use crate::exchange::handover::{facts, item};
use crate::exchange::rounds::Names;
use crate::say;
use crate::tui::effect::Effect;
use crate::tui::handing::{Edits, GiveRow, HandoverView};
use crate::tui::layer::{Confirmed, Form, FormRow, Purpose};
use crate::tui::model::{List, Place, Tone, Waits};
use crate::tui::msg::Fetched;
use crate::tui::view::{HandoverRow, since_rows};

/// The clock of a day that is named without one.
const MORNING: (u32, u32) = (8, 0);
/// The weights of a line added by hand, in the order of the form.
const WEIGHTS: [Weight; 3] = [Weight::Watch, Weight::Severe, Weight::Routine];

impl Turn<'_> {
    fn view(&self) -> HandoverView {
        self.model.board.handover.view
    }

    fn head(&self) -> Option<&HandoverHead> {
        self.model.board.handover.head.and_then(|seq| self.world.campus.handovers().get(seq))
    }

    fn fetched(&self, seq: Seq) -> Option<&Entry> {
        match self.model.texts.get(seq) {
            Some(Fetched::Entry(entry)) => Some(entry),
            _ => None,
        }
    }

    /// The words of a handover, once they were fetched.
    fn given(&self, seq: Seq) -> Option<&HandoverGiven> {
        match &self.fetched(seq)?.act {
            Act::Handover(HandoverAct::Given(it)) => Some(it),
            _ => None,
        }
    }

    fn give_rows(&self) -> Vec<GiveRow> {
        let draft = self.model.board.handover.draft.as_ref();
        draft.map(|it| self.model.edits.rows(self.world.words, it)).unwrap_or_default()
    }

    fn handover_at(&self) -> usize {
        self.model.cursor(List::Handover).at
    }

    /// How many rows the handover shown has.
    pub(in crate::tui::update) fn handover_len(&self) -> usize {
        match self.view() {
            HandoverView::Since => self.model.board.duty.since.len(),
            HandoverView::Give => {
                let draft = self.model.board.handover.draft.as_ref();
                draft.map_or(0, |it| it.lines.len() + self.model.edits.of(it.shift).map_or(0, |edits| edits.added.len()))
            }
            HandoverView::Take | HandoverView::Done => self.head().map_or(0, |it| it.lines.len()),
        }
    }

    fn item_here(&self) -> Option<HandoverItem> {
        match self.view() {
            HandoverView::Since => None,
            HandoverView::Give => self.give_rows().get(self.handover_at()).and_then(|it| it.line.item),
            HandoverView::Take | HandoverView::Done => self.head()?.lines.get(self.handover_at())?.0,
        }
    }

    /// What is under the cursor, as a thing that one can go to; only what is seen.
    pub(in crate::tui::update) fn handover_row(&self) -> Option<HandoverRow> {
        if self.view() == HandoverView::Since {
            return since_rows(&self.model.board.duty.since).nth(self.handover_at());
        }
        Some(match self.item_here().filter(|it| self.sight().sees_item(*it))? {
            HandoverItem::Incident(seq) => HandoverRow::Incident(seq),
            HandoverItem::FollowUp(seq) => HandoverRow::Talk(seq),
            HandoverItem::Search { day, student } => HandoverRow::Search(day, student),
            HandoverItem::Round(seq) => HandoverRow::Walk(seq),
            HandoverItem::Student(_) | HandoverItem::Leave(_) | HandoverItem::Change(_) => return None,
        })
    }

    /// Opens what is under the cursor.
    pub(in crate::tui::update) fn open_handover_row(&mut self) {
        match self.handover_row() {
            Some(HandoverRow::Incident(seq)) => self.go_to(Place::Incident(seq)),
            Some(HandoverRow::Talk(seq)) => self.go_to(Place::Talk(seq)),
            Some(HandoverRow::Away(id, ..)) => self.go_to(Place::Student(id)),
            Some(HandoverRow::Search(day, student)) => self.go_to(Place::Search(day, student)),
            Some(HandoverRow::Walk(seq)) => self.open_walk(seq),
            None => match self.item_here().filter(|it| self.sight().sees_item(*it)) {
                Some(HandoverItem::Student(id)) => self.go_to(Place::Student(id)),
                Some(HandoverItem::Leave(_)) => self.go_to(Place::Leaves),
                _ => {}
            },
        }
    }

    /// On to the next side of the handover.
    pub(in crate::tui::update) fn turn_handover_view(&mut self) {
        let board = &self.model.board.handover;
        let at = board.views.iter().position(|it| *it == board.view).map_or(0, |at| at + 1);
        self.model.handover_view = board.views.get(at).or(board.views.first()).copied();
        self.rewind(List::Handover);
    }

    /// The signature: gives what is drafted, after a question; accepts what is taken.
    pub(in crate::tui::update) fn sign_handover(&mut self) {
        let words = self.world.words;
        match self.view() {
            HandoverView::Give => {
                let Some(draft) = self.model.board.handover.draft.as_ref() else { return };
                let shift = draft.shift;
                let to = draft.to.and_then(|id| self.world.campus.staff().user(id)).map(|it| it.name.to_string());
                let Some(to) = to else { return self.toast(Tone::Bad, say!(words, "screen-toast-no-next")) };
                let rows = self.give_rows();
                let given = rows.iter().filter(|it| !it.left_out);
                let severe = given.clone().filter(|it| it.line.weight == Weight::Severe).count();
                let question = say!(words, "screen-ask-give", to = to, count = given.count(), severe = severe);
                self.ask(question, Confirmed::GiveHandover(shift));
            }
            HandoverView::Take => self.accept_handover(),
            HandoverView::Since | HandoverView::Done => self.nothing(say!(words, "screen-toast-no-handover")),
        }
    }

    fn accept_handover(&mut self) {
        let Some((seq, owed)) = self.head().map(|it| (it.seq, it.owed().next())) else { return };
        if let Some(line) = owed {
            // Straight to what is still owed.
            self.model.cursors[List::Handover as usize].at = usize::from(line);
            self.keep_in_sight(List::Handover);
        }
        let done = say!(self.world.words, "screen-toast-accepted");
        self.send(Act::Handover(HandoverAct::Accepted { handover: seq }), done);
    }

    /// Gives the handover that is drafted.
    pub(in crate::tui::update) fn give_handover(&mut self, shift: ShiftId) {
        let Some(draft) = self.model.board.handover.draft.as_ref().filter(|it| it.shift == shift) else { return };
        let Some(to) = draft.to else { return };
        let edits = self.model.edits.of(shift);
        let lines = self.give_rows().into_iter().filter(|it| !it.left_out).map(|it| it.line).collect();
        let given = HandoverGiven {
            shift,
            next: draft.next,
            to,
            summary: edits.map(|it| it.summary.as_str()).unwrap_or_default().into(),
            lines,
            things: edits.map(|it| it.things.as_str()).unwrap_or_default().into(),
        };
        let name = self.world.campus.staff().user(to).map(|it| it.name.to_string()).unwrap_or_default();
        let done = say!(self.world.words, "screen-toast-given", to = name);
        let act = Act::Handover(HandoverAct::Given(given));
        match self.refusal_of(&act) {
            Some(why) => self.toast(Tone::Bad, why),
            None => self.submit(act, done, Waits::Given),
        }
    }

    /// It is given: nothing of its draft is left to be kept.
    pub(in crate::tui::update) fn handover_given(&mut self) {
        self.model.edits = Edits::default();
        self.model.handover_view = None;
        self.rewind(List::Handover);
        self.save_draft();
    }

    /// A line is rewritten by who gives it, or written back by who takes it.
    pub(in crate::tui::update) fn write_line(&mut self) {
        let (at, words) = (self.handover_at(), self.world.words);
        match self.view() {
            HandoverView::Give if at < self.handover_len() => self.open_form(Purpose::HandoverLine(at)),
            HandoverView::Take if at < self.handover_len() => {
                let line = u16::try_from(at).unwrap_or(u16::MAX);
                if let Some(seq) = self.model.board.handover.head {
                    self.open_form(Purpose::WriteBack(seq, line));
                }
            }
            _ => self.nothing(say!(words, "screen-toast-no-line")),
        }
    }

    /// A line more for who gives, a question of who takes, an answer of who gave.
    pub(in crate::tui::update) fn add_words(&mut self) {
        let user = self.model.seat.user;
        match (self.view(), self.head().map(|it| (it.seq, it.by == user))) {
            (HandoverView::Give, _) => self.open_form(Purpose::HandoverAdd),
            (HandoverView::Take, Some((seq, _))) => self.open_form(Purpose::AskGiver(seq)),
            (HandoverView::Done, Some((seq, true))) => self.open_form(Purpose::AnswerReceiver(seq)),
            _ => self.nothing(say!(self.world.words, "screen-toast-no-handover")),
        }
    }

    /// A routine line is left out or taken in again; one added by hand goes.
    pub(in crate::tui::update) fn leave_out(&mut self) {
        let words = self.world.words;
        let Some(shift) = self.model.board.handover.draft.as_ref().map(|it| it.shift) else {
            return self.nothing(say!(words, "screen-toast-no-line"));
        };
        let Some(row) = self.give_rows().into_iter().nth(self.handover_at()) else {
            return self.nothing(say!(words, "screen-toast-no-line"));
        };
        let edits = self.edits_of(shift);
        match (row.added, row.line.item) {
            (Some(nth), _) if nth < edits.added.len() => {
                edits.added.remove(nth);
            }
            (None, Some(item)) if row.line.weight == Weight::Routine => match edits.left_out.iter().position(|it| *it == item) {
                Some(at) => {
                    edits.left_out.remove(at);
                }
                None => edits.left_out.push(item),
            },
            _ => return self.toast(Tone::Bad, say!(words, "screen-toast-not-routine")),
        }
        self.save_draft();
    }

    fn edits_of(&mut self, shift: ShiftId) -> &mut Edits {
        let edits = &mut self.model.edits;
        if edits.shift != Some(shift) {
            *edits = Edits { shift: Some(shift), ..Edits::default() };
        }
        edits
    }

    pub(in crate::tui::update) fn ask_summary(&mut self) {
        match self.view() {
            HandoverView::Give => self.open_form(Purpose::HandoverSummary),
            _ => self.nothing(say!(self.world.words, "screen-toast-no-line")),
        }
    }

    pub(in crate::tui::update) fn ask_recall(&mut self) {
        let (words, user) = (self.world.words, self.model.seat.user);
        let mine = self.head().filter(|it| it.by == user && self.view() == HandoverView::Done).map(|it| it.seq);
        match mine {
            Some(seq) => self.ask(say!(words, "screen-ask-recall"), Confirmed::RecallHandover(seq)),
            None => self.nothing(say!(words, "screen-toast-no-handover")),
        }
    }

    pub(in crate::tui::update) fn recall_handover(&mut self, handover: Seq) {
        self.model.handover_view = None;
        self.send(Act::Handover(HandoverAct::Recalled { handover }), say!(self.world.words, "screen-toast-recalled"));
    }

    pub(in crate::tui::update) fn ask_bypass(&mut self) {
        match (self.view(), self.model.board.handover.head) {
            (HandoverView::Take, Some(seq)) => self.open_form(Purpose::Bypass(seq)),
            _ => self.nothing(say!(self.world.words, "screen-toast-no-handover")),
        }
    }

    /// Has the sheet of the handover written.
    pub(in crate::tui::update) fn print_handover(&mut self) {
        let shown = self.model.board.handover.head;
        let found = shown.or_else(|| standing(self.world.campus, self.model.seat.user, self.model.now).last.map(|it| it.seq));
        match found {
            Some(handover) => self.effects.push(Effect::Sheet { handover, lang: self.model.seat.lang }),
            None => self.nothing(say!(self.world.words, "screen-toast-no-handover")),
        }
    }

    /// What the giver said of a line, for the form in which it is written back.
    pub(in crate::tui::update) fn line_said(&self, seq: Seq, line: u16) -> Option<String> {
        let line = self.given(seq)?.lines.get(usize::from(line))?;
        self.said(line)
    }

    /// What the line at a row of the draft is about.
    pub(in crate::tui::update) fn row_said(&self, at: usize) -> Option<String> {
        let row = self.give_rows().into_iter().nth(at)?;
        let about = row.line.item?;
        item(self.world.words, self.world.campus, self.sight(), about, Names::Full).map(|it| it.said)
    }

    fn said(&self, line: &HandoverLine) -> Option<String> {
        let (words, campus) = (self.world.words, self.world.campus);
        let about = match line.item {
            Some(it) => Some(item(words, campus, self.sight(), it, Names::Full)?.said),
            None => None,
        };
        let owner = line.owner.and_then(|id| campus.staff().user(id)).map(|it| it.name.to_string());
        let due = line.due.map(|at| words.moment(at, self.model.now, campus.zone()));
        let parts = [about, Some(line.action.to_string()), owner, due, Some(line.contingency.to_string())];
        Some(parts.into_iter().flatten().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" · "))
    }

    /// What a write-back leaves out, in words, and the same with how it goes all the same; `None` where nothing is left out, or it is none.
    pub(super) fn lacks(&self, form: &Form) -> Option<(String, String)> {
        let Purpose::WriteBack(seq, line) = form.purpose else { return None };
        let line = self.given(seq)?.lines.get(usize::from(line))?;
        let facts = facts(self.world.words, self.world.campus, self.sight(), line, (self.model.seat.user, self.model.now));
        let lacks = missing(&facts, form.text_at(0));
        let said: Vec<String> = lacks
            .into_iter()
            .filter_map(|at| facts.get(at))
            .map(|it| format!("{} {}", self.world.words.fact_kind(it.kind), it.said))
            .collect();
        let lacks = say!(self.world.words, "screen-form-lacks", what = said.join(" · "));
        (!said.is_empty()).then(|| (lacks, say!(self.world.words, "screen-form-lacks-again", count = said.len())))
    }

    pub(super) fn handover_form(&self, purpose: Purpose) -> (String, Vec<FormRow>) {
        let words = self.world.words;
        let one = |label: String| vec![text_row(label, "")];
        match purpose {
            Purpose::WriteBack(_, line) => {
                (say!(words, "screen-form-write-back", line = (u32::from(line) + 1).to_string()), one(say!(words, "screen-form-own-words")))
            }
            Purpose::AskGiver(_) => (say!(words, "screen-form-ask-giver"), one(say!(words, "screen-form-question"))),
            Purpose::AnswerReceiver(_) => (say!(words, "screen-form-answer"), one(say!(words, "screen-form-words"))),
            _ => (say!(words, "screen-form-bypass"), one(say!(words, "screen-form-reason"))),
        }
    }

    pub(super) fn read_handover(&self, form: &Form) -> Reading {
        let words = self.world.words;
        let text = form.text_at(0);
        if text.is_empty() {
            return asks(match form.purpose {
                Purpose::WriteBack(..) => say!(words, "screen-form-own-words-how"),
                Purpose::Bypass(_) => say!(words, "screen-form-reason-needed"),
                _ => say!(words, "screen-form-words-needed"),
            });
        }
        let boxed = || text.into();
        let (act, said, done) = match form.purpose {
            Purpose::WriteBack(handover, line) => {
                let done = say!(words, "screen-toast-written-back");
                if let Some((lacks, again)) = self.lacks(form) {
                    return match form.trouble.as_ref() == Some(&again) {
                        // Said once already: it goes as it is.
                        true => {
                            Ok(Meant { act: Act::Handover(HandoverAct::WrittenBack { handover, line, text: boxed() }), said: lacks, done })
                        }
                        false => Err((Tone::Plain, lacks)),
                    };
                }
                (HandoverAct::WrittenBack { handover, line, text: boxed() }, say!(words, "screen-form-all-said"), done)
            }
            Purpose::AskGiver(handover) => {
                (HandoverAct::Asked { handover, text: boxed() }, say!(words, "screen-form-to-giver"), say!(words, "screen-toast-asked"))
            }
            Purpose::AnswerReceiver(handover) => (
                HandoverAct::Answered { handover, text: boxed() },
                say!(words, "screen-form-to-receiver"),
                say!(words, "screen-toast-answered"),
            ),
            Purpose::Bypass(handover) => (
                HandoverAct::Bypassed { handover, text: boxed() },
                say!(words, "screen-form-bypass-said"),
                say!(words, "screen-toast-bypassed"),
            ),
            _ => return asks(String::new()),
        };
        Ok(Meant { act: Act::Handover(act), said, done })
    }

    pub(super) fn draft_form(&self, purpose: Purpose) -> Option<(String, Vec<FormRow>)> {
        let words = self.world.words;
        match purpose {
            Purpose::HandoverSummary => {
                let shift = self.model.board.handover.draft.as_ref()?.shift;
                let edits = self.model.edits.of(shift);
                let text = |it: fn(&Edits) -> &str| edits.map(it).unwrap_or_default();
                let rows = vec![
                    text_row(say!(words, "screen-form-summary"), text(|it| &it.summary)),
                    text_row(say!(words, "screen-form-things"), text(|it| &it.things)),
                ];
                Some((say!(words, "screen-form-night"), rows))
            }
            Purpose::HandoverAdd => {
                let mut rows = self.line_rows(None);
                rows.push(choice_row(say!(words, "screen-form-weight"), WEIGHTS.map(|it| words.weight(it)).to_vec()));
                Some((say!(words, "screen-form-add-line"), rows))
            }
            Purpose::HandoverLine(at) => {
                let row = self.give_rows().into_iter().nth(at)?;
                Some((say!(words, "screen-form-line", line = (at + 1).to_string()), self.line_rows(Some(&row.line))))
            }
            _ => None,
        }
    }

    fn line_rows(&self, line: Option<&HandoverLine>) -> Vec<FormRow> {
        let (words, staff) = (self.world.words, self.world.campus.staff());
        let owner = line.map_or_else(|| self.model.board.handover.draft.as_ref().and_then(|it| it.to), |it| it.owner);
        let login = owner.and_then(|id| staff.user(id)).map(|it| it.name.to_string()).unwrap_or_default();
        vec![
            text_row(say!(words, "screen-form-action"), line.map(|it| &*it.action).unwrap_or_default()),
            text_row(say!(words, "screen-form-owner"), &login),
            text_row(say!(words, "screen-form-due"), &line.and_then(|it| it.due).map(|at| self.written(at)).unwrap_or_default()),
            text_row(say!(words, "screen-form-contingency"), line.map(|it| &*it.contingency).unwrap_or_default()),
        ]
    }

    /// A moment as it can be typed again.
    fn written(&self, at: Stamp) -> String {
        let local = at.local(self.world.campus.zone());
        local.format("%Y-%m-%d %H:%M").to_string()
    }

    /// The line the answers mean.
    pub(super) fn read_draft_line(&self, form: &Form) -> Result<Option<HandoverLine>, (Tone, String)> {
        let words = self.world.words;
        let before = match form.purpose {
            Purpose::HandoverLine(at) => self.give_rows().into_iter().nth(at).map(|it| it.line),
            Purpose::HandoverAdd => None,
            _ => return Ok(None),
        };
        let action = form.text_at(0);
        if action.is_empty() && before.as_ref().is_none_or(|it| it.item.is_none()) {
            return asks(say!(words, "screen-form-action-needed"));
        }
        let owner = match form.text_at(1) {
            "" => None,
            typed => match before.as_ref().and_then(|it| it.owner).filter(|id| self.name_of_user(*id) == typed) {
                Some(same) => Some(same),
                None => Some(self.user_named(typed).map_err(|why| (Tone::Bad, why))?),
            },
        };
        let (now, zone) = (self.model.now, self.world.campus.zone());
        let due = match (form.text_at(2), before.as_ref().and_then(|it| it.due)) {
            ("", _) => None,
            (typed, Some(same)) if self.written(same) == typed => Some(same),
            (typed, _) => match self.clock(typed).or_else(|| moment_of(typed, now.day(zone), zone, MORNING)) {
                Some(at) => Some(at),
                None => return wrong(say!(words, "screen-form-no-date", text = typed)),
            },
        };
        let weight = match form.purpose {
            Purpose::HandoverAdd => WEIGHTS.get(form.choice_at(4)).copied().unwrap_or(Weight::Watch),
            _ => before.as_ref().map_or(Weight::Watch, |it| it.weight),
        };
        let contingency = form.text_at(3).into();
        Ok(Some(HandoverLine { item: before.and_then(|it| it.item), weight, action: action.into(), owner, due, contingency }))
    }

    /// A clock alone: before noon it is after midnight of this night, unless it is forenoon already.
    fn clock(&self, typed: &str) -> Option<Stamp> {
        use chrono::Timelike as _;
        let folded = crate::text::fold(typed);
        let clock = chrono::NaiveTime::parse_from_str(folded.trim(), "%H:%M").ok()?;
        let zone = self.world.campus.zone();
        let at = self.model.now.day(zone).at(zone, clock.hour(), clock.minute());
        Some(if at < self.model.now { self.model.now.day(zone).plus(1).at(zone, clock.hour(), clock.minute()) } else { at })
    }

    fn name_of_user(&self, id: crate::campus::UserId) -> &str {
        self.world.campus.staff().user(id).map_or("", |it| &it.name)
    }

    /// Keeps what was changed in the draft.
    pub(super) fn keep_draft_line(&mut self, form: &Form) {
        let line = match self.read_draft_line(form) {
            Ok(line) => line,
            Err((_, why)) => return self.form_refused(why),
        };
        let Some(shift) = self.model.board.handover.draft.as_ref().map(|it| it.shift) else { return self.close_form() };
        let row = match form.purpose {
            Purpose::HandoverLine(at) => self.give_rows().into_iter().nth(at),
            _ => None,
        };
        let (summary, things) = (form.text_at(0).to_owned(), form.text_at(1).to_owned());
        let edits = self.edits_of(shift);
        match (form.purpose, line, row) {
            (Purpose::HandoverSummary, ..) => (edits.summary, edits.things) = (summary, things),
            (Purpose::HandoverAdd, Some(line), _) => edits.added.push(line),
            (Purpose::HandoverLine(_), Some(line), Some(row)) => match (row.added, line.item) {
                (Some(nth), _) => {
                    if let Some(it) = edits.added.get_mut(nth) {
                        *it = line;
                    }
                }
                (None, Some(item)) => {
                    edits.lines.retain(|(it, _)| *it != item);
                    edits.lines.push((item, line));
                }
                (None, None) => {}
            },
            _ => {}
        }
        self.close_form();
        self.save_draft();
    }
}
