//! Incidents by the clock: each missed deadline fires once, whatever the program and the clock did; double reports lose nothing.

use super::{Life, ME, OTHER};
use proptest::collection::vec;
use proptest::prelude::*;
use std::collections::HashSet;
use yedeng::campus::*;

fn about(act: IncidentAct) -> Act {
    Act::Incident(act)
}

fn ack(life: &Life, incident: Seq) -> Act {
    about(IncidentAct::Acknowledged { incident, before: life.campus.incidents().get(incident).unwrap().acked.map(|it| it.seq) })
}

fn head(life: &Life, incident: Seq) -> &IncidentHead {
    life.campus.incidents().get(incident).unwrap()
}

/// Everything that has passed is put on record, as a seat does when it looks. Gives what was.
fn look(life: &mut Life) -> Vec<(Seq, Deadline, Stamp)> {
    let due: Vec<(Seq, Deadlines)> = life.campus.incidents_due(life.now).into_iter().map(|(it, fires)| (it.seq, fires)).collect();
    let mut fired = Vec::new();
    for (incident, passed) in due {
        fired.extend(passed.iter().map(|(what, due)| (incident, *what, *due)));
        life.does(about(IncidentAct::Fired { incident, passed: passed.into_vec() }));
    }
    fired
}

/// The same life, as the next start of the program finds it.
fn restarted(life: &Life) -> Campus {
    let mut campus = Campus::default();
    life.entries.iter().for_each(|it| campus.apply(it));
    campus
}

#[test]
fn an_acknowledgement_that_nobody_follows_up_expires_and_the_incident_comes_back() {
    let mut life = Life::new();
    let act = life.incident(Severity::Major);
    let seq = life.does(act);
    let acknowledged = ack(&life, seq);
    life.does(acknowledged.clone());
    assert_eq!(head(&life, seq).state, IncidentState::Acknowledged);
    assert_eq!(life.tries(OTHER, acknowledged), Err(Refusal::ChangedMeanwhile), "of two who acknowledge at once one is told");
    life.now = life.now.plus_minutes(29);
    assert!(!look(&mut life).iter().any(|(_, what, _)| matches!(what, Deadline::Hold(_))));
    // A sign of life puts it off.
    life.does(about(IncidentAct::Noted { incident: seq, at: life.now, text: "到了".into() }));
    life.now = life.now.plus_minutes(29);
    assert!(head(&life, seq).acked.is_some());
    look(&mut life);
    assert!(head(&life, seq).acked.is_some());
    life.now = life.now.plus_minutes(1);
    assert!(look(&mut life).iter().any(|(_, what, _)| matches!(what, Deadline::Hold(_))));
    assert_eq!((head(&life, seq).state, head(&life, seq).acked), (IncidentState::New, None), "it waits for somebody again");
    life.now = life.now.plus_minutes(5);
    assert!(look(&mut life).iter().any(|(_, what, _)| matches!(what, Deadline::Answer(_))));
    let again = ack(&life, seq);
    life.does(again);
    assert_eq!(head(&life, seq).state, IncidentState::Acknowledged);
}

#[test]
fn what_was_missed_while_the_program_was_closed_fires_once_and_is_marked_late() {
    let mut life = Life::new();
    let act = life.incident(Severity::Major);
    let seq = life.does(act);
    life.now = life.now.plus_minutes(3 * 24 * 60);
    life.campus = restarted(&life);
    let fired = look(&mut life);
    assert!(fired.contains(&(seq, Deadline::Report(Step::TellStudentOffice), head(&life, seq).opened.plus_minutes(5))), "{fired:?}");
    assert!(head(&life, seq).fired.iter().all(|it| it.is_late()));
    life.campus = restarted(&life);
    assert!(look(&mut life).is_empty());
    let passed = vec![(Deadline::Report(Step::TellStudentOffice), head(&life, seq).opened.plus_minutes(5))];
    assert_eq!(life.tries(OTHER, about(IncidentAct::Fired { incident: seq, passed })), Err(Refusal::ChangedMeanwhile));
    // What has not come yet cannot be put on record.
    let passed = head(&life, seq).deadlines(life.campus.incident_clock()).into_iter().filter(|(_, due)| *due > life.now).collect();
    assert_eq!(life.tries(ME, about(IncidentAct::Fired { incident: seq, passed })), Err(Refusal::ChangedMeanwhile));
}

