//! Students and rooms.

use super::super::args::ListArgs;
use super::super::choose::one_of;
use super::super::out::{Out, Outcome, Table};
use super::super::problem::Problem;
use super::super::seat::Seat;
use super::super::view;
use super::{asking, is, level, number, yes};
use crate::campus::{Concern, Presence, RoomId, RoomUse, Severity, Sex};
use crate::desk::Desk;
use crate::say;
use crate::words::Words;

pub(super) fn students(seat: &Seat, desk: &Desk, args: &ListArgs, out: &mut Out) -> Outcome<()> {
    let words = &seat.words;
    asking!(seat, desk, args => campus, finding, span, filters);
    span.must_be_open(words)?;
    let class = filters.take("class", |it| {
        let found = campus.people().classes().find(|(_, class)| *class.name == *it).map(|(id, _)| id);
        found.ok_or_else(|| Problem::not_found(words, it))
    })?;
    let department = filters.take("department", |it| {
        let found = campus.people().departments().find(|(_, department)| *department.name == *it).map(|(id, _)| id);
        found.ok_or_else(|| Problem::not_found(words, it))
    })?;
    let building = filters.take("building", |it| finding.building(it))?;
    let room = filters.take("room", |it| finding.room(it))?;
    let sex = filters.take("sex", |it| one_of(words, "sex", it, &[Sex::Male, Sex::Female], Sex::key, |words, it| words.sex(Some(it))))?;
    let wanted_level = filters.take("level", |it| level(words, it))?;
    let left = filters.take("left", |it| yes(words, "left", it))?.unwrap_or(false);
    let own = filters.take("own", |it| yes(words, "own", it))?;
    filters.end()?;
    let sight = desk.sight(&campus);
    let found = campus.people().students().filter(|(id, it)| {
        let facts = &it.facts;
        let stays = facts.bed.map(|bed| bed.room);
        let house = stays.and_then(|id| campus.places().room(id)).map(|it| it.building);
        facts.left == left
            && class.is_none_or(|it| facts.class == Some(it))
            && department.is_none_or(|it| facts.department == Some(it))
            && building.is_none_or(|it| house == Some(it))
            && room.is_none_or(|it| stays == Some(it))
            && sex.is_none_or(|it| facts.sex == Some(it))
            && wanted_level.is_none_or(|level| sight.student(*id).and_then(|it| it.level()) == Some(level))
            && own.is_none_or(|own| facts.class.is_some_and(|it| finding.asker.own.contains(&it)) == own)
    });
    let mut found: Vec<_> = found.filter_map(|(id, it)| Some((it, sight.student(id)?))).collect();
    found.sort_by(|(a, _), (b, _)| a.facts.no.cmp(&b.facts.no));
    found.truncate(args.limit.count());
    let views: Vec<_> = found.iter().map(|(it, seen)| view::student(&campus, it, seen)).collect();
    out.hand(words, views, |out, views| {
        let mut table = Table::new([
            say!(words, "cli-head-student-no"),
            say!(words, "cli-head-name"),
            say!(words, "cli-head-sex"),
            say!(words, "cli-head-class"),
            say!(words, "cli-head-room"),
            say!(words, "cli-head-level"),
            say!(words, "cli-head-phone"),
        ]);
        for (it, (student, seen)) in views.into_iter().zip(&found) {
            let room = it.place.map(|place| it.bed.map_or_else(|| place.clone(), |bed| format!("{place}-{bed}"))).unwrap_or_default();
            let level = seen.level().filter(|it| *it != Concern::None).map(|it| words.concern(it)).unwrap_or_default();
            let sex = words.sex(student.facts.sex);
            table.row([it.student_no, it.name, sex, it.class.unwrap_or_default(), room, level, it.phone.unwrap_or_default()]);
        }
        out.table(words, &table)
    })
}

pub(super) fn rooms(seat: &Seat, desk: &Desk, args: &ListArgs, out: &mut Out) -> Outcome<()> {
    let words = &seat.words;
    asking!(seat, desk, args => campus, finding, span, filters);
    span.must_be_open(words)?;
    let building = filters.take("building", |it| finding.building(it))?;
    let floor = filters.take("floor", |it| number(words, "floor", it))?;
    let purpose = filters.take("use", |it| {
        const ALL: [RoomUse; 3] = [RoomUse::Dwelling, RoomUse::Duty, RoomUse::Other];
        one_of(words, "use", it, &ALL, RoomUse::key, |_, it| it.key().to_owned())
    })?;
    let vacant = filters.take("vacant", |it| yes(words, "vacant", it))?;
    let signed = filters.take("sign", |it| Ok(it.to_owned()))?;
    filters.end()?;
    let mut buildings: Vec<_> = campus.places().buildings().collect();
    buildings.sort_by_key(|(_, it)| (it.number.len(), it.number.clone()));
    let all = buildings.iter().filter(|(id, _)| building.is_none_or(|it| it == *id)).flat_map(|(id, _)| campus.places().rooms_of(*id));
    let fits = |id: &RoomId| {
        campus.places().room(*id).is_some_and(|it| {
            let is_vacant = it.purpose == RoomUse::Dwelling && campus.people().in_room(*id).len() < usize::from(it.beds);
            floor.is_none_or(|floor| i64::from(it.floor) == floor) && is(purpose, it.purpose) && is(vacant, is_vacant)
        })
    };
    let signs = view::Signs::new(&campus, desk.sight(&campus), desk.now());
    let views = all.copied().filter(fits).filter_map(|id| view::room(&campus, id, &signs));
    let views: Vec<_> = views.filter(|it| signed.is_none() || it.sign == signed).take(args.limit.count()).collect();
    out.hand(words, views, |out, views| {
        let mut table = Table::new([
            say!(words, "cli-head-room"),
            say!(words, "cli-head-beds"),
            say!(words, "cli-head-students"),
            say!(words, "cli-head-sign"),
        ]);
        for it in &views {
            let sign = it.sign.as_deref().map(|sign| say_sign(words, sign)).unwrap_or_default();
            table.row([it.place.clone(), format!("{}/{}", it.students.len(), it.beds), it.students.join(" "), sign]);
        }
        out.table(words, &table)
    })
}

/// The worst thing that waits in a room, for people.
pub(in crate::cli) fn say_sign(words: &Words, sign: &str) -> String {
    let numbered = |prefix: &str| sign.strip_prefix(prefix).and_then(|it| it.parse::<u8>().ok());
    if let Some(severity) = numbered("incident_").and_then(Severity::from_number) {
        return say!(words, "cli-sign-incident", severity = severity.roman());
    }
    if let Some(level) = numbered("concern_").and_then(Concern::from_number) {
        return say!(words, "cli-sign-concern", level = words.concern(level));
    }
    match sign {
        "absent" => words.presence(Some(Presence::Absent)),
        "late" => words.presence(Some(Presence::Late)),
        "missing" => say!(words, "cli-sign-missing"),
        "mend" => say!(words, "cli-sign-mend"),
        "finding" => say!(words, "cli-sign-finding"),
        _ => say!(words, "cli-sign-overdue"),
    }
}
