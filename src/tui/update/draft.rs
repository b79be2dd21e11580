//! What is being typed, as bytes to be kept until it is logged: a crash must not lose it.

use super::Turn;
use crate::campus::{Seq, StudentId};
use crate::capture::Pick;
use crate::say;
use crate::tui::effect::DraftStep;
use crate::tui::handing::Edits;
use crate::tui::layer::{Capture, CaptureForm, Overlay};
use crate::tui::model::{Model, Tone};
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
}

/// Everything of a seat, where a handover was worked on as well. Without one it is the captures alone, as an older program knows it.
#[derive(Serialize, Deserialize)]
struct KeptSeat {
    captures: Vec<Kept>,
    handover: Edits,
}

#[derive(Serialize, Deserialize)]
enum KeptForm {
    Talk,
    Incident,
    Line(u64),
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
    if !model.edits.is_empty() {
        return serde_json::to_vec(&KeptSeat { captures: kept, handover: model.edits.clone() }).ok();
    }
    if kept.is_empty() { None } else { serde_json::to_vec(&kept).ok() }
}

fn keep(capture: &Capture, open: bool) -> Kept {
    Kept {
        form: match capture.form {
            CaptureForm::Talk => KeptForm::Talk,
            CaptureForm::Incident => KeptForm::Incident,
            CaptureForm::Line(seq) => KeptForm::Line(seq.0),
        },
        line: capture.line.text().to_owned(),
        note: capture.note.text().to_owned(),
        answers: capture.answers.map(|it| it.0),
        picks: capture.picks.iter().map(|it| (it.typed.to_string(), it.student.0)).collect(),
        open,
    }
}

fn take_up(kept: Kept) -> Capture {
    let form = match kept.form {
        KeptForm::Talk => CaptureForm::Talk,
        KeptForm::Incident => CaptureForm::Incident,
        KeptForm::Line(seq) => CaptureForm::Line(Seq(seq)),
    };
    let mut capture = Capture::new(form);
    capture.line.insert(&kept.line);
    capture.note.insert(&kept.note);
    capture.answers = kept.answers.map(Seq);
    capture.picks = kept.picks.into_iter().map(|(typed, id)| Pick { typed: typed.into(), student: StudentId(id) }).collect();
    capture
}

impl Turn<'_> {
    /// A draft of an earlier run: what was open is open again, what lay on the shelf lies there again.
    pub(super) fn draft_found(&mut self, bytes: &[u8]) {
        let captures = || serde_json::from_slice::<Vec<Kept>>(bytes).map(|captures| KeptSeat { captures, handover: Edits::default() });
        let Ok(KeptSeat { captures: kept, handover }) = serde_json::from_slice::<KeptSeat>(bytes).or_else(|_| captures()) else {
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
        if self.model.overlays.is_empty() && self.model.shelf.is_empty() && !edited {
            return;
        }
        self.toast(Tone::Plain, say!(self.world.words, "screen-toast-draft-found"));
    }
}
