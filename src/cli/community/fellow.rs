//! `people`: who belongs to a community, whom mentors look after and when they met them.

use super::super::args::{FellowArgs, ListArgs, PeopleCommand};
use super::super::choose::Finding;
use super::super::filter::Filters;
use super::super::out::{Out, Outcome, Table};
use super::super::problem::{Exit, Problem};
use super::super::seat::Seat;
use super::super::written::{choose, day, id, take_off, write};
use super::view::{self, FellowView, MeetingView};
use super::{FELLOW, MEETING, branch_named, fellow_kind, known_fellow, overview, task};
use crate::campus::{Act, Branch, CommunityAct, CommunityId, Fellow, FellowKind, Met, Seq};
use crate::desk::Desk;
use crate::say;
use crate::words::Words;
use serde::Serialize;

/// `people …`.
pub(in crate::cli) fn run(seat: &Seat, command: &PeopleCommand, out: &mut Out) -> Outcome {
    use PeopleCommand as C;
    let words = &seat.words;
    seat.at_desk(out, |desk, out| match command {
        C::Overview { community } => {
            let community = community.as_deref().map(|it| choose(seat, desk, |finding| finding.community(it))).transpose()?;
            overview::show(seat, desk, community, out)
        }
        C::List { kind, community, limit } => {
            let kind = kind.as_deref().map(|it| fellow_kind(words, it)).transpose()?;
            let community = community.as_deref().map(|it| choose(seat, desk, |finding| finding.community(it))).transpose()?;
            listed(seat, desk, (kind, community), limit.count(), out)
        }
        C::Add { kind, name, student, of } => {
            let kind = fellow_kind(words, kind)?;
            let fellow = choose(seat, desk, |finding| {
                let student = student.as_deref().map(|it| finding.student(it)).transpose()?;
                let name = if student.is_some() { "" } else { name.as_deref().unwrap_or_default().trim() };
                let empty = Fellow {
                    kind,
                    name: name.into(),
                    student,
                    community: None,
                    branch: None,
                    secretary: false,
                    office: "".into(),
                    text: "".into(),
                    students: Vec::new(),
                };
                changed(finding, empty, of)
            })?;
            let act = CommunityAct::FellowSet { fellow: None, before: None, after: Some(Box::new(fellow)) };
            write(seat, desk, Act::Community(act), Some(FELLOW), out)
        }
        C::Change { id, of } => {
            let seq = known_fellow(seat, desk, id)?;
            let act = set(seat, desk, seq, |finding, it| changed(finding, it, of).map(Some))?;
            write(seat, desk, act, None, out)
        }
        C::Remove { id } => {
            let seq = known_fellow(seat, desk, id)?;
            let act = set(seat, desk, seq, |_, _| Ok(None))?;
            take_off(seat, desk, act, seq, out)
        }
        C::Show { id } => show(seat, desk, known_fellow(seat, desk, id)?, out),
        C::Meet { id, text, students, minutes, day: typed } => {
            let fellow = known_fellow(seat, desk, id)?;
            let students = choose(seat, desk, |finding| students.iter().map(|it| finding.student(it)).collect::<Result<Vec<_>, _>>())?;
            let day = day(seat, desk, typed.as_deref())?;
            let met = Met { fellow, day, students, minutes: *minutes, text: text.trim().into() };
            write(seat, desk, Act::Community(CommunityAct::Met(met)), Some(MEETING), out)
        }
        C::Unmeet { id: typed } => {
            let meeting = id(seat, typed, MEETING)?;
            take_off(seat, desk, Act::Community(CommunityAct::MeetingWithdrawn { meeting }), meeting, out)
        }
        C::Task { command } => task::run(seat, desk, command, out),
    })
}

