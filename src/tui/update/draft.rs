//! What is being typed, as bytes to be kept until it is logged: a crash must not lose it.

use super::Turn;
use super::long::KeptLong;
use crate::campus::{Seq, Stamp, StudentId, UserId};
use crate::capture::Pick;
use crate::say;
use crate::tui::effect::DraftStep;
use crate::tui::handing::Edits;
use crate::tui::handing::HandoverView;
use crate::tui::layer::{Capture, CaptureForm, Form, FormRow, FormValue, Item, Overlay, Purpose, Sheet};
use crate::tui::model::{Model, Place, Tone};
use serde::{Deserialize, Serialize};

/// A capture as it is kept. Read back leniently: a field that an older program did not know is empty.
#[derive(Serialize, Deserialize)]
struct Kept {
    form: KeptForm,
    line: String,
    #[serde(default)]
    note: String,
    #[serde(default)]
    answers: Option<u64>,
    #[serde(default)]
    picks: Vec<(String, u32)>,
    #[serde(default)]
    open: bool,
    #[serde(default)]
    holds: Option<u64>,
    #[serde(default)]
    long: Option<KeptLong>,
    #[serde(default)]
    stood: Option<(u16, i64)>,
}

/// Everything of a seat, where a handover was worked on or a form filled in as well. Without them it is the captures alone, as an older program
/// knows it.
#[derive(Serialize, Deserialize)]
struct KeptSeat {
    captures: Vec<Kept>,
    handover: Edits,
    #[serde(default)]
    form: Option<KeptForms>,
}

/// A form as far as it is filled in. Its purpose is read leniently: one that an older program did not know is no reason to lose the rest.
#[derive(Serialize, Deserialize)]
struct KeptForms {
    purpose: serde_json::Value,
    /// What it said it was about: a row that has moved since is told from one that has not.
    about: Option<String>,
    at: usize,
    rows: Vec<KeptRow>,
    /// As they were filled from what stood then.
    #[serde(default)]
    filled: Option<Vec<KeptRow>>,
}

#[derive(Serialize, Deserialize)]
enum KeptRow {
    Text(String),
    Choice(usize),
    Points(u8),
}

#[derive(Serialize, Deserialize)]
enum KeptForm {
    Talk,
    Incident,
    Line(u64),
    Plan,
    Amend(u64),
    Request,
    Activity,
    AmendActivity(u64),
    RewriteNews(u64, u64),
}

/// Everything typed and not yet logged; `None` if there is nothing.
pub(super) fn write(model: &Model) -> Option<Vec<u8>> {
    written(model, |_| true)
}

/// What becomes of the draft once the capture that is being sent is durable.
pub(super) fn without_sent(model: &Model) -> DraftStep {
    written(model, |it| !it.sending).map_or(DraftStep::Clear, DraftStep::Save)
}

fn written(model: &Model, wanted: impl Fn(&Capture) -> bool) -> Option<Vec<u8>> {
    let open = model.overlays.iter().filter_map(|it| match it {
        Overlay::Capture(capture) => Some((&**capture, true)),
        _ => None,
    });
    let shelved = model.shelf.iter().map(|it| (it, false));
    let kept = shelved.chain(open).filter(|(it, _)| it.has_words() && wanted(it));
    let kept: Vec<Kept> = kept.map(|(it, open)| keep(it, open)).collect();
    let form = model.overlays.iter().rev().find_map(|it| match it {
        Overlay::Form(form) if form.typed && !form.sending => keep_form(form),
        _ => None,
    });
    if form.is_some() || !model.edits.is_empty() {
        return serde_json::to_vec(&KeptSeat { captures: kept, handover: model.edits.clone(), form }).ok();
    }
    if kept.is_empty() { None } else { serde_json::to_vec(&kept).ok() }
}

/// A form in which words stand; a passphrase is never kept.
fn keep_form(form: &Form) -> Option<KeptForms> {
    let row = |it: &FormRow| match &it.value {
        FormValue::Text(field) => Some(KeptRow::Text(field.text().to_owned())),
        FormValue::Choice(_, at) => Some(KeptRow::Choice(*at)),
        FormValue::Points(off, _) => Some(KeptRow::Points(*off)),
        FormValue::Secret(_) => None,
    };
    let rows: Vec<KeptRow> = form.rows.iter().map(row).collect::<Option<_>>()?;
    let filled = form.filled.as_ref().and_then(|it| it.iter().map(row).collect());
    let words = rows.iter().any(|it| matches!(it, KeptRow::Text(text) if !text.trim().is_empty()));
    let purpose = serde_json::to_value(form.purpose).ok()?;
    words.then_some(KeptForms { purpose, about: form.warning.clone(), at: form.at, rows, filled })
}

