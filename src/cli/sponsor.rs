//! `sponsor`: the department that sponsors a building (包联), and the one the students who live there speak for.

use super::args::SponsorCommand;
use super::out::{Out, Outcome, Table};
use super::problem::Exit;
use super::seat::Seat;
use super::written::{choose, write};
use crate::campus::{Act, BuildingId, Campus, DepartmentId, PlaceAct};
use crate::desk::Desk;
use crate::say;
use serde::Serialize;

/// What is typed for no sponsor any more.
const NONE: &str = "-";

/// `sponsor …`.
pub(super) fn run(seat: &Seat, command: &SponsorCommand, out: &mut Out) -> Outcome {
    seat.at_desk(out, |desk, out| match command {
        SponsorCommand::Set { building, department } => {
            let act = choose(seat, desk, |finding| {
                let building = finding.building(building)?;
                let after = if department == NONE { None } else { Some(finding.department(department)?) };
                Ok(PlaceAct::SponsorSet { building, before: finding.campus.places().sponsor(building), after })
            })?;
            write(seat, desk, Act::Place(act), None, out)
        }
        SponsorCommand::Propose => list(seat, desk, true, out),
        SponsorCommand::List => list(seat, desk, false, out),
    })
}

/// A building with its sponsor, for scripts.
#[derive(Serialize)]
struct SponsorView {
    building: String,
    community: Option<String>,
    sponsor: Option<String>,
    /// The department with most students there, and how many.
    proposed: Option<String>,
    students: usize,
    all_students: usize,
}

fn view(campus: &Campus, id: BuildingId) -> Option<SponsorView> {
    let building = campus.places().building(id)?;
    let name = |id: DepartmentId| campus.people().department(id).map(|it| it.name.to_string());
    let departments = campus.people().departments_in(campus.places(), id);
    let most = departments.first().copied();
    Some(SponsorView {
        building: building.number.to_string(),
        community: building.community.and_then(|id| campus.places().community(id)).map(|it| it.name.to_string()),
        sponsor: campus.places().sponsor(id).and_then(name),
        proposed: most.and_then(|(id, _)| name(id)),
        students: most.map_or(0, |(_, count)| count),
        all_students: departments.iter().map(|(_, count)| count).sum(),
    })
}

/// All buildings; `open`: only those where the proposal and what stands differ.
fn list(seat: &Seat, desk: &Desk, open: bool, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let campus = desk.campus();
    let views = campus.places().buildings().filter_map(|(id, _)| view(&campus, id));
    let views: Vec<SponsorView> = views.filter(|it| !open || it.proposed.is_some() && it.proposed != it.sponsor).collect();
    out.answer(words, &views, |out| {
        let mut table = Table::new([
            say!(words, "cli-head-place"),
            say!(words, "cli-head-site"),
            say!(words, "cli-head-sponsor"),
            say!(words, "cli-head-proposed"),
            say!(words, "cli-head-students"),
        ]);
        for it in &views {
            let share = format!("{}/{}", it.students, it.all_students);
            let said = |it: &Option<String>| it.clone().unwrap_or_default();
            table.row([it.building.clone(), said(&it.community), said(&it.sponsor), said(&it.proposed), share]);
        }
        out.table(words, &table)
    })?;
    Ok(Exit::Done)
}
