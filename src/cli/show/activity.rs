//! `show A…`: an activity with who was there, for what it counts and why, and its history.

use super::super::activity::told;
use super::super::ask::short_time;
use super::super::out::{Out, Outcome};
use super::super::problem::Problem;
use super::super::seat::Seat;
use super::history::{self, Event};
use crate::campus::{ActivityKind, ActivityState, Branch, Seq};
use crate::desk::Desk;
use crate::say;
use serde::Serialize;

/// An activity for scripts. Its `kind` is of what kind it is, as in a list, so what sort of thing it is stands apart.
#[derive(Serialize)]
struct Whole {
    thing: &'static str,
    #[serde(flatten)]
    it: super::super::activity::ActivityView,
    /// Those who were there, as far as they are seen.
    students: Vec<PresentView>,
    /// How many more are named.
    hidden: usize,
    /// What was said and decided when it was entered.
    text: Option<String>,
    history: Vec<Event>,
}

#[derive(Serialize)]
struct PresentView {
    student_no: String,
    name: String,
    class: Option<String>,
}

pub(super) fn activity(seat: &Seat, desk: &Desk, seq: Seq, out: &mut Out) -> Outcome<()> {
    let words = &seat.words;
    let Some(it) = told(seat, desk, seq)? else { return Err(Problem::not_found(words, &seq.to_string()).into()) };
    let (students, hidden, timeline) = {
        let campus = desk.campus();
        let Some(head) = campus.activities().get(seq) else { return Err(Problem::not_found(words, &seq.to_string()).into()) };
        let (seen, hidden) = desk.sight(&campus).activity(head).present();
        let people = campus.people();
        let students = seen.iter().filter_map(|id| people.student(*id)).map(|it| PresentView {
            student_no: it.facts.no.to_string(),
            name: it.facts.name.to_string(),
            class: it.facts.class.and_then(|id| people.class(id)).map(|it| it.name.to_string()),
        });
        let timeline: Vec<Seq> = std::iter::once(seq).chain(head.timeline.iter().copied()).collect();
        (students.collect(), hidden, timeline)
    };
    let history = history::events(seat, desk, &timeline)?;
    let text = history.first().and_then(|it| it.text.clone());
    let shown = Whole { thing: "activity", it, students, hidden, text, history };
    out.answer(words, &shown, |out| {
        let (it, whole) = (&shown.it, &shown);
        let tags = it.tags.iter().map(|it| format!("#{it}")).collect::<Vec<_>>().join(" ");
        let fields = [
            (say!(words, "cli-head-id"), it.id.clone()),
            (say!(words, "cli-head-title"), it.title.clone()),
            (say!(words, "cli-head-time"), short_time(&it.at)),
            (say!(words, "cli-head-kind"), ActivityKind::from_key(it.kind).map(|it| words.activity_kind(it)).unwrap_or_default()),
            (say!(words, "cli-head-branch"), it.branch.and_then(Branch::from_key).map(|it| words.branch(it)).unwrap_or_default()),
            (say!(words, "cli-head-state"), ActivityState::from_key(it.state).map(|it| words.activity_state(it)).unwrap_or_default()),
            (say!(words, "cli-head-community"), it.community.clone().unwrap_or_default()),
            (say!(words, "cli-head-place"), it.place.clone().unwrap_or_default()),
            (say!(words, "cli-head-present"), format!("{} ({})", it.count, it.named)),
            (say!(words, "cli-head-taking"), it.taking.iter().map(|it| it.said.as_str()).collect::<Vec<_>>().join("、")),
            (say!(words, "cli-head-proof"), format!("{} / {}", it.files, it.promised.join("、"))),
            (say!(words, "cli-head-tags"), tags),
            (say!(words, "cli-head-by"), it.by.clone()),
        ];
        fields.into_iter().try_for_each(|(name, value)| out.field(words, name, &value))?;
        for it in &it.counts {
            out.line(words, &format!("  → {} {} · {}", it.name, it.whom.join("、"), it.why))?;
        }
        if !whole.students.is_empty() || whole.hidden > 0 {
            let names: Vec<&str> = whole.students.iter().map(|it| it.name.as_str()).collect();
            let more = if whole.hidden > 0 { format!(" +{}", whole.hidden) } else { String::new() };
            out.field(words, say!(words, "cli-head-students"), &format!("{}{more}", names.join("、")))?;
        }
        history::tell(words, shown.history.get(1..).unwrap_or_default(), out)
    })
}
