//! A small college that never changes, for the tests of the screens: one building of six floors with 26 rooms, six communities, a night in
//! November with something of everything.

mod care;
mod community;
mod count;
mod papers;
mod press;
mod requests;
mod schedule;
mod terms;

use crate::campus::*;
use crate::finder::Finder;
use crate::tui::World;
use crate::tui::input::{Code, Input, Key};
use crate::tui::keymap::Keymap;
use crate::tui::layer::{Item, Sheet};
use crate::tui::model::{FrameInfo, Model, Pane, Place, Seat, ThemeChoice, Tone};
use crate::tui::msg::{Event, Fetched, Msg};
use crate::tui::theme::{Base, Theme};
use crate::tui::update::update;
use crate::tui::upkeep::{Backup, CopyRow, Head, Standing, Upkeep, Which};
use crate::words::{Lang, Words};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use smallvec::smallvec;
use std::sync::Arc;

/// What is typed to bring up each overlay. `^e` and the like are written as the control character.
pub(in crate::tui) const OVERLAYS: [(&str, &str); 15] = [
    ("capture-empty", "t"),
    ("capture", "t张三 心理 与室友矛盾,睡不好 #失眠 !2 >3d @412"),
    ("capture-namesakes", "tzyt 学业 缺课"),
    (
        "capture-note",
        "t张三 心理 与室友矛盾\u{5}晚上十一点半在楼道里遇见,说最近两周都睡不好,和室友因为开灯、打电话的事吵过三次。\n约了周四下午再谈,先请寝室长留意。",
    ),
    ("capture-incident", "i张三 心理 情绪激动,已陪护 !2 @412"),
    ("find", "/zs"),
    ("palette", ":"),
    ("help", "?"),
    ("form", "4!"),
    ("confirm", "\u{11}"),
    ("form-move", "g3412\nm"),
    ("form-swap", "g3412\nx单"),
    ("form-leave", "8a张三\n\n3d"),
    ("form-score", "g3412\ns5"),
    ("form-reveal", "g3412\n\np"),
];

pub(in crate::tui) struct Sample {
    pub(in crate::tui) campus: Campus,
    pub(in crate::tui) finder: Finder,
    words: [Words; 2],
    entries: Vec<Entry>,
    at: Stamp,
    by: UserId,
}

/// A home of which one copy is gone and to which nothing can be written.
fn ailing() -> Upkeep {
    let second = Which::Second("/media/duty/usb".into());
    Upkeep {
        copies: vec![
            CopyRow { which: Which::Store, standing: Standing::Good },
            CopyRow { which: Which::Mirror, standing: Standing::Full },
            CopyRow { which: second, standing: Standing::Missing },
        ],
        stopped: Some("磁盘满了".into()),
        head_doubted: false,
        head: Some(Head { seq: Seq(12_041), groups: "3FA9 4C01 B7DE 5520 8812 AA90 73CD E1F4".into() }),
        backup: Backup::Made { at: tonight().at(ZONE, 8, 4), entries: 11_980 },
    }
}

const ZHANG: UserId = UserId(1);
const ZONE: Tz = Tz::Asia__Shanghai;

fn tonight() -> Day {
    Day::ymd(2026, 11, 23).unwrap()
}

/// The moment the pictures are taken at: 23:36.
pub(in crate::tui) fn now() -> Stamp {
    tonight().at(ZONE, 23, 36)
}

impl Sample {
    fn act(&mut self, act: Act) -> Seq {
        let seq = self.campus.applied().next();
        assert_eq!(self.campus.check(self.by, self.at, &act), Ok(()), "{act:?}");
        let entry = Entry { seq, at: self.at, by: self.by, seat: SeatId(0), act };
        self.campus.apply(&entry);
        self.entries.push(entry);
        seq
    }

    fn at(&mut self, day: i32, hour: u32, minute: u32) -> &mut Self {
        self.at = tonight().plus(day).at(ZONE, hour, minute);
        self
    }

    fn by(&mut self, user: u16) -> &mut Self {
        self.by = UserId(user);
        self
    }

    fn room(&self, number: &str) -> RoomId {
        self.campus.places().room_by_door(BuildingId(2), number).unwrap()
    }

    fn in_room(&self, number: &str, bed: usize) -> StudentId {
        self.campus.people().in_room(self.room(number))[bed]
    }

    /// A college in which nothing is entered but who works there.
    pub(in crate::tui) fn empty() -> Self {
        let campus = Campus::default();
        let words = [Lang::Zh, Lang::En].map(Words::new);
        let mut it = Self { finder: Finder::new(&campus), campus, words, entries: Vec::new(), at: now(), by: UserId(0) };
        it.at(-300, 9, 0).act(Act::Founded(Founded {
            college: "云溪学院".into(),
            zone: "Asia/Shanghai".into(),
            room_template: "{building}#{room}".into(),
        }));
        it.join("admin", "系统管理员", Role::Administrator, None);
        it.join("zhang", "张敏", Role::Counselor, None);
        it.finder = Finder::new(&it.campus);
        it
    }

    fn join(&mut self, login: &str, name: &str, role: Role, community: Option<u8>) {
        let classes = if login == "zhang" { smallvec![ClassId(0), ClassId(1)] } else { smallvec![] };
        self.act(Act::Staff(StaffAct::Joined(User {
            login: login.into(),
            name: name.into(),
            sex: None,
            role,
            community: community.map(CommunityId),
            department: None,
            classes,
            phone: "13800002071".into(),
            active: true,
        })));
    }

