//! What went wrong, as the shell is told: an exit code, a code for scripts, a sentence for people, and whatever else helps to go on.

use super::view;
use crate::campus::{Campus, Refusal, StudentId};
use crate::desk::{DeskError, Fault, Refused};
use crate::logbook::Part;
use crate::say;
use crate::text;
use crate::words::Words;
use serde_json::{Map, Value, json};

/// How the program ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// It was done.
    Done = 0,
    /// A rule of the trade, or the machine, did not allow it.
    Refused = 1,
    /// It was not asked rightly.
    Usage = 2,
    /// There is none such, or several may be meant.
    NotFound = 3,
    /// Wrong passphrase, or not allowed.
    Denied = 4,
    /// The data is damaged.
    Damaged = 5,
    /// The desk is open elsewhere.
    Busy = 6,
    /// Our mistake.
    Bug = 70,
}

/// Something went wrong. Its sentence is for whoever asked and may name what they asked about; it goes into no log.
pub(super) struct Problem {
    pub(super) exit: Exit,
    pub(super) code: &'static str,
    pub(super) message: String,
    /// Further members of the JSON object.
    pub(super) more: Map<String, Value>,
    /// Further lines for people, such as candidates.
    pub(super) lines: Vec<String>,
}

impl Problem {
    pub(super) fn new(exit: Exit, code: &'static str, message: String) -> Self {
        Self { exit, code, message, more: Map::new(), lines: Vec::new() }
    }

    /// It was not asked rightly.
    pub(super) fn usage(code: &'static str, message: String) -> Self {
        Self::new(Exit::Usage, code, message)
    }

    /// With a further member of the JSON object.
    pub(super) fn with(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.more.insert(key.to_owned(), value.into());
        self
    }

    /// With a further line for people.
    pub(super) fn line(mut self, line: String) -> Self {
        self.lines.push(line);
        self
    }

    /// As the contract has it: `{"error":{"code":…,"message":…}}`.
    pub(super) fn json(&self) -> Value {
        let mut error = Map::from_iter([("code".to_owned(), json!(self.code)), ("message".to_owned(), json!(self.message))]);
        error.extend(self.more.clone());
        json!({ "error": error })
    }

    /// Several students may be meant.
    pub(super) fn ambiguous_students(words: &Words, campus: &Campus, typed: &str, candidates: &[StudentId]) -> Self {
        const SHOWN: usize = 20;
        let typed = text::clean(typed);
        let message = say!(words, "cli-ambiguous", typed = typed.as_ref(), count = candidates.len());
        let problem = Self::new(Exit::NotFound, "ambiguous", message).with("candidates", view::candidates(campus, candidates));
        let lines = candidates.iter().take(SHOWN).filter_map(|id| view::candidate(campus, *id)).map(|it| it.line());
        Self { lines: lines.collect(), ..problem }
    }

    /// Several rooms may be meant.
    pub(super) fn ambiguous_rooms(words: &Words, typed: &str, rooms: &[String]) -> Self {
        let typed = text::clean(typed);
        let message = say!(words, "cli-ambiguous", typed = typed.as_ref(), count = rooms.len());
        Self { lines: rooms.to_vec(), ..Self::new(Exit::NotFound, "ambiguous", message).with("candidates", rooms) }
    }

    /// Nothing is found by what was typed.
    pub(super) fn not_found(words: &Words, typed: &str) -> Self {
        let typed = text::clean(typed);
        Self::new(Exit::NotFound, "not_found", say!(words, "cli-not-found", typed = typed.as_ref()))
    }

