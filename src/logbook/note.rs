//! The words of a private or psychological talk, sealed so that only their readers open them (密谈).
//!
//! A note is sealed with a key of its own, and that key goes into a box for each reader. The seal covers who wrote it and all that everybody
//! may know of the talk, a box covers the note's random number, its writer and its reader: neither can be put to another note.

use super::pair::{Purpose, UserSecret, random, seal_to};
use super::seal::{open_with, seal_with};
use super::{Fault, Hash, Part, envelope};
use crate::campus::{NoteKey, SealedNote, Seq, TalkLogged, TalkPlan, TalkRecorded, UserId};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

const ID: usize = 16;
/// What kind of record a note is; the seal covers it.
const NOTE: u8 = 0x24;
/// Notes are padded to a multiple of so many bytes: most talks of a night are then equally long.
const PAD: usize = 256;

/// What only the readers see.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Note {
    /// What was said; of a file, its name.
    pub text: Box<str>,
    /// Tags, without the `#`.
    pub tags: Vec<Box<str>>,
    /// Why a talk set its level.
    pub reason: Box<str>,
    /// What to think of it (研判).
    pub judgement: Box<str>,
    /// What is done about it (措施).
    pub measures: Box<str>,
    /// What is in a file.
    pub bytes: Box<[u8]>,
}

/// The versions of a stored note.
#[derive(Serialize, Deserialize)]
enum Stored {
    V1 { text: Box<str>, tags: Vec<Box<str>> },
    V2 { text: Box<str>, tags: Vec<Box<str>>, reason: Box<str>, judgement: Box<str>, measures: Box<str>, bytes: Box<[u8]> },
}

/// Where a note belongs: who wrote it, and about what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotePlace {
    author: UserId,
    about: Hash,
}

impl NotePlace {
    /// The words of a talk. All else of the talk is covered by the seal; words and tags in `talk` are left aside.
    ///
    /// # Errors
    /// [`Fault::TooLarge`].
    pub fn of_talk(author: UserId, talk: &TalkLogged) -> Result<Self, Fault> {
        let known = TalkLogged { text: "".into(), tags: Vec::new(), ..talk.clone() };
        let bytes = envelope::encode(&known).map_err(|_| Fault::TooLarge { seq: Seq(0), bytes: envelope::RECORD_LIMIT })?;
        Ok(Self { author, about: blake3::derive_key("yedeng 2026 note of a talk", &bytes) })
    }

    /// The words of a talk logged by the long form, covered likewise.
    ///
    /// # Errors
    /// [`Fault::TooLarge`].
    pub fn of_record(author: UserId, record: &TalkRecorded) -> Result<Self, Fault> {
        let talk = TalkLogged { text: "".into(), tags: Vec::new(), ..record.talk.clone() };
        Self::of("yedeng 2026 note of a record", author, &TalkRecorded { talk, detail: record.detail.wordless() })
    }

    /// What a planned talk is to be about, covered likewise.
    ///
    /// # Errors
    /// [`Fault::TooLarge`].
    pub fn of_plan(author: UserId, plan: &TalkPlan) -> Result<Self, Fault> {
        Self::of("yedeng 2026 note of a plan", author, &TalkPlan { text: "".into(), tags: Vec::new(), ..plan.clone() })
    }

    fn of(context: &str, author: UserId, known: &impl Serialize) -> Result<Self, Fault> {
        let bytes = envelope::encode(known).map_err(|_| Fault::TooLarge { seq: Seq(0), bytes: envelope::RECORD_LIMIT })?;
        Ok(Self { author, about: blake3::derive_key(context, &bytes) })
    }

    /// The reason for which a planned talk was called off.
    pub fn of_cancelling(author: UserId, plan: Seq) -> Self {
        Self { author, about: blake3::derive_key("yedeng 2026 note of a cancelling", &plan.0.to_be_bytes()) }
    }

    /// What was added to a talk.
    pub fn of_amendment(author: UserId, talk: Seq) -> Self {
        Self { author, about: blake3::derive_key("yedeng 2026 note of an amendment", &talk.0.to_be_bytes()) }
    }

    /// A file kept with a talk.
    pub fn of_file(author: UserId, talk: Seq) -> Self {
        Self { author, about: blake3::derive_key("yedeng 2026 note of a file", &talk.0.to_be_bytes()) }
    }

    /// The words with which a talk's follow-up was closed.
    pub fn of_closing(author: UserId, talk: Seq) -> Self {
        Self { author, about: blake3::derive_key("yedeng 2026 note of a closing", &talk.0.to_be_bytes()) }
    }

