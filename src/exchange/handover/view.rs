//! A handover as one user may see it. Its fields are what scripts read; they are only ever added to.

use super::super::rounds::Names;
use super::fact::facts;
use super::item::{item, masked};
use crate::campus::{
    Act, Campus, Entry, HandoverAct, HandoverGiven, HandoverHead, HandoverState, Post, Seq, ShiftId, Stamp, StudentId, UserId,
};
use crate::desk::Sight;
use crate::desk::handover::missing;
use crate::words::Words;
use serde::Serialize;

/// Something a write-back has to say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FactView {
    /// What it is about, for scripts.
    pub kind: &'static str,
    /// How it is said.
    pub said: String,
    /// The write-back says it; none where nothing is written back.
    pub written: Option<bool>,
}

/// A line of a handover.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LineView {
    /// Which, from 1.
    pub line: usize,
    /// What kind of thing it is about; none for a free line.
    pub kind: Option<&'static str>,
    /// The id of that thing.
    pub id: Option<String>,
    /// What it is about, in words.
    pub about: Option<String>,
    /// How much it weighs.
    pub weight: &'static str,
    /// What is to be done; none where the reader may not see the thing.
    pub action: Option<String>,
    /// By whom: the login.
    pub owner: Option<String>,
    /// By whom: the name.
    pub owner_name: Option<String>,
    /// By when.
    pub due: Option<String>,
    /// What may go wrong, and what then.
    pub contingency: Option<String>,
    /// Of something this reader does not see: the words are left out.
    pub hidden: bool,
    /// It has to be written back before the handover is accepted.
    pub owed: bool,
    /// The receiver's words.
    pub written_back: Option<String>,
    /// What a write-back has to say.
    pub facts: Vec<FactView>,
    /// What the write-back leaves out; empty where there is none.
    pub missing: Vec<String>,
    #[serde(skip)]
    pub(super) due_at: Option<Stamp>,
}

/// A question or an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SaidView {
    /// When.
    pub at: String,
    /// Who: the login.
    pub by: String,
    /// Who: the name.
    pub name: String,
    /// `asked` or `answered`.
    pub kind: &'static str,
    /// What.
    pub text: String,
    #[serde(skip)]
    pub(super) when: Stamp,
}

/// A handover.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HandoverView {
    /// Its id: `J120`.
    pub id: String,
    /// How it stands.
    pub state: &'static str,
    /// The shift that ends.
    pub shift: String,
    /// Its duty date.
    pub duty_date: Option<String>,
    /// Its post.
    pub site: Option<String>,
    /// The shift that takes over.
    pub next: Option<String>,
    /// Who gave it.
    pub from: String,
    /// Their name.
    pub from_name: String,
    /// To whom.
    pub to: String,
    /// Their name.
    pub to_name: String,
    /// When it was given: the first signature.
    pub given_at: String,
    /// When it was accepted or bypassed: the second signature.
    pub settled_at: Option<String>,
    /// By whom.
    pub settled_by: Option<String>,
    /// Their name.
    pub settled_name: Option<String>,
    /// Why it was bypassed.
    pub reason: Option<String>,
    /// What kind of night it was; none where it cannot be read.
    pub summary: Option<String>,
    /// Keys and things of the room.
    pub things: Option<String>,
    /// Line by line, the grave ones first.
    pub lines: Vec<LineView>,
    /// Grave lines that are still to be written back, from 1.
    pub owed: Vec<usize>,
    /// Write-backs that leave something out.
    pub incomplete: usize,
    /// Questions and answers.
    pub asked: Vec<SaidView>,
    /// Students are named.
    pub identified: bool,
    #[serde(skip)]
    pub(super) head: HeadOf,
}

/// What a page needs of the head beyond the view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct HeadOf {
    pub(super) given: Stamp,
    pub(super) settled: Option<Stamp>,
    pub(super) state: HandoverState,
    pub(super) shift: ShiftId,
}

pub(super) fn time(campus: &Campus, at: Stamp) -> String {
    at.local(campus.zone()).to_rfc3339()
}

pub(super) fn login(campus: &Campus, id: UserId) -> String {
    campus.staff().user(id).map(|it| it.login.to_string()).unwrap_or_default()
}

pub(super) fn name(campus: &Campus, id: UserId) -> String {
    campus.staff().user(id).map(|it| it.name.to_string()).unwrap_or_default()
}

/// A post in words; `leader` for the duty leader, in scripts.
pub(super) fn site(campus: &Campus, post: Post) -> String {
    match post {
        Post::Leader => "leader".to_owned(),
        Post::Workroom(id) => campus.places().community(id).map(|it| it.name.to_string()).unwrap_or_default(),
    }
}

fn given(entry: &Entry) -> Option<&HandoverGiven> {
    match &entry.act {
        Act::Handover(HandoverAct::Given(it)) => Some(it),
        _ => None,
    }
}

fn said(entry: Option<Entry>) -> Option<(UserId, Stamp, &'static str, String)> {
    let entry = entry?;
    let (kind, text) = match entry.act {
        Act::Handover(HandoverAct::WrittenBack { text, .. }) => ("written_back", text),
        Act::Handover(HandoverAct::Asked { text, .. }) => ("asked", text),
        Act::Handover(HandoverAct::Answered { text, .. }) => ("answered", text),
        Act::Handover(HandoverAct::Bypassed { text, .. }) => ("bypassed", text),
        _ => return None,
    };
    Some((entry.by, entry.at, kind, text.into()))
}

