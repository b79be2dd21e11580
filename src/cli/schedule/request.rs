//! Requests about the published schedule: asked for, answered, listed.

use super::super::args::AskingArgs;
use super::super::ask::short_time;
use super::super::choose::one_of;
use super::super::out::{Out, Outcome, Table};
use super::super::problem::{Exit, Problem};
use super::super::seat::Seat;
use super::super::view;
use super::super::written;
use super::effects::{self, Preview};
use super::known;
use crate::campus::{Act, Campus, ChangeAct, ChangeHead, Day, LeaveKind, Seq, ShiftId, TurnMoved, UserId, Wanted};
use crate::desk::Desk;
use crate::say;
use crate::words::Words;
use serde::Serialize;

/// What is asked for.
pub(super) enum Ask<'a> {
    Swap { mine: &'a str, theirs: &'a str },
    Cover { shift: &'a str, by: &'a str },
    Give { shift: &'a str },
    Leave { from: &'a str, to: Option<&'a str>, kind: &'a str, person: Option<&'a str> },
}

/// A request, for scripts.
#[derive(Serialize)]
struct RequestView {
    /// Its number, by which it is answered.
    request: u64,
    at: String,
    by: String,
    #[serde(flatten)]
    who: known::PersonView,
    wanted: &'static str,
    shifts: Vec<ShiftBrief>,
    /// The colleague.
    other: Option<String>,
    from: Option<String>,
    to: Option<String>,
    /// Of a leave; `None` for who may not read it.
    kind: Option<&'static str>,
    /// Why; `None` for who may not read it.
    text: Option<String>,
    emergency: bool,
    state: &'static str,
    decided_by: Option<String>,
    #[serde(skip)]
    said: ChangeHead,
}

#[derive(Serialize)]
struct ShiftBrief {
    id: String,
    duty_date: String,
    site: String,
    person: String,
}

/// The answer to an act.
#[derive(Serialize)]
struct Answered {
    /// The entry; none where nothing is written.
    seq: Option<u64>,
    dry_run: bool,
    /// As it stands now; none before it is written.
    request: Option<RequestView>,
    #[serde(flatten)]
    preview: Preview,
    /// Duties that an approved leave leaves empty.
    opened: Vec<ShiftBrief>,
}

/// `schedule swap`, `cover`, `give`, `leave`.
pub(super) fn ask(seat: &Seat, ask: &Ask<'_>, args: &AskingArgs, out: &mut Out) -> Outcome {
    let words = &seat.words;
    seat.at_desk(out, |desk, out| {
        let now = desk.now();
        let (user, wanted) = written::choose(seat, desk, |finding| {
            let campus = finding.campus;
            let shift = |typed: &str| known::shift(words, campus, typed);
            // Of a duty it is whose duty it is that asks; whether one may ask for them, the table says.
            let holder = |id: ShiftId| campus.shifts().get(id).map_or(desk.user(), |it| it.person);
            Ok(match *ask {
                Ask::Swap { mine, theirs } => {
                    let mine = shift(mine)?;
                    (holder(mine), Wanted::Swap { mine, theirs: shift(theirs)? })
                }
                Ask::Cover { shift: typed, by } => {
                    let shift = shift(typed)?;
                    (holder(shift), Wanted::Cover { shift, by: finding.user(by)? })
                }
                Ask::Give { shift: typed } => {
                    let shift = shift(typed)?;
                    (holder(shift), Wanted::GiveAway { shift })
                }
                Ask::Leave { from, to, kind, person } => {
                    let kind = one_of(words, "--kind", kind, &LeaveKind::ALL, LeaveKind::key, |words, it| words.leave_kind(it))?;
                    let from = known::day(seat, campus, now, from)?;
                    let until = to.map_or(Ok(from), |it| known::day(seat, campus, now, it))?;
                    (person.map_or(Ok(desk.user()), |it| finding.user(it))?, Wanted::Leave { from, until, kind })
                }
            })
        })?;
        let text = args.reason.clone().unwrap_or_default().into();
        let act = ChangeAct::Asked { user, wanted, emergency: args.emergency, text };
        done(seat, desk, None, act, args.dry_run, out)
    })
}

