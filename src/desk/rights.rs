//! Who may do and read what. The one place that decides; screen, command line and search all ask here.

use crate::campus::{
    Act, Campus, CustodyAct, IncidentAct, PersonAct, READERS_LIMIT, Role, ShiftAct, StaffAct, TalkHead, User, UserId, Visibility,
};

/// Whether a role may do an act at all. Rules of the trade ("only your own talk") are the campus's; this is about the role alone.
///
/// | act | who |
/// |---|---|
/// | users, places, founding | administrator |
/// | a passphrase | whose it is, administrator |
/// | roster, officers | administrator, student office, counselor |
/// | schedule | administrator, student office |
/// | sign in or out | the person of the shift, administrator, student office |
/// | talks | everybody but the duty leader and the department |
/// | an incident made lighter | administrator, student office, duty leader |
/// | rounds, and all else about incidents | everybody |
/// | a backup | everybody: it shows nothing to who has no passphrase |
/// | an erasure asked for | administrator, student office, counselor |
/// | an erasure agreed to, refused, carried out | administrator, student office |
pub fn may_do(campus: &Campus, user: UserId, act: &Act) -> bool {
    let Some(it) = campus.staff().user(user).filter(|it| it.active) else { return false };
    let (admin, office, counselor) = (it.role == Role::Administrator, it.role == Role::StudentOffice, it.role == Role::Counselor);
    match act {
        Act::Founded(_) | Act::Place(_) => admin,
        Act::Staff(StaffAct::PassphraseChanged { user: whose } | StaffAct::KeyPublished { user: whose, .. }) => admin || *whose == user,
        Act::Staff(StaffAct::OfficersNamed(_) | StaffAct::OfficerRelieved { .. }) => admin || office || counselor,
        Act::Staff(_) => admin,
        Act::Person(PersonAct::Imported(_) | PersonAct::ImportReverted { .. }) => admin || office || counselor,
        Act::Shift(ShiftAct::Published(_) | ShiftAct::Recalled(_)) => admin || office,
        Act::Shift(ShiftAct::SignedIn { shift, .. } | ShiftAct::SignedOut { shift, .. }) => {
            admin || office || campus.shifts().get(*shift).is_some_and(|it| it.person == user)
        }
        Act::Round(_) => true,
        Act::Talk(_) => !matches!(it.role, Role::DutyLeader | Role::Department),
        Act::Incident(IncidentAct::Weighed { from, to, .. }) => *to <= *from || admin || office || it.role == Role::DutyLeader,
        Act::Incident(_) => true,
        Act::Custody(CustodyAct::BackedUp { .. }) => true,
        Act::Custody(CustodyAct::ErasureProposed { .. }) => admin || office || counselor,
        // Written by whoever happens to come in first after damage.
        Act::Custody(CustodyAct::Salvaged { .. }) => true,
        Act::Custody(CustodyAct::GlassBroken { talk, .. }) => campus.talks().get(*talk).is_some_and(|it| may_break_glass(campus, user, it)),
        Act::Custody(CustodyAct::UnlocksFailed { user: whose, .. } | CustodyAct::RecoveryUsed { user: whose }) => admin || *whose == user,
        Act::Custody(_) => admin || office,
        Act::Undone { by, .. } => may_do(campus, user, by),
    }
}

/// Whether a user may read the text of a talk. That it took place, everybody may know.
pub fn may_read_talk(campus: &Campus, user: UserId, talk: &TalkHead) -> bool {
    let Some(it) = campus.staff().user(user).filter(|it| it.active) else { return false };
    if talk.is_sealed() {
        return talk.has_reader(user);
    }
    talk.by == user
        || match talk.visibility {
            Visibility::Normal => matches!(it.role, Role::Counselor | Role::CounsellingCentre | Role::StudentOffice),
            Visibility::Psych => it.role == Role::CounsellingCentre,
            Visibility::Private => false,
        }
}

/// Whether a user who is no reader of a talk may read it in need: the student office a psychological one, the duty leader a normal one,
/// nobody a private one.
pub fn may_break_glass(campus: &Campus, user: UserId, talk: &TalkHead) -> bool {
    let Some(it) = campus.staff().user(user).filter(|it| it.active) else { return false };
    let role = match talk.visibility {
        Visibility::Normal => Role::DutyLeader,
        Visibility::Psych => Role::StudentOffice,
        Visibility::Private => return false,
    };
    it.role == role && !may_read_talk(campus, user, talk)
}

