//! Acts of the searches that somebody keeps.

use yedeng::campus::*;

/// As the golden acts of the other files.
pub(crate) fn golden() -> Vec<(&'static str, Vec<Act>)> {
    let line = || Box::<str>::from("失眠 topic:心理 since:上月");
    let saved = |before| Act::Query(QueryAct::Saved { name: "睡不好".into(), before, line: line() });
    vec![
        ("query.saved", vec![saved(None), saved(Some("失眠".into()))]),
        ("query.dropped", vec![Act::Query(QueryAct::Dropped { name: "睡不好".into(), line: line() })]),
    ]
}