    fn cover(&self, id: &[u8]) -> Vec<u8> {
        [id, &self.author.0.to_be_bytes(), &self.about].concat()
    }

    fn cover_of_key(&self, id: &[u8], reader: UserId) -> Vec<u8> {
        [id, &self.author.0.to_be_bytes(), &reader.0.to_be_bytes()].concat()
    }
}

/// Somebody a note is sealed to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoteReader {
    /// Who.
    pub user: UserId,
    /// The public half of their key pair.
    pub public: Hash,
    /// For breaking the glass only.
    pub glass: bool,
}

impl Note {
    /// Seals a note to its readers.
    ///
    /// # Errors
    /// [`Fault::NoRandomness`], [`Fault::TooLarge`].
    pub fn seal(&self, place: &NotePlace, readers: &[NoteReader]) -> Result<SealedNote, Fault> {
        let (id, key) = (random::<ID>()?, Zeroizing::new(random::<32>()?));
        let Self { text, tags, reason, judgement, measures, bytes } = self.clone();
        // An older program reads what holds nothing new.
        let stored = if reason.is_empty() && judgement.is_empty() && measures.is_empty() && bytes.is_empty() {
            Stored::V1 { text, tags }
        } else {
            Stored::V2 { text, tags, reason, judgement, measures, bytes }
        };
        let plain = envelope::encode(&stored).map_err(|_| Fault::TooLarge { seq: Seq(0), bytes: envelope::RECORD_LIMIT })?;
        let plain = Zeroizing::new(pad(&Zeroizing::new(plain)));
        let record = seal_with(&key, 0, NOTE, &place.cover(&id), &random()?, &plain)?;
        let wrap = |it: &NoteReader| {
            let wrapped = seal_to(&it.public, Purpose::Note, &place.cover_of_key(&id, it.user), &*key)?;
            Ok(NoteKey { reader: it.user, glass: it.glass, wrapped: wrapped.into() })
        };
        let keys = readers.iter().map(wrap).collect::<Result<_, Fault>>()?;
        Ok(SealedNote { sealed: [&id[..], &record].concat().into(), keys })
    }

    /// Opens a note with a reader's own box.
    ///
    /// # Errors
    /// [`Fault::Damaged`] if the box is not this reader's for this note, or the note belongs elsewhere; [`Fault::NewerVersion`].
    pub fn open(sealed: &SealedNote, place: &NotePlace, reader: UserId, wrapped: &[u8], secret: &UserSecret) -> Result<Self, Fault> {
        let broken = || Fault::damaged(Part::Store, None);
        let (id, record) = sealed.sealed.split_at_checked(ID).ok_or_else(broken)?;
        let key = note_key(id, place, reader, wrapped, secret).ok_or_else(broken)?;
        let plain = Zeroizing::new(open_with(&key, NOTE, &place.cover(id), record).map_err(|it| it.fault(Part::Store, None))?);
        match unpad(&plain).and_then(envelope::decode) {
            Some(Stored::V1 { text, tags }) => Ok(Self { text, tags, ..Self::default() }),
            Some(Stored::V2 { text, tags, reason, judgement, measures, bytes }) => {
                Ok(Self { text, tags, reason, judgement, measures, bytes })
            }
            None => Err(broken()),
        }
    }

    /// The note's key in a box for somebody else, made from a reader's own box; `None` if that is not for this note.
    ///
    /// # Errors
    /// [`Fault::NoRandomness`].
    pub fn pass_on(
        sealed: &SealedNote,
        place: &NotePlace,
        from: (UserId, &[u8], &UserSecret),
        to: (UserId, &Hash),
    ) -> Result<Option<Box<[u8]>>, Fault> {
        let Some((id, _)) = sealed.sealed.split_at_checked(ID) else { return Ok(None) };
        let Some(key) = note_key(id, place, from.0, from.1, from.2) else { return Ok(None) };
        Ok(Some(seal_to(to.1, Purpose::Note, &place.cover_of_key(id, to.0), &*key)?.into()))
    }
}

fn note_key(id: &[u8], place: &NotePlace, reader: UserId, wrapped: &[u8], secret: &UserSecret) -> Option<Zeroizing<Hash>> {
    let key = secret.open(Purpose::Note, &place.cover_of_key(id, reader), wrapped)?;
    key.as_slice().try_into().ok().map(Zeroizing::new)
}

/// The length, the bytes, zeros.
fn pad(bytes: &[u8]) -> Vec<u8> {
    let mut padded = Vec::with_capacity((bytes.len() + 4).next_multiple_of(PAD));
    // The rules keep notes below some hundred kilobytes, which fits.
    padded.extend_from_slice(&(bytes.len() as u32).to_be_bytes());
    padded.extend_from_slice(bytes);
    padded.resize(padded.len().next_multiple_of(PAD), 0);
    padded
}

