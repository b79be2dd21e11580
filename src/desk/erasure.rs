//! Erasure and retention (删除与保存期限): what is due, what it would take, who asked and who agreed, and what was done about every copy.
//!
//! The rules (a second person, a reason) are the campus's; the rewriting is the logbook's. Here both meet, with the backups.

use super::writer::{Erasing, Job};
use super::{Desk, DeskError, Receipt, Refused, rights};
use crate::campus::{
    Act, Campus, CustodyAct, CustodyRow, Day, ErasureScope, ErasureState, IncidentState, Refusal, Seq, Stamp, TalkState, UserId,
};
use crate::logbook::{BackupId, Fault, Hash, Part, Residues, shred};
use chrono::Datelike as _;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::mpsc::{Sender, channel};
use std::time::Duration;

/// Years that the words of a term are kept after it has ended, unless another number is asked for. The law wants the shortest time that does
/// (个人信息保护法 第十九条) and names no number; three years last from the talk to the graduation of nearly everybody it was held with.
pub const RETENTION_YEARS: u32 = 3;

/// How long an erasure waits for second mirrors to be made anew. Those that take longer go on by themselves; the certificate then says which.
const SECONDS_PATIENCE: Duration = Duration::from_secs(60);

/// What an erasure would take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErasurePlan {
    /// What is to be erased.
    pub scope: ErasureScope,
    /// The entries whose words would go.
    pub entries: Vec<Seq>,
    /// How many of each kind.
    pub kinds: BTreeMap<&'static str, u32>,
    /// Talks among them.
    pub talks: u32,
    /// Incidents among them.
    pub incidents: u32,
}

/// A backup that somebody made by hand: it lies where they put it, out of reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HandMade {
    /// Its number.
    pub id: BackupId,
    /// When it was made.
    pub at: Stamp,
    /// By whom.
    pub by: UserId,
}

/// What was done, for whoever asked and for the files (删除证明). It names nobody who was erased.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    /// The erasure.
    pub erasure: Seq,
    /// What was erased.
    pub scope: ErasureScope,
    /// Who asked, when, and why.
    pub asked: (UserId, Stamp, Box<str>),
    /// Who agreed, and when.
    pub approved: (UserId, Stamp),
    /// Who carried it out, and when.
    pub done: (UserId, Stamp),
    /// How many entries lost their words.
    pub entries: u32,
    /// The entry that records it.
    pub seq: Seq,
    /// The chain hash before that entry. It is the one that was there before the erasure: the chain was not touched.
    pub before: Hash,
    /// The chain hash after it.
    pub after: Hash,
    /// Automatic backups that still hold what was erased; none once all was done.
    pub backups_left: u32,
    /// Second mirrors, by their directories, and whether each was wiped and begun anew since the last erasure. One that was away then still
    /// holds what was erased, and is wiped when it is put in again.
    pub seconds: Vec<(PathBuf, bool)>,
    /// Backups made by hand before it, which may still hold what was erased.
    pub hand_made: Vec<HandMade>,
}

impl Desk {
    /// What an erasure would take; nothing is changed. `progress` hears entries done and in all.
    ///
    /// # Errors
    /// Not allowed to ask for one, no such student, or the logbook cannot be read.
    pub fn plan_erasure(&self, scope: ErasureScope, progress: &mut dyn FnMut(u64, u64)) -> Result<ErasurePlan, Refused> {
        let proposal = Act::Custody(CustodyAct::ErasureProposed { scope, entries: 0, reason: "?".into() });
        {
            let campus = self.campus();
            if !rights::may_do(&campus, self.user, &proposal) {
                return Err(Refusal::NotAllowed.into());
            }
            if let ErasureScope::Student(id) = scope {
                campus.people().student(id).ok_or(Refusal::NoSuchStudent(id))?;
            }
        }
        let Residues { acts, .. } = self.inner.reader.residues(scope, None, progress)?;
        let mut plan = ErasurePlan { scope, entries: Vec::with_capacity(acts.len()), kinds: BTreeMap::new(), talks: 0, incidents: 0 };
        for (seq, act) in acts {
            plan.entries.push(seq);
            let kind = act.kind();
            *plan.kinds.entry(kind).or_default() += 1;
            plan.talks += u32::from(kind == "talk.logged");
            plan.incidents += u32::from(kind == "incident.opened");
        }
        Ok(plan)
    }

