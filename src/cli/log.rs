//! `log`, `verify`, `undo`: the logbook itself.

use super::args::{LogArgs, VerifyArgs};
use super::ask::short_time;
use super::out::{Out, Outcome, Table};
use super::problem::{Exit, Problem, part_key, part_name};
use super::seat::Seat;
use super::view;
use crate::campus::Seq;
use crate::desk::{Desk, Verified};
use crate::logbook::head::{self, HeadText};
use crate::logbook::{Header, Wrong};
use crate::say;
use crate::words::Words;
use serde::Serialize;
use serde_json::json;
use std::io::IsTerminal as _;

/// Headers fetched at a time.
const CHUNK: usize = 2_000;
/// Things an entry is about that people are told; scripts get all of them.
const SUBJECTS_TOLD: usize = 3;
/// Problems told to people; scripts get all of them.
const PROBLEMS_TOLD: usize = 40;

/// `log`: the entries from one on, in their order.
pub(super) fn log(seat: &Seat, args: &LogArgs, out: &mut Out) -> Outcome {
    let words = &seat.words;
    seat.at_desk(out, |desk, out| {
        let mut from = Seq(args.since.max(1));
        let mut left = args.limit.count();
        while left > 0 {
            let headers = desk.headers(from, left.min(CHUNK)).map_err(|fault| Problem::fault(words, &fault))?;
            let Some(last) = headers.last() else { break };
            (from, left) = (last.seq.next(), left - headers.len());
            let campus = desk.campus();
            let views: Vec<_> = headers.iter().map(|it| view::header(&campus, it)).collect();
            if out.is_json() {
                views.iter().try_for_each(|it| out.json(words, it))?;
                continue;
            }
            let mut table = Table::new([
                say!(words, "cli-head-seq"),
                say!(words, "cli-head-time"),
                say!(words, "cli-head-by"),
                say!(words, "cli-head-kind"),
                say!(words, "cli-head-subjects"),
                say!(words, "cli-head-hash"),
            ]);
            for it in views {
                let hash = it.hash.chars().take(12).collect();
                let more = it.subjects.len().saturating_sub(SUBJECTS_TOLD);
                let mut about = it.subjects.iter().take(SUBJECTS_TOLD).cloned().collect::<Vec<_>>().join(" ");
                if more > 0 {
                    about.push_str(&format!(" +{more}"));
                }
                table.row([it.seq.to_string(), short_time(&it.at), it.by, say_kind(words, &it.kind), about, hash]);
            }
            out.table(words, &table)?;
        }
        Ok(Exit::Done)
    })
}

/// What kind of entry it is, for people.
pub(super) fn say_kind(words: &Words, kind: &str) -> String {
    words.get(&kind_id(kind))
}

fn kind_id(kind: &str) -> String {
    format!("cli-kind-{}", kind.replace(['.', '_'], "-"))
}

/// The answer of `verify`.
#[derive(Serialize)]
struct VerifiedView {
    entries: u64,
    head: String,
    ok: bool,
    problems: Vec<ProblemView>,
    seconds: f64,
    #[serde(flatten)]
    printed: Option<PrintedView>,
    /// The copies that were built again, where that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    healed: Option<Vec<&'static str>>,
}

/// What became of the head that somebody typed from paper.
#[derive(Serialize)]
struct PrintedView {
    head_found: bool,
    head_seq: u64,
    head_at: String,
    /// Nothing is wrong up to there.
    head_ok: bool,
}

/// Something that is wrong.
#[derive(Serialize)]
struct ProblemView {
    /// `None` for what is no single entry's fault.
    seq: Option<u64>,
    what: &'static str,
    #[serde(skip)]
    said: String,
}

