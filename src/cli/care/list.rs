//! `care list`, `care show`, `care review` without a student.

use super::super::args::CareListArgs;
use super::super::ask::short_time;
use super::super::choose::Finding;
use super::super::filter::Filters;
use super::super::next::Narrow;
use super::super::out::{Out, Outcome, Table};
use super::super::problem::{Exit, Problem};
use super::super::seat::Seat;
use super::super::view::{self, CareView, LevelView, MarkOfView};
use crate::campus::{Act, Campus, CareAct, Concern, Seq, StudentId};
use crate::desk::Desk;
use crate::desk::care::{CareRow, Whose, care_list};
use crate::desk::rights::{Grant, Right};
use crate::say;
use serde::Serialize;

pub(super) fn list(seat: &Seat, desk: &Desk, args: &CareListArgs, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let narrow = {
        let campus = desk.campus();
        let finder = desk.finder();
        let finding = Finding::new(words, &campus, &finder, desk.user());
        let mut filters = Filters::read(words, &args.filters)?;
        let narrow = Narrow::read(&finding, &mut filters)?;
        filters.end()?;
        narrow
    };
    let whose = if args.all { Whose::All } else { Whose::Mine };
    rows(seat, desk, whose, args.limit.count(), out, |campus, row| {
        (!args.due || row.overdue.is_some()) && narrow.fits(desk, campus, row.student)
    })
}

/// What is due for review, of whomever one answers for.
pub(super) fn due(seat: &Seat, desk: &Desk, out: &mut Out) -> Outcome {
    rows(seat, desk, Whose::Mine, usize::MAX, out, |_, row| row.overdue.is_some())
}

fn rows(seat: &Seat, desk: &Desk, whose: Whose, limit: usize, out: &mut Out, fits: impl Fn(&Campus, &CareRow<'_>) -> bool) -> Outcome {
    let words = &seat.words;
    let campus = desk.campus();
    if desk.sight(&campus).grant(Right::StudentLevel) == Grant::No {
        return Err(Problem::new(Exit::Denied, "not_allowed", say!(words, "cli-care-hidden")).into());
    }
    let found = care_list(&campus, desk.user(), desk.now(), whose);
    let views: Vec<CareView> = found.iter().filter(|it| fits(&campus, it)).take(limit).filter_map(|it| view::care(&campus, it)).collect();
    out.hand(words, views, |out, views| {
        if views.is_empty() {
            return out.line(words, &say!(words, "cli-care-nobody"));
        }
        let mut table = Table::new([
            say!(words, "cli-head-level"),
            say!(words, "cli-head-student-no"),
            say!(words, "cli-head-name"),
            say!(words, "cli-head-class"),
            say!(words, "cli-head-room"),
            say!(words, "cli-head-level-since"),
            say!(words, "cli-head-review"),
            say!(words, "cli-head-reviewer"),
            say!(words, "cli-head-last-talk"),
        ]);
        for it in views {
            let overdue = it.overdue_days.filter(|days| *days > 0).map(|days| say!(words, "cli-care-overdue", days = days.to_string()));
            let review = [it.review, overdue].into_iter().flatten().collect::<Vec<_>>().join(" ");
            let level = Concern::from_number(it.level).map(|it| words.concern(it)).unwrap_or_default();
            let (class, room) = (it.student.class.unwrap_or_default(), it.student.room.unwrap_or_default());
            table.row([
                level,
                it.student.student_no,
                it.student.name,
                class,
                room,
                it.since.unwrap_or_default(),
                review,
                it.reviewer.unwrap_or_default(),
                it.last_talk.as_deref().map(short_time).unwrap_or_default(),
            ]);
        }
        out.table(words, &table)
    })?;
    Ok(Exit::Done)
}

/// A student's levels and marks.
#[derive(Serialize)]
struct Story {
    #[serde(flatten)]
    student: view::Candidate,
    /// As it stands; `null` where it is not seen.
    level: Option<u8>,
    levels: Vec<LevelView>,
    marks: Vec<MarkOfView>,
}

pub(super) fn show(seat: &Seat, desk: &Desk, student: StudentId, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let mut story = {
        let campus = desk.campus();
        let sight = desk.sight(&campus);
        let Some(of) = view::candidate(&campus, student) else { return Ok(Exit::Done) };
        Story {
            student: of,
            level: sight.student(student).and_then(|it| it.level()).map(Concern::number),
            levels: sight.levels_of(student).rev().map(|it| view::level(&campus, &it)).collect(),
            marks: sight.marks_of(student).rev().map(|it| view::mark_of(&campus, sight, it)).collect(),
        }
    };
    // The words are fetched when the campus is let go.
    for it in story.levels.iter_mut().filter(|it| it.reads) {
        it.reason = reason(seat, desk, it.seq)?;
    }
    for it in &mut story.marks {
        it.reason = reason(seat, desk, it.seq)?;
    }
    out.hand(words, story, |out, story| {
        out.line(words, &story.student.line())?;
        let level = story.level.and_then(Concern::from_number).filter(|it| *it != Concern::None);
        out.field(words, say!(words, "cli-head-level"), &level.map(|it| words.concern(it)).unwrap_or_default())?;
        let levels = story.levels.iter().map(|it| {
            let level = Concern::from_number(it.level).map(|it| words.concern(it)).unwrap_or_default();
            let cause = match (&it.talk, it.cause) {
                (Some(talk), _) => talk.clone(),
                (None, "talk") => say!(words, "cli-care-by-talk"),
                _ => say!(words, "cli-care-by-act"),
            };
            let until = it.until.as_deref().map(|day| format!("→ {day}"));
            let parts = [Some(it.day.clone()), Some(level), Some(cause), Some(it.by.clone()), until, it.reason.clone()];
            parts.into_iter().flatten().collect::<Vec<_>>().join("  ")
        });
        out.field(words, say!(words, "cli-head-levels"), &levels.collect::<Vec<_>>().join("\n"))?;
        let marks = story.marks.iter().map(|it| {
            let parts = [Some(it.id.clone()), Some(it.day.clone()), Some(words.trigger(it.said)), it.reason.clone()];
            parts.into_iter().flatten().collect::<Vec<_>>().join("  ")
        });
        out.field(words, say!(words, "cli-head-marks"), &marks.collect::<Vec<_>>().join("\n"))
    })?;
    Ok(Exit::Done)
}

fn reason(seat: &Seat, desk: &Desk, seq: u64) -> Result<Option<String>, Problem> {
    let entry = desk.entry(Seq(seq)).map_err(|fault| Problem::fault(&seat.words, &fault))?;
    let said = entry.and_then(|it| match it.act {
        Act::Care(CareAct::LevelSet(it)) => Some(it.reason),
        Act::Care(CareAct::Marked(it)) => Some(it.reason),
        _ => None,
    });
    Ok(said.filter(|it| !it.is_empty()).map(Into::into))
}
