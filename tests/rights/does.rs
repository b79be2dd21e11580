//! The rows of what is done: each tried, by the command line where it has a word for it, else at the desk itself.

use crate::Compared;
use crate::college::{College, LI, NOW, PEOPLE, Person, Talk, WANG, ZHANG};
use std::path::Path;
use yedeng::campus::*;
use yedeng::desk::rights::{self, Grant, Right, TalkField};
use yedeng::desk::{Desk, Receipt, Refused};

/// What a cell lets this person do against what they are let do. `None` for a row of another sort.
pub(crate) fn compare(right: Right, college: &College, person: Person, desk: &Desk, home: &Path) -> Option<Vec<Compared>> {
    let trial = Trial { right, college, person, desk, home };
    let me = person.id();
    let day = crate::college::now().day(DEFAULT_ZONE);
    let (talk, private, incident) = (&college.talks[0], &college.talks[3], Seq(college.incidents[0].seq));
    let handle = |act: IncidentAct| trial.act("of zhou", &["zhou"], &[ZHANG], Act::Incident(act));
    Some(match right {
        Right::Found => {
            let founded = Founded { college: "x".into(), zone: "UTC".into(), room_template: "{room}".into() };
            trial.act("again", &[], &[], Act::Founded(founded))
        }
        Right::PlacesSet => trial.act("nothing new", &[], &[], Act::Place(PlaceAct::Laid(Laid::default()))),
        Right::UsersSet => {
            let pass = college.path("pass");
            trial.command("user add", &[], &["user", "add", "new", "--new-passphrase-file", &pass, "--kdf", "demo"])
        }
        Right::PassphraseSet => {
            let pass = college.path("pass");
            let set = |login| trial.command(login, &[login], &["user", "passwd", login, "--new-passphrase-file", &pass, "--kdf", "demo"]);
            [person.login, "nurse"].into_iter().flat_map(set).collect()
        }
        Right::KeyPublish => {
            let publish = |it: &Person| Act::Staff(StaffAct::KeyPublished { user: it.id(), key: [9; 32] });
            let others = trial.act("another's", &["other"], &[], publish(&PEOPLE[3]));
            others.into_iter().chain(trial.act("one's own", &[person.login], &[], publish(&person))).collect()
        }
        Right::OfficersSet => trial.act("nobody", &[], &[], Act::Staff(StaffAct::OfficersNamed(Vec::new()))),
        Right::RosterImport => {
            let roster = home.join("more.csv");
            std::fs::write(&roster, "学号,姓名\n2024039999,王五\n").expect("it can be written");
            let roster = roster.to_str().expect("a plain path");
            let dry = trial.command("import --dry-run", &[], &["import", "students", roster, "--dry-run"]);
            dry.into_iter().chain(trial.command("import", &[], &["import", "students", roster])).collect()
        }
        Right::SchedulePublish => trial.act("nothing", &[], &[], Act::Shift(ShiftAct::Recalled(Vec::new()))),
        Right::ShiftSign => {
            let sign = |it: &Person| Act::Shift(ShiftAct::SignedIn { shift: ShiftId(u32::from(it.id().0)), at: crate::college::now() });
            let others = PEOPLE.iter().find(|it| **it != person).expect("there are others");
            let own = trial.act("one's own", &[person.login], &[], sign(&person));
            own.into_iter().chain(trial.act("another's", &[others.login], &[], sign(others))).collect()
        }
        Right::DutyTermsSet => trial.act("one's own", &[], &[], Act::Duty(DutyAct::TermsSet { user: me, before: None, after: None })),
        Right::PreferenceSet => {
            let prefers = |it: &Person| Act::Duty(DutyAct::Preferred { user: it.id(), from: day, until: day, what: Preference::Avoid });
            trial.each(&prefers)
        }
        Right::ScheduleDraft => {
            trial.act("a draft", &[], &[], Act::Draft(DraftAct::Made { from: day, until: day, seed: 1, seats: Vec::new() }))
        }
        Right::ShiftReassign => {
            let reassigned = ShiftAct::Reassigned { turns: Vec::new(), emergency: false, text: "病了".into() };
            trial.act("nothing", &[], &[], Act::Shift(reassigned))
        }
        Right::ShiftCheck => {
            let checked = ShiftAct::Checked { shift: ShiftId(0), at: crate::college::now(), found: PostCheck::Present, text: "".into() };
            trial.act("of admin", &[], &[], Act::Shift(checked))
        }
        Right::ShiftNote => {
            let noted = |it: &Person| Act::Shift(ShiftAct::Noted { shift: shift_of(it), what: DutyNote::Weather, text: "晴".into() });
            trial.each(&noted)
        }
        Right::ChangeAsk => {
            let asks = |it: &Person| {
                let wanted = Wanted::GiveAway { shift: shift_of(it) };
                Act::Change(ChangeAct::Asked { user: it.id(), wanted, emergency: false, text: "".into() })
            };
            let withdraws = Act::Change(ChangeAct::Withdrawn { change: Seq(college.duty.change) });
            trial.each(&asks).into_iter().chain(trial.act("of zhou", &["zhou"], &[], withdraws)).collect()
        }
        Right::ChangeDecide => {
            let declined = ChangeAct::Declined { change: Seq(college.duty.change), text: "人手不够".into() };
            trial.act("of zhou", &[], &[], Act::Change(declined))
        }
        Right::HandoverGive => {
            let gives = |it: &Person| {
                let (shift, to) = (shift_of(it), UserId(0));
                let given = HandoverGiven { shift, next: None, to, summary: "".into(), lines: Vec::new(), things: "".into() };
                Act::Handover(HandoverAct::Given(given))
            };
            let answers = HandoverAct::Answered { handover: Seq(college.duty.handover), text: "在柜里".into() };
            trial.each(&gives).into_iter().chain(trial.act("of zhou", &["zhou"], &[], Act::Handover(answers))).collect()
        }
        Right::HandoverTake => {
            let asked = HandoverAct::Asked { handover: Seq(college.duty.handover), text: "钥匙在哪".into() };
            trial.act("to lead", &["lead"], &[], Act::Handover(asked))
        }
        Right::HandoverBypass => {
            let bypassed = HandoverAct::Bypassed { handover: Seq(college.duty.handover), text: "有人晕倒".into() };
            trial.act("to lead", &["lead"], &[], Act::Handover(bypassed))
        }
        Right::RoundMark => {
            let marked = RoundAct::Marked { day, building: BuildingId(0), floor: 4, changes: Vec::new(), note: "".into() };
            trial.act("a floor", &[], &[], Act::Round(marked))
        }
        Right::SearchHandle => {
            let step = ["missing", "step", WANG, "room_mates", "answered"];
            let found = ["missing", "found", WANG, "--text", "在图书馆"];
            let escalate = ["missing", "escalate", WANG];
            let about = |what, arguments: &[&str]| trial.command_about(what, &["zhou"], WANG, arguments);
            [about("step", &step), about("escalate", &escalate), about("found", &found)].into_iter().flatten().collect()
        }
        Right::RoomMove => {
            let moves = trial.command("move", &[], &["room", "move", WANG, "3-413-3"]);
            moves.into_iter().chain(trial.command("out", &[], &["room", "out", WANG])).collect()
        }
        Right::SponsorSet => {
            let nothing = PlaceAct::SponsorSet { building: BuildingId(0), before: None, after: None };
            trial.act("of nobody", &[], &[], Act::Place(nothing))
        }
        Right::ServiceRecord => {
            let commended = ServiceAct::Commended { student: StudentId(0), day, text: "优秀".into() };
            trial.act("commend", &[], &[], Act::Service(commended))
        }
        Right::HygieneScore => {
            let scored = Scored { room: RoomId(0), day, off: Vec::new(), text: "".into(), mend_by: None };
            trial.act("score", &[], &[], Act::Hygiene(HygieneAct::Scored(scored)))
        }
        Right::MoodReport => {
            let reported = MoodReported { class: ClassId(1), day, weather: Weather::Sunny, low: 0, text: "".into() };
            trial.act("a class", &[], &[], Act::Mood(MoodAct::Reported(reported)))
        }
        Right::PresetSet => trial.act("as it ships", &[], &[], Act::Preset(PresetAct::Set { before: "".into(), after: "".into() })),
        Right::QueryKeep => {
            let line = Box::<str>::from("缺课");
            trial.command("search --save", &[], &["search", &line, "--save", "缺课的"])
        }
        Right::LeaveAsk => {
            let asked = ["leave", "ask", WANG, "--from", "2026-12-01", "--until", "2026-12-01"];
            trial.command_about("ask", &[], WANG, &asked)
        }
        Right::LeaveDecideShort => trial.decides(0),
        Right::LeaveDecideMiddle => trial.decides(1),
        Right::LeaveDecideLong => trial.decides(2),
        Right::LeaveDecideCollege => trial.decides(3),
        Right::ExportIdentified => {
            let exported = CustodyAct::Exported { what: "rounds".into(), reason: "核查".into(), rows: 1 };
            trial.act("rounds", &[], &[], Act::Custody(exported))
        }
        Right::RevealPhone => trial.reveals("phone"),
        Right::RevealGuardian => trial.reveals("guardian"),
        Right::RevealIdentity => trial.reveals("identity"),
        Right::TalkLog => trial.command("talk", &[], &["talk", "2024010101 学业 又谈了一次", "--dry-run"]),
        Right::TalkSettle => college.talks.iter().flat_map(|it| trial.settles(it)).collect(),
        Right::TalkWithdraw => {
            let withdraw = |it: &Talk| {
                let levels = Default::default();
                trial.act(it.by, &[it.by], &[it.student], Act::Talk(TalkAct::Withdrawn { talk: Seq(it.seq), levels }))
            };
            [&college.talks[4], private].into_iter().flat_map(withdraw).collect()
        }
        Right::TalkAmend => {
            let amend = |it: &Talk| {
                let act = TalkAct::Amended { talk: Seq(it.seq), text: "当晚又来电话".into() };
                trial.act(it.by, &[it.by], &[it.student], Act::Talk(act))
            };
            [&college.talks[4], private].into_iter().flat_map(amend).collect()
        }
        Right::TalkShare => {
            let added = |it: &Talk| {
                let centre = PEOPLE[7].id();
                // A psychological talk is sealed to the counselling centre as well.
                let readers = if it.visibility == Visibility::Psych { vec![it.by, "centre"] } else { vec![it.by] };
                trial.act(
                    it.by,
                    &readers,
                    &[it.student],
                    Act::Talk(TalkAct::ReaderAdded { talk: Seq(it.seq), reader: centre, keys: Vec::new() }),
                )
            };
            college.talks[1..4].iter().flat_map(added).collect()
        }
        Right::IncidentOpen => trial.command("incident", &[], &["incident", "3-412 停电", "--dry-run"]),
        Right::IncidentHandle => handle(IncidentAct::Noted { incident, at: crate::college::now(), text: "去看过".into() }),
        Right::IncidentLighten => {
            let (from, to) = (Severity::Serious, Severity::Ordinary);
            handle(IncidentAct::Weighed { incident, from, to, text: "并不严重".into() })
        }
        Right::ReportSign => handle(IncidentAct::Countersigned { incident, paper: Seq(1), text: "".into() }),
        Right::IncidentWithdraw => {
            let (from, to) = (IncidentState::New, IncidentState::Withdrawn);
            handle(IncidentAct::Moved { incident, from, to, text: "记错了".into() })
        }
        Right::LevelSet => trial.cares(&|student| {
            let (before, after, until) = (Concern::Orange, Concern::Red, Some(day.plus(7)));
            CareAct::LevelSet(LevelChange { student, before, after, until, reviewer: Some(UserId(1)), reason: "夜里".into() })
        }),
        Right::MarkSet => {
            let marks = trial.cares(&|student| CareAct::Marked(Marked { student, trigger: Trigger::Arrears, day, reason: "".into() }));
            // Whoever does not see a mark does not take it off.
            let sees = person.reached_by(Right::PsychMarkSeen.grant(person.role), &["zhou"], &[ZHANG]);
            let off = Act::Care(CareAct::MarkWithdrawn { mark: Seq(college.cared.marks[1]) });
            let given = trial.at_desk(|desk| desk.submit(off));
            let due = trial.due(&[], &[ZHANG]) && sees;
            marks.into_iter().chain([Compared { what: "a mark of the soul, off".into(), given, due }]).collect()
        }
        Right::SnoozeSet => {
            let reason = || "实训".into();
            trial.cares(&|student| CareAct::Snoozed(Snoozed { student, until: day.plus(3), reason: reason() }))
        }
        Right::RequestOpen => trial.command("request", &[], &["request", "3-412 灯坏了", "--dry-run"]),
        Right::RequestHandle => {
            let noted = |nth: usize| {
                let act = RequestAct::Noted { request: Seq(college.requests[nth]), at: crate::college::now(), text: "问过".into() };
                trial.at_desk(|desk| desk.submit(Act::Request(act)))
            };
            let due = trial.due(&["zhou"], &[ZHANG]);
            let reads = person.reached_by(Right::ComplaintWords.grant(person.role), &["zhou"], &[ZHANG]);
            vec![
                Compared { what: "a repair".into(), given: noted(0), due },
                Compared { what: "a complaint".into(), given: noted(1), due: due && reads },
            ]
        }
        Right::RequestWithdraw => {
            let (from, to) = (RequestState::Answered, RequestState::Withdrawn);
            let moved = RequestAct::Moved { request: Seq(college.requests[0]), from, to, text: "记错了".into() };
            trial.act("of zhou", &["zhou"], &[ZHANG], Act::Request(moved))
        }
        Right::AwardSet => {
            let (award, winners) = (Seq(college.award), vec![Nominee::Room(RoomId(0))]);
            let decided = AwardAct::Decided { award, winners, text: "".into() };
            let all = trial.act("decided", &[], &[], Act::Award(decided)).into_iter();
            all.chain(trial.act("open again", &[], &[], Act::Award(AwardAct::Reopened { award }))).collect()
        }
        Right::JuryPoint => {
            let (award, nominee) = (Seq(college.award), Nominee::Room(RoomId(0)));
            trial.act("a room", &[], &[], Act::Award(AwardAct::Pointed { award, nominee, before: None, after: Some(80) }))
        }
        Right::NewsDraft => {
            let about = NewsAbout::Period { from: day, until: day, community: None };
            let (title, text) = ("动态".into(), "做了这些".into());
            let drafted = NewsDrafted { about, house: NewsHouse::Cloud, title, text, pictures: Vec::new(), students: Vec::new() };
            trial.act("a piece", &[], &[], Act::News(NewsAct::Drafted(Box::new(drafted))))
        }
        Right::NewsReview => {
            let back = NewsAct::SentBack { news: Seq(college.news), text: "标题再短些".into() };
            trial.act("of zhou", &[], &[], Act::News(back))
        }
        Right::NewsPublish => trial.act("of zhou", &[], &[], Act::News(NewsAct::Recalled { news: Seq(college.news) })),
        Right::NewsWithdraw => {
            let gone = NewsAct::Withdrawn { news: Seq(college.news), from: NewsState::Drafted };
            trial.act("of zhou", &["zhou"], &[], Act::News(gone))
        }
        Right::ReceptionHold => trial.command("hold", &[], &["reception", "hold", "刘副校长", "--rank", "college"]),
        Right::TermSet => {
            let facts = TermFacts { name: "秋".into(), year: "2026-2027".into(), from: day.plus(-60), until: day.plus(60) };
            trial.act("a term", &[], &[], Act::Term(TermAct::Set { term: None, before: None, after: Some(facts) }))
        }
        Right::ActivityEnter => trial.command("activity", &[], &["activity", "志愿服务 3人 清扫", "--dry-run"]),
        Right::ActivityHandle => {
            let act = ActivityAct::Noted { activity: Seq(college.activity), text: "补记".into() };
            trial.act("of zhou", &["zhou"], &[], Act::Activity(act))
        }
        Right::ActivityPublish => {
            let (from, to) = (ActivityState::Proved, ActivityState::Published);
            let moved = ActivityAct::Moved { activity: Seq(college.activity), from, to, text: "云平台".into() };
            let published = trial.act("of zhou", &["zhou"], &[], Act::Activity(moved));
            // As it was, for who tries after us.
            let back = ActivityAct::Moved { activity: Seq(college.activity), from: to, to: from, text: "再改".into() };
            trial.at_desk(|desk| desk.submit(Act::Activity(back)));
            published
        }
        Right::ActivityWithdraw => {
            let (from, to) = (ActivityState::Proved, ActivityState::Withdrawn);
            let moved = ActivityAct::Moved { activity: Seq(college.activity), from, to, text: "记错了".into() };
            trial.act("of zhou", &["zhou"], &[], Act::Activity(moved))
        }
        Right::CommunityRecord => trial.command("a mentor", &[], &["people", "add", "club_mentor", "赵明"]),
        Right::CommunitySet => {
            let place = trial.command("a place", &[], &["place", "add", "驿站", "--kind", "station"]).into_iter();
            let task = trial.command("a task", &[], &["people", "task", "add", "挂牌", "--lead", "宣传部", "--due", "3d"]);
            place.chain(task).collect()
        }
        Right::VenueUse => trial.command("book", &[], &["place", "book", "活动室 后天 9:00-10:00 数学社"]),
        Right::BookingWithdraw => {
            let booking = Seq(college.community[2]);
            trial.act("of zhou", &["zhou"], &[ZHANG], Act::Venue(VenueAct::BookingWithdrawn { booking, text: "".into() }))
        }
        Right::TakeBack => {
            let undo = |what, by: &str, seq: u64| trial.command(what, &[by], &["undo", &seq.to_string()]);
            let talks = undo("a talk of zhou", "zhou", talk.seq).into_iter();
            let incidents = undo("an incident of zhou", "zhou", college.incidents[1].seq);
            talks.chain(incidents).chain(undo("the roster of admin", "admin", college.roster)).collect()
        }
        Right::TakeBackSetting => {
            let publishes = Right::SchedulePublish.grant(person.role) == Grant::Yes;
            let due = trial.due(&["office"], &[]) && publishes;
            let given = trial.at_desk(|desk| desk.undo(Seq(college.schedule)));
            vec![Compared { what: "the schedule of office".into(), given, due }]
        }
        Right::BackupMake => {
            let backup = CustodyAct::BackedUp { id: [1; 16], upto: Seq(1), automatic: true };
            trial.act("at the end of a shift", &[], &[], Act::Custody(backup))
        }
        Right::CustodyRecord => trial.act("what happened", &[], &[], Act::Custody(CustodyAct::RecoveryUsed { user: me })),
        Right::KeysRotate => trial.act("a new epoch", &[], &[], Act::Custody(CustodyAct::KeyRotated { epoch: 9 })),
        // There is no act for these: whatever does them asks first.
        Right::MirrorSet | Right::RecoveryRenew => {
            let asks = if right == Right::MirrorSet { rights::may_tend_copies } else { rights::may_renew_recovery_key };
            vec![Compared { what: "asked".into(), given: asks(&desk.campus(), me), due: trial.due(&[], &[]) }]
        }
        Right::ErasePropose => {
            let proposed = CustodyAct::ErasureProposed { scope: ErasureScope::Student(StudentId(1)), entries: 0, reason: "申请".into() };
            trial.act("a student", &[], &[], Act::Custody(proposed))
        }
        Right::EraseApprove => {
            trial.act("of admin", &[], &[], Act::Custody(CustodyAct::ErasureApproved { erasure: Seq(college.custody[2]) }))
        }
        Right::EraseRun => {
            let erased = CustodyAct::Erased { erasure: Seq(1), entries: Vec::new() };
            trial.act("nothing", &[], &[], Act::Custody(erased))
        }
        // Breaking the glass is done, though it stands in a row of what is seen.
        Right::NormalWords => trial.breaks_glass(&college.talks[4]),
        Right::PrivateWords => trial.breaks_glass(private),
        Right::PsychWords => trial.breaks_glass(&college.talks[2]),
        _ => return None,
    })
}

