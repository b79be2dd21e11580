//! Terms, obligations, activities: acts of all sorts, and the board against a plain recount of them.

use super::*;

fn kind() -> impl Strategy<Value = ActivityKind> {
    prop_oneof![Just(ActivityKind::Volunteer), Just(ActivityKind::Safety), Just(ActivityKind::PartyDay), Just(ActivityKind::Other)]
}

fn state() -> impl Strategy<Value = ActivityState> {
    (0usize..7).prop_map(|it| ActivityState::ALL[it])
}

fn taking() -> impl Strategy<Value = Taking> {
    let name = prop_oneof![Just("王校长"), Just("李校长"), Just("")];
    let standing = prop_oneof![Just(Standing::CollegeLeader), Just(Standing::Staff)];
    (name, of(user()), standing).prop_map(|(name, user, standing)| Taking {
        name: name.into(),
        user: user.filter(|it| it.0 == 0),
        standing,
        part: TakingPart::Attends,
    })
}

fn facts() -> impl Strategy<Value = ActivityFacts> {
    let title = prop_oneof![Just("清扫楼道"), Just("征兵宣传"), Just("一二"), Just("")];
    let place = prop_oneof![3 => Just(None), 1 => spot().prop_map(Some)];
    (kind(), of(community()), of(department()), day(), (title, place), vec(taking(), 0..3)).prop_map(
        |(kind, community, department, day, (title, place), taking)| ActivityFacts {
            kind,
            branch: kind.branch(),
            community,
            department,
            day,
            minute: None,
            place,
            title: title.into(),
            tags: Vec::new(),
            taking: taking.into_iter().filter(|it| !it.name.is_empty()).collect(),
            promised: Vec::new(),
        },
    )
}

pub(super) fn activity() -> impl Strategy<Value = ActivityAct> {
    let entered = (facts(), state(), 0u32..40, text())
        .prop_map(|(facts, state, count, text)| ActivityAct::Entered(Box::new(ActivityEntered { facts, state, count, text })));
    let attended = (seq(), vec((0u32..4).prop_map(StudentId), 0..3), vec((0u32..4).prop_map(StudentId), 0..2), 0u32..40)
        .prop_map(|(activity, added, removed, count)| ActivityAct::Attended { activity, added, removed, before: 0, count });
    let file = (text(), vec(any::<u8>(), 0..3)).prop_map(|(name, bytes)| Box::new(TalkFile { name, bytes: bytes.into() }));
    prop_oneof![
        8 => entered.boxed(),
        6 => (seq(), state(), state(), text()).prop_map(|(activity, from, to, text)| ActivityAct::Moved { activity, from, to, text }).boxed(),
        3 => (seq(), facts(), facts())
            .prop_map(|(activity, before, after)| ActivityAct::Amended { activity, before: before.into(), after: after.into() }).boxed(),
        5 => attended.boxed(),
        1 => (seq(), text()).prop_map(|(activity, text)| ActivityAct::Noted { activity, text }).boxed(),
        2 => (seq(), file).prop_map(|(activity, file)| ActivityAct::Attached { activity, file }).boxed(),
        1 => (seq(), seq()).prop_map(|(activity, file)| ActivityAct::FileTaken { activity, file }).boxed()
    ]
}

pub(super) fn term() -> impl Strategy<Value = TermAct> {
    let facts = (0usize..2, 719_140i32..719_180, 5i32..40).prop_map(|(name, from, days)| TermFacts {
        name: ["春", "秋"][name].into(),
        year: "1970".into(),
        from: Day(from),
        until: Day(from + days),
    });
    let wanted = (0usize..3, 0u16..4).prop_map(|(which, target)| {
        let shipped = Obligations::shipped().iter().find(|it| *it.code == *["volunteer", "safety", "party_day_college"][which]);
        shipped.map(|it| Obligation { target, ..it.clone() })
    });
    let change =
        (of(wanted.clone()), of(wanted)).prop_map(|(before, after)| ObligationChange { before: before.flatten(), after: after.flatten() });
    prop_oneof![
        3 => (of(seq()), of(facts.clone()), of(facts)).prop_map(|(term, before, after)| TermAct::Set { term, before, after }).boxed(),
        3 => (day(), vec(change, 0..3)).prop_map(|(from, changes)| TermAct::ObligationsSet { from, changes }).boxed()
    ]
}

