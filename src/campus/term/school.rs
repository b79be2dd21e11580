//! Terms and school years (学期, 学年): when they begin and end, as the college says; where it says nothing, counted from August and February.

use super::super::{Day, PLACE_NAME_LIMIT, Paged, Refusal, Seq, Stamp, UserId, term_of};
use super::ObligationChange;
use chrono::Datelike as _;
use serde::{Deserialize, Serialize};

/// A term as the college says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermFacts {
    /// Its name: `2026-2027-1`.
    pub name: Box<str>,
    /// The school year it belongs to: `2026-2027`.
    pub year: Box<str>,
    /// Its first day.
    pub from: Day,
    /// Its last day.
    pub until: Day,
}

/// Acts on terms, and on what they demand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum TermAct {
    /// A term is entered, changed, taken away, or put back.
    Set {
        /// Which: the entry it was first entered in; `None` for a new one.
        term: Option<Seq>,
        /// As it was; `None` where there was none.
        before: Option<TermFacts>,
        /// As it is from now on; `None` for taken away.
        after: Option<TermFacts>,
    },
    /// What is demanded changes, from a term on (指标调整). Earlier terms keep what they had.
    ObligationsSet {
        /// The first day of the term from which on it holds.
        from: Day,
        /// What changes.
        changes: Vec<ObligationChange>,
    },
}

/// What the campus keeps of a term.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermRow {
    /// The entry it was entered in: its id.
    pub seq: Seq,
    /// Who entered it.
    pub by: UserId,
    /// Who set it last, and when.
    pub changed: (UserId, Stamp),
    /// As it stands; `None` for taken away.
    pub facts: Option<TermFacts>,
}

/// A term, whether the college named it or it is only counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermSpan {
    /// The entry it was entered in; `None` for one that is counted from August and February.
    pub id: Option<Seq>,
    /// Its name.
    pub name: Box<str>,
    /// The school year it belongs to.
    pub year: Box<str>,
    /// Its first day.
    pub from: Day,
    /// Its last day.
    pub until: Day,
}

impl TermSpan {
    /// Whether a day lies in it.
    pub fn holds(&self, day: Day) -> bool {
        self.from <= day && day <= self.until
    }

    /// The day in its middle: what begins before it belongs to this term, what begins later to the next, should the days of terms be moved.
    pub fn middle(&self) -> Day {
        middle(self.from, self.until)
    }

    /// Whether it is what is left between the terms of the college (假期): nothing that is due a term is demanded then.
    pub fn is_between(&self) -> bool {
        self.id.is_none() && (self.from, self.until) != term_of(self.from)
    }
}

fn middle(from: Day, until: Day) -> Day {
    from.plus(until.since(from) / 2)
}

/// Most days of a term.
const LONGEST: i32 = 300;

/// The terms the college has entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    pub(in crate::campus) rows: Paged<TermRow>,
}

impl Default for Terms {
    fn default() -> Self {
        Self { rows: Paged::new(64) }
    }
}

impl Terms {
    /// All that stand, in the order of their days.
    pub fn standing(&self) -> Vec<TermSpan> {
        let mut all: Vec<TermSpan> = self.rows.rows().iter().filter_map(span).collect();
        all.sort_by_key(|it| it.from);
        all
    }

    /// One by its id.
    pub fn get(&self, seq: Seq) -> Option<&TermRow> {
        self.row(seq).and_then(|row| self.rows.get(row))
    }

    /// One that stands, by its name.
    pub fn named(&self, name: &str) -> Option<TermSpan> {
        self.rows.rows().iter().filter_map(span).find(|it| *it.name == *name)
    }

    /// The term a day lies in. Days between the terms of the college make up one that is counted, as far as it goes.
    pub fn at(&self, day: Day) -> TermSpan {
        let standing = || self.rows.rows().iter().filter_map(|it| it.facts.as_ref());
        if let Some(it) = self.rows.rows().iter().filter_map(span).find(|it| it.holds(day)) {
            return it;
        }
        let (mut from, mut until) = term_of(day);
        for it in standing() {
            if it.until < day {
                from = from.max(it.until.plus(1));
            } else if it.from > day {
                until = until.min(it.from.plus(-1));
            }
        }
        let (year, half) = counted(day);
        TermSpan { id: None, name: format!("{year}-{half}").into(), year: year.into(), from, until }
    }

    /// First and last day of the term a day lies in, as [`Self::at`] has it.
    pub fn days(&self, day: Day) -> (Day, Day) {
        let term = self.at(day);
        (term.from, term.until)
    }

    /// First and last day of the school year a term belongs to.
    pub fn year(&self, term: &TermSpan) -> (Day, Day) {
        let (autumn, _) = term_of(term.middle());
        let first = if autumn.date().month() == 8 { autumn } else { term_of(autumn.plus(-1)).0 };
        let last = term_of(first.plus(200)).1;
        if term.id.is_none() {
            return (first.min(term.from), last.max(term.until));
        }
        let of_year = || self.rows.rows().iter().filter_map(|it| it.facts.as_ref()).filter(|it| it.year == term.year);
        let from = of_year().map(|it| it.from).min().unwrap_or(term.from);
        let until = of_year().map(|it| it.until).max().unwrap_or(term.until);
        // The half of the year whose term is not entered yet is counted by the calendar.
        let entered = |half| of_year().any(|it| counted(middle(it.from, it.until)).1 == half);
        (if entered(1) { from } else { from.min(first) }, if entered(2) { until } else { until.max(last) })
    }

