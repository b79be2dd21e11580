//! Files that are kept with a talk (附件): they lie sealed in the logbook like its words, and who takes one out is recorded.

use super::{Desk, Receipt, Refused};
use crate::campus::{Act, Refusal, Seq, TalkAct, TalkFile};

impl Desk {
    /// Keeps a file with a talk of one's own; of a sealed talk it is sealed to its readers. Its id is the entry of the receipt.
    ///
    /// # Errors
    /// Not the author, no such talk, no name, nothing in it, too large; or the disk failed.
    pub fn attach(&self, talk: Seq, name: &str, bytes: Vec<u8>) -> Result<Receipt, Refused> {
        let file = TalkFile { name: name.into(), bytes: bytes.into() };
        self.submit(Act::Talk(TalkAct::Attached { talk, file: Box::new(file) }))
    }

    /// The files of a talk, as far as they may be read: the entry, the name and how many bytes; an erased one has neither.
    ///
    /// # Errors
    /// No such talk, or not for this user's eyes; or the logbook cannot be read.
    pub fn files(&self, talk: Seq) -> Result<Vec<(Seq, Box<str>, usize)>, Refused> {
        let mut files = Vec::new();
        for seq in self.files_seen(talk)? {
            if let Some(TalkAct::Attached { file, .. }) = self.file_act(seq)? {
                files.push((seq, file.name, file.bytes.len()));
            }
        }
        Ok(files)
    }

    /// Takes a file out. That it is taken is on disk before it is given.
    ///
    /// # Errors
    /// No such file, erased, or not for this user's eyes; or the disk failed.
    pub fn take_file(&self, talk: Seq, file: Seq) -> Result<TalkFile, Refused> {
        if !self.files_seen(talk)?.contains(&file) {
            return Err(Refusal::NoSuchFile(file).into());
        }
        let Some(TalkAct::Attached { file: kept, .. }) = self.file_act(file)? else { return Err(Refusal::NotAllowed.into()) };
        if kept.is_erased() {
            return Err(Refusal::NoSuchFile(file).into());
        }
        self.submit(Act::Talk(TalkAct::FileTaken { talk, file }))?;
        Ok(*kept)
    }

    fn files_seen(&self, talk: Seq) -> Result<Vec<Seq>, Refused> {
        let campus = self.campus();
        let head = campus.talks().get(talk).ok_or(Refusal::NoSuchTalk(talk))?;
        let seen = self.sight(&campus).talk(head).filter(|it| it.reads()).ok_or(Refusal::NotAllowed)?;
        Ok(seen.files().to_vec())
    }

    fn file_act(&self, seq: Seq) -> Result<Option<TalkAct>, Refused> {
        Ok(self.entry(seq)?.and_then(|it| if let Act::Talk(act) = it.act { Some(act) } else { None }))
    }
}
