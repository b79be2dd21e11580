//! A student, a room.

use super::super::ask::short_time;
use super::super::list::say_sign;
use super::super::out::{Out, Outcome};
use super::super::seat::Seat;
use super::super::view;
use super::Shown;
use super::history::{self, Event};
use crate::campus::{
    Act, Campus, Concern, Detail, Finding, IncidentState, OfficerPost, PersonAct, Presence, RoomId, RoomMark, Seq, Sheet, Spot,
    StudentFacts, StudentId,
};
use crate::desk::{Desk, Sight};
use crate::say;
use crate::words::Words;
use serde::Serialize;
use serde_json::Value;

/// A student with the posts they hold and who shares their room.
#[derive(Serialize)]
struct Person {
    #[serde(flatten)]
    student: view::StudentView,
    ethnic: Option<String>,
    political: Option<String>,
    posts: Vec<PostView>,
    room_mates: Vec<view::Candidate>,
    moves: Vec<view::MoveView>,
    /// As far as it is seen that there are any.
    leaves: Vec<view::LeaveView>,
    searches: Vec<view::SearchView>,
    /// What set the level, the latest first, as far as it is seen; why, `care show` says.
    levels: Vec<view::LevelView>,
    marks: Vec<view::MarkOfView>,
    last_round: Option<Checked>,
}

/// The last round that looked into a room, and how it found a student; `None` where they were simply there, or where it is not seen.
#[derive(Serialize)]
struct Checked {
    duty_date: String,
    at: String,
    by: String,
    presence: Option<&'static str>,
}

/// A post of the students' grid.
#[derive(Serialize)]
struct PostView {
    post: &'static str,
    from: String,
    until: Option<String>,
    #[serde(skip)]
    said: String,
}

/// A student: what the roster says, posts, talks, incidents, nights away, and what imports changed.
pub(super) fn student(seat: &Seat, desk: &Desk, id: StudentId, out: &mut Out) -> Outcome<()> {
    let words = &seat.words;
    // Imports are too large to name their students in the header, so each is looked into.
    let imports =
        history::scan(seat, desk, Seq(1), |it| it.kind.starts_with("person.") || &*it.kind == "undone" && it.subjects.len() == 1)?;
    let (told, mut events) = {
        let campus = desk.campus();
        let sight = desk.sight(&campus);
        let told = sight.talks_of(id).map(|it| it.seq()).chain(sight.incidents_of(id).map(|it| it.seq()));
        (told.collect::<Vec<Seq>>(), nights_away(words, &campus, sight, id))
    };
    for event in history::events(seat, desk, &told)? {
        let letter = if event.kind.starts_with("talk") { 'T' } else { 'I' };
        let name = format!("{letter}{}", event.seq);
        events.push(event.with("id", name.clone(), name));
    }
    for seq in imports {
        let entry = desk.entry(seq).map_err(|fault| super::Problem::fault(words, &fault))?;
        let campus = desk.campus();
        let Some(no) = campus.people().student(id).map(|it| it.facts.no.clone()) else { continue };
        if let Some((entry, (before, after))) =
            entry.and_then(|entry| Some((roster_change(&entry.act, &no)?, entry))).map(|(change, entry)| (entry, change))
        {
            let changes = changed_fields(before.as_ref(), &after);
            let said = changes.join(" ");
            events.push(Event::new(&campus, entry.seq, entry.at, entry.by, entry.act.kind()).with("fields", changes, said));
        }
    }
    let campus = desk.campus();
    let Some(it) = campus.people().student(id) else { return Ok(()) };
    let Some(seen) = desk.sight(&campus).student(id) else { return Ok(()) };
    let posts = campus.staff().officers().iter().filter(|it| it.student == id).map(|it| PostView {
        post: it.post.key(),
        from: view::date(it.from),
        until: it.until.map(view::date),
        said: words.officer(it.post),
    });
    let mates = it.facts.bed.map(|bed| campus.people().in_room(bed.room)).unwrap_or_default();
    let mates = mates.iter().filter(|mate| **mate != id).filter_map(|mate| view::candidate(&campus, *mate));
    let person = Person {
        student: view::student(&campus, it, &seen),
        ethnic: seen.detail(Detail::Ethnic).map(str::to_owned),
        political: seen.detail(Detail::Political).map(str::to_owned),
        posts: posts.collect(),
        room_mates: mates.collect(),
        moves: campus.people().moves().of_student(id).map(|it| view::moved(&campus, it)).collect(),
        leaves: leaves(&campus, desk.sight(&campus), id),
        searches: searches(&campus, desk.sight(&campus), id),
        levels: desk.sight(&campus).levels_of(id).rev().map(|it| view::level(&campus, &it)).collect(),
        marks: desk.sight(&campus).marks_of(id).rev().map(|it| view::mark_of(&campus, desk.sight(&campus), it)).collect(),
        last_round: it.facts.bed.and_then(|bed| last_check(&campus, desk.sight(&campus), bed.room, id)),
    };
    let shown = Shown { kind: "student", it: person, history: history::in_order(events) };
    out.answer(words, &shown, |out| {
        let Person { student, ethnic, political, posts, room_mates, .. } = &shown.it;
        let own = |it: &Option<String>| it.clone().unwrap_or_default();
        let bed = student.bed.map(|it| format!("-{it}")).unwrap_or_default();
        let level = seen.level().filter(|it| *it != Concern::None).map(|it| words.concern(it)).unwrap_or_default();
        let fields = [
            (say!(words, "cli-head-student-no"), student.student_no.clone()),
            (say!(words, "cli-head-name"), student.name.clone()),
            (say!(words, "cli-head-sex"), words.sex(it.facts.sex)),
            (say!(words, "cli-head-department"), own(&student.department)),
            (say!(words, "cli-head-class"), own(&student.class)),
            (say!(words, "cli-head-room"), student.place.as_ref().map(|it| format!("{it}{bed}")).unwrap_or_default()),
            (say!(words, "cli-head-phone"), own(&student.phone)),
            (say!(words, "cli-head-guardian"), own(&student.guardian_phone)),
            (say!(words, "cli-head-identity"), own(&student.identity_no)),
            (say!(words, "cli-head-ethnic"), own(ethnic)),
            (say!(words, "cli-head-political"), own(political)),
            (say!(words, "cli-head-level"), level),
            (say!(words, "cli-head-state"), if student.left { say!(words, "cli-why-left") } else { String::new() }),
            (
                say!(words, "cli-head-posts"),
                posts.iter().filter(|it| it.until.is_none()).map(|it| it.said.clone()).collect::<Vec<_>>().join(" "),
            ),
            (say!(words, "cli-head-mates"), room_mates.iter().map(|it| it.name.clone()).collect::<Vec<_>>().join(" ")),
        ];
        fields.into_iter().try_for_each(|(name, value)| out.field(words, name, &value))?;
        more(words, &shown.it, out)?;
        history::tell(words, &shown.history, out)
    })
}

