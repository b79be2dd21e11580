//! `talk` and its verbs: what is planned, booked, held, called off, answered, closed and added to; a student's story; files.

mod files;
mod story;

use super::args::{TalkArgs, TalkCommand};
use super::capture::{self, Asked};
use super::choose;
use super::out::{Out, Outcome};
use super::problem::{Exit, Problem};
use super::seat::Seat;
use super::view;
use crate::campus::{Act, PlanTime, Seq, Spot, TalkAct, TalkState};
use crate::capture::{Form, Setting};
use crate::desk::Desk;
use crate::say;
use crate::text;
use serde_json::json;

/// `talk`.
pub(super) fn run(seat: &Seat, args: &TalkArgs, out: &mut Out) -> Outcome {
    use TalkCommand as C;
    let talk = || Asked::new(Form::Talk);
    match &args.command {
        None => capture::one(seat, talk().with(&args.more), args.line.as_deref().unwrap_or_default(), args.dry_run, out),
        Some(C::Plan(line)) => capture::one(seat, Asked::new(Form::Plan), &line.line, line.dry_run, out),
        Some(C::Answer { talk: typed, line, more }) => seat.at_desk(out, |desk, out| {
            let seq = talk_named(seat, desk, typed)?;
            let asked = talk().answering(seq).with(more);
            let students = {
                let campus = desk.campus();
                let seen = campus.talks().get(seq).and_then(|it| desk.sight(&campus).talk(it));
                seen.and_then(|it| it.students()).map(<[_]>::to_vec).unwrap_or_default()
            };
            capture::log(seat, desk, asked, &with_students(desk, &students, &line.line), line.dry_run, out)
        }),
        Some(C::Hold { plan, line, more }) => seat.at_desk(out, |desk, out| {
            let seq = plan_named(seat, desk, plan)?;
            let (students, answers) = {
                let campus = desk.campus();
                let sight = desk.sight(&campus);
                let seen = campus.talks().plans().get(seq).and_then(|it| sight.plan(it));
                let awaits = |talk: &Seq| {
                    let cause = campus.talks().get(*talk).and_then(|it| sight.talk(it));
                    cause.is_some_and(|it| it.state() == Some(TalkState::Awaiting))
                };
                (seen.map(|it| it.students().to_vec()).unwrap_or_default(), seen.and_then(|it| it.answers()).filter(awaits))
            };
            let asked = talk().holding(seq, answers).with(more);
            capture::log(seat, desk, asked, &with_students(desk, &students, &line.line), line.dry_run, out)
        }),
        Some(C::Book { plan, when, place }) => seat.at_desk(out, |desk, out| book(seat, desk, plan, when, place.as_deref(), out)),
        Some(C::Cancel { plan, reason }) => seat.at_desk(out, |desk, out| {
            let plan = plan_named(seat, desk, plan)?;
            does(seat, desk, TalkAct::PlanCancelled { plan, text: reason.trim().into() }, &format!("P{plan}"), out)
        }),
        Some(C::Close { talk, text }) => seat.at_desk(out, |desk, out| {
            let talk = talk_named(seat, desk, talk)?;
            does(seat, desk, TalkAct::Closed { talk, text: text.trim().into() }, &format!("T{talk}"), out)
        }),
        Some(C::Amend { talk, text }) => seat.at_desk(out, |desk, out| {
            let talk = talk_named(seat, desk, talk)?;
            does(seat, desk, TalkAct::Amended { talk, text: text.trim().into() }, &format!("T{talk}"), out)
        }),
        Some(C::Story { student }) => seat.at_desk(out, |desk, out| story::tell(seat, desk, student, out)),
        Some(C::Attach { talk, file }) => seat.at_desk(out, |desk, out| files::attach(seat, desk, talk, file, out)),
        Some(C::Files { talk }) => seat.at_desk(out, |desk, out| files::list(seat, desk, talk, out)),
        Some(C::Save { talk, name, to }) => seat.at_desk(out, |desk, out| files::save(seat, desk, talk, name, to, out)),
    }
}

/// Does an act about a talk or a plan and says its number.
fn does(seat: &Seat, desk: &Desk, act: TalkAct, id: &str, out: &mut Out) -> Outcome {
    let receipt = seat.receipt(desk, desk.submit(Act::Talk(act)))?;
    let done = json!({ "seq": receipt.seq.0, "id": id });
    out.answer(&seat.words, &done, |out| out.line(&seat.words, &format!("{id} · {}", receipt.seq)))?;
    Ok(Exit::Done)
}

/// A talk by its number, as far as it is seen.
fn talk_named(seat: &Seat, desk: &Desk, typed: &str) -> Result<Seq, Problem> {
    let campus = desk.campus();
    let id = text::fold(typed);
    let seq =
        view::numbered(id.trim(), 'T').filter(|seq| campus.talks().get(*seq).is_some_and(|it| desk.sight(&campus).talk(it).is_some()));
    seq.ok_or_else(|| Problem::not_found(&seat.words, typed))
}

/// A planned talk by its number, as far as it is seen.
fn plan_named(seat: &Seat, desk: &Desk, typed: &str) -> Result<Seq, Problem> {
    let campus = desk.campus();
    let id = text::fold(typed);
    let plans = campus.talks().plans();
    let seq = view::numbered(id.trim(), 'P').filter(|seq| plans.get(*seq).is_some_and(|it| desk.sight(&campus).plan(it).is_some()));
    seq.ok_or_else(|| Problem::not_found(&seat.words, typed))
}

/// A line with the students before it who go without saying, by their numbers.
fn with_students(desk: &Desk, students: &[crate::campus::StudentId], line: &str) -> String {
    let campus = desk.campus();
    let nos = students.iter().filter_map(|id| campus.people().student(*id)).map(|it| it.facts.no.to_string());
    format!("{} {line}", nos.collect::<Vec<_>>().join(","))
}

/// `talk book`.
fn book(seat: &Seat, desk: &Desk, typed: &str, when: &str, place: Option<&str>, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let plan = plan_named(seat, desk, typed)?;
    let (from, to) = {
        let campus = desk.campus();
        let zone = campus.zone();
        let seen = campus.talks().plans().get(plan).and_then(|it| desk.sight(&campus).plan(it));
        let from = seen.map(|it| it.when().clone()).ok_or_else(|| Problem::not_found(words, typed))?;
        let said = text::clean(when);
        let bad = || Problem::usage("bad_value", say!(words, "cli-bad-moment", typed = said.as_ref()));
        let at = crate::capture::moment_of(when, desk.now().day(zone), zone, (19, 0)).ok_or_else(bad)?;
        let place = place.map_or_else(|| from.place.clone(), |it| Some(spot(seat, desk, it)));
        (from, PlanTime { day: at.day(zone), at: Some(at), place })
    };
    does(seat, desk, TalkAct::PlanMoved { plan, from, to }, &format!("P{plan}"), out)
}

/// A place as a line reads it.
fn spot(seat: &Seat, desk: &Desk, typed: &str) -> Spot {
    let (campus, finder) = (desk.campus(), desk.finder());
    let finding = choose::Finding::new(&seat.words, &campus, &finder, desk.user());
    let setting = Setting {
        campus: &campus,
        resolve: &finding,
        now: desk.now(),
        user: desk.user(),
        building: None,
        picks: &[],
        answers: None,
        holds: None,
        tags: &[],
    };
    let line = format!("@{}", typed.split_whitespace().collect::<String>());
    crate::capture::read(Form::Talk, &line, &setting).place.unwrap_or_else(|| Spot::Words(typed.into()))
}
