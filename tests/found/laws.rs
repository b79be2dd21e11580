//! What must hold for any bytes whatever, one function a fuzz target of the same name. `fuzz/targets` and `tests/found.rs` both come here.

#![allow(dead_code, reason = "each fuzz target keeps one of the laws")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a law that does not hold ends the run")]

use std::sync::LazyLock;
use yedeng::campus::{Act, Campus, Day, Entry, PersonAct, PresetAct, RoomId, SeatId, Seq, Stamp, StudentId, Tz, UserId};
use yedeng::capture::{self, Doubt, Draft, Form, Resolve, Setting};
use yedeng::exchange::{CELLS_LIMIT, Plan, Reason, plan, read_bytes};
use yedeng::finder::{Asker, Finder};
use yedeng::logbook::head::HeadText;
use yedeng::logbook::{Attempts, Backup, EntryStanding, RecoveryKey, envelope, fuzzing};
use yedeng::tui::keymap::Keymap;
use yedeng::tui::theme::{self, Base};
use yedeng::words::{Lang, Words};
use yedeng::{demo, tui};

/// A small college at 23:36 on Monday, 23 November 2026.
pub(crate) static CAMPUS: LazyLock<Campus> = LazyLock::new(|| {
    let mut college = demo::college(1, demo::Size { students: 40, talks: 6, incidents: 3 }, now());
    let mut campus = Campus::default();
    loop {
        let seq = college.seq();
        let Some((at, by, act)) = college.next() else { return campus };
        campus.apply(&Entry { seq, at, by, seat: SeatId(0), act });
    }
});

pub(crate) static WORDS: LazyLock<Words> = LazyLock::new(|| Words::new(Lang::Zh));

static FINDER: LazyLock<Finder> = LazyLock::new(|| Finder::new(&CAMPUS));

pub(crate) fn now() -> Stamp {
    Day::ymd(2026, 11, 23).unwrap_or_default().at(Tz::Asia__Shanghai, 23, 36)
}

/// An act that the rules allow goes through, and none makes the campus panic, allowed or not.
pub(crate) fn live(act: Act) {
    let allowed = CAMPUS.check(UserId(1), now(), &act).is_ok();
    let mut campus = CAMPUS.clone();
    let seq = Seq(campus.applied().0 + 1);
    campus.apply(&Entry { seq, at: now(), by: UserId(1), seat: SeatId(0), act });
    assert!(!allowed || campus.applied() == seq);
}

/// A file in any form the importer knows by its first bytes.
fn import(bytes: &[u8]) {
    let Ok(table) = read_bytes(bytes.to_vec(), None) else { return };
    assert!(table.rows.iter().map(|it| it.cells.len()).sum::<usize>() <= CELLS_LIMIT);
    assert!(table.rows.is_sorted_by(|a, b| a.number < b.number), "rows are in order, each once");
    let Ok(Plan { act, report }) = plan(&table, &[], &CAMPUS) else { return };
    assert_eq!(report.rows, report.added + report.changed + report.unchanged + report.rejected.len(), "every row has one fate");
    for it in report.rejected.iter().chain(&report.warnings) {
        let length = it.value.len() + it.column.as_ref().map_or(0, String::len);
        assert!(length <= 1024, "a row of a report is short, whatever stands in the file");
        assert!(table.rows.iter().any(|row| row.number == it.row), "a rejected row is one of the file");
        assert!(it.column.is_some() || it.reason == Reason::NameMissing, "it is said which cell of row {} is at fault", it.row);
    }
    assert_eq!(act.is_some(), report.added + report.changed > 0);
    let Some(act) = act else { return };
    assert!(matches!(act, Act::Person(PersonAct::Imported(_))));
    let bytes = envelope::encode_act(&act).map(|it| envelope::decode_act(&it));
    assert!(matches!(bytes, Ok(Ok(ref again)) if *again == act), "an import reads back from the logbook");
    CAMPUS.check(UserId(0), now(), &act).unwrap_or_else(|no| panic!("the rules refuse a planned import: {no}"));
    let mut campus = CAMPUS.clone();
    let seq = Seq(campus.applied().0 + 1);
    campus.apply(&Entry { seq, at: now(), by: UserId(0), seat: SeatId(0), act });
    let again = plan(&table, &[], &campus).unwrap_or_else(|no| panic!("what was read once is read again: {no}"));
    assert!(again.act.is_none(), "the same file a second time changes nothing");
}

