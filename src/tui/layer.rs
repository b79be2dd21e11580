//! The overlays (层): what lies on top of the panes, each with its own state. The top one gets every key first and owns the cursor.

use super::command::{CommandId, Context};
use super::entering::Thing;
use super::field::Field;
use super::model::{Cursor, Target, Tone};
use super::querying::Querying;
use super::walking::Setting;
use crate::campus::{
    Act, Bed, BuildingId, ClassId, Conflict, Day, DutySeat, LadderStep, Nominee, OfficerPost, ReportField, ReportKind, RoomId, Seq,
    ShiftId, StudentId, UserId,
};
use crate::capture::{Draft, Pick, Suggestion};
use crate::finder::Why;
use zeroize::Zeroizing;

/// One overlay.
#[derive(Debug, Clone, PartialEq)]
pub enum Overlay {
    /// The capture line (记谈话、报事件).
    Capture(Box<Capture>),
    /// Find or go to a student or a room.
    Find(Find),
    /// The list of commands.
    Palette(Palette),
    /// What can be done here.
    Help(Help),
    /// A question.
    Confirm(Confirm),
    /// A small form.
    Form(Form),
    /// Something to be read and acknowledged.
    Sheet(Sheet),
    /// The copies of the logbook, and what to do about them.
    Copies(Cursor),
    /// Which round is to be begun.
    Walk(Setting),
    /// Which finding there is in the room at hand.
    Finding,
    /// Who is to have a seat of the draft.
    Seating(Seating),
    /// Something worked out that is done if one takes it.
    Proposal(Proposal),
    /// The solver is at work.
    Planning,
    /// A search of the texts.
    Query(Box<Querying>),
}

impl Overlay {
    /// Where the person is when this overlay is on top.
    pub fn context(&self) -> Context {
        match self {
            Self::Capture(it) if it.long.is_some() => Context::Long,
            Self::Capture(it) if it.in_note => Context::Note,
            Self::Capture(_) => Context::Capture,
            Self::Find(_) => Context::Find,
            Self::Palette(_) => Context::Palette,
            Self::Help(_) => Context::Help,
            Self::Confirm(_) => Context::Confirm,
            Self::Form(_) => Context::Form,
            Self::Sheet(_) | Self::Copies(_) => Context::Sheet,
            Self::Walk(_) => Context::Walk,
            Self::Finding => Context::Finding,
            Self::Seating(_) => Context::Seating,
            Self::Proposal(_) => Context::Proposal,
            Self::Planning => Context::Planning,
            Self::Query(_) => Context::Query,
        }
    }
}

/// The capture line.
#[derive(Debug, Clone, PartialEq)]
pub struct Capture {
    /// What is captured.
    pub form: CaptureForm,
    /// The line as typed.
    pub line: Field,
    /// The long text that follows the words of the line; empty unless the note editor was used.
    pub note: Field,
    /// The note editor is open and has the cursor.
    pub in_note: bool,
    /// First row of the note that is shown.
    pub note_top: usize,
    /// Choices made between namesakes.
    pub picks: Vec<Pick>,
    /// The talk this one answers (回访).
    pub answers: Option<Seq>,
    /// The planned talk that is held.
    pub holds: Option<Seq>,
    /// The long form, while it is used instead of the line.
    pub long: Option<Box<Long>>,
    /// How many amendments the talk had when this one was begun.
    pub seen: usize,
    /// How the line is understood as it stands; `None` for a timeline line, which has no grammar.
    pub draft: Option<Draft>,
    /// Namesakes to choose from, best first, for the first name that is not certain.
    pub namesakes: Vec<StudentId>,
    /// What may stand at the cursor, best first; empty while there are namesakes to choose from.
    pub suggestions: Vec<Suggestion>,
    /// The highlighted one of `namesakes`, or else of `suggestions`.
    pub choice: usize,
    /// What keeps it from being saved, in words, after Enter was refused.
    pub trouble: Option<String>,
    /// It is on its way to the disk.
    pub sending: bool,
}

