//! How the values of the campus are said: topics, ways, states, roles.

use super::Words;
use crate::campus::{
    AppealState, Approver, CallOutcome, Category, ChangeState, Concern, Conflict, DayKind, DutyKind, DutyNote, Exemption, Finding,
    HandoverState, IncidentState, LadderStep, LeaderRank, LeaveKind, LeaveState, NumberKind, OfficerPost, PlanState, PostCheck, Presence,
    RequestKind, RequestState, Role, SearchState, Severity, Sex, ShiftState, Step, TalkState, Topic, Visibility, Wanted, Way, Weather,
    Weight,
};
use crate::say;

impl Words {
    /// A topic (主题): `心理`.
    pub fn topic(&self, topic: Topic) -> String {
        self.get(match topic {
            Topic::Study => "campus-topic-study",
            Topic::Life => "campus-topic-life",
            Topic::Psych => "campus-topic-psych",
            Topic::Career => "campus-topic-career",
            Topic::Aid => "campus-topic-aid",
            Topic::Relations => "campus-topic-relations",
            Topic::Family => "campus-topic-family",
            Topic::Discipline => "campus-topic-discipline",
            Topic::Safety => "campus-topic-safety",
            Topic::Thought => "campus-topic-thought",
            Topic::Other => "campus-topic-other",
        })
    }

    /// What is wanted (诉求类别): `报修`.
    pub fn request_kind(&self, kind: RequestKind) -> String {
        self.get(match kind {
            RequestKind::Repair => "campus-request-repair",
            RequestKind::Paperwork => "campus-request-paperwork",
            RequestKind::Complaint => "campus-request-complaint",
            RequestKind::Advice => "campus-request-advice",
        })
    }

    /// How a request stands (诉求状态): `待受理`.
    pub fn request_state(&self, state: RequestState) -> String {
        self.get(match state {
            RequestState::New => "campus-request-new",
            RequestState::Accepted => "campus-request-accepted",
            RequestState::InHand => "campus-request-in-hand",
            RequestState::Answered => "campus-request-answered",
            RequestState::Rated => "campus-request-rated",
            RequestState::Closed => "campus-request-closed",
            RequestState::Withdrawn => "campus-request-withdrawn",
        })
    }

    /// Of which rank a leader is (领导层级): `校领导`.
    pub fn leader_rank(&self, rank: LeaderRank) -> String {
        self.get(match rank {
            LeaderRank::College => "campus-leader-college",
            LeaderRank::Department => "campus-leader-department",
        })
    }

    /// A rating with signs, so that it never rests on colour: `★★★★☆`.
    pub fn stars(&self, stars: u8) -> String {
        let given = usize::from(stars.min(crate::campus::STARS));
        format!("{}{}", "★".repeat(given), "☆".repeat(usize::from(crate::campus::STARS) - given))
    }

    /// A way of talking (方式): `面谈`.
    pub fn way(&self, way: Way) -> String {
        self.get(match way {
            Way::InPerson => "campus-way-in-person",
            Way::Phone => "campus-way-phone",
            Way::Online => "campus-way-online",
            Way::HomeVisit => "campus-way-home-visit",
            Way::Group => "campus-way-group",
        })
    }

    /// A concern level (关注等级) with its number, so that it never rests on colour: `2级 橙`; `无` for none.
    pub fn concern(&self, level: Concern) -> String {
        self.get(match level {
            Concern::None => "campus-concern-none",
            Concern::Red => "campus-concern-red",
            Concern::Orange => "campus-concern-orange",
            Concern::Yellow => "campus-concern-yellow",
            Concern::Blue => "campus-concern-blue",
        })
    }

    /// Who may read (可见范围).
    pub fn visibility(&self, visibility: Visibility) -> String {
        self.get(match visibility {
            Visibility::Normal => "campus-visibility-normal",
            Visibility::Private => "campus-visibility-private",
            Visibility::Psych => "campus-visibility-psych",
        })
    }

    /// How a talk stands: `待回访`.
    pub fn talk_state(&self, state: TalkState) -> String {
        self.get(match state {
            TalkState::Awaiting => "campus-talk-awaiting",
            TalkState::Closed => "campus-talk-closed",
            TalkState::Withdrawn => "campus-talk-withdrawn",
        })
    }

