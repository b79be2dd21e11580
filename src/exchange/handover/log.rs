//! The duty log of a shift (值班日志) as one user may see it, and on paper.

use super::super::rounds::{Document, Names, Table, Value};
use super::item::item;
use super::view::{login, name, site, time};
use crate::campus::{Act, Campus, DutyNote, Entry, HandoverItem, HandoverState, Post, PostCheck, Seq, ShiftAct, ShiftState, Stamp};
use crate::desk::Sight;
use crate::desk::handover::DutyLog;
use crate::say;
use crate::words::Words;
use serde::Serialize;

/// A line written by hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DutyNoteView {
    /// Its entry.
    pub seq: u64,
    /// When.
    pub at: String,
    /// About what.
    pub what: &'static str,
    /// What; none for who may not read it.
    pub text: Option<String>,
    /// Written after the shift was handed over and accepted.
    pub late: bool,
    #[serde(skip)]
    what_is: DutyNote,
    #[serde(skip)]
    when: Stamp,
}

/// A duty log. Its fields are only ever added to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DutyLogView {
    /// The shift.
    pub shift: String,
    /// Duty date.
    pub duty_date: String,
    /// Post.
    pub site: String,
    /// From.
    pub starts: String,
    /// To.
    pub ends: String,
    /// How it stands.
    pub state: &'static str,
    /// Duty leaders of the day: names.
    pub leaders: Vec<String>,
    /// Who was at the post: names, the last has it now.
    pub staff: Vec<String>,
    /// Signed in.
    pub signed_in: Option<String>,
    /// Signed out.
    pub signed_out: Option<String>,
    /// Minutes late.
    pub late_minutes: Option<i64>,
    /// The weather, as written last.
    pub weather: Option<String>,
    /// Sleepers of the rooms to be checked.
    pub expected: u32,
    /// Of them present.
    pub present: u32,
    /// On leave.
    pub leave: u32,
    /// Late.
    pub late: u32,
    /// Absent.
    pub absent: u32,
    /// Elsewhere.
    pub elsewhere: u32,
    /// Rooms checked.
    pub rooms_checked: u32,
    /// Rooms to be checked.
    pub rooms: u32,
    /// Forbidden appliances.
    pub appliances: u32,
    /// Other findings.
    pub findings: u32,
    /// Lines about visitors.
    pub visitors: usize,
    /// Lines about repairs.
    pub repairs: usize,
    /// Incidents opened in its hours: ids.
    pub incidents: Vec<String>,
    /// Talks held in its hours by who was at the post.
    pub talks: usize,
    /// What is open now.
    pub open: usize,
    /// The grave part of it.
    pub severe: usize,
    /// Lines written by hand.
    pub notes: Vec<DutyNoteView>,
    /// What a leader found last.
    pub check: Option<CheckView>,
    /// The handover by which it was taken over.
    pub taken: Option<String>,
    /// The handover in which it was handed on.
    pub given: Option<String>,
    /// Since when additions are late.
    pub sealed_at: Option<String>,
    /// The signature of who gave it, with when.
    pub given_by: Option<SignatureView>,
    /// The signature of who took it over.
    pub taken_by: Option<SignatureView>,
    #[serde(skip)]
    said: Vec<String>,
    #[serde(skip)]
    starts_at: Stamp,
    #[serde(skip)]
    ends_at: Stamp,
    #[serde(skip)]
    signed: (Option<Stamp>, Option<Stamp>),
    #[serde(skip)]
    post: Option<Post>,
    #[serde(skip)]
    state_is: Option<ShiftState>,
}

/// What a leader found at the post.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CheckView {
    /// When.
    pub at: String,
    /// Who: the name.
    pub by: String,
    /// What.
    pub found: &'static str,
    #[serde(skip)]
    found_is: PostCheck,
    #[serde(skip)]
    when: Stamp,
}

/// A signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SignatureView {
    /// Who: the login.
    pub by: String,
    /// Who: the name.
    pub name: String,
    /// When.
    pub at: String,
    #[serde(skip)]
    when: Stamp,
}

