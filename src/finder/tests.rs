//! The finder on a small campus: hard names, doors, numbers, namesakes, order; and how often the right student comes up.

use super::*;
use crate::campus::{
    Act, Bed, Building, Class, Entry, Import, Laid, PersonAct, Role, Room, RoomUse, SeatId, StaffAct, Stamp, StudentChange, StudentFacts,
    TalkAct, TalkLogged, Topic, User, Visibility, Way,
};
use proptest::prelude::*;

const FIRST_NO: u64 = 20_230_101_001;

/// A campus with buildings 1, 2, 3, 12 and M7, of two floors with two rooms each: 101 102 … 411 412; students as named, four to a room.
fn campus(names: &[String]) -> Campus {
    let mut campus = Campus::default();
    grow(&mut campus, names);
    campus
}

fn grow(campus: &mut Campus, names: &[String]) {
    let building = |number: &str| Building { number: number.into(), community: None, sex: None };
    let mut laid = Laid { communities: Vec::new(), buildings: ["1", "2", "3", "12", "M7"].map(building).into(), rooms: Vec::new() };
    for building in 0..5 {
        for (floor, number) in [(1, "101"), (1, "102"), (4, "411"), (4, "412")] {
            let purpose = RoomUse::Dwelling;
            laid.rooms.push(Room { building: BuildingId(building), floor, number: number.into(), beds: 4, purpose });
        }
    }
    let classes = (0..50).map(|it| Class { name: format!("班{it}").into(), department: None }).collect();
    let students = names.iter().enumerate().map(|(row, name)| StudentChange { before: None, after: facts(row, name) }).collect();
    let import = Import { departments: Vec::new(), classes, laid, students };
    apply(campus, Act::Person(PersonAct::Imported(import)));
}

fn facts(row: usize, name: &str) -> StudentFacts {
    StudentFacts {
        class: Some(ClassId::of(row % 50)),
        bed: Some(Bed { room: RoomId::of(row / 4 % 20), bed: (row % 4 + 1) as u8 }),
        ..StudentFacts::new((FIRST_NO + row as u64).to_string(), name)
    }
}

fn apply(campus: &mut Campus, act: Act) {
    let (at, by) = (Stamp(0), UserId(0));
    assert_eq!(campus.check(by, at, &act), Ok(()));
    campus.apply(&Entry { seq: campus.applied().next(), at, by, seat: SeatId(0), act });
}

fn user(login: &str, name: &str, active: bool) -> User {
    let classes = [ClassId(3)].into_iter().collect();
    User { classes, active, ..User::new(login, name, Role::Counselor) }
}

fn leave(campus: &mut Campus, student: StudentId) {
    let before = campus.people().student(student).unwrap().facts.clone();
    let after = StudentFacts { left: true, ..before.clone() };
    let students = vec![StudentChange { before: Some((student, before)), after }];
    apply(campus, Act::Person(PersonAct::Imported(Import { students, ..Import::default() })));
}

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|it| (*it).to_owned()).collect()
}

fn ask(campus: &Campus, query: &str) -> Vec<Hit> {
    Finder::new(campus).students(campus, query, &Asker::default(), 100)
}

fn rows(hits: &[Hit]) -> Vec<usize> {
    hits.iter().map(|it| it.student.index()).collect()
}

