//! The duty schedule as one looks at it at a seat: which view, which day and seat is at hand, whose duties are picked out, which draft is shown.

use super::model::Token;
use super::planning::PlanOrder;
use crate::campus::{Day, Post, Seq, Stamp, Terms, UserId};
use chrono::Datelike;

/// How the schedule is looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scheduling {
    /// As what it is drawn.
    pub view: ScheduleView,
    /// The day at hand; the month, week or year shown is the one it lies in.
    pub day: Day,
    /// The seat at hand, by column.
    pub column: usize,
    /// Whose duties are picked out.
    pub whose: Whose,
    /// The one post that is shown; all of them if none is named.
    pub site: Option<Post>,
    /// The draft shown; what is published if none is.
    pub draft: Option<Seq>,
    /// The solver is at work for this seat.
    pub planning: Option<Planning>,
}

/// As what the schedule is drawn.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum ScheduleView {
    /// Days by posts, a month (月历).
    #[default]
    Month,
    /// Hours by posts, a week (周时间轴).
    Week,
    /// Months by days, a year (年度热力图).
    Year,
    /// Who served how much (工作量).
    Ledger,
}

impl ScheduleView {
    /// All views in the order `o` turns through them.
    pub const ALL: [Self; 4] = [Self::Month, Self::Week, Self::Year, Self::Ledger];
}

/// Whose duties are picked out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Whose {
    /// Everybody's.
    #[default]
    All,
    /// Our own.
    Mine,
    /// Somebody's.
    Of(UserId),
}

/// How far the solver has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planning {
    /// By which its answer is known.
    pub token: Token,
    /// What it was asked for.
    pub order: PlanOrder,
    /// When it was asked.
    pub since: Stamp,
    /// What it said last.
    pub progress: Option<PlanProgress>,
    /// It was told to stop with the best so far.
    pub stopping: bool,
}

/// What the solver says while it works.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlanProgress {
    /// It is at the rota of the leaders; before, at that of the workrooms.
    pub leaders: bool,
    /// How much of the work on this rota is done, in percent.
    pub percent: u8,
    /// Seats that nobody has in the best so far.
    pub unfilled: usize,
    /// Most less least load, in hundredths of a workday's night.
    pub spread: i64,
}

impl Scheduling {
    /// What is published, as of a day.
    pub fn new(day: Day) -> Self {
        Self { view: ScheduleView::default(), day, column: 0, whose: Whose::default(), site: None, draft: None, planning: None }
    }

    /// The first and the last day that is shown.
    pub fn span(&self, terms: &Terms) -> (Day, Day) {
        match self.view {
            ScheduleView::Month => month_of(self.day),
            ScheduleView::Week => {
                let monday = self.day.plus(-(self.day.weekday().num_days_from_monday() as i32));
                (monday, monday.plus(6))
            }
            ScheduleView::Year => {
                let year = self.day.date().year();
                (Day::ymd(year, 1, 1).unwrap_or(self.day), Day::ymd(year, 12, 31).unwrap_or(self.day))
            }
            ScheduleView::Ledger => terms.days(self.day),
        }
    }
}

/// The first and the last day of the month of a day.
pub fn month_of(day: Day) -> (Day, Day) {
    let (year, month) = (day.date().year(), day.date().month());
    let first = Day::ymd(year, month, 1).unwrap_or(day);
    let next = if month == 12 { Day::ymd(year + 1, 1, 1) } else { Day::ymd(year, month + 1, 1) };
    (first, next.map_or(day, |it| it.plus(-1)))
}

/// The same day so many months on, or the last of that month.
pub fn months_on(day: Day, by: i32) -> Day {
    let months = i64::from(day.date().year()) * 12 + i64::from(day.date().month0()) + i64::from(by);
    let (year, month) = (months.div_euclid(12), months.rem_euclid(12) as u32 + 1);
    let first = i32::try_from(year).ok().and_then(|year| Day::ymd(year, month, 1));
    first.map_or(day, |first| {
        let (_, last) = month_of(first);
        first.plus(day.date().day0() as i32).min(last)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_has_its_own_last_day_and_the_31st_becomes_the_30th() {
        let day = |m, d| Day::ymd(2026, m, d).unwrap();
        assert_eq!(month_of(day(2, 14)), (day(2, 1), day(2, 28)));
        assert_eq!(month_of(day(12, 31)), (day(12, 1), day(12, 31)));
        assert_eq!(months_on(day(12, 31), -1), day(11, 30));
        assert_eq!(months_on(day(12, 5), 1), Day::ymd(2027, 1, 5).unwrap());
        assert_eq!(months_on(day(1, 5), -1), Day::ymd(2025, 12, 5).unwrap());
    }

    #[test]
    fn a_week_begins_on_monday() {
        let mut it = Scheduling::new(Day::ymd(2026, 11, 29).unwrap());
        it.view = ScheduleView::Week;
        assert_eq!(it.span(&Terms::default()), (Day::ymd(2026, 11, 23).unwrap(), Day::ymd(2026, 11, 29).unwrap()));
    }
}
