//! The year (一年): lives the college through day by day and hands out its acts in the order of the logbook.
//!
//! Nothing is kept but the plan: the people, the agenda of what is still to come, and the concern levels as they stand, because a talk
//! records the level before it. The texts exist only while they are handed out.

use super::agenda::{Agenda, Answer, Spread, Todo, minute_of, weight_of_incidents, weight_of_talks};
use super::dice::{Dice, For};
use super::incident::{Case, Helpers, Story, plan};
use super::land::{COMMUNITIES, Land};
use super::people::Body;
use super::phrase::{Book, Scene};
use super::schedule::Schedule;
use super::script::{ScriptedIncident, ScriptedTalk};
use super::staff::{ADMIN, CHEN, Crew, WANG, ZHANG};
use super::talk::{Wanted, Writer};
use super::{COLLEGE, College, Size, round, script};
use crate::campus::{
    Act, BuildingId, Category, ClassId, CommunityId, Concern, DEFAULT_ROOM_TEMPLATE, Day, Founded, IncidentAct, IncidentOpened,
    IncidentState, Officer, OfficerPost, PersonAct, PlaceAct, RoomId, Seq, ShiftAct, Spot, StaffAct, Stamp, StudentId, TalkAct, TalkLogged,
    Topic, Tz, UserId, Visibility, Way,
};
use chrono::Datelike as _;
use smallvec::SmallVec;
use std::collections::BTreeMap;

const ZONE: Tz = Tz::Asia__Shanghai;
/// Days from the founding to today.
const DAYS: i32 = 365;
/// On this day of September the freshmen come.
const FRESHMEN_COME: u32 = 5;
/// Departments that teach; the offices come behind them.
const TEACHING: usize = 8;
/// One student in so many carries a concern level.
const ONE_CARRIER_IN: usize = 50;

/// The college while its year is lived through.
pub(super) struct Year {
    pub(super) now: Stamp,
    pub(super) seq: Seq,
    first_day: Day,
    /// The day whose talks and incidents come next, counted from the first.
    day: i32,
    freshmen_come: Day,
    land: Land,
    body: Body,
    crew: Crew,
    schedule: Schedule,
    agenda: Agenda,
    writer: Writer,
    talks: Spread,
    incidents: Spread,
    scripted_talks: Vec<ScriptedTalk>,
    /// The numbers of the scripted talks, once they are written.
    scripted: Vec<Option<Seq>>,
    scripted_incidents: Vec<ScriptedIncident>,
    /// The follow-ups to be held on each day.
    answers: BTreeMap<Day, Vec<Answer>>,
    /// How many students have come so far.
    arrived: usize,
    levels: Vec<(Concern, Option<Day>)>,
    carriers: Vec<usize>,
    round_dice: Dice,
    talk_dice: Dice,
    incident_dice: Dice,
    day_dice: Dice,
}

/// The year of entry of the youngest students, and the day they come or came.
fn youngest(now: Stamp, first_day: Day) -> (i32, Day) {
    let today = now.day(ZONE).date();
    // For a few days after they have come the older grade is still the youngest in the books.
    let begun = (today.month(), today.day()) >= (9, FRESHMEN_COME + 3);
    let year = if begun { today.year() } else { today.year() - 1 };
    (year, Day::ymd(year, 9, FRESHMEN_COME).unwrap_or(first_day).max(first_day.plus(2)))
}

