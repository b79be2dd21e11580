//! Which entries the picture wants to read, and what becomes of those that came.

use super::Turn;
use crate::campus::{Campus, HandoverHead, NewsAbout, Seq};
use crate::desk::Sight;
use crate::tui::effect::Effect;
use crate::tui::handing::HandoverView;
use crate::tui::model::{List, Model, Pane, Place};
use crate::tui::msg::Fetched;
use crate::tui::view::{Beside, CommunityRow, HandoverRow, ScoreRow, StudentRow, news_rows, since_rows};

/// Most entries kept.
const KEPT: usize = 512;
/// Rows taken to be shown of a list that was never drawn.
const FIRST_ROWS: usize = 40;
/// Latest entries of a timeline shown in the pane.
const PANE_TIMELINE: usize = 8;

impl Turn<'_> {
    pub(super) fn texts_came(&mut self, entries: Vec<(Seq, Fetched)>) {
        let texts = &mut self.model.texts;
        for (seq, fetched) in entries {
            texts.asked.retain(|it| *it != seq);
            // What comes after the seat was locked must not stay in memory.
            if self.model.lock.is_none() {
                texts.entries.insert(seq, (texts.clock, fetched));
            }
        }
    }

    /// Asks for what is on the screen and not yet here, and gives up what was not looked at for longest.
    pub(super) fn want_texts(&mut self) {
        if self.model.lock.is_some() {
            return;
        }
        let wanted = wanted(self.model, self.world.campus);
        let texts = &mut self.model.texts;
        texts.clock += 1;
        let mut missing = Vec::new();
        for seq in wanted {
            match texts.entries.get_mut(&seq) {
                Some((used, _)) => *used = texts.clock,
                None if texts.asked.contains(&seq) => {}
                None => missing.push(seq),
            }
        }
        if texts.entries.len() > KEPT {
            let mut used: Vec<(u64, Seq)> = texts.entries.iter().map(|(seq, (used, _))| (*used, *seq)).collect();
            used.sort_unstable();
            for (_, seq) in &used[..used.len() - KEPT] {
                texts.entries.remove(seq);
            }
        }
        if !missing.is_empty() {
            texts.asked.extend(&missing);
            self.effects.push(Effect::FetchTexts(missing));
        }
    }
}

/// What is on the screen: where one is, and what stands beside it.
fn wanted(model: &Model, campus: &Campus) -> Vec<Seq> {
    let mut wanted = Vec::new();
    wanted_at(Looked { model, place: model.place, beside: None }, campus, &mut wanted);
    if let Some((it, place)) = model.beside.as_ref().and_then(|it| Some((it, it.place?))) {
        wanted_at(Looked { model, place, beside: Some(it) }, campus, &mut wanted);
    }
    wanted.sort_unstable();
    wanted.dedup();
    wanted
}

/// A place that is looked at.
#[derive(Clone, Copy)]
struct Looked<'a> {
    model: &'a Model,
    place: Place,
    /// It stands beside a list.
    beside: Option<&'a Beside>,
}

impl<'a> Looked<'a> {
    /// The rows of a list that are on the screen.
    fn window<T>(self, list: List, rows: &[T]) -> &[T] {
        if self.beside.is_none() {
            return window(self.model, list, rows);
        }
        // It has no cursor: its beginning is shown, or its end.
        let height = usize::from(self.model.seat.size.1).min(rows.len());
        if list.ends_with_now() { &rows[rows.len() - height..] } else { &rows[..height] }
    }

    fn student_rows(self) -> &'a [StudentRow] {
        self.beside.map_or(&self.model.board.student, |it| &it.student)
    }

    fn community_rows(self) -> &'a [CommunityRow] {
        self.beside.map_or(&self.model.board.community.rows, |it| &it.community.rows)
    }
}

