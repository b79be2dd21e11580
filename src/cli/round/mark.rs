//! `round mark`: a room is marked. What was written of it before stays, unless it says otherwise, and is told. With `-`, every line of stdin,
//! each acknowledged after it is durable.

use super::super::args::RoundMarkArgs;
use super::super::choose::{self, When, one_of};
use super::super::lines::{LineFault, Lines};
use super::super::out::{Out, Outcome};
use super::super::problem::{Exit, Problem};
use super::super::seat::Seat;
use super::super::view;
use crate::campus::{Act, Campus, Day, Finding, MarkChange, Presence, Refusal, RoomId, RoomMark, RoundAct, SearchState, StudentId, UserId};
use crate::desk::Desk;
use crate::say;
use crate::text;
use crate::words::Words;
use clap::Parser;
use serde::Serialize;

/// A line of `round mark -`: the same words as on the command line.
#[derive(Debug, Parser)]
#[command(no_binary_name = true, disable_help_flag = true)]
struct MarkLine {
    #[command(flatten)]
    args: RoundMarkArgs,
}

/// What became of a mark.
#[derive(Serialize)]
struct Marked {
    /// `None` where it was written so already.
    seq: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u64>,
    place: String,
    duty_date: String,
    /// Who had marked it before, and how.
    before_by: Option<String>,
    before: Option<view::MarkView>,
    after: view::MarkView,
    /// The entry with the note.
    remark: Option<u64>,
    /// Those who are looked for from now on.
    searches: Vec<String>,
    /// The round of whoever marks, and how far it is.
    round: Option<Progress>,
}

#[derive(Serialize)]
struct Progress {
    id: String,
    checked: u32,
    rooms: u32,
}

/// What is asked for, found.
struct Wish {
    room: RoomId,
    day: Day,
    /// `None` is present.
    status: Option<Presence>,
    students: Vec<StudentId>,
    findings: Vec<Finding>,
}

/// `round mark`.
pub(super) fn run(seat: &Seat, args: &RoundMarkArgs, out: &mut Out) -> Outcome {
    if args.room == "-" {
        return stream(seat, args, out);
    }
    seat.at_desk(out, |desk, out| {
        let marked = mark(seat, desk, args)?;
        tell(&seat.words, &marked, out)?;
        Ok(Exit::Done)
    })
}

fn stream(seat: &Seat, defaults: &RoundMarkArgs, out: &mut Out) -> Outcome {
    let words = &seat.words;
    seat.at_desk(out, |desk, out| {
        let lines = Lines::of_stdin();
        let mut failed = false;
        while let Some(waiting) = lines.next_batch(1) {
            for line in waiting {
                let read = line.text.map_err(|fault| line_fault(words, fault)).and_then(|it| read_line(words, &it));
                let marked = read.and_then(|mut it| {
                    it.day = it.day.or_else(|| defaults.day.clone());
                    mark(seat, desk, &it)
                });
                match marked {
                    Ok(it) => tell(words, &Marked { line: Some(line.number), ..it }, out)?,
                    Err(problem) if matches!(problem.exit, Exit::Damaged | Exit::Bug) || problem.code == "disk_full" => {
                        return Err(problem.with("line", line.number).into());
                    }
                    Err(problem) => {
                        failed = true;
                        out.problem_of_line(words, line.number, &problem.with("line", line.number))?;
                    }
                }
                // Whoever sent the line may be waiting for its answer before sending the next one.
                out.flush(words)?;
            }
        }
        Ok(if failed { Exit::Refused } else { Exit::Done })
    })
}

/// A line in words; what follows `--note` is the note, blanks and all.
fn read_line(words: &Words, line: &str) -> Result<RoundMarkArgs, Problem> {
    let (head, note) = line.split_once(" --note ").map_or((line, None), |(head, note)| (head, Some(note.trim().to_owned())));
    let parsed = MarkLine::try_parse_from(head.split_whitespace());
    let args = parsed.map_err(|_| Problem::usage("bad_line", say!(words, "cli-mark-line")))?.args;
    Ok(RoundMarkArgs { note: note.or(args.note), ..args })
}

fn line_fault(words: &Words, fault: LineFault) -> Problem {
    match fault {
        LineFault::TooLong => Problem::new(Exit::Refused, "line_too_long", say!(words, "cli-line-too-long")),
        LineFault::NotText => Problem::new(Exit::Refused, "not_utf8", say!(words, "cli-line-not-text")),
        LineFault::Unreadable => Problem::new(Exit::Refused, "input", say!(words, "cli-line-unreadable")),
    }
}

