//! What the screen writes for paper, into a folder of the home: the sheet of a handover without names, the official form of a talk.

use super::trouble;
use crate::campus::{Act, CustodyAct, Entry, Refusal, ReportKind, Seq};
use crate::desk::count;
use crate::desk::handover::duty_log;
use crate::desk::{Desk, Refused};
use crate::exchange::handover::{ChainHead, duty_view, sheet as sheet_of, view};
use crate::exchange::incident_report::{self as reports, Which};
use crate::exchange::rounds::{Document, Names, html};
use crate::exchange::talks::{self, FormTemplate};
use crate::logbook::head::groups;
use crate::say;
use crate::tui::counting::Counting;
use crate::words::{Lang, Words};
use std::collections::HashMap;
use std::io::Write as _;

/// The folder of the home in which sheets are kept.
const FOLDER: &str = "sheets";

/// Writes the sheet; says where, or why not, in words.
pub(super) fn sheet(desk: &Desk, handover: Seq, lang: Lang) -> Result<String, String> {
    let words = Words::new(lang);
    let (wanted, shift) = {
        let campus = desk.campus();
        let head = campus.handovers().get(handover).filter(|it| desk.sight(&campus).reads_handover(it));
        let Some(head) = head else { return Err(words.refusal(&campus, &crate::campus::Refusal::NoSuchHandover(handover))) };
        let log = duty_log(&campus, desk.user(), head.shift, desk.now());
        let written = head.written_back.iter().map(|(_, seq)| *seq);
        let notes = log.iter().flat_map(|it| it.notes.iter().map(|it| it.seq));
        let all = std::iter::once(handover).chain(written).chain(head.asked.iter().copied()).chain(notes);
        (all.chain(head.settled.map(|(_, _, seq)| seq)).collect::<Vec<Seq>>(), head.shift)
    };
    let found = wanted.into_iter().filter_map(|seq| Some((seq, desk.entry(seq).ok().flatten()?)));
    let texts: HashMap<Seq, Entry> = found.collect();
    let text_of = |seq: Seq| texts.get(&seq).cloned();
    let head = desk.head();
    let chain = ChainHead { seq: head.seq.0, groups: groups(&head.hash) };
    let page = {
        let campus = desk.campus();
        let (sight, now) = (desk.sight(&campus), desk.now());
        let Some(head) = campus.handovers().get(handover) else { return Err(String::new()) };
        let view = view(&words, &campus, sight, head, &text_of, (Names::Masked, now));
        let log = duty_log(&campus, desk.user(), shift, now);
        let log = log.and_then(|it| duty_view(&words, &campus, sight, &it, &text_of, (Names::Masked, now)));
        html(&sheet_of(&words, &campus, &view, log.as_ref(), Some(&chain)), lang.tag())
    };
    keep(desk, &words, &format!("J{handover}.html"), page.as_bytes())
}

/// Writes the form of a talk; says where, or why not, in words. With names only where it is said why, and then on record before it is there.
pub(super) fn talk_form(desk: &Desk, talk: Seq, reason: &str, lang: Lang) -> Result<String, String> {
    let words = Words::new(lang);
    let names = if reason.trim().is_empty() { Names::Masked } else { Names::Full };
    let rows = talks::fetch(desk, &[talk], names).map_err(|fault| trouble::fault(&words, &fault))?;
    let template = FormTemplate::shipped().map_err(|error| error.to_string())?;
    let college = desk.campus().college().map(|it| it.name.to_string()).unwrap_or_default();
    let page = talks::docx_forms(&words, &college, &template, &rows, names).map_err(|error| words.io(error.kind()))?;
    if names == Names::Full {
        record(desk, &words, "talks", reason)?;
    }
    keep(desk, &words, &format!("T{talk}.docx"), &page)
}

/// Writes a report about an incident; says where, or why not, in words. With names as [`talk_form`].
pub(super) fn incident_report(desk: &Desk, (incident, kind): (Seq, ReportKind), reason: &str, lang: Lang) -> Result<String, String> {
    let words = Words::new(lang);
    let names = if reason.trim().is_empty() { Names::Masked } else { Names::Full };
    let seen = reports::report((desk, &words), incident, (kind, Which::Made), (names, names)).map_err(|it| trouble::fault(&words, &it))?;
    let view = seen.ok_or_else(|| words.refusal(&desk.campus(), &Refusal::NotAllowed))?;
    let page = talks::docx_document(&reports::document(&words, &view)).map_err(|error| words.io(error.kind()))?;
    if names == Names::Full {
        record(desk, &words, "incident_report", reason)?;
    }
    keep(desk, &words, &format!("I{incident}-{}.docx", kind.key()), &page)
}

/// Puts on record that something left the desk with names in it.
fn record(desk: &Desk, words: &Words, what: &str, reason: &str) -> Result<(), String> {
    let exported = CustodyAct::Exported { what: what.into(), reason: reason.trim().into(), rows: 1 };
    desk.submit(Act::Custody(exported)).map(|_| ()).map_err(|refused| match refused {
        Refused::Rule(refusal) => words.refusal(&desk.campus(), &refusal),
        Refused::Storage(fault) => trouble::fault(words, &fault),
        Refused::Closed => say!(words, "screen-fault-closed"),
    })
}

/// Writes the appraisal or the statistics as a workbook; says where, or why not, in words. Nobody is named in it but counselors.
pub(super) fn counted(desk: &Desk, counting: Counting, appraisal: bool, lang: Lang) -> Result<String, String> {
    let words = Words::new(lang);
    let (name, document) = {
        let campus = desk.campus();
        let span = counting.span(&campus, desk.now().day(campus.zone()));
        let Counting { per, kind, by, scale, .. } = counting;
        if appraisal {
            let found = count::appraisal(&campus, desk.user(), desk.now(), span, per, None);
            (format!("appraisal-{}-{}.xlsx", per.key(), span.from.date()), crate::exchange::count::appraisal(&words, &campus, &found))
        } else {
            let found = count::grid(&campus, desk.user(), desk.now(), span, (kind, by, scale));
            let name = format!("stats-{}-{}-{}.xlsx", kind.key(), by.key(), span.from.date());
            (name, crate::exchange::count::stats(&words, &campus, &found))
        }
    };
    let book = crate::exchange::rounds::xlsx(&document).map_err(|error| error.to_string())?;
    keep(desk, &words, &name, &book)
}

/// Writes what stands behind a number as a workbook; says where, or why not, in words.
pub(super) fn figure(desk: &Desk, name: &str, document: &Document, lang: Lang) -> Result<String, String> {
    let book = crate::exchange::rounds::xlsx(document).map_err(|error| error.to_string())?;
    keep(desk, &Words::new(lang), name, &book)
}

/// For its owner only, and over what was written of the same before.
pub(super) fn keep(desk: &Desk, words: &Words, name: &str, page: &[u8]) -> Result<String, String> {
    let folder = desk.home().join(FOLDER);
    let file = folder.join(name);
    let written = std::fs::create_dir_all(&folder).and_then(|()| {
        let mut whole = tempfile::NamedTempFile::new_in(&folder)?;
        whole.write_all(page)?;
        whole.persist(&file).map_err(|error| error.error)
    });
    match written {
        Ok(_) => Ok(crate::text::clean(&file.display().to_string()).into_owned()),
        Err(error) => Err(words.io(error.kind())),
    }
}
