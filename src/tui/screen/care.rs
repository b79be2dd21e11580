//! The care list (关注名单): who has a concern level, what set it, when it is due for review; below the list how the levels of the one under the
//! cursor went.

use super::Easel;
use super::easel::Listing;
use super::say::first_line;
use crate::campus::{Act, CareAct, Concern, Day, Seq, StudentId, Trigger};
use crate::desk::rights::{Grant, LevelSight, Right};
use crate::say;
use crate::text::pad;
use crate::tui::command::CommandId;
use crate::tui::model::{CareScope, List};
use crate::tui::msg::Fetched;
use crate::tui::theme::Role;
use crate::tui::view::CareLine;
use crate::tui::widget::{self, Column, Line, Pane};
use ratatui::layout::Rect;

/// Rows of the lower pane, frame included, and the height from which on there is one.
const STORY_ROWS: u16 = 8;
const TALL: u16 = 18;
/// Columns of a day in the lower pane, so that what follows lines up.
const DAY_COLUMNS: usize = 10;

pub(super) fn draw(easel: &mut Easel<'_>, area: Rect) {
    let story_rows = if area.height >= TALL { STORY_ROWS } else { 0 };
    list(easel, Rect { height: area.height - story_rows, ..area });
    if story_rows > 0 {
        story(easel, widget::below(area, area.height - story_rows));
    }
}

fn list(easel: &mut Easel<'_>, area: Rect) {
    let (words, board) = (easel.words, &easel.model.board.care);
    let scope = match easel.model.care_scope {
        CareScope::Mine => say!(words, "screen-next-mine"),
        CareScope::Due => say!(words, "screen-care-due-scope"),
        CareScope::All => say!(words, "screen-next-all"),
    };
    let title = easel.say(say!(words, "screen-care"), Role::Title).gap(1).add(scope, easel.style(Role::Text));
    let right = easel.say(say!(words, "screen-people-count", count = board.list.len()), Role::Quiet);
    let right = right.gap(2).join(easel.count(say!(words, "screen-care-due"), board.due, Role::Due));
    let scroll = easel.scroll(List::Care, board.list.len(), area.height.saturating_sub(3));
    let inner = easel.pane(area, &Pane { title, right, focus: true, scroll, ..Pane::default() });
    if board.list.is_empty() {
        let hidden = easel.sight().grant(Right::StudentLevel) == Grant::No;
        let said = if hidden { say!(words, "screen-care-hidden") } else { say!(words, "screen-care-empty") };
        let how = say!(words, "screen-care-empty-how", key = easel.model.keymap.label(CommandId::CareScope));
        let lines = [easel.say(said, Role::Text), easel.say(how, Role::Quiet)];
        easel.stack(inner, &lines);
        return;
    }
    let titles = [
        String::new(),
        say!(words, "screen-column-level"),
        say!(words, "screen-column-name"),
        say!(words, "screen-column-room"),
        say!(words, "screen-column-class"),
        say!(words, "screen-column-level-since"),
        say!(words, "screen-column-review"),
        say!(words, "screen-column-reviewer"),
        say!(words, "screen-column-last-talk"),
        say!(words, "screen-column-cause"),
    ];
    let titles = titles.map(|it| easel.say(it, Role::Quiet)).to_vec();
    let listing = Listing { list: List::Care, count: board.list.len(), columns: &COLUMNS, titles, focus: true };
    easel.list(inner, &listing, |easel, at| board.list.get(at).map_or_else(Vec::new, |it| row(easel, it)));
}

/// Sign, level, name, room, class, since, review, reviewer, last talk, what set it.
const COLUMNS: [Column; 10] = [
    Column::firm(0, 2),
    Column::firm(0, 5),
    Column::firm(0, 14),
    Column::firm(2, 12),
    Column::firm(5, 16),
    Column::firm(3, 12),
    Column::firm(0, 20),
    Column::firm(4, 10),
    Column::firm(1, 12),
    Column::firm(6, 12),
];

