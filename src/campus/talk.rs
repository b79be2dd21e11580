//! Talks (谈心谈话): what was promised to whom, and how it stands. The words themselves stay in the logbook.

use super::{Day, LevelRow, Paged, People, Refusal, Seq, Spot, Stamp, StudentId, UserId};
use serde::{Deserialize, Serialize};
use smallvec::SmallVec;

/// What a talk was about (主题).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Topic {
    /// 学业.
    Study,
    /// 生活.
    Life,
    /// 心理.
    Psych,
    /// 就业.
    Career,
    /// 资助.
    Aid,
    /// 人际.
    Relations,
    /// 家庭.
    Family,
    /// 纪律.
    Discipline,
    /// 安全.
    Safety,
    /// 思想.
    Thought,
    /// 其他.
    Other,
}

impl Topic {
    /// All topics in the order a form lists them.
    pub const ALL: [Self; 11] = [
        Self::Study,
        Self::Life,
        Self::Psych,
        Self::Career,
        Self::Aid,
        Self::Relations,
        Self::Family,
        Self::Discipline,
        Self::Safety,
        Self::Thought,
        Self::Other,
    ];
}

/// How a talk was held (方式).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Way {
    /// 面谈.
    InPerson,
    /// 电话.
    Phone,
    /// 线上.
    Online,
    /// 家访.
    HomeVisit,
    /// 集体.
    Group,
}

impl Way {
    /// All ways in the order a form lists them.
    pub const ALL: [Self; 5] = [Self::InPerson, Self::Phone, Self::Online, Self::HomeVisit, Self::Group];
}

/// Concern level (关注等级): 1 红 … 4 蓝, 0 none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Concern {
    /// None.
    #[default]
    None,
    /// 红.
    Red,
    /// 橙.
    Orange,
    /// 黄.
    Yellow,
    /// 蓝.
    Blue,
}

impl Concern {
    /// As the number people write, 0 to 4.
    pub fn number(self) -> u8 {
        self as u8
    }

    /// From the number people write.
    pub fn from_number(number: u8) -> Option<Self> {
        [Self::None, Self::Red, Self::Orange, Self::Yellow, Self::Blue].get(usize::from(number)).copied()
    }
}

/// Who may read what was said (可见范围).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Visibility {
    /// The counselors of the students.
    Normal,
    /// Only who wrote it.
    Private,
    /// Psychological: who wrote it and the counselling centre.
    Psych,
}

/// Where a talk stands (状态).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum TalkState {
    /// A follow-up is promised.
    Awaiting,
    /// Nothing more is owed.
    Closed,
    /// Taken back.
    Withdrawn,
}

/// A talk as it is logged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TalkLogged {
    /// With whom; at least one.
    pub students: SmallVec<[StudentId; 2]>,
    /// When it was held.
    pub held: Stamp,
    /// About what.
    pub topic: Topic,
    /// How.
    pub way: Way,
    /// Where.
    pub place: Option<Spot>,
    /// The concern level it sets, if it sets one.
    pub level: Option<Concern>,
    /// When to talk again (回访).
    pub followup: Option<Day>,
    /// Who may read the text.
    pub visibility: Visibility,
    /// The earlier talk whose follow-up this one is.
    pub answers: Option<Seq>,
    /// Tags, without the `#`.
    pub tags: Vec<Box<str>>,
    /// What was said.
    pub text: Box<str>,
    /// The student's level before, one for each student, so that the talk can be taken back.
    pub levels_before: SmallVec<[(Concern, Option<Day>); 2]>,
}

/// The key of a sealed note, sealed to one reader's public key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteKey {
    /// Whose key opens it.
    pub reader: UserId,
    /// They are no reader, but may break the glass (应急查阅): read it in need, with a reason that the author sees.
    pub glass: bool,
    /// The note's key, sealed.
    pub wrapped: Box<[u8]>,
}

/// Words that only their readers can open. What is inside, and how it is sealed, is not the campus's business.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealedNote {
    /// The words, sealed with a key of their own.
    pub sealed: Box<[u8]>,
    /// That key, once for each reader.
    pub keys: Vec<NoteKey>,
}

/// A private or psychological talk as it is logged: everybody may know of it, only its readers what was said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TalkSealed {
    /// The talk, with no words and no tags.
    pub talk: TalkLogged,
    /// The words and tags.
    pub note: SealedNote,
}

