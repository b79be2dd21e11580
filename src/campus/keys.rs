//! The English names by which scripts know the values of the campus: `in_person`, `awaiting`, `II`. They are written to JSON and read
//! from filters, so they never change; what a person reads is made elsewhere, in their language.

use super::appraisal::Measure;
use super::{
    ActivityKind, ActivityState, AppealState, Approver, AwardKind, AwardWhy, Branch, CallOutcome, Category, CellState, ChangeState,
    Conflict, Deadline, DraftState, DutyKind, DutyNote, Exemption, FactKind, FellowKind, Finding, HandoverState, IncidentState, LadderStep,
    LeaderRank, LeaveKind, LeaveState, NewsHouse, NewsState, NumberKind, OfficerPost, Period, PostCheck, Preference, Presence, ReportField,
    ReportKind, RequestKind, RequestState, Role, RoomUse, SearchState, Severity, Sex, ShiftState, Standing, Step, TakingPart, TalkState,
    TaskKind, Topic, Trigger, VenueKind, Visibility, Wanted, Way, Weather, Weight,
};

macro_rules! keys {
    ($($name:ident { $($variant:ident = $key:literal),+ $(,)? })+) => {$(
        impl $name {
            /// Its name for scripts, in English snake_case.
            pub fn key(self) -> &'static str {
                match self { $(Self::$variant => $key),+ }
            }

            /// From its name for scripts; large and small letters are the same.
            pub fn from_key(key: &str) -> Option<Self> {
                [$(($key, Self::$variant)),+].into_iter().find(|(name, _)| name.eq_ignore_ascii_case(key)).map(|(_, it)| it)
            }
        }

        #[cfg(test)]
        impl $name {
            const EVERY: &[Self] = &[$(Self::$variant),+];
        }
    )+};
}

