//! What an erasure leaves of acts on talks (谈心谈话).

use super::wordless;
use crate::campus::{
    Campus, ErasureScope, Seq, TalkAct, TalkFile, TalkLogged, TalkPlan, TalkPlanSealed, TalkRecorded, TalkRecordedSealed, TalkSealed,
};

pub(super) fn left_of_talk(act: &TalkAct, campus: &Campus, scope: ErasureScope) -> Option<TalkAct> {
    let about = |talk: Seq| campus.talks().get(talk).filter(|it| scope.holds_talk(campus, it)).map(|it| it.seq);
    let logged = |it: &TalkLogged| {
        let concerned = scope.holds_one_of(&it.students) || scope.holds_day(it.held.day(campus.zone()));
        concerned.then(|| TalkLogged { place: wordless(&it.place), tags: Vec::new(), text: Box::default(), ..it.clone() })
    };
    let recorded = |it: &TalkRecorded| logged(&it.talk).map(|talk| TalkRecorded { talk, detail: it.detail.wordless() });
    let planned = |it: &TalkPlan| {
        let concerned = scope.holds_one_of(&it.students) || scope.holds_day(it.when.day);
        concerned.then(|| TalkPlan { when: it.when.wordless(), tags: Vec::new(), text: Box::default(), ..it.clone() })
    };
    let of_plan = |plan: Seq| {
        let head = campus.talks().plans().get(plan)?;
        (scope.holds_one_of(&head.students) || scope.holds_day(head.when.day)).then_some(plan)
    };
    Some(match act {
        TalkAct::Logged(it) => TalkAct::Logged(logged(it)?),
        TalkAct::LoggedSealed(it) => TalkAct::LoggedSealed(Box::new(TalkSealed { talk: logged(&it.talk)?, note: it.note.erased() })),
        TalkAct::Recorded(it) => TalkAct::Recorded(Box::new(recorded(it)?)),
        TalkAct::RecordedSealed(it) => {
            TalkAct::RecordedSealed(Box::new(TalkRecordedSealed { record: recorded(&it.record)?, note: it.note.erased() }))
        }
        TalkAct::Planned(it) => TalkAct::Planned(Box::new(planned(it)?)),
        TalkAct::PlannedSealed(it) => TalkAct::PlannedSealed(Box::new(TalkPlanSealed { plan: planned(&it.plan)?, note: it.note.erased() })),
        TalkAct::PlanMoved { plan, from, to } => TalkAct::PlanMoved { plan: of_plan(*plan)?, from: from.wordless(), to: to.wordless() },
        TalkAct::PlanCancelled { plan, .. } => TalkAct::PlanCancelled { plan: of_plan(*plan)?, text: Box::default() },
        TalkAct::PlanCancelledSealed { plan, note } => TalkAct::PlanCancelledSealed { plan: of_plan(*plan)?, note: note.erased() },
        TalkAct::Amended { talk, .. } => TalkAct::Amended { talk: about(*talk)?, text: Box::default() },
        TalkAct::AmendedSealed { talk, note } => TalkAct::AmendedSealed { talk: about(*talk)?, note: note.erased() },
        // The name of a file may say as much as the file.
        TalkAct::Attached { talk, .. } => TalkAct::Attached { talk: about(*talk)?, file: Box::new(TalkFile::erased()) },
        TalkAct::AttachedSealed { talk, note } => TalkAct::AttachedSealed { talk: about(*talk)?, note: note.erased() },
        TalkAct::Closed { talk, .. } => TalkAct::Closed { talk: about(*talk)?, text: Box::default() },
        TalkAct::ClosedSealed { talk, note } => TalkAct::ClosedSealed { talk: about(*talk)?, note: note.erased() },
        TalkAct::ReaderAdded { talk, reader, .. } => TalkAct::ReaderAdded { talk: about(*talk)?, reader: *reader, keys: Vec::new() },
        TalkAct::Reopened { .. }
        | TalkAct::Withdrawn { .. }
        | TalkAct::ReaderRemoved { .. }
        | TalkAct::PlanRestored { .. }
        | TalkAct::PlanWithdrawn { .. }
        | TalkAct::FileTaken { .. } => return None,
    })
}
