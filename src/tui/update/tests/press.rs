//! News and awards by keys alone.

use super::rig::Rig;
use crate::campus::*;
use crate::tui::effect::Effect;
use crate::tui::model::Place;

/// A held activity and a piece about it with these words, drafted by the counselor.
pub(super) fn draft(rig: &mut Rig, text: &str) -> (Seq, Seq) {
    rig.press("0 A").type_in("志愿服务 12人 清扫楼道 >照片").press("<enter>");
    let activity = rig.campus.activities().heads().last().unwrap().seq;
    let (about, house) = (NewsAbout::Activity(activity), NewsHouse::Cloud);
    let drafted = NewsDrafted { about, house, title: "劳动周".into(), text: text.into(), pictures: Vec::new(), students: Vec::new() };
    let news = rig.write(Act::News(NewsAct::Drafted(Box::new(drafted)))).unwrap();
    (activity, news)
}

/// An award with two rooms of which one gets it.
pub(super) fn open(rig: &mut Rig) -> Seq {
    let nominees = [("3", "412", 9_000), ("3", "603", 8_800)];
    let nominees = nominees.map(|(building, door, points)| Nominated {
        nominee: Nominee::Room(rig.room(building, door)),
        why: vec![(AwardWhy::Hygiene, 4, points)],
    });
    let (from, until) = (Day::ymd(2026, 11, 1).unwrap(), Day::ymd(2026, 11, 23).unwrap());
    let (kind, title) = (AwardKind::Room, "文明宿舍".into());
    let opened = AwardOpened { kind, title, from, until, places: 1, jury: 40, nominees: nominees.into() };
    rig.write(Act::Award(AwardAct::Opened(Box::new(opened)))).unwrap()
}

#[test]
fn news_are_reviewed_and_published_and_their_activity_with_them() {
    let mut rig = Rig::new();
    let (activity, news) = draft(&mut rig, "感谢张三同学。");
    let state = |rig: &Rig| (rig.campus.news().get(news).unwrap().state, rig.campus.activities().get(activity).unwrap().state);
    rig.press("0 f a");
    assert_eq!(state(&rig).0, NewsState::Drafted, "nobody reviews their own words");
    rig.press("<esc>");
    rig.model.seat.user = UserId(1);
    rig.press("0 f <enter>");
    assert_eq!(rig.model.place, Place::News(news));
    rig.press("a <enter>");
    assert_eq!((state(&rig).0, rig.model.overlays.len()), (NewsState::Drafted, 1), "a name in it, and nobody was asked");
    rig.press("2 <enter>");
    assert_eq!((state(&rig).0, rig.model.overlays.len()), (NewsState::Reviewed, 0));
    rig.press("s").type_in("https://a.edu.cn/1").press("<enter>");
    assert_eq!(state(&rig), (NewsState::Reviewed, ActivityState::Held), "without proof nothing is published");
    rig.press("<esc>");
    let (from, to) = (ActivityState::Held, ActivityState::Proved);
    rig.write(Act::Activity(ActivityAct::Moved { activity, from, to, text: "文件柜".into() })).unwrap();
    rig.press("s").type_in("https://a.edu.cn/1").press("<enter>");
    assert_eq!((state(&rig), rig.model.overlays.len()), ((NewsState::Published, ActivityState::Published), 0));
    rig.press("p");
    assert!(rig.effects.iter().any(|it| matches!(it, Effect::NewsPaper { news: it, .. } if *it == news)));
    rig.press("D");
    assert_eq!(state(&rig).0, NewsState::Published, "what stands in the open is recalled first");
}

#[test]
fn news_go_back_with_a_reason_and_are_withdrawn() {
    let mut rig = Rig::new();
    let (_, news) = draft(&mut rig, "一起打扫了楼道。");
    rig.model.seat.user = UserId(1);
    rig.press("0 f a");
    assert_eq!(rig.campus.news().get(news).unwrap().state, NewsState::Reviewed, "nothing personal, nothing to ask");
    rig.press("b <enter>");
    assert_eq!(rig.model.overlays.len(), 1, "why?");
    rig.type_in("写上时间").press("<enter>");
    assert_eq!(rig.campus.news().get(news).unwrap().state, NewsState::Drafted);
    rig.model.seat.user = UserId(0);
    rig.press("D");
    assert_eq!(rig.campus.news().get(news).unwrap().state, NewsState::Withdrawn);
    assert_eq!(crate::tui::view::news_rows(&rig.campus), []);
}

