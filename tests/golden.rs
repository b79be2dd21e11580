//! Acts as they were first written, which must be readable for ever. One file a kind of act, and one for each variant that changed how it is
//! written.
//!
//! A file here is never changed and never deleted. If a test here fails, the code is wrong, not the file. A new kind of act gets a file of its
//! own: run `YEDENG_GOLDEN=write cargo test --test golden`, which writes files that are missing and touches no other.

#[path = "golden/award.rs"]
mod award;
#[path = "golden/care.rs"]
mod care;
#[path = "golden/community.rs"]
mod community;
#[path = "golden/incidents.rs"]
mod incidents;
#[path = "golden/news.rs"]
mod news;
#[path = "golden/night.rs"]
mod night;
#[path = "golden/query.rs"]
mod query;
#[path = "golden/requests.rs"]
mod requests;
#[path = "golden/schedule.rs"]
mod schedule;
#[path = "golden/talks.rs"]
mod talks;
#[path = "golden/terms.rs"]
mod terms;

use std::path::PathBuf;
use yedeng::campus::*;
use yedeng::logbook::envelope::{decode_act, encode_act};
use yedeng::words::{Lang, Words};

fn facts() -> StudentFacts {
    StudentFacts {
        no: "00123456".into(),
        name: "张三".into(),
        sex: Some(Sex::Female),
        class: Some(ClassId(7)),
        department: Some(DepartmentId(2)),
        bed: Some(Bed { room: RoomId(300), bed: 4 }),
        phone: "13800000000".into(),
        guardian_phone: "13900000000".into(),
        more: vec![
            (Detail::IdentityNo, "11010520000101002X".into()),
            (Detail::Ethnic, "汉".into()),
            (Detail::Political, "团员".into()),
            (Detail::Origin, "云南".into()),
            (Detail::Major, "软件".into()),
            (Detail::Grade, "2023".into()),
            (Detail::Standing, "在读".into()),
        ],
        left: true,
    }
}

fn laid() -> Laid {
    let room = |number: &str, purpose| Room { building: BuildingId(1), floor: -1, number: number.into(), beds: 6, purpose };
    Laid {
        communities: vec![Community { name: "明德社区".into(), theme: "书院".into(), lead: Some(DepartmentId(1)) }],
        buildings: vec![Building { number: "M7".into(), community: Some(CommunityId(0)), sex: Some(Sex::Male) }],
        rooms: vec![room("412", RoomUse::Dwelling), room("101", RoomUse::Duty), room("102", RoomUse::Other)],
    }
}

fn user(role: Role) -> User {
    User {
        login: "zhang".into(),
        name: "张老师".into(),
        sex: Some(Sex::Male),
        role,
        community: Some(CommunityId(3)),
        department: Some(DepartmentId(9)),
        classes: [ClassId(1), ClassId(2), ClassId(3), ClassId(4), ClassId(5)].into_iter().collect(),
        phone: "13700000000".into(),
        active: true,
    }
}

fn talk(topic: Topic, way: Way, visibility: Visibility, level: Concern, place: Spot) -> Act {
    Act::Talk(TalkAct::Logged(TalkLogged {
        students: [StudentId(70_000), StudentId(1)].into_iter().collect(),
        held: Stamp(-1),
        topic,
        way,
        place: Some(place),
        level: Some(level),
        followup: Some(Day(739_000)),
        visibility,
        answers: Some(Seq(u64::MAX)),
        tags: vec!["失眠".into(), "室友".into()],
        text: "与室友矛盾，睡不好\n约周五再谈".into(),
        levels_before: [(Concern::None, None), (Concern::Blue, Some(Day(1)))].into_iter().collect(),
    }))
}

fn note() -> SealedNote {
    let key = |reader, glass| NoteKey { reader: UserId(reader), glass, wrapped: Box::new([6; 92]) };
    SealedNote { sealed: Box::new([4; 320]), keys: vec![key(0, false), key(300, true)] }
}

