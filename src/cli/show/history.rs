//! What happened to a thing, entry by entry.

use super::super::ask::short_time;
use super::super::log::say_kind;
use super::super::out::{Out, Outcome};
use super::super::problem::Problem;
use super::super::seat::Seat;
use super::super::view;
use crate::campus::{
    Act, ActivityAct, Campus, ChangeAct, CommunityAct, CustodyAct, Entry, IncidentAct, LeaveAct, PersonAct, ReceptionHeld, RequestAct,
    RoundAct, SearchAct, Seq, ShiftAct, Stamp, Subject, TalkAct, TermAct, TurnMoved, VenueAct, clock_of,
};
use crate::desk::rights::HIDDEN;
use crate::desk::{Desk, Header};
use crate::say;
use crate::text;
use crate::words::Words;
use serde::Serialize;
use serde_json::{Map, Value, json};

/// Headers looked through at a time.
const CHUNK: usize = 4_000;

/// One entry of a history.
#[derive(Serialize)]
pub(super) struct Event {
    pub(super) seq: u64,
    pub(super) at: String,
    pub(super) by: String,
    pub(super) kind: String,
    /// What was written; `None` if nothing was, or if it is not for this user's eyes.
    pub(super) text: Option<String>,
    /// What else belongs to its kind.
    #[serde(flatten)]
    pub(super) more: Map<String, Value>,
    /// The same, for people.
    #[serde(skip)]
    pub(super) said: Vec<String>,
    #[serde(skip)]
    order: (Stamp, Seq),
}

impl Event {
    pub(super) fn new(campus: &Campus, seq: Seq, at: Stamp, by: crate::campus::UserId, kind: &str) -> Self {
        Self {
            seq: seq.0,
            at: view::time(campus, at),
            by: view::login(campus, by),
            kind: kind.to_owned(),
            text: None,
            more: Map::new(),
            said: Vec::new(),
            order: (at, seq),
        }
    }

    /// From an entry, with what its kind has to tell.
    pub(super) fn of(words: &Words, campus: &Campus, entry: &Entry) -> Self {
        let mut event = Self::new(campus, entry.seq, entry.at, entry.by, entry.act.kind());
        event.tell(words, campus, &entry.act);
        event
    }

    /// From a header whose entry is not for this user's eyes.
    fn of_header(campus: &Campus, header: &Header) -> Self {
        Self::new(campus, header.seq, header.at, header.by, &header.kind)
    }

    /// With a further member, and how it is said.
    pub(super) fn with(mut self, key: &str, value: impl Into<Value>, said: impl Into<String>) -> Self {
        self.add(key, value, said);
        self
    }

    fn add(&mut self, key: &str, value: impl Into<Value>, said: impl Into<String>) {
        self.more.insert(key.to_owned(), value.into());
        self.said.push(said.into());
    }

