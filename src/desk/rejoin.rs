//! Who has a key on the keyring but is not known to the campus: the entry that took them in is lost (重新加入).
//!
//! Where the entry's header was left, their place is there without a name; the public key they had published says whose it was, so that what they
//! wrote before is theirs again. Only an administrator or the recovery key brings them back: what role they had nobody knows.

use super::DeskError;
use super::rights::{Right, Sight, role_on_return};
use crate::campus::{Act, Campus, CustodyAct, Entry, Lost, SeatId, StaffAct, Stamp, User, UserId};
use crate::logbook::{Fault, Hash, Logbook};

/// What is asked when a login that has a key is not known: who it is, or why they stay outside. Losses that are to be on record before anything
/// else are taken out if they are recorded on the way.
pub(super) type Strange = fn(&str, Stamp, (&mut Logbook, &mut Campus), &mut Vec<Lost>) -> Result<UserId, DeskError>;

/// A passphrase alone does not bring anybody back.
pub(super) fn refuse(_: &str, _: Stamp, _: (&mut Logbook, &mut Campus), _: &mut Vec<Lost>) -> Result<UserId, DeskError> {
    Err(DeskError::JoiningLost)
}

/// Somebody holds the recovery key: who had a key is taken in again, as an administrator if there is none left and as a counselor otherwise, until an
/// administrator says more. They sign it themselves, for there may be nobody else.
pub(super) fn take_in(
    login: &str,
    now: Stamp,
    (logbook, campus): (&mut Logbook, &mut Campus),
    lost: &mut Vec<Lost>,
) -> Result<UserId, DeskError> {
    if !logbook.keyring().has_key(login) {
        return Err(Fault::NoSuchUser.into());
    }
    let key = logbook.keyring().public_of(login);
    let place = place_of(campus, key);
    let by = place.unwrap_or(UserId(campus.staff().users().len() as u16));
    if !lost.is_empty() {
        write(logbook, campus, (now, by), Act::Custody(CustodyAct::Salvaged { lost: std::mem::take(lost) }))?;
    }
    let tended = campus.staff().users().any(|(id, _)| Sight::new(campus, id).may(Right::UsersSet));
    let user = User::new(login, login, role_on_return(tended));
    let act = joining(campus, key, user);
    campus.check(by, now, &act)?;
    write(logbook, campus, (now, by), act)?;
    campus.staff().by_login(login).ok_or(DeskError::JoiningLost)
}

/// The act that takes somebody in: into the place that was theirs, if it was left, and otherwise into a new one.
pub(super) fn joining(campus: &Campus, key: Option<Hash>, user: User) -> Act {
    let place = place_of(campus, key).and_then(|id| Some((id, campus.staff().user(id)?)));
    Act::Staff(match place {
        Some((id, before)) => StaffAct::Changed { user: id, before: Box::new(before.clone()), after: Box::new(user) },
        None => StaffAct::Joined(user),
    })
}

/// The place without a name that belongs to a public key.
fn place_of(campus: &Campus, key: Option<Hash>) -> Option<UserId> {
    let published = campus.staff().keys().iter().rev().find(|it| Some(it.key) == key)?.user;
    campus.staff().user(published).is_some_and(|it| it.login.is_empty()).then_some(published)
}

fn write(logbook: &mut Logbook, campus: &mut Campus, (at, by): (Stamp, UserId), act: Act) -> Result<(), Fault> {
    let entry = Entry { seq: logbook.next_seq(), at, by, seat: SeatId(0), act };
    logbook.append(std::slice::from_ref(&entry))?;
    campus.apply(&entry);
    Ok(())
}
