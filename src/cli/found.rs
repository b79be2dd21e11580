//! `init` and `user`: a desk comes into being, and those who sit at it come and go.

use super::args::{InitArgs, PasswdArgs, UserAddArgs, UserCommand};
use super::out::{Out, Outcome, Table};
use super::problem::{Exit, Problem};
use super::seat::Seat;
use super::{choose, recovery, view};
use crate::campus::{Act, Campus, ClassId, Refusal, Role, Sex, StaffAct, User, UserId};
use crate::desk::{Desk, DeskError, Fault, Founding, rights};
use crate::say;
use crate::text;
use serde::Serialize;
use serde_json::json;

/// `init`.
pub(super) fn init(seat: &Seat, args: &InitArgs, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let home = seat.home()?;
    let login = seat.login_needed()?.to_owned();
    // A home that is there already is said before anybody has to think of a passphrase; `create` looks again.
    match Desk::begin(&home, seat.clock) {
        Ok(_) => return Err(seat.trouble(&home, &Fault::HomeExists.into()).into()),
        Err(DeskError::Storage(Fault::NoHome | Fault::NotAHome)) => {}
        Err(error) => return Err(seat.trouble(&home, &error).into()),
    }
    let passphrase = seat.founder_passphrase(&login, out)?;
    let cost = seat.kdf_cost(&args.kdf, out);
    let name = args.name.clone().unwrap_or_else(|| login.clone());
    let founding = Founding { college: args.college.clone(), login: login.clone(), name };
    let (desk, recovery) = Desk::create(&home, founding, &passphrase, cost, seat.clock).map_err(|error| seat.trouble(&home, &error))?;
    seat.close(&desk, out);
    let (home, key) = (home.display().to_string(), recovery.to_string());
    out.answer(words, &json!({ "home": home, "user": login, "recovery_key": key }), |out| {
        let place = text::clean(&home);
        out.line(words, &say!(words, "cli-init-done", home = place.as_ref(), user = login.as_str()))?;
        out.line(words, &say!(words, "cli-init-recovery"))?;
        out.line(words, "")?;
        out.line(words, &format!("    {key}"))?;
        out.line(words, "")?;
        out.line(words, &say!(words, "cli-init-next"))
    })?;
    Ok(Exit::Done)
}

/// A user, for scripts.
#[derive(Serialize)]
struct UserView {
    login: String,
    name: String,
    role: &'static str,
    active: bool,
    sex: Option<&'static str>,
    community: Option<String>,
    department: Option<String>,
    classes: Vec<String>,
    phone: Option<String>,
}

fn user_view(campus: &Campus, it: &User) -> UserView {
    UserView {
        login: it.login.to_string(),
        name: it.name.to_string(),
        role: it.role.key(),
        active: it.active,
        sex: it.sex.map(Sex::key),
        community: it.community.and_then(|id| campus.places().community(id)).map(|it| it.name.to_string()),
        department: it.department.and_then(|id| campus.people().department(id)).map(|it| it.name.to_string()),
        classes: it.classes.iter().filter_map(|id| campus.people().class(*id)).map(|it| it.name.to_string()).collect(),
        phone: view::masked(&it.phone),
    }
}

/// `user …`.
pub(super) fn user(seat: &Seat, command: &UserCommand, out: &mut Out) -> Outcome {
    seat.at_desk(out, |desk, out| {
        if let UserCommand::NewRecoveryKey { recovery_key_file, without_old_key } = command {
            recovery::renew(seat, desk, recovery_key_file.as_deref(), *without_old_key, out)?;
            return Ok(Exit::Done);
        }
        let Some(changed) = change(seat, desk, command, out)? else { return list(seat, desk, out) };
        let campus = desk.campus();
        let told = campus.staff().user(changed).map(|it| user_view(&campus, it));
        if let Some(told) = told {
            let line = say!(seat.words, "cli-user-done", user = told.login.as_str(), name = told.name.as_str());
            out.answer(&seat.words, &told, |out| out.line(&seat.words, &text::clean(&line)))?;
        }
        Ok(Exit::Done)
    })
}

/// Does what was asked and says whom it concerned; `None` where the users are only to be listed.
fn change(seat: &Seat, desk: &Desk, command: &UserCommand, out: &mut Out) -> Outcome<Option<UserId>> {
    let words = &seat.words;
    Ok(Some(match command {
        UserCommand::List | UserCommand::NewRecoveryKey { .. } => return Ok(None),
        UserCommand::Add(args) => add(seat, desk, args, out)?,
        UserCommand::Role { login, role } => {
            let user = known(seat, desk, login)?;
            desk.set_role(user, read_role(seat, role)?).map_err(|error| Problem::desk(words, &desk.campus(), &error))?;
            user
        }
        UserCommand::Classes { login, classes } => {
            let user = known(seat, desk, login)?;
            let before = desk.campus().staff().user(user).cloned().ok_or_else(|| Problem::not_found(words, login))?;
            let after = User { classes: read_classes(seat, &desk.campus(), classes)?.into(), ..before.clone() };
            if after != before {
                let act = Act::Staff(StaffAct::Changed { user, before: before.into(), after: after.into() });
                seat.receipt(desk, desk.submit(act))?;
            }
            user
        }
        UserCommand::Disable { login } => {
            let user = known(seat, desk, login)?;
            desk.disable_user(user).map_err(|error| Problem::desk(words, &desk.campus(), &error))?;
            user
        }
        UserCommand::Passwd(args) => passwd(seat, desk, args, out)?,
    }))
}

