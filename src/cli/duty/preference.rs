//! `duty prefer`, `duty preferences`, `duty withdraw`.

use super::super::choose::one_of;
use super::super::out::{Out, Outcome, Table};
use super::super::problem::Exit;
use super::super::seat::Seat;
use super::super::view;
use super::super::written;
use crate::campus::{Act, DutyAct, Preference, PreferenceHead};
use crate::say;
use crate::words::Words;
use serde::Serialize;

#[derive(Serialize)]
struct PreferenceView {
    /// Its number, by which it is withdrawn.
    preference: u64,
    person: String,
    name: String,
    from: String,
    to: String,
    what: &'static str,
}

fn say_what(words: &Words, what: Preference) -> String {
    match what {
        Preference::Avoid => say!(words, "cli-prefer-avoid"),
        Preference::Wish => say!(words, "cli-prefer-wish"),
    }
}

/// `duty prefer`.
pub(super) fn prefer(seat: &Seat, what: &str, (from, to): (&str, Option<&str>), person: Option<&str>, out: &mut Out) -> Outcome {
    let words = &seat.words;
    seat.at_desk(out, |desk, out| {
        let act = written::choose(seat, desk, |finding| {
            let campus = finding.campus;
            let today = desk.now().duty_day(campus.zone());
            let what = one_of(words, "WHAT", what, &[Preference::Avoid, Preference::Wish], Preference::key, say_what)?;
            let from = written::day_of(seat, campus, Some(from), today)?;
            let until = to.map_or(Ok(from), |it| written::day_of(seat, campus, Some(it), today))?;
            let user = person.map_or(Ok(desk.user()), |it| finding.user(it))?;
            Ok(DutyAct::Preferred { user, from, until, what })
        })?;
        written::write(seat, desk, Act::Duty(act), None, out)
    })
}

/// `duty withdraw`.
pub(super) fn withdraw(seat: &Seat, typed: &str, out: &mut Out) -> Outcome {
    seat.at_desk(out, |desk, out| {
        let preference = written::id(seat, typed, 'P')?;
        written::write(seat, desk, Act::Duty(DutyAct::PreferenceWithdrawn { preference }), None, out)
    })
}

/// `duty preferences`: those that stand, the newest first.
pub(super) fn list(seat: &Seat, person: Option<&str>, out: &mut Out) -> Outcome {
    let words = &seat.words;
    seat.at_desk(out, |desk, out| {
        let person = written::choose(seat, desk, |finding| person.map(|it| finding.user(it)).transpose())?;
        let campus = desk.campus();
        let found: Vec<&PreferenceHead> = campus.duty().preferences().rev().filter(|it| person.is_none_or(|id| it.user == id)).collect();
        let view = |it: &&PreferenceHead| PreferenceView {
            preference: it.seq.0,
            person: view::login(&campus, it.user),
            name: campus.staff().user(it.user).map(|it| it.name.to_string()).unwrap_or_default(),
            from: view::date(it.from),
            to: view::date(it.until),
            what: it.what.key(),
        };
        let views: Vec<PreferenceView> = found.iter().map(view).collect();
        out.answer(words, &views, |out| {
            let mut table = Table::new([
                say!(words, "cli-head-id"),
                say!(words, "cli-head-name"),
                say!(words, "cli-head-from"),
                say!(words, "cli-head-to"),
                say!(words, "cli-head-wants"),
            ]);
            for (it, head) in views.iter().zip(&found) {
                table.row([it.preference.to_string(), it.name.clone(), it.from.clone(), it.to.clone(), say_what(words, head.what)]);
            }
            out.table(words, &table)
        })?;
        Ok(Exit::Done)
    })
}
