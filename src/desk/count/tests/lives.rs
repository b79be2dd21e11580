//! Lives in which a lot is done that is counted: shifts signed in to and given away, rounds, follow-ups kept, late and given up. Arbitrary acts are
//! mostly refused before they come to that.

use crate::campus::tests::live;
use crate::campus::{
    Act, ActivityAct, ActivityEntered, ActivityFacts, ActivityKind, ActivityState, BuildingId, Campus, CommunityId, Concern, Day, Entry,
    MarkChange, Post, Role, RoomId, RoomMark, RoundAct, RoundBegun, RoundScope, SeatId, Seq, Shift, ShiftAct, ShiftId, StaffAct, Stamp,
    StudentId, TalkAct, TalkLogged, Topic, TurnMoved, User, UserId, Visibility, Way,
};
use proptest::prelude::*;

/// The first day of such a life.
pub(super) const FIRST: Day = Day(719_163);

/// What is done, by whom, to which, how, and how many minutes after the step before.
pub(super) type Step = (u8, u16, usize, u8, i64);

pub(super) fn steps() -> impl Strategy<Value = Vec<Step>> {
    proptest::collection::vec((0u8..16, 0u16..2, 0usize..5, 0u8..4, 0i64..700), 10..50)
}

/// Lives it through; what the rules refuse does not happen.
pub(super) fn lived(steps: &[Step]) -> (Vec<Entry>, Campus) {
    let (mut entries, mut campus) = live(Vec::new());
    let mut now = FIRST.at(campus.zone(), 8, 0);
    let second = User { community: Some(CommunityId(0)), ..User::new("li", "李", Role::Counselor) };
    put(&mut entries, &mut campus, (now, UserId(0)), Act::Staff(StaffAct::Joined(second)));
    for step in steps {
        now = now.plus_minutes(step.4);
        if let Some((by, act)) = act(&entries, &campus, now, step) {
            put(&mut entries, &mut campus, (now, by), act);
        }
    }
    (entries, campus)
}

fn put(entries: &mut Vec<Entry>, campus: &mut Campus, (at, by): (Stamp, UserId), act: Act) {
    if campus.check(by, at, &act).is_ok() {
        let entry = Entry { seq: campus.applied().next(), at, by, seat: SeatId(0), act };
        campus.apply(&entry);
        entries.push(entry);
    }
}

fn act(entries: &[Entry], campus: &Campus, now: Stamp, &(what, who, nth, how, _): &Step) -> Option<(UserId, Act)> {
    let (zone, by) = (campus.zone(), UserId(who));
    let (today, tonight) = (now.day(zone), now.duty_day(zone));
    let shift = || ShiftId::of(nth % campus.shifts().all().len().max(1));
    let round = || campus.rounds().walks().get(nth % campus.rounds().walks().len().max(1));
    let talk = || campus.talks().heads().get(nth % campus.talks().heads().len().max(1));
    Some(match what {
        0 | 1 => {
            let (from, hours) = [(17, 15), (8, 24), (8, 9), (17, 7)][usize::from(how)];
            let starts = today.at(zone, from, 0);
            let ends = starts.plus_minutes(hours * 60);
            let post = if nth % 2 == 0 { Post::Workroom(CommunityId(0)) } else { Post::Leader };
            let it = Shift { day: today, post, person: by, starts, ends, signed_in: None, signed_out: None, cancelled: false };
            (UserId(0), Act::Shift(ShiftAct::Published(vec![it])))
        }
        2 | 3 => {
            let found = campus.shifts().all().find(|(_, it)| it.covers(now) && it.signed_in.is_none());
            let (shift, by) = found.map_or_else(|| (shift(), by), |(id, it)| (id, it.person));
            (by, Act::Shift(ShiftAct::SignedIn { shift, at: now }))
        }
        4 if how == 0 => (UserId(0), Act::Shift(ShiftAct::Recalled(vec![shift()]))),
        4 => {
            let from = campus.shifts().get(shift())?.person;
            let turns = vec![TurnMoved { shift: shift(), from, to: UserId(1 - from.0) }];
            (UserId(0), Act::Shift(ShiftAct::Reassigned { turns, emergency: true, text: "生病".into() }))
        }
        5 | 6 => {
            let scope = if how == 0 { RoundScope::Building(BuildingId(0)) } else { RoundScope::Floor(BuildingId(0), 1) };
            (by, Act::Round(RoundAct::Begun(RoundBegun { day: tonight, scope, upward: true })))
        }
        7 => {
            let it = round()?;
            let (round, note) = (it.seq, "".into());
            (it.by, Act::Round(RoundAct::Ended { round, note }))
        }
        8 if how == 0 => (round()?.by, Act::Round(RoundAct::CalledOff { round: round()?.seq })),
        8 if how == 1 => (round()?.by, Act::Round(RoundAct::Resumed { round: round()?.seq })),
        8 => {
            let sheets = campus.rounds().sheets();
            let sheet = sheets.iter().find(|it| (it.day, it.building, it.floor) == (tonight, BuildingId(0), 1));
            let before = sheet.and_then(|it| it.marks.iter().find(|it| it.room == RoomId(0))).cloned();
            let mark = RoomMark { room: RoomId(0), expected: 1, away: Default::default(), findings: Default::default() };
            let after = if before.is_some() { None } else { Some(mark) };
            let changes = vec![MarkChange { before, after }];
            (by, Act::Round(RoundAct::Marked { day: tonight, building: BuildingId(0), floor: 1, changes, note: "".into() }))
        }
        9..=11 => {
            let answers = if what == 11 { Some(talk()?.seq) } else { None };
            let followup = (how > 0).then(|| today.plus(i32::from(how) - 1));
            (by, Act::Talk(TalkAct::Logged(logged(now.plus_minutes(-(i64::from(how) * 400)), followup, answers))))
        }
        12 => (talk()?.by, Act::Talk(TalkAct::Closed { talk: talk()?.seq, text: "已电话".into() })),
        13 if how == 0 => (talk()?.by, Act::Talk(TalkAct::Withdrawn { talk: talk()?.seq, levels: Default::default() })),
        13 => (talk()?.by, Act::Talk(TalkAct::Reopened { talk: talk()?.seq })),
        14 => (by, entered(today)),
        _ => {
            let last = entries.last()?;
            (last.by, campus.inverse(last).ok()?)
        }
    })
}

/// A talk with the first student.
pub(super) fn logged(held: Stamp, followup: Option<Day>, answers: Option<Seq>) -> TalkLogged {
    TalkLogged {
        students: std::iter::once(StudentId(0)).collect(),
        held,
        topic: Topic::Study,
        way: Way::InPerson,
        place: None,
        level: Option::<Concern>::None,
        followup,
        visibility: Visibility::Normal,
        answers,
        tags: Vec::new(),
        text: "缺课".into(),
        levels_before: std::iter::once((Concern::None, None)).collect(),
    }
}

fn entered(day: Day) -> Act {
    let facts = cleaning(day);
    Act::Activity(ActivityAct::Entered(Box::new(ActivityEntered { facts, state: ActivityState::Held, count: 12, text: "".into() })))
}

/// A volunteer service that nobody is named for.
pub(super) fn cleaning(day: Day) -> ActivityFacts {
    ActivityFacts {
        kind: ActivityKind::Volunteer,
        branch: None,
        community: Some(CommunityId(0)),
        department: None,
        day,
        minute: None,
        place: None,
        title: "清扫楼道".into(),
        tags: Vec::new(),
        taking: Vec::new(),
        promised: Vec::new(),
    }
}
