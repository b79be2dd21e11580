//! What the campus is asked: each subject by name, and what takes more than one of them to answer.

use super::{
    Activities, Awards, Campus, Care, Changes, College, Communities, Custody, DEFAULT_ROOM_TEMPLATE, Day, Drafts, Duty, Handovers, Hygiene,
    Incidents, Leaves, Moods, Newsroom, Obligations, People, Places, Presence, Presets, Queries, RequestKind, Requests, RoomId, RoomMark,
    Rounds, RoutedRequest, Searches, Seq, Services, Shifts, Staff, Talks, Terms, Tz, Venues,
};

impl Campus {
    /// The last entry applied.
    pub fn applied(&self) -> Seq {
        self.applied
    }

    /// The college, once it is founded.
    pub fn college(&self) -> Option<&College> {
        self.college.as_ref()
    }

    /// The zone in which times are shown.
    pub fn zone(&self) -> Tz {
        self.zone
    }

    /// Places.
    pub fn places(&self) -> &Places {
        &self.places
    }

    /// Students, classes, departments.
    pub fn people(&self) -> &People {
        &self.people
    }

    /// The last entry that may have changed who the students are or where they belong: an index made since then still holds. Levels set by
    /// talks do not count.
    pub fn people_changed(&self) -> Seq {
        self.people_changed.0
    }

    /// Users and officers.
    pub fn staff(&self) -> &Staff {
        &self.staff
    }

    /// The schedule.
    pub fn shifts(&self) -> &Shifts {
        &self.shifts
    }

    /// Rounds.
    pub fn rounds(&self) -> &Rounds {
        &self.rounds
    }

    /// Talks.
    pub fn talks(&self) -> &Talks {
        &self.talks
    }

    /// Incidents.
    pub fn incidents(&self) -> &Incidents {
        &self.incidents
    }

    /// Searches for students who were not in their room.
    pub fn searches(&self) -> &Searches {
        &self.searches
    }

    /// Leaves.
    pub fn leaves(&self) -> &Leaves {
        &self.leaves
    }

    /// Hygiene scores.
    pub fn hygiene(&self) -> &Hygiene {
        &self.hygiene
    }

    /// Moods of the classes.
    pub fn moods(&self) -> &Moods {
        &self.moods
    }

    /// Service and commendations of the students' grid.
    pub fn services(&self) -> &Services {
        &self.services
    }

    /// On what terms people serve.
    pub fn duty(&self) -> &Duty {
        &self.duty
    }

    /// Schedules that are drafted.
    pub fn drafts(&self) -> &Drafts {
        &self.drafts
    }

    /// Changes of the schedule that are asked for.
    pub fn changes(&self) -> &Changes {
        &self.changes
    }

    /// Handovers.
    pub fn handovers(&self) -> &Handovers {
        &self.handovers
    }

    /// Searches that people keep, each their own.
    pub fn queries(&self) -> &Queries {
        &self.queries
    }

    /// Must-talk marks, and who is put off.
    pub fn care(&self) -> &Care {
        &self.care
    }

    /// Requests of students, and the leaders' reception days.
    pub fn requests(&self) -> &Requests {
        &self.requests
    }

    /// The terms the college has entered.
    pub fn terms(&self) -> &Terms {
        &self.terms
    }

    /// What the terms demand.
    pub fn obligations(&self) -> &Obligations {
        &self.obligations
    }

    /// Activities.
    pub fn activities(&self) -> &Activities {
        &self.activities
    }

    /// The people of the communities, their meetings, and the tasks.
    pub fn communities(&self) -> &Communities {
        &self.communities
    }

    /// Places that can be used, their bookings, and the catalogue of the service centre.
    pub fn venues(&self) -> &Venues {
        &self.venues
    }

    /// Where a request goes that says this: by the item of the catalogue that is named in it, else by the table of routes.
    pub fn route_request(&self, said: Option<RequestKind>, text: &str) -> RoutedRequest {
        let rules = self.presets.rules();
        let named =
            self.venues.catalogue(rules).into_iter().filter(|it| said.is_none_or(|said| said == it.kind) && text.contains(&*it.name));
        // Of `补办学生证` and `学生证` the longer one is meant.
        match named.max_by_key(|it| it.name.len()) {
            Some(it) => {
                let promised = (it.minutes > 0).then_some(i64::from(it.minutes));
                let minutes = promised.unwrap_or_else(|| rules.request.minutes_of(it.kind, &it.office));
                RoutedRequest { kind: it.kind, office: it.office, minutes, word: Some(it.name) }
            }
            None => {
                let it = rules.request.route(said, text);
                RoutedRequest { kind: it.kind, office: it.office.into(), minutes: it.minutes, word: it.word.map(Into::into) }
            }
        }
    }

    /// Awards.
    pub fn awards(&self) -> &Awards {
        &self.awards
    }

    /// News of what was done.
    pub fn news(&self) -> &Newsroom {
        &self.news
    }

    /// The college's own rules.
    pub fn presets(&self) -> &Presets {
        &self.presets
    }

    /// The mark of a room in which everybody is there but those who are on leave in the night of `day`.
    pub fn mark_of_all_present(&self, day: Day, room: RoomId) -> RoomMark {
        let sleepers = self.people.in_room(room);
        let away = sleepers.iter().filter(|id| self.leaves.is_away(**id, day, self.zone)).map(|id| (*id, Presence::Leave));
        RoomMark { room, expected: sleepers.len().min(255) as u8, away: away.collect(), findings: Default::default() }
    }

    /// What happened to the logbook itself.
    pub fn custody(&self) -> &Custody {
        &self.custody
    }

    /// The entry that took `seq` back, if one did.
    pub fn undone_by(&self, seq: Seq) -> Option<Seq> {
        self.undone.rows().iter().find(|it| it.of == seq).map(|it| it.by)
    }

    /// A room as the college writes it: `3#412`.
    pub fn write_room(&self, room: RoomId) -> String {
        let template = self.college.as_ref().map_or(DEFAULT_ROOM_TEMPLATE, |it| &it.room_template);
        self.places.write_room(room, template)
    }
}
