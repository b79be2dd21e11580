//! `export schedule`: the duty schedule for the door, as a page, for calendars and for scripts. Phones in full only where it is said why.

use super::super::args::ExportScheduleArgs;
use super::super::choose::Finding;
use super::super::out::{Out, Outcome};
use super::super::paper::{Sheet, failed};
use super::super::problem::Problem;
use super::super::seat::Seat;
use super::super::written::{choose, day_of};
use super::Form;
use crate::campus::{Day, Post, Seq, Stamp};
use crate::desk::Desk;
use crate::exchange::schedule::{self, CalendarOf, HomeName, LEADER_SITE, Phones, ScheduleFilter};
use crate::say;
use crate::text;
use chrono::{Datelike as _, Months};

/// How far back a calendar goes where nothing is said, in days: far enough that what was taken back lately is still told.
const CALENDAR_BACK: i32 = 31;

pub(super) fn run(seat: &Seat, args: &ExportScheduleArgs, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let form = Form::of(words, &args.paper.file, &[Form::Xlsx, Form::Csv, Form::Html, Form::Ics, Form::Json])?;
    args.paper.paper().not_there_yet(words)?;
    seat.at_desk(out, |desk, out| {
        let filter = filter(seat, desk, args, form)?;
        let (bytes, rows) = write(seat, desk, args, form, &filter)?;
        let sheet = Sheet { what: "schedule", bytes: &bytes, rows };
        let told = |file: String| say!(words, "cli-schedule-exported", file = file, rows = rows);
        args.paper.paper().deliver((seat, desk), &sheet, &[], told, out)
    })
}

/// This month, where nothing is said; a calendar goes on for as long as there is a schedule.
fn filter(seat: &Seat, desk: &Desk, args: &ExportScheduleArgs, form: Form) -> Result<ScheduleFilter, Problem> {
    choose(seat, desk, |finding| {
        let campus = finding.campus;
        let today = desk.now().duty_day(campus.zone());
        let day = |typed: &Option<String>| typed.as_deref().map(|it| day_of(seat, campus, Some(it), today)).transpose();
        let (from, to) = (day(&args.from)?, day(&args.to)?);
        let is_calendar = form == Form::Ics;
        let first = |day: Day| Day::ymd(day.date().year(), day.date().month(), 1).unwrap_or(day);
        let last = |day: Day| first(day).date().checked_add_months(Months::new(1)).map_or(day, |it| Day::from(it).plus(-1));
        let from = match (from, to) {
            (Some(from), _) => from,
            (None, Some(to)) if !is_calendar => first(to),
            (None, to) if is_calendar => today.plus(-CALENDAR_BACK).min(to.unwrap_or(today)),
            (None, _) => first(today),
        };
        let until = to.unwrap_or_else(|| if is_calendar { Day(i32::MAX) } else { last(from) });
        if from > until {
            return Err(Problem::usage("bad_period", say!(seat.words, "cli-bad-period")));
        }
        let person = args.person.as_deref().map(|it| finding.user(it)).transpose()?;
        let post = args.site.as_deref().map(|it| post(seat, finding, it)).transpose()?;
        Ok(ScheduleFilter { from, until, person, post })
    })
}

fn post(seat: &Seat, finding: &Finding<'_>, typed: &str) -> Result<Post, Problem> {
    let plain = text::fold(typed);
    if plain.trim().eq_ignore_ascii_case(LEADER_SITE) || plain.trim() == say!(seat.words, "export-schedule-leader") {
        return Ok(Post::Leader);
    }
    finding.community(typed).map(Post::Workroom)
}

/// The file, and how many shifts are in it.
fn write(seat: &Seat, desk: &Desk, args: &ExportScheduleArgs, form: Form, filter: &ScheduleFilter) -> Result<(Vec<u8>, usize), Problem> {
    let words = &seat.words;
    let now = desk.now();
    // Asked before the campus is held: it reads from the disk.
    let founded = if form == Form::Ics { founded(seat, desk)? } else { Stamp(0) };
    let campus = desk.campus();
    let sight = desk.sight(&campus);
    let phones = if args.paper.identified { Phones::Full } else { Phones::Masked };
    let door = || schedule::door(words, &campus, sight, filter, phones);
    let rows = || schedule::rows(&campus, sight, filter, phones, now);
    let count = campus.shifts().all().filter(|(_, it)| filter.holds(it)).count();
    Ok(match form {
        Form::Xlsx => (schedule::xlsx(&door()).map_err(|error| failed(words, &error.to_string()))?, count),
        Form::Html => (schedule::html(&door(), words.lang().tag()).into_bytes(), count),
        Form::Csv => (schedule::csv(words, &campus, &rows(), now).map_err(|error| failed(words, &words.io(error.kind())))?, count),
        Form::Json => (serde_json::to_vec_pretty(&rows()).map_err(|error| failed(words, &error.to_string()))?, count),
        Form::Docx | Form::Md => return Err(failed(words, form.ending())),
        Form::Ics => {
            let of = match (filter.person, filter.post) {
                (Some(person), _) => CalendarOf::Person(person),
                (None, Some(post)) => CalendarOf::Site(post),
                (None, None) => CalendarOf::All,
            };
            let mut shifts = schedule::calendar_shifts(&campus, of, filter);
            shifts.retain(|it| filter.post.is_none_or(|post| post == it.post));
            let home = HomeName::of(&campus, founded);
            (schedule::calendar(words, &campus, home, of, &shifts, now).into_bytes(), shifts.len())
        }
    })
}

/// When the college was founded: its first entry.
fn founded(seat: &Seat, desk: &Desk) -> Result<Stamp, Problem> {
    let first = desk.headers(Seq(1), 1).map_err(|fault| Problem::fault(&seat.words, &fault))?;
    Ok(first.first().map_or(Stamp(0), |it| it.at))
}
