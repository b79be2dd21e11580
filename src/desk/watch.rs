//! The safety watch (安全研判) as one user sees it: facts are gathered through their [`Sight`], so that nothing they may not read adds to a hint.

use super::Sight;
use crate::campus::{
    BuildingId, Campus, Category, Hint, Pattern, Presence, PutOff, RequestKind, Spot, Stamp, UserId, WatchEntry, WatchFact, Weather, watch,
    watch_reach,
};

/// The hints for a user at a moment, those that stand first, the most striking first; and how each is put off that does not stand. What was put off
/// stands again on its day, or once there is more to it.
pub fn sorted(campus: &Campus, user: UserId, now: Stamp) -> Vec<(Hint, Option<PutOff>)> {
    let (sight, today) = (Sight::new(campus, user), now.day(campus.zone()));
    let off = |it: &Hint| sight.put_off(&it.pattern).filter(|off| off.until > today && it.count <= off.count as usize).cloned();
    let mut all: Vec<(Hint, Option<PutOff>)> =
        hints(campus, user, now).into_iter().map(|it| (off(&it), it)).map(|(off, it)| (it, off)).collect();
    all.sort_by_key(|(_, off)| off.as_ref().map(|it| it.until));
    all
}

/// The hints for a user at a moment, the most striking first, those put off as well. Drills are in none.
pub fn hints(campus: &Campus, user: UserId, now: Stamp) -> Vec<Hint> {
    let rules = &campus.presets().rules().watch;
    // The calendar's day: incidents and requests are of that, and the night that began yesterday lies before it.
    let today = now.day(campus.zone());
    let first = today.plus(-watch_reach(rules));
    let sight = Sight::new(campus, user);
    let mut facts = Vec::new();
    rounds(campus, sight, first, &mut facts);
    let zone = campus.zone();
    let begins = first.at(zone, 0, 0);
    for it in campus.incidents().heads().iter().rev().take_while(|it| it.opened >= begins).filter_map(|it| sight.incident(it)) {
        let stands = it.merged().is_none() && it.state() != crate::campus::IncidentState::Withdrawn;
        if it.category() == Some(Category::Fraud) && stands && !it.is_drill() {
            facts.push(WatchFact { pattern: Pattern::Fraud, day: it.opened().day(zone), entry: WatchEntry::Incident(it.seq()) });
        }
    }
    for it in sight.requests().rev().take_while(|it| it.at() >= begins).filter(|it| it.kind() == RequestKind::Repair) {
        if let Some(building) = it.place().and_then(|it| building_of(campus, it)) {
            let pattern = Pattern::Repair { building, office: it.office().into() };
            facts.push(WatchFact { pattern, day: it.at().day(zone), entry: WatchEntry::Request(it.seq()) });
        }
    }
    // The last reports are of the last days, or nearly.
    let moods = campus.moods().reports().iter().rev().filter(|it| !it.withdrawn && it.day >= first).filter_map(|it| sight.mood(it));
    // One student who needs somebody is nobody's pattern: what counts is the weather of the class.
    facts.extend(moods.filter(|it| it.weather >= Weather::Rain).map(|it| WatchFact {
        pattern: Pattern::Mood(it.class),
        day: it.day,
        entry: WatchEntry::Mood(it.seq, it.weather),
    }));
    watch(facts, rules, today)
}

fn building_of(campus: &Campus, spot: &Spot) -> Option<BuildingId> {
    match spot {
        Spot::Room(id) => campus.places().building_of(*id),
        Spot::Building(id) => Some(*id),
        Spot::Community(_) | Spot::Words(_) => None,
    }
}

fn rounds(campus: &Campus, sight: Sight<'_>, first: crate::campus::Day, facts: &mut Vec<WatchFact>) {
    // Sheets stand in the order they were begun; a night that was written down a few days late stands among later ones.
    let sheets = campus.rounds().sheets().iter().rev().take_while(|it| it.day >= first.plus(-LATE_DAYS)).filter(|it| it.day >= first);
    for sheet in sheets {
        for mark in &sheet.marks {
            for what in mark.findings.iter().filter(|it| it.is_appliance()) {
                let pattern = Pattern::Appliance { building: sheet.building, floor: sheet.floor, what: *what };
                facts.push(WatchFact { pattern, day: sheet.day, entry: WatchEntry::Room(mark.room) });
            }
            let late = |it: &&(crate::campus::StudentId, Presence)| it.1 == Presence::Late && sight.sees_whereabouts(sheet.author(), it.0);
            for _ in mark.away.iter().filter(late) {
                facts.push(WatchFact { pattern: Pattern::Late(mark.room), day: sheet.day, entry: WatchEntry::Room(mark.room) });
            }
        }
    }
}

/// By so many days at most a sheet is begun later than its night.
const LATE_DAYS: i32 = 7;
