//! Talks (谈心谈话): what was promised to whom, and how it stands. The words themselves stay in the logbook.

use super::plan::{self, PlanTime, Plans, TalkPlan};
use super::{Day, LevelRow, Paged, People, Refusal, Seq, Spot, Stamp, StudentId, TalkRules, Tz, UserId};
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

/// All talks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Talks {
    pub(super) heads: Paged<TalkHead>,
    pub(super) plans: Plans,
    /// The rows of each student's talks, in the order they were held.
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

impl Default for Talks {
    fn default() -> Self {
        Self { heads: Paged::new(128), plans: Plans::default(), of_student: Vec::new(), awaiting: Vec::new() }
    }
}

/// What a rule about a talk is asked against.
pub(super) struct TalkGround<'a> {
    pub(super) people: &'a People,
    pub(super) staff: &'a super::Staff,
    pub(super) rules: &'a TalkRules,
    pub(super) by: UserId,
    pub(super) at: Stamp,
    pub(super) zone: Tz,
}

impl Talks {
    /// Planned talks.
    pub fn plans(&self) -> &Plans {
        &self.plans
    }

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

    /// Puts the readers of today over those of an earlier day.
    pub(super) fn carry_readers(&mut self, today: &Self) {
        for (row, now) in today.heads.rows().iter().enumerate().take(self.heads.len()) {
            if now.readers.is_some()
                && let Some(then) = self.heads.get_mut(row).filter(|it| it.seq == now.seq)
            {
                then.readers.clone_from(&now.readers);
            }
        }
        self.plans.carry_readers(&today.plans);
    }

    /// A student's talks in the order they were held, those taken back left out.
    pub fn of_student(&self, id: StudentId) -> impl DoubleEndedIterator<Item = &TalkHead> {
        let rows = self.of_student.get(id.index()).map_or(&[][..], Vec::as_slice);
        rows.iter().filter_map(|row| self.heads.get(*row as usize)).filter(|it| it.state != TalkState::Withdrawn)
    }

    /// The talks whose follow-up is owed, in the order they were logged.
    pub fn awaiting(&self) -> impl Iterator<Item = &TalkHead> {
        self.awaiting.iter().filter_map(|row| self.heads.get(*row as usize))
    }

