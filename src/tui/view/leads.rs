//! Where Enter leads from the row under the cursor (进入). One table for the key and for the sheet that stands beside a list on a wide screen.

use super::{ScoreRow, StudentRow, WatchRow, award_rows, bed_rows, news_rows};
use crate::campus::{Campus, Seq, StudentId, WatchEntry};
use crate::desk::Sight;
use crate::tui::model::{CommunityPlace, CommunityView, List, Model, Place, RequestScope};
use crate::tui::view::CommunityRow;

/// Where Enter leads from the row under the cursor, where it does nothing but lead there.
pub fn leads_to(model: &Model, campus: &Campus) -> Option<Place> {
    let (board, sight) = (&model.board, Sight::new(campus, model.seat.user));
    let at = |list: List| model.cursor(list).at;
    match model.place {
        Place::Students => board.students.get(at(List::Students)).copied().map(Place::Student),
        Place::Student(_) => match board.student.get(at(List::Student))? {
            StudentRow::Talk(seq) | StudentRow::Plan(seq) => Some(Place::Talk(*seq)),
            StudentRow::Incident(seq) => Some(Place::Incident(*seq)),
            StudentRow::Request(seq) => Some(Place::Request(*seq)),
            _ => None,
        },
        Place::Room(room) => bed_rows(campus, room).get(at(List::Room))?.student().map(Place::Student),
        // Of several students one is picked first.
        Place::Talk(seq) => match talked_with(&sight, campus, seq)[..] {
            [only] => Some(Place::Student(only)),
            _ => None,
        },
        Place::Story(id) => Some(Place::Student(id)),
        Place::Missing => board.sought.get(at(List::Missing)).map(|it| Place::Search(it.day, it.student)),
        Place::Next => board.care.next.get(at(List::Next)).map(|it| Place::Student(it.student)),
        Place::Care => board.care.list.get(at(List::Care)).map(|it| Place::Student(it.student)),
        Place::Watch => {
            let (hint, nth) = match *board.watch.rows.get(at(List::Watch))? {
                WatchRow::Entry(hint, nth) => (hint, nth),
                // A hint itself leads to its first entry.
                WatchRow::Hint(hint) => (hint, 0),
            };
            let (_, entry) = board.watch.hints.get(hint)?.entries.get(nth)?;
            Some(match entry {
                WatchEntry::Room(room) => Place::Room(*room),
                WatchEntry::Incident(seq) => Place::Incident(*seq),
                WatchEntry::Request(seq) => Place::Request(*seq),
                WatchEntry::Mood(..) => Place::Moods,
            })
        }
        Place::Activities => {
            let seq = *board.term.rows.get(at(List::Activities))?;
            // In a cell that was opened reception days stand among the activities.
            if campus.activities().get(seq).is_some() { Some(Place::Activity(seq)) } else { reception(model, campus, seq) }
        }
        Place::Requests => board.requests.rows.get(at(List::Requests)).copied().map(Place::Request),
        Place::Request(seq) => sight.request(campus.requests().get(seq)?)?.student().map(Place::Student),
        Place::Newsroom => news_rows(campus).get(at(List::Newsroom)).copied().map(Place::News),
        Place::Awards => award_rows(campus).get(at(List::Awards)).copied().map(Place::Award),
        Place::Hygiene => match *board.house.scores.get(at(List::Hygiene))? {
            ScoreRow::Score(seq) => campus.hygiene().get(seq).map(|it| Place::Room(it.room)),
            ScoreRow::Model(room, _) => Some(Place::Room(room)),
        },
        Place::Officers => board.house.officers.get(at(List::Officers))?.student.map(Place::Student),
        Place::Figure => model.figure.as_ref()?.rows.get(at(List::Figure))?.place,
        Place::Community(place) => of_community(model, campus, place),
        _ => None,
    }
}

fn of_community(model: &Model, campus: &Campus, at: CommunityPlace) -> Option<Place> {
    match *model.board.community.rows.get(model.cursor(List::Community).at)? {
        CommunityRow::Venue(seq) if at.view == CommunityView::Places => {
            Some(Place::Community(CommunityPlace { view: CommunityView::Day, venue: Some(seq), ..at }))
        }
        CommunityRow::Branch(branch) => Some(Place::Community(CommunityPlace { branch: Some(branch), ..at })),
        // A second time it leads to the student, if they are one.
        CommunityRow::Fellow(seq) if at.opened == Some(seq) => {
            Sight::new(campus, model.seat.user).fellow(seq).and_then(|it| it.student()).map(Place::Student)
        }
        CommunityRow::Fellow(seq) => Some(opened(model, seq)),
        CommunityRow::Reception(seq) if at.opened != Some(seq) => reception(model, campus, seq),
        CommunityRow::Mentee(id) => Some(Place::Student(id)),
        CommunityRow::Brought(seq) => Some(Place::Request(seq)),
        CommunityRow::PartyDay(seq) => Some(Place::Activity(seq)),
        CommunityRow::Attendance(_) => Some(Place::TermBoard),
        _ => None,
    }
}

/// Somebody with their students and meetings, or a reception day with who came.
fn opened(model: &Model, seq: Seq) -> Place {
    let community = if let Place::Community(at) = model.place { at.community } else { None };
    Place::Community(CommunityPlace { view: CommunityView::People, community, days: 0, venue: None, branch: None, opened: Some(seq) })
}

/// The sheet of a reception day that stands.
pub fn reception(model: &Model, campus: &Campus, seq: Seq) -> Option<Place> {
    campus.requests().reception(seq).is_some_and(|it| !it.withdrawn).then(|| opened(model, seq))
}

/// The students of a talk or of a planned one, as far as they are seen.
pub fn talked_with(sight: &Sight<'_>, campus: &Campus, talk: Seq) -> Vec<StudentId> {
    if let Some(plan) = campus.talks().plans().get(talk).and_then(|it| sight.plan(it)) {
        return plan.students().to_vec();
    }
    let seen = campus.talks().get(talk).and_then(|it| sight.talk(it)?.students());
    seen.unwrap_or_default().to_vec()
}

/// Whether what stands at a place is a list whose rows have sheets; on a wide screen it leaves room beside it, whichever row is chosen.
pub(super) fn has_sheets(model: &Model) -> bool {
    match model.place {
        Place::Students
        | Place::Student(_)
        | Place::Room(_)
        | Place::Missing
        | Place::Next
        | Place::Care
        | Place::Watch
        | Place::Activities
        | Place::Newsroom
        | Place::Awards
        | Place::Hygiene
        | Place::Officers
        | Place::Figure => true,
        Place::Requests => model.request_scope != RequestScope::Services,
        Place::Community(at) => {
            at.opened.is_some()
                || matches!(at.view, CommunityView::Places | CommunityView::People | CommunityView::Mentors | CommunityView::Branches)
        }
        _ => false,
    }
}

/// Whether a place is a sheet that is only read, and can so stand beside a list.
pub(super) fn is_sheet(place: Place) -> bool {
    matches!(
        place,
        Place::Student(_)
            | Place::Room(_)
            | Place::Talk(_)
            | Place::Incident(_)
            | Place::Request(_)
            | Place::Activity(_)
            | Place::Community(_)
            | Place::News(_)
            | Place::Award(_)
            | Place::Search(..)
    )
}
