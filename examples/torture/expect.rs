//! What is due after each kind of torture, and the one table of what is known to be missing yet.

use super::child::End;
use super::damage::Left;
use super::judge::Verdict;

/// Something that is not as it should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Finding {
    /// The home did not open although something was left to open.
    Refused,
    /// Acknowledged entries are gone, and nobody says so.
    Lost,
    /// Acknowledged entries are said to be missing although a good copy was left.
    NotRecovered,
    /// Something is there that was never written so.
    Wrong,
    /// `verify` still finds something after the healing.
    VerifyBad,
    /// The second opening had something to heal again, or the desk did not go on.
    NotWell,
    /// A draft that was promised is gone, cannot be read, or is an older one.
    Draft,
    /// Somebody who was promised a key cannot come in.
    LockedOut,
    /// The program panicked, or was ended by the system.
    Panicked,
    /// It did not come to an end.
    Hung,
}

/// Findings that are known, by the torture they follow on (the beginning of its name) and what will mend them. Nothing may be in here when
/// the issue is closed.
const KNOWN: &[(&str, Finding, &str)] = &[
    // A rebuilding that was cut short goes on behind its last batch of 512, which may have ended in the middle of a write of several entries;
    // what follows there is no beginning of a write, and the mirror is taken for broken.
    ("kill: recovering", Finding::Refused, "salvage"),
    ("power: recovering", Finding::Refused, "salvage"),
    ("power: opening", Finding::Refused, "salvage"),
    ("damage: store: ", Finding::VerifyBad, "salvage"),
    // The opening looks at 32 headers of the database only, and at others the next time.
    ("damage: store: two entries swapped", Finding::NotWell, "salvage"),
    ("damage: store: a record", Finding::NotWell, "salvage"),
    ("damage: both: ", Finding::NotWell, "salvage"),
    ("damage: both: ", Finding::LockedOut, "salvage"),
    ("damage: mirror: ", Finding::VerifyBad, "salvage"),
    ("damage: both: ", Finding::VerifyBad, "salvage"),
    ("damage: both: ", Finding::Refused, "salvage"),
    ("damage: store gone, mirror: one bit", Finding::Refused, "salvage"),
    ("damage: mirror gone, store: one bit", Finding::Refused, "salvage"),
    ("damage: both: ", Finding::Lost, "copies: the witness"),
    // Sled cuts its log at the damage and says nothing.
    ("damage: mirror gone, store: ", Finding::Lost, "copies: the witness"),
    ("damage: mirror gone, store: ", Finding::LockedOut, "copies: the witness"),
    ("damage: store gone, mirror: ", Finding::Lost, "copies: the witness"),
    ("damage: not closed, mirror: ", Finding::Lost, "copies: the witness"),
    ("damage: everything: an old copy", Finding::Lost, "copies: the witness"),
    // One flipped bit makes "yedeng 9" of "yedeng 1", which is taken for a newer program's.
    ("damage: format: damaged", Finding::Refused, "copies: small faults of opening"),
    ("damage: keyring: an old copy of both", Finding::LockedOut, "keys"),
    // The first draft makes the folder of drafts, and nobody syncs the home that holds its name.
    ("power: ", Finding::Draft, "keys: drafts"),
    // Sled 0.34.7, `Log::exit_reservation`: a write that fails there tells nobody, and who waits for it in `flush` waits for ever.
    ("full: ", Finding::Hung, "copies: a flush that waits with a limit"),
    ("full: ", Finding::Panicked, "salvage: sled panics when it is dropped on a disk that fails"),
];

/// Why a finding is known, if it is.
pub(super) fn known(torture: &str, finding: Finding) -> Option<&'static str> {
    KNOWN.iter().find(|(name, it, _)| torture.starts_with(name) && *it == finding).map(|(.., until)| *until)
}

/// Holds what was found against what is due. Each finding comes with its particulars.
pub(super) fn assess(left: Left, judged: &Result<Verdict, End>) -> Vec<(Finding, String)> {
    let verdict = match judged {
        Ok(verdict) => verdict,
        Err(End::Hung) => return vec![(Finding::Hung, "no end".to_owned())],
        Err(end) => return vec![(Finding::Panicked, format!("{end:?}"))],
    };
    let mut found = Vec::new();
    let mut say = |finding, about: String| found.push((finding, about));
    if !verdict.panics.is_empty() {
        say(Finding::Panicked, verdict.panics.join(", "));
    }
    if let Some(fault) = &verdict.refused {
        // Damage may be refused where nothing whole is left, as long as it is called damage.
        let clear = fault.contains("Damaged {");
        if !(clear && matches!(left, Left::NoKeys | Left::Past)) {
            say(Finding::Refused, fault.clone());
        }
        return found;
    }
    if !verdict.lost.is_empty() {
        say(Finding::Lost, format!("{} of {}: {:?} …", verdict.lost.len(), verdict.head, &verdict.lost[..verdict.lost.len().min(5)]));
    }
    if left == Left::Good && !verdict.named.is_empty() {
        say(Finding::NotRecovered, format!("{:?}", verdict.named));
    }
    if !verdict.wrong.is_empty() {
        say(Finding::Wrong, verdict.wrong[..verdict.wrong.len().min(5)].join("; "));
    }
    if !verdict.verify.is_empty() {
        say(Finding::VerifyBad, verdict.verify[..verdict.verify.len().min(5)].join("; "));
    }
    if !verdict.second.is_empty() {
        say(Finding::NotWell, verdict.second.join("; "));
    }
    // There is one copy of a draft, so damage to it shows, and in a past state it is a past one.
    if let Some(about) = verdict.draft.clone().filter(|_| !matches!(left, Left::NoDraft | Left::Past)) {
        say(Finding::Draft, about);
    }
    // Who joined after the past began is not known in it.
    if !verdict.locked_out.is_empty() && left != Left::Past {
        say(Finding::LockedOut, verdict.locked_out.join("; "));
    }
    found
}