fn sealed(act: Act) -> Act {
    match act {
        Act::Talk(TalkAct::Logged(it)) => {
            let talk = TalkLogged { text: "".into(), tags: Vec::new(), ..it };
            Act::Talk(TalkAct::LoggedSealed(Box::new(TalkSealed { talk, note: note() })))
        }
        other => other,
    }
}

fn custody(act: CustodyAct) -> Act {
    Act::Custody(act)
}

fn opened(severity: Severity, category: Category) -> Act {
    Act::Incident(IncidentAct::Opened(IncidentOpened {
        severity,
        category,
        happened: Stamp(1_700_000_000_000),
        place: Some(Spot::Words("操场".into())),
        students: [StudentId(5)].into_iter().collect(),
        tags: vec!["夜间".into()],
        text: "有人摔倒".into(),
    }))
}

/// All acts that have a file: its name and what must be in it. Several acts of a kind stand in one list, so that every value of an enum is written
/// somewhere.
fn golden() -> Vec<(&'static str, Vec<Act>)> {
    let incident = Seq(300);
    let mark = |after| MarkChange {
        before: None,
        after: Some(RoomMark {
            room: RoomId(9),
            expected: 6,
            away: after,
            findings: [
                Finding::Appliance,
                Finding::Smoking,
                Finding::Drinking,
                Finding::Gambling,
                Finding::Pet,
                Finding::Stranger,
                Finding::Lock,
                Finding::Hygiene,
                Finding::Refused,
            ]
            .into_iter()
            .collect(),
        }),
    };
    let away =
        [Presence::Late, Presence::Absent, Presence::Leave, Presence::Elsewhere].into_iter().zip(1..).map(|(it, n)| (StudentId(n), it));
    let shift = |post, person| Shift {
        day: Day(739_001),
        post,
        person: UserId(person),
        starts: Stamp(1_700_000_000_000),
        ends: Stamp(1_700_000_100_000),
        signed_in: Some(Stamp(1)),
        signed_out: None,
        cancelled: false,
    };
    let spots = [Spot::Room(RoomId(1)), Spot::Building(BuildingId(2)), Spot::Community(CommunityId(3)), Spot::Words("食堂".into())];
    let roles = [Role::Counselor, Role::DutyLeader, Role::Department, Role::CounsellingCentre, Role::StudentOffice, Role::Administrator];
    let posts = [
        OfficerPost::BuildingHead(BuildingId(1)),
        OfficerPost::FloorHead(BuildingId(1), 4),
        OfficerPost::RoomHead(RoomId(400)),
        OfficerPost::PsychWatcher(ClassId(2)),
    ];
    let officer = |post| Officer { post, student: StudentId(1), from: Day(738_000), until: Some(Day(739_000)) };
    let states = [
        IncidentState::New,
        IncidentState::Acknowledged,
        IncidentState::InHand,
        IncidentState::Escalated,
        IncidentState::Resolved,
        IncidentState::Closed,
        IncidentState::Withdrawn,
    ];
    let severities = [Severity::Extreme, Severity::Major, Severity::Serious, Severity::Ordinary];
    let concerns = [Concern::None, Concern::Red, Concern::Orange, Concern::Yellow, Concern::Blue];
    let sights = [Visibility::Normal, Visibility::Private, Visibility::Psych];
    let change = |before| StudentChange { before, after: facts() };
    vec![
        (
            "founded",
            vec![Act::Founded(Founded {
                college: "学院".into(), zone: "Asia/Shanghai".into(), room_template: "{building}#{room}".into()
            })],
        ),
        ("place.laid", vec![Act::Place(PlaceAct::Laid(laid()))]),
        (
            "place.building_set",
            vec![Act::Place(PlaceAct::BuildingSet {
                building: BuildingId(300),
                before: (None, Some(Sex::Male)),
                after: (Some(CommunityId(1)), None),
            })],
        ),
        (
            "person.imported",
            vec![Act::Person(PersonAct::Imported(Import {
                departments: vec![Department { name: "计算机学院".into() }],
                classes: vec![Class { name: "软件2301".into(), department: Some(DepartmentId(0)) }],
                laid: laid(),
                students: vec![change(None), change(Some((StudentId(13_000), facts())))],
            }))],
        ),
        ("person.import_reverted", vec![Act::Person(PersonAct::ImportReverted { students: vec![change(None)] })]),
        ("staff.joined", roles.map(|it| Act::Staff(StaffAct::Joined(user(it)))).into()),
        (
            "staff.changed",
            vec![Act::Staff(StaffAct::Changed {
                user: UserId(1),
                before: Box::new(user(Role::Counselor)),
                after: Box::new(user(Role::DutyLeader)),
            })],
        ),
        ("staff.passphrase_changed", vec![Act::Staff(StaffAct::PassphraseChanged { user: UserId(1) })]),
        ("staff.officers_named", vec![Act::Staff(StaffAct::OfficersNamed(posts.map(officer).into()))]),
        ("staff.officer_relieved", vec![Act::Staff(StaffAct::OfficerRelieved { post: posts[1], student: StudentId(2), on: Day(739_000) })]),
        ("shift.published", vec![Act::Shift(ShiftAct::Published(vec![shift(Post::Workroom(CommunityId(1)), 1), shift(Post::Leader, 2)]))]),
        ("shift.recalled", vec![Act::Shift(ShiftAct::Recalled(vec![ShiftId(1), ShiftId(70_000)]))]),
        ("shift.signed_in", vec![Act::Shift(ShiftAct::SignedIn { shift: ShiftId(1), at: Stamp(1_700_000_000_000) })]),
        ("shift.signed_out", vec![Act::Shift(ShiftAct::SignedOut { shift: ShiftId(1), at: Stamp(1_700_000_000_000) })]),
        (
            "round.marked",
            vec![Act::Round(RoundAct::Marked {
                day: Day(739_000),
                building: BuildingId(1),
                floor: -2,
                changes: vec![mark(away.collect())],
                note: "正常".into(),
            })],
        ),
        (
            "talk.logged",
            (0..11).map(|n| talk(Topic::ALL[n], Way::ALL[n % 5], sights[n % 3], concerns[n % 5], spots[n % 4].clone())).collect(),
        ),
        ("talk.closed", vec![Act::Talk(TalkAct::Closed { talk: Seq(7), text: "已谈".into() })]),
        ("talk.reopened", vec![Act::Talk(TalkAct::Reopened { talk: Seq(7) })]),
        (
            "talk.withdrawn",
            vec![Act::Talk(TalkAct::Withdrawn { talk: Seq(7), levels: [(Concern::Red, Some(Day(739_000)))].into_iter().collect() })],
        ),
        ("incident.opened", (0..11).map(|n| opened(severities[n % 4], Category::ALL[n])).collect()),
        ("incident.noted", vec![Act::Incident(IncidentAct::Noted { incident, at: Stamp(1_700_000_000_000), text: "已通知保卫处".into() })]),
        (
            "incident.stepped",
            Step::ALL[..6]
                .iter()
                .map(|step| Act::Incident(IncidentAct::Stepped { incident, step: *step, done: true, text: "院系值班室".into() }))
                .collect(),
        ),
        (
            "incident.moved",
            states.map(|to| Act::Incident(IncidentAct::Moved { incident, from: IncidentState::New, to, text: "".into() })).into(),
        ),
        ("incident.owned", vec![Act::Incident(IncidentAct::Owned { incident, from: None, to: Some(UserId(300)) })]),
        (
            "incident.weighed",
            vec![Act::Incident(IncidentAct::Weighed { incident, from: Severity::Ordinary, to: Severity::Major, text: "骨折".into() })],
        ),
        ("staff.key_published", vec![Act::Staff(StaffAct::KeyPublished { user: UserId(300), key: [7; 32] })]),
        ("talk.logged_sealed", vec![sealed(talk(Topic::Psych, Way::InPerson, Visibility::Psych, Concern::Orange, spots[0].clone()))]),
        ("talk.closed_sealed", vec![Act::Talk(TalkAct::ClosedSealed { talk: Seq(7), note: note() })]),
        (
            "talk.reader_added",
            vec![Act::Talk(TalkAct::ReaderAdded { talk: Seq(7), reader: UserId(3), keys: vec![(Seq(7), Box::new([5; 92]))] })],
        ),
        ("talk.reader_removed", vec![Act::Talk(TalkAct::ReaderRemoved { talk: Seq(7), reader: UserId(3) })]),
        ("custody.backed_up", vec![custody(CustodyAct::BackedUp { id: [1; 16], upto: Seq(700), automatic: true })]),
        ("custody.restored", vec![custody(CustodyAct::Restored { id: [1; 16], upto: Seq(700), head: [2; 32], epoch: 3 })]),
        ("custody.key_rotated", vec![custody(CustodyAct::KeyRotated { epoch: 3 })]),
        (
            "custody.unlocks_failed",
            vec![custody(CustodyAct::UnlocksFailed { user: UserId(1), times: 300, last: Stamp(1_700_000_000_000) })],
        ),
        ("custody.recovery_used", vec![custody(CustodyAct::RecoveryUsed { user: UserId(1) })]),
        ("custody.glass_broken", vec![custody(CustodyAct::GlassBroken { talk: Seq(7), reason: "危机干预".into() })]),
        (
            "custody.erasure_proposed",
            [ErasureScope::Student(StudentId(70_000)), ErasureScope::Period { from: Day(738_000), until: Day(738_180) }]
                .map(|scope| custody(CustodyAct::ErasureProposed { scope, entries: 12, reason: "本人申请".into() }))
                .into(),
        ),
        ("custody.erasure_approved", vec![custody(CustodyAct::ErasureApproved { erasure: Seq(9) })]),
        ("custody.erasure_rejected", vec![custody(CustodyAct::ErasureRejected { erasure: Seq(9), reason: "未到期".into() })]),
        ("custody.erased", vec![custody(CustodyAct::Erased { erasure: Seq(9), entries: vec![Seq(3), Seq(70_000)] })]),
        (
            "custody.salvaged",
            vec![custody(CustodyAct::Salvaged {
                lost: vec![
                    Lost { first: Seq(3), last: Seq(3), at: Some(Stamp(1_700_000_000_000)), kind: Some("talk.logged".into()) },
                    Lost { first: Seq(9), last: Seq(12), at: None, kind: None },
                ],
            })],
        ),
        ("custody.recovery_renewed", vec![custody(CustodyAct::RecoveryRenewed)]),
        ("custody.exported", vec![custody(CustodyAct::Exported { what: "rounds".into(), reason: "学生处要求".into(), rows: 300 })]),
        (
            "custody.revealed",
            [NumberKind::Phone, NumberKind::Guardian, NumberKind::Identity]
                .map(|what| custody(CustodyAct::Revealed { student: StudentId(70_000), what, reason: "夜不归宿".into() }))
                .into(),
        ),
        ("undone", vec![Act::Undone { of: Seq(9), by: Box::new(Act::Talk(TalkAct::Reopened { talk: Seq(7) })) }]),
    ]
}

