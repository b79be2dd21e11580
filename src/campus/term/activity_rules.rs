//! What may be said of an activity, and what may become of it.

use super::super::{
    Day, FILE_NAME_LIMIT, FILES_LIMIT, People, Places, Refusal, SPOT_WORDS_LIMIT, Seq, StudentId, TIMELINE_LIMIT, TalkFile, check_len,
    check_spot, check_tags, check_text, check_text_len,
};
use super::{Activities, ActivityAct, ActivityFacts, ActivityHead, ActivityState};

/// Longest title, in characters.
pub const TITLE_LIMIT: usize = 120;
/// Most people named who lead, speak, attend.
pub const TAKING_LIMIT: usize = 32;
/// Most students of one activity, named or not.
pub const ATTENDANCE_LIMIT: usize = 3000;

/// What an act on an activity is checked against.
pub(in crate::campus) struct ActivityGround<'a> {
    pub places: &'a Places,
    pub people: &'a People,
    pub users: usize,
    /// Largest file, in bytes.
    pub file_bytes: usize,
    pub today: Day,
}

impl Activities {
    pub(in crate::campus) fn check(&self, ground: &ActivityGround<'_>, act: &ActivityAct) -> Result<(), Refusal> {
        match act {
            ActivityAct::Entered(it) => {
                check_facts(ground, &it.facts)?;
                check_text_len(&it.text)?;
                check_count(it.count as usize)?;
                match it.state {
                    state if state.is_ahead() => Ok(()),
                    ActivityState::Held if it.facts.day > ground.today => Err(Refusal::InFuture),
                    ActivityState::Held => Ok(()),
                    // Whatever comes later comes step by step.
                    _ => Err(Refusal::ChangedMeanwhile),
                }
            }
            ActivityAct::Moved { activity, from, to, text } => self.check_moved(ground, *activity, *from, *to, text),
            ActivityAct::Amended { activity, before, after } => {
                let it = self.known(*activity)?;
                if it.facts != **before || before == after {
                    return Err(Refusal::ChangedMeanwhile);
                }
                if it.state.is_held() && after.day > ground.today {
                    return Err(Refusal::InFuture);
                }
                check_facts(ground, after)
            }
            ActivityAct::Attended { activity, added, removed, before, count } => {
                self.check_attended(ground.people, *activity, (added, removed), (*before, *count))
            }
            ActivityAct::Noted { activity, text } => {
                self.known(*activity)?;
                check_text(text)
            }
            ActivityAct::Attached { activity, file } => {
                let it = self.known(*activity)?;
                if it.files.len() >= FILES_LIMIT {
                    return Err(Refusal::TooLong { limit: FILES_LIMIT, got: it.files.len() + 1 });
                }
                check_file(ground.file_bytes, file)
            }
            ActivityAct::FileTaken { activity, file } => {
                let it = self.get(*activity).ok_or(Refusal::NoSuchActivity(*activity))?;
                if it.files.contains(file) { Ok(()) } else { Err(Refusal::NoSuchFile(*file)) }
            }
        }
    }

    fn check_moved(
        &self,
        ground: &ActivityGround<'_>,
        activity: Seq,
        from: ActivityState,
        to: ActivityState,
        text: &str,
    ) -> Result<(), Refusal> {
        use ActivityState as S;
        check_text_len(text)?;
        let it = self.get(activity).ok_or(Refusal::NoSuchActivity(activity))?;
        if it.timeline.len() >= TIMELINE_LIMIT {
            return Err(Refusal::TooLong { limit: TIMELINE_LIMIT, got: it.timeline.len() });
        }
        // Whoever was late learns how it stands by now, and with that what can be done.
        let stands = Refusal::ActivityStands { activity, state: it.state };
        if it.state != from || from == to {
            return Err(stands);
        }
        let wants_reason = match (from, to) {
            (S::Planned, S::Announced | S::Held) | (S::Announced, S::Held) | (S::Held, S::Proved) | (S::Proved, S::Published) => false,
            // Nothing is published of which nobody can say that it was held.
            (S::Cancelled, S::Proved | S::Published) => return Err(stands),
            (_, S::Published) if from != S::Withdrawn => return Err(Refusal::ActivityUnproved(activity)),
            (S::Planned | S::Announced, S::Proved) => return Err(Refusal::ActivityNotHeld(activity)),
            _ => true,
        };
        if to.is_held() && it.facts.day > ground.today {
            return Err(Refusal::InFuture);
        }
        // Proof is a file, or words that say what it is and where it lies.
        if (from, to) == (S::Held, S::Proved) && it.files.is_empty() && text.trim().is_empty() {
            return Err(Refusal::ActivityUnproved(activity));
        }
        if wants_reason && text.trim().is_empty() { Err(Refusal::ReasonNeeded) } else { Ok(()) }
    }