/// What is captured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CaptureForm {
    /// A talk.
    Talk,
    /// An incident.
    Incident,
    /// A line in the timeline of an incident: plain words, no grammar.
    Line(Seq),
    /// A talk that is meant to be held.
    Plan,
    /// What is added to a talk: plain words, no grammar.
    Amend(Seq),
    /// A request.
    Request,
    /// An activity.
    Activity,
    /// What is known of an activity, changed: the line is filled with what stands.
    AmendActivity(Seq),
    /// News written anew: the headline on the line, the words in the note. Which, and the entry whose words they replace.
    RewriteNews(Seq, Seq),
}

/// The long form of a talk (长表单): every field on a row of its own, and three texts.
#[derive(Debug, Clone, PartialEq)]
pub struct Long {
    /// Its rows, each at the index of its [`LongRow`]; what was said is the note of the capture.
    pub rows: Vec<Field>,
    /// The row that has the cursor.
    pub at: LongRow,
}

/// A row of the long form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[expect(missing_docs, reason = "each is the field of a talk of that name")]
pub enum LongRow {
    Who,
    Topic,
    Way,
    /// When it began, and how long it took.
    Time,
    Place,
    Level,
    /// Until when the level stands.
    Until,
    /// Why that level.
    Reason,
    FollowUp,
    Visibility,
    /// Who reads a sealed talk besides those whom its visibility names.
    Readers,
    Tags,
    /// What was said.
    Said,
    /// What to think of it.
    Judgement,
    /// What is done about it.
    Measures,
}

impl LongRow {
    /// All rows in their order.
    pub const ALL: [Self; 15] = [
        Self::Who,
        Self::Topic,
        Self::Way,
        Self::Time,
        Self::Place,
        Self::Level,
        Self::Until,
        Self::Reason,
        Self::FollowUp,
        Self::Visibility,
        Self::Readers,
        Self::Tags,
        Self::Said,
        Self::Judgement,
        Self::Measures,
    ];

    /// Whether it is a text of many lines.
    pub fn is_text(self) -> bool {
        matches!(self, Self::Said | Self::Judgement | Self::Measures)
    }

    /// Its name in the locales, behind `screen-long-`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Who => "who",
            Self::Topic => "topic",
            Self::Way => "way",
            Self::Time => "time",
            Self::Place => "place",
            Self::Level => "level",
            Self::Until => "until",
            Self::Reason => "reason",
            Self::FollowUp => "followup",
            Self::Visibility => "visibility",
            Self::Readers => "readers",
            Self::Tags => "tags",
            Self::Said => "said",
            Self::Judgement => "judgement",
            Self::Measures => "measures",
        }
    }
}

/// Find a student or a room.
#[derive(Debug, Clone, PartialEq)]
pub struct Find {
    /// It was opened to go somewhere by number: a full building and room number goes there at once.
    pub go: bool,
    /// What is typed.
    pub line: Field,
    /// What was found, best first.
    pub found: Vec<Found>,
    /// The highlighted one.
    pub cursor: Cursor,
}

/// Something found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// Where it leads.
    pub target: Target,
    /// What in a student was found; `None` for a room.
    pub why: Option<Why>,
}

/// The list of commands.
#[derive(Debug, Clone, PartialEq)]
pub struct Palette {
    /// What is typed.
    pub line: Field,
    /// Where the person was when they asked.
    pub context: Context,
    /// The commands that fit, best first.
    pub found: Vec<CommandId>,
    /// The highlighted one.
    pub cursor: Cursor,
}

/// What can be done here.
#[derive(Debug, Clone, PartialEq)]
pub struct Help {
    /// Where the person was when they asked.
    pub context: Context,
    /// First row that is shown.
    pub cursor: Cursor,
}

/// Something to be read and acknowledged: it stays until somebody says that they have seen it.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// Its title, in words.
    pub title: String,
    /// What it says, one item after another.
    pub items: Vec<Item>,
    /// The first row that is shown.
    pub cursor: Cursor,
    /// It is news of the person's own: the desk is to know that it was seen.
    pub news: bool,
}

