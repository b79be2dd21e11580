//! A student's talks as one story (谈话脉络): the newest last; causes and answers joined, levels, promises and amendments in their place.

use super::Easel;
use super::say::level_role;
use crate::campus::{Act, Concern, PlanState, StudentId, TalkAct, TalkDetail, TalkState};
use crate::desk::Chapter;
use crate::desk::rights::{PlanSight, TalkSight};
use crate::say;
use crate::tui::model::List;
use crate::tui::msg::Fetched;
use crate::tui::theme::Role;
use crate::tui::widget::{self, Pane};
use ratatui::layout::Rect;

/// A row of the story: how far it is set in, what it says, how.
type Row = (u16, String, Role);

/// How far the words of a talk are set in.
const INDENT: u16 = 3;

pub(super) fn draw(easel: &mut Easel<'_>, area: Rect, id: StudentId) {
    let words = easel.words;
    let story = easel.sight().story(id);
    let talks = story.iter().filter(|it| matches!(it, Chapter::Talk { .. })).count();
    let title = easel.say(easel.student(id), Role::Title).gap(1).add(say!(words, "screen-story-title"), easel.style(Role::Text));
    let right = match easel.sight().level(id) {
        Concern::None => easel.say(say!(words, "screen-story-count", count = talks), Role::Quiet),
        level => easel
            .say(words.concern(level), level_role(level))
            .gap(2)
            .add(say!(words, "screen-story-count", count = talks), easel.style(Role::Quiet)),
    };
    let cols = area.width.saturating_sub(4).min(super::talk::READABLE + INDENT);
    let mut rows: Vec<Row> = Vec::new();
    for chapter in &story {
        if !rows.is_empty() {
            rows.push((0, String::new(), Role::Text));
        }
        match chapter {
            Chapter::Talk { talk, answered_by } => tell_talk(easel, talk, *answered_by, &mut rows),
            Chapter::Plan(plan) => tell_plan(easel, plan, &mut rows),
        }
    }
    let lines: Vec<Row> = rows.into_iter().flat_map(|(indent, text, role)| wrapped(indent, &text, role, cols)).collect();
    let high = usize::from(area.height.saturating_sub(2));
    let top = easel.cursor(List::Story).at.min(lines.len().saturating_sub(high));
    let scroll = (lines.len() > high).then_some((lines.len(), top));
    let inner = easel.pane(area, &Pane { title, right, focus: true, scroll, ..Pane::default() });
    easel.info.heights[List::Story as usize] = inner.height;
    easel.info.rows[List::Story as usize] = lines.len();
    if lines.is_empty() {
        let how = say!(words, "screen-story-empty", key = easel.model.keymap.label(crate::tui::command::CommandId::Talk));
        easel.say(how, Role::Quiet).draw(easel.buffer, inner);
        return;
    }
    for ((indent, text, role), down) in lines.into_iter().skip(top).zip(0..inner.height) {
        easel.say(text, role).draw(easel.buffer, widget::right_of(widget::row(inner, down), indent));
    }
}

fn wrapped(indent: u16, text: &str, role: Role, cols: u16) -> Vec<Row> {
    let room = cols.saturating_sub(indent).max(8);
    let clean = crate::text::clean_lines(text);
    crate::tui::field::rows(&clean, room).into_iter().map(|it| (indent, clean[it].trim_end().to_owned(), role)).collect()
}