impl Year {
    pub(super) fn plan(seed: u64, size: Size, now: Stamp) -> Self {
        let students = size.students.max(super::FEWEST_STUDENTS);
        let today = now.day(ZONE);
        let first_day = today.plus(-DAYS);
        let (grade, freshmen_come) = youngest(now, first_day);
        let land = Land::plan(students);
        let body = Body::grow(seed, students, grade, &land);
        let crew = Crew::hire(seed, &body);
        let schedule = Schedule::make(seed, &crew, now, ZONE);
        let in_204 = land.room_of_3("204").map_or(&[][..], |room| &body.sleepers[room]);
        let in_204: Vec<usize> = in_204.iter().map(|it| *it as usize).collect();
        let large = students >= super::land::ENOUGH_FOR_EXAMPLES;
        let mut scripted_talks = if large { script::talks(&body, &in_204) } else { Vec::new() };
        scripted_talks.truncate(size.talks);
        let mut scripted_incidents = script::incidents(&body, &in_204);
        scripted_incidents.truncate(size.incidents);
        let elapsed = |day: i32| if day == DAYS { now.minutes_since(today.at(ZONE, 8, 0)) - 10 } else { 900 };
        // On the first day the college is only set up.
        let lived = |day: i32| if day == 0 { 0 } else { elapsed(day) };
        let talks = Spread::over(DAYS + 1, size.talks - scripted_talks.len(), |day| weight_of_talks(first_day.plus(day), lived(day)));
        let incidents =
            Spread::over(DAYS + 1, size.incidents - scripted_incidents.len(), |day| weight_of_incidents(first_day.plus(day), lived(day)));
        let mut year = Self {
            now,
            seq: Seq(1),
            first_day,
            day: 0,
            freshmen_come,
            levels: vec![(Concern::None, None); body.pupils.len()],
            scripted: vec![None; scripted_talks.len()],
            land,
            body,
            crew,
            schedule,
            agenda: Agenda::default(),
            writer: Writer::new(),
            talks,
            incidents,
            scripted_talks,
            scripted_incidents,
            answers: BTreeMap::new(),
            arrived: 0,
            carriers: Vec::new(),
            round_dice: Dice::new(seed, For::Rounds),
            talk_dice: Dice::new(seed, For::Talks),
            incident_dice: Dice::new(seed, For::Incidents),
            day_dice: Dice::new(seed, For::Days),
        };
        year.put_beginning();
        year.put_freshmen();
        year.put_schedule();
        year.put_script();
        year
    }

    /// The founding and everybody who is there from the first day.
    fn put_beginning(&mut self) {
        let (mut at, users) = (self.first_day.at(ZONE, 9, 0), self.crew.users.len());
        let imports = (0..TEACHING).map(|department| Todo::Import { department, freshmen: false });
        let todo = [Todo::Found, Todo::Join(0), Todo::Departments, Todo::Lay].into_iter().chain(imports).chain((1..users).map(Todo::Join));
        for todo in todo {
            self.agenda.put(at, todo);
            at = at.plus_minutes(1);
        }
        self.put_officers(self.first_day.plus(1).at(ZONE, 10, 0).max(at), false);
    }

    fn put_officers(&mut self, mut at: Stamp, freshmen: bool) {
        for building in 0..self.land.buildings.len() {
            self.agenda.put(at, Todo::NameOfficers { building, freshmen });
            at = at.plus_minutes(2);
        }
        self.agenda.put(at, Todo::NameWatchers { freshmen });
    }

    fn put_freshmen(&mut self) {
        let mut at = self.freshmen_come.at(ZONE, 9, 0);
        for department in 0..TEACHING {
            self.agenda.put(at, Todo::Import { department, freshmen: true });
            at = at.plus_minutes(3);
        }
        for row in 0..self.crew.users.len() {
            if self.crew.users[row].classes.iter().any(|id| id.index() >= self.body.before_freshmen.1) {
                self.agenda.put(at, Todo::TakeFreshmen(row));
                at = at.plus_minutes(1);
            }
        }
        self.put_officers(self.freshmen_come.plus(14).at(ZONE, 10, 0), true);
    }

    fn put_schedule(&mut self) {
        let tonight = self.schedule.tonight;
        self.agenda.put(tonight.plus(-super::schedule::NIGHTS.0 - 2).at(ZONE, 10, 0), Todo::Publish { tonight_on: false });
        self.agenda.put(tonight.plus(-3).at(ZONE, 15, 0), Todo::Publish { tonight_on: true });
        for (shift, signed_in, signed_out) in self.schedule.signatures(&mut self.day_dice) {
            self.agenda.put(signed_in, Todo::SignIn(shift));
            self.agenda.put(signed_out, Todo::SignOut(shift));
        }
        let tonight = self.now.duty_day(ZONE);
        for day in (0..round::NIGHTS).rev().map(|back| tonight.plus(-back)) {
            for walk in round::walks(&self.land, day, tonight, self.now, ZONE, &mut self.day_dice) {
                self.agenda.put(walk.at, Todo::Walk(walk));
            }
        }
    }