    fn tell(&mut self, words: &Words, campus: &Campus, act: &Act) {
        let login = |id| view::login(campus, id);
        let owner = |id: &Option<crate::campus::UserId>| id.map(login);
        match act {
            Act::Talk(TalkAct::Closed { text, .. } | TalkAct::Amended { text, .. } | TalkAct::PlanCancelled { text, .. }) => {
                self.text = Some(text.to_string());
            }
            Act::Talk(TalkAct::PlanMoved { to, .. }) => {
                let when = to.at.map_or_else(|| view::date(to.day), |at| view::time(campus, at));
                self.add("when", when.clone(), short_time(&when));
            }
            Act::Talk(TalkAct::Attached { file, .. }) => {
                self.add("file", file.name.to_string(), file.name.to_string());
                self.more.insert("bytes".to_owned(), file.bytes.len().into());
            }
            Act::Talk(TalkAct::FileTaken { file, .. }) => self.add("file", file.0, file.to_string()),
            Act::Talk(TalkAct::ReaderAdded { reader, .. }) => self.add("reader", login(*reader), format!("+ {}", login(*reader))),
            Act::Talk(TalkAct::ReaderRemoved { reader, .. }) => self.add("reader", login(*reader), format!("− {}", login(*reader))),
            Act::Custody(CustodyAct::GlassBroken { reason, .. }) => self.text = Some(reason.to_string()),
            Act::Incident(IncidentAct::Opened(it) | IncidentAct::OpenedFrom { opened: it, .. } | IncidentAct::Drilled(it)) => {
                self.add("severity", it.severity.key(), words.severity(it.severity));
                self.add("category", it.category.key(), words.category(it.category));
                self.text = Some(it.text.to_string());
            }
            Act::Incident(IncidentAct::Noted { at, text, .. }) => {
                let when = view::time(campus, *at);
                self.add("when", when.clone(), short_time(&when));
                self.text = Some(text.to_string());
            }
            Act::Incident(IncidentAct::Stepped { step, done, text, .. }) => {
                let sign = if *done { "✓" } else { "✗" };
                self.add("step", step.key(), format!("{} {sign}", words.step(*step)));
                self.more.insert("done".to_owned(), (*done).into());
                self.text = Some(text.to_string());
            }
            Act::Incident(IncidentAct::Moved { from, to, text, .. }) => {
                self.more.insert("from".to_owned(), from.key().into());
                self.add("to", to.key(), format!("{} → {}", words.incident_state(*from), words.incident_state(*to)));
                self.text = Some(text.to_string());
            }
            Act::Incident(IncidentAct::Owned { from, to, .. }) => {
                self.more.insert("from".to_owned(), owner(from).into());
                self.add("to", owner(to), format!("→ {}", owner(to).unwrap_or_else(|| "-".to_owned())));
            }
            Act::Incident(IncidentAct::Weighed { from, to, text, .. }) => {
                self.more.insert("from".to_owned(), from.key().into());
                self.add("to", to.key(), format!("{} → {}", from.roman(), to.roman()));
                self.text = Some(text.to_string());
            }
            Act::Incident(IncidentAct::Acknowledged { .. }) => {}
            Act::Incident(IncidentAct::Ticked { incident, item, done, text }) => {
                let sign = if *done { "✓" } else { "✗" };
                let category = campus.incidents().get(*incident).map(|it| it.category);
                let lines = category.map_or(&[][..], |it| campus.presets().rules().incident.checklist(it));
                let said = lines.iter().find(|it| it.code == *item).map_or(&**item, |it| &*it.text);
                self.add("item", item.to_string(), format!("{said} {sign}"));
                self.more.insert("done".to_owned(), (*done).into());
                self.text = Some(text.to_string());
            }
            Act::Incident(IncidentAct::Fired { passed, .. }) => {
                let said: Vec<String> = passed.iter().map(|(what, _)| words.deadline(*what)).collect();
                let keys: Vec<&str> = passed.iter().map(|(what, _)| what.key()).collect();
                self.add("passed", keys.join(","), said.join("、"));
            }
            Act::Incident(IncidentAct::Helped { helper, joins, .. }) => {
                self.add("helper", login(*helper), format!("{} {}", if *joins { "+" } else { "−" }, login(*helper)));
            }
            Act::Incident(IncidentAct::Linked { link, holds, .. }) => {
                let id = view::link(link);
                self.add("link", id.clone(), format!("{} {id}", if *holds { "+" } else { "−" }));
            }
            Act::Incident(IncidentAct::Merged { incident, into, text }) => {
                self.add("into", format!("I{into}"), format!("I{incident} → I{into}"));
                self.text = Some(text.to_string());
            }
            Act::Incident(IncidentAct::Split { incident, from, text }) => {
                self.add("from", format!("I{from}"), format!("I{from} → I{incident}"));
                self.text = Some(text.to_string());
            }
            Act::Incident(IncidentAct::Sent { report, to, at, text, .. }) => {
                let when = view::time(campus, *at);
                self.more.insert("report".to_owned(), report.key().into());
                self.more.insert("when".to_owned(), when.clone().into());
                self.add("to", to.to_string(), format!("{} {} → {to}", words.report_kind(*report), short_time(&when)));
                self.text = Some(text.to_string());
            }
            Act::Incident(IncidentAct::Reported { report, words: said, .. }) => {
                self.add("report", report.key(), words.report_kind(*report));
                let said: Vec<String> = said.iter().map(|(field, text)| format!("{}: {text}", words.report_field(*field))).collect();
                self.text = Some(said.join("\n"));
            }
            Act::Incident(IncidentAct::Countersigned { paper, text, .. }) => {
                self.add("paper", paper.0, format!("#{paper}"));
                self.text = Some(text.to_string());
            }
            Act::Incident(IncidentAct::ReportWithdrawn { paper, .. } | IncidentAct::SignatureWithdrawn { paper, .. }) => {
                self.add("paper", paper.0, format!("#{paper}"));
            }
            Act::Search(SearchAct::Stepped { step, outcome, text, .. }) => {
                self.more.insert("step".to_owned(), step.key().into());
                self.add("outcome", outcome.key(), format!("{} {}", words.ladder_step(*step), words.call_outcome(*outcome)));
                self.text = Some(text.to_string());
            }
            Act::Search(SearchAct::Found { text, .. })
            | Act::Round(RoundAct::Remarked { text, .. } | RoundAct::Ended { note: text, .. } | RoundAct::Marked { note: text, .. })
            | Act::Leave(LeaveAct::Declined { text, .. }) => self.text = Some(text.to_string()),
            Act::Leave(LeaveAct::Asked(it)) => {
                self.add("leave_kind", it.kind.key(), words.leave_kind(it.kind));
                self.text = Some(it.text.to_string());
            }
            Act::Person(PersonAct::Moved(it)) => self.text = Some(it.reason.to_string()),
            Act::Custody(CustodyAct::Revealed { what, reason, .. }) => {
                self.add("number", what.key(), words.number_kind(*what));
                self.text = Some(reason.to_string());
            }
            Act::Shift(ShiftAct::Reassigned { turns, emergency, text }) => {
                self.turns(campus, turns);
                self.more.insert("emergency".to_owned(), (*emergency).into());
                self.text = Some(text.to_string());
            }
            Act::Shift(ShiftAct::Checked { found, text, .. }) => {
                self.add("found", found.key(), words.post_check(*found));
                self.text = Some(text.to_string());
            }
            Act::Shift(ShiftAct::Noted { what, text, .. }) => {
                self.add("what", what.key(), words.duty_note(*what));
                self.text = Some(text.to_string());
            }
            Act::Shift(ShiftAct::DraftPublished { draft, recalled, added }) => {
                self.add("draft", draft.0, draft.to_string());
                self.add("recalled", recalled.len(), format!("− {}", recalled.len()));
                self.add("added", added.len(), format!("+ {}", added.len()));
            }
            Act::Change(ChangeAct::Asked { user, wanted, text, .. }) => {
                self.add("wanted", wanted.key(), format!("{} {}", login(*user), words.wanted(*wanted)));
                self.text = Some(text.to_string());
            }
            Act::Change(ChangeAct::Accepted { change, person }) => {
                self.add("request", change.0, change.to_string());
                self.add("person", login(*person), login(*person));
            }
            Act::Change(ChangeAct::Approved { change } | ChangeAct::Withdrawn { change }) => {
                self.add("request", change.0, change.to_string())
            }
            Act::Change(ChangeAct::Declined { change, text }) => {
                self.add("request", change.0, change.to_string());
                self.text = Some(text.to_string());
            }
            Act::Talk(it) => {
                if let Some(it) = it.logged() {
                    self.add("topic", it.topic.key(), words.topic(it.topic));
                    if let Some(level) = it.level {
                        self.add("level", level.number(), words.concern(level));
                    }
                    self.text = Some(it.text.to_string());
                }
                if let Some(it) = it.planned() {
                    self.add("topic", it.topic.key(), words.topic(it.topic));
                    self.text = Some(it.text.to_string());
                }
            }
            Act::Request(act) => self.tell_request(words, campus, act),
            Act::Activity(act) => self.tell_activity(words, act),
            Act::Term(TermAct::Set { after: Some(it), .. }) => self.add("term", it.name.to_string(), it.name.to_string()),
            Act::Term(TermAct::ObligationsSet { changes, .. }) => {
                let codes: Vec<&str> = changes.iter().map(|it| it.code()).collect();
                self.add("codes", codes.join(" "), codes.join(" "));
            }
            Act::Community(act) => self.tell_community(words, act),
            Act::Venue(act) => self.tell_venue(act),
            Act::Undone { of, by } => {
                self.add("undid", of.0, format!("↶ {of}"));
                self.tell(words, campus, by);
            }
            _ => {}
        }
        self.text = self.text.take().filter(|it| !it.is_empty());
    }

