//! The year (一年): lives the college through day by day and hands out its acts in the order of the logbook.
//!
//! Nothing is kept but the plan: the people, the agenda of what is still to come, and the concern levels as they stand, because a talk
//! records the level before it. The texts exist only while they are handed out.

use super::agenda::{Agenda, Answer, Spread, Todo, minute_of, weight_of_incidents, weight_of_talks};
use super::dice::{Dice, For};
use super::duty::Special;
use super::land::Land;
use super::leave::Leaves;
use super::people::Body;
use super::phrase::Scene;
use super::schedule::Schedule;
use super::script::{ScriptedIncident, ScriptedTalk};
use super::staff::{ADMIN, CHEN, Crew, ZHANG};
use super::talk::Writer;
use super::{COLLEGE, Size, round, script};
use crate::campus::{
    Act, Concern, DEFAULT_ROOM_TEMPLATE, Day, Founded, PersonAct, PlaceAct, Seq, ShiftAct, StaffAct, Stamp, StudentId, TalkAct, Tz, UserId,
};
use chrono::Datelike as _;
use std::collections::BTreeMap;

pub(super) const ZONE: Tz = Tz::Asia__Shanghai;
/// Days from the founding to today.
const DAYS: i32 = 365;
/// On this day of September the freshmen come.
const FRESHMEN_COME: u32 = 5;
/// Departments that teach; the offices come behind them.
const TEACHING: usize = 8;

