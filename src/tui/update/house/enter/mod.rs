//! Whatever is entered or changed field by field: which thing is meant by where one is, one small form for all of them, and taking it off again.

mod meanwhile;
mod people;
mod place;
mod term;

use super::{Meant, Reading, Turn, asks, choice_row, wrong};
use crate::campus::{Act, CommunityAct, CommunityId, Day, Fellow, RequestAct, StudentId, VenueAct};
use crate::finder::{self, Asker};
use crate::say;
use crate::tui::entering::Thing;
use crate::tui::field::Field;
use crate::tui::layer::{Confirmed, Form, FormRow, FormValue, Offer, Purpose};
use crate::tui::model::{CommunityView, List, Place, Tone};
use crate::tui::view::CommunityRow;

/// Most characters of a day as people write it: `2026年11月28日`, `下下周三`.
const DAY: usize = 24;
/// Most digits of a number of people or seats.
const NUMBER: usize = 5;

/// A row for a choice of which one is chosen already.
fn chosen_row(label: String, choices: Vec<String>, at: usize) -> FormRow {
    let mut row = choice_row(label, choices);
    if let FormValue::Choice(all, chosen) = &mut row.value {
        *chosen = at.min(all.len().saturating_sub(1));
    }
    row
}

/// A row for a text of so many characters at most. What stands already is never cut.
fn bounded_row(label: String, text: &str, most: usize) -> FormRow {
    let most = most.max(text.chars().count());
    FormRow { label, value: FormValue::Text(Field::line(most).with(text)) }
}

/// What is typed as a list: with blanks, commas or semicolons between.
fn listed(text: &str) -> impl Iterator<Item = &str> {
    text.split([' ', ',', '，', '、', ';', '；', '\u{3000}', '\t', '\n']).filter(|it| !it.is_empty())
}

