//! Acts on incidents that are open.

use yedeng::campus::*;

/// As the golden acts of the other files.
pub(crate) fn golden() -> Vec<(&'static str, Vec<Act>)> {
    let (incident, at) = (Seq(300), Stamp(1_700_000_000_000));
    let of = |acts: Vec<IncidentAct>| acts.into_iter().map(Act::Incident).collect::<Vec<_>>();
    let opened = IncidentOpened {
        severity: Severity::Serious,
        category: Category::Fire,
        happened: at,
        place: Some(Spot::Room(RoomId(9))),
        students: [StudentId(5)].into_iter().collect(),
        tags: vec!["演练".into()],
        text: "三号楼疏散".into(),
    };
    let deadlines = [Deadline::Answer(Seq(7)), Deadline::Hold(Seq(8)), Deadline::Report(Step::TellLeader)];
    let links = [Link::Talk(Seq(7)), Link::Round(Seq(8)), Link::Request(Seq(9))];
    let late = [Step::TellCounselling, Step::TellParents, Step::TellLeader];
    let stepped = |step| IncidentAct::Stepped { incident, step, done: true, text: "".into() };
    let sent = |report| IncidentAct::Sent { incident, report, to: "学工处".into(), at, text: "邮件".into() };
    let reported = |report| IncidentAct::Reported {
        incident,
        report,
        words: ReportField::ALL.into_iter().filter(|it| it.is_of(report)).map(|it| (it, "插排过载".into())).collect(),
    };
    vec![
        ("incident.opened-drilled", of(vec![IncidentAct::Drilled(opened)])),
        ("incident.stepped-more", of(late.map(stepped).into())),
        (
            "incident.acknowledged",
            of(vec![IncidentAct::Acknowledged { incident, before: None }, IncidentAct::Acknowledged { incident, before: Some(Seq(7)) }]),
        ),
        ("incident.ticked", of(vec![IncidentAct::Ticked { incident, item: "with".into(), done: true, text: "两人陪着".into() }])),
        ("incident.fired", of(vec![IncidentAct::Fired { incident, passed: deadlines.map(|it| (it, at)).into() }])),
        ("incident.helped", of(vec![IncidentAct::Helped { incident, helper: UserId(300), joins: true }])),
        ("incident.linked", of(links.map(|link| IncidentAct::Linked { incident, link, holds: true }).into())),
        ("incident.merged", of(vec![IncidentAct::Merged { incident, into: Seq(299), text: "同一起".into() }])),
        ("incident.split", of(vec![IncidentAct::Split { incident, from: Seq(299), text: "不是".into() }])),
        ("incident.sent", of(ReportKind::ALL.map(sent).into())),
        ("incident.reported", of(ReportKind::ALL.map(reported).into())),
        ("incident.countersigned", of(vec![IncidentAct::Countersigned { incident, paper: Seq(310), text: "属实".into() }])),
        ("incident.report_withdrawn", of(vec![IncidentAct::ReportWithdrawn { incident, paper: Seq(310) }])),
        ("incident.signature_withdrawn", of(vec![IncidentAct::SignatureWithdrawn { incident, paper: Seq(310) }])),
    ]
}
