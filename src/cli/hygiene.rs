//! `hygiene`: scores of rooms with stars, appeals, what is to be mended, and the model rooms of a term (文明寝室).

use super::args::{HygieneCommand, HygieneListArgs, PeriodArgs};
use super::out::{Out, Outcome, Table};
use super::problem::{Exit, Problem};
use super::seat::Seat;
use super::view::{date, login};
use super::written::{choose, day, id, take_back, term_so_far, write};
use crate::campus::{Act, AppealState, Campus, HygieneAct, HygieneRules, ScoreHead, Scored};
use crate::desk::Desk;
use crate::say;
use crate::text;
use serde::Serialize;

/// The letter of a score's id.
const LETTER: char = 'H';

/// `hygiene …`.
pub(super) fn run(seat: &Seat, command: &HygieneCommand, out: &mut Out) -> Outcome {
    seat.at_desk(out, |desk, out| {
        let act = match command {
            HygieneCommand::Score { room, off, text, day: typed } => {
                let day = day(seat, desk, typed.as_deref())?;
                HygieneAct::Scored(scored(seat, desk, (room, off, text), day)?)
            }
            HygieneCommand::Appeal { id: of, text } => HygieneAct::Appealed { score: id(seat, of, LETTER)?, text: text.as_str().into() },
            HygieneCommand::Decide { id: of, points, text } => {
                HygieneAct::Decided { score: id(seat, of, LETTER)?, points: *points, text: text.as_str().into() }
            }
            HygieneCommand::Mend { id: of, day: typed } => {
                HygieneAct::Mended { score: id(seat, of, LETTER)?, day: day(seat, desk, typed.as_deref())? }
            }
            HygieneCommand::Undo { id: of } => {
                let score = id(seat, of, LETTER)?;
                if desk.campus().hygiene().get(score).is_none() {
                    return Err(Problem::not_found(&seat.words, of).into());
                }
                return take_back(seat, desk, score, out);
            }
            HygieneCommand::List(args) => return list(seat, desk, args, out),
            HygieneCommand::Rooms(args) => return rooms(seat, desk, args, out),
        };
        let letter = matches!(act, HygieneAct::Scored(_)).then_some(LETTER);
        write(seat, desk, Act::Hygiene(act), letter, out)
    })
}

fn scored(seat: &Seat, desk: &Desk, (room, off, text): (&str, &[String], &str), day: crate::campus::Day) -> Result<Scored, Problem> {
    choose(seat, desk, |finding| {
        let rules = &finding.campus.presets().rules().hygiene;
        let off = off.iter().map(|it| points_off(seat, rules, it)).collect::<Result<Vec<_>, _>>()?;
        let mend_by = (!off.is_empty()).then(|| day.plus(rules.mend_days.into()));
        Ok(Scored { room: finding.room(room)?, day, off, text: text.into(), mend_by })
    })
}

/// `ITEM=POINTS`: an item by its code or its name.
fn points_off(seat: &Seat, rules: &HygieneRules, typed: &str) -> Result<(Box<str>, u8), Problem> {
    let plain = text::fold(typed);
    let found = plain.split_once('=').and_then(|(item, points)| {
        let item = rules.items.iter().find(|it| it.code.eq_ignore_ascii_case(item.trim()) || *it.name == *item.trim())?;
        Some((item.code.clone(), points.trim().parse().ok()?))
    });
    found.ok_or_else(|| {
        let codes: Vec<String> = rules.items.iter().map(|it| format!("{}({}≤{})", it.code, it.name, it.most)).collect();
        let typed = text::clean(typed);
        let message = say!(seat.words, "cli-bad-value", what = "ITEM=POINTS", typed = typed.as_ref(), keys = codes.join(" "));
        Problem::usage("bad_value", message).with("allowed", codes)
    })
}

/// A score, for scripts.
#[derive(Serialize)]
struct ScoreView {
    id: String,
    seq: u64,
    building: String,
    room: String,
    place: String,
    day: String,
    by: String,
    points: u8,
    stars: u8,
    mend_by: Option<String>,
    mended: Option<String>,
    overdue: bool,
    appeal: &'static str,
    appeal_until: String,
}