/// A page of presets: read whole or refused with its line, and whatever it says no rule panics over it.
pub(crate) fn presets(bytes: &[u8]) {
    let Ok(page) = std::str::from_utf8(bytes) else { return };
    let act = Act::Preset(PresetAct::Set { before: CAMPUS.presets().written().into(), after: page.into() });
    let allowed = CAMPUS.check(UserId(1), now(), &act).is_ok();
    let mut campus = CAMPUS.clone();
    let seq = Seq(campus.applied().0 + 1);
    campus.apply(&Entry { seq, at: now(), by: UserId(1), seat: SeatId(0), act });
    let (rules, day) = (campus.presets().rules(), now().day(Tz::Asia__Shanghai));
    assert!(!rules.ladder.steps.is_empty(), "there is always somebody to ring");
    assert!(rules.ladder.incident_due(day, now(), Tz::Asia__Shanghai) >= now());
    assert!((1..=5).contains(&rules.hygiene.stars_of(0)) && rules.hygiene.stars_of(100) == 5);
    assert!(rules.mood.period(day) <= day && rules.mood.period(day) > day.plus(-i32::from(rules.mood.days)));
    assert!(
        allowed || rules == CAMPUS.presets().rules(),
        "a page that is refused, and stands in the logbook all the same, is not half read"
    );
    let pages = campus.take_dirty();
    assert!(Campus::from_pages(campus.applied(), pages).is_ok_and(|again| again == campus), "a checkpoint keeps it");
}

/// A roster as text.
pub(crate) fn roster_text(bytes: &[u8]) {
    if !bytes.starts_with(b"PK\x03\x04") && !bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        import(bytes);
    }
}

/// A roster as an xlsx whose parts are given, parted by zero bytes: worksheet, shared strings, styles. A fuzzer cannot make a zip's checksums.
pub(crate) fn roster_sheet(bytes: &[u8]) {
    let mut parts = bytes.splitn(3, |it| *it == 0);
    let mut part = || parts.next().unwrap_or_default();
    let (sheet, strings, styles) = (part(), part(), part());
    import(&workbook(&[("xl/worksheets/sheet1.xml", sheet), ("xl/sharedStrings.xml", strings), ("xl/styles.xml", styles)]));
}

/// A workbook of one sheet made of these parts.
pub(crate) fn workbook(parts: &[(&str, &[u8])]) -> Vec<u8> {
    use std::io::Write as _;
    const BOOK: &[u8] = br#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
    const LINKS: &[u8] = br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
    const ROOT: &[u8] = br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for (name, part) in [("_rels/.rels", ROOT), ("xl/workbook.xml", BOOK), ("xl/_rels/workbook.xml.rels", LINKS)].iter().chain(parts) {
        zip.start_file(*name, options).expect("a zip in memory");
        zip.write_all(part).expect("a zip in memory");
    }
    zip.finish().expect("a zip in memory").into_inner()
}

/// A roster as the older compound file.
pub(crate) fn roster_xls(bytes: &[u8]) {
    import(bytes);
}

pub(crate) struct Found;

impl Resolve for Found {
    fn students(&self, words: &str) -> Vec<StudentId> {
        FINDER.students(&CAMPUS, words, &Asker::default(), 12).into_iter().map(|it| it.student).collect()
    }

    fn rooms(&self, words: &str) -> Vec<RoomId> {
        FINDER.rooms(&CAMPUS, words, None, 12)
    }
}

