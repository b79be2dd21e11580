//! The mood barometer (心理晴雨表): the classes with their last reports in words, those not reported first.

use super::Easel;
use super::easel::Listing;
use super::say::first_line;
use crate::campus::Day;
use crate::campus::{Act, MoodAct, Seq, Weather};
use crate::say;
use crate::tui::model::List;
use crate::tui::msg::Fetched;
use crate::tui::theme::Role;
use crate::tui::view::{MOOD_PERIODS, MoodRow};
use crate::tui::widget::{Column, Line, Pane};
use ratatui::layout::Rect;

pub(super) fn draw(easel: &mut Easel<'_>, area: Rect) {
    let (words, rows) = (easel.words, &easel.model.board.house.moods);
    let days = easel.campus.presets().rules().mood.days;
    let title = easel
        .say(say!(words, "screen-moods"), Role::Title)
        .gap(1)
        .add(say!(words, "screen-moods-every", days = days), easel.style(Role::Text));
    let missing = rows.iter().filter(|it| it.is_missing()).count();
    let right = easel.count(say!(words, "screen-moods-missing"), missing, Role::Due);
    let scroll = easel.scroll(List::Moods, rows.len(), area.height.saturating_sub(3));
    let inner = easel.pane(area, &Pane { title, right, focus: true, scroll, ..Pane::default() });
    if rows.is_empty() {
        easel.say(say!(words, "screen-moods-empty"), Role::Quiet).draw(easel.buffer, inner);
        return;
    }
    let mut titles = vec![String::new(), say!(words, "screen-column-class"), say!(words, "screen-counselor")];
    titles.extend((0..MOOD_PERIODS).map(|at| period(easel, at)));
    titles.extend([say!(words, "screen-column-low"), say!(words, "screen-column-words")]);
    let titles = titles.into_iter().map(|it| easel.say(it, Role::Quiet)).collect();
    let listing = Listing { list: List::Moods, count: rows.len(), columns: &COLUMNS, titles, focus: true };
    easel.list(inner, &listing, |easel, at| rows.get(at).map_or_else(Vec::new, |it| row(easel, it)));
}

/// Sign, class, counselor, six periods from the oldest to the present one, how many are low, words.
const COLUMNS: [Column; 5 + MOOD_PERIODS] = [
    Column::firm(0, 2),
    Column::firm(0, 16),
    Column::firm(4, 10),
    Column::firm(7, 9),
    Column::firm(6, 9),
    Column::firm(5, 9),
    Column::firm(2, 9),
    Column::firm(1, 9),
    Column::firm(0, 9),
    Column::number(1, 6),
    Column::elastic(3, 10, 80),
];

/// The first day of a period: `11/16`.
fn period(easel: &Easel<'_>, at: usize) -> String {
    use chrono::Datelike as _;
    let rules = &easel.campus.presets().rules().mood;
    let now = rules.period(easel.model.now.day(easel.campus.zone()));
    let Day(first) = now;
    let day = Day(first - (MOOD_PERIODS - 1 - at) as i32 * i32::from(rules.days)).date();
    format!("{}/{}", day.month(), day.day())
}

fn row<'a>(easel: &Easel<'a>, it: &MoodRow) -> Vec<Line<'a>> {
    let moods = easel.campus.moods();
    let sign = if it.is_missing() { easel.say(easel.signs().due, Role::Due) } else { easel.say(easel.signs().good, Role::Good) };
    let counselor = easel.campus.staff().counselor_of(it.class).map_or("", |id| easel.user(id));
    let class = easel.campus.people().class(it.class).map_or("", |it| &it.name);
    let mut cells = vec![sign, easel.say(class, Role::Text), easel.say(counselor, Role::Quiet)];
    cells.extend(it.last.iter().map(|seq| match seq.and_then(|seq| moods.get(seq)) {
        Some(head) => easel.say(easel.words.weather(head.weather), role(head.weather)),
        None => easel.say(easel.signs().none, Role::Quiet),
    }));
    let last: Option<Seq> = it.last.iter().rev().flatten().next().copied();
    let low = last.and_then(|seq| moods.get(seq)).map_or(0, |it| it.low);
    cells.push(if low == 0 { Line::new() } else { easel.say(low.to_string(), Role::Warn) });
    let text = last.and_then(|seq| easel.model.texts.get(seq)).map_or("", |it| match it {
        Fetched::Entry(entry) => match &entry.act {
            Act::Mood(MoodAct::Reported(it)) => &it.text,
            _ => "",
        },
        _ => "",
    });
    cells.push(Line::of(first_line(text.into()), easel.style(Role::Text)));
    cells
}

fn role(weather: Weather) -> Role {
    match weather {
        Weather::Sunny => Role::Good,
        Weather::Cloudy => Role::Text,
        Weather::Overcast => Role::Info,
        Weather::Rain => Role::Warn,
        Weather::Storm => Role::Alarm,
    }
}
