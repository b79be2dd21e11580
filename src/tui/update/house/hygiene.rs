//! Hygiene scores (卫生评分): scored item by item, appealed, decided by another, mended.

use super::{Meant, Reading, Turn, asks, text_row, wrong};
use crate::campus::{Act, AppealState, HygieneAct, RoomId, ScoreHead, Scored, Seq};
use crate::capture::day_of;
use crate::say;
use crate::tui::layer::{Form, FormRow, FormValue, Purpose};
use crate::tui::model::{List, Place};
use crate::tui::view::ScoreRow;

impl Turn<'_> {
    /// The room in front of the person.
    fn scored_room(&self) -> Option<RoomId> {
        match self.model.place {
            Place::Room(room) => Some(room),
            _ => match self.score_row()? {
                ScoreRow::Score(seq) => self.campus().hygiene().get(seq).map(|it| it.room),
                ScoreRow::Model(room, _) => Some(room),
            },
        }
    }

    /// The row under the cursor of the hygiene list.
    pub(in crate::tui::update) fn score_row(&self) -> Option<ScoreRow> {
        self.model.board.house.scores.get(self.model.cursor(List::Hygiene).at).copied()
    }

    /// The score in front of the person that `wanted` holds of; on a room's sheet the latest such.
    fn score_here(&mut self, wanted: impl Fn(&ScoreHead) -> bool) -> Option<Seq> {
        let hygiene = self.world.campus.hygiene();
        let found = match self.model.place {
            Place::Room(room) => hygiene.of_room(room).rev().find(|it| wanted(it)),
            _ => match self.score_row() {
                Some(ScoreRow::Score(seq)) => hygiene.get(seq).filter(|it| wanted(it)),
                _ => None,
            },
        };
        let found = found.map(|it| it.seq);
        if found.is_none() {
            self.nothing(say!(self.world.words, "screen-toast-no-such-score"));
        }
        found
    }

    /// Asks what was found in the room in front of the person.
    pub(in crate::tui::update) fn ask_score(&mut self) {
        if let Some(room) = self.scored_room() {
            self.open_form(Purpose::Score(room));
        }
    }

    pub(in crate::tui::update) fn ask_appeal(&mut self) {
        if let Some(score) = self.score_here(|it| it.appeal == AppealState::None) {
            self.open_form(Purpose::Appeal(score));
        }
    }

    pub(in crate::tui::update) fn ask_decide_appeal(&mut self) {
        if let Some(score) = self.score_here(|it| it.appeal == AppealState::Open) {
            self.open_form(Purpose::DecideAppeal(score));
        }
    }

    /// What the score found is mended.
    pub(in crate::tui::update) fn mended(&mut self) {
        let Some(score) = self.score_here(ScoreHead::is_to_mend) else { return };
        let day = self.model.now.day(self.world.campus.zone());
        self.send(Act::Hygiene(HygieneAct::Mended { score, day }), say!(self.world.words, "screen-toast-mended"));
    }

    pub(super) fn hygiene_form(&self, purpose: Purpose) -> (String, Vec<FormRow>) {
        let words = self.world.words;
        let room_of = |score| self.campus().hygiene().get(score).map(|it| self.campus().write_room(it.room)).unwrap_or_default();
        match purpose {
            Purpose::Score(room) => {
                let rules = &self.campus().presets().rules().hygiene;
                let item = |it: &crate::campus::HygieneItem| FormRow { label: it.name.to_string(), value: FormValue::Points(0, it.most) };
                let mut rows: Vec<FormRow> = rules.items.iter().map(item).collect();
                rows.push(text_row(say!(words, "screen-form-to-mend"), ""));
                rows.push(text_row(say!(words, "screen-form-mend-by"), &format!("{}d", rules.mend_days)));
                (say!(words, "screen-form-score", room = self.campus().write_room(room)), rows)
            }
            Purpose::Appeal(score) => {
                (say!(words, "screen-form-appeal", room = room_of(score)), vec![text_row(say!(words, "screen-form-reason"), "")])
            }
            Purpose::DecideAppeal(score) => {
                let points = self.campus().hygiene().get(score).map(|it| it.points.to_string()).unwrap_or_default();
                let rows = vec![text_row(say!(words, "screen-form-points"), &points), text_row(say!(words, "screen-form-reason"), "")];
                (say!(words, "screen-form-decide-appeal", room = room_of(score)), rows)
            }
            _ => (String::new(), Vec::new()),
        }
    }

    pub(super) fn read_hygiene(&self, form: &Form) -> Reading {
        let words = self.world.words;
        let meant = |act, said: String| Ok(Meant { act: Act::Hygiene(act), done: said.clone(), said });
        let needs = |row: usize| if form.text_at(row).is_empty() { asks(say!(words, "screen-form-reason-needed")) } else { Ok(()) };
        match form.purpose {
            Purpose::Score(room) => self.read_score(form, room),
            Purpose::Appeal(score) => {
                needs(0)?;
                meant(HygieneAct::Appealed { score, text: form.text_at(0).into() }, say!(words, "screen-toast-appealed"))
            }
            Purpose::DecideAppeal(score) => {
                let typed = form.text_at(0);
                let Ok(points) = crate::text::fold(typed).parse::<u8>() else {
                    return wrong(say!(words, "screen-form-no-points", text = typed));
                };
                needs(1)?;
                let said = self.say_points(points);
                meant(
                    HygieneAct::Decided { score, points, text: form.text_at(1).into() },
                    say!(words, "screen-toast-decided", points = said),
                )
            }
            _ => asks(String::new()),
        }
    }

    /// Points and the stars they are: `92 分 5 星`.
    fn say_points(&self, points: u8) -> String {
        let stars = self.campus().presets().rules().hygiene.stars_of(points);
        say!(self.world.words, "screen-points", points = points, stars = stars)
    }

    fn read_score(&self, form: &Form, room: RoomId) -> Reading {
        let words = self.world.words;
        let day = self.model.now.day(self.campus().zone());
        let items = self.campus().presets().rules().hygiene.items.iter().zip(&form.rows);
        let off = items.filter_map(|(item, row)| match row.value {
            FormValue::Points(off, _) if off > 0 => Some((item.code.clone(), off)),
            _ => None,
        });
        let off: Vec<(Box<str>, u8)> = off.collect();
        let texts = form.rows.len().saturating_sub(2);
        let by = form.text_at(texts + 1);
        // Where nothing was found there is nothing to mend, whatever the form proposes.
        let mend_by = match day_of(by, day) {
            _ if off.is_empty() || by.is_empty() => None,
            Some(day) => Some(day),
            None => return wrong(say!(words, "screen-form-no-date", text = by)),
        };
        let scored = Scored { room, day, off, text: form.text_at(texts).into(), mend_by };
        let points = self.say_points(scored.points());
        let said = match mend_by {
            None => points.clone(),
            Some(day) => say!(words, "screen-form-score-said", points = points.as_str(), day = words.day_long(day)),
        };
        let done = say!(words, "screen-toast-scored", room = self.campus().write_room(room), points = points);
        Ok(Meant { act: Act::Hygiene(HygieneAct::Scored(scored)), said, done })
    }
}
