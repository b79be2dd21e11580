//! A counselor's month (月度谈心谈话小结): talks and people reached by topic, way, level and class, and whether follow-ups came on time.
//!
//! Counted is what this user may read, nothing else. A person is counted once in each row, however often they were talked to.

use super::super::rounds::{Document, Names, Table, Value};
use super::document::note;
use super::row::{author, date};
use crate::campus::{Campus, ClassId, Concern, Day, Seq, Stamp, StudentId, TalkState, Topic, UserId, Way};
use crate::desk::Sight;
use crate::desk::rights::TalkSight;
use crate::say;
use crate::words::Words;
use serde::Serialize;
use std::collections::{BTreeMap, HashMap, HashSet};

/// What a summary is asked of.
pub struct SummaryOf<'a> {
    /// First and last day.
    pub days: (Day, Day),
    /// Today: what is not due yet is not late.
    pub today: Day,
    /// Only this counselor's talks.
    pub by: Option<UserId>,
    /// When follow-ups were closed with words, by the entry that did it.
    pub closings: &'a HashMap<Seq, Stamp>,
    /// With names of counselors or without.
    pub names: Names,
}

/// Talks and people of one kind.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SumRow {
    /// The key of the value, or the name of the class or counselor.
    pub of: String,
    /// The same for people.
    #[serde(skip)]
    pub label: String,
    /// How many talks.
    pub talks: usize,
    /// With how many different students.
    pub persons: usize,
}

/// Follow-ups whose day was in the month.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct FollowupSums {
    /// All of them.
    pub due: usize,
    /// Done by their day.
    pub on_time: usize,
    /// Done after it.
    pub late: usize,
    /// Not done, and past their day.
    pub overdue: usize,
    /// Not done, and not due yet.
    pub pending: usize,
    /// Settled with no talk and no word of when.
    pub settled: usize,
}

/// The summary.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SummaryView {
    /// First day.
    pub from: String,
    /// Last day.
    pub until: String,
    /// The college.
    #[serde(skip)]
    pub college: String,
    /// Whose talks, where it is one counselor's.
    pub by: Option<String>,
    /// With names.
    pub identified: bool,
    /// How many talks.
    pub talks: usize,
    /// With how many different students.
    pub persons: usize,
    /// By topic.
    pub topics: Vec<SumRow>,
    /// By way.
    pub ways: Vec<SumRow>,
    /// By the level the talk set; those that set none are `none_set`.
    pub levels: Vec<SumRow>,
    /// By class of the students.
    pub classes: Vec<SumRow>,
    /// By counselor.
    pub counselors: Vec<SumRow>,
    /// Follow-ups.
    pub followups: FollowupSums,
}

/// Talks and students of one kind, while they are counted.
#[derive(Default)]
struct Tally {
    talks: usize,
    students: HashSet<StudentId>,
}

impl Tally {
    fn add(&mut self, students: impl IntoIterator<Item = StudentId>) {
        self.talks += 1;
        self.students.extend(students);
    }

    fn row(&self, of: impl Into<String>, label: String) -> SumRow {
        SumRow { of: of.into(), label, talks: self.talks, persons: self.students.len() }
    }
}

/// The month as one user may see it.
pub fn summary(words: &Words, campus: &Campus, sight: Sight<'_>, of: &SummaryOf<'_>) -> SummaryView {
    let zone = campus.zone();
    let (from, until) = of.days;
    let mine = |it: &TalkSight<'_>| it.reads() && it.state() != Some(TalkState::Withdrawn) && of.by.is_none_or(|by| by == it.by());
    let mut all = Tally::default();
    let mut topics: HashMap<Topic, Tally> = HashMap::new();
    let mut ways: HashMap<Way, Tally> = HashMap::new();
    let mut levels: HashMap<Option<Concern>, Tally> = HashMap::new();
    let mut classes: BTreeMap<Option<ClassId>, Tally> = BTreeMap::new();
    let mut counselors: BTreeMap<UserId, Tally> = BTreeMap::new();
    let class_of = |id: &StudentId| campus.people().student(*id).and_then(|it| it.facts.class);
    for it in sight.talks().filter(mine).filter(|it| (from..=until).contains(&it.held().day(zone))) {
        let (Some(students), Some(topic), Some(way)) = (it.students(), it.topic(), it.way()) else { continue };
        let everybody = || students.iter().copied();
        all.add(everybody());
        topics.entry(topic).or_default().add(everybody());
        ways.entry(way).or_default().add(everybody());
        levels.entry(it.level()).or_default().add(everybody());
        counselors.entry(it.by()).or_default().add(everybody());
        let of_talk: std::collections::BTreeSet<_> = students.iter().map(class_of).collect();
        for class in of_talk {
            classes.entry(class).or_default().add(everybody().filter(|id| class_of(id) == class));
        }
    }
    let standing = [Some(Concern::Red), Some(Concern::Orange), Some(Concern::Yellow), Some(Concern::Blue), Some(Concern::None), None];
    let level_of = |it: Option<Concern>| match it {
        Some(level) => (level.number().to_string(), words.concern(level)),
        None => ("none_set".to_owned(), say!(words, "talks-level-none-set")),
    };
    let class_name = |id: Option<ClassId>| id.and_then(|id| campus.people().class(id)).map(|it| it.name.to_string());
    let mut class_rows: Vec<SumRow> = classes
        .iter()
        .map(|(id, tally)| {
            let name = class_name(*id).unwrap_or_else(|| say!(words, "talks-no-class"));
            tally.row(name.clone(), name)
        })
        .collect();
    class_rows.sort_by(|a, b| b.talks.cmp(&a.talks).then_with(|| a.of.cmp(&b.of)));
    let counselor = |(id, tally): (&UserId, &Tally)| {
        let name = author(campus, *id, of.names);
        tally.row(name.clone(), name)
    };
    SummaryView {
        from: date(from),
        until: date(until),
        college: campus.college().map(|it| it.name.to_string()).unwrap_or_default(),
        by: of.by.map(|id| author(campus, id, of.names)),
        identified: of.names == Names::Full,
        talks: all.talks,
        persons: all.students.len(),
        topics: Topic::ALL.iter().filter_map(|it| Some(topics.get(it)?.row(it.key(), words.topic(*it)))).collect(),
        ways: Way::ALL.iter().filter_map(|it| Some(ways.get(it)?.row(it.key(), words.way(*it)))).collect(),
        levels: standing
            .into_iter()
            .filter_map(|it| {
                let (key, label) = level_of(it);
                Some(levels.get(&it)?.row(key, label))
            })
            .collect(),
        classes: class_rows,
        counselors: counselors.iter().map(counselor).collect(),
        followups: followups(campus, sight, of, mine),
    }
}

