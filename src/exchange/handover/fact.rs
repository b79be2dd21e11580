//! What a write-back of a line has to say (复述要点): whom or where, what, what is to be done, by whom, by when; each in the ways people say it.

use crate::campus::{Campus, Concern, Fact, FactKind, HandoverItem, HandoverLine, Spot, Stamp, StudentId, UserId};
use crate::desk::Sight;
use crate::desk::handover::catchwords;
use crate::words::Words;
use chrono::{Datelike as _, Timelike as _};

/// The facts of a line as `sight` sees it; `reader` is who writes back, at `now`. None of a line that is not seen.
pub fn facts(words: &Words, campus: &Campus, sight: Sight<'_>, line: &HandoverLine, (reader, now): (UserId, Stamp)) -> Vec<Fact> {
    if line.item.is_some_and(|it| !sight.sees_item(it)) {
        return Vec::new();
    }
    let mut facts = Vec::new();
    if let Some(item) = line.item {
        about(words, campus, sight, item, &mut facts);
    }
    if let Some(owner) = line.owner.and_then(|id| campus.staff().user(id).map(|it| (id, it))) {
        let (id, user) = owner;
        let mut forms = vec![user.name.to_string()];
        if id == reader {
            forms.extend(listed(words, "campus-forms-me"));
        }
        facts.push(Fact { kind: FactKind::Owner, said: user.name.to_string(), forms });
    }
    if let Some(due) = line.due {
        facts.push(when(words, campus, due, now));
    }
    if !line.action.trim().is_empty() {
        let forms = catchwords(&line.action, &facts);
        // An action of one sign, or nothing but a name, cannot be compared.
        if !forms.is_empty() {
            facts.insert(facts.len().min(2), Fact { kind: FactKind::Action, said: line.action.trim().to_owned(), forms });
        }
    }
    facts
}

/// The words of a message, split at blanks.
fn listed(words: &Words, id: &str) -> Vec<String> {
    words.get(id).split_whitespace().map(str::to_owned).collect()
}

fn about(words: &Words, campus: &Campus, sight: Sight<'_>, item: HandoverItem, facts: &mut Vec<Fact>) {
    let mut what = |said: String, forms: Vec<String>| facts.push(Fact { kind: FactKind::What, said, forms });
    let mut with = |id: &str| {
        let forms = listed(words, id);
        what(forms.first().cloned().unwrap_or_default(), forms);
    };
    match item {
        HandoverItem::Incident(seq) => {
            let Some(it) = campus.incidents().get(seq).and_then(|it| sight.incident(it)) else { return };
            let severity = words.severity(it.severity());
            let category = it.category().map(|it| (words.category(it), it.key()));
            let said = category.as_ref().map_or_else(|| severity.clone(), |(said, _)| said.clone());
            let mut forms = vec![severity, format!("{}级", it.severity().number()), format!("{}级", it.severity().roman())];
            if let Some((said, key)) = category {
                // `火灾、用电` is said with either word.
                forms.extend(said.split(['、', '/', '，', ',']).map(|it| it.trim().to_owned()));
                // `心理危机` is said with `心理` as well.
                forms.extend(catchwords(&said, &[]));
                forms.push(key.replace('_', " "));
            }
            what(said, forms);
            people(campus, it.students().unwrap_or_default(), it.place(), facts);
        }
        HandoverItem::Search { student, .. } => {
            with("campus-forms-search");
            people(campus, &[student], None, facts);
        }
        HandoverItem::Round(seq) => {
            with("campus-forms-round");
            use crate::campus::RoundScope as S;
            let building = campus.rounds().walk(seq).and_then(|it| match &it.begun.scope {
                S::Building(id) | S::Floor(id, _) => Some(*id),
                S::Sample { .. } => None,
            });
            if let Some(it) = building.and_then(|id| campus.places().building(id)) {
                let number = it.number.to_string();
                facts.push(Fact { kind: FactKind::Who, said: number.clone(), forms: vec![number] });
            }
        }
        HandoverItem::FollowUp(seq) => {
            let Some(it) = campus.talks().get(seq).and_then(|it| sight.talk(it)) else { return };
            let mut forms = listed(words, "campus-forms-follow-up");
            forms.extend(it.topic().map(|it| words.topic(it)));
            what(forms.first().cloned().unwrap_or_default(), forms);
            people(campus, it.students().unwrap_or_default(), None, facts);
        }
        HandoverItem::Leave(seq) => {
            let Some(it) = campus.leaves().get(seq) else { return };
            with("campus-forms-leave");
            people(campus, &[it.student], None, facts);
        }
        HandoverItem::Change(seq) => {
            let Some(it) = campus.changes().get(seq) else { return };
            with("campus-forms-change");
            if let Some(user) = campus.staff().user(it.user) {
                facts.push(Fact { kind: FactKind::Who, said: user.name.to_string(), forms: vec![user.name.to_string()] });
            }
        }
        HandoverItem::Student(student) => {
            if sight.level(student) != Concern::None {
                with("campus-forms-student");
            }
            people(campus, &[student], None, facts);
        }
    }
}