    /// A rule of the trade said no.
    pub(super) fn refusal(words: &Words, campus: &Campus, refusal: &Refusal) -> Self {
        let exit = match refusal {
            Refusal::NotAllowed | Refusal::NotYours => Exit::Denied,
            Refusal::NoSuchStudent(_)
            | Refusal::NoSuchClass(_)
            | Refusal::NoSuchDepartment(_)
            | Refusal::NoSuchCommunity(_)
            | Refusal::NoSuchBuilding(_)
            | Refusal::NoSuchRoom(_)
            | Refusal::NoSuchUser(_)
            | Refusal::NoSuchOfficer
            | Refusal::NoSuchShift(_)
            | Refusal::NoSuchFloor { .. }
            | Refusal::NoSuchTalk(_)
            | Refusal::NoSuchIncident(_)
            | Refusal::NoSuchBed { .. }
            | Refusal::NoSuchRound(_)
            | Refusal::NoSuchSearch { .. }
            | Refusal::NoSuchLeave(_)
            | Refusal::NoSuchScore(_)
            | Refusal::NoSuchMood(_)
            | Refusal::NoSuchService(_)
            | Refusal::NoSuchPreference(_)
            | Refusal::NoSuchDraft(_)
            | Refusal::NoSuchSeat(_)
            | Refusal::NoSuchChange(_)
            | Refusal::NoSuchHandover(_)
            | Refusal::NoSuchLevel(_)
            | Refusal::NoSuchMark(_)
            | Refusal::NoSuchSnooze(_)
            | Refusal::NoSuchPlan(_)
            | Refusal::NoSuchTerm(_)
            | Refusal::NoSuchActivity(_)
            | Refusal::NoSuchFile(_) => Exit::NotFound,
            _ => Exit::Refused,
        };
        Self::new(exit, refusal_code(refusal), words.refusal(campus, refusal))
    }

    /// An act was not written.
    pub(super) fn refused(words: &Words, campus: &Campus, refused: &Refused) -> Self {
        match refused {
            Refused::Rule(refusal) => Self::refusal(words, campus, refusal),
            Refused::Storage(fault) => Self::fault(words, fault),
            Refused::Closed => Self::closed(words),
        }
    }

    /// The desk cannot be had.
    pub(super) fn desk(words: &Words, campus: &Campus, error: &DeskError) -> Self {
        match error {
            DeskError::Storage(fault) => Self::fault(words, fault),
            DeskError::Rule(refusal) => Self::refusal(words, campus, refusal),
            DeskError::Disabled => Self::new(Exit::Denied, "disabled", say!(words, "cli-fault-disabled")),
            DeskError::JoiningLost => Self::new(Exit::Denied, "joining_lost", say!(words, "cli-fault-joining-lost")),
            DeskError::Closed => Self::closed(words),
        }
    }

    fn closed(words: &Words) -> Self {
        Self::new(Exit::Bug, "bug", say!(words, "cli-fault-closed"))
    }

