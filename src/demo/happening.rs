//! The incidents of the year (事件): where something happens, to whom, and who opens it. How it goes on from there stands in `incident`.

use super::agenda::Todo;
use super::dice::Dice;
use super::incident::{Case, Helpers, Story, plan};
use super::land::COMMUNITIES;
use super::phrase::{Book, Scene};
use super::staff::{CHEN, ZHANG};
use super::year::{Year, ZONE};
use crate::campus::{
    Act, Category, CommunityId, IncidentAct, IncidentOpened, IncidentState, RoomId, Severity, Spot, Stamp, StudentId, UserId,
};
use smallvec::SmallVec;

impl Year {
    /// Puts the next thing of a case on the agenda.
    pub(super) fn put_case(&mut self, case: Box<Case>) {
        if let Some((at, _)) = case.ahead.last() {
            self.agenda.put(*at, Todo::Case(case));
        }
    }

    /// An incident that chance has brought about.
    pub(super) fn open(&mut self, at: Stamp) -> (UserId, Act) {
        let mut dice = self.incident_dice.clone();
        let book = Book::shipped();
        let row = self.anybody(&mut dice);
        let mut scene = self.scene(at, row);
        let bed = self.body.pupils[row].bed;
        let community = bed.map_or(0, |bed| self.land.community_of(bed.room));
        let by = self.schedule.on_duty(at.duty_day(ZONE), community);
        let by = by.or_else(|| dice.pick(self.crew.counselors.get(community)?).copied()).unwrap_or(ZHANG);
        let story = Story::any(&mut dice);
        let severity = story.map_or(Severity::Ordinary, |it| it.severity(&mut dice));
        let (mut text, mut named) = (String::new(), (false, false));
        if let Some(line) = story.and_then(|it| dice.pick(&it.opens)) {
            book.write(line, &mut scene, &mut dice, &mut text);
            named = line.place();
        }
        let category = story.map_or(Category::Other, |it| it.category);
        let place = match (named, bed) {
            ((true, _), Some(bed)) => Some(Spot::Room(bed.room)),
            ((_, true), Some(bed)) => self.land.rooms.get(bed.room.index()).map(|it| Spot::Building(it.building)),
            _ => book.recall("地方", &scene).map(|words| Spot::Words(words.into())),
        };
        let place = place.or(Some(Spot::Community(CommunityId::of(community))));
        let students = self.concerned(category, row, named.1 && !named.0, &mut dice);
        let helpers = Helpers {
            leader: dice.pick(&self.crew.leaders).copied().unwrap_or(CHEN),
            office: dice.pick(&self.crew.offices).copied().unwrap_or(CHEN),
        };
        let ahead = story.map(|it| plan(it, severity, at, by, helpers, ZONE, &mut dice)).unwrap_or_default();
        let tags = story.iter().flat_map(|it| &it.tags).map(|tag| (*tag).into()).collect();
        let happened = at.plus_minutes(-dice.between(1, 25));
        self.incident_dice = dice;
        let seq = self.seq;
        self.put_case(Box::new(Case { seq, by, story, scene, severity, state: IncidentState::New, owner: None, ahead }));
        let opened = IncidentOpened { severity, category, happened, place, students, tags, text: text.into() };
        (by, Act::Incident(IncidentAct::Opened(opened)))
    }

    /// Whom an incident concerns.
    fn concerned(&self, category: Category, row: usize, whole_house: bool, dice: &mut Dice) -> SmallVec<[StudentId; 2]> {
        let others = match category {
            Category::Opinion | Category::Facility | Category::Other => return SmallVec::new(),
            _ if whole_house && dice.chance(5_000) => return SmallVec::new(),
            Category::Fight => 1,
            Category::Fire => dice.below(3),
            _ => 0,
        };
        let room = self.body.pupils[row].bed.map(|bed| &self.body.sleepers[bed.room.index()]);
        let mates = room.into_iter().flatten().map(|it| *it as usize);
        let mates = mates.filter(|it| *it != row && *it < self.arrived && !self.body.is_known(*it));
        std::iter::once(row).chain(mates.take(others)).map(StudentId::of).collect()
    }

    pub(super) fn open_scripted(&mut self, at: Stamp, row: usize) -> Option<(UserId, Act)> {
        let it = self.scripted_incidents.get(row)?.clone();
        let elsewhere = self.crew.counselors[(row + COMMUNITIES - 3) % COMMUNITIES].first().copied();
        let by = if it.ours { ZHANG } else { elsewhere.unwrap_or(CHEN) };
        let room = it.room.and_then(|number| self.land.room_of_3(number)).map(RoomId::of);
        let (place, mut scene) = (room.map(Spot::Room), Scene::default());
        if let Some(room) = room {
            (scene.room, scene.house) = self.land.write(room);
        }
        let words = if it.place.is_empty() { "3号楼" } else { it.place };
        let place = place.unwrap_or_else(|| Spot::Words(words.into()));
        let mut ahead: Vec<_> = it.then.iter().map(|(seconds, then)| (Stamp(at.0 + seconds * 1_000), then.next(by))).collect();
        ahead.reverse();
        let (seq, severity) = (self.seq, it.severity);
        self.put_case(Box::new(Case { seq, by, story: None, scene, severity, state: IncidentState::New, owner: None, ahead }));
        if it.ours && it.category == Category::Fire {
            self.put_papers(seq);
        }
        let opened = IncidentOpened {
            severity,
            category: it.category,
            happened: at.plus_minutes(-4),
            place: Some(place),
            students: it.who.iter().filter(|row| **row < self.arrived).map(|row| StudentId::of(*row)).collect(),
            tags: it.tags.iter().map(|tag| (*tag).into()).collect(),
            text: it.text.into(),
        };
        // Whom the round of tonight looks for already is taken over with all that was done.
        let missing = self.missing.filter(|(_, student)| it.category == Category::Missing && opened.students.contains(student));
        let act = match missing {
            Some((day, student)) => IncidentAct::OpenedFrom { day, student, opened },
            None => IncidentAct::Opened(opened),
        };
        Some((by, Act::Incident(act)))
    }
}
