//! A report about an incident on the screen: completed by words, made, counter-signed, sent, written; and what an incident has to do with.

use super::{Meant, Reading, Turn, asks, choice_row, text_row, wrong};
use crate::campus::{Act, IncidentAct, Link, ReportField, ReportKind, Seq};
use crate::say;
use crate::tui::effect::Effect;
use crate::tui::layer::{Form, FormRow, Purpose};
use crate::tui::model::{List, Place};

/// Most things that are proposed to be linked.
const LINKS: usize = 8;

impl Turn<'_> {
    /// Opens the report that comes next: the first until there is one, the last once it is resolved.
    pub(in crate::tui::update) fn open_paper(&mut self) {
        let Some(seq) = self.incident_here() else { return self.no_incident() };
        let seen = self.campus().incidents().get(seq).and_then(|it| self.sight().incident(it));
        let Some(it) = seen.filter(|it| it.reads()) else {
            return self.nothing(say!(self.world.words, "screen-text-hidden"));
        };
        let begun = it.paper(ReportKind::First).is_some() || !it.sent().is_empty();
        let over = matches!(it.state(), crate::campus::IncidentState::Resolved | crate::campus::IncidentState::Closed);
        self.model.paper_kind = match (begun, over) {
            (_, true) => ReportKind::Final,
            (false, _) => ReportKind::First,
            (true, _) => ReportKind::Further,
        };
        self.go_to(Place::Paper(seq));
    }

    fn paper_here(&self) -> Option<Seq> {
        if let Place::Paper(seq) = self.model.place { Some(seq) } else { None }
    }

    /// The next kind of report.
    pub(in crate::tui::update) fn turn_paper(&mut self) {
        let at = ReportKind::ALL.iter().position(|it| *it == self.model.paper_kind).unwrap_or(0);
        self.model.paper_kind = ReportKind::ALL[(at + 1) % ReportKind::ALL.len()];
        self.rewind(List::Paper);
    }

    pub(in crate::tui::update) fn ask_paper_words(&mut self) {
        let field = field_at(self.model.paper_kind, self.model.cursor(List::Paper).at);
        if let Some((seq, field)) = self.paper_here().zip(field) {
            self.open_form(Purpose::PaperWords(seq, self.model.paper_kind, field));
        }
    }

    /// Makes the report as it stands.
    pub(in crate::tui::update) fn make_paper(&mut self) {
        let (words, report) = (self.world.words, self.model.paper_kind);
        let Some(incident) = self.paper_here() else { return };
        let done = say!(words, "screen-toast-paper-made", kind = words.report_kind(report));
        self.send(Act::Incident(IncidentAct::Reported { incident, report, words: Vec::new() }), done);
    }

    pub(in crate::tui::update) fn ask_of_paper(&mut self, purpose: fn(Seq, ReportKind) -> Purpose) {
        if let Some(seq) = self.paper_here() {
            self.open_form(purpose(seq, self.model.paper_kind));
        }
    }

    pub(in crate::tui::update) fn ask_link(&mut self) {
        match self.incident_here() {
            Some(seq) => self.open_form(Purpose::LinkIncident(seq)),
            None => self.no_incident(),
        }
    }

    pub(in crate::tui::update) fn print_paper(&mut self, incident: Seq, report: ReportKind, reason: String) {
        self.close_form();
        let lang = self.world.words.lang();
        self.effects.push(Effect::IncidentReport { incident, report, reason, lang });
    }

    pub(super) fn paper_form(&self, purpose: Purpose) -> (String, Vec<FormRow>) {
        let words = self.world.words;
        let kind = self.report_of(purpose).map(|it| words.report_kind(it)).unwrap_or_default();
        match purpose {
            Purpose::PaperWords(.., field) => {
                let field = words.report_field(field);
                (say!(words, "screen-form-paper-words", kind = kind, field = field.as_str()), vec![text_row(field, "")])
            }
            Purpose::SignPaper(..) => {
                (say!(words, "screen-form-paper-sign", kind = kind), vec![text_row(say!(words, "screen-form-words"), "")])
            }
            Purpose::PrintPaper(..) => {
                (say!(words, "screen-form-paper-print", kind = kind), vec![text_row(say!(words, "screen-form-reason"), "")])
            }
            Purpose::LinkIncident(seq) => {
                let mut choices: Vec<String> = self.link_choices(seq).into_iter().map(|it| self.link_label(it)).collect();
                choices.push(say!(words, "screen-form-link-other"));
                let rows =
                    vec![choice_row(say!(words, "screen-form-link-which"), choices), text_row(say!(words, "screen-form-link-id"), "")];
                (say!(words, "screen-form-link", id = seq.to_string()), rows)
            }
            _ => {
                let rows = vec![text_row(say!(words, "screen-form-paper-to"), ""), text_row(say!(words, "screen-form-how"), "")];
                (say!(words, "screen-form-paper-sent", kind = kind), rows)
            }
        }
    }

    /// Which report a form is about: it is kept with the form, which may be taken up again after a crash.
    fn report_of(&self, purpose: Purpose) -> Option<ReportKind> {
        match purpose {
            Purpose::PaperWords(_, kind, _) | Purpose::SignPaper(_, kind) | Purpose::SendPaper(_, kind) | Purpose::PrintPaper(_, kind) => {
                Some(kind)
            }
            _ => None,
        }
    }

    pub(super) fn read_paper(&self, form: &Form, incident: Seq) -> Reading {
        let words = self.world.words;
        let report = self.report_of(form.purpose).unwrap_or(self.model.paper_kind);
        let kind = words.report_kind(report);
        let text = |row: usize| Box::<str>::from(form.text_at(row));
        let (act, said, done) = match form.purpose {
            Purpose::PaperWords(.., field) => {
                if text(0).is_empty() {
                    return asks(say!(words, "screen-form-request-words-needed"));
                }
                let done = say!(words, "screen-toast-paper-words", field = words.report_field(field));
                (IncidentAct::Reported { incident, report, words: vec![(field, text(0))] }, String::new(), done)
            }
            Purpose::SignPaper(..) => {
                let paper = self.campus().incidents().get(incident).and_then(|it| it.paper(report));
                let Some(paper) = paper else { return wrong(say!(words, "screen-form-paper-none", kind = kind)) };
                let done = say!(words, "screen-toast-paper-signed", kind = kind.as_str());
                (IncidentAct::Countersigned { incident, paper: paper.seq, text: text(0) }, String::new(), done)
            }
            Purpose::LinkIncident(_) => {
                let chosen = self.link_choices(incident).get(form.choice_at(0)).copied();
                let link = if form.text_at(1).is_empty() { chosen } else { self.link_named(form.text_at(1)) };
                let Some(link) = link else { return asks(say!(words, "screen-form-link-needed")) };
                let holds = !self.campus().incidents().get(incident).is_some_and(|it| it.links.contains(&link));
                let said = self.link_label(link);
                let done =
                    if holds { say!(words, "screen-toast-linked", what = said) } else { say!(words, "screen-toast-unlinked", what = said) };
                (IncidentAct::Linked { incident, link, holds }, done.clone(), done)
            }
            _ => {
                if text(0).is_empty() {
                    return asks(say!(words, "screen-form-paper-to"));
                }
                let done = say!(words, "screen-toast-paper-sent", kind = kind, to = form.text_at(0));
                (IncidentAct::Sent { incident, report, to: text(0), at: self.model.now, text: text(1) }, String::new(), done)
            }
        };
        Ok(Meant { act: Act::Incident(act), said, done })
    }

    /// What an incident likely has to do with: talks and requests of its students, the last rounds of its building. Only what is seen.
    fn link_choices(&self, incident: Seq) -> Vec<Link> {
        let Some(it) = self.campus().incidents().get(incident).and_then(|it| self.sight().incident(it)) else { return Vec::new() };
        let students = it.students().unwrap_or_default();
        let talks = students.iter().flat_map(|id| self.sight().talks_of(*id).rev().take(2)).map(|it| Link::Talk(it.seq()));
        let requests = students.iter().flat_map(|id| self.sight().requests_of(*id).rev().take(2)).map(|it| Link::Request(it.seq()));
        let rounds = self.campus().rounds().walks().iter().rev().take(2).map(|it| Link::Round(it.seq));
        talks.chain(requests).chain(rounds).take(LINKS).collect()
    }

    fn link_named(&self, typed: &str) -> Option<Link> {
        let typed = crate::text::fold(typed).trim().to_uppercase();
        let number = |letter: char| typed.strip_prefix(letter).and_then(|it| it.parse().ok()).map(Seq);
        let talk = number('T').filter(|seq| self.campus().talks().get(*seq).is_some_and(|it| self.sight().talk(it).is_some()));
        let round = number('R').filter(|seq| self.campus().rounds().walk(*seq).is_some());
        let request = number('Q').filter(|seq| self.campus().requests().get(*seq).is_some_and(|it| self.sight().request(it).is_some()));
        talk.map(Link::Talk).or(round.map(Link::Round)).or(request.map(Link::Request))
    }

    fn link_label(&self, link: Link) -> String {
        let (words, zone) = (self.world.words, self.campus().zone());
        let day = |at: crate::campus::Stamp| words.day(at.day(zone));
        match link {
            Link::Talk(seq) => {
                let held = self.campus().talks().get(seq).and_then(|it| self.sight().talk(it)).map(|it| day(it.held()));
                format!("T{seq} {}", held.unwrap_or_default())
            }
            Link::Round(seq) => {
                format!("R{seq} {}", self.campus().rounds().walk(seq).map(|it| words.day(it.begun.day)).unwrap_or_default())
            }
            Link::Request(seq) => {
                let seen = self.campus().requests().get(seq).and_then(|it| self.sight().request(it));
                format!("Q{seq} {}", seen.map(|it| format!("{} {}", words.request_kind(it.kind()), day(it.at()))).unwrap_or_default())
            }
        }
    }
}

/// The field of a report at a row of its list.
fn field_at(kind: ReportKind, at: usize) -> Option<ReportField> {
    ReportField::ALL.into_iter().filter(|it| it.is_of(kind)).nth(at)
}
