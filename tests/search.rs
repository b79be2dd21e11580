//! Full text at a real desk: hits are those of a plain scan, nobody finds what they may not read, and nothing readable stays in memory when it
//! should not.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops at the first thing that is not as it should be")]

use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use std::path::Path;
use yedeng::campus::*;
use yedeng::desk::{Around, Clock, Desk, Fault, Founding, KdfCost, Look, Sought};
use yedeng::query::{Ground, Wanted, read, resolve};

const PASSPHRASE: &str = "夜里的灯";

fn now() -> Stamp {
    Day::ymd(2026, 11, 23).unwrap().at(DEFAULT_ZONE, 23, 36)
}

/// A desk with three students in two classes; `min`, the administrator, sits at it.
fn found(home: &Path) -> Desk {
    let founding = Founding { college: "云溪学院".into(), login: "min".into(), name: "张敏".into() };
    let (desk, _) = Desk::create(home, founding, PASSPHRASE, KdfCost::DEMO, Clock::Fixed(now())).unwrap();
    let room = |number: &str| Room { building: BuildingId(0), floor: 4, number: number.into(), beds: 4, purpose: RoomUse::Dwelling };
    let laid = Laid {
        communities: Vec::new(),
        buildings: vec![Building { number: "3".into(), community: None, sex: None }],
        rooms: vec![room("412"), room("413")],
    };
    let student = |no: &str, name: &str, class, room| StudentChange {
        before: None,
        after: StudentFacts {
            no: no.into(),
            name: name.into(),
            class: Some(ClassId(class)),
            bed: Some(Bed { room: RoomId(room), bed: 1 }),
            left: false,
            ..StudentFacts::erased()
        },
    };
    let students = vec![student("2023010412", "张三", 0, 0), student("2023010413", "李四", 1, 1)];
    let classes = ["软件2301", "会计2302"].map(|it| Class { name: it.into(), department: None }).into();
    desk.submit(Act::Person(PersonAct::Imported(Import { laid, classes, students, ..Import::default() }))).unwrap();
    for (login, role) in
        [("li", Role::Counselor), ("zhao", Role::Counselor), ("centre", Role::CounsellingCentre), ("office", Role::StudentOffice)]
    {
        let user = User::new(login, login, role);
        desk.add_user(user, PASSPHRASE, KdfCost::DEMO).unwrap();
    }
    desk
}

fn sit(desk: &Desk, login: &str) -> Desk {
    desk.switch(login, PASSPHRASE).unwrap()
}

fn logged(student: u32, text: &str, visibility: Visibility) -> TalkLogged {
    TalkLogged {
        students: [StudentId(student)].into_iter().collect(),
        held: now(),
        topic: Topic::Study,
        way: Way::InPerson,
        place: None,
        level: None,
        followup: None,
        visibility,
        answers: None,
        tags: Vec::new(),
        text: text.into(),
        levels_before: [(Concern::None, None)].into_iter().collect(),
    }
}

fn log(desk: &Desk, it: TalkLogged) -> Seq {
    desk.submit(Act::Talk(TalkAct::Logged(it))).unwrap().seq
}

fn open_incident(desk: &Desk, text: &str) -> Seq {
    let opened = IncidentOpened {
        severity: Severity::Serious,
        category: Category::Facility,
        happened: now(),
        place: Some(Spot::Room(RoomId(0))),
        students: Default::default(),
        tags: vec!["夜间".into()],
        text: text.into(),
    };
    desk.submit(Act::Incident(IncidentAct::Opened(opened))).unwrap().seq
}

fn note(desk: &Desk, incident: Seq, text: &str) {
    desk.submit(Act::Incident(IncidentAct::Noted { incident, at: now(), text: text.into() })).unwrap();
}

fn asks(desk: &Desk, line: &str) -> Wanted {
    let campus = desk.campus();
    let finder = desk.finder();
    let today = now().day(campus.zone());
    let (wanted, troubles) = resolve(&read(line, today), Ground { campus: &campus, finder: &finder, user: desk.user(), today });
    assert_eq!(troubles, [], "{line}");
    wanted
}

fn finds(desk: &Desk, line: &str) -> Vec<Seq> {
    let sought = desk.search(&asks(desk, line), 0).unwrap();
    assert_eq!(sought.count, sought.found.len());
    sought.found.into_iter().map(|it| it.seq).collect()
}