fn view(campus: &Campus, it: &ScoreHead, today: crate::campus::Day) -> ScoreView {
    let rules = &campus.presets().rules().hygiene;
    let room = campus.places().room(it.room);
    let building = room.and_then(|it| campus.places().building(it.building));
    ScoreView {
        id: format!("{LETTER}{}", it.seq),
        seq: it.seq.0,
        building: building.map(|it| it.number.to_string()).unwrap_or_default(),
        room: room.map(|it| it.number.to_string()).unwrap_or_default(),
        place: campus.write_room(it.room),
        day: date(it.day),
        by: login(campus, it.by),
        points: it.points,
        stars: rules.stars_of(it.points),
        mend_by: it.mend_by.map(date),
        mended: it.mended.map(date),
        overdue: it.is_to_mend() && it.mend_by.is_some_and(|by| by < today),
        appeal: it.appeal.key(),
        appeal_until: date(rules.appeal_until(it.day)),
    }
}

/// Stars that do not rest on colour: `★★★☆☆`.
fn stars(count: u8) -> String {
    let full = usize::from(count.min(5));
    "★".repeat(full) + &"☆".repeat(5 - full)
}

fn list(seat: &Seat, desk: &Desk, args: &HygieneListArgs, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let (from, until) = term_so_far(seat, desk, (args.period.since.as_deref(), args.period.until.as_deref()))?;
    let views: Vec<(ScoreView, AppealState)> = choose(seat, desk, |finding| {
        let campus = finding.campus;
        let room = args.room.as_deref().map(|it| finding.room(it)).transpose()?;
        let today = desk.now().day(campus.zone());
        let wanted = |it: &&ScoreHead| {
            !it.withdrawn
                && (!args.to_mend || it.is_to_mend())
                && (!args.appealed || it.appeal == AppealState::Open)
                && room.is_none_or(|room| room == it.room)
                // What waits is listed however old it is.
                && (args.to_mend || args.appealed || (from <= it.day && it.day <= until))
        };
        let found = campus.hygiene().scores().iter().rev().filter(wanted).take(args.limit.count());
        Ok(found.map(|it| (view(campus, it, today), it.appeal)).collect())
    })?;
    let json: Vec<&ScoreView> = views.iter().map(|it| &it.0).collect();
    out.answer(words, &json, |out| {
        let mut table = Table::new([
            say!(words, "cli-head-id"),
            say!(words, "cli-head-room"),
            say!(words, "cli-head-day"),
            say!(words, "cli-head-points"),
            say!(words, "cli-head-stars"),
            say!(words, "cli-head-mend-by"),
            say!(words, "cli-head-appeal"),
            say!(words, "cli-head-by"),
        ]);
        for (it, appeal) in &views {
            let mend = match (&it.mended, &it.mend_by) {
                (Some(mended), _) => say!(words, "cli-mended", day = mended.as_str()),
                (None, Some(by)) if it.overdue => say!(words, "cli-mend-overdue", day = by.as_str()),
                (None, by) => by.clone().unwrap_or_default(),
            };
            let (points, by) = (it.points.to_string(), it.by.clone());
            table.row([it.id.clone(), it.place.clone(), it.day.clone(), points, stars(it.stars), mend, words.appeal(*appeal), by]);
        }
        out.table(words, &table)
    })?;
    Ok(Exit::Done)
}

/// A model room, for scripts.
#[derive(Serialize)]
struct ModelRoom {
    building: String,
    room: String,
    place: String,
    average: u8,
    stars: u8,
    scores: usize,
}

fn rooms(seat: &Seat, desk: &Desk, args: &PeriodArgs, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let (from, until) = term_so_far(seat, desk, (args.since.as_deref(), args.until.as_deref()))?;
    let campus = desk.campus();
    let rules = campus.presets().rules();
    let model = |(id, average): (crate::campus::RoomId, u8)| {
        let room = campus.places().room(id);
        let building = room.and_then(|it| campus.places().building(it.building));
        ModelRoom {
            building: building.map(|it| it.number.to_string()).unwrap_or_default(),
            room: room.map(|it| it.number.to_string()).unwrap_or_default(),
            place: campus.write_room(id),
            average,
            stars: rules.hygiene.stars_of(average),
            scores: campus.hygiene().of_room(id).filter(|it| from <= it.day && it.day <= until).count(),
        }
    };
    let found: Vec<ModelRoom> = campus.hygiene().model_rooms(from, until, &rules.model_room).into_iter().map(model).collect();
    out.answer(words, &found, |out| {
        out.line(words, &say!(words, "cli-model-rooms", count = found.len(), from = date(from), until = date(until)))?;
        let mut table = Table::new([
            say!(words, "cli-head-room"),
            say!(words, "cli-head-points"),
            say!(words, "cli-head-stars"),
            say!(words, "cli-head-scores"),
        ]);
        found.iter().for_each(|it| table.row([it.place.clone(), it.average.to_string(), stars(it.stars), it.scores.to_string()]));
        out.table(words, &table)
    })?;
    Ok(Exit::Done)
}
