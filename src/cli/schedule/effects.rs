//! What duties changing hands would do to people: the preview of repairs, offers and requests.

use super::super::out::{Out, Outcome, Table};
use super::super::problem::Problem;
use super::super::view;
use super::known;
use super::why::said_units;
use crate::campus::{Act, Campus, Conflict, Effect, TurnMoved};
use crate::desk::Desk;
use crate::desk::rights;
use crate::say;
use crate::words::Words;
use serde::Serialize;

/// What changes, what speaks against it, and what it does.
#[derive(Serialize)]
pub(super) struct Preview {
    pub(super) turns: Vec<TurnView>,
    pub(super) conflicts: Vec<ConflictView>,
    pub(super) effects: Vec<EffectView>,
}

/// A shift that changes hands.
#[derive(Serialize)]
pub(super) struct TurnView {
    shift: String,
    duty_date: String,
    site: String,
    from: String,
    to: String,
    #[serde(skip)]
    said: TurnMoved,
}

#[derive(Serialize)]
pub(super) struct ConflictView {
    shift: String,
    person: String,
    conflict: &'static str,
    #[serde(skip)]
    said: (TurnMoved, Conflict),
}

/// What it is for one person, over the term so far published.
#[derive(Serialize)]
pub(super) struct EffectView {
    #[serde(flatten)]
    who: known::PersonView,
    /// Duties before and after.
    load: [f64; 2],
    /// On days off.
    days_off: [usize; 2],
    /// Fewest free nights between two.
    rest: [Option<i32>; 2],
}

/// Looks at turns against the campus as it stands.
pub(super) fn preview(campus: &Campus, turns: &[TurnMoved]) -> Preview {
    let days = || turns.iter().filter_map(|it| campus.shifts().get(it.shift)).map(|it| it.day);
    let effects = match (days().min(), days().max()) {
        (Some(first), Some(last)) => campus.effects(turns, (known::term(campus, first).0, known::term(campus, last).1)),
        _ => Vec::new(),
    };
    let effect = |it: &Effect| EffectView {
        who: known::person(campus, it.person),
        load: [known::units(it.load.0), known::units(it.load.1)],
        days_off: [it.off.0, it.off.1],
        rest: [it.rest.0, it.rest.1],
    };
    let conflicts = campus.conflicts(turns).into_iter().map(|it| ConflictView {
        shift: id(&it.0),
        person: view::login(campus, it.0.to),
        conflict: it.1.key(),
        said: it,
    });
    Preview {
        turns: turns.iter().map(|it| turn(campus, it)).collect(),
        conflicts: conflicts.collect(),
        effects: effects.iter().map(effect).collect(),
    }
}

fn id(turn: &TurnMoved) -> String {
    format!("S{}", turn.shift.0)
}

pub(super) fn turn(campus: &Campus, it: &TurnMoved) -> TurnView {
    let shift = campus.shifts().get(it.shift);
    TurnView {
        shift: id(it),
        duty_date: shift.map(|it| view::date(it.day)).unwrap_or_default(),
        site: shift.map(|it| known::site(campus, it.post)).unwrap_or_default(),
        from: view::login(campus, it.from),
        to: view::login(campus, it.to),
        said: *it,
    }
}

/// A shift that changes hands, for people.
pub(super) fn said_turn(words: &Words, campus: &Campus, turn: &TurnMoved) -> String {
    let Some(it) = campus.shifts().get(turn.shift) else { return String::new() };
    let (day, site) = (words.day_long(it.day), known::said_site(words, campus, it.post));
    let (from, to) = (known::name(campus, turn.from), known::name(campus, turn.to));
    say!(words, "cli-effect-turn", day = day, site = site, from = from, to = to, shift = id(turn))
}

impl Preview {
    /// For people.
    pub(super) fn tell(&self, words: &Words, campus: &Campus, out: &mut Out) -> Outcome<()> {
        for it in &self.turns {
            out.line(words, &format!("  {}", crate::text::clean(&said_turn(words, campus, &it.said))))?;
        }
        if !self.effects.is_empty() {
            let mut table = Table::new([
                say!(words, "cli-head-person"),
                say!(words, "cli-head-served"),
                say!(words, "cli-head-days-off"),
                say!(words, "cli-head-rest"),
            ]);
            for it in &self.effects {
                let rest = |it: Option<i32>| it.map_or_else(|| "-".to_owned(), |it| it.to_string());
                table.row([
                    it.who.name.clone(),
                    format!("{} → {}", said_units(it.load[0]), said_units(it.load[1])),
                    format!("{} → {}", it.days_off[0], it.days_off[1]),
                    format!("{} → {}", rest(it.rest[0]), rest(it.rest[1])),
                ]);
            }
            out.table(words, &table)?;
        }
        for it in &self.conflicts {
            let (turn, conflict) = it.said;
            let day = campus.shifts().get(turn.shift).map(|it| words.day(it.day)).unwrap_or_default();
            let (name, why) = (known::name(campus, turn.to), words.conflict(conflict));
            out.line(words, &say!(words, "cli-effect-conflict", day = day, name = name, why = why))?;
        }
        Ok(())
    }
}

/// Refuses an act that would be refused, without writing it.
pub(super) fn checked(words: &Words, desk: &Desk, campus: &Campus, act: &Act) -> Result<(), Problem> {
    if !rights::may_do(campus, desk.user(), act) {
        return Err(Problem::refusal(words, campus, &crate::campus::Refusal::NotAllowed));
    }
    campus.check(desk.user(), desk.now(), act).map_err(|it| Problem::refusal(words, campus, &it))
}
