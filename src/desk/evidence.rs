//! Files that prove an activity (佐证材料): they lie sealed in the logbook, and who takes one out is recorded.

use super::{Desk, Refused};
use crate::campus::{Act, ActivityAct, Refusal, Seq, TalkFile};

impl Desk {
    /// The files of an activity, as far as they may be looked into: the entry, the name and how many bytes; an erased one has neither.
    ///
    /// # Errors
    /// No such activity; the logbook cannot be read.
    pub fn evidence(&self, activity: Seq) -> Result<Vec<(Seq, Box<str>, usize)>, Refused> {
        let mut files = Vec::new();
        for seq in self.evidence_seen(activity)? {
            if let Some(file) = self.evidence_file(seq)? {
                files.push((seq, file.name, file.bytes.len()));
            }
        }
        Ok(files)
    }

    /// Takes a file out. That it is taken is on disk before it is given.
    ///
    /// # Errors
    /// No such file, erased, or not for this user's eyes; or the disk failed.
    pub fn take_evidence(&self, activity: Seq, file: Seq) -> Result<TalkFile, Refused> {
        if !self.evidence_seen(activity)?.contains(&file) {
            return Err(Refusal::NoSuchFile(file).into());
        }
        let kept = self.evidence_file(file)?.filter(|it| !it.is_erased()).ok_or(Refusal::NoSuchFile(file))?;
        self.submit(Act::Activity(ActivityAct::FileTaken { activity, file }))?;
        Ok(*kept)
    }

    fn evidence_seen(&self, activity: Seq) -> Result<Vec<Seq>, Refused> {
        let campus = self.campus();
        let head = campus.activities().get(activity).ok_or(Refusal::NoSuchActivity(activity))?;
        let seen = self.sight(&campus).activity(head).files().to_vec();
        if seen.is_empty() && !head.files.is_empty() { Err(Refusal::NotAllowed.into()) } else { Ok(seen) }
    }

    fn evidence_file(&self, seq: Seq) -> Result<Option<Box<TalkFile>>, Refused> {
        let act = self.entry(seq)?.map(|it| it.act);
        Ok(act.and_then(|it| if let Act::Activity(ActivityAct::Attached { file, .. }) = it { Some(file) } else { None }))
    }
}
