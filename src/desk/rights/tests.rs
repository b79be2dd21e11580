use super::*;
use crate::campus::{
    Category, Class, ClassId, Concern, Department, DepartmentId, IncidentOpened, Role, SeatId, Severity, Stamp, StudentChange,
    StudentFacts, TalkLogged, TalkState, Topic, User, Way,
};

const ROLES: [Role; 6] =
    [Role::Counselor, Role::DutyLeader, Role::Department, Role::CounsellingCentre, Role::StudentOffice, Role::Administrator];

/// A user of each role, in the order of the columns, and a second counselor at the end; one student, of department 0.
fn campus() -> Campus {
    let mut campus = Campus::default();
    for (row, role) in ROLES.into_iter().chain([Role::Counselor]).enumerate() {
        let login = format!("u{row}");
        let department = (role == Role::Department).then_some(DepartmentId(0));
        does(&mut campus, 0, Act::Staff(StaffAct::Joined(User { department, ..User::new(login.as_str(), login.as_str(), role) })));
    }
    let facts = StudentFacts { class: Some(ClassId(0)), ..StudentFacts::new("0001", "张珊") };
    let import = crate::campus::Import {
        departments: vec![Department { name: "信息".into() }],
        classes: vec![Class { name: "软件2401".into(), department: Some(DepartmentId(0)) }],
        students: vec![StudentChange { before: None, after: facts }],
        ..Default::default()
    };
    does(&mut campus, 5, Act::Person(PersonAct::Imported(import)));
    campus
}

fn does(campus: &mut Campus, by: u16, act: Act) -> Seq {
    let seq = campus.applied().next();
    campus.apply(&Entry { seq, at: Stamp(0), by: UserId(by), seat: SeatId(0), act });
    seq
}

fn logs(campus: &mut Campus, by: u16, visibility: Visibility) -> Seq {
    let talk = TalkLogged {
        students: [StudentId(0)].into_iter().collect(),
        held: Stamp(0),
        topic: Topic::Psych,
        way: Way::InPerson,
        place: None,
        level: Some(Concern::Red),
        followup: None,
        visibility,
        answers: None,
        tags: Vec::new(),
        text: "她说夜里哭".into(),
        levels_before: Default::default(),
    };
    does(campus, by, Act::Talk(TalkAct::Logged(talk)))
}

fn readers(campus: &Campus, talk: Seq) -> Vec<u16> {
    let head = campus.talks().get(talk).unwrap();
    (0..7).filter(|id| may_read_talk(campus, UserId(*id), head)).collect()
}

#[test]
fn what_was_said_in_confidence_is_read_by_few() {
    let mut campus = campus();
    let [normal, private, psych] = [Visibility::Normal, Visibility::Private, Visibility::Psych].map(|it| logs(&mut campus, 0, it));
    assert_eq!(readers(&campus, normal), [0, 3, 4, 6]);
    assert_eq!(readers(&campus, private), [0]);
    assert_eq!(readers(&campus, psych), [0, 3]);
    let breakers = |talk| -> Vec<u16> {
        let head = campus.talks().get(talk).unwrap();
        (0..7).filter(|id| may_break_glass(&campus, UserId(*id), head)).collect()
    };
    assert_eq!((breakers(normal), breakers(private), breakers(psych)), (vec![1], vec![], vec![4]));
}

#[test]
fn a_note_is_sealed_to_its_author_the_centre_and_whoever_may_break_the_glass() {
    let campus = campus();
    let to = |visibility| note_readers(&campus, UserId(0), visibility);
    assert_eq!(to(Visibility::Private), [(UserId(0), false)]);
    assert_eq!(to(Visibility::Psych), [(UserId(0), false), (UserId(3), false), (UserId(4), true)]);
    assert_eq!(to(Visibility::Normal), []);
    assert_eq!(note_readers(&campus, UserId(3), Visibility::Psych), [(UserId(3), false), (UserId(4), true)]);
}

#[test]
fn a_private_and_a_psychological_talk_look_alike_to_who_may_read_neither() {
    use TalkField::{FollowUp, Happened, Level, Students, Topic, Words};
    for role in [Role::Counselor, Role::DutyLeader, Role::Department, Role::Administrator] {
        for field in [Happened, Students, Topic, Level, FollowUp, Words] {
            let [private, psych] = [Visibility::Private, Visibility::Psych].map(|it| Right::of_talk(it, field).grant(role));
            assert_eq!(private, psych, "{role:?} {field:?}");
        }
    }
}

