//! Activities (活动) and the board of the term: what becomes of an activity, one key a step; a cell opens to its activities.

use super::{Meant, Reading, Turn, asks, text_row};
use crate::campus::{Act, ActivityAct, ActivityHead, ActivityState, CellState, CommunityId, Seq, StudentId, Whom, attendance};
use crate::say;
use crate::tui::layer::{Form, FormRow, Purpose};
use crate::tui::model::{ActivityScope, List, OpenedCell, Place};

impl Turn<'_> {
    /// The activity under the cursor or on the sheet.
    pub(in crate::tui::update) fn activity_here(&self) -> Option<Seq> {
        match self.model.place {
            Place::Activity(seq) => Some(seq),
            Place::Activities => {
                let row = self.model.board.term.rows.get(self.model.cursor(List::Activities).at).copied();
                // In a cell that was opened reception days stand among the activities.
                row.filter(|seq| self.campus().activities().get(*seq).is_some())
            }
            _ => None,
        }
    }

    pub(super) fn activity_head(&self) -> Option<ActivityHead> {
        self.activity_here().and_then(|seq| self.campus().activities().get(seq)).cloned()
    }

    pub(super) fn no_activity(&mut self) {
        self.nothing(say!(self.world.words, "screen-toast-no-activity"));
    }

    pub(in crate::tui::update) fn ask_of_activity(&mut self, purpose: fn(Seq) -> Purpose) {
        match self.activity_here() {
            Some(seq) => self.open_form(purpose(seq)),
            None => self.no_activity(),
        }
    }

    /// The list of activities, not those of a cell.
    pub(in crate::tui::update) fn show_activities(&mut self) {
        self.model.term.opened = None;
        self.rewind(List::Activities);
        self.go_to(Place::Activities);
    }

    /// The next scope of the list.
    pub(in crate::tui::update) fn turn_activities(&mut self) {
        self.model.term.opened = None;
        let all = ActivityScope::ALL;
        let at = all.iter().position(|it| *it == self.model.term.scope).unwrap_or(0);
        self.model.term.scope = all[(at + 1) % all.len()];
        self.rewind(List::Activities);
    }

    /// The next community of the board, and after the last one all of them.
    pub(in crate::tui::update) fn turn_board_community(&mut self) {
        let count = self.campus().places().communities().len();
        let next = self.model.term.community.map_or(0, |it| it.index() + 1);
        self.model.term.community = (next < count).then(|| CommunityId::of(next));
        self.model.term.whom = None;
    }

    /// Of whom the cells are that are looked at; `None` for all.
    fn board_whom(&self) -> Option<Whom> {
        let look = &self.model.term;
        look.whom.clone().or(look.community.map(Whom::Community))
    }

    /// The next cell of the row under the cursor, communities and persons alike; past the ends all of them.
    pub(in crate::tui::update) fn turn_board_cell(&mut self, by: isize) {
        let Some(line) = self.model.board.term.lines.get(self.model.cursor(List::TermBoard).at) else { return };
        let all = line.whoms();
        // All of them is one choice more, before the first.
        let at = self.board_whom().and_then(|whom| all.iter().position(|it| *it == whom)).map_or(0, |at| at + 1);
        let len = all.len() + 1;
        let next = (at + len).saturating_add_signed(by) % len;
        let chosen = next.checked_sub(1).and_then(|at| all.get(at).cloned());
        (self.model.term.community, self.model.term.whom) = match chosen {
            Some(Whom::Community(id)) => (Some(id), None),
            other => (None, other),
        };
    }

    /// The board as of some days earlier or later; never of days to come.
    pub(in crate::tui::update) fn turn_board(&mut self, days: i32) {
        let today = self.today();
        let on = self.model.term.on.unwrap_or(today).plus(days);
        self.model.term.on = (on < today).then_some(on);
    }

    /// What counts in the row under the cursor, and what is missing there: of whom one looks at, or of all.
    pub(in crate::tui::update) fn open_cell(&mut self) {
        let (words, campus) = (self.world.words, self.campus());
        let whom = self.board_whom();
        let Some(line) = self.model.board.term.lines.get(self.model.cursor(List::TermBoard).at) else { return };
        let things = line.things(whom.as_ref());
        let name = [Some(line.name.clone()), whom.as_ref().map(|it| words.whom(campus, it))];
        let name = name.into_iter().flatten().collect::<Vec<_>>().join(" ");
        let cells = line.whoms().into_iter().filter(|it| whom.as_ref().is_none_or(|whom| whom == it));
        let missing = cells.filter_map(|whom| {
            let cell = line.cell(&whom).filter(|it| it.pace.state != CellState::Met || it.unproved > 0)?;
            Some(words.cell_missing(
                (&words.whom(campus, &whom), line.target, line.due),
                (cell.done, cell.unproved, cell.planned),
                &cell.pace,
            ))
        });
        let missing = missing.collect();
        self.model.term.opened = Some(OpenedCell { name, things, missing });
        self.rewind(List::Activities);
        self.go_to(Place::Activities);
    }

    /// The step that usually comes next: held, proved, published.
    pub(in crate::tui::update) fn activity_next(&mut self) {
        let Some(it) = self.activity_head() else { return self.no_activity() };
        match it.state {
            ActivityState::Planned | ActivityState::Announced => self.open_form(Purpose::HoldActivity(it.seq)),
            ActivityState::Held if it.files.is_empty() => self.open_form(Purpose::ProveActivity(it.seq)),
            ActivityState::Held => self.move_activity(&it, ActivityState::Proved),
            ActivityState::Proved => self.open_form(Purpose::PublishActivity(it.seq)),
            ActivityState::Published | ActivityState::Cancelled | ActivityState::Withdrawn => {
                self.nothing(say!(self.world.words, "screen-toast-activity-done"));
            }
        }
    }

    pub(super) fn move_activity(&mut self, it: &ActivityHead, to: ActivityState) {
        let act = ActivityAct::Moved { activity: it.seq, from: it.state, to, text: "".into() };
        let done = say!(self.world.words, "screen-toast-activity-moved", state = self.world.words.activity_state(to));
        self.send(Act::Activity(act), done);
    }

    pub(super) fn activity_form(&self, purpose: Purpose) -> (String, Vec<FormRow>) {
        let words = self.world.words;
        let id = |seq: Seq| format!("A{seq}");
        let count = |seq: Seq| self.campus().activities().get(seq).map_or(String::new(), |it| it.count.to_string());
        match purpose {
            Purpose::HoldActivity(seq) => {
                (say!(words, "screen-form-activity-hold", id = id(seq)), vec![text_row(say!(words, "screen-form-words"), "")])
            }
            Purpose::ProveActivity(seq) => {
                (say!(words, "screen-form-activity-prove", id = id(seq)), vec![text_row(say!(words, "screen-form-activity-where"), "")])
            }
            Purpose::PublishActivity(seq) => {
                (say!(words, "screen-form-activity-publish", id = id(seq)), vec![text_row(say!(words, "screen-form-activity-link"), "")])
            }
            Purpose::CancelActivity(seq) => {
                (say!(words, "screen-form-activity-cancel", id = id(seq)), vec![text_row(say!(words, "screen-form-reason"), "")])
            }
            Purpose::AttendActivity(seq) => (
                say!(words, "screen-form-activity-attend", id = id(seq)),
                vec![
                    text_row(say!(words, "screen-form-activity-count"), &count(seq)),
                    text_row(say!(words, "screen-form-activity-names"), ""),
                ],
            ),
            Purpose::NoteActivity(seq) => {
                (say!(words, "screen-form-activity-note", id = id(seq)), vec![text_row(say!(words, "screen-form-words"), "")])
            }
            Purpose::ProveByFile(seq) => {
                (say!(words, "screen-form-activity-file", id = id(seq)), vec![text_row(say!(words, "screen-form-file"), "")])
            }
            _ => (String::new(), Vec::new()),
        }
    }

    pub(super) fn read_activity(&self, form: &Form, activity: Seq) -> Reading {
        let words = self.world.words;
        let Some(it) = self.campus().activities().get(activity) else { return asks(say!(words, "screen-toast-no-activity")) };
        let text: Box<str> = form.text_at(0).into();
        let moved = |to: ActivityState| {
            let done = say!(words, "screen-toast-activity-moved", state = words.activity_state(to));
            (ActivityAct::Moved { activity, from: it.state, to, text: text.clone() }, String::new(), done)
        };
        let (act, said, done) = match form.purpose {
            Purpose::HoldActivity(_) => moved(ActivityState::Held),
            Purpose::ProveActivity(_) => moved(ActivityState::Proved),
            Purpose::PublishActivity(_) => moved(ActivityState::Published),
            Purpose::CancelActivity(_) if text.is_empty() => return asks(say!(words, "screen-form-reason-needed")),
            Purpose::CancelActivity(_) => moved(ActivityState::Cancelled),
            Purpose::AttendActivity(_) => {
                let (added, removed) = match self.named_present(form.text_at(1), activity) {
                    Ok(found) => found,
                    Err(word) => return asks(say!(words, "screen-form-activity-unknown", word = word)),
                };
                let present = self.campus().activities().present(activity).len();
                let with_names = attendance(it.count, present, (present + added.len()).saturating_sub(removed.len()));
                // Names move the number, unless another one was said.
                let typed = text.parse().unwrap_or(0);
                let count = if text.is_empty() || typed == it.count { with_names } else { typed };
                let said = match removed.len() {
                    0 => say!(words, "screen-form-activity-present", count = count, added = added.len()),
                    gone => say!(words, "screen-form-activity-absent", count = count, added = added.len(), removed = gone),
                };
                let act = ActivityAct::Attended { activity, added, removed, before: it.count, count };
                (act, said, say!(words, "screen-toast-activity-attended", count = count))
            }
            _ if text.is_empty() => return asks(say!(words, "screen-form-request-words-needed")),
            _ => (ActivityAct::Noted { activity, text }, String::new(), say!(words, "screen-toast-activity-noted")),
        };
        Ok(Meant { act: Act::Activity(act), said, done })
    }

    /// Whom a list that was typed or pasted adds and, behind a `-`, takes away: by number, by class, by room or by a name that only one has.
    ///
    /// # Errors
    /// The first word that is nobody.
    fn named_present(&self, list: &str, activity: Seq) -> Result<(Vec<StudentId>, Vec<StudentId>), String> {
        let present = self.campus().activities().present(activity);
        let (mut added, mut removed): (Vec<StudentId>, Vec<StudentId>) = Default::default();
        for word in list.split([',', '，', '、', ';', '；', ' ', '\t', '\n']).map(str::trim).filter(|it| !it.is_empty()) {
            let away = word.strip_prefix(['-', '－', '−']);
            let named = away.unwrap_or(word);
            let meant = crate::exchange::activities::present(self.campus(), named);
            let meant = meant.map_err(|_| crate::text::clean(named).into_owned())?;
            let (into, wanted) = if away.is_some() { (&mut removed, true) } else { (&mut added, false) };
            for id in meant {
                if present.contains(&id) == wanted && !into.contains(&id) {
                    into.push(id);
                }
            }
        }
        Ok((added, removed))
    }
}