impl Turn<'_> {
    /// Asks for one more of what is listed here.
    pub(in crate::tui::update) fn add_thing(&mut self) {
        use CommunityView as V;
        let thing = match self.model.place {
            Place::Obligations if self.model.term.terms => Thing::Term(None),
            Place::Obligations => Thing::Obligation(self.term_shown().from, None),
            Place::Community(at) => match at.view {
                V::Places | V::Day | V::Week => Thing::Venue(None),
                V::Tasks => Thing::Task(None),
                V::People | V::Mentors => Thing::Fellow(None, None),
                V::Branches => Thing::Fellow(None, at.branch.or(self.branch_here())),
                V::Catalogue => Thing::Item(None),
            },
            _ => return,
        };
        self.open_form(Purpose::Enter(thing));
    }

    /// Asks how what is under the cursor is to stand.
    pub(in crate::tui::update) fn change_thing(&mut self) {
        let purpose = match self.model.place {
            Place::Obligations if self.model.term.terms => self.term_here().map(|it| Purpose::Enter(Thing::Term(it.id))),
            Place::Obligations => {
                let at = self.model.cursor(List::Obligations).at;
                self.obligation_here().map(|_| Purpose::Enter(Thing::Obligation(self.term_shown().from, Some(at))))
            }
            _ => match self.community_row() {
                Some(CommunityRow::Venue(seq) | CommunityRow::Free(seq, _)) => Some(Purpose::Enter(Thing::Venue(Some(seq)))),
                Some(CommunityRow::Fellow(seq)) => Some(Purpose::Enter(Thing::Fellow(Some(seq), None))),
                Some(CommunityRow::Task(seq)) => Some(Purpose::Enter(Thing::Task(Some(seq)))),
                Some(CommunityRow::Item(nth)) => Some(Purpose::Enter(Thing::Item(Some(nth)))),
                Some(CommunityRow::Reception(seq)) => match self.reception_stands(seq) {
                    Some(_) => Some(Purpose::Enter(Thing::AmendReception(seq))),
                    None => return self.nothing(say!(self.world.words, "screen-text-coming")),
                },
                Some(CommunityRow::Sponsor(building)) => Some(Purpose::SetSponsor(building)),
                _ => None,
            },
        };
        match purpose {
            Some(purpose) => self.open_form(purpose),
            None => self.nothing(say!(self.world.words, "screen-toast-nothing-to-change")),
        }
    }

    /// Where a form of the term was opened, or might have been.
    pub(in crate::tui::update) fn go_where_it_is_entered(&mut self, thing: Thing) {
        use CommunityView as V;
        let view = match thing {
            Thing::Obligation(..) | Thing::Term(_) => {
                self.show_obligations();
                if let Thing::Obligation(day, _) = thing {
                    self.model.term.of = Some(self.campus().terms().at(day).from);
                }
                self.model.term.terms = matches!(thing, Thing::Term(_));
                crate::tui::view::Board::refresh(self.model, self.world.campus);
                return;
            }
            Thing::Venue(_) => V::Places,
            Thing::Task(_) => V::Tasks,
            Thing::Item(_) => V::Catalogue,
            Thing::Fellow(..) | Thing::Reception | Thing::Came(_) | Thing::AmendReception(_) => V::People,
        };
        self.show_part(view);
        if let Thing::Came(seq) | Thing::AmendReception(seq) = thing
            && let Some(sheet) = crate::tui::view::reception(self.model, self.campus(), seq)
        {
            self.go_to(sheet);
        }
        crate::tui::view::Board::refresh(self.model, self.world.campus);
    }

    pub(in crate::tui::update) fn hold_reception(&mut self) {
        self.open_form(Purpose::Enter(Thing::Reception));
    }

    /// Takes off what is under the cursor, after a question; of a booking it asks why.
    pub(in crate::tui::update) fn give_up(&mut self) {
        if let Some(CommunityRow::Booking(seq)) = self.community_row().filter(|_| self.model.place != Place::Obligations) {
            return self.open_form(Purpose::GiveUpBooking(seq));
        }
        if self.only_looks() {
            return;
        }
        let Some((act, what)) = self.without() else {
            return self.nothing(say!(self.world.words, "screen-toast-nothing-to-change"));
        };
        if let Some(why) = self.refusal_of(&act) {
            return self.toast(Tone::Bad, why);
        }
        let words = self.world.words;
        let done = say!(words, "screen-toast-dropped", what = what.as_str());
        self.ask(say!(words, "screen-ask-drop", what = what.as_str()), Confirmed::Send(Box::new(act), done));
    }

    /// The act that takes off what is under the cursor, and what that is, in words.
    fn without(&self) -> Option<(Act, String)> {
        let (campus, words) = (self.campus(), self.world.words);
        match self.model.place {
            Place::Obligations => return self.without_of_term(),
            Place::Community(_) => {}
            _ => return None,
        }
        Some(match self.community_row()? {
            CommunityRow::Venue(seq) | CommunityRow::Free(seq, _) => {
                let before = campus.venues().venue(seq)?.clone();
                let name = before.name.to_string();
                (Act::Venue(VenueAct::Set { venue: Some(seq), before: Some(Box::new(before)), after: None }), name)
            }
            CommunityRow::Task(seq) => {
                let before = campus.communities().task(seq)?.it.clone()?;
                let name = before.what.to_string();
                (Act::Community(CommunityAct::TaskSet { task: Some(seq), before: Some(Box::new(before)), after: None }), name)
            }
            CommunityRow::Fellow(seq) => {
                let before = campus.communities().fellow(seq)?.it.clone()?;
                // Of a branch only the membership ends.
                let branch = self.branch_shown();
                let after = branch.map(|_| Box::new(Fellow { branch: None, secretary: false, ..before.clone() }));
                let of = branch.map(|it| format!("{} ", words.branch(it))).unwrap_or_default();
                let name = format!("{of}{}", self.fellow_name(seq));
                (Act::Community(CommunityAct::FellowSet { fellow: Some(seq), before: Some(Box::new(before)), after }), name)
            }
            CommunityRow::Meeting(meeting) => {
                let name = words.day_long(campus.communities().meeting(meeting)?.day);
                (Act::Community(CommunityAct::MeetingWithdrawn { meeting }), say!(words, "screen-meeting-of", day = name))
            }
            CommunityRow::Reception(reception) => {
                let it = campus.requests().reception(reception)?;
                let name = format!("{} {} {}", say!(words, "screen-reception-day"), words.day_long(it.day), it.leader);
                (Act::Request(RequestAct::ReceptionWithdrawn { reception }), name)
            }
            CommunityRow::Item(nth) => {
                let before = self.model.board.community.items.get(nth)?.clone();
                let name = before.name.to_string();
                (Act::Venue(VenueAct::ItemSet { before: Some(Box::new(before)), after: None }), name)
            }
            _ => return None,
        })
    }

    pub(super) fn enter_form(&self, thing: Thing) -> (String, Vec<FormRow>) {
        match thing {
            Thing::Obligation(day, nth) => self.obligation_form(day, nth),
            Thing::Term(term) => self.term_form(term),
            Thing::Venue(venue) => self.venue_form(venue),
            Thing::Fellow(fellow, branch) => self.fellow_form(fellow, branch),
            Thing::Task(task) => self.task_form(task),
            Thing::Item(nth) => self.item_form(nth),
            Thing::Reception => self.reception_form(),
            Thing::Came(reception) => self.came_form(reception),
            Thing::AmendReception(reception) => self.amend_reception_form(reception),
        }
    }

    pub(super) fn read_enter(&self, form: &Form, thing: Thing) -> Reading {
        match thing {
            Thing::Obligation(day, _) => self.read_obligation(form, day),
            Thing::Term(term) => self.read_term(form, term),
            Thing::Venue(venue) => self.read_venue(form, venue),
            Thing::Fellow(fellow, _) => self.read_fellow(form, fellow),
            Thing::Task(task) => self.read_task(form, task),
            Thing::Item(_) => self.read_item(form),
            Thing::Reception => self.read_reception(form, None),
            Thing::Came(reception) => self.read_came(form, reception),
            Thing::AmendReception(reception) => self.read_reception(form, Some(reception)),
        }
    }

    /// Students that may be meant by what stands in the row at hand.
    pub(super) fn enter_offers(&self, form: &Form, thing: Thing) -> Vec<Offer> {
        match thing {
            Thing::Fellow(..) if form.at == people::WHO => {
                let typed = form.text_at(form.at);
                if typed.is_empty() {
                    Vec::new()
                } else {
                    self.hits(typed).into_iter().take(3).map(|it| self.student_offer(it.student)).collect()
                }
            }
            _ => Vec::new(),
        }
    }

    /// The name of a field of a form.
    fn label(&self, key: &str) -> String {
        self.world.words.get(&format!("screen-field-{key}"))
    }

    /// A row for a text of so many characters at most.
    fn text_field(&self, key: &str, text: &str, most: usize) -> FormRow {
        bounded_row(self.label(key), text, most)
    }

    /// A row in which a community is chosen, all of them first.
    fn community_field(&self, of: Option<CommunityId>) -> FormRow {
        let all = std::iter::once(say!(self.world.words, "screen-community-all"));
        let names = self.campus().places().communities().map(|(_, it)| it.name.to_string());
        chosen_row(self.label("community"), all.chain(names).collect(), of.map_or(0, |it| it.index() + 1))
    }

    /// The community that is looked at.
    fn community_shown(&self) -> Option<CommunityId> {
        match self.model.place {
            Place::Community(at) => at.community,
            _ => None,
        }
    }

    /// The community that is chosen in a row.
    fn community_at(&self, form: &Form, row: usize) -> Option<CommunityId> {
        let at = form.choice_at(row).checked_sub(1)?;
        self.campus().places().communities().nth(at).map(|(id, _)| id)
    }

    /// A day as people write it.
    fn day_at(&self, form: &Form, row: usize) -> Result<Option<Day>, (Tone, String)> {
        let typed = form.text_at(row);
        if typed.is_empty() {
            return Ok(None);
        }
        match crate::capture::day_of(typed, self.today()) {
            Some(day) => Ok(Some(day)),
            None => wrong(say!(self.world.words, "screen-form-day-wrong")),
        }
    }

    fn number_at(&self, form: &Form, row: usize, most: u16) -> Result<u16, (Tone, String)> {
        let typed = crate::text::fold(form.text_at(row));
        if typed.is_empty() {
            return Ok(0);
        }
        match typed.parse::<u16>().ok().filter(|it| *it <= most) {
            Some(number) => Ok(number),
            None => wrong(say!(self.world.words, "screen-form-number-wrong", most = most)),
        }
    }

    /// The students of a list, by number or by a name that only one has.
    pub(super) fn students_typed(&self, list: &str) -> Result<Vec<StudentId>, (Tone, String)> {
        let asker = Asker::of(self.campus(), self.model.seat.user, None);
        let mut students = Vec::new();
        for name in listed(list) {
            let hits = self.world.finder.students(self.campus(), name, &asker, 9);
            match finder::certain(&hits) {
                Some(id) if students.contains(&id) => {}
                Some(id) => students.push(id),
                None => {
                    return wrong(say!(self.world.words, "screen-form-met-unclear", name = crate::text::truncate(name, 40).into_owned()));
                }
            }
        }
        Ok(students)
    }

    /// Something is entered: what it comes to, and what to say of it.
    fn entered(&self, act: Act, what: &str, said: String) -> Reading {
        Ok(Meant { act, said, done: say!(self.world.words, "screen-toast-entered", what = what) })
    }

    /// Which form it is: of something new, or of what stands.
    fn form_title(&self, key: &str, stands: bool) -> String {
        let what = self.world.words.get(&format!("screen-thing-{key}"));
        if stands {
            say!(self.world.words, "screen-form-change", what = what)
        } else {
            say!(self.world.words, "screen-form-add", what = what)
        }
    }
}