#[test]
fn who_sees_less_of_a_talk_does_not_read_more_of_it() {
    use TalkField::{FollowUp, Happened, Level, Students, Topic, Words};
    let mut campus = campus();
    for visibility in [Visibility::Normal, Visibility::Private, Visibility::Psych] {
        let seq = logs(&mut campus, 0, visibility);
        let head = campus.talks().get(seq).unwrap();
        for user in 0..7 {
            let sight = Sight::new(&campus, UserId(user));
            let tie = || tie_to(sight, head);
            let sees = |field| sight.reaches(Right::of_talk(visibility, field), tie());
            assert!(!sees(Words) || [Happened, Students, Topic, Level, FollowUp].into_iter().all(sees), "{user} {visibility:?}");
            assert!(sees(Happened) || ![Students, Topic, Level, FollowUp, Words].into_iter().any(sees), "{user} {visibility:?}");
        }
    }
}

#[test]
fn whoever_takes_a_crisis_on_may_read_it() {
    let mut campus = campus();
    let opened = IncidentOpened {
        severity: Severity::Major,
        category: Category::Distress,
        happened: Stamp(0),
        place: None,
        students: [StudentId(0)].into_iter().collect(),
        tags: Vec::new(),
        text: "天台".into(),
    };
    let incident = does(&mut campus, 0, Act::Incident(IncidentAct::Opened(opened)));
    let reads = |campus: &Campus, user| {
        let head = campus.incidents().get(incident).unwrap();
        Sight::new(campus, UserId(user)).incident(head).is_some_and(|it| it.reads())
    };
    assert_eq!((0..7).filter(|user| reads(&campus, *user)).collect::<Vec<_>>(), [0, 1, 3, 4]);
    does(&mut campus, 6, Act::Incident(IncidentAct::Owned { incident, from: None, to: Some(UserId(6)) }));
    assert!(reads(&campus, 6));
    let withdrawn = IncidentAct::Moved { incident, from: crate::campus::IncidentState::New, to: IncidentState::Withdrawn, text: "".into() };
    assert!(!may_do(&campus, UserId(6), &Act::Incident(withdrawn)), "to have it in hand is not to have opened it");
}

#[test]
fn somebody_who_was_disabled_sees_and_does_nothing() {
    let mut campus = campus();
    let own = logs(&mut campus, 0, Visibility::Private);
    let before = campus.staff().user(UserId(0)).unwrap().clone();
    let after = User { active: false, ..before.clone() };
    does(&mut campus, 5, Act::Staff(StaffAct::Changed { user: UserId(0), before: before.into(), after: after.into() }));
    let sight = Sight::new(&campus, UserId(0));
    assert!(readers(&campus, own).is_empty());
    assert!(Right::ALL.iter().all(|right| !sight.may(*right)));
    assert!(!may_do(&campus, UserId(0), &Act::Talk(TalkAct::Reopened { talk: own })));
    assert_eq!(campus.talks().get(own).unwrap().state, TalkState::Closed);
}

#[test]
fn an_opposite_within_an_opposite_is_nobody_s_to_do_or_see() {
    let campus = campus();
    let founded = || Act::Shift(ShiftAct::Recalled(Vec::new()));
    let nested = Act::Undone { of: Seq(1), by: Box::new(Act::Undone { of: Seq(1), by: Box::new(founded()) }) };
    assert!(!may_do(&campus, UserId(5), &nested));
    assert!(!Sight::new(&campus, UserId(5)).entry(Seq(2), UserId(5), &nested));
}

/// The header of an entry as it stands on disk.
fn header(seq: Seq, by: u16, act: &Act) -> crate::logbook::Header {
    let (kind, subjects) = (act.kind().into(), act.subjects());
    let hash = Default::default();
    crate::logbook::Header { seq, at: Stamp(0), by: UserId(by), seat: SeatId(0), kind, subjects, digest: hash, prev: hash, hash }
}

