//! What a line was understood to say, part by part, and the act it makes.

use super::{ActivityDraft, Doubt, Form, Setting};
use crate::campus::{
    Act, ActivityKind, Campus, Category, Concern, Day, IncidentAct, IncidentOpened, PlanTime, RequestAct, RequestKind, RequestOpened,
    Severity, Spot, Stamp, StudentId, Taking, TalkAct, TalkDetail, TalkLogged, TalkPlan, TalkRecorded, Topic, Visibility, Way,
};
use serde::Serialize;
use smallvec::SmallVec;
use std::ops::Range;

/// Tags that make an incident a drill (演练).
pub const DRILL_TAGS: [&str; 2] = ["演练", "drill"];

/// How sure it is who was meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum How {
    /// Only one student fits, or the word is exactly the number or the full name of one.
    Certain,
    /// Chosen in the picker.
    Picked,
    /// The best of several; only proposed.
    Top,
}

/// A word of the line that names a student.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Who {
    /// The word as it stands in the line.
    pub typed: Box<str>,
    /// Where it stands, in bytes.
    pub span: Range<usize>,
    /// Who may be meant, best first. Empty if nobody is found.
    pub candidates: Vec<StudentId>,
    /// Who is meant, or proposed; `None` if nobody is found or the student has left.
    pub chosen: Option<StudentId>,
    /// How sure that is.
    pub how: How,
}

impl Who {
    /// Who is meant, unless that is only proposed.
    pub fn settled(&self) -> Option<StudentId> {
        self.chosen.filter(|_| self.how != How::Top)
    }
}

/// What a chip says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChipKind {
    /// A student; `None` if nobody is found.
    Who(Option<StudentId>),
    /// Topic (主题).
    Topic(Topic),
    /// Category (类别).
    Category(Category),
    /// What is wanted (诉求类别).
    Kind(RequestKind),
    /// Which service answers (责任部门).
    Office(Box<str>),
    /// Until when (承诺时限).
    Due(Stamp),
    /// Concern level (关注等级).
    Level(Concern),
    /// Concern level, until when it is meant to stand, and why; the reason may be empty.
    LevelMore(Concern, Option<Day>, Box<str>),
    /// Severity (级别).
    Severity(Severity),
    /// Follow-up (回访).
    FollowUp(Day),
    /// Place (地点).
    Place(Spot),
    /// Way (方式).
    Way(Way),
    /// Tag (标签), without the `#`.
    Tag(Box<str>),
    /// Who may read it (可见范围).
    Visibility(Visibility),
    /// When it was held or happened (时间).
    Time(Stamp),
    /// When it was held, and for how many minutes.
    Span(Stamp, u16),
    /// The day a talk is planned for.
    Day(Day),
    /// A short form of the college's; what it stands for is in the text.
    Short(Box<str>),
    /// Not understood; it stays in the text.
    Rest(Box<str>),
    /// Kind of an activity (活动类别).
    Activity(ActivityKind),
    /// How many were there (人数).
    Count(u32),
    /// Somebody who leads, speaks or attends.
    Taking(Taking),
    /// What is to prove it (佐证).
    Promised(Box<str>),
}

impl ChipKind {
    /// The end of the id of its label: `capture-chip-` and this.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Who(_) => "who",
            Self::Topic(_) => "topic",
            Self::Category(_) => "category",
            Self::Kind(_) => "kind",
            Self::Office(_) => "office",
            Self::Due(_) => "due",
            Self::Level(_) | Self::LevelMore(..) => "level",
            Self::Severity(_) => "severity",
            Self::FollowUp(_) => "followup",
            Self::Place(_) => "place",
            Self::Way(_) => "way",
            Self::Tag(_) => "tag",
            Self::Visibility(_) => "visibility",
            Self::Time(_) | Self::Span(..) => "time",
            Self::Day(_) => "day",
            Self::Short(_) => "short",
            Self::Rest(_) => "rest",
            Self::Activity(_) => "activity",
            Self::Count(_) => "count",
            Self::Taking(_) => "taking",
            Self::Promised(_) => "promised",
        }
    }
}

/// How sure a chip is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ChipState {
    /// It was said, and it was clear.
    Understood,
    /// It was not said: guessed from the words or set by default.
    Guessed,
    /// It was said, and something is wrong with it; a [`Doubt`] with the same span says what.
    Doubtful,
}

/// One part of the line, explained.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chip {
    /// What it says.
    pub kind: ChipKind,
    /// Where it stands in the line, in bytes. For a guess, the word that gave it away; empty, at the end of the line, for a default.
    pub span: Range<usize>,
    /// How sure it is.
    pub state: ChipState,
}

impl Chip {
    /// Whether it is a default that nothing in the line says.
    pub fn is_default(&self) -> bool {
        self.span.is_empty()
    }
}