/// A duty log as `sight` sees it at `now`; `texts` gives the entries that may be read.
pub fn duty_view(
    words: &Words,
    campus: &Campus,
    sight: Sight<'_>,
    log: &DutyLog,
    texts: &dyn Fn(Seq) -> Option<Entry>,
    (names, now): (Names, Stamp),
) -> Option<DutyLogView> {
    let it = campus.shifts().get(log.shift)?;
    let tally = log.rounds.tally;
    let reads = sight.reads_duty_log(log.shift);
    // What is written about visitors and the like may name anybody, and no list of names finds them: on a page without names it is left out.
    let plain = |what| names == Names::Full || matches!(what, DutyNote::Weather | DutyNote::Briefing | DutyNote::Things);
    let note = |seq| match texts(seq)?.act {
        Act::Shift(ShiftAct::Noted { text, what, .. }) if reads && plain(what) => Some(text.to_string()),
        _ => None,
    };
    let count = |what: DutyNote| log.notes.iter().filter(|it| it.what == what).count();
    let said = log.incidents.iter().filter_map(|seq| item(words, campus, sight, HandoverItem::Incident(*seq), names));
    let signature = |by, at| SignatureView { by: login(campus, by), name: name(campus, by), at: time(campus, at), when: at };
    let given = log.given.and_then(|seq| campus.handovers().get(seq));
    let accepted = given.filter(|it| it.state == HandoverState::Accepted).and_then(|it| it.settled);
    Some(DutyLogView {
        shift: format!("S{}", log.shift.0),
        duty_date: it.day.date().format("%Y-%m-%d").to_string(),
        site: site(campus, it.post),
        starts: time(campus, it.starts),
        ends: time(campus, it.ends),
        state: it.state(now).key(),
        leaders: log.leaders.iter().map(|id| name(campus, *id)).collect(),
        staff: log.staff.iter().map(|id| name(campus, *id)).collect(),
        signed_in: it.signed_in.map(|at| time(campus, at)),
        signed_out: it.signed_out.map(|at| time(campus, at)),
        late_minutes: log.late_minutes,
        weather: log.last(DutyNote::Weather).and_then(note),
        expected: tally.expected,
        present: tally.present,
        leave: tally.leave,
        late: tally.late,
        absent: tally.absent,
        elsewhere: tally.elsewhere,
        rooms_checked: tally.checked,
        rooms: tally.rooms,
        appliances: log.appliances,
        findings: tally.findings.saturating_sub(log.appliances),
        visitors: count(DutyNote::Visitor),
        repairs: count(DutyNote::Repair),
        incidents: log.incidents.iter().map(|seq| format!("I{seq}")).collect(),
        talks: log.talks,
        open: log.open.0,
        severe: log.open.1,
        notes: log
            .notes
            .iter()
            .map(|it| DutyNoteView {
                seq: it.seq.0,
                at: time(campus, it.at),
                what: it.what.key(),
                text: note(it.seq),
                late: it.late,
                what_is: it.what,
                when: it.at,
            })
            .collect(),
        check: log.check.map(|(by, at, found)| CheckView {
            at: time(campus, at),
            by: name(campus, by),
            found: found.key(),
            found_is: found,
            when: at,
        }),
        taken: log.taken.map(|seq| format!("J{seq}")),
        given: log.given.map(|seq| format!("J{seq}")),
        sealed_at: log.sealed.map(|(at, _)| time(campus, at)),
        given_by: given.map(|it| signature(it.by, it.at)),
        taken_by: accepted.map(|(by, at, _)| signature(by, at)),
        said: said.map(|it| format!("{} {}", it.id.unwrap_or_default(), it.said)).collect(),
        starts_at: it.starts,
        ends_at: it.ends,
        signed: (it.signed_in, it.signed_out),
        post: Some(it.post),
        state_is: Some(it.state(now)),
    })
}

fn text(it: impl Into<String>) -> Value {
    Value::Text(it.into())
}