/// Moves, leaves, searches and the last round, for people.
fn more(words: &Words, it: &Person, out: &mut Out) -> Outcome<()> {
    let moves = it.moves.iter().rev().map(|it| format!("{} {}", it.day, it.said()));
    let leave =
        |it: &view::LeaveView| format!("{} {} – {} {}", it.id, short_time(&it.from), short_time(&it.until), words.leave_state(it.stands));
    let search = |it: &view::SearchView| {
        let incident = it.incident.as_deref().unwrap_or_default();
        format!("{} {} {} {incident}", it.duty_date, it.place, words.search_state(it.stands)).trim_end().to_owned()
    };
    let checked = it.last_round.as_ref().map(|it| {
        let presence = it.presence.and_then(Presence::from_key).map(|it| words.presence(Some(it))).unwrap_or_default();
        format!("{} {} {presence}", short_time(&it.at), it.by).trim_end().to_owned()
    });
    out.field(words, say!(words, "cli-head-last-round"), &checked.unwrap_or_default())?;
    out.field(words, say!(words, "cli-head-leaves"), &it.leaves.iter().map(leave).collect::<Vec<_>>().join("\n"))?;
    out.field(words, say!(words, "cli-head-searches"), &it.searches.iter().map(search).collect::<Vec<_>>().join("\n"))?;
    let level = |it: &view::LevelView| {
        let level = Concern::from_number(it.level).map(|it| words.concern(it)).unwrap_or_default();
        format!("{} {level} {}", it.day, it.by)
    };
    let mark = |it: &view::MarkOfView| {
        let answered = if it.answered { say!(words, "cli-care-answered") } else { String::new() };
        format!("{} {} {} {answered}", it.id, it.day, words.trigger(it.said)).trim_end().to_owned()
    };
    out.field(words, say!(words, "cli-head-levels"), &it.levels.iter().map(level).collect::<Vec<_>>().join("\n"))?;
    out.field(words, say!(words, "cli-head-marks"), &it.marks.iter().map(mark).collect::<Vec<_>>().join("\n"))?;
    out.field(words, say!(words, "cli-head-moves"), &moves.collect::<Vec<_>>().join("\n"))
}