#[test]
fn words_anywhere_in_all_entries_of_a_thing_and_filters_beside_them() {
    let folder = tempfile::tempdir().unwrap();
    let min = found(&folder.path().join("desk"));
    let li = sit(&min, "li");
    let first = log(
        &li,
        TalkLogged {
            tags: vec!["复学".into()],
            followup: Some(now().day(DEFAULT_ZONE)),
            ..logged(0, "与室友矛盾,睡不好 QQ群", Visibility::Normal)
        },
    );
    let second =
        log(&li, TalkLogged { topic: Topic::Aid, level: Some(Concern::Orange), ..logged(1, "家里困难,申请助学金", Visibility::Normal) });
    li.submit(Act::Talk(TalkAct::Closed { talk: first, text: "已和好,搬到413".into() })).unwrap();
    let power = open_incident(&li, "整栋停电");
    note(&li, power, "电工已到场");
    note(&li, power, "二十分钟后恢复");

    assert_eq!(finds(&li, "睡不"), [first]);
    assert_eq!(finds(&li, "qq群"), [first], "letter case aside");
    assert_eq!(finds(&li, "已和好"), [first], "what was written on closing");
    assert_eq!(finds(&li, "停电 恢复"), [power], "words in several entries of one thing");
    assert_eq!(finds(&li, "停电 -恢复"), []);
    assert_eq!(finds(&li, "-停电"), [second, first]);
    assert_eq!((finds(&li, "tag:复学"), finds(&li, "#夜间"), finds(&li, "tag:复")), (vec![first], vec![power], vec![]));
    assert_eq!((finds(&li, "topic:资助"), finds(&li, "level:<=2"), finds(&li, "class:软件")), (vec![second], vec![second], vec![first]));
    assert_eq!(
        (finds(&li, "room:3-412"), finds(&li, "in:incidents"), finds(&li, "state:open")),
        (vec![power, first], vec![power], vec![power])
    );
    assert_eq!((finds(&li, "by:me student:李四"), finds(&li, "by:zhao")), (vec![second], vec![]));
    assert_eq!((finds(&li, "since:昨天 困难"), finds(&li, "until:昨天")), (vec![second], vec![]));

    let sought = li.search(&asks(&li, "恢复 电工"), 1).unwrap();
    let it = &sought.found[0];
    assert_eq!((&it.snippet.text[..], it.seq), ("二十分钟后恢复", power));
    assert_eq!(&it.snippet.text[it.snippet.marks[0].clone()], "恢复");
}

#[test]
fn what_changes_is_found_as_it_is_now() {
    let folder = tempfile::tempdir().unwrap();
    let min = found(&folder.path().join("desk"));
    let li = sit(&min, "li");
    let talk = log(&li, logged(0, "缺课三次", Visibility::Normal));
    assert_eq!(finds(&li, "缺课"), [talk]);
    let more = log(&li, logged(0, "又缺课", Visibility::Normal));
    assert_eq!(finds(&li, "缺课"), [more, talk]);
    li.undo(more).unwrap();
    assert_eq!(finds(&li, "缺课"), [talk], "what was taken back is found no more");
    let power = open_incident(&li, "停电");
    assert_eq!(finds(&li, "来电"), []);
    note(&li, power, "已来电");
    assert_eq!(finds(&li, "来电"), [power], "a line more in the timeline");
    li.undo(power).unwrap();
    assert_eq!(finds(&li, "电"), []);
}

#[test]
fn sealed_words_are_found_by_their_readers_while_they_are_here_and_by_nobody_else() {
    let folder = tempfile::tempdir().unwrap();
    let min = found(&folder.path().join("desk"));
    let li = sit(&min, "li");
    let private = log(&li, TalkLogged { tags: vec!["家事签".into()], ..logged(0, "说到家里的事", Visibility::Private) });
    let psych = log(&li, TalkLogged { topic: Topic::Psych, ..logged(0, "说到夜里哭", Visibility::Psych) });
    let people = ["zhao", "centre", "office"].map(|it| sit(&min, it));
    assert_eq!(finds(&li, "说到"), [psych, private]);
    assert_eq!(finds(&people[1], "说到"), [psych]);
    for line in ["说到", "家事签", "tag:家事签", "-别的", "by:li", "topic:psych"] {
        for other in [&min, &people[0], &people[2]] {
            let sought = other.search(&asks(other, line), 0).unwrap();
            assert_eq!((sought.count, sought.read.all), (0, 0), "{line}: not even counted");
        }
    }
    let zhao = &people[0];
    li.add_reader(private, zhao.user()).unwrap();
    assert_eq!(finds(zhao, "家里"), [private]);
    li.remove_reader(private, zhao.user()).unwrap();
    assert_eq!(finds(zhao, "家里"), []);

    assert!(li.holds_texts());
    li.forget_keys();
    assert!(!li.holds_texts(), "a locked seat holds nothing that can be read");
    assert!(matches!(li.search(&Wanted { words: vec!["说到".into()], ..Wanted::default() }, 0), Err(Fault::SeatLocked)));
    assert!(matches!(li.gather(), Err(Fault::SeatLocked)) && !li.holds_texts());
    li.remember(PASSPHRASE).unwrap();
    assert_eq!(finds(&li, "说到"), [psych, private]);
}

