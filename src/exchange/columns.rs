//! How wide the columns of a table on paper are (列宽): as wide as what stands in them, and where that is too much, the long ones give way.

use super::rounds::Table;
use crate::text::width;

/// What is printed of one sign, in twentieths of a point, at ten and a half points, in the widest of the fonts that stand in for a missing one; and
/// what the edges of a cell take.
const SIGN: usize = 132;
const EDGES: usize = 180;
/// No column is thought narrower or wider than so many signs.
const NARROWEST: usize = 4;
const WIDEST: usize = 60;

/// How wide each column would be, in twentieths of a point: its longest cell on one line, its heading on two.
pub(super) fn wanted(table: &Table) -> Vec<usize> {
    let cell = |text: &str| text.lines().map(width).max().unwrap_or_default();
    let wide = |(at, heading): (usize, &String)| {
        let below = table.rows.iter().filter_map(|row| row.get(at)).map(|it| cell(&it.text())).max().unwrap_or_default();
        // Han breaks anywhere, a word of letters nowhere.
        let word = heading.split_whitespace().filter(|it| it.is_ascii()).map(width).max().unwrap_or_default();
        let heading = word.max(width(heading).div_ceil(2));
        below.max(heading).clamp(NARROWEST, WIDEST) * SIGN + EDGES
    };
    table.headings.iter().enumerate().map(wide).collect()
}

/// The columns' widths, which add up to `whole`: who wants little gets it, the others share what is left; what nobody wants goes to all alike.
pub(super) fn widths(wanted: &[usize], whole: usize) -> Vec<usize> {
    let count = wanted.len();
    if count == 0 {
        return Vec::new();
    }
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by_key(|at| wanted[*at]);
    let (mut given, mut rest) = (vec![0; count], whole);
    for (nth, at) in order.iter().enumerate() {
        let share = rest / (count - nth);
        given[*at] = wanted[*at].min(share);
        rest -= given[*at];
    }
    // In proportion, so that a wide column stays the wide one; what does not divide goes to the widest.
    let total: usize = given.iter().sum::<usize>().max(1);
    let more: Vec<usize> = given.iter().map(|it| rest * it / total).collect();
    given.iter_mut().zip(&more).for_each(|(it, more)| *it += more);
    if let Some(widest) = order.last() {
        given[*widest] += rest - more.iter().sum::<usize>();
    }
    given
}

#[cfg(test)]
mod tests {
    use super::super::rounds::Value;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_long_column_is_the_wide_one_and_a_number_is_not_broken() {
        let text = |it: &str| Value::Text(it.to_owned());
        let table = Table {
            name: String::new(),
            headings: vec!["辅导员".into(), "谈话".into(), "未达标".into()],
            rows: vec![vec![
                text("欧阳娜"),
                Value::Number(1_234),
                text("值班夜数、走访寝室、跟进及时率、首次处置分钟、活动、谈话人数、查寝"),
            ]],
        };
        let wide = widths(&wanted(&table), 9_638);
        assert_eq!(wide.iter().sum::<usize>(), 9_638);
        assert!(wide[2] > 6 * wide[1] && wide[1] >= 4 * SIGN + EDGES, "{wide:?}");
    }

    proptest! {
        #[test]
        fn they_add_up_and_none_is_nothing(wanted in proptest::collection::vec(600usize..7_000, 1..20), whole in 8_000usize..16_000) {
            let wide = widths(&wanted, whole);
            prop_assert_eq!(wide.iter().sum::<usize>(), whole);
            prop_assert!(wide.iter().all(|it| *it >= 400), "{:?}", wide);
            // Who wants less never gets more.
            for (a, wide_a) in wanted.iter().zip(&wide) {
                prop_assert!(wanted.iter().zip(&wide).all(|(b, wide_b)| a >= b || *wide_a <= *wide_b + wanted.len()));
            }
        }
    }
}