/// What is answered to a request.
pub(super) enum Answer<'a> {
    Accept { person: Option<&'a str> },
    Approve,
    Decline { reason: &'a str },
    Withdraw,
}

/// `schedule accept`, `approve`, `decline`, `withdraw`.
pub(super) fn answer(seat: &Seat, typed: &str, answer: &Answer<'_>, dry_run: bool, out: &mut Out) -> Outcome {
    seat.at_desk(out, |desk, out| {
        let (head, person) = written::choose(seat, desk, |finding| {
            let head = known::change(&seat.words, finding.campus, typed)?;
            let person = match answer {
                Answer::Accept { person: Some(person) } => finding.user(person)?,
                _ => desk.user(),
            };
            Ok((head, person))
        })?;
        let change = head.seq;
        let act = match answer {
            Answer::Accept { .. } => ChangeAct::Accepted { change, person },
            Answer::Approve => ChangeAct::Approved { change },
            Answer::Decline { reason } => ChangeAct::Declined { change, text: (*reason).into() },
            Answer::Withdraw => ChangeAct::Withdrawn { change },
        };
        done(seat, desk, Some(change), act, dry_run, out)
    })
}

/// What would change hands by an act.
fn turns(campus: &Campus, act: &ChangeAct) -> Vec<TurnMoved> {
    let holder = |id: ShiftId| campus.shifts().get(id).map(|it| it.person);
    match act {
        ChangeAct::Asked { user, wanted, .. } => match *wanted {
            Wanted::Swap { mine, theirs } => {
                let Some(other) = holder(theirs) else { return Vec::new() };
                vec![TurnMoved { shift: mine, from: *user, to: other }, TurnMoved { shift: theirs, from: other, to: *user }]
            }
            Wanted::Cover { shift, by } => vec![TurnMoved { shift, from: *user, to: by }],
            Wanted::GiveAway { .. } | Wanted::Leave { .. } => Vec::new(),
        },
        ChangeAct::Accepted { change, person } => {
            let head = campus.changes().get(*change).copied();
            head.map(|it| ChangeHead { other: Some(*person), ..it }.turns()).unwrap_or_default()
        }
        ChangeAct::Approved { change } => campus.changes().get(*change).map(ChangeHead::turns).unwrap_or_default(),
        ChangeAct::Declined { .. } | ChangeAct::Withdrawn { .. } => Vec::new(),
    }
}

/// Writes an act, or only looks what it would do, and tells.
fn done(seat: &Seat, desk: &Desk, change: Option<Seq>, act: ChangeAct, dry_run: bool, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let (preview, opened) = {
        let campus = desk.campus();
        let turns = turns(&campus, &act);
        let leave = match (&act, change.and_then(|it| campus.changes().get(it))) {
            (ChangeAct::Asked { user, wanted: Wanted::Leave { from, until, .. }, .. }, _) => Some((*user, *from, *until)),
            (ChangeAct::Approved { .. }, Some(head)) => match head.wanted {
                Wanted::Leave { from, until, .. } => Some((head.user, from, until)),
                _ => None,
            },
            _ => None,
        };
        let opened = leave.map(|it| opened(&campus, it, desk)).unwrap_or_default();
        let preview = effects::preview(&campus, &turns);
        if dry_run {
            effects::checked(words, desk, &campus, &Act::Change(act.clone()))?;
        }
        (preview, opened)
    };
    let seq = if dry_run { None } else { Some(seat.receipt(desk, desk.submit(Act::Change(act)))?.seq) };
    let standing = change.or(seq);
    let texts = standing.map(|it| text(seat, desk, it)).transpose()?.flatten();
    let campus = desk.campus();
    let head = standing.and_then(|it| campus.changes().get(it));
    let request = head.map(|it| request(&campus, desk, it, texts));
    let answered = Answered { seq: seq.map(|it| it.0), dry_run, request, preview, opened };
    out.answer(words, &answered, |out| {
        if let Some(it) = &answered.request {
            let (id, what) = (it.request.to_string(), words.wanted(it.said.wanted));
            let state = words.change_state(it.said.state);
            out.line(words, &say!(words, "cli-request-stands", request = id, what = what, name = it.who.name.as_str(), state = state))?;
        }
        // What has changed hands already would be told the wrong way round.
        answered.preview.tell(words, &campus, out)?;
        for it in &answered.opened {
            out.line(
                words,
                &format!(
                    "  {}",
                    say!(words, "cli-request-opened", id = it.id.as_str(), day = it.duty_date.as_str(), site = it.site.as_str())
                ),
            )?;
        }
        if let (Some(Wanted::Leave { from, until, .. }), false) = (head.map(|it| it.wanted), answered.opened.is_empty())
            && let Some(it) = &answered.request
        {
            let (from, to) = (view::date(from), view::date(until));
            out.line(words, &say!(words, "cli-request-repair", person = it.who.person.as_str(), from = from, to = to))?;
        }
        if dry_run { out.line(words, &say!(words, "cli-dry-run")) } else { Ok(()) }
    })?;
    Ok(Exit::Done)
}

/// Duties of a leave that have not begun.
fn opened(campus: &Campus, (user, from, until): (UserId, Day, Day), desk: &Desk) -> Vec<ShiftBrief> {
    let mine = campus.shifts().of_person(user).filter(|(_, it)| from <= it.day && it.day <= until && it.starts > desk.now());
    mine.map(|(id, _)| brief(campus, id)).collect()
}

fn brief(campus: &Campus, id: ShiftId) -> ShiftBrief {
    let it = campus.shifts().get(id);
    ShiftBrief {
        id: format!("S{}", id.0),
        duty_date: it.map(|it| view::date(it.day)).unwrap_or_default(),
        site: it.map(|it| known::site(campus, it.post)).unwrap_or_default(),
        person: it.map(|it| view::login(campus, it.person)).unwrap_or_default(),
    }
}

/// Why it was asked for, as it stands in the logbook.
fn text(seat: &Seat, desk: &Desk, change: Seq) -> Result<Option<String>, Problem> {
    let entry = desk.entry(change).map_err(|fault| Problem::fault(&seat.words, &fault))?;
    Ok(entry.and_then(|it| if let Act::Change(ChangeAct::Asked { text, .. }) = it.act { Some(text.to_string()) } else { None }))
}

fn request(campus: &Campus, desk: &Desk, head: &ChangeHead, text: Option<String>) -> RequestView {
    let reads = desk.sight(campus).reads_change(head);
    let (from, to, kind) = match head.wanted {
        Wanted::Leave { from, until, kind } => (Some(view::date(from)), Some(view::date(until)), Some(kind.key())),
        _ => (None, None, None),
    };
    RequestView {
        request: head.seq.0,
        at: view::time(campus, head.at),
        by: view::login(campus, head.by),
        who: known::person(campus, head.user),
        wanted: head.wanted.key(),
        shifts: head.shifts().into_iter().flatten().map(|id| brief(campus, id)).collect(),
        other: head.other.map(|it| view::login(campus, it)),
        from,
        to,
        kind: kind.filter(|_| reads),
        text: text.filter(|it| reads && !it.is_empty()),
        emergency: head.emergency,
        state: head.state.key(),
        decided_by: head.decided.map(|(it, _)| view::login(campus, it)),
        said: *head,
    }
}

/// `schedule requests`.
pub(super) fn list(seat: &Seat, open: bool, person: Option<&str>, limit: usize, out: &mut Out) -> Outcome {
    let words = &seat.words;
    seat.at_desk(out, |desk, out| {
        let found: Vec<Seq> = written::choose(seat, desk, |finding| {
            let person = person.map(|it| finding.user(it)).transpose()?;
            let heads = finding.campus.changes().heads().iter().rev();
            let wanted = heads.filter(|it| (!open || it.is_open()) && person.is_none_or(|id| it.user == id || it.other == Some(id)));
            Ok(wanted.take(limit).map(|it| it.seq).collect())
        })?;
        let texts = found.iter().map(|it| text(seat, desk, *it)).collect::<Result<Vec<_>, _>>()?;
        let campus = desk.campus();
        let heads = found.iter().zip(texts).filter_map(|(seq, text)| Some((campus.changes().get(*seq)?, text)));
        let views: Vec<RequestView> = heads.map(|(head, text)| request(&campus, desk, head, text)).collect();
        out.answer(words, &views, |out| table(words, &campus, &views, out))?;
        Ok(Exit::Done)
    })
}

fn table(words: &Words, campus: &Campus, views: &[RequestView], out: &mut Out) -> Outcome<()> {
    let mut table = Table::new([
        say!(words, "cli-head-id"),
        say!(words, "cli-head-time"),
        say!(words, "cli-head-name"),
        say!(words, "cli-head-kind"),
        say!(words, "cli-head-about"),
        say!(words, "cli-head-other"),
        say!(words, "cli-head-state"),
        say!(words, "cli-head-text"),
    ]);
    for it in views {
        let about = match it.said.wanted {
            Wanted::Leave { from, until, .. } => format!("{} – {}", words.day(from), words.day(until)),
            _ => it.shifts.iter().map(|it| format!("{} {} {}", it.id, it.duty_date, it.site)).collect::<Vec<_>>().join(" ⇄ "),
        };
        let other = it.said.other.map(|id| known::name(campus, id)).unwrap_or_default();
        let (state, what) = (words.change_state(it.said.state), words.wanted(it.said.wanted));
        let text = it.text.clone().unwrap_or_default();
        table.row([it.request.to_string(), short_time(&it.at), it.who.name.clone(), what, about, other, state, text]);
    }
    out.table(words, &table)
}
