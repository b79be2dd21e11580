//! Laws of the language: nothing makes it panic, and what is understood reads the same when it is written down.

use super::*;
use crate::campus::{
    Act, Bed, Building, BuildingId, Campus, Class, ClassId, Day, Entry, Import, Laid, PersonAct, PlaceAct, Role, Room, RoomId, RoomUse,
    SeatId, StaffAct, Stamp, StudentChange, StudentFacts, StudentId, User, UserId,
};
use crate::finder::Finder;
use proptest::prelude::*;

fn today() -> Day {
    Day::ymd(2026, 11, 24).unwrap()
}

fn of(line: &str) -> Reading {
    read(line, today())
}

#[test]
fn the_line_of_the_issue() {
    let reading = of("失眠 topic:心理 level:<=2 since:上月 by:me room:3-4 -考试 in:talks,incidents state:open");
    assert_eq!(reading.troubles, []);
    let query = &reading.query;
    assert_eq!((&*query.words, &*query.without), (&["失眠".into()][..], &["考试".into()][..]));
    assert_eq!(query.filters[0], Filter::Topic(vec![Topic::Psych]));
    assert_eq!(query.filters[2], Filter::Since("上月".into()));
    assert_eq!(query.filters[3], Filter::By(Author::Me));
    assert_eq!(query.written(), "失眠 topic:心理 level:<=2 since:上月 by:me room:3-4 in:talks,incidents state:open -考试");
}

#[test]
fn chinese_names_full_width_signs_and_quotes() {
    let query = of("主题：心理，学业　等级：≤２ “睡 不好” 从:上周 班级:\"软件 2301\" \"-x\" 作者:我 标签:＃复学").query;
    assert_eq!(query.words, ["睡 不好".into(), "-x".into()]);
    assert_eq!(query.written(), "\"睡 不好\" \"-x\" topic:心理,学业 level:<=2 since:上周 class:\"软件 2301\" by:me tag:复学");
}

#[test]
fn what_only_looks_like_a_filter_is_a_word() {
    for line in ["22:30", "https://a.cn", "他说：好", "原因:失恋", "a:b", "3:412"] {
        let reading = of(line);
        assert_eq!((&reading.troubles[..], &reading.query.words[..]), (&[][..], &[Box::from(line)][..]), "{line}");
    }
    assert_eq!(of("\"topic:心理\"").query.words, ["topic:心理".into()]);
}

#[test]
fn what_is_not_understood_is_told_with_its_place() {
    let wrong = |line: &str| {
        let trouble = of(line).troubles.remove(0);
        (&line[trouble.span] == line.split_whitespace().next_back().unwrap(), trouble.key, trouble.what)
    };
    assert_eq!(wrong("失眠 tpoic:心理"), (true, None, Wrong::NoSuchFilter));
    assert_eq!(wrong("失眠 topic:"), (true, Some(Key::Topic), Wrong::NoValue));
    assert_eq!(wrong("topic:心情"), (true, Some(Key::Topic), Wrong::NoSuchValue));
    assert_eq!(wrong("x level:7"), (true, Some(Key::Level), Wrong::NoSuchValue));
    assert_eq!(wrong("since:2.30"), (true, Some(Key::Since), Wrong::NoSuchValue));
    assert_eq!(wrong("-topic:心理"), (true, Some(Key::Topic), Wrong::NotExcludable));
    assert_eq!(wrong("state:没完"), (true, Some(Key::State), Wrong::NoSuchValue));
}

fn college() -> (Campus, Finder) {
    let student = |no: &str, name: &str, class, room, bed| StudentChange {
        before: None,
        after: StudentFacts { class: Some(ClassId(class)), bed: Some(Bed { room: RoomId(room), bed }), ..StudentFacts::new(no, name) },
    };
    let rooms = ["401", "402", "501"].iter().map(|it| Room {
        building: BuildingId(0),
        floor: 4,
        number: (*it).into(),
        beds: 4,
        purpose: RoomUse::Dwelling,
    });
    let laid = Laid {
        communities: Vec::new(),
        buildings: vec![Building { number: "3".into(), community: None, sex: None }],
        rooms: rooms.collect(),
    };
    let classes = ["软件2301", "软件2302", "会计2301"].map(|it| Class { name: it.into(), department: None }).into();
    let students =
        vec![student("2023010101", "张三", 0, 0, 1), student("2023010102", "王芳", 1, 1, 1), student("2023010103", "王芳", 2, 2, 1)];
    let user = |login: &str, name: &str| User::new(login, name, Role::Counselor);
    let acts = [
        Act::Place(PlaceAct::Laid(laid)),
        Act::Person(PersonAct::Imported(Import { classes, students, ..Import::default() })),
        Act::Staff(StaffAct::Joined(user("zhang", "张敏"))),
        Act::Staff(StaffAct::Joined(user("li", "李强"))),
    ];
    let mut campus = Campus::default();
    for act in acts {
        campus.apply(&Entry { seq: campus.applied().next(), at: Stamp(0), by: UserId(0), seat: SeatId(0), act });
    }
    let finder = Finder::new(&campus);
    (campus, finder)
}

fn meant(line: &str) -> (Wanted, Vec<Trouble>) {
    let (campus, finder) = college();
    resolve(&of(line), Ground { campus: &campus, finder: &finder, user: UserId(1), today: today() })
}

