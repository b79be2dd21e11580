use super::rig::Rig;
use crate::campus::*;
use crate::tui::effect::Effect;
use crate::tui::layer::{FormValue, Overlay};
use crate::tui::model::Place;
use crate::tui::scheduling::{ScheduleView, Whose};

fn day(month: u32, day: u32) -> Day {
    Day::ymd(2026, month, day).unwrap()
}

#[test]
fn the_schedule_is_walked_by_day_post_month_and_view() {
    let mut rig = Rig::new();
    rig.press("Z");
    assert_eq!((rig.model.place, rig.model.schedule.day), (Place::Schedule, day(11, 23)));
    rig.press("j l");
    assert_eq!((rig.model.schedule.day, rig.model.schedule.column), (day(11, 24), 1));
    rig.press("l ]");
    assert_eq!((rig.model.schedule.day, rig.model.schedule.column), (day(12, 24), 1), "there are two seats");
    rig.press("[ <pageup> <home>");
    assert_eq!(rig.model.schedule.day, day(10, 1));
    rig.press(". o");
    assert_eq!((rig.model.schedule.day, rig.model.schedule.view), (day(11, 23), ScheduleView::Week));
    rig.press("l k");
    assert_eq!((rig.model.schedule.day, rig.model.schedule.column), (day(11, 24), 0), "days go across, posts down");
    rig.press("o j o O O O");
    assert_eq!((rig.model.schedule.day, rig.model.schedule.view), (day(12, 24), ScheduleView::Month));
}

#[test]
fn one_person_or_one_post_is_picked_out() {
    let mut rig = Rig::new();
    rig.press("Z p");
    assert_eq!(rig.model.schedule.whose, Whose::Mine);
    rig.press("p");
    assert_eq!(rig.model.schedule.whose, Whose::Of(UserId(1)), "Chen leads tonight");
    rig.press("p s");
    assert_eq!((rig.model.schedule.whose, rig.model.schedule.site), (Whose::All, Some(Post::Leader)));
    rig.press("s");
    assert_eq!((rig.model.schedule.site, rig.model.schedule.column), (Some(Post::Workroom(CommunityId(0))), 1));
    rig.press("s");
    assert_eq!(rig.model.schedule.site, None);
}

#[test]
fn what_we_want_of_a_day_goes_round() {
    let mut rig = Rig::new();
    rig.press("Z j j");
    let wants = |rig: &Rig| rig.campus.duty().preference_of(UserId(0), day(11, 25));
    for expected in [Some(Preference::Avoid), Some(Preference::Wish), None, Some(Preference::Avoid)] {
        rig.press("v");
        assert_eq!(wants(&rig), expected);
    }
    rig.press("u");
    assert_eq!(wants(&rig), None, "it can be taken back");
}

#[test]
fn tonights_gaps_and_conflicts_are_counted() {
    let mut rig = Rig::new();
    rig.press("Z");
    // Between the 23rd and the 1st of December somebody should be there; in November that is tonight alone.
    assert_eq!((rig.model.board.schedule.gaps, rig.model.board.schedule.conflicts), (0, 0));
    let leave = Wanted::Leave { from: day(12, 1), until: day(12, 3), kind: LeaveKind::Sick };
    let asked = ChangeAct::Asked { user: UserId(0), wanted: leave, emergency: false, text: "病".into() };
    let change = rig.write(Act::Change(asked)).unwrap();
    rig.model.seat.user = UserId(1);
    rig.write(Act::Change(ChangeAct::Approved { change })).unwrap();
    rig.model.seat.user = UserId(0);
    rig.press("]");
    assert_eq!(rig.model.board.schedule.conflicts, 1, "the leave speaks against the first of December");
}

