//! How the services keep what was promised (服务监督): counted from the requests, by department.

use super::Stamp;
use std::collections::BTreeMap;

/// What counts of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Case<'a> {
    /// Which service has it.
    pub office: &'a str,
    /// When it came.
    pub at: Stamp,
    /// Until when an answer is promised.
    pub due: Stamp,
    /// Whether an answer is owed.
    pub open: bool,
    /// When the answer that stands was given.
    pub answered: Option<Stamp>,
    /// How many stars the student gave, 1 to 5.
    pub stars: Option<u8>,
}

/// How a service did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceRecord<'a> {
    /// Which.
    pub office: &'a str,
    /// Requests that came.
    pub count: usize,
    /// To which an answer is owed.
    pub open: usize,
    /// Answered.
    pub answered: usize,
    /// Past what was promised: an answer is owed that should have been given.
    pub overdue: usize,
    /// Answered, but later than was promised.
    pub late: usize,
    /// Minutes from the request to the answer in the middle of all that were answered: of an even count the earlier of the two in the middle.
    pub median_minutes: Option<i64>,
    /// How many were rated.
    pub rated: usize,
    /// All their stars together.
    pub stars: usize,
}

impl ServiceRecord<'_> {
    /// The average rating in hundredths: 425 is 4.25.
    pub fn rating(&self) -> Option<usize> {
        (self.stars * 100 + self.rated / 2).checked_div(self.rated)
    }
}

/// How the services did that have these requests, the one on top that keeps least of what was promised: by what is overdue, then by what was late,
/// then by how many there are. Pure: the same requests and the same `now` give the same list, whatever their order.
pub fn supervise<'a>(cases: impl IntoIterator<Item = Case<'a>>, now: Stamp) -> Vec<ServiceRecord<'a>> {
    let mut services: BTreeMap<&'a str, (ServiceRecord<'a>, Vec<i64>)> = BTreeMap::new();
    for it in cases {
        let empty = || ServiceRecord {
            office: it.office,
            count: 0,
            open: 0,
            answered: 0,
            overdue: 0,
            late: 0,
            median_minutes: None,
            rated: 0,
            stars: 0,
        };
        let (record, minutes) = services.entry(it.office).or_insert_with(|| (empty(), Vec::new()));
        record.count += 1;
        record.open += usize::from(it.open);
        record.overdue += usize::from(it.open && it.due < now);
        if let Some(answered) = it.answered {
            record.answered += 1;
            record.late += usize::from(answered > it.due);
            minutes.push(answered.minutes_since(it.at));
        }
        if let Some(stars) = it.stars {
            record.rated += 1;
            record.stars += usize::from(stars);
        }
    }
    let mut records: Vec<ServiceRecord<'a>> = services.into_values().map(|(record, minutes)| with_median(record, minutes)).collect();
    let worst = |it: &ServiceRecord<'_>| std::cmp::Reverse((it.overdue, it.late, it.count));
    records.sort_by(|a, b| worst(a).cmp(&worst(b)).then_with(|| a.office.cmp(b.office)));
    records
}

fn with_median<'a>(record: ServiceRecord<'a>, mut minutes: Vec<i64>) -> ServiceRecord<'a> {
    let middle = minutes.len().saturating_sub(1) / 2;
    let median_minutes = if minutes.is_empty() { None } else { Some(*minutes.select_nth_unstable(middle).1) };
    ServiceRecord { median_minutes, ..record }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const OFFICES: [&str; 3] = ["后勤处", "教务处", "学工处"];

    fn case() -> impl Strategy<Value = Case<'static>> {
        let answered = proptest::option::of(0i64..400);
        (0usize..3, 0i64..200, 1i64..200, answered, proptest::option::of(1u8..6), any::<bool>()).prop_map(
            |(office, at, within, answered, stars, closed)| {
                let at = Stamp(0).plus_minutes(at);
                let answered = answered.map(|it| at.plus_minutes(it));
                Case {
                    office: OFFICES[office],
                    at,
                    due: at.plus_minutes(within),
                    open: answered.is_none() && !closed,
                    answered,
                    stars: stars.filter(|_| answered.is_some()),
                }
            },
        )
    }

    proptest! {
        /// Against a plain recount, one service and one number at a time.
        #[test]
        fn the_list_is_what_a_plain_recount_gives(cases in proptest::collection::vec(case(), 0..40), now in 0i64..500) {
            let now = Stamp(0).plus_minutes(now);
            let list = supervise(cases.iter().copied(), now);
            let mut named: Vec<&str> = list.iter().map(|it| it.office).collect();
            named.sort_unstable();
            let mut expected: Vec<&str> = OFFICES.into_iter().filter(|it| cases.iter().any(|case| case.office == *it)).collect();
            expected.sort_unstable();
            prop_assert_eq!(named, expected);
            for it in &list {
                let of = || cases.iter().filter(|case| case.office == it.office);
                prop_assert_eq!(it.count, of().count());
                prop_assert_eq!(it.open, of().filter(|case| case.open).count());
                prop_assert_eq!(it.answered, of().filter(|case| case.answered.is_some()).count());
                prop_assert_eq!(it.overdue, of().filter(|case| case.open && case.due.0 < now.0).count());
                prop_assert_eq!(it.late, of().filter(|case| case.answered.is_some_and(|at| at.0 > case.due.0)).count());
                let mut minutes: Vec<i64> = of().filter_map(|case| case.answered.map(|at| (at.0 - case.at.0) / 60_000)).collect();
                minutes.sort_unstable();
                prop_assert_eq!(it.median_minutes, if minutes.is_empty() { None } else { Some(minutes[(minutes.len() - 1) / 2]) });
                let stars: Vec<usize> = of().filter_map(|case| case.stars).map(usize::from).collect();
                prop_assert_eq!((it.rated, it.stars), (stars.len(), stars.iter().sum::<usize>()));
                let mean = (!stars.is_empty()).then(|| stars.iter().sum::<usize>() as f64 / stars.len() as f64);
                prop_assert_eq!(it.rating(), mean.map(|it| (it * 100.0 + 0.5).floor() as usize));
            }
            prop_assert!(list.windows(2).all(|two| (two[0].overdue, two[0].late, two[0].count) >= (two[1].overdue, two[1].late, two[1].count)));
            // The order in which they are counted does not matter.
            let backwards: Vec<_> = cases.iter().rev().copied().collect();
            prop_assert_eq!(supervise(backwards, now), list);
        }
    }
}