fn unpad(padded: &[u8]) -> Option<&[u8]> {
    let (length, rest) = padded.split_first_chunk::<4>()?;
    rest.get(..u32::from_be_bytes(*length) as usize)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn note(text: &str) -> Note {
        Note { text: text.into(), tags: vec!["失眠".into()], ..Note::default() }
    }

    fn reader(user: u16, secret: &UserSecret) -> NoteReader {
        NoteReader { user: UserId(user), public: secret.public(), glass: false }
    }

    #[test]
    fn each_reader_opens_it_and_nobody_else() {
        let (one, two) = (UserSecret::create().unwrap(), UserSecret::create().unwrap());
        let place = NotePlace::of_closing(UserId(1), Seq(7));
        let sealed = note("睡不好").seal(&place, &[reader(1, &one), reader(2, &two)]).unwrap();
        let key = |at: usize| &sealed.keys[at].wrapped;
        assert_eq!(Note::open(&sealed, &place, UserId(1), key(0), &one).unwrap(), note("睡不好"));
        assert_eq!(Note::open(&sealed, &place, UserId(2), key(1), &two).unwrap(), note("睡不好"));
        assert!(Note::open(&sealed, &place, UserId(2), key(0), &two).is_err(), "another's box");
        assert!(Note::open(&sealed, &place, UserId(2), key(0), &one).is_err(), "a box under another name");
        assert!(sealed.keys[0].wrapped.len() < 128 && sealed.sealed.len() == 16 + 42 + PAD);
    }

    #[test]
    fn a_note_or_a_key_put_elsewhere_opens_nothing() {
        let one = UserSecret::create().unwrap();
        let (here, there) = (NotePlace::of_closing(UserId(1), Seq(7)), NotePlace::of_closing(UserId(1), Seq(8)));
        let first = note("一").seal(&here, &[reader(1, &one)]).unwrap();
        let second = note("二").seal(&here, &[reader(1, &one)]).unwrap();
        assert!(Note::open(&first, &there, UserId(1), &first.keys[0].wrapped, &one).is_err(), "another talk");
        assert!(Note::open(&first, &here, UserId(1), &second.keys[0].wrapped, &one).is_err(), "the key of another note");
        let somebody = NotePlace::of_closing(UserId(2), Seq(7));
        assert!(Note::open(&first, &somebody, UserId(1), &first.keys[0].wrapped, &one).is_err(), "as if another had written it");
    }

    #[test]
    fn a_key_is_passed_on_by_a_reader() {
        let (one, two) = (UserSecret::create().unwrap(), UserSecret::create().unwrap());
        let place = NotePlace::of_closing(UserId(1), Seq(7));
        let sealed = note("睡不好").seal(&place, &[reader(1, &one)]).unwrap();
        let own = &sealed.keys[0].wrapped;
        let passed = Note::pass_on(&sealed, &place, (UserId(1), own, &one), (UserId(5), &two.public())).unwrap().unwrap();
        assert_eq!(Note::open(&sealed, &place, UserId(5), &passed, &two).unwrap(), note("睡不好"));
        assert_eq!(Note::pass_on(&sealed, &place, (UserId(5), own, &two), (UserId(6), &one.public())), Ok(None));
    }

    #[test]
    fn a_note_of_the_first_version_opens_for_ever() {
        let sealed: SealedNote = envelope::decode(include_bytes!("../../tests/golden/note-v1.bin")).unwrap();
        let (secret, place) = (UserSecret::from_bytes(&[7; 32]).unwrap(), NotePlace::of_closing(UserId(1), Seq(7)));
        assert_eq!(Note::open(&sealed, &place, UserId(1), &sealed.keys[0].wrapped, &secret), Ok(note("睡不好")));
    }

    proptest! {
        #[test]
        fn padding_comes_off(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
            let padded = pad(&bytes);
            prop_assert_eq!(padded.len() % PAD, 0);
            prop_assert_eq!(unpad(&padded), Some(&bytes[..]));
        }

        #[test]
        fn no_bytes_make_it_panic(sealed in proptest::collection::vec(any::<u8>(), 0..200), wrapped in proptest::collection::vec(any::<u8>(), 0..120)) {
            let one = UserSecret::create().unwrap();
            let place = NotePlace::of_closing(UserId(1), Seq(7));
            let sealed = SealedNote { sealed: sealed.into(), keys: Vec::new() };
            prop_assert!(Note::open(&sealed, &place, UserId(1), &wrapped, &one).is_err());
            let _ = unpad(&wrapped);
        }
    }
}
