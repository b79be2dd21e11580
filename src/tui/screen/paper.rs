//! A report about an incident (首报、续报、终报): its fields, what each says, what is still missing, and whom to report to.

use super::Easel;
use super::easel::Listing;
use crate::campus::{Entry, ReportKind, Seq};
use crate::exchange::incident_report::{FieldView, ReportView, view};
use crate::exchange::rounds::Names;
use crate::say;
use crate::text::wrap;
use crate::tui::model::List;
use crate::tui::msg::Fetched;
use crate::tui::theme::Role;
use crate::tui::widget::{self, Column, Line, Pane, prose};
use ratatui::layout::Rect;

/// The report as it is read here: from the entries that have been fetched, its phones masked.
fn read(easel: &Easel<'_>, seq: Seq, kind: ReportKind) -> Option<ReportView> {
    let seen = easel.incident(seq)?;
    let timeline = easel.campus.incidents().timeline(seq);
    let fetched = timeline.iter().filter_map(|it| match easel.model.texts.get(*it) {
        Some(Fetched::Entry(entry)) => Some((**entry).clone()),
        _ => None,
    });
    let entries: Vec<Entry> = fetched.collect();
    let draft = seen.draft(kind, &entries, seen.paper(kind).map(|it| it.seq))?;
    let sight = crate::desk::Sight::new(easel.campus, easel.model.seat.user);
    Some(view((easel.words, easel.campus, sight), &seen, &draft, (Names::Full, Names::Masked, easel.model.now)))
}

pub(super) fn draw(easel: &mut Easel<'_>, area: Rect, seq: Seq) {
    let words = easel.words;
    let kind = easel.model.paper_kind;
    let title = easel.say(words.report_kind(kind), Role::Title).gap(1).add(format!("I{seq}"), easel.style(Role::Title));
    let Some(it) = read(easel, seq, kind) else {
        let inner = easel.pane(area, &Pane { title, focus: true, ..Pane::default() });
        easel.say(say!(words, "screen-text-hidden"), Role::Quiet).draw(easel.buffer, inner);
        return;
    };
    let right = if it.missing.is_empty() {
        easel.say(say!(words, "screen-paper-whole"), Role::Good)
    } else {
        easel.say(say!(words, "screen-paper-missing", count = it.missing.len()), Role::Warn)
    };
    let inner = easel.pane(area, &Pane { title, right, focus: true, ..Pane::default() });
    stands(easel, &it).draw(easel.buffer, inner);
    let body = widget::below(inner, 2);
    let rows = it.fields.len() as u16;
    // Side by side where there is room: the fields on the left, what the one under the cursor says on the right, the chain below both.
    let chain = (it.chain.len() as u16 + 1).min(body.height.saturating_sub(rows) / 2);
    let upper = Rect { height: body.height.saturating_sub(chain), ..body };
    let wide = area.width >= 100;
    let list = if wide { Rect { width: 34, ..upper } } else { Rect { height: rows.min(upper.height), ..upper } };
    let columns = [Column::firm(0, 4), Column::elastic(0, 14, 30), Column::firm(1, 12)];
    let listing = Listing { list: List::Paper, count: it.fields.len(), columns: &columns, titles: Vec::new(), focus: true };
    easel.list(list, &listing, |easel, at| {
        it.fields.get(at).map_or_else(Vec::new, |field| {
            let (sign, role) = if field.missing { (easel.signs().unticked, Role::Warn) } else { (easel.signs().ticked, Role::Good) };
            let lines = say!(easel.words, "screen-paper-lines", count = field.lines.len());
            vec![easel.say(sign, role), easel.say(field.said.clone(), Role::Text), easel.say(lines, Role::Quiet)]
        })
    });
    let told = if wide { widget::right_of(upper, 37) } else { widget::below(upper, rows + 1) };
    let rows_of =
        |field: &FieldView| field.lines.iter().map(|line| wrap(line, usize::from(told.width.saturating_sub(2))).len() + 1).sum::<usize>();
    if wide && it.fields.iter().map(|field| rows_of(field) + 1).sum::<usize>() <= usize::from(told.height) {
        // There is room for the whole of it.
        let whole = it.fields.iter().map(|field| format!("{}\n  {}", field.said, field.lines.join("\n  ")));
        prose(easel.buffer, told, &whole.collect::<Vec<_>>().join("\n"), 0, None, easel.style(Role::Text));
    } else if let Some(field) = it.fields.get(easel.model.cursor(List::Paper).at) {
        prose(easel.buffer, told, &field.lines.join("\n"), 0, None, easel.style(Role::Text));
    }
    if chain > 1 {
        let lower = widget::below(body, upper.height);
        let lines = chain_lines(easel, &it);
        easel.stack(lower, &lines);
    }
}

/// How the report stands: a draft, made, signed, sent.
fn stands<'a>(easel: &Easel<'a>, it: &ReportView) -> Line<'a> {
    let words = easel.words;
    let made = match (&it.made_by, &it.signed_by) {
        (None, _) => easel.say(say!(words, "screen-paper-draft"), Role::Quiet),
        (Some(by), None) => easel.say(say!(words, "screen-paper-made", name = by.as_str()), Role::Warn),
        (Some(by), Some(signed)) => easel.say(say!(words, "screen-paper-signed", name = by.as_str(), signed = signed.as_str()), Role::Good),
    };
    if it.drill { easel.say(say!(words, "screen-paper-drill"), Role::Alarm).gap(1).join(made) } else { made }
}

fn chain_lines<'a>(easel: &Easel<'a>, it: &ReportView) -> Vec<Line<'a>> {
    let words = easel.words;
    let unknown = || say!(words, "report-chain-unknown");
    let mut lines = vec![easel.say(say!(words, "report-chain"), Role::Quiet)];
    lines.extend(it.chain.iter().map(|link| {
        let known = link.name.is_some() && link.phone.is_some();
        let line = easel.say(crate::text::pad(&link.said, 14), Role::Quiet).gap(1);
        let line = line.add(link.name.clone().unwrap_or_else(unknown), easel.style(if known { Role::Text } else { Role::Warn }));
        line.gap(1).add(link.phone.clone().unwrap_or_else(unknown), easel.style(if link.phone.is_some() { Role::Text } else { Role::Warn }))
    }));
    lines
}
