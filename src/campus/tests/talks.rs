//! Acts on talks beyond logging them: plans, amendments, files, what the long form adds.

use super::*;

fn detail() -> impl Strategy<Value = TalkDetail> {
    let plan = prop::option::weighted(0.4, seq());
    (of(0u16..200), plan, of(day()), text(), text(), text(), vec(user(), 0..2)).prop_map(
        |(minutes, plan, until, reason, judgement, measures, readers)| TalkDetail {
            minutes,
            plan,
            until,
            reason,
            judgement,
            measures,
            readers,
        },
    )
}

fn when() -> impl Strategy<Value = PlanTime> {
    (day(), any::<bool>(), of(spot())).prop_map(|(day, booked, place)| PlanTime { day, at: booked.then(|| day.at(Tz::UTC, 3, 0)), place })
}

/// Talks logged by the long form, plans and what becomes of them, amendments and files.
pub(super) fn more(logged: BoxedStrategy<TalkLogged>, note: BoxedStrategy<SealedNote>) -> BoxedStrategy<TalkAct> {
    let record = (logged.clone(), detail()).prop_map(|(talk, detail)| TalkRecorded { talk, detail }).boxed();
    let plan = (logged, when())
        .prop_map(|(it, when)| TalkPlan {
            students: it.students,
            when,
            topic: it.topic,
            way: it.way,
            visibility: it.visibility,
            answers: it.answers,
            tags: it.tags,
            text: it.text,
        })
        .boxed();
    let name = prop_oneof![6 => "[a-c]{1,3}".prop_map(Box::<str>::from).boxed(), 1 => text().boxed()];
    let bytes = prop_oneof![6 => vec(any::<u8>(), 1..3), 1 => Just(Vec::new())];
    let file = (name, bytes).prop_map(|(name, bytes)| Box::new(TalkFile { name, bytes: bytes.into() }));
    let sealed_record = (record.clone(), note.clone()).prop_map(|(record, note)| {
        let talk = TalkLogged { text: "".into(), tags: Vec::new(), ..record.talk };
        TalkRecordedSealed { record: TalkRecorded { talk, detail: record.detail.wordless() }, note }
    });
    let sealed_plan = (plan.clone(), note.clone()).prop_map(|(plan, note)| {
        let plan = TalkPlan { text: "".into(), tags: Vec::new(), ..plan };
        TalkPlanSealed { plan, note }
    });
    prop_oneof![
        4 => record.prop_map(|it| TalkAct::Recorded(Box::new(it))),
        2 => sealed_record.prop_map(|it| TalkAct::RecordedSealed(Box::new(it))),
        16 => plan.prop_map(|it| TalkAct::Planned(Box::new(it))),
        1 => sealed_plan.prop_map(|it| TalkAct::PlannedSealed(Box::new(it))),
        14 => (seq(), when(), when()).prop_map(|(plan, from, to)| TalkAct::PlanMoved { plan, from, to }),
        9 => (seq(), text()).prop_map(|(plan, text)| TalkAct::PlanCancelled { plan, text }),
        1 => (seq(), note.clone()).prop_map(|(plan, note)| TalkAct::PlanCancelledSealed { plan, note }),
        12 => seq().prop_map(|plan| TalkAct::PlanRestored { plan }),
        1 => seq().prop_map(|plan| TalkAct::PlanWithdrawn { plan }),
        12 => (seq(), text()).prop_map(|(talk, text)| TalkAct::Amended { talk, text }),
        1 => (seq(), note.clone()).prop_map(|(talk, note)| TalkAct::AmendedSealed { talk, note }),
        12 => (seq(), file).prop_map(|(talk, file)| TalkAct::Attached { talk, file }),
        1 => (seq(), note).prop_map(|(talk, note)| TalkAct::AttachedSealed { talk, note }),
        9 => (seq(), seq()).prop_map(|(talk, file)| TalkAct::FileTaken { talk, file })
    ]
    .boxed()
}

/// Points an act at something that is there.
pub(super) fn aimed(campus: &Campus, act: &mut TalkAct) {
    let plans: Vec<&PlanHead> = campus.talks.plans.heads.rows().iter().collect();
    let talks: Vec<&TalkHead> = campus.talks.heads.rows().iter().collect();
    let at = |seq: &Seq, len: usize| seq.0 as usize % len.max(1);
    match act {
        TalkAct::PlanMoved { plan, from, .. } => {
            if let Some(it) = plans.get(at(plan, plans.len())) {
                (*plan, *from) = (it.seq, it.when.clone());
            }
        }
        TalkAct::PlanCancelled { plan, .. } | TalkAct::PlanCancelledSealed { plan, .. } | TalkAct::PlanWithdrawn { plan } => {
            *plan = plans.get(at(plan, plans.len())).map_or(*plan, |it| it.seq)
        }
        TalkAct::PlanRestored { plan } => {
            let off: Vec<_> = plans.iter().filter(|it| it.state == PlanState::Cancelled).collect();
            *plan = off.get(at(plan, off.len())).map_or(*plan, |it| it.seq);
        }
        TalkAct::Recorded(it) => {
            if let Some(plan) = &mut it.detail.plan {
                *plan = plans.get(at(plan, plans.len())).map_or(*plan, |it| it.seq);
            }
        }
        TalkAct::Amended { talk, .. } | TalkAct::Attached { talk, .. } => {
            let open: Vec<_> = talks.iter().filter(|it| !it.is_sealed() && it.state != TalkState::Withdrawn).collect();
            *talk = open.get(at(talk, open.len())).map_or(*talk, |it| it.seq);
        }
        TalkAct::AmendedSealed { talk, .. } | TalkAct::AttachedSealed { talk, .. } => {
            *talk = talks.get(at(talk, talks.len())).map_or(*talk, |it| it.seq)
        }
        TalkAct::FileTaken { talk, file } => {
            let with_files: Vec<_> = talks.iter().filter(|it| !it.files.is_empty()).collect();
            if let Some(it) = with_files.get(at(talk, with_files.len())) {
                *talk = it.seq;
                *file = it.files.first().copied().unwrap_or(*file);
            }
        }
        _ => {}
    }
}
