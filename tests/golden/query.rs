//! Acts of the searches that somebody keeps.

use yedeng::campus::*;

/// As the golden acts of the other files.
pub(crate) fn golden() -> Vec<(&'static str, Vec<Act>)> {
    let line = || Box::<str>::from("失眠 topic:心理 since:上月");
    let saved = |before| Act::Query(QueryAct::Saved { name: "睡不好".into(), before, line: line() });
    vec![
        ("query.saved", vec![saved(None), saved(Some("失眠".into()))]),
        ("query.hint_put_off", put_off()),
        ("query.dropped", vec![Act::Query(QueryAct::Dropped { name: "睡不好".into(), line: line() })]),
    ]
}

/// A hint of each pattern, put off, put off longer, and taken up again.
fn put_off() -> Vec<Act> {
    let off = |days, reason: &str| Some(PutOff { until: Day(739_580).plus(days), count: 4, reason: reason.into() });
    let act = |pattern, before, after| Act::Query(QueryAct::HintPutOff { pattern: Box::new(pattern), before, after });
    vec![
        act(Pattern::Appliance { building: BuildingId(2), floor: -1, what: Finding::Kettle }, None, off(7, "已开楼层会")),
        act(Pattern::Fraud, off(7, "专题讲座已排"), off(14, "讲座延后")),
        act(Pattern::Mood(ClassId(3)), off(7, "班会后再看"), None),
        act(Pattern::Repair { building: BuildingId(1), office: "后勤处".into() }, None, off(3, "检修中")),
        act(Pattern::Late(RoomId(412)), None, off(10, "实训晚归")),
    ]
}