    /// The college of the pictures.
    pub(in crate::tui) fn full() -> Self {
        let mut it = Self::empty();
        it.by(0).at(-299, 9, 0);
        it.lay();
        for (login, name, role, community) in [
            ("chen", "陈立", Role::DutyLeader, None),
            ("li", "李航", Role::Counselor, Some(0)),
            ("wang", "王芳", Role::Counselor, Some(1)),
            ("zhao", "赵琳", Role::Counselor, Some(3)),
            ("sun", "孙涛", Role::Counselor, Some(4)),
            ("zhou", "周洁", Role::Counselor, Some(5)),
        ] {
            it.join(login, name, role, community);
        }
        it.move_in();
        it.schedule();
        it.talk_a_lot();
        it.go_round();
        it.alarm();
        it.keep_house();
        it.finder = Finder::new(&it.campus);
        it
    }

    fn lay(&mut self) {
        let names = ["一社区", "二社区", "三社区", "四社区", "五社区", "六社区"];
        let lead = |at: usize| Some(DepartmentId(at as u16 % 3));
        let communities = names.iter().enumerate();
        let communities = communities.map(|(at, name)| Community { name: (*name).into(), theme: "".into(), lead: lead(at) }).collect();
        let buildings =
            (1..=3).map(|n: u8| Building { number: n.to_string().into(), community: Some(CommunityId(n - 1)), sex: Some(Sex::Female) });
        let rooms = (1..=6_i8).flat_map(|floor| {
            (1..=26).map(move |door| Room {
                building: BuildingId(2),
                floor,
                number: format!("{floor}{door:02}").into(),
                beds: 4,
                purpose: if (floor, door) == (1, 1) { RoomUse::Duty } else { RoomUse::Dwelling },
            })
        });
        let laid = Laid { communities, buildings: buildings.collect(), rooms: rooms.collect() };
        self.act(Act::Place(PlaceAct::Laid(laid)));
    }

    fn move_in(&mut self) {
        const SURNAMES: [&str; 20] =
            ["张", "李", "王", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "朱", "马", "胡", "林", "何", "高", "欧阳", "单"];
        const GIVEN: [&str; 23] = [
            "雨桐", "三", "磊", "小曼", "浩", "雪晴", "娜", "思远", "子涵", "佳怡", "宇", "梦琪", "俊杰", "欣怡", "博", "静", "一诺", "晨",
            "婷", "鹏飞", "诗雅", "琳", "嘉豪",
        ];
        let rooms: Vec<(RoomId, u8)> =
            self.campus.places().rooms().filter(|(_, it)| it.purpose == RoomUse::Dwelling).map(|(id, it)| (id, it.beds)).collect();
        let mut students = Vec::new();
        for (nth, (room, beds)) in rooms.iter().enumerate() {
            // A few rooms are not full, two are empty.
            let people = match nth {
                5 | 95 => 0,
                nth if nth % 11 == 3 => 3,
                nth if nth % 37 == 9 => 2,
                _ => *beds,
            };
            for bed in 1..=people {
                let n = students.len();
                let here = self.campus.places().room(*room).map_or("", |it| &it.number);
                let name = if (here, bed) == ("412", 1) {
                    "张三".to_owned()
                } else {
                    format!("{}{}", SURNAMES[(n * 7 + n / 20) % 20], GIVEN[(n * 5 + n / 23) % 23])
                };
                students.push(StudentChange {
                    before: None,
                    after: StudentFacts {
                        no: format!("20230{:05}", 10_000 + n).into(),
                        name: name.into(),
                        sex: Some(Sex::Female),
                        class: Some(ClassId((n / 42 % 4) as u16)),
                        department: Some(DepartmentId([0, 0, 1, 2][n / 42 % 4])),
                        bed: Some(Bed { room: *room, bed }),
                        phone: format!("139{n:08}").into(),
                        guardian_phone: format!("137{n:08}").into(),
                        more: vec![(Detail::Major, "软件技术".into())],
                        left: false,
                    },
                });
            }
        }
        let classes =
            ["软件2301", "软件2302", "护理2301", "会计2302"].map(|name| Class { name: name.into(), department: Some(DepartmentId(0)) });
        let departments = ["信息工程系", "护理系", "财经系"].map(|name| Department { name: name.into() }).to_vec();
        self.act(Act::Person(PersonAct::Imported(Import { departments, classes: classes.to_vec(), laid: Laid::default(), students })));
    }

    fn schedule(&mut self) {
        let shift = |day: Day, post, person: u16| Shift {
            day,
            post,
            person: UserId(person),
            starts: day.at(ZONE, 17, 0),
            ends: day.plus(1).at(ZONE, 8, 0),
            signed_in: None,
            signed_out: None,
            cancelled: false,
        };
        let room = |n| Post::Workroom(CommunityId(n));
        let (today, last) = (tonight(), tonight().plus(-9));
        self.at(-30, 9, 0).by(0);
        self.act(Act::Shift(ShiftAct::Published(vec![
            shift(last, room(2), 1),
            shift(today, Post::Leader, 2),
            shift(today, room(0), 3),
            shift(today, room(1), 4),
            shift(today, room(2), 1),
            shift(today, room(3), 5),
            shift(today.plus(1), room(0), 5),
            shift(today.plus(1), room(1), 6),
            shift(today.plus(1), room(2), 7),
            shift(today.plus(8), room(2), 1),
        ])));
        for (shift, user, minute) in [(1, 2, 50), (2, 3, 58), (4, 1, 52), (5, 5, 55)] {
            let at = today.at(ZONE, 16, minute);
            self.at(0, 16, minute).by(user);
            self.act(Act::Shift(ShiftAct::SignedIn { shift: ShiftId(shift), at }));
        }
    }

