//! `talk`, `incident` and `request`: one line becomes an act. With `-`, every line of stdin, each acknowledged after it is durable.

use super::args::TalkMoreArgs;
use super::choose::Finding;
use super::lines::{Line, LineFault, Lines};
use super::out::{Out, Outcome};
use super::problem::{Exit, Problem};
use super::seat::Seat;
use super::{doubt, view};
use crate::campus::{Act, Campus, Refusal, RequestAct, Seq, UserId};
use crate::capture::{self, Doubt, Draft, Form, Setting, Understood};
use crate::desk::{Desk, Receipt, Refused, rights};
use crate::say;
use crate::text;
use serde::Serialize;
use serde_json::Value;

/// Most lines that are written with one sync.
const BATCH_LIMIT: usize = 500;

/// What became of a line.
#[derive(Serialize)]
struct Captured {
    seq: Option<u64>,
    id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u64>,
    understood: Understood,
    doubts: Vec<DoubtView>,
}

/// Something that was not clear, and where in the line, in characters.
#[derive(Serialize)]
struct DoubtView {
    code: &'static str,
    at: Option<[usize; 2]>,
    message: String,
}

/// A line that was read, and the act it makes.
struct Read {
    act: Act,
    draft: Draft,
    captured: Captured,
}

/// What a line is to become, and what is known of it besides.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    form: Form,
    answers: Option<Seq>,
    holds: Option<Seq>,
    more: Option<&'a TalkMoreArgs>,
    /// The reception day a request is brought to, and what was promised there.
    came: Option<(Seq, &'a str)>,
}

impl<'a> Asked<'a> {
    pub(super) fn new(form: Form) -> Self {
        Self { form, answers: None, holds: None, more: None, came: None }
    }

    /// The talk it answers.
    pub(super) fn answering(self, talk: Seq) -> Self {
        Self { answers: Some(talk), ..self }
    }

    /// The planned talk it holds.
    pub(super) fn holding(self, plan: Seq, answers: Option<Seq>) -> Self {
        Self { holds: Some(plan), answers, ..self }
    }

    /// The reception day a request is brought to, and what was promised there.
    pub(super) fn brought_to(self, reception: Seq, promise: &'a str) -> Self {
        Self { came: Some((reception, promise)), ..self }
    }

    /// What the long form adds.
    pub(super) fn with(self, more: &'a TalkMoreArgs) -> Self {
        Self { more: Some(more), ..self }
    }
}

/// One line, or with `-` every line of stdin.
pub(super) fn one(seat: &Seat, asked: Asked<'_>, line: &str, dry_run: bool, out: &mut Out) -> Outcome {
    if line == "-" {
        return stream(seat, asked, dry_run, out);
    }
    seat.at_desk(out, |desk, out| log(seat, desk, asked, line, dry_run, out))
}

/// Makes an act of a line and says how it was understood.
pub(super) fn log(seat: &Seat, desk: &Desk, asked: Asked<'_>, line: &str, dry_run: bool, out: &mut Out) -> Outcome {
    let words = &seat.words;
    {
        let mut read = read(seat, desk, asked, line)?;
        if dry_run {
            allowed(desk, &read.act).map_err(|refusal| seat.refusal(desk, &refusal).with("understood", understood(&read)))?;
        } else {
            let answer = desk.submit(read.act.clone());
            let receipt = seat.receipt(desk, answer).map_err(|problem| problem.with("understood", understood(&read)))?;
            read.captured.written(asked.form, receipt);
        }
        acknowledge(seat, &desk.campus(), &read, out)?;
        if dry_run {
            out.note(&say!(words, "cli-dry-run"));
        }
        Ok(Exit::Done)
    }
}

fn understood(read: &Read) -> Value {
    serde_json::to_value(&read.captured.understood).unwrap_or_default()
}

/// What the rules and the roles say of an act, without doing it.
fn allowed(desk: &Desk, act: &Act) -> Result<(), Refusal> {
    let campus = desk.campus();
    if rights::may_do(&campus, desk.user(), act) { campus.check(desk.user(), desk.now(), act) } else { Err(Refusal::NotAllowed) }
}

impl Captured {
    fn written(&mut self, form: Form, receipt: Receipt) {
        self.seq = Some(receipt.seq.0);
        let letter = match form {
            Form::Talk => 'T',
            Form::Incident => 'I',
            Form::Plan => 'P',
            Form::Request => 'Q',
            Form::Activity => 'A',
        };
        self.id = Some(format!("{letter}{}", receipt.seq));
    }
}

