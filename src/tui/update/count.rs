//! What was done, counted: turning what is counted and by what, and opening a number to the entries behind it.

use super::Turn;
use crate::campus::Seq;
use crate::campus::appraisal::Measure;
use crate::desk::count::{Behind, Kind, Per, Source, behind, points};
use crate::exchange::count::{column_name, key_name, who_name};
use crate::exchange::rounds::{Document, Table, Value};
use crate::say;
use crate::tui::counting::{Figure, FigureRow};
use crate::tui::effect::Effect;
use crate::tui::model::{List, Place};

/// Most terms looked back.
const TERMS_BACK: u8 = 40;

impl Turn<'_> {
    /// By the next thing.
    pub(super) fn count_by(&mut self) {
        let counting = &mut self.model.counting;
        if self.model.place == Place::Appraisal {
            let at = Per::ALL.iter().position(|it| *it == counting.per).unwrap_or_default();
            counting.per = Per::ALL[(at + 1) % Per::ALL.len()];
            self.rewind(List::Appraisal);
        } else {
            counting.by = counting.by.next();
            self.rewind(List::Stats);
        }
    }

    /// The next thing is counted.
    pub(super) fn count_kind(&mut self) {
        self.model.counting.kind = self.model.counting.kind.next();
        self.rewind(List::Stats);
    }

    /// Longer columns, or the shortest again.
    pub(super) fn count_scale(&mut self) {
        let counting = &mut self.model.counting;
        (counting.scale, counting.back) = (counting.scale.next(), 0);
    }

    /// The term before, or the one after.
    pub(super) fn count_term(&mut self, back: bool) {
        let counting = &mut self.model.counting;
        counting.terms = if back { counting.terms.saturating_add(1).min(TERMS_BACK) } else { counting.terms.saturating_sub(1) };
        counting.back = 0;
    }

    /// The next column.
    pub(super) fn count_sideways(&mut self, by: isize) {
        let columns = self.model.board.count.grid.as_ref().map_or(0, |it| it.columns.len());
        let appraised = self.model.place == Place::Appraisal;
        let counting = &mut self.model.counting;
        if appraised {
            counting.measure = counting.measure.saturating_add_signed(by).min(Measure::ALL.len() - 1);
        } else {
            counting.back = counting.back.saturating_add_signed(-by).min(columns.saturating_sub(1));
        }
    }

    /// Lists the entries behind the number under the cursor, to be walked into.
    pub(super) fn open_number(&mut self) {
        match self.figure() {
            Some(it) => {
                self.model.figure = Some(it);
                self.go_to(Place::Figure);
            }
            None => self.nothing(say!(self.world.words, "screen-count-nothing-behind")),
        }
    }

    /// Enter on an entry that has no screen of its own.
    pub(super) fn no_sheet(&mut self) {
        self.nothing(say!(self.world.words, "screen-beside-none"));
    }

    /// Writes all the entries behind the number under the cursor as a workbook.
    pub(super) fn export_number(&mut self) {
        let words = self.world.words;
        let Some(it) = self.figure() else { return self.nothing(say!(words, "screen-count-nothing-behind")) };
        let headings = vec![say!(words, "screen-column-day"), say!(words, "screen-column-entry")];
        let cells = |it: FigureRow| vec![Value::Text(it.day.date().to_string()), Value::Text(it.text)];
        let rows = it.rows.into_iter().map(cells).collect();
        let table = Table { name: say!(words, "screen-column-entry"), headings, rows };
        let notes = vec![say!(words, "count-note-left-out")];
        let document = Document { title: it.title, notes, tables: vec![table] };
        self.effects.push(Effect::FigurePaper { name: it.name, document: Box::new(document), lang: words.lang() });
    }

    /// What stands behind the number under the cursor; `None` where that is nothing.
    fn figure(&self) -> Option<Figure> {
        let found = match self.model.place {
            Place::Figure => self.model.figure.clone(),
            Place::Appraisal => self.appraised(),
            _ => self.counted(),
        };
        found.filter(|it| !it.rows.is_empty())
    }

    fn appraised(&self) -> Option<Figure> {
        let (campus, words, model) = (self.world.campus, self.world.words, &self.model);
        let found = model.board.count.appraisal.as_ref()?;
        let row = found.rows.get(model.cursor(List::Appraisal).at)?;
        let measure = *Measure::ALL.get(model.counting.measure)?;
        let all = behind(campus, model.seat.user, model.now, found.span, &row.people, measure);
        let title =
            say!(words, "screen-count-behind", who = who_name(words, campus, row.who), what = words.measure(measure), count = all.len());
        let name = format!("appraisal-{}-{}-{}.xlsx", measure.key(), found.span.from.date(), model.cursor(List::Appraisal).at + 1);
        let row = |it: &Behind| FigureRow { day: it.day, text: self.told(it), place: leads(it.what) };
        Some(Figure { name, title, rows: all.iter().map(row).collect() })
    }

    fn told(&self, it: &Behind) -> String {
        let (campus, words) = (self.world.campus, self.world.words);
        match it.what {
            Source::Shift(id) => format!("S{}", id.0),
            Source::Talk(seq, Some(students)) => say!(words, "screen-count-talk", id = format!("T{seq}"), count = students),
            Source::Talk(seq, None) => say!(words, "screen-count-talk-hidden", id = format!("T{seq}")),
            Source::Round(seq) => format!("R{seq}"),
            Source::Visit(_, room) => campus.write_room(room),
            Source::Incident(seq, minutes) => say!(words, "screen-count-answer", id = format!("I{seq}"), minutes = minutes),
            Source::FollowUp(seq, true) => say!(words, "screen-count-kept", id = format!("T{seq}")),
            Source::FollowUp(seq, false) => say!(words, "screen-count-late", id = format!("T{seq}")),
            Source::Activity(seq) => format!("A{seq}"),
        }
    }

    fn counted(&self) -> Option<Figure> {
        let (campus, words, model) = (self.world.campus, self.world.words, &self.model);
        let found = model.board.count.grid.as_ref()?;
        // Under the rows stands their sum.
        let key = found.rows.get(model.cursor(List::Stats).at).map(|it| it.key);
        let at = found.columns.len().checked_sub(1 + model.counting.back)?;
        let (from, next) = (*found.columns.get(at)?, found.columns.get(at + 1).copied());
        let span = model.counting.span(campus, model.now.day(campus.zone()));
        let until = next.map_or(span.until.min(model.now.day(campus.zone())), |it| it.plus(-1));
        let mut rows = Vec::new();
        let column = crate::desk::count::Span { from: from.max(span.from), until };
        points(campus, model.seat.user, column, (found.kind, found.by), |it| {
            if key.is_none_or(|key| it.keys.contains(&key)) {
                let of_shift = it.shift.map(|id| (format!("S{}", id.0), Some(Place::DutyLog(id))));
                let (id, place) = of_shift.or_else(|| it.seq.map(|seq| self.point(seq))).unwrap_or_default();
                rows.push(FigureRow { day: it.day, text: format!("{id}  ×{}", it.count), place });
            }
        });
        rows.sort_by_key(|it| std::cmp::Reverse(it.day));
        let who = key.map_or_else(|| say!(words, "count-total"), |it| key_name(campus, it));
        let what = words.get(&format!("count-kind-{}", found.kind.key()));
        let when = column_name(from, found.scale);
        let title = say!(words, "screen-count-cell", who = who, what = what, when = when, count = rows.len());
        let name = format!("stats-{}-{}-{}.xlsx", found.kind.key(), from.date(), model.cursor(List::Stats).at + 1);
        Some(Figure { name, title, rows })
    }

    /// What a point is known by, and where it leads.
    fn point(&self, seq: Seq) -> (String, Option<Place>) {
        match self.model.counting.kind {
            Kind::Talks => (format!("T{seq}"), Some(Place::Talk(seq))),
            Kind::Incidents => (format!("I{seq}"), Some(Place::Incident(seq))),
            Kind::Requests => (format!("Q{seq}"), Some(Place::Request(seq))),
            Kind::Activities => (format!("A{seq}"), Some(Place::Activity(seq))),
            Kind::Rounds | Kind::Duties => (seq.to_string(), None),
        }
    }

    /// Writes what is shown as a workbook.
    pub(super) fn export_count(&mut self) {
        let (counting, appraisal) = (self.model.counting, self.model.place == Place::Appraisal);
        self.effects.push(Effect::CountPaper { counting, appraisal, lang: self.world.words.lang() });
    }
}

/// Where a deed leads; the sheet of a round that is over has no screen.
fn leads(it: Source) -> Option<Place> {
    match it {
        Source::Shift(id) => Some(Place::DutyLog(id)),
        Source::Talk(seq, _) | Source::FollowUp(seq, _) => Some(Place::Talk(seq)),
        Source::Visit(_, room) => Some(Place::Room(room)),
        Source::Incident(seq, _) => Some(Place::Incident(seq)),
        Source::Activity(seq) => Some(Place::Activity(seq)),
        Source::Round(_) => None,
    }
}
