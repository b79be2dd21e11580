//! A row of a ledger, read as a talk.

use super::{LedgerFor, LedgerReason, LedgerRemark, LedgerReport};
use crate::campus::{
    Campus, Concern, DETAIL_LIMIT, Day, MINUTES_LIMIT, STUDENTS_LIMIT, Spot, StudentId, TAG_LIMITS, TEXT_LIMIT, TalkDetail, TalkLogged,
    Topic, Visibility, Way,
};
use crate::desk::Sight;
use crate::exchange::clean::{self, tidy, tidy_hanzi};
use crate::exchange::table::{Cell, Row};
use crate::exchange::talks::column::{Column, Head};
use crate::exchange::talks::{self, cell};
use std::collections::{HashMap, HashSet};

/// The hour at which a talk stands of which only the day is known.
const NOON: (u32, u32) = (12, 0);
/// Longest reason that is made of what was said, in characters.
const REASON_LIMIT: usize = 200;

/// A talk while its rows are read.
pub(super) struct Line {
    pub(super) rows: Vec<u32>,
    pub(super) has_clock: bool,
    pub(super) talk: TalkLogged,
    pub(super) detail: TalkDetail,
}

type Why = (Option<Column>, LedgerReason);

pub(super) struct Reader<'a> {
    pub(super) head: &'a Head,
    pub(super) campus: &'a Campus,
    pub(super) sight: Sight<'a>,
    pub(super) of: LedgerFor,
    pub(super) by_name: HashMap<&'a str, Vec<StudentId>>,
    pub(super) report: LedgerReport,
}

