//! The process that looks: it opens a home that was tortured and holds it against what was promised.

use super::api;
use super::damage::files;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;
use std::sync::{Arc, Mutex};
use yedeng::campus::{Act, Seq};
use yedeng::desk::{Desk, Fault};
use yedeng::logbook::{Notice, fuzzing};

/// What was promised, read back.
#[derive(Debug, Default)]
pub(super) struct Promised {
    /// By number: what stands there.
    pub(super) acked: BTreeMap<u64, String>,
    /// What may stand somewhere, since it was submitted.
    pub(super) submitted: HashSet<String>,
    /// What the draft may be: the last one acknowledged, and those begun after it.
    pub(super) drafts: Vec<String>,
    /// Whether a draft has to be there.
    pub(super) has_draft: bool,
    /// Who must be able to come in.
    pub(super) users: Vec<String>,
    /// The printed recovery key.
    pub(super) recovery: String,
}

impl Promised {
    /// Reads a file of promises. A last line without its end does not count.
    pub(super) fn read(text: &str) -> Self {
        let mut it = Self::default();
        let whole = text.rfind('\n').map_or("", |end| &text[..end]);
        for line in whole.lines() {
            match line.split(' ').collect::<Vec<_>>()[..] {
                ["a", seq, print] => drop(it.acked.insert(seq.parse().expect("a number"), print.to_owned())),
                ["i", print] => drop(it.submitted.insert(print.to_owned())),
                ["d", print] => it.drafts.push(print.to_owned()),
                ["D", print] => (it.drafts, it.has_draft) = (vec![print.to_owned()], true),
                ["U", login] => it.users.push(login.to_owned()),
                ["K", key] => key.clone_into(&mut it.recovery),
                _ => {}
            }
        }
        it
    }
}

/// What was found.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Verdict {
    /// Whether nothing at all was left to read of the entries, judged by the bare files.
    pub(super) nothing_left: bool,
    /// Why the home did not open.
    pub(super) refused: Option<String>,
    /// What the program says it healed.
    pub(super) healed: Vec<String>,
    /// Where the logbook ends.
    pub(super) head: u64,
    /// Acknowledged entries that are there, exactly.
    pub(super) kept: u64,
    /// Acknowledged entries that are not there and are named as missing.
    pub(super) named: Vec<u64>,
    /// Acknowledged entries that are not there, and nobody says so.
    pub(super) lost: Vec<u64>,
    /// What is there and was never written so.
    pub(super) wrong: Vec<String>,
    /// What `verify` has to say after the healing.
    pub(super) verify: Vec<String>,
    /// What the second opening had to heal, or why there was none: it should be nothing.
    pub(super) second: Vec<String>,
    /// What is wrong with the draft.
    pub(super) draft: Option<String>,
    /// Somebody whose key was promised cannot come in.
    pub(super) locked_out: Vec<String>,
    /// Where the program panicked, sled's own panics aside: those are caught and count as damage.
    pub(super) panics: Vec<String>,
    /// How often sled panicked.
    pub(super) sled_panics: u32,
}

/// Opens, reads everything, goes on working, opens again.
pub(super) fn judge(home: &Path, promises: &Path) -> Verdict {
    let panics = watch_panics();
    let promised = Promised::read(&std::fs::read_to_string(promises).expect("there is a file of promises"));
    let mut verdict = Verdict::default();
    // Whose own joining is lost comes in by the recovery key.
    let enter = || match api::open(home, api::LOGIN, api::PASSPHRASE) {
        Err(fault) if fault == api::JOINING_LOST => api::recover(home, &promised.recovery),
        opened => opened,
    };
    let opened = enter().and_then(|desk| {
        if look(&desk, &promised, &mut verdict) {
            return Ok(desk);
        }
        // Neither copy has every entry although their ends look well: opening anew saves what there is, and names the rest.
        drop(desk);
        let healed = std::mem::take(&mut verdict).healed;
        let desk = enter()?;
        if !look(&desk, &promised, &mut verdict) {
            verdict.verify.push("it cannot be healed".to_owned());
        }
        verdict.healed.extend(healed);
        Ok(desk)
    });
    match opened {
        Err(fault) => {
            verdict.nothing_left = is_nothing_left(home);
            verdict.refused = Some(fault);
        }
        Ok(desk) => {
            let last = go_on(&desk, &mut verdict);
            drop(desk);
            second(home, last, &promised, &mut verdict);
        }
    }
    let mut panics = panics.lock().expect("the hook does not panic");
    verdict.sled_panics = panics.extract_if(.., |it| it.contains("sled-0.34")).count() as u32;
    verdict.panics = std::mem::take(&mut panics);
    verdict
}

