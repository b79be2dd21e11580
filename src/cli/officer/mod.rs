//! `officer`: the students' own grid (楼栋长, 楼层长, 寝室长, 心理委员, 党员责任寝室): who holds which post, what nobody holds, who has served.

mod list;
mod post;

use super::args::OfficerCommand;
use super::out::{Out, Outcome};
use super::problem::Problem;
use super::seat::Seat;
use super::written::{choose, day, write};
use crate::campus::{Act, Campus, Officer, OfficerPost, Served, ServiceAct, StaffAct, StudentId};
use crate::say;

/// The letter of the id of a record of service.
const LETTER: char = 'V';

/// `officer …`.
pub(super) fn run(seat: &Seat, command: &OfficerCommand, out: &mut Out) -> Outcome {
    seat.at_desk(out, |desk, out| match command {
        OfficerCommand::Name { post, place, student, from } => {
            let from = day(seat, desk, from.as_deref())?;
            let officer = choose(seat, desk, |finding| {
                Ok(Officer { post: post::read(finding, post, place)?, student: finding.student(student)?, from, until: None })
            })?;
            write(seat, desk, Act::Staff(StaffAct::OfficersNamed(vec![officer])), None, out)
        }
        OfficerCommand::Relieve { post, place, student, on } => {
            let on = day(seat, desk, on.as_deref())?;
            let act = choose(seat, desk, |finding| {
                Ok(StaffAct::OfficerRelieved { post: post::read(finding, post, place)?, student: finding.student(student)?, on })
            })?;
            write(seat, desk, Act::Staff(act), None, out)
        }
        OfficerCommand::Serve { student, post, minutes, text, place, day: typed } => {
            let day = day(seat, desk, typed.as_deref())?;
            let served = choose(seat, desk, |finding| {
                let student = finding.student(student)?;
                let post = match place {
                    Some(place) => post::read(finding, post, place)?,
                    None => held(seat, finding.campus, student, post)?,
                };
                Ok(Served { student, post, day, minutes: *minutes, text: text.as_str().into() })
            })?;
            write(seat, desk, Act::Service(ServiceAct::Served(served)), Some(LETTER), out)
        }
        OfficerCommand::Commend { student, text, day: typed } => {
            let day = day(seat, desk, typed.as_deref())?;
            let student = choose(seat, desk, |finding| finding.student(student))?;
            let act = ServiceAct::Commended { student, day, text: text.as_str().into() };
            write(seat, desk, Act::Service(act), Some(LETTER), out)
        }
        OfficerCommand::List { post, building, all, limit } => {
            list::officers(seat, desk, (post.as_deref(), building.as_deref(), *all), limit.count(), out)
        }
        OfficerCommand::Gaps { building, limit } => list::gaps(seat, desk, building.as_deref(), limit.count(), out),
        OfficerCommand::Record(args) => list::record(seat, desk, args, out),
    })
}

/// The post of this kind that a student holds or last held. Of two the place has to be said.
fn held(seat: &Seat, campus: &Campus, student: StudentId, kind: &str) -> Result<OfficerPost, Problem> {
    let words = &seat.words;
    let kind = post::kind(words, kind)?;
    let of_kind = |it: &&Officer| it.student == student && it.post.key() == kind.key();
    let held: Vec<&Officer> = campus.staff().officers().iter().filter(of_kind).collect();
    let standing: Vec<&&Officer> = held.iter().filter(|it| it.until.is_none()).collect();
    match (standing.as_slice(), held.last()) {
        ([one], _) => Ok(one.post),
        ([], Some(last)) => Ok(last.post),
        ([], None) => Err(Problem::refusal(words, campus, &crate::campus::Refusal::NoSuchOfficer)),
        (several, _) => {
            let places: Vec<String> = several.iter().map(|it| post::place(campus, it.post)).collect();
            let what = say!(words, "cli-head-place");
            Err(Problem::ambiguous_rooms(words, &what, &places))
        }
    }
}
