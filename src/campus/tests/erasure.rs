//! What is left of an act of which somebody is erased (删除个人信息).

use super::*;

/// What an erasure leaves of the entries, and which it concerns.
fn erased(lived: &[Entry], scope: ErasureScope) -> (Vec<Entry>, Vec<Seq>) {
    let (mut campus, mut left, mut concerned) = (Campus::default(), Vec::new(), Vec::new());
    for entry in lived {
        let residue = entry.residue(&campus, scope);
        if residue.is_some() {
            concerned.push(entry.seq);
        }
        left.push(Entry { act: residue.unwrap_or_else(|| entry.act.clone()), ..*entry });
        campus.apply(entry);
    }
    (left, concerned)
}

/// Asks for an erasure and carries it out, behind what was lived.
fn ending(from: Seq, scope: ErasureScope, concerned: &[Seq]) -> Vec<Entry> {
    let proposal = from.next();
    let acts = [
        CustodyAct::ErasureProposed { scope, entries: concerned.len() as u32, reason: "到期".into() },
        CustodyAct::ErasureApproved { erasure: proposal },
        CustodyAct::Erased { erasure: proposal, entries: concerned.to_vec() },
    ];
    let entry = |(at, act)| Entry { seq: Seq(proposal.0 + at), at: Stamp(0), by: UserId(0), seat: SeatId(0), act: Act::Custody(act) };
    (0..).zip(acts).map(entry).collect()
}

fn scope() -> impl Strategy<Value = ErasureScope> {
    let day = 719_162i32..719_167;
    prop_oneof![
        3 => (0u32..5).prop_map(|id| ErasureScope::Student(StudentId(id))),
        1 => (day.clone(), day).prop_map(|(from, until)| ErasureScope::Period { from: Day(from), until: Day(until) })
    ]
}

proptest! {
    #[test]
    fn an_open_campus_and_one_built_again_from_what_is_left_are_the_same(
        life in entries(0..60), first in scope(), second in scope(), more in entries(0..20),
    ) {
        // Twice, with a life in between: what an erasure leaves may be erased further.
        let (mut lived, mut campus) = live(life);
        for scope in [first, second] {
            let (left, concerned) = erased(&lived, scope);
            lived = left;
            let ending = ending(campus.applied(), scope, &concerned);
            ending.iter().for_each(|it| campus.apply(it));
            lived.extend(ending);
            let mut again = Campus::default();
            lived.iter().for_each(|it| again.apply(it));
            prop_assert_eq!(&again.people, &campus.people);
            prop_assert_eq!(&again.talks, &campus.talks);
            prop_assert_eq!(&again, &campus);
            let (_, remaining) = erased(&lived, scope);
            prop_assert!(remaining.is_empty(), "nothing is left to erase: {:?}", remaining);
            for mut entry in more.clone() {
                entry.seq = campus.applied().next();
                if campus.check(entry.by, entry.at, &entry.act).is_ok() {
                    campus.apply(&entry);
                    lived.push(entry);
                }
            }
        }
    }

    #[test]
    fn whatever_the_entry_it_is_total(life in entries(0..30), scope in scope(), hostile in proptest::collection::vec(any::<u64>(), 0..4)) {
        let mut campus = Campus::default();
        for entry in &life {
            let _ = entry.residue(&campus, scope);
            campus.apply(entry);
        }
        let hostile: Vec<Seq> = hostile.into_iter().map(Seq).collect();
        ending(campus.applied(), scope, &hostile).iter().for_each(|it| campus.apply(it));
    }
}

#[test]
fn a_place_in_words_goes_with_the_plan_that_names_it() {
    let (_, mut campus) = live(Vec::new());
    let (day, zone) = (Day(719_163), campus.zone());
    let time = |place: &str| crate::campus::PlanTime { day, at: Some(day.at(zone, 9, 0)), place: Some(Spot::Words(place.into())) };
    let plan = TalkPlan {
        students: [StudentId(0)].into_iter().collect(),
        when: time("操场"),
        topic: crate::campus::Topic::Other,
        way: crate::campus::Way::InPerson,
        visibility: crate::campus::Visibility::Normal,
        answers: None,
        tags: Vec::new(),
        text: "问问".into(),
    };
    let seq = campus.applied().next();
    let acts = [
        TalkAct::Planned(Box::new(plan)),
        TalkAct::PlanMoved { plan: seq, from: time("操场"), to: time("食堂") },
        TalkAct::PlanCancelled { plan: seq, text: "学生请假".into() },
    ];
    for act in acts {
        let entry = Entry { seq: campus.applied().next(), at: Stamp(0), by: UserId(0), seat: SeatId(0), act: Act::Talk(act) };
        campus.check(entry.by, entry.at, &entry.act).unwrap();
        let left = entry.residue(&campus, ErasureScope::Student(StudentId(0))).unwrap();
        let bytes = format!("{left:?}");
        assert!(!["操场", "食堂", "问问", "学生请假"].iter().any(|it| bytes.contains(it)), "{bytes}");
        assert_eq!(entry.residue(&campus, ErasureScope::Student(StudentId(1))), None);
        campus.apply(&entry);
    }
}

#[test]
fn lives_are_tried_in_which_there_is_something_to_erase() {
    use proptest::strategy::ValueTree;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut wanted = std::collections::BTreeSet::from([
        "person.imported",
        "talk.logged",
        "incident.opened",
        "incident.noted",
        "round.marked",
        "custody.glass_broken",
        "undone",
        "round.remarked",
        "round.ended",
        "search.stepped",
        "search.found",
        "leave.asked",
        "hygiene.scored",
        "service.served",
        "service.commended",
        "person.moved",
        "custody.revealed",
        "care.level_set",
        "care.marked",
        "care.snoozed",
        "talk.planned",
        "talk.amended",
        "talk.attached",
        "request.opened",
        "request.answered",
        "request.rated",
        "activity.entered",
        "activity.attended",
    ]);
    let lives = entries(60);
    // Enough lives for the rarest of them; it ends as soon as each was met.
    for _ in 0..10_000 {
        let (lived, _) = live(lives.new_tree(&mut runner).unwrap().current());
        for scope in [ErasureScope::Student(StudentId(0)), ErasureScope::Period { from: Day(719_160), until: Day(719_170) }] {
            let (_, concerned) = erased(&lived, scope);
            for it in lived.iter().filter(|it| concerned.contains(&it.seq)) {
                wanted.remove(it.act.kind());
            }
        }
        if wanted.is_empty() {
            return;
        }
    }
    panic!("never erased: {wanted:?}");
}