/// Whether a user may be made a reader of a sealed talk by one of its readers: whoever talks to students.
pub fn may_become_reader(campus: &Campus, reader: UserId, _visibility: Visibility) -> bool {
    let talks = |it: &User| matches!(it.role, Role::Counselor | Role::CounsellingCentre | Role::StudentOffice);
    campus.staff().user(reader).is_some_and(|it| it.active && talks(it))
}

/// To whom a note is sealed; `true` for those who may only break the glass. The author comes first. Nobody for a normal talk, which lies
/// under the desk's own seal.
pub fn note_readers(campus: &Campus, author: UserId, visibility: Visibility) -> Vec<(UserId, bool)> {
    if visibility == Visibility::Normal {
        return Vec::new();
    }
    let others = |role, glass| {
        let of_role = campus.staff().users().filter(move |(id, it)| *id != author && it.active && it.role == role);
        of_role.filter(move |_| visibility == Visibility::Psych).map(move |(id, _)| (id, glass))
    };
    let all = std::iter::once((author, false)).chain(others(Role::CounsellingCentre, false)).chain(others(Role::StudentOffice, true));
    all.take(READERS_LIMIT).collect()
}

/// Whether a user may have a new recovery key made.
pub fn may_renew_recovery_key(campus: &Campus, user: UserId) -> bool {
    campus.staff().user(user).is_some_and(|it| it.active && it.role == Role::Administrator)
}

/// Whether a user may read the texts of incidents: everybody who works at night, but not who only keeps the program running, unless
/// they opened the incident themselves.
pub fn may_read_incident(campus: &Campus, user: UserId, opened_by: UserId) -> bool {
    user == opened_by || campus.staff().user(user).is_some_and(|it| it.active && it.role != Role::Administrator)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::campus::{Entry, SeatId, Seq, Stamp, TalkState, Topic, User, Way};

    fn campus(roles: &[Role]) -> Campus {
        let mut campus = Campus::default();
        for (row, role) in roles.iter().enumerate() {
            let login = format!("u{row}").into_boxed_str();
            let user = User {
                name: login.clone(),
                login,
                sex: None,
                role: *role,
                community: None,
                department: None,
                classes: Default::default(),
                phone: "".into(),
                active: true,
            };
            let act = Act::Staff(StaffAct::Joined(user));
            campus.apply(&Entry { seq: Seq(row as u64 + 1), at: Stamp(0), by: UserId(0), seat: SeatId(0), act });
        }
        campus
    }

    fn talk(by: u16, visibility: Visibility) -> TalkHead {
        TalkHead {
            seq: Seq(1),
            by: UserId(by),
            students: Default::default(),
            held: Stamp(0),
            topic: Topic::Psych,
            way: Way::InPerson,
            place: None,
            level: None,
            followup: None,
            visibility,
            answers: None,
            state: TalkState::Closed,
            readers: None,
            more: Default::default(),
        }
    }

    #[test]
    fn a_psychological_talk_is_read_by_its_author_and_the_centre_alone() {
        let roles = [Role::Counselor, Role::Counselor, Role::CounsellingCentre, Role::StudentOffice, Role::Administrator, Role::DutyLeader];
        let campus = campus(&roles);
        let readers = |visibility| -> Vec<u16> {
            (0..roles.len() as u16).filter(|id| may_read_talk(&campus, UserId(*id), &talk(0, visibility))).collect()
        };
        assert_eq!(readers(Visibility::Psych), [0, 2]);
        assert_eq!(readers(Visibility::Private), [0]);
        assert_eq!(readers(Visibility::Normal), [0, 1, 2, 3]);
    }

    #[test]
    fn somebody_who_was_disabled_may_nothing() {
        let mut campus = campus(&[Role::Administrator, Role::Counselor]);
        let before = campus.staff().user(UserId(1)).unwrap().clone();
        let after = User { active: false, ..before.clone() };
        let act = Act::Staff(StaffAct::Changed { user: UserId(1), before: before.into(), after: after.into() });
        assert!(may_do(&campus, UserId(0), &act) && !may_do(&campus, UserId(1), &act));
        campus.apply(&Entry { seq: Seq(3), at: Stamp(0), by: UserId(0), seat: SeatId(0), act: act.clone() });
        assert!(!may_read_talk(&campus, UserId(1), &talk(1, Visibility::Private)));
        assert!(!may_do(&campus, UserId(1), &Act::Talk(crate::campus::TalkAct::Reopened { talk: Seq(1) })));
    }
}
