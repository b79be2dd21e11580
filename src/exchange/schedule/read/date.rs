//! Dates as schools write them: a date of the spreadsheet, `2026/12/1`, `20261201`, `12月1日（周二）`, `1日`, with the year or the month in the title.

use super::RotaReason;
use crate::campus::Day;
use crate::exchange::{Cell, Row};
use crate::text;
use chrono::{Datelike as _, Weekday};

/// The days that a spreadsheet counts from 30 December 1899; numbers outside are no dates of our time.
const SERIALS: std::ops::RangeInclusive<i32> = 36_526..=73_050;

/// Days written without anything between: `20261201`.
const DAYS_IN_A_ROW: std::ops::RangeInclusive<i32> = 19_000_101..=29_991_231;

/// Reads one date after another; what one does not say is known from the title and from the date before it.
#[derive(Debug, Clone, Default)]
pub(super) struct Dates {
    /// Year, if it was said by hand.
    year: Option<i32>,
    /// Year and month of the title.
    title: (Option<i32>, Option<u32>),
    last: Option<Day>,
}

impl Dates {
    /// `year` is what was said by hand; the titles are what stands above the headings, and the name of the sheet.
    pub(super) fn new(year: Option<i32>, titles: &[&str]) -> Self {
        let mut title = (None, None);
        for it in titles {
            let found = title_of(it);
            title = (title.0.or(found.0), title.1.or(found.1));
        }
        Self { year, title, last: None }
    }

    /// The date of a cell.
    pub(super) fn read(&mut self, cell: &Cell) -> Result<Day, RotaReason> {
        let day = match cell {
            Cell::Date(Some(day), _) => *day,
            Cell::Error => return Err(RotaReason::CellError),
            _ if cell.is_blank() => return Err(RotaReason::DateMissing),
            // Of 12.10 a spreadsheet keeps 12.1.
            Cell::Number(it) if it.contains('.') => return Err(RotaReason::DateUnreadable),
            Cell::Text(it) | Cell::Number(it) => self.of_text(it)?,
            Cell::Date(None, _) | Cell::Imprecise(_) | Cell::Empty => return Err(RotaReason::DateUnreadable),
        };
        self.last = Some(day);
        Ok(day)
    }

    fn of_text(&self, typed: &str) -> Result<Day, RotaReason> {
        let (numbers, first_is_month) = numbers(typed).ok_or(RotaReason::DateUnreadable)?;
        let found = match *numbers.as_slice() {
            [long] if DAYS_IN_A_ROW.contains(&long) => ymd(long / 10_000, long / 100 % 100, long % 100),
            [serial] if SERIALS.contains(&serial) => Day::ymd(1899, 12, 30).map(|it| it.plus(serial)),
            [day] => return self.of_day(day),
            [month, day] => return self.of_month(month, day),
            [year, month, day] if year >= 1900 => ymd(year, month, day),
            // 26/12/1; but not 12月5日-6.
            [year, month, day] if (20..100).contains(&year) && !first_is_month => ymd(2000 + year, month, day),
            _ => None,
        };
        found.ok_or(RotaReason::DateUnreadable)
    }

    /// A day of the month that the title names, or of the one after where the days begin anew.
    fn of_day(&self, day: i32) -> Result<Day, RotaReason> {
        let titled = self.year.or(self.title.0).zip(self.title.1);
        let (year, month) = self.last.map(|it| (it.date().year(), it.date().month())).or(titled).ok_or(RotaReason::YearMissing)?;
        let is_next = self.last.is_some_and(|it| it.date().day() as i32 - day > 20);
        let (year, month) = match (is_next, month) {
            (false, _) => (year, month),
            (true, 12) => (year + 1, 1),
            (true, _) => (year, month + 1),
        };
        ymd(year, month as i32, day).ok_or(RotaReason::DateUnreadable)
    }

    /// A day without its year: the one that lies nearest to the date before it, to the month of the title, or in the year that is known.
    fn of_month(&self, month: i32, day: i32) -> Result<Day, RotaReason> {
        let known = self.year.or(self.title.0);
        let near = self.last.or_else(|| Day::ymd(known?, self.title.1?, 15));
        let found = match (near, known) {
            (Some(near), _) => {
                let year = near.date().year();
                (year - 1..=year + 1).filter_map(|year| ymd(year, month, day)).min_by_key(|it| it.since(near).unsigned_abs())
            }
            (None, Some(year)) => ymd(year, month, day),
            (None, None) => return Err(RotaReason::YearMissing),
        };
        found.ok_or(RotaReason::DateUnreadable)
    }
}