/// All of them.
fn all() -> impl Iterator<Item = (&'static str, Vec<Act>)> {
    golden()
        .into_iter()
        .chain(night::golden())
        .chain(schedule::golden())
        .chain(query::golden())
        .chain(care::golden())
        .chain(incidents::golden())
        .chain(talks::golden())
        .chain(requests::golden())
        .chain(terms::golden())
        .chain(community::golden())
        .chain(news::golden())
        .chain(award::golden())
}

fn path(kind: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests").join("golden").join(format!("act-v1-{kind}.bin"))
}

/// The acts of a file, each after its length.
fn split(mut bytes: &[u8]) -> Vec<&[u8]> {
    let mut parts = Vec::new();
    while let Some((length, rest)) = bytes.split_first_chunk::<4>() {
        let (part, rest) = rest.split_at(u32::from_le_bytes(*length) as usize);
        parts.push(part);
        bytes = rest;
    }
    parts
}

#[test]
fn what_was_ever_written_reads_as_what_it_was() {
    for (kind, acts) in all() {
        if !path(kind).exists() && std::env::var("YEDENG_GOLDEN").is_ok_and(|it| it == "write") {
            let mut bytes = Vec::new();
            for act in &acts {
                let act = encode_act(act).unwrap();
                bytes.extend((act.len() as u32).to_le_bytes());
                bytes.extend(act);
            }
            std::fs::write(path(kind), bytes).unwrap();
        }
        let bytes = std::fs::read(path(kind)).unwrap_or_else(|error| panic!("{kind}: {error}"));
        let read: Vec<Act> = split(&bytes).into_iter().map(|it| decode_act(it).unwrap()).collect();
        assert_eq!(read, acts, "{kind}");
        assert!(acts.iter().all(|it| kind.starts_with(it.kind())), "{kind}");
        // The newest version is still the first, so writing gives the same bytes.
        let written: Vec<Vec<u8>> = acts.iter().map(|it| encode_act(it).unwrap()).collect();
        assert_eq!(split(&bytes), written, "{kind}");
    }
}

