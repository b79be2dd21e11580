//! The two languages of the program. Every sentence stands in `assets/locales`; here is the way to it.
//!
//! A [`Words`] belongs to a seat, so that two people at one desk may each read their own language. Missing messages and arguments of the
//! fallback language (zh-CN) are compile errors; `tests/locales.rs` compares English with it.

mod care;
mod community;
mod count;
mod dates;
mod handover;
mod incident;
mod io;
mod query;
mod refusal;
mod search;
mod term;
mod values;
mod watch;

pub use search::search_story;

use i18n_embed::fluent::FluentLanguageLoader;
use i18n_embed::{LanguageLoader as _, unic_langid::LanguageIdentifier};
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "assets/locales"]
struct Locales;

/// A language the program speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Lang {
    /// 简体中文.
    Zh,
    /// English.
    En,
}

impl Lang {
    /// From what a person or the environment wrote: `zh-CN`, `zh_CN.UTF-8`, `en`, `en_US`. Anything else is `None`.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let tag = tag.to_ascii_lowercase();
        if tag.starts_with("zh") {
            Some(Self::Zh)
        } else if tag.starts_with("en") {
            Some(Self::En)
        } else {
            None
        }
    }

    /// The tag of its folder in `assets/locales`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Zh => "zh-CN",
            Self::En => "en",
        }
    }
}

/// The words of one seat.
pub struct Words {
    lang: Lang,
    loader: FluentLanguageLoader,
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Words").field(&self.lang).finish()
    }
}

impl Words {
    /// Loads a language, with zh-CN behind it for whatever it lacks.
    pub fn new(lang: Lang) -> Self {
        let tag = |lang: Lang| -> LanguageIdentifier { lang.tag().parse().unwrap_or_default() };
        let loader = FluentLanguageLoader::new("yedeng", tag(Lang::Zh));
        // The files are inside the program and `tests/locales.rs` reads them both; a failure would leave ids on the screen, not a crash.
        let _ = loader.load_languages(&Locales, &[tag(lang)]);
        loader.set_use_isolating(false);
        Self { lang, loader }
    }

    /// Which language it is.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// For [`say!`](crate::say).
    pub fn loader(&self) -> &FluentLanguageLoader {
        &self.loader
    }

    /// A message whose id is only known at run time, such as a command's title.
    pub fn get(&self, id: &str) -> String {
        self.loader.get(id)
    }

    /// The message of a value that is known by its name for scripts.
    fn named(&self, of: &str, key: &str) -> String {
        self.get(&format!("{of}-{}", key.replace('_', "-")))
    }
}

/// Says a message: `say!(words, "screen-quit")`, `say!(words, "screen-count", count = 3)`. A wrong id or argument does not compile.
#[macro_export]
macro_rules! say {
    ($words:expr, $($message:tt)*) => {
        i18n_embed_fl::fl!($words.loader(), $($message)*)
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_speak() {
        assert_eq!(say!(Words::new(Lang::Zh), "time-today"), "今天");
        assert_eq!(say!(Words::new(Lang::En), "time-today"), "today");
    }

    #[test]
    fn the_environment_names_a_language() {
        assert_eq!(Lang::from_tag("zh_CN.UTF-8"), Some(Lang::Zh));
        assert_eq!(Lang::from_tag("C.UTF-8"), None);
    }
}
