//! Taking an entry back: which act is the opposite of which.

use super::{
    Act, ActivityAct, ActivityState, AwardAct, BedChange, Campus, CareAct, ChangeAct, CommunityAct, DraftAct, DraftState, DutyAct, Entry,
    HandoverAct, HygieneAct, IncidentAct, IncidentState, LeaveAct, LeaveState, MarkChange, MoodAct, Moved, NewsAct, ObligationChange,
    PersonAct, PlaceAct, PresetAct, Refusal, RequestAct, RequestState, RoundAct, SearchAct, SeatChange, ServiceAct, ShiftAct, ShiftId,
    StaffAct, TalkAct, TermAct, TurnMoved, VenueAct,
};

impl Campus {
    /// The act that takes `entry` back, wrapped as [`Act::Undone`]. [`Campus::check`] then says whether that is still possible.
    ///
    /// # Errors
    /// [`Refusal::CannotUndo`] where an act has no opposite (the founding, new places, a new user) or was taken back already.
    pub fn inverse(&self, entry: &Entry) -> Result<Act, Refusal> {
        if self.undone_by(entry.seq).is_some() {
            return Err(Refusal::CannotUndo);
        }
        let by = match &entry.act {
            Act::Place(PlaceAct::BuildingSet { building, before, after }) => {
                Act::Place(PlaceAct::BuildingSet { building: *building, before: *after, after: *before })
            }
            Act::Person(PersonAct::Imported(import)) => Act::Person(PersonAct::ImportReverted { students: import.students.clone() }),
            Act::Staff(StaffAct::Changed { user, before, after }) => {
                Act::Staff(StaffAct::Changed { user: *user, before: after.clone(), after: before.clone() })
            }
            Act::Shift(ShiftAct::Published(shifts)) => Act::Shift(ShiftAct::Recalled(self.ids_of(shifts))),
            Act::Round(RoundAct::Marked { day, building, floor, changes, .. }) => {
                let changes = changes.iter().map(|it| MarkChange { before: it.after.clone(), after: it.before.clone() }).collect();
                Act::Round(RoundAct::Marked { day: *day, building: *building, floor: *floor, changes, note: "".into() })
            }
            Act::Place(PlaceAct::SponsorSet { building, before, after }) => {
                Act::Place(PlaceAct::SponsorSet { building: *building, before: *after, after: *before })
            }
            Act::Person(PersonAct::Moved(it)) => {
                let back = |it: &BedChange| BedChange { student: it.student, before: it.after, after: it.before };
                Act::Person(PersonAct::Moved(Moved { changes: it.changes.iter().map(back).collect(), reason: "".into() }))
            }
            Act::Round(RoundAct::Begun(_)) => Act::Round(RoundAct::CalledOff { round: entry.seq }),
            Act::Round(RoundAct::Ended { round, .. }) => Act::Round(RoundAct::Resumed { round: *round }),
            Act::Search(SearchAct::Found { day, student, .. }) => Act::Search(SearchAct::Resumed { day: *day, student: *student }),
            Act::Leave(LeaveAct::Asked(_)) => Act::Leave(LeaveAct::Withdrawn { leave: entry.seq }),
            Act::Leave(LeaveAct::Approved { leave } | LeaveAct::Declined { leave, .. }) => {
                Act::Leave(LeaveAct::Restored { leave: *leave, to: LeaveState::Asked })
            }
            Act::Leave(LeaveAct::Returned { leave, .. }) => Act::Leave(LeaveAct::Restored { leave: *leave, to: LeaveState::Approved }),
            Act::Hygiene(HygieneAct::Scored(_)) => Act::Hygiene(HygieneAct::Withdrawn { score: entry.seq }),
            Act::Mood(MoodAct::Reported(_)) => Act::Mood(MoodAct::Withdrawn { report: entry.seq }),
            Act::Service(ServiceAct::Served(_) | ServiceAct::Commended { .. }) => Act::Service(ServiceAct::Withdrawn { record: entry.seq }),
            Act::Preset(PresetAct::Set { before, after }) => Act::Preset(PresetAct::Set { before: after.clone(), after: before.clone() }),
            Act::Talk(act @ (TalkAct::Logged(_) | TalkAct::LoggedSealed(_) | TalkAct::Recorded(_) | TalkAct::RecordedSealed(_))) => {
                let levels = act.logged().map(|it| it.levels_before.clone()).unwrap_or_default();
                Act::Talk(TalkAct::Withdrawn { talk: entry.seq, levels })
            }
            Act::Talk(TalkAct::Planned(_) | TalkAct::PlannedSealed(_)) => Act::Talk(TalkAct::PlanWithdrawn { plan: entry.seq }),
            Act::Talk(TalkAct::PlanMoved { plan, from, to }) => {
                Act::Talk(TalkAct::PlanMoved { plan: *plan, from: to.clone(), to: from.clone() })
            }
            Act::Talk(TalkAct::PlanCancelled { plan, .. } | TalkAct::PlanCancelledSealed { plan, .. }) => {
                Act::Talk(TalkAct::PlanRestored { plan: *plan })
            }
            Act::Talk(TalkAct::Closed { talk, .. } | TalkAct::ClosedSealed { talk, .. }) => Act::Talk(TalkAct::Reopened { talk: *talk }),
            Act::Incident(act) => Act::Incident(self.inverse_of_incident(entry, act)?),
            Act::Shift(ShiftAct::Reassigned { turns, emergency, text }) => {
                let back = |it: &TurnMoved| TurnMoved { shift: it.shift, from: it.to, to: it.from };
                Act::Shift(ShiftAct::Reassigned { turns: turns.iter().map(back).collect(), emergency: *emergency, text: text.clone() })
            }
            Act::Duty(DutyAct::TermsSet { user, before, after }) => {
                Act::Duty(DutyAct::TermsSet { user: *user, before: after.clone(), after: before.clone() })
            }
            Act::Duty(DutyAct::Preferred { .. }) => Act::Duty(DutyAct::PreferenceWithdrawn { preference: entry.seq }),
            Act::Draft(DraftAct::Made { .. }) => {
                Act::Draft(DraftAct::Moved { draft: entry.seq, from: DraftState::Open, to: DraftState::Dropped })
            }
            Act::Draft(DraftAct::Changed { draft, changes }) => {
                let back = |it: &SeatChange| SeatChange { seat: it.seat, before: it.after, after: it.before };
                Act::Draft(DraftAct::Changed { draft: *draft, changes: changes.iter().map(back).collect() })
            }
            Act::Draft(DraftAct::Moved { draft, from, to }) => Act::Draft(DraftAct::Moved { draft: *draft, from: *to, to: *from }),
            Act::Change(ChangeAct::Asked { .. }) => Act::Change(ChangeAct::Withdrawn { change: entry.seq }),
            Act::Query(act) => Act::Query(act.inverse()),
            Act::Care(CareAct::LevelSet(_)) => Act::Care(CareAct::LevelWithdrawn { change: entry.seq }),
            Act::Care(CareAct::Marked(_)) => Act::Care(CareAct::MarkWithdrawn { mark: entry.seq }),
            Act::Care(CareAct::Snoozed(_)) => Act::Care(CareAct::SnoozeWithdrawn { snooze: entry.seq }),
            Act::Request(act) => Act::Request(self.inverse_of_request(entry, act)?),
            Act::Term(TermAct::Set { term, before, after }) => {
                let term = Some(term.unwrap_or(entry.seq));
                Act::Term(TermAct::Set { term, before: after.clone(), after: before.clone() })
            }
            Act::Term(TermAct::ObligationsSet { from, changes }) => {
                let back = |it: &ObligationChange| ObligationChange { before: it.after.clone(), after: it.before.clone() };
                Act::Term(TermAct::ObligationsSet { from: *from, changes: changes.iter().map(back).collect() })
            }
            Act::Activity(act) => Act::Activity(self.inverse_of_activity(entry, act)?),
            Act::Community(act) => Act::Community(inverse_of_community(entry, act)?),
            Act::Venue(act) => Act::Venue(inverse_of_venue(entry, act)?),
            Act::Award(AwardAct::Opened(_) | AwardAct::OpenedFor { .. }) => Act::Award(AwardAct::Withdrawn { award: entry.seq }),
            Act::Award(AwardAct::Pointed { award, nominee, before, after }) => {
                Act::Award(AwardAct::Pointed { award: *award, nominee: *nominee, before: *after, after: *before })
            }
            Act::Award(AwardAct::Decided { award, .. }) => Act::Award(AwardAct::Reopened { award: *award }),
            Act::Award(AwardAct::Withdrawn { award }) => Act::Award(AwardAct::Restored { award: *award }),
            Act::News(act) => Act::News(self.inverse_of_news(entry, act)?),
            Act::Handover(HandoverAct::Given(_)) => Act::Handover(HandoverAct::Recalled { handover: entry.seq }),
            _ => return Err(Refusal::CannotUndo),
        };
        Ok(Act::Undone { of: entry.seq, by: Box::new(by) })
    }

