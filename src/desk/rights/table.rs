//! The table role × act × field: who may do and see what. The only place that decides.
//!
//! A row is a right: something that is done, or something that is seen. A column is a role. The policy is least data: everybody sees what
//! their work needs, and what was said in confidence only its readers. Where a row speaks of a talk or an incident that one may not see, what
//! asks leaves it out of lists, filters, counts, search and signs as well, so that nothing betrays it.

use crate::campus::{Role, Visibility};

/// How far a right goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Grant {
    /// Never.
    No,
    /// What one wrote, has in hand or is oneself.
    Mine,
    /// That, and what one of its readers shared.
    Reader,
    /// That, and what concerns a student of one's own classes.
    Own,
    /// That, and what concerns a student of one's own department, or no student at all.
    Department,
    /// As [`Grant::Reader`]; anything else only by breaking the glass, with a reason that its author sees (应急查阅).
    Glass,
    /// Always.
    Yes,
}

macro_rules! table {
    ($($(#[doc = $doc:literal])+ $right:ident $cells:tt;)+) => {
        /// A row of the table: something that is done or seen.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Right {
            $($(#[doc = $doc])+ $right,)+
        }

        impl Right {
            /// All rows, from the top.
            pub const ALL: &'static [Self] = &[$(Self::$right),+];

            fn cells(self) -> [Grant; 6] {
                use Grant::{Department, Glass, Mine, No, Own, Reader, Yes};
                match self {
                    $(Self::$right => $cells,)+
                }
            }
        }
    };
}

table! {
    //                 counselor   leader      department  centre      office      administrator

    // Done: the college, its people, its schedule.

    /// Found the college.
    Found             [No,         No,         No,         No,         No,         Yes];
    /// Enter places, put a building into a community.
    PlacesSet         [No,         No,         No,         No,         No,         Yes];
    /// Take users in, change them, shut them out.
    UsersSet          [No,         No,         No,         No,         No,         Yes];
    /// Set a passphrase.
    PassphraseSet     [Mine,       Mine,       Mine,       Mine,       Mine,       Yes];
    /// Publish a user's key.
    KeyPublish        [Mine,       Mine,       Mine,       Mine,       Mine,       Yes];
    /// Name and relieve the officers of the students' grid.
    OfficersSet       [Yes,        No,         No,         No,         Yes,        Yes];
    /// Take a roster in.
    RosterImport      [Yes,        No,         No,         No,         Yes,        Yes];
    /// Publish and recall shifts.
    SchedulePublish   [No,         No,         No,         No,         Yes,        Yes];
    /// Sign in to a shift and out of it.
    ShiftSign         [Mine,       Mine,       Mine,       Mine,       Yes,        Yes];
    /// Say on what terms somebody serves.
    DutyTermsSet      [No,         Yes,        No,         No,         Yes,        Yes];
    /// Ask to be spared days, or for days.
    PreferenceSet     [Mine,       Mine,       Mine,       Mine,       Yes,        Yes];
    /// Draft a schedule.
    ScheduleDraft     [No,         Yes,        No,         No,         Yes,        Yes];
    /// Give published shifts to other people.
    ShiftReassign     [No,         Yes,        No,         No,         Yes,        Yes];
    /// Look whether somebody is at their post.
    ShiftCheck        [No,         Yes,        No,         No,         Yes,        No];
    /// Write into the duty log of a shift.
    ShiftNote         [Mine,       Yes,        Mine,       Mine,       Yes,        Mine];
    /// Ask for a swap, a cover, to give a duty away, or for a leave; agree to another's; withdraw it.
    ChangeAsk         [Mine,       Mine,       Mine,       Mine,       Yes,        Mine];
    /// Approve and decline them; never one's own.
    ChangeDecide      [No,         Yes,        No,         No,         Yes,        No];
    /// Give a handover, take it back, answer to it.
    HandoverGive      [Mine,       Mine,       Mine,       Mine,       Mine,       Mine];
    /// Write a handover back, ask, accept it.
    HandoverTake      [Mine,       Mine,       Mine,       Mine,       Mine,       Mine];
    /// Take a duty over without the handover.
    HandoverBypass    [Mine,       Yes,        Mine,       Mine,       Yes,        Mine];
    /// Mark a round.
    RoundMark         [Yes,        Yes,        Yes,        Yes,        Yes,        Yes];
    /// Walk the ladder of a student who is missing, and say that they are found.
    SearchHandle      [Yes,        Yes,        Department, Yes,        Yes,        Mine];
    /// Move students to other beds.
    RoomMove          [Yes,        No,         No,         No,         Yes,        Yes];
    /// Say which department sponsors a building.
    SponsorSet        [No,         No,         No,         No,         Yes,        Yes];
    /// Record what the students' grid did, and commend them.
    ServiceRecord     [Yes,        No,         No,         No,         Yes,        Yes];
    /// Score the hygiene of rooms, write appeals down, decide about another's score.
    HygieneScore      [Yes,        Yes,        No,         No,         Yes,        Yes];
    /// Write the mood of a class down.
    MoodReport        [Yes,        No,         No,         Yes,        Yes,        Yes];
    /// Change the college's own rules.
    PresetSet         [No,         No,         No,         No,         Yes,        Yes];

    // Done: searches.

    /// Keep a search under a name, and drop it; put a hint of the watch off; one's own.
    QueryKeep         [Yes,        Yes,        Yes,        Yes,        Yes,        Yes];

    // Done: leaves.

    /// Ask for a leave in a student's name, withdraw it, report a student back.
    LeaveAsk          [Yes,        Yes,        Department, Yes,        Yes,        No];
    /// Decide about a leave that a counselor decides about.
    LeaveDecideShort  [Yes,        Yes,        Department, No,         Yes,        No];
    /// About one that the department decides about.
    LeaveDecideMiddle [No,         Yes,        Department, No,         Yes,        No];
    /// About one that the student office decides about.
    LeaveDecideLong   [No,         Yes,        No,         No,         Yes,        No];
    /// About one that the college decides about.
    LeaveDecideCollege [No,        Yes,        No,         No,         No,         No];

    // Done: a look at a number in full, which is recorded.

    /// At a student's phone.
    RevealPhone       [Yes,        Yes,        Department, Yes,        Yes,        No];
    /// At a parent's phone.
    RevealGuardian    [Yes,        Yes,        Department, No,         Yes,        No];
    /// At an identity number.
    RevealIdentity    [Own,        No,         Department, No,         Yes,        No];

    /// Export with names and numbers in it, which is recorded; of whom one sees it anyhow.
    ExportIdentified  [Yes,        Yes,        Yes,        No,         Yes,        No];

    // Done: talks and incidents.

    /// Log a talk.
    TalkLog           [Yes,        No,         No,         Yes,        Yes,        Yes];
    /// Close a follow-up, owe it again, answer it with another talk; of a talk one may read.
    TalkSettle        [Yes,        No,         No,         Yes,        Yes,        Mine];
    /// Take a talk back.
    TalkWithdraw      [Mine,       No,         No,         Mine,       Mine,       Mine];
    /// Add to what was said in a talk, keep a file with it.
    TalkAmend         [Mine,       No,         No,         Mine,       Mine,       Mine];
    /// Let somebody else read a sealed talk, or read it no longer.
    TalkShare         [Reader,     No,         No,         Reader,     Reader,     Mine];
    /// Open an incident.
    IncidentOpen      [Yes,        Yes,        Yes,        Yes,        Yes,        Yes];
    /// Note, report, move, take on, make graver.
    IncidentHandle    [Yes,        Yes,        Department, Yes,        Yes,        Mine];
    /// Make an incident lighter.
    IncidentLighten   [No,         Yes,        No,         No,         Yes,        Yes];
    /// Take an incident back.
    IncidentWithdraw  [Mine,       Yes,        Mine,       Mine,       Yes,        Mine];
    /// Counter-sign a report that somebody else made; of an incident that one may read.
    ReportSign        [No,         Yes,        Department, No,         Yes,        No];
    /// Write a request down.
    RequestOpen       [Yes,        Yes,        Yes,        Yes,        Yes,        Yes];
    /// Accept a request, give it to another service, answer it, reopen, rate and close it; one that one may read.
    RequestHandle     [Yes,        Yes,        Department, Yes,        Yes,        Mine];
    /// Take a request back as a mistake.
    RequestWithdraw   [Mine,       Mine,       Mine,       Mine,       Yes,        Mine];
    /// Write a leader's reception day down, and take it back.
    ReceptionHold     [Yes,        Yes,        Yes,        No,         Yes,        Yes];
    /// Enter terms, and change what they demand.
    TermSet           [No,         No,         No,         No,         Yes,        Yes];
    /// Enter an activity.
    ActivityEnter     [Yes,        Yes,        Yes,        Yes,        Yes,        Yes];
    /// Say that an activity is announced, held, proved, cancelled; who was there, what was said; keep files with it.
    ActivityHandle    [Yes,        Yes,        Yes,        Yes,        Yes,        Mine];
    /// Publish an activity, and take it back from there.
    ActivityPublish   [No,         Yes,        Yes,        No,         Yes,        No];
    /// Take an activity back as a mistake.
    ActivityWithdraw  [Mine,       Mine,       Mine,       Mine,       Yes,        Mine];
    /// Enter mentors, role models, party members and staff of a community, and write down whom they met.
    CommunityRecord   [Yes,        No,         Yes,        No,         Yes,        Yes];
    /// Enter places, set the catalogue of the service centre, set tasks and say that they are done.
    CommunitySet      [No,         Yes,        No,         No,         Yes,        Yes];
    /// Book a place, and sign that it was used.
    VenueUse          [Yes,        Yes,        Yes,        Yes,        Yes,        Yes];
    /// Give a booking up, and let it stand again.
    BookingWithdraw   [Mine,       Mine,       Mine,       Mine,       Yes,        Mine];
    /// Open an award with its candidates, decide it, take it back.
    AwardSet          [No,         Yes,        No,         No,         Yes,        No];
    /// Give the candidates of an award points, as one of the jury; one's own points.
    JuryPoint         [Yes,        Yes,        Yes,        No,         Yes,        No];
    /// Draft news of what was done, and write it anew.
    NewsDraft         [Yes,        Yes,        Yes,        No,         Yes,        No];
    /// Review news that somebody else wrote.
    NewsReview        [No,         Yes,        Yes,        No,         Yes,        No];
    /// Publish news, and recall it.
    NewsPublish       [No,         Yes,        No,         No,         Yes,        No];
    /// Take news back that is not published.
    NewsWithdraw      [Mine,       Yes,        Mine,       No,         Yes,        No];
    /// Set a student's concern level, look at it again.
    LevelSet          [Yes,        No,         Department, Yes,        Yes,        No];
    /// Mark a student as one to be talked to, and take the mark off; of those marks that one sees.
    MarkSet           [Yes,        No,         Department, Yes,        Yes,        No];
    /// Put a student off in one's own list.
    SnoozeSet         [Yes,        Yes,        Department, Yes,        Yes,        No];
    /// Take an entry back that one may still do: a talk, an incident, a round, an import. Nobody's role takes back another's.
    TakeBack          [Mine,       Mine,       Mine,       Mine,       Mine,       Mine];
    /// The same of the schedule, of places and users.
    TakeBackSetting   [Mine,       Mine,       Mine,       Mine,       Yes,        Yes];

    // Done: the logbook itself.

    /// Make a backup, and record it.
    BackupMake        [Yes,        Yes,        Yes,        Yes,        Yes,        Yes];
    /// Record what the program did or found on opening: restored, losses, failed unlocks, the recovery key used. It has happened, so
    /// whoever sits there signs it.
    CustodyRecord     [Yes,        Yes,        Yes,        Yes,        Yes,        Yes];
    /// Begin a new epoch of data keys.
    KeysRotate        [No,         No,         No,         No,         No,         Yes];
    /// Have a new recovery key made.
    RecoveryRenew     [No,         No,         No,         No,         No,         Yes];
    /// Add and remove second copies of the logbook, and accept one that is older than this machine has seen.
    MirrorSet         [No,         No,         No,         No,         Yes,        Yes];
    /// Ask for an erasure.
    ErasePropose      [Yes,        No,         No,         No,         Yes,        Yes];
    /// Approve or reject an erasure; never one's own request.
    EraseApprove      [No,         No,         No,         No,         Yes,        Yes];
    /// Carry an approved erasure out.
    EraseRun          [No,         No,         No,         No,         Yes,        Yes];

    // Seen: talks. To who may read neither, a private and a psychological talk look alike.

    /// That a talk took place: when, by whom, with how many.
    NormalHappened    [Yes,        Yes,        Department, Yes,        Yes,        Yes];
    /// With whom and where.
    NormalStudents    [Yes,        Yes,        Department, Yes,        Yes,        Mine];
    /// About what, how, and who may read it.
    NormalTopic       [Yes,        Yes,        Department, Yes,        Yes,        Mine];
    /// The level it set.
    NormalLevel       [Yes,        Yes,        Department, Yes,        Yes,        Mine];
    /// Whether and when one is to talk again, and how that stands.
    NormalFollowUp    [Yes,        Yes,        Department, Yes,        Yes,        Mine];
    /// What was said, its tags, and what was written on closing it.
    NormalWords       [Yes,        Glass,      Mine,       Yes,        Yes,        Mine];
    /// As above, of a private talk.
    PrivateHappened   [Yes,        Yes,        Department, Yes,        Yes,        Yes];
    /// With whom and where.
    PrivateStudents   [Own,        Mine,       Mine,       Reader,     Yes,        Mine];
    /// About what.
    PrivateTopic      [Reader,     Mine,       Mine,       Reader,     Reader,     Mine];
    /// The level.
    PrivateLevel      [Reader,     Mine,       Mine,       Reader,     Reader,     Mine];
    /// The follow-up.
    PrivateFollowUp   [Reader,     Mine,       Mine,       Reader,     Reader,     Mine];
    /// The words.
    PrivateWords      [Reader,     Mine,       Mine,       Reader,     Reader,     Mine];
    /// As above, of a psychological talk.
    PsychHappened     [Yes,        Yes,        Department, Yes,        Yes,        Yes];
    /// With whom and where.
    PsychStudents     [Own,        Mine,       Mine,       Yes,        Yes,        Mine];
    /// About what.
    PsychTopic        [Reader,     Mine,       Mine,       Yes,        Reader,     Mine];
    /// The level.
    PsychLevel        [Reader,     Mine,       Mine,       Yes,        Reader,     Mine];
    /// The follow-up.
    PsychFollowUp     [Reader,     Mine,       Mine,       Yes,        Reader,     Mine];
    /// The words.
    PsychWords        [Reader,     Mine,       Mine,       Yes,        Glass,      Mine];

    // Seen: incidents.

    /// That there is one: how grave, how it stands, what is owed by when.
    IncidentHappened  [Yes,        Yes,        Department, Yes,        Yes,        Yes];
    /// Of what kind, where, with whom.
    IncidentMatter    [Yes,        Yes,        Department, Yes,        Yes,        Mine];
    /// What happened, its tags, its timeline.
    IncidentWords     [Yes,        Yes,        Department, Yes,        Yes,        Mine];
    /// The same of a mental crisis (心理危机). Whoever takes it on may read it.
    DistressWords     [Own,        Yes,        Mine,       Yes,        Yes,        Mine];

    // Seen: requests.

    /// That there is one: of what kind, which service has it, how it stands, by when it is answered, how it was rated.
    RequestHappened   [Yes,        Yes,        Department, Yes,        Yes,        Yes];
    /// Who asks, where, in what words, and what was answered.
    RequestWords      [Yes,        Yes,        Department, Yes,        Yes,        Mine];
    /// The same of a complaint.
    ComplaintWords    [Own,        Yes,        Department, Mine,       Yes,        Mine];

    // Seen: activities. That they are held, where, how many were there and for what they count is for everybody.

    /// Which students were there.
    AttendanceSeen    [Yes,        Yes,        Department, Yes,        Yes,        Mine];
    /// The files that prove it: faces and signatures.
    ActivityFiles     [Yes,        Yes,        Yes,        Yes,        Yes,        Mine];
    // Seen: the communities.

    /// Which student is behind a person of a community, whom a mentor looks after and meets, which student answers for a booking.
    CommunityStudents [Yes,        Yes,        Department, Yes,        Yes,        Mine];
    /// What was written about a mentor's meeting, and about a booking.
    CommunityWords    [Own,        Mine,       Department, Mine,       Yes,        Mine];

    // Seen: people.

    /// A student's concern level as it stands, without why; in lists, filters and the signs of rooms.
    StudentLevel      [Yes,        Yes,        Department, Yes,        Yes,        No];
    /// Since when, which may point at the talk that set it.
    StudentLevelSince [Own,        No,         No,         Yes,        Yes,        No];
    /// Why a level was set by an act of care: often what the student told in confidence.
    LevelWords        [Own,        Mine,       Mine,       Yes,        Yes,        Mine];
    /// What makes a talk with a student a must, and what was written about it.
    MarkSeen          [Own,        Mine,       Department, Yes,        Yes,        Mine];
    /// The same where it speaks of the student's soul.
    PsychMarkSeen     [Own,        Mine,       Mine,       Yes,        Mine,       Mine];
    /// Whom somebody put off in their list, and why.
    SnoozeSeen        [Mine,       Mine,       Mine,       Mine,       Yes,        Mine];
    /// A student's phone, masked.
    StudentPhone      [Yes,        Yes,        Department, Yes,        Yes,        No];
    /// A parent's phone, masked.
    GuardianPhone     [Yes,        Yes,        Department, No,         Yes,        No];
    /// The identity number, masked.
    IdentityNo        [Own,        No,         Department, No,         Yes,        No];
    /// Ethnic group and political status.
    Background        [Own,        No,         Department, No,         Yes,        No];
    /// Who had one of a student's numbers shown in full.
    RevealsSeen       [Own,        No,         No,         No,         Yes,        Yes];
    /// What was exported with names in it, by whom and why.
    ExportsSeen       [Mine,       Mine,       Mine,       Mine,       Yes,        Yes];
    /// Where a student was in a night (late, absent, on leave, elsewhere), and what was done to find them. Counts are for everybody.
    Whereabouts       [Yes,        Yes,        Department, Yes,        Yes,        Mine];
    /// Why a student is on leave: often their health.
    LeaveWords        [Own,        Mine,       Department, Mine,       Yes,        Mine];
    /// The mood of a class.
    MoodSeen          [Own,        No,         No,         Yes,        Yes,        Mine];
    /// On what terms somebody serves: exemptions speak of health.
    DutyTermsSeen     [Mine,       Yes,        Mine,       Mine,       Yes,        Yes];
    /// Why somebody asks for a change of the schedule, and of what kind a leave of theirs is.
    ChangeWords       [Mine,       Yes,        Mine,       Mine,       Yes,        Mine];
    /// What was written into the duty log of a shift.
    DutyLogWords      [Yes,        Yes,        Mine,       Mine,       Yes,        Mine];
    /// What a handover says, beyond that there is one; of its items those that one sees anyhow.
    HandoverWords     [Mine,       Yes,        Mine,       Mine,       Yes,        Mine];
    /// What somebody looks for, in the searches they keep.
    QueriesSeen       [Mine,       Mine,       Mine,       Mine,       Mine,       Mine];
    /// What imports changed of a student.
    RosterChanges     [Yes,        No,         No,         No,         Yes,        Yes];
    /// A user's phone, masked.
    UserPhone         [Yes,        Yes,        Mine,       Yes,        Yes,        Yes];

    // Seen: what happened to the logbook.

    /// Backups, restores, new keys, losses.
    CustodySeen       [Yes,        Yes,        Yes,        Yes,        Yes,        Yes];
    /// Failed unlocks and the use of the recovery key.
    UnlocksSeen       [Mine,       Mine,       Mine,       Mine,       Yes,        Yes];
    /// Who broke the glass over a talk, and why.
    GlassSeen         [Mine,       Mine,       Mine,       Mine,       Yes,        Mine];
    /// Erasures, asked for and done.
    ErasuresSeen      [Mine,       No,         No,         No,         Yes,        Yes];

    // Seen: news, and what is counted of somebody's work.

    /// The words of news that are not published yet; that there is a piece, everybody sees, and what is published everybody reads.
    NewsWords         [Yes,        Yes,        Yes,        Mine,       Yes,        No];

    /// The appraisal of a counselor: of whom is asked, not who wrote it; a department's are those who belong to it.
    AppraisalSeen     [Mine,       Yes,        Department, Mine,       Yes,        Mine];
}

/// What there is to see of a talk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TalkField {
    /// That it took place.
    Happened,
    /// With whom and where.
    Students,
    /// About what.
    Topic,
    /// The level it set.
    Level,
    /// The follow-up.
    FollowUp,
    /// What was said.
    Words,
}

/// At which level of the network of care somebody stands who works here (四级网络): the two lower ones are the counselors' and the students'.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Watch {
    /// The college: counselling centre and student office.
    College,
    /// A department.
    Department,
}

/// At which level of the network a role stands; a counselor stands at that of their classes.
pub fn watches(role: Role) -> Option<Watch> {
    match role {
        Role::CounsellingCentre | Role::StudentOffice => Some(Watch::College),
        Role::Department => Some(Watch::Department),
        Role::Counselor | Role::DutyLeader | Role::Administrator => None,
    }
}

/// As what somebody comes back whose joining entry is lost, since what they were nobody knows: as the least that works, unless nobody is left who
/// could say more.
pub fn role_on_return(tended: bool) -> Role {
    if tended { Role::Counselor } else { Role::Administrator }
}

impl Right {
    /// The cell of a role.
    pub fn grant(self, role: Role) -> Grant {
        let column = match role {
            Role::Counselor => 0,
            Role::DutyLeader => 1,
            Role::Department => 2,
            Role::CounsellingCentre => 3,
            Role::StudentOffice => 4,
            Role::Administrator => 5,
        };
        self.cells()[column]
    }

    /// The row of a field of a talk.
    pub fn of_talk(visibility: Visibility, field: TalkField) -> Self {
        use TalkField as F;
        use Visibility as V;
        match (visibility, field) {
            (V::Normal, F::Happened) => Self::NormalHappened,
            (V::Normal, F::Students) => Self::NormalStudents,
            (V::Normal, F::Topic) => Self::NormalTopic,
            (V::Normal, F::Level) => Self::NormalLevel,
            (V::Normal, F::FollowUp) => Self::NormalFollowUp,
            (V::Normal, F::Words) => Self::NormalWords,
            (V::Private, F::Happened) => Self::PrivateHappened,
            (V::Private, F::Students) => Self::PrivateStudents,
            (V::Private, F::Topic) => Self::PrivateTopic,
            (V::Private, F::Level) => Self::PrivateLevel,
            (V::Private, F::FollowUp) => Self::PrivateFollowUp,
            (V::Private, F::Words) => Self::PrivateWords,
            (V::Psych, F::Happened) => Self::PsychHappened,
            (V::Psych, F::Students) => Self::PsychStudents,
            (V::Psych, F::Topic) => Self::PsychTopic,
            (V::Psych, F::Level) => Self::PsychLevel,
            (V::Psych, F::FollowUp) => Self::PsychFollowUp,
            (V::Psych, F::Words) => Self::PsychWords,
        }
    }
}