#[test]
fn every_file_is_looked_at() {
    let listed = std::fs::read_dir(path("x").parent().unwrap()).unwrap().map(|it| it.unwrap().path());
    // The others (headers, residues, notes, the keyring) are looked at where they are read.
    let is_act = |it: &PathBuf| it.file_name().is_some_and(|it| it.to_string_lossy().starts_with("act-"));
    let mut files: Vec<PathBuf> = listed.filter(is_act).collect();
    let mut known: Vec<PathBuf> = all().map(|(kind, _)| path(kind)).collect();
    files.sort();
    known.sort();
    assert_eq!(files, known);
}

#[test]
fn every_kind_of_act_has_a_file() {
    // An act without a file here fails to compile only by this match: add its kind to `golden` as well.
    let known: Vec<&str> = all().map(|(kind, _)| kind).collect();
    for (_, acts) in all() {
        for act in acts {
            match &act {
                Act::Founded(_) | Act::Undone { .. } => {}
                Act::Place(PlaceAct::Laid(_) | PlaceAct::BuildingSet { .. } | PlaceAct::SponsorSet { .. }) => {}
                Act::Person(PersonAct::Imported(_) | PersonAct::ImportReverted { .. } | PersonAct::Moved(_)) => {}
                Act::Staff(
                    StaffAct::Joined(_)
                    | StaffAct::Changed { .. }
                    | StaffAct::PassphraseChanged { .. }
                    | StaffAct::OfficersNamed(_)
                    | StaffAct::OfficerRelieved { .. }
                    | StaffAct::KeyPublished { .. },
                ) => {}
                Act::Shift(
                    ShiftAct::Published(_)
                    | ShiftAct::Recalled(_)
                    | ShiftAct::SignedIn { .. }
                    | ShiftAct::SignedOut { .. }
                    | ShiftAct::DraftPublished { .. }
                    | ShiftAct::Reassigned { .. }
                    | ShiftAct::Checked { .. }
                    | ShiftAct::Noted { .. },
                ) => {}
                Act::Duty(DutyAct::TermsSet { .. } | DutyAct::Preferred { .. } | DutyAct::PreferenceWithdrawn { .. }) => {}
                Act::Draft(DraftAct::Made { .. } | DraftAct::Changed { .. } | DraftAct::Moved { .. }) => {}
                Act::Change(
                    ChangeAct::Asked { .. }
                    | ChangeAct::Accepted { .. }
                    | ChangeAct::Approved { .. }
                    | ChangeAct::Declined { .. }
                    | ChangeAct::Withdrawn { .. },
                ) => {}
                Act::Handover(
                    HandoverAct::Given(_)
                    | HandoverAct::WrittenBack { .. }
                    | HandoverAct::Asked { .. }
                    | HandoverAct::Answered { .. }
                    | HandoverAct::Accepted { .. }
                    | HandoverAct::Recalled { .. }
                    | HandoverAct::Bypassed { .. },
                ) => {}
                Act::Term(TermAct::Set { .. } | TermAct::ObligationsSet { .. }) => {}
                Act::Activity(
                    ActivityAct::Entered(_)
                    | ActivityAct::Moved { .. }
                    | ActivityAct::Amended { .. }
                    | ActivityAct::Attended { .. }
                    | ActivityAct::Noted { .. }
                    | ActivityAct::Attached { .. }
                    | ActivityAct::FileTaken { .. },
                ) => {}
                Act::Request(
                    RequestAct::Opened(_)
                    | RequestAct::Moved { .. }
                    | RequestAct::Assigned { .. }
                    | RequestAct::Answered { .. }
                    | RequestAct::Reopened { .. }
                    | RequestAct::Rated { .. }
                    | RequestAct::Noted { .. }
                    | RequestAct::Restored { .. }
                    | RequestAct::ReceptionHeld(_)
                    | RequestAct::ReceptionWithdrawn { .. }
                    | RequestAct::ReceptionAmended { .. },
                ) => {}
                Act::Community(
                    CommunityAct::FellowSet { .. }
                    | CommunityAct::Met(_)
                    | CommunityAct::MeetingWithdrawn { .. }
                    | CommunityAct::TaskSet { .. },
                )
                | Act::Venue(
                    VenueAct::Set { .. }
                    | VenueAct::Booked(_)
                    | VenueAct::BookingWithdrawn { .. }
                    | VenueAct::BookingRestored { .. }
                    | VenueAct::Used { .. }
                    | VenueAct::UseWithdrawn { .. }
                    | VenueAct::ItemSet { .. },
                ) => {}
                Act::Care(
                    CareAct::LevelSet(_)
                    | CareAct::LevelWithdrawn { .. }
                    | CareAct::Marked(_)
                    | CareAct::MarkWithdrawn { .. }
                    | CareAct::Snoozed(_)
                    | CareAct::SnoozeWithdrawn { .. },
                ) => {}
                Act::Round(
                    RoundAct::Marked { .. }
                    | RoundAct::Begun(_)
                    | RoundAct::Ended { .. }
                    | RoundAct::Resumed { .. }
                    | RoundAct::CalledOff { .. }
                    | RoundAct::Remarked { .. },
                ) => {}
                Act::Search(SearchAct::Stepped { .. } | SearchAct::Found { .. } | SearchAct::Resumed { .. }) => {}
                Act::Leave(
                    LeaveAct::Asked(_)
                    | LeaveAct::Approved { .. }
                    | LeaveAct::Declined { .. }
                    | LeaveAct::Withdrawn { .. }
                    | LeaveAct::Returned { .. }
                    | LeaveAct::Restored { .. },
                ) => {}
                Act::Hygiene(
                    HygieneAct::Scored(_)
                    | HygieneAct::Appealed { .. }
                    | HygieneAct::Decided { .. }
                    | HygieneAct::Mended { .. }
                    | HygieneAct::Withdrawn { .. },
                ) => {}
                Act::Mood(MoodAct::Reported(_) | MoodAct::Withdrawn { .. }) => {}
                Act::Service(ServiceAct::Served(_) | ServiceAct::Commended { .. } | ServiceAct::Withdrawn { .. }) => {}
                Act::Preset(PresetAct::Set { .. }) => {}
                Act::Query(QueryAct::Saved { .. } | QueryAct::Dropped { .. } | QueryAct::HintPutOff { .. }) => {}
                Act::Talk(
                    TalkAct::Logged(_)
                    | TalkAct::Closed { .. }
                    | TalkAct::Reopened { .. }
                    | TalkAct::Withdrawn { .. }
                    | TalkAct::LoggedSealed(_)
                    | TalkAct::ClosedSealed { .. }
                    | TalkAct::ReaderAdded { .. }
                    | TalkAct::ReaderRemoved { .. }
                    | TalkAct::Recorded(_)
                    | TalkAct::RecordedSealed(_)
                    | TalkAct::Planned(_)
                    | TalkAct::PlannedSealed(_)
                    | TalkAct::PlanMoved { .. }
                    | TalkAct::PlanCancelled { .. }
                    | TalkAct::PlanCancelledSealed { .. }
                    | TalkAct::PlanRestored { .. }
                    | TalkAct::PlanWithdrawn { .. }
                    | TalkAct::Amended { .. }
                    | TalkAct::AmendedSealed { .. }
                    | TalkAct::Attached { .. }
                    | TalkAct::AttachedSealed { .. }
                    | TalkAct::FileTaken { .. },
                ) => {}
                Act::Custody(
                    CustodyAct::BackedUp { .. }
                    | CustodyAct::Restored { .. }
                    | CustodyAct::KeyRotated { .. }
                    | CustodyAct::UnlocksFailed { .. }
                    | CustodyAct::RecoveryUsed { .. }
                    | CustodyAct::GlassBroken { .. }
                    | CustodyAct::ErasureProposed { .. }
                    | CustodyAct::ErasureApproved { .. }
                    | CustodyAct::ErasureRejected { .. }
                    | CustodyAct::Erased { .. }
                    | CustodyAct::Salvaged { .. }
                    | CustodyAct::RecoveryRenewed
                    | CustodyAct::Revealed { .. }
                    | CustodyAct::Exported { .. },
                ) => {}
                Act::Incident(
                    IncidentAct::Opened(_)
                    | IncidentAct::Noted { .. }
                    | IncidentAct::Stepped { .. }
                    | IncidentAct::Moved { .. }
                    | IncidentAct::Owned { .. }
                    | IncidentAct::Weighed { .. }
                    | IncidentAct::OpenedFrom { .. }
                    | IncidentAct::Drilled(_)
                    | IncidentAct::Acknowledged { .. }
                    | IncidentAct::Ticked { .. }
                    | IncidentAct::Fired { .. }
                    | IncidentAct::Helped { .. }
                    | IncidentAct::Linked { .. }
                    | IncidentAct::Merged { .. }
                    | IncidentAct::Split { .. }
                    | IncidentAct::Sent { .. }
                    | IncidentAct::Reported { .. }
                    | IncidentAct::Countersigned { .. }
                    | IncidentAct::ReportWithdrawn { .. }
                    | IncidentAct::SignatureWithdrawn { .. },
                ) => {}
                Act::Award(
                    AwardAct::Opened(_)
                    | AwardAct::OpenedFor { .. }
                    | AwardAct::Pointed { .. }
                    | AwardAct::Decided { .. }
                    | AwardAct::Reopened { .. }
                    | AwardAct::Withdrawn { .. }
                    | AwardAct::Restored { .. },
                ) => {}
                Act::News(
                    NewsAct::Drafted(_)
                    | NewsAct::Rewritten { .. }
                    | NewsAct::Reviewed { .. }
                    | NewsAct::SentBack { .. }
                    | NewsAct::Published { .. }
                    | NewsAct::Recalled { .. }
                    | NewsAct::Withdrawn { .. }
                    | NewsAct::Restored { .. }
                    | NewsAct::Pictured { .. },
                ) => {}
            }
            assert!(known.contains(&act.kind()));
            // Whoever reads the logbook is told what each entry is.
            let id = format!("cli-kind-{}", act.kind().replace(['.', '_'], "-"));
            let said = [Lang::Zh, Lang::En].map(|lang| Words::new(lang).get(&id));
            assert!(said.iter().all(|it| !it.contains(&*id)), "{said:?}");
        }
    }
}