/// `verify`.
pub(super) fn verify(seat: &Seat, args: &VerifyArgs, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let wanted = args.head.as_ref().map(|typed| typed_head(words, &typed.join(" "))).transpose()?;
    let watched = std::io::stderr().is_terminal();
    seat.at_desk(out, |desk, out| {
        let printed = wanted.as_ref().map(|wanted| printed_head(words, desk, wanted)).transpose()?;
        let mut told = 0;
        let mut progress = |done: u64, all: u64| {
            // About a hundred lines at most, each over the one before.
            if watched && (done == all || done > told + all / 100) {
                told = done;
                out.progress(&say!(words, "cli-verify-progress", done = done.to_string(), all = all.to_string()), done == all);
            }
        };
        let mut verified = desk.verify(&mut progress).map_err(|fault| Problem::fault(words, &fault))?;
        let mut healed = None;
        if args.heal {
            let mend = || desk.heal().map_err(|error| Problem::desk(words, &desk.campus(), &error));
            let parts = if verified.report.ok() { Vec::new() } else { mend()? };
            if !parts.is_empty() {
                verified = desk.verify(&mut progress).map_err(|fault| Problem::fault(words, &fault))?;
            }
            healed = Some(parts);
        }
        let printed = printed.map(|it| PrintedView {
            head_found: true,
            head_seq: it.seq.0,
            head_at: view::time(&desk.campus(), it.at),
            head_ok: verified.report.problems.iter().all(|problem| problem.seq > it.seq),
        });
        let parts = healed.as_ref().map(|it| it.iter().map(|part| part_key(*part)).collect());
        let view = VerifiedView { printed, healed: parts, ..verified_view(words, &verified) };
        // Only a logbook that is whole in itself can be taken as it stands.
        if args.accept_head && verified.report.ok() && verified.replay_matches {
            desk.accept_head().map_err(|error| Problem::desk(words, &desk.campus(), &error))?;
            out.note(&say!(words, "cli-head-accepted"));
        }
        out.answer(words, &view, |out| {
            let said = if view.ok { say!(words, "cli-verify-ok") } else { say!(words, "cli-verify-bad") };
            out.line(words, &said)?;
            out.field(words, say!(words, "cli-verify-entries"), &view.entries.to_string())?;
            out.field(words, say!(words, "cli-head-hash"), &head::groups(&verified.report.head.hash))?;
            if let Some(it) = &view.printed {
                let (seq, at) = (it.head_seq.to_string(), short_time(&it.head_at));
                let said = if it.head_ok {
                    say!(words, "cli-printed-ok", seq = seq, at = at)
                } else {
                    say!(words, "cli-printed-bad", seq = seq, at = at)
                };
                out.line(words, &said)?;
            }
            out.field(words, say!(words, "cli-seconds"), &format!("{:.2}", view.seconds))?;
            for part in healed.iter().flatten() {
                out.line(words, &say!(words, "cli-verify-healed", part = part_name(words, *part)))?;
            }
            for it in view.problems.iter().take(PROBLEMS_TOLD) {
                out.line(words, &format!("  {}", it.said))?;
            }
            if view.problems.len() > PROBLEMS_TOLD {
                let more = view.problems.len() - PROBLEMS_TOLD;
                out.line(words, &format!("  {}", say!(words, "cli-more", count = more)))?;
            }
            Ok(())
        })?;
        Ok(if view.ok { Exit::Done } else { Exit::Damaged })
    })
}

fn verified_view(words: &Words, verified: &Verified) -> VerifiedView {
    let report = &verified.report;
    let mut problems: Vec<ProblemView> = report
        .problems
        .iter()
        .map(|it| {
            let (what, said) = wrong(words, it.what);
            ProblemView { seq: Some(it.seq.0), what, said: say!(words, "cli-wrong-at", seq = it.seq.to_string(), what = said) }
        })
        .collect();
    if !verified.replay_matches {
        problems.push(ProblemView { seq: None, what: "replay", said: say!(words, "cli-wrong-replay") });
    }
    if verified.keyring_is_old {
        problems.push(ProblemView { seq: None, what: "old_keyring", said: say!(words, "cli-wrong-keyring-old") });
    }
    VerifiedView {
        entries: report.entries,
        head: view::hex(&report.head.hash),
        ok: problems.is_empty(),
        problems,
        seconds: report.seconds,
        printed: None,
        healed: None,
    }
}