impl Reader<'_> {
    fn title(&self, column: Option<Column>) -> Option<String> {
        column.map(|it| self.head.title(it).to_owned())
    }

    pub(super) fn reject(&mut self, row: u32, column: Option<Column>, reason: LedgerReason) {
        let column = self.title(column);
        self.report.rejected.push(LedgerRemark { row, column, reason });
    }

    fn warn(&mut self, row: u32, column: Column, reason: LedgerReason) {
        let column = self.title(Some(column));
        self.report.warnings.push(LedgerRemark { row, column, reason });
    }

    fn cell<'r>(&self, row: &'r Row, column: Column) -> &'r Cell {
        self.head.column(column).map_or(&Cell::Empty, |at| row.cell(at))
    }

    /// Joins a row to the talk above it where both are one talk.
    pub(super) fn take(&mut self, lines: &mut Vec<Line>, line: Line) {
        let joins = lines.last().is_some_and(|last| {
            let (a, b) = (&last.talk, &line.talk);
            (line.has_clock || b.way == Way::Group)
                && (a.held, a.topic, a.way, &a.place, &a.text, a.followup) == (b.held, b.topic, b.way, &b.place, &b.text, b.followup)
                && (a.level, a.visibility, &last.detail) == (b.level, b.visibility, &line.detail)
                && !b.students.iter().any(|id| a.students.contains(id))
                && a.students.len() + b.students.len() <= STUDENTS_LIMIT
        });
        match lines.last_mut().filter(|_| joins) {
            Some(last) => {
                last.talk.students.extend(line.talk.students);
                last.talk.levels_before.extend(line.talk.levels_before);
                last.rows.extend(line.rows);
            }
            None => lines.push(line),
        }
    }

    /// A row as a talk; `None` where it is none: a sum, a note under the table.
    pub(super) fn read(&mut self, row: &Row) -> Result<Option<Line>, Why> {
        use LedgerReason as R;
        let cells = [Column::Date, Column::Text, Column::Topic];
        let is_named = [Column::StudentNo, Column::Name].iter().any(|it| !self.cell(row, *it).is_blank());
        if cells.iter().all(|it| self.cell(row, *it).is_blank()) || (!is_named && self.cell(row, Column::Text).is_blank()) {
            return Ok(None);
        }
        self.check_counselor(row)?;
        let students = self.students(row)?;
        let zone = self.campus.zone();
        let today = self.of.now.day(zone);
        if self.cell(row, Column::Date).is_blank() {
            return Err((Some(Column::Date), R::DateMissing));
        }
        let (day, mut clock) = cell::day(self.cell(row, Column::Date)).ok_or((Some(Column::Date), R::DateUnreadable))?;
        let mut minutes = cell::words(self.cell(row, Column::Minutes)).trim_end_matches(['分', '钟']).trim().parse::<u16>().ok();
        let time = self.cell(row, Column::Time);
        if !time.is_blank() {
            match cell::times(time) {
                Some((from, to)) => {
                    let length = to.map(|to| i64::from(to.0 * 60 + to.1) - i64::from(from.0 * 60 + from.1));
                    clock = Some(from);
                    // Over midnight it ends the next day.
                    minutes = minutes.or(length.and_then(|it| u16::try_from(it.rem_euclid(24 * 60)).ok()));
                }
                None => self.warn(row.number, Column::Time, R::TimeUnreadable),
            }
        }
        let minutes = minutes.filter(|it| (1..=MINUTES_LIMIT).contains(it));
        let (hour, minute) = clock.unwrap_or(NOON);
        let mut held = day.at(zone, hour, minute);
        if clock.is_none() && day == today {
            held = held.min(self.of.now);
        }
        if held > self.of.now {
            return Err((Some(Column::Date), R::InFuture));
        }
        let (topic, text) = self.topic_and_text(row)?;
        let way = self.way(row, students.len());
        let mut detail = TalkDetail { minutes, ..TalkDetail::default() };
        for (slot, column) in [(&mut detail.judgement, Column::Judgement), (&mut detail.measures, Column::Measures)] {
            *slot = cell::words(self.cell(row, column)).into();
        }
        let followup = self.followup(row, today, &mut detail);
        let level = self.level(row, &students, day, &text, &mut detail);
        if [&detail.judgement, &detail.measures, &detail.reason].iter().any(|it| it.chars().count() > DETAIL_LIMIT) {
            return Err((None, R::TooLong));
        }
        let visibility = cell::visibility(&cell::words(self.cell(row, Column::Visibility)));
        let usual = if topic == Topic::Psych { Visibility::Psych } else { Visibility::Normal };
        let place = cell::words(self.cell(row, Column::Place));
        let mut tags = cell::parts(self.cell(row, Column::Tags).text());
        tags.retain(|it| it.chars().count() <= TAG_LIMITS.1);
        tags.truncate(TAG_LIMITS.0);
        let standing = |id: &StudentId| (self.sight.level(*id), self.since(*id));
        let talk = TalkLogged {
            levels_before: students.iter().map(standing).collect(),
            students: students.into(),
            held,
            topic,
            way,
            place: Some(place).filter(|it| !it.is_empty()).map(|it| Spot::Words(it.into())),
            level,
            followup,
            // Never less private than the topic asks for.
            visibility: if usual == Visibility::Psych { usual } else { visibility.unwrap_or(usual) },
            answers: None,
            tags: tags.into_iter().map(Into::into).collect(),
            text: text.into(),
        };
        Ok(Some(Line { rows: vec![row.number], has_clock: clock.is_some(), talk, detail }))
    }

    fn since(&self, id: StudentId) -> Option<Day> {
        self.sight.student(id).and_then(|it| it.level_since())
    }

    fn check_counselor(&self, row: &Row) -> Result<(), Why> {
        let said = tidy_hanzi(self.cell(row, Column::By).text());
        let Some(me) = self.campus.staff().user(self.of.user).filter(|_| !self.of.all_mine && !clean::says_nothing(&said)) else {
            return Ok(());
        };
        let bare = said.strip_suffix("老师").filter(|it| !it.is_empty()).unwrap_or(&said);
        let mine = [&*me.name, &*me.login].iter().any(|it| *it == said || *it == bare);
        if mine { Ok(()) } else { Err((Some(Column::By), LedgerReason::OtherCounselor)) }
    }

    /// By number, else by name: which has to be clear.
    fn students(&self, row: &Row) -> Result<Vec<StudentId>, Why> {
        use LedgerReason as R;
        let (no, name) = (self.cell(row, Column::StudentNo), self.cell(row, Column::Name));
        let people = self.campus.people();
        let mut found = Vec::new();
        let named: Vec<String> = cell::parts(name.text()).iter().map(|it| tidy_hanzi(it)).collect();
        if !no.is_blank() {
            let each: Vec<Cell> = match no {
                Cell::Text(text) => {
                    let spaced: String = text.chars().map(|it| if it.is_whitespace() { '、' } else { it }).collect();
                    cell::parts(&spaced).into_iter().map(|it| Cell::Text(it.into())).collect()
                }
                other => vec![other.clone()],
            };
            for cell in &each {
                let no = clean::student_no(cell).map_err(|_| (Some(Column::StudentNo), R::StudentUnknown))?;
                found.push(people.by_no(&no).ok_or((Some(Column::StudentNo), R::StudentUnknown))?);
            }
            let name_of = |id: &StudentId| people.student(*id).map(|it| it.facts.name.to_string()).unwrap_or_default();
            if !named.is_empty() && found.iter().any(|id| !named.contains(&name_of(id))) {
                return Err((Some(Column::Name), R::NameDiffers));
            }
        }
        if found.is_empty() {
            let class = tidy(self.cell(row, Column::Class).text());
            let in_class = |id: &StudentId| {
                let of = people.student(*id).and_then(|it| it.facts.class).and_then(|id| people.class(id));
                of.is_some_and(|it| *it.name == *class)
            };
            for name in &named {
                let all = self.by_name.get(name.as_str()).map_or(&[][..], Vec::as_slice);
                let near: Vec<StudentId> = all.iter().copied().filter(in_class).collect();
                let one = match (all, near.as_slice()) {
                    ([], _) => return Err((Some(Column::Name), R::StudentUnknown)),
                    ([one], _) | (_, [one]) => *one,
                    _ => return Err((Some(Column::Name), R::Namesakes)),
                };
                found.push(one);
            }
        }
        let mut seen = HashSet::new();
        found.retain(|id| seen.insert(*id));
        if found.is_empty() {
            Err((None, R::StudentMissing))
        } else if found.len() > STUDENTS_LIMIT {
            Err((None, R::TooManyStudents))
        } else if found.iter().any(|id| people.student(*id).is_none_or(|it| it.facts.left)) {
            Err((None, R::StudentLeft))
        } else {
            Ok(found)
        }
    }

    /// A topic that there is none of is kept as words.
    fn topic_and_text(&mut self, row: &Row) -> Result<(Topic, String), Why> {
        let said = cell::words(self.cell(row, Column::Topic));
        let mut text = cell::words(self.cell(row, Column::Text));
        let topic = cell::topic(&said);
        if text.is_empty() {
            text.clone_from(&said);
        } else if topic.is_none() && !said.is_empty() {
            text = format!("【{said}】{text}");
        }
        if topic.is_none() && !said.is_empty() {
            self.warn(row.number, Column::Topic, LedgerReason::TopicUnknown);
        }
        if text.is_empty() {
            Err((Some(Column::Text), LedgerReason::TextMissing))
        } else if text.chars().count() > TEXT_LIMIT {
            Err((Some(Column::Text), LedgerReason::TooLong))
        } else {
            Ok((topic.unwrap_or(Topic::Other), text))
        }
    }

    fn way(&mut self, row: &Row, students: usize) -> Way {
        let said = cell::words(self.cell(row, Column::Way));
        let way = cell::way(&said);
        if way.is_none() && !said.is_empty() {
            self.warn(row.number, Column::Way, LedgerReason::WayUnknown);
        }
        way.unwrap_or(if students >= 3 { Way::Group } else { Way::InPerson })
    }

    /// A follow-up that is still to come; a past one is a measure that was meant.
    fn followup(&mut self, row: &Row, today: Day, detail: &mut TalkDetail) -> Option<Day> {
        let it = self.cell(row, Column::Followup);
        if clean::says_nothing(it.text()) && !matches!(it, Cell::Date(..)) {
            return None;
        }
        let day = cell::day(it).map(|it| it.0);
        if day.is_some_and(|it| it >= today) {
            return day;
        }
        let said = day.map_or_else(|| cell::words(it), talks::row::date);
        let reason = if day.is_some() { LedgerReason::FollowupPast } else { LedgerReason::FollowupUnreadable };
        self.warn(row.number, Column::Followup, reason);
        detail.measures = joined(&detail.measures, self.head.title(Column::Followup), &said).into();
        None
    }

    /// A level that nothing since has overtaken.
    fn level(&mut self, row: &Row, students: &[StudentId], day: Day, text: &str, detail: &mut TalkDetail) -> Option<Concern> {
        let said = cell::words(self.cell(row, Column::Level));
        let Some(level) = cell::level(&said) else {
            self.warn(row.number, Column::Level, LedgerReason::LevelUnreadable);
            detail.judgement = joined(&detail.judgement, self.head.title(Column::Level), &said).into();
            return None;
        };
        let level = level?;
        if students.iter().any(|id| self.since(*id).is_some_and(|since| since >= day)) {
            self.warn(row.number, Column::Level, LedgerReason::LevelKeptAsWords);
            detail.judgement = joined(&detail.judgement, self.head.title(Column::Level), &said).into();
            return None;
        }
        let reason = cell::words(self.cell(row, Column::Reason));
        let reason = [reason, detail.judgement.to_string(), text.to_owned()].into_iter().find(|it| !it.is_empty()).unwrap_or_default();
        detail.reason = reason.chars().take(REASON_LIMIT).collect::<String>().into();
        Some(level)
    }
}

/// Words with one more line: what stood in a column, under its header.
fn joined(words: &str, header: &str, said: &str) -> String {
    let line = format!("{header}：{said}");
    if words.is_empty() { line } else { format!("{words}\n{line}") }
}
