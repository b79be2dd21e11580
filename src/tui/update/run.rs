//! What each command does.

use super::Turn;
use crate::campus::Presence;
use crate::desk::care::NetworkNode;
use crate::say;
use crate::tui::command::CommandId;
use crate::tui::effect::Effect;
use crate::tui::layer::{CaptureForm, Confirm, Confirmed, Help, Overlay, Purpose};
use crate::tui::model::{
    CareScope, CommunityView, Cursor, GridView, HygieneScope, IncidentScope, LeaveScope, NextScope, Pane, Place, RequestScope,
    StudentScope, TalkScope, ThemeChoice, Tone, Waits,
};
use crate::tui::scheduling::ScheduleView;
use crate::words::Lang;

/// The value after this one, round and round.
fn next<T: Copy + PartialEq>(all: &[T], now: T) -> T {
    let at = all.iter().position(|it| *it == now).map_or(0, |at| at + 1);
    all.get(at).or(all.first()).copied().unwrap_or(now)
}

/// The value before this one, round and round.
fn previous<T: Copy + PartialEq>(all: &[T], now: T) -> T {
    let at = all.iter().position(|it| *it == now).unwrap_or(0);
    at.checked_sub(1).and_then(|at| all.get(at)).or(all.last()).copied().unwrap_or(now)
}

