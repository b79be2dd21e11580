//! What the term demands, and the terms themselves, field by field.

use super::{DAY, Form, FormRow, Reading, Turn, asks, bounded_row, chosen_row, listed, wrong};
use crate::campus::{
    Act, ActivityKind, Day, InForce, Obligation, ObligationChange, PLACE_NAME_LIMIT, Period, Scope, Seq, Source, TermAct, TermFacts,
    TermSpan, WrittenObligation, met_already,
};
use crate::capture::activity_kind_of;
use crate::say;
use crate::tui::model::{List, Place};
use crate::tui::view::{term_rows, term_shown};

/// The columns of an obligation in the order of the form: what usually changes stands first.
const COLUMNS: [&str; 13] =
    ["name", "target", "deadline", "lead", "takes_part", "code", "system", "scope", "period", "counts", "kinds", "themes", "people"];
const SCOPES: [&str; 10] = [
    "college",
    "community",
    "department",
    "college_leaders",
    "department_leaders",
    "counselor",
    "duty_leader",
    "department_users",
    "counselling_centre",
    "student_office",
];
const PERIODS: [Period; 4] = [Period::Quarter, Period::Term, Period::Year, Period::Once];
const SOURCES: [&str; 3] = ["activities", "receptions_college", "receptions_department"];

fn scopes() -> Vec<Scope> {
    SCOPES.iter().filter_map(|it| Scope::from_key(it)).collect()
}

fn sources() -> Vec<Source> {
    SOURCES.iter().filter_map(|it| Source::from_key(it)).collect()
}