/// Pointed at one there is, as it stands, mostly.
pub(super) fn aimed(campus: &Campus, act: &mut Act) {
    let heads = campus.activities.heads();
    let standing = |seq: &mut Seq| {
        let head = heads.get(seq.0 as usize % heads.len().max(1)).filter(|_| seq.0 % 8 != 7)?;
        *seq = head.seq;
        Some(head)
    };
    match act {
        Act::Activity(ActivityAct::Moved { activity, from, .. }) => {
            if let Some(it) = standing(activity) {
                *from = it.state;
            }
        }
        Act::Activity(ActivityAct::Amended { activity, before, .. }) => {
            if let Some(it) = standing(activity) {
                **before = it.facts.clone();
            }
        }
        Act::Activity(ActivityAct::Attended { activity, added, removed, before, count }) => {
            if let Some(it) = standing(activity) {
                let present = campus.activities.present(it.seq);
                (*before, *count) = (it.count, (*count).max(present.len() as u32 + added.len() as u32));
                added.retain(|id| !present.contains(id));
                removed.retain(|id| present.contains(id));
            }
        }
        Act::Activity(ActivityAct::FileTaken { activity, file }) => {
            if let Some(it) = standing(activity) {
                *file = it.files.first().copied().unwrap_or(*file);
            }
        }
        Act::Activity(ActivityAct::Noted { activity, .. } | ActivityAct::Attached { activity, .. }) => {
            standing(activity);
        }
        Act::Term(TermAct::Set { term, before, .. }) => {
            let rows = campus.terms.rows.rows();
            let row = term.and_then(|it| rows.get(it.0 as usize % rows.len().max(1)));
            (*term, *before) = (row.map(|it| it.seq), row.and_then(|it| it.facts.clone()));
        }
        Act::Term(TermAct::ObligationsSet { from, changes }) => {
            let term = campus.terms.at(*from);
            *from = term.from;
            for it in changes {
                let code = it.code().to_owned();
                it.before = campus.obligations.one(term.until, &code).map(|it| it.obligation.clone());
            }
        }
        _ => {}
    }
}

/// What a plain reader of the entries makes of them: the activities as they stand at the end, one fact at a time.
#[derive(Clone)]
struct Told {
    seq: Seq,
    facts: ActivityFacts,
    state: ActivityState,
    proved: Option<Stamp>,
    entered: Stamp,
    present: std::collections::BTreeSet<StudentId>,
    count: u32,
}

fn reread(lived: &[Entry]) -> Vec<Told> {
    let mut told: Vec<Told> = Vec::new();
    for entry in lived {
        let act = match &entry.act {
            Act::Undone { by, .. } => &**by,
            act => act,
        };
        let Act::Activity(act) = act else { continue };
        if let ActivityAct::Entered(it) = act {
            let (facts, present) = (it.facts.clone(), Default::default());
            told.push(Told { seq: entry.seq, facts, state: it.state, proved: None, entered: entry.at, present, count: it.count });
            continue;
        }
        let Some(it) = told.iter_mut().find(|it| Some(it.seq) == act.activity()) else { continue };
        match act {
            ActivityAct::Moved { to, .. } => {
                let is_proved = matches!(to, ActivityState::Proved | ActivityState::Published);
                it.proved = if !is_proved {
                    None
                } else if it.proved.is_some() {
                    it.proved
                } else {
                    Some(entry.at)
                };
                it.state = *to;
            }
            ActivityAct::Amended { after, .. } => it.facts = (**after).clone(),
            ActivityAct::Attended { added, removed, count, .. } => {
                it.present.retain(|id| !removed.contains(id));
                it.present.extend(added);
                it.count = *count;
            }
            _ => {}
        }
    }
    told
}

