//! The `key:value` words of `list`.

use super::problem::Problem;
use crate::say;
use crate::text;
use crate::words::Words;

/// The filters of one call. Each is taken by whoever knows its key; what is left over is a mistake.
pub(super) struct Filters<'a> {
    words: &'a Words,
    left: Vec<(String, String)>,
    known: Vec<&'static str>,
}

impl<'a> Filters<'a> {
    pub(super) fn read(words: &'a Words, typed: &[String]) -> Result<Self, Problem> {
        let split = |typed: &String| {
            let at = typed.find([':', '：']).filter(|at| *at > 0);
            let found = at.and_then(|at| {
                let (key, rest) = typed.split_at(at);
                let mut value = rest.chars();
                value.next();
                Some((text::fold(key).to_ascii_lowercase(), value.as_str().trim().to_owned())).filter(|(_, value)| !value.is_empty())
            });
            found.ok_or_else(|| {
                let typed = text::clean(typed);
                Problem::usage("bad_filter", say!(words, "cli-bad-filter", typed = typed.as_ref()))
            })
        };
        Ok(Self { words, left: typed.iter().map(split).collect::<Result<_, _>>()?, known: Vec::new() })
    }

    /// The value of a key, read; `None` where it was not given. Given twice, the first is taken and the second left over.
    pub(super) fn take<T>(&mut self, key: &'static str, read: impl FnOnce(&str) -> Result<T, Problem>) -> Result<Option<T>, Problem> {
        self.known.push(key);
        let Some(at) = self.left.iter().position(|(it, _)| it == key) else { return Ok(None) };
        let (_, value) = self.left.remove(at);
        read(&value).map(Some)
    }

    /// Nothing is left over.
    pub(super) fn end(self) -> Result<(), Problem> {
        let Some((key, _)) = self.left.first() else { return Ok(()) };
        let key = text::clean(key);
        let message = say!(self.words, "cli-unknown-filter", key = key.as_ref(), known = self.known.join(" "));
        Err(Problem::usage("unknown_filter", message).with("allowed", self.known))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Lang;

    fn typed(filters: &[&str]) -> Vec<String> {
        filters.iter().map(|it| (*it).to_owned()).collect()
    }

    #[test]
    fn each_filter_is_taken_once_and_the_rest_is_a_mistake() {
        let words = Words::new(Lang::Zh);
        let mut filters = Filters::read(&words, &typed(&["Class：软件2301", "room:3:412", "oops:1"])).ok().unwrap();
        let own = |it: &str| Ok::<_, Problem>(it.to_owned());
        assert_eq!(filters.take("class", own).ok().flatten().as_deref(), Some("软件2301"));
        assert_eq!(filters.take("room", own).ok().flatten().as_deref(), Some("3:412"));
        assert_eq!(filters.take("sex", own).ok().flatten(), None);
        assert_eq!(filters.end().err().map(|it| it.code), Some("unknown_filter"));
    }

    #[test]
    fn a_filter_has_a_key_and_a_value() {
        let words = Words::new(Lang::Zh);
        for bad in ["", "x", ":x", "x:", "x: "] {
            assert_eq!(Filters::read(&words, &typed(&[bad])).err().map(|it| it.code), Some("bad_filter"), "{bad}");
        }
    }
}