/// The act that makes somebody who stands other than they are; `None` takes them out.
pub(super) fn set(
    seat: &Seat,
    desk: &Desk,
    seq: Seq,
    change: impl FnOnce(&Finding<'_>, Fellow) -> Result<Option<Fellow>, Problem>,
) -> Result<Act, Problem> {
    choose(seat, desk, |finding| {
        let head = finding.campus.communities().fellow(seq).and_then(|head| head.it.clone());
        let Some(before) = head else { return Err(Problem::not_found(&seat.words, &format!("{FELLOW}{seq}"))) };
        let after = change(finding, before.clone())?.map(Box::new);
        Ok(Act::Community(CommunityAct::FellowSet { fellow: Some(seq), before: Some(Box::new(before)), after }))
    })
}

fn changed(finding: &Finding<'_>, mut it: Fellow, of: &FellowArgs) -> Result<Fellow, Problem> {
    let words = finding.words;
    if let Some(typed) = &of.community {
        it.community = Some(finding.community(typed)?);
    }
    if let Some(typed) = &of.branch {
        it.branch = Some(branch_named(words, typed)?);
    }
    it.secretary |= of.secretary;
    if let Some(office) = &of.office {
        it.office = office.trim().into();
    }
    if let Some(text) = &of.text {
        it.text = text.trim().into();
    }
    if !of.mentees.is_empty() {
        it.students = of.mentees.iter().map(|typed| finding.student(typed)).collect::<Result<Vec<_>, _>>()?;
    }
    Ok(it)
}

/// `list people` and `list mentors`, the latter without all others.
pub(in crate::cli) fn list(seat: &Seat, desk: &Desk, args: &ListArgs, mentors: bool, out: &mut Out) -> Outcome<()> {
    let words = &seat.words;
    let (kind, community, branch) = {
        let mut filters = Filters::read(words, &args.filters)?;
        let kind = filters.take("kind", |it| fellow_kind(words, it))?;
        let community = filters.take("community", |it| choose(seat, desk, |finding| finding.community(it)))?;
        let branch = filters.take("branch", |it| branch_named(words, it))?;
        filters.end()?;
        (kind, community, branch)
    };
    let views = views(desk, |it| {
        kind.is_none_or(|kind| it.kind == kind)
            && (!mentors || it.kind.is_mentor())
            && community.is_none_or(|id| it.community.is_none_or(|of| of == id))
            && branch.is_none_or(|of| it.branch == Some(of))
    });
    let views: Vec<FellowView> = views.into_iter().take(args.limit.count()).collect();
    out.hand(words, views, |out, views| tell(words, &views, out))
}

fn listed(seat: &Seat, desk: &Desk, (kind, community): (Option<FellowKind>, Option<CommunityId>), limit: usize, out: &mut Out) -> Outcome {
    let views =
        views(desk, |it| kind.is_none_or(|kind| it.kind == kind) && community.is_none_or(|id| it.community.is_none_or(|of| of == id)));
    let views: Vec<FellowView> = views.into_iter().take(limit).collect();
    out.hand(&seat.words, views, |out, views| tell(&seat.words, &views, out))?;
    Ok(Exit::Done)
}

/// Those of whom `wanted` holds, by what they are as lists have it, then as they came.
pub(super) fn views(desk: &Desk, wanted: impl Fn(&Fellow) -> bool) -> Vec<FellowView> {
    let campus = desk.campus();
    let mut all: Vec<_> = desk.sight(&campus).fellows().filter(|it| wanted(it.it())).collect();
    all.sort_by_key(|it| (it.it().kind, it.it().community, it.seq()));
    all.iter().map(|it| view::fellow(&campus, it)).collect()
}

/// People, for people.
pub(super) fn tell(words: &Words, views: &[FellowView], out: &mut Out) -> Outcome<()> {
    let mut table = Table::new([
        say!(words, "cli-head-id"),
        say!(words, "cli-head-kind"),
        say!(words, "cli-head-name"),
        say!(words, "cli-head-community"),
        say!(words, "cli-head-branch"),
        say!(words, "cli-head-office"),
        say!(words, "cli-head-mentees"),
        say!(words, "cli-head-meetings"),
        say!(words, "cli-head-text"),
    ]);
    for it in views {
        let kind = FellowKind::from_key(it.kind).map(|it| words.fellow_kind(it)).unwrap_or_default();
        let branch = it.branch.and_then(Branch::from_key).map(|it| words.branch(it)).unwrap_or_default();
        let branch = if it.secretary { say!(words, "cli-branch-secretary-of", branch = branch) } else { branch };
        let count = |count: usize| if count == 0 { String::new() } else { count.to_string() };
        table.row([
            it.id.clone(),
            kind,
            it.name.clone().unwrap_or_else(|| say!(words, "cli-hidden")),
            it.community.clone().unwrap_or_default(),
            branch,
            it.office.clone(),
            count(it.student_count),
            count(it.meetings),
            it.text.clone().unwrap_or_default(),
        ]);
    }
    out.table(words, &table)
}

/// Somebody with their students and meetings.
#[derive(Serialize)]
struct Shown {
    #[serde(flatten)]
    person: FellowView,
    names: Vec<String>,
    met: Vec<MetView>,
}

#[derive(Serialize)]
struct MetView {
    #[serde(flatten)]
    meeting: MeetingView,
    text: Option<String>,
}

fn show(seat: &Seat, desk: &Desk, seq: Seq, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let (shown, meetings) = {
        let campus = desk.campus();
        let sight = desk.sight(&campus);
        let Some(it) = sight.fellow(seq) else { return Err(Problem::not_found(words, &format!("{FELLOW}{seq}")).into()) };
        let students: Vec<_> = it.students().collect();
        let meetings: Vec<(MeetingView, Option<Seq>)> =
            it.meetings().rev().map(|head| (view::meeting(desk, &campus, head), sight.reads_meeting(head).then_some(head.seq))).collect();
        let names = super::super::view::names(&campus, &students);
        (Shown { person: view::fellow(&campus, &it), names, met: Vec::new() }, meetings)
    };
    let mut met = Vec::with_capacity(meetings.len());
    for (meeting, entry) in meetings {
        let entry = entry.map(|seq| desk.entry(seq).map_err(|fault| Problem::fault(words, &fault))).transpose()?.flatten();
        let text = entry.and_then(|it| if let Act::Community(CommunityAct::Met(it)) = it.act { Some(it.text.to_string()) } else { None });
        met.push(MetView { meeting, text });
    }
    out.hand(words, Shown { met, ..shown }, |out, shown| {
        tell(words, std::slice::from_ref(&shown.person), out)?;
        out.field(words, say!(words, "cli-head-mentees"), &shown.names.join(&say!(words, "campus-comma")))?;
        let mut table = Table::new([
            say!(words, "cli-head-id"),
            say!(words, "cli-head-day"),
            say!(words, "cli-head-students"),
            say!(words, "cli-head-minutes"),
            say!(words, "cli-head-text"),
        ]);
        for it in &shown.met {
            let names = it.meeting.names.join(&say!(words, "campus-comma"));
            let text = it.text.clone().unwrap_or_else(|| say!(words, "cli-hidden"));
            table.row([it.meeting.id.clone(), it.meeting.day.clone(), names, it.meeting.minutes.to_string(), text]);
        }
        if shown.met.is_empty() { Ok(()) } else { out.table(words, &table) }
    })?;
    Ok(Exit::Done)
}
