//! Arbitrary acts on what a college is made of: places, people, staff, shifts, talks, incidents, and the logbook itself.

use super::*;

pub(super) fn text() -> impl Strategy<Value = Box<str>> {
    prop_oneof!["[a-c]{0,3}", "[一二三]{1,2}", Just(" ".to_owned()), Just("长".repeat(70))].prop_map(Into::into)
}

/// Mostly small, so that acts meet; now and then far out, so that they point at nothing.
pub(super) fn row() -> impl Strategy<Value = usize> {
    prop_oneof![20 => 0usize..4, 1 => Just(usize::MAX), 1 => 0usize..3000]
}

pub(super) fn seq() -> impl Strategy<Value = Seq> {
    prop_oneof![20 => 0u64..30, 1 => any::<u64>()].prop_map(Seq)
}

pub(super) fn stamp() -> impl Strategy<Value = Stamp> {
    prop_oneof![20 => 0i64..3, 1 => any::<i64>()].prop_map(|it| Stamp(it.saturating_mul(3_600_000)))
}

pub(super) fn day() -> impl Strategy<Value = Day> {
    prop_oneof![20 => 719_163i32..719_166, 1 => any::<i32>()].prop_map(Day)
}

pub(super) fn sex() -> impl Strategy<Value = Sex> {
    prop_oneof![Just(Sex::Male), Just(Sex::Female)]
}

macro_rules! ids {
    ($($name:ident $id:ident;)*) => {$(
        pub(super) fn $name() -> impl Strategy<Value = $id> {
            row().prop_map($id::of)
        }
    )*};
}

ids! {
    community CommunityId;
    building BuildingId;
    room RoomId;
    department DepartmentId;
    class ClassId;
    student StudentId;
    user UserId;
    shift ShiftId;
}

pub(super) fn spot() -> impl Strategy<Value = Spot> {
    prop_oneof![
        room().prop_map(Spot::Room),
        building().prop_map(Spot::Building),
        community().prop_map(Spot::Community),
        text().prop_map(Spot::Words)
    ]
}

pub(super) fn laid() -> impl Strategy<Value = Laid> {
    let communities = (text(), text(), of(department())).prop_map(|(name, theme, lead)| Community { name, theme, lead });
    let buildings = (text(), of(community()), of(sex())).prop_map(|(number, community, sex)| Building { number, community, sex });
    let purpose = prop_oneof![Just(RoomUse::Dwelling), Just(RoomUse::Duty), Just(RoomUse::Other)];
    let rooms = (building(), -1i8..3, text(), any::<u8>(), purpose).prop_map(|(building, floor, number, beds, purpose)| Room {
        building,
        floor,
        number,
        beds,
        purpose,
    });
    (vec(communities, 0..2), vec(buildings, 0..2), vec(rooms, 0..4)).prop_map(|(communities, buildings, rooms)| Laid {
        communities,
        buildings,
        rooms,
    })
}

pub(super) fn facts() -> impl Strategy<Value = StudentFacts> {
    let bed = (room(), any::<u8>()).prop_map(|(room, bed)| Bed { room, bed });
    let more = vec((prop_oneof![Just(Detail::Grade), Just(Detail::IdentityNo)], text()), 0..2);
    let rest = (of(bed), text(), text(), more, prop::bool::weighted(0.1));
    (text(), text(), of(sex()), of(class()), of(department()), rest).prop_map(
        |(no, name, sex, class, department, (bed, phone, guardian_phone, more, left))| StudentFacts {
            no,
            name,
            sex,
            class,
            department,
            bed,
            phone,
            guardian_phone,
            more,
            left,
        },
    )
}

pub(super) fn changes() -> impl Strategy<Value = Vec<StudentChange>> {
    vec((prop::option::weighted(0.2, (student(), facts())), facts()).prop_map(|(before, after)| StudentChange { before, after }), 0..4)
}

pub(super) fn person() -> impl Strategy<Value = PersonAct> {
    let departments = vec(text().prop_map(|name| Department { name }), 0..2);
    let classes = vec((text(), of(department())).prop_map(|(name, department)| Class { name, department }), 0..2);
    let import = (departments, classes, laid(), changes()).prop_map(|(departments, classes, laid, students)| Import {
        departments,
        classes,
        laid,
        students,
    });
    let moved = (vec(night::bed_change(), 0..3), text()).prop_map(|(changes, reason)| PersonAct::Moved(Moved { changes, reason }));
    prop_oneof![
        4 => import.prop_map(PersonAct::Imported).boxed(),
        1 => changes().prop_map(|students| PersonAct::ImportReverted { students }),
        3 => moved.boxed()
    ]
}