fn tell_talk(easel: &Easel<'_>, talk: &TalkSight<'_>, answered_by: Option<crate::campus::Seq>, rows: &mut Vec<Row>) {
    let (words, signs) = (easel.words, easel.signs());
    let mut head = vec![easel.moment(talk.held())];
    head.extend(talk.topic().map(|it| words.topic(it)));
    head.extend(talk.way().map(|it| words.way(it)));
    head.extend(talk.minutes().map(|it| say!(words, "screen-minutes", count = it)));
    head.extend(talk.place().map(|it| easel.spot(it)));
    if talk.people() > 1 {
        head.push(say!(words, "screen-people-count", count = talk.people()));
    }
    head.push(easel.user(talk.by()).to_owned());
    head.push(format!("T{}", talk.seq()));
    rows.push((0, format!("{} {}", signs.own, head.join(&format!(" {} ", signs.dot))), Role::Title));
    let mut more = |text: String, role: Role| rows.push((INDENT, text, role));
    if let Some(cause) = talk.answers() {
        let when = easel.talk(cause).map(|it| easel.moment(it.held())).unwrap_or_default();
        more(format!("{} {}", signs.arrow, say!(words, "screen-story-answers", talk = cause.0, when = when)), Role::Info);
    }
    if let Some(plan) = talk.plan() {
        more(say!(words, "screen-story-planned", plan = plan.0), Role::Quiet);
    }
    let entry = match easel.model.texts.get(talk.seq()) {
        Some(Fetched::Entry(entry)) => Some(entry),
        _ => None,
    };
    let act = entry.and_then(|it| if let Act::Talk(act) = &it.act { Some(act) } else { None });
    let detail = act.and_then(TalkAct::detail).cloned().unwrap_or_default();
    if let Some(level) = talk.level() {
        let until = talk.until().map(|day| say!(words, "screen-until", day = words.day(day))).unwrap_or_default();
        let parts = [say!(words, "screen-story-level", level = words.concern(level)), until, detail.reason.to_string()];
        let said: Vec<String> = parts.into_iter().filter(|it| !it.is_empty()).collect();
        more(said.join(&format!(" {} ", signs.dot)), level_role(level));
    }
    if !talk.reads() {
        more(say!(words, "screen-story-hidden"), Role::Quiet);
    } else {
        let (text, role) = easel.talk_text(talk);
        more(text.into_owned(), role);
        let TalkDetail { judgement, measures, .. } = &detail;
        for (label, text) in [("screen-long-judgement", judgement), ("screen-long-measures", measures)] {
            if !text.is_empty() {
                more(format!("{}：{text}", words.get(label)), Role::Text);
            }
        }
        for seq in talk.amended() {
            let (who, when) = match easel.model.texts.get(*seq) {
                Some(Fetched::Entry(entry)) => (easel.user(entry.by).to_owned(), easel.moment(entry.at)),
                _ => (String::new(), String::new()),
            };
            let text = easel.words_in(*seq).into_owned();
            more(format!("+ {}", say!(words, "screen-amended", when = when, who = who, text = text)), Role::Marked);
        }
        if !talk.files().is_empty() {
            more(say!(words, "screen-files-count", count = talk.files().len()), Role::Quiet);
        }
    }
    if let Some((text, role)) = promise(easel, talk, answered_by) {
        more(text, role);
    }
}

/// What was promised, and what became of it.
fn promise(easel: &Easel<'_>, talk: &TalkSight<'_>, answered_by: Option<crate::campus::Seq>) -> Option<(String, Role)> {
    let (words, today) = (easel.words, easel.model.now.day(easel.campus.zone()));
    let day = talk.followup()?;
    let promised = say!(words, "screen-story-followup", day = words.day_near(day, today));
    Some(match (talk.state()?, answered_by) {
        (TalkState::Awaiting, _) if day < today => {
            let late = say!(words, "screen-ought-overdue", days = today.since(day));
            (format!("{} {promised} {late}", easel.signs().alarm), Role::Alarm)
        }
        (TalkState::Awaiting, _) => (format!("{} {promised}", easel.signs().due), Role::Due),
        (_, Some(answer)) => {
            let kept = say!(words, "screen-story-answered", talk = answer.0);
            (format!("{promised} {} {kept}", easel.signs().good), Role::Quiet)
        }
        (state, None) => {
            let how = talk.closed().map(|it| easel.words_in(it).into_owned()).unwrap_or_default();
            (format!("{promised} {} {} {how}", easel.signs().good, words.talk_state(state)).trim_end().to_owned(), Role::Quiet)
        }
    })
}

fn tell_plan(easel: &Easel<'_>, plan: &PlanSight<'_>, rows: &mut Vec<Row>) {
    let (words, signs) = (easel.words, easel.signs());
    let mut head = vec![words.plan_state(plan.state()), easel.planned_for(plan)];
    head.extend(plan.topic().map(|it| words.topic(it)));
    head.extend(plan.when().place.as_ref().map(|it| easel.spot(it)));
    head.push(easel.user(plan.by()).to_owned());
    head.push(format!("P{}", plan.seq()));
    let role = if plan.state().is_open() { Role::Due } else { Role::Quiet };
    rows.push((0, format!("{} {}", signs.due, head.join(&format!(" {} ", signs.dot))), role));
    let text = easel.words_in(plan.seq()).into_owned();
    if !text.is_empty() {
        rows.push((INDENT, text, Role::Text));
    }
    if plan.state() == PlanState::Cancelled
        && let Some(reason) = plan.cancelled().map(|it| easel.words_in(it).into_owned()).filter(|it| !it.is_empty())
    {
        rows.push((INDENT, say!(words, "screen-plan-cancelled-why", why = reason), Role::Quiet));
    }
}