/// Acts on talks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum TalkAct {
    /// A talk was held and is logged; its id is the number of this entry.
    Logged(TalkLogged),
    /// Its follow-up is done or no longer needed.
    Closed {
        /// Which talk.
        talk: Seq,
        /// Why, or how; may be empty.
        text: Box<str>,
    },
    /// A closed follow-up is owed again.
    Reopened {
        /// Which talk.
        talk: Seq,
    },
    /// The talk is taken back by who wrote it. The first version stays in the logbook.
    Withdrawn {
        /// Which talk.
        talk: Seq,
        /// The levels to restore, one for each student.
        levels: SmallVec<[(Concern, Option<Day>); 2]>,
    },
    /// A private or psychological talk was held and is logged, its words sealed to their readers.
    LoggedSealed(Box<TalkSealed>),
    /// Its follow-up is done or no longer needed; why, is for its readers only.
    ClosedSealed {
        /// Which talk.
        talk: Seq,
        /// Why, or how.
        note: SealedNote,
    },
    /// A reader lets somebody else read a sealed talk.
    ReaderAdded {
        /// Which talk.
        talk: Seq,
        /// Who may read it from now on.
        reader: UserId,
        /// The keys of its notes, each with the entry it belongs to.
        keys: Vec<(Seq, Box<[u8]>)>,
    },
    /// A reader is a reader no longer. What they have read they have read.
    ReaderRemoved {
        /// Which talk.
        talk: Seq,
        /// Who.
        reader: UserId,
    },
}

impl TalkAct {
    /// Where a talk that is logged was held.
    pub(super) fn spot(&self) -> Option<&Spot> {
        match self {
            Self::Logged(it) => it.place.as_ref(),
            Self::LoggedSealed(it) => it.talk.place.as_ref(),
            _ => None,
        }
    }
}

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

/// All talks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Talks {
    pub(super) heads: Paged<TalkHead>,
    of_student: Vec<Vec<u32>>,
    awaiting: Vec<u32>,
}

/// Longest text of a talk, an incident or a note, in characters.
pub const TEXT_LIMIT: usize = 20_000;
/// Most students in one talk.
pub const STUDENTS_LIMIT: usize = 200;
/// Most tags on one talk, and the longest, in characters.
pub const TAG_LIMITS: (usize, usize) = (16, 24);
/// Most readers of a sealed talk.
pub const READERS_LIMIT: usize = 64;
/// Largest sealed note, in bytes: the longest text, four bytes a character, with room for tags, padding and seals.
pub const NOTE_LIMIT: usize = 4 * TEXT_LIMIT + 16 * 1024;

impl Default for Talks {
    fn default() -> Self {
        Self { heads: Paged::new(128), of_student: Vec::new(), awaiting: Vec::new() }
    }
}

impl Talks {
    /// All talks in the order of the logbook, those taken back included.
    pub fn heads(&self) -> &[TalkHead] {
        self.heads.rows()
    }

    /// One talk by its id.
    pub fn get(&self, seq: Seq) -> Option<&TalkHead> {
        self.row(seq).and_then(|row| self.heads.get(row))
    }

    fn row(&self, seq: Seq) -> Option<usize> {
        self.heads.rows().binary_search_by_key(&seq, |it| it.seq).ok()
    }

    /// A student's talks, oldest first, those taken back left out.
    pub fn of_student(&self, id: StudentId) -> impl DoubleEndedIterator<Item = &TalkHead> {
        let rows = self.of_student.get(id.index()).map_or(&[][..], Vec::as_slice);
        rows.iter().filter_map(|row| self.heads.get(*row as usize)).filter(|it| it.state != TalkState::Withdrawn)
    }

    /// The talks whose follow-up is owed, in the order they were logged.
    pub fn awaiting(&self) -> impl Iterator<Item = &TalkHead> {
        self.awaiting.iter().filter_map(|row| self.heads.get(*row as usize))
    }