/// A head as somebody typed it from paper.
fn typed_head(words: &Words, typed: &str) -> Result<HeadText, Problem> {
    HeadText::parse(typed).map_err(|_| Problem::usage("bad_head", say!(words, "cli-bad-head", least = head::LEAST_DIGITS)))
}

/// The entry with that head. That there is none is damage: what was printed once is no longer there.
fn printed_head(words: &Words, desk: &Desk, wanted: &HeadText) -> Result<Header, Problem> {
    let mut found = desk.find_head(wanted).map_err(|fault| Problem::fault(words, &fault))?;
    match (found.pop(), found.is_empty()) {
        (Some(it), true) => Ok(it),
        (Some(_), false) => Err(Problem::new(Exit::NotFound, "ambiguous", say!(words, "cli-head-ambiguous"))),
        (None, _) => {
            let problem = Problem::new(Exit::Damaged, "head_not_found", say!(words, "cli-head-not-found")).with("head_found", false);
            Err(match desk.restored_at() {
                Some(seq) => problem.with("restored_at", seq.0).line(say!(words, "cli-head-restored", seq = seq.to_string())),
                None => problem,
            })
        }
    }
}

fn wrong(words: &Words, what: Wrong) -> (&'static str, String) {
    match what {
        Wrong::MissingInMirror => ("missing_in_mirror", say!(words, "cli-wrong-missing-mirror")),
        Wrong::MissingInStore => ("missing_in_store", say!(words, "cli-wrong-missing-store")),
        Wrong::CopiesDiffer => ("copies_differ", say!(words, "cli-wrong-differ")),
        Wrong::Chain => ("chain", say!(words, "cli-wrong-chain")),
        Wrong::Seal => ("seal", say!(words, "cli-wrong-seal")),
        Wrong::NotErased => ("not_erased", say!(words, "cli-wrong-not-erased")),
        Wrong::Lost => ("lost", say!(words, "cli-wrong-lost")),
        Wrong::Newer => ("newer", say!(words, "cli-wrong-newer")),
    }
}

/// `undo`.
pub(super) fn undo(seat: &Seat, seq: u64, out: &mut Out) -> Outcome {
    let words = &seat.words;
    seat.at_desk(out, |desk, out| {
        let of = Seq(seq);
        if seq == 0 || of > desk.campus().applied() {
            return Err(Problem::not_found(words, &seq.to_string()).into());
        }
        let receipt = seat.receipt(desk, desk.undo(of))?;
        let at = view::time(&desk.campus(), receipt.at);
        out.answer(words, &json!({ "seq": receipt.seq.0, "at": at, "undid": seq }), |out| {
            out.line(words, &say!(words, "cli-undone", undid = seq.to_string(), seq = receipt.seq.to_string()))
        })?;
        Ok(Exit::Done)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Lang;

    #[test]
    fn every_kind_of_entry_is_said_in_both_languages() {
        // As `Act::kind` names them.
        let kinds = "founded place.laid place.building_set person.imported person.import_reverted staff.joined staff.changed \
            staff.passphrase_changed staff.officers_named staff.officer_relieved shift.published shift.recalled shift.signed_in \
            shift.signed_out shift.draft_published shift.reassigned shift.checked shift.noted duty.terms_set duty.preferred \
            duty.preference_withdrawn draft.made draft.changed draft.moved change.asked change.accepted change.approved change.declined \
            change.withdrawn handover.given handover.written_back handover.asked handover.answered handover.accepted handover.recalled \
            handover.bypassed round.marked talk.logged talk.closed talk.reopened talk.withdrawn incident.opened incident.noted \
            incident.stepped incident.moved incident.owned incident.weighed undone staff.key_published talk.reader_added \
            talk.reader_removed custody.backed_up custody.restored custody.key_rotated custody.unlocks_failed custody.recovery_used \
            custody.glass_broken custody.erasure_proposed custody.erasure_approved custody.erasure_rejected custody.erased \
            custody.salvaged custody.recovery_renewed custody.exported hidden";
        for words in [Words::new(Lang::Zh), Words::new(Lang::En)] {
            kinds.split_whitespace().for_each(|kind| assert!(words.loader().has(&kind_id(kind)), "{kind}"));
        }
    }
}