impl Turn<'_> {
    /// The term whose obligations are shown.
    pub(in crate::tui::update) fn term_shown(&self) -> TermSpan {
        term_shown(self.campus(), &self.model.term, self.model.now)
    }

    /// What the running term demands, not another term that was looked at.
    pub(in crate::tui::update) fn show_obligations(&mut self) {
        (self.model.term.of, self.model.term.terms) = (None, false);
        self.rewind(List::Obligations);
        self.go_to(Place::Obligations);
    }

    /// How many rows the list has: obligations, or terms.
    pub(in crate::tui::update) fn obligation_count(&self) -> usize {
        if self.model.term.terms {
            return term_rows(self.campus(), self.model.now).len();
        }
        self.campus().obligations().in_force(self.term_shown().middle()).len()
    }

    /// The obligation under the cursor.
    pub(super) fn obligation_here(&self) -> Option<InForce<'_>> {
        let all = self.campus().obligations().in_force(self.term_shown().middle());
        all.into_iter().nth(self.model.cursor(List::Obligations).at)
    }

    /// The term under the cursor.
    pub(super) fn term_here(&self) -> Option<TermSpan> {
        term_rows(self.campus(), self.model.now).into_iter().nth(self.model.cursor(List::Obligations).at)
    }

    /// What the term demands, or the terms.
    pub(in crate::tui::update) fn turn_obligations(&mut self) {
        self.model.term.terms = !self.model.term.terms;
        self.rewind(List::Obligations);
    }

    /// A term opens to what it demands; an obligation to its row of the board.
    pub(in crate::tui::update) fn open_obligation(&mut self) {
        if self.model.term.terms {
            let Some(term) = self.term_here() else { return };
            (self.model.term.of, self.model.term.terms) = (Some(term.from), false);
            return self.rewind(List::Obligations);
        }
        let code = self.obligation_here().map(|it| it.obligation.code.clone());
        self.go_to(Place::TermBoard);
        crate::tui::view::Board::refresh(self.model, self.world.campus);
        let at = code.and_then(|code| self.model.board.term.lines.iter().position(|it| *it.code == *code));
        if let Some(at) = at {
            self.model.cursors[List::TermBoard as usize].at = at;
            self.keep_in_sight(List::TermBoard);
        }
    }

    pub(super) fn without_of_term(&self) -> Option<(Act, String)> {
        if self.model.term.terms {
            let term = self.term_here().filter(|it| it.id.is_some())?;
            let before = term.id.and_then(|seq| self.campus().terms().get(seq)).and_then(|it| it.facts.clone());
            return Some((Act::Term(TermAct::Set { term: term.id, before, after: None }), term.name.to_string()));
        }
        let before = self.obligation_here()?.obligation.clone();
        let name = before.name.to_string();
        let changes = vec![ObligationChange { before: Some(before), after: None }];
        Some((Act::Term(TermAct::ObligationsSet { from: self.term_shown().from, changes }), name))
    }

    pub(super) fn obligation_form(&self, day: Day, nth: Option<usize>) -> (String, Vec<FormRow>) {
        let (words, campus) = (self.world.words, self.campus());
        let all = campus.obligations().in_force(campus.terms().at(day).middle());
        let of = nth.and_then(|nth| all.get(nth)).map(|it| it.obligation);
        let (mut written, scope, period, source) = match of {
            Some(it) => (WrittenObligation::from(it), it.scope, it.period, it.source),
            None => {
                let new = WrittenObligation { target: "1".to_owned(), ..WrittenObligation::default() };
                (new, Scope::Community, Period::Term, Source::Activities)
            }
        };
        if let Some(it) = of {
            // A word that is not read back as that kind gives way to its name for scripts.
            let word = |kind: &ActivityKind| {
                let said = words.activity_kind(*kind);
                if activity_kind_of(&said) == Some(*kind) && !said.contains(' ') { said } else { kind.key().to_owned() }
            };
            written.kinds = it.kinds.iter().map(word).collect::<Vec<_>>().join(" ");
        }
        let at = |found: Option<usize>| found.unwrap_or(0);
        let rows = COLUMNS.into_iter().map(|column| {
            let label = words.obligation_column(column);
            match column {
                "scope" => {
                    let all = scopes();
                    chosen_row(label, all.iter().map(|it| words.scope(*it)).collect(), at(all.iter().position(|it| *it == scope)))
                }
                "period" => {
                    let chosen = at(PERIODS.iter().position(|it| *it == period));
                    chosen_row(label, PERIODS.map(|it| words.period(it)).to_vec(), chosen)
                }
                "counts" => {
                    let all = sources();
                    chosen_row(label, all.iter().map(|it| words.source(*it)).collect(), at(all.iter().position(|it| *it == source)))
                }
                column => {
                    // A day may be typed in more ways than the one in which it is written.
                    let most = if column == "deadline" { DAY } else { WrittenObligation::limit(column) };
                    bounded_row(label, written.column(column).map_or("", |it| it.as_str()), most)
                }
            }
        });
        (self.form_title("obligation", of.is_some()), rows.collect())
    }

    pub(super) fn read_obligation(&self, form: &Form, day: Day) -> Reading {
        let (words, campus) = (self.world.words, self.campus());
        let term = campus.terms().at(day);
        let mut written = WrittenObligation::default();
        for (row, column) in COLUMNS.into_iter().enumerate() {
            let value = match column {
                "scope" => scopes().get(form.choice_at(row)).map(|it| it.key().to_owned()),
                "period" => PERIODS.get(form.choice_at(row)).map(|it| it.key().to_owned()),
                "counts" => sources().get(form.choice_at(row)).map(|it| it.key().to_owned()),
                "kinds" => Some(kind_keys(form.text_at(row))),
                "deadline" => self.day_at(form, row)?.map(|it| it.date().to_string()),
                _ => Some(form.text_at(row).to_owned()),
            };
            if let Some(field) = written.column(column) {
                *field = value.unwrap_or_default();
            }
        }
        if written.name.is_empty() {
            return asks(say!(words, "screen-form-name-needed"));
        }
        if written.code.is_empty() {
            // Nobody has to think of a name for scripts.
            let taken = |code: &str| campus.obligations().versions(code).next().is_some();
            written.code = (1..).map(|nth| format!("own_{nth}")).find(|it| !taken(it)).unwrap_or_default();
        }
        let after = match written.read() {
            Ok(it) => it,
            Err(it) => {
                let column = words.obligation_column(it.column);
                return wrong(say!(words, "cli-obligation-wrong", column = column, value = crate::text::clean(&it.value).into_owned()));
            }
        };
        let before = campus.obligations().one(term.middle(), &after.code).map(|it| it.obligation.clone());
        if before.as_ref() == Some(&after) {
            return asks(say!(words, "screen-form-nothing-changed"));
        }
        let changes = vec![ObligationChange { before, after: Some(after.clone()) }];
        let met = !met_already(campus, &term, self.today(), &changes).is_empty();
        let mut said = self.obligation_said(&after, &term);
        if met {
            said = format!("{said} · {}", say!(words, "screen-form-obligation-met"));
        }
        self.entered(Act::Term(TermAct::ObligationsSet { from: term.from, changes }), &after.name, said)
    }

    fn obligation_said(&self, it: &Obligation, term: &TermSpan) -> String {
        let words = self.world.words;
        let (scope, period) = (words.scope(it.scope), words.period(it.period));
        say!(words, "screen-form-obligation-said", term = term.name.to_string(), scope = scope, period = period, target = it.target)
    }

    pub(super) fn term_form(&self, term: Option<Seq>) -> (String, Vec<FormRow>) {
        let campus = self.campus();
        let stands = term.and_then(|seq| campus.terms().get(seq)).and_then(|it| it.facts.clone());
        let facts = stands.clone().unwrap_or_else(|| {
            // The term that runs, or after one that is entered the next.
            let mut it = campus.terms().at(self.today());
            while it.id.is_some() {
                it = campus.terms().at(it.until.plus(1));
            }
            TermFacts { name: it.name, year: it.year, from: it.from, until: it.until }
        });
        let day = |it: Day| it.date().to_string();
        let rows = vec![
            self.text_field("name", &facts.name, PLACE_NAME_LIMIT),
            self.text_field("first-day", &day(facts.from), DAY),
            self.text_field("last-day", &day(facts.until), DAY),
            self.text_field("year", &facts.year, PLACE_NAME_LIMIT),
        ];
        (self.form_title("term", stands.is_some()), rows)
    }

    pub(super) fn read_term(&self, form: &Form, term: Option<Seq>) -> Reading {
        let (words, campus) = (self.world.words, self.campus());
        let (Some(from), Some(until)) = (self.day_at(form, 1)?, self.day_at(form, 2)?) else {
            return asks(say!(words, "screen-form-days-needed"));
        };
        let before = term.and_then(|seq| campus.terms().get(seq)).and_then(|it| it.facts.clone());
        let after = TermFacts { name: form.text_at(0).into(), year: form.text_at(3).into(), from, until };
        if before.as_ref() == Some(&after) {
            return asks(say!(words, "screen-form-nothing-changed"));
        }
        let weeks = until.since(from).saturating_add(1) / 7;
        let said = say!(words, "screen-form-term-said", from = words.day_long(from), until = words.day_long(until), weeks = weeks);
        let name = after.name.to_string();
        self.entered(Act::Term(TermAct::Set { term, before, after: Some(after) }), &name, said)
    }
}

/// Kinds of activity by their words or their names for scripts, as names for scripts; what is neither stays as it is.
fn kind_keys(text: &str) -> String {
    let key = |it: &str| {
        let kind = activity_kind_of(it).or_else(|| ActivityKind::from_key(it));
        kind.map_or_else(|| it.to_owned(), |kind| kind.key().to_owned())
    };
    listed(text).map(key).collect::<Vec<_>>().join(" ")
}