/// A staff that fills two seats a night, and the office at the desk; who is who by number: 2–8 counselors, 9–11 leaders, 12 the office.
fn staffed() -> Rig {
    let mut rig = Rig::new();
    let mut join = |login: String, name: &str, role| {
        let user = User { community: Some(CommunityId(0)), ..User::new(login, name, role) };
        rig.write(Act::Staff(StaffAct::Joined(user))).unwrap();
    };
    for (nth, name) in ["何静", "高磊", "林小曼", "马俊杰", "胡佳怡", "朱思远", "徐梦琪"].into_iter().enumerate() {
        join(format!("c{nth}"), name, Role::Counselor);
    }
    for (nth, name) in ["钱立群", "郑国平", "冯秀英"].into_iter().enumerate() {
        join(format!("l{nth}"), name, Role::DutyLeader);
    }
    join("office".into(), "学工处", Role::StudentOffice);
    sit(&mut rig, OFFICE);
    rig
}

const OFFICE: UserId = UserId(12);
const LEADER: UserId = UserId(1);

/// Somebody else sits down.
fn sit(rig: &mut Rig, user: UserId) {
    rig.model.seat.user = user;
    rig.tell(crate::tui::msg::Event::Tick);
}

/// December published.
fn published() -> Rig {
    let mut rig = staffed();
    rig.press("Z ] n P <enter>");
    rig
}

fn standing(rig: &Rig, month: u32) -> usize {
    use chrono::Datelike as _;
    rig.campus.shifts().all().filter(|(_, it)| !it.cancelled && it.day.date().month() == month).count()
}

#[test]
fn a_month_is_drafted_and_published_in_five_keys() {
    let rig = published();
    assert_eq!(standing(&rig, 12), 62, "two seats on each of 31 nights; {}", rig.toast());
    assert_eq!(rig.model.schedule.draft.and_then(|it| rig.campus.drafts().get(it)).unwrap().state, DraftState::Published);
    assert_eq!((rig.model.board.schedule.gaps, rig.model.board.schedule.conflicts), (0, 0));
    let spread: Vec<i64> = rig.model.board.schedule.ledger.iter().filter(|it| !it.leads).filter_map(|it| it.terms).map(|it| it.2).collect();
    assert!(spread.iter().all(|it| it.abs() < 200), "{spread:?}");
}

#[test]
fn a_seat_is_emptied_pinned_and_given_to_somebody_else_and_each_is_taken_back() {
    let mut rig = staffed();
    rig.press("Z ] n l");
    let draft = rig.model.schedule.draft.unwrap();
    let seat = DutySeat { day: rig.model.schedule.day, post: Post::Workroom(CommunityId(0)), seat: 0 };
    let held = |rig: &Rig| rig.campus.drafts().get(draft).unwrap().seated(seat);
    let first = held(&rig).unwrap();
    rig.press("x");
    assert_eq!((held(&rig), rig.model.board.schedule.gaps), (None, 1));
    rig.press("u <space>");
    assert_eq!(held(&rig), Some(Seated { pinned: true, ..first }));
    rig.press("<space> <enter>");
    let Some(Overlay::Seating(it)) = rig.model.overlays.last() else { panic!("{:?}", rig.model.overlays) };
    assert_eq!((it.all[0].person, it.all[0].holds), (first.person, true));
    let prices: Vec<_> = it.all[1..].iter().map_while(|it| it.price).collect();
    assert!(!prices.is_empty() && prices.is_sorted(), "the best first");
    let second = it.all[1].person;
    rig.press("<down> <enter>");
    assert_eq!(held(&rig), Some(Seated { person: second, pinned: true }));
    rig.press("r");
    assert_eq!(held(&rig), Some(Seated { person: second, pinned: true }), "planning anew leaves what is pinned");
    assert_eq!(rig.campus.drafts().get(draft).unwrap().seats.len(), 62);
    rig.press("u u");
    assert_eq!(held(&rig), Some(first));
    rig.press("X y");
    assert_eq!(rig.campus.drafts().get(draft).unwrap().state, DraftState::Dropped);
}