pub(super) fn staff() -> impl Strategy<Value = StaffAct> {
    let role = prop_oneof![Just(Role::Counselor), Just(Role::Administrator), Just(Role::CounsellingCentre)];
    let joined = (text(), text(), role, of(community()), vec(class(), 0..6), any::<bool>()).prop_map(
        |(login, name, role, community, classes, active)| User {
            community,
            classes: classes.into(),
            active,
            ..User::new(login, name, role)
        },
    );
    let officer = (night::post(), student(), day()).prop_map(|(post, student, from)| Officer { post, student, from, until: None });
    let joined = joined.boxed();
    prop_oneof![
        3 => joined.clone().prop_map(StaffAct::Joined),
        1 => (user(), joined.clone(), joined).prop_map(|(user, before, after)| StaffAct::Changed { user, before: before.into(), after: after.into() }),
        1 => user().prop_map(|user| StaffAct::PassphraseChanged { user }),
        1 => (user(), any::<[u8; 32]>()).prop_map(|(user, key)| StaffAct::KeyPublished { user, key }),
        2 => vec(officer, 0..3).prop_map(StaffAct::OfficersNamed),
        1 => (night::post(), student(), day()).prop_map(|(post, student, on)| StaffAct::OfficerRelieved { post, student, on })
    ]
}

pub(super) fn shifts() -> impl Strategy<Value = ShiftAct> {
    let post = prop_oneof![community().prop_map(Post::Workroom), Just(Post::Leader)];
    let published = (day(), post, user(), stamp(), stamp()).prop_map(|(day, post, person, starts, ends)| Shift {
        day,
        post,
        person,
        starts,
        ends,
        signed_in: None,
        signed_out: None,
        cancelled: false,
    });
    prop_oneof![
        vec(published, 0..4).prop_map(ShiftAct::Published),
        vec(shift(), 0..3).prop_map(ShiftAct::Recalled),
        (shift(), stamp()).prop_map(|(shift, at)| ShiftAct::SignedIn { shift, at }),
        (shift(), stamp()).prop_map(|(shift, at)| ShiftAct::SignedOut { shift, at })
    ]
}

pub(super) fn concern() -> impl Strategy<Value = Concern> {
    (0u8..5).prop_map(|it| Concern::from_number(it).unwrap())
}

pub(super) fn talk() -> impl Strategy<Value = TalkAct> {
    let levels = vec((concern(), of(day())), 0..3).prop_map(SmallVec::from).boxed();
    let first = (vec(student(), 0..4), stamp(), 0usize..11, 0usize..5, of(spot()), of(concern()), of(day()));
    let second = (
        prop_oneof![Just(Visibility::Normal), Just(Visibility::Private), Just(Visibility::Psych)],
        prop::option::weighted(0.3, seq()),
        vec(text(), 0..2),
        text(),
        levels.clone(),
    );
    let logged = (first, second).prop_map(
        |((students, held, topic, way, place, level, followup), (visibility, answers, tags, text, levels_before))| TalkLogged {
            students: students.into(),
            held,
            topic: Topic::ALL[topic],
            way: Way::ALL[way],
            place,
            level,
            followup,
            visibility,
            answers,
            tags,
            text,
            levels_before,
        },
    );
    let logged = logged.boxed();
    let key = (user(), any::<bool>()).prop_map(|(reader, glass)| NoteKey { reader, glass, wrapped: Box::new([1; 9]) });
    let note = (vec(any::<u8>(), 0..3), vec(key, 0..3)).prop_map(|(sealed, keys)| SealedNote { sealed: sealed.into(), keys }).boxed();
    let sealed = (logged.clone(), note.clone(), any::<bool>()).prop_map(|(talk, note, emptied)| {
        let talk = if emptied { TalkLogged { text: "".into(), tags: Vec::new(), ..talk } } else { talk };
        TalkSealed { talk, note }
    });
    let keys = vec((seq(), vec(any::<u8>(), 0..3).prop_map(Into::into)), 0..3);
    let more = talks::more(logged.clone(), note.clone());
    prop_oneof![
        5 => logged.prop_map(TalkAct::Logged).boxed(),
        3 => sealed.prop_map(|it| TalkAct::LoggedSealed(Box::new(it))).boxed(),
        20 => more,
        1 => (seq(), note).prop_map(|(talk, note)| TalkAct::ClosedSealed { talk, note }),
        1 => (seq(), user(), keys).prop_map(|(talk, reader, keys)| TalkAct::ReaderAdded { talk, reader, keys }),
        1 => (seq(), user()).prop_map(|(talk, reader)| TalkAct::ReaderRemoved { talk, reader }),
        1 => (seq(), text()).prop_map(|(talk, text)| TalkAct::Closed { talk, text }),
        1 => seq().prop_map(|talk| TalkAct::Reopened { talk }),
        1 => (seq(), levels).prop_map(|(talk, levels)| TalkAct::Withdrawn { talk, levels })
    ]
}

