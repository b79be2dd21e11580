//! The foot line with the keys that work here, and the messages that go away by themselves.

use super::Easel;
use crate::campus::{
    Act, AppealState, ChangeAct, ChangeHead, ChangeState, DraftAct, HandoverState, LeaveHead, LeaveState, RequestState, ScoreHead, Seq,
    ShiftAct, TalkState, Wanted,
};
use crate::desk::rights::{may_decide_leave, may_do};
use crate::text::truncate;
use crate::tui::command::{COMMANDS, Command, CommandId, Context};
use crate::tui::handing::HandoverView;
use crate::tui::keymap::Chord;
use crate::tui::model::{CommunityPlace, CommunityView, Hit, List, Place, Tone};
use crate::tui::msg::Fetched;
use crate::tui::scheduling::ScheduleView;
use crate::tui::theme::Role;
use crate::tui::view::{BedRow, CommunityRow, ScoreRow, draft_shown, waits_for};
use crate::tui::widget::{self, Line, fit_lines};
use ratatui::layout::Rect;

/// Draws the keys that work where the person is, from the command table and their own keymap. The least important are left out where
/// there is no room; help never is.
pub(super) fn draw(easel: &mut Easel<'_>, area: Rect) {
    let context = easel.model.context();
    let own = |it: &&Command| it.contexts.contains(&context);
    let here = COMMANDS.iter().filter(|it| it.footer > 0 && it.is_in(context) && !is_idle(easel, it.id));
    let mut commands: Vec<&Command> = here.collect();
    commands.sort_by_key(|it| (!own(it), it.footer));
    let mut area = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    if !easel.model.chord.is_empty() {
        // A chord begun: what was pressed stands first, so that nobody wonders why nothing happens.
        let begun: Vec<String> = easel.model.chord.iter().map(|key| Chord::from(*key).to_string()).collect();
        let line = easel.say(format!("{} {}", begun.join(" "), easel.signs().arrow), Role::Marked).gap(2);
        let cols = line.draw(easel.buffer, area);
        area = widget::right_of(area, cols);
    }
    let lines: Vec<(u8, Line<'_>)> = commands
        .iter()
        .map(|it| {
            let rank = if it.id == CommandId::Help { 0 } else { it.footer + if own(it) { 0 } else { 1 } };
            (rank, easel.key(it.id))
        })
        .collect();
    let gap = if area.width >= 100 { 3 } else { 2 };
    for at in fit_lines(&lines, gap, area.width) {
        let cols = lines[at].1.draw(easel.buffer, area);
        easel.hit(Rect { width: cols, ..area }, Hit::Command(commands[at].id));
        area = widget::right_of(area, cols + gap);
    }
}

/// Whether a command could do nothing with the talk that is shown, for who sits here. It still answers when its key is pressed: it says why.
fn is_idle(easel: &Easel<'_>, id: CommandId) -> bool {
    let Place::Talk(seq) = easel.model.place else { return is_idle_in_house(easel, id) };
    if let Some(plan) = easel.plan(seq) {
        let only_talks =
            [CommandId::Amend, CommandId::Attach, CommandId::TakeFile, CommandId::TalkForm, CommandId::BreakGlass, CommandId::AddReader];
        let on_plan = [CommandId::FollowUp, CommandId::CloseFollowUp, CommandId::Book];
        return only_talks.contains(&id) || (on_plan.contains(&id) && !plan.state().is_open());
    }
    let Some(talk) = easel.talk(seq) else { return false };
    let mine = talk.by() == easel.model.seat.user;
    let is_reader = talk.readers().is_some_and(|it| it.contains(&easel.model.seat.user));
    match id {
        CommandId::FollowUp | CommandId::CloseFollowUp => talk.state() != Some(TalkState::Awaiting),
        CommandId::BreakGlass => easel.model.glass.is_some() || easel.model.texts.get(seq) != Some(&Fetched::UnderGlass),
        CommandId::AddReader => !is_reader,
        CommandId::Book => true,
        CommandId::Amend | CommandId::Attach => !mine,
        CommandId::TakeFile => talk.files().is_empty(),
        CommandId::TalkForm => !talk.reads(),
        _ => false,
    }
}

/// The same of the handover: which side of it is shown decides, and whose it is.
fn is_idle_in_handover(easel: &Easel<'_>, id: CommandId) -> bool {
    use CommandId as Id;
    use HandoverView as V;
    let board = &easel.model.board.handover;
    let head = board.head.and_then(|seq| easel.campus.handovers().get(seq));
    let mine = head.is_some_and(|it| it.by == easel.model.seat.user);
    let waits = head.is_some_and(|it| it.state == HandoverState::Given);
    match id {
        Id::SignHandover | Id::WriteLine => !matches!(board.view, V::Give | V::Take),
        Id::AddWords => board.view == V::Since || (board.view == V::Done && !mine),
        Id::LeaveOut | Id::HandoverSummary => board.view != V::Give,
        Id::BypassHandover => board.view != V::Take,
        Id::RecallHandover => !(board.view == V::Done && mine && waits),
        Id::HandoverSheet => head.is_none(),
        Id::HandoverView => board.views.len() < 2,
        _ => false,
    }
}

/// The same of a room, a student, a leave, a score: what is under the cursor decides.
fn is_idle_in_house(easel: &Easel<'_>, id: CommandId) -> bool {
    use CommandId as Id;
    if easel.model.place == Place::Schedule || easel.model.place == Place::Changes {
        return is_idle_on_schedule(easel, id);
    }
    let (campus, model) = (easel.campus, easel.model);
    match (model.place, id) {
        (Place::Handover, id) => is_idle_in_handover(easel, id),
        (Place::Room(_), Id::MoveIn) => !matches!(bed_here(easel), Some(BedRow::Empty(_))),
        (Place::Room(_), Id::Move | Id::Swap | Id::MoveOut | Id::LeaveFor) => !matches!(bed_here(easel), Some(BedRow::Sleeper(_))),
        (Place::Room(room), Id::Mended) => !campus.hygiene().of_room(room).any(ScoreHead::is_to_mend),
        (Place::Room(room), Id::Appeal) => !campus.hygiene().of_room(room).any(|it| it.appeal == AppealState::None),
        (Place::Room(room), Id::DecideAppeal) => !campus.hygiene().of_room(room).any(|it| it.appeal == AppealState::Open),
        (Place::Student(student), Id::ReportBack) => !campus.leaves().of_student(student).any(|it| it.state == LeaveState::Approved),
        (Place::Student(_), Id::FollowUp | Id::CloseFollowUp) => {
            let row = model.board.student.get(model.cursor(List::Student).at);
            let talk = row.and_then(|it| easel.talk(it.seq()));
            talk.is_none_or(|it| it.state() != Some(TalkState::Awaiting))
        }
        (Place::Student(student), Id::Swap | Id::MoveOut) => campus.people().student(student).is_none_or(|it| it.facts.bed.is_none()),
        (Place::Leaves, Id::Approve | Id::Decline) => {
            !leave_here(easel).is_some_and(|it| it.state == LeaveState::Asked && may_decide_leave(campus, model.seat.user, it))
        }
        (Place::Leaves, Id::ReportBack) => leave_here(easel).is_none_or(|it| it.state != LeaveState::Approved),
        (Place::Leaves, Id::WithdrawLeave) => {
            leave_here(easel).is_none_or(|it| !matches!(it.state, LeaveState::Asked | LeaveState::Approved))
        }
        (Place::Hygiene, Id::Mended) => score_here(easel).is_none_or(|it| !it.is_to_mend()),
        (Place::Hygiene, Id::Appeal) => score_here(easel).is_none_or(|it| it.appeal != AppealState::None),
        (Place::Hygiene, Id::DecideAppeal) => score_here(easel).is_none_or(|it| it.appeal != AppealState::Open),
        (Place::Requests | Place::Request(_), id) => is_idle_on_request(easel, id),
        (Place::Community(at), id) => is_idle_in_community(easel, at, id),
        (Place::Officers, Id::Relieve | Id::RecordService | Id::Commend) => {
            let row = model.board.house.officers.get(model.cursor(List::Officers).at);
            row.is_none_or(|it| it.student.is_none())
        }
        _ => false,
    }
}

/// The same of the communities: which part is shown decides, and what is under the cursor.
fn is_idle_in_community(easel: &Easel<'_>, at: CommunityPlace, id: CommandId) -> bool {
    use CommandId as Id;
    use CommunityView as V;
    let row = easel.model.board.community.rows.get(easel.model.cursor(List::Community).at);
    let booking = row.and_then(|it| if let CommunityRow::Booking(seq) = it { easel.campus.venues().booking(*seq) } else { None });
    let of_places = matches!(at.view, V::Places | V::Day | V::Week);
    match id {
        Id::CommunityScope => matches!(at.view, V::Branches | V::Catalogue),
        Id::NextCommunity => at.view == V::Catalogue || at.view == V::Branches,
        Id::LaterDays | Id::EarlierDays => !matches!(at.view, V::Day | V::Week),
        Id::BookVenue => !of_places,
        Id::SignUse => booking.is_none_or(|it| it.used.is_some()),
        Id::GiveUp => row.is_none_or(|it| match it {
            CommunityRow::Booking(_) => booking.is_none_or(|it| it.used.is_some()),
            it => !can_go(*it),
        }),
        Id::ChangeThing => !row.is_some_and(|it| can_change(*it)),
        Id::HoldReception => at.view != V::People,
        Id::TaskDone => !matches!(row, Some(CommunityRow::Task(_))),
        Id::MeetStudents => match row {
            Some(CommunityRow::Fellow(seq)) => !easel.sight().fellow(*seq).is_some_and(|it| it.it().kind.meets()),
            row => !matches!(row, Some(CommunityRow::Reception(_))),
        },
        _ => false,
    }
}

/// What can be taken off again: somebody, something, a meeting, a reception day.
fn can_go(row: CommunityRow) -> bool {
    use CommunityRow as R;
    matches!(row, R::Venue(_) | R::Free(..) | R::Task(_) | R::Fellow(_) | R::Meeting(_) | R::Reception(_) | R::Item(_))
}

/// What can be changed field by field.
fn can_change(row: CommunityRow) -> bool {
    use CommunityRow as R;
    matches!(row, R::Venue(_) | R::Free(..) | R::Task(_) | R::Fellow(_) | R::Item(_) | R::Sponsor(_) | R::Reception(_))
}

/// The same of a request: how it stands decides.
fn is_idle_on_request(easel: &Easel<'_>, id: CommandId) -> bool {
    use CommandId as Id;
    let model = easel.model;
    let here = match model.place {
        Place::Request(seq) => Some(seq),
        _ => model.board.requests.rows.get(model.cursor(List::Requests).at).copied(),
    };
    let seen = here.and_then(|seq| easel.request(seq));
    let state = seen.as_ref().filter(|it| it.reads()).map(|it| it.state());
    match id {
        Id::RequestNext | Id::CloseRequest => state.is_none_or(|it| it == RequestState::Closed),
        Id::AnswerRequest | Id::AssignRequest => !state.is_some_and(RequestState::is_open),
        Id::ReopenRequest => state.is_none_or(RequestState::is_open),
        Id::RateRequest => {
            state.is_none_or(RequestState::is_open) || seen.is_some_and(|it| it.stars().is_some() || it.answered().is_none())
        }
        Id::NoteRequest => state.is_none(),
        _ => false,
    }
}

/// The same of the schedule: what a draft needs is no use without one, and the other way round.
fn is_idle_on_schedule(easel: &Easel<'_>, id: CommandId) -> bool {
    use CommandId as Id;
    let (campus, model) = (easel.campus, easel.model);
    let may = |act: Act| may_do(campus, model.seat.user, &act);
    let drafts = || may(Act::Draft(DraftAct::Changed { draft: Seq(0), changes: Vec::new() }));
    let reassigns = || may(Act::Shift(ShiftAct::Reassigned { turns: Vec::new(), emergency: false, text: "".into() }));
    let publishes = || may(Act::Shift(ShiftAct::DraftPublished { draft: Seq(0), recalled: Vec::new(), added: Vec::new() }));
    let drafted = draft_shown(campus, &model.schedule).is_some();
    // Where no seat is under the cursor there is nothing to be said or done about one.
    let of_seat = matches!(id, Id::WhySeat | Id::Repair | Id::AskChange | Id::EmptySeat | Id::PinSeat | Id::Prefer);
    if of_seat && matches!(model.schedule.view, ScheduleView::Ledger | ScheduleView::Year) && model.place == Place::Schedule {
        return true;
    }
    let change = || model.board.changes.get(model.cursor(List::Changes).at).and_then(|seq| campus.changes().get(*seq));
    let decides = |it: &ChangeHead| waits_for(campus, it, model.seat.user) && may(Act::Change(ChangeAct::Approved { change: it.seq }));
    match id {
        Id::NewDraft | Id::NewDraftOf => !drafts(),
        Id::DraftShown => campus.drafts().open().next().is_none(),
        Id::EmptySeat | Id::PinSeat | Id::Replan | Id::DropDraft => !drafted || !drafts(),
        Id::Publish => !drafted || !publishes(),
        Id::Balance => drafted || !reassigns(),
        Id::Repair => drafted || !reassigns(),
        Id::RepairAll => drafted || model.board.schedule.conflicts == 0 || !reassigns(),
        Id::AskChange | Id::AskDutyLeave => drafted,
        Id::AgreeChange => !change().is_some_and(|it| {
            it.state == ChangeState::Proposed && !matches!(it.wanted, Wanted::Leave { .. }) && waits_for(campus, it, model.seat.user)
        }),
        Id::Approve => !change().is_some_and(decides),
        Id::Decline => !change().is_some_and(|it| waits_for(campus, it, model.seat.user) && !matches!(it.wanted, Wanted::GiveAway { .. })),
        Id::WithdrawChange => !change().is_some_and(|it| it.user == model.seat.user && it.is_open()),
        _ => false,
    }
}

fn bed_here(easel: &Easel<'_>) -> Option<BedRow> {
    easel.model.board.house.beds.get(easel.model.cursor(List::Room).at).copied()
}

fn leave_here<'a>(easel: &Easel<'a>) -> Option<&'a LeaveHead> {
    let seq = easel.model.board.house.leaves.get(easel.model.cursor(List::Leaves).at)?;
    easel.campus.leaves().get(*seq)
}

