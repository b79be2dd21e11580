//! What one key of a full-text search costs over 400,000 talks of 200 to 2,000 bytes and 50,000 students, what it takes in memory, and the same words
//! looked for by ripgrep (or grep) in the same texts in clear, in the same run.
//!
//! `cargo bench --bench search`; `-- --talks 40000` for less. The aim is 50 ms at the 99th percentile once the texts are there, memory no more than
//! the texts, and not slower than ripgrep. Compare within one run only: absolute times are those of the machine.

#![expect(clippy::print_stdout, reason = "a bench tells its figures")]
#![expect(clippy::unwrap_used, reason = "a bench, not the program")]

use std::io::Write as _;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};
use yedeng::campus::{
    Act, Bed, Building, BuildingId, Campus, Class, ClassId, Concern, Day, Entry, Founded, Import, Laid, PersonAct, PlaceAct, Role, Room,
    RoomId, RoomUse, SeatId, Seq, StaffAct, Stamp, StudentChange, StudentFacts, StudentId, TalkAct, TalkLogged, Topic, User, UserId,
    Visibility, Way,
};
use yedeng::desk::search::measure::Bench;
use yedeng::desk::{Around, Clock, Desk, KdfCost, Look};
use yedeng::finder::Finder;
use yedeng::query::{Ground, Wanted, read, resolve};

const TALKS: usize = 400_000;
const STUDENTS: usize = 50_000;
const CLASSES: usize = 1_000;
/// Talks in a home on disk, for how fast they are read.
const HOME_TALKS: usize = 30_000;
const ROUNDS: usize = 5;
const LIMIT: usize = 200;

/// What is typed, key by key; and the filters it is typed with.
const WORDS: [&str; 10] = ["室友", "学习状态", "失眠", "睡不好", "助学金", "奖学金评定", "QQ群", "wifi", "薛定谔猫", "zzzz"];
const FILTERS: [&str; 4] = ["", "topic:心理 ", "since:上月 level:<=2 ", "class:软件2301 "];

const SENTENCES: [&str; 40] = [
    "与室友作息冲突，近两周睡不好，情绪低落。",
    "学习状态一般，高数跟不上，担心期末挂科。",
    "家里父亲生病，经济压力大，想申请助学金。",
    "和同班同学发生口角，已经当面和好。",
    "准备考研，每天在图书馆到十点半。",
    "最近沉迷手机游戏，凌晨两点才睡。",
    "参加了学生会，事情多，时间安排不过来。",
    "对专业没有兴趣，想转专业，问了流程。",
    "恋爱受挫，情绪不稳定，约了下周再谈。",
    "宿舍卫生没人打扫，已经排了值日表。",
    "实习单位离学校远，每周回来一次。",
    "家长来电，希望多留意他的身体状况。",
    "贫困认定材料还差一份，月底前补齐。",
    "晚归三次，已经说明规定，本人承诺改正。",
    "身体不适，校医院开了药，明天复查。",
    "入党积极分子，思想汇报按时交。",
    "想家，周末常回去，适应得比较慢。",
    "体测不及格，答应每天跑两公里。",
    "课堂上睡觉，任课老师反映了两次。",
    "QQ群里有人发兼职广告，提醒不要转账。",
    "宿舍 WiFi 不稳定，已报后勤处理。",
    "英语四级没有过，报了补习班。",
    "奖学金评定有疑问，解释了评分办法。",
    "失眠一个多月，建议去心理中心看看。",
    "同意先和室友谈一谈，再决定要不要换寝室。",
    "父母离异，和母亲一起生活，不愿多说。",
    "打工时间太长，影响上课，劝其减少。",
    "竞赛进了省赛，最近常熬夜改方案。",
    "网购被骗八百元，已经报警并登记。",
    "吸烟被查到一次，写了保证书。",
    "少数民族学生，饮食不太习惯。",
    "毕业设计选题定了，导师每周见一次。",
    "求职简历改了三版，还没有面试通知。",
    "对未来迷茫，聊了职业规划和家里的期望。",
    "班级活动很少参加，不太爱说话。",
    "说话时一直低头，手上有抓痕，需要多关注。",
    "已告知寝室长夜里多留意，有情况马上联系。",
    "约定每周三下午来办公室坐一坐。",
    "情绪比上次好，愿意和同学一起吃饭了。",
    "需要回访。",
];

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let talks = arguments.iter().position(|it| it == "--talks").and_then(|at| arguments.get(at + 1)).and_then(|it| it.parse().ok());
    let talks = talks.unwrap_or(TALKS);
    println!("machine: {} threads; {talks} talks, {STUDENTS} students", std::thread::available_parallelism().map_or(1, |it| it.get()));
    in_memory(talks);
    on_disk();
}