    fn put_script(&mut self) {
        for (row, it) in self.scripted_talks.iter().enumerate() {
            self.agenda.put(self.now.plus_minutes(-it.minutes_ago), Todo::ScriptedTalk(row));
        }
        for (row, it) in self.scripted_incidents.iter().enumerate() {
            self.agenda.put(Stamp(self.now.0 - it.seconds_ago * 1_000), Todo::OpenScripted(row));
        }
    }

    /// The next act.
    pub(super) fn next_act(&mut self) -> Option<(Stamp, UserId, Act)> {
        loop {
            let midnight = self.first_day.plus(self.day).at(ZONE, 0, 0);
            // What is to be done at `now` itself still counts.
            let limit = if self.day > DAYS { Stamp(self.now.0 + 1) } else { midnight };
            match self.agenda.take_before(limit) {
                Some((at, todo)) => {
                    if let Some((by, act)) = self.act(at, todo) {
                        self.seq = self.seq.next();
                        return Some((at, by, act));
                    }
                }
                None if self.day > DAYS => return None,
                None => {
                    self.fill_day();
                    self.day += 1;
                }
            }
        }
    }

    /// Puts the talks and incidents of the next day on the agenda.
    fn fill_day(&mut self) {
        let (day, nth) = (self.first_day.plus(self.day), self.day as usize);
        let mut quota = self.talks.on(nth);
        // Follow-ups first, but not only: what finds no room is closed by a note.
        let mut held = quota.div_ceil(4) * 3;
        for answer in self.answers.remove(&day).unwrap_or_default() {
            if held.min(quota) > 0 {
                (held, quota) = (held - 1, quota - 1);
                self.put_talk(day, Some(Box::new(answer)));
            } else {
                let at = minute_of(day, self.day_dice.between(17 * 60, 22 * 60), ZONE);
                self.agenda.put(at.min(self.now), Todo::Close { talk: answer.talk, by: answer.by });
            }
        }
        (0..quota).for_each(|_| self.put_talk(day, None));
        for _ in 0..self.incidents.on(nth) {
            let minute = match self.day_dice.below(100) {
                0..12 => self.day_dice.between(0, 6 * 60),
                12..40 => self.day_dice.between(8 * 60, 17 * 60),
                _ => self.day_dice.between(17 * 60, 23 * 60 + 59),
            };
            let at = self.by_now(day, minute, 3);
            self.agenda.put(at, Todo::Open);
        }
    }

    fn put_talk(&mut self, day: Day, answer: Option<Box<Answer>>) {
        let minute = match self.day_dice.below(100) {
            0..12 => self.day_dice.between(9 * 60, 11 * 60 + 50),
            12..30 => self.day_dice.between(14 * 60, 17 * 60),
            _ => self.day_dice.between(17 * 60 + 5, 22 * 60 + 50),
        };
        let held = self.by_now(day, minute, 6);
        let written = held.plus_minutes(self.day_dice.between(4, 70)).min(self.now);
        self.agenda.put(written, Todo::Talk { held, answer });
    }

    /// A minute of a day, or, where that has not come yet, some earlier time today: between eight o'clock and `before` minutes ago.
    fn by_now(&mut self, day: Day, minute: i64, before: i64) -> Stamp {
        let (at, latest) = (minute_of(day, minute, ZONE), self.now.plus_minutes(-before));
        if at <= latest {
            return at;
        }
        let eight = day.at(ZONE, 8, 0).min(latest);
        eight.plus_minutes(self.day_dice.between(0, latest.minutes_since(eight).max(0)))
    }

