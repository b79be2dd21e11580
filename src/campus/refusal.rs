//! Why an act is refused (拒绝的原因). A value, not a sentence: the words for it live with the two languages.
//! It carries ids and numbers, never names or texts of people, so that it may be logged.

use super::{
    ActivityState, BuildingId, ClassId, CommunityId, Conflict, Day, DepartmentId, NewsState, RoomId, Seq, ShiftId, StudentId, UserId,
};

/// A rule of the trade said no.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "each variant is said in words, in both languages, in assets/locales")]
pub enum Refusal {
    #[error("no such student")]
    NoSuchStudent(StudentId),
    #[error("the student has left")]
    StudentLeft(StudentId),
    #[error("the same student number stands twice in one act")]
    StudentTwice,
    #[error("no such class")]
    NoSuchClass(ClassId),
    #[error("no such department")]
    NoSuchDepartment(DepartmentId),
    #[error("no such community")]
    NoSuchCommunity(CommunityId),
    #[error("no such building")]
    NoSuchBuilding(BuildingId),
    #[error("the building exists already")]
    BuildingExists(Box<str>),
    #[error("no such room")]
    NoSuchRoom(RoomId),
    #[error("the room exists already")]
    RoomExists(Box<str>),
    #[error("the room is not on this floor")]
    RoomElsewhere(RoomId),
    #[error("the room was marked meanwhile from another seat")]
    MarkedMeanwhile(RoomId),
    #[error("no such user")]
    NoSuchUser(UserId),
    #[error("the login is taken")]
    LoginTaken,
    #[error("the last administrator cannot be taken away")]
    LastAdministrator,
    #[error("nobody holds this post")]
    NoSuchOfficer,
    #[error("no such shift")]
    NoSuchShift(ShiftId),
    #[error("the shift has begun")]
    ShiftBegun(ShiftId),
    #[error("the shift is over")]
    ShiftOver(ShiftId),
    #[error("signed already")]
    AlreadySigned(ShiftId),
    #[error("not signed in")]
    NotSignedIn(ShiftId),
    #[error("a shift of {minutes} minutes")]
    ShiftHours { minutes: i64 },
    #[error("no such talk")]
    NoSuchTalk(Seq),
    #[error("the talk awaits no follow-up")]
    TalkNotAwaiting(Seq),
    #[error("the follow-up lies in the past")]
    FollowUpInPast { day: Day, today: Day },
    #[error("nobody is named")]
    NobodyNamed,
    #[error("no such incident")]
    NoSuchIncident(Seq),
    #[error("it lies in the future")]
    InFuture,
    #[error("a reason is needed")]
    ReasonNeeded,
    #[error("the reason names the student to be erased")]
    ReasonNames,
    #[error("it is somebody else's")]
    NotYours,
    #[error("not allowed for this role")]
    NotAllowed,
    #[error("nothing is written")]
    EmptyText,
    #[error("a name or number is empty")]
    EmptyName,
    #[error("too long: {got}, at most {limit}")]
    TooLong { limit: usize, got: usize },
    #[error("it was changed meanwhile")]
    ChangedMeanwhile,
    #[error("the college is founded already")]
    FoundedAlready,
    #[error("this cannot be undone")]
    CannotUndo,
    #[error("the words are not sealed as they must be")]
    NotSealed,
    #[error("a reader already")]
    ReaderAlready,
    #[error("no such erasure")]
    NoSuchErasure(Seq),
    #[error("a second person has to approve")]
    SecondPersonNeeded,
    #[error("another student has this number")]
    NumberTaken(StudentId),
    #[error("the same room stands twice in one act")]
    RoomTwice(RoomId),
    #[error("the same shift stands twice")]
    ShiftTwice { day: Day, person: UserId },
    #[error("a shift is published before anybody signs or cancels it")]
    ShiftNotNew,
    #[error("signed at a time that cannot be")]
    SignedElsewhen(ShiftId),
    #[error("no such floor")]
    NoSuchFloor { building: BuildingId, floor: i8 },
    #[error("holds this post already")]
    OfficerTwice(StudentId),
    #[error("no such bed")]
    NoSuchBed { room: RoomId, bed: u8, beds: u8 },
    #[error("the bed is taken")]
    BedTaken { room: RoomId, bed: u8, student: StudentId },
    #[error("the building is for the other sex")]
    WrongSex { building: BuildingId, student: StudentId },
    #[error("the student does not sleep there any more")]
    MovedMeanwhile(StudentId),
    #[error("nobody sleeps in this room")]
    NotDwelling(RoomId),
    #[error("the student does not sleep in this room")]
    NotInRoom { student: StudentId, room: RoomId },
    #[error("no such round")]
    NoSuchRound(Seq),
    #[error("the round is over")]
    RoundOver(Seq),
    #[error("the same round is under way")]
    RoundUnderWay(Seq),
    #[error("the night is over")]
    NightOver(Day),
    #[error("a sample of {got} rooms, at least {least}")]
    SampleTooSmall { least: usize, got: usize },
    #[error("the rooms are not those the seed draws")]
    SampleNotOfSeed,
    #[error("nobody looks for this student in this night")]
    NoSuchSearch { day: Day, student: StudentId },
    #[error("the search is over")]
    SearchOver { day: Day, student: StudentId },
    #[error("no such leave")]
    NoSuchLeave(Seq),
    #[error("the leave does not wait for this")]
    LeaveSettled(Seq),
    #[error("a leave of {days} days")]
    LeaveDays { days: i64 },
    #[error("the student is away already")]
    LeaveOverlaps(Seq),
    #[error("the room has a score of this day")]
    ScoredAlready(RoomId),
    #[error("no such score")]
    NoSuchScore(Seq),
    #[error("no such item in the presets")]
    NoSuchItem(Box<str>),
    #[error("more points off than the item has")]
    PointsOff { item: Box<str>, most: u8 },
    #[error("too late for an appeal")]
    AppealTooLate(Day),
    #[error("appealed already")]
    AppealedAlready(Seq),
    #[error("there is no appeal to decide")]
    NotAppealed(Seq),
    #[error("there is nothing to mend")]
    NothingToMend(Seq),
    #[error("the class was reported already in this period")]
    MoodAlready(ClassId),
    #[error("no such report")]
    NoSuchMood(Seq),
    #[error("no such record of service")]
    NoSuchService(Seq),
    #[error("presets cannot be read at line {line}: {what}")]
    PresetsUnreadable { line: usize, what: Box<str> },
    #[error("terms of duty that make no sense")]
    DutyTerms,
    #[error("{days} days are too many or none")]
    DaysSpan { days: i32 },
    #[error("no such preference")]
    NoSuchPreference(Seq),
    #[error("no such draft")]
    NoSuchDraft(Seq),
    #[error("the draft is not open")]
    DraftClosed(Seq),
    #[error("no such seat that night")]
    NoSuchSeat(Day),
    #[error("no such request")]
    NoSuchChange(Seq),
    #[error("the request is settled")]
    ChangeSettled(Seq),
    #[error("the colleague has not agreed yet")]
    ChangeNotAccepted(Seq),
    #[error("another request about the shift is open")]
    ChangePending(Seq),
    #[error("too late: a change is asked for {ahead} days ahead")]
    ChangeTooLate { day: Day, ahead: i32 },
    #[error("a leave of theirs covers some of these days")]
    DutyLeaveOverlaps(Seq),
    #[error("they cannot have this duty")]
    DutyConflict { person: UserId, day: Day, conflict: Conflict },
    #[error("no such handover")]
    NoSuchHandover(Seq),
    #[error("the handover is settled")]
    HandoverSettled(Seq),
    #[error("the handover waits to be accepted")]
    HandoverWaits(Seq),
    #[error("{lines} grave lines are not written back")]
    WriteBackOwed { handover: Seq, lines: usize },
    #[error("no such line")]
    NoSuchLine(u16),
    #[error("no such level")]
    NoSuchLevel(Seq),
    #[error("there is no level to take off")]
    NoLevel(StudentId),
    #[error("an until-day and a reviewer are needed")]
    ReviewNeeded,
    #[error("the day lies in the past")]
    UntilPast { day: Day, today: Day },
    #[error("no such mark")]
    NoSuchMark(Seq),
    #[error("marked for this already")]
    MarkedAlready(StudentId),
    #[error("nobody is put off by this")]
    NoSuchSnooze(Seq),
    #[error("put off for longer than {most} days")]
    SnoozeTooLong { most: i32 },
    #[error("no such plan")]
    NoSuchPlan(Seq),
    #[error("the planned talk is held or called off")]
    PlanSettled(Seq),
    #[error("the day of the plan is past")]
    PlanInPast { day: Day, today: Day },
    #[error("the time of the plan is not on its day, or too far ahead")]
    PlanDay(Day),
    #[error("a level is set with a reason")]
    LevelReason,
    #[error("the level would end in the past")]
    LevelUntilPast { day: Day, today: Day },
    #[error("a talk of {got} minutes")]
    TalkMinutes { limit: u16, got: u16 },
    #[error("no such file")]
    NoSuchFile(Seq),
    #[error("a file of {got} bytes, at most {limit}")]
    FileTooLarge { limit: usize, got: usize },
    #[error("no such request of a student")]
    NoSuchRequest(Seq),
    #[error("the request is answered already")]
    RequestAnswered(Seq),
    #[error("the request is closed")]
    RequestSettled(Seq),
    #[error("the request is not answered yet")]
    RequestUnanswered(Seq),
    #[error("the request is rated already")]
    RatedAlready(Seq),
    #[error("a rating of {0} stars")]
    Stars(u8),
    #[error("what is promised lies before the promise")]
    DueTooEarly,
    #[error("no such reception day")]
    NoSuchReception(Seq),
    #[error("the leader's reception of that day is written down already")]
    ReceptionTwice(Seq),
    #[error("somebody came to this reception day")]
    ReceptionUsed(Seq),
    #[error("{open} steps are not done")]
    StepsOpen { open: usize },
    #[error("it went into another incident")]
    IncidentMerged { incident: Seq, into: Seq },
    #[error("the graver of two does not go into the lighter")]
    MergeGraver { incident: Seq, into: Seq },
    #[error("a drill and what happened are not the same")]
    MergeDrill,
    #[error("other reports went into it")]
    HoldsReports(Seq),
    #[error("no such line in the checklist")]
    NoSuchCheck(Box<str>),
    #[error("no such report")]
    NoSuchReport(Seq),
    #[error("the report is signed or sent")]
    ReportSigned(Seq),
    #[error("the report has no such field, or has it twice")]
    NoSuchField,
    #[error("no such news")]
    NoSuchNews(Seq),
    #[error("whoever wrote it does not review it")]
    NewsOwnWords(Seq),
    #[error("nobody reviewed it yet")]
    NewsNotReviewed(Seq),
    #[error("this is no address of the web")]
    NewsLink,
    #[error("no such award")]
    NoSuchAward(Seq),
    #[error("the award is decided")]
    AwardDecided(Seq),
    #[error("an award without candidates")]
    NoNominees,
    #[error("not a candidate")]
    NoSuchNominee,
    #[error("a candidate named twice, or none")]
    NomineeTwice,
    #[error("{0} points of the jury")]
    JuryPoints(u8),
    #[error("the past is only looked at")]
    ThePast,
    #[error("nothing was written by then")]
    BeforeBeginning,
    #[error("no such term")]
    NoSuchTerm(Seq),
    #[error("a term of {days} days")]
    TermDays { days: i32 },
    #[error("it overlaps another term")]
    TermOverlaps(Seq),
    #[error("another term has this name")]
    TermNamed(Seq),
    #[error("no term begins on this day")]
    NotTermStart(Day),
    #[error("the same obligation stands twice")]
    ObligationTwice(Box<str>),
    #[error("{field} of an obligation makes no sense")]
    ObligationUnfit { code: Box<str>, field: &'static str },
    #[error("no such activity")]
    NoSuchActivity(Seq),
    #[error("nothing proves the activity")]
    ActivityUnproved(Seq),
    #[error("the activity was not held")]
    ActivityNotHeld(Seq),
    #[error("the student was not there")]
    NotPresent(StudentId),
    #[error("{got} were there, but {named} are named")]
    FewerThanNamed { named: usize, got: usize },
    #[error("no such person of a community")]
    NoSuchFellow(Seq),
    #[error("the same person stands there already")]
    FellowTwice(Seq),
    #[error("a student's name is the roster's")]
    FellowNamed,
    #[error("who leads a branch belongs to one")]
    BranchNeeded,
    #[error("only mentors look after students")]
    NotAMentor,
    #[error("no such meeting")]
    NoSuchMeeting(Seq),
    #[error("no such task")]
    NoSuchTask(Seq),
    #[error("no such system of the plan")]
    NoSuchSystem(u8),
    #[error("no such place")]
    NoSuchVenue(Seq),
    #[error("a place of this name stands there already")]
    VenueTwice(Seq),
    #[error("the place is taken")]
    VenueBooked { booking: Seq, free: Vec<(u16, u16)> },
    #[error("the place is booked for then")]
    VenueStillBooked(Seq),
    #[error("the place is not open")]
    VenueClosed { day: Day, open: Vec<(u16, u16)> },
    #[error("{got} people, {seats} seats")]
    VenueTooSmall { seats: u16, got: u16 },
    #[error("times that are none")]
    BookingTimes,
    #[error("the day is past")]
    BookingPast { day: Day, today: Day },
    #[error("no such booking")]
    NoSuchBooking(Seq),
    #[error("the place was used already")]
    BookingUsed(Seq),
    #[error("the booking has not begun")]
    BookingNotBegun(Seq),
    #[error("neither on site nor online")]
    ItemNowhere,
    #[error("the activity stands where this step does not lead from")]
    ActivityStands { activity: Seq, state: ActivityState },
    #[error("the news stands otherwise")]
    NewsStands { news: Seq, state: NewsState },
}
