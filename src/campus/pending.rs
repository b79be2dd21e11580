//! What is open at a moment (未了事项): everything that a handover has to name, drafted from the campus as it stands.

use super::{
    BuildingId, Campus, ChangeState, CommunityId, Concern, Day, HandoverItem, IncidentHead, LeaveState, RoundScope, Severity, Spot, Stamp,
    StudentId, UserId, Weight,
};

/// Something open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pending {
    /// What.
    pub item: HandoverItem,
    /// How much it weighs.
    pub weight: Weight,
    /// In which community; `None` where it belongs to none or to several.
    pub community: Option<CommunityId>,
    /// Who has it in hand.
    pub owner: Option<UserId>,
    /// By when something is due.
    pub due: Option<Stamp>,
}

impl Campus {
    /// Everything that is open at `now` or falls due by the end of `until`, the grave things first, then what is due soonest. With a community only
    /// what is of it or of none, and grave things from anywhere.
    ///
    /// Open are: incidents, searches, rounds of tonight and the night before that nobody ended, follow-ups due, leaves that wait for a decision or
    /// whose student is not back, and requests about the schedule. Students at the red level are named as well where no follow-up does.
    pub fn pending(&self, now: Stamp, until: Day, community: Option<CommunityId>) -> Vec<Pending> {
        let mut found = Vec::new();
        self.pending_incidents(&mut found);
        self.pending_searches(&mut found);
        self.pending_rounds(now, &mut found);
        self.pending_follow_ups(now, until, &mut found);
        self.pending_leaves(now, &mut found);
        self.pending_changes(&mut found);
        self.pending_students(&mut found);
        let concerns = |it: &Pending| it.weight == Weight::Severe || it.community.is_none() || it.community == community;
        if community.is_some() {
            found.retain(concerns);
        }
        let last = Stamp(i64::MAX);
        found.sort_by_key(|it| (it.weight, it.due.unwrap_or(last), it.item));
        found
    }

    fn pending_incidents(&self, found: &mut Vec<Pending>) {
        let clock = self.incident_clock();
        found.extend(self.incidents.open().filter(|it| !it.drill).map(|it| Pending {
            item: HandoverItem::Incident(it.seq),
            weight: match it.severity {
                Severity::Extreme | Severity::Major => Weight::Severe,
                Severity::Serious => Weight::Watch,
                Severity::Ordinary => Weight::Routine,
            },
            community: self.community_of_incident(it),
            owner: it.owner,
            due: it.deadlines(clock).first().map(|(_, due)| *due),
        }));
    }

    fn pending_searches(&self, found: &mut Vec<Pending>) {
        let ladder = &self.presets.rules().ladder;
        found.extend(self.searches.open().map(|it| Pending {
            item: HandoverItem::Search { day: it.day, student: it.student },
            weight: Weight::Severe,
            community: self.community_of_student(it.student),
            owner: Some(it.by),
            due: it.next_step(ladder).map(|(_, due)| due),
        }));
    }

    fn pending_rounds(&self, now: Stamp, found: &mut Vec<Pending>) {
        let tonight = now.duty_day(self.zone);
        let open = self.rounds.unfinished().rev().take_while(|it| it.begun.day.plus(1) >= tonight);
        found.extend(open.map(|it| Pending {
            item: HandoverItem::Round(it.seq),
            weight: Weight::Watch,
            community: match &it.begun.scope {
                RoundScope::Building(id) | RoundScope::Floor(id, _) => self.community_of(*id),
                RoundScope::Sample { .. } => None,
            },
            owner: Some(it.by),
            due: None,
        }));
    }

    fn pending_follow_ups(&self, now: Stamp, until: Day, found: &mut Vec<Pending>) {
        let today = now.day(self.zone);
        let due = self.talks.awaiting().filter_map(|it| Some((it, it.followup.filter(|day| *day <= until)?)));
        found.extend(due.map(|(it, day)| Pending {
            item: HandoverItem::FollowUp(it.seq),
            weight: match it.students.iter().map(|id| self.level_of(*id)).filter(|it| *it != Concern::None).min_by_key(|it| it.number()) {
                Some(Concern::Red) => Weight::Severe,
                _ if day < today => Weight::Watch,
                _ => Weight::Routine,
            },
            community: self.community_of_students(&it.students),
            owner: Some(it.by),
            due: Some(day.plus(1).at(self.zone, 0, 0)),
        }));
    }

    fn pending_leaves(&self, now: Stamp, found: &mut Vec<Pending>) {
        let open = self.leaves.standing().filter(|it| it.state == LeaveState::Asked || it.until <= now);
        found.extend(open.map(|it| Pending {
            item: HandoverItem::Leave(it.seq),
            weight: if it.state == LeaveState::Asked { Weight::Routine } else { Weight::Watch },
            community: self.community_of_student(it.student),
            owner: Some(it.by),
            due: Some(it.until),
        }));
    }

    fn pending_changes(&self, found: &mut Vec<Pending>) {
        let starts =
            |it: &super::ChangeHead| it.shifts().into_iter().flatten().filter_map(|id| self.shifts.get(id)).map(|it| it.starts).min();
        found.extend(self.changes.open().map(|it| Pending {
            item: HandoverItem::Change(it.seq),
            weight: Weight::Routine,
            community: self.staff.user(it.user).and_then(|it| it.community),
            owner: if it.state == ChangeState::Proposed { it.other } else { None },
            due: starts(it),
        }));
    }

    /// Students at the red level whom no follow-up of the list names.
    fn pending_students(&self, found: &mut Vec<Pending>) {
        let named: std::collections::HashSet<StudentId> = found
            .iter()
            .filter_map(|it| match it.item {
                HandoverItem::FollowUp(seq) => self.talks.get(seq),
                _ => None,
            })
            .flat_map(|it| it.students.iter().copied())
            .collect();
        let red = self.people.students().filter(|(id, it)| it.level == Concern::Red && !it.facts.left && !named.contains(id));
        found.extend(red.map(|(id, _)| Pending {
            item: HandoverItem::Student(id),
            weight: Weight::Watch,
            community: self.community_of_student(id),
            owner: None,
            due: None,
        }));
    }

    fn level_of(&self, id: StudentId) -> Concern {
        self.people.student(id).map_or(Concern::None, |it| it.level)
    }

    fn community_of(&self, building: BuildingId) -> Option<CommunityId> {
        self.places.building(building).and_then(|it| it.community)
    }

    fn community_of_student(&self, id: StudentId) -> Option<CommunityId> {
        let bed = self.people.student(id)?.facts.bed?;
        self.community_of(self.places.building_of(bed.room)?)
    }

    /// The one community all of them live in.
    fn community_of_students(&self, students: &[StudentId]) -> Option<CommunityId> {
        let mut communities = students.iter().map(|id| self.community_of_student(*id));
        let first = communities.next().flatten()?;
        communities.all(|it| it == Some(first)).then_some(first)
    }

    /// The community an incident belongs to: that of its place, else the one its students live in.
    pub fn community_of_incident(&self, it: &IncidentHead) -> Option<CommunityId> {
        match &it.place {
            Some(Spot::Room(room)) => self.places.building_of(*room).and_then(|it| self.community_of(it)),
            Some(Spot::Building(building)) => self.community_of(*building),
            Some(Spot::Community(community)) => Some(*community),
            Some(Spot::Words(_)) | None => self.community_of_students(&it.students),
        }
    }
}