#[test]
fn open_steps_keep_an_incident_open_unless_it_is_said_why() {
    let mut life = Life::new();
    let act = life.incident(Severity::Ordinary);
    let seq = life.does(act);
    let close =
        |text: &str| about(IncidentAct::Moved { incident: seq, from: IncidentState::New, to: IncidentState::Closed, text: text.into() });
    assert!(matches!(life.tries(ME, close(" ")), Err(Refusal::StepsOpen { open }) if open > 2));
    let rules = life.campus.presets().rules().incident.clone();
    for line in rules.checklist(head(&life, seq).category) {
        life.does(about(IncidentAct::Ticked { incident: seq, item: line.code.clone(), done: true, text: "".into() }));
    }
    let tick = about(IncidentAct::Ticked { incident: seq, item: "nothing".into(), done: true, text: "".into() });
    assert_eq!(life.tries(ME, tick), Err(Refusal::NoSuchCheck("nothing".into())));
    let owed: Vec<Step> = head(&life, seq).owed(life.campus.incident_clock()).into_iter().map(|(step, _)| step).collect();
    assert_eq!(life.tries(ME, close("")), Err(Refusal::StepsOpen { open: owed.len() }));
    for step in owed {
        life.does(about(IncidentAct::Stepped { incident: seq, step, done: true, text: "".into() }));
    }
    life.does(close(""));
    assert!(!head(&life, seq).is_open());
    let (incident, from, to) = (seq, IncidentState::Closed, IncidentState::InHand);
    assert_eq!(life.tries(ME, about(IncidentAct::Moved { incident, from, to, text: "".into() })), Err(Refusal::ReasonNeeded));
}

#[test]
fn double_reports_are_put_together_and_apart_and_nothing_is_lost() {
    let mut life = Life::new();
    let act = life.incident(Severity::Serious);
    let first = life.does(act.clone());
    let since = life.now;
    life.now = life.now.plus_minutes(7);
    let second = life.does(act);
    let noted = life.does(about(IncidentAct::Noted { incident: first, at: life.now, text: "已断电".into() }));
    let merged = life.does(about(IncidentAct::Merged { incident: first, into: second, text: "同一起".into() }));
    assert_eq!(head(&life, second).since, since, "the clock runs from the first report");
    assert_eq!(life.campus.incidents().timeline(second), [second, first, noted, merged]);
    assert_eq!(life.campus.incidents().open().map(|it| it.seq).collect::<Vec<_>>(), [second]);
    assert_eq!(life.tries(ME, ack(&life, first)), Err(Refusal::IncidentMerged { incident: first, into: second }));
    let withdraw = IncidentAct::Moved { incident: second, from: IncidentState::New, to: IncidentState::Withdrawn, text: "误".into() };
    assert_eq!(life.tries(ME, about(withdraw)), Err(Refusal::HoldsReports(second)));
    life.undoes(merged).unwrap();
    assert_eq!(life.campus.incidents().open().map(|it| it.seq).collect::<Vec<_>>(), [first, second]);
    assert_eq!(head(&life, second).since, head(&life, second).opened);
    let grave = life.incident(Severity::Major);
    let third = life.does(grave);
    let merge = |incident, into| about(IncidentAct::Merged { incident, into, text: "".into() });
    assert_eq!(life.tries(ME, merge(third, first)), Err(Refusal::MergeGraver { incident: third, into: first }));
    assert_eq!(life.tries(ME, merge(first, first)), Err(Refusal::ChangedMeanwhile));
    life.does(merge(first, third));
}

#[test]
fn a_drill_runs_the_same_ladder_and_is_none_of_what_happened() {
    let mut life = Life::new();
    let Act::Incident(IncidentAct::Opened(opened)) = life.incident(Severity::Major) else { panic!("not opened") };
    let real = life.does(about(IncidentAct::Opened(opened.clone())));
    let drill = life.does(about(IncidentAct::Drilled(opened)));
    let clock = life.campus.incident_clock();
    let steps = |seq| head(&life, seq).deadlines(clock).into_iter().filter(|(it, _)| matches!(it, Deadline::Report(_))).count();
    assert_eq!(steps(drill), steps(real));
    assert_eq!(life.campus.incident_queue().last().map(|(it, _)| it.seq), Some(drill), "what is real goes before it");
    let merge = about(IncidentAct::Merged { incident: drill, into: real, text: "".into() });
    assert_eq!(life.tries(ME, merge), Err(Refusal::MergeDrill));
    let pending = life.campus.pending(life.now, life.now.day(DEFAULT_ZONE), None);
    assert!(pending.iter().all(|it| it.item != HandoverItem::Incident(drill)));
}

