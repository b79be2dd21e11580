//! `round`: the night round from the shell.

mod mark;
mod report;

pub(super) use report::Asked;

use super::args::{RoundCommand, RoundListArgs, RoundSampleArgs, RoundStartArgs};
use super::ask::short_time;
use super::choose::Finding;
use super::out::{Out, Outcome, Table};
use super::problem::{Exit, Problem};
use super::seat::Seat;
use super::view;
use crate::campus::{Act, BuildingId, RoomId, RoundAct, RoundBegun, RoundScope, Seq, sample};
use crate::desk::Desk;
use crate::say;
use crate::text;
use serde::Serialize;

/// `round …`.
pub(super) fn run(seat: &Seat, command: &RoundCommand, out: &mut Out) -> Outcome {
    match command {
        RoundCommand::Mark(args) => mark::run(seat, args, out),
        RoundCommand::Report(args) => report::run(seat, args, out),
        RoundCommand::Start(args) => seat.at_desk(out, |desk, out| start(seat, desk, args, out)),
        RoundCommand::Sample(args) => seat.at_desk(out, |desk, out| draw(seat, desk, args, out)),
        RoundCommand::List(args) => seat.at_desk(out, |desk, out| list(seat, desk, args, out)),
        RoundCommand::End { id, note } => seat.at_desk(out, |desk, out| end(seat, desk, id, note, out)),
    }
}

fn start(seat: &Seat, desk: &Desk, args: &RoundStartArgs, out: &mut Out) -> Outcome {
    let building = {
        let campus = desk.campus();
        Finding::new(&seat.words, &campus, &desk.finder(), desk.user()).building(&args.building)?
    };
    let scope = args.floor.map_or(RoundScope::Building(building), |floor| RoundScope::Floor(building, floor));
    let seq = begin(seat, desk, scope, !args.down)?;
    tell(seat, desk, seq, out)
}

fn begin(seat: &Seat, desk: &Desk, scope: RoundScope, upward: bool) -> Result<Seq, Problem> {
    let day = desk.now().duty_day(desk.campus().zone());
    let answer = desk.submit(Act::Round(RoundAct::Begun(RoundBegun { day, scope, upward })));
    seat.receipt(desk, answer).map(|it| it.seq)
}

/// A round with its sums.
fn tell(seat: &Seat, desk: &Desk, seq: Seq, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let campus = desk.campus();
    let Some(it) = campus.rounds().walk(seq) else { return Err(Problem::not_found(words, &format!("R{seq}")).into()) };
    let view = view::walk(&campus, it);
    out.answer(words, &view, |out| {
        let counts = say!(words, "cli-round-counts", checked = view.checked, rooms = view.rooms, expected = view.expected);
        let fields = [
            (say!(words, "cli-head-id"), view.id.clone()),
            (say!(words, "cli-head-day"), words.day_long(it.begun.day)),
            (say!(words, "cli-head-place"), view.place.clone()),
            (say!(words, "cli-head-seed"), view.seed.map(|it| it.to_string()).unwrap_or_default()),
            (say!(words, "cli-head-checked"), counts),
            (say!(words, "cli-head-present"), view.present.to_string()),
            (say!(words, "cli-head-leave"), view.leave.to_string()),
            (say!(words, "cli-head-late"), view.late.to_string()),
            (say!(words, "cli-head-absent"), view.absent.to_string()),
            (say!(words, "cli-head-next"), view.next.clone().unwrap_or_default()),
        ];
        fields.into_iter().try_for_each(|(name, value)| out.field(words, name, &value))
    })?;
    Ok(Exit::Done)
}

/// A sample as it is drawn.
#[derive(Serialize)]
struct SampleView {
    seed: u64,
    buildings: Vec<String>,
    /// Inhabited rooms it is drawn from.
    of: usize,
    count: usize,
    rooms: Vec<String>,
    /// The round that was begun with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    round: Option<String>,
}

