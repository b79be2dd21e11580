//! Hygiene, the mood of the classes, the service of the students' grid, and the college's own rules.

use super::*;

fn scored(day: Day, off: &[(&str, u8)]) -> Scored {
    let off = off.iter().map(|(code, points)| ((*code).into(), *points)).collect();
    Scored { room: RoomId(0), day, off, text: "".into(), mend_by: None }
}

fn hygiene(act: HygieneAct) -> Act {
    Act::Hygiene(act)
}

#[test]
fn a_room_is_scored_once_a_day_by_the_items_of_the_presets() {
    let mut life = Life::new();
    let day = life.today();
    let cases = [
        (scored(day, &[("nonsense", 5)]), Refusal::NoSuchItem("nonsense".into())),
        (scored(day, &[("floor", 16)]), Refusal::PointsOff { item: "floor".into(), most: 15 }),
        (scored(day, &[("floor", 0)]), Refusal::PointsOff { item: "floor".into(), most: 15 }),
        (scored(day, &[("floor", 5), ("floor", 5)]), Refusal::PointsOff { item: "floor".into(), most: 15 }),
        (scored(day.plus(1), &[]), Refusal::InFuture),
        (Scored { room: RoomId(99), ..scored(day, &[]) }, Refusal::NoSuchRoom(RoomId(99))),
    ];
    for (it, refusal) in cases {
        assert_eq!(life.tries(ME, hygiene(HygieneAct::Scored(it))), Err(refusal));
    }
    let seq = life.does(hygiene(HygieneAct::Scored(scored(day, &[("floor", 10), ("wire", 20)]))));
    assert_eq!(life.campus.hygiene().last(RoomId(0)).map(|it| it.points), Some(70));
    assert_eq!(life.tries(OTHER, hygiene(HygieneAct::Scored(scored(day, &[])))), Err(Refusal::ScoredAlready(RoomId(0))));
    life.does(hygiene(HygieneAct::Scored(scored(day.plus(-1), &[]))));
    assert_eq!(life.campus.hygiene().last(RoomId(0)).map(|it| it.seq), Some(seq), "the latest day, not the latest entry");
    life.undoes(seq).unwrap();
    assert_eq!(life.campus.hygiene().last(RoomId(0)).map(|it| it.points), Some(100));
    life.does(hygiene(HygieneAct::Scored(scored(day, &[]))));
}

#[test]
fn stars_begin_at_their_points() {
    let life = Life::new();
    let rules = &life.campus.presets().rules().hygiene;
    assert_eq!([100, 90, 89, 80, 79, 70, 69, 60, 59, 0].map(|it| rules.stars_of(it)), [5, 5, 4, 4, 3, 3, 2, 2, 1, 1]);
}

#[test]
fn an_appeal_has_seven_days_and_a_second_person() {
    let mut life = Life::new();
    let day = life.today();
    let score = life.does(hygiene(HygieneAct::Scored(scored(day, &[("bed", 20)]))));
    let appeal = || hygiene(HygieneAct::Appealed { score, text: "刚拖过地".into() });
    let decide = |points| hygiene(HygieneAct::Decided { score, points, text: "属实".into() });
    assert_eq!(life.tries(OTHER, decide(90)), Err(Refusal::NotAppealed(score)));
    life.now = day.plus(8).at(DEFAULT_ZONE, 0, 1);
    assert_eq!(life.tries(ME, appeal()), Err(Refusal::AppealTooLate(day.plus(7))));
    life.now = day.plus(7).at(DEFAULT_ZONE, 23, 59);
    life.does(appeal());
    assert_eq!(life.tries(ME, appeal()), Err(Refusal::AppealedAlready(score)));
    assert_eq!(life.tries(ME, decide(90)), Err(Refusal::SecondPersonNeeded));
    assert!(matches!(life.tries(OTHER, decide(101)), Err(Refusal::PointsOff { most: HYGIENE_BASE, .. })));
    life.tries(OTHER, decide(90)).unwrap();
    let head = life.campus.hygiene().get(score).unwrap();
    assert_eq!((head.points, head.appeal, head.more.len()), (90, AppealState::Decided, 2));
    assert_eq!(life.tries(OTHER, decide(95)), Err(Refusal::NotAppealed(score)));
}

#[test]
fn a_model_room_has_mended_everything_and_never_fell_low() {
    let mut life = Life::new();
    let day = life.today();
    let rules = life.campus.presets().rules().model_room;
    let models = |life: &Life| life.campus.hygiene().model_rooms(day.plus(-30), day, &rules);
    life.does(hygiene(HygieneAct::Scored(scored(day.plus(-14), &[("floor", 5)]))));
    assert_eq!(models(&life), [], "one score is not enough");
    let mend = Scored { mend_by: Some(day.plus(-4)), ..scored(day.plus(-7), &[("floor", 5)]) };
    let score = life.does(hygiene(HygieneAct::Scored(mend)));
    assert_eq!(models(&life), [], "something is still to be mended");
    let mended = |day| hygiene(HygieneAct::Mended { score, day });
    assert_eq!(life.tries(ME, mended(day.plus(-8))), Err(Refusal::NothingToMend(score)), "before it was found");
    life.does(mended(day.plus(-5)));
    assert_eq!(life.tries(ME, mended(day)), Err(Refusal::NothingToMend(score)));
    assert_eq!(models(&life), [(RoomId(0), 95)]);
    life.does(hygiene(HygieneAct::Scored(scored(day, &[("bed", 20), ("air", 5)]))));
    assert_eq!(models(&life), [], "75 once");
}