#[test]
fn hard_names_are_found_by_initials_and_in_full() {
    let table = [
        ("单雪晴", "sxq shanxueqing shanxq sxueq danxueqing"),
        ("曾国强", "zgq zengguoqiang zenggq"),
        ("解小龙", "xxl xiexiaolong jiexiaolong"),
        ("覃大海", "qdh tdh qindahai tandahai"),
        ("仇英", "qy qiuying chouying"),
        ("查良镛", "zly zhaliangyong chaliangyong"),
        ("乐嘉", "yj lj yuejia lejia"),
        ("重阳", "cy zy chongyang zhongyang"),
        ("长生", "zs cs zhangsheng changsheng"),
        ("行健", "hj xj hangjian xingjian"),
        ("吕布", "lb lvbu lübu lyubu lubu ｌｖｂｕ LÜBU"),
        ("欧阳娜", "oyn ouyangna ouyn oyangna"),
        ("尉迟恭", "ycg yuchigong yuchig weichigong"),
        ("万俟雨", "mqy moqiyu"),
        ("澹台明", "ttm tantaiming"),
        ("长孙无忌", "zswj zhangsunwuji"),
        ("令狐冲", "lhc linghuchong"),
        ("朴正", "pz piaozheng puzheng"),
        ("区小明", "oxm ouxiaoming quxiaoming"),
        ("缪斯", "ms miaosi mousi"),
        ("盖聂", "gn genie gainie"),
        ("华佗", "ht huatuo"),
        ("任盈盈", "ryy renyingying"),
        ("翟天", "zt dt zhaitian ditian"),
        ("冼星海", "xxh xianxinghai"),
        ("繁漪", "py poyi fy fanyi"),
        ("折可适", "sks skk shekeshi shekekuo"),
        ("员半千", "ybq yunbanqian yuanbanqian"),
        ("郗鉴", "xj cj xijian chijian"),
        ("隗嚣", "kx wx kuixiao weixiao"),
        ("牟平", "mp mouping muping"),
        ("乐正绫", "yzl yuezhengling"),
        ("张行", "zx zh zhangxing zhanghang"),
        ("王长乐", "wcl wangchangle wangzhangyue"),
        ("阿卜杜拉·买买提", "abdlmmt abudulamaimaiti 阿卜杜拉买买提 买买提 阿卜杜拉·买买提"),
        ("Aygül Memet", "am aygul aygül memet AYGULMEMET"),
        ("扎西 多吉", "zxdj zhaxiduoji"),
        ("张三", "zhs zsan zhangs zs zhangsan zhang'san 张s z三 张三 Ｚｓ zangsan zhansan zansan"),
        ("李牛", "lniu liniu liliu"),
        ("冯飞", "ff hengfei fenghei"),
        ("女娲", "nw nvwa nüwa"),
    ];
    let everybody: Vec<String> = table.iter().map(|(name, _)| (*name).to_owned()).collect();
    let campus = campus(&everybody);
    for (row, (name, queries)) in table.iter().enumerate() {
        for query in queries.split(' ') {
            let hits = ask(&campus, query);
            assert!(rows(&hits).contains(&row), "{query} must find {name}, found {hits:?}");
        }
    }
}

#[test]
fn the_plain_reading_goes_before_the_others() {
    let campus = campus(&names(&["单雪晴", "戴小强", "石三", "陆布", "吕布", "詹天", "张天"]));
    assert_eq!(rows(&ask(&campus, "dxq")), [1, 0]);
    assert_eq!(rows(&ask(&campus, "sxq"))[0], 0);
    assert_eq!(rows(&ask(&campus, "lubu")), [3, 4]);
    assert_eq!(rows(&ask(&campus, "zhan")), [5, 6]);
}

#[test]
fn why_is_told() {
    let campus = campus(&names(&["张三"]));
    let why = |query: &str| ask(&campus, query).first().map(|it| it.why);
    for (query, expected) in [
        ("zs", Why::Initials),
        ("zhangs", Why::Pinyin),
        ("张s", Why::Hanzi),
        ("张三", Why::Name),
        ("20230101001", Why::Number),
        ("1001", Why::NumberTail),
        ("20230", Why::NumberHead),
        ("1-101", Why::Room),
    ] {
        assert_eq!(why(query), Some(expected), "{query}");
    }
    assert_eq!(why("ls"), None);
}

#[test]
fn doors_are_called_in_many_ways() {
    let campus = campus(&[]);
    let finder = Finder::new(&campus);
    let (three, m7) = (BuildingId(2), BuildingId(4));
    let door = |building: BuildingId, number: &str| campus.places().room_by_door(building, number).unwrap();
    let best = |query: &str, here: Option<BuildingId>| finder.rooms(&campus, query, here, 10).first().copied();
    for query in [
        "3-412",
        "3#412",
        "3栋412",
        "3号楼412",
        "3楼412",
        "3幢412室",
        "三号楼412",
        "3412",
        "3 412",
        "３＃４１２",
        "3#-412",
        "3#412-2",
        "3号楼412室2号床",
        " 3－412 ",
    ] {
        assert_eq!(best(query, None), Some(door(three, "412")), "{query}");
    }
    for query in ["M7-101", "m7#101", "M7栋101", "m7101", "M7号楼101寝室"] {
        assert_eq!(best(query, None), Some(door(m7, "101")), "{query}");
    }
    assert_eq!(best("412", Some(m7)), Some(door(m7, "412")), "a bare number means the building one is in");
    assert_eq!(finder.rooms(&campus, "412", Some(three), 10).len(), 5, "and then the others");
    assert_eq!(best("12412", None), Some(door(BuildingId(3), "412")));
    assert_eq!(finder.rooms(&campus, "3#", None, 10).len(), 4);
    assert_eq!(finder.rooms(&campus, "3-41", None, 10).len(), 2);
    assert_eq!(best("9-412", None), None);
    for nothing in ["", " ", "#", "-", "张三", "操场", "999"] {
        assert_eq!(best(nothing, Some(three)), None, "{nothing:?}");
    }
}