/// The shift that somebody has, and nobody else.
fn shift_of(person: &Person) -> ShiftId {
    ShiftId(u32::from(person.id().0))
}

struct Trial<'a> {
    right: Right,
    college: &'a College,
    person: Person,
    /// An open home, for what the command line has no word for.
    desk: &'a Desk,
    /// Another one, for the command line.
    home: &'a Path,
}

impl Trial<'_> {
    fn grant(&self) -> Grant {
        self.right.grant(self.person.role)
    }

    fn due(&self, mine: &[&str], students: &[&str]) -> bool {
        self.person.reached_by(self.grant(), mine, students)
    }

    /// Lets them try something at the desk. That a rule of the trade forbids it does not matter here.
    fn at_desk(&self, work: impl FnOnce(&Desk) -> Result<Receipt, Refused>) -> bool {
        let answer = work(self.desk);
        !matches!(answer, Err(Refused::Rule(Refusal::NotAllowed | Refusal::NotYours)))
    }

    fn act(&self, what: &str, mine: &[&str], students: &[&str], act: Act) -> Vec<Compared> {
        let given = self.at_desk(|desk| desk.submit(act));
        vec![Compared { what: what.to_owned(), given, due: self.due(mine, students) }]
    }

    /// An act of care about `ZHANG`, and about `LI`.
    fn cares(&self, act: &dyn Fn(StudentId) -> CareAct) -> Vec<Compared> {
        let about = |row, no: &str| self.act(no, &[], &[no], Act::Care(act(StudentId(row))));
        about(0, ZHANG).into_iter().chain(about(1, LI)).collect()
    }

    /// Something that everybody has one of: one's own, and another's.
    fn each(&self, act: &dyn Fn(&Person) -> Act) -> Vec<Compared> {
        let other = PEOPLE.iter().find(|it| **it != self.person).expect("there are others");
        let own = self.act("one's own", &[self.person.login], &[], act(&self.person));
        own.into_iter().chain(self.act("another's", &[other.login], &[], act(other))).collect()
    }

    /// Lets them type a command; exit code 4 is "not allowed".
    fn command(&self, what: &str, mine: &[&str], arguments: &[&str]) -> Vec<Compared> {
        self.command_about(what, mine, LI, arguments)
    }

    fn command_about(&self, what: &str, mine: &[&str], student: &str, arguments: &[&str]) -> Vec<Compared> {
        let run = self.college.run(self.home, self.person.login, arguments);
        assert!([0, 1, 4].contains(&run.code), "{} {arguments:?} at {NOW}: {}{}", self.person.login, run.stdout, run.stderr);
        vec![Compared { what: what.to_owned(), given: run.code != 4, due: self.due(mine, &[student]) }]
    }

    /// About a leave of `ZHANG`, from the shell where they know of it, and at the desk.
    fn decides(&self, nth: usize) -> Vec<Compared> {
        let leave = Seq(self.college.night.leaves[nth]);
        let declined = LeaveAct::Declined { leave, text: "考试周".into() };
        let acts = [LeaveAct::Approved { leave }, LeaveAct::Restored { leave, to: LeaveState::Asked }, declined];
        acts.into_iter().flat_map(|act| self.act("a leave", &[], &[ZHANG], Act::Leave(act))).collect()
    }

    fn reveals(&self, what: &str) -> Vec<Compared> {
        [ZHANG, LI].into_iter().flat_map(|no| self.command_about(no, &[], no, &["reveal", no, what])).collect()
    }

    fn settles(&self, it: &Talk) -> Vec<Compared> {
        let words = Right::of_talk(it.visibility, TalkField::Words).grant(self.person.role);
        let due = self.due(&[it.by], &[it.student]) && self.person.reached_by(words, &[it.by], &[it.student]);
        let given = self.at_desk(|desk| desk.submit(Act::Talk(TalkAct::Reopened { talk: Seq(it.seq) })));
        vec![Compared { what: format!("T{} of {}", it.seq, it.by), given, due }]
    }

    fn breaks_glass(&self, it: &Talk) -> Vec<Compared> {
        let due = self.grant() == Grant::Glass && it.by != self.person.login;
        let given = {
            let campus = self.desk.campus();
            campus.talks().get(Seq(it.seq)).is_some_and(|it| rights::may_break_glass(&campus, self.desk.user(), it))
        };
        let acted =
            self.at_desk(|desk| desk.submit(Act::Custody(CustodyAct::GlassBroken { talk: Seq(it.seq), reason: "找不到人".into() })));
        let what = format!("of T{}: the glass", it.seq);
        vec![Compared { what: what.clone(), given, due }, Compared { what, given: acted, due }]
    }
}