#[test]
fn the_jury_gives_points_and_an_award_is_decided_by_them() {
    let mut rig = Rig::new();
    rig.model.seat.user = UserId(1);
    let award = open(&mut rig);
    let [first, second] = ["412", "603"].map(|door| Nominee::Room(rig.room("3", door)));
    rig.press("0 y <enter>");
    assert_eq!(rig.model.place, Place::Award(award));
    rig.press("<down> m").type_in("101").press("<enter>");
    assert_eq!(rig.model.overlays.len(), 1, "a hundred at most");
    rig.press("<backspace> <backspace> <backspace>").type_in("95").press("<enter>");
    let head = rig.campus.awards().get(award).unwrap();
    assert_eq!((head.given(second, UserId(1)), head.given(first, UserId(1))), (Some(95), None));
    rig.press("s <enter>");
    assert_eq!(rig.campus.awards().get(award).unwrap().decided.as_ref().map(|it| it.1.clone()), Some(vec![second]));
    rig.press("p");
    assert!(rig.effects.iter().any(|it| matches!(it, Effect::AwardPaper { .. })));
}

#[test]
fn candidates_are_put_in_another_order_by_key_and_deciding_so_wants_a_reason() {
    let mut rig = Rig::new();
    rig.model.seat.user = UserId(1);
    let award = open(&mut rig);
    let [first, second] = ["412", "603"].map(|door| Nominee::Room(rig.room("3", door)));
    let decided = |rig: &Rig| rig.campus.awards().get(award).unwrap().decided.as_ref().map(|it| it.1.clone());
    rig.press("0 y <enter> <shift-up>");
    assert_eq!(rig.model.arranged, None, "there is nothing above the first");
    rig.press("<shift-down> <shift-down>");
    assert_eq!(rig.model.arranged, Some((award, vec![second, first])));
    rig.press("<shift-up>");
    assert_eq!(rig.model.arranged, None, "the order of the points is no arrangement");
    rig.press("<shift-down>");
    assert_eq!(rig.model.cursor(crate::tui::model::List::Award).at, 1, "the cursor goes with it");
    rig.press("s <enter>");
    assert_eq!((decided(&rig), rig.model.overlays.len()), (None, 1), "why?");
    rig.type_in("一等奖须无晚归").press("<enter>");
    assert_eq!((decided(&rig), rig.model.overlays.len()), (Some(vec![second]), 0));
    let told: Vec<Nominee> = rig.campus.awards().get(award).unwrap().told().iter().map(|it| it.nominee).collect();
    assert_eq!(told, [second, first], "as it was decided");
    rig.press("<shift-up>");
    assert_eq!(decided(&rig), Some(vec![second]), "what is decided is not moved");
}

#[test]
fn an_award_is_opened_from_the_scores_and_its_result_is_announced() {
    let mut rig = Rig::new();
    rig.model.seat.user = UserId(1);
    rig.press("0 y a");
    assert_eq!(rig.model.overlays.len(), 1);
    rig.press("<enter> <enter> <enter> <enter> <enter>");
    assert_eq!((rig.campus.awards().heads().len(), rig.model.overlays.len()), (0, 1), "nothing is scored, so there is no candidate");
    rig.press("<esc>");
    for (door, off) in [("412", 0), ("603", 6)] {
        let (room, item) = (rig.room("3", door), rig.campus.presets().rules().hygiene.items[0].code.clone());
        let off = if off > 0 { vec![(item, off)] } else { Vec::new() };
        let scored = Scored { room, day: rig.model.now.day(rig.campus.zone()), off, text: "".into(), mend_by: None };
        rig.write(Act::Hygiene(HygieneAct::Scored(scored))).unwrap();
    }
    rig.press("a <enter> <enter> <enter> <backspace> <backspace>").type_in("1").press("<enter> <enter>");
    let head = rig.campus.awards().heads().last().expect("it is open").clone();
    assert_eq!(rig.model.place, Place::Award(head.seq), "one goes on where its candidates stand");
    let names: Vec<Nominee> = head.opened.nominees.iter().map(|it| it.nominee).collect();
    assert_eq!(names, ["412", "603"].map(|door| Nominee::Room(rig.room("3", door))));
    assert_eq!((head.opened.places, head.opened.kind), (1, AwardKind::Room));
    rig.press("n");
    assert_eq!(rig.campus.news().heads().len(), 0, "what is not decided is not announced");
    rig.press("s <enter> n");
    let news = rig.campus.news().heads().last().expect("it is drafted").clone();
    assert_eq!((rig.model.place, news.state), (Place::News(news.seq), NewsState::Drafted));
    rig.press("<esc> D");
    let standing = |rig: &Rig| rig.campus.awards().get(head.seq).map(|it| (it.decided.is_some(), it.withdrawn));
    assert_eq!(standing(&rig), Some((false, false)), "first the decision is taken back");
    rig.press("D");
    assert_eq!(standing(&rig), Some((false, true)));
}