keys! {
    Topic {
        Study = "study", Life = "life", Psych = "psych", Career = "career", Aid = "aid", Relations = "relations", Family = "family",
        Discipline = "discipline", Safety = "safety", Thought = "thought", Other = "other",
    }
    Way { InPerson = "in_person", Phone = "phone", Online = "online", HomeVisit = "home_visit", Group = "group" }
    Visibility { Normal = "normal", Private = "private", Psych = "psych" }
    TalkState { Awaiting = "awaiting", Closed = "closed", Withdrawn = "withdrawn" }
    Category {
        Fight = "fight", Injury = "injury", Distress = "distress", Illness = "illness", Missing = "missing", Crime = "crime",
        Fire = "fire", Fraud = "fraud", Opinion = "opinion", Facility = "facility", Other = "other",
    }
    IncidentState {
        New = "new", Acknowledged = "acknowledged", InHand = "in_hand", Escalated = "escalated", Resolved = "resolved",
        Closed = "closed", Withdrawn = "withdrawn",
    }
    Step {
        TellDepartment = "tell_department", TellSecurity = "tell_security", TellStudentOffice = "tell_student_office",
        SpokenReport = "spoken_report", WrittenReport = "written_report", Account = "account", TellCounselling = "tell_counselling",
        TellParents = "tell_parents", TellLeader = "tell_leader",
    }
    Presence { Late = "late", Absent = "absent", Leave = "leave", Elsewhere = "elsewhere" }
    Finding {
        Appliance = "appliance", Smoking = "smoking", Drinking = "drinking", Gambling = "gambling", Pet = "pet", Stranger = "stranger",
        Lock = "lock", Hygiene = "hygiene", Refused = "refused", Stove = "stove", RiceCooker = "rice_cooker", Kettle = "kettle",
        Blanket = "blanket", InductionCooker = "induction_cooker", Microwave = "microwave",
    }
    Role {
        Counselor = "counselor", DutyLeader = "duty_leader", Department = "department", CounsellingCentre = "counselling_centre",
        StudentOffice = "student_office", Administrator = "administrator",
    }
    Sex { Male = "male", Female = "female" }
    ShiftState { Planned = "planned", Missing = "missing", On = "on", Done = "done", Missed = "missed", Cancelled = "cancelled" }
    LadderStep {
        Student = "student", RoomMates = "room_mates", Counselor = "counselor", Department = "department", Parents = "parents",
        Security = "security",
    }
    CallOutcome { NoAnswer = "no_answer", Answered = "answered", Told = "told", Unreachable = "unreachable" }
    LeaveKind { Personal = "personal", Sick = "sick", Official = "official", Home = "home", Internship = "internship" }
    Approver { Counselor = "counselor", Department = "department", StudentOffice = "student_office", College = "college" }
    AppealState { None = "none", Open = "open", Decided = "decided" }
    Weather { Sunny = "sunny", Cloudy = "cloudy", Overcast = "overcast", Rain = "rain", Storm = "storm" }
    NumberKind { Phone = "phone", Guardian = "guardian", Identity = "identity" }
    DutyKind { Workday = "workday", Weekend = "weekend", Holiday = "holiday", Vacation = "vacation" }
    Exemption { Age = "age", Maternity = "maternity", Illness = "illness", Other = "other" }
    Preference { Avoid = "avoid", Wish = "wish" }
    DraftState { Open = "open", Published = "published", Dropped = "dropped" }
    ChangeState {
        Proposed = "proposed", Accepted = "accepted", Approved = "approved", Declined = "declined", Withdrawn = "withdrawn",
    }
    PostCheck { Present = "present", Away = "away", Absent = "absent" }
    DutyNote {
        Weather = "weather", Visitor = "visitor", Repair = "repair", Briefing = "briefing", Things = "things", Other = "other",
    }
    FactKind { Who = "who", What = "what", Action = "action", Owner = "owner", When = "when" }
    RequestKind { Repair = "repair", Paperwork = "paperwork", Complaint = "complaint", Advice = "advice" }
    RequestState {
        New = "new", Accepted = "accepted", InHand = "in_hand", Answered = "answered", Rated = "rated", Closed = "closed",
        Withdrawn = "withdrawn",
    }
    LeaderRank { College = "college", Department = "department" }
    Weight { Severe = "severe", Watch = "watch", Routine = "routine" }
    HandoverState { Given = "given", Accepted = "accepted", Recalled = "recalled", Bypassed = "bypassed" }
    Trigger {
        FallingMarks = "falling_marks", Prize = "prize", Poverty = "poverty", Upheaval = "upheaval", Sanction = "sanction",
        Gaming = "gaming", Distress = "distress", Minority = "minority", Party = "party", Arrears = "arrears", Officer = "officer",
        FailedCourse = "failed_course",
    }
    ReportField {
        When = "when", Where = "where", Who = "who", Course = "course", Measures = "measures", Cause = "cause", Contact = "contact",
        Added = "added", Conclusion = "conclusion",
    }
    ReportKind { First = "first", Further = "further", Final = "final" }
    RoomUse { Dwelling = "dwelling", Duty = "duty", Other = "other" }
    ActivityKind {
        Volunteer = "volunteer", Ideology = "ideology", Culture = "culture", PartyDay = "party_day", MentalHealth = "mental_health",
        Safety = "safety", RoleModel = "role_model", Mentor = "mentor", LeaderVisit = "leader_visit", Logistics = "logistics",
        SelfGovernment = "self_government", Contest = "contest", Meeting = "meeting", Building = "building", Other = "other",
    }
    ActivityState {
        Planned = "planned", Announced = "announced", Held = "held", Proved = "proved", Published = "published",
        Cancelled = "cancelled", Withdrawn = "withdrawn",
    }
    Branch {
        Ideology = "ideology", Safety = "safety", Innovation = "innovation", Psych = "psych", Arts = "arts", Labour = "labour",
    }
    Standing {
        CollegeLeader = "college_leader", DepartmentLeader = "department_leader", Mentor = "mentor", RoleModel = "role_model",
        Staff = "staff", Other = "other",
    }
    TakingPart { Leads = "leads", Speaks = "speaks", Attends = "attends" }
    Period { Quarter = "quarter", Term = "term", Year = "year", Once = "once" }
    CellState { Met = "met", OnPace = "on_pace", Short = "short", Missed = "missed", Ahead = "ahead" }
    FellowKind {
        LeadingGroup = "leading_group", StudyMentor = "study_mentor", ClubMentor = "club_mentor", SkillsMentor = "skills_mentor",
        VentureMentor = "venture_mentor", LabourMentor = "labour_mentor", RoleModel = "role_model", PartyMember = "party_member",
        Activist = "activist", Logistics = "logistics",
    }
    TaskKind { Organisation = "organisation", SetUp = "set_up", Plate = "plate" }
    VenueKind {
        ServiceHall = "service_hall", ActivityRoom = "activity_room", CommunityCentre = "community_centre", HeartGarden = "heart_garden",
        Station = "station", Workroom = "workroom", PartyRoom = "party_room",
    }
    AwardKind { Room = "room", Class = "class", Decor = "decor", Sign = "sign" }
    AwardWhy { Hygiene = "hygiene", Late = "late", Absent = "absent", Appliance = "appliance", Incident = "incident" }
    NewsHouse { Cloud = "cloud", Story = "story" }
    NewsState { Drafted = "drafted", Reviewed = "reviewed", Published = "published", Withdrawn = "withdrawn" }
    Measure {
        Nights = "nights", Shifts = "shifts", Talks = "talks", Persons = "persons", Rounds = "rounds", Visits = "visits",
        Incidents = "incidents", Answer = "answer_minutes", FollowUps = "followups_percent", Activities = "activities",
    }
}

impl Severity {
    /// Its name for scripts: the Roman numeral of the reports, `I` to `IV`.
    pub fn key(self) -> &'static str {
        self.roman()
    }

    /// From its name for scripts, the Roman numeral in large or small letters, or the number `1` to `4`.
    pub fn from_key(key: &str) -> Option<Self> {
        (1..=4).filter_map(Self::from_number).find(|it| it.roman().eq_ignore_ascii_case(key) || key == it.number().to_string())
    }
}

