//! What the campus keeps of a talk (谈心谈话), and how much of anything a talk may hold.

use super::{Concern, TalkState, Topic, Visibility, Way};
use crate::campus::{Day, Seq, Spot, Stamp, StudentId, UserId};
use serde::{Deserialize, Serialize};
use smallvec::SmallVec;

/// What the campus keeps of a talk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TalkHead {
    /// The entry it was logged in: its id.
    pub seq: Seq,
    /// Who wrote it.
    pub by: UserId,
    /// With whom.
    pub students: SmallVec<[StudentId; 2]>,
    /// When it was held.
    pub held: Stamp,
    /// About what.
    pub topic: Topic,
    /// How.
    pub way: Way,
    /// Where.
    pub place: Option<Spot>,
    /// The level it set.
    pub level: Option<Concern>,
    /// When to talk again.
    pub followup: Option<Day>,
    /// Who may read the text.
    pub visibility: Visibility,
    /// The earlier talk it follows up.
    pub answers: Option<Seq>,
    /// How it stands.
    pub state: TalkState,
    /// Where its words are sealed to readers: who they are. `None` for a talk under the desk's own seal.
    pub readers: Option<SmallVec<[UserId; 4]>>,
    /// The entries that hold words of it or keys to them, besides the first.
    pub more: SmallVec<[Seq; 2]>,
    /// How long it took, in minutes.
    pub minutes: Option<u16>,
    /// Until when the level it set is meant to stand.
    pub until: Option<Day>,
    /// The planned talk that was held.
    pub plan: Option<Seq>,
    /// The entries that added to what was said, in their order.
    pub amended: SmallVec<[Seq; 1]>,
    /// The entries that hold files, in their order.
    pub files: SmallVec<[Seq; 1]>,
    /// The entry that closed its follow-up with words of its own.
    pub closed: Option<Seq>,
    /// When its follow-up was kept or given up: when the talk that answers it was held, or it was closed.
    pub settled: Option<Stamp>,
}

impl TalkHead {
    /// Whether its words are sealed to readers.
    pub fn is_sealed(&self) -> bool {
        self.readers.is_some()
    }

    /// Whether a user is among those its words are sealed to.
    pub fn has_reader(&self, user: UserId) -> bool {
        self.readers.as_ref().is_some_and(|it| it.contains(&user))
    }
}

/// Longest text of a talk, an incident or a note, in characters.
pub const TEXT_LIMIT: usize = 20_000;
/// Most students in one talk.
pub const STUDENTS_LIMIT: usize = 200;
/// Most tags on one talk, and the longest, in characters.
pub const TAG_LIMITS: (usize, usize) = (16, 24);
/// Most readers of a sealed talk.
pub const READERS_LIMIT: usize = 64;
/// Longest judgement, measures or reason of a talk, in characters.
pub const DETAIL_LIMIT: usize = 5_000;
/// Longest a talk takes, in minutes.
pub const MINUTES_LIMIT: u16 = 720;
/// Largest sealed note, in bytes: the longest texts, four bytes a character, with room for tags, padding and seals.
pub const NOTE_LIMIT: usize = 4 * (TEXT_LIMIT + 3 * DETAIL_LIMIT) + 16 * 1024;
/// Most amendments of one talk.
pub const AMENDMENTS_LIMIT: usize = 64;
/// Most files of one talk.
pub const FILES_LIMIT: usize = 16;
/// Largest file that any college may allow, in bytes.
pub const FILE_BYTES_LIMIT: usize = 20_000_000;
/// Longest name of a file, in characters.
pub const FILE_NAME_LIMIT: usize = 120;