    fn inverse_of_incident(&self, entry: &Entry, act: &IncidentAct) -> Result<IncidentAct, Refusal> {
        let text = Box::from("↶");
        Ok(match act {
            IncidentAct::Opened(_) | IncidentAct::OpenedFrom { .. } | IncidentAct::Drilled(_) => {
                let from = self.incidents().get(entry.seq).ok_or(Refusal::NoSuchIncident(entry.seq))?.state;
                IncidentAct::Moved { incident: entry.seq, from, to: IncidentState::Withdrawn, text }
            }
            // What was said and sent is said and sent, and time does not run backwards.
            IncidentAct::Noted { .. }
            | IncidentAct::Acknowledged { .. }
            | IncidentAct::Fired { .. }
            | IncidentAct::Sent { .. }
            | IncidentAct::ReportWithdrawn { .. }
            | IncidentAct::SignatureWithdrawn { .. } => {
                return Err(Refusal::CannotUndo);
            }
            IncidentAct::Reported { incident, .. } => IncidentAct::ReportWithdrawn { incident: *incident, paper: entry.seq },
            IncidentAct::Countersigned { incident, paper, .. } => IncidentAct::SignatureWithdrawn { incident: *incident, paper: *paper },
            IncidentAct::Ticked { incident, item, done, .. } => {
                IncidentAct::Ticked { incident: *incident, item: item.clone(), done: !done, text }
            }
            IncidentAct::Helped { incident, helper, joins } => IncidentAct::Helped { incident: *incident, helper: *helper, joins: !joins },
            IncidentAct::Linked { incident, link, holds } => IncidentAct::Linked { incident: *incident, link: *link, holds: !holds },
            IncidentAct::Merged { incident, into, .. } => IncidentAct::Split { incident: *incident, from: *into, text },
            IncidentAct::Split { incident, from, .. } => IncidentAct::Merged { incident: *incident, into: *from, text },
            IncidentAct::Stepped { incident, step, done, .. } => {
                IncidentAct::Stepped { incident: *incident, step: *step, done: !done, text }
            }
            IncidentAct::Moved { incident, from, to, .. } => IncidentAct::Moved { incident: *incident, from: *to, to: *from, text },
            IncidentAct::Owned { incident, from, to } => IncidentAct::Owned { incident: *incident, from: *to, to: *from },
            IncidentAct::Weighed { incident, from, to, .. } => IncidentAct::Weighed { incident: *incident, from: *to, to: *from, text },
        })
    }