fn keep(capture: &Capture, open: bool) -> Kept {
    Kept {
        form: match capture.form {
            CaptureForm::Talk => KeptForm::Talk,
            CaptureForm::Incident => KeptForm::Incident,
            CaptureForm::Line(seq) => KeptForm::Line(seq.0),
            CaptureForm::Plan => KeptForm::Plan,
            CaptureForm::Amend(seq) => KeptForm::Amend(seq.0),
            CaptureForm::Request => KeptForm::Request,
            CaptureForm::Activity => KeptForm::Activity,
            CaptureForm::AmendActivity(seq) => KeptForm::AmendActivity(seq.0),
            CaptureForm::RewriteNews(seq, words) => KeptForm::RewriteNews(seq.0, words.0),
        },
        line: capture.line.text().to_owned(),
        note: capture.note.text().to_owned(),
        answers: capture.answers.map(|it| it.0),
        picks: capture.picks.iter().map(|it| (it.typed.to_string(), it.student.0)).collect(),
        open,
        holds: capture.holds.map(|it| it.0),
        long: capture.long.as_ref().map(|it| it.keep()),
        stood: capture.stood.map(|(by, at)| (by.0, at.0)),
    }
}

fn take_up(kept: Kept) -> Capture {
    let form = match kept.form {
        KeptForm::Talk => CaptureForm::Talk,
        KeptForm::Incident => CaptureForm::Incident,
        KeptForm::Line(seq) => CaptureForm::Line(Seq(seq)),
        KeptForm::Plan => CaptureForm::Plan,
        KeptForm::Amend(seq) => CaptureForm::Amend(Seq(seq)),
        KeptForm::Request => CaptureForm::Request,
        KeptForm::Activity => CaptureForm::Activity,
        KeptForm::AmendActivity(seq) => CaptureForm::AmendActivity(Seq(seq)),
        KeptForm::RewriteNews(seq, words) => CaptureForm::RewriteNews(Seq(seq), Seq(words)),
    };
    let mut capture = Capture::new(form);
    capture.line.insert(&kept.line);
    capture.note.insert(&kept.note);
    capture.answers = kept.answers.map(Seq);
    capture.holds = kept.holds.map(Seq);
    capture.stood = kept.stood.map(|(by, at)| (UserId(by), Stamp(at)));
    capture.long = kept.long.map(|it| Box::new(it.take_up()));
    capture.picks = kept.picks.into_iter().map(|(typed, id)| Pick { typed: typed.into(), student: StudentId(id) }).collect();
    capture
}

fn put_back(rows: &mut [FormRow], kept: Vec<KeptRow>) {
    for (row, kept) in rows.iter_mut().zip(kept) {
        match (&mut row.value, kept) {
            (FormValue::Text(field), KeptRow::Text(text)) => field.set(&text),
            (FormValue::Choice(choices, at), KeptRow::Choice(chosen)) => *at = chosen.min(choices.len().saturating_sub(1)),
            (FormValue::Points(off, most), KeptRow::Points(points)) => *off = points.min(*most),
            _ => {}
        }
    }
}