/// Reads a line and makes its act.
fn read(seat: &Seat, desk: &Desk, asked: Asked<'_>, line: &str) -> Result<Read, Problem> {
    let words = &seat.words;
    let campus = desk.campus();
    let finder = desk.finder();
    let finding = Finding::new(words, &campus, &finder, desk.user());
    let setting = Setting {
        campus: &campus,
        resolve: &finding,
        now: desk.now(),
        user: desk.user(),
        building: None,
        picks: &[],
        answers: asked.answers,
        holds: asked.holds,
        tags: &[],
    };
    let mut draft = capture::read(asked.form, line, &setting);
    if let Some(more) = asked.more {
        add(&mut draft, more, &finding)?;
    }
    let doubts = draft.doubts.iter().map(|it| DoubtView {
        code: it.key(),
        at: it.span().map(|span| [span.start, span.end].map(|at| line.get(..at).map_or(0, |before| before.chars().count()))),
        message: doubt::say(words, line, it),
    });
    let doubts = doubts.collect();
    if asked.came.is_some() {
        draft.due = Some(desk.now().plus_minutes(campus.presets().rules().request.reply_minutes()));
    }
    let captured = Captured { seq: None, id: None, line: None, understood: draft.understood(&campus), doubts };
    match draft.act(&setting) {
        Ok(act) => Ok(Read { act: brought(act, asked.came), draft, captured }),
        Err(doubt) => {
            let understood = serde_json::to_value(&captured.understood).unwrap_or_default();
            Err(blocked(seat, &campus, line, &doubt).with("understood", understood))
        }
    }
}

/// A request as it was brought to a reception day.
fn brought(mut act: Act, came: Option<(Seq, &str)>) -> Act {
    if let (Act::Request(RequestAct::Opened(it)), Some((reception, promise))) = (&mut act, came) {
        (it.reception, it.promise) = (Some(reception), promise.trim().into());
    }
    act
}

/// What the long form adds to a draft that was read from its line.
fn add(draft: &mut Draft, more: &TalkMoreArgs, finding: &Finding<'_>) -> Result<(), Problem> {
    let text = |it: &Option<String>| it.as_deref().map(|it| it.trim().into());
    let detail = &mut draft.detail;
    detail.judgement = text(&more.judgement).unwrap_or_default();
    detail.measures = text(&more.measures).unwrap_or_default();
    if let Some(reason) = text(&more.level_reason) {
        detail.reason = reason;
        draft.doubts.retain(|it| !matches!(it, Doubt::ReasonNeeded { .. }));
    }
    detail.readers = more.readers.iter().map(|it| finding.user(it)).collect::<Result<Vec<UserId>, _>>()?;
    Ok(())
}

/// A doubt that no act can be made with.
fn blocked(seat: &Seat, campus: &Campus, line: &str, doubt: &Doubt) -> Problem {
    let words = &seat.words;
    let typed = doubt.span().and_then(|span| line.get(span)).unwrap_or_default();
    match doubt {
        Doubt::Ambiguous { candidates, .. } => Problem::ambiguous_students(words, campus, typed, candidates),
        Doubt::AmbiguousRoom { candidates, .. } => {
            let rooms: Vec<String> = candidates.iter().map(|id| campus.write_room(*id)).collect();
            Problem::ambiguous_rooms(words, typed, &rooms)
        }
        Doubt::NobodyFound { .. } => Problem::not_found(words, typed),
        Doubt::NoSuchRoom { .. } => Problem::new(Exit::NotFound, doubt.key(), doubt::say(words, line, doubt)),
        Doubt::Left { student, .. } => Problem::refusal(words, campus, &Refusal::StudentLeft(*student)),
        other => Problem::new(Exit::Refused, other.key(), doubt::say(words, line, other)),
    }
}

