//! Awards (评优) of the term: one that is decided, one that waits for the jury. Their points come from the college's own scores and rounds by the
//! rule that ships. With them the scores of the last days, late from paper.
//!
//! All of it is entered in the very end, so that nothing else gets another number by it.

use super::agenda::Todo;
use super::land::BUILDING_3;
use super::night::community;
use super::staff::{CHEN, ZHANG};
use super::year::{Year, ZONE};
use crate::campus::{
    Act, AwardAct, AwardHead, AwardKind, AwardOpened, AwardWhy, Day, HygieneAct, IncidentAct, Nominated, Nominee, Presence, Presets,
    RoomId, RoomMark, RoomUse, RoundAct, Scored, Seq, Spot, UserId, term_of,
};
use std::collections::{BTreeMap, BTreeSet};

/// Every so many rooms of the other buildings are scored late.
const ROOMS_APART: usize = 9;
/// Which of those.
const LATE: [usize; 2] = [3, 6];
/// Candidates of an award, and how many of them get it.
const CANDIDATES: usize = 30;
const PLACES: u16 = 5;
/// The decided one ends so many days ago, or what lies before would be nothing.
const DECIDED_AGO: i32 = 14;
/// The points of the jury: which award, whose rank by the rule, by whom, how many. 张敏 has not looked at the second one yet.
const POINTS: [(usize, usize, UserId, u8); 14] = [
    (0, 0, CHEN, 92),
    (0, 1, CHEN, 88),
    (0, 2, CHEN, 95),
    (0, 3, CHEN, 90),
    (0, 0, ZHANG, 90),
    (0, 1, ZHANG, 94),
    (0, 2, ZHANG, 96),
    (0, 3, ZHANG, 85),
    (0, 4, ZHANG, 80),
    (1, 0, CHEN, 86),
    (1, 1, CHEN, 93),
    (1, 2, CHEN, 78),
    (1, 3, CHEN, 90),
    (1, 4, CHEN, 82),
];

/// What the awards are computed from, as it is written down.
#[derive(Debug, Default)]
pub(super) struct Tally {
    /// The scores of a room: which, when, how many points.
    scores: BTreeMap<RoomId, Vec<(Seq, Day, u8)>>,
    /// The mark of a room in a night, where there is anything to it: late, absent, forbidden appliances.
    marks: BTreeMap<(RoomId, Day), [u16; 3]>,
    /// Where something happened: such a room is no candidate here, whatever it was.
    troubled: BTreeSet<RoomId>,
    /// The awards as they stand.
    heads: Vec<AwardHead>,
}

impl Tally {
    /// Takes down what an act means for the awards.
    pub(super) fn see(&mut self, seq: Seq, by: UserId, act: &Act) {
        match act {
            Act::Hygiene(HygieneAct::Scored(it)) => self.scores.entry(it.room).or_default().push((seq, it.day, it.points())),
            Act::Hygiene(HygieneAct::Decided { score, points, .. }) => {
                let found = self.scores.values_mut().flatten().find(|it| it.0 == *score);
                found.into_iter().for_each(|it| it.2 = *points);
            }
            Act::Round(RoundAct::Marked { day, changes, .. }) => {
                for it in changes {
                    if let Some(room) = it.after.as_ref().or(it.before.as_ref()).map(|it| it.room) {
                        self.marks.insert((room, *day), it.after.as_ref().map(counted).unwrap_or_default());
                    }
                }
            }
            Act::Incident(IncidentAct::Opened(it)) => {
                if let Some(Spot::Room(room)) = it.place {
                    self.troubled.insert(room);
                }
            }
            Act::Award(act) if act.opens().is_some() => self.heads.extend(act.opens().map(|it| AwardHead::new((seq, by), it))),
            Act::Award(AwardAct::Pointed { award, nominee, after: Some(points), .. }) => {
                let head = self.heads.iter_mut().find(|it| it.seq == *award);
                head.into_iter().for_each(|it| it.points.push((*nominee, by, *points)));
            }
            _ => {}
        }
    }

    /// The candidates of a kind by the shipped rule, the best first; the same as the desk's, rooms with an incident left out.
    fn nominees(&self, kind: AwardKind, (from, until): (Day, Day)) -> Vec<Nominated> {
        let presets = Presets::default();
        let rule = presets.rules().awards.of(kind);
        let within = |day: Day| from <= day && day <= until;
        let judge = |(room, scores): (&RoomId, &Vec<(Seq, Day, u8)>)| {
            let points: Vec<i32> = scores.iter().filter(|it| within(it.1)).map(|it| i32::from(it.2)).collect();
            let count = points.len() as i32;
            if count < i32::from(rule.scores).max(1) || self.troubled.contains(room) {
                return None;
            }
            let average = points.iter().sum::<i32>() * 100 / count;
            let nights = self.marks.range((*room, from)..=(*room, until)).map(|it| it.1);
            let [late, absent, appliance] = nights.fold([0_u16; 3], |sum, it| std::array::from_fn(|at| sum[at] + it[at]));
            let off = |count: u16, each: u8| -(i32::from(count) * i32::from(each) * 100);
            let all = [
                (AwardWhy::Hygiene, count as u16, average),
                (AwardWhy::Late, late, off(late, rule.late)),
                (AwardWhy::Absent, absent, off(absent, rule.absent)),
                (AwardWhy::Appliance, appliance, off(appliance, rule.appliance)),
            ];
            let why = all.into_iter().filter(|it| it.2 != 0).collect();
            (average >= i32::from(rule.least) * 100).then_some(Nominated { nominee: Nominee::Room(*room), why })
        };
        let mut found: Vec<Nominated> = self.scores.iter().filter_map(judge).collect();
        found.sort_by_key(|it| (std::cmp::Reverse(it.points()), it.nominee));
        found.truncate(CANDIDATES);
        found
    }