    /// How a planned talk stands.
    pub fn plan_state(&self, state: PlanState) -> String {
        self.get(match state {
            PlanState::Planned => "campus-talk-planned",
            PlanState::Booked => "campus-talk-booked",
            PlanState::Held => "campus-talk-held",
            PlanState::Cancelled => "campus-talk-cancelled",
            PlanState::Withdrawn => "campus-talk-withdrawn",
        })
    }

    /// A category of incident: `心理危机`.
    pub fn category(&self, category: Category) -> String {
        self.get(match category {
            Category::Fight => "campus-category-fight",
            Category::Injury => "campus-category-injury",
            Category::Distress => "campus-category-distress",
            Category::Illness => "campus-category-illness",
            Category::Missing => "campus-category-missing",
            Category::Crime => "campus-category-crime",
            Category::Fire => "campus-category-fire",
            Category::Fraud => "campus-category-fraud",
            Category::Opinion => "campus-category-opinion",
            Category::Facility => "campus-category-facility",
            Category::Other => "campus-category-other",
        })
    }

    /// A severity in full: `II 级 重大`. For a cell, [`Severity::roman`] is enough.
    pub fn severity(&self, severity: Severity) -> String {
        self.get(match severity {
            Severity::Extreme => "campus-severity-extreme",
            Severity::Major => "campus-severity-major",
            Severity::Serious => "campus-severity-serious",
            Severity::Ordinary => "campus-severity-ordinary",
        })
    }

    /// How an incident stands: `处置中`.
    pub fn incident_state(&self, state: IncidentState) -> String {
        self.get(match state {
            IncidentState::New => "campus-incident-new",
            IncidentState::Acknowledged => "campus-incident-acknowledged",
            IncidentState::InHand => "campus-incident-in-hand",
            IncidentState::Escalated => "campus-incident-escalated",
            IncidentState::Resolved => "campus-incident-resolved",
            IncidentState::Closed => "campus-incident-closed",
            IncidentState::Withdrawn => "campus-incident-withdrawn",
        })
    }

    /// A report that is owed: `口头报告`.
    pub fn step(&self, step: Step) -> String {
        self.get(match step {
            Step::TellDepartment => "campus-step-tell-department",
            Step::TellSecurity => "campus-step-tell-security",
            Step::TellStudentOffice => "campus-step-tell-student-office",
            Step::SpokenReport => "campus-step-spoken-report",
            Step::WrittenReport => "campus-step-written-report",
            Step::Account => "campus-step-account",
            Step::TellCounselling => "campus-step-tell-counselling",
            Step::TellParents => "campus-step-tell-parents",
            Step::TellLeader => "campus-step-tell-leader",
        })
    }

    /// How a shift stands: `已签到`.
    pub fn shift_state(&self, state: ShiftState) -> String {
        self.get(match state {
            ShiftState::Planned => "campus-shift-planned",
            ShiftState::Missing => "campus-shift-missing",
            ShiftState::On => "campus-shift-on",
            ShiftState::Done => "campus-shift-done",
            ShiftState::Missed => "campus-shift-missed",
            ShiftState::Cancelled => "campus-shift-cancelled",
        })
    }

    /// What speaks against somebody having a duty: `与 11 月 6 日的值班间隔不足`.
    pub fn conflict(&self, conflict: Conflict) -> String {
        match conflict {
            Conflict::Inactive => self.get("campus-conflict-inactive"),
            Conflict::Exempt => self.get("campus-conflict-exempt"),
            Conflict::NotOfPost => self.get("campus-conflict-not-of-post"),
            Conflict::WrongSex => self.get("campus-conflict-wrong-sex"),
            Conflict::OnLeave => self.get("campus-conflict-on-leave"),
            Conflict::TwiceThatNight => self.get("campus-conflict-twice"),
            Conflict::TooLittleRest { other } => say!(self, "campus-conflict-rest", day = self.day(other)),
            Conflict::OffCap { count } => say!(self, "campus-conflict-off-cap", count = count.to_string()),
        }
    }

    /// A kind of night: `工作日`.
    pub fn duty_kind(&self, kind: DutyKind) -> String {
        self.get(match kind {
            DutyKind::Workday => "campus-duty-workday",
            DutyKind::Weekend => "campus-duty-weekend",
            DutyKind::Holiday => "campus-duty-holiday",
            DutyKind::Vacation => "campus-duty-vacation",
        })
    }

    /// Why somebody does not serve.
    pub fn exemption(&self, exemption: Exemption) -> String {
        self.get(match exemption {
            Exemption::Age => "campus-exempt-age",
            Exemption::Maternity => "campus-exempt-maternity",
            Exemption::Illness => "campus-exempt-illness",
            Exemption::Other => "campus-exempt-other",
        })
    }