    fn inverse_of_news(&self, entry: &Entry, act: &NewsAct) -> Result<NewsAct, Refusal> {
        let standing = |news: super::Seq| self.news().get(news).ok_or(Refusal::NoSuchNews(news));
        match act {
            NewsAct::Drafted(_) => Ok(NewsAct::Withdrawn { news: entry.seq, from: standing(entry.seq)?.state }),
            NewsAct::Reviewed { news, .. } => Ok(NewsAct::SentBack { news: *news, text: "↶".into() }),
            NewsAct::Published { news, .. } => Ok(NewsAct::Recalled { news: *news }),
            NewsAct::Pictured { news, before, after } => {
                Ok(NewsAct::Pictured { news: *news, before: after.clone(), after: before.clone() })
            }
            NewsAct::Withdrawn { news, from } => Ok(NewsAct::Restored { news: *news, to: *from }),
            // What is written anew is written anew once more; what was sent back is read again.
            NewsAct::Rewritten { .. } | NewsAct::SentBack { .. } | NewsAct::Recalled { .. } | NewsAct::Restored { .. } => {
                Err(Refusal::CannotUndo)
            }
        }
    }

    fn inverse_of_request(&self, entry: &Entry, act: &RequestAct) -> Result<RequestAct, Refusal> {
        let text = Box::from("↶");
        let standing = |request: super::Seq| self.requests().get(request).ok_or(Refusal::NoSuchRequest(request));
        let restored = |request: super::Seq, to: RequestState, due: Option<super::Stamp>| {
            let it = standing(request)?;
            Ok(RequestAct::Restored { request, gone: entry.seq, from: it.state, to, due: due.unwrap_or(it.due) })
        };
        match act {
            RequestAct::Opened(_) => {
                let from = standing(entry.seq)?.state;
                Ok(RequestAct::Moved { request: entry.seq, from, to: RequestState::Withdrawn, text })
            }
            RequestAct::Moved { request, from, to, .. } => Ok(RequestAct::Moved { request: *request, from: *to, to: *from, text }),
            RequestAct::Assigned { request, from, to, due_before, due, .. } => {
                Ok(RequestAct::Assigned { request: *request, from: to.clone(), to: from.clone(), due_before: *due, due: *due_before, text })
            }
            RequestAct::Answered { request, from, .. } | RequestAct::Rated { request, from, .. } => restored(*request, *from, None),
            RequestAct::Reopened { request, from, due_before, .. } => restored(*request, *from, Some(*due_before)),
            RequestAct::ReceptionHeld(_) => Ok(RequestAct::ReceptionWithdrawn { reception: entry.seq }),
            RequestAct::ReceptionAmended { reception, before, after, .. } => {
                Ok(RequestAct::ReceptionAmended { reception: *reception, words: entry.seq, before: after.clone(), after: before.clone() })
            }
            RequestAct::Noted { .. } | RequestAct::Restored { .. } | RequestAct::ReceptionWithdrawn { .. } => Err(Refusal::CannotUndo),
        }
    }

