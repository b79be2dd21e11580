//! A small college made through the real command line, with somebody of every role, and what each of them gets to hear.

use serde_json::Value;
use std::cell::RefCell;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;
use yedeng::campus::*;
use yedeng::desk::rights::Grant;
use yedeng::desk::{Clock, Desk};

pub(crate) const NOW: &str = "2026-11-24T23:36:00+08:00";
const PASSPHRASE: &str = "correct horse battery";
/// The student most is about: 信息学院, 软件2401.
pub(crate) const ZHANG: &str = "2024010101";
/// The other one: 护理学院, 护理2401.
pub(crate) const LI: &str = "2024020101";
/// Who was not in their room, in 3#413: 信息学院, 软件2401.
pub(crate) const WANG: &str = "2024010102";
/// Who came late, in 5#202: 护理学院, 护理2401.
pub(crate) const ZHAO: &str = "2024020102";
const ROSTER: &str = "\u{feff}学号,姓名,性别,院系,班级,楼栋,房间号,床位,手机,家长电话,身份证号,民族,政治面貌\n\
    2024010101,张三,男,信息学院,软件2401,3,412,1,13812342071,13912340001,110101200601011234,满族甲,党员甲\n\
    2024020101,李四,男,护理学院,护理2401,5,201,1,13712342072,13612340002,110101200602025678,回族乙,团员乙\n\
    2024010102,王五,男,信息学院,软件2401,3,413,1,,,,,\n\
    2024020102,赵六,男,护理学院,护理2401,5,202,1,,,,,\n";
/// The numbers that nobody sees in full.
pub(crate) const NUMBERS: [&str; 8] =
    ["13812342071", "13912340001", "110101200601011234", "13712342072", "13612340002", "110101200602025678", "13500000001", "13500000009"];

/// Somebody who sits at the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Person {
    pub(crate) login: &'static str,
    pub(crate) role: Role,
    /// The students whose class they lead.
    leads: &'static [&'static str],
    /// The students of their department.
    department: &'static [&'static str],
}

const fn person(login: &'static str, role: Role, leads: &'static [&'static str], department: &'static [&'static str]) -> Person {
    Person { login, role, leads, department }
}

/// In the order in which they join: the administrator founds the college.
pub(crate) const PEOPLE: [Person; 9] = [
    person("admin", Role::Administrator, &[], &[]),
    person("zhou", Role::Counselor, &[], &[]),
    person("lead", Role::Counselor, &[ZHANG, WANG], &[]),
    person("other", Role::Counselor, &[], &[]),
    person("leader", Role::DutyLeader, &[], &[]),
    person("info", Role::Department, &[], &[ZHANG, WANG]),
    person("nurse", Role::Department, &[], &[LI, ZHAO]),
    person("centre", Role::CounsellingCentre, &[], &[]),
    person("office", Role::StudentOffice, &[], &[]),
];

impl Person {
    pub(crate) fn id(self) -> UserId {
        UserId::of(PEOPLE.iter().position(|it| *it == self).expect("one of them"))
    }

    /// What a cell means, said a second time, on its own: whether it reaches something of `mine` about `students`.
    pub(crate) fn reached_by(self, grant: Grant, mine: &[&str], students: &[&str]) -> bool {
        let mine = mine.contains(&self.login);
        let leads = students.iter().any(|it| self.leads.contains(it));
        match grant {
            Grant::No => false,
            Grant::Mine | Grant::Reader | Grant::Glass => mine,
            Grant::Own => mine || leads,
            Grant::Department => mine || leads || students.iter().any(|it| self.department.contains(it)),
            Grant::Yes => true,
        }
    }
}

/// A talk with what was planted in it.
pub(crate) struct Talk {
    pub(crate) seq: u64,
    pub(crate) visibility: Visibility,
    pub(crate) by: &'static str,
    pub(crate) student: &'static str,
    pub(crate) topic: &'static str,
    pub(crate) level: Option<u64>,
    pub(crate) followup: bool,
    /// Words of the text, the tags, the closing.
    pub(crate) secrets: &'static [&'static str],
}

/// An incident with what was planted in it.
pub(crate) struct Incident {
    pub(crate) seq: u64,
    pub(crate) category: &'static str,
    pub(crate) secrets: &'static [&'static str],
}