    fn row(&self, seq: Seq) -> Option<usize> {
        self.rows.rows().binary_search_by_key(&seq, |it| it.seq).ok()
    }

    pub(in crate::campus) fn check_set(
        &self,
        term: Option<Seq>,
        before: Option<&TermFacts>,
        after: Option<&TermFacts>,
    ) -> Result<(), Refusal> {
        let stands = match term {
            Some(seq) => self.get(seq).ok_or(Refusal::NoSuchTerm(seq))?.facts.as_ref(),
            None => None,
        };
        if stands != before || before == after || term.is_none() && after.is_none() {
            return Err(Refusal::ChangedMeanwhile);
        }
        let Some(it) = after else { return Ok(()) };
        for name in [&it.name, &it.year] {
            if name.trim().is_empty() {
                return Err(Refusal::EmptyName);
            }
            super::super::check_len(name, PLACE_NAME_LIMIT)?;
        }
        let days = it.until.since(it.from).saturating_add(1);
        if !(7..=LONGEST).contains(&days) {
            return Err(Refusal::TermDays { days });
        }
        let others = || self.rows.rows().iter().filter(|row| Some(row.seq) != term);
        let other = |clash: &dyn Fn(&TermFacts) -> bool| others().find(|row| row.facts.as_ref().is_some_and(clash)).map(|row| row.seq);
        if let Some(seq) = other(&|other| other.from <= it.until && it.from <= other.until) {
            return Err(Refusal::TermOverlaps(seq));
        }
        other(&|other| other.name == it.name).map_or(Ok(()), |seq| Err(Refusal::TermNamed(seq)))
    }

    pub(in crate::campus) fn set(&mut self, (seq, at, by): (Seq, Stamp, UserId), term: Option<Seq>, after: Option<&TermFacts>) {
        match term {
            None => {
                self.rows.push(TermRow { seq, by, changed: (by, at), facts: after.cloned() });
            }
            Some(term) => {
                if let Some(it) = self.row(term).and_then(|row| self.rows.get_mut(row)) {
                    (it.changed, it.facts) = ((by, at), after.cloned());
                }
            }
        }
    }
}

fn span(row: &TermRow) -> Option<TermSpan> {
    let it = row.facts.clone()?;
    Some(TermSpan { id: Some(row.seq), name: it.name, year: it.year, from: it.from, until: it.until })
}

/// The school year of a day and which half of it: `2026-2027` and 1.
fn counted(day: Day) -> (String, u8) {
    let (year, month) = (day.date().year(), day.date().month());
    let first = if month >= 8 { year } else { year.saturating_sub(1) };
    (format!("{first}-{}", first.saturating_add(1)), if (2..=7).contains(&month) { 2 } else { 1 })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(y: i32, m: u32, d: u32) -> Day {
        Day::ymd(y, m, d).unwrap()
    }

    fn facts(name: &str, from: Day, until: Day) -> TermFacts {
        TermFacts { name: name.into(), year: "2026-2027".into(), from, until }
    }

    #[test]
    fn what_the_college_says_goes_before_what_is_counted() {
        let mut terms = Terms::default();
        let counted = terms.at(day(2026, 11, 27));
        assert_eq!((&*counted.name, counted.from, counted.until), ("2026-2027-1", day(2026, 8, 1), day(2027, 1, 31)));
        assert_eq!(terms.year(&counted), (day(2026, 8, 1), day(2027, 7, 31)));
        assert_eq!(terms.year(&terms.at(day(2027, 3, 1))), (day(2026, 8, 1), day(2027, 7, 31)));
        let autumn = facts("2026 秋", day(2026, 9, 1), day(2027, 1, 17));
        terms.check_set(None, None, Some(&autumn)).unwrap();
        terms.set((Seq(5), Stamp(0), UserId(0)), None, Some(&autumn));
        assert_eq!(terms.at(day(2026, 11, 27)).id, Some(Seq(5)));
        assert!(!counted.is_between() && !terms.at(day(2026, 11, 27)).is_between() && terms.at(day(2027, 1, 20)).is_between());
        assert_eq!(terms.year(&terms.at(day(2026, 11, 27))), (day(2026, 9, 1), day(2027, 7, 31)), "spring is counted until it is entered");
        // What is left of the summer, and of January.
        assert_eq!((terms.at(day(2026, 8, 20)).until, terms.at(day(2027, 1, 20)).from), (day(2026, 8, 31), day(2027, 1, 18)));
        let spring = facts("2027 春", day(2027, 1, 10), day(2027, 7, 5));
        assert_eq!(terms.check_set(None, None, Some(&spring)), Err(Refusal::TermOverlaps(Seq(5))));
        let spring = facts("2027 春", day(2027, 2, 22), day(2027, 7, 5));
        terms.set((Seq(9), Stamp(0), UserId(0)), None, Some(&spring));
        assert_eq!(terms.year(&terms.at(day(2027, 3, 1))), (day(2026, 9, 1), day(2027, 7, 5)));
        let backwards = facts("x", day(2028, 2, 22), day(2028, 2, 1));
        assert!(matches!(terms.check_set(None, None, Some(&backwards)), Err(Refusal::TermDays { .. })));
    }
}