fn ymd(year: i32, month: i32, day: i32) -> Option<Day> {
    Day::ymd(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
}

/// The numbers a date begins with, and whether the first is called a month. What follows them must not hold any more, but a midnight.
fn numbers(typed: &str) -> Option<(Vec<i32>, bool)> {
    let folded = text::fold(typed);
    let plain = folded.trim();
    let plain = plain.strip_suffix("00:00:00").map_or(plain, str::trim);
    let (mut numbers, mut digits, mut first_is_month) = (Vec::new(), String::new(), false);
    let mut rest = plain.chars().peekable();
    while let Some(c) = rest.peek().copied() {
        match c {
            '0'..='9' if digits.len() < 8 => digits.push(c),
            '年' | '月' | '日' | '号' | '.' | '/' | '-' if !digits.is_empty() => {
                first_is_month |= numbers.is_empty() && c == '月';
                numbers.push(std::mem::take(&mut digits).parse().ok()?);
            }
            ' ' if digits.is_empty() => {}
            _ => break,
        }
        rest.next();
    }
    if !digits.is_empty() {
        numbers.push(digits.parse().ok()?);
    }
    let ends = !rest.any(|c| c.is_ascii_digit());
    (ends && !numbers.is_empty() && numbers.len() <= 3).then_some((numbers, first_is_month))
}

/// Year and month that a title names: `云溪学院2026年12月值班表`, `2026-12`.
fn title_of(title: &str) -> (Option<i32>, Option<u32>) {
    let signs: Vec<char> = text::fold(title).chars().collect();
    let number = |from: usize| {
        let digits: String = signs[from..].iter().take_while(|it| it.is_ascii_digit()).collect();
        (digits.len(), digits.parse::<u32>().ok())
    };
    let (mut year, mut month) = (None, None);
    let mut at = 0;
    while at < signs.len() {
        let (length, value) = number(at);
        if length == 0 {
            at += 1;
            continue;
        }
        let after = signs.get(at + length).copied();
        match (length, value, after) {
            (4, Some(it @ 1900..=2999), Some('年' | '-' | '.' | '/')) => {
                // 2026-2027学年 is no month, and neither of the two years is the one that is meant.
                let (length, value) = number((at + 5).min(signs.len()));
                if after == Some('年') || (1..=2).contains(&length) {
                    year = year.or(i32::try_from(it).ok());
                }
                if after != Some('年') && (1..=2).contains(&length) {
                    month = month.or(value.filter(|it| (1..=12).contains(it)));
                }
            }
            (1 | 2, Some(it @ 1..=12), Some('月')) => month = month.or(Some(it)),
            _ => {}
        }
        at += length;
    }
    (year, month)
}

/// A day of the week, however it is written; `None` where there is none.
pub(super) fn weekday(typed: &str) -> Option<Weekday> {
    let folded = text::fold(typed).trim().to_lowercase();
    let bare = ["星期", "礼拜", "周"].iter().find_map(|it| folded.strip_prefix(it)).unwrap_or(&folded);
    Some(match bare {
        "一" | "1" | "mon" | "monday" => Weekday::Mon,
        "二" | "2" | "tue" | "tuesday" => Weekday::Tue,
        "三" | "3" | "wed" | "wednesday" => Weekday::Wed,
        "四" | "4" | "thu" | "thursday" => Weekday::Thu,
        "五" | "5" | "fri" | "friday" => Weekday::Fri,
        "六" | "6" | "sat" | "saturday" => Weekday::Sat,
        "日" | "天" | "7" | "sun" | "sunday" => Weekday::Sun,
        _ => return None,
    })
}

/// What stands above a row, and the name of the sheet.
pub(super) fn titles<'a>(above: &'a [Row], sheet: Option<&'a str>) -> Vec<&'a str> {
    let cells = above.iter().flat_map(|it| &it.cells).map(Cell::text).filter(|it| !it.is_empty());
    cells.chain(sheet).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(year: Option<i32>, title: &str, cells: &[&str]) -> Vec<Option<String>> {
        let mut dates = Dates::new(year, &[title]);
        cells.iter().map(|it| dates.read(&Cell::Text((*it).into())).ok().map(|it| it.date().to_string())).collect()
    }

    fn days(them: &[&str]) -> Vec<Option<String>> {
        them.iter().map(|it| (!it.is_empty()).then(|| (*it).to_owned())).collect()
    }

    #[test]
    fn dates_are_read_however_they_are_written() {
        let whole = [
            "2026/12/1",
            "2026-12-01",
            "2026.12.1",
            "2026年12月1日",
            "20261201",
            "26/12/1",
            "46357",
            "２０２６／１２／１",
            "2026年12月1日（周二）",
        ];
        assert_eq!(read(None, "", &whole), vec![Some("2026-12-01".to_owned()); whole.len()]);
        let broken = ["", "周一", "2026/13/1", "2026/2/30", "12月5日-6日", "2026年12月", "99", "2026/12/1 3人", "第1周"];
        assert_eq!(read(Some(2026), "2026年12月", &broken), vec![None; broken.len()]);
    }

    #[test]
    fn what_a_date_does_not_say_the_title_does() {
        assert_eq!(
            read(None, "云溪学院2026年12月值班表", &["1日", "2", "31号", "1日"]),
            days(&["2026-12-01", "2026-12-02", "2026-12-31", "2027-01-01"])
        );
        assert_eq!(read(None, "2026-2027学年12月", &["12月1日"]), days(&[""]), "of two years neither is meant");
        assert_eq!(read(Some(2026), "寒假值班", &["12月31日", "1月1日"]), days(&["2026-12-31", "2027-01-01"]));
        assert_eq!(read(None, "2027-01", &["12/31", "1/1"]), days(&["2026-12-31", "2027-01-01"]));
        assert_eq!(read(None, "", &["12月1日", "1日"]), days(&["", ""]));
    }

    #[test]
    fn a_number_with_a_point_has_lost_its_last_zero() {
        assert_eq!(Dates::new(Some(2026), &[]).read(&Cell::Number("12.1".into())), Err(RotaReason::DateUnreadable));
        assert_eq!(Dates::new(Some(2026), &[]).read(&Cell::Date(None, None)), Err(RotaReason::DateUnreadable));
    }

    #[test]
    fn weekdays_have_many_names() {
        assert_eq!(
            ["星期一", "周日", "天", "Sat", "礼拜三", "", "周末"].map(weekday).map(|it| it.map(|it| it.num_days_from_monday())),
            [Some(0), Some(6), Some(6), Some(5), Some(2), None, None]
        );
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_panic(title: String, cells: Vec<String>, year: Option<i16>) {
            let mut dates = Dates::new(year.map(i32::from), &[&title]);
            for cell in cells {
                let _ = dates.read(&Cell::Text(cell.into()));
            }
        }
    }
}
