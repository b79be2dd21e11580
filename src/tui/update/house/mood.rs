//! The mood barometer (心理晴雨表).

use super::{Meant, Reading, Turn, choice_row, text_row, wrong};
use crate::campus::{Act, ClassId, MoodAct, MoodReported, Weather};
use crate::say;
use crate::tui::layer::{Form, FormRow, Purpose};
use crate::tui::model::List;

impl Turn<'_> {
    /// Asks for the mood of the class under the cursor.
    pub(in crate::tui::update) fn ask_mood(&mut self) {
        let at = self.model.cursor(List::Moods).at;
        match self.model.board.house.moods.get(at).map(|it| it.class) {
            Some(class) => self.open_form(Purpose::Mood(class)),
            None => self.nothing(say!(self.world.words, "screen-moods-empty")),
        }
    }

    pub(super) fn mood_form(&self, class: ClassId) -> (String, Vec<FormRow>) {
        let words = self.world.words;
        let name = self.campus().people().class(class).map(|it| it.name.to_string()).unwrap_or_default();
        let rows = vec![
            choice_row(say!(words, "screen-form-weather"), Weather::ALL.into_iter().map(|it| words.weather(it)).collect()),
            text_row(say!(words, "screen-form-low"), "0"),
            text_row(say!(words, "screen-form-mood-words"), ""),
        ];
        (say!(words, "screen-form-mood", class = name), rows)
    }

    pub(super) fn read_mood(&self, form: &Form, class: ClassId) -> Reading {
        let words = self.world.words;
        let weather = Weather::ALL.get(form.choice_at(0)).copied().unwrap_or(Weather::Sunny);
        let typed = form.text_at(1);
        let Some(low) = (if typed.is_empty() { Some(0) } else { crate::text::fold(typed).parse::<u8>().ok() }) else {
            return wrong(say!(words, "screen-form-no-count", text = typed));
        };
        let day = self.model.now.day(self.campus().zone());
        let act = MoodAct::Reported(MoodReported { class, day, weather, low, text: form.text_at(2).into() });
        let said = say!(words, "screen-form-mood-said", weather = words.weather(weather), low = low);
        let name = self.campus().people().class(class).map(|it| it.name.to_string()).unwrap_or_default();
        Ok(Meant { act: Act::Mood(act), said, done: say!(words, "screen-toast-mood", class = name) })
    }
}