#[test]
fn names_become_ids_and_days_become_moments() {
    let (wanted, troubles) = meant("失眠 student:张三 class:软件 room:3-4 by:me by:zhangmin since:上月 until:上月");
    assert_eq!(troubles, []);
    assert_eq!((&wanted.students[..], &wanted.by[..]), (&[StudentId(0)][..], &[UserId(1), UserId(0)][..]));
    assert_eq!(wanted.classes, [vec![ClassId(0), ClassId(1)]]);
    assert_eq!(wanted.rooms, [[RoomId(0), RoomId(1)].into()]);
    let zone = crate::campus::DEFAULT_ZONE;
    assert_eq!(wanted.since, Some(Day::ymd(2026, 10, 1).unwrap().at(zone, 0, 0)));
    assert_eq!(wanted.until, Some(Day::ymd(2026, 11, 1).unwrap().at(zone, 0, 0)));
    assert!(wanted.looks_through(Kind::Talks) && wanted.looks_through(Kind::Incidents));
    assert!(!meant("topic:心理").0.looks_through(Kind::Incidents) && !meant("in:incidents x").0.looks_through(Kind::Talks));
}

#[test]
fn nobody_is_taken_for_another() {
    let what = |line: &str| meant(line).1.remove(0).what;
    assert_eq!(what("student:王芳"), Wrong::Several(vec!["2023010102 王芳".into(), "2023010103 王芳".into()]));
    assert_eq!(what("x student:赵六"), Wrong::NotFound);
    assert_eq!(what("class:护理"), Wrong::NotFound);
    assert_eq!(what("room:9-101"), Wrong::NotFound);
    assert_eq!(what("by:nobody"), Wrong::NotFound);
}

#[test]
fn what_is_begun_is_offered() {
    let (campus, finder) = college();
    let offers = |line: &str| -> Vec<String> {
        let ground = Ground { campus: &campus, finder: &finder, user: UserId(1), today: today() };
        let put = |it: Completion| format!("{}{}", &line[..it.span.start], it.puts);
        complete(line, line.len(), ground).into_iter().map(put).collect()
    };
    assert_eq!(offers("失眠 to"), ["失眠 topic:"]);
    assert_eq!(offers("主"), ["topic:"]);
    assert_eq!(offers("topic:心理,学")[0], "topic:心理,学业 ");
    assert_eq!(offers("topic:psy"), ["topic:心理 "]);
    assert_eq!(offers("student:王").len(), 2);
    assert_eq!(offers("class:会"), ["class:会计2301 "]);
    assert_eq!(offers("by:m")[0], "by:me ");
    assert_eq!(offers("失眠"), Vec::<String>::new());
    assert_eq!(offers("-to"), Vec::<String>::new());
}

/// Lines that are nearly queries.
fn lines() -> impl Strategy<Value = String> {
    let key = prop_oneof![
        Just("topic"),
        Just("主题"),
        Just("level"),
        Just("since"),
        Just("until"),
        Just("by"),
        Just("room"),
        Just("class"),
        Just("student"),
        Just("tag"),
        Just("state"),
        Just("in"),
        Just("类别"),
        Just("tpoic"),
        Just("原因")
    ];
    let value = prop_oneof![
        Just("心理".to_owned()),
        Just("学业,心理".to_owned()),
        Just("<=2".to_owned()),
        Just("1-3".to_owned()),
        Just("上月".to_owned()),
        Just("7d".to_owned()),
        Just("me".to_owned()),
        Just("open".to_owned()),
        Just("talks".to_owned()),
        Just("打架".to_owned()),
        "[^\u{0}]{0,6}"
    ];
    let part = prop_oneof![
        2 => (key, prop_oneof![Just(":"), Just("：")], value, any::<bool>()).prop_map(|(key, colon, value, quoted)| {
            if quoted { format!("{key}{colon}\"{value}\"") } else { format!("{key}{colon}{value}") }
        }),
        2 => "[-－]?[\"“＂]?[a-zA-Z失眠 #:：]{1,5}[\"”＂]{0,2}",
        1 => ".{0,8}",
    ];
    proptest::collection::vec(part, 0..6).prop_map(|parts| parts.join(" "))
}

proptest! {
    #[test]
    fn reading_never_panics(line in prop_oneof![lines(), ".{0,60}", "\\PC{0,60}"], cursor in 0usize..80) {
        let (campus, finder) = college();
        let reading = of(&line);
        prop_assert!(reading.parts.iter().map(|it| &it.0).chain(reading.troubles.iter().map(|it| &it.span)).all(|it| line.get(it.clone()).is_some()));
        let ground = Ground { campus: &campus, finder: &finder, user: UserId(0), today: today() };
        let (_, troubles) = resolve(&reading, ground);
        prop_assert!(troubles.iter().all(|it| line.get(it.span.clone()).is_some()));
        for it in complete(&line, cursor, ground) {
            prop_assert!(line.get(it.span).is_some());
        }
    }

    #[test]
    fn what_is_understood_reads_the_same_when_it_is_written(line in prop_oneof![lines(), ".{0,40}"]) {
        let query = of(&line).query;
        let again = of(&query.written());
        prop_assert_eq!(&again.troubles, &vec![]);
        prop_assert_eq!(again.query, query);
    }
}