fn leaves(campus: &Campus, sight: Sight<'_>, id: StudentId) -> Vec<view::LeaveView> {
    let seen = campus.leaves().of_student(id).rev().filter(|it| sight.sees_leave(it));
    seen.map(|it| view::leave(campus, sight, it)).collect()
}

fn searches(campus: &Campus, sight: Sight<'_>, id: StudentId) -> Vec<view::SearchView> {
    let heads = campus.searches().heads().iter().rev();
    let seen = heads.filter(|it| it.student == id && sight.sees_whereabouts(it.by, id));
    seen.map(|it| view::search(campus, it)).collect()
}

fn last_check(campus: &Campus, sight: Sight<'_>, room: RoomId, id: StudentId) -> Option<Checked> {
    let it = campus.places().room(room)?;
    let sheets = campus.rounds().sheets().iter().filter(|sheet| sheet.building == it.building && sheet.floor == it.floor);
    let marked = sheets.filter_map(|sheet| Some((sheet, sheet.marks.iter().find(|it| it.room == room)?)));
    marked.max_by_key(|(sheet, _)| sheet.day).map(|(sheet, mark)| Checked {
        duty_date: view::date(sheet.day),
        at: view::time(campus, sheet.at),
        by: view::login(campus, sheet.by),
        presence: sight.whereabouts(sheet.author(), mark, id).map(Presence::key),
    })
}

fn nights_away(words: &Words, campus: &Campus, sight: Sight<'_>, id: StudentId) -> Vec<Event> {
    let seen = campus.rounds().sheets().iter().filter(|it| sight.sees_whereabouts(it.author(), id));
    let found = seen.flat_map(|sheet| {
        let away = sheet.marks.iter().flat_map(|mark| mark.away.iter()).filter(move |(who, _)| *who == id);
        away.map(move |(_, how)| (sheet, *how))
    });
    found.map(|(sheet, how)| marked(words, campus, sheet).with("presence", how.key(), words.presence(Some(how)))).collect()
}

fn marked(words: &Words, campus: &Campus, sheet: &Sheet) -> Event {
    let event = Event::new(campus, sheet.seq, sheet.at, sheet.by, "round.marked");
    event.with("id", format!("R{}", sheet.seq), "").with("duty_date", view::date(sheet.day), words.day_long(sheet.day))
}

/// What an import, or taking one back, changed of a student.
fn roster_change(act: &Act, no: &str) -> Option<(Option<StudentFacts>, StudentFacts)> {
    match act {
        Act::Person(PersonAct::Imported(import)) => {
            let change = import.students.iter().find(|it| &*it.after.no == no)?;
            Some((change.before.as_ref().map(|(_, facts)| facts.clone()), change.after.clone()))
        }
        Act::Person(PersonAct::ImportReverted { students }) => {
            let change = students.iter().find(|it| &*it.after.no == no)?;
            let gone = || StudentFacts { left: true, bed: None, ..change.after.clone() };
            Some((Some(change.after.clone()), change.before.as_ref().map_or_else(gone, |(_, facts)| facts.clone())))
        }
        Act::Undone { by, .. } if !matches!(**by, Act::Undone { .. }) => roster_change(by, no),
        _ => None,
    }
}

/// The fields that are not what they were.
fn changed_fields(before: Option<&StudentFacts>, after: &StudentFacts) -> Vec<&'static str> {
    let Some(before) = before else { return vec!["added"] };
    let fields = [
        ("name", before.name != after.name),
        ("sex", before.sex != after.sex),
        ("class", before.class != after.class),
        ("department", before.department != after.department),
        ("bed", before.bed != after.bed),
        ("phone", before.phone != after.phone),
        ("guardian_phone", before.guardian_phone != after.guardian_phone),
        ("details", before.more != after.more),
        ("left", before.left != after.left),
    ];
    fields.into_iter().filter(|(_, changed)| *changed).map(|(name, _)| name).collect()
}