/// A handover as `sight` sees it. `texts` gives the entries that may be read; `now` decides how a time is said.
pub fn view(
    words: &Words,
    campus: &Campus,
    sight: Sight<'_>,
    head: &HandoverHead,
    texts: &dyn Fn(Seq) -> Option<Entry>,
    (names, now): (Names, Stamp),
) -> HandoverView {
    let entry = texts(head.seq);
    let given = entry.as_ref().and_then(given);
    let shift = campus.shifts().get(head.shift);
    // Who is named anywhere in it, so that free words can be freed of names.
    let everybody: Vec<StudentId> =
        head.lines.iter().filter_map(|(it, _)| item(words, campus, sight, (*it)?, names)).flat_map(|it| it.students).collect();
    let clean = |text: &str| without_names(campus, text, &everybody, names);
    let reader = head.settled.map_or(head.to, |(who, ..)| who);
    let owed: Vec<usize> = head.owed().map(|it| usize::from(it) + 1).collect();
    let lines: Vec<LineView> = head
        .lines
        .iter()
        .enumerate()
        .map(|(at, (about, weight))| {
            let seen = about.is_none_or(|it| sight.sees_item(it));
            let said_item = about.and_then(|it| item(words, campus, sight, it, names));
            let line = given.and_then(|it| it.lines.get(at)).filter(|_| seen);
            let written = head.written_back.iter().find(|(line, _)| usize::from(*line) == at).and_then(|(_, seq)| said(texts(*seq)));
            let written = written.map(|(_, _, _, text)| text).filter(|_| seen);
            // Facts name people; a page without names does without.
            let facts = match line.filter(|_| names == Names::Full) {
                Some(line) => {
                    facts(words, campus, sight, line, (reader, head.at.max(head.settled.map_or(head.at, |(_, at, _)| at)).min(now)))
                }
                None => Vec::new(),
            };
            let lacks = written.as_deref().map(|text| missing(&facts, text));
            let views = facts.iter().enumerate().map(|(at, fact)| FactView {
                kind: fact.kind.key(),
                said: fact.said.clone(),
                written: lacks.as_ref().map(|it| !it.contains(&at)),
            });
            LineView {
                line: at + 1,
                kind: said_item.as_ref().map(|it| it.kind),
                id: said_item.as_ref().and_then(|it| it.id.clone()),
                about: said_item.map(|it| it.said),
                weight: weight.key(),
                action: line.map(|it| clean(&it.action)),
                owner: line.and_then(|it| it.owner).map(|it| login(campus, it)),
                owner_name: line.and_then(|it| it.owner).map(|it| name(campus, it)),
                due: line.and_then(|it| it.due).map(|at| time(campus, at)),
                due_at: line.and_then(|it| it.due),
                contingency: line.map(|it| clean(&it.contingency)),
                hidden: !seen,
                owed: owed.contains(&(at + 1)),
                facts: views.collect(),
                missing: lacks.unwrap_or_default().into_iter().filter_map(|at| facts.get(at)).map(|it| it.said.clone()).collect(),
                written_back: written.map(|it| clean(&it)),
            }
        })
        .collect();
    let asked = head.asked.iter().filter_map(|seq| said(texts(*seq))).map(|(by, at, kind, text)| SaidView {
        at: time(campus, at),
        by: login(campus, by),
        name: name(campus, by),
        kind,
        text: clean(&text),
        when: at,
    });
    let reason = head.settled.filter(|_| head.state == HandoverState::Bypassed).and_then(|(_, _, seq)| said(texts(seq)));
    HandoverView {
        id: format!("J{}", head.seq),
        state: head.state.key(),
        shift: format!("S{}", head.shift.0),
        duty_date: shift.map(|it| it.day.date().format("%Y-%m-%d").to_string()),
        site: shift.map(|it| site(campus, it.post)),
        next: head.next.map(|it| format!("S{}", it.0)),
        from: login(campus, head.by),
        from_name: name(campus, head.by),
        to: login(campus, head.to),
        to_name: name(campus, head.to),
        given_at: time(campus, head.at),
        settled_at: head.settled.map(|(_, at, _)| time(campus, at)),
        settled_by: head.settled.map(|(who, ..)| login(campus, who)),
        settled_name: head.settled.map(|(who, ..)| name(campus, who)),
        reason: reason.map(|(_, _, _, text)| clean(&text)),
        summary: given.map(|it| clean(&it.summary)),
        things: given.map(|it| clean(&it.things)),
        incomplete: lines.iter().filter(|it| !it.missing.is_empty()).count(),
        lines,
        owed,
        asked: asked.collect(),
        identified: names == Names::Full,
        head: HeadOf { given: head.at, settled: head.settled.map(|(_, at, _)| at), state: head.state, shift: head.shift },
    }
}

/// A text in which those named in the handover are `张*`; others that somebody wrote down it cannot know.
pub(super) fn without_names(campus: &Campus, text: &str, students: &[StudentId], names: Names) -> String {
    if names == Names::Full {
        return text.to_owned();
    }
    let found = students.iter().filter_map(|id| campus.people().student(*id));
    found.fold(text.to_owned(), |text, it| {
        let room = it.facts.bed.map(|bed| campus.write_room(bed.room)).filter(|it| !it.is_empty());
        let text = text.replace(&*it.facts.name, &masked(&it.facts.name)).replace(&*it.facts.no, "****");
        room.map_or(text.clone(), |room| text.replace(&room, "***"))
    })
}
