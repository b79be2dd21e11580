//! Acts on news, and what may never come of them.

use super::*;

fn state() -> impl Strategy<Value = NewsState> {
    prop_oneof![Just(NewsState::Drafted), Just(NewsState::Reviewed), Just(NewsState::Published), Just(NewsState::Withdrawn)]
}

pub(super) fn news() -> impl Strategy<Value = NewsAct> {
    let house = prop_oneof![Just(NewsHouse::Cloud), Just(NewsHouse::Story)];
    let period = (day(), day(), of(community())).prop_map(|(from, until, community)| NewsAbout::Period { from, until, community });
    let about = prop_oneof![2 => period, 1 => seq().prop_map(NewsAbout::Activity)];
    let pupils = || vec((0u32..4).prop_map(StudentId), 0..2);
    let link = prop_oneof![3 => Just("https://a.cn/1"), 1 => Just("a.cn"), 1 => Just("https:// x")].prop_map(Into::into);
    let drafted = (about, house, text(), text(), vec(seq(), 0..2), pupils()).prop_map(|(about, house, title, text, pictures, students)| {
        NewsAct::Drafted(Box::new(NewsDrafted { about, house, title, text, pictures, students }))
    });
    let rewritten = (seq(), seq(), text(), text(), pupils()).prop_map(|(news, before, title, text, students)| NewsAct::Rewritten {
        news,
        before,
        title,
        text,
        students,
    });
    prop_oneof![
        5 => drafted.boxed(),
        2 => rewritten.boxed(),
        3 => (seq(), seq()).prop_map(|(news, words)| NewsAct::Reviewed { news, words }).boxed(),
        1 => (seq(), text()).prop_map(|(news, text)| NewsAct::SentBack { news, text }).boxed(),
        3 => (seq(), day(), link).prop_map(|(news, day, link)| NewsAct::Published { news, day, link }).boxed(),
        1 => seq().prop_map(|news| NewsAct::Recalled { news }).boxed(),
        1 => (seq(), state()).prop_map(|(news, from)| NewsAct::Withdrawn { news, from }).boxed(),
        1 => (seq(), state()).prop_map(|(news, to)| NewsAct::Restored { news, to }).boxed(),
        1 => (seq(), vec(seq(), 0..2), vec(seq(), 0..2)).prop_map(|(news, before, after)| NewsAct::Pictured { news, before, after }).boxed()
    ]
}

/// Pointed at a piece there is, as it stands, mostly.
pub(super) fn aimed(campus: &Campus, act: &mut NewsAct) {
    let heads = campus.news.heads();
    let standing = |seq: &mut Seq| {
        let head = heads.get(seq.0 as usize % heads.len().max(1)).filter(|_| seq.0 % 8 != 7)?;
        *seq = head.seq;
        Some(head)
    };
    match act {
        NewsAct::Drafted(_) => {}
        NewsAct::Rewritten { news, before: words, .. } | NewsAct::Reviewed { news, words } => {
            if let Some(head) = standing(news) {
                *words = head.words.0;
            }
        }
        NewsAct::Withdrawn { news, from } => {
            if let Some(head) = standing(news) {
                *from = head.state;
            }
        }
        NewsAct::Pictured { news, before, after } => {
            if let Some(head) = standing(news) {
                before.clone_from(&head.pictures);
                let of = if let NewsAbout::Activity(seq) = head.about { campus.activities.get(seq) } else { None };
                *after = of.map(|it| it.files.iter().filter(|it| !head.pictures.contains(it)).copied().collect()).unwrap_or_default();
            }
        }
        NewsAct::SentBack { news, .. } | NewsAct::Published { news, .. } | NewsAct::Recalled { news } | NewsAct::Restored { news, .. } => {
            standing(news);
        }
    }
}