    fn tell_community(&mut self, words: &Words, act: &CommunityAct) {
        match act {
            CommunityAct::FellowSet { before, after, .. } => {
                if let Some(it) = after.as_ref().or(before.as_ref()) {
                    self.add("as", it.kind.key(), format!("{} {}", words.fellow_kind(it.kind), it.name));
                    self.text = Some(it.text.to_string());
                }
            }
            CommunityAct::Met(it) => {
                self.add("minutes", it.minutes, words.within(it.minutes.into()));
                self.text = Some(it.text.to_string());
            }
            CommunityAct::TaskSet { before, after, .. } => {
                if let Some(it) = after.as_ref().or(before.as_ref()) {
                    self.add("due", view::date(it.due), view::date(it.due));
                    self.text = Some(it.what.to_string());
                }
            }
            CommunityAct::MeetingWithdrawn { .. } => {}
        }
    }

    fn tell_venue(&mut self, act: &VenueAct) {
        match act {
            VenueAct::Set { before, after, .. } => self.text = after.as_ref().or(before.as_ref()).map(|it| it.name.to_string()),
            VenueAct::Booked(it) => {
                let times = format!("{} {}–{}", view::date(it.day), clock_of(it.from), clock_of(it.until));
                self.add("who", it.who.to_string(), format!("{times} {}", it.who));
                self.text = Some(it.text.to_string());
            }
            VenueAct::Used { count, text, .. } => {
                self.add("count", *count, count.to_string());
                self.text = Some(text.to_string());
            }
            VenueAct::BookingWithdrawn { text, .. } => self.text = Some(text.to_string()),
            VenueAct::ItemSet { before, after } => self.text = after.as_ref().or(before.as_ref()).map(|it| it.name.to_string()),
            VenueAct::BookingRestored { .. } | VenueAct::UseWithdrawn { .. } => {}
        }
    }