pub(super) fn incident() -> impl Strategy<Value = IncidentAct> {
    let severity = (1u8..5).prop_map(|it| Severity::from_number(it).unwrap()).boxed();
    let states = [IncidentState::New, IncidentState::InHand, IncidentState::Closed, IncidentState::Withdrawn];
    let state = (0usize..4).prop_map(move |it| states[it]).boxed();
    let opened = (severity.clone(), 0usize..11, stamp(), of(spot()), vec(student(), 0..4), text()).prop_map(
        |(severity, category, happened, place, students, text)| IncidentOpened {
            severity,
            category: Category::ALL[category],
            happened,
            place,
            students: students.into(),
            tags: Vec::new(),
            text,
        },
    );
    let opened = opened.boxed();
    prop_oneof![
        4 => opened.clone().prop_map(IncidentAct::Opened),
        2 => night::opened_from(opened.clone()).boxed(),
        2 => (seq(), stamp(), text()).prop_map(|(incident, at, text)| IncidentAct::Noted { incident, at, text }),
        2 => (seq(), 0usize..6, any::<bool>(), text())
            .prop_map(|(incident, step, done, text)| IncidentAct::Stepped { incident, step: Step::ALL[step], done, text }),
        2 => (seq(), state.clone(), state, text()).prop_map(|(incident, from, to, text)| IncidentAct::Moved { incident, from, to, text }),
        1 => (seq(), of(user()), of(user())).prop_map(|(incident, from, to)| IncidentAct::Owned { incident, from, to }),
        5 => incident::handling(opened.clone()),
        1 => (seq(), severity.clone(), severity, text())
            .prop_map(|(incident, from, to, text)| IncidentAct::Weighed { incident, from, to, text })
    ]
}

pub(super) fn custody() -> impl Strategy<Value = CustodyAct> {
    let scope = prop_oneof![
        student().prop_map(ErasureScope::Student),
        (day(), day()).prop_map(|(from, until)| ErasureScope::Period { from, until })
    ];
    let number = prop_oneof![Just(NumberKind::Phone), Just(NumberKind::Guardian), Just(NumberKind::Identity)];
    let lost = (seq(), seq(), of(stamp()), of(text())).prop_map(|(first, last, at, kind)| Lost { first, last, at, kind });
    prop_oneof![
        1 => seq().prop_map(|upto| CustodyAct::BackedUp { id: [0; 16], upto, automatic: true }),
        1 => (seq(), any::<u8>()).prop_map(|(upto, epoch)| CustodyAct::Restored { id: [0; 16], upto, head: [0; 32], epoch }),
        1 => any::<u8>().prop_map(|epoch| CustodyAct::KeyRotated { epoch }),
        1 => (user(), any::<u32>(), stamp()).prop_map(|(user, times, last)| CustodyAct::UnlocksFailed { user, times, last }),
        1 => user().prop_map(|user| CustodyAct::RecoveryUsed { user }),
        4 => (seq(), text()).prop_map(|(talk, reason)| CustodyAct::GlassBroken { talk, reason }),
        2 => (scope, any::<u32>(), text()).prop_map(|(scope, entries, reason)| CustodyAct::ErasureProposed { scope, entries, reason }),
        2 => seq().prop_map(|erasure| CustodyAct::ErasureApproved { erasure }),
        1 => (seq(), text()).prop_map(|(erasure, reason)| CustodyAct::ErasureRejected { erasure, reason }),
        2 => (seq(), vec(seq(), 0..3)).prop_map(|(erasure, entries)| CustodyAct::Erased { erasure, entries }),
        1 => vec(lost, 0..2).prop_map(|lost| CustodyAct::Salvaged { lost }),
        1 => Just(CustodyAct::RecoveryRenewed),
        2 => (student(), number, text()).prop_map(|(student, what, reason)| CustodyAct::Revealed { student, what, reason }),
        1 => (text(), text(), any::<u32>()).prop_map(|(what, reason, rows)| CustodyAct::Exported { what, reason, rows })
    ]
}

pub(super) fn pattern() -> impl Strategy<Value = Pattern> {
    let appliance = (building(), any::<i8>()).prop_map(|(building, floor)| Pattern::Appliance { building, floor, what: Finding::Kettle });
    prop_oneof![
        1 => appliance,
        4 => Just(Pattern::Fraud),
        1 => class().prop_map(Pattern::Mood),
        1 => (building(), text()).prop_map(|(building, office)| Pattern::Repair { building, office }),
        1 => room().prop_map(Pattern::Late)
    ]
}

pub(super) fn put_off() -> impl Strategy<Value = PutOff> {
    (719_163i32..719_170, 0u32..3, text()).prop_map(|(until, count, reason)| PutOff { until: Day(until), count, reason })
}

pub(super) fn query() -> impl Strategy<Value = QueryAct> {
    prop_oneof![
        3 => (text(), of(text()), text()).prop_map(|(name, before, line)| QueryAct::Saved { name, before, line }),
        1 => (text(), text()).prop_map(|(name, line)| QueryAct::Dropped { name, line }),
        2 => (pattern(), of(put_off()), of(put_off()))
            .prop_map(|(pattern, before, after)| QueryAct::HintPutOff { pattern: Box::new(pattern), before, after })
    ]
}
