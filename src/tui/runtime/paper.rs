//! The sheet of a handover written for paper, without names, into a folder of the home.

use crate::campus::{Entry, Seq};
use crate::desk::Desk;
use crate::desk::handover::duty_log;
use crate::exchange::handover::{ChainHead, duty_view, sheet as sheet_of, view};
use crate::exchange::rounds::{Names, html};
use crate::logbook::head::groups;
use crate::words::{Lang, Words};
use std::collections::HashMap;

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
    let folder = desk.home().join(FOLDER);
    let file = folder.join(format!("J{handover}.html"));
    let written = std::fs::create_dir_all(&folder).and_then(|()| std::fs::write(&file, page));
    match written {
        Ok(()) => Ok(crate::text::clean(&file.display().to_string()).into_owned()),
        Err(error) => Err(words.io(error.kind())),
    }
}