/// The text of a talk: always the same for a row.
fn text(row: usize) -> String {
    let mut state = (row as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut next = |limit: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((state >> 33) as usize) % limit
    };
    // Many short ones, few long: evenly spread over the logarithm of the length.
    let length = (200.0 * 10_f64.powf(next(10_000) as f64 / 10_000.0)) as usize;
    let mut text = String::with_capacity(length + 64);
    while text.len() < length {
        // The first are said often, the last rarely.
        let at = next(SENTENCES.len()).min(next(SENTENCES.len()));
        text.push_str(SENTENCES[at]);
    }
    text
}

fn talk(row: usize, text: String) -> TalkLogged {
    TalkLogged {
        students: [StudentId((row * 7 % STUDENTS) as u32)].into_iter().collect(),
        held: Stamp(1_700_000_000_000 + row as i64 * 180_000),
        topic: Topic::ALL[row % Topic::ALL.len()],
        way: Way::InPerson,
        place: None,
        level: [None, None, None, Some(Concern::Yellow), Some(Concern::Orange), Some(Concern::Red)][row % 6],
        followup: None,
        visibility: Visibility::Normal,
        answers: None,
        tags: Vec::new(),
        text: text.into(),
        levels_before: Default::default(),
    }
}

fn college() -> Vec<Act> {
    let rooms = (0..STUDENTS / 4).map(|it| Room {
        building: BuildingId((it / 500) as u16),
        floor: 1,
        number: format!("{}", 100 + it % 500).into(),
        beds: 4,
        purpose: RoomUse::Dwelling,
    });
    let laid = Laid {
        communities: Vec::new(),
        buildings: (1..=STUDENTS / 2_000 + 1).map(|it| Building { number: it.to_string().into(), community: None, sex: None }).collect(),
        rooms: rooms.collect(),
    };
    let student = |row: usize| StudentChange {
        before: None,
        after: StudentFacts {
            no: (2_023_000_000 + row).to_string().into(),
            name: format!("学生{row}").into(),
            class: Some(ClassId::of(row % CLASSES)),
            bed: Some(Bed { room: RoomId::of(row / 4), bed: (row % 4 + 1) as u8 }),
            left: false,
            ..StudentFacts::erased()
        },
    };
    let class = |row: usize| Class { name: if row == 0 { "软件2301".into() } else { format!("班级{row}").into() }, department: None };
    let import =
        Import { classes: (0..CLASSES).map(class).collect(), laid, students: (0..STUDENTS).map(student).collect(), ..Import::default() };
    let user = User { classes: [ClassId(0)].into_iter().collect(), ..User::new("zhang", "张敏", Role::Counselor) };
    vec![
        Act::Founded(Founded { college: "学院".into(), zone: "Asia/Shanghai".into(), room_template: "{building}#{room}".into() }),
        Act::Staff(StaffAct::Joined(user)),
        Act::Place(PlaceAct::Laid(Laid::default())),
        Act::Person(PersonAct::Imported(import)),
    ]
}

/// Milliseconds.
fn ms(it: Duration) -> f64 {
    it.as_secs_f64() * 1_000.0
}

fn told(name: &str, mut times: Vec<Duration>) {
    times.sort();
    let at = |share: f64| ms(times[((times.len() - 1) as f64 * share) as usize]);
    println!("  {name:<34} {:>5} keys  p50 {:>7.2} ms  p99 {:>7.2} ms  most {:>7.2} ms", times.len(), at(0.5), at(0.99), at(1.0));
}

/// Resident memory in MB, where the system tells.
fn resident() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|it| it.strip_prefix("VmRSS:")).unwrap_or("0 kB");
    line.split_whitespace().next().and_then(|it| it.parse::<f64>().ok()).unwrap_or(0.0) / 1_024.0
}

fn wanted(line: &str, campus: &Campus, finder: &Finder, today: Day) -> Wanted {
    let reading = read(line, today);
    resolve(&reading, Ground { campus, finder, user: UserId(0), today }).0
}

fn in_memory(talks: usize) {
    let mut campus = Campus::default();
    let mut seq = Seq(0);
    let mut apply = |campus: &mut Campus, at: Stamp, act: Act| {
        seq = seq.next();
        campus.apply(&Entry { seq, at, by: UserId(0), seat: SeatId(0), act });
    };
    college().into_iter().for_each(|act| apply(&mut campus, Stamp(0), act));
    for row in 0..talks {
        let it = talk(row, String::new());
        apply(&mut campus, it.held, Act::Talk(TalkAct::Logged(it)));
    }
    let finder = Finder::new(&campus);
    let today = Stamp(1_700_000_000_000 + talks as i64 * 180_000).day(campus.zone());
    let before = resident();
    let mut bench = Bench::default();
    let begun = Instant::now();
    bench.fill(&campus, UserId(0), |row| talk(row, text(row)));
    let (bytes, memory) = bench.size();
    println!(
        "texts {:.1} MB; in memory {:.1} MB ({:.3}×), resident +{:.1} MB; made and filled in {:.1} s",
        bytes as f64 / 1e6,
        memory as f64 / 1e6,
        memory as f64 / bytes as f64,
        resident() - before,
        begun.elapsed().as_secs_f64()
    );
    for filter in FILTERS {
        let mut times = Vec::new();
        for _ in 0..ROUNDS {
            for word in WORDS {
                bench.forget();
                // The key that ends the filter counts as well: it is then that what passes it is found out.
                let ends = word.char_indices().map(|(at, c)| at + c.len_utf8());
                for end in (!filter.is_empty()).then_some(0).into_iter().chain(ends) {
                    let line = format!("{filter}{}", &word[..end]);
                    let begun = Instant::now();
                    let wanted = wanted(&line, &campus, &finder, today);
                    std::hint::black_box(bench.count(&campus, UserId(0), &wanted, LIMIT));
                    times.push(begun.elapsed());
                }
            }
        }
        told(if filter.is_empty() { "words alone, key by key" } else { filter }, times);
    }
    beside_grep(&mut bench, &campus, talks);
}