/// What a line was understood to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// What it is to become.
    pub form: Form,
    /// Whom it names, in the order of the line.
    pub who: Vec<Who>,
    /// About what a talk was: said, guessed or 其他; the chip says which.
    pub topic: Topic,
    /// What kind of incident: said, guessed or 其他; the chip says which.
    pub category: Category,
    /// What a request wants: said, guessed or 咨询; the chip says which.
    pub kind: RequestKind,
    /// What was said of an activity.
    pub activity: ActivityDraft,
    /// Which service answers a request, by the college's table.
    pub office: Box<str>,
    /// Until when that table promises an answer.
    pub due: Option<Stamp>,
    /// The concern level a talk sets, if it sets one.
    pub level: Option<Concern>,
    /// How grave an incident is; IV unless said.
    pub severity: Severity,
    /// When to talk again; of a plan, the day it is meant for.
    pub followup: Option<Day>,
    /// Where.
    pub place: Option<Spot>,
    /// How a talk was held; 面谈 unless said, 集体 with three and more.
    pub way: Way,
    /// Tags without the `#`, each once.
    pub tags: Vec<Box<str>>,
    /// Who may read what was said: said, or 心理 for talks on 心理 and normal for all others.
    pub visibility: Visibility,
    /// When it was held or happened, if that was said; otherwise it is now. Of a plan, the time that was agreed.
    pub held: Option<Stamp>,
    /// How long it took, until when its level stands and why; what the long form asks besides is never on the line.
    pub detail: TalkDetail,
    /// The words that are left, with single blanks.
    pub text: Box<str>,
    /// The tokens that were not understood and stayed in the text.
    pub rest: Vec<Box<str>>,
    /// Every part explained, in the order of the line, the defaults at the end.
    pub chips: Vec<Chip>,
    /// What is not clear.
    pub doubts: Vec<Doubt>,
}

/// A student in [`Understood`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Named {
    /// Student number.
    pub student_no: String,
    /// Name.
    pub name: String,
}

/// What was understood, for scripts. What belongs to the other form is absent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Understood {
    /// Who is meant for certain or was picked.
    pub students: Vec<Named>,
    /// Topic of a talk.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub topic: Option<&'static str>,
    /// Category of an incident.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<&'static str>,
    /// What a request wants.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<&'static str>,
    /// Which service answers it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub department: Option<String>,
    /// Until when, RFC 3339 in the college's zone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<String>,
    /// Concern level, 0 to 4; null if the line sets none.
    pub level: Option<u8>,
    /// Severity of an incident, `I` to `IV`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub severity: Option<&'static str>,
    /// Day of the follow-up, `2026-12-01`.
    pub followup: Option<String>,
    /// Place as the college writes it.
    pub place: Option<String>,
    /// Way of a talk.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub way: Option<&'static str>,
    /// Who may read a talk.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub visibility: Option<&'static str>,
    /// When it was held or happened, RFC 3339 in the college's zone; null if that was not said.
    pub held: Option<String>,
    /// How long a talk took, in minutes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u16>,
    /// Until when its level is meant to stand, `2026-12-31`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// Why it sets that level.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The day a talk is planned for; `held` is the time that was agreed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub day: Option<String>,
    /// How many were at an activity.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
    /// Who leads, speaks or attends there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub taking: Option<Vec<String>>,
    /// What is to prove it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub promised: Option<Vec<String>>,
    /// Tags.
    pub tags: Vec<String>,
    /// The words.
    pub text: String,
    /// What was not understood and stayed in the text.
    pub rest: Vec<String>,
}

impl Draft {
    /// The first name that may mean several students and was not picked: what the picker asks next.
    pub fn ambiguity(&self) -> Option<&Who> {
        self.who.iter().find(|it| it.how == How::Top && it.chosen.is_some())
    }

    /// The students meant for certain or picked, each once.
    pub fn students(&self) -> SmallVec<[StudentId; 2]> {
        let mut students = SmallVec::new();
        for id in self.who.iter().filter_map(Who::settled) {
            if !students.contains(&id) {
                students.push(id);
            }
        }
        students
    }

