//! The college of the pictures (示例学院), made act by act.

use super::*;

impl Sample {
    pub(super) fn join(&mut self, login: &str, name: &str, role: Role, community: Option<u8>) {
        let classes = if login == "zhang" { smallvec![ClassId(0), ClassId(1)] } else { smallvec![] };
        self.act(Act::Staff(StaffAct::Joined(User {
            community: community.map(CommunityId),
            classes,
            phone: "13800002071".into(),
            ..User::new(login, name, role)
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

    pub(super) fn lay(&mut self) {
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

    pub(super) fn move_in(&mut self) {
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

    pub(super) fn schedule(&mut self) {
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

    pub(super) fn talk_a_lot(&mut self) {
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

    pub(super) fn talk(&mut self, students: &[StudentId], topic: Topic, text: &str, level: Option<Concern>, followup: Option<Day>) {
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

    pub(super) fn go_round(&mut self) {
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
    pub(super) fn keep_house(&mut self) {
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

    pub(super) fn ask_leaves(&mut self) {
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

    pub(super) fn score_rooms(&mut self) {
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

    pub(super) fn alarm(&mut self) {
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
}