fn draw(seat: &Seat, desk: &Desk, args: &RoundSampleArgs, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let (pool, rooms, of) = {
        let campus = desk.campus();
        let finder = desk.finder();
        let finding = Finding::new(words, &campus, &finder, desk.user());
        let named = args.buildings.iter().map(|it| finding.building(it)).collect::<Result<Vec<_>, _>>()?;
        let mut pool: Vec<BuildingId> = if named.is_empty() { campus.places().buildings().map(|(id, _)| id).collect() } else { named };
        pool.sort_unstable();
        pool.dedup();
        let count = args.rooms.unwrap_or_else(|| usize::from(campus.presets().rules().sample.rooms));
        let draw = |count| sample(campus.places(), campus.people(), &pool, args.seed, count);
        let (rooms, of) = (draw(count), draw(usize::MAX).len());
        (pool, rooms, of)
    };
    let round = if args.start {
        let scope = RoundScope::Sample { seed: args.seed, pool: pool.clone(), rooms: rooms.clone() };
        Some(begin(seat, desk, scope, !args.down)?)
    } else {
        None
    };
    let campus = desk.campus();
    let number = |id: &BuildingId| campus.places().building(*id).map(|it| it.number.to_string()).unwrap_or_default();
    let mut walked: Vec<RoomId> = rooms;
    walked.sort_by_key(|id| campus.places().room(*id).map(|it| (it.building, it.floor, it.number.len(), it.number.clone())));
    let view = SampleView {
        seed: args.seed,
        buildings: pool.iter().map(number).collect(),
        of,
        count: walked.len(),
        rooms: walked.iter().map(|id| campus.write_room(*id)).collect(),
        round: round.map(|it| format!("R{it}")),
    };
    out.answer(words, &view, |out| {
        out.line(words, &say!(words, "cli-sample", seed = view.seed.to_string(), count = view.count, of = view.of))?;
        view.rooms.chunks(8).try_for_each(|row| out.line(words, &text::clean(&format!("  {}", row.join("  ")))))?;
        match &view.round {
            Some(id) => out.field(words, say!(words, "cli-head-id"), id),
            None => Ok(()),
        }
    })?;
    Ok(Exit::Done)
}

fn list(seat: &Seat, desk: &Desk, args: &RoundListArgs, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let campus = desk.campus();
    let night = desk.now().duty_day(campus.zone());
    let wanted = |it: &&crate::campus::RoundHead| !it.called_off && (it.is_open() || !args.open && it.begun.day == night);
    let found = campus.rounds().walks().iter().rev().filter(wanted).take(args.limit.count());
    let views: Vec<_> = found.map(|it| view::walk(&campus, it)).collect();
    out.hand(words, views, |out, views| {
        let mut table = Table::new([
            say!(words, "cli-head-id"),
            say!(words, "cli-head-day"),
            say!(words, "cli-head-place"),
            say!(words, "cli-head-by"),
            say!(words, "cli-head-from"),
            say!(words, "cli-head-to"),
            say!(words, "cli-head-checked"),
            say!(words, "cli-head-expected"),
            say!(words, "cli-head-present"),
            say!(words, "cli-head-leave"),
            say!(words, "cli-head-late"),
            say!(words, "cli-head-absent"),
            say!(words, "cli-head-findings"),
            say!(words, "cli-head-next"),
        ]);
        for it in views {
            let ended = it.ended.as_deref().map(short_time).unwrap_or_default();
            let head = [it.id, it.duty_date, it.place, it.by, short_time(&it.since), ended, format!("{}/{}", it.checked, it.rooms)];
            let counts = [it.expected, it.present, it.leave, it.late, it.absent, it.findings].map(|it| it.to_string());
            table.row(head.into_iter().chain(counts).chain([it.next.unwrap_or_default()]));
        }
        out.table(words, &table)
    })?;
    Ok(Exit::Done)
}

fn end(seat: &Seat, desk: &Desk, id: &str, note: &str, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let round = view::numbered(&text::fold(id), 'R').ok_or_else(|| Problem::not_found(words, id))?;
    let answer = desk.submit(Act::Round(RoundAct::Ended { round, note: note.into() }));
    seat.receipt(desk, answer)?;
    tell(seat, desk, round, out)
}
