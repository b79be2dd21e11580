//! What a report on paper says (报告草稿): drafted from the entries of an incident, and from nothing that is not in them. What is missing is named.

use super::{
    Act, Campus, DepartmentId, Entry, IncidentAct, IncidentHead, IncidentState, ReportField, ReportKind, Seq, Severity, Spot, Stamp, Step,
    StudentId, UserId,
};
use smallvec::SmallVec;
use std::collections::BTreeMap;

/// A line of a report: when, by whom, what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftLine {
    /// When it was.
    pub at: Stamp,
    /// Who wrote it down.
    pub by: UserId,
    /// The entry.
    pub seq: Seq,
    /// What it is.
    pub what: Told,
    /// In the words of whoever wrote it; may be empty.
    pub text: Box<str>,
}

/// What a line tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// How it began.
    Opened,
    /// Something was seen, said or done.
    Noted,
    /// Somebody was told.
    Step(Step),
    /// A line of the checklist was done; its code.
    Check(Box<str>),
    /// It changed its state.
    Moved(IncidentState),
    /// It turned out graver or lighter.
    Weighed(Severity),
    /// Another report of it came in.
    Merged(Seq),
    /// Somebody took it on.
    Owned(UserId),
}

/// The draft of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportDraft {
    /// Which.
    pub kind: ReportKind,
    /// When it happened, as it was opened; unknown where its opening cannot be read.
    pub happened: Option<Stamp>,
    /// When it was opened.
    pub opened: Stamp,
    /// Where.
    pub place: Option<Spot>,
    /// Whom it concerns.
    pub students: SmallVec<[StudentId; 2]>,
    /// The course of events.
    pub course: Vec<DraftLine>,
    /// What was done.
    pub measures: Vec<DraftLine>,
    /// What is new since the last report, and which that was.
    pub added: Vec<DraftLine>,
    /// The last report.
    pub last: Option<(ReportKind, Seq)>,
    /// How it ended, in the words it was resolved and closed with.
    pub conclusion: Vec<DraftLine>,
    /// Whom to ask: who has it in hand, else who opened it.
    pub contact: UserId,
    /// Words that complete what the timeline says.
    pub words: BTreeMap<ReportField, Box<str>>,
    /// Up to which entry it tells.
    pub until: Seq,
}

impl ReportDraft {
    /// Drafts the report of a kind from the entries of the timeline; with a paper it tells only what was known when that was made.
    pub fn new(head: &IncidentHead, kind: ReportKind, entries: &[Entry], paper: Option<Seq>) -> Self {
        let until = paper.unwrap_or(Seq(u64::MAX));
        let last = head.told_before(until);
        let mut draft = Self {
            kind,
            happened: None,
            opened: head.opened,
            place: head.place.clone(),
            students: head.students.clone(),
            course: Vec::new(),
            measures: Vec::new(),
            added: Vec::new(),
            last,
            conclusion: Vec::new(),
            contact: head.owner.unwrap_or(head.by),
            words: BTreeMap::new(),
            until: entries.iter().map(|it| it.seq).filter(|it| *it <= until).max().unwrap_or(head.seq),
        };
        let mut closing = Vec::new();
        for entry in entries.iter().filter(|it| it.seq <= until) {
            draft.tell(head, entry, &mut closing);
        }
        let by_time = |it: &DraftLine| (it.at, it.seq);
        [&mut draft.course, &mut draft.measures].into_iter().for_each(|it| it.sort_by_key(by_time));
        if let Some((_, told)) = last {
            draft.added = draft.course.iter().chain(&draft.measures).filter(|it| it.seq > told).cloned().collect();
            draft.added.sort_by_key(by_time);
        }
        // What it ended with counts from the last time it was taken up again.
        draft.conclusion = closing;
        draft
    }

    fn tell(&mut self, head: &IncidentHead, entry: &Entry, closing: &mut Vec<DraftLine>) {
        let act = match &entry.act {
            Act::Undone { by, .. } => by,
            act => act,
        };
        let Act::Incident(act) = act else { return };
        let line = |at: Stamp, what: Told, text: &str| DraftLine { at, by: entry.by, seq: entry.seq, what, text: text.into() };
        match act {
            IncidentAct::Opened(it) | IncidentAct::OpenedFrom { opened: it, .. } | IncidentAct::Drilled(it) => {
                self.happened = Some(self.happened.map_or(it.happened, |before| before.min(it.happened)));
                self.course.push(line(it.happened, Told::Opened, &it.text));
            }
            IncidentAct::Noted { at, text, .. } => self.course.push(line(*at, Told::Noted, text)),
            IncidentAct::Weighed { to, text, .. } => self.course.push(line(entry.at, Told::Weighed(*to), text)),
            IncidentAct::Merged { incident, into, text } if *into == head.seq => {
                self.course.push(line(entry.at, Told::Merged(*incident), text));
            }
            IncidentAct::Stepped { step, done: true, text, .. } => self.measures.push(line(entry.at, Told::Step(*step), text)),
            // A tick that was taken back was a slip.
            IncidentAct::Stepped { step, done: false, .. } => self.measures.retain(|it| it.what != Told::Step(*step)),
            IncidentAct::Ticked { item, done: true, text, .. } => self.measures.push(line(entry.at, Told::Check(item.clone()), text)),
            IncidentAct::Ticked { item, done: false, .. } => self.measures.retain(|it| it.what != Told::Check(item.clone())),
            IncidentAct::Owned { to: Some(to), .. } => self.measures.push(line(entry.at, Told::Owned(*to), "")),
            IncidentAct::Moved { to, text, .. } => {
                let it = line(entry.at, Told::Moved(*to), text);
                match to {
                    IncidentState::Resolved | IncidentState::Closed => closing.push(it),
                    IncidentState::InHand | IncidentState::Escalated => {
                        closing.clear();
                        self.measures.push(it);
                    }
                    _ => {}
                }
            }
            IncidentAct::Reported { words, report, .. } if head.papers.iter().any(|it| it.seq == entry.seq) => {
                let told = |it: &ReportField| it.stays() || (*report == self.kind && self.last.is_none_or(|(_, seq)| seq < entry.seq));
                self.words.extend(words.iter().filter(|(field, _)| told(field)).cloned());
            }
            _ => {}
        }
    }

