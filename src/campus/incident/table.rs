//! All incidents (事件): by student, and those that still want somebody.

use super::{IncidentAct, IncidentHead, IncidentState};
use crate::campus::{self, ClockRules, Paged, People, Places, Refusal, Seq, Spot, Stamp, StudentId, UserId};

/// All incidents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incidents {
    pub(in crate::campus) heads: Paged<IncidentHead>,
    open: Vec<u32>,
    of_student: std::collections::HashMap<StudentId, Vec<u32>>,
}

/// Most entries in the timeline of one incident.
pub const TIMELINE_LIMIT: usize = 2_000;
/// Most reports that go into one incident.
pub const HOLDS_LIMIT: usize = 50;

/// What an act on an incident is held against.
pub(in crate::campus) struct IncidentGround<'a> {
    pub(in crate::campus) places: &'a Places,
    pub(in crate::campus) people: &'a People,
    pub(in crate::campus) users: usize,
    pub(in crate::campus) by: UserId,
    pub(in crate::campus) applied: Seq,
    pub(in crate::campus) at: Stamp,
    pub(in crate::campus) clock: ClockRules<'a>,
}

impl Default for Incidents {
    fn default() -> Self {
        Self { heads: Paged::new(64), open: Vec::new(), of_student: std::collections::HashMap::new() }
    }
}

impl Incidents {
    /// All incidents in the order of the logbook, those taken back included.
    pub fn heads(&self) -> &[IncidentHead] {
        self.heads.rows()
    }

    /// One incident by its id.
    pub fn get(&self, seq: Seq) -> Option<&IncidentHead> {
        self.heads.by_seq(seq)
    }

    /// The incidents that still want somebody, in the order they were opened.
    pub fn open(&self) -> impl DoubleEndedIterator<Item = &IncidentHead> {
        self.open.iter().filter_map(|row| self.heads.get(*row as usize))
    }

    /// A student's incidents, oldest first, those taken back left out.
    pub fn of_student(&self, id: StudentId) -> impl DoubleEndedIterator<Item = &IncidentHead> {
        let rows = self.of_student.get(&id).map_or(&[][..], Vec::as_slice);
        rows.iter().filter_map(|row| self.heads.get(*row as usize)).filter(|it| it.state != IncidentState::Withdrawn)
    }

    pub(in crate::campus) fn check(&self, ground: &IncidentGround<'_>, act: &IncidentAct) -> Result<(), Refusal> {
        let timely = |when: Stamp| if when > ground.at.plus_minutes(5) { Err(Refusal::InFuture) } else { Ok(()) };
        match act {
            IncidentAct::Opened(it) | IncidentAct::OpenedFrom { opened: it, .. } | IncidentAct::Drilled(it) => {
                campus::check_spot(ground.places, it.place.as_ref())?;
                campus::check_students(ground.people, &it.students)?;
                campus::check_tags(&it.tags)?;
                campus::check_text(&it.text)?;
                timely(it.happened)
            }
            IncidentAct::Noted { incident, at: when, text } => {
                self.known(*incident)?;
                campus::check_text(text)?;
                timely(*when)
            }
            IncidentAct::Stepped { incident, step, done, text } => {
                campus::check_text_len(text)?;
                if self.standing(*incident)?.is_done(*step) == *done { Err(Refusal::ChangedMeanwhile) } else { Ok(()) }
            }
            IncidentAct::Moved { incident, from, to, text } => self.check_moved(ground, *incident, (*from, *to), text),
            IncidentAct::Owned { incident, from, to } => {
                if self.standing(*incident)?.owner != *from {
                    return Err(Refusal::ChangedMeanwhile);
                }
                to.filter(|id| id.index() >= ground.users).map_or(Ok(()), |id| Err(Refusal::NoSuchUser(id)))
            }
            IncidentAct::Weighed { incident, from, to, text } => {
                if self.standing(*incident)?.severity != *from || from == to {
                    return Err(Refusal::ChangedMeanwhile);
                }
                campus::check_text(text)
            }
            _ => self.check_handling(ground, act),
        }
    }

    fn check_moved(
        &self,
        ground: &IncidentGround<'_>,
        incident: Seq,
        (from, to): (IncidentState, IncidentState),
        text: &str,
    ) -> Result<(), Refusal> {
        campus::check_text_len(text)?;
        let it = self.standing(incident)?;
        if it.state != from || from == to {
            return Err(Refusal::ChangedMeanwhile);
        }
        if to == IncidentState::Withdrawn && !it.holds.is_empty() {
            return Err(Refusal::HoldsReports(incident));
        }
        if !text.trim().is_empty() {
            return Ok(());
        }
        if !from.is_open() && to.is_open() {
            return Err(Refusal::ReasonNeeded);
        }
        match it.steps_open(ground.clock) {
            open if open > 0 && to == IncidentState::Closed => Err(Refusal::StepsOpen { open }),
            _ => Ok(()),
        }
    }

    pub(in crate::campus) fn known(&self, incident: Seq) -> Result<&IncidentHead, Refusal> {
        let it = self.get(incident).ok_or(Refusal::NoSuchIncident(incident))?;
        if it.timeline.len() >= TIMELINE_LIMIT { Err(Refusal::TooLong { limit: TIMELINE_LIMIT, got: it.timeline.len() }) } else { Ok(it) }
    }