/// One thing a sheet says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// How it is meant.
    pub tone: Tone,
    /// What it says, in words.
    pub text: String,
    /// Particulars, each on a line of its own.
    pub more: Vec<String>,
}

impl Sheet {
    /// A sheet not read yet.
    pub fn new(title: String, items: Vec<Item>) -> Self {
        Self { title, items, cursor: Cursor::default(), news: false }
    }
}

/// Who is to have a seat of a draft.
#[derive(Debug, Clone, PartialEq)]
pub struct Seating {
    /// The draft.
    pub draft: Seq,
    /// The seat.
    pub seat: DutySeat,
    /// What is typed to find somebody.
    pub line: Field,
    /// Everybody in the rota, the best first.
    pub all: Vec<Candidate>,
    /// Those whom what is typed fits, by their place in `all`.
    pub found: Vec<usize>,
    /// The highlighted one.
    pub cursor: Cursor,
}

/// Somebody who might have a seat.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// Who.
    pub person: UserId,
    /// They have it now.
    pub holds: bool,
    /// What speaks against it.
    pub conflict: Option<Conflict>,
    /// What it costs, in hundredths of a point, and the spread it leaves, in hundredths of a workday's night.
    pub price: Option<(i64, i64)>,
    /// The seat of theirs that whoever has this one takes in return.
    pub exchange: Option<DutySeat>,
}

/// Something worked out that is done if one takes it.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// Its title, in words.
    pub title: String,
    /// What it would do, one item after another.
    pub items: Vec<Item>,
    /// The first row that is shown.
    pub cursor: Cursor,
    /// The act.
    pub act: Box<Act>,
    /// What to say when it is durable, in words.
    pub done: String,
    /// Other ways to the same end.
    pub next: Vec<Proposal>,
}

/// A question to be answered yes or no.
#[derive(Debug, Clone, PartialEq)]
pub struct Confirm {
    /// The question, in words.
    pub question: String,
    /// What yes does.
    pub then: Confirmed,
}

/// What a yes does.
#[derive(Debug, Clone, PartialEq)]
pub enum Confirmed {
    /// Leave the program.
    Quit,
    /// Throw away what is written in the capture line.
    Discard,
    /// Go off duty.
    SignOut(ShiftId),
    /// Take the head of the logbook as it stands for the right one.
    AcceptHead,
    /// Give a leave up.
    WithdrawLeave(Seq),
    /// Relieve a student of a post.
    Relieve(OfficerPost, StudentId),
    /// End a round with rooms that nobody looked at.
    EndRound(Seq),
    /// Give a draft of the schedule up.
    DropDraft(Seq),
    /// Withdraw a request about the schedule.
    WithdrawChange(Seq),
    /// Give the handover of a shift.
    GiveHandover(ShiftId),
    /// Take a handover back.
    RecallHandover(Seq),
    /// Say that news are published no longer.
    RecallNews(Seq),
    /// Send an act that stands ready; what to say when it is durable, in words.
    Send(Box<Act>, String),
}

/// A small form: a few choices and a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Form {
    /// What it is for.
    pub purpose: Purpose,
    /// Its title, in words.
    pub title: String,
    /// What the person ought to know before they fill it in, in words.
    pub warning: Option<String>,
    /// Its rows.
    pub rows: Vec<FormRow>,
    /// Which row has the cursor.
    pub at: usize,
    /// What keeps it from being accepted, in words.
    pub trouble: Option<String>,
    /// It is on its way to the disk.
    pub sending: bool,
    /// What the answers mean as they stand, in words, looked at after every key.
    pub check: Option<(Tone, String)>,
    /// What may stand in the row at hand, best first, each chosen with its number.
    pub offers: Vec<Offer>,
    /// Somebody typed into it: it is kept on disk until it is sent or closed.
    pub typed: bool,
}

/// Something that may stand in a row of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// How it is shown.
    pub label: String,
    /// What it puts into the row.
    pub puts: String,
}

