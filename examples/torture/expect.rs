//! What is due after each kind of torture, and the one table of what nobody can help.

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

/// Findings that nobody can help, by the torture they follow on (the beginning of its name) and why that is so.
const KNOWN: &[(&str, Finding, &str)] = &[(
    "damage: keyring: an old copy of both",
    Finding::LockedOut,
    "a key that stands in no copy of the keyring cannot be made again; an administrator gives a new one",
)];

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
        let none = matches!(left, Left::NoKeys | Left::Nothing) || (matches!(left, Left::Pieces | Left::Past) && verdict.nothing_left);
        if !(clear && none) {
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