    pub(super) fn check(
        &self,
        people: &People,
        staff: &super::Staff,
        by: UserId,
        at: Stamp,
        today: Day,
        act: &TalkAct,
    ) -> Result<(), Refusal> {
        match act {
            TalkAct::Logged(it) => {
                super::check_text(&it.text)?;
                self.check_logged(people, at, today, it)
            }
            TalkAct::LoggedSealed(it) => {
                let TalkSealed { talk, note } = &**it;
                if talk.visibility == Visibility::Normal || !talk.text.is_empty() || !talk.tags.is_empty() {
                    return Err(Refusal::NotSealed);
                }
                check_note(staff, by, note)?;
                self.check_logged(people, at, today, talk)
            }
            TalkAct::ClosedSealed { talk, note } => {
                let head = self.get(*talk).ok_or(Refusal::NoSuchTalk(*talk))?;
                check_note(staff, by, note)?;
                if !head.is_sealed() {
                    return Err(Refusal::NotSealed);
                }
                if head.state == TalkState::Awaiting { Ok(()) } else { Err(Refusal::TalkNotAwaiting(*talk)) }
            }
            TalkAct::ReaderAdded { talk, reader, keys } => {
                let head = self.get(*talk).ok_or(Refusal::NoSuchTalk(*talk))?;
                let readers = head.readers.as_ref().ok_or(Refusal::NotSealed)?;
                if staff.user(*reader).is_none_or(|it| !it.active) {
                    return Err(Refusal::NoSuchUser(*reader));
                }
                if !head.has_reader(by) {
                    return Err(Refusal::NotYours);
                }
                let belongs = |seq: Seq| seq == head.seq || head.more.contains(&seq);
                if keys.is_empty() || keys.iter().any(|(seq, it)| !belongs(*seq) || it.len() > WRAPPED_LIMIT) {
                    return Err(Refusal::NotSealed);
                }
                if readers.contains(reader) {
                    return Err(Refusal::ReaderAlready);
                }
                let got = readers.len() + 1;
                if got > READERS_LIMIT { Err(Refusal::TooLong { limit: READERS_LIMIT, got }) } else { Ok(()) }
            }
            TalkAct::ReaderRemoved { talk, reader } => {
                let head = self.get(*talk).ok_or(Refusal::NoSuchTalk(*talk))?;
                if *reader == head.by || (head.by != by && *reader != by) {
                    return Err(Refusal::NotYours);
                }
                if head.has_reader(*reader) { Ok(()) } else { Err(Refusal::NoSuchUser(*reader)) }
            }
            TalkAct::Closed { talk, text } => {
                super::check_text_len(text)?;
                let head = self.get(*talk).ok_or(Refusal::NoSuchTalk(*talk))?;
                if head.is_sealed() && !text.is_empty() {
                    return Err(Refusal::NotSealed);
                }
                if head.state == TalkState::Awaiting { Ok(()) } else { Err(Refusal::TalkNotAwaiting(*talk)) }
            }
            TalkAct::Reopened { talk } => {
                let head = self.get(*talk).ok_or(Refusal::NoSuchTalk(*talk))?;
                if head.state == TalkState::Closed && head.followup.is_some() { Ok(()) } else { Err(Refusal::TalkNotAwaiting(*talk)) }
            }
            TalkAct::Withdrawn { talk, .. } => {
                let head = self.get(*talk).filter(|it| it.state != TalkState::Withdrawn).ok_or(Refusal::NoSuchTalk(*talk))?;
                if head.by == by { Ok(()) } else { Err(Refusal::NotYours) }
            }
        }
    }

    fn check_logged(&self, people: &People, at: Stamp, today: Day, it: &TalkLogged) -> Result<(), Refusal> {
        super::check_students(people, &it.students)?;
        if it.students.is_empty() {
            return Err(Refusal::NobodyNamed);
        }
        if it.held > at.plus_minutes(5) {
            return Err(Refusal::InFuture);
        }
        if let Some(day) = it.followup.filter(|day| *day < today) {
            return Err(Refusal::FollowUpInPast { day, today });
        }
        super::check_tags(&it.tags)?;
        match it.answers {
            Some(seq) if self.get(seq).is_none_or(|head| head.state != TalkState::Awaiting) => Err(Refusal::TalkNotAwaiting(seq)),
            _ => Ok(()),
        }
    }

    /// `now` is the entry, when it was written, by whom, and which day that was.
    pub(super) fn apply(&mut self, people: &mut People, now: (Seq, Stamp, UserId, Day), act: &TalkAct) {
        let seq = now.0;
        match act {
            TalkAct::Logged(it) => self.log(people, now, it, None),
            TalkAct::LoggedSealed(it) => {
                let readers = it.note.keys.iter().filter(|key| !key.glass).map(|key| key.reader).collect();
                self.log(people, now, &it.talk, Some(readers));
            }
            TalkAct::Closed { talk, .. } | TalkAct::ClosedSealed { talk, .. } => {
                self.change(*talk, |head| head.more.push(seq));
                self.set_state(*talk, TalkState::Closed);
            }
            TalkAct::ReaderAdded { talk, reader, .. } => self.change(*talk, |head| {
                head.more.push(seq);
                if let Some(readers) = head.readers.as_mut().filter(|it| !it.contains(reader)) {
                    readers.push(*reader);
                }
            }),
            TalkAct::ReaderRemoved { talk, reader } => self.change(*talk, |head| {
                if let Some(readers) = &mut head.readers {
                    readers.retain(|it| it != reader);
                }
            }),
            TalkAct::Reopened { talk } => self.set_state(*talk, TalkState::Awaiting),
            TalkAct::Withdrawn { talk, .. } => {
                let Some(head) = self.get(*talk).cloned() else { return };
                people.withdraw_levels(|it| it.talk == Some(*talk));
                self.set_state(*talk, TalkState::Withdrawn);
                // The promise stands again, unless the talk that made it was taken back too, or another has kept it meanwhile.
                let kept = |earlier| self.heads.rows().iter().any(|it| it.answers == Some(earlier) && it.state != TalkState::Withdrawn);
                let closed = |earlier| self.get(earlier).is_some_and(|it| it.state == TalkState::Closed && it.followup.is_some());
                if let Some(earlier) = head.answers.filter(|earlier| closed(*earlier) && !kept(*earlier)) {
                    self.set_state(earlier, TalkState::Awaiting);
                }
            }
        }
    }