/// What a form is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Purpose {
    /// Weigh an incident anew.
    Weigh(Seq),
    /// Why an incident is closed before its reports are made.
    CloseIncident(Seq),
    /// Why an incident is taken up again.
    ReopenIncident(Seq),
    /// To whom an incident is taken further, and what they said.
    EscalateIncident(Seq),
    /// Into which other an incident goes.
    MergeIncident(Seq),
    /// Which report is not the same after all, and why.
    SplitIncident(Seq),
    /// How a follow-up was closed.
    CloseFollowUp(Seq),
    /// Why somebody who may not reads a talk all the same.
    BreakGlass(Seq),
    /// To which time to look back.
    LookBack,
    /// Why the form of a talk is to name people.
    TalkForm(Seq),
    /// Who may read a sealed talk from now on.
    AddReader(Seq),
    /// Who may read a sealed talk no longer.
    RemoveReader(Seq),
    /// Which number of a student is shown in full, and why.
    Reveal(StudentId),
    /// Where a student moves to.
    Move(StudentId),
    /// With whom a student changes beds.
    Swap(StudentId),
    /// Why a student moves out.
    MoveOut(StudentId),
    /// Who moves into a bed.
    MoveIn(Bed),
    /// Ask for a leave, maybe for this student.
    AskLeave(Option<StudentId>),
    /// Why a leave is declined.
    DeclineLeave(Seq),
    /// Score the hygiene of a room.
    Score(RoomId),
    /// Why a room disagrees with a score.
    Appeal(Seq),
    /// How an appeal is decided.
    DecideAppeal(Seq),
    /// Report the mood of a class.
    Mood(ClassId),
    /// Who takes a post of the students' grid.
    NameOfficer(OfficerPost),
    /// Record what an officer did.
    RecordService(OfficerPost, StudentId),
    /// For what a student is commended.
    Commend(StudentId),
    /// Which department sponsors a building.
    SetSponsor(BuildingId),
    /// How many rooms a random sample has, and where its chance begins.
    Sample(Setting),
    /// What is written about a room in a round.
    RoomNote(Day, RoomId),
    /// What came of a step of a search.
    Step(Day, StudentId, LadderStep),
    /// Where a student was found.
    Found(Day, StudentId),
    /// From when to when a schedule is planned.
    PlanSpan,
    /// Ask for a change of the schedule: with one's duty of the first day, and a duty under the cursor that is another's.
    AskChange(Option<ShiftId>, Option<ShiftId>),
    /// Ask not to serve for some days, from this one, in this person's name.
    AskDutyLeave(Day, UserId),
    /// Why a request is declined.
    DeclineChange(Seq),
    /// A line of the handover that is drafted, by its row.
    HandoverLine(usize),
    /// A line more.
    HandoverAdd,
    /// What kind of night it was, and the things of the room.
    HandoverSummary,
    /// A line of a handover in the receiver's own words.
    WriteBack(Seq, u16),
    /// What the receiver asks.
    AskGiver(Seq),
    /// What the giver answers.
    AnswerReceiver(Seq),
    /// Why the duty is taken over without the handover.
    Bypass(Seq),
    /// What the leader found at a post.
    CheckPost(ShiftId),
    /// A line of the duty log.
    DutyNote(ShiftId),
    /// Under which name the search beneath is kept.
    SaveQuery,
    /// To which level a student is set, until when and why.
    SetLevel(StudentId),
    /// What makes a talk with a student a must.
    MustTalk(StudentId),
    /// Until when and why a student is put off.
    Snooze(StudentId),
    /// When and where a planned talk is to be.
    BookPlan(Seq),
    /// Why a planned talk is called off.
    CancelPlan(Seq),
    /// Which file is kept with a talk.
    Attach(Seq),
    /// Where a file of a talk is written to.
    TakeFile(Seq),
    /// What is answered to a request.
    AnswerRequest(Seq),
    /// Which service has a request from now on.
    AssignRequest(Seq),
    /// How the student rates the answer to a request.
    RateRequest(Seq),
    /// Why a request is reopened.
    ReopenRequest(Seq),
    /// Why a request is closed that was not answered.
    CloseRequest(Seq),
    /// A line of the timeline of a request.
    NoteRequest(Seq),
    /// Words for a field of a report about an incident.
    PaperWords(Seq, ReportKind, ReportField),
    /// Counter-sign a report.
    SignPaper(Seq, ReportKind),
    /// To whom a report was sent.
    SendPaper(Seq, ReportKind),
    /// Why a report is written with names.
    PrintPaper(Seq, ReportKind),
    /// What an incident has to do with.
    LinkIncident(Seq),
    /// That an activity was held.
    HoldActivity(Seq),
    /// What proves an activity.
    ProveActivity(Seq),
    /// Where an activity is published.
    PublishActivity(Seq),
    /// Why an activity is cancelled.
    CancelActivity(Seq),
    /// Who was at an activity.
    AttendActivity(Seq),
    /// What was said and decided.
    NoteActivity(Seq),
    /// A place is booked in one line, this one where none is named.
    BookVenue(Option<Seq>),
    /// How many came, and how the place was left.
    SignUse(Seq),
    /// Why a booking is given up.
    GiveUpBooking(Seq),
    /// Whom a mentor met, and for how long.
    MeetStudents(Seq),
    /// That what is personal in news may be read by everybody.
    ReviewNews(Seq),
    /// Where news are published.
    PublishNews(Seq),
    /// Why news go back.
    SendNewsBack(Seq),
    /// The points one gives a candidate of an award.
    PointNominee(Seq, Nominee),
    /// What there is to say of a decision.
    DecideAward(Seq),
    /// Which file proves an activity.
    ProveByFile(Seq),
    /// For which house news of an activity are drafted, and which pictures go with them.
    DraftNews(Seq),
    /// For which house and of which month news are drafted.
    DraftMonth,
    /// A thing of the term or of the communities is entered or changed.
    Enter(Thing),
    /// Which award is opened, where and for which term.
    OpenAward,
    /// Until when and why a hint of the safety watch is put off, by its tag.
    PutOffHint(u64),
}