/// Whether no file of either copy holds a header or a body any more: not every beginning of one has its end.
fn is_nothing_left(home: &Path) -> bool {
    let copies = ["db", "mirror"].into_iter().flat_map(|it| files(&home.join(it)));
    copies.filter_map(|it| std::fs::read(it).ok()).all(|it| fuzzing::frames(&it).is_empty() && fuzzing::left_over(&it) == (0, 0))
}

fn watch_panics() -> Arc<Mutex<Vec<String>>> {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let list = Arc::clone(&seen);
    std::panic::set_hook(Box::new(move |info| {
        let place = info.location().map_or_else(String::new, |it| format!("{}:{}", it.file(), it.line()));
        eprintln!("panic at {place}: {}", info.payload_as_str().unwrap_or("?"));
        list.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(place);
    }));
    seen
}

/// Looks at every entry and has what is bad healed. Whether that was possible.
fn look(desk: &Desk, promised: &Promised, verdict: &mut Verdict) -> bool {
    verdict.healed = desk.notices().iter().map(|it| format!("{it:?}")).collect();
    verdict.head = desk.campus().applied().0;
    let past = api::rolled_back(desk.notices());
    let named: HashSet<u64> = api::named_missing(&desk.campus()).chain(past.clone()).flatten().collect();
    let places: HashMap<&str, u64> = promised.acked.iter().map(|(seq, print)| (print.as_str(), *seq)).collect();
    let mut gone: HashSet<u64> = promised.acked.keys().copied().filter(|it| *it > verdict.head).collect();
    for n in 1..=verdict.head {
        match desk.entry(Seq(n)) {
            // What is written behind the end of an older copy takes the numbers that are named as missing.
            Ok(Some(entry)) if past.as_ref().is_some_and(|it| it.contains(&n)) && api::of_its_own(entry.act.kind()) => drop(gone.insert(n)),
            Ok(Some(entry)) => entry_there(n, &entry.act, promised, (&places, &named), verdict),
            // Behind a gap nothing is applied, so nobody may read what is whole there; it is named as missing with the gap.
            Ok(None) if named.contains(&n) => drop(gone.insert(n)),
            // News that are not published only offices read; that they are whole the verifying says.
            Ok(None) if is_news(desk, n) => verdict.kept += u64::from(promised.acked.contains_key(&n)),
            Ok(None) => verdict.wrong.push(format!("entry {n} is neither there nor missing")),
            Err(Fault::Lost { seq: Seq(at) } | Fault::Damaged { seq: Some(Seq(at)), .. }) if at == n => drop(gone.insert(n)),
            Err(fault) => verdict.wrong.push(format!("entry {n}: {fault:?}")),
        }
    }
    let gone = promised.acked.keys().filter(|seq| gone.contains(*seq));
    (verdict.named, verdict.lost) = gone.partition(|seq| named.contains(*seq));
    look_at_draft(desk, promised, verdict);
    heal(desk, verdict)
}

/// Whether an entry that may not be read is one on news.
fn is_news(desk: &Desk, n: u64) -> bool {
    let is_hidden = desk.may_read(Seq(n)).is_ok_and(|it| !it);
    is_hidden && desk.headers(Seq(n), 1).is_ok_and(|it| it.first().is_some_and(|it| it.kind.starts_with("news.")))
}

/// Has everything verified, and what is bad built again. Whether that was possible.
fn heal(desk: &Desk, verdict: &mut Verdict) -> bool {
    let problems = || match desk.verify(&mut |_, _| {}) {
        Ok(verified) => {
            let problems = verified.report.problems.iter().map(|it| format!("{it:?}")).take(20);
            problems.chain((!verified.replay_matches).then(|| "the replay differs".to_owned())).collect()
        }
        Err(fault) => vec![format!("{fault:?}")],
    };
    if problems().is_empty() {
        return true;
    }
    match desk.heal() {
        Ok(parts) => {
            verdict.healed.push(format!("while open: {parts:?}"));
            verdict.verify = problems();
            true
        }
        Err(fault) => {
            verdict.healed.push(format!("not while open: {fault:?}"));
            false
        }
    }
}