    /// Storage said no.
    pub(super) fn fault(words: &Words, fault: &Fault) -> Self {
        match fault {
            Fault::NoHome => Self::new(Exit::NotFound, "no_home", say!(words, "cli-fault-no-home")),
            Fault::HomeExists => Self::new(Exit::Refused, "home_exists", say!(words, "cli-fault-home-exists")),
            Fault::NotAHome => Self::new(Exit::Refused, "not_a_home", say!(words, "cli-fault-not-a-home")),
            Fault::HomeNotWritable => Self::new(Exit::Refused, "home_not_writable", say!(words, "cli-fault-not-writable")),
            Fault::LockedBy { who, host, pid, since } => {
                let unknown = say!(words, "cli-unknown");
                let named = |name: &str| if name.is_empty() { unknown.clone() } else { text::clean(name).into_owned() };
                let (pid_said, since_said) = (if *pid == 0 { unknown.clone() } else { pid.to_string() }, named(since));
                let message = say!(words, "cli-fault-locked", who = named(who), host = named(host), pid = pid_said, since = since_said);
                let pid = if *pid == 0 { Value::Null } else { json!(pid) };
                let known = |name: &str| if name.is_empty() { Value::Null } else { json!(name) };
                Self::new(Exit::Busy, "locked", message)
                    .with("who", known(who))
                    .with("host", known(host))
                    .with("pid", pid)
                    .with("since", known(since))
            }
            Fault::SeveralCopies { names } => {
                let message = say!(words, "cli-fault-several-copies", count = names.len());
                Self { lines: names.clone(), ..Self::new(Exit::NotFound, "ambiguous", message).with("candidates", names.clone()) }
            }
            // Which of the two was wrong is not said: it would tell a stranger which logins there are.
            Fault::NoSuchUser | Fault::WrongPassphrase => {
                Self::new(Exit::Denied, "wrong_passphrase", say!(words, "cli-fault-wrong-passphrase"))
            }
            Fault::WrongRecoveryKey => Self::new(Exit::Denied, "wrong_recovery_key", say!(words, "cli-fault-wrong-recovery-key")),
            Fault::TryLater { seconds } => {
                let message = say!(words, "cli-fault-try-later", seconds = seconds.to_string());
                Self::new(Exit::Denied, "try_later", message).with("seconds", *seconds)
            }
            Fault::SeatLocked => Self::new(Exit::Denied, "seat_locked", say!(words, "cli-fault-seat-locked")),
            Fault::KeysNotReady => Self::new(Exit::Refused, "keys_not_ready", say!(words, "cli-fault-keys-not-ready")),
            Fault::EpochsUsedUp => Self::new(Exit::Refused, "epochs_used_up", say!(words, "cli-fault-epochs")),
            Fault::OldKeyring => Self::new(Exit::Refused, "old_keyring", say!(words, "cli-fault-old-keyring")),
            Fault::NewerVersion { found, ours } => {
                let message = say!(words, "cli-fault-newer", found = found.to_string(), ours = ours.to_string());
                Self::new(Exit::Refused, "newer_version", message).with("found", *found).with("ours", *ours)
            }
            Fault::Damaged { part, seq } => {
                let where_ = part_name(words, *part);
                let message = match seq {
                    Some(seq) => say!(words, "cli-fault-damaged-at", part = where_, seq = seq.to_string()),
                    None => say!(words, "cli-fault-damaged", part = where_),
                };
                Self::new(Exit::Damaged, "damaged", message).with("part", part_key(*part)).with("seq", seq.map(|it| it.0))
            }
            Fault::InTheWay => Self::new(Exit::Refused, "in_the_way", say!(words, "cli-fault-in-the-way")),
            Fault::NotABackup => Self::new(Exit::Refused, "not_a_backup", say!(words, "cli-fault-not-a-backup")),
            Fault::Full => Self::new(Exit::Refused, "disk_full", say!(words, "cli-fault-full")),
            Fault::Lost { seq } => Self::new(Exit::Damaged, "lost", say!(words, "cli-fault-lost", seq = seq.0.to_string())),
            Fault::TooLarge { bytes, .. } => {
                Self::new(Exit::Refused, "too_large", say!(words, "cli-fault-too-large", bytes = bytes.to_string()))
            }
            Fault::OutOfOrder { .. } => Self::new(Exit::Bug, "bug", say!(words, "cli-fault-order")),
            Fault::KeyDerivation => Self::new(Exit::Refused, "key_derivation", say!(words, "cli-fault-key")),
            Fault::NoRandomness => Self::new(Exit::Refused, "no_randomness", say!(words, "cli-fault-random")),
            Fault::Io { part, kind } => {
                let message = say!(words, "cli-fault-io", part = part_name(words, *part), what = kind.to_string());
                Self::new(Exit::Refused, "io", message).with("part", part_key(*part))
            }
        }
    }
}

/// The part of the home, for scripts.
pub(super) fn part_key(part: Part) -> &'static str {
    match part {
        Part::Home => "home",
        Part::Lock => "lock",
        Part::Keyring => "keyring",
        Part::Mirror => "mirror",
        Part::Store => "store",
        Part::Pages => "pages",
        Part::Draft => "draft",
        Part::Backup => "backup",
        Part::Second => "second_mirror",
    }
}

