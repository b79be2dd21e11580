//! The palette: every command by its title, its pinyin initials or its English name.

use super::Turn;
use crate::tui::command::{COMMANDS, Command, CommandId};
use crate::tui::field::Field;
use crate::tui::layer::{Overlay, Palette};
use crate::tui::model::Cursor;
use crate::words::Words;
use pinyin::ToPinyin as _;

impl Turn<'_> {
    pub(super) fn open_palette(&mut self) {
        let context = self.model.place_context();
        let palette = Palette { line: Field::line(64), context, found: Vec::new(), cursor: Cursor::default() };
        self.model.overlays.push(Overlay::Palette(palette));
        self.palette_changed();
    }

    pub(super) fn palette_changed(&mut self) {
        let words = self.world.words;
        let Some(Overlay::Palette(palette)) = self.top() else { return };
        let query = crate::text::fold(palette.line.text()).trim().to_lowercase();
        let here = COMMANDS.iter().filter(|it| it.palette && it.is_in(palette.context));
        let mut found: Vec<(u32, CommandId)> = here.filter_map(|it| Some((cost(it, &query, words)?, it.id))).collect();
        found.sort_unstable();
        palette.found = found.into_iter().map(|(_, id)| id).collect();
        palette.cursor = Cursor::default();
    }

    pub(super) fn accept_palette(&mut self) {
        let Some(Overlay::Palette(palette)) = self.model.overlays.last() else { return };
        let Some(id) = palette.found.get(palette.cursor.at).copied() else { return };
        self.model.overlays.pop();
        self.run(id, 0);
    }
}

/// How far a query is from a command, 0 being exact; `None` if it does not fit at all.
fn cost(command: &Command, query: &str, words: &Words) -> Option<u32> {
    let title = words.get(&format!("command-{}", command.name)).to_lowercase();
    if query.is_empty() {
        return Some(0);
    }
    let initials: String =
        title.as_str().to_pinyin().zip(title.chars()).map(|(py, c)| py.map_or(c, |it| it.plain().chars().next().unwrap_or(c))).collect();
    [(&*title, 0), (command.name, 1), (&*initials, 1)].into_iter().filter_map(|(text, more)| Some(fit(text, query)? + more)).min()
}

/// 0 at the beginning, 10 inside, 20 and the gaps where the letters only come in this order.
fn fit(text: &str, query: &str) -> Option<u32> {
    match text.find(query) {
        Some(0) => return Some(0),
        Some(_) => return Some(10),
        None => {}
    }
    let (mut rest, mut gaps) = (text, 20);
    for c in query.chars() {
        let at = rest.find(c)?;
        gaps += u32::try_from(rest[..at].chars().count()).unwrap_or(u32::MAX);
        rest = &rest[at + c.len_utf8()..];
    }
    Some(gaps)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Lang;

    #[test]
    fn a_command_is_found_by_title_initials_and_name() {
        let words = Words::new(Lang::Zh);
        let command = CommandId::Talk.command();
        for query in ["记谈话", "谈话", "jth", "talk", "tlk"] {
            assert!(cost(command, query, &words).is_some(), "{query}");
        }
        assert_eq!(cost(command, "xyz", &words), None);
        assert!(cost(command, "记", &words) < cost(command, "tlk", &words));
    }

    #[test]
    fn letters_must_come_in_order_and_all_of_them() {
        assert!(fit("take-ownership", "tow").is_some());
        assert_eq!(fit("talk", "tlkk"), None);
        assert_eq!(fit("talk", "kt"), None);
    }
}