/// The rows of a duty log in words: what it is, and what stands there.
pub fn duty_rows(words: &Words, campus: &Campus, view: &DutyLogView) -> Vec<(String, String)> {
    let zone = campus.zone();
    let at = |at: Stamp| format!("{} {}", words.day(at.day(zone)), words.clock(at, zone));
    let none = || say!(words, "report-duty-none");
    let list = |them: &[String]| if them.is_empty() { none() } else { them.join(" · ") };
    let signed = |signature: Option<Stamp>| signature.map_or_else(none, at);
    let late = view.late_minutes.map(|minutes| say!(words, "report-duty-late-by", minutes = minutes)).unwrap_or_default();
    let state = view.state_is.map(|it| words.shift_state(it)).unwrap_or_default();
    let site = match view.post {
        Some(Post::Leader) => say!(words, "report-duty-leader-post"),
        _ => view.site.clone(),
    };
    let came = [signed(view.signed.0), late].join(" ");
    let rooms = say!(words, "report-duty-rooms-of", checked = view.rooms_checked, rooms = view.rooms);
    let check = view.check.as_ref().map(|it| format!("{} {} {}", at(it.when), it.by, words.post_check(it.found_is)));
    let signature = |it: &Option<SignatureView>| it.as_ref().map_or_else(none, |it| format!("{} {}", it.name, at(it.when)));
    vec![
        (say!(words, "report-duty-day"), view.duty_date.clone()),
        (say!(words, "report-duty-site"), site),
        (say!(words, "report-duty-hours"), format!("{} – {}  {state}", at(view.starts_at), at(view.ends_at))),
        (say!(words, "report-duty-leader"), list(&view.leaders)),
        (say!(words, "report-duty-staff"), list(&view.staff)),
        (say!(words, "report-duty-in"), came.trim().to_owned()),
        (say!(words, "report-duty-out"), signed(view.signed.1)),
        (say!(words, "report-duty-weather"), view.weather.clone().unwrap_or_else(none)),
        (
            say!(words, "report-duty-people"),
            say!(
                words,
                "report-duty-people-of",
                expected = view.expected,
                present = view.present,
                leave = view.leave,
                late = view.late,
                absent = view.absent,
                elsewhere = view.elsewhere
            ),
        ),
        (say!(words, "report-duty-rooms"), rooms),
        (say!(words, "report-duty-appliances"), view.appliances.to_string()),
        (say!(words, "report-duty-findings"), view.findings.to_string()),
        (say!(words, "report-duty-visitors"), view.visitors.to_string()),
        (say!(words, "report-duty-repairs"), view.repairs.to_string()),
        (say!(words, "report-duty-incidents"), list(&view.said)),
        (say!(words, "report-duty-talks"), view.talks.to_string()),
        (say!(words, "report-duty-open"), say!(words, "report-duty-open-of", open = view.open, severe = view.severe)),
        (say!(words, "report-duty-check"), check.unwrap_or_else(none)),
        (say!(words, "report-duty-given"), signature(&view.given_by)),
        (say!(words, "report-duty-taken"), signature(&view.taken_by)),
    ]
}

/// The lines written by hand, in words: when, about what, the words; late ones are said to be.
pub fn duty_note_rows(words: &Words, campus: &Campus, view: &DutyLogView) -> Vec<[String; 3]> {
    let zone = campus.zone();
    let rows = view.notes.iter().map(|it| {
        let late = if it.late { say!(words, "report-duty-note-late") } else { String::new() };
        let text = it.text.clone().unwrap_or_else(|| say!(words, "report-duty-hidden"));
        let when = format!("{} {}", words.day(it.when.day(zone)), words.clock(it.when, zone));
        [when, words.duty_note(it.what_is), format!("{late}{text}")]
    });
    rows.collect()
}

/// The duty log on paper.
pub fn duty_document(words: &Words, campus: &Campus, view: &DutyLogView, identified: bool) -> Document {
    let college = campus.college().map(|it| it.name.to_string()).unwrap_or_default();
    let title = say!(words, "report-duty-title", college = college, day = view.duty_date.as_str());
    let rows = duty_rows(words, campus, view).into_iter().map(|(label, value)| vec![text(label), text(value)]);
    let notes = duty_note_rows(words, campus, view).into_iter().map(|row| row.into_iter().map(text).collect());
    let head = [say!(words, "report-duty-what"), say!(words, "report-duty-value")];
    let tables = [
        Table { name: say!(words, "report-duty-log"), headings: head.to_vec(), rows: rows.collect() },
        Table {
            name: say!(words, "report-duty-notes"),
            headings: vec![say!(words, "report-duty-when"), say!(words, "report-duty-about"), say!(words, "report-duty-words")],
            rows: notes.collect(),
        },
    ];
    let note = if identified { say!(words, "report-note-named") } else { say!(words, "report-handover-masked") };
    Document { title, notes: vec![note], tables: tables.into_iter().filter(|it| !it.rows.is_empty()).collect() }
}