/// Marks a room and says what it was and is.
fn mark(seat: &Seat, desk: &Desk, args: &RoundMarkArgs) -> Result<Marked, Problem> {
    let words = &seat.words;
    let (act, before_by, before, told) = {
        let campus = desk.campus();
        let wish = read(words, desk, &campus, args)?;
        let room = campus.places().room(wish.room).ok_or_else(|| Problem::not_found(words, &args.room))?;
        let sheet = campus.rounds().sheet(wish.day, room.building, room.floor);
        let before = campus.rounds().mark(campus.places(), wish.day, wish.room).cloned();
        let after = merged(&campus, &wish, before.as_ref());
        let author = sheet.map_or(desk.user(), |it| it.author());
        let told = before.as_ref().map(|it| view::mark(&campus, desk.sight(&campus), author, it));
        let before_by = before.as_ref().and(sheet).map(|it| view::login(&campus, it.by));
        let changes = vec![MarkChange { before: before.clone(), after: Some(after.clone()) }];
        let act = RoundAct::Marked { day: wish.day, building: room.building, floor: room.floor, changes, note: "".into() };
        // To whoever does not see all of it, "it stood so already" would tell what they do not see.
        let sees_all = told.as_ref().zip(before.as_ref()).is_none_or(|(told, before)| told.away.len() == before.away.len());
        let differs = !sees_all || before.as_ref() != Some(&after);
        (differs.then_some(act), before_by, told, (wish.room, wish.day, after))
    };
    let seq = act.map(|act| seat.receipt(desk, desk.submit(Act::Round(act)))).transpose()?.map(|it| it.seq);
    let (room, day, after) = told;
    let remark = args.note.as_deref().filter(|it| !it.trim().is_empty());
    let remark = remark.map(|text| desk.submit(Act::Round(RoundAct::Remarked { day, room, text: text.into() })));
    let remark = remark.map(|answer| seat.receipt(desk, answer)).transpose()?.map(|it| it.seq.0);
    let campus = desk.campus();
    let sheet = campus.places().room(room).and_then(|it| campus.rounds().sheet(day, it.building, it.floor));
    let author = sheet.map_or(desk.user(), |it| it.author());
    let sight = desk.sight(&campus);
    let begun = after.away.iter().filter_map(|(id, _)| campus.searches().get(day, *id));
    let begun = begun.filter(|it| it.state == SearchState::Open && sight.sees_whereabouts(author, it.student));
    Ok(Marked {
        seq: seq.map(|it| it.0),
        line: None,
        place: campus.write_room(room),
        duty_date: view::date(day),
        before_by,
        before,
        after: view::mark(&campus, sight, author, &after),
        remark,
        searches: begun.map(|it| view::student_no(&campus, it.student)).collect(),
        round: progress(&campus, desk.user(), day, room),
    })
}

fn progress(campus: &Campus, user: UserId, day: Day, room: RoomId) -> Option<Progress> {
    let it = campus.rounds().walked_by(user, day)?;
    let (places, people) = (campus.places(), campus.people());
    it.rooms(places, people).contains(&room).then(|| {
        let tally = campus.rounds().tally_of(places, people, it);
        Progress { id: format!("R{}", it.seq), checked: tally.checked, rooms: tally.rooms }
    })
}

fn read(words: &Words, desk: &Desk, campus: &Campus, args: &RoundMarkArgs) -> Result<Wish, Problem> {
    const ALL: [Option<Presence>; 5] =
        [None, Some(Presence::Absent), Some(Presence::Late), Some(Presence::Leave), Some(Presence::Elsewhere)];
    let finder = desk.finder();
    let finding = choose::Finding::new(words, campus, &finder, desk.user());
    let room = finding.room(&args.room)?;
    let tonight = desk.now().duty_day(campus.zone());
    let day = match args.day.as_deref().map(|it| When::read(words, it, tonight)).transpose()? {
        None => tonight,
        Some(When::Day(day)) => day,
        Some(When::Moment(at)) => at.duty_day(campus.zone()),
    };
    let Some(status) = args.status.as_deref() else {
        return Err(Problem::usage("argument_needed", say!(words, "cli-usage-needed", arg = "STATUS")));
    };
    let key = |it: Option<Presence>| it.map_or("present", Presence::key);
    let status = one_of(words, "STATUS", status, &ALL, key, |words, it| words.presence(it))?;
    let beds = args.beds.iter().flat_map(|it| it.split([',', '，', '、'])).filter(|it| !it.is_empty());
    let students = beds.map(|it| sleeper(&finding, room, it)).collect::<Result<Vec<_>, _>>()?;
    if status.is_some() && students.is_empty() {
        return Err(Problem::usage("beds_needed", say!(words, "cli-beds-needed", status = key(status))));
    }
    let code = |it: &String| one_of(words, "--finding", it, &Finding::ALL, Finding::key, |words, it| words.finding(it));
    let findings = args.findings.iter().map(code).collect::<Result<Vec<_>, _>>()?;
    Ok(Wish { room, day, status, students, findings })
}