impl Deadline {
    /// Its name for scripts: `acknowledge`, `follow_up`, or that of the report.
    pub fn key(self) -> &'static str {
        match self {
            Self::Answer(_) => "acknowledge",
            Self::Hold(_) => "follow_up",
            Self::Report(step) => step.key(),
        }
    }
}

impl OfficerPost {
    /// The name for scripts of the kind of post, without the place it is for.
    pub fn key(self) -> &'static str {
        match self {
            Self::BuildingHead(_) => "building_head",
            Self::FloorHead(..) => "floor_head",
            Self::RoomHead(_) => "room_head",
            Self::PsychWatcher(_) => "psych_watcher",
            Self::PartyRoom(_) => "party_room",
        }
    }
}

impl Conflict {
    /// Its name for scripts.
    pub fn key(self) -> &'static str {
        match self {
            Self::Inactive => "inactive",
            Self::Exempt => "exempt",
            Self::NotOfPost => "not_of_post",
            Self::WrongSex => "wrong_sex",
            Self::OnLeave => "on_leave",
            Self::TwiceThatNight => "twice_that_night",
            Self::TooLittleRest { .. } => "too_little_rest",
            Self::OffCap { .. } => "off_cap",
        }
    }
}

impl Wanted {
    /// Its name for scripts.
    pub fn key(self) -> &'static str {
        match self {
            Self::Swap { .. } => "swap",
            Self::Cover { .. } => "cover",
            Self::GiveAway { .. } => "give_away",
            Self::Leave { .. } => "leave",
        }
    }
}

impl LeaveState {
    /// Its name for scripts.
    pub fn key(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Approved => "approved",
            Self::Declined => "declined",
            Self::Withdrawn => "withdrawn",
            Self::Returned(_) => "returned",
        }
    }
}

impl SearchState {
    /// Its name for scripts.
    pub fn key(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Found(_) => "found",
            Self::Dropped => "dropped",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    macro_rules! there_and_back {
        ($($name:ident)+) => {$(
            for it in $name::EVERY {
                assert_eq!($name::from_key(it.key()), Some(*it));
                assert_eq!($name::from_key(&it.key().to_uppercase()), Some(*it));
            }
            assert_eq!($name::from_key(""), None);
        )+};
    }

    #[test]
    fn every_key_leads_back_to_its_value() {
        there_and_back!(Topic Way Visibility TalkState Category IncidentState Step Presence Finding Role Sex ShiftState RoomUse);
        there_and_back!(DutyKind Exemption Preference DraftState ChangeState PostCheck DutyNote Weight HandoverState FactKind);
        there_and_back!(LadderStep CallOutcome LeaveKind Approver AppealState Weather NumberKind Trigger ReportKind ReportField);
        there_and_back!(RequestKind RequestState LeaderRank);
        there_and_back!(ActivityKind ActivityState Branch Standing TakingPart Period CellState);
        there_and_back!(FellowKind TaskKind VenueKind);
        there_and_back!(Measure NewsHouse NewsState AwardKind AwardWhy);
    }

    #[test]
    fn lists_of_the_form_leave_nothing_out() {
        assert_eq!(Topic::ALL, Topic::EVERY);
        assert_eq!(Way::ALL, Way::EVERY);
        assert_eq!(Category::ALL, Category::EVERY);
        assert_eq!(Step::ALL, Step::EVERY);
        assert_eq!(LadderStep::ALL, LadderStep::EVERY);
        assert_eq!(CallOutcome::ALL, CallOutcome::EVERY);
        assert_eq!(LeaveKind::ALL, LeaveKind::EVERY);
        assert_eq!(Weather::ALL, Weather::EVERY);
        assert_eq!(RequestKind::ALL, RequestKind::EVERY);
        assert_eq!(RequestState::ALL, RequestState::EVERY);
        assert_eq!(ReportKind::ALL, ReportKind::EVERY);
        assert_eq!(ReportField::ALL, ReportField::EVERY);
        assert_eq!(ActivityKind::ALL, ActivityKind::EVERY);
        assert_eq!(ActivityState::ALL, ActivityState::EVERY);
        assert_eq!(Standing::ALL, Standing::EVERY);
        assert_eq!(TakingPart::ALL, TakingPart::EVERY);
        assert_eq!(FellowKind::ALL, FellowKind::EVERY);
        assert_eq!(Branch::ALL, Branch::EVERY);
        assert_eq!(TaskKind::ALL, TaskKind::EVERY);
        assert_eq!(VenueKind::ALL, VenueKind::EVERY);
        assert_eq!(Measure::ALL, Measure::EVERY);
        assert_eq!(NewsHouse::ALL, NewsHouse::EVERY);
        assert_eq!(AwardKind::ALL, AwardKind::EVERY);
    }

    #[test]
    fn severity_is_roman_or_a_number() {
        assert_eq!(Severity::from_key("II"), Some(Severity::Major));
        assert_eq!(Severity::from_key("iv"), Some(Severity::Ordinary));
        assert_eq!(Severity::from_key("1"), Some(Severity::Extreme));
        assert_eq!(Severity::from_key("5"), None);
        assert_eq!(Severity::Serious.key(), "III");
    }
}