    /// Asks for an erasure; its id is the entry of the receipt.
    ///
    /// # Errors
    /// As [`Desk::plan_erasure`]; no reason; the disk failed.
    pub fn propose_erasure(&self, scope: ErasureScope, reason: &str) -> Result<(Receipt, ErasurePlan), Refused> {
        let plan = self.plan_erasure(scope, &mut |_, _| {})?;
        let entries = plan.entries.len() as u32;
        let receipt = self.submit(Act::Custody(CustodyAct::ErasureProposed { scope, entries, reason: reason.into() }))?;
        Ok((receipt, plan))
    }

    /// A second person agrees. What comes next is [`Desk::run_erasure`]; if nobody calls it, the next opening does.
    ///
    /// # Errors
    /// It is one's own, there is none such to be agreed to, or not allowed.
    pub fn approve_erasure(&self, erasure: Seq) -> Result<Receipt, Refused> {
        self.submit(Act::Custody(CustodyAct::ErasureApproved { erasure }))
    }

    /// Says no.
    ///
    /// # Errors
    /// There is none such to be refused, no reason, or not allowed.
    pub fn reject_erasure(&self, erasure: Seq, reason: &str) -> Result<Receipt, Refused> {
        self.submit(Act::Custody(CustodyAct::ErasureRejected { erasure, reason: reason.into() }))
    }

    /// Carries an approved erasure out: both copies are written anew, a backup of what is left is made, and every older automatic one is
    /// overwritten and taken away. What was cut short is taken up again; one that was done is looked after once more.
    ///
    /// # Errors
    /// It was not approved, not allowed, or the disk failed; it stays approved then and can be run again.
    pub fn run_erasure(&self, erasure: Seq, progress: impl FnMut(u64, u64) + Send + 'static) -> Result<(), DeskError> {
        let state = self.campus().custody().erasure(erasure).map(|(_, _, state)| state);
        if state != Some(ErasureState::Done) {
            self.ask(|reply| self.erasing(erasure, Box::new(progress), reply))??;
        }
        if self.stale_backups() > 0 {
            self.backup_automatically()?;
        }
        self.destroy_stale_backups()?;
        self.await_second_mirrors(SECONDS_PATIENCE, &mut |_| {});
        Ok(())
    }

    fn erasing(&self, erasure: Seq, progress: Box<dyn FnMut(u64, u64) + Send>, reply: Sender<Result<Receipt, Refused>>) -> Job {
        Job::Erase(Box::new(Erasing { erasure, by: self.user, seat: self.seat, progress, reply }))
    }

    /// On opening: takes up what was approved and not finished, if who comes in may do that.
    pub(super) fn resume_erasures(&self) {
        let approved: Vec<Seq> = self.campus().custody().erasures(ErasureState::Approved).collect();
        for erasure in approved {
            // Nobody waits for the answer: if it fails it stays approved, and whoever asks for it is told why.
            let (reply, _) = channel();
            let _ = self.inner.jobs.send(self.erasing(erasure, Box::new(|_, _| {}), reply));
        }
        // One that could not be taken away is tried again the next time.
        let _ = self.destroy_stale_backups();
    }

    /// The entry of the last erasure: a backup that ends before it may hold what was erased.
    fn last_erased(&self) -> Option<Seq> {
        let campus = self.campus();
        campus.custody().rows().iter().rev().find(|it| matches!(it.what, CustodyAct::Erased { .. })).map(|it| it.seq)
    }

    fn stale(&self) -> Vec<PathBuf> {
        let Some(last) = self.last_erased() else { return Vec::new() };
        let own = self.backup_dirs().into_iter().flat_map(|dir| self.own_backups(&dir));
        own.filter(|(named, _)| named.upto < last).map(|(_, path)| path).collect()
    }