#[test]
fn whoever_may_not_draft_is_told_so() {
    let mut rig = staffed();
    sit(&mut rig, UserId(2));
    rig.press("Z ] n");
    assert!(rig.model.overlays.is_empty() && rig.campus.drafts().heads().is_empty(), "{}", rig.toast());
    rig.press("P");
    assert_eq!(rig.toast(), "没有草案");
}

#[test]
fn a_solver_that_is_told_to_stop_gives_its_best() {
    let mut rig = staffed();
    rig.press("Z ]");
    let effects = rig.raise_key("n");
    assert!(matches!(effects[..], [Effect::Plan { .. }]));
    let effects = rig.raise_key("esc");
    assert_eq!(effects, [Effect::StopPlanning]);
    assert!(matches!(rig.model.overlays.last(), Some(Overlay::Planning)), "it stays until the answer is there");
}

#[test]
fn fourteen_days_ill_are_asked_for_approved_and_filled() {
    let mut rig = published();
    let of = |person: UserId| move |it: &Shift| it.person == person && !it.cancelled && day(12, 5) <= it.day && it.day <= day(12, 18);
    let ill = (2..9).map(UserId).max_by_key(|person| rig.campus.shifts().all().filter(|(_, it)| of(*person)(it)).count()).unwrap();
    let within = of(ill);
    let before = rig.campus.shifts().all().filter(|(_, it)| within(it)).count();
    assert!(before >= 2);
    sit(&mut rig, ill);
    rig.press("a <enter>");
    rig.model.overlays.iter_mut().for_each(|it| {
        if let Overlay::Form(form) = it {
            for (row, text) in [(1, "2026-12-05"), (2, "2026-12-18"), (4, "住院")] {
                let FormValue::Text(field) = &mut form.rows[row].value else { panic!() };
                field.set(text);
            }
        }
    });
    rig.press("<enter> <enter> <enter> <enter>");
    assert!(rig.model.overlays.is_empty(), "{:?}", rig.model.overlays);
    sit(&mut rig, LEADER);
    assert_eq!(rig.model.board.waiting, 1);
    rig.press("R y <esc>");
    assert_eq!(rig.model.board.schedule.conflicts, before, "{}", rig.toast());
    rig.press("E");
    assert!(matches!(rig.model.overlays.last(), Some(Overlay::Proposal(_))), "{}", rig.toast());
    rig.press("<enter>");
    assert_eq!(rig.campus.shifts().all().filter(|(_, it)| within(it)).count(), 0, "{}", rig.toast());
    assert_eq!(standing(&rig, 12), 62);
    assert_eq!((rig.model.board.schedule.gaps, rig.model.board.schedule.conflicts), (0, 0));
    rig.press("u");
    assert_eq!(rig.campus.shifts().all().filter(|(_, it)| within(it)).count(), 0, "whoever is ill does not get them back");
    assert!(rig.toast().contains("请假"), "and it is said why: {}", rig.toast());
}

#[test]
fn one_duty_is_repaired_in_two_keys() {
    let mut rig = published();
    sit(&mut rig, LEADER);
    rig.press("l");
    let (_, _, cell) = (0, 0, *rig.model.board.schedule.cell(rig.model.schedule.day, 1).unwrap());
    rig.press("e <enter>");
    let shift = rig.campus.shifts().row(cell.shift.unwrap()).unwrap();
    assert!(Some(shift.shift.person) != cell.person, "{}", rig.toast());
    assert_eq!(shift.had.len(), 1);
}