#[test]
fn texts_are_forgotten_with_the_rights_to_them_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let min = found(&folder.path().join("desk"));
    let li = sit(&min, "li");
    let talk = log(&li, logged(0, "缺课三次", Visibility::Normal));
    let zhao = sit(&min, "zhao");
    assert_eq!(finds(&zhao, "缺课"), [talk]);
    assert!(zhao.holds_texts() && !li.holds_texts());
    min.set_role(zhao.user(), Role::DutyLeader).unwrap();
    // Nobody has searched since: the change itself did it. The desk tells of it right after it has answered.
    for _ in 0..200 {
        if !zhao.holds_texts() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    assert!(!zhao.holds_texts());
    assert_eq!(finds(&zhao, "缺课"), []);
    min.set_role(zhao.user(), Role::Counselor).unwrap();
    assert_eq!(finds(&zhao, "缺课"), [talk]);
    zhao.close().unwrap();
    assert!(!zhao.holds_texts());
}

#[test]
fn what_is_erased_is_found_no_more() {
    let folder = tempfile::tempdir().unwrap();
    let min = found(&folder.path().join("desk"));
    let (li, office) = (sit(&min, "li"), sit(&min, "office"));
    let (gone, stays) = (log(&li, logged(0, "缺课三次", Visibility::Normal)), log(&li, logged(1, "也缺课", Visibility::Normal)));
    assert_eq!(finds(&li, "缺课"), [stays, gone]);
    let erasure = min.propose_erasure(ErasureScope::Student(StudentId(0)), "本人申请").unwrap().0.seq;
    office.approve_erasure(erasure).unwrap();
    office.run_erasure(erasure, |_, _| {}).unwrap();
    assert_eq!(finds(&li, "缺课"), [stays]);
    assert_eq!(finds(&li, "三次"), []);
}

#[test]
fn an_answer_comes_in_pieces_and_is_given_up_when_asked_no_longer() {
    let folder = tempfile::tempdir().unwrap();
    let min = found(&folder.path().join("desk"));
    let li = sit(&min, "li");
    let many: Vec<Act> = (0..1_500).map(|n| Act::Talk(TalkAct::Logged(logged(0, &format!("第{n}次缺课"), Visibility::Normal)))).collect();
    assert!(li.submit_many(many).iter().all(Result::is_ok));
    let (wanted, look) = (asks(&li, "缺课"), Look { limit: 10, around: Around::default() });
    let seen = |sought: &Sought| (sought.count, sought.read.done, sought.read.all);
    assert_eq!(seen(&li.look(&wanted, look, &|| true).unwrap().unwrap()), (0, 0, 1_500));
    li.gather().unwrap();
    let part = li.look(&wanted, look, &|| true).unwrap().unwrap();
    assert!(part.count == part.read.done && part.count > 0 && part.count < 1_500 && part.found.len() == 10, "{:?}", seen(&part));
    assert!(part.found[0].snippet.text.contains("第1499次"), "the newest are read first");
    while !li.gather().unwrap().is_whole() {}
    assert_eq!(seen(&li.look(&wanted, look, &|| true).unwrap().unwrap()), (1_500, 1_500, 1_500));
    assert!(li.look(&asks(&li, "别的"), look, &|| false).unwrap().is_none());
}

