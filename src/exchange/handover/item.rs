//! What a line of a handover is about, as somebody may see it.

use super::super::rounds::Names;
use crate::campus::{Campus, HandoverItem, RoundScope, Spot, StudentId};
use crate::desk::Sight;
use crate::say;
use crate::words::Words;

/// What a line is about, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its id for people and scripts: `I12`, `T9`; a student's number. None where names are left out and it would name somebody.
    pub id: Option<String>,
    /// What kind of thing it is, for scripts.
    pub kind: &'static str,
    /// In a few words: `事件 心理 张三 3#412`.
    pub said: String,
    /// Whom it is about.
    pub students: Vec<StudentId>,
}

/// The name of a student, or what is left of it without names.
pub(super) fn name_of(campus: &Campus, id: StudentId, names: Names) -> String {
    let name = campus.people().student(id).map_or("", |it| &*it.facts.name);
    match names {
        Names::Full => name.to_owned(),
        Names::Masked => masked(name),
    }
}

/// `张*`.
pub(super) fn masked(name: &str) -> String {
    name.chars().next().map(|first| format!("{first}*")).unwrap_or_default()
}

fn room_of(campus: &Campus, id: StudentId) -> Option<String> {
    let bed = campus.people().student(id).and_then(|it| it.facts.bed)?;
    Some(campus.write_room(bed.room))
}

fn spot(words: &Words, campus: &Campus, spot: &Spot, names: Names) -> String {
    match spot {
        Spot::Room(id) if names == Names::Full => campus.write_room(*id),
        Spot::Room(id) => building(words, campus, campus.places().building_of(*id)),
        Spot::Building(id) => building(words, campus, Some(*id)),
        Spot::Community(id) => campus.places().community(*id).map(|it| it.name.to_string()).unwrap_or_default(),
        Spot::Words(words) => words.to_string(),
    }
}

fn building(words: &Words, campus: &Campus, id: Option<crate::campus::BuildingId>) -> String {
    let number = id.and_then(|id| campus.places().building(id)).map_or("", |it| &*it.number);
    say!(words, "report-of-building", number = number)
}

/// What an item is about, if it is seen.
pub fn item(words: &Words, campus: &Campus, sight: Sight<'_>, item: HandoverItem, names: Names) -> Option<Item> {
    if !sight.sees_item(item) {
        return None;
    }
    let full = names == Names::Full;
    let people = |ids: &[StudentId]| ids.iter().map(|id| name_of(campus, *id, names)).collect::<Vec<_>>().join(" ");
    let with_room = |id: StudentId| {
        let room = room_of(campus, id).filter(|_| full).unwrap_or_default();
        format!("{} {room}", name_of(campus, id, names))
    };
    let no = |id: StudentId| campus.people().student(id).map(|it| it.facts.no.to_string()).filter(|_| full);
    let (id, kind, said, students) = match item {
        HandoverItem::Incident(seq) => {
            let it = campus.incidents().get(seq).and_then(|it| sight.incident(it))?;
            let students = it.students().unwrap_or_default().to_vec();
            let category = it.category().map(|it| words.category(it)).unwrap_or_default();
            let place = it.place().map(|it| spot(words, campus, it, names));
            let place = place.or_else(|| students.first().filter(|_| full).and_then(|id| room_of(campus, *id))).unwrap_or_default();
            let said = [it.severity().roman().to_owned(), category, people(&students), place].join(" ");
            (Some(format!("I{seq}")), "incident", said, students)
        }
        HandoverItem::Search { student, .. } => {
            (no(student), "search", say!(words, "campus-item-search", who = with_room(student)), vec![student])
        }
        HandoverItem::Round(seq) => {
            let scope = campus.rounds().walk(seq).map(|it| match &it.begun.scope {
                RoundScope::Building(id) => building(words, campus, Some(*id)),
                RoundScope::Floor(id, floor) => format!("{} {floor}F", building(words, campus, Some(*id))),
                RoundScope::Sample { rooms, .. } => say!(words, "campus-item-sample", rooms = rooms.len()),
            });
            (Some(format!("R{seq}")), "round", say!(words, "campus-item-round", scope = scope.unwrap_or_default()), Vec::new())
        }
        HandoverItem::FollowUp(seq) => {
            let it = campus.talks().get(seq).and_then(|it| sight.talk(it))?;
            let students = it.students().unwrap_or_default().to_vec();
            let topic = it.topic().map(|it| words.topic(it)).unwrap_or_default();
            let said = say!(words, "campus-item-follow-up", topic = topic, who = people(&students));
            (Some(format!("T{seq}")), "follow_up", said, students)
        }
        HandoverItem::Leave(seq) => {
            let it = campus.leaves().get(seq)?;
            let said = say!(words, "campus-item-leave", who = with_room(it.student), state = words.leave_state(it.state));
            (Some(format!("L{seq}")), "leave", said, vec![it.student])
        }
        HandoverItem::Change(seq) => {
            let it = campus.changes().get(seq)?;
            let who = campus.staff().user(it.user).map(|it| it.name.to_string()).unwrap_or_default();
            let said = say!(words, "campus-item-change", who = who, state = words.change_state(it.state));
            (Some(format!("C{seq}")), "change", said, Vec::new())
        }
        HandoverItem::Student(student) => {
            let level = words.concern(sight.level(student));
            (no(student), "student", say!(words, "campus-item-student", who = with_room(student), level = level), vec![student])
        }
    };
    Some(Item { id, kind, said: said.split_whitespace().collect::<Vec<_>>().join(" "), students })
}