/// What a draft says, without where and how it was said.
fn meaning(draft: &Draft) -> impl PartialEq + std::fmt::Debug {
    let it = draft.clone();
    (
        (it.students(), it.topic, it.category, it.level, it.severity, it.followup),
        (it.place, it.way, it.tags, it.visibility, it.held, it.text),
    )
}

/// A line of the one-line grammar: the first byte says what it is to become, the second where the cursor stands.
pub(crate) fn capture(bytes: &[u8]) {
    let [form, cursor, line @ ..] = bytes else { return };
    let form = if form % 2 == 0 { Form::Talk } else { Form::Incident };
    let line = &*String::from_utf8_lossy(line);
    let setting = Setting {
        campus: &CAMPUS,
        resolve: &Found,
        now: now(),
        user: UserId(1),
        building: None,
        picks: &[],
        answers: None,
        holds: None,
        tags: &[],
    };
    for it in capture::complete(form, line, usize::from(*cursor), &setting) {
        assert!(line.get(it.replace).is_some() && !it.with.is_empty());
    }
    let draft = capture::read(form, line, &setting);
    for span in draft.chips.iter().map(|it| it.span.clone()).chain(draft.doubts.iter().filter_map(Doubt::span)) {
        assert!(line.get(span).is_some(), "a span of the line");
    }
    let _ = draft.understood(&CAMPUS);
    if let Ok(act) = draft.act(&setting) {
        live(act);
    }
    if draft.doubts.iter().any(|it| it.blocks() && !matches!(it, Doubt::NobodyNamed | Doubt::EmptyText)) {
        return;
    }
    let written = draft.write(&CAMPUS);
    let again = capture::read(form, &written, &setting);
    assert_eq!(meaning(&again), meaning(&draft), "{line:?} was written {written:?}");
    assert_eq!(again.write(&CAMPUS), written);
}

/// An act, a header and padding, as they stand inside a seal.
pub(crate) fn envelope(bytes: &[u8]) {
    if let Ok(act) = envelope::decode_act(bytes) {
        let written = envelope::encode_act(&act);
        assert!(written.is_ok_and(|it| envelope::decode_act(&it).as_ref() == Ok(&act)), "what was read can be written and read again");
        live(act);
    }
    let _ = fuzzing::is_header(bytes);
    if let Some(kept) = fuzzing::unpad(bytes) {
        assert_eq!(fuzzing::pad(kept), bytes, "there is one way to pad");
    }
}

/// A segment of the mirror. Half of the inputs are frames that were good, then damaged as the last bytes say: noise alone is never a frame.
pub(crate) fn frames(bytes: &[u8]) {
    let segment = match bytes {
        [0, rest @ ..] => rest.to_vec(),
        [_, rest @ ..] => damaged(rest),
        [] => return,
    };
    let all = fuzzing::frames(&segment);
    if let Some((first, length)) = fuzzing::frame(&segment) {
        assert_eq!(first.bytes().len(), length);
        assert_eq!(all.first(), Some(&first));
    }
    if let Some((at, found)) = fuzzing::frame_somewhere(&segment) {
        assert!(segment.get(at..).is_some() && all.contains(&found));
    }
    let _ = (fuzzing::segment_head(&segment), fuzzing::left_over(&segment));
    let Ok(dir) = tempfile::tempdir() else { return };
    let file = [&fuzzing::first_head(1)[..], &segment].concat();
    std::fs::write(dir.path().join("00000001.log"), &file).expect("a file in a folder of our own");
    let (walked, offset) = fuzzing::walk(dir.path()).expect("the folder can be read");
    assert!(offset as usize <= file.len());
    assert!(walked.iter().all(|it| all.contains(it)), "a walk gives no frame that is not there");
}