    /// What a thing to do comes to; `None` where there is nothing to write down.
    fn act(&mut self, at: Stamp, todo: Todo) -> Option<(UserId, Act)> {
        Some(match todo {
            Todo::Found => {
                let founded = Founded { college: COLLEGE.into(), zone: super::ZONE.into(), room_template: DEFAULT_ROOM_TEMPLATE.into() };
                (ADMIN, Act::Founded(founded))
            }
            Todo::Departments => (ADMIN, Act::Person(PersonAct::Imported(self.body.import_departments()))),
            Todo::Lay => (ADMIN, Act::Place(PlaceAct::Laid(self.land.laid(&self.body.departments)))),
            Todo::Import { department, freshmen } => {
                let import = self.body.import(department, freshmen)?;
                self.arrived += import.students.len();
                (ADMIN, Act::Person(PersonAct::Imported(import)))
            }
            Todo::Join(row) => (ADMIN, Act::Staff(StaffAct::Joined(self.crew.joining(row, &self.body)?))),
            Todo::TakeFreshmen(row) => {
                let before = Box::new(self.crew.joining(row, &self.body)?);
                let after = Box::new(self.crew.users.get(row)?.clone());
                (CHEN, Act::Staff(StaffAct::Changed { user: UserId::of(row), before, after }))
            }
            Todo::NameOfficers { building, freshmen } => self.name(self.officers(at.day(ZONE), building, freshmen))?,
            Todo::NameWatchers { freshmen } => self.name(self.watchers(at.day(ZONE), freshmen))?,
            Todo::Publish { tonight_on } => {
                let (before, after) = self.schedule.published();
                (CHEN, Act::Shift(ShiftAct::Published(if tonight_on { after } else { before })))
            }
            Todo::SignIn(shift) => (self.schedule.shifts.get(shift.index())?.person, Act::Shift(ShiftAct::SignedIn { shift, at })),
            Todo::SignOut(shift) => (self.schedule.shifts.get(shift.index())?.person, Act::Shift(ShiftAct::SignedOut { shift, at })),
            Todo::Walk(walk) => {
                let tonight = walk.day == self.now.duty_day(ZONE);
                let act = round::sheet(&self.land, &self.body, walk, self.arrived, tonight, &mut self.round_dice)?;
                (round::walker(&self.schedule, walk)?, Act::Round(act))
            }
            Todo::Talk { held, answer } => self.talk(at, held, answer),
            Todo::Close { talk, by } => (by, Act::Talk(TalkAct::Closed { talk, text: self.writer.closing(&mut self.talk_dice) })),
            Todo::ScriptedTalk(row) => (ZHANG, self.scripted_talk(at, row)?),
            Todo::Open => self.open(at),
            Todo::OpenScripted(row) => self.open_scripted(at, row)?,
            Todo::Case(mut case) => {
                let (_, next) = case.ahead.pop()?;
                let by = if self.incident_dice.chance(8_500) { case.by } else { case.owner.unwrap_or(case.by) };
                let act = case.act(at, next, &mut self.incident_dice);
                self.put_case(case);
                (by, act?)
            }
        })
    }

    fn name(&self, officers: Vec<Officer>) -> Option<(UserId, Act)> {
        (!officers.is_empty()).then_some((CHEN, Act::Staff(StaffAct::OfficersNamed(officers))))
    }

    /// The heads of a building, its floors and its rooms: of those who were there before the freshmen, or of the freshmen where they
    /// live by themselves.
    fn officers(&self, from: Day, building: usize, freshmen: bool) -> Vec<Officer> {
        let old = self.body.before_freshmen.0;
        let first = |rooms: std::ops::Range<usize>| {
            let all = rooms.flat_map(|room| &self.body.sleepers[room]).map(|it| *it as usize);
            let head = all.clone().find(|it| *it < old).or_else(|| all.clone().next())?;
            ((head >= old) == freshmen).then_some(StudentId::of(head))
        };
        let id = BuildingId::of(building);
        let mut posts = vec![(OfficerPost::BuildingHead(id), first(self.floors_of(building)))];
        for floor in 1..=self.land.floors {
            let rooms = self.land.floor(building, floor);
            posts.push((OfficerPost::FloorHead(id, floor as i8), first(rooms.clone())));
            posts.extend(rooms.map(|room| (OfficerPost::RoomHead(RoomId::of(room)), first(room..room + 1))));
        }
        posts.into_iter().filter_map(|(post, student)| Some(Officer { post, student: student?, from, until: None })).collect()
    }

    fn floors_of(&self, building: usize) -> std::ops::Range<usize> {
        self.land.floor(building, 1).start..self.land.floor(building, self.land.floors).end
    }