    fn talk_a_lot(&mut self) {
        let texts = [
            "高数缺课三次,答应补交作业并每周到答疑室报到",
            "父亲住院,家里需要人照顾,想请假一周",
            "与室友因作息闹矛盾,晚上睡不好,已约下次一起谈",
            "实习协议看不懂,怕被骗,已陪同逐条核对",
            "刚拿到奖学金,谈下学期打算",
            "情绪低落两周,不愿多说,已约心理中心",
        ];
        let topics = [Topic::Study, Topic::Family, Topic::Relations, Topic::Career, Topic::Thought, Topic::Psych];
        for n in 0..40_usize {
            let day = -(40 - n as i32) / 2;
            let room = format!("{}{:02}", n * 7 % 6 + 1, n * 11 % 24 + 2);
            if self.campus.people().in_room(self.room(&room)).is_empty() {
                continue;
            }
            let student = self.in_room(&room, 0);
            let (topic, text) = (topics[n % 6], texts[n % 6]);
            let followup = match n % 5 {
                0 => Some(tonight().plus(n as i32 / 4 - 8)).filter(|it| *it >= tonight().plus(day)),
                1 => Some(tonight().plus(3)),
                _ => None,
            };
            self.at(day, 19 + n as u32 % 3, n as u32 * 13 % 60).by(if n % 4 == 0 { 3 } else { 1 });
            let level = match n % 9 {
                1 => Some(Concern::Orange),
                4 => Some(Concern::Yellow),
                7 => Some(Concern::Red),
                8 => Some(Concern::Blue),
                _ => None,
            };
            self.talk(&[student], topic, text, level, followup);
        }
        let three: Vec<_> = (0..3).map(|bed| self.in_room("204", bed)).collect();
        self.at(0, 19, 30).by(1).talk(&three, Topic::Discipline, "违规电器,已收交并签承诺书", None, None);
        let one = self.in_room("305", 1);
        self.at(0, 20, 15).talk(&[one], Topic::Study, texts[0], None, Some(tonight().plus(7)));
        let zhang = self.in_room("412", 0);
        self.at(0, 21, 48).talk(&[zhang], Topic::Psych, "与室友矛盾,睡不好,约了周四再谈", Some(Concern::Orange), Some(tonight().plus(3)));
    }

    fn talk(&mut self, students: &[StudentId], topic: Topic, text: &str, level: Option<Concern>, followup: Option<Day>) {
        let before =
            students.iter().map(|id| self.campus.people().student(*id).map_or((Concern::None, None), |it| (it.level, it.level_since)));
        let levels_before = before.collect();
        let held = self.at.plus_minutes(-5);
        self.act(Act::Talk(TalkAct::Logged(TalkLogged {
            students: students.into(),
            held,
            topic,
            way: Way::InPerson,
            place: None,
            level,
            followup,
            visibility: if topic == Topic::Psych { Visibility::Psych } else { Visibility::Normal },
            answers: None,
            tags: vec!["夜谈".into()],
            text: text.into(),
            levels_before,
        })));
    }

    fn go_round(&mut self) {
        self.at(0, 23, 5).by(1);
        for floor in 1..=6_i8 {
            let last = if floor == 6 { 9 } else { 26 };
            let changes = (1..=last).filter_map(|door| {
                let number = format!("{floor}{door:02}");
                let room = self.room(&number);
                let people = self.campus.people().in_room(room);
                let who = |bed: usize, how| people.get(bed).map(|id| (*id, how));
                let away = match &*number {
                    "302" | "515" | "219" => who(1, Presence::Late),
                    "305" | "620" => who(2, Presence::Absent),
                    "108" | "407" | "503" | "311" | "524" => who(0, Presence::Leave),
                    _ => None,
                };
                let findings = match &*number {
                    "204" => smallvec![Finding::Appliance],
                    "417" | "121" => smallvec![Finding::Hygiene],
                    _ => smallvec![],
                };
                (!people.is_empty()).then(|| MarkChange {
                    before: None,
                    after: Some(RoomMark { room, expected: people.len() as u8, away: away.into_iter().collect(), findings }),
                })
            });
            let changes: Vec<_> = changes.collect();
            self.act(Act::Round(RoundAct::Marked { day: tonight(), building: BuildingId(2), floor, changes, note: "".into() }));
        }
    }

