//! Talks (谈心谈话): what was promised to whom, and how it stands. The words themselves stay in the logbook.

mod check;
mod head;
mod table;

use super::plan::{PlanTime, TalkPlan};
use super::{Day, Seq, Spot, Stamp, StudentId, UserId};
use serde::{Deserialize, Serialize};
use smallvec::SmallVec;

pub(super) use check::{TalkGround, check_words};
pub use head::{
    AMENDMENTS_LIMIT, DETAIL_LIMIT, FILE_BYTES_LIMIT, FILE_NAME_LIMIT, FILES_LIMIT, MINUTES_LIMIT, NOTE_LIMIT, READERS_LIMIT,
    STUDENTS_LIMIT, TAG_LIMITS, TEXT_LIMIT, TalkHead,
};
pub use table::Talks;

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

/// What the long form (长表单) adds to a talk.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TalkDetail {
    /// How long it took, in minutes.
    pub minutes: Option<u16>,
    /// The planned talk that was held.
    pub plan: Option<Seq>,
    /// Until when the level it sets is meant to stand.
    pub until: Option<Day>,
    /// Why it sets that level.
    pub reason: Box<str>,
    /// What to think of it (研判).
    pub judgement: Box<str>,
    /// What is done about it (措施).
    pub measures: Box<str>,
    /// Who reads a sealed talk besides those whom its visibility names.
    pub readers: Vec<UserId>,
}

impl TalkDetail {
    /// The same without words, as everybody may know it.
    pub fn wordless(&self) -> Self {
        Self { reason: Box::default(), judgement: Box::default(), measures: Box::default(), ..self.clone() }
    }

    /// Whether it says nothing, so that the talk is logged without it.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether words stand in it.
    fn has_words(&self) -> bool {
        !(self.reason.is_empty() && self.judgement.is_empty() && self.measures.is_empty())
    }
}

/// A talk as the long form logs it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TalkRecorded {
    /// The talk.
    pub talk: TalkLogged,
    /// What the long form adds.
    pub detail: TalkDetail,
}

/// The same where its words are sealed to readers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TalkRecordedSealed {
    /// The talk and what the long form adds, with no words and no tags.
    pub record: TalkRecorded,
    /// The words and tags.
    pub note: SealedNote,
}

/// A plan whose words are sealed to readers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TalkPlanSealed {
    /// The plan, with no words and no tags.
    pub plan: TalkPlan,
    /// The words and tags.
    pub note: SealedNote,
}

/// A file that is kept with a talk (附件).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TalkFile {
    /// Its name, without folders.
    pub name: Box<str>,
    /// What is in it.
    pub bytes: Box<[u8]>,
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
    /// A talk was held and is logged with what the long form adds; its id is the number of this entry.
    Recorded(Box<TalkRecorded>),
    /// The same of a private or psychological talk, its words sealed to their readers.
    RecordedSealed(Box<TalkRecordedSealed>),
    /// A talk is meant to be held; its id as a plan is the number of this entry.
    Planned(Box<TalkPlan>),
    /// The same, its words sealed to their readers.
    PlannedSealed(Box<TalkPlanSealed>),
    /// A planned talk is meant for another time or place; with a time it is booked.
    PlanMoved {
        /// Which plan.
        plan: Seq,
        /// As it was meant.
        from: PlanTime,
        /// As it is meant from now on.
        to: PlanTime,
    },
    /// A planned talk is called off.
    PlanCancelled {
        /// Which plan.
        plan: Seq,
        /// Why.
        text: Box<str>,
    },
    /// The same of one whose words are sealed.
    PlanCancelledSealed {
        /// Which plan.
        plan: Seq,
        /// Why.
        note: SealedNote,
    },
    /// A planned talk that was called off is to be held all the same.
    PlanRestored {
        /// Which plan.
        plan: Seq,
    },
    /// A plan is taken back by who made it.
    PlanWithdrawn {
        /// Which plan.
        plan: Seq,
    },
    /// Its author adds to what was said (补记). The first version stays.
    Amended {
        /// Which talk.
        talk: Seq,
        /// What is added.
        text: Box<str>,
    },
    /// The same of a sealed talk, sealed to its readers.
    AmendedSealed {
        /// Which talk.
        talk: Seq,
        /// What is added.
        note: SealedNote,
    },
    /// A file is kept with a talk; its id is the number of this entry.
    Attached {
        /// Which talk.
        talk: Seq,
        /// The file.
        file: Box<TalkFile>,
    },
    /// The same of a sealed talk, sealed to its readers.
    AttachedSealed {
        /// Which talk.
        talk: Seq,
        /// Its name and what is in it.
        note: SealedNote,
    },
    /// A file was taken out of the desk.
    FileTaken {
        /// Which talk.
        talk: Seq,
        /// Which file.
        file: Seq,
    },
}

impl TalkAct {
    /// Where a talk that is logged or planned was or is to be held.
    pub(super) fn spot(&self) -> Option<&Spot> {
        match self {
            Self::Planned(it) => it.when.place.as_ref(),
            Self::PlannedSealed(it) => it.plan.when.place.as_ref(),
            Self::PlanMoved { to, .. } => to.place.as_ref(),
            _ => self.logged().and_then(|it| it.place.as_ref()),
        }
    }

    /// The talk it logs, if it logs one, however it is written; where that is sealed, with no words.
    pub fn logged(&self) -> Option<&TalkLogged> {
        match self {
            Self::Logged(it) => Some(it),
            Self::LoggedSealed(it) => Some(&it.talk),
            Self::Recorded(it) => Some(&it.talk),
            Self::RecordedSealed(it) => Some(&it.record.talk),
            _ => None,
        }
    }

    /// What the long form added to the talk it logs.
    pub fn detail(&self) -> Option<&TalkDetail> {
        match self {
            Self::Recorded(it) => Some(&it.detail),
            Self::RecordedSealed(it) => Some(&it.record.detail),
            _ => None,
        }
    }

    /// The talk it plans, if it plans one; where that is sealed, with no words.
    pub fn planned(&self) -> Option<&TalkPlan> {
        match self {
            Self::Planned(it) => Some(it),
            Self::PlannedSealed(it) => Some(&it.plan),
            _ => None,
        }
    }
}
