//! A talk as it leaves the desk: what one user may read of it, with names or without.

use super::super::rounds::Names;
use crate::campus::{Campus, Concern, Day, Entry, Sex, Spot, StudentId, TalkAct, TalkState, Topic, UserId, Visibility, Way};
use crate::desk::rights::TalkSight;
use serde::Serialize;

/// What was said in a talk, as its entry holds it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TalkWords {
    /// What was said.
    pub text: String,
    /// Tags, without the `#`.
    pub tags: Vec<String>,
    /// Why it set its level.
    pub reason: String,
    /// What to think of it.
    pub judgement: String,
    /// What is done about it.
    pub measures: String,
    /// What was added since, in its order.
    pub amended: Vec<String>,
}

impl TalkWords {
    /// The words of the entry a talk was logged in; `None` for another entry.
    pub fn of(entry: &Entry) -> Option<Self> {
        let crate::campus::Act::Talk(act) = &entry.act else { return None };
        let (talk, detail) = (act.logged()?, act.detail());
        let of_detail = |it: fn(&crate::campus::TalkDetail) -> &str| detail.map(|detail| it(detail).to_owned()).unwrap_or_default();
        Some(Self {
            text: talk.text.to_string(),
            tags: talk.tags.iter().map(|it| it.to_string()).collect(),
            reason: of_detail(|it| &it.reason),
            judgement: of_detail(|it| &it.judgement),
            measures: of_detail(|it| &it.measures),
            amended: Vec::new(),
        })
    }

    /// Takes what an entry adds to the talk.
    pub fn add(&mut self, entry: &Entry) {
        if let crate::campus::Act::Talk(TalkAct::Amended { text, .. }) = &entry.act {
            self.amended.push(text.to_string());
        }
    }
}

/// A student of a talk, as far as the row names them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PersonRow {
    /// Student number; none without names.
    pub student_no: Option<String>,
    /// Name, `张*`, or `*`.
    pub name: String,
    /// Sex, for words; none without names.
    #[serde(skip)]
    pub sex: Option<Sex>,
    /// Class; none in a private or psychological talk without names.
    pub class: Option<String>,
    /// Department; the same.
    pub department: Option<String>,
}

/// A talk. Without names all words are `None`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TalkRow {
    /// `T123`.
    pub id: String,
    /// When it was held.
    pub at: String,
    /// The day, `2026-11-23`.
    pub date: String,
    /// From when, `20:15`.
    pub start: String,
    /// Until when; only where it was said how long it took.
    pub end: Option<String>,
    /// How long it took.
    pub minutes: Option<u16>,
    /// Who held it: their name, or `张*`.
    pub by: String,
    /// With whom.
    pub students: Vec<PersonRow>,
    /// Where. Without names only a community is told.
    pub place: Option<String>,
    /// The key of its way.
    pub way: &'static str,
    /// The key of its topic.
    pub topic: &'static str,
    /// The key of its visibility.
    pub visibility: &'static str,
    /// The level it set.
    pub level: Option<u8>,
    /// Until when that is meant to stand.
    pub until: Option<String>,
    /// When to talk again.
    pub followup: Option<String>,
    /// The key of its state.
    pub status: &'static str,
    /// The talk whose follow-up it was.
    pub answers: Option<String>,
    /// How many files are kept with it.
    pub files: usize,
    /// Tags.
    pub tags: Option<Vec<String>>,
    /// What was said.
    pub text: Option<String>,
    /// Why it set its level.
    pub reason: Option<String>,
    /// What to think of it.
    pub judgement: Option<String>,
    /// What is done about it.
    pub measures: Option<String>,
    /// What was added since.
    pub amended: Option<Vec<String>>,
    #[serde(skip)]
    pub(super) said: Said,
}

/// The same as values, for words.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Said {
    pub(super) way: Way,
    pub(super) topic: Topic,
    pub(super) level: Option<Concern>,
    pub(super) state: TalkState,
}

