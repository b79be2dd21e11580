//! Searching the texts as one types (全文检索), and the searches one keeps.

use super::Turn;
use crate::campus::{Act, QUERY_NAME_LIMIT, QueryAct};
use crate::desk::Sought;
use crate::query::{Ground, Kind, Query, Wanted, complete, read, resolve};
use crate::say;
use crate::tui::effect::Effect;
use crate::tui::field::Field;
use crate::tui::layer::{Form, FormRow, FormValue, Overlay, Purpose};
use crate::tui::model::{Cursor, List, Place, Waits};
use crate::tui::querying::{PutAside, Querying};

impl Turn<'_> {
    pub(super) fn open_query(&mut self) {
        self.model.queried = None;
        self.model.overlays.push(Overlay::Query(Box::default()));
        // Nothing is looked for yet, but the texts begin to be read.
        self.query_changed();
    }

    /// The search, wherever it lies among the overlays.
    fn query(&mut self) -> Option<&mut Querying> {
        self.model.overlays.iter_mut().find_map(|it| match it {
            Overlay::Query(it) => Some(&mut **it),
            _ => None,
        })
    }

    /// The searches this person keeps, name and line.
    fn kept(&self) -> Vec<(String, String)> {
        self.sight().queries().map(|(name, line)| (name.to_owned(), line.to_owned())).collect()
    }

    /// Reads the line anew and has it looked for.
    pub(super) fn query_changed(&mut self) {
        if let Some(it) = self.query() {
            it.cursor = Cursor::default();
            it.go = false;
            it.fault = None;
        }
        self.query_again();
    }

    /// Has the line looked for once more: it was changed, or the campus was.
    pub(super) fn query_again(&mut self) {
        let world = self.world;
        let (user, today) = (self.model.seat.user, self.model.now.day(world.campus.zone()));
        let number = self.model.tokens + 1;
        let Some(it) = self.query() else { return };
        let ground = Ground { campus: world.campus, finder: world.finder, user, today };
        let line = it.line.text();
        it.reading = read(line, today);
        let (wanted, troubles) = resolve(&it.reading, ground);
        it.offers = complete(line, it.line.cursor(), ground);
        it.troubles = troubles;
        // What is not understood finds nothing, rather than something else.
        let wanted = if it.is_blank() { Wanted::default() } else { wanted };
        let stands = it.trouble().is_none() && (it.is_blank() || !wanted.is_empty());
        it.asked = stands.then_some(number);
        if !stands {
            it.shown = None;
        }
        self.model.tokens = number;
        self.effects.push(if stands { Effect::Query { number, wanted: Box::new(wanted) } } else { Effect::StopQuery });
    }

    /// Something was found, or more of it.
    pub(super) fn sought(&mut self, number: u64, sought: Result<Sought, String>) {
        let Some(it) = self.query().filter(|it| it.asked == Some(number)) else { return };
        match sought {
            Ok(sought) => {
                let len = sought.found.len();
                it.shown = Some((number, sought));
                if !it.is_blank() {
                    it.cursor.at = it.cursor.at.min(len.saturating_sub(1));
                }
                if std::mem::take(&mut it.go) {
                    self.accept_query();
                }
            }
            Err(fault) => it.fault = Some(fault),
        }
    }

    /// How many rows the list under the line has.
    pub(super) fn query_len(&self) -> usize {
        match self.model.overlays.last() {
            Some(Overlay::Query(it)) if it.is_blank() => self.sight().queries().count(),
            Some(Overlay::Query(it)) => it.found().len(),
            _ => 0,
        }
    }

    pub(super) fn move_in_query(&mut self, by: isize) {
        let last = self.query_len().saturating_sub(1);
        if let Some(Overlay::Query(it)) = self.top() {
            it.cursor.at = it.cursor.at.saturating_add_signed(by).min(last);
        }
        self.keep_overlay_in_sight();
    }

    pub(super) fn press_query_row(&mut self, row: usize) {
        if let Some(Overlay::Query(it)) = self.top() {
            it.cursor.at = row;
        }
        self.accept_query();
    }

    /// Enter: opens what is under the cursor; on an empty line takes the kept search under it.
    pub(super) fn accept_query(&mut self) {
        let kept = self.kept();
        let Some(Overlay::Query(it)) = self.top() else { return };
        if it.is_blank() {
            let Some((_, line)) = kept.get(it.cursor.at) else { return };
            it.line.set(line);
            return self.query_changed();
        }
        if !it.is_answered() {
            it.go = it.asked.is_some();
            return;
        }
        let Some(found) = it.found().get(it.cursor.at).cloned() else { return };
        let Some(Overlay::Query(query)) = self.model.overlays.pop() else { return };
        self.effects.push(Effect::StopQuery);
        self.model.queried = Some(PutAside { place: self.model.place, depth: self.model.trail.len(), query });
        match found.kind {
            Kind::Talks => self.go_to(Place::Talk(found.seq)),
            Kind::Requests => self.go_to(Place::Request(found.seq)),
            Kind::Incidents => {
                self.go_to(Place::Incident(found.seq));
                let rows = super::texts::timeline(self.world.campus, found.seq);
                if let Some(at) = rows.iter().position(|it| *it == found.entry) {
                    self.model.cursors[List::Incident as usize].at = at;
                }
            }
        }
    }

    /// One is back where one searched from: what was found is there again.
    pub(super) fn back_to_query(&mut self) {
        let (place, depth) = (self.model.place, self.model.trail.len());
        match self.model.queried.take() {
            Some(it) if it.depth < depth || (it.depth == depth && it.place != place) => self.model.queried = Some(it),
            Some(it) if it.depth == depth => {
                self.model.overlays.push(Overlay::Query(it.query));
                self.query_again();
            }
            _ => {}
        }
    }

    pub(super) fn close_query(&mut self) {
        self.model.overlays.pop();
        self.effects.push(Effect::StopQuery);
    }

    /// Puts what is offered into the line.
    pub(super) fn complete_query(&mut self, nth: usize) {
        let Some(Overlay::Query(it)) = self.top() else { return };
        let Some(offer) = it.offers.get(nth).cloned() else { return };
        it.line.replace(offer.span, &offer.puts);
        self.query_changed();
    }

    /// Asks under which name the line is kept.
    pub(super) fn ask_save_query(&mut self) {
        let words = self.world.words;
        let Some(Overlay::Query(it)) = self.model.overlays.last() else { return };
        if it.is_blank() || it.trouble().is_some() || it.reading.query.is_empty() {
            return self.nothing(say!(words, "screen-query-nothing-to-save"));
        }
        self.open_form(Purpose::SaveQuery);
    }

    pub(super) fn save_query_form(&self) -> (String, Vec<FormRow>) {
        let words = self.world.words;
        // The first word is as good a name as any.
        let line = self.query_line().unwrap_or_default();
        let name: String = line.split_whitespace().next().unwrap_or_default().chars().take(QUERY_NAME_LIMIT).collect();
        let row =
            FormRow { label: say!(words, "screen-form-query-name"), value: FormValue::Text(Field::line(QUERY_NAME_LIMIT).with(&name)) };
        (say!(words, "screen-form-save-query"), vec![row])
    }

    /// The line that is being looked for, as it is kept.
    fn query_line(&self) -> Option<String> {
        self.model.overlays.iter().find_map(|it| match it {
            Overlay::Query(it) => Some(Query::written(&it.reading.query)),
            _ => None,
        })
    }

    pub(super) fn save_query(&mut self, form: &Form) {
        let words = self.world.words;
        let (name, Some(line)) = (form.text(), self.query_line()) else { return self.close_form() };
        let before = self.kept().into_iter().find(|(it, _)| *it == name).map(|(_, line)| line.into());
        let done = say!(words, "screen-toast-query-saved", name = name.as_str());
        let act = QueryAct::Saved { name: name.into(), before, line: line.into() };
        self.submit(Act::Query(act), done, Waits::Form);
    }

    /// Drops the kept search under the cursor.
    pub(super) fn drop_query(&mut self) {
        let words = self.world.words;
        let kept = self.kept();
        let Some(Overlay::Query(it)) = self.model.overlays.last() else { return };
        match kept.get(it.cursor.at).filter(|_| it.is_blank()) {
            Some((name, line)) => {
                let done = say!(words, "screen-toast-query-dropped", name = name.as_str());
                let act = QueryAct::Dropped { name: name.as_str().into(), line: line.as_str().into() };
                self.submit(Act::Query(act), done, Waits::Nobody);
            }
            None => self.nothing(say!(words, "screen-query-nothing-to-drop")),
        }
    }
}