    fn check_attended(
        &self,
        people: &People,
        activity: Seq,
        (added, removed): (&[StudentId], &[StudentId]),
        (before, count): (u32, u32),
    ) -> Result<(), Refusal> {
        let it = self.known(activity)?;
        let present = self.present(activity);
        if it.count != before || added.is_empty() && removed.is_empty() && before == count {
            return Err(Refusal::ChangedMeanwhile);
        }
        check_count((count as usize).max(added.len()).max(removed.len()))?;
        let mut seen: Vec<StudentId> = added.to_vec();
        seen.sort_unstable();
        if seen.windows(2).any(|two| two[0] == two[1]) {
            return Err(Refusal::StudentTwice);
        }
        for id in added {
            if people.student(*id).ok_or(Refusal::NoSuchStudent(*id))?.facts.left {
                return Err(Refusal::StudentLeft(*id));
            }
            if present.binary_search(id).is_ok() {
                return Err(Refusal::StudentTwice);
            }
        }
        let mut gone: Vec<StudentId> = removed.to_vec();
        gone.sort_unstable();
        gone.dedup();
        if gone.len() != removed.len() {
            return Err(Refusal::StudentTwice);
        }
        if let Some(id) = removed.iter().find(|id| present.binary_search(id).is_err()) {
            return Err(Refusal::NotPresent(*id));
        }
        let named = present.len() + added.len() - removed.len();
        if (count as usize) < named { Err(Refusal::FewerThanNamed { named, got: count as usize }) } else { Ok(()) }
    }

    fn known(&self, activity: Seq) -> Result<&ActivityHead, Refusal> {
        let it = self.get(activity).filter(|it| it.state != ActivityState::Withdrawn).ok_or(Refusal::NoSuchActivity(activity))?;
        let got = it.timeline.len();
        if got >= TIMELINE_LIMIT { Err(Refusal::TooLong { limit: TIMELINE_LIMIT, got }) } else { Ok(it) }
    }
}

fn check_count(got: usize) -> Result<(), Refusal> {
    if got > ATTENDANCE_LIMIT { Err(Refusal::TooLong { limit: ATTENDANCE_LIMIT, got }) } else { Ok(()) }
}

fn check_facts(ground: &ActivityGround<'_>, it: &ActivityFacts) -> Result<(), Refusal> {
    check_spot(ground.places, it.place.as_ref())?;
    check_tags(&it.tags)?;
    if it.title.trim().is_empty() {
        return Err(Refusal::EmptyText);
    }
    check_len(&it.title, TITLE_LIMIT)?;
    if let Some(id) = it.community.filter(|id| ground.places.community(*id).is_none()) {
        return Err(Refusal::NoSuchCommunity(id));
    }
    if let Some(id) = it.department.filter(|id| ground.people.department(*id).is_none()) {
        return Err(Refusal::NoSuchDepartment(id));
    }
    if it.minute.is_some_and(|it| it >= 24 * 60) {
        return Err(Refusal::InFuture);
    }
    let lists = [it.taking.len(), it.promised.len()];
    if let Some(got) = lists.into_iter().find(|it| *it > TAKING_LIMIT) {
        return Err(Refusal::TooLong { limit: TAKING_LIMIT, got });
    }
    for words in it.taking.iter().map(|it| &it.name).chain(&it.promised) {
        if words.trim().is_empty() {
            return Err(Refusal::EmptyName);
        }
        check_len(words, SPOT_WORDS_LIMIT)?;
    }
    let unknown = it.taking.iter().filter_map(|it| it.user).find(|id| id.index() >= ground.users);
    unknown.map_or(Ok(()), |id| Err(Refusal::NoSuchUser(id)))
}

fn check_file(limit: usize, file: &TalkFile) -> Result<(), Refusal> {
    if file.name.trim().is_empty() {
        return Err(Refusal::EmptyName);
    }
    check_len(&file.name, FILE_NAME_LIMIT)?;
    if file.bytes.is_empty() {
        return Err(Refusal::EmptyText);
    }
    let got = file.bytes.len();
    if got > limit { Err(Refusal::FileTooLarge { limit, got }) } else { Ok(()) }
}

/// How many were there once `named` are named and nobody says another number. Where all of them were named before, the number goes with the names;
/// else somebody counted heads, and it is at least those who are named.
pub fn attendance(before: u32, named_before: usize, named: usize) -> u32 {
    let fits = |it: usize| u32::try_from(it).unwrap_or(u32::MAX);
    if before == fits(named_before) { fits(named) } else { before.max(fits(named)) }
}