/// What happened in the night, all of it written by `zhou`, and the words that were planted in it.
#[derive(Default)]
pub(crate) struct Night {
    /// The sheets on which `WANG` is absent and `ZHAO` late.
    pub(crate) sheets: [u64; 2],
    /// A step to find `WANG`.
    pub(crate) step: u64,
    /// A remark on the room of `WANG`.
    pub(crate) remark: u64,
    /// Leaves of `ZHANG`: of an hour, two days, five, ten.
    pub(crate) leaves: [u64; 4],
    /// The mood of the class of `ZHANG`.
    pub(crate) mood: u64,
    /// A look at the phone of `ZHANG`.
    pub(crate) reveal: u64,
    /// An export with names.
    pub(crate) export: u64,
}

/// What belongs to the schedule and the handover, all of it of `zhou`, and the words that were planted in it.
#[derive(Default)]
pub(crate) struct Duty {
    /// The terms of `zhou`.
    pub(crate) terms: u64,
    /// A leave that `zhou` asks for.
    pub(crate) change: u64,
    /// A line of the duty log of `zhou`.
    pub(crate) note: u64,
    /// The handover of `zhou` to `lead`.
    pub(crate) handover: u64,
    /// A search that `zhou` keeps.
    pub(crate) query: u64,
}

/// What was done to care for `ZHANG`, all of it by `zhou`, and the words that were planted in it.
#[derive(Default)]
pub(crate) struct Cared {
    /// Their level, looked at again.
    pub(crate) level: u64,
    /// A must-talk mark, and one of the soul.
    pub(crate) marks: [u64; 2],
    /// They are put off in the list of `zhou`.
    pub(crate) snooze: u64,
}

/// What was planted in a mentor's meeting with `ZHANG`, and in a booking for which they answer.
pub(crate) const COMMUNITY_SAID: [&str; 2] = ["补考计划辰一", "朋辈倾听辰二"];
/// What was planted in a repair and a complaint of `ZHANG`, and in what was answered.
pub(crate) const REQUESTS_SAID: [[&str; 2]; 2] = [["水管卯一", "阀门卯二"], ["态度卯三", "约谈卯四"]];
pub(crate) const LEVEL_SAID: &str = "夜不能寐寅一";
pub(crate) const MARK_SAID: &str = "期中退步寅二";
pub(crate) const PSYCH_MARK_SAID: &str = "低落寡言寅三";
pub(crate) const SNOOZE_SAID: &str = "集训在外寅四";
pub(crate) const CHANGE_SAID: &str = "手术子一";
pub(crate) const NOTE_SAID: &str = "访客子二";
pub(crate) const HANDOVER_SAID: &str = "交代子三";
pub(crate) const STEP_SAID: &str = "网吧辛一";
pub(crate) const REMARK_SAID: &str = "翻窗辛二";
pub(crate) const LEAVE_SAID: &str = "阑尾壬一";
pub(crate) const MOOD_SAID: &str = "考前癸一";
pub(crate) const REVEAL_SAID: &str = "联系不上癸二";
/// A line that `zhou` looks for now and then, and what they call it.
pub(crate) const QUERY_SAID: [&str; 2] = ["丑一王芳", "丑二常查"];
pub(crate) const EXPORT_SAID: &str = "交院系核查癸三";

/// The college.
pub(crate) struct College {
    folder: TempDir,
    pub(crate) talks: Vec<Talk>,
    pub(crate) incidents: Vec<Incident>,
    /// The entries of custody: a backup, failed unlocks of `zhou`, an erasure asked for, broken glass over the psychological talk.
    pub(crate) custody: [u64; 4],
    pub(crate) night: Night,
    pub(crate) duty: Duty,
    pub(crate) cared: Cared,
    /// A repair and a complaint of `ZHANG`, written down and answered by `zhou`.
    pub(crate) requests: [u64; 2],
    /// An activity that is proved, and the entry that says who was there.
    pub(crate) activity: u64,
    pub(crate) attended: u64,
    /// A mentor of `ZHANG`, their meeting, and a booking, all entered by `zhou`.
    pub(crate) community: [u64; 3],
    /// News drafted by `zhou`.
    pub(crate) news: u64,
    /// An award that `office` opened.
    pub(crate) award: u64,
    /// The entry that published the schedule.
    pub(crate) schedule: u64,
    /// The entry that took the roster in: behind the founding, the first user and their key.
    pub(crate) roster: u64,
}

/// What a run came to.
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Run {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or(Value::Null)
    }

    #[track_caller]
    fn ok(self) -> Value {
        assert_eq!(self.code, 0, "{}{}", self.stdout, self.stderr);
        self.json()
    }
}

