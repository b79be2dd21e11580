//! Laws of the campus as a whole, tried on arbitrary acts: applying is total, and living, replaying and loading pages come to the same.

mod award;
mod care;
mod community;
mod erasure;
mod incident;
mod news;
mod night;
mod plain;
mod requests;
mod schedule;
mod talks;
mod terms;

use super::*;
use plain::*;
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use smallvec::SmallVec;

/// The kinds of act by subject, each with how often it comes. Boxed, for strategies within strategies are large and test threads have small
/// stacks.
fn subjects() -> Vec<(u32, BoxedStrategy<Act>)> {
    let zone = prop_oneof![Just("Asia/Shanghai"), Just("America/New_York"), Just("nowhere")];
    let building_set = (building(), of(community()), of(sex())).prop_map(|(building, community, sex)| PlaceAct::BuildingSet {
        building,
        before: (None, None),
        after: (community, sex),
    });
    vec![
        (
            1,
            (text(), zone, text())
                .prop_map(|(college, zone, room_template)| Act::Founded(Founded { college, zone: zone.into(), room_template }))
                .boxed(),
        ),
        (3, laid().prop_map(|it| Act::Place(PlaceAct::Laid(it))).boxed()),
        (1, building_set.prop_map(Act::Place).boxed()),
        (
            1,
            (building(), of(department()), of(department()))
                .prop_map(|(building, before, after)| Act::Place(PlaceAct::SponsorSet { building, before, after }))
                .boxed(),
        ),
        (5, person().prop_map(Act::Person).boxed()),
        (2, staff().prop_map(Act::Staff).boxed()),
        (2, shifts().prop_map(Act::Shift).boxed()),
        (4, night::round().prop_map(Act::Round).boxed()),
        (5, talk().prop_map(Act::Talk).boxed()),
        (8, incident().prop_map(Act::Incident).boxed()),
        (2, custody().prop_map(Act::Custody).boxed()),
        (3, night::search().prop_map(Act::Search).boxed()),
        (3, night::leave().prop_map(Act::Leave).boxed()),
        (2, night::hygiene().prop_map(Act::Hygiene).boxed()),
        (1, night::mood().prop_map(Act::Mood).boxed()),
        (2, night::service().prop_map(Act::Service).boxed()),
        (1, night::preset().prop_map(Act::Preset).boxed()),
        (2, schedule::shift_acts().prop_map(Act::Shift).boxed()),
        (1, schedule::duty().prop_map(Act::Duty).boxed()),
        (2, schedule::draft().prop_map(Act::Draft).boxed()),
        (2, schedule::change().prop_map(Act::Change).boxed()),
        (2, schedule::handover().prop_map(Act::Handover).boxed()),
        (1, query().prop_map(Act::Query).boxed()),
        (4, care::care().prop_map(Act::Care).boxed()),
        (7, requests::request().prop_map(Act::Request).boxed()),
        (2, terms::term().prop_map(Act::Term).boxed()),
        (4, terms::activity().prop_map(Act::Activity).boxed()),
        (3, community::community_act().prop_map(Act::Community).boxed()),
        (3, community::venue_act().prop_map(Act::Venue).boxed()),
        (2, news::news().prop_map(Act::News).boxed()),
        (2, award::award().prop_map(Act::Award).boxed()),
    ]
}

fn plain() -> BoxedStrategy<Act> {
    proptest::strategy::Union::new_weighted(subjects()).boxed()
}

/// Any act at all, sensible or not.
pub(crate) fn acts() -> impl Strategy<Value = Act> {
    let undo = (seq(), plain()).prop_map(|(of, by)| Act::Undone { of, by: Box::new(by) }).boxed();
    let undo_of_undo = (seq(), undo.clone()).prop_map(|(of, by)| Act::Undone { of, by: Box::new(by) });
    prop_oneof![30 => plain(), 3 => undo, 1 => undo_of_undo].boxed()
}

