//! What may stand where the cursor is.

use super::date::{self, Parsed};
use super::line::{self, Sigil, Token};
use super::vocabulary;
use super::{ChipKind, Draft, Form, Setting, place, read};
use crate::campus::{ActivityKind, Category, Concern, RequestKind, RoomId, Severity, Spot, StudentId, Topic, Visibility, Way};
use std::ops::Range;

/// Something that may be put in place of the token under the cursor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// The part of the line to replace, in bytes.
    pub replace: Range<usize>,
    /// What to put there; never empty and without blanks.
    pub with: String,
    /// What it would say.
    pub kind: ChipKind,
}

/// Most students, rooms or tags suggested at once.
const MANY: usize = 12;
/// Follow-ups suggested before anything is typed.
const FOLLOWUPS: [&str; 8] = ["明天", "3d", "1w", "2w", "1m", "周五", "下周一", "月底"];

/// What may stand where the cursor (a byte offset) is, best first; empty if nothing comes to mind.
pub fn complete(form: Form, line: &str, cursor: usize, setting: &Setting<'_>) -> Vec<Suggestion> {
    let cursor = line.floor_char_boundary(cursor);
    let token = line::tokens(line).find(|it| it.start <= cursor && cursor <= it.span().end).unwrap_or(Token { raw: "", start: cursor });
    let typed = line.get(token.start..cursor).unwrap_or_default();
    let mut chars = typed.chars();
    let sigil = chars.next().and_then(Sigil::of);
    let suggested = match sigil {
        Some(sigil) => after_sigil(form, sigil, &line::view(chars.as_str()), line, setting),
        None if typed.starts_with([';', '；']) && form.is_talk() => shorts(&line::view(chars.as_str()), setting),
        None => return plain(form, line, token, cursor, setting),
    };
    suggested.into_iter().filter(|(with, _)| fits(with)).map(|(with, kind)| Suggestion { replace: token.span(), with, kind }).collect()
}

fn fits(with: &str) -> bool {
    !with.is_empty() && !with.contains(char::is_whitespace)
}

fn after_sigil(form: Form, sigil: Sigil, typed: &str, line: &str, setting: &Setting<'_>) -> Vec<(String, ChipKind)> {
    let typed = &*typed.to_lowercase();
    let put = |word: &str| format!("{}{word}", sigil.char());
    let is_begun = |word: &str, key: &str| word.starts_with(typed) || key.starts_with(typed);
    match (sigil, form) {
        (Sigil::Tag, _) => {
            let found = setting.tags.iter().filter(|it| it.to_lowercase().contains(typed)).take(MANY);
            found.map(|it| (put(it), ChipKind::Tag(it.clone()))).collect()
        }
        (Sigil::Level, Form::Talk) => {
            let levels = [Concern::Red, Concern::Orange, Concern::Yellow, Concern::Blue, Concern::None];
            let found = levels.into_iter().filter(|it| it.number().to_string().starts_with(typed));
            found.map(|it| (put(&it.number().to_string()), ChipKind::Level(it))).collect()
        }
        (Sigil::Level, Form::Incident) => {
            let found = (1..=4).filter_map(Severity::from_number);
            let found = found.filter(|it| is_begun(&it.number().to_string(), &it.roman().to_lowercase()));
            found.map(|it| (put(&it.number().to_string()), ChipKind::Severity(it))).collect()
        }
        (Sigil::FollowUp, Form::Talk | Form::Plan) => {
            followups(form, typed, setting).into_iter().map(|(word, kind)| (put(&word), kind)).collect()
        }
        (Sigil::Way, Form::Talk | Form::Plan) => {
            let found = Way::ALL.into_iter().map(|it| (it, vocabulary::way_word(it)));
            found.filter(|(it, word)| is_begun(word, it.key())).map(|(it, word)| (put(word), ChipKind::Way(it))).collect()
        }
        (Sigil::Visibility, Form::Talk | Form::Plan) => {
            let all = [Visibility::Private, Visibility::Psych, Visibility::Normal];
            let found = all.into_iter().map(|it| (it, vocabulary::visibility_word(it)));
            found.filter(|(it, word)| is_begun(word, it.key())).map(|(it, word)| (put(word), ChipKind::Visibility(it))).collect()
        }
        (Sigil::Place, _) => {
            let spots = places(form, typed, line, setting);
            spots.into_iter().map(|it| (put(&place::write(&it, setting.campus)), ChipKind::Place(it))).collect()
        }
        (Sigil::FollowUp, Form::Activity) => {
            let found = ["照片", "签到表", "方案", "新闻稿", "总结"].into_iter().filter(|it| it.starts_with(typed));
            found.map(|it| (put(it), ChipKind::Promised(it.into()))).collect()
        }
        (Sigil::Time, _) | (Sigil::Level, Form::Plan | Form::Request | Form::Activity) => Vec::new(),
        (Sigil::Way | Sigil::Visibility, Form::Activity) => Vec::new(),
        (Sigil::FollowUp | Sigil::Way | Sigil::Visibility, Form::Incident | Form::Request) => Vec::new(),
    }
}