    /// Officers, leaves, scores, moods, moves and sponsors.
    fn keep_house(&mut self) {
        let building = BuildingId(2);
        let name = |post, student| Officer { post, student, from: tonight().plus(-80), until: None };
        let mut officers = vec![
            name(OfficerPost::BuildingHead(building), self.in_room("413", 0)),
            name(OfficerPost::PsychWatcher(ClassId(0)), self.in_room("102", 1)),
            name(OfficerPost::PartyRoom(self.room("412")), self.in_room("413", 0)),
        ];
        for floor in [1_i8, 2, 4] {
            officers.push(name(OfficerPost::FloorHead(building, floor), self.in_room(&format!("{floor}05"), 0)));
        }
        for door in 2..=20 {
            let number = format!("4{door:02}");
            if let Some(student) = self.campus.people().in_room(self.room(&number)).first().copied() {
                officers.push(name(OfficerPost::RoomHead(self.room(&number)), student));
            }
        }
        self.at(-80, 9, 0).by(1).act(Act::Staff(StaffAct::OfficersNamed(officers)));
        let head = self.in_room("413", 0);
        for (day, minutes, text) in [(-30, 90, "组织楼层长例会"), (-3, 45, "带新生熟悉楼栋")] {
            let post = OfficerPost::BuildingHead(building);
            let day = tonight().plus(day);
            self.at(-2, 10, 0).act(Act::Service(ServiceAct::Served(Served { student: head, post, day, minutes, text: text.into() })));
        }
        self.act(Act::Service(ServiceAct::Commended { student: head, day: tonight().plus(-2), text: "查寝配合认真".into() }));
        let sponsor = PlaceAct::SponsorSet { building: BuildingId(1), before: None, after: Some(DepartmentId(1)) };
        self.act(Act::Place(sponsor));
        let (one, other) = (self.in_room("305", 3), self.in_room("306", 0));
        let bed = |it: &Self, id| it.campus.people().student(id).unwrap().facts.bed;
        let changes =
            [(one, other), (other, one)].map(|(student, with)| BedChange { student, before: bed(self, student), after: bed(self, with) });
        self.at(-20, 15, 0).act(Act::Person(PersonAct::Moved(Moved { changes: changes.to_vec(), reason: "作息不合".into() })));
        self.ask_leaves();
        self.score_rooms();
        for (class, back, weather, low, text) in [
            (1, 28, Weather::Sunny, 0, "运动会刚结束"),
            (0, 14, Weather::Cloudy, 1, "期中考试"),
            (0, 0, Weather::Rain, 3, "两门课挂科多,情绪低"),
            (1, 14, Weather::Overcast, 2, ""),
        ] {
            let day = tonight().plus(-back);
            let text = text.into();
            self.at(0, 12, 0).act(Act::Mood(MoodAct::Reported(MoodReported { class: ClassId(class), day, weather, low, text })));
        }
    }

    fn ask_leaves(&mut self) {
        let noon = |days: i32| tonight().plus(days).at(ZONE, 12, 0);
        for (room, from, until, kind, text, approved) in [
            ("204", 1, 2, LeaveKind::Personal, "回家取材料", false),
            ("417", 1, 6, LeaveKind::Home, "祖父病重", false),
            ("412", 0, 1, LeaveKind::Sick, "校医院转市二院复查", true),
            ("503", -2, 3, LeaveKind::Official, "省赛", true),
            ("219", -3, -1, LeaveKind::Personal, "家中有事", true),
            ("108", -12, -8, LeaveKind::Internship, "实习面试", true),
        ] {
            let student = self.in_room(room, 1);
            let (from, until) = (noon(from), noon(until));
            let asked = LeaveAsked { student, from, until, kind, text: text.into() };
            let leave = self.at(-1, 10, 0).act(Act::Leave(LeaveAct::Asked(asked)));
            if approved {
                self.by(2).act(Act::Leave(LeaveAct::Approved { leave }));
                self.by(1);
            }
        }
    }

    fn score_rooms(&mut self) {
        let day = |back: i32| tonight().plus(-back);
        for (at, number) in ["102", "204", "305", "407", "412", "413", "414", "501", "515", "603", "612"].into_iter().enumerate() {
            for back in [30, 4] {
                let off = match (at + back as usize) % 5 {
                    0 => vec![("floor", 12), ("toilet", 15), ("bed", 14)],
                    1 => vec![("desk", 6), ("air", 3)],
                    _ => vec![],
                };
                let off: Vec<(Box<str>, u8)> = off.into_iter().map(|(code, off)| (code.into(), off)).collect();
                let mend_by = (!off.is_empty()).then(|| day(back).plus(3 + at as i32 % 3));
                let text = if off.len() > 2 { "地面有积水,两床未叠" } else { "" };
                let scored = Scored { room: self.room(number), day: day(back), off, text: text.into(), mend_by };
                let score = self.at(-back, 16, 0).by(3).act(Act::Hygiene(HygieneAct::Scored(scored)));
                if back == 30 && mend_by.is_some() {
                    self.at(-26, 16, 0).act(Act::Hygiene(HygieneAct::Mended { score, day: day(27) }));
                }
                if (number, back) == ("515", 4) {
                    self.at(-3, 16, 0).by(1).act(Act::Hygiene(HygieneAct::Appealed { score, text: "桌面是上一班留下的".into() }));
                }
            }
        }
        self.by(1);
    }