impl College {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        std::fs::write(folder.path().join("pass"), format!("{PASSPHRASE}\n")).expect("it can be written");
        let (night, duty) = (Night::default(), Duty::default());
        let cared = Cared::default();
        let mut college = Self {
            folder,
            talks: Vec::new(),
            incidents: Vec::new(),
            custody: [0; 4],
            night,
            duty,
            cared,
            requests: [0; 2],
            activity: 0,
            attended: 0,
            community: [0; 3],
            news: 0,
            award: 0,
            schedule: 0,
            roster: 4,
        };
        college.says("admin", &["init", "--college", "云溪", "--kdf", "demo"]);
        let roster = college.path("roster.csv");
        std::fs::write(&roster, ROSTER).expect("it can be written");
        college.says("admin", &["import", "students", &roster]);
        let pass = college.path("pass");
        for (at, it) in PEOPLE.iter().enumerate().skip(1) {
            let phone = format!("1350000000{at}");
            let role = role_key(it.role);
            let mut add = vec!["user", "add", it.login, "--role", role, "--new-passphrase-file", &pass, "--kdf", "demo", "--phone", &phone];
            match it.login {
                "lead" => add.extend(["--class", "软件2401"]),
                "info" => add.extend(["--department", "信息学院"]),
                "nurse" => add.extend(["--department", "护理学院"]),
                _ => {}
            }
            college.says("admin", &add);
        }
        college.talk();
        college.happen();
        college.keep();
        college.sleep();
        college.serve();
        college.care();
        college.ask_for();
        college.hold();
        college.meet();
        college.publish();
        college
    }

    fn talk(&mut self) {
        use Visibility::{Normal, Private, Psych};
        let lines = [
            (
                "zhou",
                Normal,
                ZHANG,
                "study",
                Some(4),
                true,
                "2024010101 学业 缺课甲一 #缺课甲签 !4 >2026-11-24 ^普通",
                &["缺课甲一", "缺课甲签"][..],
            ),
            (
                "zhou",
                Private,
                ZHANG,
                "family",
                Some(3),
                true,
                "2024010101 家庭 破产乙一 #破产乙签 !3 >2026-11-24 ^私密",
                &["破产乙一", "破产乙签"],
            ),
            (
                "zhou",
                Psych,
                ZHANG,
                "psych",
                Some(2),
                true,
                "2024010101 心理 失眠丙一 #失眠丙签 !2 >2026-11-24 ^心理",
                &["失眠丙一", "失眠丙签"],
            ),
            (
                "centre",
                Private,
                LI,
                "relations",
                None,
                true,
                "2024020101 人际 争吵丁一 #争吵丁签 >2026-11-24 ^私密",
                &["争吵丁一", "争吵丁签", "争吵丁结"],
            ),
            ("zhou", Normal, LI, "career", Some(2), false, "2024020101 就业 面试戊一 #面试戊签 !2 ^普通", &["面试戊一", "面试戊签"]),
        ];
        for (by, visibility, student, topic, level, followup, line, secrets) in lines {
            let seq = self.says(by, &["talk", line])["seq"].as_u64().expect("it is written");
            self.talks.push(Talk { seq, visibility, by, student, topic, level, followup, secrets });
        }
        let closed = TalkAct::Closed { talk: Seq(self.talks[3].seq), text: "争吵丁结".into() };
        self.at_desk("centre", |desk| desk.submit(Act::Talk(closed)).expect("it is theirs"));
    }

    fn happen(&mut self) {
        let lines = [
            ("fire", "2024010101 消防 烟味己一 #烟味己签 !3", &["烟味己一", "烟味己签", "烟味己续"][..]),
            ("distress", "2024010101 心理危机 天台庚一 #天台庚签 !3", &["天台庚一", "天台庚签", "天台庚续"]),
        ];
        for (category, line, secrets) in lines {
            let seq = self.says("zhou", &["incident", line])["seq"].as_u64().expect("it is written");
            let noted = IncidentAct::Noted { incident: Seq(seq), at: now(), text: secrets[2].into() };
            self.at_desk("zhou", |desk| desk.submit(Act::Incident(noted)).expect("it is theirs"));
            self.incidents.push(Incident { seq, category, secrets });
        }
    }

    /// The schedule, and what happened to the logbook.
    fn keep(&mut self) {
        let shift = |it: &Person| Shift {
            day: now().day(DEFAULT_ZONE),
            post: Post::Leader,
            person: it.id(),
            starts: now(),
            ends: now().plus_minutes(60),
            signed_in: None,
            signed_out: None,
            cancelled: false,
        };
        let shifts = Act::Shift(ShiftAct::Published(PEOPLE.iter().map(shift).collect()));
        let glass = CustodyAct::GlassBroken { talk: Seq(self.talks[2].seq), reason: "天亮前必须找到他".into() };
        let (schedule, glass) = self.at_desk("office", |desk| {
            (desk.submit(shifts).expect("the office may").seq.0, desk.submit(Act::Custody(glass)).expect("the office may").seq.0)
        });
        let acts = [
            CustodyAct::BackedUp { id: [7; 16], upto: Seq(1), automatic: false },
            CustodyAct::UnlocksFailed { user: PEOPLE[1].id(), times: 2, last: now() },
            CustodyAct::ErasureProposed { scope: ErasureScope::Student(StudentId(0)), entries: 1, reason: "本人申请".into() },
        ];
        let [backup, unlocks, erasure] =
            self.at_desk("admin", |desk| acts.map(|act| desk.submit(Act::Custody(act)).expect("an administrator may").seq.0));
        (self.schedule, self.custody) = (schedule, [backup, unlocks, erasure, glass]);
    }

    /// The night: who was away, who is on leave, how a class is.
    fn sleep(&mut self) {
        let seq = |it: Value| it["seq"].as_u64().expect("it is written");
        let absent = self.says("zhou", &["round", "mark", "3-413", "absent", "1", "--note", REMARK_SAID]);
        let late = self.says("zhou", &["round", "mark", "5-202", "late", "1"]);
        let step = self.says("zhou", &["missing", "step", WANG, "student", "no_answer", "--text", STEP_SAID]);
        let asked = |from: &str, until: &str| {
            let (from, until) = (format!("{from}T08:00"), format!("{until}T08:30"));
            seq(self.says("zhou", &["leave", "ask", ZHANG, "--from", &from, "--until", &until, "--kind", "sick", "--text", LEAVE_SAID]))
        };
        let leaves = [
            asked("2026-12-01", "2026-12-01"),
            asked("2026-12-03", "2026-12-05"),
            asked("2026-12-07", "2026-12-12"),
            asked("2026-12-14", "2026-12-24"),
        ];
        let class = ClassId(0);
        let day = now().day(DEFAULT_ZONE);
        let reported = MoodReported { class, day, weather: Weather::Rain, low: 3, text: MOOD_SAID.into() };
        let revealed = CustodyAct::Revealed { student: StudentId(0), what: NumberKind::Phone, reason: REVEAL_SAID.into() };
        let exported = CustodyAct::Exported { what: "rounds".into(), reason: EXPORT_SAID.into(), rows: 3 };
        let acts = [Act::Mood(MoodAct::Reported(reported)), Act::Custody(revealed), Act::Custody(exported)];
        let [mood, reveal, export] = self.at_desk("zhou", |desk| acts.map(|act| desk.submit(act).expect("a counselor may").seq.0));
        let remark = absent["remark"].as_u64().expect("it is written");
        let sheets = [&absent, &late].map(|it| seq(it.clone()));
        self.night = Night { sheets, step: seq(step), remark, leaves, mood, reveal, export };
    }

    /// Terms, a leave, a line of the duty log and a handover.
    fn serve(&mut self) {
        let (zhou, lead) = (PEOPLE[1].id(), PEOPLE[2].id());
        let shift = ShiftId(u32::from(zhou.0));
        let day = now().day(DEFAULT_ZONE);
        let terms = DutyTerms { share: 1, exempt: None, leads: false, serves: true, sites: Default::default(), carried: 3 };
        let set = Act::Duty(DutyAct::TermsSet { user: zhou, before: None, after: Some(terms) });
        let terms = self.at_desk("leader", |desk| desk.submit(set).expect("a leader may").seq.0);
        let wanted = Wanted::Leave { from: day.plus(40), until: day.plus(41), kind: LeaveKind::Sick };
        let given = HandoverGiven { shift, next: None, to: lead, summary: HANDOVER_SAID.into(), lines: Vec::new(), things: "".into() };
        let acts = [
            Act::Change(ChangeAct::Asked { user: zhou, wanted, emergency: false, text: CHANGE_SAID.into() }),
            Act::Shift(ShiftAct::SignedIn { shift, at: now() }),
            Act::Shift(ShiftAct::Noted { shift, what: DutyNote::Visitor, text: NOTE_SAID.into() }),
            Act::Handover(HandoverAct::Given(given)),
            Act::Query(QueryAct::Saved { name: QUERY_SAID[1].into(), before: None, line: QUERY_SAID[0].into() }),
        ];
        let [change, _, note, handover, query] = self.at_desk("zhou", |desk| acts.map(|act| desk.submit(act).expect("their own").seq.0));
        self.duty = Duty { terms, change, note, handover, query };
    }

    /// A level looked at again, two marks, a snooze.
    fn care(&mut self) {
        let seq = |it: Value| it["seq"].as_u64().expect("it is written");
        let level = seq(self.says("zhou", &["care", "review", ZHANG, "--reason", LEVEL_SAID]));
        let mark = |trigger, said| seq(self.says("zhou", &["care", "mark", ZHANG, trigger, "--reason", said]));
        let marks = [mark("falling_marks", MARK_SAID), mark("distress", PSYCH_MARK_SAID)];
        let snooze = seq(self.says("zhou", &["next", "snooze", ZHANG, "--until", "5d", "--reason", SNOOZE_SAID]));
        self.cared = Cared { level, marks, snooze };
    }

    /// A mentor with a student, whom they met, and a place that is booked.
    fn meet(&mut self) {
        let seq = |it: Value| it["seq"].as_u64().expect("it is written");
        let mentor = seq(self.says("zhou", &["people", "add", "study_mentor", "王建国", "--mentee", ZHANG]));
        let met = seq(self.says("zhou", &["people", "meet", &format!("F{mentor}"), COMMUNITY_SAID[0], "--student", ZHANG]));
        self.says("office", &["place", "add", "活动室", "--kind", "activity_room"]);
        let line = format!("活动室 明天 14:00-16:00 心理委员 {}", COMMUNITY_SAID[1]);
        let booking = seq(self.says("zhou", &["place", "book", &line, "--student", ZHANG]));
        self.community = [mentor, met, booking];
    }

    /// News that is drafted, and an award with a candidate.
    fn publish(&mut self) {
        self.news = self.says("zhou", &["publish", "draft"])["seq"].as_u64().expect("it is written");
        let one = Nominated { nominee: Nominee::Room(RoomId(0)), why: vec![(AwardWhy::Hygiene, 1, 9_000)] };
        let (kind, day) = (AwardKind::Room, now().day(DEFAULT_ZONE));
        let opened = AwardOpened { kind, title: "文明宿舍".into(), from: day, until: day, places: 1, jury: 20, nominees: vec![one] };
        let opened = Act::Award(AwardAct::Opened(Box::new(opened)));
        self.award = self.at_desk("office", |desk| desk.submit(opened).expect("the office may").seq.0);
    }

    /// A repair and a complaint, both answered.
    fn ask_for(&mut self) {
        self.requests = [("报修", REQUESTS_SAID[0]), ("投诉", REQUESTS_SAID[1])].map(|(kind, [asked, answered])| {
            let line = format!("{ZHANG} {kind} {asked} @3-412");
            let seq = self.says("zhou", &["request", &line])["seq"].as_u64().expect("it is written");
            self.says("zhou", &["request", "answer", &format!("Q{seq}"), answered]);
            seq
        });
    }

    /// Something that was held, with 张三 there and a list that proves it.
    fn hold(&mut self) {
        self.activity = self.says("zhou", &["activity", "志愿服务 12人 清扫楼道"])["seq"].as_u64().expect("it is written");
        let (id, list) = (format!("A{}", self.activity), self.path("sign.txt"));
        self.says("zhou", &["activity", "attend", &id, ZHANG]);
        let shown = self.says("zhou", &["show", &id]);
        self.attended = shown["history"][1]["seq"].as_u64().expect("it is written");
        std::fs::write(&list, "签到").expect("it can be written");
        self.says("zhou", &["activity", "prove", &id, "--file", &list]);
    }

    pub(crate) fn path(&self, name: &str) -> String {
        self.folder.path().join(name).to_str().expect("a plain path").to_owned()
    }

    fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    fn says(&self, user: &str, arguments: &[&str]) -> Value {
        self.run(&self.home(), user, &[&["--json"], arguments].concat()).ok()
    }

    pub(crate) fn run(&self, home: &Path, user: &str, arguments: &[&str]) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_yedeng"));
        command.env_clear().env("HOME", self.folder.path()).env("LANG", "zh_CN.UTF-8").env("YEDENG_HOME", home);
        command.env("YEDENG_PASSPHRASE_FILE", self.path("pass")).env("YEDENG_USER", user);
        let output = command.args(["--now", NOW]).args(arguments).stdin(Stdio::null()).output().expect("it starts");
        Run {
            code: output.status.code().expect("it ends by itself"),
            stdout: String::from_utf8(output.stdout).expect("UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("UTF-8"),
        }
    }

    fn at_desk<T>(&self, user: &str, work: impl FnOnce(&Desk) -> T) -> T {
        let desk = open(&self.home(), user);
        let done = work(&desk);
        desk.close().expect("a checkpoint");
        done
    }

    /// A home of somebody's own to try things in.
    pub(crate) fn copy_for(&self, user: &str) -> PathBuf {
        let to = self.folder.path().join(format!("home-of-{user}"));
        copy(&self.home(), &to);
        to
    }
}