/// The short forms of the college's.
fn shorts(typed: &str, setting: &Setting<'_>) -> Vec<(String, ChipKind)> {
    let all = setting.campus.presets().rules().talk.short.iter().filter(|(key, _)| key.starts_with(typed));
    all.take(MANY).map(|(key, text)| (format!(";{key}"), ChipKind::Short(text.clone()))).collect()
}

/// The usual follow-ups, or, once a number is typed, that many days, weeks and months.
fn followups(form: Form, typed: &str, setting: &Setting<'_>) -> Vec<(String, ChipKind)> {
    let today = setting.now.day(setting.campus.zone());
    let rules = &setting.campus.presets().rules().talk;
    let number = !typed.is_empty() && typed.len() <= 3 && typed.bytes().all(|it| it.is_ascii_digit());
    let words: Vec<String> = if number {
        ["d", "w", "m"].iter().map(|unit| format!("{typed}{unit}")).collect()
    } else {
        let named = rules.days.keys().map(|it| it.to_string()).filter(|it| !typed.is_empty() && it.starts_with(typed));
        FOLLOWUPS.iter().filter(|it| it.starts_with(typed)).map(|it| (*it).to_owned()).chain(named).collect()
    };
    let day = |word: &str| match rules.named_day(word, today).map_or_else(|| date::day(word, today), Parsed::Value) {
        Parsed::Value(day) => Some(day),
        Parsed::Bad | Parsed::Unknown => None,
    };
    let kind = |day| if form == Form::Plan { ChipKind::Day(day) } else { ChipKind::FollowUp(day) };
    words.into_iter().filter_map(|word| day(&word).map(|day| (word, kind(day)))).collect()
}

/// Before anything is typed the rooms of those named, then what the word may mean.
fn places(form: Form, typed: &str, line: &str, setting: &Setting<'_>) -> Vec<Spot> {
    let campus = setting.campus;
    if typed.is_empty() {
        let students = read(form, line, setting).students();
        let mut rooms: Vec<RoomId> = Vec::new();
        for room in students.iter().filter_map(|id| campus.people().student(*id)?.facts.bed).map(|it| it.room) {
            if !rooms.contains(&room) {
                rooms.push(room);
            }
        }
        return rooms.into_iter().take(MANY).map(Spot::Room).collect();
    }
    let mut spots = Vec::new();
    if let place::Found::One(spot) = place::find(typed, setting) {
        spots.push(spot);
    }
    let rooms = setting.resolve.rooms(typed).into_iter().map(Spot::Room);
    let communities = campus.places().communities().filter(|(_, it)| it.name.starts_with(typed)).map(|(id, _)| Spot::Community(id));
    for spot in rooms.chain(communities) {
        if !spots.contains(&spot) {
            spots.push(spot);
        }
    }
    spots.truncate(MANY);
    spots
}

/// Students where people are expected, topics or categories where the words have not begun.
fn plain(form: Form, line: &str, token: Token<'_>, cursor: usize, setting: &Setting<'_>) -> Vec<Suggestion> {
    let (draft, first_word) = read::read_to_words(form, line, setting);
    if let Some(who) = draft.who.iter().find(|it| it.span.start <= cursor && cursor <= it.span.end) {
        let candidates = who.candidates.iter().take(MANY).copied();
        return candidates.filter_map(|id| student(id, who.span.clone(), setting)).collect();
    }
    let named = draft.chips.iter().any(|it| {
        matches!(it.kind, ChipKind::Topic(_) | ChipKind::Category(_) | ChipKind::Kind(_) | ChipKind::Activity(_))
            && it.state == super::ChipState::Understood
            && it.span != token.span()
    });
    let words_before = first_word.is_some_and(|it| it < token.start);
    if named || words_before || (form.is_talk() && draft.who.is_empty()) {
        return Vec::new();
    }
    names(form, &draft, token, line.get(token.start..cursor).unwrap_or_default())
}

