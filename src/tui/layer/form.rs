//! Forms (表单): a few rows to answer, and what each form is for.

use crate::campus::{
    Bed, BuildingId, ClassId, Day, LadderStep, Nominee, OfficerPost, ReportField, ReportKind, RoomId, Seq, ShiftId, StudentId, UserId,
};
use crate::tui::entering::Thing;
use crate::tui::field::Field;
use crate::tui::model::Tone;
use crate::tui::walking::Setting;
use zeroize::Zeroizing;

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
    /// The rows as they were filled from what stands; `None` where something new is entered.
    pub filled: Option<Vec<FormRow>>,
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
    /// Which pictures go with news.
    PictureNews(Seq),
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