fn followups<'a>(campus: &Campus, sight: Sight<'a>, of: &SummaryOf<'_>, mine: impl Fn(&TalkSight<'a>) -> bool) -> FollowupSums {
    let zone = campus.zone();
    let (from, until) = of.days;
    let mut kept: HashMap<Seq, Day> = HashMap::new();
    for it in sight.talks().filter(|it| it.state().is_some_and(|it| it != TalkState::Withdrawn)) {
        if let Some(earlier) = it.answers() {
            let day = it.held().day(zone);
            kept.entry(earlier).and_modify(|first| *first = day.min(*first)).or_insert(day);
        }
    }
    let mut sums = FollowupSums::default();
    for it in sight.talks().filter(mine) {
        let Some(due) = it.followup().filter(|day| (from..=until).contains(day)) else { continue };
        sums.due += 1;
        let closed = || it.closed().and_then(|seq| of.closings.get(&seq)).map(|at| at.day(zone));
        let slot = match (it.state(), kept.get(&it.seq()).copied().or_else(closed)) {
            (Some(TalkState::Awaiting), _) if due < of.today => &mut sums.overdue,
            (Some(TalkState::Awaiting), _) => &mut sums.pending,
            (_, Some(day)) if day <= due => &mut sums.on_time,
            (_, Some(_)) => &mut sums.late,
            (_, None) => &mut sums.settled,
        };
        *slot += 1;
    }
    sums
}

/// The summary in the words of a seat.
pub fn summary_document(words: &Words, view: &SummaryView) -> Document {
    let period = format!("{} – {}", view.from, view.until);
    let title = match &view.by {
        Some(by) => say!(words, "talks-summary-title-of", college = view.college.as_str(), name = by.as_str(), period = period),
        None => say!(words, "talks-summary-title", college = view.college.as_str(), period = period),
    };
    let sums = |name: String, first: String, rows: &[SumRow]| Table {
        name,
        headings: vec![first, say!(words, "talks-summary-talks"), say!(words, "talks-summary-persons")],
        rows: rows
            .iter()
            .map(|it| vec![Value::Text(it.label.clone()), Value::Number(it.talks as u64), Value::Number(it.persons as u64)])
            .collect(),
    };
    let f = &view.followups;
    let followups = Table {
        name: say!(words, "talks-summary-followups"),
        headings: vec![
            say!(words, "talks-summary-due"),
            say!(words, "talks-summary-on-time"),
            say!(words, "talks-summary-late"),
            say!(words, "talks-summary-overdue"),
            say!(words, "talks-summary-pending"),
            say!(words, "talks-summary-settled"),
        ],
        rows: vec![[f.due, f.on_time, f.late, f.overdue, f.pending, f.settled].map(|it| Value::Number(it as u64)).to_vec()],
    };
    let tables = [
        sums(say!(words, "talks-summary-by-topic"), say!(words, "talks-field-topic"), &view.topics),
        sums(say!(words, "talks-summary-by-way"), say!(words, "talks-field-way"), &view.ways),
        sums(say!(words, "talks-summary-by-level"), say!(words, "talks-field-level"), &view.levels),
        sums(say!(words, "talks-summary-by-class"), say!(words, "talks-field-class"), &view.classes),
        followups,
        sums(say!(words, "talks-summary-by-counselor"), say!(words, "talks-field-by"), &view.counselors),
    ];
    let names = if view.identified { Names::Full } else { Names::Masked };
    Document {
        title,
        notes: vec![note(words, names), say!(words, "talks-summary-total", talks = view.talks, persons = view.persons)],
        tables: tables.into_iter().filter(|it| !it.rows.is_empty()).collect(),
    }
}
