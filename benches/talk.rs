//! Talks: how fast lines are acknowledged when they come in a stream, and how long a student's story takes to open.
//!
//! Compare within one run only: absolute times are those of the machine.

#![expect(clippy::unwrap_used, reason = "a bench, not the program")]

use divan::Bencher;
use divan::counter::ItemsCount;
use std::path::Path;
use tempfile::TempDir;
use yedeng::campus::{
    Act, Campus, Concern, DEFAULT_ZONE, Day, Entry, Import, PersonAct, RoomId, SeatId, Seq, Stamp, StudentChange, StudentFacts, StudentId,
    TalkAct, TalkLogged, Topic, UserId, Visibility, Way,
};
use yedeng::capture::{Form, Resolve, Setting, read};
use yedeng::desk::{Clock, Desk, Founding, KdfCost, Sight};

fn main() {
    divan::main();
}

/// On the disk that is measured, not in memory as `/tmp` may be.
const DIR: &str = env!("CARGO_TARGET_TMPDIR");
/// Lines that share a sync in `talk -`.
const BATCH: usize = 500;
/// Talks of the student whose story is told: twice a week for a school year.
const STORY: usize = 60;

fn now() -> Stamp {
    Day::ymd(2026, 11, 23).unwrap_or_default().at(DEFAULT_ZONE, 23, 36)
}

fn student(n: usize) -> StudentChange {
    let after = StudentFacts { no: format!("2023{n:08}").into(), name: "欧阳娜娜".into(), left: false, ..StudentFacts::erased() };
    StudentChange { before: None, after }
}

fn talk(who: usize, text: &str, visibility: Visibility) -> Act {
    Act::Talk(TalkAct::Logged(TalkLogged {
        students: [StudentId::of(who)].into_iter().collect(),
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
    }))
}

/// A desk with so many students.
fn desk(students: usize) -> (TempDir, Desk) {
    let dir = tempfile::tempdir_in(DIR).unwrap();
    let founding = Founding { college: "学院".into(), login: "bench".into(), name: "张敏".into() };
    let home = Path::new(dir.path()).join("home");
    let (desk, _) = Desk::create(&home, founding, "bench", KdfCost::DEMO, Clock::Fixed(now())).unwrap();
    let students = (0..students).map(student).collect();
    desk.submit(Act::Person(PersonAct::Imported(Import { students, ..Import::default() }))).unwrap();
    (dir, desk)
}

/// Students by number alone.
struct Numbers<'a>(&'a Campus);

impl Resolve for Numbers<'_> {
    fn students(&self, words: &str) -> Vec<StudentId> {
        self.0.people().by_no(words).into_iter().collect()
    }

    fn rooms(&self, _: &str) -> Vec<RoomId> {
        Vec::new()
    }
}

/// A batch of lines: read, checked, sealed, synced, acknowledged. Items are talks, each durable when it is acknowledged.
#[divan::bench(sample_count = 20, sample_size = 1)]
fn a_stream_of_lines(bencher: Bencher<'_, '_>) {
    let (_dir, desk) = desk(13_000);
    let lines: Vec<String> = (0..BATCH).map(|n| format!("2023{:08} 学业 高数缺课三次,答应这周不再缺课 >3d #缺课", n * 7)).collect();
    bencher.counter(ItemsCount::new(BATCH)).bench_local(|| {
        let acts: Vec<Act> = {
            let campus = desk.campus();
            let resolve = Numbers(&campus);
            let setting = Setting {
                campus: &campus,
                resolve: &resolve,
                now: now(),
                user: desk.user(),
                building: None,
                picks: &[],
                answers: None,
                holds: None,
                tags: &[],
            };
            lines.iter().map(|it| read(Form::Talk, it, &setting).act(&setting).unwrap()).collect()
        };
        assert!(desk.submit_many(acts).iter().all(Result::is_ok));
    });
}

/// A student's story from the disk: what is seen of it, and every word, a third of it sealed to its readers.
#[divan::bench]
fn a_story_with_its_words(bencher: Bencher<'_, '_>) {
    let (_dir, desk) = desk(13_000);
    let text = "高数缺课三次,任课老师发来名单。学生说早八起不来,前面落下以后越听越糊涂。".repeat(3);
    let sorts = [Visibility::Normal, Visibility::Normal, Visibility::Psych];
    let acts = (0..STORY).map(|n| talk(7, &text, sorts[n % 3])).collect();
    assert!(desk.submit_many(acts).iter().all(Result::is_ok));
    bencher.bench_local(|| {
        let entries: Vec<Seq> = desk.sight(&desk.campus()).story(StudentId(7)).iter().flat_map(|it| it.entries()).collect();
        assert_eq!(entries.len(), STORY);
        entries.into_iter().map(|seq| desk.entry(seq).unwrap().unwrap()).collect::<Vec<_>>()
    });
}

/// The same question to a college of 50,000 students with 400,000 talks, without the words.
#[divan::bench]
fn a_story_among_400k_talks(bencher: Bencher<'_, '_>) {
    let mut campus = Campus::default();
    let act = Act::Person(PersonAct::Imported(Import { students: (0..50_000).map(student).collect(), ..Import::default() }));
    campus.apply(&Entry { seq: Seq(1), at: now(), by: UserId(0), seat: SeatId(0), act });
    for n in 0..400_000u64 {
        let act = talk((n * 7919 % 50_000) as usize, "", Visibility::Normal);
        campus.apply(&Entry { seq: Seq(n + 2), at: now(), by: UserId(0), seat: SeatId(0), act });
    }
    bencher.bench_local(|| Sight::new(&campus, UserId(0)).story(StudentId(7)).len());
}