    /// The psych watchers of the classes.
    fn watchers(&self, from: Day, freshmen: bool) -> Vec<Officer> {
        let classes = self.body.classes.iter().enumerate().filter(|(_, it)| (it.grade == self.body.youngest) == freshmen);
        let watcher = |(at, class): (usize, &super::people::PlannedClass)| {
            let pupil = class.pupils.clone().nth(at % class.pupils.len().max(1))?;
            Some(Officer { post: OfficerPost::PsychWatcher(ClassId::of(at)), student: StudentId::of(pupil), from, until: None })
        };
        classes.filter_map(watcher).collect()
    }

    fn put_case(&mut self, case: Box<Case>) {
        if let Some((at, _)) = case.ahead.last() {
            self.agenda.put(*at, Todo::Case(case));
        }
    }

    /// A student who has come, none of those the script speaks of.
    fn anybody(&self, dice: &mut Dice) -> usize {
        let tries: [usize; 6] = std::array::from_fn(|_| dice.below(self.arrived));
        tries.into_iter().find(|row| !self.body.is_known(*row)).unwrap_or(tries[0])
    }

    fn scene(&self, at: Stamp, row: usize) -> Scene {
        let (pupil, mut scene) = (&self.body.pupils[row], Scene::default());
        let class = &self.body.classes[pupil.class];
        // Before this year's freshmen came, those of last year were.
        let age = self.body.youngest - class.grade - i32::from(at.day(ZONE) < self.freshmen_come);
        (scene.fresh, scene.leaving, scene.department) = (age == 0, age >= 2, class.department);
        if let Some(bed) = pupil.bed {
            (scene.room, scene.house) = self.land.write(bed.room);
        }
        scene
    }

    /// A talk that chance has brought about, or the follow-up of an earlier one.
    fn talk(&mut self, at: Stamp, held: Stamp, answer: Option<Box<Answer>>) -> (UserId, Act) {
        let mut dice = self.talk_dice.clone();
        let today = at.day(ZONE);
        let (who, by, topic, follows, answers) = match answer {
            Some(it) => (it.who, it.by, it.topic, Some(it.threads), Some((it.talk, it.visibility))),
            None => {
                let (who, by, topic) = self.somebody_to_talk_to(at, &mut dice);
                (who, by, topic, None, None)
            }
        };
        let level = if let [one] = who[..] { self.level(one, topic, answers.is_some(), &mut dice) } else { None };
        let carries = |row: &usize| self.levels[*row].0;
        let concern = level.map_or(who.first().map_or(Concern::None, carries), |(_, after)| after);
        let followup = followup(concern, topic, &mut dice).map(|days| today.plus(days));
        let again = followup.map(|day| (day.date().month(), day.date().day()));
        let mut scene = self.scene(at, who.first().copied().unwrap_or(0));
        let written = self.writer.write(&Wanted { topic, follows, level, again }, &mut scene, &mut dice);
        let way = match dice.below(100) {
            _ if who.len() > 1 => Way::Group,
            0..80 => Way::InPerson,
            80..90 => Way::Phone,
            90..98 => Way::Online,
            _ => Way::HomeVisit,
        };
        let place = self.place_of_talk(way, who.first().copied(), &mut dice);
        let visibility = match (answers, topic) {
            (Some((_, visibility)), _) => visibility,
            (_, Topic::Psych) => Visibility::Psych,
            _ if dice.chance(200) => Visibility::Private,
            _ => Visibility::Normal,
        };
        if let Some(due) = followup {
            let next = Answer { talk: self.seq, by, who: who.clone(), topic, threads: written.threads, visibility };
            self.promise(today, due, next, &mut dice);
        }
        self.talk_dice = dice;
        let levels_before = who.iter().map(|row| self.levels[*row]).collect();
        if let Some((_, after)) = level {
            who.iter().for_each(|row| self.set_level(*row, after, today));
        }
        let logged = TalkLogged {
            students: who.iter().map(|row| StudentId::of(*row)).collect(),
            held,
            topic,
            way,
            place,
            level: level.map(|(_, after)| after),
            followup,
            visibility,
            answers: answers.map(|(talk, _)| talk),
            tags: written.tags,
            text: written.text.into(),
            levels_before,
        };
        (by, Act::Talk(TalkAct::Logged(logged)))
    }