pub(super) fn date(day: Day) -> String {
    day.date().format("%Y-%m-%d").to_string()
}

/// A name, or its first sign and a star.
pub(super) fn masked(name: &str) -> String {
    name.chars().next().map(|it| format!("{it}*")).unwrap_or_default()
}

/// Who held a talk, in full or masked.
pub(super) fn author(campus: &Campus, id: UserId, names: Names) -> String {
    let name = campus.staff().user(id).map(|it| it.name.to_string()).unwrap_or_default();
    if names == Names::Full { name } else { masked(&name) }
}

fn person(campus: &Campus, id: StudentId, names: Names, open: bool) -> PersonRow {
    let facts = campus.people().student(id).map(|it| &it.facts);
    let full = names == Names::Full;
    let name = facts.map(|it| it.name.to_string()).unwrap_or_default();
    let class = facts.and_then(|it| it.class).and_then(|id| campus.people().class(id)).map(|it| it.name.to_string());
    let department = campus.people().department_of(id).and_then(|id| campus.people().department(id)).map(|it| it.name.to_string());
    PersonRow {
        student_no: facts.filter(|_| full).map(|it| it.no.to_string()),
        name: if full {
            name
        } else if open {
            masked(&name)
        } else {
            "*".into()
        },
        sex: facts.filter(|_| full).and_then(|it| it.sex),
        class: class.filter(|_| full || open),
        department: department.filter(|_| full || open),
    }
}

fn place(campus: &Campus, spot: &Spot, names: Names) -> Option<String> {
    let places = campus.places();
    match spot {
        Spot::Community(id) => places.community(*id).map(|it| it.name.to_string()),
        // Who sleeps in a room is known to everybody in the building; words may name anybody.
        _ if names == Names::Masked => None,
        Spot::Room(id) => Some(campus.write_room(*id)),
        Spot::Building(id) => places.building(*id).map(|it| it.number.to_string()),
        Spot::Words(words) => Some(words.to_string()),
    }
}

/// A talk as a row; `None` where this user may not read it. `words` stand in it only with names.
pub fn row(campus: &Campus, it: &TalkSight<'_>, words: Option<&TalkWords>, names: Names) -> Option<TalkRow> {
    let (topic, way, visibility) = (it.topic()?, it.way()?, it.visibility()?);
    let (students, state) = (it.students()?, it.state()?);
    if !it.reads() {
        return None;
    }
    let zone = campus.zone();
    let words = words.filter(|_| names == Names::Full);
    let text = |it: fn(&TalkWords) -> &String| words.map(|words| it(words).clone()).filter(|it| !it.is_empty());
    let clock = |minutes: i64| it.held().plus_minutes(minutes).local(zone).format("%H:%M").to_string();
    let open = visibility == Visibility::Normal;
    Some(TalkRow {
        id: format!("T{}", it.seq()),
        at: it.held().local(zone).to_rfc3339(),
        date: date(it.held().day(zone)),
        start: clock(0),
        end: it.minutes().map(|it| clock(i64::from(it))),
        minutes: it.minutes(),
        by: author(campus, it.by(), names),
        students: students.iter().map(|id| person(campus, *id, names, open)).collect(),
        place: it.place().and_then(|it| place(campus, it, names)),
        way: way.key(),
        topic: topic.key(),
        visibility: visibility.key(),
        level: it.level().map(Concern::number),
        until: it.until().map(date),
        followup: it.followup().map(date),
        status: state.key(),
        answers: it.answers().map(|it| format!("T{it}")),
        files: it.files().len(),
        tags: words.map(|it| it.tags.clone()).filter(|it| !it.is_empty()),
        text: text(|it| &it.text),
        reason: text(|it| &it.reason),
        judgement: text(|it| &it.judgement),
        measures: text(|it| &it.measures),
        amended: words.map(|it| it.amended.clone()).filter(|it| !it.is_empty()),
        said: Said { way, topic, level: it.level(), state },
    })
}
