//! Arbitrary acts on incidents that are open.

use super::*;

pub(super) fn handling(opened: BoxedStrategy<IncidentOpened>) -> impl Strategy<Value = IncidentAct> {
    let item = prop_oneof![Just("see"), Just("report"), Just("with"), Just("alarm"), Just("nothing")].prop_map(Box::<str>::from);
    let what = prop_oneof![
        seq().prop_map(Deadline::Answer),
        seq().prop_map(Deadline::Hold),
        (0usize..9).prop_map(|it| Deadline::Report(Step::ALL[it]))
    ];
    let link = (seq(), 0..3).prop_map(|(it, kind)| match kind {
        0 => Link::Talk(it),
        1 => Link::Round(it),
        _ => Link::Request(it),
    });
    let sent = (seq(), 0usize..3, text(), stamp(), text());
    prop_oneof![
        2 => opened.prop_map(IncidentAct::Drilled),
        3 => (seq(), of(seq())).prop_map(|(incident, before)| IncidentAct::Acknowledged { incident, before }),
        3 => (seq(), item, any::<bool>(), text()).prop_map(|(incident, item, done, text)| IncidentAct::Ticked { incident, item, done, text }),
        3 => (seq(), vec((what, stamp()), 0..3)).prop_map(|(incident, passed)| IncidentAct::Fired { incident, passed }),
        2 => (seq(), user(), any::<bool>()).prop_map(|(incident, helper, joins)| IncidentAct::Helped { incident, helper, joins }),
        2 => (seq(), link, any::<bool>()).prop_map(|(incident, link, holds)| IncidentAct::Linked { incident, link, holds }),
        4 => (seq(), seq(), text()).prop_map(|(incident, into, text)| IncidentAct::Merged { incident, into, text }),
        2 => (seq(), seq(), text()).prop_map(|(incident, from, text)| IncidentAct::Split { incident, from, text }),
        2 => sent.prop_map(|(incident, report, to, at, text)| IncidentAct::Sent { incident, report: ReportKind::ALL[report], to, at, text }),
        1 => (seq(), 0usize..3, text()).prop_map(|(incident, report, text)| IncidentAct::Reported {
            incident,
            report: ReportKind::ALL[report],
            words: vec![(ReportField::Cause, text)],
        }),
        1 => (seq(), seq(), text()).prop_map(|(incident, paper, text)| IncidentAct::Countersigned { incident, paper, text }),
        1 => (seq(), seq()).prop_map(|(incident, paper)| IncidentAct::ReportWithdrawn { incident, paper }),
        1 => (seq(), seq()).prop_map(|(incident, paper)| IncidentAct::SignatureWithdrawn { incident, paper })
    ]
}

/// The act turned to what there is, so that it has a chance.
pub(super) fn aimed(campus: &Campus, act: &mut IncidentAct) {
    let heads = campus.incidents().heads();
    let aim = |seq: &mut Seq| {
        if let Some(it) = heads.get(seq.0 as usize % heads.len().max(1)) {
            *seq = it.seq;
        }
    };
    match act {
        IncidentAct::Noted { incident, .. }
        | IncidentAct::Helped { incident, .. }
        | IncidentAct::Reported { incident, .. }
        | IncidentAct::Sent { incident, .. } => aim(incident),
        IncidentAct::Ticked { incident, item, done, .. } => {
            aim(incident);
            let head = campus.incidents().get(*incident);
            let lines = head.map(|it| campus.incident_clock().rules.checklist(it.category)).unwrap_or_default();
            if let Some(line) = lines.get(item.len() % lines.len().max(1)).filter(|_| *done) {
                item.clone_from(&line.code);
            }
        }
        IncidentAct::Linked { incident, link, .. } => {
            aim(incident);
            match link {
                Link::Talk(seq) => *seq = campus.talks().heads().first().map_or(*seq, |it| it.seq),
                Link::Request(seq) => *seq = campus.requests().heads().first().map_or(*seq, |it| it.seq),
                _ => {}
            }
        }
        IncidentAct::Countersigned { incident, paper, .. }
        | IncidentAct::ReportWithdrawn { incident, paper }
        | IncidentAct::SignatureWithdrawn { incident, paper } => {
            let made = heads.iter().find_map(|it| Some((it.seq, it.papers.last()?.seq)));
            (*incident, *paper) = made.unwrap_or((*incident, *paper));
        }
        IncidentAct::Acknowledged { incident, before } => {
            aim(incident);
            *before = campus.incidents().get(*incident).and_then(|it| it.acked).map(|it| it.seq);
        }
        IncidentAct::Fired { incident, passed } => {
            aim(incident);
            let head = campus.incidents().get(*incident);
            *passed =
                head.map(|it| it.fires(campus.incident_clock(), Stamp(i64::MAX / 2))).unwrap_or_default().into_iter().take(1).collect();
        }
        IncidentAct::Merged { incident, into, .. } => {
            let open: Vec<&IncidentHead> = heads.iter().filter(|it| it.is_open()).collect();
            for (child, parent) in open.iter().flat_map(|child| open.iter().map(move |parent| (child, parent))) {
                if child.seq != parent.seq && child.drill == parent.drill && child.severity >= parent.severity {
                    (*incident, *into) = (child.seq, parent.seq);
                }
            }
        }
        IncidentAct::Split { incident, from, .. } => {
            let merged = heads.iter().find_map(|it| Some((it.seq, it.merged?)));
            (*incident, *from) = merged.unwrap_or((*incident, *from));
        }
        _ => {}
    }
}