    /// How a request about the schedule stands.
    pub fn change_state(&self, state: ChangeState) -> String {
        self.get(match state {
            ChangeState::Proposed => "campus-change-proposed",
            ChangeState::Accepted => "campus-change-accepted",
            ChangeState::Approved => "campus-change-approved",
            ChangeState::Declined => "campus-change-declined",
            ChangeState::Withdrawn => "campus-change-withdrawn",
        })
    }

    /// What is asked for about the schedule: `互换`.
    pub fn wanted(&self, wanted: Wanted) -> String {
        self.get(match wanted {
            Wanted::Swap { .. } => "campus-wanted-swap",
            Wanted::Cover { .. } => "campus-wanted-cover",
            Wanted::GiveAway { .. } => "campus-wanted-give-away",
            Wanted::Leave { .. } => "campus-wanted-leave",
        })
    }

    /// What a leader found at a post.
    pub fn post_check(&self, found: PostCheck) -> String {
        self.get(match found {
            PostCheck::Present => "campus-check-present",
            PostCheck::Away => "campus-check-away",
            PostCheck::Absent => "campus-check-absent",
        })
    }

    /// What a line of the duty log is about.
    pub fn duty_note(&self, what: DutyNote) -> String {
        self.get(match what {
            DutyNote::Weather => "campus-note-weather",
            DutyNote::Visitor => "campus-note-visitor",
            DutyNote::Repair => "campus-note-repair",
            DutyNote::Briefing => "campus-note-briefing",
            DutyNote::Things => "campus-note-things",
            DutyNote::Other => "campus-note-other",
        })
    }

    /// How much a line of a handover weighs.
    pub fn weight(&self, weight: Weight) -> String {
        self.get(match weight {
            Weight::Severe => "campus-weight-severe",
            Weight::Watch => "campus-weight-watch",
            Weight::Routine => "campus-weight-routine",
        })
    }

    /// How a handover stands.
    pub fn handover_state(&self, state: HandoverState) -> String {
        self.get(match state {
            HandoverState::Given => "campus-handover-given",
            HandoverState::Accepted => "campus-handover-accepted",
            HandoverState::Recalled => "campus-handover-recalled",
            HandoverState::Bypassed => "campus-handover-bypassed",
        })
    }

    /// How a student was found; `None` is present.
    pub fn presence(&self, presence: Option<Presence>) -> String {
        self.get(match presence {
            None => "campus-presence-present",
            Some(Presence::Late) => "campus-presence-late",
            Some(Presence::Absent) => "campus-presence-absent",
            Some(Presence::Leave) => "campus-presence-leave",
            Some(Presence::Elsewhere) => "campus-presence-elsewhere",
        })
    }

    /// What was found in a room: `违章电器`.
    pub fn finding(&self, finding: Finding) -> String {
        self.get(match finding {
            Finding::Appliance => "campus-finding-appliance",
            Finding::Smoking => "campus-finding-smoking",
            Finding::Drinking => "campus-finding-drinking",
            Finding::Gambling => "campus-finding-gambling",
            Finding::Pet => "campus-finding-pet",
            Finding::Stranger => "campus-finding-stranger",
            Finding::Lock => "campus-finding-lock",
            Finding::Hygiene => "campus-finding-hygiene",
            Finding::Refused => "campus-finding-refused",
            Finding::Stove => "campus-finding-stove",
            Finding::RiceCooker => "campus-finding-rice-cooker",
            Finding::Kettle => "campus-finding-kettle",
            Finding::Blanket => "campus-finding-blanket",
            Finding::InductionCooker => "campus-finding-induction-cooker",
            Finding::Microwave => "campus-finding-microwave",
        })
    }

    /// A role: `辅导员`.
    pub fn role(&self, role: Role) -> String {
        self.get(match role {
            Role::Counselor => "campus-role-counselor",
            Role::DutyLeader => "campus-role-duty-leader",
            Role::Department => "campus-role-department",
            Role::CounsellingCentre => "campus-role-counselling-centre",
            Role::StudentOffice => "campus-role-student-office",
            Role::Administrator => "campus-role-administrator",
        })
    }

