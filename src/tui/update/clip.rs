//! The clipboard of the terminal: what may be put there, and for how long.

use super::Turn;
use crate::campus::Stamp;
use crate::say;
use crate::tui::effect::Effect;
use crate::tui::model::{List, Pane, Place, Tone};
use crate::tui::view::HandoverRow;

/// How long something stays on the clipboard, in seconds.
const COPIED_SECONDS: i64 = 45;

impl Turn<'_> {
    /// Puts what one looks at on the clipboard: a number or a room, never words somebody said.
    pub(super) fn copy(&mut self) {
        let words = self.world.words;
        let Some(text) = self.number_here() else {
            return self.nothing(say!(words, "screen-toast-nothing-to-copy"));
        };
        self.model.copied = Some(Stamp(self.model.now.0.saturating_add(COPIED_SECONDS * 1_000)));
        self.toast(Tone::Plain, say!(words, "screen-toast-copied", what = text.as_str(), seconds = COPIED_SECONDS));
        self.effects.push(Effect::Copy(text));
    }

    /// Empties the clipboard when its time has come.
    pub(super) fn empty_clipboard(&mut self) {
        if self.model.copied.is_some_and(|until| until <= self.model.now) {
            self.model.copied = None;
            self.effects.push(Effect::Uncopy);
        }
    }

    /// The number of what is under the cursor: `3#412`, a student number, `T12`, `I7`.
    fn number_here(&self) -> Option<String> {
        let (campus, model) = (self.world.campus, &self.model);
        let student = |id| campus.people().student(id).map(|it| it.facts.no.to_string());
        let plans = campus.talks().plans();
        let talk = |seq: crate::campus::Seq| if plans.get(seq).is_some() { format!("P{}", seq.0) } else { format!("T{}", seq.0) };
        let incident = |seq: crate::campus::Seq| format!("I{}", seq.0);
        match model.place {
            Place::Next | Place::Care => self.cared_for().and_then(student),
            Place::Home | Place::Zoom(_) => match model.focus {
                Pane::Dorm => model.dorm.room.map(|it| campus.write_room(it)),
                Pane::Duty => None,
                Pane::Talks => self.row_seq(List::Talks).map(talk),
                Pane::Incidents => self.row_seq(List::Incidents).map(incident),
            },
            Place::Students => student(*model.board.students.get(model.cursor(List::Students).at)?),
            Place::Student(id) | Place::Story(id) => student(id),
            Place::Room(room) => Some(campus.write_room(room)),
            Place::Talk(seq) => Some(talk(seq)),
            Place::Incident(seq) | Place::Paper(seq) => Some(incident(seq)),
            Place::Officers => student(self.officer_row()?.student?),
            Place::Communities | Place::Leaves | Place::Hygiene | Place::Moods => None,
            Place::DutyLog(shift) => Some(format!("S{}", shift.0)),
            Place::Handover => match self.handover_row()? {
                HandoverRow::Incident(seq) => Some(incident(seq)),
                HandoverRow::Talk(seq) => Some(talk(seq)),
                HandoverRow::Away(id, ..) | HandoverRow::Search(_, id) => student(id),
                HandoverRow::Walk(_) => None,
            },
            Place::Round(_) => self.room_at_hand().map(|(_, room)| campus.write_room(room)),
            Place::Missing => student(model.board.sought.get(model.cursor(List::Missing).at)?.student),
            Place::Search(_, id) => student(id),
            Place::Activities | Place::Activity(_) => self.activity_here().map(|it| format!("A{it}")),
            Place::TermBoard | Place::Obligations => None,
            Place::Requests => self.request_here().map(|it| format!("Q{it}")),
            Place::Request(seq) => Some(format!("Q{seq}")),
            Place::Rounds | Place::Schedule | Place::Changes | Place::Coverage | Place::Network(_) | Place::Watch | Place::Community(_) => {
                None
            }
            Place::Appraisal | Place::Stats | Place::Figure => None,
            Place::Newsroom | Place::News(_) => self.news_here().map(|it| format!("X{it}")),
            Place::Awards | Place::Award(_) => self.award_here().map(|it| format!("E{it}")),
        }
    }
}
