//! What the schedule looks like outside, and that what comes back in is the same.

#![allow(clippy::unwrap_used, reason = "a test stops at the first thing that is not as it should be")]

mod calendar;
mod paper;
mod rota;

use crate::campus::{
    Act, Campus, Community, CommunityId, Day, Entry, Founded, Laid, PlaceAct, Post, Role, SeatId, Shift, ShiftAct, StaffAct, Stamp, User,
    UserId,
};

/// Every campus here is founded at this moment.
const FOUNDED: Stamp = Stamp(1_795_000_000_000);

fn does(campus: &mut Campus, act: Act) {
    let seq = campus.applied().next();
    let (by, at) = (UserId(0), Stamp(0));
    assert_eq!(campus.check(by, at, &act), Ok(()), "the rules of the trade allow what the test does");
    campus.apply(&Entry { seq, at, by, seat: SeatId(0), act });
}

fn user(login: &str, name: &str, phone: &str) -> User {
    User { phone: phone.into(), ..User::new(login, name, Role::Counselor) }
}

/// A college in a zone, with communities and users.
fn college(zone: &str, communities: &[&str], users: Vec<User>) -> Campus {
    let mut campus = Campus::default();
    does(&mut campus, Act::Founded(Founded { college: "云溪学院".into(), zone: zone.into(), room_template: "{building}#{room}".into() }));
    let communities = communities.iter().map(|name| Community { name: (*name).into(), theme: "".into(), lead: None }).collect();
    does(&mut campus, Act::Place(PlaceAct::Laid(Laid { communities, ..Laid::default() })));
    users.into_iter().for_each(|it| does(&mut campus, Act::Staff(StaffAct::Joined(it))));
    campus
}

/// Two communities, four people; two of them are called 王芳.
fn small() -> Campus {
    let users = vec![
        user("zhang", "张三", "13812342071"),
        user("wang1", "王芳", "13712342073"),
        user("wang2", "王芳", "13612342074"),
        user("chen", "陈校长", "13512342075"),
    ];
    college("Asia/Shanghai", &["一社区", "明德社区"], users)
}

fn day(month: u32, day: u32) -> Day {
    Day::ymd(2026, month, day).unwrap()
}

fn hours(campus: &Campus, day: Day) -> (Stamp, Stamp) {
    campus.presets().rules().schedule.hours(day, campus.zone())
}

fn shift(campus: &Campus, day: Day, post: Post, person: u16) -> Shift {
    let (starts, ends) = hours(campus, day);
    Shift { day, post, person: UserId(person), starts, ends, signed_in: None, signed_out: None, cancelled: false }
}

fn publish(campus: &mut Campus, shifts: Vec<Shift>) {
    does(campus, Act::Shift(ShiftAct::Published(shifts)));
}

fn publish_turns(campus: &mut Campus, turns: &[(Day, Post, u16)]) {
    let shifts = turns.iter().map(|(day, post, person)| shift(campus, *day, *post, *person)).collect();
    publish(campus, shifts);
}

const FIRST: Post = Post::Workroom(CommunityId(0));
const SECOND: Post = Post::Workroom(CommunityId(1));