    /// One that goes on by itself; what went into another is handled there.
    pub(in crate::campus) fn standing(&self, incident: Seq) -> Result<&IncidentHead, Refusal> {
        let it = self.known(incident)?;
        it.merged.map_or(Ok(it), |into| Err(Refusal::IncidentMerged { incident, into }))
    }

    pub(in crate::campus) fn apply(&mut self, seq: Seq, at: Stamp, by: UserId, act: &IncidentAct) {
        let Some(incident) = act.incident() else {
            let drill = matches!(act, IncidentAct::Drilled(_));
            if let Some(it) = act.opened() {
                let row = self.heads.push(IncidentHead::new((seq, at, by), it, drill));
                self.index(row);
            }
            return;
        };
        let Some(row) = self.heads.row_of(incident) else { return };
        let Some(it) = self.heads.get_mut(row) else { return };
        it.timeline.push(seq);
        it.live(seq, at, by, act);
        match act {
            IncidentAct::Stepped { step, done: true, .. } => it.done |= step.bit(),
            IncidentAct::Stepped { step, done: false, .. } => it.done &= !step.bit(),
            IncidentAct::Moved { to, .. } => it.state = *to,
            IncidentAct::Owned { to, .. } => it.owner = *to,
            IncidentAct::Weighed { to, .. } => it.severity = *to,
            IncidentAct::Merged { into, .. } => self.merge(incident, *into, seq),
            IncidentAct::Split { from, .. } => self.split(incident, *from, seq),
            _ => it.handle((seq, at, by), act),
        }
        self.list(row);
    }

    /// Puts a row into the list of the open ones, or takes it out.
    fn list(&mut self, row: usize) {
        let open = self.heads.get(row).is_some_and(IncidentHead::is_open);
        match (open, self.open.binary_search(&(row as u32))) {
            (true, Err(at)) => self.open.insert(at, row as u32),
            (false, Ok(at)) => {
                self.open.remove(at);
            }
            _ => {}
        }
    }

    fn merge(&mut self, incident: Seq, into: Seq, seq: Seq) {
        let stands = |it: &IncidentHead| it.merged.is_none();
        let (Some(child), Some(parent)) = (self.heads.row_of(incident), self.heads.row_of(into)) else { return };
        if child == parent || !self.heads.get(child).is_some_and(stands) || !self.heads.get(parent).is_some_and(stands) {
            return;
        }
        if let Some(it) = self.heads.get_mut(child) {
            it.merged = Some(into);
        }
        if let Some(it) = self.heads.get_mut(parent) {
            it.holds.push(incident);
            it.timeline.push(seq);
        }
        self.since_again(parent);
    }

    fn split(&mut self, incident: Seq, from: Seq, seq: Seq) {
        let (Some(child), Some(parent)) = (self.heads.row_of(incident), self.heads.row_of(from)) else { return };
        if self.heads.get(child).is_none_or(|it| it.merged != Some(from)) {
            return;
        }
        if let Some(it) = self.heads.get_mut(child) {
            it.merged = None;
        }
        if let Some(it) = self.heads.get_mut(parent) {
            it.holds.retain(|it| *it != incident);
            it.timeline.push(seq);
        }
        self.since_again(parent);
    }

    /// The clock of an incident runs from the first of its reports.
    fn since_again(&mut self, row: usize) {
        let Some(it) = self.heads.get(row) else { return };
        let reports = it.holds.iter().filter_map(|seq| self.get(*seq)).map(|it| it.since);
        let since = reports.fold(it.opened, Stamp::min);
        if let Some(it) = self.heads.get_mut(row) {
            it.since = since;
        }
    }

    /// The entries of an incident and of all that went into it, in their order, its own opening first.
    pub fn timeline(&self, incident: Seq) -> Vec<Seq> {
        let heads = self.whole(incident).into_iter().filter_map(|it| self.get(it));
        let mut later: Vec<Seq> = heads.flat_map(|it| std::iter::once(it.seq).chain(it.timeline.iter().copied())).collect();
        if later.is_empty() {
            return later;
        }
        later.retain(|it| *it != incident);
        later.sort_unstable();
        later.dedup();
        later.insert(0, incident);
        later
    }

    /// An incident and everything that went into it, and into that, by their ids, the incident itself first.
    pub fn whole(&self, incident: Seq) -> Vec<Seq> {
        // What went into another stands alone and cannot hold that one, so this ends; the limit keeps it short all the same.
        let mut all = vec![incident];
        let mut at = 0;
        while let Some(seq) = all.get(at).copied().filter(|_| all.len() < HOLDS_LIMIT * HOLDS_LIMIT) {
            all.extend(self.get(seq).into_iter().flat_map(|it| &it.holds).copied());
            at += 1;
        }
        all
    }

    /// A place in words goes with the words of the incident.
    pub(in crate::campus) fn erase(&mut self, incident: Seq) {
        if let Some(it) = self.heads.by_seq_mut(incident) {
            it.place = it.place.take().filter(|it| !matches!(it, Spot::Words(_)));
        }
    }

    fn index(&mut self, row: usize) {
        let Some(it) = self.heads.get(row) else { return };
        if it.is_open() {
            self.open.push(row as u32);
        }
        for id in &it.students {
            self.of_student.entry(*id).or_default().push(row as u32);
        }
    }

    pub(in crate::campus) fn reindex(&mut self) {
        self.open.clear();
        self.of_student.clear();
        (0..self.heads.len()).for_each(|row| self.index(row));
    }
}