/// As many as a cell should have, counted the long way: done, of these without proof, planned.
fn recount(told: &[Told], zone: Tz, on: Day, row: &BoardRow<'_>, whom: &Whom, (from, until): (Day, Day)) -> (u32, u32, u32) {
    let wanted = row.it.obligation;
    let mut sums = (0, 0, 0);
    for it in told {
        let theirs = match whom {
            Whom::College => wanted.scope == Scope::College,
            Whom::Community(id) => it.facts.community == Some(*id),
            Whom::Department(id) => it.facts.department == Some(*id),
            Whom::Leader(name) => it.facts.taking.iter().any(|it| {
                let rank =
                    if wanted.scope == Scope::Leaders(LeaderRank::College) { Standing::CollegeLeader } else { Standing::DepartmentLeader };
                it.name == *name && it.standing == rank
            }),
            Whom::User(id) => it.facts.taking.iter().any(|it| it.user == Some(*id)),
            Whom::Nobody => false,
        };
        let of_kind = wanted.kinds.is_empty() || wanted.kinds.contains(&it.facts.kind);
        let of_theme = wanted.themes.is_empty() || wanted.themes.iter().any(|word| it.facts.title.contains(&**word));
        let day = it.facts.day;
        if !theirs || !of_kind || !of_theme || wanted.source != Source::Activities || day < from || day > until {
            continue;
        }
        let held = matches!(it.state, ActivityState::Held | ActivityState::Proved | ActivityState::Published);
        let ahead = matches!(it.state, ActivityState::Planned | ActivityState::Announced);
        if held && day <= on {
            sums.0 += 1;
            sums.1 += u32::from(it.proved.is_none_or(|at| at.day(zone) > on));
        } else if day <= row.due && (held && it.entered.day(zone) <= on || ahead && day >= on) {
            sums.2 += 1;
        }
    }
    sums
}

proptest! {
    /// Every number of the board is what a plain recount of the entries gives, as of any day.
    #[test]
    fn the_board_is_a_plain_recount_of_the_acts(
        acts in vec(prop_oneof![9 => activity().prop_map(Act::Activity).boxed(), 1 => term().prop_map(Act::Term).boxed()], 0..60),
        times in vec(stamp(), 60),
        on in 719_160i32..719_170,
    ) {
        let zone = Campus::default().zone();
        // Late enough that nothing lies ahead of whoever writes it down.
        let entries = acts.into_iter().zip(times).map(|(act, at)| {
            let at = Stamp(at.0.clamp(0, 1_000_000_000)).plus_minutes(5 * 24 * 60);
            Entry { seq: Seq(0), at, by: UserId(0), seat: SeatId(0), act }
        });
        let (lived, campus) = live(entries.collect());
        let (told, on) = (reread(&lived), Day(on));
        let heads = campus.activities().heads();
        prop_assert_eq!(heads.len(), told.len());
        for (head, told) in heads.iter().zip(&told) {
            prop_assert_eq!((head.seq, head.state, &head.facts, head.count), (told.seq, told.state, &told.facts, told.count));
            prop_assert_eq!(campus.activities().present(head.seq).to_vec(), told.present.iter().copied().collect::<Vec<_>>());
            prop_assert!(campus.activities().present(head.seq).len() <= head.count as usize);
        }
        let board = board(&campus, on);
        prop_assert!(board.term.holds(on));
        for row in &board.rows {
            let period = row.it.obligation.period;
            let until = match period {
                Period::Once => row.due.plus(365),
                Period::Term => board.term.until,
                Period::Year => campus.terms().year(&board.term).1,
                Period::Quarter => (0..93).map(|it| row.from.plus(it)).take_while(|it| {
                    use chrono::Datelike as _;
                    (it.date().month() - 1) / 3 == (row.from.date().month() - 1) / 3 && it.date().year() == row.from.date().year()
                }).last().unwrap(),
            };
            for cell in &row.cells {
                let expected = recount(&told, zone, on, row, &cell.whom, (row.from, until));
                prop_assert_eq!((cell.done, cell.unproved, cell.planned), expected, "{} {:?}", row.it.obligation.code, cell.whom);
                prop_assert_eq!(cell.pace.state == CellState::Met, cell.done >= u32::from(row.it.obligation.target));
            }
        }
        // What counts, and only that, says why.
        for head in heads.iter().filter(|it| it.state.is_held() && it.facts.day <= on && board.term.holds(it.facts.day)) {
            for (force, whom, _) in campus.counts_for(head) {
                let Some(row) = board.row(&force.obligation.code).filter(|it| it.from <= head.facts.day) else { continue };
                for whom in whom {
                    let listed = row.cells.iter().find(|it| it.whom == whom).is_some_and(|it| it.things.iter().any(|it| it.seq == head.seq));
                    prop_assert!(listed || row.it.obligation.period == Period::Quarter);
                }
            }
        }
    }
}

