//! Acts on news.

use yedeng::campus::*;

/// As the golden acts of the other file.
pub(crate) fn golden() -> Vec<(&'static str, Vec<Act>)> {
    let (news, words) = (Seq(400), Seq(401));
    let act = Act::News;
    let drafted = |(house, about)| {
        act(NewsAct::Drafted(Box::new(NewsDrafted {
            about,
            house,
            title: "三社区十一月动态".into(),
            text: "- 走访寝室 300 间次。".into(),
            pictures: vec![Seq(390)],
            students: vec![StudentId(70_000)],
        })))
    };
    let (from, until) = (Day(739_000), Day(739_029));
    let abouts = [
        (NewsHouse::Cloud, NewsAbout::Activity(Seq(389))),
        (NewsHouse::Story, NewsAbout::Period { from, until, community: Some(CommunityId(2)) }),
        (NewsHouse::Cloud, NewsAbout::Period { from, until, community: None }),
    ];
    let states = [NewsState::Drafted, NewsState::Reviewed, NewsState::Published, NewsState::Withdrawn];
    vec![
        ("news.drafted", abouts.into_iter().map(drafted).collect()),
        (
            "news.rewritten",
            vec![act(NewsAct::Rewritten {
                news,
                before: words,
                title: "三社区动态".into(),
                text: "改过".into(),
                students: vec![StudentId(3)],
            })],
        ),
        ("news.reviewed", vec![act(NewsAct::Reviewed { news, words })]),
        ("news.sent_back", vec![act(NewsAct::SentBack { news, text: "标题再短些".into() })]),
        ("news.published", vec![act(NewsAct::Published { news, day: until, link: "https://example.edu.cn/n/1".into() })]),
        ("news.recalled", vec![act(NewsAct::Recalled { news })]),
        ("news.withdrawn", states.into_iter().map(|from| act(NewsAct::Withdrawn { news, from })).collect()),
        ("news.restored", states.into_iter().map(|to| act(NewsAct::Restored { news, to })).collect()),
        ("news.pictured", vec![act(NewsAct::Pictured { news, before: vec![Seq(391)], after: vec![Seq(391), Seq(392)] })]),
    ]
}
