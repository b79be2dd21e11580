//! How an entry changes the campus: each act goes to its subject, and what it means for others besides.

use super::{Act, Aside, Campus, College, CustodyAct, DEFAULT_ZONE, Entry, Founded, IncidentAct, ShiftAct, TermAct, Undone};

impl Campus {
    /// Makes an entry so. Total: an entry that refers to nothing changes nothing but the count of entries.
    pub fn apply(&mut self, entry: &Entry) {
        if self.passes_gap(&entry.act) {
            self.apply_act(entry, &entry.act);
        }
        self.applied = entry.seq;
    }

    fn apply_act(&mut self, entry: &Entry, act: &Act) {
        let Entry { seq, at, by, .. } = *entry;
        match act {
            Act::Founded(it) => {
                let Founded { college, zone, room_template } = it.clone();
                self.set_college(Some(College { name: college, zone, room_template }));
            }
            Act::Place(act) => self.places.apply(act),
            Act::Person(act) => {
                self.people.apply(&mut self.places, seq, at.day(self.zone), act);
                self.people_changed = Aside(seq);
            }
            Act::Staff(act) => self.staff.apply(seq, by, act),
            Act::Shift(act) => {
                self.shifts.apply((seq, at, by), act);
                if let ShiftAct::DraftPublished { draft, .. } = act {
                    self.drafts.published(*draft);
                }
            }
            Act::Duty(act) => self.duty.apply(seq, act),
            Act::Draft(act) => self.drafts.apply(seq, by, act),
            Act::Change(act) => self.changes.apply(&mut self.shifts, (seq, at, by), act),
            Act::Query(act) => self.queries.apply(by, act),
            Act::Handover(act) => self.handovers.apply((seq, at, by), act),
            Act::Round(act) => {
                self.rounds.apply(&self.places, (seq, at, by), act);
                self.searches.marked(seq, at, by, act);
            }
            Act::Search(act) => self.searches.apply(seq, by, act),
            Act::Leave(act) => self.leaves.apply(seq, by, act),
            Act::Hygiene(act) => self.hygiene.apply(seq, by, act),
            Act::Mood(act) => self.moods.apply(seq, by, act),
            Act::Service(act) => self.services.apply(seq, by, act),
            Act::Preset(act) => {
                self.presets.apply(act);
                self.presets_dirty = Aside(true);
            }
            Act::Talk(act) => self.talks.apply(&mut self.people, (seq, at, by, at.day(self.zone)), act),
            Act::Care(act) => self.care.apply(&mut self.people, (seq, at, by, at.day(self.zone)), act),
            Act::Incident(act) => {
                self.incidents.apply(seq, at, by, act);
                if let IncidentAct::OpenedFrom { day, student, .. } = act {
                    self.searches.became(*day, *student, seq);
                }
            }
            Act::Request(act) => self.requests.apply((seq, at, by), act),
            Act::Term(TermAct::Set { term, after, .. }) => self.terms.set((seq, at, by), *term, after.as_ref()),
            Act::Term(TermAct::ObligationsSet { from, changes }) => self.obligations.apply((seq, at, by), *from, changes),
            Act::Activity(act) => self.activities.apply((seq, at, by), act),
            Act::Community(act) => self.communities.apply((seq, at, by), act),
            Act::Venue(act) => self.venues.apply((seq, at, by), act),
            Act::Award(act) => self.awards.apply((seq, by), act),
            Act::News(act) => self.news.apply((seq, at, by), act),
            Act::Custody(act) => {
                self.custody.apply(seq, at, by, act);
                if let CustodyAct::Erased { erasure, entries } = act {
                    self.erase(seq, *erasure, entries);
                }
            }
            // One level only: an undo inside an undo is refused by `check`, and must not let a hostile entry recurse here.
            Act::Undone { of, by: inverse } => {
                self.undone.push(Undone { of: *of, by: seq });
                if !matches!(**inverse, Act::Undone { .. }) {
                    self.apply_act(entry, inverse);
                }
            }
        }
    }

    pub(super) fn set_college(&mut self, college: Option<College>) {
        self.zone = college.as_ref().and_then(|it| it.zone.parse().ok()).unwrap_or(DEFAULT_ZONE);
        self.college = college;
        self.college_dirty = Aside(true);
    }

    pub(super) fn reindex_people(&mut self) {
        self.places.reindex();
        self.people.reindex();
    }

    pub(super) fn reindex(&mut self) {
        self.reindex_people();
        self.people.moves.reindex();
        self.people.levels.reindex();
        self.care.reindex();
        self.rounds.reindex();
        self.searches.reindex();
        self.leaves.reindex();
        self.hygiene.reindex();
        self.moods.reindex();
        self.talks.reindex(self.people.students.len());
        self.incidents.reindex();
        self.requests.reindex();
        self.venues.reindex();
    }
}