/// What happens in a simulated life: time passes or jumps, somebody does something, the program is started again, somebody looks.
#[derive(Debug, Clone)]
enum Happens {
    Passes(i64),
    Jumps(i64),
    Opens(u8),
    Acknowledges(usize),
    Notes(usize),
    Reports(usize, usize),
    Weighs(usize, u8),
    Resolves(usize),
    Restarts,
    Looks,
}

fn happens() -> impl Strategy<Value = Happens> {
    prop_oneof![
        6 => (1i64..90).prop_map(Happens::Passes),
        1 => (600i64..20_000).prop_map(Happens::Passes),
        1 => (-5_000i64..5_000).prop_map(Happens::Jumps),
        2 => (1u8..5).prop_map(Happens::Opens),
        3 => (0usize..8).prop_map(Happens::Acknowledges),
        2 => (0usize..8).prop_map(Happens::Notes),
        2 => (0usize..8, 0usize..9).prop_map(|(at, step)| Happens::Reports(at, step)),
        1 => (0usize..8, 1u8..5).prop_map(|(at, severity)| Happens::Weighs(at, severity)),
        1 => (0usize..8).prop_map(Happens::Resolves),
        1 => Just(Happens::Restarts),
        6 => Just(Happens::Looks)
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Weeks of it: whatever was missed is on record after the next look, once for each deadline, and never before its time.
    #[test]
    fn every_missed_deadline_fires_exactly_once(weeks in vec(happens(), 1..120)) {
        let mut life = Life::new();
        let (mut seqs, mut seen) = (Vec::new(), HashSet::new());
        for it in weeks {
            let pick = |at: usize| seqs.get(at % seqs.len().max(1)).copied();
            let act = match it {
                Happens::Passes(minutes) | Happens::Jumps(minutes) => {
                    life.now = life.now.plus_minutes(minutes);
                    None
                }
                Happens::Opens(severity) => Some(life.incident(Severity::from_number(severity).unwrap())),
                Happens::Acknowledges(at) => pick(at).map(|seq| ack(&life, seq)),
                Happens::Notes(at) => pick(at).map(|incident| about(IncidentAct::Noted { incident, at: life.now, text: "记".into() })),
                Happens::Reports(at, step) => pick(at).map(|incident| {
                    let done = !head(&life, incident).is_done(Step::ALL[step]);
                    about(IncidentAct::Stepped { incident, step: Step::ALL[step], done, text: "".into() })
                }),
                Happens::Weighs(at, to) => pick(at).map(|incident| {
                    let (from, to) = (head(&life, incident).severity, Severity::from_number(to).unwrap());
                    about(IncidentAct::Weighed { incident, from, to, text: "变".into() })
                }),
                Happens::Resolves(at) => pick(at).map(|incident| {
                    let from = head(&life, incident).state;
                    about(IncidentAct::Moved { incident, from, to: IncidentState::Resolved, text: "好".into() })
                }),
                Happens::Restarts => {
                    let again = restarted(&life);
                    prop_assert_eq!(&again, &life.campus);
                    life.campus = again;
                    None
                }
                Happens::Looks => {
                    let now = life.now;
                    for (incident, what, due) in look(&mut life) {
                        prop_assert!(due <= now, "before its time");
                        prop_assert!(seen.insert((incident, what, due)), "twice: {incident} {what:?}");
                        let record = head(&life, incident).fired.iter().rfind(|it| it.what == what).unwrap();
                        prop_assert_eq!(record.is_late(), now.minutes_since(due) >= FIRED_LATE_MINUTES);
                    }
                    let by = life.campus.incident_clock();
                    for it in life.campus.incidents().open() {
                        // An acknowledgement that expired is asked for again, from now on.
                        let missed = it.deadlines(by).into_iter().filter(|(what, due)| *due <= now && !it.has_fired(*what, *due));
                        prop_assert_eq!(missed.count(), 0, "missed");
                    }
                    prop_assert!(life.campus.incidents_due(now).is_empty());
                    None
                }
            };
            if let Some(act) = act {
                let opens = matches!(&act, Act::Incident(it) if it.incident().is_none());
                if let Ok(seq) = life.tries(ME, act) {
                    seqs.extend(opens.then_some(seq));
                }
            }
        }
    }
}