#[test]
fn a_room_is_certain_only_without_a_rival() {
    let mut campus = campus(&[]);
    let room = |building: u16, number: &str| {
        let purpose = RoomUse::Dwelling;
        Room { building: BuildingId(building), floor: 4, number: number.into(), beds: 4, purpose }
    };
    let rooms = vec![room(0, "2412"), room(2, "4120"), room(1, "3411"), room(4, "777")];
    apply(&mut campus, Act::Place(crate::campus::PlaceAct::Laid(Laid { rooms, ..Laid::default() })));
    let finder = Finder::new(&campus);
    let door = |building: u16, number: &str| campus.places().room_by_door(BuildingId(building), number);
    let certain = |query: &str, here: Option<u16>| finder.room(&campus, query, here.map(BuildingId));
    assert_eq!(certain("3-412", None), door(2, "412"), "3-4120 is another room");
    assert_eq!(certain("3412", None), door(2, "412"));
    assert_eq!(certain("777", None), door(4, "777"), "there is no other 777");
    assert_eq!(certain("412", Some(4)), door(4, "412"));
    assert_eq!(certain("412", None), None);
    assert_eq!(certain("12412", None), None, "1-2412 or 12-412");
    assert_eq!(certain("3411", Some(1)), None, "3411 here or 3-411");
    assert_eq!(certain("3-41", None), None);
    assert_eq!(certain("9-412", None), None);
}

#[test]
fn buildings_are_called_in_many_ways() {
    let campus = campus(&[]);
    let finder = Finder::new(&campus);
    for query in ["3", "3#", "3号楼", "3栋", "三栋", "３号楼"] {
        assert_eq!(finder.buildings(&campus, query), [BuildingId(2)], "{query}");
    }
    assert_eq!(finder.buildings(&campus, "1"), [BuildingId(0), BuildingId(3)]);
    assert_eq!(finder.buildings(&campus, "1#"), [BuildingId(0)]);
    assert_eq!(finder.buildings(&campus, "m7栋"), [BuildingId(4)]);
    assert!(finder.buildings(&campus, "9栋").is_empty() && finder.buildings(&campus, "").is_empty());
}

#[test]
fn residents_are_found_by_their_room() {
    let everybody: Vec<String> = (0..80).map(|_| "王五".to_owned()).collect();
    let campus = campus(&everybody);
    // Rooms are numbered by building: 3-412 is the twelfth, so its beds are rows 44 to 47.
    assert_eq!(rows(&ask(&campus, "3-412")), [44, 45, 46, 47]);
    assert_eq!(rows(&ask(&campus, "3#412-3"))[0], 46, "the bed that was named comes first");
    assert_eq!(rows(&ask(&campus, "m7-101")), [64, 65, 66, 67]);
    let finder = Finder::new(&campus);
    let asker = Asker { building: Some(BuildingId(2)), ..Asker::default() };
    assert_eq!(rows(&finder.students(&campus, "412", &asker, 4)), [44, 45, 46, 47]);
    assert_eq!(rows(&finder.students(&campus, "ww412", &asker, 100)).len(), 20, "four in each of five rooms");
    assert_eq!(rows(&finder.students(&campus, "王五3412", &asker, 100)), [44, 45, 46, 47]);
}

#[test]
fn numbers_are_found_whole_by_head_and_by_tail() {
    let everybody: Vec<String> = (0..80).map(|_| "王五".to_owned()).collect();
    let campus = campus(&everybody);
    assert_eq!(rows(&ask(&campus, "20230101042"))[0], 41);
    assert_eq!(rows(&ask(&campus, "２０２３０１０１０４２"))[0], 41);
    assert_eq!(rows(&ask(&campus, "042")), [41]);
    assert_eq!(rows(&ask(&campus, "1042")), [41]);
    assert_eq!(ask(&campus, "2023010104").len(), 10);
    assert_eq!(rows(&ask(&campus, "王五042")), [41]);
    assert_eq!(rows(&ask(&campus, "ww42")), [41]);
    assert!(ask(&campus, "42").is_empty(), "two digits are too few");
    assert!(ask(&campus, "3-042").is_empty(), "a door is no number");
}

