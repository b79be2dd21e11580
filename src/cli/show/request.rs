//! A request with all that became of it.

use super::super::ask::short_time;
use super::super::out::{Out, Outcome};
use super::super::problem::Problem;
use super::super::request::told;
use super::super::seat::Seat;
use super::super::view::RequestView;
use super::history::{self, Event};
use crate::campus::{RequestState, Seq, Subject};
use crate::desk::Desk;
use crate::say;
use serde::Serialize;

/// A request for scripts. Its `kind` is what is wanted, as in a list, so what sort of thing it is stands apart.
#[derive(Serialize)]
struct Shown {
    thing: &'static str,
    #[serde(flatten)]
    view: RequestView,
    history: Vec<Event>,
}

/// A request: what is wanted, and what became of it.
pub(super) fn request(seat: &Seat, desk: &Desk, seq: Seq, out: &mut Out) -> Outcome<()> {
    let words = &seat.words;
    let about = history::scan(seat, desk, seq, |it| history::is_about(it, Subject::Entry(seq), seq))?;
    let events = history::events(seat, desk, &about)?;
    let Some(view) = told(seat, desk, seq)? else { return Err(Problem::not_found(words, &format!("Q{seq}")).into()) };
    let shown = Shown { thing: "request", view, history: history::in_order(events) };
    out.answer(words, &shown, |out| {
        let it = &shown.view;
        let kind = crate::campus::RequestKind::from_key(it.kind).map(|it| words.request_kind(it)).unwrap_or_default();
        let state = RequestState::from_key(it.state).map(|it| words.request_state(it)).unwrap_or_default();
        let due = short_time(&it.due);
        let who = [it.name.clone(), it.student.clone()].into_iter().flatten().collect::<Vec<_>>().join(" ");
        let tags = it.tags.iter().flatten().map(|it| format!("#{it}")).collect::<Vec<_>>().join(" ");
        let fields = [
            (say!(words, "cli-head-id"), it.id.clone()),
            (say!(words, "cli-head-time"), short_time(&it.at)),
            (say!(words, "cli-head-by"), it.by.clone()),
            (say!(words, "cli-head-kind"), kind),
            (say!(words, "cli-head-service"), it.department.clone()),
            (say!(words, "cli-head-state"), state),
            (say!(words, "cli-head-due"), if it.overdue { say!(words, "cli-request-overdue", due = due) } else { due }),
            (say!(words, "cli-head-place"), it.place.clone().unwrap_or_default()),
            (say!(words, "cli-head-students"), who),
            (say!(words, "cli-head-rating"), it.rating.map(|it| words.stars(it)).unwrap_or_default()),
            (say!(words, "cli-head-reception"), it.reception.clone().unwrap_or_default()),
            (say!(words, "cli-head-promise"), it.promise.clone().unwrap_or_default()),
            (say!(words, "cli-head-tags"), tags),
            (say!(words, "cli-head-text"), it.text.clone().unwrap_or_else(|| say!(words, "cli-hidden"))),
        ];
        fields.into_iter().try_for_each(|(name, value)| out.field(words, name, &value))?;
        history::tell(words, shown.history.get(1..).unwrap_or_default(), out)
    })
}
