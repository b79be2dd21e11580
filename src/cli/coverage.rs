//! `coverage`: who was talked to this term, and when everybody will have been.

use super::args::CoverageArgs;
use super::out::{Out, Outcome, Table};
use super::problem::Exit;
use super::seat::Seat;
use super::view::date;
use crate::campus::Concern;
use crate::desk::care::{self, Coverage, Forecast, Share, Whose};
use crate::say;
use crate::words::Words;
use serde::Serialize;

/// How many of how many, of what.
#[derive(Serialize)]
struct ShareView {
    /// A class, a building; a level by its number.
    of: String,
    students: u32,
    reached: u32,
    percent: u32,
    /// Days of the rhythm of a level; `null` is once a term.
    #[serde(skip_serializing_if = "Option::is_none")]
    rhythm_days: Option<Option<i32>>,
}

#[derive(Serialize)]
struct CoverageView {
    term: [String; 2],
    all: ShareView,
    freshmen: ShareView,
    by_class: Vec<ShareView>,
    by_building: Vec<ShareView>,
    /// Of the levels that this user sees.
    by_level: Vec<ShareView>,
    forecast: ForecastView,
}

#[derive(Serialize)]
struct ForecastView {
    /// `done`, `no_pace`, `on`, `after_term`.
    state: &'static str,
    full_on: Option<String>,
    left: u32,
    pace_days: u32,
    /// Who was talked to for the first time this term in those days.
    pace: u32,
}

/// `coverage`.
pub(super) fn run(seat: &Seat, args: &CoverageArgs, out: &mut Out) -> Outcome {
    let words = &seat.words;
    seat.at_desk(out, |desk, out| {
        let campus = desk.campus();
        let found = care::coverage(&campus, desk.user(), desk.now(), if args.all { Whose::All } else { Whose::Mine });
        let class = |id| campus.people().class(id).map(|it| it.name.to_string()).unwrap_or_default();
        let building = |id| campus.places().building(id).map(|it| it.number.to_string()).unwrap_or_default();
        let view = CoverageView {
            term: [date(found.term.0), date(found.term.1)],
            all: share(say!(words, "cli-coverage-all"), found.all),
            freshmen: share(say!(words, "cli-coverage-freshmen"), found.freshmen),
            by_class: found.classes.iter().map(|(id, it)| share(class(*id), *it)).collect(),
            by_building: found.buildings.iter().map(|(id, it)| share(building(*id), *it)).collect(),
            by_level: found
                .levels
                .iter()
                .map(|it| ShareView { rhythm_days: Some(it.rhythm), ..share(it.level.number().to_string(), it.share) })
                .collect(),
            forecast: forecast(&found),
        };
        out.hand(words, view, |out, view| tell(words, &found, view, out))?;
        Ok(Exit::Done)
    })
}

fn share(of: String, it: Share) -> ShareView {
    ShareView { of, students: it.students, reached: it.reached, percent: it.percent(), rhythm_days: None }
}

fn forecast(it: &Coverage) -> ForecastView {
    let (state, full_on) = match it.forecast {
        Forecast::Done => ("done", None),
        Forecast::NoPace => ("no_pace", None),
        Forecast::On(day) => ("on", Some(date(day))),
        Forecast::AfterTerm => ("after_term", None),
    };
    ForecastView { state, full_on, left: it.all.left(), pace_days: it.pace_days, pace: it.pace }
}

fn tell(words: &Words, found: &Coverage, view: CoverageView, out: &mut Out) -> Outcome<()> {
    if found.all.students == 0 {
        return out.line(words, &say!(words, "cli-coverage-none"));
    }
    let mut table = Table::new([
        say!(words, "cli-head-scope"),
        say!(words, "cli-head-reached"),
        say!(words, "cli-head-percent"),
        say!(words, "cli-head-rhythm"),
    ]);
    let once = say!(words, "cli-care-once");
    let mut add = |of: String, it: &ShareView, asked: &str| {
        table.row([of, format!("{}/{}", it.reached, it.students), format!("{}%", it.percent), asked.to_owned()]);
    };
    add(view.all.of.clone(), &view.all, &once);
    if view.freshmen.students > 0 {
        add(view.freshmen.of.clone(), &view.freshmen, "");
    }
    for (it, level) in view.by_level.iter().zip(&found.levels) {
        let asked = level.rhythm.map_or_else(|| once.clone(), |days| say!(words, "cli-care-rhythm", days = days.to_string()));
        let of = if level.level == Concern::None { say!(words, "cli-level-none") } else { words.concern(level.level) };
        add(of, it, &asked);
    }
    view.by_building.iter().chain(&view.by_class).for_each(|it| add(it.of.clone(), it, ""));
    out.table(words, &table)?;
    let (days, count, left) = (found.pace_days.to_string(), found.pace.to_string(), found.all.left().to_string());
    let said = match found.forecast {
        Forecast::Done => say!(words, "cli-coverage-done"),
        Forecast::NoPace => say!(words, "cli-coverage-no-pace", days = days.as_str()),
        Forecast::On(day) => say!(words, "cli-coverage-on", day = words.day(day)),
        Forecast::AfterTerm => say!(words, "cli-coverage-after", day = words.day(found.term.1)),
    };
    out.line(words, &said)?;
    if matches!(found.forecast, Forecast::On(_) | Forecast::AfterTerm) {
        out.line(words, &say!(words, "cli-coverage-how", days = days, count = count, left = left))?;
    }
    Ok(())
}
