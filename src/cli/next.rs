//! `next`: whom to talk to next, ranked, and why.

use super::args::{NextArgs, NextCommand};
use super::choose::Finding;
use super::filter::Filters;
use super::list::level;
use super::out::{Out, Outcome, Table};
use super::problem::{Exit, Problem};
use super::seat::Seat;
use super::view::{self, NextView};
use super::written::{choose, coming_day, take_back, write};
use crate::campus::{Act, BuildingId, Campus, CareAct, ClassId, Concern, DepartmentId, Snoozed, StudentId, Why};
use crate::desk::Desk;
use crate::desk::care::{self, NextRow, Whose};
use crate::say;

/// The letter of the id of somebody put off.
const LETTER: char = 'Z';

/// `next …`.
pub(super) fn run(seat: &Seat, args: &NextArgs, out: &mut Out) -> Outcome {
    seat.at_desk(out, |desk, out| match &args.command {
        None => list(seat, desk, args, out),
        Some(NextCommand::Why { student }) => why(seat, desk, student, out),
        Some(NextCommand::Snooze { student, until, reason }) => {
            let until = coming_day(seat, desk, until)?;
            let student = choose(seat, desk, |finding| finding.student(student))?;
            let act = CareAct::Snoozed(Snoozed { student, until, reason: reason.as_str().into() });
            write(seat, desk, Act::Care(act), Some(LETTER), out)
        }
        Some(NextCommand::Wake { student }) => {
            let student = choose(seat, desk, |finding| finding.student(student))?;
            let snooze = {
                let campus = desk.campus();
                let today = desk.now().day(campus.zone());
                let found = campus.care().snoozes_of(desk.user(), today).filter(|it| it.student == student).last().map(|it| it.seq);
                found.ok_or_else(|| {
                    let name = campus.people().student(student).map(|it| it.facts.name.to_string()).unwrap_or_default();
                    Problem::new(Exit::NotFound, "not_snoozed", say!(seat.words, "cli-care-not-snoozed", name = name))
                })?
            };
            take_back(seat, desk, snooze, out)
        }
    })
}

/// The `key:value` words by which students are narrowed down here and in the care list.
#[derive(Default)]
pub(super) struct Narrow {
    class: Option<ClassId>,
    building: Option<BuildingId>,
    department: Option<DepartmentId>,
    level: Option<Concern>,
}

impl Narrow {
    pub(super) fn read(finding: &Finding<'_>, filters: &mut Filters<'_>) -> Result<Self, Problem> {
        Ok(Self {
            class: filters.take("class", |it| finding.class(it))?,
            building: filters.take("building", |it| finding.building(it))?,
            department: filters.take("department", |it| finding.department(it))?,
            level: filters.take("level", |it| level(finding.words, it))?,
        })
    }

    /// Whether a student fits; of a level that is not seen none does.
    pub(super) fn fits(&self, desk: &Desk, campus: &Campus, id: StudentId) -> bool {
        let Some(it) = campus.people().student(id) else { return false };
        let house = || it.facts.bed.and_then(|bed| campus.places().building_of(bed.room));
        self.class.is_none_or(|class| it.facts.class == Some(class))
            && self.building.is_none_or(|building| house() == Some(building))
            && self.department.is_none_or(|department| campus.people().department_of(id) == Some(department))
            && self.level.is_none_or(|level| desk.sight(campus).student(id).and_then(|it| it.level()) == Some(level))
    }
}

fn list(seat: &Seat, desk: &Desk, args: &NextArgs, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let campus = desk.campus();
    let (narrow, wanted) = {
        let finder = desk.finder();
        let finding = Finding::new(words, &campus, &finder, desk.user());
        let mut filters = Filters::read(words, &args.filters)?;
        let narrow = Narrow::read(&finding, &mut filters)?;
        let wanted = filters.take("why", |it| why_key(seat, it))?;
        filters.end()?;
        (narrow, wanted)
    };
    let whose = if args.all { Whose::All } else { Whose::Mine };
    let next = care::next(&campus, desk.user(), desk.now(), whose);
    let rows = if args.snoozed { next.snoozed } else { next.rows };
    let fits =
        |it: &NextRow| narrow.fits(desk, &campus, it.student) && wanted.is_none_or(|key| it.terms.iter().any(|term| term.why.key() == key));
    let rows = rows.into_iter().filter(fits).take(args.limit.count());
    let views: Vec<NextView> = rows.filter_map(|it| view::next(words, &campus, desk.sight(&campus), desk.now(), &it)).collect();
    out.hand(words, views, |out, views| {
        if views.is_empty() {
            return out.line(words, &say!(words, "cli-next-nobody"));
        }
        let mut table = Table::new([
            say!(words, "cli-head-total"),
            say!(words, "cli-head-student-no"),
            say!(words, "cli-head-name"),
            say!(words, "cli-head-class"),
            say!(words, "cli-head-room"),
            say!(words, "cli-head-last-talk"),
            say!(words, "cli-head-points-why"),
        ]);
        for it in views {
            let said: Vec<String> = it.terms.iter().map(|it| it.said.clone()).collect();
            let put_off = it.snoozed_until.as_deref().map(|day| say!(words, "cli-next-snoozed-until", day = day));
            let said = said.into_iter().chain(put_off).collect::<Vec<_>>().join(" · ");
            let (class, room) = (it.student.class.unwrap_or_default(), it.student.room.unwrap_or_default());
            let last = it.last_talk.as_deref().map(super::ask::short_time).unwrap_or_default();
            table.row([it.score.to_string(), it.student.student_no, it.student.name, class, room, last, said]);
        }
        out.table(words, &table)
    })?;
    Ok(Exit::Done)
}

fn why_key(seat: &Seat, typed: &str) -> Result<&'static str, Problem> {
    super::choose::one_of(&seat.words, "why", typed, &Why::KEYS, |it| it, |_, it| it.to_owned())
}

fn why(seat: &Seat, desk: &Desk, typed: &str, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let student = choose(seat, desk, |finding| finding.student(typed))?;
    let campus = desk.campus();
    let row = care::why(&campus, desk.user(), desk.now(), student);
    let view = row.and_then(|it| view::next(words, &campus, desk.sight(&campus), desk.now(), &it));
    let view = view.ok_or_else(|| Problem::not_found(words, typed))?;
    out.hand(words, view, |out, it| {
        let name = &it.student.name;
        if it.terms.is_empty() {
            let name = crate::text::clean(name);
            return out.line(words, &say!(words, "cli-next-nothing", name = name.as_ref()));
        }
        out.line(words, &format!("{}  {}", it.student.line(), it.score))?;
        it.terms.iter().try_for_each(|term| out.line(words, &format!("  {}", crate::text::clean(&term.said))))?;
        let put_off = it.snoozed_until.as_deref().map(|day| say!(words, "cli-next-snoozed-until", day = day));
        put_off.map_or(Ok(()), |it| out.line(words, &format!("  {it}")))
    })?;
    Ok(Exit::Done)
}