/// A row of a form.
#[derive(Debug, Clone, PartialEq)]
pub struct FormRow {
    /// What it asks, in words.
    pub label: String,
    /// What is answered.
    pub value: FormValue,
}

/// What a row of a form holds.
#[derive(Debug, Clone, PartialEq)]
pub enum FormValue {
    /// A text.
    Text(Field),
    /// A text that is not shown.
    Secret(Secret),
    /// One of several, in words, and which.
    Choice(Vec<String>, usize),
    /// Points off, and how many at most.
    Points(u8, u8),
}

/// A passphrase being typed. Only its length may be drawn.
#[derive(Clone, Default, PartialEq)]
pub struct Secret {
    text: Zeroizing<String>,
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret")
    }
}

/// Longest passphrase, in bytes. The buffer is made this large at once, so that growing leaves no copies in memory.
pub const SECRET_LIMIT: usize = 1024;

impl Secret {
    /// How many characters are typed.
    pub fn len(&self) -> usize {
        self.text.chars().count()
    }

    /// Whether nothing is typed.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Adds what fits; control characters are passed over. Says whether all of it fitted.
    pub fn push(&mut self, more: &str) -> bool {
        if self.text.capacity() < SECRET_LIMIT {
            self.text.reserve_exact(SECRET_LIMIT);
        }
        for c in more.chars().filter(|c| !c.is_control()) {
            if self.text.len() + c.len_utf8() > SECRET_LIMIT {
                return false;
            }
            self.text.push(c);
        }
        true
    }

    /// Takes the last character away.
    pub fn pop(&mut self) {
        self.text.pop();
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        self.text = Zeroizing::default();
    }

    /// Hands it over and forgets it.
    pub fn take(&mut self) -> Zeroizing<String> {
        std::mem::take(&mut self.text)
    }
}
