//! What of a search line is not understood, and what may be written there.

use super::Words;
use crate::campus::{Category, Topic};
use crate::query::{Key, Kind, Standing, Trouble, Wrong};
use crate::say;

impl Words {
    /// What is wrong with a part of a search line, where, and what may be written instead.
    pub fn query_trouble(&self, trouble: &Trouble) -> String {
        let typed = crate::text::clean(&trouble.typed);
        let (typed, key) = (typed.as_ref(), trouble.key.map_or("", Key::name));
        let how = trouble.key.map(|it| self.query_values(it)).unwrap_or_default();
        match &trouble.what {
            Wrong::NoSuchFilter => {
                let known = Key::ALL.map(|it| format!("{}:", it.name())).join(" ");
                say!(self, "query-wrong-filter", typed = typed, known = known)
            }
            Wrong::NoValue => say!(self, "query-wrong-no-value", key = key, how = how),
            Wrong::NoSuchValue => say!(self, "query-wrong-value", key = key, typed = typed, how = how),
            Wrong::NotFound => say!(self, "query-wrong-not-found", key = key, typed = typed, how = how),
            Wrong::Several(several) => {
                let several = crate::text::clean(&several.join(", ")).into_owned();
                say!(self, "query-wrong-several", key = key, typed = typed, several = several)
            }
            Wrong::NotExcludable => say!(self, "query-wrong-exclude", key = key),
        }
    }

    /// What may be written behind a filter.
    pub fn query_values(&self, key: Key) -> String {
        match key {
            Key::Topic => Topic::ALL.map(crate::capture::word_of_topic).join(" "),
            Key::Category => Category::ALL.map(crate::capture::word_of_category).join(" "),
            Key::State => Standing::ALL.iter().map(|it| it.key()).collect::<Vec<_>>().join(" "),
            Key::In => Kind::ALL.map(Kind::key).join(","),
            Key::Level => say!(self, "query-how-level"),
            Key::Since | Key::Until => say!(self, "query-how-day"),
            Key::By => say!(self, "query-how-by"),
            Key::Student => say!(self, "query-how-student"),
            Key::Class => say!(self, "query-how-class"),
            Key::Room => say!(self, "query-how-room"),
            Key::Tag => say!(self, "query-how-tag"),
        }
    }
}