#[test]
fn a_header_does_not_tell_where_a_student_is() {
    use crate::campus::{BuildingId, Day, LeaveAsked, LeaveKind, MarkChange, NumberKind, Presence, RoomId, RoomMark, Subject};
    let mut campus = campus();
    let (day, student) = (Day(719_162), StudentId(0));
    let away = [(student, Presence::Absent)].into_iter().collect();
    let after = Some(RoomMark { room: RoomId(0), expected: 1, away, findings: Default::default() });
    let changes = vec![MarkChange { before: None, after }];
    does(&mut campus, 0, Act::Round(crate::campus::RoundAct::Marked { day, building: BuildingId(0), floor: 1, changes, note: "".into() }));
    // Of the roles, an administrator does not see where students are, a second department's people only of their own.
    let sees = |campus: &Campus, seq, act: &Act| -> Vec<u16> {
        let told = |user: u16| Sight::new(campus, UserId(user)).header(header(seq, 0, act));
        (0..8).filter(|user| &*told(*user).kind != HIDDEN).collect()
    };
    let mut stranger = campus.staff().user(UserId(2)).unwrap().clone();
    (stranger.login, stranger.department) = ("u7".into(), Some(DepartmentId(9)));
    does(&mut campus, 5, Act::Staff(StaffAct::Joined(stranger)));

    let text = Box::<str>::from("");
    let found = Act::Search(SearchAct::Found { day, student, at: Stamp(0), text: text.clone() });
    let seq = does(&mut campus, 0, found.clone());
    assert_eq!(sees(&campus, seq, &found), [0, 1, 2, 3, 4, 6]);
    let undone = Act::Undone { of: seq, by: Box::new(Act::Search(SearchAct::Resumed { day, student })) };
    let seq = does(&mut campus, 0, undone.clone());
    for user in 0..8 {
        let told = Sight::new(&campus, UserId(user)).header(header(seq, 0, &undone));
        assert_eq!(told.subjects.contains(&Subject::Student(student)), ![5, 7].contains(&user), "{user}");
    }
    let asked = LeaveAsked { student, from: Stamp(0), until: Stamp(86_400_000), kind: LeaveKind::Sick, text };
    let asked = Act::Leave(LeaveAct::Asked(asked));
    let leave = does(&mut campus, 0, asked.clone());
    assert_eq!(sees(&campus, leave, &asked), [0, 1, 2, 3, 4, 6]);
    let approved = Act::Leave(LeaveAct::Approved { leave });
    let seq = does(&mut campus, 0, approved.clone());
    assert_eq!(sees(&campus, seq, &approved), [0, 1, 2, 3, 4, 6]);
    let revealed = Act::Custody(CustodyAct::Revealed { student, what: NumberKind::Phone, reason: "".into() });
    let seq = does(&mut campus, 0, revealed.clone());
    assert_eq!(sees(&campus, seq, &revealed), [0, 4, 5]);
}

#[test]
fn a_mood_is_seen_by_who_leads_the_class_and_who_cares_for_all() {
    use crate::campus::{Day, MoodAct, MoodReported, Weather};
    let mut campus = campus();
    let before = campus.staff().user(UserId(6)).unwrap().clone();
    let after = User { classes: [ClassId(0)].into_iter().collect(), ..before.clone() };
    does(&mut campus, 5, Act::Staff(StaffAct::Changed { user: UserId(6), before: before.into(), after: after.into() }));
    let reported = MoodReported { class: ClassId(0), day: Day(719_162), weather: Weather::Storm, low: 3, text: "".into() };
    let act = Act::Mood(MoodAct::Reported(reported));
    let seq = does(&mut campus, 3, act.clone());
    let withdrawn = Act::Mood(MoodAct::Withdrawn { report: seq });
    let later = does(&mut campus, 3, withdrawn.clone());
    for (seq, act) in [(seq, act), (later, withdrawn)] {
        let told = |user: u16| Sight::new(&campus, UserId(user)).header(header(seq, 3, &act));
        assert_eq!((0..7).filter(|user| &*told(*user).kind != HIDDEN).collect::<Vec<_>>(), [3, 4, 6]);
    }
}

#[test]
fn taking_a_decision_back_is_for_who_may_decide() {
    use crate::campus::{LeaveAsked, LeaveKind};
    let mut campus = campus();
    let days = |days: i64| Stamp(days * 86_400_000);
    let mut asked = |until| {
        let asked = LeaveAsked { student: StudentId(0), from: days(0), until, kind: LeaveKind::Home, text: "".into() };
        does(&mut campus, 0, Act::Leave(LeaveAct::Asked(asked)))
    };
    let leaves = [asked(days(1)), asked(days(3)), asked(days(7)), asked(days(8))];
    let deciders = |leave, act: fn(Seq) -> LeaveAct| -> Vec<u16> {
        (0..7).filter(|user| may_do(&campus, UserId(*user), &Act::Leave(act(leave)))).collect()
    };
    let wanted = [vec![0, 1, 2, 4, 6], vec![1, 2, 4], vec![1, 4], vec![1]];
    for (leave, wanted) in leaves.into_iter().zip(wanted) {
        assert_eq!(deciders(leave, |leave| LeaveAct::Approved { leave }), wanted);
        assert_eq!(deciders(leave, |leave| LeaveAct::Restored { leave, to: LeaveState::Asked }), wanted);
    }
}
