//! `activity attend`: who was there, one by one, by class, by room, from a list, or by number only.

use super::super::args::AttendArgs;
use super::super::choose::Finding;
use super::super::out::Out;
use super::super::problem::Problem;
use super::super::roster::unreadable;
use super::super::seat::Seat;
use crate::campus::{ActivityAct, Campus, Seq, StudentId, attendance};
use crate::desk::Desk;
use crate::exchange;
use crate::say;
use crate::text;
use std::io::Read as _;
use std::path::Path;

/// Most bytes of a list that is piped in.
const PASTE_LIMIT: u64 = 4 << 20;

/// What stands above the columns of lists of who came: it names nobody.
const HEADS: [&str; 18] = [
    "学号",
    "姓名",
    "学生学号",
    "学生姓名",
    "签到",
    "签名",
    "序号",
    "编号",
    "班级",
    "专业",
    "院系",
    "学院",
    "寝室",
    "手机",
    "电话",
    "备注",
    "name",
    "student_no",
];

/// Sets how many were there, with the names that stand.
pub(super) fn count(seat: &Seat, desk: &Desk, activity: Seq, count: u32) -> Result<(), Problem> {
    let before = desk.campus().activities().get(activity).map_or(0, |it| it.count);
    if before == count {
        return Ok(());
    }
    super::submit(seat, desk, ActivityAct::Attended { activity, added: Vec::new(), removed: Vec::new(), before, count })?;
    Ok(())
}

/// Those who are named, and said what is wrong with the rest.
pub(super) fn attend(seat: &Seat, desk: &Desk, activity: Seq, args: &AttendArgs, out: &mut Out) -> Result<(), Problem> {
    let words = &seat.words;
    let listed = args.list.as_deref().map(|it| read(seat, it)).transpose()?.unwrap_or_default();
    let act = {
        let campus = desk.campus();
        let finder = desk.finder();
        let finding = Finding::new(words, &campus, &finder, desk.user());
        let Some(head) = campus.activities().get(activity) else { return Ok(()) };
        let present = campus.activities().present(activity);
        let by_name: Vec<StudentId> = args.students.iter().map(|it| finding.student(it)).collect::<Result<_, _>>()?;
        let mut wanted = by_name.clone();
        for typed in &args.classes {
            let class = finding.class(typed)?;
            wanted.extend(campus.people().students().filter(|(_, it)| it.facts.class == Some(class)).map(|(id, _)| id));
        }
        for typed in &args.rooms {
            wanted.extend(campus.people().in_room(finding.room(typed)?));
        }
        let mut unknown = Vec::new();
        for (row, cells) in listed {
            match cells.iter().find_map(|it| one(&campus, it)) {
                Some(id) => wanted.push(id),
                None => unknown.push((row, cells.join(" "))),
            }
        }
        let mut removed: Vec<StudentId> = Vec::new();
        for typed in &args.remove {
            let id = finding.student(typed)?;
            // Who is not named any more is taken away already.
            if present.contains(&id) && !removed.contains(&id) {
                removed.push(id);
            }
        }
        if let Some(id) = wanted.iter().find(|id| removed.contains(id)) {
            let name = campus.people().student(*id).map(|it| it.facts.name.to_string()).unwrap_or_default();
            return Err(Problem::usage("bad_value", say!(words, "cli-attend-both", name = text::clean(&name).into_owned())));
        }
        let mut added: Vec<StudentId> = Vec::new();
        let (mut left, mut twice) = (0, 0);
        for id in wanted {
            // Whoever is asked for by name and has left is refused by the desk; of a class, a room, a list they are only left out.
            let gone = campus.people().student(id).is_none_or(|it| it.facts.left);
            if gone && !by_name.contains(&id) {
                left += 1;
            } else if present.contains(&id) || added.contains(&id) {
                twice += 1;
            } else {
                added.push(id);
            }
        }
        if left > 0 {
            out.note(&say!(words, "cli-attend-left", count = left));
        }
        if twice > 0 {
            out.note(&say!(words, "cli-attend-twice", count = twice));
        }
        for (row, typed) in unknown.iter().take(20) {
            let typed = text::clean(typed);
            out.note(&say!(words, "cli-attend-unknown", row = row.to_string(), typed = typed.as_ref()));
        }
        let more = unknown.len().saturating_sub(20);
        if more > 0 {
            out.note(&say!(words, "import-more", count = more));
        }
        let named = (present.len() + added.len()).saturating_sub(removed.len());
        let count = args.count.unwrap_or_else(|| attendance(head.count, present.len(), named));
        if added.is_empty() && removed.is_empty() && count == head.count {
            return Ok(());
        }
        ActivityAct::Attended { activity, added, removed, before: head.count, count }
    };
    super::submit(seat, desk, act)?;
    Ok(())
}

/// A student by number, or by a name that only one has.
fn one(campus: &Campus, typed: &str) -> Option<StudentId> {
    let people = campus.people();
    if let Some(id) = people.by_no(typed) {
        return Some(id);
    }
    let mut named = people.students().filter(|(_, it)| !it.facts.left && *it.facts.name == *typed).map(|(id, _)| id);
    named.next().filter(|_| named.next().is_none())
}

/// What may name somebody, by row: of a sheet the cells of each row, where a running number or a class may stand before who it is; of text each
/// word by itself.
fn read(seat: &Seat, path: &Path) -> Result<Vec<(u32, Vec<String>)>, Problem> {
    let words = &seat.words;
    if path == Path::new("-") {
        let mut text = String::new();
        let read = std::io::stdin().take(PASTE_LIMIT).read_to_string(&mut text);
        read.map_err(|error| Problem::usage("input", words.io(error.kind())))?;
        return Ok(of_text(&text));
    }
    let table = exchange::table_of(path).map_err(|error| unreadable(words, path, &error))?;
    let rows = table.rows.iter().map(|row| {
        let cells = row.cells.iter().map(exchange::cell_words).filter(|it| it.chars().count() > 1 && !HEADS.contains(&&**it));
        (row.number, cells.collect::<Vec<_>>())
    });
    Ok(rows.filter(|(_, cells)| !cells.is_empty()).collect())
}

fn of_text(text: &str) -> Vec<(u32, Vec<String>)> {
    let lines = (1..).zip(text.lines());
    let words = lines.flat_map(|(row, line)| {
        line.split([',', '，', '、', ';', '；', '\t', ' '])
            .map(str::trim)
            .filter(|it| !it.is_empty())
            .map(move |it| (row, vec![it.to_owned()]))
    });
    words.collect()
}
