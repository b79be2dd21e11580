//! What another seat did to a thing while a form of it was open: told before anything is sent, and nothing is overwritten unseen.

use super::{Form, FormRow, FormValue, Turn};
use crate::campus::{Stamp, UserId};
use crate::say;
use crate::tui::entering::Thing;
use crate::tui::layer::{Overlay, Purpose};

/// The row in which the code of an obligation stands.
const CODE: usize = 5;

impl Turn<'_> {
    /// Whether a form is filled from something that stands.
    pub(in crate::tui::update) fn is_filled(&self, purpose: Purpose) -> bool {
        let Purpose::Enter(thing) = purpose else { return false };
        match thing {
            Thing::Obligation(_, nth) | Thing::Item(nth) => nth.is_some(),
            Thing::Term(seq) | Thing::Venue(seq) | Thing::Fellow(seq, _) | Thing::Task(seq) => seq.is_some(),
            Thing::AmendReception(_) => true,
            Thing::Reception | Thing::Came(_) => false,
        }
    }

    /// How the rows would be filled now, if the thing still stands; and who set it last.
    fn as_it_stands(&self, thing: Thing, filled: &[FormRow]) -> (Option<Vec<FormRow>>, Option<(UserId, Stamp)>) {
        let campus = self.campus();
        let word = |row: usize| filled.get(row).map(shown).unwrap_or_default();
        match thing {
            Thing::Obligation(day, _) => {
                let code = word(CODE);
                let all = campus.obligations().in_force(campus.terms().at(day).middle());
                let nth = all.iter().position(|it| *it.obligation.code == *code);
                let last = campus.obligations().versions(&code).max_by_key(|it| it.seq).map(|it| (it.by, it.at));
                (nth.map(|nth| self.obligation_form(day, Some(nth)).1), last)
            }
            Thing::Term(Some(seq)) => {
                let row = campus.terms().get(seq);
                let stands = row.is_some_and(|it| it.facts.is_some());
                (stands.then(|| self.term_form(Some(seq)).1), row.map(|it| it.changed))
            }
            Thing::Venue(Some(seq)) => {
                let row = campus.venues().head(seq);
                let stands = row.is_some_and(|it| it.it.is_some());
                (stands.then(|| self.venue_form(Some(seq)).1), row.map(|it| it.changed))
            }
            Thing::Fellow(Some(seq), branch) => {
                let row = campus.communities().fellow(seq);
                let stands = row.is_some_and(|it| it.it.is_some());
                (stands.then(|| self.fellow_form(Some(seq), branch).1), row.map(|it| it.changed))
            }
            Thing::Task(Some(seq)) => {
                let row = campus.communities().task(seq);
                let stands = row.is_some_and(|it| it.it.is_some());
                (stands.then(|| self.task_form(Some(seq)).1), row.map(|it| it.changed))
            }
            Thing::Item(_) => {
                let name = word(0);
                let it = campus.venues().item(campus.presets().rules(), &name);
                (it.map(|it| self.item_rows(Some(&it))), campus.venues().item_changed(&name))
            }
            Thing::AmendReception(seq) => {
                let row = campus.requests().reception(seq);
                let stands = row.is_some_and(|it| !it.withdrawn);
                (stands.then(|| self.amend_reception_form(seq).1), row.map(|it| it.changed))
            }
            Thing::Term(None) | Thing::Venue(None) | Thing::Fellow(None, _) | Thing::Task(None) | Thing::Reception | Thing::Came(_) => {
                (None, None)
            }
        }
    }

    /// Says what somebody changed since the form was filled, and takes it over where nothing else was typed; `true` where there was something
    /// to say, so that it takes one more press to send.
    pub(in crate::tui::update::house) fn changed_meanwhile(&mut self, form: &Form) -> bool {
        let (Purpose::Enter(thing), Some(filled)) = (form.purpose, &form.filled) else { return false };
        let (now, last) = self.as_it_stands(thing, filled);
        let words = self.world.words;
        let (who, when) = self.who_and_when(last);
        let mut taken = Vec::new();
        let told = match &now {
            None => say!(words, "screen-form-gone-meanwhile", who = who, when = when),
            Some(now) => {
                let mut what = Vec::new();
                for (at, (was, is)) in filled.iter().zip(now).enumerate() {
                    if shown(was) == shown(is) {
                        continue;
                    }
                    let row = |it: &FormRow| crate::text::truncate(&shown(it), CLIPPED).into_owned();
                    what.push(format!("{} {} → {}", is.label, row(was), row(is)));
                    // What nobody typed here follows; what somebody did stays as they typed it.
                    if form.rows.get(at).is_some_and(|it| shown(it) == shown(was)) {
                        taken.push(at);
                    }
                }
                if what.is_empty() {
                    return false;
                }
                let what = what.join(&say!(words, "campus-comma"));
                say!(words, "screen-form-changed-meanwhile", who = who, when = when, what = what)
            }
        };
        if let Some(Overlay::Form(open)) = self.top() {
            for at in taken {
                if let (Some(row), Some(is)) = (open.rows.get_mut(at), now.as_ref().and_then(|it| it.get(at))) {
                    row.value = is.value.clone();
                }
            }
            open.filled = now;
        }
        self.form_changed();
        self.form_refused(told);
        self.save_draft();
        true
    }

    /// Who did something and when, in words; nothing where nobody knows.
    pub(in crate::tui::update) fn who_and_when(&self, last: Option<(UserId, Stamp)>) -> (String, String) {
        let Some((by, at)) = last else { return (say!(self.world.words, "screen-somebody"), String::new()) };
        let name = self.campus().staff().user(by).map_or_else(String::new, |it| it.name.to_string());
        (name, self.world.words.moment(at, self.model.now, self.campus().zone()))
    }
}

/// Most columns of a value that was changed, as it is told.
const CLIPPED: usize = 24;

/// What a row says.
fn shown(row: &FormRow) -> String {
    match &row.value {
        FormValue::Text(field) => field.text().trim().to_owned(),
        FormValue::Choice(all, at) => all.get(*at).cloned().unwrap_or_default(),
        FormValue::Points(off, _) => off.to_string(),
        FormValue::Secret(_) => String::new(),
    }
}