fn wanted_at(looked: Looked<'_>, campus: &Campus, wanted: &mut Vec<Seq>) {
    let model = looked.model;
    match looked.place {
        Place::Home => {
            talks(model, wanted);
            incidents(model, campus, wanted);
        }
        Place::Zoom(Pane::Talks) => talks(model, wanted),
        Place::Zoom(Pane::Incidents) => incidents(model, campus, wanted),
        Place::Student(_) => {
            let rows = looked.window(List::Student, looked.student_rows()).iter();
            wanted.extend(rows.filter(|it| it.has_words()).map(|it| it.seq()));
        }
        Place::Leaves => wanted.extend(window(model, List::Leaves, &model.board.house.leaves)),
        Place::Hygiene => wanted.extend(window(model, List::Hygiene, &model.board.house.scores).iter().filter_map(|it| match it {
            ScoreRow::Score(seq) => Some(*seq),
            ScoreRow::Model(..) => None,
        })),
        Place::Care => {
            let at = model.cursor(List::Care).at;
            if let Some(student) = model.board.care.list.get(at).map(|it| it.student) {
                let sight = Sight::new(campus, model.seat.user);
                wanted.extend(sight.levels_of(student).filter(|it| it.reads()).map(|it| it.seq()));
                wanted.extend(sight.marks_of(student).map(|it| it.seq));
            }
        }
        Place::Moods => wanted
            .extend(window(model, List::Moods, &model.board.house.moods).iter().filter_map(|it| it.last.iter().rev().flatten().next())),
        Place::Changes => {
            let sight = Sight::new(campus, model.seat.user);
            let rows = window(model, List::Changes, &model.board.changes).iter();
            wanted.extend(rows.filter(|seq| campus.changes().get(**seq).is_some_and(|it| sight.reads_change(it))));
        }
        Place::Story(id) => {
            let story = Sight::new(campus, model.seat.user).story(id);
            // The newest first, as many as are kept at once.
            wanted.extend(story.iter().rev().flat_map(|it| it.entries()).take(KEPT - 1));
        }
        Place::Talk(seq) => {
            wanted.push(seq);
            let plan = campus.talks().plans().get(seq).and_then(|it| Sight::new(campus, model.seat.user).plan(it));
            wanted.extend(plan.and_then(|it| it.cancelled()));
            let seen = campus.talks().get(seq).and_then(|it| Sight::new(campus, model.seat.user).talk(it));
            wanted.extend(seen.iter().flat_map(|it| it.amended().iter().chain(it.files())).copied());
            wanted.extend(seen.and_then(|it| it.closed()));
            wanted.extend(seen.and_then(|it| it.answers()));
        }
        // A report tells everything.
        Place::Paper(seq) => wanted.extend(timeline(campus, seq)),
        Place::Incident(seq) => {
            let rows = timeline(campus, seq);
            wanted.push(seq);
            wanted.extend(looked.window(List::Incident, &rows));
        }
        Place::Handover if model.board.handover.view != HandoverView::Since => {
            let head = model.board.handover.head.and_then(|seq| campus.handovers().get(seq));
            wanted.extend(head.into_iter().flat_map(entries_of));
        }
        Place::DutyLog(_) => wanted.extend(model.board.handover.log.iter().flat_map(|it| it.notes.iter().map(|it| it.seq))),
        Place::Handover => {
            let rows: Vec<_> = since_rows(&model.board.duty.since).collect();
            wanted.extend(window(model, List::Handover, &rows).iter().filter_map(|it| match it {
                HandoverRow::Incident(seq) | HandoverRow::Talk(seq) => Some(*seq),
                HandoverRow::Away(..) | HandoverRow::Search(..) | HandoverRow::Walk(_) => None,
            }));
        }
        Place::Round(_) => {
            if let Some((board, room)) = model.board.round.as_ref().zip(model.round.room) {
                wanted.extend(campus.rounds().remarks(campus.places(), board.day, room).next_back());
            }
        }
        Place::Requests => {
            wanted.extend(window(model, List::Requests, &model.board.requests.rows));
        }
        Place::Request(seq) => wanted.extend(looked.window(List::Request, &request_entries(campus, model, seq))),
        Place::Activity(seq) => {
            let entries: Vec<Seq> =
                campus.activities().get(seq).into_iter().flat_map(|it| std::iter::once(seq).chain(it.timeline.iter().copied())).collect();
            wanted.extend(looked.window(List::Activity, &entries));
            wanted.extend(files(model, campus, seq));
        }
        // What may go out with news of the one under the cursor.
        Place::Activities => {
            let at = model.board.term.rows.get(model.cursor(List::Activities).at);
            wanted.extend(at.into_iter().flat_map(|seq| files(model, campus, *seq)));
        }
        Place::Community(at) if at.opened.is_some() => {
            let sight = Sight::new(campus, model.seat.user);
            let rows = looked.window(List::Community, looked.community_rows()).iter();
            wanted.extend(rows.filter_map(|it| match it {
                CommunityRow::Meeting(seq) => campus.communities().meeting(*seq).filter(|it| sight.reads_meeting(it)).map(|it| it.seq),
                CommunityRow::Reception(seq) => words_of_reception(campus, *seq),
                CommunityRow::Brought(seq) => Some(*seq),
                _ => None,
            }));
        }
        // What is said of a reception day goes into the form that amends it.
        Place::Community(_) => {
            let rows = window(model, List::Community, &model.board.community.rows).iter();
            wanted.extend(rows.filter_map(|it| match it {
                CommunityRow::Reception(seq) => words_of_reception(campus, *seq),
                _ => None,
            }));
        }
        Place::Newsroom => {
            let rows = news_rows(campus);
            wanted.extend(window(model, List::Newsroom, &rows).iter().filter_map(|seq| campus.news().get(*seq)).map(|it| it.words.0));
        }
        Place::News(seq) => {
            let head = campus.news().get(seq);
            wanted.extend(head.map(|it| it.words.0));
            wanted.extend(head.and_then(|it| it.published).map(|it| it.0));
            // Its pictures are picked among the files of the activity.
            if let Some(NewsAbout::Activity(activity)) = head.map(|it| it.about) {
                wanted.extend(files(model, campus, activity));
            }
        }
        Place::Zoom(Pane::Dorm | Pane::Duty)
        | Place::Students
        | Place::Room(_)
        | Place::Rounds
        | Place::Missing
        | Place::Search(..)
        | Place::Schedule
        | Place::Communities
        | Place::Next
        | Place::Coverage
        | Place::Watch
        | Place::Appraisal
        | Place::Stats
        | Place::Figure
        | Place::Awards
        | Place::Award(_)
        | Place::Network(_)
        | Place::TermBoard
        | Place::Obligations
        | Place::Officers => {}
    }
}