/// Whom it is about or where: any of the names, or the place. It goes before what it is.
fn people(campus: &Campus, students: &[StudentId], place: Option<&Spot>, facts: &mut Vec<Fact>) {
    let mut forms = Vec::new();
    let mut said = None;
    let room_forms = |room: crate::campus::RoomId| {
        let number = campus.places().room(room).map(|it| it.number.to_string()).unwrap_or_default();
        [campus.write_room(room), number]
    };
    for id in students {
        let Some(it) = campus.people().student(*id) else { continue };
        said.get_or_insert_with(|| it.facts.name.to_string());
        forms.push(it.facts.name.to_string());
        forms.extend(it.facts.bed.map(|bed| room_forms(bed.room)).into_iter().flatten());
    }
    match place {
        Some(Spot::Room(room)) => {
            said.get_or_insert_with(|| campus.write_room(*room));
            forms.extend(room_forms(*room));
        }
        Some(Spot::Building(id)) => {
            let number = campus.places().building(*id).map(|it| it.number.to_string()).unwrap_or_default();
            said.get_or_insert_with(|| number.clone());
            forms.push(number);
        }
        Some(Spot::Community(id)) => {
            let name = campus.places().community(*id).map(|it| it.name.to_string()).unwrap_or_default();
            said.get_or_insert_with(|| name.clone());
            forms.push(name);
        }
        Some(Spot::Words(words)) if students.is_empty() => {
            said.get_or_insert_with(|| words.to_string());
            forms.push(words.to_string());
        }
        Some(Spot::Words(_)) | None => {}
    }
    if let Some(said) = said {
        facts.insert(0, Fact { kind: FactKind::Who, said, forms });
    }
}

/// By when: the clock where it is today or in the next hours, the day or the clock otherwise. What is overdue may as well be said to be due at once.
fn when(words: &Words, campus: &Campus, due: Stamp, now: Stamp) -> Fact {
    let zone = campus.zone();
    // Midnight is the end of the day before.
    let local = due.local(zone);
    let midnight = (local.hour(), local.minute()) == (0, 0);
    let day = if midnight { due.day(zone).plus(-1) } else { due.day(zone) };
    let today = now.day(zone);
    let said = if midnight { words.day_near(day, today) } else { words.moment(due, now, zone) };
    let mut forms = Vec::new();
    if !midnight {
        for hour in [local.hour(), local.hour() % 12] {
            let minute = local.minute();
            forms.push(format!("{hour}:{minute:02}"));
            forms.push(format!("{hour:02}:{minute:02}"));
            forms.push(format!("{hour}点{minute}"));
            forms.push(format!("{hour}点{minute:02}"));
            forms.push(format!("{hour}时{minute}"));
            forms.push(format!("{hour}{minute:02}"));
            if minute == 30 {
                forms.push(format!("{hour}点半"));
            }
        }
        if local.minute() == 0 {
            forms.extend([format!("{}点", local.hour()), format!("{}时", local.hour())]);
        }
    }
    // Of what is due in the hours to come the day says too little: at 23:40 all of it is due tomorrow.
    let soon = now < due && due <= now.plus_minutes(12 * 60);
    if midnight || (day != today && !soon) {
        let date = day.date();
        forms.extend([words.day_near(day, today), words.day(day), words.weekday(day)]);
        forms.extend([format!("{}/{}", date.month(), date.day()), format!("{}月{}日", date.month(), date.day())]);
        forms.extend([format!("{}日", date.day()), format!("{}号", date.day())]);
    }
    if due <= now {
        forms.extend(listed(words, "campus-forms-at-once"));
    }
    Fact { kind: FactKind::When, said, forms }
}