fn score_here<'a>(easel: &Easel<'a>) -> Option<&'a ScoreHead> {
    match easel.model.board.house.scores.get(easel.model.cursor(List::Hygiene).at)? {
        ScoreRow::Score(seq) => easel.campus.hygiene().get(*seq),
        ScoreRow::Model(..) => None,
    }
}

/// Draws the messages over the lowest rows, the newest over the keys: there it covers nothing that somebody is about to read.
pub(super) fn toasts(easel: &mut Easel<'_>, area: Rect) {
    if easel.model.context() == Context::Locked {
        return;
    }
    let shown = easel.model.toasts.iter().rev().take(3);
    for (toast, up) in shown.zip(1..=area.height) {
        let (sign, role) = match toast.tone {
            Tone::Good => (easel.signs().good, Role::Good),
            Tone::Plain => (easel.signs().dot, Role::Info),
            Tone::Bad => (easel.signs().alarm, Role::Alarm),
        };
        let text = truncate(&toast.text, usize::from(area.width.saturating_sub(8)));
        let line = Line::of(format!(" {sign} {text} "), easel.style(role));
        let cols = line.width().min(area.width);
        let place = Rect { x: area.right().saturating_sub(cols + 2).max(area.x), y: area.bottom() - up, width: cols, height: 1 };
        widget::blank_halves(easel.buffer, place);
        line.draw(easel.buffer, place);
        easel.hit(place, Hit::Inside);
    }
}
