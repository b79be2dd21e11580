//! The talks of the year (谈话): who talks to whom about what, what level it sets, and how each follow-up will end.

use super::agenda::{Answer, Todo, minute_of};
use super::dice::Dice;
use super::phrase::{Book, Scene};
use super::staff::WANG;
use super::talk::{Wanted, Writer};
use super::year::{Year, ZONE};
use crate::campus::{Act, Concern, Day, Spot, Stamp, StudentId, TalkAct, TalkLogged, TalkRecorded, Topic, UserId, Visibility, Way};
use chrono::Datelike as _;
use smallvec::SmallVec;

/// One student in so many carries a concern level.
const ONE_CARRIER_IN: usize = 50;

impl Year {
    /// A talk that chance has brought about, or the follow-up of an earlier one.
    pub(super) fn talk(&mut self, at: Stamp, held: Stamp, answer: Option<Box<Answer>>) -> (UserId, Act) {
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
            0..6 if !self.body.zhang.is_empty() => {
                let class = dice.pick(&self.body.zhang).map(|it| self.body.classes[*it].pupils.clone()).unwrap_or_default();
                let row = class.start + dice.below(class.len());
                if row < self.arrived && !self.body.is_known(row) { row } else { self.anybody(dice) }
            }
            6..14 if !self.carriers.is_empty() => {
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
        let heavy = matches!(topic, Topic::Psych | Topic::Family | Topic::Relations);
        let after = match dice.below(100) {
            _ if !dice.chance(of_ten_thousand) => return None,
            0..4 if heavy => Concern::Red,
            4..20 if heavy => Concern::Orange,
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

    pub(super) fn scripted_talk(&mut self, at: Stamp, row: usize) -> Option<Act> {
        let it = self.scripted_talks.get(row)?.clone();
        let (day, today) = (at.day(ZONE), self.now.day(ZONE));
        self.scripted[row] = Some(self.seq);
        let levels_before = it.who.iter().map(|row| self.levels[*row]).collect();
        if let Some(level) = it.level {
            it.who.iter().for_each(|row| self.set_level(*row, level, day));
        }
        let bed = it.who.first().and_then(|row| self.body.pupils[*row].bed);
        let detail = self.detail_of(row);
        let talk = TalkLogged {
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
        };
        Some(Act::Talk(if detail.is_empty() { TalkAct::Logged(talk) } else { TalkAct::Recorded(Box::new(TalkRecorded { talk, detail })) }))
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