    /// Whom a counselor talks to: their own students, those with a concern level sooner than others; 张敏, whose desk this is, more than most.
    fn somebody_to_talk_to(&self, at: Stamp, dice: &mut Dice) -> (SmallVec<[usize; 2]>, UserId, Topic) {
        let row = match dice.below(100) {
            0..4 if !self.body.zhang.is_empty() => {
                let class = dice.pick(&self.body.zhang).map(|it| self.body.classes[*it].pupils.clone()).unwrap_or_default();
                let row = class.start + dice.below(class.len());
                if row < self.arrived && !self.body.is_known(row) { row } else { self.anybody(dice) }
            }
            4..12 if !self.carriers.is_empty() => {
                let row = self.carriers[dice.below(self.carriers.len())];
                if self.body.is_known(row) { self.anybody(dice) } else { row }
            }
            _ => self.anybody(dice),
        };
        let topic = Writer::topic(self.scene(at, row).leaving, dice);
        let mut who: SmallVec<[usize; 2]> = SmallVec::from_slice(&[row]);
        if matches!(topic, Topic::Discipline | Topic::Safety | Topic::Life) && dice.chance(1_400) {
            let room = self.body.pupils[row].bed.map(|bed| &self.body.sleepers[bed.room.index()]);
            let mates = room.into_iter().flatten().map(|it| *it as usize);
            let mates = mates.filter(|it| *it != row && *it < self.arrived && !self.body.is_known(*it));
            who.extend(mates.take(1 + dice.below(3)));
        }
        let counselor = self.crew.of_class[self.body.pupils[row].class];
        let by = if topic == Topic::Psych && dice.chance(1_000) { WANG } else { counselor };
        (who, by, topic)
    }

    /// The level a talk sets: now and then a new one while fewer carry one than is usual, and lower ones as time goes.
    fn level(&self, row: usize, topic: Topic, answers: bool, dice: &mut Dice) -> Option<(Concern, Concern)> {
        let before = self.levels[row].0;
        let usual = self.arrived / ONE_CARRIER_IN;
        let many = self.carriers.len() > usual;
        if before != Concern::None {
            let eases = dice.chance(if many {
                6_500
            } else if answers {
                2_500
            } else {
                800
            });
            let after = match before {
                _ if !eases => return None,
                Concern::Red => Concern::Orange,
                Concern::Orange => Concern::Yellow,
                Concern::Yellow if dice.chance(4_000) => Concern::Blue,
                _ => Concern::None,
            };
            return Some((before, after));
        }
        let of_ten_thousand = match (topic, many) {
            (Topic::Psych, false) => 4_500,
            (Topic::Family | Topic::Relations | Topic::Aid | Topic::Study, false) => 900,
            (Topic::Life | Topic::Career, false) => 250,
            (Topic::Psych, true) => 900,
            (_, true) => 60,
            _ => 0,
        };
        let after = match dice.below(100) {
            _ if !dice.chance(of_ten_thousand) => return None,
            0..4 => Concern::Red,
            4..20 => Concern::Orange,
            20..55 => Concern::Yellow,
            _ => Concern::Blue,
        };
        Some((before, after))
    }

    fn set_level(&mut self, row: usize, level: Concern, day: Day) {
        let carried = std::mem::replace(&mut self.levels[row], (level, Some(day))).0 != Concern::None;
        match (carried, level != Concern::None) {
            (false, true) => self.carriers.push(row),
            (true, false) => self.carriers.retain(|it| *it != row),
            _ => {}
        }
    }

    fn place_of_talk(&self, way: Way, row: Option<usize>, dice: &mut Dice) -> Option<Spot> {
        if !matches!(way, Way::InPerson | Way::Group) {
            return None;
        }
        match dice.below(100) {
            0..35 => self.body.pupils[row?].bed.map(|bed| Spot::Room(bed.room)),
            35..75 => {
                let (book, mut words) = (Book::shipped(), String::new());
                book.write_any(book.list("地方"), &mut Scene::default(), dice, &mut words);
                Some(Spot::Words(words.into()))
            }
            _ => None,
        }
    }