    fn tell_request(&mut self, words: &Words, campus: &Campus, act: &RequestAct) {
        match act {
            RequestAct::Opened(it) => {
                self.add("department", it.office.to_string(), format!("{} → {}", words.request_kind(it.kind), it.office));
                self.text = Some(it.text.to_string());
            }
            RequestAct::Moved { from, to, text, .. } => {
                self.more.insert("from".to_owned(), from.key().into());
                self.add("to", to.key(), format!("{} → {}", words.request_state(*from), words.request_state(*to)));
                self.text = Some(text.to_string());
            }
            RequestAct::Assigned { from, to, due, text, .. } => {
                self.more.insert("from".to_owned(), from.to_string().into());
                self.add("to", to.to_string(), format!("{from} → {to}"));
                self.more.insert("due".to_owned(), view::time(campus, *due).into());
                self.text = Some(text.to_string());
            }
            RequestAct::Reopened { due, text, .. } => {
                let due = view::time(campus, *due);
                self.add("due", due.clone(), short_time(&due));
                self.text = Some(text.to_string());
            }
            RequestAct::Rated { stars, text, .. } => {
                self.add("stars", *stars, words.stars(*stars));
                self.text = Some(text.to_string());
            }
            RequestAct::Noted { at, text, .. } => {
                let when = view::time(campus, *at);
                self.add("when", when.clone(), short_time(&when));
                self.text = Some(text.to_string());
            }
            RequestAct::Answered { text, .. } => self.text = Some(text.to_string()),
            RequestAct::ReceptionHeld(it) => {
                self.add("leader", it.leader.to_string(), it.leader.to_string());
                self.text = Some(it.text.to_string());
            }
            RequestAct::ReceptionAmended { before, after, .. } => {
                let said = |it: &ReceptionHeld| format!("{} {} {}", it.day.date(), it.leader, words.leader_rank(it.rank));
                self.add("leader", after.leader.to_string(), format!("{} → {}", said(before), said(after)));
                self.text = Some(after.text.to_string());
            }
            RequestAct::Restored { .. } | RequestAct::ReceptionWithdrawn { .. } => {}
        }
    }