#[test]
fn own_students_come_first_then_recent_ones() {
    let campus = campus(&names(&["张三", "周帅", "赵顺", "郑爽", "朱深"]));
    let finder = Finder::new(&campus);
    let asker = Asker { own: vec![ClassId(3)], recent: vec![StudentId(4), StudentId(2)], ..Asker::default() };
    assert_eq!(rows(&finder.students(&campus, "zs", &asker, 9)), [3, 4, 2, 0, 1]);
    assert_eq!(rows(&finder.students(&campus, "zs", &asker, 2)), [3, 4]);
    assert!(finder.students(&campus, "zs", &asker, 0).is_empty());
    assert_eq!(finder.students(&campus, "zs", &asker, usize::MAX).len(), 5);
    assert_eq!(rows(&finder.students(&campus, "张三", &asker, 1)), [0], "a whole name goes before anybody's own");
}

#[test]
fn namesakes_are_never_chosen_between() {
    let campus = campus(&names(&["张伟", "张伟杰", "张伟", "李娜"]));
    let finder = Finder::new(&campus);
    let hits = |query: &str| finder.students(&campus, query, &Asker::default(), 2);
    assert_eq!(finder.namesakes(&campus, StudentId(0)), [StudentId(0), StudentId(2)]);
    assert_eq!(finder.namesakes(&campus, StudentId(3)), [StudentId(3)]);
    assert!(finder.namesakes(&campus, StudentId(99)).is_empty());
    assert_eq!(certain(&hits("张伟")), None);
    assert_eq!(certain(&hits("zw")), None);
    assert_eq!(certain(&hits("张伟杰")), Some(StudentId(1)));
    assert_eq!(certain(&hits("20230101003")), Some(StudentId(2)));
    assert_eq!(certain(&hits("ln")), Some(StudentId(3)), "nobody else could be meant");
    assert_eq!(certain(&hits("nina")), None, "what only sounds alike is a guess");
    assert_eq!(certain(&hits("na")), None, "a given name alone is a guess");
    assert_eq!(certain(&hits("1-101")), None, "a room is not a person");
    assert_eq!(certain(&hits("nobody")), None);
}

#[test]
fn those_who_left_come_last_and_are_told() {
    let mut campus = campus(&names(&["张三", "张三", "张森林"]));
    let mut finder = Finder::new(&campus);
    leave(&mut campus, StudentId(0));
    finder.refresh(&campus);
    let hits = finder.students(&campus, "张三", &Asker::default(), 9);
    assert_eq!(hits.iter().map(|it| (it.student.0, it.left)).collect::<Vec<_>>(), [(1, false), (0, true)]);
    assert_eq!(rows(&finder.students(&campus, "zs", &Asker::default(), 9)), [1, 2, 0]);
    assert_eq!(certain(&hits), Some(StudentId(1)));
    assert_eq!(finder.namesakes(&campus, StudentId(1)), [StudentId(1)]);
    let by_number = finder.students(&campus, "20230101001", &Asker::default(), 9);
    assert_eq!(certain(&by_number), Some(StudentId(0)));
    assert!(by_number[0].left);
}

#[test]
fn the_index_follows_the_campus() {
    let mut campus = campus(&names(&["张三"]));
    let mut finder = Finder::new(&campus);
    let before = campus.people().student(StudentId(0)).unwrap().facts.clone();
    let after = StudentFacts { name: "李四".into(), ..before.clone() };
    let students =
        vec![StudentChange { before: Some((StudentId(0), before)), after }, StudentChange { before: None, after: facts(1, "王五") }];
    apply(&mut campus, Act::Person(PersonAct::Imported(Import { students, ..Import::default() })));
    assert!(finder.students(&campus, "ww", &Asker::default(), 9).is_empty());
    finder.refresh(&campus);
    assert_eq!(rows(&finder.students(&campus, "ww", &Asker::default(), 9)), [1]);
    assert_eq!(rows(&finder.students(&campus, "ls", &Asker::default(), 9)), [0]);
    assert!(finder.students(&campus, "zs", &Asker::default(), 9).is_empty());
}