    fn log(&mut self, people: &mut People, now: (Seq, Stamp, UserId, Day), it: &TalkLogged, readers: Option<SmallVec<[UserId; 4]>>) {
        let (seq, at, by, day) = now;
        let state = if it.followup.is_some() { TalkState::Awaiting } else { TalkState::Closed };
        let row = self.heads.push(TalkHead {
            seq,
            by,
            students: it.students.clone(),
            held: it.held,
            topic: it.topic,
            way: it.way,
            place: it.place.clone(),
            level: it.level,
            followup: it.followup,
            visibility: it.visibility,
            answers: it.answers,
            state,
            readers,
            more: SmallVec::new(),
        });
        if let Some(level) = it.level {
            for student in it.students.iter().copied() {
                let (talk, until, reviewer) = (Some(seq), None, None);
                people.set_level(LevelRow { seq, at, day, by, student, level, talk, until, reviewer, withdrawn: false });
            }
        }
        self.index(row, people.students.len());
        if let Some(earlier) = it.answers {
            self.set_state(earlier, TalkState::Closed);
        }
    }

    /// A place in words goes with the words of the talk.
    pub(super) fn erase(&mut self, talk: Seq) {
        self.change(talk, |head| head.place = head.place.take().filter(|it| !matches!(it, Spot::Words(_))));
    }

    /// Nobody can be talked to any more whom `gone` says is gone: follow-ups promised to none but them are no longer owed.
    pub(super) fn release(&mut self, student: StudentId, gone: impl Fn(&StudentId) -> bool) {
        let owed = self.awaiting().filter(|it| it.students.contains(&student) && it.students.iter().all(&gone));
        let owed: Vec<Seq> = owed.map(|it| it.seq).collect();
        owed.into_iter().for_each(|talk| self.set_state(talk, TalkState::Closed));
    }

    fn change(&mut self, talk: Seq, change: impl FnOnce(&mut TalkHead)) {
        if let Some(head) = self.row(talk).and_then(|row| self.heads.get_mut(row)) {
            change(head);
        }
    }

    fn set_state(&mut self, talk: Seq, state: TalkState) {
        let Some(row) = self.row(talk) else { return };
        if let Some(it) = self.heads.get_mut(row) {
            it.state = state;
        }
        self.awaiting.retain(|it| *it as usize != row);
        if state == TalkState::Awaiting {
            let at = self.awaiting.partition_point(|it| (*it as usize) < row);
            self.awaiting.insert(at, row as u32);
        }
    }

    fn index(&mut self, row: usize, students: usize) {
        let Some(head) = self.heads.get(row) else { return };
        for id in &head.students {
            // A hostile entry may name a student who does not exist; such an id must not make us allocate without bound.
            if id.index() >= students {
                continue;
            }
            if self.of_student.len() <= id.index() {
                self.of_student.resize(id.index() + 1, Vec::new());
            }
            self.of_student[id.index()].push(row as u32);
        }
        if head.state == TalkState::Awaiting {
            self.awaiting.push(row as u32);
        }
    }

    pub(super) fn reindex(&mut self, students: usize) {
        (self.of_student, self.awaiting) = (Vec::new(), Vec::new());
        (0..self.heads.len()).for_each(|row| self.index(row, students));
    }
}

/// Largest sealed key, in bytes; one is 106 now.
const WRAPPED_LIMIT: usize = 256;

/// A note has readers, the writer among them, each once and each a user; and it is not too large.
fn check_note(staff: &super::Staff, by: UserId, note: &SealedNote) -> Result<(), Refusal> {
    let SealedNote { sealed, keys } = note;
    if sealed.len() > NOTE_LIMIT {
        return Err(Refusal::TooLong { limit: NOTE_LIMIT, got: sealed.len() });
    }
    if keys.len() > READERS_LIMIT {
        return Err(Refusal::TooLong { limit: READERS_LIMIT, got: keys.len() });
    }
    for (at, key) in keys.iter().enumerate() {
        staff.user(key.reader).ok_or(Refusal::NoSuchUser(key.reader))?;
        if key.wrapped.len() > WRAPPED_LIMIT || keys[..at].iter().any(|it| it.reader == key.reader) {
            return Err(Refusal::NotSealed);
        }
    }
    if sealed.is_empty() || !keys.iter().any(|it| it.reader == by && !it.glass) { Err(Refusal::NotSealed) } else { Ok(()) }
}