#[test]
fn two_people_swap_and_the_leader_approves() {
    let mut rig = published();
    let duties = |rig: &Rig, user: UserId| {
        let ahead = rig.campus.shifts().of_person(user).filter(|(_, it)| it.day > day(12, 2)).map(|(id, it)| (id, it.day));
        ahead.collect::<Vec<_>>()
    };
    // The first pair that nothing speaks against.
    let turns = |mine, theirs| {
        [TurnMoved { shift: mine, from: UserId(2), to: UserId(3) }, TurnMoved { shift: theirs, from: UserId(3), to: UserId(2) }]
    };
    let pairs = duties(&rig, UserId(2)).into_iter().flat_map(|a| duties(&rig, UserId(3)).into_iter().map(move |b| (a, b)));
    let (mine, theirs) = pairs.into_iter().find(|(a, b)| rig.campus.conflicts(&turns(a.0, b.0)).is_empty()).unwrap();
    sit(&mut rig, UserId(2));
    rig.model.schedule.day = mine.1;
    rig.press("l c <enter> <enter>");
    rig.type_in("c1").press("<enter>");
    let Some(Overlay::Form(form)) = rig.model.overlays.last() else { panic!() };
    let nth = form.offers.iter().position(|it| it.puts == theirs.1.date().to_string()).unwrap();
    rig.press(&format!("<alt-{}> <enter>", nth + 1));
    rig.type_in("家里有事").press("<enter> <enter>");
    assert!(rig.model.overlays.is_empty(), "{:?}", rig.model.overlays);
    sit(&mut rig, UserId(3));
    rig.press("R a");
    sit(&mut rig, LEADER);
    rig.press("y");
    let person = |rig: &Rig, id| rig.campus.shifts().get(id).unwrap().person;
    assert_eq!((person(&rig, mine.0), person(&rig, theirs.0)), (UserId(3), UserId(2)), "{}", rig.toast());
}

#[test]
fn a_seat_is_explained() {
    let mut rig = published();
    rig.press("l y");
    let Some(Overlay::Sheet(sheet)) = rig.model.overlays.last() else { panic!("{:?}", rig.model.overlays) };
    let all: Vec<&str> = sheet.items.iter().flat_map(|it| std::iter::once(&*it.text).chain(it.more.iter().map(|it| &**it))).collect();
    assert!(all.iter().any(|it| it.contains("前后间隔不足")) && all.iter().any(|it| it.contains("代价")), "{all:?}");
}

#[test]
fn an_uneven_month_is_offered_to_be_made_fairer_and_only_done_if_taken() {
    let mut rig = published();
    // All of one counselor's nights that can be go to another.
    let theirs: Vec<ShiftId> = rig.campus.shifts().of_person(UserId(3)).map(|(id, _)| id).collect();
    for shift in theirs {
        let to = (2..9)
            .map(UserId)
            .find(|to| *to != UserId(3) && rig.campus.conflicts(&[TurnMoved { shift, from: UserId(3), to: *to }]).is_empty());
        if let Some(to) = to {
            let turns = vec![TurnMoved { shift, from: UserId(3), to }];
            rig.write(Act::Shift(ShiftAct::Reassigned { turns, emergency: false, text: "试".into() })).unwrap();
        }
    }
    let before = rig.campus.applied();
    rig.press("l B");
    let Some(Overlay::Proposal(it)) = rig.model.overlays.last() else { panic!("{}", rig.toast()) };
    assert!(it.items[0].text.contains("班"), "{it:?}");
    rig.press("<tab> <esc>");
    assert_eq!(rig.campus.applied(), before, "nothing is done by itself");
    rig.press("B <enter>");
    assert_eq!(rig.campus.applied(), before.next(), "{}", rig.toast());
}

#[test]
fn enter_leads_from_the_ledger_to_a_persons_year_and_on_to_the_month() {
    let mut rig = published();
    rig.press("O");
    let first = rig.model.board.schedule.ledger.first().map(|it| Whose::Of(it.person));
    rig.press("<enter>");
    assert_eq!((rig.model.schedule.view, Some(rig.model.schedule.whose)), (ScheduleView::Year, first));
    rig.press("j <enter>");
    assert_eq!(rig.model.schedule.view, ScheduleView::Month);
}