#[test]
fn users_are_found_by_login_and_name() {
    let mut campus = campus(&[]);
    for it in [user("zhang", "张卫国", true), user("li.na", "李娜", true), user("zwg", "曾卫", false)] {
        apply(&mut campus, Act::Staff(StaffAct::Joined(it)));
    }
    let finder = Finder::new(&campus);
    let found = |query: &str| finder.users(&campus, query).into_iter().map(|it| it.0).collect::<Vec<_>>();
    assert_eq!(found("zhang"), [0]);
    assert_eq!(found("zw"), [0, 2]);
    assert_eq!(found("lina"), [1]);
    assert_eq!(found("李"), [1]);
    assert_eq!(found("zwg"), [0, 2], "the disabled come last, even by their login");
    assert!(found("").is_empty() && found("wu").is_empty());
}

#[test]
fn the_asker_is_known_by_their_classes_and_talks() {
    let mut campus = campus(&names(&["张三", "李四", "王五"]));
    apply(&mut campus, Act::Staff(StaffAct::Joined(user("zhang", "张卫国", true))));
    for (by, student) in [(0, 1), (0, 2), (7, 0), (0, 1)] {
        let act = Act::Talk(TalkAct::Logged(TalkLogged {
            students: [StudentId(student)].into_iter().collect(),
            held: Stamp(0),
            topic: Topic::Study,
            way: Way::InPerson,
            place: None,
            text: "谈".into(),
            level: None,
            levels_before: Default::default(),
            followup: None,
            tags: Default::default(),
            visibility: Visibility::Normal,
            answers: None,
        }));
        campus.apply(&Entry { seq: campus.applied().next(), at: Stamp(0), by: UserId(by), seat: SeatId(0), act });
    }
    let asker = Asker::of(&campus, UserId(0), Some(BuildingId(1)));
    assert_eq!((asker.own, asker.recent), (vec![ClassId(3)], vec![StudentId(1), StudentId(2)]));
    assert_eq!(Asker::of(&campus, UserId(99), None).recent, []);
}

#[test]
fn a_pasted_book_finds_nobody_and_does_no_harm() {
    let campus = campus(&names(&["张三", "张张张张张张张张张张张张张张张张"]));
    for query in ["z".repeat(10_000), "张".repeat(10_000), "1".repeat(10_000), "3-".repeat(10_000), " ".repeat(10_000), "zs".repeat(63)] {
        assert!(ask(&campus, &query).is_empty());
        assert!(Finder::new(&campus).rooms(&campus, &query, None, 10).is_empty());
    }
    assert_eq!(rows(&ask(&campus, &"z".repeat(16))), [1]);
}

const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓韩冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏傅方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常";
const GIVEN: &str = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红娥玲芬燕彬鹏浩凯健俊帆帅旭雪琳晨宇欣怡佳嘉琪梓涵诗悦思雨婷子轩博文昊天一诺泽楷瑞宁安然可馨晓东志国建新海波春梅小龙少峰永振兴家乐长青成林";

fn crowd(count: usize) -> Vec<String> {
    let (surnames, given): (Vec<char>, Vec<char>) = (SURNAMES.chars().collect(), GIVEN.chars().collect());
    // A small generator of our own: the same crowd at each run.
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut next = |limit: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((state >> 33) as usize) % limit
    };
    let name = |_| {
        // Half of all people bear one of the first twenty names.
        let limit = if next(2) == 0 { 20 } else { surnames.len() };
        let mut name = String::from(surnames[next(limit)]);
        (0..1 + usize::from(next(5) > 0)).for_each(|_| name.push(given[next(given.len())]));
        name
    };
    (0..count).map(name).collect()
}

fn initials(name: &str) -> String {
    let chars: Vec<char> = name.chars().collect();
    let first = |c: &char| pinyin::ToPinyin::to_pinyin(c).unwrap().plain().chars().next().unwrap();
    let surname = surname::readings(&chars).first().map(|it| it[0].chars().next().unwrap());
    surname.into_iter().chain(chars.iter().skip(usize::from(surname.is_some())).map(first)).collect()
}