#[test]
fn an_activity_from_plan_to_publication_and_what_is_refused() {
    let (_, mut campus) = live(Vec::new());
    let zone = campus.zone();
    let today = Day(719_200);
    let now = today.at(zone, 20, 0);
    let act = |campus: &mut Campus, act: ActivityAct| -> Result<Seq, Refusal> {
        let (seq, act) = (campus.applied().next(), Act::Activity(act));
        campus.check(UserId(0), now, &act)?;
        campus.apply(&Entry { seq, at: now, by: UserId(0), seat: SeatId(0), act });
        Ok(seq)
    };
    let facts = |day: Day, title: &str| ActivityFacts {
        kind: ActivityKind::Safety,
        branch: Some(Branch::Safety),
        community: Some(CommunityId(0)),
        department: None,
        day,
        minute: Some(19 * 60),
        place: None,
        title: title.into(),
        tags: vec!["征兵".into()],
        taking: Vec::new(),
        promised: vec!["照片".into()],
    };
    use ActivityState as S;
    let entered = |day, title: &str, state| {
        ActivityAct::Entered(Box::new(ActivityEntered { facts: facts(day, title), state, count: 2, text: "".into() }))
    };
    assert_eq!(act(&mut campus, entered(today.plus(1), "入伍讲座", S::Held)), Err(Refusal::InFuture));
    assert_eq!(act(&mut campus, entered(today, " ", S::Held)), Err(Refusal::EmptyText));
    let activity = act(&mut campus, entered(today, "入伍讲座", S::Planned)).unwrap();
    let moved = |from, to, text: &str| ActivityAct::Moved { activity, from, to, text: text.into() };
    assert_eq!(act(&mut campus, moved(S::Planned, S::Published, "x")), Err(Refusal::ActivityUnproved(activity)));
    assert_eq!(act(&mut campus, moved(S::Planned, S::Proved, "x")), Err(Refusal::ActivityNotHeld(activity)));
    assert_eq!(act(&mut campus, moved(S::Planned, S::Cancelled, "")), Err(Refusal::ReasonNeeded));
    act(&mut campus, moved(S::Planned, S::Held, "")).unwrap();
    assert_eq!(act(&mut campus, moved(S::Held, S::Proved, "")), Err(Refusal::ActivityUnproved(activity)));
    // One activity, two obligations: by its kind, and by its theme.
    let head = campus.activities().get(activity).unwrap();
    let counts: Vec<(Box<str>, CountsBy)> =
        campus.counts_for(head).into_iter().map(|(it, _, why)| (it.obligation.code.clone(), why)).collect();
    assert_eq!(counts, [("safety".into(), CountsBy::Kind(ActivityKind::Safety)), ("conscription".into(), CountsBy::Theme("征兵".into())),]);
    let attended = |added: &[u32], removed: &[u32], before, count| ActivityAct::Attended {
        activity,
        added: added.iter().copied().map(StudentId).collect(),
        removed: removed.iter().copied().map(StudentId).collect(),
        before,
        count,
    };
    assert_eq!(act(&mut campus, attended(&[0, 1, 2], &[], 2, 2)), Err(Refusal::FewerThanNamed { named: 3, got: 2 }));
    assert_eq!(act(&mut campus, attended(&[0, 0], &[], 2, 2)), Err(Refusal::StudentTwice));
    assert_eq!(act(&mut campus, attended(&[9], &[], 2, 2)), Err(Refusal::NoSuchStudent(StudentId(9))));
    act(&mut campus, attended(&[0, 2], &[], 2, 12)).unwrap();
    assert_eq!(act(&mut campus, attended(&[], &[1], 12, 12)), Err(Refusal::NotPresent(StudentId(1))));
    assert_eq!(campus.activities().present(activity), [StudentId(0), StudentId(2)]);
    let file = |bytes: usize| Box::new(TalkFile { name: "合影.jpg".into(), bytes: vec![1; bytes].into() });
    assert!(matches!(act(&mut campus, ActivityAct::Attached { activity, file: file(30_000_000) }), Err(Refusal::FileTooLarge { .. })));
    act(&mut campus, ActivityAct::Attached { activity, file: file(3) }).unwrap();
    let cell = |campus: &Campus, code: &str| {
        let board = board(campus, today);
        let cell = &board.row(code).unwrap().cells[0];
        (cell.done, cell.unproved)
    };
    assert_eq!(cell(&campus, "safety"), (1, 1));
    act(&mut campus, moved(S::Held, S::Proved, "")).unwrap();
    assert_eq!((cell(&campus, "safety"), cell(&campus, "conscription")), ((1, 0), (1, 0)));
    act(&mut campus, moved(S::Proved, S::Published, "云平台")).unwrap();
    // An erased student is at no activity any more, and as many were there.
    campus.activities.release(StudentId(0));
    assert_eq!((campus.activities().present(activity), campus.activities().get(activity).unwrap().count), (&[StudentId(2)][..], 12));
}