    fn alarm(&mut self) {
        let incident = |severity, category, place, students: &[StudentId], text: &str, at: Stamp| {
            let text = text.into();
            Act::Incident(IncidentAct::Opened(IncidentOpened {
                severity,
                category,
                happened: at,
                place,
                students: students.into(),
                tags: vec![],
                text,
            }))
        };
        let zhang = self.in_room("412", 0);
        let missing = self.in_room("305", 2);
        let (r412, r204) = (self.room("412"), self.room("204"));
        let at = self.at(-1, 15, 20).by(1).at;
        let power =
            self.act(incident(Severity::Ordinary, Category::Fire, Some(Spot::Room(r204)), &[], "204 查出电热锅一只,插线板老化", at));
        self.at(-1, 15, 40).act(Act::Incident(IncidentAct::Stepped {
            incident: power,
            step: Step::TellDepartment,
            done: true,
            text: "系办刘老师".into(),
        }));
        let to = IncidentState::Acknowledged;
        self.act(Act::Incident(IncidentAct::Moved { incident: power, from: IncidentState::New, to, text: "".into() }));
        let at = self.at(0, 23, 20).at;
        self.act(incident(Severity::Serious, Category::Missing, None, &[missing], "23:20 仍未归,电话未接,室友不知去向", at));
        let at = self.at(0, 23, 10).at;
        let crisis = self.act(incident(
            Severity::Major,
            Category::Distress,
            Some(Spot::Room(r412)),
            &[zhang],
            "室友报告情绪激动,说不想活了,已陪护",
            at,
        ));
        self.at(0, 23, 12).act(Act::Incident(IncidentAct::Owned { incident: crisis, from: None, to: Some(ZHANG) }));
        let (from, to) = (IncidentState::New, IncidentState::InHand);
        self.act(Act::Incident(IncidentAct::Moved { incident: crisis, from, to, text: "".into() }));
        for (step, minute, text) in
            [(Step::TellDepartment, 13, "陈书记接,马上到"), (Step::TellSecurity, 14, ""), (Step::TellStudentOffice, 15, "")]
        {
            self.at(0, 23, minute).act(Act::Incident(IncidentAct::Stepped { incident: crisis, step, done: true, text: text.into() }));
        }
        let at = self.at(0, 23, 25).at;
        self.act(Act::Incident(IncidentAct::Noted {
            incident: crisis, at, text: "本人平静下来,愿意和心理老师通电话".into()
        }));
    }

