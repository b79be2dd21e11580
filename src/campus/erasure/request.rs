//! What an erasure leaves of acts on requests (诉求).

use super::wordless;
use crate::campus::{Campus, Day, ErasureScope, ReceptionHeld, RequestAct, RequestOpened, Seq};

/// The words go, and what was said of the day; who has it, how it stands, what was promised by when stays, for it is counted.
pub(super) fn left_of_request(act: &RequestAct, day: Day, campus: &Campus, scope: ErasureScope) -> Option<RequestAct> {
    let about = |request: Seq| campus.requests().get(request).filter(|it| scope.holds_request(campus, it)).map(|it| it.seq);
    let text = Box::default();
    Some(match act {
        RequestAct::Opened(it) => {
            let concerned = scope.holds_one_of(it.student.as_slice()) || scope.holds_day(day);
            let (tags, promise) = (Vec::new(), Box::default());
            let left = RequestOpened { place: wordless(&it.place), tags, text, promise, office: it.office.clone(), ..**it };
            concerned.then(|| RequestAct::Opened(Box::new(left)))?
        }
        RequestAct::Moved { request, from, to, .. } => RequestAct::Moved { request: about(*request)?, from: *from, to: *to, text },
        RequestAct::Assigned { request, from, to, due_before, due, .. } => {
            let (from, to) = (from.clone(), to.clone());
            RequestAct::Assigned { request: about(*request)?, from, to, due_before: *due_before, due: *due, text }
        }
        RequestAct::Answered { request, from, .. } => RequestAct::Answered { request: about(*request)?, from: *from, text },
        RequestAct::Reopened { request, from, due_before, due, .. } => {
            RequestAct::Reopened { request: about(*request)?, from: *from, due_before: *due_before, due: *due, text }
        }
        RequestAct::Rated { request, from, stars, .. } => RequestAct::Rated { request: about(*request)?, from: *from, stars: *stars, text },
        RequestAct::Noted { request, at, .. } => RequestAct::Noted { request: about(*request)?, at: *at, text },
        RequestAct::ReceptionHeld(it) => {
            let left = ReceptionHeld { text, ..it.clone() };
            scope.holds_day(it.day).then_some(RequestAct::ReceptionHeld(left))?
        }
        RequestAct::ReceptionAmended { reception, words, before, after } => {
            let left = |it: &ReceptionHeld| Box::new(ReceptionHeld { text: Box::default(), ..it.clone() });
            let holds = scope.holds_day(before.day) || scope.holds_day(after.day);
            let (before, after) = (left(before), left(after));
            holds.then_some(RequestAct::ReceptionAmended { reception: *reception, words: *words, before, after })?
        }
        RequestAct::Restored { .. } | RequestAct::ReceptionWithdrawn { .. } => return None,
    })
}