/// The same words in the same texts, in clear, in files.
fn beside_grep(bench: &mut Bench, campus: &Campus, talks: usize) {
    let folder = tempfile::tempdir().unwrap();
    for (nth, rows) in (0..talks).collect::<Vec<_>>().chunks(2_000).enumerate() {
        let mut file = std::io::BufWriter::new(std::fs::File::create(folder.path().join(format!("{nth}.txt"))).unwrap());
        rows.iter().for_each(|row| writeln!(file, "{}", text(*row)).unwrap());
    }
    let (name, options): (&str, &[&str]) = if Command::new("rg").arg("--version").output().is_ok() {
        ("rg", &["-c", "-i", "-F"])
    } else {
        ("grep", &["-r", "-c", "-i", "-F"])
    };
    println!("beside {name} {} on the same texts, whole word, nothing remembered:", options.join(" "));
    for word in WORDS {
        let looked = |path: &Path| {
            let begun = Instant::now();
            let output = Command::new(name).args(options).arg(word).arg(path).output().unwrap();
            let lines = String::from_utf8_lossy(&output.stdout)
                .lines()
                .filter_map(|it| it.rsplit(':').next()?.parse::<usize>().ok())
                .sum::<usize>();
            (begun.elapsed(), lines)
        };
        // Once so that the files are in the system's memory; then the best of three of either.
        looked(folder.path());
        let theirs = (0..3).map(|_| looked(folder.path())).min().unwrap();
        let wanted = Wanted { words: vec![word.into()], ..Wanted::default() };
        let ours = (0..3)
            .map(|_| {
                bench.forget();
                let begun = Instant::now();
                let count = bench.count(campus, UserId(0), &wanted, LIMIT);
                (begun.elapsed(), count)
            })
            .min()
            .unwrap();
        assert_eq!(ours.1, theirs.1, "{word}: the same talks");
        let times = ms(theirs.0) / ms(ours.0);
        println!("  {word:<12} {:>7} talks  ours {:>7.2} ms  {name} {:>8.2} ms  {times:.1}× as fast", ours.1, ms(ours.0), ms(theirs.0));
    }
}

/// How fast the texts of a home are read, and what a key costs with its snippets cut out of the entries.
fn on_disk() {
    let folder = tempfile::Builder::new().prefix("yedeng-bench-search").tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let acts = college().into_iter().chain((0..HOME_TALKS).map(|row| Act::Talk(TalkAct::Logged(talk(row, text(row))))));
    let now = Stamp(1_800_000_000_000);
    let acts = acts.map(|act| (now, UserId(0), act));
    let home = folder.path().join("home");
    let (desk, _) = Desk::build(&home, &["zhang"], "bench", KdfCost::DEMO, Clock::Fixed(now), acts, &mut |_| {}).unwrap();
    let begun = Instant::now();
    while !desk.gather().unwrap().is_whole() {}
    let took = begun.elapsed();
    println!("a home of {HOME_TALKS} talks: read in {:.2} s, {:.0} a second", took.as_secs_f64(), HOME_TALKS as f64 / took.as_secs_f64());
    let look = Look { limit: LIMIT, around: Around { before: 10, behind: 140 } };
    let mut times = Vec::new();
    for _ in 0..ROUNDS {
        for word in WORDS {
            for (end, c) in word.char_indices() {
                let begun = Instant::now();
                let wanted = Wanted { words: vec![word[..end + c.len_utf8()].into()], ..Wanted::default() };
                std::hint::black_box(desk.look(&wanted, look, &|| true).unwrap());
                times.push(begun.elapsed());
            }
        }
    }
    told("with 200 snippets, key by key", times);
    let begun = Instant::now();
    desk.forget_texts();
    let wanted = Wanted { words: vec!["失眠".into()], ..Wanted::default() };
    let found = desk.search(&wanted, 50).unwrap().found.len();
    println!("  cold, for the newest {found}: {:.1} ms", ms(begun.elapsed()));
}