    /// The act the line makes. Whether the trade allows it is for [`Campus::check`] to say.
    ///
    /// # Errors
    /// The first doubt that [blocks](Doubt::blocks): nobody, somebody unknown, several who may be meant, no words, too many.
    pub fn act(&self, setting: &Setting<'_>) -> Result<Act, Doubt> {
        if let Some(doubt) = self.doubts.iter().find(|it| it.blocks()) {
            return Err(doubt.clone());
        }
        let students = self.students();
        let at = self.held.unwrap_or(setting.now);
        Ok(match self.form {
            Form::Talk => {
                let people = setting.campus.people();
                let before = students.iter().map(|id| people.student(*id).map_or((Concern::None, None), |it| (it.level, it.level_since)));
                let levels_before = before.collect();
                let detail = TalkDetail { plan: setting.holds, ..self.detail.clone() };
                let talk = TalkLogged {
                    students,
                    held: at,
                    topic: self.topic,
                    way: self.way,
                    place: self.place.clone(),
                    level: self.level,
                    followup: self.followup,
                    visibility: self.visibility,
                    answers: setting.answers,
                    tags: self.tags.clone(),
                    text: self.text.clone(),
                    levels_before,
                };
                // A talk of which no more is said than the first form of it holds is written in that form.
                Act::Talk(if detail.is_empty() {
                    TalkAct::Logged(talk)
                } else {
                    TalkAct::Recorded(Box::new(TalkRecorded { talk, detail }))
                })
            }
            Form::Plan => {
                let when = PlanTime { day: self.followup.ok_or(Doubt::NoDay)?, at: self.held, place: self.place.clone() };
                Act::Talk(TalkAct::Planned(Box::new(TalkPlan {
                    students,
                    when,
                    topic: self.topic,
                    way: self.way,
                    visibility: self.visibility,
                    answers: setting.answers,
                    tags: self.tags.clone(),
                    text: self.text.clone(),
                })))
            }
            Form::Activity => self.entered(setting),
            Form::Request => Act::Request(RequestAct::Opened(Box::new(RequestOpened {
                kind: self.kind,
                place: self.place.clone(),
                student: students.first().copied(),
                office: self.office.clone(),
                due: self.due.unwrap_or(setting.now),
                reception: None,
                tags: self.tags.clone(),
                text: self.text.clone(),
                promise: Box::default(),
            }))),
            Form::Incident => {
                let opened = IncidentOpened {
                    severity: self.severity,
                    category: self.category,
                    happened: at,
                    place: self.place.clone(),
                    students,
                    tags: self.tags.clone(),
                    text: self.text.clone(),
                };
                let drill = opened.tags.iter().any(|it| DRILL_TAGS.contains(&&**it));
                Act::Incident(if drill { IncidentAct::Drilled(opened) } else { IncidentAct::Opened(opened) })
            }
        })
    }

    /// What was understood, for scripts.
    pub fn understood(&self, campus: &Campus) -> Understood {
        let (talk, incident, plan) = (self.form.is_talk(), self.form == Form::Incident, self.form == Form::Plan);
        let request = self.form == Form::Request;
        let activity = (self.form == Form::Activity).then_some(&self.activity);
        let iso = |day: Day| day.date().format("%Y-%m-%d").to_string();
        let students = self.students().into_iter().filter_map(|id| campus.people().student(id));
        let zone = campus.zone();
        Understood {
            students: students.map(|it| Named { student_no: it.facts.no.to_string(), name: it.facts.name.to_string() }).collect(),
            topic: talk.then(|| self.topic.key()),
            category: incident.then(|| self.category.key()),
            kind: request.then(|| self.kind.key()).or_else(|| activity.map(|it| it.kind.key())),
            count: activity.and_then(|it| it.count),
            taking: activity.map(|it| it.taking.iter().map(|it| it.name.to_string()).collect()),
            promised: activity.map(|it| it.promised.iter().map(|it| it.to_string()).collect()),
            department: request.then(|| self.office.to_string()),
            due: self.due.map(|at| at.local(zone).to_rfc3339()),
            level: self.level.map(Concern::number),
            severity: incident.then(|| self.severity.key()),
            followup: self.followup.filter(|_| !plan).map(iso),
            place: self.place.as_ref().map(|it| spot_in_words(it, campus)),
            way: talk.then(|| self.way.key()),
            visibility: talk.then(|| self.visibility.key()),
            held: self.held.map(|at| at.local(zone).to_rfc3339()),
            minutes: self.detail.minutes,
            until: self.detail.until.map(iso),
            reason: Some(self.detail.reason.to_string()).filter(|it| !it.is_empty()),
            day: self.followup.filter(|_| plan).or_else(|| activity.and_then(|it| it.day)).map(iso),
            tags: self.tags.iter().map(|it| it.to_string()).collect(),
            text: self.text.to_string(),
            rest: self.rest.iter().map(|it| it.to_string()).collect(),
        }
    }
}

fn spot_in_words(spot: &Spot, campus: &Campus) -> String {
    let places = campus.places();
    match spot {
        Spot::Room(id) => campus.write_room(*id),
        Spot::Building(id) => places.building(*id).map(|it| it.number.to_string()).unwrap_or_default(),
        Spot::Community(id) => places.community(*id).map(|it| it.name.to_string()).unwrap_or_default(),
        Spot::Words(words) => words.to_string(),
    }
}