/// Entries of any acts, numbered from 1.
pub(crate) fn entries(count: impl Into<proptest::collection::SizeRange>) -> impl Strategy<Value = Vec<Entry>> {
    let (count, anything) = (count.into(), acts().boxed());
    // Most of a life turns around one subject: in one of everything, hardly an act would meet what it speaks of.
    proptest::sample::select(subjects()).prop_flat_map(move |(_, subject)| {
        let act = prop_oneof![3 => subject, 2 => anything.clone()];
        vec((act, stamp(), user()), count.clone()).prop_map(|acts| {
            let number = |(at, (act, time, by)): (usize, _)| Entry { seq: Seq(at as u64 + 1), at: time, by, seat: SeatId(0), act };
            acts.into_iter().enumerate().map(number).collect()
        })
    })
}

/// What a life begins with, so that acts have something to refer to.
fn birth() -> Vec<Act> {
    let laid = Laid {
        communities: vec![Community { name: "明德".into(), theme: "".into(), lead: None }],
        buildings: vec![Building { number: "3".into(), community: Some(CommunityId(0)), sex: None }],
        rooms: vec![Room { building: BuildingId(0), floor: 1, number: "101".into(), beds: 6, purpose: RoomUse::Dwelling }],
    };
    let facts = |no: &str| StudentFacts { bed: Some(Bed { room: RoomId(0), bed: 1 }), ..StudentFacts::new(no, "张三") };
    let students = ["0001", "0002", "0003"].map(|no| StudentChange { before: None, after: facts(no) }).into();
    let user = User::new("zhang", "张", Role::Administrator);
    let officer = Officer { post: OfficerPost::BuildingHead(BuildingId(0)), student: StudentId(0), from: Day(719_160), until: None };
    let department = Department { name: "信息学院".into() };
    let class = Class { name: "软件2401".into(), department: Some(DepartmentId(0)) };
    let import = Import { departments: vec![department], classes: vec![class], students, ..Import::default() };
    vec![
        Act::Founded(Founded { college: "学院".into(), zone: "Asia/Shanghai".into(), room_template: "{building}#{room}".into() }),
        Act::Staff(StaffAct::Joined(user)),
        Act::Place(PlaceAct::Laid(laid)),
        Act::Person(PersonAct::Imported(import)),
        Act::Staff(StaffAct::OfficersNamed(vec![officer])),
    ]
}

/// Those of the entries that the rules allow, after the birth of a college, and the campus they lead to. An undo is made to undo something.
pub(crate) fn live(entries: Vec<Entry>) -> (Vec<Entry>, Campus) {
    let (mut lived, mut campus) = (Vec::<Entry>::new(), Campus::default());
    let birth = birth().into_iter().map(|act| Entry { seq: Seq(0), at: Stamp(0), by: UserId(0), seat: SeatId(0), act });
    for mut entry in birth.chain(entries) {
        entry.seq = campus.applied().next();
        if let Act::Undone { of, .. } = entry.act {
            let done = &lived[of.0 as usize % lived.len()];
            let Ok(act) = campus.inverse(done) else { continue };
            (entry.act, entry.by) = (act, done.by);
        } else {
            entry.act = night::aimed(&campus, entry.act);
            // Only who logged a talk adds to it.
            if let Act::Talk(TalkAct::Amended { talk, .. } | TalkAct::Attached { talk, .. }) = &entry.act
                && let Some(head) = campus.talks.get(*talk)
            {
                entry.by = head.by;
            }
        }
        if campus.check(entry.by, entry.at, &entry.act).is_ok() {
            campus.apply(&entry);
            lived.push(entry);
        }
    }
    (lived, campus)
}