fn list(seat: &Seat, desk: &Desk, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let campus = desk.campus();
    let users: Vec<UserView> = campus.staff().users().map(|(_, it)| user_view(&campus, it)).collect();
    out.answer(words, &users, |out| {
        let mut table = Table::new([
            say!(words, "cli-head-login"),
            say!(words, "cli-head-name"),
            say!(words, "cli-head-role"),
            say!(words, "cli-head-state"),
            say!(words, "cli-head-classes"),
        ]);
        for (it, (_, user)) in users.iter().zip(campus.staff().users()) {
            let state = if it.active { say!(words, "cli-user-active") } else { say!(words, "cli-user-disabled") };
            table.row([it.login.clone(), it.name.clone(), words.role(user.role), state, it.classes.join(" ")]);
        }
        out.table(words, &table)
    })?;
    Ok(Exit::Done)
}

fn add(seat: &Seat, desk: &Desk, args: &UserAddArgs, out: &mut Out) -> Outcome<UserId> {
    let words = &seat.words;
    let user = {
        let campus = desk.campus();
        let community = args.community.as_deref().map(|name| {
            let found = campus.places().communities().find(|(_, it)| &*it.name == name).map(|(id, _)| id);
            found.ok_or_else(|| Problem::not_found(words, name))
        });
        let department = args.department.as_deref().map(|name| {
            let found = campus.people().departments().find(|(_, it)| &*it.name == name).map(|(id, _)| id);
            found.ok_or_else(|| Problem::not_found(words, name))
        });
        let sex =
            args.sex.as_deref().map(|it| choose::one_of(words, "sex", it, &[Sex::Male, Sex::Female], Sex::key, |w, it| w.sex(Some(it))));
        User {
            login: args.login.as_str().into(),
            name: args.name.as_deref().unwrap_or(&args.login).into(),
            sex: sex.transpose()?,
            role: read_role(seat, &args.role)?,
            community: community.transpose()?,
            department: department.transpose()?,
            classes: read_classes(seat, &campus, &args.classes)?.into(),
            phone: args.phone.as_str().into(),
            active: true,
        }
    };
    // The rules are asked first, so that nobody chooses a passphrase for nothing; the desk asks them again.
    let act = Act::Staff(StaffAct::Joined(user.clone()));
    let allowed = rights::may_do(&desk.campus(), desk.user(), &act);
    let checked = if allowed { desk.campus().check(desk.user(), desk.now(), &act) } else { Err(Refusal::NotAllowed) };
    checked.map_err(|refusal| seat.refusal(desk, &refusal))?;
    let passphrase = seat.new_passphrase(args.new_passphrase_file.as_deref(), &args.login, out)?;
    let cost = seat.kdf_cost(&args.kdf, out);
    desk.add_user(user, &passphrase, cost).map_err(|error| Problem::desk(words, &desk.campus(), &error))?;
    Ok(known(seat, desk, &args.login)?)
}

fn passwd(seat: &Seat, desk: &Desk, args: &PasswdArgs, out: &mut Out) -> Outcome<UserId> {
    let words = &seat.words;
    let own = desk.campus().staff().user(desk.user()).map(|it| it.login.to_string());
    let login = args.login.clone().or(own).unwrap_or_default();
    let user = known(seat, desk, &login)?;
    let passphrase = seat.new_passphrase(args.new_passphrase_file.as_deref(), &login, out)?;
    let cost = seat.kdf_cost(&args.kdf, out);
    desk.set_passphrase(&login, &passphrase, cost).map_err(|error| Problem::desk(words, &desk.campus(), &error))?;
    Ok(user)
}

fn known(seat: &Seat, desk: &Desk, login: &str) -> Result<UserId, Problem> {
    desk.campus().staff().by_login(login).ok_or_else(|| Problem::not_found(&seat.words, login))
}

fn read_role(seat: &Seat, role: &str) -> Result<Role, Problem> {
    const ALL: [Role; 6] =
        [Role::Counselor, Role::DutyLeader, Role::Department, Role::CounsellingCentre, Role::StudentOffice, Role::Administrator];
    choose::one_of(&seat.words, "role", role, &ALL, Role::key, |words, it| words.role(it))
}

fn read_classes(seat: &Seat, campus: &Campus, names: &[String]) -> Result<Vec<ClassId>, Problem> {
    let find = |name: &String| campus.people().classes().find(|(_, it)| *it.name == **name).map(|(id, _)| id);
    names.iter().map(|name| find(name).ok_or_else(|| Problem::not_found(&seat.words, name))).collect()
}