    pub(in crate::tui) fn world(&self, lang: Lang) -> World<'_> {
        World { campus: &self.campus, finder: &self.finder, words: &self.words[lang as usize] }
    }

    /// Zhang's seat, all texts at hand.
    pub(in crate::tui) fn seat(&self, lang: Lang, size: (u16, u16)) -> Model {
        let seat = Seat { user: ZHANG, lang, theme: ThemeChoice::Dark, ascii: false, size };
        let mut model = Model::new(seat, Keymap::default(), &self.campus, now());
        model.dorm.building = self.campus.places().buildings().nth(2).map(|(id, _)| id);
        model.dorm.room = model.dorm.building.and_then(|id| self.campus.places().room_by_door(id, "412"));
        let entries = self.entries.iter().map(|it| (it.seq, Fetched::Entry(Arc::new(it.clone())))).collect();
        self.tell(&mut model, Event::Texts(entries));
        model
    }

    /// Lets the seat take in what changed about it.
    pub(in crate::tui) fn settle(&self, model: &mut Model) {
        self.tell(model, Event::Tick);
    }

    fn tell(&self, model: &mut Model, event: Event) {
        update(model, &self.world(model.seat.lang), Msg { at: now(), event });
    }

    /// Types text; control characters are keys with Ctrl.
    pub(in crate::tui) fn type_into(&self, model: &mut Model, text: &str) {
        for c in text.chars() {
            let input = match c {
                '\n' => Input::Key(Key::plain(Code::Enter)),
                c if c.is_control() => Input::Key(Key::ctrl(char::from(c as u8 + b'a' - 1))),
                c => Input::Text(c.into()),
            };
            self.tell(model, Event::Input(input));
        }
    }

    /// A locked seat with something typed.
    pub(in crate::tui) fn locked(&self, lang: Lang, size: (u16, u16)) -> Model {
        let mut model = self.seat(lang, size);
        self.type_into(&mut model, "\u{c}secret");
        self.tell(&mut model, Event::Locked(Ok(())));
        model
    }

    /// One of each screen beneath home.
    pub(in crate::tui) fn places(&self) -> Vec<(&'static str, Place)> {
        let talk = self.campus.talks().heads().last().unwrap().seq;
        let incident = self.campus.incidents().heads().last().unwrap().seq;
        vec![
            ("students", Place::Students),
            ("student", Place::Student(self.in_room("412", 0))),
            ("room", Place::Room(self.room("305"))),
            ("talk", Place::Talk(talk)),
            ("incident", Place::Incident(incident)),
            ("handover", Place::Handover),
            ("zoom", Place::Zoom(Pane::Talks)),
            ("communities", Place::Communities),
            ("leaves", Place::Leaves),
            ("hygiene", Place::Hygiene),
            ("moods", Place::Moods),
            ("officers", Place::Officers),
        ]
    }

    /// Last night's counselor has given a handover to Zhang, who has written back one line of it; their colleague's was accepted.
    pub(in crate::tui) fn handing() -> Self {
        let mut it = Self::full();
        let (zhang, missing) = (it.in_room("412", 0), it.in_room("305", 2));
        let crisis = it.campus.incidents().open().find(|it| it.severity == Severity::Major).unwrap().seq;
        let line = |item, weight, action: &str, owner: u16, due: Option<Stamp>, contingency: &str| HandoverLine {
            item,
            weight,
            action: action.into(),
            owner: Some(UserId(owner)),
            due,
            contingency: contingency.into(),
        };
        let due = |hour, minute| Some(tonight().at(ZONE, hour, minute));
        let shift = |back: i32, person: u16| Shift {
            day: tonight().plus(back),
            post: Post::Workroom(CommunityId(2)),
            person: UserId(person),
            starts: tonight().plus(back).at(ZONE, 17, 0),
            ends: tonight().plus(back + 1).at(ZONE, 8, 0),
            signed_in: None,
            signed_out: None,
            cancelled: false,
        };
        let next = ShiftId::of(it.campus.shifts().all().len());
        it.by(2).at(-3, 9, 0).act(Act::Shift(ShiftAct::Published(vec![shift(-1, 7)])));
        it.by(7).at(-1, 17, 22).act(Act::Shift(ShiftAct::SignedIn { shift: next, at: tonight().plus(-1).at(ZONE, 17, 22) }));
        for (what, text) in [
            (DutyNote::Weather, "晴，北风三级"),
            (DutyNote::Visitor, "21:10 家长送被褥，已登记"),
            (DutyNote::Repair, "4 楼水房漏水，已报修"),
        ] {
            it.at(-1, 21, 15).act(Act::Shift(ShiftAct::Noted { shift: next, what, text: text.into() }));
        }
        it.by(2).at(-1, 22, 10).act(Act::Shift(ShiftAct::Checked {
            shift: next,
            at: tonight().plus(-1).at(ZONE, 22, 10),
            found: PostCheck::Present,
            text: "".into(),
        }));
        let lines = vec![
            line(Some(HandoverItem::Incident(crisis)), Weight::Severe, "陪到心理老师来，不离人", 1, due(23, 50), "说到想不开就报心理中心"),
            line(
                Some(HandoverItem::Search { day: tonight(), student: missing }),
                Weight::Severe,
                "给家长打电话",
                1,
                due(23, 40),
                "还联系不上就报保卫处",
            ),
            line(Some(HandoverItem::Student(zhang)), Weight::Watch, "留意情绪和去向", 1, None, "有变化就上报"),
            line(None, Weight::Routine, "值班室热水壶坏了，先用隔壁的", 1, None, ""),
        ];
        let given = HandoverGiven {
            shift: next,
            next: Some(ShiftId(4)),
            to: ZHANG,
            summary: "总体平稳，412 一人情绪不稳".into(),
            lines,
            things: "值班室钥匙 2 把、对讲机 1 台".into(),
        };
        let handover = it.by(7).at(0, 8, 2).act(Act::Handover(HandoverAct::Given(given)));
        it.by(1).at(0, 23, 30);
        let text = "412 张三心理问题，我陪到心理老师来，23:50 前".into();
        it.act(Act::Handover(HandoverAct::WrittenBack { handover, line: 0, text }));
        it.act(Act::Handover(HandoverAct::WrittenBack { handover, line: 1, text: "有个同学没回来，我打电话".into() }));
        it.act(Act::Handover(HandoverAct::Asked { handover, text: "家长电话打过几次？".into() }));
        it.by(7).at(0, 23, 33).act(Act::Handover(HandoverAct::Answered { handover, text: "两次，都没接".into() }));
        it.by(1);
        it
    }

    /// The sides of the handover, each at a seat of this size.
    pub(in crate::tui) fn handover_scenes(&self, lang: Lang, size: (u16, u16)) -> Vec<(String, Model)> {
        let scene = |name: &str, keys: &str| {
            let mut model = self.seat(lang, size);
            self.type_into(&mut model, keys);
            (format!("handover-{name}"), model)
        };
        vec![
            scene("take", "H"),
            scene("take-form", "He没回来"),
            scene("give", "Ho"),
            scene("give-form", "Hoe"),
            scene("give-ask", "Hoa"),
            scene("log", "Hd"),
            scene("duty", "2z"),
        ]
    }

    /// The story of a student: a talk of the long form with an amendment, its answer, what is planned and what was called off.
    pub(in crate::tui) fn talking() -> Self {
        let mut it = Self::full();
        let zhang = it.in_room("412", 0);
        let talk = |held: Stamp, text: &str, level, followup, answers| TalkLogged {
            students: smallvec![zhang],
            held,
            topic: Topic::Relations,
            way: Way::InPerson,
            place: Some(Spot::Words("社区工作室".into())),
            level,
            followup,
            visibility: Visibility::Normal,
            answers,
            tags: vec!["寝室关系".into()],
            text: text.into(),
            levels_before: smallvec![(Concern::None, None)],
        };
        let day = |back: i32| tonight().plus(back);
        let detail = TalkDetail {
            minutes: Some(40),
            until: Some(day(20)),
            reason: "室友矛盾持续两周,夜里睡不好".into(),
            judgement: "双方都愿意谈,缺一个说开的机会。".into(),
            measures: "寝室长在场再谈一次;熄灯后戴耳机,两周后看。".into(),
            ..TalkDetail::default()
        };
        let text =
            "寝室因为熄灯后打游戏的声音闹了几次,寝室长来说的。学生说自己睡得浅,提过两回,对方嘴上答应。愿意先试一周,约好熄灯后戴耳机。";
        let logged = talk(day(-12).at(ZONE, 20, 10), text, Some(Concern::Yellow), Some(day(-2)), None);
        let record = TalkRecorded { talk: logged, detail };
        let first = it.by(1).at(-12, 21, 0).act(Act::Talk(TalkAct::Recorded(Box::new(record))));
        it.at(-11, 8, 20)
            .act(Act::Talk(TalkAct::Amended { talk: first, text: "早上寝室长来电话:昨晚安静,都睡了。".into() }));
        let answer = talk(day(-2).at(ZONE, 20, 30), "这一周只吵过一次,当场说开了。睡得好些,白天上课有精神。", None, None, Some(first));
        it.at(-2, 20, 45).act(Act::Talk(TalkAct::Logged(answer)));
        let plan = |days: i32, clock: Option<u32>, text: &str| TalkPlan {
            students: smallvec![zhang],
            when: PlanTime {
                day: day(days),
                at: clock.map(|hour| day(days).at(ZONE, hour, 30)),
                place: Some(Spot::Words("社区工作室".into())),
            },
            topic: Topic::Study,
            way: Way::InPerson,
            visibility: Visibility::Normal,
            answers: None,
            tags: Vec::new(),
            text: text.into(),
        };
        let off = it.at(-2, 21, 0).act(Act::Talk(TalkAct::Planned(Box::new(plan(-1, None, "看看作业")))));
        it.at(-1, 18, 0).act(Act::Talk(TalkAct::PlanCancelled { plan: off, text: "学生请假回家".into() }));
        it.at(0, 22, 20).act(Act::Talk(TalkAct::Planned(Box::new(plan(0, Some(23), "期中以后的打算,补考要不要报")))));
        it
    }

    /// Scenes of the life of a talk: pane, plan, how it is booked and held, the talk with all that belongs to it, the story, the long form.
    pub(in crate::tui) fn talk_scenes(&self, lang: Lang, size: (u16, u16)) -> Vec<(String, Model)> {
        let zhang = self.in_room("412", 0);
        let plan = self.campus.talks().plans().open().last().unwrap().seq;
        let first = self.campus.talks().heads().iter().find(|it| !it.amended.is_empty()).unwrap().seq;
        let at = |place: Place, typed: &str| {
            let mut model = self.seat(lang, size);
            model.place = place;
            if place == Place::Home {
                model.focus = Pane::Talks;
            }
            self.settle(&mut model);
            self.type_into(&mut model, typed);
            model
        };
        let long = "t张三 学业 高数缺课三次,说早八起不来 !2..12.31(连续缺课) >3d @办公室 =20:00-20:40 #缺课\u{f}";
        let scenes = [
            ("pane", at(Place::Home, "")),
            ("plan", at(Place::Talk(plan), "")),
            ("plan-book", at(Place::Talk(plan), "b")),
            ("plan-hold", at(Place::Talk(plan), "f")),
            ("more", at(Place::Talk(first), "")),
            ("story", at(Place::Story(zhang), "")),
            ("plan-line", at(Place::Home, "Y")),
            ("long", at(Place::Home, long)),
        ];
        scenes.into_iter().map(|(name, model)| (format!("talk-{name}"), model)).collect()
    }

    /// The same college while a round is walked: a leave, an absence with one call made, findings, rooms left.
    pub(in crate::tui) fn walking() -> (Self, Seq) {
        let mut it = Self::full();
        let student = it.in_room("609", 1);
        it.at(0, 18, 0).by(1);
        let (from, until) = (it.at, tonight().plus(2).at(ZONE, 20, 0));
        let leave = it.act(Act::Leave(LeaveAct::Asked(LeaveAsked { student, from, until, kind: LeaveKind::Home, text: "".into() })));
        it.act(Act::Leave(LeaveAct::Approved { leave }));
        it.at(0, 23, 6);
        let begun = RoundBegun { day: tonight(), scope: RoundScope::Building(BuildingId(2)), upward: true };
        let round = it.act(Act::Round(RoundAct::Begun(begun)));
        let room = it.room("609");
        let before = it.campus.rounds().mark(it.campus.places(), tonight(), room).cloned();
        let mut after = it.campus.mark_of_all_present(tonight(), room);
        after.away.push((it.in_room("609", 0), Presence::Absent));
        after.findings = smallvec![Finding::RiceCooker, Finding::Smoking];
        let changes = vec![MarkChange { before, after: Some(after) }];
        it.at(0, 23, 28).act(Act::Round(RoundAct::Marked { day: tonight(), building: BuildingId(2), floor: 6, changes, note: "".into() }));
        it.act(Act::Round(RoundAct::Remarked { day: tonight(), room, text: "电饭锅已收走,登记代管".into() }));
        let (day, student) = (tonight(), it.in_room("609", 0));
        let (step, outcome, at) = (LadderStep::Student, CallOutcome::NoAnswer, it.at.plus_minutes(2));
        it.at(0, 23, 30).act(Act::Search(SearchAct::Stepped { day, student, step, at, outcome, text: "".into() }));
        (it, round)
    }

    /// Scenes of the round: the room at hand, one to be marked, findings, how it is begun, who is missing, the search, tonight.
    pub(in crate::tui) fn round_scenes(&self, round: Seq, lang: Lang, size: (u16, u16)) -> Vec<(String, Model)> {
        let at = |place, door: &str, typed: &str| {
            let mut model = self.seat(lang, size);
            model.place = place;
            model.round.room = Some(self.room(door));
            self.settle(&mut model);
            self.type_into(&mut model, typed);
            model
        };
        let mut begin = self.seat(lang, size);
        begin.overlays.push(crate::tui::layer::Overlay::Walk(crate::tui::walking::Setting {
            building: BuildingId(2),
            floor: 4,
            community: Some(CommunityId(2)),
            upward: true,
            seed: Some(7),
        }));
        let student = self.in_room("609", 0);
        let scenes = [
            ("round", at(Place::Round(round), "609", "")),
            ("round-open", at(Place::Round(round), "612", "")),
            ("round-findings", at(Place::Round(round), "609", "f")),
            ("round-help", at(Place::Round(round), "609", "?")),
            ("round-begin", begin),
            ("missing", at(Place::Missing, "609", "")),
            ("search", at(Place::Search(tonight(), student), "609", "j")),
            ("search-step", at(Place::Search(tonight(), student), "609", "\n")),
            ("rounds", at(Place::Rounds, "609", "")),
        ];
        scenes.into_iter().map(|(name, model)| (name.to_owned(), model)).collect()
    }

    /// Every scene there is to draw: all screens, all overlays, the lock.
    pub(in crate::tui) fn scenes(&self, lang: Lang, size: (u16, u16)) -> Vec<(String, Model)> {
        let mut scenes = Vec::new();
        for pane in Pane::ALL {
            let mut model = self.seat(lang, size);
            model.focus = pane;
            self.settle(&mut model);
            scenes.push((format!("home-{pane:?}").to_lowercase(), model));
        }
        for view in crate::tui::model::GridView::ALL {
            let mut model = self.seat(lang, size);
            model.dorm.view = view;
            scenes.push((format!("view-{view:?}").to_lowercase(), model));
        }
        for (name, place) in self.places() {
            let mut model = self.seat(lang, size);
            model.place = place;
            self.settle(&mut model);
            scenes.push((name.to_owned(), model));
        }
        for (name, typed) in OVERLAYS {
            let mut model = self.seat(lang, size);
            self.type_into(&mut model, typed);
            scenes.push((name.to_owned(), model));
        }
        scenes.push(("lock".to_owned(), self.locked(lang, size)));
        scenes.extend(self.upkeep_scenes(lang, size));
        scenes.extend(self.query_scenes(lang, size));
        scenes
    }

    /// The search of the texts: nothing typed yet, something found while the texts are still read, something that is not understood.
    pub(in crate::tui) fn query_scenes(&self, lang: Lang, size: (u16, u16)) -> Vec<(String, Model)> {
        use crate::desk::{Found, Gathered, Snippet, Sought};
        use crate::query::Kind;
        use crate::tui::layer::Overlay;
        let typed = |text: &str| {
            let mut model = self.seat(lang, size);
            self.type_into(&mut model, "\\");
            self.type_into(&mut model, text);
            model
        };
        let answer = |model: &mut Model, sought: Sought| {
            let number = model.overlays.iter().find_map(|it| if let Overlay::Query(it) = it { it.asked } else { None });
            self.tell(model, Event::Sought { number: number.unwrap_or(0), sought: Ok(sought) });
        };
        let found = |kind, seq: Seq, at: Stamp, before: &str, word: &str, behind: &str| {
            let marks = std::iter::once(before.len()..before.len() + word.len()).collect();
            let snippet = Snippet { text: format!("{before}{word}{behind}"), marks, more: (true, false) };
            Found { kind, seq, entry: seq, at, snippet }
        };
        let mut blank = typed("");
        let (done, all) = (12_032, 40_210);
        answer(&mut blank, Sought { read: Gathered { done, all, unreadable: 0 }, ..Sought::default() });
        let mut some = typed("室友 since:上月 in:");
        let behind = "作息冲突,近两周睡不好,情绪低落;已约心理中心老师,下周二复谈,并请寝室长多留意夜间情况,有事马上联系。";
        let talks =
            self.campus.talks().heads().iter().rev().take(9).map(|it| found(Kind::Talks, it.seq, it.held, "学生反映与", "室友", behind));
        let incidents = self.campus.incidents().heads().iter().rev().take(3);
        let incidents = incidents.map(|it| found(Kind::Incidents, it.seq, it.opened, "报警的是他", "室友", ",人已送校医院"));
        let all_found: Vec<Found> = talks.chain(incidents).collect();
        answer(&mut some, Sought { count: 318, found: all_found, read: Gathered { done, all, unreadable: 2 } });
        let wrong = typed("失眠 topic:心情");
        [("query", blank), ("query-found", some), ("query-wrong", wrong)].map(|(name, model)| (name.to_owned(), model)).into()
    }

    /// A home in trouble, seen from home, in the list of copies and on the handover sheet; and something that must be read.
    fn upkeep_scenes(&self, lang: Lang, size: (u16, u16)) -> Vec<(String, Model)> {
        let seat = || {
            let mut model = self.seat(lang, size);
            model.upkeep = ailing();
            model
        };
        let mut copies = seat();
        self.type_into(&mut copies, "C");
        let mut handover = seat();
        handover.place = Place::Handover;
        handover.upkeep.stopped = None;
        self.settle(&mut handover);
        let mut sheet = self.seat(lang, size);
        let lost = (20..60).map(|seq| format!("{seq} · 2026-11-22 01:{seq} · talk.logged")).collect();
        let items = vec![
            Item { tone: Tone::Bad, text: "两份副本都有损坏,找回 12,001 条,缺 40 条:".into(), more: lost },
            Item { tone: Tone::Plain, text: "钥匙文件有一份坏了,已补好".into(), more: Vec::new() },
        ];
        self.tell(&mut sheet, Event::Tell(Sheet::new("打开时发现的".into(), items)));
        let scenes = [("stopped", seat()), ("copies", copies), ("handover-head", handover), ("sheet", sheet)];
        scenes.into_iter().map(|(name, model)| (name.to_owned(), model)).collect()
    }

    /// What the seat looks like.
    pub(in crate::tui) fn draw(&self, model: &Model, base: Base) -> (Buffer, FrameInfo) {
        let theme = Theme::shipped(base);
        let theme = if model.seat.ascii { theme.ascii() } else { theme };
        let (cols, rows) = model.seat.size;
        let mut buffer = Buffer::empty(Rect::new(0, 0, cols, rows));
        let info = super::render(model, self.world(model.seat.lang), &theme, &mut buffer);
        (buffer, info)
    }
}