    fn stale_backups(&self) -> u32 {
        self.stale().len() as u32
    }

    fn destroy_stale_backups(&self) -> Result<(), Fault> {
        self.stale().iter().try_for_each(|path| shred(path, Part::Backup))
    }

    /// The certificate of an erasure that was carried out.
    ///
    /// # Errors
    /// There is none such that is done; or the logbook cannot be read.
    pub fn certificate(&self, erasure: Seq) -> Result<Certificate, Refused> {
        let rows: Vec<CustodyRow> = self.campus().custody().rows().to_vec();
        let missing = || Refused::from(Refusal::NoSuchErasure(erasure));
        let row = |wanted: &dyn Fn(&CustodyAct) -> bool| rows.iter().find(|it| wanted(&it.what)).ok_or_else(missing);
        let asked = rows.iter().find(|it| it.seq == erasure).ok_or_else(missing)?;
        let CustodyAct::ErasureProposed { scope, reason, .. } = &asked.what else { return Err(missing()) };
        let approved = row(&|it| matches!(it, CustodyAct::ErasureApproved { erasure: of } if *of == erasure))?;
        let done = row(&|it| matches!(it, CustodyAct::Erased { erasure: of, .. } if *of == erasure))?;
        let header = self.inner.reader.header(done.seq)?.ok_or_else(missing)?;
        let hand_made = rows.iter().filter(|it| it.seq < done.seq).filter_map(|it| match it.what {
            CustodyAct::BackedUp { id, automatic: false, .. } => Some(HandMade { id, at: it.at, by: it.by }),
            _ => None,
        });
        let seconds = self.with_logbook(|logbook| logbook.renewed_seconds()).map_err(|_| Refused::Closed)?;
        Ok(Certificate {
            erasure,
            scope: *scope,
            asked: (asked.by, asked.at, reason.clone()),
            approved: (approved.by, approved.at),
            done: (done.by, done.at),
            entries: done.entries,
            seq: done.seq,
            before: header.prev,
            after: header.hash,
            backups_left: self.stale_backups(),
            seconds,
            hand_made: hand_made.collect(),
        })
    }

    /// The terms that ended more than `years` ago and of which there are still words: the first and the last day of each, with how many talks
    /// and incidents there were. Terms erased already are left out.
    pub fn due_erasures(&self, years: u32) -> Vec<(Day, Day, u32)> {
        let campus = self.campus();
        let zone = campus.zone();
        let today = self.now().day(zone);
        let talks = campus.talks().heads().iter().filter(|it| it.state != TalkState::Withdrawn).map(|it| it.held.day(zone));
        let incidents = campus.incidents().heads().iter().filter(|it| it.state != IncidentState::Withdrawn);
        let (mut days, mut terms) = (BTreeMap::<Day, u32>::new(), BTreeMap::<(Day, Day), u32>::new());
        talks.chain(incidents.map(|it| it.opened.day(zone))).for_each(|day| *days.entry(day).or_default() += 1);
        days.into_iter().for_each(|(day, count)| *terms.entry(campus.terms().days(day)).or_default() += count);
        let due = terms.into_iter().filter(|((_, until), _)| years_after(*until, years) < today && !is_erased(&campus, *until));
        due.map(|((from, until), count)| (from, until, count)).collect()
    }
}

fn years_after(day: Day, years: u32) -> Day {
    let date = day.date();
    let later = i32::try_from(years).unwrap_or(i32::MAX).saturating_add(date.year());
    // There is no 29 February in most years; the next day is as good.
    Day::ymd(later, date.month(), date.day()).or_else(|| Day::ymd(later, 3, 1)).unwrap_or(Day(i32::MAX))
}

fn is_erased(campus: &Campus, day: Day) -> bool {
    let custody = campus.custody();
    custody.erasures(ErasureState::Done).any(|id| match custody.erasure(id) {
        Some((_, ErasureScope::Period { from, until }, _)) => from <= day && day <= until,
        _ => false,
    })
}
