//! The handover sheet (交接班单): everything of a handover with the duty log, both signatures and the head of the logbook's chain.

use super::super::rounds::{Document, Table, Value};
use super::log::{DutyLogView, duty_note_rows, duty_rows};
use super::view::HandoverView;
use crate::campus::{Campus, HandoverState, Stamp, Weight};
use crate::say;
use crate::words::Words;

/// The head of the logbook's chain as the sheet was made: whoever keeps the sheet can tell later whether the logbook was rewritten.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainHead {
    /// How many entries.
    pub seq: u64,
    /// Its hash, in groups.
    pub groups: String,
}

fn text(it: impl Into<String>) -> Value {
    Value::Text(it.into())
}

/// The sheet of a handover.
pub fn sheet(words: &Words, campus: &Campus, view: &HandoverView, log: Option<&DutyLogView>, chain: Option<&ChainHead>) -> Document {
    let zone = campus.zone();
    let at = |at: Stamp| format!("{} {}", words.day(at.day(zone)), words.clock(at, zone));
    let college = campus.college().map(|it| it.name.to_string()).unwrap_or_default();
    let day = view.duty_date.clone().unwrap_or_default();
    let title = say!(words, "report-handover-title", college = college, day = day);
    let mut notes = vec![if view.identified { say!(words, "report-note-named") } else { say!(words, "report-handover-masked") }];
    notes.push(say!(
        words,
        "report-handover-who",
        id = view.id.as_str(),
        shift = view.shift.as_str(),
        from = view.from_name.as_str(),
        to = view.to_name.as_str(),
        state = words.handover_state(view.head.state)
    ));
    if let Some(chain) = chain {
        notes.push(say!(words, "report-handover-head", seq = chain.seq, hash = chain.groups.as_str()));
    }
    let mut tables = vec![lines(words, campus, view), written(words, view), asked(words, campus, view)];
    if let Some(log) = log {
        let rows = duty_rows(words, campus, log).into_iter().map(|(label, value)| vec![text(label), text(value)]);
        tables.push(Table {
            name: say!(words, "report-duty-log"),
            headings: vec![say!(words, "report-duty-what"), say!(words, "report-duty-value")],
            rows: rows.collect(),
        });
        let rows = duty_note_rows(words, campus, log).into_iter().map(|row| row.into_iter().map(text).collect());
        tables.push(Table {
            name: say!(words, "report-duty-notes"),
            headings: vec![say!(words, "report-duty-when"), say!(words, "report-duty-about"), say!(words, "report-duty-words")],
            rows: rows.collect(),
        });
    }
    let row = |what: String, value: &Option<String>| vec![text(what), text(value.clone().unwrap_or_default())];
    let mut words_of =
        vec![row(say!(words, "report-handover-summary"), &view.summary), row(say!(words, "report-handover-things"), &view.things)];
    words_of.retain(|row| row.get(1).is_some_and(|it| *it != text("")));
    tables.insert(
        0,
        Table {
            name: say!(words, "report-handover-night"),
            headings: vec![say!(words, "report-duty-what"), say!(words, "report-duty-value")],
            rows: words_of,
        },
    );
    let second = match view.head.state {
        HandoverState::Bypassed => say!(words, "report-handover-bypassed", reason = view.reason.clone().unwrap_or_default()),
        _ => say!(words, "report-handover-taken"),
    };
    let signed = view.head.settled.map(at).unwrap_or_else(|| say!(words, "report-duty-none"));
    tables.push(Table {
        name: say!(words, "report-handover-signatures"),
        headings: vec![say!(words, "report-duty-what"), say!(words, "report-handover-name"), say!(words, "report-duty-when")],
        rows: vec![
            vec![text(say!(words, "report-handover-given")), text(view.from_name.clone()), text(at(view.head.given))],
            vec![text(second), text(view.settled_name.clone().unwrap_or_default()), text(signed)],
        ],
    });
    Document { title, notes, tables: tables.into_iter().filter(|it| !it.rows.is_empty()).collect() }
}

fn lines(words: &Words, campus: &Campus, view: &HandoverView) -> Table {
    let zone = campus.zone();
    let rows = view.lines.iter().map(|it| {
        let weight = Weight::from_key(it.weight).map(|it| words.weight(it)).unwrap_or_default();
        let about = match (&it.about, it.hidden) {
            (_, true) => say!(words, "report-duty-hidden"),
            (about, _) => about.clone().unwrap_or_default(),
        };
        let due = it.due_at.map(|at| format!("{} {}", words.day(at.day(zone)), words.clock(at, zone))).unwrap_or_default();
        let more = |it: &Option<String>| text(it.clone().unwrap_or_default());
        vec![text(it.line.to_string()), text(weight), text(about), more(&it.action), more(&it.owner_name), text(due), more(&it.contingency)]
    });
    Table {
        name: say!(words, "report-handover-lines"),
        headings: vec![
            say!(words, "report-handover-line"),
            say!(words, "report-handover-weight"),
            say!(words, "report-handover-about"),
            say!(words, "report-handover-action"),
            say!(words, "report-handover-owner"),
            say!(words, "report-handover-due"),
            say!(words, "report-handover-contingency"),
        ],
        rows: rows.collect(),
    }
}

fn written(words: &Words, view: &HandoverView) -> Table {
    let rows = view.lines.iter().filter_map(|it| {
        let lacks =
            if it.missing.is_empty() { String::new() } else { say!(words, "report-handover-lacks", what = it.missing.join(" · ")) };
        Some(vec![text(it.line.to_string()), text(it.written_back.clone()?), text(lacks)])
    });
    Table {
        name: say!(words, "report-handover-written"),
        headings: vec![say!(words, "report-handover-line"), say!(words, "report-duty-words"), say!(words, "report-handover-missing")],
        rows: rows.collect(),
    }
}

fn asked(words: &Words, campus: &Campus, view: &HandoverView) -> Table {
    let zone = campus.zone();
    let rows = view.asked.iter().map(|it| {
        let when = format!("{} {}", words.day(it.when.day(zone)), words.clock(it.when, zone));
        vec![text(when), text(it.name.clone()), text(it.text.clone())]
    });
    Table {
        name: say!(words, "report-handover-asked"),
        headings: vec![say!(words, "report-duty-when"), say!(words, "report-handover-name"), say!(words, "report-duty-words")],
        rows: rows.collect(),
    }
}