#[test]
fn an_award_of_one_community_is_its_own() {
    let mut rig = Rig::new();
    rig.model.seat.user = UserId(1);
    let room = rig.room("3", "412");
    let building = rig.campus.places().room(room).unwrap().building;
    let community = rig.campus.places().building(building).unwrap().community.unwrap();
    let scored = Scored { room, day: rig.model.now.day(rig.campus.zone()), off: Vec::new(), text: "".into(), mend_by: None };
    rig.write(Act::Hygiene(HygieneAct::Scored(scored))).unwrap();
    rig.press(&format!("0 y a <enter> {} <enter> <enter> <enter> <enter>", community.index() + 2));
    let head = rig.campus.awards().heads().last().expect("it is open").clone();
    assert_eq!((head.community, head.opened.nominees.len()), (Some(community), 1));
    let words = crate::words::Words::new(crate::words::Lang::Zh);
    let name = rig.campus.places().community(community).unwrap().name.to_string();
    let notice = crate::exchange::count::award_notice(&words, &rig.campus, &head, "");
    assert!(notice.notes[0].contains(&name), "{:?}", notice.notes);
    rig.press("u");
    assert!(rig.campus.awards().get(head.seq).unwrap().withdrawn);
}

#[test]
fn news_of_an_activity_are_drafted_with_the_pictures_that_are_picked() {
    let mut rig = Rig::new();
    rig.press("0 A").type_in("志愿服务 12人 清扫楼道").press("<enter> 0 a");
    let activity = rig.campus.activities().heads().last().unwrap().seq;
    for (name, bytes) in [("签到表.pdf", &b"%PDF-1.7"[..]), ("照片.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF")] {
        let file = Box::new(TalkFile { name: name.into(), bytes: bytes.into() });
        rig.write(Act::Activity(ActivityAct::Attached { activity, file })).unwrap();
    }
    rig.tell(crate::tui::msg::Event::Changed);
    // Withheld where nothing is said.
    rig.press("d <enter> <enter>");
    let first = rig.campus.news().heads().last().unwrap().clone();
    assert_eq!((first.house, first.pictures.len(), rig.model.place), (NewsHouse::Cloud, 0, Place::News(first.seq)));
    rig.press("0 a d 2 <enter> 2 <enter>");
    let second = rig.campus.news().heads().last().unwrap().clone();
    let photo = rig.campus.activities().get(activity).unwrap().files[1];
    assert_eq!((second.house, &second.pictures[..]), (NewsHouse::Story, &[photo][..]), "a list of names is no picture");
    rig.model.seat.user = UserId(1);
    rig.press("a <enter>");
    assert_eq!(rig.model.overlays.len(), 1, "faces may be seen, and nobody was asked");
    rig.press("2 <enter>");
    assert_eq!(rig.campus.news().get(second.seq).unwrap().state, NewsState::Reviewed);
    let (about, house) = (second.about, second.house);
    let foreign = NewsDrafted { about, house, title: "一".into(), text: "二".into(), pictures: vec![Seq(1)], students: Vec::new() };
    let refused = rig.write(Act::News(NewsAct::Drafted(Box::new(foreign))));
    assert_eq!(refused, Err(Refusal::NoSuchFile(Seq(1))), "only files of the activity");
}