    fn tell_activity(&mut self, words: &Words, act: &ActivityAct) {
        match act {
            ActivityAct::Entered(it) => {
                self.add("title", it.facts.title.to_string(), format!("{} {}", words.activity_kind(it.facts.kind), it.facts.title));
                self.text = Some(it.text.to_string());
            }
            ActivityAct::Moved { from, to, text, .. } => {
                self.more.insert("from".to_owned(), from.key().into());
                self.add("to", to.key(), format!("{} → {}", words.activity_state(*from), words.activity_state(*to)));
                self.text = Some(text.to_string());
            }
            ActivityAct::Amended { after, .. } => self.add("title", after.title.to_string(), after.title.to_string()),
            ActivityAct::Attended { added, removed, count, .. } => {
                self.more.insert("added".to_owned(), added.len().into());
                self.more.insert("removed".to_owned(), removed.len().into());
                self.add("count", *count, format!("+{} −{} = {count}", added.len(), removed.len()));
            }
            ActivityAct::Noted { text, .. } => self.text = Some(text.to_string()),
            ActivityAct::Attached { file, .. } => {
                self.add("file", file.name.to_string(), file.name.to_string());
                self.more.insert("bytes".to_owned(), file.bytes.len().into());
            }
            ActivityAct::FileTaken { file, .. } => self.add("file", file.0, file.to_string()),
        }
    }

    /// Shifts that changed hands.
    fn turns(&mut self, campus: &Campus, turns: &[TurnMoved]) {
        let turn = |it: &TurnMoved| (format!("S{}", it.shift.0), view::login(campus, it.from), view::login(campus, it.to));
        let turns: Vec<(String, String, String)> = turns.iter().map(turn).collect();
        let list: Vec<Value> = turns.iter().map(|(shift, from, to)| json!({ "shift": shift, "from": from, "to": to })).collect();
        let said: Vec<String> = turns.iter().map(|(shift, from, to)| format!("{shift} {from} → {to}")).collect();
        self.add("turns", list, said.join("  "));
    }
}

/// Events in their order: by time, entries of one moment as they were written.
pub(super) fn in_order(mut events: Vec<Event>) -> Vec<Event> {
    events.sort_by_key(|it| it.order);
    events
}

/// The events of certain entries; of those that may not be read, only that they were.
pub(super) fn events(seat: &Seat, desk: &Desk, seqs: &[Seq]) -> Result<Vec<Event>, Problem> {
    let words = &seat.words;
    let fault = |fault| Problem::fault(words, &fault);
    let mut events = Vec::with_capacity(seqs.len());
    for seq in seqs {
        let entry = desk.entry(*seq).map_err(fault)?;
        let header = if entry.is_none() { desk.headers(*seq, 1).map_err(fault)?.pop() } else { None };
        let campus = desk.campus();
        match (entry, header) {
            (Some(entry), _) => events.push(Event::of(words, &campus, &entry)),
            (None, Some(header)) if header.seq == *seq && &*header.kind != HIDDEN => events.push(Event::of_header(&campus, &header)),
            _ => {}
        }
    }
    Ok(events)
}

/// The entries from `from` on whose header satisfies a condition.
pub(super) fn scan(seat: &Seat, desk: &Desk, from: Seq, wanted: impl Fn(&Header) -> bool) -> Result<Vec<Seq>, Problem> {
    let mut found = Vec::new();
    let mut from = from;
    loop {
        let headers = desk.headers(from, CHUNK).map_err(|fault| Problem::fault(&seat.words, &fault))?;
        let Some(last) = headers.last() else { return Ok(found) };
        from = last.seq.next();
        found.extend(headers.iter().filter(|it| wanted(it)).map(|it| it.seq));
    }
}

/// Whether a header is about a thing, or takes an entry back that was.
pub(super) fn is_about(header: &Header, subject: Subject, entry: Seq) -> bool {
    header.seq == entry || header.subjects.iter().any(|it| *it == subject || *it == Subject::Entry(entry))
}

/// Tells a history to people.
pub(super) fn tell(words: &Words, history: &[Event], out: &mut Out) -> Outcome<()> {
    if history.is_empty() {
        return Ok(());
    }
    out.line(words, "")?;
    out.line(words, &say!(words, "cli-history"))?;
    for it in history {
        let head = [short_time(&it.at), it.by.clone(), say_kind(words, &it.kind)];
        let parts = head.into_iter().chain(it.said.iter().cloned()).filter(|it| !it.is_empty());
        out.line(words, &text::clean(&format!("  {}", parts.collect::<Vec<_>>().join("  "))))?;
        if let Some(said) = &it.text {
            out.line(words, &format!("      {}", text::clean_lines(said).replace('\n', "\n      ")))?;
        }
    }
    Ok(())
}