#[test]
fn nobody_reviews_their_own_words_and_nothing_is_published_unreviewed() {
    let (_, mut campus) = live(Vec::new());
    let user = campus.staff().user(UserId(0)).unwrap().clone();
    let at = Stamp(3_600_000);
    let mut act = |by: u16, act: Act| {
        campus.check(UserId(by), at, &act)?;
        let seq = campus.applied().next();
        campus.apply(&Entry { seq, at, by: UserId(by), seat: SeatId(0), act });
        Ok(seq)
    };
    act(0, Act::Staff(StaffAct::Joined(User { login: "li".into(), ..user }))).unwrap();
    let about = NewsAbout::Period { from: Day(719_163), until: Day(719_163), community: None };
    let (title, text) = ("动态".into(), "做了这些事".into());
    let drafted = NewsDrafted { about, house: NewsHouse::Cloud, title, text, pictures: Vec::new(), students: vec![StudentId(1)] };
    let news = act(0, Act::News(NewsAct::Drafted(Box::new(drafted)))).unwrap();
    let published = |link: &str| Act::News(NewsAct::Published { news, day: Day(719_163), link: link.into() });
    assert_eq!(act(0, published("https://a.cn/1")), Err(Refusal::NewsNotReviewed(news)));
    let reviewed = |words| Act::News(NewsAct::Reviewed { news, words });
    assert_eq!(act(0, reviewed(news)), Err(Refusal::NewsOwnWords(news)));
    let rewritten = NewsAct::Rewritten { news, before: news, title: "动态".into(), text: "改".into(), students: Vec::new() };
    let words = act(1, Act::News(rewritten)).unwrap();
    assert_eq!(act(1, reviewed(words)), Err(Refusal::NewsOwnWords(news)), "they wrote it anew");
    assert_eq!(act(0, reviewed(words)), Err(Refusal::NewsOwnWords(news)), "the piece is theirs");
    assert_eq!(act(0, reviewed(news)), Err(Refusal::ChangedMeanwhile), "those words were replaced");
    let third = User { login: "wu".into(), name: "吴".into(), ..campus_user() };
    act(0, Act::Staff(StaffAct::Joined(third))).unwrap();
    act(2, reviewed(words)).unwrap();
    for link in ["a.cn", "https://a b.cn", "javascript:alert(1)", "https://"] {
        assert_eq!(act(0, published(link)), Err(Refusal::NewsLink), "{link}");
    }
    act(0, published("https://a.cn/1")).unwrap();
    let gone = Act::News(NewsAct::Withdrawn { news, from: NewsState::Published });
    assert_eq!(act(0, gone), Err(Refusal::NewsStands { news, state: NewsState::Published }), "it is recalled first");
    let head = campus.news().get(news).unwrap();
    assert_eq!((head.state, &head.students[..]), (NewsState::Published, &[StudentId(1)][..]), "old words still name whom they named");
}

#[test]
fn words_may_name_who_left_so_that_erasing_them_finds_the_words() {
    let (_, mut campus) = live(Vec::new());
    let facts = campus.people().student(StudentId(1)).unwrap().facts.clone();
    let after = crate::campus::StudentFacts { left: true, bed: None, ..facts.clone() };
    let gone = crate::campus::StudentChange { before: Some((StudentId(1), facts)), after };
    let import = crate::campus::Import { students: vec![gone], ..Default::default() };
    let (seq, at) = (campus.applied().next(), Stamp(3_600_000));
    let act = Act::Person(crate::campus::PersonAct::Imported(import));
    campus.apply(&Entry { seq, at, by: UserId(0), seat: SeatId(0), act });
    assert!(campus.people().student(StudentId(1)).unwrap().facts.left);
    let about = NewsAbout::Period { from: Day(719_163), until: Day(719_163), community: None };
    let drafted = |students| {
        let (title, text) = ("动态".into(), "做了这些事".into());
        Act::News(NewsAct::Drafted(Box::new(NewsDrafted { about, house: NewsHouse::Cloud, title, text, pictures: Vec::new(), students })))
    };
    assert_eq!(campus.check(UserId(0), at, &drafted(vec![StudentId(1)])), Ok(()));
    assert_eq!(campus.check(UserId(0), at, &drafted(vec![StudentId(1); 2])), Err(Refusal::StudentTwice));
}

fn campus_user() -> User {
    User::new("", "", Role::StudentOffice)
}