    pub(super) fn check(&self, on: &TalkGround<'_>, act: &TalkAct) -> Result<(), Refusal> {
        let (staff, by, today) = (on.staff, on.by, on.at.day(on.zone));
        match act {
            TalkAct::Logged(it) => {
                super::check_text(&it.text)?;
                check_reason(on.rules, it, "")?;
                self.check_logged(on, it)
            }
            TalkAct::Recorded(it) => {
                super::check_text(&it.talk.text)?;
                check_reason(on.rules, &it.talk, &it.detail.reason)?;
                self.check_detail(on, &it.talk, &it.detail)?;
                self.check_logged(on, &it.talk)
            }
            TalkAct::LoggedSealed(it) => {
                let TalkSealed { talk, note } = &**it;
                check_wordless(talk)?;
                check_note(staff, by, note)?;
                self.check_logged(on, talk)
            }
            TalkAct::RecordedSealed(it) => {
                let TalkRecordedSealed { record: TalkRecorded { talk, detail }, note } = &**it;
                check_wordless(talk)?;
                if detail.has_words() {
                    return Err(Refusal::NotSealed);
                }
                check_note(staff, by, note)?;
                self.check_detail(on, talk, detail)?;
                self.check_logged(on, talk)
            }
            TalkAct::Planned(it) => {
                super::check_text_len(&it.text)?;
                self.check_planned(on, it)
            }
            TalkAct::PlannedSealed(it) => {
                let TalkPlanSealed { plan, note } = &**it;
                if plan.visibility == Visibility::Normal || !plan.text.is_empty() || !plan.tags.is_empty() {
                    return Err(Refusal::NotSealed);
                }
                check_note(staff, by, note)?;
                self.check_planned(on, plan)
            }
            TalkAct::PlanMoved { plan, from, to } => self.plans.check_moved(*plan, from, to, today, on.zone),
            TalkAct::PlanCancelled { plan, text } => {
                let head = self.plans.check_open(*plan)?;
                if head.is_sealed() {
                    return Err(Refusal::NotSealed);
                }
                if text.trim().is_empty() { Err(Refusal::ReasonNeeded) } else { super::check_text_len(text) }
            }
            TalkAct::PlanCancelledSealed { plan, note } => {
                let head = self.plans.check_open(*plan)?;
                if head.is_sealed() { check_note(staff, by, note) } else { Err(Refusal::NotSealed) }
            }
            TalkAct::PlanRestored { plan } => match self.plans.get(*plan) {
                Some(head) if head.state == super::PlanState::Cancelled => Ok(()),
                Some(_) => Err(Refusal::PlanSettled(*plan)),
                None => Err(Refusal::NoSuchPlan(*plan)),
            },
            TalkAct::PlanWithdrawn { plan } => {
                let head = self.plans.check_open(*plan)?;
                if head.by == by { Ok(()) } else { Err(Refusal::NotYours) }
            }
            TalkAct::Amended { talk, text } => {
                super::check_text(text)?;
                if self.check_amended(*talk, by)?.is_sealed() { Err(Refusal::NotSealed) } else { Ok(()) }
            }
            TalkAct::AmendedSealed { talk, note } => {
                check_note(staff, by, note)?;
                if self.check_amended(*talk, by)?.is_sealed() { Ok(()) } else { Err(Refusal::NotSealed) }
            }
            TalkAct::Attached { talk, file } => {
                check_file(on.rules, file)?;
                if self.check_attached(*talk, by)?.is_sealed() { Err(Refusal::NotSealed) } else { Ok(()) }
            }
            TalkAct::AttachedSealed { talk, note } => {
                check_keys(staff, by, note, on.rules.file_bytes() + 16 * 1024)?;
                if self.check_attached(*talk, by)?.is_sealed() { Ok(()) } else { Err(Refusal::NotSealed) }
            }
            TalkAct::FileTaken { talk, file } => {
                let head = self.get(*talk).ok_or(Refusal::NoSuchTalk(*talk))?;
                if head.files.contains(file) { Ok(()) } else { Err(Refusal::NoSuchFile(*file)) }
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

    fn check_logged(&self, on: &TalkGround<'_>, it: &TalkLogged) -> Result<(), Refusal> {
        let today = on.at.day(on.zone);
        super::check_students(on.people, &it.students)?;
        if it.students.is_empty() {
            return Err(Refusal::NobodyNamed);
        }
        if it.held > on.at.plus_minutes(5) {
            return Err(Refusal::InFuture);
        }
        if let Some(day) = it.followup.filter(|day| *day < today) {
            return Err(Refusal::FollowUpInPast { day, today });
        }
        super::check_tags(&it.tags)?;
        self.check_answers(it.answers)
    }

    fn check_answers(&self, answers: Option<Seq>) -> Result<(), Refusal> {
        match answers {
            Some(seq) if self.get(seq).is_none_or(|head| head.state != TalkState::Awaiting) => Err(Refusal::TalkNotAwaiting(seq)),
            _ => Ok(()),
        }
    }

    fn check_detail(&self, on: &TalkGround<'_>, talk: &TalkLogged, it: &TalkDetail) -> Result<(), Refusal> {
        let today = on.at.day(on.zone);
        for text in [&it.reason, &it.judgement, &it.measures] {
            super::check_len(text, DETAIL_LIMIT)?;
        }
        if let Some(got) = it.minutes.filter(|it| !(1..=MINUTES_LIMIT).contains(it)) {
            return Err(Refusal::TalkMinutes { limit: MINUTES_LIMIT, got });
        }
        if let Some(day) = it.until.filter(|day| *day < today) {
            return Err(Refusal::LevelUntilPast { day, today });
        }
        if it.readers.len() > READERS_LIMIT {
            return Err(Refusal::TooLong { limit: READERS_LIMIT, got: it.readers.len() });
        }
        if let Some(reader) = it.readers.iter().find(|id| on.staff.user(**id).is_none_or(|it| !it.active)) {
            return Err(Refusal::NoSuchUser(*reader));
        }
        // A talk everybody concerned may read has no readers of its own.
        if talk.visibility == Visibility::Normal && !it.readers.is_empty() {
            return Err(Refusal::NotSealed);
        }
        it.plan.map_or(Ok(()), |plan| self.plans.check_open(plan).map(|_| ()))
    }

    fn check_planned(&self, on: &TalkGround<'_>, it: &TalkPlan) -> Result<(), Refusal> {
        super::check_students(on.people, &it.students)?;
        if it.students.is_empty() {
            return Err(Refusal::NobodyNamed);
        }
        plan::check_time(&it.when, on.at.day(on.zone), on.zone)?;
        super::check_tags(&it.tags)?;
        self.check_answers(it.answers)
    }

    /// What was said is added to by who said it, as long as the talk stands.
    fn check_amended(&self, talk: Seq, by: UserId) -> Result<&TalkHead, Refusal> {
        let head = self.get(talk).filter(|it| it.state != TalkState::Withdrawn).ok_or(Refusal::NoSuchTalk(talk))?;
        if head.by != by {
            return Err(Refusal::NotYours);
        }
        let got = head.amended.len() + 1;
        if got > AMENDMENTS_LIMIT { Err(Refusal::TooLong { limit: AMENDMENTS_LIMIT, got }) } else { Ok(head) }
    }

    fn check_attached(&self, talk: Seq, by: UserId) -> Result<&TalkHead, Refusal> {
        let head = self.get(talk).filter(|it| it.state != TalkState::Withdrawn).ok_or(Refusal::NoSuchTalk(talk))?;
        if head.by != by {
            return Err(Refusal::NotYours);
        }
        let got = head.files.len() + 1;
        if got > FILES_LIMIT { Err(Refusal::TooLong { limit: FILES_LIMIT, got }) } else { Ok(head) }
    }

    /// `now` is the entry, when it was written, by whom, and which day that was.
    pub(super) fn apply(&mut self, people: &mut People, now: (Seq, Stamp, UserId, Day), act: &TalkAct) {
        let (seq, at, by, _) = now;
        match act {
            TalkAct::Logged(it) => self.log(people, now, it, &TalkDetail::default(), None),
            TalkAct::Recorded(it) => self.log(people, now, &it.talk, &it.detail, None),
            TalkAct::LoggedSealed(it) => {
                self.log(people, now, &it.talk, &TalkDetail::default(), Some(readers_of(&it.note)));
            }
            TalkAct::RecordedSealed(it) => {
                self.log(people, now, &it.record.talk, &it.record.detail, Some(readers_of(&it.note)));
            }
            TalkAct::Planned(it) => self.plans.add(seq, by, it, None, people.students.len()),
            TalkAct::PlannedSealed(it) => self.plans.add(seq, by, &it.plan, Some(readers_of(&it.note)), people.students.len()),
            TalkAct::PlanMoved { plan, to, .. } => self.plans.set_time(seq, *plan, to),
            TalkAct::PlanCancelled { plan, .. } | TalkAct::PlanCancelledSealed { plan, .. } => self.plans.cancel(*plan, seq),
            TalkAct::PlanRestored { plan } => self.plans.restore(*plan),
            TalkAct::PlanWithdrawn { plan } => self.plans.withdraw(*plan),
            TalkAct::Amended { talk, .. } | TalkAct::AmendedSealed { talk, .. } => self.change(*talk, |head| {
                head.amended.push(seq);
                head.more.push(seq);
            }),
            TalkAct::Attached { talk, .. } => self.change(*talk, |head| head.files.push(seq)),
            TalkAct::AttachedSealed { talk, .. } => self.change(*talk, |head| {
                head.files.push(seq);
                head.more.push(seq);
            }),
            TalkAct::FileTaken { .. } => {}
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
            TalkAct::Closed { talk, .. } | TalkAct::ClosedSealed { talk, .. } => {
                self.change(*talk, |head| {
                    head.more.push(seq);
                    head.closed = Some(seq);
                    head.settled = Some(at);
                });
                self.set_state(*talk, TalkState::Closed);
            }
            TalkAct::Reopened { talk } => {
                self.change(*talk, |head| (head.closed, head.settled) = (None, None));
                self.set_state(*talk, TalkState::Awaiting);
            }
            TalkAct::Withdrawn { talk, .. } => {
                let Some(head) = self.get(*talk).cloned() else { return };
                people.withdraw_levels(|it| it.talk == Some(*talk));
                self.set_state(*talk, TalkState::Withdrawn);
                if let Some(plan) = head.plan {
                    self.plans.unhold(plan, *talk);
                }
                // The promise stands again, unless the talk that made it was taken back too, or another has kept it meanwhile.
                let kept = |earlier| self.heads.rows().iter().any(|it| it.answers == Some(earlier) && it.state != TalkState::Withdrawn);
                let closed = |earlier| self.get(earlier).is_some_and(|it| it.state == TalkState::Closed && it.followup.is_some());
                if let Some(earlier) = head.answers.filter(|earlier| closed(*earlier) && !kept(*earlier)) {
                    self.change(earlier, |head| head.settled = None);
                    self.set_state(earlier, TalkState::Awaiting);
                }
            }
        }
    }

    fn log(
        &mut self,
        people: &mut People,
        (seq, at, by, day): (Seq, Stamp, UserId, Day),
        it: &TalkLogged,
        detail: &TalkDetail,
        readers: Option<SmallVec<[UserId; 4]>>,
    ) {
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
            minutes: detail.minutes,
            until: detail.until.filter(|_| it.level.is_some()),
            plan: detail.plan,
            amended: SmallVec::new(),
            files: SmallVec::new(),
            closed: None,
            settled: None,
        });
        if let Some(level) = it.level {
            for student in it.students.iter().copied() {
                let (talk, until, reviewer) = (Some(seq), detail.until, None);
                people.set_level(LevelRow { seq, at, day, by, student, level, talk, until, reviewer, withdrawn: false });
            }
        }
        self.index(row, people.students.len());
        if let Some(earlier) = it.answers {
            self.change(earlier, |head| head.settled = Some(it.held));
            self.set_state(earlier, TalkState::Closed);
        }
        if let Some(plan) = detail.plan {
            self.plans.hold(plan, seq);
        }
    }

    /// A place in words goes with the words of the talk.
    pub(super) fn erase(&mut self, talk: Seq) {
        self.change(talk, |head| head.place = head.place.take().filter(|it| !matches!(it, Spot::Words(_))));
        self.plans.erase(talk);
    }

    /// Nobody can be talked to any more whom `gone` says is gone: follow-ups promised to none but them are no longer owed.
    pub(super) fn release(&mut self, student: StudentId, gone: impl Fn(&StudentId) -> bool) {
        let owed = self.awaiting().filter(|it| it.students.contains(&student) && it.students.iter().all(&gone));
        let owed: Vec<Seq> = owed.map(|it| it.seq).collect();
        owed.into_iter().for_each(|talk| self.set_state(talk, TalkState::Closed));
        self.plans.release(student, gone);
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
            let rows = &mut self.of_student[id.index()];
            let is_before = |other: &u32| self.heads.get(*other as usize).is_some_and(|it| it.held <= head.held);
            // A talk is mostly logged after those before it; one of an old ledger finds its place among them.
            let at = if rows.last().is_none_or(is_before) { rows.len() } else { rows.partition_point(is_before) };
            rows.insert(at, row as u32);
        }
        if head.state == TalkState::Awaiting {
            self.awaiting.push(row as u32);
        }
    }

