//! The handover as it is shown: which sides there are, what is given, what is taken.

use super::Since;
use crate::campus::{Campus, Day, Presence, Seq, ShiftId, Stamp, StudentId, UserId};
use crate::desk::handover::{DutyLog, HandoverDraft, draft, duty_log, standing};
use crate::tui::handing::HandoverView;
use crate::tui::model::Place;

/// A row of what happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HandoverRow {
    /// An incident.
    Incident(Seq),
    /// A talk.
    Talk(Seq),
    /// Somebody absent or late in a round.
    Away(StudentId, Presence, Day),
    /// Somebody who is still looked for.
    Search(Day, StudentId),
    /// A round that is not ended.
    Walk(Seq),
}

/// What happened, in the order it is shown: who is looked for, rounds not ended, incidents, absences, talks.
pub fn since_rows(since: &Since) -> impl Iterator<Item = HandoverRow> {
    let incidents = since.incidents.iter().map(|seq| HandoverRow::Incident(*seq));
    let away = since.away.iter().map(|(student, how, day)| HandoverRow::Away(*student, *how, *day));
    let searches = since.searches.iter().map(|(day, student)| HandoverRow::Search(*day, *student));
    let walks = since.walks.iter().map(|seq| HandoverRow::Walk(*seq));
    searches.chain(walks).chain(incidents).chain(away).chain(since.talks.iter().map(|seq| HandoverRow::Talk(*seq)))
}

/// The handover and the duty log, where they are shown.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct HandoverBoard {
    /// The side that is shown.
    pub view: HandoverView,
    /// All sides there are now, what is due first.
    pub views: Vec<HandoverView>,
    /// What is given.
    pub draft: Option<HandoverDraft>,
    /// The handover that is read.
    pub head: Option<Seq>,
    /// The duty log shown.
    pub log: Option<DutyLog>,
}

impl HandoverBoard {
    /// As it stands at `now`; only what is on the screen is worked out.
    pub fn of(campus: &Campus, place: Place, chosen: Option<HandoverView>, now: Stamp, user: UserId) -> Self {
        match place {
            Place::Handover => Self::sides(campus, chosen, now, user),
            Place::DutyLog(shift) => Self { log: duty_log(campus, user, shift, now), ..Self::default() },
            _ => Self::default(),
        }
    }

    fn sides(campus: &Campus, chosen: Option<HandoverView>, now: Stamp, user: UserId) -> Self {
        let stands = standing(campus, user, now);
        let done = stands.given.or(stands.last);
        let shift: Option<ShiftId> = stands.to_give;
        let views: Vec<HandoverView> = [
            stands.to_take.map(|_| HandoverView::Take),
            shift.map(|_| HandoverView::Give),
            stands.given.map(|_| HandoverView::Done),
            Some(HandoverView::Since),
            stands.given.is_none().then_some(done).flatten().map(|_| HandoverView::Done),
        ]
        .into_iter()
        .flatten()
        .collect();
        let view = chosen.filter(|it| views.contains(it)).or(views.first().copied()).unwrap_or_default();
        Self {
            draft: shift.filter(|_| view == HandoverView::Give).and_then(|shift| draft(campus, user, shift, now)),
            head: match view {
                HandoverView::Take => stands.to_take.map(|it| it.seq),
                HandoverView::Done => done.map(|it| it.seq),
                HandoverView::Since | HandoverView::Give => None,
            },
            view,
            views,
            log: None,
        }
    }
}
