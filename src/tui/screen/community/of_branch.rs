//! Rows of the branches: party days of the quarter, who leads them, which leaders attended.

use super::super::Easel;
use super::{community, name_of};
use crate::campus::{Branch, Seq};
use crate::say;
use crate::tui::theme::Role;
use crate::tui::widget::Line;

/// What is said of a branch: its party days of the quarter, how often leaders were there, who leads it.
pub(super) fn said(easel: &Easel<'_>, branch: Branch) -> String {
    let (days, lead, _) = parts(easel, branch);
    format!("{days} {} {lead}", easel.signs().dot)
}

/// Its party days, its secretary, and whether anything lacks.
fn parts(easel: &Easel<'_>, branch: Branch) -> (String, String, bool) {
    let words = easel.words;
    let mut members = easel.sight().fellows().filter(|it| it.it().branch == Some(branch));
    let secretary = members.find(|it| it.it().secretary);
    let name = secretary.as_ref().map_or_else(|| say!(words, "screen-branch-no-secretary"), |it| name_of(easel, it));
    let line = easel.community_board().branches.iter().find(|it| it.branch == branch);
    let (held, leaders, planned, target) = line.map_or((0, 0, 0, 0), |it| (it.held.0, it.held.1, it.planned, it.target));
    let mut days = vec![say!(words, "screen-branch-party-days", held = held, target = target)];
    if planned > 0 {
        days.push(say!(words, "campus-cell-planned", count = planned));
    }
    days.push(say!(words, "screen-branch-leaders", count = leaders));
    let lacks = held < u32::from(target) || secretary.is_none();
    (days.join(&format!(" {} ", easel.signs().dot)), say!(words, "screen-branch-secretary", name = name), lacks)
}

/// A branch: its secretary, its party days of the quarter, how many belong to it.
pub(super) fn branch<'a>(easel: &Easel<'a>, branch: Branch) -> Vec<Line<'a>> {
    let (words, signs) = (easel.words, easel.signs());
    let members = easel.sight().fellows().filter(|it| it.it().branch == Some(branch)).count();
    let (days, lead, lacks) = parts(easel, branch);
    let sign = if lacks { easel.say(signs.due, Role::Warn) } else { easel.say(signs.good, Role::Good) };
    vec![
        sign,
        easel.say(say!(words, "screen-branch"), Role::Quiet),
        easel.say(words.branch(branch), Role::Title),
        easel.say(days, if lacks { Role::Warn } else { Role::Text }),
        easel.say(lead, Role::Text),
        easel.say(say!(words, "screen-count-people", count = members.to_string()), Role::Text),
    ]
}

/// A themed party day: what it was, which leaders were there.
pub(super) fn party_day<'a>(easel: &Easel<'a>, seq: Seq) -> Vec<Line<'a>> {
    let Some(it) = easel.campus.activities().get(seq) else { return Vec::new() };
    let words = easel.words;
    let taking: Vec<String> = it.facts.taking.iter().map(|it| format!("{} {}", words.standing(it.standing), it.name)).collect();
    let held = it.state.is_held();
    vec![
        easel.say(if held { easel.signs().good } else { easel.signs().unticked }, if held { Role::Good } else { Role::Text }),
        easel.say(words.activity_kind(it.facts.kind), Role::Quiet),
        easel.say(it.facts.title.to_string(), Role::Text),
        easel.say(taking.join(" "), Role::Text),
        easel.say(community(easel, it.facts.community), Role::Quiet),
        easel.say(easel.day_short(it.facts.day), Role::Text),
    ]
}

/// How many party days of the quarter a leader attended.
pub(super) fn attendance<'a>(easel: &Easel<'a>, nth: usize) -> Vec<Line<'a>> {
    let Some(it) = easel.community_board().attendance.get(nth) else { return Vec::new() };
    let (words, signs) = (easel.words, easel.signs());
    let lacks = it.done < u32::from(it.target);
    let (sign, role) = if lacks { (signs.due, Role::Warn) } else { (signs.good, Role::Good) };
    vec![
        easel.say(sign, role),
        easel.say(words.leader_rank(it.rank), Role::Quiet),
        easel.say(words.whom(easel.campus, &it.whom), Role::Text),
        easel.say(say!(words, "screen-branch-attended", done = it.done, target = it.target), role),
        Line::new(),
        Line::new(),
    ]
}