#[test]
fn a_version_stays_with_its_term_wherever_the_days_of_terms_move() {
    let (_, mut campus) = live(Vec::new());
    let day = |y, m, d| Day::ymd(y, m, d).unwrap();
    let now = day(2026, 11, 27).at(campus.zone(), 9, 0);
    let write = |campus: &mut Campus, act: Act| {
        campus.check(UserId(0), now, &act).unwrap();
        let entry = Entry { seq: campus.applied().next(), at: now, by: UserId(0), seat: SeatId(0), act };
        campus.apply(&entry);
        entry
    };
    let autumn = |campus: &Campus| campus.terms().at(day(2026, 11, 27));
    let target = |campus: &Campus, term: &TermSpan| campus.obligations().one(term.middle(), "volunteer").unwrap().obligation.target;
    let before = campus.obligations().one(autumn(&campus).middle(), "volunteer").unwrap().obligation.clone();
    let change = ObligationChange { before: Some(before.clone()), after: Some(Obligation { target: 9, ..before.clone() }) };
    let set = write(&mut campus, Act::Term(TermAct::ObligationsSet { from: day(2027, 2, 1), changes: vec![change] }));
    let facts = TermFacts { name: "2026 秋".into(), year: "2026-2027".into(), from: day(2026, 8, 24), until: day(2027, 2, 10) };
    write(&mut campus, Act::Term(TermAct::Set { term: None, before: None, after: Some(facts) }));
    let (this, next) = (autumn(&campus), campus.terms().at(day(2027, 3, 1)));
    assert_eq!((target(&campus, &this), target(&campus, &next)), (before.target, 9));
    // Between terms nothing is demanded a term.
    let (summer, term) = (board(&campus, day(2026, 8, 10)), board(&campus, day(2026, 11, 27)));
    let of_term = |it: &Board<'_>| it.rows.iter().filter(|row| row.it.obligation.period == Period::Term).count();
    assert!(of_term(&summer) == 0 && of_term(&term) > 5);
    let by = campus.inverse(&set).unwrap();
    write(&mut campus, by);
    assert_eq!(target(&campus, &next), before.target);
}