/// Frames in a row, then a byte changed or the end cut off: pairs of a command and a value.
fn damaged(script: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    for (seq, pair) in (1..).zip(script.chunks_exact(2).take(64)) {
        let [command, value] = [pair[0], pair[1]];
        let (flags, length) = (command >> 6, usize::from(value));
        match command % 8 {
            0..=3 => {
                let frame = fuzzing::Loose {
                    seq,
                    first: flags & 1 == 0,
                    last: flags & 2 == 0,
                    standing: [EntryStanding::Whole, EntryStanding::Erased, EntryStanding::Lost][usize::from(value) % 3],
                    header: vec![value; length % 7],
                    body: vec![0; length],
                };
                out.extend(frame.bytes());
            }
            4 => out.extend(vec![0; length]),
            5 => out.truncate(out.len().saturating_sub(length)),
            6 if !out.is_empty() => {
                let at = out.len() - 1 - length % out.len();
                out[at] ^= command;
            }
            _ => out.push(value),
        }
    }
    out
}

/// A keyring without its checksum.
pub(crate) fn keyring(bytes: &[u8]) {
    if let Some(written) = fuzzing::keyring(bytes) {
        let (content, _) = written.split_last_chunk::<32>().expect("it ends in a checksum");
        assert_eq!(fuzzing::keyring(content), Some(written.clone()), "what was read can be written and read again");
    }
}

/// The front of a backup: a keyring and what follows, parted by `||`.
pub(crate) fn backup(bytes: &[u8]) {
    let at = bytes.windows(2).position(|it| it == b"||").unwrap_or(bytes.len());
    let (ring, sealed) = (&bytes[..at], bytes.get(at + 2..).unwrap_or_default());
    let Ok(dir) = tempfile::tempdir() else { return };
    let (whole, raw) = (dir.path().join("whole"), dir.path().join("raw"));
    std::fs::write(&whole, fuzzing::backup(ring, sealed)).expect("a file in a folder of our own");
    std::fs::write(&raw, [b"yedengBK", bytes].concat()).expect("a file in a folder of our own");
    if let Ok(backup) = Backup::open(&whole) {
        assert_eq!(backup.id(), [7; 16]);
        assert!(fuzzing::keyring(ring).is_some(), "a backup holds a keyring that reads");
    }
    let _ = Backup::open(&raw);
    std::fs::write(dir.path().join("attempts"), bytes).expect("a file in a folder of our own");
    let attempts = Attempts::of(dir.path());
    let _ = attempts.check([1; 16], now());
    assert!(attempts.count([1; 16], now()).is_ok(), "a garbled count is begun anew");
}

/// A recovery key, or the head of a handover sheet, as somebody types it.
pub(crate) fn recovery_key(bytes: &[u8]) {
    let _ = HeadText::parse(&String::from_utf8_lossy(bytes));
    if let Ok(key) = RecoveryKey::parse(&String::from_utf8_lossy(bytes)) {
        assert_eq!(RecoveryKey::parse(&key.to_string()), Ok(key));
    }
}

/// The three files of a seat, parted by zero bytes: seat, keymap, theme.
pub(crate) fn settings(bytes: &[u8]) {
    let mut parts = bytes.splitn(3, |it| *it == 0);
    let mut part = || String::from_utf8_lossy(parts.next().unwrap_or_default()).into_owned();
    let (seat, keys, look) = (part(), part(), part());
    let (keymap, complaints) = Keymap::read(&keys);
    assert!(keymap.doubled().is_empty(), "no key means two things");
    assert!(complaints.iter().all(|it| (1..=keys.matches('\n').count() + 1).contains(&it.line)));
    for base in [Base::Dark, Base::Light, Base::Mono] {
        let (_, troubles) = theme::read(base, false, &look);
        assert!(troubles.iter().all(|it| (1..=look.matches('\n').count() + 1).contains(&it.line)));
    }
    let Ok(home) = tempfile::tempdir() else { return };
    for (name, text) in [("seat.toml", seat), ("keymap.toml", keys), ("theme.toml", look)] {
        std::fs::write(home.path().join(name), text).expect("a file in a folder of our own");
    }
    let _ = tui::runtime::complaints_of(home.path(), &WORDS);
}