/// Who sleeps in a bed; a name or a student number is as good.
fn sleeper(finding: &choose::Finding<'_>, room: RoomId, typed: &str) -> Result<StudentId, Problem> {
    let (words, campus) = (finding.words, finding.campus);
    let digits = text::fold(typed);
    let Some(bed) = (digits.len() <= 3).then(|| digits.parse::<u8>().ok()).flatten() else { return finding.student(typed) };
    let beds = campus.places().room(room).map_or(0, |it| it.beds);
    if bed == 0 || bed > beds {
        return Err(Problem::refusal(words, campus, &Refusal::NoSuchBed { room, bed, beds }));
    }
    let sleeps = |id: &&StudentId| campus.people().student(**id).and_then(|it| it.facts.bed).is_some_and(|it| it.bed == bed);
    campus.people().in_room(room).iter().find(sleeps).copied().ok_or_else(|| {
        let message = say!(words, "cli-bed-empty", room = campus.write_room(room), bed = bed.to_string());
        Problem::new(Exit::Refused, "bed_empty", message)
    })
}

/// The mark as it will be. Whoever is not named stays as they were marked; in a room not marked yet all are there but those on leave. "Present"
/// without a name is everybody; what was found before stays found.
fn merged(campus: &Campus, wish: &Wish, before: Option<&RoomMark>) -> RoomMark {
    let all = campus.mark_of_all_present(wish.day, wish.room);
    let everybody = wish.status.is_none() && wish.students.is_empty();
    let mut mark = RoomMark {
        expected: all.expected,
        away: before.filter(|_| !everybody).map_or(all.away, |it| it.away.clone()),
        findings: before.map(|it| it.findings.clone()).unwrap_or_default(),
        room: wish.room,
    };
    mark.away.retain(|(id, _)| !wish.students.contains(id));
    let mut named: Vec<StudentId> = Vec::new();
    for id in &wish.students {
        if !named.contains(id) {
            named.push(*id);
        }
    }
    mark.away.extend(named.into_iter().filter_map(|id| wish.status.map(|how| (id, how))));
    for it in &wish.findings {
        if !mark.findings.contains(it) {
            mark.findings.push(*it);
        }
    }
    mark
}

fn said(words: &Words, it: &view::MarkView) -> String {
    let presence = |key: &str| words.presence(Presence::from_key(key));
    let away = it.away.iter().map(|it| format!("{} {}", it.name, presence(it.presence)));
    let findings = it.findings.iter().filter_map(|it| Finding::from_key(it)).map(|it| words.finding(it));
    let parts: Vec<String> = away.chain(findings).collect();
    if parts.is_empty() { words.presence(None) } else { parts.join("、") }
}

fn tell(words: &Words, marked: &Marked, out: &mut Out) -> Outcome<()> {
    out.answer(words, marked, |out| {
        let unchanged = (marked.seq.is_none()).then(|| say!(words, "cli-mark-same"));
        let before = marked.before.as_ref().filter(|it| **it != marked.after).map(|it| {
            let by = marked.before_by.as_deref().unwrap_or_default();
            say!(words, "cli-mark-before", before = said(words, it), by = by)
        });
        let parts = [
            Some(marked.place.clone()),
            Some(say!(words, "cli-mark-expected", expected = marked.after.expected.to_string())),
            Some(said(words, &marked.after)),
            before,
            unchanged,
            (!marked.searches.is_empty()).then(|| say!(words, "cli-mark-searches", students = marked.searches.join(" "))),
            marked.round.as_ref().map(|it| format!("{} {}/{}", it.id, it.checked, it.rooms)),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        out.line(words, &text::clean(&parts.join(" · ")))
    })
}