#[test]
fn a_class_is_reported_once_a_fortnight() {
    let mut life = Life::new();
    let day = life.today();
    let reported =
        |day| Act::Mood(MoodAct::Reported(MoodReported { class: ClassId(0), day, weather: Weather::Rain, low: 2, text: "".into() }));
    let rules = life.campus.presets().rules().mood;
    let first = rules.period(day);
    assert_eq!((rules.period(first), rules.period(first.plus(13)), rules.period(first.plus(14))), (first, first, first.plus(14)));
    assert_eq!(chrono::Datelike::weekday(&first.date()), chrono::Weekday::Mon);
    let seq = life.does(reported(day));
    assert_eq!(life.tries(OTHER, reported(first)), Err(Refusal::MoodAlready(ClassId(0))));
    life.does(reported(first.plus(-1)));
    assert_eq!(life.tries(ME, reported(day.plus(1))), Err(Refusal::InFuture));
    let unknown = MoodReported { class: ClassId(9), day, weather: Weather::Sunny, low: 0, text: "".into() };
    assert_eq!(life.tries(ME, Act::Mood(MoodAct::Reported(unknown))), Err(Refusal::NoSuchClass(ClassId(9))));
    life.undoes(seq).unwrap();
    assert_eq!(life.campus.moods().in_period(ClassId(0), day, &rules), None);
    life.does(reported(day));
}

#[test]
fn service_counts_only_while_the_post_is_held() {
    let mut life = Life::new();
    let (day, post) = (life.today(), OfficerPost::PartyRoom(RoomId(0)));
    let served =
        |day, post, minutes| Act::Service(ServiceAct::Served(Served { student: StudentId(0), post, day, minutes, text: "走访".into() }));
    assert_eq!(life.tries(ME, served(day, post, 60)), Err(Refusal::NoSuchOfficer));
    let officer = Officer { post, student: StudentId(0), from: day.plus(-5), until: None };
    life.does(Act::Staff(StaffAct::OfficersNamed(vec![officer.clone()])));
    assert_eq!(life.tries(ME, Act::Staff(StaffAct::OfficersNamed(vec![officer]))), Err(Refusal::OfficerTwice(StudentId(0))));
    assert_eq!(life.tries(ME, served(day.plus(-6), post, 60)), Err(Refusal::NoSuchOfficer), "before the term");
    assert_eq!(life.tries(ME, served(day, OfficerPost::RoomHead(RoomId(0)), 60)), Err(Refusal::NoSuchOfficer), "another post");
    assert_eq!(life.tries(ME, served(day, post, 0)), Err(Refusal::ShiftHours { minutes: 0 }));
    let seq = life.does(served(day, post, 60));
    let relieved = StaffAct::OfficerRelieved { post, student: StudentId(0), on: day.plus(-1) };
    life.does(Act::Staff(relieved));
    assert_eq!(life.tries(ME, served(day, post, 60)), Err(Refusal::NoSuchOfficer), "after the term");
    life.does(served(day.plus(-1), post, 30));
    let commended = ServiceAct::Commended { student: StudentId(0), day, text: "优秀".into() };
    life.does(Act::Service(commended));
    let sum = |life: &Life| life.campus.services().sum(StudentId(0), day.plus(-30), day);
    assert_eq!(sum(&life), (90, 1));
    life.undoes(seq).unwrap();
    assert_eq!(sum(&life), (30, 1));
}

#[test]
fn a_page_of_presets_is_refused_with_the_line_and_not_from_a_stale_screen() {
    let mut life = Life::new();
    let set = |before: &str, after: &str| Act::Preset(PresetAct::Set { before: before.into(), after: after.into() });
    let refused = life.tries(ME, set("", "[mood]\ndays = \"viele\"\n"));
    assert!(matches!(refused, Err(Refusal::PresetsUnreadable { line: 2, .. })), "{refused:?}");
    let refused = life.tries(ME, set("", "[leave]\ncounselor = 9\ndepartment = 3\nstudent_office = 7\nreport_back = 2\n"));
    assert_eq!(refused, Err(Refusal::PresetsUnreadable { line: 0, what: "leave".into() }));
    let weekly = "[mood]\ndays = 7\n";
    let seq = life.does(set("", weekly));
    assert_eq!((life.campus.presets().rules().mood.days, life.campus.presets().written()), (7, weekly));
    assert_eq!(life.tries(OTHER, set("", "[mood]\ndays = 28\n")), Err(Refusal::ChangedMeanwhile));
    life.undoes(seq).unwrap();
    assert_eq!((life.campus.presets().rules().mood.days, life.campus.presets().written()), (14, ""));
}

#[test]
fn a_look_at_a_number_is_on_record() {
    let mut life = Life::new();
    let revealed = |student| {
        let what = NumberKind::Guardian;
        Act::Custody(CustodyAct::Revealed { student: StudentId(student), what, reason: "夜不归宿".into() })
    };
    assert_eq!(life.tries(ME, revealed(9)), Err(Refusal::NoSuchStudent(StudentId(9))));
    let seq = life.does(revealed(0));
    assert_eq!(life.campus.custody().reveals_of(StudentId(0)).map(|it| it.seq).collect::<Vec<_>>(), [seq]);
    assert_eq!(life.undoes(seq), Err(Refusal::CannotUndo), "it was seen");
}