/// The college while its year is lived through.
pub(super) struct Year {
    pub(super) now: Stamp,
    pub(super) seq: Seq,
    pub(super) first_day: Day,
    /// The day whose talks and incidents come next, counted from the first.
    pub(super) day: i32,
    pub(super) freshmen_come: Day,
    pub(super) land: Land,
    pub(super) body: Body,
    pub(super) crew: Crew,
    pub(super) schedule: Schedule,
    /// Who serves on other terms than their role has it.
    pub(super) special: Vec<Special>,
    pub(super) agenda: Agenda,
    pub(super) writer: Writer,
    pub(super) talks: Spread,
    pub(super) incidents: Spread,
    pub(super) scripted_talks: Vec<ScriptedTalk>,
    /// The numbers of the scripted talks, once they are written.
    pub(super) scripted: Vec<Option<Seq>>,
    pub(super) scripted_incidents: Vec<ScriptedIncident>,
    /// The follow-ups to be held on each day.
    pub(super) answers: BTreeMap<Day, Vec<Answer>>,
    /// How many students have come so far.
    pub(super) arrived: usize,
    pub(super) levels: Vec<(Concern, Option<Day>)>,
    pub(super) carriers: Vec<usize>,
    pub(super) round_dice: Dice,
    pub(super) talk_dice: Dice,
    pub(super) incident_dice: Dice,
    pub(super) day_dice: Dice,
    pub(super) care_dice: Dice,
    pub(super) search_dice: Dice,
    pub(super) concern_dice: Dice,
    pub(super) leaves: Leaves,
    /// 赵磊, once tonight's round has looked for him in vain.
    pub(super) missing: Option<(Day, StudentId)>,
    /// The activities held in the first community, by their order in the ledger.
    pub(super) held: Vec<(usize, Seq)>,
    /// The entry in which the first of the people of the communities was entered.
    pub(super) peopled: Seq,
    /// Whether the news were put on the agenda.
    told: bool,
    /// What the awards are computed from.
    pub(super) tally: super::award::Tally,
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
        let special = Special::of(&crew);
        let schedule = Schedule::make(seed, &crew, &special, now, ZONE);
        let leaves = Leaves::plan(seed, &body, &crew, now);
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
            special,
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
            care_dice: super::care::dice(seed),
            search_dice: super::night::dice(seed),
            concern_dice: Dice::new(seed, For::Concern),
            leaves,
            missing: None,
            held: Vec::new(),
            peopled: Seq(0),
            told: false,
            tally: super::award::Tally::default(),
        };
        year.put_beginning();
        year.put_freshmen();
        year.put_schedule();
        year.put_duty();
        year.put_leaves();
        year.put_scores();
        year.put_moods();
        year.put_grid(seed);
        year.put_marks();
        year.put_reviews();
        year.put_snoozes();
        year.put_script();
        year.put_queries();
        year.put_requests(seed);
        year.put_communities();
        year.put_activities();
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
        let signatures = self.schedule.signatures(&mut self.day_dice);
        self.put_handovers(&signatures);
        for (shift, signed_in, signed_out) in signatures {
            self.agenda.put(signed_in, Todo::SignIn(shift));
            self.agenda.put(signed_out, Todo::SignOut(shift));
        }
        let tonight = self.now.duty_day(ZONE);
        for day in (0..round::NIGHTS).rev().map(|back| tonight.plus(-back)) {
            let walks = round::walks(&self.land, day, tonight, self.now, ZONE, &mut self.day_dice);
            self.put_rounds(&walks);
            for walk in walks {
                self.agenda.put(walk.at, Todo::Walk(walk));
            }
        }
        self.put_samples(tonight);
    }

    fn put_script(&mut self) {
        for (row, it) in self.scripted_talks.iter().enumerate() {
            self.agenda.put(self.now.plus_minutes(-it.minutes_ago), Todo::ScriptedTalk(row));
        }
        for (row, it) in self.scripted_incidents.iter().enumerate() {
            self.agenda.put(Stamp(self.now.0 - it.seconds_ago * 1_000), Todo::OpenScripted(row));
        }
        self.put_plans();
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
                        self.tally.see(self.seq, by, &act);
                        self.seq = self.seq.next();
                        return Some((at, by, act));
                    }
                }
                // What comes in the end, so that nothing before it gets another number.
                None if self.day > DAYS && !self.told => {
                    self.told = true;
                    self.put_news();
                    self.put_awards();
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
            Todo::NameOfficers { building, freshmen } => self.name_officers(at.day(ZONE), building, freshmen)?,
            Todo::NameWatchers { freshmen } => self.name_watchers(at.day(ZONE), freshmen)?,
            Todo::Publish { tonight_on } => {
                let (before, after) = self.schedule.published();
                (CHEN, Act::Shift(ShiftAct::Published(if tonight_on { after } else { before })))
            }
            Todo::SignIn(shift) => (self.schedule.shifts.get(shift.index())?.person, Act::Shift(ShiftAct::SignedIn { shift, at })),
            Todo::SignOut(shift) => (self.schedule.shifts.get(shift.index())?.person, Act::Shift(ShiftAct::SignedOut { shift, at })),
            Todo::Walk(walk) => {
                let tonight = walk.day == self.now.duty_day(ZONE);
                let night = round::Night { land: &self.land, body: &self.body, leaves: &self.leaves, arrived: self.arrived, tonight };
                let act = round::sheet(&night, walk, &mut self.round_dice)?;
                let by = round::walker(&self.schedule, walk)?;
                self.look_for_the_absent(at, by, &act);
                (by, Act::Round(act))
            }
            Todo::Begin { by, begun, ends } => self.begin(by, *begun, ends),
            Todo::Sample { day } => self.sample(at, day)?,
            Todo::AskLeave(row) => self.ask_leave(row)?,
            Todo::AskDutyLeave { user, from, until } => self.ask_duty_leave(at, (user, from, until)),
            Todo::Score { room, day } => self.score(room, day)?,
            Todo::Mood { class, day } => self.mood(class, day)?,
            Todo::HandOver { by, given, accepted } => self.hand_over(by, *given, accepted),
            Todo::Review { own } => self.review(at.day(ZONE), own)?,
            Todo::Ask { nth, seed } => self.ask(at, nth, seed)?,
            Todo::Receive => self.receive(at),
            Todo::Paper(incident, stage) => self.paper(at, incident, stage),
            Todo::Community(nth) => return self.community(nth),
            Todo::Award(step) => return self.award(step),
            Todo::Asked { opened, answered } => self.asked(at, opened, answered),
            Todo::Ready(by, act) => (by, *act),
            Todo::Talk { held, answer } => self.talk(at, held, answer),
            Todo::Close { talk, by } => (by, Act::Talk(TalkAct::Closed { talk, text: self.writer.closing(&mut self.talk_dice) })),
            Todo::ScriptedTalk(row) => (ZHANG, self.scripted_talk(at, row)?),
            Todo::Amend => (ZHANG, self.amend()?),
            Todo::Open => self.open(at),
            Todo::Hold { nth, community } => self.hold(nth, community)?,
            Todo::Tell(nth) => self.tell(nth)?,
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

    /// A student who has come, none of those the script speaks of.
    pub(super) fn anybody(&self, dice: &mut Dice) -> usize {
        let tries: [usize; 6] = std::array::from_fn(|_| dice.below(self.arrived));
        tries.into_iter().find(|row| !self.body.is_known(*row)).unwrap_or(tries[0])
    }

    pub(super) fn scene(&self, at: Stamp, row: usize) -> Scene {
        let (pupil, mut scene) = (&self.body.pupils[row], Scene::default());
        let class = &self.body.classes[pupil.class];
        // Before this year's freshmen came, those of last year were.
        let age = self.body.youngest - class.grade - i32::from(at.day(ZONE) < self.freshmen_come);
        let month = at.day(ZONE).date().month();
        // By the end of the first term a freshman is one no longer.
        (scene.fresh, scene.leaving, scene.department) = (age == 0 && month >= 9, age >= 2, class.department);
        scene.cold = !(4..=10).contains(&month);
        if let Some(bed) = pupil.bed {
            (scene.room, scene.house) = self.land.write(bed.room);
        }
        scene
    }
}