/// Says what was understood, and under which number it stands now.
fn acknowledge(seat: &Seat, campus: &Campus, read: &Read, out: &mut Out) -> Outcome<()> {
    let words = &seat.words;
    out.answer(words, &read.captured, |out| {
        let it = &read.captured.understood;
        let draft = &read.draft;
        let (about, grave) = match draft.form {
            Form::Talk | Form::Plan => (words.topic(draft.topic), draft.level.map(|it| words.concern(it))),
            Form::Incident => (words.category(draft.category), Some(words.severity(draft.severity))),
            Form::Request => (words.request_kind(draft.kind), Some(format!("→ {}", draft.office))),
            Form::Activity => {
                (words.activity_kind(draft.activity.kind), draft.activity.count.map(|it| say!(words, "cli-people", count = it)))
            }
        };
        let parts = [
            read.captured.id.clone(),
            Some(it.students.iter().map(|it| format!("{} {}", it.name, it.student_no)).collect::<Vec<_>>().join("、")),
            Some(about),
            grave,
            draft.followup.map(|day| match (draft.form, draft.held) {
                (Form::Plan, at) => {
                    let clock = at.map(|at| format!(" {}", words.clock(at, campus.zone()))).unwrap_or_default();
                    format!("{}{clock}", words.day_long(day))
                }
                _ => say!(words, "cli-said-followup", day = words.day_long(day)),
            }),
            draft.due.map(|at| say!(words, "cli-request-due", due = words.moment(at, at, campus.zone()))),
            draft.place.as_ref().map(|it| format!("@{}", view::spot(campus, it))),
            (draft.form.is_talk()).then(|| words.way(draft.way)),
            draft.detail.minutes.map(|it| say!(words, "screen-minutes", count = it)),
            (draft.form.is_talk()).then(|| words.visibility(draft.visibility)),
            Some(it.tags.iter().map(|tag| format!("#{tag}")).collect::<Vec<_>>().join(" ")),
            Some(it.text.clone()),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().filter(|it| !it.is_empty()).collect();
        out.line(words, &text::clean(&parts.join(" · ")))
    })?;
    if !out.is_json() {
        for doubt in &read.captured.doubts {
            out.note(&say!(words, "cli-doubt", message = doubt.message.as_str()));
        }
    }
    Ok(())
}

/// Every line of stdin. The lines that wait together share a sync; each is answered, in order, once it is durable. A line that is refused is
/// answered with its number, and the next one is read.
fn stream(seat: &Seat, asked: Asked<'_>, dry_run: bool, out: &mut Out) -> Outcome {
    let words = &seat.words;
    seat.at_desk(out, |desk, out| {
        let lines = Lines::of_stdin();
        let mut failed = false;
        while let Some(waiting) = lines.next_batch(BATCH_LIMIT) {
            let mut waiting = waiting.into_iter().peekable();
            while waiting.peek().is_some() {
                failed |= batch(seat, desk, asked, dry_run, &mut waiting, out)?;
                // Whoever sent the line may be waiting for its answer before sending the next one.
                out.flush(words)?;
            }
        }
        Ok(if failed { Exit::Refused } else { Exit::Done })
    })
}

/// Reads lines up to one that others must not be read before, writes them, and answers. Whether any failed.
fn batch(
    seat: &Seat,
    desk: &Desk,
    asked: Asked<'_>,
    dry_run: bool,
    waiting: &mut impl Iterator<Item = Line>,
    out: &mut Out,
) -> Outcome<bool> {
    let mut answers: Vec<(u64, Result<Read, Problem>)> = Vec::new();
    for line in waiting {
        let number = line.number;
        let read = line.text.map_err(|fault| line_fault(seat, fault)).and_then(|text| read(seat, desk, asked, &text));
        let ends = read.as_ref().is_ok_and(|it| !it.act.commutes());
        answers.push((number, read));
        // What the next line means may depend on this one, such as the level a student had before.
        if ends {
            break;
        }
    }
    let acts: Vec<Act> = answers.iter().filter_map(|(_, it)| it.as_ref().ok()).map(|it| it.act.clone()).collect();
    let mut receipts = if dry_run { Vec::new() } else { desk.submit_many(acts) }.into_iter();
    let mut failed = false;
    for (number, answer) in answers {
        let answer = answer.and_then(|mut read| {
            read.captured.line = Some(number);
            if dry_run {
                allowed(desk, &read.act).map_err(|refusal| seat.refusal(desk, &refusal).with("understood", understood(&read)))?;
            } else {
                let receipt = receipts.next().unwrap_or(Err(Refused::Closed));
                let receipt = seat.receipt(desk, receipt).map_err(|problem| problem.with("understood", understood(&read)))?;
                read.captured.written(asked.form, receipt);
            }
            Ok(read)
        });
        match answer {
            Ok(read) => acknowledge(seat, &desk.campus(), &read, out)?,
            Err(problem) if matches!(problem.exit, Exit::Damaged | Exit::Bug) || problem.code == "disk_full" => {
                return Err(problem.with("line", number).into());
            }
            Err(problem) => {
                failed = true;
                out.problem_of_line(&seat.words, number, &problem.with("line", number))?;
            }
        }
    }
    Ok(failed)
}

fn line_fault(seat: &Seat, fault: LineFault) -> Problem {
    let words = &seat.words;
    match fault {
        LineFault::TooLong => Problem::new(Exit::Refused, "line_too_long", say!(words, "cli-line-too-long")),
        LineFault::NotText => Problem::new(Exit::Refused, "not_utf8", say!(words, "cli-line-not-text")),
        LineFault::Unreadable => Problem::new(Exit::Refused, "input", say!(words, "cli-line-unreadable")),
    }
}