    /// What the report still lacks (待补), in the order of the form. `phone` says whether the contact has one.
    pub fn missing(&self, phone: bool) -> Vec<ReportField> {
        let told = |field: ReportField| match field {
            ReportField::When => self.happened.is_some(),
            ReportField::Where => self.place.is_some(),
            ReportField::Who => !self.students.is_empty(),
            ReportField::Course => self.course.iter().any(|it| !it.text.is_empty()),
            ReportField::Measures => !self.measures.is_empty(),
            ReportField::Cause => false,
            ReportField::Contact => phone,
            ReportField::Added => !self.added.is_empty(),
            ReportField::Conclusion => self.conclusion.iter().any(|it| !it.text.is_empty()),
        };
        let of = ReportField::ALL.into_iter().filter(|it| it.is_of(self.kind));
        of.filter(|it| !told(*it) && !self.words.contains_key(it)).collect()
    }
}

/// Somebody in the reporting chain (上报链).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainLink {
    /// At which post.
    pub post: ChainPost,
    /// The user, where one stands there.
    pub user: Option<UserId>,
    /// Name and phone as the presets have them, where they do.
    pub preset: Option<(Box<str>, Box<str>)>,
}

/// A post in the reporting chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ChainPost {
    /// Who has the incident in hand.
    Owner,
    /// The duty leader of that night (带班领导).
    DutyLeader,
    /// A department (院系).
    Department(DepartmentId),
    /// The student office (学工处).
    StudentOffice,
    /// Security (保卫处).
    Security,
    /// The counselling centre (心理中心).
    Counselling,
    /// The college's leader (校领导).
    CollegeLeader,
}

impl ChainPost {
    /// Its name for scripts and in the presets.
    pub fn key(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::DutyLeader => "duty_leader",
            Self::Department(_) => "department",
            Self::StudentOffice => "student_office",
            Self::Security => "security",
            Self::Counselling => "counselling_centre",
            Self::CollegeLeader => "college_leader",
        }
    }
}

impl Campus {
    /// The reporting chain of an incident at a moment: whom to tell, as far as the staff and the presets know. A post that nobody holds stands
    /// there empty.
    pub fn incident_chain(&self, head: &IncidentHead, at: Stamp) -> Vec<ChainLink> {
        let contacts = &self.presets().rules().incident.contacts;
        let preset = |post: ChainPost| contacts.get(post.key()).map(|it| (it.name.clone(), it.phone.clone()));
        let link = |post: ChainPost, user: Option<UserId>| ChainLink { post, user, preset: preset(post) };
        let holder = |post: ChainPost| {
            let here = |it: &super::User| match post {
                ChainPost::Department(id) => it.department == Some(id),
                _ => true,
            };
            self.staff().users().find(|(_, it)| it.active && it.role.answers_for(post) && here(it)).map(|(id, _)| id)
        };
        let night = at.duty_day(self.zone());
        let on = |it: &super::Shift| it.post == super::Post::Leader && !it.cancelled && it.day == night;
        let leader = self.shifts().of_day(night).find(|(_, it)| on(it)).map(|(_, it)| it.person);
        let people = self.people();
        let mut departments: Vec<DepartmentId> = Vec::new();
        for student in head.students.iter().filter_map(|id| people.student(*id)) {
            let of_class = || student.facts.class.and_then(|id| people.class(id)).and_then(|it| it.department);
            departments.extend(student.facts.department.or_else(of_class).filter(|it| !departments.contains(it)));
        }
        let owner = link(ChainPost::Owner, Some(head.owner.unwrap_or(head.by)));
        let mut chain = vec![owner, link(ChainPost::DutyLeader, leader)];
        let held = |post: ChainPost| link(post, holder(post));
        chain.extend(departments.into_iter().map(ChainPost::Department).map(held));
        chain.extend([ChainPost::StudentOffice, ChainPost::Security, ChainPost::Counselling, ChainPost::CollegeLeader].map(held));
        chain
    }
}