impl Turn<'_> {
    /// Does a command; `nth` says by which of its chords it was asked for.
    pub(super) fn run(&mut self, id: CommandId, nth: usize) {
        use CommandId as Id;
        match id {
            Id::Talk => self.open_capture(CaptureForm::Talk),
            Id::Incident => self.open_capture(CaptureForm::Incident),
            Id::Request => self.open_capture(CaptureForm::Request),
            Id::PlanTalk => self.open_capture(CaptureForm::Plan),
            Id::Find => self.open_find(false),
            Id::Go => self.open_find(true),
            Id::Query => self.open_query(),
            Id::Palette => self.open_palette(),
            Id::Help => self.open_help(),
            Id::Undo if matches!(self.model.place, Place::Round(_)) => self.undo_in_round(),
            Id::Undo => self.undo_last(),
            Id::Lock => self.lock(),
            Id::Copy => self.copy(),

            Id::GridView => self.model.dorm.view = next(&GridView::ALL, self.model.dorm.view),
            Id::GridViewBack => self.model.dorm.view = previous(&GridView::ALL, self.model.dorm.view),
            Id::NextBuilding => self.turn_building(1),
            Id::PreviousBuilding => self.turn_building(-1),
            Id::Sign => self.sign(),
            Id::TalkScope => {
                self.model.talk_scope = next(&TalkScope::ALL, self.model.talk_scope);
                self.rewind(crate::tui::model::List::Talks);
            }
            Id::FollowUp => self.follow_up(),
            Id::CloseFollowUp => match self.mark_here() {
                Some(mark) => self.take_mark_off(mark),
                None => self.ask_close_follow_up(),
            },
            Id::Book => self.ask_book(),
            Id::Story => self.open_story(),
            Id::Amend => self.open_amendment(),
            Id::Attach => self.ask_attach(),
            Id::TakeFile => self.ask_take_file(),
            Id::IncidentScope => {
                self.model.incident_scope = next(&[IncidentScope::Open, IncidentScope::All], self.model.incident_scope);
                self.rewind(crate::tui::model::List::Incidents);
            }
            Id::NoteLine => self.open_line(),
            Id::TickStep => self.tick_step(),
            Id::NextState => self.next_state(),
            Id::Acknowledge => self.acknowledge(),
            Id::CheckLine => self.check_line(nth),
            Id::EscalateIncident => self.ask_escalate(),
            Id::MergeIncident => self.ask_merge(),
            Id::SplitIncident => self.ask_split(),
            Id::CloseIncident => self.ask_close(),
            Id::HelpIncident => self.help_incident(),
            Id::WhoKnew => self.model.who_knew = !self.model.who_knew,
            Id::Drill => self.open_drill(),
            Id::TakeOwnership => self.take_ownership(),
            Id::Weigh => self.ask_weigh(),
            Id::StudentScope => {
                let all = [StudentScope::Own, StudentScope::Concern, StudentScope::All];
                self.model.student_scope = next(&all, self.model.student_scope);
                self.rewind(crate::tui::model::List::Students);
            }

            Id::BreakGlass => self.ask_break_glass(),
            Id::TalkForm => self.ask_talk_form(),
            Id::AddReader => self.ask_add_reader(),
            Id::RemoveReader => self.ask_remove_reader(),

            Id::HygieneHere | Id::Hygiene => self.go_to(Place::Hygiene),
            Id::OfficersHere => self.open_community_officers(),
            Id::Officers => self.go_to(Place::Officers),
            Id::Communities => self.go_to(Place::Communities),
            Id::Leaves => self.go_to(Place::Leaves),
            Id::Moods => self.go_to(Place::Moods),
            Id::Score => self.ask_score(),
            Id::MoveIn => self.ask_move_in(),
            Id::Move => self.ask_move(),
            Id::Swap => self.ask_swap(),
            Id::MoveOut => self.ask_move_out(),
            Id::Reveal if matches!(self.model.place, Place::Search(..)) => self.reveal_here(false),
            Id::Reveal => self.ask_reveal(),
            Id::LeaveFor | Id::AskLeave => self.ask_leave(),
            Id::Approve if self.model.place == Place::Changes => self.approve_change(),
            Id::Approve => self.approve_leave(),
            Id::Decline if self.model.place == Place::Changes => self.ask_decline_change(),
            Id::Decline => self.ask_decline_leave(),
            Id::ReportBack => self.report_back(),
            Id::WithdrawLeave => self.ask_withdraw_leave(),
            Id::LeaveScope => {
                self.model.leave_scope = next(&LeaveScope::ALL, self.model.leave_scope);
                self.rewind(crate::tui::model::List::Leaves);
            }
            Id::Mended => self.mended(),
            Id::Appeal => self.ask_appeal(),
            Id::DecideAppeal => self.ask_decide_appeal(),
            Id::HygieneScope => {
                self.model.hygiene_scope = next(&HygieneScope::ALL, self.model.hygiene_scope);
                self.rewind(crate::tui::model::List::Hygiene);
            }
            Id::ReportMood => self.ask_mood(),
            Id::NameOfficer => self.ask_name_officer(),
            Id::NamePartyRoom => self.ask_party_room(),
            Id::Relieve => self.ask_relieve(),
            Id::RecordService => self.ask_record_service(),
            Id::Commend => self.ask_commend(),
            Id::SetSponsor => self.ask_sponsor(),

            Id::SignHandover => self.sign_handover(),
            Id::WriteLine => self.write_line(),
            Id::AddWords => self.add_words(),
            Id::LeaveOut => self.leave_out(),
            Id::HandoverSummary => self.ask_summary(),
            Id::HandoverView => self.turn_handover_view(),
            Id::HandoverSheet => self.print_handover(),
            Id::RecallHandover => self.ask_recall(),
            Id::BypassHandover => self.ask_bypass(),
            Id::DutyLog => self.open_duty_log(),
            Id::DutyNote => self.ask_duty_note(),
            Id::CheckPost => self.ask_check(),

            Id::WhoNext => self.go_to(Place::Next),
            Id::CareList => self.go_to(Place::Care),
            Id::Coverage => self.go_to(Place::Coverage),
            Id::Network => self.go_to(Place::Network(NetworkNode::College)),
            Id::NextScope => {
                self.model.next_scope = next(&NextScope::ALL, self.model.next_scope);
                self.rewind(crate::tui::model::List::Next);
            }
            Id::CareScope => {
                self.model.care_scope = next(&CareScope::ALL, self.model.care_scope);
                self.rewind(crate::tui::model::List::Care);
            }
            Id::Snooze => self.snooze_or_wake(),
            Id::WhyNext => self.show_why(),
            Id::SetLevel => self.ask_level(),
            Id::MustTalk => self.ask_mark(),

            Id::Paper => self.open_paper(),
            Id::LinkIncident => self.ask_link(),
            Id::PaperKind => self.turn_paper(),
            Id::PaperWords => self.ask_paper_words(),
            Id::MakePaper => self.make_paper(),
            Id::SignPaper => self.ask_of_paper(Purpose::SignPaper),
            Id::SendPaper => self.ask_of_paper(Purpose::SendPaper),
            Id::PrintPaper => self.ask_of_paper(Purpose::PrintPaper),
            Id::Watch => self.go_to(Place::Watch),
            Id::Requests => self.go_to(Place::Requests),
            Id::RequestScope => {
                self.model.request_scope = next(&RequestScope::ALL, self.model.request_scope);
                self.rewind(crate::tui::model::List::Requests);
            }
            Id::RequestNext => self.request_next(),
            Id::AnswerRequest => self.ask_of_request(Purpose::AnswerRequest),
            Id::AssignRequest => self.ask_of_request(Purpose::AssignRequest),
            Id::RateRequest => self.ask_of_request(Purpose::RateRequest),
            Id::ReopenRequest => self.ask_of_request(Purpose::ReopenRequest),
            Id::CloseRequest => self.close_request(),
            Id::NoteRequest => self.ask_of_request(Purpose::NoteRequest),

            Id::EnterActivity | Id::EnterActivityHere => self.open_capture(CaptureForm::Activity),
            Id::Activities => self.show_activities(),
            Id::TermBoard => self.go_to(Place::TermBoard),
            Id::Obligations => self.show_obligations(),
            Id::ActivityScope => self.turn_activities(),
            Id::ActivityNext => self.activity_next(),
            Id::AttendActivity => self.ask_of_activity(Purpose::AttendActivity),
            Id::NoteActivity => self.ask_of_activity(Purpose::NoteActivity),
            Id::CancelActivity => self.ask_of_activity(Purpose::CancelActivity),
            Id::BoardCommunity => self.turn_board_community(),
            Id::BoardEarlier => self.turn_board(-7),
            Id::BoardLater => self.turn_board(7),
            Id::AnnounceActivity => self.announce_activity(),
            Id::AmendActivity => self.amend_activity(),
            Id::ProveByFile => self.ask_of_activity(Purpose::ProveByFile),
            Id::DraftNews => self.ask_draft_news(),
            Id::Venues => self.show_part(CommunityView::Places),
            Id::PeopleOf => self.show_part(CommunityView::People),
            Id::Branches => self.show_part(CommunityView::Branches),
            Id::Catalogue => self.show_part(CommunityView::Catalogue),
            Id::CommunityScope => self.next_community_view(),
            Id::NextCommunity => self.next_community(),
            Id::LaterDays => self.turn_days(1),
            Id::EarlierDays => self.turn_days(-1),
            Id::BookVenue => self.book_venue(),
            Id::SignUse => self.ask_of_booking(Purpose::SignUse),
            Id::GiveUp => self.give_up(),
            Id::TaskDone => self.task_done(),
            Id::MeetStudents => self.meet_students(),
            Id::AddThing => self.add_thing(),
            Id::ChangeThing => self.change_thing(),
            Id::HoldReception => self.hold_reception(),
            Id::ShowTerms => self.turn_obligations(),
            Id::Appraisal => self.go_to(Place::Appraisal),
            Id::Stats => self.go_to(Place::Stats),
            Id::CountBy => self.count_by(),
            Id::CountKind => self.count_kind(),
            Id::CountScale => self.count_scale(),
            Id::CountBefore => self.count_term(true),
            Id::CountAfter => self.count_term(false),
            Id::CountExport => self.export_count(),
            Id::Newsroom => self.go_to(Place::Newsroom),
            Id::ReviewNews => self.review_news(),
            Id::PublishNews => self.ask_of_news(Purpose::PublishNews),
            Id::SendNewsBack => self.ask_of_news(Purpose::SendNewsBack),
            Id::PrintNews => self.print_news(),
            Id::WithdrawNews => self.withdraw_news(),
            Id::Awards => self.go_to(Place::Awards),
            Id::PointNominee => self.point_nominee(),
            Id::DecideAward => self.decide_award(),
            Id::PrintAward => self.print_award(),
            Id::NomineeUp => self.move_nominee(false),
            Id::NomineeDown => self.move_nominee(true),
            Id::DraftMonth => self.open_form(Purpose::DraftMonth),
            Id::RewriteNews => self.rewrite_news(),
            Id::RecallNews => self.ask_recall_news(),
            Id::PictureNews => self.ask_pictures(),
            Id::OpenAward => self.ask_award(),
            Id::AnnounceAward => self.announce_award(),
            Id::TakeAwardBack => self.take_award_back(),
            Id::FigureExport => self.export_number(),
            Id::PutOffHint => self.put_off_or_take_up(),

            Id::PaneDorm => self.show_pane(Pane::Dorm),
            Id::PaneDuty => self.show_pane(Pane::Duty),
            Id::PaneTalks => self.show_pane(Pane::Talks),
            Id::PaneIncidents => self.show_pane(Pane::Incidents),
            Id::Students => self.go_to(Place::Students),
            Id::Handover => {
                self.model.handover_view = None;
                self.go_to(Place::Handover);
            }
            Id::NextPane => self.turn_pane(1),
            Id::PreviousPane => self.turn_pane(3),
            Id::Zoom => self.zoom(),
            Id::Open => self.open(),
            Id::Back | Id::Leave if self.is_at_the_door() => self.effects.push(Effect::Present),
            Id::Quit if self.model.past.is_some() => self.effects.push(Effect::Present),
            Id::LookBack => self.ask_look_back(),
            Id::Back => self.back(),
            Id::Leave if self.model.place == Place::Home => self.ask_quit(),
            Id::Leave => self.back(),
            Id::Quit => self.ask_quit(),
            Id::Up => self.step(-1),
            Id::Down => self.step(1),
            Id::Left => self.sideways(-1),
            Id::Right => self.sideways(1),
            Id::PageUp => self.page(-1),
            Id::PageDown => self.page(1),
            Id::Top => self.go_to_end(false),
            Id::Bottom => self.go_to_end(true),

            Id::Walk => self.walk(),
            Id::Rounds => self.go_to(Place::Rounds),
            Id::Missing => self.go_to(Place::Missing),
            Id::RoundNext => self.round_next(),
            Id::RoundBed => self.turn_bed(u8::try_from(nth + 1).unwrap_or(0)),
            Id::RoundLate => self.set_last(Some(Presence::Late)),
            Id::RoundAbsent => self.set_last(Some(Presence::Absent)),
            Id::RoundLeave => self.set_last(Some(Presence::Leave)),
            Id::RoundElsewhere => self.set_last(Some(Presence::Elsewhere)),
            Id::RoundPresent => self.set_last(None),
            Id::Findings => self.open_findings(),
            Id::Finding => self.turn_finding(nth),
            Id::RoundNote => self.open_room_note(),
            Id::NextFloor => self.turn_floor(1),
            Id::PreviousFloor => self.turn_floor(-1),
            Id::EndRound => self.ask_end_round(),
            Id::WalkBuilding => self.walk_building(),
            Id::WalkFloor => self.walk_floor(),
            Id::WalkSample => self.ask_sample(),
            Id::WalkDirection => self.turn_direction(),
            Id::SearchOutcome => self.step_outcome(nth),
            Id::RevealParent => self.reveal_here(true),
            Id::Found => self.ask_found(),
            Id::Escalate => self.escalate_here(),

            Id::Schedule => self.go_to(Place::Schedule),
            Id::ScheduleView => self.turn_schedule(next(&ScheduleView::ALL, self.model.schedule.view)),
            Id::ScheduleViewBack => self.turn_schedule(previous(&ScheduleView::ALL, self.model.schedule.view)),
            Id::NextMonth => self.turn_span(1),
            Id::PreviousMonth => self.turn_span(-1),
            Id::Today => self.go_to_today(),
            Id::Whose => self.turn_whose(),
            Id::Site => self.turn_site(),
            Id::Prefer => self.turn_preference(),
            Id::NewDraft => self.new_draft(),
            Id::NewDraftOf => self.open_form(Purpose::PlanSpan),
            Id::DraftShown => self.turn_draft(),
            Id::EmptySeat => self.empty_seat(),
            Id::PinSeat => self.pin_seat(),
            Id::Replan => self.replan(),
            Id::Publish => self.propose_publication(),
            Id::DropDraft => self.ask_drop_draft(),
            Id::WhySeat => self.why_seat(),
            Id::Repair => self.propose_repair(false),
            Id::RepairAll => self.propose_repair(true),
            Id::Balance => self.propose_balance(),
            Id::NextProposal => self.next_proposal(),
            Id::AskChange => self.ask_change(),
            Id::AskDutyLeave => self.ask_duty_leave(),
            Id::Changes => self.go_to(Place::Changes),
            Id::AgreeChange => self.agree_change(),
            Id::WithdrawChange => self.ask_withdraw_change(),
            Id::Take => self.take_proposal(),
            Id::StopPlanning => self.stop_planning(),

            Id::Copies => self.show_copies(),
            Id::TryAgain => self.try_again(),
            Id::AcceptHead => self.ask_accept_head(),

            Id::Redraw => self.effects.push(Effect::Redraw),
            Id::Theme => {
                let all = [ThemeChoice::Auto, ThemeChoice::Dark, ThemeChoice::Light, ThemeChoice::Mono];
                self.model.seat.theme = next(&all, self.model.seat.theme);
                self.effects.push(Effect::Theme(self.model.seat.theme));
            }
            Id::Language => {
                self.model.seat.lang = next(&[Lang::Zh, Lang::En], self.model.seat.lang);
                self.effects.push(Effect::Language(self.model.seat.lang));
            }

            Id::Accept => self.accept(),
            Id::Complete => self.complete(),
            Id::NextChoice => self.turn_choice(1),
            Id::PreviousChoice => self.turn_choice(-1),
            Id::Choose => self.choose(nth),
            Id::OpenNote => self.open_note(),
            Id::OpenLong => self.turn_long(),
            Id::Template => self.put_template(),
            Id::NextRow => self.turn_row(1),
            Id::PreviousRow => self.turn_row(-1),
            Id::NextField => self.turn_field(1),
            Id::PreviousField => self.turn_field(-1),
            Id::SendForm => self.send_form(),
            Id::SaveNote => self.save_capture(),
            Id::FoldNote => self.fold_note(),
            Id::NoteUndo => self.note_history(false),
            Id::NoteRedo => self.note_history(true),
            Id::Discard => self.ask_discard(),
            Id::SaveQuery => self.ask_save_query(),
            Id::DropQuery => self.drop_query(),
            Id::Cancel => self.cancel(),
            Id::CloseHelp => {
                self.model.overlays.pop();
            }
            Id::Yes => self.confirmed(),
            Id::No => {
                self.model.overlays.pop();
            }
            Id::Seen => self.seen(),
            Id::Unlock => self.try_unlock(),
            Id::NextLogin => self.next_login(),
            Id::Recover => self.go_to_gate(),
            Id::ClearPrompt => self.clear_prompt(),
        }
    }

    fn accept(&mut self) {
        match self.model.overlays.last() {
            Some(Overlay::Capture(_)) => self.save_capture(),
            Some(Overlay::Find(it)) => self.accept_found(it.cursor.at),
            Some(Overlay::Palette(_)) => self.accept_palette(),
            Some(Overlay::Form(_)) => self.accept_form(),
            Some(Overlay::Seating(it)) => self.take_seat(it.cursor.at),
            Some(Overlay::Query(_)) => self.accept_query(),
            _ => {}
        }
    }

    fn cancel(&mut self) {
        match self.model.overlays.last() {
            Some(Overlay::Capture(_)) => self.put_aside(),
            Some(Overlay::Query(_)) => self.close_query(),
            Some(Overlay::Form(it)) => {
                let typed = it.typed;
                self.model.overlays.pop();
                if typed {
                    self.save_draft();
                }
            }
            Some(_) => {
                self.model.overlays.pop();
            }
            None => {}
        }
    }

    fn complete(&mut self) {
        match self.model.overlays.last() {
            Some(Overlay::Capture(it)) => self.choose_in_capture(it.choice),
            Some(Overlay::Find(_)) => self.turn_choice(1),
            Some(Overlay::Query(_)) => self.complete_query(0),
            _ => {}
        }
    }

    pub(super) fn choose(&mut self, nth: usize) {
        match self.model.overlays.last() {
            Some(Overlay::Capture(_)) => self.choose_in_capture(nth),
            Some(Overlay::Find(_)) => self.accept_found(nth),
            Some(Overlay::Form(_)) => self.choose_offer(nth),
            Some(Overlay::Seating(_)) => self.take_seat(nth),
            Some(Overlay::Query(_)) => self.complete_query(nth),
            _ => {}
        }
    }

    fn turn_choice(&mut self, by: isize) {
        let of_query = self.query_len();
        let turn = |at: usize, len: usize| if len == 0 { 0 } else { (at + len).saturating_add_signed(by) % len };
        match self.top() {
            Some(Overlay::Capture(it)) => {
                let len = if it.namesakes.is_empty() { it.suggestions.len() } else { it.namesakes.len() };
                it.choice = turn(it.choice, len);
            }
            Some(Overlay::Find(it)) => it.cursor.at = turn(it.cursor.at, it.found.len()),
            Some(Overlay::Palette(it)) => it.cursor.at = turn(it.cursor.at, it.found.len()),
            Some(Overlay::Seating(it)) => it.cursor.at = turn(it.cursor.at, it.found.len()),
            Some(Overlay::Query(it)) => it.cursor.at = turn(it.cursor.at, of_query),
            _ => {}
        }
        self.keep_overlay_in_sight();
    }

    fn open_help(&mut self) {
        let context = self.model.context();
        self.model.overlays.push(Overlay::Help(Help { context, cursor: Cursor::default() }));
    }

    fn ask_quit(&mut self) {
        let question = say!(self.world.words, "screen-ask-quit");
        self.ask(question, Confirmed::Quit);
    }

    pub(super) fn ask(&mut self, question: String, then: Confirmed) {
        self.model.overlays.push(Overlay::Confirm(Confirm { question, then }));
    }

    fn confirmed(&mut self) {
        let Some(Overlay::Confirm(confirm)) = self.model.overlays.pop() else { return };
        match confirm.then {
            Confirmed::Quit => self.leave(),
            Confirmed::Discard => self.discard(),
            Confirmed::SignOut(shift) => self.sign_out(shift),
            Confirmed::WithdrawLeave(leave) => self.withdraw_leave(leave),
            Confirmed::Relieve(post, student) => self.relieve(post, student),
            Confirmed::EndRound(seq) => self.end_round(seq),
            Confirmed::DropDraft(draft) => self.drop_draft(draft),
            Confirmed::WithdrawChange(change) => self.withdraw_change(change),
            Confirmed::GiveHandover(shift) => self.give_handover(shift),
            Confirmed::RecallHandover(seq) => self.recall_handover(seq),
            Confirmed::RecallNews(seq) => self.recall_news(seq),
            Confirmed::Send(act, done) => self.submit(*act, done, Waits::Nobody),
            Confirmed::AcceptHead => self.effects.push(Effect::AcceptHead),
        }
    }

    /// Says why nothing happened.
    pub(super) fn nothing(&mut self, text: String) {
        self.toast(Tone::Plain, text);
    }
}