fn row<'a>(easel: &Easel<'a>, it: &CareLine) -> Vec<Line<'a>> {
    let today = easel.model.now.day(easel.campus.zone());
    let near = |day: Day| easel.words.day_near(day, today);
    let set = easel.sight().standing_level(it.student);
    let (sign, role) = match it.overdue {
        Some(days) if days > 0 => (easel.signs().alarm, Role::Alarm),
        Some(_) => (easel.signs().due, Role::Due),
        None => (" ", Role::Text),
    };
    let review = match (it.review, it.overdue) {
        (Some(_), Some(days)) if days > 0 => say!(easel.words, "screen-care-overdue", days = days),
        (Some(day), _) => near(day),
        (None, _) => String::new(),
    };
    vec![
        easel.say(sign, role),
        easel.level(it.level),
        easel.say(easel.student(it.student), Role::Text),
        easel.say(easel.room_of(it.student), Role::Quiet),
        easel.say(easel.class_of(it.student), Role::Quiet),
        easel.say(set.map(|it| near(it.row().day)).unwrap_or_default(), Role::Quiet),
        easel.say(review, role),
        easel.say(set.and_then(|it| it.row().reviewer).map_or("", |id| easel.user(id)), Role::Quiet),
        match it.last {
            Some(at) => easel.say(near(at.day(easel.campus.zone())), Role::Quiet),
            None => easel.say(say!(easel.words, "screen-next-never"), Role::Warn),
        },
        set.map(|it| easel.say(easel.cause(&it), Role::Quiet)).unwrap_or_default(),
    ]
}

/// How the levels of the one under the cursor went, the latest first.
fn story(easel: &mut Easel<'_>, area: Rect) {
    let words = easel.words;
    let at = easel.model.cursor(List::Care).at;
    let Some(student) = easel.model.board.care.list.get(at).map(|it| it.student) else {
        easel.pane(area, &Pane { title: easel.say(say!(words, "screen-care-story-pane"), Role::Title), ..Pane::default() });
        return;
    };
    let title = easel.say(say!(words, "screen-care-story", name = easel.student(student)), Role::Title);
    let inner = easel.pane(area, &Pane { title, ..Pane::default() });
    let mut lines = easel.open_marks(student);
    lines.extend(easel.sight().levels_of(student).rev().map(|it| easel.level_said(&it)));
    if lines.is_empty() {
        lines.push(easel.say(say!(words, "screen-care-story-hidden"), Role::Quiet));
    }
    easel.stack(inner, &lines);
}

impl<'a> Easel<'a> {
    /// What set a level: the talk by its number as far as it is seen, or an act of its own.
    pub(super) fn cause(&self, it: &LevelSight<'_>) -> String {
        match it.talk() {
            Some(seq) => say!(self.words, "screen-care-by-talk-id", id = seq.0),
            None if it.is_of_talk() => say!(self.words, "screen-care-by-talk"),
            None => say!(self.words, "screen-care-by-act"),
        }
    }

    /// A level that was set, on one line: when, to what, by what and whom, until when, why.
    fn level_said(&self, it: &LevelSight<'_>) -> Line<'a> {
        let row = it.row();
        let today = self.model.now.day(self.campus.zone());
        let level = if row.level == Concern::None { self.say(self.words.concern(row.level), Role::Quiet) } else { self.level(row.level) };
        let mut line = self.say(pad(&self.words.day_near(row.day, today), DAY_COLUMNS), Role::Quiet).gap(2).join(level).gap(2);
        line = line.add(self.cause(it), self.style(Role::Quiet)).gap(1).add(self.user(row.by), self.style(Role::Quiet));
        if let Some(day) = row.until {
            line = line.gap(2).add(say!(self.words, "screen-care-until", day = self.words.day(day)), self.style(Role::Quiet));
        }
        if it.reads() {
            line = line.gap(2).add(first_line(self.care_reason(it.seq()).into()), self.style(Role::Text));
        }
        line
    }

    /// The reason of an act of care, once it was fetched.
    pub(super) fn care_reason(&self, seq: Seq) -> &'a str {
        match self.model.texts.get(seq) {
            Some(Fetched::Entry(entry)) => match &entry.act {
                Act::Care(CareAct::LevelSet(it)) => &it.reason,
                Act::Care(CareAct::Marked(it)) => &it.reason,
                _ => "",
            },
            _ => "",
        }
    }

    /// The must-talk marks of a student that no talk has answered, each on a line.
    pub(super) fn open_marks(&self, student: StudentId) -> Vec<Line<'a>> {
        let today = self.model.now.day(self.campus.zone());
        let last = self.sight().talks_of(student).next_back().map(|it| it.held());
        let open = self.sight().marks_of(student).filter(|it| last.is_none_or(|last| last < it.at));
        let said = |trigger: Trigger, day: Day| format!("{} {}", self.words.trigger(trigger), self.words.day_near(day, today));
        open.map(|it| {
            let label = say!(self.words, "screen-care-must-talk");
            self.labelled(label, said(it.trigger, it.day), Role::Warn).gap(2).add(self.care_reason(it.seq), self.style(Role::Text))
        })
        .collect()
    }
}