/// A room with who sleeps there.
#[derive(Serialize)]
struct Dwelling {
    #[serde(flatten)]
    room: view::RoomView,
    people: Vec<view::Candidate>,
    officers: Vec<OfficerView>,
    moves: Vec<view::MoveView>,
    score: Option<ScoreView>,
    last_round: Option<RoundOfRoom>,
}

/// Who of the students' grid looks after a room.
#[derive(Serialize)]
struct OfficerView {
    post: &'static str,
    student_no: String,
    name: String,
    #[serde(skip)]
    said: String,
}

/// The hygiene score a room has.
#[derive(Serialize)]
struct ScoreView {
    day: String,
    points: u8,
    stars: u8,
    mend_by: Option<String>,
    mended: Option<String>,
    appeal: &'static str,
}

/// What the last round wrote down of a room.
#[derive(Serialize)]
struct RoundOfRoom {
    duty_date: String,
    at: String,
    by: String,
    #[serde(flatten)]
    mark: view::MarkView,
}

/// A room: who sleeps there, what the rounds found, and the talks and incidents that point at it.
pub(super) fn room(seat: &Seat, desk: &Desk, id: RoomId, out: &mut Out) -> Outcome<()> {
    let words = &seat.words;
    let here = Spot::Room(id);
    let (told, mut events) = {
        let campus = desk.campus();
        let sight = desk.sight(&campus);
        let talks = sight.talks().filter(|it| it.place() == Some(&here)).map(|it| it.seq());
        let standing = campus.incidents().heads().iter().filter(|it| it.state != IncidentState::Withdrawn);
        let incidents = standing.filter_map(|it| sight.incident(it)).filter(|it| it.place() == Some(&here)).map(|it| it.seq());
        let told: Vec<Seq> = talks.chain(incidents).collect();
        (told, checks(words, &campus, sight, id))
    };
    for event in history::events(seat, desk, &told)? {
        let letter = if event.kind.starts_with("talk") { 'T' } else { 'I' };
        let name = format!("{letter}{}", event.seq);
        events.push(event.with("id", name.clone(), name));
    }
    let campus = desk.campus();
    let signs = view::Signs::new(&campus, desk.sight(&campus), desk.now());
    let Some(room) = view::room(&campus, id, &signs) else { return Ok(()) };
    let people = campus.people().in_room(id).iter().filter_map(|id| view::candidate(&campus, *id)).collect();
    let it = Dwelling {
        room,
        people,
        officers: officers(words, &campus, id),
        moves: campus.people().moves().of_room(id).rev().map(|it| view::moved(&campus, it)).collect(),
        score: score(&campus, id),
        last_round: last_round(&campus, desk.sight(&campus), id),
    };
    let shown = Shown { kind: "room", it, history: history::in_order(events) };
    out.answer(words, &shown, |out| {
        let Dwelling { room, people, officers, moves, score, last_round } = &shown.it;
        out.field(words, say!(words, "cli-head-room"), &room.place)?;
        out.field(words, say!(words, "cli-head-beds"), &format!("{}/{}", people.len(), room.beds))?;
        out.field(words, say!(words, "cli-head-sign"), &room.sign.as_deref().map(|it| say_sign(words, it)).unwrap_or_default())?;
        people.iter().try_for_each(|it| out.line(words, &format!("  {}", it.line())))?;
        let officers: Vec<String> = officers.iter().map(|it| format!("{} {}", it.said, it.name)).collect();
        out.field(words, say!(words, "cli-head-officers"), &officers.join(" "))?;
        let score = score.as_ref().map(|it| say!(words, "cli-score", points = it.points, stars = it.stars, day = it.day.as_str()));
        out.field(words, say!(words, "cli-head-score"), &score.unwrap_or_default())?;
        let checked = last_round.as_ref().map(|it| {
            let away = it.mark.away.iter().map(|it| format!("{} {}", it.name, words.presence(Presence::from_key(it.presence))));
            let found = it.mark.findings.iter().filter_map(|it| Finding::from_key(it)).map(|it| words.finding(it));
            std::iter::once(short_time(&it.at)).chain([it.by.clone()]).chain(away).chain(found).collect::<Vec<_>>().join("  ")
        });
        out.field(words, say!(words, "cli-head-last-round"), &checked.unwrap_or_default())?;
        let moves: Vec<String> = moves.iter().map(|it| format!("{} {} {}", it.day, it.name, it.said())).collect();
        out.field(words, say!(words, "cli-head-moves"), &moves.join("\n"))?;
        history::tell(words, &shown.history, out)
    })
}