#[test]
fn initials_bring_up_the_right_student() {
    let everybody = crowd(2_000);
    let campus = campus(&everybody);
    let finder = Finder::new(&campus);
    let (mut own_top, mut own_all, mut two_letters, mut top, mut all) = (0, 0, 0, 0, 0);
    let own: Vec<ClassId> = (0..5).map(ClassId).collect();
    let asker = Asker { own: own.clone(), ..Asker::default() };
    for (row, name) in everybody.iter().enumerate() {
        let query = initials(name);
        // A namesake is as right as the student: who is meant is chosen by the eye.
        let found = |query: &str, asker: &Asker, limit: usize| {
            finder.students(&campus, query, asker, limit).iter().any(|hit| everybody[hit.student.index()] == *name)
        };
        if row % 50 < 5 {
            own_all += 1;
            own_top += usize::from(found(&query, &asker, 5));
            two_letters += usize::from(found(&query[..2], &asker, 9));
        }
        all += 1;
        top += usize::from(found(&query, &Asker::default(), 5));
    }
    println!("own, all initials, top 5: {own_top}/{own_all}; own, two letters, top 9: {two_letters}/{own_all}; anybody: {top}/{all}");
    assert!(own_top * 100 >= own_all * 99, "own students: {own_top} of {own_all}");
    assert!(two_letters * 100 >= own_all * 97, "own students by two letters: {two_letters} of {own_all}");
    assert!(top * 100 >= all * 90, "anybody: {top} of {all}");
}

/// A name and its plain pinyin, syllable by syllable.
fn spelt_name() -> impl Strategy<Value = (String, String)> {
    let (surnames, given): (Vec<char>, Vec<char>) = (SURNAMES.chars().collect(), GIVEN.chars().collect());
    (prop::sample::select(surnames), prop::collection::vec(prop::sample::select(given), 1..8)).prop_map(|(surname, given)| {
        let name: String = std::iter::once(surname).chain(given).collect();
        let chars: Vec<char> = name.chars().collect();
        let plain = |c: &char| pinyin::ToPinyin::to_pinyin(c).unwrap().plain().replace('ü', "v");
        let surname = surname::readings(&chars).first().map_or_else(|| plain(&chars[0]), |it| it[0].to_owned());
        (name.clone(), surname + &chars[1..].iter().map(plain).collect::<String>())
    })
}

proptest! {
    #[test]
    fn any_beginning_of_the_pinyin_finds_the_student((name, spelt) in spelt_name(), cut in 1usize..60) {
        let campus = campus(&[name, "张三".to_owned()]);
        let cut = cut.min(spelt.len());
        let hits = ask(&campus, &spelt[..cut]);
        prop_assert!(hits.iter().any(|it| it.student == StudentId(0) && it.cost < 20), "{} {:?}", &spelt[..cut], hits);
    }

    #[test]
    fn any_mix_of_shortened_syllables_finds_the_student((name, _) in spelt_name(), cuts in prop::collection::vec(1usize..7, 8)) {
        let chars: Vec<char> = name.chars().collect();
        let mut query = String::new();
        for (c, cut) in chars.iter().zip(&cuts) {
            let plain = pinyin::ToPinyin::to_pinyin(c).unwrap().plain().replace('ü', "v");
            query.push_str(&plain[..(*cut).min(plain.len())]);
        }
        let campus = campus(&[name]);
        prop_assert_eq!(ask(&campus, &query).len(), 1, "{}", query);
    }

    #[test]
    fn no_query_does_harm(query in any::<String>(), here in 0u16..9) {
        let campus = campus(&names(&["张三", "Aygül", "·", "吕布"]));
        let finder = Finder::new(&campus);
        let asker = Asker { own: vec![ClassId(900)], recent: vec![StudentId(77)], building: Some(BuildingId(here)), ..Asker::default() };
        certain(&finder.students(&campus, &query, &asker, 5));
        finder.rooms(&campus, &query, asker.building, 5);
        finder.buildings(&campus, &query);
        finder.users(&campus, &query);
    }

    #[test]
    fn no_door_does_harm(query in "[0-9一二十mM#栋号楼室床\\- ]{0,12}") {
        let campus = campus(&names(&["张三"]));
        let finder = Finder::new(&campus);
        finder.students(&campus, &query, &Asker::default(), 5);
        for room in finder.rooms(&campus, &query, Some(BuildingId(2)), 50) {
            prop_assert!(campus.places().room(room).is_some());
        }
    }
}