impl Turn<'_> {
    /// A draft of an earlier run: what was open is open again, what lay on the shelf lies there again.
    pub(super) fn draft_found(&mut self, bytes: &[u8]) {
        let captures =
            || serde_json::from_slice::<Vec<Kept>>(bytes).map(|captures| KeptSeat { captures, handover: Edits::default(), form: None });
        let Ok(KeptSeat { captures: kept, handover, form }) = serde_json::from_slice::<KeptSeat>(bytes).or_else(|_| captures()) else {
            return self.toast(Tone::Bad, say!(self.world.words, "screen-toast-draft-broken"));
        };
        // What is already given, or belongs to another shift, is no draft any more.
        let open = handover.shift.is_some_and(|shift| self.world.campus.handovers().of_shift(shift).is_none());
        let edited = open && !handover.is_empty();
        if edited {
            self.model.edits = handover;
        }
        for it in kept {
            let open = it.open && !self.model.overlays.iter().any(|it| matches!(it, Overlay::Capture(_)));
            let capture = take_up(it);
            if open {
                self.show_capture(capture);
            } else {
                self.model.shelf.push(capture);
            }
        }
        if let Some(form) = form {
            self.take_up_form(form);
        }
        if self.model.overlays.is_empty() && self.model.shelf.is_empty() && !edited {
            return;
        }
        self.toast(Tone::Plain, say!(self.world.words, "screen-toast-draft-found"));
    }

    /// Opens a form as it was left, where it was left. If what it is about stands no longer, its words are shown all the same.
    fn take_up_form(&mut self, kept: KeptForms) {
        let before = self.model.overlays.len();
        if let Ok(purpose) = serde_json::from_value::<Purpose>(kept.purpose) {
            self.go_where_it_was(purpose);
            self.open_form(purpose);
            let about = match self.model.overlays.last() {
                Some(Overlay::Form(form)) => form.warning.clone(),
                _ => None,
            };
            // Another line stands in that row by now; what was written must not slip under it.
            if matches!(purpose, Purpose::HandoverLine(_)) && about != kept.about {
                self.model.overlays.truncate(before);
                self.open_form(Purpose::HandoverAdd);
            }
        }
        if self.model.overlays.len() == before {
            return self.show_words(kept.rows);
        }
        let Some(Overlay::Form(form)) = self.top() else { return };
        // It was filled from what stood then, not from what stands by now.
        if let Some(filled) = kept.filled {
            let mut rows = form.rows.clone();
            put_back(&mut rows, filled);
            form.filled = Some(rows);
        }
        put_back(&mut form.rows, kept.rows);
        form.at = kept.at.min(form.rows.len().saturating_sub(1));
        form.typed = true;
        self.form_changed();
    }

    /// A form belongs to a place: there it is filled in against what it is about.
    fn go_where_it_was(&mut self, purpose: Purpose) {
        let (place, view) = match purpose {
            Purpose::HandoverLine(_) | Purpose::HandoverAdd | Purpose::HandoverSummary => (Place::Handover, Some(HandoverView::Give)),
            Purpose::WriteBack(..) | Purpose::AskGiver(_) | Purpose::Bypass(_) => (Place::Handover, Some(HandoverView::Take)),
            Purpose::AnswerReceiver(_) => (Place::Handover, None),
            Purpose::CloseFollowUp(seq)
            | Purpose::BookPlan(seq)
            | Purpose::CancelPlan(seq)
            | Purpose::Attach(seq)
            | Purpose::TakeFile(seq) => (Place::Talk(seq), None),
            Purpose::Weigh(seq) | Purpose::CloseIncident(seq) => (Place::Incident(seq), None),
            Purpose::PaperWords(seq, kind, _) | Purpose::SignPaper(seq, kind) | Purpose::SendPaper(seq, kind) => {
                self.model.paper_kind = kind;
                (Place::Paper(seq), None)
            }
            Purpose::Score(room) => (Place::Room(room), None),
            Purpose::Move(student) | Purpose::Swap(student) | Purpose::MoveOut(student) => (Place::Student(student), None),
            Purpose::Step(day, student, _) | Purpose::Found(day, student) => (Place::Search(day, student), None),
            Purpose::PictureNews(news) => (Place::News(news), None),
            Purpose::Enter(thing) => return self.go_where_it_is_entered(thing),
            _ => return,
        };
        if view.is_some() {
            self.model.handover_view = view;
        }
        self.go_to(place);
        crate::tui::view::Board::refresh(self.model, self.world.campus);
    }

    /// Words whose form is gone, so that they can be written down elsewhere.
    fn show_words(&mut self, rows: Vec<KeptRow>) {
        let texts = rows.into_iter().filter_map(|it| if let KeptRow::Text(text) = it { Some(text) } else { None });
        let items = texts.filter(|it| !it.trim().is_empty()).map(|text| Item { tone: Tone::Plain, text, more: Vec::new() }).collect();
        self.model.untold.push(Sheet::new(say!(self.world.words, "screen-draft-words"), items));
    }
}