/// The files of an activity, as far as they are seen.
/// The entry that says how a reception day stands.
fn words_of_reception(campus: &Campus, seq: Seq) -> Option<Seq> {
    campus.requests().reception(seq).map(|it| it.words)
}

fn files(model: &Model, campus: &Campus, activity: Seq) -> Vec<Seq> {
    let head = campus.activities().get(activity);
    head.map(|it| Sight::new(campus, model.seat.user).activity(it).files().to_vec()).unwrap_or_default()
}

/// The entries in which the words of a handover stand.
fn entries_of(head: &HandoverHead) -> impl Iterator<Item = Seq> {
    let written = head.written_back.iter().map(|(_, seq)| *seq);
    std::iter::once(head.seq).chain(written).chain(head.asked.iter().copied()).chain(head.settled.map(|(_, _, seq)| seq))
}

/// The entries of an incident: its opening and its timeline.
pub(super) fn timeline(campus: &Campus, incident: Seq) -> Vec<Seq> {
    campus.incidents().timeline(incident)
}

/// The entries of a request, as far as they are seen: its opening and its timeline.
pub(super) fn request_entries(campus: &Campus, model: &Model, request: Seq) -> Vec<Seq> {
    let seen = campus.requests().get(request).and_then(|it| Sight::new(campus, model.seat.user).request(it));
    seen.iter().flat_map(|it| std::iter::once(it.seq()).chain(it.timeline().iter().copied())).collect()
}

fn talks(model: &Model, wanted: &mut Vec<Seq>) {
    wanted.extend(window(model, List::Talks, &model.board.talks));
}

fn incidents(model: &Model, campus: &Campus, wanted: &mut Vec<Seq>) {
    wanted.extend(window(model, List::Incidents, &model.board.incidents).iter().map(|it| it.seq));
    if let Some(row) = model.board.incidents.get(model.cursor(List::Incidents).at) {
        wanted.extend(timeline(campus, row.seq).into_iter().rev().take(PANE_TIMELINE));
    }
}

/// The rows of a list that are on the screen.
fn window<'a, T>(model: &Model, list: List, rows: &'a [T]) -> &'a [T] {
    let height = match model.frame.heights[list as usize] {
        0 => FIRST_ROWS,
        height => usize::from(height),
    };
    let from = model.cursor(list).top.min(rows.len());
    &rows[from..(from + height).min(rows.len())]
}