fn names(form: Form, draft: &Draft, token: Token<'_>, typed: &str) -> Vec<Suggestion> {
    let typed = line::view(typed).to_lowercase();
    let all: Vec<(&str, &str, ChipKind)> = match form {
        Form::Talk | Form::Plan => Topic::ALL.into_iter().map(|it| (vocabulary::topic_word(it), it.key(), ChipKind::Topic(it))).collect(),
        Form::Request => RequestKind::ALL.into_iter().map(|it| (vocabulary::request_kind_word(it), it.key(), ChipKind::Kind(it))).collect(),
        Form::Activity => {
            ActivityKind::ALL.into_iter().map(|it| (vocabulary::activity_word(it), it.key(), ChipKind::Activity(it))).collect()
        }
        Form::Incident => Category::ALL.into_iter().map(|it| (vocabulary::category_word(it), it.key(), ChipKind::Category(it))).collect(),
    };
    let guessed = |kind: &ChipKind| draft.chips.iter().any(|it| it.kind == *kind && !it.is_default());
    let mut found: Vec<_> = all.into_iter().filter(|(word, key, _)| word.starts_with(&typed) || key.starts_with(&typed)).collect();
    found.sort_by_key(|(.., kind)| !guessed(kind));
    found.into_iter().map(|(word, _, kind)| Suggestion { replace: token.span(), with: word.to_owned(), kind }).collect()
}

/// A student by name, or by number where the name alone would not do.
fn student(id: StudentId, replace: Range<usize>, setting: &Setting<'_>) -> Option<Suggestion> {
    let people = setting.campus.people();
    let facts = &people.student(id)?.facts;
    let of_this_name = |it: &StudentId| people.student(*it).is_some_and(|it| !it.facts.left && it.facts.name == facts.name);
    let alone = setting.resolve.students(&facts.name).iter().filter(|it| of_this_name(it)).count() == 1;
    let with = if alone { &facts.name } else { &facts.no };
    fits(with).then(|| Suggestion { replace, with: with.to_string(), kind: ChipKind::Who(Some(id)) })
}

#[cfg(test)]
mod tests {
    use super::super::stage::Stage;
    use super::*;

    /// What is suggested where `|` stands in the line.
    fn at(form: Form, line: &str) -> Vec<String> {
        let stage = Stage::new();
        let cursor = line.find('|').unwrap();
        let line = line.replace('|', "");
        complete(form, &line, cursor, &stage.setting()).into_iter().map(|it| it.with).collect()
    }

    #[test]
    fn students_where_people_stand() {
        assert_eq!(at(Form::Talk, "zs|"), ["张三", "张珊", "张三丰"]);
        assert_eq!(at(Form::Talk, "ls,wang| 学业"), ["20230104", "20230105"]);
        assert_eq!(at(Form::Incident, "3-412 z| 打架"), ["张三", "张珊", "张三丰"]);
    }

    #[test]
    fn topics_before_the_words() {
        assert_eq!(at(Form::Talk, "ls |").len(), 11);
        assert_eq!(at(Form::Talk, "ls 心|"), ["心理"]);
        assert_eq!(at(Form::Talk, "ls psy|"), ["心理"]);
        assert_eq!(at(Form::Talk, "ls | 说最近失眠").first().map(String::as_str), Some("心理"), "what the words give away comes first");
        assert_eq!(at(Form::Talk, "ls 心理 |"), [""; 0]);
        assert_eq!(at(Form::Talk, "ls 说最近 |"), [""; 0]);
        assert_eq!(at(Form::Talk, "|"), [""; 0]);
        assert_eq!(at(Form::Incident, "3-412 消|"), ["消防"]);
    }

    #[test]
    fn what_may_follow_a_sigil() {
        assert_eq!(at(Form::Talk, "ls 谈 #|"), ["#失眠", "#挂科"]);
        assert_eq!(at(Form::Talk, "ls 谈 ＃挂|"), ["#挂科"]);
        assert_eq!(at(Form::Talk, "ls 谈 !|"), ["!1", "!2", "!3", "!4", "!0"]);
        assert_eq!(at(Form::Incident, "3-412 !i|"), ["!1", "!2", "!3", "!4"]);
        assert_eq!(at(Form::Talk, "ls 谈 >3|"), [">3d", ">3w", ">3m"]);
        assert_eq!(at(Form::Talk, "ls 谈 >下|"), [">下周一"]);
        assert_eq!(at(Form::Talk, "ls 谈 ~ph|"), ["~电话"]);
        assert_eq!(at(Form::Talk, "ls 谈 ^|"), ["^私密", "^心理", "^普通"]);
        assert_eq!(at(Form::Talk, "ls 谈 @|"), ["@3-412"]);
        assert_eq!(at(Form::Talk, "ls 谈 @412|"), ["@3-412", "@5-412"]);
        assert_eq!(at(Form::Talk, "ls 谈 @明|"), ["@明德社区"]);
        assert_eq!(at(Form::Incident, "3-412 >|"), [""; 0]);
    }

    #[test]
    fn the_whole_token_is_replaced() {
        let stage = Stage::new();
        let found = complete(Form::Talk, "ls 谈 ~电话 完", 8, &stage.setting());
        assert_eq!(found.first().map(|it| it.replace.clone()), Some(7..14));
    }
}