/// The part of the home, for people.
pub(super) fn part_name(words: &Words, part: Part) -> String {
    match part {
        Part::Home => say!(words, "cli-part-home"),
        Part::Lock => say!(words, "cli-part-lock"),
        Part::Keyring => say!(words, "cli-part-keyring"),
        Part::Mirror => say!(words, "cli-part-mirror"),
        Part::Store => say!(words, "cli-part-store"),
        Part::Pages => say!(words, "cli-part-pages"),
        Part::Draft => say!(words, "cli-part-draft"),
        Part::Backup => say!(words, "cli-part-backup"),
        Part::Second => say!(words, "cli-part-second"),
    }
}

/// The rule, for scripts.
fn refusal_code(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::NoSuchStudent(_) => "no_such_student",
        Refusal::StudentLeft(_) => "student_left",
        Refusal::StudentTwice => "student_twice",
        Refusal::NoSuchClass(_) => "no_such_class",
        Refusal::NoSuchDepartment(_) => "no_such_department",
        Refusal::NoSuchCommunity(_) => "no_such_community",
        Refusal::NoSuchBuilding(_) => "no_such_building",
        Refusal::BuildingExists(_) => "building_exists",
        Refusal::NoSuchRoom(_) => "no_such_room",
        Refusal::RoomExists(_) => "room_exists",
        Refusal::RoomElsewhere(_) => "room_elsewhere",
        Refusal::MarkedMeanwhile(_) => "marked_meanwhile",
        Refusal::NoSuchUser(_) => "no_such_user",
        Refusal::LoginTaken => "login_taken",
        Refusal::LastAdministrator => "last_administrator",
        Refusal::NoSuchOfficer => "no_such_officer",
        Refusal::NoSuchShift(_) => "no_such_shift",
        Refusal::ShiftBegun(_) => "shift_begun",
        Refusal::ShiftOver(_) => "shift_over",
        Refusal::AlreadySigned(_) => "already_signed",
        Refusal::NotSignedIn(_) => "not_signed_in",
        Refusal::ShiftHours { .. } => "shift_hours",
        Refusal::NoSuchTalk(_) => "no_such_talk",
        Refusal::TalkNotAwaiting(_) => "talk_not_awaiting",
        Refusal::FollowUpInPast { .. } => "followup_in_past",
        Refusal::NobodyNamed => "nobody_named",
        Refusal::NoSuchIncident(_) => "no_such_incident",
        Refusal::ThePast => "the_past",
        Refusal::BeforeBeginning => "before_beginning",
        Refusal::InFuture => "in_future",
        Refusal::ReasonNeeded => "reason_needed",
        Refusal::StepsOpen { .. } => "steps_open",
        Refusal::IncidentMerged { .. } => "incident_merged",
        Refusal::MergeGraver { .. } => "merge_graver",
        Refusal::MergeDrill => "merge_drill",
        Refusal::HoldsReports(_) => "holds_reports",
        Refusal::NoSuchCheck(_) => "no_such_check",
        Refusal::NoSuchReport(_) => "no_such_report",
        Refusal::ReportSigned(_) => "report_signed",
        Refusal::NoSuchField => "no_such_field",
        Refusal::ReasonNames => "reason_names_student",
        Refusal::NotYours => "not_yours",
        Refusal::NotAllowed => "not_allowed",
        Refusal::EmptyText => "empty_text",
        Refusal::EmptyName => "empty_name",
        Refusal::TooLong { .. } => "too_long",
        Refusal::ChangedMeanwhile => "changed_meanwhile",
        Refusal::FoundedAlready => "founded_already",
        Refusal::CannotUndo => "cannot_undo",
        Refusal::NotSealed => "not_sealed",
        Refusal::ReaderAlready => "reader_already",
        Refusal::NoSuchErasure(_) => "no_such_erasure",
        Refusal::SecondPersonNeeded => "second_person_needed",
        Refusal::NumberTaken(_) => "number_taken",
        Refusal::RoomTwice(_) => "room_twice",
        Refusal::ShiftTwice { .. } => "shift_twice",
        Refusal::ShiftNotNew => "shift_not_new",
        Refusal::SignedElsewhen(_) => "signed_elsewhen",
        Refusal::NoSuchFloor { .. } => "no_such_floor",
        Refusal::OfficerTwice(_) => "officer_twice",
        Refusal::NoSuchBed { .. } => "no_such_bed",
        Refusal::BedTaken { .. } => "bed_taken",
        Refusal::WrongSex { .. } => "wrong_sex",
        Refusal::MovedMeanwhile(_) => "moved_meanwhile",
        Refusal::NotDwelling(_) => "not_dwelling",
        Refusal::NotInRoom { .. } => "not_in_room",
        Refusal::NoSuchRound(_) => "no_such_round",
        Refusal::RoundOver(_) => "round_over",
        Refusal::RoundUnderWay(_) => "round_under_way",
        Refusal::NightOver(_) => "night_over",
        Refusal::SampleTooSmall { .. } => "sample_too_small",
        Refusal::SampleNotOfSeed => "sample_not_of_seed",
        Refusal::NoSuchSearch { .. } => "no_such_search",
        Refusal::SearchOver { .. } => "search_over",
        Refusal::NoSuchLeave(_) => "no_such_leave",
        Refusal::LeaveSettled(_) => "leave_settled",
        Refusal::LeaveDays { .. } => "leave_days",
        Refusal::LeaveOverlaps(_) => "leave_overlaps",
        Refusal::ScoredAlready(_) => "scored_already",
        Refusal::NoSuchScore(_) => "no_such_score",
        Refusal::NoSuchItem(_) => "no_such_item",
        Refusal::PointsOff { .. } => "points_off",
        Refusal::AppealTooLate(_) => "appeal_too_late",
        Refusal::AppealedAlready(_) => "appealed_already",
        Refusal::NotAppealed(_) => "not_appealed",
        Refusal::NothingToMend(_) => "nothing_to_mend",
        Refusal::MoodAlready(_) => "mood_already",
        Refusal::NoSuchMood(_) => "no_such_mood",
        Refusal::NoSuchService(_) => "no_such_service",
        Refusal::PresetsUnreadable { .. } => "presets_unreadable",
        Refusal::DutyTerms => "duty_terms",
        Refusal::DaysSpan { .. } => "days_span",
        Refusal::NoSuchPreference(_) => "no_such_preference",
        Refusal::NoSuchDraft(_) => "no_such_draft",
        Refusal::DraftClosed(_) => "draft_closed",
        Refusal::NoSuchSeat(_) => "no_such_seat",
        Refusal::NoSuchChange(_) => "no_such_change",
        Refusal::ChangeSettled(_) => "change_settled",
        Refusal::ChangeNotAccepted(_) => "change_not_accepted",
        Refusal::ChangePending(_) => "change_pending",
        Refusal::ChangeTooLate { .. } => "change_too_late",
        Refusal::DutyLeaveOverlaps(_) => "duty_leave_overlaps",
        Refusal::DutyConflict { .. } => "duty_conflict",
        Refusal::NoSuchHandover(_) => "no_such_handover",
        Refusal::HandoverSettled(_) => "handover_settled",
        Refusal::HandoverWaits(_) => "handover_waits",
        Refusal::WriteBackOwed { .. } => "write_back_owed",
        Refusal::NoSuchLevel(_) => "no_such_level",
        Refusal::NoLevel(_) => "no_level",
        Refusal::ReviewNeeded => "review_needed",
        Refusal::UntilPast { .. } => "until_past",
        Refusal::NoSuchMark(_) => "no_such_mark",
        Refusal::MarkedAlready(_) => "marked_already",
        Refusal::NoSuchSnooze(_) => "no_such_snooze",
        Refusal::SnoozeTooLong { .. } => "snooze_too_long",
        Refusal::NoSuchLine(_) => "no_such_line",
        Refusal::NoSuchPlan(_) => "no_such_plan",
        Refusal::PlanSettled(_) => "plan_settled",
        Refusal::PlanInPast { .. } => "plan_in_past",
        Refusal::PlanDay(_) => "plan_day",
        Refusal::LevelReason => "level_reason",
        Refusal::LevelUntilPast { .. } => "level_until_past",
        Refusal::TalkMinutes { .. } => "talk_minutes",
        Refusal::NoSuchFellow(_) => "no_such_person",
        Refusal::FellowTwice(_) => "person_twice",
        Refusal::FellowNamed => "student_named",
        Refusal::BranchNeeded => "branch_needed",
        Refusal::NotAMentor => "not_a_mentor",
        Refusal::NoSuchMeeting(_) => "no_such_meeting",
        Refusal::NoSuchTask(_) => "no_such_task",
        Refusal::NoSuchSystem(_) => "no_such_system",
        Refusal::NoSuchVenue(_) => "no_such_place",
        Refusal::VenueTwice(_) => "place_twice",
        Refusal::VenueBooked { .. } => "place_booked",
        Refusal::VenueClosed { .. } => "place_closed",
        Refusal::VenueTooSmall { .. } => "place_too_small",
        Refusal::BookingTimes => "bad_times",
        Refusal::BookingPast { .. } => "booking_past",
        Refusal::NoSuchBooking(_) => "no_such_booking",
        Refusal::VenueStillBooked(_) => "venue_still_booked",
        Refusal::BookingUsed(_) => "booking_used",
        Refusal::BookingNotBegun(_) => "booking_not_begun",
        Refusal::ItemNowhere => "item_nowhere",
        Refusal::NoSuchRequest(_) => "no_such_request",
        Refusal::RequestAnswered(_) => "answered_already",
        Refusal::RequestSettled(_) => "request_closed",
        Refusal::RequestUnanswered(_) => "not_answered",
        Refusal::RatedAlready(_) => "rated_already",
        Refusal::Stars(_) => "bad_rating",
        Refusal::DueTooEarly => "due_too_early",
        Refusal::NoSuchReception(_) => "no_such_reception",
        Refusal::ReceptionTwice(_) => "reception_twice",
        Refusal::ReceptionUsed(_) => "reception_used",
        Refusal::NoSuchTerm(_) => "no_such_term",
        Refusal::TermDays { .. } => "term_days",
        Refusal::TermOverlaps(_) => "term_overlaps",
        Refusal::TermNamed(_) => "term_named",
        Refusal::NotTermStart(_) => "not_term_start",
        Refusal::ObligationTwice(_) => "obligation_twice",
        Refusal::ObligationUnfit { .. } => "obligation_unfit",
        Refusal::NoSuchActivity(_) => "no_such_activity",
        Refusal::ActivityUnproved(_) => "activity_unproved",
        Refusal::ActivityNotHeld(_) => "activity_not_held",
        Refusal::ActivityStands { .. } => "activity_stands",
        Refusal::NewsStands { .. } => "news_stands",
        Refusal::NotPresent(_) => "not_present",
        Refusal::FewerThanNamed { .. } => "fewer_than_named",
        Refusal::NoSuchFile(_) => "no_such_file",
        Refusal::NoSuchAward(_) => "no_such_award",
        Refusal::AwardDecided(_) => "award_decided",
        Refusal::NoNominees => "no_candidates",
        Refusal::NoSuchNominee => "no_such_candidate",
        Refusal::NomineeTwice => "candidate_twice",
        Refusal::JuryPoints(_) => "bad_points",
        Refusal::NoSuchNews(_) => "no_such_news",
        Refusal::NewsOwnWords(_) => "own_words",
        Refusal::NewsNotReviewed(_) => "not_reviewed",
        Refusal::NewsLink => "bad_link",
        Refusal::FileTooLarge { .. } => "file_too_large",
    }
}