    /// Decides how a follow-up will end: by a talk, by a note, late, or, very rarely, not at all.
    fn promise(&mut self, today: Day, due: Day, answer: Answer, dice: &mut Dice) {
        let end = dice.below(1_000);
        let days = match dice.below(10) {
            0 => -1,
            1..7 => 0,
            7..9 => 1,
            _ => dice.between(2, 6) as i32,
        };
        let on = if (940..996).contains(&end) { due.plus(dice.between(6, 25) as i32) } else { due.plus(days) }.max(today.plus(1));
        match end {
            0..680 => self.answers.entry(on).or_default().push(answer),
            680..996 => {
                let at = minute_of(on, dice.between(16 * 60, 22 * 60), ZONE);
                self.agenda.put(at, Todo::Close { talk: answer.talk, by: answer.by });
            }
            _ => {}
        }
    }

    fn scripted_talk(&mut self, at: Stamp, row: usize) -> Option<Act> {
        let it = self.scripted_talks.get(row)?.clone();
        let (day, today) = (at.day(ZONE), self.now.day(ZONE));
        self.scripted[row] = Some(self.seq);
        let levels_before = it.who.iter().map(|row| self.levels[*row]).collect();
        if let Some(level) = it.level {
            it.who.iter().for_each(|row| self.set_level(*row, level, day));
        }
        let bed = it.who.first().and_then(|row| self.body.pupils[*row].bed);
        Some(Act::Talk(TalkAct::Logged(TalkLogged {
            students: it.who.iter().map(|row| StudentId::of(*row)).collect(),
            held: at.plus_minutes(-6),
            topic: it.topic,
            way: it.way,
            place: bed.map(|bed| Spot::Room(bed.room)),
            level: it.level,
            followup: it.again.map(|days| today.plus(days).max(day)),
            visibility: it.visibility,
            answers: it.answers.and_then(|row| self.scripted.get(row).copied().flatten()),
            tags: it.tags.iter().map(|tag| (*tag).into()).collect(),
            text: it.text.into(),
            levels_before,
        })))
    }

    /// An incident that chance has brought about.
    fn open(&mut self, at: Stamp) -> (UserId, Act) {
        let mut dice = self.incident_dice.clone();
        let book = Book::shipped();
        let row = self.anybody(&mut dice);
        let mut scene = self.scene(at, row);
        let bed = self.body.pupils[row].bed;
        let community = bed.map_or(0, |bed| self.land.community_of(bed.room));
        let by = self.schedule.on_duty(at.duty_day(ZONE), community);
        let by = by.or_else(|| dice.pick(self.crew.counselors.get(community)?).copied()).unwrap_or(ZHANG);
        let story = Story::any(&mut dice);
        let severity = story.map_or(crate::campus::Severity::Ordinary, |it| it.severity(&mut dice));
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

    fn open_scripted(&mut self, at: Stamp, row: usize) -> Option<(UserId, Act)> {
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
        let opened = IncidentOpened {
            severity,
            category: it.category,
            happened: at.plus_minutes(-4),
            place: Some(place),
            students: it.who.iter().filter(|row| **row < self.arrived).map(|row| StudentId::of(*row)).collect(),
            tags: it.tags.iter().map(|tag| (*tag).into()).collect(),
            text: it.text.into(),
        };
        Some((by, Act::Incident(IncidentAct::Opened(opened))))
    }
}

/// In how many days to talk again, if at all: by the preset rhythm of the level, else as the topic has it.
fn followup(level: Concern, topic: Topic, dice: &mut Dice) -> Option<i32> {
    let (of_ten_thousand, from, to) = match (level, topic) {
        (Concern::Red, _) => (10_000, 2, 7),
        (Concern::Orange, _) => (9_600, 5, 14),
        (Concern::Yellow, _) => (9_000, 12, 28),
        (Concern::Blue, _) => (6_000, 20, 32),
        (Concern::None, Topic::Psych) => (5_000, 3, 14),
        (Concern::None, Topic::Other) => (500, 3, 10),
        (Concern::None, _) => (2_400, 3, 21),
    };
    dice.chance(of_ten_thousand).then(|| dice.between(from, to) as i32)
}

impl std::fmt::Debug for College {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("College").field("seq", &self.seq()).field("now", &self.now()).finish_non_exhaustive()
    }
}