/// Opens a home in this process, for what the command line has no word for yet.
pub(crate) fn open(home: &Path, user: &str) -> Desk {
    let opening = Desk::begin(home, Clock::Fixed(now())).expect("nobody else is there");
    opening.unlock(user, PASSPHRASE).map_err(|(_, error)| error).expect("the passphrase is right")
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("it can be made");
    for item in std::fs::read_dir(from).expect("it is there").map(|it| it.expect("a file")) {
        if item.path().is_dir() {
            copy(&item.path(), &to.join(item.file_name()));
        } else {
            std::fs::copy(item.path(), to.join(item.file_name())).expect("it can be copied");
        }
    }
}

pub(crate) fn now() -> Stamp {
    Day::ymd(2026, 11, 24).expect("a day").at(DEFAULT_ZONE, 23, 36)
}

fn role_key(role: Role) -> &'static str {
    match role {
        Role::Counselor => "counselor",
        Role::DutyLeader => "duty_leader",
        Role::Department => "department",
        Role::CounsellingCentre => "counselling_centre",
        Role::StudentOffice => "student_office",
        Role::Administrator => "administrator",
    }
}

/// What one person is told. Each question is asked once.
pub(crate) struct Ears<'a> {
    pub(crate) college: &'a College,
    pub(crate) person: Person,
    home: PathBuf,
    heard: RefCell<HashMap<String, String>>,
}

