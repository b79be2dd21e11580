//! Students and rooms.

use super::{date, masked, student_nos};
use crate::campus::{Campus, Concern, Day, Detail, Presence, RoomId, RoomUse, Spot, Stamp, Student, StudentId};
use crate::desk::Sight;
use crate::desk::rights::StudentSight;
use serde::Serialize;
use std::collections::{HashMap, HashSet};

/// A student.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(in crate::cli) struct StudentView {
    pub(in crate::cli) student_no: String,
    pub(in crate::cli) name: String,
    pub(in crate::cli) sex: Option<&'static str>,
    pub(in crate::cli) department: Option<String>,
    pub(in crate::cli) class: Option<String>,
    pub(in crate::cli) building: Option<String>,
    pub(in crate::cli) room: Option<String>,
    pub(in crate::cli) bed: Option<u8>,
    /// Building and room as the college writes them.
    pub(in crate::cli) place: Option<String>,
    pub(in crate::cli) level: Option<u8>,
    pub(in crate::cli) level_since: Option<String>,
    pub(in crate::cli) phone: Option<String>,
    pub(in crate::cli) guardian_phone: Option<String>,
    pub(in crate::cli) identity_no: Option<String>,
    pub(in crate::cli) left: bool,
}

pub(in crate::cli) fn student(campus: &Campus, it: &Student, seen: &StudentSight<'_>) -> StudentView {
    let facts = &it.facts;
    let room = facts.bed.and_then(|bed| campus.places().room(bed.room));
    StudentView {
        student_no: facts.no.to_string(),
        name: facts.name.to_string(),
        sex: facts.sex.map(|it| it.key()),
        department: facts.department.and_then(|id| campus.people().department(id)).map(|it| it.name.to_string()),
        class: facts.class.and_then(|id| campus.people().class(id)).map(|it| it.name.to_string()),
        building: room.and_then(|it| campus.places().building(it.building)).map(|it| it.number.to_string()),
        room: room.map(|it| it.number.to_string()),
        bed: facts.bed.map(|it| it.bed).filter(|it| *it > 0),
        place: facts.bed.map(|it| campus.write_room(it.room)),
        level: seen.level().map(Concern::number),
        level_since: seen.level_since().map(date),
        phone: seen.phone().and_then(masked),
        guardian_phone: seen.guardian_phone().and_then(masked),
        identity_no: seen.detail(Detail::IdentityNo).and_then(masked),
        left: facts.left,
    }
}

/// A room.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(in crate::cli) struct RoomView {
    pub(in crate::cli) building: String,
    pub(in crate::cli) floor: i8,
    pub(in crate::cli) room: String,
    pub(in crate::cli) place: String,
    pub(in crate::cli) r#use: &'static str,
    pub(in crate::cli) beds: u8,
    pub(in crate::cli) students: Vec<String>,
    pub(in crate::cli) sign: Option<String>,
}

pub(in crate::cli) fn room(campus: &Campus, id: RoomId, signs: &Signs<'_>) -> Option<RoomView> {
    let it = campus.places().room(id)?;
    Some(RoomView {
        building: campus.places().building(it.building).map(|it| it.number.to_string()).unwrap_or_default(),
        floor: it.floor,
        room: it.number.to_string(),
        place: campus.write_room(id),
        r#use: it.purpose.key(),
        beds: it.beds,
        students: student_nos(campus, campus.people().in_room(id)),
        sign: (it.purpose == RoomUse::Dwelling || signs.incidents.contains_key(&id)).then(|| signs.of(campus, id)).flatten(),
    })
}

/// What waits in the rooms, tonight, as far as this user sees it.
pub(in crate::cli) struct Signs<'a> {
    sight: Sight<'a>,
    night: Day,
    /// The gravest open incident that points at a room or at somebody who sleeps there.
    incidents: HashMap<RoomId, u8>,
    /// Students whose follow-up is overdue.
    overdue: HashSet<StudentId>,
    /// The rooms of students who are looked for.
    missing: HashSet<RoomId>,
}

impl<'a> Signs<'a> {
    pub(in crate::cli) fn new(campus: &Campus, sight: Sight<'a>, now: Stamp) -> Self {
        let (night, today) = (now.duty_day(campus.zone()), now.day(campus.zone()));
        let mut incidents = HashMap::new();
        for it in sight.real_incidents() {
            let students = it.students().unwrap_or_default().iter();
            let beds = students.filter_map(|id| campus.people().student(*id)?.facts.bed).map(|bed| bed.room);
            let place = if let Some(Spot::Room(room)) = it.place() { Some(*room) } else { None };
            for room in beds.chain(place) {
                let gravest = incidents.entry(room).or_insert(u8::MAX);
                *gravest = (*gravest).min(it.severity().number());
            }
        }
        let overdue = sight.awaiting().filter(|it| it.followup().is_some_and(|day| day < today));
        let overdue = overdue.flat_map(|it| it.students().unwrap_or_default().iter().copied()).collect();
        let looked_for = campus.searches().open().filter(|it| sight.sees_whereabouts(it.by, it.student));
        Self { sight, night, incidents, overdue, missing: looked_for.map(|it| it.room).collect() }
    }

    /// The worst thing that waits in a room: `incident_1` … `incident_4`, `missing`, `concern_1` … `concern_4`, `absent`, `late`,
    /// `finding`, `followup_overdue`, `mend`; `None` if nothing does.
    fn of(&self, campus: &Campus, id: RoomId) -> Option<String> {
        let people = || campus.people().in_room(id).iter();
        let mark = campus.rounds().mark(campus.places(), self.night, id);
        let sheet = campus.places().room(id).and_then(|it| campus.rounds().sheet(self.night, it.building, it.floor));
        let away = |how| {
            let seen = |student| mark.zip(sheet).and_then(|(mark, sheet)| self.sight.whereabouts(sheet.author(), mark, student));
            mark.is_some_and(|it| it.away.iter().any(|(student, _)| seen(*student) == Some(how)))
        };
        let to_mend = campus.hygiene().last(id).is_some_and(|it| it.is_to_mend());
        let incident = self.incidents.get(&id).copied();
        let levels = people().map(|id| self.sight.level(*id)).filter(|it| *it != Concern::None);
        let level = levels.map(Concern::number).min();
        let is_overdue = people().any(|id| self.overdue.contains(id));
        let ranked = [
            (incident.is_some_and(|it| it <= 2), incident.map(|it| format!("incident_{it}"))),
            (self.missing.contains(&id), Some("missing".to_owned())),
            (level == Some(1), Some("concern_1".to_owned())),
            (away(Presence::Absent), Some("absent".to_owned())),
            (incident.is_some(), incident.map(|it| format!("incident_{it}"))),
            (level == Some(2), Some("concern_2".to_owned())),
            (mark.is_some_and(|it| !it.findings.is_empty()), Some("finding".to_owned())),
            (is_overdue, Some("followup_overdue".to_owned())),
            (away(Presence::Late), Some("late".to_owned())),
            (to_mend, Some("mend".to_owned())),
            (level.is_some(), level.map(|it| format!("concern_{it}"))),
        ];
        ranked.into_iter().find(|(holds, _)| *holds).and_then(|(_, sign)| sign)
    }
}