    pub(super) fn reindex(&mut self, students: usize) {
        (self.of_student, self.awaiting) = (Vec::new(), Vec::new());
        (0..self.heads.len()).for_each(|row| self.index(row, students));
        self.plans.reindex(students);
    }
}

fn readers_of(note: &SealedNote) -> SmallVec<[UserId; 4]> {
    note.keys.iter().filter(|key| !key.glass).map(|key| key.reader).collect()
}

/// A sealed talk is private, and holds no words in clear.
fn check_wordless(talk: &TalkLogged) -> Result<(), Refusal> {
    let open = talk.visibility == Visibility::Normal || !talk.text.is_empty() || !talk.tags.is_empty();
    if open { Err(Refusal::NotSealed) } else { Ok(()) }
}

/// A level is set with a reason where the college wants one. Of a talk whose words are sealed it is asked before they are.
fn check_reason(rules: &TalkRules, talk: &TalkLogged, reason: &str) -> Result<(), Refusal> {
    if talk.level.is_some_and(|it| rules.wants_reason(it)) && reason.trim().is_empty() { Err(Refusal::LevelReason) } else { Ok(()) }
}

/// What can be asked of words and files before they are sealed.
pub(super) fn check_words(rules: &TalkRules, act: &TalkAct) -> Result<(), Refusal> {
    match act {
        TalkAct::Amended { text, .. } => super::check_text(text),
        TalkAct::PlanCancelled { text, .. } if text.trim().is_empty() => Err(Refusal::ReasonNeeded),
        TalkAct::PlanCancelled { text, .. } => super::check_text_len(text),
        TalkAct::Attached { file, .. } => check_file(rules, file),
        _ => Ok(()),
    }
}