    fn inverse_of_activity(&self, entry: &Entry, act: &ActivityAct) -> Result<ActivityAct, Refusal> {
        let text = Box::from("↶");
        Ok(match act {
            ActivityAct::Entered(_) => {
                let from = self.activities().get(entry.seq).ok_or(Refusal::NoSuchActivity(entry.seq))?.state;
                ActivityAct::Moved { activity: entry.seq, from, to: ActivityState::Withdrawn, text }
            }
            ActivityAct::Moved { activity, from, to, .. } => ActivityAct::Moved { activity: *activity, from: *to, to: *from, text },
            ActivityAct::Amended { activity, before, after } => {
                ActivityAct::Amended { activity: *activity, before: after.clone(), after: before.clone() }
            }
            ActivityAct::Attended { activity, added, removed, before, count } => ActivityAct::Attended {
                activity: *activity,
                added: removed.clone(),
                removed: added.clone(),
                before: *count,
                count: *before,
            },
            ActivityAct::Noted { .. } | ActivityAct::Attached { .. } | ActivityAct::FileTaken { .. } => return Err(Refusal::CannotUndo),
        })
    }

    fn ids_of(&self, shifts: &[super::Shift]) -> Vec<ShiftId> {
        let same = |a: &super::Shift, b: &super::Shift| (a.day, a.post, a.person, a.starts) == (b.day, b.post, b.person, b.starts);
        self.shifts().all().filter(|(_, it)| !it.cancelled && shifts.iter().any(|other| same(it, other))).map(|(id, _)| id).collect()
    }
}

fn inverse_of_community(entry: &Entry, act: &CommunityAct) -> Result<CommunityAct, Refusal> {
    Ok(match act {
        CommunityAct::FellowSet { fellow, before, after } => {
            let fellow = Some(fellow.unwrap_or(entry.seq));
            CommunityAct::FellowSet { fellow, before: after.clone(), after: before.clone() }
        }
        CommunityAct::Met(_) => CommunityAct::MeetingWithdrawn { meeting: entry.seq },
        CommunityAct::TaskSet { task, before, after } => {
            CommunityAct::TaskSet { task: Some(task.unwrap_or(entry.seq)), before: after.clone(), after: before.clone() }
        }
        CommunityAct::MeetingWithdrawn { .. } => return Err(Refusal::CannotUndo),
    })
}

fn inverse_of_venue(entry: &Entry, act: &VenueAct) -> Result<VenueAct, Refusal> {
    Ok(match act {
        VenueAct::Set { venue, before, after } => {
            VenueAct::Set { venue: Some(venue.unwrap_or(entry.seq)), before: after.clone(), after: before.clone() }
        }
        VenueAct::Booked(_) => VenueAct::BookingWithdrawn { booking: entry.seq, text: "↶".into() },
        VenueAct::BookingWithdrawn { booking, .. } => VenueAct::BookingRestored { booking: *booking },
        VenueAct::Used { booking, .. } => VenueAct::UseWithdrawn { booking: *booking },
        VenueAct::ItemSet { before, after } => VenueAct::ItemSet { before: after.clone(), after: before.clone() },
        VenueAct::BookingRestored { .. } | VenueAct::UseWithdrawn { .. } => return Err(Refusal::CannotUndo),
    })
}
