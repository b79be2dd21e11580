//! What a busy desk does, by a seed: talks, incidents and their notes, rounds, rosters, what belongs to the term, undo; drafts, users and checkpoints in between.

use super::api;
use super::dice::Dice;
use yedeng::campus::*;
use yedeng::desk::Desk;

/// One thing to do.
pub(super) enum Step {
    /// Acts submitted together.
    Acts(Vec<Act>),
    /// The last own entry is taken back.
    Undo(Seq),
    /// An unfinished line is kept.
    Draft(Vec<u8>),
    /// Somebody joins.
    User(String),
    /// The campus is written down.
    Checkpoint,
}

/// A stream of things to do. No two scripts with different names say the same words.
pub(super) struct Script {
    dice: Dice,
    name: String,
    /// Whether it keeps drafts: of those a user has one, and the last one written counts.
    drafts: bool,
    said: u64,
    incident: Option<Seq>,
    activity: Option<Seq>,
    award: Option<Seq>,
    undoable: Option<Seq>,
    /// Whether the student office sits there, which writes of the term alone.
    office: bool,
}

impl Script {
    /// The script of a seed.
    pub(super) fn new(seed: u64, name: String, drafts: bool, office: bool) -> Self {
        let (incident, activity, award, undoable) = (None, None, None, None);
        Self { dice: Dice::new(seed), name, drafts, said: 0, incident, activity, award, undoable, office }
    }

    /// What is to be done next, the campus being as it is.
    pub(super) fn next(&mut self, desk: &Desk) -> Step {
        self.said += 1;
        if self.office {
            return match self.dice.below(20) {
                0 => Step::Checkpoint,
                1 => self.undoable.take().map_or(Step::Checkpoint, Step::Undo),
                _ => Step::Acts(vec![self.term(desk)]),
            };
        }
        match self.dice.below(100) {
            0..28 => Step::Acts(vec![self.talk()]),
            28..40 => Step::Acts(vec![self.term(desk)]),
            40..48 => Step::Acts((0..3 + self.dice.below(12)).map(|_| self.talk()).collect()),
            48..60 => Step::Acts(vec![self.incident()]),
            60..74 => Step::Acts(vec![self.note()]),
            74..82 => Step::Acts(vec![self.round(desk)]),
            82..86 => Step::Acts(vec![self.roster()]),
            86..91 => self.undoable.take().map_or_else(|| Step::Acts(vec![self.talk()]), Step::Undo),
            91..95 if self.drafts => Step::Draft(self.words().into_bytes()),
            95 => Step::User(format!("{}x{}", self.name, self.said)),
            _ => Step::Checkpoint,
        }
    }

    /// Told of every act that was acknowledged, so that later ones can refer to it.
    pub(super) fn done(&mut self, seq: Seq, act: &Act) {
        match act {
            Act::Incident(IncidentAct::Opened(_)) => self.incident = Some(seq),
            Act::Award(it) if it.opens().is_some() => self.award = Some(seq),
            Act::Activity(ActivityAct::Entered(_)) => self.activity = Some(seq),
            Act::Talk(_) | Act::Round(_) | Act::News(_) | Act::Venue(_) | Act::Community(_) => self.undoable = Some(seq),
            _ => {}
        }
    }

    /// Words nobody else says: short mostly, now and then too long for one record of the database, seldom very long.
    fn words(&mut self) -> String {
        self.said += 1;
        let length = match self.dice.below(100) {
            0..85 => self.dice.below(60),
            85..97 => 200 + self.dice.below(500),
            _ => 1_500 + self.dice.below(6_000),
        };
        let filling: String = "与室友矛盾睡不好已约周五再谈。".chars().cycle().take(length as usize).collect();
        format!("{}-{} {filling}", self.name, self.said)
    }

    fn student(&mut self) -> StudentId {
        StudentId(self.dice.below(40) as u32)
    }

    fn talk(&mut self) -> Act {
        Act::Talk(TalkAct::Logged(TalkLogged {
            students: [self.student()].into_iter().collect(),
            held: Stamp(1_600_000_000_000),
            topic: *self.dice.pick(&Topic::ALL),
            way: *self.dice.pick(&Way::ALL),
            place: None,
            level: None,
            followup: None,
            visibility: Visibility::Normal,
            answers: None,
            tags: Vec::new(),
            text: self.words().into(),
            levels_before: [(Concern::None, None)].into_iter().collect(),
        }))
    }

    fn incident(&mut self) -> Act {
        Act::Incident(IncidentAct::Opened(IncidentOpened {
            severity: Severity::Ordinary,
            category: *self.dice.pick(&Category::ALL),
            happened: Stamp(1_600_000_000_000),
            place: None,
            students: [self.student()].into_iter().collect(),
            tags: Vec::new(),
            text: self.words().into(),
        }))
    }

    fn term(&mut self, desk: &Desk) -> Act {
        let words = self.words();
        let known = super::term::Known { activity: self.activity, award: self.award, office: self.office };
        super::term::act(&mut self.dice, words, self.said, known, &desk.campus())
    }

    fn note(&mut self) -> Act {
        let Some(incident) = self.incident else { return self.incident() };
        Act::Incident(IncidentAct::Noted { incident, at: Stamp(1_600_000_000_000), text: self.words().into() })
    }

    fn round(&mut self, desk: &Desk) -> Act {
        let month = 1 + self.dice.below(12) as u32;
        let day = Day::ymd(2025, month, 1 + self.dice.below(28) as u32).expect("every month has 28 days");
        let room = RoomId(self.dice.below(10) as u32);
        let campus = desk.campus();
        let before = campus.rounds().mark(campus.places(), day, room).cloned();
        let findings = [Finding::Hygiene].into_iter().take(self.dice.below(2) as usize).collect();
        let after = Some(RoomMark { room, expected: 4, away: Default::default(), findings });
        drop(campus);
        Act::Round(RoundAct::Marked {
            day,
            building: BuildingId(0),
            floor: 4,
            changes: vec![MarkChange { before, after }],
            note: self.words().chars().take(60).collect::<String>().into(),
        })
    }

    /// A roster of newcomers, some of them many.
    fn roster(&mut self) -> Act {
        let count = if self.dice.chance(15) { 150 } else { 1 + self.dice.below(20) };
        // A range of numbers of its own; two scripts that hit the same one are told so by the rules, and nothing is acknowledged.
        let first = 1_000_000 + self.dice.below(90_000_000) as u32;
        let students = (0..count as u32).map(|n| api::newcomer(first + n, None)).collect();
        Act::Person(PersonAct::Imported(Import { students, ..Import::default() }))
    }
}