#[test]
fn the_month_is_drafted_and_words_are_written_anew() {
    let mut rig = Rig::new();
    rig.press("t").type_in("2023020102 学业 高数缺课").press("<enter>");
    rig.press("0 f m");
    rig.press("<enter> <enter> <enter>");
    let it = rig.campus.news().heads().last().unwrap().clone();
    assert!(matches!(it.about, NewsAbout::Period { from, .. } if from == Day::ymd(2026, 11, 1).unwrap()), "{it:?}");
    assert_eq!(rig.model.place, Place::News(it.seq));
    rig.press("e");
    assert!(rig.capture().in_note, "one types into the words");
    rig.press("<ctrl-s>");
    assert_eq!((rig.model.overlays.len(), rig.campus.news().get(it.seq).unwrap().words.0), (0, it.seq), "nothing was changed");
    rig.press("e").type_in("感谢张三。").press("<ctrl-s>");
    let after = rig.campus.news().get(it.seq).unwrap().clone();
    assert_ne!(after.words.0, it.seq);
    assert_eq!(after.students, [rig.student("2023010412")], "whom the words name is known");
    rig.tell(crate::tui::msg::Event::Changed);
    let checked = rig.model.checked.clone().unwrap();
    assert_eq!((checked.words, checked.personal.len()), (after.words.0, 1), "looked through once for these words");
}

#[test]
fn what_recalled_news_published_is_published_no_longer_unless_other_news_stand() {
    let mut rig = Rig::new();
    let (activity, first) = draft(&mut rig, "一起打扫了楼道。");
    let (about, house) = (NewsAbout::Activity(activity), NewsHouse::Story);
    let other = NewsDrafted { about, house, title: "灯".into(), text: "亮着。".into(), pictures: Vec::new(), students: Vec::new() };
    let second = rig.write(Act::News(NewsAct::Drafted(Box::new(other)))).unwrap();
    let (from, to) = (ActivityState::Held, ActivityState::Proved);
    rig.write(Act::Activity(ActivityAct::Moved { activity, from, to, text: "文件柜".into() })).unwrap();
    rig.model.seat.user = UserId(1);
    let day = rig.now.day(DEFAULT_ZONE);
    for news in [first, second] {
        rig.write(Act::News(NewsAct::Reviewed { news, words: news })).unwrap();
        for act in rig.campus.publishing(news, day, "https://a.edu.cn/1") {
            rig.write(act).unwrap();
        }
    }
    let state = |rig: &Rig| rig.campus.activities().get(activity).unwrap().state;
    rig.model.place = Place::News(first);
    rig.press("R y");
    assert_eq!(
        (rig.campus.news().get(first).unwrap().state, state(&rig)),
        (NewsState::Reviewed, ActivityState::Published),
        "the other still tells"
    );
    rig.model.place = Place::News(second);
    rig.press("R y");
    assert_eq!((rig.campus.news().get(second).unwrap().state, state(&rig)), (NewsState::Reviewed, ActivityState::Proved));
    rig.press("R");
    assert!(rig.model.overlays.is_empty(), "there is nothing to recall any more");
}

#[test]
fn pictures_are_added_and_taken_away_while_news_are_a_draft_and_who_picked_them_does_not_review() {
    let mut rig = Rig::new();
    let (activity, news) = draft(&mut rig, "扫完了。");
    for name in ["一.jpg", "二.jpg"] {
        let file = Box::new(TalkFile { name: name.into(), bytes: b"\xff\xd8\xff\xe0\0\x10JFIF".as_slice().into() });
        rig.write(Act::Activity(ActivityAct::Attached { activity, file })).unwrap();
    }
    let files = rig.campus.activities().get(activity).unwrap().files.to_vec();
    rig.press("0 f <enter> m 2 <enter> 2 <enter>");
    assert!(rig.model.overlays.is_empty(), "{:?}", rig.model.overlays);
    let head = |rig: &Rig| rig.campus.news().get(news).unwrap().clone();
    assert_eq!(head(&rig).pictures, files);
    rig.press("m 1 <enter> <enter>");
    assert_eq!(head(&rig).pictures, files[1..], "the one that went stands first, and stays behind");
    rig.press("u");
    assert_eq!(head(&rig).pictures, files);
    let reviewed = NewsAct::Reviewed { news, words: news };
    rig.write_as(UserId(1), Act::News(reviewed.clone())).unwrap();
    let (before, after) = (files.clone(), files[..1].to_vec());
    rig.write_as(UserId(1), Act::News(NewsAct::Pictured { news, before, after })).unwrap();
    assert_eq!((head(&rig).state, head(&rig).reviewed), (NewsState::Drafted, None), "it has to be reviewed again");
    assert_eq!(rig.write_as(UserId(1), Act::News(reviewed)), Err(Refusal::NewsOwnWords(news)), "by somebody else than who picked");
}