proptest! {
    #[test]
    fn applying_is_total(entries in entries(0..40)) {
        let mut campus = Campus::default();
        for entry in &entries {
            let _ = campus.check(entry.by, entry.at, &entry.act);
            campus.apply(entry);
            let _ = campus.inverse(entry);
        }
        prop_assert_eq!(campus.applied().0, entries.len() as u64);
        let _ = Campus::from_pages(campus.applied(), campus.take_dirty());
    }

    #[test]
    fn numbers_out_of_order_do_not_make_it_panic(mut entries in entries(0..40), seqs in vec(seq(), 40)) {
        entries.iter_mut().zip(seqs).for_each(|(entry, seq)| entry.seq = seq);
        let mut campus = Campus::default();
        entries.iter().for_each(|entry| campus.apply(entry));
    }

    #[test]
    fn living_replaying_and_loading_pages_come_to_the_same(entries in entries(0..60), cut in 0usize..60) {
        let (lived, campus) = live(entries);
        let (mut replayed, mut pages) = (Campus::default(), std::collections::BTreeMap::new());
        for (at, entry) in lived.iter().enumerate() {
            replayed.apply(entry);
            // A checkpoint in the middle of the life, and another at its end, of the changed pages only.
            if at == cut {
                pages.extend(replayed.take_dirty());
            }
        }
        prop_assert_eq!(&replayed, &campus);
        pages.extend(replayed.take_dirty());
        prop_assert_eq!(Campus::from_pages(campus.applied(), pages), Ok(campus));
    }
}

#[test]
fn the_laws_are_tried_on_lives_in_which_something_happens() {
    use proptest::strategy::ValueTree;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut wanted = std::collections::BTreeSet::from([
        "person.imported",
        "talk.logged",
        "talk.withdrawn",
        "talk.planned",
        "talk.plan_moved",
        "talk.plan_cancelled",
        "talk.plan_restored",
        "talk.plan_withdrawn",
        "talk.amended",
        "talk.attached",
        "incident.moved",
        "incident.acknowledged",
        "incident.ticked",
        "incident.fired",
        "incident.helped",
        "incident.linked",
        "incident.merged",
        "incident.sent",
        "incident.reported",
        "drilled",
        "round.marked",
        "shift.published",
        "shift.recalled",
        "round.begun",
        "round.ended",
        "round.resumed",
        "round.called_off",
        "round.remarked",
        "search.stepped",
        "search.found",
        "search.resumed",
        "leave.asked",
        "leave.approved",
        "leave.declined",
        "leave.withdrawn",
        "leave.returned",
        "leave.restored",
        "hygiene.scored",
        "hygiene.appealed",
        "hygiene.mended",
        "hygiene.withdrawn",
        "mood.reported",
        "mood.withdrawn",
        "service.served",
        "service.commended",
        "service.withdrawn",
        "preset.set",
        "place.sponsor_set",
        "person.moved",
        "custody.revealed",
        "query.saved",
        "care.level_set",
        "care.level_withdrawn",
        "care.marked",
        "care.mark_withdrawn",
        "care.snoozed",
        "care.snooze_withdrawn",
        "request.opened",
        "request.moved",
        "request.assigned",
        "request.answered",
        "request.reopened",
        "request.rated",
        "request.noted",
        "request.restored",
        "reception.held",
        "reception.withdrawn",
        "reception.amended",
        "term.set",
        "term.obligations_set",
        "activity.entered",
        "activity.moved",
        "activity.amended",
        "activity.attended",
        "activity.noted",
        "activity.attached",
        "activity.file_taken",
        "community.fellow_set",
        "community.met",
        "community.task_set",
        "venue.set",
        "venue.booked",
        "venue.booking_withdrawn",
        "venue.item_set",
        "opened from a search",
        "party_room",
    ]);
    let lives = entries(60);
    // Enough lives for the rarest of them; it ends as soon as each was met.
    for _ in 0..10_000 {
        let (lived, _) = live(lives.new_tree(&mut runner).unwrap().current());
        for it in &lived {
            wanted.remove(match &it.act {
                Act::Undone { by, .. } => by.kind(),
                Act::Incident(IncidentAct::OpenedFrom { .. }) => "opened from a search",
                Act::Incident(IncidentAct::Drilled(_)) => "drilled",
                Act::Staff(StaffAct::OfficersNamed(named)) if named.iter().any(|it| matches!(it.post, OfficerPost::PartyRoom(_))) => {
                    "party_room"
                }
                act => act.kind(),
            });
        }
        if wanted.is_empty() {
            return;
        }
    }
    panic!("never passed the rules: {wanted:?}");
}