    /// A post of the students' grid: `寝室长`.
    pub fn officer(&self, post: OfficerPost) -> String {
        self.get(match post {
            OfficerPost::BuildingHead(_) => "campus-officer-building-head",
            OfficerPost::FloorHead(..) => "campus-officer-floor-head",
            OfficerPost::RoomHead(_) => "campus-officer-room-head",
            OfficerPost::PsychWatcher(_) => "campus-officer-psych-watcher",
            OfficerPost::PartyRoom(_) => "campus-officer-party-room",
        })
    }

    /// Whom one rings when a student is missing: `室友`.
    pub fn ladder_step(&self, step: LadderStep) -> String {
        self.get(match step {
            LadderStep::Student => "campus-ladder-student",
            LadderStep::RoomMates => "campus-ladder-room-mates",
            LadderStep::Counselor => "campus-ladder-counselor",
            LadderStep::Department => "campus-ladder-department",
            LadderStep::Parents => "campus-ladder-parents",
            LadderStep::Security => "campus-ladder-security",
        })
    }

    /// What came of a call: `未接`.
    pub fn call_outcome(&self, outcome: CallOutcome) -> String {
        self.get(match outcome {
            CallOutcome::NoAnswer => "campus-call-no-answer",
            CallOutcome::Answered => "campus-call-answered",
            CallOutcome::Told => "campus-call-told",
            CallOutcome::Unreachable => "campus-call-unreachable",
        })
    }

    /// How a search stands: `查找中`.
    pub fn search_state(&self, state: SearchState) -> String {
        self.get(match state {
            SearchState::Open => "campus-search-open",
            SearchState::Found(_) => "campus-search-found",
            SearchState::Dropped => "campus-search-dropped",
        })
    }

    /// Why somebody is away: `事假`.
    pub fn leave_kind(&self, kind: LeaveKind) -> String {
        self.get(match kind {
            LeaveKind::Personal => "campus-leave-personal",
            LeaveKind::Sick => "campus-leave-sick",
            LeaveKind::Official => "campus-leave-official",
            LeaveKind::Home => "campus-leave-home",
            LeaveKind::Internship => "campus-leave-internship",
        })
    }

    /// How a leave stands: `已批`.
    pub fn leave_state(&self, state: LeaveState) -> String {
        self.get(match state {
            LeaveState::Asked => "campus-leave-asked",
            LeaveState::Approved => "campus-leave-approved",
            LeaveState::Declined => "campus-leave-declined",
            LeaveState::Withdrawn => "campus-leave-withdrawn",
            LeaveState::Returned(_) => "campus-leave-returned",
        })
    }

    /// Who approves a leave: `院系`.
    pub fn approver(&self, approver: Approver) -> String {
        self.get(match approver {
            Approver::Counselor => "campus-approver-counselor",
            Approver::Department => "campus-approver-department",
            Approver::StudentOffice => "campus-approver-student-office",
            Approver::College => "campus-approver-college",
        })
    }

    /// How an appeal stands; empty where there is none.
    pub fn appeal(&self, appeal: AppealState) -> String {
        match appeal {
            AppealState::None => String::new(),
            AppealState::Open => self.get("campus-appeal-open"),
            AppealState::Decided => self.get("campus-appeal-decided"),
        }
    }

    /// The mood of a class: `多云`.
    pub fn weather(&self, weather: Weather) -> String {
        self.get(match weather {
            Weather::Sunny => "campus-weather-sunny",
            Weather::Cloudy => "campus-weather-cloudy",
            Weather::Overcast => "campus-weather-overcast",
            Weather::Rain => "campus-weather-rain",
            Weather::Storm => "campus-weather-storm",
        })
    }

    /// Which number: `手机号`.
    pub fn number_kind(&self, what: NumberKind) -> String {
        self.get(match what {
            NumberKind::Phone => "campus-number-phone",
            NumberKind::Guardian => "campus-number-guardian",
            NumberKind::Identity => "campus-number-identity",
        })
    }

    /// `男` or `女`; empty where it is not known.
    pub fn sex(&self, sex: Option<Sex>) -> String {
        match sex {
            None => String::new(),
            Some(Sex::Male) => self.get("campus-sex-male"),
            Some(Sex::Female) => self.get("campus-sex-female"),
        }
    }

    /// What kind of day it is.
    pub fn day_kind(&self, kind: DayKind) -> String {
        self.get(match kind {
            DayKind::Workday => "campus-day-workday",
            DayKind::Weekend => "campus-day-weekend",
            DayKind::Holiday => "campus-day-holiday",
        })
    }
}
