//! What may stand where the cursor is: the name of a filter, or a value of one.

use super::key::{Key, Kind, Standing};
use super::line;
use super::resolve::Ground;
use crate::campus::{Category, Topic};
use crate::capture;
use crate::finder::Asker;
use crate::text::fold;
use std::ops::Range;

/// Something that may stand there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// What it takes the place of, in bytes of the line.
    pub span: Range<usize>,
    /// What is put there.
    pub puts: String,
    /// How it is shown.
    pub label: String,
}

/// Most that are offered.
const OFFERED: usize = 9;
/// Days that are offered.
const DAYS: [&str; 8] = ["今天", "昨天", "本周", "上周", "本月", "上月", "本学期", "去年"];
const LEVELS: [&str; 5] = ["1", "2", "<=2", "<=3", "3"];

/// What may stand at a place of the line, the likeliest first. Nothing where a word stands that begins no filter.
pub fn complete(typed: &str, cursor: usize, ground: Ground<'_>) -> Vec<Completion> {
    let Some(token) = line::cut(typed).into_iter().find(|it| it.span.start < cursor && cursor <= it.span.end) else { return Vec::new() };
    if token.excluded {
        return Vec::new();
    }
    let until = |from: usize| typed.get(from..cursor).map(|it| (from..token.span.end, fold(it.trim_matches(['"', '“', '”'])).into_owned()));
    match token.key {
        None if token.quoted => Vec::new(),
        None => {
            let Some((span, begun)) = until(token.span.start) else { return Vec::new() };
            names(&begun)
                .map(|key| Completion { span: span.clone(), puts: format!("{}:", key.name()), label: format!("{}:", key.name()) })
                .collect()
        }
        Some((name, colon)) => {
            let Some(key) = Key::from_name(fold(&name).trim()) else { return Vec::new() };
            let Some((span, begun)) = until(colon) else { return Vec::new() };
            // Of several values with commas between, the last.
            let last = begun.rfind([',', '、']).map_or(0, |at| at + begun[at..].chars().next().map_or(0, char::len_utf8));
            let (kept, begun) = begun.split_at(last);
            let values = values(key, begun, ground).into_iter().take(OFFERED);
            values.map(|(puts, label)| Completion { span: span.clone(), puts: format!("{kept}{puts} "), label }).collect()
        }
    }
}

/// The filters whose English name begins so, or one of whose names in Chinese is so.
fn names(begun: &str) -> impl Iterator<Item = Key> {
    let begun = begun.to_ascii_lowercase();
    Key::ALL.into_iter().filter(move |it| {
        let chinese = !begun.is_ascii() && (it.chinese().starts_with(&*begun) || Key::from_name(&begun) == Some(*it));
        !begun.is_empty() && (it.name().starts_with(&*begun) || chinese)
    })
}

/// Values that begin so, each as it is put and as it is shown.
fn values(key: Key, begun: &str, ground: Ground<'_>) -> Vec<(String, String)> {
    let begins = |names: &[&str]| names.iter().any(|it| it.to_ascii_lowercase().starts_with(&begun.to_ascii_lowercase()));
    let plain = |all: &[&str]| all.iter().filter(|it| begins(&[it])).map(|it| ((*it).to_owned(), (*it).to_owned())).collect();
    let named = |puts: &str, label: &str| (puts.to_owned(), label.to_owned());
    let campus = ground.campus;
    match key {
        Key::Topic => {
            let all = Topic::ALL.into_iter().map(|it| (capture::word_of_topic(it), it.key()));
            all.filter(|(word, key)| begins(&[word, key])).map(|(word, _)| named(word, word)).collect()
        }
        Key::Category => {
            let all = Category::ALL.into_iter().map(|it| (capture::word_of_category(it), it.key()));
            all.filter(|(word, key)| begins(&[word, key])).map(|(word, _)| named(word, word)).collect()
        }
        Key::Level => plain(&LEVELS),
        Key::Since | Key::Until => plain(&DAYS),
        Key::State => {
            let all = Standing::ALL.iter().filter(|it| begins(&[it.key(), it.chinese()]));
            all.map(|it| (it.key().to_owned(), format!("{} {}", it.key(), it.chinese()))).collect()
        }
        Key::In => {
            let all = Kind::ALL.into_iter().filter(|it| begins(&[it.key(), it.chinese()]));
            all.map(|it| (it.key().to_owned(), format!("{} {}", it.key(), it.chinese()))).collect()
        }
        Key::By => {
            let me = begins(&["me"]).then(|| named("me", "me"));
            let found = if begun.is_empty() { Vec::new() } else { ground.finder.users(campus, begun) };
            let users = found.into_iter().filter_map(|id| campus.staff().user(id));
            me.into_iter().chain(users.map(|it| (line::value(&it.login), format!("{} {}", it.login, it.name)))).collect()
        }
        Key::Student => {
            let asker = Asker::of(campus, ground.user, None);
            let found = ground.finder.students(campus, begun, &asker, OFFERED);
            let students = found.into_iter().filter_map(|it| campus.people().student(it.student));
            students.map(|it| (line::value(&it.facts.no), format!("{} {}", it.facts.name, it.facts.no))).collect()
        }
        Key::Class => {
            let classes = campus.people().classes().filter(|(_, it)| it.name.contains(begun)).take(OFFERED);
            classes.map(|(_, it)| (line::value(&it.name), it.name.to_string())).collect()
        }
        Key::Room => {
            let rooms = if begun.is_empty() { Vec::new() } else { ground.finder.rooms(campus, begun, None, OFFERED) };
            rooms.into_iter().map(|id| campus.write_room(id)).map(|it| (line::value(&it), it)).collect()
        }
        Key::Tag => Vec::new(),
    }
}
