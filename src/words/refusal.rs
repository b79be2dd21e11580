//! A refusal, said to the person it was given to: what, and what to do instead.

use super::Words;
use crate::campus::{Campus, NewsState, Refusal, StudentId};
use crate::say;

impl Words {
    /// Says why an act was refused. Names appear: this is for the screen of whoever asked, never for a log.
    pub fn refusal(&self, campus: &Campus, refusal: &Refusal) -> String {
        let student = |id: &StudentId| campus.people().student(*id).map_or_else(|| format!("#{}", id.0), |it| it.facts.name.to_string());
        match refusal {
            Refusal::NoSuchStudent(id) => say!(self, "campus-refused-no-student", id = id.0),
            Refusal::StudentLeft(id) => say!(self, "campus-refused-left", name = student(id)),
            Refusal::StudentTwice => say!(self, "campus-refused-twice"),
            Refusal::NoSuchClass(id) => say!(self, "campus-refused-no-class", id = id.0),
            Refusal::NoSuchDepartment(id) => say!(self, "campus-refused-no-department", id = id.0),
            Refusal::NoSuchCommunity(id) => say!(self, "campus-refused-no-community", id = id.0),
            Refusal::NoSuchBuilding(id) => say!(self, "campus-refused-no-building", id = id.0),
            Refusal::BuildingExists(number) => say!(self, "campus-refused-building-exists", number = number.to_string()),
            Refusal::NoSuchRoom(id) => say!(self, "campus-refused-no-room", id = id.0),
            Refusal::RoomExists(number) => say!(self, "campus-refused-room-exists", number = number.to_string()),
            Refusal::RoomElsewhere(id) => say!(self, "campus-refused-room-elsewhere", room = campus.write_room(*id)),
            Refusal::MarkedMeanwhile(id) => say!(self, "campus-refused-marked-meanwhile", room = campus.write_room(*id)),
            Refusal::NoSuchUser(id) => say!(self, "campus-refused-no-user", id = id.0),
            Refusal::LoginTaken => say!(self, "campus-refused-login-taken"),
            Refusal::LastAdministrator => say!(self, "campus-refused-last-administrator"),
            Refusal::NoSuchOfficer => say!(self, "campus-refused-no-officer"),
            Refusal::NoSuchShift(id) => say!(self, "campus-refused-no-shift", id = id.0),
            Refusal::ShiftBegun(_) => say!(self, "campus-refused-shift-begun"),
            Refusal::ShiftOver(_) => say!(self, "campus-refused-shift-over"),
            Refusal::AlreadySigned(_) => say!(self, "campus-refused-already-signed"),
            Refusal::NotSignedIn(_) => say!(self, "campus-refused-not-signed-in"),
            Refusal::ShiftHours { minutes } => say!(self, "campus-refused-shift-hours", minutes = minutes.to_string()),
            Refusal::NoSuchTalk(seq) => say!(self, "campus-refused-no-talk", id = seq.to_string()),
            Refusal::TalkNotAwaiting(seq) => say!(self, "campus-refused-not-awaiting", id = seq.to_string()),
            Refusal::FollowUpInPast { day, today } => {
                say!(self, "campus-refused-followup-past", day = self.day(*day), today = self.day(*today))
            }
            Refusal::NobodyNamed => say!(self, "campus-refused-nobody"),
            Refusal::StepsOpen { open } => say!(self, "campus-refused-steps-open", open = open.to_string()),
            Refusal::IncidentMerged { incident, into } => {
                say!(self, "campus-refused-merged", id = incident.to_string(), into = into.to_string())
            }
            Refusal::MergeGraver { incident, into } => {
                say!(self, "campus-refused-merge-graver", id = incident.to_string(), into = into.to_string())
            }
            Refusal::MergeDrill => say!(self, "campus-refused-merge-drill"),
            Refusal::HoldsReports(seq) => say!(self, "campus-refused-holds-reports", id = seq.to_string()),
            Refusal::NoSuchCheck(code) => say!(self, "campus-refused-no-check", code = code.to_string()),
            Refusal::NoSuchReport(seq) => say!(self, "campus-refused-no-report", id = seq.to_string()),
            Refusal::ReportSigned(seq) => say!(self, "campus-refused-report-signed", id = seq.to_string()),
            Refusal::NoSuchField => say!(self, "campus-refused-no-field"),
            Refusal::NoSuchIncident(seq) => say!(self, "campus-refused-no-incident", id = seq.to_string()),
            Refusal::ThePast => say!(self, "campus-refused-the-past"),
            Refusal::BeforeBeginning => say!(self, "campus-refused-before-beginning"),
            Refusal::InFuture => say!(self, "campus-refused-future"),
            Refusal::ReasonNeeded => say!(self, "campus-refused-reason"),
            Refusal::ReasonNames => say!(self, "campus-refused-reason-names"),
            Refusal::NotYours => say!(self, "campus-refused-not-yours"),
            Refusal::NotAllowed => say!(self, "campus-refused-not-allowed"),
            Refusal::EmptyText => say!(self, "campus-refused-empty-text"),
            Refusal::EmptyName => say!(self, "campus-refused-empty-name"),
            Refusal::TooLong { limit, got } => say!(self, "campus-refused-too-long", limit = limit.to_string(), got = got.to_string()),
            Refusal::ChangedMeanwhile => say!(self, "campus-refused-meanwhile"),
            Refusal::FoundedAlready => say!(self, "campus-refused-founded"),
            Refusal::CannotUndo => say!(self, "campus-refused-undo"),
            Refusal::NotSealed => say!(self, "campus-refused-not-sealed"),
            Refusal::ReaderAlready => say!(self, "campus-refused-reader-already"),
            Refusal::NoSuchErasure(seq) => say!(self, "campus-refused-no-erasure", id = seq.to_string()),
            Refusal::SecondPersonNeeded => say!(self, "campus-refused-second-person"),
            Refusal::NumberTaken(id) => say!(self, "campus-refused-number-taken", name = student(id)),
            Refusal::RoomTwice(id) => say!(self, "campus-refused-room-twice", room = campus.write_room(*id)),
            Refusal::ShiftTwice { day, person } => {
                let name = campus.staff().user(*person).map_or_else(|| format!("#{}", person.0), |it| it.name.to_string());
                say!(self, "campus-refused-shift-twice", day = self.day(*day), name = name)
            }
            Refusal::ShiftNotNew => say!(self, "campus-refused-shift-not-new"),
            Refusal::SignedElsewhen(_) => say!(self, "campus-refused-signed-elsewhen"),
            Refusal::NoSuchFloor { building, floor } => {
                let number = campus.places().building(*building).map(|it| it.number.to_string()).unwrap_or_default();
                say!(self, "campus-refused-no-floor", building = number, floor = floor.to_string())
            }
            Refusal::OfficerTwice(id) => say!(self, "campus-refused-officer-twice", name = student(id)),
            Refusal::NoSuchBed { room, bed, beds } => {
                say!(self, "campus-refused-no-bed", room = campus.write_room(*room), bed = bed.to_string(), beds = beds.to_string())
            }
            Refusal::BedTaken { room, bed, student: by } => {
                say!(self, "campus-refused-bed-taken", room = campus.write_room(*room), bed = bed.to_string(), name = student(by))
            }
            Refusal::WrongSex { building, student: whose } => {
                let number = campus.places().building(*building).map(|it| it.number.to_string()).unwrap_or_default();
                say!(self, "campus-refused-wrong-sex", building = number, name = student(whose))
            }
            Refusal::MovedMeanwhile(id) => say!(self, "campus-refused-moved", name = student(id)),
            Refusal::NotDwelling(id) => say!(self, "campus-refused-not-dwelling", room = campus.write_room(*id)),
            Refusal::NotInRoom { student: whose, room } => {
                say!(self, "campus-refused-not-in-room", name = student(whose), room = campus.write_room(*room))
            }
            Refusal::NoSuchRound(seq) => say!(self, "campus-refused-no-round", id = seq.to_string()),
            Refusal::RoundOver(seq) => say!(self, "campus-refused-round-over", id = seq.to_string()),
            Refusal::RoundUnderWay(seq) => say!(self, "campus-refused-round-under-way", id = seq.to_string()),
            Refusal::NightOver(day) => say!(self, "campus-refused-night-over", day = self.day(*day)),
            Refusal::SampleTooSmall { least, got } => {
                say!(self, "campus-refused-sample-small", least = least.to_string(), got = got.to_string())
            }
            Refusal::SampleNotOfSeed => say!(self, "campus-refused-sample-seed"),
            Refusal::NoSuchSearch { day, student: whose } => {
                say!(self, "campus-refused-no-search", day = self.day(*day), name = student(whose))
            }
            Refusal::SearchOver { student: whose, .. } => say!(self, "campus-refused-search-over", name = student(whose)),
            Refusal::NoSuchLeave(seq) => say!(self, "campus-refused-no-leave", id = seq.to_string()),
            Refusal::LeaveSettled(seq) => say!(self, "campus-refused-leave-settled", id = seq.to_string()),
            Refusal::LeaveDays { days } => say!(self, "campus-refused-leave-days", days = days.to_string()),
            Refusal::LeaveOverlaps(seq) => say!(self, "campus-refused-leave-overlaps", id = seq.to_string()),
            Refusal::ScoredAlready(id) => say!(self, "campus-refused-scored", room = campus.write_room(*id)),
            Refusal::NoSuchScore(seq) => say!(self, "campus-refused-no-score", id = seq.to_string()),
            Refusal::NoSuchItem(code) => say!(self, "campus-refused-no-item", code = code.to_string()),
            Refusal::PointsOff { item, most } => {
                say!(self, "campus-refused-points-off", item = item.to_string(), most = most.to_string())
            }
            Refusal::AppealTooLate(day) => say!(self, "campus-refused-appeal-late", day = self.day(*day)),
            Refusal::AppealedAlready(_) => say!(self, "campus-refused-appealed"),
            Refusal::NotAppealed(_) => say!(self, "campus-refused-not-appealed"),
            Refusal::NothingToMend(_) => say!(self, "campus-refused-nothing-to-mend"),
            Refusal::MoodAlready(id) => {
                let class = campus.people().class(*id).map(|it| it.name.to_string()).unwrap_or_default();
                say!(self, "campus-refused-mood-already", class = class)
            }
            Refusal::NoSuchMood(seq) => say!(self, "campus-refused-no-mood", id = seq.to_string()),
            Refusal::NoSuchService(seq) => say!(self, "campus-refused-no-service", id = seq.to_string()),
            Refusal::PresetsUnreadable { line: 0, what } => say!(self, "campus-refused-presets-value", what = what.to_string()),
            Refusal::PresetsUnreadable { line, what } => {
                say!(self, "campus-refused-presets", line = line.to_string(), what = what.to_string())
            }
            Refusal::DutyTerms => say!(self, "campus-refused-duty-terms"),
            Refusal::DaysSpan { days } => say!(self, "campus-refused-days-span", days = days.to_string()),
            Refusal::NoSuchPreference(seq) => say!(self, "campus-refused-no-preference", id = seq.to_string()),
            Refusal::NoSuchDraft(seq) => say!(self, "campus-refused-no-draft", id = seq.to_string()),
            Refusal::DraftClosed(seq) => say!(self, "campus-refused-draft-closed", id = seq.to_string()),
            Refusal::NoSuchSeat(day) => say!(self, "campus-refused-no-seat", day = self.day(*day)),
            Refusal::NoSuchChange(seq) => say!(self, "campus-refused-no-change", id = seq.to_string()),
            Refusal::ChangeSettled(seq) => say!(self, "campus-refused-change-settled", id = seq.to_string()),
            Refusal::ChangeNotAccepted(seq) => say!(self, "campus-refused-change-not-accepted", id = seq.to_string()),
            Refusal::ChangePending(seq) => say!(self, "campus-refused-change-pending", id = seq.to_string()),
            Refusal::ChangeTooLate { day, ahead } => {
                say!(self, "campus-refused-change-late", day = self.day(*day), ahead = ahead.to_string())
            }
            Refusal::DutyLeaveOverlaps(seq) => say!(self, "campus-refused-duty-leave-overlaps", id = seq.to_string()),
            Refusal::DutyConflict { person, day, conflict } => {
                let name = campus.staff().user(*person).map_or_else(|| format!("#{}", person.0), |it| it.name.to_string());
                say!(self, "campus-refused-duty-conflict", name = name, day = self.day(*day), why = self.conflict(*conflict))
            }
            Refusal::NoSuchHandover(seq) => say!(self, "campus-refused-no-handover", id = seq.to_string()),
            Refusal::HandoverSettled(seq) => say!(self, "campus-refused-handover-settled", id = seq.to_string()),
            Refusal::HandoverWaits(seq) => say!(self, "campus-refused-handover-waits", id = seq.to_string()),
            Refusal::WriteBackOwed { lines, .. } => say!(self, "campus-refused-write-back", count = lines.to_string()),
            Refusal::NoSuchLevel(seq) => say!(self, "campus-refused-no-level", id = seq.to_string()),
            Refusal::NoLevel(id) => say!(self, "campus-refused-level-none", name = student(id)),
            Refusal::ReviewNeeded => say!(self, "campus-refused-review-needed"),
            Refusal::UntilPast { day, today } => {
                say!(self, "campus-refused-until-past", day = self.day(*day), today = self.day(*today))
            }
            Refusal::NoSuchMark(seq) => say!(self, "campus-refused-no-mark", id = seq.to_string()),
            Refusal::MarkedAlready(id) => say!(self, "campus-refused-marked-already", name = student(id)),
            Refusal::NoSuchSnooze(seq) => say!(self, "campus-refused-no-snooze", id = seq.to_string()),
            Refusal::SnoozeTooLong { most } => say!(self, "campus-refused-snooze-long", most = most.to_string()),
            Refusal::NoSuchLine(line) => say!(self, "campus-refused-no-line", line = (u32::from(*line) + 1).to_string()),
            Refusal::NoSuchPlan(seq) => say!(self, "campus-refused-no-plan", id = seq.to_string()),
            Refusal::PlanSettled(seq) => say!(self, "campus-refused-plan-settled", id = seq.to_string()),
            Refusal::PlanInPast { day, today } => say!(self, "campus-refused-plan-past", day = self.day(*day), today = self.day(*today)),
            Refusal::PlanDay(day) => say!(self, "campus-refused-plan-day", day = self.day(*day)),
            Refusal::LevelReason => say!(self, "campus-refused-level-reason"),
            Refusal::LevelUntilPast { day, today } => {
                say!(self, "campus-refused-level-until", day = self.day(*day), today = self.day(*today))
            }
            Refusal::TalkMinutes { limit, got } => {
                say!(self, "campus-refused-talk-minutes", got = got.to_string(), limit = limit.to_string())
            }
            Refusal::NoSuchFellow(seq) => say!(self, "campus-refused-no-fellow", id = seq.to_string()),
            Refusal::FellowTwice(seq) => say!(self, "campus-refused-fellow-twice", id = seq.to_string()),
            Refusal::FellowNamed => say!(self, "campus-refused-fellow-named"),
            Refusal::BranchNeeded => say!(self, "campus-refused-branch-needed"),
            Refusal::NotAMentor => say!(self, "campus-refused-not-a-mentor"),
            Refusal::NoSuchMeeting(seq) => say!(self, "campus-refused-no-meeting", id = seq.to_string()),
            Refusal::NoSuchTask(seq) => say!(self, "campus-refused-no-task", id = seq.to_string()),
            Refusal::NoSuchSystem(system) => say!(self, "campus-refused-no-system", system = system.to_string()),
            Refusal::NoSuchVenue(seq) => say!(self, "campus-refused-no-venue", id = seq.to_string()),
            Refusal::VenueTwice(seq) => say!(self, "campus-refused-venue-twice", id = seq.to_string()),
            Refusal::VenueBooked { booking, free } => {
                let other = campus.venues().booking(*booking);
                let times = other.map(|it| self.clocks(&[(it.from, it.until)])).unwrap_or_default();
                let who = other.map(|it| it.who.to_string()).unwrap_or_default();
                say!(self, "campus-refused-venue-booked", id = booking.to_string(), times = times, who = who, free = self.clocks(free))
            }
            Refusal::VenueClosed { day, open } => {
                say!(self, "campus-refused-venue-closed", day = self.day(*day), open = self.clocks(open))
            }
            Refusal::VenueTooSmall { seats, got } => {
                say!(self, "campus-refused-venue-small", seats = seats.to_string(), got = got.to_string())
            }
            Refusal::BookingTimes => say!(self, "campus-refused-booking-times"),
            Refusal::BookingPast { day, today } => {
                say!(self, "campus-refused-booking-past", day = self.day(*day), today = self.day(*today))
            }
            Refusal::NoSuchBooking(seq) => say!(self, "campus-refused-no-booking", id = seq.to_string()),
            Refusal::VenueStillBooked(seq) => say!(self, "campus-refused-venue-still-booked", id = seq.to_string()),
            Refusal::BookingUsed(seq) => say!(self, "campus-refused-booking-used", id = seq.to_string()),
            Refusal::BookingNotBegun(seq) => say!(self, "campus-refused-booking-early", id = seq.to_string()),
            Refusal::ItemNowhere => say!(self, "campus-refused-item-nowhere"),
            Refusal::NoSuchRequest(seq) => say!(self, "campus-refused-no-request", id = seq.to_string()),
            Refusal::RequestAnswered(seq) => say!(self, "campus-refused-request-answered", id = seq.to_string()),
            Refusal::RequestSettled(seq) => say!(self, "campus-refused-request-settled", id = seq.to_string()),
            Refusal::RequestUnanswered(seq) => say!(self, "campus-refused-request-unanswered", id = seq.to_string()),
            Refusal::RatedAlready(seq) => say!(self, "campus-refused-rated-already", id = seq.to_string()),
            Refusal::Stars(stars) => say!(self, "campus-refused-stars", stars = stars.to_string()),
            Refusal::DueTooEarly => say!(self, "campus-refused-due-early"),
            Refusal::NoSuchReception(seq) => say!(self, "campus-refused-no-reception", id = seq.to_string()),
            Refusal::ReceptionTwice(seq) => say!(self, "campus-refused-reception-twice", id = seq.to_string()),
            Refusal::ReceptionUsed(seq) => say!(self, "campus-refused-reception-used", id = seq.to_string()),
            Refusal::NoSuchTerm(seq) => say!(self, "campus-refused-no-term", id = seq.to_string()),
            Refusal::TermDays { days } => say!(self, "campus-refused-term-days", days = days.to_string()),
            Refusal::TermOverlaps(seq) => say!(self, "campus-refused-term-overlaps", name = self.term_name(campus, *seq)),
            Refusal::TermNamed(seq) => say!(self, "campus-refused-term-named", name = self.term_name(campus, *seq)),
            Refusal::NotTermStart(day) => say!(self, "campus-refused-not-term-start", day = self.day(*day)),
            Refusal::ObligationTwice(code) => say!(self, "campus-refused-obligation-twice", code = code.to_string()),
            Refusal::ObligationUnfit { code, field } => {
                say!(self, "campus-refused-obligation-unfit", code = code.to_string(), field = self.obligation_column(field))
            }
            Refusal::NoSuchActivity(seq) => say!(self, "campus-refused-no-activity", id = seq.to_string()),
            Refusal::ActivityUnproved(seq) => say!(self, "campus-refused-unproved", id = seq.to_string()),
            Refusal::ActivityNotHeld(seq) => say!(self, "campus-refused-not-held", id = seq.to_string()),
            Refusal::NewsStands { news, state: NewsState::Published } => say!(self, "campus-refused-news-published", id = news.to_string()),
            Refusal::NewsStands { news, state } => {
                say!(self, "campus-refused-news-stands", id = news.to_string(), state = self.news_state(*state))
            }
            Refusal::ActivityStands { activity, state } => {
                say!(self, "campus-refused-activity-stands", id = activity.to_string(), state = state.key())
            }
            Refusal::NotPresent(id) => say!(self, "campus-refused-not-present", name = student(id)),
            Refusal::FewerThanNamed { named, got } => {
                say!(self, "campus-refused-fewer-than-named", named = named.to_string(), got = got.to_string())
            }
            Refusal::NoSuchAward(seq) => say!(self, "campus-refused-no-award", id = seq.to_string()),
            Refusal::AwardDecided(seq) => say!(self, "campus-refused-award-decided", id = seq.to_string()),
            Refusal::NoNominees => say!(self, "campus-refused-no-nominees"),
            Refusal::NoSuchNominee => say!(self, "campus-refused-no-nominee"),
            Refusal::NomineeTwice => say!(self, "campus-refused-nominee-twice"),
            Refusal::JuryPoints(points) => say!(self, "campus-refused-jury-points", points = points.to_string()),
            Refusal::NoSuchNews(seq) => say!(self, "campus-refused-no-news", id = seq.to_string()),
            Refusal::NewsOwnWords(seq) => say!(self, "campus-refused-news-own", id = seq.to_string()),
            Refusal::NewsNotReviewed(seq) => say!(self, "campus-refused-news-unreviewed", id = seq.to_string()),
            Refusal::NewsLink => say!(self, "campus-refused-news-link"),
            Refusal::NoSuchFile(seq) => say!(self, "campus-refused-no-file", id = seq.to_string()),
            Refusal::FileTooLarge { limit, got } => {
                let megabytes = |bytes: usize| format!("{}", bytes.div_ceil(1_000_000));
                say!(self, "campus-refused-file-large", got = megabytes(*got), limit = megabytes(*limit))
            }
        }
    }
}