impl<'a> Ears<'a> {
    pub(crate) fn new(college: &'a College, person: Person) -> Self {
        Self { college, person, home: college.copy_for(person.login), heard: RefCell::default() }
    }

    /// The answer, or `Null` where there is none.
    pub(crate) fn ask(&self, question: &str) -> Value {
        let heard = self.heard.borrow().get(question).cloned();
        let stdout = heard.unwrap_or_else(|| {
            let run = self.college.run(
                &self.home,
                self.person.login,
                &[&["--json"], &question.split(' ').filter(|it| !it.is_empty()).collect::<Vec<_>>()[..]].concat(),
            );
            assert!([0, 3, 4].contains(&run.code), "{} asks {question}: {}{}", self.person.login, run.stdout, run.stderr);
            self.heard.borrow_mut().insert(question.to_owned(), run.stdout.clone());
            run.stdout
        });
        serde_json::from_str(&stdout).unwrap_or(Value::Null)
    }

    /// The lines of the log.
    pub(crate) fn log(&self) -> Vec<Value> {
        self.ask("log --limit 0");
        let heard = self.heard.borrow();
        heard["log --limit 0"].lines().map(|line| serde_json::from_str(line).expect("one object a line")).collect()
    }

    /// Whether an answer is a list in which something has this id.
    pub(crate) fn lists(&self, question: &str, id: &str) -> bool {
        self.ask(question).as_array().is_some_and(|all| all.iter().any(|it| it["id"] == id || it["student_no"] == id))
    }

    /// Everything heard so far, and the same questions as people ask them.
    pub(crate) fn everything(&self, plainly: &[&str]) -> Vec<(String, String)> {
        let mut all: Vec<(String, String)> = self.heard.borrow().iter().map(|(asked, told)| (asked.clone(), told.clone())).collect();
        for question in plainly {
            let words = question.split(' ').filter(|it| !it.is_empty());
            let arguments: Vec<&str> = std::iter::once("--plain").chain(words).collect();
            let run = self.college.run(&self.home, self.person.login, &arguments);
            all.push(((*question).to_owned(), run.stdout + &run.stderr));
        }
        all
    }
}
