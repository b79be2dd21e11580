//! What was done, counted: turning what is counted and by what, and opening a number to the entries behind it.

use super::Turn;
use crate::campus::Day;
use crate::campus::appraisal::Measure;
use crate::desk::count::{Behind, Per, Source, behind, points};
use crate::exchange::count::{column_name, key_name, who_name};
use crate::exchange::rounds::{Document, Table, Value};
use crate::say;
use crate::tui::command::CommandId;
use crate::tui::effect::Effect;
use crate::tui::layer::{Item, Overlay, Sheet};
use crate::tui::model::{List, Place, Tone};

/// Most entries a sheet lists; whoever wants all of them asks the command line.
const SHEET_ROWS: usize = 400;
/// Most terms looked back.
const TERMS_BACK: u8 = 40;

/// A number with what stands behind it.
struct Figure {
    /// What the file with it is called; nobody is named in it.
    name: String,
    /// Whose number it is, of what and when.
    title: String,
    /// Its entries, the latest first.
    lines: Vec<(Day, String)>,
}

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

    /// Lists the entries behind the number under the cursor.
    pub(super) fn open_number(&mut self) {
        match self.figure() {
            Some(it) => {
                let lines: Vec<String> = it.lines.iter().map(|(day, what)| format!("{}  {what}", self.world.words.day(*day))).collect();
                let items = self.items(lines.into_iter());
                self.model.overlays.push(Overlay::Sheet(Sheet::new(it.title, items)));
            }
            None => self.nothing(say!(self.world.words, "screen-count-nothing-behind")),
        }
    }

    /// Writes all the entries behind the number under the cursor as a workbook.
    pub(super) fn export_number(&mut self) {
        let words = self.world.words;
        let Some(it) = self.figure() else { return self.nothing(say!(words, "screen-count-nothing-behind")) };
        let headings = vec![say!(words, "screen-column-day"), say!(words, "screen-column-entry")];
        let cells = |(day, what): (Day, String)| vec![Value::Text(day.date().to_string()), Value::Text(what)];
        let rows = it.lines.into_iter().map(cells).collect();
        let table = Table { name: say!(words, "screen-column-entry"), headings, rows };
        let notes = vec![say!(words, "count-note-left-out")];
        let document = Document { title: it.title, notes, tables: vec![table] };
        self.effects.push(Effect::FigurePaper { name: it.name, document: Box::new(document), lang: words.lang() });
    }

    /// What stands behind the number under the cursor; `None` where that is nothing.
    fn figure(&self) -> Option<Figure> {
        let found = if self.model.place == Place::Appraisal { self.appraised() } else { self.counted() };
        found.filter(|it| !it.lines.is_empty())
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
        Some(Figure { name, title, lines: all.iter().map(|it| (it.day, self.told(it))).collect() })
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
        let mut lines = Vec::new();
        let column = crate::desk::count::Span { from: from.max(span.from), until };
        points(campus, model.seat.user, column, (found.kind, found.by), |it| {
            if key.is_none_or(|key| it.keys.contains(&key)) {
                let id = it.shift.map(|id| format!("S{}", id.0)).or_else(|| it.seq.map(|seq| self.point_id(seq)));
                lines.push((it.day, format!("{}  ×{}", id.unwrap_or_default(), it.count)));
            }
        });
        lines.sort_by_key(|it| std::cmp::Reverse(it.0));
        let who = key.map_or_else(|| say!(words, "count-total"), |it| key_name(campus, it));
        let what = words.get(&format!("count-kind-{}", found.kind.key()));
        let when = column_name(from, found.scale);
        let title = say!(words, "screen-count-cell", who = who, what = what, when = when, count = lines.len());
        let name = format!("stats-{}-{}-{}.xlsx", found.kind.key(), from.date(), model.cursor(List::Stats).at + 1);
        Some(Figure { name, title, lines })
    }

    fn point_id(&self, seq: crate::campus::Seq) -> String {
        use crate::desk::count::Kind;
        match self.model.counting.kind {
            Kind::Talks => format!("T{seq}"),
            Kind::Incidents => format!("I{seq}"),
            Kind::Requests => format!("Q{seq}"),
            Kind::Activities => format!("A{seq}"),
            Kind::Rounds | Kind::Duties => seq.to_string(),
        }
    }

    fn items(&self, lines: impl ExactSizeIterator<Item = String>) -> Vec<Item> {
        let left = lines.len().saturating_sub(SHEET_ROWS);
        let plain = |text: String| Item { tone: Tone::Plain, text, more: Vec::new() };
        let more = (left > 0).then(|| {
            plain(say!(self.world.words, "screen-count-more", count = left, key = self.model.keymap.label(CommandId::FigureExport)))
        });
        lines.take(SHEET_ROWS).map(plain).chain(more).collect()
    }

    /// Writes what is shown as a workbook.
    pub(super) fn export_count(&mut self) {
        let (counting, appraisal) = (self.model.counting, self.model.place == Place::Appraisal);
        self.effects.push(Effect::CountPaper { counting, appraisal, lang: self.world.words.lang() });
    }
}