/// What a plain scan finds: every entry read one by one, no memory, no bits.
fn plain_scan(desk: &Desk, words: &[String], without: &[String]) -> Vec<Seq> {
    let small = |text: &str| text.chars().flat_map(char::to_lowercase).collect::<String>();
    let (talks, incidents) = {
        let campus = desk.campus();
        let talks: Vec<(Stamp, Vec<Seq>)> = campus
            .talks()
            .heads()
            .iter()
            .filter(|it| it.state != TalkState::Withdrawn)
            .map(|it| (it.held, std::iter::once(it.seq).chain(it.more.iter().copied()).collect()))
            .collect();
        let incidents: Vec<(Stamp, Vec<Seq>)> = campus
            .incidents()
            .heads()
            .iter()
            .filter(|it| it.state != IncidentState::Withdrawn)
            .map(|it| (it.opened, std::iter::once(it.seq).chain(it.timeline.iter().copied()).collect()))
            .collect();
        (talks, incidents)
    };
    let mut found = Vec::new();
    for (at, seqs) in talks.into_iter().chain(incidents) {
        let texts: Vec<String> = seqs
            .iter()
            .filter_map(|seq| desk.entry(*seq).unwrap())
            .map(|entry| match entry.act {
                Act::Talk(TalkAct::Logged(it)) => it.text.into(),
                Act::Talk(TalkAct::Closed { text, .. }) | Act::Incident(IncidentAct::Noted { text, .. }) => text.into(),
                Act::Incident(IncidentAct::Opened(it)) => format!("{}\0#{}", it.text, it.tags.join("\0#")),
                _ => String::new(),
            })
            .map(|text: String| small(&text))
            .collect();
        let readable = desk.entry(seqs[0]).unwrap().is_some();
        let has = |word: &String| texts.iter().any(|it| it.contains(&small(word)));
        if readable && words.iter().all(has) && !without.iter().any(has) {
            found.push((at, seqs[0]));
        }
    }
    found.sort_unstable();
    found.into_iter().rev().map(|(_, seq)| seq).collect()
}

#[test]
fn hits_are_those_of_a_plain_scan_for_everybody() {
    let folder = tempfile::tempdir().unwrap();
    let min = found(&folder.path().join("desk"));
    let (li, zhao) = (sit(&min, "li"), sit(&min, "zhao"));
    let mut runner = TestRunner::deterministic();
    let mut draw = |of: &str| {
        use proptest::strategy::ValueTree as _;
        proptest::string::string_regex(of).unwrap().new_tree(&mut runner).unwrap().current()
    };
    let mut incidents = Vec::new();
    for nth in 0..160 {
        let (author, text) = (if nth % 3 == 0 { &zhao } else { &li }, draw("[失眠室友aAbB Ａß,。]{1,24}x"));
        match nth % 8 {
            0 => incidents.push(open_incident(author, &text)),
            1 => note(author, incidents[nth % incidents.len()], &text),
            2 => drop(log(author, logged(0, &text, Visibility::Private))),
            3 => drop(log(author, TalkLogged { topic: Topic::Psych, ..logged(1, &text, Visibility::Psych) })),
            4 => {
                let talk = log(author, TalkLogged { followup: Some(now().day(DEFAULT_ZONE)), ..logged(0, &text, Visibility::Normal) });
                author.submit(Act::Talk(TalkAct::Closed { talk, text: draw("[失眠室友aAbB]{0,8}").into() })).unwrap();
            }
            5 => {
                let talk = log(author, logged(1, &text, Visibility::Normal));
                author.undo(talk).unwrap();
            }
            _ => drop(log(author, logged(1, &text, Visibility::Normal))),
        }
    }
    let people = [li, zhao, sit(&min, "centre"), sit(&min, "office"), min];
    let rounds: Vec<(Vec<String>, Vec<String>)> = (0..60)
        .map(|round| {
            let words = (0..round % 3).map(|_| draw("[失眠室友aAbＡß]{1,3}")).collect();
            (words, (0..usize::from(round % 4 == 3)).map(|_| draw("[失眠室友ab]{1,2}")).collect())
        })
        .collect();
    // Each at a desk of their own, all at once: a plain scan reads every entry again for every question.
    std::thread::scope(|scope| people.iter().for_each(|desk| drop(scope.spawn(|| compare_with_plain_scans(desk, &rounds)))));
}

fn compare_with_plain_scans(desk: &Desk, rounds: &[(Vec<String>, Vec<String>)]) {
    for (words, without) in rounds.iter().filter(|(words, without)| !words.is_empty() || !without.is_empty()) {
        let boxed = |all: &[String]| all.iter().map(|it| it.as_str().into()).collect();
        let wanted = Wanted { words: boxed(words), without: boxed(without), ..Wanted::default() };
        let sought = desk.search(&wanted, 0).unwrap();
        let got: Vec<Seq> = sought.found.iter().map(|it| it.seq).collect();
        assert_eq!(got, plain_scan(desk, words, without), "{desk:?} {words:?} -{without:?}");
        let few = desk.search(&wanted, 3).unwrap();
        assert_eq!(few.found[..], sought.found[..few.found.len()], "the first are the first");
        for it in &sought.found {
            assert!(words.is_empty() || !it.snippet.marks.is_empty(), "{it:?} is found by {words:?}");
        }
    }
}
