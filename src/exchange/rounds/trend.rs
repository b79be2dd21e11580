//! A line of small bars (走势).

const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// One bar a value, at most `columns` of them: where there are more values, each bar is the sum of as many as must share it. A value that is not there
/// is a dot.
pub fn sparkline(values: &[Option<u32>], columns: usize) -> String {
    let share = values.len().div_ceil(columns.max(1)).max(1);
    let sum = |of: &[Option<u32>]| of.iter().flatten().copied().map(u64::from).reduce(|a, b| a + b);
    let sums: Vec<Option<u64>> = values.chunks(share).map(sum).collect();
    let most = sums.iter().flatten().copied().max().unwrap_or(0);
    let bar = |it: u64| BARS[usize::try_from((it * 7).checked_div(most).unwrap_or(0)).unwrap_or(0).min(7)];
    sums.into_iter().map(|it| it.map_or('·', bar)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_grow_and_a_night_without_a_round_is_a_dot() {
        assert_eq!(sparkline(&[Some(0), None, Some(4), Some(8)], 10), "▁·▄█");
        assert_eq!(sparkline(&[Some(0), Some(0)], 10), "▁▁");
        assert_eq!(sparkline(&[], 10), "");
    }

    #[test]
    fn a_long_time_still_fits() {
        let year: Vec<_> = (0..365).map(|it| Some(it % 9)).collect();
        assert!((1..=60).contains(&sparkline(&year, 60).chars().count()));
        assert_eq!(sparkline(&[Some(1), Some(1), Some(3), None], 2), "▅█");
        assert_eq!(sparkline(&[Some(u32::MAX); 9], 0).chars().count(), 1);
    }
}