/// A file has a name that is only a name, something in it, and is not too large.
fn check_file(rules: &TalkRules, file: &TalkFile) -> Result<(), Refusal> {
    let TalkFile { name, bytes } = file;
    super::check_len(name, FILE_NAME_LIMIT)?;
    if name.trim().is_empty() || name.contains(['/', '\\', '\0']) || name.chars().any(char::is_control) {
        return Err(Refusal::EmptyName);
    }
    if bytes.is_empty() {
        return Err(Refusal::EmptyText);
    }
    let limit = rules.file_bytes();
    if bytes.len() > limit { Err(Refusal::FileTooLarge { limit, got: bytes.len() }) } else { Ok(()) }
}

/// Largest sealed key, in bytes; one is 106 now.
const WRAPPED_LIMIT: usize = 256;

/// A note has readers, the writer among them, each once and each a user; and it is not too large.
fn check_note(staff: &super::Staff, by: UserId, note: &SealedNote) -> Result<(), Refusal> {
    check_keys(staff, by, note, NOTE_LIMIT)
}

fn check_keys(staff: &super::Staff, by: UserId, note: &SealedNote, limit: usize) -> Result<(), Refusal> {
    let SealedNote { sealed, keys } = note;
    if sealed.len() > limit {
        return Err(Refusal::TooLong { limit, got: sealed.len() });
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