fn look_at_draft(desk: &Desk, promised: &Promised, verdict: &mut Verdict) {
    match desk.load_draft(api::SLOT) {
        Ok(Some(bytes)) if promised.drafts.contains(&api::print_bytes(&bytes)) => {}
        Ok(Some(_)) => verdict.draft = Some("another one".to_owned()),
        Ok(None) if !promised.has_draft => {}
        Ok(None) => verdict.draft = Some("gone".to_owned()),
        Err(fault) => verdict.draft = Some(format!("{fault:?}")),
    }
}

fn entry_there(n: u64, act: &Act, promised: &Promised, (places, named): (&HashMap<&str, u64>, &HashSet<u64>), verdict: &mut Verdict) {
    let print = api::print(act);
    // Whose public key was lost publishes it again.
    let again = || api::of_its_own(act.kind()) && places.get(print.as_str()).is_some_and(|before| named.contains(before));
    match promised.acked.get(&n) {
        Some(wanted) if *wanted == print => verdict.kept += 1,
        Some(_) => verdict.wrong.push(format!("entry {n} is another one ({})", act.kind())),
        None if places.contains_key(print.as_str()) && !again() => {
            verdict.wrong.push(format!("entry {n} belongs elsewhere ({})", act.kind()))
        }
        None if promised.submitted.contains(&print) || api::of_its_own(act.kind()) => {}
        None => verdict.wrong.push(format!("nobody wrote entry {n} ({})", act.kind())),
    }
}

/// Life goes on: one more act is taken. Gives its number and what it says.
fn go_on(desk: &Desk, verdict: &mut Verdict) -> Option<(Seq, String)> {
    let act = Act::Staff(yedeng::campus::StaffAct::PassphraseChanged { user: desk.user() });
    // Whoever sits here takes the home as it stands, if this machine has seen another end of it.
    let accepted = desk.accept_head();
    let taken = desk.submit(act.clone());
    let closed = desk.close();
    match (taken, closed, accepted) {
        (Ok(receipt), Ok(()), Ok(())) => Some((receipt.seq, api::print(&act))),
        (taken, closed, accepted) => {
            verdict.second.push(format!("it did not go on: {taken:?}, {closed:?}, {accepted:?}"));
            None
        }
    }
}

fn second(home: &Path, last: Option<(Seq, String)>, promised: &Promised, verdict: &mut Verdict) {
    match api::open(home, api::LOGIN, api::PASSPHRASE) {
        Err(fault) => verdict.second.push(fault),
        Ok(desk) => {
            // After a database was built again while open, no checkpoint is written: the next opening replays, once.
            let rebuilt = verdict.healed.iter().any(|it| it.starts_with("while open"));
            let notices = desk.notices().iter().filter(|it| !(rebuilt && matches!(it, Notice::CampusReplayed { .. })));
            verdict.second.extend(notices.map(|it| format!("{it:?}")));
            if let Some((seq, print)) = last {
                let there = desk.entry(seq).ok().flatten().is_some_and(|it| api::print(&it.act) == print);
                if !there {
                    verdict.second.push(format!("entry {} of the first opening is gone", seq.0));
                }
            }
        }
    }
    let Some(login) = promised.users.last() else { return };
    match api::open(home, login, api::ANOTHER) {
        Err(fault) if fault == api::JOINING_LOST && !verdict.named.is_empty() => {
            // The entry that took them in is among those named as missing: an administrator does it again.
            let again = api::open(home, api::LOGIN, api::PASSPHRASE).and_then(|desk| api::take_in(&desk, login));
            if let Err(fault) = again.and_then(|()| api::open(home, login, api::ANOTHER).map(drop)) {
                verdict.locked_out.push(format!("{login}, taken in again: {fault}"));
            }
        }
        Err(fault) => verdict.locked_out.push(format!("{login}: {fault}")),
        Ok(_) => {}
    }
}