fn officers(words: &Words, campus: &Campus, id: RoomId) -> Vec<OfficerView> {
    let Some(room) = campus.places().room(id) else { return Vec::new() };
    let (house, floor) = (OfficerPost::BuildingHead(room.building), OfficerPost::FloorHead(room.building, room.floor));
    let posts = [OfficerPost::RoomHead(id), OfficerPost::PartyRoom(id), floor, house];
    let held = posts.into_iter().flat_map(|post| campus.staff().holders(post).map(move |student| (post, student)));
    let view = |(post, student): (OfficerPost, StudentId)| {
        let facts = &campus.people().student(student).filter(|it| !it.facts.is_erased())?.facts;
        Some(OfficerView { post: post.key(), student_no: facts.no.to_string(), name: facts.name.to_string(), said: words.officer(post) })
    };
    held.filter_map(view).collect()
}

fn score(campus: &Campus, id: RoomId) -> Option<ScoreView> {
    let it = campus.hygiene().last(id)?;
    Some(ScoreView {
        day: view::date(it.day),
        points: it.points,
        stars: campus.presets().rules().hygiene.stars_of(it.points),
        mend_by: it.mend_by.map(view::date),
        mended: it.mended.map(view::date),
        appeal: it.appeal.key(),
    })
}

fn last_round(campus: &Campus, sight: Sight<'_>, id: RoomId) -> Option<RoundOfRoom> {
    let room = campus.places().room(id)?;
    let sheets = campus.rounds().sheets().iter().filter(|it| it.building == room.building && it.floor == room.floor);
    let marked = sheets.filter_map(|sheet| Some((sheet, sheet.marks.iter().find(|it| it.room == id)?)));
    marked.max_by_key(|(sheet, _)| sheet.day).map(|(sheet, mark)| RoundOfRoom {
        duty_date: view::date(sheet.day),
        at: view::time(campus, sheet.at),
        by: view::login(campus, sheet.by),
        mark: view::mark(campus, sight, sheet.author(), mark),
    })
}

/// What the rounds wrote down of a room; nights on which all was well say nothing, nor do those of which nothing is seen.
fn checks(words: &Words, campus: &Campus, sight: Sight<'_>, id: RoomId) -> Vec<Event> {
    let Some(room) = campus.places().room(id) else { return Vec::new() };
    let sheets = campus.rounds().sheets().iter().filter(|it| it.building == room.building && it.floor == room.floor);
    let marks = sheets.filter_map(|sheet| Some((sheet, sheet.marks.iter().find(|it| it.room == id)?)));
    let told = marks.filter_map(|(sheet, mark)| {
        let away = seen(sight, sheet, mark);
        let event = !away.is_empty() || !mark.findings.is_empty();
        event.then(|| with_mark(marked(words, campus, sheet), words, campus, (&away, mark)))
    });
    told.collect()
}

/// Who was away from a room, as far as it is seen.
pub(super) fn seen(sight: Sight<'_>, sheet: &Sheet, mark: &RoomMark) -> Vec<(StudentId, Presence)> {
    mark.away.iter().filter_map(|(id, _)| Some((*id, sight.whereabouts(sheet.author(), mark, *id)?))).collect()
}

/// An event with who was away from a room and what was found in it.
fn with_mark(event: Event, words: &Words, campus: &Campus, (gone, mark): (&[(StudentId, Presence)], &RoomMark)) -> Event {
    let said = |(id, how): &(StudentId, Presence)| {
        let name = campus.people().student(*id).map(|it| it.facts.name.to_string()).unwrap_or_default();
        format!("{name} {}", words.presence(Some(*how)))
    };
    let away_said: Vec<_> = gone.iter().map(said).collect();
    let found_said: Vec<_> = mark.findings.iter().map(|it| words.finding(*it)).collect();
    event.with("away", away(campus, gone), away_said.join(" ")).with("findings", findings(mark), found_said.join(" "))
}

/// Who was away, for scripts.
pub(super) fn away(campus: &Campus, gone: &[(StudentId, Presence)]) -> Value {
    let away = gone.iter().map(|(id, how)| serde_json::json!({ "student_no": view::student_no(campus, *id), "presence": how.key() }));
    Value::Array(away.collect())
}

/// What was found, for scripts.
pub(super) fn findings(mark: &RoomMark) -> Value {
    mark.findings.iter().copied().map(Finding::key).collect::<Vec<_>>().into()
}
