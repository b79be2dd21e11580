//! `talk story`: a student's talks as one story, the newest last.

use super::super::ask::short_time;
use super::super::choose::Finding;
use super::super::out::{Out, Outcome};
use super::super::problem::{Exit, Problem};
use super::super::seat::Seat;
use super::super::view::{self, PlanView, TalkView};
use crate::campus::{Act, Seq, TalkAct};
use crate::desk::{Chapter, Desk};
use crate::say;
use crate::text;
use serde::Serialize;

/// One thing in the story.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum ChapterView {
    Talk {
        #[serde(flatten)]
        talk: Box<TalkView>,
        answered_by: Option<String>,
        /// With what its follow-up was closed.
        closed: Option<String>,
    },
    Plan {
        #[serde(flatten)]
        plan: Box<PlanView>,
    },
}

/// `talk story`.
pub(super) fn tell(seat: &Seat, desk: &Desk, typed: &str, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let (student, told): (_, Vec<(Seq, bool)>) = {
        let campus = desk.campus();
        let student = Finding::new(words, &campus, &desk.finder(), desk.user()).student(typed)?;
        let story = desk.sight(&campus).story(student);
        let told = story.iter().map(|it| match it {
            Chapter::Talk { talk, .. } => (talk.seq(), true),
            Chapter::Plan(plan) => (plan.seq(), false),
        });
        (student, told.collect())
    };
    let fault = |fault| Problem::fault(words, &fault);
    let mut chapters = Vec::with_capacity(told.len());
    for (seq, is_talk) in told {
        let entry = desk.entry(seq).map_err(fault)?;
        if !is_talk {
            chapters.extend(view::plan_of(desk, seq).map_err(fault)?.map(|plan| ChapterView::Plan { plan: Box::new(plan) }));
            continue;
        }
        let amended = view::amendments(desk, seq).map_err(fault)?;
        let closing = desk.campus().talks().get(seq).and_then(|it| it.closed);
        let closed = closing.map(|it| desk.entry(it)).transpose().map_err(fault)?.flatten();
        let closed = closed.and_then(|it| if let Act::Talk(TalkAct::Closed { text, .. }) = it.act { Some(text.to_string()) } else { None });
        let campus = desk.campus();
        let sight = desk.sight(&campus);
        let Some(seen) = campus.talks().get(seq).and_then(|it| sight.talk(it)) else { continue };
        let answered = sight.talks_of(student).find(|it| it.answers() == Some(seq)).map(|it| format!("T{}", it.seq()));
        let talk = TalkView { amended, ..view::talk(&campus, &seen, entry.as_ref()) };
        chapters.push(ChapterView::Talk { talk: Box::new(talk), answered_by: answered, closed: closed.filter(|it| !it.is_empty()) });
    }
    out.hand(words, chapters, |out, chapters| chapters.iter().try_for_each(|it| say(seat, it, out)))?;
    Ok(Exit::Done)
}

fn say(seat: &Seat, it: &ChapterView, out: &mut Out) -> Outcome<()> {
    let words = &seat.words;
    let mut line = |indent: &str, text: &str| out.line(words, &format!("{indent}{}", text::clean(text)));
    match it {
        ChapterView::Plan { plan } => {
            let parts = [
                Some(plan.id.clone()),
                Some(plan.at.as_deref().map_or_else(|| plan.day.clone(), short_time)),
                Some(plan.status.to_owned()),
            ];
            line("", &parts.into_iter().flatten().chain(plan.topic.map(str::to_owned)).collect::<Vec<_>>().join(" · "))?;
            plan.text.iter().chain(&plan.reason).filter(|it| !it.is_empty()).try_for_each(|it| line("    ", it))
        }
        ChapterView::Talk { talk, answered_by, closed } => {
            let head = [talk.id.clone(), short_time(&talk.at), talk.topic.unwrap_or("·").to_owned(), talk.by.clone()];
            line("", &head.join(" · "))?;
            if let Some(cause) = &talk.answers {
                line("  ↳ ", cause)?;
            }
            if let Some(level) = talk.level {
                let until = talk.until.as_ref().map(|it| format!(" → {it}")).unwrap_or_default();
                line("  ", &format!("!{level}{until} {}", talk.reason.as_deref().unwrap_or_default()))?;
            }
            match &talk.text {
                Some(text) => text.lines().try_for_each(|it| line("    ", it))?,
                None => line("    ", &say!(words, "screen-story-hidden"))?,
            }
            for text in talk.judgement.iter().chain(&talk.measures) {
                line("    · ", text)?;
            }
            for it in &talk.amended {
                line("    + ", &format!("{} {} {}", short_time(&it.at), it.by, it.text))?;
            }
            if let Some(day) = &talk.followup {
                let kept = answered_by.clone().or_else(|| closed.clone()).or_else(|| talk.status.map(str::to_owned)).unwrap_or_default();
                line("  > ", &format!("{day} {kept}"))?;
            }
            Ok(())
        }
    }
}