    fn opened(&self, kind: AwardKind, title: &str, span: (Day, Day)) -> Option<Act> {
        let nominees = Some(self.nominees(kind, span)).filter(|it| !it.is_empty())?;
        let jury = Presets::default().rules().awards.of(kind).jury;
        let (from, until) = span;
        Some(Act::Award(AwardAct::Opened(Box::new(AwardOpened { kind, title: title.into(), from, until, places: PLACES, jury, nominees }))))
    }
}

fn counted(mark: &RoomMark) -> [u16; 3] {
    let away = |how: Presence| mark.away.iter().filter(|it| it.1 == how).count() as u16;
    let appliances = mark.findings.iter().filter(|it| it.is_appliance()).count() as u16;
    [away(Presence::Late), away(Presence::Absent), appliances]
}

impl Year {
    /// The last thing of all: late scores, then the awards step by step.
    pub(super) fn put_awards(&mut self) {
        self.put_late_scores();
        // Both are opened, the jury gives its points, the first is decided.
        for step in 0..POINTS.len() + 3 {
            self.agenda.put(self.now, Todo::Award(step));
        }
    }

    fn put_late_scores(&mut self) {
        let presets = Presets::default();
        let rules = &presets.rules().hygiene;
        let today = self.now.day(ZONE);
        let mut todo: Vec<(UserId, Scored)> = Vec::new();
        for building in (0..self.land.buildings.len()).filter(|it| *it != BUILDING_3) {
            let day = today.plus(-1 - (building % 4) as i32);
            let staff = self.crew.counselors.get(community(building)).map_or(&[][..], Vec::as_slice);
            for room in self.floors_of(building).filter(|it| LATE.contains(&(it % ROOMS_APART))) {
                if self.land.rooms[room].purpose != RoomUse::Dwelling || self.body.sleepers[room].is_empty() {
                    continue;
                }
                let by = staff.get(room % staff.len().max(1)).copied().unwrap_or(CHEN);
                // Three in five have nothing, the others one thing or two.
                let items = [0, 0, 1, 0, 2][room * 7_919 / 11 % 5];
                let off = (0..items).filter_map(|nth| rules.items.get((room + nth * 3) % rules.items.len().max(1)));
                let off: Vec<(Box<str>, u8)> = off.map(|it| (it.code.clone(), it.most.min(4 + (room % 5) as u8))).collect();
                let mend_by = (!off.is_empty()).then(|| day.plus(rules.mend_days.into()));
                todo.push((by, Scored { room: RoomId::of(room), day, off, text: "".into(), mend_by }));
            }
        }
        for (by, scored) in todo {
            self.agenda.put(self.now, Todo::Ready(by, Box::new(Act::Hygiene(HygieneAct::Scored(scored)))));
        }
    }

    /// A step of the awards; `None` where there are no scores to go by.
    pub(super) fn award(&self, step: usize) -> Option<(UserId, Act)> {
        let today = self.now.day(ZONE);
        let (from, _) = term_of(today);
        let tally = &self.tally;
        let act = match step {
            0 => tally.opened(AwardKind::Room, "期中文明宿舍", (from, today.plus(-DECIDED_AGO).max(from)))?,
            1 => tally.opened(AwardKind::Decor, "宿舍美化", (from, today))?,
            step => match POINTS.get(step - 2) {
                Some((award, rank, by, points)) => {
                    let head = self.of_kind([AwardKind::Room, AwardKind::Decor][*award])?;
                    let nominee = head.opened.nominees.get(*rank)?.nominee;
                    let act = AwardAct::Pointed { award: head.seq, nominee, before: None, after: Some(*points) };
                    return Some((*by, Act::Award(act)));
                }
                None => {
                    let head = self.of_kind(AwardKind::Room)?;
                    let winners = head.standings().iter().take(PLACES.into()).map(|it| it.nominee).collect();
                    Act::Award(AwardAct::Decided { award: head.seq, winners, text: "".into() })
                }
            },
        };
        Some((CHEN, act))
    }

    fn of_kind(&self, kind: AwardKind) -> Option<&AwardHead> {
        self.tally.heads.iter().find(|it| it.opened.kind == kind)
    }
}
